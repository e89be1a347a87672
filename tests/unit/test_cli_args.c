/* cli: reading the command line. */
#include "test_base.h"

#include "cli/cli_args.h"

#include <string.h>

static const cli_option OWN[] = {
    {"seed", "N", ""}, {"pick", "VAR=VALUE", ""}, {"script", "FILE", ""}, {"text", NULL, ""}, {0}};
static const cli_option SHARED[] = {{"home", "DIR", ""}, {"help", NULL, ""}, {0}};
static const cli_option *const TABLES[] = {OWN, SHARED, NULL};

enum { MOST = 12 };

/* Reads a command line written as one text; words are parted by spaces. */
static bool read(const char *line, int skip, cli_args *out, err *e)
{
    static char words[MOST][40];
    char *argv[MOST + 1];
    int argc = 0;
    memset(words, 0, sizeof words);
    for (const char *c = line; *c && argc < MOST; argc++) {
        size_t len = strcspn(c, " ");
        memcpy(words[argc], c, len);
        argv[argc] = words[argc];
        c += len + (c[len] == ' ');
    }
    argv[argc] = NULL;
    return cli_args_read(argc, argv, skip, OWN, SHARED, "rapport play", out, e);
}

static void options_and_words_in_any_order(void **state)
{
    (void)state;
    cli_args a = {0};
    err e = {0};
    assert_true(read("rapport play --seed 7 here --text --home=x y -- --seed", 1, &a, &e));
    assert_int_equal(a.word_count, 3);
    assert_string_equal(a.words[0], "here");
    assert_string_equal(a.words[1], "y");
    assert_string_equal(a.words[2], "--seed");
    assert_string_equal(cli_args_text(&a, "seed"), "7");
    assert_string_equal(cli_args_text(&a, "home"), "x");
    assert_true(cli_args_has(&a, "text"));
    assert_false(cli_args_has(&a, "script"));
    assert_null(cli_args_text(&a, "script"));
    cli_args_release(&a);
}

static void a_dash_alone_is_a_word_and_a_value(void **state)
{
    (void)state;
    cli_args a = {0};
    err e = {0};
    assert_true(read("rapport - --script - -h", 0, &a, &e));
    assert_int_equal(a.word_count, 1);
    assert_string_equal(a.words[0], "-");
    assert_string_equal(cli_args_text(&a, "script"), "-");
    assert_true(cli_args_has(&a, "help"));
    cli_args_release(&a);
}

static void the_last_one_counts_and_all_are_there(void **state)
{
    (void)state;
    cli_args a = {0};
    err e = {0};
    assert_true(read("rapport --pick a=1 --pick b=2", 0, &a, &e));
    assert_string_equal(cli_args_nth(&a, "pick", 0), "a=1");
    assert_string_equal(cli_args_nth(&a, "pick", 1), "b=2");
    assert_null(cli_args_nth(&a, "pick", 2));
    assert_string_equal(cli_args_text(&a, "pick"), "b=2");
    cli_args_release(&a);
}

static void wrong_ones_are_told_with_a_remedy(void **state)
{
    (void)state;
    static const struct {
        const char *line, *want;
    } rows[] = {
        {"rapport --sede 7", "rapport play has no option --sede. Did you mean --seed?"},
        {"rapport --zzzzzzzz",
         "rapport play has no option --zzzzzzzz. `rapport play --help` lists"},
        {"rapport -x", "rapport play has no option -x."},
        {"rapport --seed", "--seed needs a value: --seed N."},
        {"rapport --text=1", "--text stands alone; leave out =1."},
        {"rapport --=", "rapport play has no option --=."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cli_args a = {0};
        err e = {0};
        assert_false(read(rows[i].line, 0, &a, &e));
        assert_int_equal(e.code, ERR_ARG);
        assert_memory_equal(e.text, rows[i].want, strlen(rows[i].want));
        assert_int_equal(a.word_count, 0);
    }
}

static void numbers_are_whole_and_in_range(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool ok;
        uint64_t number;
    } rows[] = {{"0", true, 0},
                {"007", true, 7},
                {"18446744073709551615", true, UINT64_MAX},
                {"18446744073709551616", false, 0},
                {"99999999999999999999", false, 0},
                {"", false, 0},
                {"-1", false, 0},
                {"+1", false, 0},
                {" 1", false, 0},
                {"1 ", false, 0},
                {"1.0", false, 0},
                {"0x1", false, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t number = 0;
        assert_int_equal(cli_number(rows[i].text, &number), rows[i].ok);
        assert_true(number == rows[i].number);
    }
    cli_args a = {0};
    err e = {0};
    uint64_t number = 80;
    assert_true(read("rapport --seed 19", 0, &a, &e));
    assert_true(cli_args_number(&a, "script", 20, 400, &number, &e));
    assert_true(number == 80);
    assert_false(cli_args_number(&a, "seed", 20, 400, &number, &e));
    assert_string_equal(e.text, "--seed wants a whole number from 20 to 400, not \"19\".");
    assert_true(number == 80);
    cli_args_release(&a);
}

static void the_command_is_the_first_word(void **state)
{
    (void)state;
    static const struct {
        char *argv[5];
        int argc, want;
    } rows[] = {{{"rapport"}, 1, 0},
                {{"rapport", "play"}, 2, 1},
                {{"rapport", "--home", "x", "play"}, 4, 3},
                {{"rapport", "--home=x", "play"}, 3, 2},
                {{"rapport", "--text", "play"}, 3, 2},
                {{"rapport", "--home", "x"}, 3, 0},
                {{"rapport", "--home"}, 2, 0},
                {{"rapport", "--seed", "7", "play"}, 4, 3},
                {{"rapport", "--", "play"}, 3, 2},
                {{"rapport", "--"}, 2, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *argv[5];
        memcpy(argv, rows[i].argv, sizeof argv);
        assert_int_equal(cli_args_first_word(rows[i].argc, argv, TABLES), rows[i].want);
    }
}

#ifdef BASE_FAULTS
static bool read_some(void *self, err *e)
{
    (void)self;
    cli_args a = {0};
    bool ok = read("rapport --seed 7 a b", 0, &a, e);
    cli_args_release(&a);
    return ok;
}

static void reading_survives_without_memory(void **state)
{
    (void)state;
    sweep_allocations(read_some, NULL, 1);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_and_words_in_any_order),
        cmocka_unit_test(a_dash_alone_is_a_word_and_a_value),
        cmocka_unit_test(the_last_one_counts_and_all_are_there),
        cmocka_unit_test(wrong_ones_are_told_with_a_remedy),
        cmocka_unit_test(numbers_are_whole_and_in_range),
        cmocka_unit_test(the_command_is_the_first_word),
#ifdef BASE_FAULTS
        cmocka_unit_test(reading_survives_without_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* cli: plays written down. */
#include "test_base.h"

#include "cli/cli_script.h"

#include <string.h>

static void a_play_is_read(void **state)
{
    (void)state;
    static const char TEXT[] = "\xEF\xBB\xBF# A play.\r\n"
                               "seed 7\n"
                               "  pick reason fear  \n"
                               "pick day=3\n"
                               "\n"
                               "> ask_time\r\n"
                               "words I would like   to think\n"
                               "go_on2\n"
                               "expect trust >= 60\n"
                               "seed\n"
                               ">expect";
    cli_script s;
    err e = {0};
    assert_true(cli_script_read("a.txt", TEXT, sizeof TEXT - 1, &s, &e));
    assert_true(s.has_seed);
    assert_true(s.seed == 7);
    static const char *const picks[] = {"reason", "fear", "day", "3"};
    assert_int_equal(s.pick_count, 4);
    for (int i = 0; i < 4; i++)
        assert_string_equal(s.picks[i], picks[i]);
    assert_null(s.picks[4]);
    static const cli_step steps[] = {
        {CLI_STEP_CHOICE, 6, "ask_time"}, {CLI_STEP_WORDS, 7, "I would like   to think"},
        {CLI_STEP_CHOICE, 8, "go_on2"},   {CLI_STEP_EXPECT, 9, "trust >= 60"},
        {CLI_STEP_CHOICE, 10, "seed"},    {CLI_STEP_CHOICE, 11, "expect"}};
    assert_int_equal(s.count, sizeof steps / sizeof *steps);
    for (uint32_t i = 0; i < s.count; i++) {
        assert_int_equal(s.steps[i].kind, steps[i].kind);
        assert_int_equal(s.steps[i].line, steps[i].line);
        assert_string_equal(s.steps[i].text, steps[i].text);
    }
    cli_script_release(&s);
}

static void an_empty_play_is_fine(void **state)
{
    (void)state;
    cli_script s;
    err e = {0};
    assert_true(cli_script_read("a.txt", "", 0, &s, &e));
    assert_int_equal(s.count, 0);
    assert_false(s.has_seed);
    assert_int_equal(s.pick_count, 0);
    assert_null(s.picks[0]);
    cli_script_release(&s);
}

static void wrong_lines_are_told_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"look\ngo there\n", "a.txt:2: this is no choice."},
        {"Look\n", "a.txt:1: this is no choice."},
        {"> \n", "a.txt:1: this is no choice."},
        {"expct ending yes\n", "a.txt:1: this is no choice."},
        {"\n\nseed seven\n", "a.txt:3: `seed` wants a whole number"},
        {"seed -7\n", "a.txt:1: `seed` wants a whole number"},
        {"look\nseed 7\n", "a.txt:2: `seed` must stand before the first choice."},
        {"look\npick a b\n", "a.txt:2: `pick` must stand before the first choice."},
        {"pick reason\n", "a.txt:1: `pick` wants a variable and a value"},
        {"pick =fear\n", "a.txt:1: `pick` wants a variable and a value"},
        {"caf\xE9\n", "a.txt: the file must be text in UTF-8."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cli_script s;
        err e = {0};
        assert_false(cli_script_read("a.txt", rows[i].text, strlen(rows[i].text), &s, &e));
        assert_int_equal(e.code, ERR_FORMAT);
        assert_memory_equal(e.text, rows[i].want, strlen(rows[i].want));
        assert_null(s.steps);
    }
    cli_script s;
    err e = {0};
    assert_false(cli_script_read("a.txt", "lo\0ok", 5, &s, &e));
    assert_int_equal(e.code, ERR_FORMAT);
}

#ifdef BASE_FAULTS
static bool read_some(void *self, err *e)
{
    (void)self;
    static const char TEXT[] = "seed 7\npick a b\n> look\nwords hello\nexpect over\n";
    cli_script s;
    bool ok = cli_script_read("a.txt", TEXT, sizeof TEXT - 1, &s, e);
    cli_script_release(&s);
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
        cmocka_unit_test(a_play_is_read),
        cmocka_unit_test(an_empty_play_is_fine),
        cmocka_unit_test(wrong_lines_are_told_with_their_place),
#ifdef BASE_FAULTS
        cmocka_unit_test(reading_survives_without_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* cli: paragraphs for a terminal, and how the lines of a play read. */
#include "test_base.h"

#include "cli/cli_show.h"
#include "cli/cli_wrap.h"

#include <string.h>

static char *wrapped(strbuf *out, const cli_paragraph *p, uint32_t width)
{
    err e = {0};
    strbuf_clear(out);
    assert_true(cli_wrap(out, p, width, &e));
    assert_int_equal(e.code, ERR_NONE);
    return out->data;
}

static void words_are_kept_whole(void **state)
{
    (void)state;
    static const struct {
        cli_paragraph p;
        uint32_t width;
        const char *want;
    } rows[] = {
        {{.label = "", .text = "one two three"}, 20, "one two three\n"},
        {{.label = "", .text = "one two three"}, 7, "one two\nthree\n"},
        {{.label = "", .text = "one two three"}, 8, "one two\nthree\n"},
        {{.label = "Dana: ", .text = "one two three", .rest = 2}, 9, "Dana: one\n  two\n  three\n"},
        {{.label = "1. ", .text = "one two", .first = 2, .rest = 5}, 9, "  1. one\n     two\n"},
        {{.label = "", .text = "abcdefghij kl"}, 4, "abcd\nefgh\nij\nkl\n"},
        {{.label = "", .text = "a\nb  c"}, 20, "a\nb c\n"},
        {{.label = "", .text = ""}, 20, "\n"},
        {{.label = "", .text = "é é é é"}, 5, "é é é\né\n"},
        {{.label = "", .text = "日本語 日本"}, 8, "日本語\n日本\n"},
        {{.label = "", .text = "e\xCC\x81 e\xCC\x81 e"}, 3, "e\xCC\x81 e\xCC\x81\ne\n"},
        {{.label = "A: ", .text = "b", .style = "1"}, 20, "\x1b[1mA:\x1b[0m b\n"},
        {{.label = "", .text = "[b c]", .style = "2", .whole = true}, 20, "\x1b[2m[b c]\x1b[0m\n"},
        {{.label = "", .text = "one two", .style = "1", .whole = true},
         3,
         "\x1b[1mone\ntwo\x1b[0m\n"},
    };
    strbuf out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(wrapped(&out, &rows[i].p, rows[i].width), rows[i].want);
    strbuf_release(&out);
}

static void the_terminal_cannot_be_moved(void **state)
{
    (void)state;
    strbuf out = {0};
    cli_paragraph p = {.label = "Da\x1b[2Jna: ",
                       .text = "a\x1b]0;title\x07 b\xC2\x9B"
                               "c\x7F"};
    wrapped(&out, &p, 80);
    assert_null(strchr(out.data, '\x1b'));
    assert_null(strchr(out.data, '\x07'));
    assert_null(strchr(out.data, '\x7F'));
    assert_null(strstr(out.data, "\xC2\x9B"));
    err e = {0};
    strbuf_clear(&out);
    assert_true(cli_plain(&out, "a\nb\tc\rd", &e));
    assert_string_equal(out.data, "a b c\xEF\xBF\xBD"
                                  "d");
    strbuf_release(&out);
}

static void columns_are_counted(void **state)
{
    (void)state;
    assert_int_equal(cli_columns(""), 0);
    assert_int_equal(cli_columns("abc"), 3);
    assert_int_equal(cli_columns("“é”"), 3);
    assert_int_equal(cli_columns("日本"), 4);
    assert_int_equal(cli_columns("e\xCC\x81"), 1);
    assert_int_equal(cli_columns_of(0x1F600), 2);
}

static session_line line(session_line_kind kind, const char *text)
{
    return (session_line){.kind = kind,
                          .name = "",
                          .mood = "",
                          .sound = "",
                          .text = text,
                          .skill = "",
                          .skill_name = "",
                          .axis = ""};
}

static void shows(session_line one, const char *want)
{
    strbuf out = {0};
    err e = {0};
    cli_look look = {.width = 80};
    assert_true(cli_show_line(&out, &look, &one, &e));
    assert_string_equal(strbuf_text(&out), want);
    strbuf_release(&out);
}

static void lines_read_well_aloud(void **state)
{
    (void)state;
    session_line hers = line(SESSION_LINE_HERS, "Yes?");
    hers.name = "Dana";
    shows(hers, "Dana: Yes?\n");
    hers.mood = "neutral";
    shows(hers, "Dana: Yes?\n");
    hers.mood = "guarded";
    shows(hers, "Dana (guarded): Yes?\n");
    shows(line(SESSION_LINE_YOURS, "Hello."), "You: Hello.\n");
    shows(line(SESSION_LINE_ACTION, "Ring her."), "You chose: Ring her.\n");
    shows(line(SESSION_LINE_CUE, "It rings."), "[It rings.]\n");
    session_line cue = line(SESSION_LINE_CUE, "");
    cue.sound = "ring";
    shows(cue, "[ring]\n");
    shows(line(SESSION_LINE_SCENE, "The call"), "\n== The call ==\n");
    shows(line(SESSION_LINE_SCENE, ""), "\n");
    session_line receipt = line(SESSION_LINE_RECEIPT, "You asked.");
    receipt.axis = "tact";
    receipt.skill = "T1";
    receipt.skill_name = "asks leave";
    receipt.points = 1;
    receipt.best = 2;
    shows(receipt, "  Tact +1, best here +2 (T1, asks leave): You asked.\n");
    receipt.points = 2;
    shows(receipt, "  Tact +2 (T1, asks leave): You asked.\n");
    receipt.points = -2;
    receipt.best = 0;
    receipt.skill_name = "";
    shows(receipt, "  Tact -2, best here 0 (T1): You asked.\n");
}

static void a_score_has_symbol_word_and_number(void **state)
{
    (void)state;
    session_debrief d = {.outcome = "", .kind = "", .learn = "", .hash = "00", .capped = true};
    static const char *const words[] = {"tact", "speed", "honesty"};
    static const char *const titles[] = {"Tact", "Speed", "Honesty"};
    for (int i = 0; i < 3; i++)
        d.axes[i] = (session_axis_score){.word = words[i],
                                         .title = titles[i],
                                         .score = 40 + i,
                                         .best_line = "",
                                         .best_because = "",
                                         .costly_line = "",
                                         .costly_because = ""};
    d.axes[1].score = -1;
    strbuf out = {0};
    err e = {0};
    cli_look look = {.width = 80};
    assert_true(cli_show_scores(&out, &look, &d, &e));
    assert_string_equal(strbuf_text(&out), "  ♡ Tact 40\n"
                                           "  ◷ Speed not scored: nothing showed it yet\n"
                                           "  ◉ Honesty 42\n"
                                           "  Honesty is held at 50: a lie came out.\n");
    strbuf_release(&out);
}

#ifdef BASE_FAULTS
static bool wrap_some(void *self, err *e)
{
    (void)self;
    strbuf out = {0};
    cli_paragraph p = {.label = "Dana: ",
                       .text = "a word after another, to fill several lines",
                       .style = "1",
                       .rest = 4};
    bool ok = cli_wrap(&out, &p, 20, e);
    strbuf_release(&out);
    return ok;
}

static void wrapping_survives_without_memory(void **state)
{
    (void)state;
    sweep_allocations(wrap_some, NULL, 1);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_kept_whole),
        cmocka_unit_test(the_terminal_cannot_be_moved),
        cmocka_unit_test(columns_are_counted),
        cmocka_unit_test(lines_read_well_aloud),
        cmocka_unit_test(a_score_has_symbol_word_and_number),
#ifdef BASE_FAULTS
        cmocka_unit_test(wrapping_survives_without_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

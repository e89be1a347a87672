/* Text that runs from right to left: levels, the order of a line, cursor places. */
#include "test_ui.h"

#include "ui/ui_bidi.h"
#include "ui/ui_text.h"

#include <string.h>

#define ALEF "\xD7\x90"
#define BET "\xD7\x91"
#define GIMEL "\xD7\x92"
#define LAM "\xD9\x84"
#define BA "\xD8\xA8"
#define DIGIT_1 "\xD9\xA1"

/* Levels as digits, one a character; L2 order is a matter of the paragraph. */
static void levels_as(const char *text, const char *wanted, bool rtl)
{
    uint8_t levels[64], work[64];
    char got[64] = "";
    size_t len = strlen(text), n = 0;
    assert_true(len < sizeof levels);
    ui_bidi_levels(text, len, levels, work);
    for (size_t i = 0; i < len; i++) {
        if (((unsigned char)text[i] & 0xC0) == 0x80) {
            assert_int_equal(levels[i], levels[i - 1]);
            continue;
        }
        assert_int_equal((levels[i] & UI_BIDI_RTL) != 0, rtl);
        got[n++] = (char)('0' + (levels[i] & UI_BIDI_LEVEL));
    }
    if (strcmp(got, wanted) != 0) fail_msg("'%s': %s, not %s", text, got, wanted);
}

/* fribidi 1.0.8 gives the same levels for these texts. */
static void levels_follow_the_standard(void **state)
{
    (void)state;
    levels_as("abc 12", "000000", false);
    levels_as("a " ALEF BET " b", "001100", false);
    levels_as(ALEF " a 12 " BET, "11222211", true);
    levels_as(ALEF BET " 1,234.5 " GIMEL, "111222222211", true);
    levels_as("a " ALEF " 12 " BET " b", "0011221100", false);
    levels_as(LAM " 1-2", "11212", true);
    levels_as(LAM " 12", "1122", true);
    levels_as("x " LAM DIGIT_1 "," DIGIT_1, "001222", false);
    levels_as(ALEF "!", "11", true);
    levels_as("(" ALEF ")", "111", true);
    levels_as("a (" ALEF ")", "00010", false);
    levels_as("50% " ALEF, "22211", true);
    levels_as("", "", false);
}

static void paragraphs_stand_alone(void **state)
{
    (void)state;
    static const char text[] = "ab\n" ALEF " c\nd";
    uint8_t levels[16], work[16];
    ui_bidi_levels(text, sizeof text - 1, levels, work);
    assert_int_equal(levels[0], 0);
    assert_int_equal(levels[3], UI_BIDI_RTL | 1);
    assert_int_equal(levels[6], UI_BIDI_RTL | 2);
    assert_int_equal(levels[8], 0);
}

static void plain_text_needs_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool needed;
    } cases[] = {
        {"Hello, world", false},
        {"\xC3\xA9\xC5\x82\xCE\xB1\xD0\x96", false},
        {"\xE2\x80\x94 \xE2\x82\xAC \xF0\x9F\x91\x8B", false},
        {ALEF, true},
        {LAM, true},
        {"\xE2\x80\x8F", true},
        {"\xEF\xBA\x80", true},
        {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(ui_bidi_needed(cases[i].text), cases[i].needed);
}

static void any_bytes_will_do(void **state)
{
    (void)state;
    uint32_t seed = 5;
    for (int i = 0; i < 3000; i++) {
        char text[40];
        uint8_t levels[40], work[40];
        size_t len = 0;
        for (; len < 30; len++) {
            seed = seed * 1664525u + 1013904223u;
            char c = (char)(seed >> 24);
            if (!c) break;
            text[len] = c;
        }
        text[len] = '\0';
        ui_bidi_levels(text, len, levels, work);
        for (size_t k = 0; k < len; k++)
            assert_true((levels[k] & UI_BIDI_LEVEL) <= 2);
    }
}

typedef struct bench {
    ui_fonts *fonts;
    ui_texts *texts;
    arena mem;
} bench;

static int set_up(void **state)
{
    bench *b = base_alloc(sizeof *b);
    err e = {0};
    b->fonts = ui_fonts_new(NULL, &e);
    if (!b->fonts) fail_msg("%s", e.text);
    ui_fonts_scale(b->fonts, 1);
    b->texts = ui_texts_new(b->fonts, 1 << 20, &e);
    *state = b;
    return b->texts ? 0 : -1;
}

static int tear_down(void **state)
{
    bench *b = *state;
    arena_release(&b->mem);
    ui_texts_free(b->texts);
    ui_fonts_free(b->fonts);
    base_free(b);
    return 0;
}

static ui_para para(bench *b, const char *text, bool exact, int width)
{
    ui_para p;
    err e = {0};
    bool ok = exact ? ui_para_exact(&p, b->texts, &b->mem, text, UI_BODY, UI_REGULAR, &e)
                    : ui_para_init(&p, b->texts, &b->mem, text, UI_BODY, UI_REGULAR, &e);
    ASSERT_OK(ok, e);
    assert_true(ui_para_wrap(&p, b->texts, width, &e) > 0);
    return p;
}

/* The pieces of the first line from the left, as one text. */
static void order_is(bench *b, const char *text, const char *wanted)
{
    ui_para p = para(b, text, false, 4000);
    char got[80] = "";
    int left = -1;
    for (size_t n = 0; n < p.piece_count; n++) {
        const ui_piece *next = NULL;
        for (size_t i = 0; i < p.piece_count; i++)
            if (p.pieces[i].x > left && (!next || p.pieces[i].x < next->x)) next = &p.pieces[i];
        assert_non_null(next);
        size_t used = strlen(got);
        snprintf(got + used, sizeof got - used, "%s%.*s", n ? "|" : "", (int)next->len, next->text);
        assert_true(next->x + next->width <= p.lines[0].width);
        left = next->x;
    }
    assert_string_equal(got, wanted);
}

static void lines_stand_in_reading_order(void **state)
{
    bench *b = *state;
    order_is(b, "one " ALEF BET " " GIMEL " two", "one|" GIMEL "|" ALEF BET "|two");
    order_is(b, ALEF " two words " BET, BET "|two|words|" ALEF);
    order_is(b, ALEF BET " 12 " GIMEL, GIMEL "|12|" ALEF BET);
}

static void a_paragraph_stands_at_its_side(void **state)
{
    bench *b = *state;
    ui_para left = para(b, "one", false, 300), right = para(b, ALEF, false, 300);
    assert_int_equal(ui_para_indent(&left, &left.lines[0], UI_START), 0);
    assert_int_equal(ui_para_indent(&right, &right.lines[0], UI_START), 300 - right.lines[0].width);
    assert_int_equal(ui_para_indent(&right, &right.lines[0], UI_END), 0);
    assert_true(right.lines[0].rtl);
}

/* Arabic letters join: a word is narrower than its letters alone, and drawn at all. */
static void arabic_is_shaped(void **state)
{
    bench *b = *state;
    if (ui_fonts_pick(b->fonts, UI_REGULAR, UI_BODY, 0x0628) != UI_FALLBACK) skip();
    int alone = ui_fonts_width(b->fonts, UI_FALLBACK, UI_REGULAR, UI_TITLE, UI_RTL, BA);
    int three = ui_fonts_width(b->fonts, UI_FALLBACK, UI_REGULAR, UI_TITLE, UI_RTL, BA BA BA);
    assert_true(three > alone && three < 3 * alone - 6);
    ui_ink forward, backward;
    assert_true(
        ui_fonts_render(b->fonts, UI_FALLBACK, UI_REGULAR, UI_TITLE, UI_RTL, ALEF BET, &forward));
    assert_true(
        ui_fonts_render(b->fonts, UI_FALLBACK, UI_REGULAR, UI_TITLE, UI_RTL, BET ALEF, &backward));
    assert_non_null(forward.mask.cover);
    assert_non_null(backward.mask.cover);
    base_free((void *)(uintptr_t)forward.mask.cover);
    base_free((void *)(uintptr_t)backward.mask.cover);
}

/* A cursor can be put at every place of an exact paragraph and comes back to where it was. */
static void cursor_places_are_their_own(void **state)
{
    bench *b = *state;
    static const char *const texts[] = {
        "one two three four five six seven",
        "  lead and  two   spaces ",
        "a\n\nb\n",
        "",
        "word\nanother line",
        ALEF BET " " GIMEL,
        "one " ALEF BET " two",
        "\n",
        " \n x",
        "unbreakablyverylongwordthatiscut",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        ui_para p = para(b, texts[i], true, 120);
        size_t len = strlen(texts[i]), lines = 1;
        for (const char *c = texts[i]; *c; c++)
            lines += *c == '\n';
        assert_true(p.line_count >= lines);
        size_t before = 0;
        for (size_t at = 0; at <= len; at++) {
            if (((unsigned char)texts[i][at] & 0xC0) == 0x80) continue;
            int x;
            size_t line = ui_para_where(&p, b->texts, at, &x);
            assert_true(line < p.line_count);
            assert_true(line >= before);
            before = line;
            size_t back = ui_para_offset(&p, b->texts, line, x);
            int x2;
            assert_int_equal(ui_para_where(&p, b->texts, back, &x2), line);
            if (x2 != x)
                fail_msg("'%s' at %zu: x %d, came back at %zu: %d", texts[i], at, x, back, x2);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_follow_the_standard),
        cmocka_unit_test(paragraphs_stand_alone),
        cmocka_unit_test(plain_text_needs_nothing),
        cmocka_unit_test(any_bytes_will_do),
        cmocka_unit_test_setup_teardown(lines_stand_in_reading_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_paragraph_stands_at_its_side, set_up, tear_down),
        cmocka_unit_test_setup_teardown(arabic_is_shaped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cursor_places_are_their_own, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

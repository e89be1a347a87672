/* Fonts that are found and fonts that are not; wrapping; the bound of the word cache. */
#include "test_ui.h"

#include "base/base_file.h"
#include "base/base_strbuf.h"
#include "ui/ui_text.h"

#include <unistd.h>

typedef struct bench {
    ui_fonts *fonts;
    ui_texts *texts;
    arena mem;
} bench;

static int make(void **state)
{
    err e = {0};
    bench *b = base_alloc(sizeof *b);
    if (!b) return -1;
    b->fonts = ui_fonts_new(NULL, &e);
    if (!b->fonts) {
        print_error("%s\n", e.text);
        return -1;
    }
    b->texts = ui_texts_new(b->fonts, 1 << 20, &e);
    *state = b;
    return b->texts ? 0 : -1;
}

static int drop(void **state)
{
    bench *b = *state;
    arena_release(&b->mem);
    ui_texts_free(b->texts);
    ui_fonts_free(b->fonts);
    base_free(b);
#ifdef BASE_FAULTS
    return base_alloc_live() == 0 ? 0 : -1;
#else
    return 0;
#endif
}

static const char *const plain =
    "Last Friday you told me you'd made up your mind. So help me understand: what's different "
    "today? The counter-offer fell through, \xE2\x80\x9Cplainly\xE2\x80\x9D \xE2\x80\x94 on Monday "
    "\xE2\x86\x92 63%.";

static ui_para para_of(bench *b, const char *text, ui_face face)
{
    ui_para p;
    err e = {0};
    ASSERT_OK(ui_para_init(&p, b->texts, &b->mem, text, UI_BODY, face, &e), e);
    return p;
}

static int wrap(bench *b, ui_para *p, int width)
{
    err e = {0};
    int h = ui_para_wrap(p, b->texts, width, &e);
    if (h < 0) fail_msg("%s", e.text);
    return h;
}

/* All characters of the lines, spaces and inline marks left out. */
static void letters(const char *text, size_t len, strbuf *out)
{
    err e = {0};
    for (size_t i = 0; i < len; i++)
        if (!strchr(" \n\x02\x03", text[i])) ASSERT_OK(strbuf_addc(out, text[i], &e), e);
}

static void no_line_is_wider_and_no_letter_is_lost(void **state)
{
    bench *b = *state;
    static const char *const texts[] = {
        NULL, "Donaudampfschifffahrtselektrizit\xC3\xA4tenhauptbetriebswerkbauunterbeamter",
        "a " UI_B "bold counter-offer" UI_B " and " UI_I "a slanted one" UI_I "\n\nthen a line",
        "x"};
    static const int widths[] = {1, 20, 57, 100, 313, 640, 2000};
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
        const char *text = texts[t] ? texts[t] : plain;
        strbuf wanted = {0};
        letters(text, strlen(text), &wanted);
        int before = 1 << 30;
        for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
            ui_para p = para_of(b, text, UI_REGULAR);
            int height = wrap(b, &p, widths[w]);
            assert_true(height <= before); /* wider is never taller */
            before = height;
            assert_int_equal(height, (int)p.line_count * ui_fonts_line(b->fonts, UI_BODY));
            strbuf got = {0};
            size_t pieces = 0;
            for (size_t l = 0; l < p.line_count; l++) {
                int sum = 0;
                assert_int_equal(p.lines[l].first, pieces);
                pieces += p.lines[l].count;
                for (size_t i = 0; i < p.lines[l].count; i++) {
                    const ui_piece *piece = &p.pieces[p.lines[l].first + i];
                    sum += piece->width + (i ? piece->space : 0);
                    letters(piece->text, piece->len, &got);
                }
                assert_int_equal(sum, p.lines[l].width);
                /* one character may be wider than a very narrow column */
                assert_true(sum <= widths[w] || p.lines[l].count == 1);
                if (widths[w] >= 57) assert_true(sum <= widths[w]);
            }
            assert_int_equal(pieces, p.piece_count);
            assert_string_equal(strbuf_text(&got), strbuf_text(&wanted));
            strbuf_release(&got);
        }
        strbuf_release(&wanted);
    }
}

static void natural_width_is_one_line(void **state)
{
    bench *b = *state;
    ui_para p = para_of(b, plain, UI_REGULAR);
    wrap(b, &p, p.natural);
    assert_int_equal(p.line_count, 1);
    wrap(b, &p, p.natural - 1);
    assert_int_equal(p.line_count, 2);
    wrap(b, &p, p.smallest);
    assert_true(p.line_count > 5);
    ui_para two = para_of(b, "one\ntwo", UI_REGULAR);
    wrap(b, &two, 1000);
    assert_int_equal(two.line_count, 2);
    ui_para none = para_of(b, "", UI_REGULAR);
    assert_int_equal(wrap(b, &none, 100), ui_fonts_line(b->fonts, UI_BODY));
    ui_para gap = para_of(b, "one\n\ntwo", UI_REGULAR);
    wrap(b, &gap, 1000);
    assert_int_equal(gap.line_count, 3);
}

static void lines_break_where_they_may(void **state)
{
    bench *b = *state;
    ui_para p = para_of(b, "counter-offer", UI_REGULAR);
    assert_int_equal(p.piece_count, 2);
    p = para_of(b,
                "\xE2\x88\x92"
                "9 -9 3-4",
                UI_REGULAR); /* numbers stay whole */
    assert_int_equal(p.piece_count, 3);
    p = para_of(b,
                "no\xC2\xA0"
                "break",
                UI_REGULAR);
    assert_int_equal(p.piece_count, 1);
    /* a change of face inside a word is no place for a break */
    p = para_of(b, "un" UI_B "break" UI_B "able", UI_REGULAR);
    assert_int_equal(p.piece_count, 3);
    assert_int_equal(p.smallest, p.natural);
    assert_int_equal(p.pieces[1].face, UI_BOLD);
    assert_int_equal(p.pieces[2].face, UI_REGULAR);
}

static void missing_glyphs_come_from_the_fallback(void **state)
{
    bench *b = *state;
    if (!ui_fonts_path(b->fonts, UI_FALLBACK, UI_REGULAR)) skip();
    ui_para p = para_of(b, "a\xD7\x90z", UI_REGULAR); /* Hebrew alef: not in Inter */
    assert_int_equal(p.piece_count, 3);
    assert_int_equal(p.pieces[0].family, UI_MAIN);
    assert_int_equal(p.pieces[1].family, UI_FALLBACK);
    assert_int_equal(p.pieces[2].family, UI_MAIN);
    assert_true(p.pieces[1].width > 0);
}

static void drawing_stays_in_its_lines(void **state)
{
    bench *b = *state;
    enum { W = 400, H = 200, LEFT = 40, TOP = 30, WIDE = 300 };
    uint32_t *px = base_alloc(W * H * sizeof *px);
    assert_non_null(px);
    ui_draw d = {0};
    ui_draw_target(&d, px, W, H, W);
    ui_para p = para_of(b, plain, UI_ITALIC);
    int height = wrap(b, &p, WIDE);
    static const ui_align aligns[] = {UI_START, UI_CENTRE, UI_END};
    for (size_t a = 0; a < 3; a++) {
        memset(px, 0, W * H * sizeof *px);
        ui_para_draw(&p, b->texts, &d, LEFT, TOP, aligns[a], 0xFFFFFFFF);
        long ink = 0;
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                if (!(px[y * W + x] & 0xFF)) continue;
                ink++;
                /* a slanted letter may lean over by a pixel or two */
                assert_in_range(x, LEFT - 3, LEFT + WIDE + 3);
                assert_in_range(y, TOP, TOP + height);
            }
        }
        assert_true(ink > 1000);
    }
    /* what is clipped away is not even rendered */
    ui_texts_clear(b->texts);
    unsigned long before = ui_texts_rendered(b->texts);
    ui_draw_clip(&d, (ui_rect){0, TOP, W, 1});
    ui_para_draw(&p, b->texts, &d, LEFT, TOP, UI_START, 0xFFFFFFFF);
    unsigned long some = ui_texts_rendered(b->texts) - before;
    assert_true(some > 0 && some < p.piece_count / 2);
    /* a second drawing renders nothing */
    before = ui_texts_rendered(b->texts);
    ui_para_draw(&p, b->texts, &d, LEFT, TOP, UI_START, 0xFF00FF00);
    assert_int_equal(ui_texts_rendered(b->texts), before);
    ui_draw_release(&d);
    base_free(px);
}

static void cache_keeps_its_bound(void **state)
{
    bench *b = *state;
    err e = {0};
    enum { LIMIT = 20000, W = 300, H = 40 };
    ui_texts *small = ui_texts_new(b->fonts, LIMIT, &e);
    uint32_t *px = base_alloc(W * H * sizeof *px);
    assert_non_null(small);
    assert_non_null(px);
    ui_draw d = {0};
    ui_draw_target(&d, px, W, H, W);
    size_t most = 0;
    for (int i = 0; i < 400; i++) {
        char text[40];
        ui_para p;
        snprintf(text, sizeof text, "word%d other%d", i, i * 7);
        ASSERT_OK(ui_para_init(&p, small, &b->mem, text, UI_TITLE, UI_BOLD, &e), e);
        assert_true(ui_para_wrap(&p, small, W, &e) > 0);
        ui_para_draw(&p, small, &d, 0, 0, UI_START, 0xFFFFFFFF);
        size_t held = ui_texts_held(small);
        assert_true(held <= LIMIT);
        if (held > most) most = held;
    }
    assert_true(most > LIMIT / 2); /* and it does keep something */
    ui_texts_clear(small);
    assert_int_equal(ui_texts_held(small), 0);
    ui_texts_free(small);
    ui_draw_release(&d);
    base_free(px);
}

static void sizes_follow_the_scale(void **state)
{
    bench *b = *state;
    int one = ui_fonts_line(b->fonts, UI_BODY);
    assert_int_equal(one, 26);
    assert_int_equal(ui_fonts_line(b->fonts, UI_TITLE), 40);
    int w = ui_fonts_width(b->fonts, UI_MAIN, UI_REGULAR, UI_BODY, UI_LTR, "Northlight");
    ui_fonts_scale(b->fonts, 2);
    ui_texts_clear(b->texts);
    assert_int_equal(ui_fonts_line(b->fonts, UI_BODY), 52);
    int twice = ui_fonts_width(b->fonts, UI_MAIN, UI_REGULAR, UI_BODY, UI_LTR, "Northlight");
    assert_in_range(twice, 2 * w - 3, 2 * w + 3);
}

static void folder_without_fonts_is_explained(void **state)
{
    (void)state;
    err e = {0};
    char folder[] = "/tmp/rapport-fonts-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_null(ui_fonts_new(folder, &e));
    assert_int_equal(e.code, ERR_MISSING);
    assert_non_null(strstr(e.text, folder));
    assert_non_null(strstr(e.text, "fonts-inter"));
    assert_non_null(strstr(e.text, "RAPPORT_FONT_DIR"));
    assert_non_null(strstr(e.text, "--text"));
    err_clear(&e);
    /* the variable is obeyed too */
    setenv("RAPPORT_FONT_DIR", folder, 1);
    assert_null(ui_fonts_new(NULL, &e));
    assert_int_equal(e.code, ERR_MISSING);
    unsetenv("RAPPORT_FONT_DIR");
    /* a file that only looks like a font */
    err_clear(&e);
    strbuf path = {0};
    ASSERT_OK(file_join(&path, folder, "broken.ttf", &e), e);
    ASSERT_OK(file_write(strbuf_text(&path), "no font", 7, &e), e);
    ui_fonts *f = ui_fonts_new(folder, &e);
    assert_null(f);
    assert_int_equal(e.code, ERR_MISSING);
    assert_non_null(strstr(e.text, "broken.ttf"));
    err_clear(&e);
    ASSERT_OK(file_delete(strbuf_text(&path), &e), e);
    strbuf_release(&path);
    rmdir(folder);
}

/* Any font in the given folder will do, and its missing faces are imitated. */
static void any_font_will_do(void **state)
{
    bench *b = *state;
    const char *regular = ui_fonts_path(b->fonts, UI_MAIN, UI_REGULAR);
    err e = {0};
    strbuf font = {0}, path = {0};
    char folder[] = "/tmp/rapport-fonts-XXXXXX";
    assert_non_null(mkdtemp(folder));
    ASSERT_OK(file_read(regular, 16 << 20, &font, &e), e);
    ASSERT_OK(file_join(&path, folder, "Strange Name.otf", &e), e);
    ASSERT_OK(file_write(strbuf_text(&path), font.data, font.len, &e), e);
    ui_fonts *f = ui_fonts_new(folder, &e);
    if (!f) fail_msg("%s", e.text);
    for (int face = 0; face < UI_FACE_COUNT; face++)
        assert_string_equal(ui_fonts_path(f, UI_MAIN, (ui_face)face), strbuf_text(&path));
    assert_null(ui_fonts_path(f, UI_FALLBACK, UI_REGULAR));
    assert_true(ui_fonts_width(f, UI_MAIN, UI_BOLD, UI_BODY, UI_LTR, "bold") > 0);
    assert_int_equal(ui_fonts_pick(f, UI_REGULAR, UI_BODY, 0x5D0), UI_MAIN);
    ui_fonts_free(f);
    ASSERT_OK(file_delete(strbuf_text(&path), &e), e);
    strbuf_release(&font);
    strbuf_release(&path);
    rmdir(folder);
}

#ifdef BASE_FAULTS
/* Memory that runs out anywhere is told, and nothing stays behind. */
static void allocations_may_fail(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        err e = {0};
        arena mem = {0};
        ui_para p = {0};
        ui_texts *t = NULL;
        bool ok = false;
        base_alloc_fail_after(n);
        ui_fonts *f = ui_fonts_new(NULL, &e);
        if (f) t = ui_texts_new(f, 100000, &e);
        if (t)
            ok = ui_para_init(&p, t, &mem, plain, UI_BASE, UI_REGULAR, &e) &&
                 ui_para_wrap(&p, t, 40, &e) > 0;
        base_alloc_fail_after(-1);
        arena_release(&mem);
        ui_texts_free(t);
        ui_fonts_free(f);
        assert_int_equal(base_alloc_live(), 0);
        if (ok) {
            assert_true(n > 20);
            return;
        }
        assert_int_equal(e.code, ERR_NOMEM);
    }
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_line_is_wider_and_no_letter_is_lost, make, drop),
        cmocka_unit_test_setup_teardown(natural_width_is_one_line, make, drop),
        cmocka_unit_test_setup_teardown(lines_break_where_they_may, make, drop),
        cmocka_unit_test_setup_teardown(missing_glyphs_come_from_the_fallback, make, drop),
        cmocka_unit_test_setup_teardown(drawing_stays_in_its_lines, make, drop),
        cmocka_unit_test_setup_teardown(cache_keeps_its_bound, make, drop),
        cmocka_unit_test_setup_teardown(sizes_follow_the_scale, make, drop),
        cmocka_unit_test_setup_teardown(any_font_will_do, make, drop),
        cmocka_unit_test(folder_without_fonts_is_explained),
#ifdef BASE_FAULTS
        cmocka_unit_test(allocations_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Every screen held against a picture of it that somebody looked at, and what the comparison
 * catches and what it lets pass. */
#include "golden.h"

#include "base/base_rng.h"
#include "screen/screen_debrief.h"
#include "screen/screen_play.h"
#include "screen_fixture.h"

#include <time.h>

enum { NOW = 1772787600 /* 2026-03-06 09:00 UTC, when all attempts were begun, too */ };

/* In place of the system's: dates on the screens are always the same. */
time_t time(time_t *out)
{
    if (out) *out = NOW;
    return NOW;
}

/* ---- the comparison itself ---- */
enum { WIDE = 640, HIGH = 400 };

static void paint(uint32_t *pixels, ui_rect box, unsigned grey)
{
    for (int y = box.y; y < box.y + box.h; y++)
        for (int x = box.x; x < box.x + box.w; x++)
            pixels[y * WIDE + x] = grey * UINT32_C(0x010101);
}

/* Lines of dark stems as of letters, each moved to the right by `shift` tenths of a pixel. */
static void paint_words(uint32_t *pixels, unsigned shift)
{
    for (int line = 0; line < 9; line++) {
        for (int x = 20; x < WIDE - 20; x += 5) {
            if (x % 55 < 10) continue;
            paint(pixels, (ui_rect){x, 200 + 20 * line, 1, 11}, 40 + 200 * shift / 10);
            paint(pixels, (ui_rect){x + 1, 200 + 20 * line, 1, 11}, 240 - 200 * shift / 10);
        }
    }
}

typedef struct sketch {
    uint32_t pixels[WIDE * HIGH];
    golden picture;
} sketch;

static void sketch_begin(sketch *s)
{
    strbuf_clear(&s->picture.cells);
    paint(s->pixels, (ui_rect){0, 0, WIDE, HIGH}, 240);
}

static void sketch_end(sketch *s)
{
    golden_take(&s->picture, s->pixels, WIDE, HIGH, WIDE);
}

static void a_moved_box_is_caught(void **state)
{
    (void)state;
    static const struct {
        int x, y;
    } MOVES[] = {{12, 0}, {-12, 0}, {0, 12}, {0, -12}, {12, 12}};
    sketch *before = base_alloc(sizeof *before), *after = base_alloc(sizeof *after);
    assert_true(before && after);
    golden_found f;
    /* wherever the box lies over the cells; a little darker than what is around it, as a card */
    for (int at = 0; at < GOLDEN_CELL; at++) {
        ui_rect box = {200 + at, 100 + 3 * at % 10, 200, 60};
        sketch_begin(before);
        paint(before->pixels, box, 212);
        sketch_end(before);
        for (size_t i = 0; i < sizeof MOVES / sizeof MOVES[0]; i++) {
            ui_rect moved = {box.x + MOVES[i].x, box.y + MOVES[i].y, box.w, box.h};
            sketch_begin(after);
            paint(after->pixels, moved, 212);
            sketch_end(after);
            assert_true(golden_differ(&before->picture, &after->picture, &f));
            assert_false(golden_differ(&after->picture, &after->picture, &f));
        }
    }
    strbuf_release(&before->picture.cells);
    strbuf_release(&after->picture.cells);
    base_free(before);
    base_free(after);
}

static void another_rasteriser_is_let_pass(void **state)
{
    (void)state;
    sketch *before = base_alloc(sizeof *before), *after = base_alloc(sizeof *after);
    assert_true(before && after);
    golden_found f;
    sketch_begin(before);
    paint_words(before->pixels, 0);
    sketch_end(before);
    rng noise = rng_seed(5, 1);
    for (unsigned shift = 1; shift < 10; shift++) {
        sketch_begin(after);
        paint_words(after->pixels, shift);
        for (int i = 0; i < WIDE * HIGH; i++)
            after->pixels[i] += (uint32_t)rng_below(&noise, 9) * UINT32_C(0x010101);
        sketch_end(after);
        assert_false(golden_differ(&before->picture, &after->picture, &f));
    }
    /* one more word is no noise */
    sketch_begin(after);
    paint_words(after->pixels, 0);
    paint_words(after->pixels - 40 * WIDE, 0);
    sketch_end(after);
    assert_true(golden_differ(&before->picture, &after->picture, &f));
    strbuf_release(&before->picture.cells);
    strbuf_release(&after->picture.cells);
    base_free(before);
    base_free(after);
}

static void a_picture_survives_being_kept(void **state)
{
    (void)state;
    sketch *s = base_alloc(sizeof *s);
    assert_non_null(s);
    golden back = {0};
    strbuf text = {0};
    sketch_begin(s);
    paint_words(s->pixels, 3);
    for (int i = 0; i < GOLDEN_LEVELS; i++)
        paint(s->pixels, (ui_rect){10 * i, 30, 10, 10}, (unsigned)(i * 255 / (GOLDEN_LEVELS - 1)));
    sketch_end(s);
    golden_print(&s->picture, &text);
    golden_parse(&back, strbuf_text(&text));
    assert_int_equal(back.columns, s->picture.columns);
    assert_int_equal(back.rows, s->picture.rows);
    assert_memory_equal(back.cells.data, s->picture.cells.data, s->picture.cells.len);
    strbuf_release(&text);
    strbuf_release(&back.cells);
    strbuf_release(&s->picture.cells);
    base_free(s);
}

/* The same with a button of a real screen, and its letters. */
static void a_moved_button_is_caught(void **state)
{
    (void)state;
    player p;
    golden before = {0}, after = {0};
    golden_found f;
    int w, h, pitch;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    settle_down(&p);
    const uint32_t *pixels = ui_app_pixels(p.app, &w, &h, &pitch);
    ui_rect box = ui_node_seen(ui_node_find(ui_app_tree(p.app), id_of(&p, "About it")));
    assert_true(box.w > 60 && box.x + box.w + 12 < w);
    golden_take(&before, pixels, w, h, pitch);
    size_t size = sizeof *pixels * (size_t)pitch * (size_t)h;
    uint32_t *moved = base_alloc(size);
    assert_non_null(moved);
    memcpy(moved, pixels, size);
    for (int y = box.y; y < box.y + box.h; y++) {
        uint32_t *row = moved + y * pitch + box.x;
        uint32_t around = row[-2];
        memmove(row + 12, row, sizeof *row * (size_t)box.w);
        for (int x = 0; x < 12; x++)
            row[x] = around;
    }
    golden_take(&after, moved, w, h, pitch);
    assert_true(golden_differ(&before, &after, &f));
    strbuf_release(&before.cells);
    strbuf_release(&after.cells);
    base_free(moved);
    player_close(&p);
}

/* ---- the screens ---- */
typedef struct album {
    player p;
    const char *mark; /* added to the names */
    const char *only; /* names of the pictures to take, each between blanks; NULL: all */
} album;

static void take(album *a, const char *name)
{
    err e = {0};
    strbuf full = {0}, word = {0};
    settle_down(&a->p);
    ui_pictures_settle(ui_app_pictures(a->p.app));
    ui_app_changed(a->p.app);
    frame(&a->p);
    settle_down(&a->p);
    ASSERT_OK(strbuf_addf(&full, &e, "%s%s", name, a->mark), e);
    ASSERT_OK(strbuf_addf(&word, &e, " %s ", name), e);
    if (!a->only || strstr(a->only, strbuf_text(&word))) golden_check(a->p.app, strbuf_text(&full));
    strbuf_release(&full);
    strbuf_release(&word);
}

static void take_over(album *a, SDL_Keycode key, const char *name)
{
    press(&a->p, key);
    take(a, name);
    press(&a->p, SDLK_ESCAPE);
}

static void take_places(album *a)
{
    player *p = &a->p;
    start(p, false);
    take(a, "home_empty");
    click(p, "Progress");
    take(a, "progress_empty");
    click(p, "Settings");
    take(a, "settings");
    click(p, "Practice");
    press_with(p, SDLK_a, KMOD_LSHIFT);
    take(a, "access");
    press(p, SDLK_ESCAPE);
    click(p, "About it");
    take(a, "page");
    press(p, SDLK_ESCAPE);
}

/* What one knows has a view of its own where there is no room for it at the side. */
static void take_notes(album *a)
{
    if (!screen_play_is_narrow(ui_app_tree(a->p.app))) return;
    press(&a->p, SDLK_b);
    take(a, "notes");
    press(&a->p, SDLK_b);
}

static void take_play(album *a)
{
    player *p = &a->p;
    ASSERT_OK(screen_play_push(p->app, &p->program, "talk", NULL, true, 7, &p->e), p->e);
    frame(p);
    take(a, "desk");
    press_for(p, "Look the company up.");
    press_for(p, "Ring her.");
    take(a, "call");
    take_notes(a);
    take_over(a, SDLK_ESCAPE, "pause");
    take_over(a, SDLK_t, "transcript");
    take_over(a, SDLK_F1, "help");
    press_for(p, "Yes. One other place.");
    take(a, "face");
    put_script(p, SCRIPT_FAILS);
    press(p, SDLK_F5);
    press(p, SDLK_1);
    take(a, "error");
    put_script(p, SCRIPT);
    press(p, SDLK_r);
    take(a, "mail");
    press(p, SDLK_1);
    take(a, "plan");
    press(p, SDLK_1);
    take(a, "note");
    press(p, SDLK_1);
    take(a, "ending");
    press(p, SDLK_2);
    take(a, "rating");
    click(p, "Keep this guess");
}

static void take_debrief(album *a)
{
    player *p = &a->p;
    debrief *b = p->app->top->screen.self;
    assert_true(session_review_wait(b->review, 60000));
    take(a, "debrief");
    ui_app_focus(p->app, id_of(p, "What else could be said in place of: Yes. One other place."));
    frame(p);
    take(a, "debrief_lines");
    press(p, SDLK_RETURN);
    take(a, "moment");
    press(p, SDLK_ESCAPE);
    take_over(a, SDLK_c, "compare_none");
    take_over(a, SDLK_r, "rewind");
    press(p, SDLK_ESCAPE);
    take(a, "home");
    click(p, "About it");
    take(a, "page_played");
    press(p, SDLK_ESCAPE);
    click(p, "Progress");
    take(a, "progress");
}

static void take_all(ui_app_opt opt, const char *mark, const char *only)
{
    album a;
    player_open(&a.p, opt);
    a.mark = mark;
    a.only = only;
    a.p.program.now = NOW;
    a.p.program.settings.still = true;
    a.p.program.settings.text_percent = opt.text_percent ? opt.text_percent : 100;
    if (opt.contrast) a.p.program.settings.theme = UI_THEME_CONTRAST;
    ASSERT_OK(ui_app_apply(a.p.app, &a.p.program.settings, &a.p.e), a.p.e);
    bool inter = ui_app_has_font(a.p.app, UI_INTER); /* the kept pictures are in this font */
    if (inter) {
        take_places(&a);
        take_play(&a);
        take_debrief(&a);
    }
    player_close(&a.p);
    if (!inter) skip();
}

/* Light and night, as the scene has it. */
static void screens_are_as_they_were(void **state)
{
    (void)state;
    take_all((ui_app_opt){.width = 1280, .height = 800}, "", NULL);
}

static void small_windows_are_as_they_were(void **state)
{
    (void)state;
    take_all((ui_app_opt){.width = 960, .height = 540}, "_960", " home call debrief ");
}

static void large_text_is_as_it_was(void **state)
{
    (void)state;
    take_all((ui_app_opt){.width = 1280, .height = 800, .text_percent = 200}, "_200",
             " home call notes debrief ");
}

static void high_contrast_is_as_it_was(void **state)
{
    (void)state;
    take_all((ui_app_opt){.width = 1280, .height = 800, .contrast = true}, "_contrast",
             " home call debrief ");
}

int main(void)
{
    setenv("TZ", "UTC0", 1);
    tzset();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moved_box_is_caught),
        cmocka_unit_test(a_moved_button_is_caught),
        cmocka_unit_test(another_rasteriser_is_let_pass),
        cmocka_unit_test(a_picture_survives_being_kept),
        cmocka_unit_test(screens_are_as_they_were),
        cmocka_unit_test(small_windows_are_as_they_were),
        cmocka_unit_test(large_text_is_as_it_was),
        cmocka_unit_test(high_contrast_is_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

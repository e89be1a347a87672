/* Charts: what is drawn stands where its figures say, and no figures break it. */
#include "test_ui.h"

#include "ui/ui_chart.h"
#include "ui/ui_draw.h"

#include <stdlib.h>

/* Of the canvas; what a chart leaves free inside; what remains for the figures. */
enum { W = 218, H = 118, EDGE = 9, WIDE = W - 2 * EDGE, HIGH = H - 2 * EDGE };
static const uint32_t BLANK = UINT32_C(0xFF123456);

typedef struct board {
    ui_draw d;
    uint32_t px[W * H];
    ui_fonts *fonts;
    arena mem;
    err e;
    ui u;
} board;

static int make(void **state)
{
    board *b = base_alloc(sizeof *b);
    if (!b) return -1;
    b->fonts = ui_fonts_new(NULL, &b->e);
    if (!b->fonts) return -1;
    ui_draw_target(&b->d, b->px, W, H, W);
    b->u.texts = ui_texts_new(b->fonts, 1 << 20, &b->e);
    *state = b;
    return b->u.texts ? 0 : -1;
}

static int drop(void **state)
{
    board *b = *state;
    ui_draw_release(&b->d);
    arena_release(&b->mem);
    ui_texts_free(b->u.texts);
    ui_fonts_free(b->fonts);
    base_free(b);
    return 0;
}

static ui *begin(board *b)
{
    ui_texts *texts = b->u.texts;
    arena_reset(&b->mem);
    b->u = (ui){
        .mem = &b->mem, .texts = texts, .scale = 1, .text_scale = 1, .w = W, .h = H, .e = &b->e};
    for (int i = 0; i < W * H; i++)
        b->px[i] = BLANK;
    ui_tree_begin(&b->u);
    return &b->u;
}

static void finish(board *b)
{
    if (!ui_tree_layout(&b->u)) fail_msg("%s", b->e.text);
    ui_tree_place(&b->u);
    ui_tree_draw(&b->u, &b->d, (ui_hot){0});
}

static void draw(board *b, const ui_chart *chart, float width)
{
    ui *u = begin(b);
    ui_line_chart(u, chart, (ui_opt){.width = width, .height = H, .place = UI_START});
    assert_false(u->failed);
    finish(b);
}

static bool is(const board *b, int x, int y, ui_role role)
{
    uint32_t colour = ui_theme_colour(UI_LIGHT, role);
    return ((b->px[y * W + x] ^ colour) & UINT32_C(0xFFFFFF)) == 0;
}

/* Of the middle column of what is `part` of `of` along: the rows that have this colour. */
static int rows_of(const board *b, int x, ui_role role, int *first)
{
    int count = 0;
    for (int y = H - 1; y >= 0; y--) {
        if (!is(b, x, y, role)) continue;
        count++;
        *first = y;
    }
    return count;
}

static void a_line_goes_through_its_values(void **state)
{
    board *b = *state;
    static const int VALUES[] = {0, 100, 50};
    const ui_series line = {.values = VALUES, .count = 3, .role = UI_FOCUS};
    const ui_spot worst = {1, 100, UI_BAD};
    draw(b,
         &(ui_chart){.max = 100,
                     .last = 2,
                     .series = &line,
                     .series_count = 1,
                     .spots = &worst,
                     .spot_count = 1},
         W);
    assert_true(is(b, EDGE, EDGE + HIGH - 1, UI_FOCUS));
    assert_true(is(b, EDGE + WIDE / 4, EDGE + HIGH / 2, UI_FOCUS));
    assert_true(is(b, EDGE + WIDE / 2, EDGE, UI_BAD));
    assert_true(is(b, EDGE + WIDE / 2, EDGE + 6, UI_BAD)); /* the spot is larger than a dot */
    assert_false(is(b, EDGE + WIDE / 2, EDGE + 12, UI_BAD));
    assert_true(is(b, EDGE + WIDE - 1, EDGE + HIGH / 2, UI_FOCUS));
    assert_true(is(b, EDGE + 20, EDGE, UI_LINE)); /* the grid */
    assert_false(is(b, EDGE + 20, EDGE + 10, UI_FOCUS));
}

/* The steps from one colour to the other along the row of a level line. */
static int changes_along(const board *b, int y)
{
    int changes = 0;
    for (int x = EDGE + 1; x < EDGE + WIDE - 1; x++)
        changes += is(b, x, y, UI_FOCUS) != is(b, x - 1, y, UI_FOCUS);
    return changes;
}

static void what_did_not_happen_is_dashed(void **state)
{
    board *b = *state;
    static const int VALUES[] = {40, 40};
    ui_series line = {.values = VALUES, .count = 2, .role = UI_FOCUS, .dashed = true};
    const ui_chart chart = {.max = 100, .last = 1, .series = &line, .series_count = 1};
    int y = EDGE + HIGH * 6 / 10;
    draw(b, &chart, W);
    /* dashes and gaps of 6 */
    assert_in_range(changes_along(b, y), WIDE / 6 - 4, WIDE / 6 + 4);
    line.dashed = false;
    draw(b, &chart, W);
    assert_int_equal(changes_along(b, y), 0);
    assert_true(is(b, W / 2, y, UI_FOCUS));
}

/* A series that begins later than the chart. */
static void a_road_begins_where_it_parts(void **state)
{
    board *b = *state;
    static const int VALUES[] = {50, 50};
    int first = 0;
    const ui_series line = {.values = VALUES, .first = 12, .count = 2, .role = UI_FOCUS};
    draw(b, &(ui_chart){.max = 100, .first = 10, .last = 14, .series = &line, .series_count = 1},
         W);
    assert_int_equal(rows_of(b, EDGE + WIDE / 4, UI_FOCUS, &first), 0);
    assert_true(rows_of(b, EDGE + WIDE * 5 / 8, UI_FOCUS, &first) > 0);
    assert_in_range(first, EDGE + HIGH / 2 - 3, EDGE + HIGH / 2 + 1);
    assert_int_equal(rows_of(b, EDGE + WIDE * 7 / 8 + 6, UI_FOCUS, &first), 0);
}

static void values_beyond_the_scale_stay_inside(void **state)
{
    board *b = *state;
    static const int VALUES[] = {-1000, 1000};
    const ui_series line = {.values = VALUES, .count = 2, .role = UI_FOCUS};
    draw(b, &(ui_chart){.max = 100, .last = 1, .series = &line, .series_count = 1}, W);
    assert_true(is(b, EDGE, EDGE + HIGH - 1, UI_FOCUS));
    assert_true(is(b, EDGE + WIDE - 1, EDGE + 1, UI_FOCUS));
}

static void no_figures_break_it(void **state)
{
    board *b = *state;
    static const int VALUES[] = {7, 7, 7, 7};
    static const struct {
        int min, max;
        uint32_t first, last, count;
        float width;
    } CASES[] = {
        {0, 100, 0, 0, 1, W}, /* one value */
        {0, 100, 0, 0, 0, W}, /* none */
        {0, 100, 0, 3, 4, W}, /* all equal */
        {7, 7, 0, 3, 4, W},   /* no scale */
        {100, 0, 0, 3, 4, W}, /* scale upside down */
        {INT32_MIN, INT32_MAX, 0, 3, 4, W},
        {0, 100, 0, 3, 4, 0.01f}, /* no width */
        {0, 100, 0, 3, 4, 3},     /* less than its edges */
        {0, 100, 5, 2, 4, W},     /* places upside down */
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        for (int dashed = 0; dashed < 2; dashed++) {
            const ui_series line = {.values = VALUES,
                                    .first = CASES[i].first,
                                    .count = CASES[i].count,
                                    .role = UI_FOCUS,
                                    .dashed = dashed};
            const ui_spot spot = {CASES[i].first, 7, UI_BAD};
            draw(b,
                 &(ui_chart){.min = CASES[i].min,
                             .max = CASES[i].max,
                             .first = CASES[i].first,
                             .last = CASES[i].last,
                             .series = &line,
                             .series_count = 1,
                             .spots = &spot,
                             .spot_count = 1},
                 CASES[i].width);
        }
    }
    draw(b, &(ui_chart){.max = 100}, W); /* neither lines nor spots */
    assert_true(is(b, W / 2, EDGE, UI_LINE));
}

static void a_likely_bar_shows_share_and_doubt(void **state)
{
    board *b = *state;
    static const struct {
        int share, low, high;
    } CASES[] = {{500, 0, 0}, {500, 300, 700}, {0, 0, 0}, {1000, 900, 1000}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        ui *u = begin(b);
        ui_likely_bar(u, CASES[i].share, CASES[i].low, CASES[i].high, UI_GOOD,
                      (ui_opt){.width = 200, .height = 12, .place = UI_START});
        finish(b);
        int low = CASES[i].low / 5, high = CASES[i].high / 5, end = CASES[i].share / 5;
        bool doubt = high > low;
        /* along a row off the thin line */
        if (end > 20 && !doubt) assert_true(is(b, end - 10, 3, UI_GOOD));
        if (end < 180 && !doubt) assert_true(is(b, end + 10, 3, UI_WASH));
        for (int x = 10; x < 190; x++) {
            /* the thin line is half covered: it differs from the bar, which is round at its end */
            bool lined = b->px[6 * W + x] != b->px[2 * W + x];
            if (abs(x - end) < 8) continue;
            if (doubt && x > low + 3 && x < high - 3) assert_true(lined);
            if (!doubt || x < low - 3 || x > high + 3) assert_false(lined);
        }
    }
}

static void memory_may_run_out_anywhere(void **state)
{
#ifdef BASE_FAULTS
    board *b = *state;
    static const int VALUES[] = {0, 100};
    const ui_series line = {.values = VALUES, .count = 2, .role = UI_FOCUS};
    const ui_chart chart = {.max = 100, .last = 1, .series = &line, .series_count = 1};
    bool ok = false;
    for (long i = 0; !ok && i < 100; i++) {
        arena_release(&b->mem);
        ui *u = begin(b);
        arena_release(&b->mem);
        u = &b->u;
        base_alloc_fail_after(i);
        ui_tree_begin(u);
        ui_line_chart(u, &chart, (ui_opt){.height = H});
        ui_likely_bar(u, 1, 0, 0, UI_GOOD, (ui_opt){.height = 8});
        base_alloc_fail_after(-1);
        ok = !u->failed;
        if (!ok) assert_int_equal(b->e.code, ERR_NOMEM);
        b->e = (err){0};
    }
    assert_true(ok);
#else
    (void)state;
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_goes_through_its_values, make, drop),
        cmocka_unit_test_setup_teardown(what_did_not_happen_is_dashed, make, drop),
        cmocka_unit_test_setup_teardown(a_road_begins_where_it_parts, make, drop),
        cmocka_unit_test_setup_teardown(values_beyond_the_scale_stay_inside, make, drop),
        cmocka_unit_test_setup_teardown(no_figures_break_it, make, drop),
        cmocka_unit_test_setup_teardown(a_likely_bar_shows_share_and_doubt, make, drop),
        cmocka_unit_test_setup_teardown(memory_may_run_out_anywhere, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Shapes: coverage, clipping, and that nothing is painted outside. */
#include "test_ui.h"

#include "ui/ui_draw.h"

#include <math.h>

enum { W = 120, H = 90, WHITE = 0xFFFFFF };
static const uint32_t white = UINT32_C(0xFFFFFFFF), black = UINT32_C(0xFF000000);

typedef struct board {
    ui_draw d;
    uint32_t px[W * H];
} board;

static int make(void **state)
{
    board *b = base_alloc(sizeof *b);
    if (!b) return -1;
    ui_draw_target(&b->d, b->px, W, H, W);
    ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
    *state = b;
    return 0;
}

static int drop(void **state)
{
    board *b = *state;
    ui_draw_release(&b->d);
    base_free(b);
#ifdef BASE_FAULTS
    return base_alloc_live() == 0 ? 0 : -1;
#else
    return 0;
#endif
}

static int grey(const board *b, int x, int y)
{
    return (int)(b->px[y * W + x] & 0xFF);
}

/* Painted area in pixels, of white on black. */
static double area(const board *b)
{
    double sum = 0;
    for (int i = 0; i < W * H; i++)
        sum += (b->px[i] & 0xFF) / 255.0;
    return sum;
}

static void nothing_outside(const board *b, ui_rect r)
{
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
            if (!ui_rect_has(r, x, y)) assert_int_equal(grey(b, x, y), 0);
}

static void round_rectangles_have_their_area(void **state)
{
    board *b = *state;
    static const struct {
        ui_rect r;
        int radius;
        unsigned square;
    } rows[] = {
        {{10, 10, 60, 40}, 0, 0},   {{10, 10, 60, 40}, 1, 0},
        {{10, 10, 60, 40}, 12, 0},  {{10, 10, 60, 40}, 12, UI_BOTTOM_LEFT},
        {{10, 10, 60, 40}, 12, 15}, {{10, 10, 41, 41}, 100, 0},
        {{10, 10, 40, 40}, 20, 0},
    };
    const double pi = 3.14159265358979;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
        ui_draw_round(&b->d, rows[i].r, rows[i].radius, rows[i].square, white, 0, 0);
        int most = rows[i].r.w < rows[i].r.h ? rows[i].r.w / 2 : rows[i].r.h / 2;
        double rad = rows[i].radius < most ? rows[i].radius : most;
        int round = 4;
        for (unsigned k = 0; k < 4; k++)
            round -= (int)(rows[i].square >> k & 1);
        double wanted = rows[i].r.w * rows[i].r.h - round * rad * rad * (1 - pi / 4);
        assert_true(fabs(area(b) - wanted) < wanted * 0.01);
        nothing_outside(b, rows[i].r);
    }
}

static void corners_are_smooth_and_equal(void **state)
{
    board *b = *state;
    ui_rect r = {5, 7, 50, 40};
    ui_draw_round(&b->d, r, 14, 0, white, 0, 0);
    int between = 0;
    for (int j = 0; j < 14; j++) {
        for (int i = 0; i < 14; i++) {
            int v = grey(b, r.x + i, r.y + j);
            between += v > 0 && v < 255;
            assert_int_equal(v, grey(b, r.x + r.w - 1 - i, r.y + j));
            assert_int_equal(v, grey(b, r.x + i, r.y + r.h - 1 - j));
            assert_int_equal(v, grey(b, r.x + r.w - 1 - i, r.y + r.h - 1 - j));
            assert_int_equal(v, grey(b, r.x + j, r.y + i)); /* a quarter circle */
            if (i > 0) assert_true(v >= grey(b, r.x + i - 1, r.y + j));
        }
    }
    assert_true(between >= 14); /* about one and a half a row are in between */
    assert_int_equal(grey(b, r.x, r.y), 0);
    assert_int_equal(grey(b, r.x + 13, r.y + 13), 255);
}

static void borders_have_their_width(void **state)
{
    board *b = *state;
    static const float widths[] = {1, 1.25f, 1.5f, 2, 2.75f, 5};
    ui_rect r = {10, 10, 60, 50};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        for (int radius = 0; radius <= 16; radius += 8) {
            double w = widths[i], in = radius - w > 0 ? radius - w : 0, pi = 3.14159265358979;
            double inner = (60 - 2 * w) * (50 - 2 * w) - (4 - pi) * in * in;
            double wanted = 60 * 50 - (4 - pi) * radius * radius - inner;
            for (int filled = 0; filled < 2; filled++) {
                ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
                ui_draw_round(&b->d, r, radius, 0, filled ? black : 0, white, widths[i]);
                assert_true(fabs(area(b) - wanted) < wanted * 0.03);
                nothing_outside(b, r);
                assert_int_equal(grey(b, 40, 35), 0);
                assert_int_equal(grey(b, 40, 10), 255);
            }
        }
    }
    /* the fraction is in the pixel after the whole ones, on all four sides */
    ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
    ui_draw_round(&b->d, r, 8, 0, 0, white, 1.5f);
    assert_in_range(grey(b, 40, 11), 120, 135);
    assert_in_range(grey(b, 11, 35), 120, 135);
    assert_in_range(grey(b, 68, 35), 120, 135);
    assert_in_range(grey(b, 40, 58), 120, 135);
    assert_int_equal(grey(b, 40, 12), 0);
}

static void ring_keeps_what_is_below(void **state)
{
    board *b = *state;
    ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, UINT32_C(0xFF204060));
    ui_draw_round(&b->d, (ui_rect){10, 10, 60, 50}, 10, UI_TOP_LEFT, 0, white, 2);
    assert_int_equal(b->px[35 * W + 40] & WHITE, 0x204060);
    assert_int_equal(b->px[10 * W + 10] & WHITE, WHITE); /* the squared corner */
}

static void clip_holds_for_every_shape(void **state)
{
    board *b = *state;
    ui_rect clip = {30, 20, 25, 31};
    ui_rect before = ui_draw_clip(&b->d, clip);
    ui_point zigzag[] = {{-20, -20}, {200, 60}, {-10, 80}, {60, 40}};
    uint8_t full[64];
    memset(full, 255, sizeof full);
    ui_draw_rect(&b->d, (ui_rect){-100, -100, 400, 45 + 100}, white);
    ui_draw_round(&b->d, (ui_rect){-3, 2, 70, 200}, 30, 0, white, white, 3);
    ui_draw_round(&b->d, (ui_rect){25, 15, 40, 40}, 12, 0, 0, white, 2.5f);
    ui_draw_circle(&b->d, 30, 20, 25, white);
    ui_draw_stroke(&b->d, zigzag, 4, 9, white);
    ui_draw_bar(&b->d, (ui_rect){20, 30, 80, 10}, 0.7f, white, white);
    ui_draw_mask(&b->d, (ui_mask){full, 8, 8, 8}, 26, 47, white);
    ui_draw_mask(&b->d, (ui_mask){full, 8, 8, 8}, 51, 16, white);
    nothing_outside(b, clip);
    assert_int_equal(grey(b, 30, 20), 255);
    ui_rect nested = ui_draw_clip(&b->d, (ui_rect){0, 0, 31, 21});
    assert_int_equal(b->d.clip.w, 1);
    ui_draw_unclip(&b->d, nested);
    ui_draw_unclip(&b->d, before);
    assert_int_equal(b->d.clip.w, W);
    assert_false(ui_draw_sees(&b->d, (ui_rect){W, 0, 5, 5}));
}

static void circles_and_strokes(void **state)
{
    board *b = *state;
    const double pi = 3.14159265358979;
    ui_draw_circle(&b->d, 40.5f, 40.25f, 20, white);
    assert_true(fabs(area(b) - pi * 400) < pi * 400 * 0.01);
    ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
    ui_point line[] = {{10, 40}, {90, 40}};
    ui_draw_stroke(&b->d, line, 2, 6, white);
    assert_true(fabs(area(b) - (80 * 6 + pi * 9)) < 5);
    /* a joint adds nothing, not even at the smooth edge */
    uint32_t straight[W];
    ui_point bent[] = {{10, 40.3f}, {50, 40.3f}, {90, 40.3f}};
    ui_point direct[] = {{10, 40.3f}, {90, 40.3f}};
    for (int pass = 0; pass < 2; pass++) {
        ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
        ui_draw_stroke(&b->d, pass ? bent : direct, pass ? 3 : 2, 6, white);
        if (!pass) memcpy(straight, b->px + 37 * W, sizeof straight);
    }
    assert_memory_equal(straight, b->px + 37 * W, sizeof straight);
    /* half a colour stays half where a stroke crosses itself */
    ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
    ui_point cross[] = {{10, 10}, {80, 80}, {10, 80}, {80, 10}};
    ui_draw_stroke(&b->d, cross, 4, 8, UINT32_C(0x80FFFFFF));
    assert_in_range(grey(b, 45, 45), 126, 130);
    assert_in_range(grey(b, 45, 80), 126, 130);
    ui_draw_stroke(&b->d, cross, 0, 8, white);
}

static void bars_show_their_share(void **state)
{
    board *b = *state;
    static const float shares[] = {-1, 0, 0.01f, 0.25f, 0.5f, 1, 3};
    ui_rect r = {10, 10, 100, 10};
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
        ui_draw_bar(&b->d, r, shares[i], white, black);
        int right = 0;
        for (int x = 0; x < W; x++)
            if (grey(b, x, 15)) right = x + 1;
        float held = shares[i] < 0 ? 0 : shares[i] > 1 ? 1 : shares[i];
        int wanted = held > 0 ? 10 + (int)lroundf(held * 100) : 0;
        assert_true(abs(right - wanted) <= 1);
        nothing_outside(b, r);
    }
}

static void cache_of_corners_is_bounded(void **state)
{
    board *b = *state;
    for (int radius = 1; radius < 44; radius++)
        for (int border = 1; border < 4; border++)
            ui_draw_round(&b->d, (ui_rect){0, 0, 100, 90}, radius, 0, white, black,
                          (float)border * 0.75f);
#ifdef BASE_FAULTS
    assert_true(base_alloc_live() <= UI_DRAW_CORNERS + 1);
    /* without memory shapes are left out, nothing breaks */
    ui_draw_rect(&b->d, (ui_rect){0, 0, W, H}, black);
    ui_draw_release(&b->d);
    ui_draw_target(&b->d, b->px, W, H, W);
    base_alloc_fail_after(0);
    ui_draw_round(&b->d, (ui_rect){10, 10, 50, 50}, 9, 0, white, white, 2.5f);
    ui_draw_round(&b->d, (ui_rect){10, 10, 50, 50}, 9, 0, 0, white, 2.5f);
    ui_draw_circle(&b->d, 30, 30, 10, white);
    base_alloc_fail_after(-1);
    assert_int_equal(grey(b, 35, 35), 255);
#endif
}

static void rectangles_meet_and_join(void **state)
{
    (void)state;
    ui_rect a = {0, 0, 10, 10}, c = {5, 6, 10, 10}, away = {50, 50, 2, 2}, none = {0};
    assert_int_equal(ui_rect_meet(a, c).w, 5);
    assert_int_equal(ui_rect_meet(a, c).h, 4);
    assert_int_equal(ui_rect_meet(a, away).w, 0);
    assert_int_equal(ui_rect_join(a, away).w, 52);
    assert_int_equal(ui_rect_join(none, away).x, 50);
    assert_int_equal(ui_rect_join(away, none).x, 50);
    assert_false(ui_rect_has(a, 10, 0));
    assert_int_equal(ui_rect_grow(a, 2).w, 14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(round_rectangles_have_their_area, make, drop),
        cmocka_unit_test_setup_teardown(corners_are_smooth_and_equal, make, drop),
        cmocka_unit_test_setup_teardown(borders_have_their_width, make, drop),
        cmocka_unit_test_setup_teardown(ring_keeps_what_is_below, make, drop),
        cmocka_unit_test_setup_teardown(clip_holds_for_every_shape, make, drop),
        cmocka_unit_test_setup_teardown(circles_and_strokes, make, drop),
        cmocka_unit_test_setup_teardown(bars_show_their_share, make, drop),
        cmocka_unit_test_setup_teardown(cache_of_corners_is_bounded, make, drop),
        cmocka_unit_test(rectangles_meet_and_join),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* At every window and text size nothing is cut off, nothing overlaps, everything can be reached. */
#include "test_ui_checks.h"
#include "test_ui_screen.h"

static const struct {
    int w, h;
} windows[] = {{960, 540}, {1024, 768}, {1280, 800}, {1920, 1080}, {2560, 1440}, {3840, 2160}};
static const int percents[] = {100, 125, 150, 200};

typedef void check_fn(const ui *u, sample *s, ui_app *a);

static void everywhere(check_fn *check)
{
    for (size_t w = 0; w < sizeof windows / sizeof windows[0]; w++) {
        for (size_t p = 0; p < sizeof percents / sizeof percents[0]; p++) {
            sample s = {0};
            ui_app *a = sample_open(&s, (ui_app_opt){.width = windows[w].w,
                                                     .height = windows[w].h,
                                                     .text_percent = percents[p]});
            const ui *u = ui_app_tree(a);
            assert_non_null(u);
            assert_int_equal(u->w, windows[w].w);
            assert_int_equal(u->h, windows[w].h);
            check(u, &s, a);
            sample_close(&s, a);
        }
    }
}

/* Tab goes through all that can be pressed, in order, each wholly in sight, and round again;
 * Shift-Tab goes back the same way. */
static void check_focus_walk(const ui *u, sample *s, ui_app *a)
{
    int ids[32];
    size_t count = 0;
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->opt.id > 0 && !n->opt.off) ids[count++] = n->opt.id;
    assert_int_equal(count, 3 + (size_t)s->choices + 1);
    assert_int_equal(ui_app_focused(a), ID_CHOICE);
    SDL_HideWindow(sample_window()); /* the walk is the same, and 4K need not be drawn */
    size_t at = 3;
    for (size_t i = 0; i < 2 * count; i++) {
        bool back = i >= count;
        push_key(SDLK_TAB, back ? KMOD_LSHIFT : 0);
        assert_true(ui_app_frame(a));
        at = (at + (back ? count - 1 : 1)) % count;
        assert_int_equal(ui_app_focused(a), ids[at]);
        const ui_node *n = ui_node_find(u, ids[at]);
        ui_rect seen = ui_node_seen(n);
        if (n->box.h <= u->h / 2 && (seen.h != n->box.h || seen.w != n->box.w))
            say_where(u, n, "focus out of sight");
        assert_true(seen.h > 0);
    }
    assert_int_equal(ui_app_counts(a).builds, 1);
}

static void check_sample_boxes(const ui *u, sample *s, ui_app *a)
{
    (void)s, (void)a;
    check_boxes(u);
}

static void nothing_is_cut_or_overlaps(void **state)
{
    (void)state;
    everywhere(check_sample_boxes);
}

static void focus_walks_everywhere(void **state)
{
    (void)state;
    everywhere(check_focus_walk);
}

/* --- single rules, on small trees without a window --- */
typedef struct table {
    ui_fonts *fonts;
    arena mem;
    err e;
    ui u;
} table;

static int lay(void **state)
{
    table *t = base_alloc(sizeof *t);
    if (!t) return -1;
    t->fonts = ui_fonts_new(NULL, &t->e);
    if (!t->fonts) return -1;
    t->u = (ui){.mem = &t->mem,
                .texts = ui_texts_new(t->fonts, 1 << 20, &t->e),
                .scale = 1,
                .text_scale = 1,
                .w = 600,
                .h = 400,
                .e = &t->e};
    ui_tree_begin(&t->u);
    *state = t;
    return t->u.texts ? 0 : -1;
}

static int clear(void **state)
{
    table *t = *state;
    arena_release(&t->mem);
    ui_texts_free(t->u.texts);
    ui_fonts_free(t->fonts);
    base_free(t);
    return 0;
}

static void assert_box(const ui_node *n, int x, int y, int w, int h)
{
    ui_rect b = n->box;
    if (b.x != x || b.y != y || b.w != w || b.h != h)
        fail_msg("box is %d,%d %dx%d, not %d,%d %dx%d", b.x, b.y, b.w, b.h, x, y, w, h);
}

static ui_node *block(ui *u, ui_opt opt)
{
    return ui_paint(u, NULL, NULL, opt);
}

static void rows_share_what_is_left(void **state)
{
    table *t = *state;
    ui *u = &t->u;
    ui_row(u, (ui_opt){.gap = 10, .pad = {5, 20, 7, 30}});
    ui_node *a = block(u, (ui_opt){.width = 100, .height = 40});
    ui_node *b = block(u, (ui_opt){.grow = 1, .height = 20, .place = UI_END});
    ui_node *c = block(u, (ui_opt){.grow = 3, .height = 20, .place = UI_CENTRE});
    ui_end(u);
    ui_node *after = block(u, (ui_opt){.height = 10});
    assert_true(ui_tree_layout(u));
    assert_box(a, 30, 5, 100, 40);
    assert_box(b, 140, 25, 107, 20);
    assert_box(c, 257, 15, 323, 20);
    assert_box(after, 0, 52, 600, 10);
}

static void columns_stretch_and_grow(void **state)
{
    table *t = *state;
    ui *u = &t->u;
    ui_col(u, (ui_opt){.grow = 1, .gap = 8, .pad = UI_PAD(10)});
    ui_node *a = block(u, (ui_opt){.height = 30});
    ui_node *b = block(u, (ui_opt){.grow = 1});
    ui_node *c = block(u, (ui_opt){.height = 30, .width = 50, .place = UI_END});
    ui_node *d = block(u, (ui_opt){.height = 30, .max_width = 200});
    ui_end(u);
    assert_true(ui_tree_layout(u));
    assert_box(a, 10, 10, 580, 30);
    assert_box(b, 10, 48, 580, 266);
    assert_box(c, 540, 322, 50, 30);
    assert_box(d, 10, 360, 200, 30);
    ui_tree_place(u); /* placing again changes nothing */
    assert_box(b, 10, 48, 580, 266);
}

/* The taller of two scrolls beside each other does not make the page taller. */
static void scrolls_side_by_side_fit_the_window(void **state)
{
    table *t = *state;
    ui *u = &t->u;
    ui_row(u, (ui_opt){.grow = 1});
    ui_node *side = ui_col(u, (ui_opt){.width = 100, .scroll = 1});
    block(u, (ui_opt){.height = 900});
    ui_end(u);
    ui_node *talk = ui_col(u, (ui_opt){.grow = 1, .scroll = 2});
    block(u, (ui_opt){.height = 700});
    ui_end(u);
    ui_end(u);
    assert_true(ui_tree_layout(u));
    assert_box(side, 0, 0, 100, 400);
    assert_box(talk, 100, 0, 500, 400);
    assert_int_equal(side->content, 900);
    assert_int_equal(u->root->content, 0);
}

static void rows_wrap_and_pack(void **state)
{
    table *t = *state;
    ui *u = &t->u;
    ui_node *n[5];
    ui_row(u, (ui_opt){.gap = 10, .wrap = true, .pack = UI_END});
    for (int i = 0; i < 5; i++)
        n[i] = block(u, (ui_opt){.width = 190, .height = 30});
    ui_end(u);
    ui_col(u, (ui_opt){.height = 100, .pack = UI_CENTRE, .align = UI_CENTRE});
    ui_node *mid = block(u, (ui_opt){.width = 100, .height = 20});
    ui_end(u);
    assert_true(ui_tree_layout(u));
    assert_box(n[0], 10, 0, 190, 30);
    assert_box(n[2], 410, 0, 190, 30);
    assert_box(n[3], 210, 40, 190, 30);
    assert_box(mid, 250, 110, 100, 20);
}

static void texts_give_way_in_a_full_row(void **state)
{
    table *t = *state;
    ui *u = &t->u;
    ui_row(u, (ui_opt){.gap = 10});
    ui_node *a = ui_text(u,
                         "a long text that has many words and could be broken anywhere at all, so "
                         "it should give way",
                         (ui_opt){0});
    ui_node *b = block(u, (ui_opt){.width = 200, .height = 20});
    ui_end(u);
    assert_true(ui_tree_layout(u));
    assert_int_equal(b->box.w, 200);
    assert_int_equal(b->box.x + b->box.w, 600);
    assert_true(a->para.line_count >= 2);
    assert_int_equal(a->box.w, 390);
}

static void small_window_scrolls_as_a_whole(void **state)
{
    table *t = *state;
    ui *u = &t->u;
    block(u, (ui_opt){.height = 900});
    ui_node *last = block(u, (ui_opt){.height = 50, .id = 9});
    assert_true(ui_tree_layout(u));
    assert_int_equal(u->root->content, 950);
    assert_int_equal(last->box.y, 900);
    ui_nav v = {0};
    assert_true(ui_nav_page(&v, u, 1000));
    assert_int_equal(last->box.y, 350);
    assert_true(ui_nav_wheel(&v, u, 5, 5, -100));
    assert_int_equal(last->box.y, 450);
    assert_false(ui_nav_wheel(&v, u, 5, 500, -100));
    assert_true(ui_nav_focus(&v, u, 9));
    assert_true(last->box.y + last->box.h <= 400);
}

static void arrows_go_where_they_point(void **state)
{
    table *t = *state;
    ui *u = &t->u;
    for (int row = 0; row < 3; row++) {
        ui_row(u, (ui_opt){.gap = 10});
        for (int col = 0; col < 3; col++)
            block(u, (ui_opt){.width = 100, .height = 50, .id = 1 + row * 3 + col});
        ui_end(u);
    }
    assert_true(ui_tree_layout(u));
    ui_nav v = {0};
    ui_nav_bind(&v, u);
    assert_int_equal(v.hot.focus, 1);
    static const struct {
        ui_way way;
        int to;
    } walk[] = {{UI_WAY_RIGHT, 2}, {UI_WAY_DOWN, 5},  {UI_WAY_DOWN, 8}, {UI_WAY_DOWN, 8},
                {UI_WAY_LEFT, 7},  {UI_WAY_LEFT, 7},  {UI_WAY_UP, 4},   {UI_WAY_RIGHT, 5},
                {UI_WAY_RIGHT, 6}, {UI_WAY_RIGHT, 6}, {UI_WAY_UP, 3},   {UI_WAY_UP, 3}};
    for (size_t i = 0; i < sizeof walk / sizeof walk[0]; i++) {
        ui_nav_move(&v, u, walk[i].way);
        assert_int_equal(v.hot.focus, walk[i].to);
    }
    assert_int_equal(ui_nav_hit(u, 115, 5), 2);
    assert_int_equal(ui_nav_hit(u, 105, 5), 0);
}

static void voice_reads_what_is_inside(void **state)
{
    table *t = *state;
    ui *u = &t->u;
    strbuf out = {0};
    ui_node *row = ui_row(u, (ui_opt){0});
    ui_key_cap(u, "H", UI_SOFT);
    ui_text(u, "a " UI_B "bold" UI_B " word", (ui_opt){0});
    ui_text(u, "seen", (ui_opt){.alt = "heard"});
    ui_end(u);
    assert_true(ui_node_say(u, row, &out, &t->e));
    assert_string_equal(strbuf_text(&out), "a bold word heard");
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_cut_or_overlaps),
        cmocka_unit_test(focus_walks_everywhere),
        cmocka_unit_test_setup_teardown(rows_share_what_is_left, lay, clear),
        cmocka_unit_test_setup_teardown(columns_stretch_and_grow, lay, clear),
        cmocka_unit_test_setup_teardown(scrolls_side_by_side_fit_the_window, lay, clear),
        cmocka_unit_test_setup_teardown(rows_wrap_and_pack, lay, clear),
        cmocka_unit_test_setup_teardown(texts_give_way_in_a_full_row, lay, clear),
        cmocka_unit_test_setup_teardown(small_window_scrolls_as_a_whole, lay, clear),
        cmocka_unit_test_setup_teardown(arrows_go_where_they_point, lay, clear),
        cmocka_unit_test_setup_teardown(voice_reads_what_is_inside, lay, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

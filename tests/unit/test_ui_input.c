/* Keys, pointer, wheel and touch, as events the window system would send. */
#include "test_ui_screen.h"

static const ui_node *node(ui_app *a, int id)
{
    const ui_node *n = ui_node_find(ui_app_tree(a), id);
    assert_non_null(n);
    return n;
}

static void middle(ui_app *a, int id, int *x, int *y)
{
    ui_rect b = node(a, id)->box;
    *x = b.x + b.w / 2, *y = b.y + b.h / 2;
}

static void keys_press(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    static const struct {
        SDL_Keycode key;
        Uint16 mod;
        int pressed;
    } rows[] = {
        {SDLK_2, 0, ID_CHOICE + 1}, {SDLK_KP_4, 0, ID_CHOICE + 3}, {SDLK_5, 0, 0},
        {SDLK_h, 0, ID_HINT},       {SDLK_ESCAPE, 0, ID_PAUSE},    {SDLK_x, 0, 0},
        {SDLK_h, KMOD_LCTRL, 0},    {SDLK_h, KMOD_LALT, 0},        {SDLK_RETURN, 0, ID_CHOICE},
        {SDLK_SPACE, 0, ID_CHOICE}, {SDLK_KP_ENTER, 0, ID_CHOICE}, {SDLK_F5, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        s.pressed = 0;
        push_key(rows[i].key, rows[i].mod);
        assert_true(ui_app_frame(a));
        assert_int_equal(s.pressed, rows[i].pressed);
    }
    /* a digit that needs Shift on this layout */
    SDL_Event ev = {.key = {.type = SDL_KEYDOWN}};
    ev.key.keysym.sym = 0xE9;
    ev.key.keysym.scancode = SDL_SCANCODE_2;
    SDL_PushEvent(&ev);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.pressed, ID_CHOICE + 1);
    /* a key held down presses once */
    int presses = s.presses;
    ev.key.repeat = 1;
    for (int i = 0; i < 3; i++)
        SDL_PushEvent(&ev);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.presses, presses);
    /* the screen may take a key before it moves the focus */
    s.used_key = UI_KEY_TAB;
    push_key(SDLK_TAB, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE);
    sample_close(&s, a);
}

static void pointer_presses(void **state)
{
    (void)state;
    sample s = {0};
    int x, y, x2, y2;
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    middle(a, ID_CHOICE + 1, &x, &y);
    middle(a, ID_CHOICE + 2, &x2, &y2);
    ui_counts before = ui_app_counts(a);
    push_mouse(SDL_MOUSEMOTION, x, y);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_counts(a).draws, before.draws + 1); /* hover shows */
    push_mouse(SDL_MOUSEBUTTONDOWN, x, y);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.presses, 0);
    push_mouse(SDL_MOUSEBUTTONUP, x, y);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.pressed, ID_CHOICE + 1);
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 1);
    /* let go elsewhere: nothing */
    push_mouse(SDL_MOUSEBUTTONDOWN, x, y);
    push_mouse(SDL_MOUSEBUTTONUP, x2, y2);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.presses, 1);
    /* what is off cannot be pressed */
    middle(a, ID_OFF, &x, &y);
    push_mouse(SDL_MOUSEBUTTONDOWN, x, y);
    push_mouse(SDL_MOUSEBUTTONUP, x, y);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.presses, 1);
    sample_close(&s, a);
}

static const ui_node *talk(ui_app *a)
{
    const ui *u = ui_app_tree(a);
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->opt.scroll == SCROLL_TALK) return n;
    fail();
    return NULL;
}

static void fingers_tap_and_drag(void **state)
{
    (void)state;
    sample s = {.lines = 12};
    int x, y;
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    middle(a, ID_CHOICE, &x, &y);
    float fx = (float)x / 1280, fy = (float)y / 800;
    push_finger(SDL_FINGERDOWN, fx, fy);
    push_finger(SDL_FINGERMOTION, fx, fy + 0.004f);
    push_finger(SDL_FINGERUP, fx, fy + 0.004f);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.pressed, ID_CHOICE);
    int presses = s.presses, offset = talk(a)->offset;
    assert_true(offset > 100);
    push_finger(SDL_FINGERDOWN, fx, 0.5f);
    push_finger(SDL_FINGERMOTION, fx, 0.6f);
    push_finger(SDL_FINGERUP, fx, 0.6f);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.presses, presses);
    assert_int_equal(talk(a)->offset, offset - 80);
    sample_close(&s, a);
}

static void wheel_and_pages_scroll(void **state)
{
    (void)state;
    sample s = {.lines = 12};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    int offset = talk(a)->offset;
    push_mouse(SDL_MOUSEMOTION, 800, 400);
    SDL_Event ev = {.wheel = {.type = SDL_MOUSEWHEEL, .y = 1, .preciseY = 1.0f}};
    SDL_PushEvent(&ev);
    assert_true(ui_app_frame(a));
    assert_int_equal(talk(a)->offset, offset - 72);
    push_key(SDLK_HOME, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(talk(a)->offset, 0);
    push_key(SDLK_PAGEDOWN, 0);
    assert_true(ui_app_frame(a));
    assert_true(talk(a)->offset > 100);
    push_key(SDLK_END, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(talk(a)->offset, offset);
    sample_close(&s, a);
}

static void bar_can_be_dragged(void **state)
{
    (void)state;
    sample s = {.lines = 12};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    const ui_node *n = talk(a);
    ui_rect bar = ui_node_bar(ui_app_tree(a), n);
    int range = n->content - ui_node_inner_height(ui_app_tree(a), n);
    assert_true(bar.w > 0 && bar.h < n->box.h);
    push_mouse(SDL_MOUSEBUTTONDOWN, bar.x + 1, bar.y + 5);
    push_mouse(SDL_MOUSEMOTION, bar.x - 300, n->box.y + n->box.h / 2);
    assert_true(ui_app_frame(a));
    assert_in_range(talk(a)->offset, range / 2 - 4, range / 2 + 4);
    push_mouse(SDL_MOUSEMOTION, bar.x, -50);
    assert_true(ui_app_frame(a));
    assert_int_equal(talk(a)->offset, 0);
    push_mouse(SDL_MOUSEBUTTONUP, bar.x, 10);
    push_mouse(SDL_MOUSEMOTION, bar.x, 700);
    assert_true(ui_app_frame(a));
    assert_int_equal(talk(a)->offset, 0);
    assert_int_equal(s.presses, 0);
    sample_close(&s, a);
}

static void transcript_follows_its_end(void **state)
{
    (void)state;
    sample s = {.lines = 12};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    const ui_node *n = talk(a);
    assert_int_equal(n->offset, n->content - ui_node_inner_height(ui_app_tree(a), n));
    s.lines = 15;
    ui_app_changed(a);
    assert_true(ui_app_frame(a));
    n = talk(a);
    assert_int_equal(n->offset, n->content - ui_node_inner_height(ui_app_tree(a), n));
    /* who reads further up is not torn away */
    push_key(SDLK_HOME, 0);
    assert_true(ui_app_frame(a));
    s.lines = 16;
    ui_app_changed(a);
    assert_true(ui_app_frame(a));
    assert_int_equal(talk(a)->offset, 0);
    sample_close(&s, a);
}

int main(void)
{
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_press),           cmocka_unit_test(pointer_presses),
        cmocka_unit_test(fingers_tap_and_drag), cmocka_unit_test(wheel_and_pages_scroll),
        cmocka_unit_test(bar_can_be_dragged),   cmocka_unit_test(transcript_follows_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Gamepads, remapped keys, settings that count at once, what moves. */
#include "test_ui_screen.h"

#include "ui/ui_internal.h"

#include <math.h>

static void settle(ui_app *a)
{
    for (int i = 0; i < 5; i++)
        assert_true(ui_app_frame(a));
}

static void push_button(SDL_GameControllerButton b)
{
    SDL_Event ev = {.cbutton = {.type = SDL_CONTROLLERBUTTONDOWN, .button = (Uint8)b}};
    assert_int_equal(SDL_PushEvent(&ev), 1);
    ev.type = SDL_CONTROLLERBUTTONUP;
    assert_int_equal(SDL_PushEvent(&ev), 1);
}

static void push_axis(SDL_GameControllerAxis axis, int value)
{
    SDL_Event ev = {.caxis = {.type = SDL_CONTROLLERAXISMOTION, .axis = (Uint8)axis}};
    ev.caxis.value = (Sint16)value;
    assert_int_equal(SDL_PushEvent(&ev), 1);
}

static void buttons_do_what_keys_do(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    assert_int_equal(ui_app_focused(a), ID_CHOICE);
    push_button(SDL_CONTROLLER_BUTTON_DPAD_DOWN);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 1);
    assert_int_equal(ui_app_device(a), UI_GAMEPAD);
    static const struct {
        SDL_GameControllerButton button;
        int id;
    } does[] = {{SDL_CONTROLLER_BUTTON_A, ID_CHOICE + 1},
                {SDL_CONTROLLER_BUTTON_X, ID_HINT},
                {SDL_CONTROLLER_BUTTON_Y, ID_BACK},
                {SDL_CONTROLLER_BUTTON_B, ID_PAUSE},
                {SDL_CONTROLLER_BUTTON_START, ID_PAUSE}};
    for (size_t i = 0; i < sizeof does / sizeof does[0]; i++) {
        s.pressed = 0;
        push_button(does[i].button);
        assert_true(ui_app_frame(a));
        assert_int_equal(s.pressed, does[i].id);
    }
    s.used_key = UI_KEY_F1;
    s.keys = 0;
    push_button(SDL_CONTROLLER_BUTTON_BACK);
    assert_true(ui_app_frame(a));
    assert_int_equal(s.keys, 1);
    sample_close(&s, a);
}

/* The stick counts once each time it is pushed, and not while it trembles at the limit. */
static void the_stick_moves_the_focus(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    static const int pushes[] = {8000, 19000, 17000, 19000, 14000, 32767};
    for (size_t i = 0; i < sizeof pushes / sizeof pushes[0]; i++)
        push_axis(SDL_CONTROLLER_AXIS_LEFTY, pushes[i]);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 1);
    push_axis(SDL_CONTROLLER_AXIS_LEFTY, 0);
    push_axis(SDL_CONTROLLER_AXIS_LEFTY, 32767);
    push_axis(SDL_CONTROLLER_AXIS_RIGHTY, 32767);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 2);
    push_axis(SDL_CONTROLLER_AXIS_LEFTY, -32767);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 1);
    sample_close(&s, a);
}

static bool shows(const ui_app *a, const char *text)
{
    const ui *u = ui_app_tree(a);
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->text && strcmp(n->text, text) == 0) return true;
    return false;
}

static void caps_follow_device_and_keys(void **state)
{
    (void)state;
    sample s = {0};
    err e = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    assert_true(shows(a, "H") && shows(a, "Esc") && shows(a, "S"));
    push_button(SDL_CONTROLLER_BUTTON_DPAD_DOWN);
    settle(a);
    assert_true(shows(a, "X") && shows(a, "B") && !shows(a, "H") && !shows(a, "S"));
    push_key(SDLK_TAB, 0);
    settle(a);
    assert_true(shows(a, "H"));
    ui_settings changed = *ui_app_settings(a);
    ui_keys_set(&changed.keys, 'h', 'j');
    ASSERT_OK(ui_app_apply(a, &changed, &e), e);
    settle(a);
    assert_true(shows(a, "J") && !shows(a, "H"));
    s.pressed = 0;
    push_key(SDLK_j, 0);
    settle(a);
    assert_int_equal(s.pressed, ID_HINT);
    s.pressed = 0;
    push_key(SDLK_h, 0);
    settle(a);
    assert_int_equal(s.pressed, 0);
    /* a button can be given another key */
    ui_keys_set_pad(&changed.keys, UI_PAD_X, 's');
    ASSERT_OK(ui_app_apply(a, &changed, &e), e);
    push_button(SDL_CONTROLLER_BUTTON_X);
    settle(a);
    assert_int_equal(s.pressed, ID_SAVE);
    sample_close(&s, a);
}

/* A gamepad plugged in while the program runs, and taken away again. */
static void gamepads_come_and_go(void **state)
{
    (void)state;
    SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1"); /* no window has the focus here */
    if (SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER) != 0) skip();
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    int index = SDL_JoystickAttachVirtual(SDL_JOYSTICK_TYPE_GAMECONTROLLER, SDL_CONTROLLER_AXIS_MAX,
                                          SDL_CONTROLLER_BUTTON_MAX, 0);
    if (index >= 0 && SDL_IsGameController(index)) {
        settle(a);
        SDL_Joystick *j = SDL_JoystickFromInstanceID(SDL_JoystickGetDeviceInstanceID(index));
        assert_non_null(j); /* the app has opened it */
        SDL_JoystickSetVirtualButton(j, SDL_CONTROLLER_BUTTON_DPAD_DOWN, SDL_PRESSED);
        settle(a);
        SDL_JoystickSetVirtualButton(j, SDL_CONTROLLER_BUTTON_DPAD_DOWN, SDL_RELEASED);
        settle(a);
        assert_int_equal(ui_app_focused(a), ID_CHOICE + 1);
        SDL_JoystickDetachVirtual(index);
        settle(a);
        push_key(SDLK_DOWN, 0);
        settle(a);
        assert_int_equal(ui_app_focused(a), ID_CHOICE + 2);
    }
    sample_close(&s, a);
    SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
}

static void settings_count_at_once(void **state)
{
    (void)state;
    sample s = {0};
    err e = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    const ui_node *n = ui_node_find(ui_app_tree(a), ID_CHOICE);
    int before = n->box.h;
    ui_settings changed = *ui_app_settings(a);
    changed.line_percent = 200;
    ASSERT_OK(ui_app_apply(a, &changed, &e), e);
    settle(a);
    assert_true(ui_node_find(ui_app_tree(a), ID_CHOICE)->box.h > before);
    static const struct {
        ui_theme theme;
        ui_mode mode;
    } themes[] = {{UI_THEME_LIGHT, UI_LIGHT},
                  {UI_THEME_NIGHT, UI_NIGHT},
                  {UI_THEME_CONTRAST, UI_CONTRAST},
                  {UI_THEME_SCENE, UI_NIGHT}};
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++) {
        changed.theme = themes[i].theme;
        ASSERT_OK(ui_app_apply(a, &changed, &e), e);
        settle(a);
        const ui *u = ui_app_tree(a);
        for (const ui_node *k = u->root; k; k = ui_node_next(u, k))
            if (themes[i].theme != UI_THEME_SCENE) assert_int_equal(k->mode, themes[i].mode);
        int w, h, pitch;
        const uint32_t *px = ui_app_pixels(a, &w, &h, &pitch);
        assert_int_equal(px[790 * pitch + 5] & 0xFFFFFF,
                         ui_theme_colour(themes[i].mode, UI_PAPER) & 0xFFFFFF);
    }
    /* values out of range are held within it */
    changed.text_percent = 5000, changed.effects = -3;
    ASSERT_OK(ui_app_apply(a, &changed, &e), e);
    assert_int_equal(ui_app_text_percent(a), 200);
    assert_int_equal(ui_app_settings(a)->effects, 0);
    for (int f = 0; f < UI_TYPEFACE_COUNT; f++) {
        changed.font = (ui_typeface)f;
        err_clear(&e);
        bool there = ui_app_has_font(a, (ui_typeface)f);
        assert_int_equal(ui_app_apply(a, &changed, &e), there);
        if (!there) assert_non_null(strstr(e.text, "apt install"));
        settle(a);
    }
    sample_close(&s, a);
}

static void changed_by_key(void *self, ui_app *a)
{
    *(int *)self = ui_app_text_percent(a);
}

static void changes_by_keys_are_told(void **state)
{
    (void)state;
    sample s = {0};
    int told = 0;
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    ui_app_on_settings(a, changed_by_key, &told);
    push_key(SDLK_PLUS, KMOD_CTRL);
    settle(a);
    assert_int_equal(told, 125);
    ui_app_apply(a, ui_app_settings(a), NULL); /* its own settings change nothing */
    assert_int_equal(ui_app_text_percent(a), 125);
    sample_close(&s, a);
}

static uint64_t read_clock(void *self)
{
    return *(uint64_t *)self;
}

/* Draws made within `ms` milliseconds, a frame every five. */
static unsigned long draws_within(ui_app *a, uint64_t *clock, uint64_t ms)
{
    unsigned long before = ui_app_counts(a).draws;
    for (uint64_t end = *clock + ms; *clock < end; *clock += 5)
        assert_true(ui_app_frame(a));
    return ui_app_counts(a).draws - before;
}

/* A new line fades in within 200 ms, drawing nothing else; then all is quiet. */
static void a_new_line_fades_in(void **state)
{
    (void)state;
    for (int still = 0; still < 2; still++) {
        sample s = {.lines = 2};
        uint64_t clock = 1000;
        ui_settings set = ui_settings_usual();
        set.still = still;
        ui_app *a = sample_open(
            &s, (ui_app_opt){.settings = &set, .clock = read_clock, .clock_self = &clock});
        draws_within(a, &clock, 400);
        s.lines = 3;
        ui_app_changed(a);
        assert_true(ui_app_frame(a));
        unsigned long builds = ui_app_counts(a).builds;
        s.wave_clip = (ui_rect){0};
        unsigned long draws = draws_within(a, &clock, 200);
        assert_int_equal(ui_app_counts(a).builds, builds);
        assert_int_equal(s.wave_clip.w, 0); /* what does not move was not drawn */
        if (still)
            assert_int_equal(draws, 0);
        else
            assert_in_range(draws, 4, 7);
        assert_int_equal(draws_within(a, &clock, 1000), 0);
        sample_close(&s, a);
    }
}

/* Bars fill when their screen opens, not when it is built again. */
static void bars_fill_once(void **state)
{
    (void)state;
    sample s = {0};
    uint64_t clock = 1000;
    ui_settings moving = ui_settings_usual();
    ui_app *a = sample_open(
        &s, (ui_app_opt){.settings = &moving, .clock = read_clock, .clock_self = &clock});
    settle(a);
    assert_in_range(draws_within(a, &clock, 200), 4, 7);
    ui_app_changed(a);
    assert_true(ui_app_frame(a));
    assert_int_equal(draws_within(a, &clock, 400), 0);
    sample_close(&s, a);
}

/* What is held on a gamepad repeats, slowly at first. */
static void held_buttons_repeat(void **state)
{
    (void)state;
    sample s = {.choices = 9};
    uint64_t clock = 1000;
    ui_app *a = sample_open(&s, (ui_app_opt){.clock = read_clock, .clock_self = &clock});
    push_axis(SDL_CONTROLLER_AXIS_LEFTY, 32767);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 1);
    draws_within(a, &clock, 390);
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 1);
    draws_within(a, &clock, 300);
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 4);
    push_axis(SDL_CONTROLLER_AXIS_LEFTY, 0);
    draws_within(a, &clock, 1000);
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 4);
    sample_close(&s, a);
}

static void fine_displays_are_drawn_larger(void **state)
{
    (void)state;
    static const struct {
        int width;
        float dpi, dense;
    } cases[] = {{1920, 96, 1},     {1920, 300, 1}, {2560, 109, 1},
                 {3840, 163, 1.5f}, {3840, 192, 2}, {2880, 220, 2.25f},
                 {3840, 900, 2.5f}, {3840, 0, 1},   {3840, NAN, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_true(fabsf(ui_window_dense(cases[i].width, cases[i].dpi) - cases[i].dense) < 0.001f);
}

static void the_window_is_where_it_was(void **state)
{
    (void)state;
    sample s = {.lines = 1, .choices = 1};
    err e = {0};
    ui_settings set = ui_settings_usual();
    set.place = (ui_place){.x = 40, .y = 30, .w = 1000, .h = 600};
    for (int i = 0; i < 2; i++) {
        ui_app *a = ui_app_new(&(ui_app_opt){.settings = &set}, &e);
        if (!a) fail_msg("%s", e.text);
        ASSERT_OK(ui_app_push(a, sample_screen(&s), &e), e);
        settle(a);
        int x, y, w, h;
        SDL_GetWindowPosition(sample_window(), &x, &y);
        SDL_GetWindowSize(sample_window(), &w, &h);
        assert_int_equal(w, 1000);
        assert_int_equal(h, 600);
        assert_true((x == 40 && y == 30) == (i == 0)); /* far outside it is put in the middle */
        SDL_SetWindowSize(sample_window(), 1100, 700);
        settle(a);
        assert_int_equal(ui_app_settings(a)->place.w, 1100);
        push_key(SDLK_F11, 0);
        settle(a);
        assert_true(ui_app_settings(a)->fullscreen);
        assert_int_equal(ui_app_settings(a)->place.w, 1100);
        push_key(SDLK_F11, 0);
        settle(a);
        assert_false(ui_app_settings(a)->fullscreen);
        ui_app_free(a);
        set.place.x = -50000;
    }
}

static void shares_are_within_bounds(void **state)
{
    (void)state;
    assert_true(ui_motion_share(100, 50, 160) <= 0);
    assert_true(ui_motion_share(100, 100, 160) <= 0);
    assert_true(ui_motion_share(100, 260, 160) >= 1);
    assert_true(ui_motion_share(100, 100, 0) >= 1);
    float before = 0;
    for (uint64_t t = 101; t < 260; t++) {
        float now = ui_motion_share(100, t, 160);
        assert_true(now > before && now < 1);
        before = now;
    }
    assert_int_equal(ui_motion_fade(0xFF102030, 1), 0xFF102030);
    assert_int_equal(ui_motion_fade(0xFF102030, 0), 0x00102030);
    assert_int_equal(ui_motion_fade(0x80102030, 0.5f), 0x40102030);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buttons_do_what_keys_do),
        cmocka_unit_test(the_stick_moves_the_focus),
        cmocka_unit_test(caps_follow_device_and_keys),
        cmocka_unit_test(gamepads_come_and_go),
        cmocka_unit_test(settings_count_at_once),
        cmocka_unit_test(changes_by_keys_are_told),
        cmocka_unit_test(a_new_line_fades_in),
        cmocka_unit_test(fine_displays_are_drawn_larger),
        cmocka_unit_test(the_window_is_where_it_was),
        cmocka_unit_test(bars_fill_once),
        cmocka_unit_test(held_buttons_repeat),
        cmocka_unit_test(shares_are_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The frame: what is drawn when, the stack of screens, what happens when something is missing. */
#include "test_ui_screen.h"

static void idle_draws_nothing(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    /* the window system may still report the window's first events */
    for (int i = 0; i < 5; i++)
        assert_true(ui_app_frame(a));
    ui_counts before = ui_app_counts(a);
    assert_true(before.draws >= 1);
    for (int i = 0; i < 200; i++)
        assert_true(ui_app_frame(a));
    /* events that mean nothing here cost nothing either */
    push_key(SDLK_SCROLLLOCK, 0);
    push_mouse(SDL_MOUSEMOTION, 2, 2);
    push_mouse(SDL_MOUSEMOTION, 3, 2);
    assert_true(ui_app_frame(a));
    ui_counts after = ui_app_counts(a);
    assert_int_equal(after.draws, before.draws);
    assert_int_equal(after.builds, before.builds);
    assert_int_equal(after.ticks, 0);
    sample_close(&s, a);
}

static void one_draw_for_many_events(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    ui_counts before = ui_app_counts(a);
    for (int i = 0; i < 5; i++)
        push_key(SDLK_TAB, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_counts(a).draws, before.draws + 1);
    assert_int_equal(ui_app_counts(a).builds, before.builds);
    push_key(SDLK_2, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_counts(a).builds, before.builds + 1);
    sample_close(&s, a);
}

static void repaint_touches_one_node(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    ui_counts before = ui_app_counts(a);
    s.wave_clip = (ui_rect){0};
    ui_app_repaint(a, ID_WAVE);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_counts(a).draws, before.draws + 1);
    assert_int_equal(ui_app_counts(a).builds, before.builds);
    assert_true(s.wave_clip.w <= s.wave_box.w + 16);
    assert_true(s.wave_clip.h <= s.wave_box.h + 16);
    ui_app_repaint(a, 4711);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_counts(a).draws, before.draws + 1);
    int w, h, pitch;
    const uint32_t *px = ui_app_pixels(a, &w, &h, &pitch);
    assert_non_null(px);
    assert_int_equal(w, 1280);
    assert_int_equal(px[(s.wave_box.y + 5) * pitch + s.wave_box.x + 5] & 0xFFFFFF,
                     ui_theme_colour(UI_NIGHT, UI_FOCUS) & 0xFFFFFF);
    assert_int_equal(px[790 * pitch + 5] & 0xFFFFFF,
                     ui_theme_colour(UI_NIGHT, UI_PAPER) & 0xFFFFFF);
    sample_close(&s, a);
}

static void ticks_come_once_when_asked(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    ui_counts before = ui_app_counts(a);
    ui_app_wake_at(a, ui_app_now(a));
    ui_app_wait(a); /* due already: returns at once */
    for (int i = 0; i < 3; i++)
        assert_true(ui_app_frame(a));
    assert_int_equal(s.ticks, 1);
    ui_app_wake_at(a, ui_app_now(a) + 1000000);
    for (int i = 0; i < 3; i++)
        assert_true(ui_app_frame(a));
    assert_int_equal(s.ticks, 1);
    ui_app_wake_at(a, 0);
    assert_int_equal(ui_app_counts(a).draws, before.draws); /* a tick alone draws nothing */
    sample_close(&s, a);
}

static void voice_hears_what_is_new(void **state)
{
    (void)state;
    sample s = {.lines = 2};
    static const char *const line =
        "I'll be honest, I didn't expect to see your name come up. What is different today?";
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    strbuf wanted = {0};
    err e = {0};
    ASSERT_OK(strbuf_addf(&wanted, &e,
                          "Call\nDana: %s\nYou: %s\nShe sounds guarded. Something clicks shut in "
                          "the background.\n1. My company's",
                          line, line),
              e);
    assert_memory_equal(strbuf_text(&s.said), wanted.data, wanted.len);
    strbuf_clear(&s.said);
    push_key(SDLK_DOWN, 0);
    assert_true(ui_app_frame(a));
    assert_non_null(strstr(strbuf_text(&s.said), "2. My company's"));
    assert_non_null(strstr(strbuf_text(&s.said), "takes two minutes\n"));
    /* built again without anything new: silence; one new line among equal ones: one is said */
    strbuf_clear(&s.said);
    ui_app_changed(a);
    assert_true(ui_app_frame(a));
    assert_string_equal(strbuf_text(&s.said), "");
    s.lines = 3;
    ui_app_changed(a);
    assert_true(ui_app_frame(a));
    strbuf_clear(&wanted);
    ASSERT_OK(strbuf_addf(&wanted, &e, "Dana: %s\n", line), e);
    assert_string_equal(strbuf_text(&s.said), wanted.data);
    strbuf_release(&wanted);
    sample_close(&s, a);
}

static void pop_self(sample *s, ui_app *a, int id)
{
    (void)s, (void)id;
    ui_app_pop(a);
    ui_app_pop(a); /* and the one below: the callback must survive both */
}

static void screens_stack(void **state)
{
    (void)state;
    sample low = {0}, high = {.choices = 2, .lines = 1};
    err e = {0};
    ui_app *a = sample_open(&low, (ui_app_opt){0});
    ui_screen over = sample_screen(&high);
    over.overlay = true;
    ASSERT_OK(ui_app_push(a, over, &e), e);
    assert_true(ui_app_frame(a));
    push_key(SDLK_2, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(high.presses, 1);
    assert_int_equal(low.presses, 0);
    /* the low one shows through, dimmed */
    int w, h, pitch;
    const uint32_t *px = ui_app_pixels(a, &w, &h, &pitch);
    assert_int_not_equal(px[790 * pitch + 5] & 0xFFFFFF,
                         ui_theme_colour(UI_NIGHT, UI_PAPER) & 0xFFFFFF);
    ui_app_pop(a);
    assert_true(ui_app_frame(a));
    assert_int_equal(high.freed, 1);
    push_key(SDLK_DOWN, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE + 1);
    ASSERT_OK(ui_app_replace(a, sample_screen(&high), &e), e);
    assert_true(ui_app_frame(a));
    assert_int_equal(low.freed, 1);
    assert_int_equal(ui_app_focused(a), ID_CHOICE);
    ASSERT_OK(ui_app_push(a, sample_screen(&high), &e), e);
    high.on_act = pop_self;
    push_key(SDLK_1, 0);
    assert_false(ui_app_frame(a)); /* no screen is left */
    assert_int_equal(high.freed, 3);
    strbuf_release(&high.said);
    sample_close(&low, a);
}

static void focus_can_be_set(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    ui_app_focus(a, ID_SAVE);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_SAVE);
    /* what had it is gone: the first takes it */
    ui_app_focus(a, ID_CHOICE + 3);
    assert_true(ui_app_frame(a));
    s.choices = 2;
    ui_app_changed(a);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE);
    ui_app_focus(a, ID_SAVE);
    assert_true(ui_app_frame(a));
    ui_app_focus(a, -1);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), ID_CHOICE);
    sample_close(&s, a);
}

static void window_changes_lay_out_again(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    SDL_SetWindowSize(sample_window(), 1920, 1200);
    assert_true(ui_app_frame(a));
    const ui *u = ui_app_tree(a);
    assert_int_equal(u->w, 1920);
    assert_true(u->scale == 1.5f);
    SDL_SetWindowSize(sample_window(), 970, 560);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_tree(a)->h, 560);
    assert_true(ui_app_tree(a)->scale == 1.0f);
    /* uncovered: drawn again, not built again */
    ui_counts before = ui_app_counts(a);
    SDL_Event ev = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED}};
    SDL_PushEvent(&ev);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_counts(a).draws, before.draws + 1);
    assert_int_equal(ui_app_counts(a).builds, before.builds);
    /* hidden: not drawn until it is shown */
    SDL_HideWindow(sample_window());
    ui_app_changed(a);
    for (int i = 0; i < 3; i++)
        assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_counts(a).draws, before.draws + 1);
    SDL_ShowWindow(sample_window());
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_counts(a).draws, before.draws + 2);
    ev = (SDL_Event){.type = SDL_QUIT};
    SDL_PushEvent(&ev);
    assert_false(ui_app_frame(a));
    sample_close(&s, a);
}

static void text_size_and_contrast_change(void **state)
{
    (void)state;
    sample s = {0};
    ui_app *a = sample_open(&s, (ui_app_opt){0});
    for (int i = 0; i < 6; i++)
        push_key(SDLK_PLUS, KMOD_LCTRL);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_text_percent(a), 200);
    assert_int_equal(ui_fonts_line(ui_texts_fonts(ui_app_tree(a)->texts), UI_BASE), 48);
    push_key(SDLK_MINUS, KMOD_LCTRL);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_text_percent(a), 175);
    push_key(SDLK_0, KMOD_LCTRL);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_text_percent(a), 100);
    assert_int_equal(s.keys, 0);
    ui_app_set_contrast(a, true);
    assert_true(ui_app_frame(a));
    assert_true(ui_app_contrast(a));
    const ui *u = ui_app_tree(a);
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        assert_int_equal(n->mode, UI_CONTRAST);
    sample_close(&s, a);
}

static void no_display_is_explained(void **state)
{
    (void)state;
    err e = {0};
    const char *driver = SDL_getenv("SDL_VIDEODRIVER");
    strbuf kept = {0};
    ASSERT_OK(strbuf_add(&kept, driver ? driver : "dummy", &e), e);
    SDL_setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    assert_null(ui_app_new(NULL, &e));
    SDL_setenv("SDL_VIDEODRIVER", kept.data, 1);
    strbuf_release(&kept);
    assert_int_equal(e.code, ERR_MISSING);
    assert_non_null(strstr(e.text, "display"));
    assert_non_null(strstr(e.text, "--text"));
    err_clear(&e);
    assert_null(ui_app_new(&(ui_app_opt){.font_folder = "/no/such/folder"}, &e));
    assert_int_equal(e.code, ERR_MISSING);
    assert_non_null(strstr(e.text, "/no/such/folder"));
}

#ifdef BASE_FAULTS
/* Wherever memory runs out, the app says so and ends, and gives everything back. Pictures may be
 * incomplete then: a shape or word without memory is left out. */
static void allocations_may_fail(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        err e = {0};
        sample s = {.lines = 2, .choices = 2};
        base_alloc_fail_after(n);
        ui_app *a = ui_app_new(&(ui_app_opt){.width = 960, .height = 540}, &e);
        bool ok = a && ui_app_push(a, sample_screen(&s), &e) && ui_app_frame(a);
        base_alloc_fail_after(-1);
        if (a && !ok) assert_true(e.code == ERR_NOMEM || ui_app_fault(a)->code == ERR_NOMEM);
        if (!a) assert_int_equal(e.code, ERR_NOMEM);
        bool pushed = a && e.code == ERR_NONE;
        ui_app_free(a);
        assert_int_equal(base_alloc_live(), 0);
        assert_int_equal(s.freed, pushed || a ? 1 : 0);
        if (ok) {
            assert_true(n > 50);
            return;
        }
    }
}
#endif

int main(void)
{
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(idle_draws_nothing),
        cmocka_unit_test(one_draw_for_many_events),
        cmocka_unit_test(repaint_touches_one_node),
        cmocka_unit_test(ticks_come_once_when_asked),
        cmocka_unit_test(voice_hears_what_is_new),
        cmocka_unit_test(screens_stack),
        cmocka_unit_test(focus_can_be_set),
        cmocka_unit_test(window_changes_lay_out_again),
        cmocka_unit_test(text_size_and_contrast_change),
        cmocka_unit_test(no_display_is_explained),
#ifdef BASE_FAULTS
        cmocka_unit_test(allocations_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

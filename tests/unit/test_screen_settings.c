/* Settings and the overlay for access: what is chosen counts at once and is kept. */
#include "screen_fixture.h"

static ui_settings kept(player *p)
{
    ui_settings s = ui_settings_usual();
    strbuf told = {0};
    ASSERT_OK(ui_settings_read(&s, strbuf_text(&p->program.settings_file), &told, &p->e), p->e);
    assert_int_equal(told.len, 0);
    strbuf_release(&told);
    return s;
}

static void open_settings(player *p)
{
    start(p, false);
    click(p, "Settings");
    assert_shown(p, "Everything counts at once and is kept.");
}

static void what_is_chosen_counts_and_is_kept(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    open_settings(&p);
    click(&p, "Text size: more");
    assert_int_equal(ui_app_text_percent(p.app), 125);
    assert_said(&p, "Text size: 125");
    click(&p, "Colours: High contrast");
    assert_true(ui_app_contrast(p.app));
    click(&p, "Reading and motion");
    click(&p, "Reduce motion: On");
    click(&p, "Own words first: Always");
    ui_settings s = kept(&p);
    assert_int_equal(s.text_percent, 125);
    assert_int_equal(s.theme, UI_THEME_CONTRAST);
    assert_true(s.still);
    assert_true(s.own_words);
    player_close(&p);
}

static void ends_of_a_range_cannot_be_left(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    open_settings(&p);
    assert_null(find_shown(&p, "Text size: less", true));
    for (int i = 0; i < 4; i++)
        click(&p, "Text size: more");
    assert_null(find_shown(&p, "Text size: more", true));
    assert_int_equal(kept(&p).text_percent, 200);
    player_close(&p);
}

static void a_section_is_reset_and_the_reset_undone(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    open_settings(&p);
    click(&p, "Colours: Night");
    click(&p, "As it came");
    assert_int_equal(kept(&p).theme, UI_THEME_SCENE);
    press(&p, SDLK_RETURN); /* Undo has the focus */
    assert_int_equal(kept(&p).theme, UI_THEME_NIGHT);
    player_close(&p);
}

/* By Tab alone one comes to every value of every section. */
static void everything_is_reached_by_keys(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    open_settings(&p);
    static const char *const sections[] = {"Text and look", "Reading and motion", "Sound and voice",
                                           "Controls",      "Language",           "About"};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        click(&p, sections[i]);
        const ui *u = ui_app_tree(p.app);
        int things = 0, steps = 0, first = ui_app_focused(p.app);
        for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
            things += n->opt.id > 0 && !n->opt.off && ui_node_is_seen(n);
        do {
            press(&p, SDLK_TAB);
            steps++;
        } while (ui_app_focused(p.app) != first && steps <= things);
        assert_int_equal(steps, things);
    }
    player_close(&p);
}

static void another_key_takes_over(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    open_settings(&p);
    click(&p, "Controls");
    click(&p, "Hint: key H");
    assert_shown(&p, "Press a key");
    press(&p, SDLK_x);
    assert_non_null(find_shown(&p, "Hint: key X", true));
    assert_said(&p, "X is now Hint.");
    click(&p, "Practice");
    press(&p, SDLK_RETURN);
    press(&p, SDLK_h);
    assert_false(is_shown(&p, "Find out first."));
    press(&p, SDLK_x);
    assert_shown(&p, "Find out first.");
    player_close(&p);
}

static void a_key_that_is_waited_for_can_be_left(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    open_settings(&p);
    click(&p, "Controls");
    click(&p, "Hint: key H");
    press(&p, SDLK_ESCAPE);
    assert_non_null(find_shown(&p, "Hint: key H", true));
    click(&p, "Hint: key H");
    press(&p, SDLK_TAB);
    assert_said(&p, "cannot be changed");
    assert_non_null(find_shown(&p, "Hint: key H", true));
    player_close(&p);
}

/* Shift and A, from the play and from Practice. */
static void access_opens_from_anywhere(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_with(&p, SDLK_a, KMOD_LSHIFT);
    assert_said(&p, "Access");
    click(&p, "Colours: High contrast");
    assert_true(ui_app_contrast(p.app));
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "The kitchen clock ticks.");
    press(&p, SDLK_ESCAPE);
    click(&p, "Leave for now");
    press_with(&p, SDLK_a, KMOD_LSHIFT);
    click(&p, "All settings");
    assert_shown(&p, "Text and look");
    press(&p, SDLK_ESCAPE);
    player_close(&p);
}

/* In the menu of a play they have no places at the side, and lead back to it. */
static void settings_open_over_a_play(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press(&p, SDLK_ESCAPE);
    click(&p, "Settings");
    assert_null(find_shown(&p, "Progress", true));
    press(&p, SDLK_ESCAPE);
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "The kitchen clock ticks.");
    player_close(&p);
}

/* The interface changes at once, and back. */
static void the_language_is_changed_at_once(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    open_settings(&p);
    click(&p, "Language");
    click(&p, "Espa\xC3\xB1ol");
    assert_false(is_shown(&p, "Everything counts at once and is kept."));
    assert_string_equal(kept(&p).language, "es");
    click(&p, "English");
    assert_shown(&p, "Everything counts at once and is kept.");
    player_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_chosen_counts_and_is_kept),
        cmocka_unit_test(ends_of_a_range_cannot_be_left),
        cmocka_unit_test(a_section_is_reset_and_the_reset_undone),
        cmocka_unit_test(everything_is_reached_by_keys),
        cmocka_unit_test(another_key_takes_over),
        cmocka_unit_test(a_key_that_is_waited_for_can_be_left),
        cmocka_unit_test(access_opens_from_anywhere),
        cmocka_unit_test(settings_open_over_a_play),
        cmocka_unit_test(the_language_is_changed_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

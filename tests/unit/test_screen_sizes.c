/* Every screen at every size and text size: nothing cut, nothing on top of something else. */
#include "screen_fixture.h"
#include "test_ui_checks.h"

static const struct {
    int w, h, percent;
} sizes[] = {{960, 540, 100},  {960, 540, 200},   {1280, 800, 100},
             {1280, 800, 200}, {1920, 1080, 100}, {1920, 1080, 200}};

static void check_screen(player *p)
{
    check_boxes(ui_app_tree(p->app));
    /* Where there is more to read than fits, the choices get the focus once they come into sight.
     */
    for (int i = 0; i < 60 && !ui_app_focused(p->app); i++)
        press(p, SDLK_DOWN);
    const ui *u = ui_app_tree(p->app);
    const ui_node *focus = ui_node_find(u, ui_app_focused(p->app));
    assert_non_null(focus);
    ui_rect seen = ui_node_seen(focus);
    if (seen.h < focus->box.h && focus->box.h < u->h / 2) say_where(u, focus, "focus out of sight");
}

static void check_over(player *p, SDL_Keycode key)
{
    press(p, key);
    check_screen(p);
    press(p, SDLK_ESCAPE);
}

static void walk_places(player *p)
{
    static const char *const sections[] = {"Reading and motion", "Sound and voice", "Controls",
                                           "Language", "About"};
    click(p, "Progress");
    check_screen(p);
    click(p, "Settings");
    check_screen(p);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        click(p, sections[i]);
        check_screen(p);
    }
    click(p, "Practice");
    press_with(p, SDLK_a, KMOD_LSHIFT);
    check_screen(p);
    press(p, SDLK_ESCAPE);
}

static void walk_page(player *p)
{
    click(p, "About it");
    check_screen(p);
    click(p, "Why you said no: Drawn.");
    check_screen(p);
    click(p, "Other applicants: Drawn.");
    click(p, "More");
    check_screen(p);
    press(p, SDLK_ESCAPE);
}

/* From the desk to the end. */
static void walk_play(player *p)
{
    check_screen(p);
    press(p, SDLK_h);
    check_screen(p);
    press_for(p, "Look the company up.");
    check_screen(p);
    press_for(p, "Ring her.");
    check_screen(p);
    check_over(p, SDLK_ESCAPE);
    check_over(p, SDLK_t);
    check_over(p, SDLK_F1);
    press(p, SDLK_s);
    check_screen(p);
    type_in(p, LONG_TEXT);
    check_screen(p);
    press(p, SDLK_RETURN);
    check_screen(p);
    press_for(p, "Yes. One other place.");
    check_screen(p); /* face to face */
    press(p, SDLK_1);
    check_screen(p); /* mail */
    press(p, SDLK_1);
    check_screen(p); /* plan */
    press(p, SDLK_1);
    check_screen(p); /* note */
    put_scenario(p, "{ \"format\": 1, \"titel\": [] }\n");
    press(p, SDLK_F5);
    check_screen(p); /* a mistake */
    press(p, SDLK_ESCAPE);
    put_scenario(p, SCENARIO);
    press(p, SDLK_1);
    check_screen(p); /* the end */
}

static void walk_all_screens(player *p)
{
    start(p, false);
    check_screen(p);
    check_over(p, SDLK_F1);
    walk_places(p);
    walk_page(p);
    click(p, "Begin");
    walk_play(p);
    press(p, SDLK_2);
    check_screen(p); /* a guess */
    click(p, "Keep this guess");
    assert_shown(p, "How you handled it");
    check_screen(p);
    click(p, "Try again from a moment");
    check_screen(p);
    press(p, SDLK_ESCAPE);
    press(p, SDLK_ESCAPE);
    check_screen(p); /* Practice with scores */
    click(p, "About it");
    check_screen(p);
    click(p, "Delete: attempt of");
    check_screen(p);
    press(p, SDLK_RETURN);
    press(p, SDLK_ESCAPE);
    click(p, "Progress");
    check_screen(p);
}

static void nothing_is_cut_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        player p;
        player_open(&p, (ui_app_opt){.width = sizes[i].w,
                                     .height = sizes[i].h,
                                     .text_percent = sizes[i].percent});
        walk_all_screens(&p);
        player_close(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_cut_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The screens of the game over a small scenario: played, paused, broken and mended as a person
 * would, in a window without a display. */
#include "screen_fixture.h"
#include "test_ui_checks.h"

static void a_play_by_keys_alone(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    assert_shown(&p, "A short talk");
    press(&p, SDLK_RETURN); /* the first scenario has the focus */
    assert_shown(&p, "The kitchen clock ticks.");
    assert_said(&p, "The kitchen clock ticks.");
    press_for(&p, "Look the company up.");
    assert_shown(&p, "They have moved offices.");
    assert_shown(&p, "Their web page");
    press(&p, SDLK_1); /* looking up was possible once: only ringing is left */
    assert_said(&p, "It rings twice.");
    assert_said(&p, "Dana Whitfield: Are you talking to anybody else?");
    for (int i = 0; i < 9 && ui_app_focused(p.app) != id_of(&p, "Yes. One other place."); i++)
        press(&p, SDLK_DOWN);
    press(&p, SDLK_RETURN);
    assert_said(&p, "Dana Whitfield: Thank you for telling me.");
    press(&p, SDLK_KP_1);
    press(&p, SDLK_SPACE);
    press(&p, SDLK_RETURN);
    press(&p, SDLK_1);
    assert_shown(&p, "Friday at ten, then.");
    press(&p, SDLK_RETURN);
    assert_shown(&p, "How you handled it");
    assert_shown(&p, "A date makes it easy to say yes.");
    assert_shown(&p, "That was straight.");
    assert_shown(&p, "You answered what she asked.");
    player_close(&p);
}

static void a_play_by_mouse_alone(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    click(&p, "Begin");
    click(&p, "Ring her.");
    click(&p, "No, nobody.");
    click(&p, "Could I have till Friday at ten?");
    click(&p, "Thank her in two lines.");
    click(&p, "Write down what you will ask.");
    click(&p, "Go to bed.");
    click(&p, "See how it went.");
    assert_shown(&p, "How you handled it");
    assert_shown(&p, "It was not true.");
    assert_shown(&p, "One other place, on Thursday.");
    assert_shown(&p, "another interview");
    player_close(&p);
}

static void a_choice_can_be_taken_back(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    assert_null(find_shown(&p, "take back", true)); /* nothing to take back yet */
    press_for(&p, "Look the company up.");
    assert_shown(&p, "They have moved offices.");
    press(&p, SDLK_u);
    assert_false(is_shown(&p, "They have moved offices."));
    assert_shown(&p, "Look the company up.");
    assert_shown(&p, "stays on record");
    assert_said(&p, "stays on record");
    const ui_node *focus = ui_node_find(ui_app_tree(p.app), ui_app_focused(p.app));
    assert_int_equal(focus->opt.key, '1');
    press_for(&p, "Look the company up.");
    assert_false(is_shown(&p, "stays on record"));
    player_close(&p);
}

static void hints_come_when_asked_for(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    assert_false(is_shown(&p, "Find out first."));
    press(&p, SDLK_h);
    assert_shown(&p, "Find out first.");
    assert_shown(&p, "Twenty minutes are enough.");
    assert_said(&p, "Find out first.");
    press_for(&p, "Look the company up.");
    assert_false(is_shown(&p, "Twenty minutes are enough."));
    player_close(&p);
}

static void pause_leaves_and_comes_back(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    assert_shown(&p, "Northlight, Dana speaking.");
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "Paused");
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "Northlight, Dana speaking.");
    press(&p, SDLK_ESCAPE);
    click(&p, "Back to Practice");
    assert_false(is_shown(&p, "Northlight, Dana speaking."));
    click(&p, "Go on where you stopped");
    assert_shown(&p, "Northlight, Dana speaking.");
    press(&p, SDLK_ESCAPE);
    push_key(SDLK_q, 0);
    assert_false(ui_app_frame(p.app));
    player_close(&p);
}

static void transcript_and_help_open_and_close(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    press(&p, SDLK_t);
    assert_said(&p, "Transcript");
    assert_shown(&p, "The kitchen clock ticks.");
    assert_null(find_shown(&p, "Yes. One other place.", true));
    press(&p, SDLK_ESCAPE);
    press(&p, SDLK_F1);
    assert_shown(&p, "take the last choice back");
    press(&p, SDLK_ESCAPE);
    assert_non_null(find_shown(&p, "Yes. One other place.", true));
    player_close(&p);
}

static void a_moment_can_be_tried_again(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    click(&p, "No, nobody.");
    for (int i = 0; i < 4; i++)
        press(&p, SDLK_1);
    click(&p, "See how it went.");
    click(&p, "Try again from a moment");
    click(&p, "No, nobody.");
    assert_shown(&p, "Are you talking to anybody else?");
    click(&p, "Yes. One other place.");
    assert_said(&p, "Thank you for telling me.");
    player_close(&p);
}

static void the_debrief_leads_back_to_a_line(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    click(&p, "No, nobody.");
    for (int i = 0; i < 4; i++)
        press(&p, SDLK_1);
    press(&p, SDLK_RETURN);
    click(&p, "Try again from here: No, nobody.");
    assert_shown(&p, "Are you talking to anybody else?");
    click(&p, "Yes. One other place.");
    assert_said(&p, "Thank you for telling me.");
    player_close(&p);
}

/* The scenario's file is broken, shown with file and line, mended, and played. */
static void a_broken_scenario_is_mended(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    put_scenario(&p, "{ \"format\": 1,\n  \"id\": \"talk\",\n  \"titel\": \"A short talk\" }\n");
    start(&p, true);
    assert_shown(&p, "scenario.json:3:3: error");
    assert_shown(&p, "titel");
    press(&p, SDLK_r);
    assert_shown(&p, "scenario.json:3:3: error");
    put_scenario(&p, SCENARIO);
    press(&p, SDLK_r);
    assert_shown(&p, "The kitchen clock ticks.");
    player_close(&p);
}

/* An author's Lua fails in the middle: the play stands, and goes on once the file is right. */
static void a_failing_script_is_mended(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    put_script(&p, SCRIPT_FAILS);
    start(&p, true);
    press_for(&p, "Ring her.");
    press_for(&p, "Yes. One other place.");
    assert_shown(&p, "So, what do you need?");
    press(&p, SDLK_1);
    assert_shown(&p, "talk.lua:5");
    put_script(&p, SCRIPT);
    press(&p, SDLK_r); /* and the choice that failed is taken */
    assert_false(is_shown(&p, "talk.lua:5"));
    assert_said(&p, "Dana Whitfield: Friday at ten.");
    assert_shown(&p, "Thank her in two lines.");
    player_close(&p);
}

static void a_failing_script_can_be_stepped_back_from(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    put_script(&p, SCRIPT_FAILS);
    start(&p, true);
    press_for(&p, "Ring her.");
    press_for(&p, "Yes. One other place.");
    press(&p, SDLK_1);
    assert_shown(&p, "talk.lua:5");
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "So, what do you need?");
    press(&p, SDLK_1);
    press(&p, SDLK_u);
    assert_shown(&p, "Are you talking to anybody else?");
    player_close(&p);
}

/* Coming back from the editor is enough. */
static void a_mended_file_is_noticed(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    put_script(&p, SCRIPT_FAILS);
    start(&p, true);
    press_for(&p, "Ring her.");
    press_for(&p, "Yes. One other place.");
    press(&p, SDLK_1);
    SDL_Event back = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_FOCUS_GAINED}};
    assert_int_equal(SDL_PushEvent(&back), 1);
    frame(&p);
    assert_shown(&p, "talk.lua:5");
    put_script(&p, SCRIPT);
    assert_int_equal(SDL_PushEvent(&back), 1);
    frame(&p);
    assert_shown(&p, "Thank her in two lines.");
    player_close(&p);
}

static void an_author_reloads_in_place(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    strbuf text = {0};
    ASSERT_OK(strbuf_add(&text, SCENARIO, &p.e), p.e);
    char *at = strstr(text.data, "Yes. One other");
    assert_non_null(at);
    memcpy(at, "Aye. One other", 14);
    put_scenario(&p, strbuf_text(&text));
    press(&p, SDLK_F5);
    assert_shown(&p, "Aye. One other place.");
    at = strstr(text.data, "\"scenes\"");
    memcpy(at, "\"scense\"", 8);
    put_scenario(&p, strbuf_text(&text));
    press(&p, SDLK_F5);
    assert_shown(&p, "scense");
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "Aye. One other place.");
    strbuf_release(&text);
    player_close(&p);
}

/* Where attempts cannot be kept, that is told before anything is played. */
static void a_place_that_cannot_be_written(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    put_file(&p, "home", "a file where the folder should be\n");
    start(&p, true);
    assert_shown(&p, "home");
    assert_null(find_shown(&p, "Ring her.", true));
    err e = {0};
    ASSERT_OK(file_delete(strbuf_text(&p.home), &e), e);
    press(&p, SDLK_r);
    assert_non_null(find_shown(&p, "Ring her.", true));
    player_close(&p);
}

/* Waiting at a choice costs nothing, and the voice's movement ends by itself. */
static void waiting_draws_nothing(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    unsigned long ticks = ui_app_counts(p.app).ticks;
    settle_down(&p);
    assert_true(ui_app_counts(p.app).ticks - ticks < 60);
    ui_counts before = ui_app_counts(p.app);
    for (int i = 0; i < 20; i++)
        frame(&p);
    ui_counts after = ui_app_counts(p.app);
    assert_int_equal(after.draws, before.draws);
    assert_int_equal(after.builds, before.builds);
    assert_int_equal(after.ticks, before.ticks);
    player_close(&p);
}

/* Larger texts keep the place where one was reading, and the focus. */
static void text_size_keeps_the_place(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){.width = 960, .height = 540});
    start(&p, true);
    press_for(&p, "Ring her.");
    press(&p, SDLK_DOWN);
    int focus = ui_app_focused(p.app);
    assert_true(focus > 0);
    ui_app_set_text_percent(p.app, 200);
    frame(&p);
    const ui_node *line = find_shown(&p, "It rings twice.", false);
    ui_rect seen = ui_node_seen(line);
    const ui_node *chosen = ui_node_find(ui_app_tree(p.app), focus);
    if (seen.h == 0 && ui_node_seen(chosen).h == 0)
        fail_msg("neither what was read nor the focus can be seen");
    player_close(&p);
}

/* One build and one draw for a choice, however much happened before it. */
static void a_choice_is_one_draw(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    ui_counts before = ui_app_counts(p.app);
    press_for(&p, "Look the company up.");
    ui_counts after = ui_app_counts(p.app);
    assert_int_equal(after.builds - before.builds, 1);
    assert_int_equal(after.draws - before.draws, 1);
    player_close(&p);
}

/* --- every screen at every size --- */
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

static void walk_all_screens(player *p)
{
    start(p, false);
    check_screen(p);
    check_over(p, SDLK_F1);
    click(p, "Begin");
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
    press(p, SDLK_1);
    press(p, SDLK_RETURN);
    assert_shown(p, "How you handled it");
    check_screen(p);
    click(p, "Try again from a moment");
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
        cmocka_unit_test(a_play_by_keys_alone),
        cmocka_unit_test(a_play_by_mouse_alone),
        cmocka_unit_test(a_choice_can_be_taken_back),
        cmocka_unit_test(hints_come_when_asked_for),
        cmocka_unit_test(pause_leaves_and_comes_back),
        cmocka_unit_test(transcript_and_help_open_and_close),
        cmocka_unit_test(a_moment_can_be_tried_again),
        cmocka_unit_test(the_debrief_leads_back_to_a_line),
        cmocka_unit_test(a_broken_scenario_is_mended),
        cmocka_unit_test(a_failing_script_is_mended),
        cmocka_unit_test(a_failing_script_can_be_stepped_back_from),
        cmocka_unit_test(a_mended_file_is_noticed),
        cmocka_unit_test(an_author_reloads_in_place),
        cmocka_unit_test(a_place_that_cannot_be_written),
        cmocka_unit_test(waiting_draws_nothing),
        cmocka_unit_test(a_choice_is_one_draw),
        cmocka_unit_test(text_size_keeps_the_place),
        cmocka_unit_test(nothing_is_cut_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A scenario broken and mended, a script that fails, a disk that cannot be written. */
#include "screen_fixture.h"

/* The scenario's file is broken, shown with file and line, mended, and played. */
static void a_broken_scenario_is_mended(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    put_scenario(&p, "{ \"format\": 1,\n  \"id\": \"talk\",\n  \"titel\": \"A short talk\" }\n");
    start(&p, true);
    assert_shown(&p, "scenario.json:3:3");
    assert_shown(&p, "titel");
    press(&p, SDLK_r);
    assert_shown(&p, "scenario.json:3:3");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_broken_scenario_is_mended),
        cmocka_unit_test(a_failing_script_is_mended),
        cmocka_unit_test(a_failing_script_can_be_stepped_back_from),
        cmocka_unit_test(a_mended_file_is_noticed),
        cmocka_unit_test(an_author_reloads_in_place),
        cmocka_unit_test(a_place_that_cannot_be_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

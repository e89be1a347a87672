/* Practice, a scenario's page, Progress: what stands there before, during and after a play. */
#include "screen_fixture.h"

#include <time.h>

static const char OTHER[] =
    "{\"format\": 1, \"id\": \"talk\", \"title\": \"Talk\", \"summary\": \"Another.\","
    " \"clock\": \"2026-03-06 10:15\", \"start\": \"other\", \"scenes\": {\"other\": {\"choices\": "
    "["
    "{\"id\": \"stay\", \"do\": \"Stay at home.\", \"ending\": \"none_yet\", \"to\": \"end\"}]}},"
    " \"endings\": {\"none_yet\": {\"title\": \"Nothing came of it.\"}}}";

static void play_to_the_end(player *p)
{
    press_for(p, "Ring her.");
    press_for(p, "Yes. One other place.");
    for (int i = 0; i < 4; i++)
        press(p, SDLK_1);
    assert_shown(p, "See how it went.");
}

static void leave(player *p)
{
    press(p, SDLK_ESCAPE);
    click(p, "Leave for now");
}

static void greets_by_the_time_of_day(void **state)
{
    (void)state;
    static const struct {
        int hour;
        const char *greeting;
    } cases[] = {
        {9, "Good morning."}, {13, "Good afternoon."}, {19, "Good evening."}, {2, "Good evening."}};
    setenv("TZ", "UTC0", 1);
    tzset();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        player p;
        player_open(&p, (ui_app_opt){0});
        p.program.now = 1772668800 + cases[i].hour * 3600;
        start(&p, false);
        assert_shown(&p, cases[i].greeting);
        player_close(&p);
    }
}

static void nothing_to_play_is_told(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    strbuf path = {0};
    ASSERT_OK(strbuf_addf(&path, &p.e, "%s/data/scenarios/talk/scenario.json", p.folder), p.e);
    ASSERT_OK(file_delete(strbuf_text(&path), &p.e), p.e);
    strbuf_release(&path);
    start(&p, false);
    assert_shown(&p, "There is no scenario here yet.");
    assert_true(ui_app_focused(p.app) > 0);
    player_close(&p);
}

static void a_page_says_what_one_learns(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    click(&p, "About it");
    assert_shown(&p, "Look before you ring.");
    assert_shown(&p, "A receipt says why.");
    assert_shown(&p, "Why you said no");
    assert_shown(&p, "None yet.");
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "About it");
    player_close(&p);
}

/* Both values are tried, so that chance cannot make the test pass. */
static void a_version_can_be_chosen(void **state)
{
    (void)state;
    static const char *const values[] = {"the pay", "being afraid"};
    for (int i = 0; i < 2; i++) {
        player p;
        player_open(&p, (ui_app_opt){0});
        start(&p, false);
        click(&p, "About it");
        strbuf name = {0};
        ASSERT_OK(strbuf_addf(&name, &p.e, "Why you said no: %s", values[i]), p.e);
        click(&p, "Why you said no: Drawn.");
        click(&p, strbuf_text(&name));
        ASSERT_OK(strbuf_add(&name, ", chosen", &p.e), p.e);
        assert_non_null(find_shown(&p, strbuf_text(&name), true));
        strbuf_release(&name);
        press(&p, SDLK_b);
        assert_shown(&p, values[i]);
        player_close(&p);
    }
}

static void a_number_can_be_chosen_or_left_to_chance(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    click(&p, "About it");
    click(&p, "Other applicants: Drawn.");
    assert_non_null(find_shown(&p, "Other applicants: Drawn, chosen", true));
    click(&p, "Other applicants: higher");
    assert_null(find_shown(&p, "Other applicants: Drawn, chosen", true));
    for (int i = 0; i < 3; i++)
        click(&p, "Other applicants: higher");
    assert_null(find_shown(&p, "Other applicants: higher", true)); /* 3 is the most */
    click(&p, "Other applicants: Drawn");
    assert_non_null(find_shown(&p, "Other applicants: Drawn, chosen", true));
    player_close(&p);
}

static void the_same_seed_gives_the_same_week(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    click(&p, "About it");
    click(&p, "More");
    click(&p, "Seed");
    type_in(&p, "12x");
    press(&p, SDLK_b);
    assert_false(is_shown(&p, "The kitchen clock ticks."));
    click(&p, "Begin");
    assert_shown(&p, "A seed is a whole number.");
    click(&p, "Seed");
    press(&p, SDLK_BACKSPACE);
    click(&p, "Begin");
    assert_shown(&p, "The kitchen clock ticks.");
    player_close(&p);
}

static void what_was_begun_can_be_gone_on_with(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    press(&p, SDLK_RETURN);
    press_for(&p, "Ring her.");
    leave(&p);
    assert_shown(&p, "day 1, Friday 10:20");
    press(&p, SDLK_RETURN);
    assert_shown(&p, "Northlight, Dana speaking.");
    leave(&p);
    click(&p, "Start again");
    assert_shown(&p, "The kitchen clock ticks.");
    assert_false(is_shown(&p, "Northlight, Dana speaking."));
    player_close(&p);
}

static void an_attempt_is_deleted_and_brought_back(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    press(&p, SDLK_RETURN);
    press_for(&p, "Ring her.");
    leave(&p);
    click(&p, "About it");
    assert_non_null(find_shown(&p, "Go on: attempt of", true));
    click(&p, "Delete: attempt of");
    assert_null(find_shown(&p, "Go on: attempt of", true));
    assert_said(&p, "is deleted");
    press(&p, SDLK_RETURN); /* Undo has the focus */
    assert_non_null(find_shown(&p, "Go on: attempt of", true));
    assert_said(&p, "The attempt is back.");
    player_close(&p);
}

static void scores_stand_on_the_card_the_page_and_progress(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    click(&p, "Progress");
    assert_shown(&p, "Nothing to show yet.");
    click(&p, "Practice");
    press(&p, SDLK_RETURN);
    play_to_the_end(&p);
    press(&p, SDLK_1);
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "Honesty");
    click(&p, "About it");
    assert_shown(&p, "Friday at ten, then.");
    click(&p, "Debrief: attempt of");
    assert_shown(&p, "How you handled it");
    press(&p, SDLK_ESCAPE);
    press(&p, SDLK_ESCAPE);
    click(&p, "Progress");
    assert_shown(&p, "Skill by skill");
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "About it");
    player_close(&p);
}

/* The scenario has become another since it was finished. */
static void a_finished_attempt_that_fits_no_more_goes_on_and_says_so(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    press(&p, SDLK_RETURN);
    play_to_the_end(&p);
    press(&p, SDLK_1);
    press(&p, SDLK_ESCAPE);
    put_scenario(&p, OTHER);
    click(&p, "About it");
    click(&p, "Debrief: attempt of");
    assert_shown(&p, "The scenario has changed since this attempt was made.");
    assert_shown(&p, "Stay at home.");
    assert_false(is_shown(&p, "How you handled it"));
    player_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greets_by_the_time_of_day),
        cmocka_unit_test(nothing_to_play_is_told),
        cmocka_unit_test(a_page_says_what_one_learns),
        cmocka_unit_test(a_version_can_be_chosen),
        cmocka_unit_test(a_number_can_be_chosen_or_left_to_chance),
        cmocka_unit_test(the_same_seed_gives_the_same_week),
        cmocka_unit_test(what_was_begun_can_be_gone_on_with),
        cmocka_unit_test(an_attempt_is_deleted_and_brought_back),
        cmocka_unit_test(scores_stand_on_the_card_the_page_and_progress),
        cmocka_unit_test(a_finished_attempt_that_fits_no_more_goes_on_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

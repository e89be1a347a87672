/* What lies over a play: menu, transcript, help, the moments to try again from, a guess. */
#include "screen_fixture.h"

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
    click(&p, "Leave for now");
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

static void a_transcript_is_searched_copied_and_saved(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    press(&p, SDLK_t);
    click(&p, "Find");
    type_in(&p, "CLOCK");
    assert_shown(&p, "The kitchen clock ticks.");
    assert_false(is_shown(&p, "Northlight, Dana speaking."));
    assert_said(&p, "One line found.");
    for (int i = 0; i < 5; i++)
        press(&p, SDLK_BACKSPACE);
    assert_shown(&p, "Northlight, Dana speaking.");
    click(&p, "copy");
    assert_shown(&p, "on the clipboard");
    char *copied = SDL_GetClipboardText();
    assert_non_null(strstr(copied, "Dana Whitfield: Northlight, Dana speaking."));
    SDL_free(copied);
    click(&p, "save");
    assert_shown(&p, "Saved as ");
    player_close(&p);
}

static void scores_can_be_guessed_first(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    click(&p, "Yes. One other place.");
    for (int i = 0; i < 4; i++)
        press(&p, SDLK_1);
    click(&p, "Guess your scores first.");
    assert_shown(&p, "Before you look");
    click(&p, "Tact: more");
    click(&p, "Tact: more");
    click(&p, "Honesty: less");
    assert_said(&p, "Tact: 60 of 100");
    assert_said(&p, "Honesty: 45 of 100");
    click(&p, "Keep this guess");
    assert_shown(&p, "How you handled it");
    player_close(&p);
}

static void a_guess_can_be_left_out(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    click(&p, "Yes. One other place.");
    for (int i = 0; i < 4; i++)
        press(&p, SDLK_1);
    press(&p, SDLK_2);
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "How you handled it");
    player_close(&p);
}

/* Where the top has no room, the menu has all of it. */
static void the_menu_holds_what_the_top_has_no_room_for(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){.width = 960, .height = 540, .text_percent = 200});
    start(&p, true);
    assert_null(find_shown(&p, "hint", true));
    click(&p, "menu");
    click(&p, "A hint");
    assert_shown(&p, "Find out first.");
    press_for(&p, "Look the company up.");
    press(&p, SDLK_ESCAPE);
    click(&p, "Take the last choice back");
    assert_shown(&p, "stays on record");
    press(&p, SDLK_ESCAPE);
    click(&p, "What you know");
    assert_shown(&p, "Your call sheet");
    press(&p, SDLK_b);
    assert_false(is_shown(&p, "Your call sheet"));
    player_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pause_leaves_and_comes_back),
        cmocka_unit_test(transcript_and_help_open_and_close),
        cmocka_unit_test(a_moment_can_be_tried_again),
        cmocka_unit_test(the_debrief_leads_back_to_a_line),
        cmocka_unit_test(a_transcript_is_searched_copied_and_saved),
        cmocka_unit_test(scores_can_be_guessed_first),
        cmocka_unit_test(a_guess_can_be_left_out),
        cmocka_unit_test(the_menu_holds_what_the_top_has_no_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

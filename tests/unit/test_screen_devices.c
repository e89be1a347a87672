/* A whole play with one device alone, from Practice to the debrief, and by ear alone. */
#include "screen_fixture.h"

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

/* ---- a gamepad alone ---- */
static void push_button(player *p, SDL_GameControllerButton button)
{
    SDL_Event ev = {.cbutton = {.type = SDL_CONTROLLERBUTTONDOWN, .button = (Uint8)button}};
    assert_int_equal(SDL_PushEvent(&ev), 1);
    ev.type = SDL_CONTROLLERBUTTONUP;
    assert_int_equal(SDL_PushEvent(&ev), 1);
    frame(p);
}

/* Moves the focus down, and up again, until it is on what is called so; then presses A. */
static void pad_choose(player *p, const char *text)
{
    for (int i = 0; i < 60; i++) {
        if (ui_app_focused(p->app) == id_of(p, text)) {
            push_button(p, SDL_CONTROLLER_BUTTON_A);
            return;
        }
        push_button(p, i < 30 ? SDL_CONTROLLER_BUTTON_DPAD_DOWN : SDL_CONTROLLER_BUTTON_DPAD_UP);
    }
    fail_msg("a gamepad does not reach '%s'", text);
}

static void a_play_by_gamepad_alone(void **state)
{
    (void)state;
    static const char *const way[] = {"Begin",
                                      "Look the company up.",
                                      "Ring her.",
                                      "Yes. One other place.",
                                      "Could I have till Friday at ten?",
                                      "Thank her in two lines.",
                                      "Write down what you will ask.",
                                      "Go to bed.",
                                      "See how it went."};
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    for (size_t i = 0; i < sizeof way / sizeof way[0]; i++) {
        if (i == 2) {
            push_button(&p, SDL_CONTROLLER_BUTTON_Y); /* takes it back ... */
            assert_shown(&p, "stays on record");
            pad_choose(&p, way[1]); /* ... and does it again */
            push_button(&p, SDL_CONTROLLER_BUTTON_START);
            assert_shown(&p, "Paused");
            push_button(&p, SDL_CONTROLLER_BUTTON_B);
        }
        pad_choose(&p, way[i]);
    }
    assert_shown(&p, "How you handled it");
    push_button(&p, SDL_CONTROLLER_BUTTON_B);
    assert_shown(&p, "About it");
    player_close(&p);
}

/* ---- by ear alone ---- */

/* What was said last: everything from this place of the log on. */
static bool was_just_said(const player *p, size_t from, const char *text)
{
    return strstr(strbuf_text(&p->said) + from, text) != NULL;
}

/* Goes on until the voice says it, then presses Enter: nothing on the screen is looked at. */
static void ear_choose(player *p, const char *text)
{
    for (int i = 0; i < 40; i++) {
        size_t from = p->said.len;
        press(p, SDLK_TAB);
        if (!was_just_said(p, from, text)) continue;
        strbuf_clear(&p->said);
        press(p, SDLK_RETURN);
        return;
    }
    fail_msg("the voice never said '%s':\n%s", text, strbuf_text(&p->said));
}

/* The whole play can be followed by the voice's log: titles, what is said and by whom, sounds,
 * choices, whose turn it is, the end, the scores. */
static void a_play_by_ear_alone(void **state)
{
    (void)state;
    static const struct {
        const char *choice;
        const char *heard[4]; /* afterwards, in this order */
    } way[] = {
        {"Begin", {"A short talk", "At your desk", "The kitchen clock ticks.", "choices."}},
        {"Look the company up.", {"You chose: Look", "They have moved offices.", "One choice."}},
        {"Ring her.",
         {"It rings twice.", "Dana Whitfield: Northlight, Dana speaking.",
          "Dana Whitfield: Are you talking to anybody else?", "5 choices."}},
        {"Yes. One other place.",
         {"You: Yes. One other place.", "Dana Whitfield: Thank you for telling me.",
          "Dana Whitfield: So, what do you need?"}},
        {"Could I have till Friday at ten?",
         {"Dana Whitfield: Friday at ten.", "Dana Whitfield writes: Friday at ten, third floor."}},
        {"Thank her in two lines.", {"You chose: Thank her", "Your sheet"}},
        {"Write down what you will ask.", {"The same evening"}},
        {"Go to bed.", {"Friday at ten, then.", "This is where it ends."}},
        {"See how it went.", {"Debrief", "Friday at ten, then."}},
    };
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, false);
    assert_said(&p, "Rapport. Practice");
    for (size_t i = 0; i < sizeof way / sizeof way[0]; i++) {
        ear_choose(&p, way[i].choice);
        const char *at = strbuf_text(&p.said);
        for (size_t k = 0; k < 4 && way[i].heard[k]; k++) {
            at = strstr(at, way[i].heard[k]);
            if (!at)
                fail_msg("'%s' was not said after '%s', or out of order:\n%s", way[i].heard[k],
                         way[i].choice, strbuf_text(&p.said));
        }
        strbuf_clear(&p.said);
    }
    player_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_play_by_keys_alone),
        cmocka_unit_test(a_play_by_mouse_alone),
        cmocka_unit_test(a_play_by_gamepad_alone),
        cmocka_unit_test(a_play_by_ear_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The play: what is said, chosen and taken back, in a window without a display. */
#include "screen_fixture.h"

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

/* ---- own words ---- */
static void own_words_stand_beside_the_line(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    assert_null(find_shown(&p, "Say it in your own words first", true)); /* nothing to say here */
    press_for(&p, "Ring her.");
    press(&p, SDLK_s);
    assert_shown(&p, "Never scored.");
    type_in(&p, "Yes, one more");
    type_in(&p, " place.");
    press(&p, SDLK_RETURN);
    assert_shown(&p, "Yes, one more place.");
    assert_said(&p, "Now choose the line that comes nearest.");
    click(&p, "Yes. One other place.");
    assert_shown(&p, "In your own words first");
    press(&p, SDLK_t);
    assert_shown(&p, "Yes, one more place.");
    player_close(&p);
}

static void own_words_can_be_dropped(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    start(&p, true);
    press_for(&p, "Ring her.");
    press(&p, SDLK_s);
    type_in(&p, "Hm");
    click(&p, "Drop it");
    assert_false(is_shown(&p, "You would say"));
    press(&p, SDLK_s); /* what was dropped is there again */
    press(&p, SDLK_RETURN);
    assert_shown(&p, "You would say");
    press(&p, SDLK_s);
    press(&p, SDLK_BACKSPACE);
    press(&p, SDLK_BACKSPACE);
    press(&p, SDLK_RETURN); /* nothing written is nothing */
    assert_false(is_shown(&p, "You would say"));
    press_for(&p, "Yes. One other place.");
    assert_false(is_shown(&p, "In your own words first"));
    player_close(&p);
}

static void own_words_may_always_come_first(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    p.program.settings.own_words = true;
    start(&p, true);
    press_for(&p, "Ring her.");
    assert_null(find_shown(&p, "Yes. One other place.", true));
    type_in(&p, "1"); /* a letter of the answer, no choice */
    press(&p, SDLK_1);
    assert_shown(&p, "Are you talking to anybody else?");
    press(&p, SDLK_RETURN);
    assert_non_null(find_shown(&p, "Yes. One other place.", true));
    player_close(&p);
}

/* ---- reading ---- */
static void lines_come_one_by_one(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    p.program.settings.line_by_line = true;
    start(&p, true);
    assert_shown(&p, "The kitchen clock ticks.");
    assert_false(is_shown(&p, "You said no because of"));
    assert_null(find_shown(&p, "Ring her.", true));
    press(&p, SDLK_1); /* nothing can be chosen yet */
    assert_false(is_shown(&p, "You said no because of"));
    press(&p, SDLK_SPACE);
    assert_shown(&p, "You said no because of");
    press_for(&p, "Ring her.");
    assert_shown(&p, "It rings twice.");
    assert_false(is_shown(&p, "Northlight, Dana speaking."));
    click(&p, "Go on");
    assert_shown(&p, "Northlight, Dana speaking.");
    assert_null(find_shown(&p, "Yes. One other place.", true));
    press(&p, SDLK_RETURN);
    assert_non_null(find_shown(&p, "Yes. One other place.", true));
    player_close(&p);
}

/* ---- the desk ---- */
static const char DESK[] =
    "{ \"format\": 1, \"id\": \"talk\", \"title\": \"A desk\", \"summary\": \"Look around.\",\n"
    "  \"clock\": \"2026-03-06 10:15\", \"start\": \"desk\", \"player\": { \"name\": \"Sam\" },\n"
    "  \"state\": { \"looked\": false }, \"par\": { \"tact\": 4, \"speed\": 3, \"honesty\": 2 },\n"
    "  \"unknown\": [ \"who decides\" ], \"days\": [ { \"on\": 1, \"text\": \"no\" } ],\n"
    "  \"scenes\": { \"desk\": { \"stage\": \"desk\", \"title\": \"At your desk\", \"lines\": [ "
    "\"It is "
    "quiet.\" ], \"choices\": [\n"
    "    { \"id\": \"page\", \"do\": \"Read their page.\", \"place\": \"Their page\", \"set\": { "
    "\"looked\": true }, \"reply\": [ \"Nothing new.\" ] },\n"
    "    { \"id\": \"ask\", \"do\": \"Ask Priya.\", \"place\": \"People you know\", \"reply\": [ "
    "\"She is out.\" ] },\n"
    "    { \"id\": \"bed\", \"do\": \"Go to bed.\", \"ending\": \"slept\", \"to\": \"end\" } ] } "
    "},\n"
    "  \"endings\": { \"slept\": { \"title\": \"You slept on it.\" } } }\n";

static void a_desk_has_places(void **state)
{
    (void)state;
    player p;
    player_open(&p, (ui_app_opt){0});
    put_scenario(&p, DESK);
    start(&p, true);
    assert_non_null(find_shown(&p, "Their page, 1 of 3, open", true));
    assert_shown(&p, "who decides");
    assert_shown(&p, "Still unknown");
    assert_null(find_shown(&p, "Ask Priya.", true));
    click(&p, "People you know");
    press_for(&p, "Ask Priya.");
    assert_shown(&p, "She is out.");
    press(&p, SDLK_3); /* of another place: opens it, with the focus on it */
    assert_non_null(find_shown(&p, "Elsewhere, 3 of 3, open", true));
    assert_false(is_shown(&p, "You slept on it."));
    press(&p, SDLK_3);
    assert_shown(&p, "You slept on it.");
    player_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_choice_can_be_taken_back),
        cmocka_unit_test(hints_come_when_asked_for),
        cmocka_unit_test(waiting_draws_nothing),
        cmocka_unit_test(a_choice_is_one_draw),
        cmocka_unit_test(text_size_keeps_the_place),
        cmocka_unit_test(own_words_stand_beside_the_line),
        cmocka_unit_test(own_words_can_be_dropped),
        cmocka_unit_test(own_words_may_always_come_first),
        cmocka_unit_test(lines_come_one_by_one),
        cmocka_unit_test(a_desk_has_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The debrief over a small scenario with a chart, costly lines and a lie: figures as they come,
 * one moment looked at, another try from there, two tries side by side, the saved page. */
#include "screen/screen.h"
#include "screen/screen_debrief.h"
#include "screen_fixture.h"
#include "test_ui_checks.h"

static const char TALK[] =
    "{ 'format': 1, 'id': 'talk', 'title': 'A short talk', 'summary': 'Five lines.',"
    "  'minutes': 3, 'clock': '2026-03-06 10:15', 'start': 'one',"
    "  'about': { 'legend': 'A receipt says why.', 'coach': [ 'What did she hear first?' ] },"
    "  'worry': [ { 'if': 'trust < 40', 'text': 'Will this one leave again?' } ],"
    "  'cast': { 'dana': { 'name': 'Dana Whitfield', 'role': 'Head of Design' } },"
    "  'state': { 'trust': { 'start': 50, 'min': 0, 'max': 100, 'chart': 'Her trust' }, 'n': 1 },"
    "  'facts': { 'other': { 'is': 'n == 1', 'about': 'another interview' } },"
    "  'scenes': {"
    "   'one': { 'stage': 'call', 'with': 'dana', 'title': 'The call',"
    "     'shuffle': false, 'lines': [ { 'dana': 'Northlight, Dana speaking.' } ], 'choices': ["
    "     { 'id': 'kind', 'say': 'Is now a good time?', 'set': { 'trust': '+20' }, 'to': 'two',"
    "       'shows': [ { 'skill': 'T1', 'points': 2, 'because': 'You asked first.' } ],"
    "       'reply': [ { 'dana': 'Now is fine.' } ] },"
    "     { 'id': 'rude', 'say': 'You owe me an answer.', 'set': { 'trust': '-30' }, 'to': 'two',"
    "       'shows': [ { 'skill': 'T1', 'points': -2, 'because': 'You did not ask.' } ],"
    "       'reply': [ { 'dana': 'Do I?', 'mood': 'hurt' } ] } ] },"
    "   'two': { 'stage': 'call', 'with': 'dana', 'title': 'The call', 'shuffle': false, "
    "'choices': ["
    "     { 'id': 'nod', 'do': 'Nod.', 'to': 'three' },"
    "     { 'id': 'smile', 'do': 'Smile.', 'to': 'three' } ] },"
    "   'three': { 'stage': 'call', 'with': 'dana', 'title': 'The call',"
    "     'shuffle': false, 'lines': [ { 'dana': 'Are you talking to anybody else?' } ], "
    "'choices': ["
    "     { 'id': 'truth', 'say': 'Yes, one other place.', 'claims': { 'other': true },"
    "       'shows': [ { 'skill': 'H1', 'points': 2, 'because': 'It was so.' } ],"
    "       'reply': [ { 'dana': 'Thank you.' } ], 'to': 'four' },"
    "     { 'id': 'lie', 'say': 'No, nobody.', 'claims': { 'other': false },"
    "       'shows': [ { 'skill': 'H1', 'points': -2, 'because': 'It was not true.' } ],"
    "       'reply': [ { 'dana': 'All right.' } ], 'to': 'four' } ] },"
    "   'four': { 'stage': 'call', 'with': 'dana', 'title': 'The call', 'shuffle': false, "
    "'choices': ["
    "     { 'id': 'wait', 'say': 'Take your time.', 'to': 'five', 'shows': ["
    "       { 'skill': 'T4', 'points': 2, 'because': 'You left her free.' } ] },"
    "     { 'id': 'push', 'say': 'Now or never.', 'set': { 'trust': '-10' }, 'to': 'five',"
    "       'shows': [ { 'skill': 'T4', 'points': -2, 'because': 'You pressed.' } ] } ] },"
    "   'five': { 'stage': 'call', 'with': 'dana', 'title': 'The call', 'shuffle': false, "
    "'choices': ["
    "     { 'id': 'ask', 'say': 'And the post?', 'outcomes': ["
    "       { 'weight': 'trust', 'ending': 'good', 'to': 'end' },"
    "       { 'weight': '100 - trust', 'ending': 'bad', 'to': 'end' } ] } ] } },"
    "  'endings': { 'good': { 'title': 'It is yours.', 'kind': 'yes', 'learn': 'Ask first.' },"
    "               'bad': { 'title': 'It is gone.', 'kind': 'no_closed', 'learn': 'Ask first.' } "
    "} "
    "}";

static const char *const RUDE[] = {"You owe me an answer.", "Nod.", "No, nobody.", "Now or never.",
                                   "And the post?"};
static const char *const KIND[] = {"Is now a good time?", "Nod.", "Yes, one other place.",
                                   "Take your time.", "And the post?"};
enum { LINES = 5 };

static void put_talk(player *p)
{
    char text[sizeof TALK];
    for (size_t i = 0; i < sizeof TALK; i++)
        text[i] = TALK[i] == '\'' ? '"' : TALK[i];
    put_scenario(p, text);
}

static debrief *on_top(const player *p)
{
    return p->app->top->screen.self;
}

/* Until all figures have been read and are shown. */
static void figures_come(player *p)
{
    assert_non_null(on_top(p)->review);
    assert_true(session_review_wait(on_top(p)->review, 60000));
    settle_down(p);
}

static void play_on(player *p, const char *const lines[], int from)
{
    for (int i = from; i < LINES; i++)
        press_for(p, lines[i]);
    click(p, "See how it went.");
    assert_shown(p, "How you handled it");
}

static void open_debrief(player *p, ui_app_opt opt, const char *const lines[])
{
    player_open(p, opt);
    put_talk(p);
    start(p, true);
    play_on(p, lines, 0);
}

static void figures_arrive_and_are_shown(void **state)
{
    (void)state;
    player p;
    open_debrief(&p, (ui_app_opt){0}, RUDE);
    assert_said(&p, "Debrief");
    figures_come(&p);
    static const char *const SHOWN[] = {
        "In 200 other weeks this ends well:",
        "Said the same way",
        "The best line found",
        "Guessing",
        "Her trust, moment by moment",
        "Costliest: \xE2\x80\x9CYou owe me an answer.",
        "Dashed: the road not taken, with \xE2\x80\x9CIs now a good time?",
        "What was on her mind",
        "Will this one leave again?",
        "One goal for the next run",
        "What did she hear first?",
        "A receipt says why.",
        "Costly"};
    for (size_t i = 0; i < sizeof SHOWN / sizeof SHOWN[0]; i++)
        assert_shown(&p, SHOWN[i]);
    assert_false(is_shown(&p, "Reading other weeks"));
    assert_false(is_shown(&p, "about "));
    const session_review_view *r = debrief_figures(on_top(&p));
    assert_true(r->done);
    for (int i = 0; i < SESSION_CONDUCTS; i++) {
        char figure[32];
        snprintf(figure, sizeof figure, "%d of 100", debrief_percent(r->conducts[i].odds.share));
        assert_shown(&p, figure);
    }
    char odds[64];
    snprintf(odds, sizeof odds, "%d %% \xE2\x86\x92 %d %%",
             debrief_percent(r->decisions[0].before.share),
             debrief_percent(r->decisions[0].after.share));
    assert_shown(&p, odds);
    player_close(&p);
}

/* The parts of a debrief over figures that are made up. */
typedef struct made_up {
    const session_debrief *d;
    session_review_view r;
    session_review_decision decisions[LINES];
} made_up;

static void build_made_up(void *self, ui *u)
{
    const made_up *m = self;
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1});
    debrief_scores(u, m->d, &m->r);
    debrief_turns(u, m->d, &m->r, true, 1);
    ui_end(u);
}

static void few_weeks_are_told_as_about(void **state)
{
    (void)state;
    player p;
    open_debrief(&p, (ui_app_opt){0}, RUDE);
    figures_come(&p);
    debrief *b = on_top(&p);
    made_up m = {.d = session_debrief_of(b->game->session, &p.e), .r = *debrief_figures(b)};
    assert_int_equal(m.r.decision_count, LINES);
    for (int i = 0; i < LINES; i++) {
        m.decisions[i] = m.r.decisions[i];
        m.decisions[i].before = (session_odds){.weeks = 5, .wanted = 200, .share = 400};
        m.decisions[i].after = (session_odds){.weeks = 5, .wanted = 200, .share = 604};
    }
    m.r.decisions = m.decisions;
    m.r.done = false;
    m.r.readings = m.r.wanted / 4;
    for (int i = 0; i < SESSION_CONDUCTS; i++)
        m.r.conducts[i].odds =
            (session_odds){.weeks = 5, .wanted = 200, .share = 600, .low = 230, .high = 880};
    ASSERT_OK(
        ui_app_push(p.app, (ui_screen){.self = &m, .title = "", .build = build_made_up}, &p.e),
        p.e);
    frame(&p);
    assert_shown(&p, "about 60");
    assert_false(is_shown(&p, "60 of 100"));
    assert_shown(&p, "about 40 % \xE2\x86\x92 60 %");
    assert_shown(&p, "Reading other weeks: 25 of 100");
    m.r.conducts[0].odds = (session_odds){.weeks = 0, .wanted = 200, .share = -1};
    m.decisions[0].before.share = -1;
    ui_app_changed(p.app);
    frame(&p); /* nothing read yet: a name without a figure */
    assert_shown(&p, "Said the same way");
    ui_app_pop(p.app);
    frame(&p);
    player_close(&p);
}

static void what_mattered_and_every_line(void **state)
{
    (void)state;
    player p;
    open_debrief(&p, (ui_app_opt){0}, RUDE);
    figures_come(&p);
    assert_shown(&p, "The moments that mattered");
    assert_shown(&p, "Now or never.");
    assert_false(is_shown(&p, "Nod."));
    press(&p, SDLK_m);
    assert_shown(&p, "What each line did");
    assert_shown(&p, "Nod.");
    press(&p, SDLK_m);
    assert_false(is_shown(&p, "Nod."));
    click(&p, "Show every line");
    assert_shown(&p, "Nod.");
    player_close(&p);
}

static void check_moment(player *p)
{
    assert_shown(p, "Turn 3");
    static const char *const SHOWN[] = {"You said this",
                                        "Best found",
                                        "Not true",
                                        "Ends well in ",
                                        "In this week the answer would be:",
                                        "Thank you.",
                                        "All right.",
                                        "How a line gets its class",
                                        "no other line was open",
                                        "It was untrue"};
    for (size_t i = 0; i < sizeof SHOWN / sizeof SHOWN[0]; i++)
        assert_shown(p, SHOWN[i]);
    assert_false(is_shown(p, "about"));
    press(p, SDLK_ESCAPE);
    assert_shown(p, "How you handled it");
}

static void a_moment_opens_by_key_and_by_mouse(void **state)
{
    (void)state;
    player p;
    open_debrief(&p, (ui_app_opt){0}, RUDE);
    figures_come(&p);
    int id = id_of(&p, "What else could be said in place of: No, nobody.");
    for (int i = 0; i < 100 && ui_app_focused(p.app) != id; i++)
        press(&p, SDLK_TAB);
    assert_int_equal(ui_app_focused(p.app), id);
    assert_said(&p, "What else could be said in place of: No, nobody.");
    press(&p, SDLK_RETURN);
    assert_said(&p, "What else could be said");
    check_moment(&p);
    click(&p, "What else could be said in place of: No, nobody.");
    check_moment(&p);
    player_close(&p);
}

static uint32_t count_branches(player *p, uint32_t *count)
{
    session_attempts *all = session_attempts_of(p->program.places, "talk", &p->e);
    assert_non_null(all);
    uint32_t branches = 0;
    for (uint32_t i = 0; i < all->count; i++)
        branches += all->list[i].branch;
    *count = all->count;
    session_attempts_free(all);
    return branches;
}

/* From the list and from the moment: both begin a branch, and the first try stays on record. */
static void another_try_is_a_branch(void **state)
{
    (void)state;
    for (int from_moment = 0; from_moment < 2; from_moment++) {
        player p;
        uint32_t count;
        open_debrief(&p, (ui_app_opt){0}, RUDE);
        figures_come(&p);
        assert_int_equal(count_branches(&p, &count), 0);
        assert_int_equal(count, 1);
        if (from_moment) {
            click(&p, "What else could be said in place of: You owe me an answer.");
            press(&p, SDLK_r);
        } else {
            click(&p, "Try again from here: You owe me an answer.");
        }
        assert_shown(&p, "Northlight, Dana speaking.");
        play_on(&p, KIND, 0);
        assert_int_equal(count_branches(&p, &count), 1);
        assert_int_equal(count, 2);
        figures_come(&p);
        assert_false(is_shown(&p, "Costliest"));
        press(&p, SDLK_c);
        assert_shown(&p, "They part at turn 1.");
        assert_shown(&p, "This try");
        assert_shown(&p, "The earlier try");
        assert_shown(&p, "Both in the same week");
        assert_shown(&p, "Is now a good time?");
        assert_shown(&p, "You owe me an answer.");
        press(&p, SDLK_ESCAPE);
        assert_shown(&p, "How you handled it");
        player_close(&p);
    }
}

static void nothing_to_compare_with_says_so(void **state)
{
    (void)state;
    player p;
    open_debrief(&p, (ui_app_opt){0}, KIND);
    click(&p, "compare with an earlier try");
    assert_shown(&p, "There is no other try to compare with.");
    press(&p, SDLK_ESCAPE);
    assert_shown(&p, "How you handled it");
    player_close(&p);
}

static bool find_page(void *self, const char *name, err *e)
{
    strbuf *found = self;
    return strstr(name, "-debrief.html") == NULL || strbuf_add(found, name, e);
}

/* All of it stands in the window, wherever the rest has been scrolled to. */
static void check_in_sight(player *p, const char *text)
{
    const ui_node *n = find_shown(p, text, false);
    assert_non_null(n);
    assert_int_equal(ui_node_seen(n).h, n->box.h);
}

static void the_report_is_saved_and_that_is_seen(void **state)
{
    (void)state;
    player p;
    strbuf folder = {0}, name = {0}, path = {0}, page = {0};
    open_debrief(&p, (ui_app_opt){.width = 960, .height = 540}, RUDE);
    figures_come(&p);
    ui_app_focus(p.app, id_of(&p, "What else could be said in place of: Now or never."));
    frame(&p); /* scrolled down */
    press(&p, SDLK_s);
    assert_said(&p, "Saved. Open it with your browser:");
    check_in_sight(&p, "Saved. Open it with your browser:");
    check_boxes(ui_app_tree(p.app));
    ASSERT_OK(file_join(&folder, session_places_home(p.program.places), "reports", &p.e), p.e);
    ASSERT_OK(file_list(strbuf_text(&folder), find_page, &name, &p.e), p.e);
    assert_true(name.len > 0);
    assert_shown(&p, strbuf_text(&name));
    ASSERT_OK(file_join(&path, strbuf_text(&folder), strbuf_text(&name), &p.e), p.e);
    ASSERT_OK(file_read(strbuf_text(&path), 1 << 20, &page, &p.e), p.e);
    assert_non_null(strstr(strbuf_text(&page), "You owe me an answer."));
    press(&p, SDLK_h);
    assert_false(is_shown(&p, "Saved."));
    click(&p, "Save report");
    click(&p, "hide");
    assert_false(is_shown(&p, "Saved."));
    strbuf_release(&folder);
    strbuf_release(&name);
    strbuf_release(&path);
    strbuf_release(&page);
    player_close(&p);
}

static void a_report_that_cannot_be_saved_says_why(void **state)
{
    (void)state;
    player p;
    open_debrief(&p, (ui_app_opt){.width = 960, .height = 540}, RUDE);
    figures_come(&p);
    put_file(&p, "home/reports", "in the way");
    ui_app_focus(p.app, id_of(&p, "What else could be said in place of: Now or never."));
    frame(&p);
    press(&p, SDLK_s);
    check_in_sight(&p, "reports");
    assert_false(is_shown(&p, "Saved."));
    assert_true(is_said(&p, "reports"));
    player_close(&p);
}

/* Takes choices by their digits: what is written on them depends on the language. */
static void press_digits(player *p, const char *digits)
{
    for (; *digits; digits++)
        press(p, *digits);
}

/* Enter on this opens another screen, whose boxes are as they should be. */
static void check_behind(player *p, int id)
{
    const ui_entry *before = p->app->top;
    ui_app_focus(p->app, id);
    frame(p);
    press(p, SDLK_RETURN);
    assert_ptr_not_equal(p->app->top, before);
    check_boxes(ui_app_tree(p->app));
}

/* Everything at one size; figures first, so that the boxes hold still. */
static void check_size(ui_app_opt opt, bool pseudo)
{
    player p;
    err e = {0};
    player_open(&p, opt);
    put_talk(&p);
    if (pseudo) {
        session_places_phrases(p.program.places, screen_phrases());
        ASSERT_OK(session_places_speak(p.program.places, SESSION_PSEUDO, &e), e);
    }
    start(&p, true);
    press_digits(&p, "212211"); /* rude, and on to the debrief */
    figures_come(&p);
    assert_int_equal(is_shown(&p, "Said the same way"), !pseudo);
    check_boxes(ui_app_tree(p.app));
    press(&p, SDLK_m);
    check_boxes(ui_app_tree(p.app));
    press(&p, SDLK_s);
    check_boxes(ui_app_tree(p.app));
    check_behind(&p, DEBRIEF_MOMENT + 3);
    press(&p, SDLK_ESCAPE);
    press(&p, SDLK_c); /* nothing to compare with */
    check_boxes(ui_app_tree(p.app));
    press(&p, SDLK_ESCAPE);
    check_behind(&p, DEBRIEF_TURN + 3);
    press_digits(&p, "1111c"); /* kind from there on, then both side by side */
    check_boxes(ui_app_tree(p.app));
    assert_int_equal(is_shown(&p, "Both in the same week"), !pseudo);
    player_close(&p);
}

static void nothing_is_cut_at_any_size(void **state)
{
    (void)state;
    static const ui_app_opt SIZES[] = {{.width = 1280, .height = 800, .text_percent = 100},
                                       {.width = 960, .height = 540, .text_percent = 100},
                                       {.width = 1280, .height = 800, .text_percent = 200},
                                       {.width = 960, .height = 540, .text_percent = 200}};
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++)
        for (int pseudo = 0; pseudo < 2; pseudo++)
            check_size(SIZES[i], pseudo);
}

/* What cannot be seen is heard: chart, odds, classes. */
static void the_whole_can_be_heard(void **state)
{
    (void)state;
    player p;
    open_debrief(&p, (ui_app_opt){0}, RUDE);
    figures_come(&p);
    strbuf_clear(&p.said);
    ui_app_say_all(p.app);
    static const char *const HEARD[] = {
        "Her trust: 50 at the beginning, 10 at its lowest, 50 at its highest, 10 at the end.",
        "Chance to end well: ",
        "per cent after.",
        "Said the same way: ",
        "Costly",
        "One goal for the next run",
        "It was not true."};
    for (size_t i = 0; i < sizeof HEARD / sizeof HEARD[0]; i++)
        assert_said(&p, HEARD[i]);
    player_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_arrive_and_are_shown),
        cmocka_unit_test(few_weeks_are_told_as_about),
        cmocka_unit_test(what_mattered_and_every_line),
        cmocka_unit_test(a_moment_opens_by_key_and_by_mouse),
        cmocka_unit_test(another_try_is_a_branch),
        cmocka_unit_test(nothing_to_compare_with_says_so),
        cmocka_unit_test(the_report_is_saved_and_that_is_seen),
        cmocka_unit_test(a_report_that_cannot_be_saved_says_why),
        cmocka_unit_test(nothing_is_cut_at_any_size),
        cmocka_unit_test(the_whole_can_be_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

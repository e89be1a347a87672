/* The session: what a view shows beside the lines, and what the debrief says besides scores. */
#include "session_desk.h"

#define TALK                                                                                       \
    "{ 'format': 1, 'id': 'talk', 'title': 'Talk', 'summary': 'A talk.', 'cover': 'covers/x',"     \
    "  'clock': '2026-03-06 16:30', 'start': 'hello', 'player': { 'name': 'Sam' },"                \
    "  'about': { 'goals': [ 'Be brief.' ], 'legend': 'As it stands {x}.', 'coach': [ 'Why "       \
    "{trust}"                                                                                      \
    "?', { 'if': 'trust > 60', 'text': 'High?' }, { 'if': 'trust <= 60', 'text': 'Low?' } ] },"    \
    "  'worry': [ { 'if': 'trust < 55', 'text': 'Leaves again at {trust}?' }, { 'if': 'trust < "   \
    "60', 'text': 'Late?' } ],"                                                                    \
    "  'cast': { 'dana': { 'name': 'Dana', 'portrait': 'people/{face}' }, 'lee': { 'name': "       \
    "'Lee', "                                                                                      \
    "'portrait': 'people/{wrong}' } },"                                                            \
    "  'state': { 'trust': { 'start': 50, 'min': 0, 'max': 100, 'chart': 'Her trust' },"           \
    "     'n': { 'start': 3, 'chart': 'Count' }, 'flag': { 'start': false, 'chart': 'Flag' },"     \
    "     'face': { 'one_of': [ 'ada', 'noor' ] }, 'wrong': { 'one_of': { 'w': '../x' } } },"      \
    "  'unknown': [ 'Who decides.', { 'if': 'n > 3', 'text': 'Why {n}.' } ],"                      \
    "  'days': [ { 'on': 1, 'text': 'no' }, { 'if': 'n > 3', 'at': 'clock.now + 1440', 'text': "   \
    "'ring' }, { 'on': 'clock.day + 1', 'text': 'plan' }, { 'on': -4, 'text': 'never' },"          \
    "     { 'on': 1, 'text': [ { 'if': 'n > 3', 'text': 'sorry' } ] } ],"                          \
    "  'events': { 'bell': {} },"                                                                  \
    "  'scenes': {"                                                                                \
    "   'hello': { 'stage': 'face', 'with': 'dana', 'picture': 'places/lobby', 'shuffle': false,"  \
    "     'lines': [ { 'dana': 'Yes?', 'mood': 'guarded' }, { 'dana': 'Well.' } ],"                \
    "     'choices': [ { 'id': 'plain', 'say': 'It is about the post.', 'takes': '2m', 'set': { "  \
    "'trust': '+5', 'n': '+1' }, 'place': 'Mail {n}',"                                             \
    "        'shows': [ { 'skill': 'T1', 'points': 1, 'because': 'You said why.' }, { 'skill': "   \
    "'H1', 'points': 0, 'because': 'No reason yet.' } ], 'reply': [ { 'dana': 'Go on.', 'mood': "  \
    "'warm' } ], 'to': 'desk' },"                                                                  \
    "       { 'id': 'vague', 'say': 'Got a sec?', 'reply': [ { 'dana': 'For what?' } ],"           \
    "        'shows': [ { 'skill': 'T1', 'points': -2, 'because': 'No reason.' }, { 'skill': 'H1"  \
    "', 'points': 1, 'because': 'True.' } ] } ] },"                                                \
    "   'desk': { 'stage': 'desk', 'choices': [ { 'id': 'wait', 'do': 'Wait.', 'takes': '6d' }, "  \
    "{ 'id': 'sleep', 'do': 'Sleep.', 'takes': '1d' },"                                            \
    "      { 'id': 'up', 'do': 'Up.', 'set': { 'trust': '+10', 'face': 'noor', 'n': -9 }, 'to': "  \
    "'lee' } ] },"                                                                                 \
    "   'lee': { 'stage': 'call', 'with': 'lee', 'lines': [ { 'lee': 'Hm.' }, { 'dana': 'Psst.', " \
    "'mood': 'hurt' } ], 'choices': [ { 'id': 'stop', 'say': 'Bye.', 'ending': 'yes', 'to': 'end'" \
    " } ] } },"                                                                                    \
    "  'endings': { 'yes': { 'title': 'Yes at {trust}.', 'kind': 'yes' } } }"

static void view_pictures(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, false, false);
    const session_view *v = session_look(s);
    assert_string_equal(v->portrait, "people/ada");
    assert_string_equal(v->picture, "places/lobby");
    assert_string_equal(v->mood, "guarded");
    assert_string_equal(v->options[0].place, "Mail 3");
    assert_string_equal(v->options[1].place, "");
    desk_choose(&d, s, "vague");
    assert_string_equal(session_look(s)->mood, "guarded");
    desk_choose(&d, s, "plain");
    /* Nobody is at the desk. */
    assert_string_equal(session_look(s)->portrait, "");
    assert_string_equal(session_look(s)->picture, "");
    assert_string_equal(session_look(s)->mood, "");
    desk_choose(&d, s, "up");
    /* What values give may be no name; then nothing is shown. Another's mood is not his. */
    assert_string_equal(session_look(s)->person, "Lee");
    assert_string_equal(session_look(s)->portrait, "");
    assert_string_equal(session_look(s)->mood, "");
    session_free(s);
    desk_tear_down(&d);
}

static void view_unknown_and_days(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, false, false);
    const session_view *v = session_look(s);
    assert_int_equal(v->unknown_count, 1);
    assert_string_equal(v->unknown[0], "Who decides.");
    assert_int_equal(v->day_count, SESSION_DAYS);
    assert_int_equal(v->day_number, 1);
    assert_string_equal(v->days[0].name, "Fri");
    assert_string_equal(v->days[0].label, "no");
    assert_true(v->days[0].now);
    assert_false(v->days[0].past);
    assert_string_equal(v->days[1].name, "Sat");
    assert_string_equal(v->days[1].label, "plan");
    assert_string_equal(v->days[6].name, "Thu");
    assert_string_equal(v->days[6].label, "");
    desk_choose(&d, s, "plain");
    v = session_look(s);
    assert_int_equal(v->unknown_count, 2);
    assert_string_equal(v->unknown[1], "Why 4.");
    assert_string_equal(v->days[0].label, "no, sorry");
    assert_string_equal(v->days[1].label, "ring, plan");
    desk_choose(&d, s, "sleep");
    v = session_look(s);
    assert_true(v->days[0].past);
    assert_false(v->days[0].now);
    assert_true(v->days[1].now);
    assert_int_equal(v->days[0].number, 1);
    /* A mark a week ago is out of sight: the strip begins today. */
    desk_choose(&d, s, "wait");
    v = session_look(s);
    assert_int_equal(v->day_number, 8);
    assert_int_equal(v->days[0].number, 8);
    assert_string_equal(v->days[0].name, "Fri");
    assert_true(v->days[0].now);
    session_free(s);
    desk_tear_down(&d);
}

static void debrief_goes_turn_by_turn(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, false, false);
    static const char *const CHOICES[] = {"vague", "plain", "up", "stop"};
    const session_debrief *b = session_debrief_of(s, &d.e);
    assert_non_null(b);
    assert_int_equal(b->point_count, 1);
    assert_string_equal(b->goal, "");
    for (size_t i = 0; i < 4; i++)
        desk_choose(&d, s, CHOICES[i]);
    b = session_debrief_of(s, &d.e);
    if (!b) fail_msg("%s", d.e.text);
    assert_int_equal(b->point_count, 5);
    assert_int_equal(b->chart_count, 2);
    assert_string_equal(b->charts[0].variable, "trust");
    assert_string_equal(b->charts[0].label, "Her trust");
    assert_int_equal(b->charts[0].min, 0);
    assert_int_equal(b->charts[0].max, 100);
    assert_memory_equal(b->charts[0].values, ((const int[]){50, 50, 55, 65, 65}), 5 * sizeof(int));
    /* Without ends of its own the scale reaches as far as the numbers. */
    assert_int_equal(b->charts[1].min, -9);
    assert_int_equal(b->charts[1].max, 4);
    static const char *const WORRIES[] = {"Leaves again at 50?", "Leaves again at 50?", "Late?", "",
                                          ""};
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(b->worries[i], WORRIES[i]);
    assert_int_equal(b->coach_count, 2);
    assert_string_equal(b->coach[0], "Why 65?");
    assert_string_equal(b->coach[1], "High?");
    assert_string_equal(b->legend, "As it stands {x}.");
    /* T1 lost 3 of 6, H1 lost 1 of 2. */
    assert_string_equal(b->goal_skill, "T1");
    assert_true(strlen(b->goal) > 10);
    assert_string_equal(b->goal_name, b->skills[0].name);
    assert_int_equal(b->skills[0].lost, 3);
    assert_true(strlen(b->skills[0].means) > 10);
    assert_string_equal(b->skills[1].id, "H1");
    assert_int_equal(b->skills[1].lost, 1);
    /* The moment is where it was. */
    assert_true(session_look(s)->over);
    session_free(s);
    desk_tear_down(&d);
}

static void debrief_asked_in_the_middle_changes_nothing(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, false, false);
    desk_choose(&d, s, "vague");
    assert_non_null(session_debrief_of(s, &d.e));
    desk_choose(&d, s, "plain");
    const session_debrief *b = session_debrief_of(s, &d.e);
    assert_int_equal(b->point_count, 3);
    session_replay r;
    session *again;
    strbuf text = {0};
    assert_true(session_attempt_text(s, &text, &d.e));
    assert_true(file_write(strbuf_text(&d.record), strbuf_text(&text), text.len, &d.e));
    assert_true(
        session_replay_attempt(d.places, d.scenario, strbuf_text(&d.record), &r, &again, &d.e));
    assert_true(r.same);
    assert_string_equal(session_debrief_of(again, &d.e)->hash, b->hash);
    session_free(again);
    session_free(s);
    strbuf_release(&text);
    desk_tear_down(&d);
}

/* ---- self-rating ---- */

static void guesses_are_kept_and_compared(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, true, true);
    static const int GUESSES[] = {90, 10, 50};
    assert_false(session_rate(s, GUESSES, &d.e));
    assert_int_equal(d.e.code, ERR_ARG);
    err_clear(&d.e);
    desk_choose(&d, s, "plain");
    desk_choose(&d, s, "up");
    desk_choose(&d, s, "stop");
    const session_debrief *b = session_debrief_of(s, &d.e);
    assert_false(b->rated);
    assert_int_equal(b->rated_off, -1);
    assert_int_equal(b->axes[0].guess, -1);
    assert_false(session_rate(s, ((const int[]){0, 101, 0}), &d.e));
    assert_int_equal(d.e.code, ERR_ARG);
    err_clear(&d.e);
    char hash[17];
    memcpy(hash, b->hash, sizeof hash);
    assert_true(session_rate(s, ((const int[]){1, 2, 3}), &d.e));
    assert_true(session_rate(s, GUESSES, &d.e));
    b = session_debrief_of(s, &d.e);
    assert_true(b->rated);
    assert_string_equal(b->hash, hash);
    /* Tact 100, speed not scored, honesty 0 with one slip forgiven. */
    assert_int_equal(b->axes[0].score, 100);
    assert_int_equal(b->axes[0].guess_off, -10);
    assert_int_equal(b->axes[1].score, -1);
    assert_int_equal(b->axes[1].guess, 10);
    assert_int_equal(b->axes[1].guess_off, 0);
    assert_int_equal(b->axes[2].guess_off, 50 - b->axes[2].score);
    int far = b->axes[2].guess_off < 0 ? -b->axes[2].guess_off : b->axes[2].guess_off;
    assert_int_equal(b->rated_off, (10 + far + 1) / 2);
    /* File and store have them, and a replay is the same as without. */
    session_replay r;
    session *again;
    const char *const FROM[] = {strbuf_text(&d.record), session_attempt_id(s)};
    for (int i = 0; i < 2; i++) {
        assert_true(session_replay_attempt(d.places, d.scenario, FROM[i], &r, &again, &d.e));
        assert_true(r.same);
        b = session_debrief_of(again, &d.e);
        assert_int_equal(b->axes[0].guess, 90);
        assert_string_equal(b->hash, hash);
        session_free(again);
    }
    /* A branch is another play: nothing was guessed about it yet. */
    assert_true(session_rewind(s, 1, &d.e));
    assert_false(session_debrief_of(s, &d.e)->rated);
    session_free(s);
    desk_tear_down(&d);
}

static void damaged_ratings_are_refused(void **unused)
{
    (void)unused;
    static const char *const WRONG[] = {"[1,2,3]",
                                        "{ \"tact\": 1, \"speed\": 2 }",
                                        "{ \"tact\": 1, \"speed\": 2, \"honesty\": 101 }",
                                        "{ \"tact\": 1, \"speed\": -1, \"honesty\": 1 }",
                                        "{ \"tact\": 1.5, \"speed\": 2, \"honesty\": 1 }",
                                        "{ \"tact\": \"1\", \"speed\": 2, \"honesty\": 1 }",
                                        "7"};
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, false, false);
    strbuf good = {0}, bad = {0};
    assert_true(session_attempt_text(s, &good, &d.e));
    const char *at = strstr(strbuf_text(&good), "  \"inputs\"");
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        strbuf_clear(&bad);
        assert_true(strbuf_addn(&bad, good.data, (size_t)(at - good.data), NULL) &&
                    strbuf_addf(&bad, NULL, "\"rated\": %s,\n%s", WRONG[i], at));
        assert_true(file_write(strbuf_text(&d.record), strbuf_text(&bad), bad.len, &d.e));
        session_replay r;
        session *again;
        assert_false(
            session_replay_attempt(d.places, d.scenario, strbuf_text(&d.record), &r, &again, &d.e));
        assert_int_equal(d.e.code, ERR_FORMAT);
        assert_non_null(strstr(d.e.text, "rated"));
        err_clear(&d.e);
    }
    session_free(s);
    strbuf_release(&good);
    strbuf_release(&bad);
    desk_tear_down(&d);
}

static void ids_of_attempts_have_a_form(void **unused)
{
    (void)unused;
    static const char *const WRONG[] = {"", "0123", "0123456789abcdeF", "../../../../etc/x",
                                        "0123456789abcdef0"};
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, false, false);
    strbuf good = {0}, bad = {0};
    assert_true(session_attempt_text(s, &good, &d.e));
    char *at = strstr(good.data, session_attempt_id(s));
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        strbuf_clear(&bad);
        assert_true(strbuf_addn(&bad, good.data, (size_t)(at - good.data), NULL) &&
                    strbuf_addf(&bad, NULL, "%s%s", WRONG[i], at + 16));
        assert_true(file_write(strbuf_text(&d.record), strbuf_text(&bad), bad.len, &d.e));
        session_replay r;
        session *again;
        assert_false(
            session_replay_attempt(d.places, d.scenario, strbuf_text(&d.record), &r, &again, &d.e));
        assert_non_null(strstr(d.e.text, "16 digits"));
        err_clear(&d.e);
    }
    session_free(s);
    strbuf_release(&good);
    strbuf_release(&bad);
    desk_tear_down(&d);
}

/* ---- files of pictures ---- */

static void pictures_are_found(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    desk_put(&d, "scenarios/talk/art/people/ada.svg", "<svg/>");
    desk_put(&d, "assets/art/people/ada.svg", "<svg/>");
    desk_put(&d, "assets/art/people/ada.warm.svg", "<svg/>");
    desk_put(&d, "assets/secret.svg", "<svg/>");
    static const struct {
        const char *name, *mood, *file;
        bool own; /* looked for in the scenario's folder, too */
    } CASES[] = {
        {"people/ada", "", "data/scenarios/talk/art/people/ada.svg", true},
        {"people/ada", "", "data/assets/art/people/ada.svg", false},
        {"people/ada", "warm", "data/assets/art/people/ada.warm.svg", true},
        {"people/ada", "cool", "", true},
        {"people/noor", "", "", true},
        {"people/ada.warm", "", "", true},
        {"../secret", "", "", true},
        {"people/ada", "../../../secret", "", true},
        {"people/ada", "warm/x", "", true},
        {"", "", "", true},
    };
    strbuf path = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *folder = CASES[i].own ? scenario_folder(d.scenario) : NULL;
        assert_true(
            session_picture_file(d.places, folder, CASES[i].name, CASES[i].mood, &path, &d.e));
        size_t len = strlen(CASES[i].file);
        if (len == 0)
            assert_int_equal(path.len, 0);
        else
            assert_string_equal(strbuf_text(&path) + path.len - len, CASES[i].file);
    }
    strbuf_release(&path);
    desk_tear_down(&d);
}

static bool see_cover(void *self, const session_scenario_info *one)
{
    strbuf *seen = self;
    return strbuf_add(seen, one->cover, NULL);
}

static void lists_tell_covers(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    desk_put(&d, "scenarios/zz/scenario.json", "{ \"id\": \"zz\", \"cover\": \"../../x\" }");
    strbuf seen = {0};
    assert_true(session_list_scenarios(d.places, see_cover, &seen, &d.e));
    assert_string_equal(strbuf_text(&seen), "covers/x");
    strbuf_release(&seen);
    desk_tear_down(&d);
}

/* ---- an input that fails leaves no trace ---- */

#ifdef BASE_FAULTS
static void remember(const session *s, strbuf *out)
{
    const session_view *v = session_look(s);
    strbuf_clear(out);
    assert_true(strbuf_addf(out, NULL, "%s|%s|%s|%s|%s|%u|%u|%u|%d", v->scene_id, v->portrait,
                            v->picture, v->mood, v->clock, v->line_count, v->option_count, v->turn,
                            v->call_minutes));
    for (uint32_t i = 0; i < v->line_count; i++)
        assert_true(strbuf_addf(out, NULL, "\n%s: %s", v->lines[i].name, v->lines[i].text));
    for (uint32_t i = 0; i < v->option_count; i++)
        assert_true(strbuf_addf(out, NULL, "\n%s", v->options[i].text));
    for (uint32_t i = 0; i < v->day_count; i++)
        assert_true(strbuf_addf(out, NULL, "\n%s %s", v->days[i].name, v->days[i].label));
}

static void a_failed_choice_leaves_the_view_as_it_was(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, false, false);
    strbuf before = {0}, now = {0};
    remember(s, &before);
    long failed = 0;
    for (;; failed++) {
        err e = {0};
        base_alloc_fail_after(failed);
        bool ok = session_choose(s, "plain", "mine", &e);
        base_alloc_fail_after(-1);
        if (ok) break;
        assert_int_equal(e.code, ERR_NOMEM);
        remember(s, &now);
        assert_string_equal(strbuf_text(&now), strbuf_text(&before));
        assert_true(failed < 10000);
    }
    /* Memory taken in the failed tries is kept for the next, so there are few of them. */
    assert_true(failed > 3);
    assert_int_equal(session_look(s)->turn, 1);
    assert_string_equal(session_look(s)->scene_id, "desk");
    for (long n = 0;; n++) {
        err e = {0};
        base_alloc_fail_after(n);
        const session_debrief *b = session_debrief_of(s, &e);
        base_alloc_fail_after(-1);
        if (b) break;
        assert_int_equal(e.code, ERR_NOMEM);
        assert_true(n < 10000);
    }
    strbuf_release(&before);
    strbuf_release(&now);
    session_free(s);
    desk_tear_down(&d);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(view_pictures),
        cmocka_unit_test(view_unknown_and_days),
        cmocka_unit_test(debrief_goes_turn_by_turn),
        cmocka_unit_test(debrief_asked_in_the_middle_changes_nothing),
        cmocka_unit_test(guesses_are_kept_and_compared),
        cmocka_unit_test(damaged_ratings_are_refused),
        cmocka_unit_test(ids_of_attempts_have_a_form),
        cmocka_unit_test(pictures_are_found),
        cmocka_unit_test(lists_tell_covers),
#ifdef BASE_FAULTS
        cmocka_unit_test(a_failed_choice_leaves_the_view_as_it_was),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The session: a scenario's page, lists of attempts, and progress over them. */
#include "session_desk.h"

#include "session/session_info.h"
#include "session/session_progress.h"
#include "store/store.h"

#define TALK                                                                                       \
    "{ 'format': 1, 'id': 'talk', 'title': 'Talk', 'summary': 'A talk.', 'minutes': 5,"            \
    "  'cover': 'covers/x', 'clock': '2026-03-06 16:30', 'start': 'hello',"                        \
    "  'about': { 'goals': [ 'Be brief.', 'Be kind.' ], 'legend': 'L.' },"                         \
    "  'skills': { 'n1': { 'name': 'Names it', 'axis': 'speed', 'means': 'M.' } },"                \
    "  'cast': { 'dana': { 'name': 'Dana' } },"                                                    \
    "  'state': { 'reason': { 'one_of': { 'pay': 'the pay', 'fear': 'fear' }, 'draw': true, "      \
    "'pick': 'Why' }, 'coin': { 'start': false, 'pick': 'Coin' }, 'n': { 'min': 1, 'max': 6, "     \
    "'draw': true, 'pick': 'Dice' }, 'other': 3 },"                                                \
    "  'scenes': { 'hello': { 'stage': 'call', 'with': 'dana', 'choices': ["                       \
    "    { 'id': 'good', 'say': 'It is about the post.', 'takes': '1d2h', 'set': { 'other': '+1' " \
    "}, 'shows': [ { 'skill': 'T1', 'points': 2, 'because': 'b' }, { 'skill': 'n1', 'points': 1, " \
    "'because': 'b' } ] },"                                                                        \
    "    { 'id': 'bad', 'say': 'Sec?', 'shows': [ { 'skill': 'T1', 'points': -2, 'because': 'b' "  \
    "} ] },"                                                                                       \
    "    { 'id': 'stop', 'say': 'Bye.', 'ending': 'yes', 'to': 'end' } ] } },"                     \
    "  'endings': { 'yes': { 'title': 'Yes, {reason}.', 'kind': 'yes' }, 'old': { 'title': "       \
    "'Old words.', 'kind': 'waitlist' } } }"

static void choose(desk *d, session *s, const char *a, const char *b)
{
    desk_choose(d, s, a);
    if (b) desk_choose(d, s, b);
}

static void nothing_yet(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session_info *i = session_info_of(d.places, d.scenario, &d.e);
    if (!i) fail_msg("%s", d.e.text);
    assert_string_equal(i->id, "talk");
    assert_string_equal(i->cover, "covers/x");
    assert_string_equal(i->legend, "L.");
    assert_int_equal(i->minutes, 5);
    assert_int_equal(i->goal_count, 2);
    assert_string_equal(i->goals[1], "Be kind.");
    assert_int_equal(i->pick_count, 3);
    assert_string_equal(i->picks[0].variable, "reason");
    assert_string_equal(i->picks[0].label, "Why");
    assert_true(i->picks[0].drawn);
    assert_int_equal(i->picks[0].value_count, 2);
    assert_string_equal(i->picks[0].values[0].value, "pay");
    assert_string_equal(i->picks[0].values[0].text, "the pay");
    assert_false(i->picks[1].drawn);
    assert_string_equal(i->picks[1].values[0].value, "true");
    assert_string_equal(i->picks[1].values[1].text, "no");
    assert_int_equal(i->picks[1].usual, 1); /* it starts as "no" */
    assert_int_equal(i->picks[2].value_count, 0);
    assert_int_equal(i->picks[2].min, 1);
    assert_int_equal(i->picks[2].max, 6);
    /* Only what the evidence names. */
    assert_int_equal(i->skill_count, 2);
    assert_string_equal(i->skills[0].id, "T1");
    assert_true(*i->skills[0].means && *i->skills[0].goal);
    assert_string_equal(i->skills[1].means, "M.");
    assert_string_equal(i->skills[1].goal, "");
    assert_int_equal(i->attempts->count, 0);
    assert_null(i->attempts->unfinished);
    assert_int_equal(i->attempts->best[0], -1);
    session_info_free(i);
    session_progress *p = session_progress_of(d.places, NULL, 0, &d.e);
    assert_non_null(p);
    assert_int_equal(p->finished + p->skill_count + p->due_count + p->goal_count, 0);
    assert_int_equal(p->axes[0].first, -1);
    assert_int_equal(p->calibration.far, -1);
    session_progress_free(p);
    /* Asking makes no store. */
    assert_false(file_is_folder(strbuf_text(&d.home)));
    session_info_free(NULL);
    session_progress_free(NULL);
    session_attempts_free(NULL);
    assert_false(session_attempt_delete(d.places, "0123456789abcdef", &d.e));
    assert_int_equal(d.e.code, ERR_MISSING);
    desk_tear_down(&d);
}

static void lists_attempts_without_playing_them(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, true, false);
    char first[17], second[17], third[17];
    memcpy(first, session_attempt_id(s), 17);
    choose(&d, s, "good", "stop");
    assert_true(session_rate(s, ((const int[]){90, 80, 70}), &d.e));
    assert_true(session_rewind(s, 1, &d.e));
    memcpy(second, session_attempt_id(s), 17);
    session_free(s);
    s = desk_begin(&d, true, false);
    memcpy(third, session_attempt_id(s), 17);
    session_free(s);
    session_attempts *a = session_attempts_of(d.places, "talk", &d.e);
    if (!a) fail_msg("%s", d.e.text);
    assert_int_equal(a->count, 3);
    assert_int_equal(a->finished, 1);
    const session_attempt_info *one = &a->list[0];
    assert_string_equal(one->id, third);
    assert_int_equal(one->turn, 0);
    assert_int_equal(one->day, 1);
    assert_string_equal(one->clock, "Friday 16:30");
    assert_false(one->branch);
    /* Begun and left at once is nothing to go on with. */
    assert_ptr_equal(a->unfinished, &a->list[1]);
    one = &a->list[1];
    assert_string_equal(one->id, second);
    assert_true(one->branch);
    assert_string_equal(one->parent, first);
    assert_int_equal(one->turn, 1);
    assert_int_equal(one->day, 2);
    assert_string_equal(one->clock, "Saturday 18:30");
    assert_string_equal(one->title, "");
    assert_int_equal(one->scores[0], -1);
    assert_int_equal(one->guesses[0], -1);
    one = &a->list[2];
    assert_true(one->finished);
    assert_string_equal(one->ending, "yes");
    assert_string_equal(one->kind, "yes");
    assert_non_null(strstr(one->title, "Yes, "));
    assert_null(strchr(one->title, '{'));
    assert_int_equal(one->scores[0], 100);
    assert_int_equal(one->scores[2], -1);
    assert_int_equal(one->guesses[2], 70);
    assert_int_equal(strlen(one->ended), strlen("2026-03-06T16:30:00Z"));
    assert_int_equal(a->best[0], 100);
    assert_int_equal(a->best[2], -1);
    session_attempts_free(a);
    a = session_attempts_of(d.places, "other", &d.e);
    assert_int_equal(a->count, 0);
    session_attempts_free(a);
    desk_tear_down(&d);
}

static void deleting_can_be_undone(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, true, false);
    char id[17], unfinished[17];
    memcpy(id, session_attempt_id(s), 17);
    desk_choose(&d, s, "good");
    session_free(s);
    assert_true(session_unfinished(d.places, "talk", unfinished, &d.e));
    assert_string_equal(unfinished, id);
    assert_true(session_attempt_delete(d.places, id, &d.e));
    assert_true(session_unfinished(d.places, "talk", unfinished, &d.e));
    assert_string_equal(unfinished, "");
    session_attempts *a = session_attempts_of(d.places, NULL, &d.e);
    assert_int_equal(a->count, 0);
    session_attempts_free(a);
    assert_true(session_attempt_restore(d.places, id, &d.e));
    a = session_attempts_of(d.places, NULL, &d.e);
    assert_int_equal(a->count, 1);
    assert_string_equal(a->unfinished->id, id);
    session_attempts_free(a);
    assert_false(session_attempt_restore(d.places, "0123456789abcdef", &d.e));
    assert_int_equal(d.e.code, ERR_MISSING);
    desk_tear_down(&d);
}

/* ---- what a store may hold ---- */

/* A finished attempt as the store would have it. */
typedef struct past {
    const char *id, *scenario, *parent, *ended;
    int tact, guess; /* guess -1: not rated */
    const char *skill, *goal;
    int score; /* of the skill; -1: none */
} past;

static void keep(desk *d, const past *all, size_t count)
{
    err e = {0};
    store *s = store_open_sqlite(strbuf_text(&d->home), &e);
    if (!s) fail_msg("%s", e.text);
    for (size_t i = 0; i < count; i++) {
        story_attempt a = {.id = all[i].id, .scenario = all[i].scenario, .parent = all[i].parent};
        store_skill skill = {all[i].skill, "its name", STORY_TACT, all[i].score, 2};
        store_result done = {.ending = "yes",
                             .title = "t",
                             .ended = all[i].ended,
                             .goal = all[i].goal,
                             .scores = {all[i].tact, -1, -1},
                             .skills = &skill,
                             .skill_count = all[i].score >= 0};
        bool ok = s->ops->create(s, &a, NULL, &e) && s->ops->finish(s, a.id, &done, &e);
        if (ok && all[i].guess >= 0)
            ok = s->ops->rate(s, a.id, (const int32_t[]){all[i].guess, 0, 0}, &e);
        if (!ok) fail_msg("%s", e.text);
        story_attempt_release(&a);
    }
    store_close(s);
}

#define ID(n) "00000000000000" n

/* 2026-03-20 12:00 UTC. */
#define NOW INT64_C(1774008000)

static session_progress *progress(desk *d, const char *scenario_id)
{
    session_progress *p = session_progress_of(d->places, scenario_id, NOW, &d->e);
    if (!p) fail_msg("%s", d->e.text);
    return p;
}

static void curves_tell_first_tries_from_branches(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    static const past ALL[] = {
        {ID("01"), "talk", NULL, "2026-03-10T12:00:00Z", 40, -1, "T1", "T1", 30},
        {ID("02"), "talk", ID("01"), "2026-03-10T12:30:00Z", 90, -1, "T1", NULL, 95},
        {ID("03"), "other", NULL, "2026-03-11T12:00:00Z", 60, -1, "n1", "n1", 50},
        {ID("04"), "talk", NULL, "2026-03-12T12:00:00Z", 70, -1, "T1", "n9", 80},
        {ID("05"), "talk", NULL, "2026-03-13T12:00:00Z", -1, -1, "n1", NULL, 20},
    };
    keep(&d, ALL, sizeof ALL / sizeof *ALL);
    session_progress *p = progress(&d, NULL);
    assert_int_equal(p->finished, 5);
    assert_int_equal(p->first_tries, 4);
    const session_axis_progress *tact = &p->axes[0];
    assert_string_equal(tact->word, "tact");
    assert_int_equal(tact->count, 4);
    assert_int_equal(tact->points[0].score, 40);
    assert_string_equal(tact->points[0].attempt, ID("01"));
    assert_true(tact->points[1].branch);
    assert_int_equal(tact->points[3].score, 70);
    assert_int_equal(tact->first, 40);
    assert_int_equal(tact->last, 70);
    assert_int_equal(tact->best, 70); /* not the branch's 90 */
    assert_int_equal(p->axes[1].count, 0);
    assert_int_equal(p->axes[1].best, -1);
    /* n1 is a skill of its own in each of the two scenarios. */
    assert_int_equal(p->skill_count, 3);
    assert_string_equal(p->skills[0].id, "T1");
    assert_string_equal(p->skills[0].scenario, "");
    assert_string_equal(p->skills[1].scenario, "other");
    assert_string_equal(p->skills[2].scenario, "talk");
    assert_string_equal(p->skills[2].id, "n1");
    assert_int_equal(p->skills[0].count, 3);
    assert_int_equal(p->skills[0].best, 80);
    /* Goals, the newest first, and what came of them. */
    assert_int_equal(p->goal_count, 3);
    assert_string_equal(p->goals[0].skill, "n9");
    assert_int_equal(p->goals[0].before, -1);
    assert_string_equal(p->goals[1].scenario, "other");
    assert_int_equal(p->goals[1].before, 50);
    assert_int_equal(p->goals[1].after, -1);
    assert_string_equal(p->goals[2].name, "its name");
    assert_int_equal(p->goals[2].before, 30);
    assert_int_equal(p->goals[2].after, 95);
    session_progress_free(p);
    p = progress(&d, "other");
    assert_int_equal(p->finished, 1);
    assert_int_equal(p->skill_count, 1);
    session_progress_free(p);
    desk_tear_down(&d);
}

static void practice_is_spaced(void **unused)
{
    (void)unused;
    static const struct {
        const char *why;
        int days[4]; /* of March 2026; 0: none */
        int scores[4];
        int interval, due_in;
    } CASES[] = {
        {"after the first it is due the next day", {19}, {90}, 1, 0},
        {"practised today", {20}, {90}, 1, 1},
        {"on the due day it goes to three", {18, 19}, {90, 60}, 3, 2},
        {"and on to seven and fourteen", {1, 2, 5, 12}, {60, 60, 60, 60}, 14, 6},
        {"late is as good", {1, 18}, {90, 90}, 3, 1},
        {"a poor one brings it back", {1, 2, 5, 18}, {90, 90, 90, 59}, 1, -1},
        {"practice before it is due keeps the interval", {18, 18, 18}, {90, 90, 90}, 1, -1},
        {"and counts from its day", {10, 11, 13}, {90, 90, 90}, 3, -4},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        desk d = desk_set_up(TALK);
        past all[4];
        char ids[4][17], times[4][24];
        size_t count = 0;
        for (; count < 4 && CASES[i].days[count]; count++) {
            snprintf(ids[count], sizeof ids[count], "%016x", (unsigned)count + 1);
            snprintf(times[count], sizeof times[count], "2026-03-%02dT12:00:00Z",
                     CASES[i].days[count]);
            all[count] = (past){ids[count], "talk", NULL, times[count],          50,
                                -1,         "T1",   NULL, CASES[i].scores[count]};
        }
        keep(&d, all, count);
        session_progress *p = progress(&d, NULL);
        const session_skill_progress *one = &p->skills[0];
        if (one->interval != CASES[i].interval || one->due_in != CASES[i].due_in ||
            one->due != (CASES[i].due_in <= 0))
            fail_msg("%s: interval %d, due in %d", CASES[i].why, one->interval, one->due_in);
        assert_int_equal(p->due_count, one->due);
        session_progress_free(p);
        desk_tear_down(&d);
    }
}

static void branches_are_no_practice_and_unknown_times_do_no_harm(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    static const past ALL[] = {
        {ID("01"), "talk", ID("09"), "2026-03-10T12:00:00Z", 40, -1, "T1", NULL, 30},
        {ID("02"), "talk", NULL, NULL, 40, -1, "T2", NULL, 30},
        {ID("03"), "talk", NULL, "yesterday", 40, -1, "T3", NULL, 30},
        {ID("04"), "talk", NULL, "2026-02-30T12:00:00Z", 40, -1, "T4", NULL, 30},
        {ID("05"), "talk", NULL, "2026-03-10T12:00:0xZ", 40, -1, "T5", NULL, 30},
        {ID("06"), "talk", NULL, "2026-03-17T12:00:00Z", 40, -1, "T6", NULL, 30},
        {ID("07"), "talk", NULL, "2026-03-18T12:00:00Z", 40, -1, "T7", NULL, 30},
        {ID("08"), "talk", NULL, "2026-03-18T12:00:00Z", 40, -1, "H1", NULL, 10},
    };
    keep(&d, ALL, sizeof ALL / sizeof *ALL);
    session_progress *p = progress(&d, NULL);
    assert_int_equal(p->skill_count, 8);
    for (uint32_t i = 0; i < p->skill_count; i++)
        if (strcmp(p->skills[i].id, "T6") < 0 && p->skills[i].id[0] == 'T') {
            assert_int_equal(p->skills[i].interval, 0);
            assert_false(p->skills[i].due);
        }
    assert_int_equal(p->due_count, 3);
    assert_string_equal(p->due[0]->id, "T6"); /* longest due */
    assert_string_equal(p->due[1]->id, "H1"); /* then the lower score */
    assert_string_equal(p->due[2]->id, "T7");
    session_progress_free(p);
    desk_tear_down(&d);
}

static void guesses_are_compared_over_time(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    static const past ALL[] = {
        {ID("01"), "talk", NULL, "2026-03-10T12:00:00Z", 40, 80, "T1", NULL, -1},
        {ID("02"), "talk", NULL, "2026-03-11T12:00:00Z", 40, 70, "T1", NULL, -1},
        {ID("03"), "talk", NULL, "2026-03-12T12:00:00Z", 50, 45, "T1", NULL, -1},
        {ID("04"), "talk", NULL, "2026-03-13T12:00:00Z", 50, -1, "T1", NULL, -1},
        {ID("05"), "talk", NULL, "2026-03-14T12:00:00Z", 60, 60, "T1", NULL, -1},
    };
    keep(&d, ALL, sizeof ALL / sizeof *ALL);
    session_progress *p = progress(&d, NULL);
    assert_int_equal(p->calibration.count, 4);
    assert_int_equal(p->calibration.off[0], 16); /* (40 + 30 - 5 + 0) / 4 */
    assert_int_equal(p->calibration.off[1], 0);  /* never scored */
    assert_int_equal(p->calibration.far, 19);    /* (40 + 30 + 5 + 0) / 4 */
    assert_int_equal(p->calibration.far_first, 35);
    assert_int_equal(p->calibration.far_last, 3);
    session_progress_free(p);
    desk_tear_down(&d);
}

static void old_rows_borrow_the_words_of_their_ending(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    err e = {0};
    store *s = store_open_sqlite(strbuf_text(&d.home), &e);
    static const char *const ENDINGS[] = {"yes", "old", "gone"};
    static const char *const IDS[] = {ID("01"), ID("02"), ID("03")};
    for (int i = 0; i < 3; i++) {
        story_attempt a = {.id = IDS[i], .scenario = "talk"};
        store_result done = {.ending = ENDINGS[i], .scores = {1, 2, 3}};
        assert_true(s->ops->create(s, &a, NULL, &e) && s->ops->finish(s, a.id, &done, &e));
    }
    store_close(s);
    session_info *i = session_info_of(d.places, d.scenario, &d.e);
    assert_string_equal(i->attempts->list[0].title, "");
    assert_string_equal(i->attempts->list[1].title, "Old words.");
    assert_string_equal(i->attempts->list[1].kind, "waitlist");
    /* These hold a value, so they cannot be known. */
    assert_string_equal(i->attempts->list[2].title, "");
    assert_string_equal(i->attempts->list[2].kind, "yes");
    assert_int_equal(i->attempts->list[2].day, 0);
    assert_string_equal(i->attempts->list[2].clock, "");
    session_info_free(i);
    desk_tear_down(&d);
}

/* A store may have been damaged or written by anybody. */
static void many_and_strange_rows_do_no_harm(void **unused)
{
    (void)unused;
    enum { MANY = 420 }; /* more skills than are looked at */
    desk d = desk_set_up(TALK);
    err e = {0};
    store *s = store_open_sqlite(strbuf_text(&d.home), &e);
    for (unsigned i = 0; i < MANY; i++) {
        char id[17], skill[12];
        snprintf(id, sizeof id, "%016x", i);
        snprintf(skill, sizeof skill, "s%u", i);
        story_attempt a = {.id = id, .scenario = i % 2 ? "talk" : "x"};
        store_skill one = {skill, "", STORY_HONESTY, 100, INT32_MIN};
        store_standing now = {(int64_t)i * 1000000 - 36000000, 1 + (int32_t)i};
        store_result done = {.ending = "",
                             .title = "",
                             .ended = "9999-99-99T99:99:99Z",
                             .goal = skill,
                             .scores = {0, 100, 0},
                             .skills = &one,
                             .skill_count = 1};
        assert_true(s->ops->create(s, &a, &now, &e) && s->ops->finish(s, id, &done, &e));
    }
    store_close(s);
    session_attempts *a = session_attempts_of(d.places, NULL, &d.e);
    if (!a) fail_msg("%s", d.e.text);
    assert_int_equal(a->count, MANY);
    for (uint32_t i = 0; i < a->count; i++)
        assert_true(strlen(a->list[i].clock) >= strlen("Monday 00:00"));
    session_attempts_free(a);
    session_progress *p = progress(&d, NULL);
    assert_int_equal(p->finished, MANY);
    assert_true(p->skill_count < MANY && p->skill_count > 100);
    assert_true(p->goal_count <= 100);
    session_progress_free(p);
    desk_tear_down(&d);
}

#ifdef BASE_FAULTS
static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    static const past ALL[] = {
        {ID("01"), "talk", NULL, "2026-03-10T12:00:00Z", 40, 80, "T1", "T1", 30},
        {ID("02"), "talk", NULL, "2026-03-11T12:00:00Z", 40, 70, "T1", NULL, 40},
    };
    keep(&d, ALL, 2);
    for (int kind = 0; kind < 2; kind++) {
        long held = base_alloc_live();
        for (long n = 0;; n++) {
            err e = {0};
            base_alloc_fail_after(n);
            session_info *i = kind ? NULL : session_info_of(d.places, d.scenario, &e);
            session_progress *p = kind ? session_progress_of(d.places, NULL, NOW, &e) : NULL;
            base_alloc_fail_after(-1);
            bool ok = i || p;
            assert_int_equal(e.code, ok ? ERR_NONE : ERR_NOMEM);
            session_info_free(i);
            session_progress_free(p);
            if (ok) break;
            assert_true(n < 10000);
        }
        assert_true(base_alloc_live() <= held);
    }
    desk_tear_down(&d);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_yet),
        cmocka_unit_test(lists_attempts_without_playing_them),
        cmocka_unit_test(deleting_can_be_undone),
        cmocka_unit_test(curves_tell_first_tries_from_branches),
        cmocka_unit_test(practice_is_spaced),
        cmocka_unit_test(branches_are_no_practice_and_unknown_times_do_no_harm),
        cmocka_unit_test(guesses_are_compared_over_time),
        cmocka_unit_test(old_rows_borrow_the_words_of_their_ending),
        cmocka_unit_test(many_and_strange_rows_do_no_harm),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

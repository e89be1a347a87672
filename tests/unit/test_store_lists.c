/* store: what lists and progress are made of, and stores of an older layout. */
#include "test_store.h"

#define FIRST "00000000000000aa"
#define BRANCH "00000000000000bb"
#define OTHER "00000000000000cc"

static const int32_t SCORES[STORY_AXES] = {71, -1, 100};

static void on_each_kind(void **state, void (*test)(store *s))
{
    err e = {0};
    store *kinds[] = {store_open_memory(&e), place_open(*state)};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        assert_non_null(kinds[i]);
        test(kinds[i]);
        store_close(kinds[i]);
    }
}

static void create(store *s, const char *id, const char *scenario, const store_standing *now)
{
    err e = {0};
    story_attempt a = attempt_make(id, scenario, 2);
    if (!s->ops->create(s, &a, now, &e)) fail_msg("%s", e.text);
    story_attempt_release(&a);
}

/* ---- what a row holds ---- */

typedef struct row_want {
    const char *id, *ending, *title, *kind, *ended, *goal;
    int32_t scores[STORY_AXES], guesses[STORY_AXES];
    store_standing now;
    bool finished, found;
} row_want;

static bool see_row(void *self, const store_row *row)
{
    row_want *w = self;
    if (strcmp(row->id, w->id) != 0) return true;
    w->found = true;
    assert_true(text_same(row->ending, w->ending));
    assert_true(text_same(row->title, w->title));
    assert_true(text_same(row->kind, w->kind));
    assert_true(text_same(row->ended, w->ended));
    assert_true(text_same(row->goal, w->goal));
    assert_memory_equal(row->scores, w->scores, sizeof w->scores);
    assert_memory_equal(row->guesses, w->guesses, sizeof w->guesses);
    assert_int_equal(row->now.clock, w->now.clock);
    assert_int_equal(row->now.day, w->now.day);
    assert_int_equal(row->finished, w->finished);
    return false;
}

static void row_is(store *s, row_want want)
{
    err e = {0};
    if (!s->ops->list(s, NULL, see_row, &want, &e)) fail_msg("%s", e.text);
    assert_true(want.found);
}

static void keep_standing(store *s)
{
    static const store_standing BEGUN = {29550000, 1}, LATER = {29551234, 2};
    static const store_standing EARLY = {-36000000, 1}; /* a story of the year 1901 */
    err e = {0};
    row_want want = {.id = FIRST, .scores = {-1, -1, -1}, .guesses = {-1, -1, -1}};
    create(s, FIRST, "offer", NULL);
    row_is(s, want);
    create(s, BRANCH, "offer", &EARLY);
    create(s, OTHER, "offer", &BEGUN);
    want.id = BRANCH;
    want.now = EARLY;
    row_is(s, want);
    want.id = OTHER;
    want.now = BEGUN;
    row_is(s, want);
    story_attempt a = attempt_make(OTHER, "offer", 3);
    assert_true(s->ops->append(s, &a, &LATER, NULL, &e));
    want.now = LATER;
    row_is(s, want);
    assert_true(attempt_grow(&a, &e));
    /* Nothing said about it: it stands where it stood. */
    assert_true(s->ops->append(s, &a, NULL, NULL, &e));
    row_is(s, want);
    story_attempt_release(&a);
}

static void a_row_says_where_a_play_stands(void **state)
{
    on_each_kind(state, keep_standing);
}

static void keep_end(store *s)
{
    err e = {0};
    static const store_skill SKILL = {"S1", "decides", STORY_SPEED, 40, 3};
    store_result done = {.ending = "late",
                         .title = "\"Grüße.\"",
                         .ended = "2026-03-01T09:59:00Z",
                         .scores = {1, 2, 3},
                         .skills = &SKILL,
                         .skill_count = 1};
    create(s, FIRST, "offer", NULL);
    story_attempt a = attempt_make(FIRST, "offer", 3);
    assert_true(s->ops->append(s, &a, NULL, &done, &e));
    expect_kept(s, &a);
    row_want want = {.id = FIRST,
                     .ending = "late",
                     .title = "\"Grüße.\"",
                     .ended = "2026-03-01T09:59:00Z",
                     .scores = {1, 2, 3},
                     .guesses = {-1, -1, -1},
                     .finished = true};
    row_is(s, want);
    /* The last result counts, and the time of the first. */
    assert_true(finish_as(s, FIRST, "declined", SCORES, &e));
    want.ending = "declined";
    want.title = "\"So be it.\"";
    want.kind = "no_open";
    want.goal = "H2";
    memcpy(want.scores, SCORES, sizeof SCORES);
    row_is(s, want);
    story_attempt_release(&a);
}

static void a_row_says_how_it_ended(void **state)
{
    on_each_kind(state, keep_end);
}

static void refuse_results(store *s)
{
    static const store_skill UNFIT[] = {{NULL, "x", 0, 0, 0},
                                        {"T1", NULL, 0, 0, 0},
                                        {"T1", "x", -1, 0, 0},
                                        {"T1", "x", STORY_AXES, 0, 0},
                                        {"T\xFF", "x", 0, 0, 0}};
    err e = {0};
    create(s, FIRST, "offer", NULL);
    story_attempt a = attempt_make(FIRST, "offer", 3), was = attempt_make(FIRST, "offer", 2);
    for (size_t i = 0; i < sizeof UNFIT / sizeof *UNFIT; i++) {
        store_result done = {.ending = "x", .skills = &UNFIT[i], .skill_count = 1};
        err_clear(&e);
        assert_false(s->ops->finish(s, FIRST, &done, &e));
        assert_int_equal(e.code, ERR_ARG);
        err_clear(&e);
        assert_false(s->ops->append(s, &a, NULL, &done, &e));
        assert_int_equal(e.code, ERR_ARG);
    }
    store_result torn = {.ending = "x", .title = "\xC3"};
    assert_false(s->ops->append(s, &a, NULL, &torn, NULL));
    /* An input whose end cannot be kept is not kept either. */
    expect_kept(s, &was);
    row_is(s, (row_want){.id = FIRST, .scores = {-1, -1, -1}, .guesses = {-1, -1, -1}});
    story_attempt_release(&a);
    story_attempt_release(&was);
}

static void unfit_results_are_refused_whole(void **state)
{
    on_each_kind(state, refuse_results);
}

static void keep_guesses(store *s)
{
    err e = {0};
    create(s, FIRST, "offer", NULL);
    assert_true(s->ops->rate(s, FIRST, (const int32_t[]){0, 50, 100}, &e));
    assert_true(s->ops->rate(s, FIRST, (const int32_t[]){10, 60, 90}, &e));
    row_is(s, (row_want){.id = FIRST, .scores = {-1, -1, -1}, .guesses = {10, 60, 90}});
    story_attempt a = attempt_make(FIRST, "offer", 2), b = attempt_make(BRANCH, "offer", 2);
    a.rated = b.rated = true;
    memcpy(a.guesses, (const int32_t[]){10, 60, 90}, sizeof a.guesses);
    memcpy(b.guesses, (const int32_t[]){1, 2, 3}, sizeof b.guesses);
    expect_kept(s, &a);
    /* An attempt that comes from a file has its guesses with it. */
    assert_true(s->ops->create(s, &b, NULL, &e));
    expect_kept(s, &b);
    assert_false(s->ops->rate(s, FIRST, (const int32_t[]){0, 101, 0}, &e));
    assert_int_equal(e.code, ERR_ARG);
    err_clear(&e);
    assert_false(s->ops->rate(s, FIRST, (const int32_t[]){0, 0, -1}, &e));
    assert_int_equal(e.code, ERR_ARG);
    err_clear(&e);
    assert_false(s->ops->rate(s, OTHER, (const int32_t[]){0, 0, 0}, &e));
    assert_int_equal(e.code, ERR_MISSING);
    expect_kept(s, &a);
    story_attempt_release(&a);
    story_attempt_release(&b);
}

static void guesses_are_kept_with_the_attempt(void **state)
{
    on_each_kind(state, keep_guesses);
}

/* ---- lists ---- */

typedef struct seen {
    strbuf text;
    uint32_t left;
} seen;

static bool see_id(void *self, const store_row *row)
{
    seen *l = self;
    return strbuf_addf(&l->text, NULL, "%s ", row->id + 14) && --l->left > 0;
}

static bool see_skill(void *self, const char *attempt, const store_skill *one)
{
    seen *l = self;
    return strbuf_addf(&l->text, NULL, "%s:%s/%s/%d/%d/%d ", attempt + 14, one->skill, one->name,
                       (int)one->axis, (int)one->score, (int)one->lost) &&
           --l->left > 0;
}

static void lists_are(store *s, const char *scenario, uint32_t most, const char *rows,
                      const char *skills)
{
    err e = {0};
    seen l = {.left = most};
    if (!s->ops->list(s, scenario, see_id, &l, &e)) fail_msg("%s", e.text);
    assert_string_equal(strbuf_text(&l.text), rows);
    strbuf_clear(&l.text);
    l.left = most;
    if (!s->ops->skills(s, scenario, see_skill, &l, &e)) fail_msg("%s", e.text);
    assert_string_equal(strbuf_text(&l.text), skills);
    strbuf_release(&l.text);
}

#define SHOWN(id) id ":H2/answers/2/0/4 " id ":T1/asks leave/0/75/1 "

static void keep_removed(store *s)
{
    err e = {0};
    create(s, FIRST, "offer", NULL);
    create(s, BRANCH, "talk", NULL);
    create(s, OTHER, "offer", NULL);
    lists_are(s, NULL, 9, "cc bb aa ", "");
    assert_true(finish_as(s, FIRST, "x", SCORES, &e) && finish_as(s, BRANCH, "x", SCORES, &e));
    lists_are(s, NULL, 9, "cc bb aa ", SHOWN("bb") SHOWN("aa"));
    lists_are(s, "offer", 9, "cc aa ", SHOWN("aa"));
    lists_are(s, NULL, 1, "cc ", "bb:H2/answers/2/0/4 ");
    assert_true(s->ops->remove(s, FIRST, true, &e));
    assert_true(s->ops->remove(s, FIRST, true, &e));
    lists_are(s, NULL, 9, "cc bb ", SHOWN("bb"));
    lists_are(s, "offer", 9, "cc ", "");
    story_attempt a = attempt_make(FIRST, "offer", 2);
    expect_kept(s, &a);
    story_attempt_release(&a);
    assert_true(s->ops->remove(s, FIRST, false, &e));
    lists_are(s, "offer", 9, "cc aa ", SHOWN("aa"));
    assert_false(s->ops->remove(s, "nobody", true, &e));
    assert_int_equal(e.code, ERR_MISSING);
}

static void removed_attempts_are_not_listed_and_come_back(void **state)
{
    on_each_kind(state, keep_removed);
}

/* ---- a store of the first layout ---- */

static const char OLD[] =
    "PRAGMA application_id = 0x52617070;"
    "CREATE TABLE attempt( id TEXT NOT NULL PRIMARY KEY, scenario TEXT NOT NULL,"
    " scenario_hash TEXT NOT NULL, seed TEXT NOT NULL, begun TEXT, parent TEXT,"
    " parent_inputs INTEGER NOT NULL, begin_hash TEXT NOT NULL,"
    " finished INTEGER NOT NULL DEFAULT 0, ending TEXT, tact INTEGER, speed INTEGER,"
    " honesty INTEGER, n INTEGER NOT NULL) STRICT;"
    "CREATE INDEX attempt_scenario ON attempt(scenario);"
    "CREATE TABLE pick( attempt TEXT NOT NULL REFERENCES attempt(id), variable TEXT NOT NULL,"
    " value TEXT NOT NULL) STRICT;"
    "CREATE INDEX pick_attempt ON pick(attempt);"
    "CREATE TABLE input( attempt TEXT NOT NULL REFERENCES attempt(id), number INTEGER NOT NULL,"
    " scene TEXT NOT NULL, choice TEXT NOT NULL, words TEXT, hash TEXT NOT NULL,"
    " PRIMARY KEY(attempt, number)) STRICT, WITHOUT ROWID;"
    "INSERT INTO attempt VALUES('00000000000000aa', 'offer', 'fedcba9876543210', '5',"
    " '2026-03-01T09:30:00Z', NULL, 0, '0000000000000007', 1, 'declined', 71, NULL, 100, 1);"
    "INSERT INTO input VALUES('00000000000000aa', 0, 'scene_0', 'choice_0', '',"
    " '9e3779b97f4a7c15');"
    "INSERT INTO attempt VALUES('00000000000000bb', 'offer', 'fedcba9876543210', '6',"
    " NULL, '00000000000000aa', 1, '0000000000000007', 0, NULL, NULL, NULL, NULL, 0);"
    "PRAGMA user_version = 1;";

static void make_old(const place *p)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(p->file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, OLD, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void check_upgraded(const place *p)
{
    store *s = place_open(p);
    err e = {0};
    lists_are(s, NULL, 9, "bb aa ", "");
    row_want first = {.id = FIRST,
                      .ending = "declined",
                      .scores = {71, -1, 100},
                      .guesses = {-1, -1, -1},
                      .finished = true};
    row_is(s, first);
    row_is(s, (row_want){.id = BRANCH, .scores = {-1, -1, -1}, .guesses = {-1, -1, -1}});
    story_attempt a = attempt_make(FIRST, "offer", 1);
    a.seed = 5;
    expect_kept(s, &a);
    story_attempt_release(&a);
    assert_true(s->ops->rate(s, FIRST, (const int32_t[]){1, 2, 3}, &e));
    assert_true(finish_as(s, FIRST, "declined", SCORES, &e));
    lists_are(s, NULL, 9, "bb aa ", SHOWN("aa"));
    store_close(s);
    s = place_open(p);
    lists_are(s, NULL, 9, "bb aa ", SHOWN("aa"));
    store_close(s);
}

static void an_old_store_is_brought_up_to_date(void **state)
{
    make_old(*state);
    check_upgraded(*state);
}

#ifdef BASE_FAULTS
/* Whatever allocation fails on the way, the old store stays whole and the next opening succeeds. */
static void bringing_up_to_date_survives_any_allocation(void **state)
{
    place *p = *state;
    sqlite3_shutdown();
    for (long n = 0;; n++) {
        place_clear(p);
        make_old(p);
        sqlite3_shutdown();
        err e = {0};
        base_alloc_fail_after(n);
        store *s = store_open_sqlite(p->folder, &e);
        base_alloc_fail_after(-1);
        bool ok = s != NULL;
        assert_int_equal(e.code, ok ? ERR_NONE : ERR_NOMEM);
        store_close(s);
        s = place_open(p);
        lists_are(s, NULL, 9, "bb aa ", "");
        store_close(s);
        sqlite3_shutdown();
        assert_int_equal(base_alloc_live(), 0);
        if (ok) break;
        assert_true(n < 10000);
    }
}

typedef bool list_act(store *s, err *e);

static bool act_rate(store *s, err *e)
{
    return s->ops->rate(s, FIRST, (const int32_t[]){1, 2, 3}, e);
}

static bool act_remove(store *s, err *e)
{
    return s->ops->remove(s, FIRST, true, e);
}

static bool count_skill(void *self, const char *attempt, const store_skill *one)
{
    (void)self, (void)attempt, (void)one;
    return true;
}

static bool act_skills(store *s, err *e)
{
    return s->ops->skills(s, NULL, count_skill, NULL, e) &&
           s->ops->skills(s, "offer", count_skill, NULL, e);
}

static bool sweep_once(const place *p, bool memory, list_act *act, long n)
{
    err e = {0};
    store *s = memory ? store_open_memory(&e) : store_open_sqlite(p->folder, &e);
    story_attempt made = attempt_make(FIRST, "offer", 2);
    assert_true(s->ops->create(s, &made, NULL, &e));
    story_attempt_release(&made);
    base_alloc_fail_after(n);
    bool ok = act(s, &e);
    base_alloc_fail_after(-1);
    assert_int_equal(e.code, ok ? ERR_NONE : ERR_NOMEM);
    err_clear(&e);
    if (!ok && !act(s, &e)) fail_msg("%s", e.text);
    store_close(s);
    sqlite3_shutdown();
    assert_int_equal(base_alloc_live(), memory ? 0 : 1); /* what place_reset keeps */
    return ok;
}

/* An input together with the end: both are kept or neither. */
static bool sweep_end(const place *p, bool memory, long n)
{
    err e = {0};
    store *s = memory ? store_open_memory(&e) : store_open_sqlite(p->folder, &e);
    story_attempt a = attempt_make(FIRST, "offer", 3);
    story_attempt was = attempt_make(FIRST, "offer", 2);
    store_skill skill = {"T1", "x", 0, 1, 2};
    store_result done = {.ending = "late", .title = "t", .skills = &skill, .skill_count = 1};
    assert_true(s->ops->create(s, &was, NULL, &e));
    base_alloc_fail_after(n);
    bool ok = s->ops->append(s, &a, &(const store_standing){7, 1}, &done, &e);
    base_alloc_fail_after(-1);
    assert_int_equal(e.code, ok ? ERR_NONE : ERR_NOMEM);
    expect_kept(s, ok ? &a : &was);
    row_is(s, (row_want){.id = FIRST,
                         .ending = ok ? "late" : NULL,
                         .title = ok ? "t" : NULL,
                         .scores = {ok ? 0 : -1, ok ? 0 : -1, ok ? 0 : -1},
                         .guesses = {-1, -1, -1},
                         .now = {ok ? 7 : 0, ok ? 1 : 0},
                         .finished = ok});
    store_close(s);
    story_attempt_release(&a);
    story_attempt_release(&was);
    sqlite3_shutdown();
    assert_int_equal(base_alloc_live(), memory ? 0 : 1); /* what place_reset keeps */
    return ok;
}

static void every_call_survives_any_allocation(void **state)
{
    static list_act *const ACTS[] = {NULL, act_rate, act_remove, act_skills};
    strbuf fresh = {0};
    for (int memory = 1; memory >= 0; memory--) {
        if (!memory) place_reset(*state, &fresh);
        sqlite3_shutdown();
        for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS; i++)
            for (long n = 0;; n++) {
                if (!memory) place_reset(*state, &fresh);
                bool ok = ACTS[i] ? sweep_once(*state, memory == 1, ACTS[i], n)
                                  : sweep_end(*state, memory == 1, n);
                if (ok) break;
                assert_true(n < 10000);
            }
    }
    strbuf_release(&fresh);
}
#endif

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_make, place_remove)
#define FAST(name) cmocka_unit_test_setup_teardown(name, place_make_fast, place_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_says_where_a_play_stands),
        TEST(a_row_says_how_it_ended),
        TEST(unfit_results_are_refused_whole),
        TEST(guesses_are_kept_with_the_attempt),
        TEST(removed_attempts_are_not_listed_and_come_back),
        TEST(an_old_store_is_brought_up_to_date),
#ifdef BASE_FAULTS
        FAST(bringing_up_to_date_survives_any_allocation),
        FAST(every_call_survives_any_allocation),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* store: what every kind of store promises, and that it survives the failure of any allocation. */
#include "test_store.h"

#define OFFER "00000000000000aa"
#define BRANCH "00000000000000bb"
#define OTHER "00000000000000cc"

static const int32_t SCORES[STORY_AXES] = {71, -1, 100};

/* ---- each test runs on each kind ---- */

static void on_each_kind(void **state, void (*test)(store *s))
{
    err e = {0};
    store *kinds[] = {store_open_memory(&e), place_open(*state)};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        assert_non_null(kinds[i]);
        test(kinds[i]);
        store_close(kinds[i]);
    }
    store_close(NULL);
}

static void create(store *s, const story_attempt *a)
{
    err e = {0};
    if (!s->ops->create(s, a, NULL, &e)) fail_msg("%s", e.text);
}

static void append(store *s, story_attempt *a)
{
    err e = {0};
    assert_true(attempt_grow(a, &e));
    if (!s->ops->append(s, a, NULL, NULL, &e)) fail_msg("%s", e.text);
}

static void keep_unusual(store *s)
{
    static const char *const TEXTS[] = {
        "",
        "'; DROP TABLE attempt; --",
        "a \"quoted\" % _ \\ text",
        "line one\nline two\r\n\ttab",
        "Grüße, 你好, \xF0\x9F\x99\x82, e\xCC\x81",
        "\x01\x1F\x7F",
        "?1 :name @x $y",
        "NULL",
    };
    enum { COUNT = sizeof TEXTS / sizeof *TEXTS };
    err e = {0};
    story_attempt a = attempt_make(OFFER, TEXTS[4], 0);
    story_named_pick picks[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        picks[i] = (story_named_pick){TEXTS[COUNT - 1 - i], TEXTS[i]};
    a.picks = picks;
    a.pick_count = COUNT;
    a.begun = NULL;
    a.scenario_hash = 0;
    a.seed = UINT64_C(1) << 63;
    a.begin_hash = UINT64_MAX;
    for (size_t i = 0; i < COUNT; i++)
        assert_true(story_attempt_add(&a, TEXTS[i], TEXTS[COUNT - 1 - i], TEXTS[i], i << 60, &e));
    assert_true(story_attempt_add(&a, "s", "c", NULL, 0, &e));
    create(s, &a);
    expect_kept(s, &a);
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(story_attempt_add(&a, TEXTS[i], "c", TEXTS[i], UINT64_MAX - i, &e));
        assert_true(s->ops->append(s, &a, NULL, NULL, &e));
    }
    expect_kept(s, &a);
    story_attempt_release(&a);
}

static void unusual_texts_come_back(void **state)
{
    on_each_kind(state, keep_unusual);
}

static void keep_long(store *s)
{
    enum { LONG = 300000 };
    err e = {0};
    char *words = malloc(LONG + 1);
    assert_non_null(words);
    memset(words, 'w', LONG);
    words[LONG] = '\0';
    story_attempt a = attempt_make(OFFER, "offer", 2);
    create(s, &a);
    assert_true(story_attempt_add(&a, "s", "c", words, 1, &e));
    assert_true(s->ops->append(s, &a, NULL, NULL, &e));
    expect_kept(s, &a);
    story_attempt_release(&a);
    free(words);
}

static void long_words_come_back(void **state)
{
    on_each_kind(state, keep_long);
}

/* ---- lists ---- */

typedef struct seen {
    char ids[8][17];
    uint32_t count, most; /* stops after `most` */
    store *inside;        /* read from in each call, when not NULL */
    const story_attempt *want;
} seen;

static bool see(void *self, const store_row *row)
{
    seen *l = self;
    assert_true(l->count < 8);
    snprintf(l->ids[l->count++], sizeof l->ids[0], "%s", row->id);
    if (l->inside) {
        expect_kept(l->inside, l->want);
        seen nested = {.most = 8};
        assert_true(l->inside->ops->list(l->inside, NULL, see, &nested, NULL));
        assert_true(nested.count > 0);
    }
    return l->count < l->most;
}

static void list_is(store *s, const char *scenario, uint32_t most, const char *first,
                    const char *second, const char *third)
{
    seen l = {.most = most};
    err e = {0};
    assert_true(s->ops->list(s, scenario, see, &l, &e));
    const char *want[] = {first, second, third};
    uint32_t count = 0;
    for (; count < 3 && want[count]; count++)
        assert_string_equal(l.ids[count], want[count]);
    assert_int_equal(l.count, count);
}

static void keep_three(store *s)
{
    list_is(s, NULL, 8, NULL, NULL, NULL);
    story_attempt first = attempt_make(OFFER, "offer", 3);
    story_attempt second = attempt_make(BRANCH, "other", 1);
    story_attempt third = attempt_make(OTHER, "offer", 0);
    /* The order is that of making, not of what the clock said. */
    first.begun = "2027-01-01T00:00:00Z";
    third.begun = NULL;
    create(s, &first);
    create(s, &second);
    create(s, &third);
    list_is(s, NULL, 8, OTHER, BRANCH, OFFER);
    list_is(s, "offer", 8, OTHER, OFFER, NULL);
    list_is(s, "other", 8, BRANCH, NULL, NULL);
    list_is(s, "Offer", 8, NULL, NULL, NULL);
    list_is(s, NULL, 2, OTHER, BRANCH, NULL);
    append(s, &first);
    list_is(s, "offer", 1, OTHER, NULL, NULL);
    seen l = {.most = 8, .inside = s, .want = &first};
    assert_true(s->ops->list(s, NULL, see, &l, NULL));
    assert_int_equal(l.count, 3);
    story_attempt_release(&first);
    story_attempt_release(&second);
    story_attempt_release(&third);
}

static void lists_are_newest_first(void **state)
{
    on_each_kind(state, keep_three);
}

typedef struct row_check {
    const char *id, *ending;
    bool finished, found;
    uint32_t inputs;
    int32_t scores[STORY_AXES];
} row_check;

static bool check_row(void *self, const store_row *row)
{
    row_check *c = self;
    if (strcmp(row->id, c->id) != 0) return true;
    assert_string_equal(row->scenario, "offer");
    assert_string_equal(row->begun, "2026-03-01T09:30:00Z");
    assert_true(text_same(row->parent, strcmp(c->id, BRANCH) == 0 ? OFFER : NULL));
    assert_int_equal(row->inputs, c->inputs);
    assert_int_equal(row->finished, c->finished);
    assert_true(text_same(row->ending, c->ending));
    assert_memory_equal(row->scores, c->scores, sizeof c->scores);
    c->found = true;
    return false;
}

static void row_is(store *s, row_check want)
{
    assert_true(s->ops->list(s, "offer", check_row, &want, NULL));
    assert_true(want.found);
}

static void keep_branch(store *s)
{
    err e = {0};
    story_attempt whole = attempt_make(OFFER, "offer", 5);
    story_attempt branch = attempt_make(BRANCH, "offer", 2);
    branch.parent = OFFER;
    branch.parent_inputs = 2;
    create(s, &whole);
    create(s, &branch);
    append(s, &branch);
    expect_kept(s, &branch);
    expect_kept(s, &whole);
    row_is(s, (row_check){.id = OFFER, .inputs = 5, .scores = {-1, -1, -1}});
    assert_true(finish_as(s, OFFER, "declined", SCORES, &e));
    assert_true(finish_as(s, BRANCH, "late", SCORES, &e));
    assert_true(finish_as(s, BRANCH, "postponed", (const int32_t[]){0, 50, 100}, &e));
    row_is(s, (row_check){OFFER, "declined", true, false, 5, {71, -1, 100}});
    row_is(s, (row_check){BRANCH, "postponed", true, false, 3, {0, 50, 100}});
    expect_kept(s, &whole);
    /* A parent need not be here. */
    story_attempt stray = attempt_make(OTHER, "offer", 1);
    stray.parent = "00000000000000ff";
    create(s, &stray);
    expect_kept(s, &stray);
    story_attempt_release(&whole);
    story_attempt_release(&branch);
    story_attempt_release(&stray);
}

static void branches_and_endings_are_kept(void **state)
{
    on_each_kind(state, keep_branch);
}

/* ---- what is refused ---- */

static void refused(bool done, err *e, err_code code, const char *part)
{
    assert_false(done);
    assert_int_equal(e->code, code);
    assert_non_null(strstr(e->text, part));
    err_clear(e);
}

static void refuse_strangers(store *s)
{
    err e = {0};
    story_attempt a = attempt_make(OFFER, "offer", 2), out = {0}, none = {0};
    refused(s->ops->read(s, OFFER, &out, &e), &e, ERR_MISSING, OFFER);
    assert_memory_equal(&out, &none, sizeof out);
    refused(s->ops->append(s, &a, NULL, NULL, &e), &e, ERR_MISSING, OFFER);
    refused(finish_as(s, OFFER, "x", SCORES, &e), &e, ERR_MISSING, OFFER);
    create(s, &a);
    story_attempt twin = attempt_make(OFFER, "another", 1);
    refused(s->ops->create(s, &twin, NULL, &e), &e, ERR_ARG, OFFER);
    refused(finish_as(s, OFFER, NULL, SCORES, &e), &e, ERR_ARG, "ending");
    expect_kept(s, &a);
    list_is(s, NULL, 8, OFFER, NULL, NULL);
    story_attempt_release(&a);
    story_attempt_release(&twin);
}

static void strangers_and_twins_are_refused(void **state)
{
    on_each_kind(state, refuse_strangers);
}

static void refuse_overtaken(store *s)
{
    err e = {0};
    story_attempt ours = attempt_make(OFFER, "offer", 2), theirs = attempt_make(OFFER, "offer", 2);
    create(s, &ours);
    refused(s->ops->append(s, &ours, NULL, NULL, &e), &e, ERR_MISMATCH, "2 inputs");
    append(s, &ours);
    assert_true(attempt_grow(&theirs, &e));
    refused(s->ops->append(s, &theirs, NULL, NULL, &e), &e, ERR_MISMATCH, "3 inputs");
    assert_true(attempt_grow(&theirs, &e) && attempt_grow(&theirs, &e));
    refused(s->ops->append(s, &theirs, NULL, NULL, &e), &e, ERR_MISMATCH, "number 5");
    expect_kept(s, &ours);
    story_attempt_release(&ours);
    story_attempt_release(&theirs);
}

static void an_overtaken_attempt_is_refused(void **state)
{
    on_each_kind(state, refuse_overtaken);
}

static void refuse_unfit(store *s)
{
    static const char BAD[] = "caf\xE9";
    err e = {0};
    story_attempt none = {0};
    refused(s->ops->create(s, &none, NULL, &e), &e, ERR_ARG, "id");
    refused(s->ops->append(s, &none, NULL, NULL, &e), &e, ERR_ARG, "input");
    none.id = "";
    refused(s->ops->create(s, &none, NULL, &e), &e, ERR_ARG, "id");
    none.id = OTHER;
    refused(s->ops->create(s, &none, NULL, &e), &e, ERR_ARG, "scenario");
    for (int field = 0; field < 7; field++) {
        story_attempt a = attempt_make(field == 0 ? BAD : OFFER, field == 1 ? BAD : "offer", 1);
        story_named_pick pick = {field == 2 ? BAD : "v", field == 3 ? BAD : "1"};
        a.picks = &pick;
        a.pick_count = 1;
        if (field == 4) a.inputs[0].choice = BAD;
        if (field == 5) a.inputs[0].scene = BAD;
        if (field == 6) a.inputs[0].words = BAD;
        refused(s->ops->create(s, &a, NULL, &e), &e, ERR_ARG, "UTF-8 at byte 3");
        story_attempt_release(&a);
    }
    story_attempt a = attempt_make(OFFER, "offer", 1);
    create(s, &a);
    assert_true(story_attempt_add(&a, "s", "c", BAD, 0, &e));
    refused(s->ops->append(s, &a, NULL, NULL, &e), &e, ERR_ARG, "UTF-8");
    a.input_count--;
    expect_kept(s, &a);
    append(s, &a);
    list_is(s, NULL, 8, OFFER, NULL, NULL);
    story_attempt_release(&a);
}

static void unfit_attempts_are_refused(void **state)
{
    on_each_kind(state, refuse_unfit);
}

/* ---- SQLite: what stays ---- */

static void an_attempt_goes_on_after_reopening(void **state)
{
    place *p = *state;
    story_attempt a = attempt_make(OFFER, "offer", 0);
    store *s = place_open(p);
    create(s, &a);
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 4; i++)
            append(s, &a);
        store_close(s);
        s = place_open(p);
        expect_kept(s, &a);
    }
    assert_int_equal(a.input_count, 20);
    store_close(s);
    story_attempt_release(&a);
}

static void the_promised_settings_are_on(void **state)
{
    place *p = *state;
    store_close(place_open(p));
    static const struct {
        const char *sql;
        int want;
    } CHECKS[] = {
        {"PRAGMA user_version", 2},
        {"PRAGMA application_id", 0x52617070},
        {"SELECT (SELECT journal_mode FROM pragma_journal_mode) = 'wal'", 1},
        {"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", 0},
    };
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(p->file, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS; i++) {
        sqlite3_stmt *row = NULL;
        assert_int_equal(sqlite3_prepare_v2(db, CHECKS[i].sql, -1, &row, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(row), SQLITE_ROW);
        assert_int_equal(sqlite3_column_int(row, 0), CHECKS[i].want);
        sqlite3_finalize(row);
    }
    sqlite3_close(db);
}

/* ---- allocation failures ---- */

#ifdef BASE_FAULTS
typedef struct sweep {
    const place *p;
    bool memory; /* the store in memory instead of SQLite */
    bool (*act)(store *s, story_attempt *a, err *e);
    long held; /* blocks the test itself has taken */
} sweep;

static bool act_create(store *s, story_attempt *a, err *e)
{
    story_named_pick pick = {"room", "12"};
    story_attempt other = *a;
    other.id = OTHER;
    other.picks = &pick;
    other.pick_count = 1;
    return s->ops->create(s, &other, NULL, e);
}

static bool act_append(store *s, story_attempt *a, err *e)
{
    a->input_count++; /* the input after those that are kept is there already */
    bool ok = s->ops->append(s, a, NULL, NULL, e);
    if (!ok) a->input_count--;
    return ok;
}

static bool act_finish(store *s, story_attempt *a, err *e)
{
    return finish_as(s, a->id, "declined", SCORES, e);
}

static bool act_read(store *s, story_attempt *a, err *e)
{
    story_attempt out = {0}, none = {0};
    bool ok = s->ops->read(s, a->id, &out, e);
    if (!ok && memcmp(&out, &none, sizeof out) != 0) fail_msg("what was read is not empty");
    if (ok && !attempt_same(a, &out)) fail_msg("what was read is not what was kept");
    story_attempt_release(&out);
    return ok;
}

static bool count_row(void *self, const store_row *row)
{
    (void)row;
    ++*(uint32_t *)self;
    return true;
}

static bool act_list(store *s, story_attempt *a, err *e)
{
    uint32_t count = 0;
    return s->ops->list(s, NULL, count_row, &count, e) &&
           s->ops->list(s, a->scenario, count_row, &count, e) && count == 2;
}

static store *sweep_open(const sweep *w)
{
    err e = {0};
    store *s = w->memory ? store_open_memory(&e) : store_open_sqlite(w->p->folder, &e);
    if (!s) fail_msg("%s", e.text);
    return s;
}

/* One run with the allocation after `n` failing; true when the act succeeded. What was kept before
 * must be there afterwards, and the act must succeed in the same store once memory is back. */
static bool sweep_once(const sweep *w, long n)
{
    story_attempt a = attempt_make(OFFER, "offer", 12);
    story_named_pick picks[] = {{"room", "12"}, {"mood", "calm"}};
    a.picks = picks;
    a.pick_count = 2;
    a.parent = BRANCH;
    assert_true(attempt_grow(&a, NULL));
    a.input_count--;
    store *s = sweep_open(w);
    create(s, &a);
    err e = {0};
    base_alloc_fail_after(n);
    bool ok = w->act(s, &a, &e);
    base_alloc_fail_after(-1);
    assert_int_equal(e.code, ok ? ERR_NONE : ERR_NOMEM);
    expect_kept(s, &a);
    err_clear(&e);
    if (!ok && !w->act(s, &a, &e)) fail_msg("%s", e.text);
    expect_kept(s, &a);
    store_close(s);
    story_attempt_release(&a);
    sqlite3_shutdown();
    assert_int_equal(base_alloc_live(), w->held);
    return ok;
}

static void every_call_survives_any_allocation(void **state)
{
    static bool (*const ACTS[])(store *, story_attempt *, err *) = {act_create, act_append,
                                                                    act_finish, act_read, act_list};
    strbuf fresh = {0};
    place_reset(*state, &fresh);
    sqlite3_shutdown();
    for (int memory = 0; memory < 2; memory++)
        for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS; i++) {
            sweep w = {.p = *state, .memory = memory == 1, .act = ACTS[i], .held = 1};
            long n = 0;
            for (bool ok = false; !ok; n++) {
                if (!memory) place_reset(*state, &fresh);
                ok = sweep_once(&w, n);
                assert_true(n < 10000);
            }
            /* In memory there may be nothing to allocate; SQLite always has something. */
            assert_true(memory || n > 5);
        }
    strbuf_release(&fresh);
}

/* `fresh`: the database is made; else it is there. */
static long sweep_open_calls(place *p, bool fresh)
{
    for (long n = 0;; n++) {
        if (fresh) place_clear(p);
        err e = {0};
        base_alloc_fail_after(n);
        store *s = store_open_sqlite(p->folder, &e);
        base_alloc_fail_after(-1);
        assert_int_equal(e.code, s ? ERR_NONE : ERR_NOMEM);
        bool ok = s != NULL;
        store_close(s);
        sqlite3_shutdown();
        assert_int_equal(base_alloc_live(), 0);
        store_close(place_open(p));
        sqlite3_shutdown();
        if (ok) return n;
        assert_true(n < 10000);
    }
}

static void opening_survives_any_allocation(void **state)
{
    sqlite3_shutdown();
    assert_true(sweep_open_calls(*state, true) > 50);
    assert_true(sweep_open_calls(*state, false) > 20);
    err e = {0};
    base_alloc_fail_after(0);
    assert_null(store_open_memory(&e));
    base_alloc_fail_after(-1);
    assert_int_equal(e.code, ERR_NOMEM);
}
#endif

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_make, place_remove)
#define FAST(name) cmocka_unit_test_setup_teardown(name, place_make_fast, place_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(unusual_texts_come_back),
        TEST(long_words_come_back),
        TEST(lists_are_newest_first),
        TEST(branches_and_endings_are_kept),
        TEST(strangers_and_twins_are_refused),
        TEST(an_overtaken_attempt_is_refused),
        TEST(unfit_attempts_are_refused),
        TEST(an_attempt_goes_on_after_reopening),
        TEST(the_promised_settings_are_on),
#ifdef BASE_FAULTS
        FAST(every_call_survives_any_allocation),
        FAST(opening_survives_any_allocation),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

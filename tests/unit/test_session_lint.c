/* Readability by hand, advice and rechecking when memory is short. */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "session/session_balance.h"
#include "session/session_lint_internal.h"
#include "session/session_recheck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct measured {
    const char *text;
    uint32_t words, sentences, syllables, long_words, longest;
    int32_t grade, lix;
} measured;

/* Grades worked out by hand: 0.39 words/sentence + 11.8 syllables/word - 15.59. */
static const measured TEXTS[] = {
    {"", 0, 0, 0, 0, 0, 0, 0},
    {"The cat sat on the mat.", 6, 1, 6, 0, 6, -14, 6},
    /* made: one syllable, its last e is silent */
    {"He made it. Yes!", 4, 2, 4, 0, 3, -30, 2},
    {"Considerable negotiations, evidently.", 3, 1, 12, 3, 3, 327, 103},
    {"You have {days} days left", 5, 1, 5, 0, 5, -18, 5},
    {"It costs 3.50 today", 3, 1, 4, 0, 3, 13, 3},
};

static void texts_are_measured(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const measured *t = &TEXTS[i];
        lint_measure m = {0};
        lint_measure_text(t->text, &m);
        if (m.words != t->words || m.sentences != t->sentences || m.syllables != t->syllables ||
            m.long_words != t->long_words || m.longest != t->longest ||
            lint_grade(&m) != t->grade || lint_lix(&m) != t->lix)
            fail_msg("\"%s\": %u words, %u sentences, %u syllables, %u long, longest %u, %d, %d",
                     t->text, m.words, m.sentences, m.syllables, m.long_words, m.longest,
                     (int)lint_grade(&m), (int)lint_lix(&m));
    }
}

static const char SMALL[] = TEST_SOURCE_DIR "/tests/scenarios/small";

typedef struct desk {
    session_places *places;
    scenario *scenario;
    char folder[64]; /* of attempts, once recorded */
    err e;
} desk;

static void set_up(desk *d)
{
    strbuf report = {0};
    *d = (desk){0};
    d->places = session_places_find(TEST_SOURCE_DIR, "/tmp", &d->e);
    assert_non_null(d->places);
    if (!scenario_open(d->places, SMALL, &report, &d->scenario, &d->e)) fail_msg("%s", d->e.text);
    strbuf_release(&report);
}

static void tear_down(desk *d)
{
    scenario_close(d->scenario);
    session_places_free(d->places);
}

static void places_are_told(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d);
    session_where w;
    strbuf place = {0};
    const story_def *def = d.scenario->def;
    assert_true(session_where_init(&w, d.scenario, &d.e));
    size_t len;
    const char *text = session_where_text(&w, 0, &len);
    for (uint32_t i = 0; i < def->scene_count; i++) {
        strbuf key = {0};
        assert_true(strbuf_addf(&key, &d.e, "\"%s\"", def->scenes[i].id));
        assert_int_equal(strncmp(text + session_where_at(def, i, STORY_NONE), key.data, key.len),
                         0);
        for (uint32_t k = 0; k < def->scenes[i].choice_count; k++)
            assert_int_equal(text[session_where_at(def, i, k)], '{');
        strbuf_release(&key);
    }
    assert_true(session_where_scene(&w, 0, STORY_NONE, &place, &d.e));
    assert_int_equal(strncmp(strbuf_text(&place), "scenario.json:", 14), 0);
    strbuf_release(&place);
    session_where_release(&w);
    tear_down(&d);
}

/* ---- attempts ---- */
static void record_one(desk *d)
{
    static const char *const CHOICES[] = {"ring", "truth", "push"};
    strbuf path = {0};
    static const char FOLDER[] = "/tmp/rapport-recheck-XXXXXX";
    memcpy(d->folder, FOLDER, sizeof FOLDER);
    assert_non_null(mkdtemp(d->folder));
    assert_true(file_join(&path, d->folder, "one.json", &d->e));
    session_options o = {.has_seed = true, .seed = 7, .record = strbuf_text(&path)};
    session *s = session_begin(d->places, d->scenario, &o, &d->e);
    if (!s) fail_msg("%s", d->e.text);
    for (size_t i = 0; i < sizeof CHOICES / sizeof *CHOICES; i++)
        assert_true(session_choose(s, CHOICES[i], NULL, &d->e));
    session_free(s);
    strbuf_release(&path);
}

static void forget_attempts(desk *d)
{
    strbuf path = {0};
    static const char *const NAMES[] = {"one.json", "scores.txt"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        assert_true(file_join(&path, d->folder, NAMES[i], &d->e));
        assert_true(file_delete(strbuf_text(&path), &d->e));
    }
    strbuf_release(&path);
    assert_int_equal(rmdir(d->folder), 0);
}

static void attempts_are_compared(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d);
    record_one(&d);
    session_recheck r;
    strbuf report = {0};
    assert_true(session_recheck_attempts(d.places, d.scenario, d.folder, true, &r, &report, &d.e));
    assert_int_equal(r.attempts, 1);
    assert_int_equal(r.same, 1);
    assert_int_equal(report.len, 0);
    /* Another hour of the start: the state is another, the scores are those kept. */
    d.scenario->def->start_minute += 60;
    assert_true(session_recheck_attempts(d.places, d.scenario, d.folder, false, &r, &report, &d.e));
    assert_int_equal(r.attempts, 1);
    assert_int_equal(r.same + r.differ, 1);
    assert_false(
        session_recheck_attempts(d.places, d.scenario, "/nowhere", false, &r, &report, &d.e));
    assert_int_equal(d.e.code, ERR_MISSING);
    strbuf_release(&report);
    forget_attempts(&d);
    tear_down(&d);
}

#ifdef BASE_FAULTS
static bool recheck_once(desk *d, err *e)
{
    session_recheck r;
    strbuf report = {0};
    bool ok = session_recheck_attempts(d->places, d->scenario, d->folder, false, &r, &report, e);
    strbuf_release(&report);
    return ok;
}

static bool lint_once(desk *d, err *e)
{
    strbuf report = {0};
    uint32_t found;
    bool ok = session_lint(d->scenario, &report, &found, e);
    strbuf_release(&report);
    return ok;
}

static bool balance_once(desk *d, err *e)
{
    strbuf out = {0};
    session_balance_options o = {.readings = 1, .seed = 1, .threads = 1, .states = 2000};
    session_balance *b = session_balance_of(d->scenario, &o, e);
    bool ok = b && session_balance_text(b, 80, &out, e) && session_balance_json(b, &out, e) &&
              session_balance_html(b, &out, e);
    session_balance_free(b);
    strbuf_release(&out);
    return ok;
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    bool (*const WORK[])(desk * d, err * e) = {lint_once, balance_once, recheck_once};
    enum { CLOSE = 300, STRIDE = 37, MOST = 20000 };
    desk d;
    set_up(&d);
    record_one(&d);
    for (size_t i = 0; i < sizeof WORK / sizeof *WORK; i++) {
        long before = base_alloc_live();
        bool ok = false;
        for (long n = 0; !ok && n < MOST; n += n < CLOSE ? 1 : STRIDE) {
            err e = {0};
            base_alloc_fail_after(n);
            ok = WORK[i](&d, &e);
            base_alloc_fail_after(-1);
            if (!ok && e.code != ERR_NOMEM) fail_msg("%zu, %ld: %s", i, n, e.text);
            assert_int_equal(base_alloc_live(), before);
        }
        assert_true(ok);
    }
    forget_attempts(&d);
    tear_down(&d);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_measured),
        cmocka_unit_test(places_are_told),
        cmocka_unit_test(attempts_are_compared),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

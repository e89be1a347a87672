/* Threads that share work, and the exact search that they share. */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "session/session_balance.h"
#include "session/session_crew.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- items ---- */
enum { ITEMS = 1000, WORKERS = 4 };
typedef struct tally {
    uint32_t done[ITEMS];
    uint32_t by[WORKERS]; /* each worker writes its own alone */
} tally;

static void count_item(void *of, uint32_t worker, uint32_t item)
{
    tally *t = of;
    t->done[item]++;
    t->by[worker]++;
}

static void every_item_is_done_once(void **unused)
{
    (void)unused;
    static const uint32_t COUNTS[] = {0, 1, 2, ITEMS};
    for (uint32_t workers = 1; workers <= WORKERS; workers++) {
        err e = {0};
        session_crew *c = session_crew_new(workers, &e);
        assert_non_null(c);
        const review_crew *crew = session_crew_lend(c);
        assert_in_range(crew->workers, 1, workers);
        for (int round = 0; round < 20; round++)
            for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
                tally t = {{0}, {0}};
                crew->share(crew->self, COUNTS[i], count_item, &t);
                for (uint32_t k = 0; k < ITEMS; k++)
                    assert_int_equal(t.done[k], k < COUNTS[i]);
                assert_int_equal(t.by[0] + t.by[1] + t.by[2] + t.by[3], COUNTS[i]);
            }
        session_crew_free(c);
    }
}

static void no_memory_no_crew(void **unused)
{
    (void)unused;
#ifdef BASE_FAULTS
    err e = {0};
    base_alloc_fail_after(0);
    assert_null(session_crew_new(2, &e));
    base_alloc_fail_after(-1);
    assert_int_equal(e.code, ERR_NOMEM);
#endif
    session_crew_free(NULL);
}

/* ---- the search ---- */
/* Two numbers that go many ways, a toss, an end in most moments, and a mistake in one. */
static const char WIDE[] =
    "{ \"format\": 1, \"id\": \"wide\", \"title\": \"Wide\", \"summary\": \"A talk.\","
    "  \"clock\": \"2026-03-06 16:30\", \"start\": \"one\","
    "  \"state\": { \"a\": { \"start\": 0, \"min\": -900, \"max\": 900 },"
    "               \"b\": { \"start\": 0, \"min\": -900, \"max\": 900 } },"
    "  \"scenes\": { \"one\": { \"stage\": \"desk\", \"shuffle\": false, \"choices\": ["
    "    { \"id\": \"a\", \"do\": \"A.\", \"if\": \"a < 40\", \"set\": { \"a\": \"+1\" } },"
    "    { \"id\": \"b\", \"do\": \"B.\", \"if\": \"b > -40\", \"set\": { \"b\": \"b - 1\" },"
    "      \"outcomes\": [ { \"weight\": 2, \"to\": \"two\" }, { \"weight\": 1, \"to\": \"one\" } "
    "] },"
    "    { \"id\": \"go\", \"do\": \"Go.\", \"ending\": \"no\", \"to\": \"end\" } ] },"
    "  \"two\": { \"stage\": \"desk\", \"choices\": ["
    "    { \"id\": \"c\", \"do\": \"C.\", \"set\": { \"a\": \"a + 1 + 1 // (a - 21)\" }, \"to\": "
    "\"one\" },"
    "    { \"id\": \"d\", \"do\": \"D.\", \"if\": \"a + b < 3\", \"ending\": \"yes\", \"to\": "
    "\"end\" } ] } },"
    "  \"endings\": { \"yes\": { \"title\": \"Yes.\", \"kind\": \"yes\" },"
    "                 \"no\": { \"title\": \"No.\", \"kind\": \"no_open\" } } }";

static void put_story(const char *folder)
{
    strbuf path = {0};
    err e = {0};
    assert_true(file_join(&path, folder, "scenario.json", &e));
    assert_true(file_write(strbuf_text(&path), WIDE, strlen(WIDE), &e));
    strbuf_release(&path);
}

static void tell(scenario *s, uint32_t threads, uint32_t states, strbuf *out)
{
    err e = {0};
    session_balance_options o = {.readings = 20, .seed = 1, .threads = threads, .states = states};
    session_balance *b = session_balance_of(s, &o, &e);
    if (!b) fail_msg("%s", e.text);
    assert_true(session_balance_json(b, out, &e));
    session_balance_free(b);
}

static void the_search_does_not_depend_on_threads(void **unused)
{
    (void)unused;
    char folder[] = "/tmp/rapport-crew-XXXXXX";
    static const uint32_t STATES[] = {SESSION_BALANCE_STATES, 1500};
    err e = {0};
    strbuf report = {0}, command = {0};
    scenario *s = NULL;
    assert_non_null(mkdtemp(folder));
    put_story(folder);
    session_places *places = session_places_find(folder, folder, &e);
    assert_non_null(places);
    if (!scenario_open(places, folder, &report, &s, &e))
        fail_msg("%s%s", strbuf_text(&report), e.text);
    for (size_t i = 0; i < 2; i++) {
        strbuf one = {0};
        tell(s, 1, STATES[i], &one);
        assert_non_null(strstr(strbuf_text(&one), i ? "\"complete\":false" : "\"complete\":true"));
        for (uint32_t threads = 2; threads <= WORKERS; threads++) {
            strbuf many = {0};
            tell(s, threads, STATES[i], &many);
            assert_string_equal(strbuf_text(&one), strbuf_text(&many));
            strbuf_release(&many);
        }
        strbuf_release(&one);
    }
    scenario_close(s);
    session_places_free(places);
    strbuf_release(&report);
    assert_true(strbuf_addf(&command, NULL, "rm -rf '%s'", folder));
    assert_int_equal(system(strbuf_text(&command)), 0);
    strbuf_release(&command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_done_once),
        cmocka_unit_test(no_memory_no_crew),
        cmocka_unit_test(the_search_does_not_depend_on_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Balance as its users see it: real files, Lua, several threads. */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "session/session_balance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The third scene comes from Lua with ids that depend on the state, a condition and a value are for
 * Lua, too (they call a function), and one draw in a thousand is a mistake. */
static const char SCENARIO[] =
    "{ \"format\": 1, \"id\": \"talk\", \"title\": \"Talk\", \"summary\": \"A talk.\",\n"
    "  \"clock\": \"2026-03-06 16:30\", \"start\": \"one\", \"scripts\": [\"talk.lua\"],\n"
    "  \"cast\": { \"dana\": { \"name\": \"Dana\" } },\n"
    "  \"state\": { \"k\": { \"start\": 0, \"min\": 0, \"max\": 999, \"draw\": true }, \"n\": 0 "
    "},\n"
    "  \"facts\": { \"free\": { \"is\": \"k % 2 == 0\" } },\n"
    "  \"scenes\": {\n"
    "   \"one\": { \"stage\": \"call\", \"with\": \"dana\", \"choices\": [\n"
    "      { \"id\": \"ask\", \"say\": \"Is it open?\", \"if\": \"math.max(k, 1) > 0\", \"to\": "
    "\"two\",\n"
    "        \"set\": { \"n\": \"math.min(k, 7)\" },\n"
    "        \"shows\": [ { \"skill\": \"T1\", \"points\": 1, \"because\": \"So.\" } ] },\n"
    "      { \"id\": \"claim\", \"say\": \"I am free.\", \"claims\": { \"free\": true }, \"to\": "
    "\"two\",\n"
    "        \"shows\": [ { \"skill\": \"H1\", \"points\": 1, \"because\": \"So.\" } ] },\n"
    "      { \"id\": \"shut\", \"say\": \"Never.\", \"if\": \"n > 10\", \"to\": \"nowhere\" } ] "
    "},\n"
    "   \"nowhere\": { \"to\": \"two\" },\n"
    "   \"two\": { \"lua\": \"two\" } },\n"
    "  \"endings\": { \"yes\": { \"title\": \"Yes.\", \"kind\": \"yes\" },\n"
    "                 \"no\": { \"title\": \"No.\", \"kind\": \"no_open\" } } }\n";

static const char SCRIPT[] =
    "function two(how)\n"
    "  if k == 7 then error('seven') end\n"
    "  return { stage = 'call', with = 'dana', choices = {\n"
    "    { id = 'go' .. k % 5, say = 'Go.', ending = 'yes', to = 'end' },\n"
    "    { id = 'stay', say = 'Stay.', lua = 'answer' } } }\n"
    "end\n"
    "function answer(choice)\n"
    "  return { ending = k > 500 and 'yes' or 'no', to = 'end' }\n"
    "end\n";

typedef struct desk {
    char folder[64];
    session_places *places;
    scenario *scenario;
    err e;
} desk;

static void put(desk *d, const char *name, const char *text)
{
    strbuf path = {0};
    assert_true(file_join(&path, d->folder, name, &d->e));
    assert_true(file_write(strbuf_text(&path), text, strlen(text), &d->e));
    strbuf_release(&path);
}

static void set_up(desk *d, const char *text, const char *script)
{
    *d = (desk){.folder = "/tmp/rapport-balance-XXXXXX"};
    strbuf report = {0};
    assert_non_null(mkdtemp(d->folder));
    put(d, "scenario.json", text);
    if (script) put(d, "talk.lua", script);
    d->places = session_places_find(d->folder, d->folder, &d->e);
    assert_non_null(d->places);
    if (!scenario_open(d->places, d->folder, &report, &d->scenario, &d->e))
        fail_msg("%s%s", strbuf_text(&report), d->e.text);
    strbuf_release(&report);
}

static void tear_down(desk *d)
{
    strbuf command = {0};
    scenario_close(d->scenario);
    session_places_free(d->places);
    assert_true(strbuf_addf(&command, NULL, "rm -rf '%s'", d->folder));
    assert_int_equal(system(strbuf_text(&command)), 0);
    strbuf_release(&command);
}

static void tell(desk *d, uint64_t readings, uint32_t threads, bool json, strbuf *out)
{
    session_balance_options o = {.readings = readings, .seed = 1, .threads = threads};
    session_balance *b = session_balance_of(d->scenario, &o, &d->e);
    if (!b) fail_msg("%s", d->e.text);
    assert_true(json ? session_balance_json(b, out, &d->e)
                     : session_balance_text(b, 80, out, &d->e));
    session_balance_free(b);
}

static void assert_says(const strbuf *text, const char *what)
{
    if (!strstr(strbuf_text(text), what))
        fail_msg("\"%s\" is not in:\n%s", what, strbuf_text(text));
}

static void figures_do_not_depend_on_threads(void **unused)
{
    (void)unused;
    desk d;
    strbuf one = {0};
    set_up(&d, SCENARIO, SCRIPT);
    tell(&d, 300, 1, true, &one);
    for (uint32_t threads = 2; threads <= 4; threads++) {
        strbuf many = {0};
        tell(&d, 300, threads, true, &many);
        assert_string_equal(strbuf_text(&one), strbuf_text(&many));
        strbuf_release(&many);
    }
    static const char *const IDS[] = {"go0", "go1", "go2", "go3", "go4", "stay"};
    const char *at = strbuf_text(&one);
    for (size_t i = 0; i < sizeof IDS / sizeof *IDS; i++) { /* in this order */
        strbuf id = {0};
        assert_true(strbuf_addf(&id, NULL, "{\"scene\":\"two\",\"id\":\"%s\"", IDS[i]));
        at = strstr(at, strbuf_text(&id));
        if (!at) fail_msg("%s is missing", IDS[i]);
        strbuf_release(&id);
    }
    assert_says(&one, "{\"kind\":\"never_open\",\"scene\":\"one\",\"choice\":\"shut\"");
    assert_says(&one, "{\"kind\":\"never_reached\",\"scene\":\"nowhere\"");
    strbuf_release(&one);
    tear_down(&d);
}

/* The same, without Lua: the threads then share one scenario. */
static void threads_share_what_nobody_writes(void **unused)
{
    (void)unused;
    static const char PLAIN[] =
        "{ \"format\": 1, \"id\": \"plain\", \"title\": \"Plain\", \"summary\": \"A talk.\",\n"
        "  \"clock\": \"2026-03-06 16:30\", \"start\": \"one\", \"scenes\": { \"one\": {\n"
        "   \"stage\": \"desk\", \"choices\": [\n"
        "    { \"id\": \"toss\", \"do\": \"Toss.\", \"outcomes\": [\n"
        "      { \"weight\": 1, \"ending\": \"yes\", \"to\": \"end\" },\n"
        "      { \"weight\": 2, \"ending\": \"no\", \"to\": \"end\" } ] },\n"
        "    { \"id\": \"go\", \"do\": \"Go.\", \"ending\": \"no\", \"to\": \"end\" } ] } },\n"
        "  \"endings\": { \"yes\": { \"title\": \"Yes.\", \"kind\": \"yes\" },\n"
        "                 \"no\": { \"title\": \"No.\" } } }\n";
    desk d;
    strbuf one = {0}, many = {0};
    set_up(&d, PLAIN, NULL);
    tell(&d, 200, 1, true, &one);
    tell(&d, 200, 4, true, &many);
    assert_string_equal(strbuf_text(&one), strbuf_text(&many));
    strbuf_release(&one);
    strbuf_release(&many);
    tear_down(&d);
}

/* A thousand seeds: some draw a seven. Which the first is, and what it did, is told, and playing
 * that fails in the same way. */
static void one_state_in_a_thousand(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, SCENARIO, SCRIPT);
    session_balance_options o = {.readings = 1500, .seed = 1};
    session_balance *b = session_balance_of(d.scenario, &o, &d.e);
    assert_non_null(b);
    assert_false(session_balance_sound(b));
    strbuf json = {0}, text = {0};
    assert_true(session_balance_json(b, &json, &d.e));
    assert_true(session_balance_text(b, 100, &text, &d.e));
    session_balance_free(b);
    assert_says(&text, "seven");
    assert_says(&text, "First that failed: \"random\", seed ");
    const char *failed = strstr(strbuf_text(&json), "\"failed\":{\"policy\":\"random\",\"seed\":");
    assert_non_null(failed);
    uint64_t seed = strtoull(strstr(failed, "\"seed\":") + 7, NULL, 10);
    const char *choices = strstr(failed, "\"choices\":[\"");
    assert_non_null(choices);
    choices += strlen("\"choices\":[\"");
    char id[16] = "";
    memcpy(id, choices, strcspn(choices, "\""));
    session_options play = {.has_seed = true, .seed = seed};
    session *s = session_begin(d.places, d.scenario, &play, &d.e);
    assert_non_null(s);
    assert_false(session_choose(s, id, NULL, &d.e));
    assert_non_null(strstr(d.e.text, "seven"));
    session_free(s);
    /* It fails before anything is chosen twice: each policy at the same seeds. */
    assert_says(&json, "\"kind\":\"fails\"");
    strbuf_release(&json);
    strbuf_release(&text);
    tear_down(&d);
}

/* ---- findings ---- */
#define TALK_HEAD                                                                                  \
    "{ \"format\": 1, \"id\": \"small\", \"title\": \"Small\", \"summary\": \"A talk.\","          \
    "  \"clock\": \"2026-03-06 16:30\", \"start\": \"one\", \"cast\": { \"dana\": { \"name\": "    \
    "\"Dana\" } },"                                                                                \
    "  \"state\": { \"n\": 1 }, \"facts\": { \"free\": { \"is\": \"n == 1\" } },"                  \
    "  \"endings\": { \"yes\": { \"title\": \"Yes.\", \"kind\": \"yes\" },"                        \
    "                 \"no\": { \"title\": \"No.\", \"kind\": \"no_open\" } },"
#define SHOWS(points)                                                                              \
    "\"shows\": [ { \"skill\": \"H1\", \"points\": " points ", \"because\": \"So.\" } ],"
#define TALK(say, good, points, bad, other)                                                        \
    TALK_HEAD                                                                                      \
    "\"scenes\": { \"one\": { \"stage\": \"call\", \"with\": \"dana\", \"shuffle\": false, "       \
    "\"choices\": ["                                                                               \
    "{ \"id\": \"honest\", \"say\": \"" say "\", \"claims\": { \"free\": true }, " SHOWS(          \
        points) "  \"ending\": \"" good "\", \"to\": \"end\" },"                                   \
                "{ \"id\": \"lie\", \"say\": \"Not me.\", \"claims\": { \"free\": false "          \
                "}, " SHOWS(other) "  \"ending\": \"" bad "\", \"to\": \"end\" } ] } } }"

static void findings_name_what_is_wrong(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *kinds; /* separated by blanks, the last one followed by one */
    } CASES[] = {
        {TALK("Yes, I am free on Friday.", "yes", "1", "no", "-1"),
         "longest_wins first_wins effortless "},
        {TALK("Yes.", "no", "1", "yes", "-1"), "lying_pays first_wins effortless "},
        {TALK("Yes.", "no", "1", "no", "2"), "lying_scores first_wins effortless "},
    };
    static const char *const KINDS[] = {"longest_wins", "first_wins", "effortless", "lying_pays",
                                        "lying_scores", "luck",       "fails",      "endless"};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        desk d;
        strbuf json = {0};
        set_up(&d, CASES[i].text, NULL);
        tell(&d, 200, 1, true, &json);
        for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++) {
            strbuf kind = {0}, word = {0};
            assert_true(strbuf_addf(&kind, NULL, "\"kind\":\"%s\"", KINDS[k]));
            assert_true(strbuf_addf(&word, NULL, "%s ", KINDS[k]));
            bool told = strstr(strbuf_text(&json), strbuf_text(&kind)) != NULL;
            bool wanted = strstr(CASES[i].kinds, strbuf_text(&word)) != NULL;
            if (told != wanted) fail_msg("%zu: %s: %d", i, KINDS[k], told);
            strbuf_release(&kind);
            strbuf_release(&word);
        }
        strbuf_release(&json);
        tear_down(&d);
    }
}

/* ---- stopping and failing ---- */
typedef struct stopper {
    uint64_t at, calls;
} stopper;

static bool stop_at(void *self, uint64_t done, uint64_t of, const session_balance_glance *g)
{
    stopper *s = self;
    assert_int_equal(of, 5000);
    assert_true(g->readings <= of);
    s->calls++;
    return done < s->at;
}

static void what_was_read_is_told_when_stopped(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, SCENARIO, SCRIPT);
    for (uint32_t threads = 1; threads <= 2; threads++) {
        stopper s = {.at = 20};
        session_balance_options o = {
            .readings = 5000, .seed = 1, .threads = threads, .progress = stop_at, .self = &s};
        session_balance *b = session_balance_of(d.scenario, &o, &d.e);
        assert_non_null(b);
        strbuf text = {0}, json = {0};
        assert_true(session_balance_text(b, 100, &text, &d.e));
        assert_true(session_balance_json(b, &json, &d.e));
        assert_says(&text, "Stopped early");
        assert_says(&json, "\"wanted\":5000,\"stopped\":true");
        if (threads == 1) assert_says(&json, "\"seeds\":20,");
        assert_true(s.calls >= 1);
        strbuf_release(&text);
        strbuf_release(&json);
        session_balance_free(b);
    }
    tear_down(&d);
}

static void refuses_what_cannot_be(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, SCENARIO, SCRIPT);
    static const uint64_t WRONG[] = {0, 1000001};
    for (size_t i = 0; i < 2; i++) {
        err e = {0};
        session_balance_options o = {.readings = WRONG[i], .seed = 1};
        assert_null(session_balance_of(d.scenario, &o, &e));
        assert_int_equal(e.code, ERR_ARG);
    }
    tear_down(&d);
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, SCENARIO, SCRIPT);
    session_balance_options o = {.readings = 2, .seed = 1, .threads = 1};
    session_balance_free(session_balance_of(d.scenario, &o, &d.e)); /* Lua keeps what it grew to */
    long before = base_alloc_live(), count = 0;
    for (bool done = false; !done; count++) {
        err e = {0};
        strbuf text = {0}, json = {0};
        base_alloc_fail_after(count);
        session_balance *b = session_balance_of(d.scenario, &o, &e);
        done = b && session_balance_text(b, 80, &text, &e) && session_balance_json(b, &json, &e);
        base_alloc_fail_after(-1);
        if (!done) assert_int_equal(e.code, ERR_NOMEM);
        session_balance_free(b);
        strbuf_release(&text);
        strbuf_release(&json);
        assert_true(base_alloc_live() <= before);
    }
    assert_true(count > 20);
    tear_down(&d);
    assert_int_equal(base_alloc_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_may_fail), /* before threads count allocations, too */
        cmocka_unit_test(figures_do_not_depend_on_threads),
        cmocka_unit_test(threads_share_what_nobody_writes),
        cmocka_unit_test(one_state_in_a_thousand),
        cmocka_unit_test(findings_name_what_is_wrong),
        cmocka_unit_test(what_was_read_is_told_when_stopped),
        cmocka_unit_test(refuses_what_cannot_be),
    };
    return cmocka_run_group_tests_name("session_balance", tests, NULL, NULL);
}

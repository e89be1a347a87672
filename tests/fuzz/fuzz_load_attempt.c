/* Any bytes as an attempt: no crash, the same text when written and read again, and a replay on a
 * small scenario that ends in words. */
#include "load/load_attempt.h"
#include "load/load_scenario.h"

#include "base/base_utf8.h"

static const char SCENARIO[] =
    "{ \"format\": 1, \"id\": \"small\", \"title\": \"Small\", \"summary\": \"A small one.\","
    "  \"clock\": \"2026-03-06 16:30\", \"start\": \"a\", \"cast\": { \"dana\": { \"name\": \"D\" "
    "} },"
    "  \"state\": { \"trust\": { \"start\": 60, \"min\": 0, \"max\": 100 }, \"n\": 0, \"rival\": "
    "false,"
    "    \"why\": { \"one_of\": [\"pay\", \"fear\"], \"draw\": true, \"pick\": \"Why\" } },"
    "  \"facts\": { \"other\": { \"is\": \"rival\" } },"
    "  \"events\": { \"bell\": { \"at\": \"1h\", \"every\": \"1d\", \"set\": { \"n\": \"+1\" } } },"
    "  \"scenes\": { \"a\": { \"stage\": \"call\", \"with\": \"dana\", \"choices\": ["
    "    { \"id\": \"ask\", \"say\": \"Ask.\", \"set\": { \"trust\": \"+4\" }, \"takes\": \"40m\" "
    "},"
    "    { \"id\": \"lie\", \"say\": \"Lie.\", \"claims\": { \"other\": true }, \"once\": true },"
    "    { \"id\": \"roll\", \"do\": \"Roll.\", \"outcomes\": [ { \"weight\": 2, \"to\": \"b\" },"
    "      { \"weight\": 1, \"set\": { \"rival\": true } } ] },"
    "    { \"id\": \"go\", \"say\": \"Go.\", \"if\": \"why == \\\"fear\\\"\", \"to\": \"b\" } ] },"
    "  \"b\": { \"choices\": [ { \"id\": \"back\", \"do\": \"Back.\", \"to\": \"a\" },"
    "    { \"id\": \"stop\", \"do\": \"Stop.\", \"ending\": \"done\", \"to\": \"end\" } ] } },"
    "  \"endings\": { \"done\": { \"title\": \"Done.\" } } }";

static bool read_small(void *self, const char *name, strbuf *out, bool *found, err *e)
{
    (void)self;
    *found = strcmp(name, "scenario.json") == 0;
    return !*found || strbuf_add(out, SCENARIO, e);
}

static story_def *small_def(void)
{
    load_files files = {.read = read_small};
    load_lua lua = {.run = NULL};
    problems p = {0};
    story_def *def = NULL;
    err e = {0};
    if (!load_scenario(&files, &lua, &p, &def, &e) || !def) abort();
    problems_release(&p);
    return def;
}

static void check_same(const story_attempt *a)
{
    strbuf once = {0}, twice = {0};
    err e = {0};
    story_attempt b;
    problems p = {0};
    bool ok;
    if (!story_attempt_write(a, &once, &e)) abort();
    /* Written out it may be longer than a file may be; then it is refused, not lost. */
    if (!load_attempt("again", once.data, once.len, &b, &p, &ok, &e)) abort();
    if (!ok && once.len <= LOAD_ATTEMPT_LARGEST) abort();
    if (ok) {
        if (!story_attempt_write(&b, &twice, &e)) abort();
        if (once.len != twice.len || memcmp(once.data, twice.data, once.len) != 0) abort();
        story_attempt_release(&b);
    }
    problems_release(&p);
    strbuf_release(&once);
    strbuf_release(&twice);
}

static void play_again(const story_attempt *a)
{
    story_def *def = small_def();
    story_run run;
    story_log log = {0};
    story_replay got;
    err e = {0};
    size_t bad;
    if (!story_run_init(&run, def, NULL, &e)) abort();
    story_state *s = story_state_new(def, &e);
    if (!s || !story_attempt_replay(&run, a, s, &log, &got, &e)) abort();
    if (got.inputs_done > a->input_count || got.inputs_done != s->steps) abort();
    if ((got.end == STORY_REPLAY_STOPPED) != (got.inputs_done < a->input_count)) abort();
    if (got.end != STORY_REPLAY_SAME && !*got.why) abort();
    if (!utf8_valid(got.why, strlen(got.why), &bad)) abort();
    base_free(s);
    story_log_release(&log);
    story_run_release(&run);
    story_def_free(def);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    story_attempt a;
    problems p = {0};
    err e = {0};
    bool ok;
    if (!load_attempt("fuzz", (const char *)data, size, &a, &p, &ok, &e)) abort();
    if (ok != (p.errors == 0)) abort();
    if (ok) {
        check_same(&a);
        play_again(&a);
        story_attempt_release(&a);
    }
    problems_release(&p);
    return 0;
}

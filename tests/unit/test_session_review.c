/* Reviews as their users see them: real files, Lua, several threads. */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "session/session_review.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WEEKS = 120, LONG_MS = 600000 };

/* Lua throws dice, one week in a hundred fails, and the second scene's ids depend on the state. */
static const char SCENARIO[] =
    "{ \"format\": 1, \"id\": \"talk\", \"title\": \"Talk\", \"summary\": \"A talk.\",\n"
    "  \"clock\": \"2026-03-06 16:30\", \"start\": \"one\", \"scripts\": [\"talk.lua\"],\n"
    "  \"cast\": { \"dana\": { \"name\": \"Dana\" } },\n"
    "  \"state\": { \"k\": { \"start\": 0, \"min\": 0, \"max\": 99, \"draw\": true },\n"
    "    \"trust\": { \"start\": 50, \"min\": 0, \"max\": 100, \"chart\": \"Trust\" } },\n"
    "  \"scenes\": {\n"
    "   \"one\": { \"stage\": \"call\", \"with\": \"dana\", \"choices\": [\n"
    "      { \"id\": \"kind\", \"say\": \"Is it still open?\", \"set\": { \"trust\": \"+20\" },\n"
    "        \"reply\": [ { \"dana\": \"It is. Good that you ask.\" } ], \"to\": \"two\",\n"
    "        \"shows\": [ { \"skill\": \"T1\", \"points\": 2, \"because\": \"So.\" } ] },\n"
    "      { \"id\": \"rude\", \"say\": \"You again.\", \"set\": { \"trust\": \"-45\" },\n"
    "        \"reply\": [ { \"dana\": \"Me again.\" } ], \"to\": \"two\",\n"
    "        \"shows\": [ { \"skill\": \"T1\", \"points\": -2, \"because\": \"So.\" } ] } ] },\n"
    "   \"two\": { \"lua\": \"two\" } },\n"
    "  \"endings\": { \"yes\": { \"title\": \"Yes.\", \"kind\": \"yes\" },\n"
    "                 \"no\": { \"title\": \"No.\", \"kind\": \"no_open\" } } }\n";

static const char SCRIPT[] =
    "function two(how)\n"
    "  return { stage = 'call', with = 'dana', choices = {\n"
    "    { id = 'ask', say = 'And?', lua = 'answer' },\n"
    "    { id = 'go' .. trust % 2, say = 'Bye.', ending = 'no', to = 'end' } } }\n"
    "end\n"
    "function answer(choice)\n"
    "  local dice = roll(100)\n"
    "  if dice == 77 then error('seventy-seven') end\n"
    "  return { ending = dice <= trust and 'yes' or 'no', to = 'end' }\n"
    "end\n";

typedef struct desk {
    char folder[64];
    session_places *places;
    scenario *scenario;
    strbuf attempt; /* path of its file */
    err e;
} desk;

static void put(desk *d, const char *name, const char *text)
{
    strbuf path = {0};
    assert_true(file_join(&path, d->folder, name, &d->e));
    assert_true(file_write(strbuf_text(&path), text, strlen(text), &d->e));
    strbuf_release(&path);
}

static void set_up(desk *d)
{
    *d = (desk){.folder = "/tmp/rapport-review-XXXXXX"};
    strbuf report = {0};
    assert_non_null(mkdtemp(d->folder));
    put(d, "scenario.json", SCENARIO);
    put(d, "talk.lua", SCRIPT);
    d->places = session_places_find(d->folder, d->folder, &d->e);
    assert_non_null(d->places);
    if (!scenario_open(d->places, d->folder, &report, &d->scenario, &d->e))
        fail_msg("%s%s", strbuf_text(&report), d->e.text);
    strbuf_release(&report);
    assert_true(file_join(&d->attempt, d->folder, "attempt.json", &d->e));
}

static void tear_down(desk *d)
{
    strbuf command = {0};
    scenario_close(d->scenario);
    session_places_free(d->places);
    strbuf_release(&d->attempt);
    assert_true(strbuf_addf(&command, NULL, "rm -rf '%s'", d->folder));
    assert_int_equal(system(strbuf_text(&command)), 0);
    strbuf_release(&command);
}

/* Plays these choices, NULL-terminated, and keeps them in `path`. */
static session *play(desk *d, const char *path, uint64_t seed, const char *const *choices)
{
    session_options o = {.has_seed = true, .seed = seed, .record = path};
    session *s = session_begin(d->places, d->scenario, &o, &d->e);
    assert_non_null(s);
    for (; *choices; choices++)
        if (!session_choose(s, *choices, NULL, &d->e)) fail_msg("%s", d->e.text);
    return s;
}

static void record(desk *d, uint64_t seed, const char *const *choices)
{
    session_free(play(d, strbuf_text(&d->attempt), seed, choices));
}

static const char *const KIND[] = {"kind", "ask", NULL};
static const char *const RUDE[] = {"rude", "ask", NULL};

static void add_odds(strbuf *out, const session_odds *o)
{
    assert_true(strbuf_addf(out, NULL, "%u %d %d-%d %u %u %d %d %d; ", o->weeks, o->share, o->low,
                            o->high, o->failed, o->unfinished, o->scores[0], o->scores[1],
                            o->scores[2]));
}

/* Every figure of a view in one text. */
static void write_down(const session_review_view *v, strbuf *out)
{
    assert_true(strbuf_addf(out, NULL, "%llu %s %s|", (unsigned long long)v->readings, v->note,
                            v->trouble));
    for (int i = 0; i < SESSION_CONDUCTS; i++) {
        add_odds(out, &v->conducts[i].odds);
        for (uint32_t k = 0; k < v->ending_count; k++)
            assert_true(strbuf_addf(out, NULL, "%u ", v->conducts[i].endings[k]));
    }
    for (uint32_t i = 0; i < v->decision_count; i++) {
        const session_review_decision *d = &v->decisions[i];
        assert_true(strbuf_addf(out, NULL, "\n%u %s %u %u %d %d %s ", d->turn,
                                session_class_word(d->class), d->taken, d->best, d->cost, d->luck,
                                d->why));
        for (uint32_t k = 0; k < d->option_count; k++)
            add_odds(out, &d->options[k].odds);
        add_odds(out, &d->after);
    }
    for (uint32_t i = 0; i < v->road_count; i++)
        for (uint32_t k = 0; k < v->road[i].count; k++)
            assert_true(strbuf_addf(out, NULL, " %d", v->road[i].values[k]));
    assert_true(strbuf_addf(out, NULL, " %u %s", v->costliest, v->road_ending));
}

static void review(desk *d, uint32_t threads, strbuf *out)
{
    session_review_options o = {.weeks = WEEKS, .threads = threads};
    session_review *r =
        session_review_begin(d->places, d->scenario, strbuf_text(&d->attempt), &o, &d->e);
    assert_non_null(r);
    assert_true(session_review_wait(r, LONG_MS));
    const session_review_view *v = session_review_look(r, &d->e);
    if (!v) fail_msg("%s", d->e.text);
    assert_true(v->done);
    assert_int_equal(v->readings, v->wanted);
    write_down(v, out);
    session_review_free(r);
}

static void figures_do_not_depend_on_threads(void **unused)
{
    (void)unused;
    desk d;
    strbuf one = {0};
    set_up(&d);
    record(&d, 5, RUDE);
    review(&d, 1, &one);
    for (uint32_t threads = 2; threads <= 4; threads++) {
        strbuf many = {0};
        review(&d, threads, &many);
        assert_string_equal(strbuf_text(&one), strbuf_text(&many));
        strbuf_release(&many);
    }
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
        "      { \"weight\": 2 } ] },\n"
        "    { \"id\": \"go\", \"do\": \"Go.\", \"ending\": \"no\", \"to\": \"end\" } ] } },\n"
        "  \"endings\": { \"yes\": { \"title\": \"Yes.\", \"kind\": \"yes\" },\n"
        "                 \"no\": { \"title\": \"No.\" } } }\n";
    static const char *const CHOICES[] = {"toss", NULL};
    desk d;
    strbuf one = {0}, many = {0}, report = {0};
    set_up(&d);
    put(&d, "scenario.json", PLAIN);
    scenario_close(d.scenario);
    assert_true(scenario_open(d.places, d.folder, &report, &d.scenario, &d.e));
    record(&d, 5, CHOICES);
    review(&d, 1, &one);
    review(&d, 4, &many);
    assert_string_equal(strbuf_text(&one), strbuf_text(&many));
    strbuf_release(&one);
    strbuf_release(&many);
    strbuf_release(&report);
    tear_down(&d);
}

static void a_costly_line_and_its_road(void **unused)
{
    (void)unused;
    desk d;
    session_review_options o = {.weeks = 400};
    set_up(&d);
    record(&d, 5, RUDE);
    session_review *r =
        session_review_begin(d.places, d.scenario, strbuf_text(&d.attempt), &o, &d.e);
    assert_non_null(r);
    assert_true(session_review_wait(r, LONG_MS));
    const session_review_view *v = session_review_look(r, &d.e);
    assert_non_null(v);
    assert_int_equal(v->decision_count, 2);
    const session_review_decision *first = &v->decisions[0];
    assert_int_equal(first->class, SESSION_CLASS_COSTLY);
    const session_review_option *best = &first->options[first->best];
    assert_string_equal(best->id, "kind");
    assert_string_equal(best->text, "Is it still open?");
    assert_string_equal(first->person, "Dana");
    /* Trust 70 of 100 against 5; one throw of a hundred fails and is left out. */
    assert_in_range(best->odds.share, 630, 790);
    assert_in_range(first->before.share, 10, 110);
    assert_true(best->odds.low < 707 && best->odds.high > 690);
    assert_int_equal(first->cost, best->odds.share - first->before.share);
    bool said = false;
    for (uint32_t i = 0; i < best->reply_count; i++)
        said |= strcmp(best->reply[i].text, "It is. Good that you ask.") == 0;
    assert_true(said);
    /* The attempt's own way: 50, 5, 5. The road not taken: 50, 70, and where it ends. */
    assert_int_equal(v->costliest, 0);
    assert_int_equal(v->series_count, 1);
    assert_int_equal(v->series[0].count, 3);
    assert_int_equal(v->series[0].values[2], 5);
    assert_int_equal(v->road_count, 1);
    assert_int_equal(v->road[0].first, 0);
    assert_int_equal(v->road[0].values[0], 50);
    assert_int_equal(v->road[0].values[1], 70);
    /* How it ends once it has ended is certain. */
    assert_int_equal(v->decisions[1].after.share, v->well ? 1000 : 0);
    assert_true(v->conducts[SESSION_CONDUCT_BEST].odds.share >
                v->conducts[SESSION_CONDUCT_SAME].odds.share + 400);
    session_review_free(r);
    tear_down(&d);
}

/* A function that fails in one state in a hundred: which is told, and showing it fails again. */
static void a_failing_state_is_named_and_shown(void **unused)
{
    (void)unused;
    desk d;
    session_review_options o = {.weeks = 300};
    set_up(&d);
    record(&d, 5, KIND);
    session_review *r =
        session_review_begin(d.places, d.scenario, strbuf_text(&d.attempt), &o, &d.e);
    assert_non_null(r);
    assert_true(session_review_wait(r, LONG_MS));
    const session_review_view *v = session_review_look(r, &d.e);
    assert_non_null(v);
    assert_non_null(strstr(v->trouble, "seventy-seven"));
    const char *place = strstr(v->trouble, "--reading ");
    const char *state = strstr(v->trouble, "in state ");
    assert_non_null(place);
    assert_non_null(state);
    char *rest;
    uint32_t turn = (uint32_t)strtoul(place + strlen("--reading "), &rest, 10);
    char choice[32] = "";
    memcpy(choice, rest + 1, strcspn(rest + 1, ":"));
    uint64_t week = strtoull(rest + 2 + strlen(choice), NULL, 10);
    session_reading *shown =
        session_reading_of(d.places, d.scenario, strbuf_text(&d.attempt), turn, choice, week, &d.e);
    if (!shown) fail_msg("%s", d.e.text);
    const session_reading_view *seen = session_reading_look(shown);
    assert_non_null(strstr(seen->trouble, "seventy-seven"));
    assert_memory_equal(seen->hash, state + strlen("in state "), 16);
    assert_false(seen->over);
    session_reading_free(shown);
    assert_null(
        session_reading_of(d.places, d.scenario, strbuf_text(&d.attempt), 1, "nothing", 1, &d.e));
    assert_int_equal(d.e.code, ERR_ARG);
    session_review_free(r);
    tear_down(&d);
}

static void stopping_keeps_what_was_read(void **unused)
{
    (void)unused;
    desk d;
    session_review_options o = {.weeks = 10000};
    set_up(&d);
    record(&d, 5, KIND);
    session_review *r =
        session_review_begin(d.places, d.scenario, strbuf_text(&d.attempt), &o, &d.e);
    assert_non_null(r);
    const session_review_view *v;
    do {
        session_review_wait(r, 1);
        v = session_review_look(r, &d.e);
        assert_non_null(v);
    } while (v->readings == 0);
    session_review_stop(r);
    assert_true(session_review_wait(r, LONG_MS));
    v = session_review_look(r, &d.e);
    assert_non_null(v);
    assert_true(v->stopped && v->done);
    assert_true(v->readings > 0);
    session_review_free(r);
    /* Forgetting one that has hardly begun is fine. */
    session_review_free(
        session_review_begin(d.places, d.scenario, strbuf_text(&d.attempt), &o, &d.e));
    tear_down(&d);
}

static void count_change(void *self)
{
    ++*(_Atomic unsigned *)self;
}

/* What is being played now, kept nowhere and not ended. */
static void a_play_can_be_reviewed(void **unused)
{
    (void)unused;
    static const char *const HALF[] = {"kind", NULL};
    desk d;
    _Atomic unsigned changes = 0;
    session_review_options o = {.weeks = WEEKS, .changed = count_change, .self = &changes};
    set_up(&d);
    session *s = play(&d, NULL, 9, HALF);
    session_review *r = session_review_play(s, &o, &d.e);
    assert_non_null(r);
    session_free(s); /* it works on a copy */
    assert_true(session_review_wait(r, LONG_MS));
    const session_review_view *v = session_review_look(r, &d.e);
    assert_non_null(v);
    assert_false(v->over);
    assert_non_null(strstr(v->note, "has not ended"));
    assert_int_equal(v->decision_count, 1);
    session_review_free(r);
    assert_true(changes > 0);
    tear_down(&d);
}

static void another_version_is_said(void **unused)
{
    (void)unused;
    desk d;
    strbuf report = {0};
    session_review_options o = {.weeks = 30};
    set_up(&d);
    record(&d, 5, KIND);
    /* The same talk, where the second scene lost the line that was taken. */
    put(&d, "talk.lua",
        "function two(how) return { stage = 'call', with = 'dana', choices = {\n"
        "  { id = 'bye', say = 'Bye.', ending = 'yes', to = 'end' } } } end\n");
    scenario_close(d.scenario);
    assert_true(scenario_open(d.places, d.folder, &report, &d.scenario, &d.e));
    session_review *r =
        session_review_begin(d.places, d.scenario, strbuf_text(&d.attempt), &o, &d.e);
    assert_non_null(r);
    assert_true(session_review_wait(r, LONG_MS));
    const session_review_view *v = session_review_look(r, &d.e);
    assert_non_null(v);
    assert_non_null(strstr(v->note, "has changed since"));
    assert_non_null(strstr(v->note, "Only the first 1 of 2 turns fit"));
    assert_int_equal(v->decision_count, 1);
    assert_int_equal(v->decisions[0].before.share, 1000);
    session_review_free(r);
    strbuf_release(&report);
    tear_down(&d);
}

static void what_cannot_be_reviewed(void **unused)
{
    (void)unused;
    desk d;
    session_review_options o = {.weeks = 10001};
    set_up(&d);
    record(&d, 5, KIND);
    assert_null(session_review_begin(d.places, d.scenario, strbuf_text(&d.attempt), &o, &d.e));
    assert_int_equal(d.e.code, ERR_ARG);
    o.weeks = 1;
    d.e = (err){0};
    assert_null(session_review_begin(d.places, d.scenario, "nowhere.json", &o, &d.e));
    assert_int_equal(d.e.code, ERR_MISSING);
    d.e = (err){0};
    strbuf text = {0};
    assert_true(file_read(strbuf_text(&d.attempt), 1 << 20, &text, &d.e));
    char *own = strstr(text.data, "talk");
    assert_non_null(own);
    memcpy(own, "walk", 4);
    put(&d, "other.json", strbuf_text(&text));
    strbuf_release(&text);
    strbuf path = {0};
    assert_true(file_join(&path, d.folder, "other.json", &d.e));
    assert_null(session_review_begin(d.places, d.scenario, strbuf_text(&path), &o, &d.e));
    assert_int_equal(d.e.code, ERR_MISMATCH);
    strbuf_release(&path);
    tear_down(&d);
}

static void two_attempts_part(void **unused)
{
    (void)unused;
    static const char *const SHORT[] = {"kind", NULL};
    desk d;
    strbuf other = {0};
    set_up(&d);
    record(&d, 5, KIND);
    assert_true(file_join(&other, d.folder, "other.json", &d.e));
    session_free(play(&d, strbuf_text(&other), 5, SHORT));
    session_compare *c = session_compare_of(d.places, d.scenario, strbuf_text(&d.attempt),
                                            strbuf_text(&other), &d.e);
    if (!c) fail_msg("%s", d.e.text);
    const session_compare_view *v = session_compare_look(c);
    assert_true(v->same_week);
    assert_int_equal(v->parted, 2);
    assert_int_equal(v->turn_count, 2);
    assert_true(v->turns[0].same);
    assert_string_equal(v->turns[0].choice[1], "Is it still open?");
    assert_string_equal(v->turns[0].reply[1], "It is. Good that you ask.");
    assert_string_equal(v->turns[1].choice[0], "And?");
    assert_string_equal(v->turns[1].choice[1], "");
    assert_true(v->sides[0].over);
    assert_false(v->sides[1].over);
    session_compare_free(c);
    c = session_compare_of(d.places, d.scenario, strbuf_text(&other), strbuf_text(&other), &d.e);
    assert_non_null(c);
    assert_int_equal(session_compare_look(c)->parted, 0);
    session_compare_free(c);
    strbuf_release(&other);
    tear_down(&d);
}

/* Whichever allocation fails, it is told or done without, and nothing is lost. */
static void memory_may_run_out_anywhere(void **unused)
{
    (void)unused;
#ifdef BASE_FAULTS
    desk d;
    session_review_options o = {.weeks = 3, .threads = 1};
    set_up(&d);
    record(&d, 5, KIND);
    bool whole = false;
    for (long i = 0; !whole; i += 1 + i / 40) {
        err e = {0};
        long live = base_alloc_live();
        base_alloc_fail_after(i);
        session_review *r =
            session_review_begin(d.places, d.scenario, strbuf_text(&d.attempt), &o, &e);
        bool done = r && session_review_wait(r, LONG_MS);
        const session_review_view *v = done ? session_review_look(r, &e) : NULL;
        whole = v && v->readings == v->wanted;
        base_alloc_fail_after(-1);
        if (!v) assert_int_equal(e.code, ERR_NOMEM);
        session_review_free(r);
        assert_int_equal(base_alloc_live(), live);
    }
    tear_down(&d);
#else
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_do_not_depend_on_threads),
        cmocka_unit_test(threads_share_what_nobody_writes),
        cmocka_unit_test(a_costly_line_and_its_road),
        cmocka_unit_test(a_failing_state_is_named_and_shown),
        cmocka_unit_test(stopping_keeps_what_was_read),
        cmocka_unit_test(a_play_can_be_reviewed),
        cmocka_unit_test(another_version_is_said),
        cmocka_unit_test(what_cannot_be_reviewed),
        cmocka_unit_test(two_attempts_part),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

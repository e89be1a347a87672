/* Attempts played again, on the same scenario and on one that changed meanwhile. */
#include "test_load_attempt.h"

#include "base/base_utf8.h"

/* A scenario in memory, ready to be played. */
typedef struct stage {
    story_def *def;
    story_run run;
    story_state *s;
} stage;

static void stage_set(stage *g, const char *text)
{
    const folder_file files[] = {{.name = "scenario.json", .text = text}, {0}};
    folder f = {.files = files};
    load_files from = {.self = &f, .read = folder_read};
    stub_lua lua = {.runs = 0};
    load_lua host = stub_host(&lua);
    problems p = {0};
    *g = (stage){.def = NULL};
    assert_true(load_scenario(&from, &host, &p, &g->def, NULL));
    if (!g->def) expect_told(&p, "");
    problems_release(&p);
    assert_true(story_run_init(&g->run, g->def, NULL, NULL));
    g->s = story_state_new(g->def, NULL);
    assert_non_null(g->s);
}

static void stage_release(stage *g)
{
    story_run_release(&g->run);
    base_free(g->s);
    story_def_free(g->def);
}

/* Plays the choices and keeps them as an attempt would be kept. */
static void record(stage *g, story_attempt *a, const char *const *choices)
{
    *a = (story_attempt){
        .id = "0123456789abcdef", .scenario = "small", .scenario_hash = g->def->hash, .seed = 77};
    a->picks = arena_array(&a->mem, 1, sizeof *a->picks, NULL);
    assert_non_null(a->picks);
    a->picks[0] = (story_named_pick){"why", "fear"};
    a->pick_count = 1;
    story_pick picks[STORY_MOST_VARIABLES];
    uint32_t count;
    assert_true(story_attempt_picks(g->def, a, picks, &count, NULL, 0));
    assert_true(story_begin(&g->run, g->s, 77, picks, count, NULL, NULL));
    a->begin_hash = story_state_hash(g->def, g->s);
    for (; *choices; choices++) {
        story_moment m;
        assert_true(story_look(&g->run, g->s, &m, NULL));
        uint32_t option = story_moment_find(&m, *choices);
        assert_true(option != STORY_NONE);
        const char *scene = g->def->scenes[g->s->scene].id;
        assert_true(story_step(&g->run, g->s, &m, option, "hm", NULL, NULL));
        assert_true(
            story_attempt_add(a, scene, *choices, "hm", story_state_hash(g->def, g->s), NULL));
    }
}

static const char *const PLAYED[] = {"ask", "ask", "go", "back", "go", "stop", NULL};

/* The played attempt's file with the first `from` replaced. */
static void played_text(strbuf *out, const char *from, const char *to)
{
    stage g;
    story_attempt a;
    strbuf text = {0};
    stage_set(&g, SMALL(""));
    record(&g, &a, PLAYED);
    written(&a, &text);
    strbuf_clear(out);
    const char *at = strstr(strbuf_text(&text), from);
    assert_non_null(at);
    assert_true(strbuf_addn(out, text.data, (size_t)(at - text.data), NULL) &&
                strbuf_add(out, to, NULL) && strbuf_add(out, at + strlen(from), NULL));
    strbuf_release(&text);
    story_attempt_release(&a);
    stage_release(&g);
}

/* Reads the attempt and plays it on the scenario. */
static void replay(const strbuf *attempt, const char *scenario, story_replay *out, stage *g,
                   story_log *log)
{
    reading r;
    err e = {0};
    read_back(&r, attempt->data, attempt->len);
    assert_true(r.ok);
    stage_set(g, scenario);
    assert_true(story_attempt_replay(&g->run, &r.a, g->s, log, out, &e));
    reading_release(&r);
}

static void the_same_again(void **state)
{
    (void)state;
    strbuf text = {0};
    stage g;
    story_replay got;
    story_log log = {0};
    played_text(&text, "", "");
    replay(&text, SMALL(""), &got, &g, &log);
    assert_int_equal(got.end, STORY_REPLAY_SAME);
    assert_false(got.other_version);
    assert_int_equal(got.inputs_done, 6);
    assert_int_equal(got.first_difference, STORY_NONE);
    assert_string_equal(got.why, "");
    assert_true(story_over(g.s));
    assert_int_equal(g.s->steps, 6);
    uint32_t words = 0, choices = 0;
    for (const story_entry *one = log.first; one; one = one->next) {
        words += one->kind == STORY_ENTRY_WORDS;
        choices += one->kind == STORY_ENTRY_CHOICE;
    }
    assert_int_equal(words, 6);
    assert_int_equal(choices, 6);
    story_log_release(&log);
    stage_release(&g);
    strbuf_release(&text);
}

/* SMALL without parts, to be changed. */
#define CHANGED_TOP "{ " SMALL_TOP ",\n" SMALL_STATE ",\n\"scenes\": { "

static void the_scenario_changed(void **state)
{
    (void)state;
    static const struct {
        const char *scenario;
        story_replay_end end;
        uint32_t done, first; /* UINT32_MAX: no difference */
        const char *why;      /* part of the words */
    } ROWS[] = {
        /* Only words changed: another version, and still the same play. */
        {CHANGED_TOP "\"a\": { \"lines\": [ \"Hi.\" ], \"choices\": [\n"
                     "{ \"id\": \"ask\", \"say\": \"Please.\", \"set\": { \"trust\": \"+4\" } },\n"
                     "{ \"id\": \"go\", \"say\": \"Go.\", \"to\": \"b\" } ] }, " SMALL_SCENE_B
                     " },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_SAME, 6, UINT32_MAX, ""},
        /* An effect changed. */
        {CHANGED_TOP "\"a\": { \"choices\": [\n"
                     "{ \"id\": \"ask\", \"say\": \"Ask.\", \"set\": { \"trust\": \"+5\" } },\n"
                     "{ \"id\": \"go\", \"say\": \"Go.\", \"to\": \"b\" } ] }, " SMALL_SCENE_B
                     " },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_CHANGED, 6, 1, "now computes something else"},
        /* A later effect changed. */
        {CHANGED_TOP SMALL_SCENE_A
         ", \"b\": { \"choices\": [ { \"id\": \"stop\", \"do\": \"Stop.\", \"ending\": \"done\", "
         "\"to\": \"end\" }, { \"id\": \"back\", \"do\": \"Back.\", \"to\": \"a\", "
         "\"set\": { \"trust\": 1 } } ] } },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_CHANGED, 6, 4, "from input 4 on"},
        /* A choice is gone. */
        {CHANGED_TOP SMALL_SCENE_A
         ", \"b\": { \"choices\": [ { \"id\": \"stop\", \"do\": \"Stop.\", \"ending\": \"done\", "
         "\"to\": \"end\" } ] } },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_STOPPED, 3, UINT32_MAX,
         "input 4 (choice \"back\" in scene \"b\") does not fit: this choice is not there"},
        /* A choice is not open any more. */
        {CHANGED_TOP "\"a\": { \"choices\": [\n{ \"id\": \"ask\", \"if\": \"trust < 64\", "
                     "\"say\": \"Ask.\", \"set\": { \"trust\": \"+4\" } },\n"
                     "{ \"id\": \"go\", \"say\": \"Go.\", \"to\": \"b\" } ] }, " SMALL_SCENE_B
                     " },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_STOPPED, 1, UINT32_MAX, "All inputs before it were played"},
        /* A scene was renamed. */
        {CHANGED_TOP
         "\"a\": { \"choices\": [\n"
         "{ \"id\": \"ask\", \"say\": \"Ask.\", \"set\": { \"trust\": \"+4\" } },\n"
         "{ \"id\": \"go\", \"say\": \"Go.\", \"to\": \"bb\" } ] }, \"bb\": { \"choices\": [\n"
         "{ \"id\": \"back\", \"do\": \"Back.\", \"to\": \"a\" } ] } },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_STOPPED, 3, UINT32_MAX, "the story now stands in scene \"bb\""},
        /* The story is over earlier. */
        {CHANGED_TOP "\"a\": { \"choices\": [\n"
                     "{ \"id\": \"ask\", \"say\": \"Ask.\", \"set\": { \"trust\": \"+4\" } },\n"
                     "{ \"id\": \"go\", \"say\": \"Go.\", \"to\": \"end\", \"ending\": \"done\" } "
                     "] }, " SMALL_SCENE_B " },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_STOPPED, 3, 3, "the story is over before it"},
        /* The first scene is another. */
        {"{ \"format\": 1, \"id\": \"small\", \"title\": \"S\", \"summary\": \"S\", "
         "\"clock\": \"2026-03-06 16:30\", \"start\": \"b\",\n" SMALL_STATE
         ",\n\"scenes\": { " SMALL_SCENE_A ", " SMALL_SCENE_B " },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_STOPPED, 0, 0, "Nothing was played"},
        /* What was picked cannot be picked any more. */
        {"{ " SMALL_TOP ",\n\"state\": { \"trust\": { \"start\": 60, \"min\": 0, \"max\": 100 }, "
         "\"why\": { \"one_of\": [\"pay\", \"love\"] } }, \"scenes\": { " SMALL_SCENE_A
         ", " SMALL_SCENE_B " },\n" SMALL_ENDINGS " }",
         STORY_REPLAY_CHANGED, 6, 0, "\"why\" cannot be \"fear\" in this scenario"},
    };
    strbuf text = {0};
    played_text(&text, "", "");
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        stage g;
        story_replay got;
        replay(&text, ROWS[i].scenario, &got, &g, NULL);
        if (got.end != ROWS[i].end || got.inputs_done != ROWS[i].done ||
            got.first_difference != ROWS[i].first || !strstr(got.why, ROWS[i].why))
            fail_msg("row %zu: end %d, %u done, first difference %d: %s", i, (int)got.end,
                     got.inputs_done, (int)got.first_difference, got.why);
        assert_true(got.other_version);
        assert_int_equal(got.end == STORY_REPLAY_SAME, got.why[0] == '\0');
        assert_int_equal(g.s->steps, got.inputs_done);
        stage_release(&g);
    }
    strbuf_release(&text);
}

/* Edited by hand: it fits, and the difference is seen at its place. */
static void an_edited_attempt(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        story_replay_end end;
        uint32_t done, first;
    } ROWS[] = {
        {"\"begin_hash\": \"", "\"begin_hash\": \"0123456789abcdef\", \"//\": \"",
         STORY_REPLAY_CHANGED, 6, 0},
        {"\"seed\": 77", "\"seed\": 78", STORY_REPLAY_CHANGED, 6, 0},
        {"\"why\": \"fear\"", "\"why\": \"pay\"", STORY_REPLAY_CHANGED, 6, 0},
        {"\"choice\": \"back\"", "\"choice\": \"stop\"", STORY_REPLAY_STOPPED, 4, 4},
        {"\"choice\": \"go\"", "\"choice\": \"ask\"", STORY_REPLAY_STOPPED, 3, 3},
        {"\"choice\": \"ask\"", "\"choice\": \"\"", STORY_REPLAY_STOPPED, 0, UINT32_MAX},
        {"\"scene\": \"b\"", "\"scene\": \"\"", STORY_REPLAY_STOPPED, 3, UINT32_MAX},
    };
    strbuf text = {0};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        stage g;
        story_replay got;
        played_text(&text, ROWS[i].from, ROWS[i].to);
        replay(&text, SMALL(""), &got, &g, NULL);
        if (got.end != ROWS[i].end || got.inputs_done != ROWS[i].done ||
            got.first_difference != ROWS[i].first)
            fail_msg("row %zu: end %d, %u done, first difference %d: %s", i, (int)got.end,
                     got.inputs_done, (int)got.first_difference, got.why);
        assert_false(got.other_version);
        assert_true(strlen(got.why) > 10);
        stage_release(&g);
    }
    strbuf_release(&text);
}

/* Long names are cut in the words, which stay text wherever that cut falls. */
static void long_names_are_cut(void **state)
{
    (void)state;
    for (int shift = 0; shift < 2; shift++) {
        strbuf text = {0}, name = {0};
        assert_true(strbuf_add(&name, shift ? "\"choice\": \"x" : "\"choice\": \"", NULL));
        for (int i = 0; i < 3000; i++)
            assert_true(strbuf_add(&name, "\u00e9", NULL));
        played_text(&text, "\"choice\": \"ask", name.data);
        stage g;
        story_replay got;
        size_t bad;
        replay(&text, SMALL(""), &got, &g, NULL);
        assert_int_equal(got.end, STORY_REPLAY_STOPPED);
        assert_non_null(strstr(got.why, "not there or not open"));
        assert_true(utf8_valid(got.why, strlen(got.why), &bad));
        stage_release(&g);
        strbuf_release(&text);
        strbuf_release(&name);
    }
}

#ifdef BASE_FAULTS
typedef struct again {
    stage *g;
    const story_attempt *a;
} again;

static bool replay_once(void *self, err *e)
{
    again *n = self;
    story_log log = {0};
    story_run run;
    story_replay got;
    bool ok = story_run_init(&run, n->g->def, NULL, e);
    if (ok) ok = story_attempt_replay(&run, n->a, n->g->s, &log, &got, e);
    if (ok) assert_int_equal(got.end, STORY_REPLAY_SAME);
    story_run_release(&run);
    story_log_release(&log);
    return ok;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    story_attempt a;
    stage g;
    stage_set(&g, SMALL(""));
    record(&g, &a, PLAYED);
    sweep_allocations(replay_once, &(again){&g, &a}, 2);
    story_attempt_release(&a);
    stage_release(&g);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_again),
        cmocka_unit_test(the_scenario_changed),
        cmocka_unit_test(an_edited_attempt),
        cmocka_unit_test(long_names_are_cut),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests_name("load_replay", tests, NULL, NULL);
}

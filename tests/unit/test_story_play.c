#include "story_fixture.h"

#define ENDINGS                                                                                    \
    "'endings': { 'done': { 'title': 'Done.' }, 'right': { 'title': 'Right.', 'complete': 'true' " \
    "} },"
#define STOP "{ 'id': 'stop', 'do': 'Stop.', 'ending': 'done', 'to': 'end' }"

static void effects_come_in_order(void **unused)
{
    (void)unused;
    play p = play_begin(
        FIXTURE_HEAD ENDINGS
        "'state': { 'n': 1, 'm': 5, 'small': { 'start': 3, 'min': 0, 'max': 4 }, 'yes': false,"
        "  'how': { 'one_of': { 'a': 'the first', 'b': 'the second' } } },"
        "'scenes': { 'one': {"
        "   'lines': [ 'n is {n}.', { 'narration': 'never', 'if': 'n > 9' } ], 'set': { 'n': 2 },"
        "   'choices': ["
        "    { 'id': 'go', 'say': 'Go {n} {how}.', 'set': { 'n': 'm', 'm': 'n', 'small': '+9', "
        "'yes': true, 'how': 'b' },"
        "      'reply': [ 'n {n}, m {m}, {how}.' ], 'takes': '90m',"
        "      'outcomes': [ { 'if': 'n == 2', 'to': 'one' }, { 'if': 'n == 5', 'to': 'two', "
        "'set': { 'm': '-3' } } ] },"
        "    " STOP " ] },"
        "  'two': { 'title': 'Two', 'to': [ { 'if': 'small > 4', 'to': 'one' }, 'three' ] },"
        "  'three': { 'lines': [ 'At {clock.hour}:{clock.minute}.' ], 'choices': [ " STOP
        " ] } } }",
        1);
    assert_true(play_said(&p, "n is 1."));
    assert_false(play_said(&p, "never"));
    assert_int_equal(play_var(&p, "n"), 2);
    play_take(&p, "go");
    assert_true(play_said(&p, "Go 2 the first."));
    assert_int_equal(play_var(&p, "n"), 5); /* all values are worked out before any is set */
    assert_int_equal(play_var(&p, "m"), -1);
    assert_int_equal(play_var(&p, "small"), 4); /* held at the edge */
    assert_true(play_said(&p, "n 5, m 2, the second."));
    assert_true(play_said(&p, "At 18:0."));
    assert_string_equal(play_scene(&p), "three");
    play_take(&p, "stop");
    assert_true(story_over(p.state));
    assert_true(play_said(&p, "Done."));
    assert_false(play_try(&p, "stop"));
    play_end(&p);
}

static void failed_step_changes_nothing(void **unused)
{
    (void)unused;
    play p = play_begin(
        FIXTURE_HEAD ENDINGS
        "'state': { 'n': 1, 'zero': 0 },"
        "'scenes': { 'one': { 'choices': ["
        "  { 'id': 'bad', 'say': 'Bad.', 'set': { 'n': 7 }, 'takes': '1h', 'to': 'two' },"
        "  " STOP " ] },"
        " 'two': { 'lines': [ 'Late.' ], 'set': { 'n': '1 // zero' }, 'choices': [ " STOP
        " ] } } }",
        1);
    uint64_t before = story_state_hash(p.def, p.state);
    uint32_t count = p.log.count;
    assert_false(play_try(&p, "bad"));
    assert_int_equal(p.e.code, ERR_SCRIPT);
    assert_non_null(strstr(p.e.text, "divides by zero"));
    assert_non_null(strstr(p.e.text, "two"));
    assert_true(story_state_hash(p.def, p.state) == before);
    assert_int_equal(p.log.count, count);
    assert_false(play_said(&p, "Late."));
    err_clear(&p.e);
    play_take(&p, "stop");
    play_end(&p);
}

static void choices_open_and_close(void **unused)
{
    (void)unused;
    play p = play_begin(
        FIXTURE_HEAD ENDINGS
        "'state': { 'n': 0 },"
        "'scenes': { 'one': { 'stage': 'call', 'choices': ["
        "  { 'id': 'a', 'say': 'A', 'once': true, 'set': { 'n': '+1' } },"
        "  { 'id': 'b', 'say': 'B', 'if': 'n == 1' },"
        "  { 'id': 'c', 'say': 'C' }, { 'id': 'd', 'say': 'D', 'if': 'chosen.one.c > 0' },"
        "  " STOP " ] } } }",
        12);
    assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
    assert_int_equal(p.moment.option_count, 3);
    assert_int_equal(story_moment_find(&p.moment, "b"), STORY_NONE);
    play_take(&p, "a");
    assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
    assert_int_equal(story_moment_find(&p.moment, "a"), STORY_NONE);
    assert_int_not_equal(story_moment_find(&p.moment, "b"), STORY_NONE);
    play_take(&p, "c");
    assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
    assert_int_not_equal(story_moment_find(&p.moment, "d"), STORY_NONE);
    play_end(&p);
}

/* The order is drawn from the seed, differs between seeds, and stays while the player stays. */
static void choices_are_shuffled_fairly(void **unused)
{
    (void)unused;
    static const char TEXT[] = FIXTURE_HEAD ENDINGS
        "'scenes': { 'one': { 'stage': 'call', 'choices': ["
        "  { 'id': 'a', 'say': 'A' }, { 'id': 'b', 'say': 'B' }, { 'id': 'c', 'say': 'C' }, " STOP
        " ] } } }";
    uint32_t first[4] = {0};
    play p = play_begin(TEXT, 0);
    for (uint64_t seed = 0; seed < 4000; seed++) {
        assert_true(story_begin(&p.run, p.state, seed, NULL, 0, NULL, &p.e));
        assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
        const char *id = p.moment.options[0].choice->id;
        first[id[0] == 's' ? 3 : id[0] - 'a']++;
        if (seed >= 50) continue;
        play_take(&p, "b");
        assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
        assert_string_equal(p.moment.options[0].choice->id, id);
    }
    for (int i = 0; i < 4; i++)
        assert_in_range(first[i], 850, 1150);
    play_end(&p);
}

static void draws_follow_their_weights(void **unused)
{
    (void)unused;
    play p =
        play_begin(FIXTURE_HEAD ENDINGS
                   "'state': { 'w': { 'one_of': [ 'x', 'y', 'z' ], 'draw': [ 1, 3, 0 ] }, 'r': { "
                   "'start': false, 'draw': 20 },"
                   "  'k': { 'min': -2, 'max': 2, 'draw': true }, 'hits': 0 },"
                   "'scenes': { 'one': { 'choices': [ { 'id': 'try', 'do': 'Try.', 'outcomes': ["
                   "    { 'weight': 1, 'set': { 'hits': '+1' } }, { 'weight': '1 + 2' }, { 'if': "
                   "'false', 'weight': 50, 'set': { 'hits': '+1000' } } ] },"
                   "  " STOP " ] } } }",
                   0);
    int32_t w[3] = {0}, r = 0, k[5] = {0}, hits = 0;
    for (uint64_t seed = 0; seed < 4000; seed++) {
        assert_true(story_begin(&p.run, p.state, seed, NULL, 0, NULL, &p.e));
        w[play_var(&p, "w")]++;
        r += play_var(&p, "r");
        k[play_var(&p, "k") + 2]++;
        assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
        assert_true(story_step(&p.run, p.state, &p.moment, story_moment_find(&p.moment, "try"),
                               NULL, NULL, &p.e));
        hits += play_var(&p, "hits");
    }
    assert_in_range(w[0], 900, 1100);
    assert_int_equal(w[2], 0);
    assert_in_range(r, 720, 880);
    for (int i = 0; i < 5; i++)
        assert_in_range(k[i], 700, 900);
    assert_in_range(hits, 900, 1100);
    play_end(&p);
}

static void many_outcomes_and_long_waits_are_safe(void **unused)
{
    (void)unused;
    strbuf text = {0};
    assert_true(strbuf_add(&text,
                           FIXTURE_HEAD ENDINGS
                           "'state': { 'n': 0 }, 'scenes': { 'one': { 'choices': ["
                           " { 'id': 'draw', 'do': 'Draw.', 'takes': '3600d', 'outcomes': [",
                           NULL));
    for (int i = 0; i < STORY_MOST_OUTCOMES; i++)
        assert_true(strbuf_addf(&text, NULL, "{ 'weight': %d, 'set': { 'n': %d } },",
                                i == STORY_MOST_OUTCOMES - 1, i));
    assert_true(strbuf_add(&text, "] }, " STOP " ] } } }", NULL));
    play p = play_begin(strbuf_text(&text), 1);
    for (int i = 0; i < 500; i++)
        play_take(&p, "draw");
    assert_int_equal(play_var(&p, "n"), STORY_MOST_OUTCOMES - 1);
    assert_int_equal(p.state->now, STORY_LAST_MINUTE);
    play_end(&p);
    strbuf_release(&text);
}

static void events_happen_in_time(void **unused)
{
    (void)unused;
    play p =
        play_begin(FIXTURE_HEAD ENDINGS
                   "'state': { 'ticks': 0, 'late': false, 'skipped': 0 },"
                   "'events': {"
                   "  'tick': { 'at': 'day 2 09:00', 'every': '1d', 'set': { 'ticks': '+1' } },"
                   "  'never': { 'at': 'day 2 10:00', 'if': 'false', 'set': { 'skipped': '+1' } },"
                   "  'ring': { 'lines': [ 'It rings at {clock.hour}.' ], 'to': 'phone' },"
                   "  'gone': { 'set': { 'late': true } } },"
                   "'scenes': {"
                   " 'one': { 'choices': ["
                   "   { 'id': 'wait', 'do': 'Wait.', 'takes': '3d', 'to': 'two' },"
                   "   { 'id': 'plan', 'do': 'Plan.', 'schedule': { 'ring': '1d', 'gone': '2h' } },"
                   "   { 'id': 'off', 'do': 'Off.', 'cancel': [ 'gone' ] }, " STOP " ] },"
                   " 'two': { 'choices': [ " STOP " ] },"
                   " 'phone': { 'stage': 'call', 'choices': [ { 'id': 'talk', 'say': 'Hello.', "
                   "'takes': '5d' }, { 'id': 'back', 'do': 'Hang up.', 'to': 'resume' } ] } } }",
                   1);
    play_take(&p, "plan");
    assert_int_equal(p.state->slots[p.def->due_at + 2], 1440);
    play_take(&p, "off");
    play_take(&p, "wait");
    assert_string_equal(play_scene(&p), "phone"); /* the call cut the three days short */
    assert_int_equal(p.state->now, 1440);
    assert_int_equal(play_var(&p, "ticks"), 1);
    assert_int_equal(play_var(&p, "late"), 0);
    assert_true(play_said(&p, "It rings at 16."));
    play_take(&p, "talk"); /* five days pass in a quiet scene: plain events happen all the same */
    assert_string_equal(play_scene(&p), "phone");
    assert_int_equal(play_var(&p, "ticks"), 6);
    play_take(&p, "back");
    assert_string_equal(play_scene(&p), "two");
    assert_int_equal(play_var(&p, "skipped"), 0);
    play_end(&p);
}

static void claims_are_held_against_facts(void **unused)
{
    (void)unused;
    play p = play_begin(FIXTURE_HEAD ENDINGS
                        "'cast': { 'dana': { 'name': 'Dana' }, 'eve': { 'name': 'Eve' } }, "
                        "'state': { 'others': 1, 'n': 0 },"
                        "'facts': { 'other': { 'is': 'others > 0', 'about': 'another interview' }, "
                        "'count': { 'is': 'others' } },"
                        "'scenes': { 'one': { 'with': 'dana', 'choices': ["
                        "  { 'id': 'lie', 'say': 'None.', 'claims': { 'other': false } },"
                        "  { 'id': 'truth', 'say': 'One.', 'claims': { 'other': true } },"
                        "  { 'id': 'eve', 'say': 'One, Eve.', 'claims': [ { 'to': 'eve', 'fact': "
                        "'count', 'is': '1' } ] },"
                        "  { 'id': 'quiet', 'say': 'Mm.', 'omits': [ 'other' ] },"
                        "  { 'id': 'leak', 'do': 'Wait.', 'discover': [ 'other' ] },"
                        "  { 'id': 'ask', 'say': 'Ask.', 'set': { 'n': 'lies.dana * 100 + "
                        "contradictions.dana * 10 + discovered' } } ] } } }",
                        1);
    play_take(&p, "quiet");
    play_take(&p, "eve");
    play_take(&p, "ask");
    assert_int_equal(play_var(&p, "n"), 0);
    play_take(&p, "lie");
    play_take(&p, "lie"); /* said twice is one claim */
    play_take(&p, "ask");
    assert_int_equal(play_var(&p, "n"), 100);
    assert_int_equal(p.state->claim_count, 3);
    play_take(&p, "truth"); /* a correction: nothing is found out, nothing stands */
    play_take(&p, "leak");
    play_take(&p, "ask");
    assert_int_equal(play_var(&p, "n"), 10);
    play_take(&p, "lie"); /* now she has heard it differently before */
    play_take(&p, "ask");
    assert_int_equal(play_var(&p, "n"), 121);
    assert_int_equal(p.state->discovered, 1);
    play_end(&p);
}

static void ledger_never_overflows(void **unused)
{
    (void)unused;
    play p = play_begin(
        FIXTURE_HEAD ENDINGS
        "'cast': { 'dana': { 'name': 'Dana' } }, 'state': { 'n': 0 },"
        "'facts': { 'count': { 'is': 'n' } },"
        "'scenes': { 'one': { 'with': 'dana', 'choices': ["
        "  { 'id': 'say', 'say': '{n}', 'claims': { 'count': 'n' }, 'set': { 'n': '+1' } },"
        "  { 'id': 'lie', 'say': 'More', 'claims': { 'count': -1 } } ] } } }",
        1);
    play_take(&p, "lie");
    for (int i = 0; i < 3 * STORY_MOST_CLAIMS; i++)
        play_take(&p, "say");
    assert_int_equal(p.state->claim_count, STORY_MOST_CLAIMS);
    /* The lie was corrected by the first true claim, and is still in the ledger. */
    assert_true(story_claims(p.def, p.state)[0].untrue);
    play_end(&p);
}

/* The example of scenarios/README.md, section 11. */
static const char SCORED[] = FIXTURE_HEAD ENDINGS
    "'cast': { 'dana': { 'name': 'Dana' } }, 'state': { 'n': 0 }, 'par': { 'honesty': 8 },"
    "'facts': { 'f': { 'is': 'true' } },"
    "'scenes': { 'one': { 'with': 'dana', 'choices': ["
    "   { 'id': 'two', 'say': 'A', 'shows': [ { 'skill': 'H1', 'points': 2, 'because': 'b' } ], "
    "'to': 'two' },"
    "   { 'id': 'zero', 'say': 'B', 'to': 'two' },"
    "   { 'id': 'less', 'say': 'C', 'shows': [ { 'skill': 'H1', 'points': -1, 'because': 'b' } ], "
    "'to': 'two' },"
    "   { 'id': 'look', 'do': 'Look it up.' },"
    "   { 'id': 'lie', 'say': 'D', 'claims': { 'f': false }, 'to': 'two' },"
    "   { 'id': 'leave', 'do': 'Leave.', 'ending': 'right', 'to': 'end' } ] },"
    " 'two': { 'with': 'dana', 'choices': ["
    "   { 'id': 'two', 'say': 'A', 'shows': [ { 'skill': 'H2', 'points': 2, 'because': 'b' } ], "
    "'ending': 'done', 'to': 'end' },"
    "   { 'id': 'one', 'say': 'B', 'shows': [ { 'skill': 'H2', 'points': 1, 'because': 'b' } ], "
    "'ending': 'done', 'to': 'end' },"
    "   { 'id': 'out', 'say': 'It comes out', 'discover': [ 'f' ],"
    "      'shows': [ { 'skill': 'H2', 'points': 2, 'because': 'b' } ], 'ending': 'done', 'to': "
    "'end' },"
    "   { 'id': 'bad', 'say': 'C', 'shows': [ { 'skill': 'H2', 'points': '-1 - 1', 'because': 'b' "
    "} ], 'ending': 'done', 'to': 'end' } ] } } }";

static void scores_are_what_the_reference_says(void **unused)
{
    (void)unused;
    static const struct {
        const char *first, *second;
        int32_t honesty;
        bool capped;
    } ROWS[] = {
        {"zero", "two", 88, false}, /* 1 + 4 + 2 forgiven, of 8 */
        {"two", "two", 88, false},  /* 7 of 7, but par is 8 */
        {"zero", "bad", 38, false}, /* 1 + 0 + 2 */
        {"less", "bad", 0, false},  /* 0 + 0; neither loss (3, 4) is a slip */
        {"less", "one", 50, false}, /* 0 + 3 + 1 */
        {"lie", "two", 63, false},  /* as zero, but a lie is not forgiven: 1 + 4 of 8 */
        {"lie", "out", 50, true},   /* 63 held down */
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        play p = play_begin(SCORED, 1);
        play_take(&p, "look"); /* no moment */
        assert_int_equal(p.state->span[STORY_HONESTY], 0);
        play_take(&p, ROWS[i].first);
        play_take(&p, ROWS[i].second);
        story_scores scores = play_scores(&p);
        assert_int_equal(scores.axis[STORY_HONESTY], ROWS[i].honesty);
        assert_int_equal(scores.capped, ROWS[i].capped);
        assert_int_equal(scores.axis[STORY_TACT], -1);
        play_end(&p);
    }
}

static void early_leaving_counts_only_where_it_is_right(void **unused)
{
    (void)unused;
    play p = play_begin(SCORED, 1);
    play_take(&p, "leave");
    story_scores scores = play_scores(&p);
    assert_true(scores.complete);
    assert_int_equal(scores.axis[STORY_HONESTY], 100); /* 1 + 2 forgiven, of 3 */
    p.state->ending = (int32_t)story_names_find(&p.def->ending_names, "done");
    scores = play_scores(&p);
    assert_false(scores.complete);
    assert_int_equal(scores.axis[STORY_HONESTY], 38); /* the same, of par 8 */
    play_end(&p);
}

static void skills_have_scores_of_their_own(void **unused)
{
    (void)unused;
    play p = play_begin(SCORED, 1);
    play_take(&p, "zero");
    play_take(&p, "two");
    uint32_t h1 = story_names_find(&p.def->skill_names, "H1");
    uint32_t h2 = story_names_find(&p.def->skill_names, "H2");
    uint32_t t1 = story_names_find(&p.def->skill_names, "T1");
    assert_int_equal(story_skill_score(p.def, p.state, h1), 33);
    assert_int_equal(story_skill_score(p.def, p.state, h2), 100);
    assert_int_equal(story_skill_score(p.def, p.state, t1), -1);
    play_end(&p);
}

/* Taking one good line is not held against the skill that another, as good, would have shown. */
static void equal_lines_do_not_cost_a_skill(void **unused)
{
    (void)unused;
    static const char TEXT[] =
        FIXTURE_HEAD ENDINGS "'scenes': { 'one': { 'choices': ["
                             "  { 'id': 'a', 'say': 'A', 'shows': [ { 'skill': 'T1', 'points': 1, "
                             "'because': 'b' } ], 'ending': 'done', 'to': 'end' },"
                             "  { 'id': 'b', 'say': 'B', 'shows': [ { 'skill': 'T2', 'points': 1, "
                             "'because': 'b' } ], 'ending': 'done', 'to': 'end' },"
                             "  { 'id': 'c', 'say': 'C', 'ending': 'done', 'to': 'end' } ] } } }";
    play p = play_begin(TEXT, 1);
    uint32_t t1 = story_names_find(&p.def->skill_names, "T1");
    uint32_t t2 = story_names_find(&p.def->skill_names, "T2");
    play_take(&p, "a");
    assert_int_equal(story_skill_score(p.def, p.state, t1), 100);
    assert_int_equal(story_skill_score(p.def, p.state, t2), -1);
    play_end(&p);
    p = play_begin(TEXT, 1);
    play_take(&p, "c");
    assert_int_equal(story_skill_score(p.def, p.state, t1), 0);
    assert_int_equal(story_skill_score(p.def, p.state, t2), 0);
    play_end(&p);
}

static void circles_are_told(void **unused)
{
    (void)unused;
    play p = play_begin(
        FIXTURE_HEAD ENDINGS
        "'state': { 'n': 1 },"
        "'scenes': { 'one': { 'choices': [ { 'id': 'go', 'do': 'Go.', 'to': 'two' },"
        "     { 'id': 'stuck', 'do': 'Stuck.', 'to': 'three' }, { 'id': 'nowhere', 'do': 'No.', "
        "'to': 'four' },"
        "     { 'id': 'unset', 'do': 'Unset.', 'to': 'end' }, { 'id': 'resume', 'do': 'Back.', "
        "'to': 'resume' } ] },"
        "  'two': { 'to': [ { 'if': 'n == 1', 'to': 'five' }, 'one' ] }, 'five': { 'to': 'two' },"
        "  'three': { 'choices': [ { 'id': 'no', 'say': 'No.', 'if': 'n == 2' } ] },"
        "  'four': { 'to': [ { 'if': 'n == 2', 'to': 'one' } ] } } }",
        1);
    static const char *const ROWS[][2] = {{"go", "never stop"},
                                          {"nowhere", "none of its \"to\" holds"},
                                          {"unset", "before any \"ending\""},
                                          {"resume", "no event interrupted"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        err_clear(&p.e);
        assert_false(play_try(&p, ROWS[i][0]));
        assert_int_equal(p.e.code, ERR_SCRIPT);
        assert_non_null(strstr(p.e.text, ROWS[i][1]));
    }
    err_clear(&p.e);
    play_take(&p, "stuck");
    assert_false(story_look(&p.run, p.state, &p.moment, &p.e));
    assert_non_null(strstr(p.e.text, "no choice is open"));
    play_end(&p);
}

/* One whole play of SCORED with a log, an attempt and a replay. */
static bool play_whole(story_def *def, err *e)
{
    story_run run = {0};
    story_log log = {0};
    story_attempt a = {.scenario = "fixture", .id = "0", .scenario_hash = 0, .seed = 5};
    story_state *state = NULL, *again = NULL;
    story_replay done;
    strbuf out = {0};
    static const char *const INPUTS[] = {"lie", "out"};
    bool ok = story_run_init(&run, def, NULL, e);
    if (ok) state = story_state_new(def, e);
    if (ok && state) again = story_state_new(def, e);
    ok = ok && again && story_begin(&run, state, 5, NULL, 0, &log, e);
    if (ok) a.begin_hash = story_state_hash(def, state);
    for (int i = 0; ok && i < 2; i++) {
        story_moment m;
        const char *scene = def->scenes[state->scene].id;
        ok = story_look(&run, state, &m, e) &&
             story_step(&run, state, &m, story_moment_find(&m, INPUTS[i]), "my words", &log, e) &&
             story_attempt_add(&a, scene, INPUTS[i], "my words", story_state_hash(def, state), e);
    }
    ok = ok && story_attempt_replay(&run, &a, again, NULL, &done, e) &&
         story_attempt_write(&a, &out, e);
    if (ok) assert_int_equal(done.end, STORY_REPLAY_SAME);
    if (ok) assert_true(story_state_hash(def, state) == story_state_hash(def, again));
    strbuf_release(&out);
    story_attempt_release(&a);
    story_log_release(&log);
    story_run_release(&run);
    base_free(state);
    base_free(again);
    return ok;
}

static void survives_no_memory(void **unused)
{
    (void)unused;
    story_def *def = fixture_build(SCORED);
    long live = base_alloc_live();
    for (long n = 0;; n++) {
        err e = {0};
        base_alloc_fail_after(n);
        bool ok = play_whole(def, &e);
        base_alloc_fail_after(-1);
        assert_int_equal(base_alloc_live(), live);
        if (ok) break;
        assert_int_equal(e.code, ERR_NOMEM);
    }
    story_def_free(def);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effects_come_in_order),
        cmocka_unit_test(failed_step_changes_nothing),
        cmocka_unit_test(choices_open_and_close),
        cmocka_unit_test(choices_are_shuffled_fairly),
        cmocka_unit_test(draws_follow_their_weights),
        cmocka_unit_test(many_outcomes_and_long_waits_are_safe),
        cmocka_unit_test(events_happen_in_time),
        cmocka_unit_test(claims_are_held_against_facts),
        cmocka_unit_test(ledger_never_overflows),
        cmocka_unit_test(scores_are_what_the_reference_says),
        cmocka_unit_test(early_leaving_counts_only_where_it_is_right),
        cmocka_unit_test(skills_have_scores_of_their_own),
        cmocka_unit_test(equal_lines_do_not_cost_a_skill),
        cmocka_unit_test(circles_are_told),
        cmocka_unit_test(survives_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

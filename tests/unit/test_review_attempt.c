/* Reviews of attempts at small scenarios whose figures are worked out by hand. */
#include "review/review_odds.h"
#include "story_fixture.h"

#include <stdlib.h>

enum { WEEKS = 60, OPTIONS = 9 };

#define PART_TALK "  'cast': { 'dana': { 'name': 'Dana' } },"
#define PART_ENDINGS                                                                               \
    "  'endings': { 'good': { 'title': 'Yes.', 'kind': 'yes' },"                                   \
    "               'bad': { 'title': 'No.', 'kind': 'no_closed' } }"
#define PART_ONE ", 'scenes': { 'one': { 'stage': 'call', 'with': 'dana', 'shuffle': false,"

static const char COIN[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_ONE
    "'choices': [ { 'id': 'toss', 'do': 'Toss.', 'outcomes': ["
    "    { 'weight': 1, 'ending': 'good', 'to': 'end' },"
    "    { 'weight': 1, 'ending': 'bad', 'to': 'end' } ] } ] } } }";

/* The quick way leads where nothing good is left. */
static const char TRAP[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_ONE
    "'choices': [ { 'id': 'quick', 'do': 'Quick.', 'to': 'pit' },"
    "             { 'id': 'slow', 'do': 'Slow.', 'to': 'road' } ] },"
    " 'pit': { 'stage': 'call', 'with': 'dana', 'choices': ["
    "    { 'id': 'give_up', 'do': 'Give up.', 'ending': 'bad', 'to': 'end' } ] },"
    " 'road': { 'stage': 'call', 'with': 'dana', 'choices': ["
    "    { 'id': 'arrive', 'do': 'Arrive.', 'ending': 'good', 'to': 'end' } ] } } }";

#define PART_LIE(honest, lie)                                                                      \
    ", 'state': { 'n': 1 }, 'facts': { 'free': { 'is': 'n == 1' } }" PART_ONE                      \
    "'choices': [ { 'id': 'truth', 'say': 'Yes.', 'claims': { 'free': true }, 'ending': '" honest  \
    "',  'to': 'end', 'shows': [ { 'skill': 'H1', 'points': 1, 'because': 'So.' } ] },"            \
    "  { 'id': 'lie', 'say': 'No.', 'claims': { 'free': false }, 'ending': '" lie "',"             \
    "    'to': 'end', 'shows': [ { 'skill': 'H1', 'points': 2, 'because': 'So.' } ] } ] } } }"
static const char LIE_PAYS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_LIE("bad", "good");
static const char LIE_FAILS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_LIE("good", "bad");

/* One way leads to a place without a door. */
static const char DEAD_END[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'n': 0 }" PART_ONE
    "'choices': [ { 'id': 'out', 'do': 'Out.', 'ending': 'good', 'to': 'end' },"
    "             { 'id': 'inside', 'do': 'In.', 'to': 'cellar' } ] },"
    " 'cellar': { 'stage': 'call', 'with': 'dana', 'choices': ["
    "    { 'id': 'shut', 'do': 'Up.', 'if': 'n > 0', 'ending': 'good', 'to': 'end' } ] } } }";

/* One way goes round for ever. */
static const char LOOP[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_ONE
    "'choices': [ { 'id': 'out', 'do': 'Out.', 'ending': 'good', 'to': 'end' },"
    "             { 'id': 'round', 'do': 'Round.', 'to': 'wheel' } ] },"
    " 'wheel': { 'stage': 'call', 'with': 'dana', 'choices': ["
    "    { 'id': 'again', 'do': 'Again.', 'takes': '1m', 'to': 'wheel' } ] } } }";

/* The post is gone two hours later. */
static const char CLOCK[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'gone': false }, 'events': { 'filled': { 'at': 'day 1 18:30', 'set': { 'gone': "
    "true } "
    "} }" PART_ONE "'choices': [ { 'id': 'wait', 'do': 'Wait.', 'takes': '3h', 'to': 'ask' },"
    "             { 'id': 'go', 'do': 'Go.', 'takes': '1h', 'to': 'ask' } ] },"
    " 'ask': { 'stage': 'call', 'with': 'dana', 'choices': [ { 'id': 'ask', 'say': 'Is it open?',"
    "    'outcomes': [ { 'if': 'gone', 'ending': 'bad', 'to': 'end' },"
    "                  { 'ending': 'good', 'to': 'end' } ] } ] } } }";

/* A costly line, a moment of no account, and a line that puts it right when it may. */
static const char REPAIR[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'hurt': 0 }" PART_ONE
    "'choices': [ { 'id': 'rude', 'say': 'Pah.', 'set': { 'hurt': 2 }, 'to': 'two' },"
    "             { 'id': 'kind', 'say': 'Please.', 'to': 'two' } ] },"
    " 'two': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["
    "    { 'id': 'nod', 'do': 'Nod.', 'to': 'three' },"
    "    { 'id': 'smile', 'do': 'Smile.', 'to': 'three' } ] },"
    " 'three': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["
    "    { 'id': 'sorry', 'say': 'Sorry.', 'set': { 'hurt': '-1' }, 'to': 'last' },"
    "    { 'id': 'worse', 'say': 'So what?', 'set': { 'hurt': '+2' }, 'to': 'last' } ] },"
    " 'last': { 'stage': 'call', 'with': 'dana', 'choices': [ { 'id': 'ask', 'say': 'And?',"
    "    'outcomes': [ { 'weight': '4 - hurt', 'ending': 'good', 'to': 'end' },"
    "                  { 'weight': 'hurt', 'ending': 'bad', 'to': 'end' } ] } ] } } }";

/* What the first line has spoilt can only be made up for by a line that shows less than another.
 * Rude, then honest: in the second scene `full` shows 3 points and ends badly, `beg` shows 1 and
 * ends well. Kind, and all ends well. */
#define SPOILT(full, beg)                                                                          \
    FIXTURE_HEAD PART_TALK PART_ENDINGS                                                            \
        ", 'state': { 'hurt': false, 'n': 1 }, 'facts': { 'free': { 'is': 'n == 1' } }" PART_ONE   \
        "'choices': [ { 'id': 'rude', 'say': 'Pah.', 'set': { 'hurt': true }, 'to': 'two' },"      \
        "             { 'id': 'kind', 'say': 'Please.', 'to': 'two' } ] },"                        \
        " 'two': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["                \
        "    { 'id': 'full', 'say': 'All of it.', " full ", 'outcomes': ["                         \
        "      { 'if': 'hurt', 'ending': 'bad', 'to': 'end' },"                                    \
        "      { 'ending': 'good', 'to': 'end' } ] },"                                             \
        "    { 'id': 'beg', 'say': 'Oh please.', " beg ", 'ending': 'good', 'to': 'end' } ] } } }"
#define SHOWS(skill, points) "{ 'skill': '" skill "', 'points': " points ", 'because': 'So.' }"
static const char SPOILT_FULL[] = SPOILT("'shows': [" SHOWS("T1", "2") "," SHOWS("H1", "1") "]",
                                         "'shows': [" SHOWS("T1", "1") "]");
static const char SPOILT_EQUAL[] = SPOILT("'shows': [" SHOWS("T1", "1") "," SHOWS("H1", "1") "]",
                                          "'shows': [" SHOWS("T1", "2") "]");
static const char SPOILT_LESS[] =
    SPOILT("'shows': [" SHOWS("T1", "1") "]", "'shows': [" SHOWS("T1", "2") "]");
static const char SPOILT_NOTHING[] = SPOILT("'takes': '1m'", "'takes': '1m'");
static const char SPOILT_LOSES[] =
    SPOILT("'shows': [" SHOWS("T1", "2") "," SHOWS("H1", "-1") "]", "'takes': '1m'");
static const char SPOILT_LIES[] =
    SPOILT("'claims': { 'free': false }, 'shows': [" SHOWS("T1", "2") "]", "'takes': '1m'");

/* Draws at the start and on the way, events by chance, a scene that is met twice and shuffled. */
static const char MIXED[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'k': { 'start': 0, 'min': 0, 'max': 5, 'draw': true },"
    "    'who': { 'one_of': [ 'ann', 'bob', 'cid' ], 'draw': true, 'pick': 'Whom' },"
    "    'luck': { 'start': 0, 'min': 0, 'max': 3, 'draw': true }, 'n': 0, 'asked': 0 },"
    "  'facts': { 'free': { 'is': 'k > 2' } },"
    "  'events': { 'morning': { 'at': 'tomorrow 09:00', 'every': '1d', 'draw': [ 'luck' ] } }"
    ", 'scenes': { 'one': { 'stage': 'call', 'with': 'dana', 'choices': ["
    "    { 'id': 'kind', 'say': 'Kind.', 'takes': '20m', 'set': { 'n': '+1' },"
    "      'shows': [ { 'skill': 'T1', 'points': 1, 'because': 'So.' } ] },"
    "    { 'id': 'rude', 'say': 'Rude.', 'takes': '5m', 'set': { 'n': '-1' }, 'shows': ["
    "      { 'skill': 'T1', 'points': -1, 'because': 'So.' } ] },"
    "    { 'id': 'free', 'say': 'I am free.', 'if': 'asked < 2', 'claims': { 'free': true },"
    "      'set': { 'asked': '+1' },"
    "      'shows': [ { 'skill': 'H1', 'points': 1, 'because': 'So.' } ] },"
    "    { 'id': 'wait', 'do': 'Wait.', 'takes': '1d', 'if': 'luck ~= 2' },"
    "    { 'id': 'on', 'do': 'On.', 'to': 'two', 'if': 'steps > 2' } ] },"
    " 'two': { 'stage': 'call', 'with': 'dana', 'choices': ["
    "    { 'id': 'back', 'do': 'Back.', 'if': 'visits.two < 3', 'to': 'one' },"
    "    { 'id': 'ask', 'say': 'And?', 'outcomes': ["
    "      { 'weight': '5 + n + luck', 'ending': 'good', 'to': 'end' },"
    "      { 'weight': '5 - n', 'ending': 'bad', 'to': 'end' } ] } ] } } }";

/* ---- an attempt, and all its readings ---- */
typedef struct desk {
    story_def *def;
    story_run run;
    story_attempt from;
    review_attempt attempt;
    review_reader reader;
    arena mem;
    review_tally *tallies;
    review_verdict *verdicts;
    err e;
} desk;

/* Takes the choices separated by blanks. */
static void record(desk *d, const char *text, uint64_t seed, const char *choices)
{
    *d = (desk){.def = fixture_build(text)};
    assert_true(story_run_init(&d->run, d->def, NULL, &d->e));
    d->from.seed = seed;
    while (*choices) {
        char id[32] = "";
        size_t len = strcspn(choices, " ");
        memcpy(id, choices, len);
        choices += choices[len] ? len + 1 : len;
        const char *kept = arena_text(&d->from.mem, id, len, &d->e);
        assert_true(story_attempt_add(&d->from, "one", kept, NULL, 0, &d->e));
    }
    if (!review_attempt_init(&d->attempt, &d->run, &d->from, d->from.input_count, &d->e))
        fail_msg("%s", d->e.text);
    assert_true(review_reader_init(&d->reader, &d->attempt, &d->run, &d->e));
}

static void read_weeks(desk *d, uint32_t weeks)
{
    const review_attempt *a = &d->attempt;
    d->tallies = arena_array(&d->mem, a->job_count, sizeof *d->tallies, &d->e);
    d->verdicts = arena_array(&d->mem, a->decision_count + 1, sizeof *d->verdicts, &d->e);
    assert_non_null(d->verdicts);
    for (uint32_t job = 0; job < a->job_count; job++) {
        assert_true(review_tally_init(&d->tallies[job], weeks, &d->mem, &d->e));
        for (uint32_t week = 0; week < weeks; week++) {
            review_result result;
            assert_true(review_read(&d->reader, job, 1000 + week, &result, &d->e));
            review_tally_add(&d->tallies[job], week, &result);
        }
    }
    review_judge_all(a, d->tallies, d->verdicts);
}

static void tear_down(desk *d)
{
    review_reader_release(&d->reader);
    review_attempt_release(&d->attempt);
    story_attempt_release(&d->from);
    story_run_release(&d->run);
    story_def_free(d->def);
    arena_release(&d->mem);
}

static uint32_t job_of(const desk *d, uint32_t decision, const char *id)
{
    const review_decision *at = &d->attempt.decisions[decision];
    for (uint32_t i = 0; i < at->option_count; i++)
        if (strcmp(at->ids[i], id) == 0) return at->job + i;
    fail_msg("no option %s", id);
    return 0;
}

static int32_t share(const desk *d, uint32_t decision, const char *id)
{
    return review_tally_share(&d->tallies[job_of(d, decision, id)]);
}

static const char *best_of(const desk *d, uint32_t decision)
{
    return d->attempt.decisions[decision].ids[d->verdicts[decision].best];
}

/* ---- small scenarios ---- */
static void a_toss_is_what_the_weeks_bring(void **unused)
{
    (void)unused;
    desk d;
    record(&d, COIN, 7, "toss");
    read_weeks(&d, WEEKS);
    uint32_t heads = 0, whole = 0;
    for (uint32_t week = 0; week < WEEKS; week++) {
        rng luck = rng_seed(1000 + week, REVIEW_WEEK_STREAM), story = rng_seed(1000 + week, 1);
        heads += rng_below(&luck, 2) == 0;
        whole += rng_below(&story, 2) == 0;
    }
    assert_in_range(heads, WEEKS / 4, WEEKS * 3 / 4);
    assert_int_equal(d.tallies[job_of(&d, 0, "toss")].well, heads);
    assert_int_equal(d.tallies[REVIEW_SAME].well, whole);
    assert_int_equal(d.tallies[REVIEW_GUESS].well, whole);
    assert_int_equal(d.verdicts[0].class, REVIEW_CLASS_ONLY);
    assert_int_equal(d.verdicts[0].cost, 0);
    tear_down(&d);
}

/* What certain scenarios give, whatever the weeks bring. */
static void certain_scenarios(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *choices;
        const char *option[2];
        int32_t share[2]; /* -1: none */
        const char *best;
        review_class class;
        int32_t cost;
    } CASES[] = {
        {TRAP, "quick give_up", {"quick", "slow"}, {0, 1000}, "slow", REVIEW_CLASS_COSTLY, 1000},
        {TRAP, "slow arrive", {"quick", "slow"}, {0, 1000}, "slow", REVIEW_CLASS_BEST, 0},
        {LIE_PAYS, "truth", {"truth", "lie"}, {0, 1000}, "truth", REVIEW_CLASS_BEST, 0},
        {LIE_PAYS, "lie", {"truth", "lie"}, {0, 1000}, "truth", REVIEW_CLASS_COSTLY, 0},
        {LIE_FAILS, "truth", {"truth", "lie"}, {1000, 0}, "truth", REVIEW_CLASS_BEST, 0},
        {LIE_FAILS, "lie", {"truth", "lie"}, {1000, 0}, "truth", REVIEW_CLASS_COSTLY, 1000},
        {DEAD_END, "out", {"out", "inside"}, {1000, -1}, "out", REVIEW_CLASS_BEST, 0},
        {LOOP, "out", {"out", "round"}, {1000, 0}, "out", REVIEW_CLASS_BEST, 0},
        {LOOP, "round again", {"out", "round"}, {1000, 0}, "out", REVIEW_CLASS_COSTLY, 1000},
        {CLOCK, "wait ask", {"wait", "go"}, {0, 1000}, "go", REVIEW_CLASS_COSTLY, 1000},
        {CLOCK, "go ask", {"wait", "go"}, {0, 1000}, "go", REVIEW_CLASS_BEST, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        desk d;
        record(&d, CASES[i].text, 3, CASES[i].choices);
        read_weeks(&d, WEEKS);
        for (int k = 0; k < 2; k++)
            assert_int_equal(share(&d, 0, CASES[i].option[k]), CASES[i].share[k]);
        assert_string_equal(best_of(&d, 0), CASES[i].best);
        assert_int_equal(d.verdicts[0].class, CASES[i].class);
        assert_int_equal(d.verdicts[0].cost, CASES[i].cost);
        tear_down(&d);
    }
}

static void what_fails_and_what_never_ends_is_counted(void **unused)
{
    (void)unused;
    desk d;
    review_result result;
    record(&d, DEAD_END, 3, "out");
    read_weeks(&d, WEEKS);
    assert_int_equal(d.tallies[job_of(&d, 0, "inside")].failed, WEEKS);
    assert_true(review_read(&d.reader, job_of(&d, 0, "inside"), 5, &result, &d.e));
    assert_non_null(strstr(d.reader.why.text, "cellar"));
    assert_string_equal(d.def->scenes[d.reader.state->scene].id, "cellar");
    tear_down(&d);
    record(&d, LOOP, 3, "out");
    read_weeks(&d, WEEKS);
    assert_int_equal(d.tallies[job_of(&d, 0, "round")].unfinished, WEEKS);
    assert_int_equal(d.reader.state->steps <= d.attempt.steps_most, true);
    tear_down(&d);
}

static void a_costly_line_can_be_recovered(void **unused)
{
    (void)unused;
    desk d;
    enum { MANY = 400 };
    record(&d, REPAIR, 3, "rude nod sorry ask");
    read_weeks(&d, MANY);
    assert_int_equal(d.verdicts[0].class, REVIEW_CLASS_COSTLY);
    assert_string_equal(best_of(&d, 0), "kind");
    assert_int_equal(d.verdicts[1].class, REVIEW_CLASS_BEST); /* nothing hung on it */
    assert_false(d.verdicts[1].mattered);
    assert_int_equal(d.verdicts[2].class, REVIEW_CLASS_RECOVERED);
    assert_int_equal(d.verdicts[3].class, REVIEW_CLASS_ONLY);
    /* Hurt is held at 1, 0, 4, of 4. */
    assert_in_range(share(&d, 0, "rude"), 680, 820);
    assert_int_equal(share(&d, 0, "kind"), 1000); /* 'hurt' may fall to -1: 5 to -1 */
    assert_int_equal(share(&d, 2, "worse"), 0);
    assert_int_equal(share(&d, 0, "rude"), share(&d, 1, "nod"));
    assert_int_equal(share(&d, 0, "rude"), share(&d, 1, "smile"));
    /* Mended, the copy is kind, and what was right stays. */
    review_result result;
    review_mend(&d.attempt, 0, d.verdicts[0].best);
    for (uint64_t week = 0; week < WEEKS; week++) {
        assert_true(review_read(&d.reader, REVIEW_MENDED, week, &result, &d.e));
        assert_true(result.well);
    }
    tear_down(&d);
}

/* The line that shows most is not blamed for what was spoilt before it, whatever the odds. */
static void what_was_spoilt_before_is_not_this_lines_cost(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *choices;
        review_class class;
        bool spared;
    } CASES[] = {
        {SPOILT_FULL, "rude full", REVIEW_CLASS_SOUND, true},
        {SPOILT_EQUAL, "rude full", REVIEW_CLASS_SOUND, true},
        {SPOILT_LESS, "rude full", REVIEW_CLASS_COSTLY, false},
        {SPOILT_NOTHING, "rude full", REVIEW_CLASS_COSTLY, false},
        {SPOILT_LOSES, "rude full", REVIEW_CLASS_COSTLY, false},
        {SPOILT_LIES, "rude full", REVIEW_CLASS_COSTLY, false},
        {SPOILT_FULL, "kind full", REVIEW_CLASS_BEST, false},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        desk d;
        record(&d, CASES[i].text, 3, CASES[i].choices);
        read_weeks(&d, WEEKS);
        assert_int_equal(d.verdicts[1].class, CASES[i].class);
        assert_int_equal(d.verdicts[1].spared, CASES[i].spared);
        if (CASES[i].class != REVIEW_CLASS_BEST) {
            /* the first line spoils it all; at the second the odds stay as they are */
            assert_int_equal(d.verdicts[0].class, REVIEW_CLASS_COSTLY);
            assert_int_equal(share(&d, 1, "full"), 0);
            assert_int_equal(share(&d, 1, "beg"), 1000);
            assert_string_equal(best_of(&d, 1), "beg");
            assert_int_equal(d.verdicts[1].cost, 1000);
        }
        tear_down(&d);
    }
}

static void too_few_weeks_give_no_class(void **unused)
{
    (void)unused;
    desk d;
    record(&d, TRAP, 3, "quick give_up");
    read_weeks(&d, REVIEW_CLASS_WEEKS - 1);
    assert_int_equal(d.verdicts[0].class, REVIEW_CLASS_UNKNOWN);
    tear_down(&d);
}

/* ---- the copy ---- */
/* Plays at random and gives the choices, separated by blanks. */
static void random_play(uint64_t seed, strbuf *choices)
{
    play p = play_begin(MIXED, seed);
    rng chooser = rng_seed(seed, 9);
    while (!story_over(p.state) && p.state->steps < 40) {
        assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
        uint32_t option = rng_below(&chooser, p.moment.option_count);
        assert_true(strbuf_addf(choices, &p.e, "%s%s", choices->len ? " " : "",
                                p.moment.options[option].choice->id));
        assert_true(story_step(&p.run, p.state, &p.moment, option, NULL, NULL, &p.e));
    }
    play_end(&p);
}

/* The copy in the attempt's own week is the attempt, from the start and from every decision on. */
static void the_copy_reproduces_the_attempt(void **unused)
{
    (void)unused;
    uint32_t ended = 0;
    for (uint64_t seed = 1; seed <= 25; seed++) {
        desk d;
        strbuf choices = {0};
        review_result result;
        review_watch none = {0};
        random_play(seed, &choices);
        record(&d, MIXED, seed, strbuf_text(&choices));
        uint64_t hash = story_state_hash(d.def, d.attempt.last);
        if (!story_over(d.attempt.last)) {
            strbuf_release(&choices);
            tear_down(&d);
            continue;
        }
        ended++;
        assert_true(review_follow(&d.reader, REVIEW_SAME, &seed, &none, &result, &d.e));
        assert_true(story_state_hash(d.def, d.reader.state) == hash);
        for (uint32_t i = 0; i < d.attempt.decision_count; i++) {
            const review_decision *at = &d.attempt.decisions[i];
            assert_true(review_follow(&d.reader, at->job + at->taken, NULL, &none, &result, &d.e));
            assert_true(story_state_hash(d.def, d.reader.state) == hash);
        }
        strbuf_release(&choices);
        tear_down(&d);
    }
    assert_in_range(ended, 15, 25);
}

/* What is remembered from other weeks changes nothing: every reading is as if made alone. */
static void remembering_changes_nothing(void **unused)
{
    (void)unused;
    uint32_t wells = 0, readings = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        desk d;
        strbuf choices = {0};
        random_play(seed, &choices);
        record(&d, MIXED, seed, strbuf_text(&choices));
        for (uint64_t week = 0; week < 25; week++)
            for (uint32_t job = d.attempt.job_count; job-- > 0;) {
                review_result a, b;
                review_watch none = {0};
                assert_true(review_read(&d.reader, job, week, &a, &d.e));
                assert_true(review_follow(&d.reader, job, &week, &none, &b, &d.e));
                assert_int_equal(a.failed, b.failed);
                assert_int_equal(a.unfinished, b.unfinished);
                assert_int_equal(a.well, b.well);
                assert_int_equal(a.ending, b.ending);
                assert_memory_equal(a.axis, b.axis, sizeof a.axis);
                wells += a.well;
                readings++;
            }
        strbuf_release(&choices);
        tear_down(&d);
    }
    assert_in_range(wells, readings / 10, readings * 9 / 10);
}

static bool note_who(void *self, const story_state *s, err *e)
{
    uint32_t *seen = self;
    (void)e;
    seen[s->slots[1]]++;
    seen[3 + s->slots[0]]++;
    return true;
}

/* Other weeks keep what may be picked, and draw the rest anew. */
static void other_weeks_keep_what_may_be_picked(void **unused)
{
    (void)unused;
    desk d;
    strbuf choices = {0};
    uint32_t seen[9] = {0};
    review_watch watch = {.step = note_who, .self = seen};
    review_result result;
    random_play(2, &choices);
    record(&d, MIXED, 2, strbuf_text(&choices));
    for (uint64_t week = 0; week < 40; week++)
        assert_true(review_follow(&d.reader, REVIEW_SAME, &week, &watch, &result, &d.e));
    int32_t who = d.attempt.decisions[0].state->slots[1];
    for (int32_t i = 0; i < 3; i++)
        assert_int_equal(seen[i] > 0, i == who);
    uint32_t kinds = 0;
    for (int i = 3; i < 9; i++)
        kinds += seen[i] > 0;
    assert_in_range(kinds, 4, 6);
    strbuf_release(&choices);
    tear_down(&d);
}

/* Where the player was never, the copy does what the player would have done. */
static void the_copy_has_the_players_manner(void **unused)
{
    (void)unused;
    static const char TEXT[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_ONE
        "'choices': [ { 'id': 'kind', 'say': 'Kind.', 'to': 'fork', 'shows': ["
        "    { 'skill': 'T1', 'points': 2, 'because': 'So.' } ] },"
        "  { 'id': 'rude', 'say': 'Rude.', 'to': 'fork', 'shows': ["
        "    { 'skill': 'T1', 'points': -2, 'because': 'So.' } ] } ] },"
        " 'fork': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["
        "    { 'id': 'left', 'do': 'Left.', 'ending': 'bad', 'to': 'end' },"
        "    { 'id': 'right', 'do': 'Right.', 'to': 'new' } ] },"
        " 'new': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["
        "    { 'id': 'spit', 'say': 'Pah.', 'ending': 'bad', 'to': 'end', 'shows': ["
        "      { 'skill': 'T1', 'points': -1, 'because': 'So.' } ] },"
        "    { 'id': 'thank', 'say': 'Thanks.', 'ending': 'good', 'to': 'end', 'shows': ["
        "      { 'skill': 'T1', 'points': 1, 'because': 'So.' } ] } ] } } }";
    static const struct {
        const char *choices;
        int32_t right;
    } CASES[] = {{"kind left", 1000}, {"rude left", 0}};
    for (size_t i = 0; i < 2; i++) {
        desk d;
        record(&d, TEXT, 3, CASES[i].choices);
        read_weeks(&d, WEEKS);
        assert_int_equal(share(&d, 1, "right"), CASES[i].right);
        assert_int_equal(share(&d, 1, "left"), 0);
        tear_down(&d);
    }
}

/* ---- figures ---- */
static void intervals_are_wilsons(void **unused)
{
    (void)unused;
    static const struct {
        uint32_t well, of;
        int32_t low, high; /* by the formula, outward to thousandths */
    } CASES[] = {{0, 0, 0, 1000},      {0, 10, 0, 278},         {10, 10, 722, 1000},
                 {5, 10, 236, 764},    {1, 1, 206, 1000},       {81, 263, 255, 367},
                 {100, 200, 431, 569}, {9999, 10000, 999, 1000}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        review_tally t = {.weeks = CASES[i].of, .well = CASES[i].well};
        int32_t low, high;
        review_tally_interval(&t, &low, &high);
        assert_int_equal(low, CASES[i].low);
        assert_int_equal(high, CASES[i].high);
    }
}

static void long_attempts_get_fewer_weeks(void **unused)
{
    (void)unused;
    review_decision decisions[2000] = {{0}};
    for (int i = 0; i < 2000; i++)
        decisions[i].option_count = OPTIONS;
    review_attempt a = {.decisions = decisions, .decision_count = 40};
    assert_int_equal(review_weeks_for(&a, 200), 200);
    a.decision_count = 2000;
    assert_int_equal(review_weeks_for(&a, 200), 1);
    a.decision_count = 0;
    assert_int_equal(review_weeks_for(&a, 200), 200);
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void)unused;
#ifdef BASE_FAULTS
    desk d;
    record(&d, MIXED, 4, "kind kind free");
    for (long i = 0;; i++) {
        err e = {0};
        review_attempt a;
        review_reader r = {0};
        review_result result;
        long live = base_alloc_live();
        base_alloc_fail_after(i);
        bool ok = review_attempt_init(&a, &d.run, &d.from, d.from.input_count, &e);
        if (ok) {
            ok = review_reader_init(&r, &a, &d.run, &e);
            for (uint32_t job = 0; ok && job < a.job_count; job++)
                ok = review_read(&r, job, 11, &result, &e);
            if (r.attempt) review_reader_release(&r);
            review_attempt_release(&a);
        }
        base_alloc_fail_after(-1);
        arena_reset(&d.run.scratch);
        if (!ok) assert_int_equal(e.code, ERR_NOMEM);
        assert_true(base_alloc_live() <= live + 1); /* the run's own scratch may have grown */
        if (ok) break;
    }
    tear_down(&d);
#else
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_toss_is_what_the_weeks_bring),
        cmocka_unit_test(certain_scenarios),
        cmocka_unit_test(what_fails_and_what_never_ends_is_counted),
        cmocka_unit_test(a_costly_line_can_be_recovered),
        cmocka_unit_test(what_was_spoilt_before_is_not_this_lines_cost),
        cmocka_unit_test(too_few_weeks_give_no_class),
        cmocka_unit_test(the_copy_reproduces_the_attempt),
        cmocka_unit_test(remembering_changes_nothing),
        cmocka_unit_test(other_weeks_keep_what_may_be_picked),
        cmocka_unit_test(the_copy_has_the_players_manner),
        cmocka_unit_test(intervals_are_wilsons),
        cmocka_unit_test(long_attempts_get_fewer_weeks),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

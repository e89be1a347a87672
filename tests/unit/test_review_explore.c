/* Exact exploration of small scenarios whose answers are worked out by hand. */
#include "review/review_explore_internal.h"
#include "review/review_play.h"
#include "story_fixture.h"

#include <math.h>

#define PART_TALK "  'cast': { 'dana': { 'name': 'Dana' } },"
#define PART_ENDINGS                                                                               \
    "  'endings': { 'good': { 'title': 'Yes.', 'kind': 'yes' },"                                   \
    "               'bad': { 'title': 'No.', 'kind': 'no_closed' } }"
#define SHOWS(skill, points)                                                                       \
    "'shows': [ { 'skill': '" skill "', 'points': " points ", 'because': 'So.' } ]"
#define IN_CALL "'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["

/* Two sides, one of them three times as heavy. */
static const char COIN[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'scenes': { 'one': { 'stage': 'desk', 'choices': ["
    "  { 'id': 'toss', 'do': 'Toss.', 'outcomes': ["
    "    { 'weight': 3, 'ending': 'good', 'to': 'end' },"
    "    { 'weight': 0, 'to': 'never' },"
    "    { 'weight': 1, 'ending': 'bad', 'to': 'end' } ] } ] },"
    "  'never': { 'stage': 'desk', 'choices': [ { 'id': 'a', 'do': 'A.', 'to': 'end' } ] } } }";

/* The kind line leads into a trap one moment later: 1/2 of blind players get there. */
static const char TRAP[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'scenes': { 'one': { " IN_CALL "    { 'id': 'kind', 'say': 'Kind.', 'to': 'two', " SHOWS(
        "T1", "2") " },"
                   "    { 'id': 'plain', 'say': 'Plain.', 'ending': 'good', 'to': 'end', " SHOWS(
                       "T1",
                       "0") " } ] },"
                            "  'two': { " IN_CALL
                            "    { 'id': 'sigh', 'say': 'Oh.', 'ending': 'bad', 'to': 'end' },"
                            "    { 'id': 'groan', 'say': 'Ah.', 'ending': 'bad', 'to': 'end' } ] "
                            "} } }";

#define PART_LIE(honest, lie)                                                                      \
    ", 'state': { 'n': 1 }, 'facts': { 'free': { 'is': 'n == 1' } },"                              \
    "  'scenes': { 'one': { " IN_CALL                                                              \
    "    { 'id': 'truth', 'say': 'Yes.', 'claims': { 'free': true }, 'ending': '" honest "',"      \
    "      'to': 'end', " SHOWS(                                                                   \
        "H1", "1") " },"                                                                           \
                   "    { 'id': 'lie', 'say': 'No.', 'claims': { 'free': false }, 'ending': '" lie \
                   "',"                                                                            \
                   "      'to': 'end', " SHOWS("H1", "2") " } ] } } }"
static const char LIE_PAYS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_LIE("bad", "good");
static const char LIE_FAILS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_LIE("good", "bad");

/* Nothing is open in the second scene. */
static const char DEAD_END[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'k': { 'start': 0, 'min': 0, 'max': 3 } }, 'scenes': { 'one': { " IN_CALL
    "    { 'id': 'on', 'do': 'On.', 'to': 'two' },"
    "    { 'id': 'out', 'do': 'Out.', 'ending': 'good', 'to': 'end' } ] },"
    "  'two': { " IN_CALL
    "    { 'id': 'shut', 'do': 'No.', 'if': 'k > 0', 'ending': 'bad', 'to': 'end' } ] } } }";

/* On for ever after one choice; the other stops with chance 1/2 each time. */
static const char LOOP[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'n': 0 }, 'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'into', 'do': 'Into.', 'to': 'round' },"
    "    { 'id': 'try', 'do': 'Try.', 'outcomes': [ { 'weight': 1, 'ending': 'good', 'to': 'end' },"
    "      { 'weight': 1, 'to': 'one' } ] } ] },"
    "  'round': { 'stage': 'desk', 'choices': [ { 'id': 'on', 'do': 'On.', 'to': 'round' },"
    "    { 'id': 'out', 'do': 'Out.', 'if': 'n > 0', 'ending': 'bad', 'to': 'end' } ] } } }";

/* A clock that an event and nothing else looks at: three waits of 10 minutes and it rings. */
static const char CLOCK[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'events': { 'ring': { 'at': '30m', 'to': 'rung' } },"
    "  'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'wait', 'do': 'Wait.', 'takes': '10m' },"
    "    { 'id': 'go', 'do': 'Go.', 'ending': 'bad', 'to': 'end' } ] },"
    "  'rung': { 'stage': 'desk', 'choices': ["
    "    { 'id': 'answer', 'do': 'Answer.', 'ending': 'good', 'to': 'end' } ] } } }";

/* Nobody looks at the clock at all: it is no part of the state. */
static const char NO_CLOCK[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'wait', 'do': 'Wait.', 'takes': '10m' },"
    "    { 'id': 'go', 'do': 'Go.', 'ending': 'bad', 'to': 'end' } ] } } }";

/* The hour of the day matters, the day does not: a week of hours. */
static const char HOURS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'wait', 'do': 'Wait.', 'takes': '12h' },"
    "    { 'id': 'go', 'do': 'Go.', 'if': 'clock.weekday == 1', 'ending': 'good', 'to': 'end' } ] "
    "} } }";

/* A division by what is drawn: it fails for one of four. */
static const char FAILS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'k': { 'start': 0, 'min': 0, 'max': 3, 'draw': true }, 'n': 0,"
    "             'unread': { 'start': 0, 'min': 0, 'max': 99, 'draw': true } },"
    "  'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'a', 'do': 'A.', 'set': { 'n': '6 // k' },"
    "      'outcomes': [ { 'if': 'n > 2', 'ending': 'good', 'to': 'end' },"
    "                    { 'ending': 'bad', 'to': 'end' } ] } ] } } }";

/* 10 x 10 values of two numbers, in more bits than they begin with. */
static const char GRID[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'a': { 'start': 0, 'min': -99999, 'max': 99999 },"
    "             'b': { 'start': 0, 'min': -99999, 'max': 99999 } },"
    "  'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'up', 'do': 'Up.', 'if': 'a < 9000', 'set': { 'a': '+1000' } },"
    "    { 'id': 'down', 'do': 'Down.', 'if': 'b > -9', 'set': { 'b': '+-1' } },"
    "    { 'id': 'go', 'do': 'Go.', 'ending': 'bad', 'to': 'end' } ] } } }";

/* It ends before anything can be chosen. */
static const char AT_ONCE[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'scenes': { 'one': { 'ending': 'good', 'to': 'end' } } }";

/* What is drawn at the start is divided by before the first choice. */
static const char FAILS_AT_START[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'k': { 'start': 0, 'min': 0, 'max': 3, 'draw': true }, 'n': 0 },"
    "  'scenes': { 'one': { 'stage': 'desk', 'set': { 'n': '6 // k' }, 'choices': ["
    "    { 'id': 'a', 'do': 'A.', 'ending': 'good', 'to': 'end' } ] } } }";

/* More results of one draw than are listed. */
static const char BIG_DRAW[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'k': { 'start': 0, 'min': 0, 'max': 15000, 'draw': true } },"
    "  'scenes': { 'one': { 'stage': 'desk', 'choices': ["
    "    { 'id': 'a', 'do': 'A.', 'if': 'k < 99999', 'ending': 'good', 'to': 'end' } ] } } }";

/* Draws and choices both matter, and show something. */
static const char MIXED[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'k': { 'start': 0, 'min': 0, 'max': 2, 'draw': true } },"
    "  'scenes': { 'one': { " IN_CALL "    { 'id': 'kind', 'say': 'Kind.', " SHOWS(
        "T1",
        "1") ","
             "      'outcomes': [ { 'if': 'k > 0', 'ending': 'good', 'to': 'end' },"
             "                    { 'ending': 'bad', 'to': 'end' } ] },"
             "    { 'id': 'rude', 'say': 'Rude.', " SHOWS(
                 "T1",
                 "-1") ","
                       "      'outcomes': [ { 'if': 'k == 2', 'ending': 'good', 'to': 'end' },"
                       "                    { 'ending': 'bad', 'to': 'end' } ] } ] } } }";

/* Numbers without end. */
static const char MILLIONS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'a': { 'start': 0, 'min': -900000, 'max': 900000 },"
    "             'b': { 'start': 0, 'min': -900000, 'max': 900000 } },"
    "  'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'a', 'do': 'A.', 'set': { 'a': 'a * 2 + 1' } },"
    "    { 'id': 'b', 'do': 'B.', 'set': { 'a': 'a - 3', 'b': 'b + a' } },"
    "    { 'id': 'go', 'do': 'Go.', 'if': 'a + b == 123456', 'ending': 'bad', 'to': 'end' } ] } } "
    "}";

typedef struct desk {
    story_def *def;
    story_run run;
    review_explored x;
    err e;
} desk;

static const review_explore_limits PLENTY = {.states = 1000000,
                                             .transitions = 10000000,
                                             .starts = 100000,
                                             .memory = (size_t)1 << 28,
                                             .scores = true};

/* ---- workers ---- */
/* Workers that take turns in one thread, the last item first: what they find may depend neither on
 * their number nor on who is done first. */
typedef struct turns {
    uint32_t workers, calls;
} turns;

static void take_turns(void *self, uint32_t items, review_work *work, void *of)
{
    turns *t = self;
    t->calls++;
    for (uint32_t i = items; i-- > 0;)
        work(of, i % t->workers, i);
}

static void assert_same_example(const review_example *a, const review_example *b)
{
    assert_int_equal(a->there, b->there);
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->option, b->option);
    assert_int_equal(a->result, b->result);
}

static void assert_same_trouble(const review_trouble *a, const review_trouble *b)
{
    assert_int_equal(a->count, b->count);
    assert_same_example(&a->first, &b->first);
    assert_string_equal(a->why, b->why);
}

/* To the last bit. */
static void assert_same_number(double a, double b)
{
    assert_memory_equal(&a, &b, sizeof a);
}

static void assert_same_chance(const review_chance *a, const review_chance *b)
{
    assert_int_equal(a->reached, b->reached);
    assert_same_number(a->blind, b->blind);
    assert_same_number(a->given, b->given);
    assert_same_number(a->most, b->most);
    assert_same_number(a->least, b->least);
}

static void assert_same_store(const explore_store *a, const explore_store *b, bool all)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->edge_count, b->edge_count);
    assert_int_equal(a->pack.words, b->pack.words);
    if (a->count == 0) return;
    size_t count = a->count;
    assert_memory_equal(a->words, b->words, count * a->pack.words * sizeof *a->words);
    assert_memory_equal(a->parent, b->parent, count * sizeof *a->parent);
    if (a->edge_count) assert_memory_equal(a->edges, b->edges, a->edge_count * sizeof *a->edges);
    if (all) assert_memory_equal(a->first_edge, b->first_edge, (count + 1) * sizeof *a->parent);
}

static void assert_same_book(const review_book *a, const review_book *b)
{
    assert_int_equal(a->choice_count, b->choice_count);
    for (uint32_t i = 0; i < a->choice_count; i++) {
        assert_int_equal(a->choices[i].open[0], b->choices[i].open[0]);
        assert_int_equal(a->choices[i].best, b->choices[i].best);
    }
    for (uint32_t i = 0; i < a->def->scene_count; i++) {
        assert_int_equal(a->scenes[i].reached[0], b->scenes[i].reached[0]);
        assert_int_equal(a->scenes[i].decisions, b->scenes[i].decisions);
        assert_int_equal(a->scenes[i].spread, b->scenes[i].spread);
    }
}

static void assert_same(const review_explored *a, const review_explored *b)
{
    assert_int_equal(a->end, b->end);
    assert_int_equal(a->states, b->states);
    assert_int_equal(a->transitions, b->transitions);
    assert_int_equal(a->starts, b->starts);
    assert_int_equal(a->depth, b->depth);
    assert_int_equal(a->bytes, b->bytes);
    assert_int_equal(a->weighed, b->weighed);
    assert_int_equal(a->settled, b->settled);
    assert_int_equal(a->loops, b->loops);
    assert_int_equal(a->shortest, b->shortest);
    assert_int_equal(a->longest, b->longest);
    assert_same_store(&a->x->store, &b->x->store, a->end == REVIEW_EXPLORE_ALL);
    assert_same_book(&a->book, &b->book);
    assert_int_equal(a->terminal_count, b->terminal_count);
    for (uint32_t i = 0; i < a->terminal_count; i++) {
        assert_int_equal(a->terminals[i].ending, b->terminals[i].ending);
        assert_int_equal(a->terminals[i].mark, b->terminals[i].mark);
        assert_memory_equal(a->terminals[i].axis, b->terminals[i].axis,
                            sizeof a->terminals[i].axis);
        assert_same_example(&a->terminals[i].first, &b->terminals[i].first);
    }
    for (uint32_t i = 0; i < a->def->ending_count; i++)
        assert_same_chance(&a->endings[i], &b->endings[i]);
    assert_same_chance(&a->good, &b->good);
    assert_same_number(a->expected_blind, b->expected_blind);
    assert_same_number(a->expected_given, b->expected_given);
    assert_same_number(a->expected_most, b->expected_most);
    assert_same_number(a->expected_least, b->expected_least);
    assert_same_trouble(&a->stuck, &b->stuck);
    assert_same_trouble(&a->failed, &b->failed);
    assert_same_trouble(&a->endless, &b->endless);
}

/* What one worker found, found by others too. */
static void explore_shared(desk *d, const review_explore_limits *limits)
{
    static const uint32_t FEWEST[] = {1, 0};
    for (uint32_t workers = 2; workers <= 5; workers++)
        for (size_t i = 0; i < 2; i++) {
            turns t = {.workers = workers};
            review_crew crew = {workers, FEWEST[i], take_turns, &t};
            review_explore_limits shared = *limits;
            review_explored x;
            shared.crew = &crew;
            if (!review_explore(&d->run, &shared, &x, &d->e)) fail_msg("%s", d->e.text);
            assert_same(&d->x, &x);
            if (FEWEST[i] == 1 && d->x.depth > 1) assert_true(t.calls > 1);
            review_explored_release(&x);
        }
}

static void explore_within(desk *d, const char *text, const review_explore_limits *limits)
{
    *d = (desk){.def = fixture_build(text)};
    assert_true(story_run_init(&d->run, d->def, NULL, &d->e));
    if (!review_explore(&d->run, limits, &d->x, &d->e)) fail_msg("%s", d->e.text);
    explore_shared(d, limits);
}

static void explore(desk *d, const char *text)
{
    explore_within(d, text, &PLENTY);
    assert_int_equal(d->x.end, REVIEW_EXPLORE_ALL);
    assert_true(d->x.weighed);
    assert_true(d->x.settled);
}

static void tear_down(desk *d)
{
    review_explored_release(&d->x);
    story_run_release(&d->run);
    story_def_free(d->def);
}

static const review_chance *ending(const desk *d, const char *id)
{
    return &d->x.endings[story_names_find(&d->def->ending_names, id)];
}

static const review_choice *choice(const desk *d, const char *id)
{
    for (uint32_t i = 0; i < d->x.book.choice_count; i++)
        if (strcmp(d->x.book.choices[i].id, id) == 0) return &d->x.book.choices[i];
    return NULL;
}

static const review_scene *scene(const desk *d, const char *id)
{
    return &d->x.book.scenes[story_names_find(&d->def->scene_names, id)];
}

static void assert_near(double value, double wanted)
{
    if (fabs(value - wanted) > 1e-9) fail_msg("%.12f is not %.12f", value, wanted);
}

static void assert_chance(const review_chance *c, double blind, double given, double most,
                          double least)
{
    assert_true(c->reached);
    assert_near(c->blind, blind);
    assert_near(c->given, given);
    assert_near(c->most, most);
    assert_near(c->least, least);
}

/* The way to `one` as the test expects it, and a seed that goes it. */
static void assert_way(desk *d, const review_example *one, const char *choices, const char *draws)
{
    strbuf ids = {0}, fell = {0};
    uint64_t seed = 0;
    bool found = false;
    if (!review_explore_path(&d->x, one, 5000, &ids, &fell, &seed, &found, &d->e))
        fail_msg("%s", d->e.text);
    assert_string_equal(strbuf_text(&ids), choices);
    assert_string_equal(strbuf_text(&fell), draws);
    assert_true(found);
    strbuf_release(&ids);
    strbuf_release(&fell);
}

/* ---- by hand ---- */
static void a_coin(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, COIN);
    assert_int_equal(d.x.states, 1);
    assert_int_equal(d.x.transitions, 3); /* the start and two results: one has no weight */
    assert_chance(ending(&d, "good"), 0.75, 0.75, 0.75, 0.75);
    assert_chance(ending(&d, "bad"), 0.25, 0.25, 0.25, 0.25);
    assert_near(d.x.good.blind, 0.75);
    assert_int_equal(scene(&d, "one")->reached[0], 1);
    assert_int_equal(scene(&d, "never")->reached[0], 0);
    assert_int_equal(choice(&d, "toss")->open[0], 1);
    assert_int_equal(choice(&d, "a")->open[0], 0);
    assert_false(d.x.loops);
    assert_int_equal(d.x.shortest, 1);
    assert_int_equal(d.x.longest, 1);
    assert_int_equal(d.x.terminal_count, 2);
    for (uint32_t i = 0; i < d.x.terminal_count; i++)
        assert_way(&d, &d.x.terminals[i].first, "toss\n",
                   d.x.terminals[i].good ? "toss: result 1 of 3" : "toss: result 3 of 3");
    tear_down(&d);
}

static void a_trap(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, TRAP);
    assert_int_equal(d.x.states, 2);
    assert_chance(ending(&d, "good"), 0.5, 0, 1, 0);
    assert_chance(ending(&d, "bad"), 0.5, 1, 1, 0);
    /* Of 2 points 2: 100. Of 2 points 0, a slip of 2 forgiven: 100 as well. */
    assert_int_equal(review_explore_most(&d.x, STORY_TACT)->axis[STORY_TACT], 100);
    assert_int_equal(review_explore_least(&d.x, STORY_TACT)->axis[STORY_TACT], 100);
    assert_null(review_explore_most(&d.x, STORY_SPEED));
    assert_int_equal(d.x.longest, 2);
    assert_int_equal(d.x.shortest, 1);
    /* In the second scene nothing matters any more; `kind` is good for the score alone. */
    assert_int_equal(scene(&d, "one")->spread, 1);
    assert_int_equal(scene(&d, "two")->decisions, 1);
    assert_int_equal(scene(&d, "two")->spread, 0);
    assert_int_equal(choice(&d, "plain")->best, 1);
    tear_down(&d);
}

static void lies(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, LIE_PAYS);
    assert_chance(ending(&d, "good"), 0.5, 0, 1, 0);
    assert_int_equal(choice(&d, "lie")->best, 1);
    tear_down(&d);
    explore(&d, LIE_FAILS);
    assert_chance(ending(&d, "good"), 0.5, 1, 1, 0);
    assert_int_equal(choice(&d, "truth")->best, 1);
    assert_way(&d, &d.x.terminals[1].first, "lie\n", "");
    tear_down(&d);
}

static void a_dead_end(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, DEAD_END);
    assert_int_equal(d.x.states, 2);
    assert_int_equal(d.x.stuck.count, 1);
    assert_non_null(strstr(d.x.stuck.why, "no choice is open"));
    assert_chance(ending(&d, "good"), 0.5, 0.5, 1, 0);
    assert_false(ending(&d, "bad")->reached);
    assert_int_equal(choice(&d, "shut")->open[0], 0);
    assert_way(&d, &d.x.stuck.first, "on\n", "");
    tear_down(&d);
}

static void a_loop(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, LOOP);
    assert_int_equal(d.x.states, 2);
    assert_true(d.x.loops);
    assert_int_equal(d.x.endless.count, 1);
    assert_way(&d, &d.x.endless.first, "into\n", "");
    /* Blind: p = 1/2 x (1/2 + 1/2 p), so p = 1/3. Who tries for ever gets there. */
    assert_chance(ending(&d, "good"), 1.0 / 3, 1.0 / 3, 1, 0);
    tear_down(&d);
}

static void a_clock(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, CLOCK);
    /* At minutes 0, 10, 20, and rung at 30. */
    assert_int_equal(d.x.states, 4);
    assert_chance(ending(&d, "good"), 0.125, 0.125, 1, 0);
    assert_int_equal(d.x.longest, 4);
    tear_down(&d);
    explore(&d, NO_CLOCK);
    assert_int_equal(d.x.states, 1);
    assert_true(d.x.loops);
    assert_chance(ending(&d, "bad"), 1, 1, 1, 0);
    tear_down(&d);
    explore(&d, HOURS);
    assert_int_equal(d.x.states, 14);
    assert_true(d.x.clock_weeks);
    assert_false(d.x.clock_kept);
    tear_down(&d);
}

static void one_draw_in_four_fails(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, FAILS);
    assert_int_equal(d.x.starts, 4); /* what nothing reads is not told apart */
    assert_int_equal(d.x.states, 4);
    assert_int_equal(d.x.failed.count, 1);
    assert_non_null(strstr(d.x.failed.why, "divides by zero"));
    assert_chance(ending(&d, "good"), 0.5, 0.5, 0.5, 0.5);
    assert_chance(ending(&d, "bad"), 0.25, 0.25, 0.25, 0.25);
    assert_way(&d, &d.x.failed.first, "a\n", "k = 0");
    tear_down(&d);
}

static void before_the_first_choice(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, AT_ONCE);
    assert_int_equal(d.x.states, 0);
    assert_chance(ending(&d, "good"), 1, 1, 1, 1);
    assert_int_equal(d.x.shortest, 0);
    assert_int_equal(d.x.longest, 0);
    assert_way(&d, &d.x.terminals[0].first, "", "");
    tear_down(&d);
    explore(&d, FAILS_AT_START);
    assert_int_equal(d.x.states, 3);
    assert_int_equal(d.x.failed.count, 1);
    assert_chance(ending(&d, "good"), 0.75, 0.75, 0.75, 0.75);
    assert_way(&d, &d.x.failed.first, "", "k = 0");
    tear_down(&d);
    explore_within(&d, BIG_DRAW, &PLENTY);
    assert_int_equal(d.x.end, REVIEW_EXPLORE_DRAWS);
    tear_down(&d);
}

static void fields_grow(void **unused)
{
    (void)unused;
    desk d;
    explore(&d, GRID);
    assert_int_equal(d.x.states, 100);
    assert_int_equal(d.x.longest, 19);
    assert_int_equal(choice(&d, "up")->open[0], 90);
    assert_int_equal(choice(&d, "down")->open[0], 90);
    tear_down(&d);
}

/* ---- limits ---- */
static void limits_are_kept(void **unused)
{
    (void)unused;
    desk d;
    review_explore_limits l = PLENTY;
    l.states = 5000;
    explore_within(&d, MILLIONS, &l);
    assert_int_equal(d.x.end, REVIEW_EXPLORE_STATES);
    assert_int_equal(d.x.states, 5001);
    assert_false(d.x.weighed);
    tear_down(&d);
    l = PLENTY;
    l.transitions = 3000;
    explore_within(&d, MILLIONS, &l);
    assert_int_equal(d.x.end, REVIEW_EXPLORE_STEPS);
    tear_down(&d);
    l = PLENTY;
    l.memory = 200000;
    explore_within(&d, MILLIONS, &l);
    assert_int_equal(d.x.end, REVIEW_EXPLORE_MEMORY);
    assert_in_range(d.x.bytes, 1, 200000);
    tear_down(&d);
    l = PLENTY;
    l.depth = 3;
    explore_within(&d, GRID, &l);
    assert_int_equal(d.x.end, REVIEW_EXPLORE_DEPTH);
    assert_int_equal(d.x.states, 1 + 2 + 3 + 4);
    tear_down(&d);
    l = PLENTY;
    l.starts = 3;
    explore_within(&d, FAILS, &l);
    assert_int_equal(d.x.end, REVIEW_EXPLORE_STARTS);
    tear_down(&d);
}

/* ---- both methods ---- */
static void samples_agree(void **unused)
{
    (void)unused;
    static const char *const TEXTS[] = {COIN, TRAP, LIE_PAYS, LIE_FAILS, CLOCK, MIXED};
    enum { SEEDS = 2000 };
    for (size_t t = 0; t < sizeof TEXTS / sizeof *TEXTS; t++) {
        desk d;
        review_book book;
        review_player player;
        explore(&d, TEXTS[t]);
        assert_true(review_book_init(&book, d.def, &d.e));
        assert_true(review_player_init(&player, &d.run, &book, &d.e));
        for (uint64_t seed = 1; seed <= SEEDS; seed++)
            assert_true(review_play_seed(&player, seed, &d.e));
        double margin = 2 * review_margin(SEEDS) / 1000.0;
        for (uint32_t i = 0; i < d.def->ending_count; i++) {
            const review_chance *c = &d.x.endings[i];
            double blind = (double)book.conducts[REVIEW_RANDOM].endings[i] / SEEDS;
            double given = (double)book.conducts[REVIEW_BEST].endings[i] / SEEDS;
            if (fabs(blind - c->blind) > margin || fabs(given - c->given) > margin)
                fail_msg("story %zu: %f %f against %f %f", t, blind, given, c->blind, c->given);
        }
        review_player_release(&player);
        review_book_release(&book);
        tear_down(&d);
    }
}

/* ---- memory ---- */
#ifdef BASE_FAULTS
static void fail_every_allocation(bool shared)
{
    story_def *def = fixture_build(GRID);
    err e = {0};
    story_run run;
    assert_true(story_run_init(&run, def, NULL, &e));
    long before = base_alloc_live();
    bool ok = false;
    turns t = {.workers = 2};
    review_crew crew = {2, 1, take_turns, &t};
    review_explore_limits limits = PLENTY;
    if (shared) limits.crew = &crew;
    for (long n = 0; !ok && n < 300; n++) {
        review_explored x;
        err why = {0};
        base_alloc_fail_after(n);
        ok = review_explore(&run, &limits, &x, &why);
        if (ok) {
            strbuf ids = {0}, draws = {0};
            base_alloc_fail_after(-1);
            review_explored_release(&x);
            strbuf_release(&ids);
            strbuf_release(&draws);
        }
        base_alloc_fail_after(-1);
        assert_true(ok || why.code == ERR_NOMEM);
        assert_int_equal(base_alloc_live(), before);
    }
    assert_true(ok);
    story_run_release(&run);
    story_def_free(def);
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    fail_every_allocation(false);
    fail_every_allocation(true);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_coin),
        cmocka_unit_test(a_trap),
        cmocka_unit_test(lies),
        cmocka_unit_test(a_dead_end),
        cmocka_unit_test(a_loop),
        cmocka_unit_test(a_clock),
        cmocka_unit_test(one_draw_in_four_fails),
        cmocka_unit_test(before_the_first_choice),
        cmocka_unit_test(fields_grow),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(samples_agree),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Readings of small scenarios whose answers are worked out by hand. */
#include "review/review_play.h"
#include "story_fixture.h"

#include <stdlib.h>

enum { SEEDS = 40 };

#define PART_TALK "  'cast': { 'dana': { 'name': 'Dana' } },"
#define PART_ENDINGS                                                                               \
    "  'endings': { 'good': { 'title': 'Yes.', 'kind': 'yes' },"                                   \
    "               'bad': { 'title': 'No.', 'kind': 'no_closed' } }"

/* One thing to do; a toss decides. */
static const char COIN[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'scenes': { 'one': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["
    "  { 'id': 'toss', 'do': 'Toss.', 'outcomes': ["
    "    { 'weight': 1, 'ending': 'good', 'to': 'end' },"
    "    { 'weight': 1, 'ending': 'bad', 'to': 'end' } ] } ] } } }";

/* The best line is first and longest; the short one leads through a scene without choices. */
static const char FORK[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'never': false },"
    "  'scenes': { 'one': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["
    "    { 'id': 'kind', 'say': 'A long and a kind sentence.', 'ending': 'good', 'to': 'end',"
    "      'shows': [ { 'skill': 'T1', 'points': 2, 'because': 'So.' } ] },"
    "    { 'id': 'rude', 'say': 'Pah.', 'ending': 'bad', 'to': 'through',"
    "      'shows': [ { 'skill': 'T1', 'points': -2, 'because': 'So.' } ] },"
    "    { 'id': 'shut', 'say': 'No.', 'if': 'never', 'ending': 'bad', 'to': 'nowhere' } ] },"
    "    'through': { 'to': 'end' },"
    "    'nowhere': { 'stage': 'call', 'with': 'dana', 'choices': ["
    "      { 'id': 'go', 'do': 'Go.', 'to': 'end' } ] } } }";

#define PART_LIE(honest, lie)                                                                      \
    ", 'state': { 'n': 1 }, 'facts': { 'free': { 'is': 'n == 1' } },"                              \
    "  'scenes': { 'one': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["       \
    "    { 'id': 'truth', 'say': 'Yes.', 'claims': { 'free': true }, 'ending': '" honest "',"      \
    "      'to': 'end', 'shows': [ { 'skill': 'H1', 'points': 1, 'because': 'So.' } ] },"          \
    "    { 'id': 'lie', 'say': 'No.', 'claims': { 'free': false }, 'ending': '" lie "',"           \
    "      'to': 'end', 'shows': [ { 'skill': 'H1', 'points': 2, 'because': 'So.' } ] } ] } } }"
static const char LIE_PAYS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_LIE("bad", "good");
static const char LIE_FAILS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS PART_LIE("good", "bad");

/* The way out never opens. */
static const char LOOP[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'n': 0 }, 'scenes': { 'one': { 'stage': 'call', 'with': 'dana', 'shuffle': "
    "false, 'choices': ["
    "    { 'id': 'on', 'do': 'On.', 'to': 'one' },"
    "    { 'id': 'out', 'do': 'Out.', 'if': 'n > 0', 'ending': 'good', 'to': 'end' } ] } } }";

/* Three things that change nothing, and one that ends it. */
static const char DESK[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'a', 'do': 'Look at this.' }, { 'id': 'b', 'do': 'Look at that one.' },"
    "    { 'id': 'c', 'do': 'Go.', 'ending': 'good', 'to': 'end' } ] } } }";

/* A division by what the seed draws: it fails for one of four. */
static const char FAILS[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'k': { 'start': 0, 'min': 0, 'max': 3, 'draw': true }, 'n': 0 },"
    "  'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'a', 'do': 'A.', 'set': { 'n': '6 // k' }, 'ending': 'good', 'to': 'end' } ] } } "
    "}";

/* Draws and choices both matter. */
static const char MIXED[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'state': { 'k': { 'start': 0, 'min': 0, 'max': 2, 'draw': true } },"
    "  'scenes': { 'one': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["
    "    { 'id': 'kind', 'say': 'Kind.', 'shows': [ { 'skill': 'T1', 'points': 1, 'because': 'So.' "
    "} ],"
    "      'outcomes': [ { 'if': 'k > 0', 'ending': 'good', 'to': 'end' },"
    "                    { 'ending': 'bad', 'to': 'end' } ] },"
    "    { 'id': 'rude', 'say': 'Rude.', 'shows': [ { 'skill': 'T1', 'points': -1, 'because': "
    "'So.' } ],"
    "      'outcomes': [ { 'if': 'k == 2', 'ending': 'good', 'to': 'end' },"
    "                    { 'ending': 'bad', 'to': 'end' } ] } ] } } }";

typedef struct desk {
    story_def *def;
    story_run run;
    review_book book;
    review_player player;
    err e;
} desk;

static void set_up(desk *d, const char *text)
{
    *d = (desk){.def = fixture_build(text)};
    assert_true(story_run_init(&d->run, d->def, NULL, &d->e));
    assert_true(review_book_init(&d->book, d->def, &d->e));
    assert_true(review_player_init(&d->player, &d->run, &d->book, &d->e));
}

static void tear_down(desk *d)
{
    review_player_release(&d->player);
    review_book_release(&d->book);
    story_run_release(&d->run);
    story_def_free(d->def);
}

static void read_seeds(desk *d, uint64_t first, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++)
        if (!review_play_seed(&d->player, first + i, &d->e)) fail_msg("%s", d->e.text);
}

static uint64_t ending(const desk *d, uint32_t policy, const char *id)
{
    return d->book.conducts[policy].endings[story_names_find(&d->def->ending_names, id)];
}

static uint32_t scene(const desk *d, const char *id)
{
    return story_names_find(&d->def->scene_names, id);
}

static const review_choice *choice(const desk *d, const char *id)
{
    for (uint32_t i = 0; i < d->book.choice_count; i++)
        if (strcmp(d->book.choices[i].id, id) == 0) return &d->book.choices[i];
    return NULL;
}

/* ---- small scenarios ---- */
static void a_toss_is_luck_alone(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, COIN);
    read_seeds(&d, 1, SEEDS);
    uint64_t heads = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        rng luck = rng_seed(seed, 1);
        heads += rng_below(&luck, 2) == 0;
    }
    for (uint32_t p = 0; p < REVIEW_POLICIES; p++) {
        assert_int_equal(ending(&d, p, "good"), heads);
        assert_int_equal(ending(&d, p, "bad"), SEEDS - heads);
        assert_int_equal(d.book.conducts[p].good, heads);
        assert_int_equal(d.book.conducts[p].decisions, SEEDS);
        assert_int_equal(d.book.conducts[p].axes[STORY_TACT].scored, 0);
    }
    assert_int_equal(d.book.seeds, SEEDS);
    assert_int_equal(d.book.pairs, SEEDS * 55);
    assert_int_equal(d.book.pairs_apart, 0);
    int32_t luck, conduct;
    bool known;
    review_luck(&d.book, &luck, &conduct, &known);
    assert_true(known);
    assert_int_equal(luck, 1000);
    assert_int_equal(conduct, 0);
    tear_down(&d);
}

/* Who waits three times is called. */
static const char PATIENCE[] = FIXTURE_HEAD PART_TALK PART_ENDINGS
    ", 'events': { 'ring': { 'at': '30m', 'to': 'rung' } },"
    "  'scenes': { 'one': { 'stage': 'desk', 'shuffle': false, 'choices': ["
    "    { 'id': 'wait', 'do': 'Wait.', 'takes': '10m' },"
    "    { 'id': 'go', 'do': 'Go now.', 'ending': 'bad', 'to': 'end' } ] },"
    "  'rung': { 'stage': 'desk', 'choices': ["
    "    { 'id': 'answer', 'do': 'Answer.', 'ending': 'good', 'to': 'end' } ] } } }";

static void waiting_waits(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, PATIENCE);
    read_seeds(&d, 1, SEEDS);
    assert_int_equal(ending(&d, REVIEW_WAITING, "good"), SEEDS);
    assert_int_equal(d.book.conducts[REVIEW_WAITING].decisions, 4 * SEEDS);
    assert_int_equal(d.book.conducts[REVIEW_WAITING].lengthy.mark, 4);
    assert_int_equal(d.book.conducts[REVIEW_WAITING].lengthy.seed, 1);
    assert_int_equal(ending(&d, REVIEW_LONGEST, "bad"), SEEDS);
    /* Nothing is scored: all guesses stand at 0, and the smallest seed tells them. */
    review_mark guessed = review_guessed(&d.book.guesses);
    assert_true(guessed.there);
    assert_int_equal(guessed.seed, 1);
    assert_int_equal(d.book.guesses.at[0], SEEDS);
    tear_down(&d);
}

static void habits_and_reach(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, FORK);
    read_seeds(&d, 1, SEEDS);
    assert_int_equal(ending(&d, REVIEW_BEST, "good"), SEEDS);
    assert_int_equal(ending(&d, REVIEW_POLITEST, "good"), SEEDS);
    assert_int_equal(ending(&d, REVIEW_LONGEST, "good"), SEEDS);
    assert_int_equal(ending(&d, REVIEW_FIRST, "good"), SEEDS);
    assert_int_equal(ending(&d, REVIEW_WORST, "bad"), SEEDS);
    assert_int_equal(ending(&d, REVIEW_SILENT, "bad"), SEEDS);
    uint64_t random_bad = ending(&d, REVIEW_RANDOM, "bad");
    assert_in_range(random_bad, SEEDS / 5, SEEDS * 4 / 5);
    const review_scene *through = &d.book.scenes[scene(&d, "through")];
    assert_int_equal(through->reached[REVIEW_WORST], SEEDS);
    assert_int_equal(through->reached[REVIEW_RANDOM], random_bad);
    assert_int_equal(through->reached[REVIEW_BEST], 0);
    assert_int_equal(through->decisions, 0);
    for (uint32_t p = 0; p < REVIEW_POLICIES; p++) {
        assert_int_equal(d.book.scenes[scene(&d, "nowhere")].reached[p], 0);
        assert_int_equal(choice(&d, "shut")->open[p], 0);
        assert_int_equal(choice(&d, "kind")->open[p], SEEDS);
    }
    assert_int_equal(choice(&d, "rude")->taken[REVIEW_RANDOM], random_bad);
    assert_int_equal(choice(&d, "kind")->best, SEEDS * REVIEW_POLICIES);
    assert_int_equal(choice(&d, "rude")->best, 0);
    const review_scene *one = &d.book.scenes[scene(&d, "one")];
    assert_int_equal(one->decisions, SEEDS * REVIEW_POLICIES);
    assert_int_equal(one->moments, SEEDS * REVIEW_POLICIES);
    assert_int_equal(one->spread, SEEDS * REVIEW_POLICIES);
    assert_int_equal(d.book.tells.moments, SEEDS);
    assert_int_equal(d.book.tells.longest, SEEDS);
    assert_int_equal(d.book.tells.first, SEEDS);
    assert_int_equal(d.book.tells.chance, SEEDS * REVIEW_CHANCE_UNIT / 2);
    uint32_t skill = story_names_find(&d.def->skill_names, "T1");
    assert_int_equal(d.book.chances[skill], SEEDS);
    assert_true(choice(&d, "kind")->skills >> skill & 1);
    assert_int_equal(choice(&d, "rude")->skills, 0);
    /* Best: 100. Worst: 0 of 4, nothing forgiven since 4 points are no slip. */
    assert_int_equal(review_axis_mean(&d.book.conducts[REVIEW_BEST].axes[STORY_TACT]), 1000);
    assert_int_equal(review_axis_mean(&d.book.conducts[REVIEW_WORST].axes[STORY_TACT]), 0);
    assert_int_equal(d.book.conducts[REVIEW_BEST].best.mark, 10000);
    assert_int_equal(d.book.conducts[REVIEW_BEST].best.seed, 1);
    tear_down(&d);
}

static void a_lie_that_pays_and_one_that_does_not(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        uint32_t honest, lying; /* of SEEDS: ends well */
    } CASES[] = {{LIE_PAYS, 0, SEEDS}, {LIE_FAILS, SEEDS, 0}};
    for (size_t i = 0; i < 2; i++) {
        desk d;
        set_up(&d, CASES[i].text);
        read_seeds(&d, 100, SEEDS);
        const review_conduct *c = d.book.conducts;
        assert_int_equal(c[REVIEW_BEST].good, CASES[i].honest);
        assert_int_equal(c[REVIEW_BEST].lied, 0);
        assert_int_equal(c[REVIEW_LYING].good, CASES[i].lying);
        assert_int_equal(c[REVIEW_LYING].lied, SEEDS);
        assert_int_equal(c[REVIEW_LYING_ONCE].lied, SEEDS);
        assert_int_equal(c[REVIEW_WORST].lied, SEEDS);
        assert_int_equal(c[REVIEW_LYING].found_out, 0);
        assert_true(choice(&d, "lie")->lied);
        assert_false(choice(&d, "truth")->lied);
        assert_int_equal(review_clearly_more(c[REVIEW_LYING].good, c[REVIEW_BEST].good, SEEDS),
                         i == 0);
        tear_down(&d);
    }
}

static void a_loop_is_left_in_the_end(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, LOOP);
    read_seeds(&d, 5, 2);
    for (uint32_t p = 0; p < REVIEW_POLICIES; p++) {
        const review_conduct *c = &d.book.conducts[p];
        assert_int_equal(c->readings, 2);
        assert_int_equal(c->unfinished, 2);
        assert_int_equal(c->decisions, 0);
        assert_int_equal(c->first_unfinished.seed, 5);
        assert_false(c->best.there);
        assert_int_equal(choice(&d, "on")->taken[p], 2 * REVIEW_MOST_STEPS);
    }
    int32_t luck, conduct;
    bool known;
    review_luck(&d.book, &luck, &conduct, &known);
    assert_false(known); /* all end alike: never */
    strbuf path = {0};
    bool over;
    assert_true(review_play_path(&d.player, REVIEW_RANDOM, 5, 3, &path, &over, NULL, &d.e));
    assert_string_equal(strbuf_text(&path), "on\non\non\n");
    assert_false(over);
    strbuf_release(&path);
    tear_down(&d);
}

/* Habits that look at nothing but the page do not look at the same thing for ever. */
static void what_was_taken_comes_last(void **unused)
{
    (void)unused;
    static const struct {
        uint32_t policy;
        const char *path;
    } CASES[] = {
        {REVIEW_FIRST, "a\nb\nc\n"}, {REVIEW_LONGEST, "b\na\nc\n"}, {REVIEW_SILENT, "c\n"}};
    desk d;
    set_up(&d, DESK);
    read_seeds(&d, 1, 3);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        strbuf path = {0};
        bool over;
        assert_true(review_play_path(&d.player, CASES[i].policy, 2, 99, &path, &over, NULL, &d.e));
        assert_string_equal(strbuf_text(&path), CASES[i].path);
        assert_true(over);
        strbuf_release(&path);
    }
    assert_int_equal(d.book.conducts[REVIEW_FIRST].decisions, 9);
    assert_int_equal(d.book.conducts[REVIEW_FIRST].longest, 3);
    assert_int_equal(d.book.scenes[scene(&d, "one")].moments, 0);
    tear_down(&d);
}

static void failures_are_counted_and_can_be_replayed(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, FAILS);
    read_seeds(&d, 1, SEEDS);
    uint64_t failing = 0, first = 0;
    for (uint64_t seed = SEEDS; seed >= 1; seed--) {
        rng luck = rng_seed(seed, 1);
        if (rng_below(&luck, 4) != 0) continue;
        failing++;
        first = seed;
    }
    assert_in_range(failing, 1, SEEDS - 1);
    for (uint32_t p = 0; p < REVIEW_POLICIES; p++) {
        const review_conduct *c = &d.book.conducts[p];
        assert_int_equal(c->failed, failing);
        assert_int_equal(ending(&d, p, "good"), SEEDS - failing);
        assert_int_equal(c->first_failed.seed, first);
        assert_non_null(strstr(c->why, "choice \"a\""));
    }
    strbuf path = {0};
    bool over;
    err why = {0};
    assert_true(review_play_path(&d.player, REVIEW_BEST, first, 99, &path, &over, &why, &d.e));
    assert_string_equal(strbuf_text(&path), "a\n");
    assert_int_equal(why.code, ERR_SCRIPT);
    assert_string_equal(why.text, d.book.conducts[REVIEW_BEST].why);
    assert_false(over);
    strbuf_release(&path);
    tear_down(&d);
}

/* ---- what readings are ---- */
/* Another's steps, taken again one by one, lead to the same state. */
static void a_path_leads_where_the_reading_led(void **unused)
{
    (void)unused;
    desk d;
    set_up(&d, MIXED);
    for (uint32_t p = 0; p < REVIEW_POLICIES; p++) {
        strbuf path = {0};
        bool over;
        assert_true(review_play_path(&d.player, p, 9, 99, &path, &over, NULL, &d.e));
        assert_true(over);
        play again = play_begin(MIXED, 9);
        for (const char *at = strbuf_text(&path); *at; at = strchr(at, '\n') + 1) {
            char id[16] = "";
            memcpy(id, at, strcspn(at, "\n"));
            play_take(&again, id);
        }
        assert_true(story_state_hash(again.def, again.state) ==
                    story_state_hash(d.def, d.player.state));
        play_end(&again);
        strbuf_release(&path);
    }
    assert_int_equal(d.book.conducts[REVIEW_BEST].readings, 0); /* and nothing was counted */
    assert_int_equal(choice(&d, "kind")->open[REVIEW_BEST], 0);
    assert_int_equal(d.book.scenes[0].reached[REVIEW_BEST], 0);
    tear_down(&d);
}

/* The definition of review_luck, pair by pair. */
static void luck_is_what_the_pairs_say(void **unused)
{
    (void)unused;
    enum { N = 25 };
    int32_t ends[REVIEW_POLICIES][N];
    desk d;
    set_up(&d, MIXED);
    read_seeds(&d, 1, N);
    for (uint32_t p = 0; p < REVIEW_POLICIES; p++)
        for (uint64_t s = 0; s < N; s++) {
            strbuf path = {0};
            bool over;
            assert_true(review_play_path(&d.player, p, 1 + s, 99, &path, &over, NULL, &d.e));
            ends[p][s] = d.player.state->ending;
            strbuf_release(&path);
        }
    double count[2][2] = {{0}}, differ[2][2] = {{0}}; /* [same policy][same seed] */
    for (int p = 0; p < REVIEW_POLICIES; p++)
        for (int q = 0; q < REVIEW_POLICIES; q++)
            for (int s = 0; s < N; s++)
                for (int t = 0; t < N; t++) {
                    count[p == q][s == t]++;
                    differ[p == q][s == t] += ends[p][s] != ends[q][t];
                }
    double all = differ[0][0] / count[0][0];
    double luck = 1000 * (1 - differ[0][1] / count[0][1] / all);
    double conduct = 1000 * (1 - differ[1][0] / count[1][0] / all);
    int32_t got_luck, got_conduct;
    bool known;
    review_luck(&d.book, &got_luck, &got_conduct, &known);
    assert_true(known);
    assert_true(luck > 100 && conduct > 20);
    assert_true(got_luck - luck < 1.1 && luck - got_luck < 1.1);
    assert_true(got_conduct - conduct < 1.1 && conduct - got_conduct < 1.1);
    tear_down(&d);
}

static void assert_same_book(const review_book *a, const review_book *b)
{
    for (uint32_t p = 0; p < REVIEW_POLICIES; p++) {
        review_conduct x = a->conducts[p], y = b->conducts[p];
        assert_memory_equal(x.endings, y.endings, a->def->ending_count * sizeof *x.endings);
        assert_memory_equal(x.axes, y.axes, sizeof x.axes);
        assert_int_equal(x.readings, y.readings);
        assert_int_equal(x.failed, y.failed);
        assert_int_equal(x.decisions, y.decisions);
        assert_int_equal(x.first_failed.seed, y.first_failed.seed);
        assert_string_equal(x.why, y.why);
        assert_int_equal(x.best.seed, y.best.seed);
        assert_int_equal(x.worst.seed, y.worst.seed);
    }
    for (uint32_t i = 0; i < a->choice_count; i++) {
        assert_memory_equal(a->choices[i].open, b->choices[i].open, sizeof a->choices[i].open);
        assert_memory_equal(a->choices[i].taken, b->choices[i].taken, sizeof a->choices[i].taken);
    }
    assert_int_equal(a->pairs_apart, b->pairs_apart);
    assert_memory_equal(&a->tells, &b->tells, sizeof a->tells);
}

static void parts_add_up_in_any_order(void **unused)
{
    (void)unused;
    static const char *const TEXTS[] = {MIXED, FAILS, FORK};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        desk whole, left, right;
        set_up(&whole, TEXTS[i]);
        set_up(&left, TEXTS[i]);
        set_up(&right, TEXTS[i]);
        read_seeds(&whole, 1, 30);
        read_seeds(&right, 12, 19);
        read_seeds(&left, 1, 11);
        review_book one, other;
        assert_true(review_book_init(&one, whole.def, &whole.e));
        assert_true(review_book_init(&other, whole.def, &whole.e));
        assert_true(review_book_add(&one, &left.book, &whole.e));
        assert_true(review_book_add(&one, &right.book, &whole.e));
        assert_true(review_book_add(&other, &right.book, &whole.e));
        assert_true(review_book_add(&other, &left.book, &whole.e));
        assert_same_book(&one, &whole.book);
        assert_same_book(&other, &whole.book);
        review_book_release(&one);
        review_book_release(&other);
        tear_down(&whole);
        tear_down(&left);
        tear_down(&right);
    }
}

/* ---- no memory ---- */
static bool do_everything(const story_def *def, err *e)
{
    story_run run = {0};
    review_book book = {0}, sum = {0};
    review_player player = {0};
    strbuf path = {0};
    bool over;
    bool ok = story_run_init(&run, def, NULL, e) && review_book_init(&book, def, e) &&
              review_book_init(&sum, def, e) && review_player_init(&player, &run, &book, e) &&
              review_play_seed(&player, 3, e) && review_book_add(&sum, &book, e) &&
              review_play_path(&player, REVIEW_BEST, 3, 99, &path, &over, NULL, e);
    strbuf_release(&path);
    review_player_release(&player);
    review_book_release(&book);
    review_book_release(&sum);
    story_run_release(&run);
    return ok;
}

static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    story_def *def = fixture_build(FORK);
    long before = base_alloc_live(), count = 0;
    for (bool done = false; !done; count++) {
        err e = {0};
        base_alloc_fail_after(count);
        done = do_everything(def, &e);
        base_alloc_fail_after(-1);
        if (!done) assert_int_equal(e.code, ERR_NOMEM);
        assert_int_equal(base_alloc_live(), before);
    }
    assert_true(count > 10);
    story_def_free(def);
    assert_int_equal(base_alloc_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_toss_is_luck_alone),
        cmocka_unit_test(habits_and_reach),
        cmocka_unit_test(waiting_waits),
        cmocka_unit_test(a_lie_that_pays_and_one_that_does_not),
        cmocka_unit_test(a_loop_is_left_in_the_end),
        cmocka_unit_test(what_was_taken_comes_last),
        cmocka_unit_test(failures_are_counted_and_can_be_replayed),
        cmocka_unit_test(a_path_leads_where_the_reading_led),
        cmocka_unit_test(luck_is_what_the_pairs_say),
        cmocka_unit_test(parts_add_up_in_any_order),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}

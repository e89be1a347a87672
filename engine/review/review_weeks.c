/* Readings of an attempt in other weeks. */
#include "base/base_hash.h"
#include "review/review_book.h"
#include "review/review_memo.h"

#include <string.h>

/* Numbers of random streams; the story's own and the policies' are others. */
enum { WEEK_STREAM = REVIEW_WEEK_STREAM, CHOOSER_STREAM };
enum { MEMO_ROOM = 48 << 20, PATH_MOST = 64 };

bool review_reader_init(review_reader *r, const review_attempt *a, story_run *run, err *e)
{
    *r = (review_reader){.attempt = a, .run = run};
    r->memo = base_alloc(sizeof *r->memo);
    r->used_before = base_alloc((size_t)a->copy.count + 1);
    r->state = story_state_new(run->def, e);
    r->before = r->state ? story_state_new(run->def, e) : NULL;
    bool ok = r->memo && r->used_before && r->before &&
              review_copier_init(&r->copier, &a->copy, e) &&
              review_memo_init(r->memo, MEMO_ROOM, run->def->state_size, a->copy.count, e);
    if (!ok) review_reader_release(r);
    return ok || err_nomem(e);
}

void review_reader_release(review_reader *r)
{
    if (r->memo) review_memo_release(r->memo);
    base_free(r->memo);
    base_free(r->used_before);
    base_free(r->state);
    base_free(r->before);
    review_copier_release(&r->copier);
    *r = (review_reader){0};
}

/* One reading on its way. */
typedef struct reading {
    review_reader *r;
    const review_policy *policy; /* NULL: the copier chooses */
    rng chooser;
    uint32_t forced;               /* option of the decision at hand, or STORY_NONE */
    const review_watch *watch;     /* or NULL */
    review_point *path[PATH_MOST]; /* points met, with the luck they were met with */
    uint64_t luck[PATH_MOST];
    uint32_t path_count;
} reading;

static bool pick_by_policy(reading *g, const story_moment *m, uint32_t *option)
{
    review_reader *r = g->r;
    review_moment seen = {.count = m->option_count};
    story_worth worth[STORY_MOST_OPEN] = {0};
    if (g->policy != &REVIEW_POLICY[REVIEW_RANDOM] &&
        !story_weigh(r->run, r->state, m, worth, &r->why))
        return false;
    for (uint32_t i = 0; i < m->option_count; i++)
        seen.options[i].worth = worth[i];
    *option = g->policy->pick(&seen, &g->chooser);
    return true;
}

static bool pick(reading *g, const story_moment *m, uint32_t *option)
{
    review_reader *r = g->r;
    if (g->forced != STORY_NONE) {
        *option = g->forced;
        g->forced = STORY_NONE;
        return true;
    }
    if (g->policy) return pick_by_policy(g, m, option);
    return review_copier_pick(&r->copier, r->run, r->state, m, option, &r->why);
}

/* One decision; false: a mistake of the scenario, in r->why. */
static bool decide(reading *g)
{
    review_reader *r = g->r;
    story_moment m;
    uint32_t option;
    return story_look(r->run, r->state, &m, &r->why) && pick(g, &m, &option) &&
           story_step(r->run, r->state, &m, option, NULL, g->watch ? g->watch->log : NULL, &r->why);
}

/* Begins the reading of `job`; a mistake of the scenario is in r->why. */
static void begin(reading *g, uint32_t job, const uint64_t *week)
{
    review_reader *r = g->r;
    const review_attempt *a = r->attempt;
    uint32_t decision, option;
    err_clear(&r->why);
    g->forced = STORY_NONE;
    if (review_job_of(a, job, &decision, &option)) {
        /* The player's own line is what the copier takes by itself; any other stands for it. */
        bool own = option == a->decisions[decision].taken;
        if (!own) g->forced = option;
        review_copier_begin(&r->copier, &a->copy, own ? decision : decision + 1);
        memcpy(r->state, a->decisions[decision].state, a->def->state_size);
        if (week) r->state->luck = rng_seed(*week, WEEK_STREAM);
        return;
    }
    uint64_t seed = week ? *week : a->seed;
    if (job == REVIEW_SHOWING) g->policy = &REVIEW_POLICY[REVIEW_BEST];
    if (job == REVIEW_GUESS) g->policy = &REVIEW_POLICY[REVIEW_RANDOM];
    g->chooser = rng_seed(seed, CHOOSER_STREAM);
    review_copier_begin(&r->copier, job == REVIEW_MENDED ? &a->mended : &a->copy, 0);
    story_begin(r->run, r->state, seed, a->picks, a->pick_count, g->watch ? g->watch->log : NULL,
                &r->why);
}

/* What came of a reading that stands where r->state stands. */
static bool judge(review_reader *r, review_result *result, err *e)
{
    const story_def *def = r->run->def;
    story_scores scores;
    *result = (review_result){.made = true};
    bool over = !r->why.code && story_over(r->state);
    if (over) over = story_score(def, &r->run->hooks, r->state, &scores, &r->why);
    if (r->why.code == ERR_NOMEM) return err_nomem(e);
    result->failed = r->why.code != ERR_NONE;
    result->unfinished = !result->failed && !over;
    if (!over) return true;
    result->ending = (uint8_t)r->state->ending;
    result->well = review_ending_is_good(&def->endings[r->state->ending]) || scores.complete;
    for (int i = 0; i < STORY_AXES; i++)
        result->axis[i] = (int8_t)scores.axis[i];
    return true;
}

static bool stands_still(const review_reader *r)
{
    return r->why.code || story_over(r->state) || r->state->steps >= r->attempt->steps_most;
}

/* To the end, decision by decision. */
static bool go_on(reading *g, err *e)
{
    const review_watch *watch = g->watch;
    while (!stands_still(g->r))
        if (decide(g) && watch && watch->step && !watch->step(watch->self, g->r->state, e))
            return false;
    return true;
}

/* ---- what is known already ---- */
/* Bytes that mean nothing (padding) could at worst tell equal states apart, which costs time and
 * changes nothing. */
static uint64_t key_of(const reading *g, story_state *s, const uint8_t *used, uint32_t forced)
{
    const review_attempt *a = g->r->attempt;
    rng luck = s->luck;
    s->luck = (rng){0};
    uint64_t key = hash64(HASH64_START, s, a->def->state_size);
    s->luck = luck;
    return hash64_number(hash64(key, used, a->copy.count), forced);
}

static uint64_t key_here(const reading *g)
{
    return key_of(g, g->r->state, g->r->copier.used, g->forced);
}

static uint64_t drawn(const review_reader *r)
{
    return r->run->hooks.drawn ? r->run->hooks.drawn(r->run->hooks.self) : 0;
}

/* One decision, remembering what was before it. *chance: something was drawn, or it failed. */
static void decide_watching(reading *g, uint32_t *forced, bool *chance)
{
    review_reader *r = g->r;
    uint64_t numbers = drawn(r);
    memcpy(r->before, r->state, r->attempt->def->state_size);
    memcpy(r->used_before, r->copier.used, r->attempt->copy.count);
    *forced = g->forced;
    *chance = !decide(g) || drawn(r) != numbers || r->state->luck.state != r->before->luck.state;
}

static void meet(reading *g, review_point *point, uint64_t luck)
{
    if (!point || g->path_count == PATH_MOST) return;
    g->path[g->path_count] = point;
    g->luck[g->path_count++] = luck;
}

/* The point before the decision just made by chance, new or known. */
static review_point *point_before(reading *g, uint32_t forced)
{
    review_reader *r = g->r;
    uint64_t key = key_of(g, r->before, r->used_before, forced);
    review_point *point = review_memo_point(r->memo, key);
    return point ? point : review_memo_add_point(r->memo, key, r->before, r->used_before, forced);
}

/* Plays on from a state of which nothing is known: to the end, to the first decision by chance
 * (which is then made), or to where more is known. What is found out is learned under `key`. */
static bool find_out(reading *g, uint64_t key, bool *ended, review_result *result, err *e)
{
    review_reader *r = g->r;
    review_known *learned;
    *ended = false;
    for (;;) {
        uint32_t forced;
        bool chance;
        if (stands_still(r)) {
            *ended = true;
            if (!judge(r, result, e)) return false;
            learned = result->failed ? NULL : review_memo_learn(r->memo, key, NULL);
            if (learned) learned->result = *result;
            return true;
        }
        decide_watching(g, &forced, &chance);
        if (chance) {
            review_point *point = point_before(g, forced);
            if (point) review_memo_learn(r->memo, key, point);
            meet(g, point, r->before->luck.state);
            return true;
        }
        const review_known *known = review_memo_find(r->memo, key_here(g));
        if (!known) continue;
        learned = review_memo_learn(r->memo, key, known->point);
        if (learned) learned->result = known->result;
        return true;
    }
}

/* Goes to a point with the luck of the reading, and makes the decision there. */
static void go_to(reading *g, const review_point *point)
{
    review_reader *r = g->r;
    rng luck = r->state->luck;
    memcpy(r->state, point->state, r->attempt->def->state_size);
    memcpy(r->copier.used, point->used, r->attempt->copy.count);
    r->state->luck = luck;
    g->forced = point->forced;
    decide(g);
}

/* A reading that goes from one decision by chance to the next. */
static bool hop_on(reading *g, review_result *result, err *e)
{
    review_reader *r = g->r;
    while (!r->why.code) {
        bool ended;
        uint64_t key = key_here(g);
        const review_known *known = review_memo_find(r->memo, key);
        if (!known) {
            if (!find_out(g, key, &ended, result, e)) return false;
            if (ended) return true;
            continue;
        }
        if (!known->point) {
            *result = known->result;
            return true;
        }
        uint64_t luck = r->state->luck.state;
        if (known->point->met && known->point->luck == luck) {
            *result = known->point->result;
            return true;
        }
        meet(g, known->point, luck);
        go_to(g, known->point);
    }
    return judge(r, result, e);
}

bool review_read(review_reader *r, uint32_t job, uint64_t week, review_result *result, err *e)
{
    reading g = {.r = r};
    begin(&g, job, &week);
    if (job < REVIEW_WHOLES) return go_on(&g, e) && judge(r, result, e);
    if (!hop_on(&g, result, e)) return false;
    for (uint32_t i = 0; i < g.path_count && !result->failed; i++) {
        g.path[i]->met = true;
        g.path[i]->luck = g.luck[i];
        g.path[i]->result = *result;
    }
    return true;
}

bool review_follow(review_reader *r, uint32_t job, const uint64_t *week, const review_watch *watch,
                   review_result *result, err *e)
{
    reading g = {.r = r, .watch = watch};
    begin(&g, job, week);
    return go_on(&g, e) && judge(r, result, e);
}

#include "review/review_explore_internal.h"

#include "base/base_utf8.h"

#include <string.h>

enum {
    ASK_EVERY = 4096, /* transitions between two questions to go on */
    ASK_EVERY_LUA = 64,
    SHARED_FEWEST = 64 /* states of a layer that pay */
};

const char *review_explore_why(review_explore_end end)
{
    switch (end) {
    case REVIEW_EXPLORE_ALL: return "every state was met";
    case REVIEW_EXPLORE_STATES: return "there are more states than the limit";
    case REVIEW_EXPLORE_STEPS: return "there are more transitions than the limit";
    case REVIEW_EXPLORE_MEMORY: return "the states take more memory than the limit";
    case REVIEW_EXPLORE_DEPTH: return "states deeper than the limit were left out";
    case REVIEW_EXPLORE_STARTS: return "what is drawn at the start has too many results";
    case REVIEW_EXPLORE_DRAWS: return "one step draws too much to list its results";
    case REVIEW_EXPLORE_LUA_DRAWS:
        return "a Lua function draws at random, and its results cannot be listed";
    case REVIEW_EXPLORE_STOPPED: return "it was stopped, or took too long";
    }
    return "";
}

/* ---- notes ---- */
static bool is_ours(const err *why)
{
    return why->code == ERR_NOMEM;
}

static void count_trouble(review_trouble *t, const review_example *one, const err *why)
{
    if (t->count++) return;
    t->first = *one;
    size_t len = utf8_whole(why->text, strlen(why->text));
    if (len >= sizeof t->why) len = utf8_whole(why->text, sizeof t->why - 1);
    memcpy(t->why, why->text, len);
    t->why[len] = '\0';
}

static void forget_why(explorer *x)
{
    x->why.code = ERR_NONE;
    x->why.text[0] = '\0';
}

static bool finish(explorer *x, review_explore_end end)
{
    if (!x->over) x->out->end = end;
    x->over = true;
    return true;
}

static void note_scene(void *self, uint32_t scene)
{
    explorer *x = self;
    x->out->book.scenes[scene].reached[0] = 1;
}

/* ---- terminals ---- */
static uint64_t hash_terminal(const review_terminal *t)
{
    uint64_t h = t->ending * 2u + t->good;
    for (int a = 0; a < STORY_AXES; a++)
        h = h * 131 + (uint32_t)t->axis[a];
    return h * UINT64_C(0x9E3779B97F4A7C15) >> 32;
}

static bool same_terminal(const review_terminal *a, const review_terminal *b)
{
    return a->ending == b->ending && a->good == b->good &&
           !memcmp(a->axis, b->axis, sizeof a->axis);
}

static bool grow_terminals(explorer *x, err *e)
{
    review_explored *out = x->out;
    uint32_t cap = x->terminal_cap ? x->terminal_cap * 2 : 64;
    review_terminal *all = base_realloc(out->terminals, cap * sizeof *all);
    if (!all) return err_nomem(e);
    out->terminals = all;
    uint32_t *table = base_alloc(cap * 2 * sizeof *table);
    if (!table) return err_nomem(e);
    base_free(x->terminal_table);
    x->terminal_table = table;
    x->terminal_cap = cap;
    x->terminal_table_cap = cap * 2;
    for (uint32_t i = 0; i < out->terminal_count; i++) {
        uint32_t at = (uint32_t)hash_terminal(&all[i]) & (x->terminal_table_cap - 1);
        while (table[at])
            at = (at + 1) & (x->terminal_table_cap - 1);
        table[at] = i + 1;
    }
    return true;
}

bool explore_put_terminal(explorer *x, const review_terminal *one, uint32_t *number, err *e)
{
    review_explored *out = x->out;
    if (out->terminal_count == x->terminal_cap && !grow_terminals(x, e)) return false;
    uint32_t mask = x->terminal_table_cap - 1, at = (uint32_t)hash_terminal(one) & mask;
    while (x->terminal_table[at] && !same_terminal(&out->terminals[x->terminal_table[at] - 1], one))
        at = (at + 1) & mask;
    if (!x->terminal_table[at]) {
        out->terminals[out->terminal_count] = *one;
        x->terminal_table[at] = ++out->terminal_count;
    }
    *number = x->terminal_table[at] - 1;
    return true;
}

static uint32_t mark_of(const review_terminal *t)
{
    uint32_t sum = 0, count = 0;
    for (int a = 0; a < STORY_AXES; a++)
        if (t->axis[a] >= 0) {
            sum += (uint32_t)t->axis[a];
            count++;
        }
    return count ? 100 * sum / count : 0;
}

bool explore_terminal_of(const story_run *run, const story_state *s, bool with_scores,
                         review_terminal *t, err *why)
{
    story_scores scores;
    if (!story_score(run->def, &run->hooks, s, &scores, why)) return false;
    *t = (review_terminal){.ending = (uint32_t)s->ending};
    t->good = review_ending_is_good(&run->def->endings[t->ending]) || scores.complete;
    for (int a = 0; a < STORY_AXES; a++)
        t->axis[a] = with_scores ? scores.axis[a] : -1;
    t->mark = mark_of(t);
    return true;
}

/* The story stopped in x->to. */
static bool stop_here(explorer *x, const review_example *way, uint32_t *number, err *e)
{
    review_terminal t;
    if (!explore_terminal_of(x->run, x->to, x->out->scores, &t, &x->why)) return true;
    t.first = *way;
    return explore_put_terminal(x, &t, number, e);
}

/* ---- one result ---- */
uint32_t explore_edge_to(explorer *x, uint32_t number)
{
    if (number == STORY_NONE) {
        finish(x, REVIEW_EXPLORE_MEMORY);
        return EDGE_FAILS;
    }
    if (x->store.count > x->limits->states) finish(x, REVIEW_EXPLORE_STATES);
    return number;
}

/* Where x->to is: a state or a terminal, as an edge; EDGE_FAILS with x->why when it failed. */
static bool place(explorer *x, const review_example *way, uint32_t *edge, err *e)
{
    uint32_t number = 0;
    *edge = EDGE_FAILS;
    if (story_over(x->to)) {
        if (!stop_here(x, way, &number, e)) return false;
        if (is_ours(&x->why)) return err_nomem(e);
        if (!x->why.code) *edge = EDGE_TERMINAL | number;
        return true;
    }
    if (!explore_store_put(&x->store, x->to, way->state, &number, e)) return false;
    *edge = explore_edge_to(x, number);
    return true;
}

static bool watch_limits(explorer *x)
{
    review_explored *out = x->out;
    const review_explore_limits *l = x->limits;
    out->transitions++;
    if (x->dice.too_many) return finish(x, REVIEW_EXPLORE_DRAWS);
    if (out->transitions > l->transitions) return finish(x, REVIEW_EXPLORE_STEPS);
    if (x->lua && x->run->hooks.drawn && x->run->hooks.drawn(x->run->hooks.self) != x->drawn)
        return finish(x, REVIEW_EXPLORE_LUA_DRAWS);
    if (out->terminal_count > l->states) return finish(x, REVIEW_EXPLORE_STATES);
    if (out->transitions % (x->lua ? ASK_EVERY_LUA : ASK_EVERY) == 0 && l->go_on &&
        !l->go_on(l->self, x->store.count, out->transitions))
        return finish(x, REVIEW_EXPLORE_STOPPED);
    return true;
}

static bool add_edge(explorer *x, uint32_t edge, double chance, err *e)
{
    bool weighed = chance < 1;
    bool ok = explore_store_edge(&x->store, edge | (weighed ? EDGE_WEIGHED : 0), e) &&
              (!weighed || explore_store_chance(&x->store, chance, e));
    if (ok && x->store.full) finish(x, REVIEW_EXPLORE_MEMORY);
    return ok;
}

bool explore_settle(explorer *x, uint32_t edge, double chance, err *e)
{
    watch_limits(x);
    return x->over || add_edge(x, edge, chance, e);
}

/* Every result of one option. */
static bool take_option(explorer *x, const story_moment *m, uint32_t state, uint32_t option,
                        bool given, err *e)
{
    review_example way = {true, state, option, 0};
    uint32_t last;
    explore_dice_first(&x->dice);
    do {
        uint32_t edge = EDGE_FAILS;
        memcpy(x->to, x->from, x->run->def->state_size);
        if (story_step(x->run, x->to, m, option, NULL, NULL, &x->why) && !place(x, &way, &edge, e))
            return false;
        if (is_ours(&x->why)) return err_nomem(e);
        if (x->why.code) {
            count_trouble(&x->out->failed, &way, &x->why);
            forget_why(x);
        }
        last = x->store.edge_count;
        if (!explore_settle(x, edge | (given ? EDGE_GIVEN : 0), explore_dice_chance(&x->dice), e))
            return false;
        way.result++;
    } while (!x->over && explore_dice_next(&x->dice));
    if (!x->over) x->store.edges[last] |= EDGE_LAST;
    return true;
}

bool explore_given(story_run *run, const story_state *from, const story_moment *m, bool weigh,
                   bool given[], err *why)
{
    story_worth worth[STORY_MOST_OPEN];
    int32_t points[STORY_MOST_OPEN], best = INT32_MIN;
    if (weigh && !story_weigh(run, from, m, worth, why)) return false;
    for (uint32_t i = 0; i < m->option_count; i++) {
        review_option o = {0};
        if (weigh) o.worth = worth[i];
        points[i] = review_option_points(&o);
        if (points[i] > best) best = points[i];
    }
    for (uint32_t i = 0; i < m->option_count; i++)
        given[i] = points[i] == best;
    return true;
}

bool explore_expand(explorer *x, uint32_t state, err *e)
{
    story_moment m;
    bool given[STORY_MOST_OPEN];
    explore_store_get(&x->store, state, x->from);
    x->store.first_edge[state] = x->store.edge_count;
    if (!story_look(x->run, x->from, &m, &x->why) ||
        !explore_given(x->run, x->from, &m, x->weigh, given, &x->why)) {
        if (is_ours(&x->why)) return err_nomem(e);
        count_trouble(&x->out->stuck, &(review_example){true, state, STORY_NONE, 0}, &x->why);
        forget_why(x);
        return true;
    }
    for (uint32_t i = 0; i < m.option_count; i++) {
        uint32_t number;
        if (!review_book_choice(&x->out->book, m.scene, &m, i, &number, e)) return false;
        x->out->book.choices[number].open[0]++;
    }
    for (uint32_t i = 0; i < m.option_count && !x->over; i++)
        if (!take_option(x, &m, state, i, given[i], e)) return false;
    return true;
}

/* ---- the whole ---- */
/* How many results the first draws have together, at most `most` + 1. */
static uint64_t count_starts(const explorer *x, uint64_t most)
{
    const story_def *def = x->run->def;
    uint64_t starts = 1;
    for (uint32_t i = 0; i < def->var_count && starts <= most; i++)
        if (def->vars[i].drawn && x->reads.slots[i])
            starts *= (uint64_t)((int64_t)def->vars[i].max - def->vars[i].min) + 1;
    return starts;
}

static bool begin_all(explorer *x, err *e)
{
    review_example way = {true, STORY_NONE, STORY_NONE, 0};
    if (count_starts(x, x->limits->starts) > x->limits->starts)
        return finish(x, REVIEW_EXPLORE_STARTS);
    explore_dice_first(&x->dice);
    do {
        uint32_t edge = EDGE_FAILS;
        if (story_begin(x->run, x->to, 0, NULL, 0, NULL, &x->why) && !place(x, &way, &edge, e))
            return false;
        if (is_ours(&x->why)) return err_nomem(e);
        if (x->why.code) {
            count_trouble(&x->out->failed, &way, &x->why);
            forget_why(x);
        }
        if (!explore_settle(x, edge, explore_dice_chance(&x->dice), e)) return false;
        if (x->over) return true;
        x->out->starts++;
        way.result++;
    } while (!x->over && explore_dice_next(&x->dice));
    return true;
}

static bool search(explorer *x, err *e)
{
    review_explored *out = x->out;
    explore_store *s = &x->store;
    if (!begin_all(x, e)) return false;
    uint32_t layer = s->count, next = 0;
    uint32_t fewest = x->team && x->limits->crew->fewest ? x->limits->crew->fewest : SHARED_FEWEST;
    while (!x->over && next < s->count) {
        if (next == layer) {
            out->depth++;
            layer = s->count;
        }
        if (x->limits->depth && out->depth == x->limits->depth) {
            finish(x, REVIEW_EXPLORE_DEPTH);
            break;
        }
        bool shared = x->team && layer - next >= fewest;
        if (shared ? !explore_team_expand(x, &next, layer, e) : !explore_expand(x, next++, e))
            return false;
    }
    if (!x->over) finish(x, REVIEW_EXPLORE_ALL);
    out->states = s->count;
    out->bytes = explore_store_bytes(s);
    if (out->end == REVIEW_EXPLORE_ALL && s->first_edge) s->first_edge[s->count] = s->edge_count;
    return true;
}

static bool init(explorer *x, story_run *run, const review_explore_limits *limits,
                 review_explored *out, err *e)
{
    const story_def *def = run->def;
    x->run = run;
    x->out = out;
    x->limits = limits;
    out->def = def;
    if (!explore_reads_of(def, &x->reads, e)) return false;
    x->lua = x->reads.anything;
    x->weigh = def->skill_count > 0 || def->fact_count > 0;
    out->scores = limits->scores || x->reads.score;
    out->clock_kept = x->reads.date;
    out->clock_weeks =
        !x->reads.date && (x->reads.weekday || (x->reads.events && x->reads.calendar));
    if (!explore_store_init(&x->store, def, &x->reads, limits->scores, limits->memory, e) ||
        !review_book_init(&out->book, def, e))
        return false;
    x->from = story_state_new(def, e);
    x->to = x->from ? story_state_new(def, e) : NULL;
    out->endings = base_alloc(def->ending_count * sizeof *out->endings);
    if (!x->to || !out->endings) return err_nomem(e);
    /* What no state keeps is the same in all of them. */
    x->from->luck = rng_seed(0, 1);
    for (uint32_t i = 0; i < def->var_count; i++)
        x->from->slots[i] = def->vars[i].start;
    x->dice.kept = x->reads.slots;
    x->dice.variables = def->var_count;
    x->dice_hook = (story_dice){&x->dice, explore_roll_one};
    x->watch = (story_watch){x, note_scene};
    x->drawn = run->hooks.drawn ? run->hooks.drawn(run->hooks.self) : 0;
    return x->lua || !limits->crew || limits->crew->workers < 2 || explore_team_init(x, e);
}

static void note_endings(review_explored *out)
{
    for (uint32_t i = 0; i < out->terminal_count; i++) {
        out->endings[out->terminals[i].ending].reached = true;
        out->good.reached |= out->terminals[i].good;
    }
}

bool review_explore(story_run *run, const review_explore_limits *limits, review_explored *out,
                    err *e)
{
    *out = (review_explored){0};
    explorer *x = base_alloc(sizeof *x);
    if (!x) return err_nomem(e);
    out->x = x;
    bool ok = init(x, run, limits, out, e);
    if (ok) {
        run->dice = &x->dice_hook;
        run->watch = &x->watch;
        ok = search(x, e);
        note_endings(out);
        ok = ok && (out->end != REVIEW_EXPLORE_ALL || explore_weigh(x, e));
        explore_team_release(x);
        run->dice = NULL;
        run->watch = NULL;
    }
    if (!ok) review_explored_release(out);
    return ok;
}

void review_explored_release(review_explored *out)
{
    explorer *x = out->x;
    if (x) {
        explore_team_release(x);
        explore_store_release(&x->store);
        base_free(x->reads.slots);
        base_free(x->from);
        base_free(x->to);
        base_free(x->goal);
        base_free(x->terminal_table);
        base_free(x);
    }
    review_book_release(&out->book);
    base_free(out->terminals);
    base_free(out->endings);
    *out = (review_explored){0};
}

static const review_terminal *extreme(const review_explored *x, uint32_t axis, bool most)
{
    const review_terminal *found = NULL;
    for (uint32_t i = 0; x->scores && i < x->terminal_count; i++) {
        const review_terminal *t = &x->terminals[i];
        int64_t value = axis < STORY_AXES ? t->axis[axis] : (int64_t)t->mark;
        bool scored =
            axis < STORY_AXES ? value >= 0 : t->axis[0] >= 0 || t->axis[1] >= 0 || t->axis[2] >= 0;
        if (!scored) continue;
        int64_t kept = !found ? 0 : axis < STORY_AXES ? found->axis[axis] : (int64_t)found->mark;
        if (!found || (most ? value > kept : value < kept)) found = t;
    }
    return found;
}

const review_terminal *review_explore_most(const review_explored *x, uint32_t axis)
{
    return extreme(x, axis, true);
}

const review_terminal *review_explore_least(const review_explored *x, uint32_t axis)
{
    return extreme(x, axis, false);
}

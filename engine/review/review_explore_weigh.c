/* What the finished graph of states says: chances by policy, loops, the longest way. Without loops
 * each is worked out once for every state, from the ends backwards. With loops the values are
 * repeated from 0 until they stand still ("value iteration": M. Puterman, "Markov Decision
 * Processes", 1994, section 6.3), which comes from below to the chance itself. */
#include "review/review_explore_internal.h"

#include <math.h>
#include <string.h>

#define STILL 1e-12
#define APART 1e-9 /* two values closer than this are one */
/* Repetitions end after so many visits of edges in all; what has not settled by then says so. */
#define VISITS_MOST UINT64_C(1000000000)

typedef enum player { BLIND, GIVEN, MOST, LEAST } player;

typedef struct weighing {
    explorer *x;
    uint32_t *order; /* every state before those it leads to; by number when there are loops */
    double *value, *worth; /* by state; by terminal: what it is worth */
    uint64_t visits;
    bool stopped; /* by go_on */
} weighing;

/* ---- edges ---- */
/* The edges before this one lead from nowhere to what the first draws give. */
static uint32_t starts_end(const explore_store *s)
{
    return s->count ? s->first_edge[0] : s->edge_count;
}

static double end_of(const weighing *w, const double *value, uint32_t edge)
{
    if (edge & EDGE_FAILS) return 0;
    uint32_t to = edge & EDGE_TO;
    return edge & EDGE_TERMINAL ? w->worth[to] : value[to];
}

/* The value of the option that begins at edge *at, moving past it. */
static double option_value(const weighing *w, const double *value, uint32_t *at, bool *given)
{
    const uint32_t *edges = w->x->store.edges;
    double sum = 0;
    for (;;) {
        const uint32_t *edge = &edges[*at];
        sum += explore_edge_chance(edge) * end_of(w, value, *edge);
        *given = *edge & EDGE_GIVEN;
        *at += *edge & EDGE_WEIGHED ? 3 : 1;
        if (*edge & EDGE_LAST) return sum;
    }
}

static double state_value(const weighing *w, const double *value, uint32_t state, player who)
{
    const explore_store *s = &w->x->store;
    double sum = 0, given_sum = 0, most = 0, least = 0;
    uint32_t count = 0, given_count = 0;
    for (uint32_t at = s->first_edge[state]; at < s->first_edge[state + 1];) {
        bool given;
        double one = option_value(w, value, &at, &given);
        if (!count || one > most) most = one;
        if (!count || one < least) least = one;
        sum += one;
        count++;
        given_sum += given ? one : 0;
        given_count += given;
    }
    if (!count) return 0;
    switch (who) {
    case BLIND: return sum / count;
    case GIVEN: return given_count ? given_sum / given_count : 0;
    case MOST: return most;
    case LEAST: return least;
    }
    return 0;
}

/* ---- all states ---- */
static double sweep(const weighing *w, double *value, player who)
{
    double moved = 0;
    for (uint32_t i = w->x->store.count; i-- > 0;) {
        uint32_t state = w->order[i];
        double now = state_value(w, value, state, who);
        double by = fabs(now - value[state]);
        if (by > moved) moved = by;
        value[state] = now;
    }
    return moved;
}

/* Whether one more sweep over all edges may be made. */
static bool may_sweep(weighing *w)
{
    const review_explore_limits *l = w->x->limits;
    const explore_store *s = &w->x->store;
    if (!w->stopped && l->go_on && !l->go_on(l->self, s->count, w->x->out->transitions))
        w->stopped = true;
    w->visits += s->edge_count;
    return !w->stopped;
}

/* Fills value[] and gives the value before the first scene. */
static double solve(weighing *w, double *value, player who)
{
    const explore_store *s = &w->x->store;
    double moved = 0;
    memset(value, 0, s->count * sizeof *value);
    for (bool more = true; more && may_sweep(w);) {
        moved = sweep(w, value, who);
        more = w->x->out->loops && moved > STILL && w->visits < VISITS_MOST;
    }
    if (w->x->out->loops && moved > STILL) w->x->out->settled = false;
    double sum = 0;
    for (uint32_t at = 0; at < starts_end(s); at += s->edges[at] & EDGE_WEIGHED ? 3 : 1)
        sum += explore_edge_chance(&s->edges[at]) * end_of(w, value, s->edges[at]);
    return sum;
}

/* ---- order ---- */
static uint32_t next_edge(const explore_store *s, uint32_t at)
{
    return at + (s->edges[at] & EDGE_WEIGHED ? 3 : 1);
}

static bool leads_on(uint32_t edge)
{
    return !(edge & (EDGE_TERMINAL | EDGE_FAILS));
}

/* States in an order in which each comes before those it leads to (A. Kahn 1962, "Topological
 * sorting of large networks"); what is left over lies in loops or behind them. */
static bool find_order(weighing *w, err *e)
{
    const explore_store *s = &w->x->store;
    uint32_t *into = base_alloc((size_t)s->count * sizeof *into), found = 0;
    if (!into) return err_nomem(e);
    for (uint32_t at = starts_end(s); at < s->edge_count; at = next_edge(s, at))
        if (leads_on(s->edges[at])) into[s->edges[at] & EDGE_TO]++;
    for (uint32_t i = 0; i < s->count; i++)
        if (!into[i]) w->order[found++] = i;
    for (uint32_t i = 0; i < found; i++) {
        uint32_t state = w->order[i];
        for (uint32_t at = s->first_edge[state]; at < s->first_edge[state + 1];
             at = next_edge(s, at))
            if (leads_on(s->edges[at]) && --into[s->edges[at] & EDGE_TO] == 0)
                w->order[found++] = s->edges[at] & EDGE_TO;
    }
    base_free(into);
    w->x->out->loops = found < s->count;
    for (uint32_t i = 0; w->x->out->loops && i < s->count; i++)
        w->order[i] = i;
    return true;
}

/* ---- how long ---- */
static uint32_t depth_of(const explore_store *s, uint32_t state)
{
    uint32_t depth = 0;
    for (; s->parent[state] != STORY_NONE; state = s->parent[state])
        depth++;
    return depth;
}

static void find_shortest(const weighing *w)
{
    review_explored *out = w->x->out;
    if (!out->terminal_count) return;
    /* States are met in the order of their depth, so the first terminal is the nearest. */
    const review_example *first = &out->terminals[0].first;
    out->shortest = first->state == STORY_NONE ? 0 : depth_of(&w->x->store, first->state) + 1;
}

/* The most choices from each state to an ending, -1 where none can be reached; without loops. */
static void find_longest(const weighing *w)
{
    const explore_store *s = &w->x->store;
    double *far = w->value, longest = 0;
    for (uint32_t i = s->count; i-- > 0;) {
        uint32_t state = w->order[i];
        far[state] = -1;
        for (uint32_t at = s->first_edge[state]; at < s->first_edge[state + 1];
             at = next_edge(s, at)) {
            uint32_t edge = s->edges[at];
            if (edge & EDGE_FAILS) continue;
            double on = edge & EDGE_TERMINAL ? 0 : far[edge & EDGE_TO];
            if (on >= 0 && on + 1 > far[state]) far[state] = on + 1;
        }
    }
    for (uint32_t at = 0; at < starts_end(s); at = next_edge(s, at))
        if (leads_on(s->edges[at]) && far[s->edges[at] & EDGE_TO] > longest)
            longest = far[s->edges[at] & EDGE_TO];
    w->x->out->longest = (uint32_t)longest;
}

/* ---- what never stops ---- */
/* Whether the story stops, by an ending or an error, on some way from here. */
static bool can_stop(const weighing *w, uint32_t state)
{
    const explore_store *s = &w->x->store;
    uint32_t at = s->first_edge[state], end = s->first_edge[state + 1];
    if (at == end) return true;
    for (; at < end; at = next_edge(s, at))
        if (!leads_on(s->edges[at]) || w->value[s->edges[at] & EDGE_TO] > 0) return true;
    return false;
}

static void find_endless(weighing *w)
{
    const explore_store *s = &w->x->store;
    review_trouble *endless = &w->x->out->endless;
    memset(w->value, 0, s->count * sizeof *w->value);
    for (bool moved = true; moved;) {
        if (!may_sweep(w) || w->visits > VISITS_MOST) {
            w->x->out->settled = false; /* what is left over may stop after all */
            return;
        }
        moved = false;
        for (uint32_t i = s->count; i-- > 0;)
            if (w->value[i] <= 0 && can_stop(w, i)) {
                w->value[i] = 1;
                moved = true;
            }
    }
    for (uint32_t i = 0; i < s->count; i++) {
        if (w->value[i] > 0) continue;
        if (!endless->count++) endless->first = (review_example){true, i, STORY_NONE, 0};
    }
}

/* ---- chances ---- */
static void weigh_chance(weighing *w, review_chance *c)
{
    if (!c->reached) return;
    c->blind = solve(w, w->value, BLIND);
    c->given = solve(w, w->value, GIVEN);
    c->most = solve(w, w->value, MOST);
    c->least = solve(w, w->value, LEAST);
}

static void weigh_endings(weighing *w)
{
    review_explored *out = w->x->out;
    for (uint32_t i = 0; i < out->def->ending_count; i++) {
        for (uint32_t t = 0; t < out->terminal_count; t++)
            w->worth[t] = out->terminals[t].ending == i;
        weigh_chance(w, &out->endings[i]);
    }
}

static void worth_good(weighing *w)
{
    for (uint32_t t = 0; t < w->x->out->terminal_count; t++)
        w->worth[t] = w->x->out->terminals[t].good;
}

static void worth_mark(weighing *w)
{
    for (uint32_t t = 0; t < w->x->out->terminal_count; t++)
        w->worth[t] = w->x->out->terminals[t].mark;
}

/* ---- what each choice is good for ---- */
typedef struct option_marks {
    double most[STORY_MOST_OPEN], blind[STORY_MOST_OPEN]; /* value by option */
} option_marks;

static void mark_options(const weighing *w, uint32_t state, const double *most, const double *blind,
                         option_marks *marks)
{
    const explore_store *s = &w->x->store;
    bool given;
    uint32_t option = 0;
    for (uint32_t at = s->first_edge[state]; at < s->first_edge[state + 1]; option++) {
        uint32_t same = at;
        marks->most[option] = option_value(w, most, &at, &given);
        marks->blind[option] = option_value(w, blind, &same, &given);
    }
}

/* The options with the largest values; whether options differ at all. */
static bool best_options(const option_marks *marks, uint32_t count, bool best[])
{
    bool differ = false;
    double top = marks->most[0];
    for (uint32_t i = 1; i < count; i++) {
        if (marks->most[i] > top) top = marks->most[i];
        differ |= fabs(marks->most[i] - marks->most[0]) > APART ||
                  fabs(marks->blind[i] - marks->blind[0]) > APART;
    }
    for (uint32_t i = 0; i < count; i++)
        best[i] |= marks->most[i] > top - APART;
    return differ;
}

typedef struct values {
    double *good_most, *good_random, *mark_most, *mark_random;
} values;

static bool note_choices(weighing *w, const values *v, uint32_t state, err *e)
{
    explorer *x = w->x;
    story_moment m;
    const explore_store *s = &x->store;
    if (s->first_edge[state] == s->first_edge[state + 1]) return true;
    explore_store_get(s, state, x->from);
    if (!story_look(x->run, x->from, &m, e)) return false;
    option_marks marks = {0};
    bool best[STORY_MOST_OPEN] = {false};
    worth_good(w);
    mark_options(w, state, v->good_most, v->good_random, &marks);
    bool differ = best_options(&marks, m.option_count, best);
    worth_mark(w);
    mark_options(w, state, v->mark_most, v->mark_random, &marks);
    differ |= best_options(&marks, m.option_count, best);
    review_scene *scene = &x->out->book.scenes[m.scene];
    scene->decisions += m.option_count > 1;
    scene->spread += m.option_count > 1 && differ;
    for (uint32_t i = 0; i < m.option_count; i++) {
        uint32_t number;
        if (!review_book_choice(&x->out->book, m.scene, &m, i, &number, e)) return false;
        x->out->book.choices[number].best += best[i];
    }
    return true;
}

static bool weigh_choices(weighing *w, err *e)
{
    review_explored *out = w->x->out;
    uint32_t count = w->x->store.count;
    double *all = base_alloc((size_t)count * 4 * sizeof *all);
    if (!all) return err_nomem(e);
    values v = {all, all + count, all + 2 * (size_t)count, all + 3 * (size_t)count};
    worth_good(w);
    out->good.most = solve(w, v.good_most, MOST);
    out->good.blind = solve(w, v.good_random, BLIND);
    worth_mark(w);
    out->expected_most = solve(w, v.mark_most, MOST);
    out->expected_blind = solve(w, v.mark_random, BLIND);
    bool ok = true;
    for (uint32_t i = 0; ok && i < count; i++)
        ok = note_choices(w, &v, i, e);
    base_free(all);
    return ok;
}

bool explore_weigh(explorer *x, err *e)
{
    review_explored *out = x->out;
    weighing w = {.x = x};
    size_t terminals = out->terminal_count ? out->terminal_count : 1;
    w.order = base_alloc((size_t)x->store.count * sizeof *w.order);
    w.value = base_alloc((size_t)x->store.count * sizeof *w.value);
    w.worth = base_alloc(terminals * sizeof *w.worth);
    bool room = w.order && w.value && w.worth;
    if (!room) err_nomem(e);
    bool ok = room && find_order(&w, e);
    if (ok) {
        out->weighed = out->settled = true;
        find_shortest(&w);
        if (out->loops)
            find_endless(&w);
        else
            find_longest(&w);
        weigh_endings(&w);
        worth_good(&w);
        weigh_chance(&w, &out->good);
        worth_mark(&w);
        out->expected_given = solve(&w, w.value, GIVEN);
        out->expected_least = solve(&w, w.value, LEAST);
        ok = weigh_choices(&w, e);
    }
    if (w.stopped) {
        out->weighed = false;
        out->end = REVIEW_EXPLORE_STOPPED;
    }
    base_free(w.order);
    base_free(w.value);
    base_free(w.worth);
    return ok;
}

/* What the finished graph of states says: chances by policy, loops, the longest way. Without loops
 * each is worked out once for every state, from the ends backwards. With loops the values are
 * repeated from 0 until they stand still ("value iteration": M. Puterman, "Markov Decision
 * Processes", 1994, section 6.3), which comes from below to the chance itself. */
#include "review/review_explore_internal.h"

#include <math.h>
#include <string.h>

#define STILL 1e-12
#define APART 1e-9 /* two values closer than this are one */
/* Repetitions end after so many visits of edges in each lane; what has not settled by then says so.
 */
#define VISITS_MOST UINT64_C(200000000)

typedef enum player { BLIND, GIVEN, MOST, LEAST } player;

/* Questions are worked out in four lanes, each with its own list of them, so that several workers
 * have something to do and it does not matter how many they are. */
enum { LANES = 4 };
typedef struct lane {
    double *value, *worth; /* by state; by terminal: what it is worth */
    uint64_t visits;
    bool unsettled;
} lane;

typedef struct weighing {
    explorer *x;
    uint32_t *order; /* every state before those it leads to; by number when there are loops */
    lane lanes[LANES];
    _Atomic bool stopped; /* by go_on */
} weighing;

/* ---- edges ---- */
/* The edges before this one lead from nowhere to what the first draws give. */
static uint32_t starts_end(const explore_store *s)
{
    return s->count ? s->first_edge[0] : s->edge_count;
}

static double end_of(const lane *l, uint32_t edge)
{
    if (edge & EDGE_FAILS) return 0;
    uint32_t to = edge & EDGE_TO;
    return edge & EDGE_TERMINAL ? l->worth[to] : l->value[to];
}

/* The value of the option that begins at edge *at, moving past it. */
static double option_value(const explore_store *s, const lane *l, uint32_t *at, bool *given)
{
    const uint32_t *edges = s->edges;
    double sum = 0;
    for (;;) {
        const uint32_t *edge = &edges[*at];
        sum += explore_edge_chance(edge) * end_of(l, *edge);
        *given = *edge & EDGE_GIVEN;
        *at += *edge & EDGE_WEIGHED ? 3 : 1;
        if (*edge & EDGE_LAST) return sum;
    }
}

static double state_value(const explore_store *s, const lane *l, uint32_t state, player who)
{
    double sum = 0, given_sum = 0, most = 0, least = 0;
    uint32_t count = 0, given_count = 0;
    for (uint32_t at = s->first_edge[state]; at < s->first_edge[state + 1];) {
        bool given;
        double one = option_value(s, l, &at, &given);
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
static double sweep(const weighing *w, lane *l, player who)
{
    double moved = 0;
    for (uint32_t i = w->x->store.count; i-- > 0;) {
        uint32_t state = w->order[i];
        double now = state_value(&w->x->store, l, state, who);
        double by = fabs(now - l->value[state]);
        if (by > moved) moved = by;
        l->value[state] = now;
    }
    return moved;
}

/* Whether one more sweep over all edges may be made. Only the caller's thread asks. */
static bool may_sweep(weighing *w, lane *l, uint32_t worker)
{
    const review_explore_limits *limits = w->x->limits;
    const explore_store *s = &w->x->store;
    if (worker == 0 && !w->stopped && limits->go_on &&
        !limits->go_on(limits->self, s->count, w->x->out->transitions))
        w->stopped = true;
    l->visits += s->edge_count;
    return !w->stopped;
}

/* Fills the lane's values and gives the value before the first scene. */
static double solve(weighing *w, lane *l, player who, uint32_t worker)
{
    const explore_store *s = &w->x->store;
    double moved = 0;
    memset(l->value, 0, s->count * sizeof *l->value);
    for (bool more = true; more && may_sweep(w, l, worker);) {
        moved = sweep(w, l, who);
        more = w->x->out->loops && moved > STILL && l->visits < VISITS_MOST;
    }
    if (w->x->out->loops && moved > STILL) l->unsettled = true;
    double sum = 0;
    for (uint32_t at = 0; at < starts_end(s); at += s->edges[at] & EDGE_WEIGHED ? 3 : 1)
        sum += explore_edge_chance(&s->edges[at]) * end_of(l, s->edges[at]);
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
    if (!into) {
        err_nomem(e);
        return false;
    }
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
    double *far = w->lanes[0].value, longest = 0;
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
static bool can_stop(const explore_store *s, const double *stops, uint32_t state)
{
    uint32_t at = s->first_edge[state], end = s->first_edge[state + 1];
    if (at == end) return true;
    for (; at < end; at = next_edge(s, at))
        if (!leads_on(s->edges[at]) || stops[s->edges[at] & EDGE_TO] > 0) return true;
    return false;
}

static void find_endless(weighing *w)
{
    const explore_store *s = &w->x->store;
    review_trouble *endless = &w->x->out->endless;
    lane all = {.value = w->lanes[0].value};
    memset(all.value, 0, s->count * sizeof *all.value);
    for (bool moved = true; moved;) {
        if (!may_sweep(w, &all, 0) || all.visits > VISITS_MOST) {
            w->x->out->settled = false; /* what is left over may stop after all */
            return;
        }
        moved = false;
        for (uint32_t i = s->count; i-- > 0;)
            if (all.value[i] <= 0 && can_stop(s, all.value, i)) {
                all.value[i] = 1;
                moved = true;
            }
    }
    for (uint32_t i = 0; i < s->count; i++) {
        if (all.value[i] > 0) continue;
        if (!endless->count++) endless->first = (review_example){true, i, STORY_NONE, 0};
    }
}

/* ---- chances ---- */
/* What terminals are worth: 1 for an ending, 1 for good ones, the mark. */
static void set_worth(const review_explored *out, lane *l, const review_chance *c)
{
    for (uint32_t t = 0; t < out->terminal_count; t++) {
        const review_terminal *one = &out->terminals[t];
        l->worth[t] = !c                ? one->mark
                      : c == &out->good ? one->good
                                        : c == &out->endings[one->ending];
    }
}

static void weigh_chance(weighing *w, lane *l, review_chance *c, uint32_t worker)
{
    if (!c->reached) return;
    set_worth(w->x->out, l, c);
    c->blind = solve(w, l, BLIND, worker);
    c->given = solve(w, l, GIVEN, worker);
    c->most = solve(w, l, MOST, worker);
    c->least = solve(w, l, LEAST, worker);
}

/* The last question of each lane is one whose values choices are judged by. */
enum { GOOD_MOST, GOOD_BLIND, MARK_MOST, MARK_BLIND };
static void weigh_lane(void *of, uint32_t worker, uint32_t number)
{
    weighing *w = of;
    lane *l = &w->lanes[number];
    review_explored *out = w->x->out;
    for (uint32_t i = number; i < out->def->ending_count; i += LANES)
        weigh_chance(w, l, &out->endings[i], worker);
    set_worth(out, l, number == GOOD_MOST || number == GOOD_BLIND ? &out->good : NULL);
    switch (number) {
    case GOOD_MOST:
        out->good.given = solve(w, l, GIVEN, worker);
        out->good.most = solve(w, l, MOST, worker);
        break;
    case GOOD_BLIND:
        out->good.least = solve(w, l, LEAST, worker);
        out->good.blind = solve(w, l, BLIND, worker);
        break;
    case MARK_MOST:
        out->expected_given = solve(w, l, GIVEN, worker);
        out->expected_most = solve(w, l, MOST, worker);
        break;
    case MARK_BLIND:
        out->expected_least = solve(w, l, LEAST, worker);
        out->expected_blind = solve(w, l, BLIND, worker);
        break;
    default: break;
    }
}

/* Shares items out, when there is anybody to share with. */
static void share(const explorer *x, uint32_t items, review_work *work, void *of)
{
    const review_crew *crew = x->team ? x->limits->crew : NULL;
    if (crew) {
        crew->share(crew->self, items, work, of);
        return;
    }
    for (uint32_t i = 0; i < items; i++)
        work(of, 0, i);
}

static void weigh_lanes(weighing *w)
{
    share(w->x, LANES, weigh_lane, w);
    for (uint32_t i = 0; i < LANES; i++)
        if (w->lanes[i].unsettled) w->x->out->settled = false;
}

/* ---- what each choice is good for ---- */
typedef struct option_marks {
    double most[STORY_MOST_OPEN], blind[STORY_MOST_OPEN]; /* value by option */
} option_marks;

static void mark_options(const explore_store *s, uint32_t state, const lane *most,
                         const lane *blind, option_marks *marks)
{
    bool given;
    uint32_t option = 0;
    for (uint32_t at = s->first_edge[state]; at < s->first_edge[state + 1]; option++) {
        uint32_t same = at;
        marks->most[option] = option_value(s, most, &at, &given);
        marks->blind[option] = option_value(s, blind, &same, &given);
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

/* Who notes choices: the caller's thread in the book that comes out, a worker in its own. */
typedef struct noting {
    weighing *w;
    story_run *run;
    story_state *state;
    int32_t *values;
    review_book *book, own;
    bool ok;
    err e;
} noting;

static bool note_choices(noting *n, uint32_t state, err *e)
{
    const explore_store *s = &n->w->x->store;
    const lane *lanes = n->w->lanes;
    story_moment m;
    if (s->first_edge[state] == s->first_edge[state + 1]) return true;
    explore_store_read(s, state, n->values, n->state);
    if (!story_look(n->run, n->state, &m, e)) return false;
    option_marks marks = {0};
    bool best[STORY_MOST_OPEN] = {false};
    mark_options(s, state, &lanes[GOOD_MOST], &lanes[GOOD_BLIND], &marks);
    bool differ = best_options(&marks, m.option_count, best);
    mark_options(s, state, &lanes[MARK_MOST], &lanes[MARK_BLIND], &marks);
    differ |= best_options(&marks, m.option_count, best);
    review_scene *scene = &n->book->scenes[m.scene];
    scene->decisions += m.option_count > 1;
    scene->spread += m.option_count > 1 && differ;
    for (uint32_t i = 0; i < m.option_count; i++) {
        uint32_t number;
        if (!review_book_choice(n->book, m.scene, &m, i, &number, e)) return false;
        n->book->choices[number].best += best[i];
    }
    return true;
}

enum { NOTED_AT_ONCE = 4096 };
static void note_block(void *of, uint32_t worker, uint32_t item)
{
    noting *n = &((noting *)of)[worker];
    uint32_t count = n->w->x->store.count, from = item * NOTED_AT_ONCE;
    uint32_t end = count - from > NOTED_AT_ONCE ? from + NOTED_AT_ONCE : count;
    for (uint32_t i = from; n->ok && i < end; i++)
        n->ok = note_choices(n, i, &n->e);
}

static bool noting_init(noting *n, weighing *w, uint32_t worker, err *e)
{
    explorer *x = w->x;
    *n = (noting){.w = w, .ok = true, .book = &x->out->book};
    if (!x->team) {
        n->run = x->run;
        n->state = x->from;
        n->values = x->store.pack.spare;
        return true;
    }
    n->run = explore_team_run(x, worker);
    n->state = explore_team_state(x, worker);
    n->values = explore_team_values(x, worker);
    n->book = &n->own;
    return review_book_init(&n->own, x->out->def, e);
}

static bool weigh_choices(weighing *w, err *e)
{
    explorer *x = w->x;
    uint32_t workers = x->team ? x->limits->crew->workers : 1, ready = 0;
    noting *all = base_alloc(workers * sizeof *all);
    if (!all) return err_nomem(e);
    while (ready < workers && noting_init(&all[ready], w, ready, e))
        ready++;
    bool ok = ready == workers;
    if (ok) share(x, (x->store.count + NOTED_AT_ONCE - 1) / NOTED_AT_ONCE, note_block, all);
    for (uint32_t i = 0; ok && i < workers; i++) {
        ok = all[i].ok || err_set(e, all[i].e.code, "%s", all[i].e.text);
        if (ok && x->team) ok = review_book_add(&x->out->book, &all[i].own, e);
    }
    for (uint32_t i = 0; x->team && i < workers; i++)
        review_book_release(&all[i].own);
    base_free(all);
    return ok;
}

static bool lanes_init(weighing *w, err *e)
{
    const review_explored *out = w->x->out;
    size_t terminals = out->terminal_count ? out->terminal_count : 1;
    for (uint32_t i = 0; i < LANES; i++) {
        w->lanes[i].value = base_alloc((size_t)w->x->store.count * sizeof(double));
        w->lanes[i].worth = base_alloc(terminals * sizeof(double));
        if (!w->lanes[i].value || !w->lanes[i].worth) {
            err_nomem(e);
            return false;
        }
    }
    w->order = base_alloc((size_t)w->x->store.count * sizeof *w->order);
    if (!w->order) err_nomem(e);
    return w->order != NULL;
}

bool explore_weigh(explorer *x, err *e)
{
    review_explored *out = x->out;
    weighing w = {.x = x};
    bool ok = lanes_init(&w, e) && find_order(&w, e);
    if (ok) {
        out->weighed = out->settled = true;
        find_shortest(&w);
        if (out->loops)
            find_endless(&w);
        else
            find_longest(&w);
        weigh_lanes(&w);
        ok = weigh_choices(&w, e);
    }
    if (w.stopped) {
        out->weighed = false;
        out->end = REVIEW_EXPLORE_STOPPED;
    }
    for (uint32_t i = 0; i < LANES; i++) {
        base_free(w.lanes[i].value);
        base_free(w.lanes[i].worth);
    }
    base_free(w.order);
    return ok;
}

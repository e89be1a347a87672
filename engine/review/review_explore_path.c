/* How to come to a state again: the choices, what must be drawn, and a seed that draws it. */
#include "review/review_explore_internal.h"

#include <string.h>

typedef struct way {
    explorer *x;
    const review_example *one;
    uint32_t *states; /* from the first to one->state */
    uint32_t count;
    strbuf *choices, *draws;
    bool fails; /* the last choice leads to an error */
} way;

static bool list_states(way *w, err *e)
{
    const explore_store *s = &w->x->store;
    uint32_t state = w->one->state;
    for (uint32_t i = state; i != STORY_NONE; i = s->parent[i])
        w->count++;
    w->states = base_alloc((size_t)w->count * sizeof *w->states);
    if (!w->states) return err_nomem(e);
    for (uint32_t i = w->count; i-- > 0; state = s->parent[state])
        w->states[i] = state;
    return true;
}

/* ---- with dice that fall as they must ---- */
static bool tell_roll(way *w, const explore_roll *roll, const char *choice, err *e)
{
    const story_def *def = w->x->run->def;
    if (roll->count < 2) return true;
    if (w->draws->len && !strbuf_add(w->draws, ", ", e)) return false;
    if (roll->variable == STORY_NONE)
        return strbuf_addf(w->draws, e, "%s: result %u of %u", choice, (unsigned)roll->result + 1,
                           (unsigned)roll->count);
    const story_var *var = &def->vars[roll->variable];
    if (var->kind == STORY_VAR_WORD)
        return strbuf_addf(w->draws, e, "%s = %s", var->name, var->words[roll->result].name);
    if (var->kind == STORY_VAR_YES)
        return strbuf_addf(w->draws, e, "%s = %s", var->name, roll->result ? "true" : "false");
    return strbuf_addf(w->draws, e, "%s = %d", var->name, (int)(var->min + (int32_t)roll->result));
}

static bool tell_step(way *w, const char *choice, err *e)
{
    const explore_dice *d = &w->x->dice;
    for (uint32_t i = 0; i < d->at; i++)
        if (!tell_roll(w, &d->rolls[i], choice, e)) return false;
    return !*choice || (strbuf_add(w->choices, choice, e) && strbuf_addc(w->choices, '\n', e));
}

static bool is_next(explorer *x, uint32_t state)
{
    return !story_over(x->to) && explore_store_is(&x->store, state, x->to);
}

static bool lost(err *e)
{
    return err_set(e, ERR_SCRIPT,
                   "the way could not be found again: the same choices gave "
                   "something else; is some Lua function not pure?");
}

/* The draws before the first scene that lead to the first state, or to result `result`. */
static bool begin_way(way *w, uint32_t result, err *e)
{
    explorer *x = w->x;
    err why = {0};
    uint32_t i = 0;
    explore_dice_first(&x->dice);
    do {
        bool ok = story_begin(x->run, x->to, 0, NULL, 0, NULL, &why);
        if (why.code == ERR_NOMEM) return err_nomem(e);
        if (w->count ? ok && is_next(x, w->states[0]) : i == result) {
            w->fails = !ok;
            return tell_step(w, "", e);
        }
        err_clear(&why);
        i++;
    } while (explore_dice_next(&x->dice));
    return lost(e);
}

/* Result `result` of `option`, or the one that leads to state `next`. False in `found` when there
 * is none. */
static bool take_way(way *w, const story_moment *m, uint32_t option, uint32_t result, uint32_t next,
                     bool *found, err *e)
{
    explorer *x = w->x;
    err why = {0};
    uint32_t i = 0;
    *found = false;
    explore_dice_first(&x->dice);
    do {
        memcpy(x->to, x->from, x->run->def->state_size);
        bool ok = story_step(x->run, x->to, m, option, NULL, NULL, &why);
        if (why.code == ERR_NOMEM) return err_nomem(e);
        if (next == STORY_NONE ? i == result : ok && is_next(x, next)) {
            w->fails = !ok;
            *found = true;
            return tell_step(w, m->options[option].choice->id, e);
        }
        err_clear(&why);
        i++;
    } while (explore_dice_next(&x->dice));
    return true;
}

static bool look_at(way *w, uint32_t state, story_moment *m, err *e)
{
    explore_store_get(&w->x->store, state, w->x->from);
    return story_look(w->x->run, w->x->from, m, e);
}

static bool go_way(way *w, err *e)
{
    story_moment m;
    bool found = true;
    if (!begin_way(w, w->one->result, e)) return false;
    for (uint32_t i = 0; i + 1 < w->count; i++) {
        if (!look_at(w, w->states[i], &m, e)) return false;
        found = false;
        for (uint32_t option = 0; !found && option < m.option_count; option++)
            if (!take_way(w, &m, option, 0, w->states[i + 1], &found, e)) return false;
        if (!found) return lost(e);
    }
    if (!w->count || w->one->option == STORY_NONE) return true;
    return look_at(w, w->one->state, &m, e) &&
           take_way(w, &m, w->one->option, w->one->result, STORY_NONE, &found, e) &&
           (found || lost(e));
}

/* ---- with a seed ---- */
static bool same_goal(const story_state *a, const story_state *b)
{
    return story_over(a) == story_over(b) && a->ending == b->ending &&
           !memcmp(a->gained, b->gained, sizeof a->gained) &&
           !memcmp(a->span, b->span, sizeof a->span) && !memcmp(a->slip, b->slip, sizeof a->slip);
}

/* Takes the choice named at *ids, moving past it. */
static bool take_named(explorer *x, const char **ids, err *why)
{
    story_moment m;
    size_t len = strcspn(*ids, "\n");
    if (!story_look(x->run, x->to, &m, why)) return false;
    for (uint32_t i = 0; i < m.option_count; i++) {
        const char *id = m.options[i].choice->id;
        if (strlen(id) != len || memcmp(id, *ids, len) != 0) continue;
        *ids += len + 1;
        return story_step(x->run, x->to, &m, i, NULL, NULL, why);
    }
    return err_set(why, ERR_ARG, "not open");
}

static bool try_seed(const way *w, uint64_t seed, err *why)
{
    explorer *x = w->x;
    const char *ids = strbuf_text(w->choices);
    bool ok = story_begin(x->run, x->to, seed, NULL, 0, NULL, why);
    if (!w->count) return ok != w->fails && (!ok || same_goal(x->to, x->goal));
    for (uint32_t i = 0; i < w->count; i++) {
        if (!ok || !is_next(x, w->states[i])) return false;
        if (!*ids) return true;
        ok = take_named(x, &ids, why);
    }
    return w->fails ? !ok && why->code != ERR_ARG : ok && same_goal(x->to, x->goal);
}

static bool find_seed(const way *w, uint32_t tries, uint64_t *seed, bool *found, err *e)
{
    *found = false;
    for (uint64_t i = 1; i <= tries; i++) {
        err why;
        err_clear(&why);
        bool same = try_seed(w, i, &why);
        if (why.code == ERR_NOMEM) return err_nomem(e);
        if (!same) continue;
        *found = true;
        *seed = i;
        return true;
    }
    return true;
}

bool review_explore_path(review_explored *out, const review_example *one, uint32_t tries,
                         strbuf *choices, strbuf *draws, uint64_t *seed, bool *found, err *e)
{
    explorer *x = out->x;
    way w = {.x = x, .one = one, .choices = choices, .draws = draws};
    *found = false;
    if (!list_states(&w, e)) return false;
    if (!x->goal) x->goal = story_state_new(x->run->def, e);
    x->run->dice = &x->dice_hook;
    bool ok = x->goal && go_way(&w, e);
    x->run->dice = NULL;
    if (ok) {
        memcpy(x->goal, x->to, x->run->def->state_size);
        ok = find_seed(&w, tries, seed, found, e);
    }
    base_free(w.states);
    return ok;
}

uint32_t review_explore_scene(const review_explored *out, const review_example *one)
{
    if (one->state == STORY_NONE) return STORY_NONE;
    explore_store_get(&out->x->store, one->state, out->x->from);
    return out->x->from->scene;
}

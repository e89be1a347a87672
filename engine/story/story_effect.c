#include "story/story_build.h"
#include "story/story_internal.h"

#include <string.h>

static int32_t held(const story_var *var, int64_t value)
{
    return value < var->min ? var->min : value > var->max ? var->max : (int32_t)value;
}

static bool word_number(const story_var *var, const char *word, int32_t *out)
{
    for (uint32_t i = 0; i < var->word_count; i++)
        if (strcmp(var->words[i].name, word) == 0) {
            *out = (int32_t)i;
            return true;
        }
    return false;
}

/* What the variable will hold. */
static bool assigned(story_work *w, const story_assign *a, int32_t *out, err *e)
{
    const story_var *var = &w->def->vars[a->variable];
    story_value v;
    int64_t whole;
    if (!story_expr_value(a->value, w->def, &w->run->hooks, w->s, &v, e)) return false;
    switch ((story_var_kind)var->kind) {
    case STORY_VAR_YES:
        if (v.kind != STORY_BOOL)
            return err_set(e, ERR_SCRIPT,
                           "set.%s: it is true or false, and this gives something else", var->name);
        *out = v.yes;
        return true;
    case STORY_VAR_WORD:
        if (v.kind != STORY_TEXT || !word_number(var, v.text, out))
            return err_set(e, ERR_SCRIPT, "set.%s: %s%.60s%s is none of its words", var->name,
                           v.kind == STORY_TEXT ? "\"" : "", v.kind == STORY_TEXT ? v.text : "this",
                           v.kind == STORY_TEXT ? "\"" : "");
        return true;
    case STORY_VAR_WHOLE:
        if (v.kind == STORY_INT)
            whole = v.whole;
        else if (!story_value_whole(v, &whole))
            return err_set(e, ERR_SCRIPT, "set.%s: it is a whole number, and this gives %s",
                           var->name,
                           v.kind == STORY_REAL ? "a fraction (divide with //)" : "something else");
        /* Both are far below 2^53, so the sum cannot overflow. */
        if (whole > INT32_MAX) whole = INT32_MAX;
        if (whole < INT32_MIN) whole = INT32_MIN;
        *out = held(var, a->add ? whole + w->s->slots[a->variable] : whole);
        return true;
    }
    return false;
}

static bool do_assigns(story_work *w, const story_effect *f, err *e)
{
    int32_t values[STORY_MOST_VARIABLES];
    for (uint32_t i = 0; i < f->assign_count; i++)
        if (!assigned(w, &f->assigns[i], &values[i], e)) return false;
    for (uint32_t i = 0; i < f->assign_count; i++)
        /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): all were worked out above */
        w->s->slots[f->assigns[i].variable] = values[i];
    return true;
}

/* What story_draw draws, decided by somebody else. */
static int32_t draw_by(const story_dice *dice, const story_var *var, uint32_t variable)
{
    if (var->kind == STORY_VAR_YES && var->weights) {
        const uint32_t chances[] = {100 - var->weights[0], var->weights[0]};
        return (int32_t)dice->roll(dice->self, variable, chances, 2);
    }
    uint32_t range = (uint32_t)(var->max - var->min) + 1;
    return var->min + (int32_t)dice->roll(dice->self, variable, var->weights, range);
}

void story_draw(const story_run *r, story_state *s, uint32_t variable)
{
    const story_var *var = &r->def->vars[variable];
    uint32_t range = (uint32_t)(var->max - var->min) + 1;
    if (r->dice) {
        s->slots[variable] = draw_by(r->dice, var, variable);
        return;
    }
    if (var->kind == STORY_VAR_YES && var->weights) {
        s->slots[variable] = rng_below(&s->luck, 100) < var->weights[0];
        return;
    }
    if (!var->weights) {
        s->slots[variable] = var->min + (int32_t)rng_below(&s->luck, range);
        return;
    }
    uint32_t sum = 0;
    for (uint32_t i = 0; i < var->word_count; i++)
        sum += var->weights[i];
    uint32_t at = rng_below(&s->luck, sum);
    int32_t word = 0;
    while (at >= var->weights[word])
        at -= var->weights[word++];
    s->slots[variable] = word;
}

static bool log_receipt(story_work *w, const story_evidence *v, int32_t points, err *e)
{
    story_entry *entry;
    if (!story_log_text(w, STORY_ENTRY_RECEIPT, v->because, &entry, e)) return false;
    if (!entry) return true;
    entry->skill = v->skill;
    entry->points = (int8_t)points;
    entry->best = v->best;
    entry->worst = v->worst;
    return true;
}

/* Evidence about what led here: there is nothing it was chosen instead of. */
static bool do_shows(story_work *w, const story_more *more, err *e)
{
    for (uint32_t i = 0; i < more->show_count; i++) {
        const story_evidence *v = &more->shows[i];
        int32_t points;
        bool counts;
        if (!story_evidence_points(w, v, &points, &counts, e)) return false;
        if (!counts) continue;
        int32_t got = points < v->worst ? v->worst : points > v->best ? v->best : points;
        story_tally_axis(w->s, w->def->skills[v->skill].axis, got, v->best, v->worst, w->lied);
        story_tally_skill(w->def, w->s, v->skill, got, v->best, v->worst);
        if (!log_receipt(w, v, got, e)) return false;
    }
    return true;
}

static void do_schedule(story_work *w, const story_schedule *plan)
{
    int32_t *due = &w->s->slots[w->def->due_at + plan->event];
    *due = plan->cancel ? -1 : story_time_due(w->def, w->s->now, plan->when);
}

static bool do_more(story_work *w, const story_more *more, bool of_choice, err *e)
{
    if (!of_choice && !do_shows(w, more, e)) return false;
    for (uint32_t i = 0; i < more->claim_count; i++)
        if (!story_claim_make(w, &more->claims[i], e)) return false;
    story_entry *thought;
    if (!story_log_text(w, STORY_ENTRY_THOUGHT, more->thinks, &thought, e)) return false;
    if (thought) thought->who = w->with;
    return true;
}

static bool do_later(story_work *w, const story_more *more, err *e)
{
    for (uint32_t i = 0; i < more->draw_count; i++)
        story_draw(w->run, w->s, more->draws[i]);
    for (uint32_t i = 0; i < more->discover_count; i++)
        if (!story_claims_discover(w, more->discover[i], e)) return false;
    for (uint32_t i = 0; i < more->schedule_count; i++)
        do_schedule(w, &more->schedules[i]);
    return true;
}

bool story_effect_do(story_work *w, const story_effect *f, story_effect_of of, err *e)
{
    bool lines_first = of == STORY_EFFECT_SCENE;
    bool lines = w->log && f->line_count;
    if (lines && lines_first && !story_log_lines(w, f->lines, f->line_count, e)) return false;
    if (f->more && !do_more(w, f->more, of == STORY_EFFECT_CHOICE, e)) return false;
    if (f->assign_count && !do_assigns(w, f, e)) return false;
    if (f->more && !do_later(w, f->more, e)) return false;
    if (f->ending >= 0) w->s->ending = f->ending;
    return !lines || lines_first || story_log_lines(w, f->lines, f->line_count, e);
}

bool story_effect_lua(story_work *w, const char *function, const tree *argument,
                      const char *lines_key, uint8_t with, story_effect *f, err *e)
{
    *f = (story_effect){.ending = -1};
    const story_hooks *hooks = &w->run->hooks;
    if (!hooks->call)
        return err_set(e, ERR_SCRIPT, "the function \"%s\" needs Lua, which is not there",
                       function);
    const tree *answer = NULL;
    if (!hooks->call(hooks->self, w->def, w->s, function, argument, &w->run->scratch, &answer, e))
        return false;
    if (!answer) return true;
    if (!story_build_effect(w->def, answer, lines_key, with, &w->run->scratch, f, e))
        return err_wrap(e, "what %s() returned", function);
    return story_effect_do(w, f, STORY_EFFECT_OTHER, e);
}

bool story_route_find(story_work *w, const story_effect *f, uint32_t *scene, err *e)
{
    *scene = STORY_NONE;
    for (uint32_t i = 0; i < f->route_count; i++) {
        const story_expr *when = f->routes[i].when;
        bool yes = true;
        if (when && !story_expr_truth(when, w->def, &w->run->hooks, w->s, &yes, e)) return false;
        if (!yes) continue;
        *scene = f->routes[i].scene;
        return true;
    }
    return true;
}

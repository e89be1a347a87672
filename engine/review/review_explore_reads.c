/* Which parts of a state anything that decides something reads. Texts decide nothing. */
#include "review/review_explore_internal.h"

static void note(void *self, story_ref ref)
{
    explore_reads *r = self;
    switch ((story_ref_what)ref.what) {
    case STORY_REF_WHOLE:
    case STORY_REF_YES:
    case STORY_REF_WORD: r->slots[ref.a] = 1; break;
    case STORY_REF_DAY:
    case STORY_REF_NOW:
    case STORY_REF_WORKDAYS: r->date = true; break;
    case STORY_REF_HOUR:
    case STORY_REF_MINUTE:
    case STORY_REF_TIME:
    case STORY_REF_WEEKDAY:
    case STORY_REF_WORKDAY: r->weekday = true; break;
    case STORY_REF_STEPS: r->steps = true; break;
    case STORY_REF_SCORE: r->score = true; break;
    default: break; /* claims, facts and plans are kept anyway */
    }
}

static void read_expr(explore_reads *r, const story_expr *x)
{
    if (!story_expr_reads(x, note, r)) r->anything = true;
}

static void read_time(explore_reads *r, story_time t)
{
    switch ((story_time_kind)t.kind) {
    case STORY_TIME_AT: r->date = true; break;
    case STORY_TIME_CLOCK:
    case STORY_TIME_WEEKDAY:
    case STORY_TIME_TOMORROW:
    case STORY_TIME_WORKDAY: r->calendar = true; break;
    case STORY_TIME_NONE:
    case STORY_TIME_IN: break;
    }
}

static void read_shows(explore_reads *r, const story_evidence *shows, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        read_expr(r, shows[i].when);
        read_expr(r, shows[i].points);
    }
}

static void read_effect(explore_reads *r, const story_effect *f)
{
    for (uint32_t i = 0; i < f->assign_count; i++)
        read_expr(r, f->assigns[i].value);
    for (uint32_t i = 0; i < f->route_count; i++)
        read_expr(r, f->routes[i].when);
    read_time(r, f->takes);
    const story_more *more = f->more;
    if (!more) return;
    read_shows(r, more->shows, more->show_count);
    for (uint32_t i = 0; i < more->claim_count; i++)
        if (!more->claims[i].omitted) read_expr(r, more->claims[i].is);
    for (uint32_t i = 0; i < more->schedule_count; i++)
        read_time(r, more->schedules[i].when);
}

static void read_choice(explore_reads *r, const story_choice *c)
{
    read_expr(r, c->when);
    read_effect(r, &c->effect);
    if (c->once && c->taken_slot != STORY_NONE) r->slots[c->taken_slot] = 1;
    if (!c->extra) return;
    if (c->extra->lua) r->anything = true;
    for (uint32_t i = 0; i < c->extra->outcome_count; i++) {
        const story_outcome *o = &c->extra->outcomes[i];
        read_expr(r, o->when);
        read_expr(r, o->weight);
        read_effect(r, &o->effect);
        if (o->lua) r->anything = true;
    }
}

static void read_scenes(explore_reads *r, const story_def *def)
{
    for (uint32_t i = 0; i < def->scene_count; i++) {
        const story_scene *scene = &def->scenes[i];
        if (scene->lua) r->anything = true;
        read_effect(r, &scene->arrive);
        for (uint32_t k = 0; k < scene->choice_count; k++)
            read_choice(r, &scene->choices[k]);
    }
}

bool explore_reads_of(const story_def *def, explore_reads *out, err *e)
{
    *out = (explore_reads){.events = def->event_count > 0};
    out->slots = base_alloc(def->slot_count);
    if (!out->slots) return err_nomem(e);
    read_scenes(out, def);
    for (uint32_t i = 0; i < def->fact_count; i++)
        read_expr(out, def->facts[i].is);
    for (uint32_t i = 0; i < def->event_count; i++) {
        const story_event *event = &def->events[i];
        read_expr(out, event->when);
        read_effect(out, &event->effect);
        read_time(out, event->at);
        if (event->lua) out->anything = true;
        out->slots[def->due_at + i] = 1;
    }
    for (uint32_t i = 0; i < def->ending_count; i++) {
        read_expr(out, def->endings[i].complete);
        read_effect(out, &def->endings[i].effect);
    }
    for (uint32_t i = 0; out->anything && i < def->skills_at; i++)
        out->slots[i] = 1;
    if (out->anything) out->steps = out->date = out->score = true;
    return true;
}

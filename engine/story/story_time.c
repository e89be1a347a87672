#include "story/story_internal.h"

/* More events than this in one step is a scenario going round in a circle. */
enum { FIRED_MOST = 10000 };

static bool leads_on(const story_event *event)
{
    return event->effect.route_count > 0;
}

/* The event due first at or before `until`, in the order written when due together. */
static uint32_t next_due(const story_work *w, int32_t until, bool quiet)
{
    uint32_t found = STORY_NONE;
    int32_t earliest = until;
    for (uint32_t i = 0; i < w->def->event_count; i++) {
        int32_t due = w->s->slots[w->def->due_at + i];
        if (due < 0 || due > earliest) continue;
        if (due == earliest && found != STORY_NONE) continue;
        if (quiet && leads_on(&w->def->events[i])) continue;
        found = i;
        earliest = due;
    }
    return found;
}

static bool fire(story_work *w, uint32_t number, err *e)
{
    const story_event *event = &w->def->events[number];
    int32_t *due = &w->s->slots[w->def->due_at + number];
    if (*due > w->s->now) w->s->now = *due;
    *due = event->every > 0 ? *due + event->every : -1;
    bool yes;
    if (!story_expr_truth(event->when, w->def, &w->run->hooks, w->s, &yes, e)) return false;
    if (!yes) return true;
    w->s->slots[w->def->fired_at + number]++;
    if (w->log) {
        story_entry *entry = story_log_add(w, STORY_ENTRY_EVENT, e);
        if (!entry) return false;
        entry->id = event->id;
    }
    uint32_t scene = STORY_NONE;
    if (!story_effect_do(w, &event->effect, STORY_EFFECT_OTHER, e) ||
        !story_route_find(w, &event->effect, &scene, e))
        return false;
    if (event->lua) {
        story_effect f;
        if (!story_effect_lua(w, event->lua, NULL, "lines", STORY_WHO_NARRATION, &f, e))
            return false;
        if (f.route_count && !story_route_find(w, &f, &scene, e)) return false;
    }
    if (scene != STORY_NONE) {
        w->interrupted = true;
        w->interrupted_by = scene;
    }
    return true;
}

bool story_time_pass(story_work *w, story_time t, bool quiet, err *e)
{
    if (t.kind == STORY_TIME_NONE || w->interrupted) return true;
    int32_t began = w->s->now;
    int32_t until = story_time_due(w->def, w->s->now, t);
    for (;;) {
        uint32_t number = next_due(w, until, quiet);
        if (number == STORY_NONE) break;
        if (++w->fired > FIRED_MOST)
            return err_set(
                e, ERR_SCRIPT,
                "event \"%s\" happens again and again without end; look at its \"every\"",
                w->def->events[number].id);
        if (!fire(w, number, e)) return err_wrap(e, "event \"%s\"", w->def->events[number].id);
        if (w->interrupted) break;
    }
    if (!w->interrupted && until > w->s->now) w->s->now = until;
    if (!w->log || w->s->now == began) return true;
    return story_log_add(w, STORY_ENTRY_TIME, e) != NULL;
}

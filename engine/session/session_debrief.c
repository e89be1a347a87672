#include "session/session_internal.h"

#include <string.h>

static const char *const TITLES[] = {"Tact", "Speed", "Honesty"};

static const char *choice_text(const session *s, uint32_t turn)
{
    for (const story_entry *entry = s->log.first; entry; entry = entry->next)
        if (entry->kind == STORY_ENTRY_CHOICE && entry->step == turn)
            return entry->text ? entry->text : "";
    return "";
}

/* The best line earned the most, the costliest gave away the most of what could be had there. */
static void quote_lines(const session *s, uint32_t axis, session_axis_score *out)
{
    int best = 0, cost = 0;
    for (const story_entry *entry = s->log.first; entry; entry = entry->next) {
        if (entry->kind != STORY_ENTRY_RECEIPT || entry->step == 0) continue;
        if (s->run.def->skills[entry->skill].axis != axis) continue;
        int lost = entry->best - entry->points;
        if (entry->points > best) {
            best = entry->points;
            out->best_turn = entry->step;
            out->best_because = entry->text;
        }
        if (entry->points < 0 && lost > cost) {
            cost = lost;
            out->costly_turn = entry->step;
            out->costly_because = entry->text;
        }
    }
    out->best_line = out->best_turn ? choice_text(s, out->best_turn) : "";
    out->costly_line = out->costly_turn ? choice_text(s, out->costly_turn) : "";
}

static void fill_axes(session *s, const story_scores *scores)
{
    for (uint32_t i = 0; i < STORY_AXES; i++) {
        session_axis_score *axis = &s->debrief.axes[i];
        *axis = (session_axis_score){.word = story_axis_word(i),
                                     .title = TITLES[i],
                                     .score = scores->axis[i],
                                     .best_because = "",
                                     .costly_because = ""};
        quote_lines(s, i, axis);
    }
    s->debrief.capped = scores->capped;
    s->debrief.complete = scores->complete;
}

static bool fill_skills(session *s, err *e)
{
    const story_def *def = s->run.def;
    uint32_t most = def->skill_count ? def->skill_count : 1, n = 0;
    session_skill_score *skills = arena_array(&s->debrief_mem, most, sizeof *skills, e);
    if (!skills) return false;
    for (uint32_t i = 0; i < def->skill_count; i++) {
        int score = story_skill_score(def, s->state, i);
        if (score < 0) continue;
        skills[n++] = (session_skill_score){.id = def->skills[i].id,
                                            .name = def->skills[i].name,
                                            .axis = story_axis_word(def->skills[i].axis),
                                            .score = score};
    }
    s->debrief.skills = skills;
    s->debrief.skill_count = n;
    return true;
}

static bool fill_lines(session *s, err *e)
{
    session_line *lines = arena_array(&s->debrief_mem, s->log.count + 1, sizeof *lines, e);
    uint32_t n = 0;
    if (!lines) return false;
    for (const story_entry *entry = s->log.first; entry; entry = entry->next) {
        bool shown;
        if (!session_line_of(s, entry, true, &s->debrief_mem, &lines[n], &shown, e)) return false;
        n += shown;
    }
    s->debrief.lines = lines;
    s->debrief.line_count = n;
    return true;
}

static bool fill_outcome(session *s, err *e)
{
    const story_def *def = s->run.def;
    session_debrief *d = &s->debrief;
    const story_ending *ending = s->state->ending < 0 ? NULL : &def->endings[s->state->ending];
    d->kind = ending && ending->kind ? ending->kind : "";
    d->outcome = session_render(s, ending ? ending->title : NULL, &s->debrief_mem, e);
    d->learn = session_render(s, ending ? ending->learn : NULL, &s->debrief_mem, e);
    strbuf hash = {0};
    bool ok = strbuf_addf(&hash, e, "%016llx", (unsigned long long)story_state_hash(def, s->state));
    if (ok) d->hash = arena_text(&s->debrief_mem, strbuf_text(&hash), hash.len, e);
    strbuf_release(&hash);
    return ok && d->hash && d->outcome && d->learn;
}

const session_debrief *session_debrief_of(session *s, err *e)
{
    story_scores scores;
    arena_reset(&s->debrief_mem);
    s->debrief = (session_debrief){0};
    if (!story_score(s->run.def, &s->run.hooks, s->state, &scores, e)) return NULL;
    fill_axes(s, &scores);
    if (!fill_outcome(s, e) || !fill_skills(s, e) || !fill_lines(s, e)) return NULL;
    return &s->debrief;
}

#include "session/session_words_internal.h"

#include <string.h>

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
                                     .title = session_axis_title(s->places, i),
                                     .score = scores->axis[i],
                                     .guess = s->attempt.rated ? s->attempt.guesses[i] : -1,
                                     .best_because = "",
                                     .costly_because = ""};
        quote_lines(s, i, axis);
    }
    s->debrief.capped = scores->capped;
    s->debrief.complete = scores->complete;
}

/* How far the player's guesses lie from the scores. */
static void fill_rating(session *s)
{
    int far = 0, count = 0;
    s->debrief.rated = s->attempt.rated;
    s->debrief.rated_off = -1;
    for (uint32_t i = 0; i < SESSION_AXES; i++) {
        session_axis_score *axis = &s->debrief.axes[i];
        if (axis->guess < 0 || axis->score < 0) continue;
        axis->guess_off = axis->guess - axis->score;
        far += axis->guess_off < 0 ? -axis->guess_off : axis->guess_off;
        count++;
    }
    if (count) s->debrief.rated_off = (2 * far + count) / (2 * count);
}

static int32_t lost_points(const session *s, uint32_t skill)
{
    const int32_t *slot = &s->state->slots[s->run.def->skills_at + 2 * skill];
    return slot[1] - slot[0];
}

uint32_t session_goal_skill(const session *s)
{
    const story_def *def = s->run.def;
    uint32_t goal = STORY_NONE;
    int32_t most = 0, lowest = 0;
    for (uint32_t i = 0; i < def->skill_count; i++) {
        int32_t lost = lost_points(s, i), score = story_skill_score(def, s->state, i);
        if (!def->skills[i].goal || score < 0 || lost <= 0) continue;
        if (lost < most || (lost == most && score >= lowest)) continue;
        goal = i;
        most = lost;
        lowest = score;
    }
    return goal;
}

static void fill_goal(session *s)
{
    uint32_t goal = session_goal_skill(s);
    const story_skill *skill = goal == STORY_NONE ? NULL : &s->run.def->skills[goal];
    s->debrief.goal = skill ? skill->goal : "";
    s->debrief.goal_skill = skill ? skill->id : "";
    s->debrief.goal_name = skill ? skill->name : "";
}

static const char *or_nothing(const char *text)
{
    return text ? text : "";
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
                                            .means = or_nothing(def->skills[i].means),
                                            .goal = or_nothing(def->skills[i].goal),
                                            .score = score,
                                            .lost = lost_points(s, i)};
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
    const story_def *def = s->run.def;
    fill_axes(s, &scores);
    fill_rating(s);
    fill_goal(s);
    s->debrief.legend = or_nothing(def->legend);
    bool ok = fill_outcome(s, e) && fill_skills(s, e) && fill_lines(s, e) &&
              session_fill_notes(s, def->coach, def->coach_count, &s->debrief_mem,
                                 &s->debrief.coach, &s->debrief.coach_count, e) &&
              session_debrief_turns(s, e);
    return ok ? &s->debrief : NULL;
}

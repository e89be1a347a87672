/* A scenario's own page. */
#include "session/session_info.h"

#include "session/session_words_internal.h"

#include <string.h>

typedef struct page {
    session_info shown; /* first: what the caller holds */
    const session_places *places;
    arena mem;
    session_attempts *attempts;
} page;

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

/* ---- what can be chosen ---- */

static bool word_values(page *p, const story_var *var, session_pick *out, err *e)
{
    session_pick_value *values = arena_array(&p->mem, var->word_count, sizeof *values, e);
    if (!values) return false;
    for (uint32_t i = 0; i < var->word_count; i++)
        values[i] = (session_pick_value){var->words[i].name, var->words[i].text};
    out->values = values;
    out->value_count = var->word_count;
    return true;
}

static bool fill_pick(page *p, const story_var *var, session_pick *out, err *e)
{
    *out = (session_pick){.variable = var->name,
                          .label = var->pick,
                          .drawn = var->drawn,
                          .usual = var->drawn ? var->min : var->start,
                          .min = var->min,
                          .max = var->max};
    if (var->kind == STORY_VAR_WORD) return word_values(p, var, out, e);
    if (var->kind == STORY_VAR_YES) {
        session_pick_value *values = arena_array(&p->mem, 2, sizeof *values, e);
        if (!values) return false;
        values[0] = (session_pick_value){"true", session_say(p->places, TEXT_YES)};
        values[1] = (session_pick_value){"false", session_say(p->places, TEXT_NO)};
        out->values = values;
        out->value_count = 2;
        out->usual = !var->drawn && !var->start; /* "yes" comes first */
    }
    return true;
}

static bool fill_picks(page *p, const story_def *def, err *e)
{
    session_pick *picks = arena_array(&p->mem, def->var_count + 1, sizeof *picks, e);
    if (!picks) return false;
    p->shown.picks = picks;
    for (uint32_t i = 0; i < def->var_count; i++)
        if (def->vars[i].pick && !fill_pick(p, &def->vars[i], &picks[p->shown.pick_count++], e))
            return false;
    return true;
}

/* ---- what is practised ---- */

static bool fill_skills(page *p, const story_def *def, err *e)
{
    session_skill_text *skills = arena_array(&p->mem, def->skill_count + 1, sizeof *skills, e);
    if (!skills) return false;
    for (uint32_t i = 0; i < def->skill_count; i++) {
        const story_skill *skill = &def->skills[i];
        if (!skill->used) continue;
        skills[p->shown.skill_count++] =
            (session_skill_text){skill->id, skill->name, story_axis_word(skill->axis),
                                 or_nothing(skill->means), or_nothing(skill->goal)};
    }
    p->shown.skills = skills;
    return true;
}

/* ---- attempts ---- */

/* Rows kept by older versions know the ending, but not its words: the scenario does, as long as
 * they hold no values. */
static void complete(const story_def *def, session_attempts *attempts)
{
    session_attempt_info *list = (session_attempt_info *)(uintptr_t)attempts->list;
    for (uint32_t i = 0; i < attempts->count; i++) {
        if (!list[i].finished || *list[i].title) continue;
        uint32_t n = story_names_find(&def->ending_names, list[i].ending);
        if (n == STORY_NONE) continue;
        const story_ending *ending = &def->endings[n];
        if (!ending->title->parts) list[i].title = ending->title->text;
        if (ending->kind) list[i].kind = ending->kind;
    }
}

session_info *session_info_of(const session_places *places, const scenario *s, err *e)
{
    const story_def *def = s->def;
    page *p = base_alloc(sizeof *p);
    if (!p) {
        err_nomem(e);
        return NULL;
    }
    p->places = places;
    p->shown = (session_info){.id = def->id,
                              .title = def->title,
                              .summary = def->summary,
                              .language = scenario_language(s),
                              .minutes = def->minutes,
                              .cover = or_nothing(def->cover),
                              .legend = or_nothing(def->legend),
                              .goals = def->goals,
                              .goal_count = def->goal_count};
    bool ok = fill_picks(p, def, e) && fill_skills(p, def, e);
    if (ok) ok = (p->attempts = session_attempts_of(places, def->id, e)) != NULL;
    if (!ok) {
        session_info_free(&p->shown);
        return NULL;
    }
    complete(def, p->attempts);
    p->shown.attempts = p->attempts;
    return &p->shown;
}

void session_info_free(session_info *i)
{
    page *p = (page *)i;
    if (!p) return;
    session_attempts_free(p->attempts);
    arena_release(&p->mem);
    base_free(p);
}

/* How the charted numbers and her largest doubt went, turn by turn. They are no part of the
 * journal, so the attempt is played once more, beside the session. */
#include "session/session_internal.h"

#include <string.h>

typedef struct rerun {
    session *s;
    story_run run;
    story_state *state;
    session_chart *charts;
    int **values; /* a chart each */
    const uint32_t *variables;
    const char **worries;
} rerun;

/* The numbers to be charted; *count of them. */
static uint32_t *charted(session *s, uint32_t *count, err *e)
{
    const story_def *def = s->run.def;
    uint32_t *variables = arena_array(&s->debrief_mem, def->var_count + 1, sizeof *variables, e);
    *count = 0;
    for (uint32_t i = 0; variables && i < def->var_count; i++)
        if (def->vars[i].chart && def->vars[i].kind == STORY_VAR_WHOLE) variables[(*count)++] = i;
    return variables;
}

static bool make_room(rerun *r, uint32_t points, err *e)
{
    session *s = r->s;
    session_debrief *d = &s->debrief;
    uint32_t count = d->chart_count;
    r->charts = arena_array(&s->debrief_mem, count + 1, sizeof *r->charts, e);
    r->values = arena_array(&s->debrief_mem, count + 1, sizeof *r->values, e);
    if (!r->charts || !r->values) return false;
    for (uint32_t i = 0; i < count; i++) {
        const story_var *var = &s->run.def->vars[r->variables[i]];
        r->values[i] = arena_array(&s->debrief_mem, points, sizeof **r->values, e);
        if (!r->values[i]) return false;
        r->charts[i] = (session_chart){.variable = var->name,
                                       .label = var->chart,
                                       .min = var->min,
                                       .max = var->max,
                                       .values = r->values[i]};
    }
    if (s->run.def->worry) {
        r->worries = arena_array(&s->debrief_mem, points, sizeof *r->worries, e);
        if (!r->worries) return false;
    }
    d->charts = r->charts;
    d->worries = r->worries;
    return true;
}

static bool note(rerun *r, uint32_t point, err *e)
{
    const story_def *def = r->run.def;
    for (uint32_t i = 0; i < r->s->debrief.chart_count; i++)
        r->values[i][point] = r->state->slots[r->variables[i]];
    if (!r->worries) return true;
    strbuf text = {0};
    bool shown;
    bool ok = story_text_render(def, &r->run.hooks, r->state, def->worry, &text, &shown, e);
    if (ok) r->worries[point] = arena_text(&r->s->debrief_mem, strbuf_text(&text), text.len, e);
    strbuf_release(&text);
    return ok && r->worries[point];
}

static bool begin(rerun *r, err *e)
{
    story_pick picks[STORY_MOST_VARIABLES];
    uint32_t count;
    const story_attempt *a = &r->s->attempt;
    story_attempt_picks(r->run.def, a, picks, &count, NULL, 0);
    return story_begin(&r->run, r->state, a->seed, picks, count, NULL, e) && note(r, 0, e);
}

static bool take(rerun *r, uint32_t input, err *e)
{
    story_moment moment;
    const char *choice = r->s->attempt.inputs[input].choice;
    if (!story_look(&r->run, r->state, &moment, e)) return false;
    uint32_t option = story_moment_find(&moment, choice);
    if (option == STORY_NONE)
        return err_set(e, ERR_MISMATCH, "choice \"%s\" is not open any more", choice);
    return story_step(&r->run, r->state, &moment, option, NULL, NULL, e) && note(r, input + 1, e);
}

/* Where the author set no end, the scale reaches as far as the numbers do. */
static void fit_scales(rerun *r, uint32_t points)
{
    for (uint32_t i = 0; i < r->s->debrief.chart_count; i++) {
        session_chart *chart = &r->charts[i];
        int least = chart->values[0], most = chart->values[0];
        for (uint32_t p = 1; p < points; p++) {
            if (chart->values[p] < least) least = chart->values[p];
            if (chart->values[p] > most) most = chart->values[p];
        }
        if (chart->min == -STORY_VALUE_LARGEST) chart->min = least;
        if (chart->max == STORY_VALUE_LARGEST) chart->max = most;
    }
}

bool session_debrief_turns(session *s, err *e)
{
    rerun r = {.s = s};
    session_debrief *d = &s->debrief;
    /* Of an attempt that fits no more, only what was played. */
    uint32_t turns = s->state->steps;
    if (turns > s->attempt.input_count) turns = s->attempt.input_count;
    r.variables = charted(s, &d->chart_count, e);
    if (!r.variables) return false;
    d->point_count = turns + 1;
    if (d->chart_count == 0 && !s->run.def->worry) return true;
    bool ok = make_room(&r, turns + 1, e) && story_run_init(&r.run, s->run.def, &s->run.hooks, e);
    if (ok) ok = (r.state = story_state_new(s->run.def, e)) != NULL;
    ok = ok && begin(&r, e);
    for (uint32_t i = 0; ok && i < turns; i++)
        ok = take(&r, i, e);
    if (ok) fit_scales(&r, turns + 1);
    story_run_release(&r.run);
    base_free(r.state);
    return ok;
}

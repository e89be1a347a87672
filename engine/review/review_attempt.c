#include "review/review_attempt.h"

#include <string.h>

/* ---- what stays as it was ---- */
static void hold(review_attempt *a, uint32_t variable, int32_t value)
{
    for (uint32_t i = 0; i < a->pick_count; i++)
        if (a->picks[i].variable == variable) return;
    a->picks[a->pick_count++] = (story_pick){variable, value};
}

/* The attempt's own picks, then what may be picked and was drawn. Where the first scene changes
 * such a variable it cannot be told from the state, so the draw of the week is left alone. */
static bool hold_picks(review_attempt *a, story_run *run, story_state *s, const story_attempt *from,
                       err *e)
{
    const story_def *def = a->def;
    story_attempt_picks(def, from, a->picks, &a->pick_count, NULL, 0);
    uint32_t own = a->pick_count;
    if (!story_begin(run, s, a->seed, a->picks, own, NULL, e)) return false;
    uint64_t hash = story_state_hash(def, s);
    for (uint32_t i = 0; i < def->var_count; i++)
        if (def->vars[i].pick && def->vars[i].drawn) hold(a, i, s->slots[i]);
    err why = {0};
    if (story_begin(run, s, a->seed, a->picks, a->pick_count, NULL, &why) &&
        story_state_hash(def, s) == hash)
        return true;
    if (why.code == ERR_NOMEM) return err_nomem(e);
    a->pick_count = own;
    return story_begin(run, s, a->seed, a->picks, own, NULL, e);
}

/* ---- taking it apart ---- */
static story_state *keep_state(review_attempt *a, const story_state *s, err *e)
{
    story_state *copy = arena_alloc(&a->mem, a->def->state_size, e);
    if (copy) memcpy(copy, s, a->def->state_size);
    return copy;
}

/* The points an option shows on all axes together; -1 when an axis loses by it. */
static int32_t shown_by(const story_worth *w)
{
    int32_t sum = 0;
    for (int a = 0; a < STORY_AXES; a++) {
        if (w->points[a] < 0) return -1;
        sum += w->points[a];
    }
    return sum;
}

/* Marks the options that show something, lose nothing, tell nothing untrue, and show at least as
 * much as every other. */
static void mark_fullest(review_decision *d, const story_worth worth[])
{
    int32_t most = 1;
    for (uint32_t i = 0; i < d->option_count; i++)
        if (shown_by(&worth[i]) > most) most = shown_by(&worth[i]);
    for (uint32_t i = 0; i < d->option_count; i++)
        d->fullest[i] = !worth[i].lies && shown_by(&worth[i]) >= most;
}

static bool keep_options(review_attempt *a, review_decision *d, const story_moment *m,
                         const story_worth worth[], err *e)
{
    d->option_count = m->option_count;
    d->job = a->job_count;
    a->job_count += m->option_count;
    for (uint32_t i = 0; i < m->option_count; i++) {
        const char *id = m->options[i].choice->id;
        d->lies[i] = worth[i].lies;
        d->ids[i] = arena_text(&a->mem, id, strlen(id), e);
        if (!d->ids[i]) return false;
    }
    mark_fullest(d, worth);
    return true;
}

static bool take_line(review_attempt *a, story_run *run, story_state *s, const char *choice, err *e)
{
    review_decision *d = &a->decisions[a->decision_count];
    story_moment m;
    story_worth worth[STORY_MOST_OPEN];
    *d = (review_decision){.scene = s->scene};
    if (!story_look(run, s, &m, e)) return false;
    d->taken = story_moment_find(&m, choice);
    if (d->taken == STORY_NONE)
        return err_set(e, ERR_MISMATCH, "choice \"%s\" is not open any more", choice);
    d->state = keep_state(a, s, e);
    if (!d->state || !story_weigh(run, s, &m, worth, e) || !keep_options(a, d, &m, worth, e) ||
        !story_step(run, s, &m, d->taken, NULL, NULL, e))
        return false;
    review_copy_add(&a->copy, &m, worth, d->taken);
    a->decision_count++;
    return true;
}

static bool copy_lines(review_attempt *a, err *e)
{
    a->mended = a->copy;
    a->mended.lines = arena_array(&a->mem, (size_t)a->copy.count + 1, sizeof *a->copy.lines, e);
    if (!a->mended.lines) return false;
    memcpy(a->mended.lines, a->copy.lines, a->copy.count * sizeof *a->copy.lines);
    return true;
}

static bool take_apart(review_attempt *a, story_run *run, const story_attempt *from,
                       uint32_t inputs, err *e)
{
    story_state *s = arena_alloc(&a->mem, a->def->state_size, e);
    a->decisions = arena_array(&a->mem, (size_t)inputs + 1, sizeof *a->decisions, e);
    if (!s || !a->decisions || !hold_picks(a, run, s, from, e) ||
        !review_copy_init(&a->copy, a->def->scene_count, inputs, &a->mem, e))
        return false;
    a->last = s;
    for (uint32_t i = 0; i < inputs; i++)
        if (!take_line(a, run, s, from->inputs[i].choice, e)) return err_wrap(e, "turn %u", i + 1);
    review_copy_finish(&a->copy);
    return copy_lines(a, e);
}

bool review_attempt_init(review_attempt *a, story_run *run, const story_attempt *from,
                         uint32_t inputs, err *e)
{
    if (inputs > REVIEW_MOST_LINES) inputs = REVIEW_MOST_LINES;
    *a = (review_attempt){.def = run->def, .seed = from->seed, .job_count = REVIEW_WHOLES};
    a->steps_most = REVIEW_STEPS_SPARE + REVIEW_STEPS_FACTOR * inputs;
    if (take_apart(a, run, from, inputs, e)) return true;
    review_attempt_release(a);
    return false;
}

void review_attempt_release(review_attempt *a)
{
    arena_release(&a->mem);
    *a = (review_attempt){0};
}

bool review_job_of(const review_attempt *a, uint32_t job, uint32_t *decision, uint32_t *option)
{
    if (job < REVIEW_WHOLES) return false;
    uint32_t low = 0, high = a->decision_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (a->decisions[middle].job <= job)
            low = middle;
        else
            high = middle;
    }
    *decision = low;
    *option = job - a->decisions[low].job;
    return true;
}

uint32_t review_weeks_for(const review_attempt *a, uint32_t wanted)
{
    uint64_t steps = (uint64_t)REVIEW_WHOLES * (a->decision_count + 1);
    for (uint32_t i = 0; i < a->decision_count; i++)
        steps += (uint64_t)a->decisions[i].option_count * (a->decision_count - i);
    uint64_t weeks = REVIEW_MOST_WORK / steps;
    if (weeks < 1) weeks = 1;
    return weeks < wanted ? (uint32_t)weeks : wanted;
}

void review_mend(review_attempt *a, uint32_t decision, uint32_t option)
{
    const review_decision *d = &a->decisions[decision];
    a->mended.lines[decision].instead = review_line_key(d->scene, d->ids[option]);
}

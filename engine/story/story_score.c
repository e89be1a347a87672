#include "story/story_internal.h"

/* scenarios/README.md section 11 states the formula and an example. */

enum { SLIP_LARGEST = 2, HONESTY_CAP = 50 };

void story_tally_axis(story_state *s, uint32_t axis, int32_t got, int32_t best, int32_t worst,
                      bool lied)
{
    if (best <= worst) return;
    s->span[axis] += best - worst;
    s->gained[axis] += got - worst;
    int32_t lost = best - got;
    bool forgivable = lost <= SLIP_LARGEST && !lied;
    if (forgivable && lost > s->slip[axis]) s->slip[axis] = lost;
}

void story_tally_skill(const story_def *def, story_state *s, uint32_t skill, int32_t got,
                       int32_t best, int32_t worst)
{
    if (best <= worst) return;
    int32_t *slot = &s->slots[def->skills_at + 2 * skill];
    slot[0] += got - worst;
    slot[1] += best - worst;
}

static int32_t hundredths(int32_t part, int32_t of)
{
    int32_t score = (200 * part + of) / (2 * of);
    return score < 0 ? 0 : score > 100 ? 100 : score;
}

bool story_score(const story_def *def, const story_hooks *hooks, const story_state *s,
                 story_scores *out, err *e)
{
    *out = (story_scores){0};
    const story_expr *complete = s->ending < 0 ? NULL : def->endings[s->ending].complete;
    /* Only an ending that was reached can be complete, and only by a condition of its own. */
    if (complete && !story_expr_truth(complete, def, hooks, s, &out->complete, e)) return false;
    for (int i = 0; i < STORY_AXES; i++) {
        int32_t of = s->span[i];
        if (!out->complete && def->par[i] > of) of = def->par[i];
        out->axis[i] = of > 0 ? hundredths(s->gained[i] + s->slip[i], of) : -1;
    }
    if (s->discovered > 0 && out->axis[STORY_HONESTY] > HONESTY_CAP) {
        out->axis[STORY_HONESTY] = HONESTY_CAP;
        out->capped = true;
    }
    return true;
}

int32_t story_skill_score(const story_def *def, const story_state *s, uint32_t skill)
{
    const int32_t *slot = &s->slots[def->skills_at + 2 * skill];
    return slot[1] > 0 ? hundredths(slot[0], slot[1]) : -1;
}

bool story_evidence_points(story_work *w, const story_evidence *v, int32_t *points, bool *counts,
                           err *e)
{
    *points = 0;
    if (!story_expr_truth(v->when, w->def, &w->run->hooks, w->s, counts, e)) return false;
    if (!*counts) return true;
    int64_t whole;
    if (!story_expr_whole(v->points, w->def, &w->run->hooks, w->s, &whole, e)) return false;
    *points = whole < -2 ? -2 : whole > 2 ? 2 : (int32_t)whole;
    return true;
}

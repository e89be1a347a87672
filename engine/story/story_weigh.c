#include "story/story_internal.h"

#include <string.h>

static bool weigh_shows(story_work *w, const story_more *more, story_worth *out, err *e)
{
    for (uint32_t i = 0; i < more->show_count; i++) {
        const story_evidence *v = &more->shows[i];
        int32_t points;
        bool counts;
        if (!story_evidence_points(w, v, &points, &counts, e)) return false;
        if (!counts) continue;
        out->shows = true;
        out->points[w->def->skills[v->skill].axis] += points;
        if (points > 0) out->skills |= UINT64_C(1) << v->skill;
    }
    return true;
}

static bool weigh_claims(story_work *w, const story_more *more, story_worth *out, err *e)
{
    for (uint32_t i = 0; i < more->claim_count; i++) {
        int32_t said;
        bool untrue;
        if (more->claims[i].omitted) continue;
        if (!story_claim_check(w, &more->claims[i], &said, &untrue, e)) return false;
        out->lies |= untrue;
    }
    return true;
}

bool story_weigh(story_run *r, const story_state *s, const story_moment *m,
                 story_worth worth[STORY_MOST_OPEN], err *e)
{
    story_work w = {.run = r, .def = r->def, .s = r->spare, .with = STORY_WHO_NARRATION};
    memcpy(r->spare, s, r->def->state_size);
    for (uint32_t i = 0; i < m->option_count; i++) {
        const story_choice *c = m->options[i].choice;
        worth[i] = (story_worth){0};
        if (!c->effect.more) continue;
        if (!weigh_shows(&w, c->effect.more, &worth[i], e) ||
            !weigh_claims(&w, c->effect.more, &worth[i], e))
            return err_wrap(e, "choice \"%s\"", c->id);
    }
    return true;
}

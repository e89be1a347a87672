#include "review/review.h"

#include <string.h>

/* What a reading came to. */
typedef struct reading {
    uint32_t decisions;
    bool finished;  /* false: it did not end within REVIEW_MOST_STEPS */
    int32_t ending; /* -1 when not finished */
    story_scores scores;
} reading;

/* `s` holds the state reached. ERR_SCRIPT when the scenario fails. */
static bool read_at_random(story_run *r, story_state *s, uint64_t seed, reading *out, err *e)
{
    rng chooser = rng_seed(seed, 3);
    *out = (reading){.ending = -1};
    if (!story_begin(r, s, seed, NULL, 0, NULL, e)) return false;
    while (!story_over(s) && out->decisions < REVIEW_MOST_STEPS) {
        story_moment m;
        if (!story_look(r, s, &m, e)) return false;
        uint32_t option = rng_below(&chooser, m.option_count);
        if (!story_step(r, s, &m, option, NULL, NULL, e)) return false;
        out->decisions++;
    }
    out->finished = story_over(s);
    if (out->finished) out->ending = s->ending;
    return story_score(r->def, &r->hooks, s, &out->scores, e);
}

static void note_failure(review_summary *sum, uint64_t seed, const err *why)
{
    if (sum->failed++) return;
    size_t len = strlen(why->text);
    if (len >= sizeof sum->failed_why) len = sizeof sum->failed_why - 1;
    memcpy(sum->failed_why, why->text, len);
    sum->failed_why[len] = '\0';
    sum->failed_seed = seed;
}

static void add(review_summary *sum, const reading *one)
{
    sum->decisions += one->decisions;
    if (!one->finished) {
        sum->unfinished++;
        return;
    }
    sum->endings[one->ending]++;
    for (int i = 0; i < STORY_AXES; i++) {
        if (one->scores.axis[i] < 0) continue;
        sum->scored[i]++;
        sum->points[i] += (uint64_t)one->scores.axis[i];
    }
}

bool review_readings(story_run *r, uint64_t first, uint64_t count, review_summary *sum, err *e)
{
    story_state *s = story_state_new(r->def, e);
    if (!s) return false;
    bool ok = true;
    for (uint64_t i = 0; ok && i < count; i++) {
        reading one;
        err why = {0};
        sum->readings++;
        if (read_at_random(r, s, first + i, &one, &why))
            add(sum, &one);
        else if (why.code == ERR_NOMEM)
            ok = err_nomem(e);
        else
            note_failure(sum, first + i, &why);
    }
    base_free(s);
    return ok;
}

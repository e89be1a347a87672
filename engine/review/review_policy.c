#include "review/review_policy.h"

int32_t review_option_points(const review_option *o)
{
    int32_t sum = o->worth.lies ? -REVIEW_LIE_COSTS : 0;
    for (int a = 0; a < STORY_AXES; a++)
        sum += o->worth.points[a];
    return sum;
}

uint32_t review_longest(const review_moment *m)
{
    uint32_t longest = 0;
    for (uint32_t i = 1; i < m->count; i++)
        if (m->options[i].length > m->options[longest].length) longest = i;
    return longest;
}

uint32_t review_politest(const review_moment *m)
{
    uint32_t politest = 0;
    for (uint32_t i = 1; i < m->count; i++)
        if (m->options[i].worth.points[STORY_TACT] > m->options[politest].worth.points[STORY_TACT])
            politest = i;
    return politest;
}

/* The option with the largest mark, drawn among equals. One draw, whatever the options. */
static uint32_t largest(const int32_t marks[], uint32_t count, rng *chooser)
{
    uint32_t equals[STORY_MOST_OPEN] = {0}, found = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (found && marks[i] < marks[equals[0]]) continue;
        if (found && marks[i] > marks[equals[0]]) found = 0;
        equals[found++] = i;
    }
    return equals[rng_below(chooser, found)];
}

static uint32_t pick_random(const review_moment *m, rng *chooser)
{
    return rng_below(chooser, m->count);
}

static uint32_t pick_best(const review_moment *m, rng *chooser)
{
    int32_t marks[STORY_MOST_OPEN];
    for (uint32_t i = 0; i < m->count; i++)
        marks[i] = review_option_points(&m->options[i]);
    return largest(marks, m->count, chooser);
}

static uint32_t pick_worst(const review_moment *m, rng *chooser)
{
    int32_t marks[STORY_MOST_OPEN];
    for (uint32_t i = 0; i < m->count; i++)
        marks[i] = -review_option_points(&m->options[i]);
    return largest(marks, m->count, chooser);
}

static uint32_t pick_average(const review_moment *m, rng *chooser)
{
    uint32_t mood = rng_below(chooser, 10);
    if (mood < 6) return pick_best(m, chooser);
    return mood < 9 ? pick_random(m, chooser) : pick_worst(m, chooser);
}

static uint32_t pick_lying(const review_moment *m, rng *chooser)
{
    int32_t marks[STORY_MOST_OPEN];
    for (uint32_t i = 0; i < m->count; i++) {
        marks[i] = review_option_points(&m->options[i]);
        if (m->options[i].worth.lies) marks[i] += 3 * REVIEW_LIE_COSTS;
    }
    return largest(marks, m->count, chooser);
}

static uint32_t pick_lying_once(const review_moment *m, rng *chooser)
{
    return m->lied ? pick_best(m, chooser) : pick_lying(m, chooser);
}

static uint32_t pick_politest(const review_moment *m, rng *chooser)
{
    int32_t marks[STORY_MOST_OPEN];
    for (uint32_t i = 0; i < m->count; i++)
        marks[i] = m->options[i].worth.points[STORY_TACT];
    return largest(marks, m->count, chooser);
}

/* How often the least taken option was taken: a person does not look the same thing up for ever. */
static uint32_t fewest_times(const review_moment *m)
{
    uint32_t fewest = m->options[0].times;
    for (uint32_t i = 1; i < m->count; i++)
        if (m->options[i].times < fewest) fewest = m->options[i].times;
    return fewest;
}

static uint32_t pick_first(const review_moment *m, rng *chooser)
{
    uint32_t fewest = fewest_times(m), i = 0;
    (void)chooser;
    while (m->options[i].times > fewest)
        i++;
    return i;
}

/* The new option with the largest mark; the first of equals. */
static uint32_t largest_new(const review_moment *m, const int64_t marks[])
{
    uint32_t fewest = fewest_times(m), found = STORY_NONE;
    for (uint32_t i = 0; i < m->count; i++) {
        if (m->options[i].times > fewest) continue;
        if (found == STORY_NONE || marks[i] > marks[found]) found = i;
    }
    return found;
}

static uint32_t pick_longest(const review_moment *m, rng *chooser)
{
    int64_t marks[STORY_MOST_OPEN];
    (void)chooser;
    for (uint32_t i = 0; i < m->count; i++)
        marks[i] = m->options[i].length;
    return largest_new(m, marks);
}

static uint32_t pick_silent(const review_moment *m, rng *chooser)
{
    int64_t marks[STORY_MOST_OPEN];
    (void)chooser;
    for (uint32_t i = 0; i < m->count; i++)
        marks[i] = m->options[i].spoken ? -(int64_t)UINT32_MAX - m->options[i].length
                                        : -(int64_t)m->options[i].length;
    return largest_new(m, marks);
}

static uint32_t pick_waiting(const review_moment *m, rng *chooser)
{
    enum { PATIENCE = 20 }; /* times the same thing is waited for */
    uint32_t found = STORY_NONE;
    for (uint32_t i = 0; i < m->count; i++) {
        const review_option *o = &m->options[i];
        if (o->takes <= 0 || o->times >= PATIENCE) continue;
        if (found == STORY_NONE || o->takes > m->options[found].takes) found = i;
    }
    uint32_t best = pick_best(m, chooser); /* one draw, whatever the options */
    return found == STORY_NONE ? best : found;
}

const review_policy REVIEW_POLICY[REVIEW_POLICIES] = {
    [REVIEW_RANDOM] = {"random", "any open option, each as likely", pick_random},
    [REVIEW_AVERAGE] = {"average",
                        "of ten decisions six like best, three like random, one like worst",
                        pick_average},
    [REVIEW_BEST] = {"best", "the option that shows most on all three axes together, never a lie",
                     pick_best},
    [REVIEW_WORST] = {"worst", "the option that shows least; a lie above all", pick_worst},
    [REVIEW_LYING] = {"lying", "something untrue wherever it can be said, otherwise like best",
                      pick_lying},
    [REVIEW_LYING_ONCE] = {"lying once", "the first untrue thing that can be said, then like best",
                           pick_lying_once},
    [REVIEW_POLITEST] = {"politest", "the option that shows most tact", pick_politest},
    [REVIEW_LONGEST] = {"longest", "the longest text among those least taken so far", pick_longest},
    [REVIEW_FIRST] = {"first", "the first as offered among those least taken so far", pick_first},
    [REVIEW_SILENT] = {"silent",
                       "what is done before what is said, then the shortest; least taken first",
                       pick_silent},
    [REVIEW_WAITING] = {"waiting",
                        "what lets most time pass, the same at most 20 times; otherwise like best",
                        pick_waiting},
};

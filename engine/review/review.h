#ifndef REVIEW_H
#define REVIEW_H
/* review: what happens over many plays. A reading is one play-through made by the engine. */
#include "review/review_play.h"

/* Random readings summed up, without a book: the least that a reading costs. */
typedef struct review_summary {
    uint64_t readings, decisions, unfinished;
    uint64_t scored[STORY_AXES],
        points[STORY_AXES]; /* readings with a score on the axis; their sum */
    uint64_t *endings;      /* the caller's, one place per ending */
    uint64_t failed;        /* readings that stopped with an error of the scenario */
    uint64_t failed_seed;   /* seed of the first of them */
    char failed_why[400];
} review_summary;
/* `count` readings with the seeds first, first + 1, ... added to `sum`, choosing among the open
 * choices at random (a stream of its own, so that the chooser does not disturb the story's draws).
 * False only for reasons that are not the scenario's. */
bool review_readings(story_run *r, uint64_t first, uint64_t count, review_summary *sum, err *e);
#endif

#ifndef REVIEW_H
#define REVIEW_H
/* review: what happens over many plays. A reading is one play-through made by the engine. */
#include "story/story.h"

enum { REVIEW_MOST_STEPS = 2000 }; /* decisions in one reading; more is a story that does not end */

/* What a reading came to. */
typedef struct review_reading {
    uint32_t decisions;
    bool finished;         /* false: it did not end within REVIEW_MOST_STEPS */
    int32_t ending;        /* -1 when not finished */
    story_scores scores;
} review_reading;

/* Plays once with `seed`, choosing among the open choices at random (a stream of its own, so that
 * the chooser does not disturb the story's draws). `s` holds the state reached. ERR_SCRIPT when the
 * scenario fails. */
bool review_read_at_random(story_run *r, story_state *s, uint64_t seed, review_reading *out, err *e);

/* Many readings summed up. Arrays are the caller's, one place per ending and per scene. */
typedef struct review_summary {
    uint64_t readings, decisions, unfinished;
    uint64_t scored[STORY_AXES], points[STORY_AXES]; /* readings with a score on the axis; their sum */
    uint64_t *endings;
    uint64_t failed;       /* readings that stopped with an error of the scenario */
    uint64_t failed_seed;  /* seed of the first of them */
    char failed_why[400];
} review_summary;
/* `count` readings with the seeds first, first + 1, ... added to `sum`. False only for reasons that
 * are not the scenario's. */
bool review_readings(story_run *r, uint64_t first, uint64_t count, review_summary *sum, err *e);
#endif

#ifndef REVIEW_ATTEMPT_H
#define REVIEW_ATTEMPT_H
/* review_attempt: an attempt taken apart into its decisions, and readings of it in other weeks.
 *
 * A week is what chance brings. Readings from a decision on begin from a copy of the state there;
 * what was drawn by then stays, the dice from there on are thrown anew, the same for every line of
 * that week. Readings of the whole play begin anew with another seed: what the player chose, and
 * all variables with "pick", stay as they were in the attempt; the other draws are made anew. */
#include "review/review_copy.h"
#include "review/review_policy.h"
#include "story/story_attempt.h"

enum {
    REVIEW_WEEK_STREAM = 64,  /* of random numbers: what a week brings from a decision on */
    REVIEW_MOST_LINES = 2000, /* of an attempt; later ones are left out */
    REVIEW_STEPS_SPARE = 200, /* a reading may take so many decisions more than */
    REVIEW_STEPS_FACTOR = 3,  /* so many times the attempt's */
    REVIEW_MOST_WEEKS = 10000,
    REVIEW_MOST_WORK = 10000000 /* decisions in all readings together, about */
};

/* Ways of playing the whole. */
typedef enum review_whole {
    REVIEW_SAME,    /* the player's copy */
    REVIEW_SHOWING, /* policy "best": what shows most, never a lie */
    REVIEW_MENDED,  /* the copy with better lines in place of the costly ones */
    REVIEW_GUESS,   /* policy "random" */
    REVIEW_WHOLES
} review_whole;

typedef struct review_decision {
    uint32_t scene;
    story_state *state; /* before it */
    uint32_t option_count, taken;
    const char *ids[STORY_MOST_OPEN];
    bool lies[STORY_MOST_OPEN];
    bool fullest[STORY_MOST_OPEN]; /* nothing open shows more points */
    uint32_t job;                  /* number of the job of option 0 */
} review_decision;

/* Read only once made, but for `mended`: many readers may share it. A job is one thing to read in
 * every week: first the REVIEW_WHOLES, then the options of each decision. */
typedef struct review_attempt {
    const story_def *def;
    arena mem;
    uint64_t seed;
    review_copy copy, mended;
    story_pick picks[STORY_MOST_VARIABLES]; /* held in every week */
    uint32_t pick_count;
    review_decision *decisions; /* one a line */
    uint32_t decision_count;
    story_state *last; /* where the attempt stands */
    uint32_t job_count;
    uint32_t steps_most; /* decisions from the beginning to the end of a reading */
} review_attempt;

/* Replays the first `inputs` inputs of `from`, which must fit, and keeps every state on the way.
 * The run's def must outlive it. ERR_NOMEM, or what the scenario fails with. */
bool review_attempt_init(review_attempt *a, story_run *run, const story_attempt *from,
                         uint32_t inputs, err *e);
void review_attempt_release(review_attempt *a);
/* The decision and the option of a job; false for one of the wholes. */
bool review_job_of(const review_attempt *a, uint32_t job, uint32_t *decision, uint32_t *option);
/* Weeks that keep all readings within REVIEW_MOST_WORK, at most `wanted`, at least 1. */
uint32_t review_weeks_for(const review_attempt *a, uint32_t wanted);
/* Lets REVIEW_MENDED take option `option` at the decision. While nobody reads. */
void review_mend(review_attempt *a, uint32_t decision, uint32_t option);

/* ---- readings ---- */
/* How one reading ended. */
typedef struct review_result {
    bool made, failed, unfinished, well;
    uint8_t ending;          /* when it did end */
    int8_t axis[STORY_AXES]; /* -1: nothing to score */
} review_result;

/* The workspace of one thread. */
typedef struct review_reader {
    const review_attempt *attempt;
    story_run *run; /* of the thread's own scenario, the same as the attempt's */
    story_state *state;
    story_state *before;
    uint8_t *used_before;
    review_copier copier;
    struct review_memo *memo;
    err why; /* of the last reading that failed */
} review_reader;
/* The run's hooks must tell what they draw, if they draw. */
bool review_reader_init(review_reader *r, const review_attempt *a, story_run *run, err *e);
void review_reader_release(review_reader *r);

/* Reads `job` in the week with the number `week`. What does not depend on chance is worked out once
 * for all weeks, and lines that meet in one week share what follows: the results are the same as
 * without. Errors of the scenario are results, with r->why telling more; false is ERR_NOMEM. */
bool review_read(review_reader *r, uint32_t job, uint64_t week, review_result *result, err *e);

/* Something to see on the way of one reading. */
typedef struct review_watch {
    story_log *log;                                         /* or NULL */
    bool (*step)(void *self, const story_state *s, err *e); /* after each decision; or NULL */
    void *self;
} review_watch;
/* The same reading, watched: of `job` in week *week, or (week NULL) in the attempt's own. */
bool review_follow(review_reader *r, uint32_t job, const uint64_t *week, const review_watch *watch,
                   review_result *result, err *e);
#endif

#ifndef SESSION_REVIEW_INTERNAL_H
#define SESSION_REVIEW_INTERNAL_H
/* What the files of session_review share. */
#include "review/review_odds.h"
#include "session/session_internal.h"
#include "session/session_review.h"

#include <pthread.h>

enum { REVIEW_THREADS_MOST = 64 };

/* One thread, and all that is its own. */
typedef struct review_worker {
    session_review *r;
    scenario *own; /* a scenario for its host, which belongs to one thread; NULL: the review's */
    story_run run;
    review_reader reader;
    review_result *results; /* by job, of the week at hand */
    err why;                /* of the first reading of this week that failed, by number of job */
    uint64_t why_hash;      /* of the state it stood in */
    uint32_t why_job;
    pthread_t thread;
    bool started;
} review_worker;

/* What is known of a decision before anything is read; texts in the review's arena. */
typedef struct review_told {
    const char *scene_id, *scene_title, *person;
    session_review_option options[STORY_MOST_OPEN]; /* odds empty */
} review_told;

struct session_review {
    const session_places *places;
    session_review_options o;
    strbuf folder;
    story_attempt from;
    pthread_t thread;
    bool started; /* the thread that leads is there; else each look does some of the work */

    /* Made by whoever leads, before `prepared`; read only afterwards. */
    scenario *scenario;
    session *play;
    review_attempt attempt;
    arena mem;
    story_log log; /* of replies: their texts */
    review_told *told;
    session_review_ending *endings;
    session_series *series;
    uint32_t series_count;
    const char *note;
    story_scores scores; /* of the attempt as it stands */
    bool well;           /* it ended well */
    uint32_t weeks;
    review_worker *workers; /* [0] leads */
    uint32_t worker_count;

    pthread_mutex_t lock; /* guards all from here on */
    pthread_cond_t moved; /* something of it changed */
    bool prepared, done, stop;
    err e;
    review_tally *tallies; /* by job */
    uint32_t *ended[REVIEW_WHOLES];
    uint32_t next[REVIEW_THREADS_MOST + 1]; /* by group: weeks handed out */
    bool troubled;
    uint32_t trouble_week, trouble_job;
    const char *trouble; /* in `mem` */
    session_series *road;
    const char *road_ending;
    uint64_t told_at; /* milliseconds: when `changed` was called last */

    arena view_mem;
    session_review_view view;
};

/* How the wholes are called where a reading is named. */
extern const char *const REVIEW_WHOLE_WORDS[REVIEW_WHOLES];

/* --- session_review_make.c --- */
/* Everything up to the first reading. */
bool review_prepare(session_review *r, err *e);
/* Seed of the week with this number; never the attempt's own. */
uint64_t review_week_seed(const session_review *r, uint32_t week);
/* The road not taken, from figures that are complete. */
bool review_find_road(session_review *r, review_reader *reader, err *e);
/* The number of the decision with the largest cost, decision_count for none. */
uint32_t review_costliest(const review_attempt *a, const review_verdict verdicts[]);
/* Where a reading failed and how to see it again, in words. */
bool review_trouble_text(const session_review *r, uint32_t job, uint32_t week, uint64_t hash,
                         const char *why, strbuf *out, err *e);

/* --- session_review_look.c --- */
/* Fills the view. Under the lock, or while nobody else works. */
bool review_fill_view(session_review *r, err *e);
#endif

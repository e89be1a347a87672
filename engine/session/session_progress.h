#ifndef SESSION_PROGRESS_H
#define SESSION_PROGRESS_H
/* session_progress: how a player's scores went over the attempts that were finished, and what is
 * due for practice again. Nothing is replayed: the store keeps what a finished attempt showed. */
#include "session/session.h"

/* One finished attempt as a point of a curve. */
typedef struct session_point {
    const char *attempt, *scenario; /* ids */
    const char *when;               /* wall time it ended, ISO 8601 in UTC; "" when not known */
    int score;                      /* 0..100 */
    bool branch;                    /* not a first try: shown apart */
} session_point;

typedef struct session_axis_progress {
    const char *word, *title;    /* "tact", "Tact" */
    const session_point *points; /* oldest first */
    uint32_t count;
    int first, last, best; /* of first tries; -1: none */
} session_axis_progress;

/* When a skill is to be practised again, so that practice is spread over days: a first try in which
 * it could be shown counts as practice. After the first practice it is due again in 1 day; each
 * practice on or after the due day that scores at least 60 moves it to the next of 3, 7 and 14
 * days; a score below 60 brings it back to 1 day. Practice before it is due keeps the interval and
 * counts from its own day, so cramming neither helps nor hurts. Branches are no practice in this
 * sense: their player knew what comes. Nothing is lost by coming late: a skill just stays due. */
typedef struct session_skill_progress {
    const char *id, *name, *axis;
    const char *scenario; /* for a scenario's own skill: its id; "" for one of the twenty */
    const session_point *points;
    uint32_t count;
    int first, last, best; /* of first tries; -1: none */
    int interval;          /* days: 1, 3, 7 or 14; 0: not practised yet in a first try */
    int due_in;            /* days until it is due; 0 or below: due now */
    bool due;
} session_skill_progress;

/* The goal that a finished attempt set for the next run, and what came of it. */
typedef struct session_goal {
    const char *attempt, *scenario;
    const char *skill, *name; /* "T1", "asks leave, says why" */
    const char *when;         /* of the attempt that set it */
    int before, after; /* the skill's score then, and in the next attempt that could show it; -1:
                          not practised since */
} session_goal;

/* Self-rating against scores over the attempts that were rated. */
typedef struct session_calibration {
    uint32_t count;          /* attempts that were rated */
    int off[SESSION_AXES];   /* mean of guess - score: above 0 rated too high. 0 without ratings */
    int far;                 /* mean distance, all axes together; -1 without ratings */
    int far_first, far_last; /* the same of the first and second half; -1 with fewer than 4 */
} session_calibration;

typedef struct session_progress {
    session_axis_progress axes[SESSION_AXES];
    const session_skill_progress *skills; /* those that were ever measured, by axis and id */
    uint32_t skill_count;
    const session_skill_progress *const *due; /* the longest due first; among equals lowest score */
    uint32_t due_count;
    const session_goal *goals; /* newest first */
    uint32_t goal_count;
    session_calibration calibration;
    uint32_t finished, first_tries; /* attempts */
} session_progress;

/* `scenario_id` NULL: over all scenarios. `now`: seconds since 1970 (UTC), 0 for the present; days
 * are counted from midnight to midnight of local time. No store yet gives an empty one. NULL and
 * `e` on failure. Free with session_progress_free. */
session_progress *session_progress_of(const session_places *p, const char *scenario_id, int64_t now,
                                      err *e);
/* NULL is fine. */
void session_progress_free(session_progress *p);
#endif

#ifndef SESSION_INFO_H
#define SESSION_INFO_H
/* session_info: what stands on a scenario's own page and in lists of attempts. Nothing is replayed
 * for it: a row of the store has all that a list shows. */
#include "session/session.h"

/* An attempt as lists show it. Texts are "" when there is none. */
typedef struct session_attempt_info {
    const char *id, *scenario; /* ids */
    const char *begun;         /* wall time, ISO 8601 in UTC: "2026-03-06T16:30:00Z" */
    const char *ended;         /* the same; "" while unfinished and when not known */
    bool finished;
    bool branch;        /* begun from an earlier attempt; else a first try */
    const char *parent; /* its id */
    uint32_t turn;      /* choices taken */
    /* Where an unfinished one stands (a finished one: where it ended) in story time. */
    int day;           /* of the story, 1 ..; 0 when not known: kept by an older version */
    const char *clock; /* "Tuesday 10:12" */
    /* Once finished: */
    const char *ending;       /* its id */
    const char *title, *kind; /* in her words; "yes", "waitlist" ... */
    int scores[SESSION_AXES]; /* tact, speed, honesty; -1: none */
    int guesses[SESSION_AXES];
    const char *goal; /* the skill to try next: "T1" */
} session_attempt_info;

typedef struct session_attempts {
    const session_attempt_info *list; /* newest first */
    uint32_t count;
    const session_attempt_info *unfinished; /* the newest with at least one choice, or NULL */
    uint32_t finished;                      /* how many */
    int best[SESSION_AXES];                 /* best score of any finished one; -1: none */
} session_attempts;

/* The player's attempts at one scenario, or with NULL at all of them, without those that were
 * deleted. No store yet is no error: the list is empty. NULL and `e` on failure. */
session_attempts *session_attempts_of(const session_places *p, const char *scenario_id, err *e);
/* NULL is fine. */
void session_attempts_free(session_attempts *a);

/* Takes an attempt out of all lists and figures. It stays in the store, so that it can be undone
 * with session_attempt_restore at any time. ERR_MISSING when there is none with this id; doing it
 * twice is fine. */
bool session_attempt_delete(const session_places *p, const char *id, err *e);
bool session_attempt_restore(const session_places *p, const char *id, err *e);

/* ---- a scenario's page ---- */
typedef struct session_pick_value {
    const char *value; /* for session_options.picks: a word, "true", "12" */
    const char *text;  /* as a player reads it: "the pay", "yes" */
} session_pick_value;

/* A variable that a player or teacher may choose instead of having it drawn. */
typedef struct session_pick {
    const char *variable, *label;
    bool drawn; /* without a choice it is drawn; else it has its usual value */
    /* Words and yes/no have values; a number has none and may be anything from min to max. */
    const session_pick_value *values;
    uint32_t value_count;
    int usual; /* number of a value; of a number, the number. Where it is drawn: 0, or min */
    int min, max;
} session_pick;

typedef struct session_skill_text {
    const char *id, *name, *axis;
    const char *means, *goal; /* "" when not said */
} session_skill_text;

typedef struct session_info {
    const char *id, *title, *summary, *language;
    int minutes;              /* 0 when not said */
    const char *cover;        /* name of a picture; "" when none */
    const char *legend;       /* "" when none */
    const char *const *goals; /* what one learns */
    uint32_t goal_count;
    const session_pick *picks;
    uint32_t pick_count;
    const session_skill_text *skills; /* those that the scenario's evidence names */
    uint32_t skill_count;
    const session_attempts *attempts;
} session_info;

/* Everything is borrowed from `s` or owned by the result: free it before closing `s`. */
session_info *session_info_of(const session_places *p, const scenario *s, err *e);
/* NULL is fine. */
void session_info_free(session_info *i);
#endif

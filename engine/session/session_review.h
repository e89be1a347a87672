#ifndef SESSION_REVIEW_H
#define SESSION_REVIEW_H
/* session_review: what an attempt was worth, line by line. Each of its decisions is played on in
 * many other weeks, with the line taken and with every other line that was open, by threads of its
 * own; a screen looks at the figures so far whenever it likes. scenarios/README.md, section 13c,
 * says what the figures mean and by which rules they come about. */
#include "session/session.h"

/* How often something ends well, out of the weeks read so far. Where low and high lie far apart
 * little is known yet: show that. */
typedef struct session_odds {
    uint32_t weeks, wanted;      /* read so far; when all are read */
    int share;                   /* thousandths that end well, 0..1000; -1 before the first week */
    int low, high;               /* a 95 % interval around it, thousandths */
    int scores[3];               /* means 0..100 of tact, speed, honesty; -1: nothing to score */
    uint32_t failed, unfinished; /* of `weeks`: stopped by a mistake of the scenario; did not end */
} session_odds;

typedef enum session_class {
    SESSION_CLASS_UNKNOWN,  /* not enough weeks read yet */
    SESSION_CLASS_ONLY,     /* no other line was open */
    SESSION_CLASS_BEST,     /* nothing found that ends well more often */
    SESSION_CLASS_SOUND,    /* another line may do a little better */
    SESSION_CLASS_COSTLY,   /* another line does clearly better */
    SESSION_CLASS_RECOVERED /* best or sound when it mattered, after a costly line */
} session_class;
/* "best", "costly" ...; "" for unknown. In English, as files and reports for programs have it. */
const char *session_class_word(session_class class);

/* A line that was open at a decision, in the order in which it was offered. */
typedef struct session_review_option {
    const char *id, *text;
    bool spoken, taken;
    bool lies;                 /* it tells something untrue: never the best, whatever its odds */
    session_odds odds;         /* with this line, then the same conduct */
    const session_line *reply; /* what it brings in this very week, thoughts and receipts too */
    uint32_t reply_count;
    const char *ending; /* title, when the story would have ended with it; else "" */
} session_review_option;

typedef struct session_review_decision {
    uint32_t turn;                               /* as session_line's: 1 is the first choice */
    const char *scene_id, *scene_title, *person; /* "" when none */
    const session_review_option *options;
    uint32_t option_count, taken, best; /* numbers of options; best: as far as is known now */
    session_odds before, after;         /* the same conduct, from here and from the next turn on */
    int cost;                           /* thousandths the best line is ahead of it; 0 or more */
    int luck; /* thousandths that the dice of this turn gave or took (after less before) */
    session_class class;
    const char *class_name; /* in the language; "" while unknown */
    const char *why;        /* the class in one sentence with its figures; "" while unknown */
} session_review_decision;

/* A way of playing the whole scenario again in other weeks. */
typedef enum session_conduct_kind {
    SESSION_CONDUCT_SAME,  /* said the same way */
    SESSION_CONDUCT_BEST,  /* the best line found, without a lie */
    SESSION_CONDUCT_GUESS, /* any open line */
    SESSION_CONDUCTS
} session_conduct_kind;
typedef struct session_conduct {
    const char *name, *rule; /* one line each */
    session_odds odds;
    const uint32_t *endings; /* weeks by ending, as in session_review_view */
} session_conduct;

typedef struct session_review_ending {
    const char *id, *title, *kind; /* kind "" when none */
    bool good;
    bool here; /* this attempt ended so */
} session_review_ending;

/* A variable with a chart (see session_chart): values[0] is the one after turn `first`, and turn 0
 * is the beginning. */
typedef struct session_series {
    const char *variable, *label;
    int min, max;
    uint32_t first, count;
    const int *values;
} session_series;

typedef struct session_review_view {
    const char *scenario_title, *attempt;
    const char *rules; /* of all classes, one a line; "" before anything is known */
    const char *note;  /* what limits the review (another version, unfinished, too long); "" */
    bool over;         /* the attempt has ended */
    bool well;         /* and ended well */
    bool done;         /* nothing more will come */
    bool stopped;      /* by session_review_stop */
    uint64_t readings, wanted; /* made, and in all */
    session_conduct conducts[SESSION_CONDUCTS];
    const session_review_ending *endings;
    uint32_t ending_count;
    const session_review_decision *decisions;
    uint32_t decision_count;
    uint32_t costliest; /* number of the decision with the largest cost, decision_count for none */
    /* The attempt's own series, and the road not taken: the best line at the costliest decision in
     * this very week, then the same conduct; its series begin where the two roads part. */
    const session_series *series, *road;
    uint32_t series_count, road_count; /* road_count 0: none (yet) */
    const char *road_ending;           /* title; "" when none */
    const char *trouble; /* the first mistake of the scenario that a reading met: what happened, in
                            which state, and how to play it again; "" when none */
} session_review_view;

typedef struct session_review_options {
    uint32_t weeks;   /* a line, 1 to 10,000; 0: 200 */
    uint32_t threads; /* at most; 0: one a core. Figures do not depend on it */
    uint64_t seed;    /* of the first other week; 0: 1 */
    /* Called now and then from other threads when there is more to see, and when it is done. May be
     * NULL. It may not call session_review functions. */
    void (*changed)(void *self);
    void *self;
} session_review_options;

typedef struct session_review session_review;
/* Begins the review of an attempt, a file or an id in the store, and returns at once. It works on a
 * copy of the scenario that it opens for itself, so `s` may be played or closed meanwhile; `p` must
 * outlive it. ERR_ARG for options out of range; ERR_MISMATCH for another scenario's attempt; errors
 * of reading the attempt. */
session_review *session_review_begin(const session_places *p, const scenario *s,
                                     const char *attempt, const session_review_options *o, err *e);
/* The same for what is being played now. */
session_review *session_review_play(const session *play, const session_review_options *o, err *e);
/* The figures so far; cheap enough for every frame. Borrowed until the next look or free. NULL and
 * `e` when the review cannot be made: no memory, or files that have changed since and do not fit.
 */
const session_review_view *session_review_look(session_review *r, err *e);
/* Waits until all is done, at most so long; whether it is. */
bool session_review_wait(session_review *r, uint32_t milliseconds);
/* Ends the readings early; what was read by then stays to be looked at. */
void session_review_stop(session_review *r);
/* Stops, and forgets it. NULL is fine. */
void session_review_free(session_review *r);

/* ---- one reading, to be seen ---- */
typedef struct session_reading_view {
    const session_line *lines; /* from the decision on, everything */
    uint32_t line_count;
    bool over, well;
    const char *ending;  /* title; "" when it did not end */
    const char *trouble; /* what it failed with; "" when it did not */
    const char *hash;    /* of the state it stands in, 16 hex digits */
} session_reading_view;

typedef struct session_reading session_reading;
/* Makes one reading of a review again: of the line with this choice id at `turn`, in the week with
 * this seed; or, turn 0, of the whole: "same", "showing", "guess". ERR_ARG when there is no such
 * line. `s` must outlive it. */
session_reading *session_reading_of(const session_places *p, scenario *s, const char *attempt,
                                    uint32_t turn, const char *choice, uint64_t seed, err *e);
const session_reading_view *session_reading_look(const session_reading *r);
void session_reading_free(session_reading *r);

/* ---- two attempts side by side ---- */
typedef struct session_side {
    const char *attempt, *begun; /* begun "" when not known */
    uint64_t seed;
    uint32_t turns;
    bool over;
    const char *outcome, *kind; /* "" while it has not ended */
    int scores[3];              /* -1: nothing to score */
} session_side;

/* One turn of both; texts are "" where an attempt was over before. */
typedef struct session_compare_turn {
    uint32_t turn;
    bool same; /* same scene, same choice */
    const char *scene[2], *choice[2];
    const char *reply[2]; /* the first line of the answer */
} session_compare_turn;

typedef struct session_compare_view {
    session_side sides[2];
    bool same_week;  /* same seed and picks */
    uint32_t parted; /* first turn at which they differ; 0: never */
    const session_compare_turn *turns;
    uint32_t turn_count;
} session_compare_view;

typedef struct session_compare session_compare;
/* Both are of scenario `s`, which must outlive it. */
session_compare *session_compare_of(const session_places *p, scenario *s, const char *attempt,
                                    const char *other, err *e);
const session_compare_view *session_compare_look(const session_compare *c);
void session_compare_free(session_compare *c);
#endif

#ifndef REVIEW_ODDS_H
#define REVIEW_ODDS_H
/* review_odds: what the readings of an attempt came to, and the class of each line. Sums only, so
 * that weeks may be added in any order. */
#include "review/review_attempt.h"

/* The one place of the rules; RULE_... in session_words.def say the same in words. */
enum {
    REVIEW_CLASS_WEEKS = 20,  /* before so many there is no class */
    REVIEW_COSTLY_ODDS = 50,  /* thousandths that a costly line gives away at least */
    REVIEW_COSTLY_SCORE = 50, /* or tenths of a point of the mean score */
    REVIEW_BEST_SCORE = 20    /* a best line lies at most so many tenths behind */
};

/* One job over the weeks read so far. */
typedef struct review_tally {
    uint32_t weeks, well, failed, unfinished;
    uint32_t scored[STORY_AXES];
    uint64_t points[STORY_AXES];
    uint64_t *known, *good; /* bit by number of the week: it did not fail; it ended well */
    uint32_t words;         /* of each */
} review_tally;
/* For weeks numbered 0 .. weeks - 1; lives in `mem`. */
bool review_tally_init(review_tally *t, uint32_t weeks, arena *mem, err *e);
/* Each week once. */
void review_tally_add(review_tally *t, uint32_t week, const review_result *result);

/* Thousandths of the weeks that did not fail; -1 without any. What does not end does not end well.
 */
int32_t review_tally_share(const review_tally *t);
/* A 95 % interval around the share (Wilson 1927, "Probable inference, the law of succession, and
 * statistical inference"), thousandths; 0 and 1000 without any. */
void review_tally_interval(const review_tally *t, int32_t *low, int32_t *high);
/* Mean of one axis, whole points, rounded; -1 when it was never scored. */
int32_t review_tally_score(const review_tally *t, uint32_t axis);
/* Mean of the axes that were scored, in tenths; -1 when none was. */
int32_t review_tally_mark(const review_tally *t);
/* In how many of the weeks both have one ended well and the other not. */
void review_tally_apart(const review_tally *a, const review_tally *b, uint32_t *a_alone,
                        uint32_t *b_alone);

typedef enum review_class {
    REVIEW_CLASS_UNKNOWN,
    REVIEW_CLASS_ONLY,
    REVIEW_CLASS_BEST,
    REVIEW_CLASS_SOUND,
    REVIEW_CLASS_COSTLY,
    REVIEW_CLASS_RECOVERED
} review_class;

typedef struct review_verdict {
    review_class class;
    uint32_t best;      /* option; the one taken when its class is best */
    int32_t cost;       /* thousandths the best is ahead of the line taken; 0 or more */
    int32_t score_cost; /* tenths of a point; 0 or more */
    bool spared;        /* the odds alone would call it costly, but nothing open showed more: what
                           an earlier line has spoilt is that line's cost. Sound at worst */
    bool lied;          /* the line taken is untrue, and an honest one was open */
    bool mattered;      /* some line open clearly ends well less often than the one taken */
} review_verdict;
/* The class of every line. `tallies`: by job. `verdicts`: one a decision. */
void review_judge_all(const review_attempt *a, const review_tally tallies[],
                      review_verdict verdicts[]);
#endif

#ifndef REVIEW_BOOK_H
#define REVIEW_BOOK_H
/* review_book: what many readings came to, as whole numbers only. Books of different readings can
 * be added up in any order and give the same sums, so that readings may be shared out at will. */
#include "review/review_policy.h"

enum {
    REVIEW_MOST_STEPS = 2000, /* decisions in one reading; more is a story that does not end */
    REVIEW_MOST_READINGS = 1000000, /* of one policy */
    REVIEW_MOST_FOUND = 100000,     /* choices that only Lua functions return */
    REVIEW_CHANCE_UNIT = 2520       /* divisible by every number of options from 1 to 9 */
};

/* One score over many readings. */
typedef struct review_axis {
    uint64_t scored, points; /* readings in which it was scored; sum of the scores */
    uint32_t at[101];        /* readings with this score */
} review_axis;

/* A reading worth telling: {0} means none yet. */
typedef struct review_mark {
    bool there;
    uint64_t seed;
    uint32_t mark; /* hundredths: the mean of the scores there were */
} review_mark;

/* Keeps `other` when it is the first, has the larger (or, without `larger`, the smaller) mark, or
 * an equal mark and a smaller seed; says whether it did. */
bool review_mark_keep(review_mark *kept, const review_mark *other, bool larger);

/* What one policy came to. */
typedef struct review_conduct {
    uint64_t readings;
    uint64_t failed; /* stopped by an error of the scenario */
    uint64_t
        unfinished; /* did not end within REVIEW_MOST_STEPS; the figures below leave both out */
    uint64_t decisions, longest; /* sum; most in one reading */
    uint64_t good; /* ended well: review_ending_is_good, or where ending was complete */
    uint64_t lied, found_out, corrected; /* readings with such a claim */
    uint64_t *endings;                   /* by ending */
    review_axis axes[STORY_AXES];
    review_mark best, worst;                    /* by mark, then by the smaller seed */
    review_mark lengthy;                        /* the longest; mark: its decisions */
    review_mark first_failed, first_unfinished; /* mark unused */
    char why[400];                              /* of first_failed */
} review_conduct;

typedef struct review_scene {
    uint32_t reached[REVIEW_POLICIES]; /* readings that came through it */
    uint64_t decisions;                /* with two or more options open, by any policy */
    uint64_t moments;                  /* of these: some option showed something */
    uint64_t spread;  /* of these: on some axis, or by a lie, the options differed */
    uint64_t current; /* reading that came through it last, for counting each once */
    uint32_t next;    /* of the scenes a step passed through, while it is worked out */
    bool listed;      /* it is among them */
} review_scene;

typedef struct review_choice {
    uint32_t scene;
    const char *id;
    uint32_t open[REVIEW_POLICIES], taken[REVIEW_POLICIES]; /* decisions */
    uint64_t best;   /* decisions in which it had the most points, lies deducted */
    uint64_t skills; /* bit k: it showed skill k */
    bool lied;       /* it was untrue in some decision */
    uint32_t times;  /* taken in reading `current` */
    uint64_t current;
    uint32_t next; /* of the same scene, for choices that Lua returned */
} review_choice;

/* Whether options give themselves away. Only decisions of policy "average" in which some option has
 * more points than another. */
typedef struct review_tells {
    uint64_t moments;
    uint64_t longest, first; /* the longest, the first offered was one of the best */
    uint64_t politest;       /* the one with most tact was */
    uint64_t chance; /* sum of REVIEW_CHANCE_UNIT x best options / options: blind guessing */
} review_tells;

/* What blind guessing comes to: the readings of policy "random" by their mark in whole points. */
typedef struct review_guesses {
    uint64_t seed[101]; /* the smallest, where there are any */
    uint32_t at[101];   /* readings */
} review_guesses;

typedef struct review_book {
    const story_def *def;
    arena mem; /* ids of choices that Lua returned */
    review_conduct conducts[REVIEW_POLICIES];
    review_scene *scenes;   /* by scene */
    review_choice *choices; /* those written down, in order; then those found */
    uint32_t *first_choice; /* by scene: number of its first written choice */
    uint32_t *first_found;  /* by scene: the latest found, or STORY_NONE */
    uint32_t written, choice_count, choice_cap;
    review_tells tells;
    review_guesses guesses;
    uint64_t chances[STORY_MOST_SKILLS]; /* decisions of "average" in which an option showed it */
    uint64_t seeds;                      /* seeds read by every policy */
    uint64_t pairs,
        pairs_apart;  /* two policies with the same seed: pairs; with different endings */
    uint64_t current; /* readings begun here */
} review_book;

/* An empty book for readings of `def`, which must outlive it. */
bool review_book_init(review_book *b, const story_def *def, err *e);
void review_book_release(review_book *b);
/* Adds the figures of `from`, of the same scenario, to `into`. The order of adding does not matter
 * for any figure; for choices that Lua returned it decides their place until review_book_sort. */
bool review_book_add(review_book *into, const review_book *from, err *e);
/* Puts the choices that Lua returned into the order of scenes and ids. No reading may follow. */
void review_book_sort(review_book *b);
/* The number in `choices` of an option of the scene numbered `scene`. */
bool review_book_choice(review_book *b, uint32_t scene, const story_moment *m, uint32_t option,
                        uint32_t *number, err *e);

/* ---- figures ---- */
/* yes, conditions, second_interview. */
bool review_ending_is_good(const story_ending *ending);
/* The score that `part` hundredths of the readings do not exceed (nearest rank: the smallest score
 * whose readings and those below are at least part/100 of all); -1 without readings. */
int32_t review_axis_quantile(const review_axis *a, uint32_t part);
/* Mean in tenths, rounded; -1 without readings. */
int32_t review_axis_mean(const review_axis *a);
/* The reading of policy "random" that stands in the middle of all of them by its mark. */
review_mark review_guessed(const review_guesses *g);
/* What decides how it ends, in thousandths, over all policies. With T the chance that two readings
 * of different policies and different seeds end differently, S the same for different policies and
 * one seed, C for one policy and different seeds: luck is 1 - S/T, conduct 1 - C/T (the part of
 * variation between groups, counted in pairs as by Light and Margolin 1971, "An analysis of
 * variance for categorical data"; pairs of distinct readings leave no bias by group size). What
 * remains is both together and chance while choosing. Below 0 counts as 0. *known is false with
 * fewer than two seeds, or when all end alike. */
void review_luck(const review_book *b, int32_t *luck, int32_t *conduct, bool *known);
/* Whether `a` of `of` and `b` of `of` readings differ by more than three standard errors,
 * `a` being the larger; never with fewer than 30. */
bool review_clearly_more(uint64_t a, uint64_t b, uint64_t of);
/* Half the width, in thousandths, of a 95 % interval around a share of one half of `of` readings;
 * other shares lie closer. */
uint32_t review_margin(uint64_t of);
#endif

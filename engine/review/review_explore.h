#ifndef REVIEW_EXPLORE_H
#define REVIEW_EXPLORE_H
/* review_explore: every moment a scenario can come to, instead of a sample of them. States that
 * nothing can tell apart are met once, and where the engine draws at random every result is
 * followed with its weight. What comes out is a proof when the search was finished, and what was
 * met before it stopped otherwise.
 *
 * What a state is: scene, clock, claims, variables, counters and plans, without what nothing reads:
 * the seed, the number of choices taken, variables and counters that no condition, value or weight
 * asks for, the clock (the whole of it, or whole weeks, as far as conditions and events allow), and
 * the micro-skills. Where Lua takes part it may read anything, so all is kept. Scores depend on the
 * way; they are kept as part of the state when `scores` is set. */
#include "review/review_book.h"

/* Several workers, lent by whoever may start threads. */
typedef void review_work(void *of, uint32_t worker, uint32_t item);
typedef struct review_crew {
    uint32_t workers; /* 1 or more */
    uint32_t fewest;  /* states that are worth sharing out; 0: as many as pay with threads */
    /* Calls work(of, worker, item) once for each item from 0 to items - 1, and returns when all are
     * done. Items may be worked on at the same time and in any order; `worker` is below `workers`,
     * no worker has two items at once, and worker 0 is the caller's own thread. */
    void (*share)(void *self, uint32_t items, review_work *work, void *of);
    void *self;
} review_crew;

typedef struct review_explore_limits {
    uint32_t states;      /* moments kept, at most 100,000,000 */
    uint64_t transitions; /* results of choices worked out */
    uint32_t starts;      /* results of the draws before the first scene */
    /* Bytes in all while searching. Weighing afterwards takes 36 a state more, and a crew up to
     * 32 MiB whatever the number of states. */
    size_t memory;
    uint32_t depth; /* choices deep; 0: no limit */
    bool scores;    /* keep what the scores are made of */
    /* Who shares the work; NULL: the caller's thread alone does it, as it does with Lua. */
    const review_crew *crew;
    /* Asked now and then, while searching and while weighing, from the caller's thread; false
     * stops. May be NULL. */
    bool (*go_on)(void *self, uint32_t states, uint64_t transitions);
    void *self;
} review_explore_limits;

typedef enum review_explore_end {
    REVIEW_EXPLORE_ALL,       /* nothing is left: all results are proofs */
    REVIEW_EXPLORE_STATES,    /* a limit was met: */
    REVIEW_EXPLORE_STEPS,     /* transitions */
    REVIEW_EXPLORE_MEMORY,    /* memory */
    REVIEW_EXPLORE_DEPTH,     /* depth: all is known up to there */
    REVIEW_EXPLORE_STARTS,    /* too many results of the first draws */
    REVIEW_EXPLORE_DRAWS,     /* too many results of one draw, or draws in one step */
    REVIEW_EXPLORE_LUA_DRAWS, /* a Lua function draws at random: its results cannot be listed */
    REVIEW_EXPLORE_STOPPED    /* by go_on */
} review_explore_end;
/* Why it ended, as a sentence for a report. */
const char *review_explore_why(review_explore_end end);

/* How to come to something: a state, and what is done there. */
typedef struct review_example {
    bool there;
    uint32_t state;
    uint32_t option; /* STORY_NONE: nothing is done */
    uint32_t result; /* of chance, in the order met; 0 without chance */
} review_example;

/* One way the story can stop. */
typedef struct review_terminal {
    uint32_t ending;
    bool good;                /* review_ending_is_good, or complete */
    int32_t axis[STORY_AXES]; /* -1: not scored; all -1 when scores were not kept */
    uint32_t mark;            /* hundredths: the mean of the scores there are */
    review_example first;     /* the shortest way */
} review_terminal;

typedef struct review_trouble {
    uint32_t count;
    review_example first;
    char why[400]; /* the error, or "" */
} review_trouble;

/* Chances between 0 and 1: when every open option is as likely, for policy "best" (of equals each
 * is as likely), and at the extremes: `most` and `least` are for a player who knows everything, the
 * dice to come excepted, and wants just this, or wants to avoid just this. */
typedef struct review_chance {
    bool reached;
    double blind, given, most, least;
} review_chance;

typedef struct review_explored {
    const story_def *def;
    review_explore_end end;
    bool scores;      /* kept */
    bool weighed;     /* chances, expected, loops, longest and the choices' `best` are there */
    bool settled;     /* the chances are right to 10^-9: with loops they come by repetition */
    bool clock_kept;  /* the whole clock is part of the state */
    bool clock_weeks; /* the clock is part of it, without the number of weeks passed */
    uint32_t states, starts, depth; /* depth: choices on the longest of the shortest ways */
    uint64_t transitions;
    size_t bytes;     /* held at the end of the search */
    review_book book; /* scenes[].reached[0]: 1; choices[].open[0]: states that offer it.
                         Weighed: scenes[].decisions: states with two or more options, .spread: of
                         these, what is chosen changes a chance or the mark to expect;
                         choices[].best: states in which it is one of the best for either */
    review_terminal *terminals;
    uint32_t terminal_count;
    review_chance *endings; /* by ending */
    review_chance good;
    double expected_blind, expected_given, expected_most, expected_least; /* mark, hundredths */
    review_trouble stuck;       /* no choice is open, or looking failed */
    review_trouble failed;      /* a choice leads to an error */
    review_trouble endless;     /* no ending can be reached any more, and the story goes on */
    bool loops;                 /* some state can be come to again */
    uint32_t shortest, longest; /* choices to an ending; longest only without loops */
    struct explorer *x;
} review_explored;

/* Searches. `run` is borrowed until review_explored_release and not used otherwise meanwhile. Same
 * input, same result, whatever the machine and the crew, unless go_on stops it. ERR_NOMEM, or
 * ERR_LIMIT when Lua makes up choices without end. */
bool review_explore(story_run *run, const review_explore_limits *limits, review_explored *out,
                    err *e);
void review_explored_release(review_explored *out);

/* The ids of the choices that lead to `one`, one a line as `rapport play --script` reads them, the
 * draws that must fall so ("k = 2, toss: result 1 of 2"), and a seed with which they do, when one
 * of the first `tries` seeds does; *found tells. */
bool review_explore_path(review_explored *x, const review_example *one, uint32_t tries,
                         strbuf *choices, strbuf *draws, uint64_t *seed, bool *found, err *e);
/* The scene of an example's state; STORY_NONE before the first. */
uint32_t review_explore_scene(const review_explored *x, const review_example *one);
/* The terminals with the largest and the smallest mark (axis STORY_AXES) or score; NULL without. */
const review_terminal *review_explore_most(const review_explored *x, uint32_t axis);
const review_terminal *review_explore_least(const review_explored *x, uint32_t axis);
#endif

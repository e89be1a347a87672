#ifndef REVIEW_POLICY_H
#define REVIEW_POLICY_H
/* review_policy: who chooses in a reading. A policy sees what a player sees and what the scenario
 * would make of each option; it never sees the dice. */
#include "base/base_rng.h"
#include "story/story.h"

enum { REVIEW_LIE_COSTS = 100 }; /* points a lie weighs against an option; more than any can show */

/* One open option as a policy sees it. */
typedef struct review_option {
    story_worth worth;
    uint32_t length; /* characters of its text */
    uint32_t times;  /* taken so far in this reading */
    int32_t takes;   /* minutes that pass by taking it, as written; an outcome may add some */
    bool spoken;
} review_option;

typedef struct review_moment {
    review_option options[STORY_MOST_OPEN]; /* in the order in which they are offered */
    uint32_t count;                         /* 1 or more */
    bool lied;                              /* this reading has told something untrue */
} review_moment;

typedef struct review_policy {
    const char *name; /* "average" */
    const char *rule; /* one line, for readers of a report */
    uint32_t (*pick)(const review_moment *m, rng *chooser);
} review_policy;

/* The policies, always in this order; their numbers index what a review_book counts. */
enum {
    REVIEW_RANDOM,
    REVIEW_AVERAGE,
    REVIEW_BEST,
    REVIEW_WORST,
    REVIEW_LYING,
    REVIEW_LYING_ONCE,
    REVIEW_POLITEST,
    REVIEW_LONGEST,
    REVIEW_FIRST,
    REVIEW_SILENT,
    REVIEW_WAITING,
    REVIEW_POLICIES
};
extern const review_policy REVIEW_POLICY[REVIEW_POLICIES];

/* The points an option shows on all axes together, less REVIEW_LIE_COSTS when it lies. */
int32_t review_option_points(const review_option *o);
/* The option with the most characters; the first of equals. */
uint32_t review_longest(const review_moment *m);
/* The option that shows most tact; the first of equals. */
uint32_t review_politest(const review_moment *m);
#endif

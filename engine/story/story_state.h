#ifndef STORY_STATE_H
#define STORY_STATE_H
/* story_state: where a play stands. Plain data without pointers, def->state_size bytes: copy it
 * with memcpy, compare it by hash. */
#include "base/base_rng.h"
#include "story/story_def.h"

typedef struct story_claim {
    uint8_t person, fact;
    bool untrue, omitted, corrected, discovered;
    int32_t said;   /* what was claimed: a number, 0/1, or a word's number in the fact's words */
    int32_t minute; /* story time */
    uint32_t step;
} story_claim;

typedef struct story_state {
    uint64_t seed;
    rng luck;        /* the stream that decides; only the story draws from it */
    uint32_t scene;  /* a number, or STORY_SCENE_END */
    uint32_t resume; /* the scene an event interrupted, or STORY_NONE */
    uint32_t steps;  /* choices taken */
    int32_t now;     /* minutes since the start */
    int32_t ending;  /* -1: none yet */
    uint32_t claim_count;
    int32_t discovered; /* lies found out */
    int32_t gained[STORY_AXES], span[STORY_AXES], slip[STORY_AXES];
    int32_t slots[]; /* def->slot_count numbers, then def->claim_cap claims */
} story_state;

/* The ledger of claims, oldest first; s->claim_count of them. */
const story_claim *story_claims(const story_def *d, const story_state *s);
/* The same on every machine for the same scenario, seed and inputs. */
uint64_t story_state_hash(const story_def *d, const story_state *s);

#define STORY_LAST_MINUTE 1000000000 /* 1,900 years; sums of it and any span fit 32 bits */

/* The story's calendar at minute `now`. */
typedef struct story_calendar {
    int32_t year, month, day_of_month; /* 2026, 3, 6 */
    int32_t day;                       /* of the story, the start is 1 */
    int32_t weekday;                   /* 1 Monday .. 7 Sunday */
    int32_t hour, minute;
    int32_t workdays; /* begun since the start; 0 on the day of the start */
} story_calendar;
story_calendar story_calendar_at(const story_def *d, int32_t now);
/* Minutes since the start of the moment `t`, seen from `now`; never before `now`, never after
 * STORY_LAST_MINUTE: story time stands still there. */
int32_t story_time_due(const story_def *d, int32_t now, story_time t);
/* Days since 1970-01-01 of a date of the Gregorian calendar; false when there is no such day. */
bool story_date_to_days(int32_t year, int32_t month, int32_t day, int32_t *days);
#endif

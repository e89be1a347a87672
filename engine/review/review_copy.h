#ifndef REVIEW_COPY_H
#define REVIEW_COPY_H
/* review_copy: a player as recorded, who plays again. The rule, in the order of its parts:
 * 1. In a scene take the first of the player's own lines there that was not taken yet and is open.
 * 2. When none is, take the open line closest to the player's manner by what it shows: on each axis
 *    the player lay, on average, some way between the poorest and the best line that was open; the
 *    line nearest to that on all axes together is taken. Whether it lies counts as one more axis.
 *    Equals take turns. */
#include "story/story.h"

/* One line of the player's. */
typedef struct review_line {
    uint64_t key;     /* review_line_key of its scene and choice */
    uint64_t instead; /* key of a line to take rather where it is open; 0: none */
    uint32_t next;    /* number of the next line in the same scene, or STORY_NONE */
} review_line;

/* {0} is empty. Read only once made: many readers may share it. */
typedef struct review_copy {
    review_line *lines; /* `count` of them, in the order they were taken */
    uint32_t count;
    uint32_t *first;            /* by scene: number of its first line, or STORY_NONE */
    int32_t manner[STORY_AXES]; /* thousandths of the way from poorest to best; 500 when unknown */
    int32_t lies;               /* thousandths of the chances to lie that were used */
    uint32_t span[STORY_AXES];  /* lines taken where the axis had a spread */
    int64_t along[STORY_AXES];  /* sum of thousandths over them */
    uint32_t lie_chances, lied;
} review_copy;

/* Tells lines apart. */
uint64_t review_line_key(uint32_t scene, const char *choice);
/* Room for `most` lines in scenes below `scene_count`, in `mem`. */
bool review_copy_init(review_copy *c, uint32_t scene_count, uint32_t most, arena *mem, err *e);
/* Adds the line taken next. `worth`: of each option of `m`, from story_weigh. */
void review_copy_add(review_copy *c, const story_moment *m, const story_worth worth[],
                     uint32_t option);
/* Works out manner and lies from what was added. */
void review_copy_finish(review_copy *c);

/* The copy during one reading. */
typedef struct review_copier {
    const review_copy *copy;
    uint8_t *used; /* by line: 1 once it was taken */
} review_copier;
bool review_copier_init(review_copier *c, const review_copy *copy, err *e);
void review_copier_release(review_copier *c);
/* A reading that begins after the player's first `from` lines. `copy` may be another of as many
 * lines. */
void review_copier_begin(review_copier *c, const review_copy *copy, uint32_t from);
/* The option that the rule takes, and notes it. Depends on nothing but the state and `used`. */
bool review_copier_pick(review_copier *c, story_run *run, const story_state *s,
                        const story_moment *m, uint32_t *option, err *e);
#endif

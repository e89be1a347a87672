#ifndef PLAIN_H
#define PLAIN_H
/* plain: what the engine is compared with. The generated story (story_maker.lua) read with cJSON
 * into flat arrays and played by a small loop: conditions and values as bytecode, no checking, no
 * messages, no history. About the least that can be written for this one kind of story. */
#include "base/base_rng.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PLAIN_VARIABLES = 5, PLAIN_STEPS = 50 }; /* steps in one play */
#define PLAIN_NONE UINT32_MAX

typedef struct plain_set {
    uint32_t variable, code;
    bool add;
} plain_set;

typedef struct plain_choice {
    uint32_t when; /* code, or PLAIN_NONE */
    uint32_t first_set, set_count;
    uint32_t to; /* PLAIN_NONE: the end */
    const char *say;
} plain_choice;

typedef struct plain_scene {
    uint32_t first_choice, choice_count;
    const char *line;
} plain_scene;

typedef struct plain_story {
    plain_scene *scenes;
    plain_choice *choices;
    plain_set *sets;
    uint32_t *code;
    char *texts;
    int32_t start[PLAIN_VARIABLES], min[PLAIN_VARIABLES], max[PLAIN_VARIABLES];
    uint32_t scene_count;
} plain_story;

/* Parses `json` with cJSON, builds the arrays, drops the tree. Ends the program when it cannot. */
void plain_load(const char *json, size_t len, plain_story *out);
void plain_release(plain_story *p);

typedef struct plain_state {
    int32_t v[PLAIN_VARIABLES];
    uint32_t scene;
} plain_state;

/* One play of PLAIN_STEPS steps with the chooser's seed. */
void plain_play(const plain_story *p, uint64_t seed, plain_state *s);

/* The different states within `depth` steps of the start, in a flat array with a hash table.
 * *transitions: steps taken; *bytes: held at the end. */
uint32_t plain_explore(const plain_story *p, uint32_t depth, uint64_t *transitions, size_t *bytes);

/* The stream that chooses among the open choices, the same for everybody. */
static inline rng plain_chooser(uint64_t seed)
{
    return rng_seed(seed, 77);
}

/* Adds where a play ended to a checksum. */
static inline uint64_t plain_sum(uint64_t sum, const int32_t v[PLAIN_VARIABLES], uint32_t scene)
{
    for (int i = 0; i < PLAIN_VARIABLES; i++)
        sum = sum * 31 + (uint32_t)v[i];
    return sum * 31 + scene;
}
#endif

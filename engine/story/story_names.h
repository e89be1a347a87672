#ifndef STORY_NAMES_H
#define STORY_NAMES_H
/* story_names: which number a name has. Used for every kind of named thing in a scenario. */
#include "base/base_mem.h"

#include <stdint.h>

#define STORY_NONE UINT32_MAX

/* {0} is empty. Lives in the arena it is grown in; names are borrowed. */
typedef struct story_names {
    struct story_name_slot *slots; /* the names in the order they were added, then where to look */
    uint32_t cap, count;           /* cap: names there is room for */
} story_names;

/* Makes room for `count` names in one piece, so that the arena keeps no outgrown tables. */
bool story_names_reserve(story_names *n, arena *mem, uint32_t count, err *e);
/* Gives `name` the number `value`. False when out of memory or (e untouched) when it is taken. */
bool story_names_add(story_names *n, arena *mem, const char *name, uint32_t value, err *e);
/* The number, or STORY_NONE. The second form takes a piece of a longer text. */
uint32_t story_names_find(const story_names *n, const char *name);
uint32_t story_names_find_part(const story_names *n, const char *name, size_t len);
/* Name i in the order they were added; NULL past the end. For suggestions. */
const char *story_names_at(const story_names *n, uint32_t i);
#endif

#include "story/story_names.h"

#include "base/base_hash.h"

#include <string.h>

/* The names stand densely in the order they were added; behind them is an index of numbers by hash
 * (open addressing, a power of two, at least twice as many places as names). */
typedef struct story_name_slot {
    const char *name;
    uint32_t value, hash;
} story_name_slot;

enum { ROOM_FIRST = 8 };

static uint32_t *index_of(const story_names *n)
{
    return (uint32_t *)(void *)(n->slots + n->cap);
}

static uint32_t places_for(uint32_t cap)
{
    uint32_t places = ROOM_FIRST;
    while (places < cap * 2)
        places *= 2;
    return places;
}

static uint32_t hash_of(const char *name, size_t len)
{
    return (uint32_t)hash64(HASH64_START, name, len);
}

static void place(const story_names *n, uint32_t number)
{
    uint32_t *places = index_of(n), mask = places_for(n->cap) - 1;
    uint32_t at = n->slots[number].hash & mask;
    while (places[at])
        at = (at + 1) & mask;
    places[at] = number + 1;
}

bool story_names_reserve(story_names *n, arena *mem, uint32_t count, err *e)
{
    if (count <= n->cap) return true;
    if (count > UINT32_MAX / 4) return err_nomem(e);
    uint32_t places = places_for(count);
    story_names grown = {.cap = count, .count = n->count};
    grown.slots = arena_alloc(mem, count * sizeof *grown.slots + places * sizeof(uint32_t), e);
    if (!grown.slots) return false;
    if (n->count) memcpy(grown.slots, n->slots, n->count * sizeof *grown.slots);
    for (uint32_t i = 0; i < grown.count; i++)
        place(&grown, i);
    *n = grown;
    return true;
}

static const story_name_slot *find(const story_names *n, const char *name, size_t len,
                                   uint32_t hash)
{
    if (!n->count) return NULL;
    const uint32_t *places = index_of(n);
    uint32_t mask = places_for(n->cap) - 1;
    for (uint32_t at = hash & mask; places[at]; at = (at + 1) & mask) {
        const story_name_slot *s = &n->slots[places[at] - 1];
        if (s->hash == hash && strncmp(s->name, name, len) == 0 && s->name[len] == '\0') return s;
    }
    return NULL;
}

bool story_names_add(story_names *n, arena *mem, const char *name, uint32_t value, err *e)
{
    size_t len = strlen(name);
    uint32_t hash = hash_of(name, len);
    if (find(n, name, len, hash)) return false;
    if (n->count == n->cap && !story_names_reserve(n, mem, n->cap ? n->cap * 2 : ROOM_FIRST, e))
        return false;
    n->slots[n->count] = (story_name_slot){.name = name, .value = value, .hash = hash};
    place(n, n->count++);
    return true;
}

uint32_t story_names_find_part(const story_names *n, const char *name, size_t len)
{
    if (!n->count) return STORY_NONE;
    const story_name_slot *s = find(n, name, len, hash_of(name, len));
    return s ? s->value : STORY_NONE;
}

uint32_t story_names_find(const story_names *n, const char *name)
{
    return story_names_find_part(n, name, strlen(name));
}

const char *story_names_at(const story_names *n, uint32_t i)
{
    return i < n->count ? n->slots[i].name : NULL;
}

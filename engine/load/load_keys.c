#include "load/load_internal.h"

#include "base/base_hash.h"

#include <string.h>

#define NO_TWIN UINT32_MAX
/* Up to so many keys are compared one by one; most objects never need a table. */
#define FEW 16u
/* So many steps in a table at most half full do not happen by chance. */
#define CROWD 128u

/* Grows *block of *cap items so that `need` fit. */
static bool grow(void **block, uint32_t *cap, uint32_t need, size_t item, err *e)
{
    if (need <= *cap) return true;
    uint32_t more = *cap ? *cap * 2 : 64;
    if (more < need) more = need;
    void *moved = base_realloc(*block, more * item);
    if (!moved) return err_nomem(e);
    *block = moved;
    *cap = more;
    return true;
}

char *load_keys_room(load_keys *k, uint32_t bytes, err *e)
{
    void *names = k->names;
    if (!grow(&names, &k->name_cap, k->name_bytes + bytes + 1, 1, e)) return NULL;
    k->names = names;
    return k->names + k->name_bytes;
}

static bool same(const load_keys *k, const load_key *a, const load_key *b)
{
    return a->hash == b->hash && a->object == b->object && a->size == b->size &&
           memcmp(k->names + a->name, k->names + b->name, a->size) == 0;
}

static void slot_put(load_keys *k, uint32_t index)
{
    uint32_t mask = k->slot_cap - 1;
    uint32_t i = (uint32_t)k->list[index].hash & mask;
    while (k->slots[i])
        i = (i + 1) & mask;
    k->slots[i] = index + 1;
    k->slot_used++;
}

/* Makes room for `more` keys by a new table, which leaves out the keys that are gone. It is at most
 * a quarter full then, so the next one is far off. */
static bool slots_renew(load_keys *k, uint32_t more, err *e)
{
    uint32_t cap = 64;
    while (cap < (k->count + more) * 4)
        cap *= 2;
    uint32_t *slots = base_alloc(cap * sizeof *slots);
    if (!slots) return err_nomem(e);
    base_free(k->slots);
    k->slots = slots;
    k->slot_cap = cap;
    k->slot_used = 0;
    for (uint32_t i = 0; i < k->count; i++)
        slot_put(k, i);
    return true;
}

static bool slots_reserve(load_keys *k, uint32_t more, err *e)
{
    return (k->slot_used + more) * 2 <= k->slot_cap || slots_renew(k, more, e);
}

/* A slot may name a key that is gone, or whose index another key has now: only the key that stands
 * there now is compared, so a match is always a true one. */
static uint32_t slot_find(load_keys *k, const load_key *key)
{
    uint32_t mask = k->slot_cap - 1, steps = 0;
    for (uint32_t i = (uint32_t)key->hash & mask; k->slots[i]; i = (i + 1) & mask) {
        uint32_t index = k->slots[i] - 1;
        if (index < k->count && same(k, &k->list[index], key)) return k->list[index].at;
        if (++steps == CROWD && !k->seed) k->crowded = true;
    }
    return NO_TWIN;
}

static uint32_t find(load_keys *k, const load_key *key)
{
    if (k->count - key->object > FEW) return slot_find(k, key);
    for (uint32_t i = key->object; i < k->count; i++)
        if (same(k, &k->list[i], key)) return k->list[i].at;
    return NO_TWIN;
}

bool load_keys_add(load_keys *k, uint32_t object, uint32_t at, uint32_t size, uint32_t *twin,
                   err *e)
{
    load_key key = {.name = k->name_bytes, .size = size, .at = at, .object = object};
    key.hash = hash64(k->seed, k->names + key.name, size);
    *twin = find(k, &key);
    if (*twin != NO_TWIN) return true;

    uint32_t before = k->count - object;
    void *list = k->list;
    if (!grow(&list, &k->cap, k->count + 1, sizeof *k->list, e)) return false;
    k->list = list;
    if (before >= FEW && !slots_reserve(k, before == FEW ? FEW + 1 : 1, e)) return false;
    k->list[k->count++] = key;
    k->name_bytes += size;
    if (before > FEW) slot_put(k, k->count - 1);
    if (before == FEW)
        for (uint32_t i = object; i < k->count; i++)
            slot_put(k, i);
    return true;
}

bool load_keys_reseed(load_keys *k, uint64_t seed, err *e)
{
    k->crowded = false;
    k->seed = seed | 1; /* 0 is the seed to begin with */
    for (uint32_t i = 0; i < k->count; i++)
        k->list[i].hash = hash64(k->seed, k->names + k->list[i].name, k->list[i].size);
    return slots_renew(k, 1, e);
}

void load_keys_cut(load_keys *k, uint32_t object)
{
    if (object == k->count) return;
    k->name_bytes = k->list[object].name;
    k->count = object;
}

void load_keys_release(load_keys *k)
{
    base_free(k->list);
    base_free(k->names);
    base_free(k->slots);
    *k = (load_keys){0};
}

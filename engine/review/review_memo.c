#include "review/review_memo.h"

#include <string.h>

/* Points and what is known share the table; so their keys must differ. */
static const uint64_t POINT = UINT64_C(0xD1B54A32D192ED03);

bool review_memo_init(review_memo *m, size_t room, size_t state_size, size_t lines, err *e)
{
    size_t wanted = room / (state_size + lines + sizeof(review_point) + sizeof(review_known));
    uint32_t cap = 64;
    while (cap < wanted * 4 && cap < UINT32_C(1) << 24)
        cap *= 2;
    *m = (review_memo){.state_size = state_size, .lines = lines, .cap = cap};
    m->mem.limit = room;
    m->slots = base_alloc(cap * sizeof *m->slots);
    return m->slots || err_nomem(e);
}

void review_memo_release(review_memo *m)
{
    arena_release(&m->mem);
    base_free(m->slots);
    *m = (review_memo){0};
}

static review_slot *slot_of(const review_memo *m, uint64_t key)
{
    if (!m->cap) return NULL;
    uint32_t at = (uint32_t)(key >> 32) & (m->cap - 1);
    while (m->slots[at].what && m->slots[at].key != key)
        at = (at + 1) & (m->cap - 1);
    return &m->slots[at];
}

const review_known *review_memo_find(const review_memo *m, uint64_t key)
{
    const review_slot *slot = slot_of(m, key);
    return slot ? slot->what : NULL;
}

review_point *review_memo_point(const review_memo *m, uint64_t key)
{
    const review_slot *slot = slot_of(m, key ^ POINT);
    return slot ? slot->what : NULL;
}

static bool has_room(review_memo *m)
{
    bool room = m->count < m->cap / 2;
    m->refused += !room;
    return room;
}

static void put(review_memo *m, uint64_t key, void *what)
{
    review_slot *slot = slot_of(m, key);
    *slot = (review_slot){key, what};
    m->count++;
}

review_known *review_memo_learn(review_memo *m, uint64_t key, review_point *point)
{
    if (!has_room(m)) return NULL;
    review_known *known = arena_alloc(&m->mem, sizeof *known, NULL);
    if (!known) {
        m->refused++;
        return NULL;
    }
    *known = (review_known){.key = key, .point = point};
    put(m, key, known);
    return known;
}

review_point *review_memo_add_point(review_memo *m, uint64_t key, const story_state *s,
                                    const uint8_t *used, uint32_t forced)
{
    if (!has_room(m)) return NULL;
    review_point *point = arena_alloc(&m->mem, sizeof *point, NULL);
    story_state *state = point ? arena_alloc(&m->mem, m->state_size, NULL) : NULL;
    uint8_t *marks = state ? arena_alloc(&m->mem, m->lines + 1, NULL) : NULL;
    if (!marks) {
        m->refused++;
        return NULL;
    }
    memcpy(state, s, m->state_size);
    memcpy(marks, used, m->lines);
    *point = (review_point){.key = key, .state = state, .used = marks, .forced = forced};
    put(m, key ^ POINT, point);
    return point;
}

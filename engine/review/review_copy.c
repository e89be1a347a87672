#include "review/review_copy.h"

#include "base/base_hash.h"

#include <string.h>

enum { ALL = 1000, UNKNOWN_MANNER = 500 };

uint64_t review_line_key(uint32_t scene, const char *choice)
{
    return hash64_number(hash64(HASH64_START, choice, strlen(choice)), scene);
}

bool review_copy_init(review_copy *c, uint32_t scene_count, uint32_t most, arena *mem, err *e)
{
    *c = (review_copy){0};
    c->lines = arena_array(mem, (size_t)most + 1, sizeof *c->lines, e);
    c->first = arena_array(mem, (size_t)scene_count + 1, sizeof *c->first, e);
    if (!c->lines || !c->first) return false;
    for (uint32_t i = 0; i < scene_count; i++)
        c->first[i] = STORY_NONE;
    return true;
}

/* Where an option lies between the poorest and the best on an axis, in thousandths; false when all
 * are alike. */
static bool place_of(const story_worth worth[], uint32_t count, uint32_t option, uint32_t axis,
                     int32_t *place)
{
    int32_t low = worth[0].points[axis], high = low;
    for (uint32_t i = 1; i < count; i++) {
        if (worth[i].points[axis] < low) low = worth[i].points[axis];
        if (worth[i].points[axis] > high) high = worth[i].points[axis];
    }
    if (low == high) return false;
    *place = ALL * (worth[option].points[axis] - low) / (high - low);
    return true;
}

static bool can_lie(const story_worth worth[], uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (worth[i].lies != worth[0].lies) return true;
    return false;
}

void review_copy_add(review_copy *c, const story_moment *m, const story_worth worth[],
                     uint32_t option)
{
    uint32_t number = c->count++;
    c->lines[number] = (review_line){
        .key = review_line_key(m->scene, m->options[option].choice->id), .next = STORY_NONE};
    uint32_t *link = &c->first[m->scene];
    while (*link != STORY_NONE)
        link = &c->lines[*link].next;
    *link = number;
    for (uint32_t a = 0; a < STORY_AXES; a++) {
        int32_t place;
        if (!place_of(worth, m->option_count, option, a, &place)) continue;
        c->span[a]++;
        c->along[a] += place;
    }
    if (!can_lie(worth, m->option_count)) return;
    c->lie_chances++;
    c->lied += worth[option].lies;
}

void review_copy_finish(review_copy *c)
{
    for (int a = 0; a < STORY_AXES; a++)
        c->manner[a] = c->span[a] ? (int32_t)(c->along[a] / c->span[a]) : UNKNOWN_MANNER;
    c->lies = c->lie_chances ? (int32_t)(ALL * (uint64_t)c->lied / c->lie_chances) : 0;
}

/* ---- one reading ---- */
bool review_copier_init(review_copier *c, const review_copy *copy, err *e)
{
    *c = (review_copier){.copy = copy};
    c->used = base_alloc((size_t)copy->count + 1);
    return c->used || err_nomem(e);
}

void review_copier_release(review_copier *c)
{
    base_free(c->used);
    *c = (review_copier){0};
}

void review_copier_begin(review_copier *c, const review_copy *copy, uint32_t from)
{
    c->copy = copy;
    memset(c->used, 1, from);
    memset(c->used + from, 0, copy->count - from);
}

static uint32_t find_key(const uint64_t keys[], uint32_t count, uint64_t key)
{
    for (uint32_t i = 0; i < count; i++)
        if (keys[i] == key) return i;
    return STORY_NONE;
}

static int32_t apart(int32_t a, int32_t b)
{
    return a < b ? b - a : a - b;
}

/* How far an option is from the player's manner. */
static int32_t distance(const review_copy *copy, const story_worth worth[], uint32_t count,
                        uint32_t option)
{
    int32_t sum = 0, place;
    for (uint32_t a = 0; a < STORY_AXES; a++)
        if (place_of(worth, count, option, a, &place)) sum += apart(place, copy->manner[a]);
    return sum + apart(worth[option].lies ? ALL : 0, copy->lies);
}

static bool closest(const review_copy *copy, story_run *run, const story_state *s,
                    const story_moment *m, uint32_t *option, err *e)
{
    story_worth worth[STORY_MOST_OPEN];
    if (!story_weigh(run, s, m, worth, e)) return false;
    uint32_t nearest[STORY_MOST_OPEN] = {0}, count = 1;
    int32_t least = distance(copy, worth, m->option_count, 0);
    for (uint32_t i = 1; i < m->option_count; i++) {
        int32_t far = distance(copy, worth, m->option_count, i);
        if (far > least) continue;
        if (far < least) count = 0;
        least = far;
        nearest[count++] = i;
    }
    *option = nearest[s->steps % count];
    return true;
}

bool review_copier_pick(review_copier *c, story_run *run, const story_state *s,
                        const story_moment *m, uint32_t *option, err *e)
{
    uint64_t keys[STORY_MOST_OPEN] = {0};
    for (uint32_t i = 0; i < m->option_count; i++)
        keys[i] = review_line_key(m->scene, m->options[i].choice->id);
    for (uint32_t own = c->copy->first[m->scene]; own != STORY_NONE;
         own = c->copy->lines[own].next) {
        const review_line *line = &c->copy->lines[own];
        if (c->used[own]) continue;
        *option = STORY_NONE;
        if (line->instead) *option = find_key(keys, m->option_count, line->instead);
        if (*option == STORY_NONE) *option = find_key(keys, m->option_count, line->key);
        if (*option == STORY_NONE) continue;
        c->used[own] = 1;
        return true;
    }
    return closest(c->copy, run, s, m, option, e);
}

/* States in as few bits as they need. A field that never changed takes none; one that changes gets
 * room for what it may hold, and what was packed before is packed anew. So a state of a small
 * lesson is one 64 bit word. */
#include "review/review_explore_internal.h"

#include <string.h>

enum {
    V_SCENE,
    V_RESUME,
    V_NOW,
    V_ENDING,
    V_DISCOVERED,
    V_STEPS,
    V_SCORES, /* gained, span, slip of each axis */
    V_SLOTS = V_SCORES + 3 * STORY_AXES,
    WEEK = 7 * 24 * 60,
    CLAIM_FIELDS = 2
};

/* ---- a state as a list of numbers ---- */
static bool is_due(const story_def *def, uint32_t slot)
{
    return slot >= def->due_at && slot < def->due_at + def->event_count;
}

static void take_claims(const explore_pack *p, const story_state *s, int32_t *v)
{
    const story_claim *claims = story_claims(p->def, s);
    *v++ = (int32_t)s->claim_count;
    for (uint32_t i = 0; i < p->def->claim_cap; i++) {
        bool there = i < s->claim_count;
        const story_claim *c = &claims[i];
        *v++ = !there ? 0
                      : c->person | c->fact << 8 | c->untrue << 16 | c->omitted << 17 |
                            c->corrected << 18 | c->discovered << 19;
        *v++ = there ? c->said : 0;
    }
}

static void take_apart(const explore_pack *p, const story_state *s, int32_t *v)
{
    int32_t shift = p->week == 1 ? s->now : p->week ? s->now / p->week * p->week : 0;
    v[V_SCENE] = (int32_t)s->scene;
    v[V_RESUME] = (int32_t)s->resume;
    v[V_NOW] = p->now ? s->now - shift : 0;
    v[V_ENDING] = s->ending;
    v[V_DISCOVERED] = s->discovered;
    v[V_STEPS] = p->steps ? (int32_t)s->steps : 0;
    for (int a = 0; a < STORY_AXES; a++) {
        v[V_SCORES + a] = p->score ? s->gained[a] : 0;
        v[V_SCORES + STORY_AXES + a] = p->score ? s->span[a] : 0;
        v[V_SCORES + 2 * STORY_AXES + a] = p->score ? s->slip[a] : 0;
    }
    for (uint32_t i = 0; i < p->slot_count; i++) {
        int32_t value = s->slots[p->slots[i]];
        if (shift && value >= 0 && is_due(p->def, p->slots[i]))
            value = value > shift ? value - shift : 0;
        v[V_SLOTS + i] = value;
    }
    if (p->claims) take_claims(p, s, v + V_SLOTS + p->slot_count);
}

static void put_claims(const explore_pack *p, const int32_t *v, story_state *s)
{
    story_claim *claims = (story_claim *)(void *)(s->slots + p->def->slot_count);
    s->claim_count = (uint32_t)*v++;
    memset(claims, 0, p->def->claim_cap * sizeof *claims);
    for (uint32_t i = 0; i < s->claim_count; i++, v += CLAIM_FIELDS)
        claims[i] = (story_claim){.person = (uint8_t)(v[0] & 0xFF),
                                  .fact = (uint8_t)(v[0] >> 8 & 0xFF),
                                  .untrue = v[0] >> 16 & 1,
                                  .omitted = v[0] >> 17 & 1,
                                  .corrected = v[0] >> 18 & 1,
                                  .discovered = v[0] >> 19 & 1,
                                  .said = v[1]};
}

static void put_together(const explore_pack *p, const int32_t *v, story_state *s)
{
    s->scene = (uint32_t)v[V_SCENE];
    s->resume = (uint32_t)v[V_RESUME];
    s->now = v[V_NOW];
    s->ending = v[V_ENDING];
    s->discovered = v[V_DISCOVERED];
    s->steps = (uint32_t)v[V_STEPS];
    for (int a = 0; a < STORY_AXES; a++) {
        s->gained[a] = v[V_SCORES + a];
        s->span[a] = v[V_SCORES + STORY_AXES + a];
        s->slip[a] = v[V_SCORES + 2 * STORY_AXES + a];
    }
    for (uint32_t i = 0; i < p->slot_count; i++)
        s->slots[p->slots[i]] = v[V_SLOTS + i];
    if (p->claims) put_claims(p, v + V_SLOTS + p->slot_count, s);
}

/* ---- the numbers in bits ---- */
static uint64_t bits_of(uint8_t bits)
{
    return bits >= 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

/* False when a value does not fit; *wrong is its field. */
static bool pack_values(const explore_pack *p, const int32_t *v, uint64_t *words, uint32_t *wrong)
{
    memset(words, 0, p->words * sizeof *words);
    for (uint32_t i = 0; i < p->field_count; i++) {
        const explore_field *f = &p->fields[i];
        uint64_t over = (uint64_t)((int64_t)v[i] - f->base);
        if (over >> f->bits) {
            *wrong = i;
            return false;
        }
        words[f->word] |= over << f->shift;
    }
    return true;
}

static void unpack_values(const explore_pack *p, const explore_field *fields, const uint64_t *words,
                          int32_t *v)
{
    for (uint32_t i = 0; i < p->field_count; i++) {
        const explore_field *f = &fields[i];
        v[i] = (int32_t)(f->base + (int64_t)(words[f->word] >> f->shift & bits_of(f->bits)));
    }
}

static uint8_t bits_for(uint64_t range)
{
    uint8_t bits = 0;
    while (range >> bits)
        bits++;
    return bits;
}

/* Room for `value` beside what the field could hold. */
static void widen(explore_field *f, int32_t value)
{
    int64_t low = f->base, high = f->base + (int64_t)bits_of(f->bits);
    if (f->bits == 0 && value >= f->floor && value <= f->ceiling && f->floor <= low &&
        f->ceiling >= low && (int64_t)f->ceiling - f->floor < 4096) {
        low = f->floor;
        high = f->ceiling;
    }
    if (value < low) low = value;
    if (value > high) high = value;
    uint8_t bits = bits_for((uint64_t)(high - low));
    if (value == low && f->bits) {
        /* It fell once: leave room for falling further. */
        low = high - (int64_t)bits_of(bits);
        if (low < INT32_MIN) low = INT32_MIN;
        bits = bits_for((uint64_t)(high - low));
    }
    f->base = (int32_t)low;
    f->bits = bits;
}

/* Gives every field its place. No field lies across two words. */
static bool lay_out(explore_pack *p, err *e)
{
    uint32_t word = 0, at = 0;
    for (uint32_t i = 0; i < p->field_count; i++) {
        explore_field *f = &p->fields[i];
        if (at + f->bits > 64) {
            word++;
            at = 0;
        }
        f->word = (uint16_t)word;
        f->shift = (uint8_t)(at & 63);
        if (!f->bits) continue;
        at += f->bits;
    }
    p->words = word + 1;
    for (uint32_t i = 0; i < p->field_count; i++)
        if (!p->fields[i].bits) p->fields[i].word = p->fields[i].shift = 0;
    return p->words <= EXPLORE_WORDS_MOST ||
           err_set(e, ERR_LIMIT, "a state takes more than %d words", EXPLORE_WORDS_MOST);
}

/* ---- the store ---- */
static uint64_t hash_of(const uint64_t *words, uint32_t count)
{
    uint64_t h = UINT64_C(0x9E3779B97F4A7C15);
    for (uint32_t i = 0; i < count; i++) {
        h = (h ^ words[i]) * UINT64_C(0xD6E8FEB86659FD93);
        h ^= h >> 32;
    }
    h *= UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 32;
}

/* Where a state's way through the table begins. */
static uint32_t home_of(const explore_store *s, const uint64_t *words)
{
    return (uint32_t)hash_of(words, s->pack.words) & (s->table_cap - 1);
}

static const uint64_t *words_of(const explore_store *s, uint32_t number)
{
    return s->words + (size_t)number * s->pack.words;
}

static void enter(explore_store *s, uint32_t number)
{
    uint32_t mask = s->table_cap - 1, at = home_of(s, words_of(s, number));
    while (s->table[at])
        at = (at + 1) & mask;
    s->table[at] = number + 1;
}

/* The table in as many parts of equal size as there are workers, or a few more: each is filled by
 * one of them with the states that begin there. Those that would pass its end wait for the others.
 */
enum { PARTS_MOST = 16, WAIT_MOST = 512, SHARED_FEWEST = 65536 };
typedef struct filling {
    explore_store *store;
    uint32_t parts, waiting[PARTS_MOST][WAIT_MOST], count[PARTS_MOST];
} filling;

static void fill_part(void *of, uint32_t worker, uint32_t part)
{
    filling *f = of;
    explore_store *s = f->store;
    uint32_t size = s->table_cap / f->parts, from = part * size, end = from + size;
    (void)worker;
    memset(s->table + from, 0, size * sizeof *s->table);
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t at = home_of(s, words_of(s, i));
        if (at < from || at >= end) continue;
        while (at < end && s->table[at])
            at++;
        if (at < end)
            s->table[at] = i + 1;
        else if (f->count[part]++ < WAIT_MOST)
            f->waiting[part][f->count[part] - 1] = i;
    }
}

/* False when too many had to wait. */
static bool fill_shared(explore_store *s)
{
    filling f = {.store = s, .parts = 1};
    while (f.parts < PARTS_MOST && f.parts < s->crew->workers)
        f.parts *= 2;
    s->crew->share(s->crew->self, f.parts, fill_part, &f);
    for (uint32_t part = 0; part < f.parts; part++) {
        if (f.count[part] > WAIT_MOST) return false;
        for (uint32_t i = 0; i < f.count[part]; i++)
            enter(s, f.waiting[part][i]);
    }
    return true;
}

static void enter_all(explore_store *s)
{
    uint32_t fewest = s->crew && s->crew->fewest ? s->crew->fewest : SHARED_FEWEST;
    s->tables++;
    if (s->crew && s->count >= fewest && fill_shared(s)) return;
    memset(s->table, 0, s->table_cap * sizeof *s->table);
    for (uint32_t i = 0; i < s->count; i++)
        enter(s, i);
}

/* Packs every state anew, in place: from the last to the first, since they only grow. */
static bool pack_anew(explore_store *s, uint32_t wrong, int32_t value, err *e)
{
    explore_pack *p = &s->pack;
    uint32_t before = p->words;
    memcpy(p->before, p->fields, p->field_count * sizeof *p->fields);
    widen(&p->fields[wrong], value);
    if (!lay_out(p, e)) return false;
    if (p->words > before) {
        uint64_t *words = base_realloc(s->words, (size_t)s->cap * p->words * sizeof *words);
        if (!words) return err_nomem(e);
        s->words = words;
    }
    for (uint32_t i = s->count; i-- > 0;) {
        uint32_t unused;
        unpack_values(p, p->before, s->words + (size_t)i * before, p->spare);
        pack_values(p, p->spare, s->words + (size_t)i * p->words, &unused);
    }
    s->layouts++;
    enter_all(s);
    return true;
}

size_t explore_store_bytes(const explore_store *s)
{
    size_t state = s->pack.words * sizeof(uint64_t) + 2 * sizeof(uint32_t);
    return (size_t)s->cap * state + (size_t)s->table_cap * sizeof *s->table +
           (size_t)s->edge_cap * sizeof *s->edges;
}

static bool grow(explore_store *s, err *e)
{
    enum { FIRST = 1024, MOST = 100000000 };
    uint32_t cap = s->cap ? s->cap + s->cap / 2 : FIRST;
    if (cap > MOST) cap = MOST;
    size_t state = s->pack.words * sizeof(uint64_t) + 2 * sizeof(uint32_t);
    s->full = cap == s->cap || explore_store_bytes(s) + (size_t)(cap - s->cap) * state > s->limit;
    if (s->full) return true;
    uint64_t *words = base_realloc(s->words, (size_t)cap * s->pack.words * sizeof *words);
    if (!words) return err_nomem(e);
    s->words = words;
    uint32_t *parent = base_realloc(s->parent, cap * sizeof *parent);
    if (!parent) return err_nomem(e);
    s->parent = parent;
    uint32_t *first = base_realloc(s->first_edge, ((size_t)cap + 1) * sizeof *first);
    if (!first) return err_nomem(e);
    s->first_edge = first;
    s->cap = cap;
    return true;
}

static bool grow_table(explore_store *s, err *e)
{
    enum { FIRST = 4096 };
    uint32_t cap = s->table_cap ? s->table_cap * 2 : FIRST;
    s->full = explore_store_bytes(s) + (size_t)(cap - s->table_cap) * sizeof *s->table > s->limit;
    if (s->full) return true;
    uint32_t *table = base_realloc(NULL, cap * sizeof *table); /* enter_all clears it */
    if (!table) return err_nomem(e);
    base_free(s->table);
    s->table = table;
    s->table_cap = cap;
    enter_all(s);
    return true;
}

/* The state's words go to where the next new state will be. */
static bool pack_next(explore_store *s, const story_state *state, err *e)
{
    explore_pack *p = &s->pack;
    uint32_t wrong;
    take_apart(p, state, p->values);
    if (!p->begun)
        for (uint32_t i = 0; i < p->field_count; i++)
            p->fields[i].base = p->values[i];
    p->begun = true;
    while (!pack_values(p, p->values, s->words + (size_t)s->count * p->words, &wrong))
        if (!pack_anew(s, wrong, p->values[wrong], e)) return false;
    return true;
}

/* The place in the table, from `at` on, where these words are, or where they would go. */
static uint32_t find_from(const explore_store *s, const uint64_t *words, uint32_t at)
{
    uint32_t mask = s->table_cap - 1;
    size_t size = s->pack.words * sizeof *words;
    for (; s->table[at]; at = (at + 1) & mask)
        if (!memcmp(words_of(s, s->table[at] - 1), words, size)) break;
    return at;
}

/* The number of the state that was packed last, whose place is `at`. */
static uint32_t keep_next(explore_store *s, uint32_t at, uint32_t parent)
{
    if (!s->table[at]) {
        s->parent[s->count] = parent;
        s->table[at] = ++s->count;
    }
    return s->table[at] - 1;
}

/* Room for one more state, unless the memory is full. */
static bool make_room(explore_store *s, err *e)
{
    if (s->count == s->cap && !grow(s, e)) return false;
    return s->full || (uint64_t)s->count * 4 < (uint64_t)s->table_cap * 3 || grow_table(s, e);
}

bool explore_store_put(explore_store *s, const story_state *state, uint32_t parent,
                       uint32_t *number, err *e)
{
    *number = STORY_NONE;
    if (!make_room(s, e)) return false;
    if (s->full) return true;
    if (!pack_next(s, state, e)) return false;
    const uint64_t *words = words_of(s, s->count);
    *number = keep_next(s, find_from(s, words, home_of(s, words)), parent);
    return true;
}

bool explore_store_find(const explore_store *s, const story_state *state, int32_t *values,
                        uint64_t *words, bool *known, uint32_t *at)
{
    uint32_t wrong;
    take_apart(&s->pack, state, values);
    if (!pack_values(&s->pack, values, words, &wrong)) return false;
    *at = find_from(s, words, home_of(s, words));
    *known = s->table[*at] != 0;
    if (*known) *at = s->table[*at] - 1;
    return true;
}

void explore_store_touch(explore_store *s, uint32_t from, uint32_t count)
{
    enum { APART = 64 }; /* states of 8 words: a page of memory */
    for (uint32_t i = from; i < from + count; i += APART) {
        if (i < s->cap - s->count) {
            s->words[((size_t)s->count + i) * s->pack.words] = 0;
            s->parent[s->count + i] = 0;
        }
        if (i < s->edge_cap - s->edge_count) s->edges[s->edge_count + i] = 0;
    }
}

bool explore_store_put_found(explore_store *s, const uint64_t *words, bool known, bool fresh,
                             uint32_t at, uint32_t parent, uint32_t *number, err *e)
{
    uint32_t tables = s->tables;
    *number = STORY_NONE;
    if (!make_room(s, e)) return false;
    if (s->full) return true;
    *number = at;
    if (known) return true;
    if (!fresh || s->tables != tables) at = home_of(s, words);
    memcpy(s->words + (size_t)s->count * s->pack.words, words, s->pack.words * sizeof *words);
    *number = keep_next(s, find_from(s, words, at), parent);
    return true;
}

void explore_store_read(const explore_store *s, uint32_t number, int32_t *values,
                        story_state *state)
{
    unpack_values(&s->pack, s->pack.fields, words_of(s, number), values);
    put_together(&s->pack, values, state);
}

void explore_store_get(const explore_store *s, uint32_t number, story_state *state)
{
    explore_store_read(s, number, s->pack.spare, state);
}

bool explore_store_is(explore_store *s, uint32_t number, const story_state *state)
{
    take_apart(&s->pack, state, s->pack.values);
    unpack_values(&s->pack, s->pack.fields, s->words + (size_t)number * s->pack.words,
                  s->pack.spare);
    return !memcmp(s->pack.values, s->pack.spare, s->pack.field_count * sizeof *s->pack.values);
}

bool explore_store_edge(explore_store *s, uint32_t edge, err *e)
{
    enum { FIRST = 4096, MOST = 1000000000 };
    if (s->edge_count == s->edge_cap) {
        uint32_t cap = s->edge_cap ? s->edge_cap + s->edge_cap / 2 : FIRST;
        s->full =
            cap > MOST || explore_store_bytes(s) + (cap - s->edge_cap) * sizeof edge > s->limit;
        if (s->full) return true;
        uint32_t *edges = base_realloc(s->edges, cap * sizeof *edges);
        if (!edges) return err_nomem(e);
        s->edges = edges;
        s->edge_cap = cap;
    }
    s->edges[s->edge_count++] = edge;
    return true;
}

bool explore_store_chance(explore_store *s, double chance, err *e)
{
    uint32_t halves[2];
    memcpy(halves, &chance, sizeof halves);
    return explore_store_edge(s, halves[0], e) && explore_store_edge(s, halves[1], e);
}

double explore_edge_chance(const uint32_t *edge)
{
    double chance = 1;
    if (*edge & EDGE_WEIGHED) memcpy(&chance, edge + 1, sizeof chance);
    return chance;
}

/* ---- beginning ---- */
static void limit_variables(explore_pack *p)
{
    for (uint32_t i = 0; i < p->field_count; i++)
        p->fields[i] = (explore_field){.floor = 0, .ceiling = -1};
    p->fields[V_SCENE].floor = 0;
    p->fields[V_SCENE].ceiling = (int32_t)p->def->scene_count - 1;
    for (uint32_t i = 0; i < p->slot_count; i++) {
        if (p->slots[i] >= p->def->var_count) continue;
        p->fields[V_SLOTS + i].floor = p->def->vars[p->slots[i]].min;
        p->fields[V_SLOTS + i].ceiling = p->def->vars[p->slots[i]].max;
    }
}

static bool init_pack(explore_pack *p, const story_def *def, const explore_reads *reads,
                      bool scores, err *e)
{
    *p = (explore_pack){.def = def, .words = 1, .claims = def->claim_cap > 0};
    bool clock = reads->date || reads->weekday;
    p->score = scores || reads->score;
    p->steps = reads->steps;
    p->now = clock || (reads->events && reads->calendar);
    p->week = reads->date ? 0 : p->now ? WEEK : 1;
    p->slots = base_alloc(def->slot_count * sizeof *p->slots);
    if (!p->slots) return err_nomem(e);
    for (uint32_t i = 0; i < def->slot_count; i++)
        if (reads->slots[i]) p->slots[p->slot_count++] = i;
    p->field_count = V_SLOTS + p->slot_count + (p->claims ? 1 + CLAIM_FIELDS * def->claim_cap : 0);
    p->fields = base_alloc(p->field_count * sizeof *p->fields);
    p->before = base_alloc(p->field_count * sizeof *p->before);
    p->values = base_alloc(p->field_count * sizeof *p->values);
    p->spare = base_alloc(p->field_count * sizeof *p->spare);
    if (!p->fields || !p->before || !p->values || !p->spare) return err_nomem(e);
    limit_variables(p);
    return true;
}

bool explore_store_init(explore_store *s, const story_def *def, const explore_reads *reads,
                        bool scores, size_t limit, err *e)
{
    *s = (explore_store){.limit = limit};
    return init_pack(&s->pack, def, reads, scores, e);
}

void explore_store_release(explore_store *s)
{
    explore_pack *p = &s->pack;
    base_free(p->slots);
    base_free(p->fields);
    base_free(p->before);
    base_free(p->values);
    base_free(p->spare);
    base_free(s->words);
    base_free(s->parent);
    base_free(s->first_edge);
    base_free(s->table);
    base_free(s->edges);
    *s = (explore_store){0};
}

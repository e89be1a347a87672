/* The same search by several workers. They work out what the states of a layer lead to, reading the
 * store as it is; what they found is then kept in the order of states, options and results, by the
 * caller's thread alone. So every number is what one worker would have given. What is rare (a new
 * scene, a mistake, a number that needs more room) is left to that thread as well: it works out
 * the state once more, by hand. */
#include "review/review_explore_internal.h"

#include <string.h>

enum {
    BLOCK = 32, /* states handed out at once */
    BLOCKS_MOST = 1024,
    CHUNK_FEWEST = 256, /* states between two times of keeping */
    CHUNK_MOST = BLOCK * BLOCKS_MOST,
    WORDS_MOST = 1 << 12, /* what one block writes down; the rest is left */
    RESULTS = 3,          /* of a state, more or less */
    TERMINAL_WORDS = (sizeof(review_terminal) + 7) / 8
};

/* What workers write down, in words. For each state its number of options + 1, or LEFT; for each
 * option the number of its choice; for each result a head, in its upper half flags of the edge and
 * perhaps KNOWN, in its lower half what explore_store_find said; then what it leads to, a state not
 * known yet or a terminal; then its chance, if it has one. */
#define LEFT UINT64_C(0)
#define KNOWN 1u

typedef struct block {
    uint64_t *words;
    uint32_t count, cap;
} block;

/* One worker, and all that is its own. */
typedef struct hand {
    story_run run;
    explore_dice dice;
    story_dice dice_hook;
    story_watch watch;
    const review_scene *scenes;
    bool news; /* a scene nobody has come to yet */
    story_state *from, *to;
    int32_t *values;
    uint64_t *packed;
} hand;

typedef struct explore_team {
    explorer *x;
    hand *hands;
    uint32_t hand_count;
    block blocks[BLOCKS_MOST];
    uint32_t first, end; /* states that are being expanded */
    uint32_t chunk;      /* states at a time: fewer while their layout changes often */
    uint32_t tables;     /* of the store, when they were */
} explore_team;

/* ---- writing down ---- */
static bool write_words(block *b, const void *words, uint32_t count)
{
    if (b->count + count > b->cap) {
        uint32_t cap = b->cap ? b->cap * 2 : 1024;
        if (cap < b->count + count) cap = b->count + count;
        uint64_t *all = cap <= WORDS_MOST ? base_realloc(b->words, cap * sizeof *all) : NULL;
        if (!all) return false;
        b->words = all;
        b->cap = cap;
    }
    memcpy(b->words + b->count, words, count * sizeof *b->words);
    b->count += count;
    return true;
}

static bool write_word(block *b, uint64_t word)
{
    return write_words(b, &word, 1);
}

static bool write_head(block *b, uint32_t flags, uint32_t found)
{
    return write_word(b, (uint64_t)flags << 32 | found);
}

/* ---- what a worker does ---- */
static void note_news(void *self, uint32_t scene)
{
    hand *h = self;
    h->news |= !h->scenes[scene].reached[0];
}

/* Where h->to is. False when it is left. */
static bool write_result(const explorer *x, hand *h, block *b, uint32_t flags)
{
    double chance = explore_dice_chance(&h->dice);
    err why = {0};
    flags |= chance < 1 ? EDGE_WEIGHED : 0;
    if (story_over(h->to)) {
        review_terminal t;
        uint64_t words[TERMINAL_WORDS] = {0};
        if (!explore_terminal_of(&h->run, h->to, x->out->scores, &t, &why)) return false;
        memcpy(words, &t, sizeof t);
        if (!write_head(b, flags | EDGE_TERMINAL, 0) || !write_words(b, words, TERMINAL_WORDS))
            return false;
    } else {
        bool known;
        uint32_t found;
        if (!explore_store_find(&x->store, h->to, h->values, h->packed, &known, &found) ||
            !write_head(b, flags | (known ? KNOWN : 0), found) ||
            (!known && !write_words(b, h->packed, x->store.pack.words)))
            return false;
    }
    return chance >= 1 || write_words(b, &chance, 1);
}

static bool write_option(const explorer *x, hand *h, block *b, const story_moment *m,
                         uint32_t option, bool given)
{
    uint32_t head;
    err why = {0};
    explore_dice_first(&h->dice);
    do {
        head = b->count;
        memcpy(h->to, h->from, x->run->def->state_size);
        if (!story_step(&h->run, h->to, m, option, NULL, NULL, &why) || h->news ||
            h->dice.too_many || !write_result(x, h, b, given ? EDGE_GIVEN : 0))
            return false;
    } while (explore_dice_next(&h->dice));
    b->words[head] |= (uint64_t)EDGE_LAST << 32;
    return true;
}

static bool write_state(explorer *x, hand *h, block *b, uint32_t state)
{
    story_moment m;
    bool given[STORY_MOST_OPEN];
    err why = {0};
    h->news = h->dice.too_many = false;
    explore_store_read(&x->store, state, h->values, h->from);
    if (!story_look(&h->run, h->from, &m, &why) ||
        !explore_given(&h->run, h->from, &m, x->weigh, given, &why) ||
        !write_word(b, (uint64_t)m.option_count + 1))
        return false;
    for (uint32_t i = 0; i < m.option_count; i++) {
        uint32_t number;
        if (!review_book_choice(&x->out->book, m.scene, &m, i, &number, &why) ||
            !write_word(b, number))
            return false;
    }
    for (uint32_t i = 0; i < m.option_count; i++)
        if (!write_option(x, h, b, &m, i, given[i])) return false;
    return true;
}

static void expand_block(void *of, uint32_t worker, uint32_t item)
{
    explore_team *t = of;
    hand *h = &t->hands[worker];
    explore_store_touch(&t->x->store, item * BLOCK * RESULTS, BLOCK * RESULTS);
    /* A copy of its own, since another worker writes to the block beside it. */
    block b = {t->blocks[item].words, 0, t->blocks[item].cap};
    uint32_t from = t->first + item * BLOCK;
    uint32_t end = t->end - from > BLOCK ? from + BLOCK : t->end;
    bool room = true; /* what is missing for want of it is left, too */
    for (uint32_t state = from; room && state < end; state++) {
        uint32_t before = b.count;
        if (write_state(t->x, h, &b, state)) continue;
        b.count = before;
        room = write_word(&b, LEFT);
    }
    t->blocks[item] = b;
}

/* ---- keeping it ---- */
/* What comes after the result at `words`. */
static const uint64_t *after_result(const explore_team *t, const uint64_t *words)
{
    uint32_t flags = (uint32_t)(*words >> 32);
    words += 1 + (flags & EDGE_WEIGHED ? 1 : 0);
    if (flags & EDGE_TERMINAL) return words + TERMINAL_WORDS;
    return flags & KNOWN ? words : words + t->x->store.pack.words;
}

/* Asks for the places in the table that keeping a block will look at: one after the other, they
 * would be waited for. */
static void fetch_block(const explore_team *t, const block *b)
{
    const uint64_t *words = b->words, *end = words + b->count;
    while (words < end) {
        uint32_t options = (uint32_t)(*words == LEFT ? 0 : *words - 1);
        for (words += 1 + options; options; words = after_result(t, words)) {
            uint32_t flags = (uint32_t)(*words >> 32);
            if (!(flags & (KNOWN | EDGE_TERMINAL)))
                explore_store_fetch(&t->x->store, (uint32_t)*words);
            options -= flags & EDGE_LAST ? 1 : 0;
        }
    }
}

/* One result; *at moves past it. */
static bool keep_result(explore_team *t, const review_example *way, const uint64_t **at, err *e)
{
    explorer *x = t->x;
    const uint64_t *words = *at;
    uint32_t flags = (uint32_t)(*words >> 32), found = (uint32_t)*words, edge, number;
    double chance = 1;
    bool known = flags & KNOWN;
    flags &= ~KNOWN;
    words++;
    if (flags & EDGE_TERMINAL) {
        review_terminal terminal;
        memcpy(&terminal, words, sizeof terminal);
        terminal.first = *way;
        if (!explore_put_terminal(x, &terminal, &number, e)) return false;
        edge = number;
        words += TERMINAL_WORDS;
    } else {
        bool fresh = t->tables == x->store.tables;
        if (!explore_store_put_found(&x->store, words, known, fresh, found, way->state, &number, e))
            return false;
        edge = explore_edge_to(x, number);
        if (!known) words += x->store.pack.words;
    }
    if (flags & EDGE_WEIGHED) memcpy(&chance, words++, sizeof chance);
    *at = words;
    return explore_settle(x, edge | flags, chance, e);
}

/* One state; *at moves past it. */
static bool keep_state(explore_team *t, uint32_t state, const block *b, uint32_t *at, err *e)
{
    explorer *x = t->x;
    if (*at >= b->count || b->words[*at] == LEFT) {
        ++*at;
        return explore_expand(x, state, e);
    }
    const uint64_t *words = b->words + *at;
    uint32_t options = (uint32_t)(*words++ - 1);
    review_example way = {true, state, 0, 0};
    x->store.first_edge[state] = x->store.edge_count;
    for (uint32_t i = 0; i < options; i++)
        x->out->book.choices[*words++].open[0]++;
    while (way.option < options && !x->over) {
        bool last = *words >> 32 & EDGE_LAST;
        if (!keep_result(t, &way, &words, e)) return false;
        way.result = last ? 0 : way.result + 1;
        way.option += last;
    }
    *at = (uint32_t)(words - b->words);
    return true;
}

bool explore_team_expand(explorer *x, uint32_t *next, uint32_t end, err *e)
{
    explore_team *t = x->team;
    const review_crew *crew = x->limits->crew;
    uint32_t layouts = x->store.layouts, at = 0;
    t->first = *next;
    t->end = end - *next > t->chunk ? *next + t->chunk : end;
    t->tables = x->store.tables;
    crew->share(crew->self, (t->end - t->first + BLOCK - 1) / BLOCK, expand_block, t);
    while (*next < t->end && !x->over && layouts == x->store.layouts) {
        uint32_t index = *next - t->first;
        if (index % BLOCK == 0) {
            at = 0;
            if (t->tables == x->store.tables) fetch_block(t, &t->blocks[index / BLOCK]);
        }
        if (!keep_state(t, (*next)++, &t->blocks[index / BLOCK], &at, e)) return false;
    }
    /* What was packed as states no longer are is worked out again. */
    bool wasted = *next < t->end;
    if (wasted && t->chunk > CHUNK_FEWEST) t->chunk /= 2;
    if (!wasted && t->chunk < CHUNK_MOST) t->chunk *= 2;
    return true;
}

/* ---- the workers ---- */
static bool hand_init(hand *h, explorer *x, err *e)
{
    const story_def *def = x->run->def;
    if (!story_run_init(&h->run, def, &x->run->hooks, e)) return false;
    h->from = story_state_new(def, e);
    h->to = h->from ? story_state_new(def, e) : NULL;
    h->values = base_alloc(x->store.pack.field_count * sizeof *h->values);
    h->packed = base_alloc(EXPLORE_WORDS_MOST * sizeof *h->packed);
    if (!h->to || !h->values || !h->packed) return err_nomem(e);
    memcpy(h->from, x->from, def->state_size);
    h->dice.kept = x->reads.slots;
    h->dice.variables = def->var_count;
    h->scenes = x->out->book.scenes;
    h->dice_hook = (story_dice){&h->dice, explore_roll_one};
    h->watch = (story_watch){h, note_news};
    h->run.dice = &h->dice_hook;
    h->run.watch = &h->watch;
    return true;
}

bool explore_team_init(explorer *x, err *e)
{
    explore_team *t = base_alloc(sizeof *t);
    if (!t) return err_nomem(e);
    x->team = t;
    x->store.crew = x->limits->crew;
    t->x = x;
    t->chunk = CHUNK_FEWEST;
    t->hand_count = x->limits->crew->workers;
    t->hands = base_alloc(t->hand_count * sizeof *t->hands);
    if (!t->hands) return err_nomem(e);
    for (uint32_t i = 0; i < t->hand_count; i++)
        if (!hand_init(&t->hands[i], x, e)) return false;
    return true;
}

void explore_team_release(explorer *x)
{
    explore_team *t = x->team;
    if (!t) return;
    for (uint32_t i = 0; t->hands && i < t->hand_count; i++) {
        hand *h = &t->hands[i];
        story_run_release(&h->run);
        base_free(h->from);
        base_free(h->to);
        base_free(h->values);
        base_free(h->packed);
    }
    for (uint32_t i = 0; i < BLOCKS_MOST; i++)
        base_free(t->blocks[i].words);
    base_free(t->hands);
    base_free(t);
    x->team = NULL;
    x->store.crew = NULL;
}

story_run *explore_team_run(const explorer *x, uint32_t worker)
{
    return &x->team->hands[worker].run;
}

story_state *explore_team_state(const explorer *x, uint32_t worker)
{
    return x->team->hands[worker].from;
}

int32_t *explore_team_values(const explorer *x, uint32_t worker)
{
    return x->team->hands[worker].values;
}

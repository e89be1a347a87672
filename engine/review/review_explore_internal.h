#ifndef REVIEW_EXPLORE_INTERNAL_H
#define REVIEW_EXPLORE_INTERNAL_H
/* What the files of review_explore share. */
#include "review/review_explore.h"

enum {
    EXPLORE_DRAWS_MOST = 320,     /* in one step; the draws at the start are 256 at most */
    EXPLORE_RESULTS_MOST = 10000, /* of one draw */
    EXPLORE_WORDS_MOST = 400      /* 64 bit words of one state */
};

/* An edge: where a result of a choice leads. Weighed edges are followed by two words, the chance as
 * a double. */
#define EDGE_TO 0x07FFFFFFu
#define EDGE_TERMINAL 0x08000000u /* EDGE_TO is a terminal's number */
#define EDGE_GIVEN 0x10000000u    /* of an option that policy "best" may take */
#define EDGE_WEIGHED 0x20000000u
#define EDGE_LAST 0x40000000u  /* of its option */
#define EDGE_FAILS 0x80000000u /* leads nowhere */

/* ---- which parts of a state can be told apart ---- */
typedef struct explore_reads {
    uint8_t *slots; /* by slot: 1 when something reads it */
    bool anything;  /* Lua takes part */
    bool steps, score, events;
    bool date;     /* absolute time */
    bool weekday;  /* time within the week */
    bool calendar; /* some time is given by the clock or the weekday */
} explore_reads;
bool explore_reads_of(const story_def *def, explore_reads *out, err *e);

/* ---- packed states ---- */
typedef struct explore_field {
    int32_t base;           /* smallest value */
    int32_t floor, ceiling; /* it will never need more than from floor to ceiling */
    uint16_t word;
    uint8_t shift, bits; /* 0 bits: always `base` */
} explore_field;

typedef struct explore_pack {
    const story_def *def;
    uint32_t *slots; /* those kept */
    uint32_t slot_count, field_count, words;
    bool now;     /* the clock is kept */
    int32_t week; /* minutes of which only the rest counts; 0: all do; 1: only time ahead does */
    bool steps, score, claims;
    explore_field *fields;
    explore_field *before; /* while the layout changes */
    int32_t *values, *spare;
    bool begun;
} explore_pack;

typedef struct explore_store {
    explore_pack pack;
    uint64_t *words;
    uint32_t *parent, *first_edge; /* first_edge has one more */
    uint32_t *table;               /* number + 1, by hash */
    uint32_t *edges;
    uint32_t count, cap, table_cap, edge_count, edge_cap;
    size_t limit;
    bool full;               /* the memory limit would be passed */
    uint32_t layouts;        /* how often states were packed anew */
    uint32_t tables;         /* how often the table was filled anew */
    const review_crew *crew; /* NULL: nobody helps to fill it */
} explore_store;

bool explore_store_init(explore_store *s, const story_def *def, const explore_reads *reads,
                        bool scores, size_t limit, err *e);
void explore_store_release(explore_store *s);
size_t explore_store_bytes(const explore_store *s);
/* The number of `state`, new or known; *number is STORY_NONE when the memory is full. */
bool explore_store_put(explore_store *s, const story_state *state, uint32_t parent,
                       uint32_t *number, err *e);
/* Fills `state`, whose other parts stay. */
void explore_store_get(const explore_store *s, uint32_t number, story_state *state);
/* The same, with `values` (pack.field_count) for scratch instead of the store's own: workers may
 * read at the same time. */
void explore_store_read(const explore_store *s, uint32_t number, int32_t *values,
                        story_state *state);
/* Looks for `state` without changing the store. False when it does not fit the layout; else `words`
 * (pack.words) hold it, and *at is its number, or, when it is not *known, its place in the table.
 */
bool explore_store_find(const explore_store *s, const story_state *state, int32_t *values,
                        uint64_t *words, bool *known, uint32_t *at);
/* Asks for the memory of a place in the table that will be looked at soon. */
static inline void explore_store_fetch(const explore_store *s, uint32_t at)
{
#if defined(__GNUC__)
    __builtin_prefetch(&s->table[at], 1);
#else
    (void)s, (void)at;
#endif
}
/* Writes to the memory in which `count` states from the `from`th new one on, and an edge to each,
 * will be kept. The system gives memory only when it is written to, which takes longer than all
 * else in keeping a state: workers can do it beforehand, each its own part. */
void explore_store_touch(explore_store *s, uint32_t from, uint32_t count);
/* explore_store_put for what explore_store_find found, with the same layout since. `fresh`: the
 * table was not filled anew since. `words` may be NULL when it is known. */
bool explore_store_put_found(explore_store *s, const uint64_t *words, bool known, bool fresh,
                             uint32_t at, uint32_t parent, uint32_t *number, err *e);
/* Whether `state` is number `number`. */
bool explore_store_is(explore_store *s, uint32_t number, const story_state *state);
bool explore_store_edge(explore_store *s, uint32_t edge, err *e);
bool explore_store_chance(explore_store *s, double chance, err *e);
double explore_edge_chance(const uint32_t *edge);

/* ---- every result of chance ---- */
typedef struct explore_roll {
    uint32_t variable; /* STORY_NONE: the outcome of a choice */
    uint32_t result, count;
    uint32_t next; /* the next result that can fall; count when there is none */
    double chance; /* that this and those before fell so */
} explore_roll;

typedef struct explore_dice {
    explore_roll rolls[EXPLORE_DRAWS_MOST];
    uint32_t count, at;
    const uint8_t
        *kept; /* by variable: others are read by nothing, and one result stands for all */
    uint32_t variables;
    bool too_many;
} explore_dice;

struct explore_team;
typedef struct explorer {
    story_run *run;
    story_dice dice_hook;
    story_watch watch;
    explore_dice dice;
    explore_reads reads;
    explore_store store;
    story_state *from, *to;
    story_state *goal; /* of a path, or NULL */
    review_explored *out;
    const review_explore_limits *limits;
    uint64_t drawn;
    struct explore_team *team; /* NULL: one worker */
    bool lua, weigh, over;
    uint32_t *terminal_table, terminal_table_cap, terminal_cap;
    err why;
} explorer;

uint32_t explore_roll_one(void *self, uint32_t variable, const uint32_t *weights, uint32_t count);
void explore_dice_first(explore_dice *d);
/* The next combination of results; false when all were met. */
bool explore_dice_next(explore_dice *d);
double explore_dice_chance(const explore_dice *d);

/* ---- the parts of a step ---- */
/* Which options policy "best" may take. */
bool explore_given(story_run *run, const story_state *from, const story_moment *m, bool weigh,
                   bool given[], err *why);
/* Every result of every option of a state. */
bool explore_expand(explorer *x, uint32_t state, err *e);
/* What the end of a story in `s` comes to, without `first`. False in `why` when its score cannot be
 * worked out. */
bool explore_terminal_of(const story_run *run, const story_state *s, bool scores,
                         review_terminal *t, err *why);
bool explore_put_terminal(explorer *x, const review_terminal *one, uint32_t *number, err *e);
/* The edge to state `number`, STORY_NONE when it found no room. Stops at the limits. */
uint32_t explore_edge_to(explorer *x, uint32_t number);
/* Counts one result, watches the limits and keeps the edge. */
bool explore_settle(explorer *x, uint32_t edge, double chance, err *e);

/* ---- several workers ---- */
bool explore_team_init(explorer *x, err *e);
void explore_team_release(explorer *x);
/* Expands states from *next on, at most up to `end`, moving *next past them. */
bool explore_team_expand(explorer *x, uint32_t *next, uint32_t end, err *e);
/* What is one worker's own. */
story_run *explore_team_run(const explorer *x, uint32_t worker);
story_state *explore_team_state(const explorer *x, uint32_t worker);
int32_t *explore_team_values(const explorer *x, uint32_t worker);

/* ---- afterwards ---- */
bool explore_weigh(explorer *x, err *e);
#endif

#ifndef STORY_BUILD_INTERNAL_H
#define STORY_BUILD_INTERNAL_H
/* What the files story_build*.c and story_def.c share.
 *
 * A function that builds one thing returns false when the thing is unusable: its problem has been
 * told, and the caller goes on with the next thing unless b->stop is set (out of memory, or the
 * first problem of what Lua computed). */
#include "story/story_build.h"

#include <string.h>

/* Where a key may stand. */
enum {
    IN_TOP = 1 << 0,
    IN_PART = 1 << 1, /* a further file */
    IN_PLAYER = 1 << 2,
    IN_PERSON = 1 << 3,
    IN_VAR = 1 << 4,
    IN_FACT = 1 << 5,
    IN_SKILL = 1 << 6,
    IN_SHEET = 1 << 7,
    IN_BOARD = 1 << 8,
    IN_SCENE = 1 << 9,
    IN_CHOICE = 1 << 10,
    IN_OUTCOME = 1 << 11,
    IN_EVENT = 1 << 12,
    IN_ENDING = 1 << 13,
    IN_ANSWER = 1 << 14,    /* what the function of a choice returns */
    IN_HAPPENING = 1 << 15, /* what the function of an event returns */
    IN_SHOW = 1 << 16,
    IN_CLAIM = 1 << 17,
    IN_ROUTE = 1 << 18,
    IN_TEXT = 1 << 19, /* one alternative of a text */
    IN_LINE = 1 << 20,
    IN_ABOUT = 1 << 21,
    IN_NOTE = 1 << 22,        /* a text with a condition, in a list of notes */
    IN_DAY = 1 << 23,         /* a mark on the strip of days */
    IN_SKILL_WORDS = 1 << 24, /* other words for a built-in skill */
    /* After an ending nothing follows. */
    IN_EFFECT_GOING_ON = IN_SCENE | IN_CHOICE | IN_OUTCOME | IN_EVENT | IN_ANSWER | IN_HAPPENING,
    IN_EFFECT = IN_EFFECT_GOING_ON | IN_ENDING
};

typedef enum build_key {
#define KEY(name, text, places) KEY_##name,
#include "story/story_build_keys.def"
#undef KEY
    KEY_COUNT,
    KEY_COMMENT,
    KEY_UNKNOWN
} build_key;

/* The members of one object by key; NULL where there is none. */
typedef struct build_fields {
    const tree *all;
    const tree *of[KEY_COUNT];
} build_fields;

/* Limits that no author will meet; they keep every count in its type. */
enum {
    BUILD_MOST_TEXT = 65536,
    BUILD_MOST_ALTERNATIVES = 64,
    BUILD_MOST_ROUTES = 200,
    BUILD_MOST_EVIDENCE = 64,
    BUILD_MOST_CLAIMED = 128,
    BUILD_MOST_ROWS = 200,
    BUILD_MOST_MINUTES = 60 * 24 * 3660, /* ten years */
    BUILD_COUNTED_SCENES = 4096 /* with scripts: more scenes than this are counted on demand */
};

/* Small things are cut from larger pieces of the arena: its own alignment would cost a third. */
typedef struct build_pool {
    unsigned char *at;
    size_t left, piece;
} build_pool;

typedef struct build_counter {
    uint32_t choice, slot;
    struct build_counter *next;
} build_counter;

/* What is remembered of a scene until all is built. */
typedef struct build_scene_note {
    const tree *at;
    story_choice *choices;
    build_counter *counted; /* choices whose number of times is asked for */
    const story_route *way; /* the route that always leads here, for all who take it */
    bool led;               /* something leads here */
} build_scene_note;

/* An expression, or a word as a constant, for every place with the same text. */
typedef struct build_shared {
    const story_expr *x;
    uint32_t hash;
    bool word;
} build_shared;

/* Only while a whole scenario is built, not for what Lua computes. */
typedef struct build_tables {
    arena mem;           /* given back at the end */
    build_fields *parts; /* the top of each file */
    uint32_t part_count;
    const story_compiler *lua; /* never NULL; its functions may be */
    bool has_scripts;
    bool all_counters; /* an expression reads a counter whose name it computes */
    bool any_evidence;
    build_scene_note *scenes;
    const tree **facts, **events, **endings, **people, **vars, **skills; /* declarations */
    bool *var_used, *ending_used;
    uint32_t next_slot;
    build_shared *shared; /* by hash of the text: open addressing, a power of two */
    uint32_t shared_cap, shared_count;
    const story_assign **assigns; /* single ones, shared alike, by what they do */
    uint32_t assign_cap, assign_count;
    const story_expr *wholes[201]; /* the numbers -100 .. 100 */
    uint64_t looked_at; /* names compared for suggestions: searching 100,000 takes time */
} build_tables;

typedef struct builder {
    const story_def *known; /* the names */
    story_def *def;         /* the scenario being built; NULL for what Lua computed */
    build_tables *tables;   /* the same */
    problems *p;            /* the same: its first problem is an error */
    arena *mem;
    build_pool structs, texts;
    const tree *root; /* of what Lua computed */
    uint32_t scene;   /* being built, or STORY_NONE */
    uint8_t with;     /* whom claims are told */
    bool in_fact;     /* a fact's own value is being built */
    bool stop;
    err *e;
} builder;

/* "; did you mean "x"?", as three pieces for a message. */
typedef struct build_hint {
    const char *before, *name, *after;
} build_hint;
#define HINT "%s%s%s"
#define HINT_OF(h) (h).before, (h).name, (h).after

/* A text of the author in a message: cut at 60 bytes, between letters. */
#define SHOWN "%.*s"
#define SHOWN_OF(text) build_cut(text), (text)
int build_cut(const char *text);

/* Tells the author of a problem at a value, or at its key. Always false. */
#define BUILD_PROBLEM(b, code, node, ...)                                                          \
    ((b)->p ? build_told((b), problems_add((b)->p, PROBLEM_##code, (node)->source, (node)->at,     \
                                           (b)->e, __VA_ARGS__))                                   \
            : build_failed((b), (node), err_set((b)->e, ERR_SCRIPT, __VA_ARGS__)))
#define BUILD_PROBLEM_KEY(b, code, node, ...)                                                      \
    ((b)->p ? build_told((b), problems_add((b)->p, PROBLEM_##code, (node)->source, (node)->key_at, \
                                           (b)->e, __VA_ARGS__))                                   \
            : build_failed((b), (node), err_set((b)->e, ERR_SCRIPT, __VA_ARGS__)))
bool build_told(builder *b, bool kept);
bool build_failed(builder *b, const tree *node, bool never);
/* Stops: out of memory. Always false. */
bool build_stop(builder *b);

/* --- story_build_util.c --- */
/* Zeroed memory in the scenario (or in what is computed), for any struct without long double. */
void *build_alloc(builder *b, size_t count, size_t size);
/* A text of a tree that lives as long as what is built. */
const char *build_keep(builder *b, const tree *t);
const char *build_keep_bytes(builder *b, const char *text, size_t len);
build_key build_key_of(const char *key);
const char *build_key_text(build_key key);
/* Sorts the members of an object by key and tells of every key that means nothing here.
 * `what`: "a choice". False when `t` is no object. */
bool build_gather(builder *b, const tree *t, uint32_t place, const char *what, build_fields *f);
/* The member that must be there; tells when it is not. */
const tree *build_must(builder *b, const build_fields *f, build_key key, const char *what);
bool build_is_comment(const tree *t);
/* Members that are no comments. */
uint32_t build_count(const tree *t);
/* True when `t` is of the kind; else tells what is wanted: "a list of lines". */
bool build_want(builder *b, const tree *t, tree_kind kind, const char *wanted);
/* The same for a list or object; what Lua returns may be empty, and then of either kind. */
bool build_want_many(builder *b, const tree *t, tree_kind kind, const char *wanted, uint32_t most,
                     uint32_t *count);
bool build_whole(builder *b, const tree *t, int64_t least, int64_t most, int64_t *out);
bool build_yes(builder *b, const tree *t, bool *out);
/* A text that is shown as it stands. */
bool build_plain(builder *b, const tree *t, const char **out);
/* One of `words` (count of them); its number. */
bool build_word(builder *b, const tree *t, const char *const *words, uint32_t count,
                uint32_t *number);
/* The form of names. `node` carries the name as its key (`key`) or as its text. */
bool build_name_form(builder *b, const tree *node, bool key, const char *what);
bool build_is_keyword(const char *name, size_t len);
/* The number of the declared name that `t` holds; tells with a suggestion when there is none. */
bool build_named(builder *b, const tree *t, const story_names *names, const char *what,
                 uint32_t *number);
build_hint build_hint_names(builder *b, const story_names *names, const char *name);
build_hint build_hint_words(builder *b, const char *const *words, uint32_t count, const char *name);
build_hint build_hint_var_words(builder *b, const story_var *var, const char *name);
build_hint build_hint_functions(builder *b, const char *name);
/* A function of the scripts, named in JSON. */
bool build_function(builder *b, const tree *t, const char **out);

/* --- story_build_expr.c --- */
enum {
    BUILD_GIVES_NUMBER = 1 << STORY_INT | 1 << STORY_REAL,
    BUILD_GIVES_YES = 1 << STORY_BOOL,
    BUILD_GIVES_TEXT = 1 << STORY_TEXT,
    BUILD_GIVES_ALL = 31
};
/* A condition; a NULL `t` and plain true give NULL: always. */
bool build_when(builder *b, const tree *t, const story_expr **out);
/* A number: written out, or as an expression. `wanted`: "a number of points". */
bool build_number(builder *b, const tree *t, int64_t least, int64_t most, const char *wanted,
                  const story_expr **out);
/* A value of the kinds in `kinds`; true/false, numbers and expressions as they are written. */
bool build_value(builder *b, const tree *t, unsigned kinds, const char *wanted,
                 const story_expr **out);
const story_expr *build_const_whole(builder *b, int64_t whole);
/* A word of a variable, or another text that is meant as it stands. */
const story_expr *build_const_text(builder *b, const tree *t);
/* Compiles a text, shared with every place that has the same; NULL when it is wrong. `at`: where
 * its problems are told. */
const story_expr *build_expression(builder *b, const tree *at, const char *source, size_t len);
/* What a name means; reserves counters while a scenario is built. A story_resolve. */
bool build_resolve(void *self, const char *name, size_t len, story_ref *ref, uint8_t *gives,
                   err *e);
/* The slot that counts how often a choice of a JSON scene was taken; STORY_NONE: out of memory. */
uint32_t build_count_choice(builder *b, uint32_t scene, uint32_t choice);
void build_count_scene(builder *b, uint32_t scene);

/* --- story_build_scan.c --- */
/* A library or function that expressions and scripts have from Lua or the engine. */
bool build_is_library(const char *name, size_t len);
/* Looks through an expression for names that are not declared and for comparisons with words that
 * a variable does not have. True when there is nothing to tell. */
bool build_scan_names(builder *b, const tree *at, const char *source);
bool build_scan_words(builder *b, const tree *at, const char *source);

/* --- story_build_text.c --- */
/* A text with values and alternatives. */
bool build_text(builder *b, const tree *t, const story_text **out);
bool build_lines(builder *b, const tree *t, story_effect *into);
/* A text that gives the name of a picture; one without values must be such a name. */
bool build_picture(builder *b, const tree *t, const story_text **out);

/* --- story_build_time.c --- */
/* Minutes of "1h30m". */
bool build_duration(builder *b, const tree *t, int32_t least, int32_t *minutes);
/* A time of the story; with `durations` also "2d" from now. */
bool build_time(builder *b, const tree *t, bool durations, story_time *out);
/* "2026-03-06 16:30" as days since 1970 and minute of the day. */
bool build_clock(builder *b, const tree *t, int32_t *day, int32_t *minute);

/* --- story_build_effect.c --- */
/* The effects among the fields. */
void build_effect(builder *b, const build_fields *f, story_effect *out);
/* --- story_build_shows.c --- */
/* Those of them that most choices do not have. */
void build_more(builder *b, const build_fields *f, story_effect *out);

/* --- story_build_scene.c --- */
void build_scene(builder *b, const tree *t, story_scene *out);

/* --- story_build_collect.c --- */
/* The names of everything declared in any file, so that all can refer to all. False when there is
 * nothing to build. */
bool build_collect(builder *b, const story_part *parts, uint32_t count);

/* --- story_build_decl.c: what is declared, in the order in which it is built --- */
void build_top(builder *b);
void build_vars(builder *b);
void build_facts(builder *b);
void build_skills(builder *b);
void build_people(builder *b);
void build_events(builder *b);
void build_endings(builder *b);
/* --- story_build_rows.c --- */
void build_rows(builder *b);
void build_about(builder *b);

/* --- story_build_hang.c --- */
/* How scenes hang together, and what is never used. */
void build_advice(builder *b);

/* --- story_def.c --- */
/* What stands in an expression before a dot, and what after it. */
typedef enum story_part_of {
    STORY_PART_NONE,
    STORY_PART_CLOCK,
    STORY_PART_SCENE,
    STORY_PART_CHOICE,
    STORY_PART_EVENT,
    STORY_PART_FACT,
    STORY_PART_PERSON,
    STORY_PART_AXIS,
    STORY_PART_VAR
} story_part_of;
typedef struct story_root {
    const char *name;
    uint8_t what;          /* story_ref_what */
    uint8_t first, second; /* story_part_of */
} story_root;
/* Root i; NULL past the end. */
const story_root *story_root_at(uint32_t i);
const char *story_clock_word(uint32_t i);
/* Reads a name as story_def_resolve does, and says what it can give (bits of story_kind). */
bool story_def_read(const story_def *d, const char *name, size_t len, story_ref *ref,
                    uint8_t *gives);
#endif

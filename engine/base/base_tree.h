#ifndef BASE_TREE_H
#define BASE_TREE_H
/* tree: the one shape in which data reaches the engine, whether JSON wrote it down or Lua computed
 * it. A tree lives in an arena and is read-only once built. */
#include "base/base_err.h"
#include "base/base_mem.h"

#include <stdint.h>

typedef enum tree_kind {
    TREE_NULL,
    TREE_BOOL,
    TREE_INT,  /* a number without fraction or exponent that fits int64_t */
    TREE_REAL, /* any other finite number */
    TREE_TEXT,
    TREE_LIST,
    TREE_MAP
} tree_kind;

typedef struct tree {
    tree_kind kind;
    uint16_t source; /* which text it came from: an index from problems_source */
    uint32_t at;     /* byte offset of the value in that text */
    uint32_t key_at; /* byte offset of its key, when it is in a map */
    uint32_t count;  /* members of a list or map; bytes of a text */
    const char *key; /* NULL outside a map; UTF-8, terminated, no NUL inside */
    union {
        bool yes;
        int64_t whole;
        double real;
        const char *text; /* UTF-8, terminated, no NUL inside */
        struct tree *first;
    };
    struct tree *next; /* the following member of the same list or map */
} tree;

/* The member of map `t` with this key, or NULL; also NULL when `t` is NULL or no map. */
const tree *tree_get(const tree *t, const char *key);
/* "a number", "text", "a list" ...: the kind in words, for messages. */
const char *tree_kind_words(tree_kind kind);
/* A deep copy in `into`; shares nothing with `t`. NULL and `e` set on failure. */
tree *tree_copy(const tree *t, arena *into, err *e);
#endif

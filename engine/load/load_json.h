#ifndef LOAD_JSON_H
#define LOAD_JSON_H
/* load_json: strict JSON (RFC 8259, no extensions) into a tree, with every problem told to its
 * author at its place. Files come from people who mostly do not program, and some from strangers:
 * nothing in them may crash, hang or be quietly guessed at. */
#include "base/base_problems.h"

/* What one JSON text may hold. A larger one is refused with a problem, never cut. */
typedef struct load_limits {
    size_t bytes;        /* of the whole text */
    uint32_t depth;      /* of lists and objects inside each other */
    uint32_t text_bytes; /* of one text or key, escapes resolved */
    uint32_t values;     /* of all kinds together, keys not counted */
} load_limits;

/* 64 MiB, 64 deep, 64 KiB a text, 8,388,608 values. */
extern const load_limits LOAD_LIMITS;

/* Reads `text` (`len` bytes, need not be terminated, may hold anything) into a tree in `into`.
 * `source` is its id from problems_source, called by the caller with this same text; problems go to
 * `p`. A byte order mark at the start is skipped; offsets count from the first byte of `text`.
 *
 * False only when the call itself failed (out of memory, the arena's limit), with `e` set.
 * Otherwise true, and *root is the tree, owned by `into`, or NULL when the JSON cannot be used; a
 * problem then says why. E103 (a key twice) and E108 (control character) alone still give a tree,
 * so that the rest of the file can be checked in the same run: both members are in it, and
 * tree_get finds the first. One pass collects all problems of texts, keys and numbers; a mistake
 * of syntax ends it.
 *
 * A number without fraction and exponent is TREE_INT and exact; one that does not fit int64_t is
 * E104, as is one of more than 63 characters. Time and memory grow linearly with `len`; a tree
 * takes about 64 bytes a value and its texts. */
bool load_json(const char *text, size_t len, uint16_t source, arena *into, problems *p,
               const tree **root, err *e);
#endif

#ifndef BASE_MEM_H
#define BASE_MEM_H
/* Memory: the one door to malloc, and arenas for what lives and dies together. */
#include "base/base_err.h"

#include <stddef.h>

/* Zeroed block of `size` bytes (size 0 counts as 1), or NULL. Free with base_free. */
void *base_alloc(size_t size);
/* Like realloc; size 0 frees and returns NULL. New bytes are not zeroed. */
void *base_realloc(void *block, size_t size);
/* NULL is fine. */
void base_free(void *block);

#ifdef BASE_FAULTS
/* Test builds only: let the next `count` allocations succeed and every later one fail.
 * A negative count switches the fault off. */
void base_alloc_fail_after(long count);
/* Test builds only: blocks taken and not yet freed. */
long base_alloc_live(void);
#endif

/* An arena hands out memory that is released all at once. {0} is a valid empty arena. */
typedef struct arena {
    struct arena_block *block; /* newest first */
    size_t taken;              /* bytes handed out since the last reset, padding included */
    size_t limit;              /* 0: none; else a request beyond it fails with ERR_LIMIT */
} arena;

/* Zeroed memory aligned for any type, owned by the arena. NULL and `e` set on failure. */
void *arena_alloc(arena *a, size_t size, err *e);
/* A zeroed array; the product is checked for overflow. */
void *arena_array(arena *a, size_t count, size_t size, err *e);
/* A terminated copy of `len` bytes. */
char *arena_text(arena *a, const char *text, size_t len, err *e);
/* Forgets everything handed out, keeping the largest block for reuse. */
void arena_reset(arena *a);
/* Bytes the arena holds from the system. */
size_t arena_held(const arena *a);
/* Frees every block; the arena is empty and usable again. */
void arena_release(arena *a);
#endif

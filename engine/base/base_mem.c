#include "base/base_mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef BASE_FAULTS
/* Atomic, since balance reads with several threads. */
static _Atomic long faults_left = -1;
static _Atomic long blocks_live = 0;

void base_alloc_fail_after(long count)
{
    faults_left = count;
}

long base_alloc_live(void)
{
    return blocks_live;
}

static bool refused(void)
{
    if (faults_left < 0) return false;
    if (faults_left == 0) return true;
    faults_left--;
    return false;
}

static void *counted(void *block)
{
    if (block) blocks_live++;
    return block;
}
#else
static bool refused(void)
{
    return false;
}

static void *counted(void *block)
{
    return block;
}
#endif

void *base_alloc(size_t size)
{
    if (refused()) return NULL;
    return counted(calloc(1, size ? size : 1));
}

void *base_realloc(void *block, size_t size)
{
    if (size == 0) {
        base_free(block);
        return NULL;
    }
    if (refused()) return NULL;
    if (!block) return counted(malloc(size));
    return realloc(block, size);
}

void base_free(void *block)
{
    if (!block) return;
#ifdef BASE_FAULTS
    blocks_live--;
#endif
    free(block);
}

/* Blocks double at first, so that an arena that is reset and filled again soon needs only one.
 * Large ones grow by a quarter of what is there, so that at most a fifth of a scenario is left
 * empty. */
#define BLOCK_FIRST ((size_t)4096)
#define BLOCK_DOUBLES ((size_t)64 << 10) /* up to this size */
#define BLOCK_LARGEST ((size_t)1 << 20)

typedef struct arena_block {
    struct arena_block *older;
    size_t size, used; /* of the bytes after this header */
} arena_block;

#define ALIGNMENT alignof(max_align_t)
#define HEADER ((sizeof(arena_block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

static arena_block *block_add(arena *a, size_t at_least, err *e)
{
    size_t size = a->block ? a->block->size * 2 : BLOCK_FIRST;
    if (size > BLOCK_DOUBLES) size = BLOCK_DOUBLES;
    if (size < a->taken / 4) size = a->taken / 4;
    if (size > BLOCK_LARGEST) size = BLOCK_LARGEST;
    if (size < at_least) size = at_least;
    arena_block *b = base_alloc(HEADER + size);
    if (!b) {
        err_nomem(e);
        return NULL;
    }
    b->older = a->block;
    b->size = size;
    a->block = b;
    return b;
}

void *arena_alloc(arena *a, size_t size, err *e)
{
    if (size > SIZE_MAX / 2) {
        err_nomem(e);
        return NULL;
    }
    size = (size ? size + ALIGNMENT - 1 : ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    if (a->limit && a->taken + size > a->limit) {
        err_set(e, ERR_LIMIT, "more than %zu bytes would be needed here; the limit is %zu",
                a->taken + size, a->limit);
        return NULL;
    }
    arena_block *b = a->block;
    if (!b || b->size - b->used < size) {
        b = block_add(a, size, e);
        if (!b) return NULL;
    }
    unsigned char *at = (unsigned char *)b + HEADER + b->used;
    b->used += size;
    a->taken += size;
    return at;
}

void *arena_array(arena *a, size_t count, size_t size, err *e)
{
    if (size && count > SIZE_MAX / 2 / size) {
        err_nomem(e);
        return NULL;
    }
    return arena_alloc(a, count * size, e);
}

char *arena_text(arena *a, const char *text, size_t len, err *e)
{
    char *copy = arena_alloc(a, len + 1, e);
    if (copy && len) memcpy(copy, text, len);
    return copy;
}

void arena_reset(arena *a)
{
    arena_block *keep = a->block;
    for (arena_block *b = a->block; b; b = b->older)
        if (b->size > keep->size) keep = b;
    for (arena_block *b = a->block, *older; b; b = older) {
        older = b->older;
        if (b != keep) base_free(b);
    }
    if (keep) {
        memset((unsigned char *)keep + HEADER, 0, keep->used);
        keep->used = 0;
        keep->older = NULL;
    }
    a->block = keep;
    a->taken = 0;
}

size_t arena_held(const arena *a)
{
    size_t held = 0;
    for (const arena_block *b = a->block; b; b = b->older)
        held += HEADER + b->size;
    return held;
}

void arena_release(arena *a)
{
    for (arena_block *b = a->block, *older; b; b = older) {
        older = b->older;
        base_free(b);
    }
    a->block = NULL;
    a->taken = 0;
}

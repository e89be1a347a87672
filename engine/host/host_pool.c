/* Memory for Lua's small objects. A reading makes and drops tables by the thousand; cut from larger
 * pieces and kept in lists by size they cost a tenth of what malloc takes. Pieces go back when the
 * host does. */
#include "host/host_internal.h"

#include <string.h>

enum { PIECE = 16 * 1024, UNIT = 16 };

struct host_piece {
    struct host_piece *next;
    _Alignas(16) unsigned char bytes[PIECE];
};

typedef struct spare {
    struct spare *next;
} spare;

static size_t class_of(size_t size)
{
    return (size + UNIT - 1) / UNIT;
}

static void *cut(host_pool *p, size_t class)
{
    size_t size = class * UNIT;
    if (p->left < size) {
        struct host_piece *piece = base_realloc(NULL, sizeof *piece);
        if (!piece) return NULL;
        piece->next = p->pieces;
        p->pieces = piece;
        p->at = piece->bytes;
        p->left = PIECE; /* what was left of the last piece, under 256 bytes, stays unused */
    }
    void *block = p->at;
    p->at += size;
    p->left -= size;
    return block;
}

static void *take(host_pool *p, size_t size)
{
    size_t class = class_of(size);
    spare *first = p->spare[class];
    if (!first) return cut(p, class);
    p->spare[class] = first->next;
    return first;
}

static void give(host_pool *p, void *block, size_t size)
{
    spare *one = block;
    size_t class = class_of(size);
    one->next = p->spare[class];
    p->spare[class] = one;
}

void host_pool_free(host_pool *p, void *block, size_t size)
{
    if (!block) return;
    if (size > HOST_POOL_LARGEST)
        base_free(block);
    else
        give(p, block, size);
}

void *host_pool_resize(host_pool *p, void *block, size_t old_size, size_t size)
{
    if (old_size > HOST_POOL_LARGEST && size > HOST_POOL_LARGEST) return base_realloc(block, size);
    if (block && old_size <= HOST_POOL_LARGEST && class_of(old_size) == class_of(size))
        return block;
    void *moved = size > HOST_POOL_LARGEST ? base_realloc(NULL, size) : take(p, size);
    if (!moved || !block) return moved;
    memcpy(moved, block, old_size < size ? old_size : size);
    host_pool_free(p, block, old_size);
    return moved;
}

void host_pool_release(host_pool *p)
{
    while (p->pieces) {
        struct host_piece *next = p->pieces->next;
        base_free(p->pieces);
        p->pieces = next;
    }
    *p = (host_pool){0};
}

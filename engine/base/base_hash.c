#include "base/base_hash.h"

static uint64_t fold(uint64_t h, uint64_t word)
{
    h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 29;
    h *= UINT64_C(0x93CD3A2C8198E269);
    return h ^ (h >> 32);
}

/* Eight bytes, the first the lowest on every machine; spelt out so that it becomes one load. */
static uint64_t eight(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
           (uint64_t)p[7] << 56;
}

uint64_t hash64(uint64_t h, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    size_t left = len;
    while (left >= 8) {
        h = fold(h, eight(p));
        p += 8;
        left -= 8;
    }
    uint64_t last = 0;
    for (size_t i = left; i > 0; i--)
        last = last << 8 | p[i - 1];
    return fold(fold(h, last), (uint64_t)len);
}

uint64_t hash64_number(uint64_t h, uint64_t number)
{
    return fold(h, number);
}

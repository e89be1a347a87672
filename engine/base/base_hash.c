#include "base/base_hash.h"

static uint64_t fold(uint64_t h, uint64_t word)
{
    h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 29;
    h *= UINT64_C(0x93CD3A2C8198E269);
    return h ^ (h >> 32);
}

uint64_t hash64(uint64_t h, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    size_t left = len;
    while (left >= 8) {
        uint64_t word = 0;
        for (int i = 7; i >= 0; i--)
            word = word << 8 | p[i];
        h = fold(h, word);
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

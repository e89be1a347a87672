#ifndef BASE_HASH_H
#define BASE_HASH_H
/* hash64: tells apart states, scenarios and files; it is no protection against forgery.
 * Eight bytes a step, multiply and fold (the constants are 2^64 divided by the golden ratio and by
 * the square root of 3, made odd). Independent of the machine's byte order. */
#include <stddef.h>
#include <stdint.h>

#define HASH64_START UINT64_C(0x9E3779B97F4A7C15)

/* Continues `h` (HASH64_START at first) over the bytes. Splitting the bytes differently gives a
 * different hash: the length of each piece is part of it. */
uint64_t hash64(uint64_t h, const void *bytes, size_t len);
/* Continues `h` over one number. */
uint64_t hash64_number(uint64_t h, uint64_t number);
#endif

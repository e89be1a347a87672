#ifndef BASE_RNG_H
#define BASE_RNG_H
/* rng: the seeded random stream, the same on every machine.
 * PCG32 (O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms
 * for Random Number Generation"): 64 bits of state, a stream number, 32 bits out. */
#include <stdint.h>

typedef struct rng {
    uint64_t state;
    uint64_t stream; /* odd */
} rng;

/* Streams with different numbers are independent for the same seed. */
rng rng_seed(uint64_t seed, uint64_t stream);
uint32_t rng_next(rng *r);
/* A number in 0 .. below-1, each equally likely; 0 when `below` is 0. */
uint32_t rng_below(rng *r, uint32_t below);
#endif

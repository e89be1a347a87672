#include "base/base_rng.h"

rng rng_seed(uint64_t seed, uint64_t stream)
{
    rng r = {0, (stream << 1) | 1};
    rng_next(&r);
    r.state += seed;
    rng_next(&r);
    return r;
}

uint32_t rng_next(rng *r)
{
    uint64_t old = r->state;
    r->state = old * UINT64_C(6364136223846793005) + r->stream;
    uint32_t mixed = (uint32_t)(((old >> 18) ^ old) >> 27);
    uint32_t turn = (uint32_t)(old >> 59);
    return (mixed >> turn) | (mixed << ((32 - turn) & 31));
}

uint32_t rng_below(rng *r, uint32_t below)
{
    if (below == 0) return 0;
    /* Drop the short first slice so that every result has the same number of sources. */
    uint32_t skip = (0u - below) % below;
    for (;;) {
        uint32_t n = rng_next(r);
        if (n >= skip) return n % below;
    }
}

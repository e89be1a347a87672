/* base: random streams and hashes must give the same on every machine, now and later. */
#include "test_base.h"

#include "base/base_hash.h"
#include "base/base_rng.h"

/* The values that pcg32-demo of the PCG library (pcg-c-basic 0.9) prints for seed 42, stream 54. */
static void rng_gives_the_published_values(void **state)
{
    (void)state;
    static const uint32_t want[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330,
                                    0x83d2f293, 0xbfa4784b, 0xcbed606e};
    rng r = rng_seed(42, 54);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        assert_int_equal(rng_next(&r), want[i]);
}

static void rng_depends_on_seed_and_stream(void **state)
{
    (void)state;
    rng a = rng_seed(1, 1), same = rng_seed(1, 1), seed = rng_seed(2, 1), stream = rng_seed(1, 2);
    int as_seed = 0, as_stream = 0;
    for (int i = 0; i < 1000; i++) {
        uint32_t n = rng_next(&a);
        assert_int_equal(n, rng_next(&same));
        as_seed += n == rng_next(&seed);
        as_stream += n == rng_next(&stream);
    }
    assert_true(as_seed < 3 && as_stream < 3);
}

static void rng_below_is_in_range_and_even(void **state)
{
    (void)state;
    rng r = rng_seed(7, 1);
    assert_int_equal(rng_below(&r, 0), 0);
    for (int i = 0; i < 100; i++)
        assert_int_equal(rng_below(&r, 1), 0);
    int count[6] = {0};
    for (int i = 0; i < 60000; i++) {
        uint32_t n = rng_below(&r, 6);
        assert_true(n < 6);
        count[n]++;
    }
    /* The seed is fixed, so this is no matter of luck: 10000 each, give or take four sigma. */
    for (int i = 0; i < 6; i++)
        assert_true(count[i] > 9635 && count[i] < 10365);
    /* Above 2^31 a plain remainder would give the low half twice as often. */
    int low = 0;
    for (int i = 0; i < 30000; i++)
        low += rng_below(&r, 0xC0000000u) < 0x40000000u;
    assert_true(low > 9650 && low < 10350);
}

/* Recorded from this code: hashes are written into attempts, so they may never change. */
static void hashes_stay_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t hash;
    } rows[] = {
        {"", UINT64_C(0xFC90C367A255DCA7)},
        {"a", UINT64_C(0x4EEC5DB44B3D1E8C)},
        {"12345678", UINT64_C(0x1F579A1C74508DC9)},
        {"Second Thoughts", UINT64_C(0xEEDCDBE19199EA6F)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(hash64(HASH64_START, rows[i].text, strlen(rows[i].text)) == rows[i].hash);
    assert_true(hash64_number(HASH64_START, 42) == UINT64_C(0xEE0EFFA654C26EB0));
}

/* Every single changed bit, every length of zeros and every split gives another hash. */
static void hashes_tell_apart(void **state)
{
    (void)state;
    enum { BYTES = 24, COUNT = BYTES * 8 + BYTES + 1 };
    unsigned char bytes[BYTES];
    uint64_t seen[COUNT];
    size_t count = 0;
    memset(bytes, 0, sizeof bytes);
    for (size_t len = 0; len <= BYTES; len++)
        seen[count++] = hash64(HASH64_START, bytes, len);
    for (size_t bit = 0; bit < BYTES * 8; bit++) {
        bytes[bit / 8] = (unsigned char)(1u << bit % 8);
        seen[count++] = hash64(HASH64_START, bytes, BYTES);
        bytes[bit / 8] = 0;
    }
    assert_int_equal(count, COUNT);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(seen[i] != seen[j]);
    uint64_t parts = hash64(hash64(HASH64_START, "ab", 2), "c", 1);
    assert_true(parts != hash64(hash64(HASH64_START, "a", 1), "bc", 2));
    assert_true(hash64_number(hash64_number(HASH64_START, 1), 2) !=
                hash64_number(hash64_number(HASH64_START, 2), 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rng_gives_the_published_values),
        cmocka_unit_test(rng_depends_on_seed_and_stream),
        cmocka_unit_test(rng_below_is_in_range_and_even),
        cmocka_unit_test(hashes_stay_what_they_are),
        cmocka_unit_test(hashes_tell_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

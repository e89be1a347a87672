#ifndef BENCH_H
#define BENCH_H
/* bench: what the programs of the benchmark share. Each prints rows for scripts/bench:
 *
 *     figure <tab> measured ratio <tab> goal <tab> yes or no <tab> absolute value
 *
 * Times are medians of interleaved rounds, so that a machine that is busy for a while is unfair to
 * nobody. */
#include "base/base_err.h"

#include <stdint.h>

enum { BENCH_ROUNDS_MOST = 99 };

typedef struct bench_series {
    double of[BENCH_ROUNDS_MOST];
    int count;
} bench_series;
void bench_add(bench_series *s, double value);
double bench_median(const bench_series *s);

/* The whole number at the start of a text. */
int bench_number(const char *text);

uint64_t bench_now(void); /* nanoseconds of a clock that only goes forward */
/* Bytes taken from malloc and not given back. */
double bench_bytes_kept(void);

/* A row whose ratio must be at most, or at least, `goal`; the format gives the absolute value. */
void bench_at_most(const char *figure, double ratio, double goal, const char *fmt, ...)
    BASE_PRINTF(4, 5);
void bench_at_least(const char *figure, double ratio, double goal, const char *fmt, ...)
    BASE_PRINTF(4, 5);
/* A row that only informs. */
void bench_note(const char *figure, double ratio, const char *fmt, ...) BASE_PRINTF(3, 4);

/* Ends the program with status 2 and the message. */
_Noreturn void bench_stop(const char *fmt, ...) BASE_PRINTF(1, 2);
#endif

#include "bench.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void bench_add(bench_series *s, double value)
{
    if (s->count < BENCH_ROUNDS_MOST) s->of[s->count++] = value;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(const bench_series *s)
{
    bench_series sorted = *s;
    if (s->count == 0) return 0;
    qsort(sorted.of, (size_t)sorted.count, sizeof sorted.of[0], by_size);
    return sorted.of[sorted.count / 2];
}

int bench_number(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

uint64_t bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

double bench_bytes_kept(void)
{
    struct mallinfo2 m = mallinfo2();
    return (double)m.uordblks + (double)m.hblkhd;
}

static void row(const char *figure, double ratio, const char *sign, double goal, bool met,
                const char *fmt, va_list args)
{
    printf("%s\t%.2f\t%s%.4g\t%s\t", figure, ratio, sign, goal, met ? "yes" : "no");
    vprintf(fmt, args);
    putchar('\n');
    fflush(stdout);
}

void bench_at_most(const char *figure, double ratio, double goal, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    row(figure, ratio, "<= ", goal, ratio <= goal, fmt, args);
    va_end(args);
}

void bench_at_least(const char *figure, double ratio, double goal, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    row(figure, ratio, ">= ", goal, ratio >= goal, fmt, args);
    va_end(args);
}

void bench_note(const char *figure, double ratio, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    printf("%s\t%.2f\t\t\t", figure, ratio);
    vprintf(fmt, args);
    putchar('\n');
    va_end(args);
}

void bench_stop(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fputs("bench: ", stderr);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
    exit(2);
}

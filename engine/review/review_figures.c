#include "review/review_book.h"

#include <string.h>

bool review_ending_is_good(const story_ending *ending)
{
    static const char *const GOOD[] = {"yes", "conditions", "second_interview"};
    for (size_t i = 0; ending->kind && i < sizeof GOOD / sizeof *GOOD; i++)
        if (strcmp(ending->kind, GOOD[i]) == 0) return true;
    return false;
}

int32_t review_axis_quantile(const review_axis *a, uint32_t part)
{
    uint64_t below = 0;
    for (int32_t score = 0; score <= 100; score++) {
        below += a->at[score];
        if (below > 0 && below * 100 >= a->scored * part) return score;
    }
    return -1;
}

int32_t review_axis_mean(const review_axis *a)
{
    return a->scored ? (int32_t)((20 * a->points + a->scored) / (2 * a->scored)) : -1;
}

review_mark review_guessed(const review_guesses *g)
{
    uint64_t all = 0, below = 0;
    for (uint32_t mark = 0; mark <= 100; mark++)
        all += g->at[mark];
    for (uint32_t mark = 0; mark <= 100; mark++) {
        below += g->at[mark];
        if (below > 0 && 2 * below >= all)
            return (review_mark){.there = true, .seed = g->seed[mark], .mark = 100 * mark};
    }
    return (review_mark){0};
}

/* How many pairs, one of each, end differently. What has no ending counts as an ending of its own.
 */
static uint64_t apart(const review_conduct *a, const review_conduct *b, uint32_t ending_count)
{
    uint64_t alike = (a->failed + a->unfinished) * (b->failed + b->unfinished);
    for (uint32_t i = 0; i < ending_count; i++)
        alike += a->endings[i] * b->endings[i];
    return a->readings * b->readings - alike;
}

/* 1000 x (1 - (part / of) / (all / of_all)), rounded down, held at 0. */
static int32_t explained(uint64_t part, uint64_t of, uint64_t all, uint64_t of_all)
{
    enum { FINE = 1000000 };
    /* Pairs by the million million: keep the quotient while the products must fit 64 bits. */
    for (; all > UINT64_C(1) << 40; all /= 2)
        of_all /= 2;
    for (; part > UINT64_C(1) << 40; part /= 2)
        of /= 2;
    uint64_t inside = part * FINE / of, outside = all * FINE / of_all;
    if (outside == 0 || inside >= outside) return 0;
    return (int32_t)(1000 - inside * 1000 / outside);
}

void review_luck(const review_book *b, int32_t *luck, int32_t *conduct, bool *known)
{
    uint64_t n = b->seeds, different = 0, same = 0;
    for (int p = 0; p < REVIEW_POLICIES; p++) {
        /* Each unordered pair of one policy's readings is met twice, and never a reading with
         * itself ends differently. */
        same += apart(&b->conducts[p], &b->conducts[p], b->def->ending_count) / 2;
        for (int q = 0; q < p; q++)
            different += apart(&b->conducts[p], &b->conducts[q], b->def->ending_count);
    }
    uint64_t two = REVIEW_POLICIES * (REVIEW_POLICIES - 1) / 2;
    *luck = *conduct = 0;
    *known = n > 1 && different > b->pairs_apart;
    if (!*known) return;
    uint64_t all = different - b->pairs_apart, of_all = two * n * (n - 1);
    *luck = explained(b->pairs_apart, b->pairs, all, of_all);
    *conduct = explained(same, REVIEW_POLICIES * (n * (n - 1) / 2), all, of_all);
}

bool review_clearly_more(uint64_t a, uint64_t b, uint64_t of)
{
    enum { TOO_FEW = 30 };
    if (a <= b || of < TOO_FEW) return false;
    uint64_t apart_by = a - b;
    /* (a/n - b/n)^2 > 9 (p(1-p) + q(1-q)) / n, all times n^3. */
    return apart_by * apart_by * of > 9 * (a * (of - a) + b * (of - b));
}

uint32_t review_margin(uint64_t of)
{
    /* 1.96 x sqrt(1/4 / n) = 0.98 / sqrt(n) */
    uint64_t square = of ? 960400 / of : 1000000;
    uint32_t root = 0;
    while ((uint64_t)root * root < square && root < 1000)
        root++;
    return root;
}

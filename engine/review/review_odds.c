#include "review/review_odds.h"

bool review_tally_init(review_tally *t, uint32_t weeks, arena *mem, err *e)
{
    *t = (review_tally){.words = weeks / 64 + 1};
    t->known = arena_array(mem, t->words, sizeof *t->known, e);
    t->good = t->known ? arena_array(mem, t->words, sizeof *t->good, e) : NULL;
    return t->good != NULL;
}

void review_tally_add(review_tally *t, uint32_t week, const review_result *result)
{
    uint64_t bit = UINT64_C(1) << week % 64;
    t->weeks++;
    t->failed += result->failed;
    t->unfinished += result->unfinished;
    t->well += result->well;
    if (!result->failed) t->known[week / 64] |= bit;
    if (result->well) t->good[week / 64] |= bit;
    for (int a = 0; a < STORY_AXES && !result->failed && !result->unfinished; a++) {
        if (result->axis[a] < 0) continue;
        t->scored[a]++;
        t->points[a] += (uint64_t)result->axis[a];
    }
}

int32_t review_tally_share(const review_tally *t)
{
    uint32_t of = t->weeks - t->failed;
    return of ? (int32_t)((2000 * (uint64_t)t->well + of) / (2 * (uint64_t)of)) : -1;
}

static uint64_t root_of(uint64_t square)
{
    uint64_t root = 0;
    for (uint64_t bit = UINT64_C(1) << 31; bit; bit >>= 1)
        if ((root | bit) * (root | bit) <= square) root |= bit;
    return root;
}

void review_tally_interval(const review_tally *t, int32_t *low, int32_t *high)
{
    /* (k + z^2/2 -+ z x sqrt(k(n-k)/n + z^2/4)) / (n + z^2) with z = 1.96, all times 10,000. */
    enum { Z_SQUARE = 38416, ONE = 10000 };
    uint64_t n = t->weeks - t->failed, k = t->well;
    *low = 0;
    *high = 1000;
    if (n == 0) return;
    uint64_t root = root_of(k * (n - k) * ONE * ONE / n + (uint64_t)ONE * Z_SQUARE / 4);
    uint64_t half = 196 * root / 100, middle = ONE * k + Z_SQUARE / 2, of = ONE * n + Z_SQUARE;
    *low = middle > half ? (int32_t)(1000 * (middle - half) / of) : 0;
    *high = (int32_t)((1000 * (middle + half) + of - 1) / of);
    if (*high > 1000) *high = 1000;
}

int32_t review_tally_score(const review_tally *t, uint32_t axis)
{
    uint64_t of = t->scored[axis];
    return of ? (int32_t)((2 * t->points[axis] + of) / (2 * of)) : -1;
}

int32_t review_tally_mark(const review_tally *t)
{
    uint64_t sum = 0, count = 0;
    for (int a = 0; a < STORY_AXES; a++) {
        if (!t->scored[a]) continue;
        sum += 10 * t->points[a] / t->scored[a];
        count++;
    }
    return count ? (int32_t)(sum / count) : -1;
}

static uint32_t bits_of(uint64_t word)
{
    uint32_t count = 0;
    for (; word; word &= word - 1)
        count++;
    return count;
}

void review_tally_apart(const review_tally *a, const review_tally *b, uint32_t *a_alone,
                        uint32_t *b_alone)
{
    *a_alone = *b_alone = 0;
    for (uint32_t i = 0; i < a->words; i++) {
        uint64_t both = a->known[i] & b->known[i];
        *a_alone += bits_of(both & a->good[i] & ~b->good[i]);
        *b_alone += bits_of(both & b->good[i] & ~a->good[i]);
    }
}

/* ---- classes ---- */
/* Whether `a` ends well more often than `b` by more than `errors` standard errors of the difference
 * over the same weeks (McNemar 1947, "Note on the sampling error of the difference between
 * correlated proportions or percentages"). */
static bool ahead(const review_tally *a, const review_tally *b, uint64_t errors)
{
    uint32_t more, less;
    review_tally_apart(a, b, &more, &less);
    if (more <= less) return false;
    uint64_t by = more - less;
    return by * by > errors * errors * (more + less);
}

static int32_t lead(const review_tally *a, const review_tally *b)
{
    return review_tally_share(a) - review_tally_share(b);
}

static bool clearly_ahead(const review_tally *a, const review_tally *b)
{
    enum { ERRORS = 3 };
    return lead(a, b) >= REVIEW_COSTLY_ODDS && ahead(a, b, ERRORS);
}

static bool all_lie(const review_decision *d)
{
    for (uint32_t i = 0; i < d->option_count; i++)
        if (!d->lies[i]) return false;
    return true;
}

/* A line that may be the best: an honest one, where there is one. */
static bool may_be_best(const review_decision *d, uint32_t option)
{
    return !d->lies[option] || all_lie(d);
}

static uint32_t best_odds(const review_decision *d, const review_tally of[])
{
    uint32_t best = STORY_NONE;
    for (uint32_t i = 0; i < d->option_count; i++) {
        if (!may_be_best(d, i)) continue;
        int32_t by = best == STORY_NONE ? 1 : lead(&of[i], &of[best]);
        if (by > 0 || (by == 0 && i == d->taken)) best = i;
    }
    return best;
}

/* The best line: of those that the odds do not tell from the highest, the one with the highest mean
 * score; of equals the one taken, else the first as offered. */
static uint32_t best_of(const review_decision *d, const review_tally of[])
{
    uint32_t highest = best_odds(d, of), best = highest;
    for (uint32_t i = 0; i < d->option_count; i++) {
        if (!may_be_best(d, i) || ahead(&of[highest], &of[i], 1)) continue;
        int32_t by = review_tally_mark(&of[i]) - review_tally_mark(&of[best]);
        if (by > 0 || (by == 0 && i == d->taken)) best = i;
    }
    return best;
}

static void judge(const review_decision *d, const review_tally of[], review_verdict *v)
{
    const review_tally *taken = &of[d->taken];
    *v = (review_verdict){.best = best_of(d, of)};
    const review_tally *best = &of[v->best], *odds = &of[best_odds(d, of)];
    v->lied = !may_be_best(d, d->taken);
    if (d->option_count == 1) v->class = REVIEW_CLASS_ONLY;
    if (taken->weeks < REVIEW_CLASS_WEEKS || taken->weeks == taken->failed || d->option_count == 1)
        return;
    for (uint32_t i = 0; i < d->option_count; i++)
        v->mattered |= clearly_ahead(taken, &of[i]);
    int32_t cost = lead(best, taken), behind = review_tally_mark(best) - review_tally_mark(taken);
    bool costly = v->lied || clearly_ahead(odds, taken) || behind >= REVIEW_COSTLY_SCORE;
    v->spared = costly && d->fullest[d->taken];
    if (costly && !v->spared)
        v->class = REVIEW_CLASS_COSTLY;
    else if (v->spared || ahead(odds, taken, 1) || behind > REVIEW_BEST_SCORE)
        v->class = REVIEW_CLASS_SOUND;
    else
        v->class = REVIEW_CLASS_BEST;
    if (v->class == REVIEW_CLASS_BEST) {
        v->best = d->taken;
        return;
    }
    v->cost = cost > 0 ? cost : 0;
    v->score_cost = behind > 0 ? behind : 0;
}

void review_judge_all(const review_attempt *a, const review_tally tallies[],
                      review_verdict verdicts[])
{
    bool in_debt = false;
    for (uint32_t i = 0; i < a->decision_count; i++) {
        const review_decision *d = &a->decisions[i];
        review_verdict *v = &verdicts[i];
        judge(d, &tallies[d->job], v);
        bool good = v->class == REVIEW_CLASS_BEST || v->class == REVIEW_CLASS_SOUND;
        if (good && in_debt && v->mattered) {
            v->class = REVIEW_CLASS_RECOVERED;
            in_debt = false;
        }
        if (v->class == REVIEW_CLASS_COSTLY) in_debt = true;
    }
}

/* Every result of chance in turn: the step is worked out again for each, as an odometer counts. */
#include "review/review_explore_internal.h"

static uint64_t weight_of(const uint32_t *weights, uint32_t i)
{
    return weights ? weights[i] : 1;
}

/* The first result from `i` on that can fall, or `count`. */
static uint32_t next_possible(const uint32_t *weights, uint32_t i, uint32_t count)
{
    while (i < count && weight_of(weights, i) == 0)
        i++;
    return i;
}

static double share_of(const uint32_t *weights, uint32_t result, uint32_t count)
{
    uint64_t sum = weights ? 0 : count;
    for (uint32_t i = 0; weights && i < count; i++)
        sum += weights[i];
    return sum ? (double)weight_of(weights, result) / (double)sum : 1;
}

uint32_t explore_roll_one(void *self, uint32_t variable, const uint32_t *weights, uint32_t count)
{
    explore_dice *d = self;
    bool matters = variable >= d->variables || d->kept[variable];
    if (!matters) return next_possible(weights, 0, count);
    if (d->at == EXPLORE_DRAWS_MOST || count > EXPLORE_RESULTS_MOST) {
        d->too_many = true;
        return next_possible(weights, 0, count);
    }
    explore_roll *roll = &d->rolls[d->at];
    if (d->at == d->count) {
        roll->result = next_possible(weights, 0, count);
        d->count++;
    }
    roll->variable = variable;
    roll->count = count;
    roll->next = next_possible(weights, roll->result + 1, count);
    roll->chance =
        (d->at ? d->rolls[d->at - 1].chance : 1) * share_of(weights, roll->result, count);
    d->at++;
    return roll->result;
}

void explore_dice_first(explore_dice *d)
{
    d->count = d->at = 0;
}

bool explore_dice_next(explore_dice *d)
{
    while (d->count && d->rolls[d->count - 1].next >= d->rolls[d->count - 1].count)
        d->count--;
    d->at = 0;
    if (!d->count) return false;
    d->rolls[d->count - 1].result = d->rolls[d->count - 1].next;
    return true;
}

double explore_dice_chance(const explore_dice *d)
{
    return d->at ? d->rolls[d->at - 1].chance : 1;
}

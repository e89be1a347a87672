#include "base/base_hash.h"
#include "story/story.h"

story_state *story_state_new(const story_def *def, err *e)
{
    story_state *s = base_alloc(def->state_size);
    if (!s) err_nomem(e);
    return s;
}

const story_claim *story_claims(const story_def *d, const story_state *s)
{
    return (const story_claim *)(const void *)(s->slots + d->slot_count);
}

static uint64_t hash_claim(uint64_t h, const story_claim *c)
{
    uint64_t flags = (uint64_t)c->untrue | (uint64_t)c->omitted << 1 | (uint64_t)c->corrected << 2 |
                     (uint64_t)c->discovered << 3;
    h = hash64_number(h, (uint64_t)c->person | (uint64_t)c->fact << 8 | flags << 16);
    h = hash64_number(h, (uint64_t)(uint32_t)c->said << 32 | (uint32_t)c->minute);
    return hash64_number(h, c->step);
}

uint64_t story_state_hash(const story_def *d, const story_state *s)
{
    /* Field by field, so that neither padding nor the machine's byte order shows. */
    uint64_t h = hash64_number(HASH64_START, s->seed);
    h = hash64_number(h, s->luck.state);
    h = hash64_number(h, s->luck.stream);
    h = hash64_number(h, (uint64_t)s->scene << 32 | s->resume);
    h = hash64_number(h, (uint64_t)s->steps << 32 | (uint32_t)s->now);
    h = hash64_number(h, (uint64_t)(uint32_t)s->ending << 32 | (uint32_t)s->discovered);
    for (int i = 0; i < STORY_AXES; i++) {
        h = hash64_number(h, (uint64_t)(uint32_t)s->gained[i] << 32 | (uint32_t)s->span[i]);
        h = hash64_number(h, (uint32_t)s->slip[i]);
    }
    for (uint32_t i = 0; i < d->slot_count; i++)
        h = hash64_number(h, (uint32_t)s->slots[i]);
    const story_claim *claims = story_claims(d, s);
    for (uint32_t i = 0; i < s->claim_count; i++)
        h = hash_claim(h, &claims[i]);
    return h;
}

static int32_t floor_div(int32_t a, int32_t b)
{
    int32_t q = a / b;
    return q * b > a ? q - 1 : q;
}

/* Weekday of a day counted from 1970-01-01, a Thursday: 1 Monday .. 7 Sunday. */
static int32_t weekday_of(int32_t days)
{
    int32_t w = (days + 3) % 7;
    return (w < 0 ? w + 7 : w) + 1;
}

/* Working days among the days up to and including `days`, counted from a Monday long ago. */
static int32_t workdays_up_to(int32_t days)
{
    int32_t since_monday = days + 3; /* 1969-12-29 was a Monday */
    int32_t weeks = floor_div(since_monday, 7);
    int32_t rest = since_monday - weeks * 7 + 1;
    return weeks * 5 + (rest < 5 ? rest : 5);
}

/* The two date conversions follow H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": the
 * year begins in March, so that the leap day is its last. */
bool story_date_to_days(int32_t year, int32_t month, int32_t day, int32_t *days)
{
    static const int8_t LENGTHS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    bool real = year >= 1900 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 &&
                day <= LENGTHS[month - 1] && (month != 2 || day <= 28 + leap);
    if (!real) return false;
    int32_t y = month <= 2 ? year - 1 : year;
    int32_t era = y / 400, of_era = y - era * 400;
    int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    *days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    return true;
}

static void days_to_date(int32_t days, story_calendar *c)
{
    int32_t z = days + 719468;
    int32_t era = floor_div(z, 146097), of_era = z - era * 146097;
    int32_t of_era_year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * of_era_year + of_era_year / 4 - of_era_year / 100);
    int32_t m = (5 * of_year + 2) / 153;
    c->day_of_month = of_year - (153 * m + 2) / 5 + 1;
    c->month = m < 10 ? m + 3 : m - 9;
    c->year = of_era_year + era * 400 + (c->month <= 2);
}

enum { DAY_MINUTES = 24 * 60 };

story_calendar story_calendar_at(const story_def *d, int32_t now)
{
    story_calendar c = {0};
    int32_t total = d->start_minute + now;
    int32_t passed = floor_div(total, DAY_MINUTES);
    int32_t of_day = total - passed * DAY_MINUTES;
    int32_t today = d->start_day + passed;
    days_to_date(today, &c);
    c.day = passed + 1;
    c.weekday = weekday_of(today);
    c.hour = of_day / 60;
    c.minute = of_day % 60;
    c.workdays = workdays_up_to(today) - workdays_up_to(d->start_day);
    return c;
}

/* Minute of the story at which day `passed` (0 is the start's) shows `of_day`. */
static int32_t minute_at(const story_def *d, int32_t passed, int32_t of_day)
{
    return passed * DAY_MINUTES + of_day - d->start_minute;
}

static int32_t moment_of(const story_def *d, int32_t now, story_time t)
{
    int32_t passed = floor_div(d->start_minute + now, DAY_MINUTES);
    int32_t due = now;
    switch ((story_time_kind)t.kind) {
    case STORY_TIME_NONE: return now;
    case STORY_TIME_IN: return now + t.a;
    case STORY_TIME_AT: return t.a > now ? t.a : now;
    case STORY_TIME_TOMORROW: return minute_at(d, passed + 1, t.a);
    case STORY_TIME_CLOCK:
        due = minute_at(d, passed, t.a);
        return due > now ? due : due + DAY_MINUTES;
    case STORY_TIME_WEEKDAY: {
        int32_t ahead = (t.b - weekday_of(d->start_day + passed) + 7) % 7;
        due = minute_at(d, passed + ahead, t.a);
        return due > now ? due : due + 7 * DAY_MINUTES;
    }
    case STORY_TIME_WORKDAY: {
        int32_t day = passed + 1;
        while (weekday_of(d->start_day + day) > 5)
            day++;
        return minute_at(d, day, t.a);
    }
    }
    return now;
}

int32_t story_time_due(const story_def *d, int32_t now, story_time t)
{
    int32_t due = moment_of(d, now, t);
    return due < STORY_LAST_MINUTE ? due : STORY_LAST_MINUTE;
}

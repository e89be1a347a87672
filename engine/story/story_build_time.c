#include "story/story_build_internal.h"
#include "story/story_state.h"

/* Times are small: what is read here stays far inside int32_t. */

enum { DAY = 24 * 60 };

/* Digits at *p, at most `most` of them; their number, or -1. */
static int32_t digits(const char **p, int most)
{
    int32_t n = 0;
    int count = 0;
    while (**p >= '0' && **p <= '9' && count < most) {
        n = n * 10 + (**p - '0');
        ++*p;
        count++;
    }
    return count ? n : -1;
}

static bool skip(const char **p, const char *text)
{
    size_t len = strlen(text);
    if (strncmp(*p, text, len) != 0) return false;
    *p += len;
    return true;
}

/* "16:30" and then the end of the text. */
static bool read_hour(const char *p, int32_t *minute)
{
    const char *start = p;
    int32_t hour = digits(&p, 2);
    if (hour < 0 || hour > 23 || p == start || !skip(&p, ":")) return false;
    start = p;
    int32_t rest = digits(&p, 2);
    if (rest < 0 || rest > 59 || p - start != 2 || *p) return false;
    *minute = hour * 60 + rest;
    return true;
}

/* "2026-03-06 16:30". */
static bool read_date(const char *p, int32_t *day, int32_t *minute)
{
    int32_t year = digits(&p, 4);
    if (year < 1000 || !skip(&p, "-")) return false;
    int32_t month = digits(&p, 2);
    if (!skip(&p, "-")) return false;
    int32_t of_month = digits(&p, 2);
    return skip(&p, " ") && read_hour(p, minute) && story_date_to_days(year, month, of_month, day);
}

/* "3d", "1h30m": days before hours before minutes. False: no duration. */
static bool read_duration(const char *p, int64_t *minutes)
{
    static const char UNITS[] = "dhm";
    static const int32_t MINUTES[] = {DAY, 60, 1};
    const char *unit = UNITS;
    *minutes = 0;
    do {
        int32_t n = digits(&p, 7);
        unit = n < 0 || !*p ? NULL : strchr(unit, *p);
        if (!unit || !*unit) return false;
        *minutes += (int64_t)n * MINUTES[unit - UNITS];
        unit++;
        p++;
    } while (*p);
    return true;
}

static bool too_long(builder *b, const tree *t)
{
    return BUILD_PROBLEM(b, VALUE_RANGE, t, "\"" SHOWN "\" is more than ten years",
                         SHOWN_OF(t->text));
}

bool build_duration(builder *b, const tree *t, int32_t least, int32_t *minutes)
{
    if (!build_want(b, t, TREE_TEXT, "a duration such as \"45m\", \"1h30m\" or \"2d\""))
        return false;
    int64_t read;
    if (!read_duration(t->text, &read))
        return BUILD_PROBLEM(b, VALUE_TIME, t,
                             "\"" SHOWN
                             "\" is no duration; write it as \"45m\", \"2h\", \"1h30m\" or "
                             "\"3d\"",
                             SHOWN_OF(t->text));
    if (read > BUILD_MOST_MINUTES) return too_long(b, t);
    if (read < least)
        return BUILD_PROBLEM(b, VALUE_RANGE, t, "this must be at least one minute: \"1m\"");
    *minutes = (int32_t)read;
    return true;
}

static bool read_weekday(const char **p, uint8_t *weekday)
{
    static const char *const DAYS[] = {"mon ", "tue ", "wed ", "thu ", "fri ", "sat ", "sun "};
    for (uint8_t i = 0; i < 7; i++) {
        if (!skip(p, DAYS[i])) continue;
        *weekday = (uint8_t)(i + 1);
        return true;
    }
    return false;
}

/* Everything but durations. */
static bool read_time(const builder *b, const char *p, story_time *out)
{
    int32_t minute, day;
    if (read_hour(p, &minute)) {
        out->kind = STORY_TIME_CLOCK;
    } else if (read_date(p, &day, &minute)) {
        out->kind = STORY_TIME_AT;
        minute += (day - b->known->start_day) * DAY - b->known->start_minute;
    } else if (skip(&p, "tomorrow ")) {
        out->kind = STORY_TIME_TOMORROW;
        if (!read_hour(p, &minute)) return false;
    } else if (skip(&p, "workday ")) {
        out->kind = STORY_TIME_WORKDAY;
        if (!read_hour(p, &minute)) return false;
    } else if (skip(&p, "day ")) {
        out->kind = STORY_TIME_AT;
        day = digits(&p, 4);
        if (day < 1 || !skip(&p, " ") || !read_hour(p, &minute)) return false;
        minute += (day - 1) * DAY - b->known->start_minute;
    } else if (read_weekday(&p, &out->b)) {
        out->kind = STORY_TIME_WEEKDAY;
        if (!read_hour(p, &minute)) return false;
    } else {
        return false;
    }
    out->a = minute;
    return true;
}

bool build_time(builder *b, const tree *t, bool durations, story_time *out)
{
    *out = (story_time){0};
    if (!build_want(b, t, TREE_TEXT, "a time in quotes")) return false;
    int64_t minutes;
    if (durations && read_duration(t->text, &minutes)) {
        if (minutes > BUILD_MOST_MINUTES) return too_long(b, t);
        *out = (story_time){.kind = STORY_TIME_IN, .a = (int32_t)minutes};
        return true;
    }
    if (!read_time(b, t->text, out)) {
        *out = (story_time){0};
        return BUILD_PROBLEM(b, VALUE_TIME, t,
                             "\"" SHOWN "\" is no time; write %s\"16:30\", \"tue 10:00\", "
                             "\"tomorrow 09:00\", \"workday 09:00\", \"day 3 09:00\" or "
                             "\"2026-03-12 09:00\"",
                             SHOWN_OF(t->text), durations ? "\"2d\", " : "");
    }
    if (out->kind == STORY_TIME_AT && out->a > BUILD_MOST_MINUTES) return too_long(b, t);
    return true;
}

bool build_clock(builder *b, const tree *t, int32_t *day, int32_t *minute)
{
    if (!build_want(b, t, TREE_TEXT, "a date and time in quotes")) return false;
    if (read_date(t->text, day, minute)) return true;
    return BUILD_PROBLEM(b, VALUE_TIME, t,
                         "\"" SHOWN "\" is no date and time; write it as \"2026-03-06 16:30\"",
                         SHOWN_OF(t->text));
}

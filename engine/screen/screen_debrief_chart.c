#include "base/base_mem.h"
#include "screen/screen_debrief.h"
#include "ui/ui_chart.h"

#include <string.h>

/* Her trust by turn, with the road not taken, and what was on her mind. */

enum { MOST_LABELS = 64, MOST_SPOTS = 16 };

/* The part of the scale that is drawn: what the values need and a little more, and never so little
 * that a small change looks like a large one. */
static void choose_scale(ui_chart *chart, const session_chart *c)
{
    int low = c->max, high = c->min;
    for (size_t i = 0; i < chart->series_count; i++) {
        const ui_series *s = &chart->series[i];
        for (uint32_t k = 0; k < s->count; k++) {
            low = s->values[k] < low ? s->values[k] : low;
            high = s->values[k] > high ? s->values[k] : high;
        }
    }
    int edge = (c->max - c->min) / 10, least = (c->max - c->min) / 2;
    low -= edge, high += edge;
    if (high - low < least) {
        low -= (least - (high - low)) / 2;
        high = low + least;
    }
    chart->min = low > c->min ? low : c->min;
    chart->max = high < c->max ? high : c->max;
}

/* The turn before the first change, so that the long flat beginning is not drawn. */
static uint32_t first_shown(const session_chart *c, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (c->values[i] != c->values[0]) return i - 1;
    return 0;
}

/* The decision that cost most, if it was costly at all; NULL for none. */
static const session_review_decision *costliest(const session_review_view *r)
{
    if (!r || r->costliest >= r->decision_count) return NULL;
    const session_review_decision *x = &r->decisions[r->costliest];
    return x->class == SESSION_CLASS_COSTLY ? x : NULL;
}

static const session_series *road_of(const session_review_view *r, const session_chart *c)
{
    for (uint32_t i = 0; costliest(r) && i < r->road_count; i++)
        if (strcmp(r->road[i].label, c->label) == 0 && r->road[i].count > 1) return &r->road[i];
    return NULL;
}

static const char *said(ui *u, const session_chart *c, uint32_t count)
{
    int low = c->values[0], high = c->values[0];
    for (uint32_t i = 1; i < count; i++) {
        low = c->values[i] < low ? c->values[i] : low;
        high = c->values[i] > high ? c->values[i] : high;
    }
    return sayf(u, DEBRIEF_CHART_SAID, "label", c->label, "first", say_number(u, c->values[0]),
                "low", say_number(u, low), "high", say_number(u, high), "last",
                say_number(u, c->values[count - 1]), NULL);
}

/* The day of a turn: the first word of the last time told by then. */
static void days(const session_debrief *d, const char **day, size_t *len, uint32_t count)
{
    uint32_t line = 0;
    const char *now = "";
    size_t now_len = 0;
    for (uint32_t turn = 0; turn < count; turn++) {
        for (; line < d->line_count && d->lines[line].turn <= turn; line++) {
            if (d->lines[line].kind != SESSION_LINE_TIME) continue;
            now = d->lines[line].text;
            now_len = strcspn(now, " ");
        }
        day[turn] = now;
        len[turn] = now_len;
    }
}

/* A label a day under the chart, each as wide as its turns. */
static void show_days(ui *u, const session_debrief *d, uint32_t first, uint32_t count)
{
    if (u->failed || count <= first + 1) return;
    const char **day = arena_array(u->mem, count, sizeof *day, u->e);
    size_t *len = arena_array(u->mem, count, sizeof *len, u->e);
    if (!day || !len) {
        u->failed = true;
        return;
    }
    days(d, day, len, count);
    ui_row(u, (ui_opt){0});
    for (uint32_t from = first; from < count;) {
        uint32_t to = from + 1;
        while (to < count && len[to] == len[from] && memcmp(day[to], day[from], len[from]) == 0)
            to++;
        bool room = (to - from) * 8 >= count - first;
        ui_text(u, room ? ui_copyf(u, "%.*s", (int)len[from], day[from]) : "",
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .width = 1, .grow = (float)(to - from)});
        from = to;
    }
    ui_end(u);
}

static void add_spot(ui_spot *spots, size_t *n, const session_chart *c, uint32_t count, uint32_t at,
                     ui_role role)
{
    if (*n < MOST_SPOTS && at < count) spots[(*n)++] = (ui_spot){at, c->values[at], role};
}

/* The costliest decision, and what was recovered. */
static size_t spots_of(const session_review_view *r, const session_chart *c, uint32_t first,
                       uint32_t count, ui_spot *spots)
{
    size_t n = 0;
    for (uint32_t i = 0; r && i < r->decision_count; i++) {
        const session_review_decision *x = &r->decisions[i];
        if (x->turn < first) continue;
        if (x->class == SESSION_CLASS_RECOVERED) add_spot(spots, &n, c, count, x->turn, UI_GOOD);
    }
    const session_review_decision *worst = costliest(r);
    if (worst && worst->turn >= first) add_spot(spots, &n, c, count, worst->turn, UI_BAD);
    return n;
}

static void show_road(ui *u, const session_review_view *r, bool drawn)
{
    const session_review_decision *x = costliest(r);
    if (!x || x->best >= x->option_count) return;
    ui_text(u,
            sayf(u, DEBRIEF_COSTLIEST, "words",
                 sayf(u, QUOTED, "words", x->options[x->taken].text, NULL), NULL),
            (ui_opt){.size = UI_SMALL, .ink = UI_BAD, .face = UI_SEMI});
    if (!drawn) return;
    ui_text(u, sayf(u, DEBRIEF_ROAD, "words", x->options[x->best].text, NULL),
            (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    if (*r->road_ending)
        ui_text(u, sayf(u, DEBRIEF_ROAD_ENDS, "ending", r->road_ending, NULL),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
}

/* Each doubt when it became the largest. */
static void show_worries(ui *u, const session_debrief *d)
{
    if (!d->worries) return;
    const char *now = "";
    bool any = false;
    for (uint32_t i = 0; i < d->point_count; i++) {
        if (!*d->worries[i] || strcmp(d->worries[i], now) == 0) continue;
        if (!any) {
            ui_text(u, say(u, DEBRIEF_WORRIES), (ui_opt){.face = UI_SEMI, .pad = {6, 0, 0, 0}});
            ui_row(u, (ui_opt){.gap = 8, .wrap = true});
        }
        any = true;
        now = d->worries[i];
        ui_row(u, (ui_opt){.gap = 6, .fill = UI_WASH, .radius = 10, .pad = UI_PAD2(3, 10)});
        ui_text(u, now, (ui_opt){.size = UI_SMALL});
        ui_text(u, sayf(u, DEBRIEF_WORRY_FROM, "n", say_number(u, (long)i), NULL),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
        ui_end(u);
    }
    if (any) ui_end(u);
}

void debrief_chart(ui *u, const session_debrief *d, const session_review_view *r)
{
    if (d->chart_count == 0 || d->point_count < 2) return;
    const session_chart *c = &d->charts[0];
    uint32_t count = d->point_count, first = first_shown(c, count);
    if (c->max <= c->min) return;
    const session_series *road = road_of(r, c);
    ui_series series[2] = {
        {.values = c->values + first, .first = first, .count = count - first, .role = UI_FOCUS}};
    uint32_t last = count - 1;
    if (road) {
        uint32_t skip = road->first < first ? first - road->first : 0;
        if (skip < road->count)
            series[1] = (ui_series){.values = road->values + skip,
                                    .first = road->first + skip,
                                    .count = road->count - skip,
                                    .role = UI_FOCUS,
                                    .dashed = true};
        if (series[1].count > 0 && series[1].first + series[1].count - 1 > last)
            last = series[1].first + series[1].count - 1;
    }
    ui_spot spots[MOST_SPOTS];
    ui_chart chart = {.min = c->min,
                      .max = c->max,
                      .first = first,
                      .last = last,
                      .series = series,
                      .series_count = series[1].count > 0 ? 2 : 1,
                      .spots = spots};
    choose_scale(&chart, c);
    chart.spot_count = spots_of(r, c, first, count, spots);
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 24), .gap = 8, .grow = 1});
    ui_text(u, sayf(u, DEBRIEF_CHART, "label", c->label, NULL),
            (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    ui_row(u, (ui_opt){.gap = 8});
    ui_col(u, (ui_opt){0});
    ui_text(u, say_number(u, chart.max), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_space(u);
    ui_text(u, say_number(u, chart.min), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_end(u);
    ui_line_chart(u, &chart, (ui_opt){.height = 190, .grow = 1, .alt = said(u, c, count)});
    ui_end(u);
    show_days(u, d, first, last + 1 < count ? last + 1 : count);
    show_road(u, r, chart.series_count == 2);
    show_worries(u, d);
    ui_end(u);
}

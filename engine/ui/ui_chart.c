#include "ui/ui_chart.h"

#include <math.h>
#include <string.h>

enum { GRID_LINES = 4 };

/* How far `at` has come from `from` to `to`, 0 to 1; the middle where that is no way at all. */
static float part(double at, double from, double to)
{
    if (to <= from) return 0.5f;
    double share = (at - from) / (to - from);
    return (float)(share < 0 ? 0 : share > 1 ? 1 : share);
}

/* Where a place along and a value lie, in device pixels. */
static ui_point spot_at(const ui_chart *chart, const ui_canvas *c, uint32_t at, int value)
{
    float edge = 9 * c->scale; /* so that a large dot at the end is whole */
    float along = part(at, chart->first, chart->last), up = part(value, chart->min, chart->max);
    float width = (float)c->box.w - 2 * edge, height = (float)c->box.h - 2 * edge;
    return (ui_point){(float)c->box.x + edge + along * width,
                      (float)c->box.y + edge + (1 - up) * height};
}

static void paint_grid(const ui_canvas *c)
{
    float edge = 9 * c->scale;
    int thick = (int)fmaxf(1, roundf(c->scale));
    for (int i = 0; i < GRID_LINES; i++) {
        float y = edge + ((float)c->box.h - 2 * edge) * (float)i / (GRID_LINES - 1);
        ui_draw_rect(c->draw, (ui_rect){c->box.x, c->box.y + (int)y, c->box.w, thick},
                     ui_theme_colour(c->mode, UI_LINE));
    }
}

/* From a to b in dashes, so long that each ends where the next gap begins whatever the slope. */
static void paint_dashes(const ui_canvas *c, ui_point a, ui_point b, float width, uint32_t colour)
{
    float length = hypotf(b.x - a.x, b.y - a.y), dash = 6 * c->scale;
    int count = (int)ceilf(length / (2 * dash));
    for (int i = 0; i < count; i++) {
        float from = 2 * dash * (float)i;
        float to = fminf(from + dash, length);
        ui_point dashed[] = {{a.x + (b.x - a.x) * from / length, a.y + (b.y - a.y) * from / length},
                             {a.x + (b.x - a.x) * to / length, a.y + (b.y - a.y) * to / length}};
        ui_draw_stroke(c->draw, dashed, 2, width, colour);
    }
}

static void paint_series(const ui_chart *chart, const ui_series *s, const ui_canvas *c)
{
    uint32_t colour = ui_theme_colour(c->mode, s->role);
    float width = (s->dashed ? 2 : 3) * c->scale;
    for (uint32_t i = 1; i < s->count; i++) {
        ui_point two[] = {spot_at(chart, c, s->first + i - 1, s->values[i - 1]),
                          spot_at(chart, c, s->first + i, s->values[i])};
        if (s->dashed)
            paint_dashes(c, two[0], two[1], width, colour);
        else
            ui_draw_stroke(c->draw, two, 2, width, colour);
    }
    /* a dot a turn while there is room for it */
    if (s->dashed || (float)c->box.w < (float)s->count * 12 * c->scale) return;
    for (uint32_t i = 0; i < s->count; i++) {
        ui_point p = spot_at(chart, c, s->first + i, s->values[i]);
        ui_draw_circle(c->draw, p.x, p.y, 4 * c->scale, colour);
    }
}

static void paint_chart(const void *self, const ui_canvas *c)
{
    const ui_chart *chart = self;
    paint_grid(c);
    for (size_t i = 0; i < chart->series_count; i++)
        paint_series(chart, &chart->series[i], c);
    for (size_t i = 0; i < chart->spot_count; i++) {
        const ui_spot *s = &chart->spots[i];
        ui_point p = spot_at(chart, c, s->at, s->value);
        ui_draw_circle(c->draw, p.x, p.y, 8 * c->scale, ui_theme_colour(c->mode, s->role));
    }
}

/* A copy in the tree's memory; NULL marks the tree as failed. */
static void *keep(ui *u, const void *from, size_t size)
{
    void *to = u->failed ? NULL : arena_alloc(u->mem, size, u->e);
    if (to)
        memcpy(to, from, size);
    else
        u->failed = true;
    return to;
}

void ui_line_chart(ui *u, const ui_chart *chart, ui_opt opt)
{
    ui_chart *c = keep(u, chart, sizeof *chart);
    if (!c) return;
    if (chart->series_count > 0)
        c->series = keep(u, chart->series, chart->series_count * sizeof *chart->series);
    if (chart->spot_count > 0)
        c->spots = keep(u, chart->spots, chart->spot_count * sizeof *chart->spots);
    if (u->failed) return;
    ui_paint(u, paint_chart, c, opt);
}

typedef struct likely {
    int share, low, high;
    ui_role role;
} likely;

static void paint_likely(const void *self, const ui_canvas *c)
{
    const likely *b = self;
    uint32_t full = ui_theme_colour(c->mode, b->role);
    ui_draw_bar(c->draw, c->box, (float)b->share / 1000.0f, full,
                ui_theme_colour(c->mode, UI_WASH));
    if (b->high <= b->low) return;
    /* a thin line with ends, as in a box plot: between them it lies */
    float y = (float)c->box.y + (float)c->box.h / 2;
    float x = (float)c->box.x, w = (float)c->box.w / 1000.0f;
    ui_point line[] = {{x + w * (float)b->low, y}, {x + w * (float)b->high, y}};
    uint32_t ink = ui_theme_colour(c->mode, UI_INK);
    ui_draw_stroke(c->draw, line, 2, 1.5f * c->scale, ink);
    for (int i = 0; i < 2; i++) {
        float half = (float)c->box.h / 2;
        ui_point end[] = {{line[i].x, y - half}, {line[i].x, y + half}};
        ui_draw_stroke(c->draw, end, 2, 1.5f * c->scale, ink);
    }
}

void ui_likely_bar(ui *u, int share, int low, int high, ui_role role, ui_opt opt)
{
    likely *b = keep(u, &(likely){share, low, high, role}, sizeof *b);
    if (b) ui_paint(u, paint_likely, b, opt);
}

#include "ui/ui_draw.h"

#include "base/base_mem.h"

#include <math.h>

enum { SAMPLES = 8 }; /* a pixel of a corner is tried at 8 x 8 places */

ui_rect ui_rect_meet(ui_rect a, ui_rect b)
{
    int x0 = a.x > b.x ? a.x : b.x, y0 = a.y > b.y ? a.y : b.y;
    int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (x1 <= x0 || y1 <= y0) return (ui_rect){x0, y0, 0, 0};
    return (ui_rect){x0, y0, x1 - x0, y1 - y0};
}

ui_rect ui_rect_join(ui_rect a, ui_rect b)
{
    if (a.w <= 0 || a.h <= 0) return b;
    if (b.w <= 0 || b.h <= 0) return a;
    int x0 = a.x < b.x ? a.x : b.x, y0 = a.y < b.y ? a.y : b.y;
    int x1 = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (ui_rect){x0, y0, x1 - x0, y1 - y0};
}

bool ui_rect_has(ui_rect r, int x, int y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

ui_rect ui_rect_grow(ui_rect r, int by)
{
    return (ui_rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

void ui_draw_target(ui_draw *d, uint32_t *pixels, int w, int h, int pitch)
{
    d->pixels = pixels;
    d->w = w, d->h = h, d->pitch = pitch;
    d->clip = (ui_rect){0, 0, w, h};
}

void ui_draw_release(ui_draw *d)
{
    for (size_t i = 0; i < UI_DRAW_CORNERS; i++)
        base_free(d->corners[i].cover);
    base_free(d->scratch);
    *d = (ui_draw){0};
}

ui_rect ui_draw_clip(ui_draw *d, ui_rect r)
{
    ui_rect before = d->clip;
    d->clip = ui_rect_meet(before, r);
    return before;
}

void ui_draw_unclip(ui_draw *d, ui_rect before)
{
    d->clip = before;
}

bool ui_draw_sees(const ui_draw *d, ui_rect r)
{
    ui_rect seen = ui_rect_meet(d->clip, r);
    return seen.w > 0 && seen.h > 0;
}

/* `alpha` 0 to 256. Red and blue are blended together; they cannot reach each other's bits. */
static inline uint32_t blend(uint32_t under, uint32_t colour, uint32_t alpha)
{
    uint32_t rest = 256 - alpha;
    uint32_t rb = ((colour & 0xFF00FF) * alpha + (under & 0xFF00FF) * rest) >> 8 & 0xFF00FF;
    uint32_t g = ((colour & 0x00FF00) * alpha + (under & 0x00FF00) * rest) >> 8 & 0x00FF00;
    return UINT32_C(0xFF000000) | rb | g;
}

/* 0..255 to 0..256, so that full coverage replaces exactly. */
static inline uint32_t widen(uint32_t a)
{
    return a + (a >> 7);
}

/* One run of pixels with one coverage (0 to 255), cut at the clip. */
static void span(ui_draw *d, int x, int y, int w, uint32_t colour, uint32_t cover)
{
    if (y < d->clip.y || y >= d->clip.y + d->clip.h) return;
    int x1 = x + w < d->clip.x + d->clip.w ? x + w : d->clip.x + d->clip.w;
    if (x < d->clip.x) x = d->clip.x;
    if (x1 <= x) return;
    uint32_t *p = d->pixels + (ptrdiff_t)y * d->pitch + x, *end = p + (x1 - x);
    uint32_t alpha = widen(cover) * widen(colour >> 24) >> 8;
    if (alpha >= 256) {
        uint32_t full = colour | UINT32_C(0xFF000000);
        while (p < end)
            *p++ = full;
    } else if (alpha > 0) {
        for (; p < end; p++)
            *p = blend(*p, colour, alpha);
    }
}

void ui_draw_rect(ui_draw *d, ui_rect r, uint32_t colour)
{
    if (colour >> 24 == 0 || !ui_draw_sees(d, r)) return;
    ui_rect seen = ui_rect_meet(d->clip, r);
    for (int y = seen.y; y < seen.y + seen.h; y++)
        span(d, seen.x, y, seen.w, colour, 255);
}

void ui_draw_mask(ui_draw *d, ui_mask mask, int x, int y, uint32_t colour)
{
    ui_rect seen = ui_rect_meet(d->clip, (ui_rect){x, y, mask.w, mask.h});
    uint32_t strength = widen(colour >> 24);
    if (strength == 0) return;
    for (int row = seen.y; row < seen.y + seen.h; row++) {
        const uint8_t *c = mask.cover + (ptrdiff_t)(row - y) * mask.pitch + (seen.x - x);
        uint32_t *p = d->pixels + (ptrdiff_t)row * d->pitch + seen.x, *end = p + seen.w;
        for (; p < end; p++, c++) {
            if (*c == 0) continue;
            *p = blend(*p, colour, widen(*c) * strength >> 8);
        }
    }
}

void ui_draw_picture(ui_draw *d, const uint32_t *pixels, int w, int h, int x, int y)
{
    ui_rect seen = ui_rect_meet(d->clip, (ui_rect){x, y, w, h});
    for (int row = seen.y; row < seen.y + seen.h; row++) {
        const uint32_t *from = pixels + (ptrdiff_t)(row - y) * w + (seen.x - x);
        uint32_t *p = d->pixels + (ptrdiff_t)row * d->pitch + seen.x, *end = p + seen.w;
        for (; p < end; p++, from++) {
            uint32_t rest = 256 - widen(*from >> 24);
            uint32_t rb = ((*p & 0xFF00FF) * rest >> 8 & 0xFF00FF) + (*from & 0xFF00FF);
            uint32_t g = ((*p & 0x00FF00) * rest >> 8 & 0x00FF00) + (*from & 0x00FF00);
            *p = UINT32_C(0xFF000000) | rb | g;
        }
    }
}

/* How many of the places tried in a row at `y` of a corner, from the left, lie outside. */
static int row_start(const ui_corner *c, double y)
{
    double inset = c->inset / 64.0, inner = c->radius - inset, down = c->radius - y, left = inset;
    if (y < inset) return c->cell * SAMPLES;
    if (inner > 0 && down > 0) left = c->radius - sqrt(fmax(inner * inner - down * down, 0));
    return (int)ceil(left * SAMPLES - 0.5);
}

/* Coverage of the pixels of a top left corner: the inside of a rounded corner of `radius` after
 * taking `inset` away all round. */
static void corner_fill(ui_corner *c)
{
    for (int y = 0; y < c->cell; y++) {
        int starts[SAMPLES];
        for (int i = 0; i < SAMPLES; i++)
            starts[i] = row_start(c, y + (i + 0.5) / SAMPLES);
        for (int x = 0; x < c->cell; x++) {
            int hits = 0;
            for (int i = 0; i < SAMPLES; i++) {
                int inside = (x + 1) * SAMPLES - starts[i];
                hits += inside < 0 ? 0 : inside > SAMPLES ? SAMPLES : inside;
            }
            c->cover[y * c->cell + x] = (uint8_t)(hits * 255 / (SAMPLES * SAMPLES));
        }
    }
}

/* The corner from the cache, made when it is not there; NULL when memory ran out. */
static const ui_corner *corner(ui_draw *d, int radius, int inset)
{
    ui_corner *oldest = &d->corners[0];
    for (size_t i = 0; i < UI_DRAW_CORNERS; i++) {
        ui_corner *c = &d->corners[i];
        if (c->cover && c->radius == radius && c->inset == inset) {
            c->used = ++d->clock;
            return c;
        }
        if (oldest->cover && (!c->cover || c->used < oldest->used)) oldest = c;
    }
    int skin = (inset + 63) / 64;
    int cell = radius > skin ? radius : skin;
    uint8_t *cover = base_alloc((size_t)cell * (size_t)cell);
    if (!cover) return NULL;
    base_free(oldest->cover);
    *oldest = (ui_corner){radius, inset, cell, ++d->clock, cover};
    corner_fill(oldest);
    return oldest;
}

/* The pixels of one corner, mirrored to where it belongs. */
static void corner_paint(ui_draw *d, const ui_corner *c, int x, int y, bool flip_x, bool flip_y,
                         uint32_t colour)
{
    if (!ui_draw_sees(d, (ui_rect){x, y, c->cell, c->cell})) return;
    for (int j = 0; j < c->cell; j++) {
        const uint8_t *row = c->cover + (flip_y ? c->cell - 1 - j : j) * c->cell;
        for (int i = 0; i < c->cell; i++)
            span(d, x + i, y + j, 1, colour, row[flip_x ? c->cell - 1 - i : i]);
    }
}

static uint32_t edge_cover(int at, int inset)
{
    int covered = (at + 1) * 64 - inset;
    return (uint32_t)((covered < 0 ? 0 : covered > 64 ? 64 : covered) * 255 / 64);
}

/* The inside of the rounded rectangle after taking `inset` 64ths of a pixel away all round. */
static void round_fill(ui_draw *d, ui_rect r, int radius, unsigned square, int inset,
                       uint32_t colour)
{
    const ui_corner *c[4];
    bool whole = true;
    for (unsigned i = 0; i < 4; i++) {
        int rad = square >> i & 1 ? 0 : radius;
        bool plain = rad == 0 && inset == 0;
        c[i] = plain ? NULL : corner(d, rad, inset);
        whole = whole && plain;
    }
    if (whole) {
        ui_draw_rect(d, r, colour);
        return;
    }
    int cell[4];
    for (int i = 0; i < 4; i++)
        cell[i] = c[i] ? c[i]->cell : 0;
    int skin = (inset + 63) / 64;
    ui_rect seen = ui_rect_meet(d->clip, r);
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        int top = y - r.y, bottom = r.y + r.h - 1 - y;
        uint32_t a = edge_cover(top, inset), b = edge_cover(bottom, inset);
        uint32_t cover = a < b ? a : b;
        int left = top < cell[0] ? cell[0] : bottom < cell[3] ? cell[3] : 0;
        int right = top < cell[1] ? cell[1] : bottom < cell[2] ? cell[2] : 0;
        for (int x = left; x < skin; x++)
            span(d, r.x + x, y, 1, colour, edge_cover(x, inset));
        for (int x = right; x < skin; x++)
            span(d, r.x + r.w - 1 - x, y, 1, colour, edge_cover(x, inset));
        int from = left > skin ? left : skin, to = right > skin ? right : skin;
        span(d, r.x + from, y, r.w - from - to, colour, cover);
    }
    if (c[0]) corner_paint(d, c[0], r.x, r.y, false, false, colour);
    if (c[1]) corner_paint(d, c[1], r.x + r.w - cell[1], r.y, true, false, colour);
    if (c[2]) corner_paint(d, c[2], r.x + r.w - cell[2], r.y + r.h - cell[2], true, true, colour);
    if (c[3]) corner_paint(d, c[3], r.x, r.y + r.h - cell[3], false, true, colour);
}

static uint8_t *scratch(ui_draw *d, size_t size)
{
    if (size > d->scratch_size) {
        uint8_t *more = base_realloc(d->scratch, size);
        if (!more) return NULL;
        d->scratch = more;
        d->scratch_size = size;
    }
    memset(d->scratch, 0, size);
    return d->scratch;
}

/* A border without a fill: the outside less the inside, so that what is below shows through. */
static void round_ring(ui_draw *d, ui_rect r, int radius, unsigned square, int inset, uint32_t line)
{
    int skin = (inset + 63) / 64, cell = radius > skin ? radius : skin;
    for (int y = r.y + cell; y < r.y + r.h - cell; y++) {
        for (int i = 0; i < skin; i++) {
            uint32_t cover = 255 - edge_cover(i, inset);
            span(d, r.x + i, y, 1, line, cover);
            span(d, r.x + r.w - 1 - i, y, 1, line, cover);
        }
    }
    for (int i = 0; i < skin; i++) {
        uint32_t cover = 255 - edge_cover(i, inset);
        span(d, r.x + cell, r.y + i, r.w - 2 * cell, line, cover);
        span(d, r.x + cell, r.y + r.h - 1 - i, r.w - 2 * cell, line, cover);
    }
    for (unsigned k = 0; k < 4; k++) {
        int rad = square >> k & 1 ? 0 : radius;
        bool right = k == 1 || k == 2, low = k >= 2;
        const ui_corner *out = rad ? corner(d, rad, 0) : NULL;
        const ui_corner *in = corner(d, rad, inset);
        if (!in || (rad && !out)) return;
        for (int j = 0; j < cell; j++) {
            for (int i = 0; i < cell; i++) {
                int o =
                    !out || i >= out->cell || j >= out->cell ? 255 : out->cover[j * out->cell + i];
                int n = i < in->cell && j < in->cell ? in->cover[j * in->cell + i]
                        : i < j                      ? (int)edge_cover(i, inset)
                                                     : (int)edge_cover(j, inset);
                int x = right ? r.x + r.w - 1 - i : r.x + i, y = low ? r.y + r.h - 1 - j : r.y + j;
                if (o > n) span(d, x, y, 1, line, (uint32_t)(o - n));
            }
        }
    }
}

void ui_draw_round(ui_draw *d, ui_rect r, int radius, unsigned square, uint32_t fill, uint32_t line,
                   float border)
{
    if (!ui_draw_sees(d, r)) return;
    int most = (r.w < r.h ? r.w : r.h) / 2;
    if (radius > most) radius = most;
    int inset = line >> 24 ? (int)lroundf(border * 64.0f) : 0;
    if (inset > most * 64) inset = most * 64;
    if (inset <= 0) {
        if (fill >> 24) round_fill(d, r, radius, square, 0, fill);
    } else if (fill >> 24 == 255) {
        round_fill(d, r, radius, square, 0, line);
        round_fill(d, r, radius, square, inset, fill);
    } else {
        if (fill >> 24) round_fill(d, r, radius, square, inset, fill);
        round_ring(d, r, radius, square, inset, line);
    }
}

/* Distance from p to the segment a-b. */
static float distance(float px, float py, ui_point a, ui_point b)
{
    float dx = b.x - a.x, dy = b.y - a.y, len2 = dx * dx + dy * dy;
    float t = len2 > 0 ? ((px - a.x) * dx + (py - a.y) * dy) / len2 : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    float ex = px - a.x - t * dx, ey = py - a.y - t * dy;
    return sqrtf(ex * ex + ey * ey);
}

static ui_rect stroke_box(const ui_point *p, size_t count, float half)
{
    float x0 = p[0].x, x1 = x0, y0 = p[0].y, y1 = y0;
    for (size_t i = 1; i < count; i++) {
        x0 = fminf(x0, p[i].x), x1 = fmaxf(x1, p[i].x);
        y0 = fminf(y0, p[i].y), y1 = fmaxf(y1, p[i].y);
    }
    int left = (int)floorf(x0 - half - 1), top = (int)floorf(y0 - half - 1);
    return (ui_rect){left, top, (int)ceilf(x1 + half + 1) - left, (int)ceilf(y1 + half + 1) - top};
}

void ui_draw_stroke(ui_draw *d, const ui_point *points, size_t count, float width, uint32_t colour)
{
    if (count == 0) return;
    float half = width / 2;
    ui_rect box = ui_rect_meet(d->clip, stroke_box(points, count, half));
    if (box.w <= 0 || box.h <= 0) return;
    uint8_t *cover = scratch(d, (size_t)box.w * (size_t)box.h);
    if (!cover) return;
    for (size_t s = 0; s + 1 < count || s == 0; s++) {
        ui_point ends[2] = {points[s], points[count == 1 ? 0 : s + 1]};
        ui_rect part = ui_rect_meet(box, stroke_box(ends, 2, half));
        for (int y = part.y; y < part.y + part.h; y++) {
            for (int x = part.x; x < part.x + part.w; x++) {
                float in =
                    half + 0.5f - distance((float)x + 0.5f, (float)y + 0.5f, ends[0], ends[1]);
                uint8_t c = in <= 0 ? 0 : in >= 1 ? 255 : (uint8_t)(in * 255.0f);
                uint8_t *at = cover + (ptrdiff_t)(y - box.y) * box.w + (x - box.x);
                if (c > *at) *at = c;
            }
        }
    }
    ui_draw_mask(d, (ui_mask){cover, box.w, box.h, box.w}, box.x, box.y, colour);
}

void ui_draw_circle(ui_draw *d, float x, float y, float radius, uint32_t colour)
{
    ui_point middle = {x, y};
    ui_draw_stroke(d, &middle, 1, 2 * radius, colour);
}

void ui_draw_bar(ui_draw *d, ui_rect r, float share, uint32_t front, uint32_t back)
{
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    ui_draw_round(d, r, r.h / 2, 0, back, 0, 0);
    ui_rect part = r;
    part.w = (int)lroundf((float)r.w * share);
    if (part.w <= 0) return;
    ui_rect before = ui_draw_clip(d, part);
    if (part.w < r.h) part.w = r.h;
    ui_draw_round(d, part, r.h / 2, 0, front, 0, 0);
    ui_draw_unclip(d, before);
}

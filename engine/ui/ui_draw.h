#ifndef UI_DRAW_H
#define UI_DRAW_H
/* ui_draw: anti-aliased shapes on 32-bit pixels, in software and without any library. All
 * coordinates are device pixels, y down. Colours are 0xAARRGGBB, not premultiplied; alpha 0 paints
 * nothing. Everything is cut at the clip rectangle. Blending is plain sRGB, as SDL's.
 * When memory runs out a shape is drawn with plainer corners or not at all; nothing fails. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ui_rect {
    int x, y, w, h;
} ui_rect;

typedef struct ui_point {
    float x, y;
} ui_point;

/* Eight-bit coverage, row by row. */
typedef struct ui_mask {
    const uint8_t *cover;
    int w, h, pitch;
} ui_mask;

enum { UI_DRAW_CORNERS = 32 };

typedef struct ui_corner {
    int radius;     /* pixels */
    int inset;      /* 64ths of a pixel */
    int cell;       /* side of the mask */
    uint32_t used;  /* for throwing out the oldest */
    uint8_t *cover; /* cell x cell, the top left corner; NULL: slot is free */
} ui_corner;

/* {0} is a valid ui_draw without pixels. Release it with ui_draw_release. */
typedef struct ui_draw {
    uint32_t *pixels; /* borrowed; 0x00RRGGBB each, the top byte is ignored and kept full */
    int w, h, pitch;  /* pitch in pixels */
    ui_rect clip;
    ui_corner corners[UI_DRAW_CORNERS];
    uint32_t clock;
    uint8_t *scratch;
    size_t scratch_size;
} ui_draw;

/* Which corners of ui_draw_round stay square. */
enum { UI_TOP_LEFT = 1, UI_TOP_RIGHT = 2, UI_BOTTOM_RIGHT = 4, UI_BOTTOM_LEFT = 8 };

/* Draws into `pixels` from now on (borrowed); the clip becomes the whole. */
void ui_draw_target(ui_draw *d, uint32_t *pixels, int w, int h, int pitch);
/* Frees the caches; the pixels are the caller's. */
void ui_draw_release(ui_draw *d);
/* Sets the clip to the part of `r` inside the present clip; returns the clip before, to be given
 * to ui_draw_unclip. */
ui_rect ui_draw_clip(ui_draw *d, ui_rect r);
void ui_draw_unclip(ui_draw *d, ui_rect before);
/* False when nothing inside `r` can be seen. */
bool ui_draw_sees(const ui_draw *d, ui_rect r);

void ui_draw_rect(ui_draw *d, ui_rect r, uint32_t colour);
/* A rectangle with corners of `radius` pixels (at most half the smaller side), filled, with a
 * border of `border` pixels (may be fractional) inside its edge. `square` is a sum of UI_TOP_LEFT
 * and so on. */
void ui_draw_round(ui_draw *d, ui_rect r, int radius, unsigned square, uint32_t fill, uint32_t line,
                   float border);
void ui_draw_circle(ui_draw *d, float x, float y, float radius, uint32_t colour);
/* A stroke through `count` points with round ends and joins, one even coverage where it crosses
 * itself. One point is a dot. */
void ui_draw_stroke(ui_draw *d, const ui_point *points, size_t count, float width, uint32_t colour);
/* A bar with round ends, `share` (0 to 1) of it in `front` on a track of `back`. */
void ui_draw_bar(ui_draw *d, ui_rect r, float share, uint32_t front, uint32_t back);
/* Colour through a mask whose top left pixel is at x, y. */
void ui_draw_mask(ui_draw *d, ui_mask mask, int x, int y, uint32_t colour);

/* A picture of w x h pixels, 0xAARRGGBB and premultiplied, row by row, with its top left corner at
 * x, y. */
void ui_draw_picture(ui_draw *d, const uint32_t *pixels, int w, int h, int x, int y);

/* The common part of two rectangles; w or h is 0 when there is none. */
ui_rect ui_rect_meet(ui_rect a, ui_rect b);
/* The smallest rectangle round both; an empty one counts as nothing. */
ui_rect ui_rect_join(ui_rect a, ui_rect b);
bool ui_rect_has(ui_rect r, int x, int y);
/* Moved outwards by `by` pixels on each side. */
ui_rect ui_rect_grow(ui_rect r, int by);
#endif

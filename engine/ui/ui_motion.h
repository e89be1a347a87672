#ifndef UI_MOTION_H
#define UI_MOTION_H
/* ui_motion: how far a short movement is. Nothing moves for longer than 200 ms, and nothing at all
 * when the player wants it still. A node moves by its options: `arrives` (it fades in when it is
 * new) and `enters` (its painter is told a share from 0 to 1 when the screen opens). */
#include <stdint.h>

enum {
    UI_MOTION_MS = 160,  /* length of a movement */
    UI_MOTION_STEP = 33, /* milliseconds between two pictures of it */
    UI_MOTION_LINE = 40  /* delay of each further thing that moves at the same time */
};

/* 0 at `from` (ms), 1 from `from` + `length` on; fast first, slow at the end (a cubic ease). */
float ui_motion_share(uint64_t from, uint64_t now, int length);
/* A colour as opaque as `share` says. */
uint32_t ui_motion_fade(uint32_t colour, float share);
#endif

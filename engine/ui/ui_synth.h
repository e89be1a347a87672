#ifndef UI_SYNTH_H
#define UI_SYNTH_H
/* ui_synth: the game's sounds, computed when they are first needed. Pure: the same samples on every
 * machine up to the last bit of the maths library. */
#include "base/base_mem.h"

#include <stddef.h>
#include <stdint.h>

enum { UI_SYNTH_RATE = 22050 }; /* samples a second */

/* What is heard of one sound. */
typedef struct ui_tone {
    int16_t *samples; /* the caller's: base_free; mono */
    size_t count;
    int side; /* -100: left ear ... 100: right ear */
} ui_tone;

/* Number of sounds, and the name of each: "ring", "pickup" ... as lines of a scenario name them. */
size_t ui_synth_count(void);
const char *ui_synth_name(size_t number);
/* The number of a name; -1 when there is no such sound. */
int ui_synth_find(const char *name);
/* Computes one. False when memory ran out. */
bool ui_synth_make(size_t number, ui_tone *out, err *e);
#endif

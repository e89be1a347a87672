#ifndef UI_SOUND_H
#define UI_SOUND_H
/* ui_sound: plays the sounds of ui_synth. The device is open only while something is heard, so that
 * a silent game wakes nobody up. A machine without a sound card is silent and fine: every sound has
 * its words on the screen. */
#include "base/base_mem.h"

typedef struct ui_sound ui_sound;

/* NULL and ERR_NOMEM when memory ran out. Free with ui_sound_free, which may cut a sound off. */
ui_sound *ui_sound_new(err *e);
void ui_sound_free(ui_sound *s);

/* How it is heard from now on: `volume` 0 (silent) to 100; `mono`: the same in both ears. */
void ui_sound_set(ui_sound *s, int volume, bool mono);

/* Plays a sound besides what is heard already, from the next ui_sound_go on. A name nobody knows,
 * or a ninth sound at once, is not heard. */
void ui_sound_play(ui_sound *s, const char *name);
/* Begins what was asked for; to be called when the picture is on the screen, which neither making a
 * sound nor opening the device should hold up. */
void ui_sound_go(ui_sound *s);
/* Fades out what is heard. */
void ui_sound_hush(ui_sound *s);
/* Closes the device when nothing is heard any more; to be called whenever events were handled (the
 * end of a sound is an event). */
void ui_sound_rest(ui_sound *s);
/* Whether the device is open: a count for tests. */
bool ui_sound_is_open(const ui_sound *s);
#endif

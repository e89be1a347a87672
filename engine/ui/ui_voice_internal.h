#ifndef UI_VOICE_INTERNAL_H
#define UI_VOICE_INTERNAL_H
/* What speaks: the ways of ui_voice that make sound. All are called from one thread only. */
#include "ui/ui_voice.h"

typedef struct ui_speaker ui_speaker;

/* Whether this machine can speak at all; cheap enough to ask when a setting is changed. */
bool ui_speaker_there(void);
/* Connects; NULL when there is nothing that speaks. */
ui_speaker *ui_speaker_open(void);
void ui_speaker_close(ui_speaker *s);
/* Takes speed, volume and language over. */
void ui_speaker_set(ui_speaker *s, const ui_voice_how *how);
/* Begins to say `text`, after what is being said when the way can queue. */
void ui_speaker_say(ui_speaker *s, const char *text);
void ui_speaker_stop(ui_speaker *s);
/* True while a text is being said that the next one has to wait for. */
bool ui_speaker_busy(ui_speaker *s);
#endif

#ifndef UI_VOICE_H
#define UI_VOICE_H
/* ui_voice: says aloud what a screen reader would (the program has no screen reader of its own to
 * speak to, because SDL gives it no accessibility tree). Texts are spoken one after the other on a
 * thread; what the player does next cuts them off. */
#include "base/base_strbuf.h"

typedef enum ui_voice_way {
    UI_VOICE_OFF,
    UI_VOICE_SPEECH,    /* speech-dispatcher, loaded when asked for; else the program espeak-ng */
    UI_VOICE_CLIPBOARD, /* each text is put on the clipboard, for readers that speak it */
    UI_VOICE_CAPTIONS   /* nothing is heard; the screen shows what would be said */
} ui_voice_way;

typedef struct ui_voice_how {
    ui_voice_way way;
    int speed;            /* -100 (slowest) to 100; 0: the system's own */
    int volume;           /* 0 to 100 */
    const char *language; /* "en", "es"; copied */
} ui_voice_how;

typedef struct ui_voice ui_voice;

/* NULL and ERR_NOMEM when memory ran out. `log` NULL, or a file to which every text is added, a
 * line each: what a tester reads. Free with ui_voice_free, which stops what is being said. */
ui_voice *ui_voice_new(const char *log, err *e);
void ui_voice_free(ui_voice *v);

/* How texts are said from now on. When speech was asked for and there is none on this machine,
 * false with ERR_MISSING, which names what to install; captions are shown then. */
bool ui_voice_set(ui_voice *v, const ui_voice_how *how, err *e);
/* Whether texts go anywhere: to a voice or to the log. */
bool ui_voice_listens(const ui_voice *v);
/* The way in use. */
ui_voice_way ui_voice_in_use(const ui_voice *v);

/* Says `text` after what is still to be said. Never waits. */
void ui_voice_say(ui_voice *v, const char *text);
/* Forgets what is still to be said and stops. Never waits. */
void ui_voice_stop(ui_voice *v);
/* For UI_VOICE_CAPTIONS: what was said since the last stop, "" for nothing; lives until the next
 * call. */
const char *ui_voice_caption(const ui_voice *v);
#endif

#ifndef SCREEN_PLAY_H
#define SCREEN_PLAY_H
/* The play screen's parts: screen_play.c (the whole, and what is chosen), screen_play_lines.c (what
 * is said) and screen_play_side.c (whom one talks to, what one knows). */
#include "screen/screens.h"

typedef struct screen_play {
    screen_game *game;
    bool night;      /* the theme this screen was opened with */
    bool hint, side; /* shown: hints; in a narrow window, the notes instead of the talk */
    uint64_t voice_from, voice_until; /* ui_app_now: her voice is moving between these */
} screen_play;

bool screen_play_is_night(const screen_play *p);
/* The card of the person the scene is with, her voice, and the call sheet: left of a call. */
void screen_play_person(screen_play *p, ui *u, const session_view *v);
/* What the player knows, and the call sheet: right of everything else. */
void screen_play_notes(const screen_play *p, ui *u, const session_view *v);
/* The transcript's end, with the mark from which the reader goes on. */
void screen_play_lines(ui *u, const session_view *v, float width);
/* How the person the scene is with sounded last, "" when nobody said. */
const char *screen_play_mood(const session_view *v);
/* Her voice moves for a moment when she has said something new. */
void screen_play_voice(screen_play *p, ui_app *a);
void screen_play_tick(void *self, ui_app *a, uint64_t now);
#endif

#ifndef SCREEN_PLAY_H
#define SCREEN_PLAY_H
/* The play screen's parts: screen_play.c (what the player does), screen_play_stage.c (how each
 * stage is laid out), screen_play_head.c (the top), screen_play_options.c (what can be chosen),
 * screen_play_lines.c (what is said), screen_play_person.c (whom one talks to),
 * screen_play_notes.c (what one knows, the call sheet, the days). */
#include "screen/screens.h"
#include "ui/ui_edit.h"

typedef struct screen_play {
    screen_game *game;
    bool night;       /* the theme this screen was opened with */
    bool hint, notes; /* shown: hints; in a narrow window, the notes instead of the talk */
    bool writing;     /* the field for the player's own words is open */
    bool first;       /* own words come before the choices are shown */
    uint32_t shown;   /* lines of the transcript shown: less than all while read line by line */
    int tab;          /* at a desk: the place that is open */
    ui_edit own;      /* what the player would say */
    uint64_t voice_from, voice_until; /* ui_app_now: a voice is moving between these */
} screen_play;

enum {
    ID_PLAY_HINT = 1,
    ID_PLAY_BACK,
    ID_PLAY_TRANSCRIPT,
    ID_PLAY_NOTES,
    ID_PLAY_PAUSE,
    ID_PLAY_HELP,
    ID_PLAY_DEBRIEF,
    ID_PLAY_RATE,
    ID_PLAY_OWN,
    ID_PLAY_FIELD,
    ID_PLAY_OWN_DONE,
    ID_PLAY_OWN_DROP,
    ID_PLAY_NEXT,
    ID_PLAY_CHOICE = 100,
    ID_PLAY_TAB = 200,
    ID_PLAY_WAVE = -1
};
enum { PLAY_SCROLL_TALK = 1, PLAY_SCROLL_SIDE };

/* Does what a key or button of the play stands for; for the menu, which lies over it. */
void screen_play_do(screen_play *p, ui_app *a, int id);

/* A stage that is shown at night. */
bool screen_play_is_night(const session_view *v);
/* Too little room for columns side by side. */
bool screen_play_is_narrow(const ui *u);
/* There is something to show beside the talk. */
bool screen_play_has_notes(const session_view *v);
/* Whether a hint can be shown now. */
bool screen_play_has_hint(const session_view *v);
/* Whether there is more to read before it is the player's turn. */
bool screen_play_is_reading(const screen_play *p, const session_view *v);
/* Whether a choice now would be something to say. */
bool screen_play_is_spoken(const session_view *v);

void screen_play_head(const screen_play *p, ui *u, const session_view *v);
void screen_play_stage(screen_play *p, ui *u, const session_view *v);
/* Choices, or what stands in their place: the next line, the own words, the way to the debrief. */
void screen_play_options(screen_play *p, ui *u, const session_view *v);

/* The number of places at a desk; 0 when nothing has a place. */
int screen_play_places(const session_view *v);
/* The name of place `number`, "" for what has none; the place of an option. */
const char *screen_play_place(const session_view *v, int number);
int screen_play_place_of(const session_view *v, uint32_t option);

/* The transcript's end from line `from`, with the mark from which the reader goes on. */
void screen_play_lines(ui *u, const screen_play *p, const session_view *v, uint32_t from,
                       float width);
/* Where the present scene begins, or what the last input brought, whichever comes first. */
uint32_t screen_play_page_start(const session_view *v);
/* How many lines are shown after the next one was asked for. */
uint32_t screen_play_next_line(const session_view *v, uint32_t shown);

/* The card of the person the scene is with, and the call sheet: left of a talk. */
void screen_play_person(screen_play *p, ui *u, const session_view *v);
/* What the player knows, the days and the call sheet: right of everything else. */
void screen_play_notes(ui *u, const session_view *v);
void screen_play_board(ui *u, const session_view *v);
void screen_play_sheet(ui *u, const session_view *v, bool large);
void screen_play_days(ui *u, const session_view *v);
/* How the person sounds or looks, in words; "" when nobody said. */
const char *screen_play_mood(ui *u, const session_view *v);

/* A voice moves for a moment when somebody has said something new. */
void screen_play_voice(screen_play *p, ui_app *a);
void screen_play_tick(void *self, ui_app *a, uint64_t now);
#endif

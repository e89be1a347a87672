#ifndef SCREENS_H
#define SCREENS_H
/* The screens of the game, and what they share. */
#include "session/session.h"
#include "ui/ui_app.h"

/* What lives as long as the window. */
typedef struct screen_program {
    session_places *places;
    bool still;       /* nothing moves: the player asked for it */
    bool list_is_old; /* attempts were begun or finished since the list was read */
} screen_program;

/* A scenario being played. Shared by the screens that show it; each holds one reference. */
typedef struct screen_game {
    screen_program *program;
    int holders;
    strbuf where;       /* as it was asked for: to open it again after a mistake */
    strbuf report;      /* the scenario's problems */
    strbuf failed;      /* the choice that could not be taken, to be tried again; "" */
    strbuf note;        /* told once above the choices: what a resume or reload did */
    scenario *scenario; /* NULL while it cannot be opened */
    session *session;   /* NULL likewise */
    bool has_seed;
    uint64_t seed;
} screen_game;

/* A game of `where`, not opened yet. The caller holds the first reference. */
screen_game *screen_game_new(screen_program *p, const char *where, bool has_seed, uint64_t seed,
                             err *e);
screen_game *screen_game_hold(screen_game *g);
void screen_game_drop(screen_game *g);
/* Opens the scenario and begins an attempt, or goes on with `attempt`. On failure game->report
 * holds the problems of the scenario, if those are the reason. */
bool screen_game_open(screen_game *g, const char *attempt, err *e);
/* Begins anew with a fresh week. */
bool screen_game_again(screen_game *g, err *e);

/* Each puts a screen on top; false with `e` when memory runs out. */
bool screen_home_push(ui_app *a, screen_program *p, err *e);
/* Opens and plays. A scenario that cannot be opened gives the error screen instead; one that is not
 * there, or an attempt that is not, is ERR_MISSING and changes nothing. */
bool screen_play_push(ui_app *a, screen_program *p, const char *where, const char *attempt,
                      bool has_seed, uint64_t seed, err *e);
/* The play screen for an opened game; takes the reference over, also when it fails. */
bool screen_play_show(ui_app *a, screen_game *g, bool replace, err *e);
bool screen_debrief_show(ui_app *a, screen_game *g, err *e); /* in place of the play; likewise */
bool screen_pause_push(ui_app *a, screen_game *g, err *e);
bool screen_transcript_push(ui_app *a, screen_game *g, err *e);
/* Where to try again from: every choice taken. */
bool screen_rewind_push(ui_app *a, screen_game *g, err *e);
/* What the keys do here: pairs of key and meaning, NULL-terminated; lives as long as the program.
 */
bool screen_help_push(ui_app *a, const char *const *keys, err *e);
/* A mistake in a scenario, or a disk that is full: what happened, what can be done. `attempt` as in
 * screen_game_open while nothing is open yet. Takes the reference over. */
bool screen_error_push(ui_app *a, screen_game *g, const char *attempt, const char *what,
                       bool replace, err *e);
/* Says what went wrong when not even a screen for it could be made. */
void screen_tell(ui_app *a, const err *e);

/* --- pieces that several screens use --- */
/* One line of a transcript. `width`: of bubbles, dp. */
void screen_line_show(ui *u, const session_line *line, float width);
/* "♡", "◷", "◉" and the role of an axis by its word. */
const char *screen_axis_symbol(const char *axis);
ui_role screen_axis_role(const char *axis);
/* Every turn of the play with what it did; the button that tries again from turn n has the id
 * first_id + n. */
void screen_debrief_turns(ui *u, const session_debrief *d, int first_id);
/* A row with a title at the left and, at the right, one hint that closes the screen. */
void screen_top_bar(ui *u, const char *title, int id, const char *label);
#endif

#ifndef SCREENS_H
#define SCREENS_H
/* The screens of the game, and what they share. */
#include "screen/screen_words.h"
#include "session/session_info.h"
#include "session/session_progress.h"
#include "ui/ui_app.h"

/* What lives as long as the window. */
typedef struct screen_program {
    session_places *places;
    ui_settings settings; /* as they count now */
    strbuf settings_file; /* where they are kept; "": nowhere */
    bool still_for_now;   /* nothing moves because the environment says so: not to be kept */
    unsigned state;       /* counts what changed in the store: attempts begun, finished, deleted */
    int64_t now;          /* seconds since 1970 for greetings and what is due; 0: the present */
} screen_program;

/* A scenario being played. Shared by the screens that show it; each holds one reference. */
typedef struct screen_game {
    screen_program *program;
    int holders;
    strbuf where;       /* as it was asked for: to open it again after a mistake */
    strbuf report;      /* the scenario's problems */
    strbuf failed;      /* the choice that could not be taken, to be tried again; "" */
    strbuf note;        /* told once above the choices: what a resume or reload did */
    strbuf words;       /* what the player typed before choosing; "" */
    scenario *scenario; /* NULL while it cannot be opened */
    session *session;   /* NULL likewise */
    bool has_seed;
    uint64_t seed;
    arena mem;
    const char *const
        *picks; /* what the player chose to be so: pairs as in session_options; NULL */
} screen_game;

/* A game of `where`, not opened yet. The caller holds the first reference. */
screen_game *screen_game_new(screen_program *p, const char *where, bool has_seed, uint64_t seed,
                             err *e);
/* Copies pairs of variable and value, NULL-terminated, for every attempt begun from now on. */
bool screen_game_pick(screen_game *g, const char *const *picks, err *e);
screen_game *screen_game_hold(screen_game *g);
void screen_game_drop(screen_game *g);
/* Opens the scenario and begins an attempt, or goes on with `attempt`. On failure game->report
 * holds the problems of the scenario, if those are the reason. */
bool screen_game_open(screen_game *g, const char *attempt, err *e);
/* Begins anew with a fresh week. */
bool screen_game_again(screen_game *g, err *e);

/* Each puts a screen on top; false with `e` when memory runs out. */
bool screen_home_push(ui_app *a, screen_program *p, err *e);
/* A scenario's own page. `where` as in scenario_open. A scenario that cannot be opened gives the
 * error screen instead. */
bool screen_page_push(ui_app *a, screen_program *p, const char *where, err *e);
bool screen_settings_push(ui_app *a, screen_program *p, bool replace, err *e);
/* The same over a play: without the places at the side. */
bool screen_settings_over(ui_app *a, screen_program *p, err *e);
/* The overlay for access, from anywhere. */
bool screen_access_push(ui_app *a, screen_program *p, err *e);
bool screen_access_is_open(const ui_app *a);
/* Makes the program's settings count and keeps them. */
bool screen_settings_apply(ui_app *a, screen_program *p, err *e);
/* Writes the settings as they count now, but for what only the environment asked for. */
bool screen_settings_keep(const ui_app *a, const screen_program *p, err *e);
/* What works on every screen: keys, settings that change by keys, pictures. */
void screen_program_attach(ui_app *a, screen_program *p);
bool screen_progress_push(ui_app *a, screen_program *p, bool replace, err *e);
/* Opens and plays. A scenario that cannot be opened gives the error screen instead; one that is not
 * there, or an attempt that is not, is ERR_MISSING and changes nothing. */
bool screen_play_push(ui_app *a, screen_program *p, const char *where, const char *attempt,
                      bool has_seed, uint64_t seed, err *e);
/* Opens and plays a game that was not opened yet; takes the reference over. `attempt` as in
 * screen_game_open. */
bool screen_play_open(ui_app *a, screen_game *g, const char *attempt, err *e);
/* The play screen for an opened game; takes the reference over, also when it fails. */
bool screen_play_show(ui_app *a, screen_game *g, bool replace, err *e);
bool screen_debrief_show(ui_app *a, screen_game *g, err *e); /* in place of the play; likewise */
/* In place of the play once it is over: asks for a guess of the scores, then shows the debrief; at
 * once when there is nothing to guess. Takes the reference over. */
bool screen_rating_show(ui_app *a, screen_game *g, err *e);
struct screen_play;
/* The menu over a play, which stays below. */
bool screen_pause_push(ui_app *a, struct screen_play *play, err *e);
bool screen_transcript_push(ui_app *a, screen_game *g, err *e);
/* This attempt beside an earlier one at the same scenario. */
bool screen_compare_push(ui_app *a, screen_game *g, err *e);
/* Where to try again from: every choice taken. */
bool screen_rewind_push(ui_app *a, screen_game *g, err *e);
/* What the keys do here, ended by a row without a key; `keys` lives as long as the program. */
typedef struct screen_key {
    const char *key; /* as it is printed on the key */
    screen_text means;
} screen_key;
bool screen_help_push(ui_app *a, screen_program *p, const screen_key *keys, err *e);
/* A mistake in a scenario, or a disk that is full: what happened, what can be done. `attempt` as in
 * screen_game_open while nothing is open yet. Takes the reference over. */
bool screen_error_push(ui_app *a, screen_game *g, const char *attempt, const char *what,
                       bool replace, err *e);
/* Says what went wrong when not even a screen for it could be made. */
void screen_tell(ui_app *a, const err *e);

/* --- the frame of Practice, Progress and Settings: the places at the left, or above --- */
typedef enum screen_place { SCREEN_PRACTICE, SCREEN_PROGRESS, SCREEN_SETTINGS } screen_place;
/* The id of what is pressed most on Practice and on a scenario's page. */
enum { SCREEN_FIRST = 1 };
/* Takes the top screen off; on Practice or a page below, SCREEN_FIRST gets the focus. */
void screen_leave(ui_app *a);
/* Opens the column for the screen's content; close with screen_frame_end. */
void screen_frame_begin(ui *u, screen_place here);
void screen_frame_end(ui *u);
/* True when the id was one of the frame's, and was acted on. */
bool screen_frame_act(ui_app *a, screen_program *p, screen_place here, int id, err *e);
/* A page's title with a line below, which may be NULL. */
void screen_heading(ui *u, const char *title, const char *below);

/* --- pieces that several screens use --- */
/* One line of a transcript. `width`: of bubbles, dp. */
void screen_line_show(ui *u, const session_line *line, float width);
/* "♡", "◷", "◉" and the role of an axis by its word. */
const char *screen_axis_symbol(const char *axis);
ui_role screen_axis_role(const char *axis);
screen_text screen_axis_name(const char *axis);
/* A row with a title at the left and, at the right, one hint that closes the screen. */
void screen_top_bar(ui *u, const char *title, int id, const char *label);
/* A card in the middle of a dimmed screen; close with screen_card_end. `close`: the id of a hint
 * beside the title that closes it with Escape; 0: none. */
void screen_card_begin(ui *u, float width, const char *title, int close);
void screen_card_end(ui *u);
/* Wide enough for columns side by side. */
bool screen_is_wide(const ui *u);
#endif

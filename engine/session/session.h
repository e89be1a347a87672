#ifndef SESSION_H
#define SESSION_H
/* session: the one room that joins the others. It opens a scenario (files, JSON, Lua), runs one
 * attempt at it, keeps every input on disk before its reply is shown, and gives a view to draw. */
#include "base/base_err.h"
#include "base/base_strbuf.h"
#include "session/session_view.h"

/* ---- where things are ---- */
typedef struct session_places session_places;
/* `data` (scenarios/, lua/, assets/): NULL finds it from the program's own place, never from the
 * current folder: an install prefix (../share/rapport), else the source tree it was built from,
 * when the program stands in its build folder. `home` (the player's attempts): NULL gives
 * $RAPPORT_HOME, else $XDG_DATA_HOME/rapport, else ~/.local/share/rapport. Owned by the caller. */
session_places *session_places_find(const char *data, const char *home, err *e);
void session_places_free(session_places *p);
const char *session_places_scenarios(const session_places *p); /* folder */
const char *session_places_assets(const session_places *p);
const char *session_places_home(const session_places *p);
/* The file of a picture: art/NAME.svg in `folder` (of a scenario; may be NULL), else in art of the
 * assets. With a `mood` other than "" the layer NAME.MOOD.svg. `path` gets it, or stays empty when
 * there is none or NAME is no name of a picture. */
bool session_picture_file(const session_places *p, const char *folder, const char *name,
                          const char *mood, strbuf *path, err *e);

/* ---- scenarios ---- */
typedef struct session_scenario_info {
    const char *folder, *id, *title, *summary;
    const char *cover; /* name of a picture; "" when none */
    int minutes;
    const char *trouble; /* NULL, or why it cannot be listed properly */
} session_scenario_info;
/* The scenarios that come with the program, by folder name, without building them. `each` may stop
 * by returning false. */
bool session_list_scenarios(const session_places *p,
                            bool (*each)(void *self, const session_scenario_info *one), void *self,
                            err *e);

/* A scenario as read from disk. */
typedef struct scenario scenario;
/* `where`: a folder, a scenario.json, or the id of one that comes with the program. When it has
 * errors *out is NULL, `report` holds them all as `file:line:column: error CODE: ...` and e is
 * ERR_FORMAT. Warnings go to `report` too. */
bool scenario_open(const session_places *p, const char *where, strbuf *report, scenario **out,
                   err *e);
/* Plays the scenario a hundred times, choosing at random from a fixed seed, and asks every Lua
 * function that comes up twice and in a second host. Whatever fails, and every function that gives
 * two answers for the same state, is added to `report` like the problems of scenario_open; *found
 * counts them. */
bool scenario_try_out(scenario *s, strbuf *report, uint32_t *found, err *e);
void scenario_close(scenario *s);
const char *scenario_id(const scenario *s);
const char *scenario_title(const scenario *s);
const char *scenario_folder(const scenario *s);

/* ---- one attempt ---- */
typedef struct session session;

typedef struct session_options {
    bool has_seed;
    uint64_t seed;            /* when has_seed; else a fresh one */
    const char *const *picks; /* pairs: variable, value; NULL-terminated; NULL: none */
    const char *record; /* also keep the attempt in this file, rewritten at each input; or NULL */
    bool keep;          /* keep it in the player's store (the game does; --text does too) */
} session_options;

/* A new attempt. `s` stays the caller's and must outlive the session. A store that cannot be
 * written (full, read-only) is an error before anything is played, naming the remedy. */
session *session_begin(const session_places *p, scenario *s, const session_options *o, err *e);
/* Goes on with an attempt: `attempt` is a file or an id in the store. Inputs that still fit are
 * replayed; `note` tells in words when the scenario has changed or not all of them fit. */
session *session_resume(const session_places *p, scenario *s, const char *attempt,
                        const session_options *o, strbuf *note, err *e);
/* The newest unfinished attempt of this scenario in the store; *id is "" when there is none. */
bool session_unfinished(const session_places *p, const char *scenario_id, char id[17], err *e);
void session_free(session *s);

/* The view after begin, resume and every input. */
const session_view *session_look(const session *s);
/* Takes the option with this choice id. The input is on disk before this returns true. `words`:
 * what the player typed first, or NULL. On an error (unknown choice, disk full, Lua failure) the
 * play stands where it stood and may go on. */
bool session_choose(session *s, const char *choice_id, const char *words, err *e);
/* Goes back to the moment before the last input: a new branch begins there; what was played stays
 * on record as its parent. */
bool session_take_back(session *s, err *e);
/* The same for any earlier turn. */
bool session_rewind(session *s, uint32_t turn, err *e);
/* Reads the scenario anew after its files changed and replays the inputs into it. On errors the old
 * one stays in use and `report` has them. */
bool session_reload(session *s, strbuf *report, strbuf *note, err *e);
/* Scores, receipts, thoughts. May be asked before the end, too. Borrowed until the next change. */
const session_debrief *session_debrief_of(session *s, err *e);
/* Keeps with the attempt what the player guesses the scores (tact, speed, honesty; 0..100) to be,
 * to be asked before they are shown; given again, the last one counts. It changes nothing in the
 * story: replay and hashes stay as they are. ERR_ARG before the story is over or out of range. */
bool session_rate(session *s, const int guesses[SESSION_AXES], err *e);
/* Whether an expression of the scenario's own names holds now (README of scenarios, section 5, and
 * tact, speed, honesty for the scores): for transcripts that check a play. ERR_ARG when it cannot
 * be read. */
bool session_holds(session *s, const char *expression, bool *yes, err *e);
/* The value of such an expression in words, appended: a number, "true", or a text. */
bool session_value(session *s, const char *expression, strbuf *out, err *e);
/* The seed this attempt is played with. */
uint64_t session_seed(const session *s);
/* The attempt's file as text. */
bool session_attempt_text(const session *s, strbuf *out, err *e);
const char *session_attempt_id(const session *s);

/* ---- replay ---- */
typedef struct session_replay {
    bool same;          /* all fits and every hash is what was recorded */
    bool other_version; /* the scenario's files have changed since */
    uint32_t inputs, inputs_done;
    char why[500]; /* "" when the same */
} session_replay;
/* Recomputes an attempt from its file or store id. *out is a session standing at its end, that
 * writes nowhere. */
bool session_replay_attempt(const session_places *p, scenario *s, const char *attempt,
                            session_replay *result, session **out, err *e);
/* The scenario an attempt belongs to, from its file or store id. */
bool session_attempt_scenario(const session_places *p, const char *attempt, strbuf *scenario_id,
                              err *e);
#endif

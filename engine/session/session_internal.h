#ifndef SESSION_INTERNAL_H
#define SESSION_INTERNAL_H
/* What the files of room session share among themselves. */
#include "base/base_words.h"
#include "host/host.h"
#include "load/load_scenario.h"
#include "session/session.h"
#include "store/store.h"
#include "story/story_attempt.h"

enum { SESSION_PHRASE_TABLES = 4 };

struct session_places {
    strbuf scenarios, assets, lua, home; /* folders */
    wordbook words;                      /* the language; see session_words.h */
    phrase_table phrases[SESSION_PHRASE_TABLES];
    uint32_t phrase_tables;
};

/* A script as it was read, for a second host. */
typedef struct scenario_script {
    strbuf name, text;
} scenario_script;

struct scenario {
    const session_places *places;
    strbuf folder;
    story_def *def;
    host *host;         /* NULL while nothing needed Lua */
    strbuf module;      /* text of the module read last */
    strbuf module_name; /* "mind.lua" */
    uint64_t module_hash;
    scenario_script *scripts;
    uint32_t script_count;
    wordbook words; /* its translation into the language it was opened in */
};

/* The folder of a scenario named as in scenario_open; ERR_MISSING. */
bool scenario_find_folder(const session_places *p, const char *where, strbuf *out, err *e);

/* A host with the scenario's scripts run in it, tied to nothing yet. NULL and `e` on failure. */
host *scenario_host_anew(scenario *s, err *e);
/* The hooks of an opened scenario; all NULL when it needs no Lua. */
story_hooks scenario_hooks(const scenario *s);

struct session {
    const session_places *places;
    scenario *scenario;
    story_run run;
    story_state *state, *before; /* before: for taking a failed input back */
    story_log log;
    story_attempt attempt;
    story_moment moment;
    store *store;                /* NULL: keeps nothing */
    strbuf record;               /* file the attempt is also kept in; empty: none */
    arena names_mem;             /* names of people, as they are in this run */
    const char **names, **roles; /* a person each, the player last */
    session_line *lines;
    uint32_t line_count, line_cap, new_lines;
    const story_entry *seen;               /* last log entry already among the lines */
    const char *met;                       /* name of the person the current scenes are with */
    uint32_t met_line;                     /* lines before they began */
    uint8_t shown_with;                    /* the person seen last */
    char place[STORY_PICTURE_LONGEST + 1]; /* name of the picture of the last scene */
    int32_t scene_began;                   /* story minute at which they began */
    arena view_mem, view_spare;            /* of the view, and of the one before it */
    uint32_t view_number;                  /* views made so far */
    session_view view;
    arena debrief_mem;
    session_debrief debrief;
};

/* --- session_view.c --- */
/* Names of people, and the view from its beginning: after begin, resume, rewind, reload. */
bool session_view_restart(session *s, err *e);
/* Brings lines, options, rows and clock up to date. The moment must be looked at. */
bool session_view_update(session *s, err *e);
/* Where the view stood, so that an input that does not count leaves no trace in it. At most one
 * session_view_update may lie between the two. */
typedef struct session_view_mark {
    session_view view;
    uint32_t number, lines, met_line;
    const story_entry *seen;
    const char *met;
    int32_t scene_began;
    uint8_t shown_with;
    char place[STORY_PICTURE_LONGEST + 1];
} session_view_mark;
session_view_mark session_view_stand(const session *s);
void session_view_return(session *s, const session_view_mark *mark);
/* What the view will show beside the lines: part of session_view_update. */
bool session_view_side(session *s, err *e);
/* The name of a picture that `text` gives now; "" when that is none. */
bool session_picture(session *s, const story_text *text, arena *mem, const char **name, err *e);
/* The texts whose conditions hold now, in `mem`. */
bool session_fill_notes(session *s, const story_note *notes, uint32_t count, arena *mem,
                        const char *const **out, uint32_t *out_count, err *e);
/* "Tuesday 10:12" of a minute of the story, in `mem`. */
const char *session_clock_text(const session_places *p, const story_def *def, int32_t minute,
                               arena *mem, err *e);
/* An entry as a line; false when `kind` is not for showing (events, claims that were true). */
bool session_line_of(const session *s, const story_entry *entry, bool debrief, arena *mem,
                     session_line *out, bool *shown, err *e);
/* The text in `mem`; "" when nothing is shown. */
const char *session_render(session *s, const story_text *text, arena *mem, err *e);

/* --- session_replay.c --- */
/* Reads an attempt from a file or from the store. */
bool session_attempt_read(const session_places *p, const char *attempt, story_attempt *out, err *e);
/* Reads an attempt into the session; ERR_MISMATCH when it belongs to another scenario. */
bool session_read_own(session *s, const char *attempt, err *e);
/* A session without a play yet: run, state, names. */
session *session_new(const session_places *p, scenario *s, err *e);
/* Ties an empty session to its scenario's def (again, after a reload). */
bool session_attach(session *s, err *e);
/* Plays `attempt` into the session's state and log, from nothing. */
bool session_play(session *s, const story_attempt *attempt, story_replay *out, err *e);

/* --- session_keep.c --- */
/* A number no other play has, for seeds and ids. */
uint64_t session_fresh_number(const void *salt);
/* The wall time, ISO 8601 in UTC; "" when the system has none. */
#define SESSION_TIME_ROOM 32
void session_time_now(char out[SESSION_TIME_ROOM]);
/* Gives the attempt a new id and the time it was begun. */
bool session_identify(session *s, err *e);
/* Opens the store and notes the file that were asked for. */
bool session_open_keeping(session *s, const session_options *o, err *e);
/* Writes the attempt's file anew; fine when there is none. */
bool session_write_record(session *s, err *e);
/* Writes the attempt, new in the store, and its file. */
bool session_create_kept(session *s, err *e);
/* Writes the attempt's last input, and with it the end once the story is over; on failure it is
 * taken out of the attempt again. */
bool session_keep_input(session *s, err *e);
/* Marks the attempt finished once the story is over. */
bool session_finish_kept(session *s, err *e);
/* Keeps the file of the branch that is being left, beside the new one. */
bool session_set_aside(session *s, err *e);

/* --- session_attempts.c --- */
/* The player's store to be read; *out is NULL when there is none yet. Closed by the caller. */
bool session_store_open(const session_places *p, store **out, err *e);

/* --- session_debrief.c --- */
/* The skill to try next: most points lost, of those the lowest score; STORY_NONE when no skill that
 * names a goal lost any. */
uint32_t session_goal_skill(const session *s);
/* --- session_debrief_turns.c --- */
/* Charts and worries of the debrief, by playing the attempt once more beside the session. */
bool session_debrief_turns(session *s, err *e);

/* --- session.c --- */
/* Plays from the attempt's seed and picks to the first choice, from nothing. */
bool session_begin_play(session *s, err *e);
#endif

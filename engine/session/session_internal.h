#ifndef SESSION_INTERNAL_H
#define SESSION_INTERNAL_H
/* What the files of room session share among themselves. */
#include "host/host.h"
#include "load/load_scenario.h"
#include "session/session.h"
#include "store/store.h"
#include "story/story_attempt.h"

struct session_places {
    strbuf scenarios, assets, lua, home; /* folders */
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
};

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
    const story_entry *seen; /* last log entry already among the lines */
    const char *met;         /* name of the person the current scenes are with */
    int32_t scene_began;     /* story minute at which they began */
    arena view_mem;
    session_view view;
    arena debrief_mem;
    session_debrief debrief;
};

/* --- session_view.c --- */
/* Names of people, and the view from its beginning: after begin, resume, rewind, reload. */
bool session_view_restart(session *s, err *e);
/* Brings lines, options, rows and clock up to date. */
bool session_view_update(session *s, err *e);
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
/* Gives the attempt a new id and the time it was begun. */
bool session_identify(session *s, err *e);
/* Opens the store and notes the file that were asked for. */
bool session_open_keeping(session *s, const session_options *o, err *e);
/* Writes the attempt's file anew; fine when there is none. */
bool session_write_record(session *s, err *e);
/* Writes the attempt, new in the store, and its file. */
bool session_create_kept(session *s, err *e);
/* Writes the attempt's last input; on failure it is taken out of the attempt again. */
bool session_keep_input(session *s, err *e);
/* Marks the attempt finished once the story is over. */
bool session_finish_kept(session *s, err *e);
/* Keeps the file of the branch that is being left, beside the new one. */
bool session_set_aside(session *s, err *e);

/* --- session.c --- */
/* Plays from the attempt's seed and picks to the first choice, from nothing. */
bool session_begin_play(session *s, err *e);
#endif

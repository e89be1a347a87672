#ifndef CLI_INTERNAL_H
#define CLI_INTERNAL_H
/* What the files of room cli share among themselves. */
#include "base/base_strbuf.h"
#include "cli/cli.h"
#include "cli/cli_args.h"
#include "cli/cli_show.h"
#include "session/session.h"

#define CLI_GOOD 0
#define CLI_NO 1
#define CLI_FAILED 2

/* One run of the program. */
typedef struct cli {
    const cli_window *window;
    const cli_args *args;
    session_places *places;
    cli_look look;
    bool asks; /* somebody sits at a keyboard */
} cli;

/* Writes to stdout. False once writing failed; cli_main tells it at the end. */
bool cli_print(const char *text);
/* Prints what `text` holds, empties it, and brings it to the reader's eyes. */
bool cli_flush(strbuf *text, err *e);
/* "rapport: ..." on stderr, control characters made harmless. */
void cli_complain(const char *text);
/* One line from stdin without its line feed; *end at the end of input. ERR_LIMIT above 64 KiB. */
bool cli_read_line(strbuf *line, bool *end, err *e);

/* From here on the player's language is spoken; a translation with mistakes is told on stderr. What
 * is for authors and for other programs stays in English. */
void cli_speak(cli *c);
/* Opens a scenario. Its errors are printed to stderr as cli_report has them. */
bool cli_open_scenario(cli *c, const char *where, scenario **out, err *e);
/* The scenario of an attempt: what --scenario names, else the one whose id stands in it. */
bool cli_open_for(cli *c, const char *attempt, scenario **out, err *e);
/* Adds scenario_open's report with the folder before each file's name, so that it can be opened. */
bool cli_report(const cli *c, const char *where, const char *report, strbuf *out, err *e);
/* Calls each(self, where) for every scenario that `path` stands for: itself, or, when it is a
 * folder without a scenario.json, the scenarios in it. Stops when `each` returns false. */
bool cli_each_scenario(const char *path, bool (*each)(void *self, const char *where, err *e),
                       void *self, err *e);
/* The folder of `where` as scenario_open finds it. */
bool cli_scenario_folder(const cli *c, const char *where, strbuf *folder, err *e);

/* ---- JSON: each adds to `out` ---- */
bool cli_json_text(strbuf *out, const char *key, const char *value, err *e);
/* A play as the members of an object, without its braces: what it is, outcome, scores, lines. */
bool cli_json_play(strbuf *out, session *play, err *e);

/* ---- playing as text ---- */
typedef struct cli_text {
    cli *c;
    session *play;
    const char *where; /* the scenario as the player named it */
    bool kept;         /* in the store */
    bool ids;          /* show the choices' names */
    strbuf words;      /* typed first, waiting for a choice; empty: none */
} cli_text;

/* Plays until the player quits or the input ends. False: it could not go on. */
bool cli_text_run(cli_text *t, err *e);
void cli_text_release(cli_text *t);
/* Prints the story's day and time. */
bool cli_text_time(const cli *c, session *play, err *e);
/* Prints the lines the last input brought. */
bool cli_text_news(const cli *c, session *play, err *e);

typedef enum cli_go_on {
    CLI_GO_ON_ASK, /* ask at a keyboard, else begin anew */
    CLI_GO_ON_YES,
    CLI_GO_ON_NO
} cli_go_on;
/* Begins or goes on with an attempt at an open scenario, and plays it. */
bool cli_play_open(cli *c, scenario *s, const char *where, cli_go_on go_on, bool ids, err *e);
/* Menu of the scenarios that come with the program. */
int cli_menu(cli *c, err *e);

struct cli_step;
/* Takes the choice of one step of a script; an error names file, line and the open choices. */
bool cli_step_choose(session *play, const char *file, const struct cli_step *step,
                     const char *words, err *e);

/* ---- commands: each returns the exit code; with e set the code is CLI_FAILED ---- */
int cli_play(cli *c, err *e);
int cli_replay(cli *c, err *e);
int cli_check(cli *c, err *e);
int cli_test(cli *c, err *e);
int cli_balance(cli *c, err *e);
int cli_strings(cli *c, err *e);
int cli_review(cli *c, err *e);
#endif

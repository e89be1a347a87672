#ifndef CLI_H
#define CLI_H
/* cli: the command line. Plays, replays, checks and tests scenarios in a terminal or a pipe, and
 * opens the window when asked for one. */
#include "base/base_words.h"

/* What the window is to open with. Everything is borrowed for the call. */
typedef struct cli_window_options {
    const char *scenario; /* NULL: the list of scenarios */
    const char *attempt;  /* file or id to go on with; NULL: none */
    uint64_t seed;        /* when has_seed */
    bool has_seed;
    const char *data, *home; /* as in session_places_find; NULL: found by themselves */
} cli_window_options;

/* The window belongs to another room; the program hands its way in to this one. */
typedef struct cli_window {
    int (*open)(void *self, const cli_window_options *o); /* returns the program's exit code */
    void *self;
    const char *version;         /* "0.1.0" */
    const phrase_table *phrases; /* the window's texts, for `rapport strings` */
    uint32_t phrase_tables;
} cli_window;

/* The whole program: returns its exit code. 0: good; 1: the answer is no (a scenario has errors, a
 * test failed, a replay differs); 2: it could not be done. Errors go to stderr. From here on the
 * process ignores SIGPIPE and SIGXFSZ: a closed pipe, a file that may not grow are told as errors.
 */
int cli_main(int argc, char **argv, const cli_window *window);
#endif

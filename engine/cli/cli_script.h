#ifndef CLI_SCRIPT_H
#define CLI_SCRIPT_H
/* cli_script: plays written down, for `play --script` and the files in expect/. One thing a line:
 *   # a comment                seed 7                pick reason fear
 *   > ask_time                 ask_time              words My own words first
 *   expect trust >= 60         expect says "Friday"  expect ending waiting    expect over */
#include "base/base_err.h"
#include "base/base_mem.h"

#include <stdint.h>

typedef enum cli_step_kind {
    CLI_STEP_CHOICE, /* text: the choice's id */
    CLI_STEP_WORDS,  /* text: typed before the next choice */
    CLI_STEP_EXPECT  /* text: what follows "expect" */
} cli_step_kind;

typedef struct cli_step {
    cli_step_kind kind;
    uint32_t line; /* 1-based */
    const char *text;
} cli_step;

/* {0} is empty. */
typedef struct cli_script {
    arena mem;
    cli_step *steps;
    uint32_t count;
    bool has_seed;
    uint64_t seed;
    const char **picks; /* pairs variable, value; NULL-terminated */
    uint32_t pick_count;
} cli_script;

/* Reads a play. `name` is the file as messages call it: ERR_FORMAT "name:line: ...". `seed` and
 * `pick` must stand before the first choice. The text may be released afterwards. */
bool cli_script_read(const char *name, const char *text, size_t len, cli_script *out, err *e);
void cli_script_release(cli_script *s);

#endif

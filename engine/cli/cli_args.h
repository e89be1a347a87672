#ifndef CLI_ARGS_H
#define CLI_ARGS_H
/* cli_args: reads the words after the program's name: `--name value`, `--name=value`, `--switch`,
 * and plain words, in any order. `--` ends the options. `-h` is `--help`. */
#include "base/base_err.h"
#include "base/base_mem.h"

#include <stdint.h>

/* A table of these ends with {0}. */
typedef struct cli_option {
    const char *name;  /* without the dashes */
    const char *value; /* how help calls its value, "N"; NULL: a switch */
    const char *help;
} cli_option;

typedef struct cli_given {
    const cli_option *option;
    const char *value; /* "" for a switch */
} cli_given;

/* {0} is empty. The texts are argv's own. */
typedef struct cli_args {
    arena mem;
    cli_given *given;
    uint32_t given_count;
    const char **words;
    uint32_t word_count;
} cli_args;

/* Reads argv[1..argc-1], leaving out argv[skip] (0: nothing is left out). Options are looked up in
 * `own`, then in `shared`. `where` is the command as messages call it, "rapport play". ERR_ARG for
 * an unknown option (with the nearest one), a missing or an unwanted value. */
bool cli_args_read(int argc, char **argv, int skip, const cli_option *own, const cli_option *shared,
                   const char *where, cli_args *out, err *e);
/* Index of the first plain word of argv, 0 when there is none. The values of options found in one
 * of `tables` (NULL-terminated) are passed over. */
int cli_args_first_word(int argc, char **argv, const cli_option *const *tables);
void cli_args_release(cli_args *a);

bool cli_args_has(const cli_args *a, const char *name);
/* The last value given, or NULL. */
const char *cli_args_text(const cli_args *a, const char *name);
/* The value number `i` of an option that may be given several times, or NULL past the end. */
const char *cli_args_nth(const cli_args *a, const char *name, uint32_t i);
/* The value as a whole number in least..most; *number is untouched when the option is not given. */
bool cli_args_number(const cli_args *a, const char *name, uint64_t least, uint64_t most,
                     uint64_t *number, err *e);
/* A whole decimal number without sign, space or anything after it. */
bool cli_number(const char *text, uint64_t *number);
#endif

#ifndef HOST_H
#define HOST_H
/* host: runs author Lua for the story core, and lets nothing an author writes hang or harm the
 * program. One host serves one scenario: it holds that scenario's scripts, modules and compiled
 * expressions. Many hosts can live at once; one host is used by one thread at a time.
 * scenarios/README.md section 12 has what authors are promised. */
#include "story/story_build.h"

typedef struct host host;

/* What one call from the engine may use up: a script's top level, a hook, a compiled expression.
 * A field that is 0 stands for the default. */
typedef struct host_limits {
    size_t memory;         /* bytes that scripts may hold, beyond what an empty host takes */
    uint64_t steps;        /* Lua instructions; library functions cost more where they loop */
    uint32_t milliseconds; /* the last net. It can only end a call, never change its answer */
} host_limits;
extern const host_limits HOST_LIMITS; /* 32 MiB, 2,000,000 steps, 1,000 ms */

enum {
    HOST_TEXT_LONGEST = 64 * 1024,     /* bytes in any one Lua text */
    HOST_SCRIPT_LONGEST = 1024 * 1024, /* bytes of one file of Lua */
    HOST_DEEPEST = 16,                 /* tables in tables that a function may return */
    HOST_MOST_VALUES = 20000           /* values in all that a function may return */
};

/* Where modules come from. `module` finds the text of a module by name ("mind"): *found is false
 * when there is none. `shown_name` is what an author knows the file by, "mind.lua". Texts are
 * borrowed until the next call. False only when reading failed. */
typedef struct host_files {
    void *self;
    bool (*module)(void *self, const char *name, const char **text, size_t *len,
                   const char **shown_name, bool *found, err *e);
} host_files;

/* `limits` NULL: the default; `files` NULL: no modules. What both point to is copied; files->self
 * must outlive the host. NULL and ERR_NOMEM on failure. Free with host_free. */
host *host_new(const host_limits *limits, const host_files *files, err *e);
/* NULL is fine. */
void host_free(host *h);

/* Runs the top level of a script; what it defines stays. Text only, at most HOST_SCRIPT_LONGEST.
 * `shown_name` ("call.lua") stands in messages. An author's mistake is ERR_SCRIPT with
 * "call.lua:12: what happened: what it means", and host_problem_of names its kind. ERR_ARG once the
 * scripts are closed. */
bool host_run(host *h, const char *shown_name, const char *text, size_t len, err *e);
/* Closes the scripts: no global can be set and no module loaded from here on. Done by the first
 * compiled expression or hook call unless done before. */
bool host_close(host *h, err *e);
/* Ties the host to the finished scenario, which must outlive it. ERR_SCRIPT when a script defines
 * a global of the same name as a variable. Done by the first hook call unless done before; ERR_ARG
 * when the host is tied to another scenario. */
bool host_tie(host *h, const story_def *def, err *e);

/* Both are borrowed: valid until host_free. The compiler numbers the same source again each time
 * it is asked; has and function_at know functions that scripts define, in byte order. */
story_compiler host_compiler(host *h);
story_hooks host_hooks(host *h);

/* What kind of problem the last failure was (PROBLEM_LUA_FAILED when nothing fits better), and
 * where: *file is "" and *line 0 when no file of the author's is to blame. `file` is borrowed until
 * the next call of the host. */
problem_code host_problem_of(const host *h);
void host_last_place(const host *h, const char **file, uint32_t *line);

/* Where a script defines the function: its file as the author knows it and the line, both into
 * `place` as "call.lua:12". "" when no script does. False when out of memory. */
bool host_function_place(host *h, const char *function, strbuf *place, err *e);

/* Whether a function keeps to "the same state gives the same answer": calls it twice in `h` and,
 * unless NULL, once in `fresh`, a host made anew from the same scripts, compares the answers, and
 * looks at everything the scripts can reach for changes. *pure is false and `why` says what was
 * found. False with `e` when the function fails. */
bool host_is_pure(host *h, host *fresh, const story_def *def, const story_state *s,
                  const char *function, const tree *argument, bool *pure, char *why,
                  size_t why_size, err *e);

/* Bytes held by Lua now. */
size_t host_memory(const host *h);

/* One function that scripts may call; host_api_row(i) is NULL past the end. In the order of the
 * manual. `name` is "pairs" or "string.rep". */
typedef struct host_api {
    const char *name, *usage, *help;
} host_api;
const host_api *host_api_row(uint32_t i);
#endif

#ifndef BASE_PROBLEMS_H
#define BASE_PROBLEMS_H
/* problems: everything wrong with a scenario, collected in one run and told to its author as
 * `file:line:column: error CODE: what is wrong, what was found, what to do`. */
#include "base/base_mem.h"
#include "base/base_strbuf.h"
#include "base/base_tree.h"

#include <stdint.h>

/* Stable codes: a name in the code, a code on the screen, a line of help. See base_problems.def. */
typedef enum problem_code {
#define PROBLEM(name, code, severity, help) PROBLEM_##name,
#include "base/base_problems.def"
#undef PROBLEM
    PROBLEM_COUNT
} problem_code;

typedef enum problem_severity { PROBLEM_ERROR, PROBLEM_WARNING } problem_severity;

typedef struct problem {
    problem_code code;
    uint16_t source;
    uint32_t at;           /* byte offset in the source's text; UINT32_MAX: the file as a whole */
    uint32_t line, column; /* 1-based; 0 until problems_finish, or for the file as a whole */
    const char *text;      /* what is wrong, what was found, what to do */
    struct problem *next;
} problem;

typedef struct problem_source {
    const char *name; /* as the author knows it: "scenario.json", "call.lua" */
    const char *text;
    size_t len;
    struct problem_source *next;
} problem_source;

/* {0} is an empty collection. */
typedef struct problems {
    arena mem;
    problem_source *sources, *last_source;
    problem *first, *last;
    uint32_t errors, warnings; /* all that were found, also those beyond PROBLEMS_MOST */
    uint32_t kept;
    uint16_t source_count;
} problems;

#define PROBLEMS_MOST 200u
#define PROBLEMS_WHOLE UINT32_MAX

/* Names a text that problems may point into. The name is copied; the text is borrowed until
 * problems_finish. False when out of memory. */
bool problems_source(problems *p, const char *name, const char *text, size_t len, uint16_t *id,
                     err *e);
/* Adds one problem at byte `at` of source `source`. False only when out of memory. */
bool problems_add(problems *p, problem_code code, uint16_t source, uint32_t at, err *e,
                  const char *fmt, ...) BASE_PRINTF(6, 7);
/* Works out lines and columns (columns count code points) and sorts by source and place. Call once,
 * when all is collected; the sources' texts are not needed afterwards. */
void problems_finish(problems *p);
/* One line a problem as above, then "and N more" when some were not kept. */
bool problems_print(const problems *p, strbuf *out, err *e);
const char *problem_code_text(problem_code code); /* "E201" */
const char *problem_code_help(problem_code code); /* one sentence for the manual */
problem_severity problem_code_severity(problem_code code);
const char *problems_source_name(const problems *p, uint16_t source);
void problems_release(problems *p);

/* The candidate nearest in spelling to `name` (at most a third of its letters differ), or NULL.
 * next(self, i) returns candidate i, NULL past the end. For "did you mean ...?". */
const char *problems_nearest(const char *name, const char *(*next)(void *self, uint32_t i),
                             void *self);
#endif

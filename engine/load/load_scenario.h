#ifndef LOAD_SCENARIO_H
#define LOAD_SCENARIO_H
/* load_scenario: from a scenario's files to a scenario ready to be played. It reads no file itself:
 * the caller brings the texts, so that a browser can fetch them from elsewhere. */
#include "base/base_problems.h"
#include "story/story_build.h"
#include "story/story_texts.h"

typedef struct load_files {
    void *self;
    /* Appends the file `name` of the scenario's folder to `out`. *found false when there is none.
     * A file that is there but cannot be read is an error in `e`, told to the author. */
    bool (*read)(void *self, const char *name, strbuf *out, bool *found, err *e);
    /* Called with `self` for each text a player may read, before anything is built from it: to put
     * a translation in its place. NULL: nobody. out->hash does not depend on it. */
    story_text_fn *text;
} load_files;

/* What a script's failure is and where, filled by whoever runs it. */
typedef struct load_trouble {
    problem_code code;
    uint32_t line; /* 1-based; 0: the file as a whole */
    char text[800];
} load_trouble;

typedef struct load_lua {
    story_compiler compiler;
    /* Runs a script's top level. *ok false: the author's mistake, told in `t`. False only for
     * reasons that are not the author's. */
    bool (*run)(void *self, const char *name, const char *text, size_t len, bool *ok,
                load_trouble *t, err *e);
    void *self;
} load_lua;

/* Reads scenario.json, the files it names and its scripts, and builds it. Everything wrong goes to
 * `p`, finished (lines and columns worked out) when this returns; *out is NULL when there is an
 * error among it. When a file is missing or cannot be read, only that is told: whatever refers to
 * its contents would look wrong too. out->hash covers the names and bytes of all files read. False
 * only for reasons that are not the author's, and ERR_MISSING without a scenario.json. */
bool load_scenario(const load_files *files, const load_lua *lua, problems *p, story_def **out,
                   err *e);

/* What a list of scenarios shows, without building anything. */
typedef struct load_heading {
    strbuf id, title, summary; /* empty when missing */
    strbuf cover;              /* the same; looked for only before the scenes */
    int32_t minutes;           /* 0 when missing */
} load_heading;
/* Reads the heading of a scenario.json; tolerant, since a list must show a broken scenario too.
 * Only the beginning of the text is looked at when id, title, summary and minutes stand before the
 * scenes. */
bool load_peek(const char *text, size_t len, load_heading *out, err *e);
void load_heading_release(load_heading *h);
#endif

#ifndef STORY_BUILD_H
#define STORY_BUILD_H
/* story_build: from trees to a scenario. The same code builds what JSON wrote down and what Lua
 * computed. */
#include "base/base_problems.h"
#include "story/story.h"

/* What building asks of Lua; {0} when there are no scripts and no Lua expressions are allowed. */
typedef struct story_compiler {
    void *self;
    /* Compiles an expression to a Lua function and numbers it. *fn is STORY_NONE when Lua cannot
     * read it; `why` then says so in an author's words. False only when out of memory. */
    bool (*expression)(void *self, const char *source, uint32_t *fn, char *why, size_t why_size,
                       err *e);
    /* Whether a script defines the function, and function i of those defined (NULL past the end).
     */
    bool (*has)(void *self, const char *function);
    const char *(*function_at)(void *self, uint32_t i);
} story_compiler;

/* One JSON file of the scenario; the first is scenario.json. */
typedef struct story_part {
    const tree *root;
    uint16_t source; /* in the problems */
} story_part;

/* Builds a scenario. Everything wrong goes to `p`; *out is NULL when there is an error among it.
 * The trees may be released afterwards: nothing of them is kept. False only for reasons that are
 * not the author's (out of memory). `has_scripts`: Lua may ask for any counter, so all are kept.
 * Free with story_def_free. The caller sets out->hash. */
bool story_build(const story_part *parts, uint32_t part_count, const story_compiler *lua,
                 bool has_scripts, problems *p, story_def **out, err *e);

/* Builds what a Lua scene function returned (NULL: nothing, an error). Conditions and values in it
 * are plain values. Texts and data are borrowed from `t` and `id`: they must live as long as `out`,
 * best in the same arena. Errors are ERR_SCRIPT and name the place: "choices[2].set.trust: ...";
 * ERR_LIMIT when `mem` has a limit. */
bool story_build_scene(const story_def *def, const tree *t, const char *id, arena *mem,
                       story_scene *out, err *e);
/* The same for what the Lua function of a choice (`lines_key` "reply") or event ("lines") returned;
 * a NULL `t` gives an effect that does nothing. `with`: the person of the scene, whom claims
 * without a name are told. */
bool story_build_effect(const story_def *def, const tree *t, const char *lines_key, uint8_t with,
                        arena *mem, story_effect *out, err *e);
#endif

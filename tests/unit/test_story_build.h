#ifndef TEST_STORY_BUILD_H
#define TEST_STORY_BUILD_H
/* What the tests of the builder share: a small scenario with places to put things into, and a Lua
 * that is none. */
#include "story/story_build.h"
#include "tree_from_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A scenario that is right, with `top`, `scene` and `choice` added; a key that stands in both
 * counts as it stands in what is added. */
#define SCENARIO(top, scene, choice)                                                               \
    "{ 'format': 1, 'id': 'small', 'title': 'Small', 'summary': 'A small one.',"                   \
    "  'clock': '2026-03-06 16:30', 'start': 'a',"                                                 \
    "  'cast': { 'dana': { 'name': 'Dana' }, 'kim': { 'name': 'Kim' } },"                          \
    "  'state': { 'trust': { 'start': 60, 'min': 0, 'max': 100 }, 'asked': false,"                 \
    "    'channel': { 'one_of': ['none', 'phone', 'mail'] }, 'rival': { 'draw': 40 } },"           \
    "  'facts': { 'pay': { 'is': 'trust > 3' }, 'why': { 'is': 'channel' } },"                     \
    "  'events': { 'bell': { 'at': 'day 3 10:00', 'if': 'rival' } },"                              \
    "  'endings': { 'yes': { 'title': 'Yes.' } },"                                                 \
    "  'scenes': { 'a': { 'stage': 'call', 'with': 'dana', 'choices': ["                           \
    "    { 'id': 'go', 'say': 'Go.', 'to': 'end', 'ending': 'yes', 'reply': [ { 'dana': 'So.' } "  \
    "],"                                                                                           \
    "      'set': { 'trust': '+1', 'asked': true, 'channel': 'phone' }, " choice " } ], " scene    \
    " } }," top " }"

typedef struct built {
    arena trees;
    problems p;
    story_def *def;
    err e;
    bool ok;
} built;

static inline void build_texts(built *r, const char *const *texts, uint32_t count,
                               const story_compiler *lua, bool has_scripts)
{
    story_part parts[4];
    *r = (built){0};
    for (uint32_t i = 0; i < count; i++) {
        uint16_t source;
        assert_true(problems_source(&r->p, i ? "more.json" : "scenario.json", texts[i],
                                    strlen(texts[i]), &source, NULL));
        parts[i] = (story_part){tree_from_text(texts[i], source, &r->trees), source};
        if (!parts[i].root) fail_msg("the test's own text cannot be read: %s", texts[i]);
    }
    r->ok = story_build(parts, count, lua, has_scripts, &r->p, &r->def, &r->e);
}

static inline void build_text_alone(built *r, const char *text, const story_compiler *lua,
                                    bool has_scripts)
{
    build_texts(r, &text, 1, lua, has_scripts);
}

static inline void built_release(built *r)
{
    story_def_free(r->def);
    problems_release(&r->p);
    arena_release(&r->trees);
}

/* Fails the test with everything that was told. */
static inline void expect_no_problem(built *r)
{
    if (r->ok && r->def && !r->p.errors && !r->p.warnings) return;
    strbuf all = {0};
    problems_finish(&r->p);
    problems_print(&r->p, &all, NULL);
    fail_msg("%s%s", strbuf_text(&all), r->e.text);
}

/* Stands for Lua: takes every expression but those with "??" in them, knows three functions. */
typedef struct fake_lua {
    uint32_t compiled;
    char last[200];
} fake_lua;

static inline bool fake_expression(void *self, const char *source, uint32_t *fn, char *why,
                                   size_t why_size, err *e)
{
    (void)e;
    fake_lua *f = self;
    *fn = STORY_NONE;
    if (strstr(source, "??")) {
        snprintf(why, why_size, "unexpected symbol near '?'");
        return true;
    }
    snprintf(f->last, sizeof f->last, "%s", source);
    *fn = f->compiled++;
    return true;
}

static inline const char *fake_function_at(void *self, uint32_t i)
{
    static const char *const NAMES[] = {"call", "hear", "mood_of"};
    (void)self;
    return i < 3 ? NAMES[i] : NULL;
}

static inline bool fake_has(void *self, const char *function)
{
    for (uint32_t i = 0; i < 3; i++)
        if (strcmp(fake_function_at(self, i), function) == 0) return true;
    return false;
}

static inline story_compiler fake_compiler(fake_lua *f)
{
    return (story_compiler){f, fake_expression, fake_has, fake_function_at};
}
#endif

#ifndef STORY_FIXTURE_H
#define STORY_FIXTURE_H
/* For tests only: a scenario built from a short text, and a play of it. */
#include "story/story_attempt.h"
#include "story/story_build.h"
#include "tree_from_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/* Wraps parts of a scenario with what every scenario must have. The clock starts on Friday,
 * 6 March 2026, 16:30. */
#define FIXTURE_HEAD                                                                               \
    "{ 'format': 1, 'id': 'fixture', 'title': 'Fixture', 'summary': 'For tests.',"                 \
    "  'clock': '2026-03-06 16:30', 'start': 'one',"

typedef struct play {
    story_def *def;
    story_run run;
    story_state *state;
    story_log log;
    story_moment moment;
    err e;
} play;

static inline story_def *fixture_build(const char *text)
{
    arena mem = {0};
    problems p = {0};
    err e = {0};
    uint16_t source;
    story_def *def = NULL;
    story_compiler none = {0};
    assert_true(problems_source(&p, "scenario.json", text, strlen(text), &source, &e));
    tree *root = tree_from_text(text, source, &mem);
    assert_non_null(root);
    story_part part = {root, source};
    assert_true(story_build(&part, 1, &none, false, &p, &def, &e));
    if (!def) {
        strbuf out = {0};
        problems_finish(&p);
        problems_print(&p, &out, &e);
        fail_msg("%s", strbuf_text(&out));
    }
    problems_release(&p);
    arena_release(&mem);
    return def;
}

static inline play play_begin(const char *text, uint64_t seed)
{
    play p = {.def = fixture_build(text)};
    assert_true(story_run_init(&p.run, p.def, NULL, &p.e));
    p.state = story_state_new(p.def, &p.e);
    assert_non_null(p.state);
    if (!story_begin(&p.run, p.state, seed, NULL, 0, &p.log, &p.e)) fail_msg("%s", p.e.text);
    return p;
}

static inline void play_end(play *p)
{
    story_log_release(&p->log);
    story_run_release(&p->run);
    base_free(p->state);
    story_def_free(p->def);
    *p = (play){0};
}

/* Takes a choice; false when the step fails, with p->e set. */
static inline bool play_try(play *p, const char *choice)
{
    if (!story_look(&p->run, p->state, &p->moment, &p->e)) return false;
    uint32_t option = story_moment_find(&p->moment, choice);
    if (option == STORY_NONE) return err_set(&p->e, ERR_ARG, "no choice %s", choice);
    return story_step(&p->run, p->state, &p->moment, option, NULL, &p->log, &p->e);
}

static inline void play_take(play *p, const char *choice)
{
    if (!play_try(p, choice)) fail_msg("%s: %s", choice, p->e.text);
}

static inline int32_t play_var(const play *p, const char *name)
{
    return p->state->slots[story_names_find(&p->def->var_names, name)];
}

static inline const char *play_scene(const play *p)
{
    return story_over(p->state) ? "end" : p->def->scenes[p->state->scene].id;
}

/* Whether any entry of the log reads like this. */
static inline bool play_said(const play *p, const char *text)
{
    for (const story_entry *entry = p->log.first; entry; entry = entry->next)
        if (entry->text && strcmp(entry->text, text) == 0) return true;
    return false;
}

static inline story_scores play_scores(const play *p)
{
    story_scores scores;
    err e = {0};
    assert_true(story_score(p->def, NULL, p->state, &scores, &e));
    return scores;
}
#endif

#ifndef HOST_FIXTURE_H
#define HOST_FIXTURE_H
/* A small scenario made by hand, so that the tests of the host need no file and no builder. */
#include "host/host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
    SLOT_TRUST,
    SLOT_ASKED,
    SLOT_CHANNEL,
    SLOT_DOUBT,
    SLOT_VISITS,
    SLOT_CHOSEN,
    SLOT_DUE,
    SLOT_FIRED,
    SLOTS
};

/* The usual limits, but no clock: a test must not depend on how fast the machine is. */
static const host_limits UNHURRIED = {.milliseconds = 600000};

typedef struct fixture {
    story_def def;
    story_state *state;
    story_expr fact;
    host *h;
} fixture;

static const story_word CHANNELS[] = {{"none", "none"}, {"phone", "phone"}, {"mail", "mail"}};
static const story_var VARIABLES[] = {
    {.name = "trust", .kind = STORY_VAR_WHOLE, .max = 100},
    {.name = "asked", .kind = STORY_VAR_YES, .max = 1},
    {.name = "channel", .kind = STORY_VAR_WORD, .max = 2, .words = CHANNELS, .word_count = 3},
    {.name = "doubt_pay", .kind = STORY_VAR_WHOLE, .max = 100},
};
static const story_choice CHOICES[] = {{.id = "ask_time", .taken_slot = SLOT_CHOSEN}};
static const story_scene SCENES[] = {
    {.id = "offer", .choices = CHOICES, .choice_count = 1, .visit_slot = SLOT_VISITS}};

/* `fact_lua`: the number of the compiled expression for fact.pay, or STORY_NONE for "true". */
static void fixture_scenario(fixture *f, uint32_t fact_lua)
{
    static const story_value YES = {.kind = STORY_BOOL, .yes = true};
    story_def *d = &f->def;
    err e = {0};
    memset(d, 0, sizeof *d);
    d->hash = 7;
    d->start_day = 20518; /* Friday, 6 March 2026 */
    d->start_minute = 16 * 60 + 30;
    d->vars = arena_array(&d->mem, 4, sizeof *d->vars, &e);
    d->scenes = arena_array(&d->mem, 1, sizeof *d->scenes, &e);
    d->people = arena_array(&d->mem, 1, sizeof *d->people, &e);
    d->facts = arena_array(&d->mem, 1, sizeof *d->facts, &e);
    d->events = arena_array(&d->mem, 1, sizeof *d->events, &e);
    d->endings = arena_array(&d->mem, 1, sizeof *d->endings, &e);
    memcpy(d->vars, VARIABLES, sizeof VARIABLES);
    memcpy(d->scenes, SCENES, sizeof SCENES);
    d->people[0].id = "dana";
    f->fact = fact_lua == STORY_NONE
                  ? (story_expr){.kind = STORY_EXPR_CONST, .consts = &YES, .source = "true"}
                  : (story_expr){.kind = STORY_EXPR_LUA, .lua = fact_lua, .source = "pay()"};
    d->facts[0] = (story_fact){.id = "pay", .is = &f->fact, .about = "the pay"};
    d->events[0].id = "call_back";
    d->endings[0].id = "yes";
    d->var_count = 4;
    d->scene_count = d->person_count = d->fact_count = d->event_count = d->ending_count = 1;
    for (uint32_t i = 0; i < 4; i++)
        story_names_add(&d->var_names, &d->mem, d->vars[i].name, i, &e);
    story_names_add(&d->scene_names, &d->mem, "offer", 0, &e);
    story_names_add(&d->person_names, &d->mem, "dana", 0, &e);
    story_names_add(&d->fact_names, &d->mem, "pay", 0, &e);
    story_names_add(&d->event_names, &d->mem, "call_back", 0, &e);
    story_names_add(&d->ending_names, &d->mem, "yes", 0, &e);
    d->slot_count = d->skills_at = SLOTS;
    d->due_at = SLOT_DUE;
    d->fired_at = SLOT_FIRED;
    d->claim_cap = 4;
    d->state_size =
        sizeof(story_state) + SLOTS * sizeof(int32_t) + d->claim_cap * sizeof(story_claim);
    f->state = base_alloc(d->state_size);
    assert_non_null(f->state);
    f->state->seed = 1;
    f->state->luck = rng_seed(1, 2);
    f->state->resume = STORY_NONE;
    f->state->ending = -1;
    f->state->slots[SLOT_TRUST] = 60;
    f->state->slots[SLOT_CHANNEL] = 1;
    f->state->slots[SLOT_DOUBT] = 12;
    f->state->slots[SLOT_VISITS] = 2;
    f->state->slots[SLOT_CHOSEN] = 1;
    f->state->slots[SLOT_DUE] = -1;
    assert_int_equal(e.code, ERR_NONE);
}

static void fixture_init(fixture *f, const host_limits *limits, const host_files *files)
{
    err e = {0};
    fixture_scenario(f, STORY_NONE);
    f->h = host_new(limits ? limits : &UNHURRIED, files, &e);
    assert_non_null(f->h);
}

static void fixture_release(fixture *f)
{
    host_free(f->h);
    base_free(f->state);
    arena_release(&f->def.mem);
}

static inline bool fixture_run(fixture *f, const char *text, err *e)
{
    return host_run(f->h, "call.lua", text, strlen(text), e);
}

/* Runs the script; it must work. */
static inline void fixture_script(fixture *f, const char *text)
{
    err e = {0};
    if (!fixture_run(f, text, &e)) fail_msg("%s", e.text);
}

/* Compiles and evaluates an expression. */
static inline bool fixture_eval(fixture *f, const char *source, story_value *v, err *e)
{
    char why[500] = "";
    uint32_t fn;
    story_compiler c = host_compiler(f->h);
    story_hooks hooks = host_hooks(f->h);
    if (!c.expression(c.self, source, &fn, why, sizeof why, e)) return false;
    if (fn == STORY_NONE) return err_set(e, ERR_SCRIPT, "%s", why);
    return hooks.eval(hooks.self, &f->def, f->state, fn, v, e);
}

static inline bool fixture_call(fixture *f, const char *function, const tree *argument,
                                arena *scratch, const tree **result, err *e)
{
    story_hooks hooks = host_hooks(f->h);
    return hooks.call(hooks.self, &f->def, f->state, function, argument, scratch, result, e);
}

/* A tree in short: {a=1,b=[true,"x"]}. */
static inline void fixture_print(const tree *t, strbuf *out)
{
    if (!t) {
        strbuf_add(out, "nil", NULL);
        return;
    }
    switch (t->kind) {
    case TREE_NULL: strbuf_add(out, "null", NULL); return;
    case TREE_BOOL: strbuf_add(out, t->yes ? "true" : "false", NULL); return;
    case TREE_INT: strbuf_addf(out, NULL, "%lld", (long long)t->whole); return;
    case TREE_REAL: strbuf_addf(out, NULL, "%.3f", t->real); return;
    case TREE_TEXT: strbuf_addf(out, NULL, "\"%s\"", t->text); return;
    case TREE_LIST:
    case TREE_MAP: break;
    }
    bool map = t->kind == TREE_MAP;
    strbuf_add(out, map ? "{" : "[", NULL);
    uint32_t n = 0;
    for (const tree *m = t->first; m; m = m->next, n++) {
        if (n) strbuf_add(out, ",", NULL);
        if (map) strbuf_addf(out, NULL, "%s=", m->key);
        fixture_print(m, out);
    }
    strbuf_add(out, map ? "}" : "]", NULL);
    assert_int_equal(n, t->count);
}
#endif

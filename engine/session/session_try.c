#include "session/session_internal.h"

#include "base/base_problems.h"

#include <string.h>

enum { READINGS = 100, STEPS_MOST = 2000, TOLD_MOST = 5 };

/* Random plays of a scenario that watch its Lua. */
typedef struct tryout {
    scenario *s;
    story_run run;
    story_state *state;
    host *second; /* NULL when the scenario has no Lua */
    strbuf path;  /* the choices of this reading, for whoever wants to see the mistake */
    strbuf *report;
    uint32_t problems;
    uint64_t seed;
} tryout;

static bool tell(tryout *t, problem_code code, const char *what, err *e)
{
    if (++t->problems > TOLD_MOST) return true;
    return strbuf_addf(t->report, e, "scenario.json: error %s: with seed %llu, after%s: %s\n",
                       problem_code_text(code), (unsigned long long)t->seed,
                       t->path.len ? strbuf_text(&t->path) : " the start", what);
}

/* Asks `function` twice here and once in the second host. */
static bool watch(tryout *t, const char *function, const tree *argument, err *e)
{
    bool pure = true;
    char why[300] = "";
    err failed = {0};
    if (!t->second || !function) return true;
    /* A failure shows again in the play itself, and is told there. */
    if (!host_is_pure(t->s->host, t->second, t->run.def, t->state, function, argument, &pure, why,
                      sizeof why, &failed))
        return failed.code != ERR_NOMEM || err_nomem(e);
    return pure || tell(t, PROBLEM_LUA_IMPURE, why, e);
}

static bool watch_scene(tryout *t, err *e)
{
    tree flag = {.kind = TREE_BOOL, .key = "arriving"};
    tree argument = {.kind = TREE_MAP, .count = 1, .first = &flag};
    return watch(t, t->run.def->scenes[t->state->scene].lua, &argument, e);
}

static bool watch_choice(tryout *t, const story_moment *m, const story_choice *c, err *e)
{
    if (!c->extra || !c->extra->lua) return true;
    story_told told;
    return watch(t, c->extra->lua, story_told_of(&told, c, m->at->id), e);
}

static bool step(tryout *t, rng *chooser, err *why, err *e)
{
    story_moment m;
    if (!watch_scene(t, e)) return false;
    if (!story_look(&t->run, t->state, &m, why)) return true;
    uint32_t option = rng_below(chooser, m.option_count);
    const story_choice *c = m.options[option].choice;
    if (!strbuf_addf(&t->path, e, " %s", c->id) || !watch_choice(t, &m, c, e)) return false;
    story_step(&t->run, t->state, &m, option, NULL, NULL, why);
    return true;
}

static bool reading(tryout *t, err *e)
{
    rng chooser = rng_seed(t->seed, 4);
    err why = {0};
    strbuf_clear(&t->path);
    story_begin(&t->run, t->state, t->seed, NULL, 0, NULL, &why);
    uint32_t steps = 0;
    while (!why.code && !story_over(t->state)) {
        if (++steps > STEPS_MOST)
            err_set(&why, ERR_LIMIT, "the story did not end within %d choices", STEPS_MOST);
        else if (!step(t, &chooser, &why, e))
            return false;
    }
    if (why.code == ERR_NOMEM) return err_nomem(e);
    return !why.code || tell(t, PROBLEM_PLAY_FAILED, why.text, e);
}

bool scenario_try_out(scenario *s, strbuf *report, uint32_t *found, err *e)
{
    tryout t = {.s = s, .report = report};
    story_hooks hooks = scenario_hooks(s);
    bool ok = story_run_init(&t.run, s->def, &hooks, e);
    if (ok) t.state = story_state_new(s->def, e);
    ok = ok && t.state;
    if (ok && s->script_count) ok = (t.second = scenario_host_anew(s, e)) != NULL;
    for (t.seed = 1; ok && t.seed <= READINGS && t.problems < TOLD_MOST; t.seed++)
        ok = reading(&t, e);
    *found = t.problems;
    host_free(t.second);
    story_run_release(&t.run);
    base_free(t.state);
    strbuf_release(&t.path);
    return ok;
}

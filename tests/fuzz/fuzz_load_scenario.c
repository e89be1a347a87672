/* Any bytes as scenario.json: no crash and no hang, and what comes out can be played. */
#include "load/load_scenario.h"

#include "base/base_rng.h"
#include "base/base_utf8.h"
#include "story/story_state.h"

typedef struct input {
    const char *text;
    size_t len;
} input;

static bool read_only(void *self, const char *name, strbuf *out, bool *found, err *e)
{
    const input *in = self;
    *found = strcmp(name, "scenario.json") == 0;
    return !*found || strbuf_addn(out, in->text, in->len, e);
}

static bool no_expression(void *self, const char *source, uint32_t *fn, char *why, size_t why_size,
                          err *e)
{
    (void)self;
    (void)source;
    (void)e;
    *fn = STORY_NONE;
    snprintf(why, why_size, "there is no Lua here");
    return true;
}

static bool no_function(void *self, const char *function)
{
    (void)self;
    (void)function;
    return false;
}

static const char *none_at(void *self, uint32_t i)
{
    (void)self;
    (void)i;
    return NULL;
}

static bool no_script(void *self, const char *name, const char *text, size_t len, bool *ok,
                      load_trouble *t, err *e)
{
    (void)self;
    (void)name;
    (void)text;
    (void)len;
    (void)t;
    (void)e;
    *ok = false;
    return true;
}

static void check_problems(const problems *p, const story_def *def)
{
    strbuf out = {0};
    size_t bad;
    err e = {0};
    if ((def != NULL) == (p->errors > 0)) abort();
    if (!problems_print(p, &out, &e)) abort();
    if (!utf8_valid(strbuf_text(&out), out.len, &bad)) abort();
    for (const problem *one = p->first; one; one = one->next)
        if (one->at != PROBLEMS_WHOLE && !one->line) abort();
    strbuf_release(&out);
}

/* What the list of scenarios shows must be what is played. */
static void check_heading(const input *in, const story_def *def)
{
    load_heading h;
    err e = {0};
    size_t bad;
    if (!load_peek(in->text, in->len, &h, &e)) abort();
    if (!utf8_valid(strbuf_text(&h.title), h.title.len, &bad)) abort();
    if (def && strcmp(strbuf_text(&h.id), def->id) != 0) abort();
    if (def && h.title.len && strcmp(strbuf_text(&h.title), def->title) != 0) abort();
    load_heading_release(&h);
}

static void render_some(story_run *r, const story_state *s, const story_moment *m)
{
    strbuf out = {0};
    err e = {0};
    bool shown;
    for (uint32_t i = 0; i < m->option_count; i++) {
        if (!story_text_render(r->def, &r->hooks, s, m->options[i].choice->say, &out, &shown, &e))
            err_clear(&e);
        strbuf_clear(&out);
    }
    strbuf_release(&out);
}

/* Fifty steps chosen by the seed; an error ends the play, it may not change the state. */
static uint64_t play(const story_def *def, uint64_t seed)
{
    story_run run;
    story_log log = {0};
    err e = {0};
    rng luck = rng_seed(seed, 9);
    if (!story_run_init(&run, def, NULL, &e)) abort();
    story_state *s = story_state_new(def, &e);
    if (!s) abort();
    bool ok = story_begin(&run, s, seed, NULL, 0, &log, &e);
    for (int step = 0; ok && step < 50 && !story_over(s); step++) {
        story_moment m;
        ok = story_look(&run, s, &m, &e);
        if (!ok) break;
        if (m.option_count == 0 || m.option_count > STORY_MOST_OPEN) abort();
        render_some(&run, s, &m);
        uint64_t before = story_state_hash(def, s);
        ok = story_step(&run, s, &m, rng_below(&luck, m.option_count), NULL, &log, &e);
        if (!ok && story_state_hash(def, s) != before) abort();
    }
    if (!ok && e.code == ERR_NONE) abort();
    story_scores scores;
    err_clear(&e);
    if (ok && story_score(def, NULL, s, &scores, &e))
        for (int i = 0; i < STORY_AXES; i++)
            if (scores.axis[i] < -1 || scores.axis[i] > 100) abort();
    uint64_t hash = story_state_hash(def, s);
    base_free(s);
    story_log_release(&log);
    story_run_release(&run);
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    input in = {(const char *)data, size};
    load_files files = {.self = &in, .read = read_only};
    load_lua lua = {.compiler = {NULL, no_expression, no_function, none_at}, .run = no_script};
    problems p = {0};
    story_def *def = NULL;
    err e = {0};
    if (!load_scenario(&files, &lua, &p, &def, &e)) abort();
    check_problems(&p, def);
    check_heading(&in, def);
    for (uint64_t seed = 0; def && seed < 3; seed++)
        if (play(def, seed) != play(def, seed)) abort();
    story_def_free(def);
    problems_release(&p);
    return 0;
}

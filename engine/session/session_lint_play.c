/* Advice that only plays can give. Fixed seeds, choices at random: the same every time. */
#include "session/session_lint_internal.h"

#include "base/base_hash.h"
#include "base/base_utf8.h"

#include <string.h>

enum {
    PLAYS = 100,
    STEPS_MOST = 300,
    REPEATS_MOST = 3, /* times the same words may be said in one play */
    WORDS_SHORT = 12, /* characters: "Yes." may be said often */
    SAID_MOST = 4096  /* lines remembered of one play */
};

typedef struct said {
    uint64_t hash;
    uint32_t times;
} said;

typedef struct playing {
    lint *l;
    story_run run;
    story_state *state;
    story_log log;
    bool *told_lie, *told_repeat; /* by scene */
    said *said;
} playing;

/* ---- lies ---- */
static bool look_for_lies(playing *p, const story_moment *m, err *why, err *e)
{
    story_worth worth[STORY_MOST_OPEN];
    if (!story_weigh(&p->run, p->state, m, worth, why)) return true;
    for (uint32_t i = 0; i < m->option_count; i++)
        if (!worth[i].lies) return true;
    if (p->told_lie[m->scene]) return true;
    p->told_lie[m->scene] = true;
    return LINT(
        p->l, LIE_ONLY, m->scene, STORY_NONE, e,
        "in scene \"%s\" it can happen that every open choice is untrue (seed %llu, after %u "
        "choices); give an honest one, or a way to say nothing",
        m->at->id, (unsigned long long)p->state->seed, m->steps);
}

/* ---- repeats ---- */
static uint32_t times_said(playing *p, const char *text)
{
    uint64_t hash = hash64(HASH64_START, text, strlen(text)) | 1;
    for (uint32_t at = (uint32_t)hash & (SAID_MOST - 1), n = 0; n < SAID_MOST / 2; n++) {
        said *one = &p->said[at];
        if (!one->hash) one->hash = hash;
        if (one->hash == hash) return ++one->times;
        at = (at + 1) & (SAID_MOST - 1);
    }
    return 0;
}

static bool look_for_repeats(playing *p, uint32_t scene, err *e)
{
    const story_entry *entry = p->log.first;
    for (; entry; entry = entry->next) {
        if (entry->kind == STORY_ENTRY_SCENE && entry->id) {
            uint32_t number = story_names_find(&p->l->def->scene_names, entry->id);
            if (number != STORY_NONE) scene = number;
        }
        bool spoken = entry->kind == STORY_ENTRY_LINE && entry->who < STORY_WHO_YOU && entry->text;
        if (!spoken || utf8_count(entry->text) <= WORDS_SHORT) continue;
        if (times_said(p, entry->text) <= REPEATS_MOST || p->told_repeat[scene]) continue;
        p->told_repeat[scene] = true;
        if (!LINT(p->l, TEXT_REPEATS, scene, STORY_NONE, e,
                  "\"%.60s\" is said more than %d times in one play (seed %llu); give it "
                  "alternatives",
                  entry->text, REPEATS_MOST, (unsigned long long)p->state->seed))
            return false;
    }
    arena_reset(&p->log.mem);
    p->log.first = p->log.last = NULL;
    p->log.count = 0;
    return true;
}

/* ---- plays ---- */
static bool play(playing *p, uint64_t seed, err *e)
{
    err why = {0};
    rng chooser = rng_seed(seed, 6);
    memset(p->said, 0, SAID_MOST * sizeof *p->said);
    if (!story_begin(&p->run, p->state, seed, NULL, 0, &p->log, &why))
        return why.code != ERR_NOMEM || err_nomem(e);
    if (!look_for_repeats(p, p->l->def->start, e)) return false;
    for (uint32_t step = 0; step < STEPS_MOST && !story_over(p->state); step++) {
        story_moment m;
        uint32_t scene = p->state->scene;
        if (!story_look(&p->run, p->state, &m, &why)) break;
        if (!look_for_lies(p, &m, &why, e)) return false;
        if (why.code || !story_step(&p->run, p->state, &m, rng_below(&chooser, m.option_count),
                                    NULL, &p->log, &why))
            break;
        if (!look_for_repeats(p, scene, e)) return false;
    }
    /* Errors of the scenario are told by the plays that check makes. */
    return why.code != ERR_NOMEM || err_nomem(e);
}

bool lint_plays(lint *l, err *e)
{
    playing p = {.l = l};
    story_hooks hooks = scenario_hooks(l->s);
    bool ok = story_run_init(&p.run, l->def, &hooks, e);
    p.state = ok ? story_state_new(l->def, e) : NULL;
    p.told_lie = base_alloc(l->def->scene_count * sizeof *p.told_lie);
    p.told_repeat = base_alloc(l->def->scene_count * sizeof *p.told_repeat);
    p.said = base_alloc(SAID_MOST * sizeof *p.said);
    ok = (p.state && p.told_lie && p.told_repeat && p.said) || err_nomem(e);
    for (uint64_t seed = 1; ok && seed <= PLAYS; seed++)
        ok = play(&p, seed, e);
    story_run_release(&p.run);
    story_log_release(&p.log);
    base_free(p.state);
    base_free(p.told_lie);
    base_free(p.told_repeat);
    base_free(p.said);
    return ok;
}

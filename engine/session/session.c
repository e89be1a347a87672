#include "session/session_internal.h"

#include <string.h>

static const char *kept_text(session *s, const char *text, err *e)
{
    return arena_text(&s->attempt.mem, text, strlen(text), e);
}

static bool take_picks(session *s, const char *const *picks, err *e)
{
    uint32_t count = 0;
    while (picks && picks[count])
        count++;
    if (count % 2) return err_set(e, ERR_ARG, "a pick needs a variable and a value");
    s->attempt.pick_count = count / 2;
    s->attempt.picks = arena_array(&s->attempt.mem, count / 2 + 1, sizeof *s->attempt.picks, e);
    if (!s->attempt.picks) return false;
    for (uint32_t i = 0; i < count / 2; i++) {
        const char *variable = kept_text(s, picks[2 * i], e);
        const char *value = kept_text(s, picks[2 * i + 1], e);
        if (!variable || !value) return false;
        s->attempt.picks[i] = (story_named_pick){variable, value};
    }
    return true;
}

/* ---- beginning ---- */
bool session_begin_play(session *s, err *e)
{
    story_attempt *a = &s->attempt;
    story_pick picks[STORY_MOST_VARIABLES];
    uint32_t count;
    char why[300] = "";
    if (!story_attempt_picks(s->run.def, a, picks, &count, why, sizeof why))
        return err_set(e, ERR_ARG, "%s", why);
    if (!story_begin(&s->run, s->state, a->seed, picks, count, &s->log, e)) return false;
    a->begin_hash = story_state_hash(s->run.def, s->state);
    return true;
}

session *session_begin(const session_places *p, scenario *sc, const session_options *o, err *e)
{
    session *s = session_new(p, sc, e);
    if (!s) return NULL;
    story_attempt *a = &s->attempt;
    a->seed = (o->has_seed ? o->seed : session_fresh_number(s)) & STORY_SEED_LARGEST;
    a->scenario = kept_text(s, sc->def->id, e);
    a->scenario_hash = sc->def->hash;
    bool ok = a->scenario && take_picks(s, o->picks, e) && session_open_keeping(s, o, e) &&
              session_begin_play(s, e) && session_identify(s, e) && session_view_restart(s, e) &&
              session_create_kept(s, e) && session_finish_kept(s, e);
    if (ok) return s;
    session_free(s);
    return NULL;
}

void session_free(session *s)
{
    if (!s) return;
    store_close(s->store);
    story_run_release(&s->run);
    story_log_release(&s->log);
    story_attempt_release(&s->attempt);
    base_free(s->state);
    base_free(s->before);
    base_free(s->lines);
    strbuf_release(&s->record);
    arena_release(&s->names_mem);
    arena_release(&s->view_mem);
    arena_release(&s->view_spare);
    arena_release(&s->debrief_mem);
    base_free(s);
}

/* ---- playing ---- */
const session_view *session_look(const session *s)
{
    return &s->view;
}

bool session_choose(session *s, const char *choice_id, const char *words, err *e)
{
    const story_def *def = s->run.def;
    if (story_over(s->state)) return err_set(e, ERR_ARG, "the story is over");
    if (!s->moment.at && !story_look(&s->run, s->state, &s->moment, e)) return false;
    uint32_t option = story_moment_find(&s->moment, choice_id);
    if (option == STORY_NONE)
        return err_set(e, ERR_ARG, "there is no choice \"%s\" here now", choice_id);
    const char *scene = def->scenes[s->state->scene].id;
    uint32_t inputs = s->attempt.input_count;
    story_log mark = s->log;
    session_view_mark shown = session_view_stand(s);
    memcpy(s->before, s->state, def->state_size);
    /* The next moment must be there and shown before the input counts: the play can go on. */
    bool ok = story_step(&s->run, s->state, &s->moment, option, words, &s->log, e) &&
              story_look(&s->run, s->state, &s->moment, e) &&
              story_attempt_add(&s->attempt, scene, choice_id, words,
                                story_state_hash(def, s->state), e) &&
              session_view_update(s, e) && session_keep_input(s, e);
    if (ok) return true;
    story_attempt_cut(&s->attempt, inputs);
    memcpy(s->state, s->before, def->state_size);
    s->log.first = mark.first;
    s->log.last = mark.last;
    s->log.count = mark.count;
    if (s->log.last) s->log.last->next = NULL;
    session_view_return(s, &shown);
    /* Lua scenes may have been built anew: look again, so that the player can go on. */
    story_look(&s->run, s->state, &s->moment, NULL);
    return false;
}

bool session_rate(session *s, const int guesses[SESSION_AXES], err *e)
{
    story_attempt *a = &s->attempt;
    if (!story_over(s->state))
        return err_set(e, ERR_ARG, "the scores can be guessed once the story is over");
    for (uint32_t i = 0; i < SESSION_AXES; i++)
        if (guesses[i] < 0 || guesses[i] > 100)
            return err_set(e, ERR_ARG, "a guess lies between 0 and 100; %d does not", guesses[i]);
    bool rated = a->rated;
    int32_t before[SESSION_AXES];
    memcpy(before, a->guesses, sizeof before);
    a->rated = true;
    for (uint32_t i = 0; i < SESSION_AXES; i++)
        a->guesses[i] = guesses[i];
    /* The file first: if the store then fails, writing it once more puts it right. */
    if (session_write_record(s, e) &&
        (!s->store || s->store->ops->rate(s->store, a->id, a->guesses, e)))
        return true;
    a->rated = rated;
    memcpy(a->guesses, before, sizeof before);
    session_write_record(s, NULL);
    return false;
}

/* ---- asking ---- */
static bool resolve(void *self, const char *name, size_t len, story_ref *ref, uint8_t *gives,
                    err *e)
{
    static const char *const SCORES[] = {"tact", "speed", "honesty"};
    const story_def *def = self;
    (void)e;
    for (uint32_t i = 0; i < STORY_AXES; i++)
        if (strlen(SCORES[i]) == len && memcmp(SCORES[i], name, len) == 0 &&
            story_names_find_part(&def->var_names, name, len) == STORY_NONE) {
            *ref = (story_ref){.what = STORY_REF_SCORE, .a = i};
            *gives = story_ref_gives(*ref);
            return true;
        }
    if (!story_def_resolve(def, name, len, ref)) *ref = (story_ref){0};
    *gives = story_ref_gives(*ref);
    return true;
}

static bool value_of(session *s, const char *expression, arena *mem, story_value *out, err *e)
{
    story_expr x;
    char wrong[64];
    story_def *def = s->scenario->def;
    switch (story_expr_compile(expression, resolve, def, mem, &x, wrong, e)) {
    case STORY_EXPR_OK: return story_expr_value(&x, def, &s->run.hooks, s->state, out, e);
    case STORY_EXPR_WRONG_NAME:
        return err_set(e, ERR_ARG, "there is no \"%s\" in this scenario", wrong);
    case STORY_EXPR_NOT_SIMPLE:
        return err_set(e, ERR_ARG,
                       "\"%s\" cannot be read: use names, numbers, comparisons and and, or, not",
                       expression);
    case STORY_EXPR_FAILED: break;
    }
    return false;
}

bool session_holds(session *s, const char *expression, bool *yes, err *e)
{
    arena mem = {0};
    story_value v = {0};
    bool ok = value_of(s, expression, &mem, &v, e);
    if (ok) *yes = story_truth(v);
    arena_release(&mem);
    return ok;
}

bool session_value(session *s, const char *expression, strbuf *out, err *e)
{
    arena mem = {0};
    story_value v = {0};
    bool ok = value_of(s, expression, &mem, &v, e);
    if (ok && v.kind == STORY_INT) ok = strbuf_addf(out, e, "%lld", (long long)v.whole);
    if (ok && v.kind == STORY_REAL) ok = strbuf_addf(out, e, "%.14g", v.real);
    if (ok && v.kind == STORY_BOOL) ok = strbuf_add(out, v.yes ? "true" : "false", e);
    if (ok && v.kind == STORY_TEXT) ok = strbuf_add(out, v.text, e);
    arena_release(&mem);
    return ok;
}

uint64_t session_seed(const session *s)
{
    return s->attempt.seed;
}

bool session_attempt_text(const session *s, strbuf *out, err *e)
{
    return story_attempt_write(&s->attempt, out, e);
}

const char *session_attempt_id(const session *s)
{
    return s->attempt.id;
}

#include "session/session_internal.h"

#include "base/base_file.h"
#include "load/load_attempt.h"

#include <string.h>

static bool read_attempt_file(const char *path, story_attempt *out, err *e)
{
    strbuf text = {0}, report = {0};
    problems p = {0};
    bool usable = false;
    bool ok = file_read(path, LOAD_ATTEMPT_LARGEST, &text, e) &&
              load_attempt(path, strbuf_text(&text), text.len, out, &p, &usable, e);
    if (ok && !usable) {
        ok = problems_print(&p, &report, e);
        if (report.len) report.data[report.len - 1] = '\0'; /* its last line's end */
        if (ok) ok = err_set(e, ERR_FORMAT, "%s", strbuf_text(&report));
    }
    problems_release(&p);
    strbuf_release(&text);
    strbuf_release(&report);
    return ok;
}

bool session_attempt_read(const session_places *p, const char *attempt, story_attempt *out, err *e)
{
    *out = (story_attempt){0};
    if (file_is_file(attempt)) return read_attempt_file(attempt, out, e);
    if (strchr(attempt, '/') || strchr(attempt, '.'))
        return err_set(e, ERR_MISSING, "there is no attempt file %s", attempt);
    store *kept = store_open_sqlite(strbuf_text(&p->home), e);
    if (!kept) return false;
    bool ok = kept->ops->read(kept, attempt, out, e);
    store_close(kept);
    return ok;
}

bool session_read_own(session *s, const char *attempt, err *e)
{
    const char *own = s->scenario->def->id;
    if (!session_attempt_read(s->places, attempt, &s->attempt, e)) return false;
    const char *its = s->attempt.scenario ? s->attempt.scenario : "";
    return strcmp(its, own) == 0 ||
           err_set(e, ERR_MISMATCH,
                   "this attempt was made with the scenario \"%s\", not with \"%s\"", its, own);
}

bool session_attach(session *s, err *e)
{
    story_hooks hooks = scenario_hooks(s->scenario);
    story_run_release(&s->run);
    base_free(s->state);
    base_free(s->before);
    s->state = s->before = NULL;
    if (!story_run_init(&s->run, s->scenario->def, &hooks, e)) return false;
    s->state = story_state_new(s->scenario->def, e);
    s->before = s->state ? story_state_new(s->scenario->def, e) : NULL;
    return s->before != NULL;
}

session *session_new(const session_places *p, scenario *sc, err *e)
{
    session *s = base_alloc(sizeof *s);
    if (!s) {
        err_nomem(e);
        return NULL;
    }
    s->places = p;
    s->scenario = sc;
    if (session_attach(s, e)) return s;
    session_free(s);
    return NULL;
}

bool session_play(session *s, const story_attempt *attempt, story_replay *out, err *e)
{
    story_log_release(&s->log);
    s->seen = NULL;
    return story_attempt_replay(&s->run, attempt, s->state, &s->log, out, e);
}

bool session_attempt_scenario(const session_places *p, const char *attempt, strbuf *scenario_id,
                              err *e)
{
    story_attempt a;
    if (!session_attempt_read(p, attempt, &a, e)) return false;
    bool ok = strbuf_add(scenario_id, a.scenario, e);
    story_attempt_release(&a);
    return ok;
}

static void fill_result(session_replay *result, const story_replay *done, uint32_t inputs)
{
    result->same = done->end == STORY_REPLAY_SAME && !done->why[0];
    result->other_version = done->other_version;
    result->inputs = inputs;
    result->inputs_done = done->inputs_done;
    memcpy(result->why, done->why, sizeof done->why);
}

bool session_replay_attempt(const session_places *p, scenario *sc, const char *attempt,
                            session_replay *result, session **out, err *e)
{
    *out = NULL;
    *result = (session_replay){0};
    session *s = session_new(p, sc, e);
    if (!s) return false;
    story_replay done;
    bool ok = session_read_own(s, attempt, e) && session_play(s, &s->attempt, &done, e) &&
              session_view_restart(s, e);
    if (!ok) {
        session_free(s);
        return false;
    }
    fill_result(result, &done, s->attempt.input_count);
    *out = s;
    return true;
}

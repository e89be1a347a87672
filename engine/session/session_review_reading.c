/* One reading of a review, to be seen. */
#include "session/session_review_internal.h"

#include <string.h>

struct session_reading {
    session *play;
    review_attempt attempt;
    review_reader reader;
    story_log log;
    arena mem;
    session_reading_view view;
};

static bool find_job(const session_reading *r, uint32_t turn, const char *choice, uint32_t *job,
                     err *e)
{
    const review_attempt *a = &r->attempt;
    for (uint32_t i = 0; turn == 0 && i < REVIEW_WHOLES; i++)
        if (i != REVIEW_MENDED && strcmp(REVIEW_WHOLE_WORDS[i], choice) == 0) {
            *job = i;
            return true;
        }
    if (turn == 0)
        return err_set(e, ERR_ARG, "for turn 0 say same, showing or guess, not \"%.60s\"", choice);
    if (turn > a->decision_count)
        return err_set(e, ERR_ARG, "the attempt has %u turns, no turn %u", a->decision_count, turn);
    const review_decision *d = &a->decisions[turn - 1];
    for (uint32_t i = 0; i < d->option_count; i++)
        if (strcmp(d->ids[i], choice) == 0) {
            *job = d->job + i;
            return true;
        }
    return err_set(e, ERR_ARG, "no choice \"%.60s\" was open at turn %u", choice, turn);
}

static bool fill_lines(session_reading *r, err *e)
{
    session_line *lines = arena_array(&r->mem, (size_t)r->log.count + 1, sizeof *lines, e);
    if (!lines) return false;
    for (const story_entry *entry = r->log.first; entry; entry = entry->next) {
        bool shown;
        session_line *line = &lines[r->view.line_count];
        if (!session_line_of(r->play, entry, true, &r->mem, line, &shown, e)) return false;
        r->view.line_count += shown;
    }
    r->view.lines = lines;
    return true;
}

/* People may be called otherwise in another week, so names are taken from where it stands; where
 * that is a state in which the scenario fails, they stay as in the attempt. */
static bool take_names(session_reading *r, err *e)
{
    err why = {0};
    if (session_view_restart(r->play, &why) || why.code != ERR_NOMEM) return true;
    return err_nomem(e);
}

static bool fill(session_reading *r, const review_result *result, err *e)
{
    const story_def *def = r->play->run.def;
    const story_state *s = r->reader.state;
    session_reading_view *v = &r->view;
    strbuf hash = {0};
    memcpy(r->play->state, s, def->state_size);
    v->over = story_over(s);
    v->well = result->well;
    v->ending = v->trouble = "";
    bool ok = strbuf_addf(&hash, e, "%016llx", (unsigned long long)story_state_hash(def, s));
    if (ok) v->hash = arena_text(&r->mem, strbuf_text(&hash), hash.len, e);
    strbuf_release(&hash);
    if (!ok || !v->hash || !take_names(r, e)) return false;
    if (v->over) v->ending = session_render(r->play, def->endings[s->ending].title, &r->mem, e);
    if (r->reader.why.code)
        v->trouble = arena_text(&r->mem, r->reader.why.text, strlen(r->reader.why.text), e);
    return v->ending && v->trouble && fill_lines(r, e);
}

static bool make(session_reading *r, uint32_t turn, const char *choice, uint64_t seed,
                 const session_replay *done, err *e)
{
    review_watch watch = {.log = &r->log};
    review_result result;
    uint32_t job = 0;
    return review_attempt_init(&r->attempt, &r->play->run, &r->play->attempt, done->inputs_done,
                               e) &&
           find_job(r, turn, choice, &job, e) &&
           review_reader_init(&r->reader, &r->attempt, &r->play->run, e) &&
           review_follow(&r->reader, job, &seed, &watch, &result, e) && fill(r, &result, e);
}

session_reading *session_reading_of(const session_places *p, scenario *s, const char *attempt,
                                    uint32_t turn, const char *choice, uint64_t seed, err *e)
{
    session_replay done;
    session_reading *r = base_alloc(sizeof *r);
    if (!r) {
        err_nomem(e);
        return NULL;
    }
    if (session_replay_attempt(p, s, attempt, &done, &r->play, e) &&
        make(r, turn, choice, seed, &done, e))
        return r;
    session_reading_free(r);
    return NULL;
}

const session_reading_view *session_reading_look(const session_reading *r)
{
    return &r->view;
}

void session_reading_free(session_reading *r)
{
    if (!r) return;
    review_reader_release(&r->reader);
    review_attempt_release(&r->attempt);
    story_log_release(&r->log);
    arena_release(&r->mem);
    session_free(r->play);
    base_free(r);
}

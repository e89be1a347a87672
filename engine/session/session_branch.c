#include "session/session_words_internal.h"

#include <string.h>

/* Makes what was played so far a new attempt that branches from `parent` at `inputs`. */
static bool become_branch(session *s, const story_attempt *from, const char *parent,
                          uint32_t inputs, err *e)
{
    story_attempt next = {0};
    bool ok = true;
    next.seed = from->seed;
    next.scenario_hash = s->run.def->hash;
    next.begin_hash = from->begin_hash;
    next.parent_inputs = inputs;
    next.scenario = arena_text(&next.mem, from->scenario, strlen(from->scenario), e);
    next.parent = arena_text(&next.mem, parent, strlen(parent), e);
    next.picks = arena_array(&next.mem, from->pick_count + 1, sizeof *next.picks, e);
    ok = next.scenario && next.parent && next.picks;
    for (uint32_t i = 0; ok && i < from->pick_count; i++) {
        const story_named_pick *pick = &from->picks[i];
        next.picks[i].variable = arena_text(&next.mem, pick->variable, strlen(pick->variable), e);
        next.picks[i].value = arena_text(&next.mem, pick->value, strlen(pick->value), e);
        ok = next.picks[i].variable && next.picks[i].value;
        next.pick_count = i + 1;
    }
    for (uint32_t i = 0; ok && i < inputs; i++) {
        const story_input *in = &from->inputs[i];
        ok = story_attempt_add(&next, in->scene, in->choice, in->words, in->hash, e);
    }
    if (!ok) {
        story_attempt_release(&next);
        return false;
    }
    story_attempt old = s->attempt;
    s->attempt = next;
    if (!session_identify(s, e)) {
        story_attempt_release(&s->attempt);
        s->attempt = old;
        return false;
    }
    story_attempt_release(&old);
    return true;
}

/* Plays the first `count` inputs again, with hashes as they come out now. */
static bool replay_as_now(session *s, uint32_t count, err *e)
{
    story_log_release(&s->log);
    s->seen = NULL;
    if (!session_begin_play(s, e)) return false;
    for (uint32_t i = 0; i < count; i++) {
        story_input *in = &s->attempt.inputs[i];
        if (!story_look(&s->run, s->state, &s->moment, e)) return false;
        uint32_t option = story_moment_find(&s->moment, in->choice);
        if (option == STORY_NONE)
            return err_set(e, ERR_MISMATCH, "choice \"%s\" is not open any more", in->choice);
        if (!story_step(&s->run, s->state, &s->moment, option, in->words, &s->log, e)) return false;
        in->hash = story_state_hash(s->run.def, s->state);
    }
    return true;
}

static bool is_kept(session *s, bool *kept, err *e)
{
    story_attempt there = {0};
    err why = {0};
    *kept = s->store && s->store->ops->read(s->store, s->attempt.id, &there, &why);
    if (*kept) story_attempt_release(&there);
    if (s->store && !*kept && why.code != ERR_MISSING) return err_set(e, why.code, "%s", why.text);
    return true;
}

static bool note_stopped(const session *s, const story_replay *done, strbuf *note, err *e)
{
    strbuf part = {0}, all = {0};
    bool ok = strbuf_addf(&part, e, "%u", done->inputs_done) &&
              strbuf_addf(&all, e, "%u", s->attempt.input_count) &&
              session_sayf(s->places, note, e, TEXT_NOTE_STOPPED, "done", strbuf_text(&part), "all",
                           strbuf_text(&all), NULL);
    strbuf_release(&part);
    strbuf_release(&all);
    return ok;
}

static bool note_change(const session *s, const story_replay *done, strbuf *note, err *e)
{
    bool stopped = done->end == STORY_REPLAY_STOPPED;
    if (done->end == STORY_REPLAY_SAME && !done->other_version) return true;
    if (done->other_version && (!strbuf_add(note, session_say(s->places, TEXT_NOTE_CHANGED), e) ||
                                !strbuf_addc(note, ' ', e)))
        return false;
    if (!(stopped ? note_stopped(s, done, note, e)
                  : strbuf_add(note, session_say(s->places, TEXT_NOTE_ALL_FIT), e)))
        return false;
    return strbuf_addc(note, ' ', e) &&
           (!(stopped || done->why[0]) || strbuf_addf(note, e, "(%s)", done->why));
}

/* Continues the attempt itself when it computes the same; else what fits, as a branch of it. One
 * that was played to its end, and comes to an end now, too, is only looked at (*looked): the store
 * keeps it as it was, and a branch begins when somebody tries again from a moment. */
static bool go_on(session *s, strbuf *note, bool *looked, err *e)
{
    story_replay done;
    bool kept;
    *looked = false;
    if (!session_play(s, &s->attempt, &done, e)) return false;
    if (!note_change(s, &done, note, e) || !is_kept(s, &kept, e)) return false;
    if (done.end == STORY_REPLAY_SAME && !done.other_version)
        return kept ? session_write_record(s, e) : session_create_kept(s, e);
    *looked = kept && story_over(s->state) && done.inputs_done == s->attempt.input_count;
    if (*looked) return replay_as_now(s, done.inputs_done, e);
    return become_branch(s, &s->attempt, s->attempt.id, done.inputs_done, e) &&
           replay_as_now(s, done.inputs_done, e) && session_create_kept(s, e);
}

session *session_resume(const session_places *p, scenario *sc, const char *attempt,
                        const session_options *o, strbuf *note, err *e)
{
    session *s = session_new(p, sc, e);
    if (!s) return NULL;
    bool looked = false;
    bool ok = session_read_own(s, attempt, e) && session_open_keeping(s, o, e) &&
              go_on(s, note, &looked, e) && session_view_restart(s, e) &&
              (looked || session_finish_kept(s, e));
    if (ok) return s;
    session_free(s);
    return NULL;
}

bool session_rewind(session *s, uint32_t turn, err *e)
{
    if (turn > s->attempt.input_count) return err_set(e, ERR_ARG, "there is no turn %u yet", turn);
    if (turn == s->attempt.input_count) return true;
    return session_set_aside(s, e) && become_branch(s, &s->attempt, s->attempt.id, turn, e) &&
           replay_as_now(s, turn, e) && session_create_kept(s, e) && session_view_restart(s, e);
}

bool session_take_back(session *s, err *e)
{
    if (s->attempt.input_count == 0) return err_set(e, ERR_ARG, "nothing was chosen yet");
    return session_rewind(s, s->attempt.input_count - 1, e);
}

/* Puts the newly read scenario where the old one is, so that the caller's pointer stays good. */
static void swap_scenario(scenario *a, scenario *b)
{
    scenario old = *a;
    *a = *b;
    *b = old;
}

bool session_reload(session *s, strbuf *report, strbuf *note, err *e)
{
    scenario *fresh;
    if (!scenario_open(s->places, strbuf_text(&s->scenario->folder), report, &fresh, e))
        return false;
    if (fresh->def->hash == s->scenario->def->hash) {
        scenario_close(fresh);
        return true;
    }
    /* The new one must be playable before the old one is given up. */
    session *trial = session_new(s->places, fresh, e);
    story_replay done;
    bool looked, ok = trial && session_play(trial, &s->attempt, &done, e);
    session_free(trial);
    if (!ok) {
        scenario_close(fresh);
        return false;
    }
    swap_scenario(s->scenario, fresh);
    ok = session_attach(s, e) && go_on(s, note, &looked, e) && session_view_restart(s, e);
    scenario_close(fresh);
    return ok;
}

#include "session/session_internal.h"

#include "base/base_file.h"
#include "base/base_hash.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- identity of a new attempt ---- */
static uint64_t fresh_number(const void *salt)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t h = hash64_number(HASH64_START, (uint64_t)now.tv_sec);
    h = hash64_number(h, (uint64_t)now.tv_nsec);
    h = hash64_number(h, (uint64_t)getpid());
    return hash64_number(h, (uint64_t)(uintptr_t)salt);
}

static bool identify(session *s, err *e)
{
    static const char DIGITS[] = "0123456789abcdef";
    char id[17] = {0}, begun[32] = {0};
    uint64_t number = fresh_number(&s->attempt) ^ s->attempt.begin_hash;
    for (int i = 15; i >= 0; i--, number >>= 4)
        id[i] = DIGITS[number & 15];
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc)) strftime(begun, sizeof begun, "%Y-%m-%dT%H:%M:%SZ", &utc);
    s->attempt.id = arena_text(&s->attempt.mem, id, 16, e);
    s->attempt.begun = arena_text(&s->attempt.mem, begun, strlen(begun), e);
    return s->attempt.id && s->attempt.begun;
}

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

/* ---- keeping ---- */
static bool write_record(session *s, err *e)
{
    if (s->record.len == 0) return true;
    strbuf text = {0};
    bool ok = story_attempt_write(&s->attempt, &text, e) &&
              file_write(strbuf_text(&s->record), strbuf_text(&text), text.len, e);
    strbuf_release(&text);
    return ok;
}

/* The file of the branch left behind stays beside the new one, under its attempt's id. */
static bool set_record_aside(session *s, err *e)
{
    if (s->record.len == 0) return true;
    strbuf path = {0}, text = {0};
    bool ok = strbuf_addf(&path, e, "%s.%s", strbuf_text(&s->record), s->attempt.id) &&
              story_attempt_write(&s->attempt, &text, e) &&
              file_write(strbuf_text(&path), strbuf_text(&text), text.len, e);
    strbuf_release(&path);
    strbuf_release(&text);
    return ok;
}

static bool create_kept(session *s, err *e)
{
    return write_record(s, e) && (!s->store || s->store->ops->create(s->store, &s->attempt, e));
}

static bool finish_kept(session *s, err *e)
{
    if (!s->store || !story_over(s->state)) return true;
    story_scores scores;
    const char *ending = s->run.def->endings[s->state->ending].id;
    return story_score(s->run.def, &s->run.hooks, s->state, &scores, e) &&
           s->store->ops->finish(s->store, s->attempt.id, ending, scores.axis, e);
}

static bool open_keeping(session *s, const session_options *o, err *e)
{
    if (o->record && !strbuf_add(&s->record, o->record, e)) return false;
    if (!o->keep) return true;
    if (!file_make_folder(strbuf_text(&s->places->home), e)) return false;
    s->store = store_open_sqlite(strbuf_text(&s->places->home), e);
    return s->store != NULL;
}

/* ---- beginning ---- */
static bool begin_play(session *s, err *e)
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
    a->seed = (o->has_seed ? o->seed : fresh_number(s)) & STORY_SEED_LARGEST;
    a->scenario = kept_text(s, sc->def->id, e);
    a->scenario_hash = sc->def->hash;
    bool ok = a->scenario && take_picks(s, o->picks, e) && open_keeping(s, o, e) && begin_play(s, e) &&
              identify(s, e) && session_view_restart(s, e) && create_kept(s, e) &&
              finish_kept(s, e);
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
    arena_release(&s->debrief_mem);
    base_free(s);
}

/* ---- going on with an attempt ---- */

/* Makes what was played so far a new attempt that branches from `parent` at `inputs`. */
static bool become_branch(session *s, const story_attempt *from, const char *parent, uint32_t inputs,
                          err *e)
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
    if (!identify(s, e)) {
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
    if (!begin_play(s, e)) return false;
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

static bool note_change(const story_replay *done, const story_attempt *a, strbuf *note, err *e)
{
    if (done->end == STORY_REPLAY_SAME && !done->other_version) return true;
    if (done->other_version &&
        !strbuf_add(note, "The scenario has changed since this attempt was made. ", e))
        return false;
    if (done->end == STORY_REPLAY_STOPPED)
        return strbuf_addf(note, e, "%u of its %u inputs still fit and were played; the attempt as it "
                                    "was stays on record. (%s)",
                           done->inputs_done, a->input_count, done->why);
    return strbuf_add(note, "All its inputs still fit. ", e) &&
           (!done->why[0] || strbuf_addf(note, e, "(%s)", done->why));
}

/* Continues the attempt itself when it computes the same; else what fits, as a branch of it. */
static bool go_on(session *s, strbuf *note, err *e)
{
    story_replay done;
    if (!session_play(s, &s->attempt, &done, e)) return false;
    if (!note_change(&done, &s->attempt, note, e)) return false;
    if (done.end == STORY_REPLAY_SAME && !done.other_version) {
        bool kept;
        return is_kept(s, &kept, e) && (kept ? write_record(s, e) : create_kept(s, e));
    }
    return become_branch(s, &s->attempt, s->attempt.id, done.inputs_done, e) &&
           replay_as_now(s, done.inputs_done, e) && create_kept(s, e);
}

session *session_resume(const session_places *p, scenario *sc, const char *attempt,
                        const session_options *o, strbuf *note, err *e)
{
    session *s = session_new(p, sc, e);
    if (!s) return NULL;
    bool ok = session_attempt_read(p, attempt, &s->attempt, e);
    if (ok && strcmp(s->attempt.scenario, sc->def->id) != 0)
        ok = err_set(e, ERR_MISMATCH, "this attempt was made with the scenario \"%s\", not with \"%s\"",
                     s->attempt.scenario, sc->def->id);
    ok = ok && open_keeping(s, o, e) && go_on(s, note, e) && session_view_restart(s, e) &&
         finish_kept(s, e);
    if (ok) return s;
    session_free(s);
    return NULL;
}

typedef struct unfinished {
    char *id;
} unfinished;

static bool first_unfinished(void *self, const store_row *row)
{
    unfinished *u = self;
    if (row->finished || row->inputs == 0 || strlen(row->id) != 16) return true;
    memcpy(u->id, row->id, 17);
    return false;
}

bool session_unfinished(const session_places *p, const char *scenario_name, char id[17], err *e)
{
    id[0] = '\0';
    if (!file_is_folder(strbuf_text(&p->home))) return true;
    store *kept = store_open_sqlite(strbuf_text(&p->home), e);
    if (!kept) return false;
    unfinished u = {id};
    bool ok = kept->ops->list(kept, scenario_name, first_unfinished, &u, e);
    store_close(kept);
    return ok;
}

/* ---- playing ---- */
const session_view *session_look(const session *s)
{
    return &s->view;
}

static bool keep_input(session *s, err *e)
{
    /* The file is written anew each time, so it comes first: if the store then fails, writing it once
     * more without the input puts it right. */
    if (!write_record(s, e)) return false;
    if (!s->store || s->store->ops->append(s->store, &s->attempt, e)) return true;
    story_attempt_cut(&s->attempt, s->attempt.input_count - 1);
    write_record(s, NULL);
    return false;
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
    memcpy(s->before, s->state, def->state_size);
    /* Looking first makes sure that the play can go on from here before the input counts. */
    bool ok = story_step(&s->run, s->state, &s->moment, option, words, &s->log, e) &&
              story_look(&s->run, s->state, &s->moment, e) &&
              story_attempt_add(&s->attempt, scene, choice_id, words,
                                story_state_hash(def, s->state), e) &&
              keep_input(s, e);
    if (ok) return session_view_update(s, e) && finish_kept(s, e);
    story_attempt_cut(&s->attempt, inputs);
    memcpy(s->state, s->before, def->state_size);
    s->log.first = mark.first;
    s->log.last = mark.last;
    s->log.count = mark.count;
    if (s->log.last) s->log.last->next = NULL;
    /* Lua scenes may have been built anew: look again, so that the player can go on. */
    story_look(&s->run, s->state, &s->moment, NULL);
    return false;
}

bool session_rewind(session *s, uint32_t turn, err *e)
{
    if (turn > s->attempt.input_count) return err_set(e, ERR_ARG, "there is no turn %u yet", turn);
    if (turn == s->attempt.input_count) return true;
    return set_record_aside(s, e) &&
           become_branch(s, &s->attempt, s->attempt.id, turn, e) && replay_as_now(s, turn, e) &&
           create_kept(s, e) && session_view_restart(s, e);
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
    if (!scenario_open(s->places, strbuf_text(&s->scenario->folder), report, &fresh, e)) return false;
    if (fresh->def->hash == s->scenario->def->hash) {
        scenario_close(fresh);
        return true;
    }
    /* The new one must be playable before the old one is given up. */
    session *trial = session_new(s->places, fresh, e);
    story_replay done;
    bool ok = trial && session_play(trial, &s->attempt, &done, e);
    session_free(trial);
    if (!ok) {
        scenario_close(fresh);
        return false;
    }
    swap_scenario(s->scenario, fresh);
    ok = session_attach(s, e) && go_on(s, note, e) && session_view_restart(s, e);
    scenario_close(fresh);
    return ok;
}

/* ---- asking ---- */
static bool resolve(void *self, const char *name, size_t len, story_ref *ref, uint8_t *gives, err *e)
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

bool session_holds(session *s, const char *expression, bool *yes, err *e)
{
    arena mem = {0};
    story_expr x;
    char wrong[64];
    story_def *def = s->scenario->def;
    story_expr_result r = story_expr_compile(expression, resolve, def, &mem, &x, wrong, e);
    bool ok = false;
    if (r == STORY_EXPR_OK)
        ok = story_expr_truth(&x, def, &s->run.hooks, s->state, yes, e);
    else if (r == STORY_EXPR_WRONG_NAME)
        err_set(e, ERR_ARG, "there is no \"%s\" in this scenario", wrong);
    else if (r == STORY_EXPR_NOT_SIMPLE)
        err_set(e, ERR_ARG, "\"%s\" cannot be read: use names, numbers, comparisons and and, or, not",
                expression);
    arena_release(&mem);
    return ok;
}

bool session_attempt_text(const session *s, strbuf *out, err *e)
{
    return story_attempt_write(&s->attempt, out, e);
}

const char *session_attempt_id(const session *s)
{
    return s->attempt.id;
}

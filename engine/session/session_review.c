#include "session/session_review_internal.h"

#include "load/load_attempt.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WEEKS = 200, TELL_MS = 100, GROUP_WHOLES = 0 };

static uint64_t now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static bool is_stopped(session_review *r)
{
    pthread_mutex_lock(&r->lock);
    bool stop = r->stop;
    pthread_mutex_unlock(&r->lock);
    return stop;
}

/* Tells whoever waits or watches that there is something new. */
static void tell_changed(session_review *r, bool at_once)
{
    uint64_t now = now_ms();
    pthread_mutex_lock(&r->lock);
    bool tell = at_once || now - r->told_at >= TELL_MS;
    if (tell) r->told_at = now;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
    if (tell && r->o.changed) r->o.changed(r->o.self);
}

static void fail(session_review *r, const err *why)
{
    pthread_mutex_lock(&r->lock);
    if (!r->e.code) r->e = *why;
    r->stop = true;
    pthread_mutex_unlock(&r->lock);
}

/* ---- one week ----
 * One group is the wholes; the decisions are dealt out into as many as there are threads. A thread
 * reads its own group week by week, since what it learns in one week serves in the next, then helps
 * the others.
 */
static bool read_job(review_worker *w, uint32_t job, uint64_t seed, err *e)
{
    if (!review_read(&w->reader, job, seed, &w->results[job], e)) return false;
    if (w->results[job].failed && (!w->why.code || job < w->why_job)) {
        w->why = w->reader.why;
        w->why_job = job;
        w->why_hash = story_state_hash(w->run.def, w->reader.state);
    }
    return true;
}

/* All options of a decision, the player's own first. */
static bool read_decision(review_worker *w, const review_decision *d, uint64_t seed, err *e)
{
    if (!read_job(w, d->job + d->taken, seed, e)) return false;
    for (uint32_t i = 0; i < d->option_count; i++)
        if (i != d->taken && !read_job(w, d->job + i, seed, e)) return false;
    return true;
}

/* Reads a group's part of a week. *whole is false when it was stopped on the way. */
static bool read_part(review_worker *w, uint32_t group, uint64_t seed, bool *whole, err *e)
{
    const review_attempt *a = &w->r->attempt;
    memset(w->results, 0, a->job_count * sizeof *w->results);
    w->why = (err){0};
    *whole = false;
    for (uint32_t i = 0; group == GROUP_WHOLES && i < REVIEW_WHOLES; i++)
        if (i != REVIEW_MENDED && !read_job(w, i, seed, e)) return false;
    /* From the last to the first: what follows a line is then known already. */
    for (uint32_t i = a->decision_count; i-- > 0;) {
        if (i % w->r->worker_count + 1 != group) continue;
        if (is_stopped(w->r)) return true;
        if (!read_decision(w, &a->decisions[i], seed, e)) return false;
    }
    *whole = true;
    return true;
}

static void add_result(session_review *r, uint32_t job, uint32_t week, const review_result *result)
{
    if (!result->made) return;
    review_tally_add(&r->tallies[job], week, result);
    if (job < REVIEW_WHOLES && !result->failed && !result->unfinished)
        r->ended[job][result->ending]++;
}

/* Of all readings that failed, the one told is of the first week, and there of the first job. */
static bool note_trouble(review_worker *w, uint32_t week, err *e)
{
    session_review *r = w->r;
    bool later = r->trouble_week < week || (r->trouble_week == week && r->trouble_job < w->why_job);
    if (!w->why.code || (r->troubled && later)) return true;
    strbuf text = {0};
    bool ok = review_trouble_text(r, w->why_job, week, w->why_hash, w->why.text, &text, e);
    const char *kept = ok ? arena_text(&r->mem, strbuf_text(&text), text.len, e) : NULL;
    strbuf_release(&text);
    if (!kept) return false;
    r->troubled = true;
    r->trouble_week = week;
    r->trouble_job = w->why_job;
    r->trouble = kept;
    return true;
}

static bool take_in(review_worker *w, uint32_t week, err *e)
{
    session_review *r = w->r;
    pthread_mutex_lock(&r->lock);
    bool ok = note_trouble(w, week, e);
    for (uint32_t job = 0; ok && job < r->attempt.job_count; job++)
        add_result(r, job, week, &w->results[job]);
    pthread_mutex_unlock(&r->lock);
    return ok;
}

/* The next week of the wholes when they are not ahead, else of the thread's own group, else of
 * another; false when all is handed out. */
static bool next_part(review_worker *w, uint32_t *group, uint32_t *week)
{
    session_review *r = w->r;
    pthread_mutex_lock(&r->lock);
    *group = (uint32_t)(w - r->workers) + 1;
    if (r->next[GROUP_WHOLES] <= r->next[*group]) *group = GROUP_WHOLES;
    for (uint32_t i = 0; r->next[*group] >= r->weeks && i <= r->worker_count; i++)
        if (r->next[i] < r->weeks) *group = i;
    *week = r->next[*group];
    bool any = !r->stop && *week < r->weeks;
    r->next[*group] += any;
    pthread_mutex_unlock(&r->lock);
    return any;
}

/* Reads a part of one more week; false when there is none, or after an error. */
static bool work_once(review_worker *w)
{
    uint32_t group, week;
    bool whole;
    err e = {0};
    if (!next_part(w, &group, &week)) return false;
    if (!read_part(w, group, review_week_seed(w->r, week), &whole, &e) ||
        (whole && !take_in(w, week, &e))) {
        fail(w->r, &e);
        return false;
    }
    if (whole) tell_changed(w->r, false);
    return whole;
}

/* ---- the threads ---- */
/* Gives back what one learned, too, which is most of the memory. May be called again. */
static void worker_release(review_worker *w)
{
    review_reader_release(&w->reader);
    story_run_release(&w->run);
    scenario_close(w->own);
    base_free(w->results);
    w->own = NULL;
    w->results = NULL;
}

static bool worker_init(review_worker *w, session_review *r, scenario *s, err *e)
{
    story_hooks hooks = scenario_hooks(s);
    w->r = r;
    w->results = base_alloc(r->attempt.job_count * sizeof *w->results);
    if (!w->results) return err_nomem(e);
    return story_run_init(&w->run, s->def, &hooks, e) &&
           review_reader_init(&w->reader, &r->attempt, &w->run, e);
}

/* A helper beside the one who leads. A host belongs to one thread, so with Lua it opens a scenario
 * of its own; where that cannot be had (no memory, files that have changed) others do its work. */
static void *help(void *self)
{
    review_worker *w = self;
    session_review *r = w->r;
    strbuf report = {0};
    err why = {0};
    scenario *s = r->scenario;
    if (s->host) {
        bool same = scenario_open(r->places, strbuf_text(&r->folder), &report, &w->own, &why) &&
                    w->own->def->hash == s->def->hash;
        s = same ? w->own : NULL;
    }
    strbuf_release(&report);
    if (s && worker_init(w, r, s, &why))
        while (work_once(w)) {}
    return NULL;
}

static uint32_t threads_for(const session_review *r)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t most = r->o.threads ? r->o.threads : cores > 0 ? (uint32_t)cores : 1;
    if (most > REVIEW_THREADS_MOST) most = REVIEW_THREADS_MOST;
    return most < r->weeks ? most : r->weeks;
}

static bool prepare(session_review *r, err *e)
{
    if (!review_prepare(r, e)) return false;
    r->worker_count = threads_for(r);
    r->workers = base_alloc(r->worker_count * sizeof *r->workers);
    if (!r->workers) return err_nomem(e);
    for (uint32_t i = 0; i < r->worker_count; i++)
        r->workers[i].r = r;
    if (!worker_init(&r->workers[0], r, r->scenario, e)) return false;
    pthread_mutex_lock(&r->lock);
    r->prepared = true;
    pthread_mutex_unlock(&r->lock);
    return true;
}

/* The costly lines mended, read in the same weeks once all figures are there. */
static bool read_mended(session_review *r, err *e)
{
    review_attempt *a = &r->attempt;
    review_worker *w = &r->workers[0];
    review_verdict *verdicts = base_alloc((a->decision_count + 1) * sizeof *verdicts);
    if (!verdicts) return err_nomem(e);
    review_judge_all(a, r->tallies, verdicts);
    for (uint32_t i = 0; i < a->decision_count; i++)
        if (verdicts[i].class == REVIEW_CLASS_COSTLY) review_mend(a, i, verdicts[i].best);
    base_free(verdicts);
    for (uint32_t week = 0; week < r->weeks && !is_stopped(r); week++) {
        w->why = (err){0};
        if (!read_job(w, REVIEW_MENDED, review_week_seed(r, week), e)) return false;
        pthread_mutex_lock(&r->lock);
        add_result(r, REVIEW_MENDED, week, &w->results[REVIEW_MENDED]);
        pthread_mutex_unlock(&r->lock);
    }
    return true;
}

/* What can be said only when every week is read. */
static bool conclude(session_review *r, err *e)
{
    if (is_stopped(r)) return true;
    if (!read_mended(r, e)) return false;
    pthread_mutex_lock(&r->lock);
    bool ok = review_find_road(r, &r->workers[0].reader, e);
    pthread_mutex_unlock(&r->lock);
    return ok;
}

static void finish(session_review *r)
{
    err e = {0};
    if (!conclude(r, &e)) fail(r, &e);
    for (uint32_t i = 0; i < r->worker_count; i++)
        worker_release(&r->workers[i]);
    pthread_mutex_lock(&r->lock);
    r->done = true;
    pthread_mutex_unlock(&r->lock);
    tell_changed(r, true);
}

static void end_in_error(session_review *r, const err *why)
{
    fail(r, why);
    pthread_mutex_lock(&r->lock);
    r->done = true;
    pthread_mutex_unlock(&r->lock);
    tell_changed(r, true);
}

static void *lead(void *self)
{
    session_review *r = self;
    err e = {0};
    if (!prepare(r, &e)) {
        end_in_error(r, &e);
        return NULL;
    }
    for (uint32_t i = 1; i < r->worker_count; i++) {
        review_worker *w = &r->workers[i];
        w->started = pthread_create(&w->thread, NULL, help, w) == 0;
    }
    while (work_once(&r->workers[0])) {}
    for (uint32_t i = 1; i < r->worker_count; i++)
        if (r->workers[i].started) pthread_join(r->workers[i].thread, NULL);
    finish(r);
    return NULL;
}

/* Without threads whoever looks does a piece of the work. */
static void work_here(session_review *r)
{
    err e = {0};
    if (r->done) return;
    if (!r->prepared) {
        if (!prepare(r, &e)) end_in_error(r, &e);
        return;
    }
    if (!work_once(&r->workers[0])) finish(r);
}

/* ---- beginning and ending ---- */
static bool init_lock(session_review *r)
{
    pthread_condattr_t how;
    if (pthread_condattr_init(&how) != 0) return false;
    bool ok = pthread_condattr_setclock(&how, CLOCK_MONOTONIC) == 0 &&
              pthread_cond_init(&r->moved, &how) == 0;
    pthread_condattr_destroy(&how);
    if (!ok) return false;
    if (pthread_mutex_init(&r->lock, NULL) == 0) return true;
    pthread_cond_destroy(&r->moved);
    return false;
}

static session_review *review_new(const session_places *p, const scenario *s,
                                  const session_review_options *o, err *e)
{
    if (o->weeks > REVIEW_MOST_WEEKS) {
        err_set(e, ERR_ARG, "weeks: from 1 to %d", REVIEW_MOST_WEEKS);
        return NULL;
    }
    session_review *r = base_alloc(sizeof *r);
    if (!r || !init_lock(r)) {
        base_free(r);
        err_nomem(e);
        return NULL;
    }
    r->places = p;
    r->o = *o;
    if (!r->o.weeks) r->o.weeks = WEEKS;
    if (!r->o.seed) r->o.seed = 1;
    if (strbuf_add(&r->folder, strbuf_text(&s->folder), e)) return r;
    session_review_free(r);
    return NULL;
}

static session_review *begin(session_review *r)
{
    r->started = pthread_create(&r->thread, NULL, lead, r) == 0;
    return r;
}

static bool fits(const scenario *s, const story_attempt *a, err *e)
{
    const char *its = a->scenario ? a->scenario : "";
    return strcmp(its, s->def->id) == 0 ||
           err_set(e, ERR_MISMATCH,
                   "this attempt was made with the scenario \"%s\", not with \"%s\"", its,
                   s->def->id);
}

session_review *session_review_begin(const session_places *p, const scenario *s,
                                     const char *attempt, const session_review_options *o, err *e)
{
    session_review *r = review_new(p, s, o, e);
    if (!r) return NULL;
    if (session_attempt_read(p, attempt, &r->from, e) && fits(s, &r->from, e)) return begin(r);
    session_review_free(r);
    return NULL;
}

static bool copy_attempt(const session *play, story_attempt *out, err *e)
{
    strbuf text = {0};
    problems p = {0};
    bool usable = false;
    bool ok = session_attempt_text(play, &text, e) &&
              load_attempt("this attempt", strbuf_text(&text), text.len, out, &p, &usable, e);
    if (ok && !usable) ok = err_set(e, ERR_FORMAT, "this attempt cannot be read back");
    problems_release(&p);
    strbuf_release(&text);
    return ok;
}

session_review *session_review_play(const session *play, const session_review_options *o, err *e)
{
    session_review *r = review_new(play->places, play->scenario, o, e);
    if (!r) return NULL;
    if (copy_attempt(play, &r->from, e)) return begin(r);
    session_review_free(r);
    return NULL;
}

void session_review_stop(session_review *r)
{
    pthread_mutex_lock(&r->lock);
    r->stop = true;
    pthread_mutex_unlock(&r->lock);
}

void session_review_free(session_review *r)
{
    if (!r) return;
    session_review_stop(r);
    if (r->started) pthread_join(r->thread, NULL);
    for (uint32_t i = 0; i < r->worker_count && r->workers; i++)
        worker_release(&r->workers[i]);
    base_free(r->workers);
    review_attempt_release(&r->attempt);
    session_free(r->play);
    scenario_close(r->scenario);
    story_attempt_release(&r->from);
    story_log_release(&r->log);
    strbuf_release(&r->folder);
    arena_release(&r->mem);
    arena_release(&r->view_mem);
    pthread_mutex_destroy(&r->lock);
    pthread_cond_destroy(&r->moved);
    base_free(r);
}

/* ---- looking ---- */
bool session_review_wait(session_review *r, uint32_t milliseconds)
{
    uint64_t until = now_ms() + milliseconds;
    struct timespec at = {.tv_sec = (time_t)(until / 1000),
                          .tv_nsec = (long)(until % 1000) * 1000000};
    while (!r->started && !r->done && now_ms() < until)
        work_here(r);
    pthread_mutex_lock(&r->lock);
    int code = 0;
    while (r->started && !r->done && code == 0)
        code = pthread_cond_timedwait(&r->moved, &r->lock, &at);
    bool done = r->done;
    pthread_mutex_unlock(&r->lock);
    return done;
}

const session_review_view *session_review_look(session_review *r, err *e)
{
    if (!r->started) work_here(r);
    pthread_mutex_lock(&r->lock);
    bool ok = !r->e.code || err_set(e, r->e.code, "%s", r->e.text);
    ok = ok && review_fill_view(r, e);
    pthread_mutex_unlock(&r->lock);
    return ok ? &r->view : NULL;
}

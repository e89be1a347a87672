#include "session/session_balance_internal.h"

#include <pthread.h>
#include <unistd.h>

enum { BLOCK = 16, THREADS_MOST = 64, PATH_MOST = REVIEW_MOST_STEPS };

/* What the threads share; `lock` guards all that changes. */
typedef struct job {
    pthread_mutex_t lock;
    uint64_t first, count; /* seeds */
    uint64_t next, done;
    bool stop;
} job;

/* One thread, and all that is its own. */
typedef struct worker {
    job *job;
    scenario *copy; /* NULL: it uses the caller's */
    story_run run;
    review_book book;
    review_player player;
    const session_balance_options *tell; /* of the caller's thread only */
    pthread_t thread;
    bool started, ok;
    err e;
} worker;

/* ---- the work ---- */
static bool next_block(job *j, uint64_t *from, uint64_t *to)
{
    pthread_mutex_lock(&j->lock);
    *from = j->next;
    *to = j->count - *from > BLOCK ? *from + BLOCK : j->count;
    j->next = *to;
    bool any = !j->stop && *from < *to;
    pthread_mutex_unlock(&j->lock);
    return any;
}

static session_balance_glance glance_of(const review_book *book)
{
    return (session_balance_glance){
        book->conducts[REVIEW_BEST].readings, book->conducts[REVIEW_BEST].good,
        book->conducts[REVIEW_AVERAGE].good, book->conducts[REVIEW_RANDOM].good};
}

/* Counts one seed; false when the work is to stop. */
static bool count_seed(worker *w)
{
    job *j = w->job;
    pthread_mutex_lock(&j->lock);
    uint64_t done = ++j->done;
    bool stop = j->stop;
    pthread_mutex_unlock(&j->lock);
    if (stop) return false;
    if (!w->tell || !w->tell->progress) return true;
    session_balance_glance g = glance_of(&w->book);
    if (w->tell->progress(w->tell->self, done, j->count, &g)) return true;
    pthread_mutex_lock(&j->lock);
    j->stop = true;
    pthread_mutex_unlock(&j->lock);
    return false;
}

static void *work(void *self)
{
    worker *w = self;
    uint64_t from, to;
    w->ok = true;
    while (w->ok && next_block(w->job, &from, &to))
        for (uint64_t i = from; w->ok && i < to; i++) {
            w->ok = review_play_seed(&w->player, w->job->first + i, &w->e);
            if (w->ok && !count_seed(w)) return NULL;
        }
    if (w->ok) return NULL;
    pthread_mutex_lock(&w->job->lock);
    w->job->stop = true; /* the figures would not be whole */
    pthread_mutex_unlock(&w->job->lock);
    return NULL;
}

/* ---- the threads ---- */
static void worker_release(worker *w)
{
    review_player_release(&w->player);
    review_book_release(&w->book);
    story_run_release(&w->run);
    scenario_close(w->copy);
}

static bool worker_init(worker *w, job *j, const scenario *s, err *e)
{
    story_hooks hooks = scenario_hooks(s);
    w->job = j;
    return story_run_init(&w->run, s->def, &hooks, e) && review_book_init(&w->book, s->def, e) &&
           review_player_init(&w->player, &w->run, &w->book, e);
}

/* A helper beside the caller's thread. False without an error: it cannot be had. */
static bool helper_init(worker *w, job *j, const scenario *s)
{
    err why = {0};
    if (!s->host) return worker_init(w, j, s, &why);
    strbuf report = {0};
    bool ok = scenario_open(s->places, strbuf_text(&s->folder), &report, &w->copy, &why) &&
              w->copy->def->hash == s->def->hash && worker_init(w, j, w->copy, &why);
    strbuf_release(&report);
    return ok;
}

static uint32_t threads_for(const session_balance_options *o)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t most = o->threads ? o->threads : cores > 0 ? (uint64_t)cores : 1;
    uint64_t blocks = (o->readings + BLOCK - 1) / BLOCK;
    if (most > THREADS_MOST) most = THREADS_MOST;
    return (uint32_t)(most < blocks ? most : blocks);
}

/* Runs workers[0] here and the others beside it. */
static void run_all(worker workers[], uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        workers[i].started = pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
    work(&workers[0]);
    for (uint32_t i = 1; i < count; i++)
        if (workers[i].started) pthread_join(workers[i].thread, NULL);
}

static bool gather(session_balance *b, worker workers[], uint32_t count, err *e)
{
    for (uint32_t i = 0; i < count; i++) {
        worker *w = &workers[i];
        if (i && !w->started) continue;
        if (!w->ok) return err_set(e, w->e.code, "%s", w->e.text);
        if (!review_book_add(&b->book, &w->book, e)) return false;
    }
    review_book_sort(&b->book);
    return true;
}

/* ---- readings worth telling ---- */
static bool take_line(review_player *p, balance_line *line, err *e)
{
    return !line->there || review_play_path(p, line->policy, line->mark.seed, PATH_MOST,
                                            &line->choices, &line->over, &line->why, e);
}

static void keep_line(balance_line *line, uint32_t policy, const review_mark *mark, bool larger)
{
    if (!review_mark_keep(&line->mark, mark, larger)) return;
    line->there = true;
    line->policy = policy;
}

static bool find_lines(session_balance *b, review_player *p, err *e)
{
    for (uint32_t i = 0; i < REVIEW_POLICIES; i++) {
        const review_conduct *c = &b->book.conducts[i];
        keep_line(&b->best, i, &c->best, true);
        keep_line(&b->worst, i, &c->worst, false);
        keep_line(&b->failed, i, &c->first_failed, false);
        keep_line(&b->unfinished, i, &c->first_unfinished, false);
        keep_line(&b->longest, i, &c->lengthy, true);
    }
    review_mark guessed = review_guessed(&b->book.guesses);
    keep_line(&b->guessed, REVIEW_RANDOM, &guessed, true);
    return take_line(p, &b->best, e) && take_line(p, &b->worst, e) && take_line(p, &b->failed, e) &&
           take_line(p, &b->unfinished, e) && take_line(p, &b->guessed, e) &&
           take_line(p, &b->longest, e);
}

static bool read_all(session_balance *b, scenario *s, const session_balance_options *o, err *e)
{
    job j = {.first = o->seed, .count = o->readings};
    uint32_t count = threads_for(o), ready = 1;
    worker *workers = base_alloc(count * sizeof *workers);
    if (!workers) return err_nomem(e);
    if (pthread_mutex_init(&j.lock, NULL) != 0) {
        base_free(workers);
        return err_nomem(e);
    }
    bool ok = worker_init(&workers[0], &j, s, e);
    workers[0].tell = o;
    while (ok && ready < count && helper_init(&workers[ready], &j, s))
        ready++;
    if (ok) {
        run_all(workers, ready);
        b->stopped = j.done < j.count;
        ok = gather(b, workers, ready, e) && find_lines(b, &workers[0].player, e);
    }
    for (uint32_t i = 0; i < count; i++)
        worker_release(&workers[i]);
    pthread_mutex_destroy(&j.lock);
    base_free(workers);
    return ok;
}

session_balance *session_balance_of(scenario *s, const session_balance_options *o, err *e)
{
    if (o->readings < 1 || o->readings > REVIEW_MOST_READINGS) {
        err_set(e, ERR_ARG, "readings: from 1 to %d", REVIEW_MOST_READINGS);
        return NULL;
    }
    session_balance *b = base_alloc(sizeof *b);
    if (!b) {
        err_nomem(e);
        return NULL;
    }
    b->scenario = s;
    b->first_seed = o->seed;
    b->wanted = o->readings;
    if (session_where_init(&b->where, s, e) && review_book_init(&b->book, s->def, e) &&
        read_all(b, s, o, e) && (b->stopped || !o->states || balance_explore(b, o, e)) &&
        balance_find(b, e))
        return b;
    session_balance_free(b);
    return NULL;
}

void session_balance_free(session_balance *b)
{
    if (!b) return;
    review_book_release(&b->book);
    strbuf_release(&b->best.choices);
    strbuf_release(&b->worst.choices);
    strbuf_release(&b->failed.choices);
    strbuf_release(&b->unfinished.choices);
    strbuf_release(&b->guessed.choices);
    strbuf_release(&b->longest.choices);
    for (uint32_t i = 0; i < b->proof_count; i++) {
        strbuf_release(&b->proofs[i].choices);
        strbuf_release(&b->proofs[i].draws);
    }
    if (b->exact_tried) {
        review_explored_release(&b->exact);
        story_run_release(&b->exact_run);
    }
    session_where_release(&b->where);
    arena_release(&b->mem);
    base_free(b);
}

bool session_balance_sound(const session_balance *b)
{
    bool proved =
        b->exact_tried && (b->exact.stuck.count || b->exact.failed.count || b->exact.endless.count);
    return !b->failed.there && !b->unfinished.there && !proved;
}

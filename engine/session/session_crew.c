#include "session/session_crew.h"

#include "base/base_mem.h"

#include <pthread.h>
#include <unistd.h>

enum { WORKERS_MOST = 64 };

typedef struct member {
    session_crew *crew;
    uint32_t number;
    pthread_t thread;
} member;

/* `lock` guards all that changes after the beginning. */
struct session_crew {
    review_crew lent;
    pthread_mutex_t lock;
    pthread_cond_t begun, done;
    review_work *work;
    void *of;
    uint32_t items, next; /* of this work; the next one to take */
    uint32_t busy;        /* members with an item of it */
    bool over;
    uint32_t started;             /* members with a thread of their own */
    member members[WORKERS_MOST]; /* without the caller: numbers 1 and up */
};

/* Takes items until none is left. `lock` is held, before and after. */
static void take_items(session_crew *c, uint32_t worker)
{
    while (c->next < c->items) {
        uint32_t item = c->next++;
        c->busy++;
        pthread_mutex_unlock(&c->lock);
        c->work(c->of, worker, item);
        pthread_mutex_lock(&c->lock);
        c->busy--;
    }
    if (!c->busy) pthread_cond_signal(&c->done);
}

static void *wait_for_work(void *self)
{
    member *m = self;
    session_crew *c = m->crew;
    pthread_mutex_lock(&c->lock);
    while (!c->over) {
        take_items(c, m->number);
        pthread_cond_wait(&c->begun, &c->lock);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

static void share(void *self, uint32_t items, review_work *work, void *of)
{
    session_crew *c = self;
    pthread_mutex_lock(&c->lock);
    c->work = work;
    c->of = of;
    c->items = items;
    c->next = 0;
    if (items > 1) pthread_cond_broadcast(&c->begun);
    take_items(c, 0);
    while (c->busy)
        pthread_cond_wait(&c->done, &c->lock);
    c->items = c->next = 0;
    pthread_mutex_unlock(&c->lock);
}

static uint32_t count_of(uint32_t workers)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t count = workers ? workers : cores > 0 && cores < WORKERS_MOST ? (uint32_t)cores : 1;
    return count < WORKERS_MOST ? count : WORKERS_MOST;
}

session_crew *session_crew_new(uint32_t workers, err *e)
{
    session_crew *c = base_alloc(sizeof *c);
    if (!c) {
        err_nomem(e);
        return NULL;
    }
    bool locked = pthread_mutex_init(&c->lock, NULL) == 0;
    bool begins = locked && pthread_cond_init(&c->begun, NULL) == 0;
    if (!begins || pthread_cond_init(&c->done, NULL) != 0) {
        if (begins) pthread_cond_destroy(&c->begun);
        if (locked) pthread_mutex_destroy(&c->lock);
        base_free(c);
        err_nomem(e);
        return NULL;
    }
    for (uint32_t i = 1; i < count_of(workers); i++) {
        member *m = &c->members[c->started];
        *m = (member){.crew = c, .number = i};
        if (pthread_create(&m->thread, NULL, wait_for_work, m) != 0) break;
        c->started++;
    }
    c->lent = (review_crew){.workers = c->started + 1, .share = share, .self = c};
    return c;
}

void session_crew_free(session_crew *c)
{
    if (!c) return;
    pthread_mutex_lock(&c->lock);
    c->over = true;
    pthread_cond_broadcast(&c->begun);
    pthread_mutex_unlock(&c->lock);
    for (uint32_t i = 0; i < c->started; i++)
        pthread_join(c->members[i].thread, NULL);
    pthread_cond_destroy(&c->done);
    pthread_cond_destroy(&c->begun);
    pthread_mutex_destroy(&c->lock);
    base_free(c);
}

const review_crew *session_crew_lend(const session_crew *c)
{
    return &c->lent;
}

#include "ui/ui_picture.h"

#include "base/base_hash.h"
#include "ui/ui_picture_internal.h"

#include <SDL.h>
#include <math.h>

typedef enum stage { WANTED, READY, HOPELESS } stage;

/* One picture at one size; only the thread that draws touches it. */
typedef struct shot {
    struct shot *next;
    uint64_t hash;
    char *key; /* everything that tells it from others */
    stage stage;
    ui_picture_pixels pixels;
    int w, h;
    uint64_t used; /* the clock when it was drawn last */
} shot;

/* A picture to be made: on its way to the thread and back it belongs to one list. */
typedef struct job {
    struct job *next;
    shot *whose;
    arena mem; /* of the names */
    ui_picture_want want;
    ui_picture_pixels pixels;
    err why;
    bool ok;
} job;

struct ui_pictures {
    size_t limit, held;
    unsigned long made;
    uint64_t clock, shown_since;
    shot *shots;
    arena folder_mem;
    const char **folders;
    size_t folder_count;
    uint64_t *told; /* hashes of complaints */
    size_t told_count;
    ui_complain_fn *complain;
    void *complain_self;
    unsigned event;
    job *wanted;                /* since the last ui_pictures_go, in that order */
    ui_picture_library library; /* touched only by whoever makes the pictures */
    /* shared with the thread, under the lock */
    SDL_mutex *lock;
    SDL_cond *work, *rest;
    SDL_Thread *thread;
    job *queue, *done; /* the queue in the order wanted */
    bool stop, at_work;
    bool alone; /* there are no threads: the jobs are done between frames */
};

static size_t shot_bytes(const shot *s)
{
    size_t count = (size_t)s->w * (size_t)s->h;
    return s->pixels.colours ? count * sizeof(uint32_t) : s->pixels.cover ? count : 0;
}

static void free_pixels(ui_picture_pixels *p)
{
    base_free(p->colours);
    base_free(p->cover);
    *p = (ui_picture_pixels){0};
}

static void free_jobs(job *list)
{
    while (list) {
        job *j = list;
        list = j->next;
        free_pixels(&j->pixels);
        arena_release(&j->mem);
        base_free(j);
    }
}

static void do_job(ui_pictures *p, job *j)
{
    j->ok = ui_picture_load(&p->library, &j->want, &j->pixels, &j->why);
}

static int work(void *self)
{
    ui_pictures *p = self;
    SDL_LockMutex(p->lock);
    while (!p->stop) {
        job *j = p->queue;
        if (!j) {
            SDL_CondWait(p->work, p->lock);
            continue;
        }
        p->queue = j->next;
        p->at_work = true;
        SDL_UnlockMutex(p->lock);
        do_job(p, j);
        SDL_LockMutex(p->lock);
        j->next = p->done;
        p->done = j;
        p->at_work = false;
        SDL_CondSignal(p->rest);
        SDL_PushEvent(&(SDL_Event){.type = p->event});
    }
    SDL_UnlockMutex(p->lock);
    return 0;
}

ui_pictures *ui_pictures_new(size_t limit, err *e)
{
    ui_pictures *p = base_alloc(sizeof *p);
    if (!p) {
        err_nomem(e);
        return NULL;
    }
    p->limit = limit;
    p->event = SDL_RegisterEvents(1);
    p->clock = 1;
    return p;
}

/* The thread is started for the first picture. */
static void start(ui_pictures *p)
{
    if (p->thread || p->alone) return;
    p->lock = SDL_CreateMutex();
    p->work = SDL_CreateCond();
    p->rest = SDL_CreateCond();
    if (p->lock && p->work && p->rest && p->event != (unsigned)-1)
        p->thread = SDL_CreateThread(work, "pictures", p);
    p->alone = !p->thread;
}

static void lock(ui_pictures *p)
{
    if (p->thread) SDL_LockMutex(p->lock);
}

static void unlock(ui_pictures *p)
{
    if (p->thread) SDL_UnlockMutex(p->lock);
}

void ui_pictures_go(ui_pictures *p)
{
    if (!p->wanted) return;
    start(p);
    lock(p);
    job **last = &p->queue;
    while (*last)
        last = &(*last)->next;
    *last = p->wanted;
    p->wanted = NULL;
    if (p->thread) SDL_CondSignal(p->work);
    unlock(p);
}

static void free_shot(ui_pictures *p, shot *s)
{
    p->held -= shot_bytes(s);
    free_pixels(&s->pixels);
    base_free(s->key);
    base_free(s);
}

static void free_shots(ui_pictures *p)
{
    while (p->shots) {
        shot *s = p->shots;
        p->shots = s->next;
        free_shot(p, s);
    }
}

void ui_pictures_free(ui_pictures *p)
{
    if (!p) return;
    if (p->thread) {
        SDL_LockMutex(p->lock);
        p->stop = true;
        SDL_CondSignal(p->work);
        SDL_UnlockMutex(p->lock);
        SDL_WaitThread(p->thread, NULL);
    }
    if (p->work) SDL_DestroyCond(p->work);
    if (p->rest) SDL_DestroyCond(p->rest);
    if (p->lock) SDL_DestroyMutex(p->lock);
    ui_picture_library_release(&p->library);
    free_jobs(p->wanted);
    free_jobs(p->queue);
    free_jobs(p->done);
    free_shots(p);
    base_free(p->told);
    arena_release(&p->folder_mem);
    base_free(p);
}

static bool same_folders(const ui_pictures *p, const char *const *folders, size_t count)
{
    if (count != p->folder_count) return false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(p->folders[i], folders[i]) != 0) return false;
    return true;
}

/* Forgets what is still to be made, and waits for what is being made. */
static void cancel(ui_pictures *p)
{
    free_jobs(p->wanted);
    p->wanted = NULL;
    lock(p);
    free_jobs(p->queue);
    p->queue = NULL;
    while (p->at_work)
        SDL_CondWait(p->rest, p->lock);
    free_jobs(p->done);
    p->done = NULL;
    unlock(p);
}

bool ui_pictures_folders(ui_pictures *p, const char *const *folders, size_t count, err *e)
{
    if (same_folders(p, folders, count)) return true;
    cancel(p);
    free_shots(p);
    p->folder_count = 0;
    arena_reset(&p->folder_mem);
    p->folders = arena_array(&p->folder_mem, count + 1, sizeof *p->folders, e);
    if (!p->folders) return false;
    for (size_t i = 0; i < count; i++) {
        p->folders[i] = arena_text(&p->folder_mem, folders[i], strlen(folders[i]), e);
        if (!p->folders[i]) return false;
        p->folder_count = i + 1;
    }
    return true;
}

void ui_pictures_on_complaint(ui_pictures *p, ui_complain_fn *complain, void *self)
{
    p->complain = complain;
    p->complain_self = self;
}

static void tell_once(ui_pictures *p, const char *text)
{
    uint64_t hash = hash64(HASH64_START, text, strlen(text));
    for (size_t i = 0; i < p->told_count; i++)
        if (p->told[i] == hash) return;
    uint64_t *more = base_realloc(p->told, (p->told_count + 1) * sizeof *more);
    if (!more) return;
    p->told = more;
    p->told[p->told_count++] = hash;
    if (p->complain) p->complain(p->complain_self, text);
}

/* Throws out what is not shown and was not drawn for longest. */
static void shrink(ui_pictures *p)
{
    while (p->held > p->limit) {
        shot **oldest = NULL;
        for (shot **at = &p->shots; *at; at = &(*at)->next)
            if ((*at)->stage == READY && (*at)->used < p->shown_since &&
                (!oldest || (*at)->used < (*oldest)->used))
                oldest = at;
        if (!oldest) return;
        shot *s = *oldest;
        *oldest = s->next;
        free_shot(p, s);
    }
}

static void forget(ui_pictures *p, shot *s)
{
    shot **at = &p->shots;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    free_shot(p, s);
}

/* What was made becomes what is drawn. Without memory it is tried again when it is drawn again. */
static void take(ui_pictures *p, job *j)
{
    shot *s = j->whose;
    if (j->ok) {
        s->pixels = j->pixels;
        j->pixels = (ui_picture_pixels){0};
        s->stage = READY;
        p->held += shot_bytes(s);
        p->made++;
    } else if (j->why.code == ERR_NOMEM) {
        forget(p, s);
    } else {
        s->stage = HOPELESS;
        tell_once(p, j->why.text);
    }
}

bool ui_pictures_take(ui_pictures *p)
{
    if (p->alone && p->queue) {
        job *j = p->queue;
        p->queue = j->next;
        do_job(p, j);
        j->next = p->done;
        p->done = j;
    }
    lock(p);
    job *done = p->done;
    p->done = NULL;
    unlock(p);
    for (job *j = done; j; j = j->next)
        take(p, j);
    free_jobs(done);
    if (done) shrink(p);
    return done != NULL;
}

bool ui_pictures_must_work(const ui_pictures *p)
{
    return p->alone && p->queue;
}

/* What nobody has begun to make is wanted again if it is still shown: a window that is being
 * resized wants every picture at every size on the way. */
void ui_pictures_begin(ui_pictures *p)
{
    p->shown_since = ++p->clock;
    lock(p);
    job *dropped = p->queue;
    p->queue = NULL;
    unlock(p);
    for (job *j = dropped; j; j = j->next)
        forget(p, j->whose);
    free_jobs(dropped);
}

void ui_pictures_settle(ui_pictures *p)
{
    ui_pictures_go(p);
    if (p->thread) {
        SDL_LockMutex(p->lock);
        while (p->queue || p->at_work)
            SDL_CondWait(p->rest, p->lock);
        SDL_UnlockMutex(p->lock);
    }
    do
        ui_pictures_take(p);
    while (ui_pictures_must_work(p));
}

size_t ui_pictures_held(const ui_pictures *p)
{
    return p->held;
}

unsigned long ui_pictures_made(const ui_pictures *p)
{
    return p->made;
}

/* --- wanting and drawing --- */
static bool add_layers(const ui_picture_opt *o, job *j, err *e)
{
    ui_picture_want *w = &j->want;
    const char *names[UI_PICTURE_LAYERS] = {o->name};
    int count = 1;
    if (o->mood && *o->mood) {
        size_t size = strlen(o->name) + strlen(o->mood) + 2;
        char *name = arena_alloc(&j->mem, size, e);
        if (!name) return false;
        snprintf(name, size, "%s.%s", o->name, o->mood);
        names[count++] = name;
    }
    for (size_t i = 0; i < sizeof o->over / sizeof o->over[0]; i++)
        if (o->over[i] && *o->over[i]) names[count++] = o->over[i];
    for (int i = 0; i < count; i++) {
        w->layers[i] = arena_text(&j->mem, names[i], strlen(names[i]), e);
        if (!w->layers[i]) return false;
    }
    w->layer_count = count;
    return true;
}

static void want(ui_pictures *p, shot *s, const ui_picture_opt *o, int radius)
{
    job *j = base_alloc(sizeof *j);
    if (!j) return;
    if (!add_layers(o, j, NULL)) {
        free_jobs(j);
        return;
    }
    j->whose = s;
    j->want.folders = p->folders;
    j->want.folder_count = p->folder_count;
    j->want.w = s->w, j->want.h = s->h;
    j->want.crop = o->crop;
    j->want.radius = radius;
    j->want.tinted = o->tint != UI_NONE;
    s->stage = WANTED;
    job **last = &p->wanted;
    while (*last)
        last = &(*last)->next;
    *last = j;
}

static bool write_key(const ui_picture_opt *o, int w, int h, int radius, strbuf *out)
{
    return strbuf_addf(out, NULL, "%s\n%s\n%s\n%s\n%d %d %d %d %d", o->name, o->mood ? o->mood : "",
                       o->over[0] ? o->over[0] : "", o->over[1] ? o->over[1] : "", w, h,
                       (int)o->crop, radius, o->tint != UI_NONE);
}

/* The shot, perhaps not ready yet; NULL when memory ran out. */
static shot *find(ui_pictures *p, const ui_picture_opt *o, int w, int h, int radius)
{
    strbuf key = {0};
    shot *s = NULL;
    if (!write_key(o, w, h, radius, &key)) goto done;
    uint64_t hash = hash64(HASH64_START, key.data, key.len);
    for (s = p->shots; s; s = s->next)
        if (s->hash == hash && strcmp(s->key, key.data) == 0) goto done;
    s = base_alloc(sizeof *s);
    if (!s) goto done;
    *s = (shot){.next = p->shots, .hash = hash, .stage = HOPELESS, .w = w, .h = h};
    s->key = key.data;
    key = (strbuf){0};
    p->shots = s;
    want(p, s, o, radius);
    if (s->stage != WANTED) {
        forget(p, s);
        s = NULL;
    }
done:
    strbuf_release(&key);
    return s;
}

static void draw_placeholder(const ui_picture_opt *o, const ui_canvas *c, int radius)
{
    ui_role role = o->wait ? o->wait : o->tint ? UI_NONE : UI_WASH;
    ui_rect box = c->box;
    if (o->crop == UI_CIRCLE) {
        radius = (box.w < box.h ? box.w : box.h) / 2;
        box = (ui_rect){box.x + box.w / 2 - radius, box.y + box.h / 2 - radius, 2 * radius,
                        2 * radius};
    }
    if (role) ui_draw_round(c->draw, box, radius, 0, ui_theme_colour(c->mode, role), 0, 0);
}

void ui_pictures_draw(ui_pictures *p, const ui_picture_opt *o, const ui_canvas *c)
{
    int radius = o->crop == UI_FILLED ? (int)lroundf(o->radius * c->scale) : 0;
    ui_rect box = c->box;
    bool named = p && o->name && *o->name && box.w > 0 && box.h > 0;
    shot *s = named ? find(p, o, box.w, box.h, radius) : NULL;
    if (s) s->used = p->clock;
    if (!s || s->stage != READY)
        draw_placeholder(o, c, radius);
    else if (s->pixels.cover)
        ui_draw_mask(c->draw, (ui_mask){s->pixels.cover, s->w, s->h, s->w}, box.x, box.y,
                     ui_theme_colour(c->mode, o->tint));
    else
        ui_draw_picture(c->draw, s->pixels.colours, s->w, s->h, box.x, box.y);
}

#include "ui/ui_voice_internal.h"

#include "base/base_mem.h"

#include <SDL.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum {
    CAPTION_MOST = 4000, /* bytes kept to be shown */
    LOOK_AGAIN = 40,     /* milliseconds between two looks at whether espeak-ng has finished */
    PATIENCE = 300       /* milliseconds that ending may take */
};

/* What the caller and the thread share, all under `lock`. A speech daemon can hang for ever, and
 * the thread with it; it is then left alone with the booth, which the last to leave frees. */
typedef struct booth {
    SDL_mutex *lock;
    SDL_cond *news;  /* for the thread */
    SDL_cond *ended; /* for the caller */
    strbuf waiting;  /* texts, each ended by a zero byte */
    char language[16];
    ui_voice_how how;
    bool stop, changed, quit, done, left; /* done: by the thread; left: by the caller */
} booth;

struct ui_voice {
    ui_voice_way way;
    FILE *log;
    strbuf caption;
    SDL_Thread *thread;
    booth *booth; /* NULL without a thread */
};

static void booth_free(booth *b)
{
    if (!b) return;
    if (b->ended) SDL_DestroyCond(b->ended);
    if (b->news) SDL_DestroyCond(b->news);
    if (b->lock) SDL_DestroyMutex(b->lock);
    strbuf_release(&b->waiting);
    base_free(b);
}

static booth *booth_new(void)
{
    booth *b = base_alloc(sizeof *b);
    if (!b) return NULL;
    *b = (booth){.lock = SDL_CreateMutex(), .news = SDL_CreateCond(), .ended = SDL_CreateCond()};
    if (b->lock && b->news && b->ended) return b;
    booth_free(b);
    return NULL;
}

/* Takes the first waiting text out; false when there is none. */
static bool take(booth *b, strbuf *text)
{
    strbuf_clear(text);
    if (b->waiting.len == 0) return false;
    size_t len = strlen(b->waiting.data);
    bool ok = strbuf_add(text, b->waiting.data, NULL);
    b->waiting.len -= len + 1;
    memmove(b->waiting.data, b->waiting.data + len + 1, b->waiting.len + 1);
    return ok;
}

/* The thread. The speaker is its own, so that a slow answer holds nobody up: libspeechd takes 16 ms
 * to be silent. */
static int speak(void *self)
{
    booth *b = self;
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipes, NULL);
    ui_speaker *s = ui_speaker_open();
    strbuf text = {0};
    SDL_LockMutex(b->lock);
    while (!b->quit) {
        ui_voice_how how = b->how;
        char language[sizeof b->language];
        memcpy(language, b->language, sizeof language);
        how.language = language;
        bool stop = b->stop, changed = b->changed;
        b->stop = b->changed = false;
        SDL_UnlockMutex(b->lock);
        if (s && stop) ui_speaker_stop(s);
        if (s && changed) ui_speaker_set(s, &how);
        bool busy = s && ui_speaker_busy(s);
        SDL_LockMutex(b->lock);
        if (b->stop || b->changed || b->quit) continue;
        if (!busy && take(b, &text)) {
            SDL_UnlockMutex(b->lock);
            if (s) ui_speaker_say(s, strbuf_text(&text));
            SDL_LockMutex(b->lock);
        } else if (busy) {
            SDL_CondWaitTimeout(b->news, b->lock, LOOK_AGAIN);
        } else {
            SDL_CondWait(b->news, b->lock);
        }
    }
    SDL_UnlockMutex(b->lock);
    strbuf_release(&text);
    ui_speaker_close(s);
    SDL_LockMutex(b->lock);
    b->done = true;
    bool left = b->left;
    SDL_CondSignal(b->ended);
    SDL_UnlockMutex(b->lock);
    if (left) booth_free(b);
    return 0;
}

ui_voice *ui_voice_new(const char *log, err *e)
{
    ui_voice *v = base_alloc(sizeof *v);
    if (!v) {
        err_nomem(e);
        return NULL;
    }
    /* a log that cannot be written is missed by nobody but its tester, who sees no file */
    if (log && *log) v->log = fopen(log, "a");
    return v;
}

/* Waits for the thread, but not for ever. */
static void end_thread(ui_voice *v)
{
    booth *b = v->booth;
    if (!v->thread) return;
    SDL_LockMutex(b->lock);
    b->quit = true;
    SDL_CondSignal(b->news);
    Uint64 from = SDL_GetTicks64();
    for (Uint64 past = 0; !b->done && past < PATIENCE; past = SDL_GetTicks64() - from)
        SDL_CondWaitTimeout(b->ended, b->lock, (Uint32)(PATIENCE - past));
    bool done = b->done;
    b->left = !done;
    SDL_UnlockMutex(b->lock);
    if (done) {
        SDL_WaitThread(v->thread, NULL);
        booth_free(b);
    } else {
        SDL_DetachThread(v->thread);
    }
    v->thread = NULL;
    v->booth = NULL;
}

void ui_voice_free(ui_voice *v)
{
    if (!v) return;
    end_thread(v);
    if (v->log) fclose(v->log);
    strbuf_release(&v->caption);
    base_free(v);
}

static bool begin_thread(ui_voice *v)
{
    if (v->thread) return true;
    v->booth = booth_new();
    if (v->booth) v->thread = SDL_CreateThread(speak, "voice", v->booth);
    if (v->thread) return true;
    booth_free(v->booth);
    v->booth = NULL;
    return false;
}

bool ui_voice_set(ui_voice *v, const ui_voice_how *how, err *e)
{
    bool ok = true;
    v->way = how->way;
    if (how->way == UI_VOICE_SPEECH && (!ui_speaker_there() || !begin_thread(v))) {
        v->way = UI_VOICE_CAPTIONS;
        ok = err_set(e, ERR_MISSING,
                     "Nothing on this machine can speak. Install speech-dispatcher or espeak-ng; "
                     "until then what would be said is shown at the bottom.");
    }
    if (v->way != UI_VOICE_SPEECH) {
        end_thread(v);
        return ok;
    }
    booth *b = v->booth;
    SDL_LockMutex(b->lock);
    b->how = *how;
    snprintf(b->language, sizeof b->language, "%s", how->language ? how->language : "en");
    b->changed = true;
    SDL_CondSignal(b->news);
    SDL_UnlockMutex(b->lock);
    return true;
}

bool ui_voice_listens(const ui_voice *v)
{
    return v->way != UI_VOICE_OFF || v->log;
}

ui_voice_way ui_voice_in_use(const ui_voice *v)
{
    return v->way;
}

static void to_log(ui_voice *v, const char *text)
{
    if (!v->log) return;
    for (const char *c = text; *c; c++)
        fputc(*c == '\n' ? ' ' : *c, v->log);
    fputc('\n', v->log);
    fflush(v->log);
}

void ui_voice_say(ui_voice *v, const char *text)
{
    if (!*text) return;
    to_log(v, text);
    if (v->way == UI_VOICE_OFF) return;
    if (v->thread) {
        SDL_LockMutex(v->booth->lock);
        /* its own zero byte ends it; without memory it is not said */
        strbuf_addn(&v->booth->waiting, text, strlen(text) + 1, NULL);
        SDL_CondSignal(v->booth->news);
        SDL_UnlockMutex(v->booth->lock);
        return;
    }
    if (v->caption.len > CAPTION_MOST) strbuf_clear(&v->caption);
    if (v->caption.len > 0) strbuf_add(&v->caption, "\n", NULL);
    strbuf_add(&v->caption, text, NULL);
    if (v->way == UI_VOICE_CLIPBOARD) SDL_SetClipboardText(strbuf_text(&v->caption));
}

void ui_voice_stop(ui_voice *v)
{
    strbuf_clear(&v->caption);
    if (!v->thread) return;
    SDL_LockMutex(v->booth->lock);
    strbuf_clear(&v->booth->waiting);
    v->booth->stop = true;
    SDL_CondSignal(v->booth->news);
    SDL_UnlockMutex(v->booth->lock);
}

const char *ui_voice_caption(const ui_voice *v)
{
    return v->way == UI_VOICE_CAPTIONS ? strbuf_text(&v->caption) : "";
}

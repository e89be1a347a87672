#include "ui/ui_voice_internal.h"

#include "base/base_mem.h"

#include <SDL.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum {
    CAPTION_MOST = 4000, /* bytes kept to be shown */
    LOOK_AGAIN = 40      /* milliseconds between two looks at whether espeak-ng has finished */
};

struct ui_voice {
    ui_voice_way way;
    FILE *log;
    strbuf caption;
    /* Below: shared with the thread, under `lock`. */
    SDL_Thread *thread; /* only this and the way belong to the caller */
    SDL_mutex *lock;
    SDL_cond *news;
    strbuf waiting; /* texts, each ended by a zero byte */
    char language[16];
    ui_voice_how how;
    bool stop, changed, quit;
};

/* Takes the first waiting text out; false when there is none. */
static bool take(ui_voice *v, strbuf *text)
{
    strbuf_clear(text);
    if (v->waiting.len == 0) return false;
    size_t len = strlen(v->waiting.data);
    bool ok = strbuf_add(text, v->waiting.data, NULL);
    v->waiting.len -= len + 1;
    memmove(v->waiting.data, v->waiting.data + len + 1, v->waiting.len + 1);
    return ok;
}

/* The thread. The speaker is its own, so that a slow answer holds nobody up: libspeechd takes 16 ms
 * to be silent. */
static int speak(void *self)
{
    ui_voice *v = self;
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipes, NULL);
    ui_speaker *s = ui_speaker_open();
    strbuf text = {0};
    SDL_LockMutex(v->lock);
    while (!v->quit) {
        ui_voice_how how = v->how;
        char language[sizeof v->language];
        memcpy(language, v->language, sizeof language);
        how.language = language;
        bool stop = v->stop, changed = v->changed;
        v->stop = v->changed = false;
        SDL_UnlockMutex(v->lock);
        if (s && stop) ui_speaker_stop(s);
        if (s && changed) ui_speaker_set(s, &how);
        bool busy = s && ui_speaker_busy(s);
        SDL_LockMutex(v->lock);
        if (v->stop || v->changed || v->quit) continue;
        if (!busy && take(v, &text)) {
            SDL_UnlockMutex(v->lock);
            if (s) ui_speaker_say(s, strbuf_text(&text));
            SDL_LockMutex(v->lock);
        } else if (busy) {
            SDL_CondWaitTimeout(v->news, v->lock, LOOK_AGAIN);
        } else {
            SDL_CondWait(v->news, v->lock);
        }
    }
    SDL_UnlockMutex(v->lock);
    strbuf_release(&text);
    ui_speaker_close(s);
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

static void end_thread(ui_voice *v)
{
    if (v->thread) {
        SDL_LockMutex(v->lock);
        v->quit = true;
        SDL_CondSignal(v->news);
        SDL_UnlockMutex(v->lock);
        SDL_WaitThread(v->thread, NULL);
    }
    if (v->news) SDL_DestroyCond(v->news);
    if (v->lock) SDL_DestroyMutex(v->lock);
    v->thread = NULL;
    v->news = NULL;
    v->lock = NULL;
    v->quit = v->stop = v->changed = false;
    strbuf_release(&v->waiting);
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
    v->lock = SDL_CreateMutex();
    v->news = SDL_CreateCond();
    if (v->lock && v->news) v->thread = SDL_CreateThread(speak, "voice", v);
    if (!v->thread) end_thread(v);
    return v->thread != NULL;
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
    SDL_LockMutex(v->lock);
    v->how = *how;
    snprintf(v->language, sizeof v->language, "%s", how->language ? how->language : "en");
    v->changed = true;
    SDL_CondSignal(v->news);
    SDL_UnlockMutex(v->lock);
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
        SDL_LockMutex(v->lock);
        /* its own zero byte ends it; without memory it is not said */
        strbuf_addn(&v->waiting, text, strlen(text) + 1, NULL);
        SDL_CondSignal(v->news);
        SDL_UnlockMutex(v->lock);
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
    SDL_LockMutex(v->lock);
    strbuf_clear(&v->waiting);
    v->stop = true;
    SDL_CondSignal(v->news);
    SDL_UnlockMutex(v->lock);
}

const char *ui_voice_caption(const ui_voice *v)
{
    return v->way == UI_VOICE_CAPTIONS ? strbuf_text(&v->caption) : "";
}

#include "ui/ui_sound.h"

#include "ui/ui_synth.h"

#include <SDL.h>
#include <string.h>

enum {
    AT_ONCE = 8,
    FADE = UI_SYNTH_RATE / 25 /* samples in which a sound that is hushed dies away */
};

typedef struct heard {
    const ui_tone *tone; /* NULL: free */
    size_t next;
    int fade; /* samples left; 0: it is not being hushed */
} heard;

struct ui_sound {
    SDL_AudioDeviceID device; /* 0: closed */
    bool none;                /* this machine has no device: nothing is tried again */
    ui_tone *tones;           /* by number; made when first needed */
    int asked[AT_ONCE];       /* numbers of what is to begin */
    size_t asked_count;
    /* Below: shared with the thread of the device, under its lock. */
    heard now[AT_ONCE];
    int volume;
    bool mono;
    SDL_atomic_t silent; /* the thread has nothing to play any more */
};

static void add_to(float *out, int frames, heard *h, float volume, bool mono)
{
    const ui_tone *t = h->tone;
    float side = mono ? 0 : (float)t->side / 100;
    float left = volume * (side > 0 ? 1 - side : 1), right = volume * (side < 0 ? 1 + side : 1);
    int i = 0;
    for (; i < frames && h->next < t->count; i++) {
        float x = (float)t->samples[h->next++] / 32768;
        if (h->fade > 0) {
            x *= (float)h->fade / FADE;
            if (--h->fade == 0) h->next = t->count;
        }
        out[2 * i] += x * left;
        out[2 * i + 1] += x * right;
    }
    if (h->next >= t->count) *h = (heard){0};
}

/* Runs in the device's thread. */
static void fill(void *self, Uint8 *bytes, int length)
{
    ui_sound *s = self;
    float *out = (float *)(void *)bytes;
    memset(bytes, 0, (size_t)length);
    bool any = false;
    for (size_t i = 0; i < AT_ONCE; i++) {
        if (!s->now[i].tone) continue;
        any = true;
        add_to(out, length / (2 * (int)sizeof *out), &s->now[i], (float)s->volume / 100, s->mono);
    }
    if (!any && SDL_AtomicSet(&s->silent, 1) == 0) {
        /* wakes the game up, so that it closes the device */
        SDL_Event over = {.type = SDL_USEREVENT};
        SDL_PushEvent(&over);
    }
}

ui_sound *ui_sound_new(err *e)
{
    ui_sound *s = base_alloc(sizeof *s);
    if (s) s->tones = base_alloc(ui_synth_count() * sizeof *s->tones);
    if (!s || !s->tones) {
        base_free(s);
        err_nomem(e);
        return NULL;
    }
    s->volume = 100;
    return s;
}

static void close_device(ui_sound *s)
{
    if (s->device) SDL_CloseAudioDevice(s->device);
    /* SDL's watch for new devices would wake up ten times a second */
    if (s->device) SDL_QuitSubSystem(SDL_INIT_AUDIO);
    s->device = 0;
    memset(s->now, 0, sizeof s->now);
}

void ui_sound_free(ui_sound *s)
{
    if (!s) return;
    close_device(s);
    for (size_t i = 0; i < ui_synth_count(); i++)
        base_free(s->tones[i].samples);
    base_free(s->tones);
    base_free(s);
}

void ui_sound_set(ui_sound *s, int volume, bool mono)
{
    if (s->device) SDL_LockAudioDevice(s->device);
    s->volume = volume < 0 ? 0 : volume > 100 ? 100 : volume;
    s->mono = mono;
    if (s->device) SDL_UnlockAudioDevice(s->device);
}

/* The thread begins at once, so there must be something to play already. */
static void open_device(ui_sound *s)
{
    s->none = SDL_InitSubSystem(SDL_INIT_AUDIO) != 0;
    if (s->none) return;
    SDL_AudioSpec want = {.freq = UI_SYNTH_RATE,
                          .format = AUDIO_F32SYS,
                          .channels = 2,
                          .samples = 1024,
                          .callback = fill,
                          .userdata = s};
    SDL_AtomicSet(&s->silent, 0);
    s->device = SDL_OpenAudioDevice(NULL, 0, &want, NULL, 0);
    s->none = s->device == 0;
    if (s->none) SDL_QuitSubSystem(SDL_INIT_AUDIO);
    if (s->device) SDL_PauseAudioDevice(s->device, 0);
}

static void begin(ui_sound *s, int number)
{
    ui_tone *tone = &s->tones[number];
    /* without memory there is one sound less to hear */
    if (!tone->samples && !ui_synth_make((size_t)number, tone, NULL)) return;
    if (s->device) SDL_LockAudioDevice(s->device);
    for (size_t i = 0; i < AT_ONCE; i++) {
        if (s->now[i].tone) continue;
        s->now[i] = (heard){.tone = tone};
        break;
    }
    SDL_AtomicSet(&s->silent, 0);
    if (s->device)
        SDL_UnlockAudioDevice(s->device);
    else
        open_device(s);
    if (!s->device) memset(s->now, 0, sizeof s->now);
}

void ui_sound_play(ui_sound *s, const char *name)
{
    int number = ui_synth_find(name);
    if (number < 0 || s->volume == 0 || s->asked_count == AT_ONCE) return;
    s->asked[s->asked_count++] = number;
}

void ui_sound_go(ui_sound *s)
{
    for (size_t i = 0; i < s->asked_count && !s->none; i++)
        begin(s, s->asked[i]);
    s->asked_count = 0;
}

void ui_sound_hush(ui_sound *s)
{
    s->asked_count = 0;
    if (!s->device) return;
    SDL_LockAudioDevice(s->device);
    for (size_t i = 0; i < AT_ONCE; i++)
        if (s->now[i].tone && !s->now[i].fade) s->now[i].fade = FADE;
    SDL_UnlockAudioDevice(s->device);
}

void ui_sound_rest(ui_sound *s)
{
    if (s->device && SDL_AtomicGet(&s->silent)) close_device(s);
}

bool ui_sound_is_open(const ui_sound *s)
{
    return s->device != 0;
}

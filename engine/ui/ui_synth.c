#include "ui/ui_synth.h"

#include "base/base_rng.h"

#include <math.h>
#include <string.h>

#define TURN 6.283185307179586

/* One sound while it is made: parts are added up as numbers about -1 to 1. */
typedef struct bench {
    float *mix;
    size_t count;
    rng noise;
} bench;

static size_t at(double seconds)
{
    return (size_t)(seconds * UI_SYNTH_RATE);
}

/* Rises over `attack` and falls over `release` seconds inside a part of `length` seconds, so that
 * nothing begins or ends with a click. */
static double swell(double t, double length, double attack, double release)
{
    if (t < attack) return t / attack;
    return t > length - release ? (length - t) / release : 1;
}

/* A sine of `hz`, fading with `half` seconds to half its strength; 0: it does not fade. */
static void tone(bench *b, double from, double length, double hz, double strength, double half)
{
    for (size_t i = 0; i < at(length) && at(from) + i < b->count; i++) {
        double t = (double)i / UI_SYNTH_RATE;
        double fade = half > 0 ? exp2(-t / half) : 1;
        double edge = swell(t, length, 0.004, length < 0.04 ? length / 2 : 0.02);
        b->mix[at(from) + i] += (float)(strength * fade * edge * sin(TURN * hz * t));
    }
}

/* Noise between about `low` and `high` hertz: two one-pole filters, one taken from the other. */
static void hiss(bench *b, double from, double length, double low, double high, double strength,
                 double half)
{
    double keep_high = exp(-TURN * high / UI_SYNTH_RATE);
    double keep_low = exp(-TURN * low / UI_SYNTH_RATE);
    double soft = 0, softer = 0;
    for (size_t i = 0; i < at(length) && at(from) + i < b->count; i++) {
        double t = (double)i / UI_SYNTH_RATE;
        double white = (double)rng_next(&b->noise) / 2147483648.0 - 1;
        soft = white + keep_high * (soft - white);
        softer = soft + keep_low * (softer - soft);
        double fade = half > 0 ? exp2(-t / half) : 1;
        double edge = swell(t, length, length < 0.02 ? 0.001 : 0.005, length / 4);
        b->mix[at(from) + i] += (float)(strength * fade * edge * (soft - softer));
    }
}

/* Ringing tone as a British caller hears it: 400 and 450 Hz, 0.4 s on, 0.2 off, 0.4 on (ITU-T
 * Recommendation E.180, supplement 2). Through the small loudspeaker of a telephone. */
static void ring(bench *b)
{
    for (int i = 0; i < 2; i++) {
        double from = i * 0.6;
        tone(b, from, 0.4, 400, 0.16, 0);
        tone(b, from, 0.4, 450, 0.16, 0);
    }
    hiss(b, 0, 1.0, 300, 3400, 0.01, 0);
}

static void engaged(bench *b)
{
    for (int i = 0; i < 3; i++)
        tone(b, i * 0.75, 0.375, 400, 0.22, 0);
}

static void beep(bench *b)
{
    tone(b, 0, 0.35, 1000, 0.2, 0);
}

static void pickup(bench *b)
{
    hiss(b, 0, 0.03, 500, 3000, 0.9, 0.008);
    tone(b, 0.005, 0.04, 180, 0.3, 0.01);
    hiss(b, 0.09, 0.05, 700, 3400, 0.5, 0.015);
    hiss(b, 0.12, 0.5, 300, 3400, 0.02, 0);
}

static void hangup(bench *b)
{
    hiss(b, 0, 0.05, 300, 2500, 0.8, 0.012);
    tone(b, 0, 0.08, 140, 0.35, 0.02);
    hiss(b, 0.16, 0.03, 600, 3000, 0.4, 0.01);
}

/* The hum of an open line, with the small noises of a room far away. */
static void line_noise(bench *b)
{
    hiss(b, 0, 2.2, 300, 3400, 0.03, 0);
    hiss(b, 0, 2.2, 60, 250, 0.03, 0);
}

static void door(bench *b)
{
    tone(b, 0, 0.22, 82, 0.55, 0.05);
    tone(b, 0, 0.15, 131, 0.25, 0.03);
    hiss(b, 0, 0.08, 150, 1800, 0.9, 0.015);
    hiss(b, 0.11, 0.03, 1200, 5000, 0.35, 0.008); /* the latch */
}

static void keys(bench *b)
{
    static const double WHEN[] = {0, 0.11, 0.19, 0.34, 0.42, 0.55, 0.61, 0.78};
    for (size_t i = 0; i < sizeof WHEN / sizeof *WHEN; i++) {
        double strength = 0.8 + 0.1 * (double)rng_below(&b->noise, 4);
        hiss(b, WHEN[i], 0.02, 1500, 6000, strength, 0.004);
        hiss(b, WHEN[i] + 0.05, 0.012, 2000, 7000, strength / 2, 0.003);
    }
}

static void room(bench *b)
{
    hiss(b, 0, 3, 80, 500, 0.05, 0);
    hiss(b, 0, 3, 500, 2000, 0.012, 0);
}

static void message(bench *b)
{
    tone(b, 0, 0.35, 660, 0.2, 0.09);
    tone(b, 0.12, 0.45, 880, 0.18, 0.11);
}

static void knock(bench *b)
{
    for (int i = 0; i < 3; i++) {
        hiss(b, i * 0.19, 0.04, 200, 1600, 0.8, 0.01);
        tone(b, i * 0.19, 0.06, 210, 0.4, 0.015);
    }
}

static void paper(bench *b)
{
    hiss(b, 0, 0.22, 1200, 6000, 0.3, 0);
    hiss(b, 0.2, 0.16, 1800, 8000, 0.22, 0.05);
}

static void cup(bench *b)
{
    tone(b, 0, 0.3, 2350, 0.12, 0.04);
    tone(b, 0, 0.3, 3720, 0.07, 0.03);
    hiss(b, 0, 0.02, 800, 4000, 0.4, 0.005);
}

static void traffic(bench *b)
{
    hiss(b, 0, 3, 50, 350, 0.22, 0);
    hiss(b, 0.6, 2, 300, 1400, 0.06, 0);
}

static const struct {
    const char *name;
    double seconds;
    int side;
    void (*make)(bench *b);
} SOUNDS[] = {
    /* the telephone is held to the left ear */
    {"ring", 1.1, -60, ring},      {"engaged", 2.0, -60, engaged}, {"beep", 0.4, -60, beep},
    {"pickup", 0.65, -60, pickup}, {"hangup", 0.3, -60, hangup},   {"line", 2.2, -60, line_noise},
    {"door", 0.4, 30, door},       {"keys", 0.9, 0, keys},         {"room", 3.0, 0, room},
    {"message", 0.7, 0, message},  {"knock", 0.6, 30, knock},      {"paper", 0.45, 10, paper},
    {"cup", 0.35, 20, cup},        {"traffic", 3.0, 0, traffic},
};

size_t ui_synth_count(void)
{
    return sizeof SOUNDS / sizeof *SOUNDS;
}

const char *ui_synth_name(size_t number)
{
    return SOUNDS[number].name;
}

int ui_synth_find(const char *name)
{
    for (size_t i = 0; i < ui_synth_count(); i++)
        if (strcmp(name, SOUNDS[i].name) == 0) return (int)i;
    return -1;
}

bool ui_synth_make(size_t number, ui_tone *out, err *e)
{
    bench b = {.count = at(SOUNDS[number].seconds), .noise = rng_seed(number, 1)};
    *out = (ui_tone){.count = b.count, .side = SOUNDS[number].side};
    b.mix = base_alloc(b.count * sizeof *b.mix);
    out->samples = base_alloc(b.count * sizeof *out->samples);
    bool ok = b.mix && out->samples;
    if (ok) {
        SOUNDS[number].make(&b);
        for (size_t i = 0; i < b.count; i++) {
            float x = b.mix[i] > 1 ? 1 : b.mix[i] < -1 ? -1 : b.mix[i];
            out->samples[i] = (int16_t)(x * 32000);
        }
    } else {
        err_nomem(e);
        base_free(out->samples);
        *out = (ui_tone){0};
    }
    base_free(b.mix);
    return ok;
}

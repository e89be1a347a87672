/* bench_steps: playing generated stories without Lua, against the plain C loop: same story, same
 * chooser, and the same checksum over where all plays end. Arguments: rounds, plays in a round,
 * then folders whose names are their number of scenes. */
#include "base/base_file.h"
#include "bench.h"
#include "plain.h"
#include "session/session_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct subject {
    double scenes;
    scenario *scenario;
    story_run run;
    story_state *state;
    plain_story plain;
    bench_series engine, plain_c; /* nanoseconds a step */
} subject;

static scenario *open_story(const session_places *places, const char *folder)
{
    strbuf report = {0};
    err e = {0};
    scenario *s;
    if (!scenario_open(places, folder, &report, &s, &e)) bench_stop("%s", e.text);
    strbuf_release(&report);
    return s;
}

static void prepare(subject *t, const session_places *places, const char *folder)
{
    err e = {0};
    strbuf path = {0}, text = {0};
    const char *name = strrchr(folder, '/');
    t->scenes = bench_number(name ? name + 1 : folder);
    t->scenario = open_story(places, folder);
    story_hooks hooks = scenario_hooks(t->scenario);
    if (!story_run_init(&t->run, t->scenario->def, &hooks, &e) ||
        !(t->state = story_state_new(t->scenario->def, &e)) ||
        !file_join(&path, folder, "scenario.json", &e) ||
        !file_read(strbuf_text(&path), (size_t)1 << 30, &text, &e))
        bench_stop("%s", e.text);
    plain_load(strbuf_text(&text), text.len, &t->plain);
    strbuf_release(&path);
    strbuf_release(&text);
}

static void finish(subject *t)
{
    plain_release(&t->plain);
    story_run_release(&t->run);
    base_free(t->state);
    scenario_close(t->scenario);
}

static void engine_step(subject *t, rng *chooser)
{
    story_moment m;
    err e;
    e.code = ERR_NONE;
    if (!story_look(&t->run, t->state, &m, &e) ||
        !story_step(&t->run, t->state, &m, rng_below(chooser, m.option_count), NULL, NULL, &e))
        bench_stop("%s", e.text);
}

static void engine_begin(subject *t, uint64_t seed)
{
    err e = {0};
    if (!story_begin(&t->run, t->state, seed, NULL, 0, NULL, &e)) bench_stop("%s", e.text);
}

static uint64_t engine_plays(subject *t, uint64_t plays)
{
    uint64_t sum = 0;
    for (uint64_t seed = 0; seed < plays; seed++) {
        rng chooser = plain_chooser(seed);
        engine_begin(t, seed);
        for (int i = 0; i < PLAIN_STEPS; i++)
            engine_step(t, &chooser);
        sum = plain_sum(sum, t->state->slots, t->state->scene);
    }
    return sum;
}

static uint64_t plain_plays(const subject *t, uint64_t plays)
{
    uint64_t sum = 0;
    for (uint64_t seed = 0; seed < plays; seed++) {
        plain_state s;
        plain_play(&t->plain, seed, &s);
        sum = plain_sum(sum, s.v, s.scene);
    }
    return sum;
}

static void round_of(subject *t, uint64_t plays)
{
    double steps = (double)plays * PLAIN_STEPS;
    uint64_t start = bench_now();
    uint64_t theirs = plain_plays(t, plays);
    uint64_t middle = bench_now();
    uint64_t ours = engine_plays(t, plays);
    uint64_t end = bench_now();
    if (ours != theirs) bench_stop("the engine and the plain loop came to different ends");
    bench_add(&t->plain_c, (double)(middle - start) / steps);
    bench_add(&t->engine, (double)(end - middle) / steps);
}

/* A play that goes on and on: its last thousand steps against its first thousand. */
static double growth_of_play(subject *t, int rounds)
{
    enum { PART = 1000, PARTS = 50 };
    bench_series first = {0}, last = {0};
    for (int i = 0; i < rounds; i++) {
        rng chooser = plain_chooser((uint64_t)i);
        engine_begin(t, (uint64_t)i);
        for (int part = 0; part < PARTS; part++) {
            uint64_t start = bench_now();
            for (int k = 0; k < PART; k++)
                engine_step(t, &chooser);
            double took = (double)(bench_now() - start);
            if (part == 1) bench_add(&first, took);
            if (part == PARTS - 1) bench_add(&last, took);
        }
    }
    return bench_median(&last) / bench_median(&first);
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 10) bench_stop("usage: bench_steps ROUNDS PLAYS FOLDER...");
    int rounds = bench_number(argv[1]), count = argc - 3;
    uint64_t plays = (uint64_t)bench_number(argv[2]);
    subject all[8] = {0};
    err e = {0};
    session_places *places = session_places_find(NULL, argv[3], &e);
    if (!places) bench_stop("%s", e.text);
    for (int i = 0; i < count; i++)
        prepare(&all[i], places, argv[3 + i]);
    for (int r = 0; r < rounds; r++)
        for (int i = 0; i < count; i++)
            round_of(&all[i], plays);
    char figure[120];
    for (int i = 0; i < count; i++) {
        double ours = bench_median(&all[i].engine), plain = bench_median(&all[i].plain_c);
        snprintf(figure, sizeof figure, "steps a second, %.0f scenes, no Lua / plain C loop",
                 all[i].scenes);
        bench_at_least(figure, plain / ours, 0.5, "%.2f M/s; plain C %.2f M/s", 1e3 / ours,
                       1e3 / plain);
    }
    subject *last = &all[count - 1];
    double ours = bench_median(&last->engine) / bench_median(&all[0].engine);
    double plain = bench_median(&last->plain_c) / bench_median(&all[0].plain_c);
    snprintf(figure, sizeof figure, "a step, growth from %.0f to %.0f scenes / plain C's",
             all[0].scenes, last->scenes);
    bench_at_most(figure, ours / plain, 1.2, "x%.2f; plain C x%.2f", ours, plain);
    double growth = growth_of_play(&all[0], rounds);
    bench_at_most("a step after 50,000 steps / after 1,000", growth, 1.1, "x%.2f", growth);
    for (int i = 0; i < count; i++)
        finish(&all[i]);
    session_places_free(places);
    return 0;
}

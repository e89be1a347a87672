/* bench_explore: every state of generated stories within some depth, against plain C with a hash
 * table: same story, same states. Arguments: rounds, then pairs of a story's folder and a depth. */
#include "base/base_file.h"
#include "bench.h"
#include "plain.h"
#include "review/review_explore.h"
#include "session/session_crew.h"
#include "session/session_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct subject {
    scenario *scenario;
    plain_story plain;
    story_run run;
    int depth, scenes;
} subject;

static void prepare(subject *t, const session_places *places, const char *folder)
{
    strbuf report = {0}, path = {0}, text = {0};
    err e = {0};
    const char *name = strrchr(folder, '/');
    t->scenes = bench_number(name ? name + 1 : folder);
    if (!scenario_open(places, folder, &report, &t->scenario, &e) ||
        !story_run_init(&t->run, t->scenario->def, NULL, &e) ||
        !file_join(&path, folder, "scenario.json", &e) ||
        !file_read(strbuf_text(&path), (size_t)1 << 30, &text, &e))
        bench_stop("%s", e.text);
    plain_load(strbuf_text(&text), text.len, &t->plain);
    strbuf_release(&report);
    strbuf_release(&path);
    strbuf_release(&text);
}

/* Searches once and gives the time it took. */
static uint64_t explore(subject *t, const review_explore_limits *limits, review_explored *x)
{
    err e = {0};
    uint64_t start = bench_now();
    if (!review_explore(&t->run, limits, x, &e)) bench_stop("%s", e.text);
    return bench_now() - start;
}

static void measure(subject *t, const review_crew *crew, int rounds)
{
    bench_series ours = {0}, theirs = {0}, shared = {0};
    uint64_t steps = 0;
    size_t bytes = 0, our_bytes = 0;
    uint32_t states = 0;
    review_explore_limits limits = {.states = 100000000,
                                    .transitions = UINT64_MAX,
                                    .starts = 1,
                                    .memory = (size_t)3 << 30,
                                    .depth = (uint32_t)t->depth};
    review_explore_limits with_crew = limits;
    with_crew.crew = crew;
    for (int i = 0; i < rounds; i++) {
        review_explored x, same;
        uint64_t start = bench_now();
        states = plain_explore(&t->plain, (uint32_t)t->depth, &steps, &bytes);
        bench_add(&theirs, (double)(bench_now() - start));
        bench_add(&ours, (double)explore(t, &limits, &x));
        if (x.states != states || x.transitions != steps + 1)
            bench_stop("%u states and %llu steps instead of %u and %llu", x.states,
                       (unsigned long long)x.transitions, states, (unsigned long long)steps);
        our_bytes = x.bytes;
        review_explored_release(&x);
        bench_add(&shared, (double)explore(t, &with_crew, &same));
        if (same.states != states || same.transitions != steps + 1 || same.bytes != our_bytes)
            bench_stop("%u workers find something else", crew->workers);
        review_explored_release(&same);
    }
    double took = bench_median(&ours);
    char figure[80];
    snprintf(figure, sizeof figure, "exploring %d scenes, %d deep / plain C, rate", t->scenes,
             t->depth);
    bench_at_least(figure, bench_median(&theirs) / took, 0.25,
                   "%.2f M transitions a second, %.0f ms, %u states", (double)steps * 1e3 / took,
                   took * 1e-6, states);
    snprintf(figure, sizeof figure, "exploring %d scenes, %d deep / 29 bytes a state", t->scenes,
             t->depth);
    bench_at_most(figure, (double)our_bytes / states / 29, 2, "%.1f bytes; plain %.1f",
                  (double)our_bytes / states, (double)bytes / states);
    if (crew->workers < 2) return;
    snprintf(figure, sizeof figure, "exploring %d scenes, %d deep, %u workers / one", t->scenes,
             t->depth, crew->workers);
    bench_at_least(figure, took / bench_median(&shared), 1.8, "%.0f ms",
                   bench_median(&shared) * 1e-6);
}

int main(int argc, char **argv)
{
    err e = {0};
    if (argc < 4) bench_stop("bench_explore ROUNDS (FOLDER DEPTH)...");
    session_places *places = session_places_find(NULL, NULL, &e);
    session_crew *crew = session_crew_new(2, &e);
    if (!places || !crew) bench_stop("%s", e.text);
    for (int i = 2; i + 1 < argc; i += 2) {
        subject t = {.depth = bench_number(argv[i + 1])};
        prepare(&t, places, argv[i]);
        measure(&t, session_crew_lend(crew), bench_number(argv[1]));
        plain_release(&t.plain);
        story_run_release(&t.run);
        scenario_close(t.scenario);
    }
    session_crew_free(crew);
    session_places_free(places);
    return 0;
}

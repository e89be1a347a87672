/* bench_flagship: readings and replay of a scenario, and two attempts for the figures of the
 * window: one stands in a call, one face to face. Arguments: rounds, readings in a round, the
 * scenario, the files to write the attempts to. */
#include "base/base_file.h"
#include "bench.h"
#include "session/session_internal.h"
#include "session/session_review.h"

#include <stdlib.h>
#include <string.h>

/* One play-through by chance, without a log: the least that a reading costs. Returns its decisions.
 */
static uint64_t read_once(story_run *run, story_state *state, uint64_t seed)
{
    enum { DECISIONS_MOST = 2000 };
    rng chooser = rng_seed(seed, 3);
    uint64_t decisions = 0;
    err e = {0};
    bool ok = story_begin(run, state, seed, NULL, 0, NULL, &e);
    while (ok && !story_over(state) && decisions < DECISIONS_MOST) {
        story_moment m;
        ok = story_look(run, state, &m, &e) &&
             story_step(run, state, &m, rng_below(&chooser, m.option_count), NULL, NULL, &e);
        decisions++;
    }
    if (!ok) bench_stop("the reading with seed %llu failed: %s", (unsigned long long)seed, e.text);
    return decisions;
}

static void measure_readings(const scenario *s, int rounds, uint64_t readings)
{
    bench_series took = {0};
    err e = {0};
    story_run run;
    story_hooks hooks = scenario_hooks(s);
    uint64_t decisions = 0, seed = 0;
    if (!story_run_init(&run, s->def, &hooks, &e)) bench_stop("%s", e.text);
    story_state *state = story_state_new(s->def, &e);
    if (!state) bench_stop("%s", e.text);
    for (int i = 0; i < rounds; i++) {
        uint64_t start = bench_now();
        for (uint64_t n = 0; n < readings; n++)
            decisions += read_once(&run, state, seed++);
        bench_add(&took, (double)(bench_now() - start) * 1e-9);
    }
    double second = (double)readings / bench_median(&took);
    bench_at_least("readings of the flagship a second / 5,000", second / 5000, 1.0,
                   "%.0f a second, %.1f decisions each, on one core", second,
                   (double)decisions / (double)seed);
    base_free(state);
    story_run_release(&run);
}

enum { TO_THE_END = -1 }; /* where a play stops, beside the stages */

/* Well into a call; or face to face with somebody who has a portrait. */
static bool stands_in(const session_view *v, int stage)
{
    if ((int)v->stage != stage || v->option_count < 2) return false;
    return stage == SESSION_CALL ? v->line_count > 12 : *v->portrait != 0;
}

/* Plays at random until the story is over, or until it stands in the stage `until`. */
static bool play(session *s, uint64_t seed, int until, err *e)
{
    rng chooser = rng_seed(seed, 5);
    for (;;) {
        const session_view *v = session_look(s);
        if (v->over) return until == TO_THE_END;
        if (stands_in(v, until)) return true;
        if (v->turn > 500) return false;
        uint32_t option = rng_below(&chooser, v->option_count);
        strbuf id = {0};
        bool ok = strbuf_add(&id, v->options[option].id, e) &&
                  session_choose(s, strbuf_text(&id), NULL, e);
        strbuf_release(&id);
        if (!ok) bench_stop("%s", e->text);
    }
}

/* The attempt's file of the first seed that gets there, written to `path`. */
static void make_attempt(const session_places *places, scenario *scene, int until, const char *path)
{
    err e = {0};
    for (uint64_t seed = 1; seed < 1000; seed++) {
        session_options o = {.has_seed = true, .seed = seed};
        session *s = session_begin(places, scene, &o, &e);
        if (!s) bench_stop("%s", e.text);
        bool there = play(s, seed, until, &e);
        strbuf text = {0};
        if (there && (!session_attempt_text(s, &text, &e) ||
                      !file_write(path, strbuf_text(&text), text.len, &e)))
            bench_stop("%s", e.text);
        strbuf_release(&text);
        session_free(s);
        if (there) return;
    }
    bench_stop("no play of 1,000 came to %s", until == TO_THE_END ? "an end" : "the stage wanted");
}

static void measure_replay(const session_places *places, scenario *scene, int rounds,
                           const char *path)
{
    bench_series took = {0};
    session_replay result;
    err e = {0};
    for (int i = 0; i < rounds; i++) {
        session *s;
        uint64_t start = bench_now();
        if (!session_replay_attempt(places, scene, path, &result, &s, &e)) bench_stop("%s", e.text);
        bench_add(&took, (double)(bench_now() - start) * 1e-6);
        session_free(s);
        if (!result.same) bench_stop("the attempt replays differently: %s", result.why);
    }
    double ms = bench_median(&took);
    bench_at_most("replay of an attempt / 5 ms", ms / 5, 1.0, "%.2f ms, %u inputs, transcript too",
                  ms, result.inputs);
}

/* The first play by chance of so many decisions that came to its end, written to `path`. */
static void make_long_attempt(const session_places *places, scenario *scene, uint32_t least,
                              const char *path)
{
    err e = {0};
    for (uint64_t seed = 1; seed < 5000; seed++) {
        session_options o = {.has_seed = true, .seed = seed};
        session *s = session_begin(places, scene, &o, &e);
        if (!s) bench_stop("%s", e.text);
        bool there = play(s, seed, TO_THE_END, &e) && session_look(s)->turn >= least;
        strbuf text = {0};
        if (there && (!session_attempt_text(s, &text, &e) ||
                      !file_write(path, strbuf_text(&text), text.len, &e)))
            bench_stop("%s", e.text);
        strbuf_release(&text);
        session_free(s);
        if (there) return;
    }
    bench_stop("no play of 5,000 came to an end after %u decisions", least);
}

/* Every line of the attempt in 200 other weeks, as the debrief shows it. */
static void measure_review(const session_places *places, scenario *scene, int rounds,
                           const char *path)
{
    bench_series first = {0}, whole = {0};
    session_review_options o = {.weeks = 200};
    uint64_t readings = 0;
    uint32_t decisions = 0;
    err e = {0};
    for (int i = 0; i < rounds; i++) {
        uint64_t start = bench_now(), shown = 0;
        session_review *r = session_review_begin(places, scene, path, &o, &e);
        for (bool done = !r; !done;) {
            done = session_review_wait(r, 2);
            const session_review_view *v = session_review_look(r, &e);
            if (!v) bench_stop("%s", e.text);
            if (!shown && v->readings) shown = bench_now();
            readings = v->readings;
            decisions = v->decision_count;
        }
        if (!r) bench_stop("%s", e.text);
        bench_add(&first, (double)(shown - start) * 1e-6);
        bench_add(&whole, (double)(bench_now() - start) * 1e-9);
        session_review_free(r);
    }
    bench_at_most("review, first figures / 100 ms", bench_median(&first) / 100, 1.0, "%.0f ms",
                  bench_median(&first));
    bench_at_most("review of a 40-decision attempt, complete / 3 s", bench_median(&whole) / 3, 1.0,
                  "%.2f s, %u decisions, %llu readings, all cores", bench_median(&whole), decisions,
                  (unsigned long long)readings);
}

int main(int argc, char **argv)
{
    if (argc != 6) bench_stop("usage: bench_flagship ROUNDS READINGS SCENARIO CALL FACE");
    int rounds = bench_number(argv[1]);
    err e = {0};
    strbuf report = {0};
    scenario *s;
    session_places *places = session_places_find(NULL, NULL, &e);
    if (!places || !scenario_open(places, argv[3], &report, &s, &e))
        bench_stop("%s\n%.500s", e.text, strbuf_text(&report));
    make_attempt(places, s, TO_THE_END, argv[4]);
    measure_replay(places, s, rounds * 3, argv[4]);
    make_long_attempt(places, s, 40, argv[4]);
    measure_review(places, s, rounds, argv[4]);
    make_attempt(places, s, SESSION_CALL, argv[4]);
    make_attempt(places, s, SESSION_FACE, argv[5]);
    measure_readings(s, rounds, (uint64_t)bench_number(argv[2]));
    scenario_close(s);
    session_places_free(places);
    strbuf_release(&report);
    return 0;
}

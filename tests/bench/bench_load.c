/* bench_load: opening generated stories, against cJSON's parse alone and the plain C load. Every
 * measurement is a process of its own, as when a person opens a scenario: memory comes fresh from
 * the system. "Again" is without that part. Arguments: rounds, then folders whose names are their
 * number of scenes; or "plain" and a folder: prints the milliseconds of one plain C load. */
#include "base/base_file.h"
#include "bench.h"
#include "plain.h"
#include "session/session.h"

#include <cjson/cJSON.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct taken {
    double seconds, kept;
} taken;

static strbuf read_story(const char *folder)
{
    strbuf path = {0}, text = {0};
    err e = {0};
    if (!file_join(&path, folder, "scenario.json", &e) ||
        !file_read(strbuf_text(&path), (size_t)1 << 30, &text, &e))
        bench_stop("%s", e.text);
    strbuf_release(&path);
    return text;
}

/* Loads once, notes what it took and kept, and gives everything back. */
static taken take_cjson(const char *folder)
{
    taken t = {0};
    uint64_t start = bench_now();
    strbuf text = read_story(folder);
    cJSON *root = cJSON_ParseWithLength(strbuf_text(&text), text.len);
    if (!root) bench_stop("cJSON cannot read %s", folder);
    t.seconds = (double)(bench_now() - start) * 1e-9;
    strbuf_release(&text);
    cJSON_Delete(root);
    return t;
}

static taken take_plain(const char *folder)
{
    taken t = {.kept = -bench_bytes_kept()};
    plain_story story;
    uint64_t start = bench_now();
    strbuf text = read_story(folder);
    plain_load(strbuf_text(&text), text.len, &story);
    strbuf_release(&text);
    t.seconds = (double)(bench_now() - start) * 1e-9;
    t.kept += bench_bytes_kept();
    plain_release(&story);
    return t;
}

static taken take_engine(const char *folder)
{
    taken t = {0};
    scenario *s;
    err e = {0};
    strbuf report = {0};
    session_places *places = session_places_find(NULL, folder, &e);
    if (!places) bench_stop("%s", e.text);
    t.kept = -bench_bytes_kept();
    uint64_t start = bench_now();
    if (!scenario_open(places, folder, &report, &s, &e)) bench_stop("%s", e.text);
    t.seconds = (double)(bench_now() - start) * 1e-9;
    t.kept += bench_bytes_kept();
    if (report.len) bench_stop("%s has problems: %.300s", folder, strbuf_text(&report));
    scenario_close(s);
    session_places_free(places);
    strbuf_release(&report);
    return t;
}

/* The first time in a process, when memory comes from the system page by page; and with memory that
 * the process has already. */
typedef struct twice {
    taken first, again;
} twice;

static twice in_child(taken (*take)(const char *folder), const char *folder)
{
    twice t = {0};
    int ends[2];
    if (pipe(ends)) bench_stop("no pipe");
    pid_t child = fork();
    if (child < 0) bench_stop("no process");
    if (child == 0) {
        t.first = take(folder);
        /* From now on what is freed stays in the process. */
        mallopt(M_MMAP_THRESHOLD, 1 << 30);
        mallopt(M_TRIM_THRESHOLD, INT_MAX);
        take(folder);
        t.again = take(folder);
        _exit(write(ends[1], &t, sizeof t) == sizeof t ? 0 : 2);
    }
    close(ends[1]);
    if (read(ends[0], &t, sizeof t) != sizeof t) bench_stop("%s could not be loaded", folder);
    close(ends[0]);
    waitpid(child, NULL, 0);
    return t;
}

/* What one size of story came to. */
typedef struct figures {
    double scenes, file;
    double cjson, plain, engine; /* seconds, the first time */
    double cjson_again, engine_again;
    double engine_kept, plain_kept;
} figures;

static figures measure(const char *folder, int rounds)
{
    bench_series cjson = {0}, plain = {0}, engine = {0}, cjson_again = {0}, engine_again = {0};
    figures f = {0};
    strbuf text = read_story(folder);
    const char *name = strrchr(folder, '/');
    f.scenes = bench_number(name ? name + 1 : folder);
    f.file = (double)text.len;
    strbuf_release(&text);
    for (int i = 0; i < rounds; i++) {
        twice c = in_child(take_cjson, folder), p = in_child(take_plain, folder),
              r = in_child(take_engine, folder);
        bench_add(&cjson, c.first.seconds);
        bench_add(&cjson_again, c.again.seconds);
        bench_add(&plain, p.first.seconds);
        bench_add(&engine, r.first.seconds);
        bench_add(&engine_again, r.again.seconds);
        f.plain_kept = p.first.kept;
        f.engine_kept = r.first.kept;
    }
    f.cjson = bench_median(&cjson);
    f.plain = bench_median(&plain);
    f.engine = bench_median(&engine);
    f.cjson_again = bench_median(&cjson_again);
    f.engine_again = bench_median(&engine_again);
    return f;
}

static void show(const figures *f)
{
    char figure[120];
    snprintf(figure, sizeof figure, "load %.0f scenes / cJSON's parse", f->scenes);
    bench_at_most(figure, f->engine / f->cjson, 2.5, "%.1f ms / %.1f ms; %.1f MB file",
                  f->engine * 1e3, f->cjson * 1e3, f->file * 1e-6);
    snprintf(figure, sizeof figure, "load %.0f scenes / plain C load", f->scenes);
    bench_at_most(figure, f->engine / f->plain, 1.5, "%.1f ms / %.1f ms", f->engine * 1e3,
                  f->plain * 1e3);
    snprintf(figure, sizeof figure, "load %.0f scenes again / cJSON's parse again", f->scenes);
    bench_at_most(figure, f->engine_again / f->cjson_again, 2.5, "%.1f ms / %.1f ms",
                  f->engine_again * 1e3, f->cjson_again * 1e3);
    snprintf(figure, sizeof figure, "kept of %.0f scenes / file", f->scenes);
    bench_at_most(figure, f->engine_kept / f->file, 1.1, "%.1f MB; plain C %.1f MB",
                  f->engine_kept * 1e-6, f->plain_kept * 1e-6);
}

int main(int argc, char **argv)
{
    if (argc < 3) bench_stop("usage: bench_load ROUNDS FOLDER..., or bench_load plain FOLDER");
    if (strcmp(argv[1], "plain") == 0) {
        printf("%.3f\n", take_plain(argv[2]).seconds * 1e3);
        return 0;
    }
    int rounds = bench_number(argv[1]);
    figures first = {0}, last = {0};
    for (int i = 2; i < argc; i++) {
        last = measure(argv[i], rounds);
        if (i == 2) first = last;
        show(&last);
    }
    if (argc > 3) {
        char figure[120];
        double ours = last.engine / last.scenes / (first.engine / first.scenes);
        double cjsons = last.cjson / last.scenes / (first.cjson / first.scenes);
        snprintf(figure, sizeof figure, "load a scene, of %.0f scenes / of %.0f", last.scenes,
                 first.scenes);
        bench_at_most(figure, ours, 1.2, "cJSON's parse x%.2f", cjsons);
    }
    return 0;
}

#include "base/base_file.h"
#include "cli/cli_internal.h"
#include "session/session_balance.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { READINGS = 2000, READINGS_MOST = 1000000, STATES_MOST = 50000000 };
/* Milliseconds: a quick report comes without any. */
enum { SHOWN_FIRST = 150, SHOWN_EVERY = 250 };

/* Progress on stderr, and Ctrl-C. The signal stays blocked while readings are made and is asked for
 * between them: so no handler is needed, and what was read by then is reported. */
typedef struct watch {
    struct timespec last; /* shown, or begun */
    bool shows;           /* somebody looks at stderr */
    bool shown;
    bool stopped;
} watch;

static bool was_interrupted(void)
{
    sigset_t waiting;
    return sigpending(&waiting) == 0 && sigismember(&waiting, SIGINT) == 1;
}

/* The first figures, while the rest is made. */
static void show(uint64_t percent, const session_balance_glance *g)
{
    if (!g->readings) {
        fprintf(stderr, "\rLooking for every state ...%50s", "");
        return;
    }
    fprintf(stderr,
            "\r%3u %%  ends well so far: best %llu %%, average %llu %%, guessing %llu %%. "
            "Ctrl-C reports",
            (unsigned)percent, (unsigned long long)(100 * g->best / g->readings),
            (unsigned long long)(100 * g->average / g->readings),
            (unsigned long long)(100 * g->guessing / g->readings));
}

static int64_t milliseconds(const struct timespec *from, const struct timespec *to)
{
    return (int64_t)(to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000;
}

static bool progress(void *self, uint64_t done, uint64_t of, const session_balance_glance *g)
{
    watch *w = self;
    struct timespec now;
    if (was_interrupted()) {
        w->stopped = true;
        return false;
    }
    if (!w->shows || clock_gettime(CLOCK_MONOTONIC, &now) != 0) return true;
    if (milliseconds(&w->last, &now) < (w->shown ? SHOWN_EVERY : SHOWN_FIRST)) return true;
    show(100 * done / of, g);
    w->shown = true;
    w->last = now;
    return true;
}

static session_balance *read_watched(scenario *s, session_balance_options *o, err *e)
{
    watch w = {.shows = isatty(STDERR_FILENO)};
    sigset_t interrupt, before;
    clock_gettime(CLOCK_MONOTONIC, &w.last);
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &before);
    o->progress = progress;
    o->self = &w;
    session_balance *b = session_balance_of(s, o, e);
    int taken;
    if (was_interrupted()) sigwait(&interrupt, &taken);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (w.shown) fprintf(stderr, "\r%78s\r", "");
    return b;
}

static bool write_html(const char *path, const session_balance *b, err *e)
{
    strbuf page = {0};
    bool ok =
        session_balance_html(b, &page, e) && file_write(path, strbuf_text(&page), page.len, e);
    strbuf_release(&page);
    return ok;
}

static int tell(cli *c, const session_balance *b, err *e)
{
    strbuf out = {0};
    const char *html = cli_args_text(c->args, "html");
    if (html && !write_html(html, b, e)) return CLI_FAILED;
    bool ok = cli_args_has(c->args, "json") ? session_balance_json(b, &out, e)
                                            : session_balance_text(b, c->look.width, &out, e);
    ok = ok && cli_flush(&out, e);
    strbuf_release(&out);
    if (!ok) return CLI_FAILED;
    return session_balance_sound(b) ? CLI_GOOD : CLI_NO;
}

int cli_balance(cli *c, err *e)
{
    session_balance_options o = {.readings = READINGS, .seed = 1};
    uint64_t threads = 0, states = SESSION_BALANCE_STATES;
    if (!cli_args_number(c->args, "readings", 1, READINGS_MOST, &o.readings, e) ||
        !cli_args_number(c->args, "seed", 0, UINT64_MAX - READINGS_MOST, &o.seed, e) ||
        !cli_args_number(c->args, "states", 0, STATES_MOST, &states, e) ||
        !cli_args_number(c->args, "threads", 1, 64, &threads, e))
        return CLI_FAILED;
    o.states = (uint32_t)states;
    o.threads = (uint32_t)threads;
    scenario *s = NULL;
    if (!cli_open_scenario(c, c->args->words[0], &s, e)) return CLI_FAILED;
    session_balance *b = read_watched(s, &o, e);
    int result = b ? tell(c, b, e) : CLI_FAILED;
    session_balance_free(b);
    scenario_close(s);
    return result;
}

#include "cli/cli_internal.h"
#include "session/session_balance.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { READINGS = 2000, READINGS_MOST = 1000000, QUIET_SECONDS = 1 };

/* Progress on stderr, and Ctrl-C. The signal stays blocked while readings are made and is asked for
 * between them: so no handler is needed, and what was read by then is reported. */
typedef struct watch {
    struct timespec begun;
    bool shows; /* somebody looks at stderr */
    bool shown;
    uint64_t percent; /* shown last */
    bool stopped;
} watch;

static bool was_interrupted(void)
{
    sigset_t waiting;
    return sigpending(&waiting) == 0 && sigismember(&waiting, SIGINT) == 1;
}

static bool progress(void *self, uint64_t done, uint64_t of)
{
    watch *w = self;
    struct timespec now;
    if (was_interrupted()) {
        w->stopped = true;
        return false;
    }
    uint64_t percent = 100 * done / of;
    if (!w->shows || (w->shown && percent == w->percent)) return true;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return true;
    if (now.tv_sec - w->begun.tv_sec <= QUIET_SECONDS) return true;
    fprintf(stderr, "\r%3u %% of the readings; Ctrl-C stops and reports", (unsigned)percent);
    w->shown = true;
    w->percent = percent;
    return true;
}

static session_balance *read_watched(scenario *s, session_balance_options *o, err *e)
{
    watch w = {.shows = isatty(STDERR_FILENO)};
    sigset_t interrupt, before;
    clock_gettime(CLOCK_MONOTONIC, &w.begun);
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &before);
    o->progress = progress;
    o->self = &w;
    session_balance *b = session_balance_of(s, o, e);
    int taken;
    if (was_interrupted()) sigwait(&interrupt, &taken);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (w.shown) fprintf(stderr, "\r%50s\r", "");
    return b;
}

static int tell(cli *c, const session_balance *b, err *e)
{
    strbuf out = {0};
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
    uint64_t threads = 0;
    if (!cli_args_number(c->args, "readings", 1, READINGS_MOST, &o.readings, e) ||
        !cli_args_number(c->args, "seed", 0, UINT64_MAX - READINGS_MOST, &o.seed, e) ||
        !cli_args_number(c->args, "threads", 1, 64, &threads, e))
        return CLI_FAILED;
    o.threads = (uint32_t)threads;
    scenario *s = NULL;
    if (!cli_open_scenario(c, c->args->words[0], &s, e)) return CLI_FAILED;
    session_balance *b = read_watched(s, &o, e);
    int result = b ? tell(c, b, e) : CLI_FAILED;
    session_balance_free(b);
    scenario_close(s);
    return result;
}

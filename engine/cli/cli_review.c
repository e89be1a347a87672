#include "cli/cli_review.h"

#include "base/base_file.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WEEKS = 200, WEEKS_MOST = 10000, TICK_MS = 100, QUIET_TICKS = 10 };

static bool was_interrupted(void)
{
    sigset_t waiting;
    return sigpending(&waiting) == 0 && sigismember(&waiting, SIGINT) == 1;
}

/* Waits for the review, telling on stderr how far it is; Ctrl-C ends the readings. */
static bool watch(session_review *r, err *e)
{
    bool shows = isatty(STDERR_FILENO), shown = false;
    for (int ticks = 0; !session_review_wait(r, TICK_MS); ticks++) {
        if (was_interrupted()) session_review_stop(r);
        if (!shows || ticks < QUIET_TICKS) continue;
        const session_review_view *v = session_review_look(r, e);
        if (!v) break;
        uint64_t part = v->wanted ? 100 * v->readings / v->wanted : 0;
        fprintf(stderr, "\r%3u %% of the readings; Ctrl-C stops and reports", (unsigned)part);
        shown = true;
    }
    if (shown) fprintf(stderr, "\r%50s\r", "");
    return !e->code;
}

/* ---- one reading ---- */
/* TURN:CHOICE:WEEK */
static bool read_place(const char *text, uint32_t *turn, strbuf *choice, uint64_t *week, err *e)
{
    const char *first = strchr(text, ':'), *last = strrchr(text, ':');
    uint64_t number = 0;
    strbuf head = {0};
    bool ok = first && last > first && strbuf_addn(&head, text, (size_t)(first - text), e) &&
              strbuf_addn(choice, first + 1, (size_t)(last - first - 1), e) &&
              cli_number(strbuf_text(&head), &number) && number <= UINT32_MAX &&
              cli_number(last + 1, week);
    strbuf_release(&head);
    *turn = (uint32_t)number;
    return ok || err_set(e, ERR_ARG,
                         "--reading wants TURN:CHOICE:WEEK, such as 7:ask_time:31, or 0:same:31, "
                         "not \"%.80s\".",
                         text);
}

static bool print_reading(cli *c, const session_reading_view *v, err *e)
{
    strbuf out = {0};
    bool ok = cli_show_lines(&out, &c->look, v->lines, v->line_count, e);
    if (ok && *v->trouble)
        ok = strbuf_addf(&out, e, "\nIt failed: %s\n", v->trouble);
    else if (ok)
        ok = strbuf_addf(&out, e, "\n%s\n",
                         !v->over  ? "It did not end."
                         : v->well ? "It ended well."
                                   : "It did not end well.");
    ok = ok && strbuf_addf(&out, e, "State %s\n", v->hash) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static int show_reading(cli *c, scenario *s, const char *place, err *e)
{
    uint32_t turn = 0;
    uint64_t week = 0;
    strbuf choice = {0};
    session_reading *r = NULL;
    int result = CLI_FAILED;
    if (read_place(place, &turn, &choice, &week, e))
        r = session_reading_of(c->places, s, c->args->words[0], turn, strbuf_text(&choice), week,
                               e);
    if (r && print_reading(c, session_reading_look(r), e))
        result = *session_reading_look(r)->trouble ? CLI_NO : CLI_GOOD;
    session_reading_free(r);
    strbuf_release(&choice);
    return result;
}

/* ---- the review ---- */
static bool write_page(const char *path, const session_review_view *v,
                       const session_compare_view *other, err *e)
{
    strbuf page = {0};
    bool ok =
        cli_review_html(&page, v, other, e) && file_write(path, strbuf_text(&page), page.len, e);
    strbuf_release(&page);
    return ok;
}

static bool tell(cli *c, const session_review_view *v, const session_compare_view *other, err *e)
{
    const char *path = cli_args_text(c->args, "html");
    strbuf out = {0};
    bool json = cli_args_has(c->args, "json");
    bool ok = !path || write_page(path, v, other, e);
    if (ok && json) ok = cli_review_json(&out, v, other, e);
    if (ok && !json && !path) ok = cli_review_text(&out, &c->look, v, other, e);
    ok = ok && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

/* Ctrl-C stays blocked, in the review's threads too, and is asked for between looks: so no handler
 * is needed, and what was read by then is reported. */
static void hold_interrupt(sigset_t *interrupt, sigset_t *before)
{
    sigemptyset(interrupt);
    sigaddset(interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, interrupt, before);
}

static void let_interrupt(const sigset_t *interrupt, const sigset_t *before)
{
    int taken;
    if (was_interrupted()) sigwait(interrupt, &taken);
    sigprocmask(SIG_SETMASK, before, NULL);
}

static int review(cli *c, scenario *s, const session_review_options *o, err *e)
{
    const char *attempt = c->args->words[0], *with = cli_args_text(c->args, "with");
    session_compare *other = NULL;
    if (with) other = session_compare_of(c->places, s, attempt, with, e);
    if (with && !other) return CLI_FAILED;
    sigset_t interrupt, before;
    hold_interrupt(&interrupt, &before);
    session_review *r = session_review_begin(c->places, s, attempt, o, e);
    const session_review_view *v = r && watch(r, e) ? session_review_look(r, e) : NULL;
    let_interrupt(&interrupt, &before);
    int result = CLI_FAILED;
    if (v && tell(c, v, other ? session_compare_look(other) : NULL, e))
        result = *v->trouble ? CLI_NO : CLI_GOOD;
    session_review_free(r);
    session_compare_free(other);
    return result;
}

int cli_review(cli *c, err *e)
{
    uint64_t weeks = WEEKS, threads = 0, seed = 1;
    if (!cli_args_number(c->args, "weeks", 1, WEEKS_MOST, &weeks, e) ||
        !cli_args_number(c->args, "seed", 1, UINT64_MAX - WEEKS_MOST - 1, &seed, e) ||
        !cli_args_number(c->args, "threads", 1, 64, &threads, e))
        return CLI_FAILED;
    session_review_options o = {
        .weeks = (uint32_t)weeks, .threads = (uint32_t)threads, .seed = seed};
    const char *place = cli_args_text(c->args, "reading");
    scenario *s = NULL;
    /* Page and JSON are in English all through. */
    if (!cli_args_has(c->args, "json") && !cli_args_text(c->args, "html")) cli_speak(c);
    if (!cli_open_for(c, c->args->words[0], &s, e)) return CLI_FAILED;
    int result = place ? show_reading(c, s, place, e) : review(c, s, &o, e);
    scenario_close(s);
    return result;
}

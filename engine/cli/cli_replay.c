#include "base/base_file.h"
#include "cli/cli_internal.h"
#include "session/session_html.h"

#include <stdio.h>
#include <string.h>

bool cli_open_for(cli *c, const char *attempt, scenario **out, err *e)
{
    const char *where = cli_args_text(c->args, "scenario");
    if (where) return cli_open_scenario(c, where, out, e);
    strbuf id = {0};
    err why = {0};
    bool ok = session_attempt_scenario(c->places, attempt, &id, e);
    if (ok && !cli_open_scenario(c, strbuf_text(&id), out, &why)) {
        const char *remedy = why.code == ERR_MISSING
                                 ? ". Name the folder of the attempt's scenario with --scenario."
                                 : "";
        ok = err_set(e, why.code, "%s%s", why.text, remedy);
    }
    strbuf_release(&id);
    return ok;
}

static bool print_json(session *play, const session_replay *r, err *e)
{
    strbuf out = {0};
    bool ok = strbuf_addf(&out, e, "{\"same\":%s,", r->same ? "true" : "false") &&
              cli_json_text(&out, "why", r->why, e) &&
              strbuf_addf(&out, e, ",\"inputs\":%u,\"inputs_done\":%u,\"other_version\":%s,",
                          r->inputs, r->inputs_done, r->other_version ? "true" : "false") &&
              cli_json_play(&out, play, e) && strbuf_add(&out, "}\n", e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static bool print_text(cli *c, session *play, const session_replay *r, err *e)
{
    bool quiet = cli_args_has(c->args, "quiet");
    const session_debrief *d = session_debrief_of(play, e);
    strbuf out = {0};
    bool ok = d != NULL;
    if (ok && !quiet)
        ok = cli_show_heading(&out, &c->look, session_look(play)->scenario_title, e) &&
             cli_show_lines(&out, &c->look, d->lines, d->line_count, e);
    if (ok) ok = cli_show_debrief(&out, &c->look, d, (cli_parts){.outcome = quiet}, e);
    if (ok && r->same)
        ok = strbuf_addf(&out, e, "The same as recorded: %u of %u inputs.\n", r->inputs_done,
                         r->inputs);
    if (ok && r->same && r->other_version)
        ok = cli_show_text(&out, &c->look, "The scenario has changed since, but not for this play.",
                           e);
    ok = ok && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static bool write_html(session *play, const char *path, err *e)
{
    strbuf page = {0};
    bool ok =
        session_html_debrief(play, &page, e) && file_write(path, strbuf_text(&page), page.len, e);
    strbuf_release(&page);
    return ok;
}

static bool print_it(cli *c, session *play, const session_replay *r, err *e)
{
    const char *html = cli_args_text(c->args, "html");
    if (html) return write_html(play, html, e);
    return cli_args_has(c->args, "json") ? print_json(play, r, e) : print_text(c, play, r, e);
}

int cli_replay(cli *c, err *e)
{
    const char *attempt = c->args->words[0];
    scenario *s = NULL;
    session *play = NULL;
    session_replay r = {0};
    if (!cli_args_has(c->args, "json")) cli_speak(c);
    bool ok = cli_open_for(c, attempt, &s, e) &&
              session_replay_attempt(c->places, s, attempt, &r, &play, e) &&
              print_it(c, play, &r, e);
    if (ok && !r.same) {
        strbuf told = {0};
        if (strbuf_addf(&told, NULL, "not the same as recorded; %u of %u inputs fit: %s",
                        r.inputs_done, r.inputs, r.why))
            cli_complain(strbuf_text(&told));
        strbuf_release(&told);
    }
    session_free(play);
    scenario_close(s);
    if (!ok) return CLI_FAILED;
    return r.same ? CLI_GOOD : CLI_NO;
}

#include "cli/cli_internal.h"

#include "base/base_file.h"
#include "cli/cli_script.h"
#include "cli/cli_words.h"

#include <stdio.h>
#include <string.h>

enum { SCRIPT_LARGEST = 1 << 20 };

/* ---- reading the command line ---- */
typedef struct wish {
    const char *where;
    const char *from; /* attempt without its @TURN, or NULL */
    bool has_turn;
    uint64_t turn;
    arena mem;
    session_options options;
} wish;

/* "attempt@7": the turn is cut off when what follows the last @ is a number. */
static bool read_from(const cli_args *a, wish *w, err *e)
{
    const char *text = cli_args_text(a, "from");
    if (!text) return true;
    const char *at = strrchr(text, '@');
    w->has_turn = at && cli_number(at + 1, &w->turn) && w->turn < UINT32_MAX;
    w->from = arena_text(&w->mem, text, w->has_turn ? (size_t)(at - text) : strlen(text), e);
    static const char *const OTHERS[] = {"seed", "pick", "new", "continue"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (cli_args_has(a, OTHERS[i]))
            return err_set(
                e, ERR_ARG,
                "--from goes on with an attempt that has its own beginning; leave out --%s.",
                OTHERS[i]);
    return w->from != NULL;
}

static bool read_picks(const cli_args *a, wish *w, err *e)
{
    const char *text, **picks = arena_array(&w->mem, 2 * a->given_count + 1, sizeof *picks, e);
    if (!picks) return false;
    for (uint32_t i = 0; (text = cli_args_nth(a, "pick", i)); i++) {
        const char *equals = strchr(text, '=');
        if (!equals || equals == text || !equals[1])
            return err_set(e, ERR_ARG, "--pick wants VARIABLE=VALUE, not \"%s\".", text);
        picks[2 * i] = arena_text(&w->mem, text, (size_t)(equals - text), e);
        picks[2 * i + 1] = equals + 1;
        if (!picks[2 * i]) return false;
        w->options.picks = picks;
    }
    return true;
}

static bool read_wish(const cli *c, wish *w, err *e)
{
    const cli_args *a = c->args;
    w->where = a->words[0];
    w->options.record = cli_args_text(a, "record");
    w->options.keep = !cli_args_has(a, "no-keep") && !cli_args_has(a, "script");
    w->options.has_seed = cli_args_has(a, "seed");
    if (cli_args_has(a, "json") && !cli_args_has(a, "script"))
        return err_set(e, ERR_ARG, "--json needs --script: without one the play asks you.");
    if (cli_args_has(a, "new") && cli_args_has(a, "continue"))
        return err_set(e, ERR_ARG, "--new and --continue are opposites; leave one out.");
    if (cli_args_has(a, "script") && cli_args_has(a, "continue"))
        return err_set(e, ERR_ARG, "A script plays a new attempt; to go on with one use --from.");
    return cli_args_number(a, "seed", 0, UINT64_MAX, &w->options.seed, e) && read_from(a, w, e) &&
           read_picks(a, w, e);
}

/* ---- the window ---- */
static int play_in_window(cli *c, const wish *w, err *e)
{
    static const char *const TEXT_ONLY[] = {"pick",    "continue", "new", "record",
                                            "no-keep", "json",     "ids", "width"};
    for (size_t i = 0; i < sizeof TEXT_ONLY / sizeof *TEXT_ONLY; i++)
        if (cli_args_has(c->args, TEXT_ONLY[i])) {
            err_set(e, ERR_ARG, "--%s needs --text: the window does not know it.", TEXT_ONLY[i]);
            return CLI_FAILED;
        }
    if (w->has_turn) {
        err_set(e, ERR_ARG, "--from ATTEMPT@TURN needs --text; the window goes on at the end.");
        return CLI_FAILED;
    }
    cli_window_options o = {.scenario = w->where,
                            .attempt = w->from,
                            .seed = w->options.seed,
                            .has_seed = w->options.has_seed,
                            .data = cli_args_text(c->args, "data"),
                            .home = cli_args_text(c->args, "home")};
    return c->window->open(c->window->self, &o);
}

/* ---- beginning or going on ---- */

/* When the attempt cannot be kept the player is told how to play nevertheless. */
static session *begin(cli *c, scenario *s, const session_options *o, err *e)
{
    err why = {0};
    session *play = session_begin(c->places, s, o, &why);
    bool place = why.code == ERR_IO || why.code == ERR_FULL || why.code == ERR_READONLY ||
                 why.code == ERR_MISSING;
    if (!play && place && o->keep)
        err_set(
            e, why.code,
            "the attempt could not be kept: %s. Name another folder with --home, or play without "
            "keeping it with --no-keep.",
            why.text);
    else if (!play)
        err_set(e, why.code, "%s", why.text);
    return play;
}

static bool say_turn(strbuf *out, const wordbook *w, uint32_t turn, err *e)
{
    strbuf number = {0};
    bool ok = strbuf_addf(&number, e, "%u", turn) &&
              cli_sayf(out, e, w, SAY_GO_ON_AFTER, "n", strbuf_text(&number), NULL) &&
              strbuf_addc(out, '\n', e);
    strbuf_release(&number);
    return ok;
}

static session *go_on_with(cli *c, scenario *s, const wish *w, const char *attempt, err *e)
{
    strbuf note = {0}, out = {0};
    session *play = session_resume(c->places, s, attempt, &w->options, &note, e);
    bool ok = play && (!w->has_turn || session_rewind(play, (uint32_t)w->turn, e));
    bool quiet = cli_args_has(c->args, "json");
    if (ok && !quiet && note.len) ok = cli_show_text(&out, &c->look, strbuf_text(&note), e);
    if (ok && !quiet)
        ok = say_turn(&out, c->look.words, session_look(play)->turn, e) && cli_flush(&out, e);
    strbuf_release(&note);
    strbuf_release(&out);
    if (ok) return play;
    session_free(play);
    return NULL;
}

static bool ask_to_go_on(const cli *c, bool *yes, err *e)
{
    strbuf line = {0}, out = {0};
    bool end = false;
    bool ok = strbuf_add(&out, cli_say(c->look.words, SAY_GO_ON_ASK), e) && cli_flush(&out, e) &&
              cli_read_line(&line, &end, e);
    *yes = !end && strbuf_text(&line)[0] != 'n' && strbuf_text(&line)[0] != 'N';
    strbuf_release(&line);
    strbuf_release(&out);
    return ok;
}

/* The id of the attempt to go on with; "" to begin anew. */
static bool find_unfinished(cli *c, scenario *s, cli_go_on go_on, char id[17], err *e)
{
    id[0] = '\0';
    if (go_on == CLI_GO_ON_NO || (go_on == CLI_GO_ON_ASK && !c->asks)) return true;
    if (!session_unfinished(c->places, scenario_id(s), id, e)) return false;
    if (go_on == CLI_GO_ON_YES && !*id)
        return cli_print(cli_say(c->look.words, SAY_GO_ON_NONE)) && cli_print("\n");
    bool yes = true;
    if (*id && go_on == CLI_GO_ON_ASK && !ask_to_go_on(c, &yes, e)) return false;
    if (!yes) id[0] = '\0';
    return true;
}

static bool show_title(cli *c, scenario *s, err *e)
{
    strbuf out = {0};
    bool ok = cli_show_heading(&out, &c->look, scenario_title(s), e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static bool play_as_text(cli *c, scenario *s, const wish *w, cli_go_on go_on, bool ids, err *e)
{
    cli_text t = {.c = c, .where = w->where, .kept = w->options.keep, .ids = ids};
    char id[17] = "";
    bool ok = show_title(c, s, e);
    if (ok && !w->from && w->options.keep) ok = find_unfinished(c, s, go_on, id, e);
    if (ok && (w->from || *id))
        t.play = go_on_with(c, s, w, w->from ? w->from : id, e);
    else if (ok)
        t.play = begin(c, s, &w->options, e);
    ok = t.play && cli_text_run(&t, e);
    cli_text_release(&t);
    return ok;
}

bool cli_play_open(cli *c, scenario *s, const char *where, cli_go_on go_on, bool ids, err *e)
{
    wish w = {.where = where, .options = {.keep = true}};
    return play_as_text(c, s, &w, go_on, ids, e);
}

/* ---- a script ---- */
static const char *script_name(const char *path)
{
    return strcmp(path, "-") != 0 ? path : "standard input";
}

static bool read_script(const char *path, cli_script *script, err *e)
{
    strbuf text = {0}, line = {0};
    bool ok = true, end = false;
    bool from_input = !strcmp(path, "-");
    while (ok && from_input && !end) {
        ok = cli_read_line(&line, &end, e);
        if (ok && !end)
            ok = strbuf_add(&text, strbuf_text(&line), e) && strbuf_addc(&text, '\n', e);
        if (ok && text.len > SCRIPT_LARGEST)
            ok = err_set(e, ERR_LIMIT, "the script is longer than %d bytes", SCRIPT_LARGEST);
    }
    if (!from_input) ok = file_read(path, SCRIPT_LARGEST, &text, e);
    ok = ok && cli_script_read(script_name(path), strbuf_text(&text), text.len, script, e);
    strbuf_release(&text);
    strbuf_release(&line);
    return ok;
}

bool cli_step_choose(session *play, const char *file, const cli_step *step, const char *words,
                     err *e)
{
    const session_view *v = session_look(play);
    for (uint32_t i = 0; i < v->option_count; i++)
        if (!strcmp(v->options[i].id, step->text)) {
            err why = {0};
            if (session_choose(play, step->text, words, &why)) return true;
            return err_set(e, why.code, "%s:%u: %s", file, step->line, why.text);
        }
    strbuf open = {0};
    for (uint32_t i = 0; i < v->option_count; i++)
        if (!strbuf_addf(&open, e, "%s %s", i ? "," : "", v->options[i].id)) break;
    if (v->over)
        err_set(e, ERR_ARG, "%s:%u: \"%s\" cannot be chosen: the story is over.", file, step->line,
                step->text);
    else
        err_set(e, ERR_ARG, "%s:%u: there is no choice \"%s\" here. Open are:%s.", file, step->line,
                step->text, strbuf_text(&open));
    strbuf_release(&open);
    return false;
}

static bool run_script(cli *c, session *play, const char *file, const cli_script *script, bool show,
                       err *e)
{
    const char *words = NULL;
    bool ok = !show || (cli_text_time(c, play, e) && cli_text_news(c, play, e));
    for (uint32_t i = 0; ok && i < script->count; i++) {
        const cli_step *step = &script->steps[i];
        if (step->kind == CLI_STEP_WORDS) words = step->text;
        if (step->kind != CLI_STEP_CHOICE) continue;
        ok = cli_step_choose(play, file, step, words, e) && (!show || cli_text_news(c, play, e));
        words = NULL;
    }
    return ok;
}

static bool print_json(session *play, err *e)
{
    strbuf out = {0};
    bool ok = strbuf_addc(&out, '{', e) && cli_json_play(&out, play, e) &&
              strbuf_add(&out, "}\n", e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static bool print_end(cli *c, session *play, err *e)
{
    const session_debrief *d = session_debrief_of(play, e);
    cli_parts parts = {.outcome = !session_look(play)->over, .turns = true};
    strbuf out = {0};
    bool ok = d && cli_show_debrief(&out, &c->look, d, parts, e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static bool play_script(cli *c, scenario *s, wish *w, err *e)
{
    const char *file = cli_args_text(c->args, "script");
    bool json = cli_args_has(c->args, "json");
    cli_script script = {0};
    if (!read_script(file, &script, e)) return false;
    if (!w->options.has_seed && script.has_seed) {
        w->options.has_seed = true;
        w->options.seed = script.seed;
    }
    if (!w->options.picks && script.pick_count) w->options.picks = script.picks;
    bool ok = json || show_title(c, s, e);
    session *play = NULL;
    if (ok && w->from)
        play = go_on_with(c, s, w, w->from, e);
    else if (ok)
        play = begin(c, s, &w->options, e);
    ok = play && run_script(c, play, script_name(file), &script, !json, e) &&
         (json ? print_json(play, e) : print_end(c, play, e));
    session_free(play);
    cli_script_release(&script);
    return ok;
}

int cli_play(cli *c, err *e)
{
    wish w = {0};
    scenario *s = NULL;
    int result = CLI_FAILED;
    bool script = cli_args_has(c->args, "script");
    if (!read_wish(c, &w, e)) goto done;
    if (!script && !cli_args_has(c->args, "text")) {
        result = play_in_window(c, &w, e);
        goto done;
    }
    cli_go_on go_on = cli_args_has(c->args, "continue") ? CLI_GO_ON_YES
                      : cli_args_has(c->args, "new") || w.options.has_seed || w.options.picks
                          ? CLI_GO_ON_NO
                          : CLI_GO_ON_ASK;
    if (!cli_args_has(c->args, "json")) cli_speak(c);
    bool ok = cli_open_scenario(c, w.where, &s, e) &&
              (script ? play_script(c, s, &w, e)
                      : play_as_text(c, s, &w, go_on, cli_args_has(c->args, "ids"), e));
    if (ok) result = CLI_GOOD;
done:
    scenario_close(s);
    arena_release(&w.mem);
    return result;
}

#include "cli/cli_internal.h"

#include "base/base_file.h"
#include "base/base_problems.h"
#include "base/base_utf8.h"
#include "cli/cli_words.h"

#include <stdio.h>
#include <string.h>

/* What a word the player typed leads to. */
typedef enum after {
    AFTER_ASK,  /* ask again */
    AFTER_SHOW, /* show the choices again, then ask */
    AFTER_STOP,
    AFTER_ERROR
} after;

typedef struct word {
    const char *name, *value;
    cli_word help;
    after (*run)(cli_text *t, const char *rest, err *e);
} word;

static const char *words(const cli_text *t, cli_word id)
{
    return cli_say(t->c->look.words, id);
}

/* ---- showing ---- */
static bool say(cli_text *t, const char *text, err *e)
{
    strbuf out = {0};
    bool ok = cli_show_text(&out, &t->c->look, text, e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static after tell(cli_text *t, const char *text, err *e)
{
    return say(t, text, e) ? AFTER_ASK : AFTER_ERROR;
}

bool cli_text_news(const cli *c, session *play, err *e)
{
    const session_view *v = session_look(play);
    strbuf out = {0};
    bool ok = cli_show_lines(&out, &c->look, v->lines + (v->line_count - v->new_lines),
                             v->new_lines, e) &&
              cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

bool cli_text_time(const cli *c, session *play, err *e)
{
    strbuf out = {0};
    bool ok = cli_show_time(&out, &c->look, session_look(play), e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

/* What happened last, for somebody who comes back to it: the last two turns. */
static bool show_turn(cli_text *t, err *e)
{
    const session_view *v = session_look(t->play);
    uint32_t first = v->line_count;
    strbuf out = {0};
    while (first > 0 && v->lines[first - 1].turn + 1 >= v->turn)
        first--;
    bool ok = cli_show_lines(&out, &t->c->look, v->lines + first, v->line_count - first, e) &&
              cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static bool show_debrief(cli_text *t, cli_parts parts, err *e)
{
    const session_debrief *d = session_debrief_of(t->play, e);
    strbuf out = {0};
    bool ok = d && cli_show_debrief(&out, &t->c->look, d, parts, e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static bool show_choices(cli_text *t, err *e)
{
    const session_view *v = session_look(t->play);
    if (!v->option_count && !v->over) return say(t, words(t, SAY_STUCK), e);
    strbuf out = {0};
    bool ok = cli_show_options(&out, &t->c->look, v, t->ids, e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

static bool any_hint(const session_view *v)
{
    bool any = *v->hint != '\0';
    for (uint32_t i = 0; i < v->option_count; i++)
        any = any || *v->options[i].hint;
    return any;
}

/* Says what can be answered at this moment. Without a keyboard it is a line of its own. */
static bool prompt(cli_text *t, err *e)
{
    const session_view *v = session_look(t->play);
    strbuf out = {0};
    bool ok = strbuf_addc(&out, '\n', e);
    if (ok && v->over) ok = strbuf_add(&out, words(t, SAY_PROMPT_OVER), e);
    ok = ok && cli_ask_number(&out, t->c->look.words, v->option_count, e) &&
         strbuf_add(&out, words(t, v->option_count || v->over ? SAY_PROMPT_OR : SAY_PROMPT_SAY),
                    e) &&
         (v->over || !any_hint(v) || strbuf_add(&out, " hint,", e)) &&
         (!v->can_take_back || strbuf_add(&out, " back,", e)) &&
         (!v->sheet_count || strbuf_add(&out, " sheet,", e)) &&
         ((!v->board_count && !v->unknown_count) || strbuf_add(&out, " board,", e)) &&
         (!v->over || strbuf_add(&out, " transcript, score,", e)) &&
         strbuf_add(&out, " help, quit", e) && strbuf_add(&out, t->c->asks ? ": " : "\n", e) &&
         cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

/* ---- the words ---- */
static after do_back(cli_text *t, const char *rest, err *e)
{
    (void)rest;
    err why = {0};
    if (!session_look(t->play)->can_take_back) return tell(t, words(t, SAY_BACK_NOTHING), e);
    if (!session_take_back(t->play, &why)) return tell(t, why.text, e);
    strbuf_clear(&t->words);
    if (!say(t, words(t, SAY_BACK_DONE), e) || !show_turn(t, e)) return AFTER_ERROR;
    return AFTER_SHOW;
}

static after show_part(cli_text *t, err *e,
                       bool (*show)(strbuf *, const cli_look *, const session_view *, err *))
{
    strbuf out = {0};
    bool ok = show(&out, &t->c->look, session_look(t->play), e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok ? AFTER_ASK : AFTER_ERROR;
}

static after do_hint(cli_text *t, const char *rest, err *e)
{
    (void)rest;
    return show_part(t, e, cli_show_hints);
}

static after do_sheet(cli_text *t, const char *rest, err *e)
{
    (void)rest;
    return show_part(t, e, cli_show_sheet);
}

static after do_board(cli_text *t, const char *rest, err *e)
{
    (void)rest;
    return show_part(t, e, cli_show_board);
}

static bool all_lines(strbuf *out, const cli_look *look, const session_view *v, err *e)
{
    return cli_show_lines(out, look, v->lines, v->line_count, e);
}

static after do_transcript(cli_text *t, const char *rest, err *e)
{
    (void)rest;
    return show_part(t, e, all_lines);
}

static after do_choices(cli_text *t, const char *rest, err *e)
{
    (void)t, (void)rest, (void)e;
    return AFTER_SHOW;
}

static after do_words(cli_text *t, const char *rest, err *e)
{
    size_t bad;
    if (session_look(t->play)->over) return tell(t, words(t, SAY_WORDS_OVER), e);
    if (!*rest) return tell(t, words(t, SAY_WORDS_HOW), e);
    if (!utf8_valid(rest, strlen(rest), &bad)) return tell(t, words(t, SAY_WORDS_BYTES), e);
    strbuf_clear(&t->words);
    if (!strbuf_add(&t->words, rest, e)) return AFTER_ERROR;
    return tell(t, words(t, SAY_WORDS_NOTED), e);
}

static after do_score(cli_text *t, const char *rest, err *e)
{
    (void)rest;
    if (session_look(t->play)->over)
        return show_debrief(t, (cli_parts){true, true}, e) ? AFTER_ASK : AFTER_ERROR;
    const session_debrief *d = session_debrief_of(t->play, e);
    strbuf out = {0};
    bool ok = d && cli_show_heading(&out, &t->c->look, words(t, SAY_SO_FAR), e) &&
              cli_show_scores(&out, &t->c->look, d, e) && cli_flush(&out, e);
    strbuf_release(&out);
    return ok ? AFTER_ASK : AFTER_ERROR;
}

static after do_save(cli_text *t, const char *rest, err *e)
{
    err why = {0};
    strbuf text = {0}, told = {0};
    if (!*rest) return tell(t, words(t, SAY_SAVE_WHERE), e);
    bool ok = session_attempt_text(t->play, &text, &why) &&
              file_write(rest, strbuf_text(&text), text.len, &why);
    if (ok) ok = cli_sayf(&told, &why, t->c->look.words, SAY_SAVED, "file", rest, NULL);
    after next = tell(t, ok ? strbuf_text(&told) : why.text, e);
    strbuf_release(&text);
    strbuf_release(&told);
    return next;
}

static after do_quit(cli_text *t, const char *rest, err *e)
{
    (void)t, (void)rest, (void)e;
    return AFTER_STOP;
}

static after do_help(cli_text *t, const char *rest, err *e);

static const word WORDS[] = {{"hint", NULL, SAY_HELP_HINT, do_hint},
                             {"back", NULL, SAY_HELP_BACK, do_back},
                             {"choices", NULL, SAY_HELP_CHOICES, do_choices},
                             {"words", "TEXT", SAY_HELP_WORDS, do_words},
                             {"sheet", NULL, SAY_HELP_SHEET, do_sheet},
                             {"board", NULL, SAY_HELP_BOARD, do_board},
                             {"transcript", NULL, SAY_HELP_TRANSCRIPT, do_transcript},
                             {"score", NULL, SAY_HELP_SCORE, do_score},
                             {"save", "FILE", SAY_HELP_SAVE, do_save},
                             {"help", NULL, SAY_HELP_HELP, do_help},
                             {"quit", NULL, SAY_HELP_QUIT, do_quit}};
static const size_t WORD_COUNT = sizeof WORDS / sizeof *WORDS;

static after do_help(cli_text *t, const char *rest, err *e)
{
    (void)rest;
    strbuf out = {0};
    bool ok = cli_show_text(&out, &t->c->look, words(t, SAY_HELP_FIRST), e);
    for (size_t i = 0; ok && i < WORD_COUNT; i++)
        ok = strbuf_addf(&out, e, "  %s%s%s: %s\n", WORDS[i].name, WORDS[i].value ? " " : "",
                         WORDS[i].value ? WORDS[i].value : "", words(t, WORDS[i].help));
    ok = ok && cli_flush(&out, e);
    strbuf_release(&out);
    return ok ? AFTER_ASK : AFTER_ERROR;
}

/* ---- choosing ---- */
static after choose(cli_text *t, const char *id, err *e)
{
    err why = {0};
    const char *typed = t->words.len ? strbuf_text(&t->words) : NULL;
    if (!session_choose(t->play, id, typed, &why)) {
        cli_complain(why.text);
        return tell(t, words(t, SAY_NOT_TAKEN), e);
    }
    strbuf_clear(&t->words);
    if (!cli_print("\n") || !cli_text_news(t->c, t->play, e)) return AFTER_ERROR;
    if (session_look(t->play)->over && !show_debrief(t, (cli_parts){.turns = true}, e))
        return AFTER_ERROR;
    return AFTER_SHOW;
}

static const char *next_answer(void *self, uint32_t i)
{
    const session_view *v = self;
    if (i < v->option_count) return v->options[i].id;
    return i - v->option_count < WORD_COUNT ? WORDS[i - v->option_count].name : NULL;
}

static after not_understood(cli_text *t, const char *line, err *e)
{
    session_view v = *session_look(t->play);
    const char *nearest = problems_nearest(line, next_answer, &v);
    strbuf text = {0};
    const wordbook *w = t->c->look.words;
    bool ok = cli_sayf(&text, e, w, SAY_NO_ANSWER, "typed", line, NULL) &&
              cli_sayf(&text, e, w, nearest ? SAY_DID_YOU_MEAN : SAY_TYPE_NUMBER, "nearest",
                       nearest, NULL);
    ok = ok && say(t, strbuf_text(&text), e);
    strbuf_release(&text);
    return ok ? AFTER_ASK : AFTER_ERROR;
}

/* The commands come before the choices' names, so that a scenario cannot take `quit` away; every
 * choice has its number. */
static after answer(cli_text *t, const char *line, err *e)
{
    const session_view *v = session_look(t->play);
    uint64_t number;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        size_t len = strlen(WORDS[i].name);
        bool here = !strncmp(line, WORDS[i].name, len) && (!line[len] || line[len] == ' ');
        if (here && (!line[len] || WORDS[i].value))
            return WORDS[i].run(t, line + len + strspn(line + len, " "), e);
    }
    if (cli_number(line, &number)) {
        if (number >= 1 && number <= v->option_count)
            return choose(t, v->options[number - 1].id, e);
        return not_understood(t, line, e);
    }
    for (uint32_t i = 0; i < v->option_count; i++)
        if (!strcmp(v->options[i].id, line)) return choose(t, line, e);
    return not_understood(t, line, e);
}

/* ---- the loop ---- */
static char *trimmed(strbuf *line)
{
    while (line->len && strchr(" \t", line->data[line->len - 1]))
        line->data[--line->len] = '\0';
    return line->data ? line->data + strspn(line->data, " \t") : NULL;
}

static after one_answer(cli_text *t, strbuf *line, err *e)
{
    bool end;
    if (!prompt(t, e) || !cli_read_line(line, &end, e)) return AFTER_ERROR;
    if (end) return AFTER_STOP;
    const char *typed = trimmed(line);
    if (typed && *typed) return answer(t, typed, e);
    return session_look(t->play)->over ? AFTER_STOP : AFTER_ASK;
}

/* A word for the shell: in quotes when it needs them. */
static bool add_word(strbuf *out, const char *text, err *e)
{
    static const char PLAIN[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
    if (*text && !text[strspn(text, PLAIN)]) return strbuf_add(out, text, e);
    bool ok = strbuf_addc(out, '\'', e);
    for (; ok && *text; text++)
        ok = *text == '\'' ? strbuf_add(out, "'\\''", e) : strbuf_addc(out, *text, e);
    return ok && strbuf_addc(out, '\'', e);
}

static bool add_place(const cli_text *t, strbuf *out, const char *option, err *e)
{
    const char *value = cli_args_text(t->c->args, option);
    return !value || (strbuf_addf(out, e, " --%s ", option) && add_word(out, value, e));
}

static bool say_goodbye(cli_text *t, err *e)
{
    const session_view *v = session_look(t->play);
    if (v->over || !v->turn) return true;
    const char *record = cli_args_text(t->c->args, "record");
    if (!t->kept && !record) return say(t, words(t, SAY_NOT_KEPT), e);
    strbuf out = {0}, turn = {0};
    bool ok = strbuf_addf(&turn, e, "%u", v->turn) && strbuf_addc(&out, '\n', e) &&
              cli_sayf(&out, e, t->c->look.words, SAY_KEPT, "n", strbuf_text(&turn), NULL) &&
              strbuf_add(&out, " rapport play ", e) && add_word(&out, t->where, e) &&
              strbuf_add(&out, " --text", e) &&
              (t->kept ? strbuf_add(&out, " --continue", e)
                       : strbuf_add(&out, " --from ", e) && add_word(&out, record, e)) &&
              add_place(t, &out, "data", e) && add_place(t, &out, "home", e) &&
              strbuf_addc(&out, '\n', e) && cli_flush(&out, e);
    strbuf_release(&turn);
    strbuf_release(&out);
    return ok;
}

bool cli_text_run(cli_text *t, err *e)
{
    strbuf line = {0};
    bool begun = cli_text_time(t->c, t->play, e) && show_turn(t, e);
    after next = begun ? AFTER_SHOW : AFTER_ERROR;
    if (next == AFTER_SHOW && session_look(t->play)->over &&
        !show_debrief(t, (cli_parts){.turns = true}, e))
        next = AFTER_ERROR;
    while (next == AFTER_ASK || next == AFTER_SHOW) {
        if (next == AFTER_SHOW && !show_choices(t, e))
            next = AFTER_ERROR;
        else
            next = one_answer(t, &line, e);
    }
    strbuf_release(&line);
    return next == AFTER_STOP && say_goodbye(t, e);
}

void cli_text_release(cli_text *t)
{
    session_free(t->play);
    strbuf_release(&t->words);
    *t = (cli_text){0};
}

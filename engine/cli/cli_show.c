#include "cli/cli_show.h"

#include "cli/cli_words.h"
#include "cli/cli_wrap.h"
#include "session/session_words.h"

#include <string.h>

#define BOLD "1"
#define FAINT "2"

static bool paragraph(strbuf *out, const cli_look *look, cli_paragraph p, err *e)
{
    if (!look->colour) p.style = NULL;
    return cli_wrap(out, &p, look->width, e);
}

bool cli_show_heading(strbuf *out, const cli_look *look, const char *text, err *e)
{
    cli_paragraph p = {.label = "", .text = text, .style = BOLD, .whole = true};
    return strbuf_addc(out, '\n', e) && paragraph(out, look, p, e);
}

bool cli_show_text(strbuf *out, const cli_look *look, const char *text, err *e)
{
    return paragraph(out, look, (cli_paragraph){.label = "", .text = text}, e);
}

bool cli_show_time(strbuf *out, const cli_look *look, const session_view *view, err *e)
{
    strbuf text = {0};
    bool ok = strbuf_addf(&text, e, "%s, %s", view->day, view->clock) &&
              cli_show_text(out, look, strbuf_text(&text), e);
    strbuf_release(&text);
    return ok;
}

/* "label: text", the label bold, `margin` columns from the left. */
static bool labelled(strbuf *out, const cli_look *look, const char *label, const char *text,
                     uint32_t margin, err *e)
{
    cli_paragraph p = {
        .label = label, .text = text, .style = BOLD, .first = margin, .rest = margin + 2};
    return paragraph(out, look, p, e);
}

static bool says(strbuf *out, const cli_look *look, const session_line *line, err *e)
{
    strbuf label = {0};
    bool mood = *line->mood && strcmp(line->mood, "neutral") != 0;
    bool ok =
        strbuf_add(&label, *line->name ? line->name : cli_say(look->words, SAY_SOMEONE), e) &&
        (!mood || strbuf_addf(&label, e, " (%s)", session_mood_name(look->words, line->mood))) &&
        strbuf_add(&label, ": ", e) && labelled(out, look, strbuf_text(&label), line->text, 0, e);
    strbuf_release(&label);
    return ok;
}

static bool bracketed(strbuf *out, const cli_look *look, const char *text, err *e)
{
    strbuf words = {0};
    cli_paragraph p = {.label = "", .style = FAINT, .whole = true, .rest = 1};
    bool ok = strbuf_addf(&words, e, "[%s]", text);
    p.text = strbuf_text(&words);
    ok = ok && paragraph(out, look, p, e);
    strbuf_release(&words);
    return ok;
}

static bool scene(strbuf *out, const cli_look *look, const session_line *line, err *e)
{
    if (!*line->text) return strbuf_addc(out, '\n', e);
    strbuf title = {0};
    bool ok = strbuf_addf(&title, e, "== %s ==", line->text) &&
              cli_show_heading(out, look, strbuf_text(&title), e);
    strbuf_release(&title);
    return ok;
}

static bool best_here(strbuf *label, const cli_look *look, int best, err *e)
{
    strbuf points = {0};
    bool ok = strbuf_addf(&points, e, best ? "%+d" : "%d", best) &&
              cli_sayf(label, e, look->words, SAY_BEST_HERE, "points", strbuf_text(&points), NULL);
    strbuf_release(&points);
    return ok;
}

/* "Tact +1, best here +2 (T4, leaves her free): because" */
static bool receipt(strbuf *out, const cli_look *look, const session_line *line, err *e)
{
    strbuf label = {0};
    bool ok =
        strbuf_addf(&label, e, "%s %+d", session_axis_name(look->words, line->axis), line->points);
    if (ok && line->points < line->best) ok = best_here(&label, look, line->best, e);
    if (ok && *line->skill) {
        bool named = *line->skill_name != '\0';
        ok = strbuf_addf(&label, e, " (%s%s%s)", line->skill, named ? ", " : "", line->skill_name);
    }
    ok = ok && strbuf_add(&label, ": ", e) &&
         labelled(out, look, strbuf_text(&label), line->text, 2, e);
    strbuf_release(&label);
    return ok;
}

static bool thought(strbuf *out, const cli_look *look, const session_line *line, err *e)
{
    strbuf label = {0};
    cli_word id = *line->name ? SAY_THOUGHT : SAY_SOMEBODY_THOUGHT;
    bool ok = cli_sayf(&label, e, look->words, id, "name", line->name, NULL) &&
              labelled(out, look, strbuf_text(&label), line->text, 2, e);
    strbuf_release(&label);
    return ok;
}

bool cli_show_line(strbuf *out, const cli_look *look, const session_line *line, err *e)
{
    const wordbook *w = look->words;
    const char *text = line->text;
    switch (line->kind) {
    case SESSION_LINE_HERS: return says(out, look, line, e);
    case SESSION_LINE_YOURS: return labelled(out, look, cli_say(w, SAY_YOU), text, 0, e);
    case SESSION_LINE_ACTION: return labelled(out, look, cli_say(w, SAY_YOU_CHOSE), text, 0, e);
    case SESSION_LINE_NARRATION: return cli_show_text(out, look, text, e);
    case SESSION_LINE_CUE: return bracketed(out, look, *text ? text : line->sound, e);
    case SESSION_LINE_SCENE: return scene(out, look, line, e);
    case SESSION_LINE_TIME: return bracketed(out, look, text, e);
    case SESSION_LINE_WORDS: return labelled(out, look, cli_say(w, SAY_OWN_WORDS), text, 0, e);
    case SESSION_LINE_ENDING: return labelled(out, look, cli_say(w, SAY_ENDED), text, 0, e);
    case SESSION_LINE_THOUGHT: return thought(out, look, line, e);
    case SESSION_LINE_RECEIPT: return receipt(out, look, line, e);
    case SESSION_LINE_BETTER: return labelled(out, look, cli_say(w, SAY_BETTER), text, 2, e);
    case SESSION_LINE_LIE: return labelled(out, look, cli_say(w, SAY_LIE), text, 2, e);
    case SESSION_LINE_LIE_OUT: return labelled(out, look, cli_say(w, SAY_LIE_OUT), text, 2, e);
    }
    return true;
}

bool cli_show_lines(strbuf *out, const cli_look *look, const session_line *lines, uint32_t count,
                    err *e)
{
    for (uint32_t i = 0; i < count; i++)
        if (!cli_show_line(out, look, &lines[i], e)) return false;
    return true;
}

/* What is said stands in quotation marks, what is done does not. */
static bool option_text(strbuf *words, const cli_look *look, const session_option *o, bool ids,
                        err *e)
{
    bool ok = o->spoken ? cli_sayf(words, e, look->words, SAY_QUOTED, "words", o->text, NULL)
                        : strbuf_add(words, o->text, e);
    return ok && (!ids || strbuf_addf(words, e, " [%s]", o->id));
}

bool cli_show_options(strbuf *out, const cli_look *look, const session_view *view, bool ids, err *e)
{
    bool ok = !view->option_count || strbuf_addc(out, '\n', e);
    strbuf words = {0}, label = {0};
    for (uint32_t i = 0; ok && i < view->option_count; i++) {
        strbuf_clear(&words);
        strbuf_clear(&label);
        ok = strbuf_addf(&label, e, "%u. ", i + 1) &&
             option_text(&words, look, &view->options[i], ids, e);
        cli_paragraph p = {.label = strbuf_text(&label),
                           .text = strbuf_text(&words),
                           .style = BOLD,
                           .first = 2,
                           .rest = 5};
        ok = ok && paragraph(out, look, p, e);
    }
    strbuf_release(&words);
    strbuf_release(&label);
    return ok;
}

bool cli_show_hints(strbuf *out, const cli_look *look, const session_view *view, err *e)
{
    bool any = *view->hint != '\0';
    bool ok = !any || labelled(out, look, cli_say(look->words, SAY_HINT), view->hint, 0, e);
    strbuf label = {0}, number = {0};
    for (uint32_t i = 0; ok && i < view->option_count; i++) {
        if (!*view->options[i].hint) continue;
        any = true;
        strbuf_clear(&label);
        strbuf_clear(&number);
        ok = strbuf_addf(&number, e, "%u", i + 1) &&
             cli_sayf(&label, e, look->words, SAY_HINT_FOR, "n", strbuf_text(&number), NULL) &&
             labelled(out, look, strbuf_text(&label), view->options[i].hint, 0, e);
    }
    strbuf_release(&label);
    strbuf_release(&number);
    if (ok && !any) return cli_show_text(out, look, cli_say(look->words, SAY_NO_HINT), e);
    return ok;
}

bool cli_show_sheet(strbuf *out, const cli_look *look, const session_view *view, err *e)
{
    if (!view->sheet_count)
        return cli_show_text(out, look, cli_say(look->words, SAY_SHEET_EMPTY), e);
    bool ok = cli_show_heading(out, look, cli_say(look->words, SAY_SHEET), e);
    for (uint32_t i = 0; ok && i < view->sheet_count; i++) {
        const session_row *row = &view->sheet[i];
        ok = labelled(out, look, cli_say(look->words, row->done ? SAY_SHEET_DONE : SAY_SHEET_OPEN),
                      row->text, 2, e);
    }
    return ok;
}

bool cli_show_board(strbuf *out, const cli_look *look, const session_view *view, err *e)
{
    bool ok = view->board_count
                  ? cli_show_heading(out, look, cli_say(look->words, SAY_BOARD), e)
                  : cli_show_text(out, look, cli_say(look->words, SAY_BOARD_EMPTY), e);
    strbuf words = {0};
    for (uint32_t i = 0; ok && i < view->board_count; i++) {
        const session_row *row = &view->board[i];
        strbuf_clear(&words);
        ok = strbuf_add(&words, row->text, e) &&
             (!*row->source ||
              cli_sayf(&words, e, look->words, SAY_BOARD_FROM, "source", row->source, NULL)) &&
             (!*row->sure || cli_sayf(&words, e, look->words, SAY_BOARD_SURE, "sure",
                                      session_sure_name(look->words, row->sure), NULL)) &&
             labelled(out, look, "- ", strbuf_text(&words), 2, e);
    }
    if (ok && view->unknown_count)
        ok = cli_show_heading(out, look, cli_say(look->words, SAY_UNKNOWN), e);
    for (uint32_t i = 0; ok && i < view->unknown_count; i++)
        ok = labelled(out, look, "? ", view->unknown[i], 2, e);
    strbuf_release(&words);
    return ok;
}

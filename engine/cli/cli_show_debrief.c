#include "cli/cli_show.h"

#include "cli/cli_words.h"
#include "cli/cli_wrap.h"
#include "session/session_words.h"

#include <string.h>

#define BOLD "1"

static bool paragraph(strbuf *out, const cli_look *look, const char *label, const char *text,
                      uint32_t margin, err *e)
{
    cli_paragraph p = {.label = label,
                       .text = text,
                       .style = look->colour ? BOLD : NULL,
                       .first = margin,
                       .rest = margin + 2};
    return cli_wrap(out, &p, look->width, e);
}

static const char *symbol_of(const char *axis)
{
    if (!strcmp(axis, "tact")) return "♡";
    if (!strcmp(axis, "speed")) return "◷";
    return "◉";
}

bool cli_show_scores(strbuf *out, const cli_look *look, const session_debrief *d, err *e)
{
    bool ok = true;
    strbuf words = {0};
    for (int i = 0; ok && i < 3; i++) {
        const session_axis_score *axis = &d->axes[i];
        strbuf_clear(&words);
        ok = strbuf_addf(&words, e, "%s %s ", symbol_of(axis->word), axis->title) &&
             (axis->score >= 0 ? strbuf_addf(&words, e, "%d", axis->score)
                               : strbuf_add(&words, cli_say(look->words, SAY_NOT_SCORED), e)) &&
             paragraph(out, look, "", strbuf_text(&words), 2, e);
    }
    strbuf_release(&words);
    if (ok && d->capped) ok = paragraph(out, look, "", cli_say(look->words, SAY_CAPPED), 2, e);
    if (ok && d->complete) ok = paragraph(out, look, "", cli_say(look->words, SAY_COMPLETE), 2, e);
    return ok;
}

static bool axis_line(strbuf *out, const cli_look *look, const session_axis_score *axis, bool best,
                      err *e)
{
    const char *line = best ? axis->best_line : axis->costly_line;
    const char *because = best ? axis->best_because : axis->costly_because;
    if (!*line && !*because) return true;
    strbuf label = {0}, words = {0}, turn = {0};
    bool ok = strbuf_addf(&turn, e, "%u", best ? axis->best_turn : axis->costly_turn) &&
              cli_sayf(&label, e, look->words, best ? SAY_BEST_LINE : SAY_COSTLY_LINE, "score",
                       axis->title, "n", strbuf_text(&turn), NULL);
    if (ok && *line)
        ok = cli_sayf(&words, e, look->words, SAY_QUOTED, "words", line, NULL) &&
             strbuf_addc(&words, ' ', e);
    ok = ok && strbuf_add(&words, because, e) &&
         paragraph(out, look, strbuf_text(&label), strbuf_text(&words), 2, e);
    strbuf_release(&label);
    strbuf_release(&words);
    strbuf_release(&turn);
    return ok;
}

static bool highlights(strbuf *out, const cli_look *look, const session_debrief *d, err *e)
{
    bool any = false;
    for (int i = 0; i < 3; i++)
        any = any || *d->axes[i].best_line || *d->axes[i].costly_line;
    if (!any) return true;
    if (!cli_show_heading(out, look, cli_say(look->words, SAY_REMEMBER), e)) return false;
    for (int i = 0; i < 3; i++) {
        if (!axis_line(out, look, &d->axes[i], true, e)) return false;
        if (!axis_line(out, look, &d->axes[i], false, e)) return false;
    }
    return true;
}

static bool skills(strbuf *out, const cli_look *look, const session_debrief *d, err *e)
{
    if (!d->skill_count) return true;
    bool ok = cli_show_heading(out, look, cli_say(look->words, SAY_SKILLS), e);
    strbuf words = {0};
    for (uint32_t i = 0; ok && i < d->skill_count; i++) {
        const session_skill_score *s = &d->skills[i];
        strbuf_clear(&words);
        ok = strbuf_addf(&words, e, "%s %s, %s: %d", s->id, s->name,
                         session_axis_name(look->words, s->axis), s->score) &&
             paragraph(out, look, "", strbuf_text(&words), 2, e);
    }
    strbuf_release(&words);
    return ok;
}

/* Each doubt when it became the largest. */
static bool doubts(strbuf *out, const cli_look *look, const session_debrief *d, err *e)
{
    const char *now = "";
    bool ok = true, any = false;
    strbuf label = {0}, number = {0};
    for (uint32_t i = 0; ok && d->worries && i < d->point_count; i++) {
        if (!*d->worries[i] || !strcmp(d->worries[i], now)) continue;
        now = d->worries[i];
        if (!any) ok = cli_show_heading(out, look, cli_say(look->words, SAY_DOUBTS), e);
        any = true;
        strbuf_clear(&label);
        strbuf_clear(&number);
        ok = ok && strbuf_addf(&number, e, "%u", i) &&
             cli_sayf(&label, e, look->words, SAY_DOUBT_FROM, "n", strbuf_text(&number), NULL) &&
             paragraph(out, look, strbuf_text(&label), now, 2, e);
    }
    strbuf_release(&label);
    strbuf_release(&number);
    return ok;
}

static bool questions(strbuf *out, const cli_look *look, const session_debrief *d, err *e)
{
    bool ok =
        d->coach_count == 0 || cli_show_heading(out, look, cli_say(look->words, SAY_COACH), e);
    for (uint32_t i = 0; ok && i < d->coach_count; i++)
        ok = paragraph(out, look, "", d->coach[i], 2, e);
    return ok;
}

static bool is_insight(session_line_kind kind)
{
    return kind >= SESSION_LINE_THOUGHT;
}

static bool is_move(session_line_kind kind)
{
    return kind == SESSION_LINE_YOURS || kind == SESSION_LINE_ACTION || kind == SESSION_LINE_WORDS;
}

/* The lines from `first` on that belong to one turn; a turn without insights is passed over. */
static bool one_turn(strbuf *out, const cli_look *look, const session_debrief *d, uint32_t first,
                     uint32_t end, err *e)
{
    bool any = false;
    for (uint32_t i = first; i < end; i++)
        any = any || is_insight(d->lines[i].kind);
    if (!any) return true;
    strbuf title = {0}, number = {0};
    uint32_t turn = d->lines[first].turn;
    bool ok = strbuf_addf(&number, e, "%u", turn) &&
              cli_sayf(&title, e, look->words, turn ? SAY_TURN : SAY_BEFORE, "n",
                       strbuf_text(&number), NULL) &&
              cli_show_heading(out, look, strbuf_text(&title), e);
    strbuf_release(&title);
    strbuf_release(&number);
    for (uint32_t i = first; ok && i < end; i++) {
        session_line_kind kind = d->lines[i].kind;
        if (is_insight(kind) || is_move(kind)) ok = cli_show_line(out, look, &d->lines[i], e);
    }
    return ok;
}

static bool by_turn(strbuf *out, const cli_look *look, const session_debrief *d, err *e)
{
    for (uint32_t first = 0; first < d->line_count;) {
        uint32_t end = first;
        while (end < d->line_count && d->lines[end].turn == d->lines[first].turn)
            end++;
        if (!one_turn(out, look, d, first, end, e)) return false;
        first = end;
    }
    return true;
}

static bool outcome(strbuf *out, const cli_look *look, const session_debrief *d, err *e)
{
    if (!*d->outcome) return cli_show_heading(out, look, cli_say(look->words, SAY_NOT_OVER), e);
    return cli_show_heading(out, look, cli_say(look->words, SAY_HOW_ENDED), e) &&
           cli_show_text(out, look, d->outcome, e);
}

bool cli_show_debrief(strbuf *out, const cli_look *look, const session_debrief *d, cli_parts parts,
                      err *e)
{
    return (!parts.outcome || outcome(out, look, d, e)) &&
           cli_show_heading(out, look, cli_say(look->words, SAY_HANDLED), e) &&
           cli_show_scores(out, look, d, e) &&
           (!*d->learn ||
            paragraph(out, look, cli_say(look->words, SAY_TAKE_ALONG), d->learn, 2, e)) &&
           (!*d->goal ||
            paragraph(out, look, cli_say(look->words, SAY_NEXT_GOAL), d->goal, 2, e)) &&
           highlights(out, look, d, e) && doubts(out, look, d, e) &&
           (!parts.turns || by_turn(out, look, d, e)) && skills(out, look, d, e) &&
           questions(out, look, d, e) &&
           (!*d->legend ||
            paragraph(out, look, cli_say(look->words, SAY_LEGEND), d->legend, 2, e)) &&
           strbuf_addc(out, '\n', e) &&
           cli_sayf(out, e, look->words, SAY_STATE, "hash", d->hash, NULL) &&
           strbuf_addc(out, '\n', e);
}

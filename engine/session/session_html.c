/* Debrief and transcript as web pages. */
#include "session/session_html.h"

#include "base/base_utf8.h"
#include "session/session_words_internal.h"

#include <string.h>

/* A page being written. After the first failure nothing more is added. */
typedef struct page {
    session *s;
    const session_places *p;
    strbuf *out;
    const char *lang; /* of the scenario's texts, where it is another than the page's; else NULL */
    bool ok;
    err *e;
} page;

/* ---- writing ---- */

static void raw(page *h, const char *html)
{
    h->ok = h->ok && strbuf_add(h->out, html, h->e);
}

static void number(page *h, long n)
{
    h->ok = h->ok && strbuf_addf(h->out, h->e, "%ld", n);
}

/* Anything as text: no part of it can be taken for HTML. */
static void escaped(page *h, const char *text)
{
    while (h->ok && *text) {
        char bytes[4];
        uint32_t point = utf8_next(&text);
        bool control = (point < 0x20 && point != '\n') || (point >= 0x7F && point < 0xA0);
        switch (point) {
        case '&': raw(h, "&amp;"); break;
        case '<': raw(h, "&lt;"); break;
        case '>': raw(h, "&gt;"); break;
        case '"': raw(h, "&quot;"); break;
        case '\'': raw(h, "&#39;"); break;
        case '\n': raw(h, "<br>"); break;
        default:
            if (control)
                raw(h, " ");
            else
                h->ok = strbuf_addn(h->out, bytes, utf8_put(point, bytes), h->e);
        }
    }
}

/* A text of the scenario, in its language. */
static void told(page *h, const char *text)
{
    if (h->lang) {
        raw(h, "<span lang=\"");
        escaped(h, h->lang);
        raw(h, "\">");
    }
    escaped(h, text);
    if (h->lang) raw(h, "</span>");
}

static void say(page *h, session_text id)
{
    escaped(h, session_say(h->p, id));
}

/* A text with one or two values; the second name may be NULL. */
static void say_with(page *h, session_text id, const char *name, const char *value,
                     const char *name2, const char *value2)
{
    strbuf text = {0};
    h->ok = h->ok && session_sayf(h->p, &text, h->e, id, name, value, name2, value2, NULL);
    if (h->ok) escaped(h, strbuf_text(&text));
    strbuf_release(&text);
}

static void say_number(page *h, session_text id, const char *name, long n)
{
    strbuf text = {0};
    h->ok = h->ok && strbuf_addf(&text, h->e, "%ld", n);
    if (h->ok) say_with(h, id, name, strbuf_text(&text), NULL, NULL);
    strbuf_release(&text);
}

static void heading(page *h, session_text id)
{
    raw(h, "<h2>");
    say(h, id);
    raw(h, "</h2>\n");
}

static void paragraph(page *h, session_text id)
{
    raw(h, "<p>");
    say(h, id);
    raw(h, "</p>\n");
}

static void told_paragraph(page *h, const char *text)
{
    raw(h, "<p>");
    told(h, text);
    raw(h, "</p>\n");
}

/* <th scope="col"> */
static void column(page *h, session_text id)
{
    raw(h, "<th scope=\"col\">");
    say(h, id);
    raw(h, "</th>");
}

static void table_begin(page *h, session_text caption)
{
    raw(h, "<table>\n<caption>");
    say(h, caption);
    raw(h, "</caption>\n<thead><tr>");
}

static const char STYLE[] =
    "<style>\n"
    ":root { color-scheme: light dark; }\n"
    "body { font: 1rem/1.55 Inter, system-ui, sans-serif; max-width: 48rem; margin: 2rem auto;\n"
    "  padding: 0 1rem; color: #1c2330; background: #f6f3ec; }\n"
    "h1 { font-size: 1.9rem; line-height: 1.25; } h2 { margin-top: 2.2rem; }\n"
    "table { border-collapse: collapse; width: 100%; }\n"
    "caption { text-align: left; color: #5a6475; }\n"
    "th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;\n"
    "  border-bottom: 1px solid #ddd7cb; }\n"
    "ul.lines { list-style: none; padding: 0; } ul.lines > li { margin: .45rem 0; }\n"
    ".aside { color: #5a6475; } blockquote { font-size: 1.25rem; margin: 1rem 0; }\n"
    "@media (prefers-color-scheme: dark) { body { color: #eef2f8; background: #131a26; }\n"
    "  .aside, caption { color: #a9b5c8; } th, td { border-color: #33415a; } }\n"
    "@media print { body { background: none; color: #000; } }\n"
    "</style>\n";

/* A language as HTML wants it; anything else is no language. */
static bool is_language(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    return n > 1 && n <= 35 && !text[n];
}

static void page_begin(page *h, session_text title)
{
    const char *lang = words_language(session_places_words(h->p));
    const char *theirs = scenario_language(h->s->scenario), *name = h->s->view.scenario_title;
    char own[36] = "en";
    size_t n = strlen(lang);
    if (n < sizeof own) memcpy(own, lang, n + 1);
    for (char *c = own; *c; c++)
        if (*c == '_') *c = '-'; /* pt_BR is pt-BR to a browser */
    if (!is_language(own)) memcpy(own, "en", 3);
    h->lang = is_language(theirs) && strcmp(theirs, own) != 0 ? theirs : NULL;
    raw(h, "<!DOCTYPE html>\n<html lang=\"");
    raw(h, own);
    raw(h, "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    say_with(h, title, "title", name, NULL, NULL);
    raw(h, "</title>\n");
    raw(h, STYLE);
    raw(h, "</head>\n<body>\n<main>\n<h1>");
    say_with(h, title, "title", name, NULL, NULL);
    raw(h, "</h1>\n");
}

static void page_end(page *h)
{
    raw(h, "</main>\n</body>\n</html>\n");
}

/* ---- lines ---- */

static void labelled(page *h, session_text id, const char *text)
{
    raw(h, "<li class=\"aside\">");
    say(h, id);
    raw(h, " ");
    told(h, text);
    raw(h, "</li>\n");
}

static void spoken(page *h, const char *name, const char *text)
{
    raw(h, "<li><strong>");
    told(h, name);
    raw(h, ":</strong> ");
    told(h, text);
    raw(h, "</li>\n");
}

static void receipt(page *h, const session_line *line)
{
    strbuf points = {0}, skill = {0}, text = {0};
    uint32_t axis = 0;
    while (axis + 1 < STORY_AXES && strcmp(story_axis_word(axis), line->axis) != 0)
        axis++;
    h->ok =
        h->ok && strbuf_addf(&points, h->e, "%+d", line->points) &&
        strbuf_addf(&skill, h->e, "%s %s", line->skill, line->skill_name) &&
        session_sayf(h->p, &text, h->e, TEXT_HTML_RECEIPT, "axis", session_axis_title(h->p, axis),
                     "points", strbuf_text(&points), "skill", strbuf_text(&skill), NULL);
    raw(h, "<li class=\"aside\">");
    if (h->ok) escaped(h, strbuf_text(&text));
    raw(h, " ");
    told(h, line->text);
    raw(h, "</li>\n");
    strbuf_release(&points);
    strbuf_release(&skill);
    strbuf_release(&text);
}

/* The player's own words beside the line chosen. */
static void own_words(page *h, const session_line *words, const session_line *chosen)
{
    raw(h, "<li><table><thead><tr>");
    column(h, TEXT_HTML_OWN_WORDS);
    column(h, TEXT_HTML_CHOSEN);
    raw(h, "</tr></thead>\n<tbody><tr><td>");
    escaped(h, words->text);
    raw(h, "</td><td>");
    told(h, chosen->text);
    raw(h, "</td></tr></tbody></table></li>\n");
}

static void plain_item(page *h, const char *before, const char *text, const char *after)
{
    raw(h, before);
    told(h, text);
    raw(h, after);
}

static void one_line(page *h, const session_line *line)
{
    switch (line->kind) {
    case SESSION_LINE_HERS:
    case SESSION_LINE_YOURS: spoken(h, line->name, line->text); break;
    case SESSION_LINE_ACTION: labelled(h, TEXT_HTML_YOU_DO, line->text); break;
    case SESSION_LINE_NARRATION: plain_item(h, "<li>", line->text, "</li>\n"); break;
    case SESSION_LINE_CUE: labelled(h, TEXT_HTML_HEARD, line->text); break;
    case SESSION_LINE_SCENE: plain_item(h, "<li><strong>", line->text, "</strong></li>\n"); break;
    case SESSION_LINE_TIME:
        raw(h, "<li class=\"aside\">");
        escaped(h, line->text);
        raw(h, "</li>\n");
        break;
    case SESSION_LINE_WORDS: labelled(h, TEXT_HTML_OWN_WORDS, line->text); break;
    case SESSION_LINE_ENDING: plain_item(h, "<li><em>", line->text, "</em></li>\n"); break;
    case SESSION_LINE_THOUGHT:
        raw(h, "<li class=\"aside\">");
        if (*line->name)
            say_with(h, TEXT_HTML_THOUGHT, "name", line->name, NULL, NULL);
        else
            say(h, TEXT_HTML_THOUGHT_NOBODY);
        plain_item(h, " <em>", line->text, "</em></li>\n");
        break;
    case SESSION_LINE_RECEIPT: receipt(h, line); break;
    case SESSION_LINE_BETTER: labelled(h, TEXT_HTML_TRY, line->text); break;
    case SESSION_LINE_LIE: labelled(h, TEXT_HTML_LIE, line->text); break;
    case SESSION_LINE_LIE_OUT: labelled(h, TEXT_HTML_LIE_OUT, line->text); break;
    }
}

static void lines(page *h, const session_line *all, uint32_t count)
{
    for (uint32_t i = 0; h->ok && i < count; i++) {
        bool first = i == 0 || all[i].turn != all[i - 1].turn;
        if (first) {
            raw(h, i ? "</ul>\n<h3>" : "<h3>");
            if (all[i].turn)
                say_number(h, TEXT_HTML_TURN_NUMBER, "n", (long)all[i].turn);
            else
                say(h, TEXT_HTML_BEFORE);
            raw(h, "</h3>\n<ul class=\"lines\">\n");
        }
        bool pair =
            all[i].kind == SESSION_LINE_WORDS && i + 1 < count &&
            (all[i + 1].kind == SESSION_LINE_YOURS || all[i + 1].kind == SESSION_LINE_ACTION);
        if (pair)
            own_words(h, &all[i], &all[i + 1]);
        else
            one_line(h, &all[i]);
        i += pair;
    }
    if (count) raw(h, "</ul>\n");
}

/* ---- parts of the debrief ---- */

static void outcome(page *h, const session_debrief *d)
{
    if (!*d->outcome) {
        paragraph(h, TEXT_HTML_NOT_OVER);
        return;
    }
    heading(h, TEXT_HTML_OUTCOME);
    raw(h, "<blockquote>");
    told(h, d->outcome);
    raw(h, "</blockquote>\n");
}

static void score_cell(page *h, int score)
{
    raw(h, "<td>");
    if (score >= 0)
        number(h, score);
    else
        say(h, TEXT_HTML_NOT_SCORED);
    raw(h, "</td>");
}

static void scores(page *h, const session_debrief *d)
{
    heading(h, TEXT_HTML_SCORES);
    table_begin(h, TEXT_HTML_POINTS);
    column(h, TEXT_HTML_AXIS);
    column(h, TEXT_HTML_POINTS);
    if (d->rated) column(h, TEXT_HTML_GUESS);
    raw(h, "</tr></thead>\n<tbody>\n");
    for (int i = 0; i < SESSION_AXES; i++) {
        raw(h, "<tr><th scope=\"row\">");
        escaped(h, d->axes[i].title);
        raw(h, "</th>");
        score_cell(h, d->axes[i].score);
        if (d->rated) score_cell(h, d->axes[i].guess);
        raw(h, "</tr>\n");
    }
    raw(h, "</tbody></table>\n");
    if (d->capped) paragraph(h, TEXT_HTML_CAPPED);
    if (d->complete) paragraph(h, TEXT_HTML_COMPLETE);
    if (d->rated_off < 0) return;
    raw(h, "<p>");
    say_number(h, TEXT_HTML_RATED, "n", d->rated_off);
    raw(h, "</p>\n");
}

static void remembered(page *h, const session_axis_score *axis, bool best)
{
    const char *line = best ? axis->best_line : axis->costly_line;
    const char *because = best ? axis->best_because : axis->costly_because;
    uint32_t turn = best ? axis->best_turn : axis->costly_turn;
    if (!turn) return;
    strbuf n = {0};
    h->ok = h->ok && strbuf_addf(&n, h->e, "%u", turn);
    raw(h, "<li>");
    say_with(h, best ? TEXT_HTML_BEST_LINE : TEXT_HTML_COSTLY_LINE, "axis", axis->title, "n",
             strbuf_text(&n));
    raw(h, " “");
    told(h, line);
    raw(h, "” ");
    told(h, because);
    raw(h, "</li>\n");
    strbuf_release(&n);
}

static void remember(page *h, const session_debrief *d)
{
    bool any = false;
    for (int i = 0; i < SESSION_AXES; i++)
        any = any || d->axes[i].best_turn || d->axes[i].costly_turn;
    if (!any) return;
    heading(h, TEXT_HTML_REMEMBER);
    raw(h, "<ul>\n");
    for (int i = 0; i < SESSION_AXES; i++) {
        remembered(h, &d->axes[i], true);
        remembered(h, &d->axes[i], false);
    }
    raw(h, "</ul>\n");
}

static void skills(page *h, const session_debrief *d)
{
    if (!d->skill_count) return;
    heading(h, TEXT_HTML_SKILLS);
    table_begin(h, TEXT_HTML_SKILLS);
    column(h, TEXT_HTML_SKILL);
    column(h, TEXT_HTML_POINTS);
    column(h, TEXT_HTML_LOST);
    column(h, TEXT_HTML_MEANS);
    raw(h, "</tr></thead>\n<tbody>\n");
    for (uint32_t i = 0; i < d->skill_count; i++) {
        const session_skill_score *one = &d->skills[i];
        raw(h, "<tr><th scope=\"row\">");
        escaped(h, one->id);
        raw(h, " ");
        told(h, one->name);
        raw(h, "</th><td>");
        number(h, one->score);
        raw(h, "</td><td>");
        number(h, one->lost);
        raw(h, "</td><td>");
        told(h, one->means);
        raw(h, "</td></tr>\n");
    }
    raw(h, "</tbody></table>\n");
}

static void turns(page *h, const session_debrief *d)
{
    if (!d->chart_count && !d->worries) return;
    heading(h, TEXT_HTML_TURNS);
    table_begin(h, TEXT_HTML_TURNS);
    column(h, TEXT_HTML_TURN);
    for (uint32_t i = 0; i < d->chart_count; i++) {
        raw(h, "<th scope=\"col\">");
        told(h, d->charts[i].label);
        raw(h, "</th>");
    }
    if (d->worries) column(h, TEXT_HTML_WORRY);
    raw(h, "</tr></thead>\n<tbody>\n");
    for (uint32_t t = 0; h->ok && t < d->point_count; t++) {
        raw(h, "<tr><th scope=\"row\">");
        number(h, (long)t);
        raw(h, "</th>");
        for (uint32_t i = 0; i < d->chart_count; i++) {
            raw(h, "<td>");
            number(h, d->charts[i].values[t]);
            raw(h, "</td>");
        }
        if (d->worries) plain_item(h, "<td>", d->worries[t], "</td>");
        raw(h, "</tr>\n");
    }
    raw(h, "</tbody></table>\n");
}

static void coach(page *h, const session_debrief *d)
{
    if (!d->coach_count) return;
    heading(h, TEXT_HTML_COACH);
    raw(h, "<ol>\n");
    for (uint32_t i = 0; i < d->coach_count; i++)
        plain_item(h, "<li>", d->coach[i], "</li>\n");
    raw(h, "</ol>\n");
}

/* A heading with one text of the scenario; nothing when there is none. */
static void section(page *h, session_text id, const char *text)
{
    if (!*text) return;
    heading(h, id);
    told_paragraph(h, text);
}

static page page_of(session *s, strbuf *out, err *e)
{
    return (page){.s = s, .p = s->places, .out = out, .ok = true, .e = e};
}

bool session_html_debrief(session *s, strbuf *out, err *e)
{
    const session_debrief *d = session_debrief_of(s, e);
    if (!d) return false;
    page h = page_of(s, out, e);
    page_begin(&h, TEXT_HTML_DEBRIEF);
    outcome(&h, d);
    scores(&h, d);
    section(&h, TEXT_HTML_GOAL, d->goal);
    section(&h, TEXT_HTML_LEARN, d->learn);
    remember(&h, d);
    skills(&h, d);
    turns(&h, d);
    heading(&h, TEXT_HTML_SAID);
    lines(&h, d->lines, d->line_count);
    coach(&h, d);
    section(&h, TEXT_HTML_LEGEND, d->legend);
    page_end(&h);
    return h.ok;
}

bool session_html_transcript(session *s, strbuf *out, err *e)
{
    page h = page_of(s, out, e);
    page_begin(&h, TEXT_HTML_TRANSCRIPT);
    lines(&h, s->view.lines, s->view.line_count);
    page_end(&h);
    return h.ok;
}

/* A review as a page that stands alone: headings, tables with headers, drawings with the same
 * figures in words beside them. */
#include "cli/cli_review.h"

#include <string.h>

static const char STYLE[] =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1c2430;background:#fff}"
    "table{border-collapse:collapse;margin:.5rem 0 1rem}"
    "caption{text-align:left;font-weight:600}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;"
    "border-bottom:1px solid #ccd2da}"
    "td.n{text-align:right}svg{width:100%;max-width:40rem;height:auto}"
    "@media(prefers-color-scheme:dark){body{color:#e6e9ee;background:#12161c}"
    "th,td{border-color:#3a424e}}";

/* The text with what HTML would read as its own taken out of its hands. */
static bool escaped(strbuf *out, const char *text, err *e)
{
    for (const char *c = text; *c;) {
        size_t plain = strcspn(c, "&<>\"'");
        if (!strbuf_addn(out, c, plain, e)) return false;
        c += plain;
        if (!*c) break;
        const char *as = *c == '&'   ? "&amp;"
                         : *c == '<' ? "&lt;"
                         : *c == '>' ? "&gt;"
                         : *c == '"' ? "&quot;"
                                     : "&#39;";
        if (!strbuf_add(out, as, e)) return false;
        c++;
    }
    return true;
}

/* <tag>text</tag> */
static bool element(strbuf *out, const char *tag, const char *text, err *e)
{
    return strbuf_addf(out, e, "<%s>", tag) && escaped(out, text, e) &&
           strbuf_addf(out, e, "</%s>\n", tag);
}

static bool row_head(strbuf *out, const char *text, err *e)
{
    return strbuf_add(out, "<tr><th scope=\"row\">", e) && escaped(out, text, e) &&
           strbuf_add(out, "</th>", e);
}

static bool number_cell(strbuf *out, int number, err *e)
{
    if (number < 0) return strbuf_add(out, "<td class=\"n\">not scored</td>", e);
    return strbuf_addf(out, e, "<td class=\"n\">%d</td>", number);
}

/* ---- skill and luck ---- */
static bool conducts(strbuf *out, const session_review_view *v, err *e)
{
    bool ok = strbuf_add(out,
                         "<table><caption>The same conduct in other weeks</caption><thead><tr>"
                         "<th scope=\"col\">Played</th><th scope=\"col\">Ends well</th>"
                         "<th scope=\"col\">Tact</th><th scope=\"col\">Speed</th>"
                         "<th scope=\"col\">Honesty</th><th scope=\"col\">Rule</th></tr></thead>"
                         "<tbody>\n",
                         e);
    for (int i = 0; ok && i < SESSION_CONDUCTS; i++) {
        const session_conduct *c = &v->conducts[i];
        ok = row_head(out, c->name, e) && strbuf_add(out, "<td>", e) &&
             cli_odds_words(out, &c->odds, e) && strbuf_add(out, "</td>", e);
        for (int a = 0; ok && a < SESSION_AXES; a++)
            ok = number_cell(out, c->odds.scores[a], e);
        ok = ok && strbuf_add(out, "<td>", e) && escaped(out, c->rule, e) &&
             strbuf_add(out, "</td></tr>\n", e);
    }
    return ok && strbuf_add(out, "</tbody></table>\n", e);
}

static bool endings(strbuf *out, const session_review_view *v, err *e)
{
    bool ok = strbuf_add(out,
                         "<table><caption>How it ends, in weeks</caption><thead><tr>"
                         "<th scope=\"col\">Ending</th><th scope=\"col\">Same way</th>"
                         "<th scope=\"col\">Best found</th><th scope=\"col\">Guessing</th></tr>"
                         "</thead><tbody>\n",
                         e);
    for (uint32_t i = 0; ok && i < v->ending_count; i++) {
        const session_review_ending *ending = &v->endings[i];
        ok = strbuf_add(out, "<tr><th scope=\"row\">", e) &&
             escaped(out, *ending->title ? ending->title : ending->id, e) &&
             (!ending->good || strbuf_add(out, " (well)", e)) &&
             (!ending->here || strbuf_add(out, " <strong>this attempt</strong>", e)) &&
             strbuf_add(out, "</th>", e);
        for (int k = 0; ok && k < SESSION_CONDUCTS; k++)
            ok = number_cell(out, v->conducts[k].endings ? (int)v->conducts[k].endings[i] : 0, e);
        ok = ok && strbuf_add(out, "</tr>\n", e);
    }
    return ok && strbuf_add(out, "</tbody></table>\n", e);
}

/* ---- lines ---- */
static bool option_row(strbuf *out, const session_review_decision *d, uint32_t number, err *e)
{
    const session_review_option *o = &d->options[number];
    bool ok = row_head(out, o->text, e) && strbuf_add(out, "<td>", e) &&
              cli_odds_words(out, &o->odds, e) && strbuf_add(out, "</td><td>", e);
    const char *marks[3] = {o->taken ? "taken" : NULL, number == d->best ? "best found" : NULL,
                            o->lies ? "untrue" : NULL};
    bool any = false;
    for (int i = 0; ok && i < 3; i++) {
        if (!marks[i]) continue;
        ok = strbuf_addf(out, e, "%s%s", any ? ", " : "", marks[i]);
        any = true;
    }
    return ok && strbuf_add(out, "</td><td>", e) && escaped(out, cli_reply_of(o), e) &&
           strbuf_add(out, "</td></tr>\n", e);
}

static bool decision(strbuf *out, const session_review_decision *d, err *e)
{
    const char *word = d->class_name;
    bool ok = strbuf_addf(out, e, "<h3>Turn %u: %s</h3>\n", d->turn, *word ? word : "not known") &&
              element(out, "p", d->options[d->taken].text, e);
    if (ok && d->before.share >= 0)
        ok = strbuf_addf(out, e, "<p>Odds before: %d of 100; after: %d. ",
                         cli_hundredths(d->before.share), cli_hundredths(d->after.share)) &&
             escaped(out, d->why, e) && strbuf_add(out, "</p>\n", e);
    if (d->option_count < 2) return ok;
    ok = ok && strbuf_addf(out, e,
                           "<table><caption>Lines open at turn %u</caption><thead><tr>"
                           "<th scope=\"col\">Line</th><th scope=\"col\">Odds with it</th>"
                           "<th scope=\"col\">Mark</th><th scope=\"col\">What it brings this week"
                           "</th></tr></thead><tbody>\n",
                           d->turn);
    for (uint32_t i = 0; ok && i < d->option_count; i++)
        ok = option_row(out, d, i, e);
    return ok && strbuf_add(out, "</tbody></table>\n", e);
}

/* ---- charts ---- */
enum { WIDE = 640, HIGH = 160 };

static bool curve(strbuf *out, const session_series *s, uint32_t turns, const char *style, err *e)
{
    long low = s->min, range = (long)s->max - s->min;
    if (range < 1) range = 1;
    bool ok = strbuf_addf(out, e, "<polyline fill=\"none\" stroke-width=\"2\" %s points=\"", style);
    for (uint32_t i = 0; ok && i < s->count; i++) {
        long x = turns ? (long)WIDE * (long)(s->first + i) / (long)turns : 0;
        long y = HIGH - HIGH * ((long)s->values[i] - low) / range;
        ok = strbuf_addf(out, e, "%s%ld,%ld", i ? " " : "", x, y);
    }
    return ok && strbuf_add(out, "\"/>", e);
}

static bool in_words(strbuf *out, const char *name, const session_series *s, err *e)
{
    bool ok = strbuf_addf(out, e, "<p>%s, from turn %u: ", name, s->first);
    for (uint32_t i = 0; ok && i < s->count; i++)
        ok = strbuf_addf(out, e, "%s%d", i ? ", " : "", s->values[i]);
    return ok && strbuf_add(out, ".</p>\n", e);
}

static bool chart(strbuf *out, const session_series *own, const session_series *road, err *e)
{
    uint32_t turns = own->count ? own->count - 1 : 0;
    if (road && road->first + road->count > turns + 1) turns = road->first + road->count - 1;
    bool ok = element(out, "h3", own->label, e) &&
              strbuf_addf(out, e, "<svg viewBox=\"-4 -4 %d %d\" role=\"img\" aria-label=\"",
                          WIDE + 8, HIGH + 8) &&
              escaped(out, own->label, e) &&
              strbuf_addf(out, e, " by turn, from %d to %d; the values stand below\">", own->min,
                          own->max) &&
              curve(out, own, turns, "stroke=\"#2b6cb0\"", e);
    if (ok && road) ok = curve(out, road, turns, "stroke=\"#b7791f\" stroke-dasharray=\"6 4\"", e);
    ok = ok && strbuf_add(out, "</svg>\n", e) && in_words(out, "This attempt (solid)", own, e);
    return ok && (!road || in_words(out, "The road not taken (dashed)", road, e));
}

static bool charts(strbuf *out, const session_review_view *v, err *e)
{
    if (!v->series_count) return true;
    bool ok = element(out, "h2", "Turn by turn, and the road not taken", e);
    for (uint32_t i = 0; ok && i < v->series_count; i++)
        ok = chart(out, &v->series[i], i < v->road_count ? &v->road[i] : NULL, e);
    if (ok && *v->road_ending)
        ok = strbuf_add(out, "<p>The road not taken ends: ", e) &&
             escaped(out, v->road_ending, e) && strbuf_add(out, "</p>\n", e);
    return ok;
}

/* ---- two attempts ---- */
static bool side(strbuf *out, const session_side *s, err *e)
{
    bool ok = row_head(out, s->attempt, e) &&
              strbuf_addf(out, e, "<td class=\"n\">%u</td><td>", s->turns) &&
              escaped(out, s->over ? s->outcome : "not ended", e) && strbuf_add(out, "</td>", e);
    for (int i = 0; ok && i < SESSION_AXES; i++)
        ok = number_cell(out, s->scores[i], e);
    return ok && strbuf_add(out, "</tr>\n", e);
}

static bool compared(strbuf *out, const session_compare_view *o, err *e)
{
    bool ok = strbuf_add(out,
                         "<h2>Side by side</h2>\n<table><caption>Both attempts</caption><thead>"
                         "<tr><th scope=\"col\">Attempt</th><th scope=\"col\">Turns</th>"
                         "<th scope=\"col\">Outcome</th><th scope=\"col\">Tact</th>"
                         "<th scope=\"col\">Speed</th><th scope=\"col\">Honesty</th></tr></thead>"
                         "<tbody>\n",
                         e) &&
              side(out, &o->sides[0], e) && side(out, &o->sides[1], e) &&
              strbuf_addf(out, e, "</tbody></table>\n<p>%s %u.</p>\n",
                          o->parted ? "They part at turn" : "They never part; turns:",
                          o->parted ? o->parted : o->turn_count) &&
              strbuf_add(out,
                         "<table><caption>Turn by turn</caption><thead><tr><th scope=\"col\">Turn"
                         "</th><th scope=\"col\">First</th><th scope=\"col\">Second</th></tr>"
                         "</thead><tbody>\n",
                         e);
    for (uint32_t i = 0; ok && i < o->turn_count; i++) {
        const session_compare_turn *t = &o->turns[i];
        ok = strbuf_addf(out, e, "<tr><th scope=\"row\">%u</th>", t->turn);
        for (int k = 0; ok && k < 2; k++)
            ok = strbuf_add(out, "<td>", e) && escaped(out, t->choice[k], e) &&
                 (!*t->reply[k] || (strbuf_add(out, "<br>", e) && escaped(out, t->reply[k], e))) &&
                 strbuf_add(out, "</td>", e);
        ok = ok && strbuf_add(out, "</tr>\n", e);
    }
    return ok && strbuf_add(out, "</tbody></table>\n", e);
}

/* ---- the whole ---- */
static bool head(strbuf *out, const session_review_view *v, err *e)
{
    bool ok =
        strbuf_add(out,
                   "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                   "<title>Review: ",
                   e) &&
        escaped(out, v->scenario_title, e) &&
        strbuf_addf(out, e,
                    "</title>\n<style>%s</style></head>\n<body><main>\n<h1>Review: ", STYLE) &&
        escaped(out, v->scenario_title, e) && strbuf_add(out, "</h1>\n", e);
    if (ok && *v->note) ok = element(out, "p", v->note, e);
    if (ok && v->stopped)
        ok = element(out, "p", "Stopped early: the figures are of what was read.", e);
    if (ok && v->over)
        ok = element(out, "p",
                     v->well ? "This attempt ended well." : "This attempt did not end well.", e);
    return ok;
}

bool cli_review_html(strbuf *out, const session_review_view *v, const session_compare_view *other,
                     err *e)
{
    bool ok = head(out, v, e) && element(out, "h2", "Skill and luck", e) && conducts(out, v, e) &&
              endings(out, v, e) && element(out, "h2", "Line by line", e);
    for (uint32_t i = 0; ok && i < v->decision_count; i++)
        ok = decision(out, &v->decisions[i], e);
    ok = ok && charts(out, v, e);
    if (ok && other) ok = compared(out, other, e);
    ok = ok && element(out, "h2", "What the words mean", e) && strbuf_add(out, "<ul>\n", e);
    for (const char *rule = v->rules; ok && *rule;) {
        size_t len = strcspn(rule, "\n");
        strbuf one = {0};
        ok = strbuf_addn(&one, rule, len, e) && element(out, "li", strbuf_text(&one), e);
        strbuf_release(&one);
        rule += rule[len] ? len + 1 : len;
    }
    ok = ok && strbuf_add(out, "</ul>\n", e);
    if (ok && *v->trouble)
        ok = element(out, "h2", "A mistake of the scenario", e) && element(out, "p", v->trouble, e);
    return ok && strbuf_add(out, "</main></body></html>\n", e);
}

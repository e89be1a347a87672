/* The report for a browser: one file, nothing fetched, no script. Every picture is drawn from a
 * table that stands beside it, so nothing is told by colour or shape alone. */
#include "session/session_balance_internal.h"

#include <string.h>

typedef unsigned long long ull;

enum { BAR = 240, BAR_HIGH = 14 };

static bool escaped(strbuf *out, const char *text, err *e)
{
    bool ok = true;
    for (; ok && *text; text++) {
        const char *as = *text == '<'   ? "&lt;"
                         : *text == '>' ? "&gt;"
                         : *text == '&' ? "&amp;"
                         : *text == '"' ? "&quot;"
                                        : NULL;
        bool shown = (unsigned char)*text >= ' ' || *text == '\n' || *text == '\t';
        if (as)
            ok = strbuf_add(out, as, e);
        else if (shown)
            ok = strbuf_addc(out, *text, e);
    }
    return ok;
}

static bool element(strbuf *out, const char *name, const char *text, err *e)
{
    return strbuf_addf(out, e, "<%s>", name) && escaped(out, text, e) &&
           strbuf_addf(out, e, "</%s>\n", name);
}

/* A cell with a bar of `thousandths` and the number in it. */
static bool bar_cell(strbuf *out, uint32_t thousandths, const char *colour, err *e)
{
    uint32_t wide = BAR * (thousandths > 1000 ? 1000 : thousandths) / 1000;
    return strbuf_addf(out, e,
                       "<td class=\"n\">%u.%u</td><td><svg aria-hidden=\"true\" width=\"%d\" "
                       "height=\"%d\"><rect class=\"b\" width=\"%d\" height=\"%d\"/><rect "
                       "fill=\"%s\" width=\"%u\" height=\"%d\"/></svg></td>",
                       thousandths / 10, thousandths % 10, BAR, BAR_HIGH, BAR, BAR_HIGH, colour,
                       wide, BAR_HIGH);
}

static const char GOOD_COLOUR[] = "#3d7a5a", OTHER_COLOUR[] = "#8a6d3b", SCORE_COLOUR[] = "#3b5f8a";

static bool begin_table(strbuf *out, const char *caption, const char *heads, err *e)
{
    return strbuf_add(out, "<table><caption>", e) && escaped(out, caption, e) &&
           strbuf_addf(out, e, "</caption>\n<thead><tr>%s</tr></thead>\n<tbody>\n", heads);
}

static bool end_table(strbuf *out, err *e)
{
    return strbuf_add(out, "</tbody></table>\n", e);
}

static bool row_head(strbuf *out, const char *text, err *e)
{
    return strbuf_add(out, "<tr><th scope=\"row\">", e) && escaped(out, text, e) &&
           strbuf_add(out, "</th>", e);
}

/* ---- sections ---- */
static bool add_head(const session_balance *b, strbuf *out, err *e)
{
    static const char STYLE[] =
        "body{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;"
        "color:#1d2530;background:#fbfaf7}table{border-collapse:collapse;margin:1rem 0}"
        "caption{text-align:left;font-weight:bold;padding:.3rem 0}th,td{padding:.2rem .6rem;"
        "text-align:left;border-bottom:1px solid #ddd8cc;vertical-align:top}td.n{text-align:right}"
        ".b{fill:#e6e2d8}code{background:#efece4;padding:0 .2rem;overflow-wrap:anywhere}"
        "@media(prefers-color-scheme:dark){body{color:#e8e4da;background:#171c22}"
        "th,td{border-color:#3a4048}.b{fill:#2c333b}code{background:#2c333b}}";
    const story_def *def = b->book.def;
    const char *language = def->language ? def->language : "en";
    return strbuf_add(out, "<!DOCTYPE html>\n<html lang=\"", e) && escaped(out, language, e) &&
           strbuf_add(out,
                      "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                      "content=\"width=device-width\">\n<title>",
                      e) &&
           escaped(out, def->title, e) &&
           strbuf_addf(out, e, ": balance</title>\n<style>%s</style></head>\n<body>\n<h1>",
                       STYLE) &&
           escaped(out, def->title, e) && strbuf_add(out, ": balance</h1>\n", e) &&
           strbuf_addf(out, e,
                       "<p>%llu readings by each of %d kinds of player, seeds from %llu on%s. A "
                       "share that is not said to be proved is an estimate within %u.%u points (95 "
                       "%%).</p>\n",
                       (ull)b->book.seeds, REVIEW_POLICIES, (ull)b->first_seed,
                       b->stopped ? ", stopped early" : "", review_margin(b->book.seeds) / 10,
                       review_margin(b->book.seeds) % 10);
}

static bool add_findings(const session_balance *b, strbuf *out, err *e)
{
    bool ok = element(out, "h2", "To look at", e);
    if (ok && !b->first) return element(out, "p", "Nothing.", e);
    ok = ok && strbuf_add(out, "<ul>\n", e);
    for (const balance_finding *f = b->first; ok && f; f = f->next) {
        ok = strbuf_add(out, "<li>", e) && escaped(out, f->text, e);
        if (ok && f->scene)
            ok = strbuf_add(out, " <code>", e) && escaped(out, f->scene, e) &&
                 (!f->choice || (strbuf_addc(out, '.', e) && escaped(out, f->choice, e))) &&
                 strbuf_add(out, "</code>", e);
        if (ok && *f->place)
            ok = strbuf_add(out, " at <code>", e) && escaped(out, f->place, e) &&
                 strbuf_add(out, "</code>", e);
        ok = ok && strbuf_add(out, "</li>\n", e);
    }
    return ok && strbuf_add(out, "</ul>\n", e);
}

static bool add_policies(const session_balance *b, strbuf *out, err *e)
{
    bool ok = element(out, "h2", "Who plays, and how it goes", e) &&
              begin_table(out, "Readings that end well, in percent, and mean scores",
                          "<th>player</th><th>what it does</th><th colspan=\"2\">ends well "
                          "%</th><th>tact</th><th>speed</th><th>honesty</th><th>choices</th>",
                          e);
    for (uint32_t p = 0; ok && p < REVIEW_POLICIES; p++) {
        const review_conduct *c = &b->book.conducts[p];
        uint64_t ended = balance_ended(c);
        ok = row_head(out, REVIEW_POLICY[p].name, e) &&
             element(out, "td", REVIEW_POLICY[p].rule, e) &&
             bar_cell(out, balance_share(c->good, c->readings), GOOD_COLOUR, e);
        for (int a = 0; ok && a < STORY_AXES; a++) {
            int32_t mean = review_axis_mean(&c->axes[a]);
            ok = mean < 0 ? strbuf_add(out, "<td class=\"n\">none</td>", e)
                          : strbuf_addf(out, e, "<td class=\"n\">%d.%d</td>", mean / 10, mean % 10);
        }
        ok = ok && strbuf_addf(out, e, "<td class=\"n\">%llu</td></tr>\n",
                               (ull)(ended ? c->decisions / ended : 0));
    }
    return ok && end_table(out, e);
}

static bool add_endings_of(const session_balance *b, uint32_t policy, strbuf *out, err *e)
{
    const review_conduct *c = &b->book.conducts[policy];
    strbuf caption = {0};
    bool ok =
        strbuf_addf(&caption, e, "How \"%s\" ends, in percent of its readings",
                    REVIEW_POLICY[policy].name) &&
        begin_table(out, strbuf_text(&caption), "<th>ending</th><th colspan=\"2\">share %</th>", e);
    for (uint32_t i = 0; ok && i < b->book.def->ending_count; i++) {
        const story_ending *ending = &b->book.def->endings[i];
        if (!c->endings[i]) continue;
        ok = row_head(out, ending->id, e) &&
             bar_cell(out, balance_share(c->endings[i], c->readings),
                      review_ending_is_good(ending) ? GOOD_COLOUR : OTHER_COLOUR, e) &&
             strbuf_add(out, "</tr>\n", e);
    }
    strbuf_release(&caption);
    return ok && end_table(out, e);
}

static bool add_spread(const session_balance *b, strbuf *out, err *e)
{
    const review_conduct *c = &b->book.conducts[REVIEW_AVERAGE];
    bool ok =
        begin_table(out, "Scores of \"average\": a quarter of its readings is below the first",
                    "<th>axis</th><th>25 %</th><th>50 %</th><th>75 %</th><th colspan=\"2\">"
                    "mean</th>",
                    e);
    for (uint32_t a = 0; ok && a < STORY_AXES; a++) {
        const review_axis *axis = &c->axes[a];
        int32_t mean = review_axis_mean(axis);
        if (mean < 0) continue;
        ok = row_head(out, story_axis_word(a), e) &&
             strbuf_addf(out, e,
                         "<td class=\"n\">%d</td><td class=\"n\">%d</td><td class=\"n\">%d</td>",
                         review_axis_quantile(axis, 25), review_axis_quantile(axis, 50),
                         review_axis_quantile(axis, 75)) &&
             bar_cell(out, (uint32_t)mean, SCORE_COLOUR, e) && strbuf_add(out, "</tr>\n", e);
    }
    return ok && end_table(out, e);
}

static bool add_lines(const session_balance *b, strbuf *out, err *e)
{
    enum { LINES = 6 };
    static const char *const NAMES[LINES] = {"Best found",        "Worst found",
                                             "Guessed",           "Longest",
                                             "First that failed", "First that did not end"};
    const balance_line *lines[LINES] = {&b->best,    &b->worst,  &b->guessed,
                                        &b->longest, &b->failed, &b->unfinished};
    bool ok = element(out, "h2", "Lines to play again", e) &&
              element(out, "p",
                      "rapport play SCENARIO --seed N --script FILE, the choices one a line.", e);
    for (size_t i = 0; ok && i < LINES; i++) {
        if (!lines[i]->there) continue;
        ok = element(out, "h3", NAMES[i], e) &&
             strbuf_addf(out, e, "<p>Player \"%s\", seed %llu. <code>",
                         REVIEW_POLICY[lines[i]->policy].name, (ull)lines[i]->mark.seed) &&
             escaped(out, strbuf_text(&lines[i]->choices), e) &&
             strbuf_add(out, "</code></p>\n", e);
    }
    return ok;
}

static bool add_words(const session_balance *b, strbuf *out, err *e)
{
    strbuf text = {0};
    bool ok = element(out, "h2", "Exact search", e) &&
              (b->exact_tried ? balance_exact_text(b, 100, &text, e)
                              : strbuf_add(&text, "It was left out.", e)) &&
              element(out, "pre", strbuf_text(&text), e);
    strbuf_release(&text);
    return ok;
}

bool session_balance_html(const session_balance *b, strbuf *out, err *e)
{
    return add_head(b, out, e) && strbuf_add(out, "<main>\n", e) && add_findings(b, out, e) &&
           add_policies(b, out, e) && element(out, "h2", "How it ends", e) &&
           add_endings_of(b, REVIEW_AVERAGE, out, e) && add_endings_of(b, REVIEW_BEST, out, e) &&
           add_endings_of(b, REVIEW_RANDOM, out, e) && add_spread(b, out, e) &&
           add_words(b, out, e) && add_lines(b, out, e) &&
           strbuf_add(out, "</main>\n</body>\n</html>\n", e);
}

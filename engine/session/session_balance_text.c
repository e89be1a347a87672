#include "session/session_balance_internal.h"

#include <string.h>

enum { NAME_WIDE = 11, ENDING_WIDE = 18, RARE = 10 /* thousandths */, LINE_SHOWN = 60 };

typedef unsigned long long ull;

static bool add_heading(strbuf *out, const char *text, err *e)
{
    return strbuf_addf(out, e, "\n%s\n", text);
}

/* ---- words that wrap ---- */
typedef struct column {
    strbuf *out;
    uint32_t width, at, indent;
} column;

static bool add_word(column *c, const char *word, size_t len, err *e)
{
    bool first = c->at <= c->indent;
    if (!first && c->at + 1 + len > c->width) {
        if (!strbuf_addf(c->out, e, "\n%*s", (int)c->indent, "")) return false;
        c->at = c->indent;
        first = true;
    }
    if (!first && !strbuf_addc(c->out, ' ', e)) return false;
    c->at += (uint32_t)len + !first;
    return strbuf_addn(c->out, word, len, e);
}

/* Adds the words of `text`, which spaces and line feeds separate, at most `most` of them. */
static bool add_words(column *c, const char *text, uint32_t most, err *e)
{
    uint32_t count = 0;
    for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
        size_t len = strcspn(text, " \n");
        if (count++ == most) return add_word(c, "...", 3, e);
        if (!add_word(c, text, len, e)) return false;
        text += len;
    }
    return true;
}

static column column_at(strbuf *out, uint32_t width, uint32_t indent)
{
    return (column){out, width, indent, indent};
}

bool balance_paragraph(strbuf *out, uint32_t width, uint32_t indent, const char *text, err *e)
{
    column c = column_at(out, width, indent);
    return strbuf_addf(out, e, "%*s", (int)indent, "") && add_words(&c, text, UINT32_MAX, e) &&
           strbuf_addc(out, '\n', e);
}

/* ---- head ---- */
static bool add_head(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    const story_def *def = b->book.def;
    uint64_t decisions = 0;
    for (int p = 0; p < REVIEW_POLICIES; p++)
        decisions += b->book.conducts[p].decisions;
    uint32_t margin = review_margin(b->book.seeds);
    strbuf text = {0};
    bool ok = strbuf_addf(
        &text, e,
        "%llu readings by each of %d policies, %sseeds %llu to %llu, %llu decisions. "
        "Figures are estimates: a share is within %u.%u points (95 %%).",
        (ull)b->book.seeds, REVIEW_POLICIES, b->stopped ? "of the " : "", (ull)b->first_seed,
        (ull)(b->first_seed + b->wanted - 1), (ull)decisions, margin / 10, margin % 10);
    if (ok && b->stopped)
        ok = strbuf_addf(&text, e, " Stopped early: %llu of %llu seeds were read.",
                         (ull)b->book.seeds, (ull)b->wanted);
    ok = ok && strbuf_addf(out, e, "%s\n", def->title) &&
         balance_paragraph(out, width, 0, strbuf_text(&text), e);
    strbuf_release(&text);
    return ok;
}

/* ---- policies ---- */
static bool add_axis(const review_axis *a, strbuf *out, err *e)
{
    int32_t mean = review_axis_mean(a);
    if (mean < 0) return strbuf_addf(out, e, "  %17s", "-");
    return strbuf_addf(out, e, "  %3d.%d %4d %3d %3d", mean / 10, mean % 10,
                       review_axis_quantile(a, 25), review_axis_quantile(a, 50),
                       review_axis_quantile(a, 75));
}

static bool add_share(uint64_t part, uint64_t of, strbuf *out, err *e)
{
    uint32_t share = balance_share(part, of);
    return strbuf_addf(out, e, " %4u.%u", share / 10, share % 10);
}

static bool add_conduct(const review_conduct *c, const char *name, strbuf *out, err *e)
{
    uint64_t ended = balance_ended(c);
    uint64_t steps = ended ? (20 * c->decisions + ended) / (2 * ended) : 0;
    bool ok =
        strbuf_addf(out, e, "%-*s", NAME_WIDE, name) && add_share(c->good, c->readings, out, e);
    for (int a = 0; ok && a < STORY_AXES; a++)
        ok = add_axis(&c->axes[a], out, e);
    return ok && strbuf_addf(out, e, " %4llu.%llu", (ull)(steps / 10), (ull)(steps % 10)) &&
           add_share(c->lied, c->readings, out, e) &&
           add_share(c->found_out, c->readings, out, e) && strbuf_addc(out, '\n', e);
}

static bool add_conducts(const session_balance *b, strbuf *out, err *e)
{
    bool ok =
        strbuf_addf(out, e, "\n%-*s %6s  %17s  %17s  %17s %6s %6s %6s\n", NAME_WIDE, "", "ends",
                    "tact       ", "speed      ", "honesty     ", "deci-", "told a", "found") &&
        strbuf_addf(out, e, "%-*s %6s", NAME_WIDE, "policy", "well %");
    for (int a = 0; ok && a < STORY_AXES; a++)
        ok = strbuf_addf(out, e, "  %5s %11s", "mean", "25  50  75");
    ok = ok && strbuf_addf(out, e, " %6s %6s %6s\n", "sions", "lie %", "out %");
    for (int p = 0; ok && p < REVIEW_POLICIES; p++)
        ok = add_conduct(&b->book.conducts[p], REVIEW_POLICY[p].name, out, e);
    return ok;
}

/* ---- endings ---- */
static bool add_ending(const session_balance *b, uint32_t i, strbuf *out, err *e)
{
    const story_ending *ending = &b->book.def->endings[i];
    bool ok = strbuf_addf(out, e, "%c %-*.*s", review_ending_is_good(ending) ? '+' : ' ',
                          ENDING_WIDE - 2, ENDING_WIDE - 2, ending->id);
    for (int p = 0; ok && p < REVIEW_POLICIES; p++) {
        const review_conduct *c = &b->book.conducts[p];
        uint32_t share = balance_share(c->endings[i], c->readings);
        ok = c->endings[i] ? strbuf_addf(out, e, " %4u.%u", share / 10, share % 10)
                           : strbuf_addf(out, e, " %6s", ".");
    }
    return ok && strbuf_addc(out, '\n', e);
}

static bool add_broken(const session_balance *b, const char *name, bool failed, strbuf *out, err *e)
{
    uint64_t any = 0;
    for (int p = 0; p < REVIEW_POLICIES; p++)
        any += failed ? b->book.conducts[p].failed : b->book.conducts[p].unfinished;
    if (!any) return true;
    bool ok = strbuf_addf(out, e, "  %-*s", ENDING_WIDE - 2, name);
    for (int p = 0; ok && p < REVIEW_POLICIES; p++) {
        const review_conduct *c = &b->book.conducts[p];
        uint32_t share = balance_share(failed ? c->failed : c->unfinished, c->readings);
        ok = strbuf_addf(out, e, " %4u.%u", share / 10, share % 10);
    }
    return ok && strbuf_addc(out, '\n', e);
}

static bool add_endings(const session_balance *b, strbuf *out, err *e)
{
    static const char *const SHORT[REVIEW_POLICIES] = {"random", "averag", "best",   "worst",
                                                       "lying",  "(once)", "polite", "longst",
                                                       "first",  "silent", "wait"};
    bool ok = strbuf_addf(out, e, "\n%-*s", ENDING_WIDE, "How it ends, %");
    for (int p = 0; ok && p < REVIEW_POLICIES; p++) {
        ok = strbuf_addf(out, e, " %6s", SHORT[p]);
    }
    ok = ok && strbuf_addc(out, '\n', e);
    for (uint32_t i = 0; ok && i < b->book.def->ending_count; i++)
        ok = add_ending(b, i, out, e);
    return ok && add_broken(b, "(did not end)", false, out, e) &&
           add_broken(b, "(failed)", true, out, e) &&
           strbuf_add(out, "+ ends well; so does an ending that is `complete`.\n", e);
}

/* ---- luck, lies, habits ---- */
static bool add_luck(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    int32_t luck, conduct;
    bool known;
    review_luck(&b->book, &luck, &conduct, &known);
    if (!known)
        return balance_paragraph(out, width, 0, "Luck: nothing to compare, all readings end alike.",
                                 e);
    strbuf text = {0};
    bool ok =
        strbuf_addf(&text, e,
                    "Luck: of the differences in how it ends, the seed alone explains %d.%d %%, "
                    "the policy alone %d.%d %%; the rest is what a line does in one week and "
                    "not in another, and chance while choosing.",
                    luck / 10, luck % 10, conduct / 10, conduct % 10) &&
        balance_paragraph(out, width, 0, strbuf_text(&text), e);
    strbuf_release(&text);
    return ok;
}

static bool add_lies(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    const review_conduct *lying = &b->book.conducts[REVIEW_LYING];
    if (!lying->lied) return balance_paragraph(out, width, 0, "Lies: none could be told.", e);
    const review_conduct *best = &b->book.conducts[REVIEW_BEST];
    const review_conduct *once = &b->book.conducts[REVIEW_LYING_ONCE];
    uint32_t one = balance_share(once->good, once->readings);
    uint32_t out_share = balance_share(lying->found_out, lying->lied);
    uint32_t ends = balance_share(lying->good, lying->readings);
    uint32_t honest = balance_share(best->good, best->readings);
    strbuf text = {0};
    bool ok =
        strbuf_addf(&text, e,
                    "Lies: \"lying\" is found out in %u.%u %% of the readings in which it lies, "
                    "and ends well in %u.%u %% of all; \"lying once\" in %u.%u %%; \"best\", "
                    "which differs only in this, in %u.%u %%.",
                    out_share / 10, out_share % 10, ends / 10, ends % 10, one / 10, one % 10,
                    honest / 10, honest % 10) &&
        balance_paragraph(out, width, 0, strbuf_text(&text), e);
    strbuf_release(&text);
    return ok;
}

static bool add_waiting(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    const review_conduct *best = &b->book.conducts[REVIEW_BEST];
    const review_conduct *waiting = &b->book.conducts[REVIEW_WAITING];
    uint32_t waits = balance_share(waiting->good, waiting->readings);
    uint32_t acts = balance_share(best->good, best->readings);
    strbuf text = {0};
    bool ok = strbuf_addf(&text, e,
                          "Waiting: who lets time pass wherever it can ends well in %u.%u %%, "
                          "\"best\", which differs only in this, in %u.%u %%.",
                          waits / 10, waits % 10, acts / 10, acts % 10) &&
              balance_paragraph(out, width, 0, strbuf_text(&text), e);
    strbuf_release(&text);
    return ok;
}

static bool add_tells(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    const review_tells *t = &b->book.tells;
    uint32_t guess = balance_share(t->chance, t->moments * REVIEW_CHANCE_UNIT);
    uint32_t longest = balance_share(t->longest, t->moments);
    uint32_t first = balance_share(t->first, t->moments);
    uint32_t politest = balance_share(t->politest, t->moments);
    if (!t->moments) return true;
    strbuf text = {0};
    bool ok =
        strbuf_addf(&text, e,
                    "Habits: the longest option is one of the best in %u.%u %% of moments, the "
                    "first offered in %u.%u %%, the politest in %u.%u %%; a blind guess would be "
                    "in %u.%u %%.",
                    longest / 10, longest % 10, first / 10, first % 10, politest / 10,
                    politest % 10, guess / 10, guess % 10) &&
        balance_paragraph(out, width, 0, strbuf_text(&text), e);
    strbuf_release(&text);
    return ok;
}

/* ---- lines ---- */
static bool add_line(const char *name, const balance_line *line, bool marked, uint32_t width,
                     strbuf *out, err *e)
{
    if (!line->there) return true;
    bool ok = strbuf_addf(out, e, "\n%s: \"%s\", seed %llu", name, REVIEW_POLICY[line->policy].name,
                          (ull)line->mark.seed);
    if (ok && marked)
        ok = strbuf_addf(out, e, ", scores %u.%02u on average", line->mark.mark / 100,
                         line->mark.mark % 100);
    column c = column_at(out, width, 2);
    return ok && strbuf_add(out, "\n  ", e) &&
           add_words(&c, strbuf_text(&line->choices), LINE_SHOWN, e) && strbuf_addc(out, '\n', e);
}

static bool add_longest(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    strbuf name = {0};
    bool ok = strbuf_addf(&name, e, "Longest reading (%u choices)", b->longest.mark.mark) &&
              add_line(strbuf_text(&name), &b->longest, false, width, out, e);
    strbuf_release(&name);
    return ok;
}

/* ---- scenes and skills ---- */
static uint64_t reached_by_all(const review_scene *scene)
{
    uint64_t sum = 0;
    for (int p = 0; p < REVIEW_POLICIES; p++)
        sum += scene->reached[p];
    return sum;
}

static bool add_rare(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    const story_def *def = b->book.def;
    column c = column_at(out, width, 2);
    bool any = false;
    for (uint32_t i = 0; i < def->scene_count; i++) {
        uint64_t reached = reached_by_all(&b->book.scenes[i]);
        if (!reached || balance_share(reached, b->book.seeds * REVIEW_POLICIES) >= RARE) continue;
        if (!any && !(add_heading(out, "Scenes in fewer than 1 reading in 100", e) &&
                      strbuf_add(out, "  ", e)))
            return false;
        any = true;
        if (!add_word(&c, def->scenes[i].id, strlen(def->scenes[i].id), e)) return false;
    }
    return !any || strbuf_addc(out, '\n', e);
}

static bool add_skills(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    const story_def *def = b->book.def;
    column c = column_at(out, width, 2);
    uint64_t readings = b->book.conducts[REVIEW_AVERAGE].readings;
    bool any = false;
    for (uint32_t k = 0; k < def->skill_count; k++) {
        uint64_t tenths = readings ? (20 * b->book.chances[k] + readings) / (2 * readings) : 0;
        uint32_t choices = balance_choices_showing(&b->book, k);
        char word[100];
        if (!choices) continue;
        if (!any && !(add_heading(out,
                                  "Micro-skills: choices that show it / moments with one in an "
                                  "average reading",
                                  e) &&
                      strbuf_add(out, "  ", e)))
            return false;
        any = true;
        int len = snprintf(word, sizeof word, "%.40s:%u/%llu.%llu", def->skills[k].id, choices,
                           (ull)(tenths / 10), (ull)(tenths % 10));
        if (!add_word(&c, word, (size_t)len, e)) return false;
    }
    return !any || strbuf_addc(out, '\n', e);
}

/* ---- findings ---- */
static bool same_kind(const balance_finding *a, const balance_finding *b)
{
    return strcmp(a->kind, b->kind) == 0;
}

/* Findings that say the same of different places come together. */
static const balance_finding *add_finding(const balance_finding *f, uint32_t width, strbuf *out,
                                          err *e)
{
    if (!balance_paragraph(out, width, 2, f->text, e)) return NULL;
    if (!f->scene) return f;
    column c = column_at(out, width, 4);
    if (!strbuf_add(out, "    ", e)) return NULL;
    for (;; f = f->next) {
        strbuf place = {0};
        bool ok = strbuf_addf(&place, e, "%s%s%s%s%s", f->place, *f->place ? ":" : "", f->scene,
                              f->choice ? "." : "", f->choice ? f->choice : "") &&
                  add_word(&c, strbuf_text(&place), place.len, e);
        strbuf_release(&place);
        if (!ok) return NULL;
        if (!f->next || !same_kind(f, f->next) || strcmp(f->text, f->next->text) != 0) break;
    }
    return strbuf_addc(out, '\n', e) ? f : NULL;
}

static bool add_findings(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    if (!b->first) return add_heading(out, "Nothing to look at.", e);
    if (!add_heading(out, "To look at", e)) return false;
    for (const balance_finding *f = b->first; f; f = f->next) {
        f = add_finding(f, width, out, e);
        if (!f) return false;
    }
    return true;
}

bool session_balance_text(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    bool ok = add_head(b, width, out, e) && add_conducts(b, out, e) && add_endings(b, out, e) &&
              strbuf_addc(out, '\n', e) && add_luck(b, width, out, e) &&
              add_lies(b, width, out, e) && add_waiting(b, width, out, e) &&
              add_tells(b, width, out, e) && balance_exact_text(b, width, out, e) &&
              add_line("Best line found", &b->best, true, width, out, e) &&
              add_line("Worst line found", &b->worst, true, width, out, e) &&
              add_line("A guessed line", &b->guessed, true, width, out, e) &&
              add_longest(b, width, out, e) &&
              add_line("First that failed", &b->failed, false, width, out, e) &&
              add_line("First that did not end", &b->unfinished, false, width, out, e) &&
              add_rare(b, width, out, e) && add_skills(b, width, out, e);
    return ok && add_findings(b, width, out, e);
}

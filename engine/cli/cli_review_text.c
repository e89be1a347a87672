/* A review for a terminal. */
#include "cli/cli_review.h"

#include "cli/cli_wrap.h"

int cli_hundredths(int thousandths)
{
    return thousandths < 0 ? -((5 - thousandths) / 10) : (thousandths + 5) / 10;
}

bool cli_odds_words(strbuf *out, const session_odds *o, err *e)
{
    if (o->share < 0) return strbuf_add(out, "nothing read yet", e);
    bool ok = strbuf_addf(out, e, "%d of 100 weeks end well", cli_hundredths(o->share));
    if (ok && o->low != o->high)
        ok = strbuf_addf(out, e, " (%d to %d)", cli_hundredths(o->low), cli_hundredths(o->high));
    return ok;
}

const char *cli_reply_of(const session_review_option *o)
{
    for (uint32_t i = 0; i < o->reply_count; i++)
        if (o->reply[i].kind == SESSION_LINE_HERS && *o->reply[i].text) return o->reply[i].text;
    return o->ending;
}

static bool put(strbuf *out, const cli_look *look, const char *label, const strbuf *text,
                uint32_t first, uint32_t rest, err *e)
{
    cli_paragraph p = {.label = label,
                       .text = strbuf_text(text),
                       .style = look->colour ? "1" : NULL,
                       .first = first,
                       .rest = rest};
    return cli_wrap(out, &p, look->width, e);
}

/* ---- skill and luck ---- */
static bool conduct(strbuf *out, const cli_look *look, const session_conduct *c, err *e)
{
    static const char *const AXES[] = {"tact", "speed", "honesty"};
    strbuf label = {0}, text = {0};
    bool ok = strbuf_addf(&label, e, "%s: ", c->name) && cli_odds_words(&text, &c->odds, e);
    for (int i = 0; ok && i < SESSION_AXES; i++)
        if (c->odds.scores[i] >= 0)
            ok = strbuf_addf(&text, e, ", %s %d", AXES[i], c->odds.scores[i]);
    ok = ok && strbuf_addf(&text, e, " (%s)", c->rule) &&
         put(out, look, strbuf_text(&label), &text, 0, 2, e);
    strbuf_release(&label);
    strbuf_release(&text);
    return ok;
}

static bool endings(strbuf *out, const cli_look *look, const session_review_view *v, err *e)
{
    bool ok = cli_show_heading(out, look, "How it ends, out of the weeks read", e);
    ok = ok && strbuf_add(out, "   same    best   guess\n", e);
    for (uint32_t i = 0; ok && i < v->ending_count; i++) {
        const session_review_ending *ending = &v->endings[i];
        strbuf text = {0};
        uint32_t of[SESSION_CONDUCTS];
        for (int k = 0; k < SESSION_CONDUCTS; k++)
            of[k] = v->conducts[k].endings ? v->conducts[k].endings[i] : 0;
        ok = strbuf_addf(&text, e, "%7u %7u %7u  %s%s%s", of[0], of[1], of[2],
                         *ending->title ? ending->title : ending->id, ending->good ? " (well)" : "",
                         ending->here ? " <- this attempt" : "") &&
             put(out, look, "", &text, 0, 25, e);
        strbuf_release(&text);
    }
    return ok;
}

/* ---- the lines ---- */
static bool line_text(strbuf *text, const session_review_option *o, err *e)
{
    return strbuf_addf(text, e, o->spoken ? "\"%s\"" : "%s", o->text);
}

static bool option(strbuf *out, const cli_look *look, const session_review_decision *d,
                   uint32_t number, err *e)
{
    const session_review_option *o = &d->options[number];
    strbuf text = {0};
    bool ok = o->odds.share < 0 ? strbuf_add(&text, "  ?  ", e)
                                : strbuf_addf(&text, e, "%3d  ", cli_hundredths(o->odds.share));
    ok = ok && line_text(&text, o, e);
    if (ok && o->taken) ok = strbuf_add(&text, " (taken)", e);
    if (ok && number == d->best && !o->taken) ok = strbuf_add(&text, " (best)", e);
    if (ok && o->lies) ok = strbuf_add(&text, " (untrue)", e);
    ok = ok && put(out, look, "", &text, 4, 9, e);
    strbuf_release(&text);
    return ok;
}

static bool answer(strbuf *out, const cli_look *look, const session_review_decision *d, err *e)
{
    const char *reply = cli_reply_of(&d->options[d->best]);
    strbuf label = {0}, text = {0};
    if (d->best == d->taken || !*reply) return true;
    bool ok =
        strbuf_addf(&label, e, "The best line would have brought%s%s: ", *d->person ? " from " : "",
                    d->person) &&
        strbuf_add(&text, reply, e) && put(out, look, strbuf_text(&label), &text, 4, 6, e);
    strbuf_release(&label);
    strbuf_release(&text);
    return ok;
}

static bool decision(strbuf *out, const cli_look *look, const session_review_decision *d, err *e)
{
    strbuf label = {0}, text = {0};
    const char *word = d->class_name;
    bool ok = strbuf_addf(&label, e, "%u. %s: ", d->turn, *word ? word : "?") &&
              line_text(&text, &d->options[d->taken], e) &&
              put(out, look, strbuf_text(&label), &text, 0, 4, e);
    strbuf_clear(&text);
    if (ok && d->before.share >= 0)
        ok = strbuf_addf(&text, e, "Odds %d before, %d after. %s", cli_hundredths(d->before.share),
                         cli_hundredths(d->after.share), d->why) &&
             put(out, look, "", &text, 4, 4, e);
    for (uint32_t i = 0; ok && d->option_count > 1 && i < d->option_count; i++)
        ok = option(out, look, d, i, e);
    ok = ok && answer(out, look, d, e);
    strbuf_release(&label);
    strbuf_release(&text);
    return ok;
}

/* ---- the road not taken ---- */
static bool one_series(strbuf *out, const cli_look *look, const session_series *s,
                       const char *label, err *e)
{
    strbuf text = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < s->count; i++)
        ok = strbuf_addf(&text, e, "%s%d", i ? " " : "", s->values[i]);
    ok = ok && put(out, look, label, &text, 2, 4, e);
    strbuf_release(&text);
    return ok;
}

static bool roads(strbuf *out, const cli_look *look, const session_review_view *v, err *e)
{
    strbuf label = {0};
    if (!v->series_count) return true;
    bool ok = cli_show_heading(out, look, "By turn, from the beginning", e);
    for (uint32_t i = 0; ok && i < v->series_count; i++) {
        strbuf_clear(&label);
        ok = strbuf_addf(&label, e, "%s: ", v->series[i].label) &&
             one_series(out, look, &v->series[i], strbuf_text(&label), e);
        if (!ok || i >= v->road_count) continue;
        strbuf_clear(&label);
        ok = strbuf_addf(&label, e, "%s, the road not taken from turn %u: ", v->road[i].label,
                         v->road[i].first + 1) &&
             one_series(out, look, &v->road[i], strbuf_text(&label), e);
    }
    strbuf_clear(&label);
    if (ok && *v->road_ending)
        ok = strbuf_addf(&label, e, "The road not taken ends: %s", v->road_ending) &&
             cli_show_text(out, look, strbuf_text(&label), e);
    strbuf_release(&label);
    return ok;
}

/* ---- two attempts ---- */
static bool side(strbuf *out, const cli_look *look, const session_side *s, err *e)
{
    strbuf text = {0};
    bool ok = strbuf_addf(&text, e, "%u turns, seed %llu. %s", s->turns,
                          (unsigned long long)s->seed, s->over ? s->outcome : "not ended");
    static const char *const AXES[] = {"tact", "speed", "honesty"};
    for (int i = 0; ok && i < SESSION_AXES; i++)
        if (s->scores[i] >= 0)
            ok = strbuf_addf(&text, e, "%s %s %d", i ? "," : "", AXES[i], s->scores[i]);
    strbuf label = {0};
    ok = ok && strbuf_addf(&label, e, "%s: ", s->attempt) &&
         put(out, look, strbuf_text(&label), &text, 0, 2, e);
    strbuf_release(&label);
    strbuf_release(&text);
    return ok;
}

static bool compared(strbuf *out, const cli_look *look, const session_compare_view *o, err *e)
{
    strbuf text = {0};
    bool ok = cli_show_heading(out, look, "Side by side", e) && side(out, look, &o->sides[0], e) &&
              side(out, look, &o->sides[1], e);
    if (ok && !o->parted) ok = strbuf_add(&text, "They never part.", e);
    if (ok && o->parted)
        ok = strbuf_addf(&text, e, "They part at turn %u%s.", o->parted,
                         o->same_week ? ", in the same week" : "; their weeks differ, too");
    ok = ok && cli_show_text(out, look, strbuf_text(&text), e);
    for (uint32_t i = 0; ok && i < o->turn_count; i++) {
        const session_compare_turn *t = &o->turns[i];
        for (int which = 0; ok && which < (t->same ? 1 : 2); which++) {
            strbuf label = {0}, line = {0};
            const char *word = t->same ? "both" : which ? "second" : "first";
            ok = strbuf_addf(&label, e, "%u. %s: ", t->turn, word) &&
                 strbuf_add(&line, *t->choice[which] ? t->choice[which] : "(over)", e) &&
                 (!*t->reply[which] || strbuf_addf(&line, e, " - %s", t->reply[which])) &&
                 put(out, look, strbuf_text(&label), &line, 0, 4, e);
            strbuf_release(&label);
            strbuf_release(&line);
        }
    }
    strbuf_release(&text);
    return ok;
}

/* ---- the whole ---- */
static bool head(strbuf *out, const cli_look *look, const session_review_view *v, err *e)
{
    bool ok = cli_show_heading(out, look, v->scenario_title, e) &&
              (!*v->note || cli_show_text(out, look, v->note, e));
    if (ok && v->stopped)
        ok = cli_show_text(out, look, "Stopped early: the figures are of what was read.", e);
    if (ok && v->over)
        ok = cli_show_text(
            out, look, v->well ? "This attempt ended well." : "This attempt did not end well.", e);
    ok = ok && cli_show_heading(out, look, "Skill and luck: the same conduct in other weeks", e);
    for (int i = 0; ok && i < SESSION_CONDUCTS; i++)
        ok = conduct(out, look, &v->conducts[i], e);
    return ok;
}

bool cli_review_text(strbuf *out, const cli_look *look, const session_review_view *v,
                     const session_compare_view *other, err *e)
{
    bool ok = head(out, look, v, e) && endings(out, look, v, e) &&
              cli_show_heading(out, look, "Line by line", e);
    for (uint32_t i = 0; ok && i < v->decision_count; i++)
        ok = decision(out, look, &v->decisions[i], e);
    ok = ok && roads(out, look, v, e) && cli_show_heading(out, look, "What the words mean", e) &&
         cli_show_text(out, look, v->rules, e);
    if (ok && other) ok = compared(out, look, other, e);
    if (ok && *v->trouble)
        ok = cli_show_heading(out, look, "A mistake of the scenario", e) &&
             cli_show_text(out, look, v->trouble, e);
    return ok;
}

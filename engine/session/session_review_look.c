/* The figures of a review as a screen sees them. */
#include "session/session_review_internal.h"
#include "session/session_words_internal.h"

static const char *const CLASSES[] = {"", "only", "best", "sound", "costly", "recovered"};

const char *session_class_word(session_class class)
{
    return class <= SESSION_CLASS_RECOVERED ? CLASSES[class] : "";
}

static const char *class_name(const session_review *r, review_class class)
{
    static const session_text NAMES[] = {
        [REVIEW_CLASS_ONLY] = TEXT_CLASS_ONLY,           [REVIEW_CLASS_BEST] = TEXT_CLASS_BEST,
        [REVIEW_CLASS_SOUND] = TEXT_CLASS_SOUND,         [REVIEW_CLASS_COSTLY] = TEXT_CLASS_COSTLY,
        [REVIEW_CLASS_RECOVERED] = TEXT_CLASS_RECOVERED,
    };
    return class == REVIEW_CLASS_UNKNOWN ? "" : session_say(r->places, NAMES[class]);
}

static const char *keep_text(session_review *r, strbuf *text, bool ok, err *e)
{
    const char *kept = ok ? arena_text(&r->view_mem, strbuf_text(text), text->len, e) : NULL;
    strbuf_release(text);
    return kept;
}

/* review_odds.h has the numbers. */
static const char *rules(session_review *r, err *e)
{
    static const struct {
        session_text rule;
        review_class of;
    } RULES[] = {{TEXT_RULE_BEST, REVIEW_CLASS_BEST},
                 {TEXT_RULE_SOUND, REVIEW_CLASS_SOUND},
                 {TEXT_RULE_COSTLY, REVIEW_CLASS_COSTLY},
                 {TEXT_RULE_RECOVERED, REVIEW_CLASS_RECOVERED},
                 {TEXT_RULE_ONLY, REVIEW_CLASS_ONLY}};
    strbuf text = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof RULES / sizeof RULES[0]; i++)
        ok = (i == 0 || strbuf_addc(&text, '\n', e)) &&
             session_sayf(r->places, &text, e, RULES[i].rule, "class", class_name(r, RULES[i].of),
                          NULL);
    return keep_text(r, &text, ok, e);
}

static session_odds odds_of(const session_review *r, const review_tally *t)
{
    session_odds o = {.weeks = t->weeks,
                      .wanted = r->weeks,
                      .share = review_tally_share(t),
                      .failed = t->failed,
                      .unfinished = t->unfinished};
    review_tally_interval(t, &o.low, &o.high);
    for (uint32_t a = 0; a < STORY_AXES; a++)
        o.scores[a] = review_tally_score(t, a);
    return o;
}

/* What is certain: the attempt ended so. */
static session_odds certain(const session_review *r)
{
    session_odds o = {.weeks = r->weeks, .wanted = r->weeks, .share = r->well ? 1000 : 0};
    o.low = o.high = o.share;
    for (uint32_t a = 0; a < STORY_AXES; a++)
        o.scores[a] = r->scores.axis[a];
    return o;
}

static bool add_number(strbuf *out, int32_t number, err *e)
{
    return strbuf_addf(out, e, "%d", number);
}

static bool add_figures(session_review *r, strbuf *out, const review_tally *taken,
                        const review_tally *best, int32_t score_cost, err *e)
{
    strbuf here = {0}, there = {0}, points = {0};
    bool other = best != taken;
    session_text id = !other                           ? TEXT_WHY_ODDS
                      : score_cost > REVIEW_BEST_SCORE ? TEXT_WHY_POINTS
                                                       : TEXT_WHY_BEST;
    bool ok = add_number(&here, (review_tally_share(taken) + 5) / 10, e) &&
              add_number(&there, (review_tally_share(best) + 5) / 10, e) &&
              add_number(&points, (score_cost + 5) / 10, e) &&
              session_sayf(r->places, out, e, id, "here", strbuf_text(&here), "there",
                           strbuf_text(&there), "points", strbuf_text(&points), NULL);
    strbuf_release(&here);
    strbuf_release(&there);
    strbuf_release(&points);
    return ok;
}

/* One more sentence. */
static bool add_sentence(const session_review *r, strbuf *out, session_text id, err *e)
{
    return strbuf_addc(out, ' ', e) && strbuf_add(out, session_say(r->places, id), e);
}

static const char *why_of(session_review *r, const review_decision *d, const review_tally of[],
                          const review_verdict *v, err *e)
{
    strbuf text = {0};
    if (v->class == REVIEW_CLASS_UNKNOWN || v->class == REVIEW_CLASS_ONLY) return "";
    bool ok = add_figures(r, &text, &of[d->taken], &of[v->best], v->score_cost, e);
    if (ok && v->spared) ok = add_sentence(r, &text, TEXT_WHY_SPARED, e);
    if (ok && v->lied) ok = add_sentence(r, &text, TEXT_WHY_LIE, e);
    if (ok && v->class == REVIEW_CLASS_RECOVERED)
        ok = add_sentence(r, &text, TEXT_WHY_RECOVERED, e);
    return keep_text(r, &text, ok, e);
}

static bool fill_decision(session_review *r, uint32_t number, const review_verdict *v,
                          session_review_decision *out, err *e)
{
    const review_attempt *a = &r->attempt;
    const review_decision *d = &a->decisions[number];
    const review_told *told = &r->told[number];
    session_review_option *options = arena_array(&r->view_mem, d->option_count, sizeof *options, e);
    if (!options) return false;
    for (uint32_t i = 0; i < d->option_count; i++) {
        options[i] = told->options[i];
        options[i].odds = odds_of(r, &r->tallies[d->job + i]);
    }
    *out = (session_review_decision){.turn = number + 1,
                                     .scene_id = told->scene_id,
                                     .scene_title = told->scene_title,
                                     .person = told->person,
                                     .options = options,
                                     .option_count = d->option_count,
                                     .taken = d->taken,
                                     .best = v->best,
                                     .before = options[d->taken].odds,
                                     .cost = v->cost,
                                     .class = (session_class)v->class,
                                     .class_name = class_name(r, v->class)};
    if (number + 1 < a->decision_count) {
        const review_decision *next = d + 1;
        out->after = odds_of(r, &r->tallies[next->job + next->taken]);
    } else {
        out->after = story_over(a->last) ? certain(r) : out->before;
    }
    if (out->before.share >= 0 && out->after.share >= 0)
        out->luck = out->after.share - out->before.share;
    out->why = why_of(r, d, &r->tallies[d->job], v, e);
    return out->why != NULL;
}

static bool fill_decisions(session_review *r, err *e)
{
    const review_attempt *a = &r->attempt;
    uint32_t count = a->decision_count;
    session_review_decision *out = arena_array(&r->view_mem, (size_t)count + 1, sizeof *out, e);
    review_verdict *verdicts = arena_array(&r->view_mem, (size_t)count + 1, sizeof *verdicts, e);
    if (!out || !verdicts) return false;
    review_judge_all(a, r->tallies, verdicts);
    for (uint32_t i = 0; i < count; i++)
        if (!fill_decision(r, i, &verdicts[i], &out[i], e)) return false;
    r->view.decisions = out;
    r->view.decision_count = count;
    r->view.costliest = review_costliest(a, verdicts);
    return true;
}

/* ---- the whole ---- */
static session_conduct conduct(const session_review *r, review_whole whole, session_text name,
                               session_text rule)
{
    return (session_conduct){session_say(r->places, name), session_say(r->places, rule),
                             odds_of(r, &r->tallies[whole]), r->ended[whole]};
}

static session_conduct best_found(const session_review *r)
{
    uint32_t same = r->tallies[REVIEW_SAME].well, showing = r->tallies[REVIEW_SHOWING].well,
             mended = r->tallies[REVIEW_MENDED].well;
    if (r->attempt.copy.lied) same = 0;
    if (same && same >= showing && same >= mended)
        return conduct(r, REVIEW_SAME, TEXT_CONDUCT_BEST, TEXT_CONDUCT_BEST_SAME);
    if (r->done && mended >= showing && r->tallies[REVIEW_MENDED].weeks)
        return conduct(r, REVIEW_MENDED, TEXT_CONDUCT_BEST, TEXT_CONDUCT_BEST_MENDED);
    return conduct(r, REVIEW_SHOWING, TEXT_CONDUCT_BEST, TEXT_CONDUCT_BEST_SHOWING);
}

static void fill_conducts(session_review *r)
{
    session_review_view *v = &r->view;
    v->conducts[SESSION_CONDUCT_SAME] =
        conduct(r, REVIEW_SAME, TEXT_CONDUCT_SAME, TEXT_CONDUCT_SAME_RULE);
    v->conducts[SESSION_CONDUCT_BEST] = best_found(r);
    v->conducts[SESSION_CONDUCT_GUESS] =
        conduct(r, REVIEW_GUESS, TEXT_CONDUCT_GUESS, TEXT_CONDUCT_GUESS_RULE);
}

static void count_readings(session_review *r)
{
    session_review_view *v = &r->view;
    for (uint32_t job = 0; job < r->attempt.job_count; job++)
        v->readings += r->tallies[job].weeks;
    v->wanted = (uint64_t)r->weeks * r->attempt.job_count;
}

bool review_fill_view(session_review *r, err *e)
{
    session_review_view *v = &r->view;
    arena_reset(&r->view_mem);
    *v = (session_review_view){.scenario_title = "",
                               .attempt = "",
                               .rules = "",
                               .note = "",
                               .road_ending = "",
                               .trouble = "",
                               .done = r->done,
                               .stopped = r->stop};
    for (int i = 0; i < SESSION_CONDUCTS; i++)
        v->conducts[i] = (session_conduct){.name = "", .rule = "", .odds = {.share = -1}};
    if (!r->prepared) return true;
    v->scenario_title = r->scenario->def->title;
    if (r->play->attempt.id) v->attempt = r->play->attempt.id;
    v->note = r->note;
    v->over = story_over(r->attempt.last);
    v->well = r->well;
    fill_conducts(r);
    count_readings(r);
    v->endings = r->endings;
    v->ending_count = r->scenario->def->ending_count;
    v->series = r->series;
    v->series_count = r->series_count;
    v->road = r->road;
    v->road_count = r->road ? r->series_count : 0;
    if (r->road_ending) v->road_ending = r->road_ending;
    if (r->trouble) v->trouble = r->trouble;
    v->rules = rules(r, e);
    return v->rules && fill_decisions(r, e);
}

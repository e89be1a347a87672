/* The exact half of the balance: what could be proved, and how to come to it again. */
#include "session/session_balance_internal.h"
#include "session/session_crew.h"

#include <string.h>
#include <time.h>

typedef unsigned long long ull;

enum {
    LUA_STEPS = 60000,  /* transitions worked out with Lua, which takes a hundred times longer */
    STEPS_A_STATE = 20, /* otherwise, for each state of the limit */
    STARTS = 20000,
    TRIES = 20000, /* seeds tried for a way */
    LUA_TRIES = 5000
};
static const size_t MEMORY = (size_t)512 << 20;

bool balance_proved(const session_balance *b)
{
    return b->exact_tried && b->exact.end == REVIEW_EXPLORE_ALL;
}

/* ---- searching ---- */
/* A function of Lua's may take a fiftieth of a second, a thousand times over. */
enum { SECONDS_MOST = 30 };

typedef struct watch {
    const session_balance_options *o;
    time_t begun; /* seconds of a clock that only goes forward */
} watch;

static time_t seconds_now(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static bool go_on(void *self, uint32_t states, uint64_t transitions)
{
    const watch *w = self;
    const session_balance_options *o = w->o;
    static const session_balance_glance NOTHING = {0};
    (void)states, (void)transitions;
    bool in_time = o->states > SESSION_BALANCE_STATES || seconds_now() - w->begun <= SECONDS_MOST;
    return in_time && (!o->progress || o->progress(o->self, o->readings, o->readings, &NOTHING));
}

static bool search(session_balance *b, const session_balance_options *o, bool scores,
                   const review_crew *crew, err *e)
{
    watch own = {o, seconds_now()};
    bool lua = b->scenario->host != NULL;
    review_explore_limits limits = {.states = o->states,
                                    .transitions =
                                        lua ? LUA_STEPS : (uint64_t)o->states * STEPS_A_STATE,
                                    .starts = STARTS,
                                    .memory = MEMORY,
                                    .scores = scores,
                                    .crew = crew,
                                    .go_on = go_on,
                                    .self = &own};
    if (limits.starts > o->states) limits.starts = o->states;
    return review_explore(&b->exact_run, &limits, &b->exact, e);
}

static bool keep_way(session_balance *b, const char *name, const review_example *one, uint32_t mark,
                     const char *why, err *e)
{
    balance_proof *p = &b->proofs[b->proof_count++];
    *p = (balance_proof){.name = name, .mark = mark, .why = why};
    return review_explore_path(&b->exact, one, b->scenario->host ? LUA_TRIES : TRIES, &p->choices,
                               &p->draws, &p->seed, &p->seed_found, e);
}

static bool keep_trouble(session_balance *b, const char *name, const review_trouble *t, err *e)
{
    return !t->count || keep_way(b, name, &t->first, 0, t->why, e);
}

static bool keep_ways(session_balance *b, err *e)
{
    const review_terminal *best = review_explore_most(&b->exact, STORY_AXES);
    const review_terminal *worst = review_explore_least(&b->exact, STORY_AXES);
    return (!best || keep_way(b, "best", &best->first, best->mark, "", e)) &&
           (!worst || keep_way(b, "worst", &worst->first, worst->mark, "", e)) &&
           keep_trouble(b, "stuck", &b->exact.stuck, e) &&
           keep_trouble(b, "failed", &b->exact.failed, e) &&
           keep_trouble(b, "endless", &b->exact.endless, e);
}

static bool search_twice(session_balance *b, const session_balance_options *o,
                         const review_crew *crew, err *e)
{
    if (!search(b, o, true, crew, e)) return false;
    bool large = b->exact.end == REVIEW_EXPLORE_STATES || b->exact.end == REVIEW_EXPLORE_STEPS ||
                 b->exact.end == REVIEW_EXPLORE_MEMORY;
    if (!large) return true;
    /* Without the scores there are fewer states; reach and endings may be proved still. */
    review_explored_release(&b->exact);
    return search(b, o, false, crew, e);
}

bool balance_explore(session_balance *b, const session_balance_options *o, err *e)
{
    story_hooks hooks = scenario_hooks(b->scenario);
    if (!story_run_init(&b->exact_run, b->scenario->def, &hooks, e)) return false;
    b->exact_tried = true;
    /* A host belongs to one thread, and the search would not use more. */
    session_crew *crew = session_crew_new(b->scenario->host ? 1 : o->threads, e);
    bool ok = crew && search_twice(b, o, session_crew_lend(crew), e);
    session_crew_free(crew);
    if (!ok) return false;
    err why = {0};
    if (keep_ways(b, &why) || why.code == ERR_SCRIPT) return true;
    return err_set(e, why.code, "%s", why.text);
}

/* ---- findings ---- */
static const balance_proof *way_of(const session_balance *b, const char *name)
{
    for (uint32_t i = 0; i < b->proof_count; i++)
        if (!strcmp(b->proofs[i].name, name)) return &b->proofs[i];
    return NULL;
}

/* "after a, b, c, when k = 2 (seed 7)": as long as it stays readable. */
static bool add_way(const balance_proof *p, strbuf *out, err *e)
{
    enum { SHOWN = 400 };
    bool ok = strbuf_add(out, p->choices.len ? " Choices: " : " At the start.", e);
    for (const char *c = strbuf_text(&p->choices); ok && *c; c++) {
        if (c - strbuf_text(&p->choices) > SHOWN && *c == '\n') {
            ok = strbuf_add(out, " ...", e);
            break;
        }
        if (*c != '\n' || c[1]) ok = strbuf_addc(out, *c == '\n' ? ' ' : *c, e);
    }
    if (ok && p->choices.len) ok = strbuf_addc(out, '.', e);
    if (ok && p->draws.len) ok = strbuf_addf(out, e, " Chance: %.300s.", strbuf_text(&p->draws));
    if (ok && p->seed_found) ok = strbuf_addf(out, e, " Seed %llu does it.", (ull)p->seed);
    return ok;
}

static bool find_trouble(session_balance *b, const char *kind, const char *name,
                         const review_trouble *t, const char *what, err *e)
{
    if (!t->count) return true;
    const balance_proof *way = way_of(b, name);
    strbuf text = {0};
    bool ok =
        strbuf_addf(&text, e, "%s: %u%s%s.", what, t->count, *t->why ? ". First: " : "", t->why) &&
        (!way || add_way(way, &text, e)) &&
        balance_found(b, kind, review_explore_scene(&b->exact, &t->first), STORY_NONE, e, "%s",
                      strbuf_text(&text));
    strbuf_release(&text);
    return ok;
}

static bool find_unreached(session_balance *b, err *e)
{
    const review_book *book = &b->exact.book;
    for (uint32_t i = 0; i < book->def->scene_count; i++)
        if (!book->scenes[i].reached[0] &&
            !balance_found(b, "never_reached", i, STORY_NONE, e, "No play comes here: proved."))
            return false;
    for (uint32_t i = 0; i < book->written; i++) {
        const review_choice *c = &book->choices[i];
        if (c->open[0] || !book->scenes[c->scene].reached[0]) continue;
        if (!balance_found(b, "never_open", c->scene, i, e,
                           "No play finds it open, though the scene is reached: proved."))
            return false;
    }
    for (uint32_t i = 0; i < book->def->ending_count; i++)
        if (!b->exact.endings[i].reached &&
            !balance_found(b, "never_ends_so", STORY_NONE, STORY_NONE, e,
                           "No play comes to the ending \"%s\": proved.", book->def->endings[i].id))
            return false;
    return true;
}

static bool find_idle(session_balance *b, err *e)
{
    const review_book *book = &b->exact.book;
    for (uint32_t i = 0; b->exact.weighed && i < book->def->scene_count; i++) {
        const review_scene *s = &book->scenes[i];
        if (s->decisions && !s->spread &&
            !balance_found(b, "no_matter", i, STORY_NONE, e,
                           "Whatever is chosen here, the chance to end well and the scores to "
                           "expect stay the same: proved."))
            return false;
    }
    for (uint32_t i = 0; b->exact.weighed && i < book->written; i++) {
        const review_choice *c = &book->choices[i];
        if (c->open[0] && !c->best &&
            !balance_found(b, "never_worth", c->scene, i, e,
                           "Never one of the best, neither for ending well nor for the scores: "
                           "proved."))
            return false;
    }
    return true;
}

bool balance_find_exact(session_balance *b, err *e)
{
    const review_explored *x = &b->exact;
    if (!find_trouble(b, "dead_end", "stuck", &x->stuck, "States in which nothing can be chosen",
                      e) ||
        !find_trouble(b, "fails", "failed", &x->failed, "Steps that stop with an error", e) ||
        !find_trouble(b, "endless", "endless", &x->endless,
                      "States from which the story never stops", e))
        return false;
    return x->end != REVIEW_EXPLORE_ALL || (find_unreached(b, e) && find_idle(b, e));
}

/* ---- as text ---- */
static bool add_percent(strbuf *out, double chance, err *e)
{
    return strbuf_addf(out, e, " %9.4f", 100 * chance);
}

static bool add_chance(strbuf *out, const char *name, const review_chance *c, err *e)
{
    if (!c->reached) return strbuf_addf(out, e, "  %-24.24s   never\n", name);
    return strbuf_addf(out, e, "  %-24.24s", name) && add_percent(out, c->blind, e) &&
           add_percent(out, c->given, e) && add_percent(out, c->most, e) &&
           add_percent(out, c->least, e) && strbuf_addc(out, '\n', e);
}

static bool add_chances(const session_balance *b, strbuf *out, err *e)
{
    const review_explored *x = &b->exact;
    bool ok = strbuf_addf(out, e, "  %-24s %9s %9s %9s %9s\n", "chance in %", "guessing", "best",
                          "wanted", "avoided") &&
              add_chance(out, "ends well", &x->good, e);
    for (uint32_t i = 0; ok && i < x->def->ending_count; i++)
        ok = add_chance(out, x->def->endings[i].id, &x->endings[i], e);
    return ok && strbuf_addf(out, e, "  %-24s %9.4f %9.4f %9.4f %9.4f\n", "mean score",
                             x->expected_blind / 100, x->expected_given / 100,
                             x->expected_most / 100, x->expected_least / 100);
}

static bool add_scores(const session_balance *b, strbuf *out, err *e)
{
    for (uint32_t a = 0; a < STORY_AXES; a++) {
        const review_terminal *most = review_explore_most(&b->exact, a);
        const review_terminal *least = review_explore_least(&b->exact, a);
        if (most &&
            !strbuf_addf(out, e, "  %s: from %d to %d%s\n", story_axis_word(a), least->axis[a],
                         most->axis[a], balance_proved(b) ? "" : " among what was met"))
            return false;
    }
    return true;
}

static const char *clock_words(const review_explored *x)
{
    if (x->clock_kept) return "the whole clock";
    return x->clock_weeks ? "the clock within the week" : "no clock, or only the time to come";
}

static bool add_length(const session_balance *b, strbuf *out, err *e)
{
    const review_explored *x = &b->exact;
    if (x->loops)
        return strbuf_addf(
            out, e,
            "  The shortest play takes %u choices; there is no longest: it can go "
            "round.%s\n",
            x->shortest, x->settled ? "" : " The chances have not settled: read them as at least.");
    return strbuf_addf(out, e, "  The shortest play takes %u choices, the longest %u.\n",
                       x->shortest, x->longest);
}

static bool add_ways(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < b->proof_count; i++) {
        const balance_proof *p = &b->proofs[i];
        strbuf text = {0};
        ok = strbuf_addf(&text, e, "%s%s:", p->name,
                         p->mark || !strcmp(p->name, "worst") ? " line" : "") &&
             add_way(p, &text, e) && balance_paragraph(out, width, 2, strbuf_text(&text), e);
        strbuf_release(&text);
    }
    return ok;
}

bool balance_exact_text(const session_balance *b, uint32_t width, strbuf *out, err *e)
{
    const review_explored *x = &b->exact;
    strbuf text = {0};
    if (!b->exact_tried) return true;
    bool ok =
        strbuf_addf(&text, e,
                    "Exact: %s%s (%u states, %llu transitions, %u starts, %llu KiB; a state "
                    "holds %s, %s).",
                    balance_proved(b) ? "" : "not finished, ", review_explore_why(x->end),
                    x->states, (ull)x->transitions, x->starts, (ull)(x->bytes / 1024),
                    x->scores ? "the scores" : "no scores", clock_words(x)) &&
        strbuf_add(&text,
                   balance_proved(b)
                       ? " What follows is proved. \"wanted\" and \"avoided\": by somebody who "
                         "knows everything but the dice to come."
                       : " All other figures are estimates with the intervals given.",
                   e) &&
        strbuf_addc(out, '\n', e) && balance_paragraph(out, width, 0, strbuf_text(&text), e);
    if (ok && x->weighed) ok = add_chances(b, out, e) && add_length(b, out, e);
    strbuf_release(&text);
    return ok && add_scores(b, out, e) && add_ways(b, width, out, e);
}

/* ---- as JSON ---- */
static bool json_chance(strbuf *out, const char *name, const review_chance *c, err *e)
{
    if (!strbuf_add_json(out, name, e)) return false;
    if (!c->reached) return strbuf_add(out, ":null", e);
    return strbuf_addf(out, e,
                       ":{\"guessing\":%.9f,\"best\":%.9f,\"wanted\":%.9f,\"avoided\":%.9f}",
                       c->blind, c->given, c->most, c->least);
}

static bool json_weighed(const session_balance *b, strbuf *out, err *e)
{
    const review_explored *x = &b->exact;
    bool ok = strbuf_addf(out, e, ",\"loops\":%s,\"settled\":%s,\"shortest\":%u,\"longest\":%s",
                          x->loops ? "true" : "false", x->settled ? "true" : "false", x->shortest,
                          x->loops ? "null" : "");
    if (ok && !x->loops) ok = strbuf_addf(out, e, "%u", x->longest);
    ok = ok && strbuf_addc(out, ',', e) && json_chance(out, "good", &x->good, e) &&
         strbuf_addf(out, e,
                     ",\"mark\":{\"guessing\":%.6f,\"best\":%.6f,\"wanted\":%.6f,"
                     "\"avoided\":%.6f},\"endings\":{",
                     x->expected_blind / 100, x->expected_given / 100, x->expected_most / 100,
                     x->expected_least / 100);
    for (uint32_t i = 0; ok && i < x->def->ending_count; i++)
        ok = (!i || strbuf_addc(out, ',', e)) &&
             json_chance(out, x->def->endings[i].id, &x->endings[i], e);
    return ok && strbuf_addc(out, '}', e);
}

static bool json_ways(const session_balance *b, strbuf *out, err *e)
{
    bool ok = strbuf_add(out, ",\"ways\":[", e);
    for (uint32_t i = 0; ok && i < b->proof_count; i++) {
        const balance_proof *p = &b->proofs[i];
        ok = strbuf_addf(out, e, "%s{\"name\":\"%s\",\"score\":%u.%02u,\"why\":", i ? "," : "",
                         p->name, p->mark / 100, p->mark % 100) &&
             strbuf_add_json(out, p->why, e) && strbuf_add(out, ",\"script\":", e) &&
             strbuf_add_json(out, strbuf_text(&p->choices), e) &&
             strbuf_add(out, ",\"chance\":", e) &&
             strbuf_add_json(out, strbuf_text(&p->draws), e) && strbuf_add(out, ",\"seed\":", e) &&
             (p->seed_found ? strbuf_addf(out, e, "%llu}", (ull)p->seed)
                            : strbuf_add(out, "null}", e));
    }
    return ok && strbuf_addc(out, ']', e);
}

bool balance_exact_json(const session_balance *b, strbuf *out, err *e)
{
    const review_explored *x = &b->exact;
    if (!b->exact_tried) return strbuf_add(out, ",\"exact\":null", e);
    bool ok = strbuf_addf(out, e,
                          ",\"exact\":{\"complete\":%s,\"why\":\"%s\",\"states\":%u,"
                          "\"transitions\":%llu,\"starts\":%u,\"depth\":%u,\"bytes\":%llu,"
                          "\"scores_kept\":%s,\"clock\":\"%s\",\"stuck\":%u,\"failed\":%u,"
                          "\"endless\":%u",
                          balance_proved(b) ? "true" : "false", review_explore_why(x->end),
                          x->states, (ull)x->transitions, x->starts, x->depth, (ull)x->bytes,
                          x->scores ? "true" : "false",
                          x->clock_kept    ? "whole"
                          : x->clock_weeks ? "week"
                                           : "none",
                          x->stuck.count, x->failed.count, x->endless.count);
    if (ok && x->weighed) ok = json_weighed(b, out, e);
    ok = ok && strbuf_add(out, ",\"scores\":{", e);
    for (uint32_t a = 0, some = 0; ok && a < STORY_AXES; a++) {
        const review_terminal *most = review_explore_most(x, a);
        if (most)
            ok = strbuf_addf(out, e, "%s\"%s\":[%d,%d]", some++ ? "," : "", story_axis_word(a),
                             review_explore_least(x, a)->axis[a], most->axis[a]);
    }
    return ok && strbuf_addc(out, '}', e) && json_ways(b, out, e) && strbuf_addc(out, '}', e);
}

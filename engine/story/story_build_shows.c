#include "story/story_build_internal.h"

/* --- evidence --- */

enum { POINTS_MOST = 2 };

static bool one_edge(builder *b, const tree *t, int8_t otherwise, int8_t *out)
{
    int64_t points = otherwise;
    bool fine = !t || build_whole(b, t, -POINTS_MOST, POINTS_MOST, &points);
    *out = (int8_t)points;
    return fine;
}

static bool evidence(builder *b, const tree *t, story_evidence *out)
{
    static const char WHAT[] = "evidence";
    build_fields f;
    if (!build_gather(b, t, IN_SHOW, WHAT, &f)) return false;
    const tree *skill = build_must(b, &f, KEY_skill, WHAT);
    const tree *points = build_must(b, &f, KEY_points, WHAT);
    const tree *because = build_must(b, &f, KEY_because, WHAT);
    uint32_t number;
    if (skill && build_named(b, skill, &b->known->skill_names, "a skill", &number)) {
        out->skill = (uint8_t)number;
        if (b->tables) b->def->skills[number].used = true;
    }
    if (b->tables) b->tables->any_evidence = true;
    if (points)
        build_number(b, points, -POINTS_MOST, POINTS_MOST, "a number of points", &out->points);
    if (because) build_text(b, because, &out->because);
    build_when(b, f.of[KEY_if], &out->when);
    bool best = one_edge(b, f.of[KEY_best], POINTS_MOST, &out->best);
    bool worst = one_edge(b, f.of[KEY_worst], -POINTS_MOST, &out->worst);
    if (best && worst && out->worst > out->best)
        return BUILD_PROBLEM(b, VALUE_RANGE, f.of[KEY_worst] ? f.of[KEY_worst] : f.of[KEY_best],
                             "\"worst\" (%d) is better than \"best\" (%d)", out->worst, out->best);
    return !b->stop;
}

static void build_shows(builder *b, const tree *t, story_more *out)
{
    uint32_t count;
    if (!build_want_many(b, t, TREE_LIST, "a list of evidence", BUILD_MOST_EVIDENCE, &count) ||
        count == 0)
        return;
    story_evidence *shows = build_alloc(b, count, sizeof *shows);
    if (!shows) return;
    out->shows = shows;
    out->show_count = (uint8_t)count;
    for (const tree *m = t->first; m && !b->stop; m = m->next)
        evidence(b, m, shows++);
}

/* --- claims --- */

/* The variable whose words a fact gives, or NULL. */
static const story_var *words_of(const builder *b, uint32_t fact)
{
    const story_expr *is = b->known->facts[fact].is;
    if (!is || !(is->gives & BUILD_GIVES_TEXT)) return NULL;
    uint32_t v = story_names_find(&b->known->var_names, is->source);
    return v == STORY_NONE || b->known->vars[v].kind != STORY_VAR_WORD ? NULL : &b->known->vars[v];
}

static bool claimed_value(builder *b, const tree *t, story_claim_made *out)
{
    const story_expr *is = b->known->facts[out->fact].is;
    unsigned kinds = is ? is->gives : BUILD_GIVES_ALL;
    const story_var *words = words_of(b, out->fact);
    if (words && t->kind == TREE_TEXT) {
        for (uint32_t i = 0; i < words->word_count; i++) {
            if (strcmp(words->words[i].name, t->text) != 0) continue;
            out->is = build_const_text(b, t);
            return out->is != NULL;
        }
        if (!b->tables || story_names_find(&b->known->var_names, t->text) == STORY_NONE) {
            build_hint near = build_hint_var_words(b, words, t->text);
            if (!b->tables || *near.name)
                return BUILD_PROBLEM(b, VALUE_CHOICE, t,
                                     "\"" SHOWN "\" is none of the words of \"%s\"" HINT,
                                     SHOWN_OF(t->text), words->name, HINT_OF(near));
        }
    }
    return build_value(b, t, kinds, "a value of the fact's own kind", &out->is);
}

static bool whom(builder *b, const tree *at, story_claim_made *out)
{
    out->person = b->with;
    if (b->with < STORY_MOST_PEOPLE) return true;
    return BUILD_PROBLEM(b, VALUE_CHOICE, at,
                         "who is told this? There is no \"with\" here: write "
                         "{ \"to\": \"somebody\", \"fact\": ..., \"is\": ... }");
}

static bool claim_by_name(builder *b, const tree *m, story_claim_made *out)
{
    uint32_t fact = story_names_find(&b->known->fact_names, m->key);
    if (fact == STORY_NONE) {
        build_hint near = build_hint_names(b, &b->known->fact_names, m->key);
        return BUILD_PROBLEM_KEY(b, NAME_UNKNOWN, m, "\"" SHOWN "\" is not declared as a fact" HINT,
                                 SHOWN_OF(m->key), HINT_OF(near));
    }
    out->fact = (uint8_t)fact;
    return whom(b, m, out) && claimed_value(b, m, out);
}

static bool claim_in_full(builder *b, const tree *m, story_claim_made *out)
{
    build_fields f;
    if (!build_gather(b, m, IN_CLAIM, "a claim", &f)) return false;
    const tree *fact = build_must(b, &f, KEY_fact, "a claim");
    const tree *is = build_must(b, &f, KEY_is, "a claim");
    uint32_t number;
    if (!f.of[KEY_to]) {
        if (!whom(b, m, out)) return false;
    } else if (build_named(b, f.of[KEY_to], &b->known->person_names, "somebody of the cast",
                           &number)) {
        out->person = (uint8_t)number;
    }
    if (!fact || !build_named(b, fact, &b->known->fact_names, "a fact", &number)) return false;
    out->fact = (uint8_t)number;
    return is && claimed_value(b, is, out);
}

static bool omission(builder *b, const tree *m, story_claim_made *out)
{
    uint32_t fact;
    out->omitted = true;
    if (!build_named(b, m, &b->known->fact_names, "a fact", &fact)) return false;
    out->fact = (uint8_t)fact;
    return whom(b, m, out);
}

static void build_claims(builder *b, const tree *claims, const tree *omits, story_more *out)
{
    uint32_t told = 0, kept_back = 0;
    bool list = claims && claims->kind == TREE_LIST;
    if (claims && !build_want_many(b, claims, list ? TREE_LIST : TREE_MAP,
                                   "an object of facts and values", BUILD_MOST_CLAIMED, &told))
        return;
    if (omits &&
        !build_want_many(b, omits, TREE_LIST, "a list of facts", STORY_MOST_FACTS, &kept_back))
        return;
    if (told + kept_back == 0) return;
    story_claim_made *made = build_alloc(b, told + kept_back, sizeof *made);
    if (!made) return;
    out->claims = made;
    out->claim_count = (uint8_t)(told + kept_back);
    for (const tree *m = claims ? claims->first : NULL; m && !b->stop; m = m->next) {
        if (build_is_comment(m)) continue;
        if (list)
            claim_in_full(b, m, made++);
        else
            claim_by_name(b, m, made++);
    }
    for (const tree *m = omits ? omits->first : NULL; m && !b->stop; m = m->next)
        omission(b, m, made++);
}

/* --- events --- */

static bool planned(builder *b, const tree *m, story_schedule *out)
{
    uint32_t event = story_names_find(&b->known->event_names, m->key);
    if (event == STORY_NONE) {
        build_hint near = build_hint_names(b, &b->known->event_names, m->key);
        return BUILD_PROBLEM_KEY(b, NAME_UNKNOWN, m,
                                 "\"" SHOWN "\" is not declared as an event" HINT, SHOWN_OF(m->key),
                                 HINT_OF(near));
    }
    out->event = (uint8_t)event;
    return build_time(b, m, true, &out->when);
}

static void build_schedule(builder *b, const tree *schedule, const tree *cancel, story_more *out)
{
    uint32_t on = 0, off = 0, event;
    if (schedule && !build_want_many(b, schedule, TREE_MAP, "an object of events and times",
                                     STORY_MOST_EVENTS, &on))
        return;
    if (cancel &&
        !build_want_many(b, cancel, TREE_LIST, "a list of events", STORY_MOST_EVENTS, &off))
        return;
    if (on + off == 0) return;
    story_schedule *all = build_alloc(b, on + off, sizeof *all);
    if (!all) return;
    out->schedules = all;
    out->schedule_count = (uint8_t)(on + off);
    for (const tree *m = schedule ? schedule->first : NULL; m && !b->stop; m = m->next)
        if (!build_is_comment(m)) planned(b, m, all++);
    for (const tree *m = cancel ? cancel->first : NULL; m && !b->stop; m = m->next, all++) {
        all->cancel = true;
        if (build_named(b, m, &b->known->event_names, "an event", &event))
            all->event = (uint8_t)event;
    }
}

/* --- drawing anew, lies that come out --- */

static void build_draws(builder *b, const tree *t, story_more *out)
{
    uint32_t count, number;
    if (!build_want_many(b, t, TREE_LIST, "a list of variables", UINT8_MAX, &count) || count == 0)
        return;
    uint16_t *draws = build_alloc(b, count, sizeof *draws);
    if (!draws) return;
    out->draws = draws;
    out->draw_count = (uint8_t)count;
    for (const tree *m = t->first; m && !b->stop; m = m->next, draws++) {
        if (!build_named(b, m, &b->known->var_names, "a variable", &number)) continue;
        *draws = (uint16_t)number;
        if (b->tables) b->tables->var_used[number] = true;
        if (!b->known->vars[number].drawn)
            BUILD_PROBLEM(b, VALUE_CHOICE, m,
                          "\"%s\" says nowhere how to draw it; give it \"draw\" under \"state\"",
                          b->known->vars[number].name);
    }
}

static void build_discover(builder *b, const tree *t, story_more *out)
{
    uint32_t count, number;
    if (!build_want_many(b, t, TREE_LIST, "a list of facts", STORY_MOST_FACTS, &count) ||
        count == 0)
        return;
    uint8_t *facts = build_alloc(b, count, sizeof *facts);
    if (!facts) return;
    out->discover = facts;
    out->discover_count = (uint8_t)count;
    for (const tree *m = t->first; m && !b->stop; m = m->next, facts++)
        if (build_named(b, m, &b->known->fact_names, "a fact", &number)) *facts = (uint8_t)number;
}

void build_more(builder *b, const build_fields *f, story_effect *out)
{
    story_more *more = build_alloc(b, 1, sizeof *more);
    if (!more) return;
    out->more = more;
    if (f->of[KEY_shows]) build_shows(b, f->of[KEY_shows], more);
    if ((f->of[KEY_claims] || f->of[KEY_omits]) && !b->stop)
        build_claims(b, f->of[KEY_claims], f->of[KEY_omits], more);
    if (f->of[KEY_thinks] && !b->stop) build_text(b, f->of[KEY_thinks], &more->thinks);
    if (f->of[KEY_draw] && !b->stop) build_draws(b, f->of[KEY_draw], more);
    if (f->of[KEY_discover] && !b->stop) build_discover(b, f->of[KEY_discover], more);
    if ((f->of[KEY_schedule] || f->of[KEY_cancel]) && !b->stop)
        build_schedule(b, f->of[KEY_schedule], f->of[KEY_cancel], more);
}

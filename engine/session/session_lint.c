#include "session/session_lint_internal.h"

#include "base/base_utf8.h"

#include <string.h>

enum {
    MOMENTS_FEWEST = 8, /* below which habits mean nothing */
    TOO_OFTEN = 60,     /* percent of moments in which a habit finds the best */
    POLITE_OFTEN = 60,
    PLACE_OFTEN = 60
};

uint16_t lint_source(const lint *l, uint32_t scene)
{
    return l->def->scenes[scene].source;
}

uint32_t lint_at(const lint *l, uint32_t scene, uint32_t choice)
{
    return l->def->scenes[scene].lua ? PROBLEMS_WHOLE : session_where_at(l->def, scene, choice);
}

/* ---- points as they are written ---- */
typedef struct written {
    int32_t axis[STORY_AXES], sum;
    uint32_t length; /* characters */
    bool shows;
} written;

/* False when they depend on the state. */
static bool points_of(const lint *l, const story_choice *c, written *out)
{
    *out = (written){0};
    if (c->say && c->say->text) out->length = (uint32_t)utf8_count(c->say->text);
    const story_more *more = c->effect.more;
    for (uint32_t i = 0; more && i < more->show_count; i++) {
        const story_evidence *v = &more->shows[i];
        if (v->when || v->points->kind != STORY_EXPR_CONST ||
            v->points->consts[0].kind != STORY_INT)
            return false;
        int32_t points = (int32_t)v->points->consts[0].whole;
        out->axis[l->def->skills[v->skill].axis] += points;
        out->sum += points;
        out->shows = true;
    }
    return true;
}

typedef struct moment {
    written of[STORY_MOST_CHOICES];
    uint32_t count, best, best_count;
    bool shows, flat;
} moment;

static bool moment_of(const lint *l, const story_scene *scene, moment *m)
{
    *m = (moment){.count = scene->choice_count, .flat = true};
    for (uint32_t i = 0; i < m->count; i++) {
        if (!points_of(l, &scene->choices[i], &m->of[i])) return false;
        m->shows |= m->of[i].shows;
        if (i == 0) continue;
        m->flat = m->flat && !memcmp(m->of[i].axis, m->of[0].axis, sizeof m->of[0].axis);
        if (m->of[i].sum > m->of[m->best].sum) m->best = i;
    }
    for (uint32_t i = 0; i < m->count; i++)
        m->best_count += m->of[i].sum == m->of[m->best].sum;
    return m->count > 1 && m->shows;
}

/* ---- habits ---- */
typedef struct habit {
    uint32_t hits, of, first; /* first: a scene in which it hit */
} habit;

static void count_habit(habit *h, bool hit, uint32_t scene)
{
    if (hit && !h->hits++) h->first = scene;
    h->of++;
}

static bool often(const habit *h, uint32_t percent)
{
    return h->of >= MOMENTS_FEWEST && h->hits * 100 > h->of * percent;
}

static bool is_longest(const moment *m)
{
    for (uint32_t i = 0; i < m->count; i++)
        if (i != m->best && m->of[i].length >= m->of[m->best].length) return false;
    return true;
}

static bool is_only_polite(const moment *m)
{
    for (uint32_t i = 0; i < m->count; i++)
        if ((m->of[i].axis[STORY_TACT] > 0) != (i == m->best)) return false;
    return true;
}

typedef struct habits {
    habit longest, polite, places[STORY_MOST_CHOICES];
} habits;

static bool tell_habits(lint *l, const habits *h, err *e)
{
    if (often(&h->longest, TOO_OFTEN) && !LINT(l, BEST_IS_LONGEST, h->longest.first, STORY_NONE, e,
                                               "the best choice is the longest in %u of %u "
                                               "moments, first here; make some of the others "
                                               "longer, or this one shorter",
                                               h->longest.hits, h->longest.of))
        return false;
    if (often(&h->polite, POLITE_OFTEN) &&
        !LINT(
            l, BEST_IS_POLITE, h->polite.first, STORY_NONE, e,
            "the best choice is the only polite one in %u of %u moments, first here; give tact to "
            "choices that cost something else",
            h->polite.hits, h->polite.of))
        return false;
    for (uint32_t i = 0; i < STORY_MOST_CHOICES; i++) {
        const habit *place = &h->places[i];
        if (!often(place, PLACE_OFTEN)) continue;
        bool ok = i == 0 ? LINT(l, BEST_IS_FIRST, place->first, STORY_NONE, e,
                                "the best choice is written first in %u of %u moments that are not "
                                "shuffled, first here; move it, or set \"shuffle\"",
                                place->hits, place->of)
                         : LINT(l, BEST_IN_PLACE, place->first, STORY_NONE, e,
                                "the best choice is number %u in %u of %u moments that are not "
                                "shuffled, first here; move it, or set \"shuffle\"",
                                i + 1, place->hits, place->of);
        if (!ok) return false;
    }
    return true;
}

static bool lint_moments(lint *l, err *e)
{
    habits h = {0};
    for (uint32_t i = 0; i < l->def->scene_count; i++) {
        const story_scene *scene = &l->def->scenes[i];
        moment m;
        if (!moment_of(l, scene, &m)) continue;
        if (m.flat &&
            !LINT(l, MOMENT_FLAT, i, STORY_NONE, e,
                  "every choice shows the same on each axis; let them differ, or take the "
                  "evidence out"))
            return false;
        if (m.flat || m.best_count > 1) continue;
        count_habit(&h.longest, is_longest(&m), i);
        count_habit(&h.polite, is_only_polite(&m), i);
        for (uint32_t k = 0; !scene->shuffle && k < m.count; k++)
            count_habit(&h.places[k], m.best == k, i);
    }
    return tell_habits(l, &h, e);
}

/* ---- receipts and endings ---- */
static bool is_blank(const story_text *t)
{
    if (!t) return true;
    if (t->parts) return false;
    return !t->text || !t->text[strspn(t->text, " \t\n")];
}

static bool lint_receipts(lint *l, uint32_t scene, uint32_t choice, const story_more *more, err *e)
{
    for (uint32_t i = 0; more && i < more->show_count; i++)
        if (is_blank(more->shows[i].because) &&
            !LINT(l, RECEIPT_EMPTY, scene, choice, e,
                  "the evidence for %s has nothing to say; write in \"because\" what was heard",
                  l->def->skills[more->shows[i].skill].id))
            return false;
    return true;
}

static bool lint_evidence(lint *l, err *e)
{
    for (uint32_t i = 0; i < l->def->scene_count; i++) {
        const story_scene *scene = &l->def->scenes[i];
        if (!lint_receipts(l, i, STORY_NONE, scene->arrive.more, e)) return false;
        for (uint32_t k = 0; k < scene->choice_count; k++)
            if (!lint_receipts(l, i, k, scene->choices[k].effect.more, e)) return false;
    }
    return true;
}

static bool lint_endings(lint *l, err *e)
{
    for (uint32_t i = 0; i < l->def->ending_count; i++) {
        const story_ending *ending = &l->def->endings[i];
        if (is_blank(ending->learn) &&
            !problems_add(
                &l->p, PROBLEM_ENDING_UNSAID, ending->source, ending->at, e,
                "the ending \"%s\" does not say why it came; write a sentence in \"learn\"",
                ending->id))
            return false;
    }
    return true;
}

/* ---- the whole ---- */
static bool name_sources(lint *l, err *e)
{
    for (uint32_t i = 0; i < l->def->source_count; i++) {
        size_t len;
        uint16_t id;
        const char *text = session_where_text(&l->where, i, &len);
        if (!problems_source(&l->p, l->def->sources[i], text, len, &id, e)) return false;
    }
    return true;
}

bool session_lint(scenario *s, strbuf *report, uint32_t *found, err *e)
{
    lint l = {.s = s, .def = s->def};
    *found = 0;
    bool ok = session_where_init(&l.where, s, e) && name_sources(&l, e) && lint_moments(&l, e) &&
              lint_evidence(&l, e) && lint_endings(&l, e) && lint_texts(&l, e) && lint_plays(&l, e);
    if (ok) problems_finish(&l.p);
    ok = ok && problems_print(&l.p, report, e);
    if (ok) *found = l.p.warnings;
    problems_release(&l.p);
    session_where_release(&l.where);
    return ok;
}

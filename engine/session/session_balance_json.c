#include "session/session_balance_internal.h"

#include <string.h>

typedef unsigned long long ull;

static bool add_text(strbuf *out, const char *key, const char *value, err *e)
{
    return strbuf_addf(out, e, "\"%s\":", key) && strbuf_add_json(out, value, e);
}

static bool comma(strbuf *out, bool wanted, err *e)
{
    return !wanted || strbuf_addc(out, ',', e);
}

/* ---- policies ---- */
static bool add_axis(strbuf *out, uint32_t axis, const review_axis *a, err *e)
{
    int32_t mean = review_axis_mean(a);
    if (!strbuf_addf(out, e, "%s\"%s\":", axis ? "," : "", story_axis_word(axis))) return false;
    if (mean < 0) return strbuf_add(out, "null", e);
    return strbuf_addf(out, e, "{\"readings\":%llu,\"mean\":%d.%d,\"quartiles\":[%d,%d,%d]}",
                       (ull)a->scored, mean / 10, mean % 10, review_axis_quantile(a, 25),
                       review_axis_quantile(a, 50), review_axis_quantile(a, 75));
}

static bool add_conduct(strbuf *out, const session_balance *b, uint32_t policy, err *e)
{
    const review_conduct *c = &b->book.conducts[policy];
    bool ok =
        strbuf_add(out, policy ? ",{" : "{", e) &&
        add_text(out, "name", REVIEW_POLICY[policy].name, e) && strbuf_addc(out, ',', e) &&
        add_text(out, "rule", REVIEW_POLICY[policy].rule, e) &&
        strbuf_addf(out, e,
                    ",\"readings\":%llu,\"failed\":%llu,\"unfinished\":%llu,\"decisions\":%llu,"
                    "\"longest\":%llu,\"good\":%llu,\"lied\":%llu,\"corrected\":%llu,"
                    "\"found_out\":%llu,\"scores\":{",
                    (ull)c->readings, (ull)c->failed, (ull)c->unfinished, (ull)c->decisions,
                    (ull)c->longest, (ull)c->good, (ull)c->lied, (ull)c->corrected,
                    (ull)c->found_out);
    for (uint32_t a = 0; ok && a < STORY_AXES; a++)
        ok = add_axis(out, a, &c->axes[a], e);
    ok = ok && strbuf_add(out, "},\"endings\":{", e);
    for (uint32_t i = 0; ok && i < b->book.def->ending_count; i++)
        ok = comma(out, i > 0, e) && strbuf_add_json(out, b->book.def->endings[i].id, e) &&
             strbuf_addf(out, e, ":%llu", (ull)c->endings[i]);
    return ok && strbuf_add(out, "}}", e);
}

static bool add_conducts(strbuf *out, const session_balance *b, err *e)
{
    bool ok = strbuf_add(out, ",\"policies\":[", e);
    for (uint32_t p = 0; ok && p < REVIEW_POLICIES; p++)
        ok = add_conduct(out, b, p, e);
    return ok && strbuf_addc(out, ']', e);
}

/* ---- lines ---- */
static bool add_choices(strbuf *out, const char *ids, err *e)
{
    bool ok = strbuf_add(out, "\"choices\":[", e);
    strbuf id = {0};
    for (bool first = true; ok && *ids; first = false) {
        size_t len = strcspn(ids, "\n");
        strbuf_clear(&id);
        ok = comma(out, !first, e) && strbuf_addn(&id, ids, len, e) &&
             strbuf_add_json(out, strbuf_text(&id), e);
        ids += ids[len] ? len + 1 : len;
    }
    strbuf_release(&id);
    return ok && strbuf_addc(out, ']', e);
}

static bool add_line(strbuf *out, const char *name, const balance_line *line, err *e)
{
    if (!line->there) return strbuf_addf(out, e, "\"%s\":null", name);
    bool ok = strbuf_addf(out, e, "\"%s\":{", name) &&
              add_text(out, "policy", REVIEW_POLICY[line->policy].name, e) &&
              strbuf_addf(out, e, ",\"seed\":%llu,", (ull)line->mark.seed);
    if (ok && !strcmp(name, "longest"))
        ok = strbuf_addf(out, e, "\"decisions\":%u,", line->mark.mark);
    else if (ok && line->over)
        ok =
            strbuf_addf(out, e, "\"score\":%u.%02u,", line->mark.mark / 100, line->mark.mark % 100);
    if (ok && line->why.code)
        ok = add_text(out, "why", line->why.text, e) && strbuf_addc(out, ',', e);
    return ok && add_choices(out, strbuf_text(&line->choices), e) && strbuf_addc(out, '}', e);
}

static bool add_lines(strbuf *out, const session_balance *b, err *e)
{
    return strbuf_add(out, ",\"lines\":{", e) && add_line(out, "best", &b->best, e) &&
           strbuf_addc(out, ',', e) && add_line(out, "worst", &b->worst, e) &&
           strbuf_addc(out, ',', e) && add_line(out, "failed", &b->failed, e) &&
           strbuf_addc(out, ',', e) && add_line(out, "unfinished", &b->unfinished, e) &&
           strbuf_addc(out, ',', e) && add_line(out, "guessed", &b->guessed, e) &&
           strbuf_addc(out, ',', e) && add_line(out, "longest", &b->longest, e) &&
           strbuf_addc(out, '}', e);
}

/* ---- scenes, choices, skills ---- */
static bool add_counts(strbuf *out, const char *key, const uint32_t counts[], err *e)
{
    bool ok = strbuf_addf(out, e, ",\"%s\":[", key);
    for (int p = 0; ok && p < REVIEW_POLICIES; p++)
        ok = strbuf_addf(out, e, "%s%u", p ? "," : "", counts[p]);
    return ok && strbuf_addc(out, ']', e);
}

static bool add_scenes(strbuf *out, const session_balance *b, err *e)
{
    const story_def *def = b->book.def;
    bool ok = strbuf_add(out, ",\"scenes\":[", e);
    for (uint32_t i = 0; ok && i < def->scene_count; i++) {
        const review_scene *s = &b->book.scenes[i];
        ok = strbuf_add(out, i ? ",{" : "{", e) && add_text(out, "id", def->scenes[i].id, e) &&
             add_counts(out, "reached", s->reached, e) &&
             strbuf_addf(out, e, ",\"decisions\":%llu,\"moments\":%llu,\"spread\":%llu}",
                         (ull)s->decisions, (ull)s->moments, (ull)s->spread);
    }
    return ok && strbuf_addc(out, ']', e);
}

static bool add_all_choices(strbuf *out, const session_balance *b, err *e)
{
    bool ok = strbuf_add(out, ",\"choices\":[", e);
    for (uint32_t i = 0; ok && i < b->book.choice_count; i++) {
        const review_choice *c = &b->book.choices[i];
        ok = strbuf_add(out, i ? ",{" : "{", e) &&
             add_text(out, "scene", b->book.def->scenes[c->scene].id, e) &&
             strbuf_addc(out, ',', e) && add_text(out, "id", c->id, e) &&
             add_counts(out, "open", c->open, e) && add_counts(out, "taken", c->taken, e) &&
             strbuf_addf(out, e, ",\"best\":%llu,\"lies\":%s}", (ull)c->best,
                         c->lied ? "true" : "false");
    }
    return ok && strbuf_addc(out, ']', e);
}

static bool add_skills(strbuf *out, const session_balance *b, err *e)
{
    const story_def *def = b->book.def;
    bool ok = strbuf_add(out, ",\"skills\":[", e);
    for (uint32_t k = 0; ok && k < def->skill_count; k++)
        ok = strbuf_add(out, k ? ",{" : "{", e) && add_text(out, "id", def->skills[k].id, e) &&
             strbuf_addf(out, e, ",\"choices\":%u,\"chances\":%llu}",
                         balance_choices_showing(&b->book, k), (ull)b->book.chances[k]);
    return ok && strbuf_addc(out, ']', e);
}

/* "scenario.json:12" as file and line. */
static bool add_place(strbuf *out, const char *place, err *e)
{
    const char *colon = strrchr(place, ':');
    if (!colon) return true;
    strbuf file = {0};
    bool ok = strbuf_addn(&file, place, (size_t)(colon - place), e) &&
              add_text(out, "file", strbuf_text(&file), e) &&
              strbuf_addf(out, e, ",\"line\":%s,", colon + 1);
    strbuf_release(&file);
    return ok;
}

static bool add_findings(strbuf *out, const session_balance *b, err *e)
{
    bool ok = strbuf_add(out, ",\"findings\":[", e);
    for (const balance_finding *f = b->first; ok && f; f = f->next) {
        ok = strbuf_add(out, f != b->first ? ",{" : "{", e) && add_text(out, "kind", f->kind, e) &&
             strbuf_addc(out, ',', e);
        if (ok && f->scene) ok = add_text(out, "scene", f->scene, e) && strbuf_addc(out, ',', e);
        if (ok && f->choice) ok = add_text(out, "choice", f->choice, e) && strbuf_addc(out, ',', e);
        if (ok && *f->place) ok = add_place(out, f->place, e);
        ok = ok && add_text(out, "text", f->text, e) && strbuf_addc(out, '}', e);
    }
    return ok && strbuf_addc(out, ']', e);
}

/* ---- the whole ---- */
static bool add_head(strbuf *out, const session_balance *b, err *e)
{
    const review_tells *t = &b->book.tells;
    int32_t luck, conduct;
    bool known;
    review_luck(&b->book, &luck, &conduct, &known);
    bool ok =
        add_text(out, "scenario", b->book.def->id, e) && strbuf_addc(out, ',', e) &&
        add_text(out, "title", b->book.def->title, e) &&
        strbuf_addf(out, e, ",\"first_seed\":%llu,\"seeds\":%llu,\"wanted\":%llu,\"stopped\":%s",
                    (ull)b->first_seed, (ull)b->book.seeds, (ull)b->wanted,
                    b->stopped ? "true" : "false");
    if (ok && known)
        ok = strbuf_addf(out, e, ",\"luck\":{\"seed\":%d,\"policy\":%d}", luck, conduct);
    else
        ok = ok && strbuf_add(out, ",\"luck\":null", e);
    return ok && strbuf_addf(out, e,
                             ",\"habits\":{\"moments\":%llu,\"longest\":%llu,\"first\":%llu,"
                             "\"politest\":%llu,\"guess\":%llu}",
                             (ull)t->moments, (ull)t->longest, (ull)t->first, (ull)t->politest,
                             (ull)(t->chance / REVIEW_CHANCE_UNIT));
}

bool session_balance_json(const session_balance *b, strbuf *out, err *e)
{
    return strbuf_addc(out, '{', e) && add_head(out, b, e) && add_conducts(out, b, e) &&
           add_lines(out, b, e) && add_scenes(out, b, e) && add_all_choices(out, b, e) &&
           add_skills(out, b, e) && balance_exact_json(b, out, e) && add_findings(out, b, e) &&
           strbuf_add(out, "}\n", e);
}

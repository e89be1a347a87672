/* A review as one JSON object. */
#include "cli/cli_review.h"

typedef unsigned long long ull;

static bool comma(strbuf *out, bool wanted, err *e)
{
    return !wanted || strbuf_addc(out, ',', e);
}

static bool text(strbuf *out, const char *key, const char *value, err *e)
{
    return cli_json_text(out, key, value, e) && strbuf_addc(out, ',', e);
}

static const char *truth(bool yes)
{
    return yes ? "true" : "false";
}

static bool scores(strbuf *out, const int of[], err *e)
{
    static const char *const AXES[] = {"tact", "speed", "honesty"};
    bool ok = strbuf_add(out, "\"scores\":{", e);
    for (int i = 0; ok && i < SESSION_AXES; i++) {
        ok = strbuf_addf(out, e, "%s\"%s\":", i ? "," : "", AXES[i]);
        if (ok && of[i] < 0) ok = strbuf_add(out, "null", e);
        if (ok && of[i] >= 0) ok = strbuf_addf(out, e, "%d", of[i]);
    }
    return ok && strbuf_addc(out, '}', e);
}

static bool odds(strbuf *out, const char *key, const session_odds *o, err *e)
{
    bool ok = strbuf_addf(out, e, "\"%s\":{\"weeks\":%u,\"share\":", key, o->weeks);
    if (ok && o->share < 0) ok = strbuf_add(out, "null", e);
    if (ok && o->share >= 0) ok = strbuf_addf(out, e, "%d", o->share);
    return ok &&
           strbuf_addf(out, e, ",\"low\":%d,\"high\":%d,\"failed\":%u,\"unfinished\":%u,", o->low,
                       o->high, o->failed, o->unfinished) &&
           scores(out, o->scores, e) && strbuf_addc(out, '}', e);
}

static bool conducts(strbuf *out, const session_review_view *v, err *e)
{
    static const char *const KEYS[] = {"same", "best", "guess"};
    bool ok = strbuf_add(out, "\"conducts\":{", e);
    for (int i = 0; ok && i < SESSION_CONDUCTS; i++) {
        const session_conduct *c = &v->conducts[i];
        ok = comma(out, i > 0, e) && strbuf_addf(out, e, "\"%s\":{", KEYS[i]) &&
             text(out, "rule", c->rule, e) && odds(out, "odds", &c->odds, e) &&
             strbuf_add(out, ",\"endings\":{", e);
        for (uint32_t k = 0; ok && c->endings && k < v->ending_count; k++)
            ok = comma(out, k > 0, e) && strbuf_add_json(out, v->endings[k].id, e) &&
                 strbuf_addf(out, e, ":%u", c->endings[k]);
        ok = ok && strbuf_add(out, "}}", e);
    }
    return ok && strbuf_add(out, "},", e);
}

static bool endings(strbuf *out, const session_review_view *v, err *e)
{
    bool ok = strbuf_add(out, "\"endings\":[", e);
    for (uint32_t i = 0; ok && i < v->ending_count; i++) {
        const session_review_ending *ending = &v->endings[i];
        ok = strbuf_add(out, i ? ",{" : "{", e) && text(out, "id", ending->id, e) &&
             text(out, "title", ending->title, e) && text(out, "kind", ending->kind, e) &&
             strbuf_addf(out, e, "\"good\":%s,\"here\":%s}", truth(ending->good),
                         truth(ending->here));
    }
    return ok && strbuf_add(out, "],", e);
}

static bool options(strbuf *out, const session_review_decision *d, err *e)
{
    bool ok = strbuf_add(out, ",\"options\":[", e);
    for (uint32_t i = 0; ok && i < d->option_count; i++) {
        const session_review_option *o = &d->options[i];
        ok = strbuf_add(out, i ? ",{" : "{", e) && text(out, "id", o->id, e) &&
             text(out, "text", o->text, e) && text(out, "reply", cli_reply_of(o), e) &&
             strbuf_addf(out, e, "\"spoken\":%s,\"lies\":%s,", truth(o->spoken), truth(o->lies)) &&
             odds(out, "odds", &o->odds, e) && strbuf_addc(out, '}', e);
    }
    return ok && strbuf_addc(out, ']', e);
}

static bool decisions(strbuf *out, const session_review_view *v, err *e)
{
    bool ok = strbuf_add(out, "\"decisions\":[", e);
    for (uint32_t i = 0; ok && i < v->decision_count; i++) {
        const session_review_decision *d = &v->decisions[i];
        ok = strbuf_addf(out, e, "%s{\"turn\":%u,", i ? "," : "", d->turn) &&
             text(out, "scene", d->scene_id, e) &&
             text(out, "class", session_class_word(d->class), e) && text(out, "why", d->why, e) &&
             text(out, "taken", d->options[d->taken].id, e) &&
             text(out, "best", d->options[d->best].id, e) &&
             strbuf_addf(out, e, "\"cost\":%d,\"luck\":%d,", d->cost, d->luck) &&
             odds(out, "before", &d->before, e) && strbuf_addc(out, ',', e) &&
             odds(out, "after", &d->after, e) && options(out, d, e) && strbuf_addc(out, '}', e);
    }
    return ok && strbuf_add(out, "],", e);
}

static bool all_series(strbuf *out, const char *key, const session_series *s, uint32_t count,
                       err *e)
{
    bool ok = strbuf_addf(out, e, "\"%s\":[", key);
    for (uint32_t i = 0; ok && i < count; i++) {
        ok = strbuf_add(out, i ? ",{" : "{", e) && text(out, "variable", s[i].variable, e) &&
             text(out, "label", s[i].label, e) &&
             strbuf_addf(out, e, "\"min\":%d,\"max\":%d,\"first\":%u,\"values\":[", s[i].min,
                         s[i].max, s[i].first);
        for (uint32_t k = 0; ok && k < s[i].count; k++)
            ok = strbuf_addf(out, e, "%s%d", k ? "," : "", s[i].values[k]);
        ok = ok && strbuf_add(out, "]}", e);
    }
    return ok && strbuf_add(out, "],", e);
}

/* ---- two attempts ---- */
static bool pair(strbuf *out, const char *key, const char *const of[2], err *e)
{
    return strbuf_addf(out, e, "\"%s\":[", key) && strbuf_add_json(out, of[0], e) &&
           strbuf_addc(out, ',', e) && strbuf_add_json(out, of[1], e) && strbuf_addc(out, ']', e);
}

static bool compared(strbuf *out, const session_compare_view *o, err *e)
{
    bool ok = strbuf_addf(out, e, ",\"with\":{\"same_week\":%s,\"parted\":%u,\"attempts\":[",
                          truth(o->same_week), o->parted);
    for (int i = 0; ok && i < 2; i++) {
        const session_side *s = &o->sides[i];
        ok = strbuf_add(out, i ? ",{" : "{", e) && text(out, "attempt", s->attempt, e) &&
             strbuf_addf(out, e, "\"seed\":%llu,\"turns\":%u,\"over\":%s,", (ull)s->seed, s->turns,
                         truth(s->over)) &&
             text(out, "outcome", s->outcome, e) && text(out, "kind", s->kind, e) &&
             scores(out, s->scores, e) && strbuf_addc(out, '}', e);
    }
    ok = ok && strbuf_add(out, "],\"turns\":[", e);
    for (uint32_t i = 0; ok && i < o->turn_count; i++) {
        const session_compare_turn *t = &o->turns[i];
        ok = strbuf_addf(out, e, "%s{\"turn\":%u,\"same\":%s,", i ? "," : "", t->turn,
                         truth(t->same)) &&
             pair(out, "scene", t->scene, e) && strbuf_addc(out, ',', e) &&
             pair(out, "choice", t->choice, e) && strbuf_addc(out, ',', e) &&
             pair(out, "reply", t->reply, e) && strbuf_addc(out, '}', e);
    }
    return ok && strbuf_add(out, "]}", e);
}

bool cli_review_json(strbuf *out, const session_review_view *v, const session_compare_view *other,
                     err *e)
{
    uint32_t weeks = v->conducts[0].odds.wanted;
    return strbuf_addc(out, '{', e) && text(out, "title", v->scenario_title, e) &&
           text(out, "attempt", v->attempt, e) && text(out, "note", v->note, e) &&
           strbuf_addf(
               out, e, "\"over\":%s,\"well\":%s,\"stopped\":%s,\"weeks\":%u,\"readings\":%llu,",
               truth(v->over), truth(v->well), truth(v->stopped), weeks, (ull)v->readings) &&
           conducts(out, v, e) && endings(out, v, e) && decisions(out, v, e) &&
           all_series(out, "series", v->series, v->series_count, e) &&
           all_series(out, "road", v->road, v->road_count, e) &&
           text(out, "road_ending", v->road_ending, e) &&
           cli_json_text(out, "trouble", v->trouble, e) && (!other || compared(out, other, e)) &&
           strbuf_add(out, "}\n", e);
}

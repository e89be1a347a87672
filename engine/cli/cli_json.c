#include "cli/cli_internal.h"

static const char *kind_word(session_line_kind kind)
{
    switch (kind) {
    case SESSION_LINE_HERS: return "theirs";
    case SESSION_LINE_YOURS: return "yours";
    case SESSION_LINE_ACTION: return "action";
    case SESSION_LINE_NARRATION: return "narration";
    case SESSION_LINE_CUE: return "cue";
    case SESSION_LINE_SCENE: return "scene";
    case SESSION_LINE_TIME: return "time";
    case SESSION_LINE_WORDS: return "words";
    case SESSION_LINE_ENDING: return "ending";
    case SESSION_LINE_THOUGHT: return "thought";
    case SESSION_LINE_RECEIPT: return "receipt";
    case SESSION_LINE_BETTER: return "better";
    case SESSION_LINE_LIE: return "lie";
    case SESSION_LINE_LIE_OUT: return "lie_out";
    }
    return "";
}

bool cli_json_text(strbuf *out, const char *key, const char *value, err *e)
{
    return strbuf_addf(out, e, "\"%s\":", key) && strbuf_add_json(out, value, e);
}

/* A text that may be empty is then left out. */
static bool maybe_text(strbuf *out, const char *key, const char *value, err *e)
{
    return !*value || (strbuf_addc(out, ',', e) && cli_json_text(out, key, value, e));
}

static bool json_moment(strbuf *out, const char *key, uint32_t turn, const char *line,
                        const char *because, err *e)
{
    if (!*line && !*because) return true;
    return strbuf_addf(out, e, ",\"%s\":{\"turn\":%u,", key, turn) &&
           cli_json_text(out, "line", line, e) && strbuf_addc(out, ',', e) &&
           cli_json_text(out, "because", because, e) && strbuf_addc(out, '}', e);
}

static bool json_axis(strbuf *out, const session_axis_score *a, err *e)
{
    bool ok = strbuf_addf(out, e, "\"%s\":{", a->word) && cli_json_text(out, "title", a->title, e);
    if (ok && a->score >= 0) ok = strbuf_addf(out, e, ",\"score\":%d", a->score);
    if (ok && a->score < 0) ok = strbuf_add(out, ",\"score\":null", e);
    return ok && json_moment(out, "best", a->best_turn, a->best_line, a->best_because, e) &&
           json_moment(out, "costly", a->costly_turn, a->costly_line, a->costly_because, e) &&
           strbuf_addc(out, '}', e);
}

static bool json_skills(strbuf *out, const session_debrief *d, err *e)
{
    if (!strbuf_add(out, ",\"skills\":[", e)) return false;
    for (uint32_t i = 0; i < d->skill_count; i++) {
        const session_skill_score *s = &d->skills[i];
        bool ok = strbuf_add(out, i ? ",{" : "{", e) && cli_json_text(out, "id", s->id, e) &&
                  maybe_text(out, "name", s->name, e) && maybe_text(out, "axis", s->axis, e) &&
                  strbuf_addf(out, e, ",\"score\":%d}", s->score);
        if (!ok) return false;
    }
    return strbuf_addc(out, ']', e);
}

static bool json_line(strbuf *out, const session_line *line, err *e)
{
    bool ok = strbuf_addf(out, e, "{\"turn\":%u,", line->turn) &&
              cli_json_text(out, "kind", kind_word(line->kind), e) &&
              maybe_text(out, "name", line->name, e) && maybe_text(out, "mood", line->mood, e) &&
              maybe_text(out, "sound", line->sound, e) && maybe_text(out, "text", line->text, e);
    if (ok && line->kind == SESSION_LINE_RECEIPT)
        ok = maybe_text(out, "skill", line->skill, e) && maybe_text(out, "axis", line->axis, e) &&
             strbuf_addf(out, e, ",\"points\":%d,\"best\":%d", line->points, line->best);
    return ok && strbuf_addc(out, '}', e);
}

static bool json_lines(strbuf *out, const session_debrief *d, err *e)
{
    if (!strbuf_add(out, ",\"lines\":[", e)) return false;
    for (uint32_t i = 0; i < d->line_count; i++)
        if ((i && !strbuf_addc(out, ',', e)) || !json_line(out, &d->lines[i], e)) return false;
    return strbuf_addc(out, ']', e);
}

static bool json_debrief(strbuf *out, const session_debrief *d, err *e)
{
    bool ok = cli_json_text(out, "outcome", d->outcome, e) && strbuf_addc(out, ',', e) &&
              cli_json_text(out, "kind", d->kind, e) && maybe_text(out, "learn", d->learn, e) &&
              strbuf_add(out, ",\"scores\":{", e);
    for (int i = 0; ok && i < 3; i++)
        ok = (!i || strbuf_addc(out, ',', e)) && json_axis(out, &d->axes[i], e);
    return ok &&
           strbuf_addf(out, e, "},\"capped\":%s,\"complete\":%s", d->capped ? "true" : "false",
                       d->complete ? "true" : "false") &&
           json_skills(out, d, e) && json_lines(out, d, e) && strbuf_addc(out, ',', e) &&
           cli_json_text(out, "hash", d->hash, e);
}

bool cli_json_play(strbuf *out, session *play, err *e)
{
    const session_view *v = session_look(play);
    const session_debrief *d = session_debrief_of(play, e);
    return d && cli_json_text(out, "scenario", v->scenario_id, e) && strbuf_addc(out, ',', e) &&
           cli_json_text(out, "title", v->scenario_title, e) && strbuf_addc(out, ',', e) &&
           cli_json_text(out, "attempt", session_attempt_id(play), e) &&
           strbuf_addf(out, e, ",\"seed\":%llu,\"turns\":%u,\"over\":%s,",
                       (unsigned long long)session_seed(play), v->turn,
                       v->over ? "true" : "false") &&
           json_debrief(out, d, e);
}

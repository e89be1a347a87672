#include "session/session_internal.h"

#include "base/base_utf8.h"

#include <string.h>

/* Adds `text` after `indent` spaces, broken between words so that no line is wider than `width`
 * columns; 0 does not break. */
static bool add_wrapped(strbuf *out, const char *text, uint32_t indent, uint32_t width, err *e)
{
    uint32_t column = 0;
    while (*text) {
        size_t len = strcspn(text, " \n");
        uint32_t wide = 0;
        for (const char *at = text; at < text + len;) {
            utf8_next(&at);
            wide++;
        }
        bool full = width > 0 && column > indent && column + 1 + wide > width;
        if (full || column == 0) {
            if (full && !strbuf_addc(out, '\n', e)) return false;
            if (!strbuf_addf(out, e, "%*s", (int)indent, "")) return false;
            column = indent;
        } else if (!strbuf_addc(out, ' ', e)) {
            return false;
        } else {
            column++;
        }
        if (!strbuf_addn(out, text, len, e)) return false;
        column += wide;
        text += len;
        if (*text == '\n') column = 0;
        if (*text == '\n' && !strbuf_addc(out, '\n', e)) return false;
        if (*text) text++;
    }
    return strbuf_addc(out, '\n', e);
}

static bool words_of(const session_line *line, strbuf *out, err *e)
{
    switch (line->kind) {
    case SESSION_LINE_HERS:
    case SESSION_LINE_YOURS: return strbuf_addf(out, e, "%s: %s", line->name, line->text);
    case SESSION_LINE_ACTION: return strbuf_addf(out, e, "> %s", line->text);
    case SESSION_LINE_CUE: return strbuf_addf(out, e, "[%s]", line->text);
    case SESSION_LINE_SCENE: return !*line->text || strbuf_addf(out, e, "== %s ==", line->text);
    case SESSION_LINE_TIME: return strbuf_addf(out, e, "-- %s --", line->text);
    case SESSION_LINE_WORDS: return strbuf_addf(out, e, "In your own words: %s", line->text);
    case SESSION_LINE_ENDING: return strbuf_addf(out, e, "*** %s", line->text);
    case SESSION_LINE_THOUGHT:
        return strbuf_addf(out, e, "%s thought: %s", *line->name ? line->name : "They", line->text);
    case SESSION_LINE_RECEIPT:
        return strbuf_addf(out, e, "%s %s %+d of %+d: %s", line->axis, line->skill, line->points,
                           line->best, line->text);
    case SESSION_LINE_BETTER: return strbuf_addf(out, e, "You might try: %s", line->text);
    case SESSION_LINE_LIE: return strbuf_addf(out, e, "Untrue: %s", line->text);
    case SESSION_LINE_LIE_OUT: return strbuf_addf(out, e, "It came out: %s", line->text);
    case SESSION_LINE_NARRATION: break;
    }
    return strbuf_add(out, line->text, e);
}

static bool is_debrief(session_line_kind kind)
{
    return kind >= SESSION_LINE_THOUGHT;
}

bool session_transcript(session *s, bool debrief, uint32_t width, strbuf *out, err *e)
{
    const session_debrief *d = session_debrief_of(s, e);
    if (!d) return false;
    strbuf words = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < d->line_count; i++) {
        const session_line *line = &d->lines[i];
        if (is_debrief(line->kind) && !debrief) continue;
        strbuf_clear(&words);
        ok = words_of(line, &words, e);
        if (ok && words.len)
            ok = add_wrapped(out, strbuf_text(&words), is_debrief(line->kind) ? 4 : 0, width, e);
    }
    strbuf_release(&words);
    return ok;
}

#include "story/story_internal.h"

#include <string.h>

void story_log_release(story_log *log)
{
    arena_release(&log->mem);
    *log = (story_log){0};
}

story_entry *story_log_add(story_work *w, story_entry_kind kind, err *e)
{
    story_entry *entry = arena_alloc(&w->log->mem, sizeof *entry, e);
    if (!entry) return NULL;
    entry->kind = kind;
    entry->who = STORY_WHO_NARRATION;
    entry->step = w->s->steps;
    entry->minute = w->s->now;
    if (w->log->last)
        w->log->last->next = entry;
    else
        w->log->first = entry;
    w->log->last = entry;
    w->log->count++;
    return entry;
}

bool story_log_text(story_work *w, story_entry_kind kind, const story_text *text,
                    story_entry **entry, err *e)
{
    *entry = NULL;
    if (!w->log || !text) return true;
    strbuf out = {0};
    bool shown;
    bool ok = story_text_render(w->def, &w->run->hooks, w->s, text, &out, &shown, e);
    if (ok && shown) {
        const char *copy = arena_text(&w->log->mem, strbuf_text(&out), out.len, e);
        if (copy) *entry = story_log_add(w, kind, e);
        if (*entry) (*entry)->text = copy;
        ok = *entry != NULL;
    }
    strbuf_release(&out);
    return ok;
}

bool story_log_lines(story_work *w, const story_line *lines, uint32_t count, err *e)
{
    if (!w->log) return true;
    for (uint32_t i = 0; i < count; i++) {
        const story_line *line = &lines[i];
        bool yes;
        if (!story_expr_truth(line->when, w->def, &w->run->hooks, w->s, &yes, e)) return false;
        if (!yes) continue;
        story_entry *entry;
        if (!story_log_text(w, STORY_ENTRY_LINE, line->text, &entry, e)) return false;
        if (!entry) continue;
        entry->who = line->who;
        entry->mood = line->mood;
        entry->sound = line->sound;
    }
    return true;
}

/* Adds a value as a reader wants it: a word variable by its text, a real without needless zeros. */
static bool add_value(const story_def *def, const story_expr *x, const story_state *s,
                      story_value v, strbuf *out, err *e)
{
    uint32_t variable;
    switch (v.kind) {
    case STORY_NIL: return true;
    case STORY_BOOL: return strbuf_add(out, v.yes ? "yes" : "no", e);
    case STORY_INT: return strbuf_addf(out, e, "%lld", (long long)v.whole);
    case STORY_REAL: return strbuf_addf(out, e, "%.10g", v.real);
    case STORY_TEXT: break;
    }
    if (story_expr_is_word(x, &variable))
        return strbuf_add(out, def->vars[variable].words[s->slots[variable]].text, e);
    return strbuf_add(out, v.text, e);
}

bool story_text_render(const story_def *def, const story_hooks *hooks, const story_state *s,
                       const story_text *text, strbuf *out, bool *shown, err *e)
{
    *shown = false;
    for (; text && text->parts; text = text->parts->other) {
        bool yes;
        if (!story_expr_truth(text->parts->when, def, hooks, s, &yes, e)) return false;
        if (yes) break;
    }
    if (!text) return true;
    *shown = true;
    const story_parts *parts = text->parts;
    if (!parts || !parts->pieces) return strbuf_add(out, text->text, e);
    for (uint32_t i = 0; i < parts->piece_count; i++) {
        const story_piece *piece = &parts->pieces[i];
        if (piece->text) {
            if (!strbuf_add(out, piece->text, e)) return false;
            continue;
        }
        story_value v;
        if (!story_expr_value(piece->value, def, hooks, s, &v, e)) return false;
        if (!add_value(def, piece->value, s, v, out, e)) return false;
    }
    return true;
}

#include "ui/ui_edit.h"

#include "base/base_mem.h"
#include "base/base_utf8.h"

#include <stdint.h>

void ui_edit_release(ui_edit *d)
{
    for (size_t i = 0; i < d->step_count; i++) {
        strbuf_release(&d->steps[i].removed);
        strbuf_release(&d->steps[i].added);
    }
    base_free(d->steps);
    strbuf_release(&d->text);
    strbuf_release(&d->composed);
    *d = (ui_edit){0};
}

const char *ui_edit_text(const ui_edit *d)
{
    return strbuf_text(&d->text);
}

size_t ui_edit_length(const ui_edit *d)
{
    return utf8_count(ui_edit_text(d));
}

/* --- characters and words --- */
static bool between(uint32_t p, uint32_t low, uint32_t high)
{
    return p >= low && p <= high;
}

/* Marks that stand on the character before them: the common ranges of Unicode's Grapheme_Extend,
 * for Latin, Greek, Cyrillic, Hebrew, Arabic and emoji. */
static bool extends(uint32_t p)
{
    return between(p, 0x300, 0x36F) || between(p, 0x483, 0x489) || between(p, 0x591, 0x5BD) ||
           between(p, 0x610, 0x61A) || between(p, 0x64B, 0x65F) || p == 0x670 ||
           between(p, 0x6D6, 0x6DC) || between(p, 0x1AB0, 0x1AFF) || between(p, 0x1DC0, 0x1DFF) ||
           between(p, 0x20D0, 0x20FF) || between(p, 0xFE00, 0xFE0F) || between(p, 0xFE20, 0xFE2F) ||
           between(p, 0x1F3FB, 0x1F3FF) || p == 0x200C || p == 0x200D;
}

static bool is_flag_half(uint32_t p)
{
    return between(p, 0x1F1E6, 0x1F1FF);
}

size_t ui_edit_next(const char *text, size_t at)
{
    const char *c = text + at;
    uint32_t before = utf8_next(&c);
    bool flag = is_flag_half(before);
    while (before && *c) {
        const char *peek = c;
        uint32_t now = utf8_next(&peek);
        bool second_half = flag && is_flag_half(now);
        if (!extends(now) && before != 0x200D && !second_half) break;
        if (second_half) flag = false;
        before = now;
        c = peek;
    }
    return (size_t)(c - text);
}

/* Characters are found from the front; far enough back there is a sure begin: the line's. */
size_t ui_edit_before(const char *text, size_t at)
{
    size_t from = at;
    while (from > 0 && (from == at || text[from - 1] != '\n'))
        from--;
    size_t last = from;
    while (from < at) {
        last = from;
        from = ui_edit_next(text, from);
    }
    return last;
}

typedef enum sort { BLANK, WORD, SIGN } sort;

static sort sort_at(const char *text, size_t at)
{
    const char *c = text + at;
    uint32_t p = utf8_next(&c);
    if (p == ' ' || p == '\n' || p == 0xA0 || p == 0) return BLANK;
    bool word = p == '_' || p == '\'' || p == 0x2019 || between(p, '0', '9') ||
                between(p, 'A', 'Z') || between(p, 'a', 'z') ||
                (p >= 0xC0 && !between(p, 0x2000, 0x206F) && !between(p, 0x3000, 0x303F));
    return word ? WORD : SIGN;
}

static size_t word_before(const char *text, size_t at)
{
    while (at > 0 && sort_at(text, ui_edit_before(text, at)) == BLANK)
        at = ui_edit_before(text, at);
    if (at == 0) return 0;
    sort is = sort_at(text, ui_edit_before(text, at));
    while (at > 0 && sort_at(text, ui_edit_before(text, at)) == is)
        at = ui_edit_before(text, at);
    return at;
}

static size_t word_after(const char *text, size_t at)
{
    sort is = sort_at(text, at);
    while (text[at] && is != BLANK && sort_at(text, at) == is)
        at = ui_edit_next(text, at);
    while (text[at] && sort_at(text, at) == BLANK)
        at = ui_edit_next(text, at);
    return at;
}

static size_t target(const ui_edit *d, ui_edit_way way)
{
    const char *text = ui_edit_text(d);
    size_t at = d->cursor;
    switch (way) {
    case UI_EDIT_LEFT: return ui_edit_before(text, at);
    case UI_EDIT_RIGHT: return text[at] ? ui_edit_next(text, at) : at;
    case UI_EDIT_WORD_LEFT: return word_before(text, at);
    case UI_EDIT_WORD_RIGHT: return word_after(text, at);
    case UI_EDIT_LINE_START:
        while (at > 0 && text[at - 1] != '\n')
            at--;
        return at;
    case UI_EDIT_LINE_END: return at + strcspn(text + at, "\n");
    case UI_EDIT_START: return 0;
    default: return d->text.len;
    }
}

/* --- cursor --- */
bool ui_edit_selected(const ui_edit *d, size_t *from, size_t *to)
{
    *from = d->cursor < d->mark ? d->cursor : d->mark;
    *to = d->cursor < d->mark ? d->mark : d->cursor;
    return *from < *to;
}

static void put_cursor(ui_edit *d, size_t at, bool select)
{
    d->cursor = at;
    if (!select) d->mark = at;
    d->goal = -1;
    if (d->step_at > 0) d->steps[d->step_at - 1].typing = false;
}

void ui_edit_move(ui_edit *d, ui_edit_way way, bool select)
{
    size_t from, to;
    if (!select && ui_edit_selected(d, &from, &to) &&
        (way == UI_EDIT_LEFT || way == UI_EDIT_RIGHT)) {
        put_cursor(d, way == UI_EDIT_LEFT ? from : to, false);
        return;
    }
    put_cursor(d, target(d, way), select);
}

void ui_edit_place(ui_edit *d, size_t at, bool select)
{
    const char *text = ui_edit_text(d);
    size_t found = d->text.len;
    if (at < d->text.len) {
        size_t after = at + 1;
        while (after < d->text.len && ((unsigned char)text[after] & 0xC0) == 0x80)
            after++;
        found = ui_edit_before(text, after);
        if (ui_edit_next(text, found) <= at) found = at;
    }
    put_cursor(d, found, select);
}

void ui_edit_select_all(ui_edit *d)
{
    put_cursor(d, d->text.len, false);
    d->mark = 0;
}

void ui_edit_select_word(ui_edit *d, size_t at)
{
    const char *text = ui_edit_text(d);
    ui_edit_place(d, at, false);
    if (d->cursor == d->text.len && d->cursor > 0) d->cursor = ui_edit_before(text, d->cursor);
    sort is = sort_at(text, d->cursor);
    size_t from = d->cursor, to = d->cursor;
    while (from > 0 && sort_at(text, ui_edit_before(text, from)) == is)
        from = ui_edit_before(text, from);
    while (text[to] && sort_at(text, to) == is)
        to = ui_edit_next(text, to);
    d->mark = from;
    d->cursor = to;
}

bool ui_edit_copy(const ui_edit *d, strbuf *out, err *e)
{
    size_t from, to;
    return !ui_edit_selected(d, &from, &to) ||
           strbuf_addn(out, ui_edit_text(d) + from, to - from, e);
}

/* --- changes --- */
static void drop_step(ui_edit *d, size_t i)
{
    strbuf_release(&d->steps[i].removed);
    strbuf_release(&d->steps[i].added);
    memmove(d->steps + i, d->steps + i + 1, (d->step_count - i - 1) * sizeof *d->steps);
    d->step_count--;
    if (d->step_at > i) d->step_at--;
}

/* The last step when typing at `at` belongs to it. */
static ui_edit_step *open_step(ui_edit *d, size_t at, size_t removed, const char *added)
{
    if (d->step_at == 0 || d->step_at < d->step_count || removed > 0) return NULL;
    ui_edit_step *s = &d->steps[d->step_at - 1];
    bool begins_word = *added != ' ' && s->added.len > 0 && s->added.data[s->added.len - 1] == ' ';
    return s->typing && s->at + s->added.len == at && !begins_word ? s : NULL;
}

static bool new_step(ui_edit *d, size_t at, size_t removed, const char *added, size_t len,
                     bool typing, err *e)
{
    while (d->step_count > d->step_at)
        drop_step(d, d->step_count - 1);
    if (d->step_count == UI_EDIT_STEPS) drop_step(d, 0);
    if (!d->steps) d->steps = base_alloc(UI_EDIT_STEPS * sizeof *d->steps);
    if (!d->steps) return err_nomem(e);
    ui_edit_step *s = &d->steps[d->step_count];
    *s = (ui_edit_step){.at = at, .cursor = d->cursor, .mark = d->mark, .typing = typing};
    if (!strbuf_addn(&s->removed, ui_edit_text(d) + at, removed, e) ||
        !strbuf_addn(&s->added, added, len, e)) {
        strbuf_release(&s->removed);
        strbuf_release(&s->added);
        return false;
    }
    d->step_at = ++d->step_count;
    return true;
}

/* The text with `removed` bytes at `at` replaced. */
static bool spliced(const ui_edit *d, size_t at, size_t removed, const char *added, size_t len,
                    strbuf *out, err *e)
{
    const char *text = ui_edit_text(d);
    return strbuf_addn(out, text, at, e) && strbuf_addn(out, added, len, e) &&
           strbuf_addn(out, text + at + removed, d->text.len - at - removed, e);
}

static void settle(ui_edit *d, strbuf *text, size_t cursor)
{
    strbuf_release(&d->text);
    d->text = *text;
    *text = (strbuf){0};
    d->cursor = d->mark = cursor;
    d->goal = -1;
}

static bool change(ui_edit *d, size_t at, size_t removed, const char *added, size_t len,
                   bool typing, err *e)
{
    strbuf text = {0};
    ui_edit_step *open = typing ? open_step(d, at, removed, added) : NULL;
    bool ok = spliced(d, at, removed, added, len, &text, e) &&
              (open ? strbuf_addn(&open->added, added, len, e)
                    : new_step(d, at, removed, added, len, typing, e));
    if (ok) settle(d, &text, at + len);
    strbuf_release(&text);
    return ok;
}

/* Only what may stand in the text, at most `room` characters. */
static bool filtered(const ui_edit *d, const char *text, size_t room, strbuf *out, err *e)
{
    while (*text && room > 0) {
        const char *from = text;
        uint32_t p = utf8_next(&text);
        if (p == '\n' && !d->lines) p = ' ';
        if (p == '\t') p = ' ';
        bool control = (p < 32 && p != '\n') || between(p, 127, 159) || between(p, 0x202A, 0x202E);
        if (control || p == 0xFFFD) continue;
        bool ok =
            p == ' ' ? strbuf_addc(out, ' ', e) : strbuf_addn(out, from, (size_t)(text - from), e);
        if (!ok) return false;
        room--;
    }
    return true;
}

bool ui_edit_set(ui_edit *d, const char *text, err *e)
{
    strbuf clean = {0};
    if (!filtered(d, text, d->most ? d->most : UI_EDIT_MOST, &clean, e)) {
        strbuf_release(&clean);
        return false;
    }
    while (d->step_count > 0)
        drop_step(d, d->step_count - 1);
    settle(d, &clean, clean.len);
    d->shift = 0;
    return true;
}

bool ui_edit_insert(ui_edit *d, const char *text, err *e)
{
    size_t from, to, most = d->most ? d->most : UI_EDIT_MOST;
    ui_edit_selected(d, &from, &to);
    strbuf clean = {0}, out = {0};
    bool ok = ui_edit_copy(d, &out, e);
    size_t kept = ui_edit_length(d) - utf8_count(strbuf_text(&out));
    ok = ok && filtered(d, text, most > kept ? most - kept : 0, &clean, e);
    bool typing = clean.len > 0 && utf8_count(strbuf_text(&clean)) == 1;
    if (ok && (clean.len > 0 || to > from))
        ok = change(d, from, to - from, strbuf_text(&clean), clean.len, typing, e);
    strbuf_release(&clean);
    strbuf_release(&out);
    return ok;
}

bool ui_edit_delete(ui_edit *d, ui_edit_way way, err *e)
{
    size_t from, to;
    if (!ui_edit_selected(d, &from, &to)) {
        size_t other = target(d, way);
        from = other < d->cursor ? other : d->cursor;
        to = other < d->cursor ? d->cursor : other;
    }
    return from == to || change(d, from, to - from, "", 0, false, e);
}

bool ui_edit_undo(ui_edit *d, err *e)
{
    if (d->step_at == 0) return false;
    const ui_edit_step *s = &d->steps[d->step_at - 1];
    strbuf text = {0};
    bool ok = spliced(d, s->at, s->added.len, strbuf_text(&s->removed), s->removed.len, &text, e);
    if (ok) {
        settle(d, &text, s->cursor);
        d->mark = s->mark;
        d->step_at--;
    }
    strbuf_release(&text);
    return ok;
}

bool ui_edit_redo(ui_edit *d, err *e)
{
    if (d->step_at == d->step_count) return false;
    const ui_edit_step *s = &d->steps[d->step_at];
    strbuf text = {0};
    bool ok = spliced(d, s->at, s->removed.len, strbuf_text(&s->added), s->added.len, &text, e);
    if (ok) {
        settle(d, &text, s->at + s->added.len);
        d->step_at++;
    }
    strbuf_release(&text);
    return ok;
}

bool ui_edit_compose(ui_edit *d, const char *text, err *e)
{
    strbuf_clear(&d->composed);
    return strbuf_add(&d->composed, text, e);
}

#include "ui/ui_text.h"

#include "base/base_utf8.h"
#include "ui/ui_bidi.h"
#include "ui/ui_text_internal.h"

/* How pieces are found: the text is read once, a piece ends at a space, at a place where a line may
 * break, and where the font changes. */
typedef struct cutter {
    ui_para *para;
    ui_texts *texts;
    ui_face face, base;
    const char *text;
    const uint8_t *levels; /* by byte; NULL: everything runs from left to right */
    size_t cap;
    bool bold, italic;
    int spaces; /* what came before the next piece */
    bool may_break, must_break;
    err *e;
} cutter;

static uint8_t level_at(const cutter *c, const char *at)
{
    return c->levels && *at ? c->levels[at - c->text] : 0;
}

/* A piece without text holds a place for the cursor. */
static bool put_piece(cutter *c, const char *text, size_t len, ui_family family)
{
    ui_para *p = c->para;
    if (p->piece_count == c->cap) {
        size_t cap = c->cap ? c->cap * 2 : 16;
        ui_piece *more = arena_array(p->mem, cap, sizeof *more, c->e);
        if (!more) return false;
        if (p->piece_count) memcpy(more, p->pieces, p->piece_count * sizeof *more);
        p->pieces = more;
        c->cap = cap;
    }
    ui_piece piece = {.text = text,
                      .len = len,
                      .space = c->spaces * p->space,
                      .face = c->face,
                      .family = family,
                      .level = level_at(c, text),
                      .may_break = c->may_break || c->spaces > 0,
                      .must_break = c->must_break};
    if (len > 0) {
        const word *w = ui_word_find(c->texts, text, len, piece_font(p, &piece));
        if (!w) return err_nomem(c->e);
        piece.width = w->width;
    }
    p->pieces[p->piece_count++] = piece;
    c->spaces = 0;
    c->may_break = c->must_break = false;
    return true;
}

static bool add_piece(cutter *c, const char *text, size_t len, ui_family family)
{
    return len == 0 || put_piece(c, text, len, family);
}

static bool is_letter(uint32_t p)
{
    return (p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z') || p >= 0xC0;
}

/* May a line end after `now`, with `before` and `after` at its sides? */
static bool breaks_after(uint32_t before, uint32_t now, uint32_t after)
{
    if (now == 0x2014) return true; /* em dash */
    return (now == '-' || now == '/') && is_letter(before) && is_letter(after);
}

static ui_face face_of(const cutter *c)
{
    if (c->bold) return UI_BOLD;
    return c->italic ? UI_ITALIC : c->base;
}

/* Marks that take the font of what stands before them. */
static bool joins(uint32_t point)
{
    return (point >= 0x300 && point <= 0x36F) || (point >= 0xFE00 && point <= 0xFE0F) ||
           point == 0x200D;
}

/* What stands between two pieces. */
static bool separate(cutter *c, const char *here, uint32_t point)
{
    bool exact = c->para->exact;
    if (point == 2 && !exact) c->bold = !c->bold;
    if (point == 3 && !exact) c->italic = !c->italic;
    c->face = face_of(c);
    if (point == '\n') {
        bool holds_place = c->must_break || (exact && (c->spaces > 0 || !c->para->piece_count));
        if (holds_place && !put_piece(c, here, 0, UI_MAIN)) return false;
        c->must_break = true;
        c->spaces = 0;
    } else if (point == ' ' || point == '\t') {
        c->spaces = exact ? c->spaces + 1 : 1;
    }
    return true;
}

static bool cut(cutter *c)
{
    const char *text = c->text;
    const char *from = text, *at = text;
    uint32_t before = 0;
    ui_family family = UI_MAIN;
    while (*at) {
        const char *here = at;
        uint32_t point = utf8_next(&at);
        if (point == ' ' || point == '\n' || point == '\t' || point == 2 || point == 3) {
            if (!add_piece(c, from, (size_t)(here - from), family)) return false;
            from = at;
            if (!separate(c, here, point)) return false;
            before = point;
            continue;
        }
        ui_family wanted =
            joins(point) && here > from
                ? family
                : ui_fonts_pick(ui_texts_fonts(c->texts), c->face, c->para->size, point);
        bool turns = here > from && level_at(c, here) != level_at(c, from);
        if (wanted != family || turns) {
            if (!add_piece(c, from, (size_t)(here - from), family)) return false;
            from = here;
        }
        family = wanted;
        const char *peek = at;
        if (breaks_after(before, point, *at ? utf8_next(&peek) : 0)) {
            if (!add_piece(c, from, (size_t)(at - from), family)) return false;
            from = at;
            c->may_break = true;
        }
        before = point;
    }
    if (!add_piece(c, from, (size_t)(at - from), family)) return false;
    bool open_end = c->spaces > 0 || c->must_break || c->para->piece_count == 0;
    return !c->para->exact || !open_end || put_piece(c, at, 0, UI_MAIN);
}

/* Width of the unbreakable part that begins at piece `i`; *next is the piece after it. */
static int part_width(const ui_para *p, size_t i, size_t *next)
{
    int width = p->pieces[i].width;
    for (i++; i < p->piece_count && !p->pieces[i].may_break && !p->pieces[i].must_break; i++)
        width += p->pieces[i].width;
    *next = i;
    return width;
}

static void sum_up(ui_para *p)
{
    int line = 0;
    p->natural = p->smallest = 0;
    for (size_t i = 0, next; i < p->piece_count; i = next) {
        int width = part_width(p, i, &next);
        if (width > p->smallest) p->smallest = width;
        if (p->pieces[i].must_break || i == 0)
            line = p->exact ? p->pieces[i].space : 0;
        else
            line += p->pieces[i].space;
        line += width;
        if (line > p->natural) p->natural = line;
    }
}

static bool init(ui_para *p, ui_texts *t, const char *text, ui_face face, err *e)
{
    size_t len = strlen(text);
    p->text = arena_text(p->mem, text, len, e);
    if (!p->text) return false;
    cutter c = {.para = p, .texts = t, .face = face, .base = face, .text = p->text, .e = e};
    if (ui_bidi_needed(text)) {
        uint8_t *levels = arena_alloc(p->mem, 2 * len, e);
        if (!levels) return false;
        ui_bidi_levels(text, len, levels, levels + len);
        c.levels = levels;
        p->mixed = true;
    }
    p->space = ui_fonts_space(ui_texts_fonts(t), face, p->size);
    if (!cut(&c)) return false;
    p->lines = arena_array(p->mem, p->piece_count + 1, sizeof *p->lines, e);
    if (!p->lines) return false;
    sum_up(p);
    return true;
}

bool ui_para_init(ui_para *p, ui_texts *t, arena *mem, const char *text, ui_size size, ui_face face,
                  err *e)
{
    *p = (ui_para){.size = size, .mem = mem, .wrapped = -1};
    return init(p, t, text, face, e);
}

bool ui_para_exact(ui_para *p, ui_texts *t, arena *mem, const char *text, ui_size size,
                   ui_face face, err *e)
{
    *p = (ui_para){.size = size, .mem = mem, .wrapped = -1, .exact = true};
    return init(p, t, text, face, e);
}

/* The longest start of the text that fits, at least one character. */
static size_t fitting(ui_texts *t, const ui_para *p, const ui_piece *piece, int width, int *got)
{
    const char *at = piece->text, *end = piece->text + piece->len;
    size_t len = 0;
    *got = 0;
    while (at < end) {
        utf8_next(&at);
        size_t tried = (size_t)(at - piece->text);
        const word *w = ui_word_find(t, piece->text, tried, piece_font(p, piece));
        if (!w || (w->width > width && len > 0)) break;
        len = tried;
        *got = w->width;
    }
    return len;
}

/* Rebuilds the pieces so that none is wider than `width`. */
static bool split_wide(ui_para *p, ui_texts *t, int width, err *e)
{
    size_t chars = 0;
    for (size_t i = 0; i < p->piece_count; i++)
        chars += p->pieces[i].width > width ? p->pieces[i].len : 1;
    ui_piece *pieces = arena_array(p->mem, chars, sizeof *pieces, e);
    ui_line *lines = arena_array(p->mem, chars + 1, sizeof *lines, e);
    if (!pieces || !lines) return false;
    size_t n = 0;
    for (size_t i = 0; i < p->piece_count; i++) {
        ui_piece rest = p->pieces[i];
        while (rest.width > width && rest.len > 1) {
            ui_piece head = rest;
            head.len = fitting(t, p, &rest, width, &head.width);
            if (head.len == 0) return err_nomem(e);
            if (head.len == rest.len) break;
            pieces[n++] = head;
            rest.text += head.len, rest.len -= head.len;
            const word *w = ui_word_find(t, rest.text, rest.len, piece_font(p, &rest));
            if (!w) return err_nomem(e);
            rest.width = w->width;
            rest.space = 0, rest.may_break = true, rest.must_break = false;
        }
        pieces[n++] = rest;
    }
    p->pieces = pieces, p->piece_count = n, p->lines = lines;
    return true;
}

static bool too_wide(const ui_para *p, int width)
{
    for (size_t i = 0; i < p->piece_count; i++)
        if (p->pieces[i].width > width) return true;
    return false;
}

/* What stands in a line, in the order of the text: item 2i is piece i of the line, item 2i - 1 the
 * space before it, which goes with the outer one of its neighbours. */
static int item_level(const ui_piece *first, int item)
{
    int level = first[item / 2].level & UI_BIDI_LEVEL;
    if (item % 2 == 0) return level;
    int next = first[item / 2 + 1].level & UI_BIDI_LEVEL;
    return level < next ? level : next;
}

static void reverse(int *items, int from, int to)
{
    while (from + 1 < to) {
        int swap = items[from];
        items[from++] = items[--to];
        items[to] = swap;
    }
}

/* Rule L2 of UAX #9: from the highest level down, what is of that level or above is reversed. */
static void place_mixed(ui_piece *first, int count, int *items)
{
    int highest = 0, total = 2 * count - 1;
    for (int i = 0; i < total; i++) {
        items[i] = i;
        if (item_level(first, i) > highest) highest = item_level(first, i);
    }
    for (int level = highest; level > 0; level--) {
        for (int i = 0, end; i < total; i = end + 1) {
            for (end = i; end < total && item_level(first, items[end]) >= level;)
                end++;
            reverse(items, i, end);
        }
    }
    int pen = 0;
    for (int i = 0; i < total; i++) {
        ui_piece *piece = &first[(items[i] + 1) / 2];
        if (items[i] % 2 == 0) piece->x = pen;
        pen += items[i] % 2 == 0 ? piece->width : piece->space;
    }
}

static void place_line(ui_para *p, ui_line *line, int *items)
{
    line->rtl = line->count > 0 && p->pieces[line->first].level & UI_BIDI_RTL;
    if (p->mixed) {
        place_mixed(p->pieces + line->first, (int)line->count, items);
        return;
    }
    int pen = line->lead;
    for (size_t i = 0; i < line->count; i++) {
        ui_piece *piece = &p->pieces[line->first + i];
        if (i > 0) pen += piece->space;
        piece->x = pen;
        pen += piece->width;
    }
}

static ui_line *new_line(ui_para *p, size_t first)
{
    const ui_piece *piece = &p->pieces[first];
    int lead = p->exact && (first == 0 || piece->must_break) ? piece->space : 0;
    p->lines[p->line_count] = (ui_line){.first = first, .width = lead, .lead = lead};
    return &p->lines[p->line_count++];
}

static void break_lines(ui_para *p, int width)
{
    ui_line *line = NULL;
    p->line_count = 0;
    for (size_t i = 0, next; i < p->piece_count; i = next) {
        int part = part_width(p, i, &next);
        int space = p->pieces[i].space;
        if (!line || p->pieces[i].must_break || line->width + space + part > width) {
            line = new_line(p, i);
            space = 0;
        }
        line->width += space + part;
        line->count = next - line->first;
        /* an unbreakable part made of several pieces may still be too wide: break between them */
        if (line->width > width && line->first == i) {
            line->width = p->pieces[i].width;
            line->count = 1;
            for (size_t k = i + 1; k < next; k++) {
                if (line->width + p->pieces[k].width > width) line = new_line(p, k);
                line->width += p->pieces[k].width;
                line->count = k + 1 - line->first;
            }
        }
    }
}

int ui_para_wrap(ui_para *p, ui_texts *t, int width, err *e)
{
    int line_height = ui_fonts_line(ui_texts_fonts(t), p->size);
    if (width < 1) width = 1;
    if (width != p->wrapped) {
        if (too_wide(p, width) && !split_wide(p, t, width, e)) return -1;
        break_lines(p, width);
        int *items = p->mixed ? arena_array(p->mem, 2 * p->piece_count, sizeof *items, e) : NULL;
        if (p->mixed && !items) return -1;
        for (size_t l = 0; l < p->line_count; l++)
            place_line(p, &p->lines[l], items);
        p->wrapped = width;
    }
    return (int)(p->line_count ? p->line_count : 1) * line_height;
}

/* Drawing paragraphs, and where a cursor stands in them. */
#include "ui/ui_bidi.h"
#include "ui/ui_text_internal.h"

int ui_para_indent(const ui_para *p, const ui_line *line, ui_align align)
{
    int spare = p->wrapped - line->width;
    if (align == UI_CENTRE) return spare / 2;
    return (align == UI_END) != line->rtl ? spare : 0;
}

void ui_para_draw(const ui_para *p, ui_texts *t, ui_draw *d, int x, int y, ui_align align,
                  uint32_t colour)
{
    ui_fonts *fonts = ui_texts_fonts(t);
    int height = ui_fonts_line(fonts, p->size), base = ui_fonts_base(fonts, p->size);
    for (size_t l = 0; l < p->line_count; l++) {
        const ui_line *line = &p->lines[l];
        int top = y + (int)l * height;
        if (!ui_draw_sees(d, (ui_rect){x - height, top - height / 4, p->wrapped + 2 * height,
                                       height + height / 2}))
            continue;
        int left = x + ui_para_indent(p, line, align);
        for (size_t i = 0; i < line->count; i++) {
            const ui_piece *piece = &p->pieces[line->first + i];
            if (piece->len == 0) continue;
            word *w = ui_word_find(t, piece->text, piece->len, piece_font(p, piece));
            const ui_ink *ink = w ? ui_word_ink(t, w) : NULL;
            if (ink && ink->mask.cover)
                ui_draw_mask(d, ink->mask, left + piece->x + ink->x, top + base + ink->y, colour);
        }
    }
}

/* Device pixels of the first `len` bytes of a piece. */
static int start_width(const ui_para *p, ui_texts *t, const ui_piece *piece, size_t len)
{
    if (len == 0) return 0;
    if (len >= piece->len) return piece->width;
    const word *w = ui_word_find(t, piece->text, len, piece_font(p, piece));
    return w ? w->width : 0;
}

static size_t start_of(const ui_para *p, const ui_piece *piece)
{
    return (size_t)(piece->text - p->text);
}

/* x of an offset inside the piece, or in the spaces before or after it. */
static int x_in_piece(const ui_para *p, ui_texts *t, const ui_piece *piece, size_t offset)
{
    size_t from = start_of(p, piece), to = from + piece->len;
    int way;
    if (offset < from)
        way = -(int)(from - offset) * p->space;
    else if (offset > to)
        way = piece->width + (int)(offset - to) * p->space;
    else
        way = start_width(p, t, piece, offset - from);
    return piece->level & 1 ? piece->x + piece->width - way : piece->x + way;
}

static size_t line_of(const ui_para *p, size_t offset)
{
    size_t l = 0;
    while (l + 1 < p->line_count &&
           start_of(p, &p->pieces[p->lines[l + 1].first]) -
                   (size_t)(p->lines[l + 1].lead / (p->space > 0 ? p->space : 1)) <=
               offset)
        l++;
    return l;
}

size_t ui_para_where(const ui_para *p, ui_texts *t, size_t offset, int *x)
{
    *x = 0;
    if (p->line_count == 0) return 0;
    size_t l = line_of(p, offset);
    const ui_line *line = &p->lines[l];
    const ui_piece *best = &p->pieces[line->first];
    for (size_t i = 1; i < line->count; i++) {
        const ui_piece *piece = &p->pieces[line->first + i];
        if (start_of(p, piece) <= offset) best = piece;
    }
    *x = x_in_piece(p, t, best, offset);
    return l;
}

/* The offset after which the line ends, the spaces that hang over its end included. */
static size_t line_end(const ui_para *p, size_t l)
{
    const ui_line *line = &p->lines[l];
    const ui_piece *last = &p->pieces[line->first + line->count - 1];
    size_t end = start_of(p, last) + last->len;
    while (p->text[end] == ' ')
        end++;
    bool goes_on = l + 1 < p->line_count && !p->pieces[p->lines[l + 1].first].must_break;
    return goes_on && end > start_of(p, last) + last->len ? end - 1 : end;
}

size_t ui_para_offset(const ui_para *p, ui_texts *t, size_t l, int x)
{
    if (p->line_count == 0) return 0;
    if (l >= p->line_count) l = p->line_count - 1;
    const ui_line *line = &p->lines[l];
    int lead = p->space > 0 ? line->lead / p->space : 0;
    size_t from = start_of(p, &p->pieces[line->first]) - (size_t)lead, to = line_end(p, l);
    size_t best = from;
    int nearest = -1;
    for (size_t at = from; at <= to; at++) {
        if (((unsigned char)p->text[at] & 0xC0) == 0x80) continue;
        int here;
        if (ui_para_where(p, t, at, &here) != l) continue;
        int off = here > x ? here - x : x - here;
        if (nearest < 0 || off < nearest) nearest = off, best = at;
    }
    return best;
}

void ui_para_mark(const ui_para *p, ui_texts *t, ui_draw *d, int x, int y, ui_align align,
                  size_t from, size_t to, uint32_t ink, uint32_t back)
{
    int height = ui_fonts_line(ui_texts_fonts(t), p->size);
    for (size_t l = 0; l < p->line_count; l++) {
        const ui_line *line = &p->lines[l];
        int left = x + ui_para_indent(p, line, align), top = y + (int)l * height;
        for (size_t i = 0; i < line->count; i++) {
            const ui_piece *piece = &p->pieces[line->first + i];
            size_t a = start_of(p, piece) - (size_t)(p->space > 0 ? piece->space / p->space : 0);
            size_t b = start_of(p, piece) + piece->len;
            if (i + 1 == line->count) b = line_end(p, l);
            if (a < from) a = from;
            if (b > to) b = to;
            if (a >= b) continue;
            int x0 = x_in_piece(p, t, piece, a), x1 = x_in_piece(p, t, piece, b);
            int start = x0 < x1 ? x0 : x1, width = x0 < x1 ? x1 - x0 : x0 - x1;
            ui_rect part = {left + start, top, width, height}, before = ui_draw_clip(d, part);
            ui_draw_rect(d, part, back);
            ui_para_draw(p, t, d, x, y, align, ink);
            ui_draw_unclip(d, before);
        }
    }
}

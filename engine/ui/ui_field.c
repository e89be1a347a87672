#include "ui/ui_field.h"

#include <math.h>

static int px(const ui *u, float dp)
{
    return (int)lroundf(dp * u->scale);
}

/* The text with what is being composed put in at the cursor. */
static const char *shown_text(ui *u, const ui_edit *edit)
{
    if (edit->composed.len == 0) return ui_edit_text(edit);
    return ui_copyf(u, "%.*s%s%s", (int)edit->cursor, ui_edit_text(edit),
                    strbuf_text(&edit->composed), ui_edit_text(edit) + edit->cursor);
}

/* What a voice says: the label, then what was written. */
static const char *said(ui *u, const ui_edit *edit, const ui_field_opt *field)
{
    const char *text = ui_edit_text(edit);
    const char *label = field->label ? field->label : "";
    if (*text) return ui_copyf(u, "%s: %s", label, text);
    if (field->placeholder) return ui_copyf(u, "%s. %s", label, field->placeholder);
    return label;
}

ui_node *ui_field(ui *u, ui_edit *edit, ui_field_opt field, ui_opt opt)
{
    bool empty = edit->text.len == 0 && edit->composed.len == 0;
    if (!opt.alt) opt.alt = said(u, edit, &field);
    if (!opt.fill) opt.fill = UI_CARD;
    if (!opt.line) opt.line = UI_EDGE;
    if (opt.radius <= 0) opt.radius = 10;
    if (opt.pad.left <= 0 && opt.pad.top <= 0) opt.pad = UI_PAD2(10, 14);
    if (empty && !opt.ink) opt.ink = UI_SOFT;
    int rows = field.rows > 1 ? field.rows : 1;
    float line = (float)ui_fonts_line(ui_texts_fonts(u->texts), opt.size) / u->scale;
    float least = line * (float)rows + opt.pad.top + opt.pad.bottom;
    if (least < 44) least = 44;
    if (opt.min_height < least) opt.min_height = least;
    const char *text = empty && field.placeholder ? field.placeholder : shown_text(u, edit);
    ui_node *n = ui_text(u, "", opt);
    if (!n) return NULL;
    n->edit = edit;
    n->text = NULL;
    if (!ui_para_exact(&n->para, u->texts, u->mem, text, opt.size, opt.face, u->e))
        u->failed = true;
    return n;
}

/* Where the text begins: a single line is scrolled so that its cursor can be seen. */
static void origin(const ui *u, const ui_node *n, int *x, int *y)
{
    *x = n->box.x + px(u, n->opt.pad.left) - n->edit->shift;
    *y = n->box.y + px(u, n->opt.pad.top);
}

/* Byte offsets of the shown text and of the edited one differ by what is being composed. */
static size_t shown_cursor(const ui_edit *edit)
{
    bool empty = edit->text.len == 0 && edit->composed.len == 0;
    return empty ? 0 : edit->cursor + edit->composed.len;
}

static void place_at(const ui *u, const ui_node *n, size_t offset, int *x, int *line)
{
    int inside = 0;
    size_t l = ui_para_where(&n->para, u->texts, offset, &inside);
    const ui_line *of = n->para.line_count ? &n->para.lines[l] : NULL;
    *x = inside + (of ? ui_para_indent(&n->para, of, n->opt.text_align) : 0);
    *line = (int)l;
}

ui_rect ui_field_cursor(const ui *u, const ui_node *n)
{
    int x, y, at, line, height = ui_fonts_line(ui_texts_fonts(u->texts), n->para.size);
    place_at(u, n, shown_cursor(n->edit), &at, &line);
    if (!n->edit->lines) {
        int inner = n->box.w - px(u, n->opt.pad.left) - px(u, n->opt.pad.right);
        if (at - n->edit->shift > inner) n->edit->shift = at - inner;
        if (at < n->edit->shift) n->edit->shift = at;
        int most = n->para.natural > inner ? n->para.natural - inner : 0;
        if (n->edit->shift > most && at - most <= inner) n->edit->shift = most;
    }
    origin(u, n, &x, &y);
    int wide = px(u, 2) > 1 ? px(u, 2) : 1;
    return (ui_rect){x + at, y + line * height, wide, height};
}

size_t ui_field_at(const ui *u, const ui_node *n, int x, int y)
{
    if (n->edit->text.len == 0 || n->edit->composed.len > 0 || n->para.line_count == 0)
        return n->edit->cursor;
    int left, top, height = ui_fonts_line(ui_texts_fonts(u->texts), n->para.size);
    origin(u, n, &left, &top);
    int line = y < top ? 0 : (y - top) / height;
    if (line >= (int)n->para.line_count) line = (int)n->para.line_count - 1;
    int indent = ui_para_indent(&n->para, &n->para.lines[line], n->opt.text_align);
    return ui_para_offset(&n->para, u->texts, (size_t)line, x - left - indent);
}

bool ui_field_step(const ui *u, const ui_node *n, int by, bool select)
{
    ui_edit *edit = n->edit;
    if (edit->text.len == 0 || edit->composed.len > 0) return false;
    int x, line;
    place_at(u, n, edit->cursor, &x, &line);
    int to = line + by, goal = edit->goal > 0 ? edit->goal : x;
    if (to < 0 || to >= (int)n->para.line_count) return false;
    int indent = ui_para_indent(&n->para, &n->para.lines[to], n->opt.text_align);
    ui_edit_place(edit, ui_para_offset(&n->para, u->texts, (size_t)to, goal - indent), select);
    edit->goal = goal;
    return true;
}

void ui_field_draw(const ui *u, ui_draw *d, const ui_node *n, bool focus)
{
    const ui_edit *edit = n->edit;
    ui_rect cursor = ui_field_cursor(u, n);
    ui_rect inside = ui_rect_grow(n->box, -px(u, 4));
    ui_rect before = ui_draw_clip(d, inside);
    int x, y;
    origin(u, n, &x, &y);
    size_t from, to;
    uint32_t ink = ui_theme_colour(n->mode, n->opt.ink ? n->opt.ink : UI_INK);
    ui_para_draw(&n->para, u->texts, d, x, y, n->opt.text_align, ink);
    if (focus && ui_edit_selected(edit, &from, &to) && edit->composed.len == 0)
        ui_para_mark(&n->para, u->texts, d, x, y, n->opt.text_align, from, to,
                     ui_theme_colour(n->mode, UI_INK), ui_theme_colour(n->mode, UI_MARK));
    if (edit->composed.len > 0) {
        int start, line, height = cursor.h;
        place_at(u, n, edit->cursor, &start, &line);
        int end = cursor.x - x;
        ui_rect under = {x + (start < end ? start : end), y + (line + 1) * height - px(u, 2),
                         start < end ? end - start : start - end, px(u, 1) > 1 ? px(u, 1) : 1};
        ui_draw_rect(d, under, ink);
    }
    if (focus) ui_draw_rect(d, cursor, ui_theme_colour(n->mode, UI_INK));
    ui_draw_unclip(d, before);
}

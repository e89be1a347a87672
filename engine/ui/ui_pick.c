/* Selecting a part of a shown text with the pointer, and copying: what is selected, else what has
 * the focus. */
#include "ui/ui_internal.h"

#include <math.h>

static const ui_node *text_at(const ui *u, int x, int y)
{
    const ui_node *found = NULL;
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->kind == UI_KIND_TEXT && !n->edit && ui_node_is_seen(n) &&
            ui_rect_has(ui_node_seen(n), x, y))
            found = n;
    return found;
}

static size_t offset_at(const ui *u, const ui_node *n, int x, int y)
{
    const ui_para *p = &n->para;
    int height = ui_fonts_line(ui_texts_fonts(u->texts), p->size);
    int left = n->box.x + (int)lroundf(n->opt.pad.left * u->scale);
    int top = n->box.y + (int)lroundf(n->opt.pad.top * u->scale);
    if (p->line_count == 0) return 0;
    int last = (int)p->line_count - 1, line = y < top ? 0 : (y - top) / height;
    if (line > last) line = last;
    int indent = ui_para_indent(p, &p->lines[line], n->opt.text_align);
    return ui_para_offset(p, u->texts, (size_t)line, x - left - indent);
}

void ui_pick_begin(ui_app *a, int x, int y)
{
    ui *u = &a->top->tree;
    if (u->picked) ui_app_damage(a, u->picked->box);
    u->picked = text_at(u, x, y);
    a->picking = u->picked != NULL;
    if (u->picked) u->picked_from = u->picked_to = offset_at(u, u->picked, x, y);
}

void ui_pick_drag(ui_app *a, int x, int y)
{
    ui *u = &a->top->tree;
    if (!u->picked) return;
    size_t to = offset_at(u, u->picked, x, y);
    if (to != u->picked_to) ui_app_damage(a, u->picked->box);
    u->picked_to = to;
}

void ui_pick_copy(ui_app *a)
{
    const ui *u = &a->top->tree;
    const ui_node *n = u->picked;
    size_t from = u->picked_from, to = u->picked_to;
    strbuf text = {0};
    bool ok = true;
    if (n && from != to) {
        if (from > to) from = u->picked_to, to = u->picked_from;
        for (size_t i = from; ok && i < to; i++) {
            char c = n->para.text[i];
            if (c != UI_B[0] && c != UI_I[0]) ok = strbuf_addc(&text, c, &a->fault);
        }
    } else {
        n = ui_node_find(u, a->top->nav.hot.focus);
        ok = !n || ui_node_say(u, n, &text, &a->fault);
    }
    if (ok && text.len > 0) SDL_SetClipboardText(strbuf_text(&text));
    strbuf_release(&text);
}

/* Building the tree and walking it. Sizes and places are ui_layout.c's, the look ui_look.c's. */
#include "ui/ui_box.h"

#include <math.h>
#include <stdarg.h>

/* A copy of an optional text. */
static const char *keep(ui *u, const char *text)
{
    const char *copy = text ? arena_text(u->mem, text, strlen(text), u->e) : NULL;
    if (text && !copy) u->failed = true;
    return copy;
}

static ui_node *add(ui *u, ui_kind kind, ui_opt opt)
{
    if (u->failed) return NULL;
    ui_node *n = arena_alloc(u->mem, sizeof *n, u->e);
    if (!n) {
        u->failed = true;
        return NULL;
    }
    n->kind = kind;
    n->opt = opt;
    n->mode = u->open ? u->open->mode : u->mode;
    if (opt.mode > 0 && u->mode != UI_CONTRAST && !u->one_mode) n->mode = (ui_mode)(opt.mode - 1);
    n->parent = u->open;
    n->alt = keep(u, opt.alt);
    n->group = keep(u, opt.group);
    n->extra = keep(u, opt.extra);
    n->opt.alt = n->opt.group = n->opt.extra = NULL; /* the copies count */
    if (u->open) {
        *(u->open->last ? &u->open->last->next : &u->open->first) = n;
        u->open->last = n;
    }
    return n;
}

void ui_tree_begin(ui *u)
{
    u->root = u->open = NULL;
    u->failed = false;
    u->root = add(u, UI_KIND_COL, (ui_opt){.scroll = UI_ROOT_SCROLL});
    u->open = u->root;
}

static ui_node *open_box(ui *u, ui_kind kind, ui_opt opt)
{
    ui_node *n = add(u, kind, opt);
    if (n) u->open = n;
    return n;
}

ui_node *ui_row(ui *u, ui_opt opt)
{
    return open_box(u, UI_KIND_ROW, opt);
}

ui_node *ui_col(ui *u, ui_opt opt)
{
    return open_box(u, UI_KIND_COL, opt);
}

void ui_end(ui *u)
{
    if (!u->failed && u->open && u->open->parent) u->open = u->open->parent;
}

ui_node *ui_text(ui *u, const char *text, ui_opt opt)
{
    ui_node *n = add(u, UI_KIND_TEXT, opt);
    if (!n) return NULL;
    n->text = arena_text(u->mem, text, strlen(text), u->e);
    if (!n->text || !ui_para_init(&n->para, u->texts, u->mem, text, opt.size, opt.face, u->e))
        u->failed = true;
    return n;
}

static const char *format(ui *u, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    char *text = len < 0 ? NULL : arena_alloc(u->mem, (size_t)len + 1, u->e);
    if (text)
        vsnprintf(text, (size_t)len + 1, fmt, again);
    else
        u->failed = true;
    va_end(again);
    return text ? text : "";
}

ui_node *ui_textf(ui *u, ui_opt opt, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *text = format(u, fmt, args);
    va_end(args);
    return ui_text(u, text, opt);
}

const char *ui_copyf(ui *u, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *text = format(u, fmt, args);
    va_end(args);
    return text;
}

ui_node *ui_paint(ui *u, ui_paint_fn *paint, const void *self, ui_opt opt)
{
    ui_node *n = add(u, UI_KIND_PAINT, opt);
    if (!n) return NULL;
    n->paint = paint;
    n->self = self;
    return n;
}

void ui_shortcut(ui *u, int id, int key)
{
    add(u, UI_KIND_KEY, (ui_opt){.id = id, .key = key, .alt = ""});
}

void ui_space(ui *u)
{
    ui_paint(u, NULL, NULL, (ui_opt){.grow = 1});
}

void ui_rule(ui *u)
{
    ui_paint(u, NULL, NULL, (ui_opt){.height = 1, .fill = UI_LINE});
}

float ui_em(const ui *u, float dp)
{
    return dp * u->text_scale;
}

float ui_room(const ui *u)
{
    return (float)u->w / u->scale / u->text_scale;
}

ui_node *ui_node_next(const ui *u, const ui_node *n)
{
    if (!n) return u->root;
    if (n->first) return n->first;
    while (n && !n->next)
        n = n->parent;
    return n ? n->next : NULL;
}

ui_node *ui_node_find(const ui *u, int id)
{
    if (id == 0) return NULL;
    for (ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->opt.id == id) return n;
    return NULL;
}

bool ui_node_is_seen(const ui_node *n)
{
    return n->kind != UI_KIND_KEY && !n->opt.heard;
}

ui_rect ui_node_seen(const ui_node *n)
{
    ui_rect seen = n->box;
    for (const ui_node *up = n->parent; up; up = up->parent)
        if (up->opt.scroll) seen = ui_rect_meet(seen, up->box);
    return seen;
}

static bool say_text(const char *text, strbuf *out, err *e)
{
    if (out->len > 0 && !strbuf_add(out, " ", e)) return false;
    for (const char *c = text; *c; c++)
        if (*c != UI_B[0] && *c != UI_I[0] && !strbuf_addc(out, *c, e)) return false;
    return true;
}

bool ui_node_say(const ui *u, const ui_node *n, strbuf *out, err *e)
{
    if (n->alt) return *n->alt ? say_text(n->alt, out, e) : true;
    if (n->text) return say_text(n->text, out, e);
    for (const ui_node *child = n->first; child; child = child->next)
        if (!ui_node_say(u, child, out, e)) return false;
    return true;
}

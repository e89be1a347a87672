/* Building the tree, walking it, drawing it. Sizes and places are ui_layout.c's. */
#include "ui/ui_box.h"

#include <math.h>
#include <stdarg.h>

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
    if (opt.mode > 0 && u->mode != UI_CONTRAST) n->mode = (ui_mode)(opt.mode - 1);
    n->parent = u->open;
    if (opt.alt) {
        n->alt = arena_text(u->mem, opt.alt, strlen(opt.alt), u->e);
        if (!n->alt) u->failed = true;
    }
    n->opt.alt = NULL; /* the copy counts */
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

static int px(const ui *u, float dp)
{
    return (int)lroundf(dp * u->scale);
}

static uint32_t colour(const ui_node *n, ui_role role)
{
    return ui_theme_colour(n->mode, role);
}

/* The ring stands on the edge of what has an outline, and a little outside of what has none. */
static void draw_focus(const ui *u, ui_draw *d, const ui_node *n)
{
    int out = n->opt.line ? 0 : px(u, 3);
    ui_draw_round(d, ui_rect_grow(n->box, out), px(u, n->opt.radius) + out, n->opt.square, 0,
                  colour(n, UI_FOCUS), 2 * u->scale);
}

static void draw_look(const ui *u, ui_draw *d, const ui_node *n, ui_hot hot)
{
    const ui_opt *o = &n->opt;
    bool warm =
        o->id && !o->off && (o->id == hot.focus || o->id == hot.hover || o->id == hot.press);
    ui_role fill = warm ? (o->hot ? o->hot : UI_WASH) : o->fill;
    float line = (o->line_width > 0 ? o->line_width : 1) * u->scale;
    if (fill || o->line)
        ui_draw_round(d, n->box, px(u, o->radius), o->square, colour(n, fill), colour(n, o->line),
                      line);
    if (o->id && o->id == hot.focus) draw_focus(u, d, n);
}

ui_rect ui_node_bar(const ui *u, const ui_node *n)
{
    int inner = ui_node_inner_height(u, n), range = n->content - inner;
    if (!n->opt.scroll || range <= 0 || n->box.h <= 0) return (ui_rect){0};
    int wide = px(u, 4), tall = (int)((int64_t)n->box.h * inner / n->content);
    int least = px(u, 24);
    if (tall < least) tall = least < n->box.h ? least : n->box.h;
    int y = n->box.y + (int)((int64_t)(n->box.h - tall) * n->offset / range);
    int x = n->box.x + n->box.w + px(u, 1);
    if (x + wide > u->w) x = u->w - wide; /* beside the content when there is room */
    return (ui_rect){x, y, wide, tall};
}

static void draw_node(const ui *u, ui_draw *d, const ui_node *n, ui_hot hot)
{
    if (!ui_draw_sees(d, ui_rect_grow(n->box, px(u, 6)))) return;
    draw_look(u, d, n, hot);
    if (n->kind == UI_KIND_TEXT)
        ui_para_draw(&n->para, u->texts, d, n->box.x + px(u, n->opt.pad.left),
                     n->box.y + px(u, n->opt.pad.top), n->opt.text_align,
                     colour(n, n->opt.ink ? n->opt.ink : UI_INK));
    if (n->kind == UI_KIND_PAINT && n->paint)
        n->paint(n->self, &(ui_canvas){d, n->box, u->scale, n->mode});
    if (!n->first) return;
    ui_rect before = d->clip;
    if (n->opt.scroll) {
        /* a little wider, for focus rings at the edge */
        ui_rect window = {n->box.x - px(u, 5), n->box.y, n->box.w + 2 * px(u, 5), n->box.h};
        ui_draw_clip(d, window);
    }
    for (const ui_node *child = n->first; child; child = child->next)
        draw_node(u, d, child, hot);
    ui_rect bar = ui_node_bar(u, n);
    if (bar.w > 0) ui_draw_round(d, bar, bar.w / 2, 0, colour(n, UI_EDGE), 0, 0);
    ui_draw_unclip(d, before);
}

void ui_tree_draw(const ui *u, ui_draw *d, ui_hot hot)
{
    if (u->root && !u->failed) draw_node(u, d, u->root, hot);
}

/* How a tree looks: boxes, text, the focus ring, scroll bars. */
#include "ui/ui_field.h"
#include "ui/ui_motion.h"

#include <math.h>

/* What all nodes of one drawing share. */
typedef struct look {
    const ui *u;
    ui_draw *d;
    ui_hot hot;
    float fade; /* of the nodes round this one, 0 to 1 */
} look;

static int px(const ui *u, float dp)
{
    return (int)lroundf(dp * u->scale);
}

static uint32_t colour(const look *l, const ui_node *n, ui_role role)
{
    return ui_motion_fade(ui_theme_colour(n->mode, role), l->fade);
}

/* The ring stands on the edge of what has an outline, and a little outside of what has none. */
static void draw_focus(const look *l, const ui_node *n)
{
    int out = n->opt.line ? 0 : px(l->u, 3);
    ui_draw_round(l->d, ui_rect_grow(n->box, out), px(l->u, n->opt.radius) + out, n->opt.square, 0,
                  colour(l, n, UI_FOCUS), 2 * l->u->scale);
}

static void draw_box(const look *l, const ui_node *n)
{
    const ui_opt *o = &n->opt;
    ui_hot hot = l->hot;
    bool warm = o->id && !o->off && !n->edit &&
                (o->id == hot.focus || o->id == hot.hover || o->id == hot.press);
    ui_role fill = warm ? (o->hot ? o->hot : UI_WASH) : o->fill;
    float line = (o->line_width > 0 ? o->line_width : 1) * l->u->scale;
    if (fill || o->line)
        ui_draw_round(l->d, n->box, px(l->u, o->radius), o->square, colour(l, n, fill),
                      colour(l, n, o->line), line);
    if (o->id && o->id == hot.focus) draw_focus(l, n);
}

static void draw_text(const look *l, const ui_node *n)
{
    const ui *u = l->u;
    if (n->edit) {
        ui_field_draw(u, l->d, n, n->opt.id == l->hot.focus);
        return;
    }
    int x = n->box.x + px(u, n->opt.pad.left), y = n->box.y + px(u, n->opt.pad.top);
    ui_para_draw(&n->para, u->texts, l->d, x, y, n->opt.text_align,
                 colour(l, n, n->opt.ink ? n->opt.ink : UI_INK));
    if (n != u->picked || u->picked_from == u->picked_to) return;
    bool forward = u->picked_from < u->picked_to;
    ui_para_mark(&n->para, u->texts, l->d, x, y, n->opt.text_align,
                 forward ? u->picked_from : u->picked_to, forward ? u->picked_to : u->picked_from,
                 colour(l, n, UI_INK), colour(l, n, UI_MARK));
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

float ui_node_share(const ui *u, const ui_node *n)
{
    if (u->still || (!n->since && !n->opt.enters)) return 1;
    return ui_motion_share(n->since ? n->since : u->opened, u->now, UI_MOTION_MS);
}

static void draw_node(look l, const ui_node *n)
{
    const ui *u = l.u;
    if (!ui_node_is_seen(n) || !ui_draw_sees(l.d, ui_rect_grow(n->box, px(u, 6)))) return;
    if (n->since) l.fade *= ui_node_share(u, n);
    draw_box(&l, n);
    if (n->kind == UI_KIND_TEXT) draw_text(&l, n);
    if (n->kind == UI_KIND_PAINT && n->paint) {
        float share = n->opt.enters ? ui_node_share(u, n) : 1;
        n->paint(n->self, &(ui_canvas){l.d, n->box, u->scale, n->mode, share});
    }
    if (!n->first) return;
    ui_rect before = l.d->clip;
    if (n->opt.scroll) {
        /* a little wider, for focus rings at the edge */
        ui_rect window = {n->box.x - px(u, 5), n->box.y, n->box.w + 2 * px(u, 5), n->box.h};
        ui_draw_clip(l.d, window);
    }
    for (const ui_node *child = n->first; child; child = child->next)
        draw_node(l, child);
    ui_rect bar = ui_node_bar(u, n);
    if (bar.w > 0) ui_draw_round(l.d, bar, bar.w / 2, 0, colour(&l, n, UI_EDGE), 0, 0);
    ui_draw_unclip(l.d, before);
}

void ui_tree_draw(const ui *u, ui_draw *d, ui_hot hot)
{
    if (u->root && !u->failed) draw_node((look){u, d, hot, 1}, u->root);
}

#include "ui/ui_nav.h"

#include <limits.h>
#include <math.h>

static bool can_focus(const ui_node *n)
{
    return n->opt.id > 0 && !n->opt.off && ui_node_is_seen(n);
}

static ui_nav_scroll *slot(ui_nav *v, int id)
{
    for (size_t i = 0; i < UI_NAV_SCROLLS; i++)
        if (v->scrolls[i].id == id) return &v->scrolls[i];
    for (size_t i = 0; i < UI_NAV_SCROLLS; i++) {
        if (v->scrolls[i].id == 0) {
            v->scrolls[i] = (ui_nav_scroll){.id = id};
            return &v->scrolls[i];
        }
    }
    return NULL;
}

static int range(const ui *u, const ui_node *n)
{
    int r = n->content - ui_node_inner_height(u, n);
    return r > 0 ? r : 0;
}

static void remember(ui_nav *v, const ui *u, const ui_node *n)
{
    ui_nav_scroll *s = slot(v, n->opt.scroll);
    if (s) s->offset = n->offset, s->at_end = n->offset >= range(u, n);
}

static bool scroll_to(ui_nav *v, ui *u, ui_node *n, int offset)
{
    int before = n->offset;
    int most = range(u, n);
    n->offset = offset < 0 ? 0 : offset > most ? most : offset;
    remember(v, u, n);
    if (n->offset != before) v->scrolled = true;
    return n->offset != before;
}

/* Scrolls every scroll round the node just as far as it takes to see it, with room for the ring. */
static bool show(ui_nav *v, ui *u, ui_node *n)
{
    bool moved = false;
    int room = (int)lroundf(6 * u->scale);
    for (ui_node *up = n->parent; up; up = up->parent) {
        if (!up->opt.scroll) continue;
        int above = up->box.y - (n->box.y - room);
        int below = n->box.y + n->box.h + room - (up->box.y + up->box.h);
        int by = above > 0 ? -above : below > 0 ? (below < -above ? below : -above) : 0;
        if (by != 0 && scroll_to(v, u, up, up->offset + by)) {
            moved = true;
            ui_tree_place(u);
        }
    }
    return moved;
}

bool ui_nav_focus(ui_nav *v, ui *u, int id)
{
    ui_node *n = ui_node_find(u, id);
    if (!n || !can_focus(n)) return false;
    bool changed = v->hot.focus != id;
    v->hot.focus = id;
    return show(v, u, n) || changed;
}

static int first_focus(const ui *u)
{
    int first = 0;
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        if (!can_focus(n)) continue;
        if (n->opt.first) return n->opt.id;
        if (!first) first = n->opt.id;
    }
    return first;
}

static bool is_there(const ui *u, int id)
{
    const ui_node *n = ui_node_find(u, id);
    return n && can_focus(n);
}

/* Where the reader goes on in a scroll, as an offset; INT_MAX when nothing says so. The tree is as
 * it was laid out, nothing scrolled. */
static int reading_offset(const ui *u, const ui_node *scroll)
{
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        const ui_node *up = n->parent;
        while (up && up != scroll)
            up = up->parent;
        if (up && n->opt.read_on) return n->box.y - scroll->box.y;
    }
    return INT_MAX;
}

/* How far a scroll stands after its content was built anew. */
static int offset_of(const ui_nav *v, const ui *u, const ui_node *n, const ui_nav_scroll *s,
                     bool known, bool *reads)
{
    int most = range(u, n);
    bool anew = !known || v->wanted < 0 || v->rescaled;
    int from = n->opt.stick_end && anew ? reading_offset(u, n) : INT_MAX;
    if (from != INT_MAX) {
        *reads = true;
        return from < most ? from : most;
    }
    return n->opt.stick_end && (!known || s->at_end) ? most : s->offset;
}

static bool in_sight(const ui *u, int id)
{
    const ui_node *n = ui_node_find(u, id);
    return n && ui_node_seen(n).h >= n->box.h;
}

void ui_nav_bind(ui_nav *v, ui *u)
{
    bool reads = false;
    for (ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        if (!n->opt.scroll) continue;
        bool known = false;
        for (size_t i = 0; i < UI_NAV_SCROLLS; i++)
            known |= v->scrolls[i].id == n->opt.scroll;
        ui_nav_scroll *s = slot(v, n->opt.scroll);
        if (!s) continue;
        n->offset = offset_of(v, u, n, s, known, &reads);
        if (n->offset > range(u, n)) n->offset = range(u, n);
        remember(v, u, n);
    }
    ui_tree_place(u);
    if (!is_there(u, v->hot.hover)) v->hot.hover = 0;
    if (!is_there(u, v->hot.press)) v->hot.press = 0;
    int focus = v->wanted > 0 ? v->wanted : v->hot.focus;
    if (v->wanted < 0 || !is_there(u, focus)) focus = first_focus(u);
    bool moved = v->wanted > 0 || focus != v->hot.focus || v->rescaled;
    v->hot.focus = focus;
    v->wanted = 0;
    v->rescaled = false;
    /* what a scroll that follows its end shows matters more than the focus, unless that is new */
    if (moved && focus && !reads) show(v, u, ui_node_find(u, focus));
    /* Nobody should press what they have not read down to: the focus comes into sight with it. */
    if (reads && !in_sight(u, focus)) v->hot.focus = 0;
}

bool ui_nav_step(ui_nav *v, ui *u, int by)
{
    int first = 0, last = 0, before = 0, after = 0;
    bool seen = false;
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        if (!can_focus(n)) continue;
        if (!first) first = n->opt.id;
        last = n->opt.id;
        if (n->opt.id == v->hot.focus)
            seen = true;
        else if (!seen)
            before = n->opt.id;
        else if (!after)
            after = n->opt.id;
    }
    if (!seen) before = after = 0;
    int to = by > 0 ? (after ? after : first) : (before ? before : last);
    return to && ui_nav_focus(v, u, to);
}

/* How far `to` lies that way: the way itself, plus twice what it is off to the side; INT_MAX when
 * it is not on that side. */
static int way_cost(ui_rect from, ui_rect to, ui_way way)
{
    int dx = 0, dy = 0, side = 0;
    if (to.y >= from.y + from.h) dy = to.y - (from.y + from.h) + 1;
    if (to.y + to.h <= from.y) dy = to.y + to.h - from.y - 1;
    if (to.x >= from.x + from.w) dx = to.x - (from.x + from.w) + 1;
    if (to.x + to.w <= from.x) dx = to.x + to.w - from.x - 1;
    int ahead = way == UI_WAY_UP ? -dy : way == UI_WAY_DOWN ? dy : way == UI_WAY_LEFT ? -dx : dx;
    if (ahead <= 0) return INT_MAX;
    side = way == UI_WAY_UP || way == UI_WAY_DOWN ? abs(dx) : abs(dy);
    return ahead + 2 * side;
}

bool ui_nav_move(ui_nav *v, ui *u, ui_way way)
{
    const ui_node *from = ui_node_find(u, v->hot.focus);
    int best = 0, cost = INT_MAX;
    if (!from && way == UI_WAY_DOWN && ui_nav_page(v, u, 0.2f)) return true;
    if (!from && way == UI_WAY_UP && ui_nav_page(v, u, -0.2f)) return true;
    if (!from) return ui_nav_step(v, u, way == UI_WAY_DOWN || way == UI_WAY_RIGHT ? 1 : -1);
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        if (!can_focus(n) || n == from) continue;
        int c = way_cost(from->box, n->box, way);
        if (c < cost) cost = c, best = n->opt.id;
    }
    if (best) return ui_nav_focus(v, u, best);
    if (way == UI_WAY_UP) return ui_nav_page(v, u, -0.2f);
    if (way == UI_WAY_DOWN) return ui_nav_page(v, u, 0.2f);
    return false;
}

static bool turn(ui_nav *v, ui *u, ui_node *n, int by)
{
    if (!scroll_to(v, u, n, n->offset + by)) return false;
    ui_tree_place(u);
    if (v->hot.focus == 0 && in_sight(u, first_focus(u))) v->hot.focus = first_focus(u);
    return true;
}

bool ui_nav_page(ui_nav *v, ui *u, float pages)
{
    ui_node *focus = ui_node_find(u, v->hot.focus), *chosen = NULL;
    for (ui_node *up = focus; up && !chosen; up = up->parent)
        if (up->opt.scroll && range(u, up) > 0) chosen = up;
    for (ui_node *n = u->root; n && !chosen; n = ui_node_next(u, n))
        if (n->opt.scroll && range(u, n) > 0) chosen = n;
    if (!chosen) return false;
    return turn(v, u, chosen, (int)((float)ui_node_inner_height(u, chosen) * pages * 0.9f));
}

bool ui_nav_wheel(ui_nav *v, ui *u, int x, int y, int dy)
{
    ui_node *inside = NULL;
    for (ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->opt.scroll && ui_rect_has(ui_node_seen(n), x, y) && range(u, n) > 0) inside = n;
    return inside && turn(v, u, inside, dy);
}

static bool bar_at(const ui *u, const ui_node *n, int x, int y)
{
    ui_rect bar = ui_node_bar(u, n);
    if (bar.w == 0) return false;
    int slack = (int)lroundf(3 * u->scale);
    return ui_rect_has((ui_rect){bar.x - slack, n->box.y, bar.w + 2 * slack, n->box.h}, x, y);
}

int ui_nav_bar(const ui *u, int x, int y)
{
    int found = 0;
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->opt.scroll && bar_at(u, n, x, y)) found = n->opt.scroll;
    return found;
}

bool ui_nav_drag(ui_nav *v, ui *u, int scroll, int y)
{
    for (ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        if (n->opt.scroll != scroll) continue;
        int tall = ui_node_bar(u, n).h, way = n->box.h - tall;
        if (tall == 0 || way <= 0) return false;
        int offset = (int)((int64_t)range(u, n) * (y - n->box.y - tall / 2) / way);
        return turn(v, u, n, offset - n->offset);
    }
    return false;
}

int ui_nav_hit(const ui *u, int x, int y)
{
    int hit = 0;
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (can_focus(n) && ui_rect_has(ui_node_seen(n), x, y)) hit = n->opt.id;
    return hit;
}

/* Layout in three walks: natural widths from the leaves up; widths from the root down, wrapping
 * text, with heights on the way back; then places and stretching from the root down. */
#include "ui/ui_box.h"
#include "ui/ui_edit.h"

#include <math.h>

static int px(const ui *u, float dp)
{
    return (int)lroundf(dp * u->scale);
}

static int pads_x(const ui *u, const ui_node *n)
{
    return px(u, n->opt.pad.left) + px(u, n->opt.pad.right);
}

static int pads_y(const ui *u, const ui_node *n)
{
    return px(u, n->opt.pad.top) + px(u, n->opt.pad.bottom);
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The children that take room. */
static ui_node *seen_from(ui_node *c)
{
    while (c && !ui_node_is_seen(c))
        c = c->next;
    return c;
}

static ui_node *first_of(const ui_node *n)
{
    return seen_from(n->first);
}

static ui_node *after(const ui_node *c)
{
    return seen_from(c->next);
}

static int count(const ui_node *n)
{
    int children = 0;
    for (const ui_node *c = first_of(n); c; c = after(c))
        children++;
    return children;
}

static int gaps(const ui *u, const ui_node *n)
{
    int children = count(n);
    return children > 1 ? (children - 1) * px(u, n->opt.gap) : 0;
}

static ui_align across(const ui_node *n)
{
    return n->opt.place ? n->opt.place : n->parent ? n->parent->opt.align : UI_STRETCH;
}

int ui_node_inner_height(const ui *u, const ui_node *n)
{
    return most(n->box.h - pads_y(u, n), 0);
}

/* First walk. */
static void measure(const ui *u, ui_node *n)
{
    int sum = 0, widest = 0, small_sum = 0, small_widest = 0;
    for (ui_node *c = first_of(n); c; c = after(c)) {
        measure(u, c);
        sum += c->natural, widest = most(widest, c->natural);
        small_sum += c->smallest, small_widest = most(small_widest, c->smallest);
    }
    if (n->kind == UI_KIND_TEXT) {
        n->natural = n->para.natural;
        n->smallest = n->edit ? 0 : n->para.smallest;
    } else if (n->kind == UI_KIND_ROW) {
        n->natural = sum + gaps(u, n);
        n->smallest = n->opt.wrap ? small_widest : small_sum + gaps(u, n);
    } else if (n->kind == UI_KIND_COL) {
        n->natural = widest;
        n->smallest = small_widest;
    }
    n->natural += pads_x(u, n);
    n->smallest += pads_x(u, n);
    if (n->opt.max_width > 0) n->natural = least(n->natural, px(u, n->opt.max_width));
    if (n->opt.width > 0) n->natural = n->smallest = px(u, n->opt.width);
    n->smallest = least(n->smallest, n->natural);
}

static bool give_width(ui *u, ui_node *n, int width);

/* Shares what a row has left between those that grow; one that would get less than its smallest
 * width gets that, and the others share the rest. */
static void share_out(const ui_node *n, int left)
{
    float grow = 0;
    for (ui_node *c = first_of(n); c; c = after(c)) {
        if (c->opt.grow > 0) {
            grow += c->opt.grow;
            c->box.w = -1;
        }
    }
    for (bool again = true; again;) {
        again = false;
        for (ui_node *c = first_of(n); c; c = after(c)) {
            if (c->box.w != -1) continue;
            int share = (int)((float)left * c->opt.grow / grow);
            if (share >= c->smallest) continue;
            c->box.w = c->smallest;
            left -= c->smallest;
            grow -= c->opt.grow;
            again = true;
            break;
        }
    }
    for (ui_node *c = first_of(n); c; c = after(c)) {
        if (c->box.w != -1) continue;
        c->box.w = (int)((float)left * c->opt.grow / grow);
        left -= c->box.w;
        grow -= c->opt.grow;
    }
}

/* Takes `over` pixels away from the children of a row, each in proportion to what it can lose. */
static void shrink(const ui_node *n, int over)
{
    int can = 0;
    for (const ui_node *c = first_of(n); c; c = after(c))
        can += most(c->box.w - c->smallest, 0);
    for (ui_node *c = first_of(n); c && can > 0 && over > 0; c = after(c)) {
        int own = most(c->box.w - c->smallest, 0);
        int cut = least(own, (int)(((int64_t)over * own + can - 1) / can));
        c->box.w -= cut;
        over -= cut;
        can -= own;
    }
}

static bool row_widths(ui *u, ui_node *n, int inner)
{
    int fixed = gaps(u, n), floor = 0;
    bool grows = false;
    for (ui_node *c = first_of(n); c; c = after(c)) {
        c->box.w = c->natural;
        if (n->opt.wrap)
            c->box.w = least(c->natural, inner);
        else if (c->opt.grow > 0)
            grows = true, floor += c->smallest;
        else
            fixed += c->natural;
    }
    if (!n->opt.wrap && inner - fixed - floor < 0) {
        for (ui_node *c = first_of(n); c; c = after(c))
            if (c->opt.grow > 0) c->box.w = c->smallest;
        shrink(n, fixed + floor - inner);
    } else if (!n->opt.wrap && grows) {
        share_out(n, inner - fixed);
    }
    for (ui_node *c = first_of(n); c; c = after(c))
        if (!give_width(u, c, c->box.w)) return false;
    return true;
}

/* The children of one line of a wrapping row: the first of the next line is returned. */
static ui_node *row_line(const ui *u, const ui_node *n, ui_node *first, int inner, int *height,
                         int *width)
{
    int gap = px(u, n->opt.gap);
    *height = 0, *width = 0;
    ui_node *c = first;
    for (; c; c = after(c)) {
        int wider = *width + (c == first ? 0 : gap) + c->box.w;
        if (c != first && n->opt.wrap && wider > inner) break;
        *width = wider;
        *height = most(*height, c->box.h);
    }
    return c;
}

static int row_height(const ui *u, const ui_node *n, int inner)
{
    int total = 0, height, width;
    for (ui_node *c = first_of(n); c;) {
        c = row_line(u, n, c, inner, &height, &width);
        total += height + (c ? px(u, n->opt.gap) : 0);
    }
    return total;
}

/* A scroll asks for no height of its own when it grows, or stretches beside what grows. */
static bool takes_what_is_left(const ui_node *n)
{
    if (n->opt.grow > 0) return true;
    const ui_node *up = n->parent;
    return up && up->kind == UI_KIND_ROW && up->opt.grow > 0 && across(n) == UI_STRETCH;
}

/* Second walk. */
static bool give_width(ui *u, ui_node *n, int width)
{
    int inner = most(width - pads_x(u, n), 1), height = 0;
    n->box.w = width;
    if (n->kind == UI_KIND_TEXT) {
        bool one_line = n->edit && !n->edit->lines;
        int room = one_line ? most(inner, n->para.natural) : inner;
        height = ui_para_wrap(&n->para, u->texts, room, u->e);
        if (height < 0) return false;
    } else if (n->kind == UI_KIND_ROW) {
        if (!row_widths(u, n, inner)) return false;
        height = row_height(u, n, inner);
    } else if (n->kind == UI_KIND_COL) {
        for (ui_node *c = first_of(n); c; c = after(c)) {
            bool whole = across(c) == UI_STRETCH && c->opt.width <= 0;
            int w = least(whole ? inner : c->natural, inner);
            if (c->opt.max_width > 0) w = least(w, px(u, c->opt.max_width));
            if (!give_width(u, c, w)) return false;
            height += c->box.h;
        }
        height += gaps(u, n);
        n->content = height;
        if (n->opt.scroll && takes_what_is_left(n)) height = 0;
    }
    height += pads_y(u, n);
    if (n->opt.height > 0) height = px(u, n->opt.height);
    n->box.h = most(height, px(u, n->opt.min_height));
    return true;
}

static void place(const ui *u, ui_node *n, int x, int y, int height);

static void place_row(const ui *u, ui_node *n, int x, int y, int inner_w, int inner_h)
{
    int gap = px(u, n->opt.gap);
    for (ui_node *first = first_of(n); first;) {
        int height, width;
        ui_node *stop = row_line(u, n, first, inner_w, &height, &width);
        if (first == first_of(n) && !stop) height = inner_h;
        int spare = inner_w - width;
        int at = x + (n->opt.pack == UI_CENTRE ? spare / 2 : n->opt.pack == UI_END ? spare : 0);
        for (ui_node *c = first; c != stop; c = after(c)) {
            ui_align how = across(c);
            int room = height - c->box.h;
            int top = how == UI_CENTRE ? room / 2 : how == UI_END ? room : 0;
            bool whole = how == UI_STRETCH && c->opt.height <= 0;
            place(u, c, at, y + top, whole ? height : c->box.h);
            at += c->box.w + gap;
        }
        y += height + gap;
        first = stop;
    }
}

static void place_col(const ui *u, ui_node *n, int x, int y, int inner_w, int inner_h)
{
    int used = gaps(u, n);
    float grow = 0;
    for (const ui_node *c = first_of(n); c; c = after(c))
        used += c->box.h, grow += c->opt.grow;
    int spare = most(inner_h - used, 0);
    if (grow <= 0) y += n->opt.pack == UI_CENTRE ? spare / 2 : n->opt.pack == UI_END ? spare : 0;
    for (ui_node *c = first_of(n); c; c = after(c)) {
        int more = grow > 0 && c->opt.grow > 0 ? (int)((float)spare * c->opt.grow / grow) : 0;
        spare -= more;
        grow -= c->opt.grow;
        ui_align how = across(c);
        int room = inner_w - c->box.w;
        int left = how == UI_CENTRE ? room / 2 : how == UI_END ? room : 0;
        int before = c->box.h;
        place(u, c, x + left, y, before + more);
        y += before + more + px(u, n->opt.gap);
    }
}

/* Third walk. Placing what was placed before, in the same window, changes no height: nothing is
 * left to share out. So it can be repeated after a scroll moved. */
static void place(const ui *u, ui_node *n, int x, int y, int height)
{
    int left = px(u, n->opt.pad.left), top = px(u, n->opt.pad.top);
    int inner_w = n->box.w - pads_x(u, n);
    n->box.x = x, n->box.y = y, n->box.h = height;
    for (ui_node *c = n->first; c; c = c->next)
        if (!ui_node_is_seen(c)) c->box = (ui_rect){x, y, 0, 0};
    int inner_h = ui_node_inner_height(u, n);
    if (n->opt.scroll) {
        int range = most(n->content - inner_h, 0);
        n->offset = n->offset < 0 ? 0 : least(n->offset, range);
        y -= n->offset;
        inner_h = most(inner_h, n->content);
    }
    if (n->kind == UI_KIND_ROW) place_row(u, n, x + left, y + top, inner_w, inner_h);
    if (n->kind == UI_KIND_COL) place_col(u, n, x + left, y + top, inner_w, inner_h);
}

bool ui_tree_layout(ui *u)
{
    if (u->failed || !u->root) return false;
    measure(u, u->root);
    if (!give_width(u, u->root, u->w)) {
        u->failed = true;
        return false;
    }
    ui_tree_place(u);
    return true;
}

void ui_tree_place(ui *u)
{
    if (!u->failed && u->root) place(u, u->root, 0, 0, u->h);
}

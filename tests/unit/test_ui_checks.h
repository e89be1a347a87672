#ifndef TEST_UI_CHECKS_H
#define TEST_UI_CHECKS_H
/* What has to be true of every screen at every size: nothing cut off, nothing on top of something
 * else, everything that can be pressed large enough and told apart. */
#include "test_ui.h"

#include "ui/ui_app.h"

#include <math.h>

static inline bool inside_x(ui_rect in, ui_rect out)
{
    return in.x >= out.x && in.x + in.w <= out.x + out.w;
}

static inline bool inside_y(ui_rect in, ui_rect out)
{
    return in.y >= out.y && in.y + in.h <= out.y + out.h;
}

static inline void say_where(const ui *u, const ui_node *n, const char *what)
{
    fail_msg("%dx%d at %.2f: %s: box %d,%d %dx%d '%s'", u->w, u->h, (double)u->text_scale, what,
             n->box.x, n->box.y, n->box.w, n->box.h, n->text ? n->text : "");
}

static inline void check_text(const ui *u, const ui_node *n)
{
    int inner = n->box.w - (int)lroundf(n->opt.pad.left * u->scale) -
                (int)lroundf(n->opt.pad.right * u->scale);
    for (size_t l = 0; l < n->para.line_count; l++)
        if (n->para.lines[l].width > inner) say_where(u, n, "line is cut");
    int tall = (int)n->para.line_count * ui_fonts_line(ui_texts_fonts(u->texts), n->para.size);
    if (n->box.h < tall) say_where(u, n, "lines are cut");
}

static inline void check_nothing_cut(const ui *u)
{
    ui_rect window = {0, 0, u->w, u->h};
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        if (!inside_x(n->box, window)) say_where(u, n, "outside the window");
        if (n->parent && !inside_x(n->box, n->parent->box))
            say_where(u, n, "wider than its parent");
        if (n->parent && !n->parent->opt.scroll && !inside_y(n->box, n->parent->box))
            say_where(u, n, "taller than its parent");
        if (n->kind == UI_KIND_TEXT) check_text(u, n);
    }
}

static inline void check_nothing_overlaps(const ui *u)
{
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        for (const ui_node *x = n->first; x; x = x->next) {
            for (const ui_node *y = x->next; y; y = y->next) {
                ui_rect both = ui_rect_meet(x->box, y->box);
                if (both.w > 0 && both.h > 0) say_where(u, y, "overlaps its sibling");
            }
        }
    }
}

/* Large enough, and no two with the same id or key. */
static inline void check_targets(const ui *u)
{
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        if (n->opt.id <= 0 || !ui_node_is_seen(n)) continue;
        if ((float)n->box.h < 44 * u->scale - 1) say_where(u, n, "under 44 dp");
        for (const ui_node *m = ui_node_next(u, n); m; m = ui_node_next(u, m)) {
            if (m->opt.id == n->opt.id) say_where(u, m, "has the id of another");
            if (m->opt.id > 0 && m->opt.key && m->opt.key == n->opt.key)
                say_where(u, m, "has the key of another");
        }
    }
}

static inline void check_boxes(const ui *u)
{
    check_nothing_cut(u);
    check_nothing_overlaps(u);
    check_targets(u);
}
#endif

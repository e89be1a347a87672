#ifndef UI_NAV_H
#define UI_NAV_H
/* ui_nav: what a screen remembers between two builds of its tree: the focus, the pointer, how far
 * each scroll is scrolled. Knows no library; ui_app feeds it. */
#include "ui/ui_box.h"

enum { UI_NAV_SCROLLS = 8 }; /* remembered scrolls of a screen; more start at their top again */

typedef struct ui_nav_scroll {
    int id, offset;
    bool at_end;
} ui_nav_scroll;

/* {0} is the state of a new screen. */
typedef struct ui_nav {
    ui_hot hot;
    int wanted;    /* focus asked for by the screen: an id, -1 for the first; 0: keep */
    bool scrolled; /* something scrolled since this was last set to false */
    bool rescaled; /* texts have another size: remembered places mean nothing any more */
    ui_nav_scroll scrolls[UI_NAV_SCROLLS];
} ui_nav;

typedef enum ui_way { UI_WAY_UP, UI_WAY_DOWN, UI_WAY_LEFT, UI_WAY_RIGHT } ui_way;

/* After a layout: restores the scrolls, drops ids that are gone, chooses a focus when there is
 * none. */
void ui_nav_bind(ui_nav *v, ui *u);
/* Each returns true when focus or a scroll changed. The focus is scrolled into sight. */
bool ui_nav_step(ui_nav *v, ui *u, int by);     /* Tab: the next (1) or the one before (-1) */
bool ui_nav_move(ui_nav *v, ui *u, ui_way way); /* arrows: the nearest that way, else scroll */
bool ui_nav_focus(ui_nav *v, ui *u, int id);
/* Scrolls by `pages` of the scroll's height (PgUp -1, PgDn 1, Home and End +-1000): the one round
 * the focus when it can scroll, else the first that can. */
bool ui_nav_page(ui_nav *v, ui *u, float pages);
/* Scrolls what is at x, y by `dy` device pixels. */
bool ui_nav_wheel(ui_nav *v, ui *u, int x, int y, int dy);
/* The scroll whose bar (beside its content, 10 dp wide) is at x, y; 0 for none. ui_nav_drag puts
 * the middle of that bar's thumb at y. */
int ui_nav_bar(const ui *u, int x, int y);
bool ui_nav_drag(ui_nav *v, ui *u, int scroll, int y);
/* The id at x, y that can be pressed; 0 for none. */
int ui_nav_hit(const ui *u, int x, int y);
#endif

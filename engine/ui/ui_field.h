#ifndef UI_FIELD_H
#define UI_FIELD_H
/* ui_field: where the player writes. It shows a ui_edit that the screen owns and reads afterwards;
 * the app gives it keys, text, input methods, clipboard and pointer while it has the focus. Escape
 * and (in a field of one line) Enter go to the screen, and so do Tab and what has no meaning here.
 * The screen is built again after each change. */
#include "ui/ui_box.h"
#include "ui/ui_edit.h"

typedef struct ui_field_opt {
    const char *label;       /* what is to be written here; said by a voice, not shown */
    const char *placeholder; /* shown while it is empty; NULL: nothing */
    int rows;                /* lines of height at least; 0: 1 */
} ui_field_opt;

/* opt.id is needed; opt.width, grow and so on as for any node. `edit` lives until the next build.
 * edit->lines says whether there may be several lines. */
ui_node *ui_field(ui *u, ui_edit *edit, ui_field_opt field, ui_opt opt);

/* --- for ui_app --- */
/* The offset in the text at x, y (device pixels). */
size_t ui_field_at(const ui *u, const ui_node *n, int x, int y);
/* Moves the cursor a shown line up (-1) or down (1); false when there is none that way. */
bool ui_field_step(const ui *u, const ui_node *n, int by, bool select);
/* Where the cursor stands. */
ui_rect ui_field_cursor(const ui *u, const ui_node *n);
/* Draws selection, text, what is being composed, and the cursor when it has the focus. */
void ui_field_draw(const ui *u, ui_draw *d, const ui_node *n, bool focus);
#endif

#ifndef UI_WIDGET_H
#define UI_WIDGET_H
/* Ready-made pieces of the screens, all made of ui_box nodes. */
#include "ui/ui_box.h"

/* A key in a small frame: what the keyboard does here. Not said by a voice. */
void ui_key_cap(ui *u, const char *key, ui_role ink);
/* What to press for `key` now: `usual` ("H", "Esc"); the key that the player put in its place; on a
 * gamepad the button, "" when there is none. */
const char *ui_cap(ui *u, int key, const char *usual);
/* "H hint": pressed by key or pointer; `off` shows it as not possible now. */
void ui_hint(ui *u, int id, int key, const char *cap, const char *label, bool off);

typedef enum ui_button_kind { UI_MAIN_BUTTON, UI_PLAIN_BUTTON } ui_button_kind;
/* A button at least 44 dp high. `cap` NULL or the name of its key, shown in a frame. */
void ui_button(ui *u, int id, int key, ui_button_kind kind, const char *label, const char *cap);

/* A card with a number (1 to 9, also its key), wrapped text and an optional small note below; the
 * note may be NULL. Number 1 has the focus when the screen opens. `grow` as in ui_opt, for cards
 * side by side. */
void ui_choice(ui *u, int id, int number, const char *text, const char *note, float grow);

typedef enum ui_side { UI_THEIRS, UI_OWN_WORDS } ui_side;
/* A speech bubble: theirs at the left, the player's at the right, at most `max_width` dp wide, with
 * the corner next to the speaker squared. `name` is said before the text and never shown; NULL is
 * fine. */
void ui_bubble(ui *u, ui_side side, const char *name, const char *text, float max_width);
/* A line in italics: a sound cue or narration. */
void ui_cue(ui *u, const char *text);

/* A small word on a rounded wash. */
void ui_badge(ui *u, const char *text, ui_role ink);
/* Symbol, word, bar and number of a score, 0 to 100. */
void ui_score(ui *u, const char *symbol, const char *word, int number, ui_role role);
/* One point of a list with a sign (done) or a ring (open) before it. */
void ui_point_line(ui *u, bool done, const char *text);
/* A round picture of someone who can only be heard, `size` dp across. */
void ui_silhouette(ui *u, float size);
/* A card: a column with fill, outline and rounded corners. Close with ui_end. */
ui_node *ui_card(ui *u, ui_opt opt);
#endif

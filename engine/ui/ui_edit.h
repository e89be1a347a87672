#ifndef UI_EDIT_H
#define UI_EDIT_H
/* ui_edit: the text a player writes: cursor, selection, undo. Knows nothing of drawing (ui_field
 * shows it). Positions are byte offsets that always stand between characters as a reader sees them:
 * a letter with its accents, a flag, an emoji with its modifiers is one. */
#include "base/base_strbuf.h"

#include <stddef.h>

enum {
    UI_EDIT_MOST = 2000, /* characters when nothing else is said */
    UI_EDIT_STEPS = 100  /* changes that can be undone */
};

/* One change: at `at`, `removed` was replaced by `added`. */
typedef struct ui_edit_step {
    size_t at;
    strbuf removed, added;
    size_t cursor, mark; /* before it */
    bool typing;         /* more typing at its end belongs to it */
} ui_edit_step;

/* {0} is an empty text of one line. Release with ui_edit_release. */
typedef struct ui_edit {
    strbuf text;
    size_t cursor, mark; /* the selection lies between them; equal: none */
    size_t most;         /* characters allowed; 0: UI_EDIT_MOST */
    bool lines;          /* may hold several lines; else a line break becomes a space */
    strbuf composed;     /* what an input method shows before it is settled; stands at the cursor */
    ui_edit_step *steps; /* oldest first */
    size_t step_count, step_at; /* step_at: how many of them are in the text now */
    int goal;                   /* where up and down aim at, device pixels; -1: none. ui_field's */
    int shift;                  /* how far a single line is scrolled. ui_field's */
} ui_edit;

typedef enum ui_edit_way {
    UI_EDIT_LEFT, /* one character, in the order of the text */
    UI_EDIT_RIGHT,
    UI_EDIT_WORD_LEFT, /* to the begin of a word */
    UI_EDIT_WORD_RIGHT,
    UI_EDIT_LINE_START, /* of the line as written, not as shown */
    UI_EDIT_LINE_END,
    UI_EDIT_START,
    UI_EDIT_END
} ui_edit_way;

void ui_edit_release(ui_edit *d);
/* Replaces everything; the cursor stands at the end and nothing can be undone. */
bool ui_edit_set(ui_edit *d, const char *text, err *e);
/* Borrowed until the next change. */
const char *ui_edit_text(const ui_edit *d);
/* Characters (code points) in it. */
size_t ui_edit_length(const ui_edit *d);

/* Puts UTF-8 in place of the selection. Control characters are left out; what is beyond `most` is
 * cut off. False, with nothing changed, when memory runs out. */
bool ui_edit_insert(ui_edit *d, const char *text, err *e);
/* Removes the selection; without one, what lies between the cursor and where `way` leads. */
bool ui_edit_delete(ui_edit *d, ui_edit_way way, err *e);

/* Moves the cursor; `select`: the mark stays behind. Left and right first leave a selection. */
void ui_edit_move(ui_edit *d, ui_edit_way way, bool select);
/* Puts the cursor at (or just before) a byte offset. */
void ui_edit_place(ui_edit *d, size_t at, bool select);
void ui_edit_select_all(ui_edit *d);
void ui_edit_select_word(ui_edit *d, size_t at);
/* False when nothing is selected; *from is before *to. */
bool ui_edit_selected(const ui_edit *d, size_t *from, size_t *to);
/* Adds the selected text to `out`. */
bool ui_edit_copy(const ui_edit *d, strbuf *out, err *e);

/* False when there is nothing (more) to undo or redo, or memory ran out. */
bool ui_edit_undo(ui_edit *d, err *e);
bool ui_edit_redo(ui_edit *d, err *e);

/* Shows what an input method composes; "" ends that. Not part of the text. */
bool ui_edit_compose(ui_edit *d, const char *text, err *e);

/* The offsets beside `at` where a cursor may stand; also for other texts (terminated UTF-8). */
size_t ui_edit_next(const char *text, size_t at);
size_t ui_edit_before(const char *text, size_t at);
#endif

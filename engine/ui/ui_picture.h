#ifndef UI_PICTURE_H
#define UI_PICTURE_H
/* ui_picture: drawings (SVG, PNG) found by name, rasterised once for each size they are shown at,
 * and kept. That happens on a thread of its own after the picture was first wanted, so that text
 * never waits for it; a plain shape stands in its place until then. Without threads it happens
 * between two frames. */
#include "ui/ui_box.h"

typedef struct ui_pictures ui_pictures;

typedef enum ui_crop {
    UI_WHOLE,  /* all of it, as large as fits, in the middle */
    UI_FILLED, /* fills the box; what is too much is cut off on both sides */
    UI_CIRCLE  /* as filled, and round */
} ui_crop;

enum { UI_PICTURE_LAYERS = 4 };

typedef struct ui_picture_opt {
    const char *name; /* "people/ada"; "" or NULL: only the placeholder */
    const char *mood; /* "guarded": people/ada.guarded is laid over it when there is one; NULL */
    const char *over[UI_PICTURE_LAYERS - 2]; /* more names to be laid over, when there are such */
    ui_crop crop;
    float radius; /* dp; of the corners when filled */
    ui_role tint; /* a drawing of one colour gets this one; UI_NONE: as it is */
    ui_role wait; /* what stands there until it is ready or when it cannot be shown; UI_NONE: the
                     wash, for a tinted one nothing */
} ui_picture_opt;

/* The picture as a node; opt.width and opt.height (dp) say how large. opt.alt says what it shows;
 * NULL counts as "": decoration, not said. Names are copied. */
ui_node *ui_picture(ui *u, ui_picture_opt picture, ui_opt opt);

/* --- the store; ui_app has one: ui_app_pictures --- */
/* `limit`: bytes of pixels kept beyond what is shown now. */
ui_pictures *ui_pictures_new(size_t limit, err *e);
/* Stops the thread; waits for the picture it is at. */
void ui_pictures_free(ui_pictures *p);
/* Where names are looked for, the first folder that has it wins; "NAME.svg" before "NAME.png".
 * Copied. Another list than before forgets every picture that came from the old one. */
bool ui_pictures_folders(ui_pictures *p, const char *const *folders, size_t count, err *e);
/* What could not be shown is told here, once for each file; NULL: nobody. Called by the thread that
 * draws. */
typedef void ui_complain_fn(void *self, const char *text);
void ui_pictures_on_complaint(ui_pictures *p, ui_complain_fn *complain, void *self);

/* For the app. Begins to make what was wanted while drawing: to be called when the picture without
 * it stands on the screen. */
void ui_pictures_go(ui_pictures *p);
/* Takes over what is ready; true when something is, and so has to be drawn. Without
 * threads it makes one picture. */
bool ui_pictures_take(ui_pictures *p);
/* What is drawn from now on is shown until the next call: it is not thrown out. Before the drawing
 * of a screen that was built anew. */
void ui_pictures_begin(ui_pictures *p);
/* Something is to be made that no thread makes: do not sleep. */
bool ui_pictures_must_work(const ui_pictures *p);
/* Waits until everything wanted so far is made and taken: for tests and screenshots. */
void ui_pictures_settle(ui_pictures *p);
/* Bytes of pixels kept, and pictures made since the start: counts for tests. */
size_t ui_pictures_held(const ui_pictures *p);
unsigned long ui_pictures_made(const ui_pictures *p);

/* For a painter of one's own: draws the picture in c->box when it is ready, else the placeholder;
 * `p` NULL: the placeholder. */
void ui_pictures_draw(ui_pictures *p, const ui_picture_opt *picture, const ui_canvas *c);
#endif

#ifndef UI_FONT_H
#define UI_FONT_H
/* ui_fonts: finds the typefaces on this machine, opens each size when it is first needed, and turns
 * short texts into coverage. Two families: the main one, which the player chooses (Inter at first),
 * and one for the glyphs it lacks (DejaVu Sans; Inter behind DejaVu Sans). */
#include "base/base_err.h"
#include "ui/ui_draw.h"

/* Size over line height in design pixels. The first is the default of a text. */
typedef enum ui_size {
    UI_BASE,  /* 16/24 */
    UI_SMALL, /* 13/18 */
    UI_BODY,  /* 17/26 */
    UI_HEAD,  /* 20/28 */
    UI_TITLE, /* 32/40 */
    UI_SIZE_COUNT
} ui_size;

typedef enum ui_face { UI_REGULAR, UI_SEMI, UI_BOLD, UI_ITALIC, UI_FACE_COUNT } ui_face;

typedef enum ui_typeface {
    UI_INTER,
    UI_DEJAVU, /* DejaVu Sans */
    UI_ANDIKA,
    UI_DYSLEXIC, /* OpenDyslexic; drawn at 0.87 of the size, for its letters are larger */
    UI_TYPEFACE_COUNT
} ui_typeface;

/* A text in one direction. */
typedef enum ui_flow { UI_LTR, UI_RTL } ui_flow;

typedef enum ui_family { UI_MAIN, UI_FALLBACK, UI_FAMILY_COUNT } ui_family;

typedef struct ui_fonts ui_fonts;

/* `folder` NULL: RAPPORT_FONT_DIR when it is set, else the usual places. A given folder is the only
 * place looked at. ERR_MISSING names the package to install. Caller frees with ui_fonts_free. */
ui_fonts *ui_fonts_new(const char *folder, err *e);
void ui_fonts_free(ui_fonts *f);

/* Whether the typeface is on this machine. */
bool ui_fonts_has(ui_fonts *f, ui_typeface typeface);
/* Makes it the main family. One that is not there changes nothing: false, ERR_MISSING names the
 * package to install. What was measured before is void: ui_texts_clear. */
bool ui_fonts_choose(ui_fonts *f, ui_typeface typeface, err *e);

/* Device pixels for one design pixel of text, above 0. Closes what was open at another scale. */
void ui_fonts_scale(ui_fonts *f, float scale);
/* Line spacing in percent of the design's, 100 to 200. */
void ui_fonts_spacing(ui_fonts *f, int percent);
/* Device pixels from one line to the next. */
int ui_fonts_line(const ui_fonts *f, ui_size size);
/* Device pixels from the top of a line to its base line. */
int ui_fonts_base(ui_fonts *f, ui_size size);

/* The family that has this glyph; UI_MAIN when none has. */
ui_family ui_fonts_pick(ui_fonts *f, ui_face face, ui_size size, uint32_t point);
/* Width of a terminated UTF-8 text in device pixels; 0 when it cannot be measured. */
int ui_fonts_width(ui_fonts *f, ui_family family, ui_face face, ui_size size, ui_flow flow,
                   const char *text);

/* Device pixels between two words. Widths lose half a pixel on average, because the library rounds
 * them down; the space makes up for it. */
int ui_fonts_space(ui_fonts *f, ui_face face, ui_size size);

/* Coverage of a text, cut to its ink; `x`, `y` is where the ink starts, from the pen's start on the
 * base line. `mask.cover` is the caller's (base_free), NULL for a text without ink. False: memory
 * ran out. */
typedef struct ui_ink {
    ui_mask mask;
    int x, y;
} ui_ink;
bool ui_fonts_render(ui_fonts *f, ui_family family, ui_face face, ui_size size, ui_flow flow,
                     const char *text, ui_ink *out);

/* The file used for a face, for messages and tests; NULL when the family is missing. Borrowed. */
const char *ui_fonts_path(const ui_fonts *f, ui_family family, ui_face face);
#endif

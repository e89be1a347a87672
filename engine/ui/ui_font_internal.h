#ifndef UI_FONT_INTERNAL_H
#define UI_FONT_INTERNAL_H
/* The insides of ui_fonts, shared by ui_font.c (opening, measuring, rendering) and ui_font_find.c
 * (which files there are). */
#include "ui/ui_font.h"

#include <SDL_ttf.h>

typedef struct face_file {
    char *path;        /* owned; NULL: not there */
    int styling;       /* TTF_STYLE_... to imitate a missing face */
    const void *bytes; /* of the file, once it was opened; NULL when it is too large for that */
    size_t len;
} face_file;

typedef struct open_font {
    TTF_Font *font;
    bool tried;
    int space; /* pixels of a space; 0: not measured yet */
} open_font;

struct ui_fonts {
    char *folder; /* the only place looked at; NULL: the usual ones */
    face_file files[UI_TYPEFACE_COUNT][UI_FACE_COUNT];
    bool sought[UI_TYPEFACE_COUNT];
    ui_typeface family[UI_FAMILY_COUNT];
    open_font open[UI_FAMILY_COUNT][UI_FACE_COUNT][UI_SIZE_COUNT];
    float scale;
    int line_percent;
};

/* Finds the files of a typeface, once; a face without a file is imitated. False when memory ran
 * out; whether it is there, the path of its regular face says. */
bool ui_font_find(ui_fonts *f, ui_typeface typeface, err *e);
/* Any font at all as UI_INTER, for a machine with none of the typefaces. */
bool ui_font_find_any(ui_fonts *f, err *e);
#endif

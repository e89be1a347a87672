#ifndef UI_PICTURE_INTERNAL_H
#define UI_PICTURE_INTERNAL_H
/* From files to pixels, shared by ui_picture.c (nodes, cache, thread) and the files that load. Safe
 * on any one thread at a time. */
#include "base/base_mem.h"
#include "ui/ui_picture.h"

#include <SDL.h>

/* The part of SDL2_image that is used. It is loaded when the first picture is made: it brings some
 * ten more libraries along, which would double the time it takes to start. */
typedef struct ui_picture_library {
    void *object; /* NULL: not loaded */
    SDL_Surface *(*svg)(SDL_RWops *bytes, int w, int h);
    SDL_Surface *(*png)(SDL_RWops *bytes);
} ui_picture_library;

enum {
    UI_PICTURE_FILE = 1 << 20,    /* bytes of a file */
    UI_PICTURE_ELEMENTS = 20000,  /* of a drawing */
    UI_PICTURE_SIDE = 8192,       /* pixels shown */
    UI_PICTURE_PIXELS = 64 << 20, /* width times height of what is shown */
    UI_PICTURE_PNG_SIDE = 8192    /* pixels of a PNG file */
};

/* What is to be made. */
typedef struct ui_picture_want {
    const char *layers[UI_PICTURE_LAYERS]; /* names; the first is needed, others may be missing */
    int layer_count;
    const char *const *folders;
    size_t folder_count;
    int w, h; /* device pixels, above 0 */
    ui_crop crop;
    int radius; /* device pixels */
    bool tinted;
} ui_picture_want;

/* The caller's: base_free both. One of the two is there. */
typedef struct ui_picture_pixels {
    uint32_t *colours; /* 0xAARRGGBB, premultiplied; w x h */
    uint8_t *cover;    /* when tinted */
} ui_picture_pixels;

/* False with a sentence that names the file and the remedy: ERR_MISSING, ERR_FORMAT, ERR_LIMIT,
 * ERR_NOMEM. */
bool ui_picture_load(ui_picture_library *lib, const ui_picture_want *want, ui_picture_pixels *out,
                     err *e);
void ui_picture_library_release(ui_picture_library *lib);

/* Looks through an SVG file before the library is given it: its size, and that it holds nothing
 * that would take the library too long or too much memory. */
bool ui_svg_check(const char *text, size_t len, float *w, float *h, err *e);
#endif

#ifndef UI_TEXT_INTERNAL_H
#define UI_TEXT_INTERNAL_H
/* The cache of words, shared by ui_words.c (the cache), ui_text.c (cutting and wrapping) and
 * ui_para.c (drawing, places of a cursor). */
#include "ui/ui_text.h"

/* A piece of text in one font at one size: its width, and its coverage once it has been seen. */
typedef struct word {
    struct word *next_in_bucket;
    struct word *newer, *older;
    uint64_t hash;
    size_t len;
    int width;
    bool rendered;
    ui_ink ink;
    uint8_t family, face, size, flow;
    char text[]; /* terminated */
} word;

typedef struct word_font {
    ui_family family;
    ui_face face;
    ui_size size;
    ui_flow flow;
} word_font;

/* The word from the cache, measured when it is new; NULL when memory ran out. */
word *ui_word_find(ui_texts *t, const char *text, size_t len, word_font font);
/* Its coverage, rendered when it was not seen before; NULL when memory ran out. */
const ui_ink *ui_word_ink(ui_texts *t, word *w);

static inline word_font piece_font(const ui_para *p, const ui_piece *piece)
{
    return (word_font){piece->family, piece->face, p->size, (piece->level & 1) ? UI_RTL : UI_LTR};
}
#endif

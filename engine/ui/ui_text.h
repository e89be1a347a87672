#ifndef UI_TEXT_H
#define UI_TEXT_H
/* Paragraphs: a text is cut once into pieces (words, split where the font or the face changes); a
 * wrap only adds up widths; each piece's coverage is rendered when it is first seen and kept in one
 * cache of words, independent of colour and of where it stands. Left to right scripts only. */
#include "base/base_mem.h"
#include "ui/ui_font.h"

/* Inside a text: from here on bold (or italic) until the next one of the same. */
#define UI_B "\x02"
#define UI_I "\x03"

typedef struct ui_texts ui_texts;

typedef struct ui_piece {
    const char *text; /* not terminated */
    size_t len;
    int width, space; /* device pixels: the piece, and the space before it on the same line */
    ui_face face;
    ui_family family;
    bool may_break; /* a line may begin here */
    bool must_break;
} ui_piece;

typedef struct ui_line {
    size_t first, count; /* pieces */
    int width;
} ui_line;

/* One paragraph. All memory is the arena's it was made in. */
typedef struct ui_para {
    ui_size size;
    ui_piece *pieces;
    size_t piece_count;
    ui_line *lines;
    size_t line_count;
    int natural;  /* width without wrapping */
    int smallest; /* width of its widest unbreakable part */
    int wrapped;  /* width it was last wrapped at */
    arena *mem;
} ui_para;

typedef enum ui_align { UI_STRETCH, UI_START, UI_CENTRE, UI_END } ui_align;

/* `limit` bounds the bytes kept in the word cache (what a word needs now is always kept). The fonts
 * are borrowed and outlive it. */
ui_texts *ui_texts_new(ui_fonts *fonts, size_t limit, err *e);
void ui_texts_free(ui_texts *t);
/* Forgets every word; to be called after ui_fonts_scale. */
void ui_texts_clear(ui_texts *t);
/* Bytes held by the cache. */
size_t ui_texts_held(const ui_texts *t);
/* Words rendered since the start: a count for tests. */
unsigned long ui_texts_rendered(const ui_texts *t);
ui_fonts *ui_texts_fonts(ui_texts *t); /* borrowed */

/* Cuts `text` (UTF-8; copied into the arena) into pieces. A newline begins a new line. */
bool ui_para_init(ui_para *p, ui_texts *t, arena *mem, const char *text, ui_size size, ui_face face,
                  err *e);
/* Breaks into lines of at most `width` device pixels; a part that is wider by itself is split
 * between characters. Returns the height in device pixels, -1 when memory ran out. */
int ui_para_wrap(ui_para *p, ui_texts *t, int width, err *e);
/* Draws the lines with their top left corner at x, y, aligned within the width last wrapped at.
 * Lines outside the clip cost nothing. */
void ui_para_draw(const ui_para *p, ui_texts *t, ui_draw *d, int x, int y, ui_align align,
                  uint32_t colour);
#endif

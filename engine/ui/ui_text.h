#ifndef UI_TEXT_H
#define UI_TEXT_H
/* Paragraphs: a text is cut once into pieces (words, split where the font or the face changes); a
 * wrap only adds up widths; each piece's coverage is rendered when it is first seen and kept in one
 * cache of words, independent of colour and of where it stands. Hebrew and Arabic run from right to
 * left: their words are shaped so, and the pieces of a line stand in reading order (ui_bidi). */
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
    int x;            /* device pixels from the left end of its line */
    ui_face face;
    ui_family family;
    uint8_t level;  /* see ui_bidi.h */
    bool may_break; /* a line may begin here */
    bool must_break;
} ui_piece;

typedef struct ui_line {
    size_t first, count; /* pieces */
    int width;
    int lead; /* space before the first piece, in an exact paragraph */
    bool rtl; /* its paragraph runs from right to left: it stands at the right */
} ui_line;

/* One paragraph. All memory is the arena's it was made in. */
typedef struct ui_para {
    const char *text; /* the copy the pieces point into */
    bool exact;       /* keeps every space: for text that is edited */
    bool mixed;       /* something in it may run from right to left */
    int space;        /* device pixels of one space */
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
/* The same for text that is being edited: every space counts, UI_B and UI_I mean nothing, and there
 * is a piece (perhaps an empty one) wherever a cursor may stand. */
bool ui_para_exact(ui_para *p, ui_texts *t, arena *mem, const char *text, ui_size size,
                   ui_face face, err *e);
/* Breaks into lines of at most `width` device pixels; a part that is wider by itself is split
 * between characters. Returns the height in device pixels, -1 when memory ran out. */
int ui_para_wrap(ui_para *p, ui_texts *t, int width, err *e);
/* Draws the lines with their top left corner at x, y, aligned within the width last wrapped at;
 * start and end change sides in a paragraph that runs from right to left. Lines outside the clip
 * cost nothing. */
void ui_para_draw(const ui_para *p, ui_texts *t, ui_draw *d, int x, int y, ui_align align,
                  uint32_t colour);
/* Pixels from the left edge of the width wrapped at to the left end of a line. */
int ui_para_indent(const ui_para *p, const ui_line *line, ui_align align);
/* The line a byte offset of the text stands in, and its distance from the line's left end. Lines
 * are those last wrapped. */
size_t ui_para_where(const ui_para *p, ui_texts *t, size_t offset, int *x);
/* The offset nearest to x (from the left end) in a line. */
size_t ui_para_offset(const ui_para *p, ui_texts *t, size_t line, int x);
/* Shows the text between two offsets as selected: `ink` on `back`. x, y and align as in
 * ui_para_draw. */
void ui_para_mark(const ui_para *p, ui_texts *t, ui_draw *d, int x, int y, ui_align align,
                  size_t from, size_t to, uint32_t ink, uint32_t back);
#endif

#ifndef CLI_WRAP_H
#define CLI_WRAP_H
/* cli_wrap: paragraphs for a terminal. */
#include "base/base_strbuf.h"

#include <stdint.h>

typedef struct cli_paragraph {
    const char *label; /* before the text, "Dana: "; "" for none */
    const char *text;
    const char *style;    /* an SGR code such as "1" (bold), or NULL: no colour */
    bool whole;           /* the style is for label and text; else for the label alone */
    uint32_t first, rest; /* columns left of the first line and of the others */
} cli_paragraph;

/* Adds the paragraph, wrapped between words to at most `width` columns, and a line feed. A word too
 * long for a line is broken. A line feed in the text starts a new line. Other control characters,
 * which could move the cursor or change the terminal, come out as U+FFFD. */
bool cli_wrap(strbuf *out, const cli_paragraph *p, uint32_t width, err *e);
/* Adds the text with its control characters made harmless: line feeds and tabs as spaces, others as
 * U+FFFD. */
bool cli_plain(strbuf *out, const char *text, err *e);
/* Columns one code point takes: 0 for marks that join the one before, 2 for wide ones (East Asian
 * and emoji), else 1. A short table of the common ranges, not all of Unicode. */
uint32_t cli_columns_of(uint32_t point);
/* Columns of a text on one line. */
uint32_t cli_columns(const char *text);
#endif

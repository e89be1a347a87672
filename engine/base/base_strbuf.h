#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H
/* strbuf: text that grows. {0} is a valid empty buffer; `data` is NULL or terminated. */
#include "base/base_err.h"

#include <stddef.h>

typedef struct strbuf {
    char *data;
    size_t len, cap;
} strbuf;

/* Each returns false and sets `e` (ERR_NOMEM) when the text could not be added; the buffer then
 * keeps what it had. */
bool strbuf_add(strbuf *b, const char *text, err *e);
bool strbuf_addn(strbuf *b, const char *bytes, size_t len, err *e);
bool strbuf_addc(strbuf *b, char c, err *e);
bool strbuf_addf(strbuf *b, err *e, const char *fmt, ...) BASE_PRINTF(3, 4);
/* Adds `text` as a quoted JSON string: control characters, quotes and backslashes escaped. */
bool strbuf_add_json(strbuf *b, const char *text, err *e);
/* The text so far; "" when empty. Borrowed until the next change. */
const char *strbuf_text(const strbuf *b);
/* Empties without giving memory back. */
void strbuf_clear(strbuf *b);
/* Gives memory back; the buffer is empty and usable again. */
void strbuf_release(strbuf *b);
#endif

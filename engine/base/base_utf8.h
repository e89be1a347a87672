#ifndef BASE_UTF8_H
#define BASE_UTF8_H
/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True when all `len` bytes are valid; else *bad is the offset of the first bad byte. */
bool utf8_valid(const char *text, size_t len, size_t *bad);
/* The code point at *text, moving past it; 0 at the end. An invalid byte gives U+FFFD, one byte. */
uint32_t utf8_next(const char **text);
/* Writes `point` (1 to 4 bytes, not terminated) and returns the count; 0 for no code point. */
size_t utf8_put(uint32_t point, char out[4]);
/* How much of the first `len` bytes to keep so that valid text cut there stays valid: up to three
 * less, when the last character would be cut in two. */
size_t utf8_whole(const char *text, size_t len);
/* Code points in a terminated text. */
size_t utf8_count(const char *text);
#endif

#ifndef UI_BIDI_H
#define UI_BIDI_H
/* ui_bidi: which parts of a text run from right to left. The Unicode Bidirectional Algorithm
 * (UAX #9), rules P2 to N2 and I1, I2, for text without embedding and isolating controls; character
 * classes of Latin, Greek, Cyrillic, Hebrew, Arabic and the usual signs. Bracket pairs (N0) are
 * resolved as other neutrals. Pure. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In a level: the paragraph as a whole runs from right to left. */
enum { UI_BIDI_RTL = 0x80, UI_BIDI_LEVEL = 0x7F };

/* True when something in it may run from right to left: without, nothing else need be called. */
bool ui_bidi_needed(const char *text);
/* Fills levels[0 .. len-1], one for each byte of `text` (valid or not), the same for all bytes of a
 * character: an odd level runs from right to left. A newline begins a new paragraph. `work`: len
 * bytes of scratch. */
void ui_bidi_levels(const char *text, size_t len, uint8_t *levels, uint8_t *work);
#endif

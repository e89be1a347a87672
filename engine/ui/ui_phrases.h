#ifndef UI_PHRASES_H
#define UI_PHRASES_H
/* ui_phrases: the few words that widgets add by themselves, in the language of the tree. */
#include "base/base_words.h"
#include "ui/ui_box.h"

typedef enum ui_phrase {
#define TEXT(id, english, note) UI_SAYS_##id,
#include "ui/ui_phrases.def"
#undef TEXT
    UI_PHRASE_COUNT
} ui_phrase;

/* The text with {name} replaced: pairs name, value, ended by NULL, at most 4. Lives as long as the
 * tree; "" when memory ran out. */
const char *ui_says(ui *u, ui_phrase id, ...) BASE_SENTINEL;
/* All of them, for `rapport strings`. */
phrase_table ui_phrases(void);
#endif

#ifndef CLI_WORDS_H
#define CLI_WORDS_H
/* cli_words: what the terminal says to a player. The tools for authors and teachers, the help of
 * the command line and its errors are in English; so are the words a player types. */
#include "base/base_words.h"

typedef enum cli_word {
#define TEXT(id, english, note) SAY_##id,
#include "cli/cli_words.def"
#undef TEXT
    CLI_WORD_COUNT
} cli_word;

/* The text in the language of `w` (NULL: English); lives as long as `w`. */
const char *cli_say(const wordbook *w, cli_word id);
/* Adds the text with {name} replaced: pairs name, value, ended by NULL. */
bool cli_sayf(strbuf *out, err *e, const wordbook *w, cli_word id, ...) BASE_SENTINEL;
/* Adds "Choose 1 to 4", nothing for 0. */
bool cli_ask_number(strbuf *out, const wordbook *w, uint32_t count, err *e);
/* All of them, for `rapport strings`. */
phrase_table cli_phrases(void);
#endif

#ifndef SCREEN_WORDS_H
#define SCREEN_WORDS_H
/* screen_words: what the screens say, in the language the program was opened with. Every text a
 * player sees or hears stands in screen_words.def under an id; screens name the id. */
#include "base/base_words.h"
#include "ui/ui_app.h"

typedef enum screen_text {
#define TEXT(id, english, note) id,
#define COUNTED(id, one, many, note) id,
#include "screen/screen_words.def"
#undef TEXT
#undef COUNTED
    SCREEN_TEXT_COUNT
} screen_text;

/* The text; lives as long as the program. */
const char *say(const ui *u, screen_text id);
/* The text with {name} replaced: pairs name, value, ended by NULL. Lives as long as the tree; ""
 * when memory ran out. */
const char *sayf(ui *u, screen_text id, ...) BASE_SENTINEL;
/* A COUNTED text for `n` things; {n} is the number, further values as in sayf. */
const char *sayn(ui *u, screen_text id, long n, ...) BASE_SENTINEL;
/* A number as a value for sayf. Lives as long as the tree. */
const char *say_number(ui *u, long n);

/* Where there is no tree: for the title of a ui_screen, and in `act`. Lives as long as the program.
 */
const char *say_in(const ui_app *a, screen_text id);
#endif

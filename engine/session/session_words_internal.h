#ifndef SESSION_WORDS_INTERNAL_H
#define SESSION_WORDS_INTERNAL_H
/* How the files of room session say something to a player. */
#include "session/session_internal.h"
#include "session/session_words.h"
#include "story/story_texts.h"

typedef enum session_text {
#define TEXT(id, english, note) TEXT_##id,
#include "session/session_words.def"
#undef TEXT
    SESSION_TEXT_COUNT
} session_text;

/* The text; lives as long as the places. */
const char *session_say(const session_places *p, session_text id);
/* Adds the text with {name} replaced: pairs name, value, ended by NULL. */
bool session_sayf(const session_places *p, strbuf *out, err *e, session_text id, ...) BASE_SENTINEL;
/* "Monday" of weekday 1 .. 7, and "Mon". */
const char *session_weekday(const session_places *p, int weekday);
const char *session_weekday_short(const session_places *p, int weekday);
/* "Tact" of axis 0 .. 2. */
const char *session_axis_title(const session_places *p, uint32_t axis);

/* Reads the translation of the scenario in `folder`, if there is one, into `out` ({0} before).
 * Mistakes in it are told in `report` (may be NULL), and what can be read of it is used. */
bool session_words_of(const session_places *p, const char *folder, wordbook *out, strbuf *report,
                      err *e);
/* Puts the translation of a text in its place. What is made for that lives in `mem`. */
typedef struct translator {
    const wordbook *words;
    arena *mem;
} translator;
bool translator_text(const translator *t, const story_found_text *found, err *e);
/* Puts title and summary of a scenario's heading into the language. */
bool session_translate_heading(const session_places *p, const char *folder, load_heading *heading,
                               err *e);
/* Puts the micro-skills that come with the program into the language. */
void scenario_translate_skills(scenario *s);
/* What the scenario's Lua returned, with translated texts: a copy in `scratch` where there is a
 * translation, else `result` itself. NULL when memory ran out. */
const tree *scenario_translate_result(const scenario *s, const tree *result, arena *scratch,
                                      err *e);
#endif

#ifndef SESSION_WORDS_H
#define SESSION_WORDS_H
/* session_words: the language of a run. The interface's texts are translated in words/LANG.po of
 * the assets, a scenario's in words/LANG.po of its own folder, and nothing that is computed or kept
 * depends on either: states, hashes, attempts and scores are the same in every language. */
#include "base/base_words.h"
#include "session/session.h"

/* The pseudo-locale: every text in brackets, with accents and longer, to find what was missed. */
#define SESSION_PSEUDO "qps"

/* Chooses the language of everything shown from now on; scenarios opened before keep theirs.
 * `language`: "es", "pt_BR", "en", SESSION_PSEUDO; NULL or "": what $RAPPORT_LANG says, else
 * $LC_ALL, $LC_MESSAGES, $LANG. Without a call everything is in English. ERR_MISSING when a
 * language that was asked for by name (argument or $RAPPORT_LANG) has no file: English then.
 * ERR_FORMAT when its file has mistakes, told with file, line and column; what can be read of it is
 * used. */
bool session_places_speak(session_places *p, const char *language, err *e);
/* Texts in the language chosen; at the same place in memory as long as `p` lives. */
const wordbook *session_places_words(const session_places *p);
/* A room's texts that SESSION_PSEUDO is to cover besides the session's own; to be called before
 * session_places_speak. The table lives as long as `p`. Up to 4. */
void session_places_phrases(session_places *p, phrase_table table);

/* What there is to choose from, English first: "es", "Español". Stops when `each` returns false. */
bool session_languages(const session_places *p,
                       bool (*each)(void *self, const char *code, const char *name), void *self,
                       err *e);

/* Words of a view in the language: how somebody sounds ("guarded"), how sure something is ("fair"),
 * a score ("tact"). What is none of these stays as it is. Live as long as `w`; NULL: English. */
const char *session_mood_name(const wordbook *w, const char *mood);
const char *session_sure_name(const wordbook *w, const char *sure);
const char *session_axis_name(const wordbook *w, const char *axis);

/* The session's texts, for `rapport strings`, and those of the twenty micro-skills
 * ("skill.T1.name"), which are written to `out`. */
phrase_table session_phrases(void);
enum { SESSION_SKILL_PHRASES = 60 };
void session_skill_phrases(phrase out[SESSION_SKILL_PHRASES]);
/* The language a scenario's texts are shown in: "es", "en". Borrowed. */
const char *scenario_language(const scenario *s);

/* ---- for translators ---- */

/* A text of a scenario. `note`: who says it; "" when the id says enough. Valid during the call. */
typedef struct session_string {
    const char *id, *source, *note;
} session_string;
/* Every text of the scenario in the order in which it is written, with ids as story_texts.h has
 * them. The texts in its Lua follow, each text in quotes that has a space and a letter in it; its
 * id is the text itself. `where` as in scenario_open; the files are read, not built. ERR_MISSING;
 * ERR_FORMAT with the first problem. */
bool session_strings(const session_places *p, const char *where,
                     bool (*each)(void *self, const session_string *one, err *e), void *self,
                     err *e);
/* The path of the translation into `language`, whether it is there or not: of the interface, of a
 * scenario. ERR_ARG when that is no language. */
bool session_words_file(const session_places *p, const char *language, strbuf *path, err *e);
bool session_strings_file(const session_places *p, const char *where, const char *language,
                          strbuf *path, err *e);
#endif

#ifndef BASE_WORDS_H
#define BASE_WORDS_H
/* words: the texts of a program or a scenario in the language of whoever reads them. A text is
 * written in English where it belongs (a phrase, with a stable id) and looked up by that id; a
 * translation that is missing, or was made for another wording, falls back to the English. Values
 * are put in by name, {n}, so that no translation can do harm. */
#include "base/base_mem.h"
#include "base/base_strbuf.h"

#include <stdarg.h>
#include <stdint.h>

#if defined(__GNUC__)
#define BASE_SENTINEL __attribute__((sentinel))
#else
#define BASE_SENTINEL
#endif

/* One text of the program, as a row of a room's .def file. */
typedef struct phrase {
    const char *id;   /* "screen.HOME_TITLE"; never changes its meaning */
    const char *text; /* English; for n = 1 where there is a `many` */
    const char *many; /* English for every other n; NULL when the text does not count anything */
    const char *note; /* for the translator; "" when the text says enough */
} phrase;

/* A room's texts, as `rapport strings` writes them out. */
typedef struct phrase_table {
    const phrase *first;
    size_t count;
} phrase_table;

enum {
    WORDS_MOST_FORMS = 3,    /* plural forms of the languages whose rule is known */
    WORDS_LONGEST = 64 << 10 /* bytes of one text */
};

/* A language's texts. {0} has none: everything is said in English. Owned by the program (or by a
 * scenario), borrowed by everybody else; it stays at one place in memory when the language is
 * changed, and texts it gave out stay valid until words_release. */
typedef struct wordbook {
    arena mem;
    struct words_entry *table; /* open addressing by id; a power of two */
    uint32_t count, cap;
    char language[16];       /* "es"; "" for English */
    struct words_old *older; /* what was given out before the language was changed */
} wordbook;

/* Forgets every text and begins with another language ("es", "pt_BR"; cut after 15 bytes). */
bool words_begin(wordbook *w, const char *language, err *e);
void words_release(wordbook *w);
/* Adds (or replaces) the translation of `source`, whose id is `id`. `forms`: one text, or one for
 * each of the language's plural forms. All is copied. ERR_LIMIT beyond the sizes above. */
bool words_add(wordbook *w, const char *id, const char *source, const char *const *forms,
               uint32_t count, err *e);

/* The translation of `source` under this id; NULL when there is none, or when it was made for
 * another wording of the source. `w` may be NULL. */
const char *words_find(const wordbook *w, const char *id, const char *source);
/* The text in the language chosen, English when it has none. Never NULL. */
const char *words_text(const wordbook *w, const phrase *p);
/* The same for `n` things, of a phrase with a `many`. */
const char *words_count(const wordbook *w, const phrase *p, long n);
/* "es", "en". Never NULL. */
const char *words_language(const wordbook *w);

/* Plural forms of a language, and which of them `n` takes: 0 .. count - 1. The rules are those of
 * Unicode CLDR 44 (cardinal, whole numbers) for the languages of words_rule; others count like
 * English. */
uint32_t words_forms(const char *language);
uint32_t words_form(const char *language, long n);
/* The same rule as the Plural-Forms line of a PO file. */
const char *words_rule(const char *language);

/* ---- values in braces ---- */

/* The next {value} at or after `text`: *from its opening brace, the result what follows its closing
 * one. Braces inside it nest, those in quotes count for nothing, {{ is a plain brace. NULL when
 * there is none, or when it is not closed. */
const char *words_value(const char *text, const char **from);
/* Whether `translation` can stand for `source`: all its values are values of the source, and as
 * many braces are open. *lost: a value of the source is not in it. A text that cannot is never
 * shown, so a translation adds no meaning to what it translates. */
bool words_fit(const char *source, const char *translation, bool *lost);
/* Whether there is anything to translate: a letter outside the values. */
bool words_worth(const char *text);

/* Adds the text as the pseudo-locale "qps" has it, for finding texts that are cut off or were never
 * put into a catalog: accents on the letters, about 40 % longer, in square brackets, values kept.
 */
bool words_pseudo_text(const char *text, strbuf *out, err *e);
/* Every text of a table in the pseudo-locale. */
bool words_pseudo(wordbook *w, phrase_table table, err *e);

/* Adds `text` to `out` with {name} replaced by its value: pairs name, value, ended by NULL. `{{` is
 * a brace; a name without a value stays as it is written. */
bool words_fill(strbuf *out, err *e, const char *text, ...) BASE_SENTINEL;
/* The same with the pairs that a function of the caller's was given. */
bool words_fill_args(strbuf *out, err *e, const char *text, va_list args);
bool words_fill_pairs(strbuf *out, const char *text, const char *const *pairs, err *e);
#endif

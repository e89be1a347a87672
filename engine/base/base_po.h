#ifndef BASE_PO_H
#define BASE_PO_H
/* base_po: translation files. The format is gettext's PO, as Poedit, Weblate and msgmerge read and
 * write it, held to what Rapport needs: UTF-8; every entry but the header has a msgctxt, which is
 * the text's id; the escapes are \n \t \" \\. */
#include "base/base_problems.h"
#include "base/base_words.h"

enum { PO_LARGEST = 8 << 20, PO_MOST_ENTRIES = 200000 };

/* One entry. Texts are UTF-8 without control characters but newline and tab. */
typedef struct po_entry {
    const char *id;                      /* msgctxt; NULL for the header */
    const char *source;                  /* msgid; "" for the header */
    const char *many;                    /* msgid_plural, or NULL */
    const char *forms[WORDS_MOST_FORMS]; /* msgstr; all "" while untranslated */
    uint32_t form_count;
    const char *comments; /* lines "# ..." of the translator, each with its newline; "" for none */
    const char *note;     /* "#. ..." for the translator; "" for none */
    const char *place;    /* "#: ..." ; "" for none */
    const char *was;      /* "#| msgid ...": the source it was made for; NULL */
    bool fuzzy;           /* not to be used before somebody has looked at it */
    bool gone;            /* "#~ ...": its text is no longer there */
    uint32_t at, text_at; /* byte offsets of its first keyword and of its first msgstr */
} po_entry;

typedef struct po_file {
    arena mem;
    po_entry *entries;
    uint32_t count;
} po_file;

/* Reads a file's text, whose number in `p` is `source`. What is wrong goes to `p`, one problem an
 * entry, and the entry is left out; the others are kept. Plural forms beyond WORDS_MOST_FORMS are
 * such a problem. False only when memory runs out. `out` is {0} before. */
bool po_read(const char *text, size_t len, uint16_t source, problems *p, po_file *out, err *e);
void po_release(po_file *f);
/* The value of a line of the header, "Language" for one; `out` is replaced, "" when not there. */
bool po_header(const po_file *f, const char *name, strbuf *out, err *e);
/* Adds the entry as text, with an empty line after it. */
bool po_write(const po_entry *entry, strbuf *out, err *e);
/* True when any form is written. */
bool po_is_translated(const po_entry *entry);

/* Adds every entry that can be used to `w`: translated, neither fuzzy nor gone, with no other
 * values than its source (words_fit). With `by_source` also under its source as id, for texts that
 * stand somewhere else by now. */
bool words_take(wordbook *w, const po_file *f, bool by_source, err *e);
#endif

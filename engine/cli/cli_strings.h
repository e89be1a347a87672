#ifndef CLI_STRINGS_H
#define CLI_STRINGS_H
/* cli_strings: the texts that can be translated, beside the translations there are. */
#include "base/base_po.h"
#include "session/session_words.h"

/* Texts in the order in which they were added. {0} is empty. */
typedef struct strings {
    arena mem;
    phrase *all;
    uint32_t count, cap;
} strings;
void strings_release(strings *s);
/* All is copied. */
bool strings_add(strings *s, const phrase *p, err *e);
/* For session_strings; `self` is the strings. */
bool strings_add_found(void *self, const session_string *one, err *e);

typedef struct strings_counts {
    uint32_t all, translated, fuzzy, gone;
} strings_counts;

/* Writes a PO file with every text (`brief`: only with those that are translated). What `old` says
 * is kept: a translation whose source has changed is marked fuzzy; one whose id is new but whose
 * source is not moves along; one that nobody needs any more is kept at the end as gone. `language`
 * NULL: a template. */
bool strings_merge(const strings *s, const po_file *old, const char *language, bool brief,
                   strbuf *out, strings_counts *counts, err *e);
/* The pseudo-locale as a PO file. */
bool strings_write_pseudo(const strings *s, strbuf *out, err *e);
/* Adds to `p` what is wrong with a translation, whose number there is `source`: see E8 and W8 in
 * base_problems.def. */
bool strings_check(const strings *s, const po_file *f, const char *language, uint16_t source,
                   problems *p, err *e);
#endif

#include "ui/ui_phrases.h"

#include <stdarg.h>

enum { MOST_PAIRS = 4 };

static const phrase PHRASES[] = {
#define TEXT(id, english, note) {"ui." #id, english, NULL, note},
#include "ui/ui_phrases.def"
#undef TEXT
};

phrase_table ui_phrases(void)
{
    return (phrase_table){PHRASES, sizeof PHRASES / sizeof PHRASES[0]};
}

const char *ui_says(ui *u, ui_phrase id, ...)
{
    const char *pairs[2 * MOST_PAIRS + 1];
    size_t n = 0;
    va_list args;
    va_start(args, id);
    while (n < 2 * MOST_PAIRS) {
        const char *name = va_arg(args, const char *);
        if (!name) break;
        pairs[n++] = name;
        pairs[n++] = va_arg(args, const char *);
    }
    va_end(args);
    pairs[n] = NULL;
    strbuf out = {0};
    const char *made = words_fill_pairs(&out, words_text(u->words, &PHRASES[id]), pairs, u->e)
                           ? arena_text(u->mem, strbuf_text(&out), out.len, u->e)
                           : NULL;
    strbuf_release(&out);
    u->failed = u->failed || !made;
    return made ? made : "";
}

#include "ui/ui_phrases.h"

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
    va_list args;
    va_start(args, id);
    strbuf out = {0};
    const char *made = words_fill_args(&out, u->e, words_text(u->words, &PHRASES[id]), args)
                           ? arena_text(u->mem, strbuf_text(&out), out.len, u->e)
                           : NULL;
    va_end(args);
    strbuf_release(&out);
    u->failed = u->failed || !made;
    return made ? made : "";
}

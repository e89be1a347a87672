#include "cli/cli_words.h"

#include <stdarg.h>

enum { MOST_PAIRS = 8 };

static const phrase PHRASES[] = {
#define TEXT(id, english, note) {"cli." #id, english, NULL, note},
#include "cli/cli_words.def"
#undef TEXT
};

phrase_table cli_phrases(void)
{
    return (phrase_table){PHRASES, sizeof PHRASES / sizeof PHRASES[0]};
}

const char *cli_say(const wordbook *w, cli_word id)
{
    return words_text(w, &PHRASES[id]);
}

bool cli_sayf(strbuf *out, err *e, const wordbook *w, cli_word id, ...)
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
    return words_fill_pairs(out, cli_say(w, id), pairs, e);
}

bool cli_ask_number(strbuf *out, const wordbook *w, uint32_t count, err *e)
{
    if (count == 0) return true;
    cli_word id = count == 1 ? SAY_PROMPT_ONE : count == 2 ? SAY_PROMPT_TWO : SAY_PROMPT_MANY;
    strbuf number = {0};
    bool ok = strbuf_addf(&number, e, "%u", count) &&
              cli_sayf(out, e, w, id, "n", strbuf_text(&number), NULL);
    strbuf_release(&number);
    return ok;
}

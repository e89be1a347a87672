#include "cli/cli_words.h"

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
    va_list args;
    va_start(args, id);
    bool ok = words_fill_args(out, e, cli_say(w, id), args);
    va_end(args);
    return ok;
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

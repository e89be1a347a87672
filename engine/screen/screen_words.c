#include "screen/screen_words.h"

#include "screen/screen.h"
#include "ui/ui_phrases.h"

#include <stdarg.h>

enum { MOST_VALUES = 8 };

static const phrase PHRASES[] = {
#define TEXT(id, english, note) {"screen." #id, english, NULL, note},
#define COUNTED(id, one, many, note) {"screen." #id, one, many, note},
#include "screen/screen_words.def"
#undef TEXT
#undef COUNTED
};

phrase_table screen_phrases(void)
{
    return (phrase_table){PHRASES, sizeof PHRASES / sizeof PHRASES[0]};
}

phrase_table screen_widget_phrases(void)
{
    return ui_phrases();
}

const char *say(const ui *u, screen_text id)
{
    return words_text(u->words, &PHRASES[id]);
}

const char *say_in(const ui_app *a, screen_text id)
{
    return words_text(ui_app_words(a), &PHRASES[id]);
}

const char *say_number(ui *u, long n)
{
    return ui_copyf(u, "%ld", n);
}

/* `pairs` has room for MOST_VALUES pairs after the first `n` entries, and for the end. */
static const char *fill(ui *u, const char *text, const char **pairs, size_t n, va_list args)
{
    size_t most = n + 2 * MOST_VALUES;
    while (n < most) {
        const char *name = va_arg(args, const char *);
        if (!name) break;
        const char *value = va_arg(args, const char *);
        pairs[n++] = name;
        pairs[n++] = value ? value : "";
    }
    pairs[n] = NULL;
    strbuf out = {0};
    const char *made = words_fill_pairs(&out, text, pairs, u->e)
                           ? arena_text(u->mem, strbuf_text(&out), out.len, u->e)
                           : NULL;
    strbuf_release(&out);
    u->failed = u->failed || !made;
    return made ? made : "";
}

const char *sayf(ui *u, screen_text id, ...)
{
    const char *pairs[2 * MOST_VALUES + 1];
    va_list args;
    va_start(args, id);
    const char *made = fill(u, say(u, id), pairs, 0, args);
    va_end(args);
    return made;
}

const char *sayn(ui *u, screen_text id, long n, ...)
{
    const char *pairs[2 + 2 * MOST_VALUES + 1] = {"n", say_number(u, n)};
    va_list args;
    va_start(args, n);
    const char *made = fill(u, words_count(u->words, &PHRASES[id], n), pairs, 2, args);
    va_end(args);
    return made;
}

#include "base/base_words.h"

#include "base/base_utf8.h"

#include <string.h>

/* Values in braces, as both a catalog and a scenario write them, and the pseudo-locale. */

enum { MOST_VALUES = 200 }; /* of one text; each is looked for among the other's */

const char *words_value(const char *text, const char **from)
{
    const char *at = strchr(text, '{');
    while (at && at[1] == '{')
        at = strchr(at + 2, '{');
    *from = at;
    if (!at) return NULL;
    uint32_t open = 1;
    char quote = '\0';
    for (at++; *at; at++) {
        if (quote) {
            if (*at == '\\' && at[1])
                at++;
            else if (*at == quote)
                quote = '\0';
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        } else if (*at == '{') {
            open++;
        } else if (*at == '}' && --open == 0) {
            return at + 1;
        }
    }
    return NULL;
}

/* Whether one of the text's values is these bytes. */
static bool has_value(const char *text, const char *value, size_t len)
{
    const char *from, *end;
    for (; (end = words_value(text, &from)) != NULL; text = end)
        if ((size_t)(end - from) == len && memcmp(from, value, len) == 0) return true;
    return false;
}

/* Whether each value of `part` is one of `whole`; *closed: no brace of `part` stays open. */
static bool all_in(const char *part, const char *whole, bool *closed)
{
    const char *from, *end;
    bool all = true;
    uint32_t count = 0;
    for (; (end = words_value(part, &from)) != NULL; part = end)
        all = all && ++count <= MOST_VALUES && has_value(whole, from, (size_t)(end - from));
    *closed = from == NULL;
    return all;
}

bool words_fit(const char *source, const char *translation, bool *lost)
{
    bool closed, source_closed;
    bool fits = all_in(translation, source, &closed);
    *lost = !all_in(source, translation, &source_closed);
    return fits && (closed || !source_closed);
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x2000) ||
           c >= 0x2E80;
}

bool words_worth(const char *text)
{
    while (*text) {
        const char *from, *end = words_value(text, &from);
        while (*text && text != from)
            if (is_letter(utf8_next(&text))) return true;
        if (!end) break;
        text = end;
    }
    return false;
}

/* ---- the pseudo-locale ---- */
static const char *accented(char c)
{
    static const char *const SMALL[] = {"å", "ƀ", "ç", "ð", "é", "ƒ", "ĝ", "ĥ", "î",
                                        "ĵ", "ķ", "ļ", "ɱ", "ñ", "ö", "þ", "ǫ", "ŕ",
                                        "š", "ţ", "û", "ṽ", "ŵ", "ẋ", "ý", "ž"};
    static const char *const LARGE[] = {"Å", "Ɓ", "Ç", "Ð", "É", "Ƒ", "Ĝ", "Ĥ", "Î",
                                        "Ĵ", "Ķ", "Ļ", "Ṁ", "Ñ", "Ö", "Þ", "Ǫ", "Ŕ",
                                        "Š", "Ţ", "Û", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ž"};
    if (c >= 'a' && c <= 'z') return SMALL[c - 'a'];
    if (c >= 'A' && c <= 'Z') return LARGE[c - 'A'];
    return NULL;
}

static bool add_pseudo(const char *from, const char *to, size_t *wanted, strbuf *out, err *e)
{
    for (; from < to; from++) {
        const char *as = accented(*from);
        bool twice = as && strchr("aeiouAEIOU", *from) && *wanted > 0;
        if (twice) --*wanted;
        if (!(as ? strbuf_add(out, as, e) : strbuf_addc(out, *from, e))) return false;
        if (twice && !strbuf_add(out, as, e)) return false;
    }
    return true;
}

bool words_pseudo_text(const char *text, strbuf *out, err *e)
{
    size_t wanted = (utf8_count(text) * 2 + 4) / 5;
    if (!strbuf_addc(out, '[', e)) return false;
    for (;;) {
        const char *from, *end = words_value(text, &from);
        const char *plain_end = end ? from : text + strlen(text);
        if (!add_pseudo(text, plain_end, &wanted, out, e)) return false;
        if (!end) break;
        if (!strbuf_addn(out, from, (size_t)(end - from), e)) return false;
        text = end;
    }
    /* What the vowels did not give, in words that a line can break between. */
    for (; wanted > 0; wanted--)
        if (!strbuf_addc(out, wanted % 7 ? '~' : ' ', e)) return false;
    return strbuf_addc(out, ']', e);
}

bool words_pseudo(wordbook *w, phrase_table table, err *e)
{
    strbuf one = {0}, many = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < table.count; i++) {
        const phrase *p = &table.first[i];
        strbuf_clear(&one);
        strbuf_clear(&many);
        ok = words_pseudo_text(p->text, &one, e) &&
             (!p->many || words_pseudo_text(p->many, &many, e));
        const char *forms[] = {strbuf_text(&one), strbuf_text(&many)};
        ok = ok && words_add(w, p->id, p->text, forms, p->many ? 2 : 1, e);
    }
    strbuf_release(&one);
    strbuf_release(&many);
    return ok;
}

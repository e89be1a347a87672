#include "load/load_internal.h"

#include "base/base_utf8.h"

#include <string.h>

/* After a mistake of syntax the scan stops, whether or not it could be told. */
static bool stop(strict *s, bool told)
{
    load_told(s, told);
    return false;
}

#define SAY(s, place, ...)                                                                         \
    stop(s, problems_add((s)->p, PROBLEM_JSON_SYNTAX, (s)->source, place, (s)->e, __VA_ARGS__))

uint32_t load_line(const strict *s, uint32_t at)
{
    uint32_t line = 1;
    const char *p = s->text, *end = s->text + at;
    while ((p = memchr(p, '\n', (size_t)(end - p)))) {
        line++;
        p++;
    }
    return line;
}

const char *load_shown(const char *text, uint32_t len, char out[LOAD_SHOWN])
{
    uint32_t n = 0, i = 0;
    while (i < len) {
        unsigned char c = (unsigned char)text[i];
        uint32_t step = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        size_t bad;
        bool good = c >= 0x20 && c != 0x7F && step <= len - i && utf8_valid(text + i, step, &bad);
        if (!good) step = 1;
        if (n + step + 4 > LOAD_SHOWN) {
            memcpy(out + n, "...", 3);
            n += 3;
            break;
        }
        if (good)
            memcpy(out + n, text + i, step);
        else
            out[n] = '?';
        n += step;
        i += step;
    }
    out[n] = '\0';
    return out;
}

static const strict_frame *top(const strict *s)
{
    return s->depth ? &s->frames[s->depth - 1] : NULL;
}

static bool word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The word, or the one character, at s->at. */
static const char *found(const strict *s, char out[LOAD_SHOWN])
{
    uint32_t len = 0, left = s->len - s->at;
    while (len < left && word_char(s->text[s->at + len]))
        len++;
    if (len == 0) {
        unsigned char c = (unsigned char)s->text[s->at];
        len = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        if (len > left) len = left;
    }
    return load_shown(s->text + s->at, len, out);
}

static const char *last_key(const strict *s, char out[LOAD_SHOWN])
{
    uint32_t from = s->key_at + 1, end = from;
    while (end < s->len && s->text[end] != '"')
        end += s->text[end] == '\\' ? 2 : 1;
    if (end > s->len) end = s->len;
    return load_shown(s->text + from, end - from, out);
}

static bool at_text(const strict *s, const char *text)
{
    size_t len = strlen(text);
    return s->len - s->at >= len && memcmp(s->text + s->at, text, len) == 0;
}

bool load_syntax_unclosed(strict *s, uint32_t at)
{
    bool key = s->want == WANT_KEY;
    uint32_t end = at + 1;
    while (end < s->len && s->text[end] != '\n' && s->text[end] != '\r')
        end++;
    char shown[LOAD_SHOWN];
    return SAY(s, at, "The %s that starts with \"%s is not closed in its line: add the missing \"",
               key ? "key" : "text", load_shown(s->text + at + 1, end - at - 1, shown));
}

/* The file ended too early. */
static bool ended(strict *s)
{
    const strict_frame *f = top(s);
    if (!f) return SAY(s, PROBLEMS_WHOLE, "The file is empty: JSON must stand in it");
    return SAY(s, s->len, "The file ends here, but the %c opened in line %u is still open: add %c",
               f->map ? '{' : '[', load_line(s, f->at), f->map ? '}' : ']');
}

/* What has no place in JSON wherever it stands. True: it was told. */
static bool foreign(strict *s)
{
    static const char *const COMMENTS[] = {"//", "/*", "#", "--"};
    static const char *const QUOTES[] = {"\u2018", "\u2019", "\u201A", "\u201C", "\u201D",
                                         "\u201E", "\u00AB", "\u00BB", "`"};
    static const char *const BLANKS[] = {"\u00A0", "\u2007", "\u2009", "\u200B", "\u202F",
                                         "\u3000", "\uFEFF", "\f",     "\v"};
    for (size_t i = 0; i < sizeof COMMENTS / sizeof *COMMENTS; i++)
        if (at_text(s, COMMENTS[i])) {
            SAY(s, s->at, "A comment starts here with %s, but JSON has none: remove it",
                COMMENTS[i]);
            return true;
        }
    for (size_t i = 0; i < sizeof QUOTES / sizeof *QUOTES; i++)
        if (at_text(s, QUOTES[i])) {
            SAY(s, s->at, "Keys and texts stand between straight double quotes \"...\", not %s",
                QUOTES[i]);
            return true;
        }
    for (size_t i = 0; i < sizeof BLANKS / sizeof *BLANKS; i++)
        if (at_text(s, BLANKS[i])) {
            SAY(s, s->at,
                "An invisible character that is no ordinary space stands here: delete it");
            return true;
        }
    if (s->text[s->at] == '\'') {
        SAY(s, s->at, "Keys and texts stand between double quotes \"...\", not single ones");
        return true;
    }
    unsigned char c = (unsigned char)s->text[s->at];
    size_t len = 0, bad;
    while (s->at + len < s->len && (unsigned char)s->text[s->at + len] >= 0x80)
        len++;
    if (len && !utf8_valid(s->text + s->at, len, &bad)) {
        load_told(s, problems_add(s->p, PROBLEM_JSON_UTF8, s->source, s->at + (uint32_t)bad, s->e,
                                  "The byte 0x%02X is not UTF-8 here: save the file as UTF-8 in "
                                  "your editor",
                                  (unsigned)(unsigned char)s->text[s->at + bad]));
        return true;
    }
    if (c < 0x20 || c == 0x7F) {
        SAY(s, s->at, "The control character 0x%02X stands here: delete it", (unsigned)c);
        return true;
    }
    return false;
}

/* A bracket that closes nothing here. */
static bool wrong_bracket(strict *s, char c)
{
    const strict_frame *f = top(s);
    if (!f)
        return SAY(s, s->at,
                   "A value must stand here, but %c was found: nothing is open to be closed", c);
    return SAY(s, s->at, "%c cannot close the %c opened in line %u: write %c, or close it first", c,
               f->map ? '{' : '[', load_line(s, f->at), f->map ? '}' : ']');
}

/* A value was wanted and a bare word was found. */
static bool bare_word(strict *s)
{
    static const struct {
        const char *word, *instead;
    } KNOWN[] = {{"True", "true"},      {"TRUE", "true"},   {"yes", "true"}, {"Yes", "true"},
                 {"False", "false"},    {"FALSE", "false"}, {"no", "false"}, {"No", "false"},
                 {"undefined", "null"}, {"None", "null"},   {"nil", "null"}, {"NULL", "null"},
                 {"Null", "null"}};
    char shown[LOAD_SHOWN];
    const char *word = found(s, shown);
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (strcmp(word, KNOWN[i].word) == 0)
            return SAY(s, s->at, "%s means nothing in JSON: write %s", word, KNOWN[i].instead);
    return SAY(s, s->at, "%s stands here without quotes: a text is written \"%s\"", word, word);
}

static bool value_missing(strict *s, char c)
{
    const strict_frame *f = top(s);
    char shown[LOAD_SHOWN];
    bool closes = c == '}' || c == ']';
    bool right = f && c == (f->map ? '}' : ']');
    if (f && f->map && (closes || c == ','))
        return SAY(s, s->at,
                   "The key \"%s\" has no value: write one after the :", last_key(s, shown));
    if (right && s->after_comma)
        return SAY(s, s->last_at, "No comma may stand before %c: remove it", c);
    if (c == ',' && s->after_comma)
        return SAY(s, s->at, "Two commas follow each other: remove one");
    if (closes) return wrong_bracket(s, c);
    if (word_char(c)) return bare_word(s);
    return SAY(s, s->at, "A value must stand here, but %s was found", found(s, shown));
}

static bool key_missing(strict *s, char c)
{
    char shown[LOAD_SHOWN];
    if (c == '}') return SAY(s, s->last_at, "No comma may stand before }: remove it");
    if (c == ']') return wrong_bracket(s, c);
    if (c == ',' && s->after_comma)
        return SAY(s, s->at, "Two commas follow each other: remove one");
    bool number = c >= '0' && c <= '9' && s->after_comma && s->last_at + 1 == s->at;
    if (number && s->last_at > 0 && s->text[s->last_at - 1] >= '0' &&
        s->text[s->last_at - 1] <= '9')
        return SAY(s, s->last_at, "A number with a fraction is written with a point, not a comma");
    if (word_char(c)) {
        const char *word = found(s, shown);
        return SAY(s, s->at, "The key %s stands here without quotes: write \"%s\"", word, word);
    }
    return SAY(s, s->at, "A key in double quotes must stand here, but %s was found",
               found(s, shown));
}

static bool colon_missing(strict *s, char c)
{
    char shown[LOAD_SHOWN], key[LOAD_SHOWN];
    last_key(s, key);
    if (c == ',' || c == '}')
        return SAY(s, s->at, "The key \"%s\" has no value: write \"%s\": and the value", key, key);
    return SAY(s, s->last_end, "A : must follow the key \"%s\", but %s was found", key,
               found(s, shown));
}

static bool comma_missing(strict *s, char c)
{
    const strict_frame *f = top(s);
    char shown[LOAD_SHOWN];
    if (c == '}' || c == ']') return wrong_bracket(s, c);
    if (c == ':' && !f->map)
        return SAY(s, s->at,
                   "Keys with values stand in { }, but the list opened in line %u is still "
                   "open: put { } around them, or close the list with ]",
                   load_line(s, f->at));
    bool after_text = s->text[s->last_end - 1] == '"';
    if (after_text && word_char(c))
        return SAY(s, s->at,
                   "The text ends before %s: write \\\" for a quote inside a text, or put a "
                   "comma between two values",
                   found(s, shown));
    if (c == '"' || c == '{' || c == '[' || c == '-' || word_char(c))
        return SAY(s, s->last_end, "A comma is missing here, before %s", found(s, shown));
    return SAY(s, s->at, "A comma or %c must stand here, but %s was found", f->map ? '}' : ']',
               found(s, shown));
}

bool load_syntax_stop(strict *s)
{
    s->out->usable = false;
    if (s->at == s->len) return ended(s);
    if (foreign(s)) return false;
    char c = s->text[s->at];
    switch (s->want) {
    case WANT_VALUE: return value_missing(s, c);
    case WANT_KEY: return key_missing(s, c);
    case WANT_COLON: return colon_missing(s, c);
    case WANT_COMMA: return comma_missing(s, c);
    case WANT_NOTHING: break;
    }
    return false;
}

bool load_syntax_trailing(strict *s)
{
    char shown[LOAD_SHOWN];
    const char *word = found(s, shown);
    load_told(s, problems_add(s->p, PROBLEM_JSON_TRAILING, s->source, s->at, s->e,
                              "The JSON ended in line %u, but %s stands after it: remove it, or "
                              "remove the bracket that closes too early",
                              load_line(s, s->last_end), word));
    return false;
}

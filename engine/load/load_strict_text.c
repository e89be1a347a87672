#include "load/load_internal.h"

#include "base/base_utf8.h"

#include <string.h>

/* What a first quick look at a text found in it. */
enum { HAS_ESCAPE = 1, HAS_CONTROL = 2, HAS_HIGH = 4 };

static uint64_t eight(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (uint64_t)(byte))
/* Not 0 when one of the eight bytes is below `n` (1 to 128); the classic carry trick. */
#define BELOW(word, n) (((word)-EACH(n)) & ~(word)&EACH(0x80))

/* Moves to the closing quote of the text whose first byte is at `at`; false when there is none. */
static bool text_end(const strict *s, uint32_t at, uint32_t *end, unsigned *has)
{
    const char *text = s->text;
    uint64_t high = 0, low = 0;
    unsigned found = 0;
    for (;;) {
        while (s->len - at >= 8) {
            uint64_t w = eight(text + at);
            if (BELOW(w ^ EACH('"'), 1) | BELOW(w ^ EACH('\\'), 1)) break;
            high |= w;
            low |= BELOW(w, 0x20);
            at += 8;
        }
        for (;; at++) {
            if (at >= s->len) return false;
            unsigned char c = (unsigned char)text[at];
            if (c == '"') {
                if (high & EACH(0x80)) found |= HAS_HIGH;
                *has = low ? found | HAS_CONTROL : found;
                *end = at;
                return true;
            }
            if (c == '\\') break;
            if (c < 0x20) found |= HAS_CONTROL;
            if (c >= 0x80) found |= HAS_HIGH;
        }
        found |= HAS_ESCAPE;
        if (s->len - at < 2) return false;
        /* What follows the backslash is looked at with the rest, unless it could end the text. */
        at += text[at + 1] == '"' || text[at + 1] == '\\' ? 2 : 1;
    }
}

/* Whether what follows the closing quote at `end` could follow a text. If not, a text with a line
 * break in it was most likely never meant to reach that far. */
static bool text_end_likely(const strict *s, uint32_t end)
{
    for (uint32_t at = end + 1; at < s->len; at++) {
        char c = s->text[at];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        return c == ',' || c == ':' || c == ']' || c == '}';
    }
    return true;
}

static bool four_hex(const char *p, uint32_t *unit)
{
    uint32_t v = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        uint32_t digit;
        if (c >= '0' && c <= '9')
            digit = (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = (uint32_t)(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            digit = (uint32_t)(c - 'A' + 10);
        else
            return false;
        v = v << 4 | digit;
    }
    *unit = v;
    return true;
}

/* Part of a text: where it is read, where it ends, and what came out so far. */
typedef struct text_part {
    uint32_t at, end;
    uint32_t size;
    char *out; /* NULL: only counted */
} text_part;

static void part_put(text_part *t, const char *bytes, uint32_t len)
{
    if (t->out) memcpy(t->out + t->size, bytes, len);
    t->size += len;
}

/* The \u escape at t->at. */
static bool escape_unicode(strict *s, text_part *t)
{
    uint32_t at = t->at, unit, second, point;
    if (t->end - at < 6 || !four_hex(s->text + at + 2, &unit)) {
        t->at += 2;
        return load_told(s,
                         problems_add(s->p, PROBLEM_JSON_SYNTAX, s->source, at, s->e,
                                      "\\u needs four hexadecimal digits after it, like \\u00e9; "
                                      "or write the character itself"));
    }
    const char *digits = s->text + at + 2;
    t->at += 6;
    point = unit;
    if (unit >= 0xD800 && unit <= 0xDBFF && t->end - at >= 12 && s->text[at + 6] == '\\' &&
        s->text[at + 7] == 'u' && four_hex(s->text + at + 8, &second) && second >= 0xDC00 &&
        second <= 0xDFFF) {
        point = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
        t->at += 6;
    } else if (unit >= 0xD800 && unit <= 0xDFFF) {
        return load_told(s, problems_add(s->p, PROBLEM_JSON_SURROGATE, s->source, at, s->e,
                                         "\\u%.4s is only half of a character: write the "
                                         "character itself",
                                         digits));
    } else if (unit == 0) {
        return load_told(s, problems_add(s->p, PROBLEM_JSON_NUL, s->source, at, s->e,
                                         "\\u0000 may not stand in a text: remove it"));
    }
    char bytes[4];
    part_put(t, bytes, (uint32_t)utf8_put(point, bytes));
    return true;
}

/* The escape at t->at; a byte always follows the backslash. */
static bool escape_read(strict *s, text_part *t)
{
    static const char FROM[] = "\"\\/bfnrt", TO[] = "\"\\/\b\f\n\r\t";
    char c = s->text[t->at + 1];
    if (c == 'u') return escape_unicode(s, t);
    const char *known = c ? strchr(FROM, c) : NULL;
    uint32_t at = t->at;
    if (known) {
        part_put(t, &TO[known - FROM], 1);
        t->at += 2;
        return true;
    }
    t->at += 1;
    char shown[2] = {c > 0x20 && c < 0x7F ? c : '\0'};
    return load_told(s,
                     problems_add(s->p, PROBLEM_JSON_SYNTAX, s->source, at, s->e,
                                  "\\%s means nothing in a text: write \\\\ for a backslash, \\\" "
                                  "for a quote, \\n for a new line",
                                  shown));
}

/* The bytes from 0x80 up that start at t->at. */
static bool high_read(strict *s, text_part *t)
{
    const char *from = s->text + t->at;
    uint32_t len = 1;
    while (t->at + len < t->end && (unsigned char)from[len] >= 0x80)
        len++;
    size_t bad;
    if (utf8_valid(from, len, &bad)) {
        part_put(t, from, len);
        t->at += len;
        return true;
    }
    uint32_t at = t->at + (uint32_t)bad;
    uint32_t next = (uint32_t)bad + 1;
    /* Bytes that are wrong one after the other are one problem. */
    while (next < len && !utf8_valid(from + next, len - next, &bad) && bad == 0)
        next++;
    t->at += next;
    return load_told(s, problems_add(s->p, PROBLEM_JSON_UTF8, s->source, at, s->e,
                                     "The byte 0x%02X is not UTF-8 here: save the file as UTF-8 in "
                                     "your editor",
                                     (unsigned)(unsigned char)s->text[at]));
}

static bool control_read(strict *s, text_part *t)
{
    uint32_t at = t->at;
    unsigned c = (unsigned char)s->text[at];
    part_put(t, s->text + at, 1);
    t->at++;
    if (c == '\r' && t->at < t->end && s->text[t->at] == '\n') {
        part_put(t, "\n", 1);
        t->at++;
        c = '\n';
    }
    if (c == '\n' || c == '\r')
        return load_noted(s, problems_add(s->p, PROBLEM_JSON_CONTROL, s->source, at, s->e,
                                          "A text may not run over the end of a line: write "
                                          "\\n where a new line is wanted, or close it with "
                                          "\""));
    if (c == '\t')
        return load_noted(s, problems_add(s->p, PROBLEM_JSON_CONTROL, s->source, at, s->e,
                                          "A tab may not stand in a text: write \\t or a "
                                          "space"));
    bool ok = problems_add(s->p, PROBLEM_JSON_CONTROL, s->source, at, s->e,
                           "The control character 0x%02X may not stand in a text: remove it", c);
    /* A zero byte would cut the text short. */
    return c == 0 ? load_told(s, ok) : load_noted(s, ok);
}

/* Everything in a text that is not plain ASCII. */
static bool text_check(strict *s, text_part *t)
{
    while (t->at < t->end) {
        unsigned char c = (unsigned char)s->text[t->at];
        bool ok = true;
        if (c == '\\')
            ok = escape_read(s, t);
        else if (c >= 0x80)
            ok = high_read(s, t);
        else if (c < 0x20)
            ok = control_read(s, t);
        else {
            part_put(t, s->text + t->at, 1);
            t->at++;
        }
        if (!ok) return false;
    }
    return true;
}

bool load_text_read(strict *s, bool key, uint32_t *size)
{
    uint32_t from = s->at + 1, end;
    unsigned has;
    if (!text_end(s, from, &end, &has)) return load_syntax_unclosed(s, s->at);
    text_part t = {.at = from, .end = end};
    /* Decoding never makes a text longer. */
    if (key && !(t.out = load_keys_room(&s->keys, end - from, s->e))) return load_noted(s, false);
    if (has == 0) {
        part_put(&t, s->text + from, end - from);
    } else {
        bool breaks = (has & HAS_CONTROL) && (memchr(s->text + from, '\n', end - from) ||
                                              memchr(s->text + from, '\r', end - from));
        if (breaks && !text_end_likely(s, end)) return load_syntax_unclosed(s, s->at);
        if (!text_check(s, &t)) return false;
    }
    if (t.size > LOAD_LIMITS.text_bytes &&
        !load_told(s, problems_add(s->p, PROBLEM_JSON_SIZE, s->source, s->at, s->e,
                                   "This text is %u bytes long; at most %u are allowed: split it",
                                   t.size, LOAD_LIMITS.text_bytes)))
        return false;
    s->at = end + 1;
    *size = t.size;
    return true;
}

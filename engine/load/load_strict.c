#include "load/load_internal.h"

#include "base/base_hash.h"

#include <math.h>
#include <string.h>

const load_limits LOAD_LIMITS = {
    .bytes = (size_t)64 << 20,
    .depth = LOAD_DEPTH_MOST,
    .text_bytes = 64u << 10,
    .values = 8u << 20,
};

bool load_told(strict *s, bool ok)
{
    s->out->usable = false;
    if (!ok) s->failed = true;
    return ok;
}

bool load_noted(strict *s, bool ok)
{
    if (!ok) s->failed = true;
    return ok;
}

static void space_skip(strict *s)
{
    while (s->at < s->len) {
        if (s->len - s->at >= 8 && memcmp(s->text + s->at, "        ", 8) == 0) {
            s->at += 8;
            continue;
        }
        char c = s->text[s->at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
        s->at++;
    }
}

static bool mark_add(strict *s, uint32_t at, uint32_t size)
{
    load_scan *out = s->out;
    if (out->count == out->cap) {
        uint32_t cap = out->cap ? out->cap * 2 : 256;
        load_mark *marks = base_realloc(out->marks, cap * sizeof *marks);
        if (!marks) return load_noted(s, err_nomem(s->e));
        out->marks = marks;
        out->cap = cap;
    }
    out->marks[out->count++] = (load_mark){.at = at, .size = size};
    return true;
}

/* ---- numbers ---- */

bool load_whole(const char *text, uint32_t len, int64_t *whole)
{
    bool minus = len > 0 && text[0] == '-';
    uint64_t most = (uint64_t)INT64_MAX + minus, v = 0;
    for (uint32_t i = minus; i < len; i++) {
        uint64_t digit = (uint64_t)(text[i] - '0');
        if (v > (most - digit) / 10) return false;
        v = v * 10 + digit;
    }
    *whole = minus ? (int64_t)(0 - v) : (int64_t)v;
    return true;
}

static bool digit_at(const char *p, uint32_t i, uint32_t len)
{
    return i < len && p[i] >= '0' && p[i] <= '9';
}

/* What is wrong with a number of this spelling; NULL when JSON can write it so. */
static const char *number_fault(const char *p, uint32_t len)
{
    uint32_t i = p[0] == '-';
    bool whole = true, power = false;
    if (p[0] == '+') return "write it without the +";
    if (i < len && p[i] == '.') return "write a 0 before the point";
    if (i < len && ((p[i] | 0x20) == 'n' || (p[i] | 0x20) == 'i')) return "JSON has no such number";
    if (!digit_at(p, i, len)) return "a number starts with a digit or -";
    if (p[i] == '0' && i + 1 < len && (p[i + 1] == 'x' || p[i + 1] == 'X'))
        return "write it in ordinary digits";
    if (p[i] == '0' && digit_at(p, i + 1, len)) return "write it without the 0 in front";
    while (digit_at(p, i, len))
        i++;
    if (i < len && p[i] == '.') {
        whole = false;
        if (!digit_at(p, ++i, len)) return "write a digit after the point";
        while (digit_at(p, i, len))
            i++;
    }
    if (i < len && (p[i] == 'e' || p[i] == 'E')) {
        whole = false;
        power = true;
        if (++i < len && (p[i] == '+' || p[i] == '-')) i++;
        if (!digit_at(p, i, len)) return "write digits after the e";
        while (digit_at(p, i, len))
            i++;
    }
    if (i < len) return "if a text is meant, put it in double quotes";
    if (len > LOAD_NUMBER_MOST) return "it has too many digits";
    int64_t ignored;
    if (whole && !load_whole(p, len, &ignored)) return "it is too large";
    if (power) {
        char copy[LOAD_NUMBER_MOST + 1] = {0};
        memcpy(copy, p, len);
        if (!isfinite(strtod(copy, NULL))) return "it is too large";
    }
    return NULL;
}

static bool number_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '+' || c == '-' || c == '_';
}

/* The number, or what was meant as one, at s->at; moves past it. */
static bool number_read(strict *s)
{
    const char *p = s->text + s->at;
    uint32_t at = s->at, len = 1;
    while (at + len < s->len && number_char(p[len]))
        len++;
    s->at += len;
    if (!mark_add(s, at, len)) return false;
    const char *fault = number_fault(p, len);
    if (!fault) return true;
    char shown[LOAD_SHOWN];
    return load_told(s, problems_add(s->p, PROBLEM_JSON_NUMBER, s->source, at, s->e,
                                     "%s is no number here: %s", load_shown(p, len, shown), fault));
}

/* ---- words ---- */

static bool word_at(const strict *s, const char *word)
{
    uint32_t len = (uint32_t)strlen(word);
    if (s->len - s->at < len || memcmp(s->text + s->at, word, len) != 0) return false;
    return s->at + len == s->len || !number_char(s->text[s->at + len]);
}

static bool word_read(strict *s)
{
    static const char *const KNOWN[] = {"true", "false", "null"};
    static const char *const NO_NUMBER[] = {"NaN", "nan", "NAN", "Infinity", "inf", "Inf"};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        if (!word_at(s, KNOWN[i])) continue;
        uint32_t at = s->at;
        s->at += (uint32_t)strlen(KNOWN[i]);
        return mark_add(s, at, 0);
    }
    for (size_t i = 0; i < sizeof NO_NUMBER / sizeof *NO_NUMBER; i++)
        if (word_at(s, NO_NUMBER[i])) return number_read(s);
    return load_syntax_stop(s);
}

/* ---- lists, objects, and the order of things ---- */

static strict_frame *top(strict *s)
{
    return s->depth ? &s->frames[s->depth - 1] : NULL;
}

static bool open_read(strict *s, bool map)
{
    if (s->depth == LOAD_DEPTH_MOST) {
        load_told(s,
                  problems_add(s->p, PROBLEM_JSON_DEPTH, s->source, s->at, s->e,
                               "Here %u lists and objects stand inside each other, the most that "
                               "are allowed: make it flatter",
                               LOAD_DEPTH_MOST));
        return false;
    }
    s->frames[s->depth++] =
        (strict_frame){.at = s->at, .mark = s->out->count, .keys = s->keys.count, .map = map};
    s->want = map ? WANT_KEY : WANT_VALUE;
    return mark_add(s, s->at++, 0);
}

static void value_done(strict *s)
{
    s->want = s->depth ? WANT_COMMA : WANT_NOTHING;
}

static bool close_read(strict *s)
{
    strict_frame *f = top(s);
    s->out->marks[f->mark].size = f->members;
    if (f->map) load_keys_cut(&s->keys, f->keys);
    s->depth--;
    s->at++;
    value_done(s);
    return true;
}

static bool value_read(strict *s, char c)
{
    strict_frame *f = top(s);
    if (c == ']' && f && !f->map && !s->after_comma) return close_read(s);
    if (s->out->values == LOAD_LIMITS.values) {
        load_told(s, problems_add(s->p, PROBLEM_JSON_SIZE, s->source, s->at, s->e,
                                  "There are more than %u values in this file, the most that are "
                                  "allowed: split it",
                                  LOAD_LIMITS.values));
        return false;
    }
    bool ok;
    if (c == '{' || c == '[') {
        s->out->values++;
        if (f) f->members++;
        return open_read(s, c == '{');
    }
    if (c == '"') {
        uint32_t at = s->at, size;
        ok = load_text_read(s, false, &size) && mark_add(s, at, size);
    } else if ((c >= '0' && c <= '9') || c == '+' || c == '.' ||
               (c == '-' && !(s->len - s->at > 1 && s->text[s->at + 1] == '-'))) {
        ok = number_read(s);
    } else {
        ok = word_read(s);
    }
    if (!ok) return false;
    s->out->values++;
    if (f) f->members++;
    value_done(s);
    return true;
}

static bool key_read(strict *s, char c)
{
    if (c == '}' && !s->after_comma) return close_read(s);
    if (c != '"') return load_syntax_stop(s);
    uint32_t at = s->at, size, twin;
    if (!load_text_read(s, true, &size) || !mark_add(s, at, size)) return false;
    s->key_at = at;
    s->want = WANT_COLON;
    if (!load_keys_add(&s->keys, top(s)->keys, at, size, &twin, s->e)) return load_noted(s, false);
    if (s->keys.crowded && !load_keys_reseed(&s->keys, hash64(HASH64_START, s->text, s->len), s->e))
        return load_noted(s, false);
    if (twin == UINT32_MAX) return true;
    char shown[LOAD_SHOWN];
    /* Counting lines takes a look at the whole text, so only for what is kept. */
    uint32_t line = s->p->kept < PROBLEMS_MOST ? load_line(s, twin) : 0;
    return load_noted(
        s,
        problems_add(s->p, PROBLEM_JSON_DUPLICATE, s->source, at, s->e,
                     "The key \"%s\" stands in this object already, in line %u: keep one of them",
                     load_shown(s->text + at + 1, s->at - at - 2, shown), line));
}

static bool comma_read(strict *s, char c)
{
    strict_frame *f = top(s);
    if (c == (f->map ? '}' : ']')) return close_read(s);
    if (c != ',') return load_syntax_stop(s);
    s->at++;
    s->want = f->map ? WANT_KEY : WANT_VALUE;
    return true;
}

/* One token; false: the scan must stop. */
static bool token_read(strict *s)
{
    uint32_t from = s->at;
    char c = s->text[from];
    bool ok = false;
    switch (s->want) {
    case WANT_VALUE: ok = value_read(s, c); break;
    case WANT_KEY: ok = key_read(s, c); break;
    case WANT_COLON:
        ok = c == ':' || load_syntax_stop(s);
        s->at += ok;
        s->want = WANT_VALUE;
        break;
    case WANT_COMMA: ok = comma_read(s, c); break;
    case WANT_NOTHING: ok = load_syntax_trailing(s); break;
    }
    s->after_comma = c == ',';
    s->last_at = from;
    s->last_end = s->at;
    return ok;
}

/* What can be told of the file as a whole before its first token; false: nothing more is told. */
static bool whole_check(strict *s, size_t len)
{
    if (len > LOAD_LIMITS.bytes) {
        load_told(s, problems_add(s->p, PROBLEM_JSON_SIZE, s->source, PROBLEMS_WHOLE, s->e,
                                  "The file is %zu bytes long; at most %zu are allowed", len,
                                  LOAD_LIMITS.bytes));
        return false;
    }
    const unsigned char *p = (const unsigned char *)s->text;
    bool wide = len >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF) ||
                             (p[0] == 0) != (p[1] == 0));
    if (wide) {
        load_told(s, problems_add(s->p, PROBLEM_JSON_UTF8, s->source, PROBLEMS_WHOLE, s->e,
                                  "The file looks like UTF-16: save it as UTF-8 in your editor"));
        return false;
    }
    if (len >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) s->at = 3;
    return true;
}

bool load_scan_text(const char *text, size_t len, uint16_t source, problems *p, load_scan *out,
                    err *e)
{
    strict s = {.text = text, .source = source, .out = out, .p = p, .e = e};
    *out = (load_scan){.usable = true};
    if (!whole_check(&s, len)) return !s.failed;
    s.len = (uint32_t)len;
    space_skip(&s);
    out->start = s.at;
    bool go_on = true;
    while (go_on && s.at < s.len) {
        go_on = token_read(&s);
        if (go_on && s.want == WANT_NOTHING) out->end = s.last_end;
        space_skip(&s);
    }
    if (go_on && s.want != WANT_NOTHING) load_syntax_stop(&s);
    load_keys_release(&s.keys);
    return !s.failed;
}

void load_scan_release(load_scan *scan)
{
    base_free(scan->marks);
    *scan = (load_scan){0};
}

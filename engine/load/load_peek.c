#include "load/load_scenario.h"

#include "base/base_utf8.h"

#include <string.h>

/* Steps over JSON without judging it: all that is wanted are a few members of the outermost object.
 */
typedef struct peek {
    const char *at, *end;
} peek;

static void skip_space(peek *p)
{
    while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' || *p->at == '\n' || *p->at == '\r'))
        p->at++;
}

static int hex4(const char *at)
{
    int v = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) return -1;
        v = v * 16 + digit;
    }
    return v;
}

/* One escaped character, `p->at` behind its backslash. */
static bool unescape(peek *p, strbuf *out, err *e)
{
    static const char FROM[] = "nrtbf", TO[] = "\n\r\t\b\f";
    char c = *p->at++;
    if (c != 'u') {
        const char *known = c ? strchr(FROM, c) : NULL;
        return strbuf_addc(out, known ? TO[known - FROM] : c, e);
    }
    int v = p->end - p->at >= 4 ? hex4(p->at) : -1;
    if (v < 0) return true;
    p->at += 4;
    uint32_t point = (uint32_t)v;
    if (point >= 0xD800 && point < 0xDC00 && p->end - p->at >= 6 && p->at[0] == '\\' &&
        p->at[1] == 'u') {
        int low = hex4(p->at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            point = 0x10000 + ((point - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
            p->at += 6;
        }
    }
    char bytes[4];
    return strbuf_addn(out, bytes, utf8_put(point, bytes), e);
}

/* A text, `p->at` at its opening quote; appended to `out` unless that is NULL. */
static bool text(peek *p, strbuf *out, err *e)
{
    for (p->at++; p->at < p->end && *p->at != '"';) {
        const char *start = p->at;
        while (p->at < p->end && *p->at != '"' && *p->at != '\\')
            p->at++;
        if (out && !strbuf_addn(out, start, (size_t)(p->at - start), e)) return false;
        if (p->at >= p->end || *p->at == '"') break;
        p->at++;
        if (p->at >= p->end) break;
        if (!out)
            p->at++;
        else if (!unescape(p, out, e))
            return false;
    }
    if (p->at < p->end) p->at++;
    return true;
}

static void skip_value(peek *p)
{
    int depth = 0;
    while (p->at < p->end) {
        char c = *p->at;
        if (c == '"') {
            text(p, NULL, NULL);
        } else if (c == '{' || c == '[') {
            depth++;
            p->at++;
        } else if (c == '}' || c == ']') {
            if (depth == 0) return;
            depth--;
            p->at++;
        } else if (c == ',' && depth == 0) {
            return;
        } else {
            p->at++;
        }
        if (depth == 0 && (c == '}' || c == ']' || c == '"')) return;
    }
}

static int32_t number(peek *p)
{
    int32_t v = 0;
    for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++)
        if (v < 100000) v = v * 10 + (*p->at - '0');
    return v;
}

static strbuf *wanted(load_heading *out, const char *key)
{
    if (strcmp(key, "id") == 0) return &out->id;
    if (strcmp(key, "title") == 0) return &out->title;
    if (strcmp(key, "summary") == 0) return &out->summary;
    if (strcmp(key, "cover") == 0) return &out->cover;
    return NULL;
}

static bool member(peek *p, load_heading *out, strbuf *key, err *e)
{
    skip_space(p);
    if (p->at < p->end && *p->at == ':') p->at++;
    skip_space(p);
    strbuf *to = wanted(out, strbuf_text(key));
    bool is_text = p->at < p->end && *p->at == '"';
    if (to && is_text && to->len == 0) return text(p, to, e);
    if (strcmp(strbuf_text(key), "minutes") == 0 && !out->minutes) out->minutes = number(p);
    skip_value(p);
    return true;
}

/* What follows is long and, when all that must be there was found, not worth looking through. */
static bool has_enough(const load_heading *out, const char *next_key)
{
    if (!out->id.len || !out->title.len || !out->summary.len || !out->minutes) return false;
    return out->cover.len || strcmp(next_key, "scenes") == 0;
}

/* A damaged text is better missing than shown, and a terminal would obey control characters. */
static void keep_readable(strbuf *b)
{
    size_t bad;
    bool fine = utf8_valid(strbuf_text(b), b->len, &bad);
    for (size_t i = 0; fine && i < b->len; i++) {
        unsigned char c = (unsigned char)b->data[i];
        bool above = c == 0xC2 && (unsigned char)b->data[i + 1] < 0xA0; /* U+0080 to U+009F */
        fine = (c >= 0x20 || c == '\n' || c == '\t') && c != 0x7F && !above;
    }
    if (!fine) strbuf_clear(b);
}

bool load_peek(const char *bytes, size_t len, load_heading *out, err *e)
{
    *out = (load_heading){0};
    peek p = {bytes, bytes + len};
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) p.at += 3;
    skip_space(&p);
    if (p.at >= p.end || *p.at != '{') return true;
    p.at++;
    strbuf key = {0};
    bool ok = true;
    while (ok && p.at < p.end) {
        skip_space(&p);
        if (p.at < p.end && *p.at == ',') {
            p.at++;
            continue;
        }
        if (p.at >= p.end || *p.at != '"') break;
        strbuf_clear(&key);
        ok = text(&p, &key, e);
        if (ok && has_enough(out, strbuf_text(&key))) break;
        ok = ok && member(&p, out, &key, e);
    }
    strbuf_release(&key);
    if (!ok) load_heading_release(out);
    keep_readable(&out->id);
    keep_readable(&out->title);
    keep_readable(&out->summary);
    keep_readable(&out->cover);
    return ok;
}

void load_heading_release(load_heading *h)
{
    strbuf_release(&h->id);
    strbuf_release(&h->title);
    strbuf_release(&h->summary);
    strbuf_release(&h->cover);
    h->minutes = 0;
}

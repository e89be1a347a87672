#include "base/base_strbuf.h"

#include "base/base_mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static bool reserve(strbuf *b, size_t more, err *e)
{
    if (more >= SIZE_MAX / 2 - b->len) return err_nomem(e);
    size_t need = b->len + more + 1;
    if (need <= b->cap) return true;
    size_t cap = b->cap ? b->cap * 2 : 64;
    if (cap < need) cap = need;
    char *data = base_realloc(b->data, cap);
    if (!data) return err_nomem(e);
    b->data = data;
    b->cap = cap;
    return true;
}

bool strbuf_addn(strbuf *b, const char *bytes, size_t len, err *e)
{
    if (!reserve(b, len, e)) return false;
    if (len) memcpy(b->data + b->len, bytes, len);
    b->len += len;
    b->data[b->len] = '\0';
    return true;
}

bool strbuf_add(strbuf *b, const char *text, err *e)
{
    return strbuf_addn(b, text, strlen(text), e);
}

bool strbuf_addc(strbuf *b, char c, err *e)
{
    return strbuf_addn(b, &c, 1, e);
}

bool strbuf_addf(strbuf *b, err *e, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    bool ok = len >= 0 && reserve(b, (size_t)len, e);
    if (ok) {
        vsnprintf(b->data + b->len, (size_t)len + 1, fmt, again);
        b->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
    return ok;
}

bool strbuf_add_json(strbuf *b, const char *text, err *e)
{
    size_t before = b->len;
    bool ok = strbuf_addc(b, '"', e);
    while (ok && *text) {
        size_t plain = 0;
        while ((unsigned char)text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\')
            plain++;
        ok = strbuf_addn(b, text, plain, e);
        text += plain;
        if (!ok || !*text) break;
        char c = *text++;
        if (c == '"' || c == '\\')
            ok = strbuf_addf(b, e, "\\%c", c);
        else if (c == '\n')
            ok = strbuf_add(b, "\\n", e);
        else if (c == '\t')
            ok = strbuf_add(b, "\\t", e);
        else
            ok = strbuf_addf(b, e, "\\u%04x", (unsigned)(unsigned char)c);
    }
    if (ok && strbuf_addc(b, '"', e)) return true;
    b->len = before;
    if (b->data) b->data[before] = '\0';
    return false;
}

const char *strbuf_text(const strbuf *b)
{
    return b->data ? b->data : "";
}

void strbuf_clear(strbuf *b)
{
    b->len = 0;
    if (b->data) b->data[0] = '\0';
}

void strbuf_release(strbuf *b)
{
    base_free(b->data);
    *b = (strbuf){0};
}

#include "base/base_utf8.h"

/* Length of the valid sequence at p (1 to 4), its code point in *point; 0 when invalid. */
static size_t sequence(const unsigned char *p, size_t left, uint32_t *point)
{
    unsigned char c = p[0];
    if (c < 0x80) {
        *point = c;
        return 1;
    }
    size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4 || left < n) return 0;
    uint32_t v = c & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
        v = v << 6 | (p[i] & 0x3Fu);
    }
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (v < least[n] || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF)) return 0;
    *point = v;
    return n;
}

bool utf8_valid(const char *text, size_t len, size_t *bad)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t at = 0;
    while (at < len) {
        if (p[at] < 0x80) {
            at++;
            continue;
        }
        uint32_t point;
        size_t n = sequence(p + at, len - at, &point);
        if (n == 0) {
            *bad = at;
            return false;
        }
        at += n;
    }
    return true;
}

uint32_t utf8_next(const char **text)
{
    const unsigned char *p = (const unsigned char *)*text;
    if (!*p) return 0;
    size_t left = 1;
    while (left < 4 && p[left])
        left++;
    uint32_t point;
    size_t n = sequence(p, left, &point);
    *text += n ? n : 1;
    return n ? point : 0xFFFD;
}

size_t utf8_put(uint32_t point, char out[4])
{
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return 0;
    size_t n = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (n == 1) {
        out[0] = (char)point;
        return 1;
    }
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (point & 0x3F));
        point >>= 6;
    }
    out[0] = (char)((0xF00u >> n & 0xFF) | point);
    return n;
}

size_t utf8_whole(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        unsigned char c = p[len - back];
        if ((c & 0xC0) == 0x80) continue;
        size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return n > back ? len - back : len;
    }
    return len;
}

size_t utf8_count(const char *text)
{
    size_t n = 0;
    while (utf8_next(&text))
        n++;
    return n;
}

/* What may be given to the SVG library. It trusts its input: a dash pattern finer than the line is
 * long, or a coordinate of a billion, keeps it busy for hours. So only drawings that cannot do that
 * are let through. */
#include "ui/ui_picture_internal.h"

#include <math.h>

enum {
    DIGITS = 6,   /* no number may have more before its point */
    RATIO = 50,   /* longer side to shorter one */
    SIDE = 100000 /* of the canvas, in its own units */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Moves past a number; false when it is too large. */
static bool small_number(const char **at)
{
    const char *c = *at;
    int digits = 0, exponent = 0;
    while (*c == '0')
        c++;
    for (; is_digit(*c); c++)
        digits++;
    if (*c == '.')
        for (c++; is_digit(*c);)
            c++;
    const char *mark = c;
    if (*c == 'e' || *c == 'E') {
        bool minus = c[1] == '-';
        c += c[1] == '-' || c[1] == '+' ? 2 : 1;
        if (!is_digit(*c)) c = mark;
        for (; c > mark && is_digit(*c); c++)
            if (exponent < 1000) exponent = exponent * 10 + (*c - '0');
        if (minus) exponent = -exponent;
    }
    *at = c;
    return digits + (exponent > 0 ? exponent : 0) <= DIGITS;
}

static bool numbers_are_small(const char *text)
{
    for (const char *c = text; *c;) {
        if (*c == '#') {
            for (c++; is_hex(*c);)
                c++;
        } else if (is_digit(*c)) {
            if (!small_number(&c)) return false;
        } else {
            c++;
        }
    }
    return true;
}

/* Reads one number of a list; false when there is none. */
static bool read_number(const char **at, float *out)
{
    const char *c = *at;
    while (*c == ' ' || *c == ',' || *c == '\t' || *c == '\n' || *c == '\r')
        c++;
    char *end;
    double v = strtod(c, &end);
    if (end == c || !isfinite(v)) return false;
    *at = end;
    *out = (float)v;
    return true;
}

/* The value of an attribute within the tag that ends at `stop`; NULL when it has none. */
static const char *attribute(const char *tag, const char *stop, const char *name)
{
    size_t len = strlen(name);
    for (const char *c = tag; c + len + 2 < stop; c++) {
        bool begins = c[0] == ' ' || c[0] == '\n' || c[0] == '\t' || c[0] == '\r';
        if (!begins || strncmp(c + 1, name, len) != 0) continue;
        const char *v = c + 1 + len;
        if (v[0] == '=' && (v[1] == '"' || v[1] == '\'')) return v + 2;
    }
    return NULL;
}

/* A length in plain pixels. */
static bool read_length(const char *value, float *out)
{
    if (!value || !read_number(&value, out)) return false;
    return *value == '"' || *value == '\'' || strncmp(value, "px", 2) == 0;
}

static bool read_size(const char *text, float *w, float *h, err *e)
{
    static const char how[] = "its <svg> needs viewBox=\"0 0 WIDTH HEIGHT\", and width and height "
                              "as plain numbers if it has them";
    const char *tag = strstr(text, "<svg");
    const char *stop = tag ? strchr(tag, '>') : NULL;
    if (!stop) return err_set(e, ERR_FORMAT, "it is no SVG drawing");
    const char *wide = attribute(tag, stop, "width"), *high = attribute(tag, stop, "height");
    const char *box = attribute(tag, stop, "viewBox");
    float x, y;
    bool ok = wide || high ? read_length(wide, w) && read_length(high, h)
                           : box && read_number(&box, &x) && read_number(&box, &y) &&
                                 read_number(&box, w) && read_number(&box, h);
    if (!ok) return err_set(e, ERR_FORMAT, "%s", how);
    if (!(*w >= 1 && *h >= 1 && *w <= SIDE && *h <= SIDE && *w <= *h * RATIO && *h <= *w * RATIO))
        return err_set(e, ERR_LIMIT, "its canvas has no usable size; %s", how);
    return true;
}

bool ui_svg_check(const char *text, size_t len, float *w, float *h, err *e)
{
    int elements = 0;
    if (strlen(text) != len) return err_set(e, ERR_FORMAT, "it is no text file");
    for (const char *c = text; *c; c++)
        elements += *c == '<';
    if (elements > UI_PICTURE_ELEMENTS)
        return err_set(e, ERR_LIMIT, "it has more than %d elements; simplify it",
                       UI_PICTURE_ELEMENTS);
    if (strstr(text, "dasharray"))
        return err_set(e, ERR_FORMAT, "dashed lines (stroke-dasharray) are not drawn; use shapes");
    if (strstr(text, "<!ENTITY"))
        return err_set(e, ERR_FORMAT, "entities are not read; write the values out");
    if (!numbers_are_small(text))
        return err_set(e, ERR_LIMIT,
                       "it has a number of a million or more; scale the drawing down");
    return read_size(text, w, h, e);
}

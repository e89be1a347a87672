#include "cli/cli_wrap.h"

#include "base/base_utf8.h"

#include <string.h>

typedef struct span {
    uint32_t first, last;
} span;

static bool is_in(const span *spans, size_t count, uint32_t point)
{
    for (size_t i = 0; i < count; i++)
        if (point >= spans[i].first && point <= spans[i].last) return true;
    return false;
}

uint32_t cli_columns_of(uint32_t point)
{
    static const span joined[] = {
        {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},  {0x1AB0, 0x1AFF},
        {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069},  {0x20D0, 0x20FF},
        {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}};
    static const span wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                                {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                                {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                                {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                                {0x20000, 0x3FFFD}};
    if (point < 0x300) return 1;
    if (is_in(joined, sizeof joined / sizeof *joined, point)) return 0;
    return is_in(wide, sizeof wide / sizeof *wide, point) ? 2 : 1;
}

uint32_t cli_columns(const char *text)
{
    uint32_t columns = 0, point;
    while ((point = utf8_next(&text)))
        columns += cli_columns_of(point);
    return columns;
}

static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

static bool add_point(strbuf *out, uint32_t point, err *e)
{
    char bytes[4];
    size_t len = utf8_put(is_control(point) ? 0xFFFD : point, bytes);
    return strbuf_addn(out, bytes, len, e);
}

bool cli_plain(strbuf *out, const char *text, err *e)
{
    uint32_t point;
    while ((point = utf8_next(&text))) {
        if (point == '\n' || point == '\t') point = ' ';
        if (!add_point(out, point, e)) return false;
    }
    return true;
}

/* Where the pen is on the line being written. */
typedef struct pen {
    strbuf *out;
    uint32_t width, rest, column;
    uint32_t margin; /* columns left free on this line */
    bool spaced;     /* the next word needs a space before it */
} pen;

static bool pad(pen *p, uint32_t columns, err *e)
{
    for (uint32_t i = 0; i < columns; i++)
        if (!strbuf_addc(p->out, ' ', e)) return false;
    p->column += columns;
    return true;
}

static bool new_line(pen *p, err *e)
{
    if (!strbuf_addc(p->out, '\n', e)) return false;
    p->column = 0;
    p->margin = p->rest;
    p->spaced = false;
    return true;
}

static uint32_t word_columns(const char *word, const char *end)
{
    uint32_t columns = 0;
    while (word < end)
        columns += cli_columns_of(utf8_next(&word));
    return columns;
}

/* Writes one word, on a new line when it does not fit on this one. */
static bool put_word(pen *p, const char *word, const char *end, err *e)
{
    uint32_t columns = word_columns(word, end);
    if (p->column > p->margin && p->column + p->spaced + columns > p->width) {
        if (!new_line(p, e)) return false;
    } else if (p->spaced && !pad(p, 1, e)) {
        return false;
    }
    if (p->column < p->margin && !pad(p, p->margin - p->column, e)) return false;
    while (word < end) {
        uint32_t point = utf8_next(&word), wide = cli_columns_of(point);
        bool room = p->column + wide <= p->width || p->column <= p->margin;
        if (!room && !(new_line(p, e) && pad(p, p->rest, e))) return false;
        if (!add_point(p->out, point, e)) return false;
        p->column += wide;
    }
    p->spaced = true;
    return true;
}

static bool put_text(pen *p, const char *text, err *e)
{
    while (*text) {
        if (*text == '\n') {
            if (!new_line(p, e)) return false;
            text++;
        } else if (*text == ' ' || *text == '\t') {
            text++;
        } else {
            const char *end = text + strcspn(text, " \t\n");
            if (!put_word(p, text, end, e)) return false;
            text = end;
        }
    }
    return true;
}

static bool put_style(strbuf *out, const char *style, err *e)
{
    return !style || strbuf_addf(out, e, "\x1b[%sm", style);
}

bool cli_wrap(strbuf *out, const cli_paragraph *p, uint32_t width, err *e)
{
    pen at = {out, width, p->rest, 0, p->first, false};
    const char *end = p->style ? "0" : NULL;
    if (!pad(&at, p->first, e) || !put_style(out, p->style, e)) return false;
    if (!put_text(&at, p->label, e)) return false;
    if (!p->whole && !put_style(out, end, e)) return false;
    if (!put_text(&at, p->text, e)) return false;
    if (p->whole && !put_style(out, end, e)) return false;
    return strbuf_addc(out, '\n', e);
}

#include "ui/ui_bidi.h"

#include "base/base_utf8.h"

/* Classes of UAX #9, table 4. SAME marks the second and later bytes of a character. */
typedef enum sort { L, R, AL, EN, ES, ET, AN, CS, NSM, ON, SAME } sort;

static const struct {
    uint32_t low, high;
    uint8_t is;
} ranges[] = {
    {0x0023, 0x0025, ET},   {0x002B, 0x002B, ES},  {0x002C, 0x002C, CS},  {0x002D, 0x002D, ES},
    {0x002E, 0x002F, CS},   {0x0030, 0x0039, EN},  {0x003A, 0x003A, CS},  {0x0041, 0x005A, L},
    {0x0061, 0x007A, L},    {0x0000, 0x007F, ON},  {0x00A0, 0x00A0, CS},  {0x00A2, 0x00A5, ET},
    {0x00AA, 0x00AA, L},    {0x00AD, 0x00AD, NSM}, {0x00B0, 0x00B1, ET},  {0x00B2, 0x00B3, EN},
    {0x00B5, 0x00B5, L},    {0x00B9, 0x00B9, EN},  {0x00BA, 0x00BA, L},   {0x0080, 0x00BF, ON},
    {0x00D7, 0x00D7, ON},   {0x00F7, 0x00F7, ON},  {0x0300, 0x036F, NSM}, {0x0483, 0x0489, NSM},
    {0x0591, 0x05BD, NSM},  {0x05BF, 0x05BF, NSM}, {0x05C1, 0x05C2, NSM}, {0x05C4, 0x05C5, NSM},
    {0x05C7, 0x05C7, NSM},  {0x0590, 0x05FF, R},   {0x0600, 0x0605, AN},  {0x0606, 0x0607, ON},
    {0x0609, 0x060A, ET},   {0x060C, 0x060C, CS},  {0x060E, 0x060F, ON},  {0x0610, 0x061A, NSM},
    {0x064B, 0x065F, NSM},  {0x0660, 0x0669, AN},  {0x066A, 0x066A, ET},  {0x066B, 0x066C, AN},
    {0x0670, 0x0670, NSM},  {0x06D6, 0x06DC, NSM}, {0x06DD, 0x06DD, AN},  {0x06DE, 0x06DE, ON},
    {0x06DF, 0x06E4, NSM},  {0x06E7, 0x06E8, NSM}, {0x06E9, 0x06E9, ON},  {0x06EA, 0x06ED, NSM},
    {0x06F0, 0x06F9, EN},   {0x0600, 0x07BF, AL},  {0x07C0, 0x085F, R},   {0x0860, 0x08D2, AL},
    {0x08D3, 0x08E1, NSM},  {0x08E3, 0x0902, NSM}, {0x200B, 0x200D, NSM}, {0x200E, 0x200E, L},
    {0x200F, 0x200F, R},    {0x2030, 0x2034, ET},  {0x2000, 0x206F, ON},  {0x2070, 0x2070, EN},
    {0x2074, 0x2079, EN},   {0x207A, 0x207B, ES},  {0x2080, 0x2089, EN},  {0x20A0, 0x20CF, ET},
    {0x20D0, 0x20F0, NSM},  {0x2190, 0x2211, ON},  {0x2212, 0x2212, ES},  {0x2213, 0x2213, ET},
    {0x2214, 0x2BFF, ON},   {0x3000, 0x3004, ON},  {0xFB1D, 0xFB1D, R},   {0xFB1E, 0xFB1E, NSM},
    {0xFB29, 0xFB29, ES},   {0xFB1F, 0xFB4F, R},   {0xFD3E, 0xFD3F, ON},  {0xFB50, 0xFDFF, AL},
    {0xFE00, 0xFE0F, NSM},  {0xFE20, 0xFE2F, NSM}, {0xFE70, 0xFEFE, AL},  {0xFFFD, 0xFFFD, ON},
    {0x1F300, 0x1FAFF, ON},
};

/* The first range that holds it. */
static sort sort_of(uint32_t point)
{
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (point >= ranges[i].low && point <= ranges[i].high) return (sort)ranges[i].is;
    return L;
}

bool ui_bidi_needed(const char *text)
{
    /* Hebrew begins at U+0590: D6 in UTF-8; what follows it up to U+08FF: D7 to E0. */
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if ((*c >= 0xD6 && *c <= 0xE0) || *c == 0xEF ||
            (*c == 0xE2 && c[1] == 0x80 && c[2] == 0x8F))
            return true;
    return false;
}

/* The character before or after `i` that is not a later byte; -1 or `len` when there is none. */
static ptrdiff_t before(const uint8_t *s, ptrdiff_t i)
{
    do
        i--;
    while (i >= 0 && s[i] == SAME);
    return i;
}

static size_t after(const uint8_t *s, size_t i, size_t len)
{
    do
        i++;
    while (i < len && s[i] == SAME);
    return i;
}

static bool first_strong_is_right(const uint8_t *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (s[i] == L) return false;
        if (s[i] == R || s[i] == AL) return true;
    }
    return false;
}

/* W1 to W3: marks take the class before them; European digits after Arabic letters are Arabic. */
static void resolve_marks(uint8_t *s, size_t len, uint8_t edge)
{
    uint8_t last = edge, strong = edge;
    for (size_t i = 0; i < len; i = after(s, i, len)) {
        if (s[i] == NSM) s[i] = last;
        last = s[i];
        if (s[i] == L || s[i] == R || s[i] == AL) strong = s[i];
        if (s[i] == EN && strong == AL) s[i] = AN;
    }
    for (size_t i = 0; i < len; i++)
        if (s[i] == AL) s[i] = R;
}

/* W4 to W7: signs between and beside numbers. */
static void resolve_numbers(uint8_t *s, size_t len, uint8_t edge)
{
    for (size_t i = 0; i < len; i = after(s, i, len)) {
        ptrdiff_t b = before(s, (ptrdiff_t)i);
        size_t a = after(s, i, len);
        if (b < 0 || a >= len || s[b] != s[a]) continue;
        if (s[a] == EN && (s[i] == ES || s[i] == CS)) s[i] = EN;
        if (s[a] == AN && s[i] == CS) s[i] = AN;
    }
    for (size_t i = 0; i < len;) {
        size_t end = i;
        while (end < len && s[end] == ET)
            end = after(s, end, len);
        if (end > i) {
            ptrdiff_t b = before(s, (ptrdiff_t)i);
            bool joins = (b >= 0 && s[b] == EN) || (end < len && s[end] == EN);
            for (size_t k = i; joins && k < end; k++)
                if (s[k] == ET) s[k] = EN;
            i = end;
        } else {
            i = after(s, i, len);
        }
    }
    uint8_t strong = edge;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == ES || s[i] == ET || s[i] == CS) s[i] = ON;
        if (s[i] == L || s[i] == R) strong = s[i];
        if (s[i] == EN && strong == L) s[i] = L;
    }
}

static uint8_t side(uint8_t is)
{
    return is == EN || is == AN ? R : is;
}

/* N1, N2: neutrals go with what is at both sides, else with the paragraph. */
static void resolve_neutrals(uint8_t *s, size_t len, uint8_t edge)
{
    uint8_t left = edge;
    for (size_t i = 0; i < len;) {
        if (s[i] != ON) {
            left = side(s[i]);
            i = after(s, i, len);
            continue;
        }
        size_t end = i;
        while (end < len && s[end] == ON)
            end = after(s, end, len);
        uint8_t right = end < len ? side(s[end]) : edge;
        for (size_t k = i; k < end; k++)
            if (s[k] == ON) s[k] = left == right ? left : edge;
        i = end;
    }
}

static void resolve_paragraph(uint8_t *s, size_t len, uint8_t *levels)
{
    bool rtl = first_strong_is_right(s, len);
    uint8_t edge = rtl ? R : L, base = rtl ? UI_BIDI_RTL : 0;
    resolve_marks(s, len, edge);
    resolve_numbers(s, len, edge);
    resolve_neutrals(s, len, edge);
    for (size_t i = 0; i < len; i++) {
        uint8_t level = s[i] == L ? (rtl ? 2 : 0) : s[i] == R ? 1 : 2; /* I1, I2 */
        levels[i] = s[i] == SAME && i > 0 ? levels[i - 1] : (uint8_t)(level | base);
    }
}

void ui_bidi_levels(const char *text, size_t len, uint8_t *levels, uint8_t *work)
{
    const char *c = text;
    size_t from = 0, at = 0;
    while (at < len) {
        uint32_t point = utf8_next(&c);
        size_t next = (size_t)(c - text);
        if (next == at) break;
        for (size_t i = at; i < next; i++)
            work[i] = SAME;
        work[at] = (uint8_t)sort_of(point);
        at = next;
        if (point == '\n' || at >= len) {
            resolve_paragraph(work + from, at - from, levels + from);
            from = at;
        }
    }
}

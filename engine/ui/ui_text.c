#include "ui/ui_text.h"

#include "base/base_hash.h"
#include "base/base_utf8.h"

enum { BUCKETS = 1024 };

/* A piece of text in one font at one size: its width, and its coverage once it has been seen. */
typedef struct word {
    struct word *next_in_bucket;
    struct word *newer, *older;
    uint64_t hash;
    size_t len;
    int width;
    bool rendered;
    ui_ink ink;
    uint8_t family, face, size;
    char text[]; /* terminated */
} word;

struct ui_texts {
    ui_fonts *fonts;
    size_t limit, held;
    unsigned long rendered;
    word *newest, *oldest;
    word *buckets[BUCKETS];
};

typedef struct font_key {
    ui_family family;
    ui_face face;
    ui_size size;
} font_key;

ui_texts *ui_texts_new(ui_fonts *fonts, size_t limit, err *e)
{
    ui_texts *t = base_alloc(sizeof *t);
    if (!t) {
        err_nomem(e);
        return NULL;
    }
    t->fonts = fonts;
    t->limit = limit;
    return t;
}

static size_t word_bytes(const word *w)
{
    return sizeof *w + w->len + 1 + (size_t)w->ink.mask.w * (size_t)w->ink.mask.h;
}

static void unlink_word(ui_texts *t, word *w)
{
    *(w->newer ? &w->newer->older : &t->newest) = w->older;
    *(w->older ? &w->older->newer : &t->oldest) = w->newer;
    w->newer = w->older = NULL;
}

static void link_newest(ui_texts *t, word *w)
{
    w->older = t->newest;
    *(t->newest ? &t->newest->newer : &t->oldest) = w;
    t->newest = w;
}

static void drop(ui_texts *t, word *w)
{
    word **at = &t->buckets[w->hash % BUCKETS];
    while (*at != w)
        at = &(*at)->next_in_bucket;
    *at = w->next_in_bucket;
    unlink_word(t, w);
    t->held -= word_bytes(w);
    base_free((void *)(uintptr_t)w->ink.mask.cover);
    base_free(w);
}

/* Throws out what was not used for longest, never `keep`. */
static void shrink(ui_texts *t, const word *keep)
{
    while (t->held > t->limit && t->oldest && t->oldest != keep)
        drop(t, t->oldest);
}

void ui_texts_clear(ui_texts *t)
{
    while (t->oldest)
        drop(t, t->oldest);
}

void ui_texts_free(ui_texts *t)
{
    if (!t) return;
    ui_texts_clear(t);
    base_free(t);
}

size_t ui_texts_held(const ui_texts *t)
{
    return t->held;
}

unsigned long ui_texts_rendered(const ui_texts *t)
{
    return t->rendered;
}

ui_fonts *ui_texts_fonts(ui_texts *t)
{
    return t->fonts;
}

/* The word from the cache, measured when it is new; NULL when memory ran out. */
static word *find(ui_texts *t, const char *text, size_t len, font_key key)
{
    uint64_t hash =
        hash64_number(hash64(HASH64_START, text, len),
                      (uint64_t)key.family << 16 | (uint64_t)key.face << 8 | (uint64_t)key.size);
    word **bucket = &t->buckets[hash % BUCKETS];
    for (word *w = *bucket; w; w = w->next_in_bucket) {
        if (w->hash != hash || w->len != len || w->family != key.family || w->face != key.face ||
            w->size != key.size || memcmp(w->text, text, len) != 0)
            continue;
        if (t->newest != w) {
            unlink_word(t, w);
            link_newest(t, w);
        }
        return w;
    }
    word *w = base_alloc(sizeof *w + len + 1);
    if (!w) return NULL;
    memcpy(w->text, text, len);
    w->len = len;
    w->hash = hash;
    w->family = (uint8_t)key.family, w->face = (uint8_t)key.face, w->size = (uint8_t)key.size;
    w->width = ui_fonts_width(t->fonts, key.family, key.face, key.size, w->text);
    w->next_in_bucket = *bucket;
    *bucket = w;
    link_newest(t, w);
    t->held += word_bytes(w);
    shrink(t, w);
    return w;
}

static const ui_ink *ink_of(ui_texts *t, word *w)
{
    if (!w->rendered) {
        ui_ink ink;
        if (!ui_fonts_render(t->fonts, w->family, w->face, w->size, w->text, &ink)) return NULL;
        t->held -= word_bytes(w);
        w->ink = ink;
        w->rendered = true;
        t->held += word_bytes(w);
        t->rendered++;
        shrink(t, w);
    }
    return &w->ink;
}

/* How pieces are found: the text is read once, a piece ends at a space, at a place where a line may
 * break, and where the font changes. */
typedef struct cutter {
    ui_para *para;
    ui_texts *texts;
    ui_face face, base;
    int space;
    size_t cap;
    bool bold, italic;
    bool spaced, may_break, must_break; /* what came before the next piece */
    err *e;
} cutter;

static bool add_piece(cutter *c, const char *text, size_t len, ui_family family)
{
    ui_para *p = c->para;
    if (len == 0) return true;
    if (p->piece_count == c->cap) {
        size_t cap = c->cap ? c->cap * 2 : 16;
        ui_piece *more = arena_array(p->mem, cap, sizeof *more, c->e);
        if (!more) return false;
        if (p->piece_count) memcpy(more, p->pieces, p->piece_count * sizeof *more);
        p->pieces = more;
        c->cap = cap;
    }
    const word *w = find(c->texts, text, len, (font_key){family, c->face, p->size});
    if (!w) return err_nomem(c->e);
    int width = w->width, space = c->spaced ? c->space : 0;
    p->pieces[p->piece_count++] = (ui_piece){.text = text,
                                             .len = len,
                                             .width = width,
                                             .space = space,
                                             .face = c->face,
                                             .family = family,
                                             .may_break = c->may_break || c->spaced,
                                             .must_break = c->must_break};
    c->spaced = c->may_break = c->must_break = false;
    return true;
}

static bool is_letter(uint32_t p)
{
    return (p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z') || p >= 0xC0;
}

/* May a line end after `now`, with `before` and `after` at its sides? */
static bool breaks_after(uint32_t before, uint32_t now, uint32_t after)
{
    if (now == 0x2014) return true; /* em dash */
    return (now == '-' || now == '/') && is_letter(before) && is_letter(after);
}

static ui_face face_of(const cutter *c)
{
    if (c->bold) return UI_BOLD;
    return c->italic ? UI_ITALIC : c->base;
}

/* Marks that take the font of what stands before them. */
static bool joins(uint32_t point)
{
    return (point >= 0x300 && point <= 0x36F) || (point >= 0xFE00 && point <= 0xFE0F) ||
           point == 0x200D;
}

static bool cut(cutter *c, const char *text)
{
    const char *from = text, *at = text;
    uint32_t before = 0;
    ui_family family = UI_MAIN;
    while (*at) {
        const char *here = at;
        uint32_t point = utf8_next(&at);
        if (point == ' ' || point == '\n' || point == '\t' || point == 2 || point == 3) {
            if (!add_piece(c, from, (size_t)(here - from), family)) return false;
            from = at;
            if (point == 2) c->bold = !c->bold;
            if (point == 3) c->italic = !c->italic;
            if (point == '\n' && c->must_break && !add_piece(c, " ", 1, UI_MAIN)) return false;
            if (point == '\n') c->must_break = true, c->spaced = false;
            if (point == ' ' || point == '\t') c->spaced = true;
            c->face = face_of(c);
            before = point;
            continue;
        }
        ui_family wanted = joins(point) && here > from
                               ? family
                               : ui_fonts_pick(c->texts->fonts, c->face, c->para->size, point);
        if (wanted != family && !add_piece(c, from, (size_t)(here - from), family)) return false;
        if (wanted != family) from = here;
        family = wanted;
        const char *peek = at;
        if (breaks_after(before, point, *at ? utf8_next(&peek) : 0)) {
            if (!add_piece(c, from, (size_t)(at - from), family)) return false;
            from = at;
            c->may_break = true;
        }
        before = point;
    }
    return add_piece(c, from, (size_t)(at - from), family);
}

/* Width of the unbreakable part that begins at piece `i`; *next is the piece after it. */
static int part_width(const ui_para *p, size_t i, size_t *next)
{
    int width = p->pieces[i].width;
    for (i++; i < p->piece_count && !p->pieces[i].may_break && !p->pieces[i].must_break; i++)
        width += p->pieces[i].width;
    *next = i;
    return width;
}

static void sum_up(ui_para *p)
{
    int line = 0;
    p->natural = p->smallest = 0;
    for (size_t i = 0, next; i < p->piece_count; i = next) {
        int width = part_width(p, i, &next);
        if (width > p->smallest) p->smallest = width;
        if (p->pieces[i].must_break || i == 0)
            line = 0;
        else
            line += p->pieces[i].space;
        line += width;
        if (line > p->natural) p->natural = line;
    }
}

bool ui_para_init(ui_para *p, ui_texts *t, arena *mem, const char *text, ui_size size, ui_face face,
                  err *e)
{
    *p = (ui_para){.size = size, .mem = mem, .wrapped = -1};
    char *own = arena_text(mem, text, strlen(text), e);
    if (!own) return false;
    cutter c = {.para = p, .texts = t, .face = face, .base = face, .e = e};
    c.space = ui_fonts_space(t->fonts, face, size);
    if (!cut(&c, own)) return false;
    p->lines = arena_array(mem, p->piece_count + 1, sizeof *p->lines, e);
    if (!p->lines) return false;
    sum_up(p);
    return true;
}

/* The longest start of the text that fits, at least one character. */
static size_t fitting(ui_texts *t, const ui_piece *piece, ui_size size, int width, int *got)
{
    const char *at = piece->text, *end = piece->text + piece->len;
    size_t len = 0;
    *got = 0;
    while (at < end) {
        utf8_next(&at);
        size_t tried = (size_t)(at - piece->text);
        const word *w = find(t, piece->text, tried, (font_key){piece->family, piece->face, size});
        if (!w || (w->width > width && len > 0)) break;
        len = tried;
        *got = w->width;
    }
    return len;
}

/* Rebuilds the pieces so that none is wider than `width`. */
static bool split_wide(ui_para *p, ui_texts *t, int width, err *e)
{
    size_t chars = 0;
    for (size_t i = 0; i < p->piece_count; i++)
        chars += p->pieces[i].width > width ? p->pieces[i].len : 1;
    ui_piece *pieces = arena_array(p->mem, chars, sizeof *pieces, e);
    ui_line *lines = arena_array(p->mem, chars + 1, sizeof *lines, e);
    if (!pieces || !lines) return false;
    size_t n = 0;
    for (size_t i = 0; i < p->piece_count; i++) {
        ui_piece rest = p->pieces[i];
        while (rest.width > width && rest.len > 1) {
            ui_piece head = rest;
            head.len = fitting(t, &rest, p->size, width, &head.width);
            if (head.len == 0) return err_nomem(e);
            if (head.len == rest.len) break;
            pieces[n++] = head;
            rest.text += head.len, rest.len -= head.len;
            const word *w =
                find(t, rest.text, rest.len, (font_key){rest.family, rest.face, p->size});
            if (!w) return err_nomem(e);
            rest.width = w->width;
            rest.space = 0, rest.may_break = true, rest.must_break = false;
        }
        pieces[n++] = rest;
    }
    p->pieces = pieces, p->piece_count = n, p->lines = lines;
    return true;
}

static bool too_wide(const ui_para *p, int width)
{
    for (size_t i = 0; i < p->piece_count; i++)
        if (p->pieces[i].width > width) return true;
    return false;
}

int ui_para_wrap(ui_para *p, ui_texts *t, int width, err *e)
{
    int line_height = ui_fonts_line(t->fonts, p->size);
    if (width < 1) width = 1;
    if (width == p->wrapped) return (int)(p->line_count ? p->line_count : 1) * line_height;
    if (too_wide(p, width) && !split_wide(p, t, width, e)) return -1;
    p->line_count = 0;
    ui_line *line = NULL;
    for (size_t i = 0, next; i < p->piece_count; i = next) {
        int part = part_width(p, i, &next);
        int space = p->pieces[i].space;
        if (!line || p->pieces[i].must_break || line->width + space + part > width) {
            line = &p->lines[p->line_count++];
            *line = (ui_line){i, 0, 0};
            space = 0;
        }
        line->width += space + part;
        line->count = next - line->first;
        /* an unbreakable part made of several pieces may still be too wide: break between them */
        if (line->width > width && line->first == i) {
            line->width = p->pieces[i].width;
            line->count = 1;
            for (size_t k = i + 1; k < next; k++) {
                if (line->width + p->pieces[k].width > width) {
                    line = &p->lines[p->line_count++];
                    *line = (ui_line){k, 0, 0};
                }
                line->width += p->pieces[k].width;
                line->count = k + 1 - line->first;
            }
        }
    }
    p->wrapped = width;
    return (int)(p->line_count ? p->line_count : 1) * line_height;
}

void ui_para_draw(const ui_para *p, ui_texts *t, ui_draw *d, int x, int y, ui_align align,
                  uint32_t colour)
{
    int height = ui_fonts_line(t->fonts, p->size), base = ui_fonts_base(t->fonts, p->size);
    for (size_t l = 0; l < p->line_count; l++) {
        const ui_line *line = &p->lines[l];
        int top = y + (int)l * height;
        if (!ui_draw_sees(d, (ui_rect){x - height, top - height / 4, p->wrapped + 2 * height,
                                       height + height / 2}))
            continue;
        int spare = p->wrapped - line->width;
        int pen = x + (align == UI_CENTRE ? spare / 2 : align == UI_END ? spare : 0);
        for (size_t i = 0; i < line->count; i++) {
            const ui_piece *piece = &p->pieces[line->first + i];
            if (i > 0) pen += piece->space;
            word *w =
                find(t, piece->text, piece->len, (font_key){piece->family, piece->face, p->size});
            const ui_ink *ink = w ? ink_of(t, w) : NULL;
            if (ink && ink->mask.cover)
                ui_draw_mask(d, ink->mask, pen + ink->x, top + base + ink->y, colour);
            pen += piece->width;
        }
    }
}

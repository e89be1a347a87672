/* The cache of words. */
#include "ui/ui_text_internal.h"

#include "base/base_hash.h"

enum { BUCKETS = 1024 };

struct ui_texts {
    ui_fonts *fonts;
    size_t limit, held;
    unsigned long rendered;
    word *newest, *oldest;
    word *buckets[BUCKETS];
};

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

word *ui_word_find(ui_texts *t, const char *text, size_t len, word_font font)
{
    uint64_t kind = (uint64_t)font.flow << 24 | (uint64_t)font.family << 16 |
                    (uint64_t)font.face << 8 | (uint64_t)font.size;
    uint64_t hash = hash64_number(hash64(HASH64_START, text, len), kind);
    word **bucket = &t->buckets[hash % BUCKETS];
    for (word *w = *bucket; w; w = w->next_in_bucket) {
        if (w->hash != hash || w->len != len || w->family != font.family || w->face != font.face ||
            w->size != font.size || w->flow != font.flow || memcmp(w->text, text, len) != 0)
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
    w->family = (uint8_t)font.family, w->face = (uint8_t)font.face;
    w->size = (uint8_t)font.size, w->flow = (uint8_t)font.flow;
    w->width = ui_fonts_width(t->fonts, font.family, font.face, font.size, font.flow, w->text);
    w->next_in_bucket = *bucket;
    *bucket = w;
    link_newest(t, w);
    t->held += word_bytes(w);
    shrink(t, w);
    return w;
}

const ui_ink *ui_word_ink(ui_texts *t, word *w)
{
    if (!w->rendered) {
        ui_ink ink;
        if (!ui_fonts_render(t->fonts, w->family, w->face, w->size, w->flow, w->text, &ink))
            return NULL;
        t->held -= word_bytes(w);
        w->ink = ink;
        w->rendered = true;
        t->held += word_bytes(w);
        t->rendered++;
        shrink(t, w);
    }
    return &w->ink;
}

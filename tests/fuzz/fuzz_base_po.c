/* Any bytes as a translation file: no crash, no read past the end, no silence; what is read can be
 * written and gives the same again. */
#include "base/base_po.h"

#include <stdlib.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static void compare(const po_entry *a, const po_entry *b)
{
    if (!same(a->id, b->id) || !same(a->source, b->source) || !same(a->many, b->many)) abort();
    if (a->form_count != b->form_count || a->gone != b->gone || a->fuzzy != b->fuzzy) abort();
    for (uint32_t i = 0; i < a->form_count; i++)
        if (!same(a->forms[i], b->forms[i])) abort();
}

static void read_again(const po_file *f)
{
    strbuf out = {0};
    problems p = {0};
    po_file again = {0};
    uint16_t source;
    for (uint32_t i = 0; i < f->count; i++)
        if (!po_write(&f->entries[i], &out, NULL)) abort();
    if (out.len <= PO_LARGEST) {
        if (!problems_source(&p, "again.po", strbuf_text(&out), out.len, &source, NULL)) abort();
        if (!po_read(strbuf_text(&out), out.len, source, &p, &again, NULL)) abort();
        if (p.errors || again.count != f->count) abort();
        for (uint32_t i = 0; i < f->count; i++)
            compare(&f->entries[i], &again.entries[i]);
    }
    po_release(&again);
    problems_release(&p);
    strbuf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    problems p = {0};
    po_file f = {0};
    wordbook w = {0};
    uint16_t source;
    if (!problems_source(&p, "fuzz.po", text, size, &source, NULL)) abort();
    if (!po_read(text, size, source, &p, &f, NULL)) abort();
    problems_finish(&p);
    read_again(&f);
    if (!words_begin(&w, "es", NULL) || !words_take(&w, &f, true, NULL)) abort();
    words_release(&w);
    po_release(&f);
    problems_release(&p);
    return 0;
}

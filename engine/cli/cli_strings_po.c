#include "cli/cli_strings.h"

#include <stdlib.h>
#include <string.h>

void strings_release(strings *s)
{
    base_free(s->all);
    arena_release(&s->mem);
    *s = (strings){0};
}

static const char *copy(strings *s, const char *text, err *e)
{
    return arena_text(&s->mem, text, strlen(text), e);
}

bool strings_add(strings *s, const phrase *p, err *e)
{
    if (s->count == s->cap) {
        uint32_t cap = s->cap ? s->cap * 2 : 256;
        phrase *all = base_realloc(s->all, cap * sizeof *all);
        if (!all) return err_nomem(e);
        s->all = all;
        s->cap = cap;
    }
    phrase made = {.id = copy(s, p->id, e),
                   .text = copy(s, p->text, e),
                   .many = p->many ? copy(s, p->many, e) : NULL,
                   .note = copy(s, p->note, e)};
    if (!made.id || !made.text || !made.note || (p->many && !made.many)) return false;
    s->all[s->count++] = made;
    return true;
}

bool strings_add_found(void *self, const session_string *one, err *e)
{
    phrase p = {.id = one->id, .text = one->source, .note = one->note};
    return strings_add(self, &p, e);
}

/* ---- finding: entries sorted by a text of theirs ---- */
typedef struct row {
    const char *key;
    uint32_t at;
} row;

typedef struct rows {
    row *all;
    uint32_t count;
} rows;

static int by_key(const void *a, const void *b)
{
    const row *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

static uint32_t find(const rows *r, const char *key)
{
    uint32_t low = 0, high = r->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(r->all[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->count && strcmp(r->all[low].key, key) == 0 ? r->all[low].at : UINT32_MAX;
}

static bool rows_of_file(const po_file *f, bool by_source, rows *out, err *e)
{
    out->all = base_alloc((f->count + 1) * sizeof *out->all);
    if (!out->all) return err_nomem(e);
    for (uint32_t i = 0; i < f->count; i++) {
        const po_entry *x = &f->entries[i];
        if (x->id && (!by_source || po_is_translated(x)))
            out->all[out->count++] = (row){by_source ? x->source : x->id, i};
    }
    qsort(out->all, out->count, sizeof *out->all, by_key);
    return true;
}

static bool rows_of_strings(const strings *s, rows *out, err *e)
{
    out->all = base_alloc((s->count + 1) * sizeof *out->all);
    if (!out->all) return err_nomem(e);
    for (uint32_t i = 0; i < s->count; i++)
        out->all[out->count++] = (row){s->all[i].id, i};
    qsort(out->all, out->count, sizeof *out->all, by_key);
    return true;
}

/* ---- bringing a translation up to date ---- */
typedef struct merge {
    const strings *s;
    const po_file *old;
    const char *language; /* "" for a template */
    bool brief;
    rows texts, ids, sources;
    bool *used; /* an entry of `old` each */
    strings_counts *counts;
    strbuf *out;
    err *e;
} merge;

static bool write_header(const merge *m)
{
    for (uint32_t i = 0; i < m->old->count; i++) {
        const po_entry *x = &m->old->entries[i];
        if (!x->id && !*x->source && !x->gone) return po_write(x, m->out, m->e);
    }
    strbuf text = {0};
    bool ok = strbuf_addf(&text, m->e,
                          "Project-Id-Version: rapport\nLanguage: %s\nMIME-Version: 1.0\n"
                          "Content-Type: text/plain; charset=UTF-8\n"
                          "Content-Transfer-Encoding: 8bit\nPlural-Forms: %s\n",
                          m->language, words_rule(m->language));
    po_entry x = {.source = "", .forms = {strbuf_text(&text)}, .form_count = 1};
    ok = ok && po_write(&x, m->out, m->e);
    strbuf_release(&text);
    return ok;
}

/* The entry that has this text's translation; UINT32_MAX when none has. */
static uint32_t find_old(const merge *m, const phrase *p)
{
    uint32_t at = find(&m->ids, p->id);
    if (at != UINT32_MAX && (po_is_translated(&m->old->entries[at]) ||
                             strcmp(m->old->entries[at].source, p->text) == 0))
        return at;
    uint32_t same = find(&m->sources, p->text);
    return same != UINT32_MAX && !m->old->entries[same].fuzzy ? same : at;
}

static bool write_text(merge *m, const phrase *p)
{
    po_entry x = {.id = p->id, .source = p->text, .many = p->many, .note = p->note};
    x.form_count = p->many ? words_forms(m->language) : 1;
    for (uint32_t i = 0; i < x.form_count; i++)
        x.forms[i] = "";
    uint32_t at = find_old(m, p);
    if (at != UINT32_MAX) {
        const po_entry *old = &m->old->entries[at];
        bool changed = strcmp(old->source, p->text) != 0;
        for (uint32_t i = 0; i < x.form_count && i < old->form_count; i++)
            x.forms[i] = old->forms[i];
        x.comments = old->comments;
        x.fuzzy = (old->fuzzy || changed) && po_is_translated(&x);
        x.was = !x.fuzzy ? NULL : changed ? old->source : old->was;
        m->used[at] = true;
    }
    m->counts->all++;
    if (x.fuzzy)
        m->counts->fuzzy++;
    else if (po_is_translated(&x))
        m->counts->translated++;
    return (m->brief && !po_is_translated(&x)) || po_write(&x, m->out, m->e);
}

static bool write_texts(merge *m)
{
    for (uint32_t i = 0; i < m->s->count; i++) {
        /* The same id twice (a text of Lua that stands there twice) is one entry. */
        if (find(&m->texts, m->s->all[i].id) != i) continue;
        if (!write_text(m, &m->s->all[i])) return false;
    }
    return true;
}

static bool write_gone(merge *m)
{
    for (uint32_t i = 0; i < m->old->count; i++) {
        po_entry x = m->old->entries[i];
        if (!x.id || m->used[i] || !po_is_translated(&x)) continue;
        x.gone = true;
        m->counts->gone++;
        if (!po_write(&x, m->out, m->e)) return false;
    }
    return true;
}

bool strings_merge(const strings *s, const po_file *old, const char *language, bool brief,
                   strbuf *out, strings_counts *counts, err *e)
{
    merge m = {.s = s,
               .old = old,
               .language = language ? language : "",
               .brief = brief,
               .counts = counts,
               .out = out,
               .e = e};
    *counts = (strings_counts){0};
    m.used = base_alloc((old->count + 1) * sizeof *m.used);
    bool ok = m.used || err_nomem(e);
    ok = ok && rows_of_strings(s, &m.texts, e) && rows_of_file(old, false, &m.ids, e) &&
         rows_of_file(old, true, &m.sources, e) && write_header(&m) && write_texts(&m) &&
         write_gone(&m);
    base_free(m.used);
    base_free(m.texts.all);
    base_free(m.ids.all);
    base_free(m.sources.all);
    return ok;
}

bool strings_write_pseudo(const strings *s, strbuf *out, err *e)
{
    strbuf one = {0}, many = {0};
    po_file none = {0};
    merge m = {.old = &none, .language = SESSION_PSEUDO, .out = out, .e = e};
    bool ok = write_header(&m);
    for (uint32_t i = 0; ok && i < s->count; i++) {
        const phrase *p = &s->all[i];
        strbuf_clear(&one);
        strbuf_clear(&many);
        ok = words_pseudo_text(p->text, &one, e) &&
             (!p->many || words_pseudo_text(p->many, &many, e));
        po_entry x = {.id = p->id, .source = p->text, .many = p->many, .note = p->note};
        x.forms[0] = strbuf_text(&one);
        x.forms[1] = strbuf_text(&many);
        x.form_count = p->many ? 2 : 1;
        ok = ok && po_write(&x, out, e);
    }
    strbuf_release(&one);
    strbuf_release(&many);
    return ok;
}

/* ---- checking ---- */
typedef struct check {
    const strings *s;
    const char *language;
    uint16_t source;
    problems *p;
    rows texts, ids;
    bool *seen; /* a text each: it has a translation */
    err *e;
} check;

/* The values of every form against those of the source it stands for. */
static bool check_values(const check *k, const po_entry *x)
{
    for (uint32_t i = 0; i < x->form_count; i++) {
        bool lost, ignored;
        const char *source = x->many && i > 0 ? x->many : x->source;
        bool fits = words_fit(source, x->forms[i], &lost);
        if (!fits && x->many) fits = words_fit(x->many, x->forms[i], &ignored);
        if (!fits && !problems_add(k->p, PROBLEM_WORDS_VALUE, k->source, x->text_at, k->e,
                                   "\"%.60s\" has a {value} that its source does not have, or a { "
                                   "that is not closed; copy the values of the source as they are",
                                   x->id))
            return false;
        if (fits && lost &&
            !problems_add(k->p, PROBLEM_WORDS_LOST, k->source, x->text_at, k->e,
                          "\"%.60s\" leaves out a {value} of its source", x->id))
            return false;
    }
    return true;
}

static bool check_known(const check *k, const po_entry *x, const phrase *p)
{
    bool changed = strcmp(p->text, x->source) != 0;
    if ((changed || x->fuzzy) &&
        !problems_add(k->p, PROBLEM_WORDS_CHANGED, k->source, x->at, k->e,
                      "\"%.60s\" was translated from another wording, or is marked fuzzy: look at "
                      "it again, after `rapport strings --lang %s --write`",
                      x->id, k->language))
        return false;
    uint32_t forms = p->many ? words_forms(k->language) : 1;
    if (forms != x->form_count)
        return problems_add(k->p, PROBLEM_WORDS_FORMS, k->source, x->text_at, k->e,
                            "\"%.60s\" has %u plural forms; this language has %u", x->id,
                            x->form_count, forms);
    return check_values(k, x);
}

static bool check_entry(const check *k, const po_entry *x, uint32_t i)
{
    if (!x->id || x->gone || !po_is_translated(x)) return true;
    if (find(&k->ids, x->id) != i)
        return problems_add(k->p, PROBLEM_WORDS_TWICE, k->source, x->at, k->e,
                            "\"%.60s\" is translated twice in this file; keep one", x->id);
    uint32_t at = find(&k->texts, x->id);
    if (at == UINT32_MAX)
        return problems_add(k->p, PROBLEM_WORDS_UNKNOWN, k->source, x->at, k->e,
                            "there is no text \"%.60s\" any more", x->id);
    k->seen[at] = true;
    return check_known(k, x, &k->s->all[at]);
}

static bool check_missing(const check *k)
{
    uint32_t missing = 0, first = 0;
    for (uint32_t i = 0; i < k->s->count; i++) {
        if (k->seen[i] || find(&k->texts, k->s->all[i].id) != i) continue;
        if (missing++ == 0) first = i;
    }
    if (missing == 0) return true;
    return problems_add(k->p, PROBLEM_WORDS_MISSING, k->source, PROBLEMS_WHOLE, k->e,
                        "%u of %u texts are not translated; the first is \"%.60s\"", missing,
                        k->s->count, k->s->all[first].id);
}

bool strings_check(const strings *s, const po_file *f, const char *language, uint16_t source,
                   problems *p, err *e)
{
    check k = {.s = s, .language = language, .source = source, .p = p, .e = e};
    k.seen = base_alloc((s->count + 1) * sizeof *k.seen);
    if (!k.seen) return err_nomem(e);
    bool ok = rows_of_strings(s, &k.texts, e) && rows_of_file(f, false, &k.ids, e);
    for (uint32_t i = 0; ok && i < f->count; i++)
        ok = check_entry(&k, &f->entries[i], i);
    ok = ok && check_missing(&k);
    base_free(k.seen);
    base_free(k.texts.all);
    base_free(k.ids.all);
    return ok;
}

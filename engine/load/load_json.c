#include "load/load_internal.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

/* Where cJSON's memory comes from while it parses for us. cJSON's hooks carry no pointer of their
 * user's, so this is the one place of the room that outlives a call, and is NULL between calls.
 * Taking the arena itself spares a second copy of everything: see value_take. */
typedef struct pool {
    arena *into;
    err *e;
    bool failed;
} pool;

static _Thread_local pool *parsing;

static void *hook_alloc(size_t size)
{
    if (!parsing) return base_realloc(NULL, size ? size : 1);
    void *block = arena_alloc(parsing->into, size, parsing->e);
    if (!block) parsing->failed = true;
    return block;
}

static void hook_free(void *block)
{
    if (!parsing) base_free(block);
}

typedef struct builder {
    const char *text;
    const load_scan *scan;
    uint32_t next; /* mark */
    uint32_t at;   /* of the last mark taken: where a disagreement is seen */
    uint16_t source;
} builder;

/* The next mark in document order, or NULL when cJSON has more than the scanner. */
static const load_mark *mark_take(builder *b)
{
    if (b->next == b->scan->count) return NULL;
    const load_mark *m = &b->scan->marks[b->next++];
    b->at = m->at;
    return m;
}

static bool text_fits(const builder *b, const load_mark *m, const char *text)
{
    return b->text[m->at] == '"' && strlen(text) == m->size;
}

static bool number_take(const builder *b, const load_mark *m, double real, tree *t)
{
    const char *p = b->text + m->at;
    bool whole = true;
    for (uint32_t i = 0; i < m->size; i++)
        if (p[i] == '.' || p[i] == 'e' || p[i] == 'E') whole = false;
    if (whole) {
        /* cJSON has a double, exact to 2^53 only, so the digits are read again. */
        t->kind = TREE_INT;
        return (*p == '-' || (*p >= '0' && *p <= '9')) && load_whole(p, m->size, &t->whole);
    }
    t->kind = TREE_REAL;
    t->real = real;
    return isfinite(real);
}

static tree *value_take(builder *b, cJSON *item);

static bool members_take(builder *b, const load_mark *m, cJSON *child, tree *t)
{
    bool map = t->kind == TREE_MAP;
    tree **end = &t->first;
    uint32_t members = 0;
    t->first = NULL;
    while (child) {
        cJSON *next = child->next;
        const char *name = child->string;
        const load_mark *key = map ? mark_take(b) : NULL;
        if (map && !(key && text_fits(b, key, name))) return false;
        tree *member = value_take(b, child);
        if (!member) return false;
        member->key = name;
        member->key_at = key ? key->at : 0;
        *end = member;
        end = &member->next;
        members++;
        child = next;
    }
    t->count = m->size;
    return members == m->size;
}

/* Turns one cJSON item, which lies in the arena, into a tree node in the same place; texts and keys
 * stay where they are. NULL when cJSON and the scanner disagree. As deep as the scanner allowed. */
static tree *value_take(builder *b, cJSON *item)
{
    static_assert(sizeof(tree) <= sizeof(cJSON), "a tree node fits where a cJSON item was");
    const load_mark *m = mark_take(b);
    if (!m) return NULL;
    const cJSON was = *item;
    tree *t = (tree *)(void *)item;
    *t = (tree){.source = b->source, .at = m->at};
    char c = b->text[m->at];
    bool fits = false;
    if (cJSON_IsString(&was)) {
        t->kind = TREE_TEXT;
        t->count = m->size;
        t->text = was.valuestring;
        fits = text_fits(b, m, was.valuestring);
    } else if (cJSON_IsNumber(&was)) {
        fits = number_take(b, m, was.valuedouble, t);
    } else if (cJSON_IsBool(&was)) {
        t->kind = TREE_BOOL;
        t->yes = cJSON_IsTrue(&was);
        fits = c == (t->yes ? 't' : 'f');
    } else if (cJSON_IsNull(&was)) {
        t->kind = TREE_NULL;
        fits = c == 'n';
    } else {
        t->kind = cJSON_IsObject(&was) ? TREE_MAP : TREE_LIST;
        fits = c == (t->kind == TREE_MAP ? '{' : '[') && members_take(b, m, was.child, t);
    }
    return fits ? t : NULL;
}

bool load_build(const char *text, const load_scan *scan, uint16_t source, arena *into, problems *p,
                const tree **root, err *e)
{
    pool mem = {.into = into, .e = e};
    const char *end = NULL;
    *root = NULL;
    /* cJSON's hooks are global; every call sets the same ones. */
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = hook_alloc, .free_fn = hook_free});
    parsing = &mem;
    cJSON *dom = cJSON_ParseWithLengthOpts(text + scan->start, scan->end - scan->start, &end, 0);
    parsing = NULL;
    if (mem.failed) return false;

    builder b = {.text = text, .scan = scan, .source = source, .at = scan->start};
    tree *t = dom ? value_take(&b, dom) : NULL;
    if (t && b.next == scan->count && end == text + scan->end) {
        *root = t;
        return true;
    }
    return problems_add(p, PROBLEM_JSON_SYNTAX, source, b.at, e,
                        LOAD_DISAGREE ". Please report this file as a mistake of the program");
}

bool load_json(const char *text, size_t len, uint16_t source, arena *into, problems *p,
               const tree **root, err *e)
{
    load_scan scan;
    *root = NULL;
    bool ok = load_scan_text(text, len, source, p, &scan, e);
    if (ok && scan.usable) ok = load_build(text, &scan, source, into, p, root, e);
    load_scan_release(&scan);
    return ok;
}

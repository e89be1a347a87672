#ifndef TREE_FROM_TEXT_H
#define TREE_FROM_TEXT_H
/* For tests only: trees out of texts in the manner of JSON, so that rooms that know no JSON can be
 * tried with scenarios that read like those of authors. Lenient: 'single quotes' will do, a comma
 * too many does no harm, and ^ counts as a blank (tests mark with it where a problem should be
 * told). No escapes but \" \' \\ \n. A text that cannot be read at all gives NULL. */
#include "base/base_tree.h"

#include <stdlib.h>
#include <string.h>

typedef struct tree_reader {
    const char *start, *at;
    arena *mem;
    uint16_t source;
    bool broken;
} tree_reader;

static inline void tree_skip(tree_reader *r)
{
    r->at += strspn(r->at, " \n\t,^");
}

static inline char *tree_quoted(tree_reader *r, uint32_t *len)
{
    char quote = *r->at;
    char *text = arena_alloc(r->mem, strlen(r->at) < 4000 ? strlen(r->at) : 70000, NULL);
    uint32_t n = 0;
    for (r->at++; text && *r->at && *r->at != quote; r->at++) {
        if (*r->at == '\\') {
            r->at++;
            text[n++] = *r->at == 'n' ? '\n' : *r->at;
        } else {
            text[n++] = *r->at;
        }
    }
    r->broken = r->broken || !text || !*r->at;
    if (!r->broken) r->at++;
    *len = n;
    return text;
}

static inline tree *tree_value(tree_reader *r);

static inline void tree_members(tree_reader *r, tree *t)
{
    char close = *r->at++ == '{' ? '}' : ']';
    t->kind = close == '}' ? TREE_MAP : TREE_LIST;
    tree **end = &t->first;
    for (tree_skip(r); !r->broken && *r->at != close; tree_skip(r)) {
        uint32_t key_at = (uint32_t)(r->at - r->start), len;
        char *key = NULL;
        if (close == '}') {
            key = tree_quoted(r, &len);
            tree_skip(r);
            r->broken = r->broken || *r->at != ':';
            if (r->broken) return;
            r->at++;
        }
        tree *one = tree_value(r);
        if (!one) return;
        one->key = key;
        one->key_at = key_at;
        *end = one;
        end = &one->next;
        t->count++;
    }
    if (!r->broken) r->at++;
}

static inline void tree_number(tree_reader *r, tree *t)
{
    size_t len = strspn(r->at, "+-0123456789.eE");
    r->broken = len == 0;
    bool real = strcspn(r->at, ".eE") < len;
    t->kind = real ? TREE_REAL : TREE_INT;
    if (real)
        t->real = strtod(r->at, NULL);
    else
        t->whole = strtoll(r->at, NULL, 10);
    r->at += len;
}

static inline tree *tree_value(tree_reader *r)
{
    tree_skip(r);
    tree *t = arena_alloc(r->mem, sizeof *t, NULL);
    if (!t) {
        r->broken = true;
        return NULL;
    }
    t->source = r->source;
    t->at = (uint32_t)(r->at - r->start);
    if (*r->at == '{' || *r->at == '[') {
        tree_members(r, t);
    } else if (*r->at == '"' || *r->at == '\'') {
        t->kind = TREE_TEXT;
        t->text = tree_quoted(r, &t->count);
    } else if (strncmp(r->at, "true", 4) == 0 || strncmp(r->at, "false", 5) == 0) {
        t->kind = TREE_BOOL;
        t->yes = *r->at == 't';
        r->at += t->yes ? 4 : 5;
    } else if (strncmp(r->at, "null", 4) == 0) {
        t->kind = TREE_NULL;
        r->at += 4;
    } else {
        tree_number(r, t);
    }
    return r->broken ? NULL : t;
}

static inline tree *tree_from_text(const char *text, uint16_t source, arena *mem)
{
    tree_reader r = {.start = text, .at = text, .mem = mem, .source = source};
    return tree_value(&r);
}
#endif

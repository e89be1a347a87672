#include "base/base_tree.h"

#include <string.h>

const tree *tree_get(const tree *t, const char *key)
{
    if (!t || t->kind != TREE_MAP) return NULL;
    for (const tree *m = t->first; m; m = m->next)
        if (strcmp(m->key, key) == 0) return m;
    return NULL;
}

const char *tree_kind_words(tree_kind kind)
{
    switch (kind) {
    case TREE_NULL: return "null";
    case TREE_BOOL: return "true or false";
    case TREE_INT: return "a whole number";
    case TREE_REAL: return "a number with a fraction";
    case TREE_TEXT: return "text";
    case TREE_LIST: return "a list [ ]";
    case TREE_MAP: return "an object { }";
    }
    return "something else";
}

static tree *copy_one(const tree *t, arena *into, err *e)
{
    tree *c = arena_alloc(into, sizeof *c, e);
    if (!c) return NULL;
    *c = *t;
    c->next = NULL;
    if (t->key && !(c->key = arena_text(into, t->key, strlen(t->key), e))) return NULL;
    if (t->kind == TREE_TEXT && !(c->text = arena_text(into, t->text, t->count, e))) return NULL;
    return c;
}

tree *tree_copy(const tree *t, arena *into, err *e)
{
    tree *c = copy_one(t, into, e);
    if (!c || (t->kind != TREE_LIST && t->kind != TREE_MAP)) return c;
    tree **end = &c->first;
    *end = NULL;
    /* Depth is bounded by whoever built the tree (the loader and the Lua host both cap it). */
    for (const tree *m = t->first; m; m = m->next) {
        tree *one = tree_copy(m, into, e);
        if (!one) return NULL;
        *end = one;
        end = &one->next;
    }
    return c;
}

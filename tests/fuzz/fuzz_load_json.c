/* Any bytes as JSON: no crash, no read past the end, no silence, and cJSON sees what the strict
 * scanner saw. */
#include "load/load_internal.h"

/* Touches all of a tree and stops at once when it is not what tree.h promises. */
static void walk(const tree *t, size_t len, uint32_t depth)
{
    if (t->at >= len || depth > LOAD_LIMITS.depth) abort();
    if (t->kind == TREE_TEXT && strlen(t->text) != t->count) abort();
    if (t->kind != TREE_LIST && t->kind != TREE_MAP) return;
    uint32_t members = 0;
    for (const tree *m = t->first; m; m = m->next, members++) {
        if ((m->key != NULL) != (t->kind == TREE_MAP)) abort();
        if (m->key && (m->key_at >= m->at || strlen(m->key) > len)) abort();
        if (m->at <= t->at) abort();
        walk(m, len, depth + 1);
    }
    if (members != t->count) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    arena mem = {0};
    problems found = {0};
    err e = {0};
    uint16_t id;
    const tree *root = NULL;
    if (!problems_source(&found, "fuzz.json", text, size, &id, &e)) abort();
    if (!load_json(text, size, id, &mem, &found, &root, &e)) abort();
    if (!root && !found.errors) abort();
    if (root) walk(root, size, 0);
    problems_finish(&found);
    for (const problem *one = found.first; one; one = one->next)
        if (strstr(one->text, LOAD_DISAGREE)) abort();
    problems_release(&found);
    arena_release(&mem);
    return 0;
}

#include "load/load_scenario.h"

#include "base/base_file.h"
#include "base/base_hash.h"
#include "load/load_json.h"

#include <string.h>

enum { FILES_MOST = 200 };

/* One file while the scenario is loaded. Its text must stay until problems have their lines. */
typedef struct loaded {
    const char *name; /* in the loading arena */
    strbuf text;
    uint16_t source;
} loaded;

typedef struct loading {
    const load_files *files;
    const load_lua *lua;
    problems *p;
    err *e;
    arena mem; /* trees and names, until the scenario is built */
    loaded all[FILES_MOST];
    uint32_t count;
    story_part parts[FILES_MOST];
    uint32_t part_count;
    bool has_scripts;
} loading;

/* Reads one file. *out stays NULL when it cannot be used; then a problem at `from` says why. */
static bool read_file(loading *l, const char *name, const tree *from, loaded **out)
{
    *out = NULL;
    uint16_t source = from ? from->source : 0;
    uint32_t at = from ? from->at : PROBLEMS_WHOLE;
    if (from && !file_name_is_safe(name))
        return problems_add(l->p, PROBLEM_FILE_NAME, source, at, l->e,
                            "\"%s\" must be a file inside the scenario's folder, without \"..\" or a "
                            "leading slash",
                            name);
    if (l->count == FILES_MOST)
        return problems_add(l->p, PROBLEM_TOO_MANY, source, at, l->e,
                            "a scenario may have %d files at most", FILES_MOST);
    loaded *one = &l->all[l->count];
    *one = (loaded){.name = arena_text(&l->mem, name, strlen(name), l->e)};
    if (!one->name) return false;
    l->count++;
    bool found = false;
    err why = {0};
    if (!l->files->read(l->files->self, name, &one->text, &found, &why)) {
        if (why.code == ERR_NOMEM) return err_nomem(l->e);
        return problems_add(l->p, PROBLEM_FILE_MISSING, source, at, l->e, "%s", why.text);
    }
    if (!found && !from)
        return err_set(l->e, ERR_MISSING, "there is no scenario.json here");
    if (!found)
        return problems_add(l->p, PROBLEM_FILE_MISSING, source, at, l->e,
                            "there is no file \"%s\" in the scenario's folder", name);
    if (!problems_source(l->p, name, strbuf_text(&one->text), one->text.len, &one->source, l->e))
        return false;
    *out = one;
    return true;
}

static bool read_part(loading *l, const char *name, const tree *from)
{
    loaded *file;
    const tree *root = NULL;
    if (!read_file(l, name, from, &file)) return false;
    if (!file) return true;
    if (!load_json(strbuf_text(&file->text), file->text.len, file->source, &l->mem, l->p, &root,
                   l->e))
        return false;
    if (root) l->parts[l->part_count++] = (story_part){root, file->source};
    return true;
}

/* Byte offset at which a line starts. */
static uint32_t line_start(const strbuf *text, uint32_t line)
{
    if (line == 0) return PROBLEMS_WHOLE;
    size_t at = 0;
    for (uint32_t n = 1; n < line; n++) {
        const char *end = memchr(strbuf_text(text) + at, '\n', text->len - at);
        if (!end) break;
        at = (size_t)(end - strbuf_text(text)) + 1;
    }
    return (uint32_t)at;
}

static bool run_script(loading *l, const char *name, const tree *from)
{
    loaded *file;
    if (!read_file(l, name, from, &file)) return false;
    if (!file) return true;
    l->has_scripts = true;
    bool ok = true;
    load_trouble trouble = {.code = PROBLEM_LUA_FAILED};
    if (!l->lua->run(l->lua->self, name, strbuf_text(&file->text), file->text.len, &ok, &trouble,
                     l->e))
        return false;
    if (ok) return true;
    return problems_add(l->p, trouble.code, file->source, line_start(&file->text, trouble.line),
                        l->e, "%s", trouble.text);
}

static bool each_named(loading *l, const tree *root, const char *key,
                       bool (*use)(loading *l, const char *name, const tree *from))
{
    const tree *list = tree_get(root, key);
    if (!list) return true;
    if (list->kind != TREE_LIST)
        return problems_add(l->p, PROBLEM_VALUE_KIND, list->source, list->at, l->e,
                            "\"%s\" must be a list of file names; this is %s", key,
                            tree_kind_words(list->kind));
    for (const tree *m = list->first; m; m = m->next) {
        bool ok = m->kind == TREE_TEXT
                      ? use(l, m->text, m)
                      : problems_add(l->p, PROBLEM_VALUE_KIND, m->source, m->at, l->e,
                                     "a file name must be a text; this is %s",
                                     tree_kind_words(m->kind));
        if (!ok) return false;
    }
    return true;
}

static uint64_t hash_of(const loading *l)
{
    uint64_t h = HASH64_START;
    for (uint32_t i = 0; i < l->count; i++) {
        h = hash64(h, l->all[i].name, strlen(l->all[i].name));
        h = hash64(h, strbuf_text(&l->all[i].text), l->all[i].text.len);
    }
    return h;
}

static bool load_all(loading *l, story_def **out)
{
    if (!read_part(l, "scenario.json", NULL)) return false;
    if (l->part_count == 0) return true;
    const tree *root = l->parts[0].root;
    if (!each_named(l, root, "files", read_part) || !each_named(l, root, "scripts", run_script))
        return false;
    if (!story_build(l->parts, l->part_count, &l->lua->compiler, l->has_scripts, l->p, out, l->e))
        return false;
    if (*out) (*out)->hash = hash_of(l);
    return true;
}

bool load_scenario(const load_files *files, const load_lua *lua, problems *p, story_def **out,
                   err *e)
{
    *out = NULL;
    loading *l = base_alloc(sizeof *l);
    if (!l) return err_nomem(e);
    l->files = files;
    l->lua = lua;
    l->p = p;
    l->e = e;
    bool ok = load_all(l, out) && problems_finish(p, e);
    if (*out && (!ok || p->errors > 0)) {
        story_def_free(*out);
        *out = NULL;
    }
    for (uint32_t i = 0; i < l->count; i++)
        strbuf_release(&l->all[i].text);
    arena_release(&l->mem);
    base_free(l);
    return ok;
}

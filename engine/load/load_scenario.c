#include "load/load_scenario.h"

#include "base/base_file.h"
#include "base/base_hash.h"
#include "load/load_internal.h"

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
    bool too_many;      /* that has been told */
    bool incomplete;    /* part of the scenario is not there: what refers to it would look wrong */
    bool script_failed; /* nobody knows what functions it would have defined */
} loading;

static bool named_before(const loading *l, const char *name)
{
    for (uint32_t i = 0; i < l->count; i++)
        if (strcmp(l->all[i].name, name) == 0) return true;
    return false;
}

/* Whether the file that `from` names may be read; else a problem says why not. */
static bool may_read(loading *l, const tree *from, bool *may)
{
    char shown[LOAD_SHOWN];
    const char *name = from->text;
    *may = false;
    if (!file_name_is_safe(name))
        return problems_add(
            l->p, PROBLEM_FILE_NAME, from->source, from->at, l->e,
            "\"%s\" must be a file inside the scenario's folder, without \"..\" or a "
            "leading slash",
            load_shown(name, from->count, shown));
    if (named_before(l, name))
        return problems_add(l->p, PROBLEM_NAME_TAKEN, from->source, from->at, l->e,
                            "the file \"%s\" is part of the scenario already; name it once",
                            load_shown(name, from->count, shown));
    *may = l->count < FILES_MOST;
    if (*may || l->too_many) return true;
    l->too_many = true;
    return problems_add(l->p, PROBLEM_TOO_MANY, from->source, from->at, l->e,
                        "a scenario may have %d files at most", FILES_MOST);
}

static bool cannot_read(loading *l, const tree *from, const char *why)
{
    return problems_add(l->p, PROBLEM_FILE_MISSING, from ? from->source : 0,
                        from ? from->at : PROBLEMS_WHOLE, l->e, "%s", why);
}

/* Reads one file. *out stays NULL when it cannot be used; then a problem at `from` says why. */
static bool read_file(loading *l, const char *name, const tree *from, loaded **out)
{
    bool may = true;
    *out = NULL;
    if (from && !may_read(l, from, &may)) return false;
    if (!may) return true;
    loaded *one = &l->all[l->count];
    *one = (loaded){.name = arena_text(&l->mem, name, strlen(name), l->e)};
    if (!one->name) return false;
    l->count++;
    bool found = false;
    err why = {0};
    if (!l->files->read(l->files->self, name, &one->text, &found, &why))
        return why.code == ERR_NOMEM ? err_nomem(l->e) : cannot_read(l, from, why.text);
    if (!found && !from) return err_set(l->e, ERR_MISSING, "there is no scenario.json here");
    if (!found) {
        char shown[LOAD_SHOWN];
        err_set(&why, ERR_MISSING, "there is no file \"%s\" in the scenario's folder",
                load_shown(name, (uint32_t)strlen(name), shown));
        return cannot_read(l, from, why.text);
    }
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
    if (file && !load_json(strbuf_text(&file->text), file->text.len, file->source, &l->mem, l->p,
                           &root, l->e))
        return false;
    if (!root) {
        l->incomplete = true;
        return true;
    }
    if (l->files->text) {
        tree *own = tree_copy(root, &l->mem, l->e);
        if (!own || !story_texts_of_part(own, name, l->files->text, l->files->self, l->e))
            return false;
        root = own;
    }
    l->parts[l->part_count++] = (story_part){root, file->source};
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
    if (!file) {
        l->incomplete = true;
        return true;
    }
    l->has_scripts = true;
    bool ok = true;
    load_trouble trouble = {.code = PROBLEM_LUA_FAILED};
    if (!l->lua->run(l->lua->self, name, strbuf_text(&file->text), file->text.len, &ok, &trouble,
                     l->e))
        return false;
    if (ok) return true;
    l->script_failed = true;
    return problems_add(l->p, trouble.code, file->source, line_start(&file->text, trouble.line),
                        l->e, "%s", trouble.text);
}

static bool each_named(loading *l, const tree *root, const char *key,
                       bool (*use)(loading *l, const char *name, const tree *from))
{
    const tree *list = tree_get(root, key);
    if (!list) return true;
    if (list->kind != TREE_LIST) {
        l->incomplete = true;
        return problems_add(l->p, PROBLEM_VALUE_KIND, list->source, list->at, l->e,
                            "\"%s\" must be a list of file names; this is %s", key,
                            tree_kind_words(list->kind));
    }
    for (const tree *m = list->first; m; m = m->next) {
        if (m->kind == TREE_TEXT) {
            if (!use(l, m->text, m)) return false;
            continue;
        }
        l->incomplete = true;
        if (!problems_add(l->p, PROBLEM_VALUE_KIND, m->source, m->at, l->e,
                          "a file name must be a text; this is %s", tree_kind_words(m->kind)))
            return false;
    }
    return true;
}

static bool any_function(void *self, const char *function)
{
    (void)self;
    (void)function;
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
    if (l->incomplete) return true;
    story_compiler lua = l->lua->compiler;
    if (l->script_failed) lua.has = any_function;
    if (!story_build(l->parts, l->part_count, &lua, l->has_scripts, l->p, out, l->e)) return false;
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
    bool ok = load_all(l, out);
    problems_finish(p);
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

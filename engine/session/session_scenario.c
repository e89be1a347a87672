#include "session/session_words_internal.h"

#include "base/base_file.h"
#include "base/base_hash.h"

#include <string.h>

enum { FILE_LARGEST = 64 << 20 };

/* ---- the loader's and the host's wishes, answered from the file system ---- */
static bool read_in(const char *folder, const char *name, strbuf *out, bool *found, err *e)
{
    strbuf path = {0};
    bool ok = file_join(&path, folder, name, e);
    *found = ok && file_is_file(strbuf_text(&path));
    if (*found) ok = file_read(strbuf_text(&path), FILE_LARGEST, out, e);
    strbuf_release(&path);
    return ok;
}

static bool read_file(void *self, const char *name, strbuf *out, bool *found, err *e)
{
    scenario *s = self;
    return read_in(strbuf_text(&s->folder), name, out, found, e);
}

/* A module of the scenario's own folder comes before one of the library. */
static bool read_module(void *self, const char *name, const char **text, size_t *len,
                        const char **shown_name, bool *found, err *e)
{
    scenario *s = self;
    strbuf_clear(&s->module);
    strbuf_clear(&s->module_name);
    if (!strbuf_addf(&s->module_name, e, "%s.lua", name)) return false;
    const char *file = strbuf_text(&s->module_name);
    if (!read_in(strbuf_text(&s->folder), file, &s->module, found, e)) return false;
    if (!*found && !read_in(strbuf_text(&s->places->lua), file, &s->module, found, e)) return false;
    *text = strbuf_text(&s->module);
    *len = s->module.len;
    *shown_name = file;
    s->module_hash = hash64(s->module_hash, file, strlen(file));
    s->module_hash = hash64(s->module_hash, *text, *len);
    return true;
}

/* Lua is started when a scenario first needs it, so that the others do not pay for it. */
static host *host_of(scenario *s, err *e)
{
    if (s->host) return s->host;
    host_files files = {.self = s, .module = read_module};
    s->host = host_new(NULL, &files, e);
    return s->host;
}

static bool compile(void *self, const char *source, uint32_t *fn, char *why, size_t why_size,
                    err *e)
{
    host *h = host_of(self, e);
    if (!h) return false;
    story_compiler c = host_compiler(h);
    return c.expression(c.self, source, fn, why, why_size, e);
}

static bool has(void *self, const char *function)
{
    scenario *s = self;
    if (!s->host) return false;
    story_compiler c = host_compiler(s->host);
    return c.has(c.self, function);
}

static const char *function_at(void *self, uint32_t i)
{
    scenario *s = self;
    if (!s->host) return NULL;
    story_compiler c = host_compiler(s->host);
    return c.function_at(c.self, i);
}

/* Says what failed, without the place when the problem itself will name it. */
static void tell(const host *h, const char *name, const err *why, load_trouble *t)
{
    const char *file;
    uint32_t line;
    t->code = host_problem_of(h);
    host_last_place(h, &file, &line);
    const char *text = why->text;
    if (strcmp(file, name) == 0 && line > 0) {
        t->line = line;
        size_t prefix = strlen(name);
        if (strncmp(text, name, prefix) == 0 && text[prefix] == ':') {
            text += prefix + 1;
            while (*text >= '0' && *text <= '9')
                text++;
            if (*text == ':') text++;
            while (*text == ' ')
                text++;
        }
    }
    size_t len = strlen(text);
    if (len >= sizeof t->text) len = sizeof t->text - 1;
    memcpy(t->text, text, len);
    t->text[len] = '\0';
}

static bool keep_script(scenario *s, const char *name, const char *text, size_t len, err *e)
{
    uint32_t count = s->script_count + 1;
    scenario_script *scripts = base_realloc(s->scripts, count * sizeof *scripts);
    if (!scripts) return err_nomem(e);
    s->scripts = scripts;
    s->script_count = count;
    scripts[count - 1] = (scenario_script){0};
    return strbuf_add(&scripts[count - 1].name, name, e) &&
           strbuf_addn(&scripts[count - 1].text, text, len, e);
}

host *scenario_host_anew(scenario *s, err *e)
{
    host_files files = {.self = s, .module = read_module};
    uint64_t hash = s->module_hash;
    host *h = host_new(NULL, &files, e);
    for (uint32_t i = 0; h && i < s->script_count; i++) {
        const scenario_script *script = &s->scripts[i];
        if (host_run(h, strbuf_text(&script->name), strbuf_text(&script->text), script->text.len,
                     e))
            continue;
        host_free(h);
        h = NULL;
    }
    s->module_hash = hash; /* reading the modules again says nothing new */
    return h;
}

static bool run_script(void *self, const char *name, const char *text, size_t len, bool *ok,
                       load_trouble *t, err *e)
{
    host *h = host_of(self, e);
    if (!h || !keep_script(self, name, text, len, e)) return false;
    err why = {0};
    *ok = host_run(h, name, text, len, &why);
    if (*ok) return true;
    if (why.code == ERR_NOMEM) return err_nomem(e);
    tell(h, name, &why, t);
    return true;
}

/* ---- opening ---- */
bool scenario_find_folder(const session_places *p, const char *where, strbuf *out, err *e)
{
    size_t len = strlen(where);
    static const char FILE_NAME[] = "scenario.json";
    if (file_is_folder(where)) return strbuf_add(out, where, e);
    if (file_is_file(where)) {
        size_t tail = strlen(FILE_NAME);
        if (len == tail && strcmp(where, FILE_NAME) == 0) return strbuf_add(out, ".", e);
        if (len > tail && strcmp(where + len - tail, FILE_NAME) == 0)
            return strbuf_addn(out, where, len - tail, e);
        return err_set(e, ERR_MISSING,
                       "%s is not a scenario: name its folder, or its scenario.json", where);
    }
    if (file_name_is_safe(where)) {
        if (!file_join(out, strbuf_text(&p->scenarios), where, e)) return false;
        if (file_is_folder(strbuf_text(out))) return true;
    }
    return err_set(
        e, ERR_MISSING,
        "there is no scenario \"%s\": neither a folder here nor one that comes with Rapport",
        where);
}

static bool translate(void *self, const story_found_text *found, err *e)
{
    scenario *s = self;
    translator t = {&s->words, &s->words.mem};
    return translator_text(&t, found, e);
}

static bool load(scenario *s, strbuf *report, err *e)
{
    load_files files = {.self = s, .read = read_file};
    if (*s->words.language) files.text = translate;
    load_lua lua = {.compiler = {s, compile, has, function_at}, .run = run_script, .self = s};
    problems p = {0};
    bool ok = load_scenario(&files, &lua, &p, &s->def, e) && problems_print(&p, report, e);
    if (ok && s->def) {
        s->def->hash = hash64_number(s->def->hash, s->module_hash);
        scenario_translate_skills(s);
        err why = {0};
        if (s->host && !host_tie(s->host, s->def, &why)) {
            ok = strbuf_addf(report, e, "scenario.json: error %s: %s\n",
                             problem_code_text(host_problem_of(s->host)), why.text);
            p.errors++;
        }
    }
    if (ok && (p.errors || !s->def))
        ok = err_set(e, ERR_FORMAT, "%s has %u error%s", strbuf_text(&s->folder), p.errors,
                     p.errors == 1 ? "" : "s");
    problems_release(&p);
    return ok;
}

bool scenario_open(const session_places *p, const char *where, strbuf *report, scenario **out,
                   err *e)
{
    *out = NULL;
    scenario *s = base_alloc(sizeof *s);
    if (!s) return err_nomem(e);
    s->places = p;
    s->module_hash = HASH64_START;
    if (scenario_find_folder(p, where, &s->folder, e) &&
        session_words_of(p, strbuf_text(&s->folder), &s->words, report, e) && load(s, report, e)) {
        *out = s;
        return true;
    }
    scenario_close(s);
    return false;
}

void scenario_close(scenario *s)
{
    if (!s) return;
    host_free(s->host);
    story_def_free(s->def);
    strbuf_release(&s->folder);
    strbuf_release(&s->module);
    strbuf_release(&s->module_name);
    for (uint32_t i = 0; i < s->script_count; i++) {
        strbuf_release(&s->scripts[i].name);
        strbuf_release(&s->scripts[i].text);
    }
    base_free(s->scripts);
    words_release(&s->words);
    base_free(s);
}

const char *scenario_id(const scenario *s)
{
    return s->def->id;
}

const char *scenario_title(const scenario *s)
{
    return s->def->title;
}

const char *scenario_folder(const scenario *s)
{
    return strbuf_text(&s->folder);
}

const char *scenario_language(const scenario *s)
{
    return s->words.count > 0 ? s->words.language : s->def->language;
}

/* ---- what the story asks of Lua, with what it says in the language ---- */
static bool eval_translated(void *self, const story_def *def, const story_state *s, uint32_t lua,
                            story_value *out, err *e)
{
    story_hooks h = host_hooks(((const scenario *)self)->host);
    return h.eval(h.self, def, s, lua, out, e);
}

static bool call_translated(void *self, const story_def *def, const story_state *s,
                            const char *function, const tree *argument, arena *scratch,
                            const tree **result, err *e)
{
    story_hooks h = host_hooks(((const scenario *)self)->host);
    if (!h.call(h.self, def, s, function, argument, scratch, result, e)) return false;
    const tree *said = *result;
    *result = scenario_translate_result(self, said, scratch, e);
    return !said || *result;
}

static uint64_t drawn_translated(void *self)
{
    story_hooks h = host_hooks(((const scenario *)self)->host);
    return h.drawn ? h.drawn(h.self) : 0;
}

story_hooks scenario_hooks(const scenario *s)
{
    if (!s->host) return (story_hooks){0};
    if (!*s->words.language) return host_hooks(s->host);
    return (story_hooks){.self = (void *)s, /* only read */
                         .eval = eval_translated,
                         .call = call_translated,
                         .drawn = drawn_translated};
}

/* ---- listing ---- */
typedef struct listing {
    const session_places *places;
    bool (*each)(void *self, const session_scenario_info *one);
    void *self;
    bool stopped;
} listing;

static bool list_one(void *self, const char *name, err *e)
{
    listing *l = self;
    if (l->stopped) return true;
    strbuf folder = {0}, path = {0}, text = {0};
    load_heading heading = {0};
    err why = {0};
    bool ok = file_join(&folder, strbuf_text(&l->places->scenarios), name, e) &&
              file_join(&path, strbuf_text(&folder), "scenario.json", e);
    if (!ok || !file_is_file(strbuf_text(&path))) goto done;
    bool read = file_read(strbuf_text(&path), FILE_LARGEST, &text, &why);
    if (read)
        ok = load_peek(strbuf_text(&text), text.len, &heading, e) &&
             session_translate_heading(l->places, strbuf_text(&folder), &heading, e);
    if (!ok) goto done;
    session_scenario_info one = {
        .folder = strbuf_text(&folder),
        .id = heading.id.len ? strbuf_text(&heading.id) : name,
        .title = heading.title.len ? strbuf_text(&heading.title) : name,
        .summary = strbuf_text(&heading.summary),
        .cover = story_picture_name(strbuf_text(&heading.cover)) ? strbuf_text(&heading.cover) : "",
        .minutes = heading.minutes,
        .trouble = !read                ? why.text
                   : !heading.title.len ? session_say(l->places, TEXT_TROUBLE_UNREADABLE)
                                        : NULL};
    l->stopped = !l->each(l->self, &one);
done:
    load_heading_release(&heading);
    strbuf_release(&folder);
    strbuf_release(&path);
    strbuf_release(&text);
    return ok;
}

bool session_list_scenarios(const session_places *p,
                            bool (*each)(void *self, const session_scenario_info *one), void *self,
                            err *e)
{
    listing l = {.places = p, .each = each, .self = self};
    return file_list(strbuf_text(&p->scenarios), list_one, &l, e);
}

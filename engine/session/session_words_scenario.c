#include "session/session_words_internal.h"

#include "base/base_file.h"
#include "load/load_json.h"

#include <string.h>

/* A scenario's texts: put into the language while it is loaded, and listed for translators. */

enum { FILE_LARGEST = 64 << 20 };

static bool is_pseudo(const wordbook *w)
{
    return strcmp(w->language, SESSION_PSEUDO) == 0;
}

static const char *pseudo(const char *text, arena *mem, err *e)
{
    strbuf out = {0};
    const char *made = NULL;
    if (words_pseudo_text(text, &out, e)) made = arena_text(mem, strbuf_text(&out), out.len, e);
    strbuf_release(&out);
    return made;
}

bool translator_text(const translator *t, const story_found_text *found, err *e)
{
    tree *at = found->text;
    const char *text = words_find(t->words, found->id, at->text);
    /* The same words elsewhere: a text whose place has changed, or one of Lua. */
    if (!text) text = words_find(t->words, at->text, at->text);
    if (!text && is_pseudo(t->words) && words_worth(at->text)) {
        text = pseudo(at->text, t->mem, e);
        if (!text) return false;
    }
    if (!text) return true;
    at->text = text;
    at->count = (uint32_t)strlen(text);
    return true;
}

static bool in_language(const wordbook *w, const char *id, strbuf *text, err *e)
{
    strbuf made = {0};
    const char *found = words_find(w, id, strbuf_text(text));
    bool ok = found          ? strbuf_add(&made, found, e)
              : is_pseudo(w) ? words_pseudo_text(strbuf_text(text), &made, e)
                             : true;
    if (ok && made.len > 0) {
        strbuf old = *text;
        *text = made;
        made = old;
    }
    strbuf_release(&made);
    return ok;
}

bool session_translate_heading(const session_places *p, const char *folder, load_heading *heading,
                               err *e)
{
    wordbook w = {0};
    bool ok = session_words_of(p, folder, &w, NULL, e) &&
              (heading->title.len == 0 || in_language(&w, "title", &heading->title, e)) &&
              (heading->summary.len == 0 || in_language(&w, "summary", &heading->summary, e));
    words_release(&w);
    return ok;
}

static bool translate_result(void *self, const story_found_text *found, err *e)
{
    return translator_text(self, found, e);
}

const tree *scenario_translate_result(const scenario *s, const tree *result, arena *scratch, err *e)
{
    if (!result || (s->words.count == 0 && !is_pseudo(&s->words))) return result;
    translator t = {&s->words, scratch};
    tree *own = tree_copy(result, scratch, e);
    return own && story_texts_of_result(own, "lua", translate_result, &t, e) ? own : NULL;
}

/* ---- the twenty micro-skills ---- */
static const char *const SKILL_IDS[] = {
#define SKILL(id) "skill." id ".name", "skill." id ".means", "skill." id ".goal",
    SKILL("T1") SKILL("T2") SKILL("T3") SKILL("T4") SKILL("T5") SKILL("T6") SKILL("T7") SKILL("S1")
        SKILL("S2") SKILL("S3") SKILL("S4") SKILL("S5") SKILL("S6") SKILL("H1") SKILL("H2")
            SKILL("H3") SKILL("H4") SKILL("H5") SKILL("H6") SKILL("H7")
#undef SKILL
};

void session_skill_phrases(phrase out[SESSION_SKILL_PHRASES])
{
    for (uint32_t i = 0; i < SESSION_SKILL_PHRASES; i++) {
        const story_skill *skill = story_skill_built_in(i / 3);
        const char *texts[] = {skill->name, skill->means, skill->goal};
        out[i] = (phrase){.id = SKILL_IDS[i],
                          .text = texts[i % 3],
                          .note = i % 3 ? "" : "Name of a micro-skill, small letters"};
    }
}

void scenario_translate_skills(scenario *s)
{
    const wordbook *w = &s->places->words;
    for (uint32_t i = 0; i < SESSION_SKILL_PHRASES / 3 && i < s->def->skill_count; i++) {
        story_skill *skill = &s->def->skills[i];
        const char **texts[] = {&skill->name, &skill->means, &skill->goal};
        for (uint32_t k = 0; k < 3; k++) {
            const char *text = *texts[k] ? words_find(w, SKILL_IDS[3 * i + k], *texts[k]) : NULL;
            if (text) *texts[k] = text;
        }
    }
}

/* ---- the list for translators ---- */
typedef struct listing {
    const char *folder;
    bool (*each)(void *self, const session_string *one, err *e);
    void *self;
} listing;

static bool tell(void *self, const story_found_text *found, err *e)
{
    const listing *l = self;
    if (!words_worth(found->text->text)) return true;
    session_string one = {found->id, found->text->text, found->who};
    return l->each(l->self, &one, e);
}

static bool read_named(const listing *l, const char *name, strbuf *text, err *e)
{
    strbuf path = {0};
    bool ok = file_name_is_safe(name)
                  ? file_join(&path, l->folder, name, e) &&
                        file_read(strbuf_text(&path), FILE_LARGEST, text, e)
                  : err_set(e, ERR_ARG, "\"%.100s\" is no file of the scenario", name);
    strbuf_release(&path);
    return ok;
}

/* A file's tree in `mem`; NULL and `e` when it cannot be read. */
static tree *read_part(const listing *l, const char *name, strbuf *text, arena *mem, err *e)
{
    problems p = {0};
    strbuf told = {0};
    const tree *root = NULL;
    uint16_t source;
    bool ok = read_named(l, name, text, e) &&
              problems_source(&p, name, strbuf_text(text), text->len, &source, e) &&
              load_json(strbuf_text(text), text->len, source, mem, &p, &root, e);
    if (ok && !root) {
        problems_finish(&p);
        if (problems_print(&p, &told, e)) err_set(e, ERR_FORMAT, "%s", strbuf_text(&told));
    }
    problems_release(&p);
    strbuf_release(&told);
    return ok && root ? tree_copy(root, mem, e) : NULL;
}

static bool list_part(listing *l, const char *name, tree **root, arena *mem, err *e)
{
    strbuf text = {0};
    tree *t = read_part(l, name, &text, mem, e);
    bool ok = t && story_texts_of_part(t, name, tell, l, e);
    strbuf_release(&text);
    if (root) *root = t;
    return ok;
}

static bool list_files(listing *l, const tree *root, err *e)
{
    const tree *list = tree_get(root, "files");
    if (!list || list->kind != TREE_LIST) return true;
    for (const tree *m = list->first; m; m = m->next) {
        if (m->kind != TREE_TEXT) continue;
        arena mem = {0};
        bool ok = list_part(l, m->text, NULL, &mem, e);
        arena_release(&mem);
        if (!ok) return false;
    }
    return true;
}

/* One text in quotes of a script, from after its quote; returns what follows it. */
static const char *lua_text(const listing *l, const char *at, char quote, strbuf *now, bool *ok,
                            err *e)
{
    strbuf_clear(now);
    for (; *at && *at != quote && *at != '\n'; at++) {
        char c = *at;
        if (c == '\\' && at[1]) {
            c = *++at;
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        *ok = *ok && strbuf_addc(now, c, e);
    }
    const char *text = strbuf_text(now);
    if (*at == quote) at++;
    if (*ok && strchr(text, ' ') && words_worth(text)) {
        session_string one = {text, text, "In Lua"};
        *ok = l->each(l->self, &one, e);
    }
    return at;
}

static bool list_script(const listing *l, const char *name, err *e)
{
    strbuf text = {0}, now = {0};
    bool ok = read_named(l, name, &text, e);
    for (const char *at = strbuf_text(&text); ok && *at;) {
        if (at[0] == '-' && at[1] == '-')
            at += strcspn(at, "\n");
        else if (*at == '"' || *at == '\'')
            at = lua_text(l, at + 1, *at, &now, &ok, e);
        else
            at++;
    }
    strbuf_release(&text);
    strbuf_release(&now);
    return ok;
}

static bool list_scripts(const listing *l, const tree *root, err *e)
{
    const tree *list = tree_get(root, "scripts");
    if (!list || list->kind != TREE_LIST) return true;
    for (const tree *m = list->first; m; m = m->next)
        if (m->kind == TREE_TEXT && !list_script(l, m->text, e)) return false;
    return true;
}

bool session_strings(const session_places *p, const char *where,
                     bool (*each)(void *self, const session_string *one, err *e), void *self,
                     err *e)
{
    strbuf folder = {0};
    arena mem = {0};
    tree *root = NULL;
    bool ok = scenario_find_folder(p, where, &folder, e);
    listing l = {strbuf_text(&folder), each, self};
    ok = ok && list_part(&l, "scenario.json", &root, &mem, e) && list_files(&l, root, e) &&
         list_scripts(&l, root, e);
    arena_release(&mem);
    strbuf_release(&folder);
    return ok;
}

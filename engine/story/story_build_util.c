#include "base/base_strbuf.h"
#include "story/story_build_internal.h"

/* --- problems --- */

bool build_told(builder *b, bool kept)
{
    if (!kept) b->stop = true;
    return false;
}

bool build_stop(builder *b)
{
    b->stop = true;
    return false;
}

/* The way from `from` down to `node`, as "choices[2].set.trust". */
static bool path_to(const tree *from, const tree *node, strbuf *path)
{
    if (from == node) return true;
    if (from->kind != TREE_LIST && from->kind != TREE_MAP) return false;
    size_t len = path->len;
    uint32_t i = 1;
    for (const tree *m = from->first; m; m = m->next, i++) {
        bool added = from->kind == TREE_LIST
                         ? strbuf_addf(path, NULL, "[%u]", i)
                         : strbuf_addf(path, NULL, "%s%s", path->len ? "." : "", m->key);
        if (added && path_to(m, node, path)) return true;
        path->len = len;
        if (path->data) path->data[len] = '\0';
    }
    return false;
}

bool build_failed(builder *b, const tree *node, bool never)
{
    strbuf path = {0};
    if (path_to(b->root, node, &path) && path.len) err_wrap(b->e, "%s", strbuf_text(&path));
    strbuf_release(&path);
    b->stop = true;
    return never;
}

int build_cut(const char *text)
{
    enum { MOST = 60 };
    int n = 0;
    while (n < MOST && text[n])
        n++;
    if (n == MOST)
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
    return n;
}

/* --- memory --- */

static void *cut_from(builder *b, build_pool *pool, size_t size)
{
    enum { PIECE_FIRST = 512, PIECE_LARGEST = 16384 };
    if (pool->at && size <= pool->left) {
        void *at = pool->at;
        pool->at += size;
        pool->left -= size;
        return at;
    }
    if (b->stop) return NULL;
    size_t piece = pool->piece ? pool->piece : PIECE_FIRST;
    unsigned char *at = arena_alloc(b->mem, size > piece / 4 ? size : piece, b->e);
    if (!at) {
        b->stop = true;
        return NULL;
    }
    if (size > piece / 4) return at;
    pool->at = at + size;
    pool->left = piece - size;
    pool->piece = piece < PIECE_LARGEST ? piece * 2 : piece;
    return at;
}

void *build_alloc(builder *b, size_t count, size_t size)
{
    return cut_from(b, &b->structs, (count * size + 7) / 8 * 8);
}

const char *build_keep_bytes(builder *b, const char *text, size_t len)
{
    char *copy = cut_from(b, &b->texts, len + 1);
    if (copy && len) memcpy(copy, text, len);
    return copy;
}

const char *build_keep(builder *b, const tree *t)
{
    return b->tables ? build_keep_bytes(b, t->text, t->count) : t->text;
}

/* --- keys --- */

static const struct {
    const char *text;
    uint32_t places;
} KEYS[KEY_COUNT] = {
#define KEY(name, text, places) {text, places},
#include "story/story_build_keys.def"
#undef KEY
};

build_key build_key_of(const char *key)
{
    /* The first key of each letter; letters without keys share the next one's. */
    static const uint8_t FIRST[] = {
        KEY_about,  KEY_because, KEY_cancel, KEY_data,  KEY_ending,   KEY_fact,  KEY_goal,
        KEY_hint,   KEY_id,      KEY_kind,   KEY_kind,  KEY_language, KEY_max,   KEY_name,
        KEY_omits,  KEY_par,     KEY_quiet,  KEY_reply, KEY_say,      KEY_takes, KEY_unknown,
        KEY_weight, KEY_weight,  KEY_you,    KEY_you,   KEY_schema,   KEY_schema};
    if (*key == '$') return strcmp(key, "$schema") == 0 ? KEY_schema : KEY_UNKNOWN;
    if (key[0] == '/' && key[1] == '/') return KEY_COMMENT;
    if (*key < 'a' || *key > 'z') return KEY_UNKNOWN;
    for (uint32_t i = FIRST[*key - 'a'], end = FIRST[*key - 'a' + 1]; i < end; i++)
        if (KEYS[i].text[1] == key[1] && strcmp(KEYS[i].text, key) == 0) return (build_key)i;
    return KEY_UNKNOWN;
}

const char *build_key_text(build_key key)
{
    return KEYS[key].text;
}

typedef struct keys_here {
    uint32_t place;
    uint32_t key, number; /* the key that is number `number` of those of the place */
} keys_here;

static const char *key_here(void *self, uint32_t i)
{
    keys_here *k = self;
    if (i == 0) k->key = k->number = 0;
    for (; k->key < KEY_COUNT; k->key++) {
        if (!(KEYS[k->key].places & k->place)) continue;
        if (k->number++ == i) return KEYS[k->key++].text;
    }
    return NULL;
}

static bool unknown_key(builder *b, const tree *m, uint32_t place, const char *what)
{
    keys_here here = {.place = place};
    const char *near = problems_nearest(m->key, key_here, &here);
    if (near)
        return BUILD_PROBLEM_KEY(b, KEY_UNKNOWN, m,
                                 "\"" SHOWN "\" means nothing in %s; did you mean \"%s\"?",
                                 SHOWN_OF(m->key), what, near);
    strbuf list = {0};
    const char *key;
    bool ok = true;
    for (uint32_t i = 0; ok && (key = key_here(&here, i)); i++)
        ok = strbuf_addf(&list, b->e, "%s%s", i ? ", " : "", key);
    if (ok)
        BUILD_PROBLEM_KEY(b, KEY_UNKNOWN, m,
                          "\"" SHOWN "\" means nothing in %s; what can stand there is: %s",
                          SHOWN_OF(m->key), what, strbuf_text(&list));
    else
        b->stop = true;
    strbuf_release(&list);
    return false;
}

bool build_is_comment(const tree *t)
{
    return t->key && t->key[0] == '/' && t->key[1] == '/';
}

uint32_t build_count(const tree *t)
{
    if (t->kind == TREE_LIST) return t->count;
    uint32_t n = 0;
    for (const tree *m = t->first; m; m = m->next)
        n += !build_is_comment(m);
    return n;
}

bool build_gather(builder *b, const tree *t, uint32_t place, const char *what, build_fields *f)
{
    memset(f, 0, sizeof *f);
    f->all = t;
    bool nothing = !b->tables && t->kind == TREE_LIST && t->count == 0;
    if (t->kind != TREE_MAP && !nothing)
        return BUILD_PROBLEM(b, VALUE_KIND, t, "%s is written as an object { }; this is %s", what,
                             tree_kind_words(t->kind));
    for (const tree *m = t->first; m && !b->stop; m = m->next) {
        build_key k = build_key_of(m->key);
        if (k == KEY_COMMENT) continue;
        if (k == KEY_UNKNOWN || !(KEYS[k].places & place))
            unknown_key(b, m, place, what);
        else
            f->of[k] = m;
    }
    return !b->stop;
}

const tree *build_must(builder *b, const build_fields *f, build_key key, const char *what)
{
    if (!f->of[key])
        BUILD_PROBLEM(b, KEY_MISSING, f->all, "%s needs \"%s\"; it is not here", what,
                      KEYS[key].text);
    return f->of[key];
}

/* --- values --- */

bool build_want(builder *b, const tree *t, tree_kind kind, const char *wanted)
{
    if (t->kind == kind) return true;
    return BUILD_PROBLEM(b, VALUE_KIND, t, "%s is wanted here; this is %s", wanted,
                         tree_kind_words(t->kind));
}

bool build_want_many(builder *b, const tree *t, tree_kind kind, const char *wanted, uint32_t most,
                     uint32_t *count)
{
    *count = 0;
    bool many = t->kind == TREE_LIST || t->kind == TREE_MAP;
    if (!b->tables && many && t->count == 0) return true;
    if (!build_want(b, t, kind, wanted)) return false;
    *count = build_count(t);
    if (*count > most)
        return BUILD_PROBLEM(b, TOO_MANY, t, "%s may have at most %u entries; this has %u", wanted,
                             most, *count);
    return true;
}

/* Lua counts 3.0 as the whole number it is. */
static bool as_whole(const builder *b, const tree *t, int64_t *out)
{
    if (t->kind == TREE_INT) *out = t->whole;
    if (t->kind != TREE_REAL || b->tables || !(t->real > -1e15 && t->real < 1e15))
        return t->kind == TREE_INT;
    *out = (int64_t)t->real;
    return (double)*out == t->real;
}

bool build_whole(builder *b, const tree *t, int64_t least, int64_t most, int64_t *out)
{
    int64_t whole;
    if (!as_whole(b, t, &whole))
        return BUILD_PROBLEM(b, VALUE_KIND, t,
                             "a whole number from %lld to %lld is wanted here; this is %s",
                             (long long)least, (long long)most, tree_kind_words(t->kind));
    if (whole < least || whole > most)
        return BUILD_PROBLEM(b, VALUE_RANGE, t, "%lld is outside the range from %lld to %lld",
                             (long long)whole, (long long)least, (long long)most);
    *out = whole;
    return true;
}

bool build_yes(builder *b, const tree *t, bool *out)
{
    if (!build_want(b, t, TREE_BOOL, "true or false")) return false;
    *out = t->yes;
    return true;
}

bool build_plain(builder *b, const tree *t, const char **out)
{
    if (!build_want(b, t, TREE_TEXT, "text in quotes")) return false;
    if (t->count == 0)
        return BUILD_PROBLEM(b, VALUE_EMPTY, t,
                             "this text is empty; write something or leave the key out");
    if (t->count > BUILD_MOST_TEXT)
        return BUILD_PROBLEM(b, VALUE_RANGE, t, "a text may have at most %d bytes; this has %u",
                             BUILD_MOST_TEXT, t->count);
    *out = build_keep(b, t);
    return *out != NULL;
}

bool build_word(builder *b, const tree *t, const char *const *words, uint32_t count,
                uint32_t *number)
{
    if (!build_want(b, t, TREE_TEXT, "a word in quotes")) return false;
    for (*number = 0; *number < count; ++*number)
        if (strcmp(t->text, words[*number]) == 0) return true;
    build_hint near = build_hint_words(b, words, count, t->text);
    if (*near.name)
        return BUILD_PROBLEM(b, VALUE_CHOICE, t, "\"" SHOWN "\" is not possible here" HINT,
                             SHOWN_OF(t->text), HINT_OF(near));
    strbuf list = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < count; i++)
        ok = strbuf_addf(&list, b->e, "%s%s", i ? ", " : "", words[i]);
    if (ok)
        BUILD_PROBLEM(b, VALUE_CHOICE, t, "\"" SHOWN "\" is not possible here; it can be: %s",
                      SHOWN_OF(t->text), strbuf_text(&list));
    else
        b->stop = true;
    strbuf_release(&list);
    return false;
}

/* --- names --- */

bool build_is_keyword(const char *name, size_t len)
{
    static const char *const KEYWORDS[] = {"and",   "break", "do",       "else", "elseif", "end",
                                           "false", "for",   "function", "goto", "if",     "in",
                                           "local", "nil",   "not",      "or",   "repeat", "return",
                                           "then",  "true",  "until",    "while"};
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++)
        if (strncmp(name, KEYWORDS[i], len) == 0 && KEYWORDS[i][len] == '\0') return true;
    return false;
}

static bool name_problem(builder *b, const tree *node, bool key, const char *name, const char *what)
{
    const char *should = strlen(name) > STORY_NAME_LONGEST
                             ? "at most 48 letters"
                             : "small letters, digits and _, with a letter first";
    if (key)
        return BUILD_PROBLEM_KEY(b, NAME_FORM, node,
                                 "\"" SHOWN "\" cannot be the name of %s: use %s", SHOWN_OF(name),
                                 what, should);
    return BUILD_PROBLEM(b, NAME_FORM, node, "\"" SHOWN "\" cannot be the name of %s: use %s",
                         SHOWN_OF(name), what, should);
}

bool build_name_form(builder *b, const tree *node, bool key, const char *what)
{
    const char *name = key ? node->key : node->text;
    size_t n = 0;
    while ((name[n] >= 'a' && name[n] <= 'z') ||
           (n && ((name[n] >= '0' && name[n] <= '9') || name[n] == '_')))
        n++;
    if (n == 0 || name[n] || n > STORY_NAME_LONGEST) return name_problem(b, node, key, name, what);
    if (!build_is_keyword(name, n)) return true;
    /* `chosen.offer.end` would be no Lua. */
    if (key)
        return BUILD_PROBLEM_KEY(
            b, NAME_RESERVED, node,
            "\"%s\" is a word of Lua and cannot be the name of %s; choose another", name, what);
    return BUILD_PROBLEM(b, NAME_RESERVED, node,
                         "\"%s\" is a word of Lua and cannot be the name of %s; choose another",
                         name, what);
}

bool build_named(builder *b, const tree *t, const story_names *names, const char *what,
                 uint32_t *number)
{
    if (t->kind != TREE_TEXT)
        return BUILD_PROBLEM(b, VALUE_KIND, t,
                             "the name of %s is wanted here, in quotes; this is %s", what,
                             tree_kind_words(t->kind));
    *number = story_names_find_part(names, t->text, t->count);
    if (*number != STORY_NONE) return true;
    build_hint near = build_hint_names(b, names, t->text);
    return BUILD_PROBLEM(b, NAME_UNKNOWN, t, "\"" SHOWN "\" is not declared as %s%s" HINT,
                         SHOWN_OF(t->text), what,
                         names->count ? "" : "; the scenario declares none", HINT_OF(near));
}

/* --- suggestions --- */

static build_hint hint(const char *near)
{
    static const build_hint NONE = {"", "", ""};
    return near ? (build_hint){"; did you mean \"", near, "\"?"} : NONE;
}

/* Comparing names with all of a large scenario's, for each of its mistakes, must come to an end. */
static bool worth_looking(builder *b, uint32_t count)
{
    enum { MOST = 2000000 };
    if (!b->tables) return count < 1000;
    b->tables->looked_at += count;
    return b->tables->looked_at < MOST;
}

static const char *next_name(void *self, uint32_t i)
{
    return story_names_at(self, i);
}

build_hint build_hint_names(builder *b, const story_names *names, const char *name)
{
    story_names n = *names;
    return hint(worth_looking(b, n.count) ? problems_nearest(name, next_name, &n) : NULL);
}

typedef struct some_words {
    const char *const *words;
    uint32_t count;
} some_words;

static const char *next_word(void *self, uint32_t i)
{
    const some_words *w = self;
    return i < w->count ? w->words[i] : NULL;
}

build_hint build_hint_words(builder *b, const char *const *words, uint32_t count, const char *name)
{
    some_words w = {words, count};
    return hint(worth_looking(b, count) ? problems_nearest(name, next_word, &w) : NULL);
}

static const char *next_var_word(void *self, uint32_t i)
{
    const story_var *v = self;
    return i < v->word_count ? v->words[i].name : NULL;
}

build_hint build_hint_var_words(builder *b, const story_var *var, const char *name)
{
    story_var v = *var;
    return hint(worth_looking(b, v.word_count) ? problems_nearest(name, next_var_word, &v) : NULL);
}

static const char *next_function(void *self, uint32_t i)
{
    const story_compiler *lua = self;
    return lua->function_at(lua->self, i);
}

build_hint build_hint_functions(builder *b, const char *name)
{
    story_compiler lua = *b->tables->lua;
    if (!lua.function_at || !worth_looking(b, 1000)) return hint(NULL);
    return hint(problems_nearest(name, next_function, &lua));
}

bool build_function(builder *b, const tree *t, const char **out)
{
    if (!build_plain(b, t, out)) return false;
    if (!b->tables) return true;
    const story_compiler *lua = b->tables->lua;
    if (!b->tables->has_scripts || !lua->has)
        return BUILD_PROBLEM(b, LUA_MISSING, t,
                             "\"" SHOWN "\" should be a Lua function, but the scenario names no "
                             "scripts; list its Lua file in \"scripts\"",
                             SHOWN_OF(t->text));
    if (lua->has(lua->self, t->text)) return true;
    build_hint near = build_hint_functions(b, t->text);
    return BUILD_PROBLEM(b, LUA_MISSING, t, "no script defines the function \"" SHOWN "\"" HINT,
                         SHOWN_OF(t->text), HINT_OF(near));
}

/* What author code sees as its globals, how it is loaded, and when it is closed.
 *
 * Every script, module and expression has the same environment: an empty table, so that each write
 * comes to set_global. Reads go down a chain: what scripts defined, what Rapport offers, and last
 * the names of the scenario's state. Once the scripts are closed nothing can be set. */
#include "base/base_hash.h"
#include "base/base_utf8.h"
#include "host/host_internal.h"

#include <stdio.h>
#include <string.h>

enum {
    READ_AT_ONCE = 1024, /* bytes between two looks at the clock while a file is read */
    MOST_JUMPS = 5000    /* Lua resolves breaks and gotos one against all others */
};

/* ---- globals ---- */

static bool is_variable(const host *h, const char *name)
{
    return h->def && story_names_find(&h->def->var_names, name) != STORY_NONE;
}

static int set_closed(lua_State *L, const char *name)
{
    if (is_variable(host_of(L), name))
        return host_raise(L, PROBLEM_LUA_FORBIDDEN,
                          "'%s' cannot be set here; return { set = { %s = ... } } instead", name,
                          name);
    return host_raise(L, PROBLEM_LUA_FORBIDDEN,
                      "'%s' is set as a global inside a function, but nothing may be kept between "
                      "calls; write 'local %s'",
                      name, name);
}

static void check_new_name(lua_State *L, const host *h, const char *name)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_API);
    lua_pushvalue(L, 2);
    bool offered = lua_rawget(L, -2) != LUA_TNIL;
    if (offered || host_state_is_reserved(name))
        host_raise(L, PROBLEM_LUA_FORBIDDEN,
                   "'%s' has a meaning of its own and cannot be set; "
                   "choose another name",
                   name);
    if (h->loading_modules)
        host_raise(L, PROBLEM_LUA_FORBIDDEN,
                   "a module sets no globals; write 'local %s' and return what others may use",
                   name);
    lua_pop(L, 2);
}

/* __newindex of the environment: (environment, name, value) */
static int set_global(lua_State *L)
{
    host *h = host_of(L);
    if (lua_type(L, 2) != LUA_TSTRING || lua_rawlen(L, 2) > 100)
        return host_raise(L, PROBLEM_LUA_FAILED, "the name of a global is a short text");
    const char *name = lua_tostring(L, 2);
    if (h->closed) return set_closed(L, name);
    check_new_name(L, h, name);
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_AUTHOR);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) == LUA_TFUNCTION && lua_isfunction(L, 3))
        return host_raise(L, PROBLEM_LUA_FAILED, "the function '%s' is defined twice", name);
    lua_pop(L, 1);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_rawset(L, -3);
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_PLACES);
    lua_pushvalue(L, 2);
    luaL_where(L, 1);
    lua_rawset(L, -3);
    return 0;
}

/* Gives the table at the top a metatable whose __index is the value below it, and takes that one
 * away. */
static void chain(lua_State *L)
{
    lua_createtable(L, 0, 1);
    lua_rotate(L, -3, -1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

int host_sandbox_setup(lua_State *L)
{
    static const int TABLES[] = {HOST_SLOT_PLACES, HOST_SLOT_MODULES, HOST_SLOT_EXPRESSIONS};
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        lua_newtable(L);
        lua_rawseti(L, LUA_REGISTRYINDEX, TABLES[i]);
    }
    host_state_push_missing(L);
    host_api_open(L);
    host_state_open(L);
    lua_pushvalue(L, -1);
    lua_rawseti(L, LUA_REGISTRYINDEX, HOST_SLOT_API);
    chain(L);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawseti(L, LUA_REGISTRYINDEX, HOST_SLOT_AUTHOR);
    chain(L);
    lua_newtable(L);
    chain(L);
    lua_getmetatable(L, -1);
    lua_pushcfunction(L, set_global);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
    /* Chunks get their environment from here when they are loaded. */
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    return 0;
}

/* ---- loading ---- */

typedef struct reading {
    const char *text;
    size_t left;
} reading;

/* Hands the text over in pieces, so that text made to be slow to read is stopped as well. */
static const char *read_piece(lua_State *L, void *self, size_t *size)
{
    reading *r = self;
    host_charge(L, READ_AT_ONCE / 8);
    *size = r->left < READ_AT_ONCE ? r->left : READ_AT_ONCE;
    const char *piece = r->text;
    r->text += *size;
    r->left -= *size;
    return *size ? piece : NULL;
}

static uint32_t count_words(const char *text, size_t len, const char *word)
{
    size_t word_len = strlen(word);
    uint32_t count = 0;
    for (const char *at = text, *end = text + len; (size_t)(end - at) >= word_len; at++) {
        at = memchr(at, word[0], (size_t)(end - at) - word_len + 1);
        if (!at) break;
        if (memcmp(at, word, word_len) == 0) count++;
    }
    return count;
}

static void check_script(lua_State *L, const char *text, size_t len, const char *shown)
{
    size_t bad;
    if (len > HOST_SCRIPT_LONGEST)
        host_raise(L, PROBLEM_LUA_LIMIT, "%s: a file of Lua may have at most %d KiB", shown,
                   HOST_SCRIPT_LONGEST / 1024);
    if (len && text[0] == LUA_SIGNATURE[0])
        host_raise(L, PROBLEM_LUA_FORBIDDEN,
                   "%s: this is compiled Lua; scenarios may only hold Lua as text", shown);
    if (!utf8_valid(text, len, &bad)) {
        uint32_t line = 1;
        for (size_t i = 0; i < bad; i++)
            line += text[i] == '\n';
        host_raise(L, PROBLEM_LUA_SYNTAX, "%s:%u: the file is no UTF-8; save it as UTF-8", shown,
                   (unsigned)line);
    }
    if (count_words(text, len, "break") + count_words(text, len, "goto") > MOST_JUMPS)
        host_raise(L, PROBLEM_LUA_LIMIT, "%s: there are more than %d 'break' and 'goto'", shown,
                   MOST_JUMPS);
}

void host_sandbox_load(lua_State *L, const char *text, size_t len, const char *chunk_name)
{
    host *h = host_of(L);
    reading r = {text, len};
    int status = lua_load(L, read_piece, &r, chunk_name, "t");
    if (status == LUA_OK) return;
    if (status == LUA_ERRMEM) h->memory_failed = true;
    h->raising = PROBLEM_LUA_SYNTAX;
    lua_error(L);
}

/* A whole file: checks that Lua does not make, then load. */
static void load_file(lua_State *L, const char *text, size_t len, const char *shown)
{
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    check_script(L, text, len, shown);
    const char *name = lua_pushfstring(L, "=%s", shown);
    host_sandbox_load(L, text, len, name);
    lua_remove(L, -2);
}

typedef struct run_job {
    const char *shown, *text;
    size_t len;
} run_job;

static int run_script(lua_State *L)
{
    const run_job *job = lua_touserdata(L, 1);
    load_file(L, job->text, job->len, job->shown);
    lua_call(L, 0, 0);
    return 0;
}

bool host_run(host *h, const char *shown_name, const char *text, size_t len, err *e)
{
    if (h->closed)
        return err_set(e, ERR_ARG, "%s cannot be run: the scripts are closed", shown_name);
    h->loading_modules = 0;
    h->runs++;
    run_job job = {shown_name, text, len};
    return host_door(h, run_script, &job, e);
}

/* ---- require ---- */

static const char *check_module_name(lua_State *L)
{
    if (lua_type(L, 1) != LUA_TSTRING)
        host_raise(L, PROBLEM_LUA_FAILED, "require needs the name of a module: require \"mind\"");
    size_t len;
    const char *name = lua_tolstring(L, 1, &len);
    if (len == 0 || len > STORY_NAME_LONGEST ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != len)
        host_raise(L, PROBLEM_LUA_FORBIDDEN,
                   "require takes a plain name of small letters, digits and _, without folder or "
                   "ending: require \"mind\"");
    return name;
}

static void run_module(lua_State *L, host *h, const char *name)
{
    const char *text = NULL, *shown = NULL;
    size_t len = 0;
    bool found = false;
    err e = {0};
    if (h->files.module && !h->files.module(h->files.self, name, &text, &len, &shown, &found, &e))
        host_raise_err(L, &e);
    if (!found || !text || !shown)
        host_raise(L, PROBLEM_LUA_FAILED,
                   "there is no module '%s': neither %s.lua in the scenario's folder nor in "
                   "Rapport's library",
                   name, name);
    load_file(L, text, len, shown);
    h->loading_modules++;
    lua_call(L, 0, 1);
    h->loading_modules--;
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
}

int host_api_base_require(lua_State *L)
{
    host *h = host_of(L);
    const char *name = check_module_name(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_MODULES);
    lua_pushvalue(L, 1);
    /* While it loads, a module stands for the run that loads it; a failed run leaves that behind.
     */
    void *mark = (void *)(uintptr_t)h->runs;
    int kind = lua_rawget(L, 2);
    bool marked = kind == LUA_TLIGHTUSERDATA;
    if (marked && lua_touserdata(L, -1) == mark)
        return host_raise(L, PROBLEM_LUA_FAILED,
                          "the modules require each other in a circle, at "
                          "'%s'",
                          name);
    if (kind != LUA_TNIL && !marked) return 1;
    if (h->closed)
        return host_raise(L, PROBLEM_LUA_FORBIDDEN,
                          "require \"%s\" belongs at the top of the file, not inside a function",
                          name);
    lua_pushvalue(L, 1);
    lua_pushlightuserdata(L, mark);
    lua_rawset(L, 2);
    run_module(L, h, name);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, 2);
    return 1;
}

/* ---- closing and tying ---- */

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static int list_functions(lua_State *L)
{
    host *h = host_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_AUTHOR);
    uint32_t count = 0;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
        count += lua_isfunction(L, -1);
    err e = {0};
    h->functions = arena_array(&h->names, count, sizeof *h->functions, &e);
    if (!h->functions) return host_raise_err(L, &e);
    uint32_t n = 0;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        if (!lua_isfunction(L, -1)) continue;
        size_t len;
        const char *name = lua_tolstring(L, -2, &len);
        h->functions[n] = arena_text(&h->names, name, len, &e);
        if (!h->functions[n++]) return host_raise_err(L, &e);
    }
    qsort(h->functions, count, sizeof *h->functions, compare_names);
    h->function_count = count;
    return 0;
}

bool host_close(host *h, err *e)
{
    if (h->closed) return true;
    if (!host_door(h, list_functions, NULL, e)) {
        arena_release(&h->names);
        h->functions = NULL;
        return false;
    }
    h->closed = true;
    return true;
}

void host_sandbox_tie(lua_State *L, const story_def *def)
{
    host *h = host_of(L);
    if (h->def == def) return;
    const char *hidden = NULL;
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_AUTHOR);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        const char *name = lua_tostring(L, -2);
        if (story_names_find(&def->var_names, name) == STORY_NONE) continue;
        if (!hidden || strcmp(name, hidden) < 0) hidden = name;
    }
    lua_pop(L, 1);
    if (hidden) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_PLACES);
        lua_getfield(L, -1, hidden);
        host_raise(L, PROBLEM_LUA_FORBIDDEN,
                   "%s'%s' is a variable of the scenario and cannot be defined by a script as "
                   "well; choose another name, or return { set = { %s = ... } }",
                   lua_tostring(L, -1), hidden, hidden);
    }
    h->def = def;
    h->def_hash = def->hash;
}

static int tie(lua_State *L)
{
    host_sandbox_tie(L, lua_touserdata(L, 1));
    return 0;
}

bool host_tie(host *h, const story_def *def, err *e)
{
    if (h->def && (h->def != def || h->def_hash != def->hash))
        return err_set(e, ERR_ARG, "the scripts belong to another scenario");
    if (!host_close(h, e)) return false;
    if (h->def) return true;
    return host_door(h, tie, (void *)(uintptr_t)def, e);
}

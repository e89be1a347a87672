/* Between Lua's values and trees. */
#include "base/base_utf8.h"
#include "host/host_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void host_tree_push(lua_State *L, const tree *t)
{
    luaL_checkstack(L, 6, NULL);
    switch (t ? t->kind : TREE_NULL) {
    case TREE_NULL: lua_pushnil(L); break;
    case TREE_BOOL: lua_pushboolean(L, t->yes); break;
    case TREE_INT: lua_pushinteger(L, t->whole); break;
    case TREE_REAL: lua_pushnumber(L, t->real); break;
    case TREE_TEXT: lua_pushlstring(L, t->text, t->count); break;
    case TREE_LIST: {
        lua_createtable(L, (int)t->count, 0);
        lua_Integer i = 0;
        for (const tree *item = t->first; item; item = item->next) {
            host_tree_push(L, item);
            lua_rawseti(L, -2, ++i);
        }
        break;
    }
    case TREE_MAP:
        lua_createtable(L, 0, (int)t->count);
        for (const tree *item = t->first; item; item = item->next) {
            lua_pushstring(L, item->key);
            host_tree_push(L, item);
            lua_rawset(L, -3);
        }
        break;
    }
}

/* One table on the way down, for saying where something is wrong. */
typedef struct step {
    const struct step *up;
    const char *key; /* NULL: a list's entry */
    lua_Integer index;
} step;

typedef struct taker {
    arena *into;
    const char *function;
    int function_index;
    uint32_t values;
    size_t bytes;
} taker;

/* All texts of one answer together. */
#define MOST_BYTES ((size_t)4 << 20)

static void add_path(const step *at, char *out, size_t size)
{
    if (!at) return;
    add_path(at->up, out, size);
    size_t len = strlen(out);
    if (at->key)
        snprintf(out + len, size - len, "%s%.48s", len ? "." : "", at->key);
    else
        snprintf(out + len, size - len, "[%lld]", (long long)at->index);
}

/* Raises: what the function returned is wrong at `at`. Placed where the function begins. */
static void wrong(lua_State *L, const taker *t, const step *at, const char *what)
{
    char path[400] = "";
    add_path(at, path, sizeof path);
    lua_Debug ar;
    lua_pushvalue(L, t->function_index);
    lua_getinfo(L, ">S", &ar);
    if (ar.source[0] == '=' && ar.linedefined > 0)
        lua_pushfstring(L, "%s:%d: ", ar.source + 1, ar.linedefined);
    else
        lua_pushliteral(L, "");
    host_of(L)->raising = PROBLEM_LUA_RESULT;
    lua_pushfstring(L, "what '%s' returned%s%s: %s", t->function, path[0] ? ", at " : "", path,
                    what);
    lua_concat(L, 2);
    lua_error(L);
}

static void *take_memory(lua_State *L, const taker *t, size_t count, size_t size)
{
    err e; /* not cleared whole: this is done for every text */
    e.code = ERR_NONE;
    void *memory = arena_array(t->into, count, size, &e);
    if (!memory) host_raise_err(L, &e);
    return memory;
}

/* The text at the top of the stack, copied. */
static const char *take_text(lua_State *L, taker *t, const step *at, uint32_t *count)
{
    size_t len, bad;
    const char *s = lua_tolstring(L, -1, &len);
    if (memchr(s, 0, len)) wrong(L, t, at, "a text holds a zero byte");
    if (!utf8_valid(s, len, &bad))
        wrong(L, t, at, "a text is no UTF-8; it may have been cut apart");
    t->bytes += len;
    if (t->bytes > MOST_BYTES) wrong(L, t, at, "the texts are longer than 4 MiB together");
    char *copy = take_memory(L, t, len + 1, 1);
    memcpy(copy, s, len);
    *count = (uint32_t)len;
    return copy;
}

static void take(lua_State *L, taker *t, const step *at, unsigned depth, tree *out);

static int compare_trees(const void *left, const void *right)
{
    return strcmp(((const tree *)left)->key, ((const tree *)right)->key);
}

static void link_members(tree *out, tree *members, uint32_t count)
{
    out->count = count;
    out->first = count ? members : NULL;
    for (uint32_t i = 0; i + 1 < count; i++)
        members[i].next = &members[i + 1];
}

static void take_list(lua_State *L, taker *t, const step *at, unsigned depth, tree *out,
                      uint32_t count)
{
    out->kind = TREE_LIST;
    tree *members = count ? take_memory(L, t, count, sizeof *members) : NULL;
    for (uint32_t i = 0; i < count; i++) {
        step here = {at, NULL, (lua_Integer)i + 1};
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        take(L, t, &here, depth + 1, &members[i]);
        lua_pop(L, 1);
    }
    link_members(out, members, count);
}

/* Values are taken once the keys are in order, so that the same mistake is always found first. */
static void take_map(lua_State *L, taker *t, const step *at, unsigned depth, tree *out,
                     uint32_t count)
{
    out->kind = TREE_MAP;
    tree *members = take_memory(L, t, count, sizeof *members);
    uint32_t n = 0;
    for (lua_pushnil(L); n < count && lua_next(L, -2); n++) {
        lua_pop(L, 1);
        uint32_t len;
        members[n].key = take_text(L, t, at, &len);
    }
    if (n == count) lua_pop(L, 1); /* the last key */
    qsort(members, count, sizeof *members, compare_trees);
    for (uint32_t i = 0; i < count; i++) {
        step here = {at, members[i].key, 0};
        lua_pushstring(L, members[i].key);
        lua_rawget(L, -2);
        take(L, t, &here, depth + 1, &members[i]);
        lua_pop(L, 1);
    }
    link_members(out, members, count);
}

static void take_table(lua_State *L, taker *t, const step *at, unsigned depth, tree *out)
{
    if (depth >= HOST_DEEPEST)
        wrong(L, t, at, "tables are nested too deeply, or a table holds itself");
    luaL_checkstack(L, 8, NULL);
    uint32_t count = 0, numbers = 0;
    lua_Integer largest = 0;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        if (++count + t->values > HOST_MOST_VALUES)
            wrong(L, t, at, "there are more than 20,000 values");
        if (lua_isinteger(L, -2)) {
            lua_Integer i = lua_tointeger(L, -2);
            if (i < 1) wrong(L, t, at, "a list starts at 1");
            numbers++;
            if (i > largest) largest = i;
        } else if (lua_type(L, -2) != LUA_TSTRING) {
            wrong(L, t, at, "a key is neither a text nor a whole number");
        }
    }
    t->values += count;
    host_charge(L, count);
    if (numbers && numbers != count)
        wrong(L, t, at, "a table is either a list or has names, not both");
    if (numbers && (lua_Unsigned)largest != numbers)
        wrong(L, t, at, "a list has a hole: an entry before its end is nil");
    if (numbers == count)
        take_list(L, t, at, depth, out, count);
    else
        take_map(L, t, at, depth, out, count);
}

static void take_number(lua_State *L, taker *t, const step *at, tree *out)
{
    int whole;
    lua_Integer i = lua_tointegerx(L, -1, &whole);
    if (whole) {
        out->kind = TREE_INT;
        out->whole = i;
        return;
    }
    out->kind = TREE_REAL;
    out->real = lua_tonumber(L, -1);
    if (!isfinite(out->real))
        wrong(L, t, at, "this is no finite number; was something divided by 0?");
}

static void take(lua_State *L, taker *t, const step *at, unsigned depth, tree *out)
{
    out->at = out->key_at = UINT32_MAX;
    switch (lua_type(L, -1)) {
    case LUA_TBOOLEAN:
        out->kind = TREE_BOOL;
        out->yes = lua_toboolean(L, -1);
        break;
    case LUA_TNUMBER: take_number(L, t, at, out); break;
    case LUA_TSTRING:
        out->kind = TREE_TEXT;
        out->text = take_text(L, t, at, &out->count);
        break;
    case LUA_TTABLE: take_table(L, t, at, depth, out); break;
    case LUA_TFUNCTION:
        wrong(L, t, at, "a function cannot be returned; give its name as text");
        break;
    default:
        wrong(L, t, at, "this cannot be returned; read a value of it, such as clock.hour");
        break;
    }
}

const tree *host_tree_take(lua_State *L, int function_index, const char *function, arena *into)
{
    taker t = {.into = into, .function = function, .function_index = function_index};
    tree *out = take_memory(L, &t, 1, sizeof *out);
    take(L, &t, NULL, 0, out);
    return out;
}

bool host_tree_equal(const tree *a, const tree *b)
{
    if (!a || !b) return a == b;
    if (a->kind != b->kind || a->count != b->count) return false;
    switch (a->kind) {
    case TREE_NULL: return true;
    case TREE_BOOL: return a->yes == b->yes;
    case TREE_INT: return a->whole == b->whole;
    case TREE_REAL: return !(a->real < b->real) && !(a->real > b->real);
    case TREE_TEXT: return memcmp(a->text, b->text, a->count) == 0;
    case TREE_LIST:
    case TREE_MAP: break;
    }
    const tree *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next) {
        if (a->kind == TREE_MAP && strcmp(x->key, y->key) != 0) return false;
        if (!host_tree_equal(x, y)) return false;
    }
    return x == y;
}

/* What scripts may call: an allow-list, built from host_api.def. Nothing of Lua is here that the
 * list does not name. */
#include "host/host_internal.h"

#include <stdio.h>
#include <string.h>

typedef struct api_row {
    const char *lib, *name;
    lua_CFunction function; /* NULL: Lua's own */
} api_row;

#define API(lib, name, usage, help) {#lib, #name, host_api_##lib##_##name},
#define API_LUA(lib, name, usage, help) {#lib, #name, NULL},
static const api_row ROWS[] = {
#include "host/host_api.def"
};
#undef API
#undef API_LUA

#define FULL_base(name) name
#define FULL_math(name) "math." name
#define FULL_string(name) "string." name
#define FULL_table(name) "table." name
#define FULL_text(name) "text." name
#define API(lib, name, usage, help) {FULL_##lib(#name), usage, help},
#define API_LUA(lib, name, usage, help) {FULL_##lib(#name), usage, help},
static const host_api MANUAL[] = {
#include "host/host_api.def"
};
#undef API
#undef API_LUA

enum { ROW_COUNT = sizeof ROWS / sizeof *ROWS };

const host_api *host_api_row(uint32_t i)
{
    return i < ROW_COUNT ? &MANUAL[i] : NULL;
}

/* ---- libraries: `string`, `table` ... are empty tables that pass reads on and refuse writes ----
 */

static const char *next_full_name(void *self, uint32_t i)
{
    (void)self;
    return i < ROW_COUNT ? MANUAL[i].name : NULL;
}

/* upvalue 1: the library's name */
static int missing_member(lua_State *L)
{
    const char *lib = lua_tostring(L, lua_upvalueindex(1));
    if (lua_type(L, 2) != LUA_TSTRING || lua_rawlen(L, 2) > 48)
        return host_raise(L, PROBLEM_LUA_FAILED, "%s has nothing of this name", lib);
    char full[64];
    snprintf(full, sizeof full, "%.12s.%.48s", lib, lua_tostring(L, 2));
    const char *instead = host_words_instead(full);
    if (instead)
        return host_raise(L, PROBLEM_LUA_FORBIDDEN, "%s is not available in scenarios: %s", full,
                          instead);
    const char *near = problems_nearest(full, next_full_name, NULL);
    if (near)
        return host_raise(L, PROBLEM_LUA_FAILED, "there is no function '%s' (did you mean '%s'?)",
                          full, near);
    return host_raise(L, PROBLEM_LUA_FAILED, "there is no function '%s'", full);
}

static int frozen(lua_State *L)
{
    return host_raise(L, PROBLEM_LUA_FORBIDDEN,
                      "%s belongs to Rapport and cannot be changed; use a table of your own",
                      lua_tostring(L, lua_upvalueindex(1)));
}

/* Takes the table of functions from the top, pushes its frozen front. */
static void freeze(lua_State *L, const char *lib)
{
    lua_createtable(L, 0, 1); /* of the functions: names that are missing */
    lua_pushstring(L, lib);
    lua_pushcclosure(L, missing_member, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, lib);
    lua_pushcclosure(L, frozen, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

/* Gives the string type its methods: those of our string library, not Lua's. */
static void set_string_methods(lua_State *L)
{
    lua_pushliteral(L, "");
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

void host_api_open(lua_State *L)
{
    lua_newtable(L); /* everything of Lua's own that may be needed; garbage afterwards */
    int stock = lua_gettop(L);
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    lua_setfield(L, stock, "base");
    lua_pushcfunction(L, luaopen_string);
    lua_call(L, 0, 1);
    lua_setfield(L, stock, "string");
    lua_pushcfunction(L, luaopen_math);
    lua_call(L, 0, 1);
    lua_setfield(L, stock, "math");

    lua_newtable(L);
    int api = lua_gettop(L);
    for (int i = 0; i < ROW_COUNT; i++) {
        const api_row *row = &ROWS[i];
        bool base = strcmp(row->lib, "base") == 0;
        if (base)
            lua_pushvalue(L, api);
        else if (lua_getfield(L, api, row->lib) != LUA_TTABLE) {
            lua_pop(L, 1);
            lua_newtable(L);
            lua_pushvalue(L, -1);
            lua_setfield(L, api, row->lib);
        }
        if (row->function) {
            lua_getfield(L, stock, row->lib);
            if (lua_istable(L, -1))
                lua_getfield(L, -1, row->name);
            else
                lua_pushnil(L);
            lua_remove(L, -2);
            lua_pushcclosure(L, row->function,
                             1); /* Lua's own of that name, for those that wrap it */
        } else {
            lua_getfield(L, stock, row->lib);
            lua_getfield(L, -1, row->name);
            lua_remove(L, -2);
        }
        lua_setfield(L, -2, row->name);
        lua_pop(L, 1);
    }
    static const char *const LIBS[] = {"math", "string", "table", "text"};
    for (size_t i = 0; i < sizeof LIBS / sizeof *LIBS; i++) {
        lua_getfield(L, api, LIBS[i]);
        if (strcmp(LIBS[i], "string") == 0) set_string_methods(L);
        freeze(L, LIBS[i]);
        lua_setfield(L, api, LIBS[i]);
    }
    lua_remove(L, stock);
}

void host_check_table(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TTABLE);
    if (!lua_getmetatable(L, index)) return;
    host_raise(L, PROBLEM_LUA_FORBIDDEN,
               "this table belongs to Rapport and cannot be changed; use a table of your own");
}

/* ---- base ---- */

const char *host_push_text(lua_State *L, int index, size_t *len)
{
    switch (lua_type(L, index)) {
    case LUA_TNIL: lua_pushliteral(L, "nil"); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TNUMBER:
    case LUA_TSTRING:
        lua_pushvalue(L, index);
        lua_tolstring(L, -1, NULL);
        break;
    default: lua_pushstring(L, luaL_typename(L, index)); break;
    }
    return lua_tolstring(L, -1, len);
}

int host_api_base_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    host_push_text(L, 1, NULL);
    return 1;
}

/* One key of a table, for sorting: numbers before texts before truth values. */
typedef struct pair_key {
    uint8_t rank; /* 0 number, 1 text, 2 truth value */
    bool whole;
    uint32_t at; /* in the list of keys */
    union {
        lua_Integer integer; /* also 0 and 1 for false and true */
        lua_Number real;
        struct {
            const char *bytes;
            size_t len;
        } text;
    };
} pair_key;

static int compare_numbers(const pair_key *a, const pair_key *b)
{
    if (a->whole && b->whole) return (a->integer > b->integer) - (a->integer < b->integer);
    /* A float that is a key has a fraction or lies beyond the whole numbers, so that rounding the
     * other side cannot change which is larger. */
    lua_Number x = a->whole ? (lua_Number)a->integer : a->real;
    lua_Number y = b->whole ? (lua_Number)b->integer : b->real;
    return (x > y) - (x < y);
}

static int compare_keys(const void *left, const void *right)
{
    const pair_key *a = left, *b = right;
    if (a->rank != b->rank) return a->rank - b->rank;
    if (a->rank != 1) return compare_numbers(a, b);
    size_t len = a->text.len < b->text.len ? a->text.len : b->text.len;
    int order = memcmp(a->text.bytes, b->text.bytes, len);
    return order ? order : (a->text.len > b->text.len) - (a->text.len < b->text.len);
}

static void read_key(lua_State *L, pair_key *key)
{
    switch (lua_type(L, -1)) {
    case LUA_TNUMBER:
        key->rank = 0;
        key->whole = lua_isinteger(L, -1);
        if (key->whole)
            key->integer = lua_tointeger(L, -1);
        else
            key->real = lua_tonumber(L, -1);
        break;
    case LUA_TSTRING:
        key->rank = 1;
        key->text.bytes = lua_tolstring(L, -1, &key->text.len);
        break;
    case LUA_TBOOLEAN:
        key->rank = 2;
        key->whole = true;
        key->integer = lua_toboolean(L, -1);
        break;
    default:
        host_raise(L, PROBLEM_LUA_FAILED,
                   "pairs needs keys that are numbers, texts, true or false; here one is a %s",
                   luaL_typename(L, -1));
    }
}

/* Pushes the list of the keys of table 1 in sorted order; returns how many. */
static uint32_t push_sorted_keys(lua_State *L)
{
    uint32_t count = 0;
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1))
        count++;
    host_charge(L, count);
    lua_createtable(L, (int)count, 0);
    int keys = lua_gettop(L);
    pair_key *sorted = lua_newuserdatauv(L, (count ? count : 1) * sizeof *sorted, 0);
    uint32_t n = 0;
    bool in_order = true;
    for (lua_pushnil(L); n < count && lua_next(L, 1); n++) {
        lua_pop(L, 1);
        sorted[n] = (pair_key){.at = n};
        read_key(L, &sorted[n]);
        in_order = in_order && (n == 0 || compare_keys(&sorted[n - 1], &sorted[n]) < 0);
        lua_pushvalue(L, -1);
        lua_rawseti(L, keys, (lua_Integer)n + 1);
    }
    if (in_order) {
        lua_settop(L, keys);
        return count;
    }
    host_charge(L, (uint64_t)count * 4);
    qsort(sorted, count, sizeof *sorted, compare_keys);
    lua_createtable(L, (int)count, 0);
    for (n = 0; n < count; n++) {
        lua_rawgeti(L, keys, (lua_Integer)sorted[n].at + 1);
        lua_rawseti(L, -2, (lua_Integer)n + 1);
    }
    lua_replace(L, keys);
    lua_settop(L, keys);
    return count;
}

/* upvalues: the sorted keys, how many, the next one. An entry removed meanwhile is left out. */
static int next_pair(lua_State *L)
{
    lua_Integer count = lua_tointeger(L, lua_upvalueindex(2));
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));
    lua_settop(L, 1);
    if (!lua_istable(L, 1)) return 0;
    while (i <= count) {
        lua_rawgeti(L, lua_upvalueindex(1), i++);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, 1) != LUA_TNIL) {
            lua_pushinteger(L, i);
            lua_replace(L, lua_upvalueindex(3));
            return 2;
        }
        lua_settop(L, 1);
    }
    return 0;
}

int host_api_base_pairs(lua_State *L)
{
    if (lua_type(L, 1) != LUA_TTABLE)
        return host_raise(L, PROBLEM_LUA_FAILED, "pairs needs a table; this is %s",
                          lua_isnoneornil(L, 1) ? "nil (nothing)" : luaL_typename(L, 1));
    uint32_t count = push_sorted_keys(L);
    lua_pushinteger(L, count);
    lua_pushinteger(L, 1);
    lua_pushcclosure(L, next_pair, 3);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

int host_api_base_roll(lua_State *L)
{
    host *h = host_of(L);
    int whole = 0;
    lua_Integer n = lua_tointegerx(L, 1, &whole);
    if (!whole || n < 1 || n > STORY_VALUE_LARGEST)
        return host_raise(L, PROBLEM_LUA_FAILED, "roll needs a whole number from 1 to %d",
                          STORY_VALUE_LARGEST);
    if (!h->state)
        return host_raise(L, PROBLEM_LUA_FAILED,
                          "there is no play yet while the script is being loaded; roll inside a "
                          "function");
    if (!h->dice_thrown) {
        h->dice = rng_seed(h->dice_key, 1);
        h->dice_thrown = true;
    }
    h->drawn++;
    lua_pushinteger(L, (lua_Integer)rng_below(&h->dice, (uint32_t)n) + 1);
    return 1;
}

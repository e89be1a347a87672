/* Functions on lists. Lengths are raw, and whatever moves entries pays for each. */
#include "host/host_internal.h"

enum { MOST_UNPACKED = 250 };

static lua_Integer list_length(lua_State *L)
{
    host_check_table(L, 1);
    return (lua_Integer)lua_rawlen(L, 1);
}

int host_api_table_insert(lua_State *L)
{
    lua_Integer n = list_length(L);
    int args = lua_gettop(L);
    if (args == 2) {
        lua_rawseti(L, 1, n + 1);
        return 0;
    }
    if (args != 3)
        return host_raise(L, PROBLEM_LUA_FAILED,
                          "table.insert needs (list, value) or (list, at, "
                          "value)");
    lua_Integer at = luaL_checkinteger(L, 2);
    if (at < 1 || at > n + 1)
        return host_raise(L, PROBLEM_LUA_FAILED,
                          "table.insert: place %lld is outside the list, which has %lld entries",
                          (long long)at, (long long)n);
    host_charge(L, (uint64_t)(n - at + 1) / 2 + 1);
    for (lua_Integer i = n + 1; i > at; i--) {
        lua_rawgeti(L, 1, i - 1);
        lua_rawseti(L, 1, i);
    }
    lua_rawseti(L, 1, at);
    return 0;
}

int host_api_table_remove(lua_State *L)
{
    lua_Integer n = list_length(L);
    lua_Integer at = luaL_optinteger(L, 2, n);
    if (n == 0 && (at == 0 || at == n + 1)) {
        lua_pushnil(L);
        return 1;
    }
    if (at < 1 || at > n + 1)
        return host_raise(L, PROBLEM_LUA_FAILED,
                          "table.remove: place %lld is outside the list, which has %lld entries",
                          (long long)at, (long long)n);
    host_charge(L, (uint64_t)(n - at + 1) / 2 + 1);
    lua_rawgeti(L, 1, at);
    for (lua_Integer i = at; i < n; i++) {
        lua_rawgeti(L, 1, i + 1);
        lua_rawseti(L, 1, i);
    }
    if (at <= n) {
        lua_pushnil(L);
        lua_rawseti(L, 1, n);
    }
    return 1;
}

int host_api_table_concat(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    size_t between;
    const char *separator = luaL_optlstring(L, 2, "", &between);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = luaL_optinteger(L, 4, (lua_Integer)lua_rawlen(L, 1));
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    size_t total = 0;
    for (lua_Integer i = first; i <= last; i++) {
        size_t len;
        lua_rawgeti(L, 1, i);
        if (!lua_isstring(L, -1))
            return host_raise(
                L, PROBLEM_LUA_FAILED, "table.concat joins texts and numbers; entry %lld is %s",
                (long long)i, lua_isnil(L, -1) ? "nil (nothing)" : luaL_typename(L, -1));
        lua_tolstring(L, -1, &len);
        total += len + between;
        host_charge(L, 1 + len / 64);
        if (total > HOST_TEXT_LONGEST + between)
            return host_raise(L, PROBLEM_LUA_LIMIT,
                              "table.concat would make a text longer than %d "
                              "KiB",
                              HOST_TEXT_LONGEST / 1024);
        luaL_addvalue(&b);
        if (i == last) break; /* also where i + 1 would be too large */
        luaL_addlstring(&b, separator, between);
    }
    luaL_pushresult(&b);
    return 1;
}

int host_api_table_unpack(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = luaL_optinteger(L, 3, (lua_Integer)lua_rawlen(L, 1));
    if (first > last) return 0;
    if ((lua_Unsigned)last - (lua_Unsigned)first >= MOST_UNPACKED)
        return host_raise(L, PROBLEM_LUA_LIMIT, "table.unpack gives at most %d values at once",
                          MOST_UNPACKED);
    int n = (int)((lua_Unsigned)last - (lua_Unsigned)first) + 1;
    luaL_checkstack(L, n, NULL);
    for (int i = 0; i < n; i++)
        lua_rawgeti(L, 1, (lua_Integer)((lua_Unsigned)first + (lua_Unsigned)i));
    return n;
}

/* ---- sort: merging, so that equal entries keep their order and a comparison that contradicts
 * itself can at worst give a strange order. The list is written once all is compared. ---- */

/* Whether the value at stack index a must come before the one at b. */
static bool before(lua_State *L, int a, int b)
{
    if (!lua_toboolean(L, 2)) {
        host_charge(L, 2);
        return lua_compare(L, a, b, LUA_OPLT);
    }
    host_charge(L, 2);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    bool yes = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return yes;
}

/* Merges the runs [low, middle) and [middle, high) of the list at `from` into the one at `to`. */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle,
                  lua_Integer high)
{
    lua_Integer left = low, right = middle;
    for (lua_Integer out = low; out < high; out++) {
        if (left < middle && right < high) {
            lua_rawgeti(L, from, left);
            lua_rawgeti(L, from, right);
            int top = lua_gettop(L);
            if (before(L, top, top - 1)) {
                lua_remove(L, top - 1);
                right++;
            } else {
                lua_pop(L, 1);
                left++;
            }
        } else {
            lua_rawgeti(L, from, left < middle ? left++ : right++);
        }
        lua_rawseti(L, to, out);
    }
}

int host_api_table_sort(lua_State *L)
{
    lua_Integer n = list_length(L);
    lua_settop(L, 2);
    if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
    if (n > INT32_MAX) return host_raise(L, PROBLEM_LUA_LIMIT, "table.sort: the list is too long");
    host_charge(L, (uint64_t)n + 1);
    lua_createtable(L, (int)n, 0);
    lua_createtable(L, (int)n, 0);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, 3, i);
    }
    int from = 3, to = 4;
    for (lua_Integer width = 1; width < n; width *= 2) {
        for (lua_Integer low = 1; low <= n; low += 2 * width) {
            lua_Integer middle = low + width > n + 1 ? n + 1 : low + width;
            lua_Integer high = low + 2 * width > n + 1 ? n + 1 : low + 2 * width;
            merge(L, from, to, low, middle, high);
        }
        int swap = from;
        from = to;
        to = swap;
    }
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, 1, i);
    }
    return 0;
}

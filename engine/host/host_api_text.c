/* Functions on texts. None of Lua's patterns: a short one can keep the machine busy for minutes. */
#include "host/host_internal.h"

#include <string.h>

enum { MOST_RESULTS = 250 };

static lua_Integer from_end(lua_Integer at, size_t len)
{
    if (at >= 0) return at;
    return at < -(lua_Integer)len ? 0 : (lua_Integer)len + at + 1;
}

int host_api_string_byte(lua_State *L)
{
    size_t len;
    const char *s = luaL_checklstring(L, 1, &len);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = from_end(luaL_optinteger(L, 3, first), len);
    first = from_end(first, len);
    if (first < 1) first = 1;
    if (last > (lua_Integer)len) last = (lua_Integer)len;
    if (first > last) return 0;
    if (last - first >= MOST_RESULTS)
        return host_raise(L, PROBLEM_LUA_LIMIT, "string.byte gives at most %d numbers at once",
                          MOST_RESULTS);
    luaL_checkstack(L, MOST_RESULTS, NULL);
    for (lua_Integer i = first; i <= last; i++)
        lua_pushinteger(L, (unsigned char)s[i - 1]);
    return (int)(last - first) + 1;
}

int host_api_string_rep(lua_State *L)
{
    size_t len, between;
    luaL_checklstring(L, 1, &len);
    lua_Integer n = luaL_checkinteger(L, 2);
    luaL_optlstring(L, 3, "", &between);
    if (n > 0 && len + between > 0 && n > HOST_TEXT_LONGEST / (lua_Integer)(len + between) + 1)
        return host_raise(L, PROBLEM_LUA_LIMIT, "string.rep would make a text longer than %d KiB",
                          HOST_TEXT_LONGEST / 1024);
    if (len + between == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    host_charge(L, n > 0 ? 1 + (size_t)n / 8 + (len + between) * (size_t)n / 64 : 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

/* Checks one conversion at `form` (after the %), and returns what follows it. */
static const char *check_conversion(lua_State *L, const char *form, int arg)
{
    const char *at = form;
    size_t flags = strspn(at, "-+ #0");
    at += flags;
    size_t width = strspn(at, "0123456789");
    at += width;
    size_t precision = 0;
    if (*at == '.') {
        at++;
        precision = strspn(at, "0123456789");
        at += precision;
    }
    if (!*at || !strchr("dixXocfFeEgGs", *at))
        host_raise(L, PROBLEM_LUA_FORBIDDEN,
                   "string.format knows %%d %%s %%f %%g %%x %%o %%c %%e and %%%%, not %%%.*s",
                   (int)(*at ? at - form + 1 : at - form), form);
    if (flags > 5 || width > 2 || precision > 2)
        host_raise(L, PROBLEM_LUA_FAILED, "string.format takes widths up to 99, not %%%.*s",
                   (int)(at - form + 1 > 30 ? 30 : at - form + 1), form);
    if (*at == 's') {
        luaL_checkany(L, arg);
        host_push_text(L, arg, NULL);
        lua_replace(L, arg);
    }
    return at + 1;
}

int host_api_string_format(lua_State *L)
{
    size_t len;
    const char *form = luaL_checklstring(L, 1, &len);
    if (strlen(form) != len)
        return host_raise(L, PROBLEM_LUA_FAILED, "string.format: the form holds a zero byte");
    host_charge(L, 1 + len / 16);
    int arg = 1;
    for (const char *at = strchr(form, '%'); at; at = strchr(at, '%')) {
        at++;
        if (*at == '%')
            at++;
        else
            at = check_conversion(L, at, ++arg);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

/* Where `part` stands in `s`, or NULL. Paid by what is compared, as the worst case is a product. */
static const char *find(lua_State *L, const char *s, size_t len, const char *part, size_t part_len)
{
    if (part_len == 0) return s;
    const char *end = s + len;
    while ((size_t)(end - s) >= part_len) {
        const char *at = memchr(s, part[0], (size_t)(end - s) - part_len + 1);
        if (!at) return NULL;
        host_charge(L, 1 + (size_t)(at - s) / 64 + part_len / 64);
        if (memcmp(at, part, part_len) == 0) return at;
        s = at + 1;
    }
    return NULL;
}

int host_api_text_contains(lua_State *L)
{
    size_t len, part_len;
    const char *s = luaL_checklstring(L, 1, &len);
    const char *part = luaL_checklstring(L, 2, &part_len);
    lua_pushboolean(L, find(L, s, len, part, part_len) != NULL);
    return 1;
}

int host_api_text_starts_with(lua_State *L)
{
    size_t len, part_len;
    const char *s = luaL_checklstring(L, 1, &len);
    const char *part = luaL_checklstring(L, 2, &part_len);
    lua_pushboolean(L, part_len <= len && memcmp(s, part, part_len) == 0);
    return 1;
}

int host_api_text_ends_with(lua_State *L)
{
    size_t len, part_len;
    const char *s = luaL_checklstring(L, 1, &len);
    const char *part = luaL_checklstring(L, 2, &part_len);
    lua_pushboolean(L, part_len <= len && memcmp(s + len - part_len, part, part_len) == 0);
    return 1;
}

int host_api_text_split(lua_State *L)
{
    size_t len, part_len;
    const char *s = luaL_checklstring(L, 1, &len);
    const char *part = luaL_checklstring(L, 2, &part_len);
    if (part_len == 0)
        return host_raise(L, PROBLEM_LUA_FAILED,
                          "text.split needs a separator of a letter or more");
    lua_newtable(L);
    lua_Integer n = 0;
    for (const char *end = s + len, *at; s; s = at ? at + part_len : NULL) {
        at = find(L, s, (size_t)(end - s), part, part_len);
        host_charge(L, 1);
        lua_pushlstring(L, s, (size_t)((at ? at : end) - s));
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

int host_api_text_trim(lua_State *L)
{
    size_t len;
    const char *s = luaL_checklstring(L, 1, &len);
    while (len && is_blank(*s))
        s++, len--;
    while (len && is_blank(s[len - 1]))
        len--;
    lua_pushlstring(L, s, len);
    return 1;
}

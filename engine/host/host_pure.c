/* Whether a function keeps something between calls. */
#include "base/base_hash.h"
#include "host/host_internal.h"

#include <stdio.h>
#include <string.h>

enum { DEEPEST = 100 };

typedef struct walk {
    lua_State *L;
    int seen; /* stack index: table or function -> the number it was met as */
    lua_Integer met;
    uint64_t hash;
} walk;

static void walk_value(walk *w, int depth);

static void walk_table(walk *w, int depth)
{
    lua_State *L = w->L;
    for (lua_pushnil(L); lua_next(L, -2);) {
        lua_pushvalue(L, -2);
        walk_value(w, depth);
        walk_value(w, depth);
    }
}

/* What a function keeps lies in its upvalues. */
static void walk_function(walk *w, int depth)
{
    lua_State *L = w->L;
    w->hash = hash64_number(w->hash, (uint64_t)(uintptr_t)lua_topointer(L, -1));
    for (int i = 1; lua_getupvalue(L, -1, i); i++)
        walk_value(w, depth);
}

/* Takes the value on top of the stack into the hash, and off the stack. */
static void walk_value(walk *w, int depth)
{
    lua_State *L = w->L;
    luaL_checkstack(L, 8, NULL);
    host_charge(L, 1);
    int kind = lua_type(L, -1);
    w->hash = hash64_number(w->hash, (uint64_t)kind);
    if (kind == LUA_TBOOLEAN || kind == LUA_TNUMBER || kind == LUA_TSTRING) {
        size_t len;
        const char *text = host_push_text(L, lua_gettop(L), &len);
        w->hash = hash64(w->hash, text, len);
        lua_pop(L, 1);
    } else if (kind == LUA_TTABLE || (kind == LUA_TFUNCTION && !lua_iscfunction(L, -1))) {
        lua_pushvalue(L, -1);
        if (lua_rawget(L, w->seen) == LUA_TNUMBER) {
            w->hash = hash64_number(w->hash, (uint64_t)lua_tointeger(L, -1));
            lua_pop(L, 1);
        } else {
            lua_pop(L, 1);
            lua_pushvalue(L, -1);
            lua_pushinteger(L, ++w->met);
            lua_rawset(L, w->seen);
            if (depth < DEEPEST) {
                if (kind == LUA_TTABLE)
                    walk_table(w, depth + 1);
                else
                    walk_function(w, depth + 1);
            }
        }
    }
    lua_pop(L, 1);
}

static int fingerprint(lua_State *L)
{
    uint64_t *hash = lua_touserdata(L, 1);
    walk w = {.L = L, .hash = HASH64_START};
    lua_newtable(L);
    w.seen = lua_gettop(L);
    static const int ROOTS[] = {HOST_SLOT_AUTHOR, HOST_SLOT_MODULES};
    for (size_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, ROOTS[i]);
        walk_value(&w, 0);
    }
    *hash = w.hash;
    return 0;
}

bool host_is_pure(host *h, host *fresh, const story_def *def, const story_state *s,
                  const char *function, const tree *argument, bool *pure, char *why,
                  size_t why_size, err *e)
{
    bool ok = false;
    arena mem = {0};
    const tree *first = NULL, *again = NULL, *elsewhere = NULL;
    uint64_t before = 0, after = 0;
    story_hooks hooks = host_hooks(h);
    *pure = false;
    if (!host_close(h, e) || !host_door(h, fingerprint, &before, e)) goto done;
    if (!hooks.call(h, def, s, function, argument, &mem, &first, e)) goto done;
    if (!hooks.call(h, def, s, function, argument, &mem, &again, e)) goto done;
    if (!host_door(h, fingerprint, &after, e)) goto done;
    if (fresh) {
        hooks = host_hooks(fresh);
        if (!hooks.call(fresh, def, s, function, argument, &mem, &elsewhere, e)) goto done;
    }
    ok = true;
    if (!host_tree_equal(first, again))
        snprintf(why, why_size, "'%s' gave another answer when asked twice", function);
    else if (fresh && !host_tree_equal(first, elsewhere))
        snprintf(why, why_size, "'%s' gives another answer in a program started anew", function);
    else if (before != after)
        snprintf(why, why_size,
                 "'%s' changes a table or local variable outside itself; nothing may be kept "
                 "between calls",
                 function);
    else
        *pure = true;
done:
    arena_release(&mem);
    return ok;
}

/* Reading the state: `trust`, `clock.hour`, `told.dana.pay`, state["doubt_" .. n]. Each name is
 * resolved once; the answer is kept as a number in a table of Lua's. */
#include "host/host_internal.h"

#include <stdio.h>
#include <string.h>

enum { NAME_LONGEST = 48, DOTTED_LONGEST = 3 * (NAME_LONGEST + 1) };

/* What may stand after the dot. */
typedef enum part {
    PART_NONE,
    PART_CLOCK,
    PART_SCENE,
    PART_CHOICE,
    PART_EVENT,
    PART_FACT,
    PART_PERSON,
    PART_AXIS,
    PART_VARIABLE
} part;

typedef struct group {
    const char *name;
    part first, second;
} group;

static const group GROUPS[] = {
    {"clock", PART_CLOCK, PART_NONE},    {"visits", PART_SCENE, PART_NONE},
    {"chosen", PART_SCENE, PART_CHOICE}, {"due", PART_EVENT, PART_NONE},
    {"fired", PART_EVENT, PART_NONE},    {"fact", PART_FACT, PART_NONE},
    {"told", PART_PERSON, PART_FACT},    {"lied", PART_PERSON, PART_FACT},
    {"lies", PART_PERSON, PART_NONE},    {"contradictions", PART_PERSON, PART_NONE},
    {"score", PART_AXIS, PART_NONE},     {"state", PART_VARIABLE, PART_NONE},
};
enum { GROUP_COUNT = sizeof GROUPS / sizeof *GROUPS };
static const char *const SINGLE[] = {"discovered", "ending", "steps"};
enum { SINGLE_COUNT = sizeof SINGLE / sizeof *SINGLE };

bool host_state_is_reserved(const char *name)
{
    for (int i = 0; i < SINGLE_COUNT; i++)
        if (strcmp(name, SINGLE[i]) == 0) return true;
    return false;
}

/* ---- suggestions ---- */

typedef struct candidates {
    const host *h;
    part kind;
    const char *scene; /* for PART_CHOICE */
} candidates;

static const char *choice_at(const story_def *d, const char *scene, uint32_t i)
{
    uint32_t at = story_names_find(&d->scene_names, scene);
    if (at == STORY_NONE || i >= d->scenes[at].choice_count) return NULL;
    return d->scenes[at].choices[i].id;
}

static const char *candidate_at(void *self, uint32_t i)
{
    static const char *const CLOCK[] = {"day",     "hour",    "minute",   "time",
                                        "weekday", "workday", "workdays", "now"};
    const candidates *c = self;
    const story_def *d = c->h->def;
    switch (c->kind) {
    case PART_CLOCK: return i < sizeof CLOCK / sizeof *CLOCK ? CLOCK[i] : NULL;
    case PART_SCENE: return story_names_at(&d->scene_names, i);
    case PART_CHOICE: return choice_at(d, c->scene, i);
    case PART_EVENT: return story_names_at(&d->event_names, i);
    case PART_FACT: return story_names_at(&d->fact_names, i);
    case PART_PERSON: return story_names_at(&d->person_names, i);
    case PART_AXIS: return story_axis_word(i);
    case PART_VARIABLE: return story_names_at(&d->var_names, i);
    case PART_NONE: break;
    }
    return NULL;
}

/* Everything a global may be: variables, functions of the scripts, what Rapport offers. */
static const char *global_at(void *self, uint32_t i)
{
    const candidates *c = self;
    const host *h = c->h;
    uint32_t variables = h->def ? h->def->var_count : 0;
    if (i < variables) return h->def->vars[i].name;
    i -= variables;
    if (i < h->function_count) return h->functions[i];
    i -= h->function_count;
    if (i < GROUP_COUNT) return GROUPS[i].name;
    i -= GROUP_COUNT;
    if (i < SINGLE_COUNT) return SINGLE[i];
    const host_api *row = host_api_row(i - SINGLE_COUNT);
    return row ? row->name : NULL;
}

static int unknown(lua_State *L, const char *prefix, const char *name, const char *near)
{
    if (near)
        return host_raise(L, PROBLEM_LUA_FAILED, "there is no '%s%s' (did you mean '%s%s'?)",
                          prefix, name, prefix, near);
    return host_raise(L, PROBLEM_LUA_FAILED, "there is no '%s%s'", prefix, name);
}

static int no_play_yet(lua_State *L, const char *what)
{
    return host_raise(L, PROBLEM_LUA_FAILED,
                      "'%s' cannot be read here: there is no play yet while the script is being "
                      "loaded; read it inside a function",
                      what);
}

/* ---- values ---- */

static lua_Integer pack(story_ref ref)
{
    return (lua_Integer)((uint64_t)ref.what << 48 | (uint64_t)ref.b << 32 | ref.a);
}

static story_ref unpack(lua_Integer packed)
{
    uint64_t bits = (uint64_t)packed;
    return (story_ref){(uint16_t)(bits >> 48), (uint16_t)(bits >> 32), (uint32_t)bits};
}

static int push_value(lua_State *L, const host *h, story_ref ref)
{
    story_value v;
    /* What scripts read most needs no more than a look into the state. */
    switch ((story_ref_what)ref.what) {
    case STORY_REF_WHOLE: lua_pushinteger(L, h->state->slots[ref.a]); return 1;
    case STORY_REF_YES: lua_pushboolean(L, h->state->slots[ref.a] != 0); return 1;
    case STORY_REF_WORD:
        lua_pushstring(L, h->def->vars[ref.a].words[h->state->slots[ref.a]].name);
        return 1;
    default: break;
    }
    err e;
    e.code = ERR_NONE;
    story_hooks hooks = host_hooks(host_of(L));
    if (!story_ref_value(ref, h->def, &hooks, h->state, &v, &e)) return host_raise_err(L, &e);
    switch (v.kind) {
    case STORY_NIL: lua_pushnil(L); break;
    case STORY_BOOL: lua_pushboolean(L, v.yes); break;
    case STORY_INT: lua_pushinteger(L, v.whole); break;
    case STORY_REAL: lua_pushnumber(L, v.real); break;
    case STORY_TEXT: lua_pushstring(L, v.text); break;
    }
    return 1;
}

/* The name at stack index 2; raises unless it can be one. */
static const char *check_name(lua_State *L, const char *what)
{
    if (lua_type(L, 2) != LUA_TSTRING)
        host_raise(L, PROBLEM_LUA_FAILED, "%s needs a name as text; this is a %s", what,
                   luaL_typename(L, 2));
    size_t len;
    const char *name = lua_tolstring(L, 2, &len);
    if (len > NAME_LONGEST || strlen(name) != len)
        host_raise(L, PROBLEM_LUA_FAILED, "%s has no name as long as this one", what);
    return name;
}

/* Resolves `dotted` and keeps it in the cache (upvalue 1) under the key at index 2. False when
 * there is no such name. */
static bool resolve(lua_State *L, const host *h, const char *dotted, story_ref *ref)
{
    *ref = (story_ref){0};
    if (!story_def_resolve(h->def, dotted, strlen(dotted), ref) || ref->what == STORY_REF_NONE)
        return false;
    lua_pushvalue(L, 2);
    lua_pushinteger(L, pack(*ref));
    lua_rawset(L, lua_upvalueindex(1));
    return true;
}

/* ---- groups: `clock`, and `told` with `told.dana` ---- */

static int refuse_write(lua_State *L)
{
    host_raise(L, PROBLEM_LUA_FORBIDDEN,
               "the state cannot be changed here; return { set = { %s = ... } } instead",
               lua_type(L, 2) == LUA_TSTRING && lua_rawlen(L, 2) < 49 ? lua_tostring(L, 2)
                                                                      : "name");
    return 0;
}

static int read_member(lua_State *L);

/* Pushes the object for `prefix` ("told." or "told.dana."). `deeper`: a name after it leads to
 * another object. */
static void push_group(lua_State *L, const char *prefix, int number, bool deeper)
{
    lua_newuserdatauv(L, 0, 0);
    lua_createtable(L, 0, 4);
    lua_newtable(L);
    lua_pushstring(L, prefix);
    lua_pushinteger(L, number);
    lua_pushboolean(L, deeper);
    lua_pushcclosure(L, read_member, 4);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
    lua_pushstring(L, GROUPS[number].name);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

static bool has_part(const host *h, part kind, const char *name)
{
    const story_names *names = kind == PART_SCENE ? &h->def->scene_names : &h->def->person_names;
    return story_names_find(names, name) != STORY_NONE;
}

static int read_new_member(lua_State *L, const host *h, const char *prefix)
{
    const group *g = &GROUPS[lua_tointeger(L, lua_upvalueindex(3))];
    bool deeper = lua_toboolean(L, lua_upvalueindex(4));
    const char *name = check_name(L, g->name);
    char dotted[DOTTED_LONGEST + 16];
    bool second = strchr(prefix, '.') != prefix + strlen(prefix) - 1;
    candidates c = {h, second && g->second ? g->second : g->first, NULL};
    if (deeper) {
        if (!has_part(h, g->first, name))
            return unknown(L, prefix, name, problems_nearest(name, candidate_at, &c));
        snprintf(dotted, sizeof dotted, "%s%s.", prefix, name);
        push_group(L, dotted, (int)(g - GROUPS), false);
        lua_pushvalue(L, 2);
        lua_pushvalue(L, -2);
        lua_rawset(L, lua_upvalueindex(1));
        return 1;
    }
    snprintf(dotted, sizeof dotted, "%s%s", g->first == PART_VARIABLE ? "" : prefix, name);
    story_ref ref;
    if (resolve(L, h, dotted, &ref)) return push_value(L, h, ref);
    char scene[NAME_LONGEST + 1];
    if (c.kind == PART_CHOICE) {
        const char *dot = strchr(prefix, '.') + 1;
        snprintf(scene, sizeof scene, "%.*s", (int)strlen(dot) - 1, dot);
        c.scene = scene;
    }
    return unknown(L, prefix, name, problems_nearest(name, candidate_at, &c));
}

/* __index of a group. Upvalues: cache, prefix, number of the group, whether it goes deeper. */
static int read_member(lua_State *L)
{
    const host *h = host_of(L);
    if (!h->state) return no_play_yet(L, GROUPS[lua_tointeger(L, lua_upvalueindex(3))].name);
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    int kind = lua_rawget(L, lua_upvalueindex(1));
    if (kind == LUA_TNUMBER) return push_value(L, h, unpack(lua_tointeger(L, -1)));
    if (kind == LUA_TUSERDATA) return 1;
    return read_new_member(L, h, lua_tostring(L, lua_upvalueindex(2)));
}

void host_state_open(lua_State *L)
{
    char prefix[32];
    for (int i = 0; i < GROUP_COUNT; i++) {
        snprintf(prefix, sizeof prefix, "%s.", GROUPS[i].name);
        push_group(L, prefix, i, GROUPS[i].second != PART_NONE);
        lua_setfield(L, -2, GROUPS[i].name);
    }
}

/* ---- names that are neither the scripts' nor Rapport's ---- */

static int read_unknown(lua_State *L, const host *h)
{
    const char *name = check_name(L, "the scenario");
    const char *instead = host_words_instead(name);
    if (instead)
        return host_raise(L, PROBLEM_LUA_FORBIDDEN, "'%s' is not available in scenarios: %s", name,
                          instead);
    if (!h->state && host_state_is_reserved(name)) return no_play_yet(L, name);
    candidates c = {.h = h};
    const char *near = problems_nearest(name, global_at, &c);
    if (h->state) {
        if (near)
            return host_raise(L, PROBLEM_LUA_FAILED,
                              "there is no function and no variable '%s' (did you mean '%s'?)",
                              name, near);
        return host_raise(L, PROBLEM_LUA_FAILED, "there is no function and no variable '%s'", name);
    }
    return host_raise(L, PROBLEM_LUA_FAILED,
                      "'%s' is not defined here%s%s%s; there is no play yet while the script is "
                      "being loaded, so variables can only be read inside functions",
                      name, near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
}

/* The end of the environment's chain: (table, name). Upvalue 1: cache. */
static int read_missing(lua_State *L)
{
    const host *h = host_of(L);
    lua_settop(L, 2);
    if (!h->state) return read_unknown(L, h);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNUMBER)
        return push_value(L, h, unpack(lua_tointeger(L, -1)));
    story_ref ref;
    if (!resolve(L, h, check_name(L, "the scenario"), &ref)) return read_unknown(L, h);
    return push_value(L, h, ref);
}

void host_state_push_missing(lua_State *L)
{
    lua_newtable(L);
    lua_pushcclosure(L, read_missing, 1);
}

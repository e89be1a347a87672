/* bench_lua: the generated story with every scene as a Lua function, against a plain C host that
 * calls the same functions once a step, and against a loop in Lua alone. Arguments: rounds, plays
 * in a round, the folder, plain_loop.lua. */
#include "base/base_file.h"
#include "bench.h"
#include "plain.h"
#include "session/session_internal.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[PLAIN_VARIABLES] = {"v1", "v2", "v3", "v4", "v5"};
static const int32_t START[PLAIN_VARIABLES] = {35, 40, 45, 50, 55};

/* ---- the engine ---- */
static uint64_t engine_plays(story_run *r, story_state *s, uint64_t plays)
{
    uint64_t sum = 0;
    for (uint64_t seed = 0; seed < plays; seed++) {
        rng chooser = plain_chooser(seed);
        err e = {0};
        if (!story_begin(r, s, seed, NULL, 0, NULL, &e)) bench_stop("%s", e.text);
        for (int i = 0; i < PLAIN_STEPS; i++) {
            story_moment m;
            if (!story_look(r, s, &m, &e) ||
                !story_step(r, s, &m, rng_below(&chooser, m.option_count), NULL, NULL, &e))
                bench_stop("%s", e.text);
        }
        sum = plain_sum(sum, s->slots, s->scene);
    }
    return sum;
}

/* ---- plain C and Lua ---- */
typedef struct host_state {
    lua_State *L;
    int32_t v[PLAIN_VARIABLES];
    char scene[16];
} host_state;

static int32_t held(int64_t value)
{
    return value < 0 ? 0 : value > 100 ? 100 : (int32_t)value;
}

/* What the table "set" on top says, and takes it off. */
static void apply_set(host_state *h)
{
    lua_State *L = h->L;
    int32_t now[PLAIN_VARIABLES];
    memcpy(now, h->v, sizeof now);
    for (int i = 0; i < PLAIN_VARIABLES; i++) {
        int kind = lua_getfield(L, -1, NAMES[i]);
        if (kind == LUA_TSTRING)
            now[i] = held(h->v[i] + (int64_t)lua_tointeger(L, -1));
        else if (kind == LUA_TNUMBER)
            now[i] = held((int64_t)lua_tointeger(L, -1));
        lua_pop(L, 1);
    }
    memcpy(h->v, now, sizeof now);
    lua_pop(L, 1);
}

static void host_step(host_state *h, rng *chooser)
{
    lua_State *L = h->L;
    for (int i = 0; i < PLAIN_VARIABLES; i++) {
        lua_pushinteger(L, h->v[i]);
        lua_setglobal(L, NAMES[i]);
    }
    lua_getglobal(L, h->scene);
    if (lua_pcall(L, 0, 1, 0) != LUA_OK) bench_stop("%s", lua_tostring(L, -1));
    lua_getfield(L, -1, "choices");
    uint32_t count = (uint32_t)lua_rawlen(L, -1);
    lua_rawgeti(L, -1, (lua_Integer)rng_below(chooser, count) + 1);
    lua_getfield(L, -1, "set");
    apply_set(h);
    lua_getfield(L, -1, "to");
    snprintf(h->scene, sizeof h->scene, "%s", lua_tostring(L, -1));
    lua_settop(L, 0);
}

static uint64_t host_plays(host_state *h, uint64_t plays)
{
    uint64_t sum = 0;
    for (uint64_t seed = 0; seed < plays; seed++) {
        rng chooser = plain_chooser(seed);
        memcpy(h->v, START, sizeof h->v);
        snprintf(h->scene, sizeof h->scene, "s0");
        for (int i = 0; i < PLAIN_STEPS; i++)
            host_step(h, &chooser);
        sum = plain_sum(sum, h->v, (uint32_t)bench_number(h->scene + 1));
    }
    return sum;
}

/* ---- Lua alone: plain_loop.lua ---- */
static void lua_plays(lua_State *L, uint64_t plays)
{
    lua_getglobal(L, "play_plain");
    lua_pushinteger(L, (lua_Integer)plays);
    lua_pushinteger(L, PLAIN_STEPS);
    if (lua_pcall(L, 2, 0, 0) != LUA_OK) bench_stop("%s", lua_tostring(L, -1));
}

static lua_State *lua_with(const char *folder, const char *loop)
{
    strbuf path = {0};
    err e = {0};
    lua_State *L = luaL_newstate();
    if (!L || !file_join(&path, folder, "story.lua", &e)) bench_stop("out of memory");
    luaL_openlibs(L);
    if (luaL_dofile(L, strbuf_text(&path)) || luaL_dofile(L, loop))
        bench_stop("%s", lua_tostring(L, -1));
    lua_settop(L, 0);
    strbuf_release(&path);
    return L;
}

int main(int argc, char **argv)
{
    if (argc != 5) bench_stop("usage: bench_lua ROUNDS PLAYS FOLDER LOOP");
    int rounds = bench_number(argv[1]);
    uint64_t plays = (uint64_t)bench_number(argv[2]);
    err e = {0};
    strbuf report = {0};
    scenario *s;
    session_places *places = session_places_find(NULL, argv[3], &e);
    if (!places || !scenario_open(places, argv[3], &report, &s, &e))
        bench_stop("%s\n%.500s", e.text, strbuf_text(&report));
    story_run run;
    story_hooks hooks = scenario_hooks(s);
    if (!story_run_init(&run, s->def, &hooks, &e)) bench_stop("%s", e.text);
    story_state *state = story_state_new(s->def, &e);
    if (!state) bench_stop("%s", e.text);
    host_state h = {.L = lua_with(argv[3], argv[4])};

    bench_series engine = {0}, plain = {0}, alone = {0};
    double steps = (double)plays * PLAIN_STEPS;
    for (int i = 0; i < rounds; i++) {
        uint64_t t0 = bench_now();
        uint64_t theirs = host_plays(&h, plays);
        uint64_t t1 = bench_now();
        uint64_t ours = engine_plays(&run, state, plays);
        uint64_t t2 = bench_now();
        lua_plays(h.L, plays);
        uint64_t t3 = bench_now();
        if (ours != theirs) bench_stop("the engine and the plain host came to different ends");
        bench_add(&plain, (double)(t1 - t0) / steps);
        bench_add(&engine, (double)(t2 - t1) / steps);
        bench_add(&alone, (double)(t3 - t2) / steps);
    }
    double o = bench_median(&engine), c = bench_median(&plain), l = bench_median(&alone);
    bench_at_least("steps a second, every scene in Lua / plain C and Lua", c / o, 0.5,
                   "%.0f k/s; plain C and Lua %.0f k/s", 1e6 / o, 1e6 / c);
    bench_note("the same / a loop in Lua alone", l / o, "Lua alone %.0f k/s", 1e6 / l);

    lua_close(h.L);
    base_free(state);
    story_run_release(&run);
    scenario_close(s);
    session_places_free(places);
    strbuf_release(&report);
    return 0;
}

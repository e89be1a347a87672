/* What the story asks of Lua: compiled expressions and functions by name. */
#include "base/base_hash.h"
#include "base/base_utf8.h"
#include "host/host_internal.h"

#include <stdio.h>
#include <string.h>

/* ---- a call with a state ---- */

/* Work with the state readable, whose dice come from `key`. The same host may be asked again while
 * it works: a fact may be worked out in Lua. */
static bool with_state(host *h, const story_def *def, const story_state *s, uint64_t key,
                       lua_CFunction work, void *job, err *e)
{
    if (h->def != def && !host_tie(h, def, e)) return false;
    const story_state *state = h->state;
    uint64_t dice_key = h->dice_key;
    rng dice = h->dice;
    bool thrown = h->dice_thrown;
    key = hash64_number(key, s->seed);
    key = hash64_number(key, s->luck.state);
    key = hash64_number(key, (uint64_t)s->steps << 32 | s->scene);
    h->state = s;
    h->dice_key = key;
    h->dice_thrown = false;
    bool ok = host_door(h, work, job, e);
    h->state = state;
    h->dice_key = dice_key;
    h->dice = dice;
    h->dice_thrown = thrown;
    return ok;
}

/* ---- expressions ---- */

typedef struct compile_job {
    const char *source;
    uint32_t number;
} compile_job;

static void load_expression(lua_State *L, const char *source, bool closed)
{
    const char *text = lua_pushfstring(L, closed ? "return (%s\n)" : "return %s", source);
    const char *name = lua_pushfstring(L, "?%s", source); /* not = or @: an expression, no file */
    host_sandbox_load(L, text, lua_rawlen(L, -2), name);
}

static int compile(lua_State *L)
{
    const compile_job *job = lua_touserdata(L, 1);
    load_expression(L, job->source, false);
    /* Once more in brackets, so that it is one value. */
    load_expression(L, job->source, true);
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_EXPRESSIONS);
    lua_insert(L, -2);
    lua_rawseti(L, -2, (lua_Integer)job->number + 1);
    return 0;
}

static bool grow_keys(host *h, err *e)
{
    if (h->expression_count < h->expression_cap) return true;
    uint32_t cap = h->expression_cap ? h->expression_cap * 2 : 64;
    uint64_t *keys = base_realloc(h->expression_keys, cap * sizeof *keys);
    if (!keys) return err_nomem(e);
    h->expression_keys = keys;
    h->expression_cap = cap;
    return true;
}

static bool compile_expression(void *self, const char *source, uint32_t *fn, char *why,
                               size_t why_size, err *e)
{
    host *h = self;
    *fn = STORY_NONE;
    size_t len = strlen(source);
    if (len > STORY_EXPR_LONGEST) {
        snprintf(why, why_size, "it is longer than %u letters; write a function of a script",
                 STORY_EXPR_LONGEST);
        return true;
    }
    if (!host_close(h, e) || !grow_keys(h, e)) return false;
    compile_job job = {source, h->expression_count};
    err failed = {0};
    size_t before = h->used;
    if (!host_door(h, compile, &job, &failed)) {
        if (failed.code == ERR_NOMEM) return err_nomem(e);
        snprintf(why, why_size, "%s", h->failure.text);
        return true;
    }
    /* The scenario's expressions are not what its scripts hold. */
    if (h->used > before) h->cap += h->used - before;
    h->expression_keys[job.number] = hash64(HASH64_START, source, len);
    h->expression_count++;
    *fn = job.number;
    return true;
}

typedef struct eval_job {
    uint32_t number;
    story_value *out;
} eval_job;

static int not_a_value(lua_State *L, const char *what)
{
    host_of(L)->raising = PROBLEM_LUA_RESULT;
    lua_pushfstring(L, "the expression gives %s; it must give a number, a text, true or false",
                    what);
    return lua_error(L);
}

static int eval(lua_State *L)
{
    const eval_job *job = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_EXPRESSIONS);
    lua_rawgeti(L, -1, (lua_Integer)job->number + 1);
    lua_call(L, 0, 1);
    size_t len, bad;
    switch (lua_type(L, -1)) {
    case LUA_TNIL: *job->out = (story_value){.kind = STORY_NIL}; break;
    case LUA_TBOOLEAN: *job->out = story_bool(lua_toboolean(L, -1)); break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, -1))
            *job->out = story_int(lua_tointeger(L, -1));
        else
            *job->out = (story_value){.kind = STORY_REAL, .real = lua_tonumber(L, -1)};
        break;
    case LUA_TSTRING:
        *job->out = story_text_value(lua_tolstring(L, -1, &len));
        if (strlen(job->out->text) != len || !utf8_valid(job->out->text, len, &bad))
            return not_a_value(L, "a text that is no UTF-8");
        lua_rawseti(L, LUA_REGISTRYINDEX, HOST_SLOT_TEXT); /* keeps it alive */
        break;
    case LUA_TTABLE: return not_a_value(L, "a table");
    case LUA_TFUNCTION: return not_a_value(L, "a function (are its brackets missing?)");
    default: return not_a_value(L, "a part of the state without a name after it");
    }
    return 0;
}

static bool hook_eval(void *self, const story_def *def, const story_state *s, uint32_t lua,
                      story_value *out, err *e)
{
    host *h = self;
    if (lua >= h->expression_count)
        return err_set(e, ERR_ARG, "there is no expression number %u", (unsigned)lua);
    eval_job job = {lua, out};
    return with_state(h, def, s, h->expression_keys[lua], eval, &job, e);
}

/* ---- functions ---- */

typedef struct call_job {
    const char *function;
    const tree *argument;
    arena *scratch;
    const tree *result;
} call_job;

static int call(lua_State *L)
{
    call_job *job = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_AUTHOR);
    lua_pushstring(L, job->function);
    if (lua_rawget(L, 2) != LUA_TFUNCTION) {
        host_of(L)->raising = PROBLEM_LUA_MISSING;
        lua_pushfstring(L, "no script defines a function '%s'", job->function);
        return lua_error(L);
    }
    lua_pushvalue(L, 3);
    host_tree_push(L, job->argument);
    lua_call(L, 1, 1);
    if (!lua_isnil(L, -1)) job->result = host_tree_take(L, 3, job->function, job->scratch);
    return 0;
}

static bool hook_call(void *self, const story_def *def, const story_state *s, const char *function,
                      const tree *argument, arena *scratch, const tree **result, err *e)
{
    call_job job = {function, argument, scratch, NULL};
    *result = NULL;
    uint64_t key = hash64(HASH64_START, function, strlen(function));
    if (!with_state(self, def, s, key, call, &job, e)) return false;
    *result = job.result;
    return true;
}

static uint64_t hook_drawn(void *self)
{
    const host *h = self;
    return h->drawn;
}

story_hooks host_hooks(host *h)
{
    return (story_hooks){.self = h, .eval = hook_eval, .call = hook_call, .drawn = hook_drawn};
}

/* ---- places ---- */

typedef struct place_job {
    const char *function;
    strbuf *place;
    bool ok;
} place_job;

static int find_place(lua_State *L)
{
    place_job *job = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, HOST_SLOT_PLACES);
    lua_pushstring(L, job->function);
    if (lua_rawget(L, -2) != LUA_TSTRING) return 0;
    const char *text = lua_tostring(L, -1); /* "call.lua:12: " */
    size_t len = strlen(text);
    while (len && (text[len - 1] == ' ' || text[len - 1] == ':'))
        len--;
    job->ok = strbuf_addn(job->place, text, len, NULL);
    return 0;
}

bool host_function_place(host *h, const char *function, strbuf *place, err *e)
{
    place_job job = {function, place, true};
    return host_door(h, find_place, &job, e) && (job.ok || err_nomem(e));
}

/* ---- the compiler ---- */

static int compare_name(const void *name, const void *row)
{
    return strcmp(name, *(const char *const *)row);
}

static bool has_function(void *self, const char *function)
{
    host *h = self;
    if (!host_close(h, NULL)) return false;
    return bsearch(function, h->functions, h->function_count, sizeof *h->functions, compare_name);
}

static const char *function_at(void *self, uint32_t i)
{
    host *h = self;
    if (!host_close(h, NULL)) return NULL;
    return i < h->function_count ? h->functions[i] : NULL;
}

story_compiler host_compiler(host *h)
{
    return (story_compiler){h, compile_expression, has_function, function_at};
}

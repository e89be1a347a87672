/* The virtual machine: its memory, its budget, the one door into it, and what a failure was. */
#include "host/host_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

const host_limits HOST_LIMITS = {(size_t)32 << 20, 2000000, 1000};

enum {
    HOOK_EVERY = 100,   /* instructions; small, so that little C work fits between two looks */
    MOST_REFUSALS = 10, /* a call that lives at the memory limit would only collect garbage */
    MOST_ARGUMENTS = 1000,
    DEEPEST_NEST = 16 /* facts that are worked out by asking for facts */
};

/* ---- memory ---- */

static void *refuse(host *h, host_refusal why)
{
    h->refusal = why;
    if (why == HOST_REFUSED_CAP) h->refusals++;
    if (h->L && h->depth) host_note_place(h);
    return NULL;
}

/* Lua's allocator. For a new object `old_size` is its type, which lets texts be bounded where they
 * are made, however they are made. */
static void *allocate(void *self, void *block, size_t old_size, size_t size)
{
    host *h = self;
    size_t old = block ? old_size : 0;
    if (size == 0) {
        host_pool_free(&h->pool, block, old);
        h->used -= old;
        return NULL;
    }
    if (size > old) {
        if (!block && old_size == LUA_TSTRING && size > HOST_TEXT_LONGEST + 64)
            return refuse(h, HOST_REFUSED_TEXT);
        if (h->refusals > MOST_REFUSALS || h->used - old + size > h->cap)
            return refuse(h, HOST_REFUSED_CAP);
    }
    void *moved = host_pool_resize(&h->pool, block, old, size);
    if (!moved) {
        /* Lua relies on shrinking: the block simply stays larger. */
        if (size > old) return refuse(h, HOST_REFUSED_REAL);
        moved = block;
    }
    h->used += size - old;
    return moved;
}

size_t host_memory(const host *h)
{
    return h->used;
}

/* ---- budget ---- */

static uint64_t nanoseconds(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0) return 0;
    return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

static void kill_call(lua_State *L, host_kill why)
{
    host *h = host_of(L);
    if (!h->killed) host_note_place(h);
    h->killed = why;
    lua_pushliteral(L, "stopped");
    lua_error(L);
}

static void look_at_clock(lua_State *L, host *h)
{
    uint64_t now = nanoseconds();
    if (!h->deadline) h->deadline = now + (uint64_t)h->limits.milliseconds * 1000000;
    if (now > h->deadline) kill_call(L, HOST_KILLED_TIME);
}

void host_charge(lua_State *L, uint64_t steps)
{
    host *h = host_of(L);
    if (h->killed) kill_call(L, h->killed);
    if (h->steps_left < steps) {
        h->steps_left = 0;
        kill_call(L, HOST_KILLED_STEPS);
    }
    h->steps_left -= steps;
    if (steps >= HOOK_EVERY) look_at_clock(L, h);
}

static void on_count(lua_State *L, lua_Debug *ar)
{
    host_charge(L, HOOK_EVERY);
    /* Every call copies its extra arguments: with many, a step is no longer small. */
    if (lua_getlocal(L, ar, -(MOST_ARGUMENTS + 1))) {
        lua_pop(L, 1);
        kill_call(L, HOST_KILLED_ARGUMENTS);
    }
}

/* ---- failures ---- */

void host_note_place(host *h)
{
    host_failure *f = &h->failure;
    f->line = 0;
    f->file[0] = f->source[0] = '\0';
    lua_Debug ar;
    for (int level = 0; level < 32 && lua_getstack(h->L, level, &ar); level++) {
        if (!lua_getinfo(h->L, "Sl", &ar) || ar.currentline <= 0) continue;
        if (ar.source[0] == '=') {
            snprintf(f->file, sizeof f->file, "%s", ar.source + 1);
            f->line = (uint32_t)ar.currentline;
        } else {
            snprintf(f->source, sizeof f->source, "%s", ar.source + 1);
        }
        return;
    }
}

/* The message handler: runs where the error happened, before the stack is gone. It must not raise,
 * so it makes nothing in Lua. */
static int on_error(lua_State *L)
{
    host *h = host_of(L);
    host_failure *f = &h->failure;
    if (h->killed || h->memory_failed || h->settled) return 1;
    if (lua_type(L, 1) != LUA_TSTRING) {
        snprintf(f->text, sizeof f->text,
                 "error(...) was called with a %s; give it a text that says what is wrong",
                 luaL_typename(L, 1));
        host_note_place(h);
        f->code = PROBLEM_LUA_FAILED;
        return 1;
    }
    const char *message = lua_tostring(L, 1);
    if (strcmp(message, "not enough memory") == 0) {
        h->memory_failed = true;
        return 1;
    }
    size_t file_len;
    uint32_t line;
    const char *rest = host_words_split(message, &file_len, &line);
    if (file_len) {
        snprintf(f->file, sizeof f->file, "%.*s", (int)file_len, message);
        f->line = line;
    } else {
        host_note_place(h);
    }
    bool ours = h->raising != PROBLEM_COUNT;
    const char *meaning =
        ours && h->raising != PROBLEM_LUA_SYNTAX ? NULL : host_words_meaning(rest);
    snprintf(f->text, sizeof f->text, "%s%s%s", rest, meaning ? ": " : "", meaning ? meaning : "");
    f->code = ours ? h->raising : PROBLEM_LUA_FAILED;
    h->raising = PROBLEM_COUNT;
    return 1;
}

static void describe_limit(const host *h, host_failure *f)
{
    f->code = PROBLEM_LUA_LIMIT;
    if (h->killed == HOST_KILLED_STEPS) {
        snprintf(f->text, sizeof f->text,
                 "ran too long: more than %llu steps; look for a loop that never ends",
                 (unsigned long long)h->limits.steps);
    } else if (h->killed == HOST_KILLED_TIME) {
        snprintf(f->text, sizeof f->text,
                 "ran too long: more than %lu milliseconds; look for a loop that never ends",
                 (unsigned long)h->limits.milliseconds);
    } else if (h->killed == HOST_KILLED_ARGUMENTS) {
        snprintf(f->text, sizeof f->text, "a call has more than %d arguments", MOST_ARGUMENTS);
    } else if (h->refusal == HOST_REFUSED_TEXT) {
        snprintf(f->text, sizeof f->text, "a text grew longer than %d KiB",
                 HOST_TEXT_LONGEST / 1024);
    } else {
        snprintf(f->text, sizeof f->text,
                 "took more than %llu KiB of memory; look for a table that keeps growing, or a "
                 "function that calls itself",
                 (unsigned long long)(h->limits.memory / 1024));
    }
}

static bool report(host *h, int rc, err *e)
{
    host_failure *f = &h->failure;
    if (rc == LUA_ERRMEM) h->memory_failed = true;
    if (!h->killed && h->memory_failed && h->refusal == HOST_REFUSED_REAL) {
        f->text[0] = '\0';
        return err_nomem(e);
    }
    if (h->killed || h->memory_failed) describe_limit(h, f);
    if (!f->text[0]) {
        f->code = PROBLEM_LUA_FAILED;
        snprintf(f->text, sizeof f->text, "a function calls itself without end");
    }
    if (f->line) return err_set(e, ERR_SCRIPT, "%s:%u: %s", f->file, (unsigned)f->line, f->text);
    if (f->source[0]) return err_set(e, ERR_SCRIPT, "in \"%s\": %s", f->source, f->text);
    return err_set(e, ERR_SCRIPT, "%s", f->text);
}

problem_code host_problem_of(const host *h)
{
    return h->failure.code;
}

void host_last_place(const host *h, const char **file, uint32_t *line)
{
    *file = h->failure.line ? h->failure.file : "";
    *line = h->failure.line;
}

int host_raise(lua_State *L, problem_code code, const char *fmt, ...)
{
    char text[700];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    host_of(L)->raising = code;
    luaL_where(L, 1);
    lua_pushstring(L, text);
    lua_concat(L, 2);
    for (;;)
        lua_error(L);
}

int host_raise_nomem(lua_State *L)
{
    host *h = host_of(L);
    h->memory_failed = true;
    h->refusal = HOST_REFUSED_REAL;
    lua_pushnil(L);
    for (;;)
        lua_error(L);
}

int host_raise_err(lua_State *L, const err *e)
{
    host *h = host_of(L);
    if (e->code == ERR_NOMEM) host_raise_nomem(L);
    /* A nested call that failed has said what and where already. */
    h->settled = h->failure.text[0] != '\0';
    lua_pushstring(L, e->text);
    for (;;)
        lua_error(L);
}

/* ---- the door ---- */

static void begin(host *h)
{
    h->steps_left = h->limits.steps;
    h->deadline = 0;
    h->killed = HOST_ALIVE;
    h->refusal = HOST_REFUSED_NOT;
    h->refusals = 0;
    h->memory_failed = false;
    h->raising = PROBLEM_COUNT;
    h->failure.code = PROBLEM_LUA_FAILED;
    h->settled = false;
    h->failure.line = 0;
    h->failure.file[0] = h->failure.text[0] = h->failure.source[0] = '\0';
    /* Set anew, so that the count starts at 0 and a call always costs the same. */
    lua_sethook(h->L, on_count, LUA_MASKCOUNT, HOOK_EVERY);
}

bool host_door(host *h, lua_CFunction work, void *job, err *e)
{
    lua_State *L = h->L;
    if (h->depth >= DEEPEST_NEST)
        return err_set(e, ERR_SCRIPT, "facts ask for each other without end");
    if (h->depth == 0) begin(h);
    if (!lua_checkstack(L, 8)) return err_nomem(e);
    int base = lua_gettop(L);
    h->depth++;
    lua_pushcfunction(L, on_error);
    lua_pushcfunction(L, work);
    lua_pushlightuserdata(L, job);
    int rc = lua_pcall(L, 1, 0, -3);
    bool ok = rc == LUA_OK && !h->killed;
    if (!ok) report(h, rc, e);
    lua_settop(L, base);
    h->depth--;
    if (h->memory_failed && h->depth == 0) lua_gc(L, LUA_GCCOLLECT);
    return ok;
}

/* ---- life ---- */

host *host_new(const host_limits *limits, const host_files *files, err *e)
{
    host *h = base_alloc(sizeof *h);
    if (!h) {
        err_nomem(e);
        return NULL;
    }
    h->limits = limits ? *limits : HOST_LIMITS;
    if (!h->limits.memory) h->limits.memory = HOST_LIMITS.memory;
    if (!h->limits.steps) h->limits.steps = HOST_LIMITS.steps;
    if (!h->limits.milliseconds) h->limits.milliseconds = HOST_LIMITS.milliseconds;
    if (files) h->files = *files;
    h->cap = SIZE_MAX;
    lua_State *L = lua_newstate(allocate, h);
    if (!L) {
        host_pool_release(&h->pool);
        base_free(h);
        err_nomem(e);
        return NULL;
    }
    *(host **)lua_getextraspace(L) = h;
    h->L = L;
    if (!host_door(h, host_sandbox_setup, NULL, e)) {
        host_free(h);
        return NULL;
    }
    lua_gc(L, LUA_GCCOLLECT);
    h->cap = h->limits.memory > SIZE_MAX - h->used ? SIZE_MAX : h->used + h->limits.memory;
    return h;
}

void host_free(host *h)
{
    if (!h) return;
    lua_close(h->L);
    host_pool_release(&h->pool);
    base_free(h->expression_keys);
    arena_release(&h->names);
    base_free(h);
}

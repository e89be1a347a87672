#ifndef HOST_INTERNAL_H
#define HOST_INTERNAL_H
/* host_internal: what the files of this room share. Rules they all keep:
 * - Anything that may raise runs inside host_door, which is the one way into Lua.
 * - Nothing from base_alloc is held by a C frame that Lua may jump over; arenas and Lua's own
 * memory are fine, as somebody else releases them.
 * - A C function that loops pays for it with host_charge, so that the step budget stops it. */
#include "host/host.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

/* Fixed places in Lua's registry. */
enum {
    HOST_SLOT_AUTHOR = 10, /* table: globals that scripts define */
    HOST_SLOT_API,         /* table: globals that are there from the start */
    HOST_SLOT_PLACES,      /* table: author's global -> "call.lua:12" */
    HOST_SLOT_MODULES,     /* table: name -> what it returned */
    HOST_SLOT_EXPRESSIONS, /* table: number + 1 -> function */
    HOST_SLOT_TEXT         /* the text last given by an expression */
};

typedef enum host_kill {
    HOST_ALIVE,
    HOST_KILLED_STEPS,
    HOST_KILLED_TIME,
    HOST_KILLED_ARGUMENTS
} host_kill;

/* Why memory was last refused. */
typedef enum host_refusal {
    HOST_REFUSED_NOT,
    HOST_REFUSED_REAL, /* the system has none */
    HOST_REFUSED_CAP,  /* the scripts hold too much */
    HOST_REFUSED_TEXT  /* one text would be too long */
} host_refusal;

typedef struct host_failure {
    problem_code code;
    uint32_t line;
    char file[128]; /* longer names are cut; Lua itself shows 60 bytes */
    char text[700];
    char source[120]; /* of the expression that failed */
} host_failure;

enum { HOST_POOL_LARGEST = 256 }; /* bytes of one object that counts as small */

/* Spare memory for small objects, by size. {0} is empty. */
typedef struct host_pool {
    struct host_piece *pieces;
    unsigned char *at;
    size_t left;
    void *spare[HOST_POOL_LARGEST / 16 + 1];
} host_pool;

struct host {
    lua_State *L;
    host_pool pool;
    host_limits limits;
    host_files files;
    size_t used, cap;
    bool closed;
    const story_def *def; /* NULL until tied */
    uint64_t def_hash;

    arena names; /* of the scripts' functions, once closed */
    const char **functions;
    uint32_t function_count;
    uint64_t *expression_keys; /* hash of each expression's source */
    uint32_t expression_count, expression_cap;
    unsigned loading_modules, runs;

    /* The call under way. */
    unsigned depth; /* a fact worked out in Lua nests calls */
    uint64_t steps_left;
    uint64_t deadline; /* nanoseconds; 0 until the first look at the clock */
    host_kill killed;
    host_refusal refusal;
    unsigned refusals;
    bool memory_failed;
    bool settled;             /* `failure` is final: the error on its way only passes through */
    problem_code raising;     /* what the error on its way is; PROBLEM_COUNT: unknown */
    const story_state *state; /* NULL outside a hook */
    uint64_t dice_key;
    rng dice;
    bool dice_thrown;
    uint64_t drawn; /* numbers in all */
    host_failure failure;
};

static inline host *host_of(lua_State *L)
{
    return *(host **)lua_getextraspace(L);
}

/* ---- host_pool.c ---- */

/* As realloc and free, for whoever knows the old size; `size` is not 0. Memory is not cleared. */
void *host_pool_resize(host_pool *p, void *block, size_t old_size, size_t size);
void host_pool_free(host_pool *p, void *block, size_t size);
void host_pool_release(host_pool *p);

/* ---- host_vm.c ---- */

/* Runs `work` (which gets `job` as its light userdata argument) protected, with a fresh budget
 * unless a call is under way. The kinds of failure are told apart here and nowhere else. */
bool host_door(host *h, lua_CFunction work, void *job, err *e);
/* Raises an error in words, placed at the Lua line that called. The result lets a lua_CFunction
 * write `return host_raise(...)`. */
_Noreturn int host_raise(lua_State *L, problem_code code, const char *fmt, ...) BASE_PRINTF(3, 4);
/* Raises "out of memory", told to the caller as ERR_NOMEM. */
_Noreturn int host_raise_nomem(lua_State *L);
/* Raises what a function of the engine reported. */
_Noreturn int host_raise_err(lua_State *L, const err *e);
/* Takes `steps` from the budget; raises when it is spent. */
void host_charge(lua_State *L, uint64_t steps);
/* Remembers the innermost line of the author's as the place of the failure. */
void host_note_place(host *h);

/* ---- host_words.c ---- */

/* Takes "call.lua:12: " from the front of a message: *file_len is 0 when there is none. A place in
 * an expression is taken off too and gives none. Returns where the rest starts. */
const char *host_words_split(const char *message, size_t *file_len, uint32_t *line);
/* What a raw message of Lua means and what to do; NULL when it says enough. */
const char *host_words_meaning(const char *raw);
/* What to use instead of a function that scenarios do not have ("io", "string.find"); NULL when the
 * name is none of Lua's. */
const char *host_words_instead(const char *name);

/* ---- host_sandbox.c ---- */

/* Everything a new Lua needs. A lua_CFunction for host_door. */
int host_sandbox_setup(lua_State *L);
/* Reads a chunk of text onto the stack; raises with the author's place when Lua cannot. */
void host_sandbox_load(lua_State *L, const char *text, size_t len, const char *chunk_name);
/* Lets the state be read during the work that follows. Raises when a script hides a variable. */
void host_sandbox_tie(lua_State *L, const story_def *def);

/* ---- host_state.c ---- */

/* Adds `clock`, `visits`, `state` ... to the table on top of the stack. */
void host_state_open(lua_State *L);
/* Pushes the function that answers reads of unknown globals. */
void host_state_push_missing(lua_State *L);
/* Whether scripts may not define a global of this name. */
bool host_state_is_reserved(const char *name);

/* ---- host_api.c ---- */

/* Pushes the table of everything offered; the string type gets its methods. */
void host_api_open(lua_State *L);
/* Raises unless argument `index` is a table of the author's own. */
void host_check_table(lua_State *L, int index);
/* Pushes what tostring gives: no addresses. */
const char *host_push_text(lua_State *L, int index, size_t *len);

#define API(lib, name, usage, help) int host_api_##lib##_##name(lua_State *L);
#define API_LUA(lib, name, usage, help)
#include "host/host_api.def"
#undef API
#undef API_LUA

/* ---- host_tree.c ---- */

/* Pushes the value of a tree. A NULL tree or TREE_NULL pushes nil. */
void host_tree_push(lua_State *L, const tree *t);
/* The value on top of the stack as a tree in `into`. Raises PROBLEM_LUA_RESULT, placed at the
 * function at stack index `function_index`, called `function`. */
const tree *host_tree_take(lua_State *L, int function_index, const char *function, arena *into);
bool host_tree_equal(const tree *a, const tree *b);
#endif

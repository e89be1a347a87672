#ifndef STORY_EXPR_H
#define STORY_EXPR_H
/* story_expr: conditions and values. Simple expressions (names, numbers, texts, comparison,
 * arithmetic, and or not) become small bytecode with exactly Lua's meaning; whatever is more is
 * handed to Lua through the hooks. */
#include "base/base_mem.h"
#include "story/story_value.h"

struct story_def;
struct story_state;
struct story_hooks;

/* What a dotted name in an expression refers to. */
typedef enum story_ref_what {
    STORY_REF_NONE,
    STORY_REF_WHOLE, /* a: slot */
    STORY_REF_YES,   /* a: slot */
    STORY_REF_WORD,  /* a: slot (= variable), shown as its word */
    STORY_REF_DAY,
    STORY_REF_HOUR,
    STORY_REF_MINUTE,
    STORY_REF_TIME,
    STORY_REF_WEEKDAY,
    STORY_REF_WORKDAY,
    STORY_REF_WORKDAYS,
    STORY_REF_NOW,
    STORY_REF_DUE,  /* a: event */
    STORY_REF_FACT, /* a: fact */
    STORY_REF_TOLD,
    STORY_REF_LIED, /* a: person, b: fact */
    STORY_REF_LIES,
    STORY_REF_CONTRADICTIONS, /* a: person */
    STORY_REF_DISCOVERED,
    STORY_REF_ENDING,
    STORY_REF_STEPS,
    STORY_REF_SCORE /* a: axis */
} story_ref_what;

typedef struct story_ref {
    uint16_t what; /* story_ref_what */
    uint16_t b;
    uint32_t a;
} story_ref;

typedef enum story_expr_kind { STORY_EXPR_CONST, STORY_EXPR_CODE, STORY_EXPR_LUA } story_expr_kind;

/* One expression; shared by every place that has the same text. Owned by the scenario's arena. */
typedef struct story_expr {
    uint8_t kind;  /* story_expr_kind */
    uint8_t gives; /* bit set of (1 << story_kind): what it can give; all for Lua */
    uint16_t code_count;
    uint32_t lua; /* the host's number of the compiled function */
    const uint32_t *code;
    const story_value *consts; /* CONST: consts[0] is the value */
    const char *source;        /* the author's text */
} story_expr;

/* Resolves a dotted name ("trust", "clock.hour", "told.dana.pay"); `len` bytes of `name`.
 * While a scenario is being built this may reserve a counter (visits, chosen). STORY_REF_NONE in
 * ref->what when there is no such name. False only when out of memory. */
typedef bool story_resolve(void *self, const char *name, size_t len, story_ref *ref, uint8_t *gives,
                           err *e);

typedef enum story_expr_result {
    STORY_EXPR_OK,
    STORY_EXPR_NOT_SIMPLE, /* hand it to Lua */
    STORY_EXPR_WRONG_NAME, /* `wrong` holds the name */
    STORY_EXPR_FAILED      /* out of memory; e is set */
} story_expr_result;

#define STORY_EXPR_LONGEST 2000u /* bytes of source */
#define STORY_EXPR_DEEPEST 32u   /* values on the stack at once */

/* Compiles `source` into `into`. Texts and code live in `mem`. */
story_expr_result story_expr_compile(const char *source, story_resolve *resolve, void *self,
                                     arena *mem, story_expr *into, char wrong[64], err *e);

/* The value of `x` in state `s`. A NULL `x` gives true. Errors (ERR_SCRIPT) are those Lua would
 * raise, in an author's words. */
bool story_expr_value(const story_expr *x, const struct story_def *def,
                      const struct story_hooks *hooks, const struct story_state *s,
                      story_value *out, err *e);
/* Its truth. */
bool story_expr_truth(const story_expr *x, const struct story_def *def,
                      const struct story_hooks *hooks, const struct story_state *s, bool *yes,
                      err *e);
/* Its value as a whole number; a real with a whole value is fine, anything else ERR_SCRIPT. */
bool story_expr_whole(const story_expr *x, const struct story_def *def,
                      const struct story_hooks *hooks, const struct story_state *s, int64_t *out,
                      err *e);

/* Calls each(self, ref) for every name the expression reads; false when it is one of Lua's, which
 * may read anything. A NULL `x` reads nothing. */
bool story_expr_reads(const story_expr *x, void (*each)(void *self, story_ref ref), void *self);

/* Whether `x` is nothing but a word variable, whose text is then shown instead of its name. */
bool story_expr_is_word(const story_expr *x, uint32_t *variable);

/* Which kinds a name can give, as bits (1 << story_kind); a fact can give any. */
#define STORY_GIVES_ANY ((uint8_t)0x1F)
uint8_t story_ref_gives(story_ref ref);

/* The value of a resolved name. `hooks` is needed for facts only. */
bool story_ref_value(story_ref ref, const struct story_def *def, const struct story_hooks *hooks,
                     const struct story_state *s, story_value *out, err *e);
#endif

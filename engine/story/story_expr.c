#include "story/story_expr.h"

#include "story/story.h"
#include "story/story_ops.h"

#include <string.h>

/* The compiler: one pass of precedence climbing straight to stack code. Whatever is not certainly
 * simple is left to Lua, so the two can never disagree about syntax. */

typedef struct compiler {
    const char *at; /* next byte of the source */
    story_resolve *resolve;
    void *self;
    arena *mem;
    uint32_t code[STORY_EXPR_LONGEST];
    story_value consts[STORY_EXPR_DEEPEST * 4];
    uint32_t code_count, const_count;
    uint32_t depth, deepest; /* of the value stack */
    uint32_t nesting;        /* of the recursion */
    bool not_simple, failed;
    char *wrong;
    err *e;
} compiler;

#define KIND(k) ((uint8_t)(1u << (k)))
#define KIND_NUMBER ((uint8_t)(KIND(STORY_INT) | KIND(STORY_REAL)))
enum { NESTING_MOST = 60 };

static bool stop(compiler *c)
{
    return c->not_simple || c->failed;
}

static bool is_letter(char b)
{
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_';
}

static bool is_digit(char b)
{
    return b >= '0' && b <= '9';
}

static void skip_space(compiler *c)
{
    while (*c->at == ' ' || *c->at == '\t' || *c->at == '\n' || *c->at == '\r')
        c->at++;
}

static void emit(compiler *c, uint32_t op, uint32_t arg)
{
    if (c->code_count == STORY_EXPR_LONGEST || op > OP_MASK || arg > OP_ARG_LARGEST) {
        c->not_simple = true;
        return;
    }
    c->code[c->code_count++] = op | arg << OP_BITS;
}

static void push(compiler *c, uint32_t op, uint32_t arg)
{
    emit(c, op, arg);
    if (++c->depth > c->deepest) c->deepest = c->depth;
    if (c->deepest > STORY_EXPR_DEEPEST) c->not_simple = true;
}

static void push_const(compiler *c, story_value v)
{
    if (c->const_count == sizeof c->consts / sizeof c->consts[0]) {
        c->not_simple = true;
        return;
    }
    c->consts[c->const_count] = v;
    push(c, OP_CONST, c->const_count++);
}

static uint8_t number(compiler *c)
{
    /* Decimal digits, at most one point. Exponents, hexadecimal and very long numbers are Lua's. */
    uint64_t digits = 0;
    uint32_t after_point = 0;
    bool point = false;
    for (;; c->at++) {
        if (*c->at == '.' && !point) {
            point = true;
            continue;
        }
        if (!is_digit(*c->at)) break;
        if (digits > (UINT64_C(1) << 53) / 10) {
            c->not_simple = true;
            return 0;
        }
        digits = digits * 10 + (uint64_t)(*c->at - '0');
        after_point += point;
    }
    if (is_letter(*c->at) || *c->at == '.' || after_point > 15) {
        c->not_simple = true;
        return 0;
    }
    if (!point) {
        push_const(c, story_int((int64_t)digits));
        return KIND(STORY_INT);
    }
    /* Both numbers are exact, so one division gives the nearest double, as a full reader would. */
    double ten = 1;
    for (uint32_t i = 0; i < after_point; i++)
        ten *= 10;
    push_const(c, (story_value){.kind = STORY_REAL, .real = (double)digits / ten});
    return KIND(STORY_REAL);
}

static uint8_t quoted(compiler *c)
{
    char quote = *c->at++;
    const char *start = c->at;
    while (*c->at && *c->at != quote && *c->at != '\\' && *c->at != '\n')
        c->at++;
    if (*c->at != quote) {
        c->not_simple = true;
        return 0;
    }
    const char *text = arena_text(c->mem, start, (size_t)(c->at - start), c->e);
    c->at++;
    if (!text) {
        c->failed = true;
        return 0;
    }
    push_const(c, story_text_value(text));
    return KIND(STORY_TEXT);
}

/* Length of the dotted name at p. */
static size_t name_length(const char *p)
{
    size_t n = 0;
    for (;;) {
        while (is_letter(p[n]) || is_digit(p[n]))
            n++;
        if (p[n] != '.' || !is_letter(p[n + 1])) return n;
        n++;
    }
}

static bool is_word(const char *name, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(name, word, len) == 0;
}

static uint8_t name(compiler *c)
{
    const char *start = c->at;
    size_t len = name_length(start);
    c->at += len;
    if (is_word(start, len, "true") || is_word(start, len, "false")) {
        push_const(c, story_bool(*start == 't'));
        return KIND(STORY_BOOL);
    }
    static const char *const KEYWORDS[] = {
        "and", "or", "not",    "nil",   "if",   "then",   "else",  "end",   "do",     "while",
        "for", "in", "return", "local", "goto", "repeat", "until", "break", "elseif", "function"};
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++)
        if (is_word(start, len, KEYWORDS[i])) c->not_simple = true;
    skip_space(c);
    /* A call, an index or a method: Lua's business. */
    if (strchr("([{:\"'.", *c->at) && *c->at) c->not_simple = true;
    if (c->not_simple) return 0;
    story_ref ref = {0};
    uint8_t gives = 0;
    if (!c->resolve(c->self, start, len, &ref, &gives, c->e)) {
        c->failed = true;
        return 0;
    }
    if (ref.what == STORY_REF_NONE && !*c->wrong) {
        size_t most = len < 63 ? len : 63;
        memcpy(c->wrong, start, most);
        c->wrong[most] = '\0';
    }
    if (ref.what == STORY_REF_WHOLE)
        push(c, OP_WHOLE, ref.a);
    else if (ref.what == STORY_REF_YES)
        push(c, OP_YES, ref.a);
    else if (ref.what == STORY_REF_WORD)
        push(c, OP_WORD, ref.a);
    else {
        push(c, OP_REF, ref.what);
        emit(c, ref.a, ref.b);
    }
    return gives;
}

static uint8_t expression(compiler *c, int above);

static uint8_t operand(compiler *c)
{
    skip_space(c);
    char b = *c->at;
    if (++c->nesting > NESTING_MOST) c->not_simple = true;
    uint8_t gives = 0;
    if (stop(c)) {
        gives = 0;
    } else if (is_digit(b)) {
        gives = number(c);
    } else if (b == '"' || b == '\'') {
        gives = quoted(c);
    } else if (b == '(') {
        c->at++;
        gives = expression(c, 0);
        skip_space(c);
        if (*c->at == ')')
            c->at++;
        else
            c->not_simple = true;
        skip_space(c);
        if (*c->at && strchr("([{:\"'.", *c->at)) c->not_simple = true;
    } else if (b == '-' && c->at[1] != '-') {
        c->at++;
        gives = expression(c, UNARY_BINDS);
        if (gives & KIND(STORY_TEXT)) c->not_simple = true; /* Lua turns texts into numbers */
        emit(c, OP_NEG, 0);
        gives &= KIND_NUMBER;
    } else if (name_length(c->at) == 3 && memcmp(c->at, "not", 3) == 0) {
        c->at += 3;
        expression(c, UNARY_BINDS);
        emit(c, OP_NOT, 0);
        gives = KIND(STORY_BOOL);
    } else if (is_letter(b)) {
        gives = name(c);
    } else {
        c->not_simple = true;
    }
    c->nesting--;
    return gives;
}

typedef struct binary {
    const char *sign;
    uint8_t op, binds;
} binary;

/* Longer signs first. Binding strength as in Lua's manual, section 3.4.8. */
static const binary BINARIES[] = {
    {"or", OP_OR, 1},   {"and", OP_AND, 2}, {"<=", OP_LE, 3}, {">=", OP_GE, 3}, {"==", OP_EQ, 3},
    {"~=", OP_NE, 3},   {"<", OP_LT, 3},    {">", OP_GT, 3},  {"+", OP_ADD, 4}, {"-", OP_SUB, 4},
    {"//", OP_IDIV, 5}, {"*", OP_MUL, 5},   {"/", OP_DIV, 5}, {"%", OP_MOD, 5},
};

static const binary *next_binary(compiler *c)
{
    skip_space(c);
    if (is_letter(*c->at)) {
        size_t len = name_length(c->at);
        if (is_word(c->at, len, "or")) return &BINARIES[0];
        if (is_word(c->at, len, "and")) return &BINARIES[1];
        return NULL;
    }
    if (strncmp(c->at, "--", 2) == 0 || strncmp(c->at, "<<", 2) == 0 ||
        strncmp(c->at, ">>", 2) == 0)
        return NULL;
    for (size_t i = 2; i < sizeof BINARIES / sizeof *BINARIES; i++)
        if (strncmp(c->at, BINARIES[i].sign, strlen(BINARIES[i].sign)) == 0) return &BINARIES[i];
    return NULL;
}

static uint8_t kinds_of(compiler *c, uint8_t op, uint8_t a, uint8_t b)
{
    bool ordered = op == OP_LT || op == OP_LE || op == OP_GT || op == OP_GE;
    bool arithmetic = op >= OP_ADD && op <= OP_MOD;
    /* Lua orders texts by locale and turns texts into numbers: both are left to it. */
    if ((ordered || arithmetic) && ((a | b) & KIND(STORY_TEXT))) c->not_simple = true;
    if (!arithmetic) return KIND(STORY_BOOL);
    if (op == OP_DIV) return KIND(STORY_REAL);
    uint8_t gives = 0;
    if (a & b & KIND(STORY_INT)) gives |= KIND(STORY_INT);
    if ((a | b) & KIND(STORY_REAL)) gives |= KIND(STORY_REAL);
    return gives;
}

static uint8_t short_cut(compiler *c, const binary *with, uint8_t left)
{
    uint32_t jump = c->code_count;
    emit(c, with->op, 0);
    c->depth--;
    uint8_t right = expression(c, with->binds);
    if (stop(c)) return 0;
    c->code[jump] |= c->code_count << OP_BITS;
    bool may_be_false = left & (KIND(STORY_BOOL) | KIND(STORY_NIL));
    if (with->op == OP_AND)
        return (uint8_t)(right | (may_be_false ? left & (KIND(STORY_BOOL) | KIND(STORY_NIL)) : 0));
    return (uint8_t)(left | (may_be_false ? right : 0));
}

/* One operation for `variable op number`, when that is what the code from `left` on and from
 * `right` on says. */
static bool join(compiler *c, uint32_t op, uint32_t left, uint32_t right)
{
    if (right != left + 1 || c->code_count != right + 1) return false;
    if ((c->code[left] & OP_MASK) != OP_WHOLE || (c->code[right] & OP_MASK) != OP_CONST)
        return false;
    story_value v = c->consts[c->code[right] >> OP_BITS];
    bool fits = v.kind == STORY_INT && v.whole <= INT32_MAX && op >= OP_EQ && op <= OP_SUB;
    if (!fits) return false;
    int64_t number = v.whole; /* never below 0: a minus is an operation of its own */
    if (op == OP_SUB) {
        op = OP_ADD;
        number = -number;
    }
    c->code[left] = (op - OP_EQ + OP_SLOT_EQ) | (c->code[left] & ~OP_MASK);
    c->code[right] = (uint32_t)number;
    c->const_count--;
    return true;
}

/* Parses an operand and every operator that binds more strongly than `above`. */
static uint8_t expression(compiler *c, int above)
{
    uint32_t left = c->code_count;
    uint8_t gives = operand(c);
    while (!stop(c)) {
        const binary *with = next_binary(c);
        if (!with || with->binds <= above) break;
        c->at += strlen(with->sign);
        if (with->op == OP_OR || with->op == OP_AND) {
            gives = short_cut(c, with, gives);
        } else {
            uint32_t right = c->code_count;
            gives = kinds_of(c, with->op, gives, expression(c, with->binds));
            if (stop(c) || !join(c, with->op, left, right)) emit(c, with->op, 0);
            c->depth--;
        }
    }
    return gives;
}

static bool keep(compiler *c, const char *source, uint8_t gives, story_expr *into)
{
    bool single = c->code_count == 1 && (c->code[0] & OP_MASK) == OP_CONST;
    into->kind = single ? STORY_EXPR_CONST : STORY_EXPR_CODE;
    into->gives = gives;
    into->code_count = (uint16_t)c->code_count;
    /* What runs comes first, close to `into`. */
    uint32_t *code = single ? NULL : arena_array(c->mem, c->code_count, sizeof *code, c->e);
    story_value *consts =
        c->const_count ? arena_array(c->mem, c->const_count, sizeof *consts, c->e) : NULL;
    into->source = arena_text(c->mem, source, strlen(source), c->e);
    if (!into->source || (!single && !code) || (c->const_count && !consts)) return false;
    if (code) memcpy(code, c->code, c->code_count * sizeof *code);
    if (consts) memcpy(consts, c->consts, c->const_count * sizeof *consts);
    into->code = code;
    into->consts = consts;
    return true;
}

story_expr_result story_expr_compile(const char *source, story_resolve *resolve, void *self,
                                     arena *mem, story_expr *into, char wrong[64], err *e)
{
    wrong[0] = '\0';
    *into = (story_expr){0};
    if (strlen(source) > STORY_EXPR_LONGEST) return STORY_EXPR_NOT_SIMPLE;
    compiler c;
    c.at = source;
    c.resolve = resolve;
    c.self = self;
    c.mem = mem;
    c.code_count = c.const_count = c.depth = c.deepest = c.nesting = 0;
    c.not_simple = c.failed = false;
    c.wrong = wrong;
    c.e = e;
    uint8_t gives = expression(&c, 0);
    skip_space(&c);
    if (c.failed) return STORY_EXPR_FAILED;
    if (c.not_simple || *c.at) return STORY_EXPR_NOT_SIMPLE;
    if (*wrong) return STORY_EXPR_WRONG_NAME;
    return keep(&c, source, gives, into) ? STORY_EXPR_OK : STORY_EXPR_FAILED;
}

#include "story/story_internal.h"
#include "story/story_ops.h"

#include <math.h>
#include <string.h>

/* Runs the bytecode with Lua 5.4's arithmetic: whole numbers wrap, / gives a real, // and % round
 * down, whole numbers and reals compare by their exact values (manual, sections 3.4.1 to 3.4.4). */

static bool not_a_number(story_value v, err *e)
{
    static const char *const WORDS[] = {"nothing", "true or false", "a whole number", "a number",
                                        "a text"};
    return err_set(e, ERR_SCRIPT, "this needs a number, but it is %s", WORDS[v.kind]);
}

static bool is_number(story_value v)
{
    return v.kind == STORY_INT || v.kind == STORY_REAL;
}

static double as_real(story_value v)
{
    return v.kind == STORY_INT ? (double)v.whole : v.real;
}

/* -1, 0 or 1 as whole is below, at or above real; 2 when real is no number. */
static int compare_mixed(int64_t whole, double real)
{
    if (real != real) return 2;
    if (real >= 9223372036854775808.0) return -1;
    if (real < -9223372036854775808.0) return 1;
    double down = floor(real);
    int64_t floor_whole = (int64_t)down;
    if (whole != floor_whole) return whole < floor_whole ? -1 : 1;
    return down < real ? -1 : 0;
}

static int compare_numbers(story_value a, story_value b)
{
    if (a.kind == STORY_INT && b.kind == STORY_INT)
        return a.whole < b.whole ? -1 : a.whole > b.whole;
    if (a.kind == STORY_INT) return compare_mixed(a.whole, b.real);
    if (b.kind == STORY_INT) {
        int turned = compare_mixed(b.whole, a.real);
        return turned == 2 ? 2 : -turned;
    }
    if (a.real != a.real || b.real != b.real) return 2;
    return a.real < b.real ? -1 : a.real > b.real;
}

static bool equal(story_value a, story_value b)
{
    if (is_number(a) && is_number(b)) return compare_numbers(a, b) == 0;
    if (a.kind != b.kind) return false;
    if (a.kind == STORY_BOOL) return a.yes == b.yes;
    if (a.kind == STORY_TEXT) return strcmp(a.text, b.text) == 0;
    return true;
}

static int64_t wrap(uint64_t bits)
{
    int64_t whole;
    memcpy(&whole, &bits, sizeof whole);
    return whole;
}

static bool whole_division(uint32_t op, int64_t a, int64_t b, story_value *out, err *e)
{
    if (b == 0)
        return err_set(e, ERR_SCRIPT, "this divides by zero with %s", op == OP_MOD ? "%" : "//");
    if (b == -1) { /* the smallest number by -1 would overflow */
        *out = story_int(op == OP_MOD ? 0 : wrap(0u - (uint64_t)a));
        return true;
    }
    int64_t quotient = a / b, rest = a % b;
    bool rounds_up = rest != 0 && (rest ^ b) < 0;
    *out = story_int(op == OP_MOD ? (rounds_up ? rest + b : rest) : quotient - rounds_up);
    return true;
}

static double real_modulo(double a, double b)
{
    double rest = fmod(a, b);
    bool other_side = rest > 0 ? b < 0 : (rest < 0 && b > 0);
    return other_side ? rest + b : rest;
}

static bool arithmetic(uint32_t op, story_value a, story_value b, story_value *out, err *e)
{
    if (!is_number(a)) return not_a_number(a, e);
    if (!is_number(b)) return not_a_number(b, e);
    if (a.kind == STORY_INT && b.kind == STORY_INT && op != OP_DIV) {
        uint64_t x = (uint64_t)a.whole, y = (uint64_t)b.whole;
        switch (op) {
        case OP_ADD: *out = story_int(wrap(x + y)); return true;
        case OP_SUB: *out = story_int(wrap(x - y)); return true;
        case OP_MUL: *out = story_int(wrap(x * y)); return true;
        default: return whole_division(op, a.whole, b.whole, out, e);
        }
    }
    double x = as_real(a), y = as_real(b), r = 0;
    switch (op) {
    case OP_ADD: r = x + y; break;
    case OP_SUB: r = x - y; break;
    case OP_MUL: r = x * y; break;
    case OP_DIV: r = x / y; break;
    case OP_IDIV: r = floor(x / y); break;
    default: r = real_modulo(x, y); break;
    }
    *out = (story_value){.kind = STORY_REAL, .real = r};
    return true;
}

static bool ordering(uint32_t op, story_value a, story_value b, story_value *out, err *e)
{
    if (!is_number(a)) return not_a_number(a, e);
    if (!is_number(b)) return not_a_number(b, e);
    int order = compare_numbers(a, b);
    bool yes = order != 2 && ((op == OP_LT && order < 0) || (op == OP_LE && order <= 0) ||
                              (op == OP_GT && order > 0) || (op == OP_GE && order >= 0));
    *out = story_bool(yes);
    return true;
}

static bool binary(uint32_t op, story_value a, story_value b, story_value *out, err *e)
{
    if (op == OP_EQ || op == OP_NE) {
        *out = story_bool(equal(a, b) == (op == OP_EQ));
        return true;
    }
    if (op <= OP_GE) return ordering(op, a, b, out, e);
    return arithmetic(op, a, b, out, e);
}

/* NOLINTBEGIN(clang-analyzer-core.*): the compiler writes no code that reads a place of the stack
 * before it is filled, which the analyzer cannot know; test_host_expr runs 100,000 expressions
 * through both. */
static bool negate(story_value *v, err *e)
{
    if (!is_number(*v)) return not_a_number(*v, e);
    if (v->kind == STORY_INT)
        v->whole = wrap(0u - (uint64_t)v->whole);
    else
        v->real = -v->real;
    return true;
}

static story_value word_of(const story_def *def, const story_state *s, uint32_t variable)
{
    const story_var *var = &def->vars[variable];
    return story_text_value(var->words[s->slots[variable]].name);
}

/* Runs the code on an empty stack of STORY_EXPR_DEEPEST + 1 values; its lowest is the result. */
static bool run(const story_expr *x, const story_def *def, const story_hooks *hooks,
                const story_state *s, story_value *stack, err *e)
{
    uint32_t top = 0; /* of the next free place */
    const uint32_t *code = x->code, count = x->code_count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t op = code[i] & OP_MASK, arg = code[i] >> OP_BITS;
        switch (op) {
        case OP_SLOT_EQ: stack[top++] = story_bool(s->slots[arg] == (int32_t)code[++i]); break;
        case OP_SLOT_NE: stack[top++] = story_bool(s->slots[arg] != (int32_t)code[++i]); break;
        case OP_SLOT_LT: stack[top++] = story_bool(s->slots[arg] < (int32_t)code[++i]); break;
        case OP_SLOT_LE: stack[top++] = story_bool(s->slots[arg] <= (int32_t)code[++i]); break;
        case OP_SLOT_GT: stack[top++] = story_bool(s->slots[arg] > (int32_t)code[++i]); break;
        case OP_SLOT_GE: stack[top++] = story_bool(s->slots[arg] >= (int32_t)code[++i]); break;
        case OP_SLOT_ADD:
            stack[top++] = story_int((int64_t)s->slots[arg] + (int32_t)code[++i]);
            break;
        case OP_CONST: stack[top++] = x->consts[arg]; break;
        case OP_WHOLE: stack[top++] = story_int(s->slots[arg]); break;
        case OP_YES: stack[top++] = story_bool(s->slots[arg] != 0); break;
        case OP_WORD: stack[top++] = word_of(def, s, arg); break;
        case OP_REF: {
            uint32_t more = code[++i];
            story_ref ref = {(uint16_t)arg, (uint16_t)(more >> OP_BITS), more & OP_MASK};
            if (!story_ref_value(ref, def, hooks, s, &stack[top++], e)) return false;
            break;
        }
        case OP_NEG:
            if (!negate(&stack[top - 1], e)) return false;
            break;
        case OP_NOT: stack[top - 1] = story_bool(!story_truth(stack[top - 1])); break;
        case OP_AND:
        case OP_OR:
            if (story_truth(stack[top - 1]) == (op == OP_OR))
                i = arg - 1;
            else
                top--;
            break;
        default:
            top--;
            if (!binary(op, stack[top - 1], stack[top], &stack[top - 1], e)) return false;
        }
    }
    return true;
}

static bool run_named(const story_expr *x, const story_def *def, const story_hooks *hooks,
                      const story_state *s, story_value *stack, err *e)
{
    return run(x, def, hooks, s, stack, e) || err_wrap(e, "\"%.120s\"", x->source);
}

bool story_expr_value(const story_expr *x, const story_def *def, const story_hooks *hooks,
                      const story_state *s, story_value *out, err *e)
{
    if (!x) {
        *out = story_bool(true);
        return true;
    }
    if (x->kind == STORY_EXPR_CONST) {
        *out = x->consts[0];
        return true;
    }
    if (x->kind == STORY_EXPR_CODE) {
        story_value stack[STORY_EXPR_DEEPEST + 1];
        if (!run_named(x, def, hooks, s, stack, e)) return false;
        /* Member by member: reading a value whole right after its parts were written is slow. */
        out->kind = stack[0].kind;
        if (stack[0].kind == STORY_BOOL)
            out->yes = stack[0].yes;
        else
            out->whole = stack[0].whole;
        return true;
    }
    if (!hooks || !hooks->eval)
        return err_set(e, ERR_SCRIPT, "\"%.120s\" needs Lua, which is not there", x->source);
    return hooks->eval(hooks->self, def, s, x->lua, out, e);
}

bool story_expr_truth(const story_expr *x, const story_def *def, const story_hooks *hooks,
                      const story_state *s, bool *yes, err *e)
{
    story_value stack[STORY_EXPR_DEEPEST + 1];
    bool ok = x && x->kind == STORY_EXPR_CODE ? run_named(x, def, hooks, s, stack, e)
                                              : story_expr_value(x, def, hooks, s, stack, e);
    if (ok) *yes = stack[0].kind == STORY_BOOL ? stack[0].yes : stack[0].kind != STORY_NIL;
    return ok;
}

bool story_expr_is_word(const story_expr *x, uint32_t *variable)
{
    bool word =
        x->kind == STORY_EXPR_CODE && x->code_count == 1 && (x->code[0] & OP_MASK) == OP_WORD;
    if (word) *variable = x->code[0] >> OP_BITS;
    return word;
}

bool story_expr_reads(const story_expr *x, void (*each)(void *self, story_ref ref), void *self)
{
    if (x && x->kind == STORY_EXPR_LUA) return false;
    for (uint32_t i = 0; x && x->kind == STORY_EXPR_CODE && i < x->code_count; i++) {
        uint32_t op = x->code[i] & OP_MASK, arg = x->code[i] >> OP_BITS;
        if (op == OP_REF) {
            uint32_t more = x->code[++i];
            each(self, (story_ref){(uint16_t)arg, (uint16_t)(more >> OP_BITS), more & OP_MASK});
        } else if (op == OP_WHOLE || op == OP_YES || op == OP_WORD) {
            each(self, (story_ref){.what = STORY_REF_WHOLE, .a = arg});
        } else if (op >= OP_SLOT_EQ) {
            each(self, (story_ref){.what = STORY_REF_WHOLE, .a = arg});
            i++;
        }
    }
    return true;
}

bool story_value_whole(story_value v, int64_t *out)
{
    if (v.kind == STORY_INT) {
        *out = v.whole;
        return true;
    }
    bool fits = v.kind == STORY_REAL && v.real >= -9007199254740992.0 &&
                v.real <= 9007199254740992.0 && floor(v.real) == v.real;
    if (fits) *out = (int64_t)v.real;
    return fits;
}

bool story_expr_whole(const story_expr *x, const story_def *def, const story_hooks *hooks,
                      const story_state *s, int64_t *out, err *e)
{
    story_value v = {0};
    if (!story_expr_value(x, def, hooks, s, &v, e)) return false;
    if (story_value_whole(v, out)) return true;
    if (v.kind == STORY_REAL)
        return err_set(e, ERR_SCRIPT,
                       "\"%.120s\" gives a fraction; use // to divide to whole numbers", x->source);
    return err_set(e, ERR_SCRIPT, "\"%.120s\" must give a whole number", x->source);
}

/* NOLINTEND(clang-analyzer-core.*) */

static bool fact_value(uint32_t fact, const story_def *def, const story_hooks *hooks,
                       const story_state *s, story_value *out, err *e)
{
    return story_expr_value(def->facts[fact].is, def, hooks, s, out, e);
}

static const story_claim *last_claim(const story_def *def, const story_state *s, uint32_t person,
                                     uint32_t fact)
{
    const story_claim *claims = story_claims(def, s);
    for (uint32_t i = s->claim_count; i-- > 0;) {
        const story_claim *c = &claims[i];
        if (c->person == person && c->fact == fact && !c->omitted) return c;
    }
    return NULL;
}

static int64_t standing_lies(const story_def *def, const story_state *s, uint32_t person)
{
    const story_claim *claims = story_claims(def, s);
    int64_t n = 0;
    for (uint32_t i = 0; i < s->claim_count; i++)
        n += claims[i].person == person && claims[i].untrue && !claims[i].corrected;
    return n;
}

static int64_t clashes(const story_def *def, const story_state *s, uint32_t person)
{
    const story_claim *claims = story_claims(def, s);
    int64_t n = 0;
    for (uint32_t i = 1; i < s->claim_count; i++) {
        const story_claim *now = &claims[i];
        if (now->person != person || now->omitted) continue;
        for (uint32_t j = i; j-- > 0;) {
            const story_claim *old = &claims[j];
            if (old->person != person || old->fact != now->fact || old->omitted) continue;
            n += old->said != now->said;
            break;
        }
    }
    return n;
}

static bool clock_value(uint32_t what, const story_def *def, const story_state *s, story_value *out)
{
    story_calendar now = story_calendar_at(def, s->now);
    switch (what) {
    case STORY_REF_DAY: *out = story_int(now.day); return true;
    case STORY_REF_HOUR: *out = story_int(now.hour); return true;
    case STORY_REF_MINUTE: *out = story_int(now.minute); return true;
    case STORY_REF_TIME: *out = story_int(now.hour * 60 + now.minute); return true;
    case STORY_REF_WEEKDAY: *out = story_int(now.weekday); return true;
    case STORY_REF_WORKDAY: *out = story_bool(now.weekday <= 5); return true;
    case STORY_REF_WORKDAYS: *out = story_int(now.workdays); return true;
    case STORY_REF_NOW: *out = story_int(s->now); return true;
    default: return false;
    }
}

bool story_ref_value(story_ref ref, const story_def *def, const story_hooks *hooks,
                     const story_state *s, story_value *out, err *e)
{
    const story_claim *claim = NULL;
    if (ref.what >= STORY_REF_DAY && ref.what <= STORY_REF_NOW)
        return clock_value(ref.what, def, s, out);
    switch ((story_ref_what)ref.what) {
    case STORY_REF_WHOLE: *out = story_int(s->slots[ref.a]); return true;
    case STORY_REF_YES: *out = story_bool(s->slots[ref.a] != 0); return true;
    case STORY_REF_WORD: *out = word_of(def, s, ref.a); return true;
    case STORY_REF_DUE: {
        int32_t due = s->slots[def->due_at + ref.a];
        *out = story_int(due < 0 ? -1 : due > s->now ? due - s->now : 0);
        return true;
    }
    case STORY_REF_FACT: return fact_value(ref.a, def, hooks, s, out, e);
    case STORY_REF_TOLD: *out = story_bool(last_claim(def, s, ref.a, ref.b) != NULL); return true;
    case STORY_REF_LIED:
        claim = last_claim(def, s, ref.a, ref.b);
        *out = story_bool(claim && claim->untrue);
        return true;
    case STORY_REF_LIES: *out = story_int(standing_lies(def, s, ref.a)); return true;
    case STORY_REF_CONTRADICTIONS: *out = story_int(clashes(def, s, ref.a)); return true;
    case STORY_REF_DISCOVERED: *out = story_int(s->discovered); return true;
    case STORY_REF_ENDING:
        *out = story_text_value(s->ending < 0 ? "none" : def->endings[s->ending].id);
        return true;
    case STORY_REF_STEPS: *out = story_int((int64_t)s->steps); return true;
    case STORY_REF_SCORE: {
        story_scores scores;
        if (!story_score(def, hooks, s, &scores, e)) return false;
        *out = story_int(scores.axis[ref.a] < 0 ? 0 : scores.axis[ref.a]);
        return true;
    }
    default: return err_set(e, ERR_ARG, "there is no such name");
    }
}

uint8_t story_ref_gives(story_ref ref)
{
    switch ((story_ref_what)ref.what) {
    case STORY_REF_YES:
    case STORY_REF_WORKDAY:
    case STORY_REF_TOLD:
    case STORY_REF_LIED: return 1u << STORY_BOOL;
    case STORY_REF_WORD:
    case STORY_REF_ENDING: return 1u << STORY_TEXT;
    case STORY_REF_FACT: return STORY_GIVES_ANY;
    default: return 1u << STORY_INT;
    }
}

#include "base/base_hash.h"
#include "story/story_build_internal.h"

/* --- constants --- */

static const story_expr *const_bool(bool yes)
{
    static const story_value NO = {.kind = STORY_BOOL, .yes = false};
    static const story_value YES = {.kind = STORY_BOOL, .yes = true};
    static const story_expr BOTH[] = {
        {.kind = STORY_EXPR_CONST, .gives = BUILD_GIVES_YES, .consts = &NO, .source = "false"},
        {.kind = STORY_EXPR_CONST, .gives = BUILD_GIVES_YES, .consts = &YES, .source = "true"},
    };
    return &BOTH[yes];
}

static const story_expr *make_const(builder *b, story_value v, const char *source)
{
    struct {
        story_expr x;
        story_value value;
    } *one = build_alloc(b, 1, sizeof *one);
    if (!one || !source) return NULL;
    one->value = v;
    one->x.kind = STORY_EXPR_CONST;
    one->x.gives = (uint8_t)(1u << v.kind);
    one->x.consts = &one->value;
    one->x.source = source;
    return &one->x;
}

/* The number as an author writes it. */
static const char *digits_of(builder *b, int64_t whole)
{
    char digits[24];
    char *at = digits + sizeof digits;
    uint64_t left = whole < 0 ? 0 - (uint64_t)whole : (uint64_t)whole;
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (whole < 0) *--at = '-';
    return build_keep_bytes(b, at, (size_t)(digits + sizeof digits - at));
}

const story_expr *build_const_whole(builder *b, int64_t whole)
{
    if (!b->tables) return make_const(b, story_int(whole), "a number");
    bool shared = whole >= -100 && whole <= 100;
    if (shared && b->tables->wholes[whole + 100]) return b->tables->wholes[whole + 100];
    const story_expr *x = make_const(b, story_int(whole), digits_of(b, whole));
    if (shared) b->tables->wholes[whole + 100] = x;
    return x;
}

/* --- one expression for every place with the same text --- */

static build_shared *shared_place(build_shared *table, uint32_t cap, uint32_t hash, bool word,
                                  const char *source, size_t len)
{
    for (uint32_t at = hash & (cap - 1);; at = (at + 1) & (cap - 1)) {
        build_shared *s = &table[at];
        if (!s->x) return s;
        if (s->hash == hash && s->word == word && strncmp(s->x->source, source, len) == 0 &&
            s->x->source[len] == '\0')
            return s;
    }
}

static bool shared_grow(builder *b)
{
    enum { FIRST = 64 };
    build_tables *t = b->tables;
    uint32_t cap = t->shared_cap ? t->shared_cap * 4 : FIRST;
    build_shared *grown = arena_array(&t->mem, cap, sizeof *grown, b->e);
    if (!grown) return build_stop(b);
    for (uint32_t i = 0; i < t->shared_cap; i++) {
        if (!t->shared[i].x) continue;
        uint32_t at = t->shared[i].hash & (cap - 1);
        while (grown[at].x)
            at = (at + 1) & (cap - 1);
        grown[at] = t->shared[i];
    }
    t->shared = grown;
    t->shared_cap = cap;
    return true;
}

/* Where the expression with this text is or comes. NULL when out of memory. */
static build_shared *shared_find(builder *b, const char *source, size_t len, bool word)
{
    build_tables *t = b->tables;
    if (t->shared_count * 2 >= t->shared_cap && !shared_grow(b)) return NULL;
    uint32_t hash = (uint32_t)hash64(HASH64_START, source, len);
    build_shared *s = shared_place(t->shared, t->shared_cap, hash, word, source, len);
    if (!s->x) {
        s->hash = hash;
        s->word = word;
    }
    return s;
}

const story_expr *build_const_text(builder *b, const tree *t)
{
    if (!b->tables) return make_const(b, story_text_value(t->text), t->text);
    build_shared *s = shared_find(b, t->text, t->count, true);
    if (!s || s->x) return s ? s->x : NULL;
    const char *text = build_keep(b, t);
    s->x = text ? make_const(b, story_text_value(text), text) : NULL;
    if (s->x) b->tables->shared_count++;
    return s->x;
}

/* --- compiling --- */

static bool by_lua(builder *b, const tree *at, const char *source, story_expr *x)
{
    if (!b->tables)
        return BUILD_PROBLEM(b, EXPR_SYNTAX, at,
                             "{" SHOWN "} is more than a text can hold here; join the text in Lua",
                             SHOWN_OF(source));
    if (!build_scan_names(b, at, source)) return false;
    const story_compiler *lua = b->tables->lua;
    if (!lua->expression)
        return BUILD_PROBLEM(
            b, EXPR_SYNTAX, at,
            "the expression \"" SHOWN "\" cannot be read; without Lua it may hold "
            "names, numbers, texts in quotes, comparisons, + - * / // %% and, or, not",
            SHOWN_OF(source));
    char why[300] = "";
    uint32_t fn = STORY_NONE;
    if (!lua->expression(lua->self, source, &fn, why, sizeof why, b->e)) return build_stop(b);
    if (fn == STORY_NONE)
        return BUILD_PROBLEM(b, EXPR_SYNTAX, at, "the expression \"" SHOWN "\" cannot be read: %s",
                             SHOWN_OF(source), *why ? why : "it does not follow Lua's rules");
    *x = (story_expr){.kind = STORY_EXPR_LUA, .gives = BUILD_GIVES_ALL, .lua = fn};
    x->source = build_keep_bytes(b, source, strlen(source));
    return x->source != NULL;
}

static const story_expr *compile(builder *b, const tree *at, const char *source)
{
    story_expr *x = build_alloc(b, 1, sizeof *x);
    if (!x) return NULL;
    char wrong[64];
    switch (story_expr_compile(source, build_resolve, b, b->mem, x, wrong, b->e)) {
    case STORY_EXPR_OK: break;
    case STORY_EXPR_WRONG_NAME:
        if (!b->tables) {
            BUILD_PROBLEM(b, EXPR_NAME, at, "there is no \"%s\" that could be shown here", wrong);
            return NULL;
        }
        if (!build_scan_names(b, at, source)) return NULL;
        if (!by_lua(b, at, source, x)) return NULL;
        break;
    case STORY_EXPR_NOT_SIMPLE:
        if (!by_lua(b, at, source, x)) return NULL;
        break;
    case STORY_EXPR_FAILED: build_stop(b); return NULL;
    }
    if (!x->gives) {
        BUILD_PROBLEM(b, EXPR_KIND, at,
                      "the expression \"" SHOWN "\" computes with something that is no number",
                      SHOWN_OF(source));
        return NULL;
    }
    if (b->tables && strpbrk(source, "\"'") && !build_scan_words(b, at, source)) return NULL;
    return b->stop ? NULL : x;
}

const story_expr *build_expression(builder *b, const tree *at, const char *source, size_t len)
{
    size_t blank = strspn(source, " \t\r\n");
    if (blank >= len) {
        BUILD_PROBLEM(b, VALUE_EMPTY, at,
                      "an expression is missing here; write a name or a number");
        return NULL;
    }
    if (len > STORY_EXPR_LONGEST) {
        BUILD_PROBLEM(
            b, EXPR_SIZE, at,
            "this expression has %zu bytes; at most %u are allowed: split it up, or put it "
            "into a Lua function",
            len, STORY_EXPR_LONGEST);
        return NULL;
    }
    build_shared *s = b->tables ? shared_find(b, source, len, false) : NULL;
    if (b->tables && (!s || s->x)) return s ? s->x : NULL;
    if (source[len]) {
        source = arena_text(b->tables ? &b->tables->mem : b->mem, source, len, b->e);
        if (!source) build_stop(b);
    }
    const story_expr *x = source ? compile(b, at, source) : NULL;
    if (s && x) {
        s->x = x;
        b->tables->shared_count++;
    }
    return x;
}

/* --- what stands in a value's place --- */

bool build_when(builder *b, const tree *t, const story_expr **out)
{
    *out = NULL;
    if (!t) return true;
    if (t->kind == TREE_BOOL) {
        *out = t->yes ? NULL : const_bool(false);
        return true;
    }
    if (!b->tables)
        return BUILD_PROBLEM(
            b, VALUE_KIND, t,
            "a condition is true or false in what Lua returns; this is %s: write it "
            "without quotes",
            tree_kind_words(t->kind));
    if (!build_want(b, t, TREE_TEXT, "a condition in quotes, or true or false")) return false;
    const story_expr *x = build_expression(b, t, t->text, t->count);
    if (!x) return false;
    if (!(x->gives & (BUILD_GIVES_YES | 1u << STORY_NIL)))
        return BUILD_PROBLEM(b, EXPR_KIND, t,
                             "the condition \"" SHOWN "\" gives %s and so always holds; compare it "
                             "with something, as in \"trust > 40\"",
                             SHOWN_OF(t->text),
                             x->gives & BUILD_GIVES_NUMBER ? "a number" : "a text");
    *out = x;
    return true;
}

bool build_value(builder *b, const tree *t, unsigned kinds, const char *wanted,
                 const story_expr **out)
{
    *out = NULL;
    int64_t whole;
    if (t->kind == TREE_BOOL && (kinds & BUILD_GIVES_YES)) {
        *out = const_bool(t->yes);
    } else if ((t->kind == TREE_INT || (t->kind == TREE_REAL && !b->tables)) &&
               (kinds & BUILD_GIVES_NUMBER)) {
        if (!build_whole(b, t, -STORY_VALUE_LARGEST, STORY_VALUE_LARGEST, &whole)) return false;
        *out = build_const_whole(b, whole);
    } else if (t->kind == TREE_TEXT && !b->tables && (kinds & BUILD_GIVES_TEXT)) {
        *out = build_const_text(b, t);
    } else if (t->kind == TREE_TEXT && b->tables) {
        const story_expr *x = build_expression(b, t, t->text, t->count);
        if (!x) return false;
        if (!(x->gives & kinds))
            return BUILD_PROBLEM(b, EXPR_KIND, t,
                                 "%s is wanted here; the expression \"" SHOWN "\" gives %s", wanted,
                                 SHOWN_OF(t->text),
                                 x->gives & BUILD_GIVES_NUMBER ? "a number"
                                 : x->gives & BUILD_GIVES_TEXT ? "a text"
                                                               : "true or false");
        *out = x;
    } else {
        return BUILD_PROBLEM(b, VALUE_KIND, t, "%s is wanted here; this is %s", wanted,
                             tree_kind_words(t->kind));
    }
    return *out != NULL;
}

bool build_number(builder *b, const tree *t, int64_t least, int64_t most, const char *wanted,
                  const story_expr **out)
{
    if (!build_value(b, t, BUILD_GIVES_NUMBER, wanted, out)) return false;
    const story_expr *x = *out;
    if (!x || x->kind != STORY_EXPR_CONST || x->consts->kind != STORY_INT) return true;
    int64_t whole = x->consts->whole;
    if (whole >= least && whole <= most) return true;
    return BUILD_PROBLEM(b, VALUE_RANGE, t, "%s lies between %lld and %lld; this is %lld", wanted,
                         (long long)least, (long long)most, (long long)whole);
}

/* --- names --- */

void build_count_scene(builder *b, uint32_t scene)
{
    uint32_t *slot = &b->def->scenes[scene].visit_slot;
    if (*slot == STORY_NONE) *slot = b->tables->next_slot++;
}

uint32_t build_count_choice(builder *b, uint32_t scene, uint32_t choice)
{
    build_scene_note *note = &b->tables->scenes[scene];
    for (const build_counter *c = note->counted; c; c = c->next)
        if (c->choice == choice) return c->slot;
    build_counter *one = arena_alloc(&b->tables->mem, sizeof *one, b->e);
    if (!one) {
        build_stop(b);
        return STORY_NONE;
    }
    *one = (build_counter){choice, b->tables->next_slot++, note->counted};
    note->counted = one;
    return one->slot;
}

/* The number of a choice that JSON writes down, or STORY_NONE. */
static uint32_t choice_in(const tree *scene, const char *id, size_t len)
{
    const tree *choices = tree_get(scene, "choices");
    if (!choices || choices->kind != TREE_LIST) return STORY_NONE;
    uint32_t i = 0;
    for (const tree *c = choices->first; c; c = c->next, i++) {
        const tree *named = tree_get(c, "id");
        if (named && named->kind == TREE_TEXT && named->count == len &&
            memcmp(named->text, id, len) == 0)
            return i;
    }
    return STORY_NONE;
}

/* visits.SCENE and chosen.SCENE.CHOICE, after the first dot. */
static bool resolve_counter(builder *b, bool chosen, const char *part, size_t len, story_ref *ref)
{
    const char *dot = memchr(part, '.', len);
    if (chosen != (dot != NULL)) return true;
    size_t scene_len = dot ? (size_t)(dot - part) : len;
    uint32_t scene = story_names_find_part(&b->known->scene_names, part, scene_len);
    if (scene == STORY_NONE) return true;
    if (!chosen) {
        build_count_scene(b, scene);
        *ref = (story_ref){.what = STORY_REF_WHOLE, .a = b->def->scenes[scene].visit_slot};
        return true;
    }
    uint32_t choice = choice_in(b->tables->scenes[scene].at, dot + 1, len - scene_len - 1);
    if (choice == STORY_NONE) return true;
    *ref = (story_ref){.what = STORY_REF_WHOLE, .a = build_count_choice(b, scene, choice)};
    return !b->stop;
}

bool build_resolve(void *self, const char *name, size_t len, story_ref *ref, uint8_t *gives, err *e)
{
    (void)e; /* the builder's own */
    builder *b = self;
    *ref = (story_ref){0};
    *gives = 1u << STORY_INT;
    if (b->in_fact && len > 5 && memcmp(name, "fact.", 5) == 0) return true;
    bool visits = b->tables && len > 7 && memcmp(name, "visits.", 7) == 0;
    bool chosen = b->tables && len > 7 && memcmp(name, "chosen.", 7) == 0;
    if (visits || chosen) return resolve_counter(b, chosen, name + 7, len - 7, ref);
    if (!story_def_read(b->known, name, len, ref, gives)) {
        *ref = (story_ref){0};
        return true;
    }
    bool variable =
        ref->what == STORY_REF_WHOLE || ref->what == STORY_REF_YES || ref->what == STORY_REF_WORD;
    if (b->tables && variable && ref->a < b->known->var_count) b->tables->var_used[ref->a] = true;
    return true;
}

#include "story/story_build_internal.h"

/* Reads the words of an expression of any kind, as Lua would cut it up. It does not judge the
 * grammar; that is for whoever compiles it. */

typedef enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_TEXT, TOKEN_NUMBER, TOKEN_SIGN } token_kind;

typedef struct token {
    token_kind kind;
    const char *at; /* texts: without their quotes */
    size_t len;
} token;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static token cut_name(const char **at)
{
    token t = {TOKEN_NAME, *at, 0};
    const char *p = *at;
    for (;;) {
        while (is_letter(*p) || is_digit(*p))
            p++;
        if (p[0] != '.' || !is_letter(p[1])) break;
        p++;
    }
    t.len = (size_t)(p - t.at);
    *at = p;
    return t;
}

static token cut_quoted(const char **at)
{
    char quote = **at;
    token t = {TOKEN_TEXT, *at + 1, 0};
    const char *p = t.at;
    while (*p && *p != quote)
        p += p[0] == '\\' && p[1] ? 2 : 1;
    t.len = (size_t)(p - t.at);
    *at = *p ? p + 1 : p;
    return t;
}

static token cut_long(const char **at)
{
    token t = {TOKEN_TEXT, *at + 2, 0};
    const char *end = strstr(t.at, "]]");
    t.len = end ? (size_t)(end - t.at) : strlen(t.at);
    *at = end ? end + 2 : t.at + t.len;
    return t;
}

static token cut_number(const char **at)
{
    token t = {TOKEN_NUMBER, *at, 0};
    const char *p = *at;
    while (is_digit(*p) || is_letter(*p) || (*p == '.' && p[1] != '.'))
        p++;
    t.len = (size_t)(p - t.at);
    *at = p;
    return t;
}

static token next_token(const char **at)
{
    *at += strspn(*at, " \t\r\n");
    const char *p = *at;
    if (!*p) return (token){TOKEN_END, p, 0};
    if (is_letter(*p)) return cut_name(at);
    if (is_digit(*p) || (*p == '.' && is_digit(p[1]))) return cut_number(at);
    if (*p == '"' || *p == '\'') return cut_quoted(at);
    if (p[0] == '[' && p[1] == '[') return cut_long(at);
    static const char *const PAIRS[] = {"==", "~=", "<=", ">=", "..", "//", "::", "--"};
    size_t len = 1;
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        if (strncmp(p, PAIRS[i], 2) == 0) len = 2;
    *at += len;
    return (token){TOKEN_SIGN, p, len};
}

static bool is_token(token t, const char *text)
{
    return t.kind != TOKEN_TEXT && strncmp(t.at, text, t.len) == 0 && text[t.len] == '\0';
}

/* --- names that are not declared --- */

bool build_is_library(const char *root, size_t len)
{
    static const char *const NAMES[] = {"math",  "string", "table",    "text",   "ipairs",
                                        "pairs", "type",   "tostring", "select", "tonumber",
                                        "error", "assert", "roll",     "require"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strncmp(root, NAMES[i], len) == 0 && NAMES[i][len] == '\0') return true;
    return false;
}

/* A piece of the source as a text of its own; cut where it is too long to be any name. */
typedef struct piece {
    char text[64];
} piece;

static piece piece_of(const char *at, size_t len)
{
    piece p = {{0}};
    memcpy(p.text, at, len < sizeof p.text ? len : sizeof p.text - 1);
    return p;
}

/* What can stand alone in an expression: variables first, then the names of the format. */
static const char *next_plain(void *self, uint32_t i)
{
    const story_def *d = self;
    if (i < d->var_names.count) return story_names_at(&d->var_names, i);
    const story_root *r = story_root_at(i - d->var_names.count);
    return r ? r->name : NULL;
}

static const char *near_plain(builder *b, const char *name)
{
    return problems_nearest(name, next_plain, b->def);
}

static const char *next_clock(void *self, uint32_t i)
{
    (void)self;
    return story_clock_word(i);
}

static const char *next_axis(void *self, uint32_t i)
{
    (void)self;
    return story_axis_word(i);
}

static const char *next_choice(void *self, uint32_t i)
{
    const tree *choices = tree_get(self, "choices");
    if (!choices || choices->kind != TREE_LIST) return NULL;
    const tree *c = choices->first;
    while (c && i-- > 0)
        c = c->next;
    const tree *id = c ? tree_get(c, "id") : NULL;
    return !c ? NULL : id && id->kind == TREE_TEXT ? id->text : "";
}

typedef struct part_kind {
    const char *what;
    const story_names *names; /* NULL: other candidates */
} part_kind;

static part_kind kind_of_part(const story_def *d, uint8_t part)
{
    switch ((story_part_of)part) {
    case STORY_PART_SCENE: return (part_kind){"scene", &d->scene_names};
    case STORY_PART_EVENT: return (part_kind){"event", &d->event_names};
    case STORY_PART_FACT: return (part_kind){"fact", &d->fact_names};
    case STORY_PART_PERSON: return (part_kind){"person", &d->person_names};
    case STORY_PART_VAR: return (part_kind){"variable", &d->var_names};
    case STORY_PART_CLOCK: return (part_kind){"value of the clock", NULL};
    case STORY_PART_AXIS: return (part_kind){"score", NULL};
    default: return (part_kind){"choice written in JSON", NULL};
    }
}

/* Tells which part of a dotted name is wrong. */
static bool wrong_part(builder *b, const tree *at, const char *source, const char *part,
                       uint8_t kind, const tree *scene)
{
    part_kind k = kind_of_part(b->known, kind);
    build_hint near = {"", "", ""};
    const char *found = NULL;
    if (k.names)
        near = build_hint_names(b, k.names, part);
    else if (kind == STORY_PART_CLOCK)
        found = problems_nearest(part, next_clock, NULL);
    else if (kind == STORY_PART_AXIS)
        found = problems_nearest(part, next_axis, NULL);
    else if (scene)
        found = problems_nearest(part, next_choice, (void *)(uintptr_t)scene);
    if (found) near = (build_hint){"; did you mean \"", found, "\"?"};
    return BUILD_PROBLEM(b, EXPR_NAME, at, "in \"" SHOWN "\" there is no %s \"%s\"" HINT,
                         SHOWN_OF(source), k.what, part, HINT_OF(near));
}

static bool wrong_dotted(builder *b, const tree *at, const char *source, const story_root *r,
                         token name)
{
    const char *first = name.at + strlen(r->name) + 1, *end = name.at + name.len;
    const char *dot = memchr(first, '.', (size_t)(end - first));
    piece one = piece_of(first, (size_t)((dot ? dot : end) - first));
    if (b->in_fact && r->first == STORY_PART_FACT && !r->second)
        return BUILD_PROBLEM(b, EXPR_NAME, at,
                             "a fact's own value cannot use other facts, and \"" SHOWN
                             "\" uses \"fact.%s\"; use variables instead",
                             SHOWN_OF(source), one.text);
    if ((dot != NULL) != (r->second != STORY_PART_NONE)) {
        piece whole = piece_of(name.at, name.len);
        return BUILD_PROBLEM(b, EXPR_NAME, at,
                             "in \"" SHOWN "\" the name \"%s\" has %s parts than \"%s\" wants",
                             SHOWN_OF(source), whole.text, dot ? "more" : "fewer", r->name);
    }
    part_kind k = kind_of_part(b->known, r->first);
    uint32_t number = k.names ? story_names_find(k.names, one.text) : STORY_NONE;
    if (!dot || number == STORY_NONE) return wrong_part(b, at, source, one.text, r->first, NULL);
    piece two = piece_of(dot + 1, (size_t)(end - dot - 1));
    const tree *scene = r->second == STORY_PART_CHOICE ? b->tables->scenes[number].at : NULL;
    return wrong_part(b, at, source, two.text, r->second, scene);
}

static bool wrong_plain(builder *b, const tree *at, const char *source, const char *root,
                        bool called)
{
    if (called) {
        build_hint near = build_hint_functions(b, root);
        return BUILD_PROBLEM(b, EXPR_NAME, at,
                             "in \"" SHOWN
                             "\" the function \"%s\" is not defined by any script" HINT,
                             SHOWN_OF(source), root, HINT_OF(near));
    }
    const char *near = near_plain(b, root);
    return BUILD_PROBLEM(b, EXPR_NAME, at, "in \"" SHOWN "\" the name \"%s\" is not declared%s%s%s",
                         SHOWN_OF(source), root, near ? "; did you mean \"" : "",
                         near ? near : ", neither under \"state\" nor by the format",
                         near ? "\"?" : "");
}

static bool check_name(builder *b, const tree *at, const char *source, token name, token after)
{
    story_ref ref;
    uint8_t gives;
    if (!build_resolve(b, name.at, name.len, &ref, &gives, b->e)) return build_stop(b);
    if (ref.what != STORY_REF_NONE) return true;
    const char *dot = memchr(name.at, '.', name.len);
    size_t root_len = dot ? (size_t)(dot - name.at) : name.len;
    if (build_is_library(name.at, root_len)) return true;
    piece root = piece_of(name.at, root_len);
    const story_compiler *lua = b->tables->lua;
    if (root_len < sizeof root.text && lua->has && lua->has(lua->self, root.text)) return true;
    for (uint32_t i = 0; story_root_at(i); i++) {
        const story_root *r = story_root_at(i);
        if (strcmp(r->name, root.text) != 0 || !r->first) continue;
        if (dot) return wrong_dotted(b, at, source, r, name);
        /* `visits[x]`: which counter it is shows only while playing. */
        b->tables->all_counters = true;
        return true;
    }
    return wrong_plain(b, at, source, root.text, !dot && is_token(after, "("));
}

bool build_scan_names(builder *b, const tree *at, const char *source)
{
    const char *p = source;
    bool fine = true;
    token before = {TOKEN_END, source, 0}, t = next_token(&p);
    while (t.kind != TOKEN_END && !b->stop) {
        token after = next_token(&p);
        /* Names inside a function or a comment are not ours to judge. */
        if (is_token(t, "function") || is_token(t, "--")) return fine;
        bool field = is_token(before, ":") || is_token(before, ".") ||
                     (after.kind == TOKEN_SIGN && is_token(after, "="));
        if (t.kind == TOKEN_NAME && !field && !build_is_keyword(t.at, t.len) &&
            !check_name(b, at, source, t, after))
            fine = false;
        before = t;
        t = after;
    }
    return fine;
}

/* --- comparing with a word that is none of the variable's --- */

static bool ending_is(const story_def *d, const char *word)
{
    return strcmp(word, "none") == 0 || story_names_find(&d->ending_names, word) != STORY_NONE;
}

static bool check_word(builder *b, const tree *at, token name, token text)
{
    if (name.kind != TOKEN_NAME || text.kind != TOKEN_TEXT || text.len >= sizeof(piece))
        return true;
    piece word = piece_of(text.at, text.len);
    build_hint near;
    if (is_token(name, "ending")) {
        if (ending_is(b->known, word.text)) return true;
        near = build_hint_names(b, &b->known->ending_names, word.text);
        return BUILD_PROBLEM(b, VALUE_CHOICE, at, "there is no ending \"%s\"" HINT, word.text,
                             HINT_OF(near));
    }
    uint32_t v = story_names_find_part(&b->known->var_names, name.at, name.len);
    if (v == STORY_NONE || b->known->vars[v].kind != STORY_VAR_WORD) return true;
    const story_var *var = &b->known->vars[v];
    for (uint32_t i = 0; i < var->word_count; i++)
        if (strcmp(var->words[i].name, word.text) == 0) return true;
    near = build_hint_var_words(b, var, word.text);
    return BUILD_PROBLEM(b, VALUE_CHOICE, at,
                         "\"%s\" is none of the words of \"%s\", so this never "
                         "holds" HINT,
                         word.text, var->name, HINT_OF(near));
}

bool build_scan_words(builder *b, const tree *at, const char *source)
{
    const char *p = source;
    bool fine = true;
    token two = {TOKEN_END, source, 0}, one = two, t = next_token(&p);
    while (t.kind != TOKEN_END && !b->stop) {
        bool compared = is_token(one, "==") || is_token(one, "~=");
        if (compared && !(check_word(b, at, two, t) && check_word(b, at, t, two))) fine = false;
        two = one;
        one = t;
        t = next_token(&p);
    }
    return fine;
}

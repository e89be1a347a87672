#include "base/base_words.h"

#include "base/base_hash.h"

#include <string.h>

enum { FIRST_CAP = 256, MOST_PAIRS = 16 };

struct words_entry {
    const char *id; /* NULL: free */
    const char *source;
    const char *forms[WORDS_MOST_FORMS];
    uint32_t count;
};

struct words_old {
    arena mem;
    struct words_old *next;
};

/* ---- plural forms ---- */
typedef enum rule { RULE_NOT_ONE, RULE_ABOVE_ONE, RULE_NONE, RULE_SLAVIC, RULE_POLISH } rule;

static const struct {
    const char *language;
    rule rule;
} RULES[] = {{"fr", RULE_ABOVE_ONE}, {"pt_BR", RULE_ABOVE_ONE}, {"pt", RULE_ABOVE_ONE},
             {"hi", RULE_ABOVE_ONE}, {"fa", RULE_ABOVE_ONE},    {"am", RULE_ABOVE_ONE},
             {"ja", RULE_NONE},      {"zh", RULE_NONE},         {"ko", RULE_NONE},
             {"vi", RULE_NONE},      {"th", RULE_NONE},         {"id", RULE_NONE},
             {"ru", RULE_SLAVIC},    {"uk", RULE_SLAVIC},       {"be", RULE_SLAVIC},
             {"sr", RULE_SLAVIC},    {"hr", RULE_SLAVIC},       {"bs", RULE_SLAVIC},
             {"pl", RULE_POLISH}};

/* "pt_PT" without a rule of its own counts like "pt". */
static rule rule_of(const char *language)
{
    enum { COUNT = sizeof RULES / sizeof RULES[0] };
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(RULES[i].language, language) == 0) return RULES[i].rule;
    size_t len = strcspn(language, "_-@.");
    for (size_t i = 0; i < COUNT; i++)
        if (strlen(RULES[i].language) == len && memcmp(RULES[i].language, language, len) == 0)
            return RULES[i].rule;
    return RULE_NOT_ONE;
}

uint32_t words_forms(const char *language)
{
    switch (rule_of(language)) {
    case RULE_NONE: return 1;
    case RULE_SLAVIC:
    case RULE_POLISH: return 3;
    default: return 2;
    }
}

uint32_t words_form(const char *language, long n)
{
    unsigned long u = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
    bool few = u % 10 >= 2 && u % 10 <= 4 && (u % 100 < 12 || u % 100 > 14);
    switch (rule_of(language)) {
    case RULE_NONE: return 0;
    case RULE_ABOVE_ONE: return u > 1;
    case RULE_SLAVIC: return u % 10 == 1 && u % 100 != 11 ? 0 : few ? 1 : 2;
    case RULE_POLISH: return u == 1 ? 0 : few ? 1 : 2;
    case RULE_NOT_ONE: break;
    }
    return u != 1;
}

#define FEW "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"

const char *words_rule(const char *language)
{
    switch (rule_of(language)) {
    case RULE_NONE: return "nplurals=1; plural=0;";
    case RULE_ABOVE_ONE: return "nplurals=2; plural=(n > 1);";
    case RULE_SLAVIC: return "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : " FEW ");";
    case RULE_POLISH: return "nplurals=3; plural=(n==1 ? 0 : " FEW ");";
    case RULE_NOT_ONE: break;
    }
    return "nplurals=2; plural=(n != 1);";
}

/* ---- the table ---- */
static struct words_entry *slot(struct words_entry *table, uint32_t cap, const char *id)
{
    uint32_t at = (uint32_t)hash64(HASH64_START, id, strlen(id)) & (cap - 1);
    while (table[at].id && strcmp(table[at].id, id) != 0)
        at = (at + 1) & (cap - 1);
    return &table[at];
}

static bool grow(wordbook *w, err *e)
{
    uint32_t cap = w->cap ? w->cap * 2 : FIRST_CAP;
    struct words_entry *table = arena_array(&w->mem, cap, sizeof *table, e);
    if (!table) return false;
    for (uint32_t i = 0; i < w->cap; i++)
        if (w->table[i].id) *slot(table, cap, w->table[i].id) = w->table[i];
    w->table = table;
    w->cap = cap;
    return true;
}

bool words_begin(wordbook *w, const char *language, err *e)
{
    if (w->count) {
        struct words_old *old = base_alloc(sizeof *old);
        if (!old) return err_nomem(e);
        old->mem = w->mem;
        old->next = w->older;
        w->older = old;
        w->mem = (arena){0};
    }
    arena_release(&w->mem);
    w->table = NULL;
    w->count = w->cap = 0;
    size_t len = strlen(language), most = sizeof w->language - 1;
    len = len < most ? len : most;
    memcpy(w->language, language, len);
    w->language[len] = '\0';
    return true;
}

void words_release(wordbook *w)
{
    while (w->older) {
        struct words_old *old = w->older;
        w->older = old->next;
        arena_release(&old->mem);
        base_free(old);
    }
    arena_release(&w->mem);
    *w = (wordbook){0};
}

static const char *copy(wordbook *w, const char *text, err *e)
{
    size_t len = strlen(text);
    if (len > WORDS_LONGEST) {
        err_set(e, ERR_LIMIT, "a text is longer than %d bytes", WORDS_LONGEST);
        return NULL;
    }
    return arena_text(&w->mem, text, len, e);
}

bool words_add(wordbook *w, const char *id, const char *source, const char *const *forms,
               uint32_t count, err *e)
{
    if (count == 0 || count > WORDS_MOST_FORMS)
        return err_set(e, ERR_LIMIT, "a text has 1 to %d plural forms", WORDS_MOST_FORMS);
    if ((w->count + 1) * 4 > w->cap * 3 && !grow(w, e)) return false;
    struct words_entry made = {.count = count};
    made.id = copy(w, id, e);
    made.source = copy(w, source, e);
    bool ok = made.id && made.source;
    for (uint32_t i = 0; ok && i < count; i++) {
        made.forms[i] = copy(w, forms[i], e);
        ok = made.forms[i] != NULL;
    }
    if (!ok) return false;
    struct words_entry *place = slot(w->table, w->cap, id);
    if (!place->id) w->count++;
    *place = made;
    return true;
}

static const struct words_entry *find(const wordbook *w, const char *id, const char *source)
{
    if (!w || w->count == 0) return NULL;
    const struct words_entry *entry = slot(w->table, w->cap, id);
    return entry->id && strcmp(entry->source, source) == 0 ? entry : NULL;
}

const char *words_find(const wordbook *w, const char *id, const char *source)
{
    const struct words_entry *entry = find(w, id, source);
    return entry ? entry->forms[0] : NULL;
}

const char *words_text(const wordbook *w, const phrase *p)
{
    const char *found = words_find(w, p->id, p->text);
    return found ? found : p->text;
}

const char *words_count(const wordbook *w, const phrase *p, long n)
{
    const struct words_entry *entry = find(w, p->id, p->text);
    const char *many = p->many ? p->many : p->text;
    if (!entry) return n == 1 || n == -1 ? p->text : many;
    uint32_t form = words_form(w->language, n);
    return entry->forms[form < entry->count ? form : entry->count - 1];
}

const char *words_language(const wordbook *w)
{
    return w && *w->language ? w->language : "en";
}

/* ---- values ---- */
static const char *value_of(const char *name, size_t len, const char *const *pairs)
{
    for (; pairs[0]; pairs += 2)
        if (strlen(pairs[0]) == len && memcmp(pairs[0], name, len) == 0) return pairs[1];
    return NULL;
}

bool words_fill_pairs(strbuf *out, const char *text, const char *const *pairs, err *e)
{
    while (*text) {
        size_t plain = strcspn(text, "{");
        if (!strbuf_addn(out, text, plain, e)) return false;
        text += plain;
        if (!*text) break;
        size_t len = strcspn(text + 1, "{}");
        const char *value = text[1 + len] == '}' ? value_of(text + 1, len, pairs) : NULL;
        bool brace = text[1] == '{';
        if (!(value ? strbuf_add(out, value, e) : strbuf_addc(out, '{', e))) return false;
        text += value ? len + 2 : brace ? 2 : 1;
    }
    return true;
}

bool words_fill_args(strbuf *out, err *e, const char *text, va_list args)
{
    const char *pairs[2 * MOST_PAIRS + 1];
    uint32_t n = 0;
    while (n < 2 * MOST_PAIRS) {
        const char *name = va_arg(args, const char *);
        if (!name) break;
        const char *value = va_arg(args, const char *);
        pairs[n++] = name;
        pairs[n++] = value ? value : "";
    }
    pairs[n] = NULL;
    return words_fill_pairs(out, text, pairs, e);
}

bool words_fill(strbuf *out, err *e, const char *text, ...)
{
    va_list args;
    va_start(args, text);
    bool ok = words_fill_args(out, e, text, args);
    va_end(args);
    return ok;
}

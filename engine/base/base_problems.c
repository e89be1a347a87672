#include "base/base_problems.h"

#include "base/base_utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct code_row {
    const char *code, *help;
    problem_severity severity;
} code_row;

static const code_row CODES[PROBLEM_COUNT] = {
#define PROBLEM(name, code, severity, help) {code, help, PROBLEM_##severity},
#include "base/base_problems.def"
#undef PROBLEM
};

const char *problem_code_text(problem_code code)
{
    return CODES[code].code;
}

const char *problem_code_help(problem_code code)
{
    return CODES[code].help;
}

problem_severity problem_code_severity(problem_code code)
{
    return CODES[code].severity;
}

bool problems_source(problems *p, const char *name, const char *text, size_t len, uint16_t *id,
                     err *e)
{
    if (p->source_count == UINT16_MAX) return err_set(e, ERR_LIMIT, "too many files");
    problem_source *s = arena_alloc(&p->mem, sizeof *s, e);
    if (!s) return false;
    s->name = arena_text(&p->mem, name, strlen(name), e);
    if (!s->name) return false;
    s->text = text;
    s->len = len;
    if (p->last_source)
        p->last_source->next = s;
    else
        p->sources = s;
    p->last_source = s;
    *id = p->source_count++;
    return true;
}

static const problem_source *source_at(const problems *p, uint16_t id)
{
    const problem_source *s = p->sources;
    while (s && id-- > 0)
        s = s->next;
    return s;
}

const char *problems_source_name(const problems *p, uint16_t source)
{
    const problem_source *s = source_at(p, source);
    return s ? s->name : "scenario";
}

bool problems_add(problems *p, problem_code code, uint16_t source, uint32_t at, err *e,
                  const char *fmt, ...)
{
    if (CODES[code].severity == PROBLEM_ERROR)
        p->errors++;
    else
        p->warnings++;
    if (p->kept == PROBLEMS_MOST) return true;
    char text[700];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    problem *one = arena_alloc(&p->mem, sizeof *one, e);
    if (!one) return false;
    one->text = arena_text(&p->mem, text, utf8_whole(text, strlen(text)), e);
    if (!one->text) return false;
    one->code = code;
    one->source = source;
    one->at = at;
    if (p->last)
        p->last->next = one;
    else
        p->first = one;
    p->last = one;
    p->kept++;
    return true;
}

/* A walk through one source's text; problems are visited in order, so no byte is counted twice. */
typedef struct walk {
    size_t at;
    uint32_t line, column;
} walk;

static void place(const problem_source *s, problem *one, walk *w)
{
    if (!s || !s->text || one->at == PROBLEMS_WHOLE) return;
    size_t end = one->at < s->len ? one->at : s->len;
    /* A byte order mark is no column of its own. */
    if (w->at == 0 && s->len >= 3 && memcmp(s->text, "\xEF\xBB\xBF", 3) == 0) w->at = 3;
    for (; w->at < end; w->at++) {
        if (s->text[w->at] == '\n') {
            w->line++;
            w->column = 1;
        } else if (((unsigned char)s->text[w->at] & 0xC0) != 0x80) {
            w->column++;
        }
    }
    one->line = w->line;
    one->column = w->column;
}

static bool before(const problem *a, const problem *b)
{
    if (a->source != b->source) return a->source < b->source;
    /* What concerns the whole file comes before what stands in it. */
    uint32_t at_a = a->at + 1, at_b = b->at + 1;
    return at_a < at_b;
}

void problems_finish(problems *p)
{
    problem *sorted = NULL;
    for (problem *one = p->first, *next; one; one = next) {
        next = one->next;
        problem **to = &sorted;
        while (*to && !before(one, *to))
            to = &(*to)->next;
        one->next = *to;
        *to = one;
    }
    p->first = sorted;
    walk w = {0};
    for (problem *one = sorted; one; one = one->next) {
        if (one == sorted || one->source != p->last->source) w = (walk){0, 1, 1};
        place(source_at(p, one->source), one, &w);
        p->last = one;
    }
}

bool problems_print(const problems *p, strbuf *out, err *e)
{
    for (const problem *one = p->first; one; one = one->next) {
        const char *word = CODES[one->code].severity == PROBLEM_ERROR ? "error" : "warning";
        if (!strbuf_add(out, problems_source_name(p, one->source), e)) return false;
        if (one->line && !strbuf_addf(out, e, ":%u:%u", one->line, one->column)) return false;
        if (!strbuf_addf(out, e, ": %s %s: %s\n", word, CODES[one->code].code, one->text))
            return false;
    }
    uint32_t more = p->errors + p->warnings - p->kept;
    if (more) return strbuf_addf(out, e, "and %u more\n", more);
    return true;
}

void problems_release(problems *p)
{
    arena_release(&p->mem);
    *p = (problems){0};
}

/* Restricted edit distance (insert, delete, replace, swap neighbours), given up above `most`. */
static uint32_t distance(const char *a, const char *b, uint32_t most)
{
    size_t la = strlen(a), lb = strlen(b);
    enum { LONGEST = 64 };
    if (la >= LONGEST || lb >= LONGEST) return most + 1;
    uint32_t row[3][LONGEST];
    for (size_t j = 0; j <= lb; j++)
        row[1][j] = (uint32_t)j;
    for (size_t i = 1; i <= la; i++) {
        uint32_t *now = row[(i + 1) % 3], *up = row[i % 3], *up2 = row[(i + 2) % 3];
        now[0] = (uint32_t)i;
        uint32_t least = now[0];
        for (size_t j = 1; j <= lb; j++) {
            uint32_t best = up[j - 1] + (a[i - 1] != b[j - 1]);
            if (up[j] + 1 < best) best = up[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && up2[j - 2] + 1 < best) best = up2[j - 2] + 1;
            now[j] = best;
            if (best < least) least = best;
        }
        if (least > most) return most + 1;
    }
    return row[(la + 1) % 3][lb];
}

const char *problems_nearest(const char *name, const char *(*next)(void *self, uint32_t i),
                             void *self)
{
    size_t len = strlen(name);
    uint32_t most = len < 3 ? 1 : (uint32_t)(len / 3);
    const char *found = NULL;
    for (uint32_t i = 0;; i++) {
        const char *candidate = next(self, i);
        if (!candidate) return found;
        uint32_t d = distance(name, candidate, most);
        if (d <= most && d > 0) {
            found = candidate;
            most = d - 1;
            if (most == 0) return found;
        }
    }
}

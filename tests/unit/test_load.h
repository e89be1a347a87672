#ifndef TEST_LOAD_H
#define TEST_LOAD_H
/* What the tests of load share: a folder in memory, and a Lua that is none. */
#include "load/load_scenario.h"
#include "test_base.h"

#include <stdlib.h>
#include <string.h>

typedef struct folder_file {
    const char *name, *text;
    size_t len;     /* 0: as long as the text */
    err_code fails; /* reading it fails */
} folder_file;

typedef struct folder {
    const folder_file *files; /* up to one without a name */
    uint32_t reads;
} folder;

static inline bool folder_read(void *self, const char *name, strbuf *out, bool *found, err *e)
{
    folder *f = self;
    f->reads++;
    *found = false;
    for (const folder_file *one = f->files; one->name; one++) {
        if (strcmp(one->name, name) != 0) continue;
        *found = true;
        if (one->fails) return err_set(e, one->fails, "\"%s\" could not be read: no luck", name);
        return strbuf_addn(out, one->text, one->len ? one->len : strlen(one->text), e);
    }
    return true;
}

/* Takes every expression; knows the functions whose names stand in the scripts it ran, one a line
 * after "function ". A script with the line "fail CODE" in it fails there. */
typedef struct stub_lua {
    char functions[8][32];
    uint32_t function_count;
    uint32_t compiled, runs;
    char order[100];       /* the scripts' names as they were run */
    problem_code code;     /* of failures */
    uint32_t line_instead; /* told instead of the right one, when not 0 */
    bool whole;            /* fails without a line */
    const char *why;       /* what is told; NULL: "it failed" */
    err_code broken;       /* running fails for a reason that is not the author's */
} stub_lua;

static inline bool stub_expression(void *self, const char *source, uint32_t *fn, char *why,
                                   size_t why_size, err *e)
{
    (void)source;
    (void)e;
    stub_lua *s = self;
    if (why_size) *why = '\0';
    *fn = s->compiled++;
    return true;
}

static inline bool stub_has(void *self, const char *function)
{
    stub_lua *s = self;
    for (uint32_t i = 0; i < s->function_count; i++)
        if (strcmp(s->functions[i], function) == 0) return true;
    return false;
}

static inline const char *stub_function_at(void *self, uint32_t i)
{
    stub_lua *s = self;
    return i < s->function_count ? s->functions[i] : NULL;
}

static inline bool stub_run(void *self, const char *name, const char *text, size_t len, bool *ok,
                            load_trouble *t, err *e)
{
    stub_lua *s = self;
    s->runs++;
    if (s->broken) return err_set(e, s->broken, "Lua is broken");
    snprintf(s->order + strlen(s->order), sizeof s->order - strlen(s->order), "%s ", name);
    *ok = true;
    uint32_t line = 1;
    for (const char *at = text, *end = text + len; at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        if (end - at >= 4 && memcmp(at, "fail", 4) == 0) {
            *ok = false;
            t->code = s->code ? s->code : PROBLEM_LUA_SYNTAX;
            t->line = s->whole ? 0 : s->line_instead ? s->line_instead : line;
            snprintf(t->text, sizeof t->text, "%s", s->why ? s->why : "it failed");
            return true;
        }
        if (end - at > 9 && memcmp(at, "function ", 9) == 0 && s->function_count < 8)
            snprintf(s->functions[s->function_count++], 32, "%.*s", (int)(stop - at - 9), at + 9);
        at = stop < end ? stop + 1 : end;
    }
    return true;
}

static inline load_lua stub_host(stub_lua *s)
{
    return (load_lua){
        .compiler = {s, stub_expression, stub_has, stub_function_at}, .run = stub_run, .self = s};
}

/* "file:line:column code" of each problem, one a line; a warning counts like an error. */
static inline void told(const problems *p, strbuf *out)
{
    for (const problem *one = p->first; one; one = one->next) {
        assert_true(strbuf_add(out, problems_source_name(p, one->source), NULL));
        if (one->line) assert_true(strbuf_addf(out, NULL, ":%u:%u", one->line, one->column));
        assert_true(strbuf_addf(out, NULL, " %s\n", problem_code_text(one->code)));
    }
}

static inline void expect_told(const problems *p, const char *wanted)
{
    strbuf places = {0}, whole = {0};
    told(p, &places);
    assert_true(problems_print(p, &whole, NULL));
    if (strcmp(strbuf_text(&places), wanted) != 0)
        fail_msg("wanted:\n%stold:\n%s", wanted, strbuf_text(&whole));
    strbuf_release(&places);
    strbuf_release(&whole);
}

/* A small scenario that can be played to its end: choice "ask" stays and raises trust, "go" ends.
 * `more`: members of the top, with their comma before. */
#define SMALL_TOP                                                                                  \
    "\"format\": 1, \"id\": \"small\", \"title\": \"Small\", \"summary\": \"A small one.\",\n"     \
    "\"minutes\": 2, \"clock\": \"2026-03-06 16:30\", \"start\": \"a\""
#define SMALL_STATE                                                                                \
    "\"state\": { \"trust\": { \"start\": 60, \"min\": 0, \"max\": 100 },\n"                       \
    "  \"why\": { \"one_of\": [\"pay\", \"fear\"], \"draw\": true, \"pick\": \"Why\" } }"
#define SMALL_SCENE_A                                                                              \
    "\"a\": { \"lines\": [ \"Hello {trust} {why}.\" ], \"choices\": [\n"                           \
    "  { \"id\": \"ask\", \"say\": \"Ask.\", \"set\": { \"trust\": \"+4\" } },\n"                  \
    "  { \"id\": \"go\", \"say\": \"Go.\", \"to\": \"b\" } ] }"
#define SMALL_SCENE_B                                                                              \
    "\"b\": { \"choices\": [ { \"id\": \"stop\", \"do\": \"Stop.\", \"ending\": \"done\",\n"       \
    "  \"to\": \"end\" }, { \"id\": \"back\", \"do\": \"Back.\", \"to\": \"a\" } ] }"
#define SMALL_ENDINGS "\"endings\": { \"done\": { \"title\": \"Done.\" } }"
#define SMALL(more)                                                                                \
    "{ " SMALL_TOP more ",\n" SMALL_STATE ",\n\"scenes\": { " SMALL_SCENE_A ",\n" SMALL_SCENE_B    \
    " },\n" SMALL_ENDINGS " }\n"
#endif

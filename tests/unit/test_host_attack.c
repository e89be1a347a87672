/* Every script in tests/attack, as a script, as a scene, as an expression and as a module: each
 * ends within the limits, with an error that says what was wrong unless its first line says
 * "Harmless", and the host works on as before. */
#include "base/base_file.h"
#include "host_fixture.h"

#define FOLDER TEST_SOURCE_DIR "/tests/attack"

typedef enum way { AS_SCRIPT, AS_SCENE, AS_EXPRESSION, AS_MODULE, WAYS } way;

static bool attack_module(void *self, const char *name, const char **text, size_t *len,
                          const char **shown_name, bool *found, err *e)
{
    const strbuf *attack = self;
    (void)e;
    *found = strcmp(name, "attack") == 0;
    *text = attack->data;
    *len = attack->len;
    *shown_name = "attack.lua";
    return true;
}

static bool run_scene(fixture *f, const strbuf *attack, err *e)
{
    strbuf script = {0};
    strbuf_add(&script, "function scene(argument)\n", NULL);
    strbuf_addn(&script, attack->data, attack->len, NULL);
    strbuf_add(&script, "\nend", NULL);
    bool ok = host_run(f->h, "call.lua", script.data, script.len, e);
    strbuf_release(&script);
    arena scratch = {0};
    const tree *result;
    ok = ok && fixture_call(f, "scene", NULL, &scratch, &result, e);
    assert_true(arena_held(&scratch) < (size_t)16 << 20);
    arena_release(&scratch);
    return ok;
}

static bool run_expression(fixture *f, const strbuf *attack, err *e)
{
    strbuf source = {0};
    story_value v;
    strbuf_addf(&source, NULL, "(function()\n%s\nend)()", strbuf_text(attack));
    bool ok = fixture_eval(f, source.data, &v, e);
    strbuf_release(&source);
    return ok;
}

static bool run_attack(way w, const host_limits *limits, strbuf *attack, err *e)
{
    fixture f;
    host_files files = {attack, attack_module};
    bool ok = false;
    fixture_init(&f, limits, &files);
    size_t before = host_memory(f.h);
    switch (w) {
    case AS_SCRIPT: ok = host_run(f.h, "call.lua", attack->data, attack->len, e); break;
    case AS_SCENE: ok = run_scene(&f, attack, e); break;
    case AS_EXPRESSION: ok = run_expression(&f, attack, e); break;
    case AS_MODULE: ok = fixture_run(&f, "require 'attack'", e); break;
    case WAYS: break;
    }
    assert_true(host_memory(f.h) <= before + HOST_LIMITS.memory + 65536);
    if (!ok && (e->code != ERR_SCRIPT || strlen(e->text) < 10)) fail_msg("%d: %s", w, e->text);
    story_value v;
    err later = {0};
    if (!fixture_eval(&f, "trust + (('ab'):rep(2) == 'abab' and 1 or 0)", &v, &later))
        fail_msg("afterwards: %s", later.text);
    assert_int_equal(v.whole, 61);
    fixture_release(&f);
    return ok;
}

static bool attack_file(void *self, const char *name, err *e)
{
    unsigned *count = self;
    strbuf path = {0}, attack = {0};
    if (!file_join(&path, FOLDER, name, e) ||
        !file_read(path.data, HOST_SCRIPT_LONGEST, &attack, e))
        fail_msg("%s", e->text);
    assert_true(strncmp(attack.data, "-- ", 3) == 0);
    const char *harmless = strstr(attack.data, "Harmless");
    bool expect = harmless && harmless < strchr(attack.data, '\n');
    for (int w = 0; w < WAYS; w++) {
        err failed = {0};
        bool ok = run_attack((way)w, NULL, &attack, &failed);
        if (w == AS_SCENE && ok != expect)
            fail_msg("%s: %s", name, ok ? "nothing stopped it" : failed.text);
    }
    ++*count;
    strbuf_release(&path);
    strbuf_release(&attack);
    return true;
}

static void test_attacks(void **unused)
{
    (void)unused;
    unsigned count = 0;
    err e = {0};
    if (!file_list(FOLDER, attack_file, &count, &e)) fail_msg("%s", e.text);
    assert_true(count >= 80);
}

/* Texts made to be slow to read: too large to be kept as files. While Lua reads there are no steps
 * to count, so here the clock is what ends some of them. */
static const struct {
    const char *before, *again, *after;
    unsigned times;
    bool works;
} READING[] = {
    {"while true do ", "break ", "end", 150000, false},
    {"do ", "goto out ", "::out:: end", 90000, false},
    {"local a = 1 local x = a", " and a", "", 150000, false},
    {"local x = ", "(", "1", 5000, false},
    {"local x = ", "{", "}", 5000, false},
    {"local x = ", "-", "1", 5000, false},
    {"", "do ", "", 5000, false},
    {"", "function f() ", "", 5000, false},
    {"", "local x = 1 ", "", 5000, false},
    {"local t = {", "1,", "}", 30000, true},
    {"local x = 'a'", "..'a'", "", 5000, false},
    {"local x = \"", "abcdefghij", "\"", 50000, false},
    {"--[[", "abcdefghij", "]]", 50000, true},
    {"x = 1\n", "--comment\n", "", 200000, false},
    {"", "if x then ", "", 5000, false},
    {"local x = [", "=", "[]", 500000, false},
    {"x = 0", "0000000000", "", 50000, true},
};

static void test_slow_to_read(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof READING / sizeof *READING; i++) {
        strbuf text = {0};
        strbuf_add(&text, READING[i].before, NULL);
        for (unsigned n = 0; n < READING[i].times; n++)
            strbuf_add(&text, READING[i].again, NULL);
        strbuf_add(&text, READING[i].after, NULL);
        err e = {0};
        bool ok = run_attack(AS_SCRIPT, &HOST_LIMITS, &text, &e);
        if (ok != READING[i].works) fail_msg("%s...: %s", READING[i].again, e.text);
        strbuf_release(&text);
    }
}

/* Compiled Lua is refused whatever it is called. */
static void test_bytecode(void **unused)
{
    (void)unused;
    strbuf code = {0};
    strbuf_addn(&code, "\x1bLua\x54\x00\x19\x93\r\n\x1a\n\x04\x08\x08xV", 17, NULL);
    for (int w = 0; w < WAYS; w++) {
        if (w == AS_SCENE) continue; /* inside a function it is no longer at the start */
        err e = {0};
        assert_false(run_attack((way)w, NULL, &code, &e));
    }
    strbuf_release(&code);
}

/* When steps do not stop a call, the clock does. */
static void test_clock(void **unused)
{
    (void)unused;
    fixture f;
    host_limits limits = {.steps = UINT64_MAX, .milliseconds = 5};
    fixture_init(&f, &limits, NULL);
    err e = {0};
    assert_false(fixture_run(&f, "\nwhile true do end", &e));
    assert_string_equal(e.text, "call.lua:2: ran too long: more than 5 milliseconds; look for a "
                                "loop that never ends");
    assert_int_equal(host_problem_of(f.h), PROBLEM_LUA_LIMIT);
    fixture_release(&f);
}

/* A call costs the same steps each time: it passes or fails, whatever ran before. */
static void test_steps_are_exact(void **unused)
{
    (void)unused;
    static const char SCRIPT[] = "function short() for i = 1, 7 do end end "
                                 "function long() local n = 0 for i = 1, 2480 do n = n + i end end";
    bool first = false;
    for (int before = 0; before < 40; before++) {
        fixture f;
        host_limits limits = {.steps = 5000, .milliseconds = 600000};
        fixture_init(&f, &limits, NULL);
        fixture_script(&f, SCRIPT);
        arena scratch = {0};
        const tree *result;
        err e = {0};
        for (int i = 0; i < before; i++)
            assert_true(fixture_call(&f, "short", NULL, &scratch, &result, &e));
        bool ok = fixture_call(&f, "long", NULL, &scratch, &result, &e);
        if (before == 0) first = ok;
        assert_int_equal(ok, first);
        arena_release(&scratch);
        fixture_release(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attacks),         cmocka_unit_test(test_slow_to_read),
        cmocka_unit_test(test_bytecode),        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_steps_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

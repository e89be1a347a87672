/* The host keeps what scenarios/README.md sections 5 and 12 promise to authors. */
#include "host_fixture.h"

/* ---- what there is ---- */

static const struct {
    const char *source, *gives;
} VALUES[] = {
    /* the state */
    {"trust", "60"},
    {"asked", "false"},
    {"channel", "phone"},
    {"channel == 'phone' and trust > 40", "true"},
    {"state.trust", "60"},
    {"state['doubt_' .. 'pay']", "12"},
    {"clock.day", "1"},
    {"clock.hour * 100 + clock.minute", "1630"},
    {"clock.time", "990"},
    {"clock.weekday", "5"},
    {"clock.workday", "true"},
    {"clock.workdays", "0"},
    {"clock.now", "0"},
    {"visits.offer", "2"},
    {"chosen.offer.ask_time", "1"},
    {"due.call_back", "-1"},
    {"fired.call_back", "0"},
    {"fact.pay", "true"},
    {"told.dana.pay", "false"},
    {"lied.dana.pay", "false"},
    {"lies.dana + contradictions.dana", "0"},
    {"discovered", "0"},
    {"ending", "none"},
    {"steps", "0"},
    {"trust + trust + visits.offer + visits.offer", "124"}, /* also from the cache */
    /* functions */
    {"type(nil) .. type(1) .. type('') .. type({}) .. type(type)", "nilnumberstringtablefunction"},
    {"tostring({})", "table"},
    {"tostring(type)", "function"},
    {"tostring(1.5) .. tostring(nil) .. tostring(true) .. tostring(7)", "1.5niltrue7"},
    {"tonumber('12') + tonumber('0x10')", "28"},
    {"tonumber('twelve') == nil", "true"},
    {"select('#', 1, nil, 2)", "3"},
    {"select(2, 'a', 'b')", "b"},
    {"assert(5)", "5"},
    {"math.floor(2.7) + math.ceil(2.1) + math.abs(-4) + math.min(3, 1) + math.max(3, 9)", "19"},
    {"math.tointeger(3.0)", "3"},
    {"math.type(1) .. math.type(1.5)", "integerfloat"},
    {"#'abc' + string.len('de')", "5"},
    {"('abcdef'):sub(2, -3) .. ('Ab'):upper() .. ('Ab'):lower() .. ('abc'):reverse()",
     "bcdABabcba"},
    {"string.byte('a') + ('abc'):byte(-1)", "196"},
    {"string.char(72, 105)", "Hi"},
    {"('ab'):rep(3, '-')", "ab-ab-ab"},
    {"('x'):rep(0) .. ('x'):rep(-5)", ""},
    {"string.format('%d %5.2f %s %s %s %x %%', 3, 1.5, 'a', {}, nil, 255)",
     "3  1.50 a table nil ff %"},
    {"string.format('%-4s|%4s|%.1s', 'ab', 'cd', 'ef')", "ab  |  cd|e"},
    {"table.concat({1, 'b', 2.5}, ', ')", "1, b, 2.5"},
    {"table.concat({'a', 'b', 'c'}, '', 2, 3)", "bc"},
    {"table.concat({})", ""},
    {"(select(3, table.unpack({1, 2, 3})))", "3"},
    {"text.contains('what a day', 'a d')", "true"},
    {"text.contains('abcabd', 'abd')", "true"},
    {"text.contains('abc', 'abcd')", "false"},
    {"text.contains('abc', '')", "true"},
    {"text.starts_with('Dana', 'Da') and text.ends_with('Dana', 'na')", "true"},
    {"text.starts_with('D', 'Dana') or text.ends_with('a', 'Dana')", "false"},
    {"#text.split('a,b,,c', ',')", "4"},
    {"table.concat(text.split('a--b--', '--'), '|')", "a|b|"},
    {"text.trim('  \\t hi \\n')", "hi"},
    {"roll(1)", "1"},
    {"7 // 2 .. ':' .. -7 // 2 .. ':' .. -7 % 3", "3:-4:2"},
};

static void print_value(story_value v, char *out, size_t size)
{
    switch (v.kind) {
    case STORY_NIL: snprintf(out, size, "nil"); break;
    case STORY_BOOL: snprintf(out, size, "%s", v.yes ? "true" : "false"); break;
    case STORY_INT: snprintf(out, size, "%lld", (long long)v.whole); break;
    case STORY_REAL: snprintf(out, size, "%.14g", v.real); break;
    case STORY_TEXT: snprintf(out, size, "%s", v.text); break;
    }
}

static void test_values(void **unused)
{
    (void)unused;
    fixture f;
    fixture_init(&f, NULL, NULL);
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        err e = {0};
        story_value v;
        char text[200];
        if (!fixture_eval(&f, VALUES[i].source, &v, &e))
            fail_msg("%s: %s", VALUES[i].source, e.text);
        print_value(v, text, sizeof text);
        if (strcmp(text, VALUES[i].gives) != 0)
            fail_msg("%s: %s, not %s", VALUES[i].source, text, VALUES[i].gives);
    }
    fixture_release(&f);
}

/* Function bodies and what comes back. */
static const struct {
    const char *body, *gives;
} BODIES[] = {
    {"", "nil"},
    {"return nil", "nil"},
    {"return {}", "[]"},
    {"return { 1, 2.0, 2.5, 'x', true, { a = {} } }", "[1,2,2.500,\"x\",true,{a=[]}]"},
    {"return { zebra = 1, apple = 2, ['if'] = 3, mid = 4, B = 5 }",
     "{B=5,apple=2,if=3,mid=4,zebra=1}"},
    {"return 'h\xc3\xa4'", "\"h\xc3\xa4\""},
    {"return -9007199254740993", "-9007199254740993"},
    {"local t = { b = 1, [2] = 1, a = 1, [10] = 1, [1] = 1, [true] = 1, [false] = 1, [1.5] = 1 } "
     "local keys = {} for k in pairs(t) do keys[#keys + 1] = tostring(k) end return keys",
     "[\"1\",\"1.5\",\"2\",\"10\",\"a\",\"b\",\"false\",\"true\"]"},
    {"local t, out = { a = 1, b = 2, c = 3 }, {} for k, v in pairs(t) do t[k] = nil t.b = nil "
     "t['new_' .. k] = v out[#out + 1] = k end return out",
     "[\"a\",\"c\"]"},
    {"local n = 0 for i, v in ipairs({ 5, 6, nil, 7 }) do n = n + i * v end return n", "17"},
    {"local t = { 3, 1, 2 } table.sort(t) return t", "[1,2,3]"},
    {"local t = {} for i = 1, 12 do t[i] = { k = i % 3, at = i } end "
     "table.sort(t, function(a, b) return a.k < b.k end) "
     "local out = {} for i, v in ipairs(t) do out[i] = v.at end return out",
     "[3,6,9,12,1,4,7,10,2,5,8,11]"},
    {"local t = { 4, 3, 2, 1, 5 } table.sort(t, function() return true end) return #t", "5"},
    {"local t = { 'b', 'a' } table.sort(t) table.insert(t, 'c') table.insert(t, 1, 'z') "
     "local last = table.remove(t) local first = table.remove(t, 1) t[3] = last .. first return t",
     "[\"a\",\"b\",\"cz\"]"},
    {"return { table.remove({}) }", "[]"},
    {"return ({ ... })[1].arriving", "true"},
    {"return (...).list[2] + (...).map.deep", "7"},
    {"return text.split('\xc3\xa4|b', '|')", "[\"\xc3\xa4\",\"b\"]"},
    {"return { ok = string.format('%s', trust) .. channel, n = state.doubt_pay }",
     "{n=12,ok=\"60phone\"}"},
};

static const tree *example_argument(void)
{
    static tree items[] = {{.kind = TREE_INT, .whole = 3, .next = &items[1]},
                           {.kind = TREE_INT, .whole = 5}};
    static tree deep = {.kind = TREE_INT, .key = "deep", .whole = 2};
    static tree map = {.kind = TREE_MAP, .key = "map", .count = 1, .first = &deep};
    static tree list = {.kind = TREE_LIST, .key = "list", .count = 2, .first = items, .next = &map};
    static tree arriving = {.kind = TREE_BOOL, .key = "arriving", .yes = true, .next = &list};
    static tree all = {.kind = TREE_MAP, .count = 3, .first = &arriving};
    return &all;
}

static void test_bodies(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++) {
        fixture f;
        fixture_init(&f, NULL, NULL);
        strbuf text = {0};
        arena scratch = {0};
        const tree *result;
        err e = {0};
        strbuf_addf(&text, &e, "function scene(...) %s end", BODIES[i].body);
        fixture_script(&f, text.data);
        if (!fixture_call(&f, "scene", example_argument(), &scratch, &result, &e))
            fail_msg("%s: %s", BODIES[i].body, e.text);
        strbuf_clear(&text);
        fixture_print(result, &text);
        assert_string_equal(text.data, BODIES[i].gives);
        strbuf_release(&text);
        arena_release(&scratch);
        fixture_release(&f);
    }
}

static void test_manual_names_everything(void **unused)
{
    (void)unused;
    fixture f;
    fixture_init(&f, NULL, NULL);
    uint32_t rows = 0;
    for (const host_api *row; (row = host_api_row(rows)); rows++) {
        char source[100];
        story_value v;
        err e = {0};
        snprintf(source, sizeof source, "type(%s) == 'function'", row->name);
        assert_true(fixture_eval(&f, source, &v, &e));
        assert_true(story_truth(v));
        assert_true(strlen(row->usage) > 3 && strlen(row->help) > 10);
    }
    assert_true(rows > 30);
    fixture_release(&f);
}

/* ---- scripts, functions, modules ---- */

static bool find_module(void *self, const char *name, const char **text, size_t *len,
                        const char **shown_name, bool *found, err *e)
{
    static const char *const MODULES[][3] = {
        {"mind", "mind.lua",
         "local mind = {}\nfunction mind.double(n) return 2 * n end\nreturn mind"},
        {"plain", "plain.lua", "local x = 1"},
        {"round", "round.lua", "return require 'circle'"},
        {"circle", "circle.lua", "return require 'round'"},
        {"leaky", "leaky.lua", "\nfunction helper() end return {}"},
        {"broken", "broken.lua", "return {\n  a = 1\n  b = 2\n}"},
    };
    (void)e;
    unsigned *asked = self;
    ++*asked;
    for (size_t i = 0; i < sizeof MODULES / sizeof *MODULES; i++) {
        if (strcmp(name, MODULES[i][0]) != 0) continue;
        *shown_name = MODULES[i][1];
        *text = MODULES[i][2];
        *len = strlen(*text);
        *found = true;
        return true;
    }
    *found = false;
    return true;
}

static void test_modules(void **unused)
{
    (void)unused;
    fixture f;
    unsigned asked = 0;
    host_files files = {&asked, find_module};
    fixture_init(&f, NULL, &files);
    fixture_script(&f, "local mind = require 'mind'\n"
                       "same = mind == require 'mind' and require 'plain' == true\n"
                       "function double(n) return require('mind').double(n) end");
    assert_int_equal(asked, 2);
    story_value v;
    err e = {0};
    assert_true(fixture_eval(&f, "same and double(4)", &v, &e));
    assert_int_equal(v.whole, 8);
    fixture_release(&f);
}

static void test_functions_are_listed(void **unused)
{
    (void)unused;
    fixture f;
    fixture_init(&f, NULL, NULL);
    fixture_script(&f, "function scene() end limit = 3 function answer() end words = { 'a' }");
    story_compiler c = host_compiler(f.h);
    assert_true(c.has(c.self, "scene"));
    assert_false(c.has(c.self, "limit"));
    assert_false(c.has(c.self, "pairs"));
    assert_string_equal(c.function_at(c.self, 0), "answer");
    assert_string_equal(c.function_at(c.self, 1), "scene");
    assert_null(c.function_at(c.self, 2));
    err e = {0};
    assert_false(fixture_run(&f, "x = 1", &e));
    assert_int_equal(e.code, ERR_ARG);
    fixture_release(&f);
}

static void test_text_lives_until_next_call(void **unused)
{
    (void)unused;
    fixture f;
    fixture_init(&f, NULL, NULL);
    story_value v;
    err e = {0};
    assert_true(fixture_eval(&f, "('ab'):rep(100) .. trust", &v, &e));
    assert_int_equal(strlen(v.text), 202);
    fixture_release(&f);
}

/* A fact worked out by a function that reads the state, asked for by a function. */
static void test_facts_in_lua(void **unused)
{
    (void)unused;
    fixture f;
    fixture_init(&f, NULL, NULL);
    fixture_script(&f,
                   "function pay() return trust > 50 and roll(6) > 0 end\n"
                   "function scene() local r = roll(1000) return { fact.pay, r == roll(1) } end");
    story_compiler c = host_compiler(f.h);
    char why[200];
    uint32_t fn;
    err e = {0};
    assert_true(c.expression(c.self, "pay()", &fn, why, sizeof why, &e));
    f.fact = (story_expr){.kind = STORY_EXPR_LUA, .lua = fn, .source = "pay()"};
    arena scratch = {0};
    const tree *result;
    if (!fixture_call(&f, "scene", NULL, &scratch, &result, &e)) fail_msg("%s", e.text);
    assert_true(result->first->yes);
    arena_release(&scratch);
    fixture_release(&f);
}

static void test_fact_asks_for_itself(void **unused)
{
    (void)unused;
    fixture f;
    fixture_init(&f, NULL, NULL);
    fixture_script(&f, "function pay()\n return fact.pay\nend");
    story_compiler c = host_compiler(f.h);
    char why[200];
    uint32_t fn;
    err e = {0};
    assert_true(c.expression(c.self, "pay()", &fn, why, sizeof why, &e));
    f.fact = (story_expr){.kind = STORY_EXPR_LUA, .lua = fn, .source = "pay()"};
    story_value v;
    assert_false(fixture_eval(&f, "fact.pay", &v, &e));
    assert_non_null(strstr(e.text, "call.lua:2: facts ask for each other without end"));
    fixture_release(&f);
}

/* ---- chance and purity ---- */

static void test_roll(void **unused)
{
    (void)unused;
    static const char SCRIPT[] =
        "function throw() local t = {} for i = 1, 20 do t[i] = roll(6) end "
        "return t end function other() return throw() end";
    fixture f, g;
    fixture_init(&f, NULL, NULL);
    fixture_init(&g, NULL, NULL);
    fixture_script(&f, SCRIPT);
    fixture_script(&g, SCRIPT);
    err e = {0};
    story_value v;
    assert_true(fixture_eval(&g, "roll(6) + trust", &v, &e)); /* what came before does not matter */
    arena scratch = {0};
    strbuf texts[4] = {{0}};
    const tree *result;
    rng luck = f.state->luck;
    assert_true(fixture_call(&f, "throw", NULL, &scratch, &result, &e));
    fixture_print(result, &texts[0]);
    for (const tree *t = result->first; t; t = t->next)
        assert_in_range(t->whole, 1, 6);
    assert_memory_equal(&luck, &f.state->luck, sizeof luck);
    assert_true(fixture_call(&g, "throw", NULL, &scratch, &result, &e));
    fixture_print(result, &texts[1]);
    assert_true(fixture_call(&g, "other", NULL, &scratch, &result, &e));
    fixture_print(result, &texts[2]);
    g.state->steps++;
    assert_true(fixture_call(&g, "throw", NULL, &scratch, &result, &e));
    fixture_print(result, &texts[3]);
    assert_string_equal(texts[0].data, texts[1].data);
    assert_string_not_equal(texts[0].data, texts[2].data);
    assert_string_not_equal(texts[0].data, texts[3].data);
    for (int i = 0; i < 4; i++)
        strbuf_release(&texts[i]);
    arena_release(&scratch);
    fixture_release(&f);
    fixture_release(&g);
}

static const struct {
    const char *script, *why; /* NULL: it is pure */
} PURITY[] = {
    {"local table_of = { a = 1 } function scene() return { table_of.a, roll(6), trust } end", NULL},
    {"function scene() local t = {} t.a = 1 table.sort({ 2, 1 }) return t end", NULL},
    {"local n = 0 function scene() n = n + 1 return n end", "another answer when asked twice"},
    {"seen = {} function scene() seen[#seen + 1] = 1 return 'same' end", "changes a table"},
    {"local n = 0 function scene() n = n + 1 return 'same' end", "changes a table or local"},
    {"local t = { deep = { er = 1 } } local function f() t.deep.er = 2 end "
     "function scene() f() return 1 end",
     "changes a table"},
};

static void test_purity(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof PURITY / sizeof *PURITY; i++) {
        fixture f, g;
        fixture_init(&f, NULL, NULL);
        fixture_init(&g, NULL, NULL);
        fixture_script(&f, PURITY[i].script);
        fixture_script(&g, PURITY[i].script);
        err e = {0};
        bool pure;
        char why[200] = "";
        g.def.hash = f.def.hash;
        assert_true(
            host_is_pure(f.h, g.h, &f.def, f.state, "scene", NULL, &pure, why, sizeof why, &e));
        assert_int_equal(pure, PURITY[i].why == NULL);
        if (PURITY[i].why) assert_non_null(strstr(why, PURITY[i].why));
        fixture_release(&f);
        fixture_release(&g);
    }
}

static void test_one_scenario_only(void **unused)
{
    (void)unused;
    fixture f, g;
    fixture_init(&f, NULL, NULL);
    fixture_init(&g, NULL, NULL);
    err e = {0};
    story_value v;
    assert_true(fixture_eval(&f, "trust", &v, &e));
    assert_false(host_tie(f.h, &g.def, &e));
    assert_int_equal(e.code, ERR_ARG);
    fixture_release(&f);
    fixture_release(&g);
}

/* ---- when memory runs out ---- */

static bool whole_life(const story_def *def, const story_state *state, const host_files *files,
                       err *e)
{
    static const char SCRIPT[] =
        "local mind = require 'mind'\nlimits = { 1, 2 }\n"
        "function scene(a) local t = { n = mind.double(trust), hour = clock.hour, told.dana.pay }\n"
        "t[1] = nil for k in pairs(limits) do t['k' .. k] = ('x'):rep(k) end return t end";
    bool ok = false;
    arena scratch = {0};
    const tree *result;
    char why[200];
    uint32_t fn;
    story_value v;
    host *h = host_new(NULL, files, e);
    if (!h) return false;
    story_compiler c = host_compiler(h);
    story_hooks hooks = host_hooks(h);
    if (!host_run(h, "call.lua", SCRIPT, strlen(SCRIPT), e)) goto done;
    if (!c.expression(c.self, "scene({}).n .. 'x'", &fn, why, sizeof why, e)) goto done;
    if (!host_tie(h, def, e)) goto done;
    if (!hooks.eval(hooks.self, def, state, fn, &v, e)) goto done;
    if (!hooks.call(hooks.self, def, state, "scene", example_argument(), &scratch, &result, e))
        goto done;
    bool pure;
    if (!host_is_pure(h, NULL, def, state, "scene", NULL, &pure, why, sizeof why, e)) goto done;
    ok = fn == 0 && v.kind == STORY_TEXT && result->count == 4 && pure;
    assert_true(ok);
done:
    arena_release(&scratch);
    host_free(h);
    return ok;
}

static void test_every_allocation_fails_once(void **unused)
{
    (void)unused;
    fixture f;
    unsigned asked = 0;
    host_files files = {&asked, find_module};
    err e = {0};
    fixture_scenario(&f, STORY_NONE);
    if (!whole_life(&f.def, f.state, &files, &e)) fail_msg("%s", e.text);
#ifdef BASE_FAULTS
    long live = base_alloc_live();
    bool ok = false;
    for (long n = 0; !ok; n++) {
        err_clear(&e);
        base_alloc_fail_after(n);
        ok = whole_life(&f.def, f.state, &files, &e);
        base_alloc_fail_after(-1);
        assert_int_equal(base_alloc_live(), live);
        if (!ok && e.code != ERR_NOMEM) fail_msg("allocation %ld: %s", n, e.text);
        assert_true(n < 100000);
    }
#endif
    f.h = NULL;
    fixture_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_manual_names_everything),
        cmocka_unit_test(test_modules),
        cmocka_unit_test(test_functions_are_listed),
        cmocka_unit_test(test_text_lives_until_next_call),
        cmocka_unit_test(test_facts_in_lua),
        cmocka_unit_test(test_fact_asks_for_itself),
        cmocka_unit_test(test_roll),
        cmocka_unit_test(test_purity),
        cmocka_unit_test(test_one_scenario_only),
        cmocka_unit_test(test_every_allocation_fails_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

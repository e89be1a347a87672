/* What an author reads when a script goes wrong: file, line, what happened, what to do. */
#include "host_fixture.h"

typedef enum place {
    TOP,  /* the text is a script */
    BODY, /* the text is the body of a function, on line 2 of call.lua */
    EXPR  /* the text is an expression */
} place;

static const struct {
    place at;
    const char *text, *says;
    uint32_t line; /* 0: none is told */
    problem_code code;
} WORDING[] = {
    /* names */
    {BODY, "return trsut", "there is no function and no variable 'trsut' (did you mean 'trust'?)",
     2, PROBLEM_LUA_FAILED},
    {BODY, "return scen()", "did you mean 'scene'?", 2, PROBLEM_LUA_FAILED},
    {BODY, "return nothing_like_it", "there is no function and no variable 'nothing_like_it'", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "return clock.hours", "there is no 'clock.hours' (did you mean 'clock.hour'?)", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "return told.dena.pay", "there is no 'told.dena' (did you mean 'told.dana'?)", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "return told.dana.pey", "there is no 'told.dana.pey' (did you mean 'told.dana.pay'?)", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "return chosen.offer.ask_tine", "(did you mean 'chosen.offer.ask_time'?)", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "return visits.ofer", "(did you mean 'visits.offer'?)", 2, PROBLEM_LUA_FAILED},
    {BODY, "return state.trusty", "(did you mean 'state.trust'?)", 2, PROBLEM_LUA_FAILED},
    {BODY, "return state[7]", "state needs a name as text; this is a number", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "return score.tackt", "(did you mean 'score.tact'?)", 2, PROBLEM_LUA_FAILED},
    {BODY, "return text.contain('a', 'b')", "(did you mean 'text.contains'?)", 2,
     PROBLEM_LUA_FAILED},
    {EXPR, "trsut + 1", "in \"trsut + 1\": there is no function and no variable 'trsut'", 0,
     PROBLEM_LUA_FAILED},
    {TOP, "\nlocal a = trust", "there is no play yet while the script is being loaded", 2,
     PROBLEM_LUA_FAILED},
    {TOP, "local a = clock.hour", "'clock' cannot be read here: there is no play yet", 1,
     PROBLEM_LUA_FAILED},
    {TOP, "local a = steps", "'steps' cannot be read here", 1, PROBLEM_LUA_FAILED},
    {TOP, "local a = roll(6)", "there is no play yet", 1, PROBLEM_LUA_FAILED},
    {BODY, "return roll(0)", "roll needs a whole number from 1 to 1000000", 2, PROBLEM_LUA_FAILED},
    {BODY, "return roll(2.5)", "roll needs a whole number", 2, PROBLEM_LUA_FAILED},
    /* writing */
    {BODY, "trust = 5", "'trust' cannot be set here; return { set = { trust = ... } } instead", 2,
     PROBLEM_LUA_FORBIDDEN},
    {BODY, "state.trust = 5", "return { set = { trust = ... } } instead", 2, PROBLEM_LUA_FORBIDDEN},
    {BODY, "told.dana.pay = true", "the state cannot be changed here", 2, PROBLEM_LUA_FORBIDDEN},
    {BODY, "count = 1", "nothing may be kept between calls; write 'local count'", 2,
     PROBLEM_LUA_FORBIDDEN},
    {BODY, "function scene() end", "nothing may be kept between calls", 2, PROBLEM_LUA_FORBIDDEN},
    {TOP, "pairs = nil", "'pairs' has a meaning of its own", 1, PROBLEM_LUA_FORBIDDEN},
    {TOP, "function clock() end", "'clock' has a meaning of its own", 1, PROBLEM_LUA_FORBIDDEN},
    {TOP, "ending = 'yes'", "'ending' has a meaning of its own", 1, PROBLEM_LUA_FORBIDDEN},
    {TOP, "function a() end\nfunction a() end", "the function 'a' is defined twice", 2,
     PROBLEM_LUA_FAILED},
    {TOP, "string.rep = nil", "string belongs to Rapport and cannot be changed", 1,
     PROBLEM_LUA_FORBIDDEN},
    {TOP, "table.insert(string, 1)", "this table belongs to Rapport", 1, PROBLEM_LUA_FORBIDDEN},
    {TOP, "_ENV[1] = 2", "the name of a global is a short text", 1, PROBLEM_LUA_FAILED},
    {TOP, "require 'leaky'", "leaky.lua:2: a module sets no globals; write 'local helper'", 2,
     PROBLEM_LUA_FORBIDDEN},
    /* what is not there */
    {BODY, "io.open('x')", "'io' is not available in scenarios", 2, PROBLEM_LUA_FORBIDDEN},
    {BODY, "return os.time()", "use clock.day, clock.hour", 2, PROBLEM_LUA_FORBIDDEN},
    {BODY, "pcall(scene)", "'pcall' is not available in scenarios", 2, PROBLEM_LUA_FORBIDDEN},
    {TOP, "setmetatable({}, {})", "'setmetatable' is not available", 1, PROBLEM_LUA_FORBIDDEN},
    {TOP, "load('x')", "'load' is not available in scenarios: write a function instead", 1,
     PROBLEM_LUA_FORBIDDEN},
    {BODY, "return ('a'):find('b')", "string.find is not available in scenarios: use text.contains",
     2, PROBLEM_LUA_FORBIDDEN},
    {BODY, "return string.gsub('a', 'b', 'c')", "string.gsub is not available", 2,
     PROBLEM_LUA_FORBIDDEN},
    {BODY, "return math.random(6)", "use roll(n)", 2, PROBLEM_LUA_FORBIDDEN},
    {BODY, "return next({})", "use pairs(t)", 2, PROBLEM_LUA_FORBIDDEN},
    {EXPR, "os.time() > 5", "'os' is not available in scenarios", 0, PROBLEM_LUA_FORBIDDEN},
    {BODY, "return string.format('%p', {})", "not %p", 2, PROBLEM_LUA_FORBIDDEN},
    {BODY, "return string.format('%q', 'a')", "not %q", 2, PROBLEM_LUA_FORBIDDEN},
    {BODY, "return string.format('%200d', 1)", "widths up to 99, not %200d", 2, PROBLEM_LUA_FAILED},
    {BODY, "return require 'mind'", "belongs at the top of the file, not inside a function", 2,
     PROBLEM_LUA_FORBIDDEN},
    {TOP, "require '../mind'", "require takes a plain name", 1, PROBLEM_LUA_FORBIDDEN},
    {TOP, "require 'a.b'", "require takes a plain name", 1, PROBLEM_LUA_FORBIDDEN},
    {TOP, "require 'no_such'", "there is no module 'no_such'", 1, PROBLEM_LUA_FAILED},
    {TOP, "require 'circle'", "the modules require each other in a circle", 1, PROBLEM_LUA_FAILED},
    {TOP, "require 'broken'", "broken.lua:3: '}' expected", 3, PROBLEM_LUA_SYNTAX},
    {TOP, "\x1bLua", "call.lua: this is compiled Lua", 0, PROBLEM_LUA_FORBIDDEN},
    {TOP, "x = 1\ny = '\xff'", "call.lua:2: the file is no UTF-8", 2, PROBLEM_LUA_SYNTAX},
    /* Lua's own errors */
    {BODY, "local f f()",
     "attempt to call a nil value (local 'f'): there is no function of this "
     "name here",
     2, PROBLEM_LUA_FAILED},
    {BODY, "local t = {} t.go()", "attempt to call a nil value (field 'go')", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "local t t.x = 1", "attempt to index a nil value (local 't'): it is nil (nothing)", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "local t = { } return t.a.b", "attempt to index a nil value (field 'a')", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "local t = {} return t.a + 1",
     "attempt to perform arithmetic on a nil value (field "
     "'a'): it is nil (nothing), and one cannot calculate",
     2, PROBLEM_LUA_FAILED},
    {BODY, "return asked + 1", "true and false are no numbers", 2, PROBLEM_LUA_FAILED},
    {BODY, "return '10' + 1", "a text is no number; tonumber(x)", 2, PROBLEM_LUA_FAILED},
    {BODY, "return trust < nil", "attempt to compare number with nil: < and > compare two", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "return {} < {}", "attempt to compare two table values: < and > compare two", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "local x return 'a' .. x", "attempt to concatenate a nil value (local 'x'): it is nil",
     2, PROBLEM_LUA_FAILED},
    {BODY, "return 'a' .. {}", ".. joins texts and numbers", 2, PROBLEM_LUA_FAILED},
    {BODY, "for i = nil, 3 do end", "write for i = 1, 10 do", 2, PROBLEM_LUA_FAILED},
    {BODY, "for i = 1, {} do end", "what stands after the comma is no number", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "for i = 1, 2, 0 do end", "'for' step is zero", 2, PROBLEM_LUA_FAILED},
    {BODY, "for k in {} do end", "write for key, value in pairs(t) do", 2, PROBLEM_LUA_FAILED},
    {BODY, "return 1 // 0", "the number after // is 0", 2, PROBLEM_LUA_FAILED},
    {BODY, "return 1 % 0", "the number after % is 0", 2, PROBLEM_LUA_FAILED},
    {BODY, "local t = {} t[nil] = 1", "index is nil", 2, PROBLEM_LUA_FAILED},
    {BODY, "return #nil", "attempt to get length of a nil value", 2, PROBLEM_LUA_FAILED},
    {BODY, "return clock + 1", "attempt to perform arithmetic on a clock value", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "error('the offer is gone')", "call.lua:2: the offer is gone", 2, PROBLEM_LUA_FAILED},
    {BODY, "error({})", "error(...) was called with a table", 2, PROBLEM_LUA_FAILED},
    {BODY, "error()", "error(...) was called with a nil", 2, PROBLEM_LUA_FAILED},
    {BODY, "assert(trust > 90, 'trust should be high')", "call.lua:2: trust should be high", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "assert(false)", "assertion failed!: the condition in assert(...)", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "table.sort({ 3, 'a', {} })", "attempt to compare", 2, PROBLEM_LUA_FAILED},
    {BODY, "table.sort({ 3, 1 }, function(a, b)\nreturn a.x < b.x end)",
     "attempt to index a number value (local 'a')", 3, PROBLEM_LUA_FAILED},
    {BODY, "table.concat({ 1, {} })", "entry 2 is table", 2, PROBLEM_LUA_FAILED},
    {BODY, "table.insert({}, 5, 'x')", "place 5 is outside the list, which has 0 entries", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "table.insert(nil, 1)", "table expected, got nil", 2, PROBLEM_LUA_FAILED},
    {BODY, "for k in pairs(nil) do end", "pairs needs a table; this is nil (nothing)", 2,
     PROBLEM_LUA_FAILED},
    {BODY, "for k in pairs({ [{}] = 1 }) do end", "pairs needs keys that are numbers, texts", 2,
     PROBLEM_LUA_FAILED},
    {EXPR, "trust + nil", "in \"trust + nil\": attempt to perform arithmetic on a nil value", 0,
     PROBLEM_LUA_FAILED},
    {EXPR, "scene", "the expression gives a function (are its brackets missing?)", 0,
     PROBLEM_LUA_RESULT},
    {EXPR, "{}", "the expression gives a table", 0, PROBLEM_LUA_RESULT},
    {EXPR, "told.dana", "the expression gives a part of the state", 0, PROBLEM_LUA_RESULT},
    {EXPR, "'\\0'", "a text that is no UTF-8", 0, PROBLEM_LUA_RESULT},
    /* reading */
    {TOP, "function a()\n  if x then\nend",
     "'end' expected (to close 'function' at line 1) near "
     "<eof>: an 'end' is missing",
     3, PROBLEM_LUA_SYNTAX},
    {TOP, "function a() end end", "expected near 'end': there is one 'end' too many", 1,
     PROBLEM_LUA_SYNTAX},
    {TOP, "if a = 1 then end", "'then' expected near '=': one = sets a value; == compares", 1,
     PROBLEM_LUA_SYNTAX},
    {TOP, "local s = 'abc", "a text is not closed: its second quote", 1, PROBLEM_LUA_SYNTAX},
    {TOP, "trust 5", "syntax error near '5': this is no statement", 1, PROBLEM_LUA_SYNTAX},
    {TOP, "local x <const> = 1\nx = 2", "attempt to assign to const variable 'x'", 2,
     PROBLEM_LUA_SYNTAX},
    {TOP, "local 1x = 2", "malformed number", 1, PROBLEM_LUA_SYNTAX},
    {EXPR, "trust = 5", "expected near '=': one = sets a value; == compares", 0,
     PROBLEM_LUA_SYNTAX},
    {EXPR, "trust >", "unexpected symbol near <eof>: something is missing at the end", 0,
     PROBLEM_LUA_SYNTAX},
    {EXPR, "trust != 5", "expected near '!': 'not equal' is written ~=", 0, PROBLEM_LUA_SYNTAX},
    {TOP, "if a != 1 then end", "expected near '!': 'not equal' is written ~=", 1,
     PROBLEM_LUA_SYNTAX},
    {EXPR, "!(trust > 5)", "'not equal' is written ~=, and ! is 'not'", 0, PROBLEM_LUA_SYNTAX},
    {EXPR, "trust > 5 && trust < 9", "unexpected symbol near '&': && is 'and'", 0,
     PROBLEM_LUA_SYNTAX},
    {EXPR, "trust > 5 || trust < 2", "unexpected symbol near '|': || is 'or'", 0,
     PROBLEM_LUA_SYNTAX},
    {EXPR, "trust > 5)", "expected near ')': there is one ) too many", 0, PROBLEM_LUA_SYNTAX},
    {EXPR, "1, 2", "')' expected near ','", 0, PROBLEM_LUA_SYNTAX},
    {EXPR, "1 end while true do", "expected near 'end'", 0, PROBLEM_LUA_SYNTAX},
    /* what comes back */
    {BODY, "return { choices = { {}, { set = { trust = function() end } } } }",
     "what 'scene' returned, at choices[2].set.trust: a function cannot be returned", 1,
     PROBLEM_LUA_RESULT},
    {BODY, "return { 1, 2, a = 3 }", "a table is either a list or has names, not both", 1,
     PROBLEM_LUA_RESULT},
    {BODY, "return { 1, nil, 3 }", "a list has a hole", 1, PROBLEM_LUA_RESULT},
    {BODY, "return { [0] = 1 }", "a list starts at 1", 1, PROBLEM_LUA_RESULT},
    {BODY, "return { [1.5] = 1 }", "a key is neither a text nor a whole number", 1,
     PROBLEM_LUA_RESULT},
    {BODY, "return { [true] = 1 }", "a key is neither a text nor a whole number", 1,
     PROBLEM_LUA_RESULT},
    {BODY, "local t = {} t.t = t return t", "nested too deeply, or a table holds itself", 1,
     PROBLEM_LUA_RESULT},
    {BODY, "local t = {} for i = 1, 20001 do t[i] = 1 end return t", "more than 20,000 values", 1,
     PROBLEM_LUA_RESULT},
    {BODY, "return { say = 'a\\0b' }", "at say: a text holds a zero byte", 1, PROBLEM_LUA_RESULT},
    {BODY, "return { say = ('\xc3\xa4'):sub(1, 1) }", "at say: a text is no UTF-8", 1,
     PROBLEM_LUA_RESULT},
    {BODY, "return { n = 1 / 0 }", "at n: this is no finite number", 1, PROBLEM_LUA_RESULT},
    {BODY, "return { n = clock }", "at n: this cannot be returned", 1, PROBLEM_LUA_RESULT},
    {BODY, "local s, t = ('x'):rep(60000), {} for i = 1, 80 do t[i] = s end return t",
     "longer than 4 MiB together", 1, PROBLEM_LUA_RESULT},
    /* limits */
    {BODY, "while true do end", "ran too long: more than 2000000 steps", 2, PROBLEM_LUA_LIMIT},
    {TOP, "\n\nwhile true do end", "call.lua:3: ran too long", 3, PROBLEM_LUA_LIMIT},
    {EXPR, "(function() while true do end end)()", "ran too long", 0, PROBLEM_LUA_LIMIT},
    {BODY, "local s = 'x' while true do s = s .. s end", "a text grew longer than 64 KiB", 2,
     PROBLEM_LUA_LIMIT},
    {BODY, "local t = {} for i = 1, 1e9 do t[i] = {} end", "took more than", 2, PROBLEM_LUA_LIMIT},
    {BODY, "return scene()", "ran too long", 2, PROBLEM_LUA_LIMIT},
    {BODY, "return 1 + scene()", "or a function that calls itself", 2, PROBLEM_LUA_LIMIT},
    {BODY, "local s = { { { } } } table.sort({ 1, 2 }, function(a, b) return scene() end)",
     "without end", 2, PROBLEM_LUA_FAILED},
    {BODY, "return ('x'):rep(1e9)", "string.rep would make a text longer than 64 KiB", 2,
     PROBLEM_LUA_LIMIT},
    {BODY, "local t = {} for i = 1, 99 do t[i] = ('x'):rep(999) end return table.concat(t)",
     "table.concat would make a text longer than 64 KiB", 2, PROBLEM_LUA_LIMIT},
    {BODY, "return table.unpack({}, 1, 1e8)", "table.unpack gives at most 250 values", 2,
     PROBLEM_LUA_LIMIT},
};

static bool find_module(void *self, const char *name, const char **text, size_t *len,
                        const char **shown_name, bool *found, err *e)
{
    static const char *const MODULES[][3] = {
        {"mind", "mind.lua", "return {}"},
        {"circle", "circle.lua", "return require 'circle'"},
        {"leaky", "leaky.lua", "\nfunction helper() end return {}"},
        {"broken", "broken.lua", "return {\n  a = 1\n  b = 2\n}"},
    };
    (void)self, (void)e;
    for (size_t i = 0; i < sizeof MODULES / sizeof *MODULES; i++) {
        if (strcmp(name, MODULES[i][0]) != 0) continue;
        *shown_name = MODULES[i][1];
        *text = MODULES[i][2];
        *len = strlen(*text);
        *found = true;
    }
    return true;
}

static bool provoke(fixture *f, place at, const char *text, err *e)
{
    if (at == TOP) return fixture_run(f, text, e);
    strbuf script = {0};
    strbuf_addf(&script, NULL, "function scene(a)\n%s\nend", at == BODY ? text : "return 1");
    fixture_script(f, script.data);
    strbuf_release(&script);
    story_value v;
    if (at == EXPR) return fixture_eval(f, text, &v, e);
    arena scratch = {0};
    const tree *result;
    bool ok = fixture_call(f, "scene", NULL, &scratch, &result, e);
    arena_release(&scratch);
    return ok;
}

static void test_wording(void **unused)
{
    (void)unused;
    host_files files = {NULL, find_module};
    int wrong = 0;
    for (size_t i = 0; i < sizeof WORDING / sizeof *WORDING; i++) {
        fixture f;
        fixture_init(&f, NULL, &files);
        err e = {0};
        const char *file;
        uint32_t line;
        bool ok = provoke(&f, WORDING[i].at, WORDING[i].text, &e);
        host_last_place(f.h, &file, &line);
        if (ok || e.code != ERR_SCRIPT || !strstr(e.text, WORDING[i].says) ||
            line != WORDING[i].line || (line != 0) != (file[0] != '\0') ||
            host_problem_of(f.h) != WORDING[i].code) {
            print_error("%s\n  says  %s\n  line %u, %s; wanted line %u, %s: %s\n", WORDING[i].text,
                        ok ? "(nothing)" : e.text, (unsigned)line,
                        problem_code_text(host_problem_of(f.h)), (unsigned)WORDING[i].line,
                        problem_code_text(WORDING[i].code), WORDING[i].says);
            wrong++;
        }
        /* The host goes on as if nothing had happened. */
        story_value v;
        err_clear(&e);
        assert_true(fixture_eval(&f, "trust + 1", &v, &e));
        assert_int_equal(v.whole, 61);
        fixture_release(&f);
    }
    assert_int_equal(wrong, 0);
}

static void test_missing_function(void **unused)
{
    (void)unused;
    fixture f;
    fixture_init(&f, NULL, NULL);
    arena scratch = {0};
    const tree *result;
    err e = {0};
    assert_false(fixture_call(&f, "hear", NULL, &scratch, &result, &e));
    assert_string_equal(e.text, "no script defines a function 'hear'");
    assert_int_equal(host_problem_of(f.h), PROBLEM_LUA_MISSING);
    arena_release(&scratch);
    fixture_release(&f);
}

/* Only once the scenario is built is it known which names are variables. */
static void test_script_hides_variable(void **unused)
{
    (void)unused;
    fixture f;
    fixture_init(&f, NULL, NULL);
    fixture_script(&f, "\n\ntrust = 5");
    err e = {0};
    const char *file;
    uint32_t line;
    assert_false(host_tie(f.h, &f.def, &e));
    assert_non_null(strstr(e.text, "call.lua:3: 'trust' is a variable of the scenario"));
    host_last_place(f.h, &file, &line);
    assert_string_equal(file, "call.lua");
    assert_int_equal(line, 3);
    fixture_release(&f);
}

/* A failed script leaves its module to be asked for again, with the same message. */
static void test_module_fails_again(void **unused)
{
    (void)unused;
    fixture f;
    host_files files = {NULL, find_module};
    fixture_init(&f, NULL, &files);
    for (int i = 0; i < 2; i++) {
        err e = {0};
        assert_false(fixture_run(&f, "require 'broken'", &e));
        assert_non_null(strstr(e.text, "broken.lua:3:"));
    }
    fixture_release(&f);
}

static void test_own_limits(void **unused)
{
    (void)unused;
    fixture f;
    host_limits limits = {.memory = 100000, .steps = 20000, .milliseconds = 600000};
    fixture_init(&f, &limits, NULL);
    fixture_script(&f, "function scene() for i = 1, 4000 do end end");
    err e = {0};
    arena scratch = {0};
    const tree *result;
    assert_true(fixture_call(&f, "scene", NULL, &scratch, &result, &e));
    assert_true(
        fixture_call(&f, "scene", NULL, &scratch, &result, &e)); /* a budget for each call */
    story_value v;
    assert_false(fixture_eval(&f, "(function() for i = 1, 90000 do end end)()", &v, &e));
    assert_non_null(strstr(e.text, "more than 20000 steps"));
    err_clear(&e);
    assert_false(
        fixture_eval(&f, "#table.concat({ ('x'):rep(60000) .. 1, ('y'):rep(5000) })", &v, &e));
    assert_non_null(strstr(e.text, "took more than 97 KiB of memory"));
    arena_release(&scratch);
    fixture_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wording),
        cmocka_unit_test(test_missing_function),
        cmocka_unit_test(test_script_hides_variable),
        cmocka_unit_test(test_module_fails_again),
        cmocka_unit_test(test_own_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The engine's own bytecode and Lua must mean the same by an expression: random ones are given to
 * both. A fixed seed makes every run the same. */
#include "base/base_strbuf.h"
#include "story_fixture.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static const char SCENARIO[] =
    FIXTURE_HEAD "'state': { 'a': 0, 'b': 0, 'c': 0, 'p': false, 'q': false, 'w': { 'one_of': [ "
                 "'phone', 'mail', 'none' ] } },"
                 "'endings': { 'done': { 'title': 'Done.' } },"
                 "'scenes': { 'one': { 'choices': [ { 'id': 'go', 'say': '{a}{b}{c}{p}{q}{w}', "
                 "'ending': 'done', 'to': 'end' } ] } } }";

static bool resolve(void *self, const char *name, size_t len, story_ref *ref, uint8_t *gives,
                    err *e)
{
    (void)e;
    if (!story_def_resolve(self, name, len, ref)) *ref = (story_ref){0};
    *gives = story_ref_gives(*ref);
    return true;
}

static void add(strbuf *out, const char *text)
{
    assert_true(strbuf_add(out, text, NULL));
}

static void write_leaf(rng *r, strbuf *out)
{
    static const char *const LEAVES[] = {"a",     "b",      "c",         "p",
                                         "q",     "w",      "0",         "1",
                                         "2",     "7",      "-1",        "3.5",
                                         "0.25",  "10.0",   "1000000",   "true",
                                         "false", "'mail'", "\"phone\"", "9007199254740991"};
    add(out, LEAVES[rng_below(r, sizeof LEAVES / sizeof *LEAVES)]);
}

static void write_expression(rng *r, int depth, strbuf *out)
{
    static const char *const BINARIES[] = {
        "+", "-", "*", "/", "//", "%", "==", "~=", "<", ">", "<=", ">=", "and", "or"};
    uint32_t kind = rng_below(r, 10);
    if (depth == 0 || kind < 2) {
        write_leaf(r, out);
    } else if (kind == 2) {
        add(out, "not ");
        write_expression(r, depth - 1, out);
    } else if (kind == 3) {
        add(out, "- ");
        write_expression(r, depth - 1, out);
    } else if (kind == 4) {
        add(out, "(");
        write_expression(r, depth - 1, out);
        add(out, ")");
    } else {
        write_expression(r, depth - 1, out);
        add(out, " ");
        add(out, BINARIES[rng_below(r, sizeof BINARIES / sizeof *BINARIES)]);
        add(out, " ");
        write_expression(r, depth - 1, out);
    }
}

static void set_variables(play *p, lua_State *L, rng *r)
{
    static const int32_t VALUES[] = {0, 1, -1, 2, -3, 7, 10, 100, 999999, -1000000};
    static const char *const NUMBERS[] = {"a", "b", "c"}, *const FLAGS[] = {"p", "q"};
    for (int i = 0; i < 3; i++) {
        p->state->slots[i] = VALUES[rng_below(r, sizeof VALUES / sizeof *VALUES)];
        lua_pushinteger(L, p->state->slots[i]);
        lua_setglobal(L, NUMBERS[i]);
    }
    for (int i = 0; i < 2; i++) {
        p->state->slots[3 + i] = (int32_t)rng_below(r, 2);
        lua_pushboolean(L, p->state->slots[3 + i]);
        lua_setglobal(L, FLAGS[i]);
    }
    p->state->slots[5] = (int32_t)rng_below(r, 3);
    lua_pushstring(L, p->def->vars[5].words[p->state->slots[5]].name);
    lua_setglobal(L, "w");
}

static bool same(lua_State *L, story_value v)
{
    switch (v.kind) {
    case STORY_NIL: return lua_isnil(L, -1);
    case STORY_BOOL: return lua_isboolean(L, -1) && lua_toboolean(L, -1) == v.yes;
    case STORY_INT: return lua_isinteger(L, -1) && lua_tointeger(L, -1) == v.whole;
    case STORY_TEXT:
        return lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), v.text) == 0;
    case STORY_REAL: break;
    }
    if (lua_type(L, -1) != LUA_TNUMBER || lua_isinteger(L, -1)) return false;
    double theirs = lua_tonumber(L, -1);
    return memcmp(&theirs, &v.real, sizeof theirs) == 0 || (theirs != theirs && v.real != v.real);
}

/* Compares one expression; true when it was simple enough for the bytecode. */
static bool compare(play *p, lua_State *L, const char *source)
{
    arena mem = {0};
    story_expr x;
    char wrong[64];
    err e = {0};
    story_expr_result how = story_expr_compile(source, resolve, p->def, &mem, &x, wrong, &e);
    strbuf chunk = {0};
    assert_true(strbuf_addf(&chunk, NULL, "return %s", source));
    bool theirs = luaL_dostring(L, strbuf_text(&chunk)) == LUA_OK;
    bool simple = how == STORY_EXPR_OK;
    if (simple) {
        story_value v = {0};
        bool ours = story_expr_value(&x, p->def, NULL, p->state, &v, &e);
        if (ours != theirs || (ours && !same(L, v)))
            fail_msg("%s: Lua says %s, the bytecode %s (kind %d)", source,
                     luaL_tolstring(L, -1, NULL), ours ? "a value" : e.text, v.kind);
        if (ours) assert_true(x.gives & (1u << v.kind));
    } else {
        assert_int_equal(how, STORY_EXPR_NOT_SIMPLE);
    }
    lua_settop(L, 0);
    strbuf_release(&chunk);
    arena_release(&mem);
    return simple;
}

static void means_the_same_as_lua(void **unused)
{
    (void)unused;
    play p = play_begin(SCENARIO, 1);
    lua_State *L = luaL_newstate();
    rng r = rng_seed(20260306, 9);
    uint32_t simple = 0;
    enum { TRIED = 100000 };
    for (int i = 0; i < TRIED; i++) {
        strbuf source = {0};
        set_variables(&p, L, &r);
        write_expression(&r, 1 + (int)rng_below(&r, 4), &source);
        simple += compare(&p, L, strbuf_text(&source));
        strbuf_release(&source);
    }
    /* Were nearly all left to Lua, the comparison would prove nothing. */
    assert_in_range(simple, TRIED / 3, TRIED);
    lua_close(L);
    play_end(&p);
}

static void leaves_the_rest_to_lua(void **unused)
{
    (void)unused;
    static const char *const NOT_SIMPLE[] = {"a .. 'x'",
                                             "f(a)",
                                             "a[1]",
                                             "#w",
                                             "a^2",
                                             "a // b --c",
                                             "0x10",
                                             "1e3",
                                             "a & 1",
                                             "'a\\n'",
                                             "[[text]]",
                                             "a < 'x'",
                                             "w + 1",
                                             "{}",
                                             "a b",
                                             "a +",
                                             "(a",
                                             "a)",
                                             "",
                                             "nil",
                                             "function() end",
                                             "w < 'mail'",
                                             "a = 1",
                                             "a ~ b",
                                             "a << 1",
                                             "3x",
                                             "1..2",
                                             "a.b.c()",
                                             "(a)(b)",
                                             "w:len()",
                                             "a 'text'",
                                             "99999999999999999999"};
    play p = play_begin(SCENARIO, 1);
    for (size_t i = 0; i < sizeof NOT_SIMPLE / sizeof *NOT_SIMPLE; i++) {
        arena mem = {0};
        story_expr x;
        char wrong[64];
        err e = {0};
        if (story_expr_compile(NOT_SIMPLE[i], resolve, p.def, &mem, &x, wrong, &e) !=
            STORY_EXPR_NOT_SIMPLE)
            fail_msg("\"%s\" was taken for a simple expression", NOT_SIMPLE[i]);
        arena_release(&mem);
    }
    play_end(&p);
}

static void names_what_it_does_not_know(void **unused)
{
    (void)unused;
    static const char *const ROWS[][2] = {{"trust > 3", "trust"},
                                          {"a + nobody", "nobody"},
                                          {"clock.hours", "clock.hours"},
                                          {"visits.nowhere > 0", "visits.nowhere"}};
    play p = play_begin(SCENARIO, 1);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        arena mem = {0};
        story_expr x;
        char wrong[64];
        err e = {0};
        assert_int_equal(story_expr_compile(ROWS[i][0], resolve, p.def, &mem, &x, wrong, &e),
                         STORY_EXPR_WRONG_NAME);
        assert_string_equal(wrong, ROWS[i][1]);
        arena_release(&mem);
    }
    play_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_the_same_as_lua),
        cmocka_unit_test(leaves_the_rest_to_lua),
        cmocka_unit_test(names_what_it_does_not_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

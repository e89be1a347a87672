/* What Lua computed: built like what JSON wrote, but with plain values. */
#include "test_story_build.h"

typedef struct known {
    built b;
    arena mem; /* of what is computed */
} known;

static int set_up(void **state)
{
    known *k = base_alloc(sizeof *k);
    fake_lua f = {0};
    story_compiler lua = fake_compiler(&f);
    build_text_alone(&k->b, SCENARIO("", "}, 'theirs': { 'lua': 'call'", ""), &lua, true);
    expect_no_problem(&k->b);
    *state = k;
    return 0;
}

static int tear_down(void **state)
{
    known *k = *state;
    built_release(&k->b);
    arena_release(&k->mem);
    base_free(k);
#ifdef BASE_FAULTS
    return base_alloc_live() == 0 ? 0 : -1;
#else
    return 0;
#endif
}

static void a_scene(void **state)
{
    known *k = *state;
    const tree *t = tree_from_text(
        "{ 'stage': 'call', 'with': 'kim', 'lines': [ { 'kim': 'So {trust}?', 'if': true }, { "
        "'you': 'x', 'if': false } ],"
        "  'choices': ["
        "    { 'id': 'own_it', 'say': 'It was.', 'data': { 'answers': 'x' }, 'lua': 'hear' },"
        "    { 'id': 'dodge', 'do': 'x', 'if': true, 'set': { 'trust': '-4', 'asked': false, "
        "'channel': 'mail' },"
        "      'shows': [ { 'skill': 'T1', 'points': 2.0, 'because': 'x' } ], 'claims': { 'pay': "
        "true, 'why': 'mail' },"
        "      'outcomes': [ { 'weight': 3 }, { 'if': false } ], 'to': [ { 'if': false, 'to': 'a' "
        "}, 'end' ] } ] }",
        0, &k->mem);
    story_scene s;
    err e = {0};
    if (!story_build_scene(k->b.def, t, "theirs", &k->mem, &s, &e)) fail_msg("%s", e.text);
    assert_string_equal(s.id, "theirs");
    assert_int_equal(s.visit_slot, k->b.def->scenes[1].visit_slot);
    assert_int_equal(s.with, 1);
    assert_true(s.quiet);
    assert_null(s.arrive.lines[0].when);
    assert_int_equal(s.arrive.lines[0].text->parts->piece_count, 3);
    assert_false(s.arrive.lines[1].when->consts->yes);
    assert_int_equal(s.choice_count, 2);
    assert_ptr_equal(s.choices[0].extra->data, tree_get(tree_get(t, "choices")->first, "data"));
    assert_string_equal(s.choices[0].extra->lua, "hear");
    const story_choice *c = &s.choices[1];
    assert_null(c->when);
    assert_int_equal(c->taken_slot, STORY_NONE);
    assert_true(c->effect.assigns[0].add);
    assert_int_equal(c->effect.assigns[0].value->consts->whole, -4);
    assert_false(c->effect.assigns[1].value->consts->yes);
    assert_string_equal(c->effect.assigns[2].value->consts->text, "mail");
    assert_int_equal(c->effect.more->shows[0].points->consts->whole, 2);
    assert_int_equal(c->effect.more->claims[1].person, 1);
    assert_string_equal(c->effect.more->claims[1].is->consts->text, "mail");
    assert_false(c->effect.routes[0].when->consts->yes);
    assert_int_equal(c->effect.routes[1].scene, STORY_SCENE_END);
    assert_true(c->extra->weighted);
}

static void answers_and_happenings(void **state)
{
    known *k = *state;
    story_effect f;
    err e = {0};
    const tree *t = tree_from_text("{ 'set': { 'trust': 3 }, 'reply': [ { 'dana': 'Go on.' } ], "
                                   "'thinks': 'x', 'takes': '5m' }",
                                   0, &k->mem);
    assert_true(story_build_effect(k->b.def, t, "reply", 0, &k->mem, &f, &e));
    assert_int_equal(f.line_count, 1);
    assert_int_equal(f.takes.a, 5);
    assert_int_equal(f.ending, -1);
    assert_false(f.assigns[0].add);
    assert_string_equal(f.more->thinks->text, "x");
    t = tree_from_text("{ 'lines': ['x'], 'to': 'a' }", 0, &k->mem);
    assert_true(story_build_effect(k->b.def, t, "lines", STORY_WHO_NARRATION, &k->mem, &f, &e));
    assert_int_equal(f.routes[0].scene, 0);
    assert_true(story_build_effect(k->b.def, NULL, "reply", 0, &k->mem, &f, &e));
    assert_int_equal(f.ending, -1);
    assert_null(f.routes);
}

static void empty_tables_are_lists_and_objects(void **state)
{
    known *k = *state;
    story_effect f;
    err e = {0};
    const tree *t = tree_from_text(
        "{ 'set': [], 'reply': {}, 'shows': {}, 'claims': [], 'schedule': [] }", 0, &k->mem);
    assert_true(story_build_effect(k->b.def, t, "reply", 0, &k->mem, &f, &e));
    assert_true(story_build_effect(k->b.def, tree_from_text("[]", 0, &k->mem), "reply", 0, &k->mem,
                                   &f, &e));
}

static void mistakes_name_their_place(void **state)
{
    known *k = *state;
    static const struct {
        const char *text, *said;
    } CASES[] = {
        {"{ 'choices': [ { 'id': 'a', 'say': 'x' }, { 'id': 'b', 'say': 'x', 'set': { 'trust': 'x' "
         "} } ] }",
         "choices[2].set.trust: a whole number is wanted here; this is text"},
        {"{ 'choices': [ { 'id': 'a', 'say': 'x', 'set': { 'trust': '+x' } } ] }",
         "choices[1].set.trust: \"+x\" is no change by a number"},
        {"{ 'choices': [ { 'id': 'a', 'say': 'x', 'set': { 'channel': 'fone' } } ] }",
         "choices[1].set.channel: \"fone\" is none of the words of \"channel\""},
        {"{ 'choices': [ { 'id': 'a', 'say': 'x', 'if': 'trust > 3' } ] }",
         "choices[1].if: a condition is true or false in what Lua returns"},
        {"{ 'choices': [ { 'id': 'a', 'sey': 'x' } ] }",
         "choices[1].sey: \"sey\" means nothing in a choice; did you mean \"say\"?"},
        {"{ 'choices': [ { 'id': 'a', 'say': 'x', 'once': true } ] }",
         "choices[1].once: \"once\" is for choices written in JSON"},
        {"{ 'lines': [ { 'dena': 'x' } ], 'to': 'end' }", "lines[1].dena: \"dena\" is neither"},
        {"{ 'lines': [ 'x {trust' ], 'to': 'end' }", "lines[1]: the { before"},
        {"{ 'lines': [ 'x {truts}' ], 'to': 'end' }",
         "lines[1]: there is no \"truts\" that could be shown"},
        {"{ 'lines': [ 'x {hear(1)}' ], 'to': 'end' }",
         "lines[1]: {hear(1)} is more than a text can hold"},
        {"{ 'to': 'nowhere' }", "to: \"nowhere\" is not declared as a scene"},
        {"{ 'lua': 'x' }", "lua: a scene that Lua returned cannot name another function"},
        {"{ 'lines': [] }", "the scene has neither \"choices\" nor \"to\""},
        {"7", "a scene is written as an object { }; this is a whole number"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        story_scene s;
        err e = {0};
        const tree *t = tree_from_text(CASES[i].text, 0, &k->mem);
        assert_non_null(t);
        assert_false(story_build_scene(k->b.def, t, "theirs", &k->mem, &s, &e));
        assert_int_equal(e.code, ERR_SCRIPT);
        if (strncmp(e.text, CASES[i].said, strlen(CASES[i].said)) != 0)
            fail_msg("wanted: %s\n  told: %s", CASES[i].said, e.text);
    }
}

static void nothing_is_no_scene(void **state)
{
    known *k = *state;
    story_scene s;
    err e = {0};
    assert_false(story_build_scene(k->b.def, NULL, "theirs", &k->mem, &s, &e));
    assert_int_equal(e.code, ERR_SCRIPT);
}

static void memory_is_limited(void **state)
{
    known *k = *state;
    const tree *t = tree_from_text("{ 'lines': [ 'x', 'y', 'z' ], 'to': 'end' }", 0, &k->mem);
    for (size_t limit = 16; limit < 100000; limit *= 2) {
        arena mem = {.limit = limit};
        story_scene s;
        err e = {0};
        bool ok = story_build_scene(k->b.def, t, "theirs", &mem, &s, &e);
        assert_true(ok || e.code == ERR_LIMIT);
        arena_release(&mem);
        if (ok) return;
    }
    fail();
}

#ifdef BASE_FAULTS
static void every_allocation_may_fail(void **state)
{
    known *k = *state;
    const tree *t =
        tree_from_text("{ 'lines': [ 'x {trust}', 'y' ], 'choices': [ { 'id': 'a', 'say': 'x',"
                       "'set': { 'trust': 3 }, 'thinks': 'x' } ] }",
                       0, &k->mem);
    const tree *wrong =
        tree_from_text("{ 'choices': [ { 'id': 'a', 'say': 'x', 'zzz': 3 } ] }", 0, &k->mem);
    long held = base_alloc_live();
    for (long fail = 0;; fail++) {
        arena mem = {0};
        story_scene s;
        story_effect f;
        err e = {0}, told = {0};
        base_alloc_fail_after(fail);
        bool ok = story_build_scene(k->b.def, t, "theirs", &mem, &s, &e) &&
                  story_build_effect(k->b.def, tree_get(tree_get(t, "choices")->first, "nothing"),
                                     "reply", 0, &mem, &f, &e);
        bool wrong_ok = story_build_scene(k->b.def, wrong, "theirs", &mem, &s, &told);
        base_alloc_fail_after(-1);
        assert_true(ok || e.code == ERR_NOMEM);
        assert_false(wrong_ok);
        assert_true(told.code == ERR_SCRIPT || told.code == ERR_NOMEM);
        arena_release(&mem);
        assert_int_equal(base_alloc_live(), held);
        if (ok && told.code == ERR_SCRIPT) break;
    }
}
#endif

int main(void)
{
#define WITH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH(a_scene),
        WITH(answers_and_happenings),
        WITH(empty_tables_are_lists_and_objects),
        WITH(mistakes_name_their_place),
        WITH(nothing_is_no_scene),
        WITH(memory_is_limited),
#ifdef BASE_FAULTS
        WITH(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

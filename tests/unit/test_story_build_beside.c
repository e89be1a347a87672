/* The builder: what stands beside scenes and on a scenario's page. */
#include "test_story_build.h"

#define TOP(x) SCENARIO(x, "", "")
#define SCENE(x) SCENARIO("", x, "")
#define CHOICE(x) SCENARIO("", "", x)
#define LINKED(scene) SCENARIO("", "} , 'b': { 'to': 'end', " scene, "'to': 'b'")

static void the_page_is_built(void **state)
{
    (void)state;
    built r;
    build_text_alone(&r,
                     TOP("'cover': 'covers/dusk-2', 'about': { 'goals': ['One', 'Two {x}'],"
                         " 'legend': 'Read {it}.', 'coach': [ 'Why {trust}?', { 'if': 'asked',"
                         " 'text': [ { 'if': 'trust > 3', 'text': 'High' }, 'Low' ] } ] },"
                         "'worry': [ { 'if': 'trust < 40', 'text': 'Again?' } ]"),
                     NULL, false);
    expect_no_problem(&r);
    const story_def *d = r.def;
    assert_string_equal(d->cover, "covers/dusk-2");
    assert_int_equal(d->goal_count, 2);
    /* Goals and legend are shown as they stand. */
    assert_string_equal(d->goals[1], "Two {x}");
    assert_string_equal(d->legend, "Read {it}.");
    assert_int_equal(d->coach_count, 2);
    assert_null(d->coach[0].when);
    assert_int_equal(d->coach[0].text->parts->piece_count, 3);
    assert_non_null(d->coach[1].when);
    assert_string_equal(d->coach[1].text->parts->other->text, "Low");
    assert_non_null(d->worry->parts->when);
    built_release(&r);
    build_text_alone(&r, TOP("'about': {}"), NULL, false);
    expect_no_problem(&r);
    assert_null(r.def->cover);
    assert_null(r.def->legend);
    assert_null(r.def->worry);
    assert_int_equal(r.def->coach_count + r.def->goal_count + r.def->unknown_count, 0);
    built_release(&r);
}

static void marks_and_notes_of_all_files_are_built(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        TOP("'unknown': [ 'Who decides.', { 'if': 'rival', 'text': 'Who else.' } ],"
            "'days': [ { 'on': 1, 'text': 'no' }, { 'if': 'asked', 'at': 'clock.now + due.bell',"
            " 'text': [ 'bell' ] } ]"),
        "{ 'unknown': [ [ { 'if': 'asked', 'text': 'x' } ] ], 'days': [ { 'on': 'clock.day + 1',"
        " 'text': '{channel}' } ], '// days': 'more' }"};
    built r;
    build_texts(&r, TEXTS, 2, NULL, false);
    expect_no_problem(&r);
    const story_def *d = r.def;
    assert_int_equal(d->unknown_count, 3);
    assert_string_equal(d->unknown[0].text->text, "Who decides.");
    assert_non_null(d->unknown[1].when);
    assert_non_null(d->unknown[2].text->parts->when);
    assert_int_equal(d->day_count, 3);
    assert_false(d->days[0].minutes);
    assert_int_equal(d->days[0].value->consts->whole, 1);
    assert_true(d->days[1].minutes);
    assert_non_null(d->days[1].when);
    assert_false(d->days[2].minutes);
    built_release(&r);
}

static void pictures_and_places_are_built(void **state)
{
    (void)state;
    built r;
    build_text_alone(&r,
                     SCENARIO("'cast': { 'dana': { 'name': 'D', 'portrait': 'people/{channel}' },"
                              " 'kim': { 'name': 'K', 'portrait': [ { 'if': 'asked', 'text': 'a/b'"
                              " }, 'c_d-1' ] } }",
                              "} , 'b': { 'to': 'end', 'picture': 'places/lobby'",
                              "'place': 'Job board', 'to': 'b'"),
                     NULL, false);
    expect_no_problem(&r);
    const story_def *d = r.def;
    assert_int_equal(d->people[0].portrait->parts->piece_count, 2);
    assert_string_equal(d->people[1].portrait->parts->other->text, "c_d-1");
    assert_string_equal(d->scenes[1].looks->picture->text, "places/lobby");
    assert_null(d->scenes[1].looks->hint);
    assert_null(d->scenes[0].looks);
    assert_string_equal(d->scenes[0].choices[0].extra->place->text, "Job board");
    built_release(&r);
}

static void skills_have_words(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        TOP("'skills': { 'n1': { 'name': 'Names it', 'axis': 'speed', 'means': 'M.', 'goal': 'G.' "
            "}, 'T1': { 'goal': 'Ask.' } },"
            "'scenes': { 'a': { 'choices': [ { 'id': 'a', 'say': 'x', 'to': 'end', 'ending': 'yes',"
            " 'set': { 'asked': true, 'trust': 1, 'channel': 'mail' },"
            " 'shows': [ { 'skill': 'n1', 'points': 1, 'because': 'x' } ] } ] } }"),
        "{ 'skills': { 'T2': { 'means': 'Cost.' }, 'n2': { 'name': 'Waits', 'axis': 'tact' } } }"};
    built r;
    build_texts(&r, TEXTS, 2, NULL, false);
    expect_no_problem(&r);
    const story_def *d = r.def;
    assert_int_equal(d->skill_count, 22);
    const story_skill *own = &d->skills[story_names_find(&d->skill_names, "n1")];
    assert_string_equal(own->means, "M.");
    assert_string_equal(own->goal, "G.");
    assert_int_equal(own->axis, STORY_SPEED);
    assert_null(d->skills[story_names_find(&d->skill_names, "n2")].means);
    assert_string_equal(d->skills[0].goal, "Ask.");
    assert_string_equal(d->skills[0].name, story_skill_built_in(0)->name);
    assert_string_equal(d->skills[0].means, story_skill_built_in(0)->means);
    assert_string_equal(d->skills[1].means, "Cost.");
    built_release(&r);
}

static void every_built_in_skill_says_what_it_is(void **state)
{
    (void)state;
    uint32_t count = 0, axes[STORY_AXES] = {0};
    for (const story_skill *one; (one = story_skill_built_in(count)); count++) {
        assert_non_null(one->means);
        assert_non_null(one->goal);
        assert_int_equal(one->means[strlen(one->means) - 1], '.');
        assert_int_equal(one->goal[strlen(one->goal) - 1], '.');
        axes[one->axis]++;
    }
    assert_int_equal(count, 20);
    assert_int_equal(axes[STORY_TACT], 7);
    assert_int_equal(axes[STORY_SPEED], 6);
    assert_int_equal(axes[STORY_HONESTY], 7);
}

static void names_of_pictures(void **state)
{
    (void)state;
    static const char *const GOOD[] = {"a", "people/ada", "a/b/c", "0", "_-", "people/ada_2-x"};
    static const char *const BAD[] = {
        "",    "/",    "/a",       "a/",  "a//b", "..",    "a/../b",   "a.svg",     "A",
        "a b", "a\\b", "\xC3\xA4", "a\n", "~",    "http:", "people/.", "people/./a"};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        if (!story_picture_name(GOOD[i])) fail_msg("\"%s\" should be a name", GOOD[i]);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        if (story_picture_name(BAD[i])) fail_msg("\"%s\" should be no name", BAD[i]);
    char longest[STORY_PICTURE_LONGEST + 2];
    memset(longest, 'a', sizeof longest);
    longest[STORY_PICTURE_LONGEST] = '\0';
    assert_true(story_picture_name(longest));
    longest[STORY_PICTURE_LONGEST] = 'a';
    longest[STORY_PICTURE_LONGEST + 1] = '\0';
    assert_false(story_picture_name(longest));
}

/* ---- mistakes ---- */

static const struct {
    const char *text; /* ^ stands right before the place */
    const char *code, *words;
} WRONG[] = {
    {TOP("^'goals': ['x']"), "E201", "means nothing in the scenario"},
    {TOP("'about': { ^'gaols': ['x'] }"), "E201", "did you mean \"goals\""},
    {TOP("'about': ^'x'"), "E301", "what the scenario is about is written as an object"},
    {TOP("'about': { 'coach': [ { ^'when': true, 'text': 'x' } ] }"), "E201",
     "means nothing in a question for a coach"},
    {TOP("'about': { 'coach': [ ^{ 'if': true } ] }"), "E202", "a question for a coach needs"},
    {TOP("'about': { 'coach': [ ^'x {tirst}' ] }"), "E402", "\"tirst\" is not declared"},
    {TOP("'about': { 'coach': [ { 'if': ^'channel == \"phon\"', 'text': 'x' } ] }"), "E303",
     "did you mean \"phone\""},
    {TOP("'cover': ^'dusk.svg'"), "E303", "without \".svg\""},
    {TOP("'cover': ^'../dusk'"), "E303", "cannot be the name of a picture"},
    {TOP("'worry': ^7"), "E301", "text in quotes, or a list of alternatives"},
    {TOP("'worry': [ { 'if': ^'trust', 'text': 'x' } ]"), "E403", "gives a number"},
    {TOP("'unknown': [ { 'text': 'x', ^'source': 'y' } ]"), "E201", "what is unknown"},
    {TOP("'unknown': [ ^7 ]"), "E301", "text in quotes"},
    {TOP("'days': [ ^{ 'text': 'x' } ]"), "E202", "needs \"on\" (a day of the story) or \"at\""},
    {TOP("'days': [ { 'on': 1, ^'at': 2, 'text': 'x' } ]"), "E303", "not both"},
    {TOP("'days': [ ^{ 'on': 1 } ]"), "E202", "needs \"text\""},
    {TOP("'days': [ { 'on': ^true, 'text': 'x' } ]"), "E301", "a day of the story"},
    {TOP("'days': [ { 'on': ^'asked', 'text': 'x' } ]"), "E403", "a day of the story"},
    {TOP("'days': [ { 'at': ^'due.bel', 'text': 'x' } ]"), "E402", "did you mean \"bell\""},
    {TOP("'days': [ { 'on': ^2000000, 'text': 'x' } ]"), "E302", "outside the range"},
    {TOP("'days': [ { 'on': 1, 'text': 'x', ^'txt': 'x' } ]"), "E201", "a mark on the strip"},
    {TOP("'cast': { 'dana': { 'name': 'D', 'portrait': ^'dana.svg' } }"), "E303",
     "without \".svg\""},
    {TOP("'cast': { 'dana': { 'name': 'D', 'portrait': [ { 'if': 'asked', 'text': 'a' }, { 'text':"
         " ^'B' } ] } }"),
     "E303", "cannot be the name of a picture"},
    {TOP("'cast': { 'dana': { 'name': 'D', 'portrait': ^'people/{fcae}' } }"), "E402", "fcae"},
    {LINKED("'picture': ^'/etc/passwd'"), "E303", "cannot be the name of a picture"},
    {CHOICE("'place': ['x', ^7]"), "E301", "an alternative of a text"},
    {CHOICE("'outcomes': [ { ^'place': 'x' } ]"), "E201", "means nothing in an outcome"},
    {TOP("'skills': { 'T1': { ^'name': 'x' } }"), "E201", "a skill that is built in"},
    {TOP("'skills': { 'T1': ^'x' }"), "E301", "is written as an object"},
    {TOP("'skills': { ^'T9': { 'goal': 'x' } }"), "E204", "cannot be the name of a skill"},
    {TOP("'skills': { 'n1': { 'name': 'x', 'axis': 'tact', ^'gaol': 'x' } }"), "E201",
     "did you mean \"goal\""},
};

static void mistakes_are_told_at_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        built r;
        build_text_alone(&r, WRONG[i].text, NULL, false);
        assert_true(r.ok);
        assert_null(r.def);
        const char *mark = strchr(WRONG[i].text, '^');
        bool told = false;
        for (const problem *one = r.p.first; one; one = one->next)
            told = told || (strcmp(problem_code_text(one->code), WRONG[i].code) == 0 &&
                            strstr(one->text, WRONG[i].words) &&
                            one->at == (uint32_t)(mark + 1 - WRONG[i].text));
        strbuf all = {0};
        if (!told) {
            problems_finish(&r.p);
            problems_print(&r.p, &all, NULL);
            fail_msg("wanted %s: %s at %s\n told was:\n%s", WRONG[i].code, WRONG[i].words, mark + 1,
                     strbuf_text(&all));
        }
        built_release(&r);
    }
}

static void the_same_skill_in_two_files_is_told(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {TOP("'skills': { 'T1': { 'goal': 'x' } }"),
                                        "{ 'skills': { 'T1': { 'goal': 'y' } } }"};
    built r;
    build_texts(&r, TEXTS, 2, NULL, false);
    assert_null(r.def);
    assert_int_equal(r.p.errors, 1);
    assert_non_null(strstr(r.p.first->text, "stand in two files"));
    built_release(&r);
}

/* ---- from Lua ---- */

static void lua_gives_places_and_pictures(void **state)
{
    (void)state;
    built r;
    build_text_alone(&r, SCENARIO("", "", ""), NULL, false);
    expect_no_problem(&r);
    arena mem = {0};
    err e = {0};
    story_scene scene;
    const char *text = "{ 'picture': 'places/x', 'choices': [ { 'id': 'a', 'say': 'x', 'place': "
                       "'Mail' } ] }";
    const tree *t = tree_from_text(text, 0, &mem);
    assert_non_null(t);
    if (!story_build_scene(r.def, t, "a", &mem, &scene, &e)) fail_msg("%s", e.text);
    assert_string_equal(scene.looks->picture->text, "places/x");
    assert_string_equal(scene.choices[0].extra->place->text, "Mail");
    t = tree_from_text("{ 'picture': '../x', 'to': 'end' }", 0, &mem);
    assert_false(story_build_scene(r.def, t, "a", &mem, &scene, &e));
    assert_int_equal(e.code, ERR_SCRIPT);
    assert_non_null(strstr(e.text, "picture: "));
    arena_release(&mem);
    built_release(&r);
}

#ifdef BASE_FAULTS
static void building_survives_any_allocation(void **state)
{
    (void)state;
    static const char TEXT[] = SCENARIO(
        "'cover': 'a', 'about': { 'goals': ['x'], 'legend': 'x', 'coach': [ 'x {trust}', { 'if': "
        "'asked', 'text': 'y' } ] }, 'worry': [ { 'if': 'asked', 'text': 'x' } ],"
        "'unknown': [ 'x', { 'if': 'asked', 'text': 'y' } ], 'days': [ { 'on': 'trust', 'text': "
        "'x' } ],"
        "'skills': { 'T1': { 'goal': 'x', 'means': 'y' } },"
        "'cast': { 'dana': { 'name': 'D', 'portrait': 'a/{trust}' }, 'kim': { 'name': 'K' } }",
        "} , 'b': { 'to': 'end', 'picture': 'x', 'hint': 'y'", "'place': 'x', 'to': 'b'");
    arena trees = {0};
    problems names = {0};
    uint16_t source;
    assert_true(problems_source(&names, "scenario.json", TEXT, strlen(TEXT), &source, NULL));
    story_part part = {tree_from_text(TEXT, source, &trees), source};
    long held = base_alloc_live();
    for (long fail = 0;; fail++) {
        problems p = {0};
        err e = {0};
        story_def *def;
        base_alloc_fail_after(fail);
        bool ok = story_build(&part, 1, NULL, false, &p, &def, &e);
        base_alloc_fail_after(-1);
        assert_int_equal(e.code, ok ? ERR_NONE : ERR_NOMEM);
        assert_int_equal(ok, def != NULL);
        story_def_free(def);
        problems_release(&p);
        assert_int_equal(base_alloc_live(), held);
        if (ok) break;
        assert_true(fail < 10000);
    }
    arena_release(&trees);
    problems_release(&names);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_built),
        cmocka_unit_test(marks_and_notes_of_all_files_are_built),
        cmocka_unit_test(pictures_and_places_are_built),
        cmocka_unit_test(skills_have_words),
        cmocka_unit_test(every_built_in_skill_says_what_it_is),
        cmocka_unit_test(names_of_pictures),
        cmocka_unit_test(mistakes_are_told_at_their_place),
        cmocka_unit_test(the_same_skill_in_two_files_is_told),
        cmocka_unit_test(lua_gives_places_and_pictures),
#ifdef BASE_FAULTS
        cmocka_unit_test(building_survives_any_allocation),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

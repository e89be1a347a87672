/* base: what an author is told. */
#include "test_base.h"

#include "base/base_problems.h"
#include "base/base_utf8.h"

#include <ctype.h>

static const char JSON[] = "{\n  \"title\": \"Na\xc3\xafve\",\n  \"start\": 7 }\n";

static uint32_t place_of(const char *text)
{
    return (uint32_t)(strstr(JSON, text) - JSON);
}

static void prints_file_line_column(void **state)
{
    (void)state;
    problems p = {0};
    err e = {0};
    strbuf out = {0};
    uint16_t json, lua;
    assert_true(problems_source(&p, "scenario.json", JSON, strlen(JSON), &json, &e));
    assert_true(problems_source(&p, "call.lua", "x = 1", 5, &lua, &e));
    assert_int_equal(json, 0);
    assert_int_equal(lua, 1);
    /* Out of order on purpose: they come out by file and place. */
    assert_true(problems_add(&p, PROBLEM_LUA_SYNTAX, lua, 4, &e, "in %s", "Lua"));
    assert_true(problems_add(&p, PROBLEM_VALUE_KIND, json, place_of("7 }"), &e, "a number"));
    assert_true(problems_add(&p, PROBLEM_NAME_UNUSED, json, place_of("ve\""), &e, "behind ï"));
    assert_true(problems_add(&p, PROBLEM_FORMAT_VERSION, json, PROBLEMS_WHOLE, &e, "whole"));
    assert_true(problems_add(&p, PROBLEM_JSON_SYNTAX, json, 0, &e, "first"));
    assert_true(problems_add(&p, PROBLEM_JSON_TRAILING, json, 9999, &e, "past the end"));
    problems_finish(&p);
    assert_true(problems_print(&p, &out, &e));
    assert_string_equal(strbuf_text(&out), "scenario.json: error E113: whole\n"
                                           "scenario.json:1:1: error E102: first\n"
                                           "scenario.json:2:16: warning W102: behind ï\n"
                                           "scenario.json:3:12: error E301: a number\n"
                                           "scenario.json:4:1: error E105: past the end\n"
                                           "call.lua:1:5: error E601: in Lua\n");
    assert_int_equal(p.errors, 5);
    assert_int_equal(p.warnings, 1);
    assert_ptr_equal(p.last->next, NULL);
    assert_int_equal(p.last->code, PROBLEM_LUA_SYNTAX);
    strbuf_release(&out);
    problems_release(&p);
    assert_null(p.first);
}

/* Problems at one place stay in the order in which they were found. */
static void same_place_keeps_its_order(void **state)
{
    (void)state;
    problems p = {0};
    uint16_t id;
    assert_true(problems_source(&p, "a", "abc", 3, &id, NULL));
    for (int i = 0; i < 5; i++)
        assert_true(problems_add(&p, PROBLEM_KEY_UNKNOWN, id, 1, NULL, "%d", i));
    problems_finish(&p);
    int i = 0;
    for (const problem *one = p.first; one; one = one->next)
        assert_int_equal(one->text[0], '0' + i++);
    assert_int_equal(i, 5);
    problems_release(&p);
}

static void counts_what_it_does_not_keep(void **state)
{
    (void)state;
    problems p = {0};
    strbuf out = {0};
    uint16_t id;
    assert_true(problems_source(&p, "a", "", 0, &id, NULL));
    for (uint32_t i = 0; i < PROBLEMS_MOST + 7; i++)
        assert_true(problems_add(&p, PROBLEM_KEY_UNKNOWN, id, 0, NULL, "x"));
    assert_int_equal(p.kept, PROBLEMS_MOST);
    assert_int_equal(p.errors, PROBLEMS_MOST + 7);
    problems_finish(&p);
    assert_true(problems_print(&p, &out, NULL));
    assert_non_null(strstr(strbuf_text(&out), "\nand 7 more\n"));
    strbuf_release(&out);
    problems_release(&p);
}

static void unknown_source_has_a_name(void **state)
{
    (void)state;
    problems p = {0};
    assert_string_equal(problems_source_name(&p, 3), "scenario");
    assert_true(problems_add(&p, PROBLEM_FILE_MISSING, 3, 12, NULL, "x"));
    problems_finish(&p);
    assert_int_equal(p.first->line, 0);
    problems_release(&p);
}

/* Each code is its own, has the form of its severity, and has a sentence of help. */
static void codes_are_well_formed(void **state)
{
    (void)state;
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        const char *code = problem_code_text((problem_code)i);
        const char *help = problem_code_help((problem_code)i);
        bool is_error = problem_code_severity((problem_code)i) == PROBLEM_ERROR;
        assert_int_equal(strlen(code), 4);
        assert_int_equal(code[0], is_error ? 'E' : 'W');
        for (int k = 1; k < 4; k++)
            assert_true(isdigit((unsigned char)code[k]));
        assert_true(strlen(help) > 20 && help[strlen(help) - 1] == '.');
        for (int j = 0; j < i; j++)
            assert_string_not_equal(code, problem_code_text((problem_code)j));
    }
}

static const char *name_at(void *self, uint32_t i)
{
    const char *const *names = self;
    return names[i];
}

static void suggests_the_nearest_name(void **state)
{
    (void)state;
    static const char *names[] = {"trust", "patience", "asked_leave", "channel", "dana", "x", NULL};
    static const char *const rows[][2] = {
        {"trsut", "trust"},             /* neighbours swapped */
        {"trst", "trust"},              /* one missing */
        {"trustt", "trust"},            /* one too many */
        {"asked_leav", "asked_leave"},  /* cut short */
        {"aksed_laeve", "asked_leave"}, /* two of eleven */
        {"dona", "dana"},               /* another letter */
        {"Patience", "patience"},       /* a capital */
        {"tr", NULL},                   /* too far */
        {"silence", NULL},              /* too far */
        {"", "x"},                      /* one letter is near to none */
        {"y", "x"},
        {"a_name_that_is_longer_than_any_name_in_the_list_and_goes_on_and_on_and_on", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = problems_nearest(rows[i][0], name_at, names);
        const char *want = rows[i][1];
        if (!want != !found || (want && strcmp(want, found) != 0))
            fail_msg("%s: %s", rows[i][0], found ? found : "nothing");
    }
    static const char *two[] = {"scene_b", "scene_c", NULL};
    assert_string_equal(problems_nearest("scene_a", name_at, two), "scene_b");
    static const char *none[] = {NULL};
    assert_null(problems_nearest("trust", name_at, none));
}

#ifdef BASE_FAULTS
static bool collect(void *self, err *e)
{
    (void)self;
    problems p = {0};
    strbuf out = {0};
    uint16_t id;
    bool ok = problems_source(&p, "scenario.json", JSON, strlen(JSON), &id, e);
    for (uint32_t i = 0; ok && i < 150; i++)
        ok = problems_add(&p, PROBLEM_KEY_UNKNOWN, id, i % 30, e, "a sentence of some length");
    problems_finish(&p);
    ok = ok && problems_print(&p, &out, e);
    strbuf_release(&out);
    problems_release(&p);
    return ok;
}

static void survives_no_memory(void **state)
{
    (void)state;
    sweep_allocations(collect, NULL, 5);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_file_line_column),
        cmocka_unit_test(same_place_keeps_its_order),
        cmocka_unit_test(counts_what_it_does_not_keep),
        cmocka_unit_test(unknown_source_has_a_name),
        cmocka_unit_test(codes_are_well_formed),
        cmocka_unit_test(suggests_the_nearest_name),
#ifdef BASE_FAULTS
        cmocka_unit_test(survives_no_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* base: texts by id, values, plural forms, the pseudo-locale. */
#include "test_base.h"

#include "base/base_utf8.h"
#include "base/base_words.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static const phrase HELLO = {"a.HELLO", "Hello {name}", NULL, ""};
static const phrase DAYS = {"a.DAYS", "{n} day", "{n} days", ""};

static bool add(wordbook *w, const char *id, const char *source, const char *text)
{
    return words_add(w, id, source, &text, 1, NULL);
}

static void falls_back_to_english(void **state)
{
    (void)state;
    wordbook w = {0};
    assert_string_equal(words_text(NULL, &HELLO), "Hello {name}");
    assert_string_equal(words_text(&w, &HELLO), "Hello {name}");
    assert_string_equal(words_language(NULL), "en");
    assert_string_equal(words_language(&w), "en");
    assert_true(words_begin(&w, "es", NULL));
    assert_string_equal(words_text(&w, &HELLO), "Hello {name}");
    assert_true(add(&w, "a.HELLO", "Hi {name}", "Buenas, {name}"));
    /* made for another wording */
    assert_string_equal(words_text(&w, &HELLO), "Hello {name}");
    assert_true(add(&w, "a.HELLO", "Hello {name}", "Hola, {name}"));
    assert_string_equal(words_text(&w, &HELLO), "Hola, {name}");
    assert_string_equal(words_language(&w), "es");
    assert_null(words_find(&w, "a.hello", "Hello {name}"));
    words_release(&w);
    assert_string_equal(words_text(&w, &HELLO), "Hello {name}");
}

static void texts_outlive_a_change_of_language(void **state)
{
    (void)state;
    wordbook w = {0};
    assert_true(words_begin(&w, "es", NULL));
    assert_true(add(&w, "a.HELLO", HELLO.text, "Hola"));
    const char *old = words_text(&w, &HELLO);
    assert_true(words_begin(&w, "a-language-with-a-long-name", NULL));
    assert_string_equal(old, "Hola");
    assert_string_equal(words_text(&w, &HELLO), HELLO.text);
    assert_string_equal(words_language(&w), "a-language-with");
    assert_true(words_begin(&w, "", NULL));
    assert_string_equal(words_language(&w), "en");
    words_release(&w);
}

static void holds_many(void **state)
{
    (void)state;
    wordbook w = {0};
    char id[32], text[32];
    assert_true(words_begin(&w, "es", NULL));
    for (int i = 0; i < 3000; i++) {
        snprintf(id, sizeof id, "id.%d", i);
        snprintf(text, sizeof text, "text %d", i);
        assert_true(add(&w, id, "source", text));
    }
    assert_int_equal(w.count, 3000);
    for (int i = 0; i < 3000; i++) {
        snprintf(id, sizeof id, "id.%d", i);
        snprintf(text, sizeof text, "text %d", i);
        assert_string_equal(words_find(&w, id, "source"), text);
    }
    words_release(&w);
}

static void refuses_what_is_too_large(void **state)
{
    (void)state;
    wordbook w = {0};
    err e = {0};
    const char *forms[] = {"a", "b", "c", "d"};
    assert_false(words_add(&w, "id", "source", forms, 4, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    err_clear(&e);
    assert_false(words_add(&w, "id", "source", forms, 0, &e));
    err_clear(&e);
    char *wide = base_alloc(WORDS_LONGEST + 2);
    assert_non_null(wide);
    memset(wide, 'x', WORDS_LONGEST + 1);
    const char *form = wide;
    assert_false(words_add(&w, "id", "source", &form, 1, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    assert_null(words_find(&w, "id", "source"));
    base_free(wide);
    words_release(&w);
}

static void counts_by_the_rule_of_the_language(void **state)
{
    (void)state;
    /* CLDR: the form of 0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 112, 122 */
    static const long N[] = {0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 112, 122};
    static const struct {
        const char *language, *forms;
    } ROWS[] = {{"en", "101111111111"},    {"es", "101111111111"},   {"fr", "001111111111"},
                {"ja", "000000000000"},    {"ru", "201222012021"},   {"pl", "201222212221"},
                {"pt_BR", "001111111111"}, {"fr_CA", "001111111111"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        for (size_t k = 0; k < sizeof N / sizeof N[0]; k++) {
            int want = ROWS[i].forms[k] - '0';
            assert_int_equal(words_form(ROWS[i].language, N[k]), want);
            assert_true(words_form(ROWS[i].language, N[k]) < words_forms(ROWS[i].language));
        }
    assert_int_equal(words_form("es", -1), 0);
    assert_int_equal(words_form("es", LONG_MIN), 1);
    assert_non_null(strstr(words_rule("ru"), "nplurals=3"));
    assert_non_null(strstr(words_rule("es"), "nplurals=2; plural=(n != 1)"));
}

static void counted_texts_take_their_form(void **state)
{
    (void)state;
    wordbook w = {0};
    assert_string_equal(words_count(NULL, &DAYS, 1), "{n} day");
    assert_string_equal(words_count(NULL, &DAYS, 0), "{n} days");
    assert_string_equal(words_count(NULL, &HELLO, 7), "Hello {name}");
    assert_true(words_begin(&w, "ru", NULL));
    const char *forms[] = {"{n} a", "{n} b", "{n} c"};
    assert_true(words_add(&w, DAYS.id, DAYS.text, forms, 3, NULL));
    assert_string_equal(words_count(&w, &DAYS, 21), "{n} a");
    assert_string_equal(words_count(&w, &DAYS, 3), "{n} b");
    assert_string_equal(words_count(&w, &DAYS, 11), "{n} c");
    /* a translation with too few forms gives its last one */
    assert_true(words_add(&w, DAYS.id, DAYS.text, forms, 1, NULL));
    assert_string_equal(words_count(&w, &DAYS, 11), "{n} a");
    words_release(&w);
}

static void values_are_put_in_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } ROWS[] = {{"{b} then {a}", "two then one"},
                {"{a}{a}", "oneone"},
                {"plain", "plain"},
                {"{c} stays", "{c} stays"},
                {"{{a}", "{a}"},
                {"open {a", "open {a"},
                {"%s %n {a}", "%s %n one"},
                {"{", "{"},
                {"", ""},
                {"{ a }", "{ a }"},
                {"{a}}", "one}"},
                {"{{{a}", "{one"},
                {"{a {a}", "{a one"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        strbuf out = {0};
        assert_true(words_fill(&out, NULL, ROWS[i].text, "a", "one", "b", "two", NULL));
        assert_string_equal(strbuf_text(&out), ROWS[i].want);
        strbuf_release(&out);
    }
    strbuf out = {0};
    /* what stands in a value is never looked at again */
    assert_true(words_fill(&out, NULL, "{a} {b}", "a", "{b}", "b", "{a}", NULL));
    assert_string_equal(strbuf_text(&out), "{b} {a}");
    strbuf_release(&out);
}

static void a_translation_adds_no_values(void **state)
{
    (void)state;
    static const struct {
        const char *source, *translation;
        bool fits, lost;
    } ROWS[] = {{"{a} and {b}", "{b} y {a}", true, false},
                {"{a} and {b}", "{a}", true, true},
                {"{a}", "{a} {a}", true, false},
                {"{a}", "{b}", false, true},
                {"plain", "{x}", false, false},
                {"plain", "open {", false, false},
                {"plain", "a {{ brace", true, false},
                {"{f(\"}\")}", "{f(\"}\")}", true, false},
                {"{f({1})}", "{f({1})} x", true, false},
                {"{trust + 1}", "{trust + 2}", false, true}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        bool lost;
        assert_int_equal(words_fit(ROWS[i].source, ROWS[i].translation, &lost), ROWS[i].fits);
        assert_int_equal(lost, ROWS[i].lost);
    }
}

static void very_many_values_do_not_fit(void **state)
{
    (void)state;
    strbuf many = {0};
    bool lost;
    for (int i = 0; i < 20000; i++)
        assert_true(strbuf_add(&many, "{a}", NULL));
    assert_false(words_fit(strbuf_text(&many), strbuf_text(&many), &lost));
    strbuf_release(&many);
}

static void only_letters_are_worth_translating(void **state)
{
    (void)state;
    assert_true(words_worth("a"));
    assert_true(words_worth("{x} min"));
    assert_true(words_worth("\xC3\xA9"));
    assert_false(words_worth("{name}"));
    assert_false(words_worth("{a}: {b} \xC2\xB7 12"));
    assert_false(words_worth(""));
}

static void pseudo_is_longer_and_keeps_values(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {"Back",
                                        "OK",
                                        "Fr",
                                        "Go on where you stopped",
                                        "{name} thought: {words}",
                                        "About {n} minutes"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        strbuf out = {0};
        bool lost;
        assert_true(words_pseudo_text(TEXTS[i], &out, NULL));
        const char *text = strbuf_text(&out);
        assert_int_equal(text[0], '[');
        assert_int_equal(text[out.len - 1], ']');
        assert_true(utf8_count(text) * 10 >= utf8_count(TEXTS[i]) * 14);
        assert_true(words_fit(TEXTS[i], text, &lost) && !lost);
        strbuf_release(&out);
    }
}

static void pseudo_covers_a_table(void **state)
{
    (void)state;
    const phrase two[] = {HELLO, DAYS};
    wordbook w = {0};
    assert_true(words_begin(&w, "qps", NULL));
    assert_true(words_pseudo(&w, (phrase_table){two, 2}, NULL));
    assert_int_equal(words_text(&w, &HELLO)[0], '[');
    assert_non_null(strstr(words_count(&w, &DAYS, 1), "{n} \xC3\xB0"));
    assert_string_not_equal(words_count(&w, &DAYS, 1), words_count(&w, &DAYS, 2));
    words_release(&w);
}

#ifdef BASE_FAULTS
static bool all_of_it(void *self, err *e)
{
    (void)self;
    const phrase two[] = {HELLO, DAYS};
    wordbook w = {0};
    strbuf out = {0};
    const char *form = "texto";
    bool ok = words_begin(&w, "es", e) && words_add(&w, "id", "text", &form, 1, e) &&
              words_begin(&w, "qps", e) && words_pseudo(&w, (phrase_table){two, 2}, e) &&
              words_fill(&out, e, "{a} {b}", "a", "1", NULL);
    for (int i = 0; ok && i < 400; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        ok = words_add(&w, id, "text", &form, 1, e);
    }
    strbuf_release(&out);
    words_release(&w);
    return ok;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    sweep_allocations(all_of_it, NULL, 8);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(falls_back_to_english),
        cmocka_unit_test(texts_outlive_a_change_of_language),
        cmocka_unit_test(holds_many),
        cmocka_unit_test(refuses_what_is_too_large),
        cmocka_unit_test(counts_by_the_rule_of_the_language),
        cmocka_unit_test(counted_texts_take_their_form),
        cmocka_unit_test(values_are_put_in_by_name),
        cmocka_unit_test(a_translation_adds_no_values),
        cmocka_unit_test(very_many_values_do_not_fit),
        cmocka_unit_test(only_letters_are_worth_translating),
        cmocka_unit_test(pseudo_is_longer_and_keeps_values),
        cmocka_unit_test(pseudo_covers_a_table),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

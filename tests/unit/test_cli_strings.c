/* rapport strings: a translation brought up to date loses nothing; what is wrong with one is found.
 */
#include "base/base_mem.h"
#include "cli/cli_strings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const phrase TEXTS[] = {{"a.HELLO", "Hello {name}", NULL, "A greeting"},
                               {"a.DAYS", "{n} day", "{n} days", ""},
                               {"a.MOVED", "Go on", NULL, ""},
                               {"a.NEW", "New", NULL, ""},
                               {"a.NEW", "New", NULL, ""}};

#define ENTRY(id, source, text) "msgctxt \"" id "\"\nmsgid \"" source "\"\nmsgstr \"" text "\"\n\n"

static const char OLD[] =
    "msgid \"\"\nmsgstr \"\"\n\"Language: es\\n\"\n\"X-Mine: yes\\n\"\n\n"
    "# mine\n" ENTRY("a.HELLO", "Hi {name}", "Hola, {name}") ENTRY("a.OTHER", "Go on", "Sigue")
        ENTRY("a.OLD", "Old", "Viejo") ENTRY("a.EMPTY", "Empty", "");

static void read_po(const char *text, problems *p, po_file *f)
{
    uint16_t source;
    assert_true(problems_source(p, "es.po", text, strlen(text), &source, NULL));
    assert_true(po_read(text, strlen(text), source, p, f, NULL));
    assert_int_equal(p->errors, 0);
}

static strings texts(void)
{
    strings s = {0};
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++)
        assert_true(strings_add(&s, &TEXTS[i], NULL));
    return s;
}

static void an_update_keeps_everything(void **state)
{
    (void)state;
    problems p = {0};
    po_file old = {0};
    strbuf out = {0}, again = {0};
    strings_counts n;
    strings s = texts();
    read_po(OLD, &p, &old);
    assert_true(strings_merge(&s, &old, "es", false, &out, &n, NULL));
    assert_string_equal(strbuf_text(&out),
                        "msgid \"\"\nmsgstr \"\"\n\"Language: es\\n\"\n\"X-Mine: yes\\n\"\n\n"
                        "# mine\n#. A greeting\n#, fuzzy\n#| msgid \"Hi {name}\"\n"
                        "msgctxt \"a.HELLO\"\nmsgid \"Hello {name}\"\nmsgstr \"Hola, {name}\"\n\n"
                        "msgctxt \"a.DAYS\"\nmsgid \"{n} day\"\nmsgid_plural \"{n} days\"\n"
                        "msgstr[0] \"\"\nmsgstr[1] \"\"\n\n"
                        "msgctxt \"a.MOVED\"\nmsgid \"Go on\"\nmsgstr \"Sigue\"\n\n"
                        "msgctxt \"a.NEW\"\nmsgid \"New\"\nmsgstr \"\"\n\n"
                        "#~ msgctxt \"a.OLD\"\n#~ msgid \"Old\"\n#~ msgstr \"Viejo\"\n\n");
    assert_int_equal(n.all, 4);
    assert_int_equal(n.translated, 1);
    assert_int_equal(n.fuzzy, 1);
    assert_int_equal(n.gone, 1);
    /* the same again changes nothing */
    po_release(&old);
    problems_release(&p);
    read_po(strbuf_text(&out), &p, &old);
    assert_true(strings_merge(&s, &old, "es", false, &again, &n, NULL));
    assert_string_equal(strbuf_text(&again), strbuf_text(&out));
    strbuf_clear(&again);
    assert_true(strings_merge(&s, &old, "es", true, &again, &n, NULL));
    assert_null(strstr(strbuf_text(&again), "a.NEW"));
    assert_non_null(strstr(strbuf_text(&again), "a.OLD"));
    strbuf_release(&out);
    strbuf_release(&again);
    po_release(&old);
    problems_release(&p);
    strings_release(&s);
}

static void a_template_has_a_header(void **state)
{
    (void)state;
    po_file none = {0};
    strbuf out = {0};
    strings_counts n;
    strings s = texts();
    assert_true(strings_merge(&s, &none, NULL, false, &out, &n, NULL));
    assert_non_null(strstr(strbuf_text(&out), "charset=UTF-8"));
    assert_int_equal(n.translated, 0);
    strbuf_clear(&out);
    assert_true(strings_merge(&s, &none, "ru", false, &out, &n, NULL));
    assert_non_null(strstr(strbuf_text(&out), "nplurals=3"));
    assert_non_null(strstr(strbuf_text(&out), "msgstr[2] \"\""));
    strbuf_clear(&out);
    assert_true(strings_write_pseudo(&s, &out, NULL));
    assert_non_null(strstr(strbuf_text(&out), "{name}~"));
    strbuf_release(&out);
    strings_release(&s);
}

/* One mistake each; the texts that are not there are one warning more. */
static void mistakes_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        problem_code code;
    } ROWS[] = {
        {ENTRY("a.HELLO", "Hello {name}", "Hola {nombre}"), PROBLEM_WORDS_VALUE},
        {ENTRY("a.HELLO", "Hello {name}", "Hola {name"), PROBLEM_WORDS_VALUE},
        {ENTRY("a.HELLO", "Hello {name}", "Hola"), PROBLEM_WORDS_LOST},
        {ENTRY("a.HELLO", "Hi {name}", "Hola {name}"), PROBLEM_WORDS_CHANGED},
        {"#, fuzzy\n" ENTRY("a.NEW", "New", "Nuevo"), PROBLEM_WORDS_CHANGED},
        {ENTRY("a.GONE", "Gone", "Ido"), PROBLEM_WORDS_UNKNOWN},
        {ENTRY("a.NEW", "New", "Nuevo") ENTRY("a.NEW", "New", "Otro"), PROBLEM_WORDS_TWICE},
        {"msgctxt \"a.DAYS\"\nmsgid \"{n} day\"\nmsgid_plural \"{n} days\"\nmsgstr[0] \"{n}\"\n",
         PROBLEM_WORDS_FORMS},
    };
    strings s = texts();
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        problems p = {0};
        po_file f = {0};
        read_po(ROWS[i].text, &p, &f);
        assert_true(strings_check(&s, &f, "es", 0, &p, NULL));
        problems_finish(&p);
        uint32_t found = 0, missing = 0;
        for (const problem *one = p.first; one; one = one->next) {
            found += one->code == ROWS[i].code;
            missing += one->code == PROBLEM_WORDS_MISSING;
        }
        assert_int_equal(found, 1);
        assert_int_equal(missing, 1);
        assert_int_equal(p.errors + p.warnings, 2);
        po_release(&f);
        problems_release(&p);
    }
    strings_release(&s);
}

#ifdef BASE_FAULTS
static void memory_may_run_out(void **state)
{
    (void)state;
    problems p = {0};
    po_file old = {0};
    read_po(OLD, &p, &old);
    long before = base_alloc_live();
    for (long n = 0;; n++) {
        err e = {0};
        strings s = {0};
        strbuf out = {0};
        strings_counts counts;
        problems told = {0};
        base_alloc_fail_after(n);
        bool ok = strings_add(&s, &TEXTS[0], &e) && strings_add(&s, &TEXTS[1], &e) &&
                  strings_merge(&s, &old, "es", false, &out, &counts, &e) &&
                  strings_write_pseudo(&s, &out, &e) && strings_check(&s, &old, "es", 0, &told, &e);
        base_alloc_fail_after(-1);
        problems_release(&told);
        strbuf_release(&out);
        strings_release(&s);
        assert_int_equal(base_alloc_live(), before);
        if (ok) break;
        assert_int_equal(e.code, ERR_NOMEM);
        assert_true(n < 10000);
    }
    po_release(&old);
    problems_release(&p);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_update_keeps_everything),
        cmocka_unit_test(a_template_has_a_header),
        cmocka_unit_test(mistakes_are_found),
#ifdef BASE_FAULTS
        cmocka_unit_test(memory_may_run_out),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* base: translation files, good ones and hostile ones. */
#include "test_base.h"

#include "base/base_po.h"

#include <stdio.h>
#include <string.h>

/* A file read, and what was said about it as "line:column CODE" a line. */
typedef struct reading {
    po_file file;
    strbuf told;
} reading;

static reading read_bytes(const char *text, size_t len)
{
    reading r = {0};
    problems p = {0};
    uint16_t source;
    assert_true(problems_source(&p, "es.po", text, len, &source, NULL));
    assert_true(po_read(text, len, source, &p, &r.file, NULL));
    problems_finish(&p);
    for (const problem *one = p.first; one; one = one->next)
        assert_true(strbuf_addf(&r.told, NULL, "%u:%u %s\n", one->line, one->column,
                                problem_code_text(one->code)));
    problems_release(&p);
    return r;
}

static reading read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void release(reading *r)
{
    po_release(&r->file);
    strbuf_release(&r->told);
}

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Language: es\\n\"\n\"X-Name:  two  \\n\"\n\n"

static const char WHOLE[] = HEADER "# a remark\n"
                                   "#. for the translator\n"
                                   "#: somewhere:3\n"
                                   "msgctxt \"a.HELLO\"\n"
                                   "msgid \"Hello \\\"{name}\\\"\"\n"
                                   "msgstr \"\"\n"
                                   "\"Hola,\\n\"\n"
                                   "\"\\t{name}\\\\\"\n"
                                   "\n"
                                   "#, fuzzy, c-format\n"
                                   "#| msgid \"One day\"\n"
                                   "msgctxt \"a.DAYS\"\n"
                                   "msgid \"{n} day\"\n"
                                   "msgid_plural \"{n} days\"\n"
                                   "msgstr[0] \"{n} d\xC3\xAD"
                                   "a\"\n"
                                   "msgstr[1] \"{n} d\xC3\xAD"
                                   "as\"\n"
                                   "\n"
                                   "#~ msgctxt \"a.OLD\"\n"
                                   "#~ msgid \"Old\"\n"
                                   "#~ msgstr \"Viejo\"\n"
                                   "\n"
                                   "msgctxt \"a.LATER\"\n"
                                   "msgid \"Later\"\n"
                                   "msgstr \"\"\n\n";

static void reads_what_gettext_writes(void **state)
{
    (void)state;
    reading r = read_text(WHOLE);
    strbuf value = {0};
    assert_string_equal(strbuf_text(&r.told), "");
    assert_int_equal(r.file.count, 5);
    const po_entry *x = r.file.entries;
    assert_null(x[0].id);
    assert_string_equal(x[0].source, "");
    assert_true(po_header(&r.file, "Language", &value, NULL));
    assert_string_equal(strbuf_text(&value), "es");
    assert_true(po_header(&r.file, "X-Name", &value, NULL));
    assert_string_equal(strbuf_text(&value), "two  ");
    assert_true(po_header(&r.file, "Lang", &value, NULL));
    assert_string_equal(strbuf_text(&value), "");
    assert_string_equal(x[1].id, "a.HELLO");
    assert_string_equal(x[1].source, "Hello \"{name}\"");
    assert_string_equal(x[1].forms[0], "Hola,\n\t{name}\\");
    assert_string_equal(x[1].comments, "# a remark\n");
    assert_string_equal(x[1].note, "for the translator");
    assert_string_equal(x[1].place, "somewhere:3");
    assert_false(x[1].fuzzy);
    assert_true(x[2].fuzzy);
    assert_string_equal(x[2].was, "One day");
    assert_string_equal(x[2].many, "{n} days");
    assert_int_equal(x[2].form_count, 2);
    assert_true(x[3].gone);
    assert_string_equal(x[3].forms[0], "Viejo");
    assert_false(po_is_translated(&x[4]));
    strbuf_release(&value);
    release(&r);
}

static void written_and_read_again_it_is_the_same(void **state)
{
    (void)state;
    reading r = read_text(WHOLE);
    strbuf once = {0}, twice = {0};
    for (uint32_t i = 0; i < r.file.count; i++)
        assert_true(po_write(&r.file.entries[i], &once, NULL));
    reading again = read_text(strbuf_text(&once));
    assert_string_equal(strbuf_text(&again.told), "");
    assert_int_equal(again.file.count, r.file.count);
    for (uint32_t i = 0; i < again.file.count; i++)
        assert_true(po_write(&again.file.entries[i], &twice, NULL));
    assert_string_equal(strbuf_text(&once), strbuf_text(&twice));
    assert_non_null(strstr(strbuf_text(&once), "#~ msgid \"Old\"\n"));
    strbuf_release(&once);
    strbuf_release(&twice);
    release(&r);
    release(&again);
}

static void windows_files_and_marks_are_fine(void **state)
{
    (void)state;
    reading r = read_text("\xEF\xBB\xBFmsgctxt \"a\"\r\nmsgid \"b\"\r\nmsgstr \"c\"");
    assert_string_equal(strbuf_text(&r.told), "");
    assert_int_equal(r.file.count, 1);
    assert_string_equal(r.file.entries[0].forms[0], "c");
    release(&r);
}

static void entries_need_no_empty_line_between(void **state)
{
    (void)state;
    reading r = read_text("msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\"\n# next\nmsgctxt \"d\"\n"
                          "msgid \"e\"\nmsgstr \"f\"\nmsgctxt \"g\"\nmsgid \"h\"\nmsgstr \"i\"\n");
    assert_string_equal(strbuf_text(&r.told), "");
    assert_int_equal(r.file.count, 3);
    assert_string_equal(r.file.entries[1].comments, "# next\n");
    release(&r);
}

#define GOOD "\n\nmsgctxt \"z\"\nmsgid \"y\"\nmsgstr \"x\"\n"

/* Each has one mistake; the good entry after it is kept. */
static void mistakes_have_a_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told;
    } ROWS[] = {
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c" GOOD, "3:10 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\\q\"" GOOD, "3:10 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\\" GOOD, "3:10 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\" d" GOOD, "3:11 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr c" GOOD, "3:8 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr[1] \"c\"" GOOD, "3:10 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr[x] \"c\"" GOOD, "3:7 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr[" GOOD, "3:7 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"" GOOD, "1:1 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgid_plural \"c\"\nmsgstr[0] \"0\"\nmsgstr[1] \"1\"\n"
         "msgstr[2] \"2\"\nmsgstr[3] \"3\"" GOOD,
         "7:10 E801\n"},
        {"msgctxt \"a\"\nmsgstr \"c\"" GOOD, "2:1 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"" GOOD, "1:1 E801\n"},
        {"msgctxt \"a\"" GOOD, "1:1 E801\n"},
        {"msgid \"b\"\nmsgstr \"c\"" GOOD, "1:1 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgid \"b\"\nmsgstr \"c\"" GOOD, "3:1 E801\n"},
        {"\"alone\"" GOOD, "1:1 E801\n"},
        {"nonsense" GOOD, "1:1 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\x01\"\nmsgstr \"c\"" GOOD, "2:9 E801\n"},
        {"msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\"\nhuh" GOOD, "4:1 E801\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        reading r = read_text(ROWS[i].text);
        assert_string_equal(strbuf_text(&r.told), ROWS[i].told);
        assert_int_equal(r.file.count, 1);
        assert_string_equal(r.file.entries[0].id, "z");
        release(&r);
    }
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    reading r = read_text("msgctxt \"a\"\nmsgid \"b\xFF\"\nmsgstr \"c\"\n");
    assert_string_equal(strbuf_text(&r.told), "2:9 E101\n");
    assert_int_equal(r.file.count, 0);
    release(&r);
    static const char ZERO[] = "msgctxt \"a\"\nmsgid \"b\0d\"\nmsgstr \"c\"\n";
    r = read_bytes(ZERO, sizeof ZERO - 1);
    assert_int_equal(r.file.count, 0);
    assert_true(r.told.len > 0);
    release(&r);
}

static void a_text_has_a_limit(void **state)
{
    (void)state;
    strbuf text = {0};
    assert_true(strbuf_add(&text, "msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"\"\n", NULL));
    for (int i = 0; i < WORDS_LONGEST / 32 + 2; i++)
        assert_true(strbuf_add(&text, "\"0123456789012345678901234567890123\"\n", NULL));
    assert_true(strbuf_add(&text, GOOD, NULL));
    reading r = read_text(strbuf_text(&text));
    assert_int_equal(r.file.count, 1);
    assert_non_null(strstr(strbuf_text(&r.told), "E801"));
    release(&r);
    strbuf_release(&text);
}

static void only_what_can_be_used_is_taken(void **state)
{
    (void)state;
    wordbook w = {0};
    reading r = read_text(
        "msgctxt \"good\"\nmsgid \"Go on\"\nmsgstr \"Sigue\"\n\n"
        "#, fuzzy\nmsgctxt \"fuzzy\"\nmsgid \"a\"\nmsgstr \"b\"\n\n"
        "msgctxt \"empty\"\nmsgid \"c\"\nmsgstr \"\"\n\n"
        "msgctxt \"values\"\nmsgid \"{d}\"\nmsgstr \"{trust}\"\n\n"
        "msgctxt \"half\"\nmsgid \"e\"\nmsgid_plural \"es\"\nmsgstr[0] \"f\"\nmsgstr[1] \"\"\n\n"
        "#~ msgctxt \"gone\"\n#~ msgid \"g\"\n#~ msgstr \"h\"\n");
    assert_string_equal(strbuf_text(&r.told), "");
    assert_true(words_begin(&w, "es", NULL));
    assert_true(words_take(&w, &r.file, false, NULL));
    assert_int_equal(w.count, 1);
    assert_string_equal(words_find(&w, "good", "Go on"), "Sigue");
    assert_null(words_find(&w, "Go on", "Go on"));
    assert_true(words_take(&w, &r.file, true, NULL));
    assert_string_equal(words_find(&w, "Go on", "Go on"), "Sigue");
    words_release(&w);
    release(&r);
}

#ifdef BASE_FAULTS
static bool read_and_write(void *self, err *e)
{
    (void)self;
    problems p = {0};
    po_file f = {0};
    strbuf out = {0};
    wordbook w = {0};
    uint16_t source;
    static const char TEXT[] = "nonsense\n\nmsgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\"\n";
    bool ok = problems_source(&p, "es.po", TEXT, sizeof TEXT - 1, &source, e) &&
              po_read(TEXT, sizeof TEXT - 1, source, &p, &f, e) &&
              po_write(&f.entries[0], &out, e) && words_take(&w, &f, true, e) &&
              po_header(&f, "Language", &out, e);
    words_release(&w);
    strbuf_release(&out);
    po_release(&f);
    problems_release(&p);
    return ok;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    sweep_allocations(read_and_write, NULL, 5);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_gettext_writes),
        cmocka_unit_test(written_and_read_again_it_is_the_same),
        cmocka_unit_test(windows_files_and_marks_are_fine),
        cmocka_unit_test(entries_need_no_empty_line_between),
        cmocka_unit_test(mistakes_have_a_place),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(a_text_has_a_limit),
        cmocka_unit_test(only_what_can_be_used_is_taken),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

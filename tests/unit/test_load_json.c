#include "load/load_internal.h"
#include "load/load_json.h"

#include "base/base_hash.h"
#include "base/base_rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* One reading of a text and everything it gave. */
typedef struct reading {
    arena mem;
    problems found;
    const tree *root;
    char *exact; /* a copy without a byte to spare, so that a read past the end is caught */
} reading;

static void reading_make(reading *r, const char *text, size_t len)
{
    err e = {0};
    uint16_t id;
    *r = (reading){.exact = malloc(len ? len : 1)};
    assert_non_null(r->exact);
    if (len) memcpy(r->exact, text, len);
    assert_true(problems_source(&r->found, "s.json", r->exact, len, &id, &e));
    assert_true(load_json(r->exact, len, id, &r->mem, &r->found, &r->root, &e));
    assert_int_equal(e.code, ERR_NONE);
    problems_finish(&r->found);
}

static void reading_release(reading *r)
{
    problems_release(&r->found);
    arena_release(&r->mem);
    free(r->exact);
}

static const problem *problem_nth(const problems *p, uint32_t n)
{
    const problem *one = p->first;
    while (one && n-- > 0)
        one = one->next;
    return one;
}

/* The tree in a short spelling: i1 integers, r1.5 reals, 'texts', with "key@offset=" in maps. */
static void spell(const tree *t, strbuf *out)
{
    switch (t->kind) {
    case TREE_NULL: assert_true(strbuf_add(out, "null", NULL)); break;
    case TREE_BOOL: assert_true(strbuf_add(out, t->yes ? "true" : "false", NULL)); break;
    case TREE_INT: assert_true(strbuf_addf(out, NULL, "i%lld", (long long)t->whole)); break;
    case TREE_REAL: assert_true(strbuf_addf(out, NULL, "r%.17g", t->real)); break;
    case TREE_TEXT:
        assert_int_equal(strlen(t->text), t->count);
        assert_true(strbuf_addf(out, NULL, "'%s'", t->text));
        break;
    case TREE_LIST:
    case TREE_MAP: {
        uint32_t members = 0;
        assert_true(strbuf_add(out, t->kind == TREE_MAP ? "{" : "[", NULL));
        for (const tree *m = t->first; m; m = m->next, members++) {
            if (m != t->first) assert_true(strbuf_add(out, " ", NULL));
            if (t->kind == TREE_MAP)
                assert_true(strbuf_addf(out, NULL, "%s@%u=", m->key, m->key_at));
            else
                assert_null(m->key);
            spell(m, out);
        }
        assert_int_equal(members, t->count);
        assert_true(strbuf_add(out, t->kind == TREE_MAP ? "}" : "]", NULL));
        break;
    }
    }
    assert_true(strbuf_addf(out, NULL, "@%u", t->at));
}

static void good_texts_give_their_tree(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tree;
    } ROWS[] = {
        {"1", "i1@0"},
        {" -0 ", "i0@1"},
        {"true", "true@0"},
        {"[]", "[]@0"},
        {"{}", "{}@0"},
        {"\"\"", "''@0"},
        {"[null,false,true]", "[null@1 false@6 true@12]@0"},
        {"[0,-1,10]", "[i0@1 i-1@3 i10@6]@0"},
        {"[1.5,1e2,0.0,-2E-1,1E+1]", "[r1.5@1 r100@5 r0@9 r-0.20000000000000001@13 r10@19]@0"},
        {"9007199254740993", "i9007199254740993@0"},
        {"[9223372036854775807,-9223372036854775808]",
         "[i9223372036854775807@1 i-9223372036854775808@21]@0"},
        {"1e-999", "r0@0"},
        {"{\"a\":{\"b\":[{\"c\":1}]},\"d\":2}", "{a@1={b@6=[{c@12=i1@16}@11]@10}@5 d@21=i2@25}@0"},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "'\"\\/\b\f\n\r\t'@0"},
        {"\"\\u00e9\\u20AC\\ud83d\\ude00\"", "'\u00e9\u20ac\U0001F600'@0"},
        {"\"\u00e9\u20ac\U0001F600\"", "'\u00e9\u20ac\U0001F600'@0"},
        {"{\"\\u0061b\":1,\"a\":2}", "{ab@1=i1@11 a@13=i2@17}@0"},
        {"{\"\":1}", "{@1=i1@4}@0"},
        {"\xEF\xBB\xBF{\"a\":1}", "{a@4=i1@8}@3"},
        {"\t\r\n [ 1 , \n 2 ] \n", "[i1@6 i2@12]@4"},
        {"            [            1            ]            ", "[i1@25]@12"},
        {"\"eight and more letters, \\\\ then \\\" more\"",
         "'eight and more letters, \\ then \" more'@0"},
        {"{\"a\":1,\"A\":2}", "{a@1=i1@5 A@7=i2@11}@0"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        reading r;
        strbuf out = {0};
        reading_make(&r, ROWS[i].text, strlen(ROWS[i].text));
        assert_int_equal(r.found.errors, 0);
        assert_non_null(r.root);
        assert_null(r.root->key);
        assert_null(r.root->next);
        spell(r.root, &out);
        assert_string_equal(out.data, ROWS[i].tree);
        strbuf_release(&out);
        reading_release(&r);
    }
}

typedef struct bad_row {
    const char *text;
    problem_code code;
    uint32_t line, column;
    const char *says; /* part of the message */
} bad_row;

static void check_bad(const bad_row *row, bool tree_given)
{
    reading r;
    reading_make(&r, row->text, strlen(row->text));
    const problem *one = r.found.first;
    if (!one || one->code != row->code || one->line != row->line || one->column != row->column ||
        !strstr(one->text, row->says))
        fail_msg("%s\n  wanted %s %u:%u %s\n  got %s %u:%u %s", row->text,
                 problem_code_text(row->code), row->line, row->column, row->says,
                 one ? problem_code_text(one->code) : "none", one ? one->line : 0,
                 one ? one->column : 0, one ? one->text : "");
    if (r.found.errors != 1) fail_msg("%s: %u problems", row->text, r.found.errors);
    if ((r.root != NULL) != tree_given) fail_msg("%s: tree %d", row->text, r.root != NULL);
    reading_release(&r);
}

static void bad_syntax_is_told_at_its_place(void **state)
{
    (void)state;
    static const bad_row ROWS[] = {
        {"", PROBLEM_JSON_SYNTAX, 0, 0, "is empty"},
        {" \n\t", PROBLEM_JSON_SYNTAX, 0, 0, "is empty"},
        {"\xEF\xBB\xBF", PROBLEM_JSON_SYNTAX, 0, 0, "is empty"},
        {"[1,2", PROBLEM_JSON_SYNTAX, 1, 5, "the [ opened in line 1 is still open: add ]"},
        {"\n{\"a\":\n", PROBLEM_JSON_SYNTAX, 3, 1, "the { opened in line 2 is still open: add }"},
        {"{\n  \"a\": 1\n  \"b\": 2\n}", PROBLEM_JSON_SYNTAX, 2, 9,
         "A comma is missing here, before \""},
        {"[1 2]", PROBLEM_JSON_SYNTAX, 1, 3, "A comma is missing here, before 2"},
        {"[{} {}]", PROBLEM_JSON_SYNTAX, 1, 4, "A comma is missing here, before {"},
        {"[1,\n]", PROBLEM_JSON_SYNTAX, 1, 3, "No comma may stand before ]"},
        {"{\"a\":1,\n\n}", PROBLEM_JSON_SYNTAX, 1, 7, "No comma may stand before }"},
        {"[1,,2]", PROBLEM_JSON_SYNTAX, 1, 4, "Two commas"},
        {"{\"a\":1,,}", PROBLEM_JSON_SYNTAX, 1, 8, "Two commas"},
        {"[,1]", PROBLEM_JSON_SYNTAX, 1, 2, "A value must stand here, but ,"},
        {"{,}", PROBLEM_JSON_SYNTAX, 1, 2, "A key in double quotes"},
        {"['a']", PROBLEM_JSON_SYNTAX, 1, 2, "not single ones"},
        {"{'a':1}", PROBLEM_JSON_SYNTAX, 1, 2, "not single ones"},
        {"{\"a\":\u201Cb\u201D}", PROBLEM_JSON_SYNTAX, 1, 6, "straight double quotes"},
        {"{\"a\":\u00A01}", PROBLEM_JSON_SYNTAX, 1, 6, "invisible character"},
        {"[1,\f2]", PROBLEM_JSON_SYNTAX, 1, 4, "invisible character"},
        {"[1,\x01]", PROBLEM_JSON_SYNTAX, 1, 4, "control character 0x01"},
        {"// hello\n{}", PROBLEM_JSON_SYNTAX, 1, 1, "comment starts here with //"},
        {"{ /* x */ }", PROBLEM_JSON_SYNTAX, 1, 3, "comment starts here with /*"},
        {"[1 # x\n]", PROBLEM_JSON_SYNTAX, 1, 4, "comment starts here with #"},
        {"[-- x\n1]", PROBLEM_JSON_SYNTAX, 1, 2, "comment starts here with --"},
        {"{name: 1}", PROBLEM_JSON_SYNTAX, 1, 2, "The key name stands here without quotes"},
        {"{\"a\": hello}", PROBLEM_JSON_SYNTAX, 1, 7, "hello stands here without quotes"},
        {"[True]", PROBLEM_JSON_SYNTAX, 1, 2, "True means nothing in JSON: write true"},
        {"[no]", PROBLEM_JSON_SYNTAX, 1, 2, "write false"},
        {"[nil]", PROBLEM_JSON_SYNTAX, 1, 2, "write null"},
        {"[tru]", PROBLEM_JSON_SYNTAX, 1, 2, "tru stands here without quotes"},
        {"[trues]", PROBLEM_JSON_SYNTAX, 1, 2, "trues stands here without quotes"},
        {"{\"a\" 1}", PROBLEM_JSON_SYNTAX, 1, 5, "A : must follow the key \"a\""},
        {"{\"a\"=1}", PROBLEM_JSON_SYNTAX, 1, 5, "A : must follow the key \"a\", but ="},
        {"{\"a\",\"b\":1}", PROBLEM_JSON_SYNTAX, 1, 5, "The key \"a\" has no value"},
        {"{\"a\":}", PROBLEM_JSON_SYNTAX, 1, 6, "The key \"a\" has no value"},
        {"{\"a\":,\"b\":1}", PROBLEM_JSON_SYNTAX, 1, 6, "The key \"a\" has no value"},
        {"{\"a\":1.5,5}", PROBLEM_JSON_SYNTAX, 1, 9, "with a point, not a comma"},
        {"{1:2}", PROBLEM_JSON_SYNTAX, 1, 2, "The key 1 stands here without quotes"},
        {"[\"a\":1]", PROBLEM_JSON_SYNTAX, 1, 5, "Keys with values stand in { }"},
        {"{\n\"a\":[1,2}\n", PROBLEM_JSON_SYNTAX, 2, 9, "} cannot close the [ opened in line 2"},
        {"{\n\n\"a\":1]", PROBLEM_JSON_SYNTAX, 3, 6, "] cannot close the { opened in line 1"},
        {"[1,}", PROBLEM_JSON_SYNTAX, 1, 4, "} cannot close the [ opened in line 1"},
        {"{\"a\":1,]", PROBLEM_JSON_SYNTAX, 1, 8, "] cannot close the {"},
        {"]", PROBLEM_JSON_SYNTAX, 1, 1, "nothing is open"},
        {"[1;2]", PROBLEM_JSON_SYNTAX, 1, 3, "A comma or ] must stand here, but ;"},
        {"\"abc", PROBLEM_JSON_SYNTAX, 1, 1, "The text that starts with \"abc is not closed"},
        {"{\"abc", PROBLEM_JSON_SYNTAX, 1, 2, "The key that starts with \"abc is not closed"},
        {"\"abc\\", PROBLEM_JSON_SYNTAX, 1, 1, "is not closed"},
        {"\"abc\\\"", PROBLEM_JSON_SYNTAX, 1, 1, "is not closed"},
        {"{\"a\": \"b,\n \"c\": \"d\"}", PROBLEM_JSON_SYNTAX, 1, 7,
         "The text that starts with \"b, is not closed"},
        {"{\"a\": \"say \"yes\" now\"}", PROBLEM_JSON_SYNTAX, 1, 13, "write \\\" for a quote"},
        {"\"a\\xb\"", PROBLEM_JSON_SYNTAX, 1, 3, "\\x means nothing in a text"},
        {"\"a\\\u00e9\"", PROBLEM_JSON_SYNTAX, 1, 3, "means nothing in a text"},
        {"\"\\u12\"", PROBLEM_JSON_SYNTAX, 1, 2, "four hexadecimal digits"},
        {"\"\\u12g4\"", PROBLEM_JSON_SYNTAX, 1, 2, "four hexadecimal digits"},
        {"[1] 2", PROBLEM_JSON_TRAILING, 1, 5, "ended in line 1, but 2 stands after it"},
        {"{}\n}", PROBLEM_JSON_TRAILING, 2, 1, "but } stands after it"},
        {"1 // x", PROBLEM_JSON_TRAILING, 1, 3, "stands after it"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_bad(&ROWS[i], false);
}

static void bad_values_are_told_at_their_place(void **state)
{
    (void)state;
    static const bad_row ROWS[] = {
        {"[01]", PROBLEM_JSON_NUMBER, 1, 2, "01 is no number here: write it without the 0"},
        {"[-01]", PROBLEM_JSON_NUMBER, 1, 2, "without the 0"},
        {"[+1]", PROBLEM_JSON_NUMBER, 1, 2, "without the +"},
        {"[.5]", PROBLEM_JSON_NUMBER, 1, 2, "write a 0 before the point"},
        {"[-.5]", PROBLEM_JSON_NUMBER, 1, 2, "write a 0 before the point"},
        {"[1.]", PROBLEM_JSON_NUMBER, 1, 2, "write a digit after the point"},
        {"[1.e5]", PROBLEM_JSON_NUMBER, 1, 2, "write a digit after the point"},
        {"[1e]", PROBLEM_JSON_NUMBER, 1, 2, "write digits after the e"},
        {"[1e+]", PROBLEM_JSON_NUMBER, 1, 2, "write digits after the e"},
        {"[0x1F]", PROBLEM_JSON_NUMBER, 1, 2, "ordinary digits"},
        {"[-]", PROBLEM_JSON_NUMBER, 1, 2, "starts with a digit"},
        {"[NaN]", PROBLEM_JSON_NUMBER, 1, 2, "JSON has no such number"},
        {"[Infinity]", PROBLEM_JSON_NUMBER, 1, 2, "JSON has no such number"},
        {"[-Infinity]", PROBLEM_JSON_NUMBER, 1, 2, "JSON has no such number"},
        {"[1e999]", PROBLEM_JSON_NUMBER, 1, 2, "too large"},
        {"[9223372036854775808]", PROBLEM_JSON_NUMBER, 1, 2, "too large"},
        {"[-9223372036854775809]", PROBLEM_JSON_NUMBER, 1, 2, "too large"},
        {"[1_000]", PROBLEM_JSON_NUMBER, 1, 2, "put it in double quotes"},
        {"[2026-03-06]", PROBLEM_JSON_NUMBER, 1, 2, "put it in double quotes"},
        {"[0.12345678901234567890123456789012345678901234567890123456789012345]",
         PROBLEM_JSON_NUMBER, 1, 2, "too many digits"},
        {"\"a\\u0000b\"", PROBLEM_JSON_NUL, 1, 3, "\\u0000 may not stand"},
        {"\"\\ud800\"", PROBLEM_JSON_SURROGATE, 1, 2, "\\ud800 is only half"},
        {"\"\\ud800\\u0041\"", PROBLEM_JSON_SURROGATE, 1, 2, "\\ud800 is only half"},
        {"\"\\uDC00x\"", PROBLEM_JSON_SURROGATE, 1, 2, "\\uDC00 is only half"},
        {"\"ab\xE9 c\"", PROBLEM_JSON_UTF8, 1, 4, "byte 0xE9"},
        {"\"\xC0\x80\"", PROBLEM_JSON_UTF8, 1, 2, "byte 0xC0"},
        {"\"\xED\xA0\x80\"", PROBLEM_JSON_UTF8, 1, 2, "byte 0xED"},
        {"\"\xF5\x80\x80\x80\"", PROBLEM_JSON_UTF8, 1, 2, "byte 0xF5"},
        {"\"\u00e9\xC3\"", PROBLEM_JSON_UTF8, 1, 3, "byte 0xC3"},
        {"[\xE9]", PROBLEM_JSON_UTF8, 1, 2, "byte 0xE9"},
        {"\xFF\xFE{", PROBLEM_JSON_UTF8, 0, 0, "UTF-16"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_bad(&ROWS[i], false);
}

static void some_problems_leave_a_tree(void **state)
{
    (void)state;
    static const bad_row ROWS[] = {
        {"{\"a\":1,\n\"b\":2,\n\"a\":3}", PROBLEM_JSON_DUPLICATE, 3, 1,
         "\"a\" stands in this object already, in line 1"},
        {"{\"ab\":1,\"\\u0061b\":3}", PROBLEM_JSON_DUPLICATE, 1, 9,
         "stands in this object already"},
        {"[\"a\tb\"]", PROBLEM_JSON_CONTROL, 1, 4, "A tab"},
        {"[\"a\nb\"]", PROBLEM_JSON_CONTROL, 1, 4, "may not run over the end of a line"},
        {"[\"a\r\nb\"]", PROBLEM_JSON_CONTROL, 1, 4, "may not run over the end of a line"},
        {"[\"a\x1F\"]", PROBLEM_JSON_CONTROL, 1, 4, "0x1F"},
        {"{\"a\n\":1}", PROBLEM_JSON_CONTROL, 1, 4, "may not run over"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        check_bad(&ROWS[i], true);
    reading r;
    reading_make(&r, "{\"a\":1,\"a\":2}", 13);
    assert_int_equal(tree_get(r.root, "a")->whole, 1);
    assert_int_equal(r.root->count, 2);
    reading_release(&r);
}

static void zero_bytes_and_utf16_are_told(void **state)
{
    (void)state;
    reading r;
    reading_make(&r, "[\"a\0b\"]", 7);
    assert_int_equal(r.found.first->code, PROBLEM_JSON_CONTROL);
    assert_null(r.root);
    reading_release(&r);
    reading_make(&r, "[1,\0 2]", 7);
    assert_int_equal(r.found.first->code, PROBLEM_JSON_SYNTAX);
    assert_int_equal(r.found.first->column, 4);
    reading_release(&r);
    reading_make(&r, "{\0}\0", 4);
    assert_int_equal(r.found.first->code, PROBLEM_JSON_UTF8);
    assert_null(r.root);
    reading_release(&r);
}

static void one_run_collects_all(void **state)
{
    (void)state;
    static const char TEXT[] = "{\n"
                               "\"a\": 01,\n"
                               "\"b\": \"x\xE9y\xE9\",\n"
                               "\"a\": \"\\u0000 \\ud812 \\q\",\n"
                               "\"c\": \"tab\there\",\n"
                               "\"d\": NaN,\n"
                               "\"e\": 1,\n"
                               "}";
    static const struct {
        problem_code code;
        uint32_t line, column;
    } WANT[] = {
        {PROBLEM_JSON_NUMBER, 2, 6},  {PROBLEM_JSON_UTF8, 3, 8},
        {PROBLEM_JSON_UTF8, 3, 10},   {PROBLEM_JSON_DUPLICATE, 4, 1},
        {PROBLEM_JSON_NUL, 4, 7},     {PROBLEM_JSON_SURROGATE, 4, 14},
        {PROBLEM_JSON_SYNTAX, 4, 21}, {PROBLEM_JSON_CONTROL, 5, 10},
        {PROBLEM_JSON_NUMBER, 6, 6},  {PROBLEM_JSON_SYNTAX, 7, 7},
    };
    reading r;
    reading_make(&r, TEXT, sizeof TEXT - 1);
    assert_null(r.root);
    assert_int_equal(r.found.errors, sizeof WANT / sizeof *WANT);
    for (uint32_t i = 0; i < r.found.errors; i++) {
        const problem *one = problem_nth(&r.found, i);
        assert_int_equal(one->code, WANT[i].code);
        assert_int_equal(one->line, WANT[i].line);
        assert_int_equal(one->column, WANT[i].column);
    }
    reading_release(&r);
}

/* `n` copies of `piece` between `before` and `after`. */
static char *repeated(const char *before, const char *piece, size_t n, const char *after,
                      size_t *len)
{
    size_t b = strlen(before), l = strlen(piece), a = strlen(after);
    *len = b + n * l + a;
    char *text = malloc(*len + 1);
    assert_non_null(text);
    memcpy(text, before, b);
    for (size_t i = 0; i < n; i++)
        memcpy(text + b + i * l, piece, l);
    memcpy(text + b + n * l, after, a + 1);
    return text;
}

static void check_generated(char *text, size_t len, int code, uint32_t column)
{
    reading r;
    reading_make(&r, text, len);
    if (code < 0) {
        assert_int_equal(r.found.errors, 0);
        assert_non_null(r.root);
    } else {
        assert_null(r.root);
        assert_int_equal(r.found.errors, 1);
        assert_int_equal(r.found.first->code, code);
        assert_int_equal(r.found.first->column, column);
    }
    reading_release(&r);
    free(text);
}

static void limits_are_kept(void **state)
{
    (void)state;
    size_t len;
    char *text = repeated("", "[", 100000, "", &len);
    check_generated(text, len, PROBLEM_JSON_DEPTH, 65);
    text = repeated("", "{\"a\":", 100000, "", &len);
    check_generated(text, len, PROBLEM_JSON_DEPTH, 64 * 5 + 1);
    text = repeated("", "[", 65, "", &len);
    check_generated(text, len, PROBLEM_JSON_DEPTH, 65);

    text = repeated("", "[", 64, "", &len);
    char *closed = malloc(129);
    assert_non_null(closed);
    memcpy(closed, text, 64);
    memset(closed + 64, ']', 64);
    free(text);
    check_generated(closed, 128, -1, 0);

    text = repeated("\"", "x", LOAD_LIMITS.text_bytes, "\"", &len);
    check_generated(text, len, -1, 0);
    text = repeated("\"", "x", LOAD_LIMITS.text_bytes + 1, "\"", &len);
    check_generated(text, len, PROBLEM_JSON_SIZE, 1);
    /* What counts is the text, not how it is spelled. */
    text = repeated("\"", "\\n", LOAD_LIMITS.text_bytes, "\"", &len);
    check_generated(text, len, -1, 0);
    text = repeated("{\"", "k", LOAD_LIMITS.text_bytes + 1, "\":1}", &len);
    check_generated(text, len, PROBLEM_JSON_SIZE, 2);

    text = repeated("[0", ",0", LOAD_LIMITS.values, "]", &len);
    check_generated(text, len, PROBLEM_JSON_SIZE, 2 * LOAD_LIMITS.values);
    text = repeated("", " ", LOAD_LIMITS.bytes, "1", &len);
    check_generated(text, len, PROBLEM_JSON_SIZE, 0);
}

static void large_objects_are_searched_for_twins(void **state)
{
    (void)state;
    enum { KEYS = 100000 };
    strbuf b = {0};
    uint32_t second = 0, twins = 0;
    assert_true(strbuf_addc(&b, '{', NULL));
    for (uint32_t i = 0; i < KEYS; i++)
        assert_true(strbuf_addf(&b, NULL, "\"key%u\":{\"a\":1,\"key%u\":2},\n", i, i));
    second = (uint32_t)b.len;
    assert_true(strbuf_add(&b, "\"key77\":3,\"a\":4,\"last\":5,\"key99999\":6}", NULL));
    reading r;
    reading_make(&r, b.data, b.len);
    assert_int_equal(r.found.errors, 2);
    for (const problem *one = r.found.first; one; one = one->next, twins++) {
        assert_int_equal(one->code, PROBLEM_JSON_DUPLICATE);
        assert_int_equal(one->line, KEYS + 1);
    }
    assert_int_equal(twins, 2);
    assert_int_equal(r.found.first->at, second);
    assert_non_null(strstr(r.found.first->text, "in line 78"));
    assert_int_equal(r.root->count, KEYS + 4);
    reading_release(&r);
    strbuf_release(&b);
}

/* Objects of 1 to 60 keys inside each other and one after the other, each with its last key twice:
 * the search must never mix up two objects nor lose a key when its table is renewed. */
static void objects_are_kept_apart(void **state)
{
    (void)state;
    strbuf b = {0};
    uint32_t wanted = 0;
    assert_true(strbuf_addc(&b, '[', NULL));
    for (uint32_t n = 1; n <= 60; n++) {
        assert_true(strbuf_add(&b, n == 1 ? "{" : ",{", NULL));
        for (uint32_t i = 0; i < n; i++)
            assert_true(
                strbuf_addf(&b, NULL, "\"k%u\":{\"k%u\":1,\"k0\":{\"k%u\":[]}},", i, i + 1, i));
        assert_true(strbuf_addf(&b, NULL, "\"k%u\":0}", n - 1));
        wanted++;
    }
    assert_true(strbuf_addc(&b, ']', NULL));
    reading r;
    reading_make(&r, b.data, b.len);
    assert_int_equal(r.found.errors, wanted);
    assert_non_null(r.root);
    reading_release(&r);
    strbuf_release(&b);
}

/* Keys written so that their unseeded hashes agree in the low bits (found by search below, as an
 * attacker would) are still searched, and the seed is taken from then on. */
static void crowded_keys_get_a_seed(void **state)
{
    (void)state;
    load_keys k = {0};
    err e = {0};
    uint32_t twin, added = 0;
    for (uint32_t i = 0; i < 4000000 && !k.crowded; i++) {
        char name[16];
        int len = snprintf(name, sizeof name, "%u", i);
        char *room = load_keys_room(&k, (uint32_t)len, &e);
        assert_non_null(room);
        memcpy(room, name, (size_t)len);
        /* Only keys that fall on one of the first slots of a table of 4,096. */
        if ((hash64(0, name, (size_t)len) & 0xFFF) > 1) continue;
        assert_true(load_keys_add(&k, 0, i, (uint32_t)len, &twin, &e));
        assert_int_equal(twin, UINT32_MAX);
        added++;
    }
    assert_true(k.crowded);
    assert_true(load_keys_reseed(&k, 12345, &e));
    assert_false(k.crowded);
    uint32_t count = k.count;
    assert_int_equal(count, added);
    for (uint32_t i = 0; i < count; i++) {
        char name[16];
        int len = snprintf(name, sizeof name, "%u", k.list[i].at);
        memcpy(load_keys_room(&k, (uint32_t)len, &e), name, (size_t)len);
        assert_true(load_keys_add(&k, 0, 7, (uint32_t)len, &twin, &e));
        assert_int_equal(twin, k.list[i].at);
    }
    assert_int_equal(k.count, count);
    load_keys_release(&k);
}

static void many_problems_are_counted(void **state)
{
    (void)state;
    size_t len;
    char *text = repeated("[0", ",01", 5000, "]", &len);
    reading r;
    reading_make(&r, text, len);
    assert_int_equal(r.found.errors, 5000);
    assert_int_equal(r.found.kept, PROBLEMS_MOST);
    reading_release(&r);
    free(text);
}

static const char VALID[] =
    "\xEF\xBB\xBF{\n  \"format\": 1, \"title\": \"Second \\u0054houghts \u00e9\\n\",\n"
    "  \"on\": true, \"off\": false, \"none\": null, \"share\": -12.5e-1,\n"
    "  \"list\": [1, 2, [], {}, {\"a\": [\"x\", \"\\ud83d\\ude00\"]}],\n"
    "  "
    "\"k1\":1,\"k2\":2,\"k3\":3,\"k4\":4,\"k5\":5,\"k6\":6,\"k7\":7,\"k8\":8,\"k9\":9,\"k10\":0,\n"
    "  \"big\": 9007199254740993\n}";

static void every_cut_of_a_valid_file_is_told(void **state)
{
    (void)state;
    for (size_t len = 0; len < sizeof VALID - 1; len++) {
        reading r;
        reading_make(&r, VALID, len);
        assert_null(r.root);
        assert_true(r.found.errors > 0);
        assert_true(r.found.first->text[0] != '\0');
        reading_release(&r);
    }
    reading r;
    reading_make(&r, VALID, sizeof VALID - 1);
    assert_int_equal(r.found.errors, 0);
    assert_int_equal(tree_get(r.root, "big")->whole, INT64_C(9007199254740993));
    reading_release(&r);
}

/* No damage may crash the reader, make it disagree with cJSON, or lose both tree and problem. */
static void damaged_files_are_told(void **state)
{
    (void)state;
    static const char LIKELY[] = "\"\\{}[]:,0123-+.eEtfnu \n\t\0\xC3\xE9\xF0/'";
    rng dice = rng_seed(20260306, 1);
    uint32_t usable = 0;
    for (int i = 0; i < 20000; i++) {
        char text[sizeof VALID];
        memcpy(text, VALID, sizeof VALID);
        uint32_t changes = 1 + (uint32_t)rng_below(&dice, 3);
        for (uint32_t c = 0; c < changes; c++)
            text[rng_below(&dice, sizeof VALID - 1)] = LIKELY[rng_below(&dice, sizeof LIKELY - 1)];
        reading r;
        reading_make(&r, text, sizeof VALID - 1);
        assert_true(r.root || r.found.errors);
        for (const problem *one = r.found.first; one; one = one->next)
            if (strstr(one->text, LOAD_DISAGREE)) fail_msg("cJSON disagrees: %s", text);
        strbuf out = {0};
        if (r.root) spell(r.root, &out);
        usable += r.root != NULL;
        strbuf_release(&out);
        reading_release(&r);
    }
    assert_true(usable > 100);
}

/* A scan of one text, built from another, stands for two parsers that disagree. */
static void disagreement_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *scanned, *built;
    } ROWS[] = {
        {"[1,2]", "[123]"},         {"[123]", "[1,2]"}, {"[\"a\"]", "[\"\" ]"},
        {"{\"a\":1}", "[\"a\",1]"}, {"[1,2]", "[1 2]"}, {"[1]", "[ ]"},
        {"[0.0e1]", "[9.9e999]"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        arena mem = {0};
        problems found = {0};
        load_scan scan;
        err e = {0};
        const tree *root = NULL;
        const char *text = ROWS[i].scanned;
        assert_true(load_scan_text(text, strlen(text), 0, &found, &scan, &e));
        assert_true(scan.usable);
        scan.end = (uint32_t)strlen(ROWS[i].built);
        assert_true(load_build(ROWS[i].built, &scan, 0, &mem, &found, &root, &e));
        if (root) fail_msg("%s was taken for %s", ROWS[i].built, text);
        assert_int_equal(found.errors, 1);
        assert_int_equal(found.first->code, PROBLEM_JSON_SYNTAX);
        assert_non_null(strstr(found.first->text, LOAD_DISAGREE));
        load_scan_release(&scan);
        problems_release(&found);
        arena_release(&mem);
    }
}

static void arena_limit_is_an_error(void **state)
{
    (void)state;
    arena mem = {.limit = 256};
    problems found = {0};
    err e = {0};
    const tree *root = NULL;
    assert_false(load_json("[1,2,3,4,5,6,7]", 15, 0, &mem, &found, &root, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    assert_null(root);
    arena_release(&mem);
    problems_release(&found);
}

static void sweep(const char *text, size_t len)
{
    long before = base_alloc_live();
    for (long n = 0;; n++) {
        arena mem = {0};
        problems found = {0};
        err e = {0};
        const tree *root = NULL;
        base_alloc_fail_after(n);
        bool ok = load_json(text, len, 0, &mem, &found, &root, &e);
        base_alloc_fail_after(-1);
        arena_release(&mem);
        problems_release(&found);
        assert_int_equal(base_alloc_live(), before);
        if (ok) {
            assert_true(n > 0);
            return;
        }
        assert_int_equal(e.code, ERR_NOMEM);
        assert_null(root);
    }
}

static void every_failed_allocation_is_survived(void **state)
{
    (void)state;
    static const char *const BAD[] = {
        "{\"a\":01,\"a\":\"\xE9\\u0000\\ud800\\q\t\",}",
        "{\"a\":\"b\n\"c\":1}",
        "[1 2]",
        "[",
        "{} x",
        "[True",
        "{\"a\" 1}",
        "{'a':1}",
        "{\"a\":tr",
        "[\xE9]",
        "// x",
    };
    sweep(VALID, sizeof VALID - 1);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        sweep(BAD[i], strlen(BAD[i]));
    size_t len;
    char *text =
        repeated("[{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":1}", ",[\"x\",{\"k\":2}]", 300, "]", &len);
    sweep(text, len);
    free(text);
    text = repeated("", "[", 100, "", &len);
    sweep(text, len);
    free(text);
    text = repeated("\"", "x", LOAD_LIMITS.text_bytes + 1, "\"", &len);
    sweep(text, len);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_texts_give_their_tree),
        cmocka_unit_test(bad_syntax_is_told_at_its_place),
        cmocka_unit_test(bad_values_are_told_at_their_place),
        cmocka_unit_test(some_problems_leave_a_tree),
        cmocka_unit_test(zero_bytes_and_utf16_are_told),
        cmocka_unit_test(one_run_collects_all),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(large_objects_are_searched_for_twins),
        cmocka_unit_test(objects_are_kept_apart),
        cmocka_unit_test(crowded_keys_get_a_seed),
        cmocka_unit_test(many_problems_are_counted),
        cmocka_unit_test(every_cut_of_a_valid_file_is_told),
        cmocka_unit_test(damaged_files_are_told),
        cmocka_unit_test(disagreement_is_told),
        cmocka_unit_test(arena_limit_is_an_error),
        cmocka_unit_test(every_failed_allocation_is_survived),
    };
    return cmocka_run_group_tests_name("load_json", tests, NULL, NULL);
}

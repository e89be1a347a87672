/* base: errors, strbuf, UTF-8. */
#include "test_base.h"

#include "base/base_strbuf.h"
#include "base/base_utf8.h"

static void first_error_wins(void **state)
{
    (void)state;
    err e = {0};
    assert_false(err_set(&e, ERR_ARG, "choice %d", 3));
    assert_false(err_set(&e, ERR_IO, "later"));
    assert_int_equal(e.code, ERR_ARG);
    assert_string_equal(e.text, "choice 3");
    assert_false(err_wrap(&e, "scene %s", "call"));
    assert_string_equal(e.text, "scene call: choice 3");
    err_clear(&e);
    assert_int_equal(e.code, ERR_NONE);
    assert_string_equal(e.text, "");
    assert_false(err_wrap(&e, "scene"));
    assert_string_equal(e.text, "");
    assert_false(err_set(NULL, ERR_IO, "nobody listens"));
    assert_false(err_wrap(NULL, "nobody listens"));
    err_clear(NULL);
}

static void long_errors_lose_their_end_not_their_place(void **state)
{
    (void)state;
    char wide[1200];
    memset(wide, 'x', sizeof wide - 1);
    wide[sizeof wide - 1] = '\0';
    err e = {0};
    err_set(&e, ERR_FORMAT, "%s", wide);
    assert_int_equal(strlen(e.text), sizeof e.text - 1);
    err_wrap(&e, "scenario.json:3:9");
    assert_memory_equal(e.text, "scenario.json:3:9: xxx", 22);
    assert_true(strlen(e.text) < sizeof e.text);
}

static void strbuf_grows(void **state)
{
    (void)state;
    strbuf b = {0};
    err e = {0};
    assert_string_equal(strbuf_text(&b), "");
    for (int i = 0; i < 1000; i++)
        assert_true(strbuf_addf(&b, &e, "%03d,", i));
    assert_int_equal(b.len, 4000);
    assert_memory_equal(b.data + 3996, "999,", 5);
    strbuf_clear(&b);
    assert_int_equal(b.len, 0);
    assert_true(strbuf_addn(&b, "a\0b", 3, &e));
    assert_int_equal(b.len, 3);
    assert_memory_equal(b.data, "a\0b", 4);
    strbuf_release(&b);
    strbuf_release(&b);
    assert_null(b.data);
    assert_true(strbuf_addn(&b, NULL, 0, &e));
    assert_string_equal(strbuf_text(&b), "");
    strbuf_release(&b);
}

static void strbuf_refuses_the_impossible(void **state)
{
    (void)state;
    strbuf b = {0};
    err e = {0};
    assert_true(strbuf_add(&b, "kept", &e));
    assert_false(strbuf_addn(&b, "x", SIZE_MAX / 2, &e));
    assert_int_equal(e.code, ERR_NOMEM);
    assert_string_equal(strbuf_text(&b), "kept");
    strbuf_release(&b);
}

static void strbuf_writes_json(void **state)
{
    (void)state;
    static const struct {
        const char *text, *json;
    } rows[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"say \"no\"", "\"say \\\"no\\\"\""},
        {"a\\b", "\"a\\\\b\""},
        {"1\n2\t3", "\"1\\n2\\t3\""},
        {"\x01\x1f", "\"\\u0001\\u001f\""},
        {"\r", "\"\\u000d\""},
        {"na\xc3\xafve", "\"na\xc3\xafve\""},
        {"\x7f", "\"\x7f\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        strbuf b = {0};
        assert_true(strbuf_add_json(&b, rows[i].text, NULL));
        assert_string_equal(strbuf_text(&b), rows[i].json);
        strbuf_release(&b);
    }
}

typedef struct utf8_row {
    const char *bytes;
    size_t len;
    long bad; /* offset of the first bad byte, -1 when all is good */
} utf8_row;

static void utf8_takes_and_refuses(void **state)
{
    (void)state;
    static const utf8_row rows[] = {
        {"", 0, -1},
        {"abc", 3, -1},
        {"\0", 1, -1},
        {"\xc2\x80", 2, -1},            /* U+0080, the first of two bytes */
        {"\xdf\xbf", 2, -1},            /* U+07FF */
        {"\xe0\xa0\x80", 3, -1},        /* U+0800 */
        {"\xed\x9f\xbf", 3, -1},        /* U+D7FF, before the surrogates */
        {"\xee\x80\x80", 3, -1},        /* U+E000, after them */
        {"\xef\xbf\xbf", 3, -1},        /* U+FFFF */
        {"\xf0\x90\x80\x80", 4, -1},    /* U+10000 */
        {"\xf4\x8f\xbf\xbf", 4, -1},    /* U+10FFFF, the last */
        {"a\x80", 2, 1},                /* continuation alone */
        {"a\xc3", 2, 1},                /* cut short */
        {"\xe2\x82", 2, 0},             /* cut short */
        {"\xf0\x9f\x98", 3, 0},         /* cut short */
        {"\xc3(", 2, 0},                /* no continuation */
        {"\xc0\x80", 2, 0},             /* U+0000 in two bytes */
        {"\xc1\xbf", 2, 0},             /* overlong */
        {"\xe0\x9f\xbf", 3, 0},         /* overlong */
        {"\xf0\x8f\xbf\xbf", 4, 0},     /* overlong */
        {"\xed\xa0\x80", 3, 0},         /* U+D800 */
        {"\xed\xbf\xbf", 3, 0},         /* U+DFFF */
        {"\xf4\x90\x80\x80", 4, 0},     /* U+110000 */
        {"\xf8\x88\x80\x80\x80", 5, 0}, /* five bytes */
        {"ok\xff", 3, 2},
        {"ok\xfe", 3, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        /* A copy that ends where the text ends, so that reading further shows. */
        char *bytes = malloc(rows[i].len ? rows[i].len : 1);
        assert_non_null(bytes);
        memcpy(bytes, rows[i].bytes, rows[i].len);
        size_t bad = SIZE_MAX;
        bool good = utf8_valid(bytes, rows[i].len, &bad);
        free(bytes);
        assert_int_equal(good, rows[i].bad < 0);
        if (!good) assert_int_equal(bad, rows[i].bad);
    }
}

/* Every code point goes out and comes back; surrogates and what lies beyond do not go out. */
static void utf8_goes_round(void **state)
{
    (void)state;
    for (uint32_t point = 1; point < 0x110100; point++) {
        char bytes[5] = {0};
        size_t len = utf8_put(point, bytes);
        bool is_one = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
        size_t want = !is_one ? 0 : point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        if (len != want) fail_msg("U+%04X takes %zu bytes", (unsigned)point, len);
        if (!is_one) continue;
        size_t bad;
        const char *at = bytes;
        if (!utf8_valid(bytes, len, &bad) || utf8_next(&at) != point || at != bytes + len)
            fail_msg("U+%04X does not come back", (unsigned)point);
    }
}

static void utf8_walks_over_bad_bytes(void **state)
{
    (void)state;
    const char *at = "a\xff\xe2\x82z\xf0\x9f\x98\x80";
    static const uint32_t want[] = {'a', 0xFFFD, 0xFFFD, 0xFFFD, 'z', 0x1F600, 0};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        assert_int_equal(utf8_next(&at), want[i]);
    assert_int_equal(utf8_next(&at), 0);
    assert_int_equal(utf8_count("na\xc3\xafve \xe2\x82\xac"), 7);
    assert_int_equal(utf8_count(""), 0);
}

#ifdef BASE_FAULTS
static bool fill(void *self, err *e)
{
    (void)self;
    strbuf b = {0};
    bool ok = strbuf_add(&b, "kept ", e);
    for (int i = 0; ok && i < 20; i++) {
        size_t before = b.len;
        ok = strbuf_add_json(&b, "one \"more\"\n", e) && strbuf_addf(&b, e, "%d", i) &&
             strbuf_addc(&b, ' ', e);
        if (!ok) assert_memory_equal(b.data, "kept ", 5);
        if (!ok) assert_true(b.len >= before && b.data[b.len] == '\0');
    }
    strbuf_release(&b);
    return ok;
}

static void strbuf_survives_no_memory(void **state)
{
    (void)state;
    sweep_allocations(fill, NULL, 4);
}

/* A text that cannot be added whole is not added in part. */
static void json_is_whole_or_not_there(void **state)
{
    (void)state;
    char wide[300];
    memset(wide, '\n', sizeof wide - 1);
    wide[sizeof wide - 1] = '\0';
    strbuf b = {0};
    err e = {0};
    assert_true(strbuf_add(&b, "kept", &e));
    base_alloc_fail_after(1);
    assert_false(strbuf_add_json(&b, wide, &e));
    base_alloc_fail_after(-1);
    assert_int_equal(e.code, ERR_NOMEM);
    assert_int_equal(b.len, 4);
    assert_string_equal(strbuf_text(&b), "kept");
    strbuf_release(&b);
    assert_int_equal(base_alloc_live(), 0);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_error_wins),
        cmocka_unit_test(long_errors_lose_their_end_not_their_place),
        cmocka_unit_test(strbuf_grows),
        cmocka_unit_test(strbuf_refuses_the_impossible),
        cmocka_unit_test(strbuf_writes_json),
        cmocka_unit_test(utf8_takes_and_refuses),
        cmocka_unit_test(utf8_goes_round),
        cmocka_unit_test(utf8_walks_over_bad_bytes),
#ifdef BASE_FAULTS
        cmocka_unit_test(strbuf_survives_no_memory),
        cmocka_unit_test(json_is_whole_or_not_there),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

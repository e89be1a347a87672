/* The heading that a list of scenarios shows, from texts good, odd and broken. */
#include "load/load_scenario.h"
#include "test_base.h"

#include "base/base_rng.h"
#include "base/base_utf8.h"

#include <stdlib.h>
#include <string.h>

/* Peeks at a copy without a byte to spare, so that a read past the end is caught. */
static bool peek_at(const char *text, size_t len, load_heading *h, err *e)
{
    char *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    if (len) memcpy(exact, text, len);
    bool ok = load_peek(exact, len, h, e);
    free(exact);
    return ok;
}

static void headings_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text, *id, *title, *summary;
        int minutes;
    } ROWS[] = {
        {"{\"id\":\"a\",\"title\":\"T\",\"summary\":\"S\",\"minutes\":5}", "a", "T", "S", 5},
        {" \r\n\t{ \"minutes\" : 12 , \"summary\" : \"S\" , \"id\" : \"a\" }", "a", "", "S", 12},
        {"\xEF\xBB\xBF{\"id\":\"a\"}", "a", "", "", 0},
        {"{}", "", "", "", 0},
        {"", "", "", "", 0},
        {"[{\"id\":\"a\"}]", "", "", "", 0},
        {"\"id\"", "", "", "", 0},
        /* Only the outermost object's own members count. */
        {"{\"cast\":{\"id\":\"x\",\"n\":[{\"title\":\"y\"},\"}\"]},\"id\":\"a\"}", "a", "", "", 0},
        {"{\"x\":[1,{\"a\":\"\\\"}]\"}],\"title\":\"T\"}", "", "T", "", 0},
        {"{\"x\":true,\"y\":null,\"z\":-1.5e3,\"title\":\"T\"}", "", "T", "", 0},
        {"{\"//\":\"id\",\"id\":\"a\"}", "a", "", "", 0},
        /* Values of another kind are as if missing. */
        {"{\"id\":7,\"title\":[\"no\"],\"summary\":{\"id\":\"no\"},\"minutes\":\"5\"}", "", "", "",
         0},
        {"{\"id\":null,\"minutes\":-5}", "", "", "", 0},
        {"{\"minutes\":2.9}", "", "", "", 2},
        {"{\"minutes\":99999999999999999999,\"id\":\"a\"}", "a", "", "", 999999},
        /* The first of two counts, as everywhere. */
        {"{\"id\":\"a\",\"id\":\"b\",\"minutes\":1,\"minutes\":2}", "a", "", "", 1},
        /* Escapes, in keys too. */
        {"{\"\\u0069d\":\"a\\u00e9\\ud83d\\ude00\\n\\t\\\"\\\\\\/\"}", "a\u00e9\U0001F600\n\t\"\\/",
         "", "", 0},
        {"{\"title\":\"\\q\\u12\\ud83d!\\udc00\"}", "", "q12!", "", 0},
        /* What would harm a terminal, or is no text, is not shown. */
        {"{\"title\":\"\\u001b[2J\",\"id\":\"a\"}", "a", "", "", 0},
        {"{\"title\":\"\x1b[2J\",\"id\":\"a\"}", "a", "", "", 0},
        {"{\"title\":\"\\b\\f\",\"summary\":\"\\r\",\"id\":\"\\u007f\"}", "", "", "", 0},
        {"{\"title\":\"\\u009b2J\",\"summary\":\"\\u0000x\",\"id\":\"\\u00a0\"}", "\u00a0", "", "",
         0},
        {"{\"title\":\"\xff\xfe\",\"id\":\"a\"}", "a", "", "", 0},
        {"{\"title\":\"\xe2\x82\",\"id\":\"a\"}", "a", "", "", 0},
        /* Broken files show what can be made out. */
        {"{\"id\":\"a\",\"title\":\"cut sh", "a", "cut sh", "", 0},
        {"{\"id\":\"a\" \"title\":\"T\"}", "a", "T", "", 0},
        {"{\"id\":\"a\",,,\"title\":\"T\"", "a", "T", "", 0},
        {"{\"id\" \"a\",\"title\":\"T\"", "a", "T", "", 0},
        {"{\"id\":\"a\",title:\"T\"}", "a", "", "", 0},
        {"{\"id\":}{\"title\":\"T\"}", "", "", "", 0},
        {"{\"title\":\"a\\", "", "a", "", 0},
        {"{\"title\":\"a\\u00", "", "a00", "", 0},
        {"{\"x\":\"a\\", "", "", "", 0},
        {"{\"x\":]]]],\"id\":\"a\"", "", "", "", 0},
        {"{\"a\\\nb\":1,\"title\":\"x\\\ny\"}", "", "x\ny", "", 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        load_heading h;
        err e = {0};
        assert_true(peek_at(ROWS[i].text, strlen(ROWS[i].text), &h, &e));
        if (strcmp(strbuf_text(&h.id), ROWS[i].id) != 0 ||
            strcmp(strbuf_text(&h.title), ROWS[i].title) != 0 ||
            strcmp(strbuf_text(&h.summary), ROWS[i].summary) != 0 || h.minutes != ROWS[i].minutes)
            fail_msg("%s gave id \"%s\", title \"%s\", summary \"%s\", %d minutes", ROWS[i].text,
                     strbuf_text(&h.id), strbuf_text(&h.title), strbuf_text(&h.summary), h.minutes);
        load_heading_release(&h);
        assert_int_equal(h.minutes, 0);
        assert_null(h.id.data);
    }
}

/* A zero byte behind a backslash, which no terminated row can hold. */
static void zero_bytes_do_no_harm(void **state)
{
    (void)state;
    static const char TEXT[] = "{\"title\":\"a\\\0b\",\"id\":\"x\0y\",\"summary\":\"S\"}";
    load_heading h;
    assert_true(peek_at(TEXT, sizeof TEXT - 1, &h, NULL));
    assert_string_equal(strbuf_text(&h.title), "");
    assert_string_equal(strbuf_text(&h.id), "");
    assert_string_equal(strbuf_text(&h.summary), "S");
    load_heading_release(&h);
}

static void check_shown(const strbuf *b)
{
    size_t bad;
    assert_true(utf8_valid(strbuf_text(b), b->len, &bad));
    assert_int_equal(strlen(strbuf_text(b)), b->len);
    for (size_t i = 0; i < b->len; i++)
        assert_true((unsigned char)b->data[i] >= 0x20 || b->data[i] == '\n' || b->data[i] == '\t');
}

static void check_heading(const char *text, size_t len)
{
    load_heading h;
    err e = {0};
    assert_true(peek_at(text, len, &h, &e));
    assert_int_equal(e.code, ERR_NONE);
    check_shown(&h.id);
    check_shown(&h.title);
    check_shown(&h.summary);
    assert_true(h.minutes >= 0);
    load_heading_release(&h);
}

static const char SAMPLE[] =
    "\xEF\xBB\xBF{ \"$schema\": \"../scenario.schema.json\", \"//\": \"caf\u00e9 \\u20ac "
    "\U0001F600\",\n"
    "  \"goals\": [ \"one\", { \"deep\": [ [ \"]}\" ] ] } ], \"id\": \"a\\u00e9\\n\",\n"
    "  \"title\": \"\\ud83d\\ude00 {x}\", \"minutes\": 12, \"summary\": \"\\\"quoted\\\" "
    "caf\u00e9\" }";

static void cut_anywhere(void **state)
{
    (void)state;
    for (size_t len = 0; len < sizeof SAMPLE; len++)
        check_heading(SAMPLE, len);
}

static void random_damage(void **state)
{
    (void)state;
    static const char SPICE[] = "\"\\{}[]:,u0dD8 \x00\x1b\xff\xc2\xe2";
    rng r = rng_seed(20260306, 1);
    for (int round = 0; round < 20000; round++) {
        char text[sizeof SAMPLE];
        size_t len = sizeof SAMPLE - 1;
        memcpy(text, SAMPLE, len);
        for (uint32_t n = 1 + rng_below(&r, 6); n > 0; n--) {
            size_t at = rng_below(&r, (uint32_t)len);
            if (rng_below(&r, 4) == 0) {
                memmove(text + at, text + at + 1, len - at - 1);
                len--;
            } else {
                text[at] = SPICE[rng_below(&r, sizeof SPICE - 1)];
            }
        }
        check_heading(text, len);
    }
}

static void garbage(void **state)
{
    (void)state;
    rng r = rng_seed(7, 2);
    for (int round = 0; round < 2000; round++) {
        char text[200];
        size_t len = rng_below(&r, sizeof text);
        for (size_t i = 0; i < len; i++)
            text[i] = (char)rng_below(&r, 256);
        if (len) text[0] = '{';
        if (len > 1) text[1] = '"';
        check_heading(text, len);
    }
}

/* Depth and length cost nothing: there is no recursion. */
static void deep_and_long(void **state)
{
    (void)state;
    strbuf b = {0};
    assert_true(strbuf_add(&b, "{\"x\":", NULL));
    for (int i = 0; i < 200000; i++)
        assert_true(strbuf_add(&b, i % 2 ? "[" : "{\"a\":", NULL));
    check_heading(strbuf_text(&b), b.len);
    strbuf_clear(&b);
    assert_true(strbuf_add(&b, "{\"title\":\"", NULL));
    for (int i = 0; i < 100000; i++)
        assert_true(strbuf_add(&b, "\\u00e9", NULL));
    assert_true(strbuf_add(&b, "\",\"id\":\"a\"}", NULL));
    load_heading h;
    assert_true(peek_at(strbuf_text(&b), b.len, &h, NULL));
    assert_int_equal(h.title.len, 200000);
    assert_string_equal(strbuf_text(&h.id), "a");
    load_heading_release(&h);
    strbuf_release(&b);
}

#ifdef BASE_FAULTS
static bool peek_once(void *self, err *e)
{
    (void)self;
    load_heading h;
    bool ok = load_peek(SAMPLE, sizeof SAMPLE - 1, &h, e);
    if (ok)
        assert_string_equal(strbuf_text(&h.summary), "\"quoted\" caf\u00e9");
    else
        assert_null(h.id.data);
    load_heading_release(&h);
    return ok;
}

/* A key of this length would need one allocation more than there are. */
#define LONG_KEY                                                                                   \
    "\"long_long_long_long_long_long_long_long_long_long_long_long_long_long_long_long_long\":1}"

static void what_follows_the_scenes_is_not_looked_at(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "{\"id\":\"a\",\"title\":\"T\",\"summary\":\"S\",\"minutes\":5,\"scenes\":{}," LONG_KEY,
        "{\"id\":\"a\",\"title\":\"T\",\"summary\":\"S\",\"scenes\":{}," LONG_KEY,
    };
    for (int i = 0; i < 2; i++) {
        load_heading h;
        err e = {0};
        base_alloc_fail_after(4); /* a key, id, title, summary */
        bool ok = load_peek(TEXTS[i], strlen(TEXTS[i]), &h, &e);
        base_alloc_fail_after(-1);
        assert_int_equal(ok, i == 0);
        assert_int_equal(e.code, i == 0 ? ERR_NONE : ERR_NOMEM);
        load_heading_release(&h);
    }
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    sweep_allocations(peek_once, NULL, 4);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_read),
        cmocka_unit_test(zero_bytes_do_no_harm),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(random_damage),
        cmocka_unit_test(garbage),
        cmocka_unit_test(deep_and_long),
#ifdef BASE_FAULTS
        cmocka_unit_test(what_follows_the_scenes_is_not_looked_at),
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests_name("load_peek", tests, NULL, NULL);
}

/* Attempts: written, read back and damaged in every way. */
#include "test_load_attempt.h"

#include "base/base_rng.h"

/* ---- writing and reading back ---- */

static void sample(story_attempt *a)
{
    *a = (story_attempt){.id = "00112233445566ff",
                         .scenario = "small",
                         .scenario_hash = UINT64_C(0xFEDCBA9876543210),
                         .seed = STORY_SEED_LARGEST,
                         .begun = "2026-03-06T16:30:00Z",
                         .parent = "ffeeddccbbaa0099",
                         .parent_inputs = 2,
                         .begin_hash = 1};
    a->picks = arena_array(&a->mem, 2, sizeof *a->picks, NULL);
    assert_non_null(a->picks);
    a->picks[0] = (story_named_pick){"why", "fear"};
    a->picks[1] = (story_named_pick){"n", "-12"};
    a->pick_count = 2;
    assert_true(story_attempt_add(a, "a", "ask", NULL, 0, NULL));
    assert_true(story_attempt_add(a, "a", "ask", "I said: \"No\\\", caf\u00e9 \U0001F600\n\t\x1f.",
                                  UINT64_MAX, NULL));
    assert_true(story_attempt_add(a, "b", "stop", "", UINT64_C(0x0123456789ABCDEF), NULL));
}

static void there_and_back(void **state)
{
    (void)state;
    story_attempt a;
    strbuf first = {0}, second = {0};
    reading r;
    sample(&a);
    written(&a, &first);
    read_back(&r, first.data, first.len);
    expect_told(&r.p, "");
    assert_string_equal(r.a.id, a.id);
    assert_string_equal(r.a.scenario, "small");
    assert_true(r.a.scenario_hash == a.scenario_hash);
    assert_true(r.a.seed == STORY_SEED_LARGEST);
    assert_string_equal(r.a.begun, a.begun);
    assert_string_equal(r.a.parent, a.parent);
    assert_int_equal(r.a.parent_inputs, 2);
    assert_int_equal(r.a.pick_count, 2);
    assert_string_equal(r.a.picks[1].variable, "n");
    assert_string_equal(r.a.picks[1].value, "-12");
    assert_true(r.a.begin_hash == 1);
    assert_int_equal(r.a.input_count, 3);
    assert_null(r.a.inputs[0].words);
    assert_true(r.a.inputs[0].hash == 0);
    assert_string_equal(r.a.inputs[1].words, a.inputs[1].words);
    assert_true(r.a.inputs[1].hash == UINT64_MAX);
    assert_string_equal(r.a.inputs[2].words, "");
    assert_string_equal(r.a.inputs[2].scene, "b");
    assert_string_equal(r.a.inputs[2].choice, "stop");
    written(&r.a, &second);
    assert_string_equal(first.data, second.data);
    assert_true(first.data[first.len - 1] == '\n');
    reading_release(&r);
    story_attempt_release(&a);

    story_attempt bare = {.id = "0000000000000000", .scenario = "x"};
    written(&bare, &first);
    read_back(&r, first.data, first.len);
    expect_told(&r.p, "");
    assert_null(r.a.begun);
    assert_null(r.a.parent);
    assert_int_equal(r.a.pick_count + r.a.input_count, 0);
    written(&r.a, &second);
    assert_string_equal(first.data, second.data);
    reading_release(&r);
    strbuf_release(&first);
    strbuf_release(&second);
}

/* What is read can be played on and cut. */
static void goes_on_after_reading(void **state)
{
    (void)state;
    story_attempt a;
    strbuf text = {0};
    reading r;
    sample(&a);
    written(&a, &text);
    read_back(&r, text.data, text.len);
    for (int i = 0; i < 100; i++)
        assert_true(story_attempt_add(&r.a, "b", "back", NULL, 5, NULL));
    assert_int_equal(r.a.input_count, 103);
    assert_string_equal(r.a.inputs[2].choice, "stop");
    assert_string_equal(r.a.inputs[102].choice, "back");
    story_attempt_cut(&r.a, 2);
    story_attempt_cut(&r.a, 90);
    assert_int_equal(r.a.input_count, 2);
    reading_release(&r);
    story_attempt_release(&a);
    strbuf_release(&text);
}

/* ---- damage ---- */

/* The sample's file with the first `from` replaced. */
static void sample_text(strbuf *out, const char *from, const char *to)
{
    story_attempt a;
    strbuf text = {0};
    sample(&a);
    written(&a, &text);
    story_attempt_release(&a);
    strbuf_clear(out);
    const char *at = strstr(strbuf_text(&text), from);
    if (!at) fail_msg("%s does not stand in %s", from, strbuf_text(&text));
    assert_true(strbuf_addn(out, text.data, (size_t)(at - text.data), NULL) &&
                strbuf_add(out, to, NULL) && strbuf_add(out, at + strlen(from), NULL));
    strbuf_release(&text);
}

static void expect_damage(const char *text, size_t len, const char *wanted)
{
    reading r;
    read_back(&r, text, len);
    assert_false(r.ok);
    expect_told(&r.p, wanted);
    assert_true(r.a.inputs == NULL && r.a.mem.block == NULL);
    reading_release(&r);
}

static void every_kind_of_damage(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *wanted;
    } ROWS[] = {
        {"\"format\": 1", "\"format\": 2", "a.json:2:13 E701\n"},
        {"\"format\": 1", "\"format\": \"1\"", "a.json:1:1 E701\n"},
        {"\"format\": 1", "\"format\": 1.0", "a.json:1:1 E701\n"},
        {"\"format\": 1", "\"from\": 1", "a.json:1:1 E701\n"},
        {"\"attempt\": \"0011", "\"attemt\": \"0011", "a.json:1:1 E701\n"},
        {"\"00112233445566ff\"", "17", "a.json:3:14 E701\n"},
        {"\"scenario\": \"small\"", "\"scenario\": null", "a.json:4:15 E701\n"},
        {"\"scenario\": ", "\"scene\": ", "a.json:1:1 E701\n"},
        {"\"fedcba9876543210\"", "\"fedcba987654321\"", "a.json:5:20 E701\n"},
        {"\"fedcba9876543210\"", "\"fedcba98765432100\"", "a.json:5:20 E701\n"},
        {"\"fedcba9876543210\"", "\"FEDCBA9876543210\"", "a.json:5:20 E701\n"},
        {"\"fedcba9876543210\"", "\"fedcba987654321g\"", "a.json:5:20 E701\n"},
        {"\"fedcba9876543210\"", "\"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\"",
         "a.json:5:20 E701\n"},
        {"\"fedcba9876543210\"", "1311768467463790320", "a.json:5:20 E701\n"},
        {"scenario_hash", "scenario_has", "a.json:1:1 E701\n"},
        {"9007199254740991", "9007199254740992", "a.json:6:11 E701\n"},
        {"9007199254740991", "-1", "a.json:6:11 E701\n"},
        {"9007199254740991", "1.5", "a.json:6:11 E701\n"},
        {"9007199254740991", "\"7\"", "a.json:6:11 E701\n"},
        {"9007199254740991", "99999999999999999999", "a.json E701\na.json:6:11 E104\n"},
        {"\"2026-03-06T16:30:00Z\"", "[]", "a.json:7:12 E701\n"},
        {"{ \"attempt\": \"ffeeddccbbaa0099\", \"inputs\": 2 }", "\"ffeeddccbbaa0099\"",
         "a.json:8:13 E701\n"},
        {"\"ffeeddccbbaa0099\", \"inputs\": 2", "\"ffeeddccbbaa0099\"", "a.json:8:13 E701\n"},
        {"\"inputs\": 2", "\"inputs\": -1", "a.json:8:13 E701\n"},
        {"\"inputs\": 2", "\"inputs\": 100001", "a.json:8:13 E701\n"},
        {"\"attempt\": \"ffeeddccbbaa0099\", ", "", "a.json:8:13 E701\n"},
        {"\"ffeeddccbbaa0099\"", "false", "a.json:8:26 E701\n"},
        {"{ \"why\": \"fear\", \"n\": \"-12\" }", "[ \"why\" ]", "a.json:9:12 E701\n"},
        {"\"fear\"", "true", "a.json:9:21 E701\n"},
        {"\"n\": \"-12\"", "\"why\": \"pay\"", "a.json E701\na.json:9:29 E103\n"},
        {"\"begin_hash\"", "\"begin_hush\"", "a.json:1:1 E701\n"},
        {"\"inputs\": [", "\"inputs\": {}, \"i\": [", "a.json:11:13 E701\n"},
        {"\"inputs\": [", "\"input\": [", "a.json:1:1 E701\n"},
        {"{ \"scene\": \"a\"", "7, { \"scene\": \"a\"", "a.json:12:5 E701\n"},
        {"\"scene\": \"a\", ", "", "a.json:12:5 E701\n"},
        {"\"choice\": \"ask\"", "\"choice\": [\"ask\"]", "a.json:12:31 E701\n"},
        {"\"choice\": \"ask\", ", "", "a.json:12:5 E701\n"},
        {"\"words\": \"\"", "\"words\": 5", "a.json:14:48 E701\n"},
        {"\"0123456789abcdef\"", "\"0123456789abcde\"", "a.json:14:60 E701\n"},
        {", \"hash\": \"0123456789abcdef\"", "", "a.json:14:5 E701\n"},
        {"\"I said", "\"I\n said", "a.json E701\na.json:13:49 E108\n"},
        {"\"I said", "\"\xff", "a.json E701\na.json:13:48 E101\n"},
        {"\"I said", "\"\\u0000", "a.json E701\na.json:13:48 E109\n"},
        {"\n}\n", "\n} x\n", "a.json E701\na.json:16:3 E105\n"},
        {"{\n", "[{\n", "a.json E701\na.json:17:1 E102\n"},
        {"\"format\": 1,", "\"format\" 1,", "a.json E701\na.json:2:11 E102\n"},
    };
    strbuf text = {0};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        sample_text(&text, ROWS[i].from, ROWS[i].to);
        expect_damage(text.data, text.len, ROWS[i].wanted);
    }
    strbuf_release(&text);
}

static void what_is_no_attempt(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } ROWS[] = {
        {"", "a.json E102\na.json E701\n"},
        {"[]", "a.json:1:1 E701\n"},
        {"null", "a.json:1:1 E701\n"},
        {"{}", "a.json:1:1 E701\n"},
        {"\"format\"", "a.json:1:1 E701\n"},
        {"GIF89a", "a.json E701\na.json:1:1 E102\n"},
        /* A scenario: nothing but the format is right. */
        {SMALL(""), "a.json:1:1 E701\na.json:1:1 E701\na.json:1:1 E701\na.json:1:1 E701\n"
                    "a.json:1:1 E701\na.json:1:1 E701\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        expect_damage(ROWS[i].text, strlen(ROWS[i].text), ROWS[i].wanted);
}

/* Every message says what to do, and the newer format is told from damage. */
static void messages_help(void **state)
{
    (void)state;
    strbuf text = {0};
    reading r;
    sample_text(&text, "{", "");
    read_back(&r, text.data, text.len);
    assert_non_null(strstr(r.p.first->text, "take the original again"));
    reading_release(&r);
    sample_text(&text, "\"format\": 1", "\"format\": 9");
    read_back(&r, text.data, text.len);
    assert_non_null(strstr(r.p.first->text, "newer version"));
    reading_release(&r);
    strbuf_release(&text);
}

/* A byte order mark, which some editors add, and other white space do no harm. */
static void harmless_changes(void **state)
{
    (void)state;
    strbuf text = {0};
    reading r;
    sample_text(&text, "{\n", "\xEF\xBB\xBF{\r\n\t\"//\": \"a note\",");
    read_back(&r, text.data, text.len);
    expect_told(&r.p, "");
    assert_int_equal(r.a.input_count, 3);
    reading_release(&r);
    strbuf_release(&text);
}

static void cut_anywhere(void **state)
{
    (void)state;
    strbuf text = {0};
    sample_text(&text, "", "");
    for (size_t len = 0; len < text.len; len++) {
        reading r;
        read_back(&r, text.data, len);
        if (len < text.len - 1) {
            assert_false(r.ok);
            assert_int_equal(r.p.errors, 2);
            assert_true(r.p.first->code == PROBLEM_ATTEMPT_FORM ||
                        r.p.last->code == PROBLEM_ATTEMPT_FORM);
        } else {
            assert_true(r.ok); /* only the last new line is gone */
        }
        reading_release(&r);
    }
    strbuf_release(&text);
}

static void random_damage(void **state)
{
    (void)state;
    static const char SPICE[] = "\"\\{}[]:,0129aefx \n\xff";
    rng luck = rng_seed(20260306, 3);
    strbuf text = {0}, once = {0}, twice = {0};
    uint32_t survived = 0;
    sample_text(&text, "", "");
    for (int round = 0; round < 10000; round++) {
        char *copy = malloc(text.len);
        assert_non_null(copy);
        memcpy(copy, text.data, text.len);
        for (uint32_t n = 1 + rng_below(&luck, 3); n > 0; n--)
            copy[rng_below(&luck, (uint32_t)text.len)] = SPICE[rng_below(&luck, sizeof SPICE - 1)];
        reading r, again;
        read_back(&r, copy, text.len);
        free(copy);
        if (r.ok) {
            survived++;
            written(&r.a, &once);
            read_back(&again, once.data, once.len);
            assert_true(again.ok);
            written(&again.a, &twice);
            assert_string_equal(once.data, twice.data);
            reading_release(&again);
        } else {
            bool attempt = false;
            for (const problem *one = r.p.first; one; one = one->next)
                attempt = attempt || one->code == PROBLEM_ATTEMPT_FORM;
            assert_true(attempt);
        }
        reading_release(&r);
    }
    assert_true(survived > 100 && survived < 9900);
    strbuf_release(&text);
    strbuf_release(&once);
    strbuf_release(&twice);
}

static void too_large(void **state)
{
    (void)state;
    size_t len = LOAD_ATTEMPT_LARGEST + 1;
    char *text = malloc(len);
    assert_non_null(text);
    memset(text, ' ', len);
    text[0] = '{';
    expect_damage(text, len, "a.json E701\n");
    free(text);
}

static void too_many_inputs(void **state)
{
    (void)state;
    for (uint32_t extra = 0; extra < 2; extra++) {
        strbuf many = {0}, text = {0};
        assert_true(strbuf_add(&many, "\"inputs\": [", NULL));
        for (uint32_t i = 0; i < STORY_MOST_INPUTS - 3 + extra; i++)
            assert_true(strbuf_add(&many,
                                   "{ \"scene\": \"a\", \"choice\": \"ask\", \"hash\": "
                                   "\"0123456789abcdef\" },",
                                   NULL));
        sample_text(&text, "\"inputs\": [", many.data);
        if (extra) {
            expect_damage(text.data, text.len, "a.json:11:13 E701\n");
        } else {
            reading r;
            read_back(&r, text.data, text.len);
            expect_told(&r.p, "");
            assert_int_equal(r.a.input_count, STORY_MOST_INPUTS);
            err e = {0};
            assert_false(story_attempt_add(&r.a, "a", "ask", NULL, 0, &e));
            assert_int_equal(e.code, ERR_LIMIT);
            reading_release(&r);
        }
        strbuf_release(&many);
        strbuf_release(&text);
    }
}

/* ---- memory ---- */

#ifdef BASE_FAULTS
static bool load_once(void *self, err *e)
{
    const strbuf *text = self;
    story_attempt a;
    problems p = {0};
    bool ok;
    bool worked = load_attempt("a.json", text->data, text->len, &a, &p, &ok, e);
    assert_true(worked || !ok);
    if (ok) story_attempt_release(&a);
    problems_release(&p);
    return worked;
}

static bool write_once(void *self, err *e)
{
    strbuf out = {0};
    bool ok = story_attempt_write(self, &out, e);
    strbuf_release(&out);
    return ok;
}

static bool add_once(void *self, err *e)
{
    (void)self;
    story_attempt a = {.id = "x"};
    bool ok = true;
    for (int i = 0; ok && i < 200; i++)
        ok = story_attempt_add(&a, "a", "a long name for a choice", "and some words", 1, e);
    story_attempt_release(&a);
    return ok;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    strbuf text = {0};
    story_attempt a;
    sample_text(&text, "", "");
    sweep_allocations(load_once, &text, 3);
    sample_text(&text, "\"hash\": \"f", "\"hash\": \"x");
    sweep_allocations(load_once, &text, 3);
    sample_text(&text, "{", "");
    sweep_allocations(load_once, &text, 2);
    sample(&a);
    sweep_allocations(write_once, &a, 2);
    sweep_allocations(add_once, NULL, 2);
    story_attempt_release(&a);
    strbuf_release(&text);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(goes_on_after_reading),
        cmocka_unit_test(every_kind_of_damage),
        cmocka_unit_test(what_is_no_attempt),
        cmocka_unit_test(messages_help),
        cmocka_unit_test(harmless_changes),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(random_damage),
        cmocka_unit_test(too_large),
        cmocka_unit_test(too_many_inputs),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests_name("load_attempt", tests, NULL, NULL);
}

/* Names and their numbers. */
#include "base/base_mem.h"
#include "base/base_strbuf.h"
#include "story/story_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void nothing_in_an_empty_table(void **state)
{
    (void)state;
    story_names n = {0};
    assert_int_equal(story_names_find(&n, "trust"), STORY_NONE);
    assert_int_equal(story_names_find_part(&n, "", 0), STORY_NONE);
    assert_null(story_names_at(&n, 0));
}

static void finds_what_was_added(void **state)
{
    (void)state;
    arena mem = {0};
    story_names n = {0};
    err e = {0};
    assert_true(story_names_add(&n, &mem, "trust", 7, &e));
    assert_true(story_names_add(&n, &mem, "trust_her", 8, &e));
    assert_int_equal(story_names_find(&n, "trust"), 7);
    assert_int_equal(story_names_find(&n, "trust_her"), 8);
    assert_int_equal(story_names_find(&n, "trus"), STORY_NONE);
    assert_int_equal(story_names_find(&n, "trust_"), STORY_NONE);
    assert_int_equal(story_names_find_part(&n, "trust.x", 5), 7);
    assert_int_equal(story_names_find_part(&n, "trust_her.x", 9), 8);
    arena_release(&mem);
}

static void a_taken_name_is_no_error(void **state)
{
    (void)state;
    arena mem = {0};
    story_names n = {0};
    err e = {0};
    assert_true(story_names_add(&n, &mem, "a", 1, &e));
    assert_false(story_names_add(&n, &mem, "a", 2, &e));
    assert_int_equal(e.code, ERR_NONE);
    assert_int_equal(story_names_find(&n, "a"), 1);
    assert_int_equal(n.count, 1);
    arena_release(&mem);
}

static void thousands_keep_their_numbers_and_order(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    arena mem = {0};
    story_names n = {0};
    for (uint32_t i = 0; i < MANY; i++) {
        strbuf b = {0};
        assert_true(strbuf_addf(&b, NULL, "scene_%u", i));
        const char *name = arena_text(&mem, b.data, b.len, NULL);
        strbuf_release(&b);
        assert_true(story_names_add(&n, &mem, name, i * 3, NULL));
    }
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(story_names_find(&n, story_names_at(&n, i)), i * 3);
    assert_string_equal(story_names_at(&n, 4321), "scene_4321");
    assert_null(story_names_at(&n, MANY));
    assert_int_equal(story_names_find(&n, "scene_5000"), STORY_NONE);
    arena_release(&mem);
}

static void reserving_keeps_what_is_there(void **state)
{
    (void)state;
    arena mem = {0};
    story_names n = {0};
    assert_true(story_names_add(&n, &mem, "a", 1, NULL));
    assert_true(story_names_reserve(&n, &mem, 100, NULL));
    assert_int_equal(story_names_find(&n, "a"), 1);
    size_t taken = mem.taken;
    assert_true(story_names_reserve(&n, &mem, 50, NULL));
    assert_int_equal(mem.taken, taken);
    arena_release(&mem);
}

#ifdef BASE_FAULTS
static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (long fail = 0;; fail++) {
        arena mem = {0};
        story_names n = {0};
        err e = {0};
        base_alloc_fail_after(fail);
        bool ok = story_names_reserve(&n, &mem, 400, &e) && story_names_add(&n, &mem, "a", 1, &e);
        base_alloc_fail_after(-1);
        assert_true(ok || e.code == ERR_NOMEM);
        arena_release(&mem);
        assert_int_equal(base_alloc_live(), 0);
        if (ok) break;
    }
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_in_an_empty_table),
        cmocka_unit_test(finds_what_was_added),
        cmocka_unit_test(a_taken_name_is_no_error),
        cmocka_unit_test(thousands_keep_their_numbers_and_order),
        cmocka_unit_test(reserving_keeps_what_is_there),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* base: memory, arenas, trees. */
#include "test_base.h"

#include "base/base_tree.h"

#include <stdalign.h>

static bool all_zero(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i]) return false;
    return true;
}

static void blocks_are_zeroed(void **state)
{
    (void)state;
    unsigned char *block = base_alloc(1000);
    assert_non_null(block);
    assert_true(all_zero(block, 1000));
    memset(block, 7, 1000);
    block = base_realloc(block, 2000);
    assert_non_null(block);
    assert_int_equal(block[999], 7);
    assert_null(base_realloc(block, 0));
    void *empty = base_alloc(0);
    assert_non_null(empty);
    base_free(empty);
    base_free(NULL);
#ifdef BASE_FAULTS
    assert_int_equal(base_alloc_live(), 0);
#endif
}

static void arena_hands_out_zeroed_aligned_memory(void **state)
{
    (void)state;
    arena a = {0};
    err e = {0};
    static const size_t sizes[] = {0, 1, 3, 15, 16, 17, 4000, 5000, 1 << 20, 3 << 20, 8};
    for (int round = 0; round < 2; round++) {
        unsigned char *last = NULL;
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *at = arena_alloc(&a, sizes[i], &e);
            assert_non_null(at);
            assert_int_equal((uintptr_t)at % alignof(max_align_t), 0);
            assert_true(at != last);
            assert_true(all_zero(at, sizes[i]));
            memset(at, 0xAA, sizes[i]);
            last = at;
        }
        assert_true(a.taken >= (size_t)4 << 20);
        assert_true(arena_held(&a) >= a.taken);
        /* After a reset the reused block must be zeroed again. */
        arena_reset(&a);
        assert_int_equal(a.taken, 0);
        assert_true(arena_held(&a) >= (size_t)3 << 20);
    }
    arena_release(&a);
    assert_int_equal(arena_held(&a), 0);
    arena_reset(&a);
    arena_release(&a);
}

static void arena_keeps_its_limit(void **state)
{
    (void)state;
    arena a = {.limit = 1000};
    err e = {0};
    assert_non_null(arena_alloc(&a, 900, &e));
    assert_null(arena_alloc(&a, 200, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    err_clear(&e);
    arena_reset(&a);
    assert_non_null(arena_alloc(&a, 900, &e));
    arena_release(&a);
}

static void arena_refuses_sizes_that_wrap(void **state)
{
    (void)state;
    arena a = {0};
    err e = {0};
    assert_null(arena_array(&a, SIZE_MAX / 16 + 2, 16, &e));
    assert_int_equal(e.code, ERR_NOMEM);
    err_clear(&e);
    assert_null(arena_alloc(&a, SIZE_MAX - 4, &e));
    assert_int_equal(e.code, ERR_NOMEM);
    err_clear(&e);
    assert_non_null(arena_array(&a, SIZE_MAX, 0, &e));
    arena_release(&a);
}

static void arena_copies_text(void **state)
{
    (void)state;
    arena a = {0};
    char text[] = "Dana Whitfield";
    char *copy = arena_text(&a, text, 4, NULL);
    memset(text, '?', 4);
    assert_string_equal(copy, "Dana");
    assert_string_equal(arena_text(&a, NULL, 0, NULL), "");
    arena_release(&a);
}

/* {"list": [1, 0.5, null], "name": "Dana", "yes": true} */
static tree *small_tree(arena *a, err *e)
{
    tree *t[7];
    for (size_t i = 0; i < 7; i++) {
        t[i] = arena_alloc(a, sizeof *t[i], e);
        if (!t[i]) return NULL;
    }
    *t[0] = (tree){.kind = TREE_MAP, .count = 3, .first = t[1]};
    *t[1] = (tree){.kind = TREE_LIST, .key = "list", .count = 3, .first = t[4], .next = t[2]};
    *t[2] = (tree){.kind = TREE_TEXT, .key = "name", .count = 4, .text = "Dana", .next = t[3]};
    *t[3] = (tree){.kind = TREE_BOOL, .key = "yes", .yes = true, .at = 40, .key_at = 30};
    *t[4] = (tree){.kind = TREE_INT, .whole = 1, .next = t[5]};
    *t[5] = (tree){.kind = TREE_REAL, .real = 0.5, .next = t[6]};
    *t[6] = (tree){.kind = TREE_NULL};
    return t[0];
}

static void tree_finds_members(void **state)
{
    (void)state;
    arena a = {0};
    const tree *t = small_tree(&a, NULL);
    assert_string_equal(tree_get(t, "name")->text, "Dana");
    assert_null(tree_get(t, "Name"));
    assert_null(tree_get(t, ""));
    assert_null(tree_get(tree_get(t, "list"), "name"));
    assert_null(tree_get(NULL, "name"));
    for (int kind = TREE_NULL; kind <= TREE_MAP; kind++)
        assert_true(strlen(tree_kind_words((tree_kind)kind)) > 3);
    arena_release(&a);
}

static void tree_copy_shares_nothing(void **state)
{
    (void)state;
    arena first = {0}, second = {0};
    const tree *copy = tree_copy(small_tree(&first, NULL), &second, NULL);
    arena_release(&first);
    assert_int_equal(copy->kind, TREE_MAP);
    const tree *list = tree_get(copy, "list");
    assert_int_equal(list->count, 3);
    assert_int_equal(list->first->whole, 1);
    assert_true(list->first->next->real > 0.4 && list->first->next->real < 0.6);
    assert_int_equal(list->first->next->next->kind, TREE_NULL);
    assert_null(list->first->next->next->next);
    assert_string_equal(tree_get(copy, "name")->text, "Dana");
    assert_true(tree_get(copy, "yes")->yes);
    assert_int_equal(tree_get(copy, "yes")->at, 40);
    assert_int_equal(tree_get(copy, "yes")->key_at, 30);
    assert_null(tree_get(copy, "yes")->next);
    /* The copy of a member stands alone. */
    assert_null(tree_copy(list, &second, NULL)->next);
    arena_release(&second);
}

#ifdef BASE_FAULTS
static bool use_arena(void *self, err *e)
{
    (void)self;
    arena a = {0};
    bool ok = arena_alloc(&a, 3000, e) && arena_array(&a, 100, 100, e) &&
              arena_text(&a, "Dana", 4, e) && arena_alloc(&a, 40000, e);
    arena_release(&a);
    return ok;
}

static bool copy_tree(void *self, err *e)
{
    (void)self;
    arena a = {0}, b = {0};
    tree *t = small_tree(&a, e);
    /* Large enough that its copy does not fit the arena's first block. */
    char *text = t ? arena_array(&a, 5000, 1, e) : NULL;
    if (text) {
        memset(text, 'x', 4999);
        tree *name = t->first->next;
        name->text = text;
        name->count = 4999;
    }
    bool ok = text && tree_copy(t, &b, e);
    arena_release(&a);
    arena_release(&b);
    return ok;
}

static void memory_can_run_out_anywhere(void **state)
{
    (void)state;
    sweep_allocations(use_arena, NULL, 3);
    sweep_allocations(copy_tree, NULL, 4);
}

static void failed_realloc_keeps_the_block(void **state)
{
    (void)state;
    char *block = base_alloc(10);
    block[0] = 'k';
    base_alloc_fail_after(0);
    assert_null(base_realloc(block, 100));
    assert_null(base_alloc(1));
    base_alloc_fail_after(-1);
    assert_int_equal(block[0], 'k');
    assert_int_equal(base_alloc_live(), 1);
    base_free(block);
    assert_int_equal(base_alloc_live(), 0);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_zeroed),
        cmocka_unit_test(arena_hands_out_zeroed_aligned_memory),
        cmocka_unit_test(arena_keeps_its_limit),
        cmocka_unit_test(arena_refuses_sizes_that_wrap),
        cmocka_unit_test(arena_copies_text),
        cmocka_unit_test(tree_finds_members),
        cmocka_unit_test(tree_copy_shares_nothing),
#ifdef BASE_FAULTS
        cmocka_unit_test(memory_can_run_out_anywhere),
        cmocka_unit_test(failed_realloc_keeps_the_block),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The text a player writes: cursor, words, selection, undo. */
#include "test_ui.h"

#include "base/base_utf8.h"
#include "ui/ui_edit.h"

#include <string.h>

/* A letter with an accent of its own, a flag, a family of three: each one character. */
#define E_ACUTE "e\xCC\x81"
#define FLAG "\xF0\x9F\x87\xAA\xF0\x9F\x87\xB8"
#define FAMILY "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA6"
#define HAND "\xF0\x9F\x91\x8B\xF0\x9F\x8F\xBD"

static ui_edit with(const char *text)
{
    ui_edit d = {.lines = true};
    err e = {0};
    ASSERT_OK(ui_edit_set(&d, text, &e), e);
    return d;
}

static void type(ui_edit *d, const char *text)
{
    err e = {0};
    ASSERT_OK(ui_edit_insert(d, text, &e), e);
}

static void steps_over_whole_characters(void **state)
{
    (void)state;
    static const char *const parts[] = {"a",  E_ACUTE, "\xC3\xA9",         FLAG, FLAG, FAMILY,
                                        HAND, "\n",    "\xD7\xA9\xD6\xB8", "z"};
    enum { PARTS = sizeof parts / sizeof parts[0] };
    strbuf all = {0};
    err e = {0};
    for (size_t i = 0; i < PARTS; i++)
        ASSERT_OK(strbuf_add(&all, parts[i], &e), e);
    ui_edit d = with(all.data);
    ui_edit_move(&d, UI_EDIT_START, false);
    size_t at = 0;
    for (size_t i = 0; i < PARTS; i++) {
        at += strlen(parts[i]);
        ui_edit_move(&d, UI_EDIT_RIGHT, false);
        assert_int_equal(d.cursor, at);
    }
    ui_edit_move(&d, UI_EDIT_RIGHT, false);
    assert_int_equal(d.cursor, all.len);
    for (size_t i = PARTS; i-- > 0;) {
        at -= strlen(parts[i]);
        ui_edit_move(&d, UI_EDIT_LEFT, false);
        assert_int_equal(d.cursor, at);
    }
    ui_edit_move(&d, UI_EDIT_LEFT, false);
    assert_int_equal(d.cursor, 0);
    /* a place in the middle of a character is its begin */
    for (size_t i = 0; i <= all.len; i++) {
        ui_edit_place(&d, i, false);
        assert_true(d.cursor <= i);
        size_t bad;
        assert_true(utf8_valid(all.data, d.cursor, &bad));
        ui_edit_place(&d, d.cursor, false);
        assert_true(ui_edit_next(all.data, d.cursor) > i || i == all.len);
    }
    ui_edit_release(&d);
    strbuf_release(&all);
}

static void steps_over_words(void **state)
{
    (void)state;
    ui_edit d = with("I didn't,  you know\nlate");
    static const size_t right[] = {2, 8, 11, 15, 20, 24, 24};
    static const size_t left[] = {20, 15, 11, 8, 2, 0, 0};
    ui_edit_move(&d, UI_EDIT_START, false);
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        ui_edit_move(&d, UI_EDIT_WORD_RIGHT, false);
        assert_int_equal(d.cursor, right[i]);
    }
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
        ui_edit_move(&d, UI_EDIT_WORD_LEFT, false);
        assert_int_equal(d.cursor, left[i]);
    }
    ui_edit_place(&d, 13, false);
    ui_edit_move(&d, UI_EDIT_LINE_END, false);
    assert_int_equal(d.cursor, 19);
    ui_edit_move(&d, UI_EDIT_LINE_START, true);
    assert_int_equal(d.cursor, 0);
    assert_int_equal(d.mark, 19);
    size_t from, to;
    ui_edit_select_word(&d, 4);
    assert_true(ui_edit_selected(&d, &from, &to));
    assert_int_equal(from, 2);
    assert_int_equal(to, 8);
    ui_edit_select_word(&d, 24);
    assert_true(ui_edit_selected(&d, &from, &to));
    assert_int_equal(from, 20);
    ui_edit_release(&d);
}

static void replaces_the_selection(void **state)
{
    (void)state;
    err e = {0};
    strbuf copied = {0};
    ui_edit d = with("one two three");
    ui_edit_place(&d, 4, false);
    ui_edit_move(&d, UI_EDIT_WORD_RIGHT, true);
    ASSERT_OK(ui_edit_copy(&d, &copied, &e), e);
    assert_string_equal(strbuf_text(&copied), "two ");
    type(&d, "2 ");
    assert_string_equal(ui_edit_text(&d), "one 2 three");
    assert_int_equal(d.cursor, 6);
    /* left and right leave a selection at its ends */
    ui_edit_select_all(&d);
    ui_edit_move(&d, UI_EDIT_LEFT, false);
    assert_int_equal(d.cursor, 0);
    ui_edit_select_all(&d);
    ui_edit_move(&d, UI_EDIT_RIGHT, false);
    assert_int_equal(d.cursor, 11);
    ASSERT_OK(ui_edit_delete(&d, UI_EDIT_WORD_LEFT, &e), e);
    assert_string_equal(ui_edit_text(&d), "one 2 ");
    ASSERT_OK(ui_edit_delete(&d, UI_EDIT_RIGHT, &e), e); /* nothing there: nothing happens */
    ui_edit_select_all(&d);
    ASSERT_OK(ui_edit_delete(&d, UI_EDIT_RIGHT, &e), e);
    assert_string_equal(ui_edit_text(&d), "");
    ASSERT_OK(ui_edit_delete(&d, UI_EDIT_LEFT, &e), e);
    strbuf_release(&copied);
    ui_edit_release(&d);
}

static void undo_goes_word_by_word(void **state)
{
    (void)state;
    err e = {0};
    ui_edit d = {0};
    for (const char *c = "I hear you"; *c; c++)
        type(&d, (char[]){*c, '\0'});
    static const char *const back[] = {"I hear ", "I ", ""};
    for (size_t i = 0; i < 3; i++) {
        ASSERT_OK(ui_edit_undo(&d, &e), e);
        assert_string_equal(ui_edit_text(&d), back[i]);
    }
    assert_false(ui_edit_undo(&d, &e));
    assert_int_equal(e.code, ERR_NONE);
    for (size_t i = 3; i-- > 0;)
        ASSERT_OK(ui_edit_redo(&d, &e), e);
    assert_string_equal(ui_edit_text(&d), "I hear you");
    assert_int_equal(d.cursor, 10);
    assert_false(ui_edit_redo(&d, &e));
    /* what is selected comes back selected */
    ui_edit_select_all(&d);
    type(&d, "x");
    ASSERT_OK(ui_edit_undo(&d, &e), e);
    assert_int_equal(d.cursor, 10);
    assert_int_equal(d.mark, 0);
    /* a new change ends the way forward */
    type(&d, "y");
    assert_false(ui_edit_redo(&d, &e));
    /* moving the cursor begins a new step */
    type(&d, "1");
    ui_edit_move(&d, UI_EDIT_END, false);
    type(&d, "2");
    ASSERT_OK(ui_edit_undo(&d, &e), e);
    assert_string_equal(ui_edit_text(&d), "y1");
    ui_edit_release(&d);
}

static void keeps_only_so_many_steps(void **state)
{
    (void)state;
    err e = {0};
    ui_edit d = {0};
    for (int i = 0; i < UI_EDIT_STEPS + 20; i++)
        type(&d, "ab ");
    int undone = 0;
    while (ui_edit_undo(&d, &e))
        undone++;
    assert_int_equal(undone, UI_EDIT_STEPS);
    assert_int_equal(d.text.len, 60);
    ui_edit_release(&d);
}

static void takes_only_what_may_stand(void **state)
{
    (void)state;
    err e = {0};
    ui_edit line = {.most = 6}, lines = {.lines = true};
    type(&line, "a\tb\nc\x01\x02\xFF"
                "d\xE2\x80\xAE");
    assert_string_equal(ui_edit_text(&line), "a b cd");
    type(&line, "more"); /* full */
    assert_string_equal(ui_edit_text(&line), "a b cd");
    ui_edit_select_all(&line);
    type(&line, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9");
    assert_int_equal(ui_edit_length(&line), 6);
    type(&lines, "a\nb");
    assert_string_equal(ui_edit_text(&lines), "a\nb");
    ASSERT_OK(ui_edit_compose(&lines, "\xE3\x81\x82", &e), e);
    assert_string_equal(ui_edit_text(&lines), "a\nb"); /* not part of it until it is settled */
    ui_edit_release(&line);
    ui_edit_release(&lines);
}

/* Whatever is done to it, the text stays valid and the cursor between characters. */
static void survives_anything(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",       " ",        E_ACUTE, FLAG,   FAMILY,
                                         "\n",      "\xD7\xA9", "\xFF",  "word", "\xE2\x80\x8D",
                                         "\xCC\x81"};
    ui_edit d = {.lines = true, .most = 60};
    err e = {0};
    uint32_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t r = seed >> 16;
        switch (r % 8) {
        case 0:
        case 1: type(&d, pieces[r / 8 % (sizeof pieces / sizeof pieces[0])]); break;
        case 2: ui_edit_move(&d, (ui_edit_way)(r / 8 % 8), r / 64 % 2); break;
        case 3: ASSERT_OK(ui_edit_delete(&d, (ui_edit_way)(r / 8 % 8), &e), e); break;
        case 4: ui_edit_undo(&d, &e); break;
        case 5: ui_edit_redo(&d, &e); break;
        case 6: ui_edit_place(&d, r / 8 % 90, r / 1024 % 2); break;
        default: ui_edit_select_word(&d, r / 8 % 90);
        }
        assert_int_equal(e.code, ERR_NONE);
        size_t bad;
        assert_true(d.cursor <= d.text.len && d.mark <= d.text.len);
        assert_true(utf8_valid(ui_edit_text(&d), d.text.len, &bad));
        assert_true(utf8_valid(ui_edit_text(&d), d.cursor, &bad));
        assert_true(ui_edit_length(&d) <= 60);
    }
    ui_edit_release(&d);
}

#ifdef BASE_FAULTS
static void a_change_without_memory_changes_nothing(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        ui_edit d = with("one two");
        err e = {0};
        ui_edit_place(&d, 3, false);
        base_alloc_fail_after(n);
        bool ok = ui_edit_insert(&d, " and a half", &e) && ui_edit_undo(&d, &e) &&
                  ui_edit_redo(&d, &e) && ui_edit_delete(&d, UI_EDIT_WORD_LEFT, &e) &&
                  ui_edit_compose(&d, "x", &e);
        base_alloc_fail_after(-1);
        if (!ok) {
            assert_int_equal(e.code, ERR_NOMEM);
            size_t bad;
            assert_true(utf8_valid(ui_edit_text(&d), d.text.len, &bad));
        }
        ui_edit_release(&d);
        assert_int_equal(base_alloc_live(), 0);
        if (ok) break;
        assert_true(n < 1000);
    }
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_over_whole_characters),
        cmocka_unit_test(steps_over_words),
        cmocka_unit_test(replaces_the_selection),
        cmocka_unit_test(undo_goes_word_by_word),
        cmocka_unit_test(keeps_only_so_many_steps),
        cmocka_unit_test(takes_only_what_may_stand),
        cmocka_unit_test(survives_anything),
#ifdef BASE_FAULTS
        cmocka_unit_test(a_change_without_memory_changes_nothing),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

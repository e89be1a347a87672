/* Keys: their names, and what a player changed about them. */
#include "test_ui.h"

#include "ui/ui_key.h"

#include <string.h>

static void every_key_has_a_name_of_its_own(void **state)
{
    (void)state;
    char name[UI_KEY_NAME];
    for (int key = 1; key < UI_KEY_F1 + 12; key++) {
        if (key == 128) key = UI_KEY_UP;
        ui_key_name(key, name);
        if (!*name || (key >= 'A' && key <= 'Z')) continue;
        assert_int_equal(ui_key_named(name), key);
    }
    assert_string_equal(ui_key_name('h', name), "H");
    assert_string_equal(ui_key_name(UI_KEY_F1 + 10, name), "F11");
    assert_int_equal(ui_key_named("esc"), UI_KEY_ESCAPE);
    assert_int_equal(ui_key_named("pgdn"), UI_KEY_PAGE_DOWN);
    static const char *const none[] = {"", "HH", "F13", "F0", "Escape key", "\xC3\xA9"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(ui_key_named(none[i]), 0);
    assert_string_equal(ui_key_name(0, name), "");
}

static void two_keys_change_places(void **state)
{
    (void)state;
    ui_keys k = {0};
    assert_int_equal(ui_keys_set(&k, 'h', 'j'), 'j');
    assert_int_equal(ui_keys_meaning(&k, 'j'), 'h');
    assert_int_equal(ui_keys_meaning(&k, 'h'), 'j');
    assert_int_equal(ui_keys_pressed(&k, 'h'), 'j');
    assert_int_equal(ui_keys_set(&k, 'h', 'j'), 0);
    assert_int_equal(ui_keys_set(&k, 'u', 'j'), 'h');
    assert_int_equal(ui_keys_pressed(&k, 'h'), 'u');
    assert_int_equal(ui_keys_meaning(&k, 'h'), 'j');
    assert_int_equal(ui_keys_set(&k, 'u', 'u'), 'h');
    assert_int_equal(ui_keys_set(&k, 'h', 'h'), 'j');
    assert_int_equal(k.count, 0); /* as it was */
    assert_int_equal(ui_keys_set(&k, UI_KEY_ENTER, 'e'), -1);
    assert_int_equal(ui_keys_set(&k, 'e', UI_KEY_TAB), -1);
    assert_int_equal(ui_keys_set(&k, 'H', 'e'), -1);
}

/* Whatever is set, each key means one thing and each meaning has one key. */
static void nothing_is_lost(void **state)
{
    (void)state;
    ui_keys k = {0};
    uint32_t seed = 3;
    for (int i = 0; i < 5000; i++) {
        seed = seed * 1664525u + 1013904223u;
        int a = 'a' + (int)(seed >> 20) % 26, b = 'a' + (int)(seed >> 10 & 0x3FF) % 26;
        ui_keys_set(&k, a, b);
        assert_int_equal(ui_keys_meaning(&k, b), a);
        for (int key = 'a'; key <= 'z'; key++)
            assert_int_equal(ui_keys_pressed(&k, ui_keys_meaning(&k, key)), key);
        assert_true(k.count <= 26);
    }
    for (int key = ' ' + 1; key < 126; key++)
        ui_keys_set(&k, key, key + 1); /* a full table refuses and breaks nothing */
    assert_true(k.count <= UI_KEYS_MOST);
}

static void buttons_stand_for_keys(void **state)
{
    (void)state;
    ui_keys k = {0};
    assert_int_equal(ui_keys_pad(&k, UI_PAD_A), UI_KEY_ENTER);
    assert_int_equal(ui_keys_pad(&k, UI_PAD_VIEW), UI_KEY_F1);
    assert_string_equal(ui_keys_pad_for(&k, 'h'), "X");
    assert_true(ui_keys_set_pad(&k, UI_PAD_X, 't'));
    assert_null(ui_keys_pad_for(&k, 'h'));
    assert_string_equal(ui_keys_pad_for(&k, 't'), "X");
    assert_true(ui_keys_set_pad(&k, UI_PAD_X, 'h'));
    assert_int_equal(k.pads[UI_PAD_X], 0);
    assert_false(ui_keys_set_pad(&k, UI_PAD_COUNT, 'h'));
    assert_false(ui_keys_set_pad(&k, UI_PAD_A, 0));
    for (int b = 0; b < UI_PAD_COUNT; b++)
        assert_int_equal(ui_pad_named(ui_pad_name((ui_pad_button)b)), b);
    assert_int_equal(ui_pad_named("Z"), UI_PAD_COUNT);
    assert_int_equal(ui_keys_pad(&k, UI_PAD_COUNT), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_has_a_name_of_its_own),
        cmocka_unit_test(two_keys_change_places),
        cmocka_unit_test(nothing_is_lost),
        cmocka_unit_test(buttons_stand_for_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

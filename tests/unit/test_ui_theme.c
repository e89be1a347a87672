/* Every pair of colours that meets on the screen has the contrast WCAG 2 asks for. */
#include "test_ui.h"

#include "ui/ui_theme.h"

static void formula_is_wcags(void **state)
{
    (void)state;
    assert_float_equal(ui_theme_contrast(0xFF000000, 0xFFFFFFFF), 21.0, 0.001);
    assert_float_equal(ui_theme_contrast(0xFF777777, 0xFFFFFFFF), 4.48, 0.005);
    assert_float_equal(ui_theme_contrast(0xFFFFFFFF, 0xFF777777), 4.48, 0.005);
    assert_float_equal(ui_theme_contrast(0xFF123456, 0xFF123456), 1.0, 0.001);
}

static void pairs_have_contrast(void **state)
{
    (void)state;
    size_t count;
    const ui_pair *pairs = ui_theme_pairs(&count);
    assert_true(count > 20);
    for (int mode = 0; mode < UI_MODE_COUNT; mode++) {
        for (size_t i = 0; i < count; i++) {
            double wanted = pairs[i].kind == UI_PAIR_PART ? 3.0 : mode == UI_CONTRAST ? 7.0 : 4.5;
            double got = ui_theme_contrast(ui_theme_colour((ui_mode)mode, pairs[i].front),
                                           ui_theme_colour((ui_mode)mode, pairs[i].back));
            if (got < wanted)
                fail_msg("mode %d: role %d on role %d has %.2f, needs %.1f", mode,
                         (int)pairs[i].front, (int)pairs[i].back, got, wanted);
        }
    }
}

static void roles_are_opaque(void **state)
{
    (void)state;
    for (int mode = 0; mode < UI_MODE_COUNT; mode++) {
        for (int role = UI_NONE + 1; role < UI_ROLE_COUNT; role++) {
            uint32_t c = ui_theme_colour((ui_mode)mode, (ui_role)role);
            if (role == UI_SHADE)
                assert_in_range(c >> 24, 1, 254);
            else
                assert_int_equal(c >> 24, 255);
        }
        assert_int_equal(ui_theme_colour((ui_mode)mode, UI_NONE), 0);
    }
    assert_int_equal(ui_theme_colour(UI_MODE_COUNT, UI_INK), 0);
    assert_int_equal(ui_theme_colour(UI_LIGHT, UI_ROLE_COUNT), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formula_is_wcags),
        cmocka_unit_test(pairs_have_contrast),
        cmocka_unit_test(roles_are_opaque),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What the policies pick out of given options, and the figures made of counts. */
#include "review/review_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Tact, honesty, lies, length, times taken, spoken. */
typedef struct row {
    int32_t tact, honesty;
    bool lies;
    uint32_t length, times;
    bool spoken;
} row;

static review_moment moment_of(const row rows[], uint32_t count, bool lied)
{
    review_moment m = {.count = count, .lied = lied};
    for (uint32_t i = 0; i < count; i++) {
        review_option *o = &m.options[i];
        o->worth.points[STORY_TACT] = rows[i].tact;
        o->worth.points[STORY_HONESTY] = rows[i].honesty;
        o->worth.lies = rows[i].lies;
        o->length = rows[i].length;
        o->times = rows[i].times;
        o->spoken = rows[i].spoken;
    }
    return m;
}

static const row ROWS[] = {{1, 1, false, 20, 1, true},
                           {0, 3, false, 40, 1, true},
                           {2, 2, true, 40, 0, true},
                           {0, -2, false, 10, 0, true},
                           {-1, -2, false, 30, 0, false}};

static void each_policy_picks_by_its_rule(void **unused)
{
    (void)unused;
    static const struct {
        uint32_t policy;
        bool lied;
        uint32_t option;
    } CASES[] = {
        {REVIEW_BEST, false, 1},       {REVIEW_WORST, false, 2},     {REVIEW_LYING, true, 2},
        {REVIEW_LYING_ONCE, false, 2}, {REVIEW_LYING_ONCE, true, 1}, {REVIEW_POLITEST, false, 2},
        {REVIEW_LONGEST, false, 2},    {REVIEW_FIRST, false, 2},     {REVIEW_SILENT, false, 4}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        review_moment m = moment_of(ROWS, 5, CASES[i].lied);
        rng chooser = rng_seed(i, 1);
        assert_int_equal(REVIEW_POLICY[CASES[i].policy].pick(&m, &chooser), CASES[i].option);
    }
    review_moment m = moment_of(ROWS, 5, false);
    assert_int_equal(review_longest(&m), 1); /* of equals the first, taken or not */
    assert_int_equal(review_option_points(&m.options[2]), 4 - REVIEW_LIE_COSTS);
}

/* Among equals each comes up, and the average player is made of what it says. */
static void chance_is_shared_out(void **unused)
{
    (void)unused;
    enum { DRAWS = 6000 };
    static const row EQUALS[] = {{1, 0, false, 5, 0, true},
                                 {0, 1, false, 9, 0, true},
                                 {0, 0, false, 7, 0, true},
                                 {-1, 0, false, 7, 0, true}};
    review_moment m = moment_of(EQUALS, 4, false);
    uint32_t best[4] = {0}, average[4] = {0}, any[4] = {0};
    rng chooser = rng_seed(1, 1);
    for (int i = 0; i < DRAWS; i++) {
        best[REVIEW_POLICY[REVIEW_BEST].pick(&m, &chooser)]++;
        average[REVIEW_POLICY[REVIEW_AVERAGE].pick(&m, &chooser)]++;
        any[REVIEW_POLICY[REVIEW_RANDOM].pick(&m, &chooser)]++;
    }
    assert_in_range(best[0], 2800, 3200);
    assert_int_equal(best[0] + best[1], DRAWS);
    for (int i = 0; i < 4; i++)
        assert_in_range(any[i], 1350, 1650);
    /* 0.6 / 2 + 0.3 / 4, twice; 0.3 / 4; 0.3 / 4 + 0.1 */
    assert_in_range(average[0], 2100, 2400);
    assert_in_range(average[1], 2100, 2400);
    assert_in_range(average[2], 360, 540);
    assert_in_range(average[3], 930, 1170);
}

static void every_policy_says_what_it_does(void **unused)
{
    (void)unused;
    for (uint32_t p = 0; p < REVIEW_POLICIES; p++) {
        assert_non_null(REVIEW_POLICY[p].name);
        assert_non_null(REVIEW_POLICY[p].rule);
        assert_non_null(REVIEW_POLICY[p].pick);
    }
}

static void figures_of_a_score(void **unused)
{
    (void)unused;
    review_axis a = {0};
    assert_int_equal(review_axis_mean(&a), -1);
    assert_int_equal(review_axis_quantile(&a, 50), -1);
    static const int32_t SCORES[] = {10, 20, 20, 70, 100};
    for (size_t i = 0; i < 5; i++) {
        a.scored++;
        a.points += (uint64_t)SCORES[i];
        a.at[SCORES[i]]++;
    }
    assert_int_equal(review_axis_mean(&a), 440);
    assert_int_equal(review_axis_quantile(&a, 0), 10);
    assert_int_equal(review_axis_quantile(&a, 25), 20);
    assert_int_equal(review_axis_quantile(&a, 50), 20);
    assert_int_equal(review_axis_quantile(&a, 75), 70);
    assert_int_equal(review_axis_quantile(&a, 100), 100);
}

static void differences_beyond_chance(void **unused)
{
    (void)unused;
    static const struct {
        uint64_t a, b, of;
        bool clearly;
    } CASES[] = {{10, 10, 100, false}, {5, 50, 100, false},
                 {60, 50, 100, false}, {80, 50, 100, true},
                 {1, 0, 1, false},     {29, 0, 29, false},
                 {30, 0, 30, true},    {520000, 500000, 1000000, true}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_int_equal(review_clearly_more(CASES[i].a, CASES[i].b, CASES[i].of),
                         CASES[i].clearly);
    assert_int_equal(review_margin(100), 98);
    assert_int_equal(review_margin(10000), 10); /* 9.8 */
    assert_int_equal(review_margin(0), 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_policy_picks_by_its_rule), cmocka_unit_test(chance_is_shared_out),
        cmocka_unit_test(every_policy_says_what_it_does), cmocka_unit_test(figures_of_a_score),
        cmocka_unit_test(differences_beyond_chance)};
    return cmocka_run_group_tests_name("review_figures", tests, NULL, NULL);
}

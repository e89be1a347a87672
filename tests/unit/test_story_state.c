#include "story_fixture.h"

/* 2026-03-06 is a Friday. */
static story_def friday(void)
{
    story_def d = {0};
    assert_true(story_date_to_days(2026, 3, 6, &d.start_day));
    d.start_minute = 16 * 60 + 30;
    return d;
}

static void knows_the_calendar(void **unused)
{
    (void)unused;
    static const struct {
        int32_t now, day, weekday, hour, minute, month, day_of_month, workdays;
    } ROWS[] = {
        {0, 1, 5, 16, 30, 3, 6, 0},
        {449, 1, 5, 23, 59, 3, 6, 0},
        {450, 2, 6, 0, 0, 3, 7, 0},                   /* Saturday */
        {450 + 1440, 3, 7, 0, 0, 3, 8, 0},            /* Sunday */
        {450 + 2 * 1440 + 600, 4, 1, 10, 0, 3, 9, 1}, /* Monday */
        {450 + 6 * 1440, 8, 5, 0, 0, 3, 13, 5},       /* Friday again */
        {450 + 7 * 1440, 9, 6, 0, 0, 3, 14, 5},
        {450 + 25 * 1440, 27, 3, 0, 0, 4, 1, 18}, /* into April */
    };
    story_def d = friday();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        story_calendar c = story_calendar_at(&d, ROWS[i].now);
        assert_int_equal(c.day, ROWS[i].day);
        assert_int_equal(c.weekday, ROWS[i].weekday);
        assert_int_equal(c.hour, ROWS[i].hour);
        assert_int_equal(c.minute, ROWS[i].minute);
        assert_int_equal(c.month, ROWS[i].month);
        assert_int_equal(c.day_of_month, ROWS[i].day_of_month);
        assert_int_equal(c.workdays, ROWS[i].workdays);
        assert_int_equal(c.year, 2026);
    }
}

static void dates_go_there_and_back(void **unused)
{
    (void)unused;
    int32_t before = 0;
    assert_true(story_date_to_days(1970, 1, 1, &before));
    assert_int_equal(before, 0);
    for (int32_t year = 1999; year <= 2101; year++)
        for (int32_t month = 1; month <= 12; month++)
            for (int32_t day = 1; day <= 31; day++) {
                int32_t days;
                if (!story_date_to_days(year, month, day, &days)) continue;
                story_def d = {.start_day = days};
                story_calendar c = story_calendar_at(&d, 0);
                assert_int_equal(c.year, year);
                assert_int_equal(c.month, month);
                assert_int_equal(c.day_of_month, day);
                if (before && year > 1999) assert_int_equal(days, before + 1);
                before = days;
            }
}

static void refuses_days_that_are_none(void **unused)
{
    (void)unused;
    static const int32_t NONE[][3] = {{2026, 2, 29}, {2026, 4, 31}, {2026, 13, 1}, {2026, 0, 1},
                                      {2026, 1, 0},  {2100, 2, 29}, {1899, 1, 1},  {3000, 1, 1}};
    int32_t days;
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        assert_false(story_date_to_days(NONE[i][0], NONE[i][1], NONE[i][2], &days));
    assert_true(story_date_to_days(2024, 2, 29, &days));
    assert_true(story_date_to_days(2000, 2, 29, &days));
}

static void works_out_moments(void **unused)
{
    (void)unused;
    enum { TEN = 600, MONDAY_TEN = 450 + 2 * 1440 + TEN };
    static const struct {
        int32_t now;
        story_time t;
        int32_t due;
    } ROWS[] = {
        {5, {STORY_TIME_NONE, 0, 99}, 5},
        {5, {STORY_TIME_IN, 0, 90}, 95},
        {0, {STORY_TIME_CLOCK, 0, 17 * 60}, 30},
        {0, {STORY_TIME_CLOCK, 0, 16 * 60 + 30}, 1440}, /* shown now: the next time is tomorrow */
        {0, {STORY_TIME_CLOCK, 0, TEN}, 450 + TEN},
        {0, {STORY_TIME_TOMORROW, 0, TEN}, 450 + TEN},
        {0, {STORY_TIME_WORKDAY, 0, TEN}, MONDAY_TEN},
        {450, {STORY_TIME_WORKDAY, 0, TEN}, MONDAY_TEN}, /* from Saturday */
        {0, {STORY_TIME_WEEKDAY, 1, TEN}, MONDAY_TEN},
        {0, {STORY_TIME_WEEKDAY, 5, 17 * 60}, 30},
        {0, {STORY_TIME_WEEKDAY, 5, TEN}, 450 + 6 * 1440 + TEN},
        {MONDAY_TEN, {STORY_TIME_WORKDAY, 0, TEN}, MONDAY_TEN + 1440},
        {0, {STORY_TIME_AT, 0, 300}, 300},
        {400, {STORY_TIME_AT, 0, 300}, 400},
    };
    story_def d = friday();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        assert_int_equal(story_time_due(&d, ROWS[i].now, ROWS[i].t), ROWS[i].due);
}

static void hash_sees_every_part(void **unused)
{
    (void)unused;
    play p = play_begin(FIXTURE_HEAD
                        "'cast': { 'dana': { 'name': 'Dana' } }, 'state': { 'n': 1 },"
                        "'facts': { 'pay': { 'is': 'n > 0' } },"
                        "'endings': { 'done': { 'title': 'Done.' } },"
                        "'scenes': { 'one': { 'with': 'dana', 'choices': ["
                        "  { 'id': 'lie', 'say': 'No.', 'claims': { 'pay': false } },"
                        "  { 'id': 'stop', 'do': 'Stop.', 'ending': 'done', 'to': 'end' } ] } } }",
                        3);
    play_take(&p, "lie");
    uint64_t whole = story_state_hash(p.def, p.state);
    unsigned char *bytes = (unsigned char *)p.state;
    size_t fixed = offsetof(story_state, slots);
    uint32_t seen = 0;
    for (size_t i = 0; i < fixed + p.def->slot_count * sizeof(int32_t); i++) {
        bytes[i] ^= 1;
        /* claim_count decides which claims count; its higher bytes would point outside. */
        size_t count_at = offsetof(story_state, claim_count);
        if (i < count_at || i >= count_at + 4) seen += story_state_hash(p.def, p.state) != whole;
        bytes[i] ^= 1;
    }
    assert_int_equal(seen, fixed + p.def->slot_count * sizeof(int32_t) - 4);
    assert_true(story_state_hash(p.def, p.state) == whole);
    story_claim *claim = (story_claim *)(void *)(p.state->slots + p.def->slot_count);
    claim->discovered = !claim->discovered;
    assert_true(story_state_hash(p.def, p.state) != whole);
    play_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_calendar),         cmocka_unit_test(dates_go_there_and_back),
        cmocka_unit_test(refuses_days_that_are_none), cmocka_unit_test(works_out_moments),
        cmocka_unit_test(hash_sees_every_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What an option is worth before it is taken. */
#include "story_fixture.h"

static const char SCENARIO[] = FIXTURE_HEAD
    "  'cast': { 'dana': { 'name': 'Dana' } },"
    "  'state': { 'n': 3, 'open': true },"
    "  'facts': { 'free': { 'is': 'n > 2', 'about': 'being free' } },"
    "  'endings': { 'done': { 'title': 'Done.', 'kind': 'yes' } },"
    "  'scenes': { 'one': { 'stage': 'call', 'with': 'dana', 'shuffle': false, 'choices': ["
    "    { 'id': 'plain', 'say': 'Yes.', 'claims': { 'free': true }, 'shows': ["
    "      { 'skill': 'T1', 'points': 2, 'because': 'So.' }, { 'skill': 'T2', 'points': 'n - 4', "
    "'because': 'So.' },"
    "      { 'skill': 'H1', 'points': 1, 'because': 'So.' }, { 'skill': 'S1', 'points': 2, "
    "'because': 'So.', 'if': 'n > 5' } ] },"
    "    { 'id': 'lie', 'say': 'No.', 'claims': { 'free': false }, 'set': { 'n': 7 } },"
    "    { 'id': 'omit', 'say': 'Well.', 'omits': [ 'free' ], 'shows': ["
    "      { 'skill': 'T1', 'points': 0, 'because': 'So.' } ] },"
    "    { 'id': 'stop', 'do': 'Stop.', 'ending': 'done', 'to': 'end' } ] } } }";

static uint64_t bit_of(const story_def *def, const char *skill)
{
    return UINT64_C(1) << story_names_find(&def->skill_names, skill);
}

static void weighs_without_taking(void **unused)
{
    (void)unused;
    play p = play_begin(SCENARIO, 1);
    story_worth worth[STORY_MOST_OPEN];
    uint64_t before = story_state_hash(p.def, p.state);
    assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
    assert_int_equal(p.moment.option_count, 4);
    assert_true(story_weigh(&p.run, p.state, &p.moment, worth, &p.e));
    assert_int_equal(worth[0].points[STORY_TACT], 1);
    assert_int_equal(worth[0].points[STORY_SPEED], 0);
    assert_int_equal(worth[0].points[STORY_HONESTY], 1);
    assert_int_equal(worth[0].skills, bit_of(p.def, "T1") | bit_of(p.def, "H1"));
    assert_true(worth[0].shows);
    assert_false(worth[0].lies);
    assert_true(worth[1].lies);
    assert_false(worth[1].shows);
    assert_false(worth[2].lies);
    assert_true(worth[2].shows);
    assert_int_equal(worth[2].skills, 0);
    assert_false(worth[3].shows);
    assert_true(story_state_hash(p.def, p.state) == before);
    play_take(&p, "lie"); /* the moment is still good */
    play_end(&p);
}

/* What was untrue becomes true with the facts, and conditions of evidence are asked anew. */
static void weighs_the_state_at_hand(void **unused)
{
    (void)unused;
    play p = play_begin(SCENARIO, 1);
    story_worth worth[STORY_MOST_OPEN];
    p.state->slots[story_names_find(&p.def->var_names, "n")] = 1;
    assert_true(story_look(&p.run, p.state, &p.moment, &p.e));
    assert_true(story_weigh(&p.run, p.state, &p.moment, worth, &p.e));
    assert_true(worth[0].lies);
    assert_false(worth[1].lies);
    assert_int_equal(worth[0].points[STORY_TACT], 0); /* 2, and n - 4 held at -2 */
    p.state->slots[story_names_find(&p.def->var_names, "n")] = 6;
    assert_true(story_weigh(&p.run, p.state, &p.moment, worth, &p.e));
    assert_int_equal(worth[0].points[STORY_SPEED], 2);
    assert_int_equal(worth[0].points[STORY_TACT], 4);
    play_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(weighs_without_taking),
                                       cmocka_unit_test(weighs_the_state_at_hand)};
    return cmocka_run_group_tests_name("story_weigh", tests, NULL, NULL);
}

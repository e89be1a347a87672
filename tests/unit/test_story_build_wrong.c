/* Scenarios with one mistake each: the code, the words and the place of the problem told. */
#include "test_story_build.h"

typedef struct wrong {
    const char *text; /* ^ stands right before the place */
    const char *code, *words;
} wrong;

#define TOP(x) SCENARIO(x, "", "")
#define SCENE(x) SCENARIO("", x, "")
#define CHOICE(x) SCENARIO("", "", x)
/* A scene b beside a. */
#define SCENES(x) SCENARIO("", "} , " x ", 'rest': { 'to': 'end'", "'to': 'rest'")

static const wrong KEYS[] = {
    {TOP("^'endigns': {}"), "E201",
     "\"endigns\" means nothing in the scenario; did you mean \"endings\"?"},
    {TOP("'about': { 'goals': ['x'] }, ^'zzz': 1"), "E201",
     "what can stand there is: about, board, cast"},
    {SCENE("^'stag': 'call'"), "E201", "in a scene; did you mean \"stage\""},
    {CHOICE("^'sey': 'x'"), "E201", "in a choice; did you mean \"say\""},
    {CHOICE("'shows': [ { 'skill': 'T1', 'points': 1, 'because': 'x', ^'iff': true } ]"), "E201",
     "in evidence"},
    {CHOICE("'outcomes': [ { ^'say': 'x' } ]"), "E201", "in an outcome"},
    {CHOICE("'claims': [ { 'to': 'dana', 'fact': 'pay', 'is': true, ^'if': true } ]"), "E201",
     "in a claim"},
    {CHOICE("'to': [ { 'to': 'end', ^'else': 'a' } ]"), "E201", "in an entry of \"to\""},
    {CHOICE("'say': [ { 'text': 'x', ^'when': true } ]"), "E201", "in an alternative of a text"},
    {TOP("'cast': { 'dana': { 'name': 'D', ^'portait': 'x.svg' } }"), "E201",
     "did you mean \"portrait\""},
    {TOP("'player': { ^'nane': 'x' }"), "E201", "in the player; did you mean \"name\""},
    {TOP("'state': { 'trust': { ^'strat': 1 } }"), "E201", "did you mean \"start\""},
    {TOP("'state': { 'x': { 'start': true, ^'min': 1 } }"), "E201", "\"min\" is for numbers"},
    {TOP("'facts': { 'pay': { 'is': true, ^'abuot': 'x' } }"), "E201", "did you mean \"about\""},
    {TOP("'events': { 'bell': { ^'when': 'x' } }"), "E201", "in an event"},
    {TOP("'endings': { 'yes': { 'title': 'x', ^'to': 'a' } }"), "E201",
     "\"to\" means nothing in an ending"},
    {TOP("'skills': { 'n1': { 'name': 'x', 'axis': 'tact', ^'point': 1 } }"), "E201", "in a skill"},
    {TOP("'sheet': [ { 'text': 'x', ^'sure': 'weak' } ]"), "E201", "in a row of the call sheet"},
    {TOP("'board': [ { 'text': 'x', ^'done': true } ]"), "E201", "in a row of the board"},
    {TOP("'par': { ^'tacd': 3 }"), "E201", "did you mean \"tact\""},
    {SCENE("'lines': [ { ^'dan': 'x' } ]"), "E201", "did you mean \"dana\""},
    {SCENES("'b': { 'lua': 'x', ^'lines': ['x'] }"), "E201",
     "\"lines\" cannot stand beside \"lua\""},
    {"{ 'format': 1 }", "E202", "the scenario needs \"id\""},
    {"{ 'id': 'x' }", "E202", "the scenario needs \"format\""},
    {"{ 'id': 'x' }", "E202", "the scenario needs \"scenes\""},
    {TOP("'cast': { 'dana': ^{ } }"), "E202", "somebody of the cast needs \"name\""},
    {TOP("'facts': { 'pay': ^{ } }"), "E202", "a fact needs \"is\""},
    {TOP("'endings': { 'yes': ^{ } }"), "E202", "an ending needs \"title\""},
    {TOP("'skills': { 'n1': ^{ 'name': 'x' } }"), "E202", "a skill needs \"axis\""},
    {SCENE("'choices': [ ^{ 'say': 'x', 'to': 'end' } ]"), "E202", "a choice needs \"id\""},
    {SCENE("'choices': [ ^{ 'id': 'x', 'to': 'end' } ]"), "E202",
     "a choice needs \"say\" or \"do\""},
    {CHOICE("'shows': [ ^{ 'skill': 'T1', 'points': 1 } ]"), "E202", "evidence needs \"because\""},
    {CHOICE("'reply': [ ^{ 'mood': 'warm' } ]"), "E202", "nobody speaks in this line"},
    {CHOICE("'claims': [ ^{ 'fact': 'pay' } ]"), "E202", "a claim needs \"is\""},
    {TOP("'sheet': [ ^{ 'if': true } ]"), "E202", "a row of the call sheet needs \"text\""},
};

static const wrong NAMES[] = {
    {TOP("'start': ^'aa'"), "E203", "\"aa\" is not declared as a scene; did you mean \"a\"?"},
    {SCENE("'with': ^'dena'"), "E203", "as somebody of the cast; did you mean \"dana\"?"},
    {CHOICE("'to': ^'ofer'"), "E203", "\"ofer\" is not declared as a scene"},
    {CHOICE("'to': [ { 'if': 'asked', 'to': ^'b' } ]"), "E203", "\"b\" is not declared as a scene"},
    {CHOICE("'ending': ^'yess'"), "E203", "as an ending; did you mean \"yes\"?"},
    {CHOICE("'set': { ^'truts': 1 }"), "E203",
     "as a variable under \"state\"; did you mean \"trust\"?"},
    {CHOICE("'draw': [ ^'rivale' ]"), "E203", "did you mean \"rival\"?"},
    {CHOICE("'discover': [ ^'pey' ]"), "E203", "as a fact; did you mean \"pay\"?"},
    {CHOICE("'omits': [ ^'pey' ]"), "E203", "as a fact"},
    {CHOICE("'claims': { ^'pey': true }"), "E203", "did you mean \"pay\"?"},
    {CHOICE("'claims': [ { 'to': ^'dane', 'fact': 'pay', 'is': true } ]"), "E203",
     "did you mean \"dana\"?"},
    {CHOICE("'schedule': { ^'bel': '2d' }"), "E203", "as an event; did you mean \"bell\"?"},
    {CHOICE("'cancel': [ ^'bel' ]"), "E203", "did you mean \"bell\"?"},
    {CHOICE("'shows': [ { 'skill': ^'T8', 'points': 1, 'because': 'x' } ]"), "E203",
     "as a skill; did you mean \"T"},
    {SCENES("^'Big': { 'to': 'end' }"), "E204", "\"Big\" cannot be the name of a scene"},
    {SCENES("^'1st': { 'to': 'end' }"), "E204", "with a letter first"},
    {SCENES("^'aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeee': { 'to': 'end' }"), "E204",
     "at most 48"},
    {CHOICE("'id': ^'go on'"), "E204", "\"go on\" cannot be the name of a choice"},
    {TOP("'state': { ^'x-y': 1 }"), "E204", "the name of a variable"},
    {TOP("'id': ^'More Time'"), "E204", "cannot be the id of a scenario"},
    {CHOICE("'reply': [ { 'dana': 'x', 'id': ^'A' } ]"), "E204", "the name of a line"},
    {TOP("'state': { 'x': { 'one_of': [ ^'Tea' ] } }"), "E204", "the name of a word"},
    {SCENES("'b': { 'to': 'end' }, ^'b': { 'to': 'end' }"), "E205",
     "\"b\" is already the name of a scene"},
    {SCENE("'choices': [ { 'id': 'x', 'say': 'x' }, { 'id': ^'x', 'say': 'y' } ]"), "E205",
     "have the id \"x\""},
    {TOP("'state': { 'x': { 'one_of': [ 'tea', ^'tea' ] } }"), "E205", "\"tea\" stands here twice"},
    {TOP("'state': { ^'clock': 1 }"), "E206", "\"clock\" has a meaning of its own"},
    {TOP("'state': { ^'steps': 1 }"), "E206", "\"steps\" has a meaning of its own"},
    {TOP("'state': { ^'roll': 1 }"), "E206", "\"roll\" has a meaning of its own"},
    {TOP("'state': { ^'math': 1 }"), "E206", "\"math\" has a meaning of its own"},
    {TOP("'state': { ^'end': 1 }"), "E206", "\"end\" is a word of Lua"},
    {SCENES("^'resume': { 'to': 'end' }"), "E206", "\"resume\" has a meaning of its own"},
    {SCENES("^'end': { 'to': 'a' }"), "E206", "\"end\" is a word of Lua"},
    {TOP("'cast': { ^'you': { 'name': 'x' } }"), "E206", "\"you\" has a meaning of its own"},
    {TOP("'cast': { ^'mood': { 'name': 'x' } }"), "E206", "\"mood\" has a meaning of its own"},
    {TOP("'endings': { ^'none': { 'title': 'x' } }"), "E206", "\"none\" has a meaning of its own"},
    {CHOICE("'id': ^'repeat'"), "E206", "\"repeat\" is a word of Lua"},
    {SCENE("'choices': ^[1,2,3,4,5,6,7,8,9,10,11,12,13]"), "E207",
     "at most 12 entries; this has 13"},
};

static const wrong VALUES[] = {
    {TOP("'title': ^7"), "E301", "text in quotes is wanted here; this is a whole number"},
    {TOP("'scenes': ^[]"), "E301", "an object of names is wanted here; this is a list"},
    {TOP("'minutes': ^1.5"), "E301", "this is a number with a fraction"},
    {TOP("'about': { 'goals': ^'x' }"), "E301", "a list of texts"},
    {TOP("'files': ^'x.json'"), "E301", "a list of file names"},
    {TOP("'format': ^'1'"), "E301", "the number 1 is wanted"},
    {TOP("'state': { 'x': ^'phone' }"), "E301", "a variable is declared by its first value"},
    {TOP("'state': { 'x': { 'start': ^'phone' } }"), "E301", "needs \"one_of\""},
    {TOP("'state': { 'x': { 'min': 1, 'draw': ^3 } }"), "E301", "true (to draw a number)"},
    {TOP("'state': { 'x': { 'one_of': ['a'], 'draw': ^3 } }"), "E301", "a list of weights"},
    {SCENE("'choices': ^{}"), "E301", "a list of choices"},
    {SCENE("'lines': [ ^3 ]"), "E301", "a line is text"},
    {SCENE("'shuffle': ^1"), "E301", "true or false is wanted here"},
    {CHOICE("'say': ^3"), "E301", "a list of alternatives"},
    {CHOICE("'if': ^3"), "E301", "a condition in quotes"},
    {CHOICE("'to': ^3"), "E301", "the name of a scene is wanted here"},
    {CHOICE("'set': { 'trust': ^true }"), "E301",
     "a whole number is wanted here; this is true or false"},
    {CHOICE("'set': { 'asked': ^3 }"), "E301", "true or false is wanted here"},
    {CHOICE("'set': { 'asked': ^'+1' }"), "E301", "only a number can be changed by + or -"},
    {CHOICE("'set': { 'channel': ^3 }"), "E301", "\"channel\" is one of several words"},
    {CHOICE("'claims': { 'pay': ^3 }"), "E301", "a value of the fact's own kind"},
    {TOP("'minutes': ^-1"), "E302", "-1 is outside the range from 0 to 100000"},
    {TOP("'state': { 'x': ^1000001 }"), "E302", "1000001 is outside the range"},
    {TOP("'state': { 'x': { 'min': ^9, 'max': 3 } }"), "E302",
     "\"min\" (9) lies above \"max\" (3)"},
    {TOP("'state': { 'x': { 'start': ^9, 'max': 3 } }"), "E302", "9 is outside the range"},
    {TOP("'state': { 'x': { 'start': false, 'draw': ^101 } }"), "E302", "from 0 to 100"},
    {TOP("'state': { 'x': { 'one_of': ['a', 'b'], 'draw': ^[1] } }"), "E302",
     "1 weights for 2 words"},
    {TOP("'state': { 'x': { 'one_of': ['a', 'b'], 'draw': ^[0, 0] } }"), "E302",
     "all weights are 0"},
    {TOP("'par': { 'tact': ^-3 }"), "E302", "-3 is outside the range"},
    {CHOICE("'shows': [ { 'skill': 'T1', 'points': ^3, 'because': 'x' } ]"), "E302",
     "lies between -2 and 2; this is 3"},
    {CHOICE("'shows': [ { 'skill': 'T1', 'points': 1, 'because': 'x', 'best': 0, 'worst': ^1 } ]"),
     "E302", "is better than \"best\""},
    {CHOICE("'outcomes': [ { 'weight': ^-1 } ]"), "E302", "a weight lies between 0 and 1000000"},
    {CHOICE("'takes': ^'9999d'"), "E302", "more than ten years"},
    {CHOICE("'set': { 'trust': ^'+2000000' }"), "E302", "outside every range"},
    {TOP("'events': { 'bell': { 'at': '09:00', 'every': ^'0m' } }"), "E302", "at least one minute"},
    {SCENE("'stage': ^'cal'"), "E303", "did you mean \"call\"?"},
    {SCENE("'stage': ^'television'"), "E303", "it can be: note, call, desk"},
    {CHOICE("'reply': [ { 'dana': 'x', 'mood': ^'wram' } ]"), "E303", "did you mean \"warm\"?"},
    {TOP("'endings': { 'yes': { 'title': 'x', 'kind': ^'yess' } }"), "E303",
     "did you mean \"yes\"?"},
    {TOP("'board': [ { 'text': 'x', 'sure': ^'goood' } ]"), "E303", "did you mean \"good\"?"},
    {TOP("'skills': { 'n1': { 'name': 'x', 'axis': ^'tect' } }"), "E303", "did you mean \"tact\"?"},
    {TOP("'state': { 'x': { 'one_of': ['tea'], 'start': ^'tee' } }"), "E303",
     "did you mean \"tea\"?"},
    {TOP("'state': { 'x': { 'one_of': ['tea'], 'draw': { ^'tee': 1 } } }"), "E303",
     "did you mean \"tea\"?"},
    {CHOICE("'set': { 'channel': ^'fone' }"), "E303",
     "\"fone\" is none of the words of \"channel\""},
    {CHOICE("'claims': { 'why': ^'phon' }"), "E303", "did you mean \"phone\"?"},
    {CHOICE("'if': ^'channel == \"mial\"'"), "E303",
     "\"mial\" is none of the words of \"channel\", so this never holds; did you mean \"mail\"?"},
    {CHOICE("'if': ^'\"mial\" ~= channel'"), "E303", "did you mean \"mail\"?"},
    {CHOICE("'if': ^'ending == \"yess\"'"), "E303",
     "there is no ending \"yess\"; did you mean \"yes\"?"},
    {CHOICE("'draw': [ ^'trust' ]"), "E303", "\"trust\" says nowhere how to draw it"},
    {CHOICE("^'do': 'x'"), "E303", "\"say\" or \"do\", not both"},
    {CHOICE("'takes': '2m', ^'until': '09:00'"), "E303", "keep one of them"},
    {SCENE("^'to': 'end'"), "E303", "\"to\" is for a scene without choices"},
    {CHOICE("'reply': [ { 'dana': 'x', ^'you': 'y' } ]"), "E303", "cannot both speak in one line"},
    {TOP("'events': { 'bell': { 'claims': { 'pay': ^true } } }"), "E303", "who is told this?"},
    {TOP("'clock': ^'2026-02-30 10:00'"), "E304", "is no date and time"},
    {TOP("'clock': ^'16:30'"), "E304", "write it as \"2026-03-06 16:30\""},
    {CHOICE("'takes': ^'2 days'"), "E304", "is no duration"},
    {CHOICE("'takes': ^'3m1h'"), "E304", "is no duration"},
    {CHOICE("'takes': ^''"), "E304", "is no duration"},
    {CHOICE("'until': ^'2d'"), "E304", "is no time"},
    {CHOICE("'until': ^'24:00'"), "E304", "is no time"},
    {CHOICE("'until': ^'9:5'"), "E304", "is no time"},
    {CHOICE("'until': ^'someday 10:00'"), "E304", "is no time"},
    {CHOICE("'schedule': { 'bell': ^'day 0 10:00' }"), "E304", "write \"2d\", \"16:30\""},
    {TOP("'title': ^''"), "E305", "this text is empty"},
    {CHOICE("'say': ^[]"), "E305", "list of alternatives is empty"},
    {CHOICE("'to': ^[]"), "E305", "names no scene"},
    {CHOICE("'if': ^'  '"), "E305", "an expression is missing"},
    {CHOICE("'outcomes': ^[]"), "E305", "no outcome in this list"},
    {SCENE("'choices': ^[]"), "E305", "no choice in this list"},
    {TOP("'state': { 'x': { 'one_of': ^[] } }"), "E305", "no word to choose from"},
    {CHOICE("'say': ^'Hello {trust'"), "E306", "is not closed"},
    {CHOICE("'say': ^'Hello { }'"), "E306", "nothing between { and }"},
};

static const wrong EXPRESSIONS[] = {
    {CHOICE("'if': ^'trust >'"), "E401", "the expression \"trust >\" cannot be read; without Lua"},
    {CHOICE("'say': ^'Hi {trust +}'"), "E401", "cannot be read"},
    {CHOICE("'if': ^'truts > 3'"), "E402",
     "the name \"truts\" is not declared; did you mean \"trust\"?"},
    {CHOICE("'if': ^'zzzzzz > 3'"), "E402", "neither under \"state\" nor by the format"},
    {CHOICE("'if': ^'discoverd > 3'"), "E402", "did you mean \"discovered\"?"},
    {CHOICE("'if': ^'clock.houer > 3'"), "E402",
     "no value of the clock \"houer\"; did you mean \"hour\"?"},
    {CHOICE("'if': ^'clok.hour > 3'"), "E402", "did you mean \"clock\"?"},
    {CHOICE("'if': ^'visits.offer > 3'"), "E402", "no scene \"offer\""},
    {CHOICE("'if': ^'chosen.a.goo > 0'"), "E402",
     "no choice written in JSON \"goo\"; did you mean \"go\"?"},
    {CHOICE("'if': ^'chosen.a > 0'"), "E402", "\"chosen.a\" has fewer parts"},
    {CHOICE("'if': ^'visits.a.go > 0'"), "E402", "\"visits.a.go\" has more parts"},
    {CHOICE("'if': ^'due.bel > 0'"), "E402", "no event \"bel\"; did you mean \"bell\"?"},
    {CHOICE("'if': ^'fired.bel > 0'"), "E402", "no event \"bel\""},
    {CHOICE("'if': ^'fact.pey'"), "E402", "no fact \"pey\"; did you mean \"pay\"?"},
    {CHOICE("'if': ^'told.dena.pay'"), "E402", "no person \"dena\"; did you mean \"dana\"?"},
    {CHOICE("'if': ^'lied.dana.pey'"), "E402", "no fact \"pey\""},
    {CHOICE("'if': ^'lies.dena > 0'"), "E402", "no person \"dena\""},
    {CHOICE("'if': ^'score.tect > 0'"), "E402", "no score \"tect\"; did you mean \"tact\"?"},
    {CHOICE("'if': ^'hear(1) > 0'"), "E402", "the function \"hear\" is not defined by any script"},
    {CHOICE("'say': ^'Hi {truts}'"), "E402", "did you mean \"trust\"?"},
    {TOP("'facts': { 'why': { 'is': true }, 'pay': { 'is': ^'not fact.why' } }"), "E402",
     "cannot use other facts"},
    {CHOICE("'if': ^'trust'"), "E403", "gives a number and so always holds"},
    {CHOICE("'if': ^'channel'"), "E403", "gives a text and so always holds"},
    {CHOICE("'set': { 'trust': ^'channel' }"), "E403",
     "a whole number is wanted here; the expression \"channel\" gives a text"},
    {CHOICE("'set': { 'asked': ^'trust + 1' }"), "E403", "gives a number"},
    {CHOICE("'set': { 'channel': ^'trust' }"), "E403", "gives a number"},
    {CHOICE("'set': { 'trust': ^'+asked' }"), "E403", "changes by something that is no number"},
    {CHOICE("'set': { 'trust': ^'asked + 1' }"), "E403",
     "computes with something that is no number"},
};

static const wrong SCENES_WRONG[] = {
    {SCENES("^'b': { 'lines': ['x'] }"), "E501", "the scene \"b\" has neither choices nor \"to\""},
    {SCENES("^'b': { 'to': 'b' }"), "E503", "\"b\" leads to itself"},
    {SCENES("^'b': { 'to': 'c' }, 'c': { 'to': [ 'b', 'a' ] }"), "E503",
     "\"b\" leads to \"c\" and from there back"},
    {SCENE("^'choices': [ { 'id': 'a', 'do': 'x' }, { 'id': 'b', 'do': 'x' }, { 'id': 'c', 'do': "
           "'x' },"
           "{ 'id': 'd', 'do': 'x' }, { 'id': 'e', 'do': 'x' }, { 'id': 'f', 'do': 'x' },"
           "{ 'id': 'g', 'do': 'x' }, { 'id': 'h', 'do': 'x' }, { 'id': 'i', 'do': 'x' },"
           "{ 'id': 'j', 'do': 'x' } ]"),
     "E504", "10 choices are open at once; at most 9"},
    {CHOICE("'lua': ^'hear'"), "E603", "the scenario names no scripts"},
    {TOP("'format': ^2"), "E113", "this is format 2"},
};

static const wrong ADVICE[] = {
    {SCENES("^'b': { 'to': 'a' }"), "W101", "nothing leads to the scene \"b\""},
    {TOP("'state': { 'trust': 1, 'asked': false, 'channel': { 'one_of': ['phone', 'none'] },"
         "'rival': false, ^'left': 3 }"),
     "W102", "the variable \"left\" is never read nor set"},
    {TOP("'endings': { 'yes': { 'title': 'x' }, ^'no': { 'title': 'x' } }"), "W204",
     "nothing sets the ending \"no\""},
    {SCENE("^'choices': [ { 'id': 'a', 'say': 'x', 'ending': 'yes' }, { 'id': 'b', 'say': 'x', "
           "'set': { 'asked': true } },"
           "{ 'id': 'c', 'say': 'x' }, { 'id': 'd', 'say': 'x' }, { 'id': 'e', 'say': 'x' },"
           "{ 'id': 'f', 'say': 'x' } ]"),
     "W203", "6 choices are open at once"},
};

/* The problem wanted, or the test fails with what was told instead. */
static void expect_told(const wrong *w, built *r)
{
    const char *mark = strchr(w->text, '^');
    for (const problem *one = r->p.first; one; one = one->next) {
        bool here = !mark || one->at == (uint32_t)(mark + 1 - w->text);
        if (here && strcmp(problem_code_text(one->code), w->code) == 0 &&
            strstr(one->text, w->words))
            return;
    }
    strbuf all = {0};
    problems_finish(&r->p);
    problems_print(&r->p, &all, NULL);
    fail_msg("wanted %s: %s\n  in %s\n  told was:\n%s", w->code, w->words,
             mark ? mark + 1 : w->text, strbuf_text(&all));
}

static void try_all(const wrong *cases, size_t count, bool errors)
{
    for (size_t i = 0; i < count; i++) {
        built r;
        build_text_alone(&r, cases[i].text, NULL, false);
        assert_true(r.ok);
        expect_told(&cases[i], &r);
        assert_true((r.def == NULL) == errors);
        built_release(&r);
#ifdef BASE_FAULTS
        assert_int_equal(base_alloc_live(), 0);
#endif
    }
}
#define TRY(cases, errors) try_all(cases, sizeof cases / sizeof *cases, errors)

static void wrong_keys(void **state)
{
    (void)state;
    TRY(KEYS, true);
}

static void wrong_names(void **state)
{
    (void)state;
    TRY(NAMES, true);
}

static void wrong_values(void **state)
{
    (void)state;
    TRY(VALUES, true);
}

static void wrong_expressions(void **state)
{
    (void)state;
    TRY(EXPRESSIONS, true);
}

static void wrong_scenes(void **state)
{
    (void)state;
    TRY(SCENES_WRONG, true);
}

static void advice_is_no_error(void **state)
{
    (void)state;
    TRY(ADVICE, false);
}

static void each_mistake_is_told_once(void **state)
{
    (void)state;
    built r;
    build_text_alone(&r, SCENARIO("'endigns': 3", "'stag': 'x'", "'if': 'truts > 3 and clok.hour'"),
                     NULL, false);
    assert_int_equal(r.p.errors, 4);
    assert_null(r.def);
    built_release(&r);
}

static void expressions_with_lua(void **state)
{
    (void)state;
    static const wrong CASES[] = {
        {CHOICE("'if': ^'trust ?? 3'"), "E401", "cannot be read: unexpected symbol near '?'"},
        {CHOICE("'if': ^'heer(trust)'"), "E402",
         "the function \"heer\" is not defined by any script; did you mean \"hear\"?"},
        {CHOICE("'if': ^'hear(truts)'"), "E402", "did you mean \"trust\"?"},
        {CHOICE("'if': ^'(\"a\" .. channnel) == \"aphone\"'"), "E402", "did you mean \"channel\"?"},
        {CHOICE("'lua': ^'hera'"), "E603",
         "no script defines the function \"hera\"; did you mean \"hear\"?"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        built r;
        fake_lua f = {0};
        story_compiler lua = fake_compiler(&f);
        build_text_alone(&r, CASES[i].text, &lua, true);
        expect_told(&CASES[i], &r);
        built_release(&r);
    }
}

/* A text that is too long to stand in a table. */
static void too_long(void **state)
{
    (void)state;
    arena mem = {0};
    char *text = arena_alloc(&mem, 70000, NULL);
    memset(text, ' ', 3000);
    memcpy(text, "trust > ", 8);
    text[2500] = '3';
    text[2501] = '\0';
    strbuf all = {0};
    strbuf_addf(&all, NULL, SCENARIO("", "", "'if': ^'%s'"), text);
    wrong w = {all.data, "E404", "this expression has 2501 bytes; at most 2000"};
    built r;
    build_text_alone(&r, all.data, NULL, false);
    expect_told(&w, &r);
    built_release(&r);
    strbuf_clear(&all);
    memset(text, 'x', 66000);
    text[66000] = '\0';
    strbuf_addf(&all, NULL, SCENARIO("", "", "'hint': ^'%s'"), text);
    w = (wrong){all.data, "E302", "a text may have at most 65536 bytes; this has 66000"};
    build_text_alone(&r, all.data, NULL, false);
    expect_told(&w, &r);
    built_release(&r);
    strbuf_release(&all);
    arena_release(&mem);
}

/* More of each declared kind than the format allows. */
static void too_many(void **state)
{
    (void)state;
    static const struct {
        const char *key, *each, *words;
        uint32_t most;
    } KINDS[] = {
        {"cast", "{ 'name': 'X' }", "33 under \"cast\"; at most 32", 32},
        {"state", "1", "257 under \"state\"; at most 256", 256},
        {"facts", "{ 'is': true }", "65 under \"facts\"; at most 64", 64},
        {"events", "{ }", "65 under \"events\"; at most 64", 64},
        {"endings", "{ 'title': 'X' }", "33 under \"endings\"; at most 32", 32},
        {"skills", "{ 'name': 'X', 'axis': 'tact' }", "21 under \"skills\"; at most 20", 20},
    };
    for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++) {
        strbuf all = {0};
        strbuf_addf(&all, NULL, "{ 'format': 1, ^'%s': {", KINDS[k].key);
        for (uint32_t i = 0; i <= KINDS[k].most; i++)
            strbuf_addf(&all, NULL, "'n%u': %s,", i, KINDS[k].each);
        strbuf_add(&all, "} }", NULL);
        wrong w = {all.data, "E207", KINDS[k].words};
        built r;
        build_text_alone(&r, all.data, NULL, false);
        expect_told(&w, &r);
        built_release(&r);
        strbuf_release(&all);
    }
}

static void more_files_have_sections_only(void **state)
{
    (void)state;
    const char *texts[] = {SCENARIO("", "", "'to': 'b'"),
                           "{ 'scenes': { 'b': { 'to': 'end' } }, 'title': 'x' }"};
    built r;
    build_texts(&r, texts, 2, NULL, false);
    assert_int_equal(r.p.errors, 1);
    assert_int_equal(r.p.first->source, 1);
    assert_non_null(
        strstr(r.p.first->text, "\"title\" means nothing in a further file of the scenario"));
    built_release(&r);
    texts[1] = "[]";
    build_texts(&r, texts, 2, NULL, false);
    assert_true(r.p.errors > 0);
    assert_null(r.def);
    built_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_keys),
        cmocka_unit_test(wrong_names),
        cmocka_unit_test(wrong_values),
        cmocka_unit_test(wrong_expressions),
        cmocka_unit_test(wrong_scenes),
        cmocka_unit_test(advice_is_no_error),
        cmocka_unit_test(each_mistake_is_told_once),
        cmocka_unit_test(expressions_with_lua),
        cmocka_unit_test(too_long),
        cmocka_unit_test(too_many),
        cmocka_unit_test(more_files_have_sections_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

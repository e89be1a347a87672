/* Scenarios that are right: what is built of them. */
#include "test_story_build.h"

#include "story/story_state.h"

/* scenarios/README.md section 1. */
static const char EXAMPLE[] =
    "{ '$schema': '../scenario.schema.json', 'format': 1, 'id': 'more-time', 'title': 'More time',"
    "  'summary': 'An offer, and until noon to answer it.', 'minutes': 2, 'clock': '2026-03-06 "
    "10:15',"
    "  'cast': { 'dana': { 'name': 'Dana Whitfield', 'role': 'Head of Design, Northlight' } },"
    "  'state': { 'trust': { 'start': 60, 'min': 0, 'max': 100, 'chart': 'Her trust' } },"
    "  'start': 'offer', 'scenes': { 'offer': { 'stage': 'call', 'with': 'dana',"
    "    'lines': [ { 'dana': 'It\\'s yours if you want it. I need to know by noon.' } ],"
    "    'choices': ["
    "      { 'id': 'ask_time', 'say': 'Could I have till Friday at ten? I want to mean my yes.',"
    "        'takes': '2m', 'set': { 'trust': '+4' },"
    "        'shows': [ { 'skill': 'T4', 'points': 1, 'because': 'You asked for time and gave a "
    "date.' } ],"
    "        'thinks': 'A dated request. I can plan with that.',"
    "        'reply': [ { 'dana': 'Friday at ten, then.' } ], 'ending': 'waiting', 'to': 'end' },"
    "      { 'id': 'pass', 'say': 'Noon is too soon. I\\'d better say no.',"
    "        'shows': [ { 'skill': 'S1', 'points': -1, 'because': 'The deadline decided, not you.' "
    "} ],"
    "        'reply': [ { 'dana': 'Oh. That was quick.' } ], 'ending': 'passed', 'to': 'end' } ] } "
    "},"
    "  'endings': { 'waiting': { 'title': 'She will wait until Friday.' },"
    "    'passed': { 'title': 'You said no before you knew.' } } }";

static int64_t whole_of(const story_expr *x)
{
    assert_int_equal(x->kind, STORY_EXPR_CONST);
    assert_int_equal(x->consts->kind, STORY_INT);
    return x->consts->whole;
}

static void the_example_of_the_manual(void **state)
{
    (void)state;
    built r;
    build_text_alone(&r, EXAMPLE, NULL, false);
    expect_no_problem(&r);
    const story_def *d = r.def;
    assert_string_equal(d->id, "more-time");
    assert_string_equal(d->language, "en");
    assert_int_equal(d->minutes, 2);
    assert_int_equal(d->start_minute, 10 * 60 + 15);
    assert_int_equal(d->start_day, 20518);
    assert_int_equal(d->scene_count, 1);
    const story_scene *s = &d->scenes[d->start];
    assert_string_equal(s->id, "offer");
    assert_int_equal(s->stage, STORY_STAGE_CALL);
    assert_int_equal(s->with, 0);
    assert_true(s->shuffle && s->quiet);
    assert_int_equal(s->visit_slot, STORY_NONE);
    assert_int_equal(s->arrive.line_count, 1);
    assert_int_equal(s->arrive.ending, -1);
    assert_string_equal(s->arrive.lines[0].text->text,
                        "It's yours if you want it. I need to know by noon.");
    assert_null(s->arrive.lines[0].text->parts);
    assert_int_equal(s->choice_count, 2);
    const story_choice *c = &s->choices[0];
    assert_string_equal(c->id, "ask_time");
    assert_true(c->spoken);
    assert_null(c->when);
    assert_int_equal(c->taken_slot, STORY_NONE);
    assert_int_equal(c->effect.takes.kind, STORY_TIME_IN);
    assert_int_equal(c->effect.takes.a, 2);
    assert_int_equal(c->effect.assign_count, 1);
    assert_true(c->effect.assigns[0].add);
    assert_int_equal(whole_of(c->effect.assigns[0].value), 4);
    assert_int_equal(c->effect.ending, story_names_find(&d->ending_names, "waiting"));
    assert_int_equal(c->effect.routes[0].scene, STORY_SCENE_END);
    const story_evidence *shown = &c->effect.more->shows[0];
    assert_string_equal(d->skills[shown->skill].id, "T4");
    assert_int_equal(d->skills[shown->skill].axis, STORY_TACT);
    assert_true(d->skills[shown->skill].used);
    assert_int_equal(whole_of(shown->points), 1);
    assert_int_equal(shown->best, 2);
    assert_int_equal(shown->worst, -2);
    assert_string_equal(c->effect.more->thinks->text, "A dated request. I can plan with that.");
    assert_int_equal(whole_of(s->choices[1].effect.more->shows[0].points), -1);
    assert_string_equal(d->vars[0].chart, "Her trust");
    assert_int_equal(d->skill_count, 20);
    assert_int_equal(d->slot_count, 1 + 2 * 20);
    built_release(&r);
}

static void variables(void **state)
{
    (void)state;
    built r;
    build_text_alone(
        &r,
        SCENARIO("'state': { 'trust': { 'start': 60, 'min': 0, 'max': 100 }, 'asked': false,"
                 "'checks': 7, 'channel': { 'start': 'phone', 'one_of': ['none', 'phone'], 'draw': "
                 "true },"
                 "'reason': { 'one_of': { 'pay': 'the pay', '// x': 'y', 'fear': 'being afraid' },"
                 "  'draw': { 'fear': 3 }, 'pick': 'Why you said no' },"
                 "'rival': { 'draw': 40 }, 'day': { 'min': -10, 'max': 10, 'draw': true },"
                 "'low': { 'max': -5 }, '// note': 'a comment' }",
                 "", ""),
        NULL, false);
    assert_non_null(r.def);
    const story_def *d = r.def;
    assert_int_equal(d->var_count, 8);
    const story_var *v = d->vars;
    assert_int_equal(v[0].start, 60);
    assert_int_equal(v[0].max, 100);
    assert_int_equal(v[1].kind, STORY_VAR_YES);
    assert_int_equal(v[1].max, 1);
    assert_int_equal(v[2].start, 7);
    assert_int_equal(v[2].min, -STORY_VALUE_LARGEST);
    assert_int_equal(v[3].kind, STORY_VAR_WORD);
    assert_int_equal(v[3].start, 1);
    assert_true(v[3].drawn);
    assert_null(v[3].weights);
    assert_string_equal(v[3].words[1].text, "phone");
    assert_int_equal(v[4].word_count, 2);
    assert_string_equal(v[4].words[1].text, "being afraid");
    assert_int_equal(v[4].weights[0], 0);
    assert_int_equal(v[4].weights[1], 3);
    assert_string_equal(v[4].pick, "Why you said no");
    assert_int_equal(v[5].kind, STORY_VAR_YES);
    assert_int_equal(v[5].weights[0], 40);
    assert_int_equal(v[6].start, -10);
    assert_true(v[6].drawn);
    assert_int_equal(v[7].start, -5);
    built_release(&r);
}

static void assignments(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool add;
        int kind;
        const char *source;
    } CASES[] = {
        {"'trust': 7", false, STORY_EXPR_CONST, "7"},
        {"'trust': -7", false, STORY_EXPR_CONST, "-7"},
        {"'trust': '+4'", true, STORY_EXPR_CONST, "4"},
        {"'trust': '-4'", true, STORY_EXPR_CONST, "-4"},
        {"'trust': '- 1000000'", true, STORY_EXPR_CONST, "-1000000"},
        {"'trust': '+ trust'", true, STORY_EXPR_CODE, "trust"},
        {"'trust': '-trust + 1'", true, STORY_EXPR_CODE, "-(trust + 1)"},
        {"'trust': 'trust - 1'", false, STORY_EXPR_CODE, "trust - 1"},
        {"'asked': true", false, STORY_EXPR_CONST, "true"},
        {"'asked': 'not asked'", false, STORY_EXPR_CODE, "not asked"},
        {"'channel': 'mail'", false, STORY_EXPR_CONST, "mail"},
        {"'channel': 'channel'", false, STORY_EXPR_CODE, "channel"},
        {"'channel': 'asked and \"mail\" or \"phone\"'", false, STORY_EXPR_CODE,
         "asked and \"mail\" or \"phone\""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        strbuf text = {0};
        strbuf_addf(&text, NULL, SCENARIO("", "", "'set': { %s }"), CASES[i].text);
        built r;
        build_text_alone(&r, text.data, NULL, false);
        if (!r.def) expect_no_problem(&r);
        const story_assign *a = &r.def->scenes[0].choices[0].effect.assigns[0];
        assert_int_equal(a->add, CASES[i].add);
        assert_int_equal(a->value->kind, CASES[i].kind);
        assert_string_equal(a->value->source, CASES[i].source);
        built_release(&r);
        strbuf_release(&text);
    }
}

static void a_word_is_kept_as_text(void **state)
{
    (void)state;
    built r;
    build_text_alone(&r, SCENARIO("", "", ""), NULL, false);
    expect_no_problem(&r);
    const story_value *v = r.def->scenes[0].choices[0].effect.assigns[2].value->consts;
    assert_int_equal(v->kind, STORY_TEXT);
    assert_string_equal(v->text, "phone");
    built_release(&r);
}

static void times(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint8_t kind, weekday;
        int32_t a;
    } CASES[] = {
        {"45m", STORY_TIME_IN, 0, 45},
        {"1h30m", STORY_TIME_IN, 0, 90},
        {"3d", STORY_TIME_IN, 0, 3 * 1440},
        {"1d4h", STORY_TIME_IN, 0, 1440 + 240},
        {"16:30", STORY_TIME_CLOCK, 0, 16 * 60 + 30},
        {"9:05", STORY_TIME_CLOCK, 0, 9 * 60 + 5},
        {"tue 10:00", STORY_TIME_WEEKDAY, 2, 600},
        {"sun 00:00", STORY_TIME_WEEKDAY, 7, 0},
        {"tomorrow 09:00", STORY_TIME_TOMORROW, 0, 540},
        {"workday 09:00", STORY_TIME_WORKDAY, 0, 540},
        {"day 3 09:00", STORY_TIME_AT, 0, 2 * 1440 + 540 - 990},
        {"2026-03-12 09:00", STORY_TIME_AT, 0, 6 * 1440 + 540 - 990},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        strbuf text = {0};
        strbuf_addf(&text, NULL,
                    SCENARIO("", "", "'schedule': { 'bell': '%s' }, 'cancel': ['bell']"),
                    CASES[i].text);
        built r;
        build_text_alone(&r, text.data, NULL, false);
        expect_no_problem(&r);
        const story_more *more = r.def->scenes[0].choices[0].effect.more;
        assert_int_equal(more->schedule_count, 2);
        assert_int_equal(more->schedules[0].when.kind, CASES[i].kind);
        assert_int_equal(more->schedules[0].when.b, CASES[i].weekday);
        assert_int_equal(more->schedules[0].when.a, CASES[i].a);
        assert_true(more->schedules[1].cancel);
        built_release(&r);
        strbuf_release(&text);
    }
}

static void texts_with_braces(void **state)
{
    (void)state;
    built r;
    build_text_alone(&r, SCENARIO("", "", "'say': 'You {{ said {trust + 1}{channel}.'"), NULL,
                     false);
    expect_no_problem(&r);
    const story_text *t = r.def->scenes[0].choices[0].say;
    assert_int_equal(t->parts->piece_count, 5);
    assert_string_equal(t->parts->pieces[0].text, "You {");
    assert_string_equal(t->parts->pieces[1].text, " said ");
    assert_string_equal(t->parts->pieces[2].value->source, "trust + 1");
    assert_string_equal(t->parts->pieces[3].value->source, "channel");
    assert_string_equal(t->parts->pieces[4].text, ".");
    built_release(&r);
}

static void alternatives(void **state)
{
    (void)state;
    built r;
    build_text_alone(
        &r,
        SCENARIO("", "",
                 "'say': [ { 'if': 'trust > 50', 'text': 'Sam!' }, 'So?', { 'text': 'Yes?' } ]"),
        NULL, false);
    expect_no_problem(&r);
    const story_text *t = r.def->scenes[0].choices[0].say;
    assert_string_equal(t->parts->when->source, "trust > 50");
    assert_string_equal(t->parts->other->text, "So?");
    assert_null(t->parts->other->parts->when);
    assert_string_equal(t->parts->other->parts->other->text, "Yes?");
    assert_null(t->parts->other->parts->other->parts->other);
    built_release(&r);
}

static void lines_and_moods(void **state)
{
    (void)state;
    built r;
    build_text_alone(&r,
                     SCENARIO("",
                              "'lines': [ 'It is late.', { 'cue': 'It rings.', 'sound': 'ring' },"
                              "{ 'kim': 'Hm.', 'mood': 'guarded', 'if': 'asked', 'id': 'hm', '// "
                              "x': 1 }, { 'you': 'Hello.' } ]",
                              ""),
                     NULL, false);
    expect_no_problem(&r);
    const story_line *l = r.def->scenes[0].arrive.lines;
    assert_int_equal(l[0].who, STORY_WHO_NARRATION);
    assert_int_equal(l[1].who, STORY_WHO_CUE);
    assert_string_equal(l[1].sound, "ring");
    assert_int_equal(l[2].who, 1);
    assert_int_equal(l[2].mood, STORY_MOOD_GUARDED);
    assert_string_equal(l[2].when->source, "asked");
    assert_string_equal(l[2].id, "hm");
    assert_int_equal(l[3].who, STORY_WHO_YOU);
    built_release(&r);
}

static void equal_expressions_are_one(void **state)
{
    (void)state;
    built r;
    build_text_alone(
        &r,
        SCENARIO(
            "'sheet': [ { 'text': 'x', 'if': 'trust > 3', 'done': 'asked' } ],"
            "'board': [ { 'text': 'x', 'if': 'asked', 'sure': 'fair', 'source': 'Kim' } ]",
            "",
            "'if': 'trust > 3', 'set': { 'trust': 'trust > 3 and 1 or 0', 'asked': 'trust > 3' }"),
        NULL, false);
    if (!r.def) expect_no_problem(&r);
    const story_choice *c = &r.def->scenes[0].choices[0];
    assert_ptr_equal(c->when, r.def->sheet[0].when);
    assert_ptr_equal(c->when, c->effect.assigns[1].value);
    assert_ptr_equal(c->when, r.def->facts[0].is);
    assert_ptr_equal(r.def->sheet[0].done, r.def->board[0].when);
    assert_string_equal(r.def->board[0].sure, "fair");
    built_release(&r);
}

static void claims_and_outcomes(void **state)
{
    (void)state;
    built r;
    build_text_alone(
        &r,
        SCENARIO(
            "", "",
            "'claims': { 'pay': false, 'why': 'phone' }, 'omits': ['pay'], 'discover': ['why'],"
            "'draw': ['rival'], 'outcomes': [ { 'if': 'asked', 'weight': 35, 'to': 'a' },"
            "{ 'weight': 'trust', 'reply': ['Well.'], 'set': { 'trust': 1 } }, { 'to': 'end' } ]"),
        NULL, false);
    expect_no_problem(&r);
    const story_choice *c = &r.def->scenes[0].choices[0];
    const story_more *m = c->effect.more;
    assert_int_equal(m->claim_count, 3);
    assert_int_equal(m->claims[0].person, 0);
    assert_false(m->claims[0].is->consts->yes);
    assert_string_equal(m->claims[1].is->consts->text, "phone");
    assert_true(m->claims[2].omitted);
    assert_null(m->claims[2].is);
    assert_int_equal(m->discover[0], 1);
    assert_int_equal(m->draws[0], 3);
    assert_int_equal(c->extra->outcome_count, 3);
    assert_true(c->extra->weighted);
    assert_int_equal(whole_of(c->extra->outcomes[0].weight), 35);
    assert_int_equal(c->extra->outcomes[0].effect.routes[0].scene, 0);
    assert_int_equal(c->extra->outcomes[1].effect.line_count, 1);
    assert_null(c->extra->outcomes[2].weight);
    assert_int_equal(c->extra->outcomes[2].effect.ending, -1);
    assert_int_equal(r.def->claim_cap, STORY_MOST_CLAIMS);
    built_release(&r);
}

static void claims_to_somebody_else(void **state)
{
    (void)state;
    built r;
    build_text_alone(
        &r, SCENARIO("", "", "'claims': [ { 'to': 'kim', 'fact': 'pay', 'is': 'asked' } ]"), NULL,
        false);
    expect_no_problem(&r);
    const story_claim_made *made = r.def->scenes[0].choices[0].effect.more->claims;
    assert_int_equal(made->person, 1);
    assert_string_equal(made->is->source, "asked");
    built_release(&r);
}

static void counters_on_demand(void **state)
{
    (void)state;
    built r;
    build_text_alone(
        &r,
        SCENARIO("",
                 "}, 'b': { 'choices': [ { 'id': 'x', 'do': 'X.', 'once': true, 'to': 'end' },"
                 "{ 'id': 'y', 'do': 'Y.', 'to': 'end' } ]",
                 "'if': 'chosen.b.y > 0 or visits.b > 1 or fired.bell > 0', 'to': 'b'"),
        NULL, false);
    expect_no_problem(&r);
    const story_def *d = r.def;
    assert_int_equal(d->fired_at, 4);
    assert_int_equal(d->scenes[0].visit_slot, STORY_NONE);
    assert_int_equal(d->scenes[1].visit_slot, 6);
    assert_int_equal(d->scenes[1].choices[1].taken_slot, 5);
    assert_int_equal(d->scenes[1].choices[0].taken_slot, 7);
    assert_int_equal(d->due_at, 8);
    assert_int_equal(d->skill_count, 0);
    assert_int_equal(d->slot_count, 9);
    assert_true(d->state_size >= offsetof(story_state, slots) + 9 * sizeof(int32_t) +
                                     STORY_MOST_CLAIMS * sizeof(story_claim));
    assert_int_equal(d->state_size % 8, 0);
    built_release(&r);
}

static void scripts_have_every_counter(void **state)
{
    (void)state;
    built r;
    fake_lua f = {0};
    story_compiler lua = fake_compiler(&f);
    build_text_alone(
        &r,
        SCENARIO(
            "'state': { 'trust': 1, 'asked': false, 'channel': { 'one_of': ['none', 'phone'] }, "
            "'rival': false, 'left': 1 }",
            "}, 'unreached': { 'lua': 'call'",
            "'lua': 'hear', 'data': { 'answers': ['x', 3] }, 'if': 'mood_of(trust) == \"calm\"'"),
        &lua, true);
    expect_no_problem(&r);
    const story_def *d = r.def;
    assert_int_not_equal(d->scenes[0].visit_slot, STORY_NONE);
    assert_int_not_equal(d->scenes[1].visit_slot, STORY_NONE);
    assert_int_not_equal(d->scenes[0].choices[0].taken_slot, STORY_NONE);
    assert_string_equal(d->scenes[1].lua, "call");
    const story_choice *c = &d->scenes[0].choices[0];
    assert_int_equal(c->when->kind, STORY_EXPR_LUA);
    assert_int_equal(c->when->gives, 31);
    assert_string_equal(f.last, "mood_of(trust) == \"calm\"");
    assert_string_equal(c->extra->lua, "hear");
    assert_string_equal(tree_get(c->extra->data, "answers")->first->text, "x");
    assert_int_equal(d->skill_count, 20);
    assert_true(d->skills[3].used);
    built_release(&r);
}

static void lua_expressions_without_scripts(void **state)
{
    (void)state;
    built r;
    fake_lua f = {0};
    story_compiler lua = fake_compiler(&f);
    build_text_alone(&r,
                     SCENARIO("", "", "'say': '{\"Hi \" .. channel}', 'if': 'visits[\"a\"] == 1'"),
                     &lua, false);
    expect_no_problem(&r);
    assert_int_equal(f.compiled, 2);
    assert_int_not_equal(r.def->scenes[0].visit_slot, STORY_NONE);
    built_release(&r);
}

static void names_that_lua_reads(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int what;
        uint32_t a, b;
    } CASES[] = {
        {"trust", STORY_REF_WHOLE, 0, 0},
        {"state.asked", STORY_REF_YES, 1, 0},
        {"channel", STORY_REF_WORD, 2, 0},
        {"clock.hour", STORY_REF_HOUR, 0, 0},
        {"clock.workday", STORY_REF_WORKDAY, 0, 0},
        {"due.bell", STORY_REF_DUE, 0, 0},
        {"fired.bell", STORY_REF_WHOLE, 4, 0},
        {"fact.why", STORY_REF_FACT, 1, 0},
        {"told.kim.why", STORY_REF_TOLD, 1, 1},
        {"lied.dana.pay", STORY_REF_LIED, 0, 0},
        {"lies.kim", STORY_REF_LIES, 1, 0},
        {"contradictions.kim", STORY_REF_CONTRADICTIONS, 1, 0},
        {"discovered", STORY_REF_DISCOVERED, 0, 0},
        {"ending", STORY_REF_ENDING, 0, 0},
        {"score.honesty", STORY_REF_SCORE, 2, 0},
        {"steps", STORY_REF_STEPS, 0, 0},
        {"visits.a", STORY_REF_WHOLE, 5, 0},
        {"chosen.a.go", STORY_REF_WHOLE, 6, 0},
        {"visits", STORY_REF_NONE, 0, 0},
        {"visits.b", STORY_REF_NONE, 0, 0},
        {"chosen.a", STORY_REF_NONE, 0, 0},
        {"chosen.a.x", STORY_REF_NONE, 0, 0},
        {"trust.x", STORY_REF_NONE, 0, 0},
        {"clock.", STORY_REF_NONE, 0, 0},
        {"told.kim", STORY_REF_NONE, 0, 0},
        {"fact.x", STORY_REF_NONE, 0, 0},
        {"nothing", STORY_REF_NONE, 0, 0},
        {"", STORY_REF_NONE, 0, 0},
    };
    built r;
    fake_lua f = {0};
    story_compiler lua = fake_compiler(&f);
    build_text_alone(&r, SCENARIO("", "", ""), &lua, true);
    expect_no_problem(&r);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        story_ref ref = {0};
        bool there = story_def_resolve(r.def, CASES[i].name, strlen(CASES[i].name), &ref);
        assert_int_equal(there, CASES[i].what != STORY_REF_NONE);
        assert_int_equal(ref.what, CASES[i].what);
        if (there) assert_int_equal(ref.a, CASES[i].a);
        if (there) assert_int_equal(ref.b, CASES[i].b);
    }
    built_release(&r);
}

static void several_files_are_one_scenario(void **state)
{
    (void)state;
    const char *texts[] = {
        SCENARIO("'files': ['more.json']", "", "'to': 'b'"),
        "{ '// note': 'x', 'cast': { 'lee': { 'name': '{channel}' } }, 'state': { 'left': 3 },"
        "  'skills': { 'n1': { 'name': 'Names the number', 'axis': 'tact' } },"
        "  'sheet': [ { 'text': 'x' } ], 'scenes': { 'b': { 'stage': 'face', 'with': 'lee', 'to': ["
        "    { 'if': 'left < 3', 'to': 'a' }, 'resume' ], 'set': { 'left': '-1' }, 'quiet': false,"
        "    'shows': [ { 'skill': 'n1', 'points': 'left - 2', 'because': 'x', 'best': 0, 'worst': "
        "-1 } ] } } }"};
    built r;
    build_texts(&r, texts, 2, NULL, false);
    expect_no_problem(&r);
    const story_scene *b = &r.def->scenes[1];
    assert_int_equal(r.def->scenes[0].choices[0].effect.routes[0].scene, 1);
    assert_int_equal(b->with, 2);
    assert_false(b->quiet);
    assert_true(b->shuffle);
    assert_int_equal(b->arrive.route_count, 2);
    assert_int_equal(b->arrive.routes[0].scene, 0);
    assert_int_equal(b->arrive.routes[1].scene, STORY_SCENE_RESUME);
    assert_int_equal(b->arrive.more->shows[0].best, 0);
    assert_int_equal(b->arrive.more->shows[0].worst, -1);
    assert_int_equal(b->arrive.more->shows[0].skill, 20);
    assert_int_equal(r.def->people[2].name->parts->piece_count, 1);
    built_release(&r);
}

static void the_rest_of_the_top(void **state)
{
    (void)state;
    built r;
    build_text_alone(
        &r,
        SCENARIO(
            "'about': { 'goals': ['One', 'Two'] }, 'par': { 'tact': 20, 'honesty': 16 }, "
            "'language': 'de',"
            "'player': { 'name': 'Sam', 'role': 'Designer' },"
            "'endings': { 'yes': { 'title': 'Yes.', 'kind': 'yes', 'complete': true, 'learn': 'L',"
            "  'lines': ['x'] } },"
            "'events': { 'bell': { 'at': '2d', 'every': '1d', 'if': 'rival', 'lines': ['x'], 'to': "
            "'a' } }",
            "", ""),
        NULL, false);
    expect_no_problem(&r);
    const story_def *d = r.def;
    assert_string_equal(d->goals[1], "Two");
    assert_int_equal(d->par[STORY_TACT], 20);
    assert_int_equal(d->par[STORY_SPEED], 0);
    assert_string_equal(d->language, "de");
    assert_string_equal(d->player_name->text, "Sam");
    assert_true(d->endings[0].complete->consts->yes);
    assert_string_equal(d->endings[0].kind, "yes");
    assert_int_equal(d->endings[0].effect.line_count, 1);
    assert_int_equal(d->events[0].at.kind, STORY_TIME_IN);
    assert_int_equal(d->events[0].every, 1440);
    assert_int_equal(d->events[0].effect.routes[0].scene, 0);
    built_release(&r);
}

static void words_of_the_format(void **state)
{
    (void)state;
    assert_string_equal(story_stage_word(STORY_STAGE_FACE), "face");
    assert_null(story_stage_word(STORY_STAGES));
    assert_string_equal(story_mood_word(STORY_MOOD_RELIEVED), "relieved");
    assert_null(story_mood_word(STORY_MOODS));
    assert_string_equal(story_axis_word(STORY_HONESTY), "honesty");
    assert_null(story_axis_word(STORY_AXES));
    story_def_free(NULL);
}

#ifdef BASE_FAULTS
/* Builds with every allocation failing in turn. *failures counts those that did. */
static void sweep(const story_part *part, bool right, long *failures)
{
    long held = base_alloc_live();
    for (long fail = 0;; fail++) {
        problems p = {0};
        err e = {0};
        story_def *def;
        base_alloc_fail_after(fail);
        bool ok = story_build(part, 1, NULL, false, &p, &def, &e);
        base_alloc_fail_after(-1);
        assert_true(ok || e.code == ERR_NOMEM);
        assert_true((ok && right) == (def != NULL));
        story_def_free(def);
        problems_release(&p);
        assert_int_equal(base_alloc_live(), held);
        if (ok) break;
        ++*failures;
    }
}

/* Arenas ask for memory seldom; a filler of growing length makes them ask at other places. */
static void sweep_with_fillers(const char *format, bool right)
{
    long failures = 0;
    for (int filler = 1; filler < 12000; filler += 97) {
        arena mem = {0};
        char *blank = arena_alloc(&mem, (size_t)filler + 1, NULL);
        memset(blank, 'x', (size_t)filler);
        strbuf text = {0};
        assert_true(strbuf_addf(&text, NULL, format, blank));
        story_part part = {tree_from_text(text.data, 0, &mem), 0};
        assert_non_null(part.root);
        sweep(&part, right, &failures);
        strbuf_release(&text);
        arena_release(&mem);
    }
    assert_true(failures > 400);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    sweep_with_fillers(
        SCENARIO(
            "'about': { 'goals': ['%s'] }, 'sheet': [ { 'text': 'x {trust}', 'if': 'asked' } ]",
            "'lines': ['x', { 'dana': 'y' }]",
            "'once': true, 'if': 'chosen.a.go == 0 and 1 == 1', 'data': { 'x': [1, 'y'] },"
            "'claims': { 'pay': true }, 'outcomes': [ { 'weight': 3, 'shows': [ { 'skill': 'T1',"
            "'points': 1, 'because': 'x' } ] } ], 'set': { 'trust': '-(trust)' }"),
        true);
}

static void failing_while_problems_are_told(void **state)
{
    (void)state;
    sweep_with_fillers(SCENARIO("'about': { 'goals': ['%s'] }, 'zzz': 1, 'endigns': 3",
                                "'stage': 'radio'", "'if': 'truts > 3', 'to': 'nowhere'"),
                       false);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_manual),
        cmocka_unit_test(variables),
        cmocka_unit_test(assignments),
        cmocka_unit_test(a_word_is_kept_as_text),
        cmocka_unit_test(times),
        cmocka_unit_test(texts_with_braces),
        cmocka_unit_test(alternatives),
        cmocka_unit_test(lines_and_moods),
        cmocka_unit_test(equal_expressions_are_one),
        cmocka_unit_test(claims_and_outcomes),
        cmocka_unit_test(claims_to_somebody_else),
        cmocka_unit_test(counters_on_demand),
        cmocka_unit_test(scripts_have_every_counter),
        cmocka_unit_test(lua_expressions_without_scripts),
        cmocka_unit_test(names_that_lua_reads),
        cmocka_unit_test(several_files_are_one_scenario),
        cmocka_unit_test(the_rest_of_the_top),
        cmocka_unit_test(words_of_the_format),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(failing_while_problems_are_told),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

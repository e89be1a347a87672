/* The session in another language: what is shown changes, what is computed does not. */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "session/session_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char SCENARIO[] =
    "{ \"format\": 1, \"id\": \"talk\", \"title\": \"Talk\", \"summary\": \"A talk.\",\n"
    "  \"clock\": \"2026-03-06 16:30\", \"start\": \"hello\", \"scripts\": [\"talk.lua\"],\n"
    "  \"cast\": { \"dana\": { \"name\": \"Dana\", \"role\": \"Head of {place}\" } },\n"
    "  \"state\": { \"trust\": { \"start\": 50, \"min\": 0, \"max\": 100 },\n"
    "     \"place\": { \"one_of\": { \"art\": \"Art\", \"ops\": \"Operations\" }, \"draw\": true } "
    "},\n"
    "  \"files\": [\"more.json\"],\n"
    "  \"board\": [ { \"text\": \"It is open.\", \"source\": \"Careers page\" } ],\n"
    "  \"scenes\": {\n"
    "   \"hello\": { \"stage\": \"call\", \"with\": \"dana\", \"hint\": \"Be brief.\", \"lines\": "
    "[ { \"dana\": \"Yes?\", \"mood\": \"guarded\" }, \"{trust} of 100.\" ],\n"
    "     \"choices\": [\n"
    "      { \"id\": \"plain\", \"say\": \"It is about the post.\", \"takes\": \"2m\", \"set\": { "
    "\"trust\": \"+5\" },\n"
    "        \"shows\": [ { \"skill\": \"T1\", \"points\": 1, \"because\": \"You said why.\" } ],\n"
    "        \"reply\": [ { \"dana\": [ { \"if\": \"trust > 90\", \"text\": \"Oh!\" }, "
    "\"Go on.\" ] } ], \"to\": \"more\" } ] },\n"
    "   \"more\": { \"lua\": \"more\" } },\n"
    "  \"endings\": { \"yes\": { \"title\": \"Yes.\", \"kind\": \"yes\" } } }\n";

static const char PART[] = "{ \"board\": [ { \"text\": \"It is taken.\" } ] }\n";

static const char SCRIPT[] =
    "function more() return { stage = 'call', with = 'dana', lines = {\n"
    "    { dana = 'You have {trust} now.' }, { dana = 'So ' .. trust .. '.' } }, choices = {\n"
    "    { id = 'stop', say = 'Thank you, then.', ending = 'yes', to = 'end' } } } end\n";

#define ENTRY(id, source, text) "msgctxt \"" id "\"\nmsgid \"" source "\"\nmsgstr \"" text "\"\n\n"

static const char SPANISH[] = ENTRY("session.LANGUAGE_NAME", "English", "Español")
    ENTRY("session.DAY_NUMBER", "Day {n}", "Día {n}") ENTRY("session.FRIDAY", "Friday", "viernes")
        ENTRY("session.TACT", "Tact", "Tacto")
            ENTRY("skill.T1.name", "asks leave, says why", "pide permiso")
                ENTRY("session.MOOD_GUARDED", "guarded", "en guardia");

static const char TALK[] =
    ENTRY("title", "Talk", "Charla") ENTRY("cast.dana.role", "Head of {place}", "Dirige {place}")
        ENTRY("state.place.one_of.ops", "Operations", "Operaciones")
            ENTRY("scenes.hello.lines.1", "Yes?", "¿Sí?")
                ENTRY("scenes.hello.lines.2", "{trust} of 100.", "{trust + 1} de 100.")
                    ENTRY("scenes.hello.choices.plain.say", "It is about the job.", "Otra cosa.")
                        ENTRY("scenes.hello.choices.plain.reply.1.2", "Go on.", "Siga.")
                            ENTRY("scenes.hello.choices.plain.shows.1.because", "You said why.",
                                  "Dijiste por qué.") ENTRY("endings.yes.title", "Yes.", "Sí.")
                                ENTRY("You have {trust} now.", "You have {trust} now.",
                                      "Ahora tienes {trust}.")
                                    ENTRY("scenes.old.title", "It is taken.", "Ya no está.");

typedef struct desk {
    char folder[64];
    strbuf data;
    session_places *places;
    scenario *scenario;
    strbuf report;
    err e;
} desk;

static void put(desk *d, const char *name, const char *text)
{
    strbuf path = {0};
    assert_true(strbuf_addf(&path, NULL, "%s/%s", strbuf_text(&d->data), name));
    assert_true(file_write(strbuf_text(&path), text, strlen(text), &d->e));
    strbuf_release(&path);
}

static void make(desk *d, const char *name)
{
    strbuf path = {0};
    assert_true(strbuf_addf(&path, NULL, "%s/%s", strbuf_text(&d->data), name));
    assert_true(file_make_folder(strbuf_text(&path), &d->e));
    strbuf_release(&path);
}

static desk set_up(void)
{
    desk d = {.folder = "/tmp/rapport-words-XXXXXX"};
    assert_non_null(mkdtemp(d.folder));
    assert_true(strbuf_add(&d.data, d.folder, NULL));
    make(&d, "scenarios/talk/words");
    make(&d, "assets/words");
    put(&d, "scenarios/talk/scenario.json", SCENARIO);
    put(&d, "scenarios/talk/more.json", PART);
    put(&d, "scenarios/talk/talk.lua", SCRIPT);
    put(&d, "scenarios/talk/words/es.po", TALK);
    put(&d, "assets/words/es.po", SPANISH);
    d.places = session_places_find(strbuf_text(&d.data), strbuf_text(&d.data), &d.e);
    assert_non_null(d.places);
    return d;
}

static void open_in(desk *d, const char *language)
{
    if (!session_places_speak(d->places, language, &d->e)) fail_msg("%s", d->e.text);
    scenario_close(d->scenario);
    strbuf_clear(&d->report);
    if (!scenario_open(d->places, "talk", &d->report, &d->scenario, &d->e))
        fail_msg("%s%s", strbuf_text(&d->report), d->e.text);
}

static void tear_down(desk *d)
{
    strbuf command = {0};
    scenario_close(d->scenario);
    session_places_free(d->places);
    assert_true(strbuf_addf(&command, NULL, "rm -rf '%s'", d->folder));
    assert_int_equal(system(strbuf_text(&command)), 0);
    strbuf_release(&command);
    strbuf_release(&d->report);
    strbuf_release(&d->data);
}

static session *begin(desk *d)
{
    session *s = session_begin(d->places, d->scenario,
                               &(session_options){.has_seed = true, .seed = 1}, &d->e);
    if (!s) fail_msg("%s", d->e.text);
    return s;
}

static void choose(desk *d, session *s, const char *id)
{
    if (!session_choose(s, id, NULL, &d->e)) fail_msg("%s", d->e.text);
}

static const char *line(const session *s, uint32_t from_end)
{
    const session_view *v = session_look(s);
    return v->lines[v->line_count - from_end].text;
}

static void everything_shown_is_translated(void **unused)
{
    (void)unused;
    desk d = set_up();
    open_in(&d, "es");
    assert_string_equal(strbuf_text(&d.report), "");
    assert_string_equal(scenario_language(d.scenario), "es");
    session *s = begin(&d);
    const session_view *v = session_look(s);
    assert_string_equal(v->scenario_title, "Charla");
    assert_string_equal(v->day, "Día 1");
    assert_string_equal(v->clock, "viernes 16:30");
    assert_true(strcmp(v->role, "Dirige Operaciones") == 0 || strcmp(v->role, "Dirige Art") == 0);
    assert_string_equal(line(s, 2), "¿Sí?");
    assert_string_equal(v->mood, "guarded");
    assert_string_equal(session_mood_name(session_places_words(d.places), v->mood), "en guardia");
    /* a value the source has not, another wording of the source: English */
    assert_string_equal(line(s, 1), "50 of 100.");
    assert_string_equal(v->options[0].text, "It is about the post.");
    /* moved since it was translated */
    assert_string_equal(v->board[1].text, "Ya no está.");
    choose(&d, s, "plain");
    v = session_look(s);
    assert_string_equal(line(s, 4), "Siga.");
    assert_string_equal(line(s, 3), "viernes 16:32");
    /* of Lua: the text as it stands there, before values; one put together is not found */
    assert_string_equal(line(s, 2), "Ahora tienes 55.");
    assert_string_equal(line(s, 1), "So 55.");
    choose(&d, s, "stop");
    const session_debrief *b = session_debrief_of(s, &d.e);
    assert_string_equal(b->outcome, "Sí.");
    assert_string_equal(b->axes[0].title, "Tacto");
    assert_string_equal(b->axes[0].best_because, "Dijiste por qué.");
    const session_line *receipt = b->lines;
    while (receipt->kind != SESSION_LINE_RECEIPT)
        receipt++;
    assert_string_equal(receipt->skill_name, "pide permiso");
    session_free(s);
    tear_down(&d);
}

/* The play's state and its attempt's file without what is told of the moment it was made. */
static void play(desk *d, const char *language, strbuf *hash)
{
    open_in(d, language);
    session *s = begin(d);
    choose(d, s, "plain");
    choose(d, s, "stop");
    assert_true(strbuf_add(hash, session_debrief_of(s, &d->e)->hash, NULL));
    session_free(s);
}

static void hashes_do_not_depend_on_it(void **unused)
{
    (void)unused;
    desk d = set_up();
    strbuf english = {0}, spanish = {0}, pseudo = {0}, kept = {0}, path = {0};
    play(&d, "en", &english);
    play(&d, "es", &spanish);
    play(&d, SESSION_PSEUDO, &pseudo);
    assert_string_equal(strbuf_text(&english), strbuf_text(&spanish));
    assert_string_equal(strbuf_text(&english), strbuf_text(&pseudo));
    /* an attempt of the pseudo-locale is replayed in English */
    session *s = begin(&d), *again = NULL;
    choose(&d, s, "plain");
    assert_true(session_attempt_text(s, &kept, &d.e));
    put(&d, "attempt.json", strbuf_text(&kept));
    session_free(s);
    open_in(&d, "en");
    session_replay r;
    assert_true(strbuf_addf(&path, NULL, "%s/attempt.json", strbuf_text(&d.data)));
    assert_true(session_replay_attempt(d.places, d.scenario, strbuf_text(&path), &r, &again, &d.e));
    assert_true(r.same);
    assert_false(r.other_version);
    session_free(again);
    strbuf_release(&english);
    strbuf_release(&spanish);
    strbuf_release(&pseudo);
    strbuf_release(&kept);
    strbuf_release(&path);
    tear_down(&d);
}

static void pseudo_covers_lua_too(void **unused)
{
    (void)unused;
    desk d = set_up();
    open_in(&d, SESSION_PSEUDO);
    session *s = begin(&d);
    assert_int_equal(session_look(s)->day[0], '[');
    assert_int_equal(session_look(s)->options[0].text[0], '[');
    choose(&d, s, "plain");
    assert_int_equal(line(s, 2)[0], '[');
    assert_non_null(strstr(line(s, 2), " 55 "));
    assert_int_equal(session_look(s)->options[0].text[0], '[');
    session_free(s);
    tear_down(&d);
}

static void languages_are_chosen(void **unused)
{
    (void)unused;
    static const struct {
        const char *asked, *rapport, *lang, *speaks;
        err_code code;
    } ROWS[] = {
        {"es", NULL, NULL, "es", ERR_NONE},        {"es_MX", NULL, NULL, "es", ERR_NONE},
        {"es-MX", "en", NULL, "es", ERR_NONE},     {"en_GB", NULL, "es", "en", ERR_NONE},
        {"de", NULL, NULL, "en", ERR_MISSING},     {"../es", NULL, NULL, "en", ERR_NONE},
        {"eo/x", NULL, NULL, "en", ERR_NONE},      {NULL, "es", "de", "es", ERR_NONE},
        {NULL, "de", "es", "en", ERR_MISSING},     {NULL, NULL, "es_ES.UTF-8@euro", "es", ERR_NONE},
        {"", NULL, "de_DE.UTF-8", "en", ERR_NONE}, {NULL, NULL, "C", "en", ERR_NONE},
        {NULL, NULL, "POSIX", "en", ERR_NONE},     {NULL, NULL, NULL, "en", ERR_NONE}};
    desk d = set_up();
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        err e = {0};
        unsetenv("RAPPORT_LANG");
        unsetenv("LANG");
        if (ROWS[i].rapport) setenv("RAPPORT_LANG", ROWS[i].rapport, 1);
        if (ROWS[i].lang) setenv("LANG", ROWS[i].lang, 1);
        bool ok = session_places_speak(d.places, ROWS[i].asked, &e);
        assert_int_equal(ok, ROWS[i].code == ERR_NONE);
        assert_int_equal(e.code, ROWS[i].code);
        assert_string_equal(words_language(session_places_words(d.places)), ROWS[i].speaks);
    }
    unsetenv("RAPPORT_LANG");
    tear_down(&d);
}

static void mistakes_are_told_and_stop_nothing(void **unused)
{
    (void)unused;
    desk d = set_up();
    put(&d, "scenarios/talk/words/es.po", ENTRY("title", "Talk", "Charla") "nonsense\n");
    open_in(&d, "es");
    assert_string_equal(scenario_title(d.scenario), "Charla");
    assert_memory_equal(strbuf_text(&d.report), "words/es.po:5:1: error E801: ", 29);
    put(&d, "assets/words/es.po", ENTRY("session.TACT", "Tact", "Tacto") "msgid \"\xFF\"\n");
    err e = {0};
    assert_false(session_places_speak(d.places, "es", &e));
    assert_int_equal(e.code, ERR_FORMAT);
    assert_non_null(strstr(e.text, "es.po:5:8: error E101"));
    put(&d, "assets/words/es.po", ENTRY("session.FRIDAY", "Friday", "viernes") "huh\n");
    err_clear(&e);
    assert_false(session_places_speak(d.places, "es", &e));
    session *s = begin(&d);
    assert_string_equal(session_look(s)->clock, "viernes 16:30");
    session_free(s);
    tear_down(&d);
}

static bool add_language(void *self, const char *code, const char *name)
{
    return strbuf_addf(self, NULL, "%s=%s ", code, name);
}

static bool add_scenario(void *self, const session_scenario_info *one)
{
    return strbuf_add(self, one->title, NULL);
}

static void lists_are_in_the_language(void **unused)
{
    (void)unused;
    desk d = set_up();
    strbuf list = {0};
    put(&d, "assets/words/pt_BR.po", "");
    put(&d, "assets/words/notes.txt", "");
    assert_true(session_languages(d.places, add_language, &list, &d.e));
    assert_string_equal(strbuf_text(&list), "en=English es=Español pt_BR=pt_BR ");
    strbuf_clear(&list);
    assert_true(session_places_speak(d.places, "es", &d.e));
    assert_true(session_list_scenarios(d.places, add_scenario, &list, &d.e));
    assert_string_equal(strbuf_text(&list), "Charla");
    strbuf_release(&list);
    tear_down(&d);
}

static bool add_string(void *self, const session_string *one, err *e)
{
    return strbuf_addf(self, e, "%s|%s|%s\n", one->id, one->source, one->note);
}

static void strings_have_stable_ids(void **unused)
{
    (void)unused;
    desk d = set_up();
    strbuf all = {0}, path = {0};
    assert_true(session_strings(d.places, "talk", add_string, &all, &d.e));
    assert_string_equal(strbuf_text(&all),
                        "title|Talk|\n"
                        "summary|A talk.|\n"
                        "cast.dana.name|Dana|\n"
                        "cast.dana.role|Head of {place}|\n"
                        "state.place.one_of.art|Art|\n"
                        "state.place.one_of.ops|Operations|\n"
                        "board.1.text|It is open.|\n"
                        "board.1.source|Careers page|\n"
                        "scenes.hello.hint|Be brief.|\n"
                        "scenes.hello.lines.1|Yes?|dana\n"
                        "scenes.hello.lines.2|{trust} of 100.|narration\n"
                        "scenes.hello.choices.plain.say|It is about the post.|\n"
                        "scenes.hello.choices.plain.shows.1.because|You said why.|\n"
                        "scenes.hello.choices.plain.reply.1.1|Oh!|dana\n"
                        "scenes.hello.choices.plain.reply.1.2|Go on.|dana\n"
                        "endings.yes.title|Yes.|\n"
                        "board.more.1.text|It is taken.|\n"
                        "You have {trust} now.|You have {trust} now.|In Lua\n"
                        "So |So |In Lua\n"
                        "Thank you, then.|Thank you, then.|In Lua\n");
    assert_true(session_strings_file(d.places, "talk", "es", &path, &d.e));
    assert_non_null(strstr(strbuf_text(&path), "/scenarios/talk/words/es.po"));
    assert_false(session_strings_file(d.places, "talk", "../x", &path, &d.e));
    err_clear(&d.e);
    assert_false(session_words_file(d.places, "en", &path, &d.e));
    strbuf_release(&all);
    strbuf_release(&path);
    tear_down(&d);
}

static void every_phrase_has_an_id_of_its_own(void **unused)
{
    (void)unused;
    phrase skills[SESSION_SKILL_PHRASES];
    session_skill_phrases(skills);
    phrase_table all = session_phrases();
    for (size_t i = 0; i < all.count; i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(all.first[i].id, all.first[k].id);
    for (size_t i = 0; i < SESSION_SKILL_PHRASES; i++) {
        assert_true(*skills[i].text);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(skills[i].id, skills[k].id);
    }
}

#ifdef BASE_FAULTS
static void memory_may_run_out(void **unused)
{
    (void)unused;
    desk d = set_up();
    for (long n = 0;; n++) {
        err e = {0};
        scenario *s = NULL;
        strbuf report = {0};
        base_alloc_fail_after(n);
        bool ok = session_places_speak(d.places, "es", &e) &&
                  scenario_open(d.places, "talk", &report, &s, &e);
        base_alloc_fail_after(-1);
        scenario_close(s);
        strbuf_release(&report);
        if (ok) break;
        assert_int_equal(e.code, ERR_NOMEM);
        assert_true(n < 100000);
    }
    tear_down(&d);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_shown_is_translated),
        cmocka_unit_test(hashes_do_not_depend_on_it),
        cmocka_unit_test(pseudo_covers_lua_too),
        cmocka_unit_test(languages_are_chosen),
        cmocka_unit_test(mistakes_are_told_and_stop_nothing),
        cmocka_unit_test(lists_are_in_the_language),
        cmocka_unit_test(strings_have_stable_ids),
        cmocka_unit_test(every_phrase_has_an_id_of_its_own),
#ifdef BASE_FAULTS
        cmocka_unit_test(memory_may_run_out),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

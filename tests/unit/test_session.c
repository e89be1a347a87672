/* The session as its users see it: real files in a folder of its own, the real loader, Lua, store.
 */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "session/session_info.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char SCENARIO[] =
    "{ \"format\": 1, \"id\": \"talk\", \"title\": \"Talk\", \"summary\": \"A talk.\", "
    "\"minutes\": 3,\n"
    "  \"clock\": \"2026-03-06 16:30\", \"start\": \"hello\", \"scripts\": [\"talk.lua\"],\n"
    "  \"player\": { \"name\": \"Sam\" },\n"
    "  \"cast\": { \"dana\": { \"name\": \"Dana\", \"role\": \"Head of {place}\" } },\n"
    "  \"state\": { \"trust\": { \"start\": 50, \"min\": 0, \"max\": 100 }, \"n\": 0,\n"
    "     \"place\": { \"one_of\": { \"art\": \"Art\", \"ops\": \"Operations\" }, \"draw\": true, "
    "\"pick\": \"Where\" } },\n"
    "  \"sheet\": [ { \"text\": \"Say why\", \"done\": \"trust > 50\" } ],\n"
    "  \"board\": [ { \"text\": \"It is open.\", \"source\": \"Careers page\", \"sure\": \"weak\", "
    "\"if\": \"n > 0\" } ],\n"
    "  \"scenes\": {\n"
    "   \"hello\": { \"stage\": \"call\", \"with\": \"dana\", \"hint\": \"Be brief.\", \"lines\": "
    "[ { \"dana\": \"Yes?\", \"mood\": \"guarded\" } ],\n"
    "     \"choices\": [\n"
    "      { \"id\": \"plain\", \"say\": \"It is about the post.\", \"takes\": \"2m\", \"set\": { "
    "\"trust\": \"+5\", \"n\": \"+1\" },\n"
    "        \"shows\": [ { \"skill\": \"T1\", \"points\": 1, \"because\": \"You said why.\" } ], "
    "\"thinks\": \"Good.\",\n"
    "        \"reply\": [ { \"dana\": \"Go on.\" } ], \"to\": \"more\" },\n"
    "      { \"id\": \"vague\", \"say\": \"Got a sec?\", \"takes\": \"1m\", \"reply\": [ { "
    "\"dana\": \"For what?\" } ] } ] },\n"
    "   \"more\": { \"lua\": \"more\" } },\n"
    "  \"endings\": { \"yes\": { \"title\": \"Yes.\", \"kind\": \"yes\", \"learn\": \"Brief is "
    "kind.\" } } }\n";

static const char SCRIPT[] =
    "function more(how)\n"
    "  local lines = how.arriving and { { dana = 'Trust is ' .. trust .. '.' } } or nil\n"
    "  return { stage = 'call', with = 'dana', lines = lines, choices = {\n"
    "    { id = 'stop', say = 'Thank you.', ending = 'yes', to = 'end' },\n"
    "    { id = 'again', say = 'And?', lua = 'answer', data = { by = 3 } } } }\n"
    "end\n"
    "function answer(choice) return { set = { trust = '+' .. choice.data.by }, reply = { 'She "
    "waits.' } } end\n";

typedef struct desk {
    char folder[64];
    strbuf data, home, record;
    session_places *places;
    scenario *scenario;
    err e;
} desk;

static void put(desk *d, const char *name, const char *text)
{
    strbuf path = {0};
    assert_true(strbuf_addf(&path, NULL, "%s/data/scenarios/talk/%s", d->folder, name));
    assert_true(file_write(strbuf_text(&path), text, strlen(text), &d->e));
    strbuf_release(&path);
}

static desk set_up(void)
{
    desk d = {.folder = "/tmp/rapport-session-XXXXXX"};
    strbuf path = {0}, report = {0};
    assert_non_null(mkdtemp(d.folder));
    assert_true(strbuf_addf(&path, NULL, "%s/data/scenarios/talk", d.folder));
    assert_true(file_make_folder(strbuf_text(&path), &d.e));
    assert_true(strbuf_addf(&d.data, NULL, "%s/data", d.folder));
    assert_true(strbuf_addf(&d.home, NULL, "%s/home", d.folder));
    assert_true(strbuf_addf(&d.record, NULL, "%s/record.json", d.folder));
    put(&d, "scenario.json", SCENARIO);
    put(&d, "talk.lua", SCRIPT);
    d.places = session_places_find(strbuf_text(&d.data), strbuf_text(&d.home), &d.e);
    assert_non_null(d.places);
    if (!scenario_open(d.places, "talk", &report, &d.scenario, &d.e))
        fail_msg("%s%s", strbuf_text(&report), d.e.text);
    strbuf_release(&path);
    strbuf_release(&report);
    return d;
}

static void tear_down(desk *d)
{
    scenario_close(d->scenario);
    session_places_free(d->places);
    strbuf command = {0};
    assert_true(strbuf_addf(&command, NULL, "rm -rf '%s'", d->folder));
    assert_int_equal(system(strbuf_text(&command)), 0);
    strbuf_release(&command);
    strbuf_release(&d->data);
    strbuf_release(&d->home);
    strbuf_release(&d->record);
}

static session *begin(desk *d, bool keep, bool record)
{
    static const char *const PICKS[] = {"place", "ops", NULL};
    session_options o = {.has_seed = true,
                         .seed = 7,
                         .keep = keep,
                         .picks = PICKS,
                         .record = record ? strbuf_text(&d->record) : NULL};
    session *s = session_begin(d->places, d->scenario, &o, &d->e);
    if (!s) fail_msg("%s", d->e.text);
    return s;
}

static void choose(desk *d, session *s, const char *choice)
{
    if (!session_choose(s, choice, NULL, &d->e)) fail_msg("%s: %s", choice, d->e.text);
}

static const session_option *option(const session *s, const char *id)
{
    const session_view *v = session_look(s);
    for (uint32_t i = 0; i < v->option_count; i++)
        if (strcmp(v->options[i].id, id) == 0) return &v->options[i];
    return NULL;
}

static void shows_what_a_player_may_see(void **unused)
{
    (void)unused;
    desk d = set_up();
    session *s = begin(&d, false, false);
    const session_view *v = session_look(s);
    assert_int_equal(v->stage, SESSION_CALL);
    assert_string_equal(v->person, "Dana");
    assert_string_equal(v->role, "Head of Operations");
    assert_string_equal(v->clock, "Friday 16:30");
    assert_string_equal(v->hint, "Be brief.");
    assert_int_equal(v->option_count, 2);
    assert_int_equal(v->board_count, 0);
    assert_int_equal(v->sheet_count, 1);
    assert_false(v->sheet[0].done);
    assert_false(v->can_take_back);
    choose(&d, s, "plain");
    v = session_look(s);
    assert_string_equal(v->clock, "Friday 16:32");
    assert_true(v->sheet[0].done);
    assert_string_equal(v->board[0].source, "Careers page");
    assert_int_equal(v->call_minutes, 2);
    const session_line *last = &v->lines[v->line_count - 1];
    assert_int_equal(last->kind, SESSION_LINE_HERS);
    assert_string_equal(last->text, "Trust is 55.");
    for (uint32_t i = 0; i < v->line_count; i++)
        assert_true(v->lines[i].kind < SESSION_LINE_THOUGHT);
    assert_non_null(option(s, "again"));
    choose(&d, s, "again");
    bool yes = false;
    assert_true(session_holds(s, "trust == 58 and tact == 100", &yes, &d.e));
    assert_true(yes);
    assert_false(session_holds(s, "nobody > 1", &yes, &d.e));
    err_clear(&d.e);
    choose(&d, s, "stop");
    v = session_look(s);
    assert_true(v->over);
    assert_int_equal(v->option_count, 0);
    const session_debrief *b = session_debrief_of(s, &d.e);
    assert_non_null(b);
    assert_string_equal(b->outcome, "Yes.");
    assert_string_equal(b->axes[0].best_line, "It is about the post.");
    assert_string_equal(b->axes[0].best_because, "You said why.");
    assert_int_equal(b->axes[0].score, 100);
    assert_false(session_choose(s, "stop", NULL, &d.e));
    session_free(s);
    tear_down(&d);
}

static void refuses_what_is_not_there(void **unused)
{
    (void)unused;
    desk d = set_up();
    session *s = begin(&d, false, false);
    assert_false(session_choose(s, "nothing", NULL, &d.e));
    assert_non_null(strstr(d.e.text, "nothing"));
    err_clear(&d.e);
    choose(&d, s, "vague"); /* and the play goes on */
    session_free(s);
    static const char *const WRONG[] = {"place", "mars", NULL};
    session_options o = {.picks = WRONG};
    assert_null(session_begin(d.places, d.scenario, &o, &d.e));
    assert_non_null(strstr(d.e.text, "mars"));
    err_clear(&d.e);
    scenario *other;
    strbuf report = {0};
    assert_false(scenario_open(d.places, "no-such-thing", &report, &other, &d.e));
    assert_int_equal(d.e.code, ERR_MISSING);
    strbuf_release(&report);
    tear_down(&d);
}

/* ERR_MISSING means that the scenario or the attempt is not there; a window then changes nothing.
 */
static void a_home_that_cannot_be_made_is_another_mistake(void **unused)
{
    (void)unused;
    desk d = set_up();
    strbuf nowhere = {0};
    assert_true(strbuf_addf(&nowhere, NULL, "%s/scenario.json/home", scenario_folder(d.scenario)));
    session_places *places = session_places_find(strbuf_text(&d.data), strbuf_text(&nowhere), &d.e);
    assert_non_null(places);
    session_options o = {.keep = true};
    assert_null(session_begin(places, d.scenario, &o, &d.e));
    assert_int_equal(d.e.code, ERR_IO);
    assert_non_null(strstr(d.e.text, "scenario.json"));
    session_places_free(places);
    strbuf_release(&nowhere);
    tear_down(&d);
}

static void first_try_stays_on_record(void **unused)
{
    (void)unused;
    desk d = set_up();
    session *s = begin(&d, true, true);
    char first[17], unfinished[17];
    choose(&d, s, "vague");
    choose(&d, s, "plain");
    memcpy(first, session_attempt_id(s), 17);
    assert_true(session_take_back(s, &d.e));
    assert_string_not_equal(session_attempt_id(s), first);
    assert_int_equal(session_look(s)->turn, 1);
    assert_non_null(option(s, "plain"));
    choose(&d, s, "plain");
    choose(&d, s, "stop");
    strbuf text = {0}, aside = {0};
    assert_true(session_attempt_text(s, &text, &d.e));
    assert_non_null(strstr(strbuf_text(&text), first)); /* its parent */
    session_free(s);
    /* The first try is still unfinished, whole, in the store and beside the recorded file. */
    assert_true(session_unfinished(d.places, "talk", unfinished, &d.e));
    assert_string_equal(unfinished, first);
    session_replay result;
    assert_true(session_replay_attempt(d.places, d.scenario, first, &result, &s, &d.e));
    assert_true(result.same);
    assert_int_equal(result.inputs_done, 2);
    session_free(s);
    assert_true(strbuf_addf(&aside, NULL, "%s.%s", strbuf_text(&d.record), first));
    assert_true(
        session_replay_attempt(d.places, d.scenario, strbuf_text(&aside), &result, &s, &d.e));
    assert_true(result.same);
    session_free(s);
    assert_true(
        session_replay_attempt(d.places, d.scenario, strbuf_text(&d.record), &result, &s, &d.e));
    assert_true(result.same);
    assert_int_equal(result.inputs, 3);
    assert_true(session_look(s)->over);
    session_free(s);
    strbuf_release(&text);
    strbuf_release(&aside);
    tear_down(&d);
}

static void goes_on_where_it_stopped(void **unused)
{
    (void)unused;
    desk d = set_up();
    session *s = begin(&d, true, false);
    char id[17];
    choose(&d, s, "vague");
    choose(&d, s, "plain");
    memcpy(id, session_attempt_id(s), 17);
    const session_debrief *b = session_debrief_of(s, &d.e);
    char hash[17];
    memcpy(hash, b->hash, 17);
    session_free(s);
    strbuf note = {0};
    session_options o = {.keep = true};
    s = session_resume(d.places, d.scenario, id, &o, &note, &d.e);
    assert_non_null(s);
    assert_string_equal(strbuf_text(&note), "");
    assert_string_equal(session_attempt_id(s), id);
    assert_string_equal(session_debrief_of(s, &d.e)->hash, hash);
    choose(&d, s, "stop");
    session_free(s);
    assert_true(session_unfinished(d.places, "talk", id, &d.e));
    assert_string_equal(id, "");
    strbuf_release(&note);
    tear_down(&d);
}

static void changed(desk *d, const char *from, const char *to)
{
    char text[sizeof SCENARIO + 200];
    const char *at = strstr(SCENARIO, from);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - SCENARIO), SCENARIO, to, at + strlen(from));
    put(d, "scenario.json", text);
}

static void author_changes_are_taken_over(void **unused)
{
    (void)unused;
    desk d = set_up();
    session *s = begin(&d, true, false);
    strbuf report = {0}, note = {0};
    choose(&d, s, "vague");
    choose(&d, s, "plain");
    /* A mistake: told with its place, and the play goes on with the old version. */
    changed(&d, "\"trust\": \"+5\"", "\"trast\": \"+5\"");
    assert_false(session_reload(s, &report, &note, &d.e));
    assert_non_null(strstr(strbuf_text(&report), "scenario.json:12:"));
    assert_non_null(strstr(strbuf_text(&report), "trust"));
    err_clear(&d.e);
    strbuf_clear(&report);
    choose(&d, s, "again");
    /* Mended, with another effect: the inputs are played into it. */
    changed(&d, "\"trust\": \"+5\"", "\"trust\": \"+9\"");
    assert_true(session_reload(s, &report, &note, &d.e));
    bool yes = false;
    assert_true(session_holds(s, "trust == 62", &yes, &d.e));
    assert_true(yes);
    assert_int_equal(session_look(s)->turn, 3);
    assert_non_null(strstr(strbuf_text(&note), "changed"));
    /* A choice is gone: as much as still fits is played. */
    strbuf_clear(&note);
    changed(&d, "\"id\": \"plain\"", "\"id\": \"plainer\"");
    assert_true(session_reload(s, &report, &note, &d.e));
    assert_int_equal(session_look(s)->turn, 1);
    assert_non_null(strstr(strbuf_text(&note), "1 of its 3"));
    choose(&d, s, "plainer");
    session_free(s);
    strbuf_release(&report);
    strbuf_release(&note);
    tear_down(&d);
}

/* An old play that still comes to its end is shown and nothing more: no branch is kept for a look,
 * only when somebody tries again from a moment. */
static void a_finished_play_of_an_older_version_is_only_looked_at(void **unused)
{
    (void)unused;
    desk d = set_up();
    session *s = begin(&d, true, false);
    char id[17];
    strbuf report = {0}, note = {0};
    session_options o = {.keep = true};
    choose(&d, s, "plain");
    choose(&d, s, "stop");
    memcpy(id, session_attempt_id(s), 17);
    session_free(s);
    changed(&d, "\"trust\": \"+5\"", "\"trust\": \"+9\"");
    scenario_close(d.scenario);
    assert_true(scenario_open(d.places, "talk", &report, &d.scenario, &d.e));
    s = session_resume(d.places, d.scenario, id, &o, &note, &d.e);
    assert_non_null(s);
    assert_non_null(strstr(strbuf_text(&note), "changed"));
    assert_true(session_look(s)->over);
    assert_string_equal(session_attempt_id(s), id);
    session_attempts *kept = session_attempts_of(d.places, "talk", &d.e);
    assert_int_equal(kept->count, 1);
    session_attempts_free(kept);
    assert_true(session_rewind(s, 1, &d.e));
    choose(&d, s, "again");
    kept = session_attempts_of(d.places, "talk", &d.e);
    assert_int_equal(kept->count, 2);
    assert_string_equal(kept->list[0].parent, id);
    session_attempts_free(kept);
    session_free(s);
    strbuf_release(&report);
    strbuf_release(&note);
    tear_down(&d);
}

static void edited_attempts_are_found_out(void **unused)
{
    (void)unused;
    desk d = set_up();
    session *s = begin(&d, false, true);
    choose(&d, s, "vague");
    choose(&d, s, "plain");
    session_free(s);
    strbuf text = {0};
    assert_true(file_read(strbuf_text(&d.record), 1 << 20, &text, &d.e));
    char *at = strstr(text.data, "\"choice\": \"vague\"");
    assert_non_null(at);
    memcpy(at, "\"choice\": \"plain\"", 17);
    assert_true(file_write(strbuf_text(&d.record), text.data, text.len, &d.e));
    session_replay result;
    assert_true(
        session_replay_attempt(d.places, d.scenario, strbuf_text(&d.record), &result, &s, &d.e));
    assert_false(result.same);
    assert_false(result.other_version);
    assert_int_equal(result.inputs_done, 1); /* the second does not fit any more */
    session_free(s);
    text.len = text.len / 2; /* cut */
    assert_true(file_write(strbuf_text(&d.record), text.data, text.len, &d.e));
    assert_false(
        session_replay_attempt(d.places, d.scenario, strbuf_text(&d.record), &result, &s, &d.e));
    assert_int_equal(d.e.code, ERR_FORMAT);
    assert_non_null(strstr(d.e.text, "record.json"));
    strbuf_release(&text);
    tear_down(&d);
}

static void lost_record_is_told_and_taken_back(void **unused)
{
    (void)unused;
    desk d = set_up();
    session *s = begin(&d, false, true);
    choose(&d, s, "vague");
    /* The file's place becomes a folder: nothing can be written there any more. */
    assert_true(file_delete(strbuf_text(&d.record), &d.e));
    assert_true(file_make_folder(strbuf_text(&d.record), &d.e));
    assert_false(session_choose(s, "plain", NULL, &d.e));
    assert_non_null(strstr(d.e.text, "record.json"));
    assert_int_equal(session_look(s)->turn, 1);
    assert_int_equal(rmdir(strbuf_text(&d.record)), 0);
    err_clear(&d.e);
    choose(&d, s, "plain");
    assert_int_equal(session_look(s)->turn, 2);
    assert_true(file_is_file(strbuf_text(&d.record)));
    session_free(s);
    tear_down(&d);
}

static uint32_t tried_out(desk *d, strbuf *report)
{
    uint32_t found = 0;
    scenario *s;
    strbuf_clear(report);
    if (!scenario_open(d->places, "talk", report, &s, &d->e))
        fail_msg("%s%s", strbuf_text(report), d->e.text);
    assert_true(scenario_try_out(s, report, &found, &d->e));
    scenario_close(s);
    return found;
}

static void trying_out_finds_what_only_shows_in_play(void **unused)
{
    (void)unused;
    desk d = set_up();
    strbuf report = {0};
    assert_int_equal(tried_out(&d, &report), 0);
    assert_string_equal(strbuf_text(&report), "");
    /* Lua that keeps something between calls. */
    put(&d, "talk.lua",
        "local n = 0\n"
        "function more() n = n + 1 return { stage = 'call', with = 'dana', choices = {\n"
        "  { id = 'stop', say = 'It is ' .. n, ending = 'yes', to = 'end' } } } end\n"
        "function answer() end\n");
    assert_true(tried_out(&d, &report) > 0);
    assert_non_null(strstr(strbuf_text(&report), "E606"));
    assert_non_null(strstr(strbuf_text(&report), "'more'"));
    /* A choice that leads to a failure. */
    put(&d, "talk.lua",
        "function more() return { choices = { { id = 'stop', say = 'Bye.', ending = 'yes', to = "
        "'end' },\n"
        "  { id = 'again', say = 'And?', lua = 'answer' } } } end\n"
        "function answer() return { set = { trust = nothing + 1 } } end\n");
    assert_true(tried_out(&d, &report) > 0);
    assert_non_null(strstr(strbuf_text(&report), "E506"));
    assert_non_null(strstr(strbuf_text(&report), "again"));
    assert_non_null(strstr(strbuf_text(&report), "talk.lua:3"));
    strbuf_release(&report);
    tear_down(&d);
}

static bool count_one(void *self, const session_scenario_info *one)
{
    int *count = self;
    if (strcmp(one->id, "talk") == 0) {
        assert_string_equal(one->title, "Talk");
        assert_int_equal(one->minutes, 3);
        assert_null(one->trouble);
        ++*count;
    }
    return true;
}

static void lists_scenarios(void **unused)
{
    (void)unused;
    desk d = set_up();
    int count = 0;
    assert_true(session_list_scenarios(d.places, count_one, &count, &d.e));
    assert_int_equal(count, 1);
    tear_down(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_what_a_player_may_see),
        cmocka_unit_test(refuses_what_is_not_there),
        cmocka_unit_test(a_home_that_cannot_be_made_is_another_mistake),
        cmocka_unit_test(first_try_stays_on_record),
        cmocka_unit_test(goes_on_where_it_stopped),
        cmocka_unit_test(author_changes_are_taken_over),
        cmocka_unit_test(a_finished_play_of_an_older_version_is_only_looked_at),
        cmocka_unit_test(edited_attempts_are_found_out),
        cmocka_unit_test(lost_record_is_told_and_taken_back),
        cmocka_unit_test(trying_out_finds_what_only_shows_in_play),
        cmocka_unit_test(lists_scenarios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* From a folder's files to a scenario, and everything that can be wrong on the way. */
#include "test_load.h"

#include "base/base_hash.h"
#include "base/base_utf8.h"
#include "story/story_state.h"

/* One loading and everything it gave. */
typedef struct loaded_one {
    problems p;
    story_def *def;
    err e;
    bool ok;
    uint32_t reads;
    stub_lua lua;
} loaded_one;

static void load_with(loaded_one *l, const folder_file *files, const stub_lua *lua)
{
    folder f = {.files = files};
    load_files from = {.self = &f, .read = folder_read};
    *l = (loaded_one){.def = NULL};
    if (lua) l->lua = *lua;
    load_lua host = stub_host(&l->lua);
    l->ok = load_scenario(&from, &host, &l->p, &l->def, &l->e);
    l->reads = f.reads;
}

static void loaded_release(loaded_one *l)
{
    story_def_free(l->def);
    problems_release(&l->p);
}

static void expect_files(const folder_file *files, const stub_lua *lua, const char *wanted)
{
    loaded_one l;
    load_with(&l, files, lua);
    assert_true(l.ok);
    assert_int_equal(l.e.code, ERR_NONE);
    expect_told(&l.p, wanted);
    assert_int_equal(l.def == NULL, l.p.errors > 0);
    loaded_release(&l);
}

static void expect_alone(const char *text, const char *wanted)
{
    const folder_file files[] = {{.name = "scenario.json", .text = text}, {0}};
    expect_files(files, NULL, wanted);
}

/* ---- what is right ---- */

static void one_file(void **state)
{
    (void)state;
    const folder_file files[] = {{.name = "scenario.json", .text = SMALL("")}, {0}};
    loaded_one l;
    load_with(&l, files, NULL);
    assert_true(l.ok);
    expect_told(&l.p, "");
    assert_non_null(l.def);
    assert_string_equal(l.def->id, "small");
    assert_string_equal(l.def->title, "Small");
    assert_string_equal(l.def->summary, "A small one.");
    assert_int_equal(l.def->minutes, 2);
    assert_int_equal(l.def->scene_count, 2);
    assert_int_equal(l.reads, 1);
    assert_int_equal(l.lua.runs, 0);
    load_heading h;
    assert_true(load_peek(SMALL(""), strlen(SMALL("")), &h, NULL));
    assert_string_equal(strbuf_text(&h.id), l.def->id);
    assert_string_equal(strbuf_text(&h.title), l.def->title);
    assert_string_equal(strbuf_text(&h.summary), l.def->summary);
    assert_int_equal(h.minutes, l.def->minutes);
    load_heading_release(&h);
    loaded_release(&l);
}

static const folder_file PARTED[] = {
    {.name = "scenario.json",
     .text = "{ " SMALL_TOP ",\n\"//\": \"first\",\n\"files\": [\"state.json\", \"more/b.json\"],\n"
             "\"scripts\": [\"one.lua\", \"two.lua\"],\n\"scenes\": { " SMALL_SCENE_A
             ",\n\"l\": { \"lua\": \"call\" } } }"},
    {.name = "state.json", .text = "{ \"//\": \"second\", " SMALL_STATE ", " SMALL_ENDINGS " }"},
    {.name = "more/b.json", .text = "\xEF\xBB\xBF{ \"scenes\": { " SMALL_SCENE_B " } }"},
    {.name = "one.lua", .text = "-- nothing\nfunction call\n"},
    {.name = "two.lua", .text = "function hear\r\n"},
    {.name = "other.json", .text = "not read {{{"},
    {0}};

static void many_files(void **state)
{
    (void)state;
    loaded_one l;
    load_with(&l, PARTED, NULL);
    assert_true(l.ok);
    expect_told(&l.p, "");
    assert_non_null(l.def);
    assert_int_equal(l.def->scene_count, 3);
    assert_int_equal(l.def->var_count, 2);
    assert_int_equal(l.reads, 5);
    assert_string_equal(l.lua.order, "one.lua two.lua ");
    loaded_release(&l);
}

static void advice_is_no_obstacle(void **state)
{
    (void)state;
    static const char TEXT[] =
        SMALL(",\n\"events\": {},\n\"board\": [ { \"text\": \"{trust}\", \"sure\": \"fair\" } ]");
    static const char LONELY[] =
        "{ " SMALL_TOP ",\n" SMALL_STATE ",\n\"scenes\": { " SMALL_SCENE_A ",\n" SMALL_SCENE_B
        ",\n\"c\": { \"to\": \"a\" } },\n" SMALL_ENDINGS " }";
    expect_alone(TEXT, "");
    expect_alone(LONELY, "scenario.json:10:1 W101\n");
}

/* ---- the hash ---- */

static uint64_t hash_of(const folder_file *files)
{
    loaded_one l;
    load_with(&l, files, NULL);
    assert_true(l.ok);
    if (!l.def) expect_told(&l.p, "");
    uint64_t hash = l.def->hash;
    loaded_release(&l);
    return hash;
}

enum { PARTED_FILES = 6 };

static void parted_copy(folder_file *files)
{
    memcpy(files, PARTED, sizeof PARTED);
}

/* Changes file `i` by replacing the first `from` in it. */
static char *changed(folder_file *files, int i, const char *from, const char *to)
{
    const char *at = strstr(files[i].text, from);
    assert_non_null(at);
    strbuf b = {0};
    assert_true(strbuf_addn(&b, files[i].text, (size_t)(at - files[i].text), NULL) &&
                strbuf_add(&b, to, NULL) && strbuf_add(&b, at + strlen(from), NULL));
    files[i].text = b.data;
    return b.data;
}

static void the_hash_covers_every_file(void **state)
{
    (void)state;
    static const struct {
        int file;
        const char *from, *to;
    } CHANGES[] = {
        {0, "first", "fIrst"},     {0, "{ ", "{\t"},      {0, "A small one.", "A small one!"},
        {1, "second", "seconD"},   {1, "Done.", "Done!"}, {1, "{", " {"},
        {2, "\xEF\xBB\xBF", ""},   {2, "Back.", "Back?"}, {3, "nothing", "nothin"},
        {3, "nothing", "Nothing"}, {4, "\r", ""},         {4, "function", "\nfunction"},
    };
    uint64_t hash = hash_of(PARTED), seen[sizeof CHANGES / sizeof *CHANGES];
    assert_true(hash == hash_of(PARTED));
    assert_true(hash != 0 && hash != HASH64_START);
    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
        folder_file files[PARTED_FILES + 1];
        parted_copy(files);
        char *text = changed(files, CHANGES[i].file, CHANGES[i].from, CHANGES[i].to);
        seen[i] = hash_of(files);
        if (seen[i] == hash) fail_msg("change %zu is not seen", i);
        for (size_t j = 0; j < i; j++)
            assert_true(seen[i] != seen[j]);
        base_free(text);
    }
}

/* Any bit of a script. */
static void the_hash_covers_every_bit(void **state)
{
    (void)state;
    folder_file files[PARTED_FILES + 1];
    uint64_t hash = hash_of(PARTED);
    for (size_t bit = 0; bit < 8 * 9; bit++) {
        char text[] = "-- fourty and more of them";
        text[2 + bit / 8] = (char)(text[2 + bit / 8] ^ (1 << bit % 8));
        parted_copy(files);
        files[4].text = text;
        files[4].len = sizeof text - 1;
        uint64_t now = hash_of(files);
        assert_true(now != hash);
        hash = now;
    }
}

static void the_hash_covers_names_and_borders(void **state)
{
    (void)state;
    folder_file files[PARTED_FILES + 1];
    uint64_t hash = hash_of(PARTED);
    /* A file's name, with the name in scenario.json left alone as far as its own bytes go. */
    parted_copy(files);
    char *text = changed(files, 0, "\"one.lua\", \"two.lua\"", "\"one.lua\", \"tow.lua\"");
    uint64_t told_only = hash_of((folder_file[]){
        files[0], files[1], files[2], files[3], {.name = "tow.lua", .text = files[4].text}, {0}});
    assert_true(told_only != hash);
    base_free(text);
    /* Moving a byte from the end of one script to the start of the next. */
    parted_copy(files);
    files[3].text = "-- nothing\nfunction call";
    files[4].text = "\nfunction hear\r\n";
    assert_true(hash_of(files) != hash);
    /* A file that is not named counts for nothing. */
    parted_copy(files);
    files[5].text = "something else";
    assert_true(hash_of(files) == hash);
}

/* ---- what is wrong ---- */

static void files_that_cannot_be_read(void **state)
{
    (void)state;
    static const struct {
        const char *more, *wanted; /* members of the top from line 4 on, and what is told */
    } ROWS[] = {
        /* The folder holds ok.json, ok.lua and broken.json. */
        {"\"files\": [\"ok.json\"], \"scripts\": [\"ok.lua\"]", ""},
        {"\"files\": []", ""},
        {"\"files\": [\"no.json\"]", "scenario.json:4:12 E111\n"},
        {"\"scripts\": [\"no.lua\",\n\"ok.lua\"]", "scenario.json:4:14 E111\n"},
        {"\"files\": [\"../ok.json\"]", "scenario.json:4:12 E112\n"},
        {"\"files\": [\"/ok.json\"]", "scenario.json:4:12 E112\n"},
        {"\"files\": [\"a/../../ok.json\"]", "scenario.json:4:12 E112\n"},
        {"\"files\": [\"..\"]", "scenario.json:4:12 E112\n"},
        {"\"files\": [\".\"]", "scenario.json:4:12 E112\n"},
        {"\"files\": [\"a\\\\ok.json\"]", "scenario.json:4:12 E112\n"},
        {"\"files\": [\"a//ok.json\"]", "scenario.json:4:12 E112\n"},
        {"\"files\": [\"ok\\u0007.json\"]", "scenario.json:4:12 E112\n"},
        {"\"files\": [\"\"]", "scenario.json:4:12 E112\n"},
        {"\"scripts\": [\"/etc/ok.lua\"]", "scenario.json:4:14 E112\n"},
        {"\"scripts\": [\"..\\\\ok.lua\"]", "scenario.json:4:14 E112\n"},
        {"\"files\": [\"ok.json\", \"ok.json\"]", "scenario.json:4:23 E205\n"},
        {"\"files\": [\"scenario.json\"]", "scenario.json:4:12 E205\n"},
        {"\"scripts\": [\"ok.lua\", \"ok.lua\"]", "scenario.json:4:24 E205\n"},
        {"\"files\": [\"ok.json\"],\n\"scripts\": [\"ok.json\"]", "scenario.json:5:13 E205\n"},
        {"\"files\": \"ok.json\"", "scenario.json:4:11 E301\n"},
        {"\"files\": {\"ok.json\": true}", "scenario.json:4:11 E301\n"},
        {"\"files\": null", "scenario.json:4:11 E301\n"},
        {"\"files\": [7, [\"ok.json\"], null, \"ok.json\"]",
         "scenario.json:4:12 E301\nscenario.json:4:15 E301\nscenario.json:4:28 E301\n"},
        {"\"scripts\": \"ok.lua\"", "scenario.json:4:13 E301\n"},
        {"\"scripts\": [{}]", "scenario.json:4:14 E301\n"},
        {"\"scripts\": true,\n\"files\": false",
         "scenario.json:4:13 E301\nscenario.json:5:10 E301\n"},
        {"\"files\": [\"broken.json\"]", "broken.json:2:1 E102\n"},
        {"\"files\": [\"empty.json\"]", "empty.json E102\n"},
        {"\"files\": [\"list.json\"]", "list.json:1:1 E301\n"},
        {"\"files\": [\"ok.lua\"]", "ok.lua:1:1 E102\n"},
        {"\"files\": [\"stuck.json\"]", "scenario.json:4:12 E111\n"},
        {"\"scripts\": [\"stuck.json\"]", "scenario.json:4:14 E111\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        strbuf text = {0};
        assert_true(strbuf_add(&text, "{ " SMALL_TOP ",\n", NULL));
        /* SMALL_TOP has two lines. */
        assert_true(strbuf_addf(&text, NULL, "\"sheet\": [],\n %s,\n", ROWS[i].more));
        assert_true(strbuf_add(&text,
                               SMALL_STATE ",\n\"scenes\": { " SMALL_SCENE_A ",\n" SMALL_SCENE_B
                                           " },\n" SMALL_ENDINGS " }\n",
                               NULL));
        const folder_file files[] = {{.name = "scenario.json", .text = strbuf_text(&text)},
                                     {.name = "ok.json", .text = "{}"},
                                     {.name = "ok.lua", .text = "-- nothing\n"},
                                     {.name = "broken.json", .text = "{ \"scenes\":\n}"},
                                     {.name = "empty.json", .text = ""},
                                     {.name = "list.json", .text = "[]"},
                                     {.name = "stuck.json", .fails = ERR_IO},
                                     {0}};
        expect_files(files, NULL, ROWS[i].wanted);
        strbuf_release(&text);
    }
}

/* What refers to something in a file that could not be read is not told as wrong too. */
static void one_cause_one_problem(void **state)
{
    (void)state;
    folder_file files[PARTED_FILES + 1];
    parted_copy(files);
    files[1].text = "{ \"state\": { ";
    expect_files(files, NULL, "state.json:1:14 E102\n");
    parted_copy(files);
    files[1].name = "stat.json";
    expect_files(files, NULL, "scenario.json:4:11 E111\n");
    parted_copy(files);
    files[3].text = "fail\nfunction call\n";
    expect_files(files, NULL, "one.lua:1:1 E601\n");
    parted_copy(files);
    files[3].name = "oen.lua";
    expect_files(files, NULL, "scenario.json:5:13 E111\n");
    /* But a function that no script defines is. */
    parted_copy(files);
    files[3].text = "function cal\n";
    expect_files(files, NULL, "scenario.json:9:15 E603\n");
}

static void problems_of_all_files_in_one_run(void **state)
{
    (void)state;
    folder_file files[PARTED_FILES + 1];
    parted_copy(files);
    /* Every file has a problem that leaves the others readable; they are told in the order in
     * which the files are named, each at its own line and column. */
    char *first = changed(files, 0, "\"Go.\", \"to\": \"b\"", "\"G\u00e9.\", \"to\": \"x\"");
    files[0].text = first;
    files[1].text = "{ \"state\": {\n \"\u00e9\": 1, \"trust\": 60, \"trust\": 1,\n \"why\": true "
                    "},\n" SMALL_ENDINGS ",\n\"skils\": {} }";
    files[2].text = "\xEF\xBB\xBF{ \"scenes\": {\n \"b\": { \"to\": \"nowhere\" } } }";
    files[3].text = "function call\n\nfail\n";
    files[4].text = "fail\n";
    expect_files(files, NULL,
                 "scenario.json:8:37 E203\n"
                 "state.json:2:2 E204\nstate.json:2:23 E103\nstate.json:2:23 E205\n"
                 "state.json:5:1 E201\n"
                 "more/b.json:2:15 E203\n"
                 "one.lua:3:1 E601\ntwo.lua:1:1 E601\n");
    base_free(first);
}

static void scripts_that_fail(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        stub_lua lua;
        const char *wanted;
    } ROWS[] = {
        {"fail", {.runs = 0}, "s.lua:1:1 E601\n"},
        {"\n\nfail", {.code = PROBLEM_LUA_FAILED}, "s.lua:3:1 E602\n"},
        {"-- \u00e9\r\nfail\r\n", {.code = PROBLEM_LUA_LIMIT}, "s.lua:2:1 E605\n"},
        {"a\nfail\nb", {.whole = true, .code = PROBLEM_LUA_FORBIDDEN}, "s.lua E607\n"},
        {"fail\nb\n", {.line_instead = 900}, "s.lua:3:1 E601\n"},
        {"fail", {.line_instead = 2}, "s.lua:1:1 E601\n"},
        {"fail\nfail", {.line_instead = 2}, "s.lua:2:1 E601\n"},
        {"", {.runs = 0}, ""},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const folder_file files[] = {
            {.name = "scenario.json", .text = SMALL(",\n\"scripts\": [\"s.lua\"]")},
            {.name = "s.lua", .text = ROWS[i].text},
            {0}};
        expect_files(files, &ROWS[i].lua, ROWS[i].wanted);
    }
}

static void scenario_json_itself(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } ROWS[] = {
        {"{ ", "scenario.json:1:3 E102\n"},
        {"[]", "scenario.json:1:1 E301\n"},
        {"7", "scenario.json:1:1 E301\n"},
        {"{ \"files\": [\"x.json\"] ", "scenario.json:1:23 E102\n"},
        {"{\"format\":1}x", "scenario.json:1:13 E105\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        expect_alone(ROWS[i].text, ROWS[i].wanted);
    static const char *const LEFT_OUT[] = {"format", "id", "title", "summary", "clock", "start"};
    for (size_t i = 0; i < sizeof LEFT_OUT / sizeof *LEFT_OUT; i++) {
        /* The key becomes a comment. */
        char from[20];
        snprintf(from, sizeof from, "\"%s\": ", LEFT_OUT[i]);
        folder_file files[] = {{.name = "scenario.json", .text = SMALL("")}, {0}};
        char to[24];
        snprintf(to, sizeof to, "\"//%s\": ", LEFT_OUT[i]);
        char *text = changed(files, 0, from, to);
        expect_files(files, NULL, "scenario.json:1:1 E202\n");
        base_free(text);
    }
}

static void nothing_there(void **state)
{
    (void)state;
    const folder_file none[] = {{.name = "other.json", .text = "{}"}, {0}};
    loaded_one l;
    load_with(&l, none, NULL);
    assert_false(l.ok);
    assert_int_equal(l.e.code, ERR_MISSING);
    assert_null(l.def);
    loaded_release(&l);
    const folder_file stuck[] = {{.name = "scenario.json", .fails = ERR_IO}, {0}};
    load_with(&l, stuck, NULL);
    assert_true(l.ok);
    assert_null(l.def);
    expect_told(&l.p, "scenario E111\n");
    assert_non_null(strstr(l.p.first->text, "no luck"));
    loaded_release(&l);
}

/* Reasons that are not the author's come back as errors, not as problems. */
static void other_reasons(void **state)
{
    (void)state;
    const folder_file memory[] = {
        {.name = "scenario.json", .text = SMALL(",\n\"files\": [\"x.json\"]")},
        {.name = "x.json", .fails = ERR_NOMEM},
        {0}};
    loaded_one l;
    load_with(&l, memory, NULL);
    assert_false(l.ok);
    assert_int_equal(l.e.code, ERR_NOMEM);
    assert_null(l.def);
    loaded_release(&l);
    stub_lua broken = {.broken = ERR_NOMEM};
    load_with(&l, PARTED, &broken);
    assert_false(l.ok);
    assert_int_equal(l.e.code, ERR_NOMEM);
    assert_null(l.def);
    assert_int_equal(l.lua.runs, 1);
    loaded_release(&l);
}

static void too_many_files(void **state)
{
    (void)state;
    enum { NAMED = 250, MOST = 200 };
    static char names[NAMED][16];
    static folder_file files[NAMED + 2];
    strbuf text = {0};
    assert_true(strbuf_add(&text, "{ " SMALL_TOP ",\n\"files\": [", NULL));
    for (int i = 0; i < NAMED; i++) {
        snprintf(names[i], sizeof names[i], "f%d.json", i);
        files[i + 1] = (folder_file){.name = names[i], .text = "{}"};
        assert_true(strbuf_addf(&text, NULL, "%s\n\"%s\"", i ? "," : "", names[i]));
    }
    assert_true(strbuf_add(&text, "],\n\"scripts\": [\"x.lua\"] }", NULL));
    files[0] = (folder_file){.name = "scenario.json", .text = strbuf_text(&text)};
    loaded_one l;
    load_with(&l, files, NULL);
    assert_true(l.ok);
    /* The 200th further file would be the 201st in all; its name stands on line 203. */
    expect_told(&l.p, "scenario.json:203:1 E207\n");
    assert_int_equal(l.reads, MOST);
    loaded_release(&l);
    strbuf_release(&text);
}

/* Names and reasons of any length and kind stay text that can be shown. */
static void long_names_in_messages(void **state)
{
    (void)state;
    strbuf text = {0};
    assert_true(strbuf_add(&text, "{ " SMALL_TOP ",\n\"files\": [\"", NULL));
    for (int i = 0; i < 5000; i++)
        assert_true(strbuf_add(&text, "\u00e9", NULL));
    assert_true(strbuf_add(&text, "\", \"/\\u001b[2J\"] }", NULL));
    const folder_file files[] = {{.name = "scenario.json", .text = strbuf_text(&text)}, {0}};
    loaded_one l;
    load_with(&l, files, NULL);
    expect_told(&l.p, "scenario.json:3:11 E111\nscenario.json:3:5015 E112\n");
    for (const problem *one = l.p.first; one; one = one->next) {
        assert_true(strlen(one->text) < 300);
        assert_null(strchr(one->text, '\x1b'));
    }
    loaded_release(&l);
    strbuf_release(&text);
}

/* Wherever a long message is cut. */
static void long_reasons_stay_text(void **state)
{
    (void)state;
    const folder_file files[] = {
        {.name = "scenario.json", .text = SMALL(",\n\"scripts\": [\"s.lua\"]")},
        {.name = "s.lua", .text = "fail"},
        {0}};
    for (size_t shift = 0; shift < 4; shift++) {
        char why[760] = "abc";
        for (size_t at = shift; at + 4 < sizeof why; at += 4)
            memcpy(why + at, "\U0001F600", 5);
        stub_lua lua = {.why = why};
        loaded_one l;
        size_t bad;
        load_with(&l, files, &lua);
        expect_told(&l.p, "s.lua:1:1 E601\n");
        size_t len = strlen(l.p.first->text);
        assert_true(len > 690 && utf8_valid(l.p.first->text, len, &bad));
        loaded_release(&l);
    }
}

/* Any byte of any file may be lost: a message or a scenario, never a crash. */
static void cut_anywhere(void **state)
{
    (void)state;
    folder_file files[PARTED_FILES + 1];
    for (int file = 0; file < 3; file++) {
        size_t whole = strlen(PARTED[file].text);
        for (size_t len = 1; len < whole; len++) {
            loaded_one l;
            parted_copy(files);
            files[file].len = len;
            load_with(&l, files, NULL);
            assert_true(l.ok);
            assert_null(l.def);
            assert_true(l.p.errors > 0);
            loaded_release(&l);
        }
    }
}

/* ---- memory ---- */

#ifdef BASE_FAULTS
static bool load_once(void *self, err *e)
{
    loaded_one l;
    load_with(&l, self, NULL);
    bool ok = l.ok;
    assert_true(ok || !l.def);
    if (e) *e = l.e;
    loaded_release(&l);
    return ok;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    folder_file one[] = {{.name = "scenario.json", .text = SMALL("")}, {0}};
    folder_file many[PARTED_FILES + 1];
    parted_copy(many);
    sweep_allocations(load_once, one, 8);
    sweep_allocations(load_once, many, 14);
    many[1].text = "{ \"state\": { \"x\": [], \"y\": {\"strat\": 1} }, \"endigns\": 1 }";
    many[4].text = "fail";
    sweep_allocations(load_once, many, 12);
    many[1].name = "gone";
    many[2].text = "{";
    sweep_allocations(load_once, many, 8);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_file),
        cmocka_unit_test(many_files),
        cmocka_unit_test(advice_is_no_obstacle),
        cmocka_unit_test(the_hash_covers_every_file),
        cmocka_unit_test(the_hash_covers_every_bit),
        cmocka_unit_test(the_hash_covers_names_and_borders),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(one_cause_one_problem),
        cmocka_unit_test(problems_of_all_files_in_one_run),
        cmocka_unit_test(scripts_that_fail),
        cmocka_unit_test(scenario_json_itself),
        cmocka_unit_test(nothing_there),
        cmocka_unit_test(other_reasons),
        cmocka_unit_test(too_many_files),
        cmocka_unit_test(long_names_in_messages),
        cmocka_unit_test(long_reasons_stay_text),
        cmocka_unit_test(cut_anywhere),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests_name("load_scenario", tests, NULL, NULL);
}

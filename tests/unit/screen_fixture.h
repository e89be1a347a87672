#ifndef SCREEN_FIXTURE_H
#define SCREEN_FIXTURE_H
/* A small scenario in a folder of its own that visits every stage, the window's screens over it,
 * and what a player does: press keys, click on what is written somewhere. */
#include "test_ui_screen.h"

#include "base/base_file.h"
#include "screen/screens.h"
#include "session/session_words.h"
#include "ui/ui_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONG_TEXT                                                                                  \
    "My company's counter-offer was withdrawn on Monday. That is the event. The honest part is "   \
    "that I should never have let it decide for me."

static const char SCENARIO[] =
    "{ \"format\": 1, \"id\": \"talk\", \"title\": \"A short talk\", \"summary\": \"One question "
    "before you say yes, and one answer that you owe to somebody who has waited for it.\",\n"
    "  \"minutes\": 3, \"clock\": \"2026-03-06 10:15\", \"start\": \"desk\",\n"
    "  \"scripts\": [\"talk.lua\"], \"player\": { \"name\": \"Sam Okafor\" },\n"
    "  \"about\": { \"goals\": [ \"Look before you ring.\" ], \"legend\": \"A receipt says why.\" "
    "},\n"
    "  \"cast\": { \"dana\": { \"name\": \"Dana Whitfield\", \"role\": \"Head of Design, "
    "Northlight\", \"portrait\": \"people/ada\" } },\n"
    "  \"state\": { \"trust\": { \"start\": 50, \"min\": 0, \"max\": 100 }, \"looked\": false,\n"
    "    \"reason\": { \"one_of\": { \"pay\": \"the pay\", \"fear\": \"being afraid\" }, \"draw\": "
    "true, \"pick\": \"Why you said no\" },\n"
    "    \"rivals\": { \"min\": 0, \"max\": 3, \"draw\": true, \"pick\": \"Other applicants\" } "
    "},\n"
    "  \"facts\": { \"other\": { \"is\": \"true\", \"about\": \"another interview\" } },\n"
    "  \"par\": { \"tact\": 4, \"speed\": 3, \"honesty\": 2 },\n"
    "  \"sheet\": [ { \"text\": \"Look the company up\", \"done\": \"looked\" },\n"
    "    { \"text\": \"What has changed: the counter-offer fell through on Monday\" } ],\n"
    "  \"board\": [ { \"text\": \"They have moved offices.\", \"source\": \"Their web page, "
    "updated "
    "before you declined\", \"sure\": \"fair\", \"if\": \"looked\" } ],\n"
    "  \"unknown\": [ { \"text\": \"who decides\", \"if\": \"looked\" } ],\n"
    "  \"days\": [ { \"on\": 1, \"text\": \"no\" } ],\n"
    "  \"scenes\": {\n"
    "   \"desk\": { \"stage\": \"desk\", \"title\": \"At your desk\", \"hint\": \"Find out "
    "first.\",\n"
    "     \"lines\": [ \"The kitchen clock ticks.\", \"You said no because of {reason}.\" ], "
    "\"choices\": [\n"
    "      { \"id\": \"look\", \"do\": \"Look the company up.\", \"takes\": \"20m\", \"once\": "
    "true,\n"
    "        \"set\": { \"looked\": true }, \"hint\": \"Twenty minutes are enough.\",\n"
    "        \"shows\": [ { \"skill\": \"S2\", \"points\": 1, \"because\": \"You looked first.\" } "
    "],\n"
    "        \"reply\": [ \"They have moved offices.\" ] },\n"
    "      { \"id\": \"ring\", \"do\": \"Ring her.\", \"takes\": \"5m\",\n"
    "        \"reply\": [ { \"cue\": \"It rings twice.\", \"sound\": \"ring\" } ], \"to\": "
    "\"call\" } ] },\n"
    "   \"call\": { \"stage\": \"call\", \"with\": \"dana\", \"title\": \"The call\", \"lines\": "
    "[\n"
    "      { \"dana\": \"Northlight, Dana speaking.\", \"mood\": \"guarded\" },\n"
    "      { \"dana\": \"Are you talking to anybody else?\" } ], \"choices\": [\n"
    "      { \"id\": \"truth\", \"say\": \"Yes. One other place.\", \"claims\": { \"other\": true "
    "},\n"
    "        \"thinks\": \"That was straight.\", \"takes\": \"2m\", \"shows\": [ { \"skill\": "
    "\"H2\", "
    "\"points\": 2, \"because\": \"You answered what she asked.\" } ],\n"
    "        \"reply\": [ { \"dana\": \"Thank you for telling me.\", \"mood\": \"warm\" } ], "
    "\"to\": "
    "\"face\" },\n"
    "      { \"id\": \"lie\", \"say\": \"No, nobody.\", \"claims\": { \"other\": false }, "
    "\"thinks\": "
    "\"Good.\",\n"
    "        \"shows\": [ { \"skill\": \"H1\", \"points\": -2, \"because\": \"It was not true.\" } "
    "],\n"
    "        \"try\": \"One other place, on Thursday.\", \"reply\": [ { \"dana\": \"All right.\" } "
    "], "
    "\"to\": \"face\" },\n"
    "      { \"id\": \"long1\", \"say\": \"" LONG_TEXT "\" },\n"
    "      { \"id\": \"long2\", \"say\": \"First: " LONG_TEXT "\" },\n"
    "      { \"id\": \"long3\", \"say\": \"Second: " LONG_TEXT "\" } ] },\n"
    "   \"face\": { \"lua\": \"face\" },\n"
    "   \"mail\": { \"stage\": \"mail\", \"with\": \"dana\", \"title\": \"A mail\", \"lines\": [ { "
    "\"dana\": \"Friday at ten, third floor. Bring nothing but time.\" } ], \"choices\": [\n"
    "      { \"id\": \"thank\", \"do\": \"Thank her in two lines.\", \"takes\": \"10m\", \"to\": "
    "\"plan\" } ] },\n"
    "   \"plan\": { \"stage\": \"plan\", \"title\": \"Your sheet\", \"choices\": [\n"
    "      { \"id\": \"write\", \"do\": \"Write down what you will ask.\", \"to\": \"evening\" } ] "
    "},\n"
    "   \"evening\": { \"stage\": \"note\", \"title\": \"The same evening\", \"choices\": [\n"
    "      { \"id\": \"sleep\", \"do\": \"Go to bed.\", \"discover\": [ \"other\" ], \"ending\": "
    "\"waiting\", \"to\": \"end\" } ] } },\n"
    "  \"endings\": { \"waiting\": { \"title\": \"Friday at ten, then.\", \"kind\": "
    "\"second_interview\", \"learn\": \"A date makes it easy to say yes.\" } } }\n";

static const char SCRIPT[] =
    "function face(how)\n"
    "  return { stage = 'face', with = 'dana', lines = { { dana = 'So, what do you need?' } },\n"
    "    choices = { { id = 'time', say = 'Could I have till Friday at ten?', lua = 'answer' } } "
    "}\n"
    "end\n"
    "function answer() return { takes = '1d', set = { trust = '+4' },\n"
    "  shows = { { skill = 'T4', points = 2, because = 'You gave a date.' } },\n"
    "  reply = { { dana = 'Friday at ten.' } }, to = 'mail' } end\n";

/* The same with a mistake that shows only when the choice is taken. */
static const char SCRIPT_FAILS[] =
    "function face(how)\n"
    "  return { stage = 'face', with = 'dana', lines = { { dana = 'So, what do you need?' } },\n"
    "    choices = { { id = 'time', say = 'Could I have till Friday at ten?', lua = 'answer' } } "
    "}\n"
    "end\n"
    "function answer() return { takes = nothing.at_all } end\n";

typedef struct player {
    char folder[64];
    strbuf data, home, said;
    screen_program program;
    ui_app *app;
    long live; /* blocks of memory in use before */
    err e;
} player;

static inline void put_file(player *p, const char *name, const char *text)
{
    strbuf path = {0};
    ASSERT_OK(strbuf_addf(&path, &p->e, "%s/%s", p->folder, name), p->e);
    ASSERT_OK(file_write(strbuf_text(&path), text, strlen(text), &p->e), p->e);
    strbuf_release(&path);
}

static inline void put_script(player *p, const char *text)
{
    put_file(p, "data/scenarios/talk/talk.lua", text);
}

static inline void put_scenario(player *p, const char *text)
{
    put_file(p, "data/scenarios/talk/scenario.json", text);
}

static inline void hear(void *self, const char *text)
{
    player *p = self;
    ASSERT_OK(strbuf_addf(&p->said, &p->e, "%s\n", text), p->e);
}

/* Opens the window on an empty stack of screens. */
static inline void player_open(player *p, ui_app_opt opt)
{
    *p = (player){.folder = "/tmp/rapport-window-XXXXXX"};
#ifdef BASE_FAULTS
    p->live = base_alloc_live();
#endif
    strbuf path = {0};
    assert_non_null(mkdtemp(p->folder));
    ASSERT_OK(strbuf_addf(&path, &p->e, "%s/data/scenarios/talk", p->folder), p->e);
    ASSERT_OK(file_make_folder(strbuf_text(&path), &p->e), p->e);
    ASSERT_OK(strbuf_addf(&p->data, &p->e, "%s/data", p->folder), p->e);
    ASSERT_OK(strbuf_addf(&p->home, &p->e, "%s/home", p->folder), p->e);
    strbuf_release(&path);
    put_scenario(p, SCENARIO);
    put_script(p, SCRIPT);
    ASSERT_OK(strbuf_addf(&path, &p->e, "%s/data/assets", p->folder), p->e);
    assert_int_equal(symlink(TEST_SOURCE_DIR "/assets", strbuf_text(&path)), 0);
    strbuf_release(&path);
    p->program.places = session_places_find(strbuf_text(&p->data), strbuf_text(&p->home), &p->e);
    if (!p->program.places) fail_msg("%s", p->e.text);
    p->program.settings = ui_settings_usual();
    ASSERT_OK(strbuf_addf(&p->program.settings_file, &p->e, "%s/settings", p->folder), p->e);
    if (!opt.width) opt.width = 1280, opt.height = 800;
    opt.settings = &p->program.settings;
    opt.words = session_places_words(p->program.places);
    p->app = ui_app_new(&opt, &p->e);
    if (!p->app) fail_msg("%s", p->e.text);
    screen_program_attach(p->app, &p->program);
    ui_app_on_say(p->app, hear, p);
}

static inline void player_close(player *p)
{
    strbuf command = {0};
    ui_app_free(p->app);
    session_places_free(p->program.places);
    strbuf_release(&p->program.settings_file);
    ASSERT_OK(strbuf_addf(&command, &p->e, "rm -rf '%s'", p->folder), p->e);
    assert_int_equal(system(strbuf_text(&command)), 0);
    strbuf_release(&command);
    strbuf_release(&p->data);
    strbuf_release(&p->home);
    strbuf_release(&p->said);
#ifdef BASE_FAULTS
    assert_int_equal(base_alloc_live(), p->live);
#endif
}

static inline void frame(player *p)
{
    if (!ui_app_frame(p->app)) fail_msg("the window has ended: %s", ui_app_fault(p->app)->text);
}

/* Waits out whatever moves. */
static inline void settle_down(player *p)
{
    for (int i = 0; p->app->top->wake && i < 100; i++) {
        ui_app_wait(p->app);
        frame(p);
    }
    assert_int_equal(p->app->top->wake, 0);
}

/* Practice, or the play at once. */
static inline void start(player *p, bool at_once)
{
    ASSERT_OK(screen_home_push(p->app, &p->program, &p->e), p->e);
    if (at_once)
        ASSERT_OK(screen_play_push(p->app, &p->program, "talk", NULL, true, 7, &p->e), p->e);
    frame(p);
}

static inline void press(player *p, SDL_Keycode key)
{
    push_key(key, 0);
    frame(p);
}

static inline void press_with(player *p, SDL_Keycode key, Uint16 mod)
{
    push_key(key, mod);
    frame(p);
}

/* What a keyboard or an input method sends. */
static inline void type_in(player *p, const char *text)
{
    SDL_Event ev = {.text = {.type = SDL_TEXTINPUT}};
    snprintf(ev.text.text, sizeof ev.text.text, "%s", text);
    assert_int_equal(SDL_PushEvent(&ev), 1);
    frame(p);
}

static inline bool is_said(const player *p, const char *text)
{
    return strstr(strbuf_text(&p->said), text) != NULL;
}

static inline void assert_said(player *p, const char *text)
{
    if (!is_said(p, text)) fail_msg("'%s' was not said:\n%s", text, strbuf_text(&p->said));
}

/* The deepest node in which this is written or which is called so. */
static inline const ui_node *find_shown(const player *p, const char *text, bool pressed)
{
    const ui *u = ui_app_tree(p->app);
    const ui_node *found = NULL;
    strbuf words = {0};
    assert_non_null(u);
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        if (pressed ? n->opt.id <= 0 || n->opt.off : !n->text) continue;
        strbuf_clear(&words);
        err e = {0};
        ASSERT_OK(n->text && !pressed ? strbuf_add(&words, n->text, &e)
                                      : ui_node_say(u, n, &words, &e),
                  e);
        if (strstr(strbuf_text(&words), text)) found = n;
    }
    strbuf_release(&words);
    return found;
}

static inline bool is_shown(const player *p, const char *text)
{
    return find_shown(p, text, false) != NULL;
}

static inline void assert_shown(const player *p, const char *text)
{
    if (is_shown(p, text)) return;
    const ui *u = ui_app_tree(p->app);
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->text) print_message("  %s\n", n->text);
    fail_msg("'%s' does not stand on the screen", text);
}

static inline int id_of(const player *p, const char *text)
{
    const ui_node *n = find_shown(p, text, true);
    if (!n) fail_msg("there is nothing to press called '%s'", text);
    return n->opt.id;
}

/* Presses the key that stands on it: choices stand in another order for each seed. */
static inline void press_for(player *p, const char *text)
{
    const ui_node *n = ui_node_find(ui_app_tree(p->app), id_of(p, text));
    if (n->opt.key < '1' || n->opt.key > '9') fail_msg("'%s' has no digit as its key", text);
    press(p, n->opt.key);
}

/* Brings it into sight with the focus, as a wheel would, and clicks on its middle. */
static inline void click(player *p, const char *text)
{
    int id = id_of(p, text);
    ui_app_focus(p->app, id);
    frame(p);
    const ui_node *n = ui_node_find(ui_app_tree(p->app), id);
    ui_rect seen = ui_node_seen(n);
    int x = seen.x + seen.w / 2, y = seen.y + seen.h / 2;
    push_mouse(SDL_MOUSEMOTION, x, y);
    push_mouse(SDL_MOUSEBUTTONDOWN, x, y);
    push_mouse(SDL_MOUSEBUTTONUP, x, y);
    frame(p);
}
#endif

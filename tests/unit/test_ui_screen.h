#ifndef TEST_UI_SCREEN_H
#define TEST_UI_SCREEN_H
/* A screen with every kind of widget, a log of what happened to it, and synthetic input. */
#include "test_ui.h"

#include "base/base_strbuf.h"
#include "ui/ui_app.h"

#include <SDL.h>

enum { ID_HINT = 1, ID_BACK, ID_PAUSE, ID_OFF, ID_SAVE, ID_WAVE = -1, ID_CHOICE = 100 };
enum { SCROLL_SIDE = 1, SCROLL_TALK };

typedef struct sample {
    int pressed, presses, keys, ticks, freed;
    int lines;    /* speech bubbles shown */
    int choices;  /* up to 9 */
    int used_key; /* a key this screen takes for itself */
    ui_rect wave_clip, wave_box;
    strbuf said; /* what a voice was given, one a line */
    void (*on_act)(struct sample *s, ui_app *a, int id);
} sample;

static inline void sample_wave(const void *self, const ui_canvas *c)
{
    sample *s = (sample *)(uintptr_t)self;
    s->wave_clip = c->draw->clip;
    s->wave_box = c->box;
    ui_draw_rect(c->draw, c->box, ui_theme_colour(c->mode, UI_FOCUS));
}

static inline void sample_header(ui *u)
{
    bool narrow = ui_room(u) < 860;
    ui_row(u, (ui_opt){.pad = UI_PAD2(5, 19), .align = UI_CENTRE, .wrap = narrow});
    ui_text(u, "Second Thoughts \xC2\xB7 Day 3 \xC2\xB7 Tuesday 10:12",
            (ui_opt){.ink = UI_SOFT, .pad = UI_PAD2(0, 9)});
    if (!narrow) ui_space(u);
    ui_hint(u, ID_HINT, 'h', "H", "hint", false);
    ui_hint(u, ID_BACK, 'u', "U", "take back", false);
    ui_hint(u, ID_PAUSE, UI_KEY_ESCAPE, "Esc", "pause", false);
    ui_hint(u, ID_OFF, 'x', "X", "not now", true);
    ui_end(u);
    ui_rule(u);
}

static inline void sample_side(ui *u, sample *s)
{
    ui_col(u, (ui_opt){.width = ui_em(u, 300), .gap = 20, .scroll = SCROLL_SIDE});
    ui_card(u, (ui_opt){.radius = 20, .pad = UI_PAD(28), .gap = 8, .align = UI_CENTRE});
    ui_silhouette(u, 104);
    ui_text(u, "Dana Whitfield", (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    ui_paint(u, sample_wave, s, (ui_opt){.width = 190, .height = 48, .id = ID_WAVE});
    ui_badge(u, "Due for practice", UI_SOFT);
    ui_end(u);
    ui_col(u, (ui_opt){.mode = 1 + UI_LIGHT,
                       .fill = UI_PAPER,
                       .radius = 14,
                       .pad = UI_PAD(20),
                       .gap = 10,
                       .grow = 1});
    ui_point_line(u, true, "Ask whether now is a good time");
    ui_point_line(u, false, "What has changed: the counter-offer fell through on Monday");
    ui_score(u, "\xE2\x99\xA1", "Tact", 82, UI_TACT);
    ui_score(u, "\xE2\x97\x89", "Honesty", 91, UI_HONESTY);
    ui_end(u);
    ui_end(u);
}

static inline void sample_build(void *self, ui *u)
{
    sample *s = self;
    sample_header(u);
    ui_row(u, (ui_opt){.grow = 1, .gap = 28, .pad = UI_PAD2(20, 28)});
    if (ui_room(u) >= 860) sample_side(u, s);
    ui_col(
        u,
        (ui_opt){
            .grow = 1, .scroll = SCROLL_TALK, .stick_end = true, .gap = 12, .pad = UI_PAD2(0, 4)});
    for (int i = 0; i < s->lines; i++)
        ui_bubble(u, i % 2 ? UI_OWN_WORDS : UI_THEIRS, i % 2 ? "You" : "Dana",
                  "I'll be honest, I didn't expect to see your name come up. What is different "
                  "today?",
                  640);
    ui_cue(u, "She sounds guarded. Something clicks shut in the background.");
    for (int i = 0; i < s->choices; i++)
        ui_choice(
            u, ID_CHOICE + i, i + 1,
            "My company's counter-offer was withdrawn on Monday. That's the event. The honest "
            "part is that I should never have let it decide for me.",
            i == 1 ? "takes two minutes" : NULL, 0);
    ui_row(u, (ui_opt){.gap = 12, .wrap = true});
    ui_button(u, ID_SAVE, 's', UI_MAIN_BUTTON, "Save report", "S");
    ui_end(u);
    ui_end(u);
    ui_end(u);
}

static inline void sample_act(void *self, ui_app *a, int id)
{
    sample *s = self;
    s->pressed = id;
    s->presses++;
    if (s->on_act) s->on_act(s, a, id);
}

static inline bool sample_key(void *self, ui_app *a, int key)
{
    sample *s = self;
    (void)a;
    s->keys++;
    return s->used_key && key == s->used_key;
}

static inline void sample_tick(void *self, ui_app *a, uint64_t now)
{
    sample *s = self;
    (void)a, (void)now;
    s->ticks++;
}

static inline void sample_free(void *self)
{
    ((sample *)self)->freed++;
}

static inline void sample_say(void *self, const char *text)
{
    sample *s = self;
    err e = {0};
    ASSERT_OK(strbuf_addf(&s->said, &e, "%s\n", text), e);
}

static inline ui_screen sample_screen(sample *s)
{
    return (ui_screen){.self = s,
                       .title = "Call",
                       .mode = UI_NIGHT,
                       .build = sample_build,
                       .act = sample_act,
                       .key = sample_key,
                       .tick = sample_tick,
                       .free = sample_free};
}

/* Without settings of its own a test has none that move: it counts what is drawn. */
static inline ui_app *sample_open(sample *s, ui_app_opt opt)
{
    err e = {0};
    ui_settings still = ui_settings_usual();
    still.still = true;
    if (!opt.settings) opt.settings = &still;
    if (!opt.width) opt.width = 1280, opt.height = 800;
    if (!s->choices) s->choices = 4;
    if (!s->lines) s->lines = 3;
    ui_app *a = ui_app_new(&opt, &e);
    if (!a) fail_msg("%s", e.text);
    ui_app_on_say(a, sample_say, s);
    ASSERT_OK(ui_app_push(a, sample_screen(s), &e), e);
    assert_true(ui_app_frame(a));
    return a;
}

static inline void sample_close(sample *s, ui_app *a)
{
    ui_app_free(a);
    strbuf_release(&s->said);
#ifdef BASE_FAULTS
    assert_int_equal(base_alloc_live(), 0);
#endif
}

static inline SDL_Window *sample_window(void)
{
    for (Uint32 id = 1; id < 1000; id++)
        if (SDL_GetWindowFromID(id)) return SDL_GetWindowFromID(id);
    fail();
    return NULL;
}

static inline void push_key(SDL_Keycode sym, Uint16 mod)
{
    SDL_Event ev = {.key = {.type = SDL_KEYDOWN, .state = SDL_PRESSED}};
    ev.key.keysym.sym = sym;
    ev.key.keysym.scancode = SDL_GetScancodeFromKey(sym);
    ev.key.keysym.mod = mod;
    assert_int_equal(SDL_PushEvent(&ev), 1);
}

static inline void push_mouse(Uint32 type, int x, int y)
{
    SDL_Event ev = {.type = type};
    if (type == SDL_MOUSEMOTION)
        ev.motion.x = x, ev.motion.y = y;
    else
        ev.button.button = SDL_BUTTON_LEFT, ev.button.x = x, ev.button.y = y;
    assert_int_equal(SDL_PushEvent(&ev), 1);
}

static inline void push_finger(Uint32 type, float x, float y)
{
    SDL_Event ev = {.tfinger = {.type = type, .fingerId = 7, .x = x, .y = y}};
    assert_int_equal(SDL_PushEvent(&ev), 1);
}

#endif

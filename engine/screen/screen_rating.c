#include "screen/screen_rows.h"

#include "base/base_mem.h"

/* A guess of the scores before they are shown: to learn how well one judges oneself. */

enum { ID_KEEP = 1, ID_SKIP, ID_STEP = 10, STEP = 5, START = 50 };

typedef struct rating {
    screen_game *game;
    int guesses[SESSION_AXES];
    err trouble;
} rating;

static const struct {
    const char *axis;
    screen_text means;
} ROWS[SESSION_AXES] = {{"tact", RATE_TACT}, {"speed", RATE_SPEED}, {"honesty", RATE_HONESTY}};

static void show_row(ui *u, int i, int guess)
{
    const char *name = say(u, screen_axis_name(ROWS[i].axis));
    ui_role role = screen_axis_role(ROWS[i].axis);
    ui_col(u, (ui_opt){.gap = 4, .pad = {6, 0, 0, 0}});
    ui_textf(u, (ui_opt){.face = UI_SEMI, .ink = role}, "%s %s", screen_axis_symbol(ROWS[i].axis),
             name);
    ui_text(u, say(u, ROWS[i].means), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_row(u, (ui_opt){.gap = 12, .align = UI_CENTRE});
    screen_step(u, ID_STEP + 2 * i, "\xE2\x88\x92", sayf(u, RATE_LESS, "axis", name, NULL),
                guess <= 0);
    screen_bar(u, guess, role, (ui_opt){.grow = 1, .height = 10});
    ui_textf(
        u,
        (ui_opt){.face = UI_SEMI,
                 .width = ui_em(u, 40),
                 .text_align = UI_END,
                 .live = true,
                 .alt = sayf(u, RATE_VALUE, "axis", name, "score", say_number(u, guess), NULL)},
        "%d", guess);
    screen_step(u, ID_STEP + 2 * i + 1, "+", sayf(u, RATE_MORE, "axis", name, NULL), guess >= 100);
    ui_end(u);
    ui_end(u);
}

static void build(void *self, ui *u)
{
    const rating *r = self;
    screen_card_begin(u, 560, say(u, RATE_TITLE), 0);
    ui_text(u, say(u, RATE_HOW), (ui_opt){.ink = UI_SOFT});
    if (r->trouble.code) ui_text(u, r->trouble.text, (ui_opt){.ink = UI_BAD, .live = true});
    for (int i = 0; i < SESSION_AXES; i++)
        show_row(u, i, r->guesses[i]);
    ui_row(u, (ui_opt){.gap = 12, .wrap = true, .pad = {12, 0, 0, 0}});
    ui_button(u, ID_KEEP, 0, UI_MAIN_BUTTON, say(u, RATE_KEEP), "");
    ui_button(u, ID_SKIP, UI_KEY_ESCAPE, UI_PLAIN_BUTTON, say(u, RATE_SKIP), "Esc");
    ui_end(u);
    screen_card_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    rating *r = self;
    err e = {0};
    int step = id - ID_STEP;
    if (step >= 0 && step < 2 * SESSION_AXES) {
        int *guess = &r->guesses[step / 2];
        *guess += step % 2 ? STEP : -STEP;
        *guess = *guess < 0 ? 0 : *guess > 100 ? 100 : *guess;
        return;
    }
    if (id == ID_KEEP && !session_rate(r->game->session, r->guesses, &r->trouble)) {
        screen_tell(a, &r->trouble);
        return;
    }
    if (id == ID_KEEP || id == ID_SKIP) screen_debrief_show(a, screen_game_hold(r->game), &e);
    screen_tell(a, &e);
}

static void rating_free(void *self)
{
    rating *r = self;
    screen_game_drop(r->game);
    base_free(r);
}

bool screen_rating_show(ui_app *a, screen_game *g, err *e)
{
    rating *r = base_alloc(sizeof *r);
    if (!r) {
        screen_game_drop(g);
        return err_nomem(e);
    }
    *r = (rating){.game = g, .guesses = {START, START, START}};
    if (!ui_app_replace(a,
                        (ui_screen){.self = r,
                                    .title = say_in(a, RATE_TITLE),
                                    .mode = UI_LIGHT,
                                    .build = build,
                                    .act = act,
                                    .free = rating_free},
                        e))
        return false;
    ui_app_focus(a, ID_STEP + 1);
    return true;
}

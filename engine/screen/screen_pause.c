#include "screen/screens.h"

#include "base/base_mem.h"

/* What lies over the play: pause, transcript, the list of turns to try again from, help. */

enum { ID_BACK = 1, ID_TRANSCRIPT, ID_AGAIN, ID_LEAVE, ID_QUIT, ID_TURN = 100 };

typedef struct over {
    screen_game *game;       /* NULL for help */
    const char *const *keys; /* help only */
} over;

static void over_free(void *self)
{
    over *o = self;
    screen_game_drop(o->game);
    base_free(o);
}

static bool over_push(ui_app *a, screen_game *g, const char *const *keys, ui_screen s, err *e)
{
    over *o = base_alloc(sizeof *o);
    if (!o) return err_nomem(e);
    o->game = g ? screen_game_hold(g) : NULL;
    o->keys = keys;
    s.self = o;
    s.free = over_free;
    return ui_app_push(a, s, e);
}

/* A card in the middle of the dimmed screen. */
static void begin_card(ui *u, float width, const char *title)
{
    ui_col(
        u,
        (ui_opt){.grow = 1, .pack = UI_CENTRE, .align = UI_CENTRE, .pad = UI_PAD(24), .scroll = 1});
    ui_card(u, (ui_opt){.width = ui_em(u, width), .pad = UI_PAD2(28, 32), .gap = 12});
    ui_text(u, title, (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
}

static void end_card(ui *u)
{
    ui_end(u);
    ui_end(u);
}

/* ---- pause ---- */
static void pause_build(void *self, ui *u)
{
    (void)self;
    begin_card(u, 440, "Paused");
    ui_text(u, "Your play is kept after every choice. You can go on here at any time.",
            (ui_opt){.ink = UI_SOFT});
    ui_button(u, ID_BACK, UI_KEY_ESCAPE, UI_MAIN_BUTTON, "Go on", "Esc");
    ui_button(u, ID_TRANSCRIPT, 't', UI_PLAIN_BUTTON, "Transcript", "T");
    ui_button(u, ID_AGAIN, 'a', UI_PLAIN_BUTTON, "Start again", "A");
    ui_button(u, ID_LEAVE, 'p', UI_PLAIN_BUTTON, "Back to Practice", "P");
    ui_button(u, ID_QUIT, 'q', UI_PLAIN_BUTTON, "Leave Rapport", "Q");
    end_card(u);
}

static void begin_again(screen_game *g, ui_app *a, err *e)
{
    err why = {0};
    screen_game_hold(g);
    ui_app_pop(a);
    if (screen_game_again(g, &why))
        screen_play_show(a, g, true, e);
    else
        screen_error_push(a, g, NULL, why.text, false, e);
}

static void pause_act(void *self, ui_app *a, int id)
{
    over *o = self;
    err e = {0};
    screen_game *g = o->game;
    if (id == ID_BACK) ui_app_pop(a);
    if (id == ID_TRANSCRIPT) screen_transcript_push(a, g, &e);
    if (id == ID_AGAIN) begin_again(g, a, &e);
    if (id == ID_LEAVE) {
        ui_app_pop(a);
        ui_app_pop(a);
    }
    if (id == ID_QUIT) ui_app_quit(a);
    screen_tell(a, &e);
}

bool screen_pause_push(ui_app *a, screen_game *g, err *e)
{
    return over_push(a, g, NULL,
                     (ui_screen){.title = "Paused",
                                 .mode = UI_LIGHT,
                                 .overlay = true,
                                 .build = pause_build,
                                 .act = pause_act},
                     e);
}

/* ---- transcript ---- */
static void transcript_build(void *self, ui *u)
{
    const over *o = self;
    const session_view *v = session_look(o->game->session);
    screen_top_bar(u, "Transcript", ID_BACK, "back");
    ui_col(u, (ui_opt){.grow = 1,
                       .scroll = 1,
                       .stick_end = true,
                       .gap = 12,
                       .align = UI_CENTRE,
                       .pad = UI_PAD2(20, 28)});
    ui_col(u, (ui_opt){.max_width = ui_em(u, 900), .gap = 12, .place = UI_CENTRE});
    for (uint32_t i = 0; i < v->line_count; i++)
        screen_line_show(u, &v->lines[i], ui_em(u, 640));
    ui_end(u);
    ui_end(u);
}

static void back_act(void *self, ui_app *a, int id)
{
    (void)self;
    if (id == ID_BACK) ui_app_pop(a);
}

bool screen_transcript_push(ui_app *a, screen_game *g, err *e)
{
    return over_push(
        a, g, NULL,
        (ui_screen){
            .title = "Transcript", .mode = UI_LIGHT, .build = transcript_build, .act = back_act},
        e);
}

/* ---- try again from a moment ---- */
static const session_line *choice_of(const session_view *v, uint32_t turn)
{
    for (uint32_t i = 0; i < v->line_count; i++) {
        const session_line *line = &v->lines[i];
        bool chosen = line->kind == SESSION_LINE_YOURS || line->kind == SESSION_LINE_ACTION;
        if (chosen && line->turn == turn) return line;
    }
    return NULL;
}

static void rewind_build(void *self, ui *u)
{
    const over *o = self;
    const session_view *v = session_look(o->game->session);
    screen_top_bar(u, "Try again from a moment", ID_BACK, "back");
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .gap = 10, .pad = UI_PAD2(20, 28)});
    ui_text(u, "Choose the line you would like to say differently. Your first try stays on record.",
            (ui_opt){.ink = UI_SOFT});
    for (uint32_t turn = 1; turn <= v->turn; turn++) {
        const session_line *line = choice_of(v, turn);
        if (line) ui_choice(u, ID_TURN + (int)turn, (int)turn, line->text, NULL, 0);
    }
    ui_end(u);
}

static void rewind_act(void *self, ui_app *a, int id)
{
    over *o = self;
    err e = {0};
    if (id == ID_BACK) ui_app_pop(a);
    if (id <= ID_TURN) return;
    if (!session_rewind(o->game->session, (uint32_t)(id - ID_TURN - 1), &e)) {
        err more = {0};
        screen_error_push(a, screen_game_hold(o->game), NULL, e.text, false, &more);
        screen_tell(a, &more);
        return;
    }
    /* The debrief below makes way for the play. */
    screen_game *g = screen_game_hold(o->game);
    ui_app_pop(a);
    screen_play_show(a, g, true, &e);
    screen_tell(a, &e);
}

bool screen_rewind_push(ui_app *a, screen_game *g, err *e)
{
    return over_push(a, g, NULL,
                     (ui_screen){.title = "Try again from a moment",
                                 .mode = UI_LIGHT,
                                 .build = rewind_build,
                                 .act = rewind_act},
                     e);
}

/* ---- help ---- */
static void help_build(void *self, ui *u)
{
    const over *o = self;
    begin_card(u, 560, "What the keys do here");
    for (const char *const *k = o->keys; k[0]; k += 2) {
        ui_row(u, (ui_opt){.gap = 16, .alt = ui_copyf(u, "%s: %s", k[0], k[1])});
        ui_text(u, k[0], (ui_opt){.face = UI_SEMI, .width = ui_em(u, 140)});
        ui_text(u, k[1], (ui_opt){.ink = UI_SOFT, .grow = 1});
        ui_end(u);
    }
    ui_button(u, ID_BACK, UI_KEY_ESCAPE, UI_MAIN_BUTTON, "Back", "Esc");
    end_card(u);
}

bool screen_help_push(ui_app *a, const char *const *keys, err *e)
{
    return over_push(a, NULL, keys,
                     (ui_screen){.title = "Help",
                                 .mode = UI_LIGHT,
                                 .overlay = true,
                                 .build = help_build,
                                 .act = back_act},
                     e);
}

#include "screen/screen_play.h"

#include "base/base_mem.h"

/* The menu over a play: everything one can do there, with its key. */

enum { ID_GO_ON = 1, ID_AGAIN, ID_SETTINGS, ID_LEAVE, ID_QUIT, ID_DO = 100 };

static const session_view *look(const screen_play *p)
{
    return session_look(p->game->session);
}

static void build(void *self, ui *u)
{
    const screen_play *p = self;
    const session_view *v = look(p);
    screen_card_begin(u, 480, say(u, PAUSE_TITLE), 0);
    ui_text(u, say(u, PAUSE_KEPT), (ui_opt){.ink = UI_SOFT});
    ui_button(u, ID_GO_ON, UI_KEY_ESCAPE, UI_MAIN_BUTTON, say(u, PAUSE_GO_ON), "Esc");
    if (screen_play_has_hint(v))
        ui_button(u, ID_DO + ID_PLAY_HINT, 'h', UI_PLAIN_BUTTON,
                  say(u, p->hint ? MENU_NO_HINT : MENU_HINT), "H");
    if (v->can_take_back)
        ui_button(u, ID_DO + ID_PLAY_BACK, 'u', UI_PLAIN_BUTTON, say(u, MENU_TAKE_BACK), "U");
    if (screen_play_has_notes(v) && screen_play_is_narrow(u))
        ui_button(u, ID_DO + ID_PLAY_NOTES, 'b', UI_PLAIN_BUTTON, say(u, MENU_NOTES), "B");
    ui_button(u, ID_DO + ID_PLAY_TRANSCRIPT, 't', UI_PLAIN_BUTTON, say(u, TRANSCRIPT), "T");
    ui_button(u, ID_SETTINGS, 'g', UI_PLAIN_BUTTON, say(u, MENU_SETTINGS), "G");
    ui_button(u, ID_DO + ID_PLAY_HELP, UI_KEY_F1, UI_PLAIN_BUTTON, say(u, HELP_NAME), "F1");
    ui_rule(u);
    ui_button(u, ID_AGAIN, 'a', UI_PLAIN_BUTTON, say(u, PAUSE_AGAIN), "A");
    ui_text(u, say(u, MENU_AGAIN_NOTE), (ui_opt){.ink = UI_SOFT, .size = UI_SMALL});
    ui_button(u, ID_LEAVE, 'p', UI_PLAIN_BUTTON, say(u, MENU_LEAVE), "P");
    ui_button(u, ID_QUIT, 'q', UI_PLAIN_BUTTON, say(u, PAUSE_QUIT), "Q");
    screen_card_end(u);
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

static void act(void *self, ui_app *a, int id)
{
    screen_play *p = self;
    err e = {0};
    if (id == ID_GO_ON) ui_app_pop(a);
    if (id == ID_AGAIN) begin_again(p->game, a, &e);
    if (id == ID_SETTINGS) screen_settings_over(a, p->game->program, &e);
    if (id == ID_LEAVE) {
        ui_app_pop(a);
        screen_leave(a);
    }
    if (id == ID_QUIT) ui_app_quit(a);
    if (id > ID_DO) {
        ui_app_pop(a);
        screen_play_do(p, a, id - ID_DO);
    }
    screen_tell(a, &e);
}

bool screen_pause_push(ui_app *a, screen_play *play, err *e)
{
    return ui_app_push(a,
                       (ui_screen){.self = play,
                                   .title = say_in(a, PAUSE_TITLE),
                                   .mode = UI_LIGHT,
                                   .overlay = true,
                                   .build = build,
                                   .act = act},
                       e);
}

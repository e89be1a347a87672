#include "screen/screens.h"

#include "base/base_mem.h"

/* Every choice of a play, to try again from there. What was played stays on record. */

enum { ID_BACK = 1, ID_TURN = 100 };

typedef struct moments {
    screen_game *game;
} moments;

static const session_line *choice_of(const session_view *v, uint32_t turn)
{
    for (uint32_t i = 0; i < v->line_count; i++) {
        const session_line *line = &v->lines[i];
        bool chosen = line->kind == SESSION_LINE_YOURS || line->kind == SESSION_LINE_ACTION;
        if (chosen && line->turn == turn) return line;
    }
    return NULL;
}

/* The title of the scene in which this turn's choice was offered; "" when it has none. */
static const char *scene_of(const session_view *v, const session_line *choice)
{
    for (const session_line *line = choice; line > v->lines; line--)
        if (line[-1].kind == SESSION_LINE_SCENE) return line[-1].text;
    return "";
}

static void show_turn(ui *u, const session_line *line, const char *scene, bool fresh, int id)
{
    if (fresh && *scene)
        ui_text(u, scene, (ui_opt){.face = UI_SEMI, .ink = UI_SOFT, .pad = {12, 0, 0, 0}});
    ui_choice(u, id, (int)line->turn, line->text, NULL, 0);
}

static void build(void *self, ui *u)
{
    const moments *r = self;
    const session_view *v = session_look(r->game->session);
    const char *scene = NULL;
    screen_top_bar(u, say(u, TRY_MOMENT), ID_BACK, say(u, BACK));
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .align = UI_CENTRE, .pad = UI_PAD2(20, 28)});
    ui_col(u, (ui_opt){.gap = 10, .width = ui_em(u, 900)});
    ui_text(u, say(u, v->turn ? REWIND_CHOOSE : REWIND_EMPTY), (ui_opt){.ink = UI_SOFT});
    for (uint32_t turn = 1; turn <= v->turn; turn++) {
        const session_line *line = choice_of(v, turn);
        if (!line) continue;
        const char *now = scene_of(v, line);
        show_turn(u, line, now, now != scene, ID_TURN + (int)turn);
        scene = now;
    }
    ui_end(u);
    ui_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    moments *r = self;
    err e = {0};
    if (id == ID_BACK) ui_app_pop(a);
    if (id <= ID_TURN) return;
    if (!session_rewind(r->game->session, (uint32_t)(id - ID_TURN - 1), &e)) {
        err more = {0};
        screen_error_push(a, screen_game_hold(r->game), NULL, e.text, false, &more);
        screen_tell(a, &more);
        return;
    }
    /* The debrief below makes way for the play. */
    screen_game *g = screen_game_hold(r->game);
    ui_app_pop(a);
    screen_play_show(a, g, true, &e);
    screen_tell(a, &e);
}

static void rewind_free(void *self)
{
    moments *r = self;
    screen_game_drop(r->game);
    base_free(r);
}

bool screen_rewind_push(ui_app *a, screen_game *g, err *e)
{
    moments *r = base_alloc(sizeof *r);
    if (!r) return err_nomem(e);
    r->game = screen_game_hold(g);
    return ui_app_push(a,
                       (ui_screen){.self = r,
                                   .title = say_in(a, TRY_MOMENT),
                                   .mode = UI_LIGHT,
                                   .build = build,
                                   .act = act,
                                   .free = rewind_free},
                       e);
}

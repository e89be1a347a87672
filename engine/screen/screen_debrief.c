#include "screen/screens.h"

#include "base/base_mem.h"

/* Afterwards: the outcome in her words, three scores, what each line did and what she thought. */

enum { ID_BACK = 1, ID_AGAIN, ID_REWIND, ID_TURN = 100 };
enum { NARROW = 860 };

typedef struct debrief {
    screen_game *game;
    err trouble;
} debrief;

static void show_top(ui *u, const session_view *v, const session_debrief *d)
{
    bool narrow = ui_room(u) < 1100;
    if (!narrow) ui_row(u, (ui_opt){.gap = 12, .align = UI_START});
    ui_col(u, (ui_opt){.grow = narrow ? 0.0f : 1.0f});
    ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT}, "%s \xC2\xB7 debrief",
             v->scenario_title);
    ui_text(u, *d->outcome ? d->outcome : "Not finished",
            (ui_opt){.size = UI_TITLE, .face = UI_BOLD, .live = true});
    ui_end(u);
    if (narrow) ui_row(u, (ui_opt){.gap = 12, .wrap = true});
    ui_button(u, ID_BACK, UI_KEY_ESCAPE, UI_PLAIN_BUTTON, "Practice", "Esc");
    ui_button(u, ID_AGAIN, 'p', UI_PLAIN_BUTTON, "Play again", "P");
    ui_button(u, ID_REWIND, 'r', UI_MAIN_BUTTON, "Try again from a moment", "R");
    ui_end(u);
}

static void show_scores(ui *u, const session_debrief *d)
{
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 26),
                        .gap = 12,
                        .width = ui_room(u) < NARROW ? 0 : ui_em(u, 400)});
    ui_text(u, "How you handled it", (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    for (int i = 0; i < 3; i++) {
        const session_axis_score *s = &d->axes[i];
        if (s->score >= 0)
            ui_score(u, screen_axis_symbol(s->word), s->title, s->score, screen_axis_role(s->word));
        else
            ui_textf(u, (ui_opt){.ink = UI_SOFT}, "%s %s: there was no moment for it",
                     screen_axis_symbol(s->word), s->title);
    }
    if (d->capped)
        ui_text(u, "A lie came out, so honesty is held at 50.",
                (ui_opt){.ink = UI_BAD, .size = UI_SMALL});
    if (d->complete)
        ui_text(u, "Ending here was right, however early.",
                (ui_opt){.ink = UI_SOFT, .size = UI_SMALL});
    if (*d->learn) {
        ui_rule(u);
        ui_text(u, "To take along", (ui_opt){.face = UI_SEMI});
        ui_text(u, d->learn, (ui_opt){.ink = UI_SOFT});
    }
    ui_end(u);
}

static void show_quote(ui *u, const char *sign, const char *word, ui_role ink, const char *axis,
                       const char *line, const char *because)
{
    ui_row(u, (ui_opt){.gap = 16,
                       .fill = ink == UI_BAD ? UI_BAD_WASH : UI_NONE,
                       .radius = 8,
                       .pad = UI_PAD2(8, 10)});
    ui_textf(u, (ui_opt){.ink = ink, .face = UI_SEMI, .width = ui_em(u, 92)}, "%s %s", sign, word);
    ui_col(u, (ui_opt){.grow = 1, .gap = 2});
    ui_textf(u, (ui_opt){.face = UI_SEMI}, "\xE2\x80\x9C%s\xE2\x80\x9D", line);
    ui_textf(u, (ui_opt){.ink = UI_SOFT, .size = UI_SMALL}, "%s: %s", axis, because);
    ui_end(u);
    ui_end(u);
}

static void show_quotes(ui *u, const session_debrief *d)
{
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 24), .gap = 6, .grow = 1});
    ui_text(u, "Lines to remember", (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    for (int i = 0; i < 3; i++) {
        const session_axis_score *s = &d->axes[i];
        if (*s->best_line)
            show_quote(u, "\xE2\x9C\x93", "Best", UI_GOOD, s->title, s->best_line, s->best_because);
        if (*s->costly_line)
            show_quote(u, "\xE2\x9C\x95", "Costly", UI_BAD, s->title, s->costly_line,
                       s->costly_because);
    }
    ui_end(u);
}

static void show_skills(ui *u, const session_debrief *d)
{
    if (d->skill_count == 0) return;
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 26), .gap = 8});
    ui_text(u, "Skill by skill", (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    ui_row(u, (ui_opt){.gap = 10, .wrap = true});
    for (uint32_t i = 0; i < d->skill_count; i++) {
        const session_skill_score *s = &d->skills[i];
        ui_textf(u,
                 (ui_opt){.size = UI_SMALL, .line = UI_LINE, .radius = 10, .pad = UI_PAD2(4, 10)},
                 "%s %s %s " UI_B "%d" UI_B, screen_axis_symbol(s->axis), s->id, s->name, s->score);
    }
    ui_end(u);
    ui_end(u);
}

static void build(void *self, ui *u)
{
    debrief *b = self;
    err_clear(&b->trouble);
    const session_debrief *d = session_debrief_of(b->game->session, &b->trouble);
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .gap = 20, .pad = UI_PAD2(26, 36)});
    if (d) {
        bool narrow = ui_room(u) < NARROW;
        show_top(u, session_look(b->game->session), d);
        if (!narrow) ui_row(u, (ui_opt){.gap = 20, .align = UI_START});
        show_scores(u, d);
        show_quotes(u, d);
        if (!narrow) ui_end(u);
        show_skills(u, d);
        screen_debrief_turns(u, d, ID_TURN);
    } else {
        ui_text(u, b->trouble.text, (ui_opt){.ink = UI_BAD});
        ui_button(u, ID_BACK, UI_KEY_ESCAPE, UI_MAIN_BUTTON, "Practice", "Esc");
    }
    ui_end(u);
}

/* Goes back to before this turn's choice. */
static void try_from(debrief *b, ui_app *a, uint32_t turn, err *e)
{
    err why = {0};
    if (session_rewind(b->game->session, turn - 1, &why))
        screen_play_show(a, screen_game_hold(b->game), true, e);
    else
        screen_error_push(a, screen_game_hold(b->game), NULL, why.text, false, e);
}

static void act(void *self, ui_app *a, int id)
{
    debrief *b = self;
    err e = {0};
    if (id == ID_BACK) ui_app_pop(a);
    if (id == ID_REWIND) screen_rewind_push(a, b->game, &e);
    if (id > ID_TURN) try_from(b, a, (uint32_t)(id - ID_TURN), &e);
    if (id == ID_AGAIN) {
        err why = {0};
        if (screen_game_again(b->game, &why))
            screen_play_show(a, screen_game_hold(b->game), true, &e);
        else
            screen_error_push(a, screen_game_hold(b->game), NULL, why.text, false, &e);
    }
    screen_tell(a, &e);
}

static void debrief_free(void *self)
{
    debrief *b = self;
    screen_game_drop(b->game);
    base_free(b);
}

bool screen_debrief_show(ui_app *a, screen_game *g, err *e)
{
    debrief *b = base_alloc(sizeof *b);
    if (!b) {
        screen_game_drop(g);
        return err_nomem(e);
    }
    b->game = g;
    ui_screen s = {.self = b,
                   .title = "Debrief",
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .free = debrief_free};
    if (!ui_app_replace(a, s, e)) return false;
    ui_app_focus(a, ID_REWIND);
    return true;
}

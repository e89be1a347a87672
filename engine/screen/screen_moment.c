#include "screen/screen_debrief.h"

#include "base/base_mem.h"
#include "ui/ui_chart.h"

/* One decision looked at closely: every line that was open, how often it ends well, and what the
 * answer would have been. */

enum { ID_BACK = 1, ID_FROM, LOOK_AGAIN = 200 };

typedef struct moment {
    debrief *debrief; /* the screen below */
    uint32_t turn;
    uint64_t readings;
} moment;

static void show_figures(ui *u, const session_review_option *o, bool best)
{
    const session_odds *odds = &o->odds;
    if (odds->share < 0) {
        ui_text(u, say(u, MOMENT_WAIT), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
        return;
    }
    bool rough = debrief_is_rough(odds);
    const char *n = say_number(u, debrief_percent(odds->share));
    const char *text =
        rough ? sayf(u, MOMENT_ODDS_ABOUT, "n", n, "low", say_number(u, debrief_percent(odds->low)),
                     "high", say_number(u, debrief_percent(odds->high)), NULL)
              : sayf(u, MOMENT_ODDS, "n", n, NULL);
    ui_text(u, text, (ui_opt){.size = UI_SMALL, .face = UI_SEMI, .ink = rough ? UI_SOFT : UI_INK});
    ui_likely_bar(u, odds->share, odds->low, odds->high, best ? UI_GOOD : UI_FOCUS,
                  (ui_opt){.height = 8, .max_width = ui_em(u, 420)});
    if (odds->scores[0] >= 0 && odds->scores[1] >= 0 && odds->scores[2] >= 0)
        ui_text(u,
                sayf(u, MOMENT_SCORES, "tact", say_number(u, odds->scores[0]), "speed",
                     say_number(u, odds->scores[1]), "honesty", say_number(u, odds->scores[2]),
                     NULL),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
}

static void show_reply(ui *u, const session_review_option *o)
{
    if (o->reply_count > 0)
        ui_text(u, say(u, MOMENT_ANSWER), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    for (uint32_t i = 0; i < o->reply_count; i++) {
        const session_line *line = &o->reply[i];
        if (line->kind == SESSION_LINE_HERS)
            ui_text(u,
                    sayf(u, DEBRIEF_SPEAKS, "name", ui_copyf(u, UI_B "%s" UI_B, line->name),
                         "words", line->text, NULL),
                    (ui_opt){0});
    }
    for (uint32_t i = 0; i < o->reply_count; i++) {
        const session_line *line = &o->reply[i];
        if (line->kind != SESSION_LINE_HERS && line->kind != SESSION_LINE_YOURS &&
            line->kind != SESSION_LINE_ACTION && line->kind != SESSION_LINE_TIME)
            screen_line_show(u, line, ui_em(u, 620));
    }
    if (*o->ending)
        ui_text(u, sayf(u, MOMENT_ENDS, "ending", o->ending, NULL), (ui_opt){.face = UI_SEMI});
}

static void show_option(ui *u, const session_review_decision *x, uint32_t number)
{
    const session_review_option *o = &x->options[number];
    bool best = number == x->best && x->class != SESSION_CLASS_UNKNOWN;
    ui_card(u, (ui_opt){.pad = UI_PAD2(16, 22), .gap = 8});
    ui_row(u, (ui_opt){.gap = 8, .wrap = true});
    if (o->taken) ui_badge(u, say(u, MOMENT_YOURS), UI_INK);
    if (best) ui_badge(u, say(u, MOMENT_FOUND), UI_GOOD);
    if (o->lies) ui_badge(u, say(u, MOMENT_LIE), UI_BAD);
    ui_end(u);
    ui_text(u, o->spoken ? sayf(u, QUOTED, "words", o->text, NULL) : o->text,
            (ui_opt){.face = UI_SEMI, .size = UI_BODY});
    show_figures(u, o, best);
    show_reply(u, o);
    ui_end(u);
}

static void build(void *self, ui *u)
{
    moment *m = self;
    const session_review_view *r = debrief_figures(m->debrief);
    const session_review_decision *x = debrief_decision(r, m->turn);
    m->readings = r ? r->readings : 0;
    screen_top_bar(u, say(u, MOMENT_NAME), ID_BACK, say(u, BACK));
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .gap = 14, .pad = UI_PAD2(20, 36)});
    if (r && x) {
        ui_text(
            u,
            sayf(u, MOMENT_TURN, "n", say_number(u, (long)x->turn), "scene", x->scene_title, NULL),
            (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
        if (*x->why) ui_text(u, x->why, (ui_opt){.live = true});
        ui_row(u, (ui_opt){0});
        ui_button(u, ID_FROM, 'r', UI_MAIN_BUTTON, say(u, DEBRIEF_FROM_HERE), "R");
        ui_end(u);
        for (uint32_t i = 0; i < x->option_count; i++)
            show_option(u, x, i);
        ui_text(u, say(u, MOMENT_RULES), (ui_opt){.face = UI_SEMI});
        ui_text(u, r->rules, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    } else {
        ui_text(u, say(u, MOMENT_WAIT), (ui_opt){.ink = UI_SOFT});
    }
    ui_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    moment *m = self;
    if (id == ID_BACK) ui_app_pop(a);
    if (id != ID_FROM) return;
    err e = {0}, why = {0};
    screen_game *g = screen_game_hold(m->debrief->game);
    if (session_rewind(g->session, m->turn - 1, &why)) {
        ui_app_pop(a);
        screen_play_show(a, g, true, &e); /* the debrief makes way for the play */
    } else {
        screen_error_push(a, g, NULL, why.text, false, &e);
    }
    screen_tell(a, &e);
}

static void tick(void *self, ui_app *a, uint64_t now)
{
    moment *m = self;
    const session_review_view *r = debrief_figures(m->debrief);
    if (!r) return;
    if (r->readings != m->readings || r->done) ui_app_changed(a);
    if (!r->done && !r->stopped) ui_app_wake_at(a, now + LOOK_AGAIN);
}

bool screen_moment_push(ui_app *a, debrief *b, uint32_t turn, err *e)
{
    moment *m = base_alloc(sizeof *m);
    if (!m) return err_nomem(e);
    *m = (moment){.debrief = b, .turn = turn};
    ui_screen s = {.self = m,
                   .title = say_in(a, MOMENT_NAME),
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .tick = tick,
                   .free = base_free};
    if (!ui_app_push(a, s, e)) return false;
    ui_app_focus(a, ID_FROM);
    ui_app_wake_at(a, ui_app_now(a) + LOOK_AGAIN);
    return true;
}

#include "base/base_mem.h"
#include "screen/screens.h"
#include "session/session_review.h"

#include <string.h>

/* Two attempts side by side: where they part, and what came of it. */

enum { ID_BACK = 1, NARROW = 860 };

typedef struct compare {
    screen_game *game;
    session_compare *compare; /* NULL: nothing to compare with, or `trouble` */
    err trouble;
} compare;

static void show_side(ui *u, const session_side *s, screen_text title, bool narrow)
{
    static const char *const AXES[SESSION_AXES] = {"tact", "speed", "honesty"};
    static const screen_text NAMES[SESSION_AXES] = {TACT, SPEED, HONESTY};
    ui_card(u, (ui_opt){.pad = UI_PAD2(18, 22),
                        .gap = 8,
                        .grow = narrow ? 0.0f : 1.0f,
                        .width = narrow ? 0 : 1});
    ui_text(u, say(u, title), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_text(u, *s->outcome ? s->outcome : say(u, DEBRIEF_UNFINISHED),
            (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    for (int i = 0; i < SESSION_AXES; i++)
        if (s->scores[i] >= 0)
            ui_score(u, screen_axis_symbol(AXES[i]), say(u, NAMES[i]), s->scores[i],
                     screen_axis_role(AXES[i]));
    ui_end(u);
}

static void show_half(ui *u, const session_compare_turn *t, int side)
{
    ui_col(u, (ui_opt){.grow = 1, .width = 1, .gap = 4});
    if (*t->choice[side]) {
        if (*t->scene[side]) ui_text(u, t->scene[side], (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
        ui_text(u, t->choice[side], (ui_opt){.face = UI_SEMI});
        if (*t->reply[side]) ui_text(u, t->reply[side], (ui_opt){.ink = UI_SOFT});
    } else {
        ui_text(u, say(u, COMPARE_OVER), (ui_opt){.face = UI_ITALIC, .ink = UI_SOFT});
    }
    ui_end(u);
}

static void show_turns(ui *u, const session_compare_view *v)
{
    ui_card(u, (ui_opt){.pad = UI_PAD2(8, 0)});
    for (uint32_t i = 0; i < v->turn_count; i++) {
        const session_compare_turn *t = &v->turns[i];
        if (v->parted == 0 || t->turn < v->parted) continue;
        if (t->turn > v->parted) ui_rule(u);
        ui_row(u, (ui_opt){.gap = 24, .pad = UI_PAD2(12, 22)});
        show_half(u, t, 0);
        show_half(u, t, 1);
        ui_end(u);
    }
    ui_end(u);
}

static void show_both(ui *u, const session_compare_view *v)
{
    const char *parted = v->parted
                             ? sayf(u, COMPARE_PARTED, "n", say_number(u, (long)v->parted), NULL)
                             : say(u, COMPARE_SAME);
    ui_text(u, parted, (ui_opt){.live = true});
    ui_text(u, say(u, v->same_week ? COMPARE_SAME_WEEK : COMPARE_OTHER_WEEK),
            (ui_opt){.ink = UI_SOFT});
    bool narrow = ui_room(u) < NARROW;
    if (narrow)
        ui_col(u, (ui_opt){.gap = 12});
    else
        ui_row(u, (ui_opt){.gap = 20});
    show_side(u, &v->sides[0], COMPARE_FIRST, narrow);
    show_side(u, &v->sides[1], COMPARE_OTHER, narrow);
    ui_end(u);
    if (v->parted > 1)
        ui_text(u, sayf(u, COMPARE_BEFORE, "n", say_number(u, (long)v->parted - 1), NULL),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    if (v->parted) show_turns(u, v);
}

static void build(void *self, ui *u)
{
    compare *c = self;
    screen_top_bar(u, say(u, COMPARE_NAME), ID_BACK, say(u, BACK));
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .gap = 14, .pad = UI_PAD2(20, 36)});
    if (c->compare)
        show_both(u, session_compare_look(c->compare));
    else
        ui_text(u, c->trouble.code ? c->trouble.text : say(u, COMPARE_NONE),
                (ui_opt){.ink = UI_SOFT, .live = true});
    ui_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    (void)self;
    if (id == ID_BACK) ui_app_pop(a);
}

static void compare_free(void *self)
{
    compare *c = self;
    session_compare_free(c->compare);
    screen_game_drop(c->game);
    base_free(c);
}

/* The attempt this one was branched from, else the newest other one with a choice in it. */
static const char *other_of(const session_attempts *list, const char *own)
{
    const char *newest = NULL;
    for (uint32_t i = 0; i < list->count; i++)
        if (strcmp(list->list[i].id, own) == 0 && *list->list[i].parent)
            return list->list[i].parent;
    for (uint32_t i = 0; i < list->count && !newest; i++)
        if (strcmp(list->list[i].id, own) != 0 && list->list[i].turn > 0) newest = list->list[i].id;
    return newest;
}

bool screen_compare_push(ui_app *a, screen_game *g, err *e)
{
    compare *c = base_alloc(sizeof *c);
    if (!c) return err_nomem(e);
    c->game = screen_game_hold(g);
    const session_places *p = g->program->places;
    const char *own = session_attempt_id(g->session);
    session_attempts *list = session_attempts_of(p, scenario_id(g->scenario), &c->trouble);
    const char *other = list ? other_of(list, own) : NULL;
    if (other) c->compare = session_compare_of(p, g->scenario, own, other, &c->trouble);
    session_attempts_free(list);
    return ui_app_push(a,
                       (ui_screen){.self = c,
                                   .title = say_in(a, COMPARE_NAME),
                                   .mode = UI_LIGHT,
                                   .build = build,
                                   .act = act,
                                   .free = compare_free},
                       e);
}

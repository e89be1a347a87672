#include "screen/screen_debrief.h"

#include "base/base_mem.h"
#include "screen/screen_save.h"

/* Afterwards: the outcome in her words, three scores, what luck did, what each line did and what
 * she thought. The figures of other weeks come while one reads. */

enum { ID_BACK = 1, ID_AGAIN, ID_REWIND, ID_SAVE, ID_ALL, ID_COMPARE, ID_HIDE };
enum { NARROW = 860, LOOK_AGAIN = 200 /* milliseconds between two looks at the figures */ };

const session_review_view *debrief_figures(debrief *b)
{
    return b->review ? session_review_look(b->review, NULL) : NULL;
}

const session_review_decision *debrief_decision(const session_review_view *r, uint32_t turn)
{
    for (uint32_t i = 0; r && i < r->decision_count; i++)
        if (r->decisions[i].turn == turn) return &r->decisions[i];
    return NULL;
}

bool debrief_is_rough(const session_odds *o)
{
    return o->weeks < o->wanted;
}

int debrief_percent(int thousandths)
{
    return (thousandths + 5) / 10;
}

static void show_top(ui *u, const debrief *b, const session_debrief *d)
{
    const session_view *v = session_look(b->game->session);
    bool narrow = ui_room(u) < 1000;
    ui_row(u, (ui_opt){.gap = 6, .align = UI_CENTRE, .wrap = narrow});
    ui_text(u, sayf(u, DEBRIEF_ABOVE, "scenario", v->scenario_title, NULL),
            (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .grow = narrow ? 0.0f : 1.0f});
    ui_hint(u, ID_AGAIN, 'p', "P", say(u, DEBRIEF_AGAIN), false);
    ui_hint(u, ID_COMPARE, 'c', "C", say(u, DEBRIEF_COMPARE), false);
    ui_hint(u, ID_BACK, UI_KEY_ESCAPE, "Esc", say(u, PRACTICE), false);
    ui_end(u);
    if (narrow)
        ui_col(u, (ui_opt){.gap = 12});
    else
        ui_row(u, (ui_opt){.gap = 20, .align = UI_START});
    ui_text(
        u, *d->outcome ? d->outcome : say(u, DEBRIEF_UNFINISHED),
        (ui_opt){.size = UI_TITLE, .face = UI_BOLD, .live = true, .grow = narrow ? 0.0f : 1.0f});
    ui_row(u, (ui_opt){.gap = 12, .wrap = true});
    ui_button(u, ID_SAVE, 's', UI_PLAIN_BUTTON, say(u, DEBRIEF_SAVE), "S");
    ui_button(u, ID_REWIND, 'r', UI_MAIN_BUTTON, say(u, TRY_MOMENT), "R");
    ui_end(u);
    ui_end(u);
}

/* Two cards side by side where there is room. */
static void begin_pair(ui *u)
{
    ui_opt pair = {.gap = 20};
    if (ui_room(u) < NARROW)
        ui_col(u, pair);
    else
        ui_row(u, pair);
}

static void build(void *self, ui *u)
{
    debrief *b = self;
    err_clear(&b->trouble);
    const session_debrief *d = session_debrief_of(b->game->session, &b->trouble);
    const session_review_view *r = debrief_figures(b);
    b->readings = r ? r->readings : 0;
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .gap = 20, .pad = {10, 36, 26, 36}});
    if (d) {
        show_top(u, b, d);
        begin_pair(u);
        debrief_scores(u, d, r);
        if (d->chart_count > 0)
            debrief_chart(u, d, r);
        else
            debrief_quotes(u, d);
        ui_end(u);
        begin_pair(u);
        debrief_goals(u, d);
        if (d->chart_count > 0) debrief_quotes(u, d);
        ui_end(u);
        debrief_turns(u, d, r, b->all, ID_ALL);
        debrief_skills(u, d);
    } else {
        ui_text(u, b->trouble.text, (ui_opt){.ink = UI_BAD});
        ui_button(u, ID_BACK, UI_KEY_ESCAPE, UI_MAIN_BUTTON, say(u, PRACTICE), "Esc");
    }
    ui_end(u);
    screen_save_notice(u, &b->note, ID_HIDE);
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

static void save(debrief *b, ui_app *a)
{
    strbuf path = {0};
    err why = {0};
    strbuf_clear(&b->note);
    if (screen_save(b->game->program, b->game->session, SCREEN_SAVE_DEBRIEF, &path, &why))
        words_fill(&b->note, NULL, say_in(a, DEBRIEF_SAVED), "path", strbuf_text(&path), NULL);
    else
        strbuf_add(&b->note, why.text, NULL);
    strbuf_release(&path);
}

static void again(debrief *b, ui_app *a, err *e)
{
    err why = {0};
    if (screen_game_again(b->game, &why))
        screen_play_show(a, screen_game_hold(b->game), true, e);
    else
        screen_error_push(a, screen_game_hold(b->game), NULL, why.text, false, e);
}

static void act(void *self, ui_app *a, int id)
{
    debrief *b = self;
    err e = {0};
    switch (id) {
    case ID_BACK: screen_leave(a); break;
    case ID_REWIND: screen_rewind_push(a, b->game, &e); break;
    case ID_AGAIN: again(b, a, &e); break;
    case ID_SAVE: save(b, a); break;
    case ID_HIDE: strbuf_clear(&b->note); break;
    case ID_ALL: b->all = !b->all; break;
    case ID_COMPARE: screen_compare_push(a, b->game, &e); break;
    default:
        if (id > DEBRIEF_MOMENT)
            screen_moment_push(a, b, (uint32_t)(id - DEBRIEF_MOMENT), &e);
        else if (id > DEBRIEF_TURN)
            try_from(b, a, (uint32_t)(id - DEBRIEF_TURN), &e);
    }
    screen_tell(a, &e);
}

/* New figures are shown as they come; the screen sleeps once there are no more. */
static void tick(void *self, ui_app *a, uint64_t now)
{
    debrief *b = self;
    const session_review_view *r = debrief_figures(b);
    if (!r) return;
    if (r->readings != b->readings || r->done) ui_app_changed(a);
    if (!r->done && !r->stopped) ui_app_wake_at(a, now + LOOK_AGAIN);
}

static void debrief_free(void *self)
{
    debrief *b = self;
    session_review_free(b->review);
    screen_game_drop(b->game);
    strbuf_release(&b->note);
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
    err why = {0};
    b->review = session_review_play(g->session, &(session_review_options){0}, &why);
    if (!b->review) strbuf_add(&b->note, why.text, NULL);
    ui_screen s = {.self = b,
                   .title = say_in(a, DEBRIEF_NAME),
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .tick = tick,
                   .free = debrief_free};
    if (!ui_app_replace(a, s, e)) return false;
    ui_app_focus(a, ID_REWIND);
    if (b->review) ui_app_wake_at(a, ui_app_now(a) + LOOK_AGAIN / 4);
    return true;
}

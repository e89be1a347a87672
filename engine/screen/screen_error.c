#include "screen/screens.h"

#include "base/base_mem.h"

#include <string.h>

/* What went wrong, where, and what can be done: for an author's mistake, a full disk, a lost file.
 */

enum { ID_AGAIN = 1, ID_TAKE_BACK, ID_BACK };

typedef struct trouble {
    screen_game *game;
    strbuf what, attempt;
    bool has_attempt;
} trouble;

static bool is_playing(const trouble *t)
{
    return t->game->session != NULL;
}

/* "file:line:column: error CODE: text" as three parts; what has another shape is all text. */
static void show_problem(ui *u, const char *line, size_t len)
{
    const char *kind = NULL, *text = NULL;
    for (const char *c = line; c + 1 < line + len && !text; c++) {
        if (c[0] != ':' || c[1] != ' ') continue;
        if (!kind)
            kind = c + 2;
        else
            text = c + 2;
    }
    if (!text) {
        ui_textf(u, (ui_opt){0}, "%.*s", (int)len, line);
        return;
    }
    bool warns = strncmp(kind, "warning", 7) == 0;
    ui_col(u, (ui_opt){.gap = 2});
    ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT}, UI_B "%.*s" UI_B "  %.*s",
             (int)(kind - 2 - line), line, (int)(text - 2 - kind), kind);
    ui_textf(u, (ui_opt){.ink = warns ? UI_SPEED : UI_BAD, .face = UI_SEMI}, "%.*s",
             (int)(len - (size_t)(text - line)), text);
    ui_end(u);
}

static void show_report(ui *u, const char *report)
{
    bool first = true;
    ui_card(u, (ui_opt){.pad = UI_PAD2(18, 24), .gap = 12, .max_width = ui_em(u, 980)});
    while (*report) {
        size_t len = strcspn(report, "\n");
        if (len && !first) ui_rule(u);
        if (len) show_problem(u, report, len);
        first = first && !len;
        report += report[len] ? len + 1 : len;
    }
    ui_end(u);
}

static void build(void *self, ui *u)
{
    const trouble *t = self;
    bool author = t->game->report.len > 0;
    screen_top_bar(u, say(u, author ? ERROR_SCENARIO : ERROR_NAME), ID_BACK,
                   say(u, is_playing(t) ? ERROR_BACK_TO_PLAY : BACK));
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .align = UI_CENTRE, .pad = UI_PAD2(24, 28)});
    ui_col(u, (ui_opt){.gap = 16, .width = ui_em(u, 980)});
    ui_text(u, strbuf_text(&t->what),
            (ui_opt){.face = UI_SEMI, .max_width = ui_em(u, 900), .live = true});
    if (author) show_report(u, strbuf_text(&t->game->report));
    ui_text(u, say(u, is_playing(t) ? ERROR_NOTHING_LOST : ERROR_MEND), (ui_opt){.ink = UI_SOFT});
    ui_row(u, (ui_opt){.gap = 12, .wrap = true});
    ui_button(u, ID_AGAIN, 'r', UI_MAIN_BUTTON, say(u, TRY_AGAIN), "R");
    if (is_playing(t) && session_look(t->game->session)->can_take_back)
        ui_button(u, ID_TAKE_BACK, 'u', UI_PLAIN_BUTTON, say(u, ERROR_TAKE_BACK), "U");
    ui_end(u);
    ui_end(u);
    ui_end(u);
}

static void say_again(trouble *t, const err *why)
{
    strbuf_clear(&t->what);
    strbuf_add(&t->what, why->text, NULL);
}

/* The choice that failed, if it was one. */
static bool choose_again(screen_game *g, err *why)
{
    if (g->failed.len == 0) return true;
    const char *words = g->words.len ? strbuf_text(&g->words) : NULL;
    if (!session_choose(g->session, strbuf_text(&g->failed), words, why)) return false;
    strbuf_clear(&g->failed);
    strbuf_clear(&g->words);
    return true;
}

/* The play below may need another theme by now, so that it is shown anew. */
static void back_to_play(screen_game *g, ui_app *a, err *e)
{
    screen_game_hold(g);
    ui_app_pop(a);
    screen_play_show(a, g, true, e);
}

/* Opens what could not be opened, or reads the scenario of the play anew. */
static void try_again(trouble *t, ui_app *a)
{
    err why = {0}, e = {0};
    screen_game *g = t->game;
    strbuf_clear(&g->report);
    if (is_playing(t)) {
        if (session_reload(g->session, &g->report, &g->note, &why) && choose_again(g, &why))
            back_to_play(g, a, &e);
        else
            say_again(t, &why);
        screen_tell(a, &e);
        return;
    }
    if (screen_game_open(g, t->has_attempt ? strbuf_text(&t->attempt) : NULL, &why))
        screen_play_show(a, screen_game_hold(g), true, &e);
    else
        say_again(t, &why);
    screen_tell(a, &e);
}

static void act(void *self, ui_app *a, int id)
{
    trouble *t = self;
    err why = {0};
    if (id == ID_AGAIN) try_again(t, a);
    if (id == ID_BACK) ui_app_pop(a);
    if (id == ID_TAKE_BACK) {
        err e = {0};
        if (session_take_back(t->game->session, &why))
            back_to_play(t->game, a, &e);
        else
            say_again(t, &why);
        screen_tell(a, &e);
    }
}

/* Whoever comes back from the editor does not have to ask. */
static void returned(void *self, ui_app *a)
{
    try_again(self, a);
}

static void trouble_free(void *self)
{
    trouble *t = self;
    screen_game_drop(t->game);
    strbuf_release(&t->what);
    strbuf_release(&t->attempt);
    base_free(t);
}

bool screen_error_push(ui_app *a, screen_game *g, const char *attempt, const char *what,
                       bool replace, err *e)
{
    trouble *t = base_alloc(sizeof *t);
    if (!t) {
        screen_game_drop(g);
        return err_nomem(e);
    }
    t->game = g;
    t->has_attempt = attempt != NULL;
    if (!strbuf_add(&t->what, what, e) || !strbuf_add(&t->attempt, attempt ? attempt : "", e)) {
        trouble_free(t);
        return false;
    }
    ui_screen s = {.self = t,
                   .title = say_in(a, ERROR_NAME),
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .returned = returned,
                   .free = trouble_free};
    if (!(replace ? ui_app_replace(a, s, e) : ui_app_push(a, s, e))) return false;
    ui_app_focus(a, ID_AGAIN);
    return true;
}

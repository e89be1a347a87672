#include "screen/screen_page.h"

#include "screen/screen_picture.h"
#include "screen/screen_rows.h"

#include "base/base_mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A scenario's own page: what it is, what one learns, which version to play, what was played. */

enum { COLUMNS = 1000 };

static bool read_info(page *g, err *e)
{
    session_info *fresh = session_info_of(g->program->places, g->scenario, e);
    if (!fresh) return false;
    session_info_free(g->info);
    g->info = fresh;
    g->state = g->program->state;
    return true;
}

/* ---- what it is ---- */
static void show_list(ui *u, const char *const *texts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        ui_row(u, (ui_opt){.gap = 10});
        ui_text(u, "\xE2\x80\xA2", (ui_opt){.ink = UI_SOFT, .alt = ""});
        ui_text(u, texts[i], (ui_opt){.grow = 1});
        ui_end(u);
    }
}

static void show_skills(ui *u, const session_info *info)
{
    ui_text(u, say(u, PAGE_SKILLS), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    for (uint32_t i = 0; i < info->skill_count; i++) {
        const session_skill_text *s = &info->skills[i];
        ui_row(u, (ui_opt){.gap = 10});
        ui_text(u, screen_axis_symbol(s->axis),
                (ui_opt){.ink = screen_axis_role(s->axis),
                         .face = UI_SEMI,
                         .alt = say(u, screen_axis_name(s->axis))});
        ui_col(u, (ui_opt){.grow = 1});
        ui_text(u, s->name, (ui_opt){.face = UI_SEMI});
        if (*s->means) ui_text(u, s->means, (ui_opt){.ink = UI_SOFT, .size = UI_SMALL});
        ui_end(u);
        ui_end(u);
    }
}

static void show_buttons(ui *u, const page *g)
{
    const session_attempt_info *begun = g->info->attempts->unfinished;
    ui_row(u, (ui_opt){.gap = 12, .wrap = true, .pad = {8, 0, 0, 0}});
    if (begun) ui_button(u, ID_PAGE_FIRST, 0, UI_MAIN_BUTTON, say(u, HOME_GO_ON), "\xE2\x86\xB5");
    ui_button(u, begun ? ID_PAGE_BEGIN : ID_PAGE_FIRST, 'b',
              begun ? UI_PLAIN_BUTTON : UI_MAIN_BUTTON, say(u, begun ? HOME_AGAIN : HOME_BEGIN),
              "B");
    ui_end(u);
}

static void show_about(ui *u, const page *g)
{
    const session_info *info = g->info;
    ui_card(u, (ui_opt){0});
    screen_cover(u, info->cover, 0, (ui_opt){.height = 240});
    ui_col(u, (ui_opt){.gap = 8, .pad = {12, 24, 20, 24}});
    if (info->minutes) ui_badge(u, sayn(u, HOME_ABOUT_MINUTES, info->minutes, NULL), UI_SOFT);
    ui_text(u, info->title,
            (ui_opt){.size = screen_is_wide(u) ? UI_TITLE : UI_HEAD, .face = UI_BOLD});
    if (*info->summary) ui_text(u, info->summary, (ui_opt){.ink = UI_SOFT, .size = UI_BODY});
    show_buttons(u, g);
    ui_end(u);
    ui_end(u);
}

static void show_learn(ui *u, const session_info *info)
{
    if (info->goal_count + info->skill_count == 0 && !*info->legend) return;
    ui_card(u, (ui_opt){.gap = 10, .pad = UI_PAD2(20, 24)});
    if (info->goal_count) {
        ui_text(u, say(u, PAGE_GOALS), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
        show_list(u, info->goals, info->goal_count);
    }
    if (info->skill_count) show_skills(u, info);
    if (*info->legend) {
        ui_text(u, say(u, PAGE_LEGEND), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
        ui_text(u, info->legend, (ui_opt){.ink = UI_SOFT});
    }
    ui_end(u);
}

/* ---- what can be chosen, and what was played ---- */
static void show_seed(ui *u, page *g)
{
    ui_button(u, ID_PAGE_MORE, 'm', UI_PLAIN_BUTTON,
              say(u, g->more ? PAGE_SEED_LESS : PAGE_SEED_MORE), "M");
    if (!g->more) return;
    ui_text(u, say(u, PAGE_SEED), (ui_opt){.face = UI_SEMI});
    ui_field(u, &g->seed, (ui_field_opt){.label = say(u, PAGE_SEED)}, (ui_opt){.id = ID_PAGE_SEED});
    ui_text(u, say(u, PAGE_SEED_HOW), (ui_opt){.ink = UI_SOFT, .size = UI_SMALL});
}

static void build(void *self, ui *u)
{
    page *g = self;
    bool columns = ui_room(u) >= COLUMNS;
    if (g->state != g->program->state) read_info(g, &g->trouble);
    screen_top_bar(u, g->info->title, ID_PAGE_BACK, say(u, BACK));
    ui_col(u, (ui_opt){.grow = 1,
                       .scroll = 1,
                       .align = UI_CENTRE,
                       .pad = columns ? UI_PAD2(28, 44) : UI_PAD2(16, 20)});
    ui_col(u, (ui_opt){.width = ui_em(u, 1200), .gap = 20});
    if (g->trouble.code) ui_text(u, g->trouble.text, (ui_opt){.ink = UI_BAD, .live = true});
    if (columns) ui_row(u, (ui_opt){.gap = 20, .align = UI_START});
    ui_col(u, (ui_opt){.grow = columns ? 1.0f : 0.0f, .gap = 20});
    show_about(u, g);
    if (columns) show_learn(u, g->info);
    ui_end(u);
    ui_col(u, (ui_opt){.width = columns ? ui_em(u, 440) : 0, .gap = 20});
    ui_card(u, (ui_opt){.gap = 10, .pad = UI_PAD2(20, 24)});
    screen_page_picks(u, g);
    show_seed(u, g);
    ui_end(u);
    ui_card(u, (ui_opt){.gap = 12, .pad = UI_PAD2(20, 24)});
    screen_page_attempts(u, g);
    ui_end(u);
    if (!columns) show_learn(u, g->info);
    ui_end(u);
    if (columns) ui_end(u);
    ui_end(u);
    ui_end(u);
}

/* ---- what is pressed ---- */
static bool read_seed(const page *g, screen_game *game, err *e)
{
    const char *text = ui_edit_text(&g->seed);
    char *end = NULL;
    errno = 0;
    uint64_t seed = strtoull(text, &end, 10);
    if (!*text) return true;
    if (*text < '0' || *text > '9' || *end || errno) return err_set(e, ERR_ARG, "%s", text);
    game->has_seed = true;
    game->seed = seed;
    return true;
}

static void begin(page *g, ui_app *a, err *e)
{
    arena mem = {0};
    const char *const *pairs = screen_page_pairs(g, &mem, e);
    screen_game *game =
        pairs ? screen_game_new(g->program, strbuf_text(&g->where), false, 0, e) : NULL;
    err seed = {0};
    if (game && !read_seed(g, game, &seed)) {
        err_set(&g->trouble, ERR_ARG, "%s", say_in(a, PAGE_SEED_BAD));
        screen_game_drop(game);
    } else if (game && screen_game_pick(game, pairs, e)) {
        screen_play_open(a, game, NULL, e);
    } else if (game) {
        screen_game_drop(game);
    }
    arena_release(&mem);
}

/* An unfinished attempt goes on; of a finished one the debrief is shown. Where the scenario has
 * changed so much that it does not come to its end any more, it goes on as far as it fits, and the
 * play says so: a debrief of nothing would not. */
static void open_attempt(page *g, ui_app *a, const session_attempt_info *at, err *e)
{
    screen_game *game = screen_game_new(g->program, strbuf_text(&g->where), false, 0, e);
    if (!game) return;
    if (!at->finished) {
        screen_play_open(a, game, at->id, e);
        return;
    }
    err why = {0};
    if (!screen_game_open(game, at->id, &why))
        screen_error_push(a, game, at->id, why.text, false, e);
    else if (screen_play_show(a, screen_game_hold(game), false, e) &&
             session_look(game->session)->over)
        screen_debrief_show(a, game, e); /* takes the place of the play */
    else
        screen_game_drop(game);
}

static void delete_attempt(page *g, ui_app *a, const session_attempt_info *at, err *e)
{
    strbuf_clear(&g->deleted);
    strbuf_clear(&g->deleted_when);
    if (!strbuf_add(&g->deleted, at->id, e) || !screen_when_add(&g->deleted_when, at->begun, e) ||
        !session_attempt_delete(g->program->places, at->id, e)) {
        strbuf_clear(&g->deleted);
        return;
    }
    g->program->state++;
    ui_app_focus(a, ID_PAGE_UNDO);
}

static void restore(page *g, ui_app *a, err *e)
{
    if (!session_attempt_restore(g->program->places, strbuf_text(&g->deleted), e)) return;
    strbuf_clear(&g->deleted);
    g->program->state++;
    ui_app_say(a, say_in(a, PAGE_RESTORED));
}

static void act_on_attempt(page *g, ui_app *a, int id, err *e)
{
    const session_attempts *all = g->info->attempts;
    int at = id - ID_PAGE_ATTEMPT;
    if (at < 0 || (uint32_t)(at / 2) >= all->count) return;
    if (at % 2 == 0)
        open_attempt(g, a, &all->list[at / 2], e);
    else
        delete_attempt(g, a, &all->list[at / 2], e);
}

static void act(void *self, ui_app *a, int id)
{
    page *g = self;
    err e = {0};
    err_clear(&g->trouble);
    switch (id) {
    case ID_PAGE_BACK: screen_leave(a); return;
    case ID_PAGE_BEGIN: begin(g, a, &e); break;
    case ID_PAGE_FIRST:
        if (g->info->attempts->unfinished)
            open_attempt(g, a, g->info->attempts->unfinished, &e);
        else
            begin(g, a, &e);
        break;
    case ID_PAGE_MORE: g->more = !g->more; break;
    case ID_PAGE_OLDER: g->older = true; break;
    case ID_PAGE_UNDO: restore(g, a, &e); break;
    default:
        if (!screen_page_pick(g, id)) act_on_attempt(g, a, id, &e);
    }
    if (e.code) g->trouble = e;
    screen_tell(a, &e);
}

static void page_free(void *self)
{
    page *g = self;
    session_info_free(g->info);
    scenario_close(g->scenario);
    strbuf_release(&g->where);
    ui_edit_release(&g->seed);
    strbuf_release(&g->deleted);
    strbuf_release(&g->deleted_when);
    base_free(g);
}

/* The problems of a scenario that cannot be opened. */
static bool push_trouble(ui_app *a, screen_program *p, const char *where, const strbuf *report,
                         const err *why, err *e)
{
    screen_game *game = screen_game_new(p, where, false, 0, e);
    if (!game) return false;
    if (strbuf_add(&game->report, strbuf_text(report), e))
        return screen_error_push(a, game, NULL, why->text, false, e);
    screen_game_drop(game);
    return false;
}

bool screen_page_push(ui_app *a, screen_program *p, const char *where, err *e)
{
    strbuf report = {0};
    err why = {0};
    page *g = base_alloc(sizeof *g);
    if (!g) return err_nomem(e);
    g->program = p;
    g->seed.most = 20;
    bool ok = strbuf_add(&g->where, where, &why) &&
              scenario_open(p->places, where, &report, &g->scenario, &why) && read_info(g, &why);
    if (!ok) {
        page_free(g);
        ok = push_trouble(a, p, where, &report, &why, e);
        strbuf_release(&report);
        return ok;
    }
    strbuf_release(&report);
    screen_page_pick_start(g);
    ui_screen s = {.self = g,
                   .title = scenario_title(g->scenario),
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .free = page_free};
    if (!ui_app_push(a, s, e)) return false;
    ui_app_focus(a, ID_PAGE_FIRST);
    return true;
}

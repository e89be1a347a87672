#include "screen/screen_play.h"

#include "base/base_mem.h"

#include <string.h>

/* The play: what is said, what you know, what you can say. One screen for every stage. */

enum {
    ID_HINT = 1,
    ID_BACK,
    ID_TRANSCRIPT,
    ID_SIDE,
    ID_PAUSE,
    ID_HELP,
    ID_DEBRIEF,
    ID_CHOICE = 100
};
enum { SCROLL_TALK = 1, SCROLL_SIDE };
enum { NARROW = 860, LOW = 620, PAIRS = 1100, PAGE = 900 };

static const char *const KEYS[] = {"1 to 9",
                                   "say or do it",
                                   "arrows, Enter",
                                   "choose among them",
                                   "H",
                                   "a hint: the tactic, never the line",
                                   "U",
                                   "take the last choice back; your first try stays on record",
                                   "T",
                                   "everything said so far",
                                   "B",
                                   "what you know, and your call sheet",
                                   "Esc",
                                   "pause: go on later, or leave",
                                   "F5",
                                   "read the scenario anew after changing it",
                                   "F11",
                                   "full screen",
                                   "Ctrl + and -",
                                   "larger and smaller text",
                                   NULL};

bool screen_play_is_night(const screen_play *p)
{
    session_stage stage = session_look(p->game->session)->stage;
    return stage == SESSION_CALL || stage == SESSION_FACE;
}

static bool is_narrow(const ui *u)
{
    return ui_room(u) < NARROW;
}

static bool has_side(const session_view *v)
{
    return v->sheet_count > 0 || v->board_count > 0;
}

/* ---- the top ---- */

/* The person, where there is no room for her card. */
static void show_strip(ui *u, const session_view *v)
{
    const char *mood = screen_play_mood(v);
    ui_row(u, (ui_opt){.pad = UI_PAD2(8, 28), .gap = 8, .align = UI_CENTRE});
    ui_text(u, v->person, (ui_opt){.face = UI_BOLD});
    ui_textf(u, (ui_opt){.ink = UI_SOFT, .size = UI_SMALL, .grow = 1}, "%s%s%s", v->role,
             *v->role && *mood ? " \xC2\xB7 " : "", mood);
    ui_end(u);
}

static void show_header(const screen_play *p, ui *u, const session_view *v)
{
    bool narrow = is_narrow(u);
    bool hints = *v->hint != '\0';
    for (uint32_t i = 0; i < v->option_count; i++)
        hints = hints || *v->options[i].hint;
    ui_row(u, (ui_opt){.pad = UI_PAD2(5, 19), .align = UI_CENTRE, .wrap = narrow});
    ui_textf(u, (ui_opt){.ink = UI_SOFT, .pad = UI_PAD2(0, 9)}, "%s%s%s \xC2\xB7 %s",
             narrow ? "" : v->scenario_title, narrow ? "" : " \xC2\xB7 ", v->day, v->clock);
    if (!narrow) ui_space(u);
    ui_hint(u, ID_HINT, 'h', "H", p->hint ? "no hint" : "hint", !hints);
    ui_hint(u, ID_BACK, 'u', "U", "take back", !v->can_take_back);
    ui_hint(u, ID_TRANSCRIPT, 't', "T", "transcript", false);
    if (narrow && has_side(v)) ui_hint(u, ID_SIDE, 'b', "B", p->side ? "back" : "notes", false);
    ui_hint(u, ID_HELP, UI_KEY_F1, "F1", "help", false);
    ui_hint(u, ID_PAUSE, UI_KEY_ESCAPE, "Esc", "pause", false);
    ui_end(u);
    ui_rule(u);
    if (narrow && *v->person) show_strip(u, v);
}

static void show_note(const screen_play *p, ui *u)
{
    if (p->game->note.len == 0) return;
    ui_text(u, strbuf_text(&p->game->note),
            (ui_opt){.fill = UI_WASH, .radius = 12, .pad = UI_PAD2(10, 16), .live = true});
}

static void show_options(const screen_play *p, ui *u, const session_view *v)
{
    if (p->hint && *v->hint)
        ui_textf(u, (ui_opt){.fill = UI_WASH, .radius = 12, .pad = UI_PAD2(10, 16), .live = true},
                 UI_B "Hint" UI_B "  %s", v->hint);
    uint32_t columns = v->stage == SESSION_DESK && ui_room(u) >= PAIRS ? 2 : 1;
    for (uint32_t i = 0; i < v->option_count; i++) {
        const session_option *o = &v->options[i];
        const char *note = p->hint && *o->hint ? o->hint : NULL;
        if (columns == 2 && i % 2 == 0) ui_row(u, (ui_opt){.gap = 10});
        ui_choice(u, ID_CHOICE + (int)i, (int)i + 1, o->text, note, columns == 2 ? 1.0f : 0.0f);
        if (columns == 1) continue;
        if (i % 2 == 0 && i + 1 == v->option_count) ui_space(u);
        if (i % 2 == 1 || i + 1 == v->option_count) ui_end(u);
    }
    if (v->over) ui_choice(u, ID_DEBRIEF, 1, "See how it went.", NULL, 0);
}

/* The lines scroll above the choices; where there is little height, both scroll together, so that
 * no choice is ever out of reach. */
static void show_talk(const screen_play *p, ui *u, const session_view *v)
{
    bool low = (float)u->h / (u->scale * u->text_scale) < LOW;
    float width = ui_em(u, 640);
    ui_col(u, (ui_opt){.grow = 1, .gap = 14, .scroll = low ? SCROLL_TALK : 0, .stick_end = low});
    ui_col(u, (ui_opt){.grow = 1,
                       .gap = 12,
                       .scroll = low ? 0 : SCROLL_TALK,
                       .stick_end = !low,
                       .pad = {0, 6, 4, 0}});
    screen_play_lines(u, v, width);
    show_note(p, u);
    ui_end(u);
    ui_col(u, (ui_opt){.gap = 10});
    show_options(p, u, v);
    ui_end(u);
    ui_end(u);
}

/* A page of text alone is no wider than can be read well. */
static float margin(const ui *u, const session_view *v)
{
    bool alone = v->stage != SESSION_CALL && v->stage != SESSION_FACE && !has_side(v);
    float wide = (float)u->w / u->scale, page = ui_em(u, PAGE);
    return alone && wide > page + 2 * 28 ? (wide - page) / 2 : 28;
}

static void build(void *self, ui *u)
{
    screen_play *p = self;
    const session_view *v = session_look(p->game->session);
    show_header(p, u, v);
    ui_row(u, (ui_opt){.grow = 1, .gap = 28, .pad = UI_PAD2(20, margin(u, v))});
    if (is_narrow(u)) {
        if (p->side && has_side(v))
            screen_play_notes(p, u, v);
        else
            show_talk(p, u, v);
    } else {
        bool board_right = v->stage != SESSION_CALL && v->stage != SESSION_FACE;
        if (!board_right) screen_play_person(p, u, v);
        show_talk(p, u, v);
        if (board_right && has_side(v)) screen_play_notes(p, u, v);
    }
    ui_end(u);
}

/* ---- what the player does ---- */
static void failed(screen_play *p, ui_app *a, const err *why)
{
    err e = {0};
    screen_error_push(a, screen_game_hold(p->game), NULL, why->text, false, &e);
    screen_tell(a, &e);
}

/* The stage decides between paper and night; a screen keeps one theme, so another takes its place.
 */
static void settle(screen_play *p, ui_app *a)
{
    err e = {0};
    p->side = false;
    ui_app_focus(a, -1);
    screen_play_voice(p, a);
    if (p->night != screen_play_is_night(p))
        screen_play_show(a, screen_game_hold(p->game), true, &e);
    screen_tell(a, &e);
}

static void choose(screen_play *p, ui_app *a, uint32_t i)
{
    const session_view *v = session_look(p->game->session);
    err e = {0};
    if (i >= v->option_count) return;
    strbuf_clear(&p->game->note);
    strbuf_clear(&p->game->failed);
    bool ok = strbuf_add(&p->game->failed, v->options[i].id, &e) &&
              session_choose(p->game->session, strbuf_text(&p->game->failed), NULL, &e);
    p->hint = p->hint && !ok;
    if (!ok) {
        failed(p, a, &e);
        return;
    }
    strbuf_clear(&p->game->failed);
    settle(p, a);
}

static void take_back(screen_play *p, ui_app *a)
{
    err e = {0};
    strbuf_clear(&p->game->note);
    strbuf_clear(&p->game->failed);
    if (session_take_back(p->game->session, &e)) {
        strbuf_add(&p->game->note, "Taken back. What you said first stays on record.", NULL);
        settle(p, a);
    } else {
        failed(p, a, &e);
    }
}

static void reload(screen_play *p, ui_app *a)
{
    err e = {0};
    strbuf_clear(&p->game->report);
    strbuf_clear(&p->game->note);
    strbuf_clear(&p->game->failed);
    if (session_reload(p->game->session, &p->game->report, &p->game->note, &e)) {
        if (p->game->note.len == 0)
            strbuf_add(&p->game->note, "Read anew; nothing has changed.", NULL);
        settle(p, a);
    } else {
        failed(p, a, &e);
    }
}

static void act(void *self, ui_app *a, int id)
{
    screen_play *p = self;
    err e = {0};
    switch (id) {
    case ID_HINT: p->hint = !p->hint; break;
    case ID_BACK: take_back(p, a); break;
    case ID_TRANSCRIPT: screen_transcript_push(a, p->game, &e); break;
    case ID_SIDE: p->side = !p->side; break;
    case ID_PAUSE: screen_pause_push(a, p->game, &e); break;
    case ID_HELP: screen_help_push(a, KEYS, &e); break;
    case ID_DEBRIEF: screen_debrief_show(a, screen_game_hold(p->game), &e); break;
    default:
        if (id >= ID_CHOICE) choose(p, a, (uint32_t)(id - ID_CHOICE));
    }
    screen_tell(a, &e);
}

static bool key(void *self, ui_app *a, int pressed)
{
    if (pressed != UI_KEY_F1 + 4) return false;
    reload(self, a);
    return true;
}

static void play_free(void *self)
{
    screen_play *p = self;
    screen_game_drop(p->game);
    base_free(p);
}

bool screen_play_show(ui_app *a, screen_game *g, bool replace, err *e)
{
    screen_play *p = base_alloc(sizeof *p);
    if (!p) {
        screen_game_drop(g);
        return err_nomem(e);
    }
    p->game = g;
    p->night = screen_play_is_night(p);
    ui_screen s = {.self = p,
                   .title = session_look(g->session)->scenario_title,
                   .mode = p->night ? UI_NIGHT : UI_LIGHT,
                   .build = build,
                   .act = act,
                   .key = key,
                   .tick = screen_play_tick,
                   .free = play_free};
    bool ok = replace ? ui_app_replace(a, s, e) : ui_app_push(a, s, e);
    if (ok) screen_play_voice(p, a);
    return ok;
}

bool screen_play_push(ui_app *a, screen_program *program, const char *where, const char *attempt,
                      bool has_seed, uint64_t seed, err *e)
{
    screen_game *g = screen_game_new(program, where, has_seed, seed, e);
    if (!g) return false;
    err why = {0};
    if (screen_game_open(g, attempt, &why)) return screen_play_show(a, g, false, e);
    if (why.code == ERR_MISSING) {
        screen_game_drop(g);
        return err_set(e, why.code, "%s", why.text);
    }
    return screen_error_push(a, g, attempt, why.text, false, e);
}

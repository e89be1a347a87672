#include "screen/screen_play.h"

#include "base/base_mem.h"
#include "screen/screen_picture.h"
#include "ui/ui_sound.h"

#include <string.h>

/* The play: what the player does in it. One screen for every stage. */

static const screen_key KEYS[] = {
    {"1 to 9", HELP_CHOOSE}, {"\xE2\x86\x91 \xE2\x86\x93 \xE2\x86\xB5", HELP_AMONG},
    {"H", HELP_HINT},        {"U", HELP_TAKE_BACK},
    {"T", HELP_TRANSCRIPT},  {"B", HELP_NOTES},
    {"S", HELP_OWN},         {"Space", HELP_NEXT},
    {"Esc", HELP_PAUSE},     {"F5", HELP_RELOAD},
    {NULL, HELP_NAME}};

bool screen_play_is_night(const session_view *v)
{
    return v->stage == SESSION_CALL;
}

bool screen_play_is_spoken(const session_view *v)
{
    for (uint32_t i = 0; i < v->option_count; i++)
        if (v->options[i].spoken) return true;
    return false;
}

bool screen_play_is_reading(const screen_play *p, const session_view *v)
{
    return p->shown < v->line_count;
}

static const session_view *look(const screen_play *p)
{
    return session_look(p->game->session);
}

static void build(void *self, ui *u)
{
    screen_play *p = self;
    const session_view *v = look(p);
    screen_play_head(p, u, v);
    screen_play_stage(p, u, v);
}

/* ---- what happens around a choice ---- */
static void failed(screen_play *p, ui_app *a, const err *why)
{
    err e = {0};
    screen_error_push(a, screen_game_hold(p->game), NULL, why->text, false, &e);
    screen_tell(a, &e);
}

static void sound_lines(ui_app *a, const session_view *v, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (*v->lines[i].sound) ui_sound_play(ui_app_sound(a), v->lines[i].sound);
}

/* Everything that is new is shown at once, or up to the first line that is to be read. */
static void show_new(screen_play *p, ui_app *a)
{
    const session_view *v = look(p);
    uint32_t anew = v->line_count - v->new_lines;
    p->shown =
        p->game->program->settings.line_by_line ? screen_play_next_line(v, anew) : v->line_count;
    sound_lines(a, v, anew, p->shown);
    screen_play_voice(p, a);
}

/* At the player's turn: nothing written yet, the first place with the focus. */
static void begin_turn(screen_play *p, ui_app *a)
{
    const session_view *v = look(p);
    ui_edit_set(&p->own, strbuf_text(&p->game->words), NULL);
    p->notes = false;
    p->tab = 0;
    p->first =
        p->game->program->settings.own_words && screen_play_is_spoken(v) && p->game->words.len == 0;
    p->writing = p->first && !screen_play_is_reading(p, v);
    ui_app_focus(a, p->writing ? ID_PLAY_FIELD : -1);
}

/* The stage decides between paper and night; a screen keeps one theme, so another takes its place.
 */
static void settle(screen_play *p, ui_app *a)
{
    err e = {0};
    if (p->night != screen_play_is_night(look(p))) {
        screen_play_show(a, screen_game_hold(p->game), true, &e);
        screen_tell(a, &e);
        return;
    }
    show_new(p, a);
    begin_turn(p, a);
}

static void show_next(screen_play *p, ui_app *a)
{
    const session_view *v = look(p);
    uint32_t before = p->shown;
    p->shown = screen_play_next_line(v, p->shown);
    sound_lines(a, v, before, p->shown);
    if (!screen_play_is_reading(p, v)) begin_turn(p, a);
}

static void choose(screen_play *p, ui_app *a, uint32_t i)
{
    const session_view *v = look(p);
    screen_game *g = p->game;
    err e = {0};
    if (i >= v->option_count || screen_play_is_reading(p, v)) return;
    strbuf_clear(&g->note);
    strbuf_clear(&g->failed);
    const char *words = g->words.len && v->options[i].spoken ? strbuf_text(&g->words) : NULL;
    bool ok = strbuf_add(&g->failed, v->options[i].id, &e) &&
              session_choose(g->session, strbuf_text(&g->failed), words, &e);
    p->hint = p->hint && !ok;
    if (!ok) {
        failed(p, a, &e);
        return;
    }
    strbuf_clear(&g->failed);
    strbuf_clear(&g->words);
    settle(p, a);
}

/* A number of another place at the desk opens that place; pressed there it counts. */
static void choose_number(screen_play *p, ui_app *a, uint32_t i)
{
    const session_view *v = look(p);
    int place = i < v->option_count ? screen_play_place_of(v, i) : p->tab;
    if (screen_play_places(v) > 1 && place != p->tab) {
        p->tab = place;
        ui_app_focus(a, ID_PLAY_CHOICE + (int)i);
    } else {
        choose(p, a, i);
    }
}

static void take_back(screen_play *p, ui_app *a)
{
    err e = {0};
    screen_game *g = p->game;
    strbuf_clear(&g->note);
    strbuf_clear(&g->failed);
    strbuf_clear(&g->words);
    if (!session_take_back(g->session, &e)) {
        failed(p, a, &e);
        return;
    }
    strbuf_add(&g->note, say_in(a, PLAY_TAKEN_BACK), NULL);
    settle(p, a);
}

static void reload(screen_play *p, ui_app *a)
{
    err e = {0};
    screen_game *g = p->game;
    strbuf_clear(&g->report);
    strbuf_clear(&g->note);
    strbuf_clear(&g->failed);
    if (!session_reload(g->session, &g->report, &g->note, &e)) {
        failed(p, a, &e);
        return;
    }
    if (g->note.len == 0) strbuf_add(&g->note, say_in(a, PLAY_READ_ANEW), NULL);
    settle(p, a);
}

/* ---- in your own words ---- */
static void open_own(screen_play *p, ui_app *a)
{
    const session_view *v = look(p);
    if (!screen_play_is_spoken(v) || screen_play_is_reading(p, v)) return;
    p->writing = true;
    ui_app_focus(a, ID_PLAY_FIELD);
}

/* What was written stays until a line is chosen; only blanks are nothing. What was dropped comes
 * back when the field is opened again. */
static void close_own(screen_play *p, ui_app *a, bool keep)
{
    err e = {0};
    const char *text = ui_edit_text(&p->own);
    strbuf_clear(&p->game->words);
    if (keep && text[strspn(text, " \t\n")]) strbuf_add(&p->game->words, text, &e);
    p->writing = p->first = false;
    ui_app_focus(a, -1);
    screen_tell(a, &e);
}

/* ---- keys and buttons ---- */
static void push_over(screen_play *p, ui_app *a, int id)
{
    err e = {0};
    switch (id) {
    case ID_PLAY_TRANSCRIPT: screen_transcript_push(a, p->game, &e); break;
    case ID_PLAY_PAUSE: screen_pause_push(a, p, &e); break;
    case ID_PLAY_HELP: screen_help_push(a, p->game->program, KEYS, &e); break;
    case ID_PLAY_DEBRIEF: screen_debrief_show(a, screen_game_hold(p->game), &e); break;
    case ID_PLAY_RATE: screen_rating_show(a, screen_game_hold(p->game), &e); break;
    default: break;
    }
    screen_tell(a, &e);
}

void screen_play_do(screen_play *p, ui_app *a, int id)
{
    switch (id) {
    case ID_PLAY_HINT: p->hint = !p->hint; break;
    case ID_PLAY_BACK: take_back(p, a); break;
    case ID_PLAY_NOTES: p->notes = !p->notes; break;
    case ID_PLAY_OWN: open_own(p, a); break;
    case ID_PLAY_OWN_DONE: close_own(p, a, true); break;
    case ID_PLAY_OWN_DROP: close_own(p, a, false); break;
    case ID_PLAY_NEXT: show_next(p, a); break;
    default:
        if (id >= ID_PLAY_TAB)
            p->tab = id - ID_PLAY_TAB;
        else if (id >= ID_PLAY_CHOICE)
            choose_number(p, a, (uint32_t)(id - ID_PLAY_CHOICE));
        else
            push_over(p, a, id);
    }
}

static void act(void *self, ui_app *a, int id)
{
    screen_play_do(self, a, id);
}

/* In the field, Enter is done and Escape leaves it as it was before. */
static bool key(void *self, ui_app *a, int pressed)
{
    screen_play *p = self;
    if (pressed == UI_KEY_F1 + 4) {
        reload(p, a);
        return true;
    }
    if (!p->writing || ui_app_focused(a) != ID_PLAY_FIELD || pressed != UI_KEY_ENTER) return false;
    close_own(p, a, true);
    return true;
}

static void play_free(void *self)
{
    screen_play *p = self;
    ui_edit_release(&p->own);
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
    p->own = (ui_edit){.most = 600};
    const session_view *v = session_look(g->session);
    p->night = screen_play_is_night(v);
    ui_screen s = {.self = p,
                   .title = v->scenario_title,
                   .mode = p->night ? UI_NIGHT : UI_LIGHT,
                   .build = build,
                   .act = act,
                   .key = key,
                   .tick = screen_play_tick,
                   .free = play_free};
    bool ok = replace ? ui_app_replace(a, s, e) : ui_app_push(a, s, e);
    if (!ok) return false;
    screen_pictures_of(a, g->program, strbuf_text(&g->where));
    show_new(p, a);
    begin_turn(p, a);
    return true;
}

bool screen_play_open(ui_app *a, screen_game *g, const char *attempt, err *e)
{
    err why = {0};
    if (screen_game_open(g, attempt, &why)) return screen_play_show(a, g, false, e);
    if (why.code == ERR_MISSING) {
        screen_game_drop(g);
        return err_set(e, why.code, "%s", why.text);
    }
    return screen_error_push(a, g, attempt, why.text, false, e);
}

bool screen_play_push(ui_app *a, screen_program *program, const char *where, const char *attempt,
                      bool has_seed, uint64_t seed, err *e)
{
    screen_game *g = screen_game_new(program, where, has_seed, seed, e);
    return g && screen_play_open(a, g, attempt, e);
}

#include "screen/screen_play.h"

#include <string.h>

enum { SCROLL_SIDE = 2, ID_WAVE = -1 };
enum { BARS = 18, VOICE_MS = 1300, BEAT_MS = 70 };

/* ---- her voice ---- */

/* Heights of a short sentence, in sixteenths; the picture is the same for every sentence, since it
 * means only "she is speaking". */
static const uint8_t SENTENCE[] = {3, 6, 11, 7, 14, 9, 4, 12, 16, 8, 5, 10, 13, 6, 9, 4, 7, 3};

static void paint_voice(const void *self, const ui_canvas *c)
{
    const screen_play *p = self;
    bool speaking = p->voice_until != 0;
    uint64_t beat = speaking ? (p->voice_until - p->voice_from) / BEAT_MS : 0;
    float step = (float)c->box.w / BARS, wide = step * 0.4f;
    uint32_t ink = ui_theme_colour(c->mode, speaking ? UI_FOCUS : UI_LINE);
    for (int i = 0; i < BARS; i++) {
        uint8_t part = speaking ? SENTENCE[((uint64_t)i + beat) % BARS] : 2;
        int h = c->box.h * part / 16;
        if (h < (int)wide) h = (int)wide;
        ui_rect bar = {c->box.x + (int)((float)i * step), c->box.y + (c->box.h - h) / 2, (int)wide,
                       h};
        ui_draw_round(c->draw, bar, (int)(wide / 2), 0, ink, 0, 0);
    }
}

static bool somebody_spoke(const session_view *v)
{
    for (uint32_t i = v->line_count - v->new_lines; i < v->line_count; i++)
        if (v->lines[i].kind == SESSION_LINE_HERS) return true;
    return false;
}

void screen_play_voice(screen_play *p, ui_app *a)
{
    p->voice_from = p->voice_until = 0;
    if (p->game->program->still || !p->night || !somebody_spoke(session_look(p->game->session)))
        return;
    p->voice_from = ui_app_now(a);
    p->voice_until = p->voice_from + 1;
    ui_app_wake_at(a, p->voice_from + BEAT_MS);
}

void screen_play_tick(void *self, ui_app *a, uint64_t now)
{
    screen_play *p = self;
    if (p->voice_until == 0) return;
    p->voice_until = now;
    if (now - p->voice_from > VOICE_MS)
        p->voice_from = p->voice_until = 0;
    else
        ui_app_wake_at(a, now + BEAT_MS);
    ui_app_repaint(a, ID_WAVE);
}

/* ---- cards ---- */
static void show_sheet(ui *u, const session_view *v)
{
    ui_col(u, (ui_opt){.mode = 1 + UI_LIGHT,
                       .fill = UI_PAPER,
                       .line = UI_LINE,
                       .radius = 12,
                       .pad = UI_PAD2(18, 20),
                       .gap = 10});
    ui_text(u, "Your call sheet", (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .pad = {0, 0, 4, 0}});
    for (uint32_t i = 0; i < v->sheet_count; i++)
        ui_point_line(u, v->sheet[i].done, v->sheet[i].text);
    ui_end(u);
}

static const char *how_sure(const char *sure)
{
    if (strcmp(sure, "weak") == 0) return "Weak.";
    if (strcmp(sure, "fair") == 0) return "Fairly sure.";
    if (strcmp(sure, "good") == 0) return "Sure.";
    return "";
}

static void show_board(ui *u, const session_view *v)
{
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 24), .gap = 10});
    ui_text(u, "What you know", (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    for (uint32_t i = 0; i < v->board_count; i++) {
        const session_row *row = &v->board[i];
        if (i) ui_rule(u);
        ui_col(u, (ui_opt){.gap = 2, .pad = UI_PAD2(4, 0)});
        ui_text(u, row->text, (ui_opt){.face = UI_SEMI});
        ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT}, "%s%s%s", row->source,
                 *row->source && *row->sure ? ". " : "", how_sure(row->sure));
        ui_end(u);
    }
    ui_end(u);
}

/* Face to face a mood can be seen, on the telephone it can be heard. */
static void show_mood(ui *u, const session_view *v)
{
    const char *mood = screen_play_mood(v);
    if (*mood)
        ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .face = UI_ITALIC}, "%s %s",
                 v->stage == SESSION_FACE ? "looks" : "sounds", mood);
}

void screen_play_person(screen_play *p, ui *u, const session_view *v)
{
    ui_col(u, (ui_opt){.width = ui_em(u, 300), .gap = 20, .scroll = SCROLL_SIDE});
    ui_card(u, (ui_opt){.radius = 20, .pad = UI_PAD2(28, 24), .gap = 6, .align = UI_CENTRE});
    ui_silhouette(u, 104);
    ui_text(
        u, v->person,
        (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .pad = {8, 0, 0, 0}, .text_align = UI_CENTRE});
    if (*v->role) ui_text(u, v->role, (ui_opt){.ink = UI_SOFT, .text_align = UI_CENTRE});
    show_mood(u, v);
    if (v->stage == SESSION_CALL) {
        ui_textf(u, (ui_opt){.size = UI_HEAD}, "%d min", v->call_minutes);
        ui_paint(u, paint_voice, p, (ui_opt){.width = 190, .height = 44, .id = ID_WAVE});
    }
    ui_end(u);
    if (v->sheet_count) show_sheet(u, v);
    ui_end(u);
}

void screen_play_notes(const screen_play *p, ui *u, const session_view *v)
{
    (void)p;
    ui_opt wide = {.width = ui_em(u, 330), .gap = 20, .scroll = SCROLL_SIDE};
    ui_opt whole = {.grow = 1, .gap = 20, .scroll = SCROLL_SIDE};
    ui_col(u, ui_room(u) < 860 ? whole : wide);
    if (v->board_count) show_board(u, v);
    if (v->sheet_count) show_sheet(u, v);
    ui_end(u);
}

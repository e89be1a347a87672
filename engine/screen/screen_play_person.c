#include "screen/screen_play.h"

#include "screen/screen_picture.h"

#include <string.h>

/* Whom one talks to: on the telephone only heard, face to face seen. */

enum { BARS = 18, VOICE_MS = 1300, BEAT_MS = 70 };
enum { LETTERS_A_SECOND = 15 }; /* of speech: about 170 words a minute */

/* ---- a voice ---- */

/* Heights of a short sentence, in sixteenths; the picture is the same for every sentence, since it
 * means only "somebody is speaking". */
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
    const session_view *v = session_look(p->game->session);
    p->voice_from = p->voice_until = 0;
    if (p->game->program->settings.still || v->stage != SESSION_CALL || !somebody_spoke(v)) return;
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
    ui_app_repaint(a, ID_PLAY_WAVE);
}

/* ---- cards ---- */

/* The story counts minutes; the seconds are what it takes to say what was said since the last one.
 */
static int seconds_of(const session_view *v)
{
    size_t letters = 0;
    for (uint32_t i = v->line_count; i > 0; i--) {
        session_line_kind kind = v->lines[i - 1].kind;
        if (kind == SESSION_LINE_TIME || kind == SESSION_LINE_SCENE) break;
        if (kind == SESSION_LINE_HERS || kind == SESSION_LINE_YOURS)
            letters += strlen(v->lines[i - 1].text);
    }
    size_t seconds = letters / LETTERS_A_SECOND;
    return seconds < 59 ? (int)seconds : 59;
}

static void show_time(ui *u, const session_view *v)
{
    const char *time = ui_copyf(u, "%02d:%02d", v->call_minutes, seconds_of(v));
    ui_text(u, time,
            (ui_opt){.size = UI_HEAD,
                     .text_align = UI_CENTRE,
                     .alt = sayf(u, CALL_TIME, "time", time, NULL)});
}

static void show_name(ui *u, const session_view *v)
{
    const char *mood = screen_play_mood(u, v);
    ui_opt centre = {.text_align = UI_CENTRE};
    ui_opt name = {.size = UI_HEAD, .face = UI_BOLD, .pad = {8, 0, 0, 0}, .text_align = UI_CENTRE};
    ui_text(u, v->person, name);
    centre.ink = UI_SOFT;
    if (*v->role) ui_text(u, v->role, centre);
    centre.size = UI_SMALL, centre.face = UI_ITALIC;
    if (*mood) ui_text(u, mood, centre);
}

static void show_phone(screen_play *p, ui *u, const session_view *v)
{
    ui_card(u, (ui_opt){.radius = 20, .pad = UI_PAD2(20, 20), .gap = 4, .align = UI_CENTRE});
    ui_silhouette(u, 92);
    show_name(u, v);
    show_time(u, v);
    ui_paint(u, paint_voice, p,
             (ui_opt){.width = 190,
                      .height = 40,
                      .id = ID_PLAY_WAVE,
                      .alt = sayf(u, CALL_WAVE, "name", v->person, NULL)});
    ui_end(u);
}

/* The place behind, the person before it. */
static void show_face(ui *u, const session_view *v)
{
    ui_card(u, (ui_opt){.radius = 20});
    screen_meeting(u, v, (ui_opt){.height = 260});
    ui_col(u, (ui_opt){.pad = {4, 20, 20, 20}, .gap = 4, .align = UI_CENTRE});
    show_name(u, v);
    ui_end(u);
    ui_end(u);
}

void screen_play_person(screen_play *p, ui *u, const session_view *v)
{
    ui_col(u, (ui_opt){.width = ui_em(u, 300), .gap = 20, .scroll = PLAY_SCROLL_SIDE});
    if (v->stage == SESSION_FACE)
        show_face(u, v);
    else
        show_phone(p, u, v);
    if (v->sheet_count) screen_play_sheet(u, v, false);
    ui_end(u);
}

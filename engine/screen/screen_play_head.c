#include "screen/screen_play.h"

/* The top of the play: where one is, and what the keys do. In a narrow window one line, with the
 * rest in the menu; the keys stay the same. */

enum { NARROW = 860 };

bool screen_play_is_narrow(const ui *u)
{
    return ui_room(u) < NARROW;
}

bool screen_play_has_notes(const session_view *v)
{
    return v->sheet_count > 0 || v->board_count > 0 || v->unknown_count > 0 || v->day_count > 0;
}

bool screen_play_has_hint(const session_view *v)
{
    bool hint = *v->hint != '\0';
    for (uint32_t i = 0; i < v->option_count; i++)
        hint = hint || *v->options[i].hint;
    return hint;
}

/* The person, where there is no room for her card. */
static void show_strip(ui *u, const session_view *v)
{
    const char *mood = screen_play_mood(u, v);
    ui_row(u, (ui_opt){.pad = UI_PAD2(6, 20), .gap = 8, .align = UI_CENTRE});
    ui_text(u, v->person, (ui_opt){.face = UI_BOLD});
    ui_text(u, *mood ? mood : v->role, (ui_opt){.ink = UI_SOFT, .size = UI_SMALL, .grow = 1});
    ui_end(u);
    ui_rule(u);
}

static void show_narrow(const screen_play *p, ui *u, const session_view *v)
{
    ui_row(u, (ui_opt){.pad = UI_PAD2(2, 11), .align = UI_CENTRE});
    ui_text(u, sayf(u, PLAY_WHEN, "day", v->day, "clock", v->clock, NULL),
            (ui_opt){.ink = UI_SOFT, .size = UI_SMALL, .grow = 1, .pad = UI_PAD2(0, 9)});
    if (screen_play_has_notes(v))
        ui_hint(u, ID_PLAY_NOTES, 'b', "B", say(u, p->notes ? PLAY_TALK : PLAY_NOTES), false);
    ui_hint(u, ID_PLAY_PAUSE, UI_KEY_ESCAPE, "Esc", say(u, PLAY_MENU), false);
    ui_end(u);
    ui_rule(u);
    if (screen_play_has_hint(v)) ui_shortcut(u, ID_PLAY_HINT, 'h');
    if (v->can_take_back) ui_shortcut(u, ID_PLAY_BACK, 'u');
    ui_shortcut(u, ID_PLAY_TRANSCRIPT, 't');
    ui_shortcut(u, ID_PLAY_HELP, UI_KEY_F1);
    if (*v->person && !p->notes) show_strip(u, v);
}

static void show_wide(const screen_play *p, ui *u, const session_view *v)
{
    ui_row(u, (ui_opt){.pad = UI_PAD2(5, 19),
                       .align = UI_CENTRE,
                       .fill = v->stage == SESSION_CALL ? UI_NONE : UI_CARD});
    ui_text(u,
            sayf(u, PLAY_WHERE, "title", v->scenario_title, "day", v->day, "clock", v->clock, NULL),
            (ui_opt){.ink = UI_SOFT, .grow = 1, .pad = UI_PAD2(0, 9)});
    ui_hint(u, ID_PLAY_HINT, 'h', "H", say(u, p->hint ? PLAY_NO_HINT : PLAY_HINT),
            !screen_play_has_hint(v));
    ui_hint(u, ID_PLAY_BACK, 'u', "U", say(u, PLAY_TAKE_BACK), !v->can_take_back);
    ui_hint(u, ID_PLAY_TRANSCRIPT, 't', "T", say(u, PLAY_TRANSCRIPT), false);
    ui_hint(u, ID_PLAY_HELP, UI_KEY_F1, "F1", say(u, HELP), false);
    ui_hint(u, ID_PLAY_PAUSE, UI_KEY_ESCAPE, "Esc", say(u, PLAY_PAUSE), false);
    ui_end(u);
    ui_rule(u);
}

void screen_play_head(const screen_play *p, ui *u, const session_view *v)
{
    if (screen_play_is_narrow(u))
        show_narrow(p, u, v);
    else
        show_wide(p, u, v);
}

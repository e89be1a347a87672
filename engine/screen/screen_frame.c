#include "screen/screens.h"

#include "screen/screen_picture.h"

/* The frame of the places one can always go to. A place that does not exist yet has no door: it
 * gets its row in PLACES together with its screen. */

enum { WIDE = 860 };
enum { ID_PLACE = 900000, ID_HELP = 900100, ID_QUIT };

static const struct {
    screen_text name;
    const char *icon;
    bool below; /* at the bottom of the bar */
} PLACES[] = {[SCREEN_PRACTICE] = {PRACTICE, "icons/practice", false},
              [SCREEN_PROGRESS] = {NAV_PROGRESS, "icons/progress", false},
              [SCREEN_SETTINGS] = {NAV_SETTINGS, "icons/settings", true}};
enum { PLACE_COUNT = sizeof PLACES / sizeof PLACES[0] };

static const screen_key KEYS[] = {
    {"Tab", HELP_NEXT_THING},
    {"\xE2\x86\x91 \xE2\x86\x93 \xE2\x86\x90 \xE2\x86\x92", HELP_ARROWS},
    {"\xE2\x86\xB5", HELP_OPEN},
    {"Esc", HELP_ESCAPE},
    {NULL, HELP_NAME}};

bool screen_is_wide(const ui *u)
{
    return ui_room(u) >= WIDE;
}

static void show_entry(ui *u, screen_text name, const char *icon, int id, int key, const char *cap,
                       bool here)
{
    const char *label = say(u, name);
    const char *alt = here  ? sayf(u, NAV_HERE, "place", label, NULL)
                      : cap ? sayf(u, NAV_KEY, "name", label, "key", cap, NULL)
                            : label;
    ui_row(u, (ui_opt){.id = id,
                       .key = key,
                       .alt = alt,
                       .fill = here ? UI_WASH : UI_NONE,
                       .gap = 12,
                       .radius = 10,
                       .pad = UI_PAD2(8, 14),
                       .align = UI_CENTRE,
                       .min_height = 46});
    screen_icon(u, icon, 20, UI_INK);
    ui_text(u, label, (ui_opt){.grow = 1, .ink = UI_INK, .face = here ? UI_SEMI : UI_REGULAR});
    if (cap) ui_key_cap(u, cap, UI_INK);
    ui_end(u);
}

static void show_places(ui *u, screen_place here, bool below)
{
    for (int i = 0; i < PLACE_COUNT; i++)
        if (PLACES[i].below == below)
            show_entry(u, PLACES[i].name, PLACES[i].icon, ID_PLACE + i, 0, NULL, i == (int)here);
}

static void show_side(ui *u, screen_place here)
{
    ui_col(u, (ui_opt){.fill = UI_CARD,
                       .mode = 1 + UI_NIGHT,
                       .width = ui_em(u, 216),
                       .gap = 4,
                       .pad = UI_PAD2(24, 16)});
    ui_text(u, say(u, NAV_NAME),
            (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .ink = UI_INK, .pad = {0, 12, 18, 12}});
    show_places(u, here, false);
    ui_space(u);
    show_entry(u, HELP_NAME, "icons/help", ID_HELP, UI_KEY_F1, "F1", false);
    show_places(u, here, true);
    show_entry(u, here == SCREEN_PRACTICE ? NAV_LEAVE : BACK_BUTTON, "icons/door", ID_QUIT,
               UI_KEY_ESCAPE, "Esc", false);
    ui_end(u);
}

/* Where there is no room for the bar: one line of the same places, in small letters. */
static void show_top(ui *u, screen_place here)
{
    ui_row(u, (ui_opt){.fill = UI_CARD,
                       .mode = 1 + UI_NIGHT,
                       .align = UI_CENTRE,
                       .pad = UI_PAD2(4, 10),
                       .wrap = true});
    for (int i = 0; i < PLACE_COUNT + 2; i++) {
        bool place = i < PLACE_COUNT, here_now = i == (int)here;
        screen_text leave = here == SCREEN_PRACTICE ? NAV_LEAVE : BACK_BUTTON;
        const char *label = say(u, place ? PLACES[i].name : i == PLACE_COUNT ? HELP_NAME : leave);
        ui_row(u, (ui_opt){.id = place ? ID_PLACE + i : ID_HELP + i - PLACE_COUNT,
                           .key = place              ? 0
                                  : i == PLACE_COUNT ? UI_KEY_F1
                                                     : UI_KEY_ESCAPE,
                           .alt = here_now ? sayf(u, NAV_HERE, "place", label, NULL) : label,
                           .fill = here_now ? UI_WASH : UI_NONE,
                           .radius = 8,
                           .align = UI_CENTRE,
                           .pad = UI_PAD2(0, 10),
                           .min_height = 44});
        ui_text(u, label, (ui_opt){.size = UI_SMALL, .face = UI_SEMI, .ink = UI_INK});
        ui_end(u);
    }
    ui_end(u);
}

void screen_frame_begin(ui *u, screen_place here)
{
    bool wide = screen_is_wide(u);
    if (wide) {
        ui_row(u, (ui_opt){.grow = 1});
        show_side(u, here);
    } else {
        ui_col(u, (ui_opt){.grow = 1});
        show_top(u, here);
    }
    ui_col(u,
           (ui_opt){
               .grow = 1, .scroll = 1, .gap = 24, .pad = wide ? UI_PAD2(36, 44) : UI_PAD2(16, 24)});
}

void screen_frame_end(ui *u)
{
    ui_end(u);
    ui_end(u);
}

void screen_heading(ui *u, const char *title, const char *below)
{
    ui_col(u, (ui_opt){.gap = 4});
    ui_text(u, title, (ui_opt){.size = screen_is_wide(u) ? UI_TITLE : UI_HEAD, .face = UI_BOLD});
    if (below) ui_text(u, below, (ui_opt){.ink = UI_SOFT, .max_width = ui_em(u, 760)});
    ui_end(u);
}

void screen_leave(ui_app *a)
{
    ui_app_pop(a);
    ui_app_focus(a, SCREEN_FIRST);
}

/* Practice stays below; the others stand on it, one at a time. */
static bool go_to(ui_app *a, screen_program *p, screen_place here, screen_place there, err *e)
{
    if (there == here) return true;
    bool replace = here != SCREEN_PRACTICE;
    switch (there) {
    case SCREEN_PRACTICE: screen_leave(a); return true;
    case SCREEN_PROGRESS:
        if (!screen_progress_push(a, p, replace, e)) return false;
        ui_app_focus(a, ID_PLACE + SCREEN_PROGRESS);
        return true;
    case SCREEN_SETTINGS: return screen_settings_push(a, p, replace, e);
    }
    return true;
}

bool screen_frame_act(ui_app *a, screen_program *p, screen_place here, int id, err *e)
{
    if (id < ID_PLACE) return false;
    if (id < ID_PLACE + PLACE_COUNT) go_to(a, p, here, (screen_place)(id - ID_PLACE), e);
    if (id == ID_HELP) screen_help_push(a, p, KEYS, e);
    if (id == ID_QUIT && here == SCREEN_PRACTICE) ui_app_quit(a);
    if (id == ID_QUIT && here != SCREEN_PRACTICE) screen_leave(a);
    return true;
}

void screen_card_begin(ui *u, float width, const char *title, int close)
{
    ui_col(
        u,
        (ui_opt){.grow = 1, .pack = UI_CENTRE, .align = UI_CENTRE, .pad = UI_PAD(24), .scroll = 1});
    ui_card(u, (ui_opt){.width = ui_em(u, width), .pad = UI_PAD2(24, 32), .gap = 12});
    ui_row(u, (ui_opt){.gap = 12, .align = UI_CENTRE});
    ui_text(u, title, (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .grow = 1});
    if (close) ui_hint(u, close, UI_KEY_ESCAPE, "Esc", say(u, BACK), false);
    ui_end(u);
}

void screen_card_end(ui *u)
{
    ui_end(u);
    ui_end(u);
}

#include "screen/screen_settings.h"

/* Access from anywhere: the same rows as in the settings, those one may need at once. */

enum { ID_BACK = 1, ID_ALL, ID_HERE = -2 };

static const set_row ROWS[] = {SET_ROW_VOICE,   SET_ROW_VOICE_SPEED, SET_ROW_VOICE_VOLUME,
                               SET_ROW_THEME,   SET_ROW_SIZE,        SET_ROW_SPACING,
                               SET_ROW_FONT,    SET_ROW_STILL,       SET_ROW_LINES,
                               SET_ROW_EFFECTS, SET_ROW_MONO};

static void build(void *self, ui *u)
{
    const screen_program *p = self;
    screen_card_begin(u, 760, say(u, ACCESS_TITLE), ID_BACK);
    ui_text(u, "", (ui_opt){.id = ID_HERE, .heard = true, .alt = ""});
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        screen_set_row(u, &p->settings, ROWS[i]);
    ui_row(u, (ui_opt){.gap = 12, .wrap = true, .pad = {8, 0, 0, 0}});
    ui_button(u, ID_ALL, 'g', UI_PLAIN_BUTTON, say(u, ACCESS_ALL), "G");
    ui_end(u);
    screen_card_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    screen_program *p = self;
    err e = {0};
    if (id == ID_BACK) ui_app_pop(a);
    if (id == ID_ALL) {
        ui_app_pop(a);
        screen_settings_over(a, p, &e);
    }
    screen_set_act(a, p, id, &e);
    screen_tell(a, &e);
}

bool screen_access_push(ui_app *a, screen_program *p, err *e)
{
    bool ok = ui_app_push(a,
                          (ui_screen){.self = p,
                                      .title = say_in(a, ACCESS_TITLE),
                                      .mode = UI_LIGHT,
                                      .overlay = true,
                                      .build = build,
                                      .act = act},
                          e);
    if (ok) ui_app_focus(a, ID_SET_ROW + SET_ROW_VOICE * SET_ROW_IDS);
    return ok;
}

bool screen_access_is_open(const ui_app *a)
{
    const ui *u = ui_app_tree(a);
    return u && ui_node_find(u, ID_HERE);
}

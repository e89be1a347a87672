#include "screen/screen_settings.h"

#include "base/base_mem.h"

/* Access from anywhere: the same rows as in the settings, those one may need at once. */

enum { ID_BACK = 1, ID_ALL, ID_HERE = -2 };

static const set_row ROWS[] = {SET_ROW_VOICE,   SET_ROW_VOICE_SPEED, SET_ROW_VOICE_VOLUME,
                               SET_ROW_THEME,   SET_ROW_SIZE,        SET_ROW_SPACING,
                               SET_ROW_FONT,    SET_ROW_STILL,       SET_ROW_LINES,
                               SET_ROW_EFFECTS, SET_ROW_MONO};

typedef struct overlay {
    screen_program *program;
    err trouble; /* a voice or a font that is not there */
} overlay;

static void build(void *self, ui *u)
{
    const overlay *x = self;
    screen_card_begin(u, 760, say(u, ACCESS_TITLE), ID_BACK);
    ui_text(u, "", (ui_opt){.id = ID_HERE, .heard = true, .alt = ""});
    if (x->trouble.code) ui_text(u, x->trouble.text, (ui_opt){.ink = UI_BAD, .live = true});
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        screen_set_row(u, &x->program->settings, ROWS[i]);
    ui_row(u, (ui_opt){.gap = 12, .wrap = true, .pad = {8, 0, 0, 0}});
    ui_button(u, ID_ALL, 'g', UI_PLAIN_BUTTON, say(u, ACCESS_ALL), "G");
    ui_end(u);
    screen_card_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    overlay *x = self;
    err e = {0};
    err_clear(&x->trouble);
    if (id == ID_BACK) ui_app_pop(a);
    if (id == ID_ALL) {
        ui_app_pop(a);
        screen_settings_over(a, x->program, &e);
    }
    if (screen_set_act(a, x->program, id, &x->trouble) && x->trouble.code)
        ui_app_complain(x->trouble.text);
    screen_tell(a, &e);
}

static void overlay_free(void *self)
{
    base_free(self);
}

bool screen_access_push(ui_app *a, screen_program *p, err *e)
{
    overlay *x = base_alloc(sizeof *x);
    if (!x) return err_nomem(e);
    x->program = p;
    if (!ui_app_push(a,
                     (ui_screen){.self = x,
                                 .title = say_in(a, ACCESS_TITLE),
                                 .mode = UI_LIGHT,
                                 .overlay = true,
                                 .build = build,
                                 .act = act,
                                 .free = overlay_free},
                     e))
        return false;
    ui_app_focus(a, ID_SET_ROW + SET_ROW_VOICE * SET_ROW_IDS);
    return true;
}

bool screen_access_is_open(const ui_app *a)
{
    const ui *u = ui_app_tree(a);
    return u && ui_node_find(u, ID_HERE);
}

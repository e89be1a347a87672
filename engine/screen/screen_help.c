#include "screen/screens.h"

#include "base/base_mem.h"

/* Help: what the keys do here and everywhere, and how the scores come about. */

enum { ID_BACK = 1 };

typedef struct help {
    screen_program *program;
    const screen_key *keys;
} help;

static const screen_key EVERYWHERE[] = {
    {"F1", HELP_THIS},        {"F11", HELP_FULLSCREEN}, {"Ctrl + \xE2\x88\x92", HELP_SIZE},
    {"Shift A", HELP_ACCESS}, {"?", HELP_MORE},         {NULL, HELP_NAME}};

static const struct {
    const char *axis;
    screen_text text;
} SCORES[] = {{"tact", HELP_TACT}, {"speed", HELP_SPEED}, {"honesty", HELP_HONESTY}};

/* The key as the player has set it, or the gamepad's button. */
static const char *name_of(ui *u, const char *key)
{
    char name[UI_KEY_NAME];
    int means = ui_key_named(key);
    if (!means || !u->keys) return key;
    const char *pad = u->device == UI_GAMEPAD ? ui_keys_pad_for(u->keys, means) : NULL;
    if (pad) return pad;
    return ui_copyf(u, "%s", ui_key_name(ui_keys_pressed(u->keys, means), name));
}

static void show_keys(ui *u, const screen_key *keys)
{
    for (; keys->key; keys++) {
        const char *key = name_of(u, keys->key), *means = say(u, keys->means);
        ui_row(u, (ui_opt){.gap = 16,
                           .align = UI_CENTRE,
                           .alt = sayf(u, KEY_AND_MEANING, "key", key, "meaning", means, NULL)});
        ui_row(u, (ui_opt){.width = ui_em(u, 116)});
        ui_key_cap(u, key, UI_SOFT);
        ui_end(u);
        ui_text(u, means, (ui_opt){.grow = 1});
        ui_end(u);
    }
}

static void show_scores(ui *u)
{
    ui_text(u, say(u, HELP_SCORES), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    for (size_t i = 0; i < sizeof SCORES / sizeof SCORES[0]; i++) {
        const char *name = say(u, screen_axis_name(SCORES[i].axis));
        ui_col(u, (ui_opt){.alt = sayf(u, HELP_AXIS, "axis", name, "text", say(u, SCORES[i].text),
                                       NULL)});
        ui_textf(u, (ui_opt){.face = UI_SEMI, .ink = screen_axis_role(SCORES[i].axis)}, "%s %s",
                 screen_axis_symbol(SCORES[i].axis), name);
        ui_text(u, say(u, SCORES[i].text), (ui_opt){.ink = UI_SOFT});
        ui_end(u);
    }
    ui_text(u, say(u, HELP_LUCK), (ui_opt){.ink = UI_SOFT});
}

static void build(void *self, ui *u)
{
    const help *h = self;
    screen_card_begin(u, 600, say(u, HELP_TITLE), ID_BACK);
    show_keys(u, h->keys);
    ui_rule(u);
    ui_text(u, say(u, HELP_EVERYWHERE), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    show_keys(u, EVERYWHERE);
    ui_rule(u);
    show_scores(u);
    screen_card_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    (void)self;
    if (id == ID_BACK) ui_app_pop(a);
}

static void help_free(void *self)
{
    base_free(self);
}

bool screen_help_push(ui_app *a, screen_program *p, const screen_key *keys, err *e)
{
    help *h = base_alloc(sizeof *h);
    if (!h) return err_nomem(e);
    *h = (help){p, keys};
    return ui_app_push(a,
                       (ui_screen){.self = h,
                                   .title = say_in(a, HELP_NAME),
                                   .mode = UI_LIGHT,
                                   .overlay = true,
                                   .build = build,
                                   .act = act,
                                   .free = help_free},
                       e);
}

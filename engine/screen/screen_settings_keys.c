#include "screen/screen_settings.h"

#include "screen/screen_rows.h"

#include "base/base_mem.h"

#include <string.h>

/* Settings that are no rows: which key means what, and what the program is. */

static const struct {
    int means;
    screen_text name;
} KEYS[] = {{'h', SET_KEY_HINT},
            {'u', SET_KEY_BACK},
            {'t', SET_KEY_TRANSCRIPT},
            {'b', SET_KEY_NOTES},
            {'s', SET_KEY_OWN},
            {UI_KEY_F1, SET_KEY_HELP},
            {UI_KEY_F1 + 4, SET_KEY_RELOAD}};
enum { NAMED = sizeof KEYS / sizeof KEYS[0], CHOICES = 9 };

static int meaning(int number)
{
    return number < NAMED ? KEYS[number].means : '1' + (number - NAMED);
}

static const char *key_text(const ui_keys *keys, int means, char name[UI_KEY_NAME])
{
    return ui_key_name(ui_keys_pressed(keys, means), name);
}

/* ---- the list ---- */
static void show_key(ui *u, const screen_program *p, int number)
{
    char key[UI_KEY_NAME];
    key_text(&p->settings.keys, meaning(number), key);
    const char *name = number < NAMED
                           ? say(u, KEYS[number].name)
                           : sayf(u, SET_KEY_CHOICE, "n", say_number(u, number - NAMED + 1), NULL);
    ui_row(u, (ui_opt){.id = ID_SET_KEY + number,
                       .alt = sayf(u, SET_KEY_SET, "name", name, "key", key, NULL),
                       .line = UI_EDGE,
                       .radius = 10,
                       .gap = 12,
                       .width = ui_em(u, 216),
                       .align = UI_CENTRE,
                       .min_height = 44,
                       .pad = UI_PAD2(4, 14)});
    ui_text(u, name, (ui_opt){.grow = 1});
    ui_key_cap(u, key, UI_INK);
    ui_end(u);
}

void screen_set_keys(ui *u, const screen_program *p, const char *told)
{
    ui_text(u, say(u, SET_KEYS_HOW), (ui_opt){.ink = UI_SOFT});
    if (*told)
        ui_text(u, told,
                (ui_opt){.fill = UI_WASH, .radius = 12, .pad = UI_PAD2(10, 16), .live = true});
    ui_row(u, (ui_opt){.gap = 10, .wrap = true});
    for (int i = 0; i < NAMED + CHOICES; i++)
        show_key(u, p, i);
    ui_end(u);
    ui_text(u, say(u, SET_PAD), (ui_opt){.ink = UI_SOFT, .size = UI_SMALL});
}

/* ---- about ---- */
void screen_set_about(ui *u, const screen_program *p)
{
    ui_opt text = {.max_width = ui_em(u, 680)};
    ui_text(u, say(u, SET_ABOUT_WHAT), text);
    ui_text(u, say(u, SET_ABOUT_ACCESS), text);
    text.ink = UI_SOFT;
    ui_text(u, sayf(u, SET_ABOUT_HOME, "folder", session_places_home(p->places), NULL), text);
}

/* ---- waiting for a key ---- */
typedef struct waiting {
    screen_program *program;
    int means;
    screen_text name; /* of a named one */
    int choice;       /* 1 .. for a choice; else 0 */
    strbuf *told;
} waiting;

static const char *waiting_name(const waiting *w, ui_app *a, strbuf *room)
{
    if (!w->choice) return say_in(a, w->name);
    char number[12];
    snprintf(number, sizeof number, "%d", w->choice);
    words_fill(room, NULL, say_in(a, SET_KEY_CHOICE), "n", number, NULL);
    return strbuf_text(room);
}

static void build(void *self, ui *u)
{
    const waiting *w = self;
    screen_card_begin(u, 420,
                      w->choice ? sayf(u, SET_KEY_CHOICE, "n", say_number(u, w->choice), NULL)
                                : say(u, w->name),
                      0);
    ui_text(u, say(u, SET_KEY_WAITS), (ui_opt){.live = true});
    screen_card_end(u);
}

/* What a meaning is called in the list; "" for one that is not in it. */
static const char *name_of(ui_app *a, int means)
{
    for (int i = 0; i < NAMED; i++)
        if (KEYS[i].means == means) return say_in(a, KEYS[i].name);
    return "";
}

static void set(waiting *w, ui_app *a, int pressed)
{
    char key[UI_KEY_NAME];
    strbuf room = {0};
    err e = {0};
    const char *name = waiting_name(w, a, &room);
    int other = ui_keys_set(&w->program->settings.keys, w->means, pressed);
    const char *swapped = other > 0 ? name_of(a, other) : "";
    ui_key_name(pressed, key);
    strbuf_clear(w->told);
    screen_text told = other < 0 ? SET_KEY_CANNOT : *swapped ? SET_KEY_SWAPPED : SET_KEY_IS;
    words_fill(w->told, &e, say_in(a, told), "key", key, "name", name, "other", swapped, NULL);
    if (other >= 0) screen_settings_apply(a, w->program, &e);
    screen_tell(a, &e);
    strbuf_release(&room);
}

/* Keys come here as what they mean; the player pressed the one that stands for it. */
static bool key(void *self, ui_app *a, int means)
{
    waiting *w = self;
    if (means != UI_KEY_ESCAPE) set(w, a, ui_keys_pressed(&w->program->settings.keys, means));
    ui_app_pop(a);
    return true;
}

static void waiting_free(void *self)
{
    base_free(self);
}

bool screen_set_key_push(ui_app *a, screen_program *p, int id, strbuf *told, err *e)
{
    int number = id - ID_SET_KEY;
    waiting *w = base_alloc(sizeof *w);
    if (!w) return err_nomem(e);
    *w = (waiting){.program = p,
                   .means = meaning(number),
                   .name = number < NAMED ? KEYS[number].name : SET_KEY_CHOICE,
                   .choice = number < NAMED ? 0 : number - NAMED + 1,
                   .told = told};
    return ui_app_push(a,
                       (ui_screen){.self = w,
                                   .title = say_in(a, SET_KEYS),
                                   .mode = UI_LIGHT,
                                   .overlay = true,
                                   .build = build,
                                   .key = key,
                                   .free = waiting_free},
                       e);
}

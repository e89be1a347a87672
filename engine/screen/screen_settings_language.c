#include "screen/screen_settings.h"

#include "screen/screen_rows.h"
#include "session/session_words.h"

#include <string.h>

/* Which language the interface speaks: the system's or one of those there are. */

enum { MOST = 100 };

typedef struct lister {
    ui *u;
    const ui_settings *settings;
    int number; /* of the next one; 0 is the system's */
} lister;

static void show_one(lister *l, const char *code, const char *name)
{
    bool chosen = strcmp(l->settings->language, code) == 0;
    screen_chip(l->u, ID_SET_LANGUAGE + l->number, name,
                sayf(l->u, chosen ? SET_CHOSEN : SET_VALUE, "name", say(l->u, SET_LANGUAGE),
                     "value", name, NULL),
                chosen);
    l->number++;
}

static bool show_next(void *self, const char *code, const char *name)
{
    lister *l = self;
    show_one(l, code, name);
    return l->number < MOST;
}

void screen_set_language(ui *u, const screen_program *p)
{
    lister l = {.u = u, .settings = &p->settings};
    err e = {0};
    ui_row(u, (ui_opt){.gap = 8, .wrap = true});
    show_one(&l, "", say(u, SET_SYSTEM_LANGUAGE));
    session_languages(p->places, show_next, &l, &e);
    ui_end(u);
    if (e.code) ui_text(u, e.text, (ui_opt){.ink = UI_BAD, .size = UI_SMALL});
    ui_text(u, say(u, SET_LANGUAGE_NOTE), (ui_opt){.ink = UI_SOFT, .size = UI_SMALL});
}

/* ---- choosing ---- */
typedef struct chooser {
    int wanted, number;
    char code[UI_LANGUAGE];
} chooser;

static bool find_code(void *self, const char *code, const char *name)
{
    chooser *c = self;
    (void)name;
    if (++c->number != c->wanted) return true;
    snprintf(c->code, sizeof c->code, "%s", code);
    return false;
}

bool screen_set_language_act(ui_app *a, screen_program *p, int id, err *e)
{
    chooser c = {.wanted = id - ID_SET_LANGUAGE};
    if (c.wanted < 0 || c.wanted > MOST) return false;
    if (c.wanted > 0) session_languages(p->places, find_code, &c, e);
    memcpy(p->settings.language, c.code, sizeof c.code);
    session_places_speak(p->places, c.code, e);
    screen_settings_apply(a, p, e);
    ui_app_changed(a);
    return true;
}

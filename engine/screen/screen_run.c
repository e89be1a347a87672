#include "screen/screen.h"
#include "screen/screens.h"

#include "base/base_file.h"
#include "screen/screen_picture.h"
#include "session/session_words.h"

#include <stdlib.h>

void screen_tell(ui_app *a, const err *e)
{
    if (!e->code) return;
    ui_app_say(a, e->text);
    ui_app_complain(e->text);
}

static bool is_on(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

/* What was told while settings or a language were read is a complaint and stops nothing. */
static void complain(const err *e)
{
    if (e->code) ui_app_complain(e->text);
}

static bool read_settings(screen_program *p, err *e)
{
    strbuf told = {0};
    err why = {0};
    p->settings = ui_settings_usual();
    bool ok = strbuf_addf(&p->settings_file, e, "%s/settings", session_places_home(p->places));
    if (ok && !ui_settings_read(&p->settings, strbuf_text(&p->settings_file), &told, &why))
        complain(&why);
    if (told.len &&
        strbuf_addf(&told, &why, "These lines are in %s.", strbuf_text(&p->settings_file)))
        ui_app_complain(strbuf_text(&told));
    p->still_for_now = is_on("RAPPORT_REDUCE_MOTION") && !p->settings.still;
    p->settings.still = p->settings.still || p->still_for_now;
    strbuf_release(&told);
    return ok;
}

static void choose_language(screen_program *p)
{
    err why = {0};
    session_places_phrases(p->places, screen_phrases());
    session_places_phrases(p->places, screen_widget_phrases());
    session_places_speak(p->places, is_on("RAPPORT_LANG") ? NULL : p->settings.language, &why);
    complain(&why);
}

/* A scenario or attempt that is not there is told where the command was typed, not in a window. */
static bool is_there(const screen_program *p, const char *where, const char *attempt, strbuf *named,
                     err *e)
{
    if (where) return strbuf_add(named, where, e);
    return !attempt || session_attempt_scenario(p->places, attempt, named, e);
}

bool screen_settings_keep(const ui_app *a, const screen_program *p, err *e)
{
    ui_settings kept = *ui_app_settings(a);
    if (p->still_for_now) kept.still = false;
    return ui_settings_write(&kept, strbuf_text(&p->settings_file), e);
}

/* Text size and full screen change by keys of the window, too. */
static void settings_changed(void *self, ui_app *a)
{
    screen_program *p = self;
    err why = {0};
    p->settings = *ui_app_settings(a);
    if (!screen_settings_keep(a, p, &why)) complain(&why);
}

/* Shift and A: access, from anywhere, once. */
static bool any_key(void *self, ui_app *a, int key, unsigned mods)
{
    screen_program *p = self;
    err e = {0};
    if (key != 'a' || mods != UI_MOD_SHIFT) return false;
    if (!screen_access_is_open(a)) screen_access_push(a, p, &e);
    screen_tell(a, &e);
    return true;
}

void screen_program_attach(ui_app *a, screen_program *p)
{
    ui_app_on_settings(a, settings_changed, p);
    ui_app_on_key(a, any_key, p);
    screen_pictures_of(a, p, NULL);
}

static bool run(screen_program *p, const char *where, const char *attempt, bool has_seed,
                uint64_t seed, err *e)
{
    strbuf named = {0};
    ui_app *a = NULL;
    bool ok = is_there(p, where, attempt, &named, e) && read_settings(p, e);
    if (ok) choose_language(p);
    ui_app_opt opt = {.settings = &p->settings,
                      .words = session_places_words(p->places),
                      .voice_log = getenv("RAPPORT_VOICE_LOG")};
    if (ok) a = ui_app_new(&opt, e);
    if (a) screen_program_attach(a, p);
    ok = a && screen_home_push(a, p, e) &&
         (named.len == 0 ||
          screen_play_push(a, p, strbuf_text(&named), attempt, has_seed, seed, e)) &&
         ui_app_run(a, e);
    if (a) settings_changed(p, a); /* where the window stood last */
    ui_app_free(a);
    strbuf_release(&named);
    strbuf_release(&p->settings_file);
    return ok;
}

int screen_run(const char *where, const char *attempt, bool has_seed, uint64_t seed,
               const char *data, const char *home, err *e)
{
    screen_program p = {.places = session_places_find(data, home, e)};
    bool ok = p.places && run(&p, where, attempt, has_seed, seed, e);
    session_places_free(p.places);
    return ok ? 0 : 2;
}

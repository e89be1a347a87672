#include "screen/screen.h"
#include "screen/screens.h"

#include <stdlib.h>

void screen_tell(ui_app *a, const err *e)
{
    if (!e->code) return;
    ui_app_say(a, e->text);
    ui_app_complain(e->text);
}

/* A scenario or attempt that is not there is told where the command was typed, not in a window. */
static bool is_there(const screen_program *p, const char *where, const char *attempt, strbuf *named,
                     err *e)
{
    if (where) return strbuf_add(named, where, e);
    return !attempt || session_attempt_scenario(p->places, attempt, named, e);
}

static bool run(screen_program *p, const char *where, const char *attempt, bool has_seed,
                uint64_t seed, err *e)
{
    strbuf named = {0};
    ui_app *a = NULL;
    bool ok = is_there(p, where, attempt, &named, e);
    if (ok) a = ui_app_new(&(ui_app_opt){0}, e);
    ok = a && screen_home_push(a, p, e) &&
         (named.len == 0 ||
          screen_play_push(a, p, strbuf_text(&named), attempt, has_seed, seed, e)) &&
         ui_app_run(a, e);
    ui_app_free(a);
    strbuf_release(&named);
    return ok;
}

int screen_run(const char *where, const char *attempt, bool has_seed, uint64_t seed,
               const char *data, const char *home, err *e)
{
    const char *still = getenv("RAPPORT_REDUCE_MOTION");
    screen_program p = {.places = session_places_find(data, home, e), .still = still && *still};
    bool ok = p.places && run(&p, where, attempt, has_seed, seed, e);
    session_places_free(p.places);
    return ok ? 0 : 2;
}

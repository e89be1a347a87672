#include "screen/screens.h"

#include "base/base_mem.h"

screen_game *screen_game_new(screen_program *p, const char *where, bool has_seed, uint64_t seed,
                             err *e)
{
    screen_game *g = base_alloc(sizeof *g);
    if (!g) {
        err_nomem(e);
        return NULL;
    }
    g->program = p;
    g->holders = 1;
    g->has_seed = has_seed;
    g->seed = seed;
    if (strbuf_add(&g->where, where, e)) return g;
    screen_game_drop(g);
    return NULL;
}

screen_game *screen_game_hold(screen_game *g)
{
    g->holders++;
    return g;
}

void screen_game_drop(screen_game *g)
{
    if (!g || --g->holders > 0) return;
    session_free(g->session);
    scenario_close(g->scenario);
    g->program->list_is_old = true;
    strbuf_release(&g->where);
    strbuf_release(&g->report);
    strbuf_release(&g->failed);
    strbuf_release(&g->note);
    base_free(g);
}

bool screen_game_open(screen_game *g, const char *attempt, err *e)
{
    session_options o = {.has_seed = g->has_seed, .seed = g->seed, .keep = true};
    strbuf_clear(&g->report);
    strbuf_clear(&g->note);
    if (!g->scenario &&
        !scenario_open(g->program->places, strbuf_text(&g->where), &g->report, &g->scenario, e))
        return false;
    g->session = attempt ? session_resume(g->program->places, g->scenario, attempt, &o, &g->note, e)
                         : session_begin(g->program->places, g->scenario, &o, e);
    if (g->session) return true;
    /* Read anew at the next try: its files may have been mended by then. */
    scenario_close(g->scenario);
    g->scenario = NULL;
    return false;
}

bool screen_game_again(screen_game *g, err *e)
{
    session_options o = {.keep = true};
    session *fresh = session_begin(g->program->places, g->scenario, &o, e);
    if (!fresh) return false;
    session_free(g->session);
    g->session = fresh;
    strbuf_clear(&g->note);
    return true;
}

#include "screen/screens.h"

#include "base/base_mem.h"

#include <string.h>

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

bool screen_game_pick(screen_game *g, const char *const *picks, err *e)
{
    size_t count = 0;
    while (picks[count])
        count++;
    const char **own = arena_array(&g->mem, count + 1, sizeof *own, e);
    for (size_t i = 0; own && i < count; i++) {
        own[i] = arena_text(&g->mem, picks[i], strlen(picks[i]), e);
        if (!own[i]) own = NULL;
    }
    g->picks = own;
    return own != NULL;
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
    g->program->state++;
    strbuf_release(&g->where);
    strbuf_release(&g->report);
    strbuf_release(&g->failed);
    strbuf_release(&g->note);
    strbuf_release(&g->words);
    arena_release(&g->mem);
    base_free(g);
}

bool screen_game_open(screen_game *g, const char *attempt, err *e)
{
    session_options o = {.has_seed = g->has_seed, .seed = g->seed, .picks = g->picks, .keep = true};
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
    session_options o = {.picks = g->picks, .keep = true};
    session *fresh = session_begin(g->program->places, g->scenario, &o, e);
    if (!fresh) return false;
    session_free(g->session);
    g->session = fresh;
    strbuf_clear(&g->note);
    strbuf_clear(&g->words);
    g->program->state++;
    return true;
}

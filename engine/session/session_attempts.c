/* Lists of a player's attempts, out of the rows of the store. */
#include "base/base_file.h"
#include "session/session_info.h"
#include "session/session_words_internal.h"

#include <string.h>

typedef struct gathered {
    session_attempts shown; /* first: what the caller holds */
    const session_places *places;
    arena mem;
    session_attempt_info *list;
    uint32_t cap;
    err *e;
    bool failed;
} gathered;

static bool keep(gathered *g, const char *text, const char **out)
{
    *out = text ? arena_text(&g->mem, text, strlen(text), g->e) : "";
    return *out != NULL;
}

static const char *clock_of(gathered *g, const store_standing *now)
{
    enum { DAY = 24 * 60, WEEK = 7 };
    if (now->day == 0) return "";
    int64_t day = now->clock / DAY, minute = now->clock % DAY;
    if (minute < 0) {
        minute += DAY;
        day--;
    }
    int64_t weekday = ((day + 3) % WEEK + WEEK) % WEEK + 1; /* 1970-01-01 was a Thursday */
    strbuf out = {0}, time = {0};
    const char *text = NULL;
    if (strbuf_addf(&time, g->e, "%02d:%02d", (int)(minute / 60), (int)(minute % 60)) &&
        session_sayf(g->places, &out, g->e, TEXT_CLOCK, "weekday",
                     session_weekday(g->places, (int)weekday), "time", strbuf_text(&time), NULL))
        text = arena_text(&g->mem, strbuf_text(&out), out.len, g->e);
    strbuf_release(&time);
    strbuf_release(&out);
    return text;
}

static bool fill(gathered *g, const store_row *row, session_attempt_info *out)
{
    *out = (session_attempt_info){.finished = row->finished,
                                  .branch = row->parent != NULL,
                                  .turn = row->inputs,
                                  .day = row->now.day};
    for (int i = 0; i < SESSION_AXES; i++) {
        out->scores[i] = row->finished ? row->scores[i] : -1;
        out->guesses[i] = row->guesses[i];
    }
    out->clock = clock_of(g, &row->now);
    return out->clock && keep(g, row->id, &out->id) && keep(g, row->scenario, &out->scenario) &&
           keep(g, row->begun, &out->begun) && keep(g, row->ended, &out->ended) &&
           keep(g, row->parent, &out->parent) && keep(g, row->ending, &out->ending) &&
           keep(g, row->title, &out->title) && keep(g, row->kind, &out->kind) &&
           keep(g, row->goal, &out->goal);
}

static bool grow(gathered *g)
{
    if (g->shown.count < g->cap) return true;
    uint32_t cap = g->cap ? g->cap * 2 : 16;
    session_attempt_info *list = base_realloc(g->list, cap * sizeof *list);
    if (!list) return err_nomem(g->e);
    g->list = list;
    g->cap = cap;
    return true;
}

static bool each_row(void *self, const store_row *row)
{
    gathered *g = self;
    g->failed = !grow(g) || !fill(g, row, &g->list[g->shown.count]);
    if (g->failed) return false;
    const session_attempt_info *one = &g->list[g->shown.count++];
    g->shown.finished += one->finished;
    for (int i = 0; i < SESSION_AXES; i++)
        if (one->scores[i] > g->shown.best[i]) g->shown.best[i] = one->scores[i];
    return true;
}

session_attempts *session_attempts_of(const session_places *p, const char *scenario_id, err *e)
{
    gathered *g = base_alloc(sizeof *g);
    if (!g) {
        err_nomem(e);
        return NULL;
    }
    g->places = p;
    g->e = e;
    for (int i = 0; i < SESSION_AXES; i++)
        g->shown.best[i] = -1;
    store *kept;
    bool ok = session_store_open(p, &kept, e);
    if (ok && kept) ok = kept->ops->list(kept, scenario_id, each_row, g, e) && !g->failed;
    store_close(kept);
    if (!ok) {
        session_attempts_free(&g->shown);
        return NULL;
    }
    g->shown.list = g->list;
    for (uint32_t i = g->shown.count; i-- > 0;)
        if (!g->list[i].finished && g->list[i].turn > 0) g->shown.unfinished = &g->list[i];
    return &g->shown;
}

void session_attempts_free(session_attempts *a)
{
    gathered *g = (gathered *)a;
    if (!g) return;
    base_free(g->list);
    arena_release(&g->mem);
    base_free(g);
}

bool session_store_open(const session_places *p, store **out, err *e)
{
    *out = NULL;
    if (!file_is_folder(strbuf_text(&p->home))) return true;
    *out = store_open_sqlite(strbuf_text(&p->home), e);
    return *out != NULL;
}

static bool set_removed(const session_places *p, const char *id, bool removed, err *e)
{
    store *kept;
    if (!session_store_open(p, &kept, e)) return false;
    bool ok = kept ? kept->ops->remove(kept, id, removed, e)
                   : err_set(e, ERR_MISSING, "there is no attempt %s here", id);
    store_close(kept);
    return ok;
}

bool session_attempt_delete(const session_places *p, const char *id, err *e)
{
    return set_removed(p, id, true, e);
}

bool session_attempt_restore(const session_places *p, const char *id, err *e)
{
    return set_removed(p, id, false, e);
}

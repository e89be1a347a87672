#include "cli/cli_internal.h"

#include <stdio.h>
#include <string.h>

typedef struct menu_row {
    char *folder, *id;
    bool broken;
    struct menu_row *next;
} menu_row;

typedef struct menu {
    cli *c;
    arena mem;
    menu_row *first, *last;
    uint32_t count;
    strbuf out;
    err *e;
    bool ok;
} menu;

static bool show_row(menu *m, const session_scenario_info *one, bool unfinished)
{
    strbuf text = {0}, label = {0};
    err *e = m->e;
    bool ok = strbuf_addf(&text, e, "%u. %s", m->count, one->title) &&
              (one->minutes <= 0 || strbuf_addf(&text, e, ", about %d minutes", one->minutes)) &&
              (!unfinished || strbuf_add(&text, ", begun and not finished", e)) &&
              cli_show_text(&m->out, &m->c->look, strbuf_text(&text), e);
    const char *more = one->trouble ? one->trouble : one->summary;
    if (ok && *more) ok = cli_show_text(&m->out, &m->c->look, more, e);
    strbuf_release(&text);
    strbuf_release(&label);
    return ok && strbuf_addc(&m->out, '\n', e);
}

static bool add_row(void *self, const session_scenario_info *one)
{
    menu *m = self;
    char unfinished[17] = "";
    menu_row *row = arena_alloc(&m->mem, sizeof *row, m->e);
    m->ok = row && session_unfinished(m->c->places, one->id, unfinished, m->e);
    if (!m->ok) return false;
    row->folder = arena_text(&m->mem, one->folder, strlen(one->folder), m->e);
    row->id = arena_text(&m->mem, one->id, strlen(one->id), m->e);
    row->broken = one->trouble != NULL;
    m->ok = row->folder && row->id;
    if (m->last)
        m->last->next = row;
    else
        m->first = row;
    m->last = row;
    m->count++;
    m->ok = m->ok && show_row(m, one, *unfinished);
    return m->ok;
}

static bool list(menu *m)
{
    arena_reset(&m->mem);
    m->first = m->last = NULL;
    m->count = 0;
    m->ok = cli_show_heading(&m->out, &m->c->look, "Practice", m->e) &&
            strbuf_addc(&m->out, '\n', m->e);
    return m->ok && session_list_scenarios(m->c->places, add_row, m, m->e) && m->ok;
}

static const menu_row *find_row(const menu *m, const char *typed)
{
    uint64_t number = 0, at = 0;
    cli_number(typed, &number);
    for (const menu_row *row = m->first; row; row = row->next)
        if (++at == number || !strcmp(row->id, typed)) return row;
    return NULL;
}

/* A scenario that cannot be played is told, and the menu stays. */
static bool play_row(menu *m, const menu_row *row)
{
    scenario *s = NULL;
    err why = {0};
    if (!cli_open_scenario(m->c, row->folder, &s, &why)) {
        cli_complain(why.text);
        return true;
    }
    bool ok = cli_play_open(m->c, s, row->folder, CLI_GO_ON_ASK, false, m->e);
    scenario_close(s);
    return ok;
}

/* Asks once; *leave when the player wants no more. */
static bool ask(menu *m, bool *leave)
{
    strbuf line = {0};
    bool end = false;
    bool ok = strbuf_add(&m->out, "Choose 1", m->e) &&
              (m->count < 2 || strbuf_addf(&m->out, m->e, " to %u", m->count)) &&
              strbuf_addf(&m->out, m->e, "; or quit%s", m->c->asks ? ": " : "\n") &&
              cli_flush(&m->out, m->e) && cli_read_line(&line, &end, m->e);
    const char *typed = strbuf_text(&line);
    *leave = end || !strcmp(typed, "quit") || !strcmp(typed, "q");
    if (ok && !*leave) {
        const menu_row *row = find_row(m, typed);
        if (row)
            ok = play_row(m, row) && list(m);
        else
            ok = strbuf_add(&m->out, "Type the number or the name of a scenario, or quit.\n", m->e);
    }
    strbuf_release(&line);
    return ok;
}

int cli_menu(cli *c, err *e)
{
    menu m = {.c = c, .e = e};
    bool leave = false;
    bool ok = list(&m);
    if (ok && !m.count)
        ok =
            err_set(e, ERR_MISSING, "there are no scenarios in %s. Name another place with --data.",
                    session_places_scenarios(c->places));
    while (ok && !leave)
        ok = ask(&m, &leave);
    arena_release(&m.mem);
    strbuf_release(&m.out);
    return ok ? CLI_GOOD : CLI_FAILED;
}

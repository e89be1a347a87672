#include "cli/cli_internal.h"
#include "cli/cli_words.h"

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
    strbuf text = {0}, minutes = {0};
    err *e = m->e;
    const wordbook *w = m->c->look.words;
    bool ok = strbuf_addf(&text, e, "%u. %s", m->count, one->title) &&
              strbuf_addf(&minutes, e, "%d", one->minutes) &&
              (one->minutes <= 0 ||
               cli_sayf(&text, e, w, SAY_MENU_MINUTES, "n", strbuf_text(&minutes), NULL)) &&
              (!unfinished || strbuf_add(&text, cli_say(w, SAY_MENU_BEGUN), e)) &&
              cli_show_text(&m->out, &m->c->look, strbuf_text(&text), e);
    const char *more = one->trouble ? one->trouble : one->summary;
    if (ok && *more) ok = cli_show_text(&m->out, &m->c->look, more, e);
    strbuf_release(&text);
    strbuf_release(&minutes);
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
    m->ok = cli_show_heading(&m->out, &m->c->look, cli_say(m->c->look.words, SAY_PRACTICE), m->e) &&
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
    const wordbook *w = m->c->look.words;
    bool ok = cli_ask_number(&m->out, w, m->count, m->e) &&
              strbuf_addf(&m->out, m->e, "%s%s", cli_say(w, SAY_MENU_OR_QUIT),
                          m->c->asks ? ": " : "\n") &&
              cli_flush(&m->out, m->e) && cli_read_line(&line, &end, m->e);
    const char *typed = strbuf_text(&line);
    *leave = end || !strcmp(typed, "quit") || !strcmp(typed, "q");
    if (ok && !*leave) {
        const menu_row *row = find_row(m, typed);
        if (row)
            ok = play_row(m, row) && list(m);
        else
            ok = strbuf_addf(&m->out, m->e, "%s\n", cli_say(w, SAY_MENU_TYPE));
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

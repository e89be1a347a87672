#include "ui/ui_screens.h"

#include "base/base_mem.h"

#include <string.h>

/* Practice: what there is to play, and where you stopped. */

enum { MOST = 64 };
enum { ID_HELP = 1, ID_QUIT, ID_PLAY = 100, ID_CONTINUE = 200 };

typedef struct entry {
    const char *folder, *title, *summary, *trouble;
    int minutes;
    char unfinished[17]; /* attempt, "" when none */
} entry;

typedef struct home {
    ui_program *program;
    arena mem;
    entry entries[MOST];
    int count;
    err trouble; /* why there is no list, or no attempts */
} home;

static const char *const KEYS[] = {"Tab, arrows", "go from one thing to the next",
                                   "Enter",       "open it",
                                   "Esc",         "leave Rapport",
                                   "F11",         "full screen",
                                   "Ctrl + and -", "larger and smaller text",
                                   NULL};

static const char *kept(home *h, const char *text)
{
    const char *copy = arena_text(&h->mem, text, strlen(text), &h->trouble);
    return copy ? copy : "";
}

static bool add(void *self, const session_scenario_info *one)
{
    home *h = self;
    entry *x = &h->entries[h->count++];
    *x = (entry){.folder = kept(h, one->folder), .title = kept(h, one->title),
                 .summary = kept(h, one->summary), .minutes = one->minutes,
                 .trouble = one->trouble ? kept(h, one->trouble) : NULL};
    session_unfinished(h->program->places, one->id, x->unfinished, &h->trouble);
    return h->count < MOST;
}

static void read_list(home *h)
{
    arena_reset(&h->mem);
    h->count = 0;
    err_clear(&h->trouble);
    session_list_scenarios(h->program->places, add, h, &h->trouble);
    h->program->list_is_old = false;
}

static void show_buttons(ui *u, const entry *x, int i, bool first)
{
    bool begun = x->unfinished[0] != '\0';
    ui_row(u, (ui_opt){.gap = 12, .wrap = true, .pad = {10, 0, 0, 0}});
    if (begun) ui_button(u, ID_CONTINUE + i, 0, UI_MAIN_BUTTON, "Go on where you stopped", NULL);
    ui_button(u, ID_PLAY + i, 0, begun ? UI_PLAIN_BUTTON : UI_MAIN_BUTTON,
              begun ? "Start again" : "Begin", first && !begun ? "\xE2\x86\xB5" : NULL);
    ui_end(u);
}

static void show_entry(ui *u, const entry *x, int i)
{
    ui_card(u, (ui_opt){.pad = UI_PAD2(24, 28), .gap = 6});
    if (x->unfinished[0]) ui_badge(u, "You have begun this", UI_SOFT);
    ui_text(u, x->title, (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    if (*x->summary)
        ui_text(u, x->summary, (ui_opt){.ink = UI_SOFT, .max_width = ui_em(u, 720)});
    if (x->minutes)
        ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT}, "About %d minutes", x->minutes);
    if (x->trouble) ui_text(u, x->trouble, (ui_opt){.ink = UI_BAD, .size = UI_SMALL});
    show_buttons(u, x, i, i == 0);
    ui_end(u);
}

static void build(void *self, ui *u)
{
    home *h = self;
    if (h->program->list_is_old) read_list(h);
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .gap = 18, .pad = UI_PAD2(36, 44)});
    ui_row(u, (ui_opt){.align = UI_CENTRE, .gap = 12});
    ui_text(u, "Rapport", (ui_opt){.size = UI_TITLE, .face = UI_BOLD, .grow = 1});
    ui_hint(u, ID_HELP, UI_KEY_F1, "F1", "help", false);
    ui_hint(u, ID_QUIT, UI_KEY_ESCAPE, "Esc", "leave", false);
    ui_end(u);
    ui_text(u, "Practise the conversations you would rather not have.",
            (ui_opt){.ink = UI_SOFT, .size = UI_BODY});
    if (h->trouble.code)
        ui_text(u, h->trouble.text, (ui_opt){.ink = UI_BAD, .max_width = ui_em(u, 760)});
    if (h->count == 0 && !h->trouble.code)
        ui_text(u, "There is no scenario here yet. scenarios/README.md says how to write one.",
                (ui_opt){.ink = UI_SOFT});
    for (int i = 0; i < h->count; i++)
        show_entry(u, &h->entries[i], i);
    ui_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    home *h = self;
    err e = {0};
    if (id == ID_HELP) ui_help_push(a, KEYS, &e);
    if (id == ID_QUIT) ui_app_quit(a);
    if (id >= ID_CONTINUE && id < ID_CONTINUE + h->count) {
        const entry *x = &h->entries[id - ID_CONTINUE];
        ui_play_push(a, h->program, x->folder, x->unfinished, false, 0, &e);
    } else if (id >= ID_PLAY && id < ID_PLAY + h->count) {
        ui_play_push(a, h->program, h->entries[id - ID_PLAY].folder, NULL, false, 0, &e);
    }
    ui_tell(a, &e);
}

static void home_free(void *self)
{
    home *h = self;
    arena_release(&h->mem);
    base_free(h);
}

bool ui_home_push(ui_app *a, ui_program *p, err *e)
{
    home *h = base_alloc(sizeof *h);
    if (!h) return err_nomem(e);
    h->program = p;
    read_list(h);
    ui_screen s = {.self = h, .title = "Rapport. Practice", .mode = UI_LIGHT, .build = build,
                   .act = act, .free = home_free};
    if (!ui_app_push(a, s, e)) return false;
    if (h->count) ui_app_focus(a, h->entries[0].unfinished[0] ? ID_CONTINUE : ID_PLAY);
    return true;
}

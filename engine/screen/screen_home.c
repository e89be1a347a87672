#include "screen/screens.h"

#include "base/base_mem.h"

#include <string.h>

/* Practice: what there is to play, and where you stopped. */

enum { MOST = 64, WIDE = 860 };
enum { ID_HELP = 1, ID_QUIT, ID_MAIN, ID_AGAIN, ID_PLAY = 100 };

typedef struct entry {
    const char *folder, *title, *summary, *trouble;
    int minutes;
    char unfinished[17]; /* attempt, "" when none */
} entry;

typedef struct home {
    screen_program *program;
    arena mem;
    entry entries[MOST];
    int count, top; /* `top`: the one shown large */
    err trouble;    /* why there is no list, or no attempts */
} home;

static const char *const KEYS[] = {"Tab, arrows",
                                   "go from one thing to the next",
                                   "Enter",
                                   "open it",
                                   "Esc",
                                   "leave Rapport",
                                   "F11",
                                   "full screen",
                                   "Ctrl + and -",
                                   "larger and smaller text",
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
    *x = (entry){.folder = kept(h, one->folder),
                 .title = kept(h, one->title),
                 .summary = kept(h, one->summary),
                 .minutes = one->minutes,
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
    h->top = 0;
    for (int i = h->count - 1; i >= 0; i--)
        if (h->entries[i].unfinished[0]) h->top = i;
}

/* ---- pictures: two people speaking, tinted so that neighbours differ ---- */
typedef struct tint {
    ui_role role;
} tint;

static const tint TINTS[] = {{UI_HONESTY}, {UI_SPEED}, {UI_FOCUS}, {UI_TACT}};
enum { TINT_COUNT = sizeof TINTS / sizeof TINTS[0] };

static uint32_t translucent(uint32_t colour, uint32_t alpha)
{
    return (colour & 0xFFFFFFu) | alpha << 24;
}

static void paint_band(const void *self, const ui_canvas *c)
{
    const tint *t = self;
    uint32_t colour = ui_theme_colour(c->mode, t->role);
    int radius = (int)(15 * c->scale), h = c->box.h;
    ui_draw_round(c->draw, c->box, radius, UI_BOTTOM_LEFT | UI_BOTTOM_RIGHT,
                  translucent(colour, 0x38), 0, 0);
    ui_rect theirs = {c->box.x + h / 3, c->box.y + h / 4, h, h * 3 / 10};
    ui_rect own = {c->box.x + h * 4 / 5, c->box.y + h * 5 / 8, h, h * 3 / 10};
    ui_draw_round(c->draw, theirs, h / 8, UI_BOTTOM_LEFT, translucent(colour, 0x50), 0, 0);
    ui_draw_round(c->draw, own, h / 8, UI_BOTTOM_RIGHT, translucent(colour, 0x90), 0, 0);
}

/* ---- the one at the top: where you stopped, or the first ---- */
static void show_main_buttons(ui *u, const entry *x)
{
    bool begun = x->unfinished[0] != '\0';
    ui_row(u, (ui_opt){.gap = 12, .wrap = true, .pad = {12, 0, 0, 0}});
    ui_button(u, ID_MAIN, 0, UI_MAIN_BUTTON, begun ? "Go on where you stopped" : "Begin",
              "\xE2\x86\xB5");
    if (begun) ui_button(u, ID_AGAIN, 0, UI_PLAIN_BUTTON, "Start again", NULL);
    ui_end(u);
}

static void show_texts(ui *u, const entry *x, ui_size size)
{
    ui_text(u, x->title, (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    if (*x->summary) ui_text(u, x->summary, (ui_opt){.ink = UI_SOFT, .size = size});
    if (x->trouble) ui_text(u, x->trouble, (ui_opt){.ink = UI_BAD, .size = UI_SMALL});
}

static void show_main(ui *u, const entry *x)
{
    ui_row(u, (ui_opt){.fill = UI_CARD, .line = UI_LINE, .radius = 16});
    if (ui_room(u) >= WIDE) {
        ui_col(u, (ui_opt){.width = 280,
                           .mode = 1 + UI_NIGHT,
                           .fill = UI_CARD,
                           .radius = 16,
                           .square = UI_TOP_RIGHT | UI_BOTTOM_RIGHT,
                           .pack = UI_CENTRE,
                           .pad = UI_PAD(28)});
        ui_silhouette(u, 128);
        ui_end(u);
    }
    ui_col(u, (ui_opt){.grow = 1, .gap = 6, .pad = UI_PAD2(26, 28)});
    if (x->unfinished[0])
        ui_badge(u, "You have begun this", UI_SOFT);
    else if (x->minutes)
        ui_badge(u, ui_copyf(u, "About %d minutes", x->minutes), UI_SOFT);
    show_texts(u, x, UI_BASE);
    show_main_buttons(u, x);
    ui_end(u);
    ui_end(u);
}

/* ---- the others ---- */
static void show_small(ui *u, const entry *x, int i, int place)
{
    bool begun = x->unfinished[0] != '\0';
    ui_card(u, (ui_opt){.id = ID_PLAY + i, .grow = 1});
    ui_paint(u, paint_band, &TINTS[place % TINT_COUNT], (ui_opt){.height = 96});
    ui_col(u, (ui_opt){.gap = 4, .pad = {16, 18, 18, 18}, .grow = 1});
    show_texts(u, x, UI_SMALL);
    ui_space(u);
    ui_row(u, (ui_opt){.gap = 8, .wrap = true, .pad = {8, 0, 0, 0}});
    if (x->minutes) ui_badge(u, ui_copyf(u, "%d min", x->minutes), UI_SOFT);
    if (begun) ui_badge(u, "Go on where you stopped", UI_SOFT);
    ui_end(u);
    ui_end(u);
    ui_end(u);
}

static void show_grid(ui *u, const home *h)
{
    float room = ui_room(u);
    int columns = room >= 1100 ? 3 : room >= 620 ? 2 : 1, column = 0, place = 0;
    for (int i = 0; i < h->count; i++) {
        if (i == h->top) continue;
        if (column == 0) ui_row(u, (ui_opt){.gap = 20});
        show_small(u, &h->entries[i], i, place++);
        if (++column < columns) continue;
        ui_end(u);
        column = 0;
    }
    if (column == 0) return;
    for (; column < columns; column++)
        ui_space(u);
    ui_end(u);
}

static void show_list(ui *u, const home *h)
{
    if (h->trouble.code)
        ui_text(u, h->trouble.text,
                (ui_opt){.ink = UI_BAD, .max_width = ui_em(u, 760), .live = true});
    if (h->count == 0 && !h->trouble.code)
        ui_text(u, "There is no scenario here yet. scenarios/README.md says how to write one.",
                (ui_opt){.ink = UI_SOFT});
    if (h->count > 0) show_main(u, &h->entries[h->top]);
    show_grid(u, h);
}

/* ---- the side, and the whole ---- */
static void show_way(ui *u, int id, int key, const char *label, const char *cap)
{
    ui_row(u, (ui_opt){.id = id,
                       .key = key,
                       .alt = ui_copyf(u, "%s, key %s", label, cap),
                       .gap = 10,
                       .radius = 10,
                       .pad = UI_PAD2(10, 14),
                       .align = UI_CENTRE,
                       .min_height = 46});
    ui_text(u, label, (ui_opt){.grow = 1});
    ui_key_cap(u, cap, UI_SOFT);
    ui_end(u);
}

static void show_side(ui *u)
{
    ui_col(u, (ui_opt){.mode = 1 + UI_NIGHT,
                       .fill = UI_CARD,
                       .width = ui_em(u, 216),
                       .gap = 4,
                       .pad = UI_PAD2(26, 16)});
    ui_text(u, "Rapport", (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .pad = {0, 12, 18, 12}});
    ui_text(u, "Practice",
            (ui_opt){.fill = UI_WASH, .radius = 10, .pad = UI_PAD2(11, 14), .face = UI_SEMI});
    show_way(u, ID_HELP, UI_KEY_F1, "Help", "F1");
    ui_space(u);
    show_way(u, ID_QUIT, UI_KEY_ESCAPE, "Leave", "Esc");
    ui_end(u);
}

static void show_top(ui *u)
{
    ui_row(u, (ui_opt){.align = UI_CENTRE, .gap = 4, .wrap = true});
    ui_text(u, "Rapport", (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .pad = {0, 12, 0, 0}});
    ui_hint(u, ID_HELP, UI_KEY_F1, "F1", "help", false);
    ui_hint(u, ID_QUIT, UI_KEY_ESCAPE, "Esc", "leave", false);
    ui_end(u);
}

static void build(void *self, ui *u)
{
    home *h = self;
    bool wide = ui_room(u) >= WIDE;
    if (h->program->list_is_old) read_list(h);
    ui_row(u, (ui_opt){.grow = 1});
    if (wide) show_side(u);
    ui_col(u,
           (ui_opt){
               .grow = 1, .scroll = 1, .gap = 24, .pad = wide ? UI_PAD2(36, 44) : UI_PAD2(16, 24)});
    if (!wide) show_top(u);
    ui_col(u, (ui_opt){.gap = 4});
    ui_text(u, "What would you like to practise?", (ui_opt){.size = UI_TITLE, .face = UI_BOLD});
    ui_text(u, "Conversations you would rather not have, as often as you like.",
            (ui_opt){.ink = UI_SOFT});
    ui_end(u);
    show_list(u, h);
    ui_end(u);
    ui_end(u);
}

/* Goes on with what was begun, unless it is to start again. */
static void play(home *h, ui_app *a, int i, bool again)
{
    err e = {0};
    if (i >= h->count) return;
    const entry *x = &h->entries[i];
    const char *attempt = x->unfinished[0] && !again ? x->unfinished : NULL;
    if (screen_play_push(a, h->program, x->folder, attempt, false, 0, &e)) return;
    h->trouble = e;
    screen_tell(a, &e);
}

static void act(void *self, ui_app *a, int id)
{
    home *h = self;
    err e = {0};
    switch (id) {
    case ID_HELP: screen_help_push(a, KEYS, &e); break;
    case ID_QUIT: ui_app_quit(a); break;
    case ID_MAIN: play(h, a, h->top, false); break;
    case ID_AGAIN: play(h, a, h->top, true); break;
    default: play(h, a, id - ID_PLAY, false);
    }
    screen_tell(a, &e);
}

static void home_free(void *self)
{
    home *h = self;
    arena_release(&h->mem);
    base_free(h);
}

bool screen_home_push(ui_app *a, screen_program *p, err *e)
{
    home *h = base_alloc(sizeof *h);
    if (!h) return err_nomem(e);
    h->program = p;
    p->list_is_old = true;
    ui_screen s = {.self = h,
                   .title = "Rapport. Practice",
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .free = home_free};
    if (!ui_app_push(a, s, e)) return false;
    ui_app_focus(a, ID_MAIN);
    return true;
}

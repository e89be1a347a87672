#include "screen/screen_play.h"

#include "screen/screen_picture.h"

/* How each stage is laid out: the talk beside a person at night or in daylight, the desk with its
 * places, a mail, the plan, a page to read. */

enum { LOW = 620, PAGE = 760, TALK = 640, THREE = 1240 /* room for three columns */ };

static bool is_low(const ui *u)
{
    return (float)u->h / (u->scale * u->text_scale) < LOW;
}

static void show_note(const screen_play *p, ui *u)
{
    if (p->game->note.len == 0) return;
    ui_text(u, strbuf_text(&p->game->note),
            (ui_opt){.fill = UI_WASH, .radius = 12, .pad = UI_PAD2(10, 16), .live = true});
}

/* Lines and choices scroll together: what is new is read from its begin, the choices come after it,
 * and no choice is ever out of reach. */
static void show_talk(screen_play *p, ui *u, const session_view *v, uint32_t from)
{
    ui_col(u, (ui_opt){.grow = 1,
                       .gap = v->stage == SESSION_CALL ? 16 : 24,
                       .scroll = PLAY_SCROLL_TALK,
                       .stick_end = true,
                       .pad = {0, 6, 4, 0}});
    ui_col(u, (ui_opt){.gap = 12});
    screen_play_lines(u, p, v, from, ui_em(u, v->stage == SESSION_MAIL ? PAGE : TALK));
    show_note(p, u);
    ui_end(u);
    ui_col(u, (ui_opt){.gap = 10});
    screen_play_options(p, u, v);
    if (v->stage == SESSION_DESK && v->option_count && !screen_play_is_reading(p, v))
        ui_text(u, say(u, DESK_COSTS),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .pad = {4, 0, 0, 0}});
    ui_end(u);
    ui_end(u);
}

/* ---- the desk ---- */
static void show_tab(const screen_play *p, ui *u, const session_view *v, int number, int places)
{
    bool here = number == p->tab;
    const char *name = screen_play_place(v, number);
    if (!*name) name = say(u, DESK_ELSEWHERE);
    ui_row(u, (ui_opt){.id = ID_PLAY_TAB + number,
                       .alt = sayf(u, here ? DESK_PLACE_HERE : DESK_PLACE, "place", name, "n",
                                   say_number(u, number + 1), "all", say_number(u, places), NULL),
                       .fill = here ? UI_CARD : UI_NONE,
                       .hot = UI_CARD,
                       .radius = 10,
                       .square = UI_BOTTOM_LEFT | UI_BOTTOM_RIGHT,
                       .pad = UI_PAD2(6, 18),
                       .align = UI_CENTRE,
                       .min_height = 44});
    ui_text(u, name,
            (ui_opt){.size = screen_play_is_narrow(u) ? UI_SMALL : UI_BASE,
                     .face = here ? UI_SEMI : UI_REGULAR,
                     .ink = here ? UI_INK : UI_SOFT});
    ui_end(u);
}

static void show_tabs(const screen_play *p, ui *u, const session_view *v)
{
    int places = screen_play_places(v);
    if (places == 0) return;
    ui_row(u, (ui_opt){.fill = UI_WASH,
                       .radius = 15,
                       .square = UI_BOTTOM_LEFT | UI_BOTTOM_RIGHT,
                       .pad = {8, 12, 0, 12},
                       .gap = 4,
                       .wrap = true});
    for (int i = 0; i < places; i++)
        show_tab(p, u, v, i, places);
    ui_end(u);
}

static void show_desk(screen_play *p, ui *u, const session_view *v)
{
    ui_card(u, (ui_opt){.grow = 1});
    show_tabs(p, u, v);
    ui_col(u, (ui_opt){.grow = 1, .pad = screen_play_is_narrow(u) ? UI_PAD(16) : UI_PAD2(24, 32)});
    show_talk(p, u, v, screen_play_page_start(v));
    ui_end(u);
    ui_end(u);
}

/* ---- the others ---- */

/* A page of text alone is no wider than can be read well. */
static void show_page(screen_play *p, ui *u, const session_view *v)
{
    float wide = (float)u->w / u->scale, page = ui_em(u, PAGE);
    bool alone = !screen_play_has_notes(v) || screen_play_is_narrow(u);
    float side = alone && wide > page + 2 * 28 ? (wide - page) / 2 - 28 : 0;
    ui_col(u, (ui_opt){.grow = 1, .gap = 20, .pad = UI_PAD2(0, side)});
    if (*v->picture && !is_low(u)) screen_scenery(u, v, (ui_opt){.height = 150});
    show_talk(p, u, v, screen_play_page_start(v));
    ui_end(u);
}

/* The sheet is what one works on here; what one knows stands beside it, or below where there is no
 * room for three columns. */
static void show_plan(screen_play *p, ui *u, const session_view *v)
{
    bool knows = v->board_count || v->unknown_count || v->day_count;
    bool three = ui_room(u) >= THREE;
    ui_col(u, (ui_opt){.width = ui_em(u, 380), .gap = 20, .scroll = PLAY_SCROLL_SIDE});
    screen_play_sheet(u, v, true);
    if (knows && !three) screen_play_board(u, v);
    ui_end(u);
    show_talk(p, u, v, screen_play_page_start(v));
    if (knows && three) screen_play_notes(u, v);
}

static void show_narrow(screen_play *p, ui *u, const session_view *v)
{
    if (p->notes && screen_play_has_notes(v))
        screen_play_notes(u, v);
    else if (v->stage == SESSION_DESK)
        show_desk(p, u, v);
    else
        show_talk(p, u, v,
                  v->stage == SESSION_CALL || v->stage == SESSION_FACE ? 0
                                                                       : screen_play_page_start(v));
}

static void show_wide(screen_play *p, ui *u, const session_view *v)
{
    bool notes = screen_play_has_notes(v);
    switch (v->stage) {
    case SESSION_CALL:
    case SESSION_FACE:
        if (!*v->person) {
            show_page(p, u, v);
            break;
        }
        screen_play_person(p, u, v);
        show_talk(p, u, v, 0);
        return;
    case SESSION_DESK: show_desk(p, u, v); break;
    case SESSION_PLAN:
        if (v->sheet_count) {
            show_plan(p, u, v);
            return;
        }
        show_page(p, u, v);
        break;
    case SESSION_MAIL:
    case SESSION_NOTE: show_page(p, u, v); break;
    }
    if (notes || v->stage == SESSION_DESK) screen_play_notes(u, v);
}

void screen_play_stage(screen_play *p, ui *u, const session_view *v)
{
    bool narrow = screen_play_is_narrow(u);
    ui_row(u, (ui_opt){.grow = 1, .gap = 28, .pad = narrow ? UI_PAD2(14, 20) : UI_PAD2(20, 28)});
    if (narrow)
        show_narrow(p, u, v);
    else
        show_wide(p, u, v);
    ui_end(u);
}

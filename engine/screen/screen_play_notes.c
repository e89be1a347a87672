#include "screen/screen_play.h"

#include "base/base_utf8.h"

#include <string.h>

/* What the player knows and how sure it is, what is open, the days, and the call sheet. */

static void show_title(ui *u, const char *text)
{
    ui_text(u, text, (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
}

/* ---- the call sheet: always paper ---- */
void screen_play_sheet(ui *u, const session_view *v, bool large)
{
    uint32_t done = 0;
    for (uint32_t i = 0; i < v->sheet_count; i++)
        done += v->sheet[i].done;
    ui_col(u, (ui_opt){.mode = 1 + UI_LIGHT,
                       .fill = large ? UI_CARD : UI_PAPER,
                       .line = UI_LINE,
                       .radius = 12,
                       .pad = large ? UI_PAD2(24, 28) : UI_PAD2(18, 20),
                       .gap = 10});
    show_title(u, say(u, SHEET_TITLE));
    if (large && v->sheet_count) {
        ui_text(u,
                sayf(u, SHEET_COUNT, "done", say_number(u, done), "all",
                     say_number(u, v->sheet_count), NULL),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    }
    if (v->sheet_count == 0) ui_text(u, say(u, SHEET_EMPTY), (ui_opt){.ink = UI_SOFT});
    for (uint32_t i = 0; i < v->sheet_count; i++) {
        if (large) ui_rule(u);
        ui_point_line(u, v->sheet[i].done, v->sheet[i].text);
    }
    ui_end(u);
}

/* ---- the days ---- */
static void show_day(ui *u, const session_day *d)
{
    ui_role fill = *d->label && !d->now ? UI_MARK_WASH : d->now ? UI_NOW_WASH : UI_WASH;
    ui_role ink = d->now ? UI_SPEED : *d->label ? UI_HONESTY : d->past ? UI_SOFT : UI_INK;
    const char *below = *d->label ? d->label : d->now ? say(u, DESK_NOW) : "";
    ui_col(u, (ui_opt){.grow = 1,
                       .fill = fill,
                       .radius = 8,
                       .pad = UI_PAD2(6, 4),
                       .align = UI_CENTRE,
                       .min_height = 44,
                       .alt = sayf(u, DESK_DAY, "name", d->name, "label",
                                   d->now && *d->label
                                       ? ui_copyf(u, "%s, %s", say(u, DESK_NOW), d->label)
                                       : below,
                                   NULL)});
    ui_opt small = {.size = UI_SMALL, .ink = ink, .text_align = UI_CENTRE};
    small.face = d->now ? UI_SEMI : UI_REGULAR;
    ui_text(u, d->name, small);
    if (*below) ui_text(u, below, small);
    ui_end(u);
}

static size_t longest_word(const char *text)
{
    size_t longest = 0, now = 0;
    while (*text) {
        now = utf8_next(&text) == ' ' ? 0 : now + 1;
        longest = now > longest ? now : longest;
    }
    return longest;
}

/* Whether the days have too long names or marks, in the language, to stand side by side. */
static bool are_wide(const session_view *v)
{
    enum { MOST = 31 }; /* letters of all of them, where one line breaks no word */
    size_t sum = 0;
    for (uint32_t i = 0; i < v->day_count; i++) {
        size_t name = longest_word(v->days[i].name), label = longest_word(v->days[i].label);
        sum += name > label ? name : label;
    }
    return sum > MOST;
}

void screen_play_days(ui *u, const session_view *v)
{
    if (v->day_count == 0) return;
    ui_row(u, (ui_opt){.gap = 6, .alt = NULL, .wrap = ui_room(u) < 420 || are_wide(v)});
    for (uint32_t i = 0; i < v->day_count; i++)
        show_day(u, &v->days[i]);
    ui_end(u);
}

/* ---- what one knows ---- */
typedef struct sureness {
    int rings; /* of three that are filled */
    const char *word;
} sureness;

static sureness how_sure(const ui *u, const char *sure)
{
    if (strcmp(sure, "weak") == 0) return (sureness){1, say(u, DESK_WEAK)};
    if (strcmp(sure, "fair") == 0) return (sureness){2, say(u, DESK_FAIR)};
    if (strcmp(sure, "good") == 0) return (sureness){3, say(u, DESK_SURE)};
    return (sureness){0, ""};
}

static void show_sure(ui *u, sureness s)
{
    static const char *const SIGNS[] = {"", "\xE2\x97\x8F\xE2\x97\x8B\xE2\x97\x8B",
                                        "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8B",
                                        "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F"};
    if (!s.rings) return;
    ui_row(u, (ui_opt){.gap = 6, .align = UI_CENTRE});
    ui_text(u, SIGNS[s.rings], (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_text(u, s.word, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .face = UI_SEMI});
    ui_end(u);
}

static void show_fact(ui *u, const session_row *row)
{
    sureness s = how_sure(u, row->sure);
    ui_col(u, (ui_opt){.gap = 2,
                       .pad = UI_PAD2(2, 0),
                       .alt = sayf(u, DESK_FACT, "text", row->text, "source", row->source, "sure",
                                   s.word, NULL)});
    ui_text(u, row->text, (ui_opt){.face = UI_SEMI});
    if (*row->source) ui_text(u, row->source, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    show_sure(u, s);
    ui_end(u);
}

void screen_play_board(ui *u, const session_view *v)
{
    ui_card(u, (ui_opt){.pad = UI_PAD2(20, 24), .gap = 12});
    show_title(u, say(u, DESK_KNOW));
    screen_play_days(u, v);
    if (v->board_count == 0) ui_text(u, say(u, DESK_KNOW_NOTHING), (ui_opt){.ink = UI_SOFT});
    for (uint32_t i = 0; i < v->board_count; i++) {
        if (i) ui_rule(u);
        show_fact(u, &v->board[i]);
    }
    if (v->unknown_count) {
        ui_rule(u);
        ui_text(u, say(u, DESK_UNKNOWN), (ui_opt){.face = UI_SEMI});
        for (uint32_t i = 0; i < v->unknown_count; i++) {
            ui_row(u, (ui_opt){.gap = 10});
            ui_text(u, "?", (ui_opt){.ink = UI_SOFT, .face = UI_SEMI, .alt = ""});
            ui_text(u, v->unknown[i], (ui_opt){.ink = UI_SOFT, .grow = 1});
            ui_end(u);
        }
    }
    ui_end(u);
}

void screen_play_notes(ui *u, const session_view *v)
{
    ui_opt wide = {.width = ui_em(u, 360), .gap = 20, .scroll = PLAY_SCROLL_SIDE};
    ui_opt whole = {.grow = 1, .gap = 20, .scroll = PLAY_SCROLL_SIDE};
    bool desk = v->stage == SESSION_DESK;
    ui_col(u, screen_play_is_narrow(u) ? whole : wide);
    if (desk || v->board_count || v->unknown_count || v->day_count) screen_play_board(u, v);
    if (v->sheet_count && (v->stage != SESSION_PLAN || screen_play_is_narrow(u)))
        screen_play_sheet(u, v, false);
    ui_end(u);
}

#include "screen/screens.h"

/* The debrief's list of turns: what you said, what it brought, and what was thought of it. */

/* The lines of one turn: from `first` to before `end`. */
typedef struct turn {
    const session_line *lines;
    uint32_t first, end, number;
    const session_line *chosen; /* NULL before the first choice */
    bool costly, good;          /* a receipt below zero; all receipts as good as could be */
} turn;

static bool is_receipt(const session_line *line)
{
    return line->kind == SESSION_LINE_RECEIPT;
}

static turn turn_at(const session_debrief *d, uint32_t first)
{
    turn t = {.lines = d->lines, .first = first, .end = first, .number = d->lines[first].turn};
    bool all = true, any = false;
    for (; t.end < d->line_count && d->lines[t.end].turn == t.number; t.end++) {
        const session_line *line = &d->lines[t.end];
        bool own = line->kind == SESSION_LINE_YOURS || line->kind == SESSION_LINE_ACTION;
        if (own && !t.chosen && t.number > 0) t.chosen = line;
        if (!is_receipt(line)) continue;
        any = true;
        all = all && line->points > 0 && line->points >= line->best;
        t.costly = t.costly || line->points < 0;
    }
    t.good = any && all;
    return t;
}

static void show_mark(ui *u, const turn *t)
{
    ui_opt look = {.face = UI_SEMI, .width = ui_em(u, 92)};
    if (t->costly) {
        look.ink = UI_BAD;
        ui_text(u, "\xE2\x9C\x95 Costly", look);
    } else if (t->good) {
        look.ink = UI_GOOD;
        ui_text(u, "\xE2\x9C\x93 Good", look);
    } else {
        look.ink = UI_SOFT;
        ui_text(u, t->chosen ? "\xC2\xB7 Sound" : "", look);
    }
}

static void show_other(ui *u, const session_line *line)
{
    ui_opt soft = {.ink = UI_SOFT};
    switch (line->kind) {
    case SESSION_LINE_HERS:
    case SESSION_LINE_YOURS:
        ui_textf(u, soft, UI_B "%s:" UI_B " %s", line->name, line->text);
        break;
    case SESSION_LINE_ACTION:
    case SESSION_LINE_NARRATION: ui_text(u, line->text, soft); break;
    case SESSION_LINE_TIME:
        soft.size = UI_SMALL;
        ui_text(u, line->text, soft);
        break;
    case SESSION_LINE_SCENE:
    case SESSION_LINE_ENDING: ui_text(u, line->text, (ui_opt){.face = UI_SEMI}); break;
    default: screen_line_show(u, line, 0);
    }
}

static void show_words(ui *u, const turn *t)
{
    ui_col(u, (ui_opt){.grow = 1, .gap = 4});
    if (t->chosen && t->chosen->kind == SESSION_LINE_YOURS)
        ui_textf(u, (ui_opt){.face = UI_SEMI}, "\xE2\x80\x9C%s\xE2\x80\x9D", t->chosen->text);
    else if (t->chosen)
        ui_text(u, t->chosen->text, (ui_opt){.face = UI_SEMI});
    for (uint32_t i = t->first; i < t->end; i++)
        if (&t->lines[i] != t->chosen && !is_receipt(&t->lines[i])) show_other(u, &t->lines[i]);
    ui_end(u);
}

static void show_receipts(ui *u, const turn *t, bool narrow)
{
    ui_col(u, (ui_opt){.width = narrow ? 0 : ui_em(u, 290), .gap = 6});
    for (uint32_t i = t->first; i < t->end; i++)
        if (is_receipt(&t->lines[i])) screen_line_show(u, &t->lines[i], 0);
    ui_end(u);
}

static void show_way_back(ui *u, const turn *t, int id, bool narrow)
{
    float wide = narrow ? 0 : ui_em(u, 132);
    if (!t->chosen) {
        ui_paint(u, NULL, NULL, (ui_opt){.width = wide, .height = 1});
        return;
    }
    ui_row(u, (ui_opt){.id = id,
                       .alt = ui_copyf(u, "Try again from here: %s", t->chosen->text),
                       .hot = UI_CARD,
                       .width = wide,
                       .radius = 8,
                       .min_height = 44,
                       .place = UI_START,
                       .align = UI_CENTRE,
                       .pack = UI_CENTRE,
                       .pad = UI_PAD2(0, 6)});
    ui_text(u, "Try from here", (ui_opt){.ink = UI_FOCUS, .face = UI_SEMI});
    ui_end(u);
}

static void show_turn(ui *u, const turn *t, int id)
{
    bool narrow = ui_room(u) < 1000;
    ui_opt row = {
        .gap = narrow ? 6 : 18, .pad = UI_PAD2(14, 26), .fill = t->costly ? UI_BAD_WASH : UI_NONE};
    if (narrow)
        ui_col(u, row);
    else
        ui_row(u, row);
    show_mark(u, t);
    show_words(u, t);
    show_receipts(u, t, narrow);
    show_way_back(u, t, id, narrow);
    ui_end(u);
}

void screen_debrief_turns(ui *u, const session_debrief *d, int first_id)
{
    ui_card(u, (ui_opt){.pad = {22, 0, 12, 0}});
    ui_text(u, "What each line did",
            (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .pad = {0, 26, 8, 26}});
    for (uint32_t i = 0; i < d->line_count;) {
        turn t = turn_at(d, i);
        if (i > 0) ui_rule(u);
        show_turn(u, &t, first_id + (int)t.number);
        i = t.end;
    }
    ui_end(u);
}

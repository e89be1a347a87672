#include "screen/screen_debrief.h"

/* The debrief's list of turns: what you said, what it brought, what was thought of it, and how the
 * odds moved. */

enum { NARROW = 1000, FEW = 3 };

/* The lines of one turn: from `first` to before `end`. */
typedef struct turn {
    const session_line *lines;
    uint32_t first, end, number;
    const session_line *chosen;              /* NULL before the first choice */
    const session_review_decision *decision; /* NULL when none is known */
    bool costly, good, lie; /* a receipt below zero; all receipts as good as could be */
} turn;

static bool is_receipt(const session_line *line)
{
    return line->kind == SESSION_LINE_RECEIPT;
}

static turn turn_at(const session_debrief *d, const session_review_view *r, uint32_t first)
{
    turn t = {.lines = d->lines, .first = first, .end = first, .number = d->lines[first].turn};
    bool all = true, any = false;
    for (; t.end < d->line_count && d->lines[t.end].turn == t.number; t.end++) {
        const session_line *line = &d->lines[t.end];
        bool own = line->kind == SESSION_LINE_YOURS || line->kind == SESSION_LINE_ACTION;
        if (own && !t.chosen && t.number > 0) t.chosen = line;
        t.lie = t.lie || line->kind == SESSION_LINE_LIE || line->kind == SESSION_LINE_LIE_OUT;
        if (!is_receipt(line)) continue;
        any = true;
        all = all && line->points > 0 && line->points >= line->best;
        t.costly = t.costly || line->points < 0;
    }
    t.good = any && all;
    if (t.chosen) t.decision = debrief_decision(r, t.number);
    return t;
}

/* Receipts decide which lines mattered while figures are still coming, so that the list does not
 * move about under the reader. */
static bool mattered(const turn *t, const session_review_view *r)
{
    if (!t->chosen) return false;
    if (t->costly || t->lie) return true;
    const session_review_decision *x = r && r->done ? t->decision : NULL;
    return x && (x->class == SESSION_CLASS_COSTLY || x->class == SESSION_CLASS_RECOVERED ||
                 (r->costliest < r->decision_count && x == &r->decisions[r->costliest]));
}

typedef struct mark {
    const char *sign;
    screen_text word;
    ui_role ink;
} mark;

static mark mark_of(const turn *t)
{
    static const mark BEST = {"\xE2\x9C\x93", DEBRIEF_BEST, UI_GOOD};
    static const mark SOUND = {"\xC2\xB7", DEBRIEF_SOUND, UI_SOFT};
    static const mark COSTLY = {"\xE2\x9C\x95", DEBRIEF_COSTLY, UI_BAD};
    static const mark RECOVERED = {"\xE2\x9C\x93", DEBRIEF_RECOVERED, UI_GOOD};
    static const mark GOOD = {"\xE2\x9C\x93", DEBRIEF_GOOD, UI_GOOD};
    static const mark ONLY = {"\xC2\xB7", DEBRIEF_ONLY, UI_SOFT};
    /* a lie that no reading saw found out is still no sound line */
    if (t->lie) return COSTLY;
    switch (t->decision ? t->decision->class : SESSION_CLASS_UNKNOWN) {
    case SESSION_CLASS_ONLY: return ONLY;
    case SESSION_CLASS_BEST: return t->costly ? COSTLY : BEST;
    case SESSION_CLASS_SOUND: return t->costly ? COSTLY : SOUND;
    case SESSION_CLASS_COSTLY: return COSTLY;
    case SESSION_CLASS_RECOVERED: return t->costly ? COSTLY : RECOVERED;
    case SESSION_CLASS_UNKNOWN: break;
    }
    return t->costly ? COSTLY : t->good ? GOOD : SOUND;
}

static bool is_costly(const turn *t)
{
    return t->chosen && mark_of(t).ink == UI_BAD;
}

static void show_mark(ui *u, const turn *t, bool narrow)
{
    ui_opt look = {.face = UI_SEMI, .width = narrow ? 0 : ui_em(u, 112)};
    if (!t->chosen) {
        ui_paint(u, NULL, NULL, (ui_opt){.width = look.width, .height = 1});
        return;
    }
    mark m = mark_of(t);
    look.ink = m.ink;
    ui_textf(u, look, "%s %s", m.sign, say(u, m.word));
}

static void show_other(ui *u, const session_line *line)
{
    ui_opt soft = {.ink = UI_SOFT};
    switch (line->kind) {
    case SESSION_LINE_HERS:
    case SESSION_LINE_YOURS:
        ui_text(u,
                sayf(u, DEBRIEF_SPEAKS, "name", ui_copyf(u, UI_B "%s" UI_B, line->name), "words",
                     line->text, NULL),
                soft);
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

static void show_words(ui *u, const turn *t, bool narrow)
{
    ui_col(u, (ui_opt){.grow = narrow ? 0.0f : 1.0f, .gap = 4});
    if (t->chosen && t->chosen->kind == SESSION_LINE_YOURS)
        ui_text(u, sayf(u, QUOTED, "words", t->chosen->text, NULL), (ui_opt){.face = UI_SEMI});
    else if (t->chosen)
        ui_text(u, t->chosen->text, (ui_opt){.face = UI_SEMI});
    for (uint32_t i = t->first; i < t->end; i++)
        if (&t->lines[i] != t->chosen && !is_receipt(&t->lines[i])) show_other(u, &t->lines[i]);
    if (t->decision && (t->decision->class == SESSION_CLASS_COSTLY ||
                        t->decision->class == SESSION_CLASS_RECOVERED))
        ui_text(u, t->decision->why, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_end(u);
}

static void show_receipts(ui *u, const turn *t, bool narrow)
{
    ui_col(u, (ui_opt){.width = narrow ? 0 : ui_em(u, 250), .gap = 6});
    for (uint32_t i = t->first; i < t->end; i++)
        if (is_receipt(&t->lines[i])) screen_line_show(u, &t->lines[i], 0);
    ui_end(u);
}

static void show_odds(ui *u, const session_review_decision *x)
{
    if (!x || x->before.share < 0 || x->after.share < 0) return;
    const char *before = say_number(u, debrief_percent(x->before.share));
    const char *after = say_number(u, debrief_percent(x->after.share));
    bool rough = debrief_is_rough(&x->before) || debrief_is_rough(&x->after);
    ui_text(
        u,
        sayf(u, rough ? DEBRIEF_ODDS_ABOUT : DEBRIEF_ODDS, "before", before, "after", after, NULL),
        (ui_opt){.face = rough || x->class != SESSION_CLASS_COSTLY ? UI_REGULAR : UI_BOLD,
                 .ink = rough ? UI_SOFT : UI_INK,
                 .alt = sayf(u, DEBRIEF_ODDS_SAID, "before", before, "after", after, NULL)});
}

static void show_link(ui *u, int id, screen_text text, screen_text said, const turn *t)
{
    ui_row(u, (ui_opt){.id = id,
                       .alt = sayf(u, said, "words", t->chosen->text, NULL),
                       .hot = UI_CARD,
                       .radius = 8,
                       .min_height = 44,
                       .place = UI_START,
                       .align = UI_CENTRE,
                       .pack = UI_CENTRE,
                       .pad = UI_PAD2(0, 6)});
    ui_text(u, say(u, text), (ui_opt){.ink = UI_FOCUS, .face = UI_SEMI});
    ui_end(u);
}

static void show_ways(ui *u, const turn *t, bool narrow)
{
    ui_opt col = {.width = narrow ? 0 : ui_em(u, 150), .gap = 2};
    if (narrow) {
        col.wrap = true;
        col.gap = 12;
        col.align = UI_CENTRE;
        ui_row(u, col);
    } else {
        ui_col(u, col);
    }
    if (t->chosen) {
        show_odds(u, t->decision);
        show_link(u, DEBRIEF_TURN + (int)t->number, DEBRIEF_FROM_HERE, DEBRIEF_FROM_HERE_SAID, t);
        if (t->decision && t->decision->option_count > 1)
            show_link(u, DEBRIEF_MOMENT + (int)t->number, DEBRIEF_ELSE, DEBRIEF_ELSE_SAID, t);
    }
    ui_end(u);
}

static void show_turn(ui *u, const turn *t)
{
    bool narrow = ui_room(u) < NARROW;
    ui_opt row = {.gap = narrow ? 6 : 18,
                  .pad = UI_PAD2(14, 26),
                  .fill = is_costly(t) ? UI_BAD_WASH : UI_NONE};
    if (narrow)
        ui_col(u, row);
    else
        ui_row(u, row);
    show_mark(u, t, narrow);
    show_words(u, t, narrow);
    show_receipts(u, t, narrow);
    show_ways(u, t, narrow);
    ui_end(u);
}

void debrief_turns(ui *u, const session_debrief *d, const session_review_view *r, bool all,
                   int toggle_id)
{
    uint32_t few = 0;
    for (uint32_t i = 0; i < d->line_count;) {
        turn t = turn_at(d, r, i);
        few += mattered(&t, r);
        i = t.end;
    }
    bool choice = few >= FEW; /* else the short list would say nothing */
    all = all || !choice;
    ui_card(u, (ui_opt){.pad = {22, 0, 12, 0}});
    ui_row(u, (ui_opt){.pad = {0, 26, 8, 26}, .align = UI_CENTRE, .gap = 12, .wrap = true});
    ui_text(u, say(u, all ? DEBRIEF_TURNS : DEBRIEF_MATTERED),
            (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    ui_space(u);
    if (choice)
        ui_button(u, toggle_id, 'm', UI_PLAIN_BUTTON,
                  say(u, all ? DEBRIEF_SHOW_FEW : DEBRIEF_SHOW_ALL), "M");
    ui_end(u);
    bool begun = false;
    for (uint32_t i = 0; i < d->line_count;) {
        turn t = turn_at(d, r, i);
        i = t.end;
        if (!all && !mattered(&t, r)) continue;
        if (begun) ui_rule(u);
        begun = true;
        show_turn(u, &t);
    }
    ui_end(u);
}

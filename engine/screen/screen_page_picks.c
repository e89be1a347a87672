#include "screen/screen_page.h"

#include "screen/screen_picture.h"
#include "screen/screen_rows.h"

#include <string.h>

/* What can be chosen before a play: a persona, a case, a difficulty, and the seed. */

enum { ID_STEP = 100, ROW = 99 /* the row itself, after its values */ };

uint32_t screen_page_pick_count(const page *g)
{
    return g->info->pick_count < PAGE_MOST_PICKS ? g->info->pick_count : PAGE_MOST_PICKS;
}

static uint32_t values_of(const session_pick *pick)
{
    return pick->value_count < PAGE_MOST_VALUES ? pick->value_count : PAGE_MOST_VALUES;
}

void screen_page_pick_start(page *g)
{
    g->open = -1;
    for (uint32_t i = 0; i < screen_page_pick_count(g); i++) {
        const session_pick *pick = &g->info->picks[i];
        bool number = pick->value_count == 0;
        g->chosen[i] = !number && pick->drawn ? -1 : pick->usual;
        g->set[i] = number && !pick->drawn;
    }
}

/* ---- rows ---- */
static void show_chip(ui *u, int id, const char *name, const char *value, bool chosen)
{
    screen_text how = chosen ? PAGE_PICK_CHOSEN : PAGE_PICK_VALUE;
    screen_chip(u, id, value, sayf(u, how, "name", name, "value", value, NULL), chosen);
}

static void show_values(ui *u, const page *g, uint32_t i, int id)
{
    const session_pick *pick = &g->info->picks[i];
    ui_row(u, (ui_opt){.gap = 8, .wrap = true});
    if (pick->drawn) show_chip(u, id, pick->label, say(u, PAGE_DRAWN), g->chosen[i] < 0);
    for (uint32_t k = 0; k < values_of(pick); k++)
        show_chip(u, id + 1 + (int)k, pick->label, pick->values[k].text, g->chosen[i] == (int)k);
    ui_end(u);
}

static void show_number(ui *u, const page *g, uint32_t i, int id)
{
    const session_pick *pick = &g->info->picks[i];
    ui_row(u, (ui_opt){.gap = 8, .align = UI_CENTRE, .wrap = true});
    if (pick->drawn) show_chip(u, id, pick->label, say(u, PAGE_DRAWN), !g->set[i]);
    screen_step(u, id + 1, "\xE2\x88\x92", sayf(u, PAGE_LESS, "name", pick->label, NULL),
                g->set[i] && g->chosen[i] <= pick->min);
    ui_textf(u,
             (ui_opt){.face = UI_SEMI,
                      .ink = g->set[i] ? UI_INK : UI_SOFT,
                      .width = ui_em(u, 44),
                      .text_align = UI_CENTRE,
                      .live = g->set[i],
                      .alt = ui_copyf(u, "%s: %d", pick->label, g->chosen[i])},
             "%d", g->chosen[i]);
    screen_step(u, id + 2, "+", sayf(u, PAGE_MORE, "name", pick->label, NULL),
                g->set[i] && g->chosen[i] >= pick->max);
    ui_end(u);
}

static const char *value_text(ui *u, const page *g, uint32_t i)
{
    const session_pick *pick = &g->info->picks[i];
    bool number = pick->value_count == 0;
    if (number ? !g->set[i] : g->chosen[i] < 0) return say(u, PAGE_DRAWN);
    return number ? say_number(u, g->chosen[i]) : pick->values[g->chosen[i]].text;
}

/* Its name and value; pressed it shows what else there is. */
static void show_pick(ui *u, const page *g, uint32_t i)
{
    const session_pick *pick = &g->info->picks[i];
    int id = ID_PAGE_PICK + (int)i * ID_STEP;
    const char *value = value_text(u, g, i);
    bool open = g->open == (int)i, drawn = strcmp(value, say(u, PAGE_DRAWN)) == 0;
    ui_row(u, (ui_opt){.id = id + ROW,
                       .alt = sayf(u, open ? PAGE_PICK_OPEN : PAGE_PICK_ROW, "name", pick->label,
                                   "value", value, NULL),
                       .gap = 12,
                       .radius = 8,
                       .pad = UI_PAD2(6, 8),
                       .align = UI_CENTRE,
                       .min_height = 44});
    ui_text(u, pick->label, (ui_opt){.grow = 1});
    ui_text(u, value,
            (ui_opt){.face = drawn ? UI_REGULAR : UI_SEMI, .ink = drawn ? UI_SOFT : UI_INK});
    screen_icon(u, open ? "icons/chevron-up" : "icons/chevron-down", 16, UI_SOFT);
    ui_end(u);
    if (!open) return;
    ui_col(u, (ui_opt){.pad = UI_PAD2(4, 8)});
    if (pick->value_count)
        show_values(u, g, i, id);
    else
        show_number(u, g, i, id);
    ui_end(u);
}

void screen_page_picks(ui *u, page *g)
{
    uint32_t count = screen_page_pick_count(g);
    ui_text(u, say(u, PAGE_PICKS), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    ui_text(u, say(u, count ? PAGE_PICKS_HOW : PAGE_NO_PICKS),
            (ui_opt){.ink = UI_SOFT, .size = UI_SMALL});
    for (uint32_t i = 0; i < count; i++) {
        if (i) ui_rule(u);
        show_pick(u, g, i);
    }
}

/* ---- choosing ---- */
static void step(page *g, uint32_t i, int by)
{
    const session_pick *pick = &g->info->picks[i];
    int next = g->set[i] ? g->chosen[i] + by : g->chosen[i];
    g->set[i] = true;
    g->chosen[i] = next < pick->min ? pick->min : next > pick->max ? pick->max : next;
}

bool screen_page_pick(page *g, int id)
{
    int at = id - ID_PAGE_PICK;
    if (at < 0 || (uint32_t)(at / ID_STEP) >= screen_page_pick_count(g)) return false;
    uint32_t i = (uint32_t)(at / ID_STEP);
    int which = at % ID_STEP;
    if (which == ROW) {
        g->open = g->open == (int)i ? -1 : (int)i;
        return true;
    }
    if (g->info->picks[i].value_count)
        g->chosen[i] = which - 1;
    else if (which == 0)
        g->set[i] = false;
    else
        step(g, i, which == 1 ? -1 : 1);
    return true;
}

const char *const *screen_page_pairs(const page *g, arena *mem, err *e)
{
    uint32_t count = screen_page_pick_count(g), n = 0;
    const char **pairs = arena_array(mem, 2 * (size_t)count + 1, sizeof *pairs, e);
    for (uint32_t i = 0; pairs && i < count; i++) {
        const session_pick *pick = &g->info->picks[i];
        bool number = pick->value_count == 0;
        if (number ? !g->set[i] : g->chosen[i] < 0) continue;
        strbuf value = {0};
        const char *text = NULL;
        if (number) {
            if (strbuf_addf(&value, e, "%d", g->chosen[i]))
                text = arena_text(mem, strbuf_text(&value), value.len, e);
            strbuf_release(&value);
            if (!text) return NULL;
        } else {
            text = pick->values[g->chosen[i]].value;
        }
        pairs[n++] = pick->variable;
        pairs[n++] = text;
    }
    return pairs;
}

#include "screen/screen_page.h"

#include "screen/screen_rows.h"

#include <string.h>
#include <time.h>

/* What was played of a scenario: where it stands or how it ended, its scores, and what can be done
 * with it. */

static void show_scores(ui *u, const session_attempt_info *at)
{
    ui_row(u, (ui_opt){.gap = 12, .wrap = true});
    for (int i = 0; i < SESSION_AXES; i++) {
        static const char *const AXES[] = {"tact", "speed", "honesty"};
        if (at->scores[i] < 0) continue;
        ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = screen_axis_role(AXES[i])},
                 "%s %s " UI_B "%d" UI_B, screen_axis_symbol(AXES[i]),
                 say(u, screen_axis_name(AXES[i])), at->scores[i]);
    }
    ui_end(u);
}

static const char *what_came(ui *u, const session_attempt_info *at)
{
    if (at->finished) return *at->title ? at->title : at->ending;
    if (at->day > 0)
        return sayf(u, PAGE_STANDS, "day", say_number(u, at->day), "clock", at->clock, NULL);
    return say(u, PAGE_UNFINISHED);
}

static void show_buttons(ui *u, const session_attempt_info *at, int id, const char *date)
{
    const char *what = what_came(u, at);
    const char *open = say(u, at->finished ? PAGE_DEBRIEF : PAGE_GO_ON);
    const char *names[] = {open, say(u, PAGE_DELETE)};
    for (int k = 0; k < 2; k++) {
        ui_row(u, (ui_opt){.id = id + k,
                           .alt = sayf(u, PAGE_ATTEMPT_ALT, "action", names[k], "date", date,
                                       "what", what, NULL),
                           .line = k == 0 ? UI_EDGE : UI_NONE,
                           .radius = 10,
                           .min_height = 44,
                           .align = UI_CENTRE,
                           .pad = UI_PAD2(0, 14)});
        ui_text(u, names[k], (ui_opt){.face = UI_SEMI, .ink = k == 0 ? UI_INK : UI_SOFT});
        ui_end(u);
    }
}

static void show_attempt(ui *u, const session_attempt_info *at, int id)
{
    const char *date = screen_when(u, at->begun);
    ui_row(u, (ui_opt){.gap = 12, .align = UI_CENTRE, .wrap = ui_room(u) < 560});
    ui_col(u, (ui_opt){.grow = 1, .gap = 2});
    ui_text(u, what_came(u, at), (ui_opt){.face = UI_SEMI});
    ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT}, "%s%s%s", date,
             at->branch ? " \xC2\xB7 " : "", at->branch ? say(u, PAGE_BRANCH) : "");
    if (at->finished) show_scores(u, at);
    ui_end(u);
    show_buttons(u, at, id, date);
    ui_end(u);
}

static void show_deleted(ui *u, const page *g)
{
    if (g->deleted.len == 0) return;
    ui_row(
        u,
        (ui_opt){
            .gap = 12, .fill = UI_WASH, .radius = 12, .align = UI_CENTRE, .pad = UI_PAD2(4, 16)});
    ui_text(u, sayf(u, PAGE_DELETED, "date", strbuf_text(&g->deleted_when), NULL),
            (ui_opt){.grow = 1, .live = true});
    ui_button(u, ID_PAGE_UNDO, 'u', UI_PLAIN_BUTTON, say(u, PAGE_UNDO), "U");
    ui_end(u);
}

void screen_page_attempts(ui *u, page *g)
{
    const session_attempts *all = g->info->attempts;
    uint32_t shown = all->count;
    if (!g->older && shown > PAGE_FEW_ATTEMPTS) shown = PAGE_FEW_ATTEMPTS;
    ui_text(u, say(u, PAGE_ATTEMPTS), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    show_deleted(u, g);
    if (all->count == 0) ui_text(u, say(u, PAGE_NO_ATTEMPTS), (ui_opt){.ink = UI_SOFT});
    for (uint32_t i = 0; i < shown; i++) {
        if (i) ui_rule(u);
        show_attempt(u, &all->list[i], ID_PAGE_ATTEMPT + 2 * (int)i);
    }
    if (shown < all->count)
        ui_button(u, ID_PAGE_OLDER, 0, UI_PLAIN_BUTTON,
                  sayn(u, PAGE_MORE_ATTEMPTS, (long)(all->count - shown), NULL), NULL);
}

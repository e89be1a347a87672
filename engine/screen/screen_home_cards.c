#include "screen/screen_home.h"

#include "screen/screen_picture.h"
#include "screen/screen_rows.h"

#include <time.h>

/* ---- the greeting ---- */
static screen_text greeting(const home *h)
{
    time_t now = h->program->now ? (time_t)h->program->now : time(NULL);
    struct tm t;
    int hour = localtime_r(&now, &t) ? t.tm_hour : 9;
    if (hour >= 5 && hour < 12) return HOME_MORNING;
    return hour >= 12 && hour < 18 ? HOME_AFTERNOON : HOME_EVENING;
}

void screen_home_greeting(ui *u, const home *h)
{
    const char *below = say(u, HOME_WELCOME);
    if (h->practised) {
        const char *due = h->due ? sayn(u, HOME_DUE, h->due, NULL) : say(u, HOME_NOTHING_DUE);
        below = h->days ? ui_copyf(u, "%s %s", due, sayn(u, HOME_DAYS, h->days, NULL)) : due;
    }
    screen_heading(u, say(u, greeting(h)), below);
}

/* ---- the one at the top: where you stopped, or the first ---- */
static const session_attempt_info *begun(const home_entry *x)
{
    return x->attempts ? x->attempts->unfinished : NULL;
}

static bool has_best(const home_entry *x)
{
    for (int i = 0; x->attempts && i < SESSION_AXES; i++)
        if (x->attempts->best[i] >= 0) return true;
    return false;
}

static void show_badge(ui *u, const home_entry *x)
{
    const session_attempt_info *at = begun(x);
    if (at && at->day > 0)
        ui_badge(u, sayf(u, HOME_CONTINUE, "day", say_number(u, at->day), "clock", at->clock, NULL),
                 UI_SOFT);
    else if (at)
        ui_badge(u, say(u, HOME_CONTINUE_PLAIN), UI_SOFT);
    else if (x->due)
        ui_badge(u, say(u, HOME_IS_DUE), UI_TACT);
    else if (x->minutes)
        ui_badge(u, sayn(u, HOME_ABOUT_MINUTES, x->minutes, NULL), UI_SOFT);
}

static void show_main_texts(ui *u, const home_entry *x)
{
    ui_col(u, (ui_opt){.grow = 1, .gap = 8, .pad = UI_PAD2(24, 28), .pack = UI_CENTRE});
    show_badge(u, x);
    ui_text(u, x->title, (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    if (*x->summary) ui_text(u, x->summary, (ui_opt){.ink = UI_SOFT, .max_width = ui_em(u, 640)});
    if (x->trouble) ui_text(u, x->trouble, (ui_opt){.ink = UI_BAD, .size = UI_SMALL});
    if (!begun(x) && has_best(x)) screen_best_show(u, x->attempts->best);
    ui_row(u, (ui_opt){.gap = 12, .wrap = true, .pad = {12, 0, 0, 0}});
    ui_button(u, ID_HOME_GO_ON, 0, UI_MAIN_BUTTON, say(u, begun(x) ? HOME_GO_ON : HOME_BEGIN),
              "\xE2\x86\xB5");
    if (begun(x)) ui_button(u, ID_HOME_AGAIN, 0, UI_PLAIN_BUTTON, say(u, HOME_AGAIN), NULL);
    ui_button(u, ID_HOME_ABOUT, 0, UI_PLAIN_BUTTON, say(u, HOME_ABOUT), NULL);
    ui_end(u);
    ui_end(u);
}

void screen_home_main(ui *u, const home *h)
{
    const home_entry *x = &h->entries[h->top];
    bool wide = ui_room(u) >= 1000;
    ui_row(u, (ui_opt){.fill = UI_CARD, .line = UI_LINE, .radius = 16, .min_height = 216});
    if (wide) screen_cover(u, x->cover, h->top, (ui_opt){.width = 340, .min_height = 216});
    show_main_texts(u, x);
    ui_end(u);
}

/* ---- the others ---- */
static const char *card_alt(ui *u, const home_entry *x)
{
    const char *alt = ui_copyf(u, "%s. %s", x->title, x->summary);
    if (x->minutes) alt = ui_copyf(u, "%s %s.", alt, sayn(u, HOME_ABOUT_MINUTES, x->minutes, NULL));
    if (x->trouble) alt = ui_copyf(u, "%s %s", alt, x->trouble);
    if (begun(x)) return ui_copyf(u, "%s %s.", alt, say(u, HOME_BEGUN));
    if (x->due) alt = ui_copyf(u, "%s %s.", alt, say(u, HOME_IS_DUE));
    if (has_best(x)) return ui_copyf(u, "%s %s", alt, screen_best_alt(u, x->attempts->best));
    return ui_copyf(u, "%s %s.", alt, say(u, HOME_NEW));
}

static void show_state(ui *u, const home_entry *x)
{
    if (has_best(x)) screen_best_show(u, x->attempts->best);
    ui_row(u, (ui_opt){.gap = 8, .wrap = true});
    if (begun(x)) ui_badge(u, say(u, HOME_BEGUN), UI_SOFT);
    if (x->due) ui_badge(u, say(u, HOME_IS_DUE), UI_TACT);
    if (!begun(x) && !x->due && !has_best(x)) ui_badge(u, say(u, HOME_NEW), UI_SOFT);
    ui_end(u);
}

static void show_card(ui *u, const home *h, int i)
{
    const home_entry *x = &h->entries[i];
    ui_card(u, (ui_opt){.id = ID_HOME_CARD + i, .grow = 1, .alt = card_alt(u, x), .hot = UI_CARD});
    screen_cover(u, x->cover, i, (ui_opt){.height = 120});
    ui_col(u, (ui_opt){.gap = 6, .pad = {8, 18, 18, 18}, .grow = 1});
    ui_text(u, x->title, (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    ui_textf(u, (ui_opt){.ink = UI_SOFT, .size = UI_SMALL}, "%s%s%s", x->summary,
             x->minutes ? " " : "", x->minutes ? sayn(u, HOME_MINUTES, x->minutes, NULL) : "");
    if (x->trouble) ui_text(u, x->trouble, (ui_opt){.ink = UI_BAD, .size = UI_SMALL});
    ui_space(u);
    show_state(u, x);
    ui_end(u);
    ui_end(u);
}

void screen_home_grid(ui *u, const home *h)
{
    float room = ui_room(u);
    int columns = room >= 1100 ? 3 : room >= 620 ? 2 : 1, column = 0;
    if (h->count > 1) ui_text(u, say(u, HOME_OTHERS), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    for (int i = 0; i < h->count; i++) {
        if (i == h->top) continue;
        if (column == 0) ui_row(u, (ui_opt){.gap = 20});
        show_card(u, h, i);
        if (++column < columns) continue;
        ui_end(u);
        column = 0;
    }
    if (column == 0) return;
    for (; column < columns; column++)
        ui_space(u);
    ui_end(u);
}

#include "screen/screen_rows.h"

#include <time.h>

static const char *const AXES[SESSION_AXES] = {"tact", "speed", "honesty"};

screen_text screen_axis_name(const char *axis)
{
    if (strcmp(axis, AXES[0]) == 0) return TACT;
    return strcmp(axis, AXES[1]) == 0 ? SPEED : HONESTY;
}

void screen_chip(ui *u, int id, const char *text, const char *alt, bool chosen)
{
    ui_role ink = chosen ? UI_ACT_INK : UI_INK;
    ui_row(u, (ui_opt){.id = id,
                       .alt = alt,
                       .fill = chosen ? UI_ACT : UI_CARD,
                       .hot = chosen ? UI_ACT_HOT : UI_WASH,
                       .line = chosen ? UI_NONE : UI_EDGE,
                       .radius = 10,
                       .gap = 6,
                       .min_height = 44,
                       .align = UI_CENTRE,
                       .pad = UI_PAD2(4, 14)});
    if (chosen) ui_text(u, "\xE2\x9C\x93", (ui_opt){.ink = ink});
    ui_text(u, text, (ui_opt){.ink = ink, .face = chosen ? UI_SEMI : UI_REGULAR});
    ui_end(u);
}

void screen_step(ui *u, int id, const char *sign, const char *alt, bool off)
{
    ui_row(u, (ui_opt){.id = id,
                       .alt = alt,
                       .off = off,
                       .fill = UI_CARD,
                       .line = off ? UI_LINE : UI_EDGE,
                       .radius = 10,
                       .width = ui_em(u, 44),
                       .min_height = 44,
                       .pack = UI_CENTRE,
                       .align = UI_CENTRE});
    ui_text(u, sign, (ui_opt){.face = UI_SEMI, .ink = off ? UI_SOFT : UI_INK});
    ui_end(u);
}

/* ---- scores ---- */
typedef struct thin {
    float share;
    ui_role role;
} thin;

static void paint_thin(const void *self, const ui_canvas *c)
{
    const thin *t = self;
    ui_draw_bar(c->draw, c->box, t->share * c->share, ui_theme_colour(c->mode, t->role),
                ui_theme_colour(c->mode, UI_WASH));
}

void screen_bar(ui *u, int number, ui_role role, ui_opt opt)
{
    thin *t = u->failed ? NULL : arena_alloc(u->mem, sizeof *t, u->e);
    if (!t) {
        u->failed = true;
        return;
    }
    *t = (thin){(float)number / 100.0f, role};
    opt.enters = true;
    ui_paint(u, paint_thin, t, opt);
}

void screen_best_show(ui *u, const int best[SESSION_AXES])
{
    ui_row(u, (ui_opt){.gap = 14, .alt = screen_best_alt(u, best), .pad = UI_PAD2(4, 0)});
    for (int i = 0; i < SESSION_AXES; i++) {
        if (best[i] < 0) continue;
        ui_role role = screen_axis_role(AXES[i]);
        ui_col(u, (ui_opt){.grow = 1, .gap = 4});
        ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = role}, "%s %s", screen_axis_symbol(AXES[i]),
                 sayf(u, HOME_SCORE, "axis", say(u, screen_axis_name(AXES[i])), "score",
                      say_number(u, best[i]), NULL));
        screen_bar(u, best[i], role, (ui_opt){.height = 6});
        ui_end(u);
    }
    ui_end(u);
}

const char *screen_best_alt(ui *u, const int best[SESSION_AXES])
{
    const char *list = "";
    for (int i = 0; i < SESSION_AXES; i++) {
        if (best[i] < 0) continue;
        const char *one = sayf(u, HOME_SCORE, "axis", say(u, screen_axis_name(AXES[i])), "score",
                               say_number(u, best[i]), NULL);
        list = *list ? ui_copyf(u, "%s, %s", list, one) : one;
    }
    return sayf(u, HOME_BEST, "scores", list, NULL);
}

/* ---- dates ---- */
static bool read_part(const char *text, int digits, int *out)
{
    *out = 0;
    for (int i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

/* Days since 1970-01-01 of a date of the Gregorian calendar: Howard Hinnant's days_from_civil. */
static int64_t days_of(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool local_text(const char *iso, char *out, size_t size)
{
    int y, mo, d, h, mi;
    if (strlen(iso) < 16 || !read_part(iso, 4, &y) || !read_part(iso + 5, 2, &mo) ||
        !read_part(iso + 8, 2, &d) || !read_part(iso + 11, 2, &h) || !read_part(iso + 14, 2, &mi))
        return false;
    time_t at = (time_t)(days_of(y, mo, d) * 86400 + h * 3600 + mi * 60);
    struct tm t;
    return localtime_r(&at, &t) && strftime(out, size, "%Y-%m-%d %H:%M", &t) > 0;
}

bool screen_when_add(strbuf *out, const char *iso, err *e)
{
    char text[40];
    return strbuf_add(out, local_text(iso, text, sizeof text) ? text : iso, e);
}

const char *screen_when(ui *u, const char *iso)
{
    char text[40];
    return ui_copyf(u, "%s", local_text(iso, text, sizeof text) ? text : iso);
}

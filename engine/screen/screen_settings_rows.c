#include "screen/screen_settings.h"

#include "screen/screen_rows.h"

#include <stddef.h>
#include <string.h>

/* What can be set: one table, for the settings and for the overlay. */

enum { MOST_VALUES = 4 };

typedef enum kind {
    STEPS,  /* an int from low to high */
    SWITCH, /* a bool; value 0: false */
    TURNED, /* a bool shown the other way round; value 0: true */
    CHOICE  /* an enum */
} kind;

typedef struct row {
    screen_text name;
    kind kind;
    size_t at;           /* in ui_settings */
    int low, high, step; /* STEPS */
    bool percent;
    int count; /* of values */
    screen_text values[MOST_VALUES];
    bool typefaces; /* values are names of typefaces, the same in every language */
    bool noted;
    screen_text note;
} row;

#define AT(field) offsetof(ui_settings, field)
#define OFF_ON .count = 2, .values = {SET_OFF, SET_ON}

static const row ROWS[SET_ROWS] = {
    [SET_ROW_SIZE] = {SET_SIZE, STEPS, AT(text_percent), 100, 200, 25, .percent = true},
    [SET_ROW_SPACING] = {SET_SPACING, STEPS, AT(line_percent), 100, 200, 10, .percent = true},
    [SET_ROW_THEME] = {SET_THEME, CHOICE, AT(theme), .count = UI_THEME_COUNT,
                       .values = {SET_THEME_SCENE, SET_THEME_LIGHT, SET_THEME_NIGHT,
                                  SET_THEME_CONTRAST}},
    [SET_ROW_FONT] = {SET_FONT, CHOICE, AT(font), .count = UI_TYPEFACE_COUNT, .typefaces = true},
    [SET_ROW_FULLSCREEN] = {SET_FULLSCREEN, SWITCH, AT(fullscreen), OFF_ON},
    [SET_ROW_STILL] = {SET_STILL, SWITCH, AT(still), OFF_ON, .noted = true, .note = SET_STILL_NOTE},
    [SET_ROW_LINES] = {SET_LINES, SWITCH, AT(line_by_line), .count = 2,
                       .values = {SET_AT_ONCE, SET_BY_LINE}},
    [SET_ROW_OWN] = {SET_OWN, SWITCH, AT(own_words), .count = 2,
                     .values = {SET_OWN_ASKED, SET_OWN_ALWAYS}, .noted = true,
                     .note = SET_OWN_NOTE},
    [SET_ROW_SOUNDS] = {SET_SOUNDS, TURNED, AT(silent), OFF_ON},
    [SET_ROW_EFFECTS] = {SET_EFFECTS, STEPS, AT(effects), 0, 100, 10, .percent = true},
    [SET_ROW_MONO] = {SET_MONO, SWITCH, AT(mono), OFF_ON},
    [SET_ROW_VOICE] = {SET_VOICE, CHOICE, AT(voice), .count = 4,
                       .values = {SET_VOICE_OFF, SET_VOICE_SPEECH, SET_VOICE_CLIPBOARD,
                                  SET_VOICE_CAPTIONS}},
    [SET_ROW_VOICE_SPEED] = {SET_VOICE_SPEED, STEPS, AT(voice_speed), -100, 100, 20,
                             .percent = false},
    [SET_ROW_VOICE_VOLUME] = {SET_VOICE_VOLUME, STEPS, AT(voice_volume), 0, 100, 10,
                              .percent = true},
};

/* Enums of settings are as large as int; ui_settings.c relies on it as well. */
_Static_assert(sizeof(ui_theme) == sizeof(int) && sizeof(ui_voice_way) == sizeof(int),
               "enums of settings are as large as int");

static size_t size_of(const row *r)
{
    return r->kind == SWITCH || r->kind == TURNED ? sizeof(bool) : sizeof(int);
}

/* The number of the value, or the number itself. */
static int get(const ui_settings *s, const row *r)
{
    const char *at = (const char *)s + r->at;
    bool on;
    int number;
    if (size_of(r) == sizeof(bool)) {
        memcpy(&on, at, sizeof on);
        return r->kind == TURNED ? !on : on;
    }
    memcpy(&number, at, sizeof number);
    return number;
}

static void put(ui_settings *s, const row *r, int value)
{
    char *at = (char *)s + r->at;
    bool on = r->kind == TURNED ? !value : value != 0;
    if (size_of(r) == sizeof(bool))
        memcpy(at, &on, sizeof on);
    else
        memcpy(at, &value, sizeof value);
}

void screen_set_copy(ui_settings *to, const ui_settings *from, set_row which)
{
    put(to, &ROWS[which], get(from, &ROWS[which]));
}

static const char *value_name(const ui_app *a, const row *r, int value)
{
    if (r->typefaces) return ui_typeface_name((ui_typeface)value);
    return say_in(a, r->values[value]);
}

/* ---- showing ---- */
static const char *number_text(ui *u, const row *r, int number)
{
    const char *text = say_number(u, number);
    return r->percent ? sayf(u, SET_PERCENT, "n", text, NULL) : text;
}

static void show_steps(ui *u, const row *r, int number, int id)
{
    const char *name = say(u, r->name), *text = number_text(u, r, number);
    ui_row(u, (ui_opt){.gap = 10, .align = UI_CENTRE});
    screen_step(u, id, "\xE2\x88\x92", sayf(u, SET_LESS, "name", name, NULL), number <= r->low);
    ui_text(u, text,
            (ui_opt){.face = UI_SEMI,
                     .width = ui_em(u, 64),
                     .text_align = UI_CENTRE,
                     .alt = sayf(u, SET_VALUE, "name", name, "value", text, NULL)});
    screen_step(u, id + 1, "+", sayf(u, SET_MORE, "name", name, NULL), number >= r->high);
    ui_end(u);
}

static void show_values(ui *u, const row *r, int value, int id)
{
    ui_row(u, (ui_opt){.gap = 8, .wrap = true});
    for (int i = 0; i < r->count; i++) {
        const char *text = r->typefaces ? ui_typeface_name((ui_typeface)i) : say(u, r->values[i]);
        screen_chip(u, id + i, text,
                    sayf(u, i == value ? SET_CHOSEN : SET_VALUE, "name", say(u, r->name), "value",
                         text, NULL),
                    i == value);
    }
    ui_end(u);
}

void screen_set_row(ui *u, const ui_settings *s, set_row which)
{
    const row *r = &ROWS[which];
    bool wide = ui_room(u) >= 720;
    ui_opt frame = {.gap = 8, .align = wide ? UI_CENTRE : UI_STRETCH, .min_height = 52};
    if (wide)
        ui_row(u, frame);
    else
        ui_col(u, frame);
    ui_col(u, (ui_opt){.width = wide ? ui_em(u, 220) : 0});
    ui_text(u, say(u, r->name), (ui_opt){.face = UI_SEMI});
    if (r->noted) ui_text(u, say(u, r->note), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_end(u);
    ui_col(u, (ui_opt){.grow = wide ? 1.0f : 0.0f});
    int id = ID_SET_ROW + (int)which * SET_ROW_IDS;
    if (r->kind == STEPS)
        show_steps(u, r, get(s, r), id);
    else
        show_values(u, r, get(s, r), id);
    ui_end(u);
    ui_end(u);
}

/* ---- changing ---- */
static void say_value(ui_app *a, const row *r, int value)
{
    strbuf text = {0}, number = {0};
    err e = {0};
    strbuf_addf(&number, &e, "%d", value);
    const char *shown = r->kind == STEPS ? strbuf_text(&number) : value_name(a, r, value);
    if (words_fill(&text, &e, say_in(a, SET_VALUE), "name", say_in(a, r->name), "value", shown,
                   NULL))
        ui_app_say(a, strbuf_text(&text));
    strbuf_release(&text);
    strbuf_release(&number);
}

bool screen_set_act(ui_app *a, screen_program *p, int id, err *e)
{
    int at = id - ID_SET_ROW;
    if (at < 0 || at / SET_ROW_IDS >= SET_ROWS) return false;
    const row *r = &ROWS[at / SET_ROW_IDS];
    int which = at % SET_ROW_IDS, value = which;
    if (r->kind == STEPS) {
        value = get(&p->settings, r) + (which == 0 ? -r->step : r->step);
        value = value < r->low ? r->low : value > r->high ? r->high : value;
    } else if (which >= r->count) {
        return true;
    }
    put(&p->settings, r, value);
    screen_settings_apply(a, p, e);
    say_value(a, r, value);
    return true;
}

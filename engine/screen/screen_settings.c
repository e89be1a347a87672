#include "screen/screen_settings.h"

#include "screen/screen_rows.h"

#include "base/base_mem.h"

/* Settings: sections as tabs, each setting a row. What is chosen counts at once, so that the screen
 * itself is the preview. */

enum { ID_BACK = 1, ID_RESET, ID_UNDO, ID_SECTION = 100 };

typedef enum section { LOOK, READING, SOUND, CONTROLS, SPEECH, ABOUT, SECTIONS } section;

static const struct {
    screen_text name;
    set_row first, end; /* rows; none when equal */
} PARTS[SECTIONS] = {[LOOK] = {SET_LOOK, SET_ROW_SIZE, SET_ROW_STILL},
                     [READING] = {SET_READING, SET_ROW_STILL, SET_ROW_SOUNDS},
                     [SOUND] = {SET_SOUND, SET_ROW_SOUNDS, SET_ROWS},
                     [CONTROLS] = {SET_KEYS, SET_ROWS, SET_ROWS},
                     [SPEECH] = {SET_LANGUAGE, SET_ROWS, SET_ROWS},
                     [ABOUT] = {SET_ABOUT, SET_ROWS, SET_ROWS}};

typedef struct options {
    screen_program *program;
    section open;
    bool over;          /* over a play: no places at the side */
    bool undo;          /* `before` can be brought back */
    ui_settings before; /* the last reset */
    strbuf told;        /* what came of the last change of a key */
    err trouble;
} options;

/* ---- parts ---- */
static void show_tab(ui *u, const options *o, int i)
{
    bool here = i == (int)o->open;
    const char *name = say(u, PARTS[i].name);
    ui_row(u, (ui_opt){.id = ID_SECTION + i,
                       .alt = sayf(u, here ? SET_SECTION_HERE : SET_SECTION, "section", name, "n",
                                   say_number(u, i + 1), "all", say_number(u, SECTIONS), NULL),
                       .fill = here ? UI_CARD : UI_NONE,
                       .hot = UI_CARD,
                       .radius = 10,
                       .square = UI_BOTTOM_LEFT | UI_BOTTOM_RIGHT,
                       .pad = UI_PAD2(6, 16),
                       .align = UI_CENTRE,
                       .min_height = 44});
    ui_text(u, name, (ui_opt){.face = here ? UI_SEMI : UI_REGULAR, .ink = here ? UI_INK : UI_SOFT});
    ui_end(u);
}

static void show_sample(ui *u)
{
    ui_rule(u);
    ui_text(u, say(u, SET_SAMPLE_TITLE), (ui_opt){.face = UI_SEMI});
    ui_bubble(u, UI_THEIRS, NULL, say(u, SET_SAMPLE), ui_em(u, 520));
    ui_bubble(u, UI_OWN_WORDS, NULL, say(u, SET_SAMPLE_OWN), ui_em(u, 520));
}

static void show_reset(ui *u, const options *o)
{
    ui_row(u, (ui_opt){.gap = 12, .wrap = true, .align = UI_CENTRE, .pad = {8, 0, 0, 0}});
    ui_button(u, ID_RESET, 0, UI_PLAIN_BUTTON, say(u, SET_RESET), NULL);
    if (o->undo) {
        ui_button(u, ID_UNDO, 0, UI_PLAIN_BUTTON, say(u, SET_UNDO), NULL);
        ui_text(u, say(u, SET_RESET_DONE), (ui_opt){.ink = UI_SOFT, .live = true});
    }
    ui_end(u);
}

static void show_section(ui *u, const options *o)
{
    const screen_program *p = o->program;
    for (set_row r = PARTS[o->open].first; r < PARTS[o->open].end; r++) {
        if (r > PARTS[o->open].first) ui_rule(u);
        screen_set_row(u, &p->settings, r);
    }
    if (o->open == LOOK) show_sample(u);
    if (o->open == CONTROLS) screen_set_keys(u, p, strbuf_text(&o->told));
    if (o->open == SPEECH) screen_set_language(u, p);
    if (o->open == ABOUT) screen_set_about(u, p);
    if (o->open != ABOUT && o->open != SPEECH) show_reset(u, o);
}

static void show_all(ui *u, const options *o)
{
    if (o->over)
        ui_text(u, say(u, SET_KEPT), (ui_opt){.ink = UI_SOFT});
    else
        screen_heading(u, say(u, NAV_SETTINGS), say(u, SET_KEPT));
    if (o->trouble.code) ui_text(u, o->trouble.text, (ui_opt){.ink = UI_BAD, .live = true});
    ui_card(u, (ui_opt){0});
    ui_row(u, (ui_opt){.fill = UI_WASH,
                       .radius = 15,
                       .square = UI_BOTTOM_LEFT | UI_BOTTOM_RIGHT,
                       .pad = {8, 12, 0, 12},
                       .gap = 4,
                       .wrap = true});
    for (int i = 0; i < SECTIONS; i++)
        show_tab(u, o, i);
    ui_end(u);
    ui_col(u, (ui_opt){.gap = 8, .pad = screen_is_wide(u) ? UI_PAD2(20, 28) : UI_PAD(16)});
    show_section(u, o);
    ui_end(u);
    ui_end(u);
}

static void build(void *self, ui *u)
{
    const options *o = self;
    if (!o->over) {
        screen_frame_begin(u, SCREEN_SETTINGS);
        show_all(u, o);
        screen_frame_end(u);
        return;
    }
    screen_top_bar(u, say(u, NAV_SETTINGS), ID_BACK, say(u, BACK));
    ui_col(u, (ui_opt){.grow = 1, .scroll = 1, .align = UI_CENTRE, .pad = UI_PAD2(20, 28)});
    ui_col(u, (ui_opt){.gap = 20, .width = ui_em(u, 1000)});
    show_all(u, o);
    ui_end(u);
    ui_end(u);
}

/* ---- what is pressed ---- */
static void reset(options *o, ui_app *a, err *e)
{
    screen_program *p = o->program;
    ui_settings usual = ui_settings_usual();
    o->before = p->settings;
    o->undo = true;
    for (set_row r = PARTS[o->open].first; r < PARTS[o->open].end; r++)
        screen_set_copy(&p->settings, &usual, r);
    if (o->open == CONTROLS) p->settings.keys = usual.keys;
    screen_settings_apply(a, p, e);
    ui_app_focus(a, ID_UNDO);
}

static void act(void *self, ui_app *a, int id)
{
    options *o = self;
    err e = {0};
    err_clear(&o->trouble);
    if (id == ID_BACK) {
        ui_app_pop(a);
        return;
    }
    if (id == ID_RESET) {
        reset(o, a, &e);
    } else if (id == ID_UNDO) {
        o->program->settings = o->before;
        o->undo = false;
        screen_settings_apply(a, o->program, &e);
        ui_app_focus(a, ID_RESET);
    } else if (id >= ID_SECTION && id < ID_SECTION + SECTIONS) {
        o->open = (section)(id - ID_SECTION);
        o->undo = false;
    } else if (id >= ID_SET_KEY && id < ID_SET_END) {
        screen_set_key_push(a, o->program, id, &o->told, &e);
    } else if (!screen_set_act(a, o->program, id, &e) &&
               !screen_set_language_act(a, o->program, id, &e) && !o->over) {
        screen_frame_act(a, o->program, SCREEN_SETTINGS, id, &e);
    }
    o->trouble = e;
    screen_tell(a, &e);
}

static void options_free(void *self)
{
    options *o = self;
    strbuf_release(&o->told);
    base_free(o);
}

static bool push(ui_app *a, screen_program *p, bool replace, bool over, err *e)
{
    options *o = base_alloc(sizeof *o);
    if (!o) return err_nomem(e);
    o->program = p;
    o->over = over;
    ui_screen s = {.self = o,
                   .title = say_in(a, NAV_SETTINGS),
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .free = options_free};
    if (!(replace ? ui_app_replace(a, s, e) : ui_app_push(a, s, e))) return false;
    ui_app_focus(a, ID_SECTION);
    return true;
}

bool screen_settings_push(ui_app *a, screen_program *p, bool replace, err *e)
{
    return push(a, p, replace, false, e);
}

bool screen_settings_over(ui_app *a, screen_program *p, err *e)
{
    return push(a, p, false, true, e);
}

bool screen_settings_apply(ui_app *a, screen_program *p, err *e)
{
    bool ok = ui_app_apply(a, &p->settings, e);
    p->settings = *ui_app_settings(a); /* a font or a voice may be missing */
    err why = {0};
    if (p->settings_file.len && !screen_settings_keep(a, p, &why) && ok)
        return err_set(e, why.code, "%s", why.text);
    return ok;
}

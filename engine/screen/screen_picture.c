#include "screen/screen_picture.h"

#include "base/base_file.h"
#include "base/base_mem.h"

#include <string.h>

void screen_icon(ui *u, const char *name, float size, ui_role ink)
{
    float side = ui_em(u, size);
    ui_picture(u, (ui_picture_opt){.name = name, .tint = ink},
               (ui_opt){.width = side, .height = side});
}

/* ---- two people speaking ---- */
static const ui_role TINTS[] = {UI_HONESTY, UI_SPEED, UI_FOCUS, UI_TACT};
enum { TINT_COUNT = sizeof TINTS / sizeof TINTS[0], FRAME = 8 /* round a picture, dp */ };

static uint32_t translucent(uint32_t colour, uint32_t alpha)
{
    return (colour & 0xFFFFFFu) | alpha << 24;
}

static void paint_band(const void *self, const ui_canvas *c)
{
    const ui_role *tint = self;
    uint32_t colour = ui_theme_colour(c->mode, *tint);
    int h = c->box.h < c->box.w / 3 ? c->box.h : c->box.w * 2 / 5;
    int left = c->box.x + (c->box.w - h * 3 / 2) / 2, top = c->box.y + (c->box.h - h) / 2;
    if (c->box.w > h * 3) left = c->box.x + h / 3;
    ui_draw_round(c->draw, c->box, (int)(10 * c->scale), 0, translucent(colour, 0x38), 0, 0);
    ui_rect theirs = {left, top + h / 4, h, h * 3 / 10};
    ui_rect own = {left + h / 2, top + h * 5 / 8, h, h * 3 / 10};
    ui_draw_round(c->draw, theirs, h / 8, UI_BOTTOM_LEFT, translucent(colour, 0x50), 0, 0);
    ui_draw_round(c->draw, own, h / 8, UI_BOTTOM_RIGHT, translucent(colour, 0x90), 0, 0);
}

void screen_cover(ui *u, const char *name, int number, ui_opt opt)
{
    ui_opt inside = {.grow = 1, .height = opt.height > 2 * FRAME ? opt.height - 2 * FRAME : 0};
    opt.pad = UI_PAD(FRAME);
    ui_col(u, opt);
    if (*name)
        ui_picture(u, (ui_picture_opt){.name = name, .crop = UI_FILLED, .radius = 10}, inside);
    else
        ui_paint(u, paint_band, &TINTS[number % TINT_COUNT], inside);
    ui_end(u);
}

void screen_scenery(ui *u, const session_view *v, ui_opt opt)
{
    if (*v->picture)
        ui_picture(u, (ui_picture_opt){.name = v->picture, .crop = UI_FILLED, .radius = 15}, opt);
}

void screen_meeting(ui *u, const session_view *v, ui_opt opt)
{
    float whole = opt.height;
    if (*v->picture) {
        screen_cover(u, v->picture, 0, (ui_opt){.height = whole * 0.5f});
        whole *= 0.5f;
    }
    ui_col(u, (ui_opt){.align = UI_CENTRE, .pad = {16, 0, 0, 0}});
    if (*v->portrait)
        ui_picture(u,
                   (ui_picture_opt){
                       .name = v->portrait, .mood = *v->mood ? v->mood : "calm", .crop = UI_CIRCLE},
                   (ui_opt){.width = whole, .height = whole});
    else
        ui_silhouette(u, whole < 128 ? whole : 128);
    ui_end(u);
}

/* ---- where they are ---- */

/* The drawings beside a scenario: its folder, the folder of its file, or by its id. */
static bool art_of(const screen_program *p, const char *where, strbuf *out, err *e)
{
    strbuf_clear(out);
    size_t len = strlen(where);
    const char *slash = strrchr(where, '/');
    if (file_is_folder(where)) return strbuf_addf(out, e, "%s/art", where);
    if (len > 5 && strcmp(where + len - 5, ".json") == 0)
        return strbuf_addf(out, e, "%.*s/art", slash ? (int)(slash - where) : 1,
                           slash ? where : ".");
    return strbuf_addf(out, e, "%s/%s/art", session_places_scenarios(p->places), where);
}

enum { MOST_FOLDERS = 32 };

typedef struct finder {
    const screen_program *program;
    arena mem;
    const char *folders[MOST_FOLDERS];
    size_t count;
    err e;
} finder;

static void add_folder(finder *f, const strbuf *path)
{
    if (f->count == MOST_FOLDERS || !file_is_folder(strbuf_text(path))) return;
    const char *copy = arena_text(&f->mem, strbuf_text(path), path->len, &f->e);
    if (copy) f->folders[f->count++] = copy;
}

static bool find_one(void *self, const session_scenario_info *one)
{
    finder *f = self;
    strbuf path = {0};
    if (art_of(f->program, one->folder, &path, &f->e)) add_folder(f, &path);
    strbuf_release(&path);
    return f->count + 1 < MOST_FOLDERS;
}

void screen_pictures_of(ui_app *a, const screen_program *p, const char *where)
{
    finder f = {.program = p};
    strbuf path = {0};
    if (!where)
        session_list_scenarios(p->places, find_one, &f, &f.e);
    else if (art_of(p, where, &path, &f.e))
        add_folder(&f, &path);
    strbuf_clear(&path);
    if (strbuf_addf(&path, &f.e, "%s/art", session_places_assets(p->places))) add_folder(&f, &path);
    if (ui_pictures_folders(ui_app_pictures(a), f.folders, f.count, &f.e)) err_clear(&f.e);
    screen_tell(a, &f.e);
    strbuf_release(&path);
    arena_release(&f.mem);
}

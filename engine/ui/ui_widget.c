#include "ui/ui_widget.h"

#include "base/base_utf8.h"
#include "ui/ui_phrases.h"

enum { TARGET = 44 }; /* dp: the least height of what can be pressed */

void ui_key_cap(ui *u, const char *key, ui_role ink)
{
    float side = ui_em(u, 24);
    bool letter = utf8_count(key) == 1;
    ui_row(u, (ui_opt){.line = ink,
                       .radius = 5,
                       .width = letter ? side : 0,
                       .height = side,
                       .pad = UI_PAD2(0, letter ? 0 : 7),
                       .pack = UI_CENTRE,
                       .align = UI_CENTRE,
                       .alt = ""});
    ui_text(u, key, (ui_opt){.size = UI_SMALL, .ink = ink});
    ui_end(u);
}

const char *ui_cap(ui *u, int key, const char *usual)
{
    char name[UI_KEY_NAME];
    if (!u->keys || !key) return usual;
    if (u->device == UI_GAMEPAD) {
        const char *button = ui_keys_pad_for(u->keys, key);
        return button ? button : "";
    }
    int pressed = ui_keys_pressed(u->keys, key);
    return pressed == key ? usual : ui_copyf(u, "%s", ui_key_name(pressed, name));
}

void ui_hint(ui *u, int id, int key, const char *cap, const char *label, bool off)
{
    cap = ui_cap(u, key, cap);
    ui_phrase says = u->device == UI_GAMEPAD ? UI_SAYS_PAD_BUTTON : UI_SAYS_KEY;
    const char *alt = *cap ? ui_says(u, says, "name", label, "key", cap, NULL) : label;
    ui_row(u, (ui_opt){.id = id,
                       .key = key,
                       .off = off,
                       .alt = alt,
                       .gap = ui_em(u, 6),
                       .pad = UI_PAD2(0, 9),
                       .radius = 8,
                       .min_height = TARGET,
                       .align = UI_CENTRE});
    if (*cap) ui_text(u, cap, (ui_opt){.ink = UI_SOFT, .face = UI_SEMI});
    ui_text(u, label, (ui_opt){.ink = UI_SOFT});
    ui_end(u);
}

void ui_button(ui *u, int id, int key, ui_button_kind kind, const char *label, const char *cap)
{
    bool main = kind == UI_MAIN_BUTTON;
    ui_role ink = main ? UI_ACT_INK : UI_INK;
    ui_row(u, (ui_opt){.id = id,
                       .key = key,
                       .alt = label,
                       .fill = main ? UI_ACT : UI_CARD,
                       .hot = main ? UI_ACT_HOT : UI_WASH,
                       .line = main ? UI_NONE : UI_EDGE,
                       .radius = 10,
                       .gap = 8,
                       .pad = UI_PAD2(8, 20),
                       .min_height = TARGET,
                       .pack = UI_CENTRE,
                       .align = UI_CENTRE});
    ui_text(u, label, (ui_opt){.ink = ink, .face = UI_SEMI});
    if (cap) cap = ui_cap(u, key, cap);
    if (cap && *cap) ui_key_cap(u, cap, ink);
    ui_end(u);
}

void ui_choice(ui *u, int id, int number, const char *text, const char *note, float grow)
{
    const char *cap = ui_copyf(u, "%d", number);
    const char *alt = ui_copyf(u, "%d. %s%s%s", number, text, note ? " " : "", note ? note : "");
    ui_row(u, (ui_opt){.id = id,
                       .key = number > 0 && number < 10 ? '0' + number : 0,
                       .alt = alt,
                       .first = number == 1,
                       .grow = grow,
                       .fill = UI_CARD,
                       .line = UI_EDGE,
                       .radius = 12,
                       .gap = 16,
                       .align = UI_START,
                       .pad = UI_PAD2(13, 18),
                       .min_height = TARGET});
    ui_key_cap(u, cap, UI_SOFT);
    ui_col(u, (ui_opt){.grow = 1, .gap = 2});
    ui_text(u, text, (ui_opt){0});
    if (note) ui_text(u, note, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_end(u);
    ui_end(u);
}

void ui_bubble(ui *u, ui_side side, const char *name, const char *text, float max_width)
{
    bool own = side == UI_OWN_WORDS;
    const char *alt = name ? ui_copyf(u, "%s: %s", name, text) : text;
    ui_text(u, text,
            (ui_opt){.fill = own ? UI_OWN : UI_WASH,
                     .ink = own ? UI_OWN_INK : UI_INK,
                     .radius = 16,
                     .square = own ? UI_BOTTOM_RIGHT : UI_BOTTOM_LEFT,
                     .pad = UI_PAD2(14, 18),
                     .max_width = max_width,
                     .place = own ? UI_END : UI_START,
                     .size = UI_BODY,
                     .alt = alt,
                     .live = true});
}

void ui_cue(ui *u, const char *text)
{
    ui_text(u, text, (ui_opt){.face = UI_ITALIC, .ink = UI_SOFT, .live = true});
}

void ui_badge(ui *u, const char *text, ui_role ink)
{
    ui_text(u, text,
            (ui_opt){.size = UI_SMALL,
                     .ink = ink,
                     .fill = UI_WASH,
                     .radius = 12,
                     .pad = UI_PAD2(3, 10),
                     .place = UI_START});
}

typedef struct bar {
    float share;
    ui_role role;
} bar;

static void paint_bar(const void *self, const ui_canvas *c)
{
    const bar *b = self;
    ui_draw_bar(c->draw, c->box, b->share * c->share, ui_theme_colour(c->mode, b->role),
                ui_theme_colour(c->mode, UI_WASH));
}

void ui_score(ui *u, const char *symbol, const char *word, int number, ui_role role)
{
    bar *b = u->failed ? NULL : arena_alloc(u->mem, sizeof *b, u->e);
    if (!b) {
        u->failed = true;
        return;
    }
    *b = (bar){(float)number / 100.0f, role};
    ui_row(u, (ui_opt){.gap = 12, .align = UI_CENTRE});
    ui_textf(u, (ui_opt){.ink = role, .face = UI_SEMI, .width = ui_em(u, 96)}, "%s %s", symbol,
             word);
    ui_paint(u, paint_bar, b, (ui_opt){.height = 10, .grow = 1, .enters = true});
    ui_textf(u, (ui_opt){.face = UI_SEMI, .width = ui_em(u, 34), .text_align = UI_END}, "%d",
             number);
    ui_end(u);
}

void ui_point_line(ui *u, bool done, const char *text)
{
    ui_row(u, (ui_opt){.gap = 10,
                       .alt = ui_says(u, done ? UI_SAYS_DONE : UI_SAYS_OPEN, "text", text, NULL)});
    ui_text(u, done ? "\xE2\x9C\x93" : "\xE2\x97\x8B",
            (ui_opt){.ink = done ? UI_GOOD : UI_SOFT, .width = ui_em(u, 16)});
    ui_text(u, text, (ui_opt){.grow = 1});
    ui_end(u);
}

static void paint_silhouette(const void *self, const ui_canvas *c)
{
    (void)self;
    float r = (float)c->box.w / 2, x = (float)c->box.x + r, y = (float)c->box.y + r;
    uint32_t figure = ui_theme_colour(c->mode, UI_SOFT);
    ui_draw_circle(c->draw, x, y, r, ui_theme_colour(c->mode, UI_LINE));
    ui_draw_circle(c->draw, x, y - r * 0.19f, r * 0.37f, figure);
    ui_rect chest = {(int)(x - r * 0.7f), (int)(y + r * 0.12f), (int)(r * 1.4f), (int)(r * 0.68f)};
    ui_draw_round(c->draw, chest, (int)(r * 0.62f), UI_BOTTOM_LEFT | UI_BOTTOM_RIGHT, figure, 0, 0);
}

void ui_silhouette(ui *u, float size)
{
    ui_paint(u, paint_silhouette, NULL,
             (ui_opt){.width = size, .height = size, .place = UI_CENTRE});
}

ui_node *ui_card(ui *u, ui_opt opt)
{
    opt.fill = UI_CARD;
    opt.line = UI_LINE;
    if (opt.radius <= 0) opt.radius = 16;
    return ui_col(u, opt);
}

#include "screen/screen_play.h"

#include <string.h>

/* What can be chosen; what stands in its place while one reads or writes. */

/* ---- places at a desk ---- */

/* The first option with this option's place. */
static uint32_t first_there(const session_view *v, uint32_t option)
{
    uint32_t i = 0;
    while (strcmp(v->options[i].place, v->options[option].place) != 0)
        i++;
    return i;
}

int screen_play_places(const session_view *v)
{
    int places = 0;
    bool named = false;
    for (uint32_t i = 0; v->stage == SESSION_DESK && i < v->option_count; i++) {
        named = named || *v->options[i].place;
        places += first_there(v, i) == i;
    }
    return named ? places : 0;
}

int screen_play_place_of(const session_view *v, uint32_t option)
{
    int place = 0;
    for (uint32_t i = 0; i < first_there(v, option); i++)
        place += first_there(v, i) == i;
    return place;
}

const char *screen_play_place(const session_view *v, int number)
{
    for (uint32_t i = 0; i < v->option_count; i++)
        if (screen_play_place_of(v, i) == number) return v->options[i].place;
    return "";
}

/* ---- choices ---- */
static void show_hint(const screen_play *p, ui *u, const session_view *v)
{
    if (!p->hint || !*v->hint) return;
    ui_textf(u, (ui_opt){.fill = UI_WASH, .radius = 12, .pad = UI_PAD2(10, 16), .live = true},
             UI_B "%s" UI_B "  %s", say(u, PLAY_HINT_TITLE), v->hint);
}

static void show_heading(ui *u, const session_view *v)
{
    bool mail = v->stage == SESSION_MAIL;
    if (v->option_count && (mail || (v->stage == SESSION_PLAN && v->sheet_count)))
        ui_text(u, say(u, mail ? MAIL_ANSWER : PLAN_NEXT), (ui_opt){.face = UI_SEMI});
}

static void show_choices(const screen_play *p, ui *u, const session_view *v)
{
    int places = screen_play_places(v), shown = 0;
    for (uint32_t i = 0; i < v->option_count; i++) {
        const session_option *o = &v->options[i];
        int number = (int)i + 1, id = ID_PLAY_CHOICE + (int)i;
        if (places > 1 && screen_play_place_of(v, i) != p->tab) {
            if (number < 10) ui_shortcut(u, id, '0' + number);
            continue;
        }
        ui_choice(u, id, number, o->text, p->hint && *o->hint ? o->hint : NULL, 0);
        shown++;
    }
    ui_text(u, "",
            (ui_opt){.heard = true, .live = true, .alt = sayn(u, PLAY_CHOICES, shown, NULL)});
}

/* ---- own words ---- */
static void show_field(screen_play *p, ui *u)
{
    ui_col(u,
           (ui_opt){.gap = 8, .fill = UI_CARD, .line = UI_LINE, .radius = 12, .pad = UI_PAD(16)});
    ui_text(u, say(u, OWN_LABEL), (ui_opt){.face = UI_SEMI});
    ui_field(u, &p->own,
             (ui_field_opt){.label = say(u, OWN_LABEL), .placeholder = say(u, OWN_PLACEHOLDER)},
             (ui_opt){.id = ID_PLAY_FIELD, .first = true, .extra = say(u, OWN_WHAT_FOR)});
    ui_text(u, say(u, OWN_WHAT_FOR), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_row(u, (ui_opt){.gap = 12, .wrap = true});
    ui_button(u, ID_PLAY_OWN_DONE, 0, UI_MAIN_BUTTON, say(u, p->first ? OWN_SHOW : OWN_DONE),
              "\xE2\x86\xB5");
    if (!p->first) ui_button(u, ID_PLAY_OWN_DROP, 0, UI_PLAIN_BUTTON, say(u, OWN_DROP), NULL);
    ui_end(u);
    ui_end(u);
}

static void show_written(const screen_play *p, ui *u)
{
    const char *words = strbuf_text(&p->game->words);
    if (!*words) return;
    ui_col(u, (ui_opt){.gap = 2, .line = UI_OWN, .radius = 12, .pad = UI_PAD2(10, 16)});
    ui_text(u, sayf(u, OWN_WROTE, "words", ui_copyf(u, UI_I "%s" UI_I, words), NULL),
            (ui_opt){.live = true});
    ui_text(u, say(u, OWN_NEAREST), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .live = true});
    ui_end(u);
}

static void show_own_way(const screen_play *p, ui *u, const session_view *v)
{
    if (!screen_play_is_spoken(v)) return;
    ui_row(u, (ui_opt){.id = ID_PLAY_OWN,
                       .key = 's',
                       .gap = 12,
                       .radius = 8,
                       .align = UI_CENTRE,
                       .place = UI_START,
                       .pad = UI_PAD2(0, 2),
                       .min_height = 44});
    ui_key_cap(u, "S", UI_SOFT);
    ui_text(u, say(u, p->game->words.len ? OWN_EDIT : OWN_FIRST),
            (ui_opt){.ink = UI_SOFT, .size = UI_SMALL});
    ui_end(u);
}

/* ---- the end ---- */
static void show_over(ui *u)
{
    ui_text(u, "", (ui_opt){.heard = true, .live = true, .alt = say(u, PLAY_OVER)});
    ui_choice(u, ID_PLAY_DEBRIEF, 1, say(u, PLAY_SEE), NULL, 0);
    ui_choice(u, ID_PLAY_RATE, 2, say(u, PLAY_RATE), NULL, 0);
}

void screen_play_options(screen_play *p, ui *u, const session_view *v)
{
    if (screen_play_is_reading(p, v)) {
        ui_row(u, (ui_opt){.place = UI_START});
        ui_button(u, ID_PLAY_NEXT, UI_KEY_SPACE, UI_PLAIN_BUTTON, say(u, PLAY_GO_ON), "Space");
        ui_end(u);
        return;
    }
    show_hint(p, u, v);
    if (p->writing) show_field(p, u);
    if (!p->writing) show_written(p, u);
    if (v->over) show_over(u);
    if (p->writing && p->first) return;
    show_heading(u, v);
    show_choices(p, u, v);
    if (!p->writing) show_own_way(p, u, v);
}

#include "screen/screen_play.h"

#include <string.h>

enum { SHOWN_LINES = 60 }; /* of the transcript; T shows all */

const char *screen_play_mood(const session_view *v)
{
    for (uint32_t i = v->line_count; i > 0; i--) {
        const session_line *line = &v->lines[i - 1];
        if (line->kind == SESSION_LINE_SCENE) return "";
        if (line->kind == SESSION_LINE_HERS && strcmp(line->name, v->person) == 0)
            return line->mood;
    }
    return "";
}

/* Where the present scene begins, as far as it has a title. */
static uint32_t scene_start(const session_view *v)
{
    for (uint32_t i = v->line_count; i > 0; i--)
        if (v->lines[i - 1].kind == SESSION_LINE_SCENE) return i - 1;
    return 0;
}

/* What somebody wrote: one sheet for all lines that follow each other. Returns the line after. */
static uint32_t show_letter(ui *u, const session_view *v, uint32_t i, float width)
{
    const char *name = v->lines[i].name;
    ui_card(u, (ui_opt){.pad = UI_PAD2(20, 24), .gap = 10, .max_width = width});
    ui_text(u, ui_copyf(u, "From %s", name), (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_rule(u);
    for (; i < v->line_count; i++) {
        const session_line *line = &v->lines[i];
        if (line->kind != SESSION_LINE_HERS || strcmp(line->name, name) != 0) break;
        ui_text(u, line->text,
                (ui_opt){.size = UI_BODY,
                         .alt = ui_copyf(u, "%s writes: %s", name, line->text),
                         .live = true});
    }
    ui_end(u);
    return i;
}

void screen_play_lines(ui *u, const session_view *v, float width)
{
    uint32_t i = v->line_count > SHOWN_LINES ? v->line_count - SHOWN_LINES : 0;
    uint32_t scene = scene_start(v), anew = v->line_count - v->new_lines;
    bool marked = false;
    while (i < v->line_count) {
        const session_line *line = &v->lines[i];
        bool hers = line->kind == SESSION_LINE_HERS;
        if (i >= anew && !marked) {
            ui_col(u, (ui_opt){.read_on = true});
            ui_end(u);
            marked = true;
        }
        if (hers && v->stage == SESSION_MAIL && i >= scene) {
            i = show_letter(u, v, i, width);
            continue;
        }
        /* a voice says the name with the words */
        if (hers && strcmp(line->name, v->person) != 0)
            ui_text(u, line->name, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .alt = ""});
        screen_line_show(u, line, width);
        i++;
    }
}

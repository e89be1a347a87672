#include "screen/screens.h"

#include <string.h>

const char *screen_axis_symbol(const char *axis)
{
    if (strcmp(axis, "tact") == 0) return "\xE2\x99\xA1";
    if (strcmp(axis, "speed") == 0) return "\xE2\x97\xB7";
    return "\xE2\x97\x89";
}

ui_role screen_axis_role(const char *axis)
{
    if (strcmp(axis, "tact") == 0) return UI_TACT;
    if (strcmp(axis, "speed") == 0) return UI_SPEED;
    return UI_HONESTY;
}

static const char *italic(ui *u, const char *text)
{
    return ui_copyf(u, UI_I "%s" UI_I, text);
}

static void show_receipt(ui *u, const session_line *line)
{
    const char *score = ui_copyf(u, "%s " UI_B "%s" UI_B, screen_axis_symbol(line->axis),
                                 say(u, screen_axis_name(line->axis)));
    const char *points = ui_copyf(u, UI_B "%+d" UI_B, line->points);
    ui_text(u,
            sayf(u, LINE_RECEIPT, "score", score, "points", points, "skill", line->skill_name,
                 "because", line->text, NULL),
            (ui_opt){.size = UI_SMALL, .ink = screen_axis_role(line->axis)});
}

static void show_lie(ui *u, screen_text what, const char *about)
{
    ui_textf(u, (ui_opt){.size = UI_SMALL, .ink = UI_BAD}, "\xE2\x9C\x95 %s",
             sayf(u, what, "what", about, NULL));
}

void screen_line_show(ui *u, const session_line *line, float width)
{
    ui_opt small = {.size = UI_SMALL, .ink = UI_SOFT};
    switch (line->kind) {
    case SESSION_LINE_HERS: ui_bubble(u, UI_THEIRS, line->name, line->text, width); break;
    case SESSION_LINE_YOURS: ui_bubble(u, UI_OWN_WORDS, say(u, YOU), line->text, width); break;
    case SESSION_LINE_ACTION:
        ui_text(u, line->text,
                (ui_opt){.line = UI_OWN,
                         .radius = 16,
                         .square = UI_BOTTOM_RIGHT,
                         .pad = UI_PAD2(10, 18),
                         .max_width = width,
                         .place = UI_END,
                         .alt = sayf(u, LINE_YOU_CHOSE, "words", line->text, NULL),
                         .live = true});
        break;
    case SESSION_LINE_NARRATION:
        ui_text(u, line->text, (ui_opt){.max_width = ui_em(u, 760), .size = UI_BODY, .live = true});
        break;
    case SESSION_LINE_CUE: ui_cue(u, line->text); break;
    case SESSION_LINE_SCENE:
        ui_text(u, line->text,
                (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .live = true, .pad = {14, 0, 0, 0}});
        break;
    case SESSION_LINE_TIME: ui_badge(u, line->text, UI_SOFT); break;
    case SESSION_LINE_WORDS:
        small.place = width > 0 ? UI_END : UI_START;
        small.max_width = width;
        ui_text(u, sayf(u, LINE_OWN_WORDS, "words", italic(u, line->text), NULL), small);
        break;
    case SESSION_LINE_ENDING:
        ui_text(u, line->text,
                (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .live = true, .pad = {10, 0, 6, 0}});
        break;
    case SESSION_LINE_THOUGHT:
        ui_text(u,
                sayf(u, LINE_THOUGHT, "name", *line->name ? line->name : say(u, LINE_THEY), "words",
                     italic(u, line->text), NULL),
                small);
        break;
    case SESSION_LINE_RECEIPT: show_receipt(u, line); break;
    case SESSION_LINE_BETTER:
        ui_text(u, sayf(u, LINE_BETTER, "words", italic(u, line->text), NULL), small);
        break;
    case SESSION_LINE_LIE: show_lie(u, LINE_LIE, line->text); break;
    case SESSION_LINE_LIE_OUT: show_lie(u, LINE_LIE_OUT, line->text); break;
    }
}

void screen_top_bar(ui *u, const char *title, int id, const char *label)
{
    ui_row(u, (ui_opt){.pad = UI_PAD2(8, 28), .align = UI_CENTRE, .gap = 12});
    ui_text(u, title, (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .grow = 1});
    ui_hint(u, id, UI_KEY_ESCAPE, "Esc", label, false);
    ui_end(u);
    ui_rule(u);
}

#include "screen/screen_play.h"

#include "session/session_words.h"

#include <string.h>

/* What is said: the end of the transcript, and how far one has read. */

enum { SHOWN_LINES = 60 }; /* of the transcript; T shows all */

/* The moods that portraits have, in words; another one is told as it is written. */
static const struct {
    const char *mood;
    screen_text word;
} MOODS[] = {{"amused", MOOD_AMUSED},     {"angry", MOOD_ANGRY},       {"calm", MOOD_CALM},
             {"cool", MOOD_COOL},         {"guarded", MOOD_GUARDED},   {"hurt", MOOD_HURT},
             {"relieved", MOOD_RELIEVED}, {"thinking", MOOD_THINKING}, {"tired", MOOD_TIRED},
             {"warm", MOOD_WARM}};

const char *screen_play_mood(ui *u, const session_view *v)
{
    const char *word = v->mood;
    if (!*word || strcmp(word, "neutral") == 0) return "";
    for (size_t i = 0; i < sizeof MOODS / sizeof MOODS[0]; i++)
        if (strcmp(MOODS[i].mood, v->mood) == 0) word = say(u, MOODS[i].word);
    return sayf(u, v->stage == SESSION_FACE ? CALL_LOOKS : CALL_SOUNDS, "mood", word, NULL);
}

/* Where the present scene begins, as far as it has a title. */
static uint32_t scene_start(const session_view *v)
{
    for (uint32_t i = v->line_count; i > 0; i--)
        if (v->lines[i - 1].kind == SESSION_LINE_SCENE) return i - 1;
    return 0;
}

uint32_t screen_play_page_start(const session_view *v)
{
    uint32_t scene = scene_start(v), anew = v->line_count - v->new_lines;
    return scene < anew ? scene : anew;
}

/* A line that takes a moment to read; the others come along with it. */
static bool is_read(session_line_kind kind)
{
    return kind == SESSION_LINE_HERS || kind == SESSION_LINE_NARRATION ||
           kind == SESSION_LINE_CUE || kind == SESSION_LINE_ENDING;
}

uint32_t screen_play_next_line(const session_view *v, uint32_t shown)
{
    while (shown < v->line_count && !is_read(v->lines[shown].kind))
        shown++;
    if (shown < v->line_count) shown++;
    for (uint32_t i = shown; i < v->line_count; i++)
        if (is_read(v->lines[i].kind)) return shown;
    return v->line_count;
}

/* What somebody wrote: one sheet for all lines that follow each other. Returns the line after. */
static uint32_t show_letter(ui *u, const session_view *v, uint32_t i, uint32_t end, float width)
{
    const char *name = v->lines[i].name;
    bool known = strcmp(name, v->person) == 0 && *v->role;
    const char *heads[][2] = {
        {say(u, MAIL_FROM),
         known ? sayf(u, CALL_PERSON, "name", name, "role", v->role, NULL) : name},
        {say(u, MAIL_TO), v->player},
        {say(u, MAIL_DATE), v->clock}};
    ui_card(u, (ui_opt){.pad = UI_PAD2(24, 28), .gap = 10, .max_width = width});
    if (*v->scene_title) ui_text(u, v->scene_title, (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    for (size_t k = 0; k < sizeof heads / sizeof heads[0]; k++) {
        if (!*heads[k][1]) continue;
        ui_row(u, (ui_opt){.gap = 12});
        ui_text(u, heads[k][0], (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .width = ui_em(u, 56)});
        ui_text(u, heads[k][1], (ui_opt){.size = UI_SMALL, .grow = 1});
        ui_end(u);
    }
    ui_rule(u);
    for (; i < end; i++) {
        const session_line *line = &v->lines[i];
        if (line->kind != SESSION_LINE_HERS || strcmp(line->name, name) != 0) break;
        ui_text(u, line->text,
                (ui_opt){.size = UI_BODY,
                         .alt = sayf(u, MAIL_WRITES, "name", name, "words", line->text, NULL),
                         .live = true});
    }
    ui_end(u);
    return i;
}

/* The heading of a page at the desk, in the plan or a note. */
static void show_page_title(ui *u, const session_line *line)
{
    ui_text(u, line->text,
            (ui_opt){.size = screen_play_is_narrow(u) ? UI_HEAD : UI_TITLE,
                     .face = UI_BOLD,
                     .live = true,
                     .pad = {4, 0, 0, 0}});
}

static bool is_page(const session_view *v)
{
    return v->stage == SESSION_DESK || v->stage == SESSION_NOTE || v->stage == SESSION_PLAN;
}

/* The clock stands at the top all the time; within the talk only a new day is worth a word. */
static bool is_new_day(const session_view *v, uint32_t i)
{
    for (uint32_t k = i; k > 0; k--)
        if (v->lines[k - 1].kind == SESSION_LINE_TIME)
            return strcspn(v->lines[k - 1].text, " ") != strcspn(v->lines[i].text, " ") ||
                   strncmp(v->lines[k - 1].text, v->lines[i].text,
                           strcspn(v->lines[i].text, " ")) != 0;
    return true;
}

static void show_line(ui *u, const session_view *v, uint32_t i, float width)
{
    const session_line *line = &v->lines[i];
    if (line->kind == SESSION_LINE_TIME && !is_new_day(v, i)) return;
    bool hers = line->kind == SESSION_LINE_HERS;
    if (line->kind == SESSION_LINE_SCENE && is_page(v) && i >= scene_start(v)) {
        show_page_title(u, line);
        return;
    }
    /* a voice says the name with the words */
    if (hers && strcmp(line->name, v->person) != 0)
        ui_text(u, line->name, (ui_opt){.size = UI_SMALL, .ink = UI_SOFT, .alt = ""});
    screen_line_show(u, line, width);
}

void screen_play_lines(ui *u, const screen_play *p, const session_view *v, uint32_t from,
                       float width)
{
    uint32_t end = p->shown < v->line_count ? p->shown : v->line_count;
    uint32_t i = end > SHOWN_LINES ? end - SHOWN_LINES : 0;
    uint32_t scene = scene_start(v), anew = v->line_count - v->new_lines;
    bool marked = false;
    if (i < from) i = from;
    while (i < end) {
        const session_line *line = &v->lines[i];
        if (i >= anew && !marked) {
            ui_col(u, (ui_opt){.read_on = true});
            ui_end(u);
            marked = true;
        }
        if (line->kind == SESSION_LINE_HERS && v->stage == SESSION_MAIL && i >= scene) {
            i = show_letter(u, v, i, end, width);
            continue;
        }
        bool titled = line->kind == SESSION_LINE_SCENE && v->stage == SESSION_MAIL && i >= scene &&
                      i + 1 < end && v->lines[i + 1].kind == SESSION_LINE_HERS;
        if (!titled) show_line(u, v, i, width); /* a mail's title stands in its head */
        i++;
    }
}

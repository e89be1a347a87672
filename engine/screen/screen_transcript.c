#include "screen/screen_play.h"

#include "screen/screen_save.h"

#include "base/base_mem.h"

#include <ctype.h>
#include <string.h>

/* Everything said so far: to look through, to copy, to save as a page. */

enum { ID_BACK = 1, ID_FIND, ID_COPY, ID_SAVE, SCROLL = 1 };

typedef struct transcript {
    screen_game *game;
    ui_edit find;
    strbuf note; /* what came of copying and saving */
} transcript;

/* Letters beyond ASCII must be written as they are. */
static bool has(const char *text, const char *part)
{
    size_t len = strlen(part);
    for (; *text; text++) {
        size_t i = 0;
        while (i < len && tolower((unsigned char)text[i]) == tolower((unsigned char)part[i]))
            i++;
        if (i == len) return true;
    }
    return len == 0;
}

static void show_top(ui *u, transcript *t)
{
    ui_row(u, (ui_opt){.pad = UI_PAD2(8, 28),
                       .align = UI_CENTRE,
                       .gap = 12,
                       .wrap = screen_play_is_narrow(u)});
    ui_text(u, say(u, TRANSCRIPT), (ui_opt){.size = UI_HEAD, .face = UI_BOLD, .grow = 1});
    ui_field(u, &t->find,
             (ui_field_opt){.label = say(u, SCRIPT_FIND), .placeholder = say(u, SCRIPT_FIND_HINT)},
             (ui_opt){.id = ID_FIND, .width = ui_em(u, 200)});
    ui_hint(u, ID_COPY, 'c', "C", say(u, SCRIPT_COPY), false);
    ui_hint(u, ID_SAVE, 's', "S", say(u, SCRIPT_SAVE), false);
    ui_hint(u, ID_BACK, UI_KEY_ESCAPE, "Esc", say(u, BACK), false);
    ui_end(u);
    ui_rule(u);
}

static void build(void *self, ui *u)
{
    transcript *t = self;
    const session_view *v = session_look(t->game->session);
    const char *find = ui_edit_text(&t->find);
    long found = 0;
    show_top(u, t);
    ui_col(u, (ui_opt){.grow = 1,
                       .scroll = SCROLL,
                       .stick_end = !*find,
                       .gap = 12,
                       .align = UI_CENTRE,
                       .pad = UI_PAD2(20, 28)});
    ui_col(u, (ui_opt){
                  .width = ui_em(u, 900),
                  .gap = 12,
              });
    if (t->note.len)
        ui_text(u, strbuf_text(&t->note),
                (ui_opt){.fill = UI_WASH, .radius = 12, .pad = UI_PAD2(10, 16), .live = true});
    for (uint32_t i = 0; i < v->line_count; i++) {
        if (!has(v->lines[i].text, find)) continue;
        found++;
        screen_line_show(u, &v->lines[i], ui_em(u, 640));
    }
    if (v->line_count == 0) ui_text(u, say(u, SCRIPT_EMPTY), (ui_opt){.ink = UI_SOFT});
    if (*find)
        ui_text(u, sayn(u, SCRIPT_FOUND, found, NULL), (ui_opt){.ink = UI_SOFT, .live = true});
    ui_end(u);
    ui_end(u);
}

static bool text_of(const session_view *v, strbuf *out, err *e)
{
    for (uint32_t i = 0; i < v->line_count; i++) {
        const session_line *line = &v->lines[i];
        const char *name = line->kind == SESSION_LINE_YOURS ? v->player : line->name;
        if (!strbuf_addf(out, e, "%s%s%s\n", name, *name ? ": " : "", line->text)) return false;
    }
    return true;
}

static void copy(transcript *t, ui_app *a)
{
    strbuf text = {0};
    err e = {0};
    strbuf_clear(&t->note);
    if (text_of(session_look(t->game->session), &text, &e)) {
        ui_app_copy(a, strbuf_text(&text));
        strbuf_add(&t->note, say_in(a, SCRIPT_COPIED), &e);
    }
    screen_tell(a, &e);
    strbuf_release(&text);
}

static void save(transcript *t, ui_app *a)
{
    strbuf path = {0};
    err why = {0};
    strbuf_clear(&t->note);
    if (screen_save(t->game->program, t->game->session, SCREEN_SAVE_TRANSCRIPT, &path, &why))
        words_fill(&t->note, NULL, say_in(a, SCRIPT_SAVED), "path", strbuf_text(&path), NULL);
    else
        strbuf_add(&t->note, why.text, NULL);
    strbuf_release(&path);
}

static void act(void *self, ui_app *a, int id)
{
    transcript *t = self;
    if (id == ID_BACK) ui_app_pop(a);
    if (id == ID_COPY) copy(t, a);
    if (id == ID_SAVE) save(t, a);
}

static void transcript_free(void *self)
{
    transcript *t = self;
    ui_edit_release(&t->find);
    strbuf_release(&t->note);
    screen_game_drop(t->game);
    base_free(t);
}

bool screen_transcript_push(ui_app *a, screen_game *g, err *e)
{
    transcript *t = base_alloc(sizeof *t);
    if (!t) return err_nomem(e);
    t->game = screen_game_hold(g);
    t->find.most = 80;
    if (!ui_app_push(a,
                     (ui_screen){.self = t,
                                 .title = say_in(a, TRANSCRIPT),
                                 .mode = UI_LIGHT,
                                 .build = build,
                                 .act = act,
                                 .free = transcript_free},
                     e))
        return false;
    ui_app_focus(a, ID_BACK);
    return true;
}

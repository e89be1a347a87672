/* The node that shows a picture. */
#include "ui/ui_picture.h"

typedef struct shown {
    ui_pictures *pictures;
    ui_picture_opt picture;
} shown;

static void paint(const void *self, const ui_canvas *c)
{
    const shown *s = self;
    ui_pictures_draw(s->pictures, &s->picture, c);
}

static const char *keep(ui *u, const char *text)
{
    return text ? ui_copyf(u, "%s", text) : NULL;
}

ui_node *ui_picture(ui *u, ui_picture_opt picture, ui_opt opt)
{
    if (!opt.alt) opt.alt = "";
    shown *s = u->failed ? NULL : arena_alloc(u->mem, sizeof *s, u->e);
    if (!s) {
        u->failed = true;
        return NULL;
    }
    s->pictures = u->pictures;
    s->picture = picture;
    s->picture.name = keep(u, picture.name);
    s->picture.mood = keep(u, picture.mood);
    for (size_t i = 0; i < sizeof picture.over / sizeof picture.over[0]; i++)
        s->picture.over[i] = keep(u, picture.over[i]);
    ui_node *n = ui_paint(u, paint, s, opt);
    if (n) n->picture = true;
    return n;
}

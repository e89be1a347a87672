/* What a voice would say, shown at the bottom over everything: for those who read it, and for those
 * who test what is said. */
#include "base/base_hash.h"
#include "ui/ui_internal.h"

#include <math.h>
#include <string.h>

static int pixels(const ui_app *a, float dp)
{
    return (int)lroundf(dp * a->scale);
}

void ui_caption_look(ui_app *a)
{
    const char *text = ui_voice_caption(a->voice);
    uint64_t now = *text ? hash64(HASH64_START, text, strlen(text)) : 0;
    if (now == a->caption_shown) return;
    a->caption_shown = now;
    ui_app_damage_all(a);
}

bool ui_caption_draw(ui_app *a)
{
    const char *text = ui_voice_caption(a->voice);
    if (!*text) return true;
    arena mem = {0};
    ui_para para = {0};
    ui_mode mode = ui_app_contrast(a) ? UI_CONTRAST : UI_NIGHT;
    int pad = pixels(a, 12);
    int height = -1;
    if (ui_para_init(&para, a->texts, &mem, text, UI_BASE, UI_REGULAR, &a->fault))
        height = ui_para_wrap(&para, a->texts, a->w - 4 * pad, &a->fault);
    if (height >= 0) {
        /* a long text shows its end: that is what is new */
        int most = a->h / 3, seen = height < most ? height : most;
        ui_rect strip = {pad, a->h - seen - 3 * pad, a->w - 2 * pad, seen + 2 * pad};
        ui_draw_round(&a->draw, strip, pad, 0, ui_theme_colour(mode, UI_SIDE),
                      ui_theme_colour(mode, UI_SIDE_INK), 1);
        ui_rect before =
            ui_draw_clip(&a->draw, (ui_rect){2 * pad, strip.y + pad, a->w - 4 * pad, seen});
        ui_para_draw(&para, a->texts, &a->draw, 2 * pad, strip.y + pad + seen - height, UI_START,
                     ui_theme_colour(mode, UI_SIDE_INK));
        ui_draw_unclip(&a->draw, before);
    }
    arena_release(&mem);
    return height >= 0 || err_nomem(&a->fault);
}

#include "ui/ui_app.h"

#include "base/base_words.h"
#include "ui/ui_internal.h"

enum {
    WORD_CACHE = 8 * 1024 * 1024,
    PICTURE_CACHE = 8 * 1024 * 1024 /* beyond what is on the screen */
};

static int within(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* Values from outside, held within what they can be. */
static ui_settings sane(ui_settings s)
{
    s.text_percent = within(s.text_percent, 100, 200);
    s.line_percent = within(s.line_percent, 100, 200);
    s.effects = within(s.effects, 0, 100);
    s.voice_volume = within(s.voice_volume, 0, 100);
    s.voice_speed = within(s.voice_speed, -100, 100);
    return s;
}

static void complain(void *self, const char *text)
{
    (void)self;
    ui_app_complain(text);
}

/* Sound and voice as the settings say. False when speech was asked for and there is none. */
static bool set_sound(ui_app *a, err *e)
{
    const ui_settings *s = &a->settings;
    ui_sound_set(a->sound, s->silent ? 0 : s->effects, s->mono);
    return ui_voice_set(a->voice,
                        &(ui_voice_how){.way = s->voice,
                                        .speed = s->voice_speed,
                                        .volume = s->voice_volume,
                                        .language = words_language(a->words)},
                        e);
}

ui_app *ui_app_new(const ui_app_opt *opt, err *e)
{
    static const ui_app_opt usual = {0};
    if (!opt) opt = &usual;
    ui_app *a = base_alloc(sizeof *a);
    if (!a) {
        err_nomem(e);
        return NULL;
    }
    a->running = true;
    a->settings = sane(opt->settings ? *opt->settings : ui_settings_usual());
    if (opt->text_percent) a->settings.text_percent = within(opt->text_percent, 100, 200);
    if (opt->contrast) a->settings.theme = UI_THEME_CONTRAST;
    a->words = opt->words;
    a->clock = opt->clock, a->clock_self = opt->clock_self;
    if (!ui_window_open(a, opt, e)) goto fail;
    a->fonts = ui_fonts_new(opt->font_folder, e);
    if (!a->fonts) goto fail;
    if (a->settings.font != UI_INTER) {
        err why = {0};
        if (!ui_fonts_choose(a->fonts, a->settings.font, &why)) ui_app_complain(why.text);
    }
    a->texts = ui_texts_new(a->fonts, WORD_CACHE, e);
    if (!a->texts) goto fail;
    a->pictures = ui_pictures_new(PICTURE_CACHE, e);
    if (!a->pictures) goto fail;
    ui_pictures_on_complaint(a->pictures, complain, NULL);
    a->sound = ui_sound_new(e);
    a->voice = a->sound ? ui_voice_new(opt->voice_log, e) : NULL;
    if (!a->voice) goto fail;
    set_sound(a, NULL);
    ui_app_resized(a);
    if (a->fault.code) {
        err_set(e, a->fault.code, "%s", a->fault.text);
        goto fail;
    }
    return a;
fail:
    ui_app_free(a);
    return NULL;
}

static void free_entry(ui_entry *s)
{
    if (s->screen.free) s->screen.free(s->screen.self);
    arena_release(&s->mem);
    base_free(s->live);
    base_free(s);
}

void ui_app_free_gone(ui_app *a)
{
    while (a->gone) {
        ui_entry *s = a->gone;
        a->gone = s->below;
        free_entry(s);
    }
}

void ui_app_free(ui_app *a)
{
    if (!a) return;
    while (a->top)
        ui_app_pop(a);
    ui_app_free_gone(a);
    ui_gamepad_close(a);
    ui_sound_free(a->sound);
    ui_voice_free(a->voice);
    ui_draw_release(&a->draw);
    ui_pictures_free(a->pictures);
    ui_texts_free(a->texts);
    ui_fonts_free(a->fonts);
    if (a->shadow) SDL_FreeSurface(a->shadow);
    if (a->window) SDL_DestroyWindow(a->window);
    if (a->video) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    base_free(a);
}

bool ui_app_push(ui_app *a, ui_screen screen, err *e)
{
    ui_entry *s = base_alloc(sizeof *s);
    if (!s) {
        if (screen.free) screen.free(screen.self);
        return err_nomem(e);
    }
    s->screen = screen;
    s->stale = true;
    s->below = a->top;
    a->top = s;
    ui_app_damage_all(a);
    return true;
}

void ui_app_pop(ui_app *a)
{
    ui_entry *s = a->top;
    if (!s) return;
    a->top = s->below;
    s->below = a->gone;
    a->gone = s;
    if (a->top) {
        a->top->stale = true;
        a->top->said_focus = 0;
    }
    ui_app_damage_all(a);
}

bool ui_app_replace(ui_app *a, ui_screen screen, err *e)
{
    ui_app_pop(a);
    return ui_app_push(a, screen, e);
}

void ui_app_quit(ui_app *a)
{
    a->running = false;
}

void ui_app_changed(ui_app *a)
{
    if (a->top) a->top->stale = true;
}

void ui_app_repaint(ui_app *a, int id)
{
    const ui_node *n = a->top && a->top->built ? ui_node_find(&a->top->tree, id) : NULL;
    if (n) ui_app_damage(a, ui_rect_grow(n->box, (int)(6 * a->scale + 0.5f)));
}

void ui_app_focus(ui_app *a, int id)
{
    if (!a->top) return;
    a->top->nav.wanted = id;
    a->top->said_focus = 0;
    a->top->stale = true;
}

void ui_app_wake_at(ui_app *a, uint64_t ms)
{
    if (a->top) a->top->wake = ms;
}

const struct wordbook *ui_app_words(const ui_app *a)
{
    return a->words;
}

uint64_t ui_app_now(const ui_app *a)
{
    return a->clock ? a->clock(a->clock_self) : SDL_GetTicks64();
}

ui_pictures *ui_app_pictures(ui_app *a)
{
    return a->pictures;
}

const ui_settings *ui_app_settings(const ui_app *a)
{
    return &a->settings;
}

bool ui_app_has_font(const ui_app *a, ui_typeface font)
{
    return ui_fonts_has(a->fonts, font);
}

bool ui_app_apply(ui_app *a, const ui_settings *given, err *e)
{
    ui_settings s = sane(*given);
    s.place = a->settings.place;
    bool ok = ui_fonts_choose(a->fonts, s.font, e);
    ui_window_fullscreen(a, s.fullscreen);
    a->settings = s;
    ui_app_scale_text(a);
    return set_sound(a, e) && ok;
}

void ui_app_on_settings(ui_app *a, ui_changed_fn *changed, void *self)
{
    a->changed = changed;
    a->changed_self = self;
}

/* A setting was changed without the settings' screen. */
static void tell_changed(ui_app *a)
{
    if (a->changed) a->changed(a->changed_self, a);
}

int ui_app_text_percent(const ui_app *a)
{
    return a->settings.text_percent;
}

void ui_app_set_text_percent(ui_app *a, int percent)
{
    percent = within(percent, 100, 200);
    if (percent == a->settings.text_percent) return;
    a->settings.text_percent = percent;
    ui_app_scale_text(a);
    tell_changed(a);
}

bool ui_app_contrast(const ui_app *a)
{
    return a->settings.theme == UI_THEME_CONTRAST;
}

void ui_app_set_contrast(ui_app *a, bool on)
{
    if (on == ui_app_contrast(a)) return;
    a->settings.theme = on ? UI_THEME_CONTRAST : UI_THEME_SCENE;
    ui_app_all_stale(a);
    tell_changed(a);
}

void ui_app_toggle_fullscreen(ui_app *a)
{
    ui_window_fullscreen(a, !a->full);
    tell_changed(a);
}

ui_device ui_app_device(const ui_app *a)
{
    return a->device;
}

void ui_app_on_key(ui_app *a, ui_key_fn *key, void *self)
{
    a->key = key;
    a->key_self = self;
}

void ui_app_copy(ui_app *a, const char *text)
{
    (void)a;
    SDL_SetClipboardText(text);
}

ui_counts ui_app_counts(const ui_app *a)
{
    return a->counts;
}

const err *ui_app_fault(const ui_app *a)
{
    return &a->fault;
}

ui_sound *ui_app_sound(ui_app *a)
{
    return a->sound;
}

bool ui_app_is_heard(const ui_app *a)
{
    return a->say || ui_voice_listens(a->voice);
}

const ui *ui_app_tree(const ui_app *a)
{
    return a->top && a->top->built ? &a->top->tree : NULL;
}

int ui_app_focused(const ui_app *a)
{
    return a->top ? a->top->nav.hot.focus : 0;
}

const uint32_t *ui_app_pixels(ui_app *a, int *w, int *h, int *pitch)
{
    SDL_Surface *s = SDL_GetWindowSurface(a->window);
    s = s ? ui_frame_canvas(a, s) : NULL;
    *w = s ? s->w : 0, *h = s ? s->h : 0, *pitch = s ? s->pitch / 4 : 0;
    return s ? s->pixels : NULL;
}

void ui_app_complain(const char *text)
{
    SDL_LogError(SDL_LOG_CATEGORY_APPLICATION, "%s", text);
}

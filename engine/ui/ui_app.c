#include "ui/ui_app.h"

#include "base/base_hash.h"
#include "ui/ui_internal.h"

#include <math.h>

enum {
    WIDTH = 1280, /* the window the design is drawn for */
    HEIGHT = 800,
    LEAST_WIDTH = 960,
    LEAST_HEIGHT = 540,
    WORD_CACHE = 8 * 1024 * 1024
};

static int within(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

void ui_app_damage(ui_app *a, ui_rect r)
{
    a->damage = ui_rect_join(a->damage, ui_rect_meet(r, (ui_rect){0, 0, a->w, a->h}));
}

void ui_app_damage_all(ui_app *a)
{
    a->damage = (ui_rect){0, 0, a->w, a->h};
}

static void all_stale(ui_app *a)
{
    for (ui_entry *s = a->top; s; s = s->below)
        s->stale = true;
    ui_app_damage_all(a);
}

static void scale_text(ui_app *a)
{
    ui_texts_clear(a->texts);
    ui_fonts_scale(a->fonts, a->scale * (float)a->text_percent / 100.0f);
    for (ui_entry *s = a->top; s; s = s->below)
        s->nav.rescaled = true;
    all_stale(a);
}

/* One dp is a window point, more in steps of a quarter when the window is larger than the design
 * (so that 4K without a display density is readable), times the display's density. */
void ui_app_resized(ui_app *a)
{
    int points_w = WIDTH, points_h = HEIGHT;
    SDL_GetWindowSize(a->window, &points_w, &points_h);
    SDL_Surface *s = SDL_GetWindowSurface(a->window);
    if (!s) {
        err_set(&a->fault, ERR_MISSING, "the window cannot be drawn to: %s", SDL_GetError());
        return;
    }
    float fit = fminf((float)points_w / WIDTH, (float)points_h / HEIGHT);
    fit = fminf(fmaxf(floorf(fit * 4) / 4, 1), 4);
    float density = points_w > 0 ? (float)s->w / (float)points_w : 1;
    float scale = fit * density;
    bool rescaled = scale != a->scale;
    a->w = s->w, a->h = s->h;
    a->density = density;
    a->scale = scale;
    if (rescaled) scale_text(a);
    all_stale(a);
}

/* Without a display SDL falls back to a driver that shows nothing; it counts only when asked for.
 */
static bool shows_nothing(void)
{
    static const char *const BLIND[] = {"offscreen", "dummy", "evdev"};
    const char *driver = SDL_GetCurrentVideoDriver(), *asked = SDL_getenv("SDL_VIDEODRIVER");
    if (!driver || (asked && *asked)) return false;
    for (size_t i = 0; i < sizeof BLIND / sizeof BLIND[0]; i++)
        if (strcmp(driver, BLIND[i]) == 0) return true;
    return false;
}

static bool open_window(ui_app *a, const ui_app_opt *opt, err *e)
{
    /* the accelerated framebuffer costs three to four times the start on software GL */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return err_set(e, ERR_MISSING,
                       "no display to open a window on (%s). Play in the terminal instead: "
                       "add --text",
                       SDL_GetError());
    a->video = true;
    if (shows_nothing())
        return err_set(e, ERR_MISSING,
                       "no display to open a window on. Play in the terminal instead: add --text");
    int w = opt->width > 0 ? opt->width : WIDTH, h = opt->height > 0 ? opt->height : HEIGHT;
    SDL_Rect usable;
    if (opt->width <= 0 && SDL_GetDisplayUsableBounds(0, &usable) == 0) {
        w = w < usable.w ? w : usable.w;
        h = h < usable.h ? h : usable.h;
    }
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    if (opt->fullscreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    a->window = SDL_CreateWindow(opt->title ? opt->title : "Rapport", SDL_WINDOWPOS_CENTERED,
                                 SDL_WINDOWPOS_CENTERED, w, h, flags);
    if (!a->window)
        return err_set(e, ERR_MISSING,
                       "no window could be opened (%s). Play in the terminal instead: add --text",
                       SDL_GetError());
    SDL_SetWindowMinimumSize(a->window, LEAST_WIDTH, LEAST_HEIGHT);
    SDL_StopTextInput();
    return true;
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
    a->text_percent = within(opt->text_percent ? opt->text_percent : 100, 100, 200);
    a->contrast = opt->contrast;
    if (!open_window(a, opt, e)) goto fail;
    a->fonts = ui_fonts_new(opt->font_folder, e);
    if (!a->fonts) goto fail;
    a->texts = ui_texts_new(a->fonts, WORD_CACHE, e);
    if (!a->texts) goto fail;
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

static void free_gone(ui_app *a)
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
    free_gone(a);
    ui_draw_release(&a->draw);
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
    a->wake = 0;
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
    a->wake = 0;
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

/* Says every live text that was not there, in the same order, at the last build. */
static bool say_live(ui_app *a, ui_entry *s)
{
    bool ok = false;
    strbuf text = {0};
    size_t count = 0, n = 0, from = 0;
    for (const ui_node *k = s->tree.root; k; k = ui_node_next(&s->tree, k))
        count += k->opt.live;
    uint64_t *now = base_alloc(count * sizeof *now);
    if (!now) goto done;
    for (const ui_node *k = s->tree.root; k; k = ui_node_next(&s->tree, k)) {
        if (!k->opt.live) continue;
        strbuf_clear(&text);
        if (!ui_node_say(&s->tree, k, &text, &a->fault)) goto done;
        now[n] = hash64(HASH64_START, strbuf_text(&text), text.len);
        size_t at = from;
        while (at < s->live_count && s->live[at] != now[n])
            at++;
        if (at < s->live_count)
            from = at + 1;
        else
            ui_app_say(a, strbuf_text(&text));
        n++;
    }
    base_free(s->live);
    s->live = now, s->live_count = n;
    now = NULL;
    ok = true;
done:
    base_free(now);
    strbuf_release(&text);
    return ok || err_nomem(&a->fault);
}

void ui_app_say_focus(ui_app *a)
{
    ui_entry *s = a->top;
    if (!a->say || !s || !s->built || s->said_focus == s->nav.hot.focus) return;
    s->said_focus = s->nav.hot.focus;
    const ui_node *n = ui_node_find(&s->tree, s->said_focus);
    strbuf text = {0};
    if (n && ui_node_say(&s->tree, n, &text, &a->fault)) ui_app_say(a, strbuf_text(&text));
    strbuf_release(&text);
}

static bool build(ui_app *a, ui_entry *s)
{
    arena_reset(&s->mem);
    s->tree = (ui){.mem = &s->mem,
                   .texts = a->texts,
                   .scale = a->scale,
                   .text_scale = (float)a->text_percent / 100.0f,
                   .w = a->w,
                   .h = a->h,
                   .mode = a->contrast ? UI_CONTRAST : s->screen.mode,
                   .e = &a->fault};
    s->stale = false;
    s->built = false;
    a->counts.builds++;
    ui_tree_begin(&s->tree);
    s->screen.build(s->screen.self, &s->tree);
    if (!ui_tree_layout(&s->tree)) return err_nomem(&a->fault);
    ui_nav_bind(&s->nav, &s->tree);
    s->built = true;
    ui_app_damage_all(a);
    if (!a->say || s != a->top) return true;
    if (!s->said_title && s->screen.title) ui_app_say(a, s->screen.title);
    s->said_title = true;
    if (!say_live(a, s)) return false;
    ui_app_say_focus(a);
    return true;
}

bool ui_app_settle(ui_app *a)
{
    if (!a->top) return false;
    return (!a->top->stale && a->top->built) || build(a, a->top);
}

/* The surface to draw into: the window's when its pixels are 0x00RRGGBB, else one of our own. */
static SDL_Surface *canvas(ui_app *a, SDL_Surface *window)
{
    const SDL_PixelFormat *f = window->format;
    if (f->BytesPerPixel == 4 && f->Rmask == 0xFF0000 && f->Gmask == 0xFF00 && f->Bmask == 0xFF)
        return window;
    if (a->shadow && (a->shadow->w != window->w || a->shadow->h != window->h)) {
        SDL_FreeSurface(a->shadow);
        a->shadow = NULL;
    }
    if (!a->shadow) {
        a->shadow =
            SDL_CreateRGBSurfaceWithFormat(0, window->w, window->h, 32, SDL_PIXELFORMAT_RGB888);
        ui_app_damage_all(a);
    }
    return a->shadow;
}

/* From the lowest screen that can be seen up to `s`. */
static bool draw_screens(ui_app *a, ui_entry *s)
{
    ui_mode mode = a->contrast ? UI_CONTRAST : s->screen.mode;
    ui_rect all = {0, 0, a->w, a->h};
    if (s->screen.overlay && s->below) {
        if (!draw_screens(a, s->below)) return false;
        ui_draw_rect(&a->draw, all, ui_theme_colour(mode, UI_SHADE));
    } else {
        ui_draw_rect(&a->draw, all, ui_theme_colour(mode, UI_PAPER));
    }
    if ((s->stale || !s->built) && !build(a, s)) return false;
    ui_tree_draw(&s->tree, &a->draw, s == a->top ? s->nav.hot : (ui_hot){0});
    return true;
}

static bool draw(ui_app *a)
{
    SDL_Surface *window = SDL_GetWindowSurface(a->window);
    SDL_Surface *to = window ? canvas(a, window) : NULL;
    if (!to)
        return err_set(&a->fault, ERR_MISSING, "the window cannot be drawn to: %s", SDL_GetError());
    ui_rect damage = a->damage;
    ui_draw_target(&a->draw, to->pixels, to->w, to->h, to->pitch / 4);
    ui_draw_clip(&a->draw, damage);
    if (!draw_screens(a, a->top)) return false;
    SDL_Rect part = {damage.x, damage.y, damage.w, damage.h};
    if (to != window) SDL_BlitSurface(to, &part, window, &part);
    SDL_UpdateWindowSurfaceRects(a->window, &part, 1);
    a->damage = (ui_rect){0};
    a->counts.draws++;
    return true;
}

static bool can_be_seen(const ui_app *a)
{
    return !(SDL_GetWindowFlags(a->window) & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN));
}

static bool has_work(const ui_app *a)
{
    return a->top && can_be_seen(a) && (a->top->stale || a->damage.w > 0);
}

bool ui_app_frame(ui_app *a)
{
    SDL_Event ev;
    while (a->running && SDL_PollEvent(&ev))
        ui_input_event(a, &ev);
    if (a->wake && ui_app_now(a) >= a->wake) {
        a->wake = 0;
        a->counts.ticks++;
        if (a->top && a->top->screen.tick)
            a->top->screen.tick(a->top->screen.self, a, ui_app_now(a));
    }
    free_gone(a);
    if (a->running && has_work(a)) {
        if (ui_app_settle(a) && a->damage.w > 0) draw(a);
    }
    return a->running && a->top && a->fault.code == ERR_NONE;
}

void ui_app_wait(ui_app *a)
{
    if (!a->running || !a->top || has_work(a)) return;
    if (!a->wake) {
        SDL_WaitEvent(NULL);
        return;
    }
    uint64_t now = ui_app_now(a);
    if (a->wake > now) SDL_WaitEventTimeout(NULL, (int)within((int)(a->wake - now), 1, 60000));
}

bool ui_app_run(ui_app *a, err *e)
{
    while (ui_app_frame(a))
        ui_app_wait(a);
    return a->fault.code == ERR_NONE || err_set(e, a->fault.code, "%s", a->fault.text);
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
    if (n) ui_app_damage(a, ui_rect_grow(n->box, (int)lroundf(6 * a->scale)));
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
    a->wake = ms;
}

uint64_t ui_app_now(const ui_app *a)
{
    (void)a;
    return SDL_GetTicks64();
}

int ui_app_text_percent(const ui_app *a)
{
    return a->text_percent;
}

void ui_app_set_text_percent(ui_app *a, int percent)
{
    percent = within(percent, 100, 200);
    if (percent == a->text_percent) return;
    a->text_percent = percent;
    scale_text(a);
}

bool ui_app_contrast(const ui_app *a)
{
    return a->contrast;
}

void ui_app_set_contrast(ui_app *a, bool on)
{
    a->contrast = on;
    all_stale(a);
}

void ui_app_toggle_fullscreen(ui_app *a)
{
    bool full = SDL_GetWindowFlags(a->window) & SDL_WINDOW_FULLSCREEN_DESKTOP;
    SDL_SetWindowFullscreen(a->window, full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
}

void ui_app_on_say(ui_app *a, ui_say_fn *say, void *self)
{
    a->say = say;
    a->say_self = self;
}

void ui_app_say(ui_app *a, const char *text)
{
    if (a->say && *text) a->say(a->say_self, text);
}

ui_counts ui_app_counts(const ui_app *a)
{
    return a->counts;
}

const err *ui_app_fault(const ui_app *a)
{
    return &a->fault;
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
    s = s ? canvas(a, s) : NULL;
    *w = s ? s->w : 0, *h = s ? s->h : 0, *pitch = s ? s->pitch / 4 : 0;
    return s ? s->pixels : NULL;
}

void ui_app_complain(const char *text)
{
    SDL_LogError(SDL_LOG_CATEGORY_APPLICATION, "%s", text);
}

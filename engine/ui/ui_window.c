/* The window: opening it, its size and scale, fullscreen, the place it is remembered at. */
#include "ui/ui_internal.h"

#include <math.h>

enum {
    WIDTH = 1280, /* the window the design is drawn for */
    HEIGHT = 800,
    LEAST_WIDTH = 960,
    LEAST_HEIGHT = 540
};

void ui_app_scale_text(ui_app *a)
{
    ui_texts_clear(a->texts);
    ui_fonts_scale(a->fonts, a->scale * (float)a->settings.text_percent / 100.0f);
    ui_fonts_spacing(a->fonts, a->settings.line_percent);
    for (ui_entry *s = a->top; s; s = s->below)
        s->nav.rescaled = true;
    ui_app_all_stale(a);
}

float ui_window_dense(int display_width, float dpi)
{
    /* a display that tells its size wrongly (a projector, a television) has few pixels or few
     * inches; what is asked of it then would be unreadable or too large for it */
    enum { FINE_WIDTH = 2560, USUAL_DPI = 96, FINE_DPI = 130 };
    if (display_width < FINE_WIDTH || !(dpi >= FINE_DPI)) return 1;
    return fminf(floorf(dpi / USUAL_DPI * 4) / 4, 2.5f);
}

/* Where the system gives windows their pixels as they are, only the display's own size tells how
 * small these are. */
static float density_of(int display)
{
    SDL_DisplayMode mode;
    float dpi;
    if (display < 0 || SDL_GetDesktopDisplayMode(display, &mode) != 0) return 1;
    return SDL_GetDisplayDPI(display, NULL, &dpi, NULL) == 0 ? ui_window_dense(mode.w, dpi) : 1;
}

/* One dp is a window point, more in steps of a quarter when the window is larger than the design
 * (so that 4K without a display density is readable), times the display's density; but never so
 * much that less than the smallest window's room is left. */
void ui_app_resized(ui_app *a)
{
    int points_w = WIDTH, points_h = HEIGHT;
    SDL_GetWindowSize(a->window, &points_w, &points_h);
    SDL_Surface *s = SDL_GetWindowSurface(a->window);
    if (!s) {
        err_set(&a->fault, ERR_MISSING, "the window cannot be drawn to: %s", SDL_GetError());
        return;
    }
    float w = (float)points_w, h = (float)points_h;
    float density = points_w > 0 ? (float)s->w / w : 1;
    float fit = floorf(fminf(w / WIDTH, h / HEIGHT) * 4) / 4;
    if (density <= 1) fit = fmaxf(fit, density_of(SDL_GetWindowDisplayIndex(a->window)));
    fit = fminf(fit, fminf(w / LEAST_WIDTH, h / LEAST_HEIGHT));
    float scale = fminf(fmaxf(fit, 1), 4) * density;
    bool rescaled = scale != a->scale;
    a->w = s->w, a->h = s->h;
    a->density = density;
    a->scale = scale;
    if (rescaled) ui_app_scale_text(a);
    ui_app_all_stale(a);
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

/* A remembered place counts only while enough of it is on a display to take hold of. */
static bool can_be_reached(const ui_place *place)
{
    enum { GRIP = 100 };
    for (int i = 0; i < SDL_GetNumVideoDisplays(); i++) {
        SDL_Rect d;
        if (SDL_GetDisplayUsableBounds(i, &d) != 0) continue;
        if (place->x + place->w > d.x + GRIP && place->x < d.x + d.w - GRIP &&
            place->y > d.y - GRIP && place->y < d.y + d.h - GRIP)
            return true;
    }
    return false;
}

static void choose_place(const ui_app *a, const ui_app_opt *opt, SDL_Rect *r)
{
    const ui_place *kept = &a->settings.place;
    float dense = density_of(0);
    *r = (SDL_Rect){SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, (int)(WIDTH * dense),
                    (int)(HEIGHT * dense)};
    if (opt->width > 0) {
        r->w = opt->width;
        r->h = opt->height > 0 ? opt->height : HEIGHT;
        return;
    }
    if (kept->w >= LEAST_WIDTH && kept->h >= LEAST_HEIGHT) {
        r->w = kept->w, r->h = kept->h;
        if (can_be_reached(kept)) r->x = kept->x, r->y = kept->y;
    }
    SDL_Rect usable;
    if (SDL_GetDisplayUsableBounds(0, &usable) == 0 && r->x == SDL_WINDOWPOS_CENTERED) {
        r->w = r->w < usable.w ? r->w : usable.w;
        r->h = r->h < usable.h ? r->h : usable.h;
    }
}

bool ui_window_open(ui_app *a, const ui_app_opt *opt, err *e)
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
    SDL_Rect r;
    choose_place(a, opt, &r);
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    a->full = opt->fullscreen || a->settings.fullscreen;
    if (a->full) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (a->settings.place.maximized && opt->width <= 0) flags |= SDL_WINDOW_MAXIMIZED;
    a->window = SDL_CreateWindow(opt->title ? opt->title : "Rapport", r.x, r.y, r.w, r.h, flags);
    if (!a->window)
        return err_set(e, ERR_MISSING,
                       "no window could be opened (%s). Play in the terminal instead: add --text",
                       SDL_GetError());
    SDL_SetWindowMinimumSize(a->window, LEAST_WIDTH, LEAST_HEIGHT);
    SDL_StopTextInput();
    return true;
}

void ui_window_note(ui_app *a)
{
    Uint32 flags = SDL_GetWindowFlags(a->window);
    ui_place *p = &a->settings.place;
    if (a->full || flags & (SDL_WINDOW_FULLSCREEN | SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN))
        return;
    p->maximized = flags & SDL_WINDOW_MAXIMIZED;
    if (p->maximized) return;
    SDL_GetWindowPosition(a->window, &p->x, &p->y);
    SDL_GetWindowSize(a->window, &p->w, &p->h);
}

void ui_window_fullscreen(ui_app *a, bool full)
{
    if (full == a->full) return;
    if (full) ui_window_note(a);
    a->full = a->settings.fullscreen = full;
    SDL_SetWindowFullscreen(a->window, full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
}

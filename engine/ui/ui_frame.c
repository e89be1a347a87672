/* The frame: building, what moves, drawing, waiting. */
#include "ui/ui_internal.h"

#include <math.h>

static int area(ui_rect r)
{
    return r.w * r.h;
}

static bool holds(ui_rect out, ui_rect in)
{
    return in.x >= out.x && in.y >= out.y && in.x + in.w <= out.x + out.w &&
           in.y + in.h <= out.y + out.h;
}

/* Takes the place of what it holds. A rectangle that meets another, or one too many, is joined with
 * the one that grows least by it. */
void ui_app_damage(ui_app *a, ui_rect r)
{
    r = ui_rect_meet(r, (ui_rect){0, 0, a->w, a->h});
    if (r.w <= 0 || r.h <= 0) return;
    for (;;) {
        int best = -1, cost = 0;
        for (int i = 0; i < a->damage_count; i++) {
            ui_rect one = a->damage[i];
            if (holds(one, r)) return;
            int grows = area(ui_rect_join(one, r)) - area(one) - area(r);
            if (best < 0 || grows < cost) best = i, cost = grows;
        }
        if (best < 0 || (cost > 0 && a->damage_count < UI_DAMAGES)) break;
        r = ui_rect_join(a->damage[best], r);
        a->damage[best] = a->damage[--a->damage_count];
    }
    a->damage[a->damage_count++] = r;
}

void ui_app_damage_all(ui_app *a)
{
    a->damage_count = 1;
    a->damage[0] = (ui_rect){0, 0, a->w, a->h};
}

void ui_app_all_stale(ui_app *a)
{
    for (ui_entry *s = a->top; s; s = s->below)
        s->stale = true;
    ui_app_damage_all(a);
}

static ui_mode mode_of(const ui_app *a, const ui_entry *s)
{
    switch (a->settings.theme) {
    case UI_THEME_LIGHT: return UI_LIGHT;
    case UI_THEME_NIGHT: return UI_NIGHT;
    case UI_THEME_CONTRAST: return UI_CONTRAST;
    default: return s->screen.mode;
    }
}

static bool has_entering(const ui *u)
{
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->opt.enters) return true;
    return false;
}

static bool build(ui_app *a, ui_entry *s)
{
    arena_reset(&s->mem);
    s->tree = (ui){.mem = &s->mem,
                   .texts = a->texts,
                   .scale = a->scale,
                   .text_scale = (float)a->settings.text_percent / 100.0f,
                   .w = a->w,
                   .h = a->h,
                   .mode = mode_of(a, s),
                   .one_mode = a->settings.theme != UI_THEME_SCENE,
                   .still = a->settings.still,
                   .now = ui_app_now(a),
                   .keys = &a->settings.keys,
                   .device = a->device,
                   .pictures = a->pictures,
                   .words = a->words,
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
    ui_pictures_begin(a->pictures);
    if (s != a->top) return true;
    if (!s->said_title && s->screen.title) ui_app_say(a, s->screen.title);
    s->said_title = true;
    if (!ui_say_live(a, s)) return false;
    if (!s->shown) {
        s->opened = s->tree.now;
        if (has_entering(&s->tree)) s->moves_until = s->tree.now + UI_MOTION_MS;
    }
    s->tree.opened = s->opened;
    s->shown = true;
    if (!a->settings.still && s->moves_until > s->tree.now)
        a->motion_wake = s->tree.now + UI_MOTION_STEP;
    ui_app_say_focus(a);
    return true;
}

bool ui_app_settle(ui_app *a)
{
    if (!a->top) return false;
    return (!a->top->stale && a->top->built) || build(a, a->top);
}

/* What moves is drawn again, and once more when it has arrived. */
static void move(ui_app *a)
{
    uint64_t now = ui_app_now(a);
    ui_entry *s = a->top;
    if (!a->motion_wake || now < a->motion_wake) return;
    a->motion_wake = 0;
    if (!s || !s->built) return;
    int out = (int)lroundf(6 * a->scale);
    for (const ui_node *n = s->tree.root; n; n = ui_node_next(&s->tree, n))
        if (ui_node_share(&s->tree, n) < 1) ui_app_damage(a, ui_rect_grow(n->box, out));
    if (now < s->moves_until) a->motion_wake = now + UI_MOTION_STEP;
}

SDL_Surface *ui_frame_canvas(ui_app *a, SDL_Surface *window)
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
    ui_mode mode = mode_of(a, s);
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
    SDL_Surface *to = window ? ui_frame_canvas(a, window) : NULL;
    if (!to)
        return err_set(&a->fault, ERR_MISSING, "the window cannot be drawn to: %s", SDL_GetError());
    /* Leaving full screen makes the window smaller at once and the event comes later; what lies
       outside of it by then must not reach X11, which ends the program for it. */
    const SDL_Rect whole = {0, 0, to->w, to->h};
    SDL_Rect parts[UI_DAMAGES];
    int count = 0;
    for (ui_entry *s = a->top; s; s = s->below)
        s->tree.now = ui_app_now(a);
    for (int i = 0; i < a->damage_count; i++) {
        ui_rect r = a->damage[i];
        SDL_Rect *part = &parts[count];
        if (!SDL_IntersectRect(&(SDL_Rect){r.x, r.y, r.w, r.h}, &whole, part)) continue;
        count++;
        ui_draw_target(&a->draw, to->pixels, to->w, to->h, to->pitch / 4);
        ui_draw_clip(&a->draw, r);
        if (!draw_screens(a, a->top) || !ui_caption_draw(a)) return false;
        if (to != window) SDL_BlitSurface(to, part, window, part);
    }
    if (count > 0) SDL_UpdateWindowSurfaceRects(a->window, parts, count);
    ui_pictures_go(a->pictures);
    a->damage_count = 0;
    a->counts.draws++;
    return true;
}

static bool can_be_seen(const ui_app *a)
{
    return !(SDL_GetWindowFlags(a->window) & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN));
}

static bool has_work(const ui_app *a)
{
    return a->top && can_be_seen(a) && (a->top->stale || a->damage_count > 0);
}

static void tick(ui_app *a)
{
    ui_entry *s = a->top;
    if (!s || !s->wake || ui_app_now(a) < s->wake) return;
    s->wake = 0;
    a->counts.ticks++;
    if (s->screen.tick) s->screen.tick(s->screen.self, a, ui_app_now(a));
}

/* Every place where a picture stands that has just become ready. */
static void take_pictures(ui_app *a)
{
    if (!ui_pictures_take(a->pictures)) return;
    for (ui_entry *s = a->top; s; s = s->screen.overlay ? s->below : NULL)
        for (const ui_node *n = s->built ? s->tree.root : NULL; n; n = ui_node_next(&s->tree, n))
            if (n->picture) ui_app_damage(a, n->box);
}

bool ui_app_frame(ui_app *a)
{
    SDL_Event ev;
    ui_gamepad_poll(a);
    while (a->running && SDL_PollEvent(&ev))
        ui_input_event(a, &ev);
    tick(a);
    ui_app_free_gone(a);
    take_pictures(a);
    move(a);
    ui_sound_rest(a->sound);
    ui_caption_look(a);
    if (a->running && has_work(a)) {
        if (ui_app_settle(a) && a->damage_count > 0) draw(a);
    }
    ui_sound_go(a->sound);
    if (a->running && a->top) {
        ui_write_settle(a);
        ui_gamepad_look(a);
    }
    return a->running && a->top && a->fault.code == ERR_NONE;
}

void ui_app_wait(ui_app *a)
{
    enum { LONGEST = 60000 };
    if (!a->running || !a->top || has_work(a)) return;
    uint64_t now = ui_app_now(a), next = a->top->wake;
    if (a->motion_wake && (!next || a->motion_wake < next)) next = a->motion_wake;
    int pad = ui_gamepad_wait(a);
    if (pad >= 0 && (!next || now + (uint64_t)pad < next)) next = now + (uint64_t)pad;
    if (ui_pictures_must_work(a->pictures)) return;
    if (!next) {
        SDL_WaitEvent(NULL);
    } else if (next > now) {
        SDL_WaitEventTimeout(NULL, next - now > LONGEST ? LONGEST : (int)(next - now));
    }
}

bool ui_app_run(ui_app *a, err *e)
{
    while (ui_app_frame(a))
        ui_app_wait(a);
    return a->fault.code == ERR_NONE || err_set(e, a->fault.code, "%s", a->fault.text);
}

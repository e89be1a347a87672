/* What each event does: keys, pointer, wheel, touch, window. */
#include "ui/ui_internal.h"

#include <math.h>

static void act(ui_app *a, int id)
{
    ui_entry *s = a->top;
    if (!id || !s) return;
    if (s->screen.act) s->screen.act(s->screen.self, a, id);
    if (a->top == s) s->stale = true;
}

/* Our number for a key; 0 for one no screen can use. */
static int key_of(const SDL_Keysym *k)
{
    static const struct {
        SDL_Keycode sdl;
        int own;
    } table[] = {
        {SDLK_UP, UI_KEY_UP},          {SDLK_DOWN, UI_KEY_DOWN},
        {SDLK_LEFT, UI_KEY_LEFT},      {SDLK_RIGHT, UI_KEY_RIGHT},
        {SDLK_PAGEUP, UI_KEY_PAGE_UP}, {SDLK_PAGEDOWN, UI_KEY_PAGE_DOWN},
        {SDLK_HOME, UI_KEY_HOME},      {SDLK_END, UI_KEY_END},
        {SDLK_KP_ENTER, UI_KEY_ENTER},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].sdl == k->sym) return table[i].own;
    if (k->sym >= SDLK_F1 && k->sym <= SDLK_F12) return UI_KEY_F1 + (k->sym - SDLK_F1);
    if (k->sym >= SDLK_KP_1 && k->sym <= SDLK_KP_9) return '1' + (k->sym - SDLK_KP_1);
    /* where digits need Shift, and on layouts without Latin letters, the place of the key counts */
    if (k->scancode >= SDL_SCANCODE_1 && k->scancode <= SDL_SCANCODE_9)
        return '1' + (int)(k->scancode - SDL_SCANCODE_1);
    if (k->sym > 0 && k->sym < 128) return k->sym;
    if (k->scancode >= SDL_SCANCODE_A && k->scancode <= SDL_SCANCODE_Z)
        return 'a' + (int)(k->scancode - SDL_SCANCODE_A);
    return 0;
}

/* Keys that mean the same on every screen; true when it was one. */
static bool common_key(ui_app *a, int key, Uint16 mod)
{
    if (key == UI_KEY_F1 + 10) {
        ui_app_toggle_fullscreen(a);
        return true;
    }
    if (!(mod & (KMOD_CTRL | KMOD_GUI))) return false;
    if (key == '+' || key == '=') ui_app_set_text_percent(a, a->text_percent + 25);
    if (key == '-') ui_app_set_text_percent(a, a->text_percent - 25);
    if (key == '0') ui_app_set_text_percent(a, 100);
    return true;
}

static bool navigate(ui_app *a, ui_entry *s, int key, bool shift, bool repeat)
{
    switch (key) {
    case UI_KEY_TAB: return ui_nav_step(&s->nav, &s->tree, shift ? -1 : 1);
    case UI_KEY_UP: return ui_nav_move(&s->nav, &s->tree, UI_WAY_UP);
    case UI_KEY_DOWN: return ui_nav_move(&s->nav, &s->tree, UI_WAY_DOWN);
    case UI_KEY_LEFT: return ui_nav_move(&s->nav, &s->tree, UI_WAY_LEFT);
    case UI_KEY_RIGHT: return ui_nav_move(&s->nav, &s->tree, UI_WAY_RIGHT);
    case UI_KEY_PAGE_UP: return ui_nav_page(&s->nav, &s->tree, -1);
    case UI_KEY_PAGE_DOWN: return ui_nav_page(&s->nav, &s->tree, 1);
    case UI_KEY_HOME: return ui_nav_page(&s->nav, &s->tree, -1000);
    case UI_KEY_END: return ui_nav_page(&s->nav, &s->tree, 1000);
    case UI_KEY_ENTER:
    case UI_KEY_SPACE:
        if (!repeat) act(a, s->nav.hot.focus);
        return false;
    default: return false;
    }
}

static void on_key(ui_app *a, const SDL_KeyboardEvent *ev)
{
    ui_entry *s = a->top;
    int key = key_of(&ev->keysym);
    if (!s || !key || common_key(a, key, ev->keysym.mod) || ev->keysym.mod & KMOD_ALT) return;
    if (!ui_app_settle(a)) return;
    if (!ev->repeat) {
        for (const ui_node *n = s->tree.root; n; n = ui_node_next(&s->tree, n)) {
            if (n->opt.key == key && n->opt.id > 0 && !n->opt.off) {
                act(a, n->opt.id);
                return;
            }
        }
    }
    if (s->screen.key && s->screen.key(s->screen.self, a, key)) {
        if (a->top == s) s->stale = true;
        return;
    }
    if (navigate(a, s, key, ev->keysym.mod & KMOD_SHIFT, ev->repeat)) {
        ui_app_damage_all(a);
        ui_app_say_focus(a);
    }
}

static void set_hot(ui_app *a, int *which, int id)
{
    if (*which == id) return;
    ui_app_repaint(a, *which);
    *which = id;
    ui_app_repaint(a, id);
}

static void pointer_down(ui_app *a, int x, int y)
{
    ui_entry *s = a->top;
    int id = ui_nav_hit(&s->tree, x, y);
    a->dragged = id ? 0 : ui_nav_bar(&s->tree, x, y);
    set_hot(a, &s->nav.hot.press, id);
    if (id) set_hot(a, &s->nav.hot.focus, id);
}

static void pointer_up(ui_app *a, int x, int y)
{
    ui_entry *s = a->top;
    int id = ui_nav_hit(&s->tree, x, y), pressed = s->nav.hot.press;
    a->dragged = 0;
    set_hot(a, &s->nav.hot.press, 0);
    if (id && id == pressed) {
        ui_app_say_focus(a);
        act(a, id);
    }
}

static void pointer_at(ui_app *a, int x, int y)
{
    ui_entry *s = a->top;
    if (a->dragged) {
        if (ui_nav_drag(&s->nav, &s->tree, a->dragged, y)) ui_app_damage_all(a);
        return;
    }
    set_hot(a, &s->nav.hot.hover, ui_nav_hit(&s->tree, x, y));
}

static void scroll_by(ui_app *a, int x, int y, int dy)
{
    ui_entry *s = a->top;
    if (ui_nav_wheel(&s->nav, &s->tree, x, y, dy)) ui_app_damage_all(a);
}

static void on_mouse(ui_app *a, const SDL_Event *ev)
{
    float k = a->density;
    switch (ev->type) {
    case SDL_MOUSEMOTION:
        if (ev->motion.which == SDL_TOUCH_MOUSEID) break;
        a->mouse_x = (int)((float)ev->motion.x * k);
        a->mouse_y = (int)((float)ev->motion.y * k);
        pointer_at(a, a->mouse_x, a->mouse_y);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: {
        if (ev->button.which == SDL_TOUCH_MOUSEID || ev->button.button != SDL_BUTTON_LEFT) break;
        int x = (int)((float)ev->button.x * k), y = (int)((float)ev->button.y * k);
        if (ev->type == SDL_MOUSEBUTTONDOWN)
            pointer_down(a, x, y);
        else
            pointer_up(a, x, y);
        break;
    }
    default:
        scroll_by(a, a->mouse_x, a->mouse_y, (int)lroundf(-ev->wheel.preciseY * 72 * a->scale));
        pointer_at(a, a->mouse_x, a->mouse_y);
    }
}

/* A finger taps, or drags what scrolls. */
static void on_touch(ui_app *a, const SDL_TouchFingerEvent *ev)
{
    int x = (int)(ev->x * (float)a->w), y = (int)(ev->y * (float)a->h);
    if (ev->type == SDL_FINGERDOWN && !a->touch.down) {
        a->touch.down = true, a->touch.moved = false;
        a->touch.id = ev->fingerId;
        a->touch.x = x, a->touch.y = a->touch.from_y = y;
        pointer_down(a, x, y);
    }
    if (!a->touch.down || ev->fingerId != a->touch.id) return;
    if (ev->type == SDL_FINGERMOTION) {
        if (abs(y - a->touch.from_y) > (int)(10 * a->scale) && !a->touch.moved) {
            a->touch.moved = true;
            set_hot(a, &a->top->nav.hot.press, 0);
        }
        if (a->touch.moved) scroll_by(a, a->touch.x, a->touch.from_y, a->touch.y - y);
        a->touch.y = y;
    }
    if (ev->type == SDL_FINGERUP) {
        a->touch.down = false;
        if (!a->touch.moved) pointer_up(a, x, y);
    }
}

static void returned(ui_app *a)
{
    ui_entry *s = a->top;
    if (!s || !s->screen.returned) return;
    s->screen.returned(s->screen.self, a);
    if (a->top == s) s->stale = true;
}

static void on_window(ui_app *a, const SDL_WindowEvent *ev)
{
    switch (ev->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED: ui_app_resized(a); break;
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED: ui_app_damage_all(a); break;
    case SDL_WINDOWEVENT_FOCUS_GAINED: returned(a); break;
    case SDL_WINDOWEVENT_LEAVE:
        if (a->top) set_hot(a, &a->top->nav.hot.hover, 0);
        break;
    default: break;
    }
}

void ui_input_event(ui_app *a, const SDL_Event *ev)
{
    switch (ev->type) {
    case SDL_QUIT: ui_app_quit(a); break;
    case SDL_KEYDOWN: on_key(a, &ev->key); break;
    case SDL_WINDOWEVENT: on_window(a, &ev->window); break;
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEWHEEL:
        if (ui_app_settle(a)) on_mouse(a, ev);
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        if (ui_app_settle(a)) on_touch(a, &ev->tfinger);
        break;
    default: break;
    }
}

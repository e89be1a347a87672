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
static bool common_key(ui_app *a, int key, unsigned mods)
{
    if (key == UI_KEY_F1 + 10) {
        ui_app_toggle_fullscreen(a);
        return true;
    }
    if (!(mods & UI_MOD_CTRL)) return false;
    int percent = a->settings.text_percent;
    if (key == '+' || key == '=') ui_app_set_text_percent(a, percent + 25);
    if (key == '-') ui_app_set_text_percent(a, percent - 25);
    if (key == '0') ui_app_set_text_percent(a, 100);
    if (key == 'c') ui_pick_copy(a);
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

/* The node a key presses from anywhere; NULL for none. */
static const ui_node *with_key(const ui *u, int key)
{
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n))
        if (n->opt.key == key && n->opt.id > 0 && !n->opt.off) return n;
    return NULL;
}

/* Draws again what the focus left and where it is now; everything when something scrolled. */
static void focus_moved(ui_app *a, ui_entry *s, int before)
{
    if (s->nav.scrolled) {
        ui_app_damage_all(a);
    } else {
        ui_app_repaint(a, before);
        ui_app_repaint(a, s->nav.hot.focus);
    }
    ui_app_say_focus(a);
}

void ui_input_key(ui_app *a, int key, unsigned mods, bool repeat)
{
    ui_entry *s = a->top;
    if (!s || !key || !ui_app_settle(a)) return;
    bool pad_enters = a->device == UI_GAMEPAD && key == UI_KEY_ENTER;
    if (!pad_enters && ui_write_key(a, key, mods)) return;
    if (!repeat && a->key && a->key(a->key_self, a, key, mods)) {
        if (a->top) a->top->stale = true;
        return;
    }
    if (common_key(a, key, mods) || mods & UI_MOD_ALT) return;
    const ui_node *n = repeat ? NULL : with_key(&s->tree, key);
    if (n) {
        act(a, n->opt.id);
        return;
    }
    if (s->screen.key && s->screen.key(s->screen.self, a, key)) {
        if (a->top == s) s->stale = true;
        return;
    }
    int before = s->nav.hot.focus;
    s->nav.scrolled = false;
    if (key == '?' || (key == '/' && mods & UI_MOD_SHIFT))
        ui_say_extra(a);
    else if (navigate(a, s, key, mods & UI_MOD_SHIFT, repeat))
        focus_moved(a, s, before);
}

static unsigned mods_of(Uint16 mod)
{
    unsigned mods = 0;
    if (mod & KMOD_SHIFT) mods |= UI_MOD_SHIFT;
    if (mod & (KMOD_CTRL | KMOD_GUI)) mods |= UI_MOD_CTRL;
    if (mod & KMOD_ALT) mods |= UI_MOD_ALT;
    return mods;
}

/* A key that is typed into a field is that letter, whatever it stands for elsewhere. */
static void on_key(ui_app *a, const SDL_KeyboardEvent *ev)
{
    int key = key_of(&ev->keysym);
    unsigned mods = mods_of(ev->keysym.mod);
    if (!a->top || !key || !ui_app_settle(a)) return;
    ui_input_device(a, UI_KEYBOARD);
    if (!ui_write_field(a) && !(mods & UI_MOD_CTRL)) key = ui_keys_meaning(&a->settings.keys, key);
    ui_input_key(a, key, mods, ev->repeat);
}

void ui_input_device(ui_app *a, ui_device device)
{
    if (a->hush) a->hush(a->hush_self);
    bool names_change = (device == UI_GAMEPAD) != (a->device == UI_GAMEPAD);
    a->device = device;
    if (names_change) ui_app_all_stale(a);
}

void ui_input_hot(ui_app *a, int *which, int id)
{
    if (*which == id) return;
    ui_app_repaint(a, *which);
    *which = id;
    ui_app_repaint(a, id);
}

static void pointer_down(ui_app *a, int x, int y, int clicks, bool shift)
{
    ui_entry *s = a->top;
    int id = ui_nav_hit(&s->tree, x, y);
    const ui_node *n = ui_node_find(&s->tree, id);
    a->dragged = id ? 0 : ui_nav_bar(&s->tree, x, y);
    ui_input_hot(a, &s->nav.hot.press, id);
    if (id) ui_input_hot(a, &s->nav.hot.focus, id);
    if (n && n->edit) ui_write_press(a, n, x, y, clicks, shift);
    if (!id && !a->dragged) ui_pick_begin(a, x, y);
}

static void pointer_up(ui_app *a, int x, int y)
{
    ui_entry *s = a->top;
    int id = ui_nav_hit(&s->tree, x, y), pressed = s->nav.hot.press;
    a->dragged = 0;
    a->writing = 0;
    a->picking = false;
    ui_input_hot(a, &s->nav.hot.press, 0);
    if (!id || id != pressed) return;
    ui_app_say_focus(a);
    const ui_node *n = ui_node_find(&s->tree, id);
    if (n && !n->edit) act(a, id);
}

static void pointer_at(ui_app *a, int x, int y)
{
    ui_entry *s = a->top;
    if (a->dragged) {
        if (ui_nav_drag(&s->nav, &s->tree, a->dragged, y)) ui_app_damage_all(a);
        return;
    }
    if (a->writing || a->picking) {
        if (a->writing) ui_write_drag(a, x, y);
        if (a->picking) ui_pick_drag(a, x, y);
        return;
    }
    ui_input_hot(a, &s->nav.hot.hover, ui_nav_hit(&s->tree, x, y));
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
        if (ev->type == SDL_MOUSEBUTTONDOWN) {
            ui_input_device(a, UI_POINTER);
            if (!ui_app_settle(a)) break;
            pointer_down(a, x, y, ev->button.clicks, SDL_GetModState() & KMOD_SHIFT);
        } else {
            pointer_up(a, x, y);
        }
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
        ui_input_device(a, UI_POINTER);
        if (!ui_app_settle(a)) return;
        pointer_down(a, x, y, 1, false);
    }
    if (!a->touch.down || ev->fingerId != a->touch.id) return;
    if (ev->type == SDL_FINGERMOTION) {
        if (abs(y - a->touch.from_y) > (int)(10 * a->scale) && !a->touch.moved) {
            a->touch.moved = true;
            ui_input_hot(a, &a->top->nav.hot.press, 0);
        }
        if (a->touch.moved) scroll_by(a, a->touch.x, a->touch.from_y, a->touch.y - y);
        a->touch.y = y;
    }
    if (ev->type == SDL_FINGERUP) {
        a->touch.down = false;
        if (!a->touch.moved) pointer_up(a, x, y);
    }
}

/* The focus a new window gets is no return: what it shows was only just read. */
static void returned(ui_app *a)
{
    ui_entry *s = a->top;
    if (!s || !s->screen.returned || a->counts.draws == 0) return;
    s->screen.returned(s->screen.self, a);
    if (a->top == s) s->stale = true;
}

static void on_window(ui_app *a, const SDL_WindowEvent *ev)
{
    switch (ev->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        ui_app_resized(a);
        ui_window_note(a);
        break;
    case SDL_WINDOWEVENT_MOVED: ui_window_note(a); break;
    case SDL_WINDOWEVENT_MAXIMIZED: ui_window_note(a); break;
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED: ui_app_damage_all(a); break;
    case SDL_WINDOWEVENT_FOCUS_GAINED: returned(a); break;
    case SDL_WINDOWEVENT_LEAVE:
        if (a->top) ui_input_hot(a, &a->top->nav.hot.hover, 0);
        break;
    default: break;
    }
}

/* What the player does cuts off what is being said. */
static bool is_deed(const SDL_Event *ev)
{
    return ev->type == SDL_KEYDOWN || ev->type == SDL_MOUSEBUTTONDOWN ||
           ev->type == SDL_FINGERDOWN || ev->type == SDL_CONTROLLERBUTTONDOWN;
}

void ui_input_event(ui_app *a, const SDL_Event *ev)
{
    if (is_deed(ev)) ui_voice_stop(a->voice);
    switch (ev->type) {
    case SDL_QUIT: ui_app_quit(a); break;
    case SDL_KEYDOWN: on_key(a, &ev->key); break;
    case SDL_TEXTINPUT:
        if (ui_app_settle(a)) ui_write_text(a, ev->text.text);
        break;
    case SDL_TEXTEDITING:
        if (ui_app_settle(a)) ui_write_compose(a, ev->edit.text);
        break;
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
    default: ui_gamepad_event(a, ev);
    }
}

/* Gamepads: each button stands for a key. A gamepad is looked for when there may be one, and read
 * only while there is one, because SDL would otherwise wake the program for good. */
#include "base/base_file.h"
#include "ui/ui_internal.h"

enum {
    LOOK_EVERY = 2000, /* ms between two looks for a new gamepad */
    POLL = 16,         /* ms between two readings */
    PUSHED = 18000,    /* of 32767: the stick counts as held that way from here */
    FREE = 12000,      /* and no more from here */
    FIRST_AGAIN = 400, /* ms until what is held counts again, and each further time */
    NEXT_AGAIN = 120
};

static bool has_pad(const ui_app *a)
{
    for (int i = 0; i < UI_GAMEPADS; i++)
        if (a->pad.open[i]) return true;
    return false;
}

static bool is_joystick(void *self, const char *name, err *e)
{
    (void)e;
    if (strncmp(name, "js", 2) == 0) *(bool *)self = true;
    return true;
}

/* Starting SDL's part for gamepads costs some 20 ms; on Linux a folder says whether it is worth
 * that. */
static bool may_be_there(void)
{
    bool found = false;
    if (SDL_WasInit(SDL_INIT_JOYSTICK)) return true;
    if (strcmp(SDL_GetPlatform(), "Linux") != 0) return true;
    return file_list("/dev/input", is_joystick, &found, NULL) && found;
}

void ui_gamepad_look(ui_app *a)
{
    uint64_t now = ui_app_now(a);
    if (a->pad.looked && now - a->pad.looked < LOOK_EVERY) return;
    a->pad.looked = now ? now : 1;
    if (!a->pad.started) {
        if (!may_be_there()) return;
        SDL_SetHint(SDL_HINT_AUTO_UPDATE_JOYSTICKS, "0");
        if (SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER) != 0) return;
        a->pad.started = true;
    }
    SDL_GameControllerUpdate();
}

static void close_pad(ui_app *a, int i)
{
    SDL_GameControllerClose(a->pad.open[i]);
    a->pad.open[i] = NULL;
    a->pad.held = 0;
}

void ui_gamepad_close(ui_app *a)
{
    for (int i = 0; i < UI_GAMEPADS; i++)
        if (a->pad.open[i]) close_pad(a, i);
    if (a->pad.started) SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
    a->pad.started = false;
}

static void added(ui_app *a, int device)
{
    for (int i = 0; i < UI_GAMEPADS; i++) {
        if (a->pad.open[i]) continue;
        a->pad.open[i] = SDL_GameControllerOpen(device);
        return;
    }
}

static void removed(ui_app *a, SDL_JoystickID id)
{
    for (int i = 0; i < UI_GAMEPADS; i++) {
        SDL_GameController *c = a->pad.open[i];
        if (c && SDL_JoystickInstanceID(SDL_GameControllerGetJoystick(c)) == id) close_pad(a, i);
    }
}

static ui_pad_button button_of(Uint8 sdl)
{
    static const struct {
        SDL_GameControllerButton sdl;
        ui_pad_button own;
    } table[] = {
        {SDL_CONTROLLER_BUTTON_A, UI_PAD_A},
        {SDL_CONTROLLER_BUTTON_B, UI_PAD_B},
        {SDL_CONTROLLER_BUTTON_X, UI_PAD_X},
        {SDL_CONTROLLER_BUTTON_Y, UI_PAD_Y},
        {SDL_CONTROLLER_BUTTON_LEFTSHOULDER, UI_PAD_LEFT_SHOULDER},
        {SDL_CONTROLLER_BUTTON_RIGHTSHOULDER, UI_PAD_RIGHT_SHOULDER},
        {SDL_CONTROLLER_BUTTON_START, UI_PAD_START},
        {SDL_CONTROLLER_BUTTON_BACK, UI_PAD_VIEW},
        {SDL_CONTROLLER_BUTTON_DPAD_UP, UI_PAD_UP},
        {SDL_CONTROLLER_BUTTON_DPAD_DOWN, UI_PAD_DOWN},
        {SDL_CONTROLLER_BUTTON_DPAD_LEFT, UI_PAD_LEFT},
        {SDL_CONTROLLER_BUTTON_DPAD_RIGHT, UI_PAD_RIGHT},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].sdl == sdl) return table[i].own;
    return UI_PAD_COUNT;
}

static bool repeats(int key)
{
    return key >= UI_KEY_UP && key <= UI_KEY_PAGE_DOWN;
}

static void press(ui_app *a, int key)
{
    ui_input_device(a, UI_GAMEPAD);
    a->pad.held = repeats(key) ? key : 0;
    a->pad.repeats_at = ui_app_now(a) + FIRST_AGAIN;
    ui_input_key(a, key, 0, false);
}

/* 1 + ui_way of a stick pushed far enough; 0 for none. */
static int stick_way(const ui_stick *s)
{
    int limit = s->way ? FREE : PUSHED, x = abs(s->x), y = abs(s->y);
    if (x < limit && y < limit) return 0;
    if (x > y) return 1 + (s->x < 0 ? UI_WAY_LEFT : UI_WAY_RIGHT);
    return 1 + (s->y < 0 ? UI_WAY_UP : UI_WAY_DOWN);
}

static void on_axis(ui_app *a, const SDL_ControllerAxisEvent *ev)
{
    static const ui_pad_button AS[] = {
        [1 + UI_WAY_UP] = UI_PAD_UP,
        [1 + UI_WAY_DOWN] = UI_PAD_DOWN,
        [1 + UI_WAY_LEFT] = UI_PAD_LEFT,
        [1 + UI_WAY_RIGHT] = UI_PAD_RIGHT,
    };
    ui_stick *s = &a->pad.stick;
    if (ev->axis == SDL_CONTROLLER_AXIS_LEFTX)
        s->x = ev->value;
    else if (ev->axis == SDL_CONTROLLER_AXIS_LEFTY)
        s->y = ev->value;
    else
        return;
    int way = stick_way(s);
    if (way == s->way) return;
    s->way = way;
    a->pad.held = 0;
    if (way) press(a, ui_keys_pad(&a->settings.keys, AS[way]));
}

void ui_gamepad_event(ui_app *a, const SDL_Event *ev)
{
    switch (ev->type) {
    case SDL_CONTROLLERDEVICEADDED: added(a, ev->cdevice.which); break;
    case SDL_CONTROLLERDEVICEREMOVED: removed(a, ev->cdevice.which); break;
    case SDL_CONTROLLERAXISMOTION: on_axis(a, &ev->caxis); break;
    case SDL_CONTROLLERBUTTONUP: a->pad.held = 0; break;
    case SDL_CONTROLLERBUTTONDOWN: {
        ui_pad_button b = button_of(ev->cbutton.button);
        if (b < UI_PAD_COUNT) press(a, ui_keys_pad(&a->settings.keys, b));
        break;
    }
    default: break;
    }
}

void ui_gamepad_poll(ui_app *a)
{
    if (has_pad(a)) SDL_GameControllerUpdate();
    uint64_t now = ui_app_now(a);
    if (!a->pad.held || now < a->pad.repeats_at) return;
    a->pad.repeats_at = now + NEXT_AGAIN;
    ui_input_key(a, a->pad.held, 0, true);
}

int ui_gamepad_wait(const ui_app *a)
{
    bool here = SDL_GetWindowFlags(a->window) & SDL_WINDOW_INPUT_FOCUS;
    return has_pad(a) && here ? POLL : -1;
}

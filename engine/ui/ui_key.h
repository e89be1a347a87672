#ifndef UI_KEY_H
#define UI_KEY_H
/* ui_key: the keys a screen knows, their names, and what the player changed about them. A screen
 * names a key by what it means ('h' for a hint); another key or a gamepad's button may stand for it
 * when the player wants that. Knows no library. */
#include <stdbool.h>

/* Printable keys are their character, letters in lower case, digits also from the keypad and from
 * layouts that shift them. */
enum {
    UI_KEY_BACKSPACE = 8,
    UI_KEY_TAB = 9,
    UI_KEY_ENTER = 13,
    UI_KEY_ESCAPE = 27,
    UI_KEY_SPACE = 32,
    UI_KEY_DELETE = 127,
    UI_KEY_UP = 0x10000,
    UI_KEY_DOWN,
    UI_KEY_LEFT,
    UI_KEY_RIGHT,
    UI_KEY_PAGE_UP,
    UI_KEY_PAGE_DOWN,
    UI_KEY_HOME,
    UI_KEY_END,
    UI_KEY_F1 /* UI_KEY_F1 + 1 is F2, and so on to F12 */
};

/* What is held down with a key. */
enum { UI_MOD_SHIFT = 1, UI_MOD_CTRL = 2, UI_MOD_ALT = 4 };

/* What the player used last; shown key names follow it. */
typedef enum ui_device { UI_KEYBOARD, UI_POINTER, UI_GAMEPAD } ui_device;

/* Buttons of a gamepad, by their place on an Xbox one. */
typedef enum ui_pad_button {
    UI_PAD_A,
    UI_PAD_B,
    UI_PAD_X,
    UI_PAD_Y,
    UI_PAD_LEFT_SHOULDER,
    UI_PAD_RIGHT_SHOULDER,
    UI_PAD_START,
    UI_PAD_VIEW,
    UI_PAD_UP,
    UI_PAD_DOWN,
    UI_PAD_LEFT,
    UI_PAD_RIGHT,
    UI_PAD_COUNT
} ui_pad_button;

enum { UI_KEYS_MOST = 64 };

typedef struct ui_key_change {
    int means, pressed;
} ui_key_change;

/* {0}: nothing was changed. A plain value. */
typedef struct ui_keys {
    ui_key_change changes[UI_KEYS_MOST];
    int count;
    int pads[UI_PAD_COUNT]; /* the key each button stands for; 0: the usual one */
} ui_keys;

enum { UI_KEY_NAME = 8 }; /* bytes that hold every name */

/* "H", "Esc", "F1", "PgUp"; "" for no key. Returns `out`. */
const char *ui_key_name(int key, char out[UI_KEY_NAME]);
/* The key of a name, capitals or not; 0 for none. */
int ui_key_named(const char *name);
/* Printable keys and F1 to F12 can be changed; what moves the focus, Enter and Escape stay. */
bool ui_key_can_change(int key);

/* What a pressed key means; 0 when another key took its place and it has no meaning now. */
int ui_keys_meaning(const ui_keys *k, int pressed);
/* The key to be pressed for a meaning. */
int ui_keys_pressed(const ui_keys *k, int means);
/* From now on `pressed` stands for `means`; the meaning `pressed` had until now goes to the key
 * that is free by this, so that two keys change places and none is lost. Returns that other meaning
 * (to be told to the player when it is in use), 0 when nothing changed, -1 when one of the two
 * cannot be changed. */
int ui_keys_set(ui_keys *k, int means, int pressed);

/* The key a button stands for. */
int ui_keys_pad(const ui_keys *k, ui_pad_button b);
/* False when `key` is none. */
bool ui_keys_set_pad(ui_keys *k, ui_pad_button b, int key);
/* "A", "LB", "Menu": as printed on it. Lives for ever. */
const char *ui_pad_name(ui_pad_button b);
/* UI_PAD_COUNT when there is none of that name. */
ui_pad_button ui_pad_named(const char *name);
/* The name of the button that stands for `key`; NULL when none does. */
const char *ui_keys_pad_for(const ui_keys *k, int key);
#endif

#include "ui/ui_key.h"

#include <stdio.h>
#include <string.h>

static const struct {
    int key;
    const char *name;
} names[] = {
    {UI_KEY_BACKSPACE, "Bksp"}, {UI_KEY_TAB, "Tab"},      {UI_KEY_ENTER, "Enter"},
    {UI_KEY_ESCAPE, "Esc"},     {UI_KEY_SPACE, "Space"},  {UI_KEY_DELETE, "Del"},
    {UI_KEY_UP, "Up"},          {UI_KEY_DOWN, "Down"},    {UI_KEY_LEFT, "Left"},
    {UI_KEY_RIGHT, "Right"},    {UI_KEY_PAGE_UP, "PgUp"}, {UI_KEY_PAGE_DOWN, "PgDn"},
    {UI_KEY_HOME, "Home"},      {UI_KEY_END, "End"},
};

static const struct {
    const char *name;
    int usual;
} pads[UI_PAD_COUNT] = {
    [UI_PAD_A] = {"A", UI_KEY_ENTER},
    [UI_PAD_B] = {"B", UI_KEY_ESCAPE},
    [UI_PAD_X] = {"X", 'h'},
    [UI_PAD_Y] = {"Y", 'u'},
    [UI_PAD_LEFT_SHOULDER] = {"LB", UI_KEY_PAGE_UP},
    [UI_PAD_RIGHT_SHOULDER] = {"RB", UI_KEY_PAGE_DOWN},
    [UI_PAD_START] = {"Menu", UI_KEY_ESCAPE},
    [UI_PAD_VIEW] = {"View", UI_KEY_F1},
    [UI_PAD_UP] = {"Up", UI_KEY_UP},
    [UI_PAD_DOWN] = {"Down", UI_KEY_DOWN},
    [UI_PAD_LEFT] = {"Left", UI_KEY_LEFT},
    [UI_PAD_RIGHT] = {"Right", UI_KEY_RIGHT},
};

static int lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static int upper(int c)
{
    return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
}

static bool same(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b))
        a++, b++;
    return *a == *b;
}

static bool is_printable(int key)
{
    return key > ' ' && key < 127;
}

const char *ui_key_name(int key, char out[UI_KEY_NAME])
{
    out[0] = '\0';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].key == key) snprintf(out, UI_KEY_NAME, "%s", names[i].name);
    if (is_printable(key)) snprintf(out, UI_KEY_NAME, "%c", upper(key));
    if (key >= UI_KEY_F1 && key < UI_KEY_F1 + 12)
        snprintf(out, UI_KEY_NAME, "F%d", key - UI_KEY_F1 + 1);
    return out;
}

int ui_key_named(const char *name)
{
    char text[UI_KEY_NAME];
    for (int key = ' ' + 1; key < 127; key++)
        if (key == lower(key) && same(ui_key_name(key, text), name)) return key;
    for (int key = UI_KEY_F1; key < UI_KEY_F1 + 12; key++)
        if (same(ui_key_name(key, text), name)) return key;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (same(names[i].name, name)) return names[i].key;
    return 0;
}

bool ui_key_can_change(int key)
{
    return (is_printable(key) && key == lower(key)) || (key >= UI_KEY_F1 && key < UI_KEY_F1 + 12);
}

int ui_keys_meaning(const ui_keys *k, int pressed)
{
    for (int i = 0; i < k->count; i++)
        if (k->changes[i].pressed == pressed) return k->changes[i].means;
    return pressed;
}

int ui_keys_pressed(const ui_keys *k, int means)
{
    for (int i = 0; i < k->count; i++)
        if (k->changes[i].means == means) return k->changes[i].pressed;
    return means;
}

/* The table stays a permutation: what means itself has no row. */
static void put(ui_keys *k, int means, int pressed)
{
    int at = 0;
    while (at < k->count && k->changes[at].means != means)
        at++;
    if (means != pressed) {
        k->changes[at] = (ui_key_change){means, pressed};
        if (at == k->count) k->count++;
    } else if (at < k->count) {
        k->changes[at] = k->changes[--k->count];
    }
}

int ui_keys_set(ui_keys *k, int means, int pressed)
{
    if (!ui_key_can_change(means) || !ui_key_can_change(pressed)) return -1;
    int before = ui_keys_pressed(k, means), other = ui_keys_meaning(k, pressed);
    if (before == pressed) return 0;
    if (k->count + 2 > UI_KEYS_MOST) return -1;
    put(k, means, pressed);
    put(k, other, before);
    return other;
}

int ui_keys_pad(const ui_keys *k, ui_pad_button b)
{
    if ((unsigned)b >= UI_PAD_COUNT) return 0;
    return k->pads[b] ? k->pads[b] : pads[b].usual;
}

bool ui_keys_set_pad(ui_keys *k, ui_pad_button b, int key)
{
    if ((unsigned)b >= UI_PAD_COUNT || key <= 0) return false;
    k->pads[b] = key == pads[b].usual ? 0 : key;
    return true;
}

const char *ui_pad_name(ui_pad_button b)
{
    return (unsigned)b < UI_PAD_COUNT ? pads[b].name : "";
}

ui_pad_button ui_pad_named(const char *name)
{
    int b = 0;
    while (b < UI_PAD_COUNT && !same(pads[b].name, name))
        b++;
    return (ui_pad_button)b;
}

const char *ui_keys_pad_for(const ui_keys *k, int key)
{
    for (int b = 0; b < UI_PAD_COUNT; b++)
        if (ui_keys_pad(k, (ui_pad_button)b) == key) return pads[b].name;
    return NULL;
}

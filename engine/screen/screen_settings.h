#ifndef SCREEN_SETTINGS_H
#define SCREEN_SETTINGS_H
/* The settings in parts: screen_settings.c (the screen), screen_settings_rows.c (what can be set,
 * as rows), screen_settings_keys.c (keys and about), screen_settings_language.c and screen_access.c
 * (the overlay). */
#include "screen/screens.h"

typedef enum set_row {
    SET_ROW_SIZE,
    SET_ROW_SPACING,
    SET_ROW_THEME,
    SET_ROW_FONT,
    SET_ROW_FULLSCREEN,
    SET_ROW_STILL,
    SET_ROW_LINES,
    SET_ROW_OWN,
    SET_ROW_SOUNDS,
    SET_ROW_EFFECTS,
    SET_ROW_MONO,
    SET_ROW_VOICE,
    SET_ROW_VOICE_SPEED,
    SET_ROW_VOICE_VOLUME,
    SET_ROWS
} set_row;

/* Ids of rows begin here; a row has twenty. */
enum {
    ID_SET_ROW = 1000,
    SET_ROW_IDS = 20,
    ID_SET_LANGUAGE = 2000,
    ID_SET_KEY = 3000,
    ID_SET_END = 4000
};

/* One row: its name, a note, and its values or a stepper. */
void screen_set_row(ui *u, const ui_settings *s, set_row row);
/* Changes the setting an id stands for, says its new value, applies and keeps it. True when the id
 * was a row's. */
bool screen_set_act(ui_app *a, screen_program *p, int id, err *e);
/* Gives a row the value it has in `from`. */
void screen_set_copy(ui_settings *to, const ui_settings *from, set_row row);

/* The sections that are no rows. */
void screen_set_keys(ui *u, const screen_program *p, const char *told);
void screen_set_about(ui *u, const screen_program *p);
void screen_set_language(ui *u, const screen_program *p);
/* True when the id was a language's. */
bool screen_set_language_act(ui_app *a, screen_program *p, int id, err *e);
/* Waits for a key that is to stand for the one this id names; what came of it is told in `told`.
 * `told` lives as long as the settings below. */
bool screen_set_key_push(ui_app *a, screen_program *p, int id, strbuf *told, err *e);
#endif

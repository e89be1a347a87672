#ifndef UI_SETTINGS_H
#define UI_SETTINGS_H
/* ui_settings: what the player chose, and the file that keeps it: lines of `name = value`, `#`
 * begins a remark. Lines nobody knows stay where they are, so that an older program does not lose
 * what a newer one wrote. ui_app_apply makes settings count. */
#include "base/base_strbuf.h"
#include "ui/ui_font.h"
#include "ui/ui_key.h"
#include "ui/ui_voice.h"

typedef enum ui_theme {
    UI_THEME_SCENE, /* paper for thinking, night for the call */
    UI_THEME_LIGHT,
    UI_THEME_NIGHT,
    UI_THEME_CONTRAST,
    UI_THEME_COUNT
} ui_theme;

enum { UI_LANGUAGE = 16 }; /* bytes of a language's name, terminated */

/* Where the window was; w 0: never noted. In window points. */
typedef struct ui_place {
    int x, y, w, h;
    bool maximized;
} ui_place;

/* A plain value; get the defaults from ui_settings_usual. */
typedef struct ui_settings {
    int text_percent; /* 100 to 200 */
    int line_percent; /* line spacing, 100 to 200 */
    ui_theme theme;
    ui_typeface font;
    bool still;                 /* reduce motion */
    int effects, voice_volume;  /* 0 to 100 */
    bool mono, silent;          /* silent: no sound at all, the voice excepted */
    ui_voice_way voice;         /* self-voicing */
    int voice_speed;            /* -100 to 100 */
    bool own_words;             /* say it in your own words first */
    bool line_by_line;          /* else each scene's text at once */
    char language[UI_LANGUAGE]; /* "en", "es", "pt-BR"; "": the system's */
    ui_keys keys;
    ui_place place;
    bool fullscreen;
} ui_settings;

ui_settings ui_settings_usual(void);

/* Reads `text` into `s`, which has defaults or earlier values. A value that makes no sense leaves
 * what was there and adds a line to `told` that says which line, what is wrong and what is allowed.
 * False only when memory runs out. */
bool ui_settings_parse(ui_settings *s, const char *text, strbuf *told, err *e);
/* Adds the text of a settings file to `out`: the lines of `old` ("" for none) with their values
 * changed to those of `s`; remarks and unknown lines stay; what is missing comes at the end. */
bool ui_settings_print(const ui_settings *s, const char *old, strbuf *out, err *e);

/* The file at `path`; one that is not there gives the defaults. A damaged one gives as much as can
 * be read of it. False (s: the defaults) when there is a file that cannot be read. */
bool ui_settings_read(ui_settings *s, const char *path, strbuf *told, err *e);
/* Replaces the file in one step, keeping lines nobody knows. Makes the folder when it is missing.
 */
bool ui_settings_write(const ui_settings *s, const char *path, err *e);

/* The name of a typeface, "Inter"; lives for ever. */
const char *ui_typeface_name(ui_typeface f);
#endif

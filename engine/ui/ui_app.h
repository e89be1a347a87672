#ifndef UI_APP_H
#define UI_APP_H
/* ui_app: the window, the stack of screens, and the frame that ties events, building and drawing
 * together. ui_app_frame never blocks and never runs a loop of its own, so a browser can call it;
 * on the desktop ui_app_run sleeps between frames. While nothing happens nothing is built, drawn or
 * woken up. */
#include "ui/ui_field.h"
#include "ui/ui_motion.h"
#include "ui/ui_nav.h"
#include "ui/ui_picture.h"
#include "ui/ui_settings.h"
#include "ui/ui_widget.h"

typedef struct ui_app ui_app;
struct ui_sound;
struct ui_voice;

/* What a screen is to the app. `build` is needed, the others may be NULL. Each may push, replace
 * and pop screens. */
typedef struct ui_screen {
    void *self;
    const char *title; /* said when it opens; lives as long as the screen */
    ui_mode mode;
    bool overlay; /* stands on a dimmed picture of the screen below */
    /* Describes the whole screen; called when something changed. */
    void (*build)(void *self, ui *u);
    /* A node with this id was pressed by key, pointer or touch. The screen is built again after. */
    void (*act)(void *self, ui_app *a, int id);
    /* A key no node claimed; true when used (the screen is built again). Tab, arrows, Enter, Space
     * and page keys come here first. */
    bool (*key)(void *self, ui_app *a, int key);
    /* The time asked for with ui_app_wake_at has come. */
    void (*tick)(void *self, ui_app *a, uint64_t now_ms);
    /* The window has the keyboard again: files may have been changed meanwhile. */
    void (*returned)(void *self, ui_app *a);
    /* The screen left the stack; frees `self`. */
    void (*free)(void *self);
} ui_screen;

/* Milliseconds since some start. */
typedef uint64_t ui_clock_fn(void *self);

typedef struct ui_app_opt {
    const char *title; /* of the window; NULL: Rapport */
    int width, height; /* of the window; 0: as the settings say, else 1280x800 or what the display
                          has */
    const ui_settings *settings;  /* copied; NULL: the usual ones */
    int text_percent;             /* instead of the settings' own; 0: theirs */
    bool contrast;                /* the high-contrast theme, whatever the settings say */
    bool fullscreen;              /* likewise */
    const char *font_folder;      /* see ui_fonts_new */
    const char *voice_log;        /* see ui_voice_new */
    const struct wordbook *words; /* the language, given to every build; borrowed; NULL: English */
    ui_clock_fn *clock;           /* for tests: what time it is; NULL: the machine's */
    void *clock_self;
} ui_app_opt;

/* Opens the window. ERR_MISSING (no display, no font) names the remedy. Free with ui_app_free. */
ui_app *ui_app_new(const ui_app_opt *opt, err *e);
void ui_app_free(ui_app *a);

/* Puts a screen on top. The app owns screen.self from now on, also when this fails. */
bool ui_app_push(ui_app *a, ui_screen screen, err *e);
/* Takes the top screen off; it is freed after the running callback. Without a screen the app ends.
 */
void ui_app_pop(ui_app *a);
/* Pop and push. */
bool ui_app_replace(ui_app *a, ui_screen screen, err *e);

/* Handles what happened, builds and draws what changed, returns at once. False when the app should
 * end: by ui_app_quit, by closing the window, without a screen, or after a failure (ui_app_fault).
 */
bool ui_app_frame(ui_app *a);
/* Sleeps until an event or the next ui_app_wake_at. */
void ui_app_wait(ui_app *a);
/* ui_app_frame and ui_app_wait until the end; false when it ended by a failure. */
bool ui_app_run(ui_app *a, err *e);

void ui_app_quit(ui_app *a);
/* The top screen has to be built again at the next frame. */
void ui_app_changed(ui_app *a);
/* Only the node with this id has to be drawn again, as it was built. Give what moves but cannot be
 * pressed a negative id. */
void ui_app_repaint(ui_app *a, int id);
/* Moves the focus at the next frame: an id, or -1 for the first one. */
void ui_app_focus(ui_app *a, int id);
/* Calls the tick of the screen that is on top now at this time of ui_app_now or soon after, or as
 * soon as it is on top again; 0 takes the wish back. */
void ui_app_wake_at(ui_app *a, uint64_t ms);
const struct wordbook *ui_app_words(const ui_app *a); /* as given to ui_app_new */
uint64_t ui_app_now(const ui_app *a);                 /* milliseconds since some start */

/* --- settings --- */
/* Those in force, with the window's present place. What is kept in a file is written from these,
 * also when the app has ended. */
const ui_settings *ui_app_settings(const ui_app *a);
/* Makes other settings count at once: text size, spacing, font, theme, motion, keys, fullscreen,
 * sound and voice; the language is the caller's. A font or a voice that is not there leaves the
 * present one, and false with ERR_MISSING, which says what to install; all else counts. */
bool ui_app_apply(ui_app *a, const ui_settings *s, err *e);
/* Whether this machine has the font. */
bool ui_app_has_font(const ui_app *a, ui_typeface font);
/* Called when the player changed something without the settings' screen (Ctrl and +, F11). */
typedef void ui_changed_fn(void *self, ui_app *a);
void ui_app_on_settings(ui_app *a, ui_changed_fn *changed, void *self);

int ui_app_text_percent(const ui_app *a);
void ui_app_set_text_percent(ui_app *a, int percent); /* held within 100 to 200 */
bool ui_app_contrast(const ui_app *a);
void ui_app_set_contrast(ui_app *a, bool on); /* off: the theme goes by the scene */
void ui_app_toggle_fullscreen(ui_app *a);

/* --- devices --- */
/* What the player used last. */
ui_device ui_app_device(const ui_app *a);
/* Sees every key before the screen does (not what is typed into a field): what works anywhere, such
 * as F1 and Shift+A. `mods`: a sum of UI_MOD_SHIFT and so on. True when used; the screen is built
 * again then. */
typedef bool ui_key_fn(void *self, ui_app *a, int key, unsigned mods);
void ui_app_on_key(ui_app *a, ui_key_fn *key, void *self);
/* Puts text on the clipboard. */
void ui_app_copy(ui_app *a, const char *text);

/* The store of drawings: give it the folders with ui_pictures_folders. Borrowed. */
ui_pictures *ui_app_pictures(ui_app *a);

/* What plays sounds; the app's own. */
struct ui_sound *ui_app_sound(ui_app *a);

/* Called with each text a voice would say, in order: titles, new `live` texts, what gets the focus.
 */
typedef void ui_say_fn(void *self, const char *text);
void ui_app_on_say(ui_app *a, ui_say_fn *say, void *self);
/* Called when the player does something: what is being said is old now. */
typedef void ui_hush_fn(void *self);
void ui_app_on_hush(ui_app *a, ui_hush_fn *hush, void *self);
/* Says something that stands nowhere on the screen. */
void ui_app_say(ui_app *a, const char *text);
/* Says the whole screen from its begin: every text once. */
void ui_app_say_all(ui_app *a);

/* Writes a message where programs complain: stderr, or what the system has for it. */
void ui_app_complain(const char *text);

/* For tests and the benchmark. */
typedef struct ui_counts {
    unsigned long draws, builds, ticks;
} ui_counts;
ui_counts ui_app_counts(const ui_app *a);
/* The failure that ended the app; code 0 for none. Borrowed. */
const err *ui_app_fault(const ui_app *a);
/* The top screen's tree as last built; NULL without one. Borrowed until the next frame. */
const ui *ui_app_tree(const ui_app *a);
int ui_app_focused(const ui_app *a);
/* The picture in the window: pixels 0x??RRGGBB, `*pitch` in pixels. Borrowed until the next frame.
 */
const uint32_t *ui_app_pixels(ui_app *a, int *w, int *h, int *pitch);
#endif

#ifndef UI_INTERNAL_H
#define UI_INTERNAL_H
/* The insides of ui_app, shared by ui_app.c (life, screens, settings), ui_window.c (the window),
 * ui_frame.c (building and drawing), ui_say.c (what a voice is given), ui_input.c (events),
 * ui_write.c (text fields) and ui_gamepad.c. */
#include "ui/ui_app.h"
#include "ui/ui_sound.h"
#include "ui/ui_voice.h"

#include <SDL.h>

/* A live text of the last build. */
typedef struct ui_live {
    uint64_t hash;
    uint64_t since; /* when it arrived; 0: with the screen */
} ui_live;

typedef struct ui_entry ui_entry;
struct ui_entry {
    ui_screen screen;
    ui tree;
    ui_nav nav;
    arena mem;
    bool built, stale, said_title;
    uint64_t wake;
    bool shown; /* was built at least once */
    uint64_t opened, moves_until;
    int said_focus;
    uint64_t said_group; /* hash of the group the last said focus was in; 0: none */
    ui_live *live;       /* in the order of the screen */
    size_t live_count;
    ui_entry *below;
};

enum { UI_DAMAGES = 6, UI_GAMEPADS = 4 };

typedef struct ui_stick {
    int way; /* 1 + ui_way the stick is held in; 0: none */
    int x, y;
} ui_stick;

struct ui_app {
    SDL_Window *window;
    SDL_Surface *shadow; /* drawn into when the window's own pixels are of another kind */
    bool video;
    ui_fonts *fonts;
    ui_texts *texts;
    ui_pictures *pictures;
    ui_sound *sound;
    ui_voice *voice;
    uint64_t caption_shown; /* hash of the caption on the screen; 0: none */
    const struct wordbook *words;
    ui_draw draw;
    ui_entry *top, *gone; /* `gone`: taken off, freed at the end of the frame */
    ui_rect damage[UI_DAMAGES];
    int damage_count;
    int w, h;             /* pixels */
    float density, scale; /* pixels a window point; pixels a dp */
    ui_settings settings;
    bool running, full;
    uint64_t motion_wake;
    ui_clock_fn *clock;
    void *clock_self;
    ui_counts counts;
    ui_say_fn *say;
    void *say_self;
    ui_hush_fn *hush;
    void *hush_self;
    ui_key_fn *key;
    void *key_self;
    ui_changed_fn *changed;
    void *changed_self;
    err fault;
    ui_device device;
    int mouse_x, mouse_y; /* where the pointer was seen last */
    int dragged;          /* the scroll whose bar the pointer holds; 0: none */
    int writing;          /* the field whose text the pointer selects; 0: none */
    bool picking;         /* the pointer selects shown text */
    bool takes_text;      /* SDL sends what is typed as text */
    struct {
        bool down, moved;
        SDL_FingerID id;
        int x, y, from_y;
    } touch;
    struct {
        bool started;
        uint64_t looked; /* when devices were last looked for */
        SDL_GameController *open[UI_GAMEPADS];
        ui_stick stick;
        int held;            /* the key of what is held down and repeats; 0: none */
        uint64_t repeats_at; /* when it counts once more */
    } pad;
};

/* Whether anybody hears what is said. */
bool ui_app_is_heard(const ui_app *a);

/* --- ui_caption.c --- */
/* Notes whether another caption has to be shown. */
void ui_caption_look(ui_app *a);
/* Draws the caption over everything. */
bool ui_caption_draw(ui_app *a);

/* --- ui_window.c --- */
/* Opens the window as the settings and options say. */
bool ui_window_open(ui_app *a, const ui_app_opt *opt, err *e);
/* The window has another size or stands on another display: everything is laid out again. */
void ui_app_resized(ui_app *a);
/* Text has another size, font or spacing. */
void ui_app_scale_text(ui_app *a);
/* How much larger things are drawn on a display of so many pixels across and to the inch; 1 for a
 * usual one. */
float ui_window_dense(int display_width, float dpi);
/* Notes where the window is, for the settings. */
void ui_window_note(ui_app *a);
void ui_window_fullscreen(ui_app *a, bool full);

/* --- ui_frame.c --- */
/* Builds the top screen if it is out of date, so that an event never meets an old tree. False when
 * there is no screen or it cannot be built. */
bool ui_app_settle(ui_app *a);
/* The surface to draw into: the window's when its pixels are 0x00RRGGBB, else one of our own. */
SDL_Surface *ui_frame_canvas(ui_app *a, SDL_Surface *window);
/* What changed on the screen. */
void ui_app_damage(ui_app *a, ui_rect r);
void ui_app_damage_all(ui_app *a);
void ui_app_all_stale(ui_app *a);
void ui_app_free_gone(ui_app *a);

/* --- ui_say.c --- */
/* Finds which live texts are new, says them and lets them fade in; after a build. */
bool ui_say_live(ui_app *a, ui_entry *s);
/* Says what has the focus, if that is new. */
void ui_app_say_focus(ui_app *a);
/* Says more about what has the focus. */
void ui_say_extra(ui_app *a);

/* --- ui_input.c --- */
/* Changes state by one event. */
void ui_input_event(ui_app *a, const SDL_Event *ev);
/* What a key means here, whatever device it came from. */
void ui_input_key(ui_app *a, int key, unsigned mods, bool repeat);
/* Changes focus, hover or press and draws both ends again. */
void ui_input_hot(ui_app *a, int *which, int id);
/* The player did something with this device. */
void ui_input_device(ui_app *a, ui_device device);

/* --- ui_write.c --- */
/* The field that has the focus; NULL when none has. */
const ui_node *ui_write_field(const ui_app *a);
/* True when the key meant something to the field. */
bool ui_write_key(ui_app *a, int key, unsigned mods);
void ui_write_text(ui_app *a, const char *text);
void ui_write_compose(ui_app *a, const char *text);
/* The pointer on a field: the first, second, third press; then moved while down. */
void ui_write_press(ui_app *a, const ui_node *n, int x, int y, int clicks, bool select);
void ui_write_drag(ui_app *a, int x, int y);
/* Switches text input on or off with the focus; before the app sleeps. */
void ui_write_settle(ui_app *a);

/* --- ui_pick.c --- */
/* The pointer goes down on what cannot be pressed, and is moved. */
void ui_pick_begin(ui_app *a, int x, int y);
void ui_pick_drag(ui_app *a, int x, int y);
/* Puts what is selected on the clipboard; nothing selected: what a voice says of the focus. */
void ui_pick_copy(ui_app *a);

/* --- ui_gamepad.c --- */
/* Looks for gamepads now and then; cheap. After a frame. */
void ui_gamepad_look(ui_app *a);
void ui_gamepad_event(ui_app *a, const SDL_Event *ev);
/* Reads what is held down; what repeats counts again. */
void ui_gamepad_poll(ui_app *a);
/* Milliseconds until it has to be polled; -1: no gamepad. */
int ui_gamepad_wait(const ui_app *a);
void ui_gamepad_close(ui_app *a);
#endif

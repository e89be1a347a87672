#ifndef UI_INTERNAL_H
#define UI_INTERNAL_H
/* The insides of ui_app, shared by ui_app.c (life, frame, drawing) and ui_input.c (events). */
#include "ui/ui_app.h"

#include <SDL.h>

typedef struct ui_entry ui_entry;
struct ui_entry {
    ui_screen screen;
    ui tree;
    ui_nav nav;
    arena mem;
    bool built, stale, said_title;
    int said_focus;
    uint64_t *live; /* hashes of the live texts of the last build, in order */
    size_t live_count;
    ui_entry *below;
};

struct ui_app {
    SDL_Window *window;
    SDL_Surface *shadow; /* drawn into when the window's own pixels are of another kind */
    bool video;
    ui_fonts *fonts;
    ui_texts *texts;
    ui_draw draw;
    ui_entry *top, *gone; /* `gone`: taken off, freed at the end of the frame */
    ui_rect damage;
    int w, h;             /* pixels */
    float density, scale; /* pixels a window point; pixels a dp */
    int text_percent;
    bool contrast, running;
    uint64_t wake;
    ui_counts counts;
    ui_say_fn *say;
    void *say_self;
    err fault;
    int mouse_x, mouse_y; /* where the pointer was seen last */
    int dragged;          /* the scroll whose bar the pointer holds; 0: none */
    struct {
        bool down, moved;
        SDL_FingerID id;
        int x, y, from_y;
    } touch;
};

/* Changes state by one event. */
void ui_input_event(ui_app *a, const SDL_Event *ev);
/* Builds the top screen if it is out of date, so that an event never meets an old tree. False when
 * there is no screen or it cannot be built. */
bool ui_app_settle(ui_app *a);
/* What changed on the screen. */
void ui_app_damage(ui_app *a, ui_rect r);
void ui_app_damage_all(ui_app *a);
/* The window has another size: everything is laid out again. */
void ui_app_resized(ui_app *a);
/* Says what has the focus, if that is new. */
void ui_app_say_focus(ui_app *a);
#endif

#ifndef SCREEN_HOME_H
#define SCREEN_HOME_H
/* Practice's parts: screen_home.c (what there is, and what is pressed) and screen_home_cards.c (how
 * it looks). */
#include "screen/screens.h"

enum { HOME_MOST = 64 }; /* scenarios shown */
enum { ID_HOME_GO_ON = SCREEN_FIRST, ID_HOME_AGAIN, ID_HOME_ABOUT, ID_HOME_CARD = 100 };

typedef struct home_entry {
    const char *folder, *id, *title, *summary, *cover, *trouble;
    int minutes;
    session_attempts *attempts; /* NULL when they cannot be read */
    bool due;
} home_entry;

typedef struct home {
    screen_program *program;
    arena mem;
    home_entry entries[HOME_MOST];
    int count, top; /* `top`: the one shown large */
    int due, days;  /* scenarios that are due; days of this week with practice */
    bool practised; /* anything, ever */
    unsigned state; /* of the program, when this was read */
    bool read;
    err trouble; /* why there is no list, or no attempts */
} home;

/* The greeting and the line below it. */
void screen_home_greeting(ui *u, const home *h);
/* Where you stopped, large. */
void screen_home_main(ui *u, const home *h);
/* All the others. */
void screen_home_grid(ui *u, const home *h);
#endif

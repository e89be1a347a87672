#ifndef SCREEN_PAGE_H
#define SCREEN_PAGE_H
/* A scenario's page in parts: screen_page.c (the whole, and what is pressed), screen_page_picks.c
 * (what can be chosen) and screen_page_attempts.c (what was played). */
#include "screen/screens.h"
#include "ui/ui_edit.h"

enum { PAGE_MOST_PICKS = 24, PAGE_MOST_VALUES = 90 };
enum { PAGE_FEW_ATTEMPTS = 6 }; /* shown before the others are asked for */
enum {
    ID_PAGE_FIRST = SCREEN_FIRST, /* goes on with what was begun, else begins */
    ID_PAGE_BEGIN,
    ID_PAGE_BACK,
    ID_PAGE_MORE,
    ID_PAGE_SEED,
    ID_PAGE_UNDO,
    ID_PAGE_OLDER,
    ID_PAGE_ATTEMPT = 1000, /* two an attempt: open, delete */
    ID_PAGE_PICK = 10000,   /* a hundred a pick */
};

typedef struct page {
    screen_program *program;
    strbuf where;
    scenario *scenario;
    session_info *info;
    unsigned state;              /* of the program, when info was read */
    int chosen[PAGE_MOST_PICKS]; /* number of the value; -1: drawn. A number: the value itself */
    bool set[PAGE_MOST_PICKS];   /* numbers: chosen, not drawn */
    int open;                    /* the pick whose values are shown; -1: none */
    bool more, older;            /* shown: the seed; all attempts */
    ui_edit seed;
    strbuf deleted, deleted_when; /* `deleted`: an attempt that can be restored; "" */
    err trouble;
} page;

uint32_t screen_page_pick_count(const page *g);
/* Each row of what can be chosen, and the seed. */
void screen_page_picks(ui *u, page *g);
/* True when the id was one of a pick's. */
bool screen_page_pick(page *g, int id);
/* The first value of each pick: drawn, where that is possible. */
void screen_page_pick_start(page *g);
/* Writes pairs of variable and value, ended by NULL, into the arena. NULL when memory ran out. */
const char *const *screen_page_pairs(const page *g, arena *mem, err *e);

void screen_page_attempts(ui *u, page *g);
#endif

#ifndef SCREEN_DEBRIEF_H
#define SCREEN_DEBRIEF_H
/* The debrief's parts: screen_debrief.c (its life, the top, what is pressed),
 * screen_debrief_cards.c (scores, luck, goals), screen_debrief_chart.c (her trust by turn) and
 * screen_debrief_turns.c (every line and what it did). */
#include "screen/screens.h"
#include "session/session_review.h"

enum { DEBRIEF_TURN = 10000, DEBRIEF_MOMENT = 200000 }; /* ids: these plus the turn */

typedef struct debrief {
    screen_game *game;
    session_review *review; /* NULL: none could be begun; why is in `note` */
    uint64_t readings;      /* as the screen was last built with */
    bool all;               /* every line is listed, not only what mattered */
    strbuf note;            /* told below what scrolls: saved as ..., no review because ... */
    err trouble;
} debrief;

/* The figures so far; NULL without any. */
const session_review_view *debrief_figures(debrief *b);
/* The decision of this turn; NULL when there is none (yet). `r` may be NULL. */
const session_review_decision *debrief_decision(const session_review_view *r, uint32_t turn);
/* Whether the share may still change so much that it is only told as "about". */
bool debrief_is_rough(const session_odds *o);
/* Percent, rounded. */
int debrief_percent(int thousandths);

void debrief_scores(ui *u, const session_debrief *d, const session_review_view *r);
void debrief_quotes(ui *u, const session_debrief *d);
void debrief_goals(ui *u, const session_debrief *d);
void debrief_skills(ui *u, const session_debrief *d);
/* Nothing when the scenario has no chart. */
void debrief_chart(ui *u, const session_debrief *d, const session_review_view *r);
/* Every turn of the play, or those that mattered. */
void debrief_turns(ui *u, const session_debrief *d, const session_review_view *r, bool all,
                   int toggle_id);
/* One decision looked at closely. The debrief must stay below. */
bool screen_moment_push(ui_app *a, debrief *b, uint32_t turn, err *e);
#endif

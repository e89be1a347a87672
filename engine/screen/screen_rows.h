#ifndef SCREEN_ROWS_H
#define SCREEN_ROWS_H
/* Small pieces of pages: chips to choose from, steppers, scores in a line, dates. */
#include "screen/screens.h"

/* One of several values; the chosen one is filled and has a sign. `alt` says which value of what it
 * is, and that it is chosen. */
void screen_chip(ui *u, int id, const char *text, const char *alt, bool chosen);
/* A square button with a sign: plus or minus. */
void screen_step(ui *u, int id, const char *sign, const char *alt, bool off);
/* A bar with round ends, 0 to 100 filled; it grows when the screen opens. Decoration: say the
 * number beside it. */
void screen_bar(ui *u, int number, ui_role role, ui_opt opt);
/* The best scores in a row, each with symbol, word, number and a bar; -1 is left out. */
void screen_best_show(ui *u, const int best[SESSION_AXES]);
/* The same as a sentence for a voice. */
const char *screen_best_alt(ui *u, const int best[SESSION_AXES]);
/* Local date and time, "2026-03-06 17:30", of ISO 8601 in UTC; what cannot be read stays as it is.
 * The first lives as long as the tree. */
const char *screen_when(ui *u, const char *iso);
bool screen_when_add(strbuf *out, const char *iso, err *e);
#endif

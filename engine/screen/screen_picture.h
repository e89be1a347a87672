#ifndef SCREEN_PICTURE_H
#define SCREEN_PICTURE_H
/* screen_picture: which drawings a screen shows, and what stands there without one. */
#include "screen/screens.h"

/* A drawing of one colour beside a word; `size` dp, grows with the text. */
void screen_icon(ui *u, const char *name, float size, ui_role ink);
/* The opening picture of a scenario, in a card, with a little of it round it; without a name two
 * people speaking, tinted by `number` so that neighbours differ. */
void screen_cover(ui *u, const char *name, int number, ui_opt opt);
/* The place of the scene; nothing when the scene has none. */
void screen_scenery(ui *u, const session_view *v, ui_opt opt);
/* The person of the scene, with what can be seen of the mood, before the place. */
void screen_meeting(ui *u, const session_view *v, ui_opt opt);

/* Where pictures are looked for from now on: the folder of this scenario (as in scenario_open; NULL
 * for all that come with the program), then the program's own. What fails is told. */
void screen_pictures_of(ui_app *a, const screen_program *p, const char *where);
#endif

#ifndef SCREEN_SAVE_H
#define SCREEN_SAVE_H
/* screen_save: debrief and transcript as files for a browser. */
#include "screen/screens.h"

typedef enum screen_page_kind { SCREEN_SAVE_DEBRIEF, SCREEN_SAVE_TRANSCRIPT } screen_page_kind;

/* Writes the page of this play into the folder `reports` of the player's home, made when it is not
 * there; a page of the same attempt is replaced. `path` (replaced) gets the file's name. Errors of
 * the disk name the remedy. */
bool screen_save(const screen_program *p, session *play, screen_page_kind kind, strbuf *path,
                 err *e);
/* What came of it, in a bar of its own that stays in sight wherever the screen has been scrolled
 * to: to be put beside what scrolls. Nothing when `note` is empty. `hide`: id of the hint (key H)
 * that takes it away. */
void screen_save_notice(ui *u, const strbuf *note, int hide);
#endif

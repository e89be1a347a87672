#ifndef SCREEN_H
#define SCREEN_H
/* screen: the game in a window. */
#include "base/base_words.h"

#include <stdint.h>

/* Every text of the screens, and of the widgets they are made of. */
phrase_table screen_phrases(void);
phrase_table screen_widget_phrases(void);
/* Opens the window and stays until it is closed. `where`: a folder, a scenario.json or an id to
 * play at once, NULL for the list; `attempt`: a file or id to go on with, NULL for none; `data`,
 * `home`: as in session_places_find. Returns 0; or 2 with `e` set when there is no display, no
 * font, no such scenario or attempt. With RAPPORT_REDUCE_MOTION set nothing moves. */
int screen_run(const char *where, const char *attempt, bool has_seed, uint64_t seed,
               const char *data, const char *home, err *e);
#endif

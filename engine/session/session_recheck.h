#ifndef SESSION_RECHECK_H
#define SESSION_RECHECK_H
/* session_recheck: do attempts that were recorded earlier still come to the same scores, now that
 * the scenario was edited? */
#include "session/session.h"

typedef struct session_recheck {
    uint32_t attempts; /* of this scenario */
    uint32_t same;     /* same scores and ending */
    uint32_t differ;   /* other scores, another ending, or another state and no scores to compare */
    uint32_t stopped;  /* an input does not fit any more */
    uint32_t unreadable; /* files that are no attempts */
    uint32_t others;     /* attempts at other scenarios, left out */
} session_recheck;

/* `folder` holds attempts: files *.json, or a player's store (the folder that `--home` names).
 * Scores to compare with come from the store, or from `folder`/scores.txt, which `keep` writes for
 * the files whose states are still exactly those recorded; without them the states themselves are
 * compared. A line for each attempt that is not the same is added to `report`, with turn, scene,
 * choice and what to do. ERR_MISSING when there is no such folder or no attempt in it. */
bool session_recheck_attempts(const session_places *p, scenario *s, const char *folder, bool keep,
                              session_recheck *out, strbuf *report, err *e);
#endif

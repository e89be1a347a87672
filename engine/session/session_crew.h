#ifndef SESSION_CREW_H
#define SESSION_CREW_H
/* session_crew: threads that wait for work and share it, for rooms that may not start any. */
#include "review/review_explore.h"

typedef struct session_crew session_crew;
/* At most `workers` of them, the caller's thread among them; 0: one a core. Fewer when the system
 * gives fewer. ERR_NOMEM. Free with session_crew_free, from the thread that made it. */
session_crew *session_crew_new(uint32_t workers, err *e);
void session_crew_free(session_crew *c);
/* Borrowed from the crew. One call of share at a time, from the thread that made it. */
const review_crew *session_crew_lend(const session_crew *c);
#endif

#ifndef SESSION_BALANCE_H
#define SESSION_BALANCE_H
/* session_balance: is a scenario fair? Many readings of it by players of a known kind, on as many
 * cores as there are, and a report for its author. */
#include "session/session.h"

/* What the readings made so far by the caller's own thread say: readings of three policies, and
 * how many of them ended well. All 0 while the exact search runs. */
typedef struct session_balance_glance {
    uint64_t readings, best, average, guessing;
} session_balance_glance;

enum { SESSION_BALANCE_STATES = 200000 };
typedef struct session_balance_options {
    uint64_t readings; /* by each policy, 1 to 1,000,000 */
    uint64_t seed;     /* of the first; the others follow it by one */
    uint32_t threads;  /* at most; 0: one a core */
    uint32_t states;   /* the exact search stops at so many; 0: it is left out */
    /* Called from the caller's own thread now and then with the seeds done (each read by every
     * policy); false stops, and the report tells of what was read. May be NULL. */
    bool (*progress)(void *self, uint64_t done, uint64_t of, const session_balance_glance *g);
    void *self;
} session_balance_options;

/* Everything that was found; free with session_balance_free. The scenario must outlive it and may
 * not be played meanwhile. Figures are the same whatever the number of threads. A thread has a
 * scenario of its own when there is Lua in it, since a host belongs to one thread; where that
 * cannot be had (no memory, files that have changed since) fewer threads do the work. ERR_NOMEM,
 * ERR_ARG, and ERR_LIMIT when Lua makes up choices without end; errors of the scenario are
 * findings. */
typedef struct session_balance session_balance;
session_balance *session_balance_of(scenario *s, const session_balance_options *o, err *e);
void session_balance_free(session_balance *b);

/* False when some reading failed or did not end: the scenario needs mending. */
bool session_balance_sound(const session_balance *b);
/* The report as text of at most `width` columns (at least 100 for the tables), added to `out`. */
bool session_balance_text(const session_balance *b, uint32_t width, strbuf *out, err *e);
/* The same and more as one JSON object; `rapport balance --help` documents it. */
bool session_balance_json(const session_balance *b, strbuf *out, err *e);
/* The report as one HTML file that needs nothing else: pictures are drawn in it and told in words
 * beside them. */
bool session_balance_html(const session_balance *b, strbuf *out, err *e);
#endif

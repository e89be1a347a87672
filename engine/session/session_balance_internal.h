#ifndef SESSION_BALANCE_INTERNAL_H
#define SESSION_BALANCE_INTERNAL_H
/* What the files of session_balance share. */
#include "review/review_play.h"
#include "session/session_balance.h"
#include "session/session_internal.h"

/* One thing an author should look at. */
typedef struct balance_finding {
    const char *kind;           /* "never_open" */
    const char *scene, *choice; /* ids, or NULL */
    const char *text;
    struct balance_finding *next;
} balance_finding;

/* A reading that can be played again. */
typedef struct balance_line {
    bool there, over;
    uint32_t policy;
    review_mark mark;
    strbuf choices; /* ids, one a line */
    err why;        /* of a reading that failed */
} balance_line;

struct session_balance {
    const scenario *scenario;
    uint64_t first_seed, wanted;
    bool stopped;
    review_book book;
    balance_line best, worst, failed, unfinished;
    arena mem; /* findings */
    balance_finding *first, *last;
    uint32_t finding_count;
};

/* Works out what is to be told, best first things first. */
bool balance_find(session_balance *b, err *e);
/* part of `of` in thousandths, rounded; 0 of 0 is 0. */
uint32_t balance_share(uint64_t part, uint64_t of);
/* How many different choices showed the skill. */
uint32_t balance_choices_showing(const review_book *book, uint32_t skill);
/* Readings that ended. */
uint64_t balance_ended(const review_conduct *c);
#endif

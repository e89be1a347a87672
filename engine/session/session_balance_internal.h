#ifndef SESSION_BALANCE_INTERNAL_H
#define SESSION_BALANCE_INTERNAL_H
/* What the files of session_balance share. */
#include "review/review_explore.h"
#include "review/review_play.h"
#include "session/session_balance.h"
#include "session/session_where.h"

/* One thing an author should look at. */
typedef struct balance_finding {
    const char *kind;           /* "never_open" */
    const char *scene, *choice; /* ids, or NULL */
    const char *place;          /* "scenario.json:12", "" when it has none */
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

/* Something the exact search met, and how to come to it. */
typedef struct balance_proof {
    const char *name; /* "best", "worst", "stuck", "failed", "endless" */
    uint32_t mark;    /* of best and worst */
    const char *why;  /* of stuck and failed, else "" */
    strbuf choices, draws;
    bool seed_found;
    uint64_t seed;
} balance_proof;
enum { BALANCE_PROOFS = 5 };

struct session_balance {
    scenario *scenario;
    uint64_t first_seed, wanted;
    bool stopped;
    review_book book;
    balance_line best, worst, failed, unfinished;
    balance_line guessed, longest; /* longest: mark is its decisions */
    bool exact_tried;
    story_run exact_run;
    review_explored exact; /* when exact_tried */
    balance_proof proofs[BALANCE_PROOFS];
    uint32_t proof_count;
    session_where where;
    arena mem; /* findings */
    balance_finding *first, *last;
    uint32_t finding_count;
};

/* Searches the scenario exactly, as far as the limits go. --- session_balance_exact.c --- */
bool balance_explore(session_balance *b, const session_balance_options *o, err *e);
/* Whether the search met everything: what it found are proofs. */
bool balance_proved(const session_balance *b);
/* What came of it, in words. */
bool balance_exact_text(const session_balance *b, uint32_t width, strbuf *out, err *e);
bool balance_exact_json(const session_balance *b, strbuf *out, err *e);
/* Findings about what was proved. */
bool balance_find_exact(session_balance *b, err *e);
/* Adds a finding. `scene` and `choice`: number of a scene and of a choice in the book, or
 * STORY_NONE
 * --- session_balance_find.c --- */
bool balance_found(session_balance *b, const char *kind, uint32_t scene, uint32_t choice, err *e,
                   const char *fmt, ...) BASE_PRINTF(6, 7);
/* A paragraph of words that wrap. --- session_balance_text.c --- */
bool balance_paragraph(strbuf *out, uint32_t width, uint32_t indent, const char *text, err *e);
/* Works out what is to be told, best first things first. */
bool balance_find(session_balance *b, err *e);
/* part of `of` in thousandths, rounded; 0 of 0 is 0. */
uint32_t balance_share(uint64_t part, uint64_t of);
/* How many different choices showed the skill. */
uint32_t balance_choices_showing(const review_book *book, uint32_t skill);
/* Readings that ended. */
uint64_t balance_ended(const review_conduct *c);
#endif

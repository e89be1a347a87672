#ifndef STORE_H
#define STORE_H
/* store: where attempts are kept. An interface, so that a browser can have another than SQLite. */
#include "base/base_mem.h"
#include "story/story_attempt.h"

typedef struct store store;

/* Where a play stands, so that a list of attempts need not replay them. */
typedef struct store_standing {
    int64_t clock; /* story time: minutes since 1970-01-01 00:00 */
    int32_t day;   /* of the story, 1 ..; 0: not known */
} store_standing;

/* What a finished attempt showed of one micro-skill. */
typedef struct store_skill {
    const char *skill; /* id */
    const char *name;
    int32_t axis;        /* story_axis */
    int32_t score, lost; /* 0 .. 100; points given away */
} store_skill;

/* How an attempt ended. */
typedef struct store_result {
    const char *ending;         /* id */
    const char *title, *kind;   /* as it was shown; of the eight words, or NULL */
    const char *ended;          /* wall time, ISO 8601; may be NULL */
    const char *goal;           /* the skill to try next, or NULL */
    int32_t scores[STORY_AXES]; /* -1: none */
    const store_skill *skills;
    uint32_t skill_count;
} store_result;

/* Texts are NULL when there is none. */
typedef struct store_row {
    const char *id, *scenario, *begun, *parent;
    uint32_t inputs;
    bool finished;
    const char *ending; /* NULL while unfinished; the next four, too */
    const char *title, *kind, *ended, *goal;
    int32_t scores[STORY_AXES];  /* -1: none */
    int32_t guesses[STORY_AXES]; /* -1: none */
    store_standing now;          /* day 0 when it was kept by a version that did not know */
} store_row;

/* The functions a kind of store fills in. All errors name the place and the remedy; after a failure
 * everything written before is still there. */
typedef struct store_ops {
    /* Writes a new attempt (with the inputs it has, e.g. those shared with its parent). ERR_ARG
     * when there is one with this id, or a text is not UTF-8: then it is not kept. `now` may be
     * NULL here and below. */
    bool (*create)(store *s, const story_attempt *a, const store_standing *now, err *e);
    /* Adds the attempt's last input, and with `done` marks it finished: one transaction, on disk
     * when it returns. ERR_MISSING when there is no such attempt; ERR_MISMATCH when those before it
     * are not what is kept, because another program plays the same attempt. */
    bool (*append)(store *s, const story_attempt *a, const store_standing *now,
                   const store_result *done, err *e);
    /* Marks it finished. A score of -1 is none. ERR_MISSING. Done again, the last one counts, but
     * `ended` stays that of the first. */
    bool (*finish)(store *s, const char *id, const store_result *done, err *e);
    /* Keeps the player's guesses. ERR_MISSING. Done again, the last ones count. */
    bool (*rate)(store *s, const char *id, const int32_t guesses[STORY_AXES], err *e);
    /* Takes it out of what list and skills tell, or puts it back; read finds it either way.
     * ERR_MISSING. */
    bool (*remove)(store *s, const char *id, bool removed, err *e);
    /* Reads one whole into `out`, which must be empty and is the caller's to release; it is empty
     * again after a failure. ERR_MISSING when there is none with this id. */
    bool (*read)(store *s, const char *id, story_attempt *out, err *e);
    /* Newest first, in the order in which they were created here; `scenario` NULL: of all. Rows are
     * borrowed during the call. `each` may stop by returning false; it may read, not write. */
    bool (*list)(store *s, const char *scenario, bool (*each)(void *self, const store_row *row),
                 void *self, err *e);
    /* What finished attempts showed, attempt by attempt in the order of list; inside one by id. */
    bool (*skills)(store *s, const char *scenario,
                   bool (*each)(void *self, const char *attempt, const store_skill *shown),
                   void *self, err *e);
    void (*close)(store *s);
} store_ops;

struct store {
    const store_ops *ops;
};

/* Name of the database in its folder. */
#define STORE_FILE "rapport.db"
/* Opens (and makes, or brings up to date) the database in this folder, STORE_FILE; the folder is
 * made when it is missing. Write-ahead log, full synchronisation: an input that was acknowledged
 * survives a kill and a power cut. Several programs may use it at once; one waits at most a second
 * for another. A database that is damaged, empty, another program's or made by a newer version is
 * refused with a message (ERR_FORMAT) and never changed; a place that cannot be written to is
 * refused with ERR_READONLY, a full disk with ERR_FULL. SQLite takes its memory from base when
 * nothing else in the process has started it before. */
store *store_open_sqlite(const char *folder, err *e);
/* A store that keeps nothing after it is closed: for tests and for plays that should leave no
 * trace. */
store *store_open_memory(err *e);
/* NULL is fine. */
void store_close(store *s);
#endif

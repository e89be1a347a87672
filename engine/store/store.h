#ifndef STORE_H
#define STORE_H
/* store: where attempts are kept. An interface, so that a browser can have another than SQLite. */
#include "base/base_mem.h"
#include "story/story_attempt.h"

typedef struct store store;

typedef struct store_row {
    const char *id, *scenario, *begun, *parent; /* parent NULL when none */
    uint32_t inputs;
    bool finished;
    const char *ending;         /* NULL while unfinished */
    int32_t scores[STORY_AXES]; /* -1: none */
} store_row;

/* The functions a kind of store fills in. All errors name the place and the remedy; after a failure
 * everything written before is still there. */
typedef struct store_ops {
    /* Writes a new attempt (with the inputs it has, e.g. those shared with its parent). ERR_ARG
     * when there is one with this id, or a text is not UTF-8: then it is not kept. */
    bool (*create)(store *s, const story_attempt *a, err *e);
    /* Adds the attempt's last input: one transaction, on disk when it returns. ERR_MISSING when
     * there is no such attempt; ERR_MISMATCH when those before it are not what is kept, because
     * another program plays the same attempt. */
    bool (*append)(store *s, const story_attempt *a, err *e);
    /* Marks it finished. A score of -1 is none. ERR_MISSING. Done again, the last one counts. */
    bool (*finish)(store *s, const char *id, const char *ending, const int32_t scores[STORY_AXES],
                   err *e);
    /* Reads one whole into `out`, which must be empty and is the caller's to release; it is empty
     * again after a failure. ERR_MISSING when there is none with this id. */
    bool (*read)(store *s, const char *id, story_attempt *out, err *e);
    /* Newest first, in the order in which they were created here; `scenario` NULL: of all. Rows are
     * borrowed during the call. `each` may stop by returning false; it may read, not write. */
    bool (*list)(store *s, const char *scenario, bool (*each)(void *self, const store_row *row),
                 void *self, err *e);
    void (*close)(store *s);
} store_ops;

struct store {
    const store_ops *ops;
};

/* Opens (and makes, or brings up to date) the database in this folder: rapport.db; the folder is
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

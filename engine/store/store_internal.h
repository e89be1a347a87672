#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H
/* What the files of this room share. Only store_schema.c and store_sqlite*.c know SQLite. */
#include "base/base_strbuf.h"
#include "store/store.h"

struct sqlite3;

/* ---- every kind of store (store.c) ---- */

/* Is it fit to be kept: an id, a scenario, all texts valid UTF-8 (inputs from number `first` on)?
 * ERR_ARG when not, so that what was accepted can always be read back. */
bool store_check(const story_attempt *a, uint32_t first, err *e);
/* The same for a result: an ending's id, scores and axes in range. */
bool store_check_result(const char *id, const store_result *done, err *e);
/* ERR_ARG when a guess is not from 0 to 100. */
bool store_check_guesses(const int32_t guesses[STORY_AXES], err *e);
/* A deep copy in `to`, which must be empty; on failure it is empty again. */
bool store_copy(const story_attempt *from, story_attempt *to, err *e);
/* The errors that every kind of store words the same. Each returns false. */
bool store_say_missing(const char *id, err *e);
bool store_say_there(const char *id, err *e);
bool store_say_overtaken(const char *id, uint32_t kept, uint32_t wanted, err *e);

/* ---- SQLite (store_schema.c) ---- */

/* Opens folder/rapport.db in its newest layout, making folder and file when they are missing.
 * `path` gets its name. NULL on failure; then an existing file is as it was. */
struct sqlite3 *store_database_open(const char *folder, strbuf *path, err *e);
/* Says in a player's words what SQLite's result `code` (of `db`, which may be NULL) means for the
 * file at `path`. Returns false. */
bool store_database_say(struct sqlite3 *db, int code, const char *path, err *e);
/* The file is not what was written into it: names it, what to do, what may be saved. Returns
 * false. */
bool store_say_damaged(const char *path, const char *why, err *e);
#endif

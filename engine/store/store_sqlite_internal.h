#ifndef STORE_SQLITE_INTERNAL_H
#define STORE_SQLITE_INTERNAL_H
/* What the files of the store in SQLite share: its statements, and values going in and out. */
#include "store/store_internal.h"

#include <sqlite3.h>

typedef enum store_sql {
    SQL_READ,  /* begin: all that follows sees one moment */
    SQL_WRITE, /* begin: waits here, once, for another program's transaction */
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_ADD_ATTEMPT,
    SQL_ADD_PICK,
    SQL_ADD_INPUT,
    SQL_COUNT_UP,
    SQL_FINISH,
    SQL_DROP_SKILLS,
    SQL_ADD_SKILL,
    SQL_RATE,
    SQL_REMOVE,
    SQL_ATTEMPT,
    SQL_PICKS,
    SQL_INPUTS,
    SQL_ALL
} store_sql;

typedef struct store_sqlite {
    store base; /* first: a store * is cast back to its kind */
    sqlite3 *db;
    strbuf path; /* of the file, for messages */
    sqlite3_stmt *prepared[SQL_ALL];
} store_sqlite;

/* ---- store_sqlite_value.c ---- */
typedef struct store_hash_text {
    char digits[17];
} store_hash_text;
store_hash_text store_hash_write(uint64_t hash);

bool store_sql_say(const store_sqlite *s, int code, err *e);
bool store_sql_damaged(const store_sqlite *s, const char *why, err *e);
/* Bound texts are borrowed: they stay alive until this call. */
void store_sql_put_back(sqlite3_stmt *statement);
/* Runs a statement that returns no rows; its bindings are gone afterwards. */
bool store_sql_run(const store_sqlite *s, store_sql which, err *e);
bool store_put_text(const store_sqlite *s, store_sql which, int at, const char *text, err *e);
bool store_put_number(const store_sqlite *s, store_sql which, int at, int64_t number, err *e);
/* A text of the row, borrowed until the next step; *out is NULL for NULL when that is allowed,
 * else never. */
bool store_get_text(const store_sqlite *s, sqlite3_stmt *row, int at, bool may_lack,
                    const char **out, err *e);
bool store_get_number(const store_sqlite *s, sqlite3_stmt *row, int at, uint32_t *out, err *e);
/* A number from `least` to `most`, or `lacking` for NULL. */
bool store_get_some(const store_sqlite *s, sqlite3_stmt *row, int at, int64_t least, int64_t most,
                    int64_t lacking, int64_t *out, err *e);
bool store_get_hash(const store_sqlite *s, sqlite3_stmt *row, int at, uint64_t *out, err *e);
bool store_get_seed(const store_sqlite *s, sqlite3_stmt *row, int at, uint64_t *out, err *e);
bool store_keep_text(const store_sqlite *s, sqlite3_stmt *row, int at, bool may_lack, arena *mem,
                     const char **out, err *e);

/* ---- store_sqlite.c ---- */
/* Begins a transaction (SQL_READ or SQL_WRITE). */
bool store_begin(const store_sqlite *s, store_sql how, err *e);
/* Ends it: keeps it when `ok`, else undoes it. Returns whether it was kept. */
bool store_end(const store_sqlite *s, bool ok, err *e);

/* ---- store_sqlite_read.c ---- */
bool store_sqlite_read(store *base, const char *id, story_attempt *out, err *e);
bool store_sqlite_list(store *base, const char *scenario,
                       bool (*each)(void *self, const store_row *row), void *self, err *e);
bool store_sqlite_skills(store *base, const char *scenario,
                         bool (*each)(void *self, const char *attempt, const store_skill *shown),
                         void *self, err *e);
#endif

/* The database as a file: making it, opening it, bringing it up to date, and what its errors mean.
 */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "store/store_internal.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long one program waits for another's transaction: many times what one takes, and still short
 * enough for a window to stand still. */
#define WAIT_MS 1000

/* "Rapp": tells our files from other programs'. */
#define APPLICATION 0x52617070
#define IN_SQL_(number) #number
#define IN_SQL(number) IN_SQL_(number)

/* Step i brings layout i to i + 1. A step that was released is never changed; a new one is added.
 */
static const char *const STEPS[] = {
    "PRAGMA application_id = " IN_SQL(
        APPLICATION) ";"
                     "CREATE TABLE attempt("
                     " id TEXT NOT NULL PRIMARY KEY,"
                     " scenario TEXT NOT NULL,"
                     " scenario_hash TEXT NOT NULL," /* hashes: 16 hex digits */
                     " seed TEXT NOT NULL,"          /* decimal: SQLite's integers have a sign */
                     " begun TEXT,"
                     " parent TEXT," /* it need not be here: an attempt may come from a file */
                     " parent_inputs INTEGER NOT NULL,"
                     " begin_hash TEXT NOT NULL,"
                     " finished INTEGER NOT NULL DEFAULT 0,"
                     " ending TEXT,"
                     " tact INTEGER, speed INTEGER, honesty INTEGER,"
                     " n INTEGER NOT NULL" /* inputs: so that a list need not count them */
                     ") STRICT;"
                     "CREATE INDEX attempt_scenario ON attempt(scenario);"
                     "CREATE TABLE pick("
                     " attempt TEXT NOT NULL REFERENCES attempt(id),"
                     " variable TEXT NOT NULL,"
                     " value TEXT NOT NULL"
                     ") STRICT;"
                     "CREATE INDEX pick_attempt ON pick(attempt);"
                     "CREATE TABLE input("
                     " attempt TEXT NOT NULL REFERENCES attempt(id),"
                     " number INTEGER NOT NULL,"
                     " scene TEXT NOT NULL,"
                     " choice TEXT NOT NULL,"
                     " words TEXT,"
                     " hash TEXT NOT NULL,"
                     " PRIMARY KEY(attempt, number)"
                     ") STRICT, WITHOUT ROWID;"
                     "PRAGMA user_version = 1;",
    /* What lists and progress show, so that nothing need be replayed for them. */
    "ALTER TABLE attempt ADD COLUMN ended TEXT;"
    "ALTER TABLE attempt ADD COLUMN kind TEXT;"
    "ALTER TABLE attempt ADD COLUMN title TEXT;"
    "ALTER TABLE attempt ADD COLUMN goal TEXT;"
    "ALTER TABLE attempt ADD COLUMN story_clock INTEGER;" /* minutes since 1970 */
    "ALTER TABLE attempt ADD COLUMN story_day INTEGER;"
    "ALTER TABLE attempt ADD COLUMN guess_tact INTEGER;"
    "ALTER TABLE attempt ADD COLUMN guess_speed INTEGER;"
    "ALTER TABLE attempt ADD COLUMN guess_honesty INTEGER;"
    "ALTER TABLE attempt ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE skill("
    " attempt TEXT NOT NULL REFERENCES attempt(id),"
    " skill TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " axis INTEGER NOT NULL,"
    " score INTEGER NOT NULL,"
    " lost INTEGER NOT NULL,"
    " PRIMARY KEY(attempt, skill)"
    ") STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 2;",
};
#define NEWEST ((int)(sizeof STEPS / sizeof *STEPS))

/* ---- SQLite's memory comes through base, so that tests can make it fail ---- */

/* SQLite asks a block for its size; it is kept in front. */
#define SIZE_ROOM alignof(max_align_t)

static void *block_keep_size(unsigned char *block, int size)
{
    if (!block) return NULL;
    memcpy(block, &size, sizeof size);
    return block + SIZE_ROOM;
}

static void *block_take(int size)
{
    return block_keep_size(base_alloc(SIZE_ROOM + (size_t)size), size);
}

static void block_give(void *block)
{
    if (block) base_free((unsigned char *)block - SIZE_ROOM);
}

static void *block_resize(void *block, int size)
{
    return block_keep_size(
        base_realloc((unsigned char *)block - SIZE_ROOM, SIZE_ROOM + (size_t)size), size);
}

static int block_size(void *block)
{
    int size = 0;
    if (block) memcpy(&size, (unsigned char *)block - SIZE_ROOM, sizeof size);
    return size;
}

static int block_round(int size)
{
    return (size + 7) / 8 * 8;
}

static int memory_begin(void *self)
{
    (void)self;
    return SQLITE_OK;
}

static void memory_end(void *self)
{
    (void)self;
}

/* SQLite copies the table. It refuses once it has started: then the table is in use already, or
 * another part of the process came first and SQLite goes on with malloc. */
static void use_our_memory(void)
{
    static const sqlite3_mem_methods METHODS = {block_take,  block_give,   block_resize, block_size,
                                                block_round, memory_begin, memory_end,   NULL};
    (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &METHODS);
}

/* ---- what went wrong, in words ---- */

bool store_say_damaged(const char *path, const char *why, err *e)
{
    return err_set(e, ERR_FORMAT,
                   "%s: the record of attempts is damaged (%s). Nothing was deleted. Move the file "
                   "away, together with those beside it that end in -wal and -shm; a new one is "
                   "made at the next start. What it holds may be saved with: sqlite3 FILE .recover",
                   path, why);
}

static bool say_full(const char *path, err *e)
{
    return err_set(e, ERR_FULL,
                   "%s: the disk is full. Make room and try again; everything kept before is "
                   "still there",
                   path);
}

static bool say_readonly(const char *path, err *e)
{
    return err_set(e, ERR_READONLY,
                   "%s: no permission to write here. Choose another folder, or allow writing to "
                   "the file and its folder",
                   path);
}

static bool is_full(int system)
{
    return system == ENOSPC || system == EDQUOT || system == EFBIG;
}

static bool is_refused(int system)
{
    return system == EACCES || system == EPERM || system == EROFS;
}

/* What the system said in errno. */
static bool say_system(const char *path, int system, err *e)
{
    if (is_full(system)) return say_full(path, e);
    if (is_refused(system)) return say_readonly(path, e);
    return err_set(e, ERR_IO,
                   "%s: this could not be opened or made: %s. Check the place, or choose "
                   "another folder",
                   path, strerror(system));
}

bool store_database_say(sqlite3 *db, int code, const char *path, err *e)
{
    int system = errno; /* first of all: what follows may change it */
    /* SQLite keeps the reason of a failed open, but not that of a failed commit. */
    if ((code & 0xFF) != SQLITE_IOERR) system = db ? sqlite3_system_errno(db) : 0;
    if (code == SQLITE_IOERR_NOMEM) return err_nomem(e);
    switch (code & 0xFF) {
    case SQLITE_NOMEM: return err_nomem(e);
    case SQLITE_FULL: return say_full(path, e);
    case SQLITE_READONLY:
    case SQLITE_PERM: return say_readonly(path, e);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return err_set(e, ERR_IO,
                       "%s: another program is writing to it. Try again, or close that program; "
                       "nothing was lost",
                       path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR:
        return store_say_damaged(path, db ? sqlite3_errmsg(db) : sqlite3_errstr(code), e);
    case SQLITE_TOOBIG: return err_set(e, ERR_LIMIT, "%s: a text is too long to be kept", path);
    default: break;
    }
    if (is_full(system)) return say_full(path, e);
    if (is_refused(system)) return say_readonly(path, e);
    return err_set(e, ERR_IO,
                   "%s: reading or writing failed (%s%s%s). Check the disk, or choose another "
                   "folder; everything kept before is still there",
                   path, sqlite3_errstr(code), system ? ": " : "", system ? strerror(system) : "");
}

/* ---- small things ---- */

static bool run(sqlite3 *db, const char *sql, const char *path, err *e)
{
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || store_database_say(db, code, path, e);
}

static bool ask_number(sqlite3 *db, const char *sql, const char *path, int *out, err *e)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    bool ok = code == SQLITE_ROW;
    if (ok)
        *out = sqlite3_column_int(statement, 0);
    else
        store_database_say(db, code == SQLITE_DONE ? SQLITE_CORRUPT : code, path, e);
    sqlite3_finalize(statement);
    return ok;
}

/* A write-ahead log where the file system can have one. Where it cannot, SQLite keeps its older
 * journal, and needs "extra" for the same promise. */
static bool set_journal(sqlite3 *db, const char *path, err *e)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "PRAGMA journal_mode = WAL", -1, &statement, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    bool ok = code == SQLITE_ROW, wal = false;
    if (ok) {
        const char *mode = (const char *)sqlite3_column_text(statement, 0);
        wal = mode && strcmp(mode, "wal") == 0;
    } else {
        store_database_say(db, code, path, e);
    }
    sqlite3_finalize(statement);
    const char *sync = wal ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = EXTRA";
    return ok && run(db, sync, path, e);
}

/* Opens the file without looking into it. A damaged or foreign file can hold a schema made to harm:
 * nothing in it may run. */
static sqlite3 *connect(const char *path, err *e)
{
    sqlite3 *db = NULL;
    /* Some builds of SQLite read names that begin with "file:" as an address. */
    strbuf name = {0};
    bool relative = strncmp(path, "file:", 5) == 0;
    if (!strbuf_add(&name, relative ? "./" : "", e) || !strbuf_add(&name, path, e)) goto failed;
    int code = sqlite3_open_v2(name.data, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (code == SQLITE_OK) code = sqlite3_busy_timeout(db, WAIT_MS);
    if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    if (code != SQLITE_OK) {
        store_database_say(db, code, path, e);
        goto failed;
    }
    if (!run(db, "PRAGMA cell_size_check = ON", path, e)) goto failed;
    if (!run(db, "PRAGMA foreign_keys = ON", path, e)) goto failed;
    strbuf_release(&name);
    return db;
failed:
    sqlite3_close(db);
    strbuf_release(&name);
    return NULL;
}

/* ---- bringing it up to date ---- */

static bool take_steps(sqlite3 *db, const char *path, err *e)
{
    int version = 0;
    bool ok = run(db, "BEGIN IMMEDIATE", path, e);
    /* Another program may have taken them while this one waited. */
    if (ok) ok = ask_number(db, "PRAGMA user_version", path, &version, e);
    for (int i = version; ok && i < NEWEST; i++)
        ok = run(db, STEPS[i], path, e);
    if (ok) ok = run(db, "COMMIT", path, e);
    if (!ok && !sqlite3_get_autocommit(db)) (void)run(db, "ROLLBACK", path, NULL);
    return ok;
}

static bool check_origin(sqlite3 *db, const char *path, int *version, err *e)
{
    int application = 0;
    if (!ask_number(db, "PRAGMA application_id", path, &application, e)) return false;
    if (!ask_number(db, "PRAGMA user_version", path, version, e)) return false;
    if (application != APPLICATION)
        return err_set(e, ERR_FORMAT,
                       "%s: this database was not made by Rapport. Nothing in it was changed. Move "
                       "it away, or choose another folder",
                       path);
    if (*version < 1) return store_say_damaged(path, "its layout has no number", e);
    if (*version > NEWEST)
        return err_set(e, ERR_FORMAT,
                       "%s: made by a newer version of Rapport (layout %d; this one knows %d). "
                       "Nothing in it was changed. Use the newer version, or choose another folder",
                       path, *version, NEWEST);
    return true;
}

/* ---- making it ---- */

/* Removes a database that never was one, with what SQLite left beside it. `path` has room for the
 * longest ending after its first `len` bytes. */
static void unmake(char *path, size_t len)
{
    static const char ENDINGS[][9] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        memcpy(path + len, ENDINGS[i], sizeof ENDINGS[i]);
        unlink(path);
    }
}

/* Fills the empty file at `from`. The log comes last: so everything is in the file itself, whatever
 * happens when it is closed. */
static bool fill(const char *from, const char *path, err *e)
{
    sqlite3 *db = connect(from, e);
    bool ok = db && take_steps(db, path, e) && set_journal(db, path, e);
    sqlite3_close(db);
    return ok;
}

/* Made beside its place and put there when it is whole: a kill in between leaves no half of one,
 * so an empty file there is always a damaged one. */
static bool make(const char *path, err *e)
{
    bool ok = false;
    strbuf beside = {0};
    if (!strbuf_addf(&beside, e, "%s.new-XXXXXX-journal", path)) goto done;
    size_t len = beside.len - strlen("-journal");
    beside.data[len] = '\0';
    int fd = mkstemp(beside.data);
    if (fd < 0) {
        say_system(path, errno, e);
        goto done;
    }
    close(fd);
    ok = fill(beside.data, path, e);
    if (ok) {
        /* A link never replaces a file another program has put there meanwhile. Its place in the
         * folder is on disk with the first transaction: then SQLite makes its log and syncs the
         * folder. Some file systems have no links. */
        ok = link(beside.data, path) == 0 || errno == EEXIST || rename(beside.data, path) == 0;
        if (!ok) say_system(path, errno, e);
    }
    unmake(beside.data, len);
done:
    strbuf_release(&beside);
    return ok;
}

/* A log without its database must not be taken for the log of a new one. */
static bool check_alone(const char *path, err *e)
{
    static const char *const ENDINGS[] = {"-wal", "-journal"};
    strbuf log = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        strbuf_clear(&log);
        ok = strbuf_add(&log, path, e) && strbuf_add(&log, ENDINGS[i], e);
        struct stat st;
        if (ok && stat(log.data, &st) == 0 && st.st_size > 0 && stat(path, &st) != 0)
            ok = err_set(e, ERR_FORMAT,
                         "%s: this belongs to a database that is not here any more. Move it to "
                         "where that is, or away; nothing was deleted",
                         log.data);
    }
    strbuf_release(&log);
    return ok;
}

static bool make_if_missing(const char *path, err *e)
{
    struct stat st;
    if (stat(path, &st) == 0) {
        if (!S_ISREG(st.st_mode))
            return err_set(e, ERR_IO, "%s: this is no file. Move it away", path);
        /* SQLite would take it for a new database, and throw away the log beside it. */
        return st.st_size > 0 || store_say_damaged(path, "the file is empty", e);
    }
    if (errno != ENOENT) return say_system(path, errno, e);
    return check_alone(path, e) && make(path, e);
}

sqlite3 *store_database_open(const char *folder, strbuf *path, err *e)
{
    use_our_memory();
    sqlite3 *db = NULL;
    int version = 0;
    if (!file_make_folder(folder, e) || !file_join(path, folder, STORE_FILE, e)) return NULL;
    if (!make_if_missing(path->data, e)) return NULL;
    db = connect(path->data, e);
    if (!db) return NULL;
    /* Until it is known to be ours, closing it must not write what its log holds into it. */
    int code = sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (code != SQLITE_OK) {
        store_database_say(db, code, path->data, e);
        goto failed;
    }
    if (!check_origin(db, path->data, &version, e)) goto failed;
    if (sqlite3_db_readonly(db, "main") == 1) {
        say_readonly(path->data, e);
        goto failed;
    }
    if (!set_journal(db, path->data, e)) goto failed;
    if (version < NEWEST && !take_steps(db, path->data, e)) goto failed;
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return db;
failed:
    sqlite3_close(db);
    return NULL;
}

/* A store in SQLite. Every input is one transaction that is on disk before the call returns. */
#include "base/base_mem.h"
#include "base/base_utf8.h"
#include "store/store_internal.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

typedef enum sql {
    SQL_READ,  /* begin: all that follows sees one moment */
    SQL_WRITE, /* begin: waits here, once, for another program's transaction */
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_ADD_ATTEMPT,
    SQL_ADD_PICK,
    SQL_ADD_INPUT,
    SQL_COUNT_UP,
    SQL_FINISH,
    SQL_ATTEMPT,
    SQL_PICKS,
    SQL_INPUTS,
    SQL_ALL
} sql;

static const char *const SQL[SQL_ALL] = {
    [SQL_READ] = "BEGIN",
    [SQL_WRITE] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_ADD_ATTEMPT] = "INSERT INTO attempt(id, scenario, scenario_hash, seed, begun, parent,"
                        " parent_inputs, begin_hash, n) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_ADD_PICK] = "INSERT INTO pick(attempt, variable, value) VALUES(?, ?, ?)",
    [SQL_ADD_INPUT] = "INSERT INTO input(attempt, number, scene, choice, words, hash)"
                      " VALUES(?, ?, ?, ?, ?, ?)",
    [SQL_COUNT_UP] = "UPDATE attempt SET n = n + 1 WHERE id = ? AND n = ?",
    [SQL_FINISH] = "UPDATE attempt SET finished = 1, ending = ?, tact = ?, speed = ?, honesty = ?"
                   " WHERE id = ?",
    [SQL_ATTEMPT] = "SELECT id, scenario, scenario_hash, seed, begun, parent, parent_inputs,"
                    " begin_hash, n FROM attempt WHERE id = ?",
    [SQL_PICKS] = "SELECT variable, value FROM pick WHERE attempt = ? ORDER BY rowid",
    [SQL_INPUTS] = "SELECT number, scene, choice, words, hash FROM input WHERE attempt = ?"
                   " ORDER BY number",
};

/* Not kept prepared: a list may be asked for inside a list. Rowids only grow, so their order is the
 * order of making, whatever the clock said. */
#define LIST_COLUMNS                                                                               \
    "SELECT id, scenario, begun, parent, n, finished, ending, tact, speed, honesty FROM attempt"
#define LIST_ALL LIST_COLUMNS " ORDER BY rowid DESC"
#define LIST_SCENARIO LIST_COLUMNS " WHERE scenario = ? ORDER BY rowid DESC"

typedef struct store_sqlite {
    store base; /* first: a store * is cast back to its kind */
    sqlite3 *db;
    strbuf path; /* of the file, for messages */
    sqlite3_stmt *prepared[SQL_ALL];
} store_sqlite;

typedef struct hash_text {
    char digits[17];
} hash_text;

static hash_text hash_write(uint64_t hash)
{
    hash_text t;
    snprintf(t.digits, sizeof t.digits, "%016" PRIx64, hash);
    return t;
}

static bool hash_read(const char *text, uint64_t *out)
{
    static const char DIGITS[] = "0123456789abcdef";
    uint64_t hash = 0;
    size_t len = 0;
    for (; text[len]; len++) {
        const char *digit = strchr(DIGITS, text[len]);
        if (!digit || len == 16) return false;
        hash = hash << 4 | (uint64_t)(digit - DIGITS);
    }
    *out = hash;
    return len == 16;
}

static bool seed_read(const char *text, uint64_t *out)
{
    uint64_t seed = 0;
    if (!*text) return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') return false;
        uint64_t digit = (uint64_t)(*text - '0');
        if (seed > (UINT64_MAX - digit) / 10) return false;
        seed = seed * 10 + digit;
    }
    *out = seed;
    return true;
}

/* ---- statements ---- */

static bool say(const store_sqlite *s, int code, err *e)
{
    return store_database_say(s->db, code, s->path.data, e);
}

static bool damaged(const store_sqlite *s, const char *why, err *e)
{
    return store_say_damaged(s->path.data, why, e);
}

/* Bound texts are borrowed: they stay alive until this call. */
static void put_back(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

/* Runs a statement that returns no rows; its bindings are gone afterwards. */
static bool run(const store_sqlite *s, sql which, err *e)
{
    int code = sqlite3_step(s->prepared[which]);
    /* Said before the reset: the system's reason goes with the last call. */
    bool ok = code == SQLITE_DONE || say(s, code, e);
    put_back(s->prepared[which]);
    return ok;
}

static bool put_text(const store_sqlite *s, sql which, int at, const char *text, err *e)
{
    if (!text) return true; /* unbound is NULL */
    int code =
        sqlite3_bind_text64(s->prepared[which], at, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8);
    return code == SQLITE_OK || say(s, code, e);
}

static bool put_number(const store_sqlite *s, sql which, int at, int64_t number, err *e)
{
    int code = sqlite3_bind_int64(s->prepared[which], at, number);
    return code == SQLITE_OK || say(s, code, e);
}

/* A text of the row, borrowed until the next step; *out is NULL for NULL when that is allowed,
 * else never. */
static bool get_text(const store_sqlite *s, sqlite3_stmt *row, int at, bool may_lack,
                     const char **out, err *e)
{
    int kind = sqlite3_column_type(row, at);
    *out = may_lack ? NULL : "";
    if (kind == SQLITE_NULL && may_lack) return true;
    if (kind != SQLITE_TEXT) return damaged(s, "a text is missing", e);
    const char *text = (const char *)sqlite3_column_text(row, at);
    if (!text) return err_nomem(e);
    size_t len = (size_t)sqlite3_column_bytes(row, at), bad;
    if (strlen(text) != len || !utf8_valid(text, len, &bad)) return damaged(s, "a text is torn", e);
    *out = text;
    return true;
}

static bool get_number(const store_sqlite *s, sqlite3_stmt *row, int at, uint32_t *out, err *e)
{
    int64_t number = sqlite3_column_int64(row, at);
    if (sqlite3_column_type(row, at) != SQLITE_INTEGER || number < 0 || number > UINT32_MAX)
        return damaged(s, "a number is out of range", e);
    *out = (uint32_t)number;
    return true;
}

static bool get_hash(const store_sqlite *s, sqlite3_stmt *row, int at, uint64_t *out, err *e)
{
    const char *text;
    if (!get_text(s, row, at, false, &text, e)) return false;
    return hash_read(text, out) || damaged(s, "a hash is torn", e);
}

static bool keep_text(const store_sqlite *s, sqlite3_stmt *row, int at, bool may_lack, arena *mem,
                      const char **out, err *e)
{
    const char *text;
    if (!get_text(s, row, at, may_lack, &text, e)) return false;
    *out = text ? arena_text(mem, text, strlen(text), e) : NULL;
    return !text || *out;
}

/* ---- transactions ---- */

static void roll_back(const store_sqlite *s)
{
    /* Some errors have ended the transaction already. */
    if (!sqlite3_get_autocommit(s->db)) (void)run(s, SQL_ROLLBACK, NULL);
}

static bool begin(const store_sqlite *s, sql how, err *e)
{
    roll_back(s);
    return run(s, how, e);
}

/* Ends what begin began: keeps it when `ok`, else undoes it. Returns whether it was kept. */
static bool end(const store_sqlite *s, bool ok, err *e)
{
    if (ok && run(s, SQL_COMMIT, e)) return true;
    roll_back(s);
    return false;
}

/* ---- writing ---- */

static bool add_input(const store_sqlite *s, const story_attempt *a, uint32_t number, err *e)
{
    const story_input *in = &a->inputs[number];
    hash_text hash = hash_write(in->hash);
    bool ok = put_text(s, SQL_ADD_INPUT, 1, a->id, e) &&
              put_number(s, SQL_ADD_INPUT, 2, number, e) &&
              put_text(s, SQL_ADD_INPUT, 3, in->scene, e) &&
              put_text(s, SQL_ADD_INPUT, 4, in->choice, e) &&
              put_text(s, SQL_ADD_INPUT, 5, in->words, e) &&
              put_text(s, SQL_ADD_INPUT, 6, hash.digits, e) && run(s, SQL_ADD_INPUT, e);
    put_back(s->prepared[SQL_ADD_INPUT]);
    return ok;
}

static bool add_picks(const store_sqlite *s, const story_attempt *a, err *e)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < a->pick_count; i++)
        ok = put_text(s, SQL_ADD_PICK, 1, a->id, e) &&
             put_text(s, SQL_ADD_PICK, 2, a->picks[i].variable, e) &&
             put_text(s, SQL_ADD_PICK, 3, a->picks[i].value, e) && run(s, SQL_ADD_PICK, e);
    put_back(s->prepared[SQL_ADD_PICK]);
    return ok;
}

static bool add_attempt(const store_sqlite *s, const story_attempt *a, err *e)
{
    hash_text scenario = hash_write(a->scenario_hash), begin_hash = hash_write(a->begin_hash);
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, a->seed);
    bool ok = put_text(s, SQL_ADD_ATTEMPT, 1, a->id, e) &&
              put_text(s, SQL_ADD_ATTEMPT, 2, a->scenario, e) &&
              put_text(s, SQL_ADD_ATTEMPT, 3, scenario.digits, e) &&
              put_text(s, SQL_ADD_ATTEMPT, 4, seed, e) &&
              put_text(s, SQL_ADD_ATTEMPT, 5, a->begun, e) &&
              put_text(s, SQL_ADD_ATTEMPT, 6, a->parent, e) &&
              put_number(s, SQL_ADD_ATTEMPT, 7, a->parent_inputs, e) &&
              put_text(s, SQL_ADD_ATTEMPT, 8, begin_hash.digits, e) &&
              put_number(s, SQL_ADD_ATTEMPT, 9, a->input_count, e);
    if (ok) {
        int code = sqlite3_step(s->prepared[SQL_ADD_ATTEMPT]);
        if (code == SQLITE_CONSTRAINT_PRIMARYKEY)
            ok = store_say_there(a->id, e);
        else
            ok = code == SQLITE_DONE || say(s, code, e);
    }
    put_back(s->prepared[SQL_ADD_ATTEMPT]);
    return ok;
}

static bool sqlite_create(store *base, const story_attempt *a, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    if (!store_check(a, 0, e) || !begin(s, SQL_WRITE, e)) return false;
    bool ok = add_attempt(s, a, e) && add_picks(s, a, e);
    for (uint32_t i = 0; ok && i < a->input_count; i++)
        ok = add_input(s, a, i, e);
    return end(s, ok, e);
}

/* Says why there is no attempt with this many inputs. */
static bool say_not_next(const store_sqlite *s, const story_attempt *a, err *e)
{
    if (!put_text(s, SQL_ATTEMPT, 1, a->id, e)) return false;
    sqlite3_stmt *row = s->prepared[SQL_ATTEMPT];
    int code = sqlite3_step(row);
    uint32_t kept = 0;
    if (code == SQLITE_DONE)
        store_say_missing(a->id, e);
    else if (code != SQLITE_ROW)
        say(s, code, e);
    else if (get_number(s, row, 8, &kept, e))
        store_say_overtaken(a->id, kept, a->input_count, e);
    put_back(row);
    return false;
}

static bool sqlite_append(store *base, const story_attempt *a, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    if (a->input_count == 0) return err_set(e, ERR_ARG, "the attempt has no input to add");
    uint32_t number = a->input_count - 1;
    if (!store_check(a, number, e) || !begin(s, SQL_WRITE, e)) return false;
    bool ok = put_text(s, SQL_COUNT_UP, 1, a->id, e) && put_number(s, SQL_COUNT_UP, 2, number, e) &&
              run(s, SQL_COUNT_UP, e);
    put_back(s->prepared[SQL_COUNT_UP]);
    if (ok && sqlite3_changes(s->db) != 1) ok = say_not_next(s, a, e);
    if (ok) ok = add_input(s, a, number, e);
    return end(s, ok, e);
}

static bool sqlite_finish(store *base, const char *id, const char *ending,
                          const int32_t scores[STORY_AXES], err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    if (!ending) return store_say_no_ending(id, e);
    if (!begin(s, SQL_WRITE, e)) return false;
    bool ok = put_text(s, SQL_FINISH, 1, ending, e) && put_text(s, SQL_FINISH, 5, id, e);
    for (int axis = 0; ok && axis < STORY_AXES; axis++)
        if (scores[axis] >= 0) ok = put_number(s, SQL_FINISH, 2 + axis, scores[axis], e);
    if (ok) ok = run(s, SQL_FINISH, e);
    put_back(s->prepared[SQL_FINISH]);
    if (ok && sqlite3_changes(s->db) != 1) ok = store_say_missing(id, e);
    return end(s, ok, e);
}

/* ---- reading ---- */

static bool read_attempt(const store_sqlite *s, const char *id, story_attempt *out,
                         uint32_t *inputs, err *e)
{
    sqlite3_stmt *row = s->prepared[SQL_ATTEMPT];
    const char *seed = NULL;
    bool ok = put_text(s, SQL_ATTEMPT, 1, id, e);
    if (ok) {
        int code = sqlite3_step(row);
        if (code == SQLITE_DONE)
            ok = store_say_missing(id, e);
        else if (code != SQLITE_ROW)
            ok = say(s, code, e);
    }
    ok = ok && keep_text(s, row, 0, false, &out->mem, &out->id, e) &&
         keep_text(s, row, 1, false, &out->mem, &out->scenario, e) &&
         get_hash(s, row, 2, &out->scenario_hash, e) && get_text(s, row, 3, false, &seed, e) &&
         (seed_read(seed, &out->seed) || damaged(s, "a seed is torn", e)) &&
         keep_text(s, row, 4, true, &out->mem, &out->begun, e) &&
         keep_text(s, row, 5, true, &out->mem, &out->parent, e) &&
         get_number(s, row, 6, &out->parent_inputs, e) &&
         get_hash(s, row, 7, &out->begin_hash, e) && get_number(s, row, 8, inputs, e);
    put_back(row);
    return ok;
}

static bool read_picks(const store_sqlite *s, const char *id, story_attempt *out, err *e)
{
    sqlite3_stmt *row = s->prepared[SQL_PICKS];
    bool ok = put_text(s, SQL_PICKS, 1, id, e);
    uint32_t cap = 0;
    int code = SQLITE_DONE;
    while (ok && (code = sqlite3_step(row)) == SQLITE_ROW) {
        if (out->pick_count == cap) {
            cap = cap ? cap * 2 : 8;
            story_named_pick *more = arena_array(&out->mem, cap, sizeof *more, e);
            if (!more) {
                ok = false;
                break;
            }
            if (out->pick_count) memcpy(more, out->picks, out->pick_count * sizeof *more);
            out->picks = more;
        }
        story_named_pick *pick = &out->picks[out->pick_count];
        ok = keep_text(s, row, 0, false, &out->mem, &pick->variable, e) &&
             keep_text(s, row, 1, false, &out->mem, &pick->value, e);
        if (ok) out->pick_count++;
    }
    if (ok && code != SQLITE_DONE) ok = say(s, code, e);
    put_back(row);
    return ok;
}

static bool read_inputs(const store_sqlite *s, const char *id, uint32_t count, story_attempt *out,
                        err *e)
{
    sqlite3_stmt *row = s->prepared[SQL_INPUTS];
    bool ok = put_text(s, SQL_INPUTS, 1, id, e);
    int code = SQLITE_DONE;
    while (ok && (code = sqlite3_step(row)) == SQLITE_ROW) {
        const char *scene, *choice, *words;
        uint32_t number = 0;
        uint64_t hash = 0;
        ok = get_number(s, row, 0, &number, e) && get_text(s, row, 1, false, &scene, e) &&
             get_text(s, row, 2, false, &choice, e) && get_text(s, row, 3, true, &words, e) &&
             get_hash(s, row, 4, &hash, e);
        if (ok && number != out->input_count) ok = damaged(s, "an input is missing", e);
        ok = ok && story_attempt_add(out, scene, choice, words, hash, e);
    }
    if (ok && code != SQLITE_DONE) ok = say(s, code, e);
    put_back(row);
    if (ok && out->input_count != count) ok = damaged(s, "an input is missing", e);
    return ok;
}

static bool sqlite_read(store *base, const char *id, story_attempt *out, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    uint32_t count = 0;
    if (!begin(s, SQL_READ, e)) return false;
    bool ok = read_attempt(s, id, out, &count, e) && read_picks(s, id, out, e) &&
              read_inputs(s, id, count, out, e);
    ok = end(s, ok, e);
    if (!ok) {
        story_attempt_release(out);
        *out = (story_attempt){0};
    }
    return ok;
}

static bool row_read(const store_sqlite *s, sqlite3_stmt *from, store_row *row, err *e)
{
    uint32_t finished = 0;
    bool ok = get_text(s, from, 0, false, &row->id, e) &&
              get_text(s, from, 1, false, &row->scenario, e) &&
              get_text(s, from, 2, true, &row->begun, e) &&
              get_text(s, from, 3, true, &row->parent, e) &&
              get_number(s, from, 4, &row->inputs, e) && get_number(s, from, 5, &finished, e) &&
              get_text(s, from, 6, true, &row->ending, e);
    if (!ok) return false;
    row->finished = finished != 0;
    for (int axis = 0; axis < STORY_AXES; axis++) {
        bool none = sqlite3_column_type(from, 7 + axis) == SQLITE_NULL;
        row->scores[axis] = none ? -1 : sqlite3_column_int(from, 7 + axis);
    }
    return true;
}

static bool sqlite_list(store *base, const char *scenario,
                        bool (*each)(void *self, const store_row *row), void *self, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    sqlite3_stmt *from = NULL;
    int code = sqlite3_prepare_v2(s->db, scenario ? LIST_SCENARIO : LIST_ALL, -1, &from, NULL);
    if (code == SQLITE_OK && scenario)
        code = sqlite3_bind_text64(from, 1, scenario, strlen(scenario), SQLITE_STATIC, SQLITE_UTF8);
    bool ok = code == SQLITE_OK, more = true;
    while (ok && more && (code = sqlite3_step(from)) == SQLITE_ROW) {
        store_row row = {0};
        ok = row_read(s, from, &row, e);
        if (ok) more = each(self, &row);
    }
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) ok = say(s, code, e);
    sqlite3_finalize(from);
    return ok;
}

static void sqlite_release(store *base)
{
    store_sqlite *s = (store_sqlite *)base;
    for (int i = 0; i < SQL_ALL; i++)
        sqlite3_finalize(s->prepared[i]);
    sqlite3_close(s->db);
    strbuf_release(&s->path);
    base_free(s);
}

store *store_open_sqlite(const char *folder, err *e)
{
    static const store_ops OPS = {sqlite_create, sqlite_append, sqlite_finish,
                                  sqlite_read,   sqlite_list,   sqlite_release};
    store_sqlite *s = base_alloc(sizeof *s);
    if (!s) {
        err_nomem(e);
        return NULL;
    }
    s->base.ops = &OPS;
    s->db = store_database_open(folder, &s->path, e);
    bool ok = s->db != NULL;
    for (int i = 0; ok && i < SQL_ALL; i++) {
        int code =
            sqlite3_prepare_v3(s->db, SQL[i], -1, SQLITE_PREPARE_PERSISTENT, &s->prepared[i], NULL);
        ok = code == SQLITE_OK || say(s, code, e);
    }
    if (ok) return &s->base;
    sqlite_release(&s->base);
    return NULL;
}

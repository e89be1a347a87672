/* Values going into SQLite and coming out of it. A row may hold anything: files are damaged. */
#include "base/base_utf8.h"
#include "store/store_sqlite_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

store_hash_text store_hash_write(uint64_t hash)
{
    store_hash_text t;
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

bool store_sql_say(const store_sqlite *s, int code, err *e)
{
    return store_database_say(s->db, code, s->path.data, e);
}

bool store_sql_damaged(const store_sqlite *s, const char *why, err *e)
{
    return store_say_damaged(s->path.data, why, e);
}

void store_sql_put_back(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

bool store_sql_run(const store_sqlite *s, store_sql which, err *e)
{
    int code = sqlite3_step(s->prepared[which]);
    /* Said before the reset: the system's reason goes with the last call. */
    bool ok = code == SQLITE_DONE || store_sql_say(s, code, e);
    store_sql_put_back(s->prepared[which]);
    return ok;
}

bool store_put_text(const store_sqlite *s, store_sql which, int at, const char *text, err *e)
{
    if (!text) return true; /* unbound is NULL */
    int code =
        sqlite3_bind_text64(s->prepared[which], at, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8);
    return code == SQLITE_OK || store_sql_say(s, code, e);
}

bool store_put_number(const store_sqlite *s, store_sql which, int at, int64_t number, err *e)
{
    int code = sqlite3_bind_int64(s->prepared[which], at, number);
    return code == SQLITE_OK || store_sql_say(s, code, e);
}

bool store_get_text(const store_sqlite *s, sqlite3_stmt *row, int at, bool may_lack,
                    const char **out, err *e)
{
    int kind = sqlite3_column_type(row, at);
    *out = may_lack ? NULL : "";
    if (kind == SQLITE_NULL && may_lack) return true;
    if (kind != SQLITE_TEXT) return store_sql_damaged(s, "a text is missing", e);
    const char *text = (const char *)sqlite3_column_text(row, at);
    if (!text) return err_nomem(e);
    size_t len = (size_t)sqlite3_column_bytes(row, at), bad;
    if (strlen(text) != len || !utf8_valid(text, len, &bad))
        return store_sql_damaged(s, "a text is torn", e);
    *out = text;
    return true;
}

bool store_get_number(const store_sqlite *s, sqlite3_stmt *row, int at, uint32_t *out, err *e)
{
    int64_t number = sqlite3_column_int64(row, at);
    if (sqlite3_column_type(row, at) != SQLITE_INTEGER || number < 0 || number > UINT32_MAX)
        return store_sql_damaged(s, "a number is out of range", e);
    *out = (uint32_t)number;
    return true;
}

bool store_get_hash(const store_sqlite *s, sqlite3_stmt *row, int at, uint64_t *out, err *e)
{
    const char *text;
    if (!store_get_text(s, row, at, false, &text, e)) return false;
    return hash_read(text, out) || store_sql_damaged(s, "a hash is torn", e);
}

bool store_keep_text(const store_sqlite *s, sqlite3_stmt *row, int at, bool may_lack, arena *mem,
                     const char **out, err *e)
{
    const char *text;
    if (!store_get_text(s, row, at, may_lack, &text, e)) return false;
    *out = text ? arena_text(mem, text, strlen(text), e) : NULL;
    return !text || *out;
}

bool store_get_some(const store_sqlite *s, sqlite3_stmt *row, int at, int64_t least, int64_t most,
                    int64_t lacking, int64_t *out, err *e)
{
    int kind = sqlite3_column_type(row, at);
    *out = kind == SQLITE_NULL ? lacking : sqlite3_column_int64(row, at);
    if (kind == SQLITE_NULL || (kind == SQLITE_INTEGER && *out >= least && *out <= most))
        return true;
    return store_sql_damaged(s, "a number is out of range", e);
}

bool store_get_seed(const store_sqlite *s, sqlite3_stmt *row, int at, uint64_t *out, err *e)
{
    const char *text;
    if (!store_get_text(s, row, at, false, &text, e)) return false;
    return seed_read(text, out) || store_sql_damaged(s, "a seed is torn", e);
}

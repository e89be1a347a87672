/* A store in SQLite. Every input is one transaction that is on disk before the call returns. */
#include "base/base_mem.h"
#include "store/store_sqlite_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const SQL[SQL_ALL] = {
    [SQL_READ] = "BEGIN",
    [SQL_WRITE] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_ADD_ATTEMPT] = "INSERT INTO attempt(id, scenario, scenario_hash, seed, begun, parent,"
                        " parent_inputs, begin_hash, n, story_clock, story_day)"
                        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_ADD_PICK] = "INSERT INTO pick(attempt, variable, value) VALUES(?, ?, ?)",
    [SQL_ADD_INPUT] = "INSERT INTO input(attempt, number, scene, choice, words, hash)"
                      " VALUES(?, ?, ?, ?, ?, ?)",
    [SQL_COUNT_UP] = "UPDATE attempt SET n = n + 1, story_clock = coalesce(?3, story_clock),"
                     " story_day = coalesce(?4, story_day) WHERE id = ?1 AND n = ?2",
    [SQL_FINISH] = "UPDATE attempt SET finished = 1, ending = ?, tact = ?, speed = ?, honesty = ?,"
                   " title = ?, kind = ?, ended = iif(finished, ended, ?), goal = ?"
                   " WHERE id = ?",
    [SQL_DROP_SKILLS] = "DELETE FROM skill WHERE attempt = ?",
    [SQL_ADD_SKILL] = "INSERT OR REPLACE INTO skill(attempt, skill, name, axis, score, lost)"
                      " VALUES(?, ?, ?, ?, ?, ?)",
    [SQL_RATE] = "UPDATE attempt SET guess_tact = ?, guess_speed = ?, guess_honesty = ?"
                 " WHERE id = ?",
    [SQL_REMOVE] = "UPDATE attempt SET removed = ? WHERE id = ?",
    [SQL_ATTEMPT] = "SELECT id, scenario, scenario_hash, seed, begun, parent, parent_inputs,"
                    " begin_hash, n, guess_tact, guess_speed, guess_honesty FROM attempt"
                    " WHERE id = ?",
    [SQL_PICKS] = "SELECT variable, value FROM pick WHERE attempt = ? ORDER BY rowid",
    [SQL_INPUTS] = "SELECT number, scene, choice, words, hash FROM input WHERE attempt = ?"
                   " ORDER BY number",
};

/* ---- transactions ---- */

static void roll_back(const store_sqlite *s)
{
    /* Some errors have ended the transaction already. */
    if (!sqlite3_get_autocommit(s->db)) (void)store_sql_run(s, SQL_ROLLBACK, NULL);
}

bool store_begin(const store_sqlite *s, store_sql how, err *e)
{
    roll_back(s);
    return store_sql_run(s, how, e);
}

bool store_end(const store_sqlite *s, bool ok, err *e)
{
    if (ok && store_sql_run(s, SQL_COMMIT, e)) return true;
    roll_back(s);
    return false;
}

/* ---- writing ---- */

static bool add_input(const store_sqlite *s, const story_attempt *a, uint32_t number, err *e)
{
    const story_input *in = &a->inputs[number];
    store_hash_text hash = store_hash_write(in->hash);
    bool ok = store_put_text(s, SQL_ADD_INPUT, 1, a->id, e) &&
              store_put_number(s, SQL_ADD_INPUT, 2, number, e) &&
              store_put_text(s, SQL_ADD_INPUT, 3, in->scene, e) &&
              store_put_text(s, SQL_ADD_INPUT, 4, in->choice, e) &&
              store_put_text(s, SQL_ADD_INPUT, 5, in->words, e) &&
              store_put_text(s, SQL_ADD_INPUT, 6, hash.digits, e) &&
              store_sql_run(s, SQL_ADD_INPUT, e);
    store_sql_put_back(s->prepared[SQL_ADD_INPUT]);
    return ok;
}

static bool add_picks(const store_sqlite *s, const story_attempt *a, err *e)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < a->pick_count; i++)
        ok = store_put_text(s, SQL_ADD_PICK, 1, a->id, e) &&
             store_put_text(s, SQL_ADD_PICK, 2, a->picks[i].variable, e) &&
             store_put_text(s, SQL_ADD_PICK, 3, a->picks[i].value, e) &&
             store_sql_run(s, SQL_ADD_PICK, e);
    store_sql_put_back(s->prepared[SQL_ADD_PICK]);
    return ok;
}

static bool put_standing(const store_sqlite *s, store_sql which, int at, const store_standing *now,
                         err *e)
{
    return !now || (store_put_number(s, which, at, now->clock, e) &&
                    store_put_number(s, which, at + 1, now->day, e));
}

static bool add_attempt(const store_sqlite *s, const story_attempt *a, const store_standing *now,
                        err *e)
{
    store_hash_text scenario = store_hash_write(a->scenario_hash),
                    begin_hash = store_hash_write(a->begin_hash);
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, a->seed);
    bool ok = store_put_text(s, SQL_ADD_ATTEMPT, 1, a->id, e) &&
              store_put_text(s, SQL_ADD_ATTEMPT, 2, a->scenario, e) &&
              store_put_text(s, SQL_ADD_ATTEMPT, 3, scenario.digits, e) &&
              store_put_text(s, SQL_ADD_ATTEMPT, 4, seed, e) &&
              store_put_text(s, SQL_ADD_ATTEMPT, 5, a->begun, e) &&
              store_put_text(s, SQL_ADD_ATTEMPT, 6, a->parent, e) &&
              store_put_number(s, SQL_ADD_ATTEMPT, 7, a->parent_inputs, e) &&
              store_put_text(s, SQL_ADD_ATTEMPT, 8, begin_hash.digits, e) &&
              store_put_number(s, SQL_ADD_ATTEMPT, 9, a->input_count, e) &&
              put_standing(s, SQL_ADD_ATTEMPT, 10, now, e);
    if (ok) {
        int code = sqlite3_step(s->prepared[SQL_ADD_ATTEMPT]);
        if (code == SQLITE_CONSTRAINT_PRIMARYKEY)
            ok = store_say_there(a->id, e);
        else
            ok = code == SQLITE_DONE || store_sql_say(s, code, e);
    }
    store_sql_put_back(s->prepared[SQL_ADD_ATTEMPT]);
    return ok;
}

static bool add_skills(const store_sqlite *s, const char *id, const store_result *done, err *e)
{
    bool ok = store_put_text(s, SQL_DROP_SKILLS, 1, id, e) && store_sql_run(s, SQL_DROP_SKILLS, e);
    store_sql_put_back(s->prepared[SQL_DROP_SKILLS]);
    for (uint32_t i = 0; ok && i < done->skill_count; i++) {
        const store_skill *one = &done->skills[i];
        ok = store_put_text(s, SQL_ADD_SKILL, 1, id, e) &&
             store_put_text(s, SQL_ADD_SKILL, 2, one->skill, e) &&
             store_put_text(s, SQL_ADD_SKILL, 3, one->name, e) &&
             store_put_number(s, SQL_ADD_SKILL, 4, one->axis, e) &&
             store_put_number(s, SQL_ADD_SKILL, 5, one->score, e) &&
             store_put_number(s, SQL_ADD_SKILL, 6, one->lost, e) &&
             store_sql_run(s, SQL_ADD_SKILL, e);
    }
    store_sql_put_back(s->prepared[SQL_ADD_SKILL]);
    return ok;
}

/* Inside a transaction. */
static bool mark_finished(const store_sqlite *s, const char *id, const store_result *done, err *e)
{
    bool ok = store_put_text(s, SQL_FINISH, 1, done->ending, e) &&
              store_put_text(s, SQL_FINISH, 5, done->title, e) &&
              store_put_text(s, SQL_FINISH, 6, done->kind, e) &&
              store_put_text(s, SQL_FINISH, 7, done->ended, e) &&
              store_put_text(s, SQL_FINISH, 8, done->goal, e) &&
              store_put_text(s, SQL_FINISH, 9, id, e);
    for (int axis = 0; ok && axis < STORY_AXES; axis++)
        if (done->scores[axis] >= 0)
            ok = store_put_number(s, SQL_FINISH, 2 + axis, done->scores[axis], e);
    if (ok) ok = store_sql_run(s, SQL_FINISH, e);
    store_sql_put_back(s->prepared[SQL_FINISH]);
    if (ok && sqlite3_changes(s->db) != 1) ok = store_say_missing(id, e);
    return ok && add_skills(s, id, done, e);
}

static bool mark_rated(const store_sqlite *s, const char *id, const int32_t guesses[STORY_AXES],
                       err *e)
{
    bool ok = store_put_text(s, SQL_RATE, 4, id, e);
    for (int axis = 0; ok && axis < STORY_AXES; axis++)
        ok = store_put_number(s, SQL_RATE, 1 + axis, guesses[axis], e);
    if (ok) ok = store_sql_run(s, SQL_RATE, e);
    store_sql_put_back(s->prepared[SQL_RATE]);
    if (ok && sqlite3_changes(s->db) != 1) ok = store_say_missing(id, e);
    return ok;
}

static bool sqlite_create(store *base, const story_attempt *a, const store_standing *now, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    if (!store_check(a, 0, e) || !store_begin(s, SQL_WRITE, e)) return false;
    bool ok = add_attempt(s, a, now, e) && add_picks(s, a, e);
    for (uint32_t i = 0; ok && i < a->input_count; i++)
        ok = add_input(s, a, i, e);
    if (ok && a->rated) ok = mark_rated(s, a->id, a->guesses, e);
    return store_end(s, ok, e);
}

/* Says why there is no attempt with this many inputs. */
static bool say_not_next(const store_sqlite *s, const story_attempt *a, err *e)
{
    if (!store_put_text(s, SQL_ATTEMPT, 1, a->id, e)) return false;
    sqlite3_stmt *row = s->prepared[SQL_ATTEMPT];
    int code = sqlite3_step(row);
    uint32_t kept = 0;
    if (code == SQLITE_DONE)
        store_say_missing(a->id, e);
    else if (code != SQLITE_ROW)
        store_sql_say(s, code, e);
    else if (store_get_number(s, row, 8, &kept, e))
        store_say_overtaken(a->id, kept, a->input_count, e);
    store_sql_put_back(row);
    return false;
}

static bool sqlite_append(store *base, const story_attempt *a, const store_standing *now,
                          const store_result *done, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    if (a->input_count == 0) return err_set(e, ERR_ARG, "the attempt has no input to add");
    uint32_t number = a->input_count - 1;
    if (!store_check(a, number, e) || (done && !store_check_result(a->id, done, e)) ||
        !store_begin(s, SQL_WRITE, e))
        return false;
    bool ok = store_put_text(s, SQL_COUNT_UP, 1, a->id, e) &&
              store_put_number(s, SQL_COUNT_UP, 2, number, e) &&
              put_standing(s, SQL_COUNT_UP, 3, now, e) && store_sql_run(s, SQL_COUNT_UP, e);
    store_sql_put_back(s->prepared[SQL_COUNT_UP]);
    if (ok && sqlite3_changes(s->db) != 1) ok = say_not_next(s, a, e);
    ok = ok && add_input(s, a, number, e) && (!done || mark_finished(s, a->id, done, e));
    return store_end(s, ok, e);
}

static bool sqlite_finish(store *base, const char *id, const store_result *done, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    if (!store_check_result(id, done, e) || !store_begin(s, SQL_WRITE, e)) return false;
    return store_end(s, mark_finished(s, id, done, e), e);
}

static bool sqlite_rate(store *base, const char *id, const int32_t guesses[STORY_AXES], err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    if (!store_check_guesses(guesses, e) || !store_begin(s, SQL_WRITE, e)) return false;
    return store_end(s, mark_rated(s, id, guesses, e), e);
}

static bool sqlite_remove(store *base, const char *id, bool removed, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    if (!store_begin(s, SQL_WRITE, e)) return false;
    bool ok = store_put_number(s, SQL_REMOVE, 1, removed, e) &&
              store_put_text(s, SQL_REMOVE, 2, id, e) && store_sql_run(s, SQL_REMOVE, e);
    store_sql_put_back(s->prepared[SQL_REMOVE]);
    if (ok && sqlite3_changes(s->db) != 1) ok = store_say_missing(id, e);
    return store_end(s, ok, e);
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
    static const store_ops OPS = {.create = sqlite_create,
                                  .append = sqlite_append,
                                  .finish = sqlite_finish,
                                  .rate = sqlite_rate,
                                  .remove = sqlite_remove,
                                  .read = store_sqlite_read,
                                  .list = store_sqlite_list,
                                  .skills = store_sqlite_skills,
                                  .close = sqlite_release};
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
        ok = code == SQLITE_OK || store_sql_say(s, code, e);
    }
    if (ok) return &s->base;
    sqlite_release(&s->base);
    return NULL;
}

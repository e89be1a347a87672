/* Reading a store in SQLite: one attempt whole, and lists of them. */
#include "store/store_sqlite_internal.h"

#include <string.h>

/* Not kept prepared: a list may be asked for inside a list. Rowids only grow, so their order is the
 * order of making, whatever the clock said. */
#define LIST_COLUMNS                                                                               \
    "SELECT id, scenario, begun, parent, n, finished, ending, tact, speed, honesty, guess_tact,"   \
    " guess_speed, guess_honesty, title, kind, ended, goal, story_clock, story_day FROM attempt"   \
    " WHERE removed = 0"
#define LIST_ALL LIST_COLUMNS " ORDER BY rowid DESC"
#define LIST_SCENARIO LIST_COLUMNS " AND scenario = ? ORDER BY rowid DESC"
#define SKILLS                                                                                     \
    "SELECT s.attempt, s.skill, s.name, s.axis, s.score, s.lost FROM attempt a JOIN skill s"       \
    " ON s.attempt = a.id WHERE a.removed = 0"
#define SKILLS_ALL SKILLS " ORDER BY a.rowid DESC, s.skill"
#define SKILLS_SCENARIO SKILLS " AND a.scenario = ? ORDER BY a.rowid DESC, s.skill"

/* Story times lie between the years 1900 and 5000; minutes and days. */
#define CLOCK_FIRST (INT64_C(-36816480))
#define CLOCK_LAST INT64_C(2000000000)
#define DAY_LAST 1000000

/* Three numbers from 0 to 100, or -1 for each that is missing. */
static bool read_hundreds(const store_sqlite *s, sqlite3_stmt *row, int at, int32_t out[STORY_AXES],
                          err *e)
{
    for (int axis = 0; axis < STORY_AXES; axis++) {
        int64_t number = -1;
        if (!store_get_some(s, row, at + axis, 0, 100, -1, &number, e)) return false;
        out[axis] = (int32_t)number;
    }
    return true;
}

static bool read_attempt(const store_sqlite *s, const char *id, story_attempt *out,
                         uint32_t *inputs, err *e)
{
    sqlite3_stmt *row = s->prepared[SQL_ATTEMPT];
    bool ok = store_put_text(s, SQL_ATTEMPT, 1, id, e);
    if (ok) {
        int code = sqlite3_step(row);
        if (code == SQLITE_DONE)
            ok = store_say_missing(id, e);
        else if (code != SQLITE_ROW)
            ok = store_sql_say(s, code, e);
    }
    ok = ok && store_keep_text(s, row, 0, false, &out->mem, &out->id, e) &&
         store_keep_text(s, row, 1, false, &out->mem, &out->scenario, e) &&
         store_get_hash(s, row, 2, &out->scenario_hash, e) &&
         store_get_seed(s, row, 3, &out->seed, e) &&
         store_keep_text(s, row, 4, true, &out->mem, &out->begun, e) &&
         store_keep_text(s, row, 5, true, &out->mem, &out->parent, e) &&
         store_get_number(s, row, 6, &out->parent_inputs, e) &&
         store_get_hash(s, row, 7, &out->begin_hash, e) && store_get_number(s, row, 8, inputs, e) &&
         read_hundreds(s, row, 9, out->guesses, e);
    out->rated = ok && out->guesses[0] >= 0;
    if (!out->rated) memset(out->guesses, 0, sizeof out->guesses);
    store_sql_put_back(row);
    return ok;
}

static bool read_picks(const store_sqlite *s, const char *id, story_attempt *out, err *e)
{
    sqlite3_stmt *row = s->prepared[SQL_PICKS];
    bool ok = store_put_text(s, SQL_PICKS, 1, id, e);
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
        ok = store_keep_text(s, row, 0, false, &out->mem, &pick->variable, e) &&
             store_keep_text(s, row, 1, false, &out->mem, &pick->value, e);
        if (ok) out->pick_count++;
    }
    if (ok && code != SQLITE_DONE) ok = store_sql_say(s, code, e);
    store_sql_put_back(row);
    return ok;
}

static bool read_inputs(const store_sqlite *s, const char *id, uint32_t count, story_attempt *out,
                        err *e)
{
    sqlite3_stmt *row = s->prepared[SQL_INPUTS];
    bool ok = store_put_text(s, SQL_INPUTS, 1, id, e);
    int code = SQLITE_DONE;
    while (ok && (code = sqlite3_step(row)) == SQLITE_ROW) {
        const char *scene, *choice, *words;
        uint32_t number = 0;
        uint64_t hash = 0;
        ok = store_get_number(s, row, 0, &number, e) &&
             store_get_text(s, row, 1, false, &scene, e) &&
             store_get_text(s, row, 2, false, &choice, e) &&
             store_get_text(s, row, 3, true, &words, e) && store_get_hash(s, row, 4, &hash, e);
        if (ok && number != out->input_count) ok = store_sql_damaged(s, "an input is missing", e);
        ok = ok && story_attempt_add(out, scene, choice, words, hash, e);
    }
    if (ok && code != SQLITE_DONE) ok = store_sql_say(s, code, e);
    store_sql_put_back(row);
    if (ok && out->input_count != count) ok = store_sql_damaged(s, "an input is missing", e);
    return ok;
}

bool store_sqlite_read(store *base, const char *id, story_attempt *out, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    uint32_t count = 0;
    if (!store_begin(s, SQL_READ, e)) return false;
    bool ok = read_attempt(s, id, out, &count, e) && read_picks(s, id, out, e) &&
              read_inputs(s, id, count, out, e);
    ok = store_end(s, ok, e);
    if (!ok) {
        story_attempt_release(out);
        *out = (story_attempt){0};
    }
    return ok;
}

/* ---- lists ---- */

static bool row_read(const store_sqlite *s, sqlite3_stmt *from, store_row *row, err *e)
{
    uint32_t finished = 0;
    int64_t day = 0;
    bool ok = store_get_text(s, from, 0, false, &row->id, e) &&
              store_get_text(s, from, 1, false, &row->scenario, e) &&
              store_get_text(s, from, 2, true, &row->begun, e) &&
              store_get_text(s, from, 3, true, &row->parent, e) &&
              store_get_number(s, from, 4, &row->inputs, e) &&
              store_get_number(s, from, 5, &finished, e) &&
              store_get_text(s, from, 6, true, &row->ending, e) &&
              read_hundreds(s, from, 7, row->scores, e) &&
              read_hundreds(s, from, 10, row->guesses, e) &&
              store_get_text(s, from, 13, true, &row->title, e) &&
              store_get_text(s, from, 14, true, &row->kind, e) &&
              store_get_text(s, from, 15, true, &row->ended, e) &&
              store_get_text(s, from, 16, true, &row->goal, e) &&
              store_get_some(s, from, 17, CLOCK_FIRST, CLOCK_LAST, 0, &row->now.clock, e) &&
              store_get_some(s, from, 18, 0, DAY_LAST, 0, &day, e);
    row->finished = finished != 0;
    row->now.day = (int32_t)day;
    return ok;
}

static bool list_begin(const store_sqlite *s, const char *all, const char *one,
                       const char *scenario, sqlite3_stmt **from, err *e)
{
    int code = sqlite3_prepare_v2(s->db, scenario ? one : all, -1, from, NULL);
    if (code == SQLITE_OK && scenario)
        code =
            sqlite3_bind_text64(*from, 1, scenario, strlen(scenario), SQLITE_STATIC, SQLITE_UTF8);
    return code == SQLITE_OK || store_sql_say(s, code, e);
}

bool store_sqlite_list(store *base, const char *scenario,
                       bool (*each)(void *self, const store_row *row), void *self, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    sqlite3_stmt *from = NULL;
    int code = SQLITE_DONE;
    bool ok = list_begin(s, LIST_ALL, LIST_SCENARIO, scenario, &from, e), more = true;
    while (ok && more && (code = sqlite3_step(from)) == SQLITE_ROW) {
        store_row row = {0};
        ok = row_read(s, from, &row, e);
        if (ok) more = each(self, &row);
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE) ok = store_sql_say(s, code, e);
    sqlite3_finalize(from);
    return ok;
}

static bool skill_read(const store_sqlite *s, sqlite3_stmt *from, const char **attempt,
                       store_skill *shown, err *e)
{
    int64_t axis = 0, score = 0, lost = 0;
    bool ok = store_get_text(s, from, 0, false, attempt, e) &&
              store_get_text(s, from, 1, false, &shown->skill, e) &&
              store_get_text(s, from, 2, false, &shown->name, e) &&
              store_get_some(s, from, 3, 0, STORY_AXES - 1, 0, &axis, e) &&
              store_get_some(s, from, 4, 0, 100, 0, &score, e) &&
              store_get_some(s, from, 5, INT32_MIN, INT32_MAX, 0, &lost, e);
    shown->axis = (int32_t)axis;
    shown->score = (int32_t)score;
    shown->lost = (int32_t)lost;
    return ok;
}

bool store_sqlite_skills(store *base, const char *scenario,
                         bool (*each)(void *self, const char *attempt, const store_skill *shown),
                         void *self, err *e)
{
    const store_sqlite *s = (store_sqlite *)base;
    sqlite3_stmt *from = NULL;
    int code = SQLITE_DONE;
    bool ok = list_begin(s, SKILLS_ALL, SKILLS_SCENARIO, scenario, &from, e), more = true;
    while (ok && more && (code = sqlite3_step(from)) == SQLITE_ROW) {
        const char *attempt = "";
        store_skill shown = {0};
        ok = skill_read(s, from, &attempt, &shown, e);
        if (ok) more = each(self, attempt, &shown);
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE) ok = store_sql_say(s, code, e);
    sqlite3_finalize(from);
    return ok;
}

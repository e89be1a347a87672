#include "session/session_recheck.h"

#include "base/base_file.h"
#include "base/base_problems.h"
#include "session/session_where.h"

#include <stdlib.h>
#include <string.h>

enum { SCORES_LARGEST = 16 << 20 };
static const char SCORES_FILE[] = "scores.txt";

/* How an attempt came out. */
typedef struct outcome {
    bool known, over;
    int32_t axis[STORY_AXES];
    char ending[STORY_NAME_LONGEST + 1];
} outcome;

typedef struct rechecking {
    const session_places *places;
    scenario *s;
    const char *folder;
    session_recheck *out;
    strbuf *report;
    strbuf kept, scores; /* scores.txt as it was; as it is to be */
    story_run run;
    story_state *state;
    session_where where;
} rechecking;

/* ---- scores ---- */
static bool outcome_of(const rechecking *k, outcome *out, err *e)
{
    story_scores scores;
    *out = (outcome){.known = true, .over = story_over(k->state)};
    if (!story_score(k->s->def, &k->run.hooks, k->state, &scores, e)) return false;
    memcpy(out->axis, scores.axis, sizeof out->axis);
    if (k->state->ending >= 0) {
        const char *id = k->s->def->endings[k->state->ending].id;
        size_t len = strlen(id);
        memcpy(out->ending, id, len < sizeof out->ending ? len : sizeof out->ending - 1);
    }
    return true;
}

static bool same_outcome(const outcome *a, const outcome *b)
{
    return !memcmp(a->axis, b->axis, sizeof a->axis) && !strcmp(a->ending, b->ending);
}

/* One line of scores.txt: "80 -1 100 yes NAME"; "-" for no ending. */
static bool add_score(strbuf *out, const char *name, const outcome *o, err *e)
{
    return strbuf_addf(out, e, "%d %d %d %s %s\n", (int)o->axis[0], (int)o->axis[1],
                       (int)o->axis[2], *o->ending ? o->ending : "-", name);
}

static bool parse_score(const char *line, size_t len, const char *name, outcome *out)
{
    const char *end = line + len;
    *out = (outcome){.known = true};
    for (int a = 0; a < STORY_AXES; a++) {
        char *after;
        long value = strtol(line, &after, 10);
        if (after == line || after >= end || *after != ' ' || value < -1 || value > 100)
            return false;
        out->axis[a] = (int32_t)value;
        line = after + 1;
    }
    size_t ending = strcspn(line, " \n");
    if (ending > STORY_NAME_LONGEST || line + ending >= end) return false;
    if (ending != 1 || *line != '-') memcpy(out->ending, line, ending);
    line += ending + 1;
    return (size_t)(end - line) == strlen(name) && !memcmp(line, name, (size_t)(end - line));
}

static outcome kept_score(const rechecking *k, const char *name)
{
    outcome found = {0};
    for (const char *line = strbuf_text(&k->kept); *line;) {
        size_t len = strcspn(line, "\n");
        if (parse_score(line, len, name, &found)) return found;
        line += len + (line[len] == '\n');
    }
    return (outcome){0};
}

/* ---- telling ---- */
static const char *choice_at(void *self, uint32_t i)
{
    const story_scene *scene = self;
    return i < scene->choice_count ? scene->choices[i].id : NULL;
}

/* The choice that may have been renamed, and where its scene is written. */
static bool tell_renamed(rechecking *k, const story_input *in, err *e)
{
    const story_def *def = k->s->def;
    uint32_t number = story_names_find(&def->scene_names, in->scene);
    if (number == STORY_NONE)
        return strbuf_addf(k->report, e, " There is no scene \"%s\" any more.", in->scene);
    story_scene *scene = &def->scenes[number];
    bool there = scene->lua != NULL;
    for (uint32_t i = 0; i < scene->choice_count; i++)
        there |= strcmp(scene->choices[i].id, in->choice) == 0;
    if (there) return true;
    const char *nearest = problems_nearest(in->choice, choice_at, scene);
    return strbuf_add(k->report, " At ", e) &&
           session_where_scene(&k->where, number, STORY_NONE, k->report, e) &&
           strbuf_addf(
               k->report, e,
               " the scene \"%s\" has no choice \"%s\"%s%s%s: attempts name choices, so keep "
               "their ids.",
               in->scene, in->choice, nearest ? "; was it renamed to \"" : "",
               nearest ? nearest : "", nearest ? "\"?" : "");
}

static bool tell_place(rechecking *k, const story_attempt *a, const story_replay *done, err *e)
{
    bool stopped = done->end == STORY_REPLAY_STOPPED;
    uint32_t turn = stopped ? done->inputs_done : done->first_difference;
    if (turn == STORY_NONE) return true;
    if (!stopped && turn == 0) return strbuf_add(k->report, ", from the start", e);
    const story_input *in = &a->inputs[stopped ? turn : turn - 1];
    return strbuf_addf(k->report, e, ", turn %u, scene \"%s\", choice \"%s\"",
                       stopped ? turn + 1 : turn, in->scene, in->choice);
}

static bool tell_scores(rechecking *k, const outcome *was, const outcome *now, err *e)
{
    for (uint32_t i = 0; i < STORY_AXES; i++)
        if (was->axis[i] != now->axis[i] &&
            !strbuf_addf(k->report, e, "; %s %d, was %d", story_axis_word(i), (int)now->axis[i],
                         (int)was->axis[i]))
            return false;
    return !strcmp(was->ending, now->ending) ||
           strbuf_addf(k->report, e, "; ends \"%s\", was \"%s\"", now->ending, was->ending);
}

static bool tell_difference(rechecking *k, const char *name, const story_attempt *a,
                            const story_replay *done, const outcome *was, const outcome *now,
                            err *e)
{
    if (done->end == STORY_REPLAY_STOPPED)
        return strbuf_addf(k->report, e, "%s: no longer plays", name) &&
               tell_place(k, a, done, e) && strbuf_addf(k->report, e, ": %s.", done->why) &&
               tell_renamed(k, &a->inputs[done->inputs_done], e) && strbuf_addc(k->report, '\n', e);
    bool ok = strbuf_addf(k->report, e, "%s: differs", name) && tell_place(k, a, done, e);
    if (ok && was->known) ok = tell_scores(k, was, now, e);
    if (ok && !was->known)
        ok = strbuf_add(k->report,
                        ". No scores were kept to compare: run this with --keep on the version the "
                        "attempts were made with",
                        e);
    return ok && strbuf_add(k->report, ".\n", e);
}

/* ---- one attempt ---- */
static bool recheck(rechecking *k, const char *name, const story_attempt *a, const outcome *was,
                    err *e)
{
    story_replay done;
    outcome now;
    err why = {0};
    if (strcmp(a->scenario ? a->scenario : "", k->s->def->id) != 0) {
        k->out->others++;
        return true;
    }
    k->out->attempts++;
    bool ok =
        story_attempt_replay(&k->run, a, k->state, NULL, &done, &why) && outcome_of(k, &now, &why);
    if (!ok) {
        k->out->stopped++;
        return why.code == ERR_NOMEM ? err_nomem(e)
                                     : strbuf_addf(k->report, e, "%s: %s\n", name, why.text);
    }
    bool same = done.end != STORY_REPLAY_STOPPED &&
                (done.end == STORY_REPLAY_SAME || (was->known && same_outcome(was, &now)));
    if (same) {
        k->out->same++;
        return add_score(&k->scores, name, &now, e);
    }
    k->out->stopped += done.end == STORY_REPLAY_STOPPED;
    k->out->differ += done.end != STORY_REPLAY_STOPPED;
    return tell_difference(k, name, a, &done, was, &now, e);
}

/* ---- from files ---- */
static bool is_json(const char *name)
{
    size_t len = strlen(name);
    return len > 5 && !strcmp(name + len - 5, ".json");
}

static bool recheck_file(void *self, const char *name, err *e)
{
    rechecking *k = self;
    strbuf path = {0};
    story_attempt a = {0};
    err why = {0};
    bool ok = true;
    if (!is_json(name)) return true;
    if (!file_join(&path, k->folder, name, e)) return false;
    if (session_attempt_read(k->places, strbuf_text(&path), &a, &why)) {
        outcome was = kept_score(k, name);
        ok = recheck(k, name, &a, &was, e);
    } else if (why.code == ERR_NOMEM) {
        ok = err_nomem(e);
    } else {
        k->out->unreadable++;
        ok = strbuf_addf(k->report, e, "%s: %s\n", name, why.text);
    }
    story_attempt_release(&a);
    strbuf_release(&path);
    return ok;
}

static bool recheck_files(rechecking *k, bool keep, err *e)
{
    strbuf path = {0};
    bool ok = file_join(&path, k->folder, SCORES_FILE, e);
    if (ok && file_is_file(strbuf_text(&path)))
        ok = file_read(strbuf_text(&path), SCORES_LARGEST, &k->kept, e);
    ok = ok && file_list(k->folder, recheck_file, k, e);
    if (ok && keep && k->scores.len)
        ok = file_write(strbuf_text(&path), strbuf_text(&k->scores), k->scores.len, e);
    strbuf_release(&path);
    return ok;
}

/* ---- from a store ---- */
typedef struct from_store {
    rechecking *k;
    store *kept;
    bool ok;
    err *e;
} from_store;

static bool recheck_row(void *self, const store_row *row)
{
    from_store *f = self;
    story_attempt a = {0};
    outcome was = {.known = row->finished};
    memcpy(was.axis, row->scores, sizeof was.axis);
    size_t len = row->ending ? strlen(row->ending) : 0;
    if (len < sizeof was.ending && len) memcpy(was.ending, row->ending, len);
    f->ok =
        f->kept->ops->read(f->kept, row->id, &a, f->e) && recheck(f->k, row->id, &a, &was, f->e);
    story_attempt_release(&a);
    return f->ok;
}

static bool recheck_store(rechecking *k, err *e)
{
    from_store f = {.k = k, .ok = true, .e = e};
    f.kept = store_open_sqlite(k->folder, e);
    if (!f.kept) return false;
    bool ok = f.kept->ops->list(f.kept, k->s->def->id, recheck_row, &f, e) && f.ok;
    store_close(f.kept);
    return ok;
}

bool session_recheck_attempts(const session_places *p, scenario *s, const char *folder, bool keep,
                              session_recheck *out, strbuf *report, err *e)
{
    *out = (session_recheck){0};
    if (!file_is_folder(folder))
        return err_set(e, ERR_MISSING, "there is no folder %s with attempts", folder);
    rechecking k = {.places = p, .s = s, .folder = folder, .out = out, .report = report};
    story_hooks hooks = scenario_hooks(s);
    strbuf database = {0};
    bool ok = story_run_init(&k.run, s->def, &hooks, e) && session_where_init(&k.where, s, e) &&
              (k.state = story_state_new(s->def, e)) &&
              file_join(&database, folder, "rapport.db", e);
    if (ok)
        ok = file_is_file(strbuf_text(&database)) ? recheck_store(&k, e)
                                                  : recheck_files(&k, keep, e);
    if (ok && !out->attempts && !out->unreadable)
        ok = err_set(e, ERR_MISSING,
                     "%s holds no attempt at \"%s\": name a folder of *.json files "
                     "written by --record, or a player's store",
                     folder, s->def->id);
    story_run_release(&k.run);
    base_free(k.state);
    session_where_release(&k.where);
    strbuf_release(&database);
    strbuf_release(&k.kept);
    strbuf_release(&k.scores);
    return ok;
}

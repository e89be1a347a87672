/* A store in memory: a list of attempts, the newest first. */
#include "base/base_mem.h"
#include "store/store_internal.h"

#include <string.h>

typedef struct kept {
    struct kept *older;
    story_attempt attempt;
    store_standing now;
    bool removed, finished;
    arena result_mem;
    store_result result; /* once finished */
} kept;

typedef struct store_memory {
    store base; /* first: a store * is cast back to its kind */
    kept *newest;
} store_memory;

static kept *find(store *s, const char *id)
{
    kept *k = ((store_memory *)s)->newest;
    while (k && strcmp(k->attempt.id, id) != 0)
        k = k->older;
    return k;
}

static bool memory_create(store *s, const story_attempt *a, const store_standing *now, err *e)
{
    store_memory *m = (store_memory *)s;
    if (!store_check(a, 0, e)) return false;
    if (find(s, a->id)) return store_say_there(a->id, e);
    kept *k = base_alloc(sizeof *k);
    if (!k) return err_nomem(e);
    if (!store_copy(a, &k->attempt, e)) {
        base_free(k);
        return false;
    }
    if (now) k->now = *now;
    k->older = m->newest;
    m->newest = k;
    return true;
}

static bool copy_text(arena *mem, const char *from, const char **to, err *e)
{
    *to = from ? arena_text(mem, from, strlen(from), e) : NULL;
    return !from || *to;
}

static bool copy_result(const store_result *from, arena *mem, store_result *to, err *e)
{
    *to = *from;
    store_skill *skills = arena_array(mem, from->skill_count + 1, sizeof *skills, e);
    bool ok =
        skills && copy_text(mem, from->ending, &to->ending, e) &&
        copy_text(mem, from->title, &to->title, e) && copy_text(mem, from->kind, &to->kind, e) &&
        copy_text(mem, from->ended, &to->ended, e) && copy_text(mem, from->goal, &to->goal, e);
    for (uint32_t i = 0; ok && i < from->skill_count; i++) {
        skills[i] = from->skills[i];
        ok = copy_text(mem, from->skills[i].skill, &skills[i].skill, e) &&
             copy_text(mem, from->skills[i].name, &skills[i].name, e);
    }
    to->skills = skills;
    return ok;
}

static bool keep_result(kept *k, const store_result *done, err *e)
{
    arena mem = {0};
    store_result copy;
    store_result again = *done;
    if (k->finished) again.ended = k->result.ended;
    if (!copy_result(&again, &mem, &copy, e)) {
        arena_release(&mem);
        return false;
    }
    arena_release(&k->result_mem);
    k->result_mem = mem;
    k->result = copy;
    k->finished = true;
    return true;
}

static bool memory_append(store *s, const story_attempt *a, const store_standing *now,
                          const store_result *done, err *e)
{
    if (a->input_count == 0) return err_set(e, ERR_ARG, "the attempt has no input to add");
    if (!store_check(a, a->input_count - 1, e)) return false;
    if (done && !store_check_result(a->id, done, e)) return false;
    kept *k = find(s, a->id);
    if (!k) return store_say_missing(a->id, e);
    if (k->attempt.input_count != a->input_count - 1)
        return store_say_overtaken(a->id, k->attempt.input_count, a->input_count, e);
    const story_input *in = &a->inputs[a->input_count - 1];
    if (!story_attempt_add(&k->attempt, in->scene, in->choice, in->words, in->hash, e))
        return false;
    if (done && !keep_result(k, done, e)) {
        story_attempt_cut(&k->attempt, a->input_count - 1);
        return false;
    }
    if (now) k->now = *now;
    return true;
}

static bool memory_finish(store *s, const char *id, const store_result *done, err *e)
{
    if (!store_check_result(id, done, e)) return false;
    kept *k = find(s, id);
    return k ? keep_result(k, done, e) : store_say_missing(id, e);
}

static bool memory_rate(store *s, const char *id, const int32_t guesses[STORY_AXES], err *e)
{
    if (!store_check_guesses(guesses, e)) return false;
    kept *k = find(s, id);
    if (!k) return store_say_missing(id, e);
    k->attempt.rated = true;
    memcpy(k->attempt.guesses, guesses, sizeof k->attempt.guesses);
    return true;
}

static bool memory_remove(store *s, const char *id, bool removed, err *e)
{
    kept *k = find(s, id);
    if (!k) return store_say_missing(id, e);
    k->removed = removed;
    return true;
}

static bool memory_read(store *s, const char *id, story_attempt *out, err *e)
{
    const kept *k = find(s, id);
    return k ? store_copy(&k->attempt, out, e) : store_say_missing(id, e);
}

static bool is_listed(const kept *k, const char *scenario)
{
    return !k->removed && (!scenario || strcmp(scenario, k->attempt.scenario) == 0);
}

static store_row row_of(const kept *k)
{
    const story_attempt *a = &k->attempt;
    store_row row = {.id = a->id,
                     .scenario = a->scenario,
                     .begun = a->begun,
                     .parent = a->parent,
                     .inputs = a->input_count,
                     .finished = k->finished,
                     .ending = k->result.ending,
                     .title = k->result.title,
                     .kind = k->result.kind,
                     .ended = k->result.ended,
                     .goal = k->result.goal,
                     .now = k->now};
    for (int axis = 0; axis < STORY_AXES; axis++) {
        row.scores[axis] = k->finished ? k->result.scores[axis] : -1;
        row.guesses[axis] = a->rated ? a->guesses[axis] : -1;
    }
    return row;
}

static bool memory_list(store *s, const char *scenario,
                        bool (*each)(void *self, const store_row *row), void *self, err *e)
{
    (void)e;
    for (const kept *k = ((store_memory *)s)->newest; k; k = k->older) {
        if (!is_listed(k, scenario)) continue;
        store_row row = row_of(k);
        if (!each(self, &row)) break;
    }
    return true;
}

/* The skill with the next larger id than `after`, or NULL. */
static const store_skill *next_skill(const store_result *result, const char *after)
{
    const store_skill *next = NULL;
    for (uint32_t i = 0; i < result->skill_count; i++) {
        const store_skill *one = &result->skills[i];
        /* NOLINTBEGIN(clang-analyzer-core.NonNullParamChecker): a skill kept has a name */
        if (after && strcmp(one->skill, after) <= 0) continue;
        if (!next || strcmp(one->skill, next->skill) < 0) next = one;
        /* NOLINTEND(clang-analyzer-core.NonNullParamChecker) */
    }
    return next;
}

static bool memory_skills(store *s, const char *scenario,
                          bool (*each)(void *self, const char *attempt, const store_skill *shown),
                          void *self, err *e)
{
    (void)e;
    for (const kept *k = ((store_memory *)s)->newest; k; k = k->older) {
        if (!is_listed(k, scenario)) continue;
        const store_skill *one = NULL;
        while ((one = next_skill(&k->result, one ? one->skill : NULL)))
            if (!each(self, k->attempt.id, one)) return true;
    }
    return true;
}

static void memory_close(store *s)
{
    for (kept *k = ((store_memory *)s)->newest, *older; k; k = older) {
        older = k->older;
        story_attempt_release(&k->attempt);
        arena_release(&k->result_mem);
        base_free(k);
    }
    base_free(s);
}

store *store_open_memory(err *e)
{
    static const store_ops OPS = {.create = memory_create,
                                  .append = memory_append,
                                  .finish = memory_finish,
                                  .rate = memory_rate,
                                  .remove = memory_remove,
                                  .read = memory_read,
                                  .list = memory_list,
                                  .skills = memory_skills,
                                  .close = memory_close};
    store_memory *m = base_alloc(sizeof *m);
    if (!m) {
        err_nomem(e);
        return NULL;
    }
    m->base.ops = &OPS;
    return &m->base;
}

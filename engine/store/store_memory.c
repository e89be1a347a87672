/* A store in memory: a list of attempts, the newest first. */
#include "base/base_mem.h"
#include "store/store_internal.h"

#include <string.h>

typedef struct kept {
    struct kept *older;
    story_attempt attempt;
    bool finished;
    arena ending_mem;
    const char *ending;
    int32_t scores[STORY_AXES];
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

static bool memory_create(store *s, const story_attempt *a, err *e)
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
    for (int axis = 0; axis < STORY_AXES; axis++)
        k->scores[axis] = -1;
    k->older = m->newest;
    m->newest = k;
    return true;
}

static bool memory_append(store *s, const story_attempt *a, err *e)
{
    if (a->input_count == 0) return err_set(e, ERR_ARG, "the attempt has no input to add");
    if (!store_check(a, a->input_count - 1, e)) return false;
    kept *k = find(s, a->id);
    if (!k) return store_say_missing(a->id, e);
    if (k->attempt.input_count != a->input_count - 1)
        return store_say_overtaken(a->id, k->attempt.input_count, a->input_count, e);
    const story_input *in = &a->inputs[a->input_count - 1];
    return story_attempt_add(&k->attempt, in->scene, in->choice, in->words, in->hash, e);
}

static bool memory_finish(store *s, const char *id, const char *ending,
                          const int32_t scores[STORY_AXES], err *e)
{
    if (!ending) return store_say_no_ending(id, e);
    kept *k = find(s, id);
    if (!k) return store_say_missing(id, e);
    arena mem = {0};
    const char *text = arena_text(&mem, ending, strlen(ending), e);
    if (!text) return false;
    arena_release(&k->ending_mem);
    k->ending_mem = mem;
    k->ending = text;
    k->finished = true;
    memcpy(k->scores, scores, sizeof k->scores);
    return true;
}

static bool memory_read(store *s, const char *id, story_attempt *out, err *e)
{
    const kept *k = find(s, id);
    return k ? store_copy(&k->attempt, out, e) : store_say_missing(id, e);
}

static bool memory_list(store *s, const char *scenario,
                        bool (*each)(void *self, const store_row *row), void *self, err *e)
{
    (void)e;
    for (const kept *k = ((store_memory *)s)->newest; k; k = k->older) {
        const story_attempt *a = &k->attempt;
        if (scenario && strcmp(scenario, a->scenario) != 0) continue;
        store_row row = {a->id,          a->scenario, a->begun,  a->parent,
                         a->input_count, k->finished, k->ending, {0}};
        memcpy(row.scores, k->scores, sizeof row.scores);
        if (!each(self, &row)) break;
    }
    return true;
}

static void memory_close(store *s)
{
    for (kept *k = ((store_memory *)s)->newest, *older; k; k = older) {
        older = k->older;
        story_attempt_release(&k->attempt);
        arena_release(&k->ending_mem);
        base_free(k);
    }
    base_free(s);
}

store *store_open_memory(err *e)
{
    static const store_ops OPS = {memory_create, memory_append, memory_finish,
                                  memory_read,   memory_list,   memory_close};
    store_memory *m = base_alloc(sizeof *m);
    if (!m) {
        err_nomem(e);
        return NULL;
    }
    m->base.ops = &OPS;
    return &m->base;
}

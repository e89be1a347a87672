#ifndef TEST_STORE_H
#define TEST_STORE_H
/* What the tests of store share: a folder of their own, and attempts to keep in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base_file.h"
#include "store/store.h"

#include <sqlite3.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- a folder below the temporary one ---- */

typedef struct place {
    char folder[64];
    char file[96]; /* the database in it */
} place;

static inline int place_make_in(void **state, const char *above)
{
    place *p = calloc(1, sizeof *p);
    if (!p) return -1;
    snprintf(p->folder, sizeof p->folder, "%s/test_store-XXXXXX", above);
    if (!mkdtemp(p->folder)) return -1;
    snprintf(p->file, sizeof p->file, "%s/rapport.db", p->folder);
    *state = p;
    return 0;
}

static inline int place_make(void **state)
{
    return place_make_in(state, "/tmp");
}

/* In memory where the system has such a folder: for tests that make thousands of databases, each of
 * which would wait for the disk. */
static inline int place_make_fast(void **state)
{
    return place_make_in(state, access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp");
}

static inline bool place_delete(void *self, const char *name, err *e)
{
    strbuf path = {0};
    bool ok = file_join(&path, self, name, e);
    if (ok && file_is_folder(path.data))
        ok = file_list(path.data, place_delete, path.data, e) && rmdir(path.data) == 0;
    else if (ok)
        ok = file_delete(path.data, e);
    strbuf_release(&path);
    return ok;
}

/* Empties the folder, so that the next store in it is a new one. */
static inline void place_clear(place *p)
{
    err e = {0};
    if (!file_list(p->folder, place_delete, p->folder, &e)) fail_msg("%s", e.text);
}

/* Leaves an empty store in the folder: made once, then put back from its bytes in `fresh`, which is
 * much faster. */
static inline void place_reset(place *p, strbuf *fresh)
{
    err e = {0};
    place_clear(p);
    if (fresh->len == 0) {
        store *s = store_open_sqlite(p->folder, &e);
        if (!s) fail_msg("%s", e.text);
        store_close(s);
        if (!file_read(p->file, 1 << 20, fresh, &e)) fail_msg("%s", e.text);
    } else if (!file_write(p->file, fresh->data, fresh->len, &e)) {
        fail_msg("%s", e.text);
    }
}

static inline int place_remove(void **state)
{
    place *p = *state;
    err e = {0};
    bool ok = file_list(p->folder, place_delete, p->folder, &e) && rmdir(p->folder) == 0;
    free(p);
    return ok ? 0 : -1;
}

static inline store *place_open(const place *p)
{
    err e = {0};
    store *s = store_open_sqlite(p->folder, &e);
    if (!s) fail_msg("%s", e.text);
    return s;
}

/* ---- attempts whose content follows from their id and the numbers of their inputs ---- */

/* Adds input `number` as it must be. Its words differ in length and are missing now and then. */
static inline bool attempt_grow(story_attempt *a, err *e)
{
    uint32_t number = a->input_count;
    char scene[32], choice[32], words[400];
    snprintf(scene, sizeof scene, "scene_%u", number % 7);
    snprintf(choice, sizeof choice, "choice_%u", number);
    size_t len = (size_t)(number * 37 % 390);
    memset(words, 'a' + (int)(number % 26), len);
    words[len] = '\0';
    return story_attempt_add(a, scene, choice, number % 5 == 4 ? NULL : words,
                             UINT64_C(0x9E3779B97F4A7C15) * (number + 1), e);
}

/* `id` and the texts stay the caller's: literals. */
static inline story_attempt attempt_make(const char *id, const char *scenario, uint32_t inputs)
{
    story_attempt a = {0};
    a.id = id;
    a.scenario = scenario;
    a.scenario_hash = UINT64_C(0xFEDCBA9876543210);
    a.seed = UINT64_MAX;
    a.begun = "2026-03-01T09:30:00Z";
    a.begin_hash = 7;
    err e = {0};
    for (uint32_t i = 0; i < inputs; i++)
        if (!attempt_grow(&a, &e)) fail_msg("%s", e.text);
    return a;
}

static inline bool text_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static inline bool attempt_same(const story_attempt *a, const story_attempt *b)
{
    bool same = text_same(a->id, b->id) && text_same(a->scenario, b->scenario) &&
                a->scenario_hash == b->scenario_hash && a->seed == b->seed &&
                text_same(a->begun, b->begun) && text_same(a->parent, b->parent) &&
                a->parent_inputs == b->parent_inputs && a->begin_hash == b->begin_hash &&
                a->rated == b->rated && memcmp(a->guesses, b->guesses, sizeof a->guesses) == 0 &&
                a->pick_count == b->pick_count && a->input_count == b->input_count;
    for (uint32_t i = 0; same && i < a->pick_count; i++)
        same = text_same(a->picks[i].variable, b->picks[i].variable) &&
               text_same(a->picks[i].value, b->picks[i].value);
    for (uint32_t i = 0; same && i < a->input_count; i++) {
        const story_input *x = &a->inputs[i], *y = &b->inputs[i];
        same = text_same(x->choice, y->choice) && text_same(x->scene, y->scene) &&
               text_same(x->words, y->words) && x->hash == y->hash;
    }
    return same;
}

static inline bool finish_as(store *s, const char *id, const char *ending,
                             const int32_t scores[STORY_AXES], err *e)
{
    static const store_skill SKILLS[] = {{"T1", "asks leave", STORY_TACT, 75, 1},
                                         {"H2", "answers", STORY_HONESTY, 0, 4}};
    store_result done = {.ending = ending,
                         .title = "\"So be it.\"",
                         .kind = "no_open",
                         .ended = "2026-03-01T10:00:00Z",
                         .goal = "H2",
                         .skills = SKILLS,
                         .skill_count = 2};
    memcpy(done.scores, scores, sizeof done.scores);
    return s->ops->finish(s, id, &done, e);
}

/* What the store holds under this id must be `want`. */
static inline void expect_kept(store *s, const story_attempt *want)
{
    err e = {0};
    story_attempt got = {0};
    if (!s->ops->read(s, want->id, &got, &e)) fail_msg("%s", e.text);
    assert_true(attempt_same(want, &got));
    story_attempt_release(&got);
}

/* ---- in a process of its own ---- */

/* Runs `act` in a child process; its result is the exit status: 0 when it returned true. The
 * message it left is shown. */
static inline bool in_child(bool (*act)(void *self, err *e), void *self)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        err e = {0};
        bool ok = act(self, &e);
        if (!ok) fprintf(stderr, "in the child: %s\n", e.text);
        _exit(ok ? 0 : 1);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}
#endif

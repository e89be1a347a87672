/* store: a program that is killed at any moment, and several programs at once. Children report each
 * input through a pipe after it was acknowledged; what was reported must be there. */
#include "test_store.h"

#include "base/base_rng.h"

#include <sched.h>
#include <signal.h>

#define ATTEMPT "00000000000000aa"

static bool write_number(int to, uint32_t number)
{
    return write(to, &number, sizeof number) == (ssize_t)sizeof number;
}

static bool read_number(int from, uint32_t *number)
{
    return read(from, number, sizeof *number) == (ssize_t)sizeof *number;
}

/* Plays on where the record ends, without end; never returns. */
static void play_until_killed(const char *folder, int report)
{
    err e = {0};
    story_attempt a = {0};
    store *s = store_open_sqlite(folder, &e);
    if (!s || !write_number(report, 0)) goto failed;
    if (!s->ops->read(s, ATTEMPT, &a, &e)) {
        if (e.code != ERR_MISSING) goto failed;
        err_clear(&e);
        a = attempt_make(ATTEMPT, "offer", 0);
        if (!s->ops->create(s, &a, NULL, &e)) goto failed;
    }
    while (attempt_grow(&a, &e) && s->ops->append(s, &a, NULL, NULL, &e))
        if (!write_number(report, a.input_count)) _exit(1);
failed:
    fprintf(stderr, "in the child: %s\n", e.text);
    _exit(1);
}

/* Lets a child play until it has acknowledged `enough` inputs, and a little longer; kills it.
 * Returns the number of the last input it acknowledged; `before` when there was none. */
static uint32_t play_and_kill(const char *folder, uint32_t enough, uint32_t longer, uint32_t before)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        play_until_killed(folder, ends[1]);
    }
    close(ends[1]);
    uint32_t last = before, number;
    for (uint32_t i = 0; i < enough && read_number(ends[0], &number); i++)
        if (number) last = number;
    for (uint32_t i = 0; i < longer; i++)
        sched_yield();
    kill(child, SIGKILL);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    /* It must not have stopped by itself. */
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    while (read_number(ends[0], &number))
        if (number) last = number;
    close(ends[0]);
    return last;
}

/* Everything acknowledged is there, whole; at most the one input that was being written is more. */
static uint32_t check_record(const place *p, uint32_t acknowledged)
{
    err e = {0};
    story_attempt got = {0};
    store *s = place_open(p);
    if (!s->ops->read(s, ATTEMPT, &got, &e)) {
        assert_int_equal(e.code, ERR_MISSING);
        assert_int_equal(acknowledged, 0);
        store_close(s);
        return 0;
    }
    uint32_t count = got.input_count;
    assert_true(count == acknowledged || count == acknowledged + 1);
    story_attempt want = attempt_make(ATTEMPT, "offer", count);
    assert_true(attempt_same(&want, &got));
    store_close(s);
    story_attempt_release(&want);
    story_attempt_release(&got);
    return count;
}

static void what_was_acknowledged_survives_a_kill(void **state)
{
    place *p = *state;
    rng r = rng_seed(20260301, 1);
    uint32_t count = 0;
    for (int round = 0; round < 30; round++) {
        uint32_t enough = 1 + rng_below(&r, 25), longer = rng_below(&r, 400);
        uint32_t last = play_and_kill(p->folder, enough, longer, count);
        assert_true(last >= count);
        count = check_record(p, last);
    }
    assert_true(count > 100);
}

static void a_kill_while_it_is_made_leaves_a_usable_folder(void **state)
{
    place *p = *state;
    rng r = rng_seed(20260301, 2);
    for (int round = 0; round < 30; round++) {
        place_clear(p);
        uint32_t last = play_and_kill(p->folder, 0, rng_below(&r, 3000), 0);
        check_record(p, last);
    }
}

static void the_log_is_replayed_after_a_second_kill(void **state)
{
    place *p = *state;
    uint32_t count = 0;
    /* No clean opening in between: each child finds what the last one left. */
    for (uint32_t round = 0; round < 10; round++)
        count = play_and_kill(p->folder, 5, round * 10, count);
    assert_true(check_record(p, count) >= 40);
}

/* ---- two programs at once ---- */

typedef struct player {
    const char *folder, *id;
    int go; /* the read end of a pipe that closes when all may start */
} player;

static bool play_beside(void *self, err *e)
{
    const player *p = self;
    char byte;
    if (read(p->go, &byte, 1) != 0) return err_set(e, ERR_IO, "no start");
    story_attempt a = attempt_make(p->id, "offer", 1);
    store *s = store_open_sqlite(p->folder, e);
    bool ok = s && s->ops->create(s, &a, NULL, e);
    for (int i = 0; ok && i < 60; i++)
        ok = attempt_grow(&a, e) && s->ops->append(s, &a, NULL, NULL, e);
    store_close(s);
    story_attempt_release(&a);
    return ok;
}

static void several_programs_play_at_once(void **state)
{
    place *p = *state;
    static const char *const IDS[] = {"00000000000000a0", "00000000000000a1", "00000000000000a2"};
    enum { COUNT = sizeof IDS / sizeof *IDS };
    for (int round = 0; round < 4; round++) {
        place_clear(p); /* so that they also race for making it */
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t children[COUNT];
        for (size_t i = 0; i < COUNT; i++) {
            fflush(NULL);
            children[i] = fork();
            assert_true(children[i] >= 0);
            if (children[i] > 0) continue;
            close(ends[1]);
            err e = {0};
            player one = {p->folder, IDS[i], ends[0]};
            bool ok = play_beside(&one, &e);
            if (!ok) fprintf(stderr, "in a child: %s\n", e.text);
            _exit(ok ? 0 : 1);
        }
        close(ends[0]);
        close(ends[1]);
        for (size_t i = 0; i < COUNT; i++) {
            int status = 0;
            assert_int_equal(waitpid(children[i], &status, 0), children[i]);
            assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        }
        store *s = place_open(p);
        for (size_t i = 0; i < COUNT; i++) {
            story_attempt want = attempt_make(IDS[i], "offer", 61);
            expect_kept(s, &want);
            story_attempt_release(&want);
        }
        store_close(s);
    }
}

static void two_stores_of_one_program_see_each_other(void **state)
{
    place *p = *state;
    err e = {0};
    store *one = place_open(p), *two = place_open(p);
    story_attempt a = attempt_make(ATTEMPT, "offer", 1);
    assert_true(one->ops->create(one, &a, NULL, &e));
    expect_kept(two, &a);
    assert_true(attempt_grow(&a, &e) && two->ops->append(two, &a, NULL, NULL, &e));
    expect_kept(one, &a);
    assert_true(attempt_grow(&a, &e) && one->ops->append(one, &a, NULL, NULL, &e));
    store_close(one);
    assert_true(attempt_grow(&a, &e) && two->ops->append(two, &a, NULL, NULL, &e));
    store_close(two);
    two = place_open(p);
    expect_kept(two, &a);
    store_close(two);
    story_attempt_release(&a);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_make, place_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_acknowledged_survives_a_kill),
        TEST(a_kill_while_it_is_made_leaves_a_usable_folder),
        TEST(the_log_is_replayed_after_a_second_kill),
        TEST(several_programs_play_at_once),
        TEST(two_stores_of_one_program_see_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

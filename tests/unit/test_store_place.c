/* store: places that cannot be written to, disks that are full, files that are not what they should
 * be. Each gives a message that names the place and the remedy, and keeps what was there. */
#include "test_store.h"

#include "base/base_rng.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define ATTEMPT "00000000000000aa"
#define MANY "00000000000000bb"

static const int32_t SCORES[STORY_AXES] = {50, 60, -1};

/* Opening this folder must fail like this. */
static void open_fails(const char *folder, err_code code, const char *named, const char *remedy)
{
    err e = {0};
    assert_null(store_open_sqlite(folder, &e));
    if (e.code != code || !strstr(e.text, named) || !strstr(e.text, remedy))
        fail_msg("code %d, wanted %d: %s", e.code, code, e.text);
}

/* A database with two attempts, closed. */
static void fill(const place *p)
{
    err e = {0};
    story_attempt a = attempt_make(ATTEMPT, "offer", 3), many = attempt_make(MANY, "offer", 200);
    story_named_pick pick = {"room", "12"};
    many.picks = &pick;
    many.pick_count = 1;
    store *s = place_open(p);
    assert_true(s->ops->create(s, &a, NULL, &e));
    assert_true(s->ops->create(s, &many, NULL, &e));
    assert_true(finish_as(s, MANY, "declined", SCORES, &e));
    store_close(s);
    story_attempt_release(&a);
    story_attempt_release(&many);
}

static void read_whole(const char *path, strbuf *out)
{
    err e = {0};
    strbuf_clear(out);
    if (!file_read(path, 1 << 24, out, &e)) fail_msg("%s", e.text);
}

static void write_whole(const char *path, const char *bytes, size_t len)
{
    err e = {0};
    if (!file_write(path, bytes, len, &e)) fail_msg("%s", e.text);
}

static void expect_bytes(const char *path, const strbuf *want)
{
    strbuf now = {0};
    read_whole(path, &now);
    assert_int_equal(now.len, want->len);
    assert_memory_equal(now.data, want->data, now.len);
    strbuf_release(&now);
}

/* Runs one statement on the file. */
static void change(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* ---- folders ---- */

static void a_missing_folder_is_made(void **state)
{
    place *p = *state;
    char deep[128];
    snprintf(deep, sizeof deep, "%s/one/two three", p->folder);
    err e = {0};
    store *s = store_open_sqlite(deep, &e);
    assert_non_null(s);
    store_close(s);
    store_close(place_open(p));
    assert_true(file_is_file(p->file));
}

static void a_name_like_an_address_is_a_folder(void **state)
{
    place *p = *state;
    char back[256];
    assert_non_null(getcwd(back, sizeof back));
    assert_int_equal(chdir(p->folder), 0);
    err e = {0};
    store *s = store_open_sqlite("file:a?mode=ro", &e);
    if (s) store_close(s);
    bool there = file_is_file("file:a?mode=ro/rapport.db");
    assert_int_equal(chdir(back), 0);
    assert_string_equal(e.text, "");
    assert_true(there);
}

static void what_is_no_folder_is_said(void **state)
{
    place *p = *state;
    char path[128];
    snprintf(path, sizeof path, "%s/file", p->folder);
    write_whole(path, "x", 1);
    open_fails(path, ERR_IO, path, "not a folder");
    assert_int_equal(mkdir(p->file, 0777), 0);
    open_fails(p->folder, ERR_IO, p->file, "Move it away");
}

/* The administrator may write anywhere; so the tests of permissions become somebody else first. */
static bool become_ordinary(err *e)
{
    enum { NOBODY = 65534 };
    if (geteuid() != 0) return true;
    return (setgid(NOBODY) == 0 && setuid(NOBODY) == 0) ||
           err_set(e, ERR_IO, "cannot become nobody");
}

static bool is_refused(void *self, err *e)
{
    const char *folder = self;
    if (!become_ordinary(e)) return false;
    err got = {0};
    store *s = store_open_sqlite(folder, &got);
    store_close(s);
    if (!s && got.code == ERR_READONLY && strstr(got.text, folder) &&
        strstr(got.text, "Choose another folder"))
        return true;
    return err_set(e, ERR_IO, "%s, code %d: %s", s ? "it opened" : "not said", got.code, got.text);
}

static void places_without_permission_are_said(void **state)
{
    place *p = *state;
    char inside[96];
    snprintf(inside, sizeof inside, "%s/inside", p->folder);
    assert_int_equal(chmod(p->folder, 0555), 0);
    assert_true(in_child(is_refused, p->folder)); /* nothing there yet */
    assert_true(in_child(is_refused, inside));    /* the folder cannot be made */
    assert_int_equal(chmod(p->folder, 0755), 0);
    fill(p);
    strbuf before = {0};
    read_whole(p->file, &before);
    static const mode_t MODES[][2] = {{0555, 0444}, {0555, 0666}, {0777, 0444}, {0777, 0}, {0, 0}};
    for (size_t i = 0; i < sizeof MODES / sizeof *MODES; i++) {
        assert_int_equal(chmod(p->file, MODES[i][1]), 0);
        assert_int_equal(chmod(p->folder, MODES[i][0]), 0);
        bool said = in_child(is_refused, p->folder);
        assert_int_equal(chmod(p->folder, 0755), 0);
        assert_int_equal(chmod(p->file, 0644), 0);
        if (!said) fail_msg("folder %03o, file %03o", MODES[i][0], MODES[i][1]);
        expect_bytes(p->file, &before);
    }
    strbuf_release(&before);
    store_close(place_open(p));
}

/* ---- a full disk ---- */

/* A limit on the size of files stands in for the end of the disk. */
static bool play_until_full(void *self, err *e)
{
    const place *p = self;
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0) return err_set(e, ERR_IO, "no limit");
    rlim_t all = limit.rlim_cur;
    limit.rlim_cur = 60000;
    signal(SIGXFSZ, SIG_IGN);
    story_attempt a = attempt_make("00000000000000cc", "offer", 0);
    store *s = store_open_sqlite(p->folder, e);
    if (!s || !s->ops->create(s, &a, NULL, e)) return false;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return err_set(e, ERR_IO, "no limit");
    err got = {0};
    bool ok = true;
    while (ok && a.input_count < 5000)
        ok = attempt_grow(&a, e) && s->ops->append(s, &a, NULL, NULL, &got);
    if (got.code != ERR_FULL || !strstr(got.text, p->file) || !strstr(got.text, "Make room"))
        return err_set(e, ERR_IO, "not said: %d %s", got.code, got.text);
    /* Still full, still the same answer; then there is room, and the play goes on. */
    err_clear(&got);
    if (s->ops->append(s, &a, NULL, NULL, &got) || got.code != ERR_FULL)
        return err_set(e, ERR_IO, "not said again: %s", got.text);
    limit.rlim_cur = all;
    setrlimit(RLIMIT_FSIZE, &limit);
    ok = s->ops->append(s, &a, NULL, NULL, e);
    store_close(s);
    story_attempt_release(&a);
    return ok;
}

static bool count_inputs(void *self, const store_row *row)
{
    *(uint32_t *)self = row->inputs;
    return false;
}

static void a_file_that_cannot_grow_loses_nothing(void **state)
{
    place *p = *state;
    fill(p);
    assert_true(in_child(play_until_full, p));
    store *s = place_open(p);
    uint32_t count = 0;
    assert_true(s->ops->list(s, NULL, count_inputs, &count, NULL));
    assert_true(count > 3);
    story_attempt want = attempt_make("00000000000000cc", "offer", count);
    expect_kept(s, &want);
    story_attempt_release(&want);
    store_close(s);
}

/* SQLite writes through a table of system calls; the tests put their own there. */
static struct {
    long left; /* writes that still succeed */
    int fails; /* then this errno; 0: never */
} disk;

static bool disk_refuses(void)
{
    if (!disk.fails || disk.left-- > 0) return false;
    errno = disk.fails;
    return true;
}

static ssize_t write_at(int fd, const void *bytes, size_t len, off_t at)
{
    return disk_refuses() ? -1 : pwrite(fd, bytes, len, at);
}

static ssize_t write_here(int fd, const void *bytes, size_t len)
{
    return disk_refuses() ? -1 : write(fd, bytes, len);
}

static int cut(int fd, off_t size)
{
    return disk_refuses() ? -1 : ftruncate(fd, size);
}

static void disk_set(bool ours)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    static const char *const AT[] = {"pwrite", "pwrite64"};
    for (size_t i = 0; i < 2; i++)
        vfs->xSetSystemCall(vfs, AT[i], ours ? (sqlite3_syscall_ptr)write_at : NULL);
    vfs->xSetSystemCall(vfs, "write", ours ? (sqlite3_syscall_ptr)write_here : NULL);
    vfs->xSetSystemCall(vfs, "ftruncate", ours ? (sqlite3_syscall_ptr)cut : NULL);
}

static const struct {
    int system;
    err_code code;
} FAILURES[] = {{ENOSPC, ERR_FULL}, {EDQUOT, ERR_FULL}, {EIO, ERR_IO}, {EROFS, ERR_READONLY}};

/* Plays with the disk failing after `n` writes; true when nothing failed. */
static bool play_on_failing_disk(place *p, size_t failure, long n)
{
    err e = {0};
    place_clear(p);
    fill(p);
    store *s = place_open(p);
    story_attempt a = attempt_make("00000000000000cc", "offer", 2);
    disk.left = n;
    disk.fails = FAILURES[failure].system;
    bool created = s->ops->create(s, &a, NULL, &e), ok = created;
    while (ok && a.input_count < 6)
        ok = attempt_grow(&a, &e) && s->ops->append(s, &a, NULL, NULL, &e);
    bool ended = ok && finish_as(s, a.id, "late", SCORES, &e);
    disk.fails = 0;
    if (e.code != (ended ? ERR_NONE : FAILURES[failure].code))
        fail_msg("failure %zu after %ld writes: %s", failure, n, e.text);
    assert_true(ended || strstr(e.text, p->file));
    /* The same store goes on where it stood. */
    err_clear(&e);
    if (!created)
        ok = s->ops->create(s, &a, NULL, &e);
    else if (!ok)
        ok = s->ops->append(s, &a, NULL, NULL, &e);
    if (!ok) fail_msg("failure %zu after %ld writes: %s", failure, n, e.text);
    expect_kept(s, &a);
    store_close(s);
    s = place_open(p);
    expect_kept(s, &a);
    story_attempt many = attempt_make(ATTEMPT, "offer", 3);
    expect_kept(s, &many);
    store_close(s);
    story_attempt_release(&many);
    story_attempt_release(&a);
    return ended;
}

static void any_write_may_fail_while_playing(void **state)
{
    disk_set(true);
    for (size_t i = 0; i < sizeof FAILURES / sizeof *FAILURES; i++) {
        long n = 0;
        while (!play_on_failing_disk(*state, i, n))
            assert_true(++n < 1000);
        assert_true(n > 10);
    }
    disk_set(false);
}

static void any_write_may_fail_while_opening(void **state)
{
    place *p = *state;
    disk_set(true);
    for (size_t i = 0; i < sizeof FAILURES / sizeof *FAILURES; i++) {
        store *s = NULL;
        for (long n = 0; !s; n++) {
            place_clear(p);
            err e = {0};
            disk.left = n;
            disk.fails = FAILURES[i].system;
            s = store_open_sqlite(p->folder, &e);
            disk.fails = 0;
            if (e.code != (s ? ERR_NONE : FAILURES[i].code))
                fail_msg("failure %zu after %ld writes: %s", i, n, e.text);
            assert_true(s || strstr(e.text, p->file));
            assert_true(n < 1000);
            if (!s) store_close(place_open(p));
        }
        store_close(s);
    }
    disk_set(false);
}

/* ---- another program ---- */

static void a_locked_database_is_said(void **state)
{
    place *p = *state;
    fill(p);
    store *s = place_open(p);
    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open(p->file, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    err e = {0};
    story_attempt a = attempt_make(ATTEMPT, "offer", 4);
    assert_false(s->ops->append(s, &a, NULL, NULL, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_non_null(strstr(e.text, p->file));
    assert_non_null(strstr(e.text, "another program"));
    /* Reading goes on. */
    story_attempt was = attempt_make(ATTEMPT, "offer", 3);
    expect_kept(s, &was);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    err_clear(&e);
    assert_true(s->ops->append(s, &a, NULL, NULL, &e));
    expect_kept(s, &a);
    sqlite3_close(other);
    store_close(s);
    story_attempt_release(&was);
    story_attempt_release(&a);
}

/* ---- files that are not what they should be ---- */

static void newer_and_foreign_databases_are_refused_unchanged(void **state)
{
    static const struct {
        const char *sql, *part;
    } CASES[] = {
        {"PRAGMA user_version = 3", "newer version"},
        {"PRAGMA user_version = 2000000000", "newer version"},
        {"PRAGMA user_version = 0", "damaged"},
        {"PRAGMA user_version = -1", "damaged"},
        {"PRAGMA application_id = 5", "not made by Rapport"},
        {"DROP TABLE input", "damaged"},
        {"ALTER TABLE attempt RENAME COLUMN seed TO luck", "damaged"},
    };
    place *p = *state;
    strbuf before = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        place_clear(p);
        fill(p);
        change(p->file, CASES[i].sql);
        read_whole(p->file, &before);
        open_fails(p->folder, ERR_FORMAT, p->file, CASES[i].part);
        expect_bytes(p->file, &before);
    }
    strbuf_release(&before);
}

/* What a newer version left in its log stays there too. */
static void the_log_of_a_newer_version_is_left_alone(void **state)
{
    place *p = *state;
    fill(p);
    char log[128];
    snprintf(log, sizeof log, "%s-wal", p->file);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(p->file, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 3", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    strbuf file_before = {0}, log_before = {0};
    read_whole(p->file, &file_before);
    read_whole(log, &log_before);
    assert_true(log_before.len > 0);
    open_fails(p->folder, ERR_FORMAT, p->file, "newer version");
    expect_bytes(p->file, &file_before);
    expect_bytes(log, &log_before);
    strbuf_release(&file_before);
    strbuf_release(&log_before);
}

static void an_empty_file_is_refused(void **state)
{
    place *p = *state;
    write_whole(p->file, "", 0);
    open_fails(p->folder, ERR_FORMAT, p->file, "Move the file away");
    open_fails(p->folder, ERR_FORMAT, p->file, "Nothing was deleted");
    assert_true(file_is_file(p->file));
}

static void a_log_without_its_database_is_not_taken(void **state)
{
    place *p = *state;
    char log[128];
    static const char *const ENDINGS[] = {"-wal", "-journal"};
    for (size_t i = 0; i < 2; i++) {
        place_clear(p);
        snprintf(log, sizeof log, "%s%s", p->file, ENDINGS[i]);
        write_whole(log, "left over", 9);
        open_fails(p->folder, ERR_FORMAT, log, "nothing was deleted");
        assert_true(file_is_file(log));
        assert_false(file_is_file(p->file));
    }
}

/* Does everything with whatever is there. Nothing may crash; what fails must say so. */
static void use_damaged(const place *p)
{
    err e = {0};
    uint32_t inputs = 0;
    story_attempt out = {0}, none = {0};
    store *s = store_open_sqlite(p->folder, &e);
    if (!s) {
        assert_true(e.code != ERR_NONE && strstr(e.text, p->folder));
        return;
    }
    bool ok[6];
    ok[0] = s->ops->list(s, NULL, count_inputs, &inputs, &e);
    ok[0] = s->ops->list(s, "offer", count_inputs, &inputs, &e) && ok[0];
    static const char *const IDS[] = {ATTEMPT, MANY};
    for (size_t i = 0; i < 2; i++) {
        ok[1 + i] = s->ops->read(s, IDS[i], &out, &e);
        if (!ok[1 + i]) assert_memory_equal(&out, &none, sizeof out);
        story_attempt_release(&out);
    }
    story_attempt a = attempt_make(ATTEMPT, "offer", 4), new = attempt_make("c", "offer", 30);
    ok[3] = s->ops->append(s, &a, NULL, NULL, &e);
    ok[4] = s->ops->create(s, &new, NULL, &e);
    ok[5] = finish_as(s, ATTEMPT, "late", SCORES, &e);
    bool all = true;
    for (size_t i = 0; i < 6; i++)
        all = all && ok[i];
    assert_true(all == (e.code == ERR_NONE));
    assert_true(all || e.text[0]);
    store_close(s);
    story_attempt_release(&a);
    story_attempt_release(&new);
}

static void damaged_files_never_crash(void **state)
{
    place *p = *state;
    fill(p);
    strbuf whole = {0}, bad = {0};
    read_whole(p->file, &whole);
    rng r = rng_seed(20260301, 3);
    for (int round = 0; round < 250; round++) {
        place_clear(p);
        strbuf_clear(&bad);
        assert_true(strbuf_addn(&bad, whole.data, whole.len, NULL));
        uint32_t start = rng_below(&r, (uint32_t)whole.len), many = 1 + rng_below(&r, 60);
        for (uint32_t i = 0; i < many; i++) {
            /* Every third round in one piece, else all over the file; every fifth in the head. */
            size_t at = round % 3 ? rng_below(&r, (uint32_t)whole.len) : (start + i) % whole.len;
            if (round % 5 == 0) at %= 4096;
            bad.data[at] = (char)rng_next(&r);
        }
        write_whole(p->file, bad.data, bad.len);
        use_damaged(p);
    }
    strbuf_release(&whole);
    strbuf_release(&bad);
}

static void cut_files_never_crash(void **state)
{
    place *p = *state;
    fill(p);
    strbuf whole = {0};
    read_whole(p->file, &whole);
    assert_true(whole.len > 20000);
    for (size_t len = 1; len < whole.len; len += len < 200 ? 33 : 1731) {
        place_clear(p);
        write_whole(p->file, whole.data, len);
        use_damaged(p);
    }
    strbuf_release(&whole);
}

/* Damage that SQLite itself cannot see: our own checks tell. */
static void contents_that_do_not_fit_are_said(void **state)
{
    static const char *const CASES[] = {
        "DELETE FROM input WHERE attempt = '" MANY "' AND number = 7",
        "DELETE FROM input WHERE attempt = '" MANY "' AND number = 199",
        "UPDATE attempt SET n = 199 WHERE id = '" MANY "'",
        "UPDATE attempt SET n = -1 WHERE id = '" MANY "'",
        "UPDATE attempt SET n = 5000000000 WHERE id = '" MANY "'",
        "UPDATE attempt SET seed = '18446744073709551616'",
        "UPDATE attempt SET seed = '-1'",
        "UPDATE attempt SET seed = ''",
        "UPDATE attempt SET scenario_hash = '0123456789abcdeF'",
        "UPDATE attempt SET begin_hash = '0123456789abcdef0'",
        "UPDATE input SET hash = '0123' WHERE number = 3",
        "UPDATE input SET words = CAST(x'ff' AS TEXT)",
        "UPDATE input SET scene = CAST(x'610062' AS TEXT)",
        "UPDATE pick SET value = CAST(x'c0' AS TEXT)",
    };
    place *p = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        place_clear(p);
        fill(p);
        change(p->file, CASES[i]);
        store *s = place_open(p);
        err e = {0};
        story_attempt out = {0}, none = {0};
        if (s->ops->read(s, MANY, &out, &e)) fail_msg("%s", CASES[i]);
        assert_int_equal(e.code, ERR_FORMAT);
        assert_non_null(strstr(e.text, p->file));
        assert_memory_equal(&out, &none, sizeof out);
        store_close(s);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_make, place_remove)
#define FAST(name) cmocka_unit_test_setup_teardown(name, place_make_fast, place_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_missing_folder_is_made),
        TEST(a_name_like_an_address_is_a_folder),
        TEST(what_is_no_folder_is_said),
        TEST(places_without_permission_are_said),
        TEST(a_file_that_cannot_grow_loses_nothing),
        FAST(any_write_may_fail_while_playing),
        FAST(any_write_may_fail_while_opening),
        TEST(a_locked_database_is_said),
        TEST(newer_and_foreign_databases_are_refused_unchanged),
        TEST(the_log_of_a_newer_version_is_left_alone),
        TEST(an_empty_file_is_refused),
        TEST(a_log_without_its_database_is_not_taken),
        FAST(damaged_files_never_crash),
        FAST(cut_files_never_crash),
        TEST(contents_that_do_not_fit_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

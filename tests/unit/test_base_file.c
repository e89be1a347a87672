/* base: files. Each test has a folder of its own below the temporary folder. */
#include "test_base.h"

#include "base/base_file.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct place {
    char folder[64];
    char path[80]; /* a file in it */
} place;

static int place_make(void **state)
{
    place *p = calloc(1, sizeof *p);
    if (!p) return -1;
    snprintf(p->folder, sizeof p->folder, "/tmp/test_base_file-XXXXXX");
    if (!mkdtemp(p->folder)) return -1;
    snprintf(p->path, sizeof p->path, "%s/file", p->folder);
    *state = p;
    return 0;
}

static bool delete_one(void *self, const char *name, err *e)
{
    strbuf path = {0};
    bool ok = file_join(&path, self, name, e);
    if (ok && file_is_folder(path.data))
        ok = file_list(path.data, delete_one, path.data, e) && rmdir(path.data) == 0;
    else if (ok)
        ok = file_delete(path.data, e);
    strbuf_release(&path);
    return ok;
}

static int place_remove(void **state)
{
    place *p = *state;
    bool ok = file_list(p->folder, delete_one, p->folder, NULL) && rmdir(p->folder) == 0;
    free(p);
    return ok ? 0 : -1;
}

static void assert_holds(const char *path, const char *text)
{
    strbuf b = {0};
    err e = {0};
    if (!file_read(path, 1 << 20, &b, &e)) fail_msg("%s", e.text);
    assert_int_equal(b.len, strlen(text));
    assert_string_equal(strbuf_text(&b), text);
    strbuf_release(&b);
}

static void maps_whole_files(void **state)
{
    const place *p = *state;
    err e = {0};
    size_t len = 1;
    assert_null(file_map(p->path, 100, &len, &e));
    assert_int_equal(e.code, ERR_MISSING);
    assert_int_equal(len, 0);
    assert_true(file_write(p->path, "glyphs", 6, NULL));
    const void *bytes = file_map(p->path, 100, &len, NULL);
    assert_non_null(bytes);
    assert_int_equal(len, 6);
    assert_memory_equal(bytes, "glyphs", 6);
    file_unmap(bytes, len);
    file_unmap(NULL, 0);
    static const char *const odd[] = {"/dev/null", "/"};
    err_clear(&e);
    assert_null(file_map(p->path, 5, &len, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    for (size_t i = 0; i < 2; i++)
        assert_null(file_map(odd[i], 100, &len, NULL));
}

static bool count_one(void *self, const char *name, err *e)
{
    (void)name;
    (void)e;
    ++*(int *)self;
    return true;
}

static void assert_entries(const char *folder, int want)
{
    int count = 0;
    assert_true(file_list(folder, count_one, &count, NULL));
    assert_int_equal(count, want);
}

static void writes_and_reads(void **state)
{
    const place *p = *state;
    err e = {0};
    assert_true(file_write(p->path, "one", 3, &e));
    assert_holds(p->path, "one");
    assert_true(file_write(p->path, "", 0, &e));
    assert_holds(p->path, "");
    strbuf b = {0};
    assert_true(strbuf_add(&b, "before ", &e));
    assert_true(file_write(p->path, "two\0three", 9, &e));
    assert_true(file_read(p->path, 9, &b, &e));
    assert_int_equal(b.len, 16);
    assert_memory_equal(b.data, "before two\0three", 17);
    strbuf_release(&b);
    assert_entries(p->folder, 1);
}

static void reads_more_than_one_piece(void **state)
{
    const place *p = *state;
    enum { LEN = 300000 };
    char *bytes = malloc(LEN);
    assert_non_null(bytes);
    for (size_t i = 0; i < LEN; i++)
        bytes[i] = (char)(i * 7 + i / 251);
    assert_true(file_write(p->path, bytes, LEN, NULL));
    strbuf b = {0};
    assert_true(file_read(p->path, LEN, &b, NULL));
    assert_int_equal(b.len, LEN);
    assert_memory_equal(b.data, bytes, LEN);
    strbuf_release(&b);
    free(bytes);
}

static void new_files_have_usual_rights(void **state)
{
    const place *p = *state;
    mode_t mask = umask(027);
    assert_true(file_write(p->path, "x", 1, NULL));
    umask(mask);
    struct stat st;
    assert_int_equal(stat(p->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
}

static void refused(const char *path, size_t cap, err_code code)
{
    strbuf b = {0};
    err e = {0};
    assert_true(strbuf_add(&b, "kept", &e));
    assert_false(file_read(path, cap, &b, &e));
    assert_int_equal(e.code, code);
    /* The message names the file. */
    assert_non_null(strstr(e.text, path));
    assert_int_equal(b.len, 4);
    assert_string_equal(strbuf_text(&b), "kept");
    strbuf_release(&b);
}

static void says_why_it_cannot_read(void **state)
{
    const place *p = *state;
    refused(p->path, 100, ERR_MISSING);
    assert_true(file_write(p->path, "12345", 5, NULL));
    refused(p->path, 4, ERR_LIMIT);
    refused(p->folder, 100, ERR_IO);
    char below[100];
    snprintf(below, sizeof below, "%s/below", p->path);
    refused(below, 100, ERR_MISSING);
    /* Endless, and its size is said to be 0. */
    refused("/dev/zero", 100000, ERR_LIMIT);
}

/* A full disk shows as a write that stops half way; so does a limit on the size of files. */
static void full_disk_keeps_the_old_file(void **state)
{
    const place *p = *state;
    err e = {0};
    assert_true(file_write(p->path, "old", 3, &e));
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    char *bytes = calloc(1, 10000);
    assert_non_null(bytes);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool ok = file_write(p->path, bytes, 10000, &e);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    free(bytes);
    assert_false(ok);
    assert_int_equal(e.code, ERR_FULL);
    assert_non_null(strstr(e.text, p->path));
    assert_holds(p->path, "old");
    assert_entries(p->folder, 1);
}

static void readonly_folder_keeps_the_old_file(void **state)
{
    const place *p = *state;
    err e = {0}, made = {0}, gone = {0};
    assert_true(file_write(p->path, "old", 3, &e));
    assert_int_equal(chmod(p->folder, 0555), 0);
    /* Root may write everywhere, so become somebody else for a moment. */
    uid_t me = geteuid();
    if (me == 0 && seteuid(65534) != 0) skip();
    bool wrote = file_write(p->path, "new", 3, &e);
    char folder[100];
    snprintf(folder, sizeof folder, "%s/sub", p->folder);
    bool made_folder = file_make_folder(folder, &made);
    bool deleted = file_delete(p->path, &gone);
    if (me == 0) assert_int_equal(seteuid(me), 0);
    assert_int_equal(chmod(p->folder, 0755), 0);
    assert_false(wrote);
    assert_int_equal(e.code, ERR_READONLY);
    assert_false(made_folder);
    assert_int_equal(made.code, ERR_READONLY);
    assert_false(deleted);
    assert_int_equal(gone.code, ERR_READONLY);
    assert_holds(p->path, "old");
    assert_entries(p->folder, 1);
}

static void missing_folder_is_told(void **state)
{
    const place *p = *state;
    err e = {0};
    char path[100];
    snprintf(path, sizeof path, "%s/no/file", p->folder);
    assert_false(file_write(path, "x", 1, &e));
    assert_int_equal(e.code, ERR_MISSING);
}

enum { LARGE = 1 << 20 };

/* Writes the file over and over, half of the time all 'A', half all 'B'; says so after each. */
static void write_for_ever(const char *path, int say)
{
    char *bytes = malloc(LARGE);
    for (char c = 'A'; bytes; c = c == 'A' ? 'B' : 'A') {
        memset(bytes, c, LARGE);
        if (!file_write(path, bytes, LARGE, NULL) || write(say, &c, 1) != 1) break;
    }
    _exit(1);
}

/* Whenever the writer is killed, the file is wholly one or wholly the other. */
static void kill_leaves_a_whole_file(void **state)
{
    const place *p = *state;
    for (int round = 1; round <= 8; round++) {
        int pipes[2];
        assert_int_equal(pipe(pipes), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(pipes[0]);
            write_for_ever(p->path, pipes[1]);
        }
        close(pipes[1]);
        char c;
        for (int i = 0; i < round; i++)
            assert_int_equal(read(pipes[0], &c, 1), 1);
        assert_int_equal(kill(child, SIGKILL), 0);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        close(pipes[0]);
        strbuf b = {0};
        assert_true(file_read(p->path, LARGE, &b, NULL));
        assert_int_equal(b.len, LARGE);
        for (size_t i = 0; i < b.len; i++)
            if (b.data[i] != b.data[0]) fail_msg("mixed at byte %zu", i);
        strbuf_release(&b);
    }
}

static void makes_folders(void **state)
{
    const place *p = *state;
    err e = {0};
    char path[120];
    snprintf(path, sizeof path, "%s/a/b/c", p->folder);
    assert_true(file_make_folder(path, &e));
    assert_true(file_make_folder(path, &e));
    assert_true(file_is_folder(path));
    assert_false(file_is_file(path));
    assert_true(file_write(p->path, "x", 1, &e));
    assert_true(file_is_file(p->path));
    assert_false(file_is_folder(p->path));
    assert_false(file_make_folder(p->path, &e));
    err_clear(&e);
    snprintf(path, sizeof path, "%s/below", p->path);
    assert_false(file_make_folder(path, &e));
    assert_true(file_delete(p->path, &e));
    assert_false(file_is_file(p->path));
}

static bool join_names(void *self, const char *name, err *e)
{
    strbuf *names = self;
    return strbuf_add(names, name, e) && strbuf_addc(names, ' ', e);
}

static bool stop_at_b(void *self, const char *name, err *e)
{
    ++*(int *)self;
    return strcmp(name, "b") != 0 || err_set(e, ERR_ARG, "stopped");
}

static void lists_in_byte_order(void **state)
{
    const place *p = *state;
    static const char *const names[] = {"b", "a", "B", "10", "9", "\xc3\xa9", ".hidden"};
    strbuf path = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(file_join(&path, p->folder, names[i], NULL));
        assert_true(file_write(path.data, "", 0, NULL));
    }
    strbuf_clear(&path);
    assert_true(file_list(p->folder, join_names, &path, NULL));
    assert_string_equal(path.data, ".hidden 10 9 B a b \xc3\xa9 ");
    strbuf_release(&path);
    int count = 0;
    err e = {0};
    assert_false(file_list(p->folder, stop_at_b, &count, &e));
    assert_int_equal(count, 6);
    assert_int_equal(e.code, ERR_ARG);
    err_clear(&e);
    assert_false(file_list("/nowhere/at/all", stop_at_b, &count, &e));
    assert_int_equal(e.code, ERR_MISSING);
}

static void joins_names(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"/", "b", "/b"}, {"", "b", "b"}};
    strbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(file_join(&b, rows[i][0], rows[i][1], NULL));
        assert_string_equal(b.data, rows[i][2]);
    }
    strbuf_release(&b);
}

static void knows_safe_names(void **state)
{
    (void)state;
    static const char *const good[] = {"a",       "call.lua", "sub/call.lua",  "..a", "a..",
                                       "a/..b/c", "...",      "\xc3\xa9.json", "a b", ".hidden"};
    static const char *const bad[] = {"",     "/",      "/etc/passwd", "..",  ".",   "../a",
                                      "a/..", "a/../b", "a//b",        "a/",  "./a", "a/./b",
                                      "a\\b", "a\nb",   "a\x7f",       "\x01"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!file_name_is_safe(good[i])) fail_msg("'%s' is refused", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (file_name_is_safe(bad[i])) fail_msg("'%s' is taken", bad[i]);
}

#ifdef BASE_FAULTS
static bool use_files(void *self, err *e)
{
    const place *p = self;
    strbuf b = {0};
    int count = 0;
    char folder[100];
    snprintf(folder, sizeof folder, "%s/sub/sub", p->folder);
    bool ok = file_make_folder(folder, e) && file_write(p->path, "some text", 9, e) &&
              file_read(p->path, 100, &b, e) && file_list(p->folder, count_one, &count, e) &&
              file_join(&b, p->folder, "other", e) && file_delete(b.data, e);
    strbuf_release(&b);
    return ok;
}

static void survives_no_memory(void **state)
{
    place *p = *state;
    sweep_allocations(use_files, p, 6);
    assert_holds(p->path, "some text");
    assert_entries(p->folder, 2);
}
#endif

int main(void)
{
#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, place_make, place_remove)
    const struct CMUnitTest tests[] = {
        IN_PLACE(writes_and_reads),
        IN_PLACE(reads_more_than_one_piece),
        IN_PLACE(new_files_have_usual_rights),
        IN_PLACE(says_why_it_cannot_read),
        IN_PLACE(full_disk_keeps_the_old_file),
        IN_PLACE(readonly_folder_keeps_the_old_file),
        IN_PLACE(missing_folder_is_told),
        IN_PLACE(kill_leaves_a_whole_file),
        IN_PLACE(makes_folders),
        IN_PLACE(lists_in_byte_order),
        IN_PLACE(maps_whole_files),
        cmocka_unit_test(joins_names),
        cmocka_unit_test(knows_safe_names),
#ifdef BASE_FAULTS
        IN_PLACE(survives_no_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

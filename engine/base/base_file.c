#include "base/base_file.h"

#include "base/base_mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Says what the system said, in a player's words where there are better ones. */
static bool say(err *e, int code, const char *did, const char *path)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR: return err_set(e, ERR_MISSING, "%s: there is no such file or folder", path);
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return err_set(e, ERR_FULL,
                       "%s: the disk is full. Make room and try again; nothing was lost", path);
    case EROFS:
    case EACCES:
    case EPERM:
        return err_set(e, ERR_READONLY, "%s: no permission to %s here. Choose another folder", path,
                       did);
    case EISDIR: return err_set(e, ERR_IO, "%s: this is a folder, a file is wanted", path);
    default: return err_set(e, ERR_IO, "%s: could not %s: %s", path, did, strerror(code));
    }
}

bool file_read(const char *path, size_t cap, strbuf *out, err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return say(e, errno, "read", path);
    bool ok = false;
    size_t before = out->len;
    char *piece = NULL;
    struct stat st;
    if (fstat(fd, &st) != 0) {
        say(e, errno, "read", path);
        goto done;
    }
    if (S_ISDIR(st.st_mode)) {
        say(e, EISDIR, "read", path);
        goto done;
    }
    if (S_ISREG(st.st_mode) && (size_t)st.st_size > cap) {
        err_set(e, ERR_LIMIT, "%s: %lld bytes; files of this kind may have %zu at most", path,
                (long long)st.st_size, cap);
        goto done;
    }
    enum { PIECE = 65536 };
    piece = base_alloc(PIECE);
    if (!piece) {
        err_nomem(e);
        goto done;
    }
    for (;;) {
        ssize_t n = read(fd, piece, PIECE);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            say(e, errno, "read", path);
            goto done;
        }
        if (n == 0) break;
        if (out->len - before + (size_t)n > cap) {
            err_set(e, ERR_LIMIT, "%s: files of this kind may have %zu bytes at most", path, cap);
            goto done;
        }
        if (!strbuf_addn(out, piece, (size_t)n, e)) goto done;
    }
    ok = strbuf_addn(out, "", 0, e);
done:
    base_free(piece);
    close(fd);
    if (!ok && out->data) {
        out->len = before;
        out->data[before] = '\0';
    }
    return ok;
}

const void *file_map(const char *path, size_t cap, size_t *len, err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    void *bytes = MAP_FAILED;
    *len = 0;
    if (fd < 0 || fstat(fd, &st) != 0) {
        say(e, errno, "read", path);
    } else if (!S_ISREG(st.st_mode) || st.st_size <= 0 || (uint64_t)st.st_size > cap) {
        err_set(e, ERR_LIMIT, "%s: this is no file of 1 to %zu bytes", path, cap);
    } else {
        bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes == MAP_FAILED) say(e, errno, "read", path);
    }
    if (fd >= 0) close(fd);
    if (bytes == MAP_FAILED) return NULL;
    *len = (size_t)st.st_size;
    return bytes;
}

void file_unmap(const void *bytes, size_t len)
{
    if (bytes) munmap((void *)(uintptr_t)bytes, len);
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

/* A rename is only safe on disk once its folder is. */
static void sync_folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    strbuf folder = {0};
    bool named = slash && slash != path ? strbuf_addn(&folder, path, (size_t)(slash - path), NULL)
                                        : strbuf_add(&folder, slash ? "/" : ".", NULL);
    if (named) {
        int fd = open(folder.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd >= 0) {
            fsync(fd);
            close(fd);
        }
    }
    strbuf_release(&folder);
}

bool file_write(const char *path, const char *bytes, size_t len, err *e)
{
    bool ok = false;
    strbuf beside = {0};
    if (!strbuf_addf(&beside, e, "%s.new-XXXXXX", path)) goto done;
    int fd = mkstemp(beside.data);
    if (fd < 0) {
        say(e, errno, "write", path);
        goto done;
    }
    mode_t mask = umask(0);
    umask(mask);
    bool written = fchmod(fd, 0666 & ~mask) == 0 && write_all(fd, bytes, len) && fsync(fd) == 0;
    int code = errno;
    if (close(fd) != 0 && written) {
        written = false;
        code = errno;
    }
    if (written && rename(beside.data, path) != 0) {
        written = false;
        code = errno;
    }
    if (!written) {
        unlink(beside.data);
        say(e, code, "write", path);
        goto done;
    }
    sync_folder_of(path);
    ok = true;
done:
    strbuf_release(&beside);
    return ok;
}

bool file_make_folder(const char *path, err *e)
{
    strbuf so_far = {0};
    bool ok = strbuf_add(&so_far, path, e);
    for (char *at = ok ? so_far.data + 1 : NULL; ok && at <= so_far.data + so_far.len; at++) {
        if (*at != '/' && *at != '\0') continue;
        char was = *at;
        *at = '\0';
        if (mkdir(so_far.data, 0777) != 0 && errno != EEXIST) {
            int code = errno;
            if (!file_is_folder(so_far.data)) ok = say(e, code, "make a folder", so_far.data);
        }
        *at = was;
    }
    if (ok && !file_is_folder(path)) ok = err_set(e, ERR_IO, "%s: this is not a folder", path);
    strbuf_release(&so_far);
    return ok;
}

bool file_is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_delete(const char *path, err *e)
{
    if (unlink(path) == 0 || errno == ENOENT) return true;
    return say(e, errno, "delete", path);
}

bool file_join(strbuf *out, const char *folder, const char *name, err *e)
{
    strbuf_clear(out);
    size_t len = strlen(folder);
    bool slash = len > 0 && folder[len - 1] != '/';
    return strbuf_add(out, folder, e) && (!slash || strbuf_addc(out, '/', e)) &&
           strbuf_add(out, name, e);
}

bool file_name_is_safe(const char *name)
{
    if (!*name || *name == '/') return false;
    const char *part = name;
    for (const char *c = name;; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte == '\\' || (byte && byte < 0x20) || byte == 0x7F) return false;
        if (byte != '/' && byte != '\0') continue;
        size_t len = (size_t)(c - part);
        bool dots = (len == 1 && part[0] == '.') || (len == 2 && part[0] == '.' && part[1] == '.');
        if (len == 0 || dots) return false;
        if (byte == '\0') return true;
        part = c + 1;
    }
}

typedef struct name_list {
    char **names;
    size_t count, cap;
} name_list;

static bool name_list_add(name_list *l, const char *name, err *e)
{
    if (l->count == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 16;
        char **names = base_realloc(l->names, cap * sizeof *names);
        if (!names) return err_nomem(e);
        l->names = names;
        l->cap = cap;
    }
    size_t size = strlen(name) + 1;
    char *copy = base_alloc(size);
    if (!copy) return err_nomem(e);
    memcpy(copy, name, size);
    l->names[l->count++] = copy;
    return true;
}

static void name_list_release(name_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        base_free(l->names[i]);
    base_free(l->names);
}

static int in_byte_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool file_list(const char *folder, bool (*each)(void *self, const char *name, err *e), void *self,
               err *e)
{
    DIR *dir = opendir(folder);
    if (!dir) return say(e, errno, "read", folder);
    bool ok = true;
    name_list list = {0};
    const struct dirent *entry;
    while (ok && (entry = readdir(dir)) != NULL) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) continue;
        ok = name_list_add(&list, name, e);
    }
    closedir(dir);
    if (ok && list.count > 1) qsort(list.names, list.count, sizeof *list.names, in_byte_order);
    for (size_t i = 0; ok && i < list.count; i++)
        ok = each(self, list.names[i], e);
    name_list_release(&list);
    return ok;
}

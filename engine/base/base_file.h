#ifndef BASE_FILE_H
#define BASE_FILE_H
/* Files: the only file in the engine, apart from the store's database, that touches a file system.
 * Every message names the path and the remedy. */
#include "base/base_err.h"
#include "base/base_strbuf.h"

#include <stddef.h>

/* Reads a whole file of at most `cap` bytes into `out` (appended, terminated). A folder, a missing
 * file or a larger one is an error: ERR_MISSING, ERR_LIMIT or ERR_IO. */
bool file_read(const char *path, size_t cap, strbuf *out, err *e);
/* The bytes of a file of at most `cap` bytes, as the system holds them: nothing is copied. For
 * files that are replaced and never changed in place, such as fonts (a file that shrinks meanwhile
 * would end the program). NULL when it cannot be read; give it back with file_unmap. */
const void *file_map(const char *path, size_t cap, size_t *len, err *e);
void file_unmap(const void *bytes, size_t len);
/* Replaces the file in one step (a new file beside it, written, flushed, renamed): after a crash
 * the path holds the old or the new content, whole. ERR_FULL, ERR_READONLY or ERR_IO; the old file
 * is then untouched. */
bool file_write(const char *path, const char *bytes, size_t len, err *e);
/* Makes the folder and those above it; fine when it is there. */
bool file_make_folder(const char *path, err *e);
bool file_is_file(const char *path);
bool file_is_folder(const char *path);
/* Deletes one file; fine when it is not there. */
bool file_delete(const char *path, err *e);
/* folder/name in `out` (replaced). */
bool file_join(strbuf *out, const char *folder, const char *name, err *e);
/* True when `name` stays inside its folder: relative, no "..", no empty part, no backslash, no
 * control character. Links are not looked at. */
bool file_name_is_safe(const char *name);
/* Calls each(self, name) for every entry but "." and "..", in byte order of the names. Stops and
 * returns false when `each` does. */
bool file_list(const char *folder, bool (*each)(void *self, const char *name, err *e), void *self,
               err *e);
#endif

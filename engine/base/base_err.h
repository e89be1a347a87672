#ifndef BASE_ERR_H
#define BASE_ERR_H
/* err: how a function says what went wrong. A function that can fail returns bool (or a pointer)
 * and takes `err *e` last. The first error wins; callers add where it happened with err_wrap. */
#include <stdbool.h>

#if defined(__GNUC__)
#define BASE_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define BASE_PRINTF(fmt, args)
#endif

typedef enum err_code {
    ERR_NONE = 0,
    ERR_NOMEM,    /* an allocation failed */
    ERR_ARG,      /* the caller asked for something that is not there or not allowed now */
    ERR_LIMIT,    /* input is larger or deeper than the documented limit */
    ERR_FORMAT,   /* a file is not what it should be */
    ERR_SCRIPT,   /* an author's Lua failed; the text names file and line */
    ERR_IO,       /* reading or writing failed */
    ERR_FULL,     /* the disk is full */
    ERR_READONLY, /* the place cannot be written to */
    ERR_MISSING,  /* a file, font, display or device is not there */
    ERR_MISMATCH  /* an attempt does not belong to this scenario or was changed */
} err_code;

/* {0} means "no error yet". The text is UTF-8, one sentence or more, never empty when code is set.
 */
typedef struct err {
    err_code code;
    char text[1000];
} err;

/* Records an error unless one is recorded already. `e` may be NULL. Always returns false. */
bool err_set(err *e, err_code code, const char *fmt, ...) BASE_PRINTF(3, 4);

/* Puts "where: " before the recorded text. Without a recorded error it does nothing.
 * `e` may be NULL. Always returns false. */
bool err_wrap(err *e, const char *fmt, ...) BASE_PRINTF(2, 3);

/* err_set(e, ERR_NOMEM, ...) with the one wording used everywhere. */
bool err_nomem(err *e);

/* Forgets the recorded error. */
void err_clear(err *e);
#endif

#include "base/base_err.h"

#include "base/base_utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(err *e, err_code code, const char *fmt, ...)
{
    if (!e || e->code != ERR_NONE) return false;
    va_list args;
    va_start(args, fmt);
    vsnprintf(e->text, sizeof e->text, fmt, args);
    va_end(args);
    e->text[utf8_whole(e->text, strlen(e->text))] = '\0';
    e->code = code;
    return false;
}

bool err_wrap(err *e, const char *fmt, ...)
{
    if (!e || e->code == ERR_NONE) return false;
    char where[200];
    va_list args;
    va_start(args, fmt);
    vsnprintf(where, sizeof where, fmt, args);
    va_end(args);
    char old[sizeof e->text];
    memcpy(old, e->text, sizeof old);
    /* Too long a text loses its end, never the place. */
    snprintf(e->text, sizeof e->text, "%s: %.*s", where,
             (int)utf8_whole(old, strnlen(old, sizeof e->text - sizeof where - 3)), old);
    return false;
}

bool err_nomem(err *e)
{
    return err_set(e, ERR_NOMEM, "out of memory");
}

void err_clear(err *e)
{
    if (!e) return;
    e->code = ERR_NONE;
    e->text[0] = '\0';
}

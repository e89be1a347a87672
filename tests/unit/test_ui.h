#ifndef TEST_UI_H
#define TEST_UI_H
/* What the tests of ui share: no display is needed, the pictures are made in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base_err.h"
#include "base/base_mem.h"

/* Fails with the text of the error. */
#define ASSERT_OK(call, e)                                                                         \
    do {                                                                                           \
        if (!(call)) fail_msg("%s: %s", #call, (e).text);                                          \
    } while (0)
#endif

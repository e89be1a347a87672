#ifndef TEST_BASE_H
#define TEST_BASE_H
/* What the tests of base share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base_err.h"
#include "base/base_mem.h"

#ifdef BASE_FAULTS
/* Runs `act` with the first, second, third ... allocation failing until it succeeds. Each failure
 * must be told as ERR_NOMEM, and nothing may stay allocated after any run. `self` goes to `act`. */
static inline void sweep_allocations(bool (*act)(void *self, err *e), void *self, long at_least)
{
    long before = base_alloc_live();
    for (long n = 0;; n++) {
        err e = {0};
        base_alloc_fail_after(n);
        bool ok = act(self, &e);
        base_alloc_fail_after(-1);
        assert_int_equal(base_alloc_live(), before);
        if (ok) {
            assert_int_equal(e.code, ERR_NONE);
            assert_true(n >= at_least);
            return;
        }
        assert_int_equal(e.code, ERR_NOMEM);
        assert_true(n < 10000);
    }
}
#endif
#endif

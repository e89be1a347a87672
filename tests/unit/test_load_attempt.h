#ifndef TEST_LOAD_ATTEMPT_H
#define TEST_LOAD_ATTEMPT_H
/* What the tests of attempts share: reading one and writing it. */
#include "load/load_attempt.h"
#include "test_load.h"

/* One reading of a copy without a byte to spare. */
typedef struct reading {
    story_attempt a;
    problems p;
    bool ok;
    char *exact;
} reading;

static inline void read_back(reading *r, const char *text, size_t len)
{
    err e = {0};
    *r = (reading){.exact = malloc(len ? len : 1)};
    assert_non_null(r->exact);
    if (len) memcpy(r->exact, text, len);
    assert_true(load_attempt("a.json", r->exact, len, &r->a, &r->p, &r->ok, &e));
    assert_int_equal(e.code, ERR_NONE);
    assert_int_equal(r->ok, r->p.errors == 0);
}

static inline void reading_release(reading *r)
{
    if (r->ok) story_attempt_release(&r->a);
    problems_release(&r->p);
    free(r->exact);
}

static inline void written(const story_attempt *a, strbuf *out)
{
    strbuf_clear(out);
    assert_true(story_attempt_write(a, out, NULL));
}
#endif

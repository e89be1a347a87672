#include "load/load_attempt.h"

#include "load/load_json.h"

/* What cannot be read gets its own problems at their places; this one says what to do. */
static bool damaged(problems *p, uint16_t source, err *e)
{
    return problems_add(
        p, PROBLEM_ATTEMPT_FORM, source, PROBLEMS_WHOLE, e,
        "this attempt cannot be used: its file is damaged or no attempt at all. If it "
        "was edited or cut short, take the original again");
}

static bool read_attempt(const char *text, size_t len, uint16_t source, story_attempt *a,
                         problems *p, bool *ok, err *e)
{
    if (len > LOAD_ATTEMPT_LARGEST)
        return problems_add(p, PROBLEM_ATTEMPT_FORM, source, PROBLEMS_WHOLE, e,
                            "this attempt cannot be used: its file is larger than %zu bytes",
                            LOAD_ATTEMPT_LARGEST);
    arena mem = {0};
    const tree *root = NULL;
    uint32_t before = p->errors;
    bool worked = load_json(text, len, source, &mem, p, &root, e);
    if (worked)
        worked = root && p->errors == before ? story_attempt_read(root, source, a, p, ok, e)
                                             : damaged(p, source, e);
    arena_release(&mem);
    return worked;
}

bool load_attempt(const char *name, const char *text, size_t len, story_attempt *a, problems *p,
                  bool *ok, err *e)
{
    *ok = false;
    *a = (story_attempt){0};
    uint16_t source;
    if (!problems_source(p, name, text, len, &source, e) ||
        !read_attempt(text, len, source, a, p, ok, e)) {
        *ok = false;
        return false;
    }
    problems_finish(p);
    return true;
}

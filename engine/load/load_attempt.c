#include "load/load_attempt.h"

#include "load/load_json.h"

bool load_attempt(const char *name, const char *text, size_t len, story_attempt *a, problems *p,
                  bool *ok, err *e)
{
    *ok = false;
    *a = (story_attempt){0};
    arena mem = {0};
    uint16_t source;
    const tree *root = NULL;
    bool worked = problems_source(p, name, text, len, &source, e) &&
                  load_json(text, len, source, &mem, p, &root, e);
    if (worked && root && p->errors == 0) worked = story_attempt_read(root, source, a, p, ok, e);
    arena_release(&mem);
    if (worked && problems_finish(p, e)) return true;
    if (*ok) story_attempt_release(a);
    *ok = false;
    return false;
}

#ifndef LOAD_ATTEMPT_H
#define LOAD_ATTEMPT_H
/* load_attempt: reads an attempt's file. */
#include "story/story_attempt.h"

#define LOAD_ATTEMPT_LARGEST ((size_t)16 << 20) /* bytes */

/* Reads the text of an attempt's file, called `name` in messages. What is wrong goes to `p`,
 * finished when this returns; *ok tells whether `a` can be used (then release it). False only for
 * reasons that are not the file's. */
bool load_attempt(const char *name, const char *text, size_t len, story_attempt *a, problems *p,
                  bool *ok, err *e);
#endif

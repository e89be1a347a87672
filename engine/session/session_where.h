#ifndef SESSION_WHERE_H
#define SESSION_WHERE_H
/* session_where: where in a scenario's files something is written, for whoever has to mend it. The
 * files are read when they are first asked for. */
#include "session/session_internal.h"

typedef struct session_where {
    scenario *s;
    strbuf *texts; /* of each source, once read */
    bool *read;
} session_where;
/* The scenario must outlive it. */
bool session_where_init(session_where *w, scenario *s, err *e);
void session_where_release(session_where *w);

/* Adds the place of a scene, or of `choice` of it (an index; STORY_NONE: the scene), as
 * "scenario.json:12". What a Lua function returns is placed where the function begins:
 * "call.lua:8". Nothing is added when it cannot be told (the file has gone). */
bool session_where_scene(session_where *w, uint32_t scene, uint32_t choice, strbuf *out, err *e);
/* The text of a source, "" when it cannot be read; borrowed. */
const char *session_where_text(session_where *w, uint32_t source, size_t *len);
/* Byte of a scene, or of a choice of it, in its source. */
uint32_t session_where_at(const story_def *def, uint32_t scene, uint32_t choice);
#endif

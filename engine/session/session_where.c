#include "session/session_where.h"

#include "base/base_file.h"

#include <string.h>

enum { SOURCE_LARGEST = 64 << 20 };

bool session_where_init(session_where *w, scenario *s, err *e)
{
    *w = (session_where){.s = s};
    w->texts = base_alloc(s->def->source_count * sizeof *w->texts);
    w->read = base_alloc(s->def->source_count * sizeof *w->read);
    if (w->texts && w->read) return true;
    session_where_release(w);
    return err_nomem(e);
}

void session_where_release(session_where *w)
{
    for (uint32_t i = 0; w->texts && i < w->s->def->source_count; i++)
        strbuf_release(&w->texts[i]);
    base_free(w->texts);
    base_free(w->read);
    *w = (session_where){0};
}

const char *session_where_text(session_where *w, uint32_t source, size_t *len)
{
    *len = 0;
    if (source >= w->s->def->source_count) return "";
    if (!w->read[source]) {
        strbuf path = {0};
        w->read[source] = true;
        if (!file_join(&path, strbuf_text(&w->s->folder), w->s->def->sources[source], NULL) ||
            !file_read(strbuf_text(&path), SOURCE_LARGEST, &w->texts[source], NULL))
            strbuf_clear(&w->texts[source]);
        strbuf_release(&path);
    }
    *len = w->texts[source].len;
    return strbuf_text(&w->texts[source]);
}

static bool add_line(session_where *w, uint32_t source, uint32_t at, strbuf *out, err *e)
{
    size_t len;
    const char *text = session_where_text(w, source, &len);
    if (at >= len) return true;
    uint32_t line = 1;
    for (const char *c = text; (c = memchr(c, '\n', (size_t)(text + at - c))); c++)
        line++;
    return strbuf_addf(out, e, "%s:%u", w->s->def->sources[source], line);
}

uint32_t session_where_at(const story_def *def, uint32_t scene, uint32_t choice)
{
    const story_scene *s = &def->scenes[scene];
    bool of_choice = choice < s->choice_count && s->choices[choice].after < UINT16_MAX;
    return s->at + (of_choice ? s->choices[choice].after : 0);
}

bool session_where_scene(session_where *w, uint32_t scene, uint32_t choice, strbuf *out, err *e)
{
    const story_scene *s = &w->s->def->scenes[scene];
    if (s->lua && w->s->host) {
        size_t before = out->len;
        if (!host_function_place(w->s->host, s->lua, out, e)) return false;
        if (out->len > before) return true;
    }
    return add_line(w, s->source, session_where_at(w->s->def, scene, choice), out, e);
}

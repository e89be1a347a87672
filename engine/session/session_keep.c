#include "session/session_internal.h"

#include "base/base_file.h"
#include "base/base_hash.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- identity of a new attempt ---- */
uint64_t session_fresh_number(const void *salt)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t h = hash64_number(HASH64_START, (uint64_t)now.tv_sec);
    h = hash64_number(h, (uint64_t)now.tv_nsec);
    h = hash64_number(h, (uint64_t)getpid());
    return hash64_number(h, (uint64_t)(uintptr_t)salt);
}

bool session_identify(session *s, err *e)
{
    static const char DIGITS[] = "0123456789abcdef";
    char id[17] = {0}, begun[32] = {0};
    uint64_t number = session_fresh_number(&s->attempt) ^ s->attempt.begin_hash;
    for (int i = 15; i >= 0; i--, number >>= 4)
        id[i] = DIGITS[number & 15];
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc)) strftime(begun, sizeof begun, "%Y-%m-%dT%H:%M:%SZ", &utc);
    s->attempt.id = arena_text(&s->attempt.mem, id, 16, e);
    s->attempt.begun = arena_text(&s->attempt.mem, begun, strlen(begun), e);
    return s->attempt.id && s->attempt.begun;
}

/* ---- keeping ---- */
bool session_write_record(session *s, err *e)
{
    if (s->record.len == 0) return true;
    strbuf text = {0};
    bool ok = story_attempt_write(&s->attempt, &text, e) &&
              file_write(strbuf_text(&s->record), strbuf_text(&text), text.len, e);
    strbuf_release(&text);
    return ok;
}

/* The file of the branch left behind stays beside the new one, under its attempt's id. */
bool session_set_aside(session *s, err *e)
{
    if (s->record.len == 0) return true;
    strbuf path = {0}, text = {0};
    bool ok = strbuf_addf(&path, e, "%s.%s", strbuf_text(&s->record), s->attempt.id) &&
              story_attempt_write(&s->attempt, &text, e) &&
              file_write(strbuf_text(&path), strbuf_text(&text), text.len, e);
    strbuf_release(&path);
    strbuf_release(&text);
    return ok;
}

bool session_create_kept(session *s, err *e)
{
    return session_write_record(s, e) &&
           (!s->store || s->store->ops->create(s->store, &s->attempt, e));
}

bool session_finish_kept(session *s, err *e)
{
    if (!s->store || !story_over(s->state)) return true;
    story_scores scores;
    const char *ending = s->run.def->endings[s->state->ending].id;
    return story_score(s->run.def, &s->run.hooks, s->state, &scores, e) &&
           s->store->ops->finish(s->store, s->attempt.id, ending, scores.axis, e);
}

bool session_open_keeping(session *s, const session_options *o, err *e)
{
    if (o->record && !strbuf_add(&s->record, o->record, e)) return false;
    if (!o->keep) return true;
    if (!file_make_folder(strbuf_text(&s->places->home), e)) return false;
    s->store = store_open_sqlite(strbuf_text(&s->places->home), e);
    return s->store != NULL;
}

bool session_keep_input(session *s, err *e)
{
    /* The file is written anew each time, so it comes first: if the store then fails, writing it
     * once more without the input puts it right. */
    if (!session_write_record(s, e)) return false;
    if (!s->store || s->store->ops->append(s->store, &s->attempt, e)) return true;
    story_attempt_cut(&s->attempt, s->attempt.input_count - 1);
    session_write_record(s, NULL);
    return false;
}

typedef struct unfinished {
    char *id;
} unfinished;

static bool first_unfinished(void *self, const store_row *row)
{
    unfinished *u = self;
    if (row->finished || row->inputs == 0 || strlen(row->id) != 16) return true;
    memcpy(u->id, row->id, 17);
    return false;
}

bool session_unfinished(const session_places *p, const char *scenario_name, char id[17], err *e)
{
    id[0] = '\0';
    if (!file_is_folder(strbuf_text(&p->home))) return true;
    store *kept = store_open_sqlite(strbuf_text(&p->home), e);
    if (!kept) return false;
    unfinished u = {id};
    bool ok = kept->ops->list(kept, scenario_name, first_unfinished, &u, e);
    store_close(kept);
    return ok;
}

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

void session_time_now(char out[SESSION_TIME_ROOM])
{
    time_t now = time(NULL);
    struct tm utc;
    out[0] = '\0';
    if (gmtime_r(&now, &utc)) strftime(out, SESSION_TIME_ROOM, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

bool session_identify(session *s, err *e)
{
    static const char DIGITS[] = "0123456789abcdef";
    char id[17] = {0}, begun[SESSION_TIME_ROOM];
    uint64_t number = session_fresh_number(&s->attempt) ^ s->attempt.begin_hash;
    for (int i = 15; i >= 0; i--, number >>= 4)
        id[i] = DIGITS[number & 15];
    session_time_now(begun);
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

static store_standing standing_of(const session *s)
{
    enum { DAY = 24 * 60 };
    const story_def *def = s->run.def;
    return (store_standing){(int64_t)def->start_day * DAY + def->start_minute + s->state->now,
                            story_calendar_at(def, s->state->now).day};
}

bool session_create_kept(session *s, err *e)
{
    store_standing now = standing_of(s);
    return session_write_record(s, e) &&
           (!s->store || s->store->ops->create(s->store, &s->attempt, &now, e));
}

static bool skills_of(const session *s, arena *mem, store_result *out, err *e)
{
    const story_def *def = s->run.def;
    store_skill *skills = arena_array(mem, def->skill_count + 1, sizeof *skills, e);
    if (!skills) return false;
    for (uint32_t i = 0; i < def->skill_count; i++) {
        const int32_t *slot = &s->state->slots[def->skills_at + 2 * i];
        int32_t score = story_skill_score(def, s->state, i);
        if (score < 0) continue;
        skills[out->skill_count++] = (store_skill){def->skills[i].id, def->skills[i].name,
                                                   def->skills[i].axis, score, slot[1] - slot[0]};
    }
    out->skills = skills;
    return true;
}

/* What the store keeps of a finished attempt, in `mem`. */
static bool result_of(session *s, arena *mem, store_result *out, err *e)
{
    const story_def *def = s->run.def;
    const story_ending *ending = &def->endings[s->state->ending];
    uint32_t goal = session_goal_skill(s);
    char now[SESSION_TIME_ROOM];
    story_scores scores;
    *out = (store_result){.ending = ending->id, .kind = ending->kind};
    if (!story_score(def, &s->run.hooks, s->state, &scores, e)) return false;
    memcpy(out->scores, scores.axis, sizeof out->scores);
    session_time_now(now);
    out->goal = goal == STORY_NONE ? NULL : def->skills[goal].id;
    out->ended = arena_text(mem, now, strlen(now), e);
    out->title = session_render(s, ending->title, mem, e);
    return out->ended && out->title && skills_of(s, mem, out, e);
}

bool session_finish_kept(session *s, err *e)
{
    if (!s->store || !story_over(s->state)) return true;
    arena mem = {0};
    store_result done;
    bool ok =
        result_of(s, &mem, &done, e) && s->store->ops->finish(s->store, s->attempt.id, &done, e);
    arena_release(&mem);
    return ok;
}

bool session_open_keeping(session *s, const session_options *o, err *e)
{
    if (o->record && !strbuf_add(&s->record, o->record, e)) return false;
    if (!o->keep) return true;
    if (!file_make_folder(strbuf_text(&s->places->home), e)) {
        /* what is missing here is not what was asked for: a scenario, an attempt */
        if (e && e->code == ERR_MISSING) e->code = ERR_IO;
        return false;
    }
    s->store = store_open_sqlite(strbuf_text(&s->places->home), e);
    return s->store != NULL;
}

static bool append_kept(session *s, err *e)
{
    if (!s->store) return true;
    arena mem = {0};
    store_result done;
    store_standing now = standing_of(s);
    bool over = story_over(s->state);
    bool ok = (!over || result_of(s, &mem, &done, e)) &&
              s->store->ops->append(s->store, &s->attempt, &now, over ? &done : NULL, e);
    arena_release(&mem);
    return ok;
}

bool session_keep_input(session *s, err *e)
{
    /* The file is written anew each time, so it comes first: if the store then fails, writing it
     * once more without the input puts it right. */
    if (!session_write_record(s, e)) return false;
    if (append_kept(s, e)) return true;
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
    store *kept;
    if (!session_store_open(p, &kept, e)) return false;
    unfinished u = {id};
    bool ok = !kept || kept->ops->list(kept, scenario_name, first_unfinished, &u, e);
    store_close(kept);
    return ok;
}

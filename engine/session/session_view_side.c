/* What a view shows beside the lines: faces and places, what is unknown, the strip of days. */
#include "session/session_words_internal.h"

#include <string.h>

bool session_picture(session *s, const story_text *text, arena *mem, const char **name, err *e)
{
    *name = text ? session_render(s, text, mem, e) : "";
    if (*name && **name && !story_picture_name(*name)) *name = "";
    return *name != NULL;
}

/* The mood of a person lasts until a line gives another, but not from one meeting to the next. */
static const char *mood_now(const session *s)
{
    for (uint32_t i = s->line_count; i-- > s->met_line;) {
        const session_line *line = &s->lines[i];
        bool hers = line->kind == SESSION_LINE_HERS && strcmp(line->name, s->view.person) == 0;
        if (hers && *line->mood) return line->mood;
    }
    return "";
}

static bool fill_pictures(session *s, err *e)
{
    session_view *v = &s->view;
    v->mood = mood_now(s);
    /* Once it is over, the last face and place stay in sight like the stage. */
    const story_scene *at = s->moment.at;
    if (at) {
        const char *place;
        const story_text *picture = at->looks ? at->looks->picture : NULL;
        if (!session_picture(s, picture, &s->view_mem, &place, e)) return false;
        memcpy(s->place, place, strlen(place) + 1);
        s->shown_with = at->with;
    }
    v->picture = s->place;
    bool person = s->shown_with < s->run.def->person_count;
    const story_text *face = person ? s->run.def->people[s->shown_with].portrait : NULL;
    return session_picture(s, face, &s->view_mem, &v->portrait, e);
}

bool session_fill_notes(session *s, const story_note *notes, uint32_t count, arena *mem,
                        const char *const **out, uint32_t *out_count, err *e)
{
    const char **shown = arena_array(mem, count ? count : 1, sizeof *shown, e);
    uint32_t n = 0;
    if (!shown) return false;
    for (uint32_t i = 0; i < count; i++) {
        bool yes;
        if (!story_expr_truth(notes[i].when, s->run.def, &s->run.hooks, s->state, &yes, e))
            return false;
        if (!yes) continue;
        const char *text = session_render(s, notes[i].text, mem, e);
        if (!text) return false;
        if (*text) shown[n++] = text;
    }
    *out = shown;
    *out_count = n;
    return true;
}

/* ---- the strip of days ---- */

enum { DAYS_BACK = 4 }; /* so that at least two days ahead can be seen */

/* The day of the story a mark stands on; 0 when it does not show. */
static bool mark_day(session *s, const story_mark *mark, int32_t *day, err *e)
{
    const story_def *def = s->run.def;
    bool yes;
    int64_t value;
    *day = 0;
    if (!story_expr_truth(mark->when, def, &s->run.hooks, s->state, &yes, e)) return false;
    if (!yes) return true;
    if (!story_expr_whole(mark->value, def, &s->run.hooks, s->state, &value, e)) return false;
    if (value < 0 || value > STORY_LAST_MINUTE) return true;
    *day = mark->minutes ? story_calendar_at(def, (int32_t)value).day : (int32_t)value;
    return true;
}

static bool add_label(session *s, session_day *day, const story_text *text, err *e)
{
    strbuf both = {0};
    const char *label = session_render(s, text, &s->view_mem, e);
    if (!label) return false;
    if (!*label || !*day->label) {
        if (*label) day->label = label;
        return true;
    }
    bool ok = strbuf_addf(&both, e, "%s, %s", day->label, label);
    if (ok) day->label = arena_text(&s->view_mem, strbuf_text(&both), both.len, e);
    strbuf_release(&both);
    return ok && day->label;
}

static void name_days(const session *s, session_day *days, int32_t first, int32_t today)
{
    for (int32_t i = 0; i < SESSION_DAYS; i++) {
        int32_t number = first + i;
        story_calendar c = story_calendar_at(s->run.def, s->state->now);
        /* From today's weekday: the calendar itself ends at the last minute of stories. */
        int32_t weekday = (c.weekday - 1 + number - today + 7 * SESSION_DAYS) % 7 + 1;
        days[i] = (session_day){.name = session_weekday_short(s->places, weekday),
                                .label = "",
                                .number = number,
                                .now = number == today,
                                .past = number < today};
    }
}

static bool fill_days(session *s, err *e)
{
    const story_def *def = s->run.def;
    session_view *v = &s->view;
    v->days = NULL;
    v->day_count = 0;
    if (def->day_count == 0) return true;
    int32_t *on = arena_array(&s->view_mem, def->day_count, sizeof *on, e);
    session_day *days = arena_array(&s->view_mem, SESSION_DAYS, sizeof *days, e);
    if (!on || !days) return false;
    int32_t today = story_calendar_at(def, s->state->now).day, first = today;
    for (uint32_t i = 0; i < def->day_count; i++) {
        if (!mark_day(s, &def->days[i], &on[i], e)) return false;
        if (on[i] >= 1 && on[i] >= today - DAYS_BACK && on[i] < first) first = on[i];
    }
    name_days(s, days, first, today);
    for (uint32_t i = 0; i < def->day_count; i++) {
        int64_t at = (int64_t)on[i] - first;
        if (on[i] < 1 || at < 0 || at >= SESSION_DAYS) continue;
        if (!add_label(s, &days[at], def->days[i].text, e)) return false;
    }
    v->days = days;
    v->day_count = SESSION_DAYS;
    return true;
}

bool session_view_side(session *s, err *e)
{
    const story_def *def = s->run.def;
    session_view *v = &s->view;
    return fill_pictures(s, e) && fill_days(s, e) &&
           session_fill_notes(s, def->unknown, def->unknown_count, &s->view_mem, &v->unknown,
                              &v->unknown_count, e);
}

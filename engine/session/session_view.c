#include "session/session_words_internal.h"

#include <string.h>

const char *session_render(session *s, const story_text *text, arena *mem, err *e)
{
    strbuf out = {0};
    bool shown;
    const char *copy = NULL;
    if (story_text_render(s->run.def, &s->run.hooks, s->state, text, &out, &shown, e))
        copy = arena_text(mem, strbuf_text(&out), out.len, e);
    strbuf_release(&out);
    return copy;
}

static const char *name_of(const session *s, uint8_t who)
{
    if (who == STORY_WHO_YOU) return s->names[s->run.def->person_count];
    return who < s->run.def->person_count ? s->names[who] : "";
}

static bool render_names(session *s, err *e)
{
    const story_def *def = s->run.def;
    uint32_t count = def->person_count + 1;
    arena_reset(&s->names_mem);
    s->names = arena_array(&s->names_mem, count, sizeof *s->names, e);
    s->roles = arena_array(&s->names_mem, count, sizeof *s->roles, e);
    if (!s->names || !s->roles) return false;
    for (uint32_t i = 0; i < count; i++) {
        bool player = i == def->person_count;
        const story_text *name = player ? def->player_name : def->people[i].name;
        const story_text *role = player ? def->player_role : def->people[i].role;
        s->names[i] = session_render(s, name, &s->names_mem, e);
        s->roles[i] = session_render(s, role, &s->names_mem, e);
        if (!s->names[i] || !s->roles[i]) return false;
        if (!*s->names[i])
            s->names[i] = player ? session_say(s->places, TEXT_YOU) : def->people[i].id;
    }
    return true;
}

const char *session_clock_text(const session_places *p, const story_def *def, int32_t minute,
                               arena *mem, err *e)
{
    story_calendar c = story_calendar_at(def, minute);
    strbuf time = {0}, out = {0};
    const char *copy = NULL;
    if (strbuf_addf(&time, e, "%02d:%02d", (int)c.hour, (int)c.minute) &&
        session_sayf(p, &out, e, TEXT_CLOCK, "weekday", session_weekday(p, c.weekday), "time",
                     strbuf_text(&time), NULL))
        copy = arena_text(mem, strbuf_text(&out), out.len, e);
    strbuf_release(&time);
    strbuf_release(&out);
    return copy;
}

static session_line_kind kind_of_line(uint8_t who)
{
    switch (who) {
    case STORY_WHO_YOU: return SESSION_LINE_YOURS;
    case STORY_WHO_NARRATION: return SESSION_LINE_NARRATION;
    case STORY_WHO_CUE: return SESSION_LINE_CUE;
    default: return SESSION_LINE_HERS;
    }
}

static void fill_receipt(const session *s, const story_entry *entry, session_line *out)
{
    const story_skill *skill = &s->run.def->skills[entry->skill];
    out->kind = SESSION_LINE_RECEIPT;
    out->skill = skill->id;
    out->skill_name = skill->name;
    out->axis = story_axis_word(skill->axis);
    out->points = entry->points;
    out->best = entry->best;
}

bool session_line_of(const session *s, const story_entry *entry, bool debrief, arena *mem,
                     session_line *out, bool *shown, err *e)
{
    *out = (session_line){.name = name_of(s, entry->who),
                          .mood = "",
                          .sound = "",
                          .skill = "",
                          .skill_name = "",
                          .axis = "",
                          .turn = entry->step};
    out->text = entry->text ? entry->text : "";
    if (entry->sound) out->sound = entry->sound;
    *shown = true;
    switch (entry->kind) {
    case STORY_ENTRY_SCENE:
        /* A scene without a heading is a crossing the player need not notice. */
        out->kind = SESSION_LINE_SCENE;
        *shown = *out->text != '\0';
        return true;
    case STORY_ENTRY_LINE:
        out->kind = kind_of_line(entry->who);
        if (entry->mood != STORY_MOOD_NONE) out->mood = story_mood_word(entry->mood);
        return true;
    case STORY_ENTRY_CHOICE:
        out->kind = entry->spoken ? SESSION_LINE_YOURS : SESSION_LINE_ACTION;
        return true;
    case STORY_ENTRY_WORDS: out->kind = SESSION_LINE_WORDS; return true;
    case STORY_ENTRY_TIME:
        out->kind = SESSION_LINE_TIME;
        out->text = session_clock_text(s->places, s->run.def, entry->minute, mem, e);
        return out->text != NULL;
    case STORY_ENTRY_ENDING: out->kind = SESSION_LINE_ENDING; return true;
    case STORY_ENTRY_THOUGHT: out->kind = SESSION_LINE_THOUGHT; break;
    case STORY_ENTRY_RECEIPT: fill_receipt(s, entry, out); break;
    case STORY_ENTRY_BETTER: out->kind = SESSION_LINE_BETTER; break;
    case STORY_ENTRY_CLAIM:
        out->kind = SESSION_LINE_LIE;
        *shown = debrief && entry->untrue;
        return true;
    case STORY_ENTRY_LIE_OUT: out->kind = SESSION_LINE_LIE_OUT; break;
    case STORY_ENTRY_EVENT: *shown = false; return true;
    }
    *shown = debrief;
    return true;
}

static bool add_line(session *s, const session_line *line, err *e)
{
    if (s->line_count == s->line_cap) {
        uint32_t cap = s->line_cap ? s->line_cap * 2 : 64;
        session_line *lines = base_realloc(s->lines, cap * sizeof *lines);
        if (!lines) return err_nomem(e);
        s->lines = lines;
        s->line_cap = cap;
    }
    s->lines[s->line_count++] = *line;
    return true;
}

static bool update_lines(session *s, err *e)
{
    const story_entry *entry = s->seen ? s->seen->next : s->log.first;
    for (; entry; entry = entry->next) {
        session_line line;
        bool shown;
        if (!session_line_of(s, entry, false, &s->log.mem, &line, &shown, e)) return false;
        if (shown && !add_line(s, &line, e)) return false;
        if (entry->kind == STORY_ENTRY_SCENE && s->met != name_of(s, entry->who)) {
            s->met = name_of(s, entry->who);
            s->met_line = s->line_count;
            s->scene_began = entry->minute;
        }
        s->seen = entry;
    }
    s->new_lines = 0;
    while (s->new_lines < s->line_count &&
           s->lines[s->line_count - s->new_lines - 1].turn == s->state->steps)
        s->new_lines++;
    return true;
}

static bool fill_options(session *s, err *e)
{
    session_view *v = &s->view;
    v->option_count = 0;
    for (uint32_t i = 0; i < s->moment.option_count; i++) {
        const story_choice *c = s->moment.options[i].choice;
        session_option *o = &v->options[i];
        o->id = arena_text(&s->view_mem, c->id, strlen(c->id), e);
        o->text = session_render(s, c->say, &s->view_mem, e);
        o->hint = session_render(s, c->extra ? c->extra->hint : NULL, &s->view_mem, e);
        o->place = session_render(s, c->extra ? c->extra->place : NULL, &s->view_mem, e);
        o->spoken = c->spoken;
        if (!o->id || !o->text || !o->hint || !o->place) return false;
        v->option_count++;
    }
    return true;
}

static bool fill_rows(session *s, const story_row *rows, uint32_t count, const session_row **out,
                      uint32_t *out_count, err *e)
{
    session_row *shown = arena_array(&s->view_mem, count ? count : 1, sizeof *shown, e);
    uint32_t n = 0;
    if (!shown) return false;
    for (uint32_t i = 0; i < count; i++) {
        bool yes, done = false;
        if (!story_expr_truth(rows[i].when, s->run.def, &s->run.hooks, s->state, &yes, e))
            return false;
        if (!yes) continue;
        if (rows[i].done &&
            !story_expr_truth(rows[i].done, s->run.def, &s->run.hooks, s->state, &done, e))
            return false;
        session_row *row = &shown[n++];
        row->text = session_render(s, rows[i].text, &s->view_mem, e);
        row->source = session_render(s, rows[i].source, &s->view_mem, e);
        row->sure = rows[i].sure ? rows[i].sure : "";
        row->done = done;
        if (!row->text || !row->source) return false;
    }
    *out = shown;
    *out_count = n;
    return true;
}

static bool fill_scene(session *s, err *e)
{
    session_view *v = &s->view;
    const story_scene *at = s->moment.at;
    v->scene_id = v->scene_title = v->hint = "";
    if (!at) return true; /* over: the last stage and person stay in sight */
    uint8_t with = at->with;
    v->stage = (session_stage)at->stage;
    v->scene_id = arena_text(&s->view_mem, at->id, strlen(at->id), e);
    v->scene_title = session_render(s, at->title, &s->view_mem, e);
    v->hint = session_render(s, at->looks ? at->looks->hint : NULL, &s->view_mem, e);
    v->person = name_of(s, with);
    v->role = with < s->run.def->person_count ? s->roles[with] : "";
    return v->scene_id && v->scene_title && v->hint;
}

static bool fill_clock(session *s, err *e)
{
    session_view *v = &s->view;
    story_calendar now = story_calendar_at(s->run.def, s->state->now);
    strbuf number = {0}, day = {0};
    bool ok = strbuf_addf(&number, e, "%d", (int)now.day) &&
              session_sayf(s->places, &day, e, TEXT_DAY_NUMBER, "n", strbuf_text(&number), NULL);
    if (ok) {
        v->day = arena_text(&s->view_mem, strbuf_text(&day), day.len, e);
        v->clock = session_clock_text(s->places, s->run.def, s->state->now, &s->view_mem, e);
        ok = v->day && v->clock;
    }
    strbuf_release(&number);
    strbuf_release(&day);
    v->day_number = now.day;
    v->minutes = s->state->now;
    v->call_minutes = s->state->now - s->scene_began;
    return ok;
}

session_view_mark session_view_stand(const session *s)
{
    session_view_mark mark = {.view = s->view,
                              .number = s->view_number,
                              .lines = s->line_count,
                              .met_line = s->met_line,
                              .seen = s->seen,
                              .met = s->met,
                              .scene_began = s->scene_began,
                              .shown_with = s->shown_with};
    memcpy(mark.place, s->place, sizeof mark.place);
    return mark;
}

static void swap_memory(session *s)
{
    arena newer = s->view_mem;
    s->view_mem = s->view_spare;
    s->view_spare = newer;
}

void session_view_return(session *s, const session_view_mark *mark)
{
    if (s->view_number != mark->number) swap_memory(s);
    s->view_number = mark->number;
    s->line_count = mark->lines;
    s->met_line = mark->met_line;
    s->seen = mark->seen;
    s->met = mark->met;
    s->scene_began = mark->scene_began;
    s->shown_with = mark->shown_with;
    memcpy(s->place, mark->place, sizeof s->place);
    s->view = mark->view;
    s->view.lines = s->lines; /* may have moved */
}

bool session_view_update(session *s, err *e)
{
    const story_def *def = s->run.def;
    session_view *v = &s->view;
    swap_memory(s);
    s->view_number++;
    arena_reset(&s->view_mem);
    if (!update_lines(s, e) || !fill_scene(s, e) || !fill_options(s, e) || !fill_clock(s, e))
        return false;
    if (!session_view_side(s, e) ||
        !fill_rows(s, def->sheet, def->sheet_count, &v->sheet, &v->sheet_count, e) ||
        !fill_rows(s, def->board, def->board_count, &v->board, &v->board_count, e))
        return false;
    v->scenario_id = def->id;
    v->scenario_title = def->title;
    v->player = s->names[def->person_count];
    v->lines = s->lines;
    v->line_count = s->line_count;
    v->new_lines = s->new_lines;
    v->turn = s->state->steps;
    v->can_take_back = s->attempt.input_count > 0;
    v->over = story_over(s->state);
    return true;
}

bool session_view_restart(session *s, err *e)
{
    s->line_count = 0;
    s->seen = NULL;
    s->met = NULL;
    s->met_line = 0;
    s->scene_began = 0;
    s->shown_with = STORY_WHO_NARRATION;
    s->place[0] = '\0';
    s->view = (session_view){.person = "", .role = ""};
    return render_names(s, e) && story_look(&s->run, s->state, &s->moment, e) &&
           session_view_update(s, e);
}

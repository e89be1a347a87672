/* What a review needs before the first reading, and the road not taken after the last. */
#include "review/review_book.h"
#include "session/session_review_internal.h"
#include "session/session_words_internal.h"

#include <string.h>

uint64_t review_week_seed(const session_review *r, uint32_t week)
{
    uint64_t own = r->attempt.seed, seed = r->o.seed + week;
    return own >= r->o.seed && seed >= own ? seed + 1 : seed;
}

/* ---- notes ---- */
/* Sentences that are joined by blanks. */
static bool add_note(const session_review *r, strbuf *note, session_text id, const char *const v[3],
                     err *e)
{
    return (note->len == 0 || strbuf_addc(note, ' ', e)) &&
           session_sayf(r->places, note, e, id, "done", v[0], "all", v[1], "why", v[2], "n", v[0],
                        "weeks", v[0], NULL);
}

static bool say_note(session_review *r, const story_replay *done, err *e)
{
    static const char *const NONE[3] = {"", "", ""};
    strbuf note = {0}, turns = {0}, all = {0}, most = {0}, weeks = {0};
    bool ok = strbuf_addf(&turns, e, "%u", done->inputs_done) &&
              strbuf_addf(&all, e, "%u", r->play->attempt.input_count) &&
              strbuf_addf(&most, e, "%d", REVIEW_MOST_LINES) &&
              strbuf_addf(&weeks, e, "%u", r->weeks);
    const char *const stopped[3] = {strbuf_text(&turns), strbuf_text(&all), done->why};
    const char *const limit[3] = {strbuf_text(&most), "", ""};
    const char *const fewer[3] = {strbuf_text(&weeks), "", ""};
    if (ok && done->other_version) ok = add_note(r, &note, TEXT_REVIEW_CHANGED, NONE, e);
    if (ok && done->end == STORY_REPLAY_STOPPED)
        ok = add_note(r, &note, TEXT_REVIEW_STOPPED, stopped, e);
    if (ok && done->inputs_done > REVIEW_MOST_LINES)
        ok = add_note(r, &note, TEXT_REVIEW_LONG, limit, e);
    if (ok && !story_over(r->attempt.last))
        ok = add_note(r, &note, TEXT_REVIEW_UNFINISHED, NONE, e);
    if (ok && r->weeks < r->o.weeks) ok = add_note(r, &note, TEXT_REVIEW_FEWER, fewer, e);
    if (ok) r->note = arena_text(&r->mem, strbuf_text(&note), note.len, e);
    strbuf_release(&note);
    strbuf_release(&turns);
    strbuf_release(&all);
    strbuf_release(&most);
    strbuf_release(&weeks);
    return ok && r->note;
}

/* ---- opening ---- */
static bool open_play(session_review *r, story_replay *done, err *e)
{
    strbuf report = {0};
    bool ok = scenario_open(r->places, strbuf_text(&r->folder), &report, &r->scenario, e);
    strbuf_release(&report);
    if (!ok) return err_wrap(e, "the review opens the scenario anew");
    r->play = session_new(r->places, r->scenario, e);
    if (!r->play) return false;
    r->play->attempt = r->from;
    r->from = (story_attempt){0};
    return session_play(r->play, &r->play->attempt, done, e) && session_view_restart(r->play, e);
}

/* ---- what the lines would have brought ---- */
static void stand_at(session_review *r, const story_state *s)
{
    memcpy(r->play->state, s, r->scenario->def->state_size);
}

static bool keep_reply(session_review *r, session_review_option *o, err *e)
{
    session_line *lines = arena_array(&r->mem, (size_t)r->log.count + 1, sizeof *lines, e);
    if (!lines) return false;
    for (const story_entry *entry = r->log.first; entry; entry = entry->next) {
        bool shown;
        if (entry->kind == STORY_ENTRY_CHOICE) continue;
        session_line *line = &lines[o->reply_count];
        if (!session_line_of(r->play, entry, true, &r->mem, line, &shown, e)) return false;
        o->reply_count += shown;
    }
    o->reply = lines;
    return true;
}

static const char *ending_title(session_review *r, const story_state *s, err *e)
{
    if (!story_over(s)) return "";
    stand_at(r, s);
    return session_render(r->play, r->scenario->def->endings[s->ending].title, &r->mem, e);
}

/* Takes the option in the attempt's own week. A mistake of the scenario leaves the reply empty: the
 * readings will meet and tell it. */
static bool try_option(session_review *r, const review_decision *d, uint32_t option,
                       session_review_option *o, err *e)
{
    story_moment m;
    err why = {0};
    session *play = r->play;
    stand_at(r, d->state);
    r->log.first = r->log.last = NULL;
    r->log.count = 0;
    if (!story_look(&play->run, play->state, &m, e)) return false;
    const story_choice *c = m.options[option].choice;
    o->id = d->ids[option];
    o->text = session_render(play, c->say, &r->mem, e);
    o->spoken = c->spoken;
    o->taken = option == d->taken;
    o->lies = d->lies[option];
    o->ending = "";
    if (!o->text) return false;
    if (!story_step(&play->run, play->state, &m, option, NULL, &r->log, &why))
        return why.code != ERR_NOMEM || err_nomem(e);
    o->ending = ending_title(r, play->state, e);
    return o->ending && keep_reply(r, o, e);
}

static bool tell_decision(session_review *r, uint32_t number, err *e)
{
    const review_decision *d = &r->attempt.decisions[number];
    const story_scene *scene = &r->scenario->def->scenes[d->scene];
    review_told *told = &r->told[number];
    story_moment m;
    stand_at(r, d->state);
    if (!story_look(&r->play->run, r->play->state, &m, e)) return false;
    told->scene_id = scene->id;
    told->scene_title = session_render(r->play, m.at->title, &r->mem, e);
    told->person = m.at->with < r->scenario->def->person_count ? r->play->names[m.at->with] : "";
    if (!told->scene_title) return false;
    for (uint32_t i = 0; i < d->option_count; i++)
        if (!try_option(r, d, i, &told->options[i], e)) return false;
    return true;
}

static bool tell_endings(session_review *r, err *e)
{
    const story_def *def = r->scenario->def;
    r->endings = arena_array(&r->mem, (size_t)def->ending_count + 1, sizeof *r->endings, e);
    if (!r->endings) return false;
    stand_at(r, r->attempt.last);
    for (uint32_t i = 0; i < def->ending_count; i++) {
        const story_ending *ending = &def->endings[i];
        const char *title = session_render(r->play, ending->title, &r->mem, e);
        if (!title) return false;
        r->endings[i] = (session_review_ending){.id = ending->id,
                                                .title = title,
                                                .kind = ending->kind ? ending->kind : "",
                                                .good = review_ending_is_good(ending),
                                                .here = story_over(r->attempt.last) &&
                                                        r->attempt.last->ending == (int32_t)i};
    }
    return true;
}

/* ---- charts ---- */
/* Room for values from turn `first` on. */
static session_series *new_series(session_review *r, uint32_t first, uint32_t room, err *e)
{
    const story_def *def = r->scenario->def;
    session_series *series = arena_array(&r->mem, (size_t)def->var_count + 1, sizeof *series, e);
    uint32_t n = 0;
    for (uint32_t i = 0; series && i < def->var_count; i++) {
        const story_var *var = &def->vars[i];
        if (!var->chart) continue;
        int *values = arena_array(&r->mem, room, sizeof *values, e);
        if (!values) return NULL;
        series[n++] = (session_series){.variable = var->name,
                                       .label = var->chart,
                                       .min = var->min,
                                       .max = var->max,
                                       .first = first,
                                       .values = values};
    }
    r->series_count = n;
    return series;
}

static void add_point(const session_review *r, session_series *series, const story_state *s)
{
    const story_def *def = r->scenario->def;
    for (uint32_t i = 0, n = 0; i < def->var_count; i++) {
        if (!def->vars[i].chart) continue;
        /* Whoever made the series made room for every turn. */
        int *values = (int *)series[n].values;
        values[series[n++].count++] = s->slots[i];
    }
}

static bool own_series(session_review *r, err *e)
{
    const review_attempt *a = &r->attempt;
    r->series = new_series(r, 0, a->decision_count + 1, e);
    if (!r->series) return false;
    for (uint32_t i = 0; i < a->decision_count; i++)
        add_point(r, r->series, a->decisions[i].state);
    add_point(r, r->series, a->last);
    return true;
}

uint32_t review_costliest(const review_attempt *a, const review_verdict verdicts[])
{
    uint32_t worst = a->decision_count;
    for (uint32_t i = 0; i < a->decision_count; i++) {
        const review_verdict *v = &verdicts[i];
        if (v->class != REVIEW_CLASS_COSTLY || v->best == a->decisions[i].taken) continue;
        if (worst == a->decision_count || v->cost > verdicts[worst].cost ||
            (v->cost == verdicts[worst].cost && v->score_cost > verdicts[worst].score_cost))
            worst = i;
    }
    return worst;
}

typedef struct road {
    session_review *r;
    session_series *series;
} road;

static bool on_the_road(void *self, const story_state *s, err *e)
{
    road *way = self;
    (void)e;
    add_point(way->r, way->series, s);
    return true;
}

bool review_find_road(session_review *r, review_reader *reader, err *e)
{
    const review_attempt *a = &r->attempt;
    review_verdict *verdicts =
        arena_array(&r->mem, (size_t)a->decision_count + 1, sizeof *verdicts, e);
    if (!verdicts) return false;
    review_judge_all(a, r->tallies, verdicts);
    uint32_t turn = review_costliest(a, verdicts);
    if (turn == a->decision_count) return true;
    const review_decision *d = &a->decisions[turn];
    road way = {r, new_series(r, turn, a->steps_most + 2, e)};
    if (!way.series) return false;
    add_point(r, way.series, d->state);
    review_watch watch = {.step = on_the_road, .self = &way};
    review_result result;
    if (!review_follow(reader, d->job + verdicts[turn].best, NULL, &watch, &result, e))
        return false;
    const char *title = ending_title(r, reader->state, e);
    if (!title) return false;
    r->road = way.series;
    r->road_ending = title;
    return true;
}

static bool judge_attempt(session_review *r, err *e)
{
    const story_state *last = r->attempt.last;
    if (!story_score(r->scenario->def, &r->play->run.hooks, last, &r->scores, e)) return false;
    r->well = story_over(last) && (r->endings[last->ending].good || r->scores.complete);
    return true;
}

/* ---- all of it ---- */
bool review_prepare(session_review *r, err *e)
{
    story_replay done = {0};
    if (!open_play(r, &done, e) ||
        !review_attempt_init(&r->attempt, &r->play->run, &r->play->attempt, done.inputs_done, e))
        return false;
    const review_attempt *a = &r->attempt;
    r->weeks = review_weeks_for(a, r->o.weeks);
    r->told = arena_array(&r->mem, (size_t)a->decision_count + 1, sizeof *r->told, e);
    r->tallies = arena_array(&r->mem, a->job_count, sizeof *r->tallies, e);
    if (!r->told || !r->tallies) return false;
    for (uint32_t i = 0; i < a->decision_count; i++)
        if (!tell_decision(r, i, e)) return err_wrap(e, "turn %u", i + 1);
    for (uint32_t i = 0; i < a->job_count; i++)
        if (!review_tally_init(&r->tallies[i], r->weeks, &r->mem, e)) return false;
    for (int i = 0; i < REVIEW_WHOLES; i++) {
        r->ended[i] = arena_array(&r->mem, (size_t)a->def->ending_count + 1, sizeof **r->ended, e);
        if (!r->ended[i]) return false;
    }
    return tell_endings(r, e) && judge_attempt(r, e) && own_series(r, e) && say_note(r, &done, e);
}

const char *const REVIEW_WHOLE_WORDS[REVIEW_WHOLES] = {"same", "showing", "mended", "guess"};

bool review_trouble_text(const session_review *r, uint32_t job, uint32_t week, uint64_t hash,
                         const char *why, strbuf *out, err *e)
{
    unsigned long long seed = review_week_seed(r, week);
    uint32_t turn = 0, option;
    const char *line = job < REVIEW_WHOLES ? REVIEW_WHOLE_WORDS[job] : "";
    if (review_job_of(&r->attempt, job, &turn, &option)) {
        line = r->attempt.decisions[turn].ids[option];
        turn++;
    }
    strbuf state = {0}, command = {0};
    bool ok =
        strbuf_addf(&state, e, "%016llx", (unsigned long long)hash) &&
        strbuf_addf(&command, e, "rapport review ATTEMPT --reading %u:%s:%llu", turn, line, seed) &&
        session_sayf(r->places, out, e, TEXT_REVIEW_TROUBLE, "state", strbuf_text(&state), "why",
                     why, "command", strbuf_text(&command), NULL);
    strbuf_release(&state);
    strbuf_release(&command);
    return ok;
}

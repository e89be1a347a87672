/* A player's scores over time. */
#include "session/session_progress.h"

#include "session/session_info.h"
#include "session/session_words_internal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SKILLS_MOST = 400, GOALS_MOST = 100 };

/* What one attempt showed of one skill. */
typedef struct practice {
    uint32_t attempt; /* index in the list, the newest is 0 */
    uint32_t skill;   /* index among the skills */
    int score;
} practice;

typedef struct progress {
    session_progress shown; /* first: what the caller holds */
    const session_places *places;
    arena mem;
    session_attempts *attempts;
    practice *practices; /* newest attempt first */
    uint32_t practice_count, practice_cap;
    session_skill_progress *skills;
    uint32_t cursor; /* attempt the rows have come to */
    int64_t today;   /* days since 1970, local */
    err *e;
    bool failed;
} progress;

/* ---- days ---- */

/* Days since 1970 in local time of seconds since 1970; false when the system cannot tell. */
static bool local_day(int64_t seconds, int64_t *day)
{
    time_t at = (time_t)seconds;
    struct tm local;
    int32_t days;
    if (!localtime_r(&at, &local) ||
        !story_date_to_days(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, &days))
        return false;
    *day = days;
    return true;
}

static int digits(const char *at, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9') return -1;
        number = number * 10 + at[i] - '0';
    }
    return number;
}

/* The local day of "2026-03-06T16:30:00Z". */
static bool day_of(const char *when, int64_t *day)
{
    static const char FORM[] = "0000-00-00T00:00:00Z";
    if (strlen(when) != sizeof FORM - 1) return false;
    for (size_t i = 0; i < sizeof FORM - 1; i++)
        if (FORM[i] != '0' && FORM[i] != when[i]) return false;
    int32_t days;
    int hour = digits(when + 11, 2), minute = digits(when + 14, 2), second = digits(when + 17, 2);
    if (hour < 0 || minute < 0 || second < 0 ||
        !story_date_to_days(digits(when, 4), digits(when + 5, 2), digits(when + 8, 2), &days))
        return false;
    return local_day((int64_t)days * 86400 + hour * 3600 + minute * 60 + second, day);
}

static const char *when_of(const session_attempt_info *a)
{
    return *a->ended ? a->ended : a->begun;
}

/* ---- gathering ---- */

static bool is_built_in(const char *skill)
{
    for (uint32_t i = 0; story_skill_built_in(i); i++)
        if (strcmp(story_skill_built_in(i)->id, skill) == 0) return true;
    return false;
}

/* A skill of a scenario's own is another one in each scenario. */
static uint32_t find_skill(const progress *p, const char *id, const char *of)
{
    for (uint32_t i = 0; i < p->shown.skill_count; i++) {
        const session_skill_progress *one = &p->skills[i];
        if (strcmp(one->id, id) == 0 && (!*one->scenario || strcmp(one->scenario, of) == 0))
            return i;
    }
    return STORY_NONE;
}

static uint32_t skill_for(progress *p, const store_skill *shown, const char *of)
{
    uint32_t found = find_skill(p, shown->skill, of);
    if (found != STORY_NONE || p->shown.skill_count == SKILLS_MOST) return found;
    session_skill_progress *one = &p->skills[p->shown.skill_count];
    *one = (session_skill_progress){.axis = story_axis_word((uint32_t)shown->axis),
                                    .scenario = is_built_in(shown->skill) ? "" : of,
                                    .first = -1,
                                    .last = -1,
                                    .best = -1};
    one->id = arena_text(&p->mem, shown->skill, strlen(shown->skill), p->e);
    one->name = arena_text(&p->mem, shown->name, strlen(shown->name), p->e);
    p->failed = !one->id || !one->name;
    return p->failed ? STORY_NONE : p->shown.skill_count++;
}

static bool each_skill(void *self, const char *attempt, const store_skill *shown)
{
    progress *p = self;
    uint32_t at = p->cursor;
    while (at < p->attempts->count && strcmp(p->attempts->list[at].id, attempt) != 0)
        at++;
    /* Finished since the list was made: next time. */
    if (at == p->attempts->count) return true;
    p->cursor = at;
    uint32_t skill = skill_for(p, shown, p->attempts->list[at].scenario);
    if (skill == STORY_NONE) return !p->failed;
    if (p->practice_count == p->practice_cap) {
        uint32_t cap = p->practice_cap ? p->practice_cap * 2 : 64;
        practice *more = base_realloc(p->practices, cap * sizeof *more);
        if (!more) {
            p->failed = true;
            return err_nomem(p->e);
        }
        p->practices = more;
        p->practice_cap = cap;
    }
    p->practices[p->practice_count++] = (practice){at, skill, shown->score};
    p->skills[skill].count++;
    return true;
}

static bool gather(progress *p, const session_places *places, const char *scenario_id)
{
    store *kept;
    p->attempts = session_attempts_of(places, scenario_id, p->e);
    p->skills = arena_array(&p->mem, SKILLS_MOST, sizeof *p->skills, p->e);
    if (!p->attempts || !p->skills || !session_store_open(places, &kept, p->e)) return false;
    bool ok = !kept || (kept->ops->skills(kept, scenario_id, each_skill, p, p->e) && !p->failed);
    store_close(kept);
    return ok;
}

/* ---- curves ---- */

static void note_score(int score, bool branch, int *first, int *last, int *best)
{
    if (branch) return;
    if (*first < 0) *first = score;
    *last = score;
    if (score > *best) *best = score;
}

static session_point point_of(const session_attempt_info *a, int score)
{
    return (session_point){a->id, a->scenario, when_of(a), score, a->branch};
}

static bool fill_axes(progress *p)
{
    for (int axis = 0; axis < SESSION_AXES; axis++) {
        session_axis_progress *out = &p->shown.axes[axis];
        *out = (session_axis_progress){.word = story_axis_word((uint32_t)axis),
                                       .title = session_axis_title(p->places, (uint32_t)axis),
                                       .first = -1,
                                       .last = -1,
                                       .best = -1};
        session_point *points =
            arena_array(&p->mem, p->attempts->finished + 1, sizeof *points, p->e);
        if (!points) return false;
        out->points = points;
        for (uint32_t i = p->attempts->count; i-- > 0;) {
            const session_attempt_info *a = &p->attempts->list[i];
            if (!a->finished || a->scores[axis] < 0) continue;
            points[out->count++] = point_of(a, a->scores[axis]);
            note_score(a->scores[axis], a->branch, &out->first, &out->last, &out->best);
        }
    }
    return true;
}

/* The rule of session_progress.h. */
static void space(session_skill_progress *skill, int score, int64_t day, int64_t *last_day)
{
    enum { GOOD = 60 };
    static const int DAYS[] = {1, 3, 7, 14};
    size_t step = 0;
    while (step + 1 < sizeof DAYS / sizeof *DAYS && DAYS[step] < skill->interval)
        step++;
    bool in_time = skill->interval && day >= *last_day + skill->interval;
    if (!skill->interval || score < GOOD)
        skill->interval = DAYS[0];
    else if (in_time && step + 1 < sizeof DAYS / sizeof *DAYS)
        skill->interval = DAYS[step + 1];
    *last_day = day;
}

static bool fill_skills(progress *p)
{
    uint32_t count = p->shown.skill_count;
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): it is a table of pointers */
    session_point **points = arena_array(&p->mem, count + 1, sizeof *points, p->e);
    int64_t *last_day = arena_array(&p->mem, count + 1, sizeof *last_day, p->e);
    if (!points || !last_day) return false;
    for (uint32_t i = 0; i < count; i++) {
        points[i] = arena_array(&p->mem, p->skills[i].count, sizeof **points, p->e);
        if (!points[i]) return false;
        p->skills[i].points = points[i];
        p->skills[i].count = 0;
    }
    for (uint32_t i = p->practice_count; i-- > 0;) {
        const practice *one = &p->practices[i];
        const session_attempt_info *a = &p->attempts->list[one->attempt];
        session_skill_progress *skill = &p->skills[one->skill];
        int64_t day;
        points[one->skill][skill->count++] = point_of(a, one->score);
        note_score(one->score, a->branch, &skill->first, &skill->last, &skill->best);
        if (!a->branch && day_of(when_of(a), &day))
            space(skill, one->score, day, &last_day[one->skill]);
    }
    for (uint32_t i = 0; i < count; i++) {
        session_skill_progress *skill = &p->skills[i];
        if (!skill->interval) continue;
        int64_t in = last_day[i] + skill->interval - p->today;
        skill->due_in = in < INT16_MIN ? INT16_MIN : in > INT16_MAX ? INT16_MAX : (int)in;
        skill->due = in <= 0;
    }
    return true;
}

static int by_axis_and_id(const void *a, const void *b)
{
    const session_skill_progress *x = a, *y = b;
    uint32_t ax = 0, ay = 0;
    while (strcmp(story_axis_word(ax), x->axis) != 0)
        ax++;
    while (strcmp(story_axis_word(ay), y->axis) != 0)
        ay++;
    if (ax != ay) return ax < ay ? -1 : 1;
    int order = strcmp(x->scenario, y->scenario);
    return order ? order : strcmp(x->id, y->id);
}

static int by_due(const void *a, const void *b)
{
    const session_skill_progress *x = *(const session_skill_progress *const *)a;
    const session_skill_progress *y = *(const session_skill_progress *const *)b;
    if (x->due_in != y->due_in) return x->due_in < y->due_in ? -1 : 1;
    if (x->last != y->last) return x->last < y->last ? -1 : 1;
    return x < y ? -1 : x > y;
}

static bool fill_due(progress *p)
{
    /* NOLINTBEGIN(bugprone-sizeof-expression): it is a table of pointers */
    const session_skill_progress **due =
        arena_array(&p->mem, p->shown.skill_count + 1, sizeof *due, p->e);
    if (!due) return false;
    qsort(p->skills, p->shown.skill_count, sizeof *p->skills, by_axis_and_id);
    for (uint32_t i = 0; i < p->shown.skill_count; i++)
        if (p->skills[i].due) due[p->shown.due_count++] = &p->skills[i];
    qsort(due, p->shown.due_count, sizeof *due, by_due);
    /* NOLINTEND(bugprone-sizeof-expression) */
    p->shown.skills = p->skills;
    p->shown.due = due;
    return true;
}

/* ---- goals ---- */

static session_goal goal_of(const progress *p, const session_attempt_info *a)
{
    session_goal goal = {.attempt = a->id,
                         .scenario = a->scenario,
                         .skill = a->goal,
                         .name = a->goal,
                         .when = when_of(a),
                         .before = -1,
                         .after = -1};
    uint32_t n = find_skill(p, a->goal, a->scenario);
    if (n == STORY_NONE) return goal;
    const session_skill_progress *skill = &p->skills[n];
    goal.name = skill->name;
    for (uint32_t i = 0; i < skill->count; i++) {
        if (strcmp(skill->points[i].attempt, a->id) != 0) continue;
        goal.before = skill->points[i].score;
        if (i + 1 < skill->count) goal.after = skill->points[i + 1].score;
        break;
    }
    return goal;
}

static bool fill_goals(progress *p)
{
    session_goal *goals = arena_array(&p->mem, GOALS_MOST, sizeof *goals, p->e);
    if (!goals) return false;
    for (uint32_t i = 0; i < p->attempts->count && p->shown.goal_count < GOALS_MOST; i++) {
        const session_attempt_info *a = &p->attempts->list[i];
        if (a->finished && *a->goal) goals[p->shown.goal_count++] = goal_of(p, a);
    }
    p->shown.goals = goals;
    return true;
}

/* ---- self-rating ---- */

/* The nearest whole number to sum / count; halves away from zero. */
static int mean(int64_t sum, int64_t count)
{
    int64_t half = sum < 0 ? -count : count;
    return count ? (int)((2 * sum + half) / (2 * count)) : 0;
}

typedef struct distances {
    int64_t far, far_count;                             /* distances of all guesses */
    int64_t off[SESSION_AXES], off_count[SESSION_AXES]; /* with their sign */
} distances;

static void add_distance(distances *d, const session_attempt_info *a)
{
    for (int axis = 0; axis < SESSION_AXES; axis++) {
        if (a->guesses[axis] < 0 || a->scores[axis] < 0) continue;
        int off = a->guesses[axis] - a->scores[axis];
        d->far += off < 0 ? -off : off;
        d->far_count++;
        d->off[axis] += off;
        d->off_count[axis]++;
    }
}

static bool is_rated(const session_attempt_info *a)
{
    return a->finished && a->guesses[0] >= 0;
}

static void fill_calibration(progress *p)
{
    session_calibration *c = &p->shown.calibration;
    distances all = {0}, halves[2] = {{0}, {0}};
    for (uint32_t i = 0; i < p->attempts->count; i++)
        c->count += is_rated(&p->attempts->list[i]);
    uint32_t seen = 0;
    for (uint32_t i = p->attempts->count; i-- > 0;) {
        const session_attempt_info *a = &p->attempts->list[i];
        if (!is_rated(a)) continue;
        add_distance(&all, a);
        add_distance(&halves[2 * seen++ >= c->count], a);
    }
    for (int axis = 0; axis < SESSION_AXES; axis++)
        c->off[axis] = mean(all.off[axis], all.off_count[axis]);
    c->far = all.far_count ? mean(all.far, all.far_count) : -1;
    bool enough = c->count >= 4 && halves[0].far_count && halves[1].far_count;
    c->far_first = enough ? mean(halves[0].far, halves[0].far_count) : -1;
    c->far_last = enough ? mean(halves[1].far, halves[1].far_count) : -1;
}

/* ---- all of it ---- */

static bool fill(progress *p)
{
    for (uint32_t i = 0; i < p->attempts->count; i++) {
        const session_attempt_info *a = &p->attempts->list[i];
        p->shown.finished += a->finished;
        p->shown.first_tries += a->finished && !a->branch;
    }
    fill_calibration(p);
    return fill_axes(p) && fill_skills(p) && fill_due(p) && fill_goals(p);
}

session_progress *session_progress_of(const session_places *places, const char *scenario_id,
                                      int64_t now, err *e)
{
    progress *p = base_alloc(sizeof *p);
    if (!p) {
        err_nomem(e);
        return NULL;
    }
    p->places = places;
    p->e = e;
    if (!local_day(now ? now : (int64_t)time(NULL), &p->today)) p->today = 0;
    if (gather(p, places, scenario_id) && fill(p)) return &p->shown;
    session_progress_free(&p->shown);
    return NULL;
}

void session_progress_free(session_progress *shown)
{
    progress *p = (progress *)shown;
    if (!p) return;
    session_attempts_free(p->attempts);
    base_free(p->practices);
    arena_release(&p->mem);
    base_free(p);
}

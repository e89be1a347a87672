#include "screen/screen_rows.h"

#include "base/base_mem.h"
#include "ui/ui_chart.h"

#include <stdlib.h>

/* Progress: the scores over the attempts, skill by skill, what is due, the goals, and how well one
 * judges oneself. */

enum { COLUMNS = 1000 };

typedef struct progress {
    screen_program *program;
    session_progress *figures; /* NULL: why is in `trouble` */
    unsigned state;
    bool read;
    err trouble;
} progress;

static void read_figures(progress *g)
{
    err_clear(&g->trouble);
    session_progress_free(g->figures);
    g->figures = session_progress_of(g->program->places, NULL, g->program->now, &g->trouble);
    g->state = g->program->state;
    g->read = true;
}

static void show_title(ui *u, screen_text id)
{
    ui_text(u, say(u, id), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
}

/* ---- curves ---- */

/* First tries as a line, the others as dots at the place of the first try they came after. */
static void show_curve(ui *u, const session_axis_progress *axis, const char *alt)
{
    int *values = u->failed ? NULL : arena_array(u->mem, axis->count, sizeof *values, u->e);
    ui_spot *spots = values ? arena_array(u->mem, axis->count, sizeof *spots, u->e) : NULL;
    ui_role role = screen_axis_role(axis->word);
    uint32_t lines = 0, dots = 0;
    if (!spots) {
        u->failed = true;
        return;
    }
    for (uint32_t i = 0; i < axis->count; i++) {
        const session_point *point = &axis->points[i];
        if (point->branch)
            spots[dots++] = (ui_spot){lines ? lines - 1 : 0, point->score, UI_EDGE};
        else
            values[lines++] = point->score;
    }
    ui_series series = {.values = values, .count = lines, .role = role};
    ui_chart chart = {.max = 100,
                      .last = lines > 1 ? lines - 1 : 1,
                      .series = &series,
                      .series_count = lines > 0,
                      .spots = spots,
                      .spot_count = dots};
    ui_line_chart(u, &chart, (ui_opt){.height = 96, .alt = alt});
}

static void show_axis(ui *u, const session_axis_progress *axis)
{
    const char *name = say(u, screen_axis_name(axis->word));
    const char *first = say_number(u, axis->first), *last = say_number(u, axis->last),
               *best = say_number(u, axis->best);
    ui_card(u, (ui_opt){.grow = 1, .gap = 8, .pad = UI_PAD2(18, 20)});
    ui_row(u, (ui_opt){.gap = 8, .align = UI_CENTRE});
    ui_textf(u, (ui_opt){.face = UI_SEMI, .ink = screen_axis_role(axis->word), .grow = 1}, "%s %s",
             screen_axis_symbol(axis->word), name);
    if (axis->last >= 0) ui_text(u, last, (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
    ui_end(u);
    show_curve(u, axis,
               sayf(u, PROG_CHART_ALT, "axis", name, "count", say_number(u, axis->count), "first",
                    first, "last", last, "best", best, NULL));
    if (axis->first >= 0)
        ui_text(u, sayf(u, PROG_FIRST_LAST, "first", first, "last", last, "best", best, NULL),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    ui_end(u);
}

static void show_axes(ui *u, const session_progress *p)
{
    bool columns = ui_room(u) >= COLUMNS;
    if (columns) ui_row(u, (ui_opt){.gap = 20});
    for (int i = 0; i < SESSION_AXES; i++)
        show_axis(u, &p->axes[i]);
    if (columns) ui_end(u);
}

/* ---- skills ---- */
static const char *when_due(ui *u, const session_skill_progress *s)
{
    if (s->interval == 0) return say(u, PROG_DUE_TODAY);
    if (s->due_in < 0) return sayn(u, PROG_DUE_SINCE, -s->due_in, NULL);
    return s->due_in == 0 ? say(u, PROG_DUE_TODAY) : sayn(u, PROG_DUE_IN, s->due_in, NULL);
}

static void show_skill(ui *u, const session_skill_progress *s)
{
    const char *due = when_due(u, s), *axis = say(u, screen_axis_name(s->axis));
    int score = s->last >= 0 ? s->last : s->count ? s->points[s->count - 1].score : 0;
    ui_row(u, (ui_opt){.gap = 12,
                       .align = UI_CENTRE,
                       .min_height = 32,
                       .alt = sayf(u, PROG_SKILL_ALT, "axis", axis, "skill", s->name, "score",
                                   say_number(u, score), "due", due, NULL)});
    ui_text(u, screen_axis_symbol(s->axis), (ui_opt){.ink = screen_axis_role(s->axis)});
    ui_col(u, (ui_opt){.grow = 1});
    ui_text(u, s->name, (ui_opt){0});
    ui_text(u, due, (ui_opt){.size = UI_SMALL, .ink = s->due ? UI_TACT : UI_SOFT});
    ui_end(u);
    screen_bar(u, score, screen_axis_role(s->axis), (ui_opt){.width = 96, .height = 8});
    ui_textf(u, (ui_opt){.face = UI_SEMI, .width = ui_em(u, 34), .text_align = UI_END}, "%d",
             score);
    ui_end(u);
}

static void show_due(ui *u, const session_progress *p)
{
    ui_card(u, (ui_opt){.gap = 8, .pad = UI_PAD2(20, 24)});
    show_title(u, PROG_DUE);
    if (p->due_count == 0) ui_text(u, say(u, PROG_NOT_DUE), (ui_opt){.ink = UI_SOFT});
    for (uint32_t i = 0; i < p->due_count; i++)
        show_skill(u, p->due[i]);
    ui_end(u);
}

static void show_skills(ui *u, const session_progress *p)
{
    ui_card(u, (ui_opt){.gap = 8, .pad = UI_PAD2(20, 24)});
    show_title(u, PROG_SKILLS);
    for (uint32_t i = 0; i < p->skill_count; i++)
        show_skill(u, &p->skills[i]);
    ui_end(u);
}

/* ---- goals, and how well one judges oneself ---- */
static void show_goals(ui *u, const session_progress *p)
{
    enum { MOST = 8 };
    ui_card(u, (ui_opt){.gap = 8, .pad = UI_PAD2(20, 24)});
    show_title(u, PROG_GOALS);
    if (p->goal_count == 0) ui_text(u, say(u, PROG_NO_GOALS), (ui_opt){.ink = UI_SOFT});
    for (uint32_t i = 0; i < p->goal_count && i < MOST; i++) {
        const session_goal *goal = &p->goals[i];
        const char *before = say_number(u, goal->before);
        ui_col(u, (ui_opt){.gap = 2});
        ui_text(u, goal->name, (ui_opt){.face = UI_SEMI});
        ui_text(u,
                goal->after < 0 ? sayf(u, PROG_GOAL_WAITS, "before", before, NULL)
                                : sayf(u, PROG_GOAL_WENT, "before", before, "after",
                                       say_number(u, goal->after), NULL),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
        ui_end(u);
    }
    ui_end(u);
}

static const char *how_far_off(ui *u, int off)
{
    if (off == 0) return say(u, PROG_JUDGED_RIGHT);
    return sayn(u, off > 0 ? PROG_JUDGED_HIGH : PROG_JUDGED_LOW, abs(off), NULL);
}

static void show_judged(ui *u, const session_progress *p)
{
    const session_calibration *c = &p->calibration;
    ui_card(u, (ui_opt){.gap = 8, .pad = UI_PAD2(20, 24)});
    show_title(u, PROG_JUDGED);
    if (c->count == 0) ui_text(u, say(u, PROG_JUDGED_NONE), (ui_opt){.ink = UI_SOFT});
    if (c->count)
        ui_text(u, sayn(u, PROG_JUDGED_FAR, (long)c->count, "far", say_number(u, c->far), NULL),
                (ui_opt){0});
    for (int i = 0; c->count && i < SESSION_AXES; i++)
        ui_text(u,
                sayf(u, PROG_JUDGED_AXIS, "axis", say(u, screen_axis_name(p->axes[i].word)), "off",
                     how_far_off(u, c->off[i]), NULL),
                (ui_opt){.size = UI_SMALL, .ink = UI_SOFT});
    if (c->far_first >= 0)
        ui_text(u,
                sayf(u, PROG_JUDGED_CHANGE, "first", say_number(u, c->far_first), "last",
                     say_number(u, c->far_last), NULL),
                (ui_opt){.ink = UI_SOFT});
    ui_end(u);
}

static void show_all(ui *u, const session_progress *p)
{
    bool columns = ui_room(u) >= COLUMNS;
    show_axes(u, p);
    if (columns) ui_row(u, (ui_opt){.gap = 20, .align = UI_START});
    ui_col(u, (ui_opt){.grow = columns ? 1.0f : 0.0f, .gap = 20});
    show_due(u, p);
    show_skills(u, p);
    ui_end(u);
    ui_col(u, (ui_opt){.width = columns ? ui_em(u, 360) : 0, .gap = 20});
    show_goals(u, p);
    show_judged(u, p);
    ui_end(u);
    if (columns) ui_end(u);
}

static void build(void *self, ui *u)
{
    progress *g = self;
    if (!g->read || g->state != g->program->state) read_figures(g);
    screen_frame_begin(u, SCREEN_PROGRESS);
    bool any = g->figures && g->figures->finished > 0;
    screen_heading(u, say(u, NAV_PROGRESS), any ? say(u, PROG_SUBTITLE) : NULL);
    if (g->trouble.code)
        ui_text(u, g->trouble.text, (ui_opt){.ink = UI_BAD, .live = true});
    else if (any)
        show_all(u, g->figures);
    else
        screen_heading(u, say(u, PROG_EMPTY), say(u, PROG_EMPTY_HOW));
    screen_frame_end(u);
}

static void act(void *self, ui_app *a, int id)
{
    progress *g = self;
    err e = {0};
    screen_frame_act(a, g->program, SCREEN_PROGRESS, id, &e);
    screen_tell(a, &e);
}

static void returned(void *self, ui_app *a)
{
    progress *g = self;
    (void)a;
    g->read = false;
}

static void progress_free(void *self)
{
    progress *g = self;
    session_progress_free(g->figures);
    base_free(g);
}

bool screen_progress_push(ui_app *a, screen_program *p, bool replace, err *e)
{
    progress *g = base_alloc(sizeof *g);
    if (!g) return err_nomem(e);
    g->program = p;
    ui_screen s = {.self = g,
                   .title = say_in(a, NAV_PROGRESS),
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .returned = returned,
                   .free = progress_free};
    return replace ? ui_app_replace(a, s, e) : ui_app_push(a, s, e);
}

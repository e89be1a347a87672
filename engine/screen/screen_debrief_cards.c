#include "screen/screen_debrief.h"
#include "ui/ui_chart.h"

/* The debrief's cards: scores, skill and luck, goals, the lines to remember, skill by skill. */

enum { NARROW = 860, WELL_JUDGED = 10 };

static void heading(ui *u, screen_text id)
{
    ui_text(u, say(u, id), (ui_opt){.size = UI_HEAD, .face = UI_BOLD});
}

static void soft(ui *u, const char *text)
{
    ui_text(u, text, (ui_opt){.ink = UI_SOFT});
}

static void small(ui *u, const char *text, ui_role ink)
{
    ui_text(u, text, (ui_opt){.size = UI_SMALL, .ink = ink});
}

static void show_axis(ui *u, const session_debrief *d, const session_axis_score *s)
{
    const char *symbol = screen_axis_symbol(s->word);
    if (s->score < 0) {
        soft(u, sayf(u, DEBRIEF_NO_MOMENT, "symbol", symbol, "score", s->title, NULL));
        return;
    }
    ui_score(u, symbol, s->title, s->score, screen_axis_role(s->word));
    if (d->rated && s->guess >= 0)
        small(u, sayf(u, DEBRIEF_GUESSED, "guess", say_number(u, s->guess), NULL), UI_SOFT);
}

/* One way of playing, and how often it ends well. */
static void show_conduct(ui *u, const session_conduct *c, ui_role role)
{
    const session_odds *o = &c->odds;
    const char *n = say_number(u, debrief_percent(o->share));
    bool rough = debrief_is_rough(o);
    const char *figure = o->share < 0 ? ""
                         : rough      ? sayf(u, DEBRIEF_ABOUT, "n", n, NULL)
                                      : sayf(u, DEBRIEF_OF_HUNDRED, "n", n, NULL);
    ui_col(u, (ui_opt){.gap = 3, .alt = ui_copyf(u, "%s: %s. %s", c->name, figure, c->rule)});
    ui_row(u, (ui_opt){.gap = 8});
    ui_text(u, c->name, (ui_opt){.size = UI_SMALL, .grow = 1});
    ui_text(u, figure,
            (ui_opt){.size = UI_SMALL,
                     .face = rough ? UI_REGULAR : UI_BOLD,
                     .ink = rough ? UI_SOFT : UI_INK});
    ui_end(u);
    if (o->share >= 0)
        ui_likely_bar(u, o->share, rough ? o->low : 0, rough ? o->high : 0, role,
                      (ui_opt){.height = 8});
    ui_end(u);
}

static void show_luck(ui *u, const session_debrief *d, const session_review_view *r)
{
    static const ui_role ROLES[SESSION_CONDUCTS] = {UI_FOCUS, UI_GOOD, UI_SOFT};
    if (!r) return;
    ui_rule(u);
    ui_text(u, say(u, DEBRIEF_LUCK), (ui_opt){.face = UI_SEMI});
    if (!*d->outcome) {
        soft(u, say(u, DEBRIEF_LUCK_NONE));
        return;
    }
    small(u,
          sayf(u, DEBRIEF_LUCK_SAID, "weeks",
               say_number(u, (long)r->conducts[SESSION_CONDUCT_SAME].odds.wanted), NULL),
          UI_SOFT);
    for (int i = 0; i < SESSION_CONDUCTS; i++)
        show_conduct(u, &r->conducts[i], ROLES[i]);
    if (!r->done && !r->stopped && r->wanted > 0)
        small(u,
              sayf(u, DEBRIEF_READING, "done", say_number(u, (long)(r->readings * 100 / r->wanted)),
                   NULL),
              UI_SOFT);
    if (*r->note) small(u, r->note, UI_SOFT);
    if (*r->trouble) small(u, r->trouble, UI_BAD);
}

void debrief_scores(ui *u, const session_debrief *d, const session_review_view *r)
{
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 26),
                        .gap = 12,
                        .width = ui_room(u) < NARROW ? 0 : ui_em(u, 400)});
    heading(u, DEBRIEF_HANDLED);
    for (int i = 0; i < SESSION_AXES; i++)
        show_axis(u, d, &d->axes[i]);
    if (d->rated && d->rated_off >= 0)
        small(u,
              sayf(u, d->rated_off <= WELL_JUDGED ? DEBRIEF_JUDGED_WELL : DEBRIEF_JUDGED_FAR, "n",
                   say_number(u, d->rated_off), NULL),
              UI_SOFT);
    if (d->capped) small(u, say(u, DEBRIEF_CAPPED), UI_BAD);
    if (d->complete) small(u, say(u, DEBRIEF_COMPLETE), UI_SOFT);
    show_luck(u, d, r);
    ui_end(u);
}

static void show_quote(ui *u, const char *sign, screen_text word, ui_role ink, const char *axis,
                       const char *line, const char *because)
{
    bool narrow = ui_room(u) < NARROW;
    ui_opt row = {.gap = narrow ? 2 : 16,
                  .fill = ink == UI_BAD ? UI_BAD_WASH : UI_NONE,
                  .radius = 8,
                  .pad = UI_PAD2(8, 10)};
    if (narrow)
        ui_col(u, row);
    else
        ui_row(u, row);
    ui_textf(u, (ui_opt){.ink = ink, .face = UI_SEMI, .width = narrow ? 0 : ui_em(u, 92)}, "%s %s",
             sign, say(u, word));
    ui_col(u, (ui_opt){.grow = narrow ? 0.0f : 1.0f, .gap = 2});
    ui_text(u, sayf(u, QUOTED, "words", line, NULL), (ui_opt){.face = UI_SEMI});
    small(u, sayf(u, DEBRIEF_BECAUSE, "score", axis, "because", because, NULL), UI_SOFT);
    ui_end(u);
    ui_end(u);
}

static void show_questions(ui *u, const session_debrief *d)
{
    if (d->coach_count == 0) return;
    ui_rule(u);
    ui_text(u, say(u, DEBRIEF_COACH), (ui_opt){.face = UI_SEMI});
    for (uint32_t i = 0; i < d->coach_count; i++) {
        ui_row(u, (ui_opt){.gap = 10});
        ui_text(u, "\xE2\x80\xA2", (ui_opt){.ink = UI_SOFT});
        ui_text(u, d->coach[i], (ui_opt){.ink = UI_SOFT, .grow = 1});
        ui_end(u);
    }
}

void debrief_quotes(ui *u, const session_debrief *d)
{
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 24), .gap = 6, .grow = 1});
    heading(u, DEBRIEF_REMEMBER);
    for (int i = 0; i < SESSION_AXES; i++) {
        const session_axis_score *s = &d->axes[i];
        if (*s->best_line)
            show_quote(u, "\xE2\x9C\x93", DEBRIEF_BEST, UI_GOOD, s->title, s->best_line,
                       s->best_because);
        if (*s->costly_line)
            show_quote(u, "\xE2\x9C\x95", DEBRIEF_COSTLY, UI_BAD, s->title, s->costly_line,
                       s->costly_because);
    }
    show_questions(u, d);
    ui_end(u);
}

void debrief_goals(ui *u, const session_debrief *d)
{
    if (!*d->learn && !*d->goal) return;
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 26),
                        .gap = 12,
                        .width = ui_room(u) < NARROW ? 0 : ui_em(u, 400)});
    if (*d->goal) {
        heading(u, DEBRIEF_NEXT);
        ui_text(u, d->goal, (ui_opt){0});
        small(u, ui_copyf(u, "%s %s", d->goal_skill, d->goal_name), UI_SOFT);
    }
    if (*d->learn) {
        if (*d->goal) ui_rule(u);
        ui_text(u, say(u, DEBRIEF_TAKE_ALONG), (ui_opt){.face = UI_SEMI});
        soft(u, d->learn);
    }
    ui_end(u);
}

void debrief_skills(ui *u, const session_debrief *d)
{
    if (d->skill_count == 0) return;
    ui_card(u, (ui_opt){.pad = UI_PAD2(22, 26), .gap = 8});
    heading(u, DEBRIEF_SKILLS);
    ui_row(u, (ui_opt){.gap = 10, .wrap = true});
    for (uint32_t i = 0; i < d->skill_count; i++) {
        const session_skill_score *s = &d->skills[i];
        ui_text(u,
                sayf(u, DEBRIEF_SKILL, "symbol", screen_axis_symbol(s->axis), "id", s->id, "name",
                     s->name, "score", ui_copyf(u, UI_B "%d" UI_B, s->score), NULL),
                (ui_opt){.size = UI_SMALL, .line = UI_LINE, .radius = 10, .pad = UI_PAD2(4, 10)});
    }
    ui_end(u);
    if (*d->legend) {
        ui_rule(u);
        ui_text(u, say(u, DEBRIEF_LEGEND), (ui_opt){.face = UI_SEMI});
        ui_text(u, d->legend, (ui_opt){.ink = UI_SOFT, .max_width = ui_em(u, 860)});
    }
    ui_end(u);
}

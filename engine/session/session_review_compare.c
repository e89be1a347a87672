/* Two attempts side by side. */
#include "session/session_internal.h"
#include "session/session_review.h"

#include <string.h>

struct session_compare {
    session *plays[2];
    arena mem;
    session_compare_view view;
};

static const char *kept(session_compare *c, const char *text, err *e)
{
    return text ? arena_text(&c->mem, text, strlen(text), e) : "";
}

static bool fill_side(session_compare *c, int which, err *e)
{
    session *play = c->plays[which];
    session_side *side = &c->view.sides[which];
    const session_debrief *d = session_debrief_of(play, e);
    if (!d) return false;
    *side = (session_side){.attempt = kept(c, play->attempt.id, e),
                           .begun = kept(c, play->attempt.begun, e),
                           .seed = play->attempt.seed,
                           .turns = play->state->steps,
                           .over = story_over(play->state),
                           .outcome = kept(c, d->outcome, e),
                           .kind = kept(c, d->kind, e)};
    for (int i = 0; i < SESSION_AXES; i++)
        side->scores[i] = d->axes[i].score;
    return side->attempt && side->begun && side->outcome && side->kind;
}

/* What happened, turn by turn, as far as it is compared. */
static void fill_turns(session_compare *c, int which)
{
    session_compare_turn *turns = (session_compare_turn *)c->view.turns;
    for (const story_entry *entry = c->plays[which]->log.first; entry; entry = entry->next) {
        if (entry->step == 0) continue;
        session_compare_turn *turn = &turns[entry->step - 1];
        if (entry->kind == STORY_ENTRY_CHOICE) turn->choice[which] = entry->text ? entry->text : "";
        bool answers = entry->kind == STORY_ENTRY_LINE && entry->text && !*turn->reply[which];
        if (answers && *turn->choice[which]) turn->reply[which] = entry->text;
    }
}

static bool same_picks(const story_attempt *a, const story_attempt *b)
{
    if (a->pick_count != b->pick_count) return false;
    for (uint32_t i = 0; i < a->pick_count; i++)
        if (strcmp(a->picks[i].variable, b->picks[i].variable) != 0 ||
            strcmp(a->picks[i].value, b->picks[i].value) != 0)
            return false;
    return true;
}

static bool compare_turns(session_compare *c, err *e)
{
    const story_attempt *a = &c->plays[0]->attempt, *b = &c->plays[1]->attempt;
    session_compare_view *v = &c->view;
    uint32_t of[2] = {v->sides[0].turns, v->sides[1].turns};
    v->turn_count = of[0] > of[1] ? of[0] : of[1];
    session_compare_turn *turns = arena_array(&c->mem, (size_t)v->turn_count + 1, sizeof *turns, e);
    if (!turns) return false;
    v->turns = turns;
    for (uint32_t i = 0; i < v->turn_count; i++) {
        bool both = i < of[0] && i < of[1];
        turns[i] = (session_compare_turn){
            .turn = i + 1,
            .same = both && strcmp(a->inputs[i].scene, b->inputs[i].scene) == 0 &&
                    strcmp(a->inputs[i].choice, b->inputs[i].choice) == 0,
            .scene = {i < of[0] ? a->inputs[i].scene : "", i < of[1] ? b->inputs[i].scene : ""},
            .choice = {"", ""},
            .reply = {"", ""}};
        if (!turns[i].same && !v->parted) v->parted = i + 1;
    }
    fill_turns(c, 0);
    fill_turns(c, 1);
    v->same_week = a->seed == b->seed && same_picks(a, b);
    return true;
}

session_compare *session_compare_of(const session_places *p, scenario *s, const char *attempt,
                                    const char *other, err *e)
{
    session_replay result;
    session_compare *c = base_alloc(sizeof *c);
    if (!c) {
        err_nomem(e);
        return NULL;
    }
    if (session_replay_attempt(p, s, attempt, &result, &c->plays[0], e) &&
        session_replay_attempt(p, s, other, &result, &c->plays[1], e) && fill_side(c, 0, e) &&
        fill_side(c, 1, e) && compare_turns(c, e))
        return c;
    session_compare_free(c);
    return NULL;
}

const session_compare_view *session_compare_look(const session_compare *c)
{
    return &c->view;
}

void session_compare_free(session_compare *c)
{
    if (!c) return;
    session_free(c->plays[0]);
    session_free(c->plays[1]);
    arena_release(&c->mem);
    base_free(c);
}

#ifndef STORY_INTERNAL_H
#define STORY_INTERNAL_H
/* What the files of room story share among themselves. */
#include "story/story.h"

/* One step while it is being worked out, on the run's spare copy of the state. */
typedef struct story_work {
    story_run *run;
    const story_def *def;
    story_state *s;
    story_log *log; /* NULL when nobody looks */
    uint8_t with;   /* the person of the scene at hand: whose thoughts these are */
    bool lied;      /* the choice being taken told something untrue */
    bool interrupted;
    uint32_t interrupted_by; /* scene an event leads to, when interrupted */
    uint32_t fired;          /* events this step, to stop endless ones */
} story_work;

/* --- story_log.c --- */
/* A new entry at the end, step and minute filled in; NULL when out of memory. Only with a log. */
story_entry *story_log_add(story_work *w, story_entry_kind kind, err *e);
/* Renders `text` into a new entry of this kind unless it shows nothing. *entry may be NULL
 * afterwards: no log, or nothing to show. False on errors. */
bool story_log_text(story_work *w, story_entry_kind kind, const story_text *text,
                    story_entry **entry, err *e);
/* Lines whose conditions hold. */
bool story_log_lines(story_work *w, const story_line *lines, uint32_t count, err *e);

/* --- story_effect.c --- */
/* shows (unless it belongs to a choice, which a moment scores), claims, thinks, set, draw,
 * discover, schedule, ending. `lines_first`: a scene's and ending's lines come before, answers
 * after. */
typedef enum story_effect_of {
    STORY_EFFECT_SCENE,
    STORY_EFFECT_CHOICE,
    STORY_EFFECT_OTHER
} story_effect_of;
bool story_effect_do(story_work *w, const story_effect *f, story_effect_of of, err *e);
/* The effect a Lua function of a choice or event returns, done; *f is filled (routes, takes). */
bool story_effect_lua(story_work *w, const char *function, const tree *argument,
                      const char *lines_key, uint8_t with, story_effect *f, err *e);
/* The first route that holds, or STORY_NONE. */
bool story_route_find(story_work *w, const story_effect *f, uint32_t *scene, err *e);
/* Draws a variable as it is declared. */
void story_draw(const story_run *r, story_state *s, uint32_t variable);

/* --- story_time.c --- */
/* Lets the clock run to `t` seen from now; events due meanwhile happen. An event that leads
 * somewhere stops it, unless the current scene is `quiet`. */
bool story_time_pass(story_work *w, story_time t, bool quiet, err *e);

/* --- story_score.c --- */
/* Counts one moment or one piece of evidence without alternatives. */
void story_tally_axis(story_state *s, uint32_t axis, int32_t got, int32_t best, int32_t worst,
                      bool lied);
void story_tally_skill(const story_def *def, story_state *s, uint32_t skill, int32_t got,
                       int32_t best, int32_t worst);
/* Points of one piece of evidence, -2..2; *counts false when its condition does not hold. */
bool story_evidence_points(story_work *w, const story_evidence *v, int32_t *points, bool *counts,
                           err *e);

/* --- story_claims.c --- */
/* What would be said, as one number, and whether it is untrue now. Not for what is omitted. */
bool story_claim_check(story_work *w, const story_claim_made *made, int32_t *said, bool *untrue,
                       err *e);
bool story_claim_make(story_work *w, const story_claim_made *made, err *e);
bool story_claims_discover(story_work *w, uint32_t fact, err *e);

/* --- story_eval.c --- */
/* A whole number out of a value; false when it is none. */
bool story_value_whole(story_value v, int64_t *out);
#endif

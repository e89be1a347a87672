#ifndef STORY_H
#define STORY_H
/* story: the pure core. It knows no Lua, no JSON, no files, no clock. One function changes a state
 * (story_step); it works on a copy and commits last, so a step that fails changes nothing. */
#include "base/base_strbuf.h"
#include "base/base_tree.h"
#include "story/story_def.h"
#include "story/story_state.h"

/* What the story asks of Lua. The host fills it; a scenario without Lua leaves it {0}. All are
 * pure: the same state gives the same answer. `self` is the host. */
typedef struct story_hooks {
    void *self;
    /* The value of a compiled expression. Texts live until the next call. */
    bool (*eval)(void *self, const story_def *def, const story_state *s, uint32_t lua,
                 story_value *out, err *e);
    /* Calls a function by name with `argument` (may be NULL); what it returns becomes a tree in
     * `scratch`. *result is NULL when it returned nothing. */
    bool (*call)(void *self, const story_def *def, const story_state *s, const char *function,
                 const tree *argument, arena *scratch, const tree **result, err *e);
    /* How many numbers the functions have drawn by chance so far; NULL: they cannot. */
    uint64_t (*drawn)(void *self);
} story_hooks;

/* ---- what happened, for showing: a transcript grows by these ---- */
typedef enum story_entry_kind {
    STORY_ENTRY_SCENE,   /* a scene was entered: id, who (with), stage; text: its title or NULL */
    STORY_ENTRY_LINE,    /* who, mood, sound, text; also narration and cues */
    STORY_ENTRY_CHOICE,  /* what the player said or did: id, text, spoken */
    STORY_ENTRY_WORDS,   /* the player's own words typed first: text */
    STORY_ENTRY_THOUGHT, /* what somebody (who) thought: text. For the debrief */
    STORY_ENTRY_RECEIPT, /* skill, points, best, worst, text: because. For the debrief */
    STORY_ENTRY_BETTER,  /* "a sentence you might try instead": text. For the debrief */
    STORY_ENTRY_TIME,    /* the clock moved to `minute` */
    STORY_ENTRY_EVENT,   /* an event happened: id */
    STORY_ENTRY_CLAIM,   /* person (who), fact id, untrue. For the debrief */
    STORY_ENTRY_LIE_OUT, /* a lie was discovered: who, fact id. For the debrief */
    STORY_ENTRY_ENDING   /* the story stopped: id of the ending, text: its title */
} story_entry_kind;

typedef struct story_entry {
    story_entry_kind kind;
    uint8_t who, mood, stage, skill;
    int8_t points, best, worst;
    bool spoken, untrue;
    uint32_t step;     /* choices taken when it happened, this one included */
    int32_t minute;    /* story time */
    const char *id;    /* of a scene, choice, event, fact or ending; NULL for others */
    const char *text;  /* rendered, or NULL */
    const char *sound; /* NULL when none */
    struct story_entry *next;
} story_entry;

/* A growing list. Entries and their texts live in `mem`. {0} is empty. */
typedef struct story_log {
    arena mem;
    story_entry *first, *last;
    uint32_t count;
} story_log;
void story_log_release(story_log *log);

/* ---- playing ---- */

/* Somebody who decides what chance would: for meeting every result instead of one. */
typedef struct story_dice {
    void *self;
    /* One of `count` results; result i as likely as weights[i] of their sum, all alike when
     * `weights` is NULL. `variable`: what is drawn, STORY_NONE for the outcome of a choice. */
    uint32_t (*roll)(void *self, uint32_t variable, const uint32_t *weights, uint32_t count);
} story_dice;

/* Somebody who is told of each scene entered, those without choices too: cheaper than a log. */
typedef struct story_watch {
    void *self;
    void (*scene)(void *self, uint32_t scene);
} story_watch;

/* The workspace of a play: not state, so nothing in it decides anything (but the dice, if any). */
typedef struct story_run {
    const story_def *def;
    story_hooks hooks;
    const story_dice *dice;   /* NULL: the state's own luck decides, as in every play */
    const story_watch *watch; /* NULL: nobody; told also of steps that fail later */
    arena scratch;            /* what Lua scenes returned for the current moment and step */
    story_state *spare;       /* the copy a step works on */
} story_run;
/* `hooks` may be NULL. The def must outlive the run. */
bool story_run_init(story_run *r, const story_def *def, const story_hooks *hooks, err *e);
void story_run_release(story_run *r);

/* A state with nothing in it yet; free with base_free. */
story_state *story_state_new(const story_def *def, err *e);

/* A variable a player or teacher chose instead of drawing it. */
typedef struct story_pick {
    uint32_t variable;
    int32_t value;
} story_pick;

/* Starts a play: draws, and enters the first scene. `log` may be NULL here and below. */
bool story_begin(story_run *r, story_state *s, uint64_t seed, const story_pick *picks,
                 uint32_t pick_count, story_log *log, err *e);

/* One open choice, in the order in which it is offered. */
typedef struct story_option {
    const story_choice *choice;
} story_option;

/* What the player faces now. Borrowed from the run: valid until the next look, step or begin. */
typedef struct story_moment {
    uint32_t scene, steps; /* of the state it belongs to */
    const story_scene *at;
    story_option options[STORY_MOST_OPEN];
    uint32_t option_count; /* 0 once the story has stopped */
} story_moment;
/* ERR_SCRIPT when no choice is open though the story goes on, or more than can be shown. */
bool story_look(story_run *r, const story_state *s, story_moment *m, err *e);
/* What a choice's Lua function is told: { id, scene, data }. */
typedef struct story_told {
    tree id, scene, data, all;
} story_told;
/* Fills `told`, which must stay where it is while the result, a part of it, is used. */
const tree *story_told_of(story_told *told, const story_choice *c, const char *scene_id);
/* The option with this choice id, or STORY_NONE. */
uint32_t story_moment_find(const story_moment *m, const char *choice_id);

/* Takes option `option` of `m`. `words`: what the player typed first, or NULL; recorded, never
 * judged. On failure the state and the log are as before. */
bool story_step(story_run *r, story_state *s, const story_moment *m, uint32_t option,
                const char *words, story_log *log, err *e);

static inline bool story_over(const story_state *s)
{
    return s->scene == STORY_SCENE_END;
}

/* The text as it reads in this state, appended. *shown is false (and nothing added) when none of
 * its alternatives holds. A NULL text shows nothing. */
bool story_text_render(const story_def *def, const story_hooks *hooks, const story_state *s,
                       const story_text *text, strbuf *out, bool *shown, err *e);

/* ---- what an option is worth ---- */
typedef struct story_worth {
    int32_t points[STORY_AXES]; /* sum of what the option shows; 0 when it shows nothing */
    uint64_t skills;            /* bit k: it shows skill number k with more than 0 points */
    bool shows;                 /* some evidence of it counts */
    bool lies;                  /* it tells something untrue */
} story_worth;
/* The worth of every option of `m`, judged as story_step would on the state before it is taken, and
 * without taking any. Only what the option itself shows and claims counts: an outcome or a Lua
 * function answers afterwards. `m` must be of state `s`, which stays as it is. */
bool story_weigh(story_run *r, const story_state *s, const story_moment *m,
                 story_worth worth[STORY_MOST_OPEN], err *e);

/* ---- scores ---- */
typedef struct story_scores {
    int32_t axis[STORY_AXES]; /* 0..100, or -1 when nothing was there to be scored */
    bool capped;              /* honesty was held down by a discovered lie */
    bool complete;            /* ending here was right however early: par did not count */
} story_scores;
/* scenarios/README.md section 11 has the formula with an example. */
bool story_score(const story_def *def, const story_hooks *hooks, const story_state *s,
                 story_scores *out, err *e);
/* One micro-skill, 0..100; -1 when there was no moment to show it. */
int32_t story_skill_score(const story_def *def, const story_state *s, uint32_t skill);
#endif

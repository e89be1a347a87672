#ifndef STORY_DEF_H
#define STORY_DEF_H
/* story_def: a scenario ready to be played. Built once, never written afterwards, everything in one
 * arena. What a scene function in Lua returns is built into the same shapes in a scratch arena, so
 * that the rest of the engine cannot tell who wrote a scene. scenarios/README.md is the reference
 * of what each part means. */
#include "base/base_mem.h"
#include "base/base_tree.h"
#include "story/story_expr.h"
#include "story/story_names.h"

enum {
    STORY_MOST_VARIABLES = 256,
    STORY_MOST_WORDS = 256,
    STORY_MOST_SKILLS = 40, /* with the twenty built in */
    STORY_MOST_PEOPLE = 32,
    STORY_MOST_FACTS = 64,
    STORY_MOST_EVENTS = 64,
    STORY_MOST_ENDINGS = 32,
    STORY_MOST_SCENES = 100000,
    STORY_MOST_CHOICES = 12,  /* written in one scene */
    STORY_MOST_OUTCOMES = 64, /* of one choice */
    STORY_MOST_OPEN = 9,      /* open at once: the keys 1 to 9 */
    STORY_MOST_LINES = 200,   /* in one list */
    STORY_MOST_CLAIMS = 48,   /* kept in the ledger */
    STORY_NAME_LONGEST = 48
};
#define STORY_VALUE_LARGEST 1000000 /* variables lie in -this .. this */

typedef enum story_axis { STORY_TACT, STORY_SPEED, STORY_HONESTY, STORY_AXES } story_axis;

typedef enum story_stage {
    STORY_STAGE_NOTE,
    STORY_STAGE_CALL,
    STORY_STAGE_DESK,
    STORY_STAGE_MAIL,
    STORY_STAGE_FACE,
    STORY_STAGE_PLAN,
    STORY_STAGES
} story_stage;

typedef enum story_mood {
    STORY_MOOD_NONE,
    STORY_MOOD_NEUTRAL,
    STORY_MOOD_WARM,
    STORY_MOOD_GUARDED,
    STORY_MOOD_COOL,
    STORY_MOOD_HURT,
    STORY_MOOD_ANGRY,
    STORY_MOOD_TIRED,
    STORY_MOOD_AMUSED,
    STORY_MOOD_THINKING,
    STORY_MOOD_RELIEVED,
    STORY_MOODS
} story_mood;

/* Who a line belongs to: a person's number, or one of these. */
enum { STORY_WHO_YOU = 253, STORY_WHO_NARRATION = 254, STORY_WHO_CUE = 255 };

/* Scene numbers with a meaning of their own. */
#define STORY_SCENE_END (STORY_NONE - 1u)
#define STORY_SCENE_RESUME (STORY_NONE - 2u)

/* A text with its braces taken apart: pieces in order, each plain text or a value. */
typedef struct story_piece {
    const char *text; /* plain text, or NULL when it is a value */
    const story_expr *value;
} story_piece;

typedef struct story_text {
    const char *text;                /* as written; used as it stands when there are no pieces */
    const struct story_parts *parts; /* NULL for a text that is always shown as it stands */
} story_text;

typedef struct story_parts {
    const story_piece *pieces;
    uint32_t piece_count;
    const story_expr *when;  /* NULL: always */
    const story_text *other; /* the next alternative */
} story_parts;

typedef struct story_line {
    uint8_t who;
    uint8_t mood;
    const char *id;    /* NULL unless the author gave one */
    const char *sound; /* NULL when none */
    const story_expr *when;
    const story_text *text;
} story_line;

typedef struct story_assign {
    uint16_t variable;
    bool add; /* changes by the value instead of setting it */
    const story_expr *value;
} story_assign;

typedef struct story_claim_made {
    uint8_t person, fact;
    bool omitted;
    const story_expr *is; /* NULL when omitted */
} story_claim_made;

typedef struct story_evidence {
    uint8_t skill;
    int8_t best, worst;       /* for evidence that has no other choices to compare with */
    const story_expr *when;   /* NULL: always */
    const story_expr *points; /* -2 .. 2; values beyond are held at the edge */
    const story_text *because;
} story_evidence;

/* A moment in story time, worked out from now. */
typedef enum story_time_kind {
    STORY_TIME_NONE,
    STORY_TIME_IN,       /* a: minutes from now */
    STORY_TIME_CLOCK,    /* a: minute of the day, the next time the clock shows it */
    STORY_TIME_WEEKDAY,  /* b: weekday 1..7, a: minute of the day; the next one after now */
    STORY_TIME_TOMORROW, /* a: minute of the day */
    STORY_TIME_WORKDAY,  /* a: minute of the day, on the next working day after today */
    STORY_TIME_AT        /* a: minutes since the start; past ones count as now */
} story_time_kind;

typedef struct story_time {
    uint8_t kind, b;
    int32_t a;
} story_time;

typedef struct story_schedule {
    uint8_t event;
    bool cancel;
    story_time when;
} story_schedule;

typedef struct story_route {
    const story_expr *when; /* NULL: always */
    uint32_t scene;         /* a number, STORY_SCENE_END or STORY_SCENE_RESUME */
} story_route;

/* The effects that most choices do not have, apart from those most have (cache lines matter at
 * 100,000 scenes). Arrays are NULL when empty. */
typedef struct story_more {
    const story_evidence *shows;
    const story_claim_made *claims;
    const story_schedule *schedules;
    const uint16_t *draws;   /* variables to draw anew */
    const uint8_t *discover; /* facts */
    const story_text *thinks;
    uint8_t show_count, claim_count, schedule_count, draw_count, discover_count;
} story_more;

typedef struct story_effect {
    const story_assign *assigns;
    const story_line *lines; /* a scene's lines come before its effects, an answer's reply after */
    const story_route *routes; /* NULL: stay */
    const story_more *more;    /* NULL: none of them */
    uint16_t assign_count, line_count, route_count;
    int16_t ending;   /* -1: none */
    story_time takes; /* time that passes */
} story_effect;

typedef struct story_outcome {
    const story_expr *when;   /* NULL: always */
    const story_expr *weight; /* NULL: 1 */
    story_effect effect;
    const char *lua;
} story_outcome;

/* What many choices do not have. */
typedef struct story_extra {
    const story_outcome *outcomes;
    uint8_t outcome_count;
    bool weighted;    /* some outcome has a weight: draw; else the first that holds */
    const char *lua;  /* function that answers, or NULL */
    const tree *data; /* what it is told about this choice, or NULL */
    const story_text *hint;
    const story_text *better; /* "a sentence you might try instead" */
    const story_text *place;  /* where it is done, or NULL */
} story_extra;

/* What a step looks at comes first, what is only shown last: memory that is not in the cache is
 * what a step of a large story costs most. */
typedef struct story_choice {
    const story_expr *when; /* NULL: always */
    uint32_t taken_slot;    /* counts how often it was taken; STORY_NONE when nobody asks */
    bool once;
    bool spoken;    /* say; otherwise do */
    uint16_t after; /* bytes from its scene's `at` to it in the file; UINT16_MAX: that or more */
    story_effect effect;
    const story_extra *extra; /* NULL: none of them */
    const char *id;
    const story_text *say;
} story_choice;

/* What few scenes have. */
typedef struct story_looks {
    const story_text *hint;
    const story_text *picture; /* gives a picture's name */
} story_looks;

typedef struct story_scene {
    const char *lua; /* function that returns the scene, or NULL */
    const story_choice *choices;
    uint32_t visit_slot; /* STORY_NONE when nobody asks */
    uint8_t choice_count;
    bool shuffle, quiet;
    uint8_t with; /* person, STORY_WHO_NARRATION when none */
    uint8_t stage;
    uint16_t source; /* where it is written: number of a file and byte in it; 0, 0 for Lua's */
    uint32_t at;
    story_effect arrive; /* its routes are the way on of a scene without choices */
    const char *id;
    const story_text *title;
    const story_looks *looks; /* NULL: none of them */
} story_scene;

typedef enum story_var_kind { STORY_VAR_WHOLE, STORY_VAR_YES, STORY_VAR_WORD } story_var_kind;

typedef struct story_word {
    const char *name;
    const char *text; /* what {variable} shows; the name itself unless the author gave one */
} story_word;

typedef struct story_var {
    const char *name;
    uint8_t kind; /* story_var_kind */
    bool drawn;
    int32_t start, min, max; /* words: 0 .. word_count - 1; yes: 0 .. 1 */
    const story_word *words;
    uint32_t word_count;
    const uint32_t *weights;  /* a word each; yes: one number, the chance in percent; NULL: alike */
    const char *pick, *chart; /* labels, or NULL */
} story_var;

typedef struct story_person {
    const char *id;
    const story_text *name, *role;
    const story_text *portrait; /* gives a picture's name; NULL: none */
} story_person;

typedef struct story_fact {
    const char *id;
    const story_expr *is;
    const char *about;
} story_fact;

typedef struct story_skill {
    const char *id, *name;
    const char *means, *goal; /* what it is, what to try next time; NULL for none */
    uint8_t axis;
    bool used; /* some evidence in JSON names it, or there is Lua that might */
} story_skill;

typedef struct story_event {
    const char *id;
    story_time at; /* STORY_TIME_NONE: waits to be scheduled */
    int32_t every; /* minutes; 0: once */
    const story_expr *when;
    story_effect effect;
    const char *lua;
} story_event;

typedef struct story_ending {
    const char *id;
    const char *kind; /* one of the eight words, or NULL */
    uint32_t at;      /* where it is written, as for a scene */
    uint16_t source;
    const story_text *title, *learn;
    const story_expr *complete; /* NULL: never */
    story_effect effect;
} story_ending;

typedef struct story_row {
    const story_text *text, *source;
    const char *sure;              /* "weak", "fair", "good" or NULL */
    const story_expr *when, *done; /* done NULL: never ticked */
} story_row;

/* A text that shows while a condition holds. */
typedef struct story_note {
    const story_text *text;
    const story_expr *when; /* NULL: always */
} story_note;

/* A mark on the strip of days. */
typedef struct story_mark {
    const story_text *text;
    const story_expr *when; /* NULL: always */
    const story_expr *value;
    bool minutes; /* value: minutes since the start; else a day of the story, the start is 1 */
} story_mark;

typedef struct story_def {
    arena mem;
    const char *const *sources; /* names of the files it is written in: "scenario.json" */
    uint32_t source_count;
    uint64_t hash; /* of every file it was built from; attempts carry it */
    const char *id, *title, *summary, *language;
    int32_t minutes;
    const char *cover, *legend; /* a picture's name; how the debrief is to be read; or NULL */
    const char *const *goals;
    const story_note *coach, *unknown;
    const story_mark *days;
    const story_text *worry; /* the other person's largest doubt now; NULL: not said */
    uint32_t goal_count, coach_count, unknown_count, day_count;
    int32_t start_day;    /* days since 1970-01-01 */
    int32_t start_minute; /* of that day */
    uint32_t start;       /* scene */
    int32_t par[STORY_AXES];

    const story_text *player_name, *player_role;
    story_person *people;
    story_var *vars;
    story_fact *facts;
    story_skill *skills;
    story_event *events;
    story_ending *endings;
    story_scene *scenes;
    story_row *sheet, *board;
    uint32_t person_count, var_count, fact_count, skill_count, event_count, ending_count,
        scene_count, sheet_count, board_count;
    story_names person_names, var_names, fact_names, skill_names, event_names, ending_names,
        scene_names;

    /* How a state is laid out: whole numbers in this order. */
    uint32_t slot_count; /* variables, then counters (visits, chosen, fired), all of them */
    uint32_t due_at;     /* first of event_count slots: minute due, -1 not planned */
    uint32_t fired_at;   /* first of event_count slots */
    uint32_t skills_at;  /* first of 2 * skill_count slots: gained, span */
    uint32_t claim_cap;  /* 0 when there are no facts */
    size_t state_size;   /* bytes of a story_state */
} story_def;

/* NULL is fine. */
void story_def_free(story_def *d);

/* Resolves a dotted name against a finished scenario. STORY_REF_NONE when there is no such name.
 * For Lua, which reads names as it goes. `self` of story_resolve is the def. */
bool story_def_resolve(const story_def *d, const char *name, size_t len, story_ref *ref);

/* Words of the format: "call", "warm", "tact" ... NULL past the end. */
const char *story_stage_word(uint32_t stage);
const char *story_mood_word(uint32_t mood);
const char *story_axis_word(uint32_t axis);
/* Skill i of the twenty built in; NULL past the end. */
const story_skill *story_skill_built_in(uint32_t i);
/* Whether `name` can name a picture: parts of small letters, digits, _ and -, joined by single
 * slashes; at most 128 bytes. Such a name never leads out of the folder it is looked for in. */
#define STORY_PICTURE_LONGEST 128
bool story_picture_name(const char *name);
#endif

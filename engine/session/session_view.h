#ifndef SESSION_VIEW_H
#define SESSION_VIEW_H
/* session_view: what a player may see of a play, ready to be shown. Plain data without any type of
 * the rooms below, so that a window, a terminal or a browser can draw it. Everything is borrowed
 * from the session and valid until the next call that changes it. All texts are UTF-8. */
#include <stdbool.h>
#include <stdint.h>

typedef enum session_stage {
    SESSION_NOTE,
    SESSION_CALL,
    SESSION_DESK,
    SESSION_MAIL,
    SESSION_FACE,
    SESSION_PLAN
} session_stage;

typedef enum session_line_kind {
    SESSION_LINE_HERS,   /* somebody else speaks: name, mood */
    SESSION_LINE_YOURS,  /* the player spoke (chosen words or a written "you" line) */
    SESSION_LINE_ACTION, /* the player did something */
    SESSION_LINE_NARRATION,
    SESSION_LINE_CUE,    /* a sound or what can be heard in a voice */
    SESSION_LINE_SCENE,  /* a new scene begins; text is its title, never "" */
    SESSION_LINE_TIME,   /* the clock moved; text is "Monday 19:40" */
    SESSION_LINE_WORDS,  /* what the player typed first */
    SESSION_LINE_ENDING, /* the outcome in her words */
    /* only in the debrief: */
    SESSION_LINE_THOUGHT, /* what somebody (name) thought */
    SESSION_LINE_RECEIPT, /* skill, axis, points, best; text: because */
    SESSION_LINE_BETTER,  /* "a sentence you might try instead" */
    SESSION_LINE_LIE,     /* the player told something untrue; text says about what */
    SESSION_LINE_LIE_OUT  /* it came out */
} session_line_kind;

typedef struct session_line {
    session_line_kind kind;
    const char *name;  /* who speaks; "" for none */
    const char *mood;  /* "guarded" ... or "" */
    const char *sound; /* "ring" ... or "" */
    const char *text;
    const char *skill; /* receipts: "T4", else "" */
    const char *skill_name;
    const char *axis; /* receipts: "tact" ... else "" */
    int points, best; /* receipts: -2..2 */
    uint32_t turn;    /* choices taken when it happened, this one included; 0 before the first */
} session_line;

typedef struct session_option {
    const char *id, *text;
    const char *hint;  /* "" when none */
    const char *place; /* where it is done or found: "Job board"; "" when none. At a desk the
                          choices are grouped by it, in the order in which the places come up */
    bool spoken;       /* words, not an action */
} session_option;

typedef struct session_row {
    const char *text, *source, *sure; /* "" when none */
    bool done;
} session_row;

/* A day on the strip of days. */
typedef struct session_day {
    const char *name;  /* "Fri" */
    const char *label; /* what is marked on it: "no", "their answer"; "" for none. Several marks of
                          one day stand in one label, separated by ", " */
    int number;        /* day of the story, 1 .. */
    bool now, past;    /* today; before today */
} session_day;

#define SESSION_MOST_OPTIONS 9
#define SESSION_DAYS 7

typedef struct session_view {
    const char *scenario_id, *scenario_title;
    session_stage stage;
    const char *scene_id, *scene_title; /* title "" when none */
    const char *hint;                   /* of the scene; "" when none */
    const char *person, *role;          /* whom the scene is with; "" when nobody */
    /* Names of pictures: "people/ada" is art/people/ada.svg in the scenario's folder, else
     * art/people/ada.svg among the program's assets. Only small letters, digits, _, - and / stand
     * in them, so they never lead elsewhere; "" when there is none. */
    const char *portrait; /* of `person` */
    const char *picture;  /* of the place */
    const char *mood;     /* of `person`, as the last line here that gave one: "guarded"; "". Its
                             layer is the picture PORTRAIT.MOOD */
    const char *player;
    const char *day;           /* "Day 3" */
    int day_number;            /* 3 */
    const char *clock;         /* "Tuesday 10:12" */
    int minutes;               /* story minutes since the start */
    int call_minutes;          /* story minutes since this call or meeting began; a story knows no
                                  seconds, so show it as 0:02 hours and minutes, or "2 min" */
    const session_day *days;   /* a week, today among them: from the earliest mark of the last four
                                  days, else from today. NULL when the scenario has no marks */
    uint32_t day_count;        /* SESSION_DAYS or 0 */
    const session_line *lines; /* the transcript so far, without the debrief's kinds */
    uint32_t line_count;
    uint32_t new_lines; /* how many of them, at the end, the last input brought */
    session_option options[SESSION_MOST_OPTIONS];
    uint32_t option_count; /* 0 once it is over */
    const session_row *sheet, *board;
    const char *const *unknown; /* what is still open, under what the player knows */
    uint32_t sheet_count, board_count, unknown_count;
    uint32_t turn; /* choices taken */
    bool can_take_back;
    bool over;
} session_view;

#define SESSION_AXES 3 /* tact, speed, honesty, always in this order */

typedef struct session_axis_score {
    const char *word, *title;             /* "tact", "Tact" */
    int score;                            /* 0..100, -1: nothing to score */
    int guess;                            /* the player's own, 0..100; -1: not given */
    int guess_off;                        /* guess - score: above 0 the player thought it better
                                             than it was; 0 when either is missing */
    const char *best_line, *best_because; /* "" when none */
    const char *costly_line, *costly_because;
    uint32_t best_turn, costly_turn;
} session_axis_score;

typedef struct session_skill_score {
    const char *id, *name, *axis;
    const char *means; /* what the skill is, one sentence; "" when not said */
    const char *goal;  /* what to try next time, one sentence; "" when not said */
    int score;         /* 0..100 */
    int lost;          /* points that could have been had and were not */
} session_skill_score;

/* How a number of the state went, drawn by turn. */
typedef struct session_chart {
    const char *variable, *label; /* "trust", "Her trust" */
    int min, max;                 /* ends of the scale: as declared, else of the values */
    const int *values; /* one a turn: values[0] at the beginning, values[t] after turn t */
} session_chart;

typedef struct session_debrief {
    const char *outcome; /* the ending's title, in her words */
    const char *kind;    /* "yes", "waitlist" ... or "" */
    const char *learn;   /* "" when none */
    session_axis_score axes[SESSION_AXES];
    bool capped;   /* honesty held at 50 by a lie that came out */
    bool complete; /* ending here was right however early */
    bool rated;    /* the player guessed before looking: axes[].guess */
    int rated_off; /* mean distance of the guesses from the scores, rounded; -1 when not rated or
                      nothing was scored. 0 to 10 is well judged, above 20 far off */
    const session_skill_score *skills;
    uint32_t skill_count;
    /* The one goal for the next run: of the skill on which most points were lost; of those the
     * one with the lowest score. "" when nothing was lost. */
    const char *goal, *goal_skill, *goal_name; /* "Ask before you ...", "T1", "asks leave ..." */
    const session_chart *charts;
    uint32_t chart_count;
    const char *const *worries; /* her largest doubt: worries[0] at the beginning, worries[t] after
                                   turn t, "" for none; NULL when the scenario names none */
    uint32_t point_count;       /* entries in each chart's values and in worries: turns + 1 */
    const char *const *coach;   /* questions a coach may ask */
    uint32_t coach_count;
    const char *legend;        /* how to read all this, in the scenario's words; "" when none */
    const session_line *lines; /* everything, with thoughts and receipts */
    uint32_t line_count;
    const char *hash; /* of the state, 16 hex digits */
} session_debrief;
#endif

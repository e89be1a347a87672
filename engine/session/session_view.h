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
    const char *hint; /* "" when none */
    bool spoken;      /* words, not an action */
} session_option;

typedef struct session_row {
    const char *text, *source, *sure; /* "" when none */
    bool done;
} session_row;

#define SESSION_MOST_OPTIONS 9

typedef struct session_view {
    const char *scenario_id, *scenario_title;
    session_stage stage;
    const char *scene_id, *scene_title; /* title "" when none */
    const char *hint;                   /* of the scene; "" when none */
    const char *person, *role;          /* whom the scene is with; "" when nobody */
    const char *player;
    const char *day;           /* "Day 3" */
    const char *clock;         /* "Tuesday 10:12" */
    int minutes;               /* story minutes since the start */
    int call_minutes;          /* story minutes since this call or meeting began */
    const session_line *lines; /* the transcript so far, without the debrief's kinds */
    uint32_t line_count;
    uint32_t new_lines; /* how many of them, at the end, the last input brought */
    session_option options[SESSION_MOST_OPTIONS];
    uint32_t option_count; /* 0 once it is over */
    const session_row *sheet, *board;
    uint32_t sheet_count, board_count;
    uint32_t turn; /* choices taken */
    bool can_take_back;
    bool over;
} session_view;

typedef struct session_axis_score {
    const char *word, *title;             /* "tact", "Tact" */
    int score;                            /* 0..100, -1: nothing to score */
    const char *best_line, *best_because; /* "" when none */
    const char *costly_line, *costly_because;
    uint32_t best_turn, costly_turn;
} session_axis_score;

typedef struct session_skill_score {
    const char *id, *name, *axis;
    int score; /* 0..100 */
} session_skill_score;

typedef struct session_debrief {
    const char *outcome; /* the ending's title, in her words */
    const char *kind;    /* "yes", "waitlist" ... or "" */
    const char *learn;   /* "" when none */
    session_axis_score axes[3];
    bool capped;   /* honesty held at 50 by a lie that came out */
    bool complete; /* ending here was right however early */
    const session_skill_score *skills;
    uint32_t skill_count;
    const session_line *lines; /* everything, with thoughts and receipts */
    uint32_t line_count;
    const char *hash; /* of the state, 16 hex digits */
} session_debrief;
#endif

#ifndef STORY_ATTEMPT_H
#define STORY_ATTEMPT_H
/* story_attempt: one play-through as its journal. Nothing else is truth: transcript, receipts and
 * scores are recomputed from it. scenarios/attempt.schema.json describes the file. */
#include "base/base_problems.h"
#include "story/story.h"

#define STORY_SEED_LARGEST ((UINT64_C(1) << 53) - 1)
#define STORY_MOST_INPUTS 100000u

typedef struct story_input {
    const char *choice; /* id */
    const char *scene;  /* id of the scene it was taken in: for explaining a mismatch */
    const char *words;  /* typed by the player first, or NULL */
    uint64_t hash;      /* of the state after it */
} story_input;

typedef struct story_named_pick {
    const char *variable, *value; /* value as written in JSON: a word, "true", "12" */
} story_named_pick;

/* {0} is empty; everything in its arena. */
typedef struct story_attempt {
    arena mem;
    const char *id;       /* 16 hex digits, unique per attempt */
    const char *scenario; /* id */
    uint64_t scenario_hash;
    uint64_t seed;          /* below 2^53, so that every JSON reader reads it exactly */
    const char *begun;      /* wall time, ISO 8601, for lists only; may be NULL */
    const char *parent;     /* attempt id it branched from, or NULL */
    uint32_t parent_inputs; /* how many inputs it shares with the parent */
    story_named_pick *picks;
    uint32_t pick_count;
    uint64_t begin_hash;         /* of the state before the first input */
    bool rated;                  /* the player guessed the scores before seeing them */
    int32_t guesses[STORY_AXES]; /* 0 .. 100; no part of the story: a replay knows nothing of it */
    story_input *inputs;
    uint32_t input_count, input_cap;
} story_attempt;
void story_attempt_release(story_attempt *a);
bool story_attempt_add(story_attempt *a, const char *scene, const char *choice, const char *words,
                       uint64_t hash, err *e);
/* Forgets inputs from `count` on. */
void story_attempt_cut(story_attempt *a, uint32_t count);
/* The file: one JSON object, keys in a fixed order, one input a line; ends with a new line. */
bool story_attempt_write(const story_attempt *a, strbuf *out, err *e);
/* Whether `id` has the form of an attempt's id: 16 of the digits 0-9 and a-f. */
bool story_attempt_id(const char *id);
/* Reads it back from its tree. What is wrong goes to `p` (E701); *ok tells whether `a` is usable.
 */
bool story_attempt_read(const tree *t, uint16_t source, story_attempt *a, problems *p, bool *ok,
                        err *e);

/* Why a replay stopped or differed. */
typedef enum story_replay_end {
    STORY_REPLAY_SAME,    /* every input fits and every hash is what was recorded */
    STORY_REPLAY_CHANGED, /* every input fits, but the scenario now computes something else */
    STORY_REPLAY_STOPPED  /* an input does not fit any more: `inputs_done` of them were played */
} story_replay_end;

typedef struct story_replay {
    story_replay_end end;
    bool other_version; /* the scenario's files are not those the attempt was made with */
    uint32_t inputs_done;
    uint32_t
        first_difference; /* number of the first input whose hash differs; STORY_NONE if none */
    char why[400];        /* in words, "" when the same */
} story_replay;

/* Plays the attempt again: as much as fits. `s` holds the state reached, `log` (may be NULL) what
 * happened. False only when memory runs out, or when the scenario fails before the first input. */
bool story_attempt_replay(story_run *r, const story_attempt *a, story_state *s, story_log *log,
                          story_replay *out, err *e);
/* The picks as numbers; unknown ones are left out and named in `why` (may be NULL). */
bool story_attempt_picks(const story_def *def, const story_attempt *a, story_pick *out,
                         uint32_t *count, char *why, size_t why_size);
#endif

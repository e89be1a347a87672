#ifndef REVIEW_MEMO_H
#define REVIEW_MEMO_H
/* review_memo: what follows from a state for as long as nothing is left to chance. It is the same
 * in every week, so it is worked out once. States are told apart by hash, without their luck. */
#include "review/review_attempt.h"

/* Where chance decides next: a state, and what the copier has used by then. */
typedef struct review_point {
    uint64_t key;
    story_state *state; /* its luck means nothing */
    uint8_t *used;
    uint32_t forced; /* option of the next decision, or STORY_NONE */
    /* What came of it when it was met last, with this luck: lines that lead to the same place in
     * the same week share the rest. */
    bool met;
    uint64_t luck;
    review_result result;
} review_point;

/* From a key on: to a point, or (NULL) to the end. */
typedef struct review_known {
    uint64_t key;
    review_point *point;
    review_result result;
} review_known;

typedef struct review_slot {
    uint64_t key;
    void *what; /* NULL: free */
} review_slot;

/* {0} is empty: knows nothing and learns nothing. */
typedef struct review_memo {
    arena mem;
    size_t state_size, lines;
    review_slot *slots; /* a power of two of them, at most half taken */
    uint32_t cap, count;
    uint32_t refused; /* not learned for want of room */
} review_memo;

/* `room`: bytes it may take, about. For states of `state_size` bytes and copies of `lines` lines.
 */
bool review_memo_init(review_memo *m, size_t room, size_t state_size, size_t lines, err *e);
void review_memo_release(review_memo *m);
/* NULL when it is not known. */
const review_known *review_memo_find(const review_memo *m, uint64_t key);
review_point *review_memo_point(const review_memo *m, uint64_t key);
/* Both give NULL when there is no room; that is no error. */
review_known *review_memo_learn(review_memo *m, uint64_t key, review_point *point);
review_point *review_memo_add_point(review_memo *m, uint64_t key, const story_state *s,
                                    const uint8_t *used, uint32_t forced);
#endif

#ifndef REVIEW_PLAY_H
#define REVIEW_PLAY_H
/* review_play: readings of a scenario by the policies, entered into a book. */
#include "review/review_book.h"

/* The workspace of one player: nothing in it decides anything. */
typedef struct review_player {
    story_run *run;
    review_book *book;
    story_state *state;
    story_watch watch;
    uint32_t first_scene; /* passed through by the step under way */
    story_log log;        /* of readings whose texts are made */
    strbuf text;
} review_player;

/* The run and the book must outlive the player; one thread uses all three. */
bool review_player_init(review_player *p, story_run *run, review_book *book, err *e);
void review_player_release(review_player *p);

enum { REVIEW_TEXTS_EVERY = 16 };
/* One reading by each policy with this seed. All texts of the story are made with every sixteenth
 * seed only, so that one that fails is found: making them costs more than all the rest. A reading's
 * choices follow from its seed and its policy alone: the story draws from the seed, and the policy
 * from a stream of its own. Errors of the scenario are counted, not returned; false is ERR_NOMEM,
 * or ERR_LIMIT when Lua makes up choices without end. */
bool review_play_seed(review_player *p, uint64_t seed, err *e);

/* Makes one of those readings again, without counting it, and adds the ids of its choices to
 * `path`, one a line, as a script of `rapport play` has them. At most `most`; *over tells whether
 * the story ended by then. An error of the scenario comes where it came before: `path` then ends
 * with the choice that failed, if it was a choice, and *why (may be NULL) says what happened. */
bool review_play_path(review_player *p, uint32_t policy, uint64_t seed, uint32_t most, strbuf *path,
                      bool *over, err *why, err *e);
#endif

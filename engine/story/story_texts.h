#ifndef STORY_TEXTS_H
#define STORY_TEXTS_H
/* story_texts: where in a scenario's tree the texts stand that a player reads, and the stable id of
 * each. The id is the way to it: keys, and ids of choices and lines (else their place from 1),
 * joined by dots: "scenes.offer.choices.ask_time.say", "scenes.offer.lines.2". Names of scenes,
 * people, variables never change, so neither does the id of a text in them. */
#include "base/base_strbuf.h"
#include "base/base_tree.h"

typedef struct story_found_text {
    const char *id;  /* valid during the call */
    const char *who; /* who says it: "dana", "you", "cue" ...; "" for what is not a line */
    tree *text;      /* kind TREE_TEXT; text and count may be replaced */
} story_found_text;

/* Called for each text, in the order in which they stand; false stops with `e` set. */
typedef bool story_text_fn(void *self, const story_found_text *found, err *e);

/* All texts of a part, in file `file`. Rows of lists that several files may have ("sheet", "board",
 * "unknown", "days") get the file's name into their ids: "board.desk.3" for the third of desk.json;
 * only those of scenario.json do without. A tree that is not as the format wants it is walked as
 * far as it is. */
bool story_texts_of_part(tree *root, const char *file, story_text_fn *each, void *self, err *e);
/* The same for what a Lua function returned: a scene, or what a choice's or event's function
 * answers. Ids begin with `prefix`. */
bool story_texts_of_result(tree *root, const char *prefix, story_text_fn *each, void *self, err *e);
#endif

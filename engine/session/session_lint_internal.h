#ifndef SESSION_LINT_INTERNAL_H
#define SESSION_LINT_INTERNAL_H
/* What the files of session_lint share. */
#include "session/session_lint.h"
#include "session/session_where.h"

typedef struct lint {
    scenario *s;
    const story_def *def;
    session_where where;
    problems p;
} lint;

/* Adds a warning at a scene, or at `choice` of it (an index, or STORY_NONE). Places in what Lua
 * returns are the file as a whole: say the function in the text. */
#define LINT(l, code, scene, choice, e, ...)                                                       \
    problems_add(&(l)->p, PROBLEM_##code, lint_source(l, scene), lint_at(l, scene, choice), e,     \
                 __VA_ARGS__)
uint16_t lint_source(const lint *l, uint32_t scene);
uint32_t lint_at(const lint *l, uint32_t scene, uint32_t choice);

/* --- session_lint_text.c --- */
bool lint_texts(lint *l, err *e);
/* --- session_lint_play.c --- */
bool lint_plays(lint *l, err *e);

/* Words, sentences and syllables of a text; tags in braces count as one word. */
typedef struct lint_measure {
    uint32_t words, sentences, syllables, letters, long_words, longest; /* longest: words of one
                                                                           sentence */
} lint_measure;
void lint_measure_text(const char *text, lint_measure *sum);
/* School years needed for English, in tenths, by J. P. Kincaid et al. 1975, "Derivation of new
 * readability formulas": 0.39 words/sentence + 11.8 syllables/word - 15.59. Syllables are groups of
 * vowels, a silent final e left out. */
int32_t lint_grade(const lint_measure *m);
/* C.-H. Bjornsson 1968, "Lasbarhet" (LIX), for other languages of Latin script: words/sentence +
 * 100 x words of more than six letters / words. */
int32_t lint_lix(const lint_measure *m);
#endif

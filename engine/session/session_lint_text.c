/* How hard the texts are to read, and how long what is said is. */
#include "session/session_lint_internal.h"

#include "base/base_utf8.h"

#include <stdio.h>
#include <string.h>

enum {
    GRADE_MOST = 100, /* tenths of a school year; most adults read with ease what the tenth reads */
    LIX_MOST = 50,    /* above it a text counts as hard */
    SENTENCE_MOST = 30, /* words */
    SPOKEN_MOST = 280,  /* characters: about twenty seconds of speech */
    WORDS_FEWEST = 100  /* below which a formula says nothing */
};

/* ---- measuring ---- */
static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || c == 0x2019 ||
           c >= 0xC0;
}

static bool is_vowel(uint32_t c)
{
    if (c < 0x80) return c && strchr("aeiouyAEIOUY", (int)c);
    return c >= 0xC0 && c <= 0x17F; /* accented letters are vowels more often than not */
}

typedef struct scan {
    lint_measure *sum;
    uint32_t letters, groups, in_sentence;
    bool vowel, final_e;
} scan;

static void end_word(scan *s)
{
    if (!s->letters) return;
    if (s->final_e && s->groups > 1) s->groups--;
    s->sum->words++;
    s->sum->letters += s->letters;
    s->sum->syllables += s->groups ? s->groups : 1;
    s->sum->long_words += s->letters > 6;
    s->in_sentence++;
    s->letters = s->groups = 0;
    s->vowel = s->final_e = false;
}

static void end_sentence(scan *s)
{
    end_word(s);
    if (!s->in_sentence) return;
    s->sum->sentences++;
    if (s->in_sentence > s->sum->longest) s->sum->longest = s->in_sentence;
    s->in_sentence = 0;
}

static void take_letter(scan *s, uint32_t c)
{
    bool vowel = is_vowel(c);
    s->final_e = (c == 'e' || c == 'E') && !s->vowel && s->letters > 0;
    s->groups += vowel && !s->vowel;
    s->vowel = vowel;
    s->letters++;
}

void lint_measure_text(const char *text, lint_measure *sum)
{
    scan s = {.sum = sum};
    for (uint32_t c; (c = utf8_next(&text));) {
        if (c == '{') {
            end_word(&s);
            take_letter(&s, 'a'); /* a value: one word */
            while (*text && *text != '}')
                utf8_next(&text);
        } else if (is_letter(c)) {
            take_letter(&s, c);
        } else if (c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == '\n') {
            bool number = c == '.' && *text >= '0' && *text <= '9';
            if (!number) end_sentence(&s);
        } else {
            end_word(&s);
        }
    }
    end_sentence(&s);
}

int32_t lint_grade(const lint_measure *m)
{
    if (!m->words || !m->sentences) return 0;
    int64_t hundredths =
        INT64_C(39) * m->words / m->sentences + INT64_C(1180) * m->syllables / m->words - 1559;
    return (int32_t)(hundredths / 10);
}

int32_t lint_lix(const lint_measure *m)
{
    if (!m->words || !m->sentences) return 0;
    return (int32_t)(m->words / m->sentences + 100 * m->long_words / m->words);
}

/* ---- the texts ---- */
typedef struct text_at {
    uint32_t scene, choice;
} text_at;

static bool take_text(lint *l, const story_text *t, text_at at, lint_measure *sum, err *e)
{
    for (; t; t = t->parts ? t->parts->other : NULL) {
        lint_measure one = {0};
        if (!t->text) continue;
        lint_measure_text(t->text, &one);
        sum->words += one.words;
        sum->sentences += one.sentences;
        sum->syllables += one.syllables;
        sum->letters += one.letters;
        sum->long_words += one.long_words;
        if (one.longest > SENTENCE_MOST &&
            !LINT(l, SENTENCE_LONG, at.scene, at.choice, e,
                  "a sentence of %u words: \"%.60s ...\"; cut it in two", one.longest, t->text))
            return false;
    }
    return true;
}

static bool take_lines(lint *l, const story_effect *f, text_at at, lint_measure *sum, err *e)
{
    for (uint32_t i = 0; i < f->line_count; i++)
        if (!take_text(l, f->lines[i].text, at, sum, e)) return false;
    return true;
}

static bool take_choice(lint *l, const story_choice *c, text_at at, lint_measure *sum, err *e)
{
    if (!take_text(l, c->say, at, sum, e) || !take_lines(l, &c->effect, at, sum, e)) return false;
    for (uint32_t i = 0; c->extra && i < c->extra->outcome_count; i++)
        if (!take_lines(l, &c->extra->outcomes[i].effect, at, sum, e)) return false;
    uint32_t length = c->say && c->say->text ? (uint32_t)utf8_count(c->say->text) : 0;
    return !c->spoken || length <= SPOKEN_MOST ||
           LINT(l, CHOICE_LONG, at.scene, at.choice, e,
                "%u characters to say at once; more than %d is a speech: shorten it, or let the "
                "other "
                "answer between",
                length, SPOKEN_MOST);
}

static bool tell_level(lint *l, const lint_measure *sum, err *e)
{
    const char *language = l->def->language ? l->def->language : "en";
    if (sum->words < WORDS_FEWEST) return true;
    int32_t grade = lint_grade(sum), lix = lint_lix(sum);
    if (!strncmp(language, "en", 2))
        return grade <= GRADE_MOST ||
               problems_add(
                   &l->p, PROBLEM_TEXT_HARD, 0, PROBLEMS_WHOLE, e,
                   "the %u words read like school year %d.%d (Flesch-Kincaid, for English); "
                   "at most %d.0 is read with ease: shorten sentences and words",
                   sum->words, grade / 10, grade % 10, GRADE_MOST / 10);
    return lix <= LIX_MOST ||
           problems_add(&l->p, PROBLEM_TEXT_HARD, 0, PROBLEMS_WHOLE, e,
                        "the %u words have a LIX of %d; above %d a text is hard to read: shorten "
                        "sentences and words",
                        sum->words, lix, LIX_MOST);
}

bool lint_texts(lint *l, err *e)
{
    lint_measure sum = {0};
    for (uint32_t i = 0; i < l->def->scene_count; i++) {
        const story_scene *scene = &l->def->scenes[i];
        if (!take_lines(l, &scene->arrive, (text_at){i, STORY_NONE}, &sum, e)) return false;
        for (uint32_t k = 0; k < scene->choice_count; k++)
            if (!take_choice(l, &scene->choices[k], (text_at){i, k}, &sum, e)) return false;
    }
    return tell_level(l, &sum, e);
}

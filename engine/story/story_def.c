#include "story/story_def.h"

#include "story/story_build_internal.h"

void story_def_free(story_def *d)
{
    if (!d) return;
    arena_release(&d->mem);
    base_free(d);
}

const char *story_stage_word(uint32_t stage)
{
    static const char *const WORDS[] = {"note", "call", "desk", "mail", "face", "plan"};
    return stage < STORY_STAGES ? WORDS[stage] : NULL;
}

const char *story_mood_word(uint32_t mood)
{
    static const char *const WORDS[] = {"none",  "neutral", "warm",   "guarded",  "cool",    "hurt",
                                        "angry", "tired",   "amused", "thinking", "relieved"};
    return mood < STORY_MOODS ? WORDS[mood] : NULL;
}

const char *story_axis_word(uint32_t axis)
{
    static const char *const WORDS[] = {"tact", "speed", "honesty"};
    return axis < STORY_AXES ? WORDS[axis] : NULL;
}

/* What each of the twenty is, and what to try next time. They follow the research that the
 * flagship is built on: leave and cost first (politeness theory), responsibility before excuse
 * (Lewicki 2016), the asked fact first (Rogers 2017), dated promises (Schweitzer 2006). */
static const story_skill SKILLS[] = {
    {.id = "T1",
     .name = "asks leave, says why",
     .means = "You ask whether now is a good time and say what it is about.",
     .goal = "Before anything else, ask whether it is a good moment and name the subject.",
     .axis = STORY_TACT},
    {.id = "T2",
     .name = "sees her cost first",
     .means = "You name what your change of mind cost the other side before you speak of yourself.",
     .goal = "Say what it cost them, in one concrete sentence, before you say what you want.",
     .axis = STORY_TACT},
    {.id = "T3",
     .name = "ownership of the right size",
     .means = "You own what was yours, once, without excuse and without self-punishment.",
     .goal = "Say \"I decided that badly\" once, and then stop apologising.",
     .axis = STORY_TACT},
    {.id = "T4",
     .name = "leaves her free",
     .means = "You make it easy for the other person to say no.",
     .goal = "Give a way to say no that costs nothing, and mean it.",
     .axis = STORY_TACT},
    {.id = "T5",
     .name = "listens, answers in her order",
     .means = "You take up what was just said to you before you go on with your own.",
     .goal = "Answer the last point you heard first; keep your own for afterwards.",
     .axis = STORY_TACT},
    {.id = "T6",
     .name = "register and proportion",
     .means = "You are as warm and as brief as the moment asks: no flattery, no begging.",
     .goal = "Leave out every word of praise or plea that could not be checked.",
     .axis = STORY_TACT},
    {.id = "T7",
     .name = "clear ask, takes a no",
     .means = "You ask for one thing that can be answered, and take a no as an answer.",
     .goal = "End with one question that can be answered with yes or no.",
     .axis = STORY_TACT},
    {.id = "S1",
     .name = "from regret to decision",
     .means = "You move from doubt to a decision within a day or so, neither in panic nor "
              "after a fortnight.",
     .goal = "Sleep on it once, write down your reason, and then act.",
     .axis = STORY_SPEED},
    {.id = "S2",
     .name = "time-boxed research",
     .means = "You make the two checks that tell most, and then move.",
     .goal = "Choose two checks before you start, and ring when they are done.",
     .axis = STORY_SPEED},
    {.id = "S3",
     .name = "right person, right channel",
     .means = "You go to whoever decides, by the way that suits the matter.",
     .goal = "Find out who decides, and speak to that person yourself.",
     .axis = STORY_SPEED},
    {.id = "S4",
     .name = "reaches out without swarming",
     .means = "One clear message and one announced retry; no more.",
     .goal = "Leave one short message that says when you will try again, and keep to it.",
     .axis = STORY_SPEED},
    {.id = "S5",
     .name = "ready and reliable afterwards",
     .means = "You have dates and papers ready and do what you said, when you said it.",
     .goal = "Have your start date, notice and references ready before you ring.",
     .axis = STORY_SPEED},
    {.id = "S6",
     .name = "gets to the point",
     .means = "Your business is on the table within your first few sentences.",
     .goal = "Say what you are ringing about in your first two sentences.",
     .axis = STORY_SPEED},
    {.id = "H1",
     .name = "a true, specific reason",
     .means = "Your reason is true and so specific that the listener could repeat it.",
     .goal = "Name the event and the day that changed your mind.",
     .axis = STORY_HONESTY},
    {.id = "H2",
     .name = "answers the question asked",
     .means = "The fact that was asked for comes first, without a detour.",
     .goal = "Begin your answer with the fact that was asked for.",
     .axis = STORY_HONESTY},
    {.id = "H3",
     .name = "fits the record",
     .means = "What you say fits what you said before, or you put it right.",
     .goal = "If you said something else before, say so yourself.",
     .axis = STORY_HONESTY},
    {.id = "H4",
     .name = "volunteers what she would want to know",
     .means = "You tell them what bears on their decision before they have to ask.",
     .goal = "Ask yourself what they would be annoyed to learn later, and say it now.",
     .axis = STORY_HONESTY},
    {.id = "H5",
     .name = "promises only what can be kept",
     .means = "You promise what you can do, with a date, and nothing beyond.",
     .goal = "Turn every \"always\" and \"never\" into something you can do by a date.",
     .axis = STORY_HONESTY},
    {.id = "H6",
     .name = "discretion without deception",
     .means = "You say openly that something stays private instead of inventing something.",
     .goal = "Say that it is private and that it is settled, and leave it there.",
     .axis = STORY_HONESTY},
    {.id = "H7",
     .name = "no invented leverage",
     .means = "You use no offer or deadline that does not exist.",
     .goal = "Do without pressure: name a deadline only if it is real.",
     .axis = STORY_HONESTY},
};

const story_skill *story_skill_built_in(uint32_t i)
{
    return i < sizeof SKILLS / sizeof *SKILLS ? &SKILLS[i] : NULL;
}

bool story_picture_name(const char *name)
{
    size_t len = 0;
    char before = '/';
    for (; name[len]; before = name[len++]) {
        char c = name[len];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (len == STORY_PICTURE_LONGEST || (!plain && (c != '/' || before == '/'))) return false;
    }
    return before != '/';
}

/* --- names in expressions ----------------------------------------------------------------------
 */

static const story_root ROOTS[] = {
    {"clock", STORY_REF_NONE, STORY_PART_CLOCK, STORY_PART_NONE},
    {"visits", STORY_REF_WHOLE, STORY_PART_SCENE, STORY_PART_NONE},
    {"chosen", STORY_REF_WHOLE, STORY_PART_SCENE, STORY_PART_CHOICE},
    {"due", STORY_REF_DUE, STORY_PART_EVENT, STORY_PART_NONE},
    {"fired", STORY_REF_WHOLE, STORY_PART_EVENT, STORY_PART_NONE},
    {"fact", STORY_REF_FACT, STORY_PART_FACT, STORY_PART_NONE},
    {"told", STORY_REF_TOLD, STORY_PART_PERSON, STORY_PART_FACT},
    {"lied", STORY_REF_LIED, STORY_PART_PERSON, STORY_PART_FACT},
    {"lies", STORY_REF_LIES, STORY_PART_PERSON, STORY_PART_NONE},
    {"contradictions", STORY_REF_CONTRADICTIONS, STORY_PART_PERSON, STORY_PART_NONE},
    {"score", STORY_REF_SCORE, STORY_PART_AXIS, STORY_PART_NONE},
    {"state", STORY_REF_NONE, STORY_PART_VAR, STORY_PART_NONE},
    {"discovered", STORY_REF_DISCOVERED, STORY_PART_NONE, STORY_PART_NONE},
    {"ending", STORY_REF_ENDING, STORY_PART_NONE, STORY_PART_NONE},
    {"steps", STORY_REF_STEPS, STORY_PART_NONE, STORY_PART_NONE},
};

const story_root *story_root_at(uint32_t i)
{
    return i < sizeof ROOTS / sizeof *ROOTS ? &ROOTS[i] : NULL;
}

static const struct {
    const char *word;
    uint8_t what;
} CLOCK[] = {
    {"day", STORY_REF_DAY},           {"hour", STORY_REF_HOUR},
    {"minute", STORY_REF_MINUTE},     {"time", STORY_REF_TIME},
    {"weekday", STORY_REF_WEEKDAY},   {"workday", STORY_REF_WORKDAY},
    {"workdays", STORY_REF_WORKDAYS}, {"now", STORY_REF_NOW},
};

const char *story_clock_word(uint32_t i)
{
    return i < sizeof CLOCK / sizeof *CLOCK ? CLOCK[i].word : NULL;
}

static bool is_part(const char *part, size_t len, const char *word)
{
    return len > 0 && strncmp(part, word, len) == 0 && word[len] == '\0';
}

static bool read_var(const story_def *d, const char *name, size_t len, story_ref *ref,
                     uint8_t *gives)
{
    static const struct {
        uint8_t what, gives;
    } BY_KIND[] = {[STORY_VAR_WHOLE] = {STORY_REF_WHOLE, 1u << STORY_INT},
                   [STORY_VAR_YES] = {STORY_REF_YES, 1u << STORY_BOOL},
                   [STORY_VAR_WORD] = {STORY_REF_WORD, 1u << STORY_TEXT}};
    uint32_t v = story_names_find_part(&d->var_names, name, len);
    if (v == STORY_NONE) return false;
    *ref = (story_ref){.what = BY_KIND[d->vars[v].kind].what, .a = v};
    *gives = BY_KIND[d->vars[v].kind].gives;
    return true;
}

static bool read_clock(const char *part, size_t len, story_ref *ref, uint8_t *gives)
{
    for (uint32_t i = 0; i < sizeof CLOCK / sizeof *CLOCK; i++) {
        if (!is_part(part, len, CLOCK[i].word)) continue;
        ref->what = CLOCK[i].what;
        *gives = ref->what == STORY_REF_WORKDAY ? 1u << STORY_BOOL : 1u << STORY_INT;
        return true;
    }
    return false;
}

static bool find_axis(const char *part, size_t len, uint32_t *axis)
{
    for (*axis = 0; *axis < STORY_AXES; ++*axis)
        if (is_part(part, len, story_axis_word(*axis))) return true;
    return false;
}

/* The number of what stands after a dot, among those of its kind. */
static bool find_part(const story_def *d, uint8_t kind, const char *part, size_t len,
                      uint32_t *number)
{
    const story_names *names = NULL;
    switch ((story_part_of)kind) {
    case STORY_PART_SCENE: names = &d->scene_names; break;
    case STORY_PART_EVENT: names = &d->event_names; break;
    case STORY_PART_FACT: names = &d->fact_names; break;
    case STORY_PART_PERSON: names = &d->person_names; break;
    case STORY_PART_AXIS: return find_axis(part, len, number);
    default: return false;
    }
    *number = story_names_find_part(names, part, len);
    return *number != STORY_NONE;
}

static uint8_t root_gives(const story_def *d, const story_root *r, uint32_t number)
{
    switch (r->what) {
    case STORY_REF_ENDING: return 1u << STORY_TEXT;
    case STORY_REF_TOLD:
    case STORY_REF_LIED: return 1u << STORY_BOOL;
    case STORY_REF_FACT: return d->facts[number].is ? d->facts[number].is->gives : BUILD_GIVES_ALL;
    default: return 1u << STORY_INT;
    }
}

/* A choice counted in a scene; its slot. */
static uint32_t chosen_slot(const story_scene *scene, const char *part, size_t len)
{
    for (uint32_t i = 0; i < scene->choice_count; i++)
        if (is_part(part, len, scene->choices[i].id)) return scene->choices[i].taken_slot;
    return STORY_NONE;
}

static const story_root *find_root(const char *name, size_t len)
{
    for (uint32_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++)
        if (is_part(name, len, ROOTS[i].name)) return &ROOTS[i];
    return NULL;
}

static bool read_counter(const story_def *d, const story_root *r, uint32_t number,
                         const char *second, size_t second_len, story_ref *ref)
{
    if (r->first == STORY_PART_EVENT)
        ref->a = d->fired_at + number;
    else if (r->second == STORY_PART_CHOICE)
        ref->a = chosen_slot(&d->scenes[number], second, second_len);
    else
        ref->a = d->scenes[number].visit_slot;
    return ref->a != STORY_NONE;
}

bool story_def_read(const story_def *d, const char *name, size_t len, story_ref *ref,
                    uint8_t *gives)
{
    const char *dot = memchr(name, '.', len);
    if (!dot && read_var(d, name, len, ref, gives)) return true;
    const story_root *r = find_root(name, dot ? (size_t)(dot - name) : len);
    if (!r || (dot != NULL) != (r->first != STORY_PART_NONE)) return false;
    *ref = (story_ref){.what = r->what};
    if (!dot) {
        *gives = root_gives(d, r, 0);
        return true;
    }
    const char *first = dot + 1, *end = name + len;
    const char *second = memchr(first, '.', (size_t)(end - first));
    if ((second != NULL) != (r->second != STORY_PART_NONE)) return false;
    size_t first_len = (size_t)((second ? second : end) - first);
    if (r->first == STORY_PART_CLOCK) return read_clock(first, first_len, ref, gives);
    if (r->first == STORY_PART_VAR) return read_var(d, first, first_len, ref, gives);
    uint32_t number;
    if (!find_part(d, r->first, first, first_len, &number)) return false;
    size_t second_len = 0;
    if (second) second_len = (size_t)(end - ++second);
    ref->a = number;
    *gives = root_gives(d, r, number);
    if (r->what == STORY_REF_WHOLE) return read_counter(d, r, number, second, second_len, ref);
    if (!second) return true;
    uint32_t other;
    if (!find_part(d, r->second, second, second_len, &other)) return false;
    ref->b = (uint16_t)other;
    return true;
}

bool story_def_resolve(const story_def *d, const char *name, size_t len, story_ref *ref)
{
    uint8_t gives;
    if (story_def_read(d, name, len, ref, &gives)) return true;
    *ref = (story_ref){0};
    return false;
}

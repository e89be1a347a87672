#ifndef STORY_VALUE_H
#define STORY_VALUE_H
/* story_value: what an expression gives, with Lua's kinds and meaning. */
#include <stdbool.h>
#include <stdint.h>

typedef enum story_kind { STORY_NIL, STORY_BOOL, STORY_INT, STORY_REAL, STORY_TEXT } story_kind;

typedef struct story_value {
    story_kind kind;
    union {
        bool yes;
        int64_t whole;
        double real;
        const char *text; /* terminated; owned by the scenario, or by whoever made the value */
    };
} story_value;

/* Lua's truth: everything but nil and false. */
static inline bool story_truth(story_value v)
{
    return v.kind == STORY_BOOL ? v.yes : v.kind != STORY_NIL;
}

static inline story_value story_int(int64_t whole)
{
    return (story_value){.kind = STORY_INT, .whole = whole};
}

static inline story_value story_bool(bool yes)
{
    return (story_value){.kind = STORY_BOOL, .yes = yes};
}

static inline story_value story_text_value(const char *text)
{
    return (story_value){.kind = STORY_TEXT, .text = text};
}
#endif

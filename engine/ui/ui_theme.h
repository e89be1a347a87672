#ifndef UI_THEME_H
#define UI_THEME_H
/* The colours, as one table of roles by mode. Screens name roles, never colours, so that a theme
 * can be changed in one place and its contrast can be tested. */
#include <stddef.h>
#include <stdint.h>

typedef enum ui_mode {
    UI_LIGHT,    /* paper, for thinking */
    UI_NIGHT,    /* for the call */
    UI_CONTRAST, /* text at 7:1, chosen by the player; replaces the other two */
    UI_MODE_COUNT
} ui_mode;

/* 0 (UI_NONE) is "not painted". */
typedef enum ui_role {
    UI_NONE,
    UI_PAPER, /* behind everything */
    UI_CARD,  /* a sheet on the paper */
    UI_WASH,  /* badges, tracks of bars, her speech bubbles, hover */
    UI_LINE,  /* separates; carries no meaning */
    UI_EDGE,  /* outline of what can be pressed; 3:1 */
    UI_INK,   /* text */
    UI_SOFT,  /* less important text; still 4.5:1 */
    UI_TACT,  /* the three scores: always with a symbol, a word and a number */
    UI_SPEED,
    UI_HONESTY,
    UI_FOCUS, /* the focus ring, links */
    UI_GOOD,
    UI_BAD,
    UI_BAD_WASH,  /* behind a costly line in the debrief */
    UI_MARK_WASH, /* behind a day on which something is marked */
    UI_NOW_WASH,  /* behind the present day */
    UI_ACT,       /* fill of the main button */
    UI_ACT_HOT,   /* the same under the pointer */
    UI_ACT_INK,
    UI_OWN, /* speech bubble of the player */
    UI_OWN_INK,
    UI_SIDE,     /* the bar at the left of the home screen */
    UI_SIDE_HOT, /* its chosen entry */
    UI_SIDE_INK,
    UI_MARK,  /* behind text that is selected */
    UI_SHADE, /* dims the screen below a dialogue; translucent */
    UI_ROLE_COUNT
} ui_role;

/* 0xAARRGGBB, not premultiplied; AA is FF except for UI_SHADE and UI_NONE. */
uint32_t ui_theme_colour(ui_mode mode, ui_role role);

/* Contrast of two opaque colours by WCAG 2 (relative luminance of sRGB), 1.0 to 21.0. */
double ui_theme_contrast(uint32_t a, uint32_t b);

typedef enum ui_pair_kind {
    UI_PAIR_TEXT, /* 4.5:1; 7:1 in UI_CONTRAST */
    UI_PAIR_PART  /* 3:1: outlines, bars, the focus ring */
} ui_pair_kind;

typedef struct ui_pair {
    ui_role front, back;
    ui_pair_kind kind;
} ui_pair;

/* Every pair of roles that widgets put on each other. A screen that uses another pair adds it here.
 * Borrowed. */
const ui_pair *ui_theme_pairs(size_t *count);
#endif

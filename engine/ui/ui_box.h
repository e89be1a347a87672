#ifndef UI_BOX_H
#define UI_BOX_H
/* ui: what a screen builds. A screen describes itself from scratch into a tree of nodes whenever
 * something changed (ui_row, ui_col, ui_text, ui_paint ... ui_end); the tree is laid out once and
 * drawn as often as needed. All lengths in ui_opt are design pixels (dp): one at 1280x800, more on
 * larger windows and dense displays. Text grows with the player's text size, spacing does not; a
 * length that must hold text is given through ui_em. Every {0} field has a useful meaning. */
#include "base/base_strbuf.h"
#include "ui/ui_key.h"
#include "ui/ui_text.h"
#include "ui/ui_theme.h"

typedef struct ui_node ui_node;
struct ui_edit;
struct ui_pictures;

typedef struct ui_pad {
    float top, right, bottom, left;
} ui_pad;

/* ui_pad literals: one length for all sides; vertical and horizontal. */
#define UI_PAD(all) ((ui_pad){(all), (all), (all), (all)})
#define UI_PAD2(v, h) ((ui_pad){(v), (h), (v), (h)})

/* What a custom painter gets. */
typedef struct ui_canvas {
    ui_draw *draw;
    ui_rect box; /* device pixels */
    float scale; /* device pixels a dp */
    ui_mode mode;
    float share; /* how far a node that `enters` has come, 0 to 1 */
} ui_canvas;
typedef void ui_paint_fn(const void *self, const ui_canvas *c);

typedef struct ui_opt {
    /* size and place in the parent */
    float width;  /* 0: natural in a row, whole width in a stretching column */
    float height; /* 0: natural */
    float min_height;
    float max_width; /* 0: none */
    float grow;      /* share of the space that is left along the parent */
    ui_align place;  /* across the parent; UI_STRETCH (0) takes the parent's `align` */

    /* rows and columns */
    float gap;
    ui_pad pad;
    ui_align align; /* children across; UI_STRETCH at first */
    ui_align pack;  /* children along: UI_START (and 0), UI_CENTRE, UI_END */
    bool wrap;      /* a row that goes on below when it is full */
    int scroll;     /* >0: its content scrolls up and down; the number names it on this screen */
    bool stick_end; /* a scroll that follows its end as content is added */
    bool read_on;   /* the reader goes on from here: a scroll that follows its end goes no further
                       when the screen opens and when it asks for the first focus */
    int mode;       /* 1 + ui_mode for this node and what is in it; 0: as around it */

    /* look */
    ui_role fill, line; /* UI_NONE: not painted */
    float line_width;   /* 0: 1 dp */
    float radius;
    unsigned square; /* UI_TOP_LEFT ... stay square */

    /* what can be pressed */
    int id;          /* >0: takes focus and pointer; given to ui_screen.act. Unique on a screen */
    int key;         /* a key that presses it from anywhere: 'h', '1', UI_KEY_ESCAPE; 0: none */
    const char *alt; /* what a voice says; NULL: the texts inside */
    bool first;      /* has the focus when the screen opens; else the first that can have it */
    bool off;        /* shown, but neither focus nor press */
    ui_role hot;     /* fill under the pointer, with focus and while pressed; UI_NONE: UI_WASH */

    /* text */
    ui_size size;
    ui_face face;
    ui_role ink; /* UI_NONE: UI_INK */
    ui_align text_align;
    bool live; /* new on the screen: it is said, and fades in, when it was not there at the last
                  build of a screen that was shown already */

    /* for a voice */
    const char *group; /* said once before what has the focus in it, when the focus comes from
                          outside: "What you can say" */
    const char *extra; /* said when the player asks for more with `?` and it has the focus */
    bool heard;        /* only heard, never seen: takes no room. Seen and not heard is alt "" */

    /* motion */
    bool enters; /* its painter's share grows from 0 to 1 when the screen opens: a bar filling */
} ui_opt;

/* UI_KIND_KEY takes no room: it only has a key and an id. */
typedef enum ui_kind { UI_KIND_ROW, UI_KIND_COL, UI_KIND_TEXT, UI_KIND_PAINT, UI_KIND_KEY } ui_kind;

/* Read-only for screens; here for navigation and tests. Lengths in device pixels. */
struct ui_node {
    ui_kind kind;
    ui_opt opt;
    const char *alt, *text; /* copies in the arena, or NULL */
    const char *group, *extra;
    ui_mode mode;
    ui_para para;
    ui_paint_fn *paint;
    const void *self;
    struct ui_edit *edit; /* of a field */
    bool picture;         /* drawn by ui_picture */
    uint64_t since;       /* when it arrived, ms; 0: long ago */
    ui_node *parent, *first, *last, *next;
    int natural, smallest; /* widths */
    int content;           /* height a scroll's content takes */
    int offset;            /* how far a scroll is scrolled, 0 to content - inner height */
    ui_rect box;           /* on the screen */
};

typedef struct ui {
    arena *mem;
    ui_texts *texts;
    const struct wordbook *words; /* the language, for screens; borrowed; NULL: English */
    float scale;                  /* device pixels a dp */
    float text_scale;             /* 1 to 2 */
    int w, h;                     /* device pixels of the window */
    ui_mode mode;                 /* of the screen */
    bool one_mode;                /* the player chose a theme: opt.mode changes nothing */
    bool still;                   /* nothing moves */
    uint64_t now;                 /* ms, when it is drawn */
    uint64_t opened;              /* ms, when it was first shown */
    const ui_keys *keys;
    ui_device device;
    struct ui_pictures *pictures;  /* NULL: every picture stays a placeholder */
    const ui_node *picked;         /* the shown text of which a part is selected; NULL: none */
    size_t picked_from, picked_to; /* bytes of its text; `from` may be after `to` */
    ui_node *root, *open;
    err *e;
    bool failed; /* memory ran out; the tree is not to be used */
} ui;

/* --- building; a node is added to the row or column that is open --- */
ui_node *ui_row(ui *u, ui_opt opt);
ui_node *ui_col(ui *u, ui_opt opt);
void ui_end(ui *u);
ui_node *ui_text(ui *u, const char *text, ui_opt opt);
ui_node *ui_textf(ui *u, ui_opt opt, const char *fmt, ...) BASE_PRINTF(3, 4);
/* Draws itself; opt.width and opt.height say how large. `self` must live until the next build. */
ui_node *ui_paint(ui *u, ui_paint_fn *paint, const void *self, ui_opt opt);
/* A key that presses `id` although nothing on the screen shows it: what a folded menu holds. */
void ui_shortcut(ui *u, int id, int key);
/* Takes what is left along the row or column. */
void ui_space(ui *u);
/* A line across. */
void ui_rule(ui *u);
/* dp for a length that holds text: grows with the player's text size. */
float ui_em(const ui *u, float dp);
/* The window's width in dp, shrunk by the text size: under about 860 put columns below each other.
 */
float ui_room(const ui *u);
/* A terminated copy that lives as long as the tree, formatted; "" when memory ran out. */
const char *ui_copyf(ui *u, const char *fmt, ...) BASE_PRINTF(2, 3);

/* --- for ui_app --- */
/* Begins a tree whose root is a column filling the window (scroll UI_ROOT_SCROLL if it must). */
enum { UI_ROOT_SCROLL = 1000000 };
void ui_tree_begin(ui *u);
/* Lays the tree out for u->w x u->h. False when memory ran out. */
bool ui_tree_layout(ui *u);
/* Puts every node where it belongs after a scroll's `offset` was changed. */
void ui_tree_place(ui *u);
/* What focus and pointer do to the look. Ids, 0 for none. */
typedef struct ui_hot {
    int focus, hover, press;
} ui_hot;
void ui_tree_draw(const ui *u, ui_draw *d, ui_hot hot);
/* How far the node has come in, 0 to 1; 1 when nothing moves. */
float ui_node_share(const ui *u, const ui_node *n);
/* Depth first, in the order built; NULL after the last. `n` NULL: the root. */
ui_node *ui_node_next(const ui *u, const ui_node *n);
ui_node *ui_node_find(const ui *u, int id);
/* False for what is only heard or only a key: it has no box. */
bool ui_node_is_seen(const ui_node *n);
/* The part of the node that can be seen: its box cut by every scroll round it. */
ui_rect ui_node_seen(const ui_node *n);
/* The room for a scroll's content, in device pixels. */
int ui_node_inner_height(const ui *u, const ui_node *n);
/* The thumb of a scroll's bar; empty when all its content fits. */
ui_rect ui_node_bar(const ui *u, const ui_node *n);
/* Adds what a voice says for the node: its alt, or the texts inside. */
bool ui_node_say(const ui *u, const ui_node *n, strbuf *out, err *e);
#endif

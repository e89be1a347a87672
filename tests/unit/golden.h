#ifndef GOLDEN_H
#define GOLDEN_H
/* Pictures of screens compared with those that somebody looked at. A picture is kept as text: a
 * character for the mean brightness of each cell of 10 x 10 pixels. Another rasteriser or other
 * hinting changes cells by little, and few of them by much; a box that has moved changes many near
 * each other, where its edges and its letters are, and so does a colour that has changed.
 * scripts/dev/golden makes the kept pictures anew.
 *
 * The text: a line a row of cells; '?' is black, '~' white, what lies between in 64 steps; a number
 * after a character repeats it; "=" is the row above once more. */
#include "test_ui.h"

#include "base/base_file.h"
#include "base/base_strbuf.h"
#include "ui/ui_app.h"

#include <stdlib.h>
#include <string.h>

enum {
    GOLDEN_CELL = 10,
    GOLDEN_LEVELS = 64,
    GOLDEN_FAR = 4,   /* levels by which a cell has changed: 6 % of the brightness */
    GOLDEN_WIDE = 12, /* cells of a patch: as large as a button */
    GOLDEN_HIGH = 6,
    GOLDEN_MOST = 8, /* cells of a patch that may change */
    GOLDEN_RUN = 5   /* so many in a line, all brighter or all darker, are the edge of something */
};

/* A picture: levels of cells, row by row. */
typedef struct golden {
    int columns, rows;
    strbuf cells; /* a byte each, 0 .. GOLDEN_LEVELS - 1 */
} golden;

static inline int golden_level(const uint32_t *pixels, int pitch, int w, int h, int left, int top)
{
    long sum = 0, count = 0;
    for (int y = top; y < top + GOLDEN_CELL && y < h; y++) {
        for (int x = left; x < left + GOLDEN_CELL && x < w; x++) {
            uint32_t p = pixels[y * pitch + x];
            /* brightness as in Rec. 601 */
            sum += (299 * (p >> 16 & 255) + 587 * (p >> 8 & 255) + 114 * (p & 255)) / 1000;
            count++;
        }
    }
    return (int)((sum * (GOLDEN_LEVELS - 1) + count * 127) / (count * 255));
}

static inline void golden_take(golden *g, const uint32_t *pixels, int w, int h, int pitch)
{
    err e = {0};
    g->columns = (w + GOLDEN_CELL - 1) / GOLDEN_CELL;
    g->rows = (h + GOLDEN_CELL - 1) / GOLDEN_CELL;
    for (int y = 0; y < h; y += GOLDEN_CELL)
        for (int x = 0; x < w; x += GOLDEN_CELL)
            ASSERT_OK(strbuf_addc(&g->cells, (char)golden_level(pixels, pitch, w, h, x, y), &e), e);
}

static inline int golden_at(const golden *g, int column, int row)
{
    return g->cells.data[row * g->columns + column];
}

/* --- as text --- */
static inline void golden_print(const golden *g, strbuf *out)
{
    err e = {0};
    size_t wide = (size_t)g->columns;
    for (int row = 0; row < g->rows; row++) {
        const char *cells = g->cells.data + (size_t)row * wide;
        if (row > 0 && memcmp(cells, cells - wide, wide) == 0) {
            ASSERT_OK(strbuf_add(out, "=\n", &e), e);
            continue;
        }
        for (size_t from = 0, to; from < wide; from = to) {
            for (to = from + 1; to < wide && cells[to] == cells[from]; to++) {}
            ASSERT_OK(strbuf_addc(out, (char)('?' + cells[from]), &e), e);
            if (to > from + 1) ASSERT_OK(strbuf_addf(out, &e, "%zu", to - from), e);
        }
        ASSERT_OK(strbuf_addc(out, '\n', &e), e);
    }
}

static inline void golden_parse_row(golden *g, const char *at, const char *end)
{
    err e = {0};
    while (at < end) {
        char cell = (char)(*at++ - '?');
        long count = 1;
        if (at < end && *at >= '0' && *at <= '9') {
            char *after;
            count = strtol(at, &after, 10);
            at = after;
        }
        for (; count > 0; count--)
            ASSERT_OK(strbuf_addc(&g->cells, cell, &e), e);
    }
}

static inline void golden_parse(golden *g, const char *text)
{
    err e = {0};
    while (*text) {
        const char *end = text + strcspn(text, "\n");
        if (*text == '=' && g->rows > 0) {
            for (int i = 0; i < g->columns; i++)
                ASSERT_OK(strbuf_addc(&g->cells, (char)golden_at(g, i, g->rows - 1), &e), e);
        } else {
            golden_parse_row(g, text, end);
        }
        g->rows++;
        if (g->rows == 1) g->columns = (int)g->cells.len;
        text = *end ? end + 1 : end;
    }
    if (g->cells.len != (size_t)g->columns * (size_t)g->rows) g->rows = 0;
}

/* --- comparing --- */
typedef struct golden_found {
    int far;         /* cells that have changed in the worst patch */
    int column, row; /* its place */
    int run;         /* the longest line of cells that have changed the same way */
    int end_column, end_row;
} golden_found;

/* -1 or 1 when the cell has become clearly darker or brighter. */
static inline int golden_change(const golden *kept, const golden *now, int column, int row)
{
    int by = golden_at(now, column, row) - golden_at(kept, column, row);
    return by >= GOLDEN_FAR ? 1 : by <= -GOLDEN_FAR ? -1 : 0;
}

static inline void golden_patch(const golden *kept, const golden *now, int left, int top,
                                golden_found *found)
{
    int far = 0;
    for (int row = top; row < top + GOLDEN_HIGH && row < now->rows; row++)
        for (int column = left; column < left + GOLDEN_WIDE && column < now->columns; column++)
            far += golden_change(kept, now, column, row) != 0;
    if (far <= found->far) return;
    found->far = far;
    found->column = left;
    found->row = top;
}

/* One column or one row. */
static inline void golden_line(const golden *kept, const golden *now, bool down, int line,
                               golden_found *found)
{
    int run = 0, last = 0;
    for (int i = 0; i < (down ? now->rows : now->columns); i++) {
        int column = down ? line : i, row = down ? i : line;
        int change = golden_change(kept, now, column, row);
        run = change == 0 ? 0 : change == last ? run + 1 : 1;
        last = change;
        if (run <= found->run) continue;
        found->run = run;
        found->end_column = column;
        found->end_row = row;
    }
}

/* Whether the pictures differ; both have the same size. */
static inline bool golden_differ(const golden *kept, const golden *now, golden_found *found)
{
    *found = (golden_found){0};
    for (int row = 0; row < now->rows; row++) {
        golden_line(kept, now, false, row, found);
        for (int column = 0; column < now->columns; column++)
            golden_patch(kept, now, column, row, found);
    }
    for (int column = 0; column < now->columns; column++)
        golden_line(kept, now, true, column, found);
    return found->far > GOLDEN_MOST || found->run >= GOLDEN_RUN;
}

static inline void golden_compare(const char *name, const golden *kept, const golden *now)
{
    golden_found f;
    if (kept->columns != now->columns || kept->rows != now->rows)
        fail_msg("%s has another size than the kept picture", name);
    if (golden_differ(kept, now, &f))
        fail_msg(
            "%s has changed: %d cells of a patch at x %d y %d, %d cells in a line that ends at "
            "x %d y %d. Look at it; if it is meant to be so, run scripts/dev/golden",
            name, f.far, f.column * GOLDEN_CELL, f.row * GOLDEN_CELL, f.run,
            f.end_column * GOLDEN_CELL, f.end_row * GOLDEN_CELL);
}

static inline bool golden_writes(void)
{
    const char *wish = getenv("RAPPORT_GOLDEN");
    return wish && strcmp(wish, "write") == 0;
}

/* Holds the window against tests/golden/NAME.txt, or writes that file when RAPPORT_GOLDEN is
 * "write". */
static inline void golden_check(ui_app *a, const char *name)
{
    err e = {0};
    int w = 0, h = 0, pitch = 0;
    golden now = {0}, kept = {0};
    strbuf path = {0}, text = {0};
    const uint32_t *pixels = ui_app_pixels(a, &w, &h, &pitch);
    assert_non_null(pixels);
    golden_take(&now, pixels, w, h, pitch);
    ASSERT_OK(strbuf_addf(&path, &e, "%s/tests/golden/%s.txt", TEST_SOURCE_DIR, name), e);
    if (golden_writes()) {
        golden_print(&now, &text);
        ASSERT_OK(file_write(strbuf_text(&path), strbuf_text(&text), text.len, &e), e);
    } else {
        ASSERT_OK(file_read(strbuf_text(&path), 1 << 20, &text, &e), e);
        golden_parse(&kept, strbuf_text(&text));
        golden_compare(name, &kept, &now);
    }
    strbuf_release(&now.cells);
    strbuf_release(&kept.cells);
    strbuf_release(&path);
    strbuf_release(&text);
}
#endif

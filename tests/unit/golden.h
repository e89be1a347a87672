#ifndef GOLDEN_H
#define GOLDEN_H
/* Pictures of screens compared with those that somebody looked at. A picture is kept as a text of
 * hexadecimal digits, each the mean brightness of a cell of 10 x 10 pixels: another rasteriser or
 * other hinting moves a few cells by a step, a box that has moved or a colour that has changed
 * moves many cells by many. scripts/dev/golden makes the kept pictures anew. */
#include "test_ui.h"

#include "base/base_file.h"
#include "base/base_strbuf.h"
#include "ui/ui_app.h"

#include <stdlib.h>
#include <string.h>

enum {
    GOLDEN_CELL = 10,
    GOLDEN_FAR = 2,  /* steps of 15 from which a cell has changed */
    GOLDEN_MOST = 10 /* thousandths of the cells that may: a word that wraps elsewhere */
};

static inline int golden_cell(const uint32_t *pixels, int pitch, int w, int h, int left, int top)
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
    return (int)((sum * 15 + count * 127) / (count * 255));
}

static inline void golden_picture(ui_app *a, strbuf *out)
{
    err e = {0};
    int w = 0, h = 0, pitch = 0;
    const uint32_t *pixels = ui_app_pixels(a, &w, &h, &pitch);
    assert_non_null(pixels);
    for (int y = 0; y < h; y += GOLDEN_CELL) {
        for (int x = 0; x < w; x += GOLDEN_CELL)
            ASSERT_OK(
                strbuf_addc(out, "0123456789abcdef"[golden_cell(pixels, pitch, w, h, x, y)], &e),
                e);
        ASSERT_OK(strbuf_addc(out, '\n', &e), e);
    }
}

static inline int golden_level(char digit)
{
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

static inline void golden_compare(const char *name, const strbuf *kept, const strbuf *now)
{
    size_t columns = strcspn(strbuf_text(now), "\n") + 1, far = 0, first = 0;
    if (kept->len != now->len) fail_msg("%s has another size than the kept picture", name);
    for (size_t i = 0; i < now->len; i++) {
        int change = golden_level(kept->data[i]) - golden_level(now->data[i]);
        if (abs(change) < GOLDEN_FAR) continue;
        if (far == 0) first = i;
        far++;
    }
    if (far * 1000 > now->len * GOLDEN_MOST)
        fail_msg("%s has changed in %zu of %zu cells, first near x %zu y %zu. Look at it; if it is "
                 "meant to be so, run scripts/dev/golden",
                 name, far, now->len, first % columns * GOLDEN_CELL, first / columns * GOLDEN_CELL);
}

/* Holds the window against tests/golden/NAME.txt, or writes that file when RAPPORT_GOLDEN is
 * "write". */
static inline void golden_check(ui_app *a, const char *name)
{
    err e = {0};
    strbuf now = {0}, path = {0}, kept = {0};
    golden_picture(a, &now);
    ASSERT_OK(strbuf_addf(&path, &e, "%s/tests/golden/%s.txt", TEST_SOURCE_DIR, name), e);
    const char *wish = getenv("RAPPORT_GOLDEN");
    if (wish && strcmp(wish, "write") == 0) {
        ASSERT_OK(file_write(strbuf_text(&path), strbuf_text(&now), now.len, &e), e);
    } else {
        ASSERT_OK(file_read(strbuf_text(&path), 1 << 20, &kept, &e), e);
        golden_compare(name, &kept, &now);
    }
    strbuf_release(&now);
    strbuf_release(&path);
    strbuf_release(&kept);
}
#endif

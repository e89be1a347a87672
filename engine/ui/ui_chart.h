#ifndef UI_CHART_H
#define UI_CHART_H
/* Figures as pictures. Each has its numbers in words beside it or in `alt`: nobody needs to see the
 * picture. */
#include "ui/ui_box.h"

/* A line through values[0] at `first`, values[1] at first + 1 ... */
typedef struct ui_series {
    const int *values;
    uint32_t first, count;
    ui_role role;
    bool dashed; /* something that did not happen */
} ui_series;

/* A large dot on the chart. */
typedef struct ui_spot {
    uint32_t at;
    int value;
    ui_role role;
} ui_spot;

typedef struct ui_chart {
    int min, max;         /* of the values; what lies beyond is drawn at the edge */
    uint32_t first, last; /* of the places along */
    const ui_series *series;
    size_t series_count;
    const ui_spot *spots;
    size_t spot_count;
} ui_chart;

/* Draws lines and spots on a light grid; opt.height says how high, opt.alt is what a voice says.
 * The chart is copied, its values are not: they must live until the next build. */
void ui_line_chart(ui *u, const ui_chart *chart, ui_opt opt);

/* A bar of which `share` (thousandths) is filled; what lies between `low` and `high` is only
 * likely, and drawn so. */
void ui_likely_bar(ui *u, int share, int low, int high, ui_role role, ui_opt opt);
#endif

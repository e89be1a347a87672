#include "story/story_build_internal.h"

/* What is shown beside a scene: call sheet, board, what is unknown, the strip of days. */

static void build_row(builder *b, const tree *t, build_key list, story_row *out)
{
    static const char *const SURE[] = {"weak", "fair", "good"};
    const char *what = list == KEY_sheet ? "a row of the call sheet" : "a row of the board";
    build_fields f;
    uint32_t sure;
    if (!build_gather(b, t, list == KEY_sheet ? IN_SHEET : IN_BOARD, what, &f)) return;
    const tree *text = build_must(b, &f, KEY_text, what);
    if (text) build_text(b, text, &out->text);
    if (f.of[KEY_source]) build_text(b, f.of[KEY_source], &out->source);
    if (f.of[KEY_sure] && build_word(b, f.of[KEY_sure], SURE, 3, &sure)) out->sure = SURE[sure];
    build_when(b, f.of[KEY_if], &out->when);
    const tree *done = f.of[KEY_done];
    if (done && done->kind == TREE_BOOL)
        build_value(b, done, BUILD_GIVES_YES, "a condition", &out->done);
    else
        build_when(b, done, &out->done);
}

/* Entries of a list in all files; one too long counts as empty and is told. */
static uint32_t entries(builder *b, build_key list, uint32_t most, const char *wanted)
{
    uint32_t all = 0, here;
    for (uint32_t i = 0; i < b->tables->part_count; i++) {
        const tree *t = b->tables->parts[i].of[list];
        if (t && build_want_many(b, t, TREE_LIST, wanted, most, &here)) all += here;
    }
    return all;
}

/* The list of one file, or NULL when there is none that can be used. */
static const tree *list_of(const builder *b, uint32_t part, build_key list, uint32_t most)
{
    const tree *t = b->tables->parts[part].of[list];
    return t && t->kind == TREE_LIST && t->count <= most ? t : NULL;
}

static void build_list(builder *b, build_key list, story_row **rows, uint32_t *count)
{
    *rows = build_alloc(b, entries(b, list, BUILD_MOST_ROWS, "a list of rows"), sizeof **rows);
    if (!*rows) return;
    for (uint32_t i = 0; i < b->tables->part_count; i++) {
        const tree *t = list_of(b, i, list, BUILD_MOST_ROWS);
        for (const tree *m = t ? t->first : NULL; m && !b->stop; m = m->next)
            build_row(b, m, list, &(*rows)[(*count)++]);
    }
}

/* --- notes --- */

static void build_note(builder *b, const tree *t, const char *what, story_note *out)
{
    if (t->kind != TREE_MAP) {
        build_text(b, t, &out->text);
        return;
    }
    build_fields f;
    if (!build_gather(b, t, IN_NOTE, what, &f)) return;
    const tree *text = build_must(b, &f, KEY_text, what);
    if (text) build_text(b, text, &out->text);
    build_when(b, f.of[KEY_if], &out->when);
}

static void build_notes(builder *b, const tree *t, uint32_t most, const char *what,
                        story_note *notes, uint32_t *count)
{
    uint32_t here;
    if (!build_want_many(b, t, TREE_LIST, "a list of texts", most, &here)) return;
    for (const tree *m = t->first; m && !b->stop; m = m->next)
        build_note(b, m, what, &notes[(*count)++]);
}

static void build_unknown(builder *b)
{
    story_def *d = b->def;
    uint32_t all = entries(b, KEY_unknown, BUILD_MOST_ROWS, "a list of texts");
    story_note *notes = build_alloc(b, all, sizeof *notes);
    if (!notes) return;
    d->unknown = notes;
    for (uint32_t i = 0; i < b->tables->part_count && !b->stop; i++) {
        const tree *t = list_of(b, i, KEY_unknown, BUILD_MOST_ROWS);
        if (t) build_notes(b, t, BUILD_MOST_ROWS, "what is unknown", notes, &d->unknown_count);
    }
}

/* --- days --- */

static void build_mark(builder *b, const tree *t, story_mark *out)
{
    static const char WHAT[] = "a mark on the strip of days";
    build_fields f;
    if (!build_gather(b, t, IN_DAY, WHAT, &f)) return;
    const tree *text = build_must(b, &f, KEY_text, WHAT), *on = f.of[KEY_on], *at = f.of[KEY_at];
    if (text) build_text(b, text, &out->text);
    build_when(b, f.of[KEY_if], &out->when);
    if (on && at)
        BUILD_PROBLEM_KEY(b, VALUE_CHOICE, at,
                          "a mark has \"on\" (a day) or \"at\" (minutes), not both; keep one of "
                          "them");
    else if (!on && !at)
        BUILD_PROBLEM(b, KEY_MISSING, t,
                      "%s needs \"on\" (a day of the story) or \"at\" (minutes since the start); "
                      "neither is here",
                      WHAT);
    else
        build_number(b, on ? on : at, -STORY_VALUE_LARGEST, STORY_VALUE_LARGEST,
                     on ? "a day of the story" : "a number of minutes", &out->value);
    out->minutes = at != NULL;
}

static void build_days(builder *b)
{
    enum { MOST = 64 };
    story_def *d = b->def;
    story_mark *marks =
        build_alloc(b, entries(b, KEY_days, MOST, "a list of marks"), sizeof *marks);
    if (!marks) return;
    d->days = marks;
    for (uint32_t i = 0; i < b->tables->part_count; i++) {
        const tree *t = list_of(b, i, KEY_days, MOST);
        for (const tree *m = t ? t->first : NULL; m && !b->stop; m = m->next)
            build_mark(b, m, &marks[d->day_count++]);
    }
}

/* --- the scenario's page, and the debrief's extras --- */

static void build_goals(builder *b, const tree *t)
{
    enum { MOST = 20 };
    uint32_t count;
    if (!build_want_many(b, t, TREE_LIST, "a list of texts", MOST, &count)) return;
    const char **goals = build_alloc(b, count, sizeof *goals);
    if (!goals) return;
    b->def->goals = goals;
    b->def->goal_count = count;
    for (const tree *m = t->first; m && !b->stop; m = m->next)
        build_plain(b, m, goals++);
}

static void build_page(builder *b, const tree *t)
{
    enum { MOST = 20 };
    build_fields f;
    if (!build_gather(b, t, IN_ABOUT, "what the scenario is about", &f)) return;
    if (f.of[KEY_goals]) build_goals(b, f.of[KEY_goals]);
    if (f.of[KEY_legend]) build_plain(b, f.of[KEY_legend], &b->def->legend);
    const tree *coach = f.of[KEY_coach];
    if (!coach || b->stop) return;
    story_note *notes = build_alloc(b, coach->kind == TREE_LIST ? coach->count : 0, sizeof *notes);
    if (!notes) return;
    b->def->coach = notes;
    build_notes(b, coach, MOST, "a question for a coach", notes, &b->def->coach_count);
}

void build_about(builder *b)
{
    const build_fields *f = &b->tables->parts[0];
    if (f->of[KEY_about]) build_page(b, f->of[KEY_about]);
    if (f->of[KEY_worry] && !b->stop) build_text(b, f->of[KEY_worry], &b->def->worry);
}

void build_rows(builder *b)
{
    build_list(b, KEY_sheet, &b->def->sheet, &b->def->sheet_count);
    if (!b->stop) build_list(b, KEY_board, &b->def->board, &b->def->board_count);
    if (!b->stop) build_unknown(b);
    if (!b->stop) build_days(b);
}

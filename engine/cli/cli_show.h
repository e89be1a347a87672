#ifndef CLI_SHOW_H
#define CLI_SHOW_H
/* cli_show: a play as text for a terminal. Reads well aloud: who speaks comes first, cues stand in
 * brackets, nothing depends on colour or on a place on the screen. Every function adds to `out`. */
#include "base/base_words.h"
#include "session/session_view.h"

typedef struct cli_look {
    uint32_t width; /* columns */
    bool colour;
    const wordbook *words; /* the language; NULL: English */
} cli_look;

/* One line of a transcript or debrief. */
bool cli_show_line(strbuf *out, const cli_look *look, const session_line *line, err *e);
bool cli_show_lines(strbuf *out, const cli_look *look, const session_line *lines, uint32_t count,
                    err *e);
/* The open choices, numbered from 1; with `ids` their names, too. */
bool cli_show_options(strbuf *out, const cli_look *look, const session_view *view, bool ids,
                      err *e);
/* The scene's hint and those of the choices. */
bool cli_show_hints(strbuf *out, const cli_look *look, const session_view *view, err *e);
/* The call sheet (ticks) or the board (sources). */
bool cli_show_sheet(strbuf *out, const cli_look *look, const session_view *view, err *e);
bool cli_show_board(strbuf *out, const cli_look *look, const session_view *view, err *e);
/* The three scores, each with symbol, word and number, and what held them. */
bool cli_show_scores(strbuf *out, const cli_look *look, const session_debrief *d, err *e);
typedef struct cli_parts {
    bool outcome; /* how it ended; leave it out where the transcript has just told it */
    bool turns;   /* every turn's receipts and thoughts */
} cli_parts;
/* Scores, what to take along, the best and the costliest lines, skills, state; and the parts. */
bool cli_show_debrief(strbuf *out, const cli_look *look, const session_debrief *d, cli_parts parts,
                      err *e);
/* "Day 1, Friday 10:15" */
bool cli_show_time(strbuf *out, const cli_look *look, const session_view *view, err *e);
/* A heading with an empty line before it. */
bool cli_show_heading(strbuf *out, const cli_look *look, const char *text, err *e);
/* One wrapped paragraph without a label. */
bool cli_show_text(strbuf *out, const cli_look *look, const char *text, err *e);
#endif

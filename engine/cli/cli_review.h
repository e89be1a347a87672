#ifndef CLI_REVIEW_H
#define CLI_REVIEW_H
/* What the files of `rapport review` share: three ways of writing the same figures. Every function
 * adds to `out`; `other` is NULL unless two attempts are compared. */
#include "cli/cli_internal.h"
#include "session/session_review.h"

bool cli_review_text(strbuf *out, const cli_look *look, const session_review_view *v,
                     const session_compare_view *other, err *e);
/* One JSON object; REVIEW_MORE in cli_main.c documents it. */
bool cli_review_json(strbuf *out, const session_review_view *v, const session_compare_view *other,
                     err *e);
/* A page that stands alone, for a browser, a printer or a screen reader. */
bool cli_review_html(strbuf *out, const session_review_view *v, const session_compare_view *other,
                     err *e);

/* "76 of 100 weeks end well (70 to 81)", or "nothing read yet". */
bool cli_odds_words(strbuf *out, const session_odds *o, err *e);
/* Thousandths as whole hundredths, rounded. */
int cli_hundredths(int thousandths);
/* The first line that somebody answers with, or the ending, or "". */
const char *cli_reply_of(const session_review_option *o);
#endif

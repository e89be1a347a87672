#ifndef SESSION_HTML_H
#define SESSION_HTML_H
/* session_html: debrief and transcript as one HTML file each, for a browser, a printer or a screen
 * reader: headings, lists and tables with headers, the language named, no script, nothing fetched.
 * Everything from scenario and player is escaped. */
#include "session/session.h"

/* Adds a whole HTML document to `out`. May be asked before the end, too. */
bool session_html_debrief(session *s, strbuf *out, err *e);
/* What was said and done, without scores; the player's own words stand beside the line chosen. */
bool session_html_transcript(session *s, strbuf *out, err *e);
#endif

#ifndef SESSION_LINT_H
#define SESSION_LINT_H
/* session_lint: advice to an author about what a scenario teaches, beyond what is wrong in it. */
#include "session/session.h"

/* Adds warnings to `report` as scenario_open does, with file, line, column and what to do; *found
 * counts them. What is written is looked at, and some plays from fixed seeds are made. The same
 * scenario gives the same advice. */
bool session_lint(scenario *s, strbuf *report, uint32_t *found, err *e);
#endif

#include "cli/cli_internal.h"

#include "base/base_problems.h"
#include "session/session_lint.h"
#include "session/session_recheck.h"

#include <stdio.h>
#include <string.h>

typedef struct checking {
    cli *c;
    strbuf out; /* JSON so far */
    bool json;
    uint32_t scenarios, errors, warnings;
    bool failed; /* one could not be read at all */
    bool lint;
    const char *attempts; /* folder, or NULL */
    bool differs;         /* some attempt comes out otherwise now */
} checking;

/* One line of a report, taken apart: "FILE:LINE:COLUMN: error CODE: TEXT". */
typedef struct problem_line {
    const char *file, *code, *text;
    size_t file_len, code_len, text_len;
    uint32_t line, column; /* 0: the file as a whole */
    bool warning;
} problem_line;

/* The number that ends at `end`, after a colon; *start is that colon. */
static bool number_before(const char *begin, const char *end, const char **start, uint32_t *number)
{
    const char *c = end;
    uint32_t n = 0, unit = 1;
    for (; c > begin && c[-1] >= '0' && c[-1] <= '9' && end - c < 9; c--, unit *= 10)
        n += (uint32_t)(c[-1] - '0') * unit;
    if (c == end || c == begin || c[-1] != ':') return false;
    *start = c - 1;
    *number = n;
    return true;
}

static const char *find_before(const char *text, const char *end, const char *word)
{
    const char *at = strstr(text, word);
    return at && at < end ? at : NULL;
}

static bool take_apart(const char *line, size_t len, problem_line *out)
{
    const char *end = line + len, *error = find_before(line, end, ": error ");
    const char *warning = find_before(line, end, ": warning ");
    *out = (problem_line){.warning = warning && (!error || warning < error)};
    const char *place = out->warning ? warning : error;
    if (!place) return false;
    out->code = place + strlen(out->warning ? ": warning " : ": error ");
    out->text = find_before(out->code, end, ": ");
    if (!out->text) return false;
    out->code_len = (size_t)(out->text - out->code);
    out->text += 2;
    out->text_len = (size_t)(end - out->text);
    const char *column, *row;
    uint32_t numbers[2];
    out->file = line;
    if (number_before(line, place, &column, &numbers[1]) &&
        number_before(line, column, &row, &numbers[0])) {
        out->line = numbers[0];
        out->column = numbers[1];
        place = row;
    }
    out->file_len = (size_t)(place - line);
    return true;
}

static bool json_part(strbuf *out, const char *key, const char *text, size_t len, err *e)
{
    strbuf part = {0};
    bool ok = strbuf_addn(&part, text, len, e) && cli_json_text(out, key, strbuf_text(&part), e);
    strbuf_release(&part);
    return ok;
}

static bool json_problem(strbuf *out, const problem_line *p, bool first, err *e)
{
    bool ok =
        strbuf_add(out, first ? "{" : ",{", e) && json_part(out, "file", p->file, p->file_len, e);
    if (ok && p->line) ok = strbuf_addf(out, e, ",\"line\":%u,\"column\":%u", p->line, p->column);
    return ok && strbuf_addf(out, e, ",\"severity\":\"%s\",", p->warning ? "warning" : "error") &&
           json_part(out, "code", p->code, p->code_len, e) && strbuf_addc(out, ',', e) &&
           json_part(out, "text", p->text, p->text_len, e) && strbuf_addc(out, '}', e);
}

/* Counts a report, and adds its problems to `json` unless that is NULL. */
static bool read_report(const char *report, uint32_t *errors, uint32_t *warnings, strbuf *json,
                        err *e)
{
    while (*report) {
        size_t len = strcspn(report, "\n");
        problem_line p;
        if (take_apart(report, len, &p)) {
            bool first = *errors + *warnings == 0;
            *(p.warning ? warnings : errors) += 1;
            if (json && !json_problem(json, &p, first, e)) return false;
        }
        report += report[len] ? len + 1 : len;
    }
    return true;
}

static const char *plural(uint32_t n)
{
    return n == 1 ? "" : "s";
}

static bool tell_text(const char *where, const char *report, const char *trouble, uint32_t errors,
                      uint32_t warnings)
{
    cli_print(report);
    if (*trouble)
        cli_complain(trouble);
    else
        printf("%s: %u error%s, %u warning%s\n", where, errors, plural(errors), warnings,
               plural(warnings));
    return true;
}

static bool tell_json(checking *k, const char *where, const strbuf *list, const char *trouble,
                      uint32_t errors, uint32_t warnings, const char *attempts, err *e)
{
    strbuf *out = &k->out;
    bool ok = strbuf_add(out, k->scenarios ? ",{" : "{", e) &&
              cli_json_text(out, "path", where, e) &&
              strbuf_addf(out, e, ",\"errors\":%u,\"warnings\":%u,", errors, warnings);
    if (ok && *trouble) ok = cli_json_text(out, "trouble", trouble, e) && strbuf_addc(out, ',', e);
    return ok && strbuf_addf(out, e, "\"problems\":[%s]%s}", strbuf_text(list), attempts);
}

/* ---- attempts ---- */
static bool attempts_text(const session_recheck *r, const char *report)
{
    cli_print(report);
    printf("%u attempt%s: %u the same, %u differ%s, %u no longer play%s", r->attempts,
           plural(r->attempts), r->same, r->differ, r->differ == 1 ? "s" : "", r->stopped,
           r->stopped == 1 ? "s" : "");
    if (r->unreadable) printf(", %u file%s unreadable", r->unreadable, plural(r->unreadable));
    if (r->others) printf(", %u of other scenarios left out", r->others);
    printf("\n");
    return true;
}

static bool attempts_json(const session_recheck *r, const char *report, strbuf *out, err *e)
{
    return strbuf_addf(out, e,
                       ",\"attempts\":{\"count\":%u,\"same\":%u,\"differ\":%u,\"stopped\":%u,"
                       "\"unreadable\":%u,\"others\":%u,",
                       r->attempts, r->same, r->differ, r->stopped, r->unreadable, r->others) &&
           cli_json_text(out, "report", report, e) && strbuf_addc(out, '}', e);
}

/* Into `json`, or onto the terminal. Trouble (no such folder) ends the command. */
static bool check_attempts(checking *k, scenario *s, strbuf *json, err *e)
{
    session_recheck r;
    strbuf report = {0};
    bool keep = cli_args_has(k->c->args, "keep");
    bool ok = session_recheck_attempts(k->c->places, s, k->attempts, keep, &r, &report, e) &&
              (k->json ? attempts_json(&r, strbuf_text(&report), json, e)
                       : attempts_text(&r, strbuf_text(&report)));
    if (ok) k->differs = k->differs || r.differ || r.stopped || r.unreadable;
    strbuf_release(&report);
    return ok;
}

static bool look_through(checking *k, const char *where, scenario **s, strbuf *report, err *why)
{
    uint32_t found = 0, advice = 0;
    return scenario_open(k->c->places, where, report, s, why) &&
           scenario_try_out(*s, report, &found, why) &&
           (!k->lint || session_lint(*s, report, &advice, why));
}

static bool check_one(void *self, const char *where, err *e)
{
    checking *k = self;
    scenario *s = NULL;
    strbuf report = {0}, placed = {0}, list = {0}, attempts = {0};
    err why = {0};
    uint32_t errors = 0, warnings = 0;
    bool good = look_through(k, where, &s, &report, &why);
    bool ok = good || why.code != ERR_NOMEM || err_nomem(e);
    ok = ok && cli_report(k->c, where, strbuf_text(&report), &placed, e) &&
         read_report(strbuf_text(&placed), &errors, &warnings, k->json ? &list : NULL, e);
    const char *trouble = !good && !errors ? why.text : "";
    k->failed = k->failed || *trouble;
    if (ok) ok = k->json || tell_text(where, strbuf_text(&placed), trouble, errors, warnings);
    if (ok && good && k->attempts) ok = check_attempts(k, s, &attempts, e);
    if (ok && k->json)
        ok = tell_json(k, where, &list, trouble, errors, warnings, strbuf_text(&attempts), e);
    scenario_close(s);
    k->scenarios++;
    k->errors += errors;
    k->warnings += warnings;
    strbuf_release(&report);
    strbuf_release(&placed);
    strbuf_release(&list);
    strbuf_release(&attempts);
    return ok;
}

static int print_codes(void)
{
    for (int code = 0; code < PROBLEM_COUNT; code++) {
        problem_code one = (problem_code)code;
        bool error = problem_code_severity(one) == PROBLEM_ERROR;
        printf("%s  %-7s  %s\n", problem_code_text(one), error ? "error" : "warning",
               problem_code_help(one));
    }
    return CLI_GOOD;
}

int cli_check(cli *c, err *e)
{
    if (cli_args_has(c->args, "codes")) return print_codes();
    checking k = {.c = c,
                  .json = cli_args_has(c->args, "json"),
                  .lint = cli_args_has(c->args, "lint"),
                  .attempts = cli_args_text(c->args, "attempts")};
    bool ok = c->args->word_count > 0;
    if (!ok)
        err_set(e, ERR_ARG,
                "PATH is missing: rapport check PATH... `rapport check --help` tells more.");
    ok = ok && (!k.json || strbuf_add(&k.out, "{\"scenarios\":[", e));
    for (uint32_t i = 0; ok && i < c->args->word_count; i++)
        ok = cli_each_scenario(c->args->words[i], check_one, &k, e);
    if (ok && k.json)
        ok = strbuf_addf(&k.out, e, "],\"errors\":%u,\"warnings\":%u}\n", k.errors, k.warnings) &&
             cli_flush(&k.out, e);
    if (ok && !k.json && k.scenarios > 1)
        printf("%u scenarios: %u error%s, %u warning%s\n", k.scenarios, k.errors, plural(k.errors),
               k.warnings, plural(k.warnings));
    strbuf_release(&k.out);
    if (!ok || k.failed) return CLI_FAILED;
    return k.errors || k.differs ? CLI_NO : CLI_GOOD;
}

#include "cli/cli_internal.h"

#include "base/base_file.h"
#include "cli/cli_wrap.h"
#include "session/session_words.h"

#include <stdio.h>
#include <string.h>

bool cli_print(const char *text)
{
    return fputs(text, stdout) >= 0;
}

bool cli_flush(strbuf *text, err *e)
{
    bool ok = cli_print(strbuf_text(text)) && fflush(stdout) == 0;
    strbuf_clear(text);
    if (ok) return true;
    return err_set(e, ERR_IO,
                   "the output could not be written: the pipe was closed or the disk is full");
}

void cli_complain(const char *text)
{
    strbuf line = {0};
    bool ok = true;
    fputs("rapport: ", stderr);
    while (ok && *text) {
        const char *end = text + strcspn(text, "\n");
        strbuf part = {0};
        ok = strbuf_addn(&part, text, (size_t)(end - text), NULL) &&
             cli_plain(&line, strbuf_text(&part), NULL) && strbuf_addc(&line, '\n', NULL);
        strbuf_release(&part);
        text = *end ? end + 1 : end;
    }
    fputs(ok ? strbuf_text(&line) : "out of memory\n", stderr);
    strbuf_release(&line);
}

void cli_speak(cli *c)
{
    err why = {0};
    if (!session_places_speak(c->places, NULL, &why)) cli_complain(why.text);
}

bool cli_read_line(strbuf *line, bool *end, err *e)
{
    enum { LONGEST = 65536 };
    int c;
    strbuf_clear(line);
    while ((c = getc(stdin)) != EOF && c != '\n') {
        if (line->len >= LONGEST)
            return err_set(e, ERR_LIMIT, "the input has a line of more than %d bytes", LONGEST);
        if (c && c != '\r' && !strbuf_addc(line, (char)c, e)) return false;
    }
    *end = c == EOF && !line->len;
    return true;
}

bool cli_report(const cli *c, const char *where, const char *report, strbuf *out, err *e)
{
    strbuf folder = {0}, path = {0}, line = {0};
    bool ok = cli_scenario_folder(c, where, &folder, e);
    while (ok && *report) {
        size_t len = strcspn(report, "\n");
        bool placed = strncmp(report, "and ", 4) != 0;
        strbuf_clear(&line);
        strbuf_clear(&path);
        ok = strbuf_addn(&line, report, len, e) &&
             (placed ? file_join(&path, strbuf_text(&folder), strbuf_text(&line), e)
                     : strbuf_add(&path, strbuf_text(&line), e)) &&
             cli_plain(out, strbuf_text(&path), e) && strbuf_addc(out, '\n', e);
        report += report[len] ? len + 1 : len;
    }
    strbuf_release(&folder);
    strbuf_release(&path);
    strbuf_release(&line);
    return ok;
}

bool cli_open_scenario(cli *c, const char *where, scenario **out, err *e)
{
    strbuf report = {0}, placed = {0};
    bool ok = scenario_open(c->places, where, &report, out, e);
    if (!ok && report.len && cli_report(c, where, strbuf_text(&report), &placed, NULL))
        fputs(strbuf_text(&placed), stderr);
    strbuf_release(&report);
    strbuf_release(&placed);
    return ok;
}

typedef struct each_of {
    const char *folder;
    bool (*each)(void *self, const char *where, err *e);
    void *self;
    uint32_t found;
} each_of;

static bool each_entry(void *self, const char *name, err *e)
{
    each_of *o = self;
    strbuf folder = {0}, file = {0};
    bool ok = file_join(&folder, o->folder, name, e) &&
              file_join(&file, strbuf_text(&folder), "scenario.json", e);
    if (ok && file_is_file(strbuf_text(&file))) {
        o->found++;
        ok = o->each(o->self, strbuf_text(&folder), e);
    }
    strbuf_release(&folder);
    strbuf_release(&file);
    return ok;
}

bool cli_each_scenario(const char *path, bool (*each)(void *self, const char *where, err *e),
                       void *self, err *e)
{
    strbuf file = {0};
    bool ok = file_join(&file, path, "scenario.json", e);
    bool many = ok && file_is_folder(path) && !file_is_file(strbuf_text(&file));
    strbuf_release(&file);
    if (!ok) return false;
    if (!many) return each(self, path, e);
    each_of o = {path, each, self, 0};
    if (!file_list(path, each_entry, &o, e)) return false;
    if (o.found) return true;
    return err_set(e, ERR_MISSING, "%s: no scenario.json is in this folder or in one below it.",
                   path);
}

bool cli_scenario_folder(const cli *c, const char *where, strbuf *folder, err *e)
{
    static const char NAME[] = "scenario.json";
    size_t len = strlen(where), tail = strlen(NAME);
    if (file_is_folder(where)) return strbuf_add(folder, where, e);
    if (!file_is_file(where))
        return file_join(folder, session_places_scenarios(c->places), where, e);
    if (len > tail + 1 && !strcmp(where + len - tail, NAME))
        return strbuf_addn(folder, where, len - tail - 1, e);
    return strbuf_add(folder, ".", e);
}

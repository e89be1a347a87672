#include "cli/cli_script.h"

#include "base/base_utf8.h"
#include "cli/cli_args.h"

#include <string.h>

typedef struct reader {
    const char *name;
    uint32_t line;
    bool playing; /* a choice was read */
    cli_script *out;
} reader;

static bool wrong(const reader *r, err *e, const char *why)
{
    return err_set(e, ERR_FORMAT, "%s:%u: %s", r->name, r->line, why);
}

/* What follows `word` and spaces, or NULL when the line does not begin with it. "seed" alone is no
 * instruction but a choice's id. */
static char *after(char *line, const char *word)
{
    size_t len = strlen(word);
    if (strncmp(line, word, len) != 0 || (line[len] != ' ' && line[len] != '\t')) return NULL;
    return line + len + strspn(line + len, " \t");
}

static bool is_id(const char *text)
{
    return *text && !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

static void add_step(reader *r, cli_step_kind kind, const char *text)
{
    r->out->steps[r->out->count++] = (cli_step){kind, r->line, text};
    r->playing = r->playing || kind == CLI_STEP_CHOICE;
}

static bool read_seed(reader *r, const char *text, err *e)
{
    if (r->playing) return wrong(r, e, "`seed` must stand before the first choice.");
    if (!cli_number(text, &r->out->seed))
        return wrong(r, e, "`seed` wants a whole number, as in `seed 7`.");
    r->out->has_seed = true;
    return true;
}

static bool read_pick(reader *r, char *text, err *e)
{
    if (r->playing) return wrong(r, e, "`pick` must stand before the first choice.");
    size_t name = strcspn(text, " \t=");
    char *value = text + name + strspn(text + name, " \t=");
    if (!name || !*value || value == text + name)
        return wrong(r, e, "`pick` wants a variable and a value, as in `pick reason fear`.");
    text[name] = '\0';
    r->out->picks[r->out->pick_count++] = text;
    r->out->picks[r->out->pick_count++] = value;
    return true;
}

static bool read_line(reader *r, char *line, err *e)
{
    char *rest;
    if (!*line || *line == '#') return true;
    if ((rest = after(line, "seed"))) return read_seed(r, rest, e);
    if ((rest = after(line, "pick"))) return read_pick(r, rest, e);
    if ((rest = after(line, "words"))) {
        add_step(r, CLI_STEP_WORDS, rest);
        return true;
    }
    if ((rest = after(line, "expect"))) {
        add_step(r, CLI_STEP_EXPECT, rest);
        return true;
    }
    if (*line == '>') line += 1 + strspn(line + 1, " \t");
    if (!is_id(line))
        return wrong(
            r, e,
            "this is no choice. A line holds a choice's id, or `words`, `expect`, `seed` or "
            "`pick` and what belongs to it, or a comment after #.");
    add_step(r, CLI_STEP_CHOICE, line);
    return true;
}

/* Cuts the line feed and the spaces on both sides. */
static char *trim(char *line, char *end)
{
    while (end > line && strchr(" \t\r", end[-1]))
        end--;
    *end = '\0';
    return line + strspn(line, " \t");
}

bool cli_script_read(const char *name, const char *text, size_t len, cli_script *out, err *e)
{
    reader r = {name, 1, false, out};
    size_t lines = 1, bad = 0;
    *out = (cli_script){0};
    for (size_t i = 0; i < len; i++)
        lines += text[i] == '\n';
    if (len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) text += 3, len -= 3;
    if (!utf8_valid(text, len, &bad) || memchr(text, '\0', len))
        return err_set(e, ERR_FORMAT, "%s: the file must be text in UTF-8.", name);
    char *copy = arena_text(&out->mem, text, len, e);
    out->steps = arena_array(&out->mem, lines, sizeof *out->steps, e);
    out->picks = arena_array(&out->mem, 2 * lines + 1, sizeof *out->picks, e);
    if (!copy || !out->steps || !out->picks) goto failed;
    for (char *line = copy, *end, *stop = copy + len; line < stop; line = end + 1, r.line++) {
        end = memchr(line, '\n', (size_t)(stop - line));
        if (!end) end = stop;
        if (!read_line(&r, trim(line, end), e)) goto failed;
    }
    return true;
failed:
    cli_script_release(out);
    return false;
}

void cli_script_release(cli_script *s)
{
    arena_release(&s->mem);
    *s = (cli_script){0};
}

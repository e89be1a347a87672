#include "cli/cli_strings.h"

#include "base/base_file.h"
#include "cli/cli_internal.h"
#include "cli/cli_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* rapport strings: texts out to translators, translations checked. */

/* What is to be done, and where. */
typedef struct wish {
    const char *scenario; /* NULL: the interface */
    const char *language; /* NULL: a template */
    strbuf path;          /* of the translation; empty for a template */
} wish;

static bool collect_table(strings *out, phrase_table table, err *e)
{
    for (size_t i = 0; i < table.count; i++)
        if (!strings_add(out, &table.first[i], e)) return false;
    return true;
}

static bool collect(cli *c, const wish *w, strings *out, err *e)
{
    if (w->scenario) return session_strings(c->places, w->scenario, strings_add_found, out, e);
    phrase skills[SESSION_SKILL_PHRASES];
    session_skill_phrases(skills);
    bool ok = collect_table(out, session_phrases(), e) &&
              collect_table(out, (phrase_table){skills, SESSION_SKILL_PHRASES}, e) &&
              collect_table(out, cli_phrases(), e);
    for (uint32_t i = 0; ok && i < c->window->phrase_tables; i++)
        ok = collect_table(out, c->window->phrases[i], e);
    return ok;
}

static bool find_path(cli *c, wish *w, err *e)
{
    if (!w->language) return true;
    if (w->scenario) return session_strings_file(c->places, w->scenario, w->language, &w->path, e);
    return session_words_file(c->places, w->language, &w->path, e);
}

/* Reads the translation that is there; an empty one when there is none. What is wrong with it is
 * printed, and *broken set. */
static bool read_old(const wish *w, strbuf *text, problems *p, po_file *old, uint16_t *source,
                     err *e)
{
    const char *path = strbuf_text(&w->path);
    if (w->path.len == 0 || !file_is_file(path)) return true;
    return file_read(path, PO_LARGEST, text, e) &&
           problems_source(p, path, strbuf_text(text), text->len, source, e) &&
           po_read(strbuf_text(text), text->len, *source, p, old, e);
}

static bool put_out(const wish *w, bool in_place, const char *to, strbuf *text, err *e)
{
    const char *path = in_place ? strbuf_text(&w->path) : to;
    if (!path || strcmp(path, "-") == 0) return cli_flush(text, e);
    strbuf folder = {0};
    const char *slash = strrchr(path, '/');
    bool ok = !slash || slash == path ||
              (strbuf_addn(&folder, path, (size_t)(slash - path), e) &&
               file_make_folder(strbuf_text(&folder), e));
    ok = ok && file_write(path, strbuf_text(text), text->len, e);
    strbuf_release(&folder);
    return ok;
}

static void tell(const strings_counts *n)
{
    fprintf(stderr, "%u texts: %u translated, %u to be looked at again, %u missing", n->all,
            n->translated, n->fuzzy, n->all - n->translated - n->fuzzy);
    if (n->gone) fprintf(stderr, "; %u no longer used are kept at the end", n->gone);
    fprintf(stderr, "\n");
}

static int export(cli *c, const wish *w, strings *all, const po_file *old, err *e)
{
    strings_counts counts = {0};
    strbuf out = {0};
    bool ok = cli_args_has(c->args, "pseudo")
                  ? strings_write_pseudo(all, &out, e)
                  : strings_merge(all, old, w->language, cli_args_has(c->args, "brief"), &out,
                                  &counts, e);
    ok = ok && put_out(w, cli_args_has(c->args, "write"), cli_args_text(c->args, "out"), &out, e);
    strbuf_release(&out);
    if (ok && w->language) tell(&counts);
    return ok ? CLI_GOOD : CLI_FAILED;
}

static int check(const wish *w, const strings *all, const po_file *old, uint16_t source,
                 problems *p, err *e)
{
    if (!file_is_file(strbuf_text(&w->path))) {
        err_set(e, ERR_MISSING, "there is no %s; `rapport strings --lang %s --write` makes it",
                strbuf_text(&w->path), w->language);
        return CLI_FAILED;
    }
    strbuf out = {0};
    bool ok = strings_check(all, old, w->language, source, p, e);
    problems_finish(p);
    ok = ok && problems_print(p, &out, e) && cli_flush(&out, e);
    strbuf_release(&out);
    if (!ok) return CLI_FAILED;
    printf("%s: %u error%s, %u warning%s\n", strbuf_text(&w->path), p->errors,
           p->errors == 1 ? "" : "s", p->warnings, p->warnings == 1 ? "" : "s");
    return p->errors ? CLI_NO : CLI_GOOD;
}

/* Updating a file with mistakes would lose what cannot be read. */
static int refuse(problems *p, err *e)
{
    strbuf out = {0};
    problems_finish(p);
    if (problems_print(p, &out, e)) fputs(strbuf_text(&out), stderr);
    strbuf_release(&out);
    err_set(e, ERR_FORMAT,
            "the translation has mistakes; mend them first, so that nothing is lost");
    return CLI_FAILED;
}

static bool read_wish(cli *c, wish *w, err *e)
{
    w->scenario = c->args->word_count ? c->args->words[0] : NULL;
    w->language = cli_args_text(c->args, "lang");
    bool named = w->language != NULL;
    if (!named && (cli_args_has(c->args, "check") || cli_args_has(c->args, "write")))
        return err_set(e, ERR_ARG, "which language? Add --lang es");
    return find_path(c, w, e);
}

int cli_strings(cli *c, err *e)
{
    wish w = {0};
    strings all = {0};
    problems p = {0};
    po_file old = {0};
    strbuf text = {0};
    uint16_t source = 0;
    int result = CLI_FAILED;
    if (read_wish(c, &w, e) && collect(c, &w, &all, e) &&
        read_old(&w, &text, &p, &old, &source, e)) {
        if (cli_args_has(c->args, "check"))
            result = check(&w, &all, &old, source, &p, e);
        else if (p.errors)
            result = refuse(&p, e);
        else
            result = export(c, &w, &all, &old, e);
    }
    po_release(&old);
    problems_release(&p);
    strings_release(&all);
    strbuf_release(&text);
    strbuf_release(&w.path);
    return result;
}

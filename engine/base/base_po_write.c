#include "base/base_po.h"

#include <string.h>

/* Writing entries the way gettext does, without breaking long lines: a diff shows what changed. */

typedef struct writer {
    strbuf *out;
    const char *before; /* "#~ " for an entry that is gone, else "" */
    err *e;
} writer;

static bool add(const writer *w, const char *text)
{
    return strbuf_add(w->out, text, w->e);
}

static bool quoted(const writer *w, const char *text, size_t len)
{
    if (!add(w, "\"")) return false;
    for (size_t i = 0; i < len; i++) {
        const char *as = text[i] == '\n'   ? "\\n"
                         : text[i] == '\t' ? "\\t"
                         : text[i] == '"'  ? "\\\""
                         : text[i] == '\\' ? "\\\\"
                                           : NULL;
        if (!(as ? add(w, as) : strbuf_addc(w->out, text[i], w->e))) return false;
    }
    return add(w, "\"\n");
}

static bool field(const writer *w, const char *before, const char *keyword, const char *text)
{
    const char *newline = strchr(text, '\n');
    if (!add(w, before) || !add(w, keyword) || !add(w, " ")) return false;
    if (!newline || !newline[1]) return quoted(w, text, strlen(text));
    if (!add(w, "\"\"\n")) return false;
    while (*text) {
        size_t len = strcspn(text, "\n");
        len += text[len] == '\n';
        if (!add(w, before) || !quoted(w, text, len)) return false;
        text += len;
    }
    return true;
}

static bool notes(const writer *w, const char *before, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        if (!add(w, before) || !strbuf_addn(w->out, text, len, w->e) || !add(w, "\n")) return false;
        text += len + (text[len] == '\n');
    }
    return true;
}

static bool forms(const writer *w, const po_entry *x)
{
    if (!x->many) return field(w, w->before, "msgstr", x->form_count ? x->forms[0] : "");
    if (!field(w, w->before, "msgid_plural", x->many)) return false;
    for (uint32_t i = 0; i < x->form_count; i++) {
        static const char *const NAMES[WORDS_MOST_FORMS] = {"msgstr[0]", "msgstr[1]", "msgstr[2]"};
        if (!field(w, w->before, NAMES[i], x->forms[i])) return false;
    }
    return true;
}

bool po_write(const po_entry *x, strbuf *out, err *e)
{
    writer w = {out, x->gone ? "#~ " : "", e};
    return add(&w, x->comments ? x->comments : "") && notes(&w, "#. ", x->note ? x->note : "") &&
           notes(&w, "#: ", x->place ? x->place : "") && (!x->fuzzy || add(&w, "#, fuzzy\n")) &&
           (!x->was || field(&w, x->gone ? "#~| " : "#| ", "msgid", x->was)) &&
           (!x->id || field(&w, w.before, "msgctxt", x->id)) &&
           field(&w, w.before, "msgid", x->source) && forms(&w, x) && add(&w, "\n");
}

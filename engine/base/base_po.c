#include "base/base_po.h"

#include "base/base_utf8.h"

#include <string.h>

/* Which string a line in quotes goes on with. */
typedef enum part { PART_NONE, PART_ID, PART_SOURCE, PART_MANY, PART_FORM, PART_WAS } part;

typedef struct reader {
    const char *text, *at, *end; /* at: the current line */
    uint16_t source;
    problems *p;
    po_file *out;
    uint32_t cap;
    err *e;
    po_entry entry;
    part in;
    bool any;    /* the entry has a keyword */
    bool broken; /* it has been told of; the rest of it is passed over */
    bool stop;   /* memory ran out */
    strbuf now;  /* the string being read */
    strbuf comments, note, place;
} reader;

/* ---- messages ---- */
static void wrong(reader *r, const char *at, const char *what)
{
    if (r->broken) return;
    r->broken = true;
    if (!problems_add(r->p, PROBLEM_WORDS_SYNTAX, r->source, (uint32_t)(at - r->text), r->e, "%s",
                      what))
        r->stop = true;
}

static void add(reader *r, strbuf *to, const char *bytes, size_t len)
{
    if (!strbuf_addn(to, bytes, len, r->e)) r->stop = true;
}

static const char *keep(reader *r, const strbuf *text)
{
    const char *kept = arena_text(&r->out->mem, strbuf_text(text), text->len, r->e);
    if (!kept) r->stop = true;
    return kept ? kept : "";
}

/* ---- entries ---- */

/* Puts the string that was read where it belongs. */
static void close_string(reader *r)
{
    po_entry *x = &r->entry;
    if (r->in == PART_NONE || r->stop) return;
    const char *text = keep(r, &r->now);
    switch (r->in) {
    case PART_ID: x->id = text; break;
    case PART_SOURCE: x->source = text; break;
    case PART_MANY: x->many = text; break;
    case PART_FORM: x->forms[x->form_count++] = text; break;
    case PART_WAS: x->was = text; break;
    case PART_NONE: break;
    }
    r->in = PART_NONE;
    strbuf_clear(&r->now);
}

static bool push(reader *r)
{
    if (r->out->count == r->cap) {
        uint32_t cap = r->cap ? r->cap * 2 : 64;
        po_entry *entries = base_realloc(r->out->entries, cap * sizeof *entries);
        if (!entries) return err_nomem(r->e);
        r->out->entries = entries;
        r->cap = cap;
    }
    r->out->entries[r->out->count++] = r->entry;
    return true;
}

static void check_whole(reader *r)
{
    const po_entry *x = &r->entry;
    const char *at = r->text + x->at;
    if (!x->source)
        wrong(r, at, "this entry has no msgid");
    else if (x->form_count == 0)
        wrong(r, at, "this entry has no msgstr; write msgstr \"\" while it is not translated");
    else if (!x->id && *x->source)
        wrong(r, at, "this entry has no msgctxt, which names the text it translates");
    else if (!x->many && x->form_count > 1)
        wrong(r, at, "several plural forms need a msgid_plural");
    else if (r->out->count == PO_MOST_ENTRIES)
        wrong(r, at, "there are too many entries in this file");
}

static void close_entry(reader *r)
{
    close_string(r);
    if (r->any && !r->broken) check_whole(r);
    if (r->any && !r->broken && !r->stop) {
        r->entry.comments = keep(r, &r->comments);
        r->entry.note = keep(r, &r->note);
        r->entry.place = keep(r, &r->place);
        if (!r->stop && !push(r)) r->stop = true;
    }
    strbuf_clear(&r->now);
    strbuf_clear(&r->comments);
    strbuf_clear(&r->note);
    strbuf_clear(&r->place);
    r->entry = (po_entry){0};
    r->in = PART_NONE;
    r->any = r->broken = false;
}

/* ---- lines ---- */
static const char *skip_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return at;
}

/* A string in quotes up to the end of the line, added to the one being read. */
static void quoted(reader *r, const char *at, const char *end)
{
    at = skip_blank(at, end);
    if (at == end || *at != '"') {
        wrong(r, at, "a text in quotes must stand here");
        return;
    }
    for (at++; at < end && *at != '"'; at++) {
        char c = *at;
        if (c == '\\') {
            const char *known = at + 1 < end ? strchr("n\nt\t\"\"\\\\", at[1]) : NULL;
            if (!known || !*known || *known == '\n' || *known == '\t') {
                wrong(r, at, "after \\ only n, t, \" or another \\ may stand");
                return;
            }
            c = known[1];
            at++;
        } else if ((unsigned char)c < ' ' && c != '\t') {
            wrong(r, at, "a control character stands in this text");
            return;
        }
        add(r, &r->now, &c, 1);
        if (r->now.len > WORDS_LONGEST) {
            wrong(r, at, "this text is longer than 64 KiB");
            return;
        }
    }
    if (at == end)
        wrong(r, at, "the text in quotes is not closed on this line");
    else if (skip_blank(at + 1, end) != end)
        wrong(r, at + 1, "nothing may follow the closing quote on this line");
}

static bool starts(const char **at, const char *end, const char *word)
{
    size_t len = strlen(word);
    if ((size_t)(end - *at) < len || memcmp(*at, word, len) != 0) return false;
    *at += len;
    return true;
}

/* A keyword that may begin an entry ends the one before when that had its translation. */
static void begin_entry(reader *r, const char *at, bool gone)
{
    if (r->any && (r->entry.form_count > 0 || r->in == PART_FORM)) close_entry(r);
    if (!r->any) r->entry.at = (uint32_t)(at - r->text);
    r->any = true;
    r->entry.gone = r->entry.gone || gone;
}

/* "[1]" after msgstr, or nothing for the first. */
static bool form_number(reader *r, const char **at, const char *end)
{
    uint32_t n = 0;
    if (*at < end && **at == '[') {
        if (end - *at < 3 || (*at)[1] < '0' || (*at)[1] > '9' || (*at)[2] != ']') {
            wrong(r, *at, "a plural form is written msgstr[0], msgstr[1] ...");
            return false;
        }
        n = (uint32_t)((*at)[1] - '0');
        *at += 3;
    }
    if (n == r->entry.form_count && n < WORDS_MOST_FORMS) return true;
    wrong(r, *at,
          n >= WORDS_MOST_FORMS ? "no language Rapport knows has so many plural forms"
                                : "the plural forms must follow each other from msgstr[0]");
    return false;
}

static void keyword(reader *r, const char *at, const char *end, bool gone)
{
    const char *from = at;
    part in = PART_NONE;
    if (*at == '"') {
        if (r->in == PART_NONE || r->in == PART_WAS)
            wrong(r, at, "this text follows no keyword");
        else
            quoted(r, at, end);
        return;
    }
    if (starts(&at, end, "msgctxt")) {
        begin_entry(r, from, gone);
        in = PART_ID;
    } else if (starts(&at, end, "msgid_plural")) {
        in = PART_MANY;
    } else if (starts(&at, end, "msgid")) {
        if (r->in != PART_ID) begin_entry(r, from, gone);
        in = PART_SOURCE;
    } else if (starts(&at, end, "msgstr")) {
        in = PART_FORM;
    }
    close_string(r);
    const po_entry *x = &r->entry;
    if (in == PART_NONE)
        wrong(r, from, "a line begins with msgctxt, msgid, msgid_plural, msgstr, a quote or #");
    else if ((in == PART_ID && (x->id || x->source)) || (in == PART_SOURCE && x->source) ||
             (in == PART_MANY && (!x->source || x->many || x->form_count)) ||
             (in == PART_FORM && !x->source))
        wrong(r, from, "the order is msgctxt, msgid, msgid_plural, msgstr, each once");
    if (r->broken || (in == PART_FORM && !form_number(r, &at, end))) return;
    if (in == PART_FORM && x->form_count == 0) r->entry.text_at = (uint32_t)(from - r->text);
    r->in = in;
    quoted(r, at, end);
}

/* What follows "#| ": of the three keywords only the source counts. */
static void was(reader *r, const char *at, const char *end)
{
    if (*at == '"') {
        if (r->in == PART_WAS) quoted(r, at, end);
        return;
    }
    close_string(r);
    if (starts(&at, end, "msgid_plural") || !starts(&at, end, "msgid")) return;
    r->in = PART_WAS;
    quoted(r, at, end);
}

static bool has_word(const char *at, const char *end, const char *word)
{
    size_t len = strlen(word);
    for (; (size_t)(end - at) >= len; at++)
        if (memcmp(at, word, len) == 0) return true;
    return false;
}

static void add_note(reader *r, strbuf *to, const char *at, const char *end)
{
    if (to->len) add(r, to, "\n", 1);
    add(r, to, at, (size_t)(end - at));
}

static void comment(reader *r, const char *at, const char *end)
{
    char kind = at + 1 < end ? at[1] : ' ';
    const char *rest = skip_blank(at + (at + 1 < end ? 2 : 1), end);
    if (kind == '~') {
        if (rest < end && *rest == '|') {
            rest = skip_blank(rest + 1, end);
            if (rest < end) was(r, rest, end);
        } else if (rest < end) {
            keyword(r, rest, end, true);
        }
        return;
    }
    if (r->any && (r->entry.form_count > 0 || r->in == PART_FORM)) close_entry(r);
    switch (kind) {
    case '.': add_note(r, &r->note, rest, end); break;
    case ':': add_note(r, &r->place, rest, end); break;
    case ',': r->entry.fuzzy = r->entry.fuzzy || has_word(rest, end, "fuzzy"); break;
    case '|':
        if (rest < end) was(r, rest, end);
        break;
    default: add(r, &r->comments, at, (size_t)(end - at)); add(r, &r->comments, "\n", 1);
    }
}

static void line(reader *r, const char *at, const char *end)
{
    if (end > at && end[-1] == '\r') end--;
    const char *from = skip_blank(at, end);
    if (from == end)
        close_entry(r);
    else if (*from == '#')
        comment(r, from, end);
    else if (!r->broken)
        keyword(r, from, end, false);
}

/* ---- the whole ---- */
static bool is_text(reader *r, size_t len)
{
    size_t bad;
    if (len > PO_LARGEST) {
        r->stop = !problems_add(r->p, PROBLEM_WORDS_SYNTAX, r->source, PROBLEMS_WHOLE, r->e,
                                "the file is larger than %d MiB", PO_LARGEST >> 20);
        return false;
    }
    const char *zero = memchr(r->text, '\0', len);
    if (zero) {
        wrong(r, zero, "a zero byte stands in this file; save it as UTF-8 text");
        return false;
    }
    if (utf8_valid(r->text, len, &bad)) return true;
    r->stop = !problems_add(r->p, PROBLEM_JSON_UTF8, r->source, (uint32_t)bad, r->e,
                            "this is not UTF-8; save the file as UTF-8");
    return false;
}

bool po_read(const char *text, size_t len, uint16_t source, problems *p, po_file *out, err *e)
{
    reader r = {.text = text, .source = source, .p = p, .out = out, .e = e};
    if (!is_text(&r, len)) return !r.stop;
    const char *end = text + len;
    r.at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text;
    while (r.at < end && !r.stop) {
        const char *stop = memchr(r.at, '\n', (size_t)(end - r.at));
        if (!stop) stop = end;
        line(&r, r.at, stop);
        r.at = stop < end ? stop + 1 : end;
    }
    if (!r.stop) close_entry(&r);
    strbuf_release(&r.now);
    strbuf_release(&r.comments);
    strbuf_release(&r.note);
    strbuf_release(&r.place);
    return !r.stop;
}

void po_release(po_file *f)
{
    base_free(f->entries);
    arena_release(&f->mem);
    *f = (po_file){0};
}

bool po_is_translated(const po_entry *entry)
{
    for (uint32_t i = 0; i < entry->form_count; i++)
        if (*entry->forms[i]) return true;
    return false;
}

bool po_header(const po_file *f, const char *name, strbuf *out, err *e)
{
    size_t len = strlen(name);
    strbuf_clear(out);
    for (uint32_t i = 0; i < f->count; i++) {
        const po_entry *x = &f->entries[i];
        if (x->id || *x->source) continue;
        for (const char *at = x->forms[0]; *at;) {
            size_t line_len = strcspn(at, "\n");
            if (line_len > len && memcmp(at, name, len) == 0 && at[len] == ':') {
                size_t skip = len + 1 + strspn(at + len + 1, " ");
                return strbuf_addn(out, at + skip, line_len > skip ? line_len - skip : 0, e);
            }
            at += line_len + (at[line_len] == '\n');
        }
    }
    return true;
}

static bool can_be_used(const po_entry *x)
{
    bool lost;
    if (!x->id || x->fuzzy || x->gone) return false;
    for (uint32_t i = 0; i < x->form_count; i++)
        if (!*x->forms[i] || !words_fit(x->many ? x->many : x->source, x->forms[i], &lost))
            return false;
    return true;
}

bool words_take(wordbook *w, const po_file *f, bool by_source, err *e)
{
    for (uint32_t i = 0; i < f->count; i++) {
        const po_entry *x = &f->entries[i];
        if (!can_be_used(x)) continue;
        if (by_source && !words_find(w, x->source, x->source) &&
            !words_add(w, x->source, x->source, x->forms, x->form_count, e))
            return false;
        if (!words_add(w, x->id, x->source, x->forms, x->form_count, e)) return false;
    }
    return true;
}

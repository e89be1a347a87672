#include "session/session_words_internal.h"

#include "base/base_file.h"
#include "base/base_po.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LANGUAGE_LONGEST = 15 };

static const phrase PHRASES[] = {
#define TEXT(id, english, note) {"session." #id, english, NULL, note},
#include "session/session_words.def"
#undef TEXT
};

phrase_table session_phrases(void)
{
    return (phrase_table){PHRASES, sizeof PHRASES / sizeof PHRASES[0]};
}

/* ---- saying ---- */
const char *session_say(const session_places *p, session_text id)
{
    return words_text(&p->words, &PHRASES[id]);
}

bool session_sayf(const session_places *p, strbuf *out, err *e, session_text id, ...)
{
    va_list args;
    va_start(args, id);
    bool ok = words_fill_args(out, e, session_say(p, id), args);
    va_end(args);
    return ok;
}

const char *session_weekday(const session_places *p, int weekday)
{
    return session_say(p, (session_text)(TEXT_MONDAY + (weekday - 1) % 7));
}

const char *session_weekday_short(const session_places *p, int weekday)
{
    return session_say(p, (session_text)(TEXT_MON + (weekday - 1) % 7));
}

const char *session_axis_title(const session_places *p, uint32_t axis)
{
    return session_say(p, (session_text)(TEXT_TACT + axis % SESSION_AXES));
}

/* The text of the first to last whose English is `word`. */
static const char *named(const wordbook *w, session_text first, session_text last, const char *word)
{
    for (int id = (int)first; id <= (int)last; id++)
        if (strcmp(PHRASES[id].text, word) == 0) return words_text(w, &PHRASES[id]);
    return word;
}

const char *session_mood_name(const wordbook *w, const char *mood)
{
    return named(w, TEXT_MOOD_NEUTRAL, TEXT_MOOD_RELIEVED, mood);
}

const char *session_sure_name(const wordbook *w, const char *sure)
{
    return named(w, TEXT_SURE_WEAK, TEXT_SURE_GOOD, sure);
}

const char *session_axis_name(const wordbook *w, const char *axis)
{
    for (uint32_t i = 0; i < STORY_AXES; i++)
        if (strcmp(story_axis_word(i), axis) == 0) return words_text(w, &PHRASES[TEXT_TACT + i]);
    return axis;
}

/* ---- reading a file ---- */

/* Folder/words/LANGUAGE.po. */
static bool path_of(const char *folder, const char *language, strbuf *path, err *e)
{
    strbuf name = {0};
    bool ok = strbuf_addf(&name, e, "words/%s.po", language) &&
              file_join(path, folder, strbuf_text(&name), e);
    strbuf_release(&name);
    return ok;
}

/* The language's file, or that of its first part, to which `language` is then cut: "es" for
 * "es_MX". Empty when there is none. */
static bool find_file(const char *folder, char *language, strbuf *path, err *e)
{
    if (!path_of(folder, language, path, e)) return false;
    if (file_is_file(strbuf_text(path))) return true;
    language[strcspn(language, "_-")] = '\0';
    if (!path_of(folder, language, path, e)) return false;
    if (!file_is_file(strbuf_text(path))) strbuf_clear(path);
    return true;
}

/* Takes a file into `out`; what is wrong with it goes to `report`, where the file is called `name`.
 * A file that cannot be read is told there, too. */
static bool take_file(const char *path, const char *name, bool by_source, wordbook *out,
                      strbuf *report, err *e)
{
    strbuf text = {0};
    err why = {0};
    problems p = {0};
    po_file file = {0};
    uint16_t source;
    bool ok = true;
    if (!file_read(path, PO_LARGEST, &text, &why)) {
        ok = why.code == ERR_NOMEM ? err_nomem(e) : strbuf_addf(report, e, "%s\n", why.text);
    } else {
        ok = problems_source(&p, name, strbuf_text(&text), text.len, &source, e) &&
             po_read(strbuf_text(&text), text.len, source, &p, &file, e) &&
             words_take(out, &file, by_source, e);
        problems_finish(&p);
        ok = ok && problems_print(&p, report, e);
    }
    po_release(&file);
    problems_release(&p);
    strbuf_release(&text);
    return ok;
}

/* ---- the language ---- */

/* "es_ES.UTF-8" is "es_ES"; "C", "POSIX" and what is no language at all are English. */
static void language_of(const char *said, char out[LANGUAGE_LONGEST + 1])
{
    size_t len = 0;
    while (len < LANGUAGE_LONGEST &&
           (isalnum((unsigned char)said[len]) || said[len] == '_' || said[len] == '-'))
        len++;
    bool strange = said[len] && said[len] != '.' && said[len] != '@' && said[len] != ':';
    if (strange) len = 0;
    memcpy(out, said, len);
    out[len] = '\0';
    if (strcmp(out, "C") == 0 || strcmp(out, "POSIX") == 0) out[0] = '\0';
}

static bool is_english(const char *language)
{
    return !*language || (strncmp(language, "en", 2) == 0 && !isalpha((unsigned char)language[2]));
}

static const char *said_by_system(bool *by_name)
{
    static const char *const NAMES[] = {"RAPPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const char *said = getenv(NAMES[i]);
        if (!said || !*said) continue;
        *by_name = i == 0;
        return said;
    }
    return "";
}

static bool speak_pseudo(session_places *p, err *e)
{
    phrase skills[SESSION_SKILL_PHRASES];
    session_skill_phrases(skills);
    bool ok = words_pseudo(&p->words, session_phrases(), e) &&
              words_pseudo(&p->words, (phrase_table){skills, SESSION_SKILL_PHRASES}, e);
    for (uint32_t i = 0; ok && i < p->phrase_tables; i++)
        ok = words_pseudo(&p->words, p->phrases[i], e);
    return ok;
}

bool session_places_speak(session_places *p, const char *language, err *e)
{
    char wanted[LANGUAGE_LONGEST + 1];
    bool by_name = language && *language;
    language_of(by_name ? language : said_by_system(&by_name), wanted);
    if (is_english(wanted)) return words_begin(&p->words, "", e);
    if (strcmp(wanted, SESSION_PSEUDO) == 0)
        return words_begin(&p->words, wanted, e) && speak_pseudo(p, e);
    strbuf path = {0}, report = {0};
    bool ok = find_file(strbuf_text(&p->assets), wanted, &path, e);
    if (ok && path.len > 0)
        ok = words_begin(&p->words, wanted, e) &&
             take_file(strbuf_text(&path), strbuf_text(&path), false, &p->words, &report, e);
    else if (ok)
        ok = words_begin(&p->words, "", e) &&
             (!by_name ||
              err_set(e, ERR_MISSING, "there is no translation into \"%s\": no words/%s.po in %s",
                      wanted, wanted, strbuf_text(&p->assets)));
    if (ok && report.len > 0) ok = err_set(e, ERR_FORMAT, "%s", strbuf_text(&report));
    strbuf_release(&path);
    strbuf_release(&report);
    return ok;
}

const wordbook *session_places_words(const session_places *p)
{
    return &p->words;
}

void session_places_phrases(session_places *p, phrase_table table)
{
    if (p->phrase_tables < SESSION_PHRASE_TABLES) p->phrases[p->phrase_tables++] = table;
}

/* ---- what there is to choose from ---- */
typedef struct languages {
    const session_places *places;
    bool (*each)(void *self, const char *code, const char *name);
    void *self;
    bool stopped;
} languages;

static bool one_language(void *self, const char *name, err *e)
{
    languages *l = self;
    char code[LANGUAGE_LONGEST + 1];
    size_t len = strlen(name);
    if (l->stopped || len < 5 || strcmp(name + len - 3, ".po") != 0) return true;
    if (len - 3 > LANGUAGE_LONGEST) return true;
    memcpy(code, name, len - 3);
    code[len - 3] = '\0';
    wordbook own = {0};
    strbuf path = {0}, report = {0};
    bool ok = words_begin(&own, code, e) &&
              path_of(strbuf_text(&l->places->assets), code, &path, e) &&
              take_file(strbuf_text(&path), code, false, &own, &report, e);
    const phrase *named = &PHRASES[TEXT_LANGUAGE_NAME];
    const char *found = words_find(&own, named->id, named->text);
    if (ok) l->stopped = !l->each(l->self, code, found ? found : code);
    words_release(&own);
    strbuf_release(&path);
    strbuf_release(&report);
    return ok;
}

bool session_languages(const session_places *p,
                       bool (*each)(void *self, const char *code, const char *name), void *self,
                       err *e)
{
    languages l = {.places = p, .each = each, .self = self};
    l.stopped = !each(self, "en", PHRASES[TEXT_LANGUAGE_NAME].text);
    strbuf folder = {0};
    bool ok = file_join(&folder, strbuf_text(&p->assets), "words", e);
    if (ok && file_is_folder(strbuf_text(&folder)))
        ok = file_list(strbuf_text(&folder), one_language, &l, e);
    strbuf_release(&folder);
    return ok;
}

/* ---- a scenario ---- */
bool session_words_of(const session_places *p, const char *folder, wordbook *out, strbuf *report,
                      err *e)
{
    char language[sizeof p->words.language];
    strbuf path = {0}, own = {0};
    memcpy(language, p->words.language, sizeof language);
    if (!*language) return true;
    bool ok = words_begin(out, language, e) &&
              (strcmp(language, SESSION_PSEUDO) == 0 || find_file(folder, language, &path, e));
    if (ok && path.len > 0) {
        const char *name = strbuf_text(&path) + strlen(folder);
        ok = take_file(strbuf_text(&path), name + strspn(name, "/"), true, out,
                       report ? report : &own, e);
    }
    strbuf_release(&path);
    strbuf_release(&own);
    return ok;
}

static bool file_of(const char *folder, const char *language, strbuf *path, err *e)
{
    char name[LANGUAGE_LONGEST + 1];
    language_of(language, name);
    if (!*name || is_english(name))
        return err_set(e, ERR_ARG,
                       "\"%.40s\" is no language to translate into; write es, pt_BR ...", language);
    return path_of(folder, name, path, e);
}

bool session_words_file(const session_places *p, const char *language, strbuf *path, err *e)
{
    return file_of(strbuf_text(&p->assets), language, path, e);
}

bool session_strings_file(const session_places *p, const char *where, const char *language,
                          strbuf *path, err *e)
{
    strbuf folder = {0};
    bool ok = scenario_find_folder(p, where, &folder, e) &&
              file_of(strbuf_text(&folder), language, path, e);
    strbuf_release(&folder);
    return ok;
}

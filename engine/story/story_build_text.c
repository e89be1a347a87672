#include "story/story_build_internal.h"

/* --- values in braces --- */

/* The brace that closes a value, or NULL. Braces in quotes are none. */
static const char *closing(const char *p, const char *end)
{
    uint32_t open = 1;
    char quote = '\0';
    for (; p < end; p++) {
        if (quote) {
            if (*p == '\\')
                p++;
            else if (*p == quote)
                quote = '\0';
        } else if (*p == '"' || *p == '\'') {
            quote = *p;
        } else if (*p == '{') {
            open++;
        } else if (*p == '}' && --open == 0) {
            return p;
        }
    }
    return NULL;
}

static uint32_t pieces_at_most(const char *text)
{
    uint32_t n = 1;
    for (const char *p = strchr(text, '{'); p; p = strchr(p + 1, '{'))
        n += 2;
    return n;
}

static bool add_plain(builder *b, story_piece *pieces, uint32_t *count, const char *from,
                      const char *to)
{
    if (from == to) return true;
    pieces[*count].text = build_keep_bytes(b, from, (size_t)(to - from));
    return pieces[(*count)++].text != NULL;
}

static bool add_value(builder *b, const tree *t, story_piece *pieces, uint32_t *count,
                      const char *from, const char *end, const char **after)
{
    const char *close = closing(from, end);
    if (!close)
        return BUILD_PROBLEM(b, TEXT_BRACES, t,
                             "the { before \"" SHOWN
                             "\" is not closed by a }; write {{ for a brace",
                             SHOWN_OF(from));
    if (from + strspn(from, " ") == close)
        return BUILD_PROBLEM(
            b, TEXT_BRACES, t,
            "there is nothing between { and }; write a name there, or {{ for a brace");
    pieces[*count].value = build_expression(b, t, from, (size_t)(close - from));
    *after = close + 1;
    return pieces[(*count)++].value != NULL;
}

static bool take_apart(builder *b, const tree *t, story_parts *out)
{
    story_piece *pieces = build_alloc(b, pieces_at_most(t->text), sizeof *pieces);
    if (!pieces) return false;
    const char *from = t->text, *end = from + t->count, *p = from;
    uint32_t count = 0;
    bool fine = true;
    while (p < end && !b->stop) {
        if (*p != '{') {
            p++;
        } else if (p[1] == '{') {
            /* The first brace stays, the second one goes. */
            if (!add_plain(b, pieces, &count, from, p + 1)) return false;
            from = p += 2;
        } else {
            const char *after = p + 1;
            if (!add_plain(b, pieces, &count, from, p)) return false;
            if (!add_value(b, t, pieces, &count, p + 1, end, &after)) {
                fine = false;
                if (after == p + 1) break;
            }
            from = p = after;
        }
    }
    if (fine && !add_plain(b, pieces, &count, from, end)) return false;
    out->pieces = pieces;
    out->piece_count = count;
    return fine && !b->stop;
}

/* `parts`: NULL when the text has no condition and no alternative. */
static bool one_text(builder *b, const tree *t, story_parts *parts, story_text *out)
{
    if (!build_plain(b, t, &out->text)) return false;
    if (!memchr(t->text, '{', t->count)) return true;
    if (!parts) {
        parts = build_alloc(b, 1, sizeof *parts);
        if (!parts) return false;
        out->parts = parts;
    }
    return take_apart(b, t, parts);
}

/* --- alternatives --- */

static bool alternative(builder *b, const tree *t, story_parts *parts, story_text *out)
{
    if (t->kind == TREE_TEXT) return one_text(b, t, parts, out);
    build_fields f;
    if (!build_gather(b, t, IN_TEXT, "an alternative of a text", &f)) return false;
    const tree *text = build_must(b, &f, KEY_text, "an alternative of a text");
    bool fine = build_when(b, f.of[KEY_if], &parts->when);
    return text && one_text(b, text, parts, out) && fine;
}

bool build_text(builder *b, const tree *t, const story_text **out)
{
    *out = NULL;
    uint32_t count = 1;
    if (t->kind == TREE_LIST) {
        if (!build_want_many(b, t, TREE_LIST, "a list of alternatives", BUILD_MOST_ALTERNATIVES,
                             &count))
            return false;
        if (count == 0)
            return BUILD_PROBLEM(b, VALUE_EMPTY, t, "this list of alternatives is empty");
    } else if (t->kind != TREE_TEXT) {
        return BUILD_PROBLEM(
            b, VALUE_KIND, t,
            "text in quotes, or a list of alternatives, is wanted here; this is %s",
            tree_kind_words(t->kind));
    }
    story_text *texts = build_alloc(b, count, sizeof *texts);
    if (!texts) return false;
    *out = texts;
    if (t->kind == TREE_TEXT) return one_text(b, t, NULL, texts);
    story_parts *parts = build_alloc(b, count, sizeof *parts);
    if (!parts) return false;
    bool fine = true;
    for (const tree *m = t->first; m && !b->stop; m = m->next, texts++, parts++) {
        texts->parts = parts;
        if (m->next) parts->other = texts + 1;
        if (!alternative(b, m, parts, texts)) fine = false;
    }
    return fine;
}

bool build_picture(builder *b, const tree *t, const story_text **out)
{
    if (!build_text(b, t, out)) return false;
    /* What values give is seen only while playing; then what is no name shows nothing. */
    const tree *plain = t->kind == TREE_LIST ? t->first : t;
    for (const story_text *text = *out; text; plain = plain->next) {
        bool fixed = !text->parts || !text->parts->pieces;
        const tree *written = plain->kind == TREE_MAP ? tree_get(plain, "text") : plain;
        if (fixed && !story_picture_name(text->text))
            return BUILD_PROBLEM(b, VALUE_CHOICE, written ? written : plain,
                                 "\"" SHOWN
                                 "\" cannot be the name of a picture: use small letters, digits, "
                                 "_, - and /, without \".svg\": \"people/ada\"",
                                 SHOWN_OF(text->text));
        text = text->parts ? text->parts->other : NULL;
    }
    return true;
}

/* --- lines --- */

static bool line_id(builder *b, const tree *t, story_line *out)
{
    if (!build_want(b, t, TREE_TEXT, "the id of a line in quotes")) return false;
    if (!build_name_form(b, t, false, "a line")) return false;
    out->id = build_keep(b, t);
    return out->id != NULL;
}

static bool line_mood(builder *b, const tree *t, story_line *out)
{
    const char *moods[STORY_MOODS];
    uint32_t mood;
    for (uint32_t i = 1; i < STORY_MOODS; i++)
        moods[i - 1] = story_mood_word(i);
    if (!build_word(b, t, moods, STORY_MOODS - 1, &mood)) return false;
    out->mood = (uint8_t)(mood + 1);
    return true;
}

static bool line_speaker(builder *b, const tree *m, build_key key, const tree **said,
                         story_line *out)
{
    uint32_t person = STORY_NONE;
    if (key == KEY_cue)
        person = STORY_WHO_CUE;
    else if (key == KEY_you)
        person = STORY_WHO_YOU;
    else if (key == KEY_narration)
        person = STORY_WHO_NARRATION;
    else
        person = story_names_find(&b->known->person_names, m->key);
    if (person == STORY_NONE) {
        build_hint near = build_hint_names(b, &b->known->person_names, m->key);
        return BUILD_PROBLEM_KEY(b, KEY_UNKNOWN, m,
                                 "\"" SHOWN
                                 "\" is neither somebody of the cast nor \"you\", \"narration\", "
                                 "\"cue\", \"mood\", \"sound\", \"if\" or \"id\"" HINT,
                                 SHOWN_OF(m->key), HINT_OF(near));
    }
    if (*said)
        return BUILD_PROBLEM_KEY(b, VALUE_CHOICE, m,
                                 "\"%s\" and \"%s\" cannot both speak in one line; write two lines",
                                 (*said)->key, m->key);
    *said = m;
    out->who = (uint8_t)person;
    return build_text(b, m, &out->text);
}

static bool line(builder *b, const tree *t, story_line *out)
{
    if (t->kind == TREE_TEXT) {
        out->who = STORY_WHO_NARRATION;
        return build_text(b, t, &out->text);
    }
    if (t->kind != TREE_MAP)
        return BUILD_PROBLEM(b, VALUE_KIND, t,
                             "a line is text, or { \"somebody\": \"...\" }; this is %s",
                             tree_kind_words(t->kind));
    const tree *said = NULL;
    for (const tree *m = t->first; m && !b->stop; m = m->next) {
        build_key key = build_key_of(m->key);
        if (key == KEY_COMMENT)
            continue;
        else if (key == KEY_if)
            build_when(b, m, &out->when);
        else if (key == KEY_id)
            line_id(b, m, out);
        else if (key == KEY_mood)
            line_mood(b, m, out);
        else if (key == KEY_sound)
            build_plain(b, m, &out->sound);
        else
            line_speaker(b, m, key, &said, out);
    }
    if (said || b->stop) return !b->stop;
    return BUILD_PROBLEM(
        b, KEY_MISSING, t,
        "nobody speaks in this line; write { \"somebody\": \"...\" }, or text alone "
        "for narration");
}

bool build_lines(builder *b, const tree *t, story_effect *into)
{
    if (!t) return true;
    uint32_t count;
    if (!build_want_many(b, t, TREE_LIST, "a list of lines", STORY_MOST_LINES, &count))
        return false;
    if (count == 0) return true;
    story_line *lines = build_alloc(b, count, sizeof *lines);
    if (!lines) return false;
    into->lines = lines;
    into->line_count = (uint16_t)count;
    for (const tree *m = t->first; m && !b->stop; m = m->next)
        line(b, m, lines++);
    return !b->stop;
}

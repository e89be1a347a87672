#include "story/story_texts.h"

#include <string.h>

/* What a value in the tree is. No shape leads back to itself, so the walk is only as deep as this
 * list is long. */
typedef enum shape {
    SHAPE_NONE,
    SHAPE_PART, /* maps with keys of the format */
    SHAPE_ABOUT,
    SHAPE_SCENE, /* also an event or an ending */
    SHAPE_CHOICE,
    SHAPE_OUTCOME,
    SHAPE_SHOW,
    SHAPE_PERSON,
    SHAPE_VAR,
    SHAPE_FACT,
    SHAPE_SKILL,
    SHAPE_ROW,
    SHAPE_LINE, /* a map whose other keys name who speaks, or a text */
    SHAPE_NOTE, /* a text, or a map with "text" */
    SHAPE_TEXT, /* a text, or a list of alternatives */
    SHAPES
} shape;

/* How the values of a key hang in it. */
typedef enum hanging { ONE, LIST, NAMED } hanging;

/* Effects may stand in many maps; these rows belong to all of them. */
enum { ANY_EFFECT = SHAPES };

static const struct {
    uint8_t in;
    const char *key;
    uint8_t hangs, shape;
} KEYS[] = {{SHAPE_PART, "title", ONE, SHAPE_TEXT},
            {SHAPE_PART, "summary", ONE, SHAPE_TEXT},
            {SHAPE_PART, "about", ONE, SHAPE_ABOUT},
            {SHAPE_PART, "player", ONE, SHAPE_PERSON},
            {SHAPE_PART, "worry", ONE, SHAPE_TEXT},
            {SHAPE_PART, "cast", NAMED, SHAPE_PERSON},
            {SHAPE_PART, "state", NAMED, SHAPE_VAR},
            {SHAPE_PART, "facts", NAMED, SHAPE_FACT},
            {SHAPE_PART, "scenes", NAMED, SHAPE_SCENE},
            {SHAPE_PART, "events", NAMED, SHAPE_SCENE},
            {SHAPE_PART, "endings", NAMED, SHAPE_SCENE},
            {SHAPE_PART, "skills", NAMED, SHAPE_SKILL},
            {SHAPE_PART, "sheet", LIST, SHAPE_ROW},
            {SHAPE_PART, "board", LIST, SHAPE_ROW},
            {SHAPE_PART, "unknown", LIST, SHAPE_NOTE},
            {SHAPE_PART, "days", LIST, SHAPE_NOTE},
            {SHAPE_ABOUT, "goals", LIST, SHAPE_TEXT},
            {SHAPE_ABOUT, "legend", ONE, SHAPE_TEXT},
            {SHAPE_ABOUT, "coach", LIST, SHAPE_NOTE},
            {SHAPE_PERSON, "name", ONE, SHAPE_TEXT},
            {SHAPE_PERSON, "role", ONE, SHAPE_TEXT},
            {SHAPE_VAR, "one_of", NAMED, SHAPE_TEXT},
            {SHAPE_VAR, "chart", ONE, SHAPE_TEXT},
            {SHAPE_VAR, "pick", ONE, SHAPE_TEXT},
            {SHAPE_FACT, "about", ONE, SHAPE_TEXT},
            {SHAPE_SKILL, "name", ONE, SHAPE_TEXT},
            {SHAPE_SKILL, "means", ONE, SHAPE_TEXT},
            {SHAPE_SKILL, "goal", ONE, SHAPE_TEXT},
            {SHAPE_ROW, "text", ONE, SHAPE_TEXT},
            {SHAPE_ROW, "source", ONE, SHAPE_TEXT},
            {SHAPE_SCENE, "title", ONE, SHAPE_TEXT},
            {SHAPE_SCENE, "hint", ONE, SHAPE_TEXT},
            {SHAPE_SCENE, "learn", ONE, SHAPE_TEXT},
            {SHAPE_SCENE, "lines", LIST, SHAPE_LINE},
            {SHAPE_SCENE, "choices", LIST, SHAPE_CHOICE},
            {SHAPE_CHOICE, "say", ONE, SHAPE_TEXT},
            {SHAPE_CHOICE, "do", ONE, SHAPE_TEXT},
            {SHAPE_CHOICE, "hint", ONE, SHAPE_TEXT},
            {SHAPE_CHOICE, "place", ONE, SHAPE_TEXT},
            {SHAPE_CHOICE, "try", ONE, SHAPE_TEXT},
            {SHAPE_CHOICE, "outcomes", LIST, SHAPE_OUTCOME},
            {ANY_EFFECT, "reply", LIST, SHAPE_LINE},
            {ANY_EFFECT, "thinks", ONE, SHAPE_TEXT},
            {ANY_EFFECT, "shows", LIST, SHAPE_SHOW},
            {SHAPE_SHOW, "because", ONE, SHAPE_TEXT},
            {SHAPE_NOTE, "text", ONE, SHAPE_TEXT}};

typedef struct walk {
    strbuf id, part; /* part: the file's name without its ending; empty for scenario.json */
    const char *who;
    story_text_fn *each;
    void *self;
    err *e;
} walk;

static bool go(walk *w, tree *t, shape as);

/* What stands in the walk's id is cut back to `len` afterwards. */
static void back(walk *w, size_t len)
{
    if (!w->id.data) return;
    w->id.len = len;
    w->id.data[len] = '\0';
}

static bool deeper(walk *w, const char *name, tree *t, shape as)
{
    size_t len = w->id.len;
    bool ok = (len == 0 || strbuf_addc(&w->id, '.', w->e)) && strbuf_add(&w->id, name, w->e) &&
              go(w, t, as);
    back(w, len);
    return ok;
}

static bool each_of_list(walk *w, tree *list, shape as)
{
    uint32_t place = 0;
    for (tree *m = list->first; m; m = m->next) {
        const tree *id = tree_get(m, "id");
        strbuf name = {0};
        place++;
        bool ok = id && id->kind == TREE_TEXT ? strbuf_add(&name, id->text, w->e)
                                              : strbuf_addf(&name, w->e, "%u", place);
        ok = ok && deeper(w, strbuf_text(&name), m, as);
        strbuf_release(&name);
        if (!ok) return false;
    }
    return true;
}

static bool each_named(walk *w, tree *map, shape as)
{
    for (tree *m = map->first; m; m = m->next)
        if (strncmp(m->key, "//", 2) != 0 && !deeper(w, m->key, m, as)) return false;
    return true;
}

static bool member(walk *w, tree *m, hanging hangs, shape as)
{
    if (hangs == ONE) return deeper(w, m->key, m, as);
    size_t len = w->id.len;
    bool rows = hangs == LIST && len == 0 && w->part.len > 0;
    bool ok = (len == 0 || strbuf_addc(&w->id, '.', w->e)) && strbuf_add(&w->id, m->key, w->e) &&
              (!rows ||
               (strbuf_addc(&w->id, '.', w->e) && strbuf_add(&w->id, strbuf_text(&w->part), w->e)));
    if (ok && m->kind == TREE_LIST && hangs == LIST) ok = each_of_list(w, m, as);
    if (ok && m->kind == TREE_MAP && hangs == NAMED) ok = each_named(w, m, as);
    back(w, len);
    return ok;
}

static bool has_effects(shape as)
{
    return as == SHAPE_SCENE || as == SHAPE_CHOICE || as == SHAPE_OUTCOME;
}

static bool map_of(walk *w, tree *t, shape as)
{
    for (tree *m = t->first; m; m = m->next)
        for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
            bool here = KEYS[i].in == as || (KEYS[i].in == ANY_EFFECT && has_effects(as));
            if (!here || strcmp(KEYS[i].key, m->key) != 0) continue;
            if (!member(w, m, (hanging)KEYS[i].hangs, (shape)KEYS[i].shape)) return false;
            break;
        }
    return true;
}

static bool line(walk *w, tree *t)
{
    static const char *const OTHERS[] = {"if", "id", "mood", "sound"};
    for (tree *m = t->first; m; m = m->next) {
        bool speaks = strncmp(m->key, "//", 2) != 0;
        for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
            speaks = speaks && strcmp(m->key, OTHERS[i]) != 0;
        if (!speaks) continue;
        w->who = m->key;
        if (!go(w, m, SHAPE_TEXT)) return false;
    }
    return true;
}

/* Alternatives of a text are texts or maps with one; a list in a list is a mistake. */
static bool alternatives(walk *w, tree *list)
{
    uint32_t place = 0;
    for (tree *m = list->first; m; m = m->next) {
        size_t len = w->id.len;
        if (!strbuf_addf(&w->id, w->e, ".%u", ++place)) return false;
        tree *text = m;
        if (m->kind == TREE_MAP)
            for (text = m->first; text && strcmp(text->key, "text") != 0;)
                text = text->next;
        bool ok = !text || text->kind != TREE_TEXT || go(w, text, SHAPE_TEXT);
        back(w, len);
        if (!ok) return false;
    }
    return true;
}

static bool go(walk *w, tree *t, shape as)
{
    bool can_be_text = as == SHAPE_TEXT || as == SHAPE_NOTE || as == SHAPE_LINE;
    if (t->kind == TREE_TEXT && can_be_text) {
        bool narration = as == SHAPE_LINE;
        story_found_text found = {strbuf_text(&w->id), narration ? "narration" : w->who, t};
        return w->each(w->self, &found, w->e);
    }
    if (t->kind == TREE_LIST && as == SHAPE_TEXT) return alternatives(w, t);
    if (t->kind != TREE_MAP) return true;
    if (as != SHAPE_LINE) return map_of(w, t, as);
    bool ok = line(w, t);
    w->who = "";
    return ok;
}

static bool walk_from(walk *w, tree *root, shape as)
{
    bool ok = go(w, root, as);
    strbuf_release(&w->id);
    strbuf_release(&w->part);
    return ok;
}

bool story_texts_of_part(tree *root, const char *file, story_text_fn *each, void *self, err *e)
{
    static const char ENDING[] = ".json";
    walk w = {.who = "", .each = each, .self = self, .e = e};
    size_t len = strlen(file), tail = strlen(ENDING);
    if (len > tail && strcmp(file + len - tail, ENDING) == 0) len -= tail;
    bool main = strcmp(file, "scenario.json") == 0;
    if (!main && !strbuf_addn(&w.part, file, len, e)) return false;
    return walk_from(&w, root, SHAPE_PART);
}

bool story_texts_of_result(tree *root, const char *prefix, story_text_fn *each, void *self, err *e)
{
    walk w = {.who = "", .each = each, .self = self, .e = e};
    if (!strbuf_add(&w.id, prefix, e)) return false;
    return walk_from(&w, root, SHAPE_SCENE);
}

#include "base/base_hash.h"
#include "story/story_build_internal.h"

/* --- set --- */

/* All digits, few enough to be a number of the format: that number; else -1. */
static int64_t plain_digits(const char *text)
{
    int64_t n = 0;
    size_t len = 0;
    for (; text[len] >= '0' && text[len] <= '9' && len < 8; len++)
        n = n * 10 + (text[len] - '0');
    return len && !text[len] ? n : -1;
}

/* "+4", "-4", "+ bonus": changes a number by what follows the sign. */
static bool change(builder *b, const tree *m, story_assign *out)
{
    bool minus = m->text[0] == '-';
    const char *rest = m->text + 1;
    rest += strspn(rest, " ");
    int64_t number = plain_digits(rest);
    out->add = true;
    if (number > STORY_VALUE_LARGEST)
        return BUILD_PROBLEM(b, VALUE_RANGE, m, "a change by more than %d is outside every range",
                             STORY_VALUE_LARGEST);
    if (number >= 0) {
        out->value = build_const_whole(b, minus ? -number : number);
        return out->value != NULL;
    }
    if (!b->tables)
        return BUILD_PROBLEM(b, VALUE_KIND, m,
                             "\"" SHOWN "\" is no change by a number; in what Lua returns write "
                             "\"+4\" or \"-4\", or the new value itself",
                             SHOWN_OF(m->text));
    if (minus && *rest) {
        size_t len = strlen(rest);
        char *negated = arena_alloc(&b->tables->mem, len + 4, b->e);
        if (!negated) return build_stop(b);
        memcpy(negated, "-(", 2);
        memcpy(negated + 2, rest, len);
        negated[len + 2] = ')';
        out->value = build_expression(b, m, negated, len + 3);
    } else {
        out->value = build_expression(b, m, rest, strlen(rest));
    }
    if (!out->value) return false;
    if (out->value->gives & BUILD_GIVES_NUMBER) return true;
    return BUILD_PROBLEM(b, EXPR_KIND, m, "\"" SHOWN "\" changes by something that is no number",
                         SHOWN_OF(m->text));
}

static bool looks_like_word(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return n && !text[n] && !build_is_keyword(text, n);
}

static bool set_word(builder *b, const tree *m, const story_var *v, story_assign *out)
{
    if (m->kind != TREE_TEXT)
        return BUILD_PROBLEM(b, VALUE_KIND, m, "\"%s\" is one of several words; this is %s",
                             v->name, tree_kind_words(m->kind));
    for (uint32_t i = 0; i < v->word_count; i++) {
        if (strcmp(v->words[i].name, m->text) != 0) continue;
        out->value = build_const_text(b, m);
        return out->value != NULL;
    }
    bool variable = story_names_find(&b->known->var_names, m->text) != STORY_NONE;
    bool rooted = strcmp(m->text, "ending") == 0;
    if (!b->tables || (looks_like_word(m->text) && !variable && !rooted)) {
        build_hint near = build_hint_var_words(b, v, m->text);
        return BUILD_PROBLEM(b, VALUE_CHOICE, m,
                             "\"" SHOWN "\" is none of the words of \"%s\"" HINT, SHOWN_OF(m->text),
                             v->name, HINT_OF(near));
    }
    return build_value(b, m, BUILD_GIVES_TEXT, "one of the variable's words", &out->value);
}

static bool assign(builder *b, const tree *m, story_assign *out)
{
    uint32_t number = story_names_find(&b->known->var_names, m->key);
    if (number == STORY_NONE) {
        build_hint near = build_hint_names(b, &b->known->var_names, m->key);
        return BUILD_PROBLEM_KEY(b, NAME_UNKNOWN, m,
                                 "\"" SHOWN "\" is not declared as a variable under \"state\"" HINT,
                                 SHOWN_OF(m->key), HINT_OF(near));
    }
    const story_var *v = &b->known->vars[number];
    out->variable = (uint16_t)number;
    if (b->tables) b->tables->var_used[number] = true;
    bool sign = m->kind == TREE_TEXT && (m->text[0] == '+' || m->text[0] == '-');
    switch ((story_var_kind)v->kind) {
    case STORY_VAR_WHOLE:
        if (sign) return change(b, m, out);
        return build_value(b, m, BUILD_GIVES_NUMBER, "a whole number", &out->value);
    case STORY_VAR_YES:
        if (sign && m->text[0] == '+')
            return BUILD_PROBLEM(b, VALUE_KIND, m,
                                 "\"%s\" is true or false; only a number can be changed by + or -",
                                 v->name);
        return build_value(b, m, BUILD_GIVES_YES, "true or false", &out->value);
    case STORY_VAR_WORD: return set_word(b, m, v, out);
    }
    return false;
}

/* Many choices do the same single thing to a variable; in a large scenario one copy for all of them
 * saves room. */
static const story_assign **shared_place(const story_assign **table, uint32_t cap,
                                         const story_assign *one)
{
    uint64_t what = (uint64_t)one->variable << 1 | one->add;
    uint64_t hash = hash64_number(hash64_number(HASH64_START, (uintptr_t)one->value), what);
    for (uint32_t at = (uint32_t)hash & (cap - 1);; at = (at + 1) & (cap - 1)) {
        const story_assign *there = table[at];
        if (!there || (there->value == one->value && there->variable == one->variable &&
                       there->add == one->add))
            return &table[at];
    }
}

static bool shared_grow(builder *b)
{
    enum { FIRST = 64 };
    build_tables *t = b->tables;
    uint32_t cap = t->assign_cap ? t->assign_cap * 4 : FIRST;
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): it is a table of pointers */
    const story_assign **grown = arena_array(&t->mem, cap, sizeof *grown, b->e);
    if (!grown) return build_stop(b);
    for (uint32_t i = 0; i < t->assign_cap; i++)
        if (t->assigns[i]) *shared_place(grown, cap, t->assigns[i]) = t->assigns[i];
    t->assigns = grown;
    t->assign_cap = cap;
    return true;
}

static const story_assign *shared_assign(builder *b, const story_assign *one)
{
    build_tables *t = b->tables;
    if (t->assign_count * 2 >= t->assign_cap && !shared_grow(b)) return NULL;
    const story_assign **place = shared_place(t->assigns, t->assign_cap, one);
    if (*place) return *place;
    story_assign *kept = build_alloc(b, 1, sizeof *kept);
    if (!kept) return NULL;
    *kept = *one;
    t->assign_count++;
    return *place = kept;
}

static void build_set(builder *b, const tree *t, story_effect *out)
{
    uint32_t count;
    if (!build_want_many(b, t, TREE_MAP, "an object of variables and values", STORY_MOST_VARIABLES,
                         &count) ||
        count == 0)
        return;
    story_assign only = {0}, *assigns = &only;
    bool shared = count == 1 && b->tables;
    if (!shared && !(assigns = build_alloc(b, count, sizeof *assigns))) return;
    out->assigns = shared ? NULL : assigns;
    out->assign_count = (uint16_t)count;
    for (const tree *m = t->first; m && !b->stop; m = m->next)
        if (!build_is_comment(m)) assign(b, m, assigns++);
    if (shared && only.value && !b->stop) out->assigns = shared_assign(b, &only);
}

/* --- to --- */

static bool target(builder *b, const tree *t, uint32_t *scene)
{
    if (t->kind == TREE_TEXT && strcmp(t->text, "end") == 0) {
        *scene = STORY_SCENE_END;
        return true;
    }
    if (t->kind == TREE_TEXT && strcmp(t->text, "resume") == 0) {
        *scene = STORY_SCENE_RESUME;
        return true;
    }
    if (!build_named(b, t, &b->known->scene_names, "a scene", scene)) return false;
    if (b->tables && *scene != b->scene) b->tables->scenes[*scene].led = true;
    return true;
}

static bool route(builder *b, const tree *t, story_route *out)
{
    if (t->kind != TREE_MAP) return target(b, t, &out->scene);
    build_fields f;
    if (!build_gather(b, t, IN_ROUTE, "an entry of \"to\"", &f)) return false;
    build_when(b, f.of[KEY_if], &out->when);
    const tree *to = build_must(b, &f, KEY_to, "an entry of \"to\"");
    return to && target(b, to, &out->scene);
}

/* A single name: one route for all who always go there. */
static void build_only_route(builder *b, const tree *t, story_effect *out)
{
    static const story_route END = {NULL, STORY_SCENE_END}, RESUME = {NULL, STORY_SCENE_RESUME};
    uint32_t scene;
    if (!target(b, t, &scene)) return;
    out->route_count = 1;
    if (scene == STORY_SCENE_END || scene == STORY_SCENE_RESUME) {
        out->routes = scene == STORY_SCENE_END ? &END : &RESUME;
        return;
    }
    const story_route **way = b->tables ? &b->tables->scenes[scene].way : NULL;
    if (!way || !*way) {
        story_route *made = build_alloc(b, 1, sizeof *made);
        if (!made) return;
        made->scene = scene;
        out->routes = made;
        if (way) *way = made;
    } else {
        out->routes = *way;
    }
}

static void build_routes(builder *b, const tree *t, story_effect *out)
{
    uint32_t count;
    if (t->kind != TREE_LIST) {
        build_only_route(b, t, out);
        return;
    }
    if (!build_want_many(b, t, TREE_LIST, "a list of scenes", BUILD_MOST_ROUTES, &count)) return;
    if (count == 0) {
        BUILD_PROBLEM(b, VALUE_EMPTY, t, "\"to\" names no scene; name one or leave it out");
        return;
    }
    story_route *routes = build_alloc(b, count, sizeof *routes);
    if (!routes) return;
    out->routes = routes;
    out->route_count = (uint16_t)count;
    for (const tree *m = t->first; m && !b->stop; m = m->next)
        route(b, m, routes++);
}

/* --- all of them --- */

static void build_passing(builder *b, const build_fields *f, story_effect *out)
{
    const tree *takes = f->of[KEY_takes], *until = f->of[KEY_until];
    int32_t minutes;
    if (takes && until)
        BUILD_PROBLEM_KEY(b, VALUE_CHOICE, until,
                          "\"takes\" and \"until\" both say how long this lasts; keep one of them");
    else if (until)
        build_time(b, until, false, &out->takes);
    else if (takes && build_duration(b, takes, 0, &minutes) && minutes)
        out->takes = (story_time){.kind = STORY_TIME_IN, .a = minutes};
}

void build_effect(builder *b, const build_fields *f, story_effect *out)
{
    static const build_key RARE[] = {KEY_shows, KEY_claims,   KEY_omits,    KEY_thinks,
                                     KEY_draw,  KEY_discover, KEY_schedule, KEY_cancel};
    out->ending = -1;
    uint32_t ending;
    if (f->of[KEY_set]) build_set(b, f->of[KEY_set], out);
    if (f->of[KEY_to] && !b->stop) build_routes(b, f->of[KEY_to], out);
    if (f->of[KEY_takes] || f->of[KEY_until]) build_passing(b, f, out);
    if (f->of[KEY_ending] && !b->stop &&
        build_named(b, f->of[KEY_ending], &b->known->ending_names, "an ending", &ending)) {
        out->ending = (int16_t)ending;
        if (b->tables) b->tables->ending_used[ending] = true;
    }
    for (size_t i = 0; i < sizeof RARE / sizeof *RARE && !b->stop; i++)
        if (f->of[RARE[i]]) {
            build_more(b, f, out);
            return;
        }
}

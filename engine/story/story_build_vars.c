#include "story/story_build_internal.h"

/* --- words --- */

static bool one_word(builder *b, const tree *m, bool keyed, story_var *v, story_word *words)
{
    if (!keyed && !build_want(b, m, TREE_TEXT, "a word in quotes")) return false;
    if (!build_name_form(b, m, keyed, "a word")) return false;
    const char *name = keyed ? m->key : m->text;
    for (uint32_t i = 0; i < v->word_count; i++)
        if (strcmp(words[i].name, name) == 0)
            return BUILD_PROBLEM(b, NAME_TAKEN, m, "the word \"%s\" stands here twice", name);
    story_word *w = &words[v->word_count];
    w->name = build_keep_bytes(b, name, strlen(name));
    w->text = w->name;
    if (!w->name) return false;
    v->word_count++;
    return !keyed || build_plain(b, m, &w->text);
}

static bool words_of(builder *b, const tree *t, story_var *v)
{
    bool keyed = t->kind == TREE_MAP;
    uint32_t count;
    if (!build_want_many(b, t, keyed ? TREE_MAP : TREE_LIST, "a list of words", STORY_MOST_WORDS,
                         &count))
        return false;
    if (count == 0)
        return BUILD_PROBLEM(b, VALUE_EMPTY, t, "there is no word to choose from; write some");
    story_word *words = build_alloc(b, count, sizeof *words);
    if (!words) return false;
    v->words = words;
    for (const tree *m = t->first; m && !b->stop; m = m->next)
        if (!build_is_comment(m)) one_word(b, m, keyed, v, words);
    return !b->stop;
}

static uint32_t find_word(const story_var *v, const char *name)
{
    for (uint32_t i = 0; i < v->word_count; i++)
        if (strcmp(v->words[i].name, name) == 0) return i;
    return STORY_NONE;
}

static bool no_such_word(builder *b, const tree *at, bool key, const char *word, const story_var *v)
{
    build_hint near = build_hint_var_words(b, v, word);
    if (key)
        return BUILD_PROBLEM_KEY(b, VALUE_CHOICE, at,
                                 "\"" SHOWN "\" is none of the words of \"%s\"" HINT,
                                 SHOWN_OF(word), v->name, HINT_OF(near));
    return BUILD_PROBLEM(b, VALUE_CHOICE, at, "\"" SHOWN "\" is none of the words of \"%s\"" HINT,
                         SHOWN_OF(word), v->name, HINT_OF(near));
}

/* --- drawing --- */

static bool one_weight(builder *b, const tree *m, uint32_t *weight, uint64_t *sum)
{
    int64_t number;
    if (!build_whole(b, m, 0, STORY_VALUE_LARGEST, &number)) return false;
    *weight = (uint32_t)number;
    *sum += (uint64_t)number;
    return true;
}

static bool draw_words(builder *b, const tree *t, story_var *v)
{
    v->drawn = true;
    if (t->kind == TREE_BOOL) return build_yes(b, t, &v->drawn);
    bool keyed = t->kind == TREE_MAP;
    if (!keyed && t->kind != TREE_LIST)
        return BUILD_PROBLEM(b, VALUE_KIND, t,
                             "true, a list of weights, or an object of words and weights is wanted "
                             "here; this is %s",
                             tree_kind_words(t->kind));
    if (!keyed && t->count != v->word_count)
        return BUILD_PROBLEM(b, VALUE_RANGE, t, "there are %u weights for %u words of \"%s\"",
                             t->count, v->word_count, v->name);
    uint32_t *weights = build_alloc(b, v->word_count, sizeof *weights);
    if (!weights) return false;
    v->weights = weights;
    uint64_t sum = 0;
    uint32_t i = 0;
    bool fine = true;
    for (const tree *m = t->first; m && !b->stop; m = m->next, i++) {
        if (build_is_comment(m)) continue;
        uint32_t w = keyed ? find_word(v, m->key) : i;
        fine = (w == STORY_NONE ? no_such_word(b, m, true, m->key, v)
                                : one_weight(b, m, &weights[w], &sum)) &&
               fine;
    }
    if (fine && sum == 0)
        return BUILD_PROBLEM(b, VALUE_RANGE, t, "all weights are 0, so nothing can be drawn");
    return fine;
}

static bool draw_yes(builder *b, const tree *t, story_var *v)
{
    v->drawn = true;
    if (t->kind == TREE_BOOL) return build_yes(b, t, &v->drawn);
    int64_t percent;
    if (!build_whole(b, t, 0, 100, &percent)) return false;
    uint32_t *chance = build_alloc(b, 1, sizeof *chance);
    if (!chance) return false;
    *chance = (uint32_t)percent;
    v->weights = chance;
    return true;
}

/* --- the three kinds --- */

static void only_numbers(builder *b, const build_fields *f)
{
    static const build_key EDGES[] = {KEY_min, KEY_max};
    for (int i = 0; i < 2; i++)
        if (f->of[EDGES[i]])
            BUILD_PROBLEM_KEY(b, KEY_UNKNOWN, f->of[EDGES[i]],
                              "\"%s\" is for numbers, and this variable is none; take it out",
                              f->of[EDGES[i]]->key);
}

static void var_word(builder *b, const build_fields *f, story_var *v)
{
    v->kind = STORY_VAR_WORD;
    only_numbers(b, f);
    if (!words_of(b, f->of[KEY_one_of], v) || !v->word_count) return;
    v->min = 0;
    v->max = (int32_t)v->word_count - 1;
    const tree *start = f->of[KEY_start];
    if (start && build_want(b, start, TREE_TEXT, "one of the variable's words in quotes")) {
        uint32_t w = find_word(v, start->text);
        if (w == STORY_NONE)
            no_such_word(b, start, false, start->text, v);
        else
            v->start = (int32_t)w;
    }
    if (f->of[KEY_draw]) draw_words(b, f->of[KEY_draw], v);
}

static void var_yes(builder *b, const build_fields *f, story_var *v)
{
    bool start = false;
    v->kind = STORY_VAR_YES;
    v->min = 0;
    v->max = 1;
    only_numbers(b, f);
    if (f->of[KEY_start]) build_yes(b, f->of[KEY_start], &start);
    v->start = start;
    if (f->of[KEY_draw]) draw_yes(b, f->of[KEY_draw], v);
}

static void var_whole(builder *b, const build_fields *f, story_var *v)
{
    const tree *min = f->of[KEY_min], *max = f->of[KEY_max], *start = f->of[KEY_start];
    int64_t least = -STORY_VALUE_LARGEST, most = STORY_VALUE_LARGEST, number = 0;
    if (min) build_whole(b, min, -STORY_VALUE_LARGEST, STORY_VALUE_LARGEST, &least);
    if (max) build_whole(b, max, -STORY_VALUE_LARGEST, STORY_VALUE_LARGEST, &most);
    if (least > most) {
        BUILD_PROBLEM(b, VALUE_RANGE, min ? min : max, "\"min\" (%lld) lies above \"max\" (%lld)",
                      (long long)least, (long long)most);
        return;
    }
    v->min = (int32_t)least;
    v->max = (int32_t)most;
    if (start && start->kind == TREE_TEXT)
        BUILD_PROBLEM(b, VALUE_KIND, start,
                      "a variable that starts as text needs \"one_of\", the list of its words");
    else if (start)
        build_whole(b, start, least, most, &number);
    else if (min || most < 0)
        number = min ? least : most;
    v->start = (int32_t)number;
    if (f->of[KEY_draw] && build_want(b, f->of[KEY_draw], TREE_BOOL, "true (to draw a number)"))
        v->drawn = f->of[KEY_draw]->yes;
}

static void var_in_full(builder *b, const tree *t, story_var *v)
{
    build_fields f;
    if (!build_gather(b, t, IN_VAR, "a variable", &f)) return;
    const tree *start = f.of[KEY_start], *draw = f.of[KEY_draw];
    bool edges = f.of[KEY_min] || f.of[KEY_max];
    if (f.of[KEY_one_of])
        var_word(b, &f, v);
    else if ((start && start->kind == TREE_BOOL) ||
             (!start && !edges && draw && draw->kind == TREE_INT))
        var_yes(b, &f, v);
    else
        var_whole(b, &f, v);
    if (f.of[KEY_pick]) build_plain(b, f.of[KEY_pick], &v->pick);
    if (f.of[KEY_chart]) build_plain(b, f.of[KEY_chart], &v->chart);
}

static void build_var(builder *b, const tree *t, story_var *v)
{
    v->min = -STORY_VALUE_LARGEST;
    v->max = STORY_VALUE_LARGEST;
    int64_t number;
    if (t->kind == TREE_BOOL) {
        v->kind = STORY_VAR_YES;
        v->min = 0;
        v->max = 1;
        v->start = t->yes;
    } else if (t->kind == TREE_INT) {
        if (build_whole(b, t, v->min, v->max, &number)) v->start = (int32_t)number;
    } else if (t->kind == TREE_MAP) {
        var_in_full(b, t, v);
    } else {
        BUILD_PROBLEM(
            b, VALUE_KIND, t,
            "a variable is declared by its first value (a whole number, true or false) or by "
            "an object { }; this is %s",
            tree_kind_words(t->kind));
    }
}

void build_vars(builder *b)
{
    for (uint32_t i = 0; i < b->def->var_count && !b->stop; i++)
        build_var(b, b->tables->vars[i], &b->def->vars[i]);
}

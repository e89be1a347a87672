#include "story/story_build_internal.h"

/* --- choices --- */

static bool outcome(builder *b, const tree *t, story_outcome *out)
{
    static const char WHAT[] = "an outcome";
    build_fields f;
    out->effect.ending = -1;
    if (!build_gather(b, t, IN_OUTCOME, WHAT, &f)) return false;
    build_when(b, f.of[KEY_if], &out->when);
    if (f.of[KEY_weight])
        build_number(b, f.of[KEY_weight], 0, STORY_VALUE_LARGEST, "a weight", &out->weight);
    if (f.of[KEY_lua]) build_function(b, f.of[KEY_lua], &out->lua);
    build_lines(b, f.of[KEY_reply], &out->effect);
    build_effect(b, &f, &out->effect);
    return !b->stop;
}

static void build_outcomes(builder *b, const tree *t, story_extra *out)
{
    uint32_t count;
    if (!build_want_many(b, t, TREE_LIST, "a list of outcomes", STORY_MOST_OUTCOMES, &count))
        return;
    if (count == 0) {
        BUILD_PROBLEM(b, VALUE_EMPTY, t,
                      "there is no outcome in this list; write one or leave it out");
        return;
    }
    story_outcome *outcomes = build_alloc(b, count, sizeof *outcomes);
    if (!outcomes) return;
    out->outcomes = outcomes;
    out->outcome_count = (uint8_t)count;
    for (const tree *m = t->first; m && !b->stop; m = m->next, outcomes++) {
        outcome(b, m, outcomes);
        if (outcomes->weight) out->weighted = true;
    }
}

static bool choice_id(builder *b, const build_fields *f, const story_choice *first,
                      story_choice *out)
{
    out->id = "";
    const tree *id = build_must(b, f, KEY_id, "a choice");
    if (!id || !build_want(b, id, TREE_TEXT, "the id of the choice in quotes")) return false;
    if (!build_name_form(b, id, false, "a choice")) return false;
    for (const story_choice *c = first; c < out; c++)
        if (strcmp(c->id, id->text) == 0)
            return BUILD_PROBLEM(b, NAME_TAKEN, id,
                                 "two choices of this scene have the id \"%s\"; rename one",
                                 id->text);
    out->id = build_keep(b, id);
    if (out->id) return true;
    out->id = "";
    return false;
}

static void choice_words(builder *b, const build_fields *f, story_choice *out)
{
    const tree *say = f->of[KEY_say], *does = f->of[KEY_do];
    if (say && does)
        BUILD_PROBLEM_KEY(b, VALUE_CHOICE, does,
                          "a choice has \"say\" or \"do\", not both; keep one of them");
    else if (!say && !does)
        BUILD_PROBLEM(b, KEY_MISSING, f->all, "a choice needs \"say\" or \"do\"; it is not here");
    else
        build_text(b, say ? say : does, &out->say);
    out->spoken = say != NULL;
}

static void choice_once(builder *b, const tree *t, uint32_t number, story_choice *out)
{
    if (!build_yes(b, t, &out->once) || !out->once) return;
    if (b->tables)
        build_count_choice(b, b->scene, number);
    else
        BUILD_PROBLEM(
            b, VALUE_CHOICE, t,
            "\"once\" is for choices written in JSON; here leave the choice out after it was "
            "taken");
}

static story_extra *choice_extra(builder *b, const build_fields *f, story_choice *out)
{
    const tree *data = f->of[KEY_data];
    bool any = f->of[KEY_hint] || f->of[KEY_try] || f->of[KEY_lua] || data || f->of[KEY_outcomes] ||
               f->of[KEY_place];
    story_extra *extra = any ? build_alloc(b, 1, sizeof *extra) : NULL;
    if (!extra) return NULL;
    out->extra = extra;
    if (f->of[KEY_hint]) build_text(b, f->of[KEY_hint], &extra->hint);
    if (f->of[KEY_try]) build_text(b, f->of[KEY_try], &extra->better);
    if (f->of[KEY_place]) build_text(b, f->of[KEY_place], &extra->place);
    if (f->of[KEY_lua]) build_function(b, f->of[KEY_lua], &extra->lua);
    if (data) extra->data = b->tables ? tree_copy(data, b->mem, b->e) : data;
    if (data && !extra->data) build_stop(b);
    return extra;
}

static void choice_place(const builder *b, const tree *t, story_choice *out)
{
    uint32_t begin = b->def->scenes[b->scene].at;
    uint32_t after = t->at > begin ? t->at - begin : 0;
    out->after = after < UINT16_MAX ? (uint16_t)after : UINT16_MAX;
}

/* `first`: the choices before it, for telling ids apart. */
static void build_choice(builder *b, const tree *t, const story_choice *first, story_choice *out)
{
    build_fields f;
    out->id = "";
    out->effect.ending = -1;
    out->taken_slot = STORY_NONE;
    if (b->tables) choice_place(b, t, out);
    if (!build_gather(b, t, IN_CHOICE, "a choice", &f)) return;
    choice_id(b, &f, first, out);
    choice_words(b, &f, out);
    build_when(b, f.of[KEY_if], &out->when);
    if (f.of[KEY_once]) choice_once(b, f.of[KEY_once], (uint32_t)(out - first), out);
    story_extra *extra = choice_extra(b, &f, out);
    if (b->stop) return;
    build_lines(b, f.of[KEY_reply], &out->effect);
    build_effect(b, &f, &out->effect);
    if (f.of[KEY_outcomes] && !b->stop) build_outcomes(b, f.of[KEY_outcomes], extra);
}

/* Choices that are open whatever happened before. */
static void check_open(builder *b, const tree *t, const story_scene *scene)
{
    enum { WEIGHED_AT_ONCE = 5 };
    uint32_t open = 0;
    for (uint32_t i = 0; i < scene->choice_count; i++)
        open += scene->choices[i].when == NULL;
    if (open > STORY_MOST_OPEN)
        BUILD_PROBLEM_KEY(
            b, CHOICES_TOO_MANY, t,
            "%u choices are open at once; at most %d can be shown: give some an \"if\", "
            "or use two scenes",
            open, STORY_MOST_OPEN);
    else if (open > WEIGHED_AT_ONCE &&
             (scene->stage == STORY_STAGE_CALL || scene->stage == STORY_STAGE_FACE))
        BUILD_PROBLEM_KEY(b, CHOICES_MANY, t,
                          "%u choices are open at once; in a conversation more than %d are hard to "
                          "weigh",
                          open, WEIGHED_AT_ONCE);
}

static void build_choices(builder *b, const tree *t, story_scene *out)
{
    uint32_t count;
    if (!build_want_many(b, t, TREE_LIST, "a list of choices", STORY_MOST_CHOICES, &count)) return;
    if (count == 0) {
        if (b->tables)
            BUILD_PROBLEM(
                b, VALUE_EMPTY, t,
                "there is no choice in this list; write one, or leave it out and say where "
                "the scene leads with \"to\"");
        return;
    }
    story_choice *choices = build_alloc(b, count, sizeof *choices);
    if (!choices) return;
    if (b->tables) b->tables->scenes[b->scene].choices = choices;
    out->choices = choices;
    out->choice_count = (uint8_t)count;
    uint32_t i = 0;
    for (const tree *m = t->first; m && !b->stop; m = m->next, i++)
        build_choice(b, m, choices, &choices[i]);
    if (b->tables && !b->stop) check_open(b, t, out);
}

/* --- scenes --- */

static void scene_by_lua(builder *b, const build_fields *f, story_scene *out)
{
    const tree *lua = f->of[KEY_lua];
    if (!b->tables) {
        BUILD_PROBLEM_KEY(b, VALUE_CHOICE, lua,
                          "a scene that Lua returned cannot name another function");
        return;
    }
    build_function(b, lua, &out->lua);
    for (int k = 0; k < KEY_COUNT && !b->stop; k++)
        if (f->of[k] && k != KEY_lua)
            BUILD_PROBLEM_KEY(b, KEY_UNKNOWN, f->of[k],
                              "\"%s\" cannot stand beside \"lua\": the function returns the whole "
                              "scene, so put it there",
                              f->of[k]->key);
}

static void scene_looks(builder *b, const build_fields *f, story_scene *out)
{
    const char *stages[STORY_STAGES];
    uint32_t number;
    for (uint32_t i = 0; i < STORY_STAGES; i++)
        stages[i] = story_stage_word(i);
    if (f->of[KEY_stage] && build_word(b, f->of[KEY_stage], stages, STORY_STAGES, &number))
        out->stage = (uint8_t)number;
    if (f->of[KEY_with] &&
        build_named(b, f->of[KEY_with], &b->known->person_names, "somebody of the cast", &number))
        out->with = (uint8_t)number;
    bool voice = out->stage == STORY_STAGE_CALL || out->stage == STORY_STAGE_FACE;
    out->shuffle = voice || out->stage == STORY_STAGE_MAIL;
    out->quiet = voice;
    if (f->of[KEY_shuffle]) build_yes(b, f->of[KEY_shuffle], &out->shuffle);
    if (f->of[KEY_quiet]) build_yes(b, f->of[KEY_quiet], &out->quiet);
    if (f->of[KEY_title]) build_text(b, f->of[KEY_title], &out->title);
    if (!f->of[KEY_hint] && !f->of[KEY_picture]) return;
    story_looks *looks = build_alloc(b, 1, sizeof *looks);
    if (!looks) return;
    out->looks = looks;
    if (f->of[KEY_hint]) build_text(b, f->of[KEY_hint], &looks->hint);
    if (f->of[KEY_picture]) build_picture(b, f->of[KEY_picture], &looks->picture);
}

static void check_way_on(builder *b, const build_fields *f)
{
    const tree *choices = f->of[KEY_choices], *to = f->of[KEY_to];
    if (choices && choices->count && to)
        BUILD_PROBLEM_KEY(
            b, VALUE_CHOICE, to,
            "\"to\" is for a scene without choices; here each choice says where it leads");
    if (choices || to) return;
    if (b->tables)
        BUILD_PROBLEM_KEY(b, SCENE_NO_WAY_ON, f->all,
                          "the scene \"%s\" has neither choices nor \"to\"; write one of them",
                          f->all->key);
    else
        BUILD_PROBLEM(b, SCENE_NO_WAY_ON, f->all,
                      "the scene has neither \"choices\" nor \"to\"; return one of them");
}

void build_scene(builder *b, const tree *t, story_scene *out)
{
    build_fields f;
    out->with = STORY_WHO_NARRATION;
    out->arrive.ending = -1;
    if (b->tables) {
        out->source = t->source;
        out->at = t->key_at;
    }
    if (!build_gather(b, t, IN_SCENE, "a scene", &f)) return;
    if (f.of[KEY_lua]) {
        scene_by_lua(b, &f, out);
        return;
    }
    scene_looks(b, &f, out);
    b->with = out->with;
    if (b->stop) return;
    build_lines(b, f.of[KEY_lines], &out->arrive);
    build_effect(b, &f, &out->arrive);
    if (f.of[KEY_choices] && !b->stop) build_choices(b, f.of[KEY_choices], out);
    if (!b->stop) check_way_on(b, &f);
}

/* --- what Lua computed --- */

static builder computed(const story_def *def, const tree *t, arena *mem, err *e)
{
    return (builder){.known = def,
                     .mem = mem,
                     .root = t,
                     .scene = STORY_NONE,
                     .with = STORY_WHO_NARRATION,
                     .e = e};
}

bool story_build_scene(const story_def *def, const tree *t, const char *id, arena *mem,
                       story_scene *out, err *e)
{
    *out = (story_scene){.id = id, .visit_slot = STORY_NONE};
    if (!t)
        return err_set(e, ERR_SCRIPT, "nothing was returned; a scene is wanted: { lines = ... }");
    uint32_t number = story_names_find(&def->scene_names, id);
    if (number != STORY_NONE) out->visit_slot = def->scenes[number].visit_slot;
    builder b = computed(def, t, mem, e);
    build_scene(&b, t, out);
    return !b.stop;
}

bool story_build_effect(const story_def *def, const tree *t, const char *lines_key, uint8_t with,
                        arena *mem, story_effect *out, err *e)
{
    *out = (story_effect){.ending = -1};
    if (!t) return true;
    builder b = computed(def, t, mem, e);
    b.with = with;
    build_fields f;
    bool answer = strcmp(lines_key, "reply") == 0;
    if (!build_gather(&b, t, answer ? IN_ANSWER : IN_HAPPENING,
                      answer ? "an answer" : "what happens", &f))
        return false;
    build_lines(&b, f.of[answer ? KEY_reply : KEY_lines], out);
    if (!b.stop) build_effect(&b, &f, out);
    return !b.stop;
}

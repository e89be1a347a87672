#include "story/story_build_internal.h"

/* One kind of named things. */
typedef struct section {
    build_key key;
    uint32_t most;
    const char *what; /* "a scene" */
    const char *const *reserved;
    uint32_t reserved_count;
} section;

static const char *const RESERVED_PEOPLE[] = {"you", "narration", "cue", "mood", "sound", "id"};
static const char *const RESERVED_SCENES[] = {"resume"};
static const char *const RESERVED_ENDINGS[] = {"none"};
static const char *const RESERVED_VARS[] = {"resume", "you", "narration", "cue"};

#define WORDS(list) (list), sizeof(list) / sizeof *(list)
static const section CAST = {KEY_cast, STORY_MOST_PEOPLE, "somebody of the cast",
                             WORDS(RESERVED_PEOPLE)};
static const section STATE = {KEY_state, STORY_MOST_VARIABLES, "a variable", WORDS(RESERVED_VARS)};
static const section FACTS = {KEY_facts, STORY_MOST_FACTS, "a fact", NULL, 0};
static const section SCENES = {KEY_scenes, STORY_MOST_SCENES, "a scene", WORDS(RESERVED_SCENES)};
static const section EVENTS = {KEY_events, STORY_MOST_EVENTS, "an event", NULL, 0};
static const section ENDINGS = {KEY_endings, STORY_MOST_ENDINGS, "an ending",
                                WORDS(RESERVED_ENDINGS)};
static const section SKILLS = {KEY_skills, STORY_MOST_SKILLS, "a skill", NULL, 0};

static bool is_reserved(const section *s, const char *name)
{
    for (uint32_t i = 0; i < s->reserved_count; i++)
        if (strcmp(s->reserved[i], name) == 0) return true;
    if (s->key != KEY_state) return false;
    for (uint32_t i = 0; story_root_at(i); i++)
        if (strcmp(story_root_at(i)->name, name) == 0) return true;
    return build_is_library(name, strlen(name));
}

/* The section of a file, or NULL when it has none that can be used. */
static const tree *section_of(builder *b, uint32_t part, const section *s)
{
    const tree *t = b->tables->parts[part].of[s->key];
    return t && t->kind == TREE_MAP ? t : NULL;
}

/* The number of a built-in skill, or STORY_NONE. */
static uint32_t built_in_skill(const char *name)
{
    for (uint32_t i = 0; story_skill_built_in(i); i++)
        if (strcmp(story_skill_built_in(i)->id, name) == 0) return i;
    return STORY_NONE;
}

/* A built-in skill is there already: other words for it declare nothing. */
static bool declares(const section *s, const tree *m)
{
    return !build_is_comment(m) && (s->key != KEY_skills || built_in_skill(m->key) == STORY_NONE);
}

static uint32_t section_count(builder *b, const section *s, uint32_t there_already)
{
    uint32_t total = 0;
    bool told = false;
    for (uint32_t i = 0; i < b->tables->part_count && !b->stop; i++) {
        const tree *t = b->tables->parts[i].of[s->key];
        if (!t || !build_want(b, t, TREE_MAP, "an object of names")) continue;
        for (const tree *m = t->first; m; m = m->next)
            total += declares(s, m);
        if (total + there_already <= s->most || told) continue;
        told = true;
        BUILD_PROBLEM_KEY(b, TOO_MANY, t,
                          "the scenario has %u under \"%s\"; at most %u are allowed", total,
                          build_key_text(s->key), s->most - there_already);
    }
    return total;
}

/* Gives the number `number` to what `m` declares. Wrong names are known too, so that one mistake is
 * told once. */
static void declare(builder *b, const section *s, const tree *m, story_names *names,
                    uint32_t number, const char **id)
{
    *id = build_keep_bytes(b, m->key, strlen(m->key));
    if (!*id) return;
    if (build_name_form(b, m, true, s->what) && is_reserved(s, m->key))
        BUILD_PROBLEM_KEY(
            b, NAME_RESERVED, m,
            "\"%s\" has a meaning of its own and cannot be the name of %s; choose another", m->key,
            s->what);
    if (b->stop) return;
    if (story_names_find(names, *id) != STORY_NONE)
        BUILD_PROBLEM_KEY(b, NAME_TAKEN, m, "\"" SHOWN "\" is already the name of %s; rename one",
                          SHOWN_OF(m->key), s->what);
    else if (!story_names_add(names, &b->def->mem, *id, number, b->e))
        build_stop(b);
}

/* Walks the declarations of all files. `each` takes the name and the declaration. */
static void collect(builder *b, const section *s, uint32_t first, story_names *names,
                    void (*each)(builder *b, uint32_t number, const char *id, const tree *m))
{
    for (uint32_t i = 0; i < b->tables->part_count; i++) {
        const tree *t = section_of(b, i, s);
        for (const tree *m = t ? t->first : NULL; m && !b->stop; m = m->next) {
            if (!declares(s, m)) continue;
            const char *id = NULL;
            declare(b, s, m, names, first, &id);
            each(b, first++, id, m);
        }
    }
}

/* Room for `count` things of `size` bytes, their names and their declarations. */
static void *room(builder *b, uint32_t count, size_t size, story_names *names, const tree ***at)
{
    void *things = arena_array(&b->def->mem, count, size, b->e);
    if (!things || !story_names_reserve(names, &b->def->mem, count, b->e)) build_stop(b);
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): it is a table of pointers */
    if (at && !(*at = arena_array(&b->tables->mem, count, sizeof **at, b->e))) build_stop(b);
    return b->stop ? NULL : things;
}

static void each_person(builder *b, uint32_t i, const char *id, const tree *m)
{
    b->def->people[i].id = id;
    b->tables->people[i] = m;
}

static void each_var(builder *b, uint32_t i, const char *id, const tree *m)
{
    b->def->vars[i].name = id;
    b->tables->vars[i] = m;
}

static void each_fact(builder *b, uint32_t i, const char *id, const tree *m)
{
    b->def->facts[i].id = id;
    b->tables->facts[i] = m;
}

static void each_event(builder *b, uint32_t i, const char *id, const tree *m)
{
    b->def->events[i].id = id;
    b->tables->events[i] = m;
}

static void each_ending(builder *b, uint32_t i, const char *id, const tree *m)
{
    b->def->endings[i].id = id;
    b->def->endings[i].at = m->key_at;
    b->def->endings[i].source = m->source;
    b->tables->endings[i] = m;
}

static void each_scene(builder *b, uint32_t i, const char *id, const tree *m)
{
    b->def->scenes[i].id = id;
    b->def->scenes[i].visit_slot = STORY_NONE;
    b->tables->scenes[i].at = m;
}

static void each_skill(builder *b, uint32_t i, const char *id, const tree *m)
{
    b->def->skills[i].id = id;
    b->tables->skills[i] = m;
}

static void collect_skill_words(builder *b)
{
    for (uint32_t i = 0; i < b->tables->part_count; i++) {
        const tree *t = section_of(b, i, &SKILLS);
        for (const tree *m = t ? t->first : NULL; m && !b->stop; m = m->next) {
            uint32_t skill = built_in_skill(m->key);
            if (skill == STORY_NONE) continue;
            if (b->tables->skills[skill])
                BUILD_PROBLEM_KEY(b, NAME_TAKEN, m,
                                  "the words for the skill \"%s\" stand in two files; keep one of "
                                  "them",
                                  m->key);
            else
                b->tables->skills[skill] = m;
        }
    }
}

static void collect_skills(builder *b)
{
    story_def *d = b->def;
    uint32_t built_in = 0;
    while (story_skill_built_in(built_in))
        built_in++;
    d->skill_count = built_in + section_count(b, &SKILLS, built_in);
    d->skills = room(b, d->skill_count, sizeof *d->skills, &d->skill_names, &b->tables->skills);
    for (uint32_t i = 0; i < built_in && !b->stop; i++) {
        d->skills[i] = *story_skill_built_in(i);
        if (!story_names_add(&d->skill_names, &d->mem, d->skills[i].id, i, b->e)) build_stop(b);
    }
    if (!b->stop) collect(b, &SKILLS, built_in, &d->skill_names, each_skill);
    if (!b->stop) collect_skill_words(b);
}

static void collect_story(builder *b)
{
    story_def *d = b->def;
    build_tables *t = b->tables;
    d->fact_count = section_count(b, &FACTS, 0);
    d->facts = room(b, d->fact_count, sizeof *d->facts, &d->fact_names, &t->facts);
    if (!b->stop) collect(b, &FACTS, 0, &d->fact_names, each_fact);
    d->event_count = section_count(b, &EVENTS, 0);
    d->events = room(b, d->event_count, sizeof *d->events, &d->event_names, &t->events);
    if (!b->stop) collect(b, &EVENTS, 0, &d->event_names, each_event);
    d->ending_count = section_count(b, &ENDINGS, 0);
    d->endings = room(b, d->ending_count, sizeof *d->endings, &d->ending_names, &t->endings);
    if (!b->stop) collect(b, &ENDINGS, 0, &d->ending_names, each_ending);
    d->scene_count = section_count(b, &SCENES, 0);
    d->scenes = room(b, d->scene_count, sizeof *d->scenes, &d->scene_names, NULL);
    t->scenes = arena_array(&t->mem, d->scene_count, sizeof *t->scenes, b->e);
    if (!t->scenes) build_stop(b);
    if (!b->stop) collect(b, &SCENES, 0, &d->scene_names, each_scene);
    t->ending_used = arena_array(&t->mem, d->ending_count, sizeof *t->ending_used, b->e);
    if (!t->ending_used) build_stop(b);
}

static bool gather_parts(builder *b, const story_part *parts, uint32_t count)
{
    build_tables *t = b->tables;
    t->parts = arena_array(&t->mem, count, sizeof *t->parts, b->e);
    if (!t->parts) return build_stop(b);
    t->part_count = count;
    bool fine = count > 0;
    for (uint32_t i = 0; i < count && !b->stop; i++) {
        const char *what = i ? "a further file of the scenario" : "the scenario";
        if (!build_gather(b, parts[i].root, i ? IN_PART : IN_TOP, what, &t->parts[i]) && i == 0)
            fine = false;
    }
    return fine && !b->stop;
}

bool build_collect(builder *b, const story_part *parts, uint32_t count)
{
    story_def *d = b->def;
    build_tables *t = b->tables;
    if (!gather_parts(b, parts, count)) return false;
    d->person_count = section_count(b, &CAST, 0);
    d->people = room(b, d->person_count, sizeof *d->people, &d->person_names, &t->people);
    if (!b->stop) collect(b, &CAST, 0, &d->person_names, each_person);
    d->var_count = section_count(b, &STATE, 0);
    d->vars = room(b, d->var_count, sizeof *d->vars, &d->var_names, &t->vars);
    if (!b->stop) collect(b, &STATE, 0, &d->var_names, each_var);
    t->var_used = arena_array(&t->mem, d->var_count, sizeof *t->var_used, b->e);
    if (!t->var_used) build_stop(b);
    if (!b->stop) collect_story(b);
    if (!b->stop) collect_skills(b);
    if (b->stop) return false;
    if (d->scene_count == 0 && !t->parts[0].of[KEY_scenes])
        BUILD_PROBLEM(b, KEY_MISSING, t->parts[0].all,
                      "the scenario needs \"scenes\"; there is not one");
    d->fired_at = d->var_count;
    t->next_slot = d->var_count + d->event_count;
    return !b->stop;
}

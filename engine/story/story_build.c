#include "story/story_build.h"

#include "story/story_build_internal.h"

#include <stddef.h>

static void build_scenes(builder *b)
{
    for (uint32_t i = 0; i < b->def->scene_count && !b->stop; i++) {
        b->scene = i;
        build_scene(b, b->tables->scenes[i].at, &b->def->scenes[i]);
    }
    b->scene = STORY_NONE;
    b->with = STORY_WHO_NARRATION;
}

/* Counters for whatever Lua may ask. */
static void count_everything(builder *b)
{
    const story_def *d = b->def;
    bool wanted = b->tables->all_counters ||
                  (b->tables->has_scripts && d->scene_count <= BUILD_COUNTED_SCENES);
    for (uint32_t i = 0; wanted && i < d->scene_count && !b->stop; i++) {
        build_count_scene(b, i);
        for (uint32_t c = 0; c < d->scenes[i].choice_count && !b->stop; c++)
            build_count_choice(b, i, c);
    }
}

static void hand_out_counters(builder *b)
{
    for (uint32_t i = 0; i < b->def->scene_count; i++) {
        const build_scene_note *note = &b->tables->scenes[i];
        for (const build_counter *c = note->counted; c; c = c->next)
            if (c->choice < b->def->scenes[i].choice_count)
                note->choices[c->choice].taken_slot = c->slot;
    }
}

static void lay_out(builder *b)
{
    story_def *d = b->def;
    if (!b->tables->any_evidence && !b->tables->has_scripts) {
        d->skill_count = 0;
        d->skill_names = (story_names){0};
    }
    d->due_at = b->tables->next_slot;
    d->skills_at = d->due_at + d->event_count;
    d->slot_count = d->skills_at + 2 * d->skill_count;
    d->claim_cap = d->fact_count ? STORY_MOST_CLAIMS : 0;
    size_t size = offsetof(story_state, slots) + d->slot_count * sizeof(int32_t) +
                  d->claim_cap * sizeof(story_claim);
    if (size < sizeof(story_state)) size = sizeof(story_state);
    d->state_size = (size + 7) / 8 * 8;
}

/* The names of the files, for telling later where something is written. */
static void keep_sources(builder *b)
{
    const char **names =
        b->p->source_count ? build_alloc(b, b->p->source_count, sizeof *names) : NULL;
    if (!names) return;
    b->def->sources = names;
    for (const problem_source *s = b->p->sources; s && !b->stop; s = s->next) {
        names[b->def->source_count] = build_keep_bytes(b, s->name, strlen(s->name));
        if (names[b->def->source_count]) b->def->source_count++;
    }
}

static void build_all(builder *b, const story_part *parts, uint32_t count)
{
    static void (*const STEPS[])(builder *) = {
        build_top,    build_vars,    build_facts, build_skills, build_people,    build_events,
        build_scenes, build_endings, build_rows,  build_about,  count_everything};
    if (!build_collect(b, parts, count)) return;
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS && !b->stop; i++)
        STEPS[i](b);
    /* How things hang together can be judged only when each of them is right. */
    if (b->stop || b->p->errors) return;
    hand_out_counters(b);
    keep_sources(b);
    lay_out(b);
    build_advice(b);
}

bool story_build(const story_part *parts, uint32_t part_count, const story_compiler *lua,
                 bool has_scripts, problems *p, story_def **out, err *e)
{
    static const story_compiler NO_LUA = {0};
    *out = NULL;
    story_def *def = base_alloc(sizeof *def);
    if (!def) return err_nomem(e);
    build_tables tables = {.lua = lua ? lua : &NO_LUA, .has_scripts = has_scripts};
    builder b = {.known = def,
                 .def = def,
                 .tables = &tables,
                 .p = p,
                 .mem = &def->mem,
                 .scene = STORY_NONE,
                 .with = STORY_WHO_NARRATION,
                 .e = e};
    build_all(&b, parts, part_count);
    arena_release(&tables.mem);
    if (b.stop || p->errors)
        story_def_free(def);
    else
        *out = def;
    return !b.stop;
}

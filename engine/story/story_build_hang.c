#include "story/story_build_internal.h"

/* --- scenes that lead into each other for ever --- */

/* Where a scene leads whatever happened, without a choice and without time in which an event could
 * interrupt; STORY_NONE when that is not so. */
static uint32_t always_on(const story_def *d, uint32_t scene)
{
    const story_scene *s = &d->scenes[scene];
    bool moves = s->choice_count || s->lua || s->arrive.takes.kind != STORY_TIME_NONE;
    if (moves || !s->arrive.route_count || s->arrive.routes[0].when) return STORY_NONE;
    uint32_t to = s->arrive.routes[0].scene;
    return to < d->scene_count ? to : STORY_NONE;
}

static bool tell_loop(builder *b, uint32_t scene)
{
    const story_def *d = b->def;
    uint32_t next = always_on(d, scene);
    const tree *at = b->tables->scenes[scene].at;
    if (next == scene)
        return BUILD_PROBLEM_KEY(
            b, SCENE_LOOP, at,
            "\"%s\" leads to itself and offers no choice; the story would never "
            "go on",
            d->scenes[scene].id);
    return BUILD_PROBLEM_KEY(
        b, SCENE_LOOP, at,
        "\"%s\" leads to \"%s\" and from there back to itself, without a choice "
        "between; the story would never go on",
        d->scenes[scene].id, d->scenes[next].id);
}

static void find_loops(builder *b)
{
    /* Which walk came through a scene first; a walk that meets itself has gone in a circle. */
    uint32_t *walk = arena_array(&b->tables->mem, b->def->scene_count, sizeof *walk, b->e);
    if (!walk) {
        build_stop(b);
        return;
    }
    for (uint32_t i = 0; i < b->def->scene_count && !b->stop; i++) {
        uint32_t at = i;
        while (at != STORY_NONE && !walk[at]) {
            walk[at] = i + 1;
            at = always_on(b->def, at);
        }
        if (at != STORY_NONE && walk[at] == i + 1) tell_loop(b, at);
    }
}

/* --- what is never used --- */

static void unused_scenes(builder *b)
{
    for (uint32_t i = 0; i < b->def->scene_count && !b->stop; i++)
        if (!b->tables->scenes[i].led)
            BUILD_PROBLEM_KEY(
                b, SCENE_UNREACHED, b->tables->scenes[i].at,
                "nothing leads to the scene \"%s\"; name it in a \"to\", or take it out",
                b->def->scenes[i].id);
}

static void unused_names(builder *b)
{
    for (uint32_t i = 0; i < b->def->var_count && !b->stop; i++)
        if (!b->tables->var_used[i] && !b->def->vars[i].chart)
            BUILD_PROBLEM_KEY(b, NAME_UNUSED, b->tables->vars[i],
                              "the variable \"%s\" is never read nor set; use it, or take it out",
                              b->def->vars[i].name);
    for (uint32_t i = 0; i < b->def->ending_count && !b->stop; i++)
        if (!b->tables->ending_used[i])
            BUILD_PROBLEM_KEY(
                b, ENDING_UNUSED, b->tables->endings[i],
                "nothing sets the ending \"%s\"; name it in an \"ending\", or take it out",
                b->def->endings[i].id);
}

void build_advice(builder *b)
{
    find_loops(b);
    /* Scripts may name anything in what they return. */
    if (b->tables->has_scripts || b->stop) return;
    unused_scenes(b);
    unused_names(b);
}

#include "store/store_internal.h"

#include "base/base_utf8.h"

#include <string.h>

void store_close(store *s)
{
    if (s) s->ops->close(s);
}

static bool text_fits(const char *text, const char *what, err *e)
{
    size_t bad;
    if (!text || utf8_valid(text, strlen(text), &bad)) return true;
    return err_set(e, ERR_ARG, "%s of an attempt is not UTF-8 at byte %zu", what, bad);
}

bool store_check(const story_attempt *a, uint32_t first, err *e)
{
    if (!a->id || !*a->id) return err_set(e, ERR_ARG, "an attempt without an id cannot be kept");
    if (!a->scenario) return err_set(e, ERR_ARG, "attempt %s names no scenario", a->id);
    bool ok = text_fits(a->id, "the id", e) && text_fits(a->scenario, "the scenario", e) &&
              text_fits(a->begun, "the begin", e) && text_fits(a->parent, "the parent", e);
    for (uint32_t i = 0; ok && i < a->pick_count; i++) {
        const story_named_pick *p = &a->picks[i];
        if (!p->variable || !p->value)
            return err_set(e, ERR_ARG, "attempt %s: pick %u has no variable or value", a->id,
                           i + 1);
        ok = text_fits(p->variable, "a pick", e) && text_fits(p->value, "a pick", e);
    }
    for (uint32_t i = first; ok && i < a->input_count; i++) {
        const story_input *in = &a->inputs[i];
        if (!in->choice || !in->scene)
            return err_set(e, ERR_ARG, "attempt %s: input %u has no scene or choice", a->id, i + 1);
        ok = text_fits(in->choice, "a choice", e) && text_fits(in->scene, "a scene", e) &&
             text_fits(in->words, "a player's sentence", e);
    }
    return ok;
}

bool store_check_result(const char *id, const store_result *done, err *e)
{
    if (!done->ending)
        return err_set(e, ERR_ARG, "attempt %s cannot be finished without the id of an ending", id);
    bool ok = text_fits(done->ending, "the ending", e) && text_fits(done->title, "the ending", e) &&
              text_fits(done->kind, "the ending", e) && text_fits(done->ended, "the end", e) &&
              text_fits(done->goal, "the goal", e);
    for (uint32_t i = 0; ok && i < done->skill_count; i++) {
        const store_skill *one = &done->skills[i];
        if (!one->skill || !one->name || one->axis < 0 || one->axis >= STORY_AXES)
            return err_set(e, ERR_ARG, "attempt %s: skill %u has no id, name or axis", id, i + 1);
        ok = text_fits(one->skill, "a skill", e) && text_fits(one->name, "a skill", e);
    }
    return ok;
}

bool store_check_guesses(const int32_t guesses[STORY_AXES], err *e)
{
    for (int axis = 0; axis < STORY_AXES; axis++)
        if (guesses[axis] < 0 || guesses[axis] > 100)
            return err_set(e, ERR_ARG, "a guess lies between 0 and 100; %d does not",
                           (int)guesses[axis]);
    return true;
}

static bool copy_text(arena *mem, const char *from, const char **to, err *e)
{
    *to = from ? arena_text(mem, from, strlen(from), e) : NULL;
    return !from || *to;
}

static bool copy_picks(const story_attempt *from, story_attempt *to, err *e)
{
    if (from->pick_count == 0) return true;
    to->picks = arena_array(&to->mem, from->pick_count, sizeof *to->picks, e);
    if (!to->picks) return false;
    for (uint32_t i = 0; i < from->pick_count; i++) {
        if (!copy_text(&to->mem, from->picks[i].variable, &to->picks[i].variable, e)) return false;
        if (!copy_text(&to->mem, from->picks[i].value, &to->picks[i].value, e)) return false;
        to->pick_count = i + 1;
    }
    return true;
}

bool store_copy(const story_attempt *from, story_attempt *to, err *e)
{
    bool ok = copy_text(&to->mem, from->id, &to->id, e) &&
              copy_text(&to->mem, from->scenario, &to->scenario, e) &&
              copy_text(&to->mem, from->begun, &to->begun, e) &&
              copy_text(&to->mem, from->parent, &to->parent, e) && copy_picks(from, to, e);
    to->scenario_hash = from->scenario_hash;
    to->seed = from->seed;
    to->parent_inputs = from->parent_inputs;
    to->begin_hash = from->begin_hash;
    to->rated = from->rated;
    memcpy(to->guesses, from->guesses, sizeof to->guesses);
    for (uint32_t i = 0; ok && i < from->input_count; i++) {
        const story_input *in = &from->inputs[i];
        ok = story_attempt_add(to, in->scene, in->choice, in->words, in->hash, e);
    }
    if (!ok) story_attempt_release(to);
    return ok;
}

bool store_say_missing(const char *id, err *e)
{
    return err_set(e, ERR_MISSING, "there is no attempt %s here", id);
}

bool store_say_there(const char *id, err *e)
{
    return err_set(e, ERR_ARG, "there is an attempt %s already; it was left as it is", id);
}

bool store_say_overtaken(const char *id, uint32_t kept, uint32_t wanted, err *e)
{
    return err_set(e, ERR_MISMATCH,
                   "attempt %s has %u inputs on record, so number %u cannot follow. If another "
                   "window plays it, close that one; then resume it. Nothing was lost",
                   id, kept, wanted);
}

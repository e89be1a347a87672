#include "review/review_book.h"

#include <stdlib.h>
#include <string.h>

/* ---- making ---- */
static void number_choices(review_book *b)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < b->def->scene_count; i++) {
        const story_scene *scene = &b->def->scenes[i];
        b->first_choice[i] = at;
        b->first_found[i] = STORY_NONE;
        for (uint32_t k = 0; k < scene->choice_count; k++, at++)
            b->choices[at] = (review_choice){.scene = i, .id = scene->choices[k].id};
    }
}

static bool make_endings(review_book *b, err *e)
{
    for (int p = 0; p < REVIEW_POLICIES; p++) {
        b->conducts[p].endings = base_alloc(b->def->ending_count * sizeof(uint64_t));
        if (!b->conducts[p].endings) return err_nomem(e);
    }
    return true;
}

bool review_book_init(review_book *b, const story_def *def, err *e)
{
    *b = (review_book){.def = def};
    for (uint32_t i = 0; i < def->scene_count; i++)
        b->written += def->scenes[i].choice_count;
    b->choice_count = b->choice_cap = b->written;
    b->scenes = base_alloc(def->scene_count * sizeof *b->scenes);
    b->choices = base_alloc(b->written * sizeof *b->choices);
    b->first_choice = base_alloc(def->scene_count * sizeof *b->first_choice);
    b->first_found = base_alloc(def->scene_count * sizeof *b->first_found);
    bool ok = b->scenes && b->choices && b->first_choice && b->first_found && make_endings(b, e);
    if (ok)
        number_choices(b);
    else
        review_book_release(b);
    return ok || err_nomem(e);
}

void review_book_release(review_book *b)
{
    arena_release(&b->mem);
    for (int p = 0; p < REVIEW_POLICIES; p++)
        base_free(b->conducts[p].endings);
    base_free(b->scenes);
    base_free(b->choices);
    base_free(b->first_choice);
    base_free(b->first_found);
    *b = (review_book){0};
}

/* ---- choices ---- */
static bool make_room(review_book *b, err *e)
{
    if (b->choice_count < b->choice_cap) return true;
    uint32_t cap = b->choice_cap + b->choice_cap / 2 + 16;
    review_choice *choices = base_realloc(b->choices, cap * sizeof *choices);
    if (!choices) return err_nomem(e);
    b->choices = choices;
    b->choice_cap = cap;
    return true;
}

/* A choice by its id, for scenes that Lua returns. */
static bool find_choice(review_book *b, uint32_t scene, const char *id, uint32_t *number, err *e)
{
    for (uint32_t i = b->first_found[scene]; i != STORY_NONE; i = b->choices[i].next)
        if (strcmp(b->choices[i].id, id) == 0) {
            *number = i;
            return true;
        }
    if (b->choice_count - b->written == REVIEW_MOST_FOUND)
        return err_set(e, ERR_LIMIT,
                       "Lua functions return more than %d different choices: give "
                       "choices ids out of a fixed set",
                       REVIEW_MOST_FOUND);
    if (!make_room(b, e)) return false;
    const char *copy = arena_text(&b->mem, id, strlen(id), e);
    if (!copy) return false;
    *number = b->choice_count++;
    b->choices[*number] =
        (review_choice){.scene = scene, .id = copy, .next = b->first_found[scene]};
    b->first_found[scene] = *number;
    return true;
}

bool review_book_choice(review_book *b, uint32_t scene, const story_moment *m, uint32_t option,
                        uint32_t *number, err *e)
{
    const story_choice *c = m->options[option].choice;
    const story_scene *written = &b->def->scenes[scene];
    if (m->at != written) return find_choice(b, scene, c->id, number, e);
    *number = b->first_choice[scene] + (uint32_t)(c - written->choices);
    return true;
}

static int by_scene_and_id(const void *one, const void *other)
{
    const review_choice *a = one, *b = other;
    if (a->scene != b->scene) return a->scene < b->scene ? -1 : 1;
    return strcmp(a->id, b->id);
}

void review_book_sort(review_book *b)
{
    for (uint32_t i = 0; i < b->def->scene_count; i++)
        b->first_found[i] = STORY_NONE;
    if (b->choice_count > b->written)
        qsort(b->choices + b->written, b->choice_count - b->written, sizeof *b->choices,
              by_scene_and_id);
}

/* ---- adding up ---- */
bool review_mark_keep(review_mark *kept, const review_mark *other, bool larger)
{
    if (!other->there) return false;
    bool better = larger ? other->mark > kept->mark : other->mark < kept->mark;
    if (kept->there && !better && (other->mark != kept->mark || other->seed >= kept->seed))
        return false;
    *kept = *other;
    return true;
}

static void add_conduct(review_conduct *into, const review_conduct *from, uint32_t ending_count)
{
    if (review_mark_keep(&into->first_failed, &from->first_failed, false))
        memcpy(into->why, from->why, sizeof into->why);
    review_mark_keep(&into->first_unfinished, &from->first_unfinished, false);
    review_mark_keep(&into->best, &from->best, true);
    review_mark_keep(&into->worst, &from->worst, false);
    review_mark_keep(&into->lengthy, &from->lengthy, true);
    into->readings += from->readings;
    into->failed += from->failed;
    into->unfinished += from->unfinished;
    into->decisions += from->decisions;
    if (from->longest > into->longest) into->longest = from->longest;
    into->good += from->good;
    into->lied += from->lied;
    into->found_out += from->found_out;
    into->corrected += from->corrected;
    for (uint32_t i = 0; i < ending_count; i++)
        into->endings[i] += from->endings[i];
    for (int a = 0; a < STORY_AXES; a++) {
        into->axes[a].scored += from->axes[a].scored;
        into->axes[a].points += from->axes[a].points;
        for (int score = 0; score <= 100; score++)
            into->axes[a].at[score] += from->axes[a].at[score];
    }
}

static void add_scene(review_scene *into, const review_scene *from)
{
    for (int p = 0; p < REVIEW_POLICIES; p++)
        into->reached[p] += from->reached[p];
    into->decisions += from->decisions;
    into->moments += from->moments;
    into->spread += from->spread;
}

static void add_guesses(review_guesses *into, const review_guesses *from)
{
    for (uint32_t mark = 0; mark <= 100; mark++) {
        if (!from->at[mark]) continue;
        if (!into->at[mark] || from->seed[mark] < into->seed[mark])
            into->seed[mark] = from->seed[mark];
        into->at[mark] += from->at[mark];
    }
}

static void add_choice(review_choice *into, const review_choice *from)
{
    for (int p = 0; p < REVIEW_POLICIES; p++) {
        into->open[p] += from->open[p];
        into->taken[p] += from->taken[p];
    }
    into->best += from->best;
    into->skills |= from->skills;
    into->lied |= from->lied;
}

bool review_book_add(review_book *into, const review_book *from, err *e)
{
    for (uint32_t i = 0; i < from->choice_count; i++) {
        const review_choice *choice = &from->choices[i];
        uint32_t number = i;
        if (i >= from->written && !find_choice(into, choice->scene, choice->id, &number, e))
            return false;
        add_choice(&into->choices[number], choice);
    }
    for (int p = 0; p < REVIEW_POLICIES; p++)
        add_conduct(&into->conducts[p], &from->conducts[p], into->def->ending_count);
    for (uint32_t i = 0; i < into->def->scene_count; i++)
        add_scene(&into->scenes[i], &from->scenes[i]);
    for (uint32_t k = 0; k < into->def->skill_count; k++)
        into->chances[k] += from->chances[k];
    into->tells.moments += from->tells.moments;
    into->tells.longest += from->tells.longest;
    into->tells.first += from->tells.first;
    into->tells.politest += from->tells.politest;
    add_guesses(&into->guesses, &from->guesses);
    into->tells.chance += from->tells.chance;
    into->seeds += from->seeds;
    into->pairs += from->pairs;
    into->pairs_apart += from->pairs_apart;
    return true;
}

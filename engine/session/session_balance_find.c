#include "session/session_balance_internal.h"

#include <stdarg.h>
#include <string.h>

enum {
    TELLS_OVER = 150,   /* thousandths above guessing from which a habit gives the best line away */
    TELLS_FEWEST = 100, /* moments below which nothing is said about habits */
    POLITEST_OVER = 900, /* tact is a third of what is shown: it must win nearly always */
    EFFORTLESS = 50,     /* tenths: as close to the scores of "best" as that */
    LUCK_MUCH = 500,     /* thousandths of how it ends that the seed decides */
    THIN = 3             /* choices that show a micro-skill, below which it is thin */
};

uint32_t balance_share(uint64_t part, uint64_t of)
{
    return of ? (uint32_t)((2000 * part + of) / (2 * of)) : 0;
}

uint64_t balance_ended(const review_conduct *c)
{
    return c->readings - c->failed - c->unfinished;
}

static bool place_of(session_balance *b, uint32_t scene, uint32_t choice, const char **place,
                     err *e)
{
    *place = "";
    if (scene == STORY_NONE) return true;
    strbuf text = {0};
    bool written = choice != STORY_NONE && choice < b->book.written;
    uint32_t index = written ? choice - b->book.first_choice[scene] : STORY_NONE;
    bool ok = session_where_scene(&b->where, scene, index, &text, e);
    if (ok && text.len) ok = (*place = arena_text(&b->mem, strbuf_text(&text), text.len, e));
    strbuf_release(&text);
    return ok;
}

bool balance_found(session_balance *b, const char *kind, uint32_t scene, uint32_t choice, err *e,
                   const char *fmt, ...)
{
    char text[1200];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    balance_finding *f = arena_alloc(&b->mem, sizeof *f, e);
    if (!f) return false;
    *f = (balance_finding){.kind = kind};
    if (scene != STORY_NONE) f->scene = b->book.def->scenes[scene].id;
    if (choice != STORY_NONE) f->choice = b->book.choices[choice].id;
    f->text = arena_text(&b->mem, text, strlen(text), e);
    if (!f->text || !place_of(b, scene, choice, &f->place, e)) return false;
    if (b->last)
        b->last->next = f;
    else
        b->first = f;
    b->last = f;
    b->finding_count++;
    return true;
}

/* ---- what is broken ---- */
static bool find_broken(session_balance *b, err *e)
{
    uint64_t failed = 0, unfinished = 0, all = 0;
    for (int p = 0; p < REVIEW_POLICIES; p++) {
        failed += b->book.conducts[p].failed;
        unfinished += b->book.conducts[p].unfinished;
        all += b->book.conducts[p].readings;
    }
    if (failed && !balance_found(b, "fails", STORY_NONE, STORY_NONE, e,
                                 "%llu of %llu readings stopped with an error. First: %s",
                                 (unsigned long long)failed, (unsigned long long)all,
                                 b->book.conducts[b->failed.policy].why))
        return false;
    return !unfinished || balance_found(b, "endless", STORY_NONE, STORY_NONE, e,
                                        "%llu of %llu readings did not end within %d choices.",
                                        (unsigned long long)unfinished, (unsigned long long)all,
                                        REVIEW_MOST_STEPS);
}

/* ---- what nobody sees ---- */
static bool was_reached(const review_scene *scene)
{
    for (int p = 0; p < REVIEW_POLICIES; p++)
        if (scene->reached[p]) return true;
    return false;
}

static bool was_open(const review_choice *choice)
{
    for (int p = 0; p < REVIEW_POLICIES; p++)
        if (choice->open[p]) return true;
    return false;
}

static bool find_unseen(session_balance *b, err *e)
{
    const story_def *def = b->book.def;
    if (balance_proved(b)) return true; /* balance_find_exact knows better */
    unsigned long long all = b->book.seeds * REVIEW_POLICIES;
    for (uint32_t i = 0; i < def->scene_count; i++)
        if (!was_reached(&b->book.scenes[i]) &&
            !balance_found(b, "never_reached", i, STORY_NONE, e, "None of %llu readings came here.",
                           all))
            return false;
    for (uint32_t i = 0; i < b->book.written; i++) {
        const review_choice *c = &b->book.choices[i];
        if (was_open(c) || !was_reached(&b->book.scenes[c->scene])) continue;
        if (!balance_found(b, "never_open", c->scene, i, e,
                           "None of %llu readings found it open, though the scene was reached.",
                           all))
            return false;
    }
    return true;
}

/* ---- what decides nothing ---- */
/* A conversation in which nothing is shown, seen often enough. */
static bool says_nothing(const story_scene *written, const review_scene *scene)
{
    enum { OFTEN = 30 };
    bool talk = written->stage == STORY_STAGE_CALL || written->stage == STORY_STAGE_FACE;
    return talk && scene->decisions >= OFTEN && !scene->moments;
}

static bool find_flat(session_balance *b, err *e)
{
    const story_def *def = b->book.def;
    for (uint32_t i = 0; i < def->scene_count; i++) {
        const review_scene *scene = &b->book.scenes[i];
        if (scene->moments && !scene->spread &&
            !balance_found(b, "no_spread", i, STORY_NONE, e,
                           "Its choices show evidence, and all of them the same on each axis."))
            return false;
        if (says_nothing(&def->scenes[i], scene) && !balance_proved(b) &&
            !balance_found(b, "no_matter", i, STORY_NONE, e,
                           "None of its choices shows anything, in none of its moments."))
            return false;
    }
    return true;
}

/* ---- lies ---- */
/* Whether lying `policy` does better than best, in endings or in scores. */
static bool find_lies(session_balance *b, uint32_t policy, err *e)
{
    const review_conduct *lying = &b->book.conducts[policy], *best = &b->book.conducts[REVIEW_BEST];
    if (!lying->lied) return true;
    if (review_clearly_more(lying->good, best->good, best->readings) &&
        !balance_found(b, "lying_pays", STORY_NONE, STORY_NONE, e,
                       "\"%s\" ends well in %llu readings of %llu, \"best\" in %llu.",
                       REVIEW_POLICY[policy].name, (unsigned long long)lying->good,
                       (unsigned long long)lying->readings, (unsigned long long)best->good))
        return false;
    int32_t told = review_axis_mean(&lying->axes[STORY_HONESTY]);
    int32_t kept = review_axis_mean(&best->axes[STORY_HONESTY]);
    return told < kept || kept < 0 ||
           balance_found(b, "lying_scores", STORY_NONE, STORY_NONE, e,
                         "\"%s\" has no less honesty (%d.%d) than \"best\" (%d.%d).",
                         REVIEW_POLICY[policy].name, told / 10, told % 10, kept / 10, kept % 10);
}

/* ---- habits ---- */
static bool find_tells(session_balance *b, err *e)
{
    const review_tells *t = &b->book.tells;
    uint32_t guess = balance_share(t->chance, t->moments * REVIEW_CHANCE_UNIT);
    uint32_t longest = balance_share(t->longest, t->moments);
    uint32_t first = balance_share(t->first, t->moments);
    if (t->moments < TELLS_FEWEST) return true;
    if (longest >= guess + TELLS_OVER &&
        !balance_found(
            b, "longest_wins", STORY_NONE, STORY_NONE, e,
            "The longest option is one of the best in %u %% of moments, a blind guess in %u %%.",
            longest / 10, guess / 10))
        return false;
    uint32_t politest = balance_share(t->politest, t->moments);
    if (politest >= POLITEST_OVER &&
        !balance_found(b, "politest_wins", STORY_NONE, STORY_NONE, e,
                       "The politest option is one of the best in %u %% of moments, a blind guess "
                       "in %u %%.",
                       politest / 10, guess / 10))
        return false;
    return first < guess + TELLS_OVER ||
           balance_found(
               b, "first_wins", STORY_NONE, STORY_NONE, e,
               "The first option is one of the best in %u %% of moments, a blind guess in %u %%.",
               first / 10, guess / 10);
}

/* The three scores' means together, in tenths; -1 when an axis has none. */
static int32_t mean_of(const review_conduct *c)
{
    int32_t sum = 0, scored = 0;
    for (int a = 0; a < STORY_AXES; a++) {
        int32_t mean = review_axis_mean(&c->axes[a]);
        if (mean < 0) continue;
        sum += mean;
        scored++;
    }
    return scored ? sum / scored : -1;
}

static bool find_effortless(session_balance *b, err *e)
{
    static const uint32_t HABITS[] = {REVIEW_RANDOM, REVIEW_POLITEST, REVIEW_LONGEST, REVIEW_FIRST,
                                      REVIEW_SILENT};
    int32_t best = mean_of(&b->book.conducts[REVIEW_BEST]);
    for (size_t i = 0; i < sizeof HABITS / sizeof *HABITS; i++) {
        int32_t mean = mean_of(&b->book.conducts[HABITS[i]]);
        if (mean < 0 || mean + EFFORTLESS < best) continue;
        if (!balance_found(b, "effortless", STORY_NONE, STORY_NONE, e,
                           "\"%s\" scores %d.%d on average, \"best\" %d.%d.",
                           REVIEW_POLICY[HABITS[i]].name, mean / 10, mean % 10, best / 10,
                           best % 10))
            return false;
    }
    return true;
}

/* ---- waiting ---- */
static bool find_waiting(session_balance *b, err *e)
{
    const review_conduct *waiting = &b->book.conducts[REVIEW_WAITING];
    const review_conduct *best = &b->book.conducts[REVIEW_BEST];
    return !review_clearly_more(waiting->good, best->good, best->readings) ||
           balance_found(b, "waiting_pays", STORY_NONE, STORY_NONE, e,
                         "\"waiting\" ends well in %llu readings of %llu, \"best\" in %llu.",
                         (unsigned long long)waiting->good, (unsigned long long)waiting->readings,
                         (unsigned long long)best->good);
}

/* ---- what it teaches ---- */
uint32_t balance_choices_showing(const review_book *book, uint32_t skill)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < book->choice_count; i++)
        if (book->choices[i].skills >> skill & 1) count++;
    return count;
}

static bool find_thin(session_balance *b, err *e)
{
    const story_def *def = b->book.def;
    for (uint32_t k = 0; k < def->skill_count; k++) {
        uint32_t count = balance_choices_showing(&b->book, k);
        if (!def->skills[k].used || count >= THIN) continue;
        if (!balance_found(b, "thin_skill", STORY_NONE, STORY_NONE, e,
                           "%s (%s): %u choice%s showed it.", def->skills[k].id,
                           def->skills[k].name, count, count == 1 ? "" : "s"))
            return false;
    }
    return true;
}

static bool find_luck(session_balance *b, err *e)
{
    int32_t luck, conduct;
    bool known;
    review_luck(&b->book, &luck, &conduct, &known);
    return !known || luck < LUCK_MUCH ||
           balance_found(b, "luck", STORY_NONE, STORY_NONE, e,
                         "The seed alone decides %d %% of how it ends; conduct decides %d %%.",
                         luck / 10, conduct / 10);
}

bool balance_find(session_balance *b, err *e)
{
    return find_broken(b, e) && (!b->exact_tried || balance_find_exact(b, e)) &&
           find_lies(b, REVIEW_LYING, e) && find_lies(b, REVIEW_LYING_ONCE, e) &&
           find_waiting(b, e) && find_effortless(b, e) && find_tells(b, e) && find_luck(b, e) &&
           find_unseen(b, e) && find_flat(b, e) && find_thin(b, e);
}

#include "review/review_play.h"

#include "base/base_utf8.h"

#include <string.h>

enum { CHOOSER_STREAM = 16 }; /* and one for each policy from here on; others are the story's */

/* A scene of the step under way: a list by number, linked through the book's scenes. */
static void note_scene(void *self, uint32_t scene)
{
    review_player *p = self;
    if (p->book->scenes[scene].listed) return;
    p->book->scenes[scene].listed = true;
    p->book->scenes[scene].next = p->first_scene;
    p->first_scene = scene;
}

bool review_player_init(review_player *p, story_run *run, review_book *book, err *e)
{
    *p = (review_player){.run = run, .book = book};
    p->watch = (story_watch){p, note_scene};
    p->first_scene = STORY_NONE;
    p->state = story_state_new(run->def, e);
    return p->state != NULL;
}

void review_player_release(review_player *p)
{
    base_free(p->state);
    story_log_release(&p->log);
    strbuf_release(&p->text);
    *p = (review_player){0};
}

/* One reading while it is made. Errors of the scenario end up in `why`, all others in the caller's
 * `e`. */
typedef struct reading {
    review_player *p;
    uint32_t policy;
    uint64_t current; /* its number in the book */
    rng chooser;
    uint32_t decisions;
    bool lied;
    strbuf *path;   /* wanted, and nothing is counted; or NULL */
    story_log *log; /* texts are made too; or NULL */
    err why;
} reading;

static bool is_ours(const err *why)
{
    return why->code == ERR_NOMEM;
}

static void forget_log(story_log *log)
{
    arena_reset(&log->mem);
    log->first = log->last = NULL;
    log->count = 0;
}

static bool has_lied(const story_def *def, const story_state *s)
{
    const story_claim *claims = story_claims(def, s);
    for (uint32_t i = 0; i < s->claim_count; i++)
        if (claims[i].untrue) return true;
    return false;
}

/* Takes down what the last step passed through. */
static void take_down(reading *r)
{
    review_player *p = r->p;
    if (!r->lied) r->lied = has_lied(p->run->def, p->state);
    forget_log(&p->log);
    while (p->first_scene != STORY_NONE) {
        review_scene *scene = &p->book->scenes[p->first_scene];
        p->first_scene = scene->next;
        scene->listed = false;
        if (r->path || scene->current == r->current) continue;
        scene->current = r->current;
        scene->reached[r->policy]++;
    }
}

static bool measure(reading *r, const story_text *text, uint32_t *length)
{
    review_player *p = r->p;
    bool shown;
    strbuf_clear(&p->text);
    if (!story_text_render(p->run->def, &p->run->hooks, p->state, text, &p->text, &shown, &r->why))
        return false;
    *length = (uint32_t)utf8_count(strbuf_text(&p->text));
    return true;
}

static uint32_t times_taken(const reading *r, const review_choice *choice)
{
    return choice->current == r->current ? choice->times : 0;
}

/* Texts cost more than all the rest: they are made where somebody asks how long they are. */
static bool wants_length(const reading *r)
{
    return r->log || r->policy == REVIEW_LONGEST || r->policy == REVIEW_SILENT ||
           r->policy == REVIEW_AVERAGE;
}

/* What the policy sees. `numbers`: the options in the book. */
static bool see(reading *r, const story_moment *m, uint32_t numbers[], review_moment *seen, err *e)
{
    review_player *p = r->p;
    story_worth worth[STORY_MOST_OPEN];
    seen->count = m->option_count;
    seen->lied = r->lied;
    if (!story_weigh(p->run, p->state, m, worth, &r->why)) return true;
    for (uint32_t i = 0; i < m->option_count; i++) {
        review_option *o = &seen->options[i];
        if (!review_book_choice(p->book, m->scene, m, i, &numbers[i], e)) return false;
        const story_choice *c = m->options[i].choice;
        *o = (review_option){.worth = worth[i], .spoken = c->spoken};
        o->takes = story_time_due(p->run->def, p->state->now, c->effect.takes) - p->state->now;
        o->times = times_taken(r, &p->book->choices[numbers[i]]);
        if (wants_length(r) && !measure(r, c->say, &o->length)) return true;
    }
    return true;
}

/* ---- entering a decision into the book ---- */
typedef struct span {
    int32_t best, worst; /* points of the options */
    uint32_t best_count;
    bool shows, spread;
    uint64_t skills;
} span;

static span span_of(const review_moment *m)
{
    span s = {0};
    for (uint32_t i = 0; i < m->count; i++) {
        const review_option *o = &m->options[i];
        int32_t points = review_option_points(o);
        if (i == 0 || points < s.worst) s.worst = points;
        if (i == 0 || points > s.best) {
            s.best = points;
            s.best_count = 0;
        }
        s.best_count += points == s.best;
        s.shows |= o->worth.shows || o->worth.lies;
        s.skills |= o->worth.skills;
        s.spread |=
            memcmp(o->worth.points, m->options[0].worth.points, sizeof o->worth.points) != 0;
        s.spread |= o->worth.lies != m->options[0].worth.lies;
    }
    return s;
}

static void note_average(review_book *b, const review_moment *m, const span *s)
{
    for (uint32_t k = 0; k < b->def->skill_count; k++)
        b->chances[k] += s->skills >> k & 1;
    if (s->best == s->worst) return;
    b->tells.moments++;
    b->tells.longest += review_option_points(&m->options[review_longest(m)]) == s->best;
    b->tells.politest += review_option_points(&m->options[review_politest(m)]) == s->best;
    b->tells.first += review_option_points(&m->options[0]) == s->best;
    b->tells.chance += REVIEW_CHANCE_UNIT / m->count * s->best_count;
}

static void note_decision(reading *r, uint32_t scene_number, const review_moment *m,
                          const uint32_t numbers[], uint32_t option)
{
    review_book *b = r->p->book;
    span s = span_of(m);
    review_scene *scene = &b->scenes[scene_number];
    if (m->count > 1) {
        scene->decisions++;
        scene->moments += s.shows;
        scene->spread += s.shows && s.spread;
    }
    for (uint32_t i = 0; i < m->count; i++) {
        review_choice *choice = &b->choices[numbers[i]];
        choice->open[r->policy]++;
        choice->taken[r->policy] += i == option;
        choice->best += review_option_points(&m->options[i]) == s.best;
        choice->skills |= m->options[i].worth.skills;
        choice->lied |= m->options[i].worth.lies;
    }
    if (r->policy == REVIEW_AVERAGE) note_average(b, m, &s);
}

static void note_taken(reading *r, review_choice *choice)
{
    choice->times = times_taken(r, choice) + 1;
    choice->current = r->current;
}

/* ---- one reading ---- */
static bool decide(reading *r, err *e)
{
    review_player *p = r->p;
    story_moment m;
    review_moment seen;
    uint32_t numbers[STORY_MOST_OPEN] = {0};
    if (!story_look(p->run, p->state, &m, &r->why)) return true;
    if (!see(r, &m, numbers, &seen, e)) return false;
    if (r->why.code) return true;
    uint32_t scene = p->state->scene;
    uint32_t option = REVIEW_POLICY[r->policy].pick(&seen, &r->chooser);
    if (r->path &&
        (!strbuf_add(r->path, m.options[option].choice->id, e) || !strbuf_addc(r->path, '\n', e)))
        return false;
    if (!story_step(p->run, p->state, &m, option, NULL, r->log, &r->why)) return true;
    if (!r->path) note_decision(r, scene, &seen, numbers, option);
    note_taken(r, &p->book->choices[numbers[option]]);
    r->decisions++;
    take_down(r);
    return true;
}

static bool corrected(const story_def *def, const story_state *s)
{
    const story_claim *claims = story_claims(def, s);
    for (uint32_t i = 0; i < s->claim_count; i++)
        if (claims[i].corrected) return true;
    return false;
}

/* Plays until the story ends, fails, or `most` decisions are made. */
static bool play(reading *r, uint64_t seed, uint32_t most, err *e)
{
    review_player *p = r->p;
    r->current = ++p->book->current;
    r->chooser = rng_seed(seed, CHOOSER_STREAM + r->policy);
    r->log = seed % REVIEW_TEXTS_EVERY == 0 ? &p->log : NULL;
    bool ok = true;
    p->run->watch = &p->watch;
    if (story_begin(p->run, p->state, seed, NULL, 0, r->log, &r->why)) {
        take_down(r);
        while (ok && !r->why.code && !story_over(p->state) && r->decisions < most)
            ok = decide(r, e);
    }
    take_down(r);
    p->run->watch = NULL;
    return ok && (!is_ours(&r->why) || err_nomem(e));
}

/* The mean of the scores there are, in hundredths. */
static uint32_t mark_of(const story_scores *scores)
{
    uint32_t sum = 0, count = 0;
    for (int a = 0; a < STORY_AXES; a++)
        if (scores->axis[a] >= 0) {
            sum += (uint32_t)scores->axis[a];
            count++;
        }
    return count ? 100 * sum / count : 0;
}

static void count_failure(review_conduct *c, uint64_t seed, const err *why)
{
    review_mark one = {.there = true, .seed = seed};
    c->failed++;
    if (!review_mark_keep(&c->first_failed, &one, false)) return;
    size_t len = utf8_whole(why->text, strlen(why->text));
    if (len >= sizeof c->why) len = utf8_whole(why->text, sizeof c->why - 1);
    memcpy(c->why, why->text, len);
    c->why[len] = '\0';
}

static void count_scores(review_conduct *c, uint64_t seed, const story_scores *scores)
{
    for (int a = 0; a < STORY_AXES; a++) {
        int32_t score = scores->axis[a];
        if (score < 0) continue;
        c->axes[a].scored++;
        c->axes[a].points += (uint64_t)score;
        c->axes[a].at[score]++;
    }
    review_mark one = {.there = true, .seed = seed, .mark = mark_of(scores)};
    review_mark_keep(&c->best, &one, true);
    review_mark_keep(&c->worst, &one, false);
}

static void count_guess(review_guesses *g, uint64_t seed, const story_scores *scores)
{
    uint32_t mark = mark_of(scores) / 100;
    if (!g->at[mark]++ || seed < g->seed[mark]) g->seed[mark] = seed;
}

/* Enters a reading; *ending is where it ended, or the number of endings when it did not. */
static bool enter(reading *r, uint64_t seed, uint32_t *ending, err *e)
{
    review_player *p = r->p;
    const story_def *def = p->run->def;
    review_conduct *c = &p->book->conducts[r->policy];
    story_scores scores;
    c->readings++;
    *ending = def->ending_count;
    bool over = !r->why.code && story_over(p->state);
    if (over) over = story_score(def, &p->run->hooks, p->state, &scores, &r->why);
    if (is_ours(&r->why)) return err_nomem(e);
    if (r->why.code) {
        count_failure(c, seed, &r->why);
        return true;
    }
    if (!over) {
        review_mark one = {.there = true, .seed = seed};
        c->unfinished++;
        review_mark_keep(&c->first_unfinished, &one, false);
        return true;
    }
    *ending = (uint32_t)p->state->ending;
    c->endings[*ending]++;
    c->decisions += r->decisions;
    if (r->decisions > c->longest) c->longest = r->decisions;
    c->good += review_ending_is_good(&def->endings[*ending]) || scores.complete;
    c->lied += r->lied;
    c->found_out += p->state->discovered > 0;
    c->corrected += corrected(def, p->state);
    count_scores(c, seed, &scores);
    if (r->policy == REVIEW_RANDOM) count_guess(&p->book->guesses, seed, &scores);
    review_mark length = {.there = true, .seed = seed, .mark = r->decisions};
    review_mark_keep(&c->lengthy, &length, true);
    return true;
}

bool review_play_seed(review_player *p, uint64_t seed, err *e)
{
    uint32_t endings[REVIEW_POLICIES];
    for (uint32_t policy = 0; policy < REVIEW_POLICIES; policy++) {
        reading r = {.p = p, .policy = policy};
        if (!play(&r, seed, REVIEW_MOST_STEPS, e) || !enter(&r, seed, &endings[policy], e))
            return false;
        for (uint32_t other = 0; other < policy; other++) {
            p->book->pairs++;
            p->book->pairs_apart += endings[other] != endings[policy];
        }
    }
    p->book->seeds++;
    return true;
}

bool review_play_path(review_player *p, uint32_t policy, uint64_t seed, uint32_t most, strbuf *path,
                      bool *over, err *why, err *e)
{
    reading r = {.p = p, .policy = policy, .path = path};
    if (!play(&r, seed, most, e)) return false;
    *over = !r.why.code && story_over(p->state);
    if (why) *why = r.why;
    return true;
}

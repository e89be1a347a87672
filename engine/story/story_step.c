#include "base/base_hash.h"
#include "story/story_build.h"
#include "story/story_internal.h"

#include <string.h>

enum { HOPS_MOST = 200 }; /* scenes passed through in one step, none of them with a choice */

bool story_run_init(story_run *r, const story_def *def, const story_hooks *hooks, err *e)
{
    *r = (story_run){.def = def};
    if (hooks) r->hooks = *hooks;
    r->spare = story_state_new(def, e);
    return r->spare != NULL;
}

void story_run_release(story_run *r)
{
    arena_release(&r->scratch);
    base_free(r->spare);
    *r = (story_run){0};
}

/* What the Lua function of a scene returns. */
static bool scene_in_lua(story_run *r, const story_state *s, const story_scene *written,
                         bool arriving, const story_scene **out, err *e)
{
    if (!r->hooks.call)
        return err_set(e, ERR_SCRIPT, "scene \"%s\" needs Lua, which is not there", written->id);
    tree flag = {.kind = TREE_BOOL, .key = "arriving", .yes = arriving};
    tree argument = {.kind = TREE_MAP, .count = 1, .first = &flag};
    const tree *answer = NULL;
    story_scene *scene = arena_alloc(&r->scratch, sizeof *scene, e);
    if (!scene ||
        !r->hooks.call(r->hooks.self, r->def, s, written->lua, &argument, &r->scratch, &answer, e))
        return err_wrap(e, "scene \"%s\"", written->id);
    if (!answer)
        return err_set(e, ERR_SCRIPT, "scene \"%s\": %s() returned nothing; it must return a scene",
                       written->id, written->lua);
    if (!story_build_scene(r->def, answer, written->id, &r->scratch, scene, e))
        return err_wrap(e, "scene \"%s\": what %s() returned", written->id, written->lua);
    scene->visit_slot = written->visit_slot;
    *out = scene;
    return true;
}

/* The scene as it is now: the one written down, or what its Lua function returns. */
static bool scene_now(story_run *r, const story_state *s, uint32_t number, bool arriving,
                      const story_scene **out, err *e)
{
    const story_scene *written = &r->def->scenes[number];
    *out = written;
    return !written->lua || scene_in_lua(r, s, written, arriving, out, e);
}

static bool log_scene(story_work *w, const story_scene *scene, err *e)
{
    if (!w->log) return true;
    story_entry *entry;
    if (!story_log_text(w, STORY_ENTRY_SCENE, scene->title, &entry, e)) return false;
    if (!entry) entry = story_log_add(w, STORY_ENTRY_SCENE, e);
    if (!entry) return false;
    entry->id = scene->id;
    entry->who = scene->with;
    entry->stage = scene->stage;
    return true;
}

static bool finish(story_work *w, err *e)
{
    if (w->s->ending < 0)
        return err_set(e, ERR_SCRIPT, "the story stopped before any \"ending\" was set");
    const story_ending *ending = &w->def->endings[w->s->ending];
    int16_t kept = (int16_t)w->s->ending;
    if (!story_effect_do(w, &ending->effect, STORY_EFFECT_SCENE, e)) return false;
    w->s->ending = kept;
    w->s->scene = STORY_SCENE_END;
    story_entry *entry;
    if (!story_log_text(w, STORY_ENTRY_ENDING, ending->title, &entry, e)) return false;
    if (entry) entry->id = ending->id;
    return true;
}

/* Puts the interrupting event's scene in place of the one that would have followed. */
static uint32_t interrupted(story_work *w, uint32_t scene)
{
    if (!w->interrupted) return scene;
    w->interrupted = false;
    if (scene != STORY_SCENE_RESUME) w->s->resume = scene;
    return w->interrupted_by;
}

/* Asks for memory that will be looked at in a moment: in a large story it is rarely in the cache.
 */
static void soon(const void *memory)
{
#if defined(__GNUC__)
    __builtin_prefetch(memory);
#else
    (void)memory;
#endif
}

static bool arrive(story_work *w, uint32_t number, const story_scene **out, err *e)
{
    if (!scene_now(w->run, w->s, number, true, out, e)) return false;
    const story_scene *scene = *out;
    for (uint32_t i = 0; i < scene->choice_count; i++)
        soon(&scene->choices[i]);
    w->s->scene = number;
    w->with = scene->with;
    if (w->run->watch) w->run->watch->scene(w->run->watch->self, number);
    if (scene->visit_slot != STORY_NONE) w->s->slots[scene->visit_slot]++;
    bool ok = log_scene(w, scene, e) && story_effect_do(w, &scene->arrive, STORY_EFFECT_SCENE, e) &&
              story_time_pass(w, scene->arrive.takes, scene->quiet, e);
    return ok || err_wrap(e, "scene \"%s\"", scene->id);
}

/* Enters `number` and goes on until the player has a choice or the story stops. */
static bool enter(story_work *w, uint32_t number, err *e)
{
    for (uint32_t hops = 0;; hops++) {
        if (number == STORY_SCENE_RESUME) {
            number = w->s->resume;
            w->s->resume = STORY_NONE;
            if (number == STORY_NONE)
                return err_set(e, ERR_SCRIPT,
                               "scene \"%s\" leads to \"resume\", but no event "
                               "interrupted anything",
                               w->def->scenes[w->s->scene].id);
        }
        if (number == STORY_SCENE_END) return finish(w, e);
        if (hops == HOPS_MOST)
            return err_set(
                e, ERR_SCRIPT,
                "scene \"%s\": scenes lead into each other without a choice between them "
                "and never stop",
                w->def->scenes[number].id);
        const story_scene *scene;
        if (!arrive(w, number, &scene, e)) return false;
        if (w->interrupted) {
            number = interrupted(w, number);
            continue;
        }
        if (scene->choice_count > 0) return true;
        uint32_t next;
        if (!story_route_find(w, &scene->arrive, &next, e))
            return err_wrap(e, "scene \"%s\"", scene->id);
        if (next == STORY_NONE)
            return err_set(e, ERR_SCRIPT,
                           "scene \"%s\" has no choices, and none of its \"to\" holds now",
                           scene->id);
        number = next;
    }
}

/* Takes back what a failed step wrote into the log. */
typedef struct log_mark {
    story_entry *last;
    uint32_t count;
} log_mark;

static log_mark log_here(const story_log *log)
{
    return log ? (log_mark){log->last, log->count} : (log_mark){0};
}

static void log_back(story_log *log, log_mark mark)
{
    if (!log) return;
    log->last = mark.last;
    log->count = mark.count;
    if (mark.last)
        mark.last->next = NULL;
    else
        log->first = NULL;
}

static bool begin(story_work *w, uint64_t seed, const story_pick *picks, uint32_t pick_count,
                  err *e)
{
    const story_def *def = w->def;
    story_state *s = w->s;
    memset(s, 0, def->state_size);
    s->seed = seed;
    s->luck = rng_seed(seed, 1);
    s->resume = STORY_NONE;
    s->ending = -1;
    for (uint32_t i = 0; i < def->var_count; i++)
        s->slots[i] = def->vars[i].start;
    /* Every draw is made, picked or not, so that a pick changes nothing but its own variable. */
    for (uint32_t i = 0; i < def->var_count; i++)
        if (def->vars[i].drawn) story_draw(w->run, s, i);
    for (uint32_t i = 0; i < pick_count; i++) {
        const story_var *var = &def->vars[picks[i].variable];
        if (picks[i].value < var->min || picks[i].value > var->max)
            return err_set(e, ERR_ARG, "%s cannot be %d", var->name, (int)picks[i].value);
        s->slots[picks[i].variable] = picks[i].value;
    }
    for (uint32_t i = 0; i < def->event_count; i++) {
        story_time at = def->events[i].at;
        s->slots[def->due_at + i] = at.kind == STORY_TIME_NONE ? -1 : story_time_due(def, 0, at);
    }
    return enter(w, def->start, e);
}

bool story_begin(story_run *r, story_state *s, uint64_t seed, const story_pick *picks,
                 uint32_t pick_count, story_log *log, err *e)
{
    arena_reset(&r->scratch);
    log_mark mark = log_here(log);
    story_work w = {
        .run = r, .def = r->def, .s = r->spare, .log = log, .with = STORY_WHO_NARRATION};
    if (!begin(&w, seed, picks, pick_count, e)) {
        log_back(log, mark);
        return false;
    }
    memcpy(s, r->spare, r->def->state_size);
    return true;
}

/* The order in which the choices of a scene that shuffles them stand: drawn from the seed, the same
 * at every visit, so that a player who looks something up finds the lines where they were. */
static void order_of(const story_state *s, const story_scene *scene,
                     uint8_t order[STORY_MOST_CHOICES])
{
    for (uint8_t i = 0; i < STORY_MOST_CHOICES; i++)
        order[i] = i;
    rng r = rng_seed(hash64_number(s->seed, s->scene), 2);
    for (uint8_t i = scene->choice_count; i > 1; i--) {
        uint32_t j = rng_below(&r, i);
        uint8_t swapped = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swapped;
    }
}

static bool is_open(story_run *r, const story_state *s, const story_choice *c, bool *yes, err *e)
{
    *yes = !c->once || c->taken_slot == STORY_NONE || s->slots[c->taken_slot] == 0;
    if (!*yes || !c->when) return true;
    if (story_expr_truth(c->when, r->def, &r->hooks, s, yes, e)) return true;
    return err_wrap(e, "choice \"%s\"", c->id);
}

bool story_look(story_run *r, const story_state *s, story_moment *m, err *e)
{
    m->scene = s->scene;
    m->steps = s->steps;
    m->at = NULL;
    m->option_count = 0;
    arena_reset(&r->scratch);
    if (story_over(s)) return true;
    if (!scene_now(r, s, s->scene, false, &m->at, e)) return false;
    uint8_t order[STORY_MOST_CHOICES];
    if (m->at->shuffle) order_of(s, m->at, order);
    for (uint8_t i = 0; i < m->at->choice_count; i++) {
        const story_choice *choice = &m->at->choices[m->at->shuffle ? order[i] : i];
        bool yes;
        if (!is_open(r, s, choice, &yes, e)) return err_wrap(e, "scene \"%s\"", m->at->id);
        if (!yes) continue;
        if (m->option_count == STORY_MOST_OPEN)
            return err_set(e, ERR_SCRIPT, "scene \"%s\": more than %d choices are open at once",
                           m->at->id, STORY_MOST_OPEN);
        m->options[m->option_count++].choice = choice;
    }
    if (m->option_count > 0) return true;
    return err_set(e, ERR_SCRIPT, "scene \"%s\": no choice is open to the player here", m->at->id);
}

uint32_t story_moment_find(const story_moment *m, const char *choice_id)
{
    for (uint32_t i = 0; i < m->option_count; i++)
        if (strcmp(m->options[i].choice->id, choice_id) == 0) return i;
    return STORY_NONE;
}

/* ---- scoring one moment ---- */
typedef struct range {
    int32_t sum, got, best, worst;
    bool shown, mine; /* by any option; by the one taken */
} range;

static void take_sum(range *r, bool first, bool chosen)
{
    if (first || r->sum > r->best) r->best = r->sum;
    if (first || r->sum < r->worst) r->worst = r->sum;
    if (chosen) r->got = r->sum;
    r->sum = 0;
}

static bool sum_option(story_work *w, const story_choice *c, bool taken, range axes[],
                       range skills[], err *e)
{
    const story_more *more = c->effect.more;
    for (uint32_t i = 0; more && i < more->show_count; i++) {
        const story_evidence *v = &more->shows[i];
        int32_t points;
        bool counts;
        if (!story_evidence_points(w, v, &points, &counts, e))
            return err_wrap(e, "choice \"%s\"", c->id);
        if (!counts) continue;
        axes[w->def->skills[v->skill].axis].sum += points;
        skills[v->skill].sum += points;
        skills[v->skill].shown = true;
        skills[v->skill].mine |= taken;
    }
    return true;
}

static bool log_receipts(story_work *w, const story_choice *c, const range skills[], err *e)
{
    const story_more *more = c->effect.more;
    for (uint32_t i = 0; w->log && more && i < more->show_count; i++) {
        const story_evidence *v = &more->shows[i];
        int32_t points;
        bool counts;
        story_entry *entry;
        if (!story_evidence_points(w, v, &points, &counts, e)) return false;
        if (!counts) continue;
        if (!story_log_text(w, STORY_ENTRY_RECEIPT, v->because, &entry, e)) return false;
        if (!entry) continue;
        entry->skill = v->skill;
        entry->points = (int8_t)points;
        entry->best = (int8_t)skills[v->skill].best;
        entry->worst = (int8_t)skills[v->skill].worst;
    }
    return true;
}

static bool shows_something(const story_choice *c)
{
    return c->effect.more && c->effect.more->show_count > 0;
}

static bool anything_shown(const story_moment *m)
{
    for (uint32_t i = 0; i < m->option_count; i++)
        if (shows_something(m->options[i].choice)) return true;
    return false;
}

/* A moment's score, worked out on the state before the choice's effects. */
typedef struct moment_score {
    range axes[STORY_AXES];
    range skills[STORY_MOST_SKILLS];
    bool counts;
} moment_score;

static bool score_moment(story_work *w, const story_moment *m, uint32_t option, moment_score *score,
                         err *e)
{
    score->counts = anything_shown(m);
    if (!score->counts) return true;
    memset(score->axes, 0, sizeof score->axes);
    memset(score->skills, 0, w->def->skill_count * sizeof score->skills[0]);
    for (uint32_t i = 0; i < m->option_count; i++) {
        if (!sum_option(w, m->options[i].choice, i == option, score->axes, score->skills, e))
            return false;
        for (int a = 0; a < STORY_AXES; a++)
            take_sum(&score->axes[a], i == 0, i == option);
        for (uint32_t k = 0; k < w->def->skill_count; k++)
            take_sum(&score->skills[k], i == 0, i == option);
    }
    return true;
}

static void tally_moment(story_work *w, const moment_score *score)
{
    for (uint32_t a = 0; a < STORY_AXES; a++)
        story_tally_axis(w->s, a, score->axes[a].got, score->axes[a].best, score->axes[a].worst,
                         w->lied);
    for (uint32_t k = 0; k < w->def->skill_count; k++) {
        const range *skill = &score->skills[k], *axis = &score->axes[w->def->skills[k].axis];
        /* Who took a line that was just as good has missed no chance to show another skill. */
        if (skill->shown && (skill->mine || axis->got < axis->best))
            story_tally_skill(w->def, w->s, k, skill->got, skill->best, skill->worst);
    }
}

/* ---- one step ---- */
/* Which of the weighed outcomes it is; `sum` is more than 0. */
static uint32_t draw_outcome(story_work *w, const int64_t weights[], uint32_t count, uint32_t sum)
{
    const story_dice *dice = w->run->dice;
    uint32_t i = 0;
    if (dice) {
        uint32_t small[STORY_MOST_OUTCOMES] = {0};
        for (; i < count; i++)
            small[i] = (uint32_t)weights[i];
        return dice->roll(dice->self, STORY_NONE, small, count);
    }
    uint32_t at = rng_below(&w->s->luck, sum);
    while (i + 1 < count && at >= (uint32_t)weights[i])
        at -= (uint32_t)weights[i++];
    return i;
}

static bool pick_outcome(story_work *w, const story_choice *c, const story_outcome **out, err *e)
{
    *out = NULL;
    int64_t weights[STORY_MOST_OUTCOMES];
    uint32_t count = c->extra->outcome_count, sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        const story_outcome *o = &c->extra->outcomes[i];
        bool yes;
        weights[i] = 0;
        if (!story_expr_truth(o->when, w->def, &w->run->hooks, w->s, &yes, e)) return false;
        if (!yes) continue;
        if (!c->extra->weighted) {
            *out = o;
            return true;
        }
        weights[i] = 1;
        if (o->weight && !story_expr_whole(o->weight, w->def, &w->run->hooks, w->s, &weights[i], e))
            return false;
        if (weights[i] < 0) weights[i] = 0;
        if (weights[i] > STORY_VALUE_LARGEST) weights[i] = STORY_VALUE_LARGEST;
        sum += (uint32_t)weights[i];
    }
    if (sum == 0) return true;
    *out = &c->extra->outcomes[draw_outcome(w, weights, count, sum)];
    return true;
}

static tree named_text(const char *key, const char *text, tree *next)
{
    tree t = {.kind = TREE_TEXT, .key = key, .text = text, .next = next};
    t.count = (uint32_t)strlen(text);
    return t;
}

const tree *story_told_of(story_told *told, const story_choice *c, const char *scene_id)
{
    told->data = c->extra && c->extra->data ? *c->extra->data : (tree){.kind = TREE_MAP};
    told->data.key = "data";
    told->data.next = NULL;
    told->scene = named_text("scene", scene_id, &told->data);
    told->id = named_text("id", c->id, &told->scene);
    told->all = (tree){.kind = TREE_MAP, .count = 3, .first = &told->id};
    return &told->all;
}

static bool log_choice(story_work *w, const story_choice *c, const char *words, err *e)
{
    if (!w->log) return true;
    story_entry *entry;
    if (words) {
        entry = story_log_add(w, STORY_ENTRY_WORDS, e);
        if (!entry) return false;
        entry->text = arena_text(&w->log->mem, words, strlen(words), e);
        if (!entry->text) return false;
    }
    if (!story_log_text(w, STORY_ENTRY_CHOICE, c->say, &entry, e)) return false;
    if (!entry) entry = story_log_add(w, STORY_ENTRY_CHOICE, e);
    if (!entry) return false;
    entry->id = arena_text(&w->log->mem, c->id, strlen(c->id), e);
    entry->spoken = c->spoken;
    entry->who = STORY_WHO_YOU;
    return entry->id != NULL;
}

/* The effects of a choice's three parts in turn; what is left to do afterwards (time, where to). */
typedef struct aftermath {
    story_time takes[3];
    uint32_t count;
    const story_effect *route; /* the last part that leads somewhere */
    story_effect lua;
} aftermath;

static void add_part(aftermath *after, const story_effect *f)
{
    after->takes[after->count++] = f->takes;
    if (f->route_count) after->route = f;
}

static bool do_choice(story_work *w, const story_choice *c, const story_scene *scene,
                      aftermath *after, err *e)
{
    if (!story_effect_do(w, &c->effect, STORY_EFFECT_CHOICE, e)) return false;
    add_part(after, &c->effect);
    if (!c->extra) return true;
    const story_outcome *outcome = NULL;
    if (c->extra->outcome_count && !pick_outcome(w, c, &outcome, e)) return false;
    if (outcome) {
        if (!story_effect_do(w, &outcome->effect, STORY_EFFECT_OTHER, e)) return false;
        add_part(after, &outcome->effect);
    }
    const char *function = outcome && outcome->lua ? outcome->lua : c->extra->lua;
    if (!function) return true;
    story_told told;
    const tree *argument = story_told_of(&told, c, scene->id);
    if (!story_effect_lua(w, function, argument, "reply", scene->with, &after->lua, e))
        return false;
    add_part(after, &after->lua);
    return true;
}

static bool take(story_work *w, const story_moment *m, uint32_t option, const char *words, err *e)
{
    const story_choice *c = m->options[option].choice;
    const story_scene *scene = m->at;
    moment_score score;
    aftermath after = {.route = NULL};
    if (!score_moment(w, m, option, &score, e)) return false;
    w->s->steps++;
    if (!log_choice(w, c, words, e)) return false;
    if (score.counts && !log_receipts(w, c, score.skills, e)) return false;
    if (c->taken_slot != STORY_NONE) w->s->slots[c->taken_slot]++;
    if (!do_choice(w, c, scene, &after, e)) return err_wrap(e, "choice \"%s\"", c->id);
    story_entry *entry;
    if (c->extra && !story_log_text(w, STORY_ENTRY_BETTER, c->extra->better, &entry, e))
        return false;
    if (score.counts && (after.route || shows_something(c))) tally_moment(w, &score);
    for (uint32_t i = 0; i < after.count; i++)
        if (!story_time_pass(w, after.takes[i], scene->quiet, e)) return false;
    uint32_t next = STORY_NONE;
    if (after.route && !story_route_find(w, after.route, &next, e))
        return err_wrap(e, "choice \"%s\"", c->id);
    if (next == STORY_NONE && !w->interrupted) return true;
    return enter(w, interrupted(w, next == STORY_NONE ? w->s->scene : next), e);
}

bool story_step(story_run *r, story_state *s, const story_moment *m, uint32_t option,
                const char *words, story_log *log, err *e)
{
    if (story_over(s)) return err_set(e, ERR_ARG, "the story is over");
    if (m->scene != s->scene || m->steps != s->steps || !m->at)
        return err_set(e, ERR_ARG, "this moment is not the current one");
    if (option >= m->option_count) return err_set(e, ERR_ARG, "there is no such choice now");
    memcpy(r->spare, s, r->def->state_size);
    log_mark mark = log_here(log);
    story_work w = {.run = r, .def = r->def, .s = r->spare, .log = log, .with = m->at->with};
    if (!take(&w, m, option, words, e)) {
        log_back(log, mark);
        return err_wrap(e, "scene \"%s\"", m->at->id);
    }
    memcpy(s, r->spare, r->def->state_size);
    return true;
}

#include "story/story_build_internal.h"

/* --- the top of scenario.json --- */

static void build_id(builder *b, const tree *t)
{
    if (!build_plain(b, t, &b->def->id)) return;
    const char *id = b->def->id;
    size_t n = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    if (id[n] || n > STORY_NAME_LONGEST || id[0] < 'a' || id[0] > 'z')
        BUILD_PROBLEM(b, NAME_FORM, t,
                      "\"" SHOWN
                      "\" cannot be the id of a scenario: use small letters, digits, - and _, "
                      "with a letter first, at most %d of them",
                      SHOWN_OF(id), STORY_NAME_LONGEST);
}

static void build_format(builder *b, const tree *t)
{
    if (t->kind == TREE_INT && t->whole != 1)
        BUILD_PROBLEM(b, FORMAT_VERSION, t,
                      "this is format %lld; this program reads format 1: get a newer one",
                      (long long)t->whole);
    else
        build_want(b, t, TREE_INT, "the number 1");
}

static void build_cover(builder *b, const tree *t)
{
    if (!build_plain(b, t, &b->def->cover) || story_picture_name(b->def->cover)) return;
    BUILD_PROBLEM(b, VALUE_CHOICE, t,
                  "\"" SHOWN "\" cannot be the name of a picture: use small letters, digits, _, - "
                  "and /, without \".svg\": \"covers/dusk\"",
                  SHOWN_OF(b->def->cover));
}

/* Whoever opened the scenario has read these files; here only their names can be wrong. */
static void check_file_names(builder *b, const tree *t)
{
    const char *name;
    if (!build_want(b, t, TREE_LIST, "a list of file names")) return;
    for (const tree *m = t->first; m && !b->stop; m = m->next)
        build_plain(b, m, &name);
}

static void build_par(builder *b, const tree *t)
{
    enum { PAR_MOST = 10000 };
    if (!build_want(b, t, TREE_MAP, "an object of axes and points")) return;
    const char *axes[STORY_AXES];
    for (uint32_t i = 0; i < STORY_AXES; i++)
        axes[i] = story_axis_word(i);
    for (const tree *m = t->first; m && !b->stop; m = m->next) {
        uint32_t axis = 0;
        int64_t points;
        if (build_is_comment(m)) continue;
        while (axis < STORY_AXES && strcmp(axes[axis], m->key) != 0)
            axis++;
        if (axis == STORY_AXES) {
            build_hint near = build_hint_words(b, axes, STORY_AXES, m->key);
            BUILD_PROBLEM_KEY(b, KEY_UNKNOWN, m,
                              "\"" SHOWN "\" is no axis: they are tact, speed and honesty" HINT,
                              SHOWN_OF(m->key), HINT_OF(near));
        } else if (build_whole(b, m, 0, PAR_MOST, &points)) {
            b->def->par[axis] = (int32_t)points;
        }
    }
}

static void build_player(builder *b, const tree *t)
{
    build_fields f;
    if (!build_gather(b, t, IN_PLAYER, "the player", &f)) return;
    if (f.of[KEY_name]) build_text(b, f.of[KEY_name], &b->def->player_name);
    if (f.of[KEY_role]) build_text(b, f.of[KEY_role], &b->def->player_role);
}

void build_top(builder *b)
{
    static const char WHAT[] = "the scenario";
    const build_fields *f = &b->tables->parts[0];
    story_def *d = b->def;
    const tree *t;
    if ((t = build_must(b, f, KEY_format, WHAT))) build_format(b, t);
    if ((t = build_must(b, f, KEY_id, WHAT))) build_id(b, t);
    if ((t = build_must(b, f, KEY_title, WHAT))) build_plain(b, t, &d->title);
    if ((t = build_must(b, f, KEY_summary, WHAT))) build_plain(b, t, &d->summary);
    if ((t = build_must(b, f, KEY_clock, WHAT))) build_clock(b, t, &d->start_day, &d->start_minute);
    if ((t = build_must(b, f, KEY_start, WHAT)) &&
        build_named(b, t, &d->scene_names, "a scene", &d->start))
        b->tables->scenes[d->start].led = true;
    int64_t minutes = 0;
    if ((t = f->of[KEY_minutes]) && build_whole(b, t, 0, 100000, &minutes))
        d->minutes = (int32_t)minutes;
    d->language = "en";
    if ((t = f->of[KEY_language])) build_plain(b, t, &d->language);
    if ((t = f->of[KEY_cover])) build_cover(b, t);
    if ((t = f->of[KEY_files])) check_file_names(b, t);
    if ((t = f->of[KEY_scripts])) check_file_names(b, t);
    if ((t = f->of[KEY_par])) build_par(b, t);
}

/* --- what is declared by name --- */

void build_facts(builder *b)
{
    b->in_fact = true;
    for (uint32_t i = 0; i < b->def->fact_count && !b->stop; i++) {
        story_fact *fact = &b->def->facts[i];
        build_fields f;
        if (!build_gather(b, b->tables->facts[i], IN_FACT, "a fact", &f)) continue;
        const tree *is = build_must(b, &f, KEY_is, "a fact");
        if (is)
            build_value(b, is, BUILD_GIVES_YES | BUILD_GIVES_NUMBER | BUILD_GIVES_TEXT,
                        "what is true now", &fact->is);
        if (f.of[KEY_about]) build_plain(b, f.of[KEY_about], &fact->about);
    }
    b->in_fact = false;
}

/* One of the twenty: its name and axis stay, its words may be others. */
static void build_skill_words(builder *b, const tree *t, story_skill *skill)
{
    build_fields f;
    if (!build_gather(b, t, IN_SKILL_WORDS, "the words for a skill that is built in", &f)) return;
    if (f.of[KEY_means]) build_plain(b, f.of[KEY_means], &skill->means);
    if (f.of[KEY_goal]) build_plain(b, f.of[KEY_goal], &skill->goal);
}

static void build_skill(builder *b, const tree *t, story_skill *skill)
{
    const char *axes[STORY_AXES];
    uint32_t axis;
    for (uint32_t i = 0; i < STORY_AXES; i++)
        axes[i] = story_axis_word(i);
    build_fields f;
    if (!build_gather(b, t, IN_SKILL, "a skill", &f)) return;
    if ((t = build_must(b, &f, KEY_name, "a skill"))) build_plain(b, t, &skill->name);
    if ((t = build_must(b, &f, KEY_axis, "a skill")) && build_word(b, t, axes, STORY_AXES, &axis))
        skill->axis = (uint8_t)axis;
    if (f.of[KEY_means]) build_plain(b, f.of[KEY_means], &skill->means);
    if (f.of[KEY_goal]) build_plain(b, f.of[KEY_goal], &skill->goal);
}

void build_skills(builder *b)
{
    for (uint32_t i = 0; i < b->def->skill_count && !b->stop; i++) {
        story_skill *skill = &b->def->skills[i];
        const tree *t = b->tables->skills[i];
        skill->used = b->tables->has_scripts;
        if (t && story_skill_built_in(i))
            build_skill_words(b, t, skill);
        else if (t)
            build_skill(b, t, skill);
    }
}

void build_people(builder *b)
{
    for (uint32_t i = 0; i < b->def->person_count && !b->stop; i++) {
        story_person *person = &b->def->people[i];
        build_fields f;
        if (!build_gather(b, b->tables->people[i], IN_PERSON, "somebody of the cast", &f)) continue;
        const tree *name = build_must(b, &f, KEY_name, "somebody of the cast");
        if (name) build_text(b, name, &person->name);
        if (f.of[KEY_role]) build_text(b, f.of[KEY_role], &person->role);
        if (f.of[KEY_portrait]) build_picture(b, f.of[KEY_portrait], &person->portrait);
    }
    const tree *player = b->tables->parts[0].of[KEY_player];
    if (player && !b->stop) build_player(b, player);
}

static void build_event(builder *b, const tree *t, story_event *out)
{
    build_fields f;
    out->effect.ending = -1;
    if (!build_gather(b, t, IN_EVENT, "an event", &f)) return;
    if (f.of[KEY_at]) build_time(b, f.of[KEY_at], true, &out->at);
    if (f.of[KEY_every]) build_duration(b, f.of[KEY_every], 1, &out->every);
    build_when(b, f.of[KEY_if], &out->when);
    if (f.of[KEY_lua]) build_function(b, f.of[KEY_lua], &out->lua);
    if (b->stop) return;
    build_lines(b, f.of[KEY_lines], &out->effect);
    build_effect(b, &f, &out->effect);
}

void build_events(builder *b)
{
    for (uint32_t i = 0; i < b->def->event_count && !b->stop; i++)
        build_event(b, b->tables->events[i], &b->def->events[i]);
}

static void build_ending(builder *b, const tree *t, story_ending *out)
{
    static const char *const KINDS[] = {"yes",     "conditions", "second_interview", "waitlist",
                                        "no_open", "no_closed",  "not_reached",      "not_called"};
    build_fields f;
    out->effect.ending = -1;
    if (!build_gather(b, t, IN_ENDING, "an ending", &f)) return;
    const tree *title = build_must(b, &f, KEY_title, "an ending");
    uint32_t kind;
    if (title) build_text(b, title, &out->title);
    if (f.of[KEY_kind] && build_word(b, f.of[KEY_kind], KINDS, sizeof KINDS / sizeof *KINDS, &kind))
        out->kind = KINDS[kind];
    if (f.of[KEY_learn]) build_text(b, f.of[KEY_learn], &out->learn);
    /* Without the key it never holds, so what always holds needs an expression of its own. */
    const tree *complete = f.of[KEY_complete];
    if (complete && complete->kind == TREE_BOOL)
        build_value(b, complete, BUILD_GIVES_YES, "a condition", &out->complete);
    else
        build_when(b, complete, &out->complete);
    if (b->stop) return;
    build_lines(b, f.of[KEY_lines], &out->effect);
    build_effect(b, &f, &out->effect);
}

void build_endings(builder *b)
{
    for (uint32_t i = 0; i < b->def->ending_count && !b->stop; i++)
        build_ending(b, b->tables->endings[i], &b->def->endings[i]);
}

#include "story/story_attempt.h"

#include <string.h>

void story_attempt_release(story_attempt *a)
{
    arena_release(&a->mem);
    *a = (story_attempt){0};
}

static const char *copied(story_attempt *a, const char *text, err *e)
{
    return arena_text(&a->mem, text, strlen(text), e);
}

static bool grow(story_attempt *a, err *e)
{
    if (a->input_count == STORY_MOST_INPUTS)
        return err_set(e, ERR_LIMIT, "an attempt may have %u inputs at most", STORY_MOST_INPUTS);
    if (a->input_count < a->input_cap) return true;
    uint32_t cap = a->input_cap ? a->input_cap * 2 : 32;
    story_input *inputs = arena_array(&a->mem, cap, sizeof *inputs, e);
    if (!inputs) return false;
    if (a->input_count) memcpy(inputs, a->inputs, a->input_count * sizeof *inputs);
    a->inputs = inputs;
    a->input_cap = cap;
    return true;
}

bool story_attempt_add(story_attempt *a, const char *scene, const char *choice, const char *words,
                       uint64_t hash, err *e)
{
    if (!grow(a, e)) return false;
    story_input one = {.hash = hash};
    one.scene = copied(a, scene, e);
    one.choice = copied(a, choice, e);
    one.words = words ? copied(a, words, e) : NULL;
    if (!one.scene || !one.choice || (words && !one.words)) return false;
    a->inputs[a->input_count++] = one;
    return true;
}

void story_attempt_cut(story_attempt *a, uint32_t count)
{
    if (count < a->input_count) a->input_count = count;
}

/* ---- writing ---- */
static bool add_member(strbuf *out, const char *key, const char *text, err *e)
{
    return strbuf_addf(out, e, "  \"%s\": ", key) && strbuf_add_json(out, text, e) &&
           strbuf_add(out, ",\n", e);
}

static bool add_hash(strbuf *out, const char *before, uint64_t hash, const char *after, err *e)
{
    return strbuf_addf(out, e, "%s\"%016llx\"%s", before, (unsigned long long)hash, after);
}

static bool add_picks(const story_attempt *a, strbuf *out, err *e)
{
    if (a->pick_count == 0) return true;
    bool ok = strbuf_add(out, "  \"picks\": {", e);
    for (uint32_t i = 0; ok && i < a->pick_count; i++)
        ok = strbuf_add(out, i ? ", " : " ", e) && strbuf_add_json(out, a->picks[i].variable, e) &&
             strbuf_add(out, ": ", e) && strbuf_add_json(out, a->picks[i].value, e);
    return ok && strbuf_add(out, " },\n", e);
}

static bool add_rating(const story_attempt *a, strbuf *out, err *e)
{
    if (!a->rated) return true;
    bool ok = strbuf_add(out, "  \"rated\": {", e);
    for (uint32_t i = 0; ok && i < STORY_AXES; i++)
        ok = strbuf_addf(out, e, "%s\"%s\": %d", i ? ", " : " ", story_axis_word(i),
                         (int)a->guesses[i]);
    return ok && strbuf_add(out, " },\n", e);
}

static bool add_input(const story_input *in, strbuf *out, err *e)
{
    bool ok = strbuf_add(out, "    { \"scene\": ", e) && strbuf_add_json(out, in->scene, e) &&
              strbuf_add(out, ", \"choice\": ", e) && strbuf_add_json(out, in->choice, e);
    if (ok && in->words)
        ok = strbuf_add(out, ", \"words\": ", e) && strbuf_add_json(out, in->words, e);
    return ok && add_hash(out, ", \"hash\": ", in->hash, " }", e);
}

bool story_attempt_write(const story_attempt *a, strbuf *out, err *e)
{
    bool ok = strbuf_add(out, "{\n  \"format\": 1,\n", e) &&
              add_member(out, "attempt", a->id ? a->id : "", e) &&
              add_member(out, "scenario", a->scenario ? a->scenario : "", e) &&
              add_hash(out, "  \"scenario_hash\": ", a->scenario_hash, ",\n", e) &&
              strbuf_addf(out, e, "  \"seed\": %llu,\n", (unsigned long long)a->seed);
    if (ok && a->begun) ok = add_member(out, "begun", a->begun, e);
    if (ok && a->parent)
        ok = strbuf_add(out, "  \"parent\": { \"attempt\": ", e) &&
             strbuf_add_json(out, a->parent, e) &&
             strbuf_addf(out, e, ", \"inputs\": %u },\n", a->parent_inputs);
    ok = ok && add_picks(a, out, e) &&
         add_hash(out, "  \"begin_hash\": ", a->begin_hash, ",\n", e) && add_rating(a, out, e) &&
         strbuf_add(out, "  \"inputs\": [", e);
    for (uint32_t i = 0; ok && i < a->input_count; i++)
        ok = strbuf_add(out, i ? ",\n" : "\n", e) && add_input(&a->inputs[i], out, e);
    return ok && strbuf_add(out, a->input_count ? "\n  ]\n}\n" : "]\n}\n", e);
}

/* ---- reading ---- */
typedef struct reader {
    story_attempt *a;
    problems *p;
    uint16_t source;
    bool good;
    err *e;
} reader;

/* Returns false only when the problem could not be recorded. */
static bool wrong(reader *r, const tree *at, const char *what)
{
    r->good = false;
    return problems_add(r->p, PROBLEM_ATTEMPT_FORM, r->source, at ? at->at : PROBLEMS_WHOLE, r->e,
                        "this attempt cannot be used: %s. If it was edited or cut short, take the "
                        "original again",
                        what);
}

static bool read_text(reader *r, const tree *map, const char *key, bool must, const char **out)
{
    char what[100];
    const tree *t = tree_get(map, key);
    *out = NULL;
    if (!t && !must) return true;
    if (!t || t->kind != TREE_TEXT) {
        strbuf words = {0};
        bool ok = strbuf_addf(&words, r->e, "\"%s\" %s", key, t ? "must be a text" : "is missing");
        size_t len = ok ? words.len : 0;
        memcpy(what, strbuf_text(&words), len < sizeof what ? len + 1 : sizeof what);
        what[sizeof what - 1] = '\0';
        strbuf_release(&words);
        return ok && wrong(r, t ? t : map, what);
    }
    *out = copied(r->a, t->text, r->e);
    return *out != NULL;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

static bool read_hash(reader *r, const tree *map, const char *key, uint64_t *out)
{
    const tree *t = tree_get(map, key);
    bool form = t && t->kind == TREE_TEXT && t->count == 16;
    *out = 0;
    for (int i = 0; form && i < 16; i++) {
        int digit = hex_digit(t->text[i]);
        form = digit >= 0;
        if (form) *out = *out << 4 | (uint64_t)digit;
    }
    return form ||
           wrong(r, t ? t : map, "a hash (16 digits from 0-9 and a-f) is missing or damaged");
}

bool story_attempt_id(const char *id)
{
    size_t n = 0;
    while (n < 16 && hex_digit(id[n]) >= 0)
        n++;
    return n == 16 && !id[n];
}

static bool read_id(reader *r, const tree *map, const char **out)
{
    if (!read_text(r, map, "attempt", true, out)) return false;
    return !*out || story_attempt_id(*out) ||
           wrong(r, tree_get(map, "attempt"),
                 "the id of an attempt has 16 digits from 0-9 and a-f");
}

static bool read_seed(reader *r, const tree *root)
{
    const tree *t = tree_get(root, "seed");
    bool fits =
        t && t->kind == TREE_INT && t->whole >= 0 && t->whole <= (int64_t)STORY_SEED_LARGEST;
    if (!fits) return wrong(r, t ? t : root, "\"seed\" must be a whole number from 0 to 2^53 - 1");
    r->a->seed = (uint64_t)t->whole;
    return true;
}

static bool read_parent(reader *r, const tree *root)
{
    const tree *t = tree_get(root, "parent");
    if (!t) return true;
    const tree *inputs = tree_get(t, "inputs");
    bool fits = inputs && inputs->kind == TREE_INT && inputs->whole >= 0 &&
                inputs->whole <= STORY_MOST_INPUTS;
    if (!fits) return wrong(r, t, "\"parent\" must hold \"attempt\" and the number of \"inputs\"");
    r->a->parent_inputs = (uint32_t)inputs->whole;
    return read_id(r, t, &r->a->parent);
}

static bool read_picks(reader *r, const tree *root)
{
    const tree *t = tree_get(root, "picks");
    if (!t) return true;
    if (t->kind != TREE_MAP || t->count > STORY_MOST_VARIABLES)
        return wrong(r, t, "\"picks\" must be an object of variables and their values");
    r->a->picks = arena_array(&r->a->mem, t->count ? t->count : 1, sizeof *r->a->picks, r->e);
    if (!r->a->picks) return false;
    for (const tree *m = t->first; m; m = m->next) {
        if (m->kind != TREE_TEXT) return wrong(r, m, "the values of \"picks\" are texts");
        story_named_pick *pick = &r->a->picks[r->a->pick_count];
        pick->variable = copied(r->a, m->key, r->e);
        pick->value = copied(r->a, m->text, r->e);
        if (!pick->variable || !pick->value) return false;
        r->a->pick_count++;
    }
    return true;
}

static bool read_rating(reader *r, const tree *root)
{
    const tree *t = tree_get(root, "rated");
    if (!t) return true;
    for (uint32_t i = 0; i < STORY_AXES; i++) {
        const tree *guess = t->kind == TREE_MAP ? tree_get(t, story_axis_word(i)) : NULL;
        if (!guess || guess->kind != TREE_INT || guess->whole < 0 || guess->whole > 100)
            return wrong(r, t, "\"rated\" must hold tact, speed and honesty, each from 0 to 100");
        r->a->guesses[i] = (int32_t)guess->whole;
    }
    r->a->rated = true;
    return true;
}

static bool read_inputs(reader *r, const tree *root)
{
    const tree *t = tree_get(root, "inputs");
    if (!t || t->kind != TREE_LIST) return wrong(r, t ? t : root, "the list \"inputs\" is missing");
    if (t->count > STORY_MOST_INPUTS) return wrong(r, t, "it has too many inputs");
    for (const tree *m = t->first; m && r->good; m = m->next) {
        const char *scene, *choice, *words;
        uint64_t hash;
        if (m->kind != TREE_MAP) return wrong(r, m, "every input is an object { }");
        if (!read_text(r, m, "scene", true, &scene) || !read_text(r, m, "choice", true, &choice) ||
            !read_text(r, m, "words", false, &words) || !read_hash(r, m, "hash", &hash))
            return false;
        if (r->good && !story_attempt_add(r->a, scene, choice, words, hash, r->e)) return false;
    }
    return true;
}

static bool read_all(reader *r, const tree *root)
{
    const tree *format = tree_get(root, "format");
    if (root->kind != TREE_MAP || !format || format->kind != TREE_INT)
        return wrong(r, root, "it is not an attempt of Rapport (\"format\" is missing)");
    if (format->whole != 1)
        return wrong(r, format, "it was made by a newer version of Rapport (\"format\" is not 1)");
    return read_id(r, root, &r->a->id) && read_text(r, root, "scenario", true, &r->a->scenario) &&
           read_hash(r, root, "scenario_hash", &r->a->scenario_hash) && read_seed(r, root) &&
           read_text(r, root, "begun", false, &r->a->begun) && read_parent(r, root) &&
           read_picks(r, root) && read_hash(r, root, "begin_hash", &r->a->begin_hash) &&
           read_rating(r, root) && read_inputs(r, root);
}

bool story_attempt_read(const tree *t, uint16_t source, story_attempt *a, problems *p, bool *ok,
                        err *e)
{
    reader r = {.a = a, .p = p, .source = source, .good = true, .e = e};
    *a = (story_attempt){0};
    bool worked = read_all(&r, t);
    *ok = worked && r.good;
    if (!*ok) story_attempt_release(a);
    return worked;
}

/* ---- replaying ---- */
static bool pick_value(const story_var *var, const char *text, int32_t *out)
{
    if (var->kind == STORY_VAR_WORD) {
        for (uint32_t i = 0; i < var->word_count; i++)
            if (strcmp(var->words[i].name, text) == 0) {
                *out = (int32_t)i;
                return true;
            }
        return false;
    }
    if (var->kind == STORY_VAR_YES) {
        *out = strcmp(text, "true") == 0;
        return *out || strcmp(text, "false") == 0;
    }
    bool minus = *text == '-';
    int32_t value = 0;
    const char *digit = text + minus;
    if (!*digit) return false;
    for (; *digit; digit++) {
        if (*digit < '0' || *digit > '9' || value > STORY_VALUE_LARGEST) return false;
        value = value * 10 + (*digit - '0');
    }
    *out = minus ? -value : value;
    return *out >= var->min && *out <= var->max;
}

/* How much of a text from a file is shown in a message: it may be of any length. */
static int cut(const char *text)
{
    enum { MOST = 60 };
    int n = 0;
    while (n < MOST && text[n])
        n++;
    if (n == MOST)
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
    return n;
}

bool story_attempt_picks(const story_def *def, const story_attempt *a, story_pick *out,
                         uint32_t *count, char *why, size_t why_size)
{
    bool all = true;
    *count = 0;
    for (uint32_t i = 0; i < a->pick_count; i++) {
        uint32_t variable = story_names_find(&def->var_names, a->picks[i].variable);
        int32_t value;
        if (variable != STORY_NONE && *count < STORY_MOST_VARIABLES &&
            pick_value(&def->vars[variable], a->picks[i].value, &value)) {
            out[(*count)++] = (story_pick){variable, value};
            continue;
        }
        err said = {0};
        err_set(&said, ERR_MISMATCH, "\"%.*s\" cannot be \"%.*s\" in this scenario",
                cut(a->picks[i].variable), a->picks[i].variable, cut(a->picks[i].value),
                a->picks[i].value);
        size_t len = strlen(said.text);
        if (all && why && len < why_size) memcpy(why, said.text, len + 1);
        all = false;
    }
    return all;
}

static void explain(story_replay *out, const err *why)
{
    size_t most = sizeof out->why - 1, len = strlen(why->text);
    if (len > most) len = most;
    memcpy(out->why, why->text, len);
    out->why[len] = '\0';
}

static void stopped(story_replay *out, uint32_t i, const char *scene, const char *choice,
                    const char *what)
{
    err why = {0};
    err_set(&why, ERR_MISMATCH, "input %u (choice \"%.*s\" in scene \"%.*s\") does not fit: %s. %s",
            i + 1, cut(choice), choice, cut(scene), scene, what,
            i ? "All inputs before it were played" : "Nothing was played");
    out->end = STORY_REPLAY_STOPPED;
    explain(out, &why);
}

static void differs(story_replay *out, uint32_t i)
{
    if (out->first_difference != STORY_NONE) return;
    out->first_difference = i;
    err why = {0};
    err_set(&why, ERR_MISMATCH, "every input so far fits, but from %s %u on the scenario %s",
            i ? "input" : "the start, before input", i ? i : 1,
            out->other_version
                ? "now computes something else than when it was recorded"
                : "computes something else than was recorded: the attempt's file was "
                  "changed, or something outside the scenario decides");
    out->end = STORY_REPLAY_CHANGED;
    explain(out, &why);
}

/* A scenario that was changed may fail where it did not: what fits up to there still counts. */
static bool failed(story_replay *out, uint32_t i, const story_input *in, const err *why, err *e)
{
    if (why->code == ERR_NOMEM) return err_nomem(e);
    stopped(out, i, in->scene, in->choice, why->text);
    return true;
}

static bool replay_input(story_run *r, const story_attempt *a, uint32_t i, story_state *s,
                         story_log *log, story_replay *out, err *e)
{
    const story_input *in = &a->inputs[i];
    if (story_over(s)) {
        stopped(out, i, in->scene, in->choice, "the story is over before it");
        return true;
    }
    const char *here = r->def->scenes[s->scene].id;
    if (strcmp(here, in->scene) != 0) {
        err moved = {0};
        err_set(&moved, ERR_MISMATCH, "the story now stands in scene \"%s\"", here);
        stopped(out, i, in->scene, in->choice, moved.text);
        return true;
    }
    story_moment m;
    err why = {0};
    if (!story_look(r, s, &m, &why)) return failed(out, i, in, &why, e);
    uint32_t option = story_moment_find(&m, in->choice);
    if (option == STORY_NONE) {
        stopped(out, i, in->scene, in->choice, "this choice is not there or not open now");
        return true;
    }
    if (!story_step(r, s, &m, option, in->words, log, &why)) return failed(out, i, in, &why, e);
    out->inputs_done = i + 1;
    if (story_state_hash(r->def, s) != in->hash) differs(out, i + 1);
    return true;
}

bool story_attempt_replay(story_run *r, const story_attempt *a, story_state *s, story_log *log,
                          story_replay *out, err *e)
{
    *out = (story_replay){.first_difference = STORY_NONE};
    out->other_version = a->scenario_hash != r->def->hash;
    story_pick picks[STORY_MOST_VARIABLES];
    uint32_t pick_count;
    err unknown = {0};
    bool all =
        story_attempt_picks(r->def, a, picks, &pick_count, unknown.text, sizeof unknown.text);
    if (!story_begin(r, s, a->seed, picks, pick_count, log, e)) return false;
    if (story_state_hash(r->def, s) != a->begin_hash) differs(out, 0);
    if (!all) explain(out, &unknown);
    for (uint32_t i = 0; i < a->input_count && out->end != STORY_REPLAY_STOPPED; i++)
        if (!replay_input(r, a, i, s, log, out, e)) return err_wrap(e, "input %u", i + 1);
    return true;
}

#include "plain.h"

#include "bench.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_CONST, CODE_VAR, CODE_ADD, CODE_SUB, CODE_LT, CODE_GT, CODE_GE, CODE_AND, CODE_END };

typedef struct loader {
    plain_story *out;
    uint32_t choices, sets, code_count, code_cap;
    size_t text_count;
    uint32_t *names; /* scene numbers by hash of the name: open addressing */
    uint32_t mask;
    const char **name_of;
} loader;

static void emit(loader *l, uint32_t op, uint32_t arg)
{
    if (l->code_count == l->code_cap) {
        l->code_cap = l->code_cap ? l->code_cap * 2 : 1024;
        l->out->code = realloc(l->out->code, l->code_cap * sizeof *l->out->code);
        if (!l->out->code) bench_stop("out of memory");
    }
    l->out->code[l->code_count++] = op | arg << 8;
}

static const char *space(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

/* A variable or a number, then more of them joined by + or -. */
static const char *sum(loader *l, const char *at)
{
    uint32_t op = CODE_END;
    for (;;) {
        at = space(at);
        if (*at == 'v') {
            emit(l, CODE_VAR, (uint32_t)(at[1] - '1'));
            at += 2;
        } else {
            char *end;
            emit(l, CODE_CONST, (uint32_t)strtoul(at, &end, 10));
            at = end;
        }
        if (op != CODE_END) emit(l, op, 0);
        at = space(at);
        if (*at != '+' && *at != '-') return at;
        op = *at++ == '+' ? CODE_ADD : CODE_SUB;
    }
}

static uint32_t compile(loader *l, const char *text)
{
    uint32_t first = l->code_count;
    const char *at = text;
    for (bool more = false;; more = true) {
        at = sum(l, at);
        if (*at == '<' || *at == '>') {
            uint32_t op = *at == '<' ? CODE_LT : at[1] == '=' ? CODE_GE : CODE_GT;
            at = sum(l, at + (op == CODE_GE ? 2 : 1));
            emit(l, op, 0);
        }
        if (more) emit(l, CODE_AND, 0);
        if (strncmp(at, "and", 3) != 0) break;
        at += 3;
    }
    emit(l, CODE_END, 0);
    return first;
}

static const char *keep(loader *l, const char *text)
{
    size_t len = strlen(text) + 1;
    char *copy = l->out->texts + l->text_count;
    memcpy(copy, text, len);
    l->text_count += len;
    return copy;
}

static uint32_t hash(const char *name)
{
    uint32_t h = 2166136261u;
    for (; *name; name++)
        h = (h ^ (unsigned char)*name) * 16777619u;
    return h;
}

static uint32_t scene_number(const loader *l, const char *name)
{
    for (uint32_t i = hash(name) & l->mask;; i = (i + 1) & l->mask) {
        if (l->names[i] == PLAIN_NONE) return PLAIN_NONE; /* "end" */
        if (strcmp(l->name_of[l->names[i]], name) == 0) return l->names[i];
    }
}

static void load_set(loader *l, const cJSON *one)
{
    plain_set *set = &l->out->sets[l->sets++];
    const char *value = one->valuestring;
    set->variable = (uint32_t)(one->string[1] - '1');
    set->add = *value == '+' || *value == '-';
    set->code = l->code_count;
    if (!set->add) {
        compile(l, value);
        return;
    }
    emit(l, CODE_CONST, (uint32_t)bench_number(value) & 0xFFFFFF);
    emit(l, CODE_END, 0);
}

static const char *string_of(const cJSON *in, const char *key)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(in, key);
    return found ? found->valuestring : NULL;
}

static void load_scene(loader *l, const cJSON *one, plain_scene *scene)
{
    const cJSON *line = cJSON_GetObjectItemCaseSensitive(one, "lines")->child->child;
    const cJSON *c, *set;
    scene->line = keep(l, line->valuestring);
    scene->first_choice = l->choices;
    cJSON_ArrayForEach(c, cJSON_GetObjectItemCaseSensitive(one, "choices"))
    {
        plain_choice *choice = &l->out->choices[l->choices++];
        const char *when = string_of(c, "if");
        choice->when = when ? compile(l, when) : PLAIN_NONE;
        choice->say = keep(l, string_of(c, "say"));
        choice->to = scene_number(l, string_of(c, "to"));
        choice->first_set = l->sets;
        cJSON_ArrayForEach(set, cJSON_GetObjectItemCaseSensitive(c, "set")) load_set(l, set);
        choice->set_count = l->sets - choice->first_set;
    }
    scene->choice_count = l->choices - scene->first_choice;
}

static void *array(size_t count, size_t size)
{
    void *a = malloc(count * size);
    if (!a) bench_stop("out of memory");
    return a;
}

static void name_scenes(loader *l, const cJSON *scenes)
{
    uint32_t n = 0;
    while (l->mask < l->out->scene_count * 2)
        l->mask = l->mask * 2 + 1;
    l->names = array((size_t)l->mask + 1, sizeof *l->names);
    l->name_of = array(l->out->scene_count, sizeof *l->name_of);
    memset(l->names, 0xFF, ((size_t)l->mask + 1) * sizeof *l->names);
    const cJSON *one;
    cJSON_ArrayForEach(one, scenes)
    {
        uint32_t at = hash(one->string) & l->mask;
        while (l->names[at] != PLAIN_NONE)
            at = (at + 1) & l->mask;
        l->names[at] = n;
        l->name_of[n++] = one->string;
    }
}

static void load_variables(plain_story *out, const cJSON *state)
{
    const cJSON *v = state->child;
    for (int i = 0; i < PLAIN_VARIABLES; i++, v = v->next) {
        out->start[i] = cJSON_GetObjectItemCaseSensitive(v, "start")->valueint;
        out->min[i] = cJSON_GetObjectItemCaseSensitive(v, "min")->valueint;
        out->max[i] = cJSON_GetObjectItemCaseSensitive(v, "max")->valueint;
    }
}

void plain_load(const char *json, size_t len, plain_story *out)
{
    *out = (plain_story){0};
    loader l = {.out = out, .mask = 1};
    cJSON *root = cJSON_ParseWithLength(json, len);
    const cJSON *scenes = cJSON_GetObjectItemCaseSensitive(root, "scenes");
    if (!scenes) bench_stop("cJSON cannot read the generated story");
    out->scene_count = (uint32_t)cJSON_GetArraySize(scenes);
    out->scenes = array(out->scene_count, sizeof *out->scenes);
    out->choices = array((size_t)out->scene_count * 3 + 1, sizeof *out->choices);
    out->sets = array((size_t)out->scene_count * 5, sizeof *out->sets);
    out->texts = array(len, 1);
    load_variables(out, cJSON_GetObjectItemCaseSensitive(root, "state"));
    name_scenes(&l, scenes);
    uint32_t n = 0;
    const cJSON *one;
    cJSON_ArrayForEach(one, scenes) load_scene(&l, one, &out->scenes[n++]);
    free(l.names);
    free(l.name_of);
    cJSON_Delete(root);
    char *texts = realloc(out->texts, l.text_count);
    if (!texts) bench_stop("out of memory");
    /* Shrinking may move the block. */
    ptrdiff_t moved = texts - out->texts;
    for (uint32_t i = 0; moved && i < out->scene_count; i++)
        out->scenes[i].line += moved;
    for (uint32_t i = 0; moved && i < l.choices; i++)
        out->choices[i].say += moved;
    out->texts = texts;
}

void plain_release(plain_story *p)
{
    free(p->scenes);
    free(p->choices);
    free(p->sets);
    free(p->code);
    free(p->texts);
}

/* ---- playing ---- */
static int32_t value(const uint32_t *code, const int32_t *v)
{
    int32_t stack[16];
    int top = 0;
    for (;; code++) {
        uint32_t arg = *code >> 8;
        switch (*code & 0xFF) {
        case CODE_CONST: stack[top++] = (int32_t)(arg << 8) >> 8; break;
        case CODE_VAR: stack[top++] = v[arg]; break;
        case CODE_ADD: top--, stack[top - 1] += stack[top]; break;
        case CODE_SUB: top--, stack[top - 1] -= stack[top]; break;
        case CODE_LT: top--, stack[top - 1] = stack[top - 1] < stack[top]; break;
        case CODE_GT: top--, stack[top - 1] = stack[top - 1] > stack[top]; break;
        case CODE_GE: top--, stack[top - 1] = stack[top - 1] >= stack[top]; break;
        case CODE_AND: top--, stack[top - 1] = stack[top - 1] && stack[top]; break;
        default: return stack[0];
        }
    }
}

/* The choices of the scene that are open, by their place in it. */
static uint32_t open_choices(const plain_story *p, const plain_state *s, uint32_t open[4])
{
    const plain_scene *scene = &p->scenes[s->scene];
    uint32_t count = 0;
    for (uint32_t i = 0; i < scene->choice_count; i++) {
        uint32_t when = p->choices[scene->first_choice + i].when;
        if (when == PLAIN_NONE || value(p->code + when, s->v)) open[count++] = i;
    }
    return count;
}

static void take(const plain_story *p, plain_state *s, uint32_t choice)
{
    const plain_choice *c = &p->choices[p->scenes[s->scene].first_choice + choice];
    int32_t now[PLAIN_VARIABLES];
    for (uint32_t i = 0; i < c->set_count; i++) {
        const plain_set *set = &p->sets[c->first_set + i];
        uint32_t k = set->variable;
        int32_t v = value(p->code + set->code, s->v) + (set->add ? s->v[k] : 0);
        now[i] = v < p->min[k] ? p->min[k] : v > p->max[k] ? p->max[k] : v;
    }
    for (uint32_t i = 0; i < c->set_count; i++)
        s->v[p->sets[c->first_set + i].variable] = now[i];
    s->scene = c->to;
}

static void step(const plain_story *p, plain_state *s, rng *chooser)
{
    uint32_t open[4], count = open_choices(p, s, open);
    take(p, s, open[rng_below(chooser, count)]);
}

void plain_play(const plain_story *p, uint64_t seed, plain_state *s)
{
    rng chooser = plain_chooser(seed);
    memcpy(s->v, p->start, sizeof s->v);
    s->scene = 0;
    for (int i = 0; i < PLAIN_STEPS; i++)
        step(p, s, &chooser);
}

/* ---- exploring ---- */
typedef struct found {
    plain_state *states;
    uint32_t *table; /* number + 1 */
    uint32_t count, cap, table_cap;
} found;

static uint32_t place_of(const found *f, const plain_state *s)
{
    uint64_t h = s->scene;
    for (int i = 0; i < PLAIN_VARIABLES; i++)
        h = (h ^ (uint32_t)s->v[i]) * 0xD6E8FEB86659FD93u;
    uint32_t at = (uint32_t)(h >> 32) & (f->table_cap - 1);
    while (f->table[at] && memcmp(&f->states[f->table[at] - 1], s, sizeof *s) != 0)
        at = (at + 1) & (f->table_cap - 1);
    return at;
}

static void put(found *f, const plain_state *s)
{
    if (f->count == f->cap) {
        f->cap = f->cap ? f->cap * 2 : 1024;
        f->states = realloc(f->states, f->cap * sizeof *f->states);
        if (!f->states) bench_stop("out of memory");
    }
    if (f->count * 2 >= f->table_cap) {
        free(f->table);
        f->table_cap = f->table_cap ? f->table_cap * 2 : 4096;
        f->table = calloc(f->table_cap, sizeof *f->table);
        if (!f->table) bench_stop("out of memory");
        for (uint32_t i = 0; i < f->count; i++)
            f->table[place_of(f, &f->states[i])] = i + 1;
    }
    uint32_t at = place_of(f, s);
    if (f->table[at]) return;
    f->states[f->count] = *s;
    f->table[at] = ++f->count;
}

uint32_t plain_explore(const plain_story *p, uint32_t depth, uint64_t *transitions, size_t *bytes)
{
    found f = {0};
    plain_state s = {0};
    memcpy(s.v, p->start, sizeof s.v);
    put(&f, &s);
    *transitions = 0;
    uint32_t next = 0;
    for (uint32_t layer = 0; layer < depth; layer++)
        for (uint32_t end = f.count; next < end; next++) {
            uint32_t open[4], count = open_choices(p, &f.states[next], open);
            for (uint32_t i = 0; i < count; i++) {
                s = f.states[next];
                take(p, &s, open[i]);
                put(&f, &s);
            }
            *transitions += count;
        }
    *bytes = f.cap * sizeof *f.states + f.table_cap * sizeof *f.table;
    free(f.states);
    free(f.table);
    return f.count;
}

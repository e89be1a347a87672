#include "cli/cli_args.h"

#include "base/base_problems.h"

#include <string.h>

typedef struct own_and_shared {
    const cli_option *own, *shared;
} own_and_shared;

static uint32_t option_count(const cli_option *table)
{
    uint32_t count = 0;
    while (table && table[count].name)
        count++;
    return count;
}

static const char *next_name(void *self, uint32_t i)
{
    const own_and_shared *t = self;
    uint32_t own = option_count(t->own);
    if (i < own) return t->own[i].name;
    return i - own < option_count(t->shared) ? t->shared[i - own].name : NULL;
}

static const cli_option *find_in(const cli_option *table, const char *name, size_t len)
{
    for (const cli_option *o = table; o && o->name; o++)
        if (strlen(o->name) == len && !memcmp(o->name, name, len)) return o;
    return NULL;
}

static bool unknown_option(const own_and_shared *t, const char *where, const char *arg, err *e)
{
    own_and_shared copy = *t;
    const char *dashes = arg[1] == '-' ? arg + 2 : arg + 1;
    const char *nearest = problems_nearest(dashes, next_name, &copy);
    if (nearest)
        return err_set(e, ERR_ARG, "%s has no option %s. Did you mean --%s?", where, arg, nearest);
    return err_set(e, ERR_ARG, "%s has no option %s. `%s --help` lists them.", where, arg, where);
}

/* Takes the option at argv[*i], and its value, which may be the following word. */
static bool read_option(int argc, char **argv, int *i, int skip, const own_and_shared *t,
                        const char *where, cli_args *out, err *e)
{
    const char *arg = argv[*i];
    if (!strcmp(arg, "-h")) arg = "--help";
    const char *name = arg + 2;
    size_t len = strcspn(name, "=");
    const cli_option *o = NULL;
    if (arg[1] == '-') o = find_in(t->own, name, len);
    if (arg[1] == '-' && !o) o = find_in(t->shared, name, len);
    if (!o) return unknown_option(t, where, arg, e);
    const char *value = name[len] == '=' ? name + len + 1 : NULL;
    if (!o->value && value)
        return err_set(e, ERR_ARG, "--%s stands alone; leave out %s.", o->name, name + len);
    if (o->value && !value) {
        int next = *i + 1 == skip ? *i + 2 : *i + 1;
        if (next >= argc)
            return err_set(e, ERR_ARG, "--%s needs a value: --%s %s.", o->name, o->name, o->value);
        value = argv[next];
        *i = next;
    }
    out->given[out->given_count++] = (cli_given){o, value ? value : ""};
    return true;
}

bool cli_args_read(int argc, char **argv, int skip, const cli_option *own, const cli_option *shared,
                   const char *where, cli_args *out, err *e)
{
    own_and_shared t = {own, shared};
    bool options = true;
    size_t most = argc > 0 ? (size_t)argc : 1;
    *out = (cli_args){0};
    out->given = arena_array(&out->mem, most, sizeof *out->given, e);
    out->words = arena_array(&out->mem, most, sizeof *out->words, e);
    if (!out->given || !out->words) goto failed;
    for (int i = 1; i < argc; i++) {
        if (i == skip) continue;
        const char *arg = argv[i];
        if (options && !strcmp(arg, "--")) {
            options = false;
        } else if (options && arg[0] == '-' && arg[1]) {
            if (!read_option(argc, argv, &i, skip, &t, where, out, e)) goto failed;
        } else {
            out->words[out->word_count++] = arg;
        }
    }
    return true;
failed:
    cli_args_release(out);
    return false;
}

/* Whether the word after this one is its value. */
static bool takes_next(const cli_option *const *tables, const char *arg)
{
    for (; arg[1] == '-' && *tables; tables++) {
        const cli_option *o = find_in(*tables, arg + 2, strlen(arg + 2));
        if (o) return o->value != NULL;
    }
    return false;
}

int cli_args_first_word(int argc, char **argv, const cli_option *const *tables)
{
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        if (!strcmp(arg, "--")) return i + 1 < argc ? i + 1 : 0;
        if (arg[0] != '-' || !arg[1]) return i;
        if (takes_next(tables, arg)) i++;
    }
    return 0;
}

void cli_args_release(cli_args *a)
{
    arena_release(&a->mem);
    *a = (cli_args){0};
}

const char *cli_args_nth(const cli_args *a, const char *name, uint32_t i)
{
    for (uint32_t g = 0; g < a->given_count; g++)
        if (!strcmp(a->given[g].option->name, name) && i-- == 0) return a->given[g].value;
    return NULL;
}

bool cli_args_has(const cli_args *a, const char *name)
{
    return cli_args_nth(a, name, 0) != NULL;
}

const char *cli_args_text(const cli_args *a, const char *name)
{
    const char *last = NULL, *value;
    for (uint32_t i = 0; (value = cli_args_nth(a, name, i)); i++)
        last = value;
    return last;
}

bool cli_number(const char *text, uint64_t *number)
{
    uint64_t n = 0;
    if (!*text) return false;
    for (const char *c = text; *c; c++) {
        if (*c < '0' || *c > '9') return false;
        uint64_t digit = (uint64_t)(*c - '0');
        if (n > (UINT64_MAX - digit) / 10) return false;
        n = n * 10 + digit;
    }
    *number = n;
    return true;
}

bool cli_args_number(const cli_args *a, const char *name, uint64_t least, uint64_t most,
                     uint64_t *number, err *e)
{
    const char *text = cli_args_text(a, name);
    uint64_t n = 0;
    if (!text) return true;
    if (!cli_number(text, &n) || n < least || n > most)
        return err_set(e, ERR_ARG, "--%s wants a whole number from %llu to %llu, not \"%s\".", name,
                       (unsigned long long)least, (unsigned long long)most, text);
    *number = n;
    return true;
}

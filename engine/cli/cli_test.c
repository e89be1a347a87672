#include "cli/cli_internal.h"

#include "base/base_file.h"
#include "cli/cli_script.h"

#include <stdio.h>
#include <string.h>

enum { PLAY_LARGEST = 1 << 20 };

typedef struct testing {
    cli *c;
    scenario *scenario;
    const char *folder; /* expect/ of the scenario at hand */
    uint32_t passed, failed, plays;
} testing;

/* One play being checked. */
typedef struct trial {
    session *play;
    const char *file;
    uint32_t failures;
} trial;

static bool fail(trial *t, uint32_t line, const char *expected, const char *found, err *e)
{
    strbuf out = {0};
    t->failures++;
    bool ok =
        strbuf_addf(&out, e, "%s:%u: expected %s, found %s\n", t->file, line, expected, found) &&
        cli_flush(&out, e);
    strbuf_release(&out);
    return ok;
}

/* ---- what a check finds ---- */

/* "trust" of "trust >= 60": when a check begins with a name, the name's value is told. */
static bool tell_found(session *play, const char *check, strbuf *found, err *e)
{
    size_t len = strspn(check, "abcdefghijklmnopqrstuvwxyz0123456789_.");
    strbuf name = {0}, value = {0};
    err ignored = {0};
    bool ok = strbuf_addn(&name, check, len, e);
    bool told = ok && len && session_value(play, strbuf_text(&name), &value, &ignored);
    if (ok)
        ok = told ? strbuf_addf(found, e, "%s is %s", strbuf_text(&name), strbuf_text(&value))
                  : strbuf_add(found, "that it does not hold", e);
    strbuf_release(&name);
    strbuf_release(&value);
    return ok;
}

static bool check_expression(trial *t, const cli_step *step, err *e)
{
    bool yes = false, ok;
    err why = {0};
    if (!session_holds(t->play, step->text, &yes, &why))
        return why.code != ERR_NOMEM ? fail(t, step->line, step->text, why.text, e) : err_nomem(e);
    if (yes) return true;
    strbuf found = {0};
    ok = tell_found(t->play, step->text, &found, e) &&
         fail(t, step->line, step->text, strbuf_text(&found), e);
    strbuf_release(&found);
    return ok;
}

static bool was_said(const session_view *v, const char *text)
{
    for (uint32_t i = v->line_count - v->new_lines; i < v->line_count; i++)
        if (strstr(v->lines[i].text, text)) return true;
    return false;
}

/* Everything shown since the last choice, on one line. */
static bool add_said(const session_view *v, strbuf *out, err *e)
{
    bool any = false;
    for (uint32_t i = v->line_count - v->new_lines; i < v->line_count; i++) {
        if (!*v->lines[i].text) continue;
        if (!strbuf_addf(out, e, "%s%s", any ? " / " : "\"", v->lines[i].text)) return false;
        any = true;
    }
    return strbuf_add(out, any ? "\"" : "nothing", e);
}

static bool check_says(trial *t, const cli_step *step, const char *quoted, bool wanted, err *e)
{
    const session_view *v = session_look(t->play);
    size_t len = strlen(quoted);
    if (len < 3 || quoted[0] != '"' || quoted[len - 1] != '"')
        return fail(t, step->line, "a text in quotes after `says`", quoted, e);
    strbuf text = {0}, found = {0};
    bool ok = strbuf_addn(&text, quoted + 1, len - 2, e);
    if (ok && was_said(v, strbuf_text(&text)) != wanted)
        ok = add_said(v, &found, e) && fail(t, step->line, step->text, strbuf_text(&found), e);
    strbuf_release(&text);
    strbuf_release(&found);
    return ok;
}

static bool check_ending(trial *t, const cli_step *step, const char *name, err *e)
{
    strbuf expression = {0};
    bool yes = false;
    err why = {0};
    bool ok = strbuf_addf(&expression, e, "ending == \"%s\"", name);
    bool read = ok && session_holds(t->play, strbuf_text(&expression), &yes, &why);
    strbuf_release(&expression);
    if (!ok || (read && yes)) return ok;
    if (!read) return fail(t, step->line, step->text, why.text, e);
    strbuf found = {0};
    ok = strbuf_add(&found, "the ending ", e) && session_value(t->play, "ending", &found, e) &&
         fail(t, step->line, step->text, strbuf_text(&found), e);
    strbuf_release(&found);
    return ok;
}

static const char *after_word(const char *text, const char *word)
{
    size_t len = strlen(word);
    if (strncmp(text, word, len) != 0 || text[len] != ' ') return NULL;
    return text + len + strspn(text + len, " ");
}

static bool check(trial *t, const cli_step *step, err *e)
{
    const char *text = step->text, *rest;
    const char *denied = after_word(text, "not");
    bool over = session_look(t->play)->over;
    if ((rest = after_word(text, "says"))) return check_says(t, step, rest, true, e);
    if (denied && (rest = after_word(denied, "says"))) return check_says(t, step, rest, false, e);
    if ((rest = after_word(text, "ending")) && *rest >= 'a' && *rest <= 'z')
        return check_ending(t, step, rest, e);
    if (!strcmp(text, "over"))
        return over || fail(t, step->line, "the story to be over", "that it goes on", e);
    if (denied && !strcmp(denied, "over"))
        return !over || fail(t, step->line, "the story to go on", "that it is over", e);
    return check_expression(t, step, e);
}

/* ---- playing ---- */

/* A choice that cannot be taken ends the play: what follows would mean something else. */
static bool run_steps(trial *t, const cli_script *script, err *e)
{
    const char *words = NULL;
    for (uint32_t i = 0; i < script->count; i++) {
        const cli_step *step = &script->steps[i];
        if (step->kind == CLI_STEP_WORDS) words = step->text;
        if (step->kind == CLI_STEP_EXPECT && !check(t, step, e)) return false;
        if (step->kind != CLI_STEP_CHOICE) continue;
        err why = {0};
        if (!cli_step_choose(t->play, t->file, step, words, &why)) {
            if (why.code == ERR_NOMEM) return err_nomem(e);
            printf("%s\n", why.text);
            t->failures++;
            return true;
        }
        words = NULL;
    }
    return true;
}

static bool run_play(testing *k, const char *file, const cli_script *script, bool *passed, err *e)
{
    session_options o = {.has_seed = true,
                         .seed = script->has_seed ? script->seed : 1,
                         .picks = script->pick_count ? script->picks : NULL};
    err why = {0};
    trial t = {.file = file};
    t.play = session_begin(k->c->places, k->scenario, &o, &why);
    bool ok = true;
    if (!t.play) {
        if (why.code == ERR_NOMEM) return err_nomem(e);
        printf("%s: %s\n", file, why.text);
        t.failures++;
    } else {
        ok = run_steps(&t, script, e);
    }
    session_free(t.play);
    *passed = t.failures == 0;
    return ok;
}

static bool test_file(void *self, const char *name, err *e)
{
    testing *k = self;
    size_t len = strlen(name);
    if (len < 5 || strcmp(name + len - 4, ".txt") != 0) return true;
    strbuf path = {0}, text = {0};
    cli_script script = {0};
    err why = {0};
    bool passed = false;
    bool ok = file_join(&path, k->folder, name, e);
    bool read = ok && file_read(strbuf_text(&path), PLAY_LARGEST, &text, &why) &&
                cli_script_read(strbuf_text(&path), strbuf_text(&text), text.len, &script, &why);
    if (read)
        ok = run_play(k, strbuf_text(&path), &script, &passed, e);
    else if (ok)
        printf("%s\n", why.text);
    *(passed ? &k->passed : &k->failed) += 1;
    k->plays++;
    cli_script_release(&script);
    strbuf_release(&path);
    strbuf_release(&text);
    return ok;
}

static bool test_plays(testing *k, const char *where, err *e)
{
    strbuf folder = {0}, expect = {0};
    uint32_t before = k->plays;
    bool ok = cli_scenario_folder(k->c, where, &folder, e) &&
              file_join(&expect, strbuf_text(&folder), "expect", e);
    k->folder = strbuf_text(&expect);
    if (ok && file_is_folder(k->folder)) ok = file_list(k->folder, test_file, k, e);
    if (ok && k->plays == before) printf("%s: nothing is in expect/ to be played\n", where);
    strbuf_release(&folder);
    strbuf_release(&expect);
    return ok;
}

static bool test_one(void *self, const char *where, err *e)
{
    testing *k = self;
    err why = {0};
    k->scenario = NULL;
    if (!cli_open_scenario(k->c, where, &k->scenario, &why)) {
        if (why.code != ERR_FORMAT) return err_set(e, why.code, "%s", why.text);
        cli_complain(why.text);
        k->failed++;
        return true;
    }
    bool ok = test_plays(k, where, e);
    scenario_close(k->scenario);
    return ok;
}

int cli_test(cli *c, err *e)
{
    testing k = {.c = c};
    for (uint32_t i = 0; i < c->args->word_count; i++)
        if (!cli_each_scenario(c->args->words[i], test_one, &k, e)) return CLI_FAILED;
    printf("%u passed, %u failed\n", k.passed, k.failed);
    return k.failed ? CLI_NO : CLI_GOOD;
}

/* Any text as a script, as the body of a scene and as an expression. The limits are small, so that
 * a loop costs the fuzzer little; a wrong ending is a crash, a leak or an error that says nothing.
 */
#include "host/host.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const host_limits SMALL = {.memory = (size_t)2 << 20, .steps = 20000, .milliseconds = 2000};

static void check(bool ok, const err *e)
{
    if (!ok && (e->code == ERR_NONE || !e->text[0])) abort();
}

static void as_script(const char *text, size_t size)
{
    err e = {0};
    host *h = host_new(&SMALL, NULL, &e);
    if (!h) abort();
    check(host_run(h, "fuzz.lua", text, size, &e), &e);
    host_free(h);
}

static void as_scene(const char *text, size_t size)
{
    static const char BEFORE[] = "function scene(a) ", AFTER[] = "\nend";
    err e = {0};
    strbuf script = {0};
    arena scratch = {0};
    const tree *result;
    story_def def = {.state_size = sizeof(story_state)};
    story_state state = {.seed = 1, .resume = STORY_NONE, .ending = -1};
    host *h = host_new(&SMALL, NULL, &e);
    if (!h || !strbuf_add(&script, BEFORE, &e) || !strbuf_addn(&script, text, size, &e) ||
        !strbuf_add(&script, AFTER, &e))
        abort();
    story_hooks hooks = host_hooks(h);
    if (host_run(h, "fuzz.lua", script.data, script.len, &e))
        check(hooks.call(hooks.self, &def, &state, "scene", NULL, &scratch, &result, &e), &e);
    strbuf_release(&script);
    arena_release(&scratch);
    host_free(h);
}

static void as_expression(const char *text, size_t size)
{
    err e = {0};
    strbuf source = {0};
    char why[200] = "";
    uint32_t fn;
    story_value v;
    story_def def = {.state_size = sizeof(story_state)};
    story_state state = {.seed = 1, .resume = STORY_NONE, .ending = -1};
    host *h = host_new(&SMALL, NULL, &e);
    if (!h || !strbuf_addn(&source, text, size, &e)) abort();
    story_compiler c = host_compiler(h);
    story_hooks hooks = host_hooks(h);
    if (!c.expression(c.self, strbuf_text(&source), &fn, why, sizeof why, &e)) abort();
    if (fn == STORY_NONE && !why[0]) abort();
    if (fn != STORY_NONE) check(hooks.eval(hooks.self, &def, &state, fn, &v, &e), &e);
    strbuf_release(&source);
    host_free(h);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 20000) return 0;
    as_script((const char *)data, size);
    as_scene((const char *)data, size);
    as_expression((const char *)data, size);
    return 0;
}

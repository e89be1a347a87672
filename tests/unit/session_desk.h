#ifndef SESSION_DESK_H
#define SESSION_DESK_H
/* What tests of the session share: a scenario in a folder of its own, a home, and plays of it. */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "session/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct desk {
    char folder[64];
    strbuf data, home, record;
    session_places *places;
    scenario *scenario;
    err e;
} desk;

static inline void desk_put(desk *d, const char *name, const char *text)
{
    strbuf path = {0}, above = {0};
    assert_true(strbuf_addf(&path, NULL, "%s/data/%s", d->folder, name));
    assert_true(strbuf_add(&above, strbuf_text(&path), NULL));
    *strrchr(above.data, '/') = '\0';
    assert_true(file_make_folder(strbuf_text(&above), &d->e));
    assert_true(file_write(strbuf_text(&path), text, strlen(text), &d->e));
    strbuf_release(&path);
    strbuf_release(&above);
}

/* The scenario's id and folder are "talk". Single quotes in `text` become double ones. */
static inline desk desk_set_up(const char *text)
{
    desk d = {.folder = "/tmp/rapport-session-XXXXXX"};
    strbuf json = {0}, report = {0};
    assert_non_null(mkdtemp(d.folder));
    assert_true(strbuf_add(&json, text, NULL));
    for (size_t i = 0; i < json.len; i++)
        if (json.data[i] == '\'') json.data[i] = '"';
    desk_put(&d, "scenarios/talk/scenario.json", strbuf_text(&json));
    assert_true(strbuf_addf(&d.data, NULL, "%s/data", d.folder));
    assert_true(strbuf_addf(&d.home, NULL, "%s/home", d.folder));
    assert_true(strbuf_addf(&d.record, NULL, "%s/record.json", d.folder));
    d.places = session_places_find(strbuf_text(&d.data), strbuf_text(&d.home), &d.e);
    if (!d.places) fail_msg("%s", d.e.text);
    if (!scenario_open(d.places, "talk", &report, &d.scenario, &d.e))
        fail_msg("%s%s", strbuf_text(&report), d.e.text);
    strbuf_release(&json);
    strbuf_release(&report);
    return d;
}

static inline void desk_tear_down(desk *d)
{
    scenario_close(d->scenario);
    session_places_free(d->places);
    strbuf command = {0};
    assert_true(strbuf_addf(&command, NULL, "rm -rf '%s'", d->folder));
    assert_int_equal(system(strbuf_text(&command)), 0);
    strbuf_release(&command);
    strbuf_release(&d->data);
    strbuf_release(&d->home);
    strbuf_release(&d->record);
}

static inline session *desk_begin(desk *d, bool keep, bool record)
{
    session_options o = {.has_seed = true,
                         .seed = 7,
                         .keep = keep,
                         .record = record ? strbuf_text(&d->record) : NULL};
    session *s = session_begin(d->places, d->scenario, &o, &d->e);
    if (!s) fail_msg("%s", d->e.text);
    return s;
}

static inline void desk_choose(desk *d, session *s, const char *choice)
{
    if (!session_choose(s, choice, NULL, &d->e)) fail_msg("%s: %s", choice, d->e.text);
}
#endif

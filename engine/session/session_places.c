#include "session/session_internal.h"

#include "base/base_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef RAPPORT_DATA_REL
#define RAPPORT_DATA_REL "../share/rapport"
#endif
#ifndef RAPPORT_SOURCE_DIR
#define RAPPORT_SOURCE_DIR ""
#endif
#ifndef RAPPORT_BUILD_DIR
#define RAPPORT_BUILD_DIR ""
#endif

/* The folder the running program stands in; empty when the system does not tell. */
static bool program_folder(strbuf *out, err *e)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    if (len <= 0) return strbuf_add(out, "", e);
    path[len] = '\0';
    char *slash = strrchr(path, '/');
    return strbuf_addn(out, path, slash ? (size_t)(slash - path) : 0, e);
}

static bool set_data(session_places *p, const char *data, err *e)
{
    if (!file_join(&p->scenarios, data, "scenarios", e) ||
        !file_join(&p->assets, data, "assets", e) || !file_join(&p->lua, data, "lua", e))
        return false;
    /* In the source tree the modules stand among the other scripts. */
    return file_is_folder(strbuf_text(&p->lua)) || file_join(&p->lua, data, "scripts/lua", e);
}

static bool find_data(session_places *p, err *e)
{
    strbuf program = {0}, data = {0};
    size_t build = strlen(RAPPORT_BUILD_DIR);
    bool ok = program_folder(&program, e);
    if (ok) {
        bool unpacked = build > 0 && strncmp(strbuf_text(&program), RAPPORT_BUILD_DIR, build) == 0;
        ok = unpacked ? strbuf_add(&data, RAPPORT_SOURCE_DIR, e)
                      : file_join(&data, strbuf_text(&program), RAPPORT_DATA_REL, e);
    }
    ok = ok && set_data(p, strbuf_text(&data), e);
    if (ok && !file_is_folder(strbuf_text(&p->scenarios)))
        ok = err_set(
            e, ERR_MISSING,
            "the scenarios that come with Rapport are not at %s. Install again, or name the "
            "folder with --data",
            strbuf_text(&p->scenarios));
    strbuf_release(&program);
    strbuf_release(&data);
    return ok;
}

static bool find_home(session_places *p, err *e)
{
    const char *own = getenv("RAPPORT_HOME"), *data = getenv("XDG_DATA_HOME");
    const char *user = getenv("HOME");
    if (own && *own) return strbuf_add(&p->home, own, e);
    if (data && *data) return file_join(&p->home, data, "rapport", e);
    if (user && *user) return file_join(&p->home, user, ".local/share/rapport", e);
    return err_set(e, ERR_MISSING,
                   "there is no home folder to keep your attempts in; name one with --home");
}

session_places *session_places_find(const char *data, const char *home, err *e)
{
    session_places *p = base_alloc(sizeof *p);
    if (!p) {
        err_nomem(e);
        return NULL;
    }
    bool ok = data ? set_data(p, data, e) : find_data(p, e);
    ok = ok && (home ? strbuf_add(&p->home, home, e) : find_home(p, e));
    if (ok) return p;
    session_places_free(p);
    return NULL;
}

void session_places_free(session_places *p)
{
    if (!p) return;
    strbuf_release(&p->scenarios);
    strbuf_release(&p->assets);
    strbuf_release(&p->lua);
    strbuf_release(&p->home);
    words_release(&p->words);
    base_free(p);
}

/* Appends `name`'s file below `folder` when it is there. */
static bool picture_in(const char *folder, const char *name, const char *mood, strbuf *path, err *e)
{
    strbuf file = {0};
    bool ok = strbuf_addf(&file, e, "art/%s%s%s.svg", name, *mood ? "." : "", mood) &&
              file_join(path, folder, strbuf_text(&file), e);
    strbuf_release(&file);
    if (ok && !file_is_file(strbuf_text(path))) strbuf_clear(path);
    return ok;
}

bool session_picture_file(const session_places *p, const char *folder, const char *name,
                          const char *mood, strbuf *path, err *e)
{
    strbuf_clear(path);
    if (!story_picture_name(name) || (*mood && (!story_picture_name(mood) || strchr(mood, '/'))))
        return true;
    if (folder && !picture_in(folder, name, mood, path, e)) return false;
    return path->len > 0 || picture_in(strbuf_text(&p->assets), name, mood, path, e);
}

const char *session_places_scenarios(const session_places *p)
{
    return strbuf_text(&p->scenarios);
}

const char *session_places_assets(const session_places *p)
{
    return strbuf_text(&p->assets);
}

const char *session_places_home(const session_places *p)
{
    return strbuf_text(&p->home);
}

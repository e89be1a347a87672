/* Which font files this machine has. */
#include "base/base_file.h"
#include "base/base_mem.h"
#include "base/base_strbuf.h"
#include "ui/ui_font_internal.h"

enum { SEARCH_DEPTH = 3 }; /* folders below a font folder, for "any font at all" */

/* Debian and Ubuntu, Fedora, Arch, then where people put fonts by hand. */
static const char *const folders[] = {
    "/usr/share/fonts/opentype/inter",
    "/usr/share/fonts/truetype/inter",
    "/usr/share/fonts/rsms-inter-fonts",
    "/usr/share/fonts/inter",
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/truetype/andika",
    "/usr/share/fonts/sil-andika-fonts",
    "/usr/share/fonts/opentype/opendyslexic",
    "/usr/share/fonts/opendyslexic",
    "/usr/share/fonts/TTF",
    "/usr/share/fonts/OTF",
    "/usr/local/share/fonts",
};

static const char *const roots[] = {"/usr/share/fonts", "/usr/local/share/fonts"};

/* First name that is there wins. */
static const struct {
    ui_typeface typeface;
    ui_face face;
    const char *name;
} names[] = {
    {UI_INTER, UI_REGULAR, "Inter-Regular.otf"},
    {UI_INTER, UI_REGULAR, "Inter-Regular.ttf"},
    {UI_INTER, UI_REGULAR, "Inter.ttc"},
    {UI_INTER, UI_REGULAR, "InterVariable.ttf"},
    {UI_INTER, UI_REGULAR, "Inter[opsz,wght].ttf"},
    {UI_INTER, UI_SEMI, "Inter-SemiBold.otf"},
    {UI_INTER, UI_SEMI, "Inter-SemiBold.ttf"},
    {UI_INTER, UI_BOLD, "Inter-Bold.otf"},
    {UI_INTER, UI_BOLD, "Inter-Bold.ttf"},
    {UI_INTER, UI_ITALIC, "Inter-Italic.otf"},
    {UI_INTER, UI_ITALIC, "Inter-Italic.ttf"},
    {UI_INTER, UI_ITALIC, "InterVariable-Italic.ttf"},
    {UI_DEJAVU, UI_REGULAR, "DejaVuSans.ttf"},
    {UI_DEJAVU, UI_SEMI, "DejaVuSans-Bold.ttf"},
    {UI_DEJAVU, UI_BOLD, "DejaVuSans-Bold.ttf"},
    {UI_DEJAVU, UI_ITALIC, "DejaVuSans-Oblique.ttf"},
    {UI_ANDIKA, UI_REGULAR, "Andika-Regular.ttf"},
    {UI_ANDIKA, UI_SEMI, "Andika-SemiBold.ttf"},
    {UI_ANDIKA, UI_BOLD, "Andika-Bold.ttf"},
    {UI_ANDIKA, UI_ITALIC, "Andika-Italic.ttf"},
    {UI_DYSLEXIC, UI_REGULAR, "OpenDyslexic-Regular.otf"},
    {UI_DYSLEXIC, UI_REGULAR, "OpenDyslexic-Regular.ttf"},
    {UI_DYSLEXIC, UI_BOLD, "OpenDyslexic-Bold.otf"},
    {UI_DYSLEXIC, UI_BOLD, "OpenDyslexic-Bold.ttf"},
    {UI_DYSLEXIC, UI_ITALIC, "OpenDyslexic-Italic.otf"},
    {UI_DYSLEXIC, UI_ITALIC, "OpenDyslexic-Italic.ttf"},
};

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    char *made = base_alloc(size);
    if (made) memcpy(made, text, size);
    return made;
}

/* Takes folder/name for every face of the typeface still without a file. */
static bool look_in(ui_fonts *f, ui_typeface typeface, const char *folder, err *e)
{
    bool ok = false;
    strbuf path = {0};
    if (file_is_folder(folder)) {
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            face_file *file = &f->files[typeface][names[i].face];
            if (names[i].typeface != typeface || file->path) continue;
            if (!file_join(&path, folder, names[i].name, e)) goto done;
            if (!file_is_file(strbuf_text(&path))) continue;
            file->path = copy(strbuf_text(&path));
            if (!file->path) {
                err_nomem(e);
                goto done;
            }
        }
    }
    ok = true;
done:
    strbuf_release(&path);
    return ok;
}

/* Fonts that someone installed for themselves alone. */
static bool look_at_home(ui_fonts *f, ui_typeface typeface, err *e)
{
    const char *home = getenv("HOME");
    strbuf path = {0};
    bool ok = !home || !*home ||
              (file_join(&path, home, ".local/share/fonts", e) &&
               look_in(f, typeface, strbuf_text(&path), e));
    strbuf_release(&path);
    return ok;
}

typedef struct any_font {
    const char *folder;
    int depth;
    strbuf found;
} any_font;

static bool list_fonts(any_font *any, err *e);

static bool ends_with(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

static bool look_for_any(void *self, const char *name, err *e)
{
    any_font *any = self;
    bool ok = false;
    strbuf path = {0};
    if (any->found.len > 0) return true;
    if (!file_join(&path, any->folder, name, e)) goto done;
    const char *text = strbuf_text(&path);
    if (!file_is_folder(text)) {
        bool font = ends_with(name, ".ttf") || ends_with(name, ".otf");
        ok = !font || strbuf_add(&any->found, text, e);
    } else {
        any_font inside = {text, any->depth - 1, {0}};
        ok = any->depth == 0 || list_fonts(&inside, e);
        strbuf_release(&any->found);
        any->found = inside.found;
    }
done:
    strbuf_release(&path);
    return ok;
}

/* A folder that may not be read is passed over. */
static bool list_fonts(any_font *any, err *e)
{
    err own = {0};
    if (file_list(any->folder, look_for_any, any, &own) || own.code != ERR_NOMEM) return true;
    return err_nomem(e);
}

static bool any_in(ui_fonts *f, const char *folder, err *e)
{
    any_font any = {folder, SEARCH_DEPTH, {0}};
    face_file *file = &f->files[UI_INTER][UI_REGULAR];
    if (file->path || !file_is_folder(folder)) return true;
    bool ok = list_fonts(&any, e);
    if (ok && any.found.len > 0) {
        file->path = copy(strbuf_text(&any.found));
        if (!file->path) ok = err_nomem(e);
    }
    strbuf_release(&any.found);
    return ok;
}

/* A typeface without a bold or italic file imitates it from its regular one. */
static bool imitate(face_file files[UI_FACE_COUNT], err *e)
{
    static const int styling[UI_FACE_COUNT] = {
        [UI_SEMI] = TTF_STYLE_BOLD, [UI_BOLD] = TTF_STYLE_BOLD, [UI_ITALIC] = TTF_STYLE_ITALIC};
    if (!files[UI_REGULAR].path) return true;
    for (int face = 0; face < UI_FACE_COUNT; face++) {
        face_file *file = &files[face];
        if (file->path) continue;
        const face_file *from = &files[UI_REGULAR];
        int style = styling[face];
        if (face == UI_SEMI && files[UI_BOLD].path) from = &files[UI_BOLD], style = 0;
        file->path = copy(from->path);
        if (!file->path) return err_nomem(e);
        file->styling = style;
    }
    return true;
}

bool ui_font_find_any(ui_fonts *f, err *e)
{
    if (f->folder) {
        if (!any_in(f, f->folder, e)) return false;
    } else {
        for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
            if (!any_in(f, roots[i], e)) return false;
    }
    return imitate(f->files[UI_INTER], e);
}

bool ui_font_find(ui_fonts *f, ui_typeface typeface, err *e)
{
    if (f->sought[typeface]) return true;
    if (f->folder) {
        if (!look_in(f, typeface, f->folder, e)) return false;
    } else {
        for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
            if (!look_in(f, typeface, folders[i], e)) return false;
        if (!look_at_home(f, typeface, e)) return false;
    }
    f->sought[typeface] = true;
    return imitate(f->files[typeface], e);
}

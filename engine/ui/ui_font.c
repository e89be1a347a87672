#include "ui/ui_font.h"

#include "base/base_file.h"
#include "base/base_mem.h"
#include "base/base_strbuf.h"

#include <SDL_ttf.h>
#include <math.h>

enum { SEARCH_DEPTH = 3 }; /* folders below a font folder, for "any font at all" */

static const struct {
    float size, line;
} sizes[UI_SIZE_COUNT] = {
    [UI_BASE] = {16, 24}, [UI_SMALL] = {13, 18}, [UI_BODY] = {17, 26},
    [UI_HEAD] = {20, 28}, [UI_TITLE] = {32, 40},
};

/* Fonts up to this size are read whole: FreeType reads a file in pieces of a few bytes, thousands
 * of them for the first letters of a size. */
#define FONT_WHOLE ((size_t)4 << 20)

typedef struct face_file {
    char *path;   /* owned; NULL: not there */
    int styling;  /* TTF_STYLE_... to imitate a missing face */
    strbuf bytes; /* of the file, once it was opened; empty when it is too large for that */
} face_file;

typedef struct open_font {
    TTF_Font *font;
    bool tried;
} open_font;

struct ui_fonts {
    face_file files[UI_FAMILY_COUNT][UI_FACE_COUNT];
    open_font open[UI_FAMILY_COUNT][UI_FACE_COUNT][UI_SIZE_COUNT];
    float scale;
};

/* Debian and Ubuntu, Fedora, Arch, then where people put fonts by hand. */
static const char *const folders[] = {
    "/usr/share/fonts/opentype/inter",
    "/usr/share/fonts/truetype/inter",
    "/usr/share/fonts/rsms-inter-fonts",
    "/usr/share/fonts/inter",
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF",
    "/usr/share/fonts/OTF",
    "/usr/local/share/fonts",
};

static const char *const roots[] = {"/usr/share/fonts", "/usr/local/share/fonts"};

/* First name that is there wins; the first file of a row is the face itself, a later row of the
 * same face is imitated with the styling. */
static const struct {
    ui_family family;
    ui_face face;
    const char *name;
    int styling;
} names[] = {
    {UI_MAIN, UI_REGULAR, "Inter-Regular.otf", 0},
    {UI_MAIN, UI_REGULAR, "Inter-Regular.ttf", 0},
    {UI_MAIN, UI_REGULAR, "Inter.ttc", 0},
    {UI_MAIN, UI_REGULAR, "InterVariable.ttf", 0},
    {UI_MAIN, UI_REGULAR, "Inter[opsz,wght].ttf", 0},
    {UI_MAIN, UI_SEMI, "Inter-SemiBold.otf", 0},
    {UI_MAIN, UI_SEMI, "Inter-SemiBold.ttf", 0},
    {UI_MAIN, UI_BOLD, "Inter-Bold.otf", 0},
    {UI_MAIN, UI_BOLD, "Inter-Bold.ttf", 0},
    {UI_MAIN, UI_ITALIC, "Inter-Italic.otf", 0},
    {UI_MAIN, UI_ITALIC, "Inter-Italic.ttf", 0},
    {UI_MAIN, UI_ITALIC, "InterVariable-Italic.ttf", 0},
    {UI_FALLBACK, UI_REGULAR, "DejaVuSans.ttf", 0},
    {UI_FALLBACK, UI_SEMI, "DejaVuSans-Bold.ttf", 0},
    {UI_FALLBACK, UI_BOLD, "DejaVuSans-Bold.ttf", 0},
    {UI_FALLBACK, UI_ITALIC, "DejaVuSans-Oblique.ttf", 0},
};

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    char *made = base_alloc(size);
    if (made) memcpy(made, text, size);
    return made;
}

/* Takes folder/name for every face still without a file. */
static bool look_in(ui_fonts *f, const char *folder, err *e)
{
    bool ok = false;
    strbuf path = {0};
    if (file_is_folder(folder)) {
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            face_file *file = &f->files[names[i].family][names[i].face];
            if (file->path) continue;
            if (!file_join(&path, folder, names[i].name, e)) goto done;
            if (!file_is_file(strbuf_text(&path))) continue;
            file->path = copy(strbuf_text(&path));
            if (!file->path) {
                err_nomem(e);
                goto done;
            }
            file->styling = names[i].styling;
        }
    }
    ok = true;
done:
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

/* Any font at all, for a machine with neither family. */
static bool find_any(ui_fonts *f, const char *folder, err *e)
{
    any_font any = {folder, SEARCH_DEPTH, {0}};
    if (f->files[UI_MAIN][UI_REGULAR].path || !file_is_folder(folder)) return true;
    bool ok = list_fonts(&any, e);
    if (ok && any.found.len > 0) {
        f->files[UI_MAIN][UI_REGULAR].path = copy(strbuf_text(&any.found));
        if (!f->files[UI_MAIN][UI_REGULAR].path) ok = err_nomem(e);
    }
    strbuf_release(&any.found);
    return ok;
}

/* A family without a bold or italic file imitates it from its regular one. */
static bool imitate(ui_fonts *f, ui_family family, err *e)
{
    static const int styling[UI_FACE_COUNT] = {
        [UI_SEMI] = TTF_STYLE_BOLD, [UI_BOLD] = TTF_STYLE_BOLD, [UI_ITALIC] = TTF_STYLE_ITALIC};
    const face_file *regular = &f->files[family][UI_REGULAR];
    if (!regular->path) return true;
    for (int face = 0; face < UI_FACE_COUNT; face++) {
        face_file *file = &f->files[family][face];
        if (file->path) continue;
        const face_file *from = regular;
        int style = styling[face];
        if (face == UI_SEMI && f->files[family][UI_BOLD].path)
            from = &f->files[family][UI_BOLD], style = 0;
        file->path = copy(from->path);
        if (!file->path) return err_nomem(e);
        file->styling = style;
    }
    return true;
}

static bool find_all(ui_fonts *f, const char *folder, err *e)
{
    if (folder) {
        if (!look_in(f, folder, e)) return false;
    } else {
        for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
            if (!look_in(f, folders[i], e)) return false;
    }
    if (!f->files[UI_MAIN][UI_REGULAR].path) {
        /* without Inter its fallback becomes the main family */
        for (int face = 0; face < UI_FACE_COUNT; face++) {
            base_free(f->files[UI_MAIN][face].path);
            f->files[UI_MAIN][face] = f->files[UI_FALLBACK][face];
            f->files[UI_FALLBACK][face] = (face_file){0};
        }
    }
    if (folder) {
        if (!find_any(f, folder, e)) return false;
    } else {
        for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
            if (!find_any(f, roots[i], e)) return false;
    }
    if (!f->files[UI_MAIN][UI_REGULAR].path)
        return err_set(e, ERR_MISSING,
                       "no font found in %s. Install one (on Debian and Ubuntu: sudo apt install "
                       "fonts-inter fonts-dejavu-core), set RAPPORT_FONT_DIR to a folder with .ttf "
                       "or .otf files, or play in the terminal with --text",
                       folder ? folder : "the usual folders");
    return imitate(f, UI_MAIN, e) && imitate(f, UI_FALLBACK, e);
}

static void close_all(ui_fonts *f)
{
    for (int i = 0; i < UI_FAMILY_COUNT * UI_FACE_COUNT * UI_SIZE_COUNT; i++) {
        open_font *o = &f->open[0][0][0] + i;
        if (o->font) TTF_CloseFont(o->font);
        *o = (open_font){0};
    }
}

static void face_file_release(face_file *file)
{
    base_free(file->path);
    strbuf_release(&file->bytes);
}

void ui_fonts_free(ui_fonts *f)
{
    if (!f) return;
    close_all(f);
    for (int family = 0; family < UI_FAMILY_COUNT; family++)
        for (int face = 0; face < UI_FACE_COUNT; face++)
            face_file_release(&f->files[family][face]);
    TTF_Quit();
    base_free(f);
}

void ui_fonts_scale(ui_fonts *f, float scale)
{
    if (scale == f->scale) return;
    close_all(f);
    f->scale = scale;
}

int ui_fonts_line(const ui_fonts *f, ui_size size)
{
    return (int)lroundf(sizes[size].line * f->scale);
}

static TTF_Font *open_face(face_file *file, int px)
{
    if (!file->bytes.len && !file_read(file->path, FONT_WHOLE, &file->bytes, NULL))
        return TTF_OpenFont(file->path, px);
    SDL_RWops *bytes = SDL_RWFromConstMem(file->bytes.data, (int)file->bytes.len);
    return bytes ? TTF_OpenFontRW(bytes, 1, px) : NULL;
}

/* NULL when the family is missing or its file cannot be opened. */
static TTF_Font *font_of(ui_fonts *f, ui_family family, ui_face face, ui_size size)
{
    open_font *o = &f->open[family][face][size];
    face_file *file = &f->files[family][face];
    if (o->font || o->tried || !file->path) return o->font;
    o->tried = true;
    int px = (int)lroundf(sizes[size].size * f->scale);
    o->font = open_face(file, px > 1 ? px : 1);
    if (o->font) {
        TTF_SetFontHinting(o->font, TTF_HINTING_LIGHT_SUBPIXEL);
        if (file->styling) TTF_SetFontStyle(o->font, file->styling);
    }
    return o->font;
}

ui_fonts *ui_fonts_new(const char *folder, err *e)
{
    ui_fonts *f = base_alloc(sizeof *f);
    if (!f) {
        err_nomem(e);
        return NULL;
    }
    f->scale = 1;
    if (TTF_Init() != 0) {
        err_set(e, ERR_MISSING, "the text library does not start: %s", TTF_GetError());
        base_free(f);
        return NULL;
    }
    const char *given = folder ? folder : getenv("RAPPORT_FONT_DIR");
    if (given && !*given) given = NULL;
    if (!find_all(f, given, e)) goto fail;
    if (!font_of(f, UI_MAIN, UI_REGULAR, UI_BASE)) {
        err_set(e, ERR_MISSING,
                "the font %s cannot be used (%s). Install another one (on Debian and Ubuntu: "
                "sudo apt install fonts-inter fonts-dejavu-core) or play with --text",
                f->files[UI_MAIN][UI_REGULAR].path, TTF_GetError());
        goto fail;
    }
    return f;
fail:
    ui_fonts_free(f);
    return NULL;
}

int ui_fonts_base(ui_fonts *f, ui_size size)
{
    TTF_Font *font = font_of(f, UI_MAIN, UI_REGULAR, size);
    int line = ui_fonts_line(f, size);
    if (!font) return line * 3 / 4;
    int ascent = TTF_FontAscent(font), height = ascent - TTF_FontDescent(font);
    return (line - height) / 2 + ascent;
}

ui_family ui_fonts_pick(ui_fonts *f, ui_face face, ui_size size, uint32_t point)
{
    TTF_Font *font = font_of(f, UI_MAIN, face, size);
    if (font && TTF_GlyphIsProvided32(font, point)) return UI_MAIN;
    TTF_Font *other = font_of(f, UI_FALLBACK, face, size);
    return other && TTF_GlyphIsProvided32(other, point) ? UI_FALLBACK : UI_MAIN;
}

int ui_fonts_width(ui_fonts *f, ui_family family, ui_face face, ui_size size, const char *text)
{
    TTF_Font *font = font_of(f, family, face, size);
    int w = 0;
    if (!font || !*text || TTF_SizeUTF8(font, text, &w, NULL) != 0) return 0;
    return w;
}

int ui_fonts_space(ui_fonts *f, ui_face face, ui_size size)
{
    enum { SPACES = 32 };
    char many[SPACES + 1];
    memset(many, ' ', SPACES);
    many[SPACES] = '\0';
    float width = (float)ui_fonts_width(f, UI_MAIN, face, size, many) / SPACES;
    return (int)lroundf(width + 0.5f);
}

static bool row_has_ink(const uint8_t *row, int w)
{
    for (int x = 0; x < w; x++)
        if (row[x]) return true;
    return false;
}

static bool column_has_ink(const uint8_t *pixels, int pitch, int x, int top, int bottom)
{
    for (int y = top; y < bottom; y++)
        if (pixels[(ptrdiff_t)y * pitch + x]) return true;
    return false;
}

/* Copies the inked part of an 8-bit picture. */
static bool cut_ink(const SDL_Surface *s, int ascent, ui_ink *out)
{
    const uint8_t *pixels = s->pixels;
    int top = 0, bottom = s->h, left = 0, right = s->w;
    while (top < bottom && !row_has_ink(pixels + (ptrdiff_t)top * s->pitch, s->w))
        top++;
    while (bottom > top && !row_has_ink(pixels + (ptrdiff_t)(bottom - 1) * s->pitch, s->w))
        bottom--;
    while (left < right && !column_has_ink(pixels, s->pitch, left, top, bottom))
        left++;
    while (right > left && !column_has_ink(pixels, s->pitch, right - 1, top, bottom))
        right--;
    if (right == left || bottom == top) return true;
    int w = right - left, h = bottom - top;
    uint8_t *cover = base_alloc((size_t)w * (size_t)h);
    if (!cover) return false;
    for (int y = 0; y < h; y++)
        memcpy(cover + (ptrdiff_t)y * w, pixels + (ptrdiff_t)(top + y) * s->pitch + left,
               (size_t)w);
    *out = (ui_ink){{cover, w, h, w}, left, top - ascent};
    return true;
}

bool ui_fonts_render(ui_fonts *f, ui_family family, ui_face face, ui_size size, const char *text,
                     ui_ink *out)
{
    *out = (ui_ink){0};
    TTF_Font *font = font_of(f, family, face, size);
    if (!font || !*text) return true;
    /* shaded text is an 8-bit picture whose palette runs from back to front: the index is the
     * coverage */
    SDL_Surface *s = TTF_RenderUTF8_Shaded(font, text, (SDL_Color){255, 255, 255, 255},
                                           (SDL_Color){0, 0, 0, 255});
    if (!s) return true;
    bool ok = s->format->BytesPerPixel == 1 ? cut_ink(s, TTF_FontAscent(font), out) : true;
    SDL_FreeSurface(s);
    return ok;
}

const char *ui_fonts_path(const ui_fonts *f, ui_family family, ui_face face)
{
    return f->files[family][face].path;
}

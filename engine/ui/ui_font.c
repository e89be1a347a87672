#include "ui/ui_font.h"

#include "base/base_file.h"
#include "base/base_mem.h"
#include "ui/ui_font_internal.h"

#include <math.h>

static const struct {
    float size, line;
} sizes[UI_SIZE_COUNT] = {
    [UI_BASE] = {16, 24}, [UI_SMALL] = {13, 18}, [UI_BODY] = {17, 26},
    [UI_HEAD] = {20, 28}, [UI_TITLE] = {32, 40},
};

/* Fonts up to this size are read through memory: FreeType reads a file in pieces of a few bytes,
 * thousands of them for the first letters of a size. */
#define FONT_WHOLE ((size_t)64 << 20)

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
    file_unmap(file->bytes, file->len);
}

void ui_fonts_free(ui_fonts *f)
{
    if (!f) return;
    close_all(f);
    for (int t = 0; t < UI_TYPEFACE_COUNT; t++)
        for (int face = 0; face < UI_FACE_COUNT; face++)
            face_file_release(&f->files[t][face]);
    base_free(f->folder);
    TTF_Quit();
    base_free(f);
}

void ui_fonts_scale(ui_fonts *f, float scale)
{
    if (scale == f->scale) return;
    close_all(f);
    f->scale = scale;
}

void ui_fonts_spacing(ui_fonts *f, int percent)
{
    f->line_percent = percent < 100 ? 100 : percent > 200 ? 200 : percent;
}

int ui_fonts_line(const ui_fonts *f, ui_size size)
{
    return (int)lroundf(sizes[size].line * f->scale * (float)f->line_percent / 100.0f);
}

static TTF_Font *open_face(face_file *file, int px)
{
    if (!file->bytes) file->bytes = file_map(file->path, FONT_WHOLE, &file->len, NULL);
    if (!file->bytes) return TTF_OpenFont(file->path, px);
    SDL_RWops *bytes = SDL_RWFromConstMem(file->bytes, (int)file->len);
    return bytes ? TTF_OpenFontRW(bytes, 1, px) : NULL;
}

/* NULL when the family is missing or its file cannot be opened. */
static TTF_Font *font_of(ui_fonts *f, ui_family family, ui_face face, ui_size size)
{
    open_font *o = &f->open[family][face][size];
    face_file *file = &f->files[f->family[family]][face];
    if (o->font || o->tried || !file->path) return o->font;
    o->tried = true;
    float less = f->family[family] == UI_DYSLEXIC ? 0.87f : 1;
    int px = (int)lroundf(sizes[size].size * f->scale * less);
    o->font = open_face(file, px > 1 ? px : 1);
    if (o->font) {
        TTF_SetFontHinting(o->font, TTF_HINTING_LIGHT_SUBPIXEL);
        if (file->styling) TTF_SetFontStyle(o->font, file->styling);
    }
    return o->font;
}

static bool is_there(const ui_fonts *f, ui_typeface typeface)
{
    return f->files[typeface][UI_REGULAR].path != NULL;
}

static void set_families(ui_fonts *f, ui_typeface main)
{
    close_all(f);
    f->family[UI_MAIN] = main;
    f->family[UI_FALLBACK] = main == UI_DEJAVU ? UI_INTER : UI_DEJAVU;
}

static bool find_first(ui_fonts *f, err *e)
{
    if (!ui_font_find(f, UI_INTER, e) || !ui_font_find(f, UI_DEJAVU, e)) return false;
    if (!is_there(f, UI_INTER) && !is_there(f, UI_DEJAVU) && !ui_font_find_any(f, e)) return false;
    if (!is_there(f, UI_INTER) && !is_there(f, UI_DEJAVU))
        return err_set(e, ERR_MISSING,
                       "no font found in %s. Install one (on Debian and Ubuntu: sudo apt install "
                       "fonts-inter fonts-dejavu-core), set RAPPORT_FONT_DIR to a folder with .ttf "
                       "or .otf files, or play in the terminal with --text",
                       f->folder ? f->folder : "the usual folders");
    set_families(f, is_there(f, UI_INTER) ? UI_INTER : UI_DEJAVU);
    if (font_of(f, UI_MAIN, UI_REGULAR, UI_BASE)) return true;
    return err_set(e, ERR_MISSING,
                   "the font %s cannot be used (%s). Install another one (on Debian and Ubuntu: "
                   "sudo apt install fonts-inter fonts-dejavu-core) or play with --text",
                   f->files[f->family[UI_MAIN]][UI_REGULAR].path, TTF_GetError());
}

ui_fonts *ui_fonts_new(const char *folder, err *e)
{
    ui_fonts *f = base_alloc(sizeof *f);
    if (!f) {
        err_nomem(e);
        return NULL;
    }
    f->scale = 1;
    f->line_percent = 100;
    if (TTF_Init() != 0) {
        err_set(e, ERR_MISSING, "the text library does not start: %s", TTF_GetError());
        base_free(f);
        return NULL;
    }
    const char *given = folder ? folder : getenv("RAPPORT_FONT_DIR");
    if (given && *given) {
        size_t size = strlen(given) + 1;
        f->folder = base_alloc(size);
        if (f->folder) memcpy(f->folder, given, size);
        if (!f->folder) err_nomem(e);
    }
    if ((given && *given && !f->folder) || !find_first(f, e)) {
        ui_fonts_free(f);
        return NULL;
    }
    return f;
}

bool ui_fonts_has(ui_fonts *f, ui_typeface typeface)
{
    return (unsigned)typeface < UI_TYPEFACE_COUNT && ui_font_find(f, typeface, NULL) &&
           is_there(f, typeface);
}

bool ui_fonts_choose(ui_fonts *f, ui_typeface typeface, err *e)
{
    static const struct {
        const char *name, *package;
    } how[UI_TYPEFACE_COUNT] = {{"Inter", "fonts-inter"},
                                {"DejaVu Sans", "fonts-dejavu-core"},
                                {"Andika", "fonts-sil-andika"},
                                {"OpenDyslexic", "fonts-opendyslexic"}};
    if ((unsigned)typeface >= UI_TYPEFACE_COUNT) return err_set(e, ERR_ARG, "no such font");
    if (!ui_font_find(f, typeface, e)) return false;
    ui_typeface before = f->family[UI_MAIN];
    if (typeface == before) return true;
    set_families(f, typeface);
    if (is_there(f, typeface) && font_of(f, UI_MAIN, UI_REGULAR, UI_BASE)) return true;
    set_families(f, before);
    return err_set(e, ERR_MISSING,
                   "the font %s is not on this machine, so the text keeps the one it has. On "
                   "Debian and Ubuntu: sudo apt install %s",
                   how[typeface].name, how[typeface].package);
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

/* HarfBuzz is told direction and script of what runs from right to left: Arabic letters join, and
 * brackets are mirrored. The font keeps neither. SDL_ttf can be told since 2.20. */
static void set_flow(TTF_Font *font, ui_flow flow, const char *text)
{
#if SDL_TTF_VERSION_ATLEAST(2, 20, 0)
    const unsigned char *c = (const unsigned char *)text;
    while (*c && *c < 0xD6)
        c++;
    bool hebrew = *c == 0xD6 || (*c == 0xD7 && c[1] < 0xB0) || (*c == 0xEF && c[1] == 0xAC);
    TTF_SetFontDirection(font, flow == UI_RTL ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, flow == UI_LTR ? "Zzzz" : hebrew ? "Hebr" : "Arab");
#else
    (void)font, (void)flow, (void)text;
#endif
}

int ui_fonts_width(ui_fonts *f, ui_family family, ui_face face, ui_size size, ui_flow flow,
                   const char *text)
{
    TTF_Font *font = font_of(f, family, face, size);
    int w = 0;
    if (!font || !*text) return 0;
    if (flow == UI_RTL) set_flow(font, UI_RTL, text);
    if (TTF_SizeUTF8(font, text, &w, NULL) != 0) w = 0;
    if (flow == UI_RTL) set_flow(font, UI_LTR, text);
    return w;
}

int ui_fonts_space(ui_fonts *f, ui_face face, ui_size size)
{
    enum { SPACES = 32 };
    open_font *o = &f->open[UI_MAIN][face][size];
    if (o->space > 0) return o->space;
    char many[SPACES + 1];
    memset(many, ' ', SPACES);
    many[SPACES] = '\0';
    float width = (float)ui_fonts_width(f, UI_MAIN, face, size, UI_LTR, many) / SPACES;
    o->space = (int)lroundf(width + 0.5f);
    return o->space;
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

bool ui_fonts_render(ui_fonts *f, ui_family family, ui_face face, ui_size size, ui_flow flow,
                     const char *text, ui_ink *out)
{
    *out = (ui_ink){0};
    TTF_Font *font = font_of(f, family, face, size);
    if (!font || !*text) return true;
    /* shaded text is an 8-bit picture whose palette runs from back to front: the index is the
     * coverage */
    if (flow == UI_RTL) set_flow(font, UI_RTL, text);
    SDL_Surface *s = TTF_RenderUTF8_Shaded(font, text, (SDL_Color){255, 255, 255, 255},
                                           (SDL_Color){0, 0, 0, 255});
    if (flow == UI_RTL) set_flow(font, UI_LTR, text);
    if (!s) return true;
    bool ok = s->format->BytesPerPixel == 1 ? cut_ink(s, TTF_FontAscent(font), out) : true;
    SDL_FreeSurface(s);
    return ok;
}

const char *ui_fonts_path(const ui_fonts *f, ui_family family, ui_face face)
{
    return f->files[f->family[family]][face].path;
}

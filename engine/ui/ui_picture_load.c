/* Loading: which file a name is, layers over each other, crops. */
#include "base/base_file.h"
#include "ui/ui_picture_internal.h"

#include <math.h>

/* Where the build found it, for systems whose loader does not look there. */
#ifndef UI_IMAGE_FOLDER
#define UI_IMAGE_FOLDER "."
#endif

static void *find_function(void *object, const char *name)
{
    return object ? SDL_LoadFunction(object, name) : NULL;
}

/* Under the name each system gives it. */
static bool load_library(ui_picture_library *lib, err *e)
{
    static const char *const NAMES[] = {"libSDL2_image-2.0.so.0",
                                        UI_IMAGE_FOLDER "/libSDL2_image-2.0.so.0",
                                        UI_IMAGE_FOLDER "/libSDL2_image.dylib", "SDL2_image.dll"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0] && !lib->object; i++)
        lib->object = SDL_LoadObject(NAMES[i]);
    /* a pointer to data becomes one to a function, as dlsym has it */
    void *svg = find_function(lib->object, "IMG_LoadSizedSVG_RW");
    void *png = find_function(lib->object, "IMG_LoadPNG_RW");
    memcpy(&lib->svg, &svg, sizeof svg);
    memcpy(&lib->png, &png, sizeof png);
    if (svg && png) return true;
    ui_picture_library_release(lib);
    return err_set(e, ERR_MISSING,
                   "pictures are not shown: the library SDL2_image 2.6 is missing. On Debian and "
                   "Ubuntu: sudo apt install libsdl2-image-2.0-0");
}

void ui_picture_library_release(ui_picture_library *lib)
{
    if (lib->object) SDL_UnloadObject(lib->object);
    *lib = (ui_picture_library){0};
}

typedef struct layer {
    SDL_Surface *s; /* 0xAARRGGBB, not premultiplied */
    int x, y;       /* where it stands in the picture */
} layer;

/* folder/name.ending of the first folder that has it; "" when none has. */
static bool find_file(const ui_picture_want *want, const char *name, strbuf *path, err *e)
{
    static const char *const ENDINGS[] = {".svg", ".png"};
    strbuf_clear(path);
    if (!file_name_is_safe(name)) return true;
    for (size_t f = 0; f < want->folder_count; f++) {
        for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
            if (!file_join(path, want->folders[f], name, e) || !strbuf_add(path, ENDINGS[i], e))
                return false;
            if (file_is_file(strbuf_text(path))) return true;
        }
    }
    strbuf_clear(path);
    return true;
}

/* The size it is drawn at: as large as fits, or as small as fills. */
static void fit(const ui_picture_want *want, float w, float h, int *pw, int *ph)
{
    float across = (float)want->w / w, down = (float)want->h / h;
    float k = (want->crop == UI_WHOLE) == (across < down) ? across : down;
    *pw = (int)fmaxf(roundf(w * k), 1);
    *ph = (int)fmaxf(roundf(h * k), 1);
}

static SDL_Surface *own_kind(SDL_Surface *s)
{
    SDL_Surface *made = s ? SDL_ConvertSurfaceFormat(s, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(s);
    return made;
}

static SDL_Surface *load_svg(const ui_picture_library *lib, const ui_picture_want *want,
                             const strbuf *file, err *e)
{
    float w, h;
    int pw, ph;
    if (!ui_svg_check(strbuf_text(file), file->len, &w, &h, e)) return NULL;
    fit(want, w, h, &pw, &ph);
    SDL_RWops *bytes = SDL_RWFromConstMem(file->data, (int)file->len);
    SDL_Surface *s = bytes ? own_kind(lib->svg(bytes, pw, ph)) : NULL;
    if (bytes) SDL_RWclose(bytes);
    if (!s) err_set(e, ERR_FORMAT, "it cannot be drawn (%s)", SDL_GetError());
    return s;
}

/* A smaller copy: each pixel is the mean of those it covers, weighted by their alpha. */
static SDL_Surface *shrunk(const SDL_Surface *from, int w, int h)
{
    SDL_Surface *to = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; to && y < h; y++) {
        int y0 = (int)((int64_t)y * from->h / h), y1 = (int)((int64_t)(y + 1) * from->h / h);
        if (y1 <= y0) y1 = y0 + 1;
        uint32_t *row = (uint32_t *)(void *)((uint8_t *)to->pixels + (ptrdiff_t)y * to->pitch);
        for (int x = 0; x < w; x++) {
            int x0 = (int)((int64_t)x * from->w / w), x1 = (int)((int64_t)(x + 1) * from->w / w);
            if (x1 <= x0) x1 = x0 + 1;
            uint64_t alpha = 0, sum[3] = {0}, count = (uint64_t)(x1 - x0) * (uint64_t)(y1 - y0);
            for (int j = y0; j < y1; j++) {
                const uint8_t *line = (const uint8_t *)from->pixels + (ptrdiff_t)j * from->pitch;
                for (int i = x0; i < x1; i++) {
                    uint32_t p = ((const uint32_t *)(const void *)line)[i], a = p >> 24;
                    alpha += a;
                    for (int c = 0; c < 3; c++)
                        sum[c] += (uint64_t)(p >> (8 * c) & 0xFF) * a;
                }
            }
            uint32_t out = (uint32_t)(alpha / count) << 24;
            for (int c = 0; alpha && c < 3; c++)
                out |= (uint32_t)(sum[c] / alpha) << (8 * c);
            row[x] = out;
        }
    }
    return to;
}

/* The size of a PNG stands at a fixed place (RFC 2083, 4.1.1). */
static bool png_size(const strbuf *file, uint32_t *w, uint32_t *h)
{
    static const uint8_t SIGN[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    const uint8_t *b = (const uint8_t *)file->data;
    if (file->len < 24 || memcmp(b, SIGN, sizeof SIGN) != 0) return false;
    *w = (uint32_t)b[16] << 24 | (uint32_t)b[17] << 16 | (uint32_t)b[18] << 8 | b[19];
    *h = (uint32_t)b[20] << 24 | (uint32_t)b[21] << 16 | (uint32_t)b[22] << 8 | b[23];
    return true;
}

static SDL_Surface *load_png(const ui_picture_library *lib, const ui_picture_want *want,
                             const strbuf *file, err *e)
{
    uint32_t w, h;
    int pw, ph;
    if (!png_size(file, &w, &h)) {
        err_set(e, ERR_FORMAT, "it is no PNG picture");
        return NULL;
    }
    if (w == 0 || h == 0 || w > UI_PICTURE_PNG_SIDE || h > UI_PICTURE_PNG_SIDE) {
        err_set(e, ERR_LIMIT, "it is %u x %u pixels; at most %d a side", w, h, UI_PICTURE_PNG_SIDE);
        return NULL;
    }
    fit(want, (float)w, (float)h, &pw, &ph);
    SDL_RWops *bytes = SDL_RWFromConstMem(file->data, (int)file->len);
    SDL_Surface *s = bytes ? own_kind(lib->png(bytes)) : NULL;
    if (bytes) SDL_RWclose(bytes);
    SDL_Surface *small = s ? shrunk(s, pw, ph) : NULL;
    SDL_FreeSurface(s);
    if (!small) err_set(e, ERR_FORMAT, "it cannot be read (%s)", SDL_GetError());
    return small;
}

static bool is_png(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcmp(path + len - 4, ".png") == 0;
}

/* A layer that is not there stays empty, which only the first may not. */
static bool load_layer(const ui_picture_library *lib, const ui_picture_want *want, int i,
                       layer *out, err *e)
{
    bool ok = false;
    strbuf path = {0}, file = {0};
    if (!find_file(want, want->layers[i], &path, e)) goto done;
    if (path.len == 0) {
        ok = i > 0 || err_set(e, ERR_MISSING,
                              "there is no picture %s (.svg or .png); add it to the art folder or "
                              "correct the name",
                              want->layers[i]);
        goto done;
    }
    if (!file_read(strbuf_text(&path), UI_PICTURE_FILE, &file, e)) goto done;
    out->s =
        is_png(strbuf_text(&path)) ? load_png(lib, want, &file, e) : load_svg(lib, want, &file, e);
    ok = out->s || err_wrap(e, "the picture %s is not shown", strbuf_text(&path));
    if (out->s) out->x = (want->w - out->s->w) / 2, out->y = (want->h - out->s->h) / 2;
done:
    strbuf_release(&path);
    strbuf_release(&file);
    return ok;
}

static uint32_t scaled(uint32_t channel, uint32_t by)
{
    return (channel * by + 127) / 255;
}

/* Puts a layer over what is there. */
static void put_over(const ui_picture_want *want, const layer *l, uint32_t *pixels)
{
    for (int y = 0; y < want->h; y++) {
        int from_y = y - l->y;
        if (from_y < 0 || from_y >= l->s->h) continue;
        const uint8_t *line = (const uint8_t *)l->s->pixels + (ptrdiff_t)from_y * l->s->pitch;
        for (int x = 0; x < want->w; x++) {
            int from_x = x - l->x;
            if (from_x < 0 || from_x >= l->s->w) continue;
            uint32_t p = ((const uint32_t *)(const void *)line)[from_x], a = p >> 24;
            uint32_t *to = pixels + (ptrdiff_t)y * want->w + x;
            if (a == 0) continue;
            uint32_t under = 255 - a, made = (a + scaled(*to >> 24, under)) << 24;
            for (unsigned c = 0; c < 24; c += 8)
                made |= (scaled(p >> c & 0xFF, a) + scaled(*to >> c & 0xFF, under)) << c;
            *to = made;
        }
    }
}

/* How much of a pixel is inside the crop, 0 to 255: by its distance from the outline. */
static uint32_t inside(const ui_picture_want *want, int x, int y)
{
    float w = (float)want->w, h = (float)want->h;
    float r = want->crop == UI_CIRCLE ? fminf(w, h) / 2 : (float)want->radius;
    r = fminf(r, fminf(w, h) / 2);
    float dx = fabsf((float)x + 0.5f - w / 2), dy = fabsf((float)y + 0.5f - h / 2);
    float cx = w / 2 - r, cy = h / 2 - r, far;
    if (want->crop == UI_CIRCLE)
        far = hypotf(dx, dy) - r;
    else if (dx > cx && dy > cy)
        far = hypotf(dx - cx, dy - cy) - r;
    else
        return 255;
    float in = 0.5f - far;
    return in <= 0 ? 0 : in >= 1 ? 255 : (uint32_t)(in * 255);
}

static void crop(const ui_picture_want *want, uint32_t *pixels)
{
    if (want->crop != UI_CIRCLE && want->radius <= 0) return;
    for (int y = 0; y < want->h; y++) {
        for (int x = 0; x < want->w; x++) {
            uint32_t k = inside(want, x, y), *p = pixels + (ptrdiff_t)y * want->w + x;
            if (k == 255) continue;
            uint32_t made = 0;
            for (unsigned c = 0; c < 32; c += 8)
                made |= scaled(*p >> c & 0xFF, k) << c;
            *p = made;
        }
    }
}

static bool to_cover(const ui_picture_want *want, ui_picture_pixels *out, err *e)
{
    size_t count = (size_t)want->w * (size_t)want->h;
    out->cover = base_alloc(count);
    if (!out->cover) return err_nomem(e);
    for (size_t i = 0; i < count; i++)
        out->cover[i] = (uint8_t)(out->colours[i] >> 24);
    base_free(out->colours);
    out->colours = NULL;
    return true;
}

bool ui_picture_load(ui_picture_library *lib, const ui_picture_want *want, ui_picture_pixels *out,
                     err *e)
{
    *out = (ui_picture_pixels){0};
    layer layers[UI_PICTURE_LAYERS] = {{0}};
    bool ok = false;
    if (want->w > UI_PICTURE_SIDE || want->h > UI_PICTURE_SIDE ||
        (int64_t)want->w * want->h > UI_PICTURE_PIXELS)
        return err_set(e, ERR_LIMIT,
                       "the picture %s is wanted at %d x %d pixels; that is too large",
                       want->layers[0], want->w, want->h);
    if (!lib->object && !load_library(lib, e)) return false;
    for (int i = 0; i < want->layer_count; i++)
        if (!load_layer(lib, want, i, &layers[i], e)) goto done;
    out->colours = base_alloc((size_t)want->w * (size_t)want->h * sizeof *out->colours);
    if (!out->colours) {
        err_nomem(e);
        goto done;
    }
    for (int i = 0; i < want->layer_count; i++)
        if (layers[i].s) put_over(want, &layers[i], out->colours);
    crop(want, out->colours);
    ok = !want->tinted || to_cover(want, out, e);
done:
    for (int i = 0; i < want->layer_count; i++)
        SDL_FreeSurface(layers[i].s);
    if (!ok) {
        base_free(out->colours);
        base_free(out->cover);
        *out = (ui_picture_pixels){0};
    }
    return ok;
}

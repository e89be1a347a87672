/* Drawings: found by name, made once, cropped, refused when they would do harm. */
#include "test_ui.h"

#include "base/base_file.h"
#include "ui/ui_app.h"
#include "ui/ui_picture_internal.h"

#include <SDL.h>
#include <string.h>
#include <unistd.h>

#define SVG(size, inside)                                                                          \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " size "\">" inside "</svg>"
#define RED "<rect width=\"100\" height=\"100\" fill=\"#ff0000\"/>"

typedef struct place {
    char folder[40];
    ui_pictures *p;
    strbuf told;
    int complaints;
    uint32_t pixels[64 * 64];
    ui_draw draw;
} place;

static void write_file(const place *at, const char *name, const char *bytes, size_t len)
{
    strbuf path = {0};
    err e = {0};
    ASSERT_OK(file_join(&path, at->folder, name, &e), e);
    ASSERT_OK(file_write(strbuf_text(&path), bytes, len, &e), e);
    strbuf_release(&path);
}

static void complain(void *self, const char *text)
{
    place *at = self;
    at->complaints++;
    strbuf_clear(&at->told);
    strbuf_add(&at->told, text, NULL);
}

static int set_up(void **state)
{
    place *at = base_alloc(sizeof *at);
    err e = {0};
    memcpy(at->folder, "/tmp/rapport-art-XXXXXX", 24);
    assert_non_null(mkdtemp(at->folder));
    at->p = ui_pictures_new(1 << 20, &e);
    assert_non_null(at->p);
    ui_pictures_on_complaint(at->p, complain, at);
    const char *folders[] = {"/nowhere", at->folder};
    ASSERT_OK(ui_pictures_folders(at->p, folders, 2, &e), e);
    ui_draw_target(&at->draw, at->pixels, 64, 64, 64);
    *state = at;
    return 0;
}

static bool remove_each(void *self, const char *name, err *e)
{
    strbuf path = {0};
    bool ok = file_join(&path, self, name, e) && file_delete(strbuf_text(&path), e);
    strbuf_release(&path);
    return ok;
}

static int tear_down(void **state)
{
    place *at = *state;
    err e = {0};
    ui_pictures_free(at->p);
    ui_draw_release(&at->draw);
    strbuf_release(&at->told);
    ASSERT_OK(file_list(at->folder, remove_each, at->folder, &e), e);
    rmdir(at->folder);
    base_free(at);
#ifdef BASE_FAULTS
    assert_int_equal(base_alloc_live(), 0);
#endif
    return 0;
}

/* Draws it at once, and again when it is made; the second picture counts. */
static void show(place *at, ui_picture_opt picture, int w, int h)
{
    ui_canvas c = {&at->draw, {0, 0, w, h}, 1, UI_LIGHT, 1};
    memset(at->pixels, 0, sizeof at->pixels);
    ui_pictures_draw(at->p, &picture, &c);
    ui_pictures_settle(at->p);
    memset(at->pixels, 0, sizeof at->pixels);
    ui_pictures_draw(at->p, &picture, &c);
}

static uint32_t at_xy(const place *at, int x, int y)
{
    return at->pixels[y * 64 + x] & 0xFFFFFF;
}

static void made_once_for_each_size(void **state)
{
    place *at = *state;
    write_file(at, "red.svg", SVG("100 100", RED), strlen(SVG("100 100", RED)));
    show(at, (ui_picture_opt){.name = "red"}, 40, 40);
    assert_int_equal(at_xy(at, 20, 20), 0xFF0000);
    assert_int_equal(at_xy(at, 41, 20), 0);
    assert_int_equal(ui_pictures_made(at->p), 1);
    for (int i = 0; i < 5; i++)
        show(at, (ui_picture_opt){.name = "red"}, 40, 40);
    assert_int_equal(ui_pictures_made(at->p), 1);
    assert_int_equal(ui_pictures_held(at->p), 40 * 40 * 4);
    show(at, (ui_picture_opt){.name = "red"}, 64, 64);
    assert_int_equal(ui_pictures_made(at->p), 2);
    assert_int_equal(at->complaints, 0);
}

static void crops_and_tints(void **state)
{
    place *at = *state;
    write_file(at, "wide.svg", SVG("200 100", "<rect width=\"200\" height=\"100\" fill=\"#00f\"/>"),
               strlen(SVG("200 100", "<rect width=\"200\" height=\"100\" fill=\"#00f\"/>")));
    show(at, (ui_picture_opt){.name = "wide"}, 40, 40);
    assert_int_equal(at_xy(at, 20, 2), 0); /* whole: nothing above and below */
    assert_int_equal(at_xy(at, 20, 20), 0x0000FF);
    show(at, (ui_picture_opt){.name = "wide", .crop = UI_FILLED}, 40, 40);
    assert_int_equal(at_xy(at, 20, 1), 0x0000FF);
    assert_int_equal(at_xy(at, 0, 0), 0x0000FF);
    show(at, (ui_picture_opt){.name = "wide", .crop = UI_FILLED, .radius = 10}, 40, 40);
    assert_int_equal(at_xy(at, 0, 0), 0);
    assert_int_equal(at_xy(at, 20, 0), 0x0000FF);
    show(at, (ui_picture_opt){.name = "wide", .crop = UI_CIRCLE}, 40, 40);
    assert_int_equal(at_xy(at, 3, 3), 0);
    assert_int_equal(at_xy(at, 20, 1), 0x0000FF);
    show(at, (ui_picture_opt){.name = "wide", .crop = UI_FILLED, .tint = UI_GOOD}, 40, 40);
    assert_int_equal(at_xy(at, 20, 20), ui_theme_colour(UI_LIGHT, UI_GOOD) & 0xFFFFFF);
}

static void layers_lie_over_each_other(void **state)
{
    place *at = *state;
    static const char half[] = SVG("100 100", "<rect width=\"50\" height=\"100\" fill=\"#0f0\"/>");
    write_file(at, "ada.svg", SVG("100 100", RED), strlen(SVG("100 100", RED)));
    write_file(at, "ada.glad.svg", half, sizeof half - 1);
    show(at, (ui_picture_opt){.name = "ada", .mood = "glad"}, 40, 40);
    assert_int_equal(at_xy(at, 5, 20), 0x00FF00);
    assert_int_equal(at_xy(at, 35, 20), 0xFF0000);
    show(at, (ui_picture_opt){.name = "ada", .mood = "sad"}, 40, 40); /* no such mood: as it is */
    assert_int_equal(at_xy(at, 5, 20), 0xFF0000);
    show(at, (ui_picture_opt){.name = "ada", .over = {"ada.glad"}}, 40, 40);
    assert_int_equal(at_xy(at, 5, 20), 0x00FF00);
    assert_int_equal(at->complaints, 0);
}

static void reads_png(void **state)
{
    place *at = *state;
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, 300, 300, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_FillRect(s, NULL, 0xFF336699);
    char path[80];
    snprintf(path, sizeof path, "%s/photo.png", at->folder);
    void *library = SDL_LoadObject("libSDL2_image-2.0.so.0");
    if (!library) skip();
    int (*save)(SDL_Surface *, const char *);
    void *found = SDL_LoadFunction(library, "IMG_SavePNG");
    memcpy(&save, &found, sizeof found);
    assert_int_equal(save(s, path), 0);
    SDL_FreeSurface(s);
    SDL_UnloadObject(library);
    show(at, (ui_picture_opt){.name = "photo"}, 30, 30);
    assert_int_equal(at_xy(at, 15, 15), 0x336699);
    assert_int_equal(at->complaints, 0);
}

static void a_placeholder_stands_for_what_cannot_be_shown(void **state)
{
    place *at = *state;
    static const struct {
        const char *name, *bytes, *part;
    } bad[] = {
        {"empty", "", "is not shown"},
        {"noise", "<svg viewBox=\"0 0 9 9\"", "no SVG"},
        {"size", "<svg><path d=\"M0 0\"/></svg>", "viewBox"},
        {"flat", SVG("100000 1", RED), "no usable size"},
        {"zero", SVG("0 100", RED), "no usable size"},
        {"nan", SVG("nan 100", RED), "viewBox"},
        {"percent", "<svg width=\"100%\" height=\"100%\"></svg>", "plain numbers"},
        {"dash", SVG("9 9", "<path stroke-dasharray=\".00001\" d=\"M0 0h99999\"/>"), "dash"},
        {"huge", SVG("9 9", "<path stroke-width=\"1e30\" d=\"M0 0h9\"/>"), "a million"},
        {"far", SVG("9 9", "<path d=\"M0 0h123456789\"/>"), "a million"},
        {"entity", "<!DOCTYPE svg [<!ENTITY a \"b\">]>" SVG("9 9", RED), "entities"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char file[40];
        snprintf(file, sizeof file, "%s.svg", bad[i].name);
        write_file(at, file, bad[i].bytes, strlen(bad[i].bytes));
        int before = at->complaints;
        show(at, (ui_picture_opt){.name = bad[i].name}, 30, 30);
        show(at, (ui_picture_opt){.name = bad[i].name}, 31, 31);
        assert_int_equal(at->complaints, before + 1); /* once */
        if (!strstr(strbuf_text(&at->told), bad[i].part) ||
            !strstr(strbuf_text(&at->told), bad[i].name))
            fail_msg("%s: %s", bad[i].name, strbuf_text(&at->told));
        assert_int_equal(at_xy(at, 15, 15), ui_theme_colour(UI_LIGHT, UI_WASH) & 0xFFFFFF);
    }
    static const char *const names[] = {"missing", "../red", "/etc/passwd", "a\\b"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        show(at, (ui_picture_opt){.name = names[i], .wait = UI_LINE}, 30, 30);
        assert_non_null(strstr(strbuf_text(&at->told), "there is no picture"));
        assert_int_equal(at_xy(at, 15, 15), ui_theme_colour(UI_LIGHT, UI_LINE) & 0xFFFFFF);
    }
    int before = at->complaints;
    show(at, (ui_picture_opt){.name = ""}, 30, 30);
    show(at, (ui_picture_opt){0}, 30, 30);
    assert_int_equal(at->complaints, before);
}

static void files_have_limits(void **state)
{
    place *at = *state;
    strbuf big = {0};
    err e = {0};
    ASSERT_OK(strbuf_add(&big, "<svg viewBox=\"0 0 9 9\">", &e), e);
    for (int i = 0; i <= UI_PICTURE_ELEMENTS; i++)
        ASSERT_OK(strbuf_add(&big, "<g/>", &e), e);
    write_file(at, "many.svg", big.data, big.len);
    show(at, (ui_picture_opt){.name = "many"}, 30, 30);
    assert_non_null(strstr(strbuf_text(&at->told), "elements"));
    while (big.len <= UI_PICTURE_FILE)
        ASSERT_OK(strbuf_add(&big, "                                        ", &e), e);
    write_file(at, "large.svg", big.data, big.len);
    show(at, (ui_picture_opt){.name = "large"}, 30, 30);
    assert_non_null(strstr(strbuf_text(&at->told), "large.svg"));
    strbuf_release(&big);
}

/* What is not shown any more makes room. */
static void keeps_within_its_limit(void **state)
{
    place *at = *state;
    write_file(at, "red.svg", SVG("100 100", RED), strlen(SVG("100 100", RED)));
    for (int w = 200; w < 260; w++) {
        ui_canvas c = {&at->draw, {0, 0, w, w}, 1, UI_LIGHT, 1};
        ui_pictures_begin(at->p);
        ui_pictures_draw(at->p, &(ui_picture_opt){.name = "red"}, &c);
        ui_pictures_settle(at->p);
        ui_pictures_draw(at->p, &(ui_picture_opt){.name = "red"}, &c);
        assert_true(ui_pictures_held(at->p) <= (1 << 20));
    }
    assert_int_equal(ui_pictures_made(at->p), 60);
}

/* A window that is being resized does not make what it no longer shows. */
static void old_sizes_are_not_made(void **state)
{
    place *at = *state;
    write_file(at, "red.svg", SVG("100 100", RED), strlen(SVG("100 100", RED)));
    for (int i = 0; i < 200; i++) {
        ui_canvas c = {&at->draw, {0, 0, 300 + i, 300}, 1, UI_LIGHT, 1};
        ui_pictures_begin(at->p);
        ui_pictures_draw(at->p, &(ui_picture_opt){.name = "red"}, &c);
        ui_pictures_go(at->p);
    }
    ui_pictures_settle(at->p);
    assert_in_range(ui_pictures_made(at->p), 1, 199);
    show(at, (ui_picture_opt){.name = "red"}, 40, 40);
    assert_int_equal(at_xy(at, 20, 20), 0xFF0000);
}

/* Another list of folders is another set of pictures, also while some are being made. */
static void folders_can_change(void **state)
{
    place *at = *state;
    err e = {0};
    write_file(at, "red.svg", SVG("100 100", RED), strlen(SVG("100 100", RED)));
    for (int i = 0; i < 20; i++) {
        ui_canvas c = {&at->draw, {0, 0, 40 + i, 40}, 1, UI_LIGHT, 1};
        ui_pictures_draw(at->p, &(ui_picture_opt){.name = "red"}, &c);
    }
    const char *none[] = {"/nowhere"};
    ASSERT_OK(ui_pictures_folders(at->p, none, 1, &e), e);
    assert_int_equal(ui_pictures_held(at->p), 0);
    show(at, (ui_picture_opt){.name = "red"}, 40, 40);
    assert_int_equal(at->complaints, 1);
}

/* The window is closed while pictures are being made: nothing is left behind (tear_down looks). */
static void an_early_end_leaves_nothing(void **state)
{
    place *at = *state;
    write_file(at, "red.svg", SVG("100 100", RED), strlen(SVG("100 100", RED)));
    for (int i = 0; i < 30; i++) {
        ui_canvas c = {&at->draw, {0, 0, 20 + i, 40}, 1, UI_LIGHT, 1};
        ui_pictures_draw(at->p, &(ui_picture_opt){.name = "red"}, &c);
    }
}

#ifdef BASE_FAULTS
static void without_memory_a_placeholder(void **state)
{
    place *at = *state;
    write_file(at, "red.svg", SVG("100 100", RED), strlen(SVG("100 100", RED)));
    ui_picture_library lib = {0};
    for (long n = 0; n < 40; n++) {
        ui_picture_pixels out;
        err e = {0};
        const char *folder = at->folder;
        ui_picture_want want = {.layers = {"red", "more"},
                                .layer_count = 2,
                                .folders = &folder,
                                .folder_count = 1,
                                .w = 20,
                                .h = 20,
                                .tinted = true};
        long live = base_alloc_live();
        base_alloc_fail_after(n);
        bool ok = ui_picture_load(&lib, &want, &out, &e);
        base_alloc_fail_after(-1);
        if (!ok) assert_int_equal(e.code, ERR_NOMEM);
        base_free(out.cover);
        assert_int_equal(base_alloc_live(), live);
    }
    ui_picture_library_release(&lib);
    for (long n = 0; n < 12; n++) {
        ui_canvas c = {&at->draw, {0, 0, 30, 30}, 1, UI_LIGHT, 1};
        base_alloc_fail_after(n);
        ui_pictures_draw(at->p, &(ui_picture_opt){.name = "red"}, &c);
        ui_pictures_settle(at->p);
        base_alloc_fail_after(-1);
    }
    show(at, (ui_picture_opt){.name = "red"}, 30, 30); /* it comes when there is memory */
    assert_int_equal(at_xy(at, 15, 15), 0xFF0000);
    assert_int_equal(at->complaints, 0);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(made_once_for_each_size),
        TEST(crops_and_tints),
        TEST(layers_lie_over_each_other),
        TEST(reads_png),
        TEST(a_placeholder_stands_for_what_cannot_be_shown),
        TEST(files_have_limits),
        TEST(keeps_within_its_limit),
        TEST(old_sizes_are_not_made),
        TEST(folders_can_change),
        TEST(an_early_end_leaves_nothing),
#ifdef BASE_FAULTS
        TEST(without_memory_a_placeholder),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

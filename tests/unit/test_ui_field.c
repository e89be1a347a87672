/* Writing in a window: keys, typed text, an input method, clipboard, pointer. */
#include "test_ui_screen.h"

#include "ui/ui_edit.h"

enum { FIELD = 1, LINE, BUTTON };

typedef struct page {
    ui_edit note, name;
    int pressed, escapes, globals;
    bool off;
} page;

static void page_build(void *self, ui *u)
{
    page *p = self;
    ui_col(u, (ui_opt){.pad = UI_PAD(20), .gap = 10});
    ui_field(u, &p->note,
             (ui_field_opt){.label = "Your own words", .placeholder = "Type here", .rows = 3},
             (ui_opt){.id = FIELD});
    ui_field(u, &p->name, (ui_field_opt){.label = "Name"}, (ui_opt){.id = LINE, .width = 200});
    ui_button(u, BUTTON, 's', UI_MAIN_BUTTON, "Save", "S");
    ui_end(u);
}

static void page_act(void *self, ui_app *a, int id)
{
    (void)a;
    ((page *)self)->pressed = id;
}

static bool page_key(void *self, ui_app *a, int key)
{
    (void)a;
    if (key == UI_KEY_ESCAPE) ((page *)self)->escapes++;
    return key == UI_KEY_ESCAPE;
}

static bool any_key(void *self, ui_app *a, int key, unsigned mods)
{
    (void)a, (void)mods;
    if (key != 'a' && key != UI_KEY_F1) return false;
    ((page *)self)->globals++;
    return true;
}

static ui_app *page_open(page *p)
{
    err e = {0};
    p->note.lines = true;
    ui_app *a = ui_app_new(&(ui_app_opt){.width = 1000, .height = 600}, &e);
    if (!a) fail_msg("%s", e.text);
    ui_screen s = {
        .self = p, .title = "Page", .build = page_build, .act = page_act, .key = page_key};
    ASSERT_OK(ui_app_push(a, s, &e), e);
    ui_app_on_key(a, any_key, p);
    assert_true(ui_app_frame(a));
    return a;
}

static void page_close(page *p, ui_app *a)
{
    ui_app_free(a);
    ui_edit_release(&p->note);
    ui_edit_release(&p->name);
#ifdef BASE_FAULTS
    assert_int_equal(base_alloc_live(), 0);
#endif
}

static void push_text(const char *text)
{
    SDL_Event ev = {.text = {.type = SDL_TEXTINPUT}};
    snprintf(ev.text.text, sizeof ev.text.text, "%s", text);
    assert_int_equal(SDL_PushEvent(&ev), 1);
}

static void push_composed(const char *text)
{
    SDL_Event ev = {.edit = {.type = SDL_TEXTEDITING}};
    snprintf(ev.edit.text, sizeof ev.edit.text, "%s", text);
    assert_int_equal(SDL_PushEvent(&ev), 1);
}

/* As a keyboard does it: the key, then its text. */
static void type(ui_app *a, const char *text)
{
    for (const char *c = text; *c; c++) {
        push_key(*c, 0);
        push_text((char[]){*c, '\0'});
    }
    assert_true(ui_app_frame(a));
}

static void keys_write(void **state)
{
    (void)state;
    page p = {0};
    ui_app *a = page_open(&p);
    assert_int_equal(ui_app_focused(a), FIELD);
    type(a, "yes as");
    assert_string_equal(ui_edit_text(&p.note), "yes as");
    assert_int_equal(p.pressed, 0); /* S wrote a letter and did not save */
    assert_int_equal(p.globals, 0);
    push_key(SDLK_BACKSPACE, 0);
    push_key(SDLK_LEFT, KMOD_CTRL | KMOD_SHIFT);
    push_key(SDLK_DELETE, 0);
    push_key(SDLK_RETURN, 0);
    assert_true(ui_app_frame(a));
    assert_string_equal(ui_edit_text(&p.note), "yes \n");
    push_key(SDLK_z, KMOD_CTRL);
    push_key(SDLK_z, KMOD_CTRL);
    assert_true(ui_app_frame(a));
    assert_string_equal(ui_edit_text(&p.note), "yes a");
    push_key(SDLK_z, KMOD_CTRL | KMOD_SHIFT);
    assert_true(ui_app_frame(a));
    assert_string_equal(ui_edit_text(&p.note), "yes ");
    push_key(SDLK_F1, 0);
    push_key(SDLK_ESCAPE, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(p.globals, 1);
    assert_int_equal(p.escapes, 1);
    /* Tab leaves it; then S saves and A is the app's */
    push_key(SDLK_TAB, 0);
    push_key(SDLK_RETURN, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), LINE);
    assert_int_equal(p.pressed, LINE); /* Enter in a single line goes to the screen */
    push_key(SDLK_TAB, 0);
    push_key(SDLK_s, 0);
    push_key(SDLK_a, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(p.pressed, BUTTON);
    assert_int_equal(p.globals, 2);
    page_close(&p, a);
}

static void clipboard_works(void **state)
{
    (void)state;
    page p = {0};
    ui_app *a = page_open(&p);
    type(a, "one two");
    push_key(SDLK_LEFT, KMOD_CTRL | KMOD_SHIFT);
    push_key(SDLK_x, KMOD_CTRL);
    push_key(SDLK_HOME, KMOD_CTRL);
    push_key(SDLK_v, KMOD_CTRL);
    assert_true(ui_app_frame(a));
    assert_string_equal(ui_edit_text(&p.note), "twoone ");
    push_key(SDLK_a, KMOD_CTRL);
    push_key(SDLK_c, KMOD_CTRL);
    push_key(SDLK_TAB, 0);
    push_key(SDLK_v, KMOD_CTRL);
    assert_true(ui_app_frame(a));
    assert_string_equal(ui_edit_text(&p.name), "twoone ");
    page_close(&p, a);
}

/* While an input method composes, the keys are its own. */
static void an_input_method_composes(void **state)
{
    (void)state;
    page p = {0};
    ui_app *a = page_open(&p);
    type(a, "ab");
    push_key(SDLK_LEFT, 0);
    push_composed("\xE3\x81\x82");
    assert_true(ui_app_frame(a));
    assert_string_equal(ui_edit_text(&p.note), "ab");
    const ui_node *n = ui_node_find(ui_app_tree(a), FIELD);
    assert_non_null(strstr(n->para.text, "a\xE3\x81\x82"
                                         "b"));
    push_key(SDLK_BACKSPACE, 0);
    push_key(SDLK_RETURN, 0);
    assert_true(ui_app_frame(a));
    assert_string_equal(ui_edit_text(&p.note), "ab");
    push_composed("");
    push_text("\xE4\xBA\x9C");
    assert_true(ui_app_frame(a));
    assert_string_equal(ui_edit_text(&p.note), "a\xE4\xBA\x9C"
                                               "b");
    page_close(&p, a);
}

static void click(ui_app *a, int x, int y, int clicks)
{
    SDL_Event ev = {.type = SDL_MOUSEBUTTONDOWN};
    ev.button.button = SDL_BUTTON_LEFT, ev.button.x = x, ev.button.y = y;
    ev.button.clicks = (Uint8)clicks;
    assert_int_equal(SDL_PushEvent(&ev), 1);
    assert_true(ui_app_frame(a));
}

static void the_pointer_selects(void **state)
{
    (void)state;
    page p = {0};
    ui_app *a = page_open(&p);
    type(a, "one two three");
    ui_rect box = ui_node_find(ui_app_tree(a), FIELD)->box;
    int y = box.y + 22;
    size_t from, to;
    click(a, box.x + 15, y, 1);
    assert_int_equal(p.note.cursor, 0);
    push_mouse(SDL_MOUSEMOTION, box.x + 400, y);
    assert_true(ui_app_frame(a));
    assert_true(ui_edit_selected(&p.note, &from, &to));
    assert_int_equal(to, 13);
    push_mouse(SDL_MOUSEBUTTONUP, box.x + 400, y);
    assert_true(ui_app_frame(a));
    assert_int_equal(p.pressed, 0); /* a click writes, it presses nothing */
    click(a, box.x + 20, y, 2);
    assert_true(ui_edit_selected(&p.note, &from, &to));
    assert_int_equal(from, 0);
    assert_int_equal(to, 3);
    push_mouse(SDL_MOUSEBUTTONUP, box.x + 20, y);
    click(a, box.x + 20, y, 3);
    assert_true(ui_edit_selected(&p.note, &from, &to));
    assert_int_equal(to, 13);
    page_close(&p, a);
}

static void lines_are_walked(void **state)
{
    (void)state;
    page p = {0};
    ui_app *a = page_open(&p);
    err e = {0};
    ASSERT_OK(ui_edit_set(&p.note, "a longer line\nb\nand a third", &e), e);
    ui_app_changed(a);
    assert_true(ui_app_frame(a));
    ui_edit_place(&p.note, 8, false);
    push_key(SDLK_DOWN, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(p.note.cursor, 15); /* the end of the short line */
    push_key(SDLK_DOWN, 0);
    assert_true(ui_app_frame(a));
    assert_in_range(p.note.cursor, 22, 25); /* below where it was before */
    push_key(SDLK_DOWN, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(ui_app_focused(a), LINE); /* nothing below: the focus goes on */
    push_key(SDLK_UP, 0);
    assert_true(ui_app_frame(a));
    push_key(SDLK_UP, KMOD_SHIFT);
    assert_true(ui_app_frame(a));
    size_t from, to;
    assert_true(ui_edit_selected(&p.note, &from, &to));
    page_close(&p, a);
}

/* A long single line scrolls under its cursor and stays within its box. */
static void a_single_line_scrolls(void **state)
{
    (void)state;
    page p = {0};
    ui_app *a = page_open(&p);
    push_key(SDLK_TAB, 0);
    for (int i = 0; i < 40; i++)
        push_text("word ");
    assert_true(ui_app_frame(a));
    const ui *u = ui_app_tree(a);
    const ui_node *n = ui_node_find(u, LINE);
    ui_rect c = ui_field_cursor(u, n);
    assert_true(c.x >= n->box.x && c.x + c.w <= n->box.x + n->box.w);
    assert_true(p.name.shift > 0);
    assert_int_equal(n->para.line_count, 1);
    push_key(SDLK_HOME, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(p.name.shift, 0);
    page_close(&p, a);
}

/* It says what it is for and what is in it. */
static void a_voice_hears_it(void **state)
{
    (void)state;
    page p = {0};
    sample log = {0};
    ui_app *a = page_open(&p);
    ui_app_on_say(a, sample_say, &log);
    push_key(SDLK_TAB, 0);
    push_key(SDLK_TAB, KMOD_SHIFT);
    assert_true(ui_app_frame(a));
    assert_non_null(strstr(strbuf_text(&log.said), "Your own words. Type here\n"));
    type(a, "hello");
    push_key(SDLK_TAB, 0);
    push_key(SDLK_TAB, KMOD_SHIFT);
    assert_true(ui_app_frame(a));
    assert_non_null(strstr(strbuf_text(&log.said), "Your own words: hello\n"));
    strbuf_release(&log.said);
    page_close(&p, a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_write),
        cmocka_unit_test(clipboard_works),
        cmocka_unit_test(an_input_method_composes),
        cmocka_unit_test(the_pointer_selects),
        cmocka_unit_test(lines_are_walked),
        cmocka_unit_test(a_single_line_scrolls),
        cmocka_unit_test(a_voice_hears_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

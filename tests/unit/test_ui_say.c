/* What a voice is given, and what is on the clipboard. */
#include "test_ui_screen.h"

enum { ID_A = 1, ID_B, ID_C, ID_FOLDED };

typedef struct talk {
    int pressed;
    strbuf said;
    int hushed;
} talk;

static void talk_build(void *self, ui *u)
{
    (void)self;
    ui_text(u, "Shown and said", (ui_opt){0});
    ui_text(u, "Only shown", (ui_opt){.alt = ""});
    ui_text(u, "Only heard: a door closes", (ui_opt){.heard = true, .live = true});
    ui_shortcut(u, ID_FOLDED, 'f');
    ui_col(u, (ui_opt){.group = "What you can say", .gap = 8});
    ui_button(u, ID_A, 'a', UI_MAIN_BUTTON, "Yes", NULL);
    ui_col(u, (ui_opt){.extra = "This ends the call."});
    ui_button(u, ID_B, 'b', UI_PLAIN_BUTTON, "No", NULL);
    ui_end(u);
    ui_end(u);
    ui_button(u, ID_C, 'c', UI_PLAIN_BUTTON, "Leave", NULL);
}

static void talk_act(void *self, ui_app *a, int id)
{
    (void)a;
    ((talk *)self)->pressed = id;
}

static void hear(void *self, const char *text)
{
    assert_true(strbuf_addf(&((talk *)self)->said, NULL, "%s\n", text));
}

static void hush(void *self)
{
    ((talk *)self)->hushed++;
}

static ui_app *talk_open(talk *t)
{
    err e = {0};
    ui_app *a = ui_app_new(&(ui_app_opt){.width = 1000, .height = 600}, &e);
    if (!a) fail_msg("%s", e.text);
    ui_app_on_say(a, hear, t);
    ui_app_on_hush(a, hush, t);
    ui_screen s = {.self = t, .title = "Call", .build = talk_build, .act = talk_act};
    ASSERT_OK(ui_app_push(a, s, &e), e);
    assert_true(ui_app_frame(a));
    return a;
}

static void talk_close(talk *t, ui_app *a)
{
    ui_app_free(a);
    strbuf_release(&t->said);
}

static void heard(talk *t, ui_app *a, int key, const char *wanted)
{
    strbuf_clear(&t->said);
    push_key(key, key == SDLK_SLASH ? KMOD_SHIFT : 0);
    assert_true(ui_app_frame(a));
    assert_string_equal(strbuf_text(&t->said), wanted);
}

static void groups_are_said_once(void **state)
{
    (void)state;
    talk t = {0};
    ui_app *a = talk_open(&t);
    assert_string_equal(strbuf_text(&t.said),
                        "Call\nOnly heard: a door closes\nWhat you can say\nYes\n");
    heard(&t, a, SDLK_TAB, "No\n");
    heard(&t, a, SDLK_TAB, "Leave\n");
    heard(&t, a, SDLK_TAB, "What you can say\nYes\n");
    assert_int_equal(t.hushed, 3);
    talk_close(&t, a);
}

static void more_is_said_when_asked(void **state)
{
    (void)state;
    talk t = {0};
    ui_app *a = talk_open(&t);
    heard(&t, a, SDLK_SLASH, "");
    heard(&t, a, SDLK_TAB, "No\n");
    heard(&t, a, SDLK_SLASH, "This ends the call.\n");
    strbuf_clear(&t.said);
    ui_app_say_all(a);
    assert_string_equal(strbuf_text(&t.said),
                        "Call\nShown and said\nOnly heard: a door closes\nWhat you can say\nYes\n"
                        "No\nLeave\n");
    talk_close(&t, a);
}

/* What is only heard and what is only a key take no room, get no focus and are not pressed by the
 * pointer; the key works. */
static void some_nodes_have_no_place(void **state)
{
    (void)state;
    talk t = {0};
    ui_app *a = talk_open(&t);
    const ui *u = ui_app_tree(a);
    int below = 0;
    for (const ui_node *n = u->root->first; n; n = n->next) {
        if (!ui_node_is_seen(n)) {
            assert_int_equal(n->box.w, 0);
            assert_int_equal(n->box.h, 0);
            continue;
        }
        assert_int_equal(n->box.y, below);
        below += n->box.h;
    }
    for (int i = 0; i < 6; i++) {
        push_key(SDLK_TAB, 0);
        assert_true(ui_app_frame(a));
        assert_int_not_equal(ui_app_focused(a), ID_FOLDED);
    }
    push_key(SDLK_f, 0);
    assert_true(ui_app_frame(a));
    assert_int_equal(t.pressed, ID_FOLDED);
    talk_close(&t, a);
}

static void clipboard_is(const char *wanted)
{
    char *text = SDL_GetClipboardText();
    assert_string_equal(text, wanted);
    SDL_free(text);
}

static void texts_can_be_copied(void **state)
{
    (void)state;
    talk t = {0};
    ui_app *a = talk_open(&t);
    push_key(SDLK_c, KMOD_CTRL);
    assert_true(ui_app_frame(a));
    clipboard_is("Yes"); /* what has the focus */
    assert_int_equal(t.pressed, 0);
    ui_rect box = ui_app_tree(a)->root->first->box;
    push_mouse(SDL_MOUSEBUTTONDOWN, box.x + 1, box.y + 10);
    push_mouse(SDL_MOUSEMOTION, box.x + 400, box.y + 10);
    assert_true(ui_app_frame(a));
    push_mouse(SDL_MOUSEBUTTONUP, box.x + 400, box.y + 10);
    push_mouse(SDL_MOUSEMOTION, box.x + 2, box.y + 10);
    push_key(SDLK_c, KMOD_CTRL);
    assert_true(ui_app_frame(a));
    clipboard_is("Shown and said");
    int w, h, pitch;
    const uint32_t *px = ui_app_pixels(a, &w, &h, &pitch);
    assert_int_equal(px[(box.y + 2) * pitch + box.x + 4] & 0xFFFFFF,
                     ui_theme_colour(UI_LIGHT, UI_MARK) & 0xFFFFFF);
    ui_app_copy(a, "given");
    clipboard_is("given");
    talk_close(&t, a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_are_said_once),
        cmocka_unit_test(more_is_said_when_asked),
        cmocka_unit_test(some_nodes_have_no_place),
        cmocka_unit_test(texts_can_be_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

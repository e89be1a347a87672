/* The settings' file: read with patience, written without losing anything. */
#include "test_ui.h"

#include "base/base_file.h"
#include "ui/ui_settings.h"

#include <string.h>
#include <unistd.h>

static ui_settings parsed(const char *text, strbuf *told)
{
    ui_settings s = ui_settings_usual();
    err e = {0};
    ASSERT_OK(ui_settings_parse(&s, text, told, &e), e);
    return s;
}

static void reads_each_setting(void **state)
{
    (void)state;
    strbuf told = {0};
    ui_settings s = parsed("# mine\n\n text size=150\r\nline spacing = 120\ntheme = night\n"
                           "font = andika\nreduce motion = on\neffects volume = 0\n"
                           "voice volume = 30\nmono = on\nsound off = on\nself-voicing = captions\n"
                           "voice speed = -20\nown words first = on\nline by line = on\n"
                           "language = pt-BR\nwindow left = -5\nwindow top = 7\n"
                           "window width = 1000\nwindow height = 700\nmaximized = on\n"
                           "fullscreen = on\nkey H = J\nbutton X = T\nfuture = 7\nno equals here",
                           &told);
    assert_string_equal(strbuf_text(&told), "");
    assert_int_equal(s.text_percent, 150);
    assert_int_equal(s.line_percent, 120);
    assert_int_equal(s.theme, UI_THEME_NIGHT);
    assert_int_equal(s.font, UI_ANDIKA);
    assert_true(s.still && s.mono && s.silent && s.own_words && s.line_by_line && s.fullscreen);
    assert_int_equal(s.effects, 0);
    assert_int_equal(s.voice_volume, 30);
    assert_int_equal(s.voice, UI_VOICE_CAPTIONS);
    assert_int_equal(s.voice_speed, -20);
    assert_string_equal(s.language, "pt-BR");
    assert_int_equal(s.place.x, -5);
    assert_int_equal(s.place.h, 700);
    assert_true(s.place.maximized);
    assert_int_equal(ui_keys_meaning(&s.keys, 'j'), 'h');
    assert_int_equal(ui_keys_pad(&s.keys, UI_PAD_X), 't');
    strbuf_release(&told);
}

static void tells_what_makes_no_sense(void **state)
{
    (void)state;
    static const struct {
        const char *line, *part;
    } bad[] = {
        {"text size = 99", "line 1: text size cannot be \"99\"; it is a whole number from 100 to"},
        {"text size = 99999999999", "100 to 200"},
        {"text size = 1e2", "100 to 200"},
        {"text size = -", "100 to 200"},
        {"text size =", "cannot be \"\""},
        {"theme = blue", "it is scene, light, night or contrast"},
        {"mono = yes", "it is on or off"},
        {"language = ../../etc", "the name of a language"},
        {"language = abcdefghi", "the name of a language"},
        {"language = aaaaaaaa-bbbbbbbb-c", "the name of a language"},
        {"language = en-", "the name of a language"},
        {"key Enter = J", "a letter, a digit or F1 to F12"},
        {"key H = Nothing", "a letter, a digit or F1 to F12"},
        {"key = J", NULL}, /* nobody knows it */
        {"button Q = H", "for a button: any key"},
        {"button X = ", "for a button: any key"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        strbuf told = {0};
        ui_settings s = parsed(bad[i].line, &told), usual = ui_settings_usual();
        if (bad[i].part && !strstr(strbuf_text(&told), bad[i].part))
            fail_msg("%s: told '%s'", bad[i].line, strbuf_text(&told));
        if (!bad[i].part) assert_string_equal(strbuf_text(&told), "");
        assert_memory_equal(&s, &usual, sizeof s);
        strbuf_release(&told);
    }
}

static void prints_what_it_reads(void **state)
{
    (void)state;
    err e = {0};
    strbuf told = {0}, once = {0}, twice = {0};
    ui_settings s = ui_settings_usual();
    s.text_percent = 175, s.theme = UI_THEME_CONTRAST, s.voice = UI_VOICE_SPEECH;
    s.voice_speed = -100, s.place = (ui_place){-10, 20, 1000, 600, true};
    memcpy(s.language, "es", 3);
    ui_keys_set(&s.keys, 'h', 'j');
    ui_keys_set(&s.keys, 'u', 'j');
    ui_keys_set_pad(&s.keys, UI_PAD_Y, UI_KEY_PAGE_UP);
    ASSERT_OK(ui_settings_print(&s, "", &once, &e), e);
    ui_settings back = parsed(strbuf_text(&once), &told);
    assert_string_equal(strbuf_text(&told), "");
    assert_int_equal(back.text_percent, 175);
    assert_int_equal(back.place.x, -10);
    for (int key = 'a'; key <= 'z'; key++)
        assert_int_equal(ui_keys_meaning(&back.keys, key), ui_keys_meaning(&s.keys, key));
    ASSERT_OK(ui_settings_print(&back, strbuf_text(&once), &twice, &e), e);
    assert_string_equal(strbuf_text(&once), strbuf_text(&twice));
    strbuf_release(&told);
    strbuf_release(&once);
    strbuf_release(&twice);
}

static void keeps_what_it_does_not_know(void **state)
{
    (void)state;
    err e = {0};
    strbuf out = {0};
    ui_settings s = ui_settings_usual();
    s.text_percent = 125;
    ASSERT_OK(ui_settings_print(&s,
                                "# by hand\nfuture thing = yes \ntext size = 200\n\nmono = on\n"
                                "text size = 150\nkey A = B",
                                &out, &e),
              e);
    const char *begin = "# by hand\nfuture thing = yes \ntext size = 125\n\nmono = off\n";
    assert_memory_equal(strbuf_text(&out), begin, strlen(begin));
    assert_null(strstr(strbuf_text(&out), "key A"));
    assert_null(strstr(strbuf_text(&out), "150"));
    strbuf_release(&out);
}

static void stays_on_disk(void **state)
{
    (void)state;
    char folder[] = "/tmp/rapport-settings-XXXXXX";
    assert_non_null(mkdtemp(folder));
    err e = {0};
    strbuf path = {0}, told = {0};
    ui_settings s;
    ASSERT_OK(file_join(&path, folder, "home/settings", &e), e);
    ASSERT_OK(ui_settings_read(&s, strbuf_text(&path), &told, &e), e); /* not there yet */
    assert_int_equal(s.text_percent, 100);
    s.text_percent = 150;
    ASSERT_OK(ui_settings_write(&s, strbuf_text(&path), &e), e);
    ASSERT_OK(ui_settings_read(&s, strbuf_text(&path), &told, &e), e);
    assert_int_equal(s.text_percent, 150);
    assert_string_equal(strbuf_text(&told), "");
    /* a file of a megabyte, of noise, and a folder in its place */
    strbuf noise = {0};
    for (int i = 0; i < 300000; i++)
        ASSERT_OK(strbuf_addc(&noise, (char)((unsigned)i * 7919u >> 3), &e), e);
    ASSERT_OK(file_write(strbuf_text(&path), noise.data, noise.len, &e), e);
    assert_false(ui_settings_read(&s, strbuf_text(&path), &told, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    assert_int_equal(s.text_percent, 100);
    err_clear(&e);
    ASSERT_OK(file_write(strbuf_text(&path), noise.data, 1000, &e), e);
    ASSERT_OK(ui_settings_read(&s, strbuf_text(&path), &told, &e), e);
    ASSERT_OK(file_delete(strbuf_text(&path), &e), e);
    strbuf_clear(&path);
    ASSERT_OK(file_join(&path, folder, "home", &e), e);
    assert_int_equal(rmdir(strbuf_text(&path)), 0);
    assert_int_equal(rmdir(folder), 0);
    strbuf_release(&noise);
    strbuf_release(&path);
    strbuf_release(&told);
}

#ifdef BASE_FAULTS
static void without_memory_it_says_so(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        strbuf told = {0}, out = {0};
        err e = {0};
        ui_settings s = ui_settings_usual();
        base_alloc_fail_after(n);
        bool ok = ui_settings_parse(&s, "text size = 7\nmono = 8\nkey H = J", &told, &e) &&
                  ui_settings_print(&s, "a = b\n", &out, &e);
        base_alloc_fail_after(-1);
        if (!ok) assert_int_equal(e.code, ERR_NOMEM);
        strbuf_release(&told);
        strbuf_release(&out);
        assert_int_equal(base_alloc_live(), 0);
        if (ok) break;
    }
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_setting),
        cmocka_unit_test(tells_what_makes_no_sense),
        cmocka_unit_test(prints_what_it_reads),
        cmocka_unit_test(keeps_what_it_does_not_know),
        cmocka_unit_test(stays_on_disk),
#ifdef BASE_FAULTS
        cmocka_unit_test(without_memory_it_says_so),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

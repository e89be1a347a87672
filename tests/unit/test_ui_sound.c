/* The sounds as numbers, the device that closes itself, and what a voice is given to say. */
#include "test_ui.h"

#include "ui/ui_sound.h"
#include "ui/ui_synth.h"
#include "ui/ui_voice.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void every_sound_is_heard_and_never_clipped(void **state)
{
    (void)state;
    for (size_t i = 0; i < ui_synth_count(); i++) {
        ui_tone t;
        assert_true(ui_synth_make(i, &t, NULL));
        int peak = 0;
        for (size_t k = 0; k < t.count; k++)
            if (abs(t.samples[k]) > peak) peak = abs(t.samples[k]);
        if (peak < 300 || peak >= 32000) fail_msg("%s has its peak at %d", ui_synth_name(i), peak);
        /* begins and ends without a click */
        assert_in_range(abs(t.samples[0]), 0, peak / 4);
        assert_in_range(abs(t.samples[t.count - 1]), 0, peak / 8);
        assert_in_range(t.count, UI_SYNTH_RATE / 5, 4 * UI_SYNTH_RATE);
        base_free(t.samples);
        assert_int_equal(ui_synth_find(ui_synth_name(i)), (int)i);
    }
    assert_int_equal(ui_synth_find("thunder"), -1);
}

/* Crossings of zero, upwards. */
static long waves(const ui_tone *t, size_t from, size_t count)
{
    long n = 0;
    for (size_t i = from + 1; i < from + count; i++)
        n += t->samples[i - 1] < 0 && t->samples[i] >= 0;
    return n;
}

static void the_engaged_tone_has_its_pitch(void **state)
{
    (void)state;
    ui_tone t;
    assert_true(ui_synth_make((size_t)ui_synth_find("engaged"), &t, NULL));
    /* 400 Hz for 0.375 s are 150 waves; then there is silence */
    assert_in_range(waves(&t, 0, (size_t)(0.375 * UI_SYNTH_RATE)), 149, 151);
    for (size_t i = (size_t)(0.38 * UI_SYNTH_RATE); i < (size_t)(0.74 * UI_SYNTH_RATE); i++)
        assert_int_equal(t.samples[i], 0);
    base_free(t.samples);
}

static void the_device_is_open_only_while_something_is_heard(void **state)
{
    (void)state;
    ui_sound *s = ui_sound_new(NULL);
    assert_non_null(s);
    ui_sound_play(s, "thunder");
    ui_sound_go(s);
    assert_false(ui_sound_is_open(s));
    ui_sound_set(s, 0, false);
    ui_sound_play(s, "hangup");
    ui_sound_go(s);
    assert_false(ui_sound_is_open(s)); /* silent is off */
    ui_sound_set(s, 60, true);
    ui_sound_play(s, "hangup");
    assert_false(ui_sound_is_open(s)); /* first the picture */
    ui_sound_hush(s);
    ui_sound_go(s);
    assert_false(ui_sound_is_open(s)); /* hushed before it began */
    ui_sound_play(s, "hangup");
    ui_sound_go(s);
    if (!ui_sound_is_open(s)) skip(); /* no sound, not even a dummy */
    for (int i = 0; i < 20; i++)
        ui_sound_play(s, "ring"); /* more at once than there is room for */
    ui_sound_go(s);
    ui_sound_hush(s);
    SDL_Event ev;
    do
        assert_true(SDL_WaitEventTimeout(&ev, 20000));
    while (ev.type != SDL_USEREVENT);
    ui_sound_rest(s);
    assert_false(ui_sound_is_open(s));
    ui_sound_play(s, "door"); /* and again */
    ui_sound_go(s);
    assert_true(ui_sound_is_open(s));
    ui_sound_free(s);
}

static void captions_gather_what_is_said_until_the_player_acts(void **state)
{
    (void)state;
    ui_voice *v = ui_voice_new(NULL, NULL);
    assert_non_null(v);
    ui_voice_say(v, "Nobody listens.");
    assert_string_equal(ui_voice_caption(v), "");
    assert_true(ui_voice_set(v, &(ui_voice_how){.way = UI_VOICE_CAPTIONS}, NULL));
    ui_voice_say(v, "Dana Whitfield: I have ten minutes.");
    ui_voice_say(v, "1. Thank you.");
    assert_string_equal(ui_voice_caption(v), "Dana Whitfield: I have ten minutes.\n1. Thank you.");
    ui_voice_stop(v);
    assert_string_equal(ui_voice_caption(v), "");
    for (int i = 0; i < 10000; i++)
        ui_voice_say(v, "A text that comes again and again, as from a screen that never stops.");
    assert_in_range(strlen(ui_voice_caption(v)), 10, 5000);
    ui_voice_free(v);
}

static void the_clipboard_has_all_since_the_last_key(void **state)
{
    (void)state;
    if (SDL_Init(SDL_INIT_VIDEO) != 0) skip();
    ui_voice *v = ui_voice_new(NULL, NULL);
    assert_true(ui_voice_set(v, &(ui_voice_how){.way = UI_VOICE_CLIPBOARD}, NULL));
    ui_voice_say(v, "The call");
    ui_voice_say(v, "It rings.");
    char *text = SDL_GetClipboardText();
    assert_string_equal(text, "The call\nIt rings.");
    SDL_free(text);
    assert_string_equal(ui_voice_caption(v), "");
    ui_voice_free(v);
    SDL_Quit();
}

static void the_log_has_every_text_on_a_line(void **state)
{
    (void)state;
    char path[200];
    snprintf(path, sizeof path, "%s/voice-log-%ld.txt",
             getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getpid());
    remove(path);
    ui_voice *v = ui_voice_new(path, NULL);
    ui_voice_say(v, "Day 3\nTuesday");
    ui_voice_say(v, "");
    ui_voice_say(v, "It rings.");
    ui_voice_free(v);
    char text[100];
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[n] = '\0';
    assert_string_equal(text, "Day 3 Tuesday\nIt rings.\n");
    remove(path);
}

/* With or without a voice on this machine: nothing waits, nothing is lost or leaks. */
static void speaking_never_waits(void **state)
{
    (void)state;
    ui_voice *v = ui_voice_new(NULL, NULL);
    err e = {0};
    ui_voice_how how = {.way = UI_VOICE_SPEECH, .speed = 40, .volume = 0, .language = "en"};
    bool speaks = ui_voice_set(v, &how, &e);
    assert_int_equal(speaks ? ERR_NONE : ERR_MISSING, e.code);
    assert_int_equal(ui_voice_in_use(v), speaks ? UI_VOICE_SPEECH : UI_VOICE_CAPTIONS);
    for (int i = 0; i < 50; i++) {
        ui_voice_say(v, "--a text that looks like an option, and is none");
        ui_voice_stop(v);
    }
    ui_voice_say(v, "The end.");
    how.way = UI_VOICE_CAPTIONS;
    assert_true(ui_voice_set(v, &how, NULL));
    ui_voice_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sound_is_heard_and_never_clipped),
        cmocka_unit_test(the_engaged_tone_has_its_pitch),
        cmocka_unit_test(the_device_is_open_only_while_something_is_heard),
        cmocka_unit_test(captions_gather_what_is_said_until_the_player_acts),
        cmocka_unit_test(the_clipboard_has_all_since_the_last_key),
        cmocka_unit_test(the_log_has_every_text_on_a_line),
        cmocka_unit_test(speaking_never_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* ui_voice with a speaker of this file's own: what reaches it, and one that never answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/ui_voice_internal.h"

#include "base/base_mem.h"

#include <SDL.h>

/* Stands in for ui_speaker.c. */
struct ui_speaker {
    int unused;
};
static struct ui_speaker only;
static SDL_sem *asked, *answer; /* a call came; let it return */
static SDL_atomic_t hangs, said, closed;

bool ui_speaker_there(void)
{
    return true;
}

ui_speaker *ui_speaker_open(void)
{
    return &only;
}

void ui_speaker_close(ui_speaker *s)
{
    assert_ptr_equal(s, &only);
    SDL_AtomicAdd(&closed, 1);
}

void ui_speaker_set(ui_speaker *s, const ui_voice_how *how)
{
    assert_ptr_equal(s, &only);
    assert_string_equal(how->language, "es");
}

void ui_speaker_say(ui_speaker *s, const char *text)
{
    assert_ptr_equal(s, &only);
    assert_string_equal(text, "Hola.");
    SDL_AtomicAdd(&said, 1);
    SDL_SemPost(asked);
    if (SDL_AtomicGet(&hangs)) SDL_SemWait(answer);
}

void ui_speaker_stop(ui_speaker *s)
{
    assert_ptr_equal(s, &only);
}

bool ui_speaker_busy(ui_speaker *s)
{
    assert_ptr_equal(s, &only);
    return false;
}

static const ui_voice_how ALOUD = {.way = UI_VOICE_SPEECH, .volume = 100, .language = "es"};

static ui_voice *voice_that_said_it(bool hanging)
{
    err e = {0};
    SDL_AtomicSet(&hangs, hanging);
    SDL_AtomicSet(&said, 0);
    SDL_AtomicSet(&closed, 0);
    ui_voice *v = ui_voice_new(NULL, &e);
    assert_non_null(v);
    assert_true(ui_voice_set(v, &ALOUD, &e));
    ui_voice_say(v, "Hola.");
    SDL_SemWait(asked);
    return v;
}

static void test_texts_reach_the_speaker(void **state)
{
    (void)state;
    ui_voice *v = voice_that_said_it(false);
    ui_voice_free(v);
    assert_int_equal(SDL_AtomicGet(&said), 1);
    assert_int_equal(SDL_AtomicGet(&closed), 1);
    assert_int_equal(base_alloc_live(), 0);
}

/* Without a limit to the waiting this test would not end. */
static void test_a_speaker_that_hangs_holds_nobody_up(void **state)
{
    (void)state;
    err e = {0};
    ui_voice *v = voice_that_said_it(true);
    const ui_voice_how off = {.way = UI_VOICE_OFF};
    assert_true(ui_voice_set(v, &off, &e));
    assert_int_equal(ui_voice_in_use(v), UI_VOICE_OFF);
    assert_int_equal(SDL_AtomicGet(&closed), 0);

    /* another begins while the first still hangs */
    assert_true(ui_voice_set(v, &ALOUD, &e));
    ui_voice_say(v, "Hola.");
    SDL_SemWait(asked);
    ui_voice_free(v);

    /* both come back late and leave nothing behind */
    SDL_SemPost(answer);
    SDL_SemPost(answer);
    while (SDL_AtomicGet(&closed) < 2 || base_alloc_live() > 0)
        SDL_Delay(1);
    assert_int_equal(SDL_AtomicGet(&said), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_reach_the_speaker),
        cmocka_unit_test(test_a_speaker_that_hangs_holds_nobody_up),
    };
    asked = SDL_CreateSemaphore(0);
    answer = SDL_CreateSemaphore(0);
    int failed = asked && answer ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    SDL_DestroySemaphore(asked);
    SDL_DestroySemaphore(answer);
    return failed;
}

/* The screens in other languages: with the pseudo-locale, whose texts are 40 % longer, nothing is
 * cut and nothing is left in English; in Spanish a play shows Spanish and computes the same. */
#include "screen_fixture.h"
#include "test_ui_checks.h"

#include "screen/screen.h"
#include "screen/screen_play.h"

#include <ctype.h>

/* Words that are the same in every language: what stands on keys, names, typefaces, files. */
static const char *const SAME[] = {"Esc",   "Enter",   "Tab",          "Space",    "Shift",
                                   "Ctrl",  "Alt",     "Rapport",      "Inter",    "DejaVu",
                                   "Sans",  "Andika",  "OpenDyslexic", "scenario", "json",
                                   "error", "warning", "Page",         "Home",     "End"};

static bool is_same(const char *word, size_t len)
{
    for (size_t i = 0; i < sizeof SAME / sizeof SAME[0]; i++)
        if (strlen(SAME[i]) == len && memcmp(SAME[i], word, len) == 0) return true;
    return false;
}

/* The first word of at least three plain letters that is not the same everywhere; NULL for none.
 * The pseudo-locale has no plain letters. */
static const char *english_in(const char *text, size_t *len)
{
    while (*text) {
        while (*text && !isalpha((unsigned char)*text))
            text++;
        for (*len = 0; isalpha((unsigned char)text[*len]);)
            ++*len;
        /* not a part of an accented word */
        bool whole = ((unsigned char)text[*len] & 0x80) == 0;
        if (*len >= 3 && whole && !is_same(text, *len)) return text;
        text += *len;
    }
    return NULL;
}

static void check_no_english(const ui *u)
{
    for (const ui_node *n = u->root; n; n = ui_node_next(u, n)) {
        const char *const texts[] = {n->text, n->alt};
        for (int i = 0; i < 2; i++) {
            size_t len;
            const char *word = texts[i] ? english_in(texts[i], &len) : NULL;
            if (word) fail_msg("'%.*s' is English in '%s'", (int)len, word, texts[i]);
        }
    }
}

static void check(player *p)
{
    const ui *u = ui_app_tree(p->app);
    check_boxes(u);
    check_no_english(u);
}

static void speak(player *p, const char *language)
{
    session_places_phrases(p->program.places, screen_phrases());
    session_places_phrases(p->program.places, screen_widget_phrases());
    ASSERT_OK(session_places_speak(p->program.places, language, &p->e), p->e);
}

/* What a text of the scenario is in the pseudo-locale. */
static void press_pseudo(player *p, const char *english)
{
    strbuf text = {0};
    ASSERT_OK(words_pseudo_text(english, &text, &p->e), p->e);
    press_for(p, strbuf_text(&text));
    strbuf_release(&text);
}

static void look_over(player *p, SDL_Keycode key)
{
    press(p, key);
    check(p);
    press(p, SDLK_ESCAPE);
}

static void walk_places(player *p)
{
    static const screen_text SECTIONS[] = {SET_LOOK, SET_READING, SET_SOUND, SET_LANGUAGE};
    ASSERT_OK(screen_home_push(p->app, &p->program, &p->e), p->e);
    frame(p);
    check(p);
    look_over(p, SDLK_F1);
    ASSERT_OK(screen_page_push(p->app, &p->program, "talk", &p->e), p->e);
    frame(p);
    check(p);
    press(p, SDLK_ESCAPE);
    ASSERT_OK(screen_progress_push(p->app, &p->program, false, &p->e), p->e);
    frame(p);
    check(p);
    press(p, SDLK_ESCAPE);
    ASSERT_OK(screen_settings_push(p->app, &p->program, false, &p->e), p->e);
    frame(p);
    check(p);
    for (size_t i = 1; i < sizeof SECTIONS / sizeof SECTIONS[0]; i++) {
        click(p, say_in(p->app, SECTIONS[i]));
        check_boxes(ui_app_tree(p->app));
    }
    press(p, SDLK_ESCAPE);
}

static void walk_play(player *p)
{
    ASSERT_OK(screen_play_push(p->app, &p->program, "talk", NULL, true, 7, &p->e), p->e);
    frame(p);
    check(p);
    press(p, SDLK_h);
    check(p);
    press_pseudo(p, "Look the company up.");
    check(p);
    press_pseudo(p, "Ring her.");
    check(p);
    look_over(p, SDLK_ESCAPE);
    look_over(p, SDLK_t);
    look_over(p, SDLK_F1);
    press_pseudo(p, "No, nobody.");
    check(p); /* face to face */
    press_pseudo(p, "Could I have till Friday at ten?");
    check(p); /* mail */
    press_pseudo(p, "Thank her in two lines.");
    check(p); /* plan */
    press_pseudo(p, "Write down what you will ask.");
    check(p); /* note */
    press_pseudo(p, "Go to bed.");
    check(p); /* over */
    click(p, say_in(p->app, PLAY_SEE));
    check(p);
    click(p, say_in(p->app, TRY_MOMENT));
    check(p);
}

static void pseudo_fits_every_screen(void **state)
{
    (void)state;
    static const struct {
        int w, h, percent;
    } SIZES[] = {{1280, 800, 100}, {960, 540, 100}, {1280, 800, 200}, {960, 540, 200}};
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        player p;
        player_open(&p, (ui_app_opt){.width = SIZES[i].w, .height = SIZES[i].h});
        ui_app_set_text_percent(p.app, SIZES[i].percent);
        speak(&p, SESSION_PSEUDO);
        walk_places(&p);
        walk_play(&p);
        player_close(&p);
    }
}

static void english_would_be_noticed(void **state)
{
    (void)state;
    size_t len;
    assert_null(english_in("[Ĝöö~] Esc, F1: T4 12:30", &len));
    assert_null(english_in("[ñööñ]", &len));
    assert_string_equal(english_in("[Ĝöö~] key Esc", &len), "key Esc");
    assert_int_equal(len, 3);
}

static void complain_of(const wordbook *w, phrase_table table)
{
    for (size_t i = 0; i < table.count; i++) {
        const phrase *x = &table.first[i];
        if (!words_find(w, x->id, x->text))
            fail_msg("%s is not in assets/words/es.po, or for another wording: rapport strings "
                     "--lang es --write",
                     x->id);
    }
}

static void spanish_is_complete(void **state)
{
    (void)state;
    err e = {0};
    session_places *p = session_places_find(TEST_SOURCE_DIR, "/tmp", &e);
    assert_non_null(p);
    if (!session_places_speak(p, "es", &e)) fail_msg("%s", e.text);
    phrase skills[SESSION_SKILL_PHRASES];
    session_skill_phrases(skills);
    const wordbook *w = session_places_words(p);
    complain_of(w, screen_phrases());
    complain_of(w, screen_widget_phrases());
    complain_of(w, session_phrases());
    complain_of(w, (phrase_table){skills, SESSION_SKILL_PHRASES});
    session_places_free(p);
}

/* The state of a play by these texts, in a language. */
static void play_in(const char *language, char hash[17])
{
    player p;
    player_open(&p, (ui_app_opt){0});
    speak(&p, language);
    ASSERT_OK(screen_play_push(p.app, &p.program, "talk", NULL, true, 7, &p.e), p.e);
    frame(&p);
    session *played = ((const screen_play *)p.app->top->screen.self)->game->session;
    for (int i = 0; i < 4; i++)
        press(&p, i == 0 ? SDLK_2 : SDLK_1);
    ASSERT_OK(session_look(played)->turn == 4, p.e);
    memcpy(hash, session_debrief_of(played, &p.e)->hash, 17);
    player_close(&p);
}

static void a_play_computes_the_same_in_every_language(void **state)
{
    (void)state;
    char english[17], pseudo[17];
    play_in("en", english);
    play_in(SESSION_PSEUDO, pseudo);
    assert_string_equal(english, pseudo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_would_be_noticed),
        cmocka_unit_test(pseudo_fits_every_screen),
        cmocka_unit_test(spanish_is_complete),
        cmocka_unit_test(a_play_computes_the_same_in_every_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* story: which texts of a scenario a player reads, and their ids, whatever shape the tree has. */
#include "base/base_strbuf.h"
#include "story/story_texts.h"
#include "tree_from_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool note(void *self, const story_found_text *found, err *e)
{
    return strbuf_addf(self, e, "%s=%s%s%s\n", found->id, found->text->text,
                       *found->who ? " by " : "", found->who);
}

static const struct {
    const char *file, *text, *want;
} ROWS[] = {
    {"scenario.json", "{ 'title': 'A', 'id': 'x', 'clock': 'y', '//title': 'z' }", "title=A\n"},
    {"scenario.json",
     "{ 'about': { 'goals': ['A', 'B'], 'coach': ['C', { 'if': 'x', 'text': 'D' }] } }",
     "about.goals.1=A\nabout.goals.2=B\nabout.coach.1=C\nabout.coach.2.text=D\n"},
    {"scenario.json", "{ 'cast': { 'ada': { 'name': 'A', 'portrait': 'p', 'role': ['B', 'C'] } } }",
     "cast.ada.name=A\ncast.ada.role.1=B\ncast.ada.role.2=C\n"},
    /* names of variables may be words of the format */
    {"scenario.json", "{ 'state': { 'title': { 'one_of': { 'text': 'A' }, 'start': 'text' } } }",
     "state.title.one_of.text=A\n"},
    {"scenario.json", "{ 'state': { 'a': { 'one_of': ['b', 'c'] }, 'd': 3, 'e': 'f' } }", ""},
    {"scenario.json",
     "{ 'scenes': { 's': { 'with': 'ada', 'stage': 'call', 'lines': [ 'A', { 'ada': 'B', 'mood': "
     "'warm', 'sound': 'ring', 'if': 'x', 'id': 'last' }, { 'you': [ 'C', { 'if': 'x', 'text': "
     "'D' } ] } ] } } }",
     "scenes.s.lines.1=A by narration\nscenes.s.lines.last=B by ada\nscenes.s.lines.3.1=C by you\n"
     "scenes.s.lines.3.2=D by you\n"},
    {"scenario.json",
     "{ 'scenes': { 's': { 'choices': [ { 'id': 'c', 'say': 'A', 'data': { 'say': 'no' }, 'set': { "
     "'text': 'no' }, 'shows': [ { 'because': 'B', 'skill': 'T1' } ], 'outcomes': [ { 'thinks': "
     "'C', 'reply': ['D'] } ] } ] } } }",
     "scenes.s.choices.c.say=A\nscenes.s.choices.c.shows.1.because=B\n"
     "scenes.s.choices.c.outcomes.1.thinks=C\n"
     "scenes.s.choices.c.outcomes.1.reply.1=D by narration\n"},
    {"desk.json", "{ 'board': [ { 'text': 'A', 'source': 'B' } ], 'unknown': [ 'C' ] }",
     "board.desk.1.text=A\nboard.desk.1.source=B\nunknown.desk.1=C\n"},
    /* shapes the format does not have */
    {"scenario.json", "[ 'A' ]", ""},
    {"scenario.json", "'A'", ""},
    {"scenario.json", "{ 'scenes': [ 'A' ], 'cast': 3, 'board': { 'text': 'A' }, 'title': {} }",
     ""},
    {"scenario.json", "{ 'title': [ [ 'A' ], { 'text': [ 'B' ] }, { 'text': 'C' }, 4, {} ] }",
     "title.3=C\n"},
    {"scenario.json", "{ 'scenes': { 's': { 'lines': 'A', 'choices': { 'say': 'B' } } } }", ""},
    {"scenario.json",
     "{ 'scenes': { 's': { 'scenes': { 't': { 'title': 'A' } }, 'choices': [ { 'choices': [ { "
     "'say': 'B' } ] }, 3, 'C' ] } } }",
     ""},
};

static void texts_have_their_ids(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        arena mem = {0};
        strbuf out = {0};
        tree *root = tree_from_text(ROWS[i].text, 0, &mem);
        assert_non_null(root);
        assert_true(story_texts_of_part(root, ROWS[i].file, note, &out, NULL));
        assert_string_equal(strbuf_text(&out), ROWS[i].want);
        strbuf_release(&out);
        arena_release(&mem);
    }
}

static void results_of_lua_are_walked_too(void **state)
{
    (void)state;
    arena mem = {0};
    strbuf out = {0};
    tree *root = tree_from_text("{ 'title': 'A', 'choices': [ { 'id': 'c', 'do': 'B' } ], 'reply': "
                                "[ { 'ada': 'C' } ], 'set': { 'x': 'D' } }",
                                0, &mem);
    assert_true(story_texts_of_result(root, "lua", note, &out, NULL));
    assert_string_equal(strbuf_text(&out),
                        "lua.title=A\nlua.choices.c.do=B\nlua.reply.1=C by ada\n");
    strbuf_release(&out);
    arena_release(&mem);
}

#ifdef BASE_FAULTS
static void memory_may_run_out(void **state)
{
    (void)state;
    arena mem = {0};
    tree *root = tree_from_text(ROWS[6].text, 0, &mem);
    long before = base_alloc_live();
    for (long n = 0;; n++) {
        err e = {0};
        strbuf out = {0};
        base_alloc_fail_after(n);
        bool ok = story_texts_of_part(root, "desk.json", note, &out, &e);
        base_alloc_fail_after(-1);
        strbuf_release(&out);
        assert_int_equal(base_alloc_live(), before);
        if (ok) break;
        assert_int_equal(e.code, ERR_NOMEM);
        assert_true(n < 1000);
    }
    arena_release(&mem);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_have_their_ids),
        cmocka_unit_test(results_of_lua_are_walked_too),
#ifdef BASE_FAULTS
        cmocka_unit_test(memory_may_run_out),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

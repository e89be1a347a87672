/* The session: debrief and transcript as web pages. */
#include "session_desk.h"

#include "base/base_utf8.h"
#include "session/session_html.h"

#define TALK                                                                                       \
    "{ 'format': 1, 'id': 'talk', 'title': 'Talk <b> & \\\"co\\\"', 'summary': 'x', 'language': "  \
    "'de', 'clock': '2026-03-06 16:30', 'start': 'hello', 'player': { 'name': 'Sam <i>' },"        \
    "  'about': { 'legend': 'So <u>.', 'coach': [ 'Why <script>alert(1)</script>?' ] },"           \
    "  'worry': 'Late & <i>{trust}</i>?',"                                                         \
    "  'cast': { 'dana': { 'name': 'Dana & Co' } },"                                               \
    "  'state': { 'trust': { 'start': 50, 'min': 0, 'max': 100, 'chart': 'Her <trust>' } },"       \
    "  'facts': { 'pay': { 'is': true, 'about': 'the <pay>' } },"                                  \
    "  'scenes': { 'hello': { 'stage': 'call', 'with': 'dana', 'title': 'The <call>', 'lines': [ " \
    "{"                                                                                            \
    " 'dana': 'Ja?\\nBitte <br>', 'mood': 'cool' }, { 'cue': 'It <rings>.' }, 'So <so>.' ],"       \
    "     'choices': [ { 'id': 'say', 'say': 'Um <die> Stelle & \\'mehr\\'.', 'takes': '2m',"      \
    " 'claims': { 'pay': false }, 'try': 'Better <this>.', 'thinks': 'Hm <hm>.',"                  \
    "       'shows': [ { 'skill': 'T1', 'points': 1, 'because': 'You <said>.' }, { 'skill': 'H1'," \
    " 'points': -1, 'because': 'Not <so>.' } ] },"                                                 \
    "       { 'id': 'up', 'do': 'Hang <up>.', 'shows': [ { 'skill': 'T1', 'points': -2,"           \
    " 'because': 'Rude.' } ], 'discover': [ 'pay' ], 'ending': 'no', 'to': 'end' } ] } },"         \
    "  'endings': { 'no': { 'title': 'No <no>.', 'kind': 'no_open', 'learn': 'Say <it>.' } } }"

/* Counts elements that are open and fails on anything that is not well nested. */
static void check_nesting(const char *html)
{
    static const char *const EMPTY[] = {"meta", "br", "!DOCTYPE"};
    char open[64][16];
    size_t depth = 0;
    for (const char *at = strchr(html, '<'); at; at = strchr(at + 1, '<')) {
        bool close = at[1] == '/', empty = false;
        const char *name = at + 1 + close;
        size_t len = strcspn(name, " >");
        assert_true(len > 0 && len < 16);
        for (size_t i = 0; i < sizeof EMPTY / sizeof *EMPTY; i++)
            empty = empty || (strlen(EMPTY[i]) == len && memcmp(EMPTY[i], name, len) == 0);
        if (empty) continue;
        if (!close) {
            assert_true(depth < 64);
            memcpy(open[depth], name, len);
            open[depth++][len] = '\0';
            continue;
        }
        assert_true(depth > 0);
        depth--;
        if (strlen(open[depth]) != len || memcmp(open[depth], name, len) != 0)
            fail_msg("</%.*s> closes <%s>", (int)len, name, open[depth]);
    }
    assert_int_equal(depth, 0);
}

static void check_page(const strbuf *page)
{
    static const char *const NEVER[] = {
        "<script", "<u>",    "<i>",  "<die>", "<said>", "<pay>",  "<trust>",   "<rings>",
        "http:",   "https:", "src=", "<up>",  "<call>", "onload", "javascript"};
    const char *html = strbuf_text(page);
    size_t bad;
    assert_int_equal(strlen(html), page->len);
    assert_true(utf8_valid(html, page->len, &bad));
    assert_memory_equal(html, "<!DOCTYPE html>\n<html lang=\"en\">", 32);
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
        if (strstr(html, NEVER[i])) fail_msg("there is %s in the page", NEVER[i]);
    check_nesting(html);
}

static void holds(const strbuf *page, const char *text)
{
    if (!strstr(strbuf_text(page), text)) fail_msg("no %s in\n%s", text, strbuf_text(page));
}

static session *played(desk *d)
{
    session *s = desk_begin(d, false, false);
    assert_true(session_choose(s, "say", "Mine & <mine>", &d->e));
    assert_true(session_choose(s, "up", "Own \x01 \xC2\x85words", &d->e));
    return s;
}

static void debriefs_are_whole_pages(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = played(&d);
    assert_true(session_rate(s, ((const int[]){90, 50, 10}), &d.e));
    strbuf page = {0};
    assert_true(session_html_debrief(s, &page, &d.e));
    check_page(&page);
    holds(&page, "<title>Talk &lt;b&gt; &amp; &quot;co&quot;: debrief</title>");
    holds(&page, "<h1>");
    holds(&page, "<blockquote><span lang=\"de\">No &lt;no&gt;.</span></blockquote>");
    holds(&page, "<tr><th scope=\"row\">Tact</th><td>");
    holds(&page, "<td>not scored</td>");
    holds(&page, "<th scope=\"col\">Your guess</th>");
    holds(&page, "<span lang=\"de\">Her &lt;trust&gt;</span></th>");
    holds(&page, "Late &amp; &lt;i&gt;50&lt;/i&gt;?");
    holds(&page, "<h3>Turn 1</h3>");
    holds(&page, "<h3>Before your first choice</h3>");
    /* Own words beside the line chosen. */
    holds(&page, "<td>Mine &amp; &lt;mine&gt;</td><td><span lang=\"de\">Um &lt;die&gt; Stelle");
    holds(&page, "<td>Own    words</td><td><span lang=\"de\">Hang &lt;up&gt;.</span></td>");
    holds(&page, "Ja?<br>Bitte &lt;br&gt;");
    holds(&page, "Tact +1, T1 asks leave, says why:");
    holds(&page, "Honesty -1, H1");
    holds(&page, "Dana &amp; Co thought:");
    holds(&page, "A sentence you might try instead:");
    holds(&page, "Not true: <span lang=\"de\">the &lt;pay&gt;</span>");
    holds(&page, "It came out:");
    holds(&page, "<ol>\n<li><span lang=\"de\">Why &lt;script&gt;alert(1)&lt;/script&gt;?");
    holds(&page, "So &lt;u&gt;.");
    holds(&page, "Say &lt;it&gt;.");
    strbuf_release(&page);
    session_free(s);
    desk_tear_down(&d);
}

static void transcripts_tell_no_scores(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = played(&d);
    strbuf page = {0};
    assert_true(session_html_transcript(s, &page, &d.e));
    check_page(&page);
    holds(&page, ": transcript</title>");
    holds(&page, "Mine &amp; &lt;mine&gt;");
    holds(&page, "Friday 16:32");
    assert_null(strstr(strbuf_text(&page), "You &lt;said&gt;"));
    assert_null(strstr(strbuf_text(&page), "Hm &lt;hm&gt;"));
    strbuf_release(&page);
    session_free(s);
    desk_tear_down(&d);
}

static void unfinished_plays_have_pages_too(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = desk_begin(&d, false, false);
    strbuf page = {0};
    assert_true(session_html_debrief(s, &page, &d.e));
    check_page(&page);
    holds(&page, "This attempt is not over yet.");
    assert_null(strstr(strbuf_text(&page), "Your guess"));
    strbuf_clear(&page);
    assert_true(session_html_transcript(s, &page, &d.e));
    check_page(&page);
    strbuf_release(&page);
    session_free(s);
    desk_tear_down(&d);
}

/* A language of no good form is left out, not written into the page. */
static void languages_cannot_break_out(void **unused)
{
    (void)unused;
    strbuf text = {0};
    assert_true(strbuf_add(&text, TALK, NULL));
    char *at = strstr(text.data, "'de'");
    assert_non_null(at);
    strbuf changed = {0};
    assert_true(strbuf_addn(&changed, text.data, (size_t)(at - text.data), NULL) &&
                strbuf_add(&changed, "'de><script>'", NULL) && strbuf_add(&changed, at + 4, NULL));
    desk d = desk_set_up(strbuf_text(&changed));
    session *s = played(&d);
    strbuf page = {0};
    assert_true(session_html_debrief(s, &page, &d.e));
    check_page(&page);
    assert_null(strstr(strbuf_text(&page), "<span"));
    strbuf_release(&page);
    strbuf_release(&text);
    strbuf_release(&changed);
    session_free(s);
    desk_tear_down(&d);
}

#ifdef BASE_FAULTS
static void every_allocation_may_fail(void **unused)
{
    (void)unused;
    desk d = desk_set_up(TALK);
    session *s = played(&d);
    for (long n = 0;; n++) {
        strbuf page = {0};
        err e = {0};
        base_alloc_fail_after(n);
        bool ok = session_html_debrief(s, &page, &e);
        base_alloc_fail_after(-1);
        assert_int_equal(e.code, ok ? ERR_NONE : ERR_NOMEM);
        strbuf_release(&page);
        if (ok) break;
        assert_true(n < 10000);
    }
    session_free(s);
    desk_tear_down(&d);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(debriefs_are_whole_pages),
        cmocka_unit_test(transcripts_tell_no_scores),
        cmocka_unit_test(unfinished_plays_have_pages_too),
        cmocka_unit_test(languages_cannot_break_out),
#ifdef BASE_FAULTS
        cmocka_unit_test(every_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

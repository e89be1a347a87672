/* What a voice is given. */
#include "ui/ui_internal.h"

#include "base/base_hash.h"

/* When a live text arrived: with the last build that had it, in the same order; else now. */
static uint64_t arrived(const ui_entry *s, uint64_t hash, size_t *from, bool *is_new)
{
    size_t at = *from;
    while (at < s->live_count && s->live[at].hash != hash)
        at++;
    *is_new = at == s->live_count;
    if (*is_new) return s->shown ? s->tree.now : 0;
    *from = at + 1;
    return s->live[at].since;
}

bool ui_say_live(ui_app *a, ui_entry *s)
{
    bool ok = false;
    strbuf text = {0};
    size_t count = 0, n = 0, from = 0;
    for (const ui_node *k = s->tree.root; k; k = ui_node_next(&s->tree, k))
        count += k->opt.live;
    ui_live *now = base_alloc(count * sizeof *now);
    if (!now) goto done;
    for (ui_node *k = s->tree.root; k; k = ui_node_next(&s->tree, k)) {
        if (!k->opt.live) continue;
        strbuf_clear(&text);
        if (!ui_node_say(&s->tree, k, &text, &a->fault)) goto done;
        now[n].hash = hash64(HASH64_START, strbuf_text(&text), text.len);
        bool is_new;
        now[n].since = k->since = arrived(s, now[n].hash, &from, &is_new);
        if (k->since == s->tree.now && is_new) s->moves_until = s->tree.now + UI_MOTION_MS;
        if (is_new) ui_app_say(a, strbuf_text(&text));
        n++;
    }
    base_free(s->live);
    s->live = now, s->live_count = n;
    now = NULL;
    ok = true;
done:
    base_free(now);
    strbuf_release(&text);
    return ok || err_nomem(&a->fault);
}

/* The innermost group round the node; NULL for none. */
static const char *group_of(const ui_node *n)
{
    while (n && !n->group)
        n = n->parent;
    return n ? n->group : NULL;
}

void ui_app_say_focus(ui_app *a)
{
    ui_entry *s = a->top;
    if (!ui_app_is_heard(a) || !s || !s->built || s->said_focus == s->nav.hot.focus) return;
    s->said_focus = s->nav.hot.focus;
    const ui_node *n = ui_node_find(&s->tree, s->said_focus);
    if (!n) return;
    const char *group = group_of(n);
    uint64_t hash = group ? hash64(HASH64_START, group, strlen(group)) : 0;
    if (group && hash != s->said_group) ui_app_say(a, group);
    s->said_group = hash;
    strbuf text = {0};
    if (ui_node_say(&s->tree, n, &text, &a->fault)) ui_app_say(a, strbuf_text(&text));
    strbuf_release(&text);
}

void ui_say_extra(ui_app *a)
{
    const ui_node *n = a->top ? ui_node_find(&a->top->tree, a->top->nav.hot.focus) : NULL;
    while (n && !n->extra)
        n = n->parent;
    if (n) ui_app_say(a, n->extra);
}

void ui_app_on_say(ui_app *a, ui_say_fn *say, void *self)
{
    a->say = say;
    a->say_self = self;
}

void ui_app_on_hush(ui_app *a, ui_hush_fn *hush, void *self)
{
    a->hush = hush;
    a->hush_self = self;
}

void ui_app_say(ui_app *a, const char *text)
{
    if (!*text) return;
    if (a->say) a->say(a->say_self, text);
    ui_voice_say(a->voice, text);
}

void ui_app_say_all(ui_app *a)
{
    if (!ui_app_is_heard(a) || !ui_app_settle(a)) return;
    const ui *u = &a->top->tree;
    strbuf text = {0};
    if (a->top->screen.title) ui_app_say(a, a->top->screen.title);
    for (const ui_node *n = u->root; n;) {
        bool whole = n->alt || n->text;
        strbuf_clear(&text);
        if (whole && !ui_node_say(u, n, &text, &a->fault)) break;
        ui_app_say(a, strbuf_text(&text));
        if (n->group) ui_app_say(a, n->group);
        /* what is inside was said with it */
        while (whole && n->parent && !n->next)
            n = n->parent;
        n = whole ? n->next : ui_node_next(u, n);
    }
    strbuf_release(&text);
}

#include "story/story_internal.h"

#include "base/base_hash.h"

#include <string.h>

/* What was claimed as one number: true/false as 1/0, a text by its hash. */
static int32_t as_number(story_value v)
{
    int64_t whole;
    if (v.kind == STORY_TEXT) return (int32_t)(hash64(HASH64_START, v.text, strlen(v.text)) >> 33);
    if (v.kind == STORY_BOOL) return v.yes;
    if (!story_value_whole(v, &whole)) return 0;
    return (int32_t)whole;
}

static bool same_kind(story_kind a, story_kind b)
{
    bool number_a = a == STORY_INT || a == STORY_REAL;
    bool number_b = b == STORY_INT || b == STORY_REAL;
    return a == b || (number_a && number_b);
}

static story_claim *ledger(story_work *w)
{
    return (story_claim *)(void *)(w->s->slots + w->def->slot_count);
}

/* Makes room by dropping the oldest claim that can no longer matter: a true one, else the first. */
static void make_room(story_work *w)
{
    story_claim *claims = ledger(w);
    uint32_t drop = 0;
    for (uint32_t i = 0; i < w->s->claim_count; i++)
        if (!claims[i].untrue) {
            drop = i;
            break;
        }
    memmove(&claims[drop], &claims[drop + 1], (w->s->claim_count - drop - 1) * sizeof *claims);
    w->s->claim_count--;
    claims[w->s->claim_count] = (story_claim){0};
}

static story_claim *last_to(story_work *w, const story_claim_made *made)
{
    story_claim *claims = ledger(w);
    for (uint32_t i = w->s->claim_count; i-- > 0;) {
        story_claim *c = &claims[i];
        if (c->person == made->person && c->fact == made->fact && !c->omitted) return c;
    }
    return NULL;
}

static bool log_fact(story_work *w, story_entry_kind kind, const story_claim *c, err *e)
{
    if (!w->log) return true;
    story_entry *entry = story_log_add(w, kind, e);
    if (!entry) return false;
    const story_fact *fact = &w->def->facts[c->fact];
    entry->id = fact->id;
    entry->who = c->person;
    entry->untrue = c->untrue;
    entry->text = fact->about ? fact->about : fact->id;
    return true;
}

static bool discover(story_work *w, story_claim *c, err *e)
{
    c->discovered = true;
    w->s->discovered++;
    return log_fact(w, STORY_ENTRY_LIE_OUT, c, e);
}

bool story_claim_check(story_work *w, const story_claim_made *made, int32_t *said, bool *untrue,
                       err *e)
{
    story_value v;
    const story_expr *is = w->def->facts[made->fact].is;
    if (!story_expr_value(made->is, w->def, &w->run->hooks, w->s, &v, e)) return false;
    /* A text from Lua lives only until the next value: keep what is needed of it. */
    story_kind kind = v.kind;
    *said = as_number(v);
    if (!story_expr_value(is, w->def, &w->run->hooks, w->s, &v, e)) return false;
    *untrue = !same_kind(kind, v.kind) || *said != as_number(v);
    return true;
}

bool story_claim_make(story_work *w, const story_claim_made *made, err *e)
{
    story_claim one = {.person = made->person,
                       .fact = made->fact,
                       .omitted = made->omitted,
                       .minute = w->s->now,
                       .step = w->s->steps};
    story_claim *before = made->omitted ? NULL : last_to(w, made);
    if (!made->omitted) {
        if (!story_claim_check(w, made, &one.said, &one.untrue, e)) return false;
        w->lied |= one.untrue;
    }
    if (before && before->said == one.said && before->untrue == one.untrue) return true;
    if (w->s->claim_count == w->def->claim_cap) {
        make_room(w);
        before = made->omitted ? NULL : last_to(w, made);
    }
    story_claim *kept = &ledger(w)[w->s->claim_count++];
    *kept = one;
    if (!log_fact(w, STORY_ENTRY_CLAIM, kept, e)) return false;
    if (!before || before->said == one.said) return true;
    if (before->untrue && !one.untrue) {
        before->corrected = true;
        return true;
    }
    /* Her own notes are enough: she has heard it differently before. */
    return one.untrue ? discover(w, kept, e) : true;
}

bool story_claims_discover(story_work *w, uint32_t fact, err *e)
{
    story_claim *claims = ledger(w);
    for (uint32_t i = 0; i < w->s->claim_count; i++) {
        story_claim *c = &claims[i];
        if (c->fact != fact || !c->untrue || c->corrected || c->discovered) continue;
        if (!discover(w, c, e)) return false;
    }
    return true;
}

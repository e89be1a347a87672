#include "screen/screen_home.h"

#include "base/base_mem.h"

#include <string.h>
#include <time.h>

/* Practice: where you stopped, what is due, what there is to play. */

enum { DAY = 24 * 60 * 60, WEEK = 7 };

static const char *kept(home *h, const char *text)
{
    const char *copy = arena_text(&h->mem, text, strlen(text), &h->trouble);
    return copy ? copy : "";
}

static bool is_due(home *h, const char *id)
{
    session_progress *p = session_progress_of(h->program->places, id, h->program->now, &h->trouble);
    bool due = p && p->due_count > 0;
    session_progress_free(p);
    return due;
}

static bool add(void *self, const session_scenario_info *one)
{
    home *h = self;
    home_entry *x = &h->entries[h->count++];
    *x = (home_entry){.folder = kept(h, one->folder),
                      .id = kept(h, one->id),
                      .title = kept(h, one->title),
                      .summary = kept(h, one->summary),
                      .cover = kept(h, one->cover),
                      .minutes = one->minutes,
                      .trouble = one->trouble ? kept(h, one->trouble) : NULL};
    if (!*x->id) return h->count < HOME_MOST;
    x->attempts = session_attempts_of(h->program->places, x->id, &h->trouble);
    x->due = x->attempts && x->attempts->finished > 0 && is_due(h, x->id);
    h->due += x->due;
    h->practised = h->practised || (x->attempts && x->attempts->count > 0);
    return h->count < HOME_MOST;
}

/* The days of the last seven with an attempt begun, by the dates in ISO 8601. */
static int days_of_week(const home *h)
{
    time_t now = h->program->now ? (time_t)h->program->now : time(NULL);
    int days = 0;
    for (int back = 0; back < WEEK; back++) {
        time_t day = now - (time_t)back * DAY;
        struct tm t;
        char date[16] = "";
        if (gmtime_r(&day, &t)) strftime(date, sizeof date, "%Y-%m-%d", &t);
        bool found = false;
        for (int i = 0; i < h->count && !found; i++) {
            const session_attempts *a = h->entries[i].attempts;
            for (uint32_t k = 0; a && k < a->count && !found; k++)
                found = strncmp(a->list[k].begun, date, 10) == 0;
        }
        days += found;
    }
    return days;
}

/* What was begun comes first, then what is due, then the first one. */
static int choose_top(const home *h)
{
    for (int i = 0; i < h->count; i++)
        if (h->entries[i].attempts && h->entries[i].attempts->unfinished) return i;
    for (int i = 0; i < h->count; i++)
        if (h->entries[i].due) return i;
    return 0;
}

static void forget(home *h)
{
    for (int i = 0; i < h->count; i++)
        session_attempts_free(h->entries[i].attempts);
    arena_reset(&h->mem);
    h->count = h->due = 0;
    h->practised = false;
}

static void read_list(home *h)
{
    forget(h);
    err_clear(&h->trouble);
    session_list_scenarios(h->program->places, add, h, &h->trouble);
    h->days = days_of_week(h);
    h->top = choose_top(h);
    h->state = h->program->state;
    h->read = true;
}

static void build(void *self, ui *u)
{
    home *h = self;
    if (!h->read || h->state != h->program->state) read_list(h);
    screen_frame_begin(u, SCREEN_PRACTICE);
    screen_home_greeting(u, h);
    if (h->trouble.code)
        ui_text(u, h->trouble.text,
                (ui_opt){.ink = UI_BAD, .max_width = ui_em(u, 760), .live = true});
    if (h->count > 0) {
        screen_home_main(u, h);
        screen_home_grid(u, h);
    } else if (!h->trouble.code) {
        screen_heading(u, say(u, HOME_NONE), say(u, HOME_NONE_HOW));
    }
    screen_frame_end(u);
}

/* Goes on with what was begun, unless it is to start again. */
static void play(home *h, ui_app *a, bool again)
{
    err e = {0};
    if (h->top >= h->count) return;
    const home_entry *x = &h->entries[h->top];
    const session_attempt_info *begun = x->attempts ? x->attempts->unfinished : NULL;
    if (screen_play_push(a, h->program, x->folder, begun && !again ? begun->id : NULL, false, 0,
                         &e))
        return;
    h->trouble = e;
    screen_tell(a, &e);
}

static void act(void *self, ui_app *a, int id)
{
    home *h = self;
    err e = {0};
    if (screen_frame_act(a, h->program, SCREEN_PRACTICE, id, &e)) {
        screen_tell(a, &e);
        return;
    }
    int card = id - ID_HOME_CARD;
    if (id == ID_HOME_GO_ON) play(h, a, false);
    if (id == ID_HOME_AGAIN) play(h, a, true);
    if (id == ID_HOME_ABOUT) card = h->top;
    if (card >= 0 && card < h->count) screen_page_push(a, h->program, h->entries[card].folder, &e);
    screen_tell(a, &e);
}

/* Attempts may have come or gone, and another day begun. */
static void returned(void *self, ui_app *a)
{
    home *h = self;
    (void)a;
    h->read = false;
}

static void home_free(void *self)
{
    home *h = self;
    forget(h);
    arena_release(&h->mem);
    base_free(h);
}

bool screen_home_push(ui_app *a, screen_program *p, err *e)
{
    home *h = base_alloc(sizeof *h);
    if (!h) return err_nomem(e);
    h->program = p;
    ui_screen s = {.self = h,
                   .title = say_in(a, HOME_NAME),
                   .mode = UI_LIGHT,
                   .build = build,
                   .act = act,
                   .returned = returned,
                   .free = home_free};
    if (!ui_app_push(a, s, e)) return false;
    ui_app_focus(a, ID_HOME_GO_ON);
    return true;
}

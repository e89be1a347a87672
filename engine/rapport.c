/* rapport: the program. The one place that knows both the window and the command line. */
#include "cli/cli.h"
#include "screen/screen.h"

#include <stdio.h>

#ifndef RAPPORT_VERSION
#define RAPPORT_VERSION "unknown"
#endif

static int open_window(void *self, const cli_window_options *o)
{
    (void)self;
    err e = {0};
    int code = screen_run(o->scenario, o->attempt, o->has_seed, o->seed, o->data, o->home, &e);
    if (!e.code) return code;
    fprintf(stderr, "rapport: %s\n", e.text);
    return 2;
}

int main(int argc, char **argv)
{
    const phrase_table phrases[] = {screen_phrases(), screen_widget_phrases()};
    cli_window window = {.open = open_window,
                         .version = RAPPORT_VERSION,
                         .phrases = phrases,
                         .phrase_tables = sizeof phrases / sizeof phrases[0]};
    return cli_main(argc, argv, &window);
}

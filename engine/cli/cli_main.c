#include "cli/cli.h"

#include "cli/cli_internal.h"

#include "base/base_problems.h"
#include "cli/cli_words.h"
#include "session/session_words.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

typedef struct command {
    const char *name; /* "": without a command */
    const char *words, *summary;
    const char *more; /* a page for --help, or NULL */
    const cli_option *options;
    uint32_t least, most; /* words wanted */
    int (*run)(cli *c, err *e);
} command;

static const cli_option SHARED[] = {
    {"data", "DIR", "where scenarios, assets and lua are, instead of those installed"},
    {"home", "DIR", "where your attempts are kept, instead of your home folder"},
    {"help", NULL, "this help"},
    {"version", NULL, "the program's version"},
    {0}};

static const cli_option HOME[] = {
    {"text", NULL, "play in the terminal instead of the window"},
    {"width", "N", "columns of text (20 to 400); otherwise the terminal's, at most 100"},
    {0}};

static const cli_option PLAY[] = {
    {"text", NULL, "play in the terminal instead of the window"},
    {"seed", "N", "the run's seed: the same seed and choices give the same story"},
    {"pick", "VAR=VALUE", "choose a variable that the scenario would draw; may be repeated"},
    {"continue", NULL, "go on with the newest unfinished attempt, without asking"},
    {"new", NULL, "begin anew, without asking"},
    {"from", "ATTEMPT[@TURN]", "go on from an attempt (file or id), or from an earlier turn of it"},
    {"record", "FILE", "also keep the attempt in FILE, rewritten at each input"},
    {"no-keep", NULL, "keep nothing in your own store of attempts"},
    {"script", "FILE", "play what FILE says, without asking (- is standard input)"},
    {"json", NULL, "with --script: print one JSON object instead of the text"},
    {"ids", NULL, "show the choices' names, for writing a script"},
    {"width", "N", "columns of text (20 to 400); otherwise the terminal's, at most 100"},
    {0}};

static const cli_option REPLAY[] = {
    {"scenario", "WHERE", "the scenario's folder or id; otherwise the id in the attempt"},
    {"json", NULL, "print one JSON object instead of the text"},
    {"quiet", NULL, "print scores and state only, no transcript"},
    {"html", "FILE", "write the debrief as a web page instead, with all that was said"},
    {"width", "N", "columns of text (20 to 400); otherwise the terminal's, at most 100"},
    {0}};

static const cli_option CHECK[] = {
    {"json", NULL, "print one JSON object instead of the text"},
    {"lint", NULL, "also the advice on what it teaches: wording, options, evidence, endings"},
    {"attempts", "FOLDER", "do attempts (*.json) still give the scores they were recorded with?"},
    {"keep", NULL, "with --attempts: keep the scores of today in FOLDER/scores.txt"},
    {"codes", NULL, "print every code a problem can have, and what it means"},
    {0}};

static const cli_option TEST[] = {{0}};

static const cli_option BALANCE[] = {
    {"readings", "N", "readings by each policy, 1 to 1,000,000; otherwise 2,000"},
    {"seed", "N", "the first seed; the others follow it. Otherwise 1"},
    {"threads", "N", "at most so many cores; otherwise all. The figures stay the same"},
    {"states", "N", "the exact search stops at N states; otherwise 200,000; 0 leaves it out"},
    {"json", NULL, "print one JSON object instead of the text"},
    {"html", "FILE", "also write the report, with pictures, as one HTML file"},
    {"width", "N", "columns of text (20 to 400); otherwise the terminal's, at most 100"},
    {0}};

static const cli_option REVIEW[] = {
    {"weeks", "N", "weeks for every line, 1 to 10,000; otherwise 200"},
    {"seed", "N", "the first week's seed; the others follow it. Otherwise 1"},
    {"threads", "N", "at most so many cores; otherwise all. The figures stay the same"},
    {"with", "ATTEMPT", "also compare with another attempt, turn by turn"},
    {"json", NULL, "print one JSON object instead of the text"},
    {"html", "FILE", "write a page that stands alone instead of the text"},
    {"reading", "PLACE", "show one reading: TURN:CHOICE:WEEK, or 0:same:WEEK, 0:guess:WEEK"},
    {"scenario", "WHERE", "the scenario's folder or id; otherwise the id in the attempt"},
    {"width", "N", "columns of text (20 to 400); otherwise the terminal's, at most 100"},
    {0}};

static const cli_option STRINGS[] = {
    {"lang", "LANG", "the language of the translation: es, pt_BR ..."},
    {"write", NULL, "with --lang: write the translation to its place, brought up to date"},
    {"out", "FILE", "write to FILE instead of the standard output"},
    {"brief", NULL, "leave out what is not translated yet"},
    {"check", NULL, "with --lang: list what is wrong with the translation"},
    {"pseudo", NULL, "every text longer, with accents, in brackets: to test a screen with"},
    {0}};

static const char PLAY_MORE[] =
    "SCENARIO is a folder, a scenario.json, or the id of one that comes with Rapport.\n"
    "\n"
    "In the terminal, answer with a choice's number or name. `help` lists the other words. All is\n"
    "kept as you go: after quit, the end of input or a crash, --continue goes on where you were.\n"
    "\n"
    "A script holds one choice's name a line. `words TEXT` types TEXT first, `seed N` and\n"
    "`pick VARIABLE VALUE` may stand before the first choice, # begins a comment. A scripted play\n"
    "is kept only with --record. A choice that is not open ends it with exit code 2.\n"
    "\n"
    "--json: {\"scenario\", \"title\", \"attempt\", \"turns\", \"over\", \"outcome\", \"kind\", "
    "\"learn\",\n"
    "\"scores\": {\"tact\" | \"speed\" | \"honesty\": {\"title\", \"score\" (0 to 100 or null),\n"
    "\"best\" and \"costly\": {\"turn\", \"line\", \"because\"}}}, \"capped\", \"complete\", "
    "\"skills\": [{\"id\",\n"
    "\"name\", \"axis\", \"score\"}], \"lines\": [{\"turn\", \"kind\", \"name\", \"mood\", "
    "\"sound\", \"text\", and for\n"
    "a receipt \"skill\", \"axis\", \"points\", \"best\"}], \"hash\"}. \"kind\" of a line: theirs "
    "yours action\n"
    "narration cue scene time words ending thought receipt better lie lie_out. Empty texts are\n"
    "left out of lines and skills; \"learn\", \"best\" and \"costly\" where there are none.\n";

static const char REPLAY_MORE[] =
    "ATTEMPT is a file written by --record or `save`, or an attempt's id. Exit code 1, with the\n"
    "reason, when it does not give what was recorded; what still fits is shown.\n"
    "\n"
    "--json: the object of `rapport play --json`, with \"same\" (true or false), \"why\", "
    "\"inputs\",\n"
    "\"inputs_done\" and \"other_version\" (the scenario's files have changed since).\n";

static const char CHECK_MORE[] = "PATH is a scenario's folder or scenario.json, an id, or a folder "
                                 "of scenarios. Each problem is\n"
                                 "one line: file:line:column: error CODE: what is wrong, what was "
                                 "found, what to do. Exit code 1\n"
                                 "when there are errors, or attempts that differ. "
                                 "scenarios/README.md, section 14, tells of --lint\n"
                                 "and --attempts.\n"
                                 "\n"
                                 "--json: {\"scenarios\": [{\"path\", \"errors\", \"warnings\", "
                                 "\"trouble\", \"problems\": [{\"file\", \"line\",\n"
                                 "\"column\", \"severity\" (error or warning), \"code\", "
                                 "\"text\"}]}], \"errors\", \"warnings\"}. \"trouble\" is\n"
                                 "there when the scenario could not be read at all, \"line\" and "
                                 "\"column\" when a problem has a place. With --attempts "
                                 "a scenario also has \"attempts\": {\"count\",\n"
                                 "\"same\", \"differ\", \"stopped\", \"unreadable\", "
                                 "\"others\", \"report\"}.\n";

static const char TEST_MORE[] =
    "Plays every expect/*.txt of each scenario: `seed 7`, `pick VARIABLE VALUE`, then one "
    "choice's\n"
    "name a line (`> ask_time`) or `words TEXT`, and checks between them:\n"
    "\n"
    "  expect EXPRESSION     holds now: trust >= 60, tact >= 60, chosen.offer.pass == 1\n"
    "  expect says \"TEXT\"    TEXT was shown since the last choice; `expect not says` the "
    "opposite\n"
    "  expect ending NAME    the story stands at this ending\n"
    "  expect over           the story has stopped; `expect not over` the opposite\n"
    "\n"
    "Without `seed` the seed is 1. A failure is told as file:line; the last line is\n"
    "`N passed, N failed`, counted in files. Exit code 1 when one failed.\n";

static const char BALANCE_MORE[] =
    "SCENARIO is a folder, a scenario.json, or an id. It is read many times by players of "
    "eleven kinds,\n"
    "the same seeds for each, and searched exactly when its states fit; scenarios/README.md says "
    "what\n"
    "the figures mean. Exit code 1 when a play fails or never ends. Ctrl-C stops and reports what "
    "was\nread.\n"
    "\n"
    "--json: {\"scenario\", \"title\", \"first_seed\", \"seeds\" (read by every policy), "
    "\"wanted\",\n"
    "\"stopped\", \"luck\": {\"seed\", \"policy\": thousandths of how it ends} or null, "
    "\"habits\":\n"
    "{\"moments\", and in how many the \"longest\", \"first\", \"politest\", a blind "
    "\"guess\" are best},\n"
    "\"policies\": [{\"name\", \"rule\", \"readings\", \"failed\", \"unfinished\", \"decisions\", "
    "\"longest\",\n"
    "\"good\", \"lied\", \"corrected\", \"found_out\" (readings), \"scores\": {axis: "
    "{\"readings\", \"mean\",\n"
    "\"quartiles\"} or null}, \"endings\": {id: readings}}], \"lines\": {\"best\" \"worst\" "
    "\"failed\"\n"
    "\"unfinished\" \"guessed\" \"longest\": {\"policy\", \"seed\", \"score\" or \"decisions\", "
    "\"why\",\n"
    "\"choices\"} or null}, \"scenes\": [{\"id\",\n"
    "\"reached\": [readings by policy], \"decisions\", \"moments\", \"spread\"}], \"choices\": "
    "[{\"scene\",\n"
    "\"id\", \"open\" and \"taken\": [decisions by policy], \"best\", \"lies\"}], \"skills\": "
    "[{\"id\",\n"
    "\"choices\", \"chances\"}], \"exact\": {\"complete\" (all is proved), \"why\", \"states\", "
    "\"transitions\",\n"
    "\"starts\", \"depth\", \"bytes\", \"scores_kept\", \"clock\" (none week whole), \"stuck\", "
    "\"failed\",\n"
    "\"endless\" (states), when complete \"loops\", \"settled\", \"shortest\", \"longest\", "
    "\"good\", \"mark\" and\n"
    "\"endings\": {\"guessing\", \"best\", \"wanted\", \"avoided\"}, \"scores\": {axis: [least, "
    "most]},\n"
    "\"ways\": [{\"name\", \"score\", \"why\", \"script\", \"chance\", \"seed\"}]} or null, "
    "\"findings\":\n"
    "[{\"kind\", \"scene\", \"choice\", \"file\", \"line\", \"text\"}]}. \"kind\": fails endless "
    "dead_end\n"
    "lying_pays lying_scores waiting_pays effortless longest_wins first_wins politest_wins luck\n"
    "never_reached never_open never_ends_so never_worth no_spread no_matter thin_skill. What a "
    "finding\n"
    "or line does not have is left out.\n";

static const char REVIEW_MORE[] =
    "ATTEMPT is a file or an id, as for `rapport replay`. Every decision is played on in other "
    "weeks,\n"
    "with the line taken and with every other line that was open; scenarios/README.md says how. "
    "Exit\n"
    "code 1 when a reading failed. Ctrl-C stops and reports what was read.\n"
    "\n"
    "--json: {\"title\", \"attempt\", \"note\", \"over\", \"well\", \"stopped\", \"weeks\", "
    "\"readings\",\n"
    "\"conducts\": {\"same\" \"best\" \"guess\": {\"rule\", \"odds\", \"endings\": {id: weeks}}}, "
    "\"endings\":\n"
    "[{\"id\", \"title\", \"kind\", \"good\", \"here\"}], \"decisions\": [{\"turn\", \"scene\", "
    "\"class\" (best\n"
    "sound costly recovered only, or empty), \"why\", \"taken\", \"best\", \"cost\", \"luck\" "
    "(thousandths),\n"
    "\"before\", \"after\": odds, \"options\": [{\"id\", \"text\", \"reply\", \"spoken\", "
    "\"lies\", \"odds\"}]}],\n"
    "\"series\", \"road\": [{\"variable\", \"label\", \"min\", \"max\", \"first\" (turn), "
    "\"values\"}],\n"
    "\"road_ending\", \"trouble\"; with --with also \"with\": {\"same_week\", \"parted\" (turn or "
    "0),\n"
    "\"attempts\": [{\"attempt\", \"seed\", \"turns\", \"over\", \"outcome\", \"kind\", "
    "\"scores\"}], \"turns\":\n"
    "[{\"turn\", \"same\", \"scene\", \"choice\", \"reply\": pairs}]}}. Odds: {\"weeks\", "
    "\"share\" (thousandths or\n"
    "null), \"low\", \"high\", \"failed\", \"unfinished\", \"scores\"}.\n";

static const char STRINGS_MORE[] =
    "Writes every text that can be translated as a PO file: of SCENARIO, or without it of the\n"
    "interface. Without --lang it is an empty template. With --lang the translation that is there\n"
    "is kept: a text whose source has changed is marked fuzzy (and shown in its own language "
    "until\n"
    "somebody has looked at it), one that moved keeps its translation, one that is no longer used\n"
    "is kept at the end. The places: words/LANG.po of the assets, words/LANG.po of the scenario's\n"
    "folder. The figures go to stderr.\n"
    "\n"
    "--check: file:line:column: error CODE: what is wrong; exit code 1 when there are errors.\n"
    "The language of a play: RAPPORT_LANG=es, else LANG; RAPPORT_LANG=qps is the pseudo-locale.\n";

static const cli_option *const TABLES[] = {SHARED, HOME,    PLAY,   REPLAY,  CHECK,
                                           TEST,   BALANCE, REVIEW, STRINGS, NULL};

static int home_run(cli *c, err *e);

static const command COMMANDS[] = {
    {"", "", "open the window; with --text choose and play in the terminal", NULL, HOME, 0, 0,
     home_run},
    {"play", "SCENARIO", "play a scenario", PLAY_MORE, PLAY, 1, 1, cli_play},
    {"replay", "ATTEMPT", "recompute an attempt: transcript, receipts, scores, state", REPLAY_MORE,
     REPLAY, 1, 1, cli_replay},
    {"check", "PATH...", "list every problem in scenarios", CHECK_MORE, CHECK, 0, UINT32_MAX,
     cli_check},
    {"test", "PATH...", "play what is written down in scenarios' expect folders", TEST_MORE, TEST,
     1, UINT32_MAX, cli_test},
    {"balance", "SCENARIO", "is it fair? Endings, scores, reach, luck and lies over many readings",
     BALANCE_MORE, BALANCE, 1, 1, cli_balance},
    {"review", "ATTEMPT", "what each line was worth, and what was luck: the same in other weeks",
     REVIEW_MORE, REVIEW, 1, 1, cli_review},
    {"strings", "[SCENARIO]", "texts for translators, and what is wrong with a translation",
     STRINGS_MORE, STRINGS, 0, 1, cli_strings}};
static const uint32_t COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS;

/* ---- help ---- */
static void help_options(const cli_option *options)
{
    for (const cli_option *o = options; o->name; o++) {
        char left[40];
        snprintf(left, sizeof left, "--%s%s%s", o->name, o->value ? " " : "",
                 o->value ? o->value : "");
        printf("  %-23s %s\n", left, o->help);
    }
}

static void help_command(const command *c)
{
    printf("rapport %s %s\n%s.\n\n", c->name, c->words, c->summary);
    help_options(c->options);
    help_options(SHARED);
    if (c->more) printf("\n%s", c->more);
}

static void help_all(void)
{
    printf("Rapport: practise difficult career conversations.\n\n");
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        char left[40];
        snprintf(left, sizeof left, "rapport %s%s%s", COMMANDS[i].name,
                 *COMMANDS[i].words ? " " : "", COMMANDS[i].words);
        printf("  %-23s %s\n", left, COMMANDS[i].summary);
    }
    printf("\n");
    help_options(HOME);
    help_options(SHARED);
    printf("\n`rapport COMMAND --help` tells more. Exit code 0: good; 1: the answer is no; 2: it "
           "could "
           "not\nbe done.\n");
}

/* ---- finding the command ---- */
static const char *command_name(void *self, uint32_t i)
{
    (void)self;
    return i + 1 < COMMAND_COUNT ? COMMANDS[i + 1].name : NULL;
}

static const command *find_command(const char *word, err *e)
{
    for (uint32_t i = 1; i < COMMAND_COUNT; i++)
        if (!strcmp(COMMANDS[i].name, word)) return &COMMANDS[i];
    const char *nearest = problems_nearest(word, command_name, NULL);
    if (nearest)
        err_set(e, ERR_ARG, "there is no command \"%s\". Did you mean `rapport %s`?", word,
                nearest);
    else
        err_set(e, ERR_ARG, "there is no command \"%s\". `rapport --help` lists them.", word);
    return NULL;
}

static bool right_count(const command *cmd, const cli_args *args, err *e)
{
    if (args->word_count < cmd->least)
        return err_set(e, ERR_ARG, "%s is missing: rapport %s %s. `rapport %s --help` tells more.",
                       cmd->words, cmd->name, cmd->words, cmd->name);
    if (args->word_count > cmd->most)
        return err_set(e, ERR_ARG, "\"%s\" is one word too many: rapport %s %s.",
                       args->words[cmd->most], cmd->name, cmd->words);
    return true;
}

/* ---- the terminal ---- */
static uint32_t terminal_width(void)
{
    enum { PLAIN = 80, NARROWEST = 20, WIDEST = 100 };
    struct winsize size = {0};
    uint64_t columns = 0;
    if (!isatty(STDOUT_FILENO)) return PLAIN;
    const char *given = getenv("COLUMNS");
    if (!given || !cli_number(given, &columns)) columns = 0;
    if (!columns && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
    if (!columns) return PLAIN;
    if (columns < NARROWEST) return NARROWEST;
    return columns > WIDEST ? WIDEST : (uint32_t)columns;
}

static bool wants_colour(void)
{
    const char *off = getenv("NO_COLOR"), *term = getenv("TERM");
    if (off && *off) return false;
    return isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}

static bool set_look(cli *c, err *e)
{
    uint64_t width = terminal_width();
    if (!cli_args_number(c->args, "width", 20, 400, &width, e)) return false;
    c->look = (cli_look){(uint32_t)width, wants_colour(), session_places_words(c->places)};
    c->asks = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    return true;
}

static int home_run(cli *c, err *e)
{
    if (cli_args_has(c->args, "text")) {
        cli_speak(c);
        return cli_menu(c, e);
    }
    cli_window_options o = {.data = cli_args_text(c->args, "data"),
                            .home = cli_args_text(c->args, "home")};
    return c->window->open(c->window->self, &o);
}

/* ---- running it ---- */
static int run_command(const command *cmd, const cli_args *args, const cli_window *window, err *e)
{
    if (cli_args_has(args, "help")) {
        if (*cmd->name)
            help_command(cmd);
        else
            help_all();
        return CLI_GOOD;
    }
    if (cli_args_has(args, "version")) {
        printf("rapport %s\n", window->version);
        return CLI_GOOD;
    }
    if (!right_count(cmd, args, e)) return CLI_FAILED;
    cli c = {.window = window, .args = args};
    c.places = session_places_find(cli_args_text(args, "data"), cli_args_text(args, "home"), e);
    if (c.places) session_places_phrases(c.places, cli_phrases());
    int result = c.places && set_look(&c, e) ? cmd->run(&c, e) : CLI_FAILED;
    session_places_free(c.places);
    return result;
}

static int read_and_run(int argc, char **argv, const cli_window *window, err *e)
{
    int at = cli_args_first_word(argc, argv, TABLES);
    const command *cmd = at ? find_command(argv[at], e) : &COMMANDS[0];
    if (!cmd) return CLI_FAILED;
    char where[32];
    snprintf(where, sizeof where, "rapport%s%s", at ? " " : "", cmd->name);
    cli_args args = {0};
    int result = CLI_FAILED;
    if (cli_args_read(argc, argv, at, cmd->options, SHARED, where, &args, e))
        result = run_command(cmd, &args, window, e);
    cli_args_release(&args);
    return result;
}

int cli_main(int argc, char **argv, const cli_window *window)
{
    err e = {0};
    /* A closed pipe and a file that may not grow are then errors like others, and are told. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    int result = read_and_run(argc, argv, window, &e);
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    if (!written && !e.code)
        err_set(&e, ERR_IO,
                "the output could not be written: the pipe was closed or the disk is full");
    if (!e.code) return result;
    fflush(stdout);
    cli_complain(e.text);
    return CLI_FAILED;
}

#include "base/base_mem.h"
#include "ui/ui_voice_internal.h"

#include <SDL.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The part of libspeechd 0.8 to 0.11 that is used (its libspeechd.h has the same); the library is
 * loaded while the program runs, so that nobody needs it who does not listen. */
enum { SPEECHD_SINGLE = 0, SPEECHD_MESSAGE = 2 };
typedef struct speechd {
    void *library, *connection;
    void *(*open)(const char *client, const char *name, const char *user, int mode,
                  const void *address, int autospawn, char **why);
    void (*close)(void *connection);
    int (*say)(void *connection, int priority, const char *text);
    int (*cancel)(void *connection);
    int (*rate)(void *connection, int rate);
    int (*volume)(void *connection, int volume);
    int (*language)(void *connection, const char *language);
} speechd;

struct ui_speaker {
    speechd daemon;
    char program[64]; /* path of espeak-ng when there is no daemon; "" */
    char speed[16], volume[16], language[16];
    pid_t child; /* espeak-ng while it speaks; 0 */
};

extern char **environ;

static const char *const PROGRAMS[] = {"/usr/bin/espeak-ng", "/usr/local/bin/espeak-ng",
                                       "/usr/bin/espeak", "/opt/homebrew/bin/espeak-ng"};

/* SDL gives every symbol as void *; ISO C has no cast from there to a function. */
static bool symbol(const speechd *d, const char *name, void *into, size_t size)
{
    void *found = SDL_LoadFunction(d->library, name);
    if (found) memcpy(into, &found, size);
    return found != NULL;
}

static void daemon_close(speechd *d)
{
    if (d->connection) d->close(d->connection);
    if (d->library) SDL_UnloadObject(d->library);
    *d = (speechd){0};
}

static bool daemon_open(speechd *d)
{
    d->library = SDL_LoadObject("libspeechd.so.2");
    bool ok = d->library && symbol(d, "spd_open2", &d->open, sizeof d->open) &&
              symbol(d, "spd_close", &d->close, sizeof d->close) &&
              symbol(d, "spd_say", &d->say, sizeof d->say) &&
              symbol(d, "spd_cancel", &d->cancel, sizeof d->cancel) &&
              symbol(d, "spd_set_voice_rate", &d->rate, sizeof d->rate) &&
              symbol(d, "spd_set_volume", &d->volume, sizeof d->volume) &&
              symbol(d, "spd_set_language", &d->language, sizeof d->language);
    if (ok) {
        char *why = NULL; /* the library's own memory, given up with it */
        d->connection = d->open("rapport", "main", NULL, SPEECHD_SINGLE, NULL, 1, &why);
    }
    ok = ok && d->connection;
    if (!ok) daemon_close(d);
    return ok;
}

static const char *espeak(void)
{
    for (size_t i = 0; i < sizeof PROGRAMS / sizeof *PROGRAMS; i++)
        if (access(PROGRAMS[i], X_OK) == 0) return PROGRAMS[i];
    return NULL;
}

bool ui_speaker_there(void)
{
    if (espeak()) return true;
    void *library = SDL_LoadObject("libspeechd.so.2");
    if (library) SDL_UnloadObject(library);
    return library != NULL;
}

ui_speaker *ui_speaker_open(void)
{
    ui_speaker *s = base_alloc(sizeof *s);
    if (!s) return NULL;
    const char *program = espeak();
    if (!daemon_open(&s->daemon)) {
        if (!program) {
            base_free(s);
            return NULL;
        }
        snprintf(s->program, sizeof s->program, "%s", program);
    }
    return s;
}

void ui_speaker_stop(ui_speaker *s)
{
    if (s->daemon.connection) s->daemon.cancel(s->daemon.connection);
    if (s->child <= 0) return;
    kill(s->child, SIGTERM);
    waitpid(s->child, NULL, 0);
    s->child = 0;
}

void ui_speaker_close(ui_speaker *s)
{
    if (!s) return;
    ui_speaker_stop(s);
    daemon_close(&s->daemon);
    base_free(s);
}

void ui_speaker_set(ui_speaker *s, const ui_voice_how *how)
{
    snprintf(s->language, sizeof s->language, "%s", how->language ? how->language : "en");
    if (s->daemon.connection) {
        s->daemon.rate(s->daemon.connection, how->speed);
        s->daemon.volume(s->daemon.connection, how->volume * 2 - 100);
        s->daemon.language(s->daemon.connection, s->language);
        return;
    }
    /* words a minute: espeak-ng's 175 is normal, 80 its slowest that is clear, 450 its fastest */
    int speed = how->speed < 0 ? 175 + how->speed * 95 / 100 : 175 + how->speed * 275 / 100;
    snprintf(s->speed, sizeof s->speed, "%d", speed);
    snprintf(s->volume, sizeof s->volume, "%d", how->volume);
}

/* The text goes to espeak-ng through a pipe, so that it is never taken for an option. */
static void run(ui_speaker *s, const char *text)
{
    int ends[2];
    if (pipe(ends) != 0) return;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t own;
    bool ready = posix_spawn_file_actions_init(&files) == 0;
    if (ready && posix_spawnattr_init(&own) != 0) {
        posix_spawn_file_actions_destroy(&files);
        ready = false;
    }
    if (ready) {
        char *argv[] = {s->program, "-s",        s->speed,  "-a", s->volume,
                        "-v",       s->language, "--stdin", NULL};
        posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
        posix_spawn_file_actions_addclose(&files, ends[0]);
        posix_spawn_file_actions_addclose(&files, ends[1]);
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        sigset_t none;
        sigemptyset(&none); /* the caller's thread holds signals back that espeak-ng should get */
        posix_spawnattr_setsigmask(&own, &none);
        posix_spawnattr_setflags(&own, POSIX_SPAWN_SETSIGMASK);
        if (posix_spawn(&s->child, s->program, &files, &own, argv, environ) != 0) s->child = 0;
        posix_spawnattr_destroy(&own);
        posix_spawn_file_actions_destroy(&files);
    }
    close(ends[0]);
    /* espeak-ng reads to the end before it speaks; should it be gone, the caller's thread has
       SIGPIPE blocked and the writing just fails */
    if (s->child > 0)
        for (size_t len = strlen(text), done = 0; done < len;) {
            ssize_t n = write(ends[1], text + done, len - done);
            if (n <= 0) break;
            done += (size_t)n;
        }
    close(ends[1]);
}

void ui_speaker_say(ui_speaker *s, const char *text)
{
    if (s->daemon.connection) {
        s->daemon.say(s->daemon.connection, SPEECHD_MESSAGE, text);
        return;
    }
    ui_speaker_stop(s);
    run(s, text);
}

bool ui_speaker_busy(ui_speaker *s)
{
    if (s->child <= 0) return false;
    if (waitpid(s->child, NULL, WNOHANG) == 0) return true;
    s->child = 0;
    return false;
}

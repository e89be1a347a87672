/* window_stamps: loaded before a program's libraries (LD_PRELOAD), it notes in the file named by
 * BENCH_STAMPS when the program gets a key and when it has handed a picture to the window:
 *
 *     K or P <tab> seconds since 1970 <tab> processor seconds used so far
 *
 * So the measured program needs nothing of its own for being measured. */
#define _GNU_SOURCE
#include <SDL_events.h>
#include <SDL_video.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

static double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void stamp(char what)
{
    const char *path = getenv("BENCH_STAMPS");
    int file = path ? open(path, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
    if (file < 0) return;
    char line[80];
    int len = snprintf(line, sizeof line, "%c\t%.6f\t%.6f\n", what, seconds_of(CLOCK_REALTIME),
                       seconds_of(CLOCK_PROCESS_CPUTIME_ID));
    if (write(file, line, (size_t)len) != len) abort();
    close(file);
}

static int watch(void *self, SDL_Event *event)
{
    (void)self;
    if (event->type == SDL_KEYDOWN) stamp('K');
    return 1;
}

SDL_Window *SDL_CreateWindow(const char *title, int x, int y, int w, int h, Uint32 flags)
{
    SDL_Window *(*create)(const char *, int, int, int, int, Uint32);
    void (*add_watch)(SDL_EventFilter, void *);
    *(void **)(void *)&create = real("SDL_CreateWindow");
    *(void **)(void *)&add_watch = real("SDL_AddEventWatch");
    SDL_Window *window = create(title, x, y, w, h, flags);
    if (window) add_watch(watch, NULL);
    return window;
}

int SDL_UpdateWindowSurface(SDL_Window *window)
{
    int (*update)(SDL_Window *);
    *(void **)(void *)&update = real("SDL_UpdateWindowSurface");
    int result = update(window);
    stamp('P');
    return result;
}

int SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count)
{
    int (*update)(SDL_Window *, const SDL_Rect *, int);
    *(void **)(void *)&update = real("SDL_UpdateWindowSurfaceRects");
    int result = update(window, rects, count);
    stamp('P');
    return result;
}

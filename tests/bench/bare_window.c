/* bare_window: the least a program with SDL2 and SDL2_ttf can do: a window of the same size with
 * one line of text in the software renderer, drawn anew at each key. Argument: a font. */
#include <SDL.h>
#include <SDL_ttf.h>

static SDL_bool draw(SDL_Window *window, TTF_Font *font)
{
    SDL_Surface *to = SDL_GetWindowSurface(window);
    SDL_Color ink = {30, 30, 30, 255}, paper = {250, 246, 238, 255};
    SDL_Surface *line = TTF_RenderUTF8_Shaded(font, "Northlight, Dana speaking.", ink, paper);
    if (!to || !line) return SDL_FALSE;
    SDL_FillRect(to, NULL, SDL_MapRGB(to->format, paper.r, paper.g, paper.b));
    SDL_BlitSurface(line, NULL, to, &(SDL_Rect){40, 40, 0, 0});
    SDL_FreeSurface(line);
    return SDL_UpdateWindowSurface(window) == 0;
}

int main(int argc, char **argv)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (argc < 2 || SDL_Init(SDL_INIT_VIDEO) || TTF_Init()) return 2;
    SDL_Window *window = SDL_CreateWindow("bare", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                          1280, 800, SDL_WINDOW_RESIZABLE);
    TTF_Font *font = TTF_OpenFont(argv[1], 20);
    SDL_bool ok = window && font ? draw(window, font) : SDL_FALSE;
    SDL_Event event;
    while (ok && SDL_WaitEvent(&event) && event.type != SDL_QUIT)
        if (event.type == SDL_KEYDOWN ||
            (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED))
            ok = draw(window, font);
    if (font) TTF_CloseFont(font);
    TTF_Quit();
    SDL_Quit();
    return ok ? 0 : 2;
}

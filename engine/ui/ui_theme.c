#include "ui/ui_theme.h"

#include <math.h>

#define SOLID(rgb) (UINT32_C(0xFF000000) | (rgb))

static const uint32_t colours[UI_ROLE_COUNT][UI_MODE_COUNT] = {
    /*                light            night            contrast */
    [UI_NONE] = {0, 0, 0},
    [UI_PAPER] = {SOLID(0xF6F3EC), SOLID(0x131A26), SOLID(0x000000)},
    [UI_CARD] = {SOLID(0xFFFFFF), SOLID(0x1C2636), SOLID(0x000000)},
    [UI_WASH] = {SOLID(0xEDE8DD), SOLID(0x283449), SOLID(0x1F1F1F)},
    [UI_LINE] = {SOLID(0xDDD7CB), SOLID(0x33415A), SOLID(0xFFFFFF)},
    [UI_EDGE] = {SOLID(0x8A8373), SOLID(0x667A9E), SOLID(0xFFFFFF)},
    [UI_INK] = {SOLID(0x1C2330), SOLID(0xEEF2F8), SOLID(0xFFFFFF)},
    [UI_SOFT] = {SOLID(0x5A6475), SOLID(0xA9B5C8), SOLID(0xE4E4E4)},
    [UI_TACT] = {SOLID(0x7A3FA0), SOLID(0xC9A0E8), SOLID(0xDDB8FF)},
    [UI_SPEED] = {SOLID(0x9C5300), SOLID(0xF0B45F), SOLID(0xFFC56B)},
    [UI_HONESTY] = {SOLID(0x0B6E69), SOLID(0x62C9C1), SOLID(0x6FE6DD)},
    [UI_FOCUS] = {SOLID(0x1F5FBF), SOLID(0x8CB8FF), SOLID(0xFFD400)},
    [UI_GOOD] = {SOLID(0x2A7239), SOLID(0x84D394), SOLID(0x8CF79D)},
    [UI_BAD] = {SOLID(0xB3362B), SOLID(0xFF9D92), SOLID(0xFFAAA0)},
    [UI_BAD_WASH] = {SOLID(0xFBEFEC), SOLID(0x3A2630), SOLID(0x2A0000)},
    [UI_MARK_WASH] = {SOLID(0xD9EAE6), SOLID(0x1F3D42), SOLID(0x00302C)},
    [UI_NOW_WASH] = {SOLID(0xF7E3C8), SOLID(0x43351F), SOLID(0x2A1C00)},
    [UI_ACT] = {SOLID(0x1C2330), SOLID(0x8CB8FF), SOLID(0xFFFFFF)},
    [UI_ACT_HOT] = {SOLID(0x36415A), SOLID(0xA9CBFF), SOLID(0xFFF3B0)},
    [UI_ACT_INK] = {SOLID(0xFFFFFF), SOLID(0x131A26), SOLID(0x000000)},
    [UI_OWN] = {SOLID(0x2F5D57), SOLID(0x2F5D57), SOLID(0x00423B)},
    [UI_OWN_INK] = {SOLID(0xFFFFFF), SOLID(0xF4FAF8), SOLID(0xFFFFFF)},
    [UI_SIDE] = {SOLID(0x1C2330), SOLID(0x0D121C), SOLID(0x000000)},
    [UI_SIDE_HOT] = {SOLID(0x2F3A52), SOLID(0x283449), SOLID(0x333333)},
    [UI_SIDE_INK] = {SOLID(0xEEF2F8), SOLID(0xEEF2F8), SOLID(0xFFFFFF)},
    [UI_MARK] = {SOLID(0xC5D9F5), SOLID(0x35507F), SOLID(0x00468C)},
    [UI_SHADE] = {UINT32_C(0x99131A26), UINT32_C(0xB3080C14), UINT32_C(0xD9000000)},
};

static const ui_pair pairs[] = {
    {UI_INK, UI_MARK, UI_PAIR_TEXT},        {UI_INK, UI_PAPER, UI_PAIR_TEXT},
    {UI_INK, UI_CARD, UI_PAIR_TEXT},        {UI_INK, UI_WASH, UI_PAIR_TEXT},
    {UI_INK, UI_BAD_WASH, UI_PAIR_TEXT},    {UI_SOFT, UI_PAPER, UI_PAIR_TEXT},
    {UI_SOFT, UI_CARD, UI_PAIR_TEXT},       {UI_SOFT, UI_WASH, UI_PAIR_TEXT},
    {UI_SOFT, UI_BAD_WASH, UI_PAIR_TEXT},   {UI_TACT, UI_PAPER, UI_PAIR_TEXT},
    {UI_TACT, UI_CARD, UI_PAIR_TEXT},       {UI_SPEED, UI_PAPER, UI_PAIR_TEXT},
    {UI_SPEED, UI_CARD, UI_PAIR_TEXT},      {UI_HONESTY, UI_PAPER, UI_PAIR_TEXT},
    {UI_HONESTY, UI_CARD, UI_PAIR_TEXT},    {UI_FOCUS, UI_PAPER, UI_PAIR_TEXT},
    {UI_FOCUS, UI_CARD, UI_PAIR_TEXT},      {UI_GOOD, UI_PAPER, UI_PAIR_TEXT},
    {UI_GOOD, UI_CARD, UI_PAIR_TEXT},       {UI_BAD, UI_PAPER, UI_PAIR_TEXT},
    {UI_BAD, UI_CARD, UI_PAIR_TEXT},        {UI_BAD, UI_BAD_WASH, UI_PAIR_TEXT},
    {UI_FOCUS, UI_BAD_WASH, UI_PAIR_TEXT},  {UI_ACT_INK, UI_ACT, UI_PAIR_TEXT},
    {UI_ACT_INK, UI_ACT_HOT, UI_PAIR_TEXT}, {UI_OWN_INK, UI_OWN, UI_PAIR_TEXT},
    {UI_SIDE_INK, UI_SIDE, UI_PAIR_TEXT},   {UI_SIDE_INK, UI_SIDE_HOT, UI_PAIR_TEXT},
    {UI_EDGE, UI_PAPER, UI_PAIR_PART},      {UI_EDGE, UI_CARD, UI_PAIR_PART},
    {UI_FOCUS, UI_WASH, UI_PAIR_PART},      {UI_FOCUS, UI_PAPER, UI_PAIR_PART},
    {UI_FOCUS, UI_CARD, UI_PAIR_PART},      {UI_TACT, UI_WASH, UI_PAIR_PART},
    {UI_SPEED, UI_WASH, UI_PAIR_PART},      {UI_HONESTY, UI_WASH, UI_PAIR_PART},
    {UI_ACT, UI_PAPER, UI_PAIR_PART},       {UI_ACT, UI_CARD, UI_PAIR_PART},
    {UI_TACT, UI_BAD_WASH, UI_PAIR_TEXT},   {UI_HONESTY, UI_MARK_WASH, UI_PAIR_TEXT},
    {UI_SPEED, UI_NOW_WASH, UI_PAIR_TEXT},  {UI_TACT, UI_WASH, UI_PAIR_TEXT},
    {UI_SPEED, UI_BAD_WASH, UI_PAIR_TEXT},  {UI_HONESTY, UI_BAD_WASH, UI_PAIR_TEXT},
};

uint32_t ui_theme_colour(ui_mode mode, ui_role role)
{
    if ((unsigned)mode >= UI_MODE_COUNT || (unsigned)role >= UI_ROLE_COUNT) return 0;
    return colours[role][mode];
}

static double linear(uint32_t channel)
{
    double c = (double)channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t c)
{
    return 0.2126 * linear(c >> 16 & 0xFF) + 0.7152 * linear(c >> 8 & 0xFF) +
           0.0722 * linear(c & 0xFF);
}

double ui_theme_contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a), lb = luminance(b);
    double high = la > lb ? la : lb, low = la > lb ? lb : la;
    return (high + 0.05) / (low + 0.05);
}

const ui_pair *ui_theme_pairs(size_t *count)
{
    *count = sizeof pairs / sizeof pairs[0];
    return pairs;
}

#include "ui/ui_motion.h"

float ui_motion_share(uint64_t from, uint64_t now, int length)
{
    if (now < from) return 0;
    if (length <= 0 || now - from >= (uint64_t)length) return 1;
    float left = 1 - (float)(now - from) / (float)length;
    return 1 - left * left * left;
}

uint32_t ui_motion_fade(uint32_t colour, float share)
{
    if (share >= 1) return colour;
    uint32_t alpha = share <= 0 ? 0 : (uint32_t)((float)(colour >> 24) * share);
    return (colour & 0xFFFFFF) | alpha << 24;
}

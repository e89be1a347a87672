#ifndef BASE_BANNED_H
#define BASE_BANNED_H
/* Force-included in every file of the engine: these libc calls have a safer stand-in. The system's
 * own headers come first, so that only our calls are caught. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__GNUC__)
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok /* strbuf */
#pragma GCC poison atoi atol atof setlocale rand srand random /* rng, strict parsing */
#pragma GCC poison localtime gmtime ctime asctime tmpnam tempnam mktemp
#endif
#endif

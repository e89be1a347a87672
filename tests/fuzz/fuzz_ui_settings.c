/* Any bytes as a settings file: no crash, and what is written back reads as the same settings and
 * is written the same again. */
#include "ui/ui_settings.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    err e = {0};
    strbuf old = {0}, told = {0}, once = {0}, twice = {0};
    if (!strbuf_addn(&old, (const char *)data, size, &e)) abort();
    ui_settings s = ui_settings_usual(), again = ui_settings_usual();
    if (!ui_settings_parse(&s, strbuf_text(&old), &told, &e)) abort();
    if (!ui_settings_print(&s, strbuf_text(&old), &once, &e)) abort();
    strbuf_clear(&told);
    if (!ui_settings_parse(&again, strbuf_text(&once), &told, &e)) abort();
    if (!ui_settings_print(&again, strbuf_text(&once), &twice, &e)) abort();
    if (strcmp(strbuf_text(&once), strbuf_text(&twice)) != 0) abort();
    strbuf_release(&old);
    strbuf_release(&told);
    strbuf_release(&once);
    strbuf_release(&twice);
    return 0;
}

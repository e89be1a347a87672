#include "ui/ui_settings.h"

#include "base/base_file.h"

#include <stddef.h>

/* A settings file larger than this is none. */
#define FILE_MOST ((size_t)256 << 10)

typedef enum kind { WHOLE, SWITCH, CHOICE, LANGUAGE } kind;

static const char *const THEMES[] = {"scene", "light", "night", "contrast", NULL};
static const char *const FONTS[] = {"inter", "dejavu", "andika", "opendyslexic", NULL};
static const char *const VOICES[] = {"off", "speech", "clipboard", "captions", NULL};

typedef struct setting {
    const char *name;
    kind kind;
    size_t at;
    int low, high;
    const char *const *words; /* of a CHOICE, in the order of its enum */
} setting;

#define AT(field) offsetof(ui_settings, field)

static const setting settings[] = {
    {"text size", WHOLE, AT(text_percent), 100, 200, NULL},
    {"line spacing", WHOLE, AT(line_percent), 100, 200, NULL},
    {"theme", CHOICE, AT(theme), 0, 0, THEMES},
    {"font", CHOICE, AT(font), 0, 0, FONTS},
    {"reduce motion", SWITCH, AT(still), 0, 0, NULL},
    {"effects volume", WHOLE, AT(effects), 0, 100, NULL},
    {"voice volume", WHOLE, AT(voice_volume), 0, 100, NULL},
    {"mono", SWITCH, AT(mono), 0, 0, NULL},
    {"sound off", SWITCH, AT(silent), 0, 0, NULL},
    {"self-voicing", CHOICE, AT(voice), 0, 0, VOICES},
    {"voice speed", WHOLE, AT(voice_speed), -100, 100, NULL},
    {"own words first", SWITCH, AT(own_words), 0, 0, NULL},
    {"line by line", SWITCH, AT(line_by_line), 0, 0, NULL},
    {"language", LANGUAGE, AT(language), 0, 0, NULL},
    {"window left", WHOLE, AT(place.x), -100000, 100000, NULL},
    {"window top", WHOLE, AT(place.y), -100000, 100000, NULL},
    {"window width", WHOLE, AT(place.w), 0, 100000, NULL},
    {"window height", WHOLE, AT(place.h), 0, 100000, NULL},
    {"maximized", SWITCH, AT(place.maximized), 0, 0, NULL},
    {"fullscreen", SWITCH, AT(fullscreen), 0, 0, NULL},
};

enum { SETTINGS = sizeof settings / sizeof settings[0] };

ui_settings ui_settings_usual(void)
{
    return (ui_settings){
        .text_percent = 100, .line_percent = 100, .effects = 70, .voice_volume = 100};
}

/* Part of the text. */
typedef struct slice {
    const char *text;
    size_t len;
} slice;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static slice trim(slice s)
{
    while (s.len > 0 && is_blank(s.text[0]))
        s.text++, s.len--;
    while (s.len > 0 && is_blank(s.text[s.len - 1]))
        s.len--;
    return s;
}

static bool slice_is(slice s, const char *text)
{
    return strlen(text) == s.len && memcmp(s.text, text, s.len) == 0;
}

static slice next_line(const char **at)
{
    const char *from = *at, *end = strchr(from, '\n');
    size_t len = end ? (size_t)(end - from) : strlen(from);
    *at = from + len + (end ? 1 : 0);
    return (slice){from, len};
}

/* False for an empty line, a remark, and what has no `=`. */
static bool name_and_value(slice line, slice *name, slice *value)
{
    line = trim(line);
    if (line.len == 0 || *line.text == '#') return false;
    /* the key that is called "=" */
    static const char KEY[] = "key =";
    size_t skip =
        line.len > sizeof KEY && memcmp(line.text, KEY, sizeof KEY - 1) == 0 ? sizeof KEY - 1 : 0;
    const char *equals = memchr(line.text + skip, '=', line.len - skip);
    if (!equals) return false;
    size_t before = (size_t)(equals - line.text);
    *name = trim((slice){line.text, before});
    *value = trim((slice){equals + 1, line.len - before - 1});
    return name->len > 0;
}

static const setting *known(slice name)
{
    for (size_t i = 0; i < SETTINGS; i++)
        if (slice_is(name, settings[i].name)) return &settings[i];
    return NULL;
}

static bool read_whole(slice value, int low, int high, int *out)
{
    bool minus = value.len > 0 && value.text[0] == '-';
    long n = 0;
    if (value.len == (size_t)minus || value.len > 8) return false;
    for (size_t i = minus; i < value.len; i++) {
        if (value.text[i] < '0' || value.text[i] > '9') return false;
        n = n * 10 + (value.text[i] - '0');
    }
    if (minus) n = -n;
    if (n < low || n > high) return false;
    *out = (int)n;
    return true;
}

/* A language's name as RFC 5646 writes it: letters and digits in parts of at most eight. */
static bool is_language(slice value)
{
    if (value.len >= UI_LANGUAGE) return false;
    size_t part = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (c != '-' || part == 0)) return false;
        part = letter ? part + 1 : 0;
        if (part > 8) return false;
    }
    return value.len == 0 || part > 0;
}

/* Enums are kept as int; the one place that relies on it. */
_Static_assert(sizeof(ui_theme) == sizeof(int), "enums of settings are as large as int");

static bool take(ui_settings *s, const setting *is, slice value)
{
    char *at = (char *)s + is->at;
    if (is->kind == WHOLE) return read_whole(value, is->low, is->high, (int *)(void *)at);
    if (is->kind == SWITCH) {
        bool on = slice_is(value, "on");
        if (!on && !slice_is(value, "off")) return false;
        *(bool *)at = on;
        return true;
    }
    if (is->kind == LANGUAGE) {
        if (!is_language(value)) return false;
        memset(at, 0, UI_LANGUAGE);
        memcpy(at, value.text, value.len);
        return true;
    }
    for (int i = 0; is->words[i]; i++) {
        if (!slice_is(value, is->words[i])) continue;
        memcpy(at, &i, sizeof i);
        return true;
    }
    return false;
}

static bool add_allowed(const setting *is, strbuf *out, err *e)
{
    switch (is->kind) {
    case WHOLE: return strbuf_addf(out, e, "a whole number from %d to %d", is->low, is->high);
    case SWITCH: return strbuf_add(out, "on or off", e);
    case LANGUAGE: return strbuf_add(out, "the name of a language, such as en or pt-BR", e);
    default: break;
    }
    for (int i = 0; is->words[i]; i++)
        if (!strbuf_addf(out, e, "%s%s",
                         i == 0             ? ""
                         : is->words[i + 1] ? ", "
                                            : " or ",
                         is->words[i]))
            return false;
    return true;
}

static int quoted_length(slice s)
{
    return s.len > 40 ? 40 : (int)s.len;
}

static bool key_of(slice name, int *key)
{
    char text[UI_KEY_NAME];
    if (name.len == 0 || name.len >= sizeof text) return false;
    memcpy(text, name.text, name.len);
    text[name.len] = '\0';
    *key = ui_key_named(text);
    return *key != 0;
}

/* `key H = J`, `button X = H`. False when it is no such line; *good says whether it makes sense. */
static bool take_key(ui_settings *s, slice name, slice value, bool *good)
{
    bool button = name.len > 7 && memcmp(name.text, "button ", 7) == 0;
    bool key = name.len > 4 && memcmp(name.text, "key ", 4) == 0;
    if (!button && !key) return false;
    size_t skip = button ? 7 : 4;
    name = trim((slice){name.text + skip, name.len - skip});
    int means = 0, pressed = 0;
    if (button) {
        char text[UI_KEY_NAME] = "";
        if (name.len < sizeof text) memcpy(text, name.text, name.len);
        *good = key_of(value, &means) && ui_keys_set_pad(&s->keys, ui_pad_named(text), means);
    } else {
        *good = key_of(name, &means) && key_of(value, &pressed) &&
                ui_keys_set(&s->keys, means, pressed) >= 0;
    }
    return true;
}

bool ui_settings_parse(ui_settings *s, const char *text, strbuf *told, err *e)
{
    int number = 0;
    while (*text) {
        slice line = next_line(&text), name, value;
        number++;
        if (!name_and_value(line, &name, &value)) continue;
        const setting *is = known(name);
        bool good = true;
        if (is ? take(s, is, value) : !take_key(s, name, value, &good) || good) continue;
        if (!strbuf_addf(told, e, "line %d: %.*s cannot be \"%.*s\"; it is ", number,
                         quoted_length(name), name.text, quoted_length(value), value.text) ||
            !(is ? add_allowed(is, told, e)
                 : strbuf_add(told, "a letter, a digit or F1 to F12 (for a button: any key)", e)) ||
            !strbuf_add(told, "\n", e))
            return false;
    }
    return true;
}

static bool add_setting(const ui_settings *s, const setting *is, strbuf *out, err *e)
{
    const char *at = (const char *)s + is->at;
    int number = 0;
    if (is->kind == WHOLE || is->kind == CHOICE) memcpy(&number, at, sizeof number);
    switch (is->kind) {
    case WHOLE: return strbuf_addf(out, e, "%s = %d\n", is->name, number);
    case SWITCH:
        return strbuf_addf(out, e, "%s = %s\n", is->name, *(const bool *)at ? "on" : "off");
    case LANGUAGE: return strbuf_addf(out, e, "%s = %s\n", is->name, at);
    default: return strbuf_addf(out, e, "%s = %s\n", is->name, is->words[number]);
    }
}

static bool add_keys(const ui_keys *k, strbuf *out, err *e)
{
    char means[UI_KEY_NAME], pressed[UI_KEY_NAME];
    for (int key = 0; key < UI_KEY_F1 + 12; key++) {
        if (key == UI_KEY_DELETE) key = UI_KEY_F1;
        if (ui_keys_pressed(k, key) == key) continue;
        if (!strbuf_addf(out, e, "key %s = %s\n", ui_key_name(key, means),
                         ui_key_name(ui_keys_pressed(k, key), pressed)))
            return false;
    }
    for (int b = 0; b < UI_PAD_COUNT; b++)
        if (k->pads[b] && !strbuf_addf(out, e, "button %s = %s\n", ui_pad_name((ui_pad_button)b),
                                       ui_key_name(k->pads[b], means)))
            return false;
    return true;
}

bool ui_settings_print(const ui_settings *s, const char *old, strbuf *out, err *e)
{
    bool done[SETTINGS] = {false};
    if (!*old && !strbuf_add(out, "# Rapport: what you chose. The program writes this file.\n", e))
        return false;
    while (*old) {
        slice line = next_line(&old), name, value;
        const setting *is = NULL;
        if (name_and_value(line, &name, &value)) {
            ui_settings ignored = {0};
            bool good;
            is = known(name);
            if (!is && take_key(&ignored, name, value, &good)) continue;
        }
        if (is && done[is - settings]) continue;
        if (is) done[is - settings] = true;
        bool ok = is ? add_setting(s, is, out, e)
                     : strbuf_addn(out, line.text, line.len, e) && strbuf_add(out, "\n", e);
        if (!ok) return false;
    }
    for (size_t i = 0; i < SETTINGS; i++)
        if (!done[i] && !add_setting(s, &settings[i], out, e)) return false;
    return add_keys(&s->keys, out, e);
}

bool ui_settings_read(ui_settings *s, const char *path, strbuf *told, err *e)
{
    strbuf text = {0};
    *s = ui_settings_usual();
    bool ok = !file_is_file(path) || (file_read(path, FILE_MOST, &text, e) &&
                                      ui_settings_parse(s, strbuf_text(&text), told, e));
    strbuf_release(&text);
    return ok;
}

/* The folder of a path; "" for none. */
static bool add_folder(const char *path, strbuf *out, err *e)
{
    const char *slash = strrchr(path, '/');
    return !slash || slash == path || strbuf_addn(out, path, (size_t)(slash - path), e);
}

bool ui_settings_write(const ui_settings *s, const char *path, err *e)
{
    strbuf old = {0}, text = {0}, folder = {0};
    bool ok = (!file_is_file(path) || file_read(path, FILE_MOST, &old, e)) &&
              ui_settings_print(s, strbuf_text(&old), &text, e) && add_folder(path, &folder, e) &&
              (folder.len == 0 || file_make_folder(strbuf_text(&folder), e)) &&
              file_write(path, strbuf_text(&text), text.len, e);
    strbuf_release(&old);
    strbuf_release(&text);
    strbuf_release(&folder);
    return ok;
}

const char *ui_typeface_name(ui_typeface f)
{
    static const char *const NAMES[UI_TYPEFACE_COUNT] = {"Inter", "DejaVu Sans", "Andika",
                                                         "OpenDyslexic"};
    return (unsigned)f < UI_TYPEFACE_COUNT ? NAMES[f] : "";
}

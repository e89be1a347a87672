#ifndef LOAD_INTERNAL_H
#define LOAD_INTERNAL_H
/* Private to the room: what the strict scanner, its messages and the tree builder share. */
#include "load/load_json.h"

#define LOAD_DEPTH_MOST 64u
#define LOAD_NUMBER_MOST 63u /* characters; cJSON reads a number through a buffer of 64 */

/* Where a value or key stands, in document order; a member's key comes right before its value. */
typedef struct load_mark {
    uint32_t at;
    uint32_t size; /* a text or key: bytes once decoded; a number: characters; else members */
} load_mark;

/* What the scanner leaves behind. {0} is valid and empty. */
typedef struct load_scan {
    load_mark *marks;
    uint32_t count, cap;
    uint32_t values;     /* marks that are no keys */
    uint32_t start, end; /* of the JSON value in the text */
    bool usable;         /* nothing was found that forbids making a tree */
} load_scan;

/* Scans the whole text and tells what is wrong. False: `e` is set. Release `out` either way. */
bool load_scan_text(const char *text, size_t len, uint16_t source, problems *p, load_scan *out,
                    err *e);
void load_scan_release(load_scan *scan);

/* Makes the tree of a usable scan, by cJSON. When cJSON sees something else than the scan did,
 * that is a problem starting with LOAD_DISAGREE and *root is NULL. False: `e` is set. */
#define LOAD_DISAGREE "The JSON looks right but could not be read here"
bool load_build(const char *text, const load_scan *scan, uint16_t source, arena *into, problems *p,
                const tree **root, err *e);

/* The integer in `len` characters of the form -?[0-9]+; false when it does not fit. */
bool load_whole(const char *text, uint32_t len, int64_t *whole);

/* The keys of the objects that are open just now, to find one that stands twice. {0} is empty. */
typedef struct load_key {
    uint64_t hash;
    uint32_t name, size; /* its decoded bytes in `names` */
    uint32_t at;
    uint32_t object; /* index of the first key of its object */
} load_key;

typedef struct load_keys {
    load_key *list; /* the innermost object's keys are last */
    uint32_t count, cap;
    char *names;
    uint32_t name_bytes, name_cap;
    uint32_t *slots; /* index + 1 of a key, open addressing; may hold keys that are gone */
    uint32_t slot_cap, slot_used;
    uint64_t seed; /* of the hashes */
    bool crowded;  /* a search took suspiciously long: give load_keys_reseed a seed */
} load_keys;

/* Room for the decoded bytes of the next key, valid until the next call; NULL: `e` is set. */
char *load_keys_room(load_keys *k, uint32_t bytes, err *e);
/* Adds the key written to that room to the innermost object, whose first key has index `object`.
 * When the object has it already, *twin is the offset of the first one and nothing is added;
 * otherwise *twin is UINT32_MAX. False: `e` is set. */
bool load_keys_add(load_keys *k, uint32_t object, uint32_t at, uint32_t size, uint32_t *twin,
                   err *e);
/* Hashes all keys anew. With a seed taken from the whole text nobody can write a file whose keys
 * all fall together. False: `e` is set. */
bool load_keys_reseed(load_keys *k, uint64_t seed, err *e);
/* The innermost object is closed: forgets its keys. */
void load_keys_cut(load_keys *k, uint32_t object);
void load_keys_release(load_keys *k);

typedef enum strict_want {
    WANT_VALUE,
    WANT_KEY,
    WANT_COLON,
    WANT_COMMA, /* or the closing bracket */
    WANT_NOTHING
} strict_want;

typedef struct strict_frame {
    uint32_t at;      /* of the opening bracket */
    uint32_t mark;    /* its mark's index */
    uint32_t members; /* so far */
    uint32_t keys;    /* index of its first key */
    bool map;
} strict_frame;

/* The state of one scan. */
typedef struct strict {
    const char *text;
    uint32_t len, at;
    uint16_t source;
    strict_want want;
    bool after_comma;           /* the last token was a comma */
    bool failed;                /* `e` is set */
    uint32_t last_at, last_end; /* the last token before `at` */
    uint32_t key_at;            /* the last key */
    uint32_t depth;
    strict_frame frames[LOAD_DEPTH_MOST];
    load_keys keys;
    load_scan *out;
    problems *p;
    err *e;
} strict;

/* Notes that a problem was told (`ok`: problems_add worked) that forbids making a tree. False when
 * it could not be told: the scan must stop. */
bool load_told(strict *s, bool ok);
/* The same for a problem that leaves the tree usable. */
bool load_noted(strict *s, bool ok);
/* The text that opens at s->at; moves past it. *size is its length once decoded; a key's decoded
 * bytes are left in load_keys_room. False: the scan must stop. */
bool load_text_read(strict *s, bool key, uint32_t *size);
/* Tells what is wrong with the syntax at s->at, where s->want was wanted. Always false: the scan
 * must stop. */
bool load_syntax_stop(strict *s);
/* The text that opens at `at` runs on past its line or to the end of the file. Always false. */
bool load_syntax_unclosed(strict *s, uint32_t at);
/* Text stands after the end of the JSON. Always false. */
bool load_syntax_trailing(strict *s);

/* The 1-based line of offset `at`. */
uint32_t load_line(const strict *s, uint32_t at);
/* A piece of the author's text fit to be quoted in a message: short, valid UTF-8, no controls. */
#define LOAD_SHOWN 48
const char *load_shown(const char *text, uint32_t len, char out[LOAD_SHOWN]);
#endif

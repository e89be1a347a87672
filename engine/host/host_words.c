/* Lua's messages in an author's words. */
#include "host/host_internal.h"

#include <string.h>

typedef struct phrase {
    const char *raw, *meaning;
} phrase;

/* Matched at the front of the message, in this order. Releases of Lua 5.4 word some differently. */
static const phrase RUNNING[] = {
    {"attempt to call a table value (for iterator",
     "write for key, value in pairs(t) do, or in ipairs(t)"},
    {"attempt to call a nil value",
     "there is no function of this name here; check its spelling and that it is defined"},
    {"attempt to call a ", "only a function can be called; look for stray brackets after the name"},
    {"attempt to index a nil value",
     "it is nil (nothing), so it has no parts; check the name, or test it with 'if' first"},
    {"attempt to index a ", "only a table has parts that a dot or [ ] can reach"},
    {"attempt to perform arithmetic on a nil value",
     "it is nil (nothing), and one cannot calculate with nothing; check the name, or give it a "
     "value first"},
    {"attempt to perform arithmetic on a boolean value",
     "true and false are no numbers; use 'if', or write (x and 1 or 0)"},
    {"attempt to perform arithmetic on a string value",
     "a text is no number; tonumber(x) makes one of it"},
    {"attempt to perform arithmetic on a ", "one can only calculate with numbers"},
    {"attempt to perform bitwise operation", "& | ~ << and >> need whole numbers; for conditions "
                                             "use 'and', 'or', 'not' and ~="},
    {"attempt to compare two ", "< and > compare two numbers or two texts; use == for others"},
    {"attempt to compare ",
     "< and > compare two numbers or two texts; one side here is something else"},
    {"attempt to concatenate a nil value",
     "it is nil (nothing) and cannot be joined with ..; check the name"},
    {"attempt to concatenate ", ".. joins texts and numbers; use tostring(x) for others"},
    {"attempt to get length of a nil value",
     "it is nil (nothing) and has no length; check the name"},
    {"attempt to get length of ", "# counts the letters of a text or the entries of a list"},
    {"attempt to perform 'n//0'", "the number after // is 0"},
    {"attempt to divide by zero", "the number after // is 0"},
    {"attempt to perform 'n%", "the number after % is 0"},
    {"number has no integer representation", "a whole number is needed; use math.floor(x) or //"},
    {"'for' initial value must be a number", "write for i = 1, 10 do"},
    {"bad 'for' initial value", "write for i = 1, 10 do"},
    {"'for' limit must be a number", "what stands after the comma is no number; check the name"},
    {"bad 'for' limit", "what stands after the comma is no number; check the name"},
    {"'for' step must be a number", "the third value of the loop is no number"},
    {"bad 'for' step", "the third value of the loop is no number"},
    {"'for' step is zero", "the loop would never end"},
    {"index is nil", "what stands in the [ ] is nil (nothing); check the name"},
    {"index is NaN", "what stands in the [ ] is 0/0, no number"},
    {"stack overflow", "a function calls itself without end"},
    {"C stack overflow", "a function calls itself, or things are nested, without end"},
    {"assertion failed!", "the condition in assert(...) did not hold"},
    {"for iterator ", "write for key, value in pairs(t) do, or in ipairs(t)"},
};

/* While a file is read. */
static const phrase READING[] = {
    {"attempt to load a binary chunk", "scenarios may only hold Lua as text"},
    {"'then' expected near '='", "one = sets a value; == compares"},
    {"'<eof>' expected near '='", "one = sets a value; == compares"},
    {"<eof> expected near '='", "one = sets a value; == compares"},
    {"'then' expected near '!'", "'not equal' is written ~=, and ! is 'not'"},
    {"'<eof>' expected near '!'", "'not equal' is written ~=, and ! is 'not'"},
    {"<eof> expected near '!'", "'not equal' is written ~=, and ! is 'not'"},
    {"unexpected symbol near '!'", "'not equal' is written ~=, and ! is 'not'"},
    {"unexpected symbol near '&'", "&& is 'and'"},
    {"unexpected symbol near '|'", "|| is 'or'"},
    {"'<eof>' expected near ')'", "there is one ) too many"},
    {"<eof> expected near ')'", "there is one ) too many"},
    {"'<eof>' expected near 'end'", "there is one 'end' too many above"},
    {"<eof> expected near 'end'", "there is one 'end' too many above"},
    {"'end' expected", "an 'end' is missing: each function, if, for, while and do needs its own"},
    {"'then' expected", "an 'if' or 'elseif' needs 'then' after its condition"},
    {"'do' expected", "a 'for' or 'while' needs 'do'"},
    {"'}' expected", "a table is not closed, or a comma is missing between its entries"},
    {"')' expected", "a ( is not closed, or a comma or .. is missing"},
    {"']' expected", "a [ is not closed"},
    {"'=' expected", "this is no statement: a value is set with 'name = value', a function called "
                     "with 'name(...)'"},
    {"'=' or 'in' expected", "write for i = 1, 10 do, or for key, value in pairs(t) do"},
    {"syntax error", "this is no statement: a value is set with 'name = value', a function called "
                     "with 'name(...)'"},
    {"unfinished string", "a text is not closed: its second quote is missing on this line"},
    {"unfinished long", "a text or comment opened with [[ is not closed with ]]"},
    {"unexpected symbol near <eof>", "something is missing at the end"},
    {"unexpected symbol near", "Lua did not expect this here; look just before it"},
    {"<name> expected", "a name is needed here; words of Lua such as 'end' cannot be names"},
    {"malformed number", "a number is written like 12 or 0.5; a name cannot start with a digit"},
    {"invalid escape sequence",
     "after \\ only n t \\ and the like may stand; write \\\\ for one \\"},
    {"attempt to assign to const variable", "it was declared with <const>"},
};

const char *host_words_meaning(const char *raw)
{
    for (size_t i = 0; i < sizeof RUNNING / sizeof *RUNNING; i++)
        if (strncmp(raw, RUNNING[i].raw, strlen(RUNNING[i].raw)) == 0) return RUNNING[i].meaning;
    for (size_t i = 0; i < sizeof READING / sizeof *READING; i++)
        if (strncmp(raw, READING[i].raw, strlen(READING[i].raw)) == 0) return READING[i].meaning;
    return NULL;
}

static size_t digits(const char *text, uint32_t *number)
{
    size_t n = 0;
    *number = 0;
    while (text[n] >= '0' && text[n] <= '9' && n < 9)
        *number = *number * 10 + (uint32_t)(text[n++] - '0');
    return n;
}

/* "12: " at `text`; the length of it, or 0. */
static size_t place_end(const char *text, uint32_t *line)
{
    size_t n = digits(text, line);
    return n && text[n] == ':' && text[n + 1] == ' ' ? n + 2 : 0;
}

const char *host_words_split(const char *message, size_t *file_len, uint32_t *line)
{
    *file_len = 0;
    *line = 0;
    if (strncmp(message, "[string \"", 9) == 0) {
        for (const char *at = strstr(message, "\"]:"); at; at = strstr(at + 1, "\"]:")) {
            size_t n = place_end(at + 3, line);
            if (n) return at + 3 + n;
        }
        return message;
    }
    size_t len = strcspn(message, ":\n");
    if (len == 0 || len > 100 || message[len] != ':') return message;
    size_t n = place_end(message + len + 1, line);
    if (!n) return message;
    *file_len = len;
    return message + len + 1 + n;
}

/* What Lua has and scenarios have not. An empty text: there is nothing in its place. */
static const phrase MISSING[] = {
    {"io", "scenarios read and write no files"},
    {"os", "use clock.day, clock.hour and the like; the story has its own time"},
    {"load", "write a function instead"},
    {"loadstring", "write a function instead"},
    {"loadfile", "use require instead"},
    {"dofile", "use require instead"},
    {"package", "use require instead"},
    {"module", "return a table from the file, and use require"},
    {"pcall", "test values with 'if' before using them; Rapport reports every error with its line"},
    {"xpcall",
     "test values with 'if' before using them; Rapport reports every error with its line"},
    {"coroutine", "return what should happen now; state keeps what is needed later"},
    {"setmetatable", "use plain tables and functions"},
    {"getmetatable", "use plain tables and functions"},
    {"rawget", "use t[key] instead"},
    {"rawset", "use t[key] = value instead"},
    {"rawequal", "use == instead"},
    {"rawlen", "use # instead"},
    {"next", "use pairs(t); for lists, #t == 0 tells whether one is empty"},
    {"collectgarbage", "memory looks after itself"},
    {"debug", "rapport check names file and line of every error"},
    {"print", "put what you want to see into a line, or use error(...)"},
    {"warn", "use error(...) instead"},
    {"utf8", "texts are UTF-8; the text functions are text.contains, text.split and the like"},
    {"unpack", "use table.unpack instead"},
    {"_G", "write the name itself, or state[name] for a variable"},
    {"_VERSION", "it is Lua 5.4"},
    {"setfenv", "use plain functions"},
    {"getfenv", "use plain functions"},
    {"bit32", "use // and % instead"},
    {"string.find", "use text.contains(text, part) instead"},
    {"string.match", "use text.contains, text.starts_with or text.split instead"},
    {"string.gmatch", "use text.split(text, separator) instead"},
    {"string.gsub", "use text.split and table.concat instead"},
    {"string.dump", "write a function instead"},
    {"string.pack", "use tables instead"},
    {"string.unpack", "use tables instead"},
    {"string.packsize", "use tables instead"},
    {"table.move", "write a loop instead"},
    {"table.pack", "write { ... } instead"},
    {"table.getn", "use # instead"},
    {"math.random", "use roll(n), which gives 1 to n from the attempt's seed"},
    {"math.randomseed", "use roll(n), which gives 1 to n from the attempt's seed"},
    {"math.sqrt", "use whole numbers; x ^ 0.5 is the root"},
    {"math.pi", "write 3.14159"},
    {"math.huge", "write a large number such as 1000000"},
    {"math.maxinteger", "write a large number such as 1000000"},
    {"math.mininteger", "write a number such as -1000000"},
    {"math.fmod", "use % instead"},
    {"math.modf", "use // and % instead"},
    {"math.pow", "use ^ instead"},
    {"math.sin", "scenarios calculate with + - * / // % ^"},
    {"math.cos", "scenarios calculate with + - * / // % ^"},
    {"math.exp", "scenarios calculate with + - * / // % ^"},
    {"math.log", "scenarios calculate with + - * / // % ^"},
    {"math.ult", "use < instead"},
};

const char *host_words_instead(const char *name)
{
    for (size_t i = 0; i < sizeof MISSING / sizeof *MISSING; i++)
        if (strcmp(name, MISSING[i].raw) == 0) return MISSING[i].meaning;
    return NULL;
}

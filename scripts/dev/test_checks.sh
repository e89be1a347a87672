#!/usr/bin/env bash
# test_checks.sh [COMPILER]: shows that each check can fail. Every sample is a small good source
# tree with one thing wrong in it.
set -eu
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
top=$(cd -- "$here/../.." && pwd)
compiler=${1:-cc}
lua=$(command -v lua5.4 || command -v lua54 || command -v lua)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
tried=0 wrong=0

good_tree() {
    rm -rf "$tree"
    mkdir -p "$tree"/{engine/{base,story,host,ui,screen,cli,session},scenarios/one,scripts/lua,scripts/dev}
    mkdir -p "$tree"/{assets,tests/unit,.ci}
    cp -r "$top/assets/art" "$tree/assets"
    touch "$tree"/{CMakeLists.txt,CMakePresets.json,README.md,LICENSE,.editorconfig,.gitignore}
    cp "$top"/{.clang-format,.clang-tidy,.luacheckrc} "$tree"
    printf 'int base_one(void);\n' >"$tree/engine/base/base_one.h"
    printf '#include "base/base_one.h"\n\n#include <stdio.h>\n\n' >"$tree/engine/base/base_one.c"
    printf 'int base_one(void)\n{\n    return 1;\n}\n' >>"$tree/engine/base/base_one.c"
    printf 'int story_one(void);\n' >"$tree/engine/story/story_one.h"
    printf '#include "story/story_one.h"\n\nint story_one(void)\n{\n    return 1;\n}\n' \
        >"$tree/engine/story/story_one.c"
    printf 'function call(now)\n    return { to = now.scene }\nend\n' \
        >"$tree/scenarios/one/call.lua"
    printf '{"state": {"trust": {"start": 1}, "words": ["a", "b"]}}\n' \
        >"$tree/scenarios/one/scenario.json"
    printf 'local out = {}\nfor k in pairs({}) do table.insert(out, k) end\nreturn out\n' \
        >"$tree/scripts/lua/one.lua"
    printf 'function mood() return trust > 3 and words == "a" and clock.hour < 12 end\n' \
        >>"$tree/scenarios/one/call.lua"
    mkdir -p "$tree/engine/host"
    cp "$top/engine/host/host_api.def" "$tree/engine/host" 2>/dev/null ||
        printf '\nAPI(base, pairs, "")\nAPI_LUA(table, insert, "")\n' \
            >"$tree/engine/host/host_api.def"
}

# expect GOOD|BAD WHAT CHECK [ARGUMENTS]: runs a check over the tree.
expect() {
    local want=$1 what=$2 check=$3 got=good said rc=0
    shift 3
    said=$("$lua" "$here/check_$check.lua" "$tree" "$@" 2>&1) || rc=$?
    tried=$((tried + 1))
    [ "$rc" = 77 ] && { echo "skipped: $check: $said"; return; }
    [ "$rc" = 0 ] || got=bad
    # A check that breaks down is no check that finds something.
    case $said in *'stack traceback'*) got='broken down' ;; esac
    if [ "$got" != "$want" ]; then
        wrong=$((wrong + 1))
        printf '%s: %s: wanted %s, it is %s:\n%s\n' "$check" "$what" "$want" "$got" "$said"
    fi
}

# bad CHECK WHAT FILE TEXT [ARGUMENTS]: adds TEXT to FILE of a good tree and expects a complaint.
bad() {
    local check=$1 what=$2 file=$3 text=$4
    shift 4
    good_tree
    mkdir -p "$(dirname -- "$tree/$file")"
    printf "$text" >>"$tree/$file"
    expect bad "$what" "$check" "$@"
}

# repeat COUNT TEXT: the text that many times.
repeat() {
    local i
    for ((i = 0; i < $1; i++)); do printf '%s\\n' "$2"; done
}

# compile: makes lib<room>.a of every room of the tree, in $work/plain.
compile() {
    rm -rf "$work/plain"
    mkdir -p "$work/plain"
    local room
    for room in "$tree"/engine/*/; do
        room=$(basename "$room")
        compgen -G "$tree/engine/$room/*.c" >/dev/null || continue
        (cd "$work/plain" && "$compiler" -std=c17 -O1 -U_FORTIFY_SOURCE -I"$tree/engine" -c \
            "$tree/engine/$room/"*.c && ar rcs "lib$room.a" ./*.o && rm -f ./*.o)
    done
}

# bad_symbols WHAT FILE TEXT
bad_symbols() {
    good_tree
    mkdir -p "$(dirname -- "$tree/$2")"
    printf "$3" >>"$tree/$2"
    compile
    expect bad "$1" symbols "$work/plain"
}

good_tree
for check in layers sizes toplevel words texts format lua art; do expect good 'a good tree' "$check"; done
compile
expect good 'a good tree' symbols "$work/plain"
expect good 'a good tree' headers "$compiler"

bad art 'text in a picture' assets/art/icons/one.svg '<svg viewBox="0 0 24 24"><text/></svg>'
bad art 'another canvas' assets/art/icons/one.svg '<svg viewBox="0 0 20 24"></svg>'
bad art 'a portrait mended by hand' assets/art/people/ada.calm.svg ' '

story=engine/story/story_one.c
bad layers 'an arrow against its direction' $story '#include "session/session.h"\n'
bad layers 'ui knows session' engine/ui/ui_one.c '#include "session/session.h"\n'
bad layers 'screen knows story' engine/screen/screen_one.c '#include "story/story_one.h"\n'
bad layers 'SDL outside ui' engine/screen/screen_one.c '#include <SDL.h>\n'
bad layers 'ui knows story' engine/ui/ui_one.c '#include "story/story_one.h"\n'
bad layers 'the program knows story' engine/rapport.c '#include "story/story_one.h"\n'
bad layers 'Lua outside host' engine/cli/cli_one.c '#include <lua.h>\n'
bad layers 'Lua in a public header' engine/host/host.h '#include <lua.h>\n'
bad layers 'SDL outside ui' engine/session/session.c '#include <SDL_ttf.h>\n'
bad layers 'a private header from outside' engine/session/session.c \
    '#include "host/host_internal.h"\n'
bad layers 'stdio in story' $story '#include <stdio.h>\n'
bad layers 'threads outside the session' engine/review/review.c '#include <pthread.h>\n'
bad layers 'an include without its room' $story '#include "story_one.h"\n'
bad layers 'a room that is none' engine/other/other.c 'int other;\n'
bad layers 'a file outside the rooms' engine/loose.c 'int loose;\n'

bad symbols 'no libraries' $story '\n' "$work/nothing"
bad_symbols 'the story prints' $story \
    '#include <stdio.h>\nvoid story_say(void);\nvoid story_say(void)\n{\n    puts("x");\n}\n'
bad_symbols 'the story asks the time' $story \
    '#include <time.h>\nlong story_now(void);\nlong story_now(void)\n{\n    return time(NULL);\n}\n'
bad_symbols 'load deletes a file' engine/load/load.c \
    'int file_delete(int);\nint load_f(void);\nint load_f(void)\n{\n    return file_delete(1);\n}\n'
bad_symbols 'host opens a file' engine/host/host.c \
    '#include <stdio.h>\nvoid *host_f(void);\nvoid *host_f(void)\n{\n    return fopen("a", "r");\n}'
bad_symbols 'a variable of the file' engine/cli/cli.c \
    'int cli_n(void);\nint cli_n(void)\n{\n    static int n;\n    return n++;\n}\n'
bad_symbols 'a variable with a start value' engine/cli/cli.c 'int cli_count = 3;\n'

bad headers 'a header that needs another' engine/base/base_two.h 'size_t base_two(void);\n' \
    "$compiler"

bad sizes 'a long file' engine/base/base_two.c "$(repeat 801 "extern int x;")"
bad sizes 'a long function' engine/base/base_two.c "int f(void)\n{\n$(repeat 101 ';')}\n"
bad sizes 'a long function in Lua' scripts/lua/two.lua "function f()\n$(repeat 101 ';')end\n"

bad toplevel 'a stray file' notes.txt 'x\n'
good_tree
rm "$tree/LICENSE"
expect bad 'a missing licence' toplevel

bad words 'work left undone' $story "/* TO""DO: more */\n"
bad words 'a folder of one machine' scenarios/one/note.json '"/ro''ot/thing"\n'

bad texts 'a text in a screen' engine/screen/screen_one.c \
    'void f(void)\n{\n    ui_text(u, "Go on", (ui_opt){0});\n}\n'
bad texts 'a spoken text in a screen' engine/screen/screen_one.c 'ui_opt o = {.alt = "Go on"};\n'
bad texts 'a text nobody says' engine/screen/screen_words.def 'TEXT(HOME_NEVER, "Never", "")\n'
good_tree
printf 'TEXT(HOME_ONE, "One", "")\nTEXT(HOME_ONE, "Two", "")\n' >"$tree/engine/screen/screen_words.def"
printf 'screen_text one = HOME_ONE;\n' >"$tree/engine/screen/screen_one.c"
expect bad 'an id twice' texts
printf 'TEXT(HOME_ONE, "One {n}", "")\n' >"$tree/engine/screen/screen_words.def"
printf 'void f(void)\n{\n    ui_text(u, sayf(u, HOME_ONE, "name", a, NULL), o);\n}\n' \
    >"$tree/engine/screen/screen_one.c"
expect good 'names of values' texts

bad format 'wrong indent' $story 'int two(void)\n{\n  return 2;\n}\n'
bad format 'a wide comment' $story "/* $(repeat 30 word | sed 's/.n/ /g') */\n"

bad lua 'a function the sandbox lacks' scenarios/one/two.lua 'function f() return os.time() end\n'
bad lua 'a library that is not whole' scenarios/one/two.lua \
    'function f(t) return string.find(t, "a") end\n'
bad lua 'a global in a module' scripts/lua/two.lua 'leak = 1\nreturn {}\n'
bad lua 'an unused variable' scenarios/one/two.lua 'function f() local a = 1 end\n'
bad lua 'a variable that is not declared' scenarios/one/two.lua \
    'function f() return trsut > 3 end\n'
bad lua 'a variable of a scenario in a module' scripts/lua/two.lua 'return trust\n'
bad lua 'a wide line' scenarios/one/two.lua "local a = '$(printf '%101s' x)'\nreturn a\n"
bad lua 'no Lua at all' scenarios/one/two.lua 'function f(\n'

good_tree
printf '[{"directory":"%s","command":"cc -std=c17 -I%s/engine -c %s","file":"%s"}]\n' "$tree" \
    "$tree" "$tree/$story" "$tree/$story" >"$tree/compile_commands.json"
rm "$tree"/engine/base/base_one.c
expect good 'a good tree' tidy "$tree"
printf 'int *story_null(int n);\nint *story_null(int n)\n{\n    int *p = 0;\n' >>"$tree/$story"
printf '    if (n) *p = 1;\n    return p;\n}\n' >>"$tree/$story"
expect bad 'a null pointer' tidy "$tree"

echo "$tried samples tried, $wrong wrong"
[ "$wrong" = 0 ]

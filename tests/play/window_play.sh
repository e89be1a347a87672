#!/usr/bin/env bash
# The window as a person uses it, on a display of its own: played by key presses to the same state as
# a script in the terminal, ended and killed in the middle and gone on with, asleep while it waits,
# and clear about what it misses.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
for tool in Xvfb xdotool; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 77; }
done
unset SDL_VIDEODRIVER WAYLAND_DISPLAY
# The leak checker would run after the window was closed, and has its own tests.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0

server=
window_pid=
clean() {
    [ -z "$window_pid" ] || kill -9 "$window_pid" 2>/dev/null
    [ -z "$server" ] || kill "$server" 2>/dev/null
    rm -rf "$place"
}
trap clean EXIT

Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$place/display" >/dev/null 2>&1 &
server=$!
for _ in $(seq 200); do [ -s "$place/display" ] && break; sleep 0.05; done
DISPLAY=:$(cat "$place/display")
export DISPLAY

inputs=(look ring truth ask_time thank sleep)
printf '%s\n' "${inputs[@]}" >"$place/script.txt"
try play "$SMALL" --script "$place/script.txt" --seed 7
wanted=$(state "$out")

# The key of each input, read from the menus of the terminal: choices stand in the same order there.
printf '%s\n' "${inputs[@]}" |
    "$RAPPORT" play "$SMALL" --text --ids --no-keep --seed 7 >"$place/menus" 2>"$err"
keys=()
for input in "${inputs[@]}"; do
    keys+=("$(sed -n "s/^ *\([1-9]\)\. .*\[$input\]\$/\1/p" "$place/menus" | tail -n 1)")
done

# open_window WORDS...: starts the program and waits until its window can be seen.
open_window() {
    "$RAPPORT" "$@" >"$out" 2>"$err" &
    window_pid=$!
    local tries=0
    until xdotool search --onlyvisible --pid "$window_pid" >/dev/null 2>&1; do
        tries=$((tries + 1))
        if ! kill -0 "$window_pid" 2>/dev/null || [ "$tries" -gt 600 ]; then
            fail "no window was opened"
            return 1
        fi
        sleep 0.05
    done
}

# ended: waits for the end of the program; `code` is its exit code.
ended() {
    wait "$window_pid"
    code=$?
    window_pid=
}

# kept: the names in the store that could be an attempt's.
kept() {
    cat "$RAPPORT_HOME"/* 2>/dev/null | LC_ALL=C grep -aoE '[0-9a-f]{16}' | sort -u
}

# reaches N: waits until an attempt with N inputs is kept; its state is then in `found`.
reaches() {
    local id
    found=
    for _ in $(seq 120); do
        for id in $(kept); do
            "$RAPPORT" replay "$id" --scenario "$SMALL" --quiet >"$place/replay" 2>/dev/null || continue
            grep -qF "The same as recorded: $1 of $1 inputs." "$place/replay" || continue
            found=$(state "$place/replay")
            return 0
        done
        sleep 0.1
    done
    fail "no attempt with $1 inputs was kept"
    return 1
}

# wakes: how often any thread of the program has gone to sleep or was made to wait.
wakes() {
    cat "/proc/$window_pid"/task/*/status | awk '/ctxt_switches/ { n += $2 } END { print n }'
}

# --- to the end by keys ---
if open_window play "$SMALL" --seed 7; then
    xdotool key --delay 30 "${keys[@]}"
    reaches 6 && same "$found" "$wanted" "keys in the window arrive where the script does"
    # See how it went, look at it, leave.
    xdotool key --delay 30 Return Page_Down Escape Escape
    ended
    gives 0 "the program ends after the debrief"
fi

# --- asked to end in the middle, gone on with in the terminal ---
rm -rf "$RAPPORT_HOME"
if open_window play "$SMALL" --seed 7; then
    xdotool key --delay 30 "${keys[@]:0:3}"
    reaches 3
    kill -TERM "$window_pid"
    ended
    gives 0 "SIGTERM ends the program in order"
    printf '%s\n' "${inputs[@]:3}" | "$RAPPORT" play "$SMALL" --text --continue >"$out" 2>"$err"
    same "$(state "$out")" "$wanted" "what was played in the window goes on in the terminal"
fi

# --- killed in the middle, gone on with in the window ---
rm -rf "$RAPPORT_HOME"
if open_window play "$SMALL" --seed 7; then
    xdotool key --delay 30 "${keys[@]:0:4}"
    reaches 4
    kill -9 "$window_pid"
    ended
    printf 'quit\n' | "$RAPPORT" play "$SMALL" --text --continue >"$out" 2>"$err"
    says "$out" "You go on after turn 4." "a killed window has lost nothing"
fi

# --- asleep at a choice ---
rm -rf "$RAPPORT_HOME"
if open_window play "$SMALL" --seed 7; then
    xdotool key --delay 30 "${keys[@]:0:2}"
    reaches 2
    sleep 3 # her voice has come to rest
    before=$(wakes)
    sleep 2
    same "$(wakes)" "$before" "waiting at a choice wakes nothing"
    kill -TERM "$window_pid"
    ended
fi

# --- a scenario with a mistake opens, and is played once it is mended ---
cp -r "$SMALL" "$place/broken"
sed -i 's/"stage": "desk"/"stage": "dsek"/' "$place/broken/scenario.json"
rm -rf "$RAPPORT_HOME"
if open_window play "$place/broken" --seed 7; then
    sleep 0.5
    cp "$SMALL/scenario.json" "$place/broken/scenario.json"
    xdotool key --delay 30 r "${keys[0]}"
    reaches 1
    kill -TERM "$window_pid"
    ended
fi

# --- what is missing is said ---
DISPLAY='' XDG_RUNTIME_DIR='' try play "$SMALL"
gives 2 "without a display"
says "$err" "--text" "it says how to play without a display"
try play no-such-scenario
gives 2 "a scenario that is not there"
says "$err" "no-such-scenario" "it names what is not there"
mkdir "$place/no-fonts"
RAPPORT_FONT_DIR=$place/no-fonts try play "$SMALL"
gives 2 "without a font"
says "$err" "fonts-inter" "it names the package of the font"
finish

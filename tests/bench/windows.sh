#!/usr/bin/env bash
# windows.sh: the figures of the window, against the least an SDL2 program can do (bare_window.c).
# Needs a display. Prints rows as bench.h describes them. Arguments: rounds, the build folder,
# seconds to watch a window that waits, an empty folder, the folder of the generated stories, an
# attempt that stands in a call and one that stands face to face (or ""), and the sizes of stories to
# start with.
set -euo pipefail
export LC_ALL=C SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy
rounds=$1 build=$2 watched=$3 place=$4 stories=$5 call=$6 face=$7
shift 7

rapport=$build/bin/rapport bare=$build/tests/bench/bare_window
shim=$build/tests/bench/libwindow_stamps.so stamps=$place/stamps
font=$(find /usr/share/fonts -name DejaVuSans.ttf -print -quit)
home=$place/home
pid=

# nap SECONDS: sleeps without starting a process, which would disturb what is measured.
exec {never}<> <(:)
nap() {
    read -rt "$1" -u "$never" _ || true
}

# stop: ends the program, and lets the display finish with its window: the next one would wait.
stop() {
    [ -n "$pid" ] || return 0
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    pid=
    nap 0.3
}
trap stop EXIT

die() {
    echo "bench: $*" >&2
    exit 2
}

# open PROGRAM ARGUMENTS...: starts it and waits for its first picture. Sets pid, first_ms (from the
# start to that picture) and first_cpu (processor milliseconds until then).
open() {
    : >"$stamps"
    local start=$EPOCHREALTIME tries=0
    LD_PRELOAD=$shim BENCH_STAMPS=$stamps RAPPORT_HOME=$home "$@" >"$place/said" 2>&1 &
    pid=$!
    until [ -s "$stamps" ]; do
        kill -0 "$pid" 2>/dev/null || die "$* ended without a picture: $(head -c 300 "$place/said")"
        tries=$((tries + 1))
        [ "$tries" -lt 1500 ] || die "$* showed nothing"
        nap 0.02
    done
    read -r first_ms first_cpu < <(awk -v start="$start" '
        $1 == "P" { printf "%.3f %.3f\n", ($2 - start) * 1e3, $3 * 1e3; exit }' "$stamps")
}

# settle: waits until nothing was drawn for a while.
settle() {
    local before=-1 now=0
    while [ "$now" != "$before" ]; do
        before=$now
        sleep 0.4
        now=$(wc -l <"$stamps")
    done
}

# press KEY: gives the key to the window; sets key_ms, from the key to the last picture it led to, and
# moved_ms, processor milliseconds a second between the first of these pictures and the last.
press() {
    local from
    from=$(wc -l <"$stamps")
    xdotool key "$1"
    settle
    read -r key_ms moved_ms < <(tail -n "+$((from + 1))" "$stamps" | awk '
        $1 == "K" && !key { key = $2 }
        $1 == "P" && key { if (!first) { first = $2; cpu = $3 } last = $2; moved = $3 - cpu }
        END { if (last) printf "%.3f ", (last - key) * 1e3
              if (last > first) printf "%.3f", moved * 1e3 / (last - first)
              print "" }')
}

focus() {
    xdotool mousemove 1270 790
    xdotool search --onlyvisible --sync --name '.' windowfocus >/dev/null 2>&1 || true
    settle
}

memory() { # in kilobytes
    awk '$1 == "VmRSS:" { print $2 }' "/proc/$pid/status"
}

used_ms() { # processor milliseconds of all its threads so far
    cat /proc/"$pid"/task/*/schedstat | awk '{ sum += $1 } END { printf "%.3f", sum * 1e-6 }'
}

woken() { # times one of its threads stopped waiting
    cat /proc/"$pid"/task/*/status |
        awk '$1 == "voluntary_ctxt_switches:" { sum += $2 } END { print sum + 0 }'
}

median() {
    tr ' ' '\n' <<<"$*" | grep . | sort -g | awk '{ v[NR] = $1 } END { print v[int(NR / 2) + 1] }'
}

# row FIGURE MEASURED GOAL ABSOLUTE: with an upper goal.
row() {
    awk -v f="$1" -v m="$2" -v g="$3" -v a="$4" \
        'BEGIN { printf "%s\t%.2f\t<= %s\t%s\t%s\n", f, m, g, m <= g ? "yes" : "no", a }'
}

per() {
    awk -v a="$1" -v b="$2" 'BEGIN { print (b > 0 ? a / b : 0) }'
}

# --- starting ---
declare -A start cpu plain
for ((i = 0; i < rounds; i++)); do
    open "$bare" "$font"; stop
    start[bare]+=" $first_ms" cpu[bare]+=" $first_cpu"
    open "$rapport"; stop
    start[home]+=" $first_ms" cpu[home]+=" $first_cpu"
    open "$rapport" play second-thoughts; stop
    start[flagship]+=" $first_ms" cpu[flagship]+=" $first_cpu"
    for size; do
        open "$rapport" play "$stories/$size"; stop
        start[$size]+=" $first_ms"
        plain[$size]+=" $("$build/tests/bench/bench_load" plain "$stories/$size")"
    done
done
bare_ms=$(median "${start[bare]}") bare_cpu=$(median "${cpu[bare]}")
for what in home flagship; do
    ms=$(median "${start[$what]}") used=$(median "${cpu[$what]}")
    row "start to first picture, $what / bare window" "$(per "$ms" "$bare_ms")" 1.5 \
        "$ms ms / $bare_ms ms"
    row "the same in processor time, $what / bare window" "$(per "$used" "$bare_cpu")" 1.5 \
        "$used ms / $bare_cpu ms"
done
for size; do
    ms=$(median "${start[$size]}") load=$(median "${plain[$size]}")
    allowed=$(awk -v b="$bare_ms" -v l="$load" 'BEGIN { print 1.5 * b + l }')
    row "start, $size scenes / (1.5 bare windows + a plain C load)" "$(per "$ms" "$allowed")" 1 \
        "$ms ms / $allowed ms"
done

# --- in a call ---
# Two homes: an input is on the disk before its reply is shown, so a key waits for the disk. In
# memory it is our own work that is measured.
bare_keys='' keys='' disk_keys='' bare_kb='' call_kb='' face_kb='' memory_home=
if [ -z "$call" ]; then exit 0; fi
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
    memory_home=$(mktemp -d /dev/shm/rapport-bench.XXXXXX)
    trap 'stop; rm -rf "$memory_home"' EXIT
fi
export RAPPORT_REDUCE_MOTION=1 # else the last picture comes when nothing moves any more
for ((i = 0; i < rounds; i++)); do
    open "$bare" "$font"
    focus
    press a; press b
    bare_keys+=" $key_ms" bare_kb+=" $(memory)"
    stop
    open "$rapport" play second-thoughts --from "$call"
    focus
    call_kb+=" $(memory)"
    press 1
    disk_keys+=" $key_ms"
    if [ "$i" = 0 ]; then # once, for some seconds: it is a count
        before_ms=$(used_ms) before_woken=$(woken) before_drawn=$(grep -c '^P' "$stamps")
        sleep "$watched"
        ms=$(per "$(awk -v a="$(used_ms)" -v b="$before_ms" 'BEGIN { print a - b }')" "$watched")
        row "waiting at a choice: processor ms a second" "$ms" 0.05 "over $watched s"
        row "waiting at a choice: wake-ups a second" \
            "$(per $(($(woken) - before_woken)) "$watched")" 0 "over $watched s"
        row "waiting at a choice: pictures drawn" \
            $(($(grep -c '^P' "$stamps") - before_drawn)) 0 "over $watched s"
    fi
    stop
    if [ -n "$memory_home" ]; then
        home=$memory_home
        open "$rapport" play second-thoughts --from "$call"
        home=$place/home
        focus
        press 1
        keys+=" $key_ms"
        stop
    fi
    if [ -n "$face" ]; then
        open "$rapport" play second-thoughts --from "$face"
        focus
        face_kb+=" $(memory)"
        stop
    fi
done
[ -n "${disk_keys// /}" ] || die "no key led to a picture"
if [ -n "${keys// /}" ]; then
    row "key to the next scene complete / bare window's redraw" \
        "$(per "$(median "$keys")" "$(median "$bare_keys")")" 1.7 \
        "$(median "$keys") ms / $(median "$bare_keys") ms, home in memory"
fi
row "the same, waiting for the disk / bare window's redraw" \
    "$(per "$(median "$disk_keys")" "$(median "$bare_keys")")" 1.7 \
    "$(median "$disk_keys") ms / $(median "$bare_keys") ms"
row "memory in the call (RSS) / bare window" \
    "$(per "$(median "$call_kb")" "$(median "$bare_kb")")" 1.6 \
    "$(($(median "$call_kb") / 1024)) MB / $(($(median "$bare_kb") / 1024)) MB"
if [ -n "$face_kb" ]; then
    row "memory face to face, portrait shown / bare window" \
        "$(per "$(median "$face_kb")" "$(median "$bare_kb")")" 1.6 \
        "$(($(median "$face_kb") / 1024)) MB / $(($(median "$bare_kb") / 1024)) MB"
fi

# --- what moves ---
# After a key: new text fades in, the waveform moves, a sound may be made.
moving=''
unset RAPPORT_REDUCE_MOTION
home=$place/moving # the other one's settings say that nothing moves
for ((i = 0; i < rounds; i++)); do
    open "$rapport" play second-thoughts --from "$call"
    focus
    press 1
    moving+=" $moved_ms"
    stop
done
[ -z "${moving// /}" ] ||
    row "while text fades in and a waveform moves: processor ms a second" "$(median "$moving")" 15 \
        "after the new scene's first picture"

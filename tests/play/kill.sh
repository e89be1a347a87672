#!/usr/bin/env bash
# The player is killed with -9 after every input of a long play, and once more before the answer to an
# input was read. Each time the play goes on where it stood, and arrives where an undisturbed one does.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

mkfifo "$place/in"

# start WORDS...: the program, reading from a pipe that stays open until we are done with it.
start() {
    "$RAPPORT" play "$scenario" --text "$@" <"$place/in" >"$out" 2>"$err" &
    player=$!
    exec 3>"$place/in"
}

# wait_for N: until the player asks for the N-th time.
wait_for() {
    local tries=0
    while [ "$(grep -c 'help, quit' "$out")" -lt "$1" ]; do
        kill -0 "$player" 2>/dev/null || return 1
        tries=$((tries + 1))
        [ "$tries" -lt 3000 ] || return 1
        sleep 0.01
    done
}

stop() {
    kill -9 "$player" 2>/dev/null
    wait "$player" 2>/dev/null
    exec 3>&-
}

# turn: where the resumed play stands.
turn() {
    sed -n 's/^You go on after turn \([0-9]*\)\.$/\1/p' "$out"
}

# The inputs in order, one a run, each run killed once the answer was read.
killed_after_each() {
    rm -rf "$RAPPORT_HOME"
    local number=0
    while [ "$number" -lt "${#inputs[@]}" ]; do
        if [ "$number" = 0 ]; then start --seed 7; else start --continue; fi
        if ! wait_for 1; then
            fail "$name: it did not ask after $number inputs"
            stop
            return
        fi
        if [ "$number" -gt 0 ]; then
            same "$(turn)" "$number" "$name: after the kill it goes on after input $number"
        fi
        printf '%s\n' "${inputs[$number]}" >&3
        number=$((number + 1))
        if [ "$number" -lt "${#inputs[@]}" ]; then
            wait_for 2 || fail "$name: no answer to ${inputs[$((number - 1))]}"
            stop
        fi
    done
    exec 3>&-
    wait "$player"
    code=$?
    gives 0 "$name: the last stretch"
    same "$(state "$out")" "$undisturbed" "$name: killed after every input, the state is the same"
}

# An input either counted or did not: the play then stands before or after it, never elsewhere.
killed_at_once() {
    rm -rf "$RAPPORT_HOME"
    local number=0 kills=0 stands
    while [ "$number" -lt "${#inputs[@]}" ]; do
        if [ "$number" = 0 ] && [ "$kills" = 0 ]; then start --seed 7; else start --continue; fi
        if ! wait_for 1; then
            fail "$name: it did not ask"
            stop
            return
        fi
        stands=$(turn)
        stands=${stands:-0}
        if [ "$stands" -gt $((number + 1)) ] || [ "$stands" -lt "$number" ]; then
            fail "$name: it stands after $stands inputs instead of $number or $((number + 1))"
            stop
            return
        fi
        number=$stands
        # The first turn stays undisturbed: without an input there is nothing to go on with.
        if [ "$number" = 0 ] || [ "$kills" -ge 40 ] || [ $((number + 1)) -ge "${#inputs[@]}" ]; then
            printf '%s\n' "${inputs[$number]}" >&3
            if [ $((number + 1)) -ge "${#inputs[@]}" ]; then
                number=$((number + 1))
                break
            fi
            wait_for 2 || fail "$name: no answer"
            stop
            number=$((number + 1))
        else
            printf '%s\n' "${inputs[$number]}" >&3
            sleep "0.00$((kills % 10))"
            stop
        fi
        kills=$((kills + 1))
    done
    exec 3>&-
    wait "$player"
    code=$?
    gives 0 "$name: the last stretch"
    same "$(state "$out")" "$undisturbed" "$name: killed at any moment, the state is the same"
}

# disturb NAME FOLDER: `inputs` is the play.
disturb() {
    name=$1 scenario=$2
    printf '%s\n' "${inputs[@]}" >"$place/script.txt"
    try play "$scenario" --script "$place/script.txt" --seed 7
    gives 0 "$name: undisturbed"
    undisturbed=$(state "$out")
    killed_after_each
    killed_at_once
}

inputs=(look wait ring dodge ask_time thank sleep)
disturb "the small scenario" "$SMALL"

# A long play: the first open choice each time, until the story is over or 60 inputs are reached.
long=$SCENARIOS/second-thoughts
if [ -f "$long/scenario.json" ] && "$RAPPORT" check "$long" >/dev/null 2>&1; then
    inputs=()
    : >"$place/script.txt"
    while [ "${#inputs[@]}" -lt 60 ]; do
        printf 'no_such_choice\n' | cat "$place/script.txt" - >"$place/asking.txt"
        try play "$long" --script "$place/asking.txt" --seed 7
        open=$(sed -n 's/.*Open are: \([a-z0-9_]*\).*/\1/p' "$err")
        [ -n "$open" ] || break
        inputs+=("$open")
        printf '%s\n' "$open" >>"$place/script.txt"
    done
    if [ "${#inputs[@]}" -ge 10 ]; then
        disturb "Second Thoughts, ${#inputs[@]} inputs" "$long"
    else
        fail "Second Thoughts ends after ${#inputs[@]} inputs"
    fi
fi
finish

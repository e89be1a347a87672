#!/usr/bin/env bash
# Wrong words, broken scenarios, damaged attempts, places that cannot be written to: each is told with
# its remedy, and nothing is lost.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# --- the command line ---
try plya
gives 2 "a misspelt command"
says "$err" "Did you mean \`rapport play\`?" "it suggests"
try play "$SMALL" --text --sede 4
gives 2 "a misspelt option"
says "$err" "Did you mean --seed?" "it suggests"
try play "$SMALL" --text --seed -4
gives 2 "a seed that is no number"
says "$err" "--seed wants a whole number" "it says what is wanted"
try play
gives 2 "no scenario"
says "$err" "rapport play SCENARIO" "it shows the form"
try play "$SMALL" --json --text
gives 2 "--json without a script"
says "$err" "--json needs --script" "it says what is missing"
for command in "" play replay check test; do
    # shellcheck disable=SC2086 # no command is no word
    try $command --help
    gives 0 "help of '$command'"
done
try play nowhere --text
gives 2 "a scenario that is not there"
says "$err" "nowhere" "it is named"

# --- a broken scenario ---
mkdir -p "$place/broken"
sed -e 's/"do": "Ring her."/"doo": "Ring her."/' -e 's/"to": "ask"/"to": "aks"/' "$SMALL/scenario.json" \
    >"$place/broken/scenario.json"
try check "$place/broken"
gives 1 "check of a broken scenario"
if grep -qE "^$place/broken/scenario\.json:[0-9]+:[0-9]+: error E[0-9]{3}: " "$out"; then
    pass
else
    fail "problems are told as file:line:column: error CODE"
fi
says "$out" "\"doo\"" "the misspelt key is named"
says "$out" "aks" "the scene that is not there is named"
try check "$place/broken" --json
gives 1 "the same as JSON"
says "$out" "\"severity\":\"error\",\"code\":\"E2" "the JSON has severity and code"
printf 'look\n' | "$RAPPORT" play "$place/broken" --text >"$out" 2>"$err"
code=$?
gives 2 "playing a broken scenario"
says "$err" "scenario.json:" "its problems are told"
try test "$place/broken"
gives 1 "testing a broken scenario"
says "$out" "0 passed, 1 failed" "it counts as failed"
head -c 500 "$SMALL/scenario.json" >"$place/broken/scenario.json"
try check "$place/broken"
gives 1 "a scenario that was cut off"
try check "$SMALL" "$place/broken"
gives 1 "several at once"
says "$out" "2 scenarios: " "and their sum"

# --- attempts ---
printf '%s\n' look ring truth ask_time sleep >"$place/script.txt"
try play "$SMALL" --script "$place/script.txt" --seed 7 --record "$place/a.json"
gives 0 "a recorded play"
sed 's/"choice": "truth"/"choice": "lie"/' "$place/a.json" >"$place/edited.json"
try replay "$place/edited.json" --scenario "$SMALL"
gives 1 "an edited attempt"
says "$err" "not the same as recorded" "it is told"
says "$out" "You chose: Ring her." "what fits is shown"
sed 's/"choice": "truth"/"choice": "trust"/' "$place/a.json" >"$place/edited.json"
try replay "$place/edited.json" --scenario "$SMALL" --json
gives 1 "an attempt with a choice that is not there"
says "$out" "\"same\":false" "the JSON says so"
size=$(wc -c <"$place/a.json")
for cut in 1 40 $((size / 2)) $((size - 3)); do
    head -c "$cut" "$place/a.json" >"$place/cut.json"
    try replay "$place/cut.json" --scenario "$SMALL"
    gives 2 "an attempt cut after $cut bytes"
    says "$err" "cut.json" "the file is named"
done
sed 's/"scenario": "small"/"scenario": "another"/' "$place/a.json" >"$place/other.json"
try replay "$place/other.json" --scenario "$SMALL"
gives 2 "an attempt of another scenario"
says "$err" "another" "the scenario it belongs to is named"
try replay "$place/other.json"
gives 2 "its scenario is not there"
says "$err" "--scenario" "the remedy is told"
try replay "$place/nowhere.json"
gives 2 "an attempt that is not there"
head -c 100000 /dev/urandom >"$place/noise.json"
try replay "$place/noise.json" --scenario "$SMALL"
gives 2 "an attempt of noise"

# --- places that cannot be written to ---
printf 'look\n' | "$RAPPORT" play "$SMALL" --text --home /proc/nowhere >"$out" 2>"$err"
code=$?
gives 2 "a home that cannot be made"
says "$err" "--no-keep" "the remedy is told"
printf 'look\n' | "$RAPPORT" play "$SMALL" --text --no-keep --home /proc/nowhere >"$out" 2>"$err"
code=$?
gives 0 "playing there without keeping"
printf 'look\n' >"$place/one.txt"
try play "$SMALL" --script "$place/one.txt" --record /proc/nowhere/a.json
gives 2 "a record that cannot be written"
says "$err" "/proc/nowhere" "the place is named"
(
    ulimit -f 1
    printf 'look\n' | "$RAPPORT" play "$SMALL" --text --home "$place/full" >"$out.full" 2>"$err.full"
    echo $? >"$place/full.code"
) 2>/dev/null
code=$(cat "$place/full.code")
cp "$out.full" "$out"
cp "$err.full" "$err"
gives 2 "a home that is full"
if [ -c /dev/full ]; then
    "$RAPPORT" check --codes >/dev/full 2>"$err"
    code=$?
    gives 2 "output to a full disk"
    says "$err" "the output could not be written" "it is told"
fi
finish

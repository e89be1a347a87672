#!/usr/bin/env bash
# A scenario played in the terminal by a script and by answers, recorded, replayed, gone on with.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

printf '%s\n' '# straight and short' look ring 'words Could I say it plainly?' truth ask_time thank \
    sleep >"$place/script.txt"

# --- a script, recorded and replayed ---
try play "$SMALL" --script "$place/script.txt" --seed 7 --pick reason=fear --record "$place/a.json"
gives 0 "a script plays to the end"
says "$out" "Dana Whitfield (guarded): Northlight, Dana speaking." "speakers are named"
says "$out" "[It rings" "cues stand in brackets"
says "$out" "Your own words first: Could I say it plainly?" "typed words are shown"
says "$out" "♡ Tact 67" "a score has a symbol, a word and a number"
says "$out" "Dana Whitfield thought: That was straight." "thoughts are shown afterwards"
says "$out" "Honesty +2 (H2, answers the question asked): You answered what she asked." "a receipt"
first=$(state "$out")
try play "$SMALL" --script "$place/script.txt" --seed 7 --pick reason=fear
same "$(state "$out")" "$first" "the same seed and choices give the same state"
try replay "$place/a.json" --scenario "$SMALL"
gives 0 "the recorded attempt replays"
same "$(state "$out")" "$first" "replay arrives at the same state"
says "$out" "The same as recorded: 6 of 6 inputs." "replay says so"
try replay "$place/a.json" --scenario "$SMALL" --json
gives 0 "replay as JSON"
says "$out" "\"same\":true" "the JSON says it is the same"
says "$out" "\"hash\":\"$first\"" "the JSON has the state"

# --- the same by numbers and names, from a pipe ---
printf '%s\n' hint look ring 'words Could I say it plainly?' truth score ask_time 2 back thank sleep \
    "save $place/b.json" |
    "$RAPPORT" play "$SMALL" --text --seed 7 --pick reason=fear >"$out" 2>"$err"
code=$?
gives 0 "answers from a pipe play to the end"
says "$out" "Hint: Find out first, and not for long." "the hint is the tactic"
same "$(state "$out")" "$first" "the same choices arrive at the same state"
try replay "$place/b.json" --scenario "$SMALL" --quiet
gives 0 "what \`save\` wrote replays"
same "$(state "$out")" "$first" "and arrives at the same state"

# --- widths ---
try play "$SMALL" --script "$place/script.txt" --seed 7 --width 40
widest=$(LC_ALL=C.UTF-8 wc -L <"$out")
if [ "$widest" -le 40 ]; then pass; else fail "a line is $widest columns wide; 40 were asked"; fi
if grep -q "$(printf '\033')" "$out"; then fail "colours in a pipe"; else pass; fi

# --- a script that does not fit ---
printf '%s\n' look ring truht >"$place/wrong.txt"
try play "$SMALL" --script "$place/wrong.txt"
gives 2 "a choice that is not open"
says "$err" "wrong.txt:3: there is no choice \"truht\" here. Open are: " "it names line and choices"
printf '%s\n' 'go there' >"$place/wrong.txt"
try play "$SMALL" --script "$place/wrong.txt"
gives 2 "a line that is no choice"
says "$err" "wrong.txt:1: this is no choice." "it names the line"

# --- stopping and going on ---
rm -rf "$RAPPORT_HOME"
printf '%s\n' look ring quit |
    "$RAPPORT" play "$SMALL" --text --seed 7 --pick reason=fear >"$out" 2>"$err"
code=$?
gives 0 "quit"
says "$out" "Stopped after turn 2; it is kept." "quit says it is kept"
says "$out" "--text --continue" "quit says how to go on"
printf '%s\n' 'words Could I say it plainly?' truth ask_time thank sleep |
    "$RAPPORT" play "$SMALL" --text --continue >"$out" 2>"$err"
code=$?
gives 0 "going on"
says "$out" "You go on after turn 2." "it says where"
same "$(state "$out")" "$first" "going on arrives at the same state"
printf '%s\n' ask_time | "$RAPPORT" play "$SMALL" --text --from "$place/a.json@3" >"$out" 2>"$err"
code=$?
gives 0 "going on from an earlier turn"
says "$out" "You go on after turn 3." "it says from which"
printf '1\nquit\nquit\n' | "$RAPPORT" --text --data "$SOURCE/tests" >"$out" 2>"$err"
code=$?
gives 0 "the menu"
says "$out" "1. A short call, about 3 minutes" "the menu lists the scenarios"

# --- a scripted play can be asked for as JSON; one object ---
try play "$SMALL" --script "$place/script.txt" --seed 7 --pick reason=fear --json
gives 0 "a play as JSON"
same "$(wc -l <"$out")" 1 "one object a run"
says "$out" "\"over\":true,\"outcome\":\"\\\"Friday at ten. Third floor.\\\"\"" "the JSON has the outcome"

# --- the plays written down ---
try test "$SMALL"
gives 0 "the plays in expect/ pass"
says "$out" "2 passed, 0 failed" "the sum is told"
cp -r "$SMALL" "$place/other"
printf '%s\n' 'seed 7' '> look' 'expect trust == 99' 'expect says "nothing like it"' \
    'expect ending closed' >"$place/other/expect/wrong.txt"
try test "$place/other"
gives 1 "a play that does not hold"
says "$out" "wrong.txt:3: expected trust == 99, found trust is 50" "the value is told"
says "$out" "wrong.txt:4: expected says \"nothing like it\", found" "what was said is told"
says "$out" "wrong.txt:5: expected ending closed, found the ending none" "the ending is told"
says "$out" "2 passed, 1 failed" "failed plays are counted"

# --- the scenario that comes with Rapport ---
if [ -f "$SCENARIOS/second-thoughts/scenario.json" ]; then
    try check "$SCENARIOS/second-thoughts"
    gives 0 "Second Thoughts has no errors"
    try test "$SCENARIOS/second-thoughts"
    gives 0 "the plays of Second Thoughts pass"
fi
finish

#!/usr/bin/env bash
# Advice on what a scenario teaches, and attempts played again after an edit.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# --- advice: a scenario with one of each, at places counted by hand ---
mkdir -p "$place/poor"
{
    cat <<'JSON'
{ "format": 1, "id": "poor", "title": "Poor", "summary": "For tests.",
  "clock": "2026-03-06 16:30", "start": "s1",
  "cast": { "dana": { "name": "Dana" } },
  "state": { "n": { "start": 0, "min": 0, "max": 9 } }, "facts": { "free": { "is": "n >= 0" } },
  "endings": { "no": { "title": "No." } },
  "scenes": {
JSON
    for i in 1 2 3 4 5 6 7 8 9; do
        next=s$((i + 1))
        [ "$i" = 9 ] && next=say
        cat <<JSON
"s$i": { "stage": "desk", "shuffle": false, "choices": [
  { "id": "a", "do": "A polite and a long one.", "to": "$next",
    "shows": [ { "skill": "T1", "points": 2, "because": "So." } ] },
  { "id": "b", "do": "Pah.", "to": "$next",
    "shows": [ { "skill": "T1", "points": -1, "because": " " } ] } ] },
JSON
    done
    words=$(printf 'word %.0s' $(seq 35))
    long=$(printf 'No. %.0s' $(seq 100))
    cat <<JSON
"say": { "stage": "call", "with": "dana", "lines": [ { "dana": "The same words again." } ],
  "choices": [
  { "id": "lie", "say": "${words}end.", "claims": { "free": false }, "set": { "n": "n + 1" }, "to": "say" },
  { "id": "out", "say": "$long", "claims": { "free": false }, "if": "n > 5", "to": "flat" } ] },
"flat": { "stage": "desk", "choices": [
  { "id": "x", "do": "X.", "ending": "no", "to": "end",
    "shows": [ { "skill": "T1", "points": 1, "because": "So." } ] },
  { "id": "y", "do": "Y.", "ending": "no", "to": "end",
    "shows": [ { "skill": "T2", "points": 1, "because": "So." } ] } ] } } }
JSON
} >"$place/poor/scenario.json"
try check "$place/poor"
gives 0 "the scenario is right"
says "$out" "0 errors, 0 warnings" "and without --lint nothing is advised"
try check --lint "$place/poor"
gives 0 "advice is no error"
for what in "7:1: warning W201" "7:1: warning W202" "7:1: warning W205" "10:3: warning W304" \
    "52:1: warning W306" "52:1: warning W308" "54:3: warning W302" "55:3: warning W303" \
    "56:1: warning W305" "5:16: warning W307"; do
    says "$out" "scenario.json:$what" "advice at its place"
done
cp "$out" "$place/first"
try check --lint "$place/poor"
if cmp -s "$out" "$place/first"; then pass; else fail "the same advice every time"; fi
try check --lint "$place/poor" --json
says "$out" '"severity":"warning","code":"W201"' "as JSON"
try check --codes
says "$out" "W308" "every code is listed"

# --- attempts after an edit ---
cp -r "$SMALL" "$place/edited"
mkdir -p "$place/attempts"
printf 'ring\ntruth\npush\n' >"$place/one.txt"
printf 'wait\nring\nlie\npush\n' >"$place/two.txt"
for name in one two; do
    try play "$place/edited" --seed 7 --script "$place/$name.txt" --no-keep \
        --record "$place/attempts/$name.json"
    gives 0 "an attempt is recorded"
done
try check --attempts "$place/attempts" --keep "$place/edited"
gives 0 "nothing was edited"
says "$out" "2 attempts: 2 the same" "all are the same"
same "$(wc -l <"$place/attempts/scores.txt")" 2 "their scores are kept"

sed -i 's/"start": 50/"start": 51/' "$place/edited/scenario.json"
try check --attempts "$place/attempts" "$place/edited"
gives 0 "another number that changes no score"
says "$out" "2 the same" "is the same by its scores"
mv "$place/attempts/scores.txt" "$place/scores.txt"
sed -i 's/"max": 100/"max": 99/' "$place/edited/scenario.json"
try check --attempts "$place/attempts" "$place/edited"
if [ "$code" = 0 ] || grep -qF "run this with --keep" "$out"; then pass; else fail "it says what is missing"; fi
mv "$place/scores.txt" "$place/attempts/scores.txt"

sed -i 's/"id": "lie"/"id": "lies"/' "$place/edited/scenario.json"
try check --attempts "$place/attempts" "$place/edited"
gives 1 "an attempt that no longer plays"
says "$out" "two.json: no longer plays, turn 3, scene \"call\", choice \"lie\"" "it says where"
says "$out" 'was it renamed to "lies"?' "and guesses why"
says "$out" "1 the same" "the other is unharmed"

sed -i 's/"points": 1/"points": -1/' "$place/edited/scenario.json"
try check --attempts "$place/attempts" "$place/edited" --json
gives 1 "as JSON"
says "$out" '"stopped":1' "with the counts"
echo '{}' >"$place/attempts/broken.json"
try check --attempts "$place/attempts" "$place/edited"
gives 1 "a file that is no attempt"
says "$out" "broken.json" "is named"
try check --attempts "$place/nowhere" "$place/edited"
gives 2 "no such folder"

finish

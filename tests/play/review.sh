#!/usr/bin/env bash
# What was it worth: the report of `rapport review`, its JSON and its page, one reading, two
# attempts side by side, a scenario that fails, and stopping it.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

try review --help
gives 0 "help"
says "$out" "--weeks N" "it tells of the options"
try review
gives 2 "no attempt"

printf '%s\n' look ring truth ask_time thank sleep >"$place/straight.txt"
printf '%s\n' ring lie ask_time thank sleep >"$place/lie.txt"
for name in straight lie; do
    try play "$SMALL" --script "$place/$name.txt" --seed 7 --record "$place/$name.json"
    gives 0 "the attempt \"$name\" is recorded"
done

# --- a report ---
try review "$place/lie.json" --scenario "$SMALL" --weeks 60
gives 0 "a report"
says "$out" "Said the same way:" "skill and luck"
says "$out" "Guessing:" "and guessing"
says "$out" "costly:" "a lie is costly"
says "$out" "(untrue)" "and is called untrue"
says "$out" "What the words mean" "the rules stand in it"
same "$(wc -c <"$err")" 0 "nothing on stderr when nobody looks"
try review "$place/lie.json" --scenario "$SMALL" --weeks 0
gives 2 "no weeks"
try review "$place/nowhere.json" --scenario "$SMALL"
gives 2 "no such attempt"

# --- JSON: the same on one core and on more ---
try review "$place/straight.json" --scenario "$SMALL" --weeks 60 --json --threads 1
gives 0 "as JSON"
says "$out" '"conducts":{"same":{' "it has the conducts"
says "$out" '"taken":"truth"' "it has the decisions"
cp "$out" "$place/one.json"
try review "$place/straight.json" --scenario "$SMALL" --weeks 60 --json --threads 3
if cmp -s "$out" "$place/one.json"; then pass; else fail "three threads give what one gives"; fi

# --- a page ---
try review "$place/straight.json" --scenario "$SMALL" --weeks 30 --html "$place/page.html"
gives 0 "a page"
says "$place/page.html" '<html lang="en">' "it names its language"
says "$place/page.html" '<th scope="col">' "its tables have headers"
says "$place/page.html" '<h2>Line by line</h2>' "it has headings"
if grep -qiE '<script|https?://|src=' "$place/page.html"; then
    fail "the page has no script and fetches nothing"
else pass; fi

# --- side by side ---
try review "$place/straight.json" --scenario "$SMALL" --weeks 30 --with "$place/lie.json"
gives 0 "with another attempt"
says "$out" "They part at turn 1, in the same week." "it says where they part"

# --- one reading: the attempt's own week is the attempt ---
try replay "$place/straight.json" --scenario "$SMALL" --quiet
first=$(state "$out")
try review "$place/straight.json" --scenario "$SMALL" --reading 0:same:7
gives 0 "one reading"
same "$(state "$out")" "$first" "the same conduct in the same week is the attempt"
try review "$place/straight.json" --scenario "$SMALL" --reading 1:nothing:7
gives 2 "a line that was not open"
try review "$place/straight.json" --scenario "$SMALL" --reading here
gives 2 "no place"
says "$err" "TURN:CHOICE:WEEK" "it says what is wanted"

# --- a story that fails in some weeks ---
mkdir -p "$place/fails"
cat >"$place/fails/scenario.json" <<'JSON'
{ "format": 1, "id": "fails", "title": "Fails", "summary": "For tests.",
  "clock": "2026-03-06 16:30", "start": "one",
  "state": { "k": { "start": 0, "min": 0, "max": 9, "draw": true }, "n": 0 },
  "scenes": {
    "one": { "stage": "desk", "choices": [ { "id": "draw", "do": "Draw.", "draw": [ "k" ], "to": "two" } ] },
    "two": { "stage": "desk", "choices": [
      { "id": "divide", "do": "Divide.", "set": { "n": "6 // k" }, "ending": "done", "to": "end" } ] } },
  "endings": { "done": { "title": "Done.", "kind": "yes" } } }
JSON
printf '%s\n' draw divide >"$place/divide.txt"
try play "$place/fails" --script "$place/divide.txt" --seed 1 --record "$place/fails.json"
gives 0 "an attempt that went well"
try review "$place/fails.json" --scenario "$place/fails" --weeks 100
gives 1 "readings that fail"
says "$out" "A mistake of the scenario" "it is told"
reading=$(tr '\n' ' ' <"$out" | sed -n 's/.*--reading *\([0-9]*:[a-z]*:[0-9]*\).*/\1/p')
try review "$place/fails.json" --scenario "$place/fails" --reading "$reading"
gives 1 "the reading that was named fails again"
says "$out" "divide" "at the choice that was named"

# --- stopping: what was read is told ---
# Ignored until the program sees to it, from before there is anything to send it to.
trap '' INT
(
    trap - EXIT
    exec "$RAPPORT" review "$place/straight.json" --scenario "$SMALL" --weeks 10000 --width 400
) >"$out" 2>"$err" &
pid=$!
trap - INT
while kill -INT "$pid" 2>/dev/null; do sleep 0.05; done
wait "$pid"
code=$?
gives 0 "stopped by Ctrl-C"
says "$out" "Skill and luck" "and reports what it read"

finish

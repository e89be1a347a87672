#!/usr/bin/env bash
# Is it fair: the report of `rapport balance`, its JSON, the lines it names, and stopping it.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

try balance --help
gives 0 "help"
says "$out" "--readings N" "it tells of the options"
try balance
gives 2 "no scenario"
try balance "$SMALL" --readings 0
gives 2 "no readings"
says "$err" "--readings wants a whole number" "it says what is wanted"

# --- a report ---
try balance "$SMALL" --readings 200
gives 0 "a report"
says "$out" "200 readings by each of 11 policies, seeds 1 to 200" "it says what was read"
says "$out" "How it ends" "it has the endings"
says "$out" "Luck:" "it speaks of luck"
same "$(wc -c <"$err")" 0 "nothing on stderr when nobody looks"
if awk 'length > 100 { exit 1 }' "$out"; then pass; else fail "lines fit 100 columns"; fi

# --- the same figures on one core and on more ---
try balance "$SMALL" --readings 200 --json --threads 1
gives 0 "as JSON"
cp "$out" "$place/one.json"
try balance "$SMALL" --readings 200 --json --threads 3
if cmp -s "$out" "$place/one.json"; then pass; else fail "three threads give what one gives"; fi

# --- the best line can be played again, and scores what was said ---
best=$(sed -n 's/.*"lines":{"best":{"policy":"[^"]*",\(.*\)},"worst".*/\1/p' "$out")
seed=$(printf '%s' "$best" | sed -n 's/^"seed":\([0-9]*\).*/\1/p')
score=$(printf '%s' "$best" | sed -n 's/.*"score":\([0-9]*\)\..*/\1/p')
printf '%s' "$best" | sed -n 's/.*"choices":\[\(.*\)\].*/\1/p' | tr -d '"' | tr ',' '\n' \
    >"$place/best.txt"
try play "$SMALL" --seed "$seed" --script "$place/best.txt" --json --no-keep
gives 0 "the best line plays"
says "$out" '"over":true' "it comes to an end"
mean=$(grep -o '"score":[0-9]*,"best"\|"score":[0-9]*}' "$out" | head -n 3 | tr -dc '0-9\n' |
    awk '{ sum += $1; n++ } END { if (n) print int(sum / n) }')
same "$mean" "$score" "it scores what was said"

# --- what is proved ---
try balance "$SMALL" --readings 200
says "$out" "Exact: every state was met" "the small story is searched whole"
says "$out" "What follows is proved" "and says that it is proved"
says "$out" "scenario.json:" "findings name file and line"
try balance "$SMALL" --readings 200 --json
says "$out" '"exact":{"complete":true' "as JSON"
way=$(sed -n 's/.*"ways":\[{"name":"best",\(.*\)},{"name":"worst".*/\1/p' "$out")
seed=$(printf '%s' "$way" | sed -n 's/.*"seed":\([0-9]*\).*/\1/p')
score=$(printf '%s' "$way" | sed -n 's/^"score":\([0-9]*\)\..*/\1/p')
printf '%b' "$(printf '%s' "$way" | sed -n 's/.*"script":"\([^"]*\)".*/\1/p')" >"$place/way.txt"
try play "$SMALL" --seed "$seed" --script "$place/way.txt" --json --no-keep
gives 0 "the best line proved plays"
mean=$(grep -o '"score":[0-9]*,"best"\|"score":[0-9]*}' "$out" | head -n 3 | tr -dc '0-9\n' |
    awk '{ sum += $1; n++ } END { if (n) print int(sum / n) }')
same "$mean" "$score" "it scores what was proved"
try balance "$SMALL" --readings 50 --states 0
if grep -q "Exact:" "$out"; then fail "--states 0 leaves it out"; else pass; fi
try balance "$SMALL" --readings 50 --states 100
says "$out" "there are more states than the limit" "a limit is told"

# --- a page ---
try balance "$SMALL" --readings 50 --html "$place/page.html"
gives 0 "a page is written"
says "$place/page.html" "<html lang=" "it names its language"
says "$place/page.html" "</html>" "it is whole"
if grep -qE '<script|http' "$place/page.html"; then fail "it fetches nothing"; else pass; fi

# --- a story that never stops for who goes in ---
mkdir -p "$place/round"
cat >"$place/round/scenario.json" <<'JSON'
{ "format": 1, "id": "round", "title": "Round", "summary": "For tests.",
  "clock": "2026-03-06 16:30", "start": "one", "state": { "n": 0 },
  "scenes": { "one": { "stage": "desk", "choices": [
      { "id": "into", "do": "Into.", "to": "round" },
      { "id": "out", "do": "Out.", "ending": "done", "to": "end" } ] },
    "round": { "stage": "desk", "choices": [
      { "id": "on", "do": "On.", "to": "round" },
      { "id": "off", "do": "Off.", "if": "n > 0", "to": "one" } ] } },
  "endings": { "done": { "title": "Done.", "kind": "yes" } } }
JSON
try balance "$place/round" --readings 2 --width 400
gives 1 "a loop without a way out"
says "$out" "States from which the story never stops: 1. Choices: into." "it says how to get there"

# --- ten million states: bounded ---
mkdir -p "$place/many"
cat >"$place/many/scenario.json" <<'JSON'
{ "format": 1, "id": "many", "title": "Many", "summary": "For tests.",
  "clock": "2026-03-06 16:30", "start": "one",
  "state": { "a": { "start": 0, "min": 0, "max": 3200 }, "b": { "start": 0, "min": 0, "max": 3200 } },
  "scenes": { "one": { "stage": "desk", "choices": [
      { "id": "a", "do": "A.", "set": { "a": "+1" } },
      { "id": "b", "do": "B.", "set": { "b": "+1" } },
      { "id": "out", "do": "Out.", "if": "a + b > 1000", "ending": "done", "to": "end" } ] } },
  "endings": { "done": { "title": "Done.", "kind": "yes" } } }
JSON
try balance "$place/many" --readings 1
gives 0 "ten million states"
says "$out" "there are more states than the limit" "it says that it gave up"

# --- Lua that errs in one state of a thousand ---
mkdir -p "$place/errs"
cat >"$place/errs/scenario.json" <<'JSON'
{ "format": 1, "id": "errs", "title": "Errs", "summary": "For tests.", "scripts": ["errs.lua"],
  "clock": "2026-03-06 16:30", "start": "one",
  "state": { "k": { "start": 0, "min": 0, "max": 999, "draw": true } },
  "scenes": { "one": { "stage": "desk", "choices": [
      { "id": "go", "do": "Go.", "lua": "go" } ] } },
  "endings": { "done": { "title": "Done.", "kind": "yes" } } }
JSON
cat >"$place/errs/errs.lua" <<'LUA'
function go(choice)
    if k == 617 then error("six one seven") end
    return { ending = "done", to = "end" }
end
LUA
try balance "$place/errs" --readings 1 --width 400
gives 1 "an error in one state of a thousand"
says "$out" "errs.lua:2: six one seven" "is found"
says "$out" "k = 617" "with what was drawn"
says "$out" " does it." "and a seed that draws it"

# --- a story that fails for some ---
mkdir -p "$place/fails"
cat >"$place/fails/scenario.json" <<'JSON'
{ "format": 1, "id": "fails", "title": "Fails", "summary": "For tests.",
  "clock": "2026-03-06 16:30", "start": "one",
  "state": { "k": { "start": 0, "min": 0, "max": 9, "draw": true }, "n": 0 },
  "scenes": { "one": { "stage": "desk", "choices": [
    { "id": "divide", "do": "Divide.", "set": { "n": "6 // k" }, "ending": "done", "to": "end" } ] } },
  "endings": { "done": { "title": "Done.", "kind": "yes" } } }
JSON
try balance "$place/fails" --readings 100
gives 1 "readings that fail"
says "$out" "First that failed" "the first is named"
seed=$(sed -n 's/^First that failed: "[^"]*", seed \([0-9]*\).*/\1/p' "$out")
echo divide >"$place/divide.txt"
try play "$place/fails" --seed "$seed" --script "$place/divide.txt" --no-keep
gives 2 "and fails again when it is played"
says "$err" "divide" "at the choice that was named"

# --- stopping: what was read is told ---
# Until the program looks for it the signal is ignored, so it is sent until it is seen.
(
    trap - EXIT
    trap '' INT
    exec "$RAPPORT" balance "$SMALL" --readings 1000000 --width 400 # no line break in what is looked for
) >"$out" 2>"$err" &
pid=$!
sleep 0.5
while kill -INT "$pid" 2>/dev/null; do sleep 0.1; done
wait "$pid"
code=$?
gives 0 "stopped by Ctrl-C"
says "$out" "Stopped early" "it says so"
says "$out" "How it ends" "and reports what it read"

finish

# shellcheck shell=bash disable=SC2034
# What the play tests share. RAPPORT is the program, SOURCE the source tree; SCENARIOS may name
# another folder of scenarios. Each test has a folder of its own, removed at the end, and a home of
# its own, so that nobody's attempts are touched.
set -u
: "${RAPPORT:?RAPPORT must be the path of the program}"
SOURCE=${SOURCE:-$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)}
SCENARIOS=${SCENARIOS:-$SOURCE/scenarios}
SMALL=$SOURCE/tests/scenarios/small
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export RAPPORT_HOME=$place/home
passed=0 failed=0

# What the run of `try` said and how it ended.
out=$place/out
err=$place/err
code=0

# try WORDS...: runs the program.
try() {
    "$RAPPORT" "$@" >"$out" 2>"$err"
    code=$?
}

fail() {
    failed=$((failed + 1))
    echo "FAILED: $1"
    echo "--- output (exit code $code)"
    tail -n 40 "$out"
    echo "--- errors"
    tail -n 20 "$err"
}

pass() {
    passed=$((passed + 1))
}

# gives CODE WHAT: the last run ended with this exit code.
gives() {
    if [ "$code" = "$1" ]; then pass; else fail "$2: exit code $code instead of $1"; fi
}

# says FILE TEXT WHAT: the text stands in the file.
says() {
    if grep -qF -- "$2" "$1"; then pass; else fail "$3: \"$2\" was not said"; fi
}

# same A B WHAT: the two texts are alike and not empty.
same() {
    if [ -n "$1" ] && [ "$1" = "$2" ]; then pass; else fail "$3: \"$1\" is not \"$2\""; fi
}

# state FILE: the hash of the state that a play ended with.
state() {
    sed -n 's/^State //p' "$1" | tail -n 1
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}

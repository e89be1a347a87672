#!/usr/bin/env bash
# The schemas for editors and the engine accept and reject the same scenarios.
set -u
: "${RAPPORT:?RAPPORT must be the path of the program}"
source=${SOURCE:-$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)}
if ! command -v python3 >/dev/null 2>&1; then
    echo "python3 is not installed: skipped"
    exit 77
fi
exec python3 "$source/tests/schema/agree.py" "$RAPPORT" "$source"

#!/usr/bin/env bash
# install.sh CMAKE BUILD: installs into a new folder, and starts the program from there in another
# folder, as someone would who has never seen the source.
set -eu
cmake=$1 build=$2
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
fail() {
    printf 'install: %s\n' "$1" >&2
    exit 1
}

"$cmake" --install "$build" --prefix "$prefix" >"$prefix/log" 2>&1 || { cat "$prefix/log"; exit 1; }
for file in applications/rapport.desktop metainfo/rapport.metainfo.xml icons/hicolor/scalable/apps/rapport.svg; do
    [ -f "$prefix/share/$file" ] || fail "share/$file is missing"
done
for folder in scenarios assets lua; do
    [ -d "$prefix/share/rapport/$folder" ] || fail "share/rapport/$folder is missing"
done
[ -e "$build/bin/rapport" ] || { echo 'install: there is no program yet'; exit 0; }
[ -x "$prefix/bin/rapport" ] || fail "bin/rapport is missing"
cd /
"$prefix/bin/rapport" --help >"$prefix/help" || fail "rapport --help failed"
grep -q rapport "$prefix/help" || fail "rapport --help says nothing of rapport"

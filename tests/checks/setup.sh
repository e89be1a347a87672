#!/usr/bin/env bash
# setup.sh SOURCE: what scripts/dev/setup.sh does on systems this machine is not. The commands it
# asks (apt-get, dpkg-query, pkg-config ...) are stand-ins that answer as each case wants.
set -eu
source=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

stand_in() {
    printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

# system USER: an empty system of user number USER, with what every one has, a compiler and cmake.
system() {
    rm -rf "$work"/*
    mkdir -p "$work/bin" "$work/root"
    local name
    for name in sh cat env mkdir sed tail; do ln -s "$(command -v "$name")" "$work/bin/$name"; done
    stand_in id "echo $1"
    stand_in sudo 'echo "sudo: $*" >>"$CALLS"; exec "$@"'
    for name in cc cmake make; do stand_in "$name" 'exit 0'; done
}

# debian MISSING APT_RESULT: apt, and all packages but one.
debian() {
    stand_in apt-get "echo \"apt-get \$*\" >>\"\$CALLS\"; exit $2"
    stand_in dpkg-query 'shift 2; for p; do case $p in
        '"$1"') printf "not-installed:%s " "$p" ;; *) printf "installed:%s " "$p" ;; esac; done'
}

# need: runs need_packages; what it says is in `said`, the commands it ran in `calls`.
need() {
    rc=0
    : >"$work/calls"
    said=$(PATH=$work/bin CALLS=$work/calls root=$work/root sh -euc \
        ". '$source/scripts/dev/setup.sh'; need_packages \$BUILD_PACKAGES" 2>&1) || rc=$?
    calls=$(cat "$work/calls")
}

# expect WHAT CONDITION...: the condition is a command.
expect() {
    local what=$1
    shift
    "$@" && return
    failed=$((failed + 1))
    printf 'setup: %s\n  result %s, it said:\n%s\n  it ran:\n%s\n' "$what" "$rc" "$said" "$calls"
}
has() { [[ $1 == *"$2"* ]]; }
lacks() { [[ $1 != *"$2"* ]]; }

system 1000
debian none 0
stand_in pkg-config 'exit 0'
need
expect 'all is there: it goes on' [ "$rc" = 0 ]
expect 'all is there: it is silent' [ "$said$calls" = '' ]

debian libcjson-dev 0
need
expect 'one is missing: it goes on' [ "$rc" = 0 ]
expect 'one is missing: the lists are fetched' has "$calls" 'apt-get -q update'
expect 'one is missing: only that is installed' has "$calls" 'install libcjson-dev'
expect 'one is missing: nothing else is' lacks "$calls" 'libsdl2-dev'
expect 'not root: sudo is used' has "$calls" 'sudo: '

system 0
debian libcjson-dev 0
stand_in pkg-config 'exit 0'
need
expect 'root: sudo is not used' lacks "$calls" 'sudo: '

debian libcjson-dev 100
stand_in pkg-config 'case $* in *libcjson) exit 1 ;; esac'
need
expect 'no network: it stops' [ "$rc" = 2 ]
expect 'no network: it says what to run' has "$said" 'apt-get install libcjson-dev'
expect 'no network: it says what is missing' has "$said" '- libcjson, seen by pkg-config'

debian fonts-inter 100
stand_in pkg-config 'exit 0'
need
expect 'a font cannot be had: it goes on' [ "$rc" = 0 ]
need
expect 'a font cannot be had: it is not asked for twice' [ "$calls" = '' ]

system 1000
debian cmake 0
rm "$work/bin/sudo" "$work/bin/cmake"
stand_in pkg-config 'exit 0'
need
expect 'no sudo: it stops' [ "$rc" = 2 ]
expect 'no sudo: it says whom to ask' has "$said" 'administrator'

system 1000
stand_in pkg-config 'case $* in *lua54 | *sdl2 | *SDL2* | *libcjson | *sqlite3) ;; *) exit 1 ;; esac'
need
expect 'not Debian, all is there under other names: it goes on' [ "$rc$said" = 0 ]
stand_in pkg-config 'case $* in *SDL2_ttf | *lua*) exit 1 ;; esac'
need
expect 'not Debian: it stops' [ "$rc" = 2 ]
expect 'not Debian: it names the module' has "$said" '- SDL2_ttf, seen by pkg-config'
expect 'not Debian: it names Lua' has "$said" '- Lua 5.4'
expect 'not Debian: it does not name what is there' lacks "$said" '- SDL2_image'
for word in SDL2_ttf-devel 'pacman -S' 'zypper install' 'brew install'; do
    expect "not Debian: it knows '$word'" has "$said" "$word"
done
rm "$work/bin/pkg-config"
need
expect 'no pkg-config: it says so' has "$said" '- pkg-config'

[ "$failed" = 0 ]

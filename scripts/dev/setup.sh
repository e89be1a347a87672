# setup.sh: what scripts/play and scripts/test share; read with `.` after setting `root`.
# Everything here speaks on stderr, so that the output of the program stays clean.

say() {
    printf '%s\n' "$@" >&2
}

die() {
    say "$@"
    exit 2
}

# Debian and its relatives.
has_apt() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1
}

# missing_packages NAME...: prints those that are not installed.
missing_packages() {
    installed=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)"
    for package in "$@"; do
        case $installed in
        *" installed:$package "*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

# apt_install NAME...: installs them; fails with a plain sentence when it cannot.
apt_install() {
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        as_root=sudo
        if ! command -v sudo >/dev/null 2>&1; then
            mkdir -p "$root/build"
            say "These packages are missing: $*" \
                "Ask someone with administrator rights to run:  apt-get install $*"
            return 1
        fi
    fi
    say "Installing packages: $*"
    apt_log=$root/build/apt.log
    mkdir -p "$root/build"
    # An update that fails in part (one mirror of several) need not stop the installation.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >"$apt_log" 2>&1 || true
    if $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install \
        "$@" >>"$apt_log" 2>&1; then
        return 0
    fi
    tail -n 15 "$apt_log" >&2
    say "The packages could not be installed; the whole report is in $apt_log." \
        "Is there a network connection? Then try again, or run:" \
        "  ${as_root:+sudo }apt-get install $*"
    return 1
}

# The name under which this system's pkg-config knows Lua 5.4; nothing when it does not.
lua_module() {
    for module in lua5.4 lua-5.4 lua54 'lua >= 5.4 lua < 5.5'; do
        if pkg-config --exists "$module" 2>/dev/null; then
            printf '%s' "$module"
            return 0
        fi
    done
    return 1
}

# What the build needs and this system has not, in words; nothing when all is there.
missing_parts() {
    command -v cc >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 ||
        command -v clang >/dev/null 2>&1 || echo 'a C compiler (cc)'
    command -v cmake >/dev/null 2>&1 || echo 'cmake, 3.22 or newer'
    command -v make >/dev/null 2>&1 || command -v ninja >/dev/null 2>&1 || echo 'make or ninja'
    if ! command -v pkg-config >/dev/null 2>&1; then
        echo 'pkg-config (or pkgconf)'
        return
    fi
    for module in sdl2 SDL2_ttf SDL2_image libcjson sqlite3; do
        pkg-config --exists "$module" || echo "$module, seen by pkg-config"
    done
    lua_module >/dev/null || echo 'Lua 5.4, seen by pkg-config as lua5.4, lua-5.4, lua54 or lua'
}

# Where there is no apt: what to install, by its name on systems we know.
say_what_to_install() {
    say "To build Rapport, this system still needs:"
    missing_parts | sed 's/^/  - /' >&2
    cat >&2 <<'END'
Commands that install everything:
  Debian, Ubuntu  sudo apt-get install build-essential cmake pkg-config libsdl2-dev libsdl2-ttf-dev
                  libsdl2-image-dev libcjson-dev liblua5.4-dev libsqlite3-dev fonts-inter
                  fonts-dejavu-core
  Fedora          sudo dnf install gcc make cmake pkgconf-pkg-config SDL2-devel SDL2_ttf-devel
                  SDL2_image-devel cjson-devel lua-devel sqlite-devel rsms-inter-fonts
                  dejavu-sans-fonts
  Arch            sudo pacman -S --needed base-devel cmake sdl2 sdl2_ttf sdl2_image cjson lua54
                  sqlite inter-font ttf-dejavu
  openSUSE        sudo zypper install gcc make cmake pkgconf SDL2-devel SDL2_ttf-devel
                  SDL2_image-devel cJSON-devel lua54-devel sqlite3-devel inter-fonts dejavu-fonts
  macOS           xcode-select --install
                  brew install cmake pkg-config sdl2 sdl2_ttf sdl2_image cjson lua@5.4 sqlite
                  brew install --cask font-inter font-dejavu
                  export PKG_CONFIG_PATH="$(brew --prefix lua@5.4)/lib/pkgconfig"
                  export PKG_CONFIG_PATH="$PKG_CONFIG_PATH:$(brew --prefix sqlite)/lib/pkgconfig"
END
}

# need_packages NAME...: on Debian and its relatives installs what is missing of these. Ends the
# script when afterwards the build could not work.
need_packages() {
    if has_apt; then
        missing=$(missing_packages "$@")
        # What could not be installed once, and the build can do without, is not asked for again.
        tried=$root/build/packages-refused
        if [ -n "$missing" ] && [ "$missing" != "$(cat "$tried" 2>/dev/null)" ]; then
            # shellcheck disable=SC2086 # one word a package
            apt_install $missing || printf '%s' "$missing" >"$tried"
        fi
    fi
    if [ -n "$(missing_parts)" ]; then
        say_what_to_install
        exit 2
    fi
}

# The packages the program is built from, on Debian 12 and 13 and Ubuntu 22.04 and 24.04.
BUILD_PACKAGES='build-essential cmake pkg-config libsdl2-dev libsdl2-ttf-dev libsdl2-image-dev
libcjson-dev liblua5.4-dev libsqlite3-dev fonts-inter fonts-dejavu-core'

# cpus: how many compilers to run at once.
cpus() {
    getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2
}

# build_preset PRESET LOG: configures where needed and builds into build/PRESET. All output goes to
# LOG, whose end is shown when something fails.
build_preset() {
    preset=$1 log=$2 folder=$root/build/$1
    mkdir -p "$root/build"
    # A build folder does not survive a move of the source.
    if [ -f "$folder/CMakeCache.txt" ] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
    fi
    : >"$log"
    if [ ! -f "$folder/build.ninja" ] && [ ! -f "$folder/Makefile" ]; then
        if command -v ninja >/dev/null 2>&1; then
            CMAKE_GENERATOR=Ninja
        else
            CMAKE_GENERATOR='Unix Makefiles'
        fi
        export CMAKE_GENERATOR
        # What a configuration left behind that failed half way.
        rm -f "$folder/CMakeCache.txt"
        # From the source folder, because a preset is looked for where cmake is started.
        if ! (cd -- "$root" && cmake --preset "$preset") >>"$log" 2>&1; then
            build_failed
        fi
    fi
    if ! cmake --build "$folder" -j "$(cpus)" >>"$log" 2>&1; then
        build_failed
    fi
}

# build_failed: shows what the compiler complained of, or else the end of the log, and gives up.
build_failed() {
    marks='error:|CMake Error|FAILED:'
    if grep -qE "$marks" "$log"; then
        grep -E -A 4 "$marks" "$log" | head -n 40 >&2
    else
        tail -n 15 "$log" >&2
    fi
    die "The build failed. The whole report is in $log." \
        "If packages were updated since the last build, delete $folder and try again."
}

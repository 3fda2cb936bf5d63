# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What ./start and ./check share. They have changed to the source root before they read this.

say() { printf '==> %s\n' "$*"; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# packages_for GROUP: the names of that group in .ci/packages.txt.
packages_for() { awk -v group="$1" '$1 == group { print $2 }' .ci/packages.txt; }

# installed NAME: under this name, or provided by another package (as npm by some packages of Node.js).
# grep reads to the end: were it to stop at the first hit, dpkg-query would fail on the closed pipe.
installed() {
    [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == 'install ok installed' ]] ||
        dpkg-query -W -f '${db:Status-Status}, ${Provides},\n' | sed 's/ ([^)]*)//g' | grep "^installed,.* $1," >/dev/null
}

# ensure_packages GROUP...: installs what is missing, and only that.
ensure_packages() {
    command -v dpkg-query >/dev/null ||
        die "this is not a Debian system; install the equivalents of the packages in .ci/packages.txt by hand"
    local group package missing=() root=()
    for group in "$@"; do
        for package in $(packages_for "$group"); do
            installed "$package" || missing+=("$package")
        done
    done
    ((${#missing[@]})) || return 0
    say "installing ${missing[*]}"
    if ((EUID != 0)); then
        # Without a terminal sudo could only fail at its prompt, so it is asked not to show one.
        root=(sudo); [[ -t 0 ]] || root+=(-n)
        if ! command -v sudo >/dev/null || ! "${root[@]}" true; then
            die "these packages are missing and may not be installed from here; as root run:
    apt-get update && apt-get install --no-install-recommends ${missing[*]}"
        fi
    fi
    local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y)
    if ! "${apt[@]}" update || ! "${apt[@]}" install --no-install-recommends "${missing[@]}"; then
        die "apt-get failed; install by hand: ${missing[*]}"
    fi
}

# build PRESET TARGET... [-- CMAKE_OPTION...]: configures and builds, quietly when all is well.
build() {
    local preset=$1 targets=()
    shift
    while (($#)) && [[ $1 != -- ]]; do targets+=("$1"); shift; done
    (($#)) && shift
    cmake --preset "$preset" "$@" >"build/$preset.configure.log" 2>&1 ||
        { cat "build/$preset.configure.log"; return 1; }
    ((${#targets[@]} == 0)) || cmake --build "build/$preset" --target "${targets[@]}"
}

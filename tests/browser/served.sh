# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# For the tests of this folder, which source it: a library in $folder, its server, and the browser's packages.
: "${here:?is the folder of the test}"
: "${MUNIMENT_BINARY:?names the program under test}"
command -v npm >/dev/null || { echo "this test needs npm, which comes with Node.js 18 or newer"; exit 1; }

folder=$(mktemp -d)
server=
clean_up() {
    [[ -z $server ]] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$folder"
}
trap clean_up EXIT

muniment() { "$MUNIMENT_BINARY" -L "$folder/library" "$@"; }

# make_library ID:NAME PASSWORD: founds the library; its administrator's password is in $folder/password.
make_library() {
    printf '%s\n' "$2" >"$folder/password"
    "$MUNIMENT_BINARY" --new-password-file "$folder/password" init "$folder/library" \
        --organisation 'Lavender Lane' --time-zone Europe/Warsaw --admin "$1"
}

# start_server [OPTION...]: sets $url.
# shellcheck disable=SC2120 # not every test has options
start_server() {
    # The shell opens it in the background, perhaps after it is first read.
    : >"$folder/url"
    # Not by the function: the number of a subshell would be no use for ending the server.
    "$MUNIMENT_BINARY" -L "$folder/library" serve --listen 127.0.0.1:0 "$@" >"$folder/url" 2>"$folder/log" &
    server=$!
    for _ in $(seq 300); do
        url=$(sed -n 's/^Listening on //p' "$folder/url")
        [[ -z $url ]] || return 0
        sleep 0.1
    done
    cat "$folder/log"
    exit 1
}

# in_browser SCRIPT ARGUMENT...
in_browser() {
    # A copy, so that nothing is left in the source tree.
    mkdir -p "$folder/browser"
    cp "$here"/package*.json "$here"/*.mjs "$folder/browser"
    (cd "$folder/browser" && npm ci --silent --ignore-scripts --no-audit --no-fund)
    (cd "$folder/browser" && node "$@") || { cat "$folder/log"; exit 1; }
}

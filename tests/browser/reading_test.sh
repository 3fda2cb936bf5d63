#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads a small library with a real browser: wide and narrow, with and without JavaScript.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
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

printf 'correct horse battery\n' >"$folder/password"
"$MUNIMENT_BINARY" --new-password-file "$folder/password" init "$folder/library" \
    --organisation 'Lavender Lane' --time-zone Europe/Warsaw --admin 'maja:Maja Nowak'
cat >"$folder/history.jsonl" <<'END'
{"key":"mixer","type":"SOP","title":"Cleaning the mixer","effective_from":"2024-02-01","author":"Adam Lis","approved_by":["Ola Zych"],"reason":"First edition","content":"# Cleaning the mixer\n\n## Purpose\n\nRinse for five minutes.\n\n## Steps\n\nOpen the valve slowly, then write the result into [the form](swabs).\n\n| Point | Limit |\n|---|---|\n| A | 10 |\n"}
{"key":"mixer","type":"SOP","title":"Cleaning the mixer","effective_from":"2025-03-01","author":"Adam Lis","approved_by":["Ola Zych"],"reason":"Complaint C-31","content":"# Cleaning the mixer\n\n## Purpose\n\nRinse for seven minutes.\n\n## Steps\n\nOpen the valve slowly, then write the result into [the form](swabs).\n\n| Point | Limit |\n|---|---|\n| A | 10 |\n"}
{"key":"swabs","type":"FRM","title":"Swab results","effective_from":"2024-02-01","author":"Adam Lis","approved_by":["Ola Zych"],"reason":"First edition","content":"# Swab results\n\nOne line for each swab.\n"}
END
muniment --as maja --password-file "$folder/password" import "$folder/history.jsonl" \
    --as-effective --statement 'Brought over from the shared drive.'

# Not by the function: the number of a subshell would be no use for ending the server.
"$MUNIMENT_BINARY" -L "$folder/library" serve --listen 127.0.0.1:0 >"$folder/url" 2>"$folder/log" &
server=$!
for _ in $(seq 300); do
    url=$(sed -n 's/^Listening on //p' "$folder/url")
    [[ -z $url ]] || break
    sleep 0.1
done
[[ -n $url ]] || { cat "$folder/log"; exit 1; }

# A copy, so that nothing is left in the source tree.
mkdir "$folder/browser"
cp "$here"/package*.json "$here"/*.mjs "$folder/browser"
(cd "$folder/browser" && npm ci --silent --ignore-scripts --no-audit --no-fund)
(cd "$folder/browser" && node reading.mjs "$url" maja 'correct horse battery') || { cat "$folder/log"; exit 1; }
[[ ! -s $folder/log ]] || { echo 'the server complained:'; cat "$folder/log"; exit 1; }

#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads a small library with a real browser: wide and narrow, with and without JavaScript.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/browser/served.sh
. "$here/served.sh"

make_library 'maja:Maja Nowak' 'correct horse battery'
cat >"$folder/history.jsonl" <<'END'
{"key":"mixer","type":"SOP","title":"Cleaning the mixer","effective_from":"2024-02-01","author":"Adam Lis","approved_by":["Ola Zych"],"reason":"First edition","content":"# Cleaning the mixer\n\n## Purpose\n\nRinse for five minutes.\n\n## Steps\n\nOpen the valve slowly, then write the result into [the form](swabs).\n\n| Point | Limit |\n|---|---|\n| A | 10 |\n"}
{"key":"mixer","type":"SOP","title":"Cleaning the mixer","effective_from":"2025-03-01","author":"Adam Lis","approved_by":["Ola Zych"],"reason":"Complaint C-31","content":"# Cleaning the mixer\n\n## Purpose\n\nRinse for seven minutes.\n\n## Steps\n\nOpen the valve slowly, then write the result into [the form](swabs).\n\n| Point | Limit |\n|---|---|\n| A | 10 |\n"}
{"key":"swabs","type":"FRM","title":"Swab results","effective_from":"2024-02-01","author":"Adam Lis","approved_by":["Ola Zych"],"reason":"First edition","content":"# Swab results\n\nOne line for each swab.\n"}
END
muniment --as maja --password-file "$folder/password" import "$folder/history.jsonl" \
    --as-effective --statement 'Brought over from the shared drive.'

start_server
in_browser reading.mjs "$url" maja 'correct horse battery'
[[ ! -s $folder/log ]] || { echo 'the server complained:'; cat "$folder/log"; exit 1; }

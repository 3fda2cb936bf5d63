#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A person's whole life in a real browser: invited, enrolled, sets up a second factor, signs, delegates, loses the password, is reset by two
# people, signs again, is disabled. Afterwards all signatures verify, also for stock git, with the right names.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/browser/served.sh
. "$here/served.sh"

make_library 'maja:Maja Nowak' 'correct horse battery'
as_maja=(--as maja --password-file "$folder/password")
add_person() {
    local code
    code=$(muniment "${as_maja[@]}" person add "$1" "$2" --role "$3" | tail -1)
    muniment --new-password-file "$folder/password" person enrol "$1" --code "$code" >"$folder/enrolled" 2>&1
}
add_person olek 'Olek Drugi' administrator
add_person adam 'Adam Lis' author
for title in 'Cleaning the mixer' 'Cleaning the floor'; do
    printf '# %s\n\nRinse for five minutes.\n' "$title" >"$folder/draft.md"
    id=$(muniment --as adam --password-file "$folder/password" draft create --type WI --from "$folder/draft.md" | tail -1)
    muniment --as adam --password-file "$folder/password" draft submit "$id" >"$folder/submitted"
done

start_server --access-log
in_browser whole_life.mjs "$url" maja olek 'correct horse battery'
kill "$server"
wait "$server"
server=

grep -q 'GET /enrol/nina' "$folder/log" || { echo 'the access log lacks the enrolment'; exit 1; }
! grep -q 'code=' "$folder/log" || { echo 'a one-time code stands in the log'; exit 1; }
! grep -q 'secret' "$folder/log" || { echo 'a password stands in the log'; exit 1; }
muniment verify
export TZ=UTC
git=(git -C "$folder/library/repository.git" -c gpg.format=ssh -c "gpg.ssh.allowedSignersFile=$folder/allowed_signers")
"${git[@]}" show main:allowed_signers >"$folder/allowed_signers"
signed=$("${git[@]}" log --all --format='%G? %GS %(trailers:key=Person,valueonly,separator=%x2C)|%(trailers:key=Meaning,valueonly,separator=%x2C)' |
    grep -c '^G nina nina|approval' || true)
[[ $signed == 2 ]] || { echo "stock git knows $signed of Nina's 2 approvals"; exit 1; }

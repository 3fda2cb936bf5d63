// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/result.h"

namespace muniment::storage {

/// Makes libgit2 ready, once for the process, whichever thread comes first: no configuration of the
/// machine or of the account is read, ids are checked against the bytes read, what is written is
/// flushed to the disk before a call returns, and a library may belong to another account.
/// Errors: as git_failure(). Every function of storage that opens a repository calls it itself.
[[nodiscard]] core::Status initialise_git();

/// The one translation of a libgit2 failure. It reads libgit2's message, which belongs to the
/// thread and to its last call: call it at once, on the same thread. `code` is what libgit2
/// returned (negative), `doing` what was tried, as in "read the object 0123...".
/// Codes: not_found (no repository, no such reference), data_corrupt (an object is missing,
/// damaged or malformed), conflict (a reference moved), unavailable (locked, full, read-only, not
/// permitted to this account), already_exists, invalid_argument (not a name), else internal.
[[nodiscard]] core::Error git_failure(int code, std::string_view doing);

/// Success for a code that is not negative, else git_failure().
[[nodiscard]] core::Status git_status(int code, std::string_view doing);

}  // namespace muniment::storage

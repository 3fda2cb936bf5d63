// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/error.h"

namespace muniment::storage {

/// The one translation of a failed system call. `number` is its errno, saved at once; `doing` says
/// what was tried, as in "write the file keys/registrar".
/// Codes: not_found (no such file), already_exists, unavailable (full, read-only, not permitted to
/// this account, busy, too many files), data_corrupt (a disk that cannot read), else internal.
[[nodiscard]] core::Error system_failure(int number, std::string_view doing);

}  // namespace muniment::storage

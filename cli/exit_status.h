// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

namespace muniment::cli {

/// How the program ends; scripts rely on the numbers (docs/cli.md).
enum class ExitStatus {
    done = 0,
    found_wanting = 1,  ///< checked, and not as it should be: verify, compare, import
    usage = 2,          ///< wrong on the command line, or an argument that can never be right
    not_found = 3,
    not_permitted = 4,
    wrong_state = 5,  ///< wrong state, exists already, or somebody was faster
    damaged = 6,
    unavailable = 7,
    internal = 70,
};

/// The one table from what went wrong to how the program ends.
[[nodiscard]] ExitStatus exit_status(core::ErrorCode code);

}  // namespace muniment::cli

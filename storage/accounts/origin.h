// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/event.h"

namespace muniment::storage {

/// Where somebody comes from who tries a password or uses the library.
struct Origin {
    core::Via via = core::Via::cli;
    std::string address;    ///< numeric; empty: this machine, or not known
    std::string browser{};  ///< what it says of itself
    /// They have proved before to be this very person: a live session or token of theirs, or a
    /// browser from which they have logged in. Counted apart from strangers.
    bool is_known = false;
};

}  // namespace muniment::storage

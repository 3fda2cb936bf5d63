// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <type_traits>

#include <xapian.h>

#include "core/result.h"

namespace muniment::search {

/// Xapian's errors as ours: damage and other formats are data_corrupt; a lock, missing rights and
/// a full disk unavailable; too wide a wildcard invalid_argument. `what` completes "cannot ...".
[[nodiscard]] core::Error translated(const Xapian::Error& error, std::string_view what);

/// Runs what calls Xapian and lets no exception of Xapian out.
template <class Function>
[[nodiscard]] std::invoke_result_t<Function> guarded(std::string_view what, Function&& function) {
    try {
        return function();
    } catch (const Xapian::Error& error) {
        return core::fail(translated(error, what));
    }
}

}  // namespace muniment::search

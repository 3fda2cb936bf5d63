// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/names.h"

namespace muniment::storage {

/// The fewest bytes that a new password may have.
inline constexpr std::size_t shortest_password = 8;

/// Whether the person may choose this password: 8 to 1,000,000 bytes of UTF-8, and not their own
/// id. Errors: invalid_argument, with the rule that it breaks.
[[nodiscard]] core::Status check_new_password(const core::PersonId& person,
                                              std::string_view password);

}  // namespace muniment::storage

// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muniment::search {

/// The runs of letters and of digits of an identifier, in normal form and without leading zeros:
/// "SOP-0001", "sop 1" and "Sop0001" are all {"sop", "1"}.
[[nodiscard]] std::vector<std::string> identifier_parts(std::string_view text);

/// These parts with "-" between; empty when there is none. What people type for an identifier has
/// the same key as the identifier.
[[nodiscard]] std::string identifier_key(std::string_view text);

}  // namespace muniment::search

// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace muniment::core {

/// What changed from one plain text to another, line by line: `- ` and `+ `, a line of context
/// with two spaces around each change, and `  ...` for what is left out. Empty when all lines are
/// the same.
[[nodiscard]] std::string line_difference(std::string_view old_text, std::string_view new_text);

}  // namespace muniment::core

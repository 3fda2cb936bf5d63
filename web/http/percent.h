// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::web::http {

enum class PlusSign { is_plus, is_space };

/// Strict: `%` must stand before two hexadecimal digits, and the result must be UTF-8 without NUL
/// and without control characters other than tab, line feed and carriage return (texts in forms
/// have lines). Error: invalid_argument.
[[nodiscard]] core::Result<std::string> percent_decode(std::string_view text, PlusSign plus);

/// For a path segment or a query value: everything but letters, digits and `-._~` is encoded.
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace muniment::web::http

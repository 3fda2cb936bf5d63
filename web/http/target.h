// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "web/http/parameters.h"

namespace muniment::web::http {

/// What an address asks for. `/` has no segments; `/documents/` ends in an empty one, so that it is
/// not mistaken for `/documents`.
struct Target {
    std::vector<std::string> path;
    Parameters query;
};

/// Parses an origin-form target (`/documents/SOP-0001?as-of=2026-05-03`). Segments are decoded
/// after they are split, so an encoded slash can never become a separator: it is refused, as are
/// backslashes, line ends, `.` and `..`, plain or encoded. Error: invalid_argument.
[[nodiscard]] core::Result<Target> parse_target(std::string_view target);

}  // namespace muniment::web::http

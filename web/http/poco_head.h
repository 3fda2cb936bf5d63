// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <tl/expected.hpp>

#include "web/http/head_check.h"

namespace muniment::web::http {

/// Lets Poco read the same head from memory, and compares: method and every field must be
/// what check_head found. Two independent readings that agree are the best proof that a
/// proxy before us read the same. Fault: 400.
[[nodiscard]] tl::expected<void, HeadFault> confirm_with_poco(std::string_view head,
                                                              const CheckedHead& checked);

}  // namespace muniment::web::http

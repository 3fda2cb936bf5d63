// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace muniment::web::http {

/// The phrase after the number in a status line ("Not Found"); "Unknown" for numbers that Muniment
/// never sends.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace muniment::web::http

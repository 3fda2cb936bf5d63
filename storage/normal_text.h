// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace muniment::storage {

/// The composed form (NFC) of UTF-8 text, so that names written in either form meet. What is not
/// UTF-8 stays as it is.
[[nodiscard]] std::string composed(std::string_view text);

/// The composed form without differences of letter case, as file systems that fold case compare.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace muniment::storage

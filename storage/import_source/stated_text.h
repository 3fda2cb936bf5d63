// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::storage {

/// The text on one line: runs of spaces, tabs and line ends become one space, none at the ends.
[[nodiscard]] std::string collapsed(std::string_view text);

/// What a source states, collapsed. invalid_argument when it is longer than 10,000 bytes or holds
/// control characters or direction overrides; `what` names it in the message.
[[nodiscard]] core::Result<std::string> stated_line(std::string_view what, std::string_view text);

/// A title found in a text, fit for a library: control characters and direction overrides are left
/// out, and what is too long ends in an ellipsis. May be empty.
[[nodiscard]] std::string fitting_title(std::string_view text, std::size_t most_characters);

/// Bytes as they may stand in a message: on one line, cut after 200 bytes, and what is not UTF-8 or
/// not printable as `\xHH`.
[[nodiscard]] std::string shown(std::string_view bytes);

}  // namespace muniment::storage

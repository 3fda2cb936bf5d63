// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace muniment::core {

/// What readers see of raw HTML in a document: its text, without comments that end. Linear.
[[nodiscard]] std::string without_comments(std::string_view html);

/// `<br>`, `<br/>` or `<br />`, the one tag that Muniment writes in its own words: tables have no
/// other way to break a line.
[[nodiscard]] bool is_line_break_tag(std::string_view html);

}  // namespace muniment::core

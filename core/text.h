// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace muniment::core {

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Unicode code points in well-formed UTF-8.
[[nodiscard]] std::size_t character_count(std::string_view utf8);

/// Whether a person may have typed this on one line: UTF-8, and none of the control characters
/// (C0, DEL, C1), line and paragraph separators, or direction overrides that make text lie.
[[nodiscard]] bool is_single_line(std::string_view text);

/// Without white space (space, tab, line ends) at both ends.
[[nodiscard]] std::string trimmed(std::string_view text);

/// Parts between separators; "a,,b" has an empty part, "" has none.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// Insertions, deletions and exchanges of bytes between two words; for near-name suggestions.
[[nodiscard]] std::size_t edit_distance(std::string_view one, std::string_view other);

}  // namespace muniment::core

// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace muniment::core {

/// The lines of `text` without their ends (line feed, or carriage return and line feed). A last
/// line without an end counts; an empty text has no lines. Views into `text`.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// The first line of `text` without its end, which is removed from `text` together with its end.
[[nodiscard]] std::string_view take_line(std::string_view& text);

/// Without spaces and tabs at both ends; a view into `text`.
[[nodiscard]] std::string_view trimmed_view(std::string_view text);

}  // namespace muniment::core

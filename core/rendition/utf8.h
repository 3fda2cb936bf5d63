// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace muniment::core {

/// One code point and the number of bytes it takes.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1;

    bool operator==(const CodePoint&) const = default;
};

/// The code point that starts at `position` (which is inside `text`). Bytes that are no UTF-8
/// (also overlong forms, surrogates, above U+10FFFF) read as U+FFFD with length 1.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t position);

/// Appends a code point; whether it was one (a surrogate or a larger value appends nothing).
bool append_utf8(std::string& out, char32_t value);

/// Offset of the first byte that is not UTF-8, or `npos`.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text);

/// At most `bytes` bytes from the beginning of valid UTF-8, never a part of a character.
[[nodiscard]] std::string_view truncated_utf8(std::string_view text, std::size_t bytes);

}  // namespace muniment::core

// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace muniment::core {

/// Letters, digits and marks: ASCII letters and digits, and beyond ASCII whatever is not known
/// to be white space, punctuation, a control or formatting character.
[[nodiscard]] bool is_word_character(char32_t value);

/// Scripts written without spaces between words (Han, kana), in which
/// every character is compared for itself.
[[nodiscard]] bool is_ideographic(char32_t value);

/// Lower case of ASCII, Latin, Greek and Cyrillic capitals; anything else as it is.
[[nodiscard]] char32_t simple_lower(char32_t value);

/// White space, Unicode's included.
[[nodiscard]] bool is_white_space(char32_t value);

}  // namespace muniment::core

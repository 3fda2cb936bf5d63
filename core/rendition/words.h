// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/rendition/blocks.h"

namespace muniment::core {

/// Appends the words of `text`. `space` says whether white space came before, and afterwards
/// whether the text ended in some.
void append_words(std::vector<Word>& words, std::string_view text, unsigned style,
                  std::uint32_t target, bool& space);

/// Whether it is counted as a word: it has a letter or digit.
[[nodiscard]] bool is_counted(const Word& word);

}  // namespace muniment::core

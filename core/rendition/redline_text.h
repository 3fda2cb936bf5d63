// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/rendition/word_changes.h"

namespace muniment::core {

/// Writes a redline as lines of text: changed blocks with `- ` and `+ `, the block before and the
/// block after a change with two spaces, and `  ...` for those left out. In a changed block the
/// words taken away stand in [-...-] and the new ones in {+...+}.
class RedlineText {
  public:
    explicit RedlineText(const TextNumbers& numbers) : numbers_(numbers) {}

    void add(const AlignedBlocks& blocks, const std::vector<MarkedWord>& words);
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    void add_same(std::string lines);

    const TextNumbers& numbers_;
    std::string text_;
    std::string waiting_;  ///< the last equal block, shown only if a change follows
    bool left_out_ = false;
    bool after_change_ = false;
};

}  // namespace muniment::core

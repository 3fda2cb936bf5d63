// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/rendition/word_changes.h"

namespace muniment::core {

/// Writes a redline as HTML, one block after another. Classes: `redline-same`, `redline-inserted`,
/// `redline-deleted`, `redline-changed` on each block, `redline-link` and `redline-target` inside.
class RedlineHtml {
  public:
    explicit RedlineHtml(const TextNumbers& numbers) : numbers_(numbers) {}

    void add(const AlignedBlocks& blocks, const std::vector<MarkedWord>& words);
    [[nodiscard]] std::string take();

  private:
    void add_row(std::string_view change, const std::vector<MarkedWord>& words);
    void close_table();

    const TextNumbers& numbers_;
    std::string html_;
    bool in_table_ = false;
};

}  // namespace muniment::core

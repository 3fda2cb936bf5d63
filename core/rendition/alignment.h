// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/rendition/blocks.h"
#include "core/rendition/sequence_diff.h"

namespace muniment::core {

/// A line of the comparison: a block of the old text, of the new one, or one from each.
struct AlignedBlocks {
    const Block* before = nullptr;
    const Block* after = nullptr;

    [[nodiscard]] bool same() const {
        return before != nullptr && after != nullptr && before->id == after->id;
    }
};

/// Puts the blocks of two texts beside each other: equal ones, then of what lies between those
/// that share enough words, in order; the rest alone, old before new. Points into the arguments.
[[nodiscard]] std::vector<AlignedBlocks> align_blocks(const std::vector<Block>& old_blocks,
                                                      const std::vector<Block>& new_blocks,
                                                      WorkBudget& budget);

}  // namespace muniment::core

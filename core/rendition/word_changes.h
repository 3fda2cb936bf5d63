// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/rendition/alignment.h"

namespace muniment::core {

enum class Mark { same, deleted, inserted };

/// A word and what happened to it. Points into a block.
struct MarkedWord {
    const Word* word = nullptr;
    Mark mark = Mark::same;
};

/// The words of both blocks in reading order: what is common as the new block has it, before a
/// change the deleted words and then the inserted ones. Cells of a table row stay apart. A block
/// alone is deleted or inserted as a whole.
[[nodiscard]] std::vector<MarkedWord> word_changes(const AlignedBlocks& blocks, WorkBudget& budget);

}  // namespace muniment::core

// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/rendition/sequence_diff.h"

namespace muniment::core {

/// Myers' greedy search for the shortest edit. Gives up, with nothing in common, when more than
/// 1,000 elements differ or the budget is spent. Positions count from the given beginnings.
[[nodiscard]] std::vector<EqualRun> shortest_edit(const std::uint32_t* old_items,
                                                  std::size_t old_size,
                                                  const std::uint32_t* new_items,
                                                  std::size_t new_size, WorkBudget& budget);

}  // namespace muniment::core

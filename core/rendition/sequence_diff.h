// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace muniment::core {

/// Steps that comparing may still cost, shared by all comparisons of one task, so that their sum
/// is bounded. Without budget a comparison finds less in common; it never becomes wrong.
class WorkBudget {
  public:
    explicit WorkBudget(std::uint64_t steps) : left_(steps) {}

    /// Takes `steps` away; false if there are not as many left.
    bool spend(std::uint64_t steps) {
        if (steps > left_) return false;
        left_ -= steps;
        return true;
    }

  private:
    std::uint64_t left_;
};

/// `length` elements from `old_begin` on equal those from `new_begin` on.
struct EqualRun {
    std::size_t old_begin = 0;
    std::size_t new_begin = 0;
    std::size_t length = 0;

    bool operator==(const EqualRun&) const = default;
};

/// What two sequences have in common, in order, as runs that ascend in both: elements that occur
/// once in both anchor it (patience), and between them the shortest edit is sought (Myers).
[[nodiscard]] std::vector<EqualRun> equal_runs(const std::vector<std::uint32_t>& old_items,
                                               const std::vector<std::uint32_t>& new_items,
                                               WorkBudget& budget);

}  // namespace muniment::core

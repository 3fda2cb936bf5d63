// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/shortest_edit.h"

#include <algorithm>

namespace muniment::core {
namespace {

using Position = std::int64_t;

constexpr Position most_edits = 1000;

/// The furthest old position on each diagonal (old minus new position), per number of edits.
class Search {
  public:
    Search(const std::uint32_t* old_items, std::size_t old_size, const std::uint32_t* new_items,
           std::size_t new_size, WorkBudget& budget)
        : old_(old_items),
          new_(new_items),
          old_size_(static_cast<Position>(old_size)),
          new_size_(static_cast<Position>(new_size)),
          budget_(budget) {}

    std::vector<EqualRun> run() {
        const Position most = std::min(most_edits, old_size_ + new_size_);
        for (Position edits = 0; edits <= most; ++edits) {
            if (!budget_.spend(static_cast<std::uint64_t>(edits) + 1)) return {};
            furthest_.emplace_back(static_cast<std::size_t>(2 * edits + 1), Position{0});
            for (Position diagonal = -edits; diagonal <= edits; diagonal += 2) {
                const auto reached = advance(edits, diagonal);
                if (reached < 0) return {};
                if (reached >= old_size_ && reached - diagonal >= new_size_)
                    return walk_back(edits, diagonal);
            }
        }
        return {};
    }

  private:
    Position& at(Position edits, Position diagonal) {
        return furthest_[static_cast<std::size_t>(edits)]
                        [static_cast<std::size_t>(diagonal + edits)];
    }

    /// Whether the best way onto the diagonal inserts a new element (comes from the one above).
    bool inserts(Position edits, Position diagonal) {
        if (diagonal == -edits) return true;
        if (diagonal == edits) return false;
        return at(edits - 1, diagonal - 1) < at(edits - 1, diagonal + 1);
    }

    Position start(Position edits, Position diagonal) {
        if (edits == 0) return 0;
        return inserts(edits, diagonal) ? at(edits - 1, diagonal + 1)
                                        : at(edits - 1, diagonal - 1) + 1;
    }

    /// Goes along equal elements as far as it can; -1 when the budget is spent.
    Position advance(Position edits, Position diagonal) {
        const Position begin = start(edits, diagonal);
        Position x = begin;
        while (x < old_size_ && x - diagonal < new_size_ && old_[x] == new_[x - diagonal]) ++x;
        at(edits, diagonal) = x;
        return budget_.spend(static_cast<std::uint64_t>(x - begin)) ? x : -1;
    }

    std::vector<EqualRun> walk_back(Position edits, Position diagonal) {
        std::vector<EqualRun> runs;
        for (;;) {
            const Position end = at(edits, diagonal);
            const Position begin = start(edits, diagonal);
            if (end > begin)
                runs.push_back({static_cast<std::size_t>(begin),
                                static_cast<std::size_t>(begin - diagonal),
                                static_cast<std::size_t>(end - begin)});
            if (edits == 0) break;
            diagonal += inserts(edits, diagonal) ? 1 : -1;
            --edits;
        }
        std::reverse(runs.begin(), runs.end());
        return runs;
    }

    const std::uint32_t* old_;
    const std::uint32_t* new_;
    Position old_size_;
    Position new_size_;
    WorkBudget& budget_;
    std::vector<std::vector<Position>> furthest_;
};

}  // namespace

std::vector<EqualRun> shortest_edit(const std::uint32_t* old_items, std::size_t old_size,
                                    const std::uint32_t* new_items, std::size_t new_size,
                                    WorkBudget& budget) {
    return Search(old_items, old_size, new_items, new_size, budget).run();
}

}  // namespace muniment::core

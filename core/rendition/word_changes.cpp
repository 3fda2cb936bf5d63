// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/word_changes.h"

namespace muniment::core {
namespace {

struct Span {
    std::size_t begin;
    std::size_t end;
};

/// The words of each cell with their end; of what has no cells, all words.
std::vector<Span> cells_of(const Block& block) {
    std::vector<Span> cells;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < block.words.size(); ++i) {
        if ((block.words[i].style & cell_end) == 0) continue;
        cells.push_back({begin, i + 1});
        begin = i + 1;
    }
    if (cells.empty()) cells.push_back({0, block.words.size()});
    return cells;
}

std::vector<std::uint32_t> ids_in(const Block& block, const Span& span) {
    const auto at = [&](std::size_t i) {
        return block.word_ids.begin() + static_cast<std::ptrdiff_t>(i);
    };
    return {at(span.begin), at(span.end)};
}

class Marker {
  public:
    void mark(const Block& block, std::size_t begin, std::size_t end, Mark mark) {
        for (std::size_t i = begin; i < end; ++i) marked_.push_back({&block.words[i], mark});
    }

    void compare(const Block& before, const Span& old_span, const Block& after,
                 const Span& new_span, WorkBudget& budget) {
        std::size_t old_at = old_span.begin;
        std::size_t new_at = new_span.begin;
        for (const EqualRun& run :
             equal_runs(ids_in(before, old_span), ids_in(after, new_span), budget)) {
            mark(before, old_at, old_span.begin + run.old_begin, Mark::deleted);
            mark(after, new_at, new_span.begin + run.new_begin, Mark::inserted);
            old_at = old_span.begin + run.old_begin + run.length;
            new_at = new_span.begin + run.new_begin + run.length;
            mark(after, new_at - run.length, new_at, Mark::same);
        }
        mark(before, old_at, old_span.end, Mark::deleted);
        mark(after, new_at, new_span.end, Mark::inserted);
    }

    std::vector<MarkedWord> take() { return std::move(marked_); }

  private:
    std::vector<MarkedWord> marked_;
};

}  // namespace

std::vector<MarkedWord> word_changes(const AlignedBlocks& blocks, WorkBudget& budget) {
    Marker marker;
    if (blocks.before == nullptr) {
        marker.mark(*blocks.after, 0, blocks.after->words.size(), Mark::inserted);
    } else if (blocks.after == nullptr) {
        marker.mark(*blocks.before, 0, blocks.before->words.size(), Mark::deleted);
    } else if (blocks.same()) {
        marker.mark(*blocks.after, 0, blocks.after->words.size(), Mark::same);
    } else {
        const auto old_cells = cells_of(*blocks.before);
        const auto new_cells = cells_of(*blocks.after);
        for (std::size_t i = 0; i < new_cells.size(); ++i)
            marker.compare(*blocks.before, old_cells[i], *blocks.after, new_cells[i], budget);
    }
    return marker.take();
}

}  // namespace muniment::core

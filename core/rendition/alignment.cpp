// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/alignment.h"

#include <algorithm>

namespace muniment::core {
namespace {

using Blocks = std::vector<Block>;
using Ids = std::vector<std::uint32_t>;

/// Below this share of common words two blocks are different texts, not versions of one.
constexpr double least_likeness = 0.4;
constexpr std::size_t most_pairs = 1'000'000;

/// A gap between equal blocks.
struct Gap {
    std::size_t old_begin;
    std::size_t old_end;
    std::size_t new_begin;
    std::size_t new_end;

    [[nodiscard]] std::size_t old_size() const { return old_end - old_begin; }
    [[nodiscard]] std::size_t new_size() const { return new_end - new_begin; }
};

Ids ids_of(const Blocks& blocks) {
    Ids ids(blocks.size());
    std::transform(blocks.begin(), blocks.end(), ids.begin(),
                   [](const Block& block) { return block.id; });
    return ids;
}

Ids sorted_words(const Block& block) {
    Ids words = block.word_ids;
    std::sort(words.begin(), words.end());
    return words;
}

std::size_t cell_count(const Block& block) {
    return static_cast<std::size_t>(
        std::count_if(block.words.begin(), block.words.end(),
                      [](const Word& word) { return (word.style & cell_end) != 0; }));
}

/// Whether one's words can be shown as a change within the other.
bool has_same_frame(const Block& one, const Block& other) {
    return one.kind == other.kind && one.level == other.level &&
           one.list_depth == other.list_depth && one.begins_item == other.begins_item &&
           one.ordered == other.ordered && one.quote_depth == other.quote_depth &&
           cell_count(one) == cell_count(other);
}

double likeness(const Ids& one, const Ids& other) {
    if (one.empty() || other.empty()) return 0;
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < one.size() && j < other.size();) {
        if (one[i] == other[j]) {
            ++common;
            ++i;
            ++j;
        } else if (one[i] < other[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return 2.0 * static_cast<double>(common) / static_cast<double>(one.size() + other.size());
}

class Aligner {
  public:
    Aligner(const Blocks& old_blocks, const Blocks& new_blocks, WorkBudget& budget)
        : old_(old_blocks), new_(new_blocks), budget_(budget) {}

    std::vector<AlignedBlocks> run() {
        Gap gap{0, 0, 0, 0};
        for (const EqualRun& run : equal_runs(ids_of(old_), ids_of(new_), budget_)) {
            gap.old_end = run.old_begin;
            gap.new_end = run.new_begin;
            add_gap(gap);
            for (std::size_t i = 0; i < run.length; ++i)
                aligned_.push_back({&old_[run.old_begin + i], &new_[run.new_begin + i]});
            gap.old_begin = run.old_begin + run.length;
            gap.new_begin = run.new_begin + run.length;
        }
        gap.old_end = old_.size();
        gap.new_end = new_.size();
        add_gap(gap);
        return std::move(aligned_);
    }

  private:
    void add_alone(std::size_t old_begin, std::size_t old_end, std::size_t new_begin,
                   std::size_t new_end) {
        for (std::size_t i = old_begin; i < old_end; ++i) aligned_.push_back({&old_[i], nullptr});
        for (std::size_t i = new_begin; i < new_end; ++i) aligned_.push_back({nullptr, &new_[i]});
    }

    void add_gap(const Gap& gap) {
        std::size_t old_at = gap.old_begin;
        std::size_t new_at = gap.new_begin;
        for (const auto& [old_index, new_index] : pairs_of(gap)) {
            add_alone(old_at, old_index, new_at, new_index);
            aligned_.push_back({&old_[old_index], &new_[new_index]});
            old_at = old_index + 1;
            new_at = new_index + 1;
        }
        add_alone(old_at, gap.old_end, new_at, gap.new_end);
    }

    [[nodiscard]] std::uint64_t cost_of(const Gap& gap) const {
        std::uint64_t cost = gap.old_size() * gap.new_size();
        for (std::size_t i = gap.old_begin; i < gap.old_end; ++i)
            cost += old_[i].word_ids.size() * gap.new_size();
        for (std::size_t j = gap.new_begin; j < gap.new_end; ++j)
            cost += new_[j].word_ids.size() * gap.old_size();
        return cost;
    }

    using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

    /// The pairs, ascending in both, whose likeness adds up to most.
    Pairs pairs_of(const Gap& gap) {
        if (gap.old_size() * gap.new_size() > most_pairs) return {};
        if (gap.old_size() == 0 || gap.new_size() == 0 || !budget_.spend(cost_of(gap))) return {};
        const auto likenesses = likenesses_of(gap);
        const std::size_t columns = gap.new_size() + 1;
        std::vector<double> best((gap.old_size() + 1) * columns, 0.0);
        for (std::size_t i = gap.old_size(); i-- > 0;)
            for (std::size_t j = gap.new_size(); j-- > 0;) {
                const double paired = likenesses[i * gap.new_size() + j];
                const double skip =
                    std::max(best[(i + 1) * columns + j], best[i * columns + j + 1]);
                const double take = paired > 0 ? paired + best[(i + 1) * columns + j + 1] : 0;
                best[i * columns + j] = std::max(skip, take);
            }
        return followed(gap, best);
    }

    [[nodiscard]] std::vector<double> likenesses_of(const Gap& gap) const {
        std::vector<Ids> new_words;
        for (std::size_t j = gap.new_begin; j < gap.new_end; ++j)
            new_words.push_back(sorted_words(new_[j]));
        std::vector<double> all;
        all.reserve(gap.old_size() * gap.new_size());
        for (std::size_t i = gap.old_begin; i < gap.old_end; ++i) {
            const Ids words = sorted_words(old_[i]);
            for (std::size_t j = 0; j < gap.new_size(); ++j) {
                const bool comparable = has_same_frame(old_[i], new_[gap.new_begin + j]);
                const double value = comparable ? likeness(words, new_words[j]) : 0;
                all.push_back(value < least_likeness ? 0 : value);
            }
        }
        return all;
    }

    static Pairs followed(const Gap& gap, const std::vector<double>& best) {
        const std::size_t columns = gap.new_size() + 1;
        Pairs pairs;
        for (std::size_t i = 0, j = 0; i < gap.old_size() && j < gap.new_size();) {
            const double here = best[i * columns + j];
            if (here == best[(i + 1) * columns + j]) {
                ++i;
            } else if (here == best[i * columns + j + 1]) {
                ++j;
            } else {
                pairs.emplace_back(gap.old_begin + i++, gap.new_begin + j++);
            }
        }
        return pairs;
    }

    const Blocks& old_;
    const Blocks& new_;
    WorkBudget& budget_;
    std::vector<AlignedBlocks> aligned_;
};

}  // namespace

std::vector<AlignedBlocks> align_blocks(const Blocks& old_blocks, const Blocks& new_blocks,
                                        WorkBudget& budget) {
    return Aligner(old_blocks, new_blocks, budget).run();
}

}  // namespace muniment::core

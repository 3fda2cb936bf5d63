// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rendition/sequence_diff.h"

#include <algorithm>
#include <unordered_map>

#include "core/rendition/shortest_edit.h"

namespace muniment::core {
namespace {

using Items = std::vector<std::uint32_t>;

constexpr int deepest_patience = 16;

struct Range {
    std::size_t old_begin;
    std::size_t old_end;
    std::size_t new_begin;
    std::size_t new_end;
    int depth;

    [[nodiscard]] bool empty() const { return old_begin == old_end || new_begin == new_end; }
    [[nodiscard]] std::size_t size() const { return old_end - old_begin + new_end - new_begin; }
};

struct Anchor {
    std::size_t old_at;
    std::size_t new_at;
};

/// The elements that occur once in each range, in the order of the old one.
std::vector<Anchor> unique_pairs(const Items& old_items, const Items& new_items,
                                 const Range& range) {
    struct Seen {
        std::size_t old_count = 0;
        std::size_t new_count = 0;
        std::size_t new_at = 0;
    };
    std::unordered_map<std::uint32_t, Seen> seen;
    for (std::size_t i = range.old_begin; i < range.old_end; ++i) ++seen[old_items[i]].old_count;
    for (std::size_t i = range.new_begin; i < range.new_end; ++i) {
        const auto found = seen.find(new_items[i]);
        if (found == seen.end()) continue;
        ++found->second.new_count;
        found->second.new_at = i;
    }
    std::vector<Anchor> pairs;
    for (std::size_t i = range.old_begin; i < range.old_end; ++i) {
        const Seen& item = seen[old_items[i]];
        if (item.old_count == 1 && item.new_count == 1) pairs.push_back({i, item.new_at});
    }
    return pairs;
}

/// The longest part of the pairs that ascends in the new sequence too.
std::vector<Anchor> longest_ascending(const std::vector<Anchor>& pairs) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> tails;
    std::vector<std::size_t> before(pairs.size(), none);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto place = std::lower_bound(
            tails.begin(), tails.end(), pairs[i].new_at,
            [&](std::size_t tail, std::size_t value) { return pairs[tail].new_at < value; });
        if (place != tails.begin()) before[i] = *std::prev(place);
        if (place == tails.end())
            tails.push_back(i);
        else
            *place = i;
    }
    std::vector<Anchor> chosen;
    for (std::size_t i = tails.empty() ? none : tails.back(); i != none; i = before[i])
        chosen.push_back(pairs[i]);
    std::reverse(chosen.begin(), chosen.end());
    return chosen;
}

class Comparison {
  public:
    Comparison(const Items& old_items, const Items& new_items, WorkBudget& budget)
        : old_(old_items), new_(new_items), budget_(budget) {}

    std::vector<EqualRun> run() {
        open_.push_back({0, old_.size(), 0, new_.size(), 0});
        while (!open_.empty()) {
            const Range range = open_.back();
            open_.pop_back();
            compare(range);
        }
        return merged();
    }

  private:
    void add(std::size_t old_begin, std::size_t new_begin, std::size_t length) {
        if (length > 0) runs_.push_back({old_begin, new_begin, length});
    }

    void compare(Range range) {
        trim(range);
        if (range.empty() || !budget_.spend(range.size())) return;
        if (range.depth < deepest_patience && split(range)) return;
        for (EqualRun run :
             shortest_edit(old_.data() + range.old_begin, range.old_end - range.old_begin,
                           new_.data() + range.new_begin, range.new_end - range.new_begin, budget_))
            add(run.old_begin + range.old_begin, run.new_begin + range.new_begin, run.length);
    }

    void trim(Range& range) {
        std::size_t length = 0;
        while (range.old_begin + length < range.old_end &&
               range.new_begin + length < range.new_end &&
               old_[range.old_begin + length] == new_[range.new_begin + length])
            ++length;
        add(range.old_begin, range.new_begin, length);
        range.old_begin += length;
        range.new_begin += length;
        length = 0;
        while (range.old_end - length > range.old_begin &&
               range.new_end - length > range.new_begin &&
               old_[range.old_end - length - 1] == new_[range.new_end - length - 1])
            ++length;
        range.old_end -= length;
        range.new_end -= length;
        add(range.old_end, range.new_end, length);
    }

    /// Opens the ranges between the anchors; false if there are none.
    bool split(const Range& range) {
        const auto anchors = longest_ascending(unique_pairs(old_, new_, range));
        if (anchors.empty()) return false;
        std::size_t old_begin = range.old_begin;
        std::size_t new_begin = range.new_begin;
        for (const Anchor& anchor : anchors) {
            open_.push_back({old_begin, anchor.old_at, new_begin, anchor.new_at, range.depth + 1});
            add(anchor.old_at, anchor.new_at, 1);
            old_begin = anchor.old_at + 1;
            new_begin = anchor.new_at + 1;
        }
        open_.push_back({old_begin, range.old_end, new_begin, range.new_end, range.depth + 1});
        return true;
    }

    std::vector<EqualRun> merged() {
        std::sort(runs_.begin(), runs_.end(), [](const EqualRun& one, const EqualRun& other) {
            return one.old_begin < other.old_begin;
        });
        std::vector<EqualRun> result;
        for (const EqualRun& run : runs_) {
            const bool goes_on = !result.empty() &&
                                 result.back().old_begin + result.back().length == run.old_begin &&
                                 result.back().new_begin + result.back().length == run.new_begin;
            if (goes_on)
                result.back().length += run.length;
            else
                result.push_back(run);
        }
        return result;
    }

    const Items& old_;
    const Items& new_;
    WorkBudget& budget_;
    std::vector<Range> open_;
    std::vector<EqualRun> runs_;
};

}  // namespace

std::vector<EqualRun> equal_runs(const Items& old_items, const Items& new_items,
                                 WorkBudget& budget) {
    return Comparison(old_items, new_items, budget).run();
}

}  // namespace muniment::core
